"""What ua-gen knows of a language: its phrases, dates, lists, names of countries and languages, fonts.

Longer than most: it is one record of all that a language may declare.
"""

import datetime
import gettext
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ua_gen.compiled import fresh, sources
from ua_gen.diagnostics import Misuse, UaGenError, suggest
from ua_gen.languages.data import read_data
from ua_gen.languages.phrases import FINER, english_phrases

if TYPE_CHECKING:
    from babel import Locale

HERE = Path(str(files("ua_gen.languages")))


class MissingPhrase(UaGenError, LookupError):
    """The catalogue of a language lacks a phrase. The first argument is the phrase's key."""


@dataclass(frozen=True, slots=True)
class Dates:
    """CLDR patterns for dates in letters, and one for the first of a month where it differs.

    `month` and `year` have the form that sentences need (in June 2010); `alone_month` and `alone_year` are for dates
    that stand alone, where that form differs. `{month}` stands for a name from `months`, `{named}` for one as it stands
    in a dictionary; `{y-th}` and `{d-th}` for the ordinal ending of year and day.
    """

    day: str
    month: str
    year: str
    first: str = ""
    alone_month: str = ""
    alone_year: str = ""


@dataclass(frozen=True)
class Language:
    """A language's data file, and what can be said with it. `tag` is its BCP 47 tag.

    `months` are names of months for `{month}` in date patterns, `ordinals` endings for `{d-th}` by the last part of
    the number that is read aloud: 1 to 9, 10 to 90, 100, 1000. `lists` are patterns for the end of a list where
    CLDR's are wrong: `standard` (and) and `or`, such as `{0} ва {1}`, or such patterns by the regular expression that
    the last item must match. `agreement` names the forms of phrases.AGREEMENT and FINER that it distinguishes.
    """

    tag: str
    name: str
    english: str
    locale: str
    dates: Dates
    fonts: Mapping[str, Sequence[str]]
    packages: Mapping[str, str]
    direction: Literal["ltr", "rtl"] = "ltr"
    agreement: Sequence[str] = ()
    reviewed: str | Literal[False] = False
    months: Sequence[str] = ()
    ordinals: Mapping[int, str] = field(default_factory=dict)
    lists: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)
    comma: str = ", "
    list_marks: Sequence[str] = ()  # What items of a list begin with in plain text, where it is no dash: 一、
    comma_before_clause: str = ""  # Where another mark than that of lists stands before an explanation.
    script: str = "Latn"
    salutation_mark: str = ","
    full_stop: str = "."
    semicolon: str = ";"
    colon: str = ": "
    space: str = " "  # Between sentences.
    paragraph: int = 420  # Characters after which the telling of events begins a new paragraph.
    grouping: str = ""  # What sets thousands apart from 10 000 on, below which nothing does; else as CLDR has it.
    digits: str = ""  # The figures of dates and terms from 0 to 9, where they are not those of Latin script.
    clause_capital: bool = False  # A clause after its attribution begins with a capital, as after a German colon.
    quotes: Sequence[str] = ("“", "”")
    language_names: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    no_break_after: Sequence[str] = ()
    contractions: Mapping[str, str] = field(default_factory=dict)  # What a value changes before it: `il 8`, to l’8.
    closings: Mapping[str, str] = field(default_factory=dict)  # By the salutation that asks for another than the post.
    subject: str = "name"  # The form of the names in `letter.subject`: French puts its *de* before each.
    variant_of: str = ""  # The language whose files this one is laid over: `compile` puts them together.
    words: Sequence[Sequence[str]] = ()  # What it writes otherwise: a regular expression, and what stands for it.
    dotted_i: bool = False  # The capital of i is İ, as in Turkish; that of ı is I.
    greeting: str = "name"  # The form of those in `solidarity.greeting`: Ukrainian has a vocative.
    engine: int = 1  # 2: its sentences are made of frames (`frames.po`, `tables.yaml`), not of the catalogue alone.

    def __getstate__(self) -> dict[str, Any]:
        """Sent to another process, it leaves here what can be read again there."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @cached_property
    def _translations(self) -> gettext.NullTranslations | None:
        folder = HERE / self.tag
        po = folder / "catalogue.po"
        # A wheel has only the compiled form. In a checkout the source may be newer: then it is what counts.
        if (made := fresh(po, ".mo")) is not None:
            compiled = made
        elif any(each.exists() for each in sources(po) if each.name == po.name):
            from ua_gen.languages.compile import compile_po

            compiled = compile_po(po)
        else:
            return None  # English: the phrases themselves.
        translations = gettext.GNUTranslations(BytesIO(compiled))
        translations.add_fallback(_Missing())
        return translations

    def text(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
        """The phrase `key` in this language with the values put in. Raises MissingPhrase.

        `agreement` is one of phrases.AGREEMENT or FINER, for phrases that agree with a person.
        """
        text = fill(self.raw(key, agreement), values)
        for pattern, contracted in self.contractions.items():
            text = re.sub(pattern, contracted, text)
        return text

    def raw(self, key: str, agreement: str = "neutral") -> str:
        """The phrase with its placeholders still in it. Raises MissingPhrase."""
        phrase = english_phrases().get(key)
        if phrase is None:
            raise MissingPhrase(key)
        form = self._form(agreement) if phrase.agrees else ""
        original = phrase.english(form)
        if self._translations is not None:
            context = key if form not in self.agreement else f"{key}|{form}"
            original = self._translations.pgettext(context, original)
        return original

    def _form(self, agreement: str) -> str:
        """The nearest form to `agreement` that this language distinguishes."""
        forms = (agreement, *FINER.get(agreement, ()))
        return next((form for form in forms if form in self.agreement), forms[-1])

    def count(self, key: str, number: int) -> str:
        """The phrase `key` for a number of things: `7 years`."""
        forms = english_phrases()[key].forms
        if self._translations is not None:
            text = self._translations.npgettext(key, forms["singular"], forms["plural"], number)
        else:
            text = forms["singular" if number == 1 else "plural"]
        return fill(text, {"n": self.figures(str(number))})

    def date(self, year: int, month: int | None = None, day: int | None = None, *, alone: bool = False) -> str:
        """A date, or a month or year, as sentences in this language need it, or as it stands `alone`."""
        from babel.dates import format_date

        dates = self.dates
        pattern = dates.day if day else dates.month if month else dates.year
        if day == 1 and dates.first:
            pattern = dates.first
        if alone and not day:
            pattern = (dates.alone_month if month else dates.alone_year) or pattern
        for letter, number in (("y", year), ("d", day)):
            if f"{{{letter}-th}}" in pattern and number:
                pattern = pattern.replace(f"{{{letter}-th}}", f"'{self._ending(number)}'")
        if "{month}" in pattern and month:
            pattern = pattern.replace("{month}", f"'{self.months[month - 1]}'")
        if "{named}" in pattern and month:
            pattern = pattern.replace("{named}", f"'{self._locale.months['stand-alone']['wide'][month]}'")
        return self.figures(str(format_date(datetime.date(year, month or 1, day or 1), pattern, self._locale)))

    def number(self, number: int) -> str:
        """A number in figures, grouped as the language groups them: `4,470`."""
        from babel.numbers import format_decimal

        if self.grouping:
            return self.figures(f"{number:,}".replace(",", self.grouping) if number >= 10_000 else str(number))
        return self.figures(str(format_decimal(number, locale=self._locale, numbering_system="default")))  # ۴٬۴۷۰

    def figures(self, text: str) -> str:
        """A text with its figures in those of this language."""
        return text.translate({ord("0") + value: digit for value, digit in enumerate(self.digits)})

    def _ending(self, number: int) -> str:
        """The ending of an ordinal, which follows how the number is read: 15th as the five of fifteen."""
        place = next(place for place in (1, 10, 100, 1000) if number // place % 10 or place == 1000)
        return self.ordinals[number // place % 10 * place if place < 100 else place]

    def join(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        """`A, B and C`, or with `or`."""
        if style in self.lists:
            *first, last = items or ("",)
            choice = self.lists[style]
            if not isinstance(choice, str):
                choice = next(pattern for beginning, pattern in choice.items() if re.match(beginning, last))
            return choice.format(self.comma.join(first), last) if first else last
        from babel.lists import format_list

        return str(format_list(items, style, self._locale))

    def country(self, code: str) -> str:
        return str(self.countries.get(code) or self._locale.territories.get(code) or code)

    def language_name(self, tag: str) -> str:
        """The name of another language, in the form that `sheet.write-in` needs."""
        if tag in self.language_names:
            return self.language_names[tag]
        return self.own_name(tag)

    def list_mark(self, number: int) -> str:
        """What the item of this number begins with in plain text."""
        return self.list_marks[number - 1] if number <= len(self.list_marks) else "- "

    @property
    def clause_comma(self) -> str:
        return self.comma_before_clause or self.comma

    def fonts_lacking(self, installed: Collection[str]) -> list[str]:
        """The families that pages in this language should be set in, and that are not there.

        Of families for Latin and Cyrillic letters one is enough; in other scripts one family has the letters and
        another the figures and foreign names, so that each is needed.
        """
        lacking = []
        for families in self.fonts.values():
            missing = [family for family in families if family not in installed]
            if self.script not in ("Latn", "Cyrl"):
                lacking += missing
            elif len(missing) == len(families):
                lacking.append(families[0])
        return list(dict.fromkeys(lacking))

    def own_name(self, tag: str) -> str:
        """The name of another language by itself, as it stands in a dictionary."""
        names: Mapping[str, str] = self._locale.languages
        return str(names.get(tag.replace("-", "_")) or names.get(tag.partition("-")[0]) or tag)

    @cached_property
    def _locale(self) -> "Locale":
        from babel import Locale

        return Locale.parse(self.locale)

    def quote(self, text: str) -> str:
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def isolate(self, text: str) -> str:
        """Text that may run the other way, such as a telephone number in Arabic, kept whole and in its own order.

        The marks are those of Unicode's report 9. Without them +996 312 would print as 312 996+.
        """
        if self.direction == "ltr" and text.isascii():  # Nearly every text: nothing in it runs leftward.
            return text
        strong = {unicodedata.bidirectional(character) for character in text}
        leftward = bool(strong & {"R", "AL"})
        if self.direction == "rtl":
            return text if leftward or not text else f"\u2066{text}\u2069"
        return f"\u2068{text}\u2069" if leftward else text

    def upper(self, text: str) -> str:
        """Capitals; in Turkish i keeps its dot."""
        return (text.replace("i", "İ") if self.dotted_i else text).upper()

    def capitalised(self, text: str) -> str:
        """A text with a capital at its start."""
        return self.upper(text[:1]) + text[1:]

    def tie(self, text: str) -> str:
        """Text with no-break spaces where a typist of this language would not end a line."""
        text = self._numbers.sub("\\1\u00a0", text)  # 2 September, 7 years
        text = text.replace(" — ", "\u00a0— ")
        return self._ties.sub("\\1\u00a0", text) if self.no_break_after else text

    @cached_property
    def _numbers(self) -> re.Pattern[str]:
        dot = r"\.?" if "d." in self.dates.day else ""  # 2. September
        return re.compile(rf"\b(\d{{1,2}}{dot}) (?=[^\W\d_])")

    @cached_property
    def _ties(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, self.no_break_after))
        return re.compile(rf"(?<![\w-])({words}) ", re.IGNORECASE)


class _Missing(gettext.NullTranslations):
    """The end of every look-up: no phrase is ever replaced by its English original."""

    def pgettext(self, context: str, message: str) -> str:
        raise MissingPhrase(context.partition("|")[0])

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        raise MissingPhrase(context)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with each `{name}` replaced. Empty pieces leave no double spaces and no stray commas behind.

    It is not `str.format`, which would let a translator's text reach into objects.
    """

    def value(match: re.Match[str]) -> str:
        comma, name = match.groups("")
        return values[name] and comma + values[name]  # An empty piece takes the comma before it along.

    filled = re.sub(r"([,،、] ?)?\{(\w+)\}", value, text)
    return re.sub(r" (?=[ ,;.:!?،؛。])", "", filled).lstrip(" ,،、").rstrip()


@cache
def tags() -> tuple[str, ...]:
    """The tags of all languages there are, English first."""
    found = sorted(path.parent.name for path in HERE.glob("*/language.yaml"))
    return ("en", *(tag for tag in found if tag != "en"))


@cache
def language(tag: str) -> Language:
    """The language of a tag. Raises KeyError if there is no such language here."""
    if tag not in tags():
        raise KeyError(tag)
    data: dict[str, Any] = read_data(HERE / tag / "language.yaml")
    if "ordinals" in data:  # In the compiled form all keys are texts.
        data["ordinals"] = {int(number): ending for number, ending in data["ordinals"].items()}
    known = [each.name for each in fields(Language) if each.init]
    if unknown := [key for key in data if key not in known]:
        raise Misuse(f"{tag}/language.yaml has no key `{unknown[0]}`", suggest(unknown[0], known))
    return Language(tag, **{**data, "dates": Dates(**data["dates"])})
