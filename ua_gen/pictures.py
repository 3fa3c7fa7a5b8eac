"""Pictures that documents show: read, checked, and cleared of whatever a camera has written into them."""

import base64
import contextlib
import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from ua_gen.diagnostics import quote
from ua_gen.places import lies_in

LARGEST = 40_000_000  # Bytes of a file, and points of a picture: beyond, it is a mistake or an attack.
SIDE = 1600  # Points of the longer side: 300 to the inch at the size in which documents show it.


class NotAPicture(Exception):
    """A file cannot be shown. The arguments are what is wrong with it and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


@lru_cache(8)
def logo_address(path: Path) -> str:
    """As `data_address`, for a picture that may be drawn as SVG. Raises NotAPicture."""
    if path.suffix.lower() != ".svg":
        return data_address(path)
    name = quote(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotAPicture(f"{name} cannot be read: {error.strerror or error}", "name it by its place") from None
    try:  # Entities are how a small file becomes a huge one; they are not even read.
        root = None if b"<!DOCTYPE" in data or b"<!ENTITY" in data else ElementTree.fromstring(data)
    except ElementTree.ParseError:
        root = None
    if root is None or not root.tag.endswith("svg"):
        raise NotAPicture(f"{name} is not an SVG picture, or is broken", "save it anew as plain SVG, or as PNG")
    return f"data:image/svg+xml;base64,{base64.b64encode(data).decode()}"


@lru_cache(32)
def data_address(path: Path, folder: Path | None = None) -> str:
    """The picture in a file, PNG or JPEG, as a `data:` address. Raises NotAPicture, also where it is not in `folder`.

    It is drawn anew, so that where, when and with what it was taken stays out of the documents.
    """
    from PIL import Image, ImageOps

    name = quote(path.name)
    if folder and not lies_in(path, folder):
        raise NotAPicture(f"{name} is a link out of the folder of its case", "put the picture itself beside the file")
    try:
        if path.exists() and not path.is_file():  # A pipe would be waited for for ever.
            raise NotAPicture(f"{name} is not a file", "put the picture itself beside the file")
        if path.stat().st_size > LARGEST:
            raise NotAPicture(f"{name} is too large for a picture", "save it with at most 2,000 points a side")
        data = path.read_bytes()
    except OSError as error:
        raise NotAPicture(f"{name} cannot be read: {error.strerror or error}", "put it beside the file") from None
    try:
        with _whole(), Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > LARGEST:
                raise NotAPicture(f"{name} has too many points", "save it with at most 2,000 points a side")
            kind = opened.format or "PNG"
            drawn = ImageOps.exif_transpose(opened)
            drawn = drawn.convert("RGB" if kind == "JPEG" or "A" not in drawn.getbands() else "RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise NotAPicture(f"{name} is not a PNG or JPEG picture, or is broken", "save it as PNG or JPEG") from None
    drawn.thumbnail((SIDE, SIDE))
    drawn.info = {}
    written = io.BytesIO()
    if kind == "JPEG":
        drawn.save(written, "JPEG", quality=88)
    else:
        drawn.save(written, "PNG")
    return f"data:image/{kind.lower()};base64,{base64.b64encode(written.getvalue()).decode()}"


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
