"""Where the texts of laid-out pages stand: each piece of a line with its box, and with the edges of its characters."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

PIXELS = 1024  # Units of Pango in a CSS pixel.


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text in one line: its page, counted from 0, and its box in CSS pixels from the corner of the page.

    `edges` are the left and the right edge of each character, from the left edge of the box. Those of text that is
    read from the right fall.
    """

    page: int
    text: str
    left: float
    top: float
    width: float
    height: float
    edges: tuple[tuple[float, float], ...]


def lines(document: Any) -> Iterator[Line]:
    """The pieces of text on the pages of a document of WeasyPrint's, in the order in which they are read."""
    for number, page in enumerate(document.pages):
        for box in page._page_box.descendants(placeholders=True):
            if type(box).__name__ == "TextBox" and box.text.strip():
                yield Line(
                    number,
                    box.text,
                    box.position_x,
                    box.position_y + box.margin_top,
                    box.width,
                    box.height,
                    _edges(box),
                )


def _edges(box: Any) -> tuple[tuple[float, float], ...]:
    """By Pango, which knows where in a line the characters of each script come to stand."""
    ffi, pango = _pango()
    place, found, offset = ffi.new("int *"), [], 0
    box.pango_layout.reactivate(box.style)
    try:
        line = pango.pango_layout_get_line_readonly(box.pango_layout.layout, 0)
        for character in box.text:
            edges = []
            for trailing in (0, 1):
                pango.pango_layout_line_index_to_x(line, offset, trailing, place)
                edges.append(place[0] / PIXELS)
            found.append((min(edges), max(edges)))
            offset += len(character.encode())
    finally:
        box.pango_layout.deactivate()
    return tuple(found)


@cache
def _pango() -> tuple[Any, Any]:
    """WeasyPrint's Pango, with the one of its functions that WeasyPrint itself does not call."""
    from weasyprint.text.ffi import ffi, pango

    ffi.cdef("void pango_layout_line_index_to_x (PangoLayoutLine *line, int index, int trailing, int *x_pos);")
    return ffi, pango
