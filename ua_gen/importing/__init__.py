"""Existing appeals brought in: a document becomes lines, the lines what they say, and that the draft of a case file."""

from dataclasses import dataclass
from typing import Literal

from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.importing.draft import draft
from ua_gen.importing.reading import read_lines
from ua_gen.importing.recognise import recognise
from ua_gen.importing.report import Report, report

__all__ = ["Form", "Imported", "import_appeal"]

Form = Literal["auto", "sheet", "letter"]


@dataclass(frozen=True, slots=True)
class Imported:
    """The draft of a case as a text, and the report on it."""

    text: str
    report: Report


def import_appeal(
    data: bytes, name: str, *, language: str = "", form: Form = "auto", pages: tuple[int, ...] = ()
) -> Imported:
    """The draft of a case from a document. `name` is its base name, the only thing of its place that the draft tells.

    Raises Problems: UA701 to UA704 for what cannot be read, UA705 where nothing is recognised in it.
    """
    lines = read_lines(data, name, pages)
    appeal = recognise(lines, language, form)
    known = [field for field, _ in appeal.values() if not field.startswith("events")]
    if len(known) < 3:
        hint = "is it an Urgent Action, and all of it? `ua-gen new` writes a case to begin with"
        raise Problems([Diagnostic("UA705", "nothing of an Urgent Action is recognised in this", Span(name), hint)])
    made = draft(appeal, name)
    return Imported(made.text, report(appeal, lines, made.missing))
