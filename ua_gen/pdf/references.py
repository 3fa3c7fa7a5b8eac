"""What a page refers to: links that a reader may follow, and files that it names but cannot have."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote as escaped
from urllib.parse import unquote, urlsplit

from ua_gen.diagnostics import Diagnostic, Problems, Span, quote
from ua_gen.files.reading import LINE_BREAK
from ua_gen.pdf.markup import WITHIN, Link, Named, Strange, of_data, of_file, of_page

AWAY = re.compile(r"(?!file:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)  # A link that leads to no file.
NUMBER = re.compile(r"tel:[0-9+()./ -]+", re.IGNORECASE)
HEADERS = ("to", "subject", "body", "cc")  # Of the draft of an e-mail. Others attach files, or hide who gets it.
CONTROL = re.compile("[\x00-\x1f\x7f]")  # In a header, begins another one.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")  # That are no documents of their own.
DEEPEST = 5  # Style sheets and drawings in each other.
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
        sought = re.compile(re.escape(wanted), re.IGNORECASE)
        for path in _sources(roots):
            first = first or path
            try:
                lines = LINE_BREAK.split(path.read_text("utf-8")) if path.stat().st_size <= LARGEST else []
            except (OSError, ValueError):
                continue
            for number, line in enumerate(lines, 1):
                if found := sought.search(line):
                    return Span(str(path), number, found.start() + 1, found.end() + 1, line)
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
    """Raises Problems for a link in laid-out pages that is none to a website or an e-mail address."""
    for page in document.pages:
        for kind, target, *_ in page.links:
            if kind != "internal" and not _is_followed(str(target)):
                raise Problems([_no_link(str(target), roots)])


def check_page(page: Any, roots: Sequence[Path], fetch: Callable[[str], object]) -> None:
    """Raises Problems for a page to be laid out.

    It attaches files to itself, or names what cannot be had or is not shown (UA502), or leads somewhere else than to
    websites and e-mail addresses (UA306). `fetch` is given the address of each file, relative to the page.
    """
    for element in page.iter():
        if "attachment" in (element.get("rel") or "").lower().split():
            address = element.get("href") or ""
            what = f"{quote(address)} as an attachment, which no document has"
            raise refused(what, address, roots, "leave it out: it would be written with the time")
    for found in of_page(page):
        if isinstance(found, Strange):
            raise refused(found.what, found.sought, roots)
        if isinstance(found, Link):
            address = _clean(found.address)
            if found.sends or not (address.startswith("#") or _is_followed(address)):
                raise Problems([_no_link(found.address, roots)])
        elif not WITHIN.match(found.address):
            fetch(found.address)


def check_alone(html: str, roots: Sequence[Path]) -> None:
    """Raises Problems for an HTML file that names other files (UA502): where it is read, they are not.

    So it is of what else no page has, such as scripts, and links as in PDF files (UA306); they may dial a number too.
    """
    import tinyhtml5

    for found in of_page(tinyhtml5.parse(html, namespace_html_elements=False)):
        if isinstance(found, Link):
            if found.sends:
                raise Problems([_no_link(found.address, roots)])
            _check_link_alone(_clean(found.address), roots)
        else:
            _check_alone(found, roots)


def _check_alone(found: Named | Strange, roots: Sequence[Path], deep: int = DEEPEST) -> None:
    if isinstance(found, Strange):
        raise refused(found.what, found.sought, roots, ALONE)
    kind, content = of_data(found.address)
    wrong = {"style": kind != "text/css", "document": kind not in PICTURES}.get(found.kind, False)
    if not WITHIN.match(found.address) or (kind and wrong) or not deep:
        raise refused(f"{quote(found.address)}, which is not beside an HTML file", found.address, roots, ALONE)
    for each in of_file(content, kind):
        if not isinstance(each, Link):  # Of a drawing that is shown as a picture, nobody can follow any.
            _check_alone(each, roots, deep - 1)


def _check_link_alone(address: str, roots: Sequence[Path]) -> None:
    if not address or address.startswith("#") or NUMBER.fullmatch(address) or _is_followed(address):
        return
    if AWAY.match(address):
        raise Problems([_no_link(address, roots)])
    raise refused(f"{quote(address)}, which is not beside an HTML file", address, roots, ALONE)


def _clean(address: str) -> str:
    """As programs read it: without what surrounds it, and without breaks of lines."""
    return re.sub("[\t\n\r]", "", address).strip("".join(map(chr, range(33))))


def _is_followed(address: str) -> bool:
    """Whether it leads to a website, or to the draft of an e-mail that has nothing but an address, subject and text."""
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https"):
            return bool(parts.hostname) and not re.search(r"[\s\\]", parts.netloc)
    except ValueError:
        return False
    if parts.scheme != "mailto" or parts.netloc or not parts.path.strip("/"):
        return False
    headers = [header.partition("=") for header in parts.query.split("&") if header]
    for name, _, value in headers:
        name = unquote(name).strip().lower()
        if name not in HEADERS or (name != "body" and CONTROL.search(unquote(value))):
            return False
    return not CONTROL.search(unquote(parts.path))


def _no_link(address: str, roots: Sequence[Path]) -> Diagnostic:
    message = f"the template links to {quote(address)}, which is no website and no e-mail address"
    hint = "begin it with `https://` or `mailto:`, or leave it out"
    if address.lower().startswith("mailto:"):
        message = f"the template links to {quote(address)}, which is more than an e-mail's address, subject and text"
        hint = f"of what stands behind the `?` only {', '.join(HEADERS)} may be given"
    return Diagnostic("UA306", message, place(address, roots), hint)
