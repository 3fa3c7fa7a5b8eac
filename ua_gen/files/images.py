"""Pictures that documents show: read, checked, and cleared of whatever a camera or a program has written into them.

Longer than most: whatever reads a picture goes through the same few limits.
"""

import base64
import binascii
import contextlib
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from ua_gen.diagnostics import UaGenError, quote
from ua_gen.files.paths import is_inside

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 40_000_000  # Bytes of a file, and points of a picture: beyond, it is a mistake or an attack.
LONGEST = 30_000  # Points of a side: with few of the other, whole rows are still kept.
SIDE = 1600  # Points of the longer side: 300 to the inch at the size in which documents show it.
FAINT = 16  # Of 255: less of a colour nobody sees on paper.
WORK = 600_000_000  # Points, each as often as a JPEG draws it. Programs write at most a dozen such passes.
PARTS = 20_000  # Of a file, each of which costs time. Programs write PNG in pieces of at least 8 kB.

LARGEST_DRAWING = 2_000_000  # Bytes of an SVG file.
DEEPEST = 100  # Elements of it in each other.
SVG = "http://www.w3.org/2000/svg"
# What programs write into a drawing beside what is drawn, and what would be run in a browser.
DROPPED = {
    "animate", "animateMotion", "animateTransform", "audio", "canvas", "desc", "foreignObject", "handler", "iframe",
    "listener", "metadata", "script", "set", "title", "video",
}  # fmt: skip
REFERRING = {"feImage": ("#", "data:"), "image": ("data:",), "use": ("#",)}  # They show what they refer to.
TEXTS = {"text", "textPath", "tspan"}  # Elsewhere text is not shown.
KEPT = {"{http://www.w3.org/1999/xlink}href": "xlink:href", "{http://www.w3.org/XML/1998/namespace}space": "xml:space"}
NAME = re.compile("[A-Za-z][A-Za-z0-9_-]*")
FETCHING = re.compile(r"\\|@import|url\s*\((?!\s*['\"]?#)|image-set|src\s*\(", re.IGNORECASE)

# Parts of a PNG file without which it would look otherwise, and others by what they tell.
SHOWING = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"bKGD", b"sBIT", b"pHYs", b"hIST"}
TELLING = {
    b"tEXt": "texts", b"zTXt": "texts", b"iTXt": "texts", b"eXIf": "notes of a camera (EXIF)", b"tIME": "a time",
    b"iCCP": "a colour profile",
}  # fmt: skip
# The same of a JPEG file, by what such a part begins with.
SEGMENTS = {
    b"Exif\0": "notes of a camera (EXIF)", b"http://ns.adobe.com/": "notes of a program (XMP)",
    b"ICC_PROFILE": "a colour profile", b"MPF\0": "another picture", b"JFXX\0": "another picture",
}  # fmt: skip


class ImageError(UaGenError):
    """A file cannot be shown. The arguments are what is wrong with it and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


@lru_cache(8)
def logo_address(path: Path) -> str:
    """As `data_address`, for a picture that may be drawn as SVG. Raises ImageError."""
    if path.suffix.lower() != ".svg":
        return data_address(path)
    data = _read(path, LARGEST_DRAWING, "name it by its place", "save it anew as plain SVG, or as PNG")
    return _address("svg+xml", _cleared_drawing(data, quote(path.name)))


@lru_cache(32)
def data_address(path: Path, folder: Path | None = None) -> str:
    """The picture in a file, PNG or JPEG, as a `data:` address. Raises ImageError, also if it is not in `folder`."""
    return _address(*reencode(_beside(path, folder), quote(path.name)))


def cleared_file(path: Path, folder: Path) -> bytes:
    """The picture in a file, PNG or JPEG, drawn anew. Raises ImageError, also if it is not in `folder`."""
    return reencode(_beside(path, folder), quote(path.name))[1]


def traces(path: Path, folder: Path) -> list[str]:
    """What a picture in a file tells beside what it shows, in words, sorted. Raises ImageError."""
    data = _beside(path, folder)
    return sorted(set(_told_by_png(data) if data.startswith(b"\x89PNG") else _told_by_jpeg(data)))


def _told_by_png(data: bytes) -> Iterator[str]:
    place = 8
    while place + 8 <= len(data):
        kind, length = data[place + 4 : place + 8], int.from_bytes(data[place : place + 4])
        if kind not in SHOWING:
            yield TELLING.get(kind, "something that is not the picture")
        place += 12 + length
        if kind == b"IEND":
            break
    if place < len(data):
        yield "something behind the picture"


def _told_by_jpeg(data: bytes) -> Iterator[str]:
    place = 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        mark, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4])
        said = data[place + 4 : place + 2 + length]
        if mark == 0xFE:
            yield "comments"
        elif 0xE0 <= mark <= 0xEF and not said.startswith((b"JFIF\0", b"Adobe")):
            yield next((what for start, what in SEGMENTS.items() if said.startswith(start)), "notes of a program")
        place += 2 + length
        if mark == 0xDA:
            break
    if not data[place:].rstrip(b"\0").endswith(b"\xff\xd9") or data.count(b"\xff\xd8\xff", 2):
        yield "something behind the picture"


def _beside(path: Path, folder: Path | None) -> bytes:
    name = quote(path.name)
    if folder and not is_inside(path, folder):
        raise ImageError(f"{name} is a link out of the folder of its case", "put the picture itself beside the file")
    return _read(path, LARGEST, "put it beside the file", "save it with at most 2,000 points a side")


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _read(path: Path, most: int, where: str, smaller: str) -> bytes:
    name = quote(path.name)
    try:
        if path.exists() and not path.is_file():  # A pipe would be waited for for ever.
            raise ImageError(f"{name} is not a file", "put the picture itself beside the file")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise ImageError(f"{name} cannot be read: {error.strerror or error}", where) from None
    if len(data) > most:
        raise ImageError(f"{name} is too large for a picture", smaller)
    return data


def reencode(data: bytes, name: str, side: int = SIDE) -> tuple[str, bytes]:
    """A PNG or JPEG picture and its kind, `png` or `jpeg`, at most so many points a side. Raises ImageError.

    It is drawn anew, so that where, when and with what it was taken stays out of the documents.
    """
    from PIL import Image, ImageOps

    passes = _passes(data, name)
    try:
        with _whole(), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > LARGEST or max(opened.size) > LONGEST:
                raise ImageError(f"{name} has too many points", "save it with at most 2,000 points a side")
            if opened.width * opened.height * passes > WORK:
                raise _in_pieces(name)
            kind = "PNG" if opened.format == "PNG" else "JPEG"
            drawn: Image.Image = opened
            # Made small first: each step takes as much memory as there are points.
            drawn.draft(None, (side, side))
            if drawn.mode.startswith("I"):
                drawn = _of_eight_bits(drawn)
            elif drawn.mode in ("1", "P", "PA") or (kind == "PNG" and "transparency" in drawn.info):
                drawn = drawn.convert("RGBA" if kind == "PNG" and drawn.has_transparency_data else "RGB")
            drawn.thumbnail((side, side))
            drawn = ImageOps.exif_transpose(drawn)
            drawn = drawn.convert("RGB" if kind == "JPEG" or "A" not in drawn.getbands() else "RGBA")
            if drawn.mode == "RGBA":
                drawn = _as_seen(drawn)
    except (ImageError, MemoryError):
        raise
    except Exception:  # Pillow trusts what is written in a picture more than we do.
        raise ImageError(f"{name} is not a PNG or JPEG picture, or is broken", "save it as PNG or JPEG") from None
    drawn.info = {}
    written = io.BytesIO()
    if kind == "JPEG":
        drawn.save(written, "JPEG", quality=88)
    else:
        drawn.save(written, "PNG")
    return kind.lower(), written.getvalue()


def _of_eight_bits(drawn: "Image.Image") -> "Image.Image":
    """A grey picture of 16 bits with the upper 8: Pillow would take all but the darkest greys for white."""
    from PIL import Image, ImageChops

    data = drawn.convert("I;16").tobytes()  # The lower ones first.
    upper = Image.frombytes("L", drawn.size, data[1::2])
    shade = drawn.info.get("transparency")
    if not isinstance(shade, int):
        return upper
    # One shade is not drawn. It is known by all its bits, for others come to look the same.
    lower = Image.frombytes("L", drawn.size, data[::2])
    other = [image.point([0 if value == part else 255 for value in range(256)])
             for image, part in ((upper, shade >> 8), (lower, shade & 255))]  # fmt: skip
    upper.putalpha(ImageChops.lighter(*other))
    return upper


def _as_seen(drawn: "Image.Image") -> "Image.Image":
    """The picture with nothing under what is transparent: who erases a face there leaves it in the file."""
    drawn.putalpha(drawn.getchannel("A").point(lambda value: value if value >= FAINT else 0))
    return drawn.convert("RGBa").convert("RGBA")  # By then a colour is known only as far as it shows.


def _passes(data: bytes, name: str) -> int:
    """How often a picture draws its points. Raises ImageError where to read all its parts would take for ever."""
    if not data.startswith((b"\x89PNG", b"\xff\xd8")):  # Neither PNG nor JPEG: it will not be read.
        return 1
    place, parts, passes = 8 if data.startswith(b"\x89PNG") else 2, 0, 1
    while place + 4 <= len(data) and parts <= PARTS:
        parts += 1
        if data.startswith(b"\x89PNG"):
            place += 12 + int.from_bytes(data[place : place + 4])
        elif data[place] != 0xFF or data[place + 1] in (0x00, 0xFF):
            place += 1
        elif data[place + 1] == 0xDA:  # From here on there are marks in the points, and nothing else is marked so.
            passes = data.count(b"\xff\xda", place)
            parts += passes + data.count(b"\xff\xc4", place)
            break
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4])
    if parts > PARTS:
        raise _in_pieces(name)
    return passes


def _in_pieces(name: str) -> ImageError:
    return ImageError(f"{name} is in too many pieces", "open it in a program for pictures, and save it anew")


def _cleared_drawing(data: bytes, name: str) -> bytes:
    """An SVG drawing with what is drawn in it, and nothing else. Raises ImageError."""
    try:
        root = ElementTree.fromstring(data, ElementTree.XMLParser(target=_NoEntities()))
        if root.tag not in (f"{{{SVG}}}svg", "svg"):
            raise ValueError(root.tag)
        drawing = _drawn(root, root.tag.removesuffix("svg"), DEEPEST)
    except (ElementTree.ParseError, LookupError, ValueError):
        hint = "save it anew as plain SVG, or as PNG"
        raise ImageError(f"{name} is not an SVG picture, or is broken", hint) from None
    drawing.attrib |= {"xmlns": SVG, "xmlns:xlink": "http://www.w3.org/1999/xlink"}
    return ElementTree.tostring(drawing)


class _NoEntities(ElementTree.TreeBuilder):
    """Entities are how a small file becomes a huge one."""

    def doctype(self, *_: Any) -> None:
        raise ValueError("a drawing needs no DOCTYPE")


def _drawn(element: ElementTree.Element, namespace: str, deep: int) -> ElementTree.Element:
    if not deep:
        raise ValueError("too deep")
    kind = element.tag.removeprefix(namespace)
    drawn = ElementTree.Element("g" if kind == "a" else kind)
    for name, value in element.attrib.items():
        kept = KEPT.get(name, name)
        if kept.endswith("href"):
            value = _reference(value)
        elif name not in KEPT and (not NAME.fullmatch(name) or name.lower().startswith(("on", "data-", "xmlns"))):
            continue
        if value and (kept.endswith("href") or not FETCHING.search(value)):
            drawn.set(kept, value)
    if kind == "style":
        text = re.sub(r"/\*.*?\*/", "", "".join(element.itertext()), flags=re.DOTALL)
        drawn.text = "" if FETCHING.search(text) else text
        return drawn
    drawn.text = element.text if kind in TEXTS else None
    for child in element:
        name = child.tag.removeprefix(namespace)
        if child.tag.startswith(namespace) and NAME.fullmatch(name) and name not in DROPPED:
            part = _drawn(child, namespace, deep - 1)
            # What refers to nothing that it can show would be taken for a picture that is broken.
            shown = part.get("href") or part.get("xlink:href") or ""
            if name not in REFERRING or shown.startswith(REFERRING[name]):
                drawn.append(part)
        if kind in TEXTS and child.tail and len(drawn):
            drawn[-1].tail = (drawn[-1].tail or "") + child.tail
        elif kind in TEXTS and child.tail:
            drawn.text = (drawn.text or "") + child.tail
    return drawn


def _reference(value: str) -> str:
    """A reference to a part of the drawing, or a picture in it, which is cleared too; of anything else nothing."""
    value = value.strip()
    if re.fullmatch(r"#[^\s]*", value):
        return value
    if not re.match("data:image/(png|jpe?g);base64,", value):
        return ""
    try:
        return _address(*reencode(base64.b64decode(value.partition(",")[2]), "a picture in the drawing"))
    except (binascii.Error, ImageError):
        return ""


@contextlib.contextmanager
def _whole() -> Iterator[None]:
    """Pictures that break off are not taken for whole ones. WeasyPrint, once loaded, has Pillow take them."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
