"""Bytes as text: UTF-8, UTF-16, or the Windows code page that makes words of a language."""

import codecs
import re
from collections.abc import Mapping
from typing import Any

from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span
from ua_gen.senders.data import data
from ua_gen.senders.table import refuse

SAMPLE = 4_000  # Different words with letters beyond ASCII that are looked at.
_BLANK = re.compile(r"[\x00-\x2c\x2e-\x40\[-`{-\x7f]+")  # All of ASCII but letters and the hyphen.


def decode(content: bytes, name: str) -> tuple[str, list[Diagnostic]]:
    """The text, and a warning where its encoding was concluded from the text itself. Raises Problems."""
    encoding, said = _declared(content)
    if not encoding:
        encoding, said = _concluded(content, name)
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise Problems([_unknown(content, name)]) from None
    if "\0" in text:
        refuse(name, "not a text file: it has bytes of zero", "export the list as CSV or XLSX")
    if not said:
        return text, []
    hint = "look whether names with accents come out right; save the list as UTF-8 to be certain"
    return text, [Diagnostic("UA602", f"not UTF-8: read as {said}", Span(name), hint, Severity.WARNING)]


def _declared(content: bytes) -> tuple[str, str]:
    """The encoding that the first bytes tell, or that is valid by itself."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", ""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # ASCII in UTF-16 is valid UTF-8 as well, but every other byte is zero.
        return ("", "") if _half_zeros(content) else ("utf-8", "")
    return "", ""


def _half_zeros(content: bytes) -> str:
    start = content[:10_000]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(zeros) > 3 and zeros.count(0) > 0.4 * len(zeros) and start.count(0) < 0.6 * len(start):
            return encoding
    return ""


def _concluded(content: bytes, name: str) -> tuple[str, str]:
    if encoding := _half_zeros(content):
        return encoding, "UTF-16"
    counted: list[tuple[float, dict[str, str]]] = []
    for page in data("words.yaml")["code-pages"]:
        try:
            text = content.decode(page["page"])
        except UnicodeDecodeError:
            continue
        counted.append((_share(text, page), page))
    share, page = max(counted, key=lambda pair: pair[0], default=(0, {}))  # Of equals the first in the data file.
    if share < 0.6:
        raise Problems([_unknown(content, name)])
    return page["page"], page["name"]


def _share(text: str, page: Mapping[str, Any]) -> float:
    """How many of the words beyond ASCII consist of the letters of one of the page's languages."""
    latin = "abcdefghijklmnopqrstuvwxyz" if page["latin"] else ""
    alphabets = [frozenset(latin + str(letters)) for letters in page["alphabets"]]
    han = page["alphabets"] == ["han"]
    # A sign inside a word is a letter that was read wrongly, so that only ASCII parts words.
    chunks = list(dict.fromkeys(chunk for chunk in _BLANK.split(text) if not chunk.isascii()))[:SAMPLE]
    return sum(_is_word(chunk, alphabets, han) for chunk in chunks) / len(chunks) if chunks else 0


def _is_word(chunk: str, alphabets: list[frozenset[str]], han: bool) -> bool:
    chunk = chunk.strip("-–—„“”‚‘’«»‹›…§°№€©®\u00a0،؛؟。，、（）：；")
    if len(chunk) <= 3:  # Mª, nº
        chunk = chunk.rstrip("ªº")
    for word in re.split("[-–’'\u00a0]", chunk):
        if not word:
            continue
        if han:
            if not all("\u4e00" <= letter <= "\u9fff" for letter in word):
                return False
            continue
        if not (word.islower() or word.isupper() or word[1:].islower() or not word[:1].isalpha() or _caseless(word)):
            return False
        letters = frozenset(word.lower())
        if not any(letters <= alphabet for alphabet in alphabets):
            return False
    return True


def _caseless(word: str) -> bool:
    return word.lower() == word.upper() or len(word) == 1


def _unknown(content: bytes, name: str) -> Diagnostic:
    try:
        content.decode("utf-8")
        span, what = Span(name), "the encoding cannot be told"
    except UnicodeDecodeError as error:
        before = content[: error.start]
        span = Span(name, before.count(b"\n") + 1)
        what = f"not UTF-8 (byte 0x{content[error.start]:02x}), and no other encoding makes words of it"
    return Diagnostic("UA603", what, span, "save the list as UTF-8: in Excel `CSV UTF-8`, or as XLSX")
