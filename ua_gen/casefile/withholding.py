"""What messages do not repeat of a file: facts that are not for the public, and why an action was stopped."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from ua_gen.casefile.nodes import BLOCK, Node
from ua_gen.casefile.parser import lines_of
from ua_gen.diagnostics import Diagnostic, suggest

OF_COMMENTS = frozenset({"UA018", "UA020"})  # Beside what is not for the public, anything may stand in a comment.
OPEN = frozenset({"state", "since", "as_of", "visibility", "superseded"})  # Of a stop, what may be told.
MANY = 1000  # More texts than any message can be looked through for: then none says anything.
SHORT = 4  # Shorter words are in everything, and tell nothing.
QUOTING = frozenset({"UA012", "UA013", "UA016", "UA017"})  # Whose messages repeat words of a text's form.
FEW = 50  # More words than that are not compared with each id: then none of them is repeated.
ID_FIELDS = frozenset({"id", "post", "state", "type", "ask", "role", "kind", "gender", "language", "country"})
NAMING = frozenset({"to", "source", "sources"})  # The fields that name something by its id.
VIETNAMESE = re.compile(r"vi(?:-|\Z)")  # The name of a text's language, where `visibility` is looked for.
MARK = re.compile(r"\bvi|stop|\\", re.IGNORECASE)  # In a line of every file that has something to keep to itself.
Pair = tuple[Node, Node]  # The name of a field, and its value.
WORD = re.compile(r"[\w-]+")
MESSAGE = "what is wrong here is not repeated, for it is not for the public"


@dataclass(frozen=True, slots=True)
class Withheld:
    """Lines that are not quoted (counted from 0), texts that no message has, and words that none about them has."""

    lines: frozenset[int]
    texts: frozenset[str]
    words: frozenset[str]
    ids: frozenset[str]  # Short names of what is not for the public: no message has them as words.


def find_withheld(root: Node) -> Withheld | None:
    """What the messages on a file keep to themselves; None if there is nothing."""
    lines = lines_of(root)
    if lines and not any(map(MARK.search, lines)):  # Nearly every file.
        return None
    ids: set[str] = set()
    pairs = [pair for mapping in _mappings(root) for pair in mapping.pairs()]
    hidden = list(_hidden(root, pairs, ids))
    if not hidden:
        return None
    quiet = {number for node in hidden for number in _lines(node, lines)}
    values = [scalar for node in hidden for scalar in _values(node)]
    inside = {id(scalar) for node in hidden for scalar in node.scalars()}
    others = Counter(_text(scalar) for scalar in root.scalars() if id(scalar) not in inside)
    naming = [_text(scalar) for scalar in _naming(pairs) if id(scalar) not in inside]
    ids -= _known_words(pairs, inside)
    ids |= _meant(ids, set(naming), others - Counter(naming))
    texts = {_text(scalar) for scalar in values}
    words = {word for text in texts for word in _words(text)} | {f"`{text}`" for text in texts}
    long = {text for text in texts - (others.keys() - ids) if len(text) >= SHORT}
    if len(words) > MANY:
        quiet.update(range(len(lines)))
    else:
        quiet.update(_repeating(lines, long, ids))
    return Withheld(frozenset(quiet), frozenset(long), frozenset(words), frozenset(ids))


def _known_words(pairs: Iterable[Pair], inside: Set[int]) -> set[str]:
    """The ids of what is for the public, and the words of the format: they tell of nobody else."""
    found: set[str] = set()
    for key, value in pairs:
        if value.kind == "scalar" and id(value) not in inside and _plain(key) in ID_FIELDS:
            found.add(_text(value))
    return found


def _meant(ids: set[str], named: set[str], others: Counter[str]) -> set[str]:
    """What names one of the ids with a slip in it. Many such words are all taken for that."""
    strange = {name for name in named if name and name not in ids and name not in others}
    if not ids or len(strange) > FEW:
        return strange if ids else set()
    return {name for name in strange if suggest(name, ids)}


def _repeating(lines: Sequence[str], texts: Set[str], ids: Set[str]) -> Iterator[int]:
    """The lines that hold one of the texts or ids, wherever that is, such as in a comment."""
    folded = [line.casefold() for line in lines]
    whole = "\n".join(folded)
    texts = {text for text in texts if text in whole}
    for number, line in enumerate(folded):
        if any(text in line for text in texts) or not ids.isdisjoint(WORD.findall(line)):
            yield number


def withhold(diagnostic: Diagnostic, secret: Withheld | None) -> Diagnostic:
    """The diagnostic without what is not to be repeated."""
    if secret is None:
        return diagnostic
    span = diagnostic.span
    on_it = span is not None and span.line - 1 in secret.lines
    of_comment = diagnostic.code in OF_COMMENTS
    if span is not None and (on_it or of_comment):
        diagnostic = replace(diagnostic, span=replace(span, source=""))
    if len(secret.words) > MANY:
        return neutral(diagnostic)
    said = f"{diagnostic.message} {diagnostic.hint}".casefold()
    repeats = any(text in said for text in secret.texts) or not secret.ids.isdisjoint(WORD.findall(said))
    if repeats or (on_it and (of_comment or any(word in said for word in secret.words))):
        return neutral(diagnostic)
    return diagnostic


def neutral(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with nothing but its code and its place."""
    hint = f"`ua-gen explain {diagnostic.code}` tells what is looked for"
    return replace(diagnostic, message=MESSAGE, hint=hint)


def unquoted(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic on a text that nobody can read, without a word of it."""
    found = neutral(diagnostic) if diagnostic.code in QUOTING else diagnostic
    return replace(found, span=found.span and replace(found.span, source=""))


def withhold_all(diagnostics: Iterable[Diagnostic], secret: Withheld | None) -> list[Diagnostic]:
    return [withhold(diagnostic, secret) for diagnostic in diagnostics]


def _hidden(root: Node, pairs: Iterable[Pair], ids: set[str]) -> Iterator[Node]:
    """What is not for the public; of an entry that stops the action, what it says beside that.

    With them, the sources that nothing else cites, the requests that reach nobody else, and wherever one is named.
    Adds the ids of what is hidden to `ids`.
    """
    fields = {_plain(key): value for key, value in root.pairs()}
    unreached, uncited = set(), set()
    for entry in _mappings(root):  # Wherever it stands: it may be at the wrong place.
        if _is_hidden(entry):
            yield entry
            unreached.add(_word(entry, "id"))
    stopped = "action" in fields and _word(fields["action"], "kind") == "stop"
    open_, hidden = set(), set()
    for group in ("status", "events", "recipients"):
        for entry in fields[group].items() if group in fields else ():
            if _is_hidden(entry):
                hidden.add(_word(entry, "source"))
            elif group == "status" and (stopped or _word(entry, "state") == "stopped"):
                yield from (value for key, value in entry.pairs() if _plain(key) not in OPEN)
                hidden.add(_word(entry, "source"))
            else:
                open_.add(_word(entry, "source"))
    for source in fields["sources"].items() if "sources" in fields else ():
        if not _is_hidden(source) and _word(source, "id") in hidden - open_:
            yield source
            uncited.add(_word(source, "id"))
    for request in fields["requests"].items() if unreached and "requests" in fields else ():
        to = next((value.items() for key, value in request.pairs() if key.value == "to"), [])
        if to and all(_plain(name) in unreached for name in to):
            yield request
    ids |= {name.strip().casefold() for name in unreached | uncited} - {"", "?", "none"}
    yield from (one for one in _naming(pairs) if _plain(one) in unreached | uncited)


def _mappings(node: Node) -> Iterator[Node]:
    """Every mapping in it. What is inside one that is hidden is hidden with it."""
    if node.kind == "mapping":
        yield node
    for child in (*(value for _, value in node.pairs()), *node.items()):
        yield from _mappings(child)


def _naming(pairs: Iterable[Pair]) -> Iterator[Node]:
    """The words that name something by its id."""
    for key, value in pairs:
        if _plain(key) in NAMING:
            yield from (one for one in (value, *value.items()) if one.kind == "scalar")


def _is_hidden(entry: Node) -> bool:
    """Whether an entry is not for the public, or may be meant so: `visiblity: private` is an error, but tells it."""
    said = [(_plain(key).casefold(), _plain(value)) for key, value in entry.pairs()]
    return any(value != "public" for key, value in said if key.startswith("vi") and not VIETNAMESE.match(key))


def _word(entry: Node, name: str, otherwise: str = "") -> str:
    """A field of an entry, as far as it is a word."""
    return next((_plain(value) for key, value in entry.pairs() if key.value == name), otherwise)


def _plain(node: Node) -> str:
    """A scalar as a word, "?" for what is none: files with mistakes have secrets, too."""
    return str(node.value) if node.kind == "scalar" else "?"


def _values(node: Node) -> Iterator[Node]:
    """The texts in it, without names of fields, and without what only says that it is not for the public."""
    if node.kind == "scalar":
        yield node
    for key, value in node.pairs():
        yield from _values(value) if key.value != "visibility" else ()
    for item in node.items():
        yield from _values(item)


def _lines(node: Node, lines: Sequence[str]) -> range:
    """From the first line of something to its last, with the comments between, above and below."""
    scalars = list(node.scalars())
    if not scalars:
        return range(0)
    first, end = scalars[0].event.start_mark.line, scalars[-1].event.end_mark
    # What is told of a block ends where the next thing begins.
    last = max(first, end.line - 1 if scalars[-1].event.style in BLOCK and end.column == 0 else end.line)
    while first and _is_comment(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_comment(lines[last + 1]):
        last += 1
    return range(first, last + 1)


def _is_comment(line: str) -> bool:
    return line.lstrip()[:1] in ("", "#")


def _text(scalar: Node) -> str:
    return str(scalar.value or "").strip().casefold()


def _words(text: str) -> set[str]:
    split = "".join(character if character.isalnum() else " " for character in text).split()
    return {word for word in split if len(word) >= SHORT}
