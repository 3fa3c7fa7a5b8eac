"""Diagnostics as people read them: the place, the quoted line, the carets, and nothing that a terminal would obey."""

import pytest

from ua_gen.cli.reporters import as_text, count, visible
from ua_gen.diagnostics import Diagnostic, Severity, Span, quote


def diagnostic(source: str, start: int, end: int, **others: str) -> Diagnostic:
    """About the characters from `start` to before `end`, counted from 1, of a line."""
    span = Span(others.pop("path", "case.yaml"), 7, start, end, source)
    return Diagnostic("UA102", others.pop("message", "unknown field `lnag`"), span, others.pop("hint", ""))


def carets(text: str) -> str:
    """What stands above the carets."""
    lines = text.splitlines()
    at = lines[-1].index("^")
    return lines[-2][at : at + lines[-1].count("^")]


def test_the_place_the_line_and_the_hint() -> None:
    found = diagnostic("  - {id: x, lnag: ru}", 13, 17, hint="did you mean `lang`?")
    assert as_text(found) == (
        "case.yaml:7:13: error[UA102]: unknown field `lnag`\n"
        "   |\n"
        " 7 |   - {id: x, lnag: ru}\n"
        "   |             ^^^^ did you mean `lang`?"
    )


def test_the_margin_is_as_wide_as_the_number() -> None:
    found = Diagnostic("UA102", "x", Span("case.yaml", 1234, 1, 2, "abc"))
    assert as_text(found).splitlines()[1:] == ["      |", " 1234 | abc", "      | ^"]


@pytest.mark.parametrize("source", ["", "   ", "\t"])
def test_without_a_line_to_quote_the_hint_stands_below(source: str) -> None:
    assert as_text(diagnostic(source, 1, 1, hint="try this")).splitlines()[1:] == ["  try this"]


def test_without_a_file_there_is_no_place() -> None:
    found = Diagnostic("UA503", "out/x.pdf cannot be written", None, "choose another place", Severity.WARNING)
    assert as_text(found) == "warning[UA503]: out/x.pdf cannot be written\n  choose another place"


@pytest.mark.parametrize(
    ("source", "start", "end", "above"),
    [
        ("title: x", 8, 9, "x"),
        ("title:", 7, 7, ""),  # Nothing is there: one caret behind the end
        ("имя: Аскаров", 6, 13, "Аскаров"),
        ("a:\tb", 4, 5, "b"),  # A tab is shown as four spaces
    ],
)
def test_the_carets_stand_under_what_is_at_fault(source: str, start: int, end: int, above: str) -> None:
    assert carets(as_text(diagnostic(source, start, end))) == above


@pytest.mark.parametrize(
    ("before", "at", "columns_before", "columns"),
    [
        ("title: 人权 ", "捍卫者", 12, 6),  # Chinese is two columns wide
        ("title: e\u0301 ", "x", 9, 1),  # Accents are none
        ("title: a\u202eb ", "x", 16, 1),  # What is made visible takes the room of what is shown
    ],
)
def test_carets_count_columns_as_terminals_do(before: str, at: str, columns_before: int, columns: int) -> None:
    found = diagnostic(before + at, len(before) + 1, len(before + at) + 1)
    assert as_text(found).splitlines()[-1] == "   | " + columns_before * " " + columns * "^"


@pytest.mark.parametrize(("start", "first", "last"), [(1, "a", "…"), (500, "…", "…"), (995, "…", "z")])
def test_of_a_long_line_the_part_around_the_place_is_quoted(start: int, first: str, last: str) -> None:
    source = "a" + 498 * "b" + "12345" + 495 * "c" + "z"
    line = as_text(diagnostic(source, start, start + 5)).splitlines()[-2].removeprefix(" 7 | ")
    assert len(line) <= 100
    assert (line[0], line[-1]) == (first, last)
    assert carets(as_text(diagnostic(source, start, start + 5))) == source[start - 1 : start + 4]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "\\u001b[31mred\\u001b[0m"),
        ("\x9b31m", "\\u009b31m"),
        ("a\u202eb\u2066c", "a\\u202eb\\u2066c"),
        ("a\x00\x07\x7f\r\n", "a\\u0000\\u0007\\u007f\\u000d\\u000a"),
        ("a\u00adb\ufeff", "a\\u00adb\\ufeff"),
        ("\udcff", "\\udcff"),
        ("a\u00a0b\u202fc\u3000d", "a b c d"),
        ("a\tb", "a    b"),
        ("Аскаров – «да» 人 ő́ 😀", "Аскаров – «да» 人 ő́ 😀"),
    ],
)
def test_nothing_that_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_neither_name_nor_message_nor_line_nor_hint_reaches_the_terminal_raw() -> None:
    escape = "\x1b]0;owned\x07\u202e"
    found = diagnostic(f"x: {escape}", 4, 14, path=f"{escape}.yaml", message=f"m{escape}", hint=f"h{escape}")
    text = as_text(found)
    assert all(character.isprintable() or character == "\n" for character in text)
    assert text.count("\\u001b") == 4


def test_styles_are_given_to_the_place_the_label_and_the_carets() -> None:
    text = as_text(diagnostic("a: b", 1, 2, hint="h"), lambda part, colour: f"<{colour}>{part}</>")
    assert text.startswith("<bold>case.yaml:7:1</>: <red>error[UA102]</>: ")
    assert text.endswith("| <red>^ h</>")


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "said"),
    [
        (0, 0, 1, "No problems in 1 file."),
        (1, 0, 2, "1 error in 2 files."),
        (0, 2, 1, "2 warnings in 1 file."),
        (2, 1, 3, "2 errors and 1 warning in 3 files."),
    ],
)
def test_the_count(errors: int, warnings: int, files: int, said: str) -> None:
    found = [Diagnostic("UA102", "x")] * errors + [Diagnostic("UA212", "x", severity=Severity.WARNING)] * warnings
    assert count(found, files) == said


@pytest.mark.parametrize(
    ("value", "quoted"),
    [("ru", "`ru`"), ("a\n  b\tc", "`a b c`"), (60 * "a", f"`{60 * 'a'}`"), (61 * "a", f"`{59 * 'a'}…`"), (7, "`7`")],
)
def test_words_from_a_file_are_quoted_in_one_line_of_bounded_length(value: object, quoted: str) -> None:
    assert quote(value) == quoted
