"""What is asked for: documents, languages, recipients, sender, paper and days of a rendering."""

import datetime
from dataclasses import dataclass

from ua_gen.action.gate import Terms
from ua_gen.clock import Days
from ua_gen.model import Section, Sender
from ua_gen.rendering.job import A4, PageSettings


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What the user asks for. Empty `languages`: the best language of each letter; empty `to`: every addressee."""

    day: datetime.date  # On the documents.
    real: datetime.date  # The day that it is.
    documents: tuple[str, ...] = ()  # Empty: letters; of a publication, the document of its kind.
    languages: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    sender: Sender | None = None
    after_deadline: bool = False
    page: PageSettings = A4
    translation: str = ""  # A language in which the sender can read what the letters say.
    section: Section | None = None
    archive: bool = True  # What is closed by now may be made as of a day before, with a mark that it is for the file.
    beside: tuple[str, ...] = ()  # Files that were named with the cases, and are no sound ones: one may be a stop.

    @property
    def days(self) -> Days:
        return Days(self.day, self.real)

    @property
    def terms(self) -> Terms:
        return Terms(self.after_deadline, self.section, self.languages, resumed=not self.archive)
