"""Kyrgyz: the endings of the words of the tables, of figures, and of those names that are spoken as they are written.

All other names need the forms that the case gives.
"""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase

# What a vowel asks of the ending behind it: of its high vowel, and of its low one.
_HIGH = dict(zip("аыяеэиоуюёөү", "ыыыиииууууүү", strict=True))
_LOW = dict(zip("аыяеэиоуюёөү", "аааеееоааоөө", strict=True))
_VOWELS = frozenset(_HIGH)
_WHOLE = frozenset({"акы", "оору"})  # Their last vowel is no ending.
_VOICELESS = frozenset("кпстфхцчшщ")
# Of what name the endings are safe: one in Kyrgyz letters, with a capital, no abbreviation. Not where its last vowel is
# ё or ю, which are spoken in two ways.
_NAME = re.compile(r"[А-ЯЁӨҮ][а-яёңөү]+(-[А-ЯЁӨҮ]?[а-яёңөү]+)*")
# Common nouns at the end of a longer name: it is they that take the endings.
_COMMON = """
    абагы абак агенттиги адвокаты администрациясы аймагы айыл айылы академиясы арасы армия армиясы ассоциациясы
    аэропорту аянты базасы батальон батальону башкармалыгы баяндамасы баяндамачысы бекети билдирүүсү бирлиги борбору
    бөлүмчөсү бөлүмү вокзалы гвардиясы гезити департаменти директору досу жакындары жетекчиси изолятору имараты
    институту камерасы кварталы кеңеши кеңсе кеңсеси коллегиясы колония колониясы комиссия комиссиясы комитет
    комитети компаниясы конушу коому кошунасы кызматкери кызматы кызы кыймылы кыштагы көчөсү лагери лагерь
    мейманканасы мектеби мечити милиция милициясы министри министрлиги министрлик миссиясы мэриясы мүчөсү облусу
    округу оорукана ооруканасы палатасы парламенти партиясы полиция полициясы президенти провинциясы прокуратура
    прокуратурасы прокурору району редакциясы сот соту судьясы тобу трибуналы түрмө түрмөсү төрагасы университети
    уулу уюм уюму филиалы фонду чиркөөсү шаарчасы шаары штаты эксперттери элчилиги үй-бүлөсү үйү өкмөтү өкүлчүлүгү
    өкүлү
"""
_HEADS = frozenset(_COMMON.split())
# Places that end like what is owned, and are not.
_UNOWNED = frozenset({"Алматы", "Ат-Башы", "Баку", "Дели", "Нью-Дели", "Сочи", "Сүлүктү"})
_PLURAL = re.compile(r"(лар|лер|лор|лөр|дар|дер|дор|дөр|тар|тер|тор|төр)[ыиуү]?$")
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
    "charge": {
        "under": "{} деген айып боюнча",
        "under-many": "{} деген айыптар боюнча",
        "laid": "{} деген айып",
        "laid-many": "{} деген айыптар",
        "laid-acc": "{} деген айып",
        "laid-acc-many": "{} деген айыптарды",
        "off": "{} деген айыпты",
        "off-many": "{} деген айыптарды",
        "over": "{} боюнча",
    },
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
_SPOTS = {"in": "loc", "to": "dat", "from": "abl", "of": "gen", "at": "loc", "whose": "gen"}  # Of a place's bare name.

# The last word that is read of a figure: of its units, and of its tens.
_READ = (
    ("нөл", "бир", "эки", "үч", "төрт", "беш", "алты", "жети", "сегиз", "тогуз"),
    ("", "он", "жыйырма", "отуз", "кырк", "элүү", "алтымыш", "жетимиш", "сексен", "токсон"),
)


def counted(number: int) -> int:
    """Which ending a figure takes, by the last word that is read: `40тан` is кырктан, `50дөн` элүүдөн."""
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0")) if number else 0
    if zeros < 2:
        word = _READ[zeros][int(digits[-1 - zeros])]
    else:
        word = "жүз" if zeros == 2 else "миң" if zeros < 6 else "миллион" if zeros < 9 else "миллиард"
    vowel = next(letter for letter in reversed(word) if letter in _VOWELS)
    return "аеоө".index(_LOW[vowel]) + 4 * (word[-1] in _VOICELESS)


def person(name: str, case: str) -> str | None:
    """A person's name in a case, where it is spoken as it is written."""
    return _named(name, case, short=True)


def named(name: str, case: str) -> str | None:
    """The name of a place or a body in a case: by the common noun at its end, or where it is spoken as it is written.

    A short high vowel at its end may be a possessive ending (`Булак-Башы`) or none (`Алматы`): the case has to tell.
    """
    return _named(name, case, short=False)


def _named(name: str, case: str, short: bool) -> str | None:
    last = name.split()[-1] if name.split() else ""
    if last in _HEADS or (last.islower() and _PLURAL.search(last)):
        return declined(name, case)
    vowels = [letter for letter in last.lower() if letter in _VOWELS]
    if not _NAME.fullmatch(last) or not vowels or vowels[-1] in "ёю" or last.endswith("ъ"):
        return None
    if last[-1] in "ыиуү" and last[-2] not in _VOWELS and not short and last not in _UNOWNED:
        return None
    return _suffixed(name, case, owned=False)


def declined(text: str, case: str) -> str | None:
    """A Kyrgyz word of ours in a case: `бөлүмү`, `бөлүмүнө`. A short vowel at the end is a possessive ending.

    For the words of the tables only: a name may be spoken otherwise than it is written.
    """
    stem = text.removesuffix("ь")
    if not _VOWELS.intersection(stem.lower()) or not stem[-1].isalpha():
        return None
    last = stem[-1]
    owned = last in "ыиуү" and stem[-2] not in _VOWELS | {"ч"}  # Not so in `жумушчу`, who does something.
    return _suffixed(text, case, owned and stem.split()[-1] not in _WHOLE)


def _suffixed(text: str, case: str, owned: bool) -> str:
    """A word with the ending of a case, which agrees with its last sounds. `owned`: behind a possessive ending."""
    stem = text.removesuffix("ь")
    vowel = next(letter for letter in reversed(stem.lower()) if letter in _VOWELS)
    last = stem[-1]
    suffix = _SUFFIXES[case][3 if owned else 0 if last in _VOWELS else 2 if last in _VOICELESS else 1]
    return stem + suffix.replace("I", _HIGH[vowel]).replace("A", _LOW[vowel])


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if text.endswith(("лар", "лер", "лор", "лөр", "лары", "лери", "лору", "лөрү")) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of our own words, and of names where they are safe."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form == "com":  # Before `менен`, which only pronouns stand otherwise before: `аны менен`.
        return name
    if form == "his":
        return noun.find("gen")
    if form == "own":
        return name if noun.own else None
    if noun.kind == "charge":
        return _charge(noun, name, form)
    if noun.own and form in _OWN.get(noun.kind, {}):
        return _OWN[noun.kind][form].format(name)
    if noun.person or noun.kind == "name":
        return person(name, form) if form in _SUFFIXES else None
    if not noun.own:
        return _stock(_once(name), noun.kind, form)
    if form in _SPOTS:
        return _place(noun, name, form)
    found = named(name, form) if form in _SUFFIXES else None
    if found is None and noun.kind == "court" and form in _SUFFIXES and name[:1].isupper():
        return declined(f"{name} деген сот", form)
    return found


def _charge(noun: NounPhrase, name: str, form: str) -> str | None:
    """`«терроризм» деген айып боюнча`; an article of the law is no accusation: `330-беренеси боюнча`."""
    pattern = _OWN["charge"].get(form)
    plain = noun.given("name")
    if pattern is not None and noun.own and plain is not None and plain.endswith("беренеси"):
        return f"{plain} боюнча" + {"laid": " айып", "laid-acc": " айып", "off": " айыпты"}.get(form, "")
    return None if pattern is None else pattern.format(name)


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


def _place(noun: NounPhrase, name: str, form: str) -> str | None:
    """A place that has no more than its name: `Нарында`, `Нарындагы`; `Булак-Башы деген жерде`, if that is not safe."""
    case = _SPOTS[form]
    given = noun.given("in" if form == "at" else case)
    found = given or named(name, case)
    if found is None and (name[:1].isupper() or name.isascii()):
        found = declined(f"{name} деген жер", case)
    return adjective(found) if form == "at" else found


def _once(text: str) -> str:
    """`Марва түрмөсү` and not `Марва түрмөсү түрмөсү`, where a name brings the word that we add."""
    return re.sub(r"\b(\w+) \1$", r"\1", text)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`журналист Аида Касымова`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"
