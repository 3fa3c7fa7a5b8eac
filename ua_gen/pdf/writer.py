"""A PDF file written as it grows: of what is written, only the place is kept."""

import struct
import zlib
from array import array
from typing import Any, BinaryIO

BRANCH = 128  # Pages below one node of the tree of pages.
BUNDLE = 200  # Objects compressed together.
ALONE = 0xFFFF  # In the table of places, for an object that is in no bundle.


class PdfWriter:
    """Objects by their numbers, and the tree of pages. Nothing tells when, where or by what it was made."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._position = 0
        self._places = array("Q", [0])  # Where the object of each number begins, or the number of its bundle.
        self._indices = array("H", [0])
        self._bundle: list[tuple[int, bytes]] = []
        self._waiting: list[Any] = []
        self._branch = self._root = 0
        self._leaves: list[int] = []
        self._branches: list[int] = []
        self._usual: tuple[float, float] | None = None
        self.size: tuple[float, float] = (0, 0)  # Of the last page, in points.
        self.pages = 0
        self._write(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
        self._root = self.reserve()
        self.resources = self.reserve()  # Of pages that name none of their own.

    def reserve(self) -> int:
        """The number of an object to come."""
        self._places.append(0)
        self._indices.append(ALONE)
        return len(self._places) - 1

    def add_object(self, item: Any) -> None:
        """Takes an object of pydyf's, as a pydyf.PDF does. It may still change until `flush`."""
        item.number = self.reserve()
        self._waiting.append(item)

    def flush(self) -> None:
        for item in self._waiting:
            if item.compressible:
                self.write(item.number, item.data)
            else:
                self._write_alone(item.number, item.data)
        self._waiting.clear()

    def write(self, number: int, data: bytes) -> None:
        """Writes an object that is no stream."""
        self._bundle.append((number, data))
        if len(self._bundle) == BUNDLE:
            self._write_bundle()

    def write_stream(self, data: bytes, entries: bytes = b"") -> int:
        """Writes a stream, compressed, and gives its number."""
        number = self.reserve()
        packed = zlib.compress(data, 9)
        head = b"<</Length %d/Filter/FlateDecode%b>>stream\n" % (len(packed), entries)
        self._write_alone(number, b"%b%b\nendstream" % (head, packed))
        return number

    def add_page(self, contents: int | None, resources: int | None, size: tuple[float, float]) -> None:
        """A page of a size in points; without contents, a blank one."""
        if not self._branch:
            self._branch = self.reserve()
        self._usual, self.size = self._usual or size, size
        number = self.reserve()
        self._leaves.append(number)
        data = b"<</Type/Page/Parent %d 0 R" % self._branch
        if contents is not None:
            data += b"/Contents %d 0 R" % contents
        if resources is not None:
            data += b"/Resources %d 0 R" % resources
        if size != self._usual:
            data += _media_box(size)
        self.write(number, data + b">>")
        self.pages += 1
        if len(self._leaves) == BRANCH:
            self._write_branch()

    def close(self, language: str | None) -> None:
        """Writes what is only known at the end. `language` is a tag, where all pages are in one language."""
        self.flush()
        if self._leaves:
            self._write_branch()
        data = b"<</Type/Pages/Kids[%b]/Count %d" % (_references(self._branches), self.pages)
        data += _media_box(self._usual or (595, 842)) + b"/Resources %d 0 R>>" % self.resources
        self.write(self._root, data)
        catalogue = self.reserve()
        spoken = b"/Lang(%b)" % language.encode("ascii") if language else b""
        self.write(catalogue, b"<</Type/Catalog/Pages %d 0 R%b>>" % (self._root, spoken))
        self._write_bundle()
        self._write_places(catalogue)

    def _write_branch(self) -> None:
        data = b"<</Type/Pages/Parent %d 0 R/Kids[%b]/Count %d>>"
        self.write(self._branch, data % (self._root, _references(self._leaves), len(self._leaves)))
        self._branches.append(self._branch)
        self._leaves, self._branch = [], 0

    def _write_bundle(self) -> None:
        bundle, self._bundle = self._bundle, []
        if not bundle:
            return
        starts, position = [], 0
        for index, (number, data) in enumerate(bundle):
            starts.append(b"%d %d" % (number, position))
            position += len(data) + 1
            self._indices[number] = index
        index_table = b" ".join(starts) + b" "
        body = index_table + b"\n".join(data for _, data in bundle)
        place = self.write_stream(body, b"/Type/ObjStm/N %d/First %d" % (len(bundle), len(index_table)))
        for number, _ in bundle:
            self._places[number] = place

    def _write_places(self, catalogue: int) -> None:
        """The cross-reference stream, which ends the file."""
        start = self._position
        self._places.append(start)
        self._indices.append(ALONE)
        wide = start >= 1 << 32
        entry = struct.Struct(">BQH" if wide else ">BIH")
        rows = [
            entry.pack(1, place, 0) if index == ALONE else entry.pack(2, place, index)
            for place, index in zip(self._places, self._indices, strict=True)
        ]
        rows[0] = entry.pack(0, 0, ALONE)
        packed = zlib.compress(b"".join(rows), 9)
        head = b"%d 0 obj\n<</Type/XRef/Size %d/W[1 %d 2]/Root %d 0 R/Length %d/Filter/FlateDecode>>stream\n"
        values = (len(rows) - 1, len(rows), 8 if wide else 4, catalogue, len(packed))
        self._write(head % values + packed + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start)

    def _write_alone(self, number: int, data: bytes) -> None:
        self._places[number] = self._position
        self._write(b"%d 0 obj\n%b\nendobj\n" % (number, data))

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._position += len(data)


def number(value: float) -> bytes:
    """A number as PDF files have it."""
    return f"{value:f}".rstrip("0").rstrip(".").encode()


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _media_box(size: tuple[float, float]) -> bytes:
    return b"/MediaBox[0 0 %b %b]" % (number(size[0]), number(size[1]))
