"""Dates in texts: as each of our languages writes them, and as published forms do. Never one of figures alone."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ua_gen import languages

YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
OTHERS = ("pt",)  # Languages of published forms that are not ours.
DIGITS = {"۰۱۲۳۴۵۶۷۸۹": "0123456789", "٠١٢٣٤٥٦٧٨٩": "0123456789"}
TO_ASCII = {ord(other): digit for digits, plain in DIGITS.items() for other, digit in zip(digits, plain, strict=True)}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date, and where in the text it stands."""

    day: datetime.date
    start: int
    end: int


def first_date(text: str, language: str = "") -> datetime.date | None:
    """The first date in a text that is whole."""
    return next((each.day for each in dates(text, language)), None)


def dates(text: str, language: str = "") -> Iterator[Dated]:
    """Whole dates in a text, in their order; none of those that do not exist."""
    plain = text.replace("\u00a0", " ").replace("\u202f", " ").casefold()
    if len(plain) != len(text):
        plain = text.lower().replace("\u00a0", " ")
    plain = plain.translate(TO_ASCII)
    found: dict[int, Dated] = {}
    for pattern in _general():
        for match in pattern.finditer(plain):
            parts = match.groupdict()
            month = (
                _months().get(parts["month"].rstrip("."), 0) if not parts["month"].isdigit() else int(parts["month"])
            )
            day = _day(int(parts["year"]), month, int(parts["day"]))
            if day and (match.start() not in found or match.end() > found[match.start()].end):
                found[match.start()] = Dated(day, match.start(), match.end())
    for each in _as_written(plain, language):
        overlapping = [other for other in found.values() if other.start < each.end and each.start < other.end]
        if all(each.end - each.start >= other.end - other.start for other in overlapping):
            for other in overlapping:
                del found[other.start]
            found[each.start] = each
    last = -1
    for start in sorted(found):
        if start >= last:
            yield found[start]
            last = found[start].end


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    from babel import Locale

    found: dict[str, int] = {}
    named = [languages.language(tag).locale for tag in languages.tags()]
    for locale in (*named, *OTHERS):
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                names = Locale.parse(locale).months[context][width]
                for number, name in names.items():
                    name = name.casefold().rstrip(".").replace("\u00a0", " ")
                    if not name.isdigit() and (width == "wide" or locale.startswith(("en", "de"))) and len(name) > 1:
                        found.setdefault(name, number)
    found["sept"] = 9
    return found


@cache
def _general() -> tuple[re.Pattern[str], ...]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    month = rf"(?P<month>{names})\.?"
    day, year = r"(?P<day>[0-3]?\d)", r"(?P<year>(?:1[89]|20|21)\d\d)"
    return (
        re.compile(
            rf"(?<![\d/.-]){day}(?:st|nd|rd|th|er|re|º|°|ª|\.)?\s*(?:de\s+|of\s+|d')?{month}(?:\s+(?:de|del|of))?,?\s+{year}(?!\d)"
        ),
        re.compile(rf"(?<!\w){month}\s+{day}(?:st|nd|rd|th)?,?\s+{year}(?!\d)"),
        re.compile(r"(?<!\d)(?P<year>(?:1[89]|20|21)\d\d)\s?[年]\s?(?P<month>[01]?\d)\s?月\s?(?P<day>[0-3]?\d)\s?日"),
    )


def _as_written(text: str, tag: str) -> Iterator[Dated]:
    """Dates as our letters write them, in one language or in all: found by writing every day of the years named."""
    tags = (tag,) if tag in languages.tags() else languages.tags()
    for year in sorted({int(each) for each in YEAR.findall(text)})[:8]:
        for each in tags:
            for written, day in _year(each, year).items():
                place = text.find(written)
                while place >= 0:
                    before, after = text[place - 1 : place], text[place + len(written) : place + len(written) + 1]
                    if not before.isdigit() and not after.isdigit():
                        yield Dated(day, place, place + len(written))
                    place = text.find(written, place + 1)


@cache
def _year(tag: str, year: int) -> dict[str, datetime.date]:
    language = languages.language(tag)
    start = datetime.date(year, 1, 1)
    days = (start + datetime.timedelta(days=number) for number in range(366))
    written = ((language.date(day.year, day.month, day.day), day) for day in days if day.year == year)
    found = {}
    for text, day in written:
        plain = text.replace("\u00a0", " ").replace("\u202f", " ").casefold().translate(TO_ASCII)
        found[plain] = day
        found[re.sub(r"\s?\S+$", "", plain) if plain.endswith("года") else plain] = day
    return found
