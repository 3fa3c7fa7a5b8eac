"""English: articles, the possessive, prepositions of places."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ua_gen.languages import language
from ua_gen.wording.realisation.clauses import EMPTY, Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase
from ua_gen.wording.realisation.rules.sounds import sound

_MANY = re.compile(r"(officers|members|relatives|witnesses|experts|soldiers|people|police)\b")
_ARTICLE = re.compile(r"(the|a|an|his|her|their|its|former|our)\b")
_WHOLE = re.compile(r"(prison|jail|colony|penitentiary|facility|camp|centre|center|airport|SIZO)", re.IGNORECASE)
_OPENS_APPOSITION = re.compile(r"(a|an|the|its|who|whose|which|where|[A-Z]\w+)\b")
_BEHIND_HEAD = re.compile(r" (?=[“(])| (?=(?:of|for|on|in|at|to|against|from|under|with|and|No)\b)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(court|tribunal|office|headquarters|ministry|department|directorate|service|committee|commission|council|agency|"
    r"bureau|board|authority|administration|inspectorate|prosecutor|(prosecutor|attorney|secretary)[ -]general|"
    r"ombudsman|ombudsperson|army|navy|guard|battalion|brigade|regiment|embassy|government|assembly|nations|union|"
    r"federation|association|organi[sz]ation|movement|network|institute|centre|center|foundation|coalition|league|"
    r"(?-i:Code|Law|Act|Constitution|Convention|Covenant|Charter))$",
    re.IGNORECASE,
)
_NAMES = (  # The arguments that a name may stand for; sources and parties have none.
    "", "by", "court", "place", "from", "against", "body", "denied_by", "name", "organisation", "agency", "office",
    "law", "standard",
)  # fmt: skip
_RELATIVE = re.compile(r"family|lawyer|wife|husband|mother|father|brother|sister|son|daughter|defence team")
_REASON = re.compile(r"(for|because|after|over|in|on|under|as|by|since|without|due|out|to)\b")
_WITH = {  # The word that a text of the case's own has in front of it.
    "because": "because", "although": "although", "if": "if", "past": "if", "with": "with", "after": "after",
    "cause": "because of", "died": "of", "then": "because",
}  # fmt: skip
_AS_IT_IS = frozenset({"theirs", "rest", "bare", "serving", "faces", "is", "family", "ly", "risk"})
_HOLDS = re.compile(r"(prison|jail|colony|penitentiary|facility|camp|centre|center|station|SIZO)", re.IGNORECASE)
_AT = re.compile(r"\b(station|airport|checkpoint|border|university|school|hotel|barracks|base)$", re.IGNORECASE)


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
    if form == "release" and not noun.own:  # In a town, as the tables have it; but from a prison.
        return noun.find("from")
    if name is None or noun.pronoun:
        return None
    own = all(part.own for part in noun.parts) if isinstance(noun, Joined) else noun.own
    match form:
        case "obj" if own and noun.kind == "place":  # Nobody searches Osh: what is searched is a building.
            return None
        case "obj" | "of" | "his.he" | "his.obj" | "faces" | "given" | "about":
            return name
        case "his":
            return possessive(name)
        case "doubted":  # What is only reported does not become a fact by not being investigated.
            return noun.find("reports") or noun.find("theirs")
        case "his.light":  # Nobody writes: people in detention’s torture.
            return None if noun.number == "many" and not noun.person and " " in name else possessive(name)
        case "his.home":
            organisation = own and not noun.person and noun.number == "one"
            place = "office" if organisation else "homes" if noun.number == "many" else "home"
            return f"{possessive(name)} {place}"
        case "his.was":
            return f"{name} {'were' if noun.number == 'many' else 'was'}"
        case "his.one" | "his.one.he" | "his.one.was" if noun.number == "one":
            return possessive(name) if form == "his.one" else name if form == "his.one.he" else f"{name} was"
        case "a":
            # `Director of the centre` is one of a kind: nobody says `a director of the centre`.
            alone = _ARTICLE.match(name) or noun.number == "many" or " of the " in name
            return name if alone else f"{article(name)} {name}"
        case "the":
            return definite(name) if own else name
        case "for":
            return reason(name)
        case "prison" | "camp" | "airport":
            return named_place(name, form)
        case "in" if own:
            return f"at {name}" if _AT.search(name) else f"in {name}"
        case "to" | "from" if own:
            return f"{form} {name}"
        case "single" if not isinstance(noun, Joined):
            return name
        case "release" if own:
            return noun.find("from" if _HOLDS.search(name) else "in")
        case "unit":  # What the numbers of a treaty count, where the tables say nothing else.
            return "Article"
        case "then" if not own:  # As long as it is no clause, the reason is the same in the past.
            return noun.find("because")
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


def with_article(text: str, kind: str) -> str:
    """A name of the case's own as it stands in a sentence: old files write `Ministry of the Interior`.

    What opens an apposition also closes it: `Kylym Shamy, a human rights group, says`. `kind` is the argument it is.
    """
    if kind not in _NAMES:
        return text
    head, comma, rest = text.partition(", ")
    close = "," if _OPENS_APPOSITION.match(rest) and not re.search(r",|\b(and|or)\b", rest) else ""
    return f"{definite(head)}{comma}{rest}{close}"


def definite(name: str) -> str:
    """The name of an office with its article, which every common noun has: `the Osh City Court`, `a military court`.

    Names that are no common nouns have none (Human Rights Watch, Branch 5 of the …), nor those with another determiner.
    """
    if _ARTICLE.match(name) or re.match(r"(?!(Prosecutor|People|Women|Children)’)\w+’s ", name, re.IGNORECASE):
        return name
    head = _BEHIND_HEAD.split(name, maxsplit=1)[0]
    if name[:1].islower() and re.search(r"\b(court|tribunal)$", head):
        return f"the {name}" if re.match(r"(supreme|constitutional) ", name) else f"{article(name)} {name}"
    return f"the {name}" if _OFFICE.search(head) or _RELATIVE.fullmatch(head) else name


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
    """No sentence begins with a figure: a total of 18 students were arrested. He says that, if convicted, she …

    What happened nobody says when is told in the perfect: he has been denied medical care.
    """
    if clause.undated:
        clause = replace(_perfect(clause), more=_perfect(clause.more) if clause.more is not None else None)
    text = plain_order(clause, form, grammar).replace("about about ", "about some ")
    if form == "that" and text.startswith("if "):
        return f", {text}"
    return f"a total of {text}" if text[:1].isdigit() else text


def listed(items: Sequence[str]) -> str:
    """A comma stands before the last *and* where an item has one of its own: riot, and aiding and abetting."""
    if len(items) < 2 or not any(" and " in item for item in items):
        return language("en").join(items)
    return f"{', '.join(items[:-1])}, and {items[-1]}"


def _perfect(clause: Clause) -> Clause:
    have = {"was": "has", "were": "have"}.get(clause.verb)
    if have is None:
        return clause
    behind = clause.after.replace(EMPTY, "").lstrip()
    if behind.startswith("not "):
        return replace(clause, verb=f"{have} not been", after=f" {behind.removeprefix('not ')}")
    return replace(clause, verb=f"{have} been")


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, a journalist,`: the last comma falls where the sentence ends."""
    return f"{name.get(form)}, {role.get('a')},"
