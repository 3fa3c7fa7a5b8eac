"""Words that were damaged on their way: read in a wrong encoding, with letters lost, or with the signs of HTML."""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

LOST = "\ufffd"  # What programs put for a letter that they could not read.
# In which UTF-8 is read by mistake. Latin-1 comes last: it has a letter for every byte.
_PAGES = ("cp1252", "cp1250", "cp1251", "cp1254", "mac_roman", "cp437", "latin-1")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ASKED = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")  # `M?ller`
_ASKED_AT_EDGE = re.compile(r"(?<=[^\W\d_])\?|\?(?=[^\W\d_])")  # `Zo?`, but not `(?)`
_FOREIGN = re.compile("[\u00c0-\u00ff]{4,}")  # Cyrillic read as Western European: no language has such words.


class Damage(NamedTuple):
    """A damaged word, what has happened to it, and what to do."""

    word: str
    what: str
    hint: str

    @property
    def is_lost(self) -> bool:
        """Whether nobody can tell any more what the word was."""
        return LOST in self.word


def damages(text: str, is_text: bool = False) -> Iterator[Damage]:
    """The damaged words of a name or an address; of a text, where a question mark may end a word."""
    if (text.isascii() and "&" not in text and "?" not in text) or not _suspect().search(text):  # As nearly all.
        return
    suspect = _suspect().search
    for line in filter(suspect, re.split("[\r\n]+", text)):
        for word in filter(suspect, re.split("[ \t]+", line)):
            if found := _of_word(word, is_text):
                yield Damage(word.strip(",.()"), *found)


def _of_word(word: str, is_text: bool) -> tuple[str, str] | None:
    again = "export or copy it anew, as UTF-8, or type the word"
    if LOST in word:
        return "a letter is lost (U+FFFD)", "type the word as it was"
    if "://" in word or word.startswith("www."):
        return None
    if not word.isascii() and (meant := misread(word)):
        return f"read in a wrong encoding: it may be `{meant}`", again
    if (_ASKED if is_text else _ASKED_AT_EDGE).search(word):
        return "a question mark stands where a letter may have been", again
    if _ENTITY.search(word) and (meant := html.unescape(word)) != word:
        return f"a sign is written as in HTML: it may be `{meant}`", "type the sign itself"
    return None


@lru_cache(10_000)
def misread(word: str) -> str:
    """What a word was before it was read in a wrong encoding; empty for one that is sound.

    The bytes of a word that was misread are UTF-8, and say a word of one script: by chance that happens to none.
    """
    for page in _PAGES:
        try:
            meant = word.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        if meant != word and _is_word(meant) and not (word.isalpha() and not meant[1:].isalpha()):  # `Её`, `Ці`
            return meant
    foreign = _FOREIGN.search(word)
    meant = foreign[0].encode("latin-1").decode("cp1251", "replace") if foreign else ""
    return word.replace(foreign[0], meant) if foreign and _is_word(meant) and meant[1:].islower() else ""


def _is_word(text: str) -> bool:
    """Whether nothing stands beside Latin letters but those of some language's spelling."""
    if any(unicodedata.category(each) in ("Cc", "Cn", "Co") for each in text):
        return False
    if any("\u0250" <= each < "\u0370" and each not in "\u0259\u02bb\u02bc" for each in text):  # Signs of phonetics.
        return False
    letters = [letter for letter in text if unicodedata.category(letter) in ("Lu", "Ll", "Lo")]
    scripts = {unicodedata.name(letter).partition(" ")[0] for letter in letters}
    return "LATIN" not in scripts or (len(scripts) == 1 and all(map(_is_spelled, letters)))


def _is_spelled(letter: str) -> bool:
    return letter < "\u0250" or letter in "Əə" or "\u1e00" <= letter < "\u1f00"


@cache
def _suspect() -> re.Pattern[str]:
    """What every damaged word has somewhere, and few others have."""
    first, following = (
        "".join(sorted({each for page in _PAGES for each in bytes(range(*ends)).decode(page, "ignore")}))
        for ends in ((0xC2, 0xF5), (0x80, 0xC0))
    )
    pair = f"[{re.escape(first)}][{re.escape(following)}]"
    return re.compile("|".join([LOST, pair, _ASKED_AT_EDGE.pattern, _ENTITY.pattern, _FOREIGN.pattern]))
