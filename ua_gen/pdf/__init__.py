"""HTML laid out and written as PDF. The only package that imports WeasyPrint, and only when it is entered."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from ua_gen.diagnostics import UaGenError
from ua_gen.model.stationery import Box
from ua_gen.pdf.engine import Log, engine, family, fonts, load, versions
from ua_gen.pdf.fetcher import check_log, fetcher, fetching
from ua_gen.pdf.fitting import DoesNotFit, arranged, fitted, guess, length
from ua_gen.pdf.ink import InkOutside, Misplaced, check_ink
from ua_gen.pdf.lines import Line, lines
from ua_gen.pdf.references import check_alone, check_links, check_page
from ua_gen.pdf.window import OutsideWindow, SenderLines, SenderTooLong, check_address, show
from ua_gen.templating import Fit

__all__ = [
    "DoesNotFit",
    "InkOutside",
    "Line",
    "Log",
    "Misplaced",
    "MissingGlyphs",
    "OutsideWindow",
    "PdfFile",
    "SenderTooLong",
    "check_address",
    "check_alone",
    "check_log",
    "guess",
    "lay_out",
    "length",
    "load",
    "unprintable",
    "versions",
    "write_pdf",
]


_UNSEEN = ("Cc", "Cf", "Cs", "Mn", "Mc", "Me", "Zs", "Zl", "Zp")  # What has no glyph, or none of its own.


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished PDF file. `fonts` are the families that it is set in; `lines` where its texts stand, if asked for."""

    data: bytes
    fit: Fit
    fonts: frozenset[str]
    lines: tuple[Line, ...] = ()


class MissingGlyphs(UaGenError):
    """No installed font has these characters."""

    def __init__(self, characters: Sequence[str]) -> None:
        super().__init__(characters)
        self.characters = characters


def write_pdf(
    html: str,
    fits: Sequence[Fit],
    pages: int,
    roots: Sequence[Path],
    window: Box | None = None,
    together: float = 0,
    with_lines: bool = False,
) -> PdfFile:
    """The PDF/UA-1 file of an HTML page, in the largest of the `fits` at which it has at most `pages` pages.

    With `together`, in one page rather than several where its type is of that size: see `fitting.arranged`.

    Images and style sheets may come from the folders `roots`, from nowhere else; names without a folder mean the first
    of them. What has the id `address` must lie in the `window`, if there is one. Raises DoesNotFit, MissingGlyphs,
    OutsideWindow, SenderTooLong, InkOutside and Problems (UA501 without the libraries, UA502 where something that is
    named cannot be had, UA306 for links that lead to no website).
    """
    families: set[str] = set()
    with Log() as log, fetching(roots):
        document, fit, _ = lay_out(html, fits, pages, roots, window, together)
        found = tuple(lines(document)) if with_lines else ()
        data = _write(document, families)
    check_log(log, roots)
    if log.glyphs:
        raise MissingGlyphs(tuple(log.glyphs))
    return PdfFile(data, fit, frozenset(families), found)


def unprintable(characters: Iterable[str]) -> frozenset[str]:
    """Those of some characters that no installed font has. Raises Problems (UA501) without the libraries."""
    shown = sorted(each for each in characters if unicodedata.category(each) not in _UNSEEN)
    with Log() as log:
        engine().HTML(string=f"<p>{escape(' '.join(shown))}</p>").write_pdf(font_config=fonts())
    return frozenset(log.glyphs)


def lay_out(
    html: str,
    fits: Sequence[Fit],
    pages: int,
    roots: Sequence[Path],
    window: Box | None = None,
    together: float = 0,
) -> tuple[Any, Fit, bool]:
    """The pages of an HTML page as WeasyPrint's Document, and their fit. Raises like `write_pdf`, but for glyphs.

    True: beside the `window` the sender has smaller type, or fewer words, than others would.
    """
    weasyprint = engine()
    with Log() as log, fetching(roots):
        base, fetch = f"{roots[0].absolute().as_uri()}/", fetcher(tuple(roots))
        page = weasyprint.HTML(string=html, url_fetcher=fetch, base_url=base)
        check_page(page.etree_element, roots, lambda address: fetch(urljoin(base, address)))
        document, fit = arranged(weasyprint, page, fits, pages, length(html), together)
        check_log(log, roots)
        check_links(document, roots)
        lines = SenderLines()
        if window is not None:
            check_address(document, window)
            while smaller := lines.smaller(document):
                lines = smaller
                show(page, lines.short)
                document, fit = fitted(weasyprint, page, [fit], pages, 0, lines.style)
        check_ink(document)
        return document, fit, lines != SenderLines()


def _write(document: Any, families: set[str]) -> bytes:
    rdf = document.metadata.generate_rdf_metadata
    # Which program made a file is nobody's business who gets the letter.
    document.metadata.generate_rdf_metadata = lambda *args: re.sub(
        rb"<rdf:Description[^>]* pdf:Producer=[^>]*/>", b"", rdf(*args)
    )

    def finish(_: Any, pdf: Any) -> None:
        del pdf.info["Producer"]
        for item in pdf.objects:
            if isinstance(item, dict) and (name := item.get("BaseFont")):
                families.add(family(name))

    return document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)  # type: ignore[no-any-return]
