"""Kyrgyz: the endings of the words of the tables, and of those names whose endings are safe.

All other names need the forms that the case gives.
"""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase

# The last word of a name: its endings in the accusative, dative and genitive.
_ENDINGS = (
    ("ова", ("ны", "га", "нын")),
    ("ева", ("ны", "га", "нын")),
    ("ина", ("ны", "га", "нын")),
    ("ов", ("ду", "го", "дун")),
    ("ев", ("ди", "ге", "дин")),
    ("ин", ("ди", "ге", "дин")),
    ("кызы", ("н", "на", "нын")),
    ("уулу", ("н", "на", "нун")),
)
_CASES = ("acc", "dat", "gen")
# What a vowel asks of the ending behind it: of its high vowel, and of its low one.
_HIGH = dict(zip("аыяеэиоуюёөү", "ыыыиииууууүү", strict=True))
_LOW = dict(zip("аыяеэиоуюёөү", "аааеееоааоөө", strict=True))
_VOWELS = frozenset(_HIGH)
_WHOLE = frozenset({"акы", "оору"})  # Their last vowel is no ending.
_VOICELESS = frozenset("кпстфхцчшщ")
# Each case behind a vowel, a voiced and a voiceless consonant, and behind a possessive ending; `I` and `A` agree.
_SUFFIXES = {
    "acc": ("нI", "дI", "тI", "н"),
    "dat": ("гA", "гA", "кA", "нA"),
    "gen": ("нIн", "дIн", "тIн", "нIн"),
    "loc": ("дA", "дA", "тA", "ндA"),
    "abl": ("дAн", "дAн", "тAн", "нAн"),
}
# What a text of the case's own needs, by the slot: it has no form but that of a dictionary.
_OWN = {
    "charge": {"under": "{} деген айып боюнча", "under-many": "{} деген айыптар боюнча"},
    "condition": {"ill": "{}"},
    "with": {"with": "{} менен"},
    "needs": {"without": "{} жок"},
    "care": {
        "now": "{} берилбей жатат",
        "past": "{} берилген эмес",
        "cannot": "{} ала албай жатат",
        "could-not": "{} алган эмес",
        "refuse": "{} берүүдөн",
        "ensure": "{} берилишин",
    },
    "sentence": {"verb": "{} жазасына өкүм кылган", "passive": "{} жазасына өкүм кылынган", "acc": "{} жазасын"},
    "law": {"by": "{} боюнча"},
    "degree": {"risk": "{}", "very": "{}", "now": "{}", "past": "{} болгон", "ill": "{}"},
    "what": {"to": "{}"},
    "effect": {"would": "{}", "does": "{}"},
}
_PLACES = {"in": "loc", "to": "dat", "from": "abl", "of": "gen", "theirs-acc": "acc"}


def person(name: str, case: str) -> str | None:
    """A person's name in a case, by its ending."""
    for ending, suffixes in _ENDINGS:
        if name.endswith(ending):
            return name + suffixes[_CASES.index(case)]
    return None


def declined(text: str, case: str) -> str | None:
    """A Kyrgyz word of ours in a case: `бөлүмү`, `бөлүмүнө`. A short vowel at the end is a possessive ending.

    For the words of the tables only: a name may be spoken otherwise than it is written.
    """
    stem = text.removesuffix("ь")
    vowels = [letter for letter in stem.lower() if letter in _VOWELS]
    if not vowels or not stem[-1].isalpha():
        return None
    vowel, last = vowels[-1], stem[-1]
    owned = last in "ыиуү" and stem[-2] not in _VOWELS | {"ч"}  # Not so in `жумушчу`, who does something.
    if owned and stem.split()[-1] not in _WHOLE:
        suffix = _SUFFIXES[case][3]
    else:
        suffix = _SUFFIXES[case][0 if last in _VOWELS else 2 if last in _VOICELESS else 1]
    return stem + suffix.replace("I", _HIGH[vowel]).replace("A", _LOW[vowel])


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if text.endswith(("лар", "лер", "лор", "лөр", "лары", "лери", "лору", "лөрү")) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of the names of people, of our own words, and of a court's last word."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form == "his":
        return noun.find("gen")
    if form == "own":
        return name if noun.own else None
    if (noun.own or noun.kind == "charge") and form in _OWN.get(noun.kind, {}):
        return _OWN[noun.kind][form].format(name)
    if (noun.person or noun.kind == "name") and form in _CASES and not name.endswith("соту"):
        return person(name, form)
    if not noun.own and not noun.person:
        return _stock(_once(name), noun.kind, form)
    if form in ("at", "whose"):
        return _town(noun, name, form)
    if name.endswith("соту"):  # It has its own endings, safe for every court.
        suffix = {"acc": "н", "dat": "на", "gen": "нун", "loc": "нда"}.get(form)
        return None if suffix is None else name + suffix
    return None


def _stock(name: str, kind: str, form: str) -> str | None:
    """A form of a word of the tables: a case, and what some kinds have besides."""
    if kind == "law" and form == "by":
        law = declined(name, "dat")
        return None if law is None else f"{law} ылайык"
    if kind == "place" and form in ("at", "whose", "theirs"):
        inside = declined(name, "loc")
        return name if form == "theirs" else declined(name, "gen") if form == "whose" else adjective(inside)
    case = _PLACES.get(form, form) if kind == "place" else form
    return declined(name, case) if case in _SUFFIXES else None


def adjective(inside: str | None) -> str | None:
    """What is there, by the locative: `Ошто`, `Оштогу`."""
    return None if inside is None else f"{inside}г{_HIGH[inside[-1]]}"


def _town(noun: NounPhrase, name: str, form: str) -> str:
    """What is in a town that has no more than its name: its kind takes the endings."""
    if form == "at":
        return adjective(noun.given("in")) or f"{name} шаарындагы"
    return noun.given("gen") or f"{name} шаарынын"


def _once(text: str) -> str:
    """`Марва түрмөсү` and not `Марва түрмөсү түрмөсү`, where a name brings the word that we add."""
    return re.sub(r"\b(\w+) \1$", r"\1", text)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`журналист Аида Касымова`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"
