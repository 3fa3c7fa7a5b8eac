"""What a page may fetch: data in its own address, and pictures, fonts and style sheets from given folders."""

import contextlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from ua_gen.diagnostics import quote
from ua_gen.files.images import ImageError, reencode
from ua_gen.pdf.engine import Log, engine
from ua_gen.pdf.markup import Named, Strange, of_file
from ua_gen.pdf.references import HINT, refused

WIDEST = 4000  # Points of the longer side of a template's photograph: 300 to the inch on A4.
LARGEST = 20_000_000  # Bytes of a picture or a font of a template.
LOGO = "it is the logo of the section, or a drawing in the template: save it anew as plain SVG, or as PNG"
BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x00\x01\x00\x00": "font/ttf",
    b"OTTO": "font/otf",
    b"wOFF": "font/woff",
    b"wOF2": "font/woff2",
}
SVG = re.compile(rb"(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg[\s>]", re.DOTALL)


@contextlib.contextmanager
def fetching(roots: Sequence[Path]) -> Iterator[None]:
    """What a page asks for and may not have, or what of it is broken, told as Problems (UA502)."""
    engine()
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        raise refused(str(error), getattr(error, "address", ""), roots) from None


def check_log(log: Log, roots: Sequence[Path]) -> None:
    """Raises Problems (UA502) for what the pages name and lack, of which WeasyPrint tells in its log only."""
    for address in log.lacking:
        shown = quote(_short(address))
        hint = LOGO if address.startswith("data:image/svg+xml") else HINT
        raise refused(f"{shown}, which is not there, or is broken", address, roots, hint)


def _short(address: str) -> str:
    name = address.partition(",")[0] + ",…" if address.startswith("data:") else address.rpartition("/")[2]
    return name or address


def fetcher(roots: tuple[Path, ...]) -> Any:
    from urllib.request import url2pathname  # With it comes all of HTTP, which text does not need.

    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    checked: set[str] = set()

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Gives `data:` addresses, and pictures, fonts and style sheets below the given folders.

        The network is never asked.
        """

        def fetch(self, url: str, headers: Any = None) -> Any:
            try:
                return self._fetched(url, headers)
            except FatalURLFetchingError as error:
                error.address = getattr(error, "address", url)
                raise

        def _check(self, url: str, data: bytes, kind: str) -> None:
            """What a style sheet or a drawing names must be had too, once for all of its pages."""
            if url in checked:
                return
            checked.add(url)
            for found in of_file(data, kind):
                if isinstance(found, Strange):
                    strange = FatalURLFetchingError(found.what)
                    strange.address = found.sought
                    raise strange
                if isinstance(found, Named) and not found.address.lstrip().startswith("#"):
                    self.fetch(urljoin(url, found.address))

        def _fetched(self, url: str, headers: Any) -> Any:
            parts = urlsplit(url)
            if parts.scheme == "data":
                given = super().fetch(url, headers)
                data = given.read()
                self._check(url, data, "image/svg+xml" if SVG.match(data) else given.content_type)
                return Response(url, _of_its_kind(data, kind_of(data, "")), {"Content-Type": given.content_type})
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
            self._check(url, data, kind)
            return Response(url, _of_its_kind(data, kind), {"Content-Type": kind})

    def _of_its_kind(data: bytes, kind: str | None) -> bytes:
        """Of a photograph what is drawn; of other pictures nothing else gets into the file."""
        try:
            return _cleared(data) if kind == "image/jpeg" else data
        except ImageError as error:
            raise FatalURLFetchingError(error.message) from None

    class Response(URLFetcherResponse):  # type: ignore[misc]
        """Without its place on the disk, at which WeasyPrint would read a picture once more as it is there."""

        path = None

    return Fetcher(allowed_protocols={"data", "file"}, allow_redirects=False, fail_on_errors=True)


@lru_cache(8)
def _cleared(data: bytes) -> bytes:
    return reencode(data, "a picture", WIDEST)[1]


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
