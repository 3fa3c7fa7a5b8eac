"""Files as text, and YAML text as a tree of nodes that know their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ua_gen.diagnostics import Diagnostic, Problems, Span

MAX_BYTES = 1_000_000  # A long case file is 30 kB. A megabyte of YAML is a mistake or an attack.
MAX_DEPTH = 24  # The format needs 6. libyaml's own composer overflows the C stack on deep nesting.

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # What YAML 1.1 counts as the end of a line.


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML and its place: a scalar's text, a list's items, or a mapping's (key, value) pairs."""

    value: "str | list[Node] | list[tuple[Node, Node]] | None"
    kind: str  # scalar | list | mapping
    span: Span

    def plain(self) -> Any:
        """The same as plain dicts, lists, strings, and None for a value left empty."""
        if self.kind == "mapping":
            return {str(key.value): value.plain() for key, value in self.pairs()}
        if self.kind == "list":
            return [item.plain() for item in self.items()]
        return self.value

    def pairs(self) -> "list[tuple[Node, Node]]":
        return self.value if self.kind == "mapping" else []  # type: ignore[return-value]

    def items(self) -> "list[Node]":
        return self.value if self.kind == "list" else []  # type: ignore[return-value]

    def find(self, path: tuple[str | int, ...]) -> "tuple[Node | None, Node]":
        """The key (None for a list's item) and the value at `path`, or of its deepest part that is there."""
        key, node = None, self
        for step in path:
            if isinstance(step, int) and step < len(node.items()):
                key, node = None, node.items()[step]
                continue
            pair = next((pair for pair in node.pairs() if pair[0].value == step), None)
            if pair is None:
                break
            key, node = pair
        return key, node


class _TextLoader(yaml.CSafeLoader):
    """Events only, and no guessing: `NO` stays Norway and `+996312` a telephone number."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 (the base class has it so)


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file. Raises Problems (UA001 to UA003); `name` is the path as the user gave it."""
    here = Span(name)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except IsADirectoryError:
        raise Problems([Diagnostic("UA001", "this is a folder, not a file", here)]) from None
    except (OSError, ValueError) as error:
        raise Problems([_unreadable(error, here)]) from None
    if len(data) > MAX_BYTES:
        hint = "is this the file you meant? A case file is seldom longer than 30 kB"
        raise Problems([Diagnostic("UA003", f"larger than {MAX_BYTES // 1_000_000} MB", here, hint)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = len(LINE_BREAK.findall(before)) + 1
        start = LINE_BREAK.split(before)[-1]
        text = LINE_BREAK.split(data.decode("utf-8", "replace"))[line - 1]
        span = Span(name, line, len(start) + 1, len(start) + 2, text)
        hint = "save the file as UTF-8; in most editors: Save as, encoding"
        raise Problems([Diagnostic("UA002", f"not UTF-8: byte 0x{data[error.start]:02x}", span, hint)]) from None


def _unreadable(error: OSError | ValueError, here: Span) -> Diagnostic:
    match error:
        case FileNotFoundError():
            return Diagnostic("UA001", "no such file", here, "check the spelling and the folder you are in")
        case PermissionError():
            return Diagnostic("UA001", "you may not read this file", here, "check its permissions")
        case _:
            reason = getattr(error, "strerror", None) or str(error)
            return Diagnostic("UA001", f"cannot be read: {reason}", here)


def parse(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML text, and all complaints about its form (UA01x).

    The tree is None where the text is not YAML at all, or holds something that is refused outright.
    """
    lines = LINE_BREAK.split(text)
    builder = _Builder(name, lines)
    try:
        loader = _TextLoader(text)
        try:
            root = builder.document(_events(loader))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        builder.complain_of_syntax(error)
        return None, builder.diagnostics
    except yaml.reader.ReaderError as error:  # Has a position in the text, but no mark.
        before = LINE_BREAK.split(text[: error.position])
        character = error.character if isinstance(error.character, str) else chr(error.character)
        span = builder.span(len(before) - 1, len(before[-1]), len(before[-1]) + 1)
        message = f"the character U+{ord(character):04X} may not stand in YAML"
        builder.complain("UA011", message, span, "delete it")
        return None, builder.diagnostics
    except Problems as refused:
        return None, [*builder.diagnostics, *refused.diagnostics]
    if root is None or (root.kind == "scalar" and not root.value):
        builder.complain("UA010", "the file is empty", Span(name), "`ua-gen new` writes a case to start from")
        return None, builder.diagnostics
    return root, builder.diagnostics


def _events(loader: yaml.CSafeLoader) -> Iterator[Any]:
    while loader.check_event():
        yield loader.get_event()


class _Builder:
    """Builds nodes from YAML events, refusing what a data file has no use for."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []

    def complain(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    def span(self, line: int, column: int, end: int) -> Span:
        source = self.lines[line] if line < len(self.lines) else ""
        return Span(self.name, line + 1, column + 1, max(end, column) + 1, source)

    def at(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        source = self.lines[start.line] if start.line < len(self.lines) else ""
        stop = end.column if end.line == start.line else len(source.rstrip())
        return self.span(start.line, start.column, stop)

    def document(self, events: Iterator[Any]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    hint = "one file is one case: put each case in a file of its own"
                    self.complain("UA015", "a second YAML document begins here", self.at(event), hint)
                    return root
                root = self.node(next(events), events, 0)
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        span = self.at(event)
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out where it is needed"
            raise Problems([Diagnostic("UA013", f"`*{event.anchor}` refers to another value", span, hint)])
        if depth > MAX_DEPTH:
            raise Problems([Diagnostic("UA014", f"nested more than {MAX_DEPTH} levels deep", span)])
        if event.tag not in (None, "!"):
            self.complain("UA016", f"the tag `{event.tag}` is not supported", span, "leave it out")
        if isinstance(event, yaml.ScalarEvent):
            empty = event.style is None and event.value in ("", "~", "null")
            return Node(None if empty else event.value, "scalar", span)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(events), yaml.SequenceEndEvent):
                items.append(self.node(event, events, depth + 1))
            return Node(items, "list", span)
        return self.mapping(span, events, depth)

    def mapping(self, span: Span, events: Iterator[Any], depth: int) -> Node:
        pairs: list[tuple[Node, Node]] = []
        seen: dict[str | None, Node] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if key.kind != "scalar" or key.value is None:
                self.complain("UA017", "a field's name must be a word", key.span)
                continue
            name = str(key.value)
            if name in seen:
                first = seen[name].span.line
                hint = f"the first is in line {first}: keep one of the two"
                self.complain("UA012", f"`{name}` is here a second time", key.span, hint)
                continue
            seen[name] = key
            pairs.append((key, value))
        return Node(pairs, "mapping", span)

    def complain_of_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if line >= len(self.lines):  # The end of the file: point at the last line that has text.
            line = max(len(self.lines) - 1, 0)
            column = len(self.lines[line]) if self.lines else 0
        span = self.span(line, column, column + 1)
        message, hint = _in_our_words(error, span)
        self.complain("UA011", message, span, hint)


def _in_our_words(error: yaml.MarkedYAMLError, span: Span) -> tuple[str, str]:
    """What libyaml means, for somebody who does not know YAML's grammar."""
    problem, context = error.problem or "", error.context or ""
    start = f" that begins in line {error.context_mark.line + 1}" if error.context_mark else ""
    if "\t" in span.source[: len(span.source) - len(span.source.lstrip())] or "cannot start any token" in problem:
        character = span.source[span.column - 1 : span.column]
        if character in ("@", "`", "%"):
            return f"a value cannot begin with `{character}`", "put the value in quotation marks"
        return "a tab where YAML wants spaces", "indent with spaces"
    if "mapping values are not allowed" in problem:
        return "a colon that YAML cannot place", "put a text that contains `: ` in quotation marks"
    if "quoted scalar" in context:
        return f"the quotation mark{start} is never closed", "close it, or double it (`''`) to print one"
    if "flow" in context:
        return f"the bracket{start} is not closed, or a comma is missing", "compare with `]` or `}`"
    if "could not find expected ':'" in problem:
        return "a line without a colon", "write `field: value`, and indent a text that goes on"
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return f"this line does not line up with the block{start}", "indent it like its neighbours"
    return "this is not valid YAML here", "compare the line with its neighbours; `ua-gen new` shows the form"
