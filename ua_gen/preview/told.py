"""Readings and views as the plain data that the page is sent."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.languages import language
from ua_gen.lint.rules.length import ESTIMATE
from ua_gen.preview.choices import Choice, possible
from ua_gen.preview.looking import View
from ua_gen.preview.reading import Reading
from ua_gen.preview.spots import Place, Spot
from ua_gen.templating import Templates

Message = dict[str, Any]
Number = Callable[[str], int]  # Of a file by its name, for the request that opens it in an editor.


def reading_message(reading: Reading, number: Number, templates: Templates) -> Message:
    """What is said of a file, before anything is made of it."""
    value: Any = reading.loaded.public().value if reading.loaded else None
    return {
        "kind": "reading",
        "file": str(reading.path),
        "name": reading.path.name,
        "title": value.title.best("en", value.language) if value is not None else "",
        "sound": reading.is_sound,
        "problems": problems(reading.problems, number),
        "possible": possible(reading.loaded, templates) if reading.loaded and value is not None else None,
        "sender": reading.sender.name if reading.sender else "",
    }


def view_message(choice: Choice, view: View, reading: Reading, number: Number) -> Message:
    """What is shown of a file, with all that is said of it."""
    known = [one for one in reading.problems if not (view.pages and one.code == ESTIMATE)]
    told = problems(dict.fromkeys([*known, *view.problems]), number)
    if view.misuse is not None:
        told.insert(0, {"severity": "error", "code": "", "message": view.misuse.message, "hint": view.misuse.hint})
    message: Message = {
        "kind": "view",
        "case": choice.case,
        "show": choice.show,
        "problems": told,
        "made": bool(view.jobs),
        "instead": view.instead,
        "past": str(choice.date) if view.is_past and choice.date else "",
        "pages": [
            {"id": page.picture, "width": page.width, "height": page.height, "translation": page.is_translation}
            for page in view.pages
        ],
        "spots": [spot(one, number) for one in view.spots],
        "text": view.text,
        "mail": view.mail,
        "frame": view.frame,
    }
    if view.jobs:
        job = view.jobs[0]
        message |= {
            "document": job.document.name,
            "title": job.document.title,
            "to": job.recipient.id if job.recipient else "",
            "language": _language(job.language.tag),
            "archive": job.archive,
            "uses": {"window": job.document.window, "recipient": job.recipient is not None},
        }
        if len(view.jobs) > 1:
            message["translation"] = _language(view.jobs[1].language.tag)
    return message


def _language(tag: str) -> Message:
    found = language(tag)
    return {"tag": tag, "name": found.english, "direction": found.direction}


def spot(one: Spot, number: Number) -> Message:
    return {
        "text": one.text,
        "boxes": [[page, *(round(each, 1) for each in box)] for page, *box in one.boxes],
        "phrase": one.phrase,
        "place": place(one.place, number) if one.place else None,
    }


def place(one: Place, number: Number) -> Message:
    return {
        "file": number(one.file), "name": Path(one.file).name, "line": one.line, "column": one.column,
        "end": one.end, "field": one.field, "lines": list(one.lines),
    }  # fmt: skip


def problems(found: Iterable[Diagnostic], number: Number) -> list[Message]:
    """Errors first, each in the order of the files."""

    def order(one: Diagnostic) -> tuple[bool, bool, str, int, int]:
        span = one.span or Span("")
        return (not one.is_error, one.span is None, span.path, span.line, span.column)

    return [_problem(one, number) for one in sorted(found, key=order)]


def _problem(one: Diagnostic, number: Number) -> Message:
    message: Message = {
        "severity": "error" if one.severity is Severity.ERROR else "warning",
        "code": one.code, "message": one.message, "hint": one.hint,
    }  # fmt: skip
    if one.span is not None:
        span = one.span
        message["place"] = {
            "file": number(span.path), "name": Path(span.path).name, "line": span.line, "column": span.column,
            "end": span.line, "field": "", "lines": [span.source] if span.source else [],
            "endColumn": span.end_column,
        }  # fmt: skip
    return message
