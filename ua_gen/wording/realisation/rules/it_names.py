"""Italian names: the article that they lack, prepositions that join it, number and gender by it."""

import re

from ua_gen.wording.realisation.rules.sounds import sound

JOINED = {"a": "a", "da": "da", "di": "de", "in": "ne", "su": "su"}
_ENDINGS = {"il ": "l ", "lo ": "llo ", "la ": "lla ", "l’": "ll’", "i ": "i ", "gli ": "gli ", "le ": "lle "}
_PARTITIVE = re.compile(r"(degli|dei|delle) ")
ARTICLE = re.compile(
    r"((il|lo|la|i|gli|le|un|uno|una|degli|dei|delle|alcuni|alcune|altri|altre|diversi|diverse|molti|molte|ogni|suo|sua"
    r"|due|tre|quattro|cinque|sei|sette|otto|nove|dieci)\s|l’|un’)"
)
_MANY = re.compile(
    r"(i|gli|le|degli|dei|delle|alcuni|alcune|altri|altre|diversi|diverse|molti|molte|due|tre|quattro|cinque|sei|sette"
    r"|otto|nove|dieci|circa|almeno|[2-9]\d*|1\d+)\s"
)
_BARE_PLURALS = re.compile(
    r"(agenti|poliziotti|soldati|militari|gendarmi|uomini|donne|persone|membri|appartenenti|funzionari|guardie|secondini"
    r"|avvocati|medici|giornalisti|esperti|osservatori|testimoni|vicini|parenti|familiari|sconosciuti|forze|autorità)\b"
)
# The article that a bare name lacks, by the noun with which it begins: `tribunale distrettuale di Osh`.
_ARTICLES = {
    noun: article
    for article, nouns in {
        "il ": "battaglione campo carcere centro collegio comando comitato commissariato comune congresso consiglio"
        " difensore dipartimento distretto giudice governo gruppo ministero movimento parlamento partito penitenziario"
        " posto presidente presidio procuratore pubblico reggimento servizio sindacato tribunale kgb knb gknb",
        "lo ": "stato squadrone",
        "la ": "base brigata camera campagna caserma casa clinica coalizione colonia commissione comunità"
        " confederazione corte direzione federazione fondazione gendarmeria giunta guardia lega magistratura milizia"
        " missione moschea polizia prefettura presidenza prigione procura questura rete scuola segreteria sezione"
        " società squadra stazione",
        "l’": "aeroporto agenzia alta alto ambasciata amministrazione assemblea associazione esercito infermeria"
        " ispettorato istituto organizzazione ospedale osservatorio ufficio unione unità università fsb",
        "le ": "autorità forze",
        "i ": "servizi",
    }.items()
    for noun in nouns.split()
}
# Of these a name may stand without its article; what else the case gives stands as it is.
_NAMES = frozenset(
    {
        "", "by", "court", "place", "from", "against", "body", "denied_by", "with", "to", "in_favour_of", "name",
        "organisation", "agency", "office", "company", "about_what",
    }
)  # fmt: skip


def joined(preposition: str, text: str, town: bool = False) -> str:
    """A preposition with a text: dal tribunale, nello stadio, di agenti, ad Aleppo, al Cairo (a town's own article)."""
    probe = text[:1].lower() + text[1:] if town else text
    for article, ending in _ENDINGS.items():
        if probe.startswith(article):
            return f"{JOINED[preposition]}{ending}{text[len(article) :]}"
    if partitive := _PARTITIVE.match(text):
        return joined(preposition, text[partitive.end() :])
    if preposition == "a" and sound(text).startswith("a"):
        return f"ad {text}"
    return f"{preposition} {text}"


def with_article(text: str, kind: str) -> str:
    """A name of the case's own with the article of its first noun: la procura, il tribunale distrettuale di Osh.

    A court that has none is foreign, and stands behind the word for it: il tribunale «Osh City Court».
    """
    text = re.sub(r"^(l|un)'", r"\1’", text)
    if kind not in _NAMES or ARTICLE.match(text):
        return text
    article = _ARTICLES.get(re.split(r"[\s,]", text, maxsplit=1)[0].casefold())
    if article is None:
        return f"il tribunale «{text}»" if kind == "court" else text
    return f"{article}{text}"


def chamber(branch: str) -> str:
    """The branch of a court by its number: la sezione 15; one that has a name keeps it."""
    if branch.isdecimal():
        return f"la sezione {branch}"
    found = with_article(branch, "name")
    return found if ARTICLE.match(found) else f"la sezione {branch}"


def number(text: str) -> str:
    """One or many, by the article or a common plural; without one, a name is one."""
    return "many" if _MANY.match(text) or _BARE_PLURALS.match(text) else "one"


def gender(text: str) -> str:
    """By the article; without one, and behind l’, it is not known."""
    match = re.match(r"(il|lo|i|gli|un|uno|dei|degli|alcuni)\s|(la|le|una|delle|alcune)\s|un’", text)
    return "" if match is None else "m" if match[1] else "f"
