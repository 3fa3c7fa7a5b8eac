"""Documents of Word and of LibreOffice (DOCX, ODT) as lines: paragraphs, cells, heads and feet, as the XML has them."""

import io
import itertools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from ua_gen.importing.lines import NotRead, TextLine, made

UNPACKED = 30_000_000  # Bytes of all that is read of the archive.
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DECLARED = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def word_lines(data: bytes) -> list[TextLine]:
    """The lines of a DOCX file. Raises NotRead."""
    with _opened(data) as archive:
        names = set(archive.namelist())
        main = _main(archive)
        root = _xml(archive, main)
        walker = _Word(_styles(archive, posixpath.join(posixpath.dirname(main), "styles.xml"), names))
        for name in _heads(archive, main, root, "headerReference"):
            walker.blocks(_xml(archive, name), 0)
        body = root.find(f"{W}body")
        walker.blocks(body if body is not None else root, 0)
        for name in _heads(archive, main, root, "footerReference"):
            walker.blocks(_xml(archive, name), 0)
        return walker.found


def odt_lines(data: bytes) -> list[TextLine]:
    """The lines of an ODT file. Raises NotRead."""
    with _opened(data) as archive:
        root = _xml(archive, "content.xml")
        walker = _Odt(_bold_styles(root))
        body = root.find(f".//{OFFICE}text")
        walker.blocks(body if body is not None else root, 0, False)
        return walker.found


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if any(info.flag_bits & 1 for info in archive.infolist()):
            raise NotRead("it is encrypted")
        return archive
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise NotRead(str(error) if isinstance(error, NotRead) else "it is broken") from None


def _xml(archive: zipfile.ZipFile, name: str) -> Any:
    try:
        with archive.open(name) as member:
            data = member.read(UNPACKED + 1)
        if len(data) > UNPACKED:
            raise NotRead("it unpacks to too much")
        if DECLARED.search(data[:2000]):
            raise NotRead("it declares a document type")
        return ElementTree.fromstring(data)
    except (KeyError, zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError, RuntimeError,
            NotImplementedError):  # fmt: skip
        raise NotRead("it is broken") from None


def _main(archive: zipfile.ZipFile) -> str:
    for each in _xml(archive, "_rels/.rels"):
        if each.get("Type", "").endswith("/officeDocument"):
            return str(each.get("Target", "")).lstrip("/")
    raise NotRead("it has no text")


def _heads(archive: zipfile.ZipFile, main: str, root: Any, kind: str) -> Iterator[str]:
    folder, base = posixpath.split(main)
    try:
        rels = _xml(archive, f"{folder}/_rels/{base}.rels")
    except NotRead:
        return
    targets = {each.get("Id"): each.get("Target", "") for each in rels}
    names = (targets.get(each.get(f"{R}id"), "") for each in root.iter(f"{W}{kind}"))
    yield from dict.fromkeys(posixpath.normpath(posixpath.join(folder, name)) for name in names if name)


def _styles(archive: zipfile.ZipFile, name: str, names: set[str]) -> dict[str, tuple[bool, float, bool]]:
    """Of each style whether it is bold, its size in points, and whether it makes items of a list."""
    found: dict[str, tuple[bool, float, bool]] = {}
    if name not in names:
        return found
    for style in _xml(archive, name).iter(f"{W}style"):
        above = style.find(f"{W}basedOn")
        bold, size, item = found.get(above.get(f"{W}val") if above is not None else "", (False, 0.0, False))
        bold, size = _look(style.find(f"{W}rPr"), bold, size)
        item = item or style.find(f"{W}pPr/{W}numPr") is not None
        found[style.get(f"{W}styleId", "")] = bold, size, item
    return found


def _look(properties: Any, bold: bool, size: float) -> tuple[bool, float]:
    if properties is None:
        return bold, size
    found = properties.find(f"{W}b")
    if found is not None:
        bold = found.get(f"{W}val", "1") not in ("0", "false", "off")
    points = properties.find(f"{W}sz")
    value = points.get(f"{W}val", "") if points is not None else ""
    return bold, int(value) / 2 if value.isdigit() else size


class _Word:
    def __init__(self, styles: dict[str, tuple[bool, float, bool]]) -> None:
        self.styles = styles
        self.found: list[TextLine] = []
        self.number, self.gap = 0, 0.0
        self.columns = itertools.count(1)

    def blocks(self, element: Any, column: int) -> None:
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child, column)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    for cell in row.findall(f"{W}tc"):
                        self.blocks(cell, next(self.columns))
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                self.blocks(choice if choice is not None else child, column)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}smartTag", f"{W}customXml"):
                self.blocks(child, column)

    def paragraph(self, element: Any, column: int) -> None:
        self.number += 1
        style = element.find(f"{W}pPr/{W}pStyle")
        bold, size, item = self.styles.get(style.get(f"{W}val", "") if style is not None else "", (False, 0.0, False))
        item = item or element.find(f"{W}pPr/{W}numPr") is not None
        texts, looks = [""], [(True, 0.0)]
        boxes: list[Any] = []
        for run, kind, said in _runs(element, boxes):
            if kind == "break":
                texts.append("")
                looks.append((True, 0.0))
                continue
            texts[-1] += said
            if said.strip():
                own = _look(run.find(f"{W}rPr"), bold, size)
                looks[-1] = looks[-1][0] and own[0], max(looks[-1][1], own[1])
        new = True
        for text, (is_bold, points) in zip(texts, looks, strict=True):
            line = made(text, f"par {self.number}", gap=self.gap + (1.0 if new else 0.0), new=new, size=points,
                bold=is_bold, item=item and new, column=column)  # fmt: skip
            if line.text:
                self.found.append(line)
                self.gap, new = 0.0, False
        if new:
            self.gap += 1.0
        for box in boxes:
            self.blocks(box, next(self.columns))


def _runs(element: Any, boxes: list[Any]) -> Iterator[tuple[Any, str, str]]:
    """What the runs of a paragraph say; text boxes that hang on it are put aside."""
    for child in element:
        tag = child.tag
        if tag == f"{W}r":
            for each in child:
                if each.tag == f"{W}t":
                    yield child, "text", each.text or ""
                elif each.tag == f"{W}tab":
                    yield child, "text", "    "
                elif each.tag in (f"{W}br", f"{W}cr"):
                    yield child, "break", ""
                elif each.tag == f"{W}noBreakHyphen":
                    yield child, "text", "-"
                elif each.tag in (f"{W}drawing", f"{W}pict", f"{MC}AlternateContent"):
                    choice = each.find(f"{MC}Choice")
                    boxes.extend((choice if choice is not None else each).iter(f"{W}txbxContent"))
        elif tag in (f"{W}hyperlink", f"{W}ins", f"{W}smartTag", f"{W}fldSimple", f"{W}sdt", f"{W}sdtContent",
                     f"{W}customXml", f"{W}moveTo"):  # fmt: skip
            yield from _runs(child, boxes)


def _bold_styles(root: Any) -> set[str]:
    fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
    name = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    return {
        style.get(name, "")
        for style in root.iter()
        if any(each.get(fo) == "bold" for each in style) and style.get(name)
    }


class _Odt:
    def __init__(self, bold: set[str]) -> None:
        self.bold = bold
        self.found: list[TextLine] = []
        self.number, self.gap = 0, 0.0
        self.columns = itertools.count(1)

    def blocks(self, element: Any, column: int, item: bool) -> None:
        for child in element:
            tag = child.tag
            if tag in (f"{T}p", f"{T}h"):
                self.paragraph(child, column, item)
            elif tag == f"{T}list-item":
                self.blocks(child, column, True)
            elif tag == f"{TABLE}table-cell":
                self.blocks(child, next(self.columns), False)
            elif tag not in (f"{T}tracked-changes", f"{OFFICE}annotation", f"{T}sequence-decls"):
                self.blocks(child, column, item)

    def paragraph(self, element: Any, column: int, item: bool) -> None:
        self.number += 1
        style = element.get(f"{T}style-name", "")
        texts, bolds = [""], [True]
        for kind, said, bold in _odt_words(element, style in self.bold, self.bold):
            if kind == "break":
                texts.append("")
                bolds.append(True)
            else:
                texts[-1] += said
                bolds[-1] = bolds[-1] and (bold or not said.strip())
        new = True
        for text, bold in zip(texts, bolds, strict=True):
            line = made(text, f"par {self.number}", gap=self.gap + (1.0 if new else 0.0), new=new, bold=bold,
                item=item and new, column=column)  # fmt: skip
            if line.text:
                self.found.append(line)
                self.gap, new = 0.0, False
        if new:
            self.gap += 1.0


def _odt_words(element: Any, bold: bool, styles: set[str]) -> Iterator[tuple[str, str, bool]]:
    if element.text:
        yield "text", element.text, bold
    for child in element:
        if child.tag == f"{T}line-break":
            yield "break", "", bold
        elif child.tag in (f"{T}s", f"{T}tab"):
            yield "text", " " if child.tag == f"{T}s" else "    ", bold
        elif child.tag not in (f"{OFFICE}annotation", f"{T}note"):
            yield from _odt_words(child, bold or child.get(f"{T}style-name", "") in styles, styles)
        if child.tail:
            yield "text", child.tail, bold
