"""A laid-out page that many senders share, and their own lines set on it as WeasyPrint would have set them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.diagnostics import UaGenError
from ua_gen.pdf.document_file import SCALE, PdfDocument, size
from ua_gen.pdf.writer import number

SLOT = re.compile(r"<!--slot:([\w-]+)-->")  # Stands before the text of a slot, and changes nothing of a layout.
HIDDEN = re.compile(r"<(\w+)[^<>]* hidden>.*?</\1>", re.DOTALL)
# What HTML or line breaking would treat in a way of its own.
SPECIAL = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u2028\u2029\ufeff]|  |^ | $")
GLYPH = 20  # Bytes of a PangoGlyphInfo: glyph, width, two offsets, attributes.
UNKNOWN = 0x0FFFFFFF  # From here on, Pango's numbers are of no glyph of a font.
LINES = 512  # Lines kept ready in a slot: towns and countries come again and again.

# What a text's style, and that of the boxes around it, must be.
TEXT = {
    "text_transform": "none",
    "white_space": "normal",
    "letter_spacing": "normal",
    "word_spacing": 0,
    "visibility": "visible",
    "direction": "ltr",
    "text_decoration_line": "none",
}
BOX = {
    "opacity": 1,
    "overflow": "visible",
    "float": "none",
    "direction": "ltr",
    "text_overflow": "clip",
    "block_ellipsis": "none",
    "column_count": "auto",
    "column_width": "auto",
    "string_set": "none",
}


class CannotStamp(UaGenError):
    """The line cannot be set for certain without laying the page out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a slot stands: its box, and the blocks around it from the page inwards."""

    box: Any
    line: Any
    blocks: Sequence[Any]


class Stamp:
    """The pages of a document as forms, and what is set on them. Raises CannotStamp where a slot is not plain.

    `texts` are those that the document was laid out with: each is set once more, and must come out as it did there.
    """

    def __init__(self, volume: PdfDocument, document: Any, html: str, texts: Mapping[str, str]) -> None:
        wanted = SLOT.findall(HIDDEN.sub("", html))
        found = [list(_places(page._page_box, texts)) for page in document.pages]
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
        if not _plain(place) or ffi.sizeof("PangoGlyphInfo") != GLYPH:
            raise CannotStamp
        self._volume, self._document, self._page = volume, document, page
        self._ffi, self._pango, self._unit = ffi, pango, FROM_UNITS
        self._box = box.copy()
        self._left, self._room = block.content_box_x(), block.width
        self._align = _alignment(place.line)
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


def _places(page_box: Any, texts: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """The slots of a page whose text stands whole in one line."""
    # WeasyPrint hides what is placed apart behind objects that pretend to be it.
    walk: list[tuple[Any, tuple[Any, ...], Any]] = [(page_box, (), None)]
    while walk:
        box, blocks, line = walk.pop()
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if kind == "TextBox":
            name = _name(box.element)
            if line is not None and name and texts.get(name) == box.text:
                yield name, Place(box, line, blocks)
            continue
        if kind == "LineBox":
            line = box
        elif line is None:
            blocks = (*blocks, box)
        walk += [(child, blocks, line) for child in reversed(getattr(box, "children", ()))]


def _name(element: Any) -> str:
    """The name of the slot that fills an element, or nothing."""
    if element is None or len(element) != 1 or isinstance(element[0].tag, str) or (element.text or "").strip():
        return ""
    match = SLOT.fullmatch(f"<!--{element[0].text}-->")
    return match[1] if match else ""


def _plain(place: Place) -> bool:
    """Whether nothing but the paper and the text itself decides where the text stands and how it looks."""
    box, line = place.box, place.line
    inner = line
    while inner is not box:
        if len(inner.children) != 1 or type(inner).__name__ not in ("LineBox", "InlineBox"):
            return False
        (inner,) = inner.children
    page, *blocks = place.blocks
    return (
        abs(line.width - box.width) < 1e-6
        and not box.justification_spacing
        and all(box.style[name] == value for name, value in TEXT.items())
        and type(page).__name__ == "PageBox"
        and all(type(block).__name__ == "BlockBox" for block in blocks)
        and all(_steady(block) for block in (*blocks, *_inner(line, box)))
        and len(blocks[-1].children) == 1
        and not any(other.is_floated() for other in page.descendants())
    )


def _inner(line: Any, box: Any) -> Iterator[Any]:
    """The boxes between a line and the text in it."""
    inner = line.children[0]
    while inner is not box:
        yield inner
        (inner,) = inner.children


def _steady(block: Any) -> bool:
    """Whether a box neither follows the width of its contents, nor changes how they are drawn."""
    style = block.style
    if block.is_absolutely_positioned() and not _placed(style):
        return False
    return (
        all(style[name] == value for name, value in BOX.items())
        and not (isinstance(style["width"], str) and style["width"] != "auto")
        and not block.transformation_matrix
    )


def _placed(style: Any) -> bool:
    """Whether what is placed apart has its left upper corner and its width whatever is in it."""
    across = sum(style[name] != "auto" for name in ("left", "right", "width"))
    return across > 1 and bool(style["top"] != "auto")


def _alignment(line: Any) -> float:
    """The share of the room left in a line that stands before its text."""
    style = line.style
    align = style["text_align_all"] if style["text_align_last"] == "auto" else style["text_align_last"]
    try:
        return {"start": 0.0, "left": 0.0, "center": 0.5, "end": 1.0, "right": 1.0}[align]
    except KeyError:
        raise CannotStamp from None
