"""Ukrainian: which forms are made by rule.

Names of people: `uk_names`; other names of the case's own: `uk_heads`; what sounds well: `uk_sounds`.
"""

import re
from collections.abc import Sequence

from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase
from ua_gen.wording.realisation.rules.uk_heads import CASES as CASES_OF_NAMES
from ua_gen.wording.realisation.rules.uk_heads import Headed, accusation, declined, headed, number_of, place
from ua_gen.wording.realisation.rules.uk_names import CASES, gender_of, person, vocative
from ua_gen.wording.realisation.rules.uk_sounds import euphony

SPEAKERS = ("relative", "associate", "group")  # Who says something; others have data.
PEOPLE = (*SPEAKERS, "agent")
PLACES = ("place", "from", "to", "in", "of")
_LATIN = re.compile(r"[A-Za-z0-9 .&’'-]+")
_CASES_OF_PRONOUNS = ("acc", "gen", "dat", "ins")  # After `his.`: of the person; all others are of the possessive.


def counted(number: int) -> int:
    """Which form of a counted noun: 21 рік, 22 роки, 25 років."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def number(text: str) -> str:
    """Of a name in Latin letters, or whose first noun tells it; else never guessed: a verb would be wrong."""
    return "one" if _LATIN.fullmatch(text) else number_of(text)


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """The order of the frame, as it sounds well."""
    return euphony(plain_order(clause, form, grammar))


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of names whose declension is sure, and what is made of others; a name in Latin letters has one."""
    if noun.pronoun:
        return None
    if (made := _made(noun, form)) is not None:
        return made
    if isinstance(noun, Joined):
        return _charged(noun.parts, form)
    name = noun.given("name")
    if name is None:
        return None
    if noun.person and form == "voc":
        return vocative(name, noun.gender)
    if noun.person:
        return person(name, form, noun.gender) if form in CASES else None
    return _own(noun, name, form) if noun.own else None


def _own(noun: NounPhrase, name: str, form: str) -> str | None:
    """A form of a name of the case's own words."""
    if noun.kind == "charge":
        return accusation(name) if form == "in" else _charged((noun,), form)
    if form in CASES_OF_NAMES:
        if _LATIN.fullmatch(name):
            return name
        return declined(name, form) or (person(name, form, gender_of(name)) if form in CASES else None)
    if form in ("in", "to", "from", "of"):
        return place(name, form, noun.kind in PLACES) if noun.kind in (*PLACES, "court", "name") else None
    if form in ("town.in", "town.to", "town.from"):  # Of what is known to be a town.
        return place(name, form.removeprefix("town."), True)
    return name if form == "last" else None


def _charged(parts: Sequence[NounPhrase], form: str) -> str | None:
    """Charges that cannot be declined, in quotation marks."""
    names = [part.find("name") for part in parts if part.kind == "charge"]
    if form != "for" or not names or None in names:
        return None
    *first, last = (str(name) for name in names)
    told = f"{', '.join(first)} і {last}" if first else last
    return f"за {'обвинуваченнями, сформульованими' if first else 'обвинуваченням, сформульованим'} як {told},"


def _made(noun: NounPhrase, form: str) -> str | None:
    """A form that is another form of the same noun, or one with its preposition."""
    if form.startswith(("n-", "bare.")):  # Only pronouns have н-; only relatives say whose.
        return noun.find(form.removeprefix("n-").removeprefix("bare."))
    which, _, case = form.partition(".")
    if which in ("listed", "risks", "within"):  # Of several the tables tell the forms; one alone has none of its own.
        return noun.find(case)
    if which == "apart" and (text := noun.find(case)) is not None:  # A clause before the next.
        return f"{text},"
    if form[:2] in ("m.", "f.", "x."):  # The name of a relative: a man, a woman, or (x) as the name tells.
        name = noun.find("name")
        gender = form[0] if form[0] != "x" else gender_of(name or "")
        return noun.given(form[2:]) or (person(name, form[2:], gender) if name is not None else None)
    if form in ("said", "stated", "there"):  # A document does not speak.
        document = _document(noun)
        if document is None:
            return noun.find("name") if form == "said" else None
        return {"stated": f"як сказано в {document.declined('prep')}", "there": "там само"}.get(form)
    if which == "his":
        case = case.removeprefix("n-")
        return noun.find(case) if case in _CASES_OF_PRONOUNS else None
    if form == "acc" and noun.kind in PEOPLE:  # Of people it is the genitive, where the tables have no other.
        return noun.find("gen")
    if form in ("gen", "of"):  # The genitive of a place goes by either name.
        return noun.given("of" if form == "gen" else "gen") if noun.own or form == "of" else None
    if form == "about" and (topic := noun.find("acc")) is not None:
        return f"про {topic}"
    if form == "kept" and (inside := noun.find("in")) is not None:  # A town does not tell that somebody is held.
        return f"в ув’язненні {inside}" if noun.own and headed(noun.find("name") or "") is None else inside
    if form == "with" and (companion := noun.find("ins")) is not None:
        return f"з {companion}"
    if form == "for" and noun.kind == "charge" and (charge := noun.find("in")) is not None:
        return f"за обвинуваченням {charge}" if charge.startswith(("в ", "у ")) else charge
    return _by(noun) if form == "by" else None


def _document(noun: NounPhrase) -> Headed | None:
    found = headed(noun.find("name") or "") if noun.own else None
    return found if found is not None and found.sort == "document" else None


def _by(noun: NounPhrase) -> str | None:
    """Somebody's words, the data of an organisation, what stands in a document."""
    if _document(noun) is not None:
        instrumental = noun.find("ins")
        return f"згідно з {instrumental}" if instrumental is not None else None
    found = headed((noun.find("name") or "").partition(",")[0]) if noun.own else None
    genitive = noun.find("gen")
    if genitive is None:
        return None
    if found is not None:
        said = found.living or found.sort == "family"
    else:
        gender = noun.gender or gender_of(noun.find("name") or "") if noun.own else ""
        said = noun.kind in SPEAKERS or gender in ("m", "f")
    return f"{'за словами' if said else 'за даними'} {genitive}"


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Аїда Касимова, журналістка з Оша,`: only in the nominative, unless the case gives the role in that form."""
    what = role.find("name") if form == "name" else role.given(form)
    return f"{name.get(form)}, {what}," if what is not None else None


def gender(text: str) -> str:
    """The gender of what a text is about, by its head noun; empty where that is not certain."""
    found = headed(text)
    if found is None or found.number == "many" or (found.sort == "fixed" and not found.before):
        return ""
    return gender_of(found.rest, surname=True) or "m" if found.sort == "man" else found.gender
