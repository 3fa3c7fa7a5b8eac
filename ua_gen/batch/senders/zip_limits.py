"""What a workbook would take in memory, found out before it is opened: a few kilobytes can hold a billion cells."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from ua_gen.batch.senders.table import check_size, refuse
from ua_gen.diagnostics import Problems

MAX_UNPACKED = 256_000_000
MAX_CELLS = 10_000_000  # Empty ones between others count: they are kept in memory.
MAX_TEXT = 400_000_000  # Bytes of all cells together, each with its text, though the file has that once.
MAX_CELL = 500_000  # Bytes of one text. A cell holds 32,767 characters, which may be of several fonts.
OTHERS = {"mimetype", "content.xml", "xl/workbook.bin"}  # What the library would take a broken workbook for.
MAX_STYLES = 4_000_000
CHUNK = 1 << 20
OVERLAP = 50  # Longer than all that is looked for.
TAG = 400  # Longer than a sound element of a cell.

SAVE = "open it in a spreadsheet program and save it as .xlsx without a password, or as CSV UTF-8"

# What zipfile raises at archives that are damaged, encrypted, or packed in a way it does not know.
UNSOUND = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)

# Where a cell stands, in an element that is not closed at once and so has something in it. The look ahead is short,
# so that no text takes long.
_CELL = re.compile(
    rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["']"""
    rb"""(?![^<>"']{0,99}(?:"[^"]{0,99}"[^<>"']{0,99}|'[^']{0,99}'[^<>"']{0,99}){0,9}/>)"""
)
_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_REFERENCE = re.compile(rb"""\bt\s*=\s*["']s["'][^<>]{0,400}>\s{0,9}<(?:\w{1,20}:)?v>\s{0,9}(\d{1,9})\s{0,9}<""")
_TEXT = re.compile(rb"</(?:\w+:)?si\s*>")


# What the library does not tell: rows that are not shown, and formulas that failed.
_ROWS = re.compile(rb"<(?:\w+:)?row\b([^<>]{0,400})>")
_HIDDEN = re.compile(rb"""\bhidden\s{0,9}=\s{0,9}["'](?:1|true)["']""")
_ROW = re.compile(rb"""\br\s*=\s*["'](\d{1,9})["']""")
_CELLS = re.compile(
    rb"""<(?:\w+:)?c\b([^<>]{0,400})>"""
    rb"""\s{0,99}(?:<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*</(?:\w+:)?f>))?\s{0,99}<(?:\w+:)?v>([^<]{1,20})<"""
)
# A cell with something in it, and any element.
_WHOLE = re.compile(rb"<(?:\w+:)?c\b([^<>]{0,400})(?<!/)>(.{0,400}?)</(?:\w+:)?c\s*>", re.DOTALL)
_TAGS = re.compile(rb"<[^<>]*>")
_OPENED = re.compile(rb"<(?:\w+:)?c\b([^<>]{0,400})(?<!/)>")
_STYLE = re.compile(rb"""\bs\s{0,9}=\s{0,9}["'](\d{1,9})["']""")
_FONT = re.compile(rb"<(?:\w+:)?font\b[^<>]*?(?:/>|>.*?</(?:\w+:)?font>)", re.DOTALL)
_STRIKE = re.compile(rb"""<(?:\w+:)?strike\s*(?:\bval\s*=\s*["'](?:1|true)["']\s*)?/>""")
_XF = re.compile(rb"<(?:\w+:)?xf\b([^<>]*)>")
_FAILED = re.compile(rb"""\bt\s{0,9}=\s{0,9}["']e["']""")


@dataclass(slots=True)
class Marks:
    """What is special about the rows and cells of a sheet; both count from 1. `styles` are those that strike out."""

    styles: frozenset[bytes] = frozenset()
    hidden: set[int] = field(default_factory=set)
    struck: dict[int, int] = field(default_factory=dict)  # Rows, each with its first cell that is struck out.
    failed: dict[tuple[int, int], str] = field(default_factory=dict)

    def look(self, chunk: bytes) -> None:
        for tag in _OPENED.findall(chunk) if self.styles else ():
            if (style := _STYLE.search(tag)) and style[1] in self.styles and (place := _CELL.search(tag + b">")):
                self.struck.setdefault(int(place[2]), number_of(place[1]))
        if b"hidden" in chunk:
            hidden = filter(_HIDDEN.search, _ROWS.findall(chunk))
            self.hidden |= {int(row[1]) for tag in hidden if (row := _ROW.search(tag))}
        if b't="e"' in chunk or b"t='e'" in chunk:
            for tag, text in _CELLS.findall(chunk):
                if _FAILED.search(tag) and (place := _CELL.search(tag + b">")):
                    self.failed[int(place[2]), number_of(place[1])] = text.decode("utf-8", "replace")


def checked(content: bytes, name: str) -> tuple[bytes, list[Marks]]:
    """The workbook, and what is special about its sheets, in their order; nothing if that cannot be told.

    Where it is too wide or too high, cells with nothing but blanks are taken out, which some programs leave at the end
    of the world. Raises Problems (UA604) for what is no workbook, and for one that would fill the memory.
    """
    try:
        return content, _check_unpacked(content, name)
    except Problems:
        if not (less := _without_blanks(content)):
            raise
    return less, _check_unpacked(less, name)


def _without_blanks(content: bytes) -> bytes:
    """The workbook without cells of blanks; empty where there are none, or it cannot be read."""
    out = io.BytesIO()
    found = 0
    room = MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as less:
            blanks: set[bytes] = set()
            # The texts that cells share come before the sheets that name them.
            for info in sorted(archive.infolist(), key=lambda info: "sharedStrings" not in info.filename):
                data = bytearray()
                for piece in _chunks(archive, info):
                    data += piece
                    if len(data) > room:
                        return b""
                room -= len(data)
                if info.filename.endswith("sharedStrings.xml"):
                    texts = _TEXT.split(data)[:-1]
                    blanks = {b"%d" % n for n, text in enumerate(texts) if not _TAGS.sub(b"", text).strip()}
                elif "/worksheets/" in info.filename:
                    rest, count = _cells_without_blanks(bytes(data), blanks)
                    data, found = bytearray(rest), found + count
                less.writestr(info.filename, bytes(data))
    except UNSOUND:
        return b""
    return out.getvalue() if found else b""


def _cells_without_blanks(data: bytes, blanks: set[bytes]) -> tuple[bytes, int]:
    found = 0

    def put(match: re.Match[bytes]) -> bytes:
        nonlocal found
        text = _TAGS.sub(b"", match[2]).strip()
        if text and not (_SHARED.search(match[1]) and text in blanks):
            return match[0]
        found += 1
        return b""

    return _WHOLE.sub(put, data), found


def _check_unpacked(content: bytes, name: str) -> list[Marks]:
    marks: dict[str, Marks] = {}
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        refuse(name, "a workbook of an old format, or one with a password", SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names or names & OTHERS:
                refuse(name, "not an Excel workbook", SAVE)
            room, references, longest = MAX_UNPACKED, 0, 0
            styles = _striking(archive)
            for info in archive.infolist():
                columns: set[bytes] = set()
                rows = text = 0
                marked = marks[info.filename] = Marks(styles if "/worksheets/" in info.filename else frozenset())
                for chunk, new in _pieces(archive, info):
                    marked.look(chunk)
                    room -= new
                    if room < 0:
                        refuse(name, f"larger than {MAX_UNPACKED // 1_000_000} MB when unpacked", SAVE)
                    for letters, number in _CELL.findall(chunk):
                        columns.add(letters)
                        rows = max(rows, int(number))
                    references += len(_SHARED.findall(chunk))
                    first, *others = _TEXT.split(chunk)
                    text += len(first)
                    for other in others:  # Where a text has ended.
                        longest, text = max(longest, text), len(other)
                widest = max(map(number_of, columns), default=0)
                check_size(name, rows, widest)
                if rows * widest > MAX_CELLS:
                    refuse(name, f"room for more than {MAX_CELLS:,} cells", "leave out the columns not needed")
            if longest > MAX_CELL or (references * longest > MAX_TEXT and _written_out(archive, longest) > MAX_TEXT):
                message = f"{references:,} cells, and a text of {longest:,} bytes"
                refuse(name, message, "leave out the columns not needed")
            return [marks.get(path, Marks()) for path in _sheets(archive)]
    except UNSOUND:
        refuse(name, "not a sound workbook", SAVE)


def _striking(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the styles of cells whose text is struck out."""
    info = next((info for info in archive.infolist() if info.filename == "xl/styles.xml"), None)
    text = b""
    for chunk in _chunks(archive, info) if info else ():
        text += chunk
        if len(text) > MAX_STYLES:
            return frozenset()
    fonts = _FONT.findall(re.split(rb"</(?:\w+:)?fonts\b", text)[0])
    struck = {b"%d" % number for number, font in enumerate(fonts) if _STRIKE.search(font)}
    styles = _XF.findall(text.partition(b"cellXfs")[2].partition(b"cellXfs>")[0]) if struck else []
    numbers = (re.search(rb"""\bfontId\s*=\s*["'](\d+)["']""", style) for style in styles)
    return frozenset(b"%d" % n for n, font in enumerate(numbers) if font and font[1] in struck)


def _written_out(archive: zipfile.ZipFile, longest: int) -> int:
    """How many bytes the texts of all cells have, those that are written in a way of their own as the longest."""
    lengths: list[int] = []
    for info in archive.infolist():
        if info.filename == "xl/sharedStrings.xml":
            lengths = [len(text) for text in _TEXT.split(b"".join(new for new, _ in _pieces(archive, info)))]
    total = 0
    for info in archive.infolist():
        for chunk, _ in _pieces(archive, info):
            numbers = list(map(int, _REFERENCE.findall(chunk)))
            total += sum(lengths[number] if number < len(lengths) else longest for number in numbers)
            total += longest * (len(_SHARED.findall(chunk)) - len(numbers))
    return total


def _sheets(archive: zipfile.ZipFile) -> list[str]:
    """The members that hold the sheets, in the order of the workbook."""
    try:
        targets = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    except KeyError:
        return []
    found = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b([^<>]*)>", targets):
        attributes = dict(re.findall(r"""\b(Id|Target)\s*=\s*["']([^"']*)["']""", tag))
        if len(attributes) == 2:
            found[attributes["Id"]] = posixpath.normpath(posixpath.join("/xl", attributes["Target"])).lstrip("/")
    workbook = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    ids = re.findall(r"""<(?:\w+:)?sheet\b[^<>]*\b\w+:id\s*=\s*["']([^"']*)["']""", workbook)
    return [found.get(each, "") for each in ids]


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[tuple[bytes, int]]:
    """A member's content, cut between elements where that is possible, and how much of each piece is new."""
    rest = b""
    for chunk in _chunks(archive, info):
        piece = rest + chunk
        end = piece.rfind(b">") + 1
        if len(piece) - end > TAG:
            yield piece, len(chunk)
            rest = piece[-OVERLAP:]
        else:
            yield piece[:end], len(chunk)
            rest = piece[end:]


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # Others unpack more at once than fits.
        raise zipfile.BadZipFile
    info.file_size = 1 << 60  # What the archive says of it may be a lie: read to its end.
    with archive.open(info) as member:
        while chunk := member.read(CHUNK):
            yield chunk


def number_of(letters: bytes) -> int:
    """The number of a column by its letters, from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
