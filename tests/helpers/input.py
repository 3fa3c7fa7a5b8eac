"""What the tests of input share: the smallest sound case, and diagnostics boiled down to what is asserted."""

from collections.abc import Iterable
from pathlib import Path

from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.diagnostics import Diagnostic
from ua_gen.model import Case

CASES = Path(__file__).parent.parent.parent / "cases"

SMALLEST = {
    "format": "1",
    "language": "en",
    "country": "KG",
    "title": "Lawyer jailed",
    "summary": "A lawyer is in prison. The issuer asks for her release.",
    "action": "{issued: 2026-01-05, issuer: Example Human Rights Group}",
    "people": "[{id: lawyer, name: Ainura Example}]",
}
LINE = {name: number for number, name in enumerate(SMALLEST, 1)}  # The line of each field of `case_with`.
NEXT = len(SMALLEST) + 1  # The line of the first field that is added to it.


def case_with(**fields: str | None) -> str:
    """The smallest sound case, each field in a line of its own, with some replaced, added, or (None) left out."""
    merged = {**SMALLEST, **fields}
    return "".join(f"{name}: {value}\n" for name, value in merged.items() if value is not None)


def read(text: str) -> Loaded[Case]:
    return read_case_text(text, "case.yaml")


def places(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, int, int]]:
    """The code, line and column of each."""
    return [(d.code, d.span.line, d.span.column) if d.span else (d.code, 0, 0) for d in diagnostics]


def sole(diagnostics: Iterable[Diagnostic]) -> Diagnostic:
    """The only one. That there is only one is part of what is tested."""
    (diagnostic,) = diagnostics
    return diagnostic


def pointed_at(diagnostic: Diagnostic) -> str:
    """The part of the source that the carets stand under."""
    assert diagnostic.span is not None
    return diagnostic.span.source[diagnostic.span.column - 1 : diagnostic.span.end_column - 1]
