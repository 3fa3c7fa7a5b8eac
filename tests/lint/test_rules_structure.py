"""Ids, and references to them: what does not fit together is found at its place."""

import datetime

import pytest
from helpers.input import NEXT, case_with, places, pointed_at, read, sole

from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.lint import runner

DAY = datetime.date(2026, 1, 20)
STRUCTURE = ("UA201", "UA202", "UA203")
RECIPIENTS = (
    "[{id: minister, post: minister, office: M, country: KG}, {id: king, post: head-of-state, office: K, country: KG}]"
)
SOURCES = "[{id: ua, title: First}, {id: update, title: Second}]"


def found(**fields: str) -> list[Diagnostic]:
    """What the rules on structure say of the smallest case with these fields added."""
    return [d for d in runner.check(read(case_with(**fields)), DAY) if d.code in STRUCTURE]


def test_a_case_without_references_is_sound() -> None:
    assert found() == []
    assert found(recipients=RECIPIENTS, sources=SOURCES) == []


@pytest.mark.parametrize(
    ("fields", "line", "column", "at", "message"),
    [
        (
            {"people": "[{id: a, name: A}, {id: b, name: B}, {id: a, name: C}]"},
            *(7, 51, "a", "a second entry of `people` has the id `a`"),
        ),
        (
            {"recipients": RECIPIENTS.replace("king", "minister")},
            *(NEXT, 75, "minister", "a second entry of `recipients` has the id `minister`"),
        ),
        (
            {"sources": SOURCES.replace("update", "ua")},
            *(NEXT, 40, "ua", "a second entry of `sources` has the id `ua`"),
        ),
    ],
)
def test_an_id_that_is_there_twice(fields: dict[str, str], line: int, column: int, at: str, message: str) -> None:
    diagnostic = sole(found(**fields))
    assert places([diagnostic]) == [("UA201", line, column)]
    assert (pointed_at(diagnostic), diagnostic.message) == (at, message)
    assert diagnostic.severity is Severity.ERROR


def test_the_same_id_for_things_of_two_kinds_is_no_problem() -> None:
    assert found(people="[{id: ua, name: A}]", sources=SOURCES) == []


@pytest.mark.parametrize(
    ("fields", "line", "column", "at", "message", "hint"),
    [
        (
            {"recipients": RECIPIENTS, "requests": "[{ask: fair-trial, to: [minister, knig]}]"},
            *(NEXT + 1, 45, "knig", "no recipient has the id `knig`", "did you mean `king`?"),
        ),
        (
            {"requests": "[{ask: fair-trial, to: [minister]}]"},
            *(NEXT, 35, "minister", "no recipient has the id `minister`", "the file has no recipients"),
        ),
        (
            {"events": "[{type: detained, people: [lawyer, layer]}]"},
            *(NEXT, 44, "layer", "no person has the id `layer`", "did you mean `lawyer`?"),
        ),
        (
            {"status": "[{state: detained, since: 2026, people: [xyz]}]"},
            *(NEXT, 50, "xyz", "no person has the id `xyz`", "there are: lawyer"),
        ),
        (
            {"sources": SOURCES, "events": "[{type: detained, source: upate}]"},
            *(NEXT + 1, 35, "upate", "no source has the id `upate`", "did you mean `update`?"),
        ),
        (
            {"sources": SOURCES, "status": "[{state: detained, since: 2026, source: x}]"},
            *(NEXT + 1, 49, "x", "no source has the id `x`", "there are: ua, update"),
        ),
    ],
)
def test_a_reference_to_what_is_not_there(
    fields: dict[str, str], line: int, column: int, at: str, message: str, hint: str
) -> None:
    diagnostic = sole(found(**fields))
    assert places([diagnostic]) == [("UA202", line, column)]
    assert (pointed_at(diagnostic), diagnostic.message, diagnostic.hint) == (at, message, hint)


@pytest.mark.parametrize(
    ("fields", "column", "message", "hint"),
    [
        ({"events": "[{type: detained}, {date: 2026-01-05}]"}, 28, "this event says nothing", "add `type: …`, a stock"),
        ({"events": "[{}]"}, 10, "this event says nothing", "or `text: …`"),
        ({"requests": "[{to: []}]"}, 12, "this request asks for nothing", "add `ask: …`, a stock request"),
        ({"requests": "[{because: it is unfair}]"}, 12, "this request asks for nothing", "or `text: …`"),
    ],
)
def test_what_says_nothing(fields: dict[str, str], column: int, message: str, hint: str) -> None:
    diagnostic = sole(found(**fields))
    assert places([diagnostic]) == [("UA203", NEXT, column)]
    assert diagnostic.message == message
    assert hint in diagnostic.hint


def test_all_of_it_is_found_at_once_in_the_order_of_the_file() -> None:
    fields = {
        "events": "[{date: 2026-01-05, source: x}]",
        "requests": "[{to: [nobody]}]",
        "sources": "[{id: a, title: A}, {id: a, title: B}]",
    }
    assert places(found(**fields)) == [
        ("UA203", NEXT, 10),
        ("UA202", NEXT, 37),
        ("UA203", NEXT + 1, 12),
        ("UA202", NEXT + 1, 18),
        ("UA201", NEXT + 2, 35),
    ]


def test_rules_say_nothing_of_a_file_that_is_no_case() -> None:
    loaded = read(case_with(events="[{}]", country="kg"))
    assert runner.check(loaded, DAY) == loaded.diagnostics
