"""What a page refers to: links that a reader may follow, and files that it names but cannot have."""

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote as escaped
from urllib.parse import unquote

from ua_gen.diagnostics import Diagnostic, Problems, Span, quote
from ua_gen.files.reading import LINE_BREAK

FOLLOWED = re.compile("(https?://|mailto:)", re.IGNORECASE)
WITHIN = re.compile(r"\s*(data:|#|$)", re.IGNORECASE)  # An address that needs no file.
AWAY = re.compile(r"\s*(?!file:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # A link that leads to no file.
IN_STYLE = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)
# Attributes that name what a page shows. `href` does so everywhere but in links.
SHOWING = {"src", "srcset", "imagesrcset", "poster", "background", "data", "xlink:href"}
LINKS = {"a", "area", "base"}
HINT = "put the file into the folder of the templates, or write it into the page as a `data:` address"
ALONE = "an HTML file stands alone: write it into the page as a `data:` address, or make a PDF"
SHORTEST = 3  # Characters of an address, or of its last part, that are looked for.
LARGEST = 5_000_000  # Bytes of a template in which a place is looked for.


def refused(what: str, address: str, roots: Sequence[Path], hint: str = HINT) -> Problems:
    """UA502: what a template asks for and cannot have, at the line where it stands."""
    return Problems([Diagnostic("UA502", f"the template asks for {what}", place(address, roots), hint)])


def place(address: str, roots: Sequence[Path]) -> Span | None:
    """Where in the templates an address stands, as near as can be told: they may put it together of parts."""
    tail = address.rpartition("/")[2]
    shapes = (address, unquote(address), address.partition(":")[2], tail, unquote(tail), escaped(unquote(tail)))
    first = None
    for wanted in dict.fromkeys(shape for shape in shapes if len(shape) >= SHORTEST):
        for path in _sources(roots):
            first = first or path
            try:
                lines = LINE_BREAK.split(path.read_text("utf-8")) if path.stat().st_size <= LARGEST else []
            except (OSError, ValueError):
                continue
            for number, line in enumerate(lines, 1):
                if (column := line.find(wanted)) >= 0:
                    return Span(str(path), number, column + 1, column + len(wanted) + 1, line)
    first = first or next(_sources(roots), None)
    return Span(str(first)) if first else None


def _sources(roots: Sequence[Path]) -> Iterator[Path]:
    """Templates and style sheets, those of the document itself first."""
    seen = set()
    for root in roots:
        for path in (*sorted(root.glob("*.html")), *sorted(root.rglob("*.html")), *sorted(root.rglob("*.css"))):
            if path not in seen and path.is_file():
                seen.add(path)
                yield path


def check_links(document: Any, roots: Sequence[Path]) -> None:
    """Raises Problems (UA306) for a link in laid-out pages that is none to a website or an e-mail address."""
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind != "internal" and not FOLLOWED.match(str(target)):
                raise Problems([_no_link(str(target), roots)])


def check_page(page: Any, roots: Sequence[Path]) -> None:
    """Raises Problems for a page that attaches files to itself (UA502), or sends forms somewhere (UA306)."""
    for element in page.iter():
        if "attachment" in (element.get("rel") or "").lower().split():
            address = element.get("href") or ""
            what = f"{quote(address)} as an attachment, which no document has"
            raise refused(what, address, roots, "leave it out: it would be written with the time")
        if element.tag == "form" and element.get("action") is not None:
            raise Problems([_no_link(element.get("action"), roots)])


def _no_link(address: str, roots: Sequence[Path]) -> Diagnostic:
    message = f"the template links to {quote(address)}, which is no website and no e-mail address"
    return Diagnostic("UA306", message, place(address, roots), "begin it with `https://` or `mailto:`, or leave it out")


def check_alone(html: str, roots: Sequence[Path]) -> None:
    """Raises Problems (UA502) for an HTML file that names other files: where it is read, they are not."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.found:
        address = reader.found[0]
        raise refused(f"{quote(address)}, which is not beside an HTML file", address, roots, ALONE)


class _Reader(HTMLParser):
    """Collects the addresses of other files."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._styles = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._styles = tag == "style"
        for name, value in attrs:
            if not value:
                continue
            if name == "style":
                self._style(value)
            elif name in ("srcset", "imagesrcset"):
                # A `data:` address has commas of its own, which are followed by no blank.
                self._note(*(each.split()[0] for each in re.split(r",\s+", value) if each.split()))
            elif tag in LINKS and name == "href":
                self.found += [value] if not AWAY.match(value) and not WITHIN.match(value) else []
            elif name in SHOWING or (name == "href" and tag != "form"):
                self._note(value)

    def handle_endtag(self, tag: str) -> None:
        self._styles = self._styles and tag != "style"

    def handle_data(self, data: str) -> None:
        if self._styles:
            self._style(data)

    def _style(self, css: str) -> None:
        css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
        self._note(*(found[1] or found[2] or "" for found in IN_STYLE.finditer(css)))

    def _note(self, *addresses: str) -> None:
        self.found += [address for address in addresses if not WITHIN.match(address)]
