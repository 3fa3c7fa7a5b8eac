"""Files as text, and text as YAML: every refusal by its code, its place, and its words."""

import time
from pathlib import Path

import pytest
from helpers.input import places, pointed_at, sole

from ua_gen.casefile.nodes import Node
from ua_gen.casefile.parser import MAX_DEPTH, parse
from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.files.reading import MAX_BYTES, decode, read_text


def refused(path: Path) -> Diagnostic:
    """Why a file cannot be read as text."""
    with pytest.raises(Problems) as problems:
        read_text(path, "case.yaml")
    return sole(problems.value.diagnostics)


def complaint(text: str) -> Diagnostic:
    """The only complaint about a text's form."""
    return sole(parse(text, "case.yaml")[1])


def tree(text: str) -> Node:
    """The tree of a text about which there is nothing to say."""
    root, diagnostics = parse(text, "case.yaml")
    assert diagnostics == []
    assert root is not None
    return root


# Files


def test_text_is_read_as_utf8_without_its_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: \xd0\xb4\xd0\xb0\r\n")
    assert read_text(file, "case.yaml") == "title: да\r\n"


@pytest.mark.parametrize(
    ("data", "line", "column", "byte"),
    [
        (b"title: caf\xe9\n", 1, 11, "0xe9"),  # Latin-1
        (b"a: b\ntitle: \xef\xf0\xe8\n", 2, 8, "0xef"),  # Windows-1251
        ("a: да\r\ntitle: д".encode() + b"\xff\n", 2, 9, "0xff"),  # Columns are characters, not bytes.
        (b"a: b\rb: \x80\n", 2, 4, "0x80"),
        (b"title: \xed\xa0\x80\n", 1, 8, "0xed"),  # A surrogate in disguise
        (b"title: \xd0", 1, 8, "0xd0"),  # Cut off
    ],
)
def test_what_is_not_utf8_is_shown_at_its_byte(tmp_path: Path, data: bytes, line: int, column: int, byte: str) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(data)
    diagnostic = refused(file)
    assert places([diagnostic]) == [("UA002", line, column)]
    assert diagnostic.message == f"not UTF-8: byte {byte}"
    assert diagnostic.hint == "save the file as UTF-8; in most editors: Save as, encoding"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_once_without_what_would_be_read_of_it(encoding: str) -> None:
    with pytest.raises(Problems) as problems:
        decode("format: 1\ntitle: Held\n".encode(encoding), "case.yaml")
    (found,) = problems.value.diagnostics
    assert (found.code, found.message) == ("UA002", "not UTF-8, but UTF-16")
    assert found.span == Span("case.yaml")


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    assert (refused(tmp_path).code, refused(tmp_path).message) == ("UA001", "this is a folder, not a file")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    diagnostic = refused(tmp_path / "missing.yaml")
    assert (diagnostic.code, diagnostic.message) == ("UA001", "no such file")
    assert diagnostic.hint == "check the spelling and the folder you are in"
    assert str(diagnostic.span) == "case.yaml:1:1"


@pytest.mark.parametrize(
    ("error", "message", "hint"),
    [
        (PermissionError(13, "Permission denied"), "you may not read this file", "check its permissions"),
        (OSError(5, "Input/output error"), "cannot be read: Input/output error", ""),
    ],
)
def test_a_file_that_may_or_can_not_be_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, message: str, hint: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", fail)
    diagnostic = refused(tmp_path / "case.yaml")
    assert (diagnostic.code, diagnostic.message, diagnostic.hint) == ("UA001", message, hint)


def test_a_name_that_no_file_can_have() -> None:
    assert refused(Path("a\0b")).code == "UA001"


def test_a_file_through_a_broken_or_circular_link(tmp_path: Path) -> None:
    (tmp_path / "broken").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    assert refused(tmp_path / "broken").message == "no such file"
    assert refused(tmp_path / "circle").code == "UA001"


def test_size_is_limited(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_bytes(b"#" * MAX_BYTES)
    assert len(read_text(file, "case.yaml")) == MAX_BYTES
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    diagnostic = refused(file)
    assert (diagnostic.code, diagnostic.message) == ("UA003", "larger than 1 MB")
    assert "is this the file you meant?" in diagnostic.hint


def test_a_file_without_end_is_not_read_to_its_end() -> None:
    assert refused(Path("/dev/zero")).code == "UA001"


# Text that is not YAML


@pytest.mark.parametrize(
    ("text", "line", "column", "message", "hint"),
    [
        # Tabs
        ("action:\n\tissued: x\n", 2, 1, "a tab where YAML wants spaces", "indent with spaces"),
        ("\tformat: 1\n", 1, 1, "a tab", "indent with spaces"),
        ("format: 1\n \tlanguage: en\n", 2, 2, "a tab", "indent with spaces"),
        ("people:\n\t- id: x\n", 2, 1, "a tab", "indent with spaces"),
        ("people:\n-\tid: x\n", 2, 2, "a tab", "indent with spaces"),
        ("title: |\n\tx\n", 2, 1, "a tab", "indent with spaces"),
        # Quotation marks
        ('title: "abc\nlanguage: en\n', 1, 8, "this quotation mark is never closed", "close it"),
        ("a: b\ntitle: 'abc\n\n\n", 2, 8, "this quotation mark is never closed", "`''` between '…'"),
        ("title: 'abc\n---\nx: y\n", 1, 8, "this quotation mark is never closed", '`\\"` between "…"'),
        ("title: 'it's bad'\n", 1, 12, "the value has ended before this", "an apostrophe inside '…' is written `''`"),
        ('title: "No" means no\n', 1, 13, "the value has ended before this", "put the whole text in quotation marks"),
        ('title: "😀" x\n', 1, 12, "the value has ended before this", "put the whole text in quotation marks"),
        ("a:\n  - 'b' c\n", 2, 9, "the value has ended before this", "put the whole text"),
        ('"x" y\n', 1, 5, "the value has ended before this", "put the whole text"),
        # Backslashes
        ('title: "C:\\path"\n', 1, 11, "a backslash that YAML cannot read", "double it"),
        ('title: "\\xZZ"\n', 1, 11, "a backslash that YAML cannot read", "single quotation marks"),
        ('title: "\\ud800"\n', 1, 11, "a backslash that YAML cannot read", "double it"),
        # Brackets
        ("address: [a, b\ncountry: KG\n", 2, 8, "the bracket that begins in line 1 is not closed", "`]` or `}`"),
        ("x: y\naction: {a: b\nc: d\n", 3, 2, "the bracket that begins in line 2 is not closed", "`]` or `}`"),
        ("a: [b, c}\n", 1, 9, "the bracket that begins in line 1", "close it with `]` or `}`"),
        ("a: [b,, c]\n", 1, 7, "or a comma is missing", "put one comma between two entries"),
        ("a: {b: c d: e}\n", 1, 11, "or a comma is missing", "put one comma between two entries"),
        ("a: {b: c}}\n", 1, 10, "the value has ended before this", "put the whole text in quotation marks"),
        ("a: [b, c\n\n\n", 1, 4, "the bracket that begins in line 1 is not closed", "close it"),
        # Colons
        ("title: Jailed: for life\n", 1, 14, "a second colon in the line", "put a text that contains `: `"),
        ("- z: it said: no\n", 1, 13, "a second colon in the line", "in quotation marks"),
        ("title: 😀 b: c\n", 1, 11, "a second colon in the line", "in quotation marks"),
        ("action:\n  issued: x\n    kind: y\n", 3, 9, "a field cannot begin here", "indent the line like its neighb"),
        ("format: 1\nlanguage en\ncountry: KG\n", 2, 1, "a line without a colon", "write `field: value`"),
        ("format: 1\nlanguage en\n", 2, 1, "a line without a colon", "write `field: value`"),
        ("x: >-\ntext\n", 2, 1, "a line without a colon", "indent a text that goes on"),
        # Indentation
        ("action:\n    a: x\n  b: y\n", 3, 3, "this line does not line up with those above it", "like its neighbours"),
        ("people:\n  - id: x\n   name: y\n", 3, 4, "this line does not line up", "indent it like its neighbours"),
        ("people:\n    - id: x\n  - id: y\n", 3, 3, "this line does not line up", "indent it like its neighbours"),
        (" format: 1\nlanguage: en\n", 2, 1, "this line does not line up", "indent it like its neighbours"),
        ("summary: >-\n    long\n  short\na: b\n", 3, 3, "this line does not line up", "indent it like its neighb"),
        ("a: b\n- c\n", 2, 1, "this line does not line up", "indent it like its neighbours"),
        ("people: - id: x\n", 1, 9, "a list cannot begin in the line of its field", "begin it in the next line"),
        ("phone: -\n", 1, 8, "a list cannot begin", "put a hyphen that is text in quotation marks"),
        ("title: | text\n", 1, 10, "after `|` and `>` the text begins in the next line", "move it there"),
        ("title: > text\n", 1, 10, "after `|` and `>` the text begins in the next line", "in quotation marks"),
        # Slips of which libyaml tells elsewhere, or by another name
        ("a: {en: It's, ru: 'Its' x}\n", 1, 25, "or a comma is missing", "a text with a colon, a comma or an apostr"),
        ('a: "b\nc: d\ne: ["f"]\n', 1, 4, "the quotation mark that begins here is closed in line 3 only", "close it"),
        ('a: {b: "“c”, d: e}\nf: g\nh: "i"\n', 1, 8, "is closed in line 3 only", "close it where the text ends"),
        ("r:\n  - a: x\n  -b: y\n", 3, 3, "this is no item of a list yet", "a hyphen and a space: `- `"),
        ("r:\n  - a: x\n  – b: y\n", 3, 3, "this is no item of a list yet", "a hyphen and a space: `- `"),
        ("a: b\ncountry:KG\nd: e\n", 2, 8, "a space belongs after the colon", "write `field: value`"),
        ("a: b\ncountry:\u00a0KG\nd: e\n", 2, 8, "a space belongs after the colon", "write `field: value`"),
        # Characters with a meaning
        ("title: @handle\n", 1, 8, "a text cannot begin with @", "put it in quotation marks"),
        ("title: `x`\n", 1, 8, "a text cannot begin with `", "put it in quotation marks"),
        ("title: %x\n", 1, 8, "a text cannot begin with %", "put it in quotation marks"),
        ("a: b\n%x: 1\n", 2, 1, "a text cannot begin with %", "put it in quotation marks"),
        ("title: *important*\n", 1, 8, "a text cannot begin with *", "put it in quotation marks"),
        ("title: **important**\n", 1, 8, "a text cannot begin with *", "put it in quotation marks"),
        ("title: & co\n", 1, 8, "a text cannot begin with &", "put it in quotation marks"),
        ("title: !foo!x y\n", 1, 8, "a text cannot begin with !", "put it in quotation marks"),
        ("title: ]\n", 1, 8, "a text cannot begin with ]", "put it in quotation marks"),
        ("title: ? a\n", 1, 8, "a text cannot begin with ?", "put it in quotation marks"),
        # Characters that no YAML may have, counted as characters and not as bytes
        ("title: a\0b\n", 1, 9, "the character U+0000 may not stand in YAML", "delete it"),
        ("a: b\nпривет 😀: \x07\n", 2, 11, "the character U+0007 may not stand in YAML", "delete it"),
        ("title: \x1b[31m\n", 1, 8, "the character U+001B may not stand in YAML", "delete it"),
        ("title: \x9b31m\n", 1, 8, "the character U+009B may not stand in YAML", "delete it"),
        ("title: \x7f\n", 1, 8, "the character U+007F may not stand in YAML", "delete it"),
        ("title: \ud800\n", 1, 8, "the character U+D800 may not stand in YAML", "delete it"),
        ("title: \uffff\n", 1, 8, "the character U+FFFF may not stand in YAML", "delete it"),
        # What has no words of its own
        ("%YAML 3.0\n---\na: b\n", 1, 1, "this is not valid YAML here", "`ua-gen new` shows the form"),
    ],
)
def test_what_is_not_yaml(text: str, line: int, column: int, message: str, hint: str) -> None:
    root, diagnostics = parse(text, "case.yaml")
    assert root is None
    diagnostic = sole(diagnostics)
    assert places([diagnostic]) == [("UA011", line, column)]
    assert message in diagnostic.message
    assert hint in diagnostic.hint


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_lines_are_counted_whatever_ends_them(end: str) -> None:
    diagnostic = complaint(f"format: 1{end}{end}title: @x{end}")
    assert places([diagnostic]) == [("UA011", 3, 8)]
    assert diagnostic.span is not None
    assert diagnostic.span.source == "title: @x"


# YAML that is refused


@pytest.mark.parametrize("text", ["", "  \n\n", "# only\n# comments\n", "---\n", "~\n", '""\n'])
def test_an_empty_file(text: str) -> None:
    diagnostic = complaint(text)
    assert places([diagnostic]) == [("UA010", 1, 1)]
    assert diagnostic.hint == "`ua-gen new` writes a case to start from"


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "at", "message", "hint"),
    [
        ("a: 1\nb: 2\na: 3\n", "UA012", 3, 1, "a", "`a` is here a second time", "the first is in line 1"),
        ("p:\n  - id: x\n    id: y\n", "UA012", 3, 5, "id", "`id` is here a second time", "the first is in line 2"),
        ("{a: 1, b: 2, a: 3}\n", "UA012", 1, 14, "a", "`a` is here a second time", "keep one of the two"),
        ('a: 1\n"a": 2\n', "UA012", 2, 1, '"a"', "`a` is here a second time", "keep one of the two"),
        ("a: 1\nb: *a\n", "UA013", 2, 4, "*a", "`*a` refers to another value", "write the value out"),
        ("title: &co text\n", "UA013", 1, 8, "&co text", "`&co` names a value for use elsewhere", "if `&` belongs"),
        ("a: &x [b]\n", "UA013", 1, 4, "&x [", "`&x` names a value for use elsewhere", "leave it out"),
        ("a: b\n---\nc: d\n", "UA015", 2, 1, "---", "a second YAML document begins here", "one file is one case"),
        ("---\na: b\n---\n", "UA015", 3, 1, "---", "a second YAML document begins here", "one file is one case"),
        ("title: !!str x\n", "UA016", 1, 8, "!!str x", "the tag `!!str` has no meaning here", "leave it out"),
        ("title: ! Wow\n", "UA016", 1, 8, "! Wow", "the tag `!` has no meaning here", "if `!` belongs to it"),
        ("a: !!python/name:os.system x\n", "UA016", 1, 4, "!!python/name:os.system x", "`!!python/name:os.", "leave"),
        ("? [a, b]\n: c\n", "UA017", 1, 3, "[", "a field's name must be a word", "put a name before the colon"),
        ("{a: b}: x\n", "UA017", 1, 1, "{", "a field's name must be a word", "a name with brackets needs quota"),
        (
            "a: {en: Osh, the town}\n",
            "UA017",
            1,
            14,
            "the town",
            "`the town` is taken for the name",
            "put the whole text",
        ),
        ("a: {en: Osh,\n the\n town}\n", "UA017", 2, 2, "the", "`the town` is taken for the name", "a comma between"),
        ("a: 12 Main St, Apt #4\n", "UA024", 1, 20, "#4", "the text ends before this", "put the whole text"),
        ("a:\n  - x #y z # w\n", "UA024", 2, 7, "#y z # w", "YAML takes the rest for a comment", "put the whole"),
        ("a: {d: e #f\n  , g: h}\n", "UA024", 1, 10, "#f", "the text ends before this", "write a space after"),
        ("a: one\n  line #2\n", "UA024", 2, 8, "#2", "the text ends before this", "put the whole text"),
        ("~: c\n", "UA017", 1, 1, "~", "a field's name must be a word", "put a name before the colon"),
    ],
)
def test_yaml_that_a_case_has_no_use_for(
    text: str, code: str, line: int, column: int, at: str, message: str, hint: str
) -> None:
    diagnostic = complaint(text)
    assert places([diagnostic]) == [(code, line, column)]
    assert pointed_at(diagnostic) == at
    assert message in diagnostic.message
    assert hint in diagnostic.hint


def test_aliases_that_would_grow_into_gigabytes_are_refused_at_the_first() -> None:
    bomb = "a: [x, x]\n" + "".join(f"{name}: [*{name}, *{name}]\n" for name in "bcdefghij")
    root, diagnostics = parse(bomb, "case.yaml")
    assert root is None
    assert places(diagnostics) == [("UA013", 2, 5)]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("[" * 100_000, 1, MAX_DEPTH + 2),
        ("{a: " * 100_000, 1, 4 * MAX_DEPTH + 2),
        ("- " * 100_000, 1, 2 * MAX_DEPTH + 3),
        ("? " * 100_000, 1, 2 * MAX_DEPTH + 3),
        ("".join(" " * depth + "a:\n" for depth in range(1000)), MAX_DEPTH + 1, MAX_DEPTH + 1),
    ],
)
def test_deep_nesting_is_refused_at_once(text: str, line: int, column: int) -> None:
    before = time.perf_counter()
    root, diagnostics = parse(text, "case.yaml")
    assert time.perf_counter() - before < 2
    assert root is None
    diagnostic = sole(diagnostics)
    assert places([diagnostic]) == [("UA014", line, column)]
    assert diagnostic.message == f"nested more than {MAX_DEPTH} levels deep"
    assert diagnostic.hint == "a case needs six levels; is a bracket not closed?"


def test_what_was_found_before_the_yaml_breaks_off_is_told_too() -> None:
    assert places(parse("a: 1\na: 2\nb: @\n", "case.yaml")[1]) == [("UA012", 2, 1), ("UA011", 3, 4)]


# YAML as it is meant


@pytest.mark.parametrize(
    "typed",
    [
        *("NO", "no", "yes", "on", "Off", "true", "Null", "0312682044", "+996312682044", "012", "0x1F"),
        *("1e3", "1_000", "3.14", ".inf", "12:30:45", "2010-06-15", "<<", "="),
    ],
)
def test_a_value_is_the_text_that_was_typed(typed: str) -> None:
    assert tree(f"value: {typed}\n").plain() == {"value": typed}
    assert tree(f"{typed}: value\n").plain() == {typed: "value"}


@pytest.mark.parametrize("typed", ["", " ", " ~", " null"])
def test_a_value_left_empty_is_none(typed: str) -> None:
    assert tree(f"value:{typed}\n").plain() == {"value": None}


@pytest.mark.parametrize(("typed", "text"), [("''", ""), ('"~"', "~"), ("'null'", "null"), ("|-\n  ~", "~")])
def test_quotation_marks_make_a_text(typed: str, text: str) -> None:
    assert tree(f"value: {typed}\n").plain() == {"value": text}


def test_the_tree_as_plain_objects() -> None:
    assert tree("a: [b, {c: d}]\ne:\n  - f\n").plain() == {"a": ["b", {"c": "d"}], "e": ["f"]}


@pytest.mark.parametrize(
    ("path", "key", "line", "column"),
    [
        ((), None, 1, 1),
        (("a",), "a", 1, 4),
        (("a", 1), None, 1, 8),
        (("a", 1, "c"), "c", 1, 12),
        (("a", 9, "c"), "a", 1, 4),  # As deep as it goes
        (("e", 0), None, 3, 5),
        (("x", "y"), None, 1, 1),
    ],
)
def test_a_node_is_found_by_its_path(path: tuple[str | int, ...], key: str | None, line: int, column: int) -> None:
    found, node = tree("a: [b, {c: d}]\ne:\n  - f\n").find(path)
    assert (found.value if found else None, node.span.line, node.span.column) == (key, line, column)


def test_a_value_of_several_lines_is_given_by_its_first() -> None:
    _, node = tree("title: |\n  one\n  two\nnext: x\n").find(("title",))
    assert (node.span.line, node.span.column, node.span.end_column, node.span.source) == (1, 8, 9, "title: |")
