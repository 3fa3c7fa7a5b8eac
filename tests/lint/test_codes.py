"""The table of codes: none is renamed or used again, and what depends on the day says so."""

import datetime
from functools import cache

import pytest
from conftest import Golden
from helpers.manual_examples import BASE, ROOT, written_out

from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.lint import registry, runner
from ua_gen.lint.manuals import manuals
from ua_gen.lint.registry import RuleContext
from ua_gen.lint.selection import Selection
from ua_gen.model import Case

DAYS = [datetime.date(year, 1, 20) for year in (2010, 2026, 2030)]


def test_the_codes_are_those_that_are_approved(golden: Golden) -> None:
    """A line that goes or changes is a code that somebody out there has silenced, selected or looked up."""
    rules = runner.RULES
    rows = [
        f"{manual.code:<7} {manual.severity!s:<8} {manual.name}"
        + ("  (depends on the day)" if manual.code in rules and rules[manual.code].depends_on_day else "")
        for manual in manuals().values()
    ]
    golden.holds("codes.txt", "\n".join(rows) + "\n")


@cache
def examples() -> tuple[Loaded[Case], ...]:
    """Every case that a manual shows as wrong, and those of the repository."""
    texts = [BASE, *(text for manual in manuals().values() if manual.wrong for text in written_out(manual.wrong))]
    found = [read_case_text(text, "case.yaml") for text in texts]
    found += [read_case(path) for path in sorted((ROOT / "cases").glob("*.yaml"))]
    return tuple(loaded for loaded in found if isinstance(loaded.value, Case))


@pytest.mark.parametrize("code", runner.RULES)
def test_a_rule_says_whether_it_depends_on_the_day(code: str) -> None:
    """Shown by running it: a comment that silences it is useless or not according to that."""
    rule = runner.RULES[code]
    differs = any(
        len({tuple(rule.check(RuleContext(loaded, loaded.value, day))) for day in DAYS}) > 1
        for loaded in examples()
        if loaded.value
    )
    assert differs == rule.depends_on_day


def test_a_code_of_four_figures_is_not_meant_by_one_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict.fromkeys([*manuals(), "UA2021"])
    monkeypatch.setattr("ua_gen.lint.selection.manuals", lambda: known)
    four = Diagnostic("UA2021", "m", Span("f"), "", Severity.WARNING)
    three = Diagnostic("UA202", "m", Span("f"), "", Severity.WARNING)
    assert [each in Selection(select=("UA202",)) for each in (four, three)] == [False, True]
    assert [each in Selection(select=("UA2",)) for each in (four, three)] == [True, True]
    assert [each in Selection(ignore=("UA20",)) for each in (four, three)] == [False, False]
    assert registry.CODE
