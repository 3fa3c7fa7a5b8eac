"""The size of type in which a text fits on its pages, found in one or two layouts."""

import contextlib
import re
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from ua_gen.diagnostics import UaGenError
from ua_gen.pdf.engine import fonts
from ua_gen.templating import Fit

MARKUP = re.compile("<style>.*?</style>|<[^>]*>", re.DOTALL)
LETTERS = 320_000  # Letters on a page, times the area of each in square points: measured on letters in Russian.
ROOMY = 11  # Points: in smaller type, a page is no longer read with ease.
# For templates: a part that has a page of its own otherwise follows upon the one before, without its head.
FLOWING = "html { --parts: auto; --heads: none }"
MM = 96 / 25.4  # CSS pixels in a millimetre.


class DoesNotFit(UaGenError):
    """The text does not fit on its pages even at the smallest size; `millimetres` of it are too many."""

    def __init__(self, millimetres: float, fit: Fit) -> None:
        super().__init__(millimetres, fit)
        self.millimetres = millimetres
        self.lines = max(1, round(millimetres / (fit.size * fit.leading * 25.4 / 72) + 0.4999))
        self.fit = fit


def length(html: str) -> int:
    """Of the text of an HTML page, in characters as they are written there."""
    return len(MARKUP.sub("", html))


def guess(letters: int, fits: Sequence[Fit], pages: int) -> int:
    """The number of the fit to begin with for a text of so many letters.

    The wrongness of it costs no more than a layout, but where two fits are nearly as good it may decide.
    """
    return _first(fits, LETTERS * pages / max(letters, 1))


def fitted(
    weasyprint: ModuleType, page: Any, fits: Sequence[Fit], pages: int, choice: int, more: str = "", flows: bool = False
) -> tuple[Any, Fit]:
    """The pages in the largest of the fits at which they are few enough, or in one next to it.

    How full they are in one fit tells nearly how full they are in the others, so that one or two layouts mostly do.
    `choice` is the fit to begin with, `more` a style sheet; `flows`: no part has a page of its own.
    """
    small, large, best = len(fits), -1, None  # The largest fit known to be small enough, the smallest too large.
    while large < choice < small:
        sheet = weasyprint.CSS(string=fits[choice].style + more + (FLOWING if flows else ""))
        document = page.render(font_config=fonts(), stylesheets=[sheet])
        if len(document.pages) <= pages:
            small, best = choice, document
        else:
            large = choice
        choice = _first(fits, _area(fits[choice]) / _fullness(document.pages, pages, flows))
        if best is None or choice <= large:
            choice = max(choice, large + 1)
    if best is None:
        raise DoesNotFit(_surplus(_heights(document.pages), pages), fits[-1])
    return best, fits[small]


def arranged(
    weasyprint: ModuleType, page: Any, fits: Sequence[Fit], pages: int, letters: int, together: float
) -> tuple[Any, Fit]:
    """The pages of a document of so many letters, arranged as it reads best.

    One that may have several is tried on a single page first, in type of the size `together` or larger; then with each
    of its parts on a page of its own, which need not look crowded; then flowing from page to page.
    """
    ways: list[tuple[Sequence[Fit], int, bool]] = [(fits, pages, False)]
    if together and pages > 1:
        large = [fit for fit in fits if fit.size >= together]
        roomy = [fit for fit in fits if fit.size >= ROOMY]
        ways = [(large, 1, True), (roomy, pages, False), (fits, pages, True)]
    *some, last = [way for way in ways if way[0]]
    for chosen, most, flows in some:
        with contextlib.suppress(DoesNotFit):
            return fitted(weasyprint, page, chosen, most, guess(letters, chosen, most), flows=flows)
    chosen, most, flows = last
    return fitted(weasyprint, page, chosen, most, guess(letters, chosen, most), flows=flows)


def _first(fits: Sequence[Fit], room: float) -> int:
    """The first fit that takes no more than `room`, else the last."""
    return next((number for number, fit in enumerate(fits) if _area(fit) <= room), len(fits) - 1)


def _area(fit: Fit) -> float:
    """To what the room that a text takes is nearly proportional."""
    return fit.size**2 * fit.leading


def _fullness(pages: Sequence[Any], allowed: int, flows: bool) -> float:
    """The share of its room that a text takes: of the fullest page, or above 1 if there are too many pages."""
    heights = _heights(pages)
    height = pages[0]._page_box.height / MM
    if flows:
        return float(max(sum(heights) / allowed / height, 0.1))
    share = max(heights) if len(pages) <= allowed else height + _surplus(heights, allowed)
    return float(max(share / height, 0.1))


def _heights(pages: Sequence[Any]) -> list[float]:
    """How many millimetres of each page are taken, from the top of its text to the bottom of its last line."""
    heights = []
    for page in pages:
        box = page._page_box  # WeasyPrint has no public name for where the lines of a page are.
        bottoms = [
            line.position_y + line.height
            for line in box.descendants()
            if type(line).__name__ == "LineBox" and line.position_y < box.margin_top + box.height
        ]
        heights.append(float(max(bottoms, default=box.content_box_y()) - box.content_box_y()) / MM)
    return heights


def _surplus(heights: Sequence[float], allowed: int) -> float:
    """Millimetres of text on the pages that are too many: those are the ones that hold least."""
    return sum(sorted(heights)[: len(heights) - allowed])
