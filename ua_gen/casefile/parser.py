"""YAML text to positioned nodes, with a diagnostic for each thing that a case file must not have.

Longer than most: it is one walk over one stream of events, and its parts share where they stand.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from ua_gen.casefile.nodes import BLOCK, Node
from ua_gen.diagnostics import Diagnostic, Problems, Span, quote
from ua_gen.files.marks import slipped_field
from ua_gen.files.reading import LINE_BREAK

MAX_DEPTH = 24  # The format needs 6. libyaml's own composer overflows the C stack on deep nesting.
# After a text without quotation marks: hardly meant to be a comment. Each run of spaces is looked at once.
CUT = re.compile(r"(?<![ \t])[ \t]+#[^\W_]")
EMPTY = ("", "~", "null")
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")  # By YAML 1.1.


def parse(text: str, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML text, and all complaints about its form (UA01x).

    The tree is None where the text is not YAML at all, or holds something that is refused outright.
    """
    builder = _Builder(name, LINE_BREAK.split(text))
    if forbidden := FORBIDDEN.search(text):  # libyaml would say so too, but counts bytes to say where.
        before = LINE_BREAK.split(text[: forbidden.start()])
        span = builder.span(len(before) - 1, len(before[-1]), len(before[-1]) + 1)
        message = f"the character U+{ord(forbidden[0]):04X} may not stand in YAML"
        builder.diagnostic_at("UA011", message, span, "delete it")
        return None, builder.diagnostics
    try:
        loader = yaml.CSafeLoader(text)  # Of its events only, for nobody has guessed at those: `NO` stays Norway.
        try:
            root = builder.document(iter(loader.get_event, None))
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        builder.complain_of_syntax(error)
        return None, builder.diagnostics
    except Problems as refused:
        return None, [*builder.diagnostics, *refused.diagnostics]
    if root is None or (root.kind == "scalar" and not root.value):
        builder.diagnostic_at("UA010", "the file is empty", Span(name), "`ua-gen new` writes a case to start from")
        return None, builder.diagnostics
    return root, builder.diagnostics


class _Builder:
    """Builds nodes from YAML events, refusing what a data file has no use for."""

    def __init__(self, name: str, lines: list[str]) -> None:
        self.name = name
        self.lines = lines
        self.diagnostics: list[Diagnostic] = []
        self.cut = {number for number, line in enumerate(lines) if "#" in line and CUT.search(line)}
        self.last: Any = None  # The event of the last text.

    def diagnostic_at(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, span, hint))

    def span(self, line: int, column: int, end: int) -> Span:
        source = self.lines[line] if line < len(self.lines) else ""
        return Span(self.name, line + 1, column + 1, max(end, column) + 1, source)

    def at(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        row, column = start.line, start.column
        source = self.lines[row] if row < len(self.lines) else ""
        stop = end.column if end.line == row else len(source.rstrip())
        if getattr(event, "style", None) in BLOCK:  # The text itself begins in the next line.
            stop = column + len("".join(source[column:].split(maxsplit=1)[:1]))
        return Span(self.name, row + 1, column + 1, max(stop, column) + 1, source)

    def document(self, events: Iterator[Any]) -> Node | None:
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    hint = "one file is one case: put each case in a file of its own"
                    self.diagnostic_at("UA015", "a second YAML document begins here", self.at(event), hint)
                    return root
                root = self.node(next(events), events, 0)
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent and event.anchor is None and event.tag is None and depth <= MAX_DEPTH:
            return self.scalar(event)  # Nearly all that there is.
        if kind is yaml.AliasEvent:
            hint = "write the value out where it is needed"
            message = f"{quote(f'*{event.anchor}')} refers to another value"
            raise Problems([Diagnostic("UA013", message, self.at(event), hint)])
        if depth > MAX_DEPTH:
            hint = "a case needs six levels; is a bracket not closed?"
            raise Problems([Diagnostic("UA014", f"nested more than {MAX_DEPTH} levels deep", self.at(event), hint)])
        if event.anchor is not None:
            hint = "leave it out, or put the text in quotation marks if `&` belongs to it"
            self.diagnostic_at(
                "UA013", f"{quote(f'&{event.anchor}')} names a value for use elsewhere", self.at(event), hint
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            hint = "leave it out, or put the text in quotation marks if `!` belongs to it"
            self.diagnostic_at("UA016", f"the tag {quote(tag)} has no meaning here", self.at(event), hint)
        if kind is yaml.ScalarEvent:
            return self.scalar(event)
        if kind is yaml.SequenceStartEvent:
            items = []
            while type(item := next(events)) is not yaml.SequenceEndEvent:
                items.append(self.node(item, events, depth + 1))
            return Node(items, "list", event, self)
        return self.mapping(event, events, depth)

    def scalar(self, event: Any) -> Node:
        value, self.last = event.value, event
        if self.cut and not event.style and value:
            self._complain_of_cut(event.end_mark)
        if event.style and (":" in value or "：" in value):  # Another text ends where a field begins.
            self._complain_of_slipped_field(event)
        empty = value in EMPTY and event.implicit[0]  # Plain, without quotation marks.
        return Node(None if empty else value, "scalar", event, self)

    def mapping(self, start: Any, events: Iterator[Any], depth: int) -> Node:
        pairs: dict[str, tuple[Node, Node]] = {}
        lost: list[tuple[Node, Node]] = []
        while type(event := next(events)) is not yaml.MappingEndEvent:
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if key.kind != "scalar" or key.value is None:
                hint = "put a name before the colon; a name with brackets needs quotation marks"
                self.diagnostic_at("UA017", "a field's name must be a word", key.span, hint)
                lost.append((key, value))
                continue
            name = str(key.value)
            if start.flow_style and value.value is None and not self._has_colon(key):
                hint = "a comma between braces begins another field: put the whole text in quotation marks"
                self.diagnostic_at("UA017", f"{quote(name)} is taken for the name of a field", key.span, hint)
                lost.append((key, value))
                continue
            if name in pairs:
                first = pairs[name][0].span.line
                hint = f"the first is in line {first}: keep one of the two"
                self.diagnostic_at("UA012", f"{quote(name)} is here a second time", key.span, hint)
                lost.append((key, value))
                continue
            pairs[name] = key, value
        return Node(pairs, "mapping", start, self, tuple(lost))

    def _complain_of_cut(self, end: Any) -> None:
        """Of a text that a number sign ends, as in `Main St, Apt #4`: YAML takes the rest for a comment."""
        if end.line not in self.cut:
            return
        if cut := CUT.match(self.lines[end.line], end.column):
            hint = "put the whole text in quotation marks; or write a space after the `#` if a comment is meant"
            span = self.span(end.line, cut.end() - 2, len(self.lines[end.line].rstrip()))
            self.diagnostic_at("UA024", "the text ends before this: YAML takes the rest for a comment", span, hint)

    def _complain_of_slipped_field(self, event: Any) -> None:
        """Of a text that has swallowed a field which was to stand below it, and would tell it to everybody."""
        place = slipped_field(event.value)
        if place is None:
            return
        span, begin = self.at(event), event.value[place:].split()[0]
        for row in range(event.start_mark.line, min(event.end_mark.line + 1, len(self.lines))):
            column = self.lines[row].find(begin, event.start_mark.column if row == event.start_mark.line else 0)
            if column >= 0 and slipped_field(self.lines[row][column:] + "\n") == 0:
                span = self.span(row, column, len(self.lines[row].rstrip()))
                break
        hint = "indent it like the other fields; if it is part of the text, write it without the colon"
        self.diagnostic_at("UA025", "a field has slipped into this text", span, hint)

    def _has_colon(self, key: Node) -> bool:
        end = key.event.end_mark
        after = (self.lines[row][end.column if row == end.line else 0 :] for row in range(end.line, len(self.lines)))
        return next((line.strip() for line in after if line.strip()), "").startswith(":")

    def _complain_of_slip(self, start: Any, here: Any) -> bool:
        """Whether it is one of the slips that libyaml tells of in another place, or by another name."""
        last = self.last
        if last and last.style in ("'", '"') and last.start_mark.line < last.end_mark.line == here.line:
            hint = "close it where the text ends; a quotation mark inside the text must be of another kind"
            message = f"the quotation mark that begins here is closed in line {here.line + 1} only"
            self.diagnostic_at("UA011", message, self.at(last), hint)
            return True
        for row, slip, message, hint in (
            (here.line, ITEM, "this is no item of a list yet", "begin each with a hyphen and a space: `- `"),
            (start.line, COLON, "a space belongs after the colon", "write `field: value`"),
        ):
            if row < len(self.lines) and (found := slip.match(self.lines[row])):
                self.diagnostic_at("UA011", message, self.span(row, found.end() - 1, found.end()), hint)
                return True
        return False

    def complain_of_syntax(self, error: yaml.MarkedYAMLError) -> None:
        here = error.problem_mark
        assert here is not None  # libyaml always says where.
        start = error.context_mark or here
        line = self.lines[here.line] if here.line < len(self.lines) else ""
        before, character = line[: here.column], line[here.column : here.column + 1]
        indent = before[: len(before) - len(before.lstrip())]
        said = f"{error.context}: {error.problem}"
        if self._complain_of_slip(start, here):
            return
        if character == "\t" or ("\t" in indent and "mapping values" in said):
            column = indent.index("\t") if "\t" in indent else here.column
            span = self.span(here.line, column, column + 1)
            self.diagnostic_at("UA011", "a tab where YAML wants spaces", span, "indent with spaces")
            return
        key = bool(NAME.fullmatch(before))
        place, message, hint = next(m[2:] for m in MEANINGS if re.search(m[0], said) and m[1] in (key, None))
        at_end = here.line >= len(self.lines) or not any(self.lines[here.line :])
        row, column = (start.line, start.column) if place == "start" or at_end else (here.line, here.column)
        while row and (row >= len(self.lines) or not self.lines[row].strip()):  # Nothing to point at: go back.
            row -= 1
            column = len(self.lines[row])
        character = self.lines[row][column : column + 1]
        message = message.format(character=character, line=min(start.line, row) + 1)
        self.diagnostic_at("UA011", message, self.span(row, column, column + 1), hint)


def hide_lines(root: Node, lines: Iterable[int]) -> None:
    """From now on, no place in the tree quotes these lines, which count from 0."""
    if isinstance(root.builder, _Builder):
        for number in lines:
            root.builder.lines[number] = ""


def lines_of(root: Node) -> list[str]:
    """The lines of the file, as far as they are quoted."""
    return root.builder.lines if isinstance(root.builder, _Builder) else []


def first_line(root: Node) -> str:
    return next(iter(lines_of(root)), "")


ITEM = re.compile(r"\s*(?:-(?=[^\s-])|[–—−•])")  # A hyphen without its space, or another sign.
COLON = re.compile(r"\s*(?:- )?[A-Za-z_]+:(?=[^ \t/])")  # Without its space.
NAME = re.compile(r"""[^'"\[\]{}:]*""")  # What may stand before the colon of a field that is well written.
# What libyaml says (a pattern), whether only a name stands before the place of its complaint (None: no matter),
# whether to point there or where the construct begins, and the same for somebody who does not know YAML's grammar.
MEANINGS: tuple[tuple[str, bool | None, str, str, str], ...] = (
    (
        "quoted scalar.*(escape|hexdecimal)",
        None,
        "here",
        "a backslash that YAML cannot read",
        "double it, or put the text in single quotation marks, where it is an ordinary character",
    ),
    (
        "quoted scalar",
        None,
        "start",
        "this quotation mark is never closed",
        """close it; one inside the text is written `''` between '…', and `\\"` between "…\"""",
    ),
    (
        "simple key",
        None,
        "start",
        "a line without a colon",
        "write `field: value`, and indent a text that goes on",
    ),
    (
        "mapping values",
        True,
        "here",
        "a field cannot begin here",
        "indent the line like its neighbours; put a text that contains `: ` in quotation marks",
    ),
    (
        "mapping values",
        False,
        "here",
        "a second colon in the line",
        "put a text that contains `: ` in quotation marks",
    ),
    (
        "block sequence entries",
        None,
        "here",
        "a list cannot begin in the line of its field",
        "begin it in the next line; put a hyphen that is text in quotation marks",
    ),
    (
        "block scalar",
        None,
        "here",
        "after `|` and `>` the text begins in the next line",
        "move it there and indent it, or put it all in quotation marks",
    ),
    (
        "flow",
        None,
        "here",
        "the bracket that begins in line {line} is not closed, or a comma is missing",
        "close it with `]` or `}`, put one comma between two entries, and a text with a colon, a comma or an "
        "apostrophe in quotation marks",
    ),
    (
        "anchor|alias|tag|directive",
        None,
        "start",
        "a text cannot begin with {character}",
        "put it in quotation marks",
    ),
    (
        "start any token|node content|mapping keys",
        None,
        "here",
        "a text cannot begin with {character}",
        "put it in quotation marks",
    ),
    (
        "expected (key|'-'|<document start>)",
        True,
        "here",
        "this line does not line up with those above it",
        "indent it like its neighbours",
    ),
    (
        "expected (key|'-'|<document start>)",
        False,
        "here",
        "the value has ended before this",
        "put the whole text in quotation marks; an apostrophe inside '…' is written `''`",
    ),
    (
        "",
        None,
        "here",
        "this is not valid YAML here",
        "compare the line with its neighbours; `ua-gen new` shows the form",
    ),
)
