"""A PDF file as lines, built from the boxes of its characters: the order in which a page was written tells nothing."""

import ctypes
import math
import unicodedata
from collections.abc import Iterable
from typing import Any

from ua_gen.importing.layout import Character, laid_out
from ua_gen.importing.lines import NotRead, TextLine

MOST_PAGES = 40
MOST_CHARACTERS = 400_000
BOLD = ("bold", "black", "heavy", "semibold", "demi")
HEAVY = 600  # A weight from which type is bold.


def lines(data: bytes, pages: Iterable[int] = ()) -> list[TextLine]:
    """The lines of all pages, or of those with these numbers, from 1. Raises NotRead."""
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        raise NotRead("it is encrypted" if encrypted else "it is broken") from None
    wanted = sorted(set(pages)) or range(1, len(document) + 1)
    if wanted and (min(wanted) < 1 or max(wanted) > len(document)):
        raise NotRead(f"it has pages 1 to {len(document)}")
    if len(wanted) > MOST_PAGES:
        raise NotRead(f"it has more than {MOST_PAGES} pages: name some with --pages")
    found: list[TextLine] = []
    room = MOST_CHARACTERS
    for number in wanted:
        page = document[number - 1]
        text = page.get_textpage()
        count = raw.FPDFText_CountChars(text)
        room -= count
        if room < 0:
            raise NotRead(f"it has more than {MOST_CHARACTERS:,} characters: name some pages with --pages")
        characters = list(_characters(raw, text, count))
        if not characters and _has_pictures(raw, page):
            raise NotRead(f"page {number} has no characters: it is a picture of a page, such as a scan")
        found += laid_out(characters, number)
        text.close()
        page.close()
    document.close()
    return found


def _has_pictures(raw: Any, page: Any) -> bool:
    return any(each.type == raw.FPDF_PAGEOBJ_IMAGE for each in page.get_objects(max_depth=2))


def _characters(raw: Any, text: Any, count: int) -> Iterable[Character]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    bold: dict[bytes, bool] = {}
    for index in range(count):
        if raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code <= 0xDFFF:
            continue
        # What is a hyphen at the end of a line comes as a control character.
        character = "-" if raw.FPDFText_IsHyphen(text, index) == 1 or code == 2 else chr(code)
        if unicodedata.category(character) == "Cc" and character not in "\t\n\r":
            continue
        if not raw.FPDFText_GetLooseCharBox(text, index, box := raw.FS_RECTF()):
            continue
        raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = raw.FPDFText_GetFontSize(text, index)
        height = box.top - box.bottom
        if raw.FPDFText_GetMatrix(text, index, matrix := raw.FS_MATRIX()):  # Scaled by the page.
            size *= math.hypot(matrix.c, matrix.d)
        if size <= 1.5 or size > 4 * max(height, 0.1):
            size = height / 1.2
        if size <= 0.5:
            continue
        raw.FPDFText_GetFontInfo(text, index, name, 200, flags)
        font = name.value
        if font not in bold:
            said = font.decode("utf-8", "replace").lower()
            bold[font] = any(each in said for each in BOLD)
        heavy = bold[font] or raw.FPDFText_GetFontWeight(text, index) >= HEAVY
        yield Character(character, box.left, box.right, y.value, size, heavy)
