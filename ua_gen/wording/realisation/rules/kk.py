"""Kazakh: the endings of the words of the tables, of figures, and of those names whose vowels are all of one kind.

All other names need the forms that the case gives: of `Батырбеков` and `Козубаев` the root decides, not the ending.
"""

import re
from dataclasses import replace

from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase, Patterned

_BACK = frozenset("аоұыя")
_FRONT = frozenset("әөүіеиэ")  # и of our own words; of names it tells nothing.
_VOWELS = _BACK | _FRONT | frozenset("уюё")
_SYLLABIC = frozenset("аәоөұүыіеэя")  # As sounds at the end of a word: behind и, у and ю stands a glide.
_NASAL = frozenset("мнң")
_VOICELESS = frozenset("пфкқтсшщчцхһбвгд")
# Of what name the endings are safe: its last word is in Cyrillic letters, with a capital, no abbreviation.
_NAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(-[А-ЯӘҒҚҢӨҰҮҺІ]?[а-яәғқңөұүһі]+)*")
_WOMAN = re.compile(r"([ое]в|[иы]н|[сц]к)а(я)?$")  # Касымова, Садырина, Достоевская: always back.
_PATRONYMIC = re.compile(r"(?:^|(?<=[а-яәғқңөұүһі]))(ұлы|қызы)$")
_HARD = re.compile(r"[аоұыя][кг]$|[^аәоөұүыіеэярлнмйу][^аәоөұүыіеэя]$|[кг]$(?<=[рлнм].)|[ьъ]$")  # Нью-Йорк, Минск
# Words whose last vowel is no ending of possession; what does something (`жұмысшы`) is not owned either.
_WHOLE = frozenset({"кісі", "желі", "есірткі", "шекарашы", "қоқан-лоқы"})
_UNOWNED = frozenset({"Алматы", "Қарағанды", "Үрімші", "Ақсуаты"})  # Places that end like what is owned.
# Common nouns at the end of a longer name: it is they that take the endings.
_COMMON = """
    агенттігі адвокаты академиясы аймағы армиясы ассоциациясы ауданы ауруханасы ауылы әкімдігі әкімшілігі әуежайы
    баяндамашысы басқармасы батальоны бөлімі бөлімшесі бюросы вокзалы гвардиясы газеті департаменті директоры
    елшілігі жатақханасы жетекшісі заводы изоляторы институты кварталы кеңесі кеңсесі коллегиясы колония колониясы
    комиссиясы комитеті компаниясы көшесі лагері мектебі мешіті милициясы министрі министрлігі миссиясы мүшесі
    облысы округі орталығы палатасы парламенті партиясы полициясы президенті провинциясы прокуратурасы прокуроры
    редакциясы сарапшылары соты судьясы тобы төрағасы трибуналы түрмесі университеті ұйымы үйі үкіметі филиалы
    хабаршысы шіркеуі штаты өкілдігі өкілі әскері қаласы қоры қоғамы қозғалысы қызметі қызметкері
"""
_HEADS = frozenset(_COMMON.split())
_PLURAL = re.compile(r"(лар|лер|дар|дер|тар|тер)(ы|і)?$")
# Each case behind a vowel, what is voiced, м н ң, what is voiceless, and a possessive ending; `A` and `I` agree.
_SUFFIXES = {
    "acc": ("нI", "дI", "дI", "тI", "н"),
    "dat": ("ғA", "ғA", "ғA", "қA", "нA"),
    "gen": ("нIң", "дIң", "нIң", "тIң", "нIң"),
    "loc": ("дA", "дA", "дA", "тA", "ндA"),
    "abl": ("дAн", "дAн", "нAн", "тAн", "нAн"),
}
_AGREE = {True: str.maketrans("AIғқ", "аығқ"), False: str.maketrans("AIғқ", "еігк")}
# What a text of the case's own needs, by the slot: it has no form but that of a dictionary.
_OWN = {
    "charge": {
        "under": "{} деген айып бойынша",
        "under-many": "{} деген айыптар бойынша",
        "laid": "{} деген айып",
        "laid-many": "{} деген айыптар",
        "laid-acc": "{} деген айып",
        "laid-acc-many": "{} деген айыптар",
        "off": "{} деген айыпты",
        "off-many": "{} деген айыптарды",
        "over": "{} деген айып бойынша",
    },
    "condition": {"ill": "{}"},
    "with": {"with": "{} қаупін айтып"},
    "needs": {"without": "{} жоқ жағдайда"},
    "care": {
        "now": "{} берілмей отыр",
        "past": "{} берілмеген",
        "cannot": "{} ала алмай отыр",
        "could-not": "{} ала алмаған",
        "refuse": "{} беруден",
        "ensure": "{} берілуін",
    },
    "sentence": {"verb": "{} жазасын тағайындаған", "passive": "{} жазасына кесілген", "acc": "{} жазасын"},
    "law": {"by": "{} бойынша"},
    "degree": {"risk": "{}", "very": "{}", "now": "{}", "past": "{} болған", "ill": "{}"},
    "what": {"to": "{}"},
    "effect": {"would": "{}", "does": "{}"},
}
_PLACES = {"in": "loc", "to": "dat", "from": "abl", "of": "gen", "theirs-acc": "acc"}
_SPOTS = {"in": "loc", "to": "dat", "from": "abl", "of": "gen", "at": "loc", "whose": "gen"}  # Of a place's bare name.

# The last word that is read of a figure: of its units, and of its tens; and which endings (`counted`) it takes.
_READ = (
    ("нөл", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"),
    ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"),
)
_ENDINGS = ("дан", "ден", "тан", "тен", "нан", "нен")


def counted(number: int) -> int:
    """Which ending a figure takes, by the last word that is read: `40-тан` is қырықтан; up to ten it is a word."""
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0")) if number else 0
    if zeros < 2:
        word = _READ[zeros][int(digits[-1 - zeros])]
    else:
        word = "жүз" if zeros == 2 else "мың" if zeros < 6 else "миллион" if zeros < 9 else "миллиард"
    ending = _suffixed(word, "abl", owned=False).removeprefix(word)
    return _ENDINGS.index(ending) + (0 if number <= 10 else len(_ENDINGS))


def named(name: str, case: str) -> str | None:
    """A name in a case: by the common noun at its end, by the ending of a woman's name, or where no vowel is in doubt.

    Behind ы and і it may be owned (`Бұлақбасы`) or not (`Алматы`): the case has to tell.
    """
    last = name.split()[-1] if name.split() else ""
    if case == "com":
        return with_(name)
    if last in _HEADS or (last.islower() and _PLURAL.search(last)):
        return declined(name, case)
    if _PATRONYMIC.search(last):
        return _suffixed(name, case, owned=True)
    if last in _UNOWNED or (_NAME.fullmatch(last) and _WOMAN.search(last)):
        return _suffixed(name, case, owned=False)
    vowels = {letter for letter in last.lower() if letter in _VOWELS}
    if not _NAME.fullmatch(last) or not vowels or _HARD.search(last.lower()) or last[-1] in "ыі":
        return None
    if not (vowels <= _BACK or vowels <= _FRONT - {"и", "э"}):
        return None
    return _suffixed(name, case, owned=False)


def with_(name: str) -> str | None:
    """A name with what means `with`: its vowel never changes, so that only the last letter counts."""
    last = name.removesuffix("ь")[-1:]
    if not re.fullmatch("[а-яәғқңөұүһіё]", last):
        return None
    return f"{name}{'бен' if last in 'зж' else 'пен' if last in _VOICELESS else 'мен'}"


def declined(text: str, case: str) -> str | None:
    """A Kazakh word of ours in a case: `бөлімі`, `бөліміне`. A short vowel at the end is a possessive ending.

    For the words of the tables only: a name may be spoken otherwise than it is written.
    """
    if case == "com":
        return with_(text)
    if not _VOWELS.intersection(text.lower()) or not text[-1].isalpha():
        return None
    last = text.split()[-1]
    owned = last[-1] in "ыі" and last not in _WHOLE and not last.endswith(("шы", "ші"))
    return _suffixed(text, case, owned)


def _suffixed(text: str, case: str, owned: bool) -> str:
    """A word with the ending of a case, which agrees with its last sounds. `owned`: behind a possessive ending."""
    last = text.lower().removesuffix("ь")[-1]
    sort = 4 if owned else 0 if last in _SYLLABIC else 2 if last in _NASAL else 3 if last in _VOICELESS else 1
    return text + _SUFFIXES[case][sort].translate(_AGREE[_is_back(text)])


def _is_back(text: str) -> bool:
    """Whether the last vowel that tells is one of the back: of у and ю it is the vowel before (`тінту`, `қамау`)."""
    if text.endswith("ь"):
        return False
    return next((letter in _BACK for letter in reversed(text.lower()) if letter in _BACK | _FRONT), True)


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if _PLURAL.search(text) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of our own words, and of names where they are safe."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form == "his":
        return noun.find("gen")
    if form == "own":
        return name if noun.own else None
    if form == "about":  # What is feared has another name where it has happened.
        return name
    if form == "forbid":
        return named(name, "dat") if noun.own else declined(noun.get("about"), "dat")
    if noun.kind == "charge":
        return _charge(noun, name, form)
    if form == "release":  # Out of a prison; in a town, which the tables tell, and where it may be either.
        return noun.find("in" if noun.own else "from")
    if noun.own and form in _OWN.get(noun.kind, {}):
        return _OWN[noun.kind][form].format(name)
    if form == "com":
        return with_(name)
    if noun.person or noun.kind == "name":
        return named(name, form) if form in _SUFFIXES else _country(name, form, grammar)
    if not noun.own:
        return _stock(noun, _once(name), form)
    if form in _SPOTS:
        return _place(noun, name, form, grammar)
    found = named(name, form) if form in _SUFFIXES else None
    if found is None and noun.kind == "court" and form in _SUFFIXES and name[:1].isupper():
        return declined(f"{name} деген сот", form)
    return found


def _charge(noun: NounPhrase, name: str, form: str) -> str | None:
    """`«терроризм» деген айып бойынша`; an article of the law is no accusation: `174-бабы бойынша`."""
    pattern = _OWN["charge"].get(form)
    plain = noun.given("name")
    if pattern is not None and noun.own and plain is not None and re.search(r"(бабы|бап|бөлігі)$", plain):
        return f"{plain} бойынша" + {"laid": " айып", "laid-acc": " айып", "off": " айыпты"}.get(form, "")
    return None if pattern is None else pattern.format(name)


def _stock(noun: NounPhrase, name: str, form: str) -> str | None:
    """A form of a word of the tables: a case, and what some kinds have besides. A name behind it has its own."""
    kind = noun.kind
    if isinstance(noun, Patterned) and "name" in noun.used and kind in ("relative", "associate"):
        return None
    if kind == "law" and form == "by":
        law = declined(name, "dat")
        return None if law is None else f"{law} сәйкес"
    if kind == "place" and form in ("at", "whose", "theirs"):
        inside = declined(name, "loc")
        return name if form == "theirs" else declined(name, "gen") if form == "whose" else adjective(inside)
    case = _PLACES.get(form, form) if kind == "place" else form
    return declined(name, case) if case in _SUFFIXES else None


def adjective(inside: str | None) -> str | None:
    """What is there, by the locative: `Ошта`, `Оштағы`."""
    return None if inside is None else f"{inside}{'ғы' if inside[-1] == 'а' else 'гі'}"


def _place(noun: NounPhrase, name: str, form: str, grammar: Grammar) -> str | None:
    """A place that has no more than its name: `Нарында`, `Нарындағы`; `Каир деген жерде`, if that is not safe."""
    case = _SPOTS[form]
    given = noun.given("in" if form == "at" else case)
    found = given or _country(name, case, grammar) or named(name, case)
    if found is None and (name[:1].isupper() or name.isascii()):
        found = declined(f"{name} деген жер", case)
    return adjective(found) if form == "at" else found


def _country(name: str, form: str, grammar: Grammar) -> str | None:
    """The form of a country that is written like one."""
    found = next((forms for forms in grammar.tables["country"].values() if forms["name"] == name), None)
    return None if found is None else found.get(form)


def _once(text: str) -> str:
    """`Марва түрмесі` and not `Марва түрмесі түрмесі`, where a name brings the word that we add."""
    return re.sub(r"\b(\w+) \1$", r"\1", text)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`журналист Аида Касымова`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"


# The past, and what goes on: its stem, and whether that is negated. `қамаған` is no negation.
_PAST = re.compile(r"(?P<stem>\w*?(?P<no>(?<!\bқа)[мбп][ае])?)(?:ған|ген|қан|кен)$")
_STILL = re.compile(r"(?P<stem>\w+(?:(?P<no>[мбп][ае]й)|[ыі]?п)) (?P<auxiliary>отыр|жатыр|жүр)$")


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """Of two verbs of one subject the first is a converb: `кінәлі деп танып, үш жылға бас бостандығынан айырған`."""
    text = plain_order(clause, form, grammar)
    if clause.more is None:
        return text
    first = plain_order(replace(clause, more=None), form, grammar)
    link = f" {grammar.option('and')} "
    linked = converb(first, text)
    if linked is None or not text.startswith(f"{first}{link}"):
        return text
    return f"{linked}, {text.removeprefix(f'{first}{link}')}"


def converb(first: str, second: str) -> str | None:
    """A clause that another goes on from, if both are told in one tense and both are negated, or neither is."""
    one, two = _PAST.search(first), _PAST.search(second)
    if one is None or two is None:
        one, two = _STILL.search(first), _STILL.search(second)
        if one is None or two is None or one["auxiliary"] != two["auxiliary"]:
            return None
        return f"{first[: one.start()]}{one['stem']}" if bool(one["no"]) == bool(two["no"]) else None
    if bool(one["no"]) != bool(two["no"]):
        return None
    stem = one["stem"]
    if one["no"]:
        stem += "й"
    elif stem[-1] in _SYLLABIC:
        stem += "п"
    else:
        ending = "ып" if first.endswith(("ған", "қан")) else "іп"
        stem = stem[:-1] + {"қ": "ғ", "к": "г", "п": "у"}.get(stem[-1], stem[-1]) + ending
    return f"{first[: one.start()]}{stem}"
