"""Whoever has died or wants no post: columns that say so, by whichever name, and marks in names and remarks.

A letter in a dead person's name hurts a family, and one from somebody who asked for none breaks a promise. So what is
not understood is never taken for a no: the row is refused, or the run stops and asks.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ua_gen.batch.senders.lookup import PLAIN, data, fold_key, variants

DOUBT = "doubt"  # What a heading is that speaks of death or of not writing, nobody knows how.
LONG = 5  # Letters of a doubtful word that is looked for inside of others: `opt` and `tod` are in too many.
SHORT = 100  # Characters of a heading; a longer one is a text.

_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_ZEROS = re.compile(r"[0\W]+")
_DAY = re.compile(r"\D?\d[\d\W]*\d[\d\W]*([T ][\d:.]+ ?([AaPp][Mm]|Z)?([+-]\d\d:?\d\d)?)?")
_BLANK_YEAR = re.compile(r"(?<!\d)(0000|0001|1899|1900)(?!\d)")
# The years of a life behind a name, and what is a word only so: `Rip` and `Late` are names as well.
_FORMS = re.compile(
    r"\(\s*(?:\*?\s*(?:1[89]|20)\d\d\s*[-\u2013\u2014]\s*(?:1[89]|20)\d\d|[Rr][Ii][Pp]|[Ll]ate)\s*\)"
    r"|\bRIP$|^RIP\b|^[Ll]ate +(?=\w)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of columns. `sense` is whether a yes allows the letter."""

    reason: str
    sense: bool
    parts: tuple[str, ...]
    whole: frozenset[str]


@cache
def kinds() -> dict[str, Kind]:
    """By their names, which are those of fields for `--map`."""
    return {
        name: Kind(
            kind["reason"],
            kind.get("sense") == "yes" or kind.get("sense") is True,
            tuple(map(fold_key, variants(kind["parts"]))),
            frozenset(map(fold_key, [name, *variants(kind["whole"])])),
        )
        for name, kind in _data()["kinds"].items()
    }


def heading(text: str) -> str:
    """The kind of a column by its heading, DOUBT, or nothing for a column that is about something else."""
    word = fold_key(text)
    if not word or len(text) > SHORT:
        return ""
    if found := next((name for name, kind in kinds().items() if word in kind.whole), ""):
        return found
    for harmless in _words("harmless"):
        word = word.replace(harmless, " ")
    hits = [name for name, kind in kinds().items() if any(part in word for part in kind.parts)]
    tokens = {fold_key(token) for token in _HUMP.split(text)}
    if not hits and not any(each in (word if len(each) >= LONG else tokens) for each in _words("doubtful")):
        return ""
    if _has(word, "channels") and not _has(word, "post"):
        return "deceased" if "deceased" in hits else ""
    senses = {kinds()[name].sense for name in hits}
    unsure = _has(word, "others") or not hits or len(senses) > 1
    if True in senses:  # A yes must be beyond doubt.
        unsure = unsure or _has(word, "electronic") or not tokens.isdisjoint(_words("no-in-headings"))
    elif "deceased" in hits:
        unsure = unsure or word.startswith(("not", "non", "nicht", "не"))
    return DOUBT if unsure else hits[0]


def unclear_hint(text: str) -> str:
    """How to say what a doubtful column holds."""
    named = (f'--map "{text}={kind}"' for kind in ("deceased", "do_not_write", "consent"))
    return f'say what it holds: {", ".join(named)} (a no bars), or --map "{text}=" if it is about something else'


def says(name: str, cell: str) -> str:
    """Why nobody signs whose row has this in a column of this kind. Empty if it does not stand in the way."""
    kind = kinds()[name]
    text = cell.strip()
    plain = fold_key(text)
    if not kind.sense:
        return "" if _is_no(text, plain) else kind.reason
    if text[:1] != "#" and (plain in _words("yes-words") or text in ("☑", "☒", "✓", "✔")):
        return ""
    if plain and not _is_no(text, plain) and _DAY.fullmatch(text):
        return ""
    return kind.reason


def _is_no(text: str, plain: str) -> bool:
    if text[:1] == "#" or "?" in text:  # A formula that failed; somebody's doubt.
        return False
    if not plain:
        return not any(character in text for character in _signs()) and not set(text) & set("☑☒✓✔✗✘+*•")
    return (
        plain in _words("no-words")
        or bool(_ZEROS.fullmatch(text))
        or bool(_BLANK_YEAR.search(text) and _DAY.match(text))
    )


def may_be_marked(text: str) -> bool:
    """Whether it is worth while to look for marks in a text: quick, and a yes for many a text without any."""
    return (
        not _triggers().isdisjoint(_WORD.findall(text.lower()))
        or "(" in text
        or "RIP" in text
        or "ate " in text
        or (not text.isascii() and bool(_sign().search(text)))
    )


def mark(text: str) -> str:
    """The kind of a text that is marked as one of somebody who has died or wants no post; nothing for others."""
    if not may_be_marked(text):
        return ""
    if found := next((kind for sign, kind in _signs().items() if sign in text), ""):
        return found
    if match := _marks().search(simple(text)):
        return match.lastgroup.replace("_", "-") if match.lastgroup else ""
    return "deceased" if _FORMS.search(text) else ""


@lru_cache(10_000)
def status(text: str) -> str:
    """The kind that the whole of a cell tells, such as one of `Status`."""
    return _statuses().get(fold_key(text), "")


def unmarked(text: str) -> str:
    """A name without its marks, to be compared with others."""
    for sign in _signs():
        text = text.replace(sign, " ")
    return " ".join(_marks().sub(" ", simple(_FORMS.sub(" ", text))).split()).strip(" -–—:;,.()[]")


def simple(text: str) -> str:
    """Text without case and accents, words kept apart."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    return "".join(character for character in apart if not unicodedata.combining(character))


def _data() -> Any:
    return data("barred.yaml")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(map(fold_key, variants(_data()[key])))


def _has(word: str, key: str) -> bool:
    return any(part in word for part in _words(key))


@cache
def _signs() -> Mapping[str, str]:
    return {sign: kind for kind, lists in _data()["signs"].items() for sign in variants(lists)}


@cache
def _sign() -> re.Pattern[str]:
    """Any first letter of a sign."""
    return re.compile(f"[{''.join(sign[0] for sign in _signs())}]")


@cache
def _statuses() -> dict[str, str]:
    return {fold_key(word): kind for kind, lists in _data()["statuses"].items() for word in variants(lists)}


@cache
def _phrases() -> dict[str, list[list[str]]]:
    """The marks of each kind, each as its words."""
    return {
        kind: [words for phrase in variants(lists) if (words := _WORD.findall(simple(phrase)))]
        for kind, lists in _data()["marks"].items()
    }


@cache
def _triggers() -> frozenset[str]:
    """Of each mark the longest word, with accents and without: a text with none of them is looked at no further."""
    phrases = [_WORD.findall(phrase.lower()) for lists in _data()["marks"].values() for phrase in variants(lists)]
    longest = {max(words, key=len) for words in phrases}
    return frozenset(longest | {word for each in longest for word in _WORD.findall(simple(each))})


@cache
def _marks() -> re.Pattern[str]:
    kinds_ = (
        f"(?P<{kind.replace('-', '_')}>{'|'.join(sorted(map(_pattern, phrases), key=len, reverse=True))})"
        for kind, phrases in _phrases().items()
    )
    return re.compile(rf"\b(?:{'|'.join(kinds_)})\b")


def _pattern(words: list[str]) -> str:
    return r"[\W_]{1,3}".join(map(re.escape, words))
