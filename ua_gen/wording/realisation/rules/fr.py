"""French: elision, contraction, prepositions of places, the pronoun before its verb."""

import re
from collections.abc import Mapping
from functools import cache

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.rules.sounds import sound

_MUTE_H = re.compile(
    r"(hopita|homme|habitant|haiti|histoir|homicid|heure|hotel|huissier|humani|horr|helene|henri(?!ette)|hubert|hugues"
    r"|honor|hyper|hepat|hemorr|habit|herit|hirond)"
)
_MANY = re.compile(
    r"(les|des|plusieurs|quelques|nos|ses|leurs|d’autres|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize"
    r"|quatorze|quinze|seize|vingt|trente|quarante|cinquante|cent|[2-9]|1\d"
    r"|une (diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aine)"
)
_REASON = re.compile(
    r"(pour|en raison|parce qu|car|faute|à cause|au motif|en représailles|à la suite|après|au nom|lors)"
)
_PERFECT = re.compile(r"(ne pas )?(avoir|être|s’être)\b")
_GENERIC = {
    "prison": "la prison",
    "remand-prison": "la maison d’arrêt",
    "military-prison": "la prison militaire",
    "detention-centre": "le centre de détention",
    "immigration-centre": "le centre de rétention",
    "juvenile-centre": "le centre de détention pour mineurs",
    "police-station": "le poste de police",
    "labour-camp": "le camp de travail",
    "camp": "le camp",
    "hospital": "l’hôpital",
    "prison-hospital": "l’hôpital pénitentiaire",
    "psychiatric-hospital": "l’hôpital psychiatrique",
    "prison-clinic": "l’infirmerie de la prison",
    "airport": "l’aéroport",
    "checkpoint": "le poste de contrôle",
    "court": "le tribunal",
    "military-base": "la base militaire",
    "barracks": "la caserne",
    "school": "l’école",
    "university": "l’université",
}
# The article that a bare name lacks, by the noun with which it begins: « tribunal de district d’Och » is le tribunal.
_ARTICLES = {
    noun: article
    for article, nouns in {
        "le ": "bataillon bureau camp centre collège comité commissariat conseil département gouvernement groupe jury"
        " ministère parlement parquet poste présidium procureur régiment service sénat tribunal collectif réseau"
        " kgb fsb gknb gru sbu nkvd fbi",
        "la ": "base brigade caserne chambre clinique colonie commission cour direction gendarmerie haute juridiction"
        " fondation ligue mairie maison milice mission municipalité police préfecture prison procurature sûreté",
        "l’": "administration aéroport agence ambassade armée assemblée association hôpital inspection institut office"
        " observatoire organisation union unité université école état-major",
        "les ": "autorités forces services",
        "un ": "ancien",
        "une ": "ancienne",
        "des ": "agents avocats experts gardiens gendarmes inconnus journalistes médecins membres militaires"
        " observateurs policiers proches soldats surveillants témoins voisins",
    }.items()
    for noun in nouns.split()
}
_ARTICLED = re.compile(r"(le|la|les|un|une|des|deux|trois|plusieurs|nos|notre|son|sa|ses|leurs?|d’autres)\s|l’")
# Forms in which a text of the case's own stands as it is.
_AS_IT_IS = frozenset({"figures", "ses", "sa", "reports", "adv", "en", "par", "bare", "peine", "his.lui"})
_ADJUNCT = re.compile(r"(le \d|en |au |à |après |avant |depuis |dans |lors |pendant )[^,.;:]{1,60}, ")
_TOWNS_TOO = frozenset({"Guatemala", "Koweït", "Luxembourg", "Panama", "Salvador"})  # Names of a country and a town.
_SUBJECT = frozenset({"sujet", "tribunal"})  # Behind an article, as `articled` and `court` put it.
_INDEFINITE = frozenset({"un ", "une ", "des "})
_JOINED = {"de": {"le ": "du ", "les ": "des ", "des ": "de "}, "à": {"le ": "au ", "les ": "aux "}}


def elides(text: str) -> bool:
    """Whether `de` and `que` lose their vowel before a text: d’Ahmad, de Yacine, de Hassan, d’« incitation »."""
    start = sound(text)
    if re.match(r"(onz|oui\b|ouistiti|yach|yaou|uhlan)", start):
        return False
    if start.startswith("y"):
        return start[1:2] not in "aeiou"
    if start.startswith("h"):
        return bool(_MUTE_H.match(start))
    return start[:1] in "aeiou" and start[:1] != ""


def que(text: str) -> str:
    """`que` before a text, elided."""
    return f"qu’{text}" if elides(text) else f"que {text}"


def joined(preposition: str, text: str, town: bool = False) -> str:
    """`de` or `à` with a text: du parquet, au Caire (a town's own article), d’Ahmad."""
    for article, whole in _JOINED[preposition].items():
        lower = town and article != "des " and text.lower().startswith(article)
        if text.startswith(article) or lower:
            rest = text[len(article) :]
            return joined("de", rest) if article == "des " else whole + rest
    if preposition == "de" and elides(text):
        return f"d’{text}"
    return f"{preposition} {text}"


def articled(text: str) -> str:
    """A bare name with the article that its first noun has: le tribunal de district d’Och; another as it is."""
    noun = text.partition(" ")[0]
    article = _ARTICLES.get(noun.casefold(), "")
    if noun[:1].isupper() and article in _INDEFINITE:
        return text  # A name: Médecins sans frontières.
    return article + text


def court(text: str) -> str:
    """The name of a court, behind an article: a foreign name is quoted behind the word for it."""
    found = articled(text)
    return found if _ARTICLED.match(found) else f"le tribunal «\u202f{text}\u202f»"


def chamber(branch: str) -> str:
    """The branch of a court by its number: la 15e chambre; one that has a name keeps it."""
    if branch.isdecimal():
        return "la 1re chambre" if branch == "1" else f"la {branch}e chambre"
    found = articled(branch)
    return found if _ARTICLED.match(found) else f"la chambre {branch}"


def number(text: str) -> str:
    """One or many, by the article."""
    return "many" if _MANY.match(articled(text)) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms by elision and contraction."""
    if form == "hors":
        return noun.find("from") if _ARTICLED.match(articled(noun.find("name") or "la ")) else noun.find("in")
    name = noun.find("name")
    if name is None:
        return None
    if noun.pronoun:
        return name if form in _SUBJECT else que(name) if form == "que" else None
    if noun.own and form in _AS_IT_IS:
        return name
    if noun.own and not noun.person:
        name = court(name) if form == "tribunal" else articled(name)
    match form:
        case "obj" | "sujet" | "tribunal":
            return name
        case "de" | "risque" | "cause":
            return joined("de", name)
        case "à":
            return joined("à", name)
        case "que":
            return que(name)
        case "chambre":
            return chamber(name)
        case "du-tribunal":
            return joined("de", court(name) if noun.own else name)
        case "sur" | "avec":
            return f"{form} {name}"
        case "pour":
            return reason(name) if noun.own else name
        case "le-pays":
            return _countries()[name]["le"] if name in _countries() else None
        case "pays" | "du-pays":
            return country(name, "from" if form == "du-pays" else "in")
        case "in" | "to" | "from" if noun.own:
            known = _countries().get(name)
            return known[form] if known else joined("de" if form == "from" else "à", name, town=True)
        case "sans" if noun.own:
            return f"sans {name}"
    if noun.own and form == "le":
        return name
    preposition, _, kind = form.partition("-")
    return place(preposition, name, kind) if kind in _GENERIC and preposition in _JOINED else None


def reason(text: str) -> str:
    """Why: `pour avoir dénoncé la corruption`, `en raison d’un article`."""
    if _REASON.match(text):
        return text
    return f"pour {text}" if _PERFECT.match(text) else f"en raison {joined('de', text)}"


def place(preposition: str, name: str, kind: str) -> str:
    """`à la prison d’Evin`; a name with its own noun tells the kind itself: `à la prison centrale de Marwa`."""
    name = articled(name)
    whole = re.match(r"(la |le |les |l’)", name)
    return joined(preposition, name if whole else f"{_GENERIC[kind]} {joined('de', name)}")


@cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    """The countries of the tables by their names, with and without the article."""
    found = {}
    for entry in tables("fr")["country"].values():
        bare = re.sub("^(le |la |les |l’)", "", entry["name"])
        found[entry["name"]] = entry
        if bare not in _TOWNS_TOO:
            found[bare] = entry
    return found


def country(name: str, form: str) -> str | None:
    """In or from a country of the tables or one given with its article: en Syrie, au Mali, d’Iran. Else nothing."""
    preposition = "de" if form == "from" else "à"
    if known := _countries().get(name):
        return known.get("du-pays" if form == "from" else "pays", known[form])
    if name.startswith(("le ", "les ")):
        return joined(preposition, name)
    if name.startswith(("la ", "l’")):
        bare = name[3:] if name.startswith("la ") else name[2:]
        return joined("de", bare) if form == "from" else f"en {bare}"
    return None


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, journaliste,`: without an article."""
    return f"{name.get(form)}, {role.get('name')},"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """`que` before a clause, elided; a date that opens a text of the case's own stands between commas."""
    text = plain_order(clause, form, grammar)
    if not form.endswith("que"):
        return text
    return f"que, {text}" if clause.own and _ADJUNCT.match(text) else que(text)
