"""Bytes as text: UTF-8, UTF-16, or the Windows code page that makes words of a language."""

import codecs
import re
from collections.abc import Mapping
from typing import Any

from ua_gen.batch.senders.lookup import data
from ua_gen.batch.senders.table import refuse
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Severity, Span, quote

SAMPLE = 4_000  # Different words with letters beyond ASCII that are looked at.
SIGNS = "-–—„“”‚‘’«»‹›…§°№€©®\u00a0،؛؟。，、（）：；"  # What may stand around a word.
NEARLY = 0.15  # A smaller share of words more in one language is chance.
_BLANK = re.compile(r"[\x00-\x2c\x2e-\x40\[-`{-\x7f]+")  # All of ASCII but letters and the hyphen.


def decode(content: bytes, name: str, encoding: str = "") -> tuple[str, list[Diagnostic]]:
    """The text, and a warning where its encoding was concluded from the text itself. Raises Problems."""
    said = ""
    if not encoding:
        encoding = _declared(content)
        if not encoding:
            encoding, said = _concluded(content, name)
    try:
        text = content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise Problems([_unknown(content, name, error if said == "" else None)]) from None
    if "\0" in text:
        refuse(name, "not a text file: it has bytes of zero", "export the list as CSV or XLSX")
    if not said:
        return text, []
    words = list(dict.fromkeys(word for word in _BLANK.split(text) if not word.isascii()))
    seen = f", as in {', '.join(map(quote, words[:3]))}" if words else ""
    hint = "look whether names with accents come out right; save the list as UTF-8 to be certain, or give --encoding"
    return text, [Diagnostic("UA602", f"not UTF-8: read as {said}{seen}", Span(name), hint, Severity.WARNING)]


def check_encoding(encoding: str) -> None:
    """Raises Misuse where there is no such encoding of text."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        hint = "such as utf-8, cp1252, cp1251, cp1254, koi8-r, mac_roman, big5"
        raise Misuse(f"no encoding is called {quote(encoding)}", hint) from None


def _declared(content: bytes) -> str:
    """The encoding that the first bytes tell, or that is valid by itself; empty for none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # ASCII in UTF-16 is valid UTF-8 as well, but every other byte is zero.
        return "" if _half_zeros(content) else "utf-8"
    return ""


def _half_zeros(content: bytes) -> str:
    start = content[:10_000]
    for encoding, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(zeros) > 3 and zeros.count(0) > 0.4 * len(zeros) and start.count(0) < 0.6 * len(start):
            return encoding
    return ""


def _concluded(content: bytes, name: str) -> tuple[str, str]:
    if encoding := _half_zeros(content):
        return encoding, "UTF-16"
    counted: list[tuple[tuple[float, float], str, dict[str, Any]]] = []
    for page in data("words.yaml")["code-pages"]:
        try:
            text = content.decode(page["page"])
        except UnicodeDecodeError:
            continue
        counted.append((_share(text, page), text, page))
    usual = (each for each in counted if "only-beside" not in each[2])
    share, text, page = max(usual, key=lambda each: each[0], default=((0.0, 0.0), "", {}))
    if share[0] < 0.6:
        raise Problems([_unknown(content, name)])
    equals = [
        (other, its)
        for rate, other, its in counted
        if other != text and (rate >= share if its.get("only-beside") == page["page"] else _as_likely(rate, share))
    ]
    if equals and b"\r" in content and b"\n" not in content:  # Lines ended so on old Macs, and nowhere else.
        _, page = next((each for each in [(text, page), *equals] if each[1]["page"] == "mac_roman"), equals[0])
    elif equals and not (own := _of_one_language([(text, page), *equals])):
        raise Problems([_undecided(content, name, [(text, page), *equals])])
    elif equals:
        page = own
    return page["page"], page["name"]


def _as_likely(rate: tuple[float, float], best: tuple[float, float]) -> bool:
    """Whether a reading makes words as often as the best. Names of many countries are of no one language in any."""
    return rate[0] == best[0] and rate[1] > best[1] - NEARLY


def _of_one_language(readings: list[tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    """The page of whose languages nearly all words are, where some names are of others; empty if there is none.

    German words are the same in the Western page and in the Central European one. Whoever writes them has the first.
    """
    found = []
    for text, page in readings:
        words = [word for word in dict.fromkeys(_BLANK.split(text)) if not word.isascii()][:SAMPLE]
        latin = "abcdefghijklmnopqrstuvwxyz" if page["latin"] else ""
        alphabets = [frozenset(latin + str(letters)) for letters in page["alphabets"]]
        counts = [sum(_is_word(word, [alphabet], False, SIGNS) for word in words) for alphabet in alphabets]
        most = counts.index(max(counts))
        if counts[most] < max(5, 0.5 * len(words)):
            return {}
        found.append((most, alphabets[most], page))
    return min(found, key=lambda each: each[0])[2] if len({alphabet for _, alphabet, _ in found}) == 1 else {}


def _share(text: str, page: Mapping[str, Any]) -> tuple[float, float]:
    """How many of the words beyond ASCII consist of the letters of one of the page's languages.

    Where that decides nothing, how many consist of those of the language that has most.
    """
    latin = "abcdefghijklmnopqrstuvwxyz" if page["latin"] else ""
    alphabets = [frozenset(latin + str(letters)) for letters in page["alphabets"]]
    han = page["alphabets"] == ["han"]
    # A sign inside a word is a letter that was read wrongly, so that only ASCII parts words.
    chunks = list(dict.fromkeys(chunk for chunk in _BLANK.split(text) if not chunk.isascii()))[:SAMPLE]
    if not chunks:
        return 0, 0
    signs = "" if page["page"] == "mac_roman" else SIGNS  # Where other pages have letters, this has signs.
    there = [chunk for chunk in chunks if _is_word(chunk, alphabets, han, signs)]
    most = max(sum(_is_word(chunk, [alphabet], han, signs) for chunk in there) for alphabet in alphabets)
    return len(there) / len(chunks), most / len(chunks)


def _is_word(chunk: str, alphabets: list[frozenset[str]], han: bool, signs: str) -> bool:
    chunk = chunk.strip(signs)
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
        letters = frozenset(word.lower().replace("i̇", "i"))
        if not any(letters <= alphabet for alphabet in alphabets):
            return False
    return True


def _caseless(word: str) -> bool:
    return word.lower() == word.upper() or len(word) == 1


def _undecided(content: bytes, name: str, readings: list[tuple[str, dict[str, Any]]]) -> Diagnostic:
    # A word in which they differ: most are the same in both.
    apart = zip(*(_BLANK.split(text) for text, _ in readings), strict=False)
    seen = next((words for words in apart if len(set(words)) > 1), [""] * len(readings))
    said = " or ".join(f"{page['name']} with {quote(word)}" for word, (_, page) in zip(seen, readings, strict=True))
    options = " or ".join(f"--encoding {page['page']}" for _, page in readings)
    hint = f"say which with {options}, or save the list as UTF-8"
    return Diagnostic("UA603", f"not UTF-8, and as likely {said}", _place(content, name), hint)


def _place(content: bytes, name: str) -> Span:
    """The line that is the first not to be UTF-8."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Span(name, content[: error.start].count(b"\n") + 1)
    return Span(name)


def _unknown(content: bytes, name: str, failed: UnicodeError | None = None) -> Diagnostic:
    what = "the encoding cannot be told"
    span = _place(content, name)
    if isinstance(failed, UnicodeDecodeError) and failed.encoding not in ("utf-16", "utf-16-le", "utf-16-be"):
        span = Span(name, content[: failed.start].count(b"\n") + 1)
        what = f"not {failed.encoding} (byte 0x{content[failed.start]:02x})"
    else:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError as error:
            what = f"not UTF-8 (byte 0x{content[error.start]:02x}), and no other encoding makes words of it"
    hint = "save the list as UTF-8: in Excel `CSV UTF-8`, or as XLSX; or name its encoding with --encoding"
    return Diagnostic("UA603", what, span, hint)
