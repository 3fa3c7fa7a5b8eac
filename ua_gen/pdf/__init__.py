"""HTML laid out and written as PDF. The only room that imports WeasyPrint, and only when it is entered."""

import contextlib
import ctypes.util
import io
import logging
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ua_gen.diagnostics import Diagnostic, Problems, quote
from ua_gen.pictures import NotAPicture, cleared
from ua_gen.stationery import Box
from ua_gen.templates import Fit

MARKUP = re.compile("<style>.*?</style>|<[^>]*>", re.DOTALL)
LETTERS = 320_000  # Letters on a page, times the area of each in square points: measured on letters in Russian.
MM = 96 / 25.4  # CSS pixels in a millimetre.
WIDEST = 4000  # Points of the longer side of a template's photograph: 300 to the inch on A4.
SMALLEST_RETURNED, SMALLEST_BESIDE = 5.5, 6.5  # Points of what stands of a sender in a window, and beside it.
CLEAR = 1  # Millimetres between the sender and the date below.
LARGEST = 20_000_000  # Bytes of a picture or a font of a template.
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x00\x01\x00\x00": "font/ttf",
    b"OTTO": "font/otf",
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
}
SVG = re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)

INSTALL = """\
Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; \
Windows: Pango from MSYS2. Text needs none of it: --format txt"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF file. `fonts` are the families that it is set in."""

    data: bytes
    fit: Fit
    fonts: frozenset[str]


class TooLong(Exception):
    """The text does not fit on its pages even at the smallest size; `millimetres` of it are too many."""

    def __init__(self, millimetres: float, fit: Fit) -> None:
        super().__init__(millimetres, fit)
        self.millimetres = millimetres
        self.lines = max(1, round(millimetres / (fit.size * fit.leading * 25.4 / 72) + 0.4999))
        self.fit = fit


class OutsideWindow(Exception):
    """The address is larger than the window of the envelope, by so many millimetres on a `side`."""

    def __init__(self, side: str, millimetres: float) -> None:
        super().__init__(side, millimetres)
        self.side = side
        self.millimetres = millimetres


class SenderTooLong(Exception):
    """What stands of the sender beside the window or above the address is too long for it in the smallest type."""


class MissingGlyphs(Exception):
    """No installed font has these characters."""

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__(characters)
        self.characters = characters


@cache
def engine() -> ModuleType:
    """WeasyPrint. Raises Problems (UA501) where the libraries it needs are not installed."""
    with _no_library_search(), contextlib.redirect_stdout(io.StringIO()):
        try:
            import weasyprint
        except OSError as error:
            message = "PDF output needs the text library Pango, which is not installed here"
            detail = str(error).split(":")[0].splitlines()[0]
            raise Problems([Diagnostic("UA501", f"{message} ({detail})", None, INSTALL)]) from None
    return weasyprint  # type: ignore[no-any-return]


def load() -> None:
    """Loads all that laying out needs, which takes longer than a page. Raises Problems like `engine`."""
    _fonts()


def versions() -> tuple[str, str, bool]:
    """Of WeasyPrint and of Pango, and whether HarfBuzz-Subset is there. Raises Problems like `engine`."""
    weasyprint = engine()
    from weasyprint.text.ffi import harfbuzz_subset, pango

    number = pango.pango_version()
    return (
        weasyprint.__version__,
        f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        harfbuzz_subset is not None,
    )


@contextlib.contextmanager
def _no_library_search() -> Iterator[None]:
    """WeasyPrint asks for each library by Windows' name first, and for every name that Linux does not have,
    ctypes runs ldconfig and the C compiler: a third of the time of the import. The names that follow are found
    by the loader itself."""
    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@cache
def _fonts() -> Any:
    """One font configuration for the whole process: with one for each document, memory grows with their number."""
    engine()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def print_pdf(html: str, fits: Sequence[Fit], pages: int, roots: Sequence[Path], window: Box | None = None) -> Printed:
    """The PDF/UA-1 file of an HTML page, in the largest of the `fits` at which it has at most `pages` pages.

    Images and style sheets may come from the folders `roots`, from nowhere else. What has the id `address` must lie
    in the `window`, if there is one. Raises TooLong, MissingGlyphs, OutsideWindow, SenderTooLong
    and Problems (UA501 without the libraries, UA502 where something was to be fetched from elsewhere).
    """
    fonts: set[str] = set()
    with Log() as log, _fetching():
        document, fit, _ = lay_out(html, fits, pages, roots, window)
        data = _write(document, fonts)
    if log.glyphs:
        raise MissingGlyphs(tuple(log.glyphs))
    return Printed(data, fit, frozenset(fonts))


def lay_out(
    html: str, fits: Sequence[Fit], pages: int, roots: Sequence[Path], window: Box | None = None
) -> tuple[Any, Fit, bool]:
    """The pages of an HTML page as WeasyPrint's Document, and their fit. Raises like `print_pdf`, but for glyphs.

    True: beside the `window` the sender has smaller type, or fewer words, than others would.
    """
    weasyprint = engine()
    with _fetching():
        page = weasyprint.HTML(string=html, url_fetcher=_fetcher(tuple(roots)), base_url=None)
        _refuse_attachments(page.etree_element)
        document, fit = _fitted(weasyprint, page, fits, pages, guess(length(html), fits, pages))
        if window is None:
            return document, fit, False
        check_address(document, window)
        lines = SenderLines()
        while smaller := lines.smaller(document):
            lines = smaller
            _show(page, lines.short)
            document, fit = _fitted(weasyprint, page, [fit], pages, 0, lines.style)
        return document, fit, lines != SenderLines()


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


def _show(page: Any, short: bool) -> None:
    """The whole line with the sender's address, or the short one that the template has hidden behind it."""
    for element in page.etree_element.iter("p"):
        if element.get("id") in ("return", "return-short"):
            element.attrib.pop("hidden", None)
            if short == (element.get("id") == "return"):
                element.set("hidden", "")


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


@contextlib.contextmanager
def _fetching() -> Iterator[None]:
    """What a page asks for and may not have, told as Problems (UA502)."""
    engine()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        hint = "put the file into the folder of the templates, or write it into the page as a `data:` address"
        raise Problems([Diagnostic("UA502", f"the template asks for {error}", None, hint)]) from None


def _refuse_attachments(page: Any) -> None:
    """Raises Problems (UA502) for a page that attaches files to itself."""
    for element in page.iter():
        if "attachment" in (element.get("rel") or "").lower().split():
            message = f"the template asks for {quote(element.get('href'))} as an attachment, which no document has"
            raise Problems([Diagnostic("UA502", message, None, "leave it out: it would be written with the time")])


def length(html: str) -> int:
    """Of the text of an HTML page, in characters as they are written there."""
    return len(MARKUP.sub("", html))


def guess(letters: int, fits: Sequence[Fit], pages: int) -> int:
    """The number of the fit to begin with for a text of so many letters.

    The wrongness of it costs no more than a layout, but where two fits are nearly as good it may decide.
    """
    return _first(fits, LETTERS * pages / max(letters, 1))


def _fitted(
    weasyprint: ModuleType, page: Any, fits: Sequence[Fit], pages: int, choice: int, more: str = ""
) -> tuple[Any, Fit]:
    """The pages in the largest of the fits at which they are few enough, or in one next to it.

    How full they are in one fit tells nearly how full they are in the others, so that one or two layouts mostly do.
    `choice` is the fit to begin with, `more` a style sheet.
    """
    small, large, best = len(fits), -1, None  # The largest fit known to be small enough, the smallest too large.
    while large < choice < small:
        style = "html {{ --size: {0.size}pt; --leading: {0.leading}; --space: {0.space} }}".format(fits[choice])
        document = page.render(font_config=_fonts(), stylesheets=[weasyprint.CSS(string=style + more)])
        if len(document.pages) <= pages:
            small, best = choice, document
        else:
            large = choice
        choice = _first(fits, _area(fits[choice]) / _fullness(document.pages, pages))
        if best is None or choice <= large:
            choice = max(choice, large + 1)
    if best is None:
        raise TooLong(_surplus(_heights(document.pages), pages), fits[-1])
    return best, fits[small]


def _first(fits: Sequence[Fit], room: float) -> int:
    """The first fit that takes no more than `room`, else the last."""
    return next((number for number, fit in enumerate(fits) if _area(fit) <= room), len(fits) - 1)


def _area(fit: Fit) -> float:
    """To what the room that a text takes is nearly proportional."""
    return fit.size**2 * fit.leading


def _fullness(pages: Sequence[Any], allowed: int) -> float:
    """The share of a page that its text takes: of the fullest, or above 1 if there are too many pages."""
    heights = _heights(pages)
    height = pages[0]._page_box.height / MM
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


def check_address(document: Any, window: Box) -> None:
    """Raises OutsideWindow if the address on the first page does not lie in the window."""
    for box in _blocks(document, ("address",)).values():
        wide = max((line.width / MM for line in _lines(box)), default=0) - window.width
        tall = _bottom(box) / MM - (window.top + window.height)
        for side, surplus in (("height", tall), ("width", wide)):
            if surplus > 0.1:
                raise OutsideWindow(side, max(surplus, 1))


def _surplus(heights: Sequence[float], allowed: int) -> float:
    """Millimetres of text on the pages that are too many: those are the ones that hold least."""
    return sum(sorted(heights)[: len(heights) - allowed])


def _write(document: Any, fonts: set[str]) -> bytes:
    rdf = document.metadata.generate_rdf_metadata
    # Which program made a file is nobody's business who gets the letter.
    document.metadata.generate_rdf_metadata = lambda *args: re.sub(
        rb"<rdf:Description[^>]* pdf:Producer=[^>]*/>", b"", rdf(*args)
    )

    def finish(_: Any, pdf: Any) -> None:
        del pdf.info["Producer"]
        for item in pdf.objects:
            if isinstance(item, dict) and (name := item.get("BaseFont")):
                fonts.add(family(name))

    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)  # type: ignore[no-any-return]


def family(base_font: object) -> str:
    """The family of a font, from its name in a PDF file."""
    return str(base_font).partition("+")[2].replace("-", " ").strip("'")


def _fetcher(roots: tuple[Path, ...]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Gives `data:` addresses, and pictures, fonts and style sheets below the given folders.

        The network is never asked.
        """

        def fetch(self, url: str, headers: Any = None) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                return super().fetch(url, headers)
            if parts.scheme != "file" or parts.netloc:
                raise FatalURLFetchingError(f"{quote(url)}, which is not a file beside it")
            place = url2pathname(parts.path)
            if re.match(r"[\\/]{2}", place):  # To Windows another machine, which is asked even by `resolve`.
                raise FatalURLFetchingError(f"{quote(url)}, which is not a file beside it")
            try:
                path = Path(place).resolve()
                root = next((root.resolve() for root in roots if path.is_relative_to(root.resolve())), None)
                if root is None or not path.is_file():
                    raise FatalURLFetchingError(f"{quote(path.name)}, which is not in the folder of the templates")
                hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
                data = b"" if hidden or path.stat().st_size > LARGEST else path.read_bytes()
            except (OSError, ValueError, RuntimeError):
                raise FatalURLFetchingError(f"{quote(url)}, which cannot be read") from None
            kind = kind_of(data, path.suffix.lower())
            if hidden or kind is None:
                raise FatalURLFetchingError(f"{quote(path.name)}, which is no picture, font or style sheet")
            if kind == "image/jpeg":  # Of other pictures only what is drawn gets into the file.
                try:
                    data = _cleared(data)
                except NotAPicture as error:
                    raise FatalURLFetchingError(error.message) from None
            return Response(url, data, {"Content-Type": kind})

    class Response(URLFetcherResponse):  # type: ignore[misc]
        """Without its place on the disk, at which WeasyPrint would read a picture once more as it is there."""

        path = None

    return Fetcher(allowed_protocols={"data", "file"}, allow_redirects=False, fail_on_errors=True)


@lru_cache(8)
def _cleared(data: bytes) -> bytes:
    return cleared(data, "a picture", WIDEST)[1]


def kind_of(data: bytes, suffix: str) -> str | None:
    """The kind of a file that a page may show, by what is in it; None for any other.

    Only a style sheet has to be believed by its name, for every text is one.
    """
    for begins, kind in BEGINNINGS.items():
        if data.startswith(begins):
            return kind
    if suffix == ".svg" and SVG.match(data):
        return "image/svg+xml"
    return "text/css" if suffix == ".css" else None


@dataclass
class Log(logging.Handler):
    """Listens to WeasyPrint while it works: which glyphs are missing is told in its log only."""

    glyphs: dict[str, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.logger = logging.getLogger("weasyprint")

    __hash__ = logging.Handler.__hash__

    def __enter__(self) -> "Log":
        self.before = list(self.logger.handlers)
        self.logger.handlers = [self]
        return self

    def __exit__(self, *error: object) -> None:
        self.logger.handlers = self.before

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.glyphs[str(record.args[0])] = None
