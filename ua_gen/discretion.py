"""What messages do not repeat of a file: facts that are not for the public, and why an action was stopped."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ua_gen.diagnostics import Diagnostic
from ua_gen.source import BLOCK, Node, lines_of

OF_COMMENTS = frozenset({"UA018", "UA020"})  # Beside what is not for the public, anything may stand in a comment.
OPEN = frozenset({"state", "since", "as_of", "visibility", "superseded"})  # Of a stop, what may be told.
MANY = 1000  # More texts than any message can be looked through for: then none says anything.
SHORT = 4  # Shorter words are in everything, and tell nothing.
MESSAGE = "what is wrong here is not repeated, for it is not for the public"


@dataclass(frozen=True, slots=True)
class Secret:
    """Lines that are not quoted (counted from 0), texts that no message has, and words that none about them has."""

    lines: frozenset[int]
    texts: frozenset[str]
    words: frozenset[str]


def find_secret(root: Node) -> Secret | None:
    """What the messages on a file keep to themselves; None if there is nothing."""
    hidden = list(_hidden(root))
    if not hidden:
        return None
    lines = {number for node in hidden for number in _lines(node, lines_of(root))}
    values = [scalar for node in hidden for scalar in _values(node)]
    inside = {id(scalar) for scalar in values}
    elsewhere = {_text(scalar) for scalar in root.scalars() if id(scalar) not in inside}
    texts = {_text(scalar) for scalar in values}
    words = {word for text in texts for word in _words(text)} | {f"`{text}`" for text in texts}
    long = {text for text in texts - elsewhere if len(text) >= SHORT}
    return Secret(frozenset(lines), frozenset(long), frozenset(words))


def discreet(diagnostic: Diagnostic, secret: Secret | None) -> Diagnostic:
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
    repeats = any(text in said for text in secret.texts)
    if repeats or (on_it and (of_comment or any(word in said for word in secret.words))):
        return neutral(diagnostic)
    return diagnostic


def neutral(diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic with nothing but its code and its place."""
    hint = f"`ua-gen explain {diagnostic.code}` tells what is looked for"
    return replace(diagnostic, message=MESSAGE, hint=hint)


def all_discreet(diagnostics: Iterable[Diagnostic], secret: Secret | None) -> list[Diagnostic]:
    return [discreet(diagnostic, secret) for diagnostic in diagnostics]


def _hidden(root: Node) -> Iterator[Node]:
    """What is not for the public; of an entry that stops the action, what it says beside that.

    With them, the sources that nothing else cites, the requests that reach nobody else, and wherever one is named.
    """
    fields = {_plain(key): value for key, value in root.pairs()}
    unreached = {
        _word(entry, "id")
        for entry in (fields["recipients"].items() if "recipients" in fields else ())
        if _is_hidden(entry)
    }
    stopped = "action" in fields and _word(fields["action"], "kind") == "stop"
    open_, hidden = set(), set()
    for group in ("status", "events", "recipients"):
        for entry in fields[group].items() if group in fields else ():
            if _is_hidden(entry):
                yield entry
                hidden.add(_word(entry, "source"))
            elif group == "status" and (stopped or _word(entry, "state") == "stopped"):
                yield from (value for key, value in entry.pairs() if _plain(key) not in OPEN)
                hidden.add(_word(entry, "source"))
            else:
                open_.add(_word(entry, "source"))
    uncited = set()
    for source in fields["sources"].items() if "sources" in fields else ():
        if _is_hidden(source) or _word(source, "id") in hidden - open_:
            yield source
            uncited.add(_word(source, "id"))
    for request in fields["requests"].items() if unreached and "requests" in fields else ():
        to = next((value.items() for key, value in request.pairs() if key.value == "to"), [])
        if to and all(_plain(name) in unreached for name in to):
            yield request
    if unreached or uncited:
        yield from _naming(root, {"to": unreached, "source": uncited, "sources": uncited})


def _naming(node: Node, names: Mapping[str, set[str]]) -> Iterator[Node]:
    """Where something is named by its id, by the field that names it."""
    for key, value in node.pairs():
        named = names.get(_plain(key), ())
        yield from (one for one in (value, *value.items()) if one.kind == "scalar" and _plain(one) in named)
        yield from _naming(value, names)
    for item in node.items():
        yield from _naming(item, names)


def _is_hidden(entry: Node) -> bool:
    """Whether an entry is not for the public, or may be meant so: `visiblity: private` is an error, but tells it."""
    said = [(_plain(key).casefold(), _plain(value)) for key, value in entry.pairs()]
    return any(value != "public" for key, value in said if key.startswith("vi"))


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
