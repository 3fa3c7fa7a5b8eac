"""What messages do not repeat of a file: facts that are not for the public, and why an action was stopped.

Longer than most: whatever a message may repeat is looked for here and nowhere else.
"""

import re
import typing
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pydantic import BaseModel

from ua_gen.casefile.nodes import BLOCK, Node
from ua_gen.casefile.parser import lines_of
from ua_gen.diagnostics import Diagnostic, suggest
from ua_gen.files.marks import MAY_MARK, ends_in_mark, folded, means_private, means_visibility, slipped_field
from ua_gen.files.marks import words as words_of
from ua_gen.model import Case, PressRelease, Statement

OF_COMMENTS = frozenset({"UA018", "UA020"})  # Beside what is not for the public, anything may stand in a comment.
OPEN = frozenset({"state", "since", "as_of", "visibility", "superseded"})  # Of a stop, what may be told.
MANY = 1000  # More texts than any message can be looked through for: then none says anything.
SHORT = 4  # Shorter words are in everything, and tell nothing.
QUOTING = frozenset({"UA012", "UA013", "UA016", "UA017"})  # Whose messages repeat words of a text's form.
FEW = 50  # More words than that are not compared with each id: then none of them is repeated.
KNOWN_FIELDS = frozenset({"post", "state", "type", "ask", "role", "kind", "gender", "language", "country"})
NAMING = frozenset({"to", "source", "sources"})  # The fields that name something by its id.
VIETNAMESE = re.compile(r"vi(?:-|\Z)")  # The name of a text's language, where `visibility` is looked for.
TOLD_OF_ALL = frozenset({"credit"})  # `Private` is what is usually said there.
VISIBILITIES = ("public", "section", "private")
FEW_WORDS = 4  # In a field of one's own, a text of no more is a mark rather than a sentence.
UNQUOTING = frozenset({"UA024", "UA025"})  # Whose messages are the same of every text.
QUOTED = re.compile(r"`([^`]*)`")
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
    if lines and not _may_withhold("\n".join(lines)):  # Nearly every file.
        return None
    ids: set[str] = set()
    pairs = [pair for mapping in _mappings(root) for pair in _pairs(mapping)]
    hidden = list(_hidden(root, pairs, ids))
    if not hidden:
        return None
    quiet = {number for node in hidden for number in _lines(node, lines)}
    values = [text for node in hidden for text in _values(node) if text]
    inside = {id(part) for node in hidden for part in node.nodes()}
    others = Counter(_text(part) for part in root.nodes() if part.kind == "scalar" and id(part) not in inside)
    naming = [_text(scalar) for scalar in _naming(pairs) if id(scalar) not in inside]
    ids -= _known_words(pairs, inside)
    ids |= _meant(ids, set(naming), others - Counter(naming))
    texts = set(values)
    words = {word for text in texts for word in _words(text)} | {f"`{text}`" for text in texts}
    long = {text for text in texts - (others.keys() - ids) if len(text) >= SHORT}
    if len(words) > MANY:
        quiet.update(range(len(lines)))
    else:
        quiet.update(_repeating(lines, long, ids))
    return Withheld(frozenset(quiet), frozenset(long), frozenset(words), frozenset(ids))


def _known_words(pairs: Iterable[Pair], inside: Set[int]) -> set[str]:
    """The words of the format: they tell of nobody. An id that is not for the public is none, whoever has it too."""
    found: set[str] = set()
    for key, value in pairs:
        if value.kind == "scalar" and id(value) not in inside and _plain(key) in KNOWN_FIELDS:
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
    if diagnostic.code in UNQUOTING:
        return diagnostic
    if len(secret.words) > MANY:
        return neutral(diagnostic)
    said = f"{diagnostic.message} {diagnostic.hint}".casefold()
    repeats = any(text in said for text in secret.texts) or not secret.ids.isdisjoint(WORD.findall(said))
    if repeats or (on_it and (of_comment or not _is_plain(diagnostic) or any(word in said for word in secret.words))):
        return neutral(diagnostic)
    return diagnostic


def _is_plain(diagnostic: Diagnostic) -> bool:
    """Whether a message quotes nothing but words of the format, and numbers."""
    quoted = " ".join(QUOTED.findall(diagnostic.message)).casefold()
    known = known_words()
    return all(
        word in known or word.replace("-", "").isdigit() or suggest(word, VISIBILITIES) for word in WORD.findall(quoted)
    )


@cache
def known_words() -> frozenset[str]:
    """The names of all fields of the format, and the words that they may have: they tell of nobody."""
    return frozenset(word for model in (Case, Statement, PressRelease) for word in _words_in(model))


def _words_in(annotation: typing.Any) -> Iterator[str]:
    if isinstance(annotation, str):
        yield annotation.casefold()
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            yield field.alias or name
            yield from _words_in(field.annotation)
    for argument in typing.get_args(annotation):
        yield from _words_in(argument)


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
    unreached: set[str] = set()
    uncited: set[str] = set()
    for entry in _mappings(root):  # Wherever it stands: it may be at the wrong place.
        if _is_hidden(entry, names_only=entry is root):
            yield entry
            unreached.update(_words_of_field(entry, "id"))
    stopped = "action" in fields and _word(fields["action"], "kind") == "stop"
    open_: set[str] = set()
    hidden: set[str] = set()
    for group in ("status", "events", "recipients"):
        for entry in fields[group].items() if group in fields else ():
            if _is_hidden(entry):
                hidden.update(_words_of_field(entry, "source"))
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
    return (part for part in node.nodes() if part.kind == "mapping")


def _pairs(node: Node) -> tuple[Pair, ...]:
    """The fields of a mapping, also those that it cannot have."""
    return (*node.pairs(), *node.lost)


def _may_withhold(text: str) -> bool:
    return "stop" in (small := folded(text)) or bool(MAY_MARK.search(small))


def _naming(pairs: Iterable[Pair]) -> Iterator[Node]:
    """The words that name something by its id."""
    for key, value in pairs:
        if _plain(key) in NAMING:
            yield from (one for one in (value, *value.items()) if one.kind == "scalar")


def _is_hidden(entry: Node, names_only: bool = False) -> bool:
    """Whether an entry is not for the public, or may be meant so: `visiblity: private` is an error, but tells it."""
    return any(_marks(key, value, names_only) for key, value in _pairs(entry))


def _marks(key: Node, value: Node, names_only: bool) -> bool:
    """Whether a field says, rightly or not, that what it belongs to is not for the public."""
    if key.kind != "scalar":  # `? [visibility]`
        said = [_plain(part) for part in key.nodes() if part.kind == "scalar"]
        return any(means_visibility(word) or means_private(word) for text in said for word in words_of(text))
    name = str(key.value or "")
    if name == "<<" and value.kind == "mapping":
        return _is_hidden(value)
    known = name in known_words() and name != "visibility" and name not in VISIBILITIES
    if not known and _names_it(name):
        return folded(_plain(value)).strip() != "public"
    if names_only or name in TOLD_OF_ALL:
        return False
    if any(slipped_field(_plain(text)) is not None for _, text in value.pairs()):  # A text in several languages.
        return True
    return any(_says_it(_plain(one), known) for one in (value, *value.items()) if one.kind == "scalar")


@lru_cache(1000)
def _names_it(name: str) -> bool:
    """Whether the name of a field, or a text that is taken for one, has a word for it: also `visibility:private`."""
    small = folded(name)
    if small.startswith("vi") and not VIETNAMESE.match(small) and len(words_of(small)) == 1:
        return True
    said = words_of(name)
    return len(said) <= FEW_WORDS and any(means_visibility(word) or means_private(word) for word in said)


def _says_it(text: str, known: bool) -> bool:
    """Whether the value of a field says it. A longer text may have the word in any sense."""
    if means_private(text) or slipped_field(text) is not None or ends_in_mark(text):
        return True
    said = [] if known else words_of(text)
    return 1 < len(said) <= FEW_WORDS and any(map(means_private, said))


def _words_of_field(entry: Node, field: str) -> Iterator[str]:
    """Each word that an entry has for a field, also where it is badly written: `{id:x}`."""
    for key, value in _pairs(entry):
        name, colon, rest = _plain(key).partition(":")
        if name.strip().casefold() == field:
            yield _plain(value) if not colon else rest.strip()


def _word(entry: Node, name: str, otherwise: str = "") -> str:
    """A field of an entry, as far as it is a word."""
    return next((_plain(value) for key, value in entry.pairs() if key.value == name), otherwise)


def _plain(node: Node) -> str:
    """A scalar as a word, "?" for what is none: files with mistakes have secrets, too."""
    return str(node.value) if node.kind == "scalar" else "?"


def _values(node: Node) -> Iterator[str]:
    """The texts in it, without the names of the format's fields, and without what only says that it is not for all."""
    for part in node.nodes():
        yield from (str(mark).casefold() for mark in (getattr(part.event, "anchor", ""), part.event.tag) if mark)
        if part.kind == "scalar" and part is node:
            yield _text(part)
        for key, value in _pairs(part):
            if key.kind == "scalar":
                yield from () if _text(key) in known_words() else (_text(key),)
            if value.kind == "scalar" and not (key.value == "visibility" and suggest(_plain(value), VISIBILITIES)):
                yield _text(value)
        yield from (_text(item) for item in part.items() if item.kind == "scalar")


def _lines(node: Node, lines: Sequence[str]) -> range:
    """From the first line of something to its last, with the comments between, above and below."""
    parts = list(node.nodes())
    if node.kind != "scalar" and len(parts) == 1:
        return range(0)
    first = min(part.event.start_mark.line for part in parts)
    final = max(parts, key=lambda part: (part.event.end_mark.line, part.event.end_mark.column)).event
    end = final.end_mark
    # What is told of a block ends where the next thing begins.
    last = max(first, end.line - 1 if getattr(final, "style", None) in BLOCK and end.column == 0 else end.line)
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
