"""The parts of a page written with python-docx: styles, paragraphs, tables, and what belongs to the whole file."""

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from ua_gen.model.stationery import PAPERS, Window, windows
from ua_gen.word import elements
from ua_gen.word.archive import blank, settled
from ua_gen.word.bidi import directed
from ua_gen.word.layout import LOW, address_line
from ua_gen.word.parts import Page, Paragraph, Run, Space, Table

if TYPE_CHECKING:
    from ua_gen.languages import Language
    from ua_gen.word.layout import Layout

NATURAL = 1.15  # The height of a line of Times in its own size, of which Word counts multiples.
USUAL = 11  # Points of type for which the sizes in the styles are given.
SIGNATURE = 16  # Millimetres.
DATE = 7  # Millimetres from the date to the text below, under a window.
HINGE = 1  # Millimetres of the empty line that frames hang on.
CLEAR = 1.5  # Millimetres between frames and that line: what it would touch, LibreOffice moves down.
ROW = 10  # Millimetres of a row to be signed.
SOFT_HYPHEN, NO_BREAK_HYPHEN = "\u00ad", "\u2011"
LARGER = {"Arab": 1.1}  # Scripts that are small for their size.
# What spelling checkers call a language that speaks of no country.
EAST_ASIAN, LEFTWARD = "zh-CN", "ar-SA"
IN_TWO_SCRIPTS = ("uz",)
FOREIGN = "en-GB"  # Of Latin letters in a language that has others.


def written(page: Page, layout: "Layout", base: bytes, own_look: bool) -> bytes:
    """The file of a page, upon a document without a text. `own_look`: that has its own type, paper and margins."""
    return settled(_Writer(page, layout, base, own_look).data())


def sample(name: str) -> bytes:
    """A letterhead to begin with: a head that says where a section's own goes, and a line in each style."""
    file = docx.Document(io.BytesIO(blank()))
    section = file.sections[0]
    section.page_width, section.page_height = (Mm(each) for each in PAPERS["a4"])
    section.top_margin, section.bottom_margin = Mm(35), Mm(20)
    section.left_margin = section.right_margin = Mm(25)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style = foot.style = "UA Letterhead"
    head.add_run(name)
    for style in file.styles:
        if style.name and style.name.startswith("UA ") and style.type == WD_STYLE_TYPE.PARAGRAPH:
            file.add_paragraph(style.name, style=style)
    file.core_properties.title = name
    out = io.BytesIO()
    file.save(out)
    return settled(out.getvalue())


class _Writer:
    def __init__(self, page: Page, layout: "Layout", base: bytes, own_look: bool) -> None:
        self.page, self.layout, self.language = page, layout, layout.language
        self.window: Window | None = windows()[layout.window] if layout.window else None
        self.rtl = self.language.direction == "rtl"
        self.file, self.own_look = docx.Document(io.BytesIO(base)), own_look
        self.controls = self.notices = 0

    def data(self) -> bytes:
        self._styles()
        self._section()
        for part in self.page.body:
            match part:
                case Paragraph():
                    self._placed(part)
                case Space():
                    self._signature()
                case Table():
                    self._table(part)
        self._foot()
        properties = self.file.core_properties
        properties.title, properties.language = self.page.title[:255], self.language.tag
        out = io.BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _styles(self) -> None:
        """Type, white space, language and direction of all styles."""
        fit, styles = self.layout.fit, self.file.styles
        run, paragraph = elements.defaults(styles.element)
        elements.put(run, "w:lang", **locale(self.language))
        if self.rtl:
            elements.put(paragraph, "w:bidi")
        normal = styles.default(WD_STYLE_TYPE.PARAGRAPH)
        if (
            normal is not None and self.language.script == "Hans"
        ):  # No blanks around figures: our pages have none either.
            elements.put(normal.element.get_or_add_pPr(), "w:autoSpaceDE", val=0)
            elements.put(normal.element.get_or_add_pPr(), "w:autoSpaceDN", val=0)
        if self.own_look:
            return
        elements.put(run, "w:sz", val=round(fit.size * 2))
        elements.put(run, "w:szCs", val=round(fit.size * 2 * LARGER.get(self.language.script, 1)))
        elements.put(paragraph, "w:spacing", line=round(fit.leading / NATURAL * 240))
        for style in styles:
            if not style.name.startswith("UA "):
                continue
            for name in ("w:sz", "w:szCs"):
                for size in style.element.iter(qn(name)):
                    points = int(size.get(qn("w:val"))) * fit.size / USUAL
                    size.set(qn("w:val"), str(round(points)))
            for space in style.element.iter(qn("w:spacing")):
                if before := space.get(qn("w:before")):
                    space.set(qn("w:before"), str(round(int(before) * fit.space)))

    def _section(self) -> None:
        section = self.file.sections[0]
        if self.rtl:
            elements.put(section._sectPr, "w:bidi")
        if not self.own_look:
            width, height = PAPERS[self.layout.paper]
            section.orientation = WD_ORIENT.PORTRAIT
            section.page_width, section.page_height = Mm(width), Mm(height)
            top, right, bottom, left = self.layout.margins
            section.top_margin, section.right_margin = Mm(top), Mm(right)
            section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
            section.header_distance = section.footer_distance = Mm(min(top, bottom) / 2)
        self.width = _mm(section.page_width, 210)
        self.top, self.left = _mm(section.top_margin, 20), _mm(section.left_margin, 25)
        self.right = _mm(section.right_margin, 25)
        self.across = self.width - self.left - self.right

    def _placed(self, part: Paragraph) -> None:
        """A paragraph, where the window of an envelope wants it if there is one."""
        if self.window and part.place == "date":
            self._down_to(self.window.subject - DATE)
        made = self._paragraph(self.file, part)
        if not self.window:
            return
        width, top, right, left = self.width, self.top, self.right, self.left
        window, text = self.window, self.window.text
        match part.place or part.style:
            case "return":
                elements.frame(made, text.left, window.box.top + 1, text.width, window.line)
            case "address":
                low = text.height < LOW
                made.paragraph_format.space_before = Pt(0)
                made.paragraph_format.line_spacing = Pt(address_line(text.height))
                for run in made.runs:
                    elements.size(run, 10 if low else 11)
                elements.frame(made, text.left, text.top, text.width, text.height)
            case "sender":
                edge = window.box.left + window.box.width + 2 if window.sender == "right" else left
                room = min(70, width - right - edge if window.sender == "right" else window.box.left - 2 - left)
                elements.put(made._p.get_or_add_pPr(), "w:jc", val="left")
                elements.frame(made, width - right - room if window.sender == "right" else left, top, room,
                               window.subject - DATE - HINGE - CLEAR - top)  # fmt: skip
            case "date":
                made.paragraph_format.space_before = Pt(0)
                made.paragraph_format.line_spacing = Mm(DATE)
            case "Subject":
                made.paragraph_format.space_before = Pt(0)
            case "Notice":
                elements.frame(made, left, 4 + 8 * self.notices, self.across, 6, "atLeast")
                self.notices += 1

    def _down_to(self, millimetres: float) -> None:
        """Fills the page down to there: the frames before it hang on this paragraph.

        It runs to the right in every language: else LibreOffice counts the places of its frames from the other side.
        """
        made = self.file.add_paragraph(style="UA Return")
        made.paragraph_format.space_before = Mm(max(millimetres - HINGE - self.top, 0))
        made.paragraph_format.line_spacing = Mm(HINGE)
        if self.rtl:
            elements.put(made._p.get_or_add_pPr(), "w:bidi", val=0)

    def _paragraph(self, parent: Any, part: Paragraph) -> Any:
        made = parent.add_paragraph(style=f"UA {part.style}")
        self._fill(made, part.runs)
        return made

    def _fill(self, made: Any, runs: Sequence[Run]) -> None:
        if self.rtl:
            elements.put(made._p.get_or_add_pPr(), "w:bidi")
        for run in runs:
            if run.blank:
                self.controls += 1
                shown = self._runs(made, Run(f"[{run.text}]" if run.text else "[…]"))
                elements.to_fill_in(made, shown, run.text, self.controls)
            else:
                self._runs(made, run)

    def _runs(self, made: Any, run: Run) -> list[Any]:
        """Words as runs of one direction each."""
        found = []
        for text, leftward in directed(run.text.replace(SOFT_HYPHEN, ""), self.rtl):
            first, *others = text.split(NO_BREAK_HYPHEN)
            new = made.add_run(first)
            for other in others:
                new._r.append(elements.element("w:noBreakHyphen"))
                new.add_text(other)
            if run.bold:
                new.bold = True
                new.font.cs_bold = True
            if run.italic:
                new.italic = True
                new.font.cs_italic = True
            if run.raised:
                new.font.superscript = True
            if run.small:
                elements.size(new, round(self.layout.fit.size * 1.6) / 2)
            properties = new._r.get_or_add_rPr()
            if leftward:
                elements.put(properties, "w:rtl")
            if leftward != self.rtl:  # No word of the language of the document.
                elements.put(properties, "w:noProof")
            elif self.language.script == "Hans":  # Else its quotation marks would be of the Latin type.
                elements.put(properties, "w:rFonts", hint="eastAsia")
            found.append(new)
        return found

    def _signature(self) -> None:
        made = self.file.add_paragraph(style="UA Signature")
        made.paragraph_format.line_spacing = Mm(SIGNATURE)
        made.paragraph_format.keep_with_next = True
        if self.rtl:
            elements.put(made._p.get_or_add_pPr(), "w:bidi")

    def _table(self, part: Table) -> None:
        columns = max((len(row) for row in part.rows), default=0)
        if not columns:
            return
        table = self.file.add_table(0, columns)
        if part.ruled:
            table.style = "UA Grid"
        table.autofit = False
        if self.rtl:
            elements.put(table._tbl.tblPr, "w:bidiVisual")
        first = 11 if part.form else min(42, self.across / columns) if part.ruled else self.across / columns
        widths = [first, *[(self.across - first) / max(columns - 1, 1)] * (columns - 1)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for number, cells in enumerate(part.rows):
            row = table.add_row()
            properties = row._tr.get_or_add_trPr()
            elements.put(properties, "w:cantSplit")
            if number < part.heads:
                elements.put(properties, "w:tblHeader")
            elif part.form:
                row.height = Mm(ROW)
            for cell, content, width in zip(row.cells, cells, widths, strict=False):
                cell.width = Mm(width)
                made = cell.paragraphs[0]
                for place, paragraph in enumerate(content):
                    if place:
                        made = cell.add_paragraph()
                    made.style = f"UA {paragraph.style}"
                    self._fill(made, paragraph.runs)

    def _foot(self) -> None:
        if not self.page.foot and not self.layout.numbered:
            return
        footer = self.file.sections[0].footer
        footer.is_linked_to_previous = False
        made = footer.paragraphs[0]
        made.style = "UA Head"
        elements.put(made._p.get_or_add_pPr(), "w:jc", val="center")
        for paragraph in self.page.foot:
            self._fill(made, paragraph.runs)
        if self.layout.numbered:
            elements.page_number(made)


def _mm(length: "Length | None", usual: float) -> float:
    return usual if length is None else length.mm


def locale(language: "Language") -> Mapping[str, str]:
    """What a spelling checker calls a language: with the country where most of those live who speak it."""
    from babel import Locale
    from babel.core import get_global

    known = Locale.parse(language.locale)
    likely = get_global("likely_subtags")
    whole = Locale.parse(likely.get(str(known)) or likely.get(known.language) or str(known))
    tag = f"{known.language}-{known.territory or whole.territory}"
    if known.language in IN_TWO_SCRIPTS:
        tag = f"{known.language}-{known.script or whole.script}-{known.territory or whole.territory}"
    if language.direction == "rtl":
        return {"val": FOREIGN, "eastAsia": EAST_ASIAN, "bidi": tag}
    if language.script == "Hans":
        return {"val": FOREIGN, "eastAsia": tag, "bidi": LEFTWARD}
    return {"val": tag, "eastAsia": EAST_ASIAN, "bidi": LEFTWARD}
