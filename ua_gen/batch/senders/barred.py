"""Whoever has died or wants no post: columns that say so, by whichever name, and marks in names and remarks.

Longer than most: all that keeps a row from writing is decided in one place.

A letter in a dead person's name hurts a family, and one from somebody who asked for none breaks a promise. So what is
not understood is never taken for a no: the row is refused, or the run stops and asks.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ua_gen.batch.senders.lookup import PLAIN, data, fold_key, variants

NO_EMAIL = "no-email"  # The kind of a column that keeps from e-mail alone.
DOUBT = "doubt"  # What a heading is that speaks of death or of not writing, nobody knows how.
LONG = 5  # Letters of a doubtful word that is looked for inside of others: `opt` and `tod` are in too many.
MARK = 3  # Characters of a mark in a column of marks, and
FEW = 3  # how many different ones there may be.
SHORT = 100  # Characters of a heading; a longer one is a text.

_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
_EMAIL = re.compile(r"(?<![^\W_])e[-_ ]?mail", re.IGNORECASE)
_MAIL = re.compile(r"(?<=[a-z])[-_ ]mail", re.IGNORECASE)
_ZEROS = re.compile(r"[0\W]+")
_DAY = re.compile(r"\D?\d[\d\W]*\d[\d\W]*([T ][\d:.]+ ?([AaPp][Mm]|Z)?([+-]\d\d:?\d\d)?)?")
_BLANK_YEAR = re.compile(r"(?<!\d)(0000|0001|1899|1900)(?!\d)")
_YEAR = r"(?:1[89]|20)\d\d"
# The years of a life behind a name, and what is a word only so: `Rip` and `Late` are names as well.
_FORMS = re.compile(
    rf"\(\s*(?:\*?\s*{_YEAR}\s*[-\u2013\u2014]\s*{_YEAR}|[Rr][Ii][Pp]|[Ll]ate)\s*\)"
    rf"|\*\s*{_YEAR}\b[\s,;/-]*[+\u2020]\s*{_YEAR}\b|(?:^|[\s(])\+\s*{_YEAR}\b(?!\s*[\d/])|^\s*\+\s*\d\d?[./]\d\d?[./]{_YEAR}\b"
    r"|^\+\s+(?=[^\W\d])|\s\+$|\(\s*\+\s*\)|(?i:[_(\[]dead\b)"
    r"|(?i:\bc/o\s+(?:the\s+)?(?:executor|exor|exec|estate|trustee))|\u05d6[\"\u05f4\u05f3']+\u05dc|\bz[\"\u05f4\u05f3']+l\b"
    r"|\bRIP$|^RIP\b|^[Ll]ate +(?=\w)|^Feue? +(?=\w+ +\w)|^\u6545[\s\u3000]*(?=\w)",
    re.MULTILINE,
)
_CLOSED = re.compile(r"^[Zz]{3,}(?=[\s_.-])|^[Xx]{3,}(?=[\s_.-]*\w)", re.MULTILINE)
_PLUS = re.compile(rf"\+(?:\s*{_YEAR}\b|\s|\)|$|\s*\d\d?[./])", re.MULTILINE)
_SPACED = re.compile(r"\b\w(?: \w){4,}\b")  # `d e a d`, spaced out.
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{1,40})[)\]]")


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
        return "deceased" if text.strip() and text.strip() in _dead_signs() else ""
    if found := next((name for name, kind in kinds().items() if word in kind.whole), ""):
        return found
    for harmless in _words("harmless"):
        word = word.replace(harmless, " ")
    hits = []
    rest = word  # `do not allow mail` does not allow it.
    for name, kind in kinds().items():
        if there := [part for part in kind.parts if part in (rest if kind.sense else word)]:
            hits.append(name)
            for part in () if kind.sense else there:
                rest = rest.replace(part, " ")
    tokens = {fold_key(token) for token in _HUMP.split(text)}
    if not hits and not any(each in (word if len(each) >= LONG else tokens) for each in _words("doubtful")):
        return ""
    if is_of_email(text) and "deceased" not in hits:
        return NO_EMAIL if hits and not kinds()[hits[0]].sense else ""
    if _has(word, "channels") and not _has(word, "post"):
        return "deceased" if "deceased" in hits else ""
    senses = {kinds()[name].sense for name in hits}
    unsure = _has(word, "others") or not hits or len(senses) > 1
    if True in senses:  # A yes must be beyond doubt.
        unsure = unsure or _has(word, "electronic") or not tokens.isdisjoint(_words("no-in-headings"))
    elif "deceased" in hits:
        unsure = unsure or word.startswith(("not", "non", "nicht", "не"))
    return DOUBT if unsure else hits[0]


@lru_cache(1000)
def is_of_email(heading: str) -> bool:
    """Whether a column is about e-mail alone, so that nothing in it keeps from a letter by post."""
    # `Receive mail` and `May we mail` end in these letters as well.
    word = fold_key(heading if _EMAIL.search(_HUMP.sub(" ", heading)) else _MAIL.sub(" post ", heading))
    rest = word
    for part in _words("electronic"):
        rest = rest.replace(part, " ")
    return rest != word and not _has(rest, "post")


@lru_cache(1000)
def is_of_calls(heading: str) -> bool:
    """Whether a column is about the telephone alone."""
    word = fold_key(heading)
    return _has(word, "channels") and not _has(word, "post") and not _has(word, "electronic")


@lru_cache(1000)
def is_harmless(heading: str) -> bool:
    """Whether a column of marks or days is known to say nothing of who may be written to."""
    word = fold_key(heading)
    if is_of_email(heading) or is_of_calls(heading):
        return True
    tokens = {fold_key(token) for token in _HUMP.split(heading)} | {word, word.rstrip("0123456789")}
    return not tokens.isdisjoint(_words("known-harmless")) or any(
        part in word for part in _words("known-harmless") if len(part) >= LONG
    )


@lru_cache(1000)
def is_of_channels(heading: str) -> bool:
    """Whether a column tells by which way somebody wants to be reached."""
    return _has(fold_key(heading), "preferred-ways")


def is_of_initials(heading: str) -> bool:
    return fold_key(heading) in _words("initials")


def refuses(cell: str) -> bool:
    """Whether a cell for an e-mail address says no instead, so that the column is about post."""
    return 0 < len(cell) <= LONG and fold_key(cell) in _words("noes")


def is_no(cell: str) -> bool:
    """Whether a cell with something in it is a clear no."""
    return fold_key(cell) in _words("no-words")


def looks_like_flags(values: Iterable[str]) -> bool:
    """Whether the cells of a column may be answers, days, or marks: whatever language they are in."""
    marks: set[str] = set()
    seen: set[str] = set()
    for value in values:
        if not value or value in seen:
            continue
        seen.add(value)
        plain = fold_key(value)
        if plain in _words("no-words") or plain in _words("yes-words") or _ZEROS.fullmatch(value) or _is_day(value):
            continue
        if len(value) > MARK or any(map(str.isdecimal, value)):
            return False
        marks.add(plain or value)
        if len(marks) > FEW:
            return False
    return bool(seen)


def _is_day(text: str) -> bool:
    return (len(text) >= 6 and bool(_DAY.fullmatch(text))) or bool(re.fullmatch(_YEAR, text))


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
    lower = text.lower()
    return (
        not _triggers().isdisjoint(_WORD.findall(lower))
        or any(each in text for each in ("(", "[", "_", '"', "RIP", "ate "))
        or ("+" in text and _PLUS.search(text) is not None)
        or any(each in lower for each in _spaced())
        or (not text.isascii() and _sign().search(text) is not None)
    )


def mark(text: str, is_remark: bool = False) -> str:
    """The kind of a text that is marked as one of somebody who has died or wants no post; nothing for others.

    DOUBT is a remark on somebody's death that is, it seems, of a relative.
    """
    if not may_be_marked(text):
        return ""
    if found := next((kind for sign, kind in _signs().items() if sign in text), ""):
        return found
    plain = simple(text)
    doubtful = False
    for match in _marks().finditer(plain):
        kind = match.lastgroup.replace("_", "-") if match.lastgroup else ""
        if kind != "deceased" or not is_remark or not _is_of_a_relative(plain[: match.start()]):
            return kind
        doubtful = True
    if _CLOSED.search(text):
        return "closed"
    if _FORMS.search(text) or _stopped_forms().search(plain) or _has_short_form(plain):
        return "deceased"
    if any(match[0].replace(" ", "") in _words("slips") for match in _SPACED.finditer(plain)):
        return "deceased"
    return DOUBT if doubtful else ""


def _is_of_a_relative(before: str) -> bool:
    """Whether what says that somebody has died comes after the word for a relative, as in `her mother has died`."""
    clause = re.split(r"[.;!?\n]", before)[-1]
    words = _WORD.findall(clause)[-4:]
    place = next((place for place in range(len(words) - 1, -1, -1) if words[place] in _simple_words("relatives")), None)
    return place is not None and _simple_words("reporting").isdisjoint(words[place + 1 :])


def _has_short_form(plain: str) -> bool:
    return any(_is_short(each) and not _marks().search(each) for each in _BRACKETED.findall(plain))


def _is_short(text: str) -> bool:
    """Whether what stands in brackets is a short form of a word for the dead, or one with a slip in it."""
    text = text.strip()
    word = re.sub(rf"[\s,.]*(?:{_YEAR}|\d\d?[./]\d\d?[./]\d\d(?:\d\d)?)$", "", text)
    bare = word.rstrip(".").strip()
    if bare in _simple_words("short-forms"):
        return len(bare) > 1 or not bare.isalpha() or word.endswith(".") or word != text
    return len(bare) >= 7 and bool(difflib.get_close_matches(bare, _simple_words("slips"), n=1, cutoff=0.8))


@lru_cache(10_000)
def status(text: str) -> str:
    """The kind that the whole of a cell tells, such as one of `Status`."""
    return _statuses().get(fold_key(text), "")


def unmarked(text: str) -> str:
    """A name without its marks, to be compared with others."""
    for sign in _signs():
        text = text.replace(sign, " ")
    text = _BRACKETED.sub(lambda match: " " if _is_short(simple(match[1])) else match[0], text)
    text = _CLOSED.sub("", text)
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
def _dead_signs() -> frozenset[str]:
    return frozenset(["+", *(sign for sign, kind in _signs().items() if kind == "deceased")])


@cache
def _simple_words(key: str) -> frozenset[str]:
    return frozenset(map(simple, variants(_data()[key])))


@cache
def _stopped_forms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(_simple_words('stopped-forms')))})\.|,\s*sel\.$|\bsel\.\s*$")


@cache
def _spaced() -> frozenset[str]:
    """How words begin that are spaced out."""
    return frozenset(" ".join(word[:4]) for word in _words("slips"))


@cache
def _sign() -> re.Pattern[str]:
    """What may begin a mark that is no word."""
    return re.compile(f"[{''.join({sign[0] for sign in _signs()})}\u6545\u05d6\u05f4]")


@cache
def _statuses() -> dict[str, str]:
    named = ((fold_key(word), kind) for kind, lists in _data()["statuses"].items() for word in variants(lists))
    return {word: kind for word, kind in named if word}


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
    longest |= _simple_words("stopped-forms") | {"sel", "feu", "feue", "zzz", "xxx", "executors", "executor", "estate"}
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
