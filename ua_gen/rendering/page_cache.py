"""Laid-out pages and composed texts that are kept while a print run goes on, the oldest forgotten first."""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.pdf import guess
from ua_gen.pdf.document_file import PdfDocument
from ua_gen.pdf.stamp import Stamp
from ua_gen.rendering.job import Job
from ua_gen.rendering.sharing import Draft, Kind, LetterGroup, Texts
from ua_gen.templating import Templates

SHEETS = 64  # Laid-out documents kept: of those that are asked for again, there are never many at a time.
WORDS = 1024  # Composed texts kept.
FAMILIES = 256  # Sorts of letters kept apart: of a case, to a recipient, in a language.
T = TypeVar("T")


@dataclass
class CachedPage:
    """A document laid out for its first sender, and a stamp of it in the file that is being written."""

    html: str
    document: Any
    draft: Draft
    warnings: tuple[Diagnostic, ...]
    tries: int
    letters: int  # Characters of the page without its slots.
    guess: int  # The fit that was tried first. Another one might lead to another size.
    other: "CachedPage | None" = None  # The same document, tried with another fit first, for longer or shorter names.
    stamp: Stamp | None = None
    volume: PdfDocument | None = None

    def tried(self, texts: Texts, job: Job) -> "CachedPage | None":
        """The one of these that was tried with the fit that a sender's document would be tried with."""
        number = guess(self.letters + self.draft.shown(texts), job.document.fits, job.pages)
        sheet: CachedPage | None = self
        while sheet and sheet.guess != number:
            sheet = sheet.other
        return sheet


@dataclass
class LruStore(Generic[T]):
    """What was made for a key, as long as it is asked for. None: nothing can be shared."""

    room: int
    found: OrderedDict[Any, T | Problems | None] = field(default_factory=OrderedDict)

    def keep(self, key: Any, value: T | Problems | None) -> None:
        self.found[key] = value
        self.found.move_to_end(key)
        if len(self.found) > self.room:
            self.found.popitem(last=False)


class PageCache:
    """What can be used again from one file to the next, in the same process."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates
        self.sheets: LruStore[CachedPage] = LruStore(SHEETS)
        self.alike: LruStore[CachedPage] = LruStore(SHEETS)  # The same sheets, by what stands on them beside the slots.
        self.words: LruStore[Draft] = LruStore(WORDS)
        self._families: OrderedDict[tuple[Any, ...], tuple[LetterGroup, Job]] = OrderedDict()

    def family(self, job: Job, kind: Kind) -> LetterGroup:
        """What is kept for jobs that differ from this in nothing but the sender."""
        # To compare a whole case takes a while. Mostly it is the very same, kept alive here so that it stays so.
        parts = (job.case, job.document, job.language, job.recipient, job.original)
        key: tuple[object, ...] = (
            kind,
            *map(id, parts),
            job.day,
            job.page,
            id(job.section),
            job.sender is None,
        )
        key += (job.arrangement, job.archive, job.mail)
        if key not in self._families:
            alike = (known for (sort, *_), (known, _) in self._families.items() if sort == kind and known.has(job))
            self._families[key] = (next(alike, None) or LetterGroup.of(job), job)
            if len(self._families) > FAMILIES:
                self._families.popitem(last=False)
        return self._families[key][0]

    def forget_file(self) -> None:
        """Lets go of a file that is finished."""
        for sheet in (*self.sheets.found.values(), *self.alike.found.values()):
            while isinstance(sheet, CachedPage):
                sheet.stamp = sheet.volume = None
                sheet = sheet.other
