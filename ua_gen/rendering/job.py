"""A job: one document to be made, of what, for whom, in which language, as of which day."""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Diagnostic
from ua_gen.files.images import ImageError
from ua_gen.files.paths import safe_name
from ua_gen.languages import Language
from ua_gen.model import Case, Recipient, Section, Sender
from ua_gen.templating import Document
from ua_gen.wording import (
    Arrangement,
)

Paper = Literal["a4", "letter"]
USUAL = Arrangement()


@dataclass(frozen=True, slots=True)
class PageSettings:
    """What pages are set on and for: one record, carried from the request to the page."""

    paper: Paper = "a4"
    window: str = ""  # The envelope's window that the address must show in.
    envelope: str = "dl"
    rows: int = 0  # Of a petition; 0: as many as fill the first page.
    duplex: bool = False  # In a print run, each letter begins on a sheet of its own.


A4 = PageSettings()


@dataclass(frozen=True, slots=True)
class Pictures:
    """What a document may show, as `data:` addresses: for a process that does not see the files."""

    logo: str
    people: tuple[str | ImageError, ...]  # Of each person of the case; "" for those without a photograph.


@dataclass(frozen=True, slots=True)
class Job:
    """One document to be made: of what, for whom, in which language, as of which day."""

    case: Loaded[Any]  # Of a Case, or of a publication.
    document: Document
    language: Language
    day: datetime.date
    recipient: Recipient | None = None
    sender: Sender | None = None
    page: PageSettings = A4
    original: Language | None = None  # The letter's language, for a sheet that tells what it says in another.
    section: Section | None = None
    sheets: int = 0  # At most so many pages, if not as many as its document may have.
    mail: bool = False  # The text of an e-mail, which has address, date and subject elsewhere.
    links: bool = False  # It is read on a screen: tell what is wrong with its links.
    named: tuple[Loaded[Case], ...] = ()  # The cases that a publication names.
    arrangement: Arrangement = USUAL
    archive: bool = False  # Its case is closed by now: it is marked as a copy for the file, and must not be sent.
    notes: tuple[Diagnostic, ...] = ()  # Warnings of what was found before it was composed.
    pictures: Pictures | None = None  # None: to be read from their files.

    def __post_init__(self) -> None:
        """No document is made of anything but what may be told, whoever asks for it."""
        object.__setattr__(self, "case", self.case.public())
        object.__setattr__(self, "named", tuple(case.public() for case in self.named))

    def unfolded(self) -> "Job":
        """The same without a window: for what goes into no envelope."""
        return replace(self, page=replace(self.page, window=""))

    def mailed(self) -> "Job":
        """The same as an e-mail has it: no window, no head, and no line broken, for the program that shows it does."""
        return replace(self.unfolded(), mail=True)

    @property
    def name(self) -> str:
        """File name without its ending: `letter-interior-minister-ru`, and `…-ru-read-in-en` for reading only."""
        recipient = f"-{self.recipient.id}" if self.recipient else ""
        language = f"{self.original.tag}-read-in-{self.language.tag}" if self.original else self.language.tag
        return f"{self.document.name}{recipient}-{language}"

    @property
    def parts(self) -> tuple[object, ...]:
        """What is large, and the same in many jobs."""
        return (self.case, *self.named, self.language, *([self.original] if self.original else []))

    @property
    def pages(self) -> int:
        """At most so many. Rows that were asked for may take as many as they need."""
        return self.sheets or (1000 if self.page.rows and self.document.rows else self.document.pages)

    @property
    def folder(self) -> str:
        """The case's own folder below the output folder: the name of its file without the ending, made safe."""
        return safe_name(Path(self.case.name).stem)

    @property
    def title(self) -> str:
        """In English, for messages: `letter to interior-minister in Russian`."""
        recipient = f" to {self.recipient.id}" if self.recipient else ""
        return f"{self.document.name}{recipient} in {self.language.english}"


def face(job: Job) -> Section | None:
    """The section as templates see it: where its files lie on the disk may tell a name."""
    return job.section and job.section.model_copy(update={"logo": None, "letterhead": None})
