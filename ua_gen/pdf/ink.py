"""Whether every text of laid-out pages stands where it should: on the page, within its boxes, over no other text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.diagnostics import UaGenError
from ua_gen.pdf.fitting import MM

TOLERANCE = 0.5 * MM  # The overhang of a letter, and what is lost where measures are rounded.
# Of the size of type: how far up from its line a letter that has no stem reaches. What lies lower is in the way of all.
X_HEIGHT = 0.4
CAPITALS = 0.3  # How much higher those are.


class InkOutside(UaGenError):
    """Texts that stand where they must not, each with what is wrong with it."""

    def __init__(self, found: Sequence["Misplaced"]) -> None:
        super().__init__(found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Misplaced:
    """A text that reaches so many millimetres out of its box or, `off_page`, of the page, or stands `over` another."""

    text: str
    millimetres: float = 0
    off_page: bool = False
    over: str = ""


@dataclass(frozen=True, slots=True)
class _Ink:
    """Where a text is on its page, or an edge of a frame that stands apart from the text around it.

    `apart`: the box placed apart that it is in, or None. `transparent`: it may be meant to lie under or over others, as
    a watermark is.
    """

    text: str
    left: float
    right: float
    top: float
    base: float
    apart: Any
    transparent: bool


def check_ink(document: Any) -> None:
    """Raises InkOutside for a document of WeasyPrint's in which a text is not in its place."""
    found = [misplaced for page in document.pages for misplaced in _of_page(page)]
    if found:
        raise InkOutside(tuple(dict.fromkeys(found)))


def _of_page(page: Any) -> Iterator[Misplaced]:
    box = page._page_box  # WeasyPrint has no public name for where the texts of a page are.
    inks: list[_Ink] = []
    width, height = box.margin_width(), box.margin_height()
    # Each box with the edges that hold what is in it: those of all blocks around it, up to one that is placed apart.
    walk: list[tuple[Any, float, float, Any, bool]] = [(box, 0.0, width, None, False)]
    while walk:
        each, left, right, apart, transparent = walk.pop()
        each = getattr(each, "_box", each)  # What is placed apart hides behind objects that pretend to be it.
        kind = type(each).__name__
        if kind == "TextBox":
            if not each.text.strip() or each.style["visibility"] != "visible":
                continue
            ink = _text(each, apart, transparent)
            inks.append(ink)
            off = max(-ink.left, ink.right - width, -ink.top, ink.base - height)
            out = max(left - ink.left, ink.right - right)
            if off > TOLERANCE:
                yield Misplaced(ink.text, off / MM, off_page=True)
            elif out > TOLERANCE:
                yield Misplaced(ink.text, out / MM)
            continue
        if each.transformation_matrix:
            continue  # Turned by a template: what is where then, only the eye can tell.
        transparent = transparent or each.style["opacity"] < 1
        if kind in BLOCKS:
            if each.is_absolutely_positioned():
                left, right, apart = 0.0, width, each
                inks += _edges(each, transparent)
            edge = each.content_box_x()
            left, right = max(left, edge), min(right, edge + each.width)
        walk += [(child, left, right, apart, transparent) for child in getattr(each, "children", ())]
    yield from _over_each_other(inks)


def _text(box: Any, apart: Any, transparent: bool) -> _Ink:
    base = box.position_y + box.baseline
    top = base - X_HEIGHT * box.style["font_size"]
    return _Ink(box.text.strip(), box.position_x, box.position_x + box.width, top, base, apart, transparent)


def _edges(box: Any, transparent: bool) -> Iterator[_Ink]:
    """The upper and the lower edge of a frame with a text in it, each with the room below that capitals reach into."""
    left, top = box.border_box_x(), box.border_box_y()
    right, bottom = left + box.border_width(), top + box.border_height()
    text = "".join(each.text for each in box.descendants() if type(each).__name__ == "TextBox").strip()
    if text and box.border_top_width and box.border_bottom_width:
        for edge in (top, bottom - box.border_bottom_width):
            low = edge + box.border_bottom_width + CAPITALS * box.style["font_size"]
            yield _Ink(text, left, right, edge, low, box, transparent)


BLOCKS = ("BlockBox", "InlineBlockBox", "FlexBox", "InlineFlexBox", "TableCellBox", "TableCaptionBox", "GridBox")


def _over_each_other(inks: Sequence[_Ink]) -> Iterator[Misplaced]:
    ordered = sorted(inks, key=lambda ink: ink.top)
    for number, one in enumerate(ordered):
        for other in ordered[number + 1 :]:
            if other.top >= one.base:
                break
            wide = min(one.right, other.right) - max(one.left, other.left)
            within = one.apart is other.apart and one.apart is not None
            if wide > TOLERANCE and not within and not (one.transparent or other.transparent):
                yield Misplaced(other.text, over=one.text)
