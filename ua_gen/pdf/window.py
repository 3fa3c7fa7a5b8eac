"""What shows in the window of an envelope, and what stands beside it: whether it fits, and smaller if it must."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ua_gen.diagnostics import UaGenError
from ua_gen.model.stationery import Box
from ua_gen.pdf.fitting import MM

SMALLEST_RETURNED, SMALLEST_BESIDE = 5.5, 6.5  # Points of what stands of a sender in a window, and beside it.
CLEAR = 1  # Millimetres between the sender and the date below.


class OutsideWindow(UaGenError):
    """The address is larger than the window of the envelope, by so many millimetres on a `side`."""

    def __init__(self, side: str, millimetres: float) -> None:
        super().__init__(side, millimetres)
        self.side = side
        self.millimetres = millimetres


class SenderTooLong(UaGenError):
    """What stands of the sender beside the window or above the address is too long for it in the smallest type."""


@dataclass(frozen=True, slots=True)
class SenderLines:
    """How a letter for a window shows its sender: small type at the top of the window, larger beside it.

    The size changes only for senders who need it. The line in the window loses its street before its second line
    would stand on the address, for the whole of it stands beside the window.
    """

    returned: float = 6.5  # Points.
    beside: float = 10.5
    short: bool = False

    @property
    def style(self) -> str:
        return f"html {{ --returned: {self.returned}pt; --beside: {self.beside}pt }}"

    def smaller(self, document: Any) -> "SenderLines | None":
        """What to try next, or None if all is in its place. Raises SenderTooLong."""
        blocks = _blocks(document, ("return", "return-short", "sender", "date"))
        found = self
        line = blocks.get("return-short" if self.short else "return")
        if line and not _in_one_line(line):
            if self.returned > SMALLEST_RETURNED:
                found = replace(found, returned=self.returned - 0.5)
            elif not self.short:
                found = replace(found, returned=SenderLines().returned, short=True)
            else:
                raise SenderTooLong
        sender, date = blocks.get("sender"), blocks.get("date")
        low = sender and date and _bottom(sender) > date.position_y - CLEAR * MM
        if low or (sender and _too_wide(sender)) or (date and not _in_one_line(date)):
            if self.beside <= SMALLEST_BESIDE:
                raise SenderTooLong
            found = replace(found, beside=self.beside - 1)
        return None if found == self else found


def show(page: Any, short: bool) -> None:
    """The whole line with the sender's address, or the short one that the template has hidden behind it."""
    for element in page.etree_element.iter("p"):
        if element.get("id") in ("return", "return-short"):
            element.attrib.pop("hidden", None)
            if short == (element.get("id") == "return"):
                element.set("hidden", "")


def check_address(document: Any, window: Box) -> float:
    """How many millimetres the address on the first page leaves below it. Raises OutsideWindow if it leaves none."""
    free = window.height
    for box in _blocks(document, ("address",)).values():
        wide = max((line.width / MM for line in _lines(box)), default=0) - window.width
        tall = _bottom(box) / MM - (window.top + window.height)
        for side, surplus in (("height", tall), ("width", wide)):
            if surplus > 0.1:
                raise OutsideWindow(side, max(surplus, 1))
        free = min(free, -tall)
    return free


def _blocks(document: Any, names: Sequence[str]) -> dict[str, Any]:
    """The blocks of the first page with these ids."""
    # WeasyPrint has no public name for where the lines of a paragraph are, and hides what is placed apart.
    return {
        box.element.get("id"): box
        for box in document.pages[0]._page_box.descendants(placeholders=True)
        if type(box).__name__ == "BlockBox" and box.element is not None and box.element.get("id") in names
    }


def _lines(block: Any) -> list[Any]:
    return [line for line in block.descendants() if type(line).__name__ == "LineBox"]


def _bottom(block: Any) -> float:
    return max((line.position_y + line.height for line in _lines(block)), default=0)


def _too_wide(block: Any) -> bool:
    return any(line.width > block.width + 0.1 * MM for line in _lines(block))


def _in_one_line(block: Any) -> bool:
    return len(_lines(block)) <= 1 and not _too_wide(block)
