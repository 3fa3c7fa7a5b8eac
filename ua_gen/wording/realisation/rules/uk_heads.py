"""Ukrainian: names of the case's own words in the cases, where the noun that heads them is known; names of towns.

Only the head is declined, with the adjectives before it: `Ошський міський суд`, `Ошського міського суду`. What follows
a noun is in the genitive, or behind a preposition, and stays. The heads are data: `heads` in the tables. Else: None.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.rules.uk_names import gender_of, person

CASES = ("gen", "dat", "acc", "ins", "prep")
_SELF = {
    "сам": ("самого", "самому", "самого", "самим", "самому"),
    "сама": ("самої", "самій", "саму", "самою", "самій"),
}
_WHOSE = ("його", "її")
_ENDINGS = {"m": ("ий", "ій"), "f": ("а", "я"), "n": ("е", "є"), "": ("і",)}  # Of adjectives.
_HUSHING, _BACK = "жчшщ", "гґкх"
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_FIXED = re.compile(r"([А-ЯЄІЇҐ]{2,}|[Бб]юро|ЗМІ)(-\d+)?$")  # Abbreviations stay as they are.
_NAME = re.compile(r"[А-ЯЄІЇҐ][а-яєіїґ’ʼ'-]+")
_DOING = re.compile(r"(ння|ття|лля|ство|цтво|ізм|изм|ція|сія)$")
_SOFT_PLURALS = ("ішні", "ишні", "ошні", "аншні", "середні", "їхні")


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
        if self.sort in ("man", "woman") and _NAME.match(self.rest):
            gender = gender_of(self.rest, surname=True) if self.sort == "man" and self.head else self.gender
            rest = person(self.rest, case, gender) if case != "prep" else None
        return None if rest is None else " ".join([*words, rest]).rstrip()


@cache
def _heads() -> Mapping[str, Any]:
    found: Mapping[str, Any] = tables("uk")["heads"]
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
    if lower in _heads()["soft-feminine"]:
        return "f"
    return "n" if lower[-1] in "ое" or re.search("(ння|ття|лля)$", lower) else "f" if lower[-1] in "ая" else "m"


@cache
def headed(name: str) -> Headed | None:
    """A name by its head. None where the first noun is not in the lists, or another may stand beside it."""
    words = name.split(" ")
    if words[0].lower() in _SELF and words[1:] and all(map(_NAME.fullmatch, words[1:])):
        return Headed(words[:1], "", " ".join(words[1:]), "man" if words[0].lower() == "сам" else "woman")
    before: list[str] = []
    while words[:-1] and _comes_before(words[0], words[1]):
        before.append(words.pop(0))
    head, rest = words[0], " ".join(words[1:])
    outside = re.sub(r"«[^»]*»", "", rest)
    if "," in outside or any(map(_sorts, re.findall(r"\b(?:і|й|та) ([\w’-]+)", outside))):
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


def _comes_before(word: str, following: str) -> bool:
    """Whether a word stands before a head: `слідчий` does in `слідчий ізолятор`, and is one in `слідчий Аскаров`."""
    if _sorts(word):
        return _is_adjective(word) and bool(_sorts(following))
    return _stands_before(word) or _is_adjective(word)


def _stands_before(word: str) -> bool:
    return word in _WHOSE or word.lower() in _SELF


def _is_adjective(word: str) -> bool:
    return any(word.lower().endswith(endings) and len(word) > 4 for endings in _ENDINGS.values())


def _agrees(word: str, gender: str) -> bool:
    lower = word.lower()
    return lower in _WHOSE or lower == {"m": "сам", "f": "сама"}.get(gender) or lower.endswith(_ENDINGS[gender])


def _adjective(word: str, gender: str, place: int, living: bool) -> str:
    """An adjective, or what else stands before a noun, in a case."""
    lower = word.lower()
    if lower in _SELF:
        return _like(word, _SELF[lower][place])
    if lower in _WHOSE:
        return word
    if CASES[place] == "acc" and gender != "f":
        if not living or gender == "n":
            return word
        place = 0
    if not gender:
        ending = "і" if lower.endswith(_SOFT_PLURALS) else "и"
        return word[:-1] + ending + ("х", "м", "", "ми", "х")[place]
    stem = word[:-2] if gender == "m" else word[:-1]
    if gender == "f":
        soft = lower.endswith("я")
        return stem + (("ьої", "ій", "ю", "ьою", "ій") if soft else ("ої", "ій", "у", "ою", "ій"))[place]
    soft = lower.endswith(("ій", "є"))
    return stem + (("ього", "ьому", "", "ім", "ьому") if soft else ("ого", "ому", "", "им", "ому"))[place]


def _noun(word: str, place: int, living: bool = False) -> str:
    """A noun in the singular in a case, by its ending."""
    lower, stem = word.lower(), word[:-1]
    if lower in _heads()["irregular"]:
        return _like(word, _heads()["irregular"][lower][place])
    if re.search("(ння|ття|лля)$", lower):
        return (word, f"{stem}ю", word, f"{word}м", f"{stem}і")[place]
    if lower.endswith("ія"):
        return stem + ("ї", "ї", "ю", "єю", "ї")[place]
    if lower.endswith("а"):
        hushing = lower[-2] in _HUSHING
        softer = stem[:-1] + {"г": "з", "ґ": "з", "к": "ц", "х": "с"}.get(stem[-1].lower(), stem[-1])
        genitive = stem + ("і" if hushing else "и")
        return (genitive, f"{softer}і", f"{stem}у", stem + ("ею" if hushing else "ою"), f"{softer}і")[place]
    if lower.endswith("я"):
        return stem + ("і", "і", "ю", "ею", "і")[place]
    if lower in _heads()["soft-feminine"]:
        root = stem if lower.endswith("ь") else word
        return (f"{root}і", f"{root}і", word, f"{root}ю", f"{root}і")[place]
    if lower.endswith("о"):
        locative = "у" if lower[-2] in _BACK else "і"
        return stem + ("а", "у", "о", "ом", locative)[place]
    if lower.endswith("е"):
        return stem + ("а", "у", "е", "ем", "і")[place]
    if lower[-1] in "ьй":
        of = "я" if living or lower in _heads()["in-a"] else "ю"
        instrumental = "єм" if lower[-1] == "й" else "ем"
        if lower[-1] == "й" and lower[-2:-1] in "аеиоіуєїюя":
            return stem + (of, "ю", of if living else "й", instrumental, "ї")[place]
        return stem + (of, "ю", of if living else lower[-1], instrumental, "і")[place]
    of = "а" if living or lower in _heads()["in-a"] else "у"
    locative = "у" if lower[-1] in _BACK else "і"
    return word + (of, "у", of if living else "", "ем" if lower[-1] in _HUSHING else "ом", locative)[place]


def _plural(name: Headed, place: int) -> str:
    lower, case = name.head.lower(), CASES[place]
    if case == "gen" or (case == "acc" and name.living):
        return _like(name.head, name.genitive)
    if case == "acc":
        return name.head
    ending = {"dat": "м", "ins": "ми", "prep": "х"}[case]
    if name.genitive.endswith("их"):  # військові: an adjective.
        return name.head[:-1] + "и" + ending
    if case == "ins" and lower in ("люди", "діти"):
        return f"{name.head[:-1]}ьми"
    if lower == "друзі":
        return f"{name.head[:-1]}я{ending}"
    soft = lower.endswith(("ння", "ття", "ії", "ці", "лі", "рі", "ді", "ні", "ті")) or lower in ("люди", "діти")
    return name.head[:-1] + ("я" if soft else "а") + ending


def _like(word: str, form: str) -> str:
    """The form, with the capital of the word."""
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def counted(name: str) -> str | None:
    """The genitive of what begins with a number: of `кілька`, `троє`, `сім` all that follows is in the genitive."""
    first, _, rest = name.partition(" ")
    forms = tables("uk")["numbers-by-form"]
    for nominative, genitive in (("coll", "coll-gen"), ("nom-f", "gen")):
        least = 2 if nominative == "coll" else 5
        if rest and first in forms[nominative][least:]:
            return f"{forms[genitive][forms[nominative].index(first)]} {rest}"
    return f"кількох {rest}" if rest and first == "кілька" else None


def number_of(name: str) -> str:
    """`one` or `many` where the head, or a number, tells it; of the name of a person, `one`; else empty."""
    found = headed(name)
    if found is not None:
        return found.number
    return "many" if counted(name) else "one" if gender_of(name) else ""


# --- places and charges -----------------------------------------------------------------------------------------------


def place(name: str, form: str, bare: bool) -> str | None:
    """A place as `in`, `to` or `from`, with the preposition, or as `of`. `bare`: it may be a town or a country."""
    for country in tables("uk")["country"].values():
        if bare and country["name"] == name:
            return str(country["gen" if form == "of" else form])
    found = headed(name)
    if found is not None and found.sort not in ("body", "place", "on", "fixed"):
        return None
    on = found is not None and found.sort == "on"
    case = "prep" if form == "in" else "acc" if form == "to" and on else "gen"
    noun = found.declined(case) if found is not None else town(name, case) if bare else None
    if noun is None or form == "of":
        return noun
    preposition = {"in": "на" if on else "в", "to": "на" if on else "до", "from": "з"}[form]
    return f"{preposition} {noun}"


# Where a vowel changes or drops out, adjectives, and what is no town.
_NO_TOWN = re.compile(
    r"(ець|ок|ек|ів|їв|ий|ій|ой|ей|ень|іль|ір|іг|ід|іт)$|^(крим|кавказ|урал|донбас|сахалін|памір|кіпр|алтай)$"
)


def town(name: str, case: str) -> str | None:
    """The name of a town in one word, by its ending: `Базар-Коргоні`, `Бухарі`, `Оша`."""
    if not re.fullmatch(r"[А-ЯЄІЇҐ][а-яєіїґ’ʼ']+(-[А-ЯЄІЇҐ]?[а-яєіїґ’ʼ']+)*", name) or _NO_TOWN.search(name.lower()):
        return None
    if name[-1] in "оеуюєиії" or name in _heads()["unchanged"]:
        return name
    if name[-1] in _CONSONANTS:
        locative = "у" if name[-1] in _BACK else "і"
        return name + {"gen": "а", "dat": "у", "acc": "", "ins": "ом", "prep": locative}[case]
    return _noun(name, CASES.index(case)) if name[-1] == "а" or name.endswith("ія") else None


def accusation(charge: str) -> str | None:
    """What somebody is accused of: `в незаконному зберіганні зброї`. None where no noun of doing heads the charge."""
    words = charge.split(" ")
    at = next((number for number, word in enumerate(words) if _doing(word)), None)
    if at is None or "," in charge or any(map(_doing, re.findall(r"\b(?:і|й|та|чи|або) ([\w’-]+)", charge))):
        return None
    genitive = _heads()["deeds"].get(words[at].lower(), "")
    deed = Headed(words[:at], words[at], " ".join(words[at + 1 :]), "deed", genitive)
    if not all(_is_adjective(word) and _agrees(word, deed.gender) for word in deed.before):
        return None
    told = deed.declined("prep")
    return f"в {told}" if told is not None else None


def _doing(word: str) -> bool:
    lower = word.lower()
    return (
        (_DOING.search(lower) is not None and lower != "стаття")
        or lower in _heads()["charge"]
        or lower in _heads()["deeds"]
    )
