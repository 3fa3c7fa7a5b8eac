"""A laid-out page that many senders share, and their own lines set on it as WeasyPrint would have set them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ua_gen.pdf.document_file import SCALE, PdfDocument, size
from ua_gen.pdf.slot_places import SLOT, CannotStamp, Place, alignment, is_plain, slot_places
from ua_gen.pdf.writer import number

HIDDEN = re.compile(r"<(\w+)[^<>]* hidden>.*?</\1>", re.DOTALL)
# What HTML or line breaking would treat in a way of its own.
SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\ufeff]|  |^ | $")
GLYPH = 20  # Bytes of a PangoGlyphInfo: glyph, width, two offsets, attributes.
UNKNOWN = 0x0FFFFFFF  # From here on, Pango's numbers are of no glyph of a font.
LINES = 512  # Lines kept ready in a slot: towns and countries come again and again.


class Stamp:
    """The pages of a document as forms, and what is set on them. Raises CannotStamp where a slot is not plain.

    `texts` are those that the document was laid out with: each is set once more, and must come out as it did there.
    """

    def __init__(self, volume: PdfDocument, document: Any, html: str, texts: Mapping[str, str]) -> None:
        wanted = SLOT.findall(HIDDEN.sub("", html))
        found = [list(slot_places(page._page_box, texts)) for page in document.pages]
        if sorted(wanted) != sorted(name for places in found for name, _ in places):
            raise CannotStamp
        self._volume = volume
        self._pages = []
        for page, places in zip(document.pages, found, strict=True):
            lines = [(name, _Line(volume, document, page, place)) for name, place in places]
            for name, line in lines:
                line.check(texts[name])
            kept = [(place.box, place.box.text) for _, place in places]
            try:
                for box, _ in kept:
                    box.text = " "  # WeasyPrint draws no blank text.
                form = volume.add_form(document, page)
            finally:
                for box, text in kept:
                    box.text = text
            height = number(page.height * SCALE)
            start = b"/%b Do\n.75 0 0 -.75 0 %b cm\nBT" % (form.encode(), height)
            self._pages.append((start, lines, size(page)))

    def contents(self, texts: Mapping[str, str]) -> list[bytes]:
        """The contents of the pages with other texts. Raises CannotStamp."""
        return [self._contents(start, lines, texts) for start, lines, _ in self._pages]

    def add(self, contents: Sequence[bytes]) -> None:
        for content, (_, _, page_size) in zip(contents, self._pages, strict=True):
            self._volume.add_page(content, page_size)

    def _contents(self, start: bytes, lines: Sequence[tuple[str, "_Line"]], texts: Mapping[str, str]) -> bytes:
        parts = [start]
        color = font = b""
        for name, line in lines:
            body = line.set(texts[name])
            if line.color != color:
                color = line.color
                parts.append(color)
            if line.font != font:
                font = line.font
                parts.append(font)
            parts.append(body)
        parts.append(b"ET")
        return b"\n".join(parts)


class _Line:
    """One slot's line: fonts, size, colour and place are those of the text that it was laid out with."""

    def __init__(self, volume: PdfDocument, document: Any, page: Any, place: Place) -> None:
        from weasyprint.text.ffi import FROM_UNITS, ffi, pango
        from weasyprint.text.fonts import get_pango_font_key
        from weasyprint.text.line_break import Layout

        box, block = place.box, place.blocks[-1]
        if not is_plain(place) or ffi.sizeof("PangoGlyphInfo") != GLYPH:
            raise CannotStamp
        self._volume, self._document, self._page = volume, document, page
        self._ffi, self._pango, self._unit = ffi, pango, FROM_UNITS
        self._box = box.copy()
        self._left, self._room = block.content_box_x(), block.width
        self._align = alignment(place.line)
        self._baseline = box.position_y + box.baseline
        self._ready: dict[str, bytes] = {}
        # A layout that is never changed keeps the font alive, by the address of which it is known.
        self._anchor = Layout(box.style)
        self._anchor.set_text(box.text)
        self._font = self._anchor.get_first_line()[0].runs.data.item.analysis.font
        self._layout = Layout(box.style)
        pango.pango_layout_set_single_paragraph_mode(self._layout.layout, True)
        key, _, self._size = get_pango_font_key(self._font)
        drawn = self._drawn(box.text, box.position_x)
        begin = drawn.index(b"BT")
        self.color = b"\n".join(part for part in drawn[:begin] if part not in (b"/a1.0 gs", b"/a1 gs"))
        self.font = drawn[begin + 2]
        if b" gs" in self.color or not self.font.endswith(b" Tf") or drawn[-1] != b"ET":
            raise CannotStamp
        self._file_font = volume.fonts[key]
        self._pieces = volume.pieces.setdefault((self._file_font.hash, self._size), {})

    def check(self, text: str) -> None:
        """Raises CannotStamp unless the text that WeasyPrint has laid out would be set as it has."""
        drawn = _body(self._drawn(text, self._box.position_x))
        if self.set(text) != drawn or self._set(text) != drawn:
            raise CannotStamp

    def set(self, text: str) -> bytes:
        """The text as it is drawn on the page."""
        ready = self._ready.get(text)
        if ready is None:
            if len(self._ready) == LINES:
                self._ready.clear()
            ready = self._ready[text] = self._set(text)
        return ready

    def _set(self, text: str) -> bytes:
        if SPECIAL.search(text):
            raise CannotStamp
        data = text.encode()
        pango = self._pango
        pango.pango_layout_set_text(self._layout.layout, data, len(data))
        run = pango.pango_layout_get_line_readonly(self._layout.layout, 0).runs
        glyphs: list[int] = []
        widths: list[int] = []
        settled = True
        while run:
            item = run.data
            analysis = item.item.analysis
            if analysis.font != self._font or analysis.level % 2:
                raise CannotStamp
            string = item.glyphs
            values = memoryview(self._ffi.buffer(string.glyphs, string.num_glyphs * GLYPH)).cast("i").tolist()
            glyphs += values[::5]
            widths += values[1::5]
            if any(values[2::5]) or any(values[3::5]):
                settled = False
            run = run.next
        width = sum(widths) * self._unit
        if width + 1 > self._room or max(glyphs) >= UNKNOWN:
            raise CannotStamp
        x = self._left + self._align * (self._room - width)
        if settled:
            pieces = self._pieces
            try:
                shown = "".join([pieces[piece] for piece in zip(glyphs, widths, strict=True)])
            except KeyError:
                pass
            else:
                place = b"1 0 0 -1 %b %b Tm\n[<" % (number(x), number(self._baseline))
                return place + shown.removesuffix("<").encode() + (b"] TJ" if shown[-1] == "<" else b">] TJ")
        body = _body(self._drawn(text, x))
        for glyph, width in zip(glyphs, widths, strict=True):
            # As WeasyPrint's draw_first_line has it.
            kerning = int(self._file_font.widths[glyph] - width * 1000 * self._unit / self._size)
            self._pieces[glyph, width] = f"{glyph:04x}" + (f">{kerning}<" if kerning else "")
        return body

    def _drawn(self, text: str, x: float) -> list[bytes]:
        """What WeasyPrint draws for a text, which registers its glyphs with the file."""
        from weasyprint.draw.text import draw_text
        from weasyprint.text.line_break import Layout

        box = self._box.copy()
        box.text, box.position_x = text, x
        box.pango_layout = Layout(box.style)
        box.pango_layout.set_text(text)
        stream = self._volume.stream(self._document, self._page)
        draw_text(stream, box, 0, "clip", "none")
        return list(stream.stream)


def _body(drawn: Sequence[bytes]) -> bytes:
    """Matrix and glyphs of a drawn line, in one string of glyphs where WeasyPrint shifts by nothing between several."""
    if drawn[-1] != b"ET":
        raise CannotStamp  # Pictures follow the text.
    begin = drawn.index(b"BT")
    body = b"\n".join([drawn[begin + 1], *drawn[begin + 3 : -1]])
    return body.replace(b">0<", b"").replace(b">0]", b">]").replace(b"><", b"")
