"""Letters by the thousand: what they share is composed and laid out once, each sender's lines are set on it."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.model.stationery import windows
from ua_gen.pdf import Log, MissingGlyphs, check_log, guess, lay_out, length
from ua_gen.pdf.document_file import Drawn, PdfDocument
from ua_gen.pdf.slot_places import SLOT, CannotStamp
from ua_gen.pdf.stamp import Stamp
from ua_gen.rendering.compose import ComposedText, compose
from ua_gen.rendering.job import Job
from ua_gen.rendering.page_cache import CachedPage, PageCache
from ua_gen.rendering.problems import foreign_fonts, layout_problems, missing_glyph
from ua_gen.rendering.produce import template_file, write_pdf_confined
from ua_gen.rendering.sharing import Draft, LetterGroup, Texts, Unshared
from ua_gen.templating import Templates

SLOTTED = re.compile(f"({SLOT.pattern})[^<]*")  # A slot with its text.
TRIES = 3  # Documents laid out for a key, before it is known that nothing can be set on them.


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a document is in its file: `first` counts from 1, and so does the `place` of a label on its sheet."""

    first: int
    count: int
    warnings: tuple[Diagnostic, ...] = ()
    place: int = 0


def write_series(
    jobs: Iterable[Job], templates: Templates, out: BinaryIO, *, duplex: bool = False, press: PageCache | None = None
) -> list[Pages | Problems]:
    """One PDF file for printing, of all the jobs' documents in order: where each is, or why it is missing.

    With `duplex` each document begins on the front of a leaf. Raises Problems (UA501) without the libraries.
    """
    with Log() as log:
        series = _Series(_press(templates, press), PdfDocument(out), log, duplex)
        try:
            found = [series.add(job) for job in jobs]
            series.volume.close(next(iter(series.languages)) if len(series.languages) == 1 else None)
        finally:
            series.press.forget_file()
    return found


def series_texts(
    jobs: Iterable[Job], templates: Templates, press: PageCache | None = None
) -> Iterator[ComposedText | Problems]:
    """The jobs' documents as plain text, in order, each the same as `compose` gives it."""
    press = _press(templates, press)
    for job in jobs:
        try:
            yield _text(job, press)
        except Problems as problems:
            yield problems


def _press(templates: Templates, press: PageCache | None) -> PageCache:
    """The given one, if it is for these templates."""
    return press if press and press.templates is templates else PageCache(templates)


def _text(job: Job, press: PageCache) -> ComposedText | Problems:
    if job.case.value is None:
        return Problems(job.case.diagnostics)
    family = press.family(job, "txt")
    for key, texts in family.keys(job.sender):
        if (family, key) in press.words.found:
            press.words.found.move_to_end((family, key))
            words = press.words.found[family, key]
            if isinstance(words, Draft) and isinstance(words.composed, ComposedText):
                return ComposedText(words.filled(texts), words.composed.warnings)
            assert isinstance(words, Problems)
            return words
    try:
        draft = family.draft(job, press.templates, "txt")
    except Unshared:
        return compose(job, press.templates, "txt")
    if isinstance(draft.composed, Problems):
        press.words.keep((family, draft.key), draft.composed)
        return draft.composed
    press.words.keep((family, draft.key), draft)
    return ComposedText(draft.filled(draft.texts), draft.composed.warnings)


@dataclass
class _Series:
    """A file on its way."""

    press: PageCache
    volume: PdfDocument
    log: Log
    duplex: bool
    languages: set[str] = field(default_factory=set)

    def add(self, job: Job) -> Pages | Problems:
        self.log.glyphs.clear()
        try:
            return self._add(job)
        except Problems as problems:
            return problems

    def _add(self, job: Job) -> Pages | Problems:
        if job.case.value is None:
            return Problems(job.case.diagnostics)
        sheets = self.press.sheets
        family = self.press.family(job, "html")
        for key, texts in family.keys(job.sender):
            if (family, key) in sheets.found:
                sheets.found.move_to_end((family, key))
                sheet = sheets.found[family, key]
                if isinstance(sheet, CachedPage):
                    return self._stamped(job, family, sheet, key, texts)
                return sheet or self._single(job)
        return self._first(job, family)

    def _stamped(self, job: Job, family: LetterGroup, first: CachedPage, key: Any, texts: Texts) -> Pages | Problems:
        sheet = first.tried(texts, job)
        if sheet is None:
            return self._first(job, family, other=first)
        if sheet.volume is not self.volume:
            try:
                sheet.stamp = Stamp(self.volume, sheet.document, sheet.html, sheet.draft.texts)
            except CannotStamp:
                if sheet.tries < TRIES:
                    return self._first(job, family, sheet.tries + 1)
                self.press.sheets.keep((family, key), None)
                return self._single(job)
            sheet.volume = self.volume
        try:
            contents = sheet.stamp.contents(texts)  # type: ignore[union-attr]
        except CannotStamp:
            return self._single(job)
        pages = self._begin(job, len(contents), sheet.warnings)
        sheet.stamp.add(contents)  # type: ignore[union-attr]
        return pages

    def _first(
        self, job: Job, family: LetterGroup, tries: int = 1, other: CachedPage | None = None
    ) -> Pages | Problems:
        """A document that may be the first of many: laid out with its slots marked."""
        try:
            draft = family.draft(job, self.press.templates, "html")
        except Unshared:
            return self._single(job)
        key = (family, draft.key)
        if isinstance(draft.composed, Problems):
            self.press.sheets.keep(key, draft.composed)
            return draft.composed
        html = draft.composed.text
        # Senders in two countries without an embassy here look at different things, and see the same in the end.
        mark = (family, SLOTTED.sub(r"\1", html), draft.composed.warnings)
        known = self.press.alike.found.get(mark)
        if tries == 1 and isinstance(known, CachedPage):
            self.press.sheets.keep(key, known)
            if known.tried(draft.texts, job):
                return self._stamped(job, family, known, draft.key, draft.texts)
            other = known
        try:
            document, pages, own = self._laid_out(job, draft.composed)
        except Problems as problems:
            if self._fails_for_all(job, draft.composed):
                self.press.sheets.keep(key, problems)
            raise
        if own:
            return pages
        letters = length(html) - draft.shown(draft.texts)
        number = guess(length(html), job.document.fits, job.pages)
        sheet = CachedPage(html, document, draft, pages.warnings, tries, letters, number, other)
        self.press.sheets.keep(key, sheet)
        self.press.alike.keep(mark, sheet)
        return pages

    def _fails_for_all(self, job: Job, composed: ComposedText) -> bool:
        """Whether it is not a slot's text that is too long or has a rare character."""
        html = SLOTTED.sub(r"\1x", composed.text)
        try:
            self._draw(job, html)
        except Problems:
            return True
        return False

    def _single(self, job: Job) -> Pages | Problems:
        """A document that shares nothing but fonts with the others."""
        return self._laid_out(job, compose(job, self.press.templates, "html"))[1]

    def _laid_out(self, job: Job, composed: ComposedText) -> tuple[Any, Pages, bool]:
        """True: the document has type of a size of its own for its sender, and is for nobody else."""
        document, drawn, own = self._draw(job, composed.text)
        warnings = (*composed.warnings, *foreign_fonts(job.language, self.volume.fonts.families()))
        pages = self._begin(job, len(drawn), warnings)
        self.volume.add(drawn)
        return document, pages, own

    def _draw(self, job: Job, html: str) -> tuple[Any, Sequence[Drawn], bool]:
        self.volume.fonts.used.clear()
        templates = self.press.templates
        window = windows()[job.page.window].text if job.page.window else None
        roots = templates.roots(job.document.name)
        pages = (html, job.document.fits, job.pages, roots, window, job.document.together)
        with layout_problems(job):
            if templates.untrusted:  # What can be laid out within the limits there, can be here.
                with contextlib.suppress(MissingGlyphs):
                    write_pdf_confined(job.title, template_file(job, templates), *pages)
            document, _, own = lay_out(*pages)
        self.log.lacking.clear()
        drawn = self.volume.draw(document)
        check_log(self.log, roots)
        if self.log.glyphs:
            characters = list(self.log.glyphs)
            self.log.glyphs.clear()
            raise Problems([missing_glyph(job, character) for character in characters])
        return document, drawn, own

    def _begin(self, job: Job, count: int, warnings: tuple[Diagnostic, ...]) -> Pages:
        """Where the next document goes."""
        if self.duplex and self.volume.file.pages % 2:
            self.volume.add_blank()
        self.languages.add(job.language.tag)
        return Pages(self.volume.file.pages + 1, count, warnings)
