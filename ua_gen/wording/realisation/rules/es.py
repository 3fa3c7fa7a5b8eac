"""Spanish: contraction, the personal `a`, the pronoun at its verb, the subject that is left out, articles of names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ua_gen.languages import language
from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, and_more, plain_order, tidy
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase

_ARTICLE = re.compile(r"(el|la|los|las|un|una|unos|unas|su|sus|otros|otras|varios|varias|algunos|algunas|cada)\s")
_ONE = re.compile(r"(el|la|un|una|su|cada|nadie)\s")
_MANY = re.compile(
    r"(los|las|unos|unas|sus|varios|varias|algunos|algunas|muchos|muchas|otros|otras|dos|tres|cuatro|cinco|seis|siete"
    r"|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veinte|[2-9]\d*|1\d+)\s"
)
_REASON = re.compile(
    r"(por|porque|a causa|a raíz|debido|tras|en (represalia|relación|virtud|respuesta|nombre)|como|con motivo|para"
    r"|sin|ante|durante|según|desde)\b"
)
_DATE = re.compile(
    r"((?:el \d|en (?:enero|febrero|marzo|abril|ma|jun|jul|agosto|sept|oct|nov|dic|\d)|a finales|al )[^,.;:]{1,60}),"
)
# The article that a bare name lacks, by the noun with which it begins: `tribunal de distrito de Osh`.
_ARTICLES = {
    noun: article
    for article, nouns in {
        "el": "alto ayuntamiento batallón centro colegio comando comisariado comité congreso consejo defensor"
        " departamento ejército equipo gobierno grupo hospital instituto juzgado ministerio movimiento observatorio"
        " parlamento partido penal presidium primer segundo tercer cuarto quinto sexto regimiento senado servicio"
        " sindicato tribunal kgb fsb gknb knb sbu nkvd fbi",
        "la": "administración agencia alianza asamblea asociación audiencia brigada campaña cárcel clínica coalición"
        " colonia comandancia comisaría comisión confederación coordinadora corte defensoría dirección embajada"
        " federación fiscalía fundación gendarmería gobernación guardia inspección jefatura judicatura junta liga"
        " mezquita milicia oficina organización penitenciaría policía presidencia prisión procuraduría red sala"
        " primera segunda tercera cuarta quinta sexta secretaría sociedad unidad unión universidad iglesia",
        "los": "servicios",
        "las": "autoridades fuerzas",
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
_GENERIC = {
    "prison": "la prisión",
    "remand-prison": "el centro de prisión preventiva",
    "military-prison": "la prisión militar",
    "detention-centre": "el centro de detención",
    "immigration-centre": "el centro de detención de inmigrantes",
    "juvenile-centre": "el centro de detención de menores",
    "police-station": "la comisaría de policía",
    "labour-camp": "el campo de trabajo",
    "camp": "el campamento",
    "hospital": "el hospital",
    "prison-hospital": "el hospital penitenciario",
    "psychiatric-hospital": "el hospital psiquiátrico",
    "prison-clinic": "la enfermería de la prisión",
    "airport": "el aeropuerto",
    "checkpoint": "el puesto de control",
    "court": "el juzgado",
    "military-base": "la base militar",
    "barracks": "el cuartel",
    "school": "la escuela",
    "university": "la universidad",
}
# Whoever is in one of these is held there: elsewhere, it has to be said.
_DETENTION = re.compile(
    r"prisión|prisiones|cárcel|penal\b|penitenciari|presidio|colonia|comisaría|detención|reclusión|internamiento"
    r"|correccional|reformatorio|calabozo|campo de|celda|pabellón|gulag",
    re.IGNORECASE,
)
_POSSESSED = {"domicilio": ("el domicilio", "los domicilios"), "casa": ("la casa", "las casas")}
# Forms in which a text of the case's own stands as it is.
_AS_IT_IS = frozenset({"figures", "su", "reports", "bare", "pena", "obj", "past", "name", "neg", "does", "nom"})
# Forms that put a preposition before a text of the case's own.
_BEFORE = {"causa": "de", "peligro": "de", "amenaza": "con", "de-amenaza": "de", "cond": "a", "por-causa": "por"}


def joined(preposition: str, text: str) -> str:
    """`de` or `a` with a text: del Tribunal, al hospital; a capital article is part of a name: a El Cairo."""
    if preposition in ("de", "a") and text.startswith("el "):
        return f"{preposition[:1]}{'el' if preposition == 'de' else 'l'} {text[3:]}"
    return f"{preposition} {text}"


def conjunction(last: str) -> str:
    """`y`, or `e` before the sound i: e Ibrahim, e «incitación»; y Ian, y hielo."""
    return language("es").join(["", last])[1:2]


def with_article(text: str, kind: str) -> str:
    """A name of the case's own with the article of its first noun: la Fiscalía, el tribunal de distrito de Osh.

    A court that has none is foreign, and stands behind the word for it: el tribunal «Osh City Court».
    """
    if kind not in _NAMES or _ARTICLE.match(text):
        return text
    article = _ARTICLES.get(re.split(r"[\s,]", text, maxsplit=1)[0].casefold())
    if article is None:
        return f"el tribunal «{text}»" if kind == "court" else text
    return f"{article} {text}"


def chamber(branch: str) -> str:
    """The branch of a court by its number: la Sección 15; one that has a name keeps it."""
    if branch.isdecimal():
        return f"la Sección {branch}"
    found = with_article(branch, "name")
    return found if _ARTICLE.match(found) else f"la Sección {branch}"


def number(text: str) -> str:
    """One or many, by the article; without one a name is one, and a common noun what its last letter says."""
    if _MANY.match(text):
        return "many"
    if _ONE.match(text) or text[:1].isupper():
        return "one"
    return "many" if re.split(r"[\s,]", text, maxsplit=1)[0].endswith("s") else "one"


def gender(text: str) -> str:
    """By the article; without one it is not known."""
    match = re.match(r"(el|los|un|unos|varios|algunos)\s|(la|las|una|unas|varias|algunas)\s", text)
    return "" if match is None else "m" if match[1] else "f"


def subject(phrase: str) -> str:
    """The number of a subject that a phrase names itself: `está previsto que el juicio …` has one."""
    text = re.sub(r"\{(When|when|h|since)\},? *", "", phrase)
    match = re.match(
        r"(?:está \w+ que |\w+(?:ó|aron|ieron|n) |se \w+ |se (?:ha|han) \w+ )?"
        r"(?:((?:el|la|un|una|alguien|nadie|ningún|esto)\b|\{(?:who:su-(?:el|la)|his|law|who:domicilio)\})|"
        r"((?:los|las|todos)\b|\{(?:who:su-l[ao]s|his:p)\}))",
        text,
    )
    return "" if match is None else "one" if match[1] else "many"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms by contraction, and those in which nouns and pronouns stand in different places."""
    if form in ("one", "many", "his.one", "his.many"):  # A slot that is only there for one, or for several.
        return "" if noun.number == form.removeprefix("his.") else None
    if noun.pronoun:
        return None
    if form.startswith("su-"):
        return f"{form[3:]} "
    if form in ("lo", "le", "encl"):  # The pronoun at the verb: a noun stands behind.
        return ""
    form = form.removeprefix("his.")  # Of somebody who has not been named: `el domicilio de Nora Salem`.
    if form == "hors":
        return noun.find("from") if _ARTICLE.match(noun.find("dir") or "la ") else noun.find("in")
    name = noun.find("name")
    if name is None:
        return None
    return _of_name(noun, name, form)


def _of_name(noun: NounPhrase, name: str, form: str) -> str | None:
    """The forms that are made of the one of a dictionary."""
    match form:
        case "a" | "a-quien":
            return joined("a", name)
        case "de" | "de-quien":
            return joined("de", name)
        case "obra" if noun.own:
            return joined("de", name)
        case "contra" | "con":
            return f"{form} {name}"
        case "en-contra":
            return f"contra {name}"
        case "dir" | "tonic":
            return name
        case "domicilio" | "casa":
            one, many = _POSSESSED[form]
            office = noun.own and not noun.person and noun.number == "one" and form == "domicilio"
            head = "la sede" if office else many if noun.number == "many" else one
            return f"{head} {joined('de', name)}"
        case "tribunal":
            return with_article(name, "court") if noun.own else name
        case "sala":
            return chamber(name)
        case "por":
            return reason(name) if noun.own else name
        case "causa" if noun.kind == "condition" and not noun.own:
            return ailment(name)
        case "obj" | "fuera" if noun.own and noun.kind == "place":  # A building is searched; in a town, a home is.
            building = bool(_ARTICLE.match(name))
            return (name if form == "obj" else None) if building else None if form == "obj" else noun.find("in")
        case "dentro" if noun.own:
            return noun.find("in") if _DETENTION.search(name) else None
        case "in" | "to" | "from" if noun.own:
            known = _countries().get(name)
            preposition = {"in": "en", "to": "a", "from": "de"}[form]
            return known[form] if known else joined(preposition, name)
        case "sin" if noun.own:
            return f"sin {name}"
        case "adv" if noun.kind == "detention":
            return name
        case "unidad" | "la-unidad":  # What the numbers of a treaty count, where the tables say nothing else.
            return "del artículo" if form == "unidad" else "el artículo"
    if noun.own and form in _BEFORE:
        return joined(_BEFORE[form], name)
    if noun.own and form in _AS_IT_IS:
        return name
    preposition, _, kind = form.partition("-")
    return place(preposition, name, kind) if kind in _GENERIC and preposition in ("en", "a", "de", "dir") else None


def reason(text: str) -> str:
    """Why: `por denunciar la corrupción`, `por un artículo`."""
    return text if _REASON.match(text) else f"por {text}"


def ailment(name: str) -> str:
    """Why somebody is ill: de una fractura, de su asma, de sus dolores de espalda."""
    if re.match(r"(una?|el|las?|los)\s", name):
        return joined("de", name)
    first = name.partition(" ")[0]
    return f"de {'sus' if first.endswith(('es', 'os', 'as')) and first != 'diabetes' else 'su'} {name}"


def place(preposition: str, name: str, kind: str) -> str:
    """`en la prisión de Evin`; a name with its own noun tells the kind itself: `en la Prisión Central de Marwa`."""
    name = with_article(name, "place")
    whole = name if _ARTICLE.match(name) else f"{_GENERIC[kind]} {joined('de', name)}"
    return whole if preposition == "dir" else joined(preposition, whole)


@cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    """The countries of the tables by their names."""
    return {entry["name"]: entry for entry in tables("es")["country"].values()}


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, periodista,`: without an article."""
    return f"{name.get(form)}, {role.get('name')},"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """A date stands before its comma only where a subject follows it, and none behind `que`.

    `y que` joins two clauses behind `que`. No sentence begins with a figure.
    """
    named = clause.controller is not None and clause.controller.find("name")  # `su hermano, Amir Salem, recibió`
    if not named and re.search(r",\s+(no\s+)?$", clause.before):  # No subject: `al día siguiente fue trasladada`.
        clause = replace(clause, before=re.sub(r",(\s+(no\s+)?)$", r"\1", clause.before))
    more = clause.more
    text = plain_order(replace(clause, more=None), form, grammar)
    if clause.own and form == "que":
        text = _DATE.sub(r"\1", text, count=1) if _DATE.match(text) else text
    if more is not None:
        whole = tidy(f"{more.before}{more.verb}{more.after} {more.tail}")
        second = and_more(text, whole, grammar).removeprefix(f"{text} {grammar.option('and')} ")
        if "en su domicilio" in text:  # Where somebody was arrested is not named a second time.
            second = second.replace("su domicilio", "la vivienda")
        again = "y que" if form == "que" and second == whole else conjunction(second)
        text += f" {again} {second}"
    return f"un total de {text}" if text[:1].isdigit() else text
