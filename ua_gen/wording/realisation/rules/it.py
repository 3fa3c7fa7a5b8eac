"""Italian: articulated prepositions, the pronoun at its verb and what agrees with it, articles of names, ad and ed."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ua_gen.languages import language
from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, and_more, plain_order, tidy
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.rules.it_names import ARTICLE, JOINED, chamber, gender, joined, number, with_article

__all__ = ["chamber", "gender", "joined", "number", "with_article"]

_GENERIC = {
    "prison": "il carcere",
    "remand-prison": "il centro di custodia cautelare",
    "military-prison": "il carcere militare",
    "detention-centre": "il centro di detenzione",
    "immigration-centre": "il centro di detenzione per migranti",
    "juvenile-centre": "il carcere minorile",
    "police-station": "la stazione di polizia",
    "labour-camp": "il campo di lavoro",
    "camp": "il campo",
    "hospital": "l’ospedale",
    "prison-hospital": "l’ospedale penitenziario",
    "psychiatric-hospital": "l’ospedale psichiatrico",
    "prison-clinic": "l’infermeria del carcere",
    "airport": "l’aeroporto",
    "checkpoint": "il posto di blocco",
    "court": "il tribunale",
    "military-base": "la base militare",
    "barracks": "la caserma",
    "school": "la scuola",
    "university": "l’università",
}
_AT = re.compile(r"(l’aeroporto|l’università|l’ingresso|il confine|la frontiera|il posto|il valico|lo stadio)\b")
# Whoever is in one of these is held there: elsewhere, it has to be said.
_DETENTION = re.compile(
    r"carcer|prigion|penitenziar|casa circondariale|casa di reclusione|colonia|commissariato|stazione di polizia"
    r"|questura|detenzione|custodia|internamento|riformatorio|campo di lavoro|cella|braccio|gulag",
    re.IGNORECASE,
)
# An article, or a preposition with one, and the possessive that a pronoun has behind it: `la-sua`, `dell-suo`.
_PERSONAL = re.compile(r"([a-z]+)-su(o|a|oi|e)")
_ELIDED = frozenset({"l", "dell", "all", "dall", "nell", "sull"})
_PREPOSITIONS = {"de": "di", "da": "da", "ne": "in", "su": "su", "a": "a"}
_WITH_HIS = {"o": "il ", "a": "la ", "oi": "i ", "e": "le "}
_REASON = re.compile(
    r"(per|perché|poiché|a causa|a seguito|in (rappresaglia|relazione|virtù|risposta|nome|base|quanto)|come|dopo|senza"
    r"|davanti|durante|secondo|nell’ambito|da quando)\b"
)
# Forms in which a text of the case's own stands as it is.
_AS_IT_IS = frozenset({"figures", "sua", "reports", "bare", "pena", "obj", "past", "adv", "lavoro", "inf", "nom"})
# Forms that put a preposition before a text of the case's own.
_BEFORE = {"rischio": "di", "minaccia": "di", "cond": "a", "con": "con", "neg": ""}
_OF_THEIRS = {"sulla": ("su", "sua"), "della": ("di", "sua"), "sulle": ("su", "reports"), "alla": ("a", "l")}
# The article before what is read as a vowel: gli 80, degli 11.
_BEFORE_EIGHT = re.compile(r"\b([Ii]|[Dd]ei|[Aa]i|[Dd]ai|[Nn]ei|[Ss]ui)(?= (?:8[\d\u00a0]*|11)\b)")
_KIN = re.compile(r"(suo|sua) (?=(\w+))")
_TOWNS = frozenset({"in", "of", "place", "from", "to", "country"})  # What is there is a place, whose article joins.


def the_day(day: str, article: str) -> str:
    """The number of a day with the article before it: il 5, l’8, dall’11."""
    whole = "l’" if day in ("8", "11") else "il "
    return whole + day if article == "il" else joined({"dal": "da", "al": "a", "del": "di"}[article], whole + day)


def conjunction(last: str) -> str:
    """`e`, or `ed` before the same vowel: ed Emma, ed «eversione»; e Amir."""
    return language("it").join(["", last])[1:].partition(" ")[0]


def subject(phrase: str) -> str:
    """The number of a subject that a phrase names itself: `{who:la-sua}condanna … è stata confermata` has one."""
    text = re.sub(r"\{(When|when|h|since)\},? *", "", phrase)
    match = re.match(
        r"(?:((?:il|lo|la|un|uno|una|nessun|nessuno|ciò|si)\b|l’|\{(?:who|his):(?:il|lo|la|l)-su[oa]\}|\{law\})|"
        r"((?:i|gli|le)\b|\{(?:who|his):(?:i|gli|le)-su(?:oi|e)\}))",
        text,
    )
    return "" if match is None else "one" if match[1] else "many"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms by contraction, and those in which nouns and pronouns stand in different places."""
    if noun.kind == "day":
        return the_day(noun.forms["name"], form) if form in ("il", "al", "dal", "del") else None
    if form in ("one", "many", "his.one", "his.many"):  # A slot that is only there for one, or for several.
        return "" if noun.number == form.removeprefix("his.") else None
    bare = form.removeprefix("his.")
    if match := _PERSONAL.fullmatch(bare):
        return _possessive(noun, match[1], match[2]) if noun.pronoun or bare == form else None
    if bare in ("casa", "in-casa", "a-casa", "da-casa") and (noun.pronoun or bare == form):
        return _home(noun, bare)
    if bare in ("suo", "sua") and noun.pronoun:
        return bare if noun.number == "one" else f"{_WITH_HIS[bare[-1]]}loro"
    if noun.pronoun or bare != form:
        return None
    if form in ("cl", "lo", "gli", "lb"):  # The pronoun at the verb: a noun stands behind.
        return ""
    if form in ("encl", "glie"):  # The last letter of an infinitive, in whose place a pronoun stands.
        return "e"
    if form == "pp":  # The participle agrees with a pronoun before it, not with a noun behind it.
        return "o"
    if form in _OF_THEIRS:  # A preposition with a form that tells whose it is.
        preposition, theirs = _OF_THEIRS[form]
        base = noun.find(theirs) or noun.find("name")
        return None if base is None else joined(preposition, base)
    name = noun.find("name")
    return None if name is None else _of_name(noun, name, form)


def _possessive(noun: NounPhrase, head: str, ending: str) -> str:
    """`la sua `, `della sua `, where a pronoun stands; before a noun that stands behind, the article alone."""
    if not noun.pronoun:
        return f"{head}’" if head in _ELIDED else f"{head} "
    whole = f"{_WITH_HIS[ending]}{'loro' if noun.number == 'many' else f'su{ending}'} "
    return next((joined(name, whole) for start, name in _PREPOSITIONS.items() if head.startswith(start)), whole)


def _home(noun: NounPhrase, form: str) -> str:
    """Where somebody lives, or the seat of an organisation: la sua abitazione, nella sede della lega."""
    many = noun.number == "many"
    if noun.pronoun:
        text = "le loro abitazioni" if many else "la sua abitazione"
    elif noun.own and not noun.person and not many:
        text = f"la sede {joined('di', noun.get('name'))}"
    else:
        text = f"{'le abitazioni' if many else 'l’abitazione'} {joined('di', noun.get('name'))}"
    preposition, _, _ = form.rpartition("-")
    return joined(preposition, text) if preposition else text


def _of_name(noun: NounPhrase, name: str, form: str) -> str | None:
    """The forms that are made of the one of a dictionary."""
    town = noun.own and not noun.person and noun.kind in _TOWNS
    match form:
        case "a" | "di" | "da" | "su":
            return joined(form, name, town)
        case "di-chi" | "a-chi":
            return joined(form.partition("-")[0], name)
        case "chi" | "chi-solo" | "obj-chi" | "tonic":
            return name
        case "contro" | "con" | "per-chi":
            return f"{form.partition('-')[0]} {name}"
        case "contro-di" | "contro-chi" | "processo":
            return f"contro {name}"
        case "da-parte" | "a-nome" | "a-favore":
            return f"{form.replace('-', ' ')} {joined('di', name)}"
        case "causa":
            return f"a causa {joined('di', name)}"
        case "af":  # At the beginning: `a Nora Salem è stata negata la grazia`.
            return f"{joined('a', name)} "
        case "male":
            return joined("di", name)
        case "per-causa":
            return f"in seguito {joined('a', name)}"
        case "confronti":
            return f"nei confronti {joined('di', name)}"
        case "tribunale":
            return with_article(name, "court") if noun.own else name
        case "sezione":
            return chamber(name)
        case "per":
            return reason(name) if noun.own else name
        case "di-opera" if noun.own:
            return joined("di", name)
        case "obj" | "fuori" if noun.own and noun.kind == "place":  # A building is searched; in a town, a home is.
            building = bool(ARTICLE.match(name))
            return (name if form == "obj" else None) if building else None if form == "obj" else noun.find("in")
        case "ricovero" if noun.own:
            return noun.find("in") if re.match("(l’ospedale|l’infermeria|la clinica)", name) else None
        case "dentro" if noun.own:
            return noun.find("in") if _DETENTION.search(name) else None
        case "in" | "to" | "from" if noun.own:
            return _where(name, form)
        case "senza" if noun.own:
            return f"senza {name}"
        case "unità" | "la-unità":  # What the numbers of a treaty count, where the tables say nothing else.
            return "dell’articolo" if form == "unità" else "l’articolo"
        case "fino":
            return f"fino {joined('a', name)}"
    if noun.own and form in _BEFORE:
        return joined(_BEFORE[form], name) if _BEFORE[form] in JOINED else f"{_BEFORE[form]} {name}".strip()
    if noun.own and form in _AS_IT_IS:
        return name
    preposition, _, kind = form.partition("-")
    return place(preposition, name, kind) if kind in _GENERIC and preposition in (*JOINED, "obj") else None


def _where(name: str, form: str) -> str:
    """In, to or from a place of the case's own: a building with its article, a country of the tables, or a town."""
    if known := _countries().get(name):
        return known[form]
    if form == "from":
        return joined("da", name, town=True)
    building = ARTICLE.match(name) and not _AT.match(name)
    inside = form == "in" or _DETENTION.search(name)
    return joined("in" if building and inside else "a", name, town=True)


def reason(text: str) -> str:
    """Why: `per aver denunciato la corruzione`, `per un articolo`."""
    return text if _REASON.match(text) else f"per {text}"


def place(preposition: str, name: str, kind: str) -> str:
    """`nel carcere di Evin`; a name with its own noun tells the kind itself: `nel carcere centrale di Marwa`."""
    name = with_article(name, "place")
    whole = name if ARTICLE.match(name) else f"{_GENERIC[kind]} {joined('di', name, town=True)}"
    return whole if preposition == "obj" else joined(preposition, whole)


@cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    """The countries of the tables by their names, with and without the article."""
    found = {}
    for entry in tables("it")["country"].values():
        found[entry["name"]] = found[re.sub("^(il |lo |la |l’|i |gli |le )", "", entry["name"])] = entry
    return found


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, giornalista,`: without an article."""
    return f"{name.get(form)}, {role.get('name')},"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """`ed` before the same vowel; no sentence begins with a figure, or with `Suo`, which is the addressee's."""
    more = clause.more
    text = plain_order(replace(clause, more=None), form, grammar)
    if not clause.own and (match := _KIN.match(text)):
        text = f"{_kin_article(match[1], match[2])}{text[match.end() :]}"
    if more is not None:
        whole = tidy(f"{more.before}{more.verb}{more.after} {more.tail}")
        second = and_more(text, whole, grammar).removeprefix(f"{text} {grammar.option('and')} ")
        if "nella sua abitazione" in text:  # Where somebody was arrested is not named a second time.
            second = second.replace("la sua abitazione", "la casa")
        text += f" {conjunction(second)} {second}"
    text = _BEFORE_EIGHT.sub(lambda match: f"{match[1][:-1]}{'Gli' if match[1] == 'I' else 'gli'}", text)
    return f"un totale di {text}" if text[:1].isdigit() else text


def _kin_article(his: str, noun: str) -> str:
    """`il fratello`, `la madre`, `lo zio`: whose relative it is, the sentence before has told."""
    if his == "sua":
        return "la "
    return "lo " if noun.startswith(("z", "s" if noun[1:2] not in "aeiou" else "z")) else "il "
