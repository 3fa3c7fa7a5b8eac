"""The grammar of a language: what its tables declare, what its rules add, and how an item becomes a noun phrase."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from ua_gen.languages import Language, language
from ua_gen.languages.frames import Frame, frames, tables
from ua_gen.languages.notation import Agreeing, Finite, parse
from ua_gen.wording.realisation.nouns import DEFAULT, Joined, Missing, NounPhrase, Patterned, fill
from ua_gen.wording.realisation.records import Day, Flag, Item, Own, Party, Value


@dataclass(frozen=True)
class Grammar:
    """A language as the realiser sees it."""

    tag: str
    language: Language
    tables: Mapping[str, Any]
    frames: Mapping[str, Sequence[Frame]]
    rules: ModuleType | None
    post: str = ""

    def rule(self, name: str) -> Callable[..., Any] | None:
        """A rule of the language by name, or None if it has no such rule."""
        return getattr(self.rules, name, None)

    def option(self, name: str, default: Any = None) -> Any:
        """What the language declares under `options`."""
        return self.tables.get("options", {}).get(name, default)

    @cached_property
    def systems(self) -> Mapping[str, Mapping[int, Sequence[str]]]:
        """For `~` and `!`: what each number of alternatives stands for."""
        return {str(sign): systems for sign, systems in self.tables.get("systems", {}).items()}

    def addressed_to(self, code: str) -> "Grammar":
        """The grammar with the names of the months that a country uses, where the tables have several sets (`regions`).

        A region without `countries` is that of all others.
        """
        dates = self.tables.get("dates", {})
        for region in dates.get("regions", ()) if code else ():
            if code in region.get("countries", code).split():
                return replace(self, tables={**self.tables, "dates": {**dates, "months": {"name": region["months"]}}})
        return self

    def spoken_to_as(self, post: str) -> "Grammar":
        """The grammar of a letter to somebody who is spoken to as a minister is, or as a judge."""
        return replace(self, post=post)

    @cached_property
    def you(self) -> NounPhrase | None:
        """How sentences speak of the addressee (`addressee` in the tables): Vossa Excelência, Vossa Majestade."""
        known = self.tables.get("addressee")
        if not known:
            return None
        return NounPhrase(known.get(self.post) or known["any"], "one", rule=self.form, kind="addressee")

    @cached_property
    def neuter(self) -> bool:
        """Whether something in this language agrees with a third gender, or a pronoun stands for it."""
        features = {feature for systems in self.systems.values() for each in systems.values() for feature in each}
        return "n" in features or "n" in self.tables["pronouns"]

    def alternative(self, piece: Agreeing | Finite, controller: NounPhrase | None, report: bool) -> str:
        """The alternative that agrees with `controller`. Raises Missing where it cannot be told, or is not there."""
        if controller is None:  # The phrase names its subject itself.
            if report and len(piece.alternatives) < 2:
                raise Missing("", "report")
            return piece.alternatives[1 if report else 0]
        sign = "!" if isinstance(piece, Finite) else "~"
        features = self.systems[sign][len(piece.alternatives)]
        suffix = ".report" if report and sign == "!" else ""
        for feature in (self.rule("agreement") or agreement)(controller, sign):
            if feature + suffix in features:
                return piece.alternatives[features.index(feature + suffix)]
        raise Missing(controller.path, "report" if suffix else "gender" if controller.number else "number")

    # --- noun phrases ---------------------------------------------------------------------------------------------

    def noun(self, item: Item, path: str, context: Mapping[str, NounPhrase], kind: str = "") -> NounPhrase:
        """The noun phrase of an item of a case. `context` are those that its patterns may refer to, such as `his`."""
        if isinstance(item, Own):
            return self.own(item, path, kind)
        if isinstance(item, int):
            return NounPhrase(self._figures(item), "one" if item == 1 else "many", path=path)
        if isinstance(item, Day):
            return self.dated(item, path, True)
        if isinstance(item, Flag):
            return NounPhrase({DEFAULT: ""}, path=path)
        if isinstance(item, Party):
            raise TypeError("parties are mentioned by the discourse")
        return self.value(item, path, context)

    def own(self, text: Own, path: str, kind: str = "", person: bool = False) -> NounPhrase:
        forms = text.texts.get(self.tag, {})
        if forms and not person and (rule := self.rule("with_article")):
            forms = {**forms, DEFAULT: rule(forms[DEFAULT], kind)}
        number = text.number
        if not number and not person and (guess := self.rule("number")) and forms:
            number = guess(forms[DEFAULT]) or ""
        gender = text.gender
        if gender == "n" and not self.neuter:
            gender = ""  # A language of two genders has another for what others have a third for.
        if not gender and not person and (guess := self.rule("gender")) and forms:
            gender = guess(forms[DEFAULT])
        return NounPhrase(
            forms, number, gender, path, rule=self.form, kind=kind, person=person, own=True,
            quote=self.quoted if kind == "charge" else None,
        )  # fmt: skip

    def value(self, value: Value, path: str, context: Mapping[str, NounPhrase]) -> NounPhrase:
        """A value of the stock, as the tables of the language tell it."""
        entry = self.tables.get(value.kind, {}).get(value.name)
        if entry is None:
            return NounPhrase({}, path=path)
        if isinstance(entry, str | list):
            entry = {DEFAULT: entry}
        args = dict(context)
        for name, item in value.args.items():
            args[name] = context[name] if isinstance(item, Party) else self.noun(item, f"{path}.{name}", context, name)
        number, gender = entry.get("number", ""), entry.get("gender", "")
        if number == "by-n":
            number = args["n"].number if "n" in args else "many"
        dual = number == "two" or (number == "many" and value.args.get("n") == 2)
        number = "many" if dual else number
        return Patterned(
            {}, number, gender, path, dual=dual, rule=self.form, kind=value.kind, patterns=entry, args=args,
            quote=self.quoted if value.kind == "charge" and self.option("quote-stock", True) else None,
        )  # fmt: skip

    def joined(self, parts: Sequence[NounPhrase], path: str) -> NounPhrase:
        """Several noun phrases as one."""
        if len(parts) == 1:
            return parts[0]
        genders = {part.gender for part in parts}
        gender = "" if "" in genders else "f" if genders == {"f"} else "m"
        dual = len(parts) == 2 and all(part.number == "one" for part in parts)
        listed = self.option("listed", {})
        between, last = next((listed[part.kind] for part in parts if part.kind in listed), ("", ""))
        join = partial(_listed, between, last) if last else self.rule("listed") or self.language.join
        return Joined(
            {}, "many", gender, path, dual=dual, rule=self.form, kind=parts[0].kind, person=parts[0].person, own=True,
            parts=parts, join=join, others=self.option("joined", {}),
        )  # fmt: skip

    def form(self, noun: NounPhrase, form: str) -> str | None:
        """A form by a rule of the language, or None."""
        rule = self.rule("form")
        return rule(noun, form, self) if rule is not None else None

    def quoted(self, text: str) -> str:
        return self.language.quote(text)

    # --- numbers and dates ------------------------------------------------------------------------------------------

    def _figures(self, number: int) -> dict[str, str]:
        words = self.tables.get("numbers", ())
        figures = self.language.number(number) if number >= 10000 else self.language.figures(str(number))
        word = words[number] if number < len(words) else figures
        found = {DEFAULT: word, "figures": figures}
        for form, table in self.tables.get("numbers-by-form", {}).items():
            found[form] = table[number] if number < len(table) else figures
        counted = self.rule("counted") or (lambda number: 0 if number == 1 else 1)
        for form, words in self.tables.get("counted", {}).items():
            found[form] = words[counted(number)]
        return found

    def of_country(self, code: str) -> "Grammar":
        """The grammar with the calendar of a country, where the language has one for it (`calendars` in the tables)."""
        calendar = self.tables.get("calendars", {}).get(code)
        if calendar is None:
            return self
        usual = self.tables["dates"]
        return replace(self, tables={**self.tables, "usual-dates": usual, "dates": {**usual, **calendar}})

    def in_calendar(self, day: Day) -> Day | None:
        """A day in the calendar of the country that is told of; None where it has none, or the day is not known."""
        rule = self.rule("calendar") if "usual-dates" in self.tables else None
        return rule(day) if rule is not None else None

    def year_of(self, day: Day) -> int:
        """The year that is told of a date."""
        return (self.in_calendar(day) or day).year

    def dated(self, day: Day, path: str, year: bool, function: str = "when", both: bool = False) -> NounPhrase:
        """A date as a noun phrase: each of its functions is a form. `both`: in both calendars, if there are two."""
        return Dated(path=path, day=day, year=year, function=function, both=both, grammar=self)

    def date(self, day: Day, function: str, year: bool, both: bool = False) -> str:
        """A date in one of its functions (`when`, `since`, `until`), with the year or without.

        `both`: with the usual date in brackets, where the country has a calendar of its own.
        """
        told = self.in_calendar(day)
        if told is None:
            return self._date(self.tables.get("usual-dates", self.tables["dates"]), day, function, year)
        text = self._date(self.tables["dates"], told, function, year)
        return f"{text} ({self._date(self.tables['usual-dates'], day, 'bare', True)})" if both else text

    def _date(self, dates: Mapping[str, Any], day: Day, function: str, year: bool) -> str:
        patterns = dates[function]
        pattern = patterns["day" if day.day else "month" if day.month else "year"]
        args = {}
        if day.month:
            names = {form: table[day.month - 1] for form, table in dates["months"].items()}
            args["month"] = NounPhrase(names)
        if day.day:
            first = dates.get("first")
            number = first if day.day == 1 and first else self.language.figures(str(day.day))
            args["d"] = NounPhrase(self._figures(day.day) | {DEFAULT: number}, rule=self.form, kind="day")
        if year or not day.month:
            # A year may take endings: `2026’da`.
            args["y"] = NounPhrase(self._figures(day.year) | {DEFAULT: self.language.figures(str(day.year))})
        if isinstance(pattern, list):  # With the year, and without it.
            pattern = pattern[0 if "y" in args else 1]
        return fill(parse(pattern), args)[0]

    def days_later(self, days: int) -> str:
        """How many days after the date that was told last: `the same day`."""
        dates = self.tables["dates"]
        if days < 2:
            return str(dates["same-day" if days == 0 else "next-day"])
        number = NounPhrase(self._figures(days), "many")
        return fill(parse(dates["days-later"]), {"n": number})[0]


def _listed(between: str, last: str, items: Sequence[str]) -> str:
    """Several items with the marks that a language has for their kind."""
    *first, end = items
    return f"{between.join(first)}{last}{end}" if first else end


_NO_DAY = Day(0)


@dataclass
class Dated(NounPhrase):
    """A date, whose forms are its functions: on, since, until."""

    day: Day = _NO_DAY
    year: bool = True
    function: str = "when"
    both: bool = False
    grammar: Grammar | None = None

    def given(self, form: str) -> str | None:
        assert self.grammar is not None
        function = self.function if form == DEFAULT else form
        if form not in self.forms and function in self.grammar.tables["dates"]:
            self.forms = {**self.forms, form: self.grammar.date(self.day, function, self.year, self.both)}
        return self.forms.get(form)


def agreement(noun: NounPhrase, sign: str = "") -> tuple[str, ...]:
    """The features that a noun phrase agrees with, the finest first: of `fd` and `md`, two, before `fp` and `mp`."""
    if noun.number == "many":
        gender = noun.gender if noun.gender in ("f", "m") else ""
        finest = ("d", "p") if noun.dual else ("p",)
        return (*(gender + number for number in finest if gender), "many")
    if noun.number == "one":
        return (noun.gender, "one") if noun.gender else ("one",)
    return ()


@cache
def grammar(tag: str) -> Grammar:
    """The grammar of a language. Raises KeyError if there is no such language."""
    names = [
        f"ua_gen.wording.realisation.rules.{each.replace('-', '_').lower()}"
        for each in (tag, language(tag).variant_of)  # A variant goes by the rules of the language beneath.
        if each
    ]
    found = next((name for name in names if find_spec(name) is not None), None)
    return Grammar(tag, language(tag), tables(tag), frames(tag), import_module(found) if found else None)
