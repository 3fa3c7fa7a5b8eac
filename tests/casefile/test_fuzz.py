"""Whatever a file holds, reading and checking it gives diagnostics that can be shown, and nothing else."""

import datetime
import os
import re
import string
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.input import CASES, SMALLEST, case_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ua_gen.action import gate
from ua_gen.action.related import Neighbours
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.cli.reporters import as_text
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.files.reading import LINE_BREAK, read_text
from ua_gen.languages import phrases
from ua_gen.lint import runner
from ua_gen.model import (
    Case,
    Embassy,
    Event,
    Person,
    Recipient,
    Request,
    Sender,
    Solidarity,
    Source,
    Status,
    Translation,
)
from ua_gen.templating import Templates

DAY = datetime.date(2026, 1, 20)
LATER = datetime.date(2026, 7, 20)
# One of each that the gate asks something else.
DOCUMENTS = tuple({gate.purpose(document): document for document in Templates().documents.values()}.values())
CASE = (CASES / "kg-askarov.yaml").read_text("utf-8")
BOUNDED = settings(deadline=None, suppress_health_check=list(HealthCheck))


def fuzzed(examples: int, many: int, **strategies: Any) -> Callable[[Any], Any]:
    """Runs a test on some examples and, marked slow, on many."""

    def decorate(test: Any) -> Any:
        @pytest.mark.parametrize("count", [examples, pytest.param(many, marks=pytest.mark.slow)])
        def run(count: int) -> None:
            bounded = settings(BOUNDED, max_examples=count)
            bounded(given(**strategies)(test))()

        run.__name__, run.__doc__ = test.__name__, test.__doc__
        return run

    return decorate


def lines(text: str) -> list[str]:
    return LINE_BREAK.split(text)


def assert_can_be_shown(diagnostic: Diagnostic, text: str) -> None:
    """It has a code, one line of words, and a place that the text has; and no terminal obeys it."""
    assert diagnostic.code[:2] == "UA"
    assert re.fullmatch(r"UA\d{3,4}", diagnostic.code)
    assert set(diagnostic.code[2:]) <= set(string.digits)
    assert diagnostic.message.strip()
    assert not set("\n\r") & set(diagnostic.message + diagnostic.hint)
    assert len(diagnostic.message) < 300
    span = diagnostic.span
    if span is not None:
        there = lines(text)
        assert 1 <= span.line <= len(there)
        assert 1 <= span.column <= len(there[span.line - 1]) + 1
        assert span.column <= span.end_column <= len(there[span.line - 1]) + 2
        assert span.source in ("", there[span.line - 1])
    shown = as_text(diagnostic)
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert len(shown.splitlines()) <= 4


def assert_only_diagnostics_come_of(text: str) -> Loaded[Case]:
    """Nothing is raised; an error and a case never come together; what is said has a place in the text."""
    loaded = read_case_text(text, "case.yaml")
    text = text.removeprefix("\ufeff")
    assert (loaded.value is None) == any(diagnostic.is_error for diagnostic in loaded.diagnostics) or (
        "ua-gen:" in text
    )
    found = runner.check(loaded, DAY, real=DAY)
    assert set(loaded.diagnostics) <= set(found)
    if loaded.value is not None:
        for document in DOCUMENTS:
            for days in (Days(DAY, DAY), Days(DAY, LATER)):
                verdict = gate.judge(document, [loaded], days, Neighbours())
                found += (*verdict.refused, *verdict.since)
    for diagnostic in found:
        assert_can_be_shown(diagnostic, text)
    return loaded


# Any bytes, any text


@fuzzed(
    examples=100,
    many=1000,
    data=st.binary(max_size=200) | st.binary(max_size=40).map(lambda data: case_with().encode() + data),
)
def test_any_bytes(data: bytes) -> None:
    handle, name = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        try:
            text = read_text(Path(name), "case.yaml")
        except Problems as problems:
            for diagnostic in problems.diagnostics:
                assert_can_be_shown(diagnostic, data.decode("utf-8", "replace"))
        else:
            assert_only_diagnostics_come_of(text)
    finally:
        Path(name).unlink()


@fuzzed(examples=150, many=3000, text=st.text(max_size=200))
def test_any_text(text: str) -> None:
    assert_only_diagnostics_come_of(text)


# What YAML is made of, in any order
MARKS = st.sampled_from(
    [*"-?:,[]{}#&*!|>'\"%@`~\\\t\r\n \0", "\n  ", "\n- ", ": ", "- ", "---\n", "...\n", "''", "\\x", "<<", "\r\n"]
)
WORDS = st.sampled_from(
    ["a", "title", "en", "é", "😀", "\u202e", "\ufeff", "\x85", "\u2028", "\ud800", "# ua-gen: ignore"]
)


@fuzzed(examples=300, many=5000, pieces=st.lists(MARKS | WORDS, max_size=25))
def test_any_heap_of_yaml(pieces: list[str]) -> None:
    assert_only_diagnostics_come_of("".join(pieces))


# Trees of our fields with odd values

MODELS = (Case, Embassy, Event, Person, Recipient, Request, Sender, Solidarity, Source, Status, Translation)
FIELDS = sorted({field.alias or name for model in MODELS for name, field in model.model_fields.items()})
NAMES = st.sampled_from([*FIELDS, "en", "ru", "ky", "GB", "KG", "[key]", "as_", "root", "rus", "x"]) | st.text(
    max_size=5
)
ODD = [
    *("", "~", "null", "true", "false", "yes", "NO", "0", "-1", "1e999", "012", "1_0", 60 * "9", ".nan", "<<", "="),
    *("2010-02-30", "2010-13", "0000", "9999-12-31", "2010-06-15", "2010", "12:30", "7 years", "999 months", "life"),
    *("en", "rus", "EN", "KG", "UK", "a@b", "a@example.org", "www.example.org", "+996312682044", "\u202e", "a\nb", "é"),
    *("\x1b[31m", "{{ x }}", "<b>", "%s", "{0}", "\\", "'", '"', 300 * "a", "\ud7ff", "\U0010ffff", "\u200d"),
    *phrases.names("event")[:3],
    *phrases.names("request")[:3],
]
VALUES = st.sampled_from(ODD) | st.text(max_size=10)
TREES = st.recursive(
    VALUES | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


def as_yaml(value: Any) -> str:
    """A tree as YAML in one line. Texts are quoted by hand, so that YAML's own idea of them plays no part."""
    if value is None:
        return "~"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    escaped = "".join(
        character
        if character.isascii() and character.isprintable() and character not in '"\\'
        else f"\\U{ord(character):08X}"
        for character in str(value)
    )
    return f'"{escaped}"'


@fuzzed(examples=80, many=1000, tree=st.dictionaries(NAMES, TREES, max_size=5))
def test_any_tree_of_our_fields(tree: dict[str, Any]) -> None:
    assert_only_diagnostics_come_of(as_yaml(tree))


@fuzzed(
    examples=80,
    many=1000,
    fields=st.dictionaries(st.sampled_from(list(Case.model_fields)), TREES, min_size=1, max_size=3),
)
def test_a_sound_case_with_odd_values(fields: dict[str, Any]) -> None:
    assert_only_diagnostics_come_of(case_with(**{name: as_yaml(value) for name, value in fields.items()}))


def branches(model: Any, extra: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    names = [field.alias or name for name, field in model.model_fields.items()]
    return st.dictionaries(st.sampled_from(names), extra, max_size=6)


@fuzzed(examples=80, many=1000, data=st.data())
def test_a_sound_case_with_odd_parts(data: st.DataObject) -> None:
    inside = st.sampled_from(["2026-01-05", "detained", "minister", "x", "KG", "true", "A text."]) | TREES
    parts = {
        "people": [{"id": "lawyer", "name": "N"} | data.draw(branches(Person, inside))],
        "events": [data.draw(branches(Event, inside))],
        "requests": [data.draw(branches(Request, inside))],
        "status": [{"state": "detained", "since": "2026"} | data.draw(branches(Status, inside))],
        "recipients": [
            {"id": "r", "post": "minister", "office": "M", "country": "KG"} | data.draw(branches(Recipient, inside))
        ],
        "solidarity": data.draw(branches(Solidarity, inside)),
    }
    keep = data.draw(st.sets(st.sampled_from(sorted(parts)), min_size=1))
    assert_only_diagnostics_come_of(case_with(**{name: as_yaml(parts[name]) for name in keep}))


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"requests": "[{ask: release-unconditionally, to: [[]]}]"}, "UA103"),
        ({"requests": "[{ask: release-unconditionally, to: [{a: 1}]}]"}, "UA103"),
        ({"requests": "[{ask: release-unconditionally, [a]: r}]"}, "UA017"),
        ({"status": "[{state: stopped, since: 2026, [a]: b, {c: d}: e}]"}, "UA017"),
    ],
)
def test_what_is_not_for_the_public_stands_beside_names_that_are_no_words(fields: dict[str, str], code: str) -> None:
    private = "[{id: r, post: minister, office: M, country: KG, visibility: private}]"
    loaded = assert_only_diagnostics_come_of(case_with(**{"recipients": private, **fields}))
    assert code in {diagnostic.code for diagnostic in loaded.diagnostics}


# Copies of a real case with slips of the pen

SLIPS = st.sampled_from(
    ["", " ", "\t", "\n", ":", "-", "'", '"', "[", "]", "{", "}", "#", ",", "x", "\u202e", "\0", "  "]
)


@st.composite
def slipped(draw: st.DrawFn) -> str:
    text = CASE
    for _ in range(draw(st.integers(1, 3))):  # Never to nothing, for then there is no place for the next.
        at = draw(st.integers(0, len(text) - 1))
        length = draw(st.integers(0, 4))
        kind = draw(st.sampled_from(["replace", "delete line", "double line", "cut", "line ends"]))
        if kind == "replace":
            text = text[:at] + draw(SLIPS) + text[at + length :] or "x"
        elif kind == "cut":
            text = text[:at] or "x"
        elif kind == "line ends":
            text = text.replace("\n", draw(st.sampled_from(["\r\n", "\r"])))
        else:
            parts = text.split("\n")
            row = text.count("\n", 0, at)
            parts[row : row + 1] = [] if kind == "delete line" else [parts[row], parts[row]]
            text = "\n".join(parts) or "x"
    return text


@fuzzed(examples=50, many=500, text=slipped())
def test_a_real_case_with_slips_of_the_pen(text: str) -> None:
    assert_only_diagnostics_come_of(text)


def test_what_is_asserted_here_can_fail() -> None:
    """The smallest case passes, and a diagnostic that cannot be shown does not."""
    assert assert_only_diagnostics_come_of(case_with()).value is not None
    assert set(SMALLEST) <= set(Case.model_fields)
    for wrong in (Diagnostic("UA1", "x"), Diagnostic("UA101", ""), Diagnostic("UA101", "a\nb")):
        with pytest.raises(AssertionError):
            assert_can_be_shown(wrong, "text")
