"""Russian: names of the case's own words in the cases, where the noun that heads them is known; names of towns.

Only the head is declined, with the adjectives before it: `Ошский городской суд`, `Ошского городского суда`. What
follows a noun is in the genitive, or behind a preposition, and stays. The heads are data (`heads` in the tables). In
doubt: None.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.rules.ru_names import gender_of, person

CASES = ("gen", "dat", "acc", "ins", "prep")
_SELF = {
    "сам": ("самого", "самому", "самого", "самим", "самом"),
    "сама": ("самой", "самой", "саму", "самой", "самой"),
}
_WHOSE = ("его", "её", "их")
_ENDINGS = {"m": ("ый", "ий", "ой"), "f": ("ая", "яя"), "n": ("ое", "ее"), "": ("ые", "ие")}  # Of adjectives.
_HUSHING, _BACK = "жчшщ", "гкх"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
_FIXED = re.compile(r"([А-ЯЁ]{2,}|[Бб]юро|СМИ)(-\d+)?$")  # Abbreviations stay as they are.
_NAME = re.compile(r"[А-ЯЁ][а-яё-]+")
_DOING = re.compile(r"(ние|тие|вие|ство|изм|ция|сия)$")


@dataclass(frozen=True)
class Headed:
    """A name: what stands before its head, the head, what follows. `sort` is the list in which the head stands."""

    before: Sequence[str]
    head: str
    rest: str
    sort: str
    genitive: str = ""  # Of a plural, which no rule tells.

    @property
    def number(self) -> str:
        return "many" if self.genitive else "one"

    @property
    def gender(self) -> str:
        if self.sort == "fixed":  # An abbreviation: what stands before it tells.
            ends = {gender for gender in "mfn" for word in self.before if word.lower().endswith(_ENDINGS[gender])}
            return ends.pop() if len(ends) == 1 else "n"
        return "" if self.genitive else {"man": "m", "woman": "f"}.get(self.sort) or _gender(self.head)

    @property
    def living(self) -> bool:
        return self.sort in ("man", "woman") or self.genitive in _heads()["living"]

    def declined(self, case: str) -> str | None:
        place = CASES.index(case)
        words = [_adjective(word, self.gender, place, self.living) for word in self.before]
        if self.genitive:
            words.append(_plural(self, place))
        elif self.head:
            words.append(self.head if self.sort == "fixed" else _noun(self.head, place, self.living))
        rest: str | None = self.rest
        if self.sort in ("man", "woman") and re.match("[А-ЯЁ]", self.rest):
            gender = gender_of(self.rest, surname=True) if self.sort == "man" and self.head else self.gender
            rest = person(self.rest, case, gender) if case != "prep" else None
        return None if rest is None else " ".join([*words, rest]).rstrip()


@cache
def _heads() -> Mapping[str, Any]:
    found: Mapping[str, Any] = tables("ru")["heads"]
    return found


def _sorts(word: str) -> Sequence[str]:
    """The lists in which a noun stands."""
    lower = word.lower()
    if lower in _heads()["people"]:
        return ("people",)
    lists = ("body", "place", "on", "document", "man", "woman", "family")
    return [sort for sort in lists if lower in _heads()[sort]] or (("fixed",) if _FIXED.match(word) else ())


def _gender(noun: str) -> str:
    lower = noun.lower()
    return "n" if lower[-1] in "оеё" else "f" if lower[-1] in "ая" or lower in _heads()["soft-feminine"] else "m"


@cache
def headed(name: str) -> Headed | None:
    """A name by its head. None where the first noun is not in the lists, or another may stand beside it."""
    words = name.split(" ")
    if words[0].lower() in _SELF and words[1:] and all(map(_NAME.fullmatch, words[1:])):
        return Headed(words[:1], "", " ".join(words[1:]), "man" if words[0].lower() == "сам" else "woman")
    before: list[str] = []
    while words[:-1] and not _sorts(words[0]) and (_stands_before(words[0]) or _is_adjective(words[0])):
        before.append(words.pop(0))
    head, rest = words[0], " ".join(words[1:])
    outside = re.sub(r"«[^»]*»", "", rest)
    if "," in outside or any(map(_sorts, re.findall(r"\bи ([\w-]+)", outside))):
        return None
    for sort in _sorts(head):
        found = Headed(before, head, rest, sort, _heads()["people"].get(head.lower(), ""))
        if all(_agrees(word, found.gender) for word in before):
            return found
    return None


def declined(name: str, case: str) -> str | None:
    """A name in a case: one with a head, or one that begins with a number."""
    if (found := headed(name)) is not None:
        return found.declined(case)
    many = counted(name)
    return many if many is not None and case in ("gen", "acc") else None


def _stands_before(word: str) -> bool:
    return word in _WHOSE or word.lower() in _SELF


def _is_adjective(word: str) -> bool:
    return any(word.lower().endswith(endings) and len(word) > 4 for endings in _ENDINGS.values())


def _agrees(word: str, gender: str) -> bool:
    lower = word.lower()
    return lower in _WHOSE or lower == {"m": "сам", "f": "сама"}.get(gender) or lower.endswith(_ENDINGS[gender])


def _adjective(word: str, gender: str, place: int, living: bool) -> str:
    """An adjective, or what else stands before a noun, in a case."""
    lower, stem = word.lower(), word[:-2]
    if lower in _SELF:
        return _like(word, _SELF[lower][place])
    if lower in _WHOSE:
        return word
    if CASES[place] == "acc" and gender != "f":
        if not living or gender == "n":
            return word
        place = 0
    if not gender:
        return stem + (("их", "им", "", "ими", "их") if lower.endswith("ие") else ("ых", "ым", "", "ыми", "ых"))[place]
    soft = lower.endswith(("яя", "ее", "ний")) or (stem[-1] in _HUSHING and not lower.endswith("ой"))
    if gender == "f":
        return stem + ("ей" if soft else "ой", "юю" if lower.endswith("яя") else "ую")[CASES[place] == "acc"]
    if soft:
        return stem + ("его", "ему", "", "им", "ем")[place]
    return stem + ("ого", "ому", "", "им" if stem[-1] in _BACK + _HUSHING else "ым", "ом")[place]


def _noun(word: str, place: int, living: bool = False) -> str:
    """A noun in the singular in a case, by its ending."""
    lower, stem = word.lower(), word[:-1]
    if lower in _heads()["irregular"]:
        return _like(word, _heads()["irregular"][lower][place])
    if lower.endswith("ия"):
        return stem + ("и", "и", "ю", "ей", "и")[place]
    if lower.endswith("ие"):
        return stem + ("я", "ю", "е", "ем", "и")[place]
    if lower.endswith("а"):
        hushing = lower[-2] in _HUSHING + "ц"
        genitive = "и" if lower[-2] in _BACK + _HUSHING else "ы"
        return stem + (genitive, "е", "у", "ей" if hushing else "ой", "е")[place]
    if lower.endswith("я"):
        return stem + ("и", "е", "ю", "ей", "е")[place]
    if lower in _heads()["soft-feminine"]:
        return stem + ("и", "и", "ь", "ью", "и")[place]
    if lower[-1] in "ьй":
        return stem + ("я", "ю", "я" if living else lower[-1], "ем", "е")[place]
    if lower[-1] in "ое":
        return stem + ("а", "у", lower[-1], f"{lower[-1]}м", "е")[place]
    return word + ("а", "у", "а" if living else "", "ем" if lower[-1] in _HUSHING + "ц" else "ом", "е")[place]


def _plural(name: Headed, place: int) -> str:
    lower, case = name.head.lower(), CASES[place]
    if case == "gen" or (case == "acc" and name.living):
        return _like(name.head, name.genitive)
    if case == "acc":
        return name.head
    ending = {"dat": "м", "ins": "ми", "prep": "х"}[case]
    if lower.endswith(("ые", "ие")):  # военные: an adjective.
        return name.head[:-1] + ending
    if case == "ins" and lower in ("люди", "дети"):
        return f"{name.head[:-1]}ьми"
    soft = lower.endswith(("ии", "ья")) or (name.genitive.endswith("ей") and lower[-2] not in _HUSHING)
    return name.head[:-1] + ("я" if soft else "а") + ending


def _like(word: str, form: str) -> str:
    """The form, with the capital of the word."""
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def counted(name: str) -> str | None:
    """The genitive of what begins with a number: of `несколько`, `трое`, `семь` all that follows is in the genitive."""
    first, _, rest = name.partition(" ")
    forms = tables("ru")["numbers-by-form"]
    for nominative, genitive in (("coll", "coll-gen"), ("nom-f", "gen")):
        least = 2 if nominative == "coll" else 5
        if rest and first in forms[nominative][least:]:
            return f"{forms[genitive][forms[nominative].index(first)]} {rest}"
    return f"нескольких {rest}" if rest and first == "несколько" else None


def number_of(name: str) -> str:
    """`one` or `many` where the head, or a number, tells it; of the name of a person, `one`; else empty."""
    found = headed(name)
    if found is not None:
        return found.number
    return "many" if counted(name) else "one" if gender_of(name) else ""


# --- places and charges -----------------------------------------------------------------------------------------------


def place(name: str, form: str, bare: bool) -> str | None:
    """A place as `in`, `to` or `from`, with the preposition, or as `of`. `bare`: it may be a town or a country."""
    for country in tables("ru")["country"].values():
        if bare and country["name"] == name:
            return str(country["gen" if form == "of" else form])
    found, case = headed(name), {"in": "prep", "to": "acc", "from": "gen", "of": "gen"}[form]
    if found is not None and found.sort not in ("body", "place", "on", "fixed"):
        return None
    noun = found.declined(case) if found is not None else town(name, case) if bare else None
    if noun is None or form == "of":
        return noun
    on = found is not None and found.sort == "on"
    return before("с" if on else "из", noun) if form == "from" else before("на" if on else "в", noun)


# Where a vowel drops out, adjectives, and what is no town.
_NO_TOWN = re.compile(r"(ёл|ец|ок|ёк|ый|ий|ой|ей)$|^(крым|кавказ|урал|донбасс|сахалин|памир|кипр|алтай)$")


def town(name: str, case: str) -> str | None:
    """The name of a town in one word, by its ending: `Базар-Коргоне`, `Бухару`, `Оша`."""
    if not re.fullmatch(r"[А-ЯЁ][а-яё]+(-[А-ЯЁ]?[а-яё]+)*", name) or _NO_TOWN.search(name.lower()):
        return None
    if name[-1] in "оеуюэ" or name in _heads()["unchanged"]:
        return name
    return _noun(name, CASES.index(case)) if name[-1] in f"{_CONSONANTS}ай" or name.endswith("ия") else None


def before(preposition: str, word: str) -> str:
    """`в Оше`, `во Владивостоке`; `с вокзала`, `со станции`: the preposition with what stands behind it."""
    hard = {"в": f"[вф][{_CONSONANTS}]", "с": f"[сзшж][{_CONSONANTS}]|щ|в[сзт]"}.get(preposition)
    return f"{preposition}{'о' if hard and re.match(hard, word.lower()) else ''} {word}"


def accusation(charge: str) -> str | None:
    """What somebody is accused of: `в незаконном хранении оружия`. None where no noun of doing heads the charge."""
    words = charge.split(" ")
    at = next((number for number, word in enumerate(words) if _doing(word)), None)
    if at is None or "," in charge or any(map(_doing, re.findall(r"\b(?:и|или) ([\w-]+)", charge))):
        return None
    genitive = _heads()["deeds"].get(words[at].lower(), "")
    deed = Headed(words[:at], words[at], " ".join(words[at + 1 :]), "deed", genitive)
    if not all(_is_adjective(word) and _agrees(word, deed.gender) for word in deed.before):
        return None
    told = deed.declined("prep")
    return before("в", told) if told is not None else None


def _doing(word: str) -> bool:
    lower = word.lower()
    return _DOING.search(lower) is not None or lower in _heads()["charge"] or lower in _heads()["deeds"]
