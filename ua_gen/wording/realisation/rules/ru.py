"""Russian: names of people in all cases, by a closed rule; places and texts have the forms that the case gives."""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase

_CASES = ("gen", "dat", "acc", "ins")
SPEAKERS = ("relative", "associate", "group")  # Who says something; others have data.
PEOPLE = (*SPEAKERS, "agent")
_UNCHANGED = re.compile(r"([оеиыуюэ]|ых|их)$|^(кызы|уулу|оглы|бек|бин|ибн|аль|эль)$")
_HARD = "бвгдзклмнпрстфхжчшщц"


_QUOTED = re.compile(r"([а-яё]+) («[^»]+»)")
# What a name in quotation marks may follow: the word is declined, the name is not. Genitive, dative, accusative, …
_HEADS = {
    "организация": ("организации", "организации", "организацию", "организацией", "организации"),
    "ассоциация": ("ассоциации", "ассоциации", "ассоциацию", "ассоциацией", "ассоциации"),
    "компания": ("компании", "компании", "компанию", "компанией", "компании"),
    "партия": ("партии", "партии", "партию", "партией", "партии"),
    "газета": ("газеты", "газете", "газету", "газетой", "газете"),
    "группа": ("группы", "группе", "группу", "группой", "группе"),
    "движение": ("движения", "движению", "движение", "движением", "движении"),
    "объединение": ("объединения", "объединению", "объединение", "объединением", "объединении"),
    "общество": ("общества", "обществу", "общество", "обществом", "обществе"),
    "агентство": ("агентства", "агентству", "агентство", "агентством", "агентстве"),
    "издание": ("издания", "изданию", "издание", "изданием", "издании"),
    "фонд": ("фонда", "фонду", "фонд", "фондом", "фонде"),
    "центр": ("центра", "центру", "центр", "центром", "центре"),
    "союз": ("союза", "союзу", "союз", "союзом", "союзе"),
    "профсоюз": ("профсоюза", "профсоюзу", "профсоюз", "профсоюзом", "профсоюзе"),
    "комитет": ("комитета", "комитету", "комитет", "комитетом", "комитете"),
    "журнал": ("журнала", "журналу", "журнал", "журналом", "журнале"),
    "сайт": ("сайта", "сайту", "сайт", "сайтом", "сайте"),
    "телеканал": ("телеканала", "телеканалу", "телеканал", "телеканалом", "телеканале"),
}


def word(text: str, case: str, gender: str, last: bool) -> str | None:
    """One word of a person's name in a case: `last` is the surname. None where the rule does not reach."""
    lower = text.lower()
    place = _CASES.index(case)
    if _UNCHANGED.search(lower):
        return text
    if gender == "f":
        if last and re.search(r"(ов|ев|ёв|ин|ын)а$", lower):
            return text[:-1] + ("ой", "ой", "у", "ой")[place]
        if lower.endswith("ская") or lower.endswith("цкая"):
            return text[:-2] + ("ой", "ой", "ую", "ой")[place]
        if lower[-1] in _HARD or lower[-1] in "йь":
            return None if lower.endswith("ь") else text
        return _in_a(text, place)
    if lower.endswith(("ский", "цкий")):
        return text[:-2] + ("ого", "ому", "ого", "им")[place]
    if last and re.search(r"(ов|ев|ёв|ин|ын)$", lower):
        return text + ("а", "у", "а", "ым")[place]
    if lower[-1] in "йь":
        return text[:-1] + ("я", "ю", "я", "ем")[place]
    if lower[-1] in _HARD:
        return text + ("а", "у", "а", "ем" if lower[-1] in "жчшщц" else "ом")[place]
    return _in_a(text, place)


def _in_a(text: str, place: int) -> str | None:
    lower = text.lower()
    if lower.endswith("ия"):
        return text[:-1] + ("и", "и", "ю", "ей")[place]
    if lower.endswith("я"):
        return text[:-1] + ("и", "е", "ю", "ей")[place]
    if lower.endswith("а"):
        genitive = "и" if lower[-2:-1] in "гкхжчшщ" else "ы"
        return text[:-1] + (genitive, "е", "у", "ей" if lower[-2:-1] in "жчшщц" else "ой")[place]
    return None


def person(name: str, case: str, gender: str) -> str | None:
    """A person's name in a case; None for names in other letters and for people of unknown gender."""
    if gender not in ("m", "f") or not re.fullmatch(r"[А-Яа-яЁё\- ]+", name):
        return None
    words = name.split(" ")
    found = []
    for number, each in enumerate(words):
        last = number == len(words) - 1 and number > 0
        parts = [word(part, case, gender, last) for part in each.split("-")]
        if None in parts:
            return None
        found.append("-".join(part for part in parts if part is not None))
    return " ".join(found)


def quoted(name: str, case: str) -> str | None:
    """`организации «Рассвет»`: the generic noun in a case, the name as it is. None where the noun is not known."""
    match = _QUOTED.fullmatch(name)
    if match is None or match[1] not in _HEADS:
        return None
    return f"{_HEADS[match[1]][(*_CASES, 'prep').index(case)]} {match[2]}"


def counted(number: int) -> int:
    """Which form of a counted noun: 21 год, 22 года, 25 лет."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def number(text: str) -> str:
    """Of a name in Latin letters, or in quotation marks behind a noun; else never guessed: a verb would be wrong."""
    return "one" if quoted(text, "gen") or re.fullmatch(r"[A-Za-z0-9 .&’'-]+", text) else ""


def about(text: str) -> str:
    """The preposition of a topic with it: `о пытках`, `об исчезновениях`."""
    return f"{'об' if text[:1].lower() in 'аиоуэ' else 'о'} {text}"


def with_(text: str) -> str:
    """`с угрозами`, `со слежкой`."""
    return f"{'со' if re.match('[сзшж][бвгджзклмнпрстфхцчшщ]|щ|в[сзт]', text.lower()) else 'с'} {text}"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of the names of people, what is made of other forms; a name in Latin letters has one form."""
    name = noun.find("name")
    if noun.pronoun:
        return None
    if (made := _made(noun, form)) is not None:
        return made
    if name is None:
        return None
    if noun.person and not isinstance(noun, Joined):
        return person(name, form, noun.gender) if form in _CASES else None
    if noun.own and form in (*_CASES, "prep") and (case := quoted(name, form)) is not None:
        return case
    if noun.own and form in ("gen", "dat", "acc", "ins", "prep") and re.fullmatch(r"[A-Za-z0-9 .&’'-]+", name):
        return name
    return None


def _made(noun: NounPhrase, form: str) -> str | None:
    """A form that is another form of the same noun, or one with its preposition."""
    if form.startswith(("n-", "bare.")):  # Only pronouns have н-; only relatives say whose.
        return noun.find(form.removeprefix("n-").removeprefix("bare."))
    if form[:2] in ("m.", "f."):  # The name of a relative, whose gender the word before it tells.
        name = noun.find("name")
        return noun.given(form[2:]) or (person(name, form[2:], form[0]) if name is not None else None)
    if form == "said":
        return noun.find("name")
    if form.startswith("his."):
        return noun.find(form.removeprefix("his.").removeprefix("n-"))
    if form == "acc" and noun.kind in PEOPLE:  # Of people it is the genitive, where the tables have no other.
        return noun.find("gen")
    if form in ("gen", "of"):  # The genitive of a place goes by either name.
        return noun.given("of" if form == "gen" else "gen") if noun.own or form == "of" else None
    if form == "about" and (topic := noun.find("prep")) is not None:
        return about(topic)
    if form == "with" and (companion := noun.find("ins")) is not None:
        return with_(companion)
    if form == "for" and noun.kind == "charge" and (charge := noun.find("in")) is not None:
        return f"по обвинению {charge}" if charge.startswith(("в ", "во ")) else charge
    if form == "by" and (genitive := noun.find("gen")) is not None:  # A person says; an organisation has data.
        said = noun.kind in SPEAKERS or (noun.own and noun.gender in ("m", "f"))
        return f"{'по словам' if said else 'по данным'} {genitive}"
    return None


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Аида Касымова, журналистка из Оша,`: only in the nominative, unless the case gives the role in that form."""
    what = role.find("name") if form == "name" else role.given(form)
    return f"{name.get(form)}, {what}," if what is not None else None
