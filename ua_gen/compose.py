"""One document composed: its words put into its template, as HTML to be laid out or as plain text."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from markupsafe import Markup, escape

from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span
from ua_gen.languages import Language
from ua_gen.model import Case, Recipient, Sender
from ua_gen.reader import Loaded, path_name
from ua_gen.templates import Document, Templates
from ua_gen.wording import Gap, Wording

Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: of what, for whom, in which language, as of which day."""

    case: Loaded[Case]
    document: Document
    language: Language
    day: datetime.date
    recipient: Recipient | None = None
    sender: Sender | None = None
    paper: Paper = "a4"
    original: Language | None = None  # The letter's language, for a sheet that tells what it says in another.

    @property
    def name(self) -> str:
        """File name without its ending: `letter-interior-minister-ru`, and `…-ru-read-in-en` for reading only."""
        recipient = f"-{self.recipient.id}" if self.recipient else ""
        language = f"{self.original.tag}-read-in-{self.language.tag}" if self.original else self.language.tag
        return f"{self.document.name}{recipient}-{language}"

    @property
    def folder(self) -> str:
        """The case's own folder below the output folder: the name of its file without the ending."""
        return Path(self.case.name).stem

    @property
    def title(self) -> str:
        """In English, for messages: `letter to interior-minister in Russian`."""
        recipient = f" to {self.recipient.id}" if self.recipient else ""
        return f"{self.document.name}{recipient} in {self.language.english}"


@dataclass(frozen=True, slots=True)
class Composed:
    """A document's text, and what its reader should know of how it came about."""

    text: str
    warnings: tuple[Diagnostic, ...]


def compose(job: Job, templates: Templates, kind: Literal["html", "txt"]) -> Composed:
    """Raises Problems where the document cannot be said whole in its language (UA210), or a template fails."""
    case = job.case.value
    if case is None:
        raise Problems(job.case.diagnostics)
    say = Wording(case, job.language, job.day, job.recipient, job.sender, job.original)
    text = templates.run(
        job.document.name,
        kind,
        {
            "say": say,
            "t": say.t,
            "case": case,
            "language": job.language,
            "paper": job.paper,
            "document": job.document.name,
            "typeset": lambda text: _typeset(job.language, text),
        },
    )
    if say.missing:
        raise Problems(_missing(job, tuple(say.missing)))
    return Composed(text, tuple(_warnings(job, say)))


def _typeset(language: Language, text: str) -> Markup:
    """Text for HTML, with its no-break spaces."""
    return escape(language.tie(text))


def _missing(job: Job, gaps: Sequence[Gap]) -> list[Diagnostic]:
    language = job.language.english
    found = []
    for gap in gaps:
        if gap.phrase:
            message = f"the {language} catalogue has no `{gap.phrase}`, which the {job.document.name} needs"
            found.append(Diagnostic("UA211", message, None, "choose another language with --lang"))
            continue
        message = f"no {language} text of `{path_name(gap.path)}`, which the {job.title} needs"
        hint = f"add `{job.language.tag}: …` beside the texts in other languages"
        found.append(Diagnostic("UA210", message, job.case.span(*gap.path), hint))
    return found


def _warnings(job: Job, say: Wording) -> list[Diagnostic]:
    language = job.language.english
    found = []
    for gap in say.borrowed:
        message = f"`{path_name(gap.path)}` has no {language} spelling: the one of the file's language is used"
        hint = f"add `{job.language.tag}: …`"
        found.append(Diagnostic("UA212", message, job.case.span(*gap.path), hint, Severity.WARNING))
    for gap in () if job.original else say.omitted:  # The warning on the letter itself has said so.
        message = f"`{path_name(gap.path)}` has no {language} text: the {job.title} leaves it out"
        hint = f"add `{job.language.tag}: …`"
        found.append(Diagnostic("UA213", message, job.case.span(*gap.path), hint, Severity.WARNING))
    line = job.sender.personal_line if job.sender else None
    if line and job.language.tag not in line.languages:
        message = f"your personal line is not in {language}: the {job.title} leaves it out"
        found.append(Diagnostic("UA214", message, None, "", Severity.WARNING))
    if not job.language.reviewed:
        message = f"no native reader has reviewed the {language} phrases yet"
        hint = "let somebody who knows the language read the letter before you sign it"
        found.append(Diagnostic("UA216", message, None, hint, Severity.WARNING))
    return found


def nowhere(name: str) -> Span:
    return Span(name)
