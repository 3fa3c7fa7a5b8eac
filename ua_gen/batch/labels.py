"""Sheets of labels with the addresses of recipients, in the order of the letters that they go with."""

import contextlib
import re
from collections.abc import Iterable
from typing import Any, BinaryIO

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.model.stationery import PAPERS, Box, Sheet
from ua_gen.pdf import DoesNotFit, InkOutside, Log, MissingGlyphs, OutsideWindow, check_address, lay_out
from ua_gen.pdf.document_file import PdfDocument
from ua_gen.pdf.writer import number
from ua_gen.rendering.compose import words
from ua_gen.rendering.job import Job, face
from ua_gen.rendering.problems import missing_glyph
from ua_gen.rendering.produce import write_pdf_confined
from ua_gen.rendering.series import Pages
from ua_gen.templating import Fit, Templates

FITS = tuple(Fit(size, 1.2, 1) for size in (11, 10, 9, 8, 7))  # Below seven points no sorting machine reads it.
POINTS = 72 / 25.4  # In a millimetre.
Insets = tuple[float, float, float, float]  # Left, top, right, bottom.
INSETS: Insets = (3.0, 2.0, 3.0, 2.0)  # Millimetres at the sides of a label that stay empty.
DOWN = "--down: 0mm"  # As the template has it: how far the address goes down to the middle.
NOTE = re.compile(r'class="(invented|reading)')
NOTES = 4.5  # Millimetres that notes take at the lower edge.
UNPRINTED = 5  # Millimetres at the edges of the paper that a laser printer leaves white.


def write_labels(
    jobs: Iterable[Job], sheet: Sheet, templates: Templates, out: BinaryIO, first: int = 1
) -> list[Pages | Problems]:
    """A PDF file of sheets, and for each job the page that its label is on, or why there is none.

    A label looks the same for all senders in one country who read one language: it is laid out once for them. Of the
    first sheet the labels before the `first` are used already.
    """
    with Log() as log:
        writer = _Sheets(sheet, templates, PdfDocument(out), log, first)
        found: list[Pages | Problems] = []
        forms: dict[tuple[Any, ...], str | Problems] = {}
        for job in jobs:
            sender = job.sender
            reads = (sender.country, sender.language) if sender else ()
            key = (id(job.case), job.recipient and job.recipient.id, job.language.tag, reads)
            if key not in forms:
                forms[key] = writer.form(job)
            form = forms[key]
            place = len(writer.shown) + 1
            found.append(form if isinstance(form, Problems) else Pages(writer.put(form), 1, place=place))
        writer.end_page()
        writer.volume.close(None)
    return found


class _Sheets:
    """The file on its way."""

    def __init__(self, sheet: Sheet, templates: Templates, volume: PdfDocument, log: Log, first: int) -> None:
        self.sheet, self.templates, self.volume, self.log = sheet, templates, volume, log
        self.paper = PAPERS[sheet.paper]
        self.places = sheet.places()
        self.insets = _insets(sheet)
        self.shown = [b""] * (first - 1)
        self.pages = 0

    def form(self, job: Job) -> str | Problems:
        """The name of the form that shows the address, or why there is none."""
        self.log.glyphs.clear()
        try:
            templates = self.templates
            if templates.untrusted:
                html = templates.run_confined("label", "html", _page, job, self.sheet, self.insets, shared=job.parts)
                template = str(templates.origin("label/label.html"))
                with contextlib.suppress(MissingGlyphs):
                    write_pdf_confined(f"label of the {job.title}", template, html, FITS, 1, templates.roots("label"))
            else:
                html = _page(templates, job, self.sheet, self.insets)
            document = self._centred(html)
        except (DoesNotFit, OutsideWindow, InkOutside):
            return Problems([too_large(job, self.sheet)])
        except Problems as problems:
            return problems
        name = self.volume.add_form(document, document.pages[0])
        return Problems([missing_glyph(job, each) for each in self.log.glyphs]) if self.log.glyphs else name

    def _centred(self, html: str) -> Any:
        """The address in the middle of its label, above what a note at the lower edge takes."""
        roots = self.templates.roots("label")
        left, top, right, bottom = self.insets
        room = Box(left, top, self.sheet.width - left - right, self.sheet.height - top - bottom)
        document, *_ = lay_out(html, FITS, 1, roots)
        free = check_address(document, room)
        if (down := min(free / 2, free - (NOTES if NOTE.search(html) else 0))) > 0.1:
            document, *_ = lay_out(html.replace(DOWN, f"--down: {down:.2f}mm", 1), FITS, 1, roots)
            check_address(document, room)
        return document

    def put(self, form: str) -> int:
        """The page on which a form comes next."""
        left, top = self.places[len(self.shown)]
        x, y = left * POINTS, (self.paper[1] - top - self.sheet.height) * POINTS
        self.shown.append(b"q 1 0 0 1 %b %b cm/%b Do Q" % (number(x), number(y), form.encode()))
        page = self.pages + 1
        if len(self.shown) == len(self.places):
            self.end_page()
        return page

    def end_page(self) -> None:
        if any(self.shown):
            size = (self.paper[0] * POINTS, self.paper[1] * POINTS)
            self.volume.add_page(b"\n".join(self.shown), size)
            self.pages += 1
            self.shown = []


def _page(templates: Templates, job: Job, sheet: Sheet, insets: Insets) -> str:
    values: dict[str, Any] = {"say": words(job), "label": sheet, "insets": insets, "language": job.language}
    values |= {"browser": False, "paper": job.page.paper, "section": face(job), "t": values["say"].t}
    return templates.run("label", "html", values)


def _insets(sheet: Sheet) -> Insets:
    """What stays empty of every label, so that none has text where the printer prints none, and all look the same."""
    width, height = PAPERS[sheet.paper]
    lefts, tops = zip(*sheet.places(), strict=True)
    edges = (min(lefts), min(tops), width - max(lefts) - sheet.width, height - max(tops) - sheet.height)
    left, top, right, bottom = (max(own, UNPRINTED - edge) for own, edge in zip(INSETS, edges, strict=True))
    return left, top, right, bottom


def too_large(job: Job, sheet: Sheet) -> Diagnostic:
    """UA406."""
    message = f"the address of the {job.title} is too large for a label `{sheet.name}`"
    place: tuple[str | int, ...] = ()
    if job.recipient and job.case.value:
        place = ("recipients", job.case.value.recipients.index(job.recipient), "address")
    return job.case.diagnostic_at("UA406", message, *place, hint="choose larger --labels, or shorten the address")
