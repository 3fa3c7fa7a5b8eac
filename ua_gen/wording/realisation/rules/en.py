"""English: articles, the possessive, prepositions of places."""

import re

from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase
from ua_gen.wording.realisation.rules.sounds import sound

_MANY = re.compile(r"(officers|members|relatives|witnesses|experts|soldiers|people|police)\b")
_ARTICLE = re.compile(r"(the|a|an|his|her|their|its|former|our)\b")
_WHOLE = re.compile(r"(prison|jail|colony|penitentiary|facility|camp|centre|center|airport|SIZO)", re.IGNORECASE)
_COURT = re.compile(r"\b(Court|Tribunal|Chamber)\b")
_PART = re.compile(r"(Branch|Chamber|Division|Section)\b")
_REASON = re.compile(r"(for|because|after|over|in|on|under|as|by|since|without|due|out|to)\b")
_WITH = {  # The word that a text of the case's own has in front of it.
    "because": "because", "although": "although", "if": "if", "past": "if", "with": "with", "after": "after",
    "cause": "because of", "died": "of",
}  # fmt: skip
_AS_IT_IS = frozenset({"theirs", "rest", "bare", "serving", "faces", "is", "family", "ly", "risk"})


def article(text: str) -> str:
    """`a` or `an`, by the first sound. An abbreviation is read letter by letter: an MP, an NGO, a UN expert."""
    start = sound(text)
    abbreviation = re.match(r"[A-Z]{2,}s?\b", text.lstrip("“"))
    if abbreviation:
        return "an" if abbreviation[0][0] in "AEFHILMNORSX" else "a"
    if re.match(r"(hour|honou?r|honest|heir|un(i(dent|nf|m|n|ll|nv)|inter)|uz)", start):
        return "an"
    consonant = r"(uy|ui|u(ni(?![nm])|s(\b|a\b|er|e\b|u)|ru|kr|ti|ga)|eu|on(e|ce)\b|ewe)"
    return "a" if start[:1] not in "aeiou" or re.match(consonant, start) else "an"


def possessive(text: str) -> str:
    """The owner: Okoye’s, the officers’; of her brother, Amir Salem, it is her brother Amir Salem’s."""
    if text.endswith(","):
        text = text.rstrip(",").replace(",", "", 1)
    plural = text.endswith("s") and not text.endswith("ss") and text[:1].islower()
    return f"{text}’" if plural else f"{text}’s"


def number(text: str) -> str:
    """One or many, by the first or the last word."""
    if _MANY.match(text.removeprefix("the ")):
        return "many"
    return "many" if text.endswith("s") and not text.endswith("ss") and text.islower() else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms that every English noun phrase has."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    own = all(part.own for part in noun.parts) if isinstance(noun, Joined) else noun.own
    match form:
        case "obj" if own and noun.kind == "place":  # Nobody searches Osh: what is searched is a building.
            return None
        case "obj" | "of" | "his.he" | "his.obj" | "faces":
            return name
        case "his":
            return possessive(name)
        case "his.home":
            organisation = own and not noun.person and noun.number == "one"
            place = "office" if organisation else "homes" if noun.number == "many" else "home"
            return f"{possessive(name)} {place}"
        case "his.was":
            return f"{name} {'were' if noun.number == 'many' else 'was'}"
        case "his.one" | "his.one.was":
            return (possessive(name) if form == "his.one" else f"{name} was") if noun.number == "one" else None
        case "a":
            # `Director of the centre` is one of a kind: nobody says `a director of the centre`.
            alone = _ARTICLE.match(name) or noun.number == "many" or " of the " in name
            return name if alone else f"{article(name)} {name}"
        case "the":
            whole = not own or _ARTICLE.match(name) or _PART.match(name) or not _COURT.search(name)
            return name if whole else f"the {name}"
        case "for":
            return reason(name)
        case "prison" | "camp" | "airport":
            return named_place(name, form)
        case "in" | "to" | "from" if own:
            return f"{form} {name}"
        case "prep" if own:
            return f"{name} with"
    return own_form(name, form) if own else None


def own_form(name: str, form: str) -> str | None:
    """A form of a text of the case's own that needs no more than a word in front of it, or nothing."""
    if form in _AS_IT_IS:
        return name
    word = _WITH.get(form)
    if word is None:
        return None
    return name if name.startswith(f"{word} ") else f"{word} {name}"


def reason(text: str) -> str:
    """Why: `for an article`, `because of her religion`."""
    return text if _REASON.match(text) else f"for {text}"


def named_place(name: str, kind: str) -> str:
    """Evin Prison, Prison No. 47, Osh airport; a name that tells the kind stays as it is."""
    if _WHOLE.search(name):
        return name
    if name.startswith("No."):
        return f"{kind.capitalize()} {name}"
    return f"{name} airport" if kind == "airport" else f"{name} {kind.capitalize()}"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """No sentence begins with a figure: a total of 18 students were arrested."""
    text = plain_order(clause, form, grammar)
    return f"a total of {text}" if text[:1].isdigit() else text


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, a journalist,`: the last comma falls where the sentence ends."""
    return f"{name.get(form)}, {role.get('a')},"
