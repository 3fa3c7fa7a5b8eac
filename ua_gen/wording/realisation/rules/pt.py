"""Portuguese: contraction, the pronoun at its verb, the subject that is left out, articles of names."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, and_more, plain_order, tidy
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase

_ARTICLE = re.compile(r"(os?|as?|uma?|uns|umas|outr[oa]s|vári[oa]s|algu(?:ns|mas)|cada)\s")
_ONE = re.compile(r"(o|a|um|uma|cada|ninguém)\s")
_MANY = re.compile(
    r"(os|as|uns|umas|vári[oa]s|alguns|algumas|muit[oa]s|outr[oa]s|dois|duas|três|quatro|cinco|seis|sete|oito|nove"
    r"|dez|onze|doze|treze|catorze|quinze|deza\w+|dezoito|vinte|[2-9]\d*|1\d+)\s"
)
_REASON = re.compile(
    r"(por|pel[oa]s?|porque|devido|em (represália|retaliação|relação|virtude|consequência|resposta|nome)|na sequência"
    r"|no âmbito|com|como|para|sem|perante|durante|segundo|desde|após|depois|a pretexto|sob)\b"
)
_DATE = re.compile(r"(?:em|n[oa]s?|desde|após|durante|d?e)\s[^,.;:]{1,60},")
_CONTRACTED = {
    "de": ("do", "da", "dos", "das"),
    "em": ("no", "na", "nos", "nas"),
    "a": ("ao", "à", "aos", "às"),
    "por": ("pelo", "pela", "pelos", "pelas"),
}
_DEFINITE = ("o", "a", "os", "as")
# The article that a bare name lacks, by the noun with which it begins: `tribunal distrital de Osh`.
_ARTICLES = {
    noun: article
    for article, nouns in {
        "o": "alto batalhão centro colégio comando comissariado comité congresso conselho departamento"
        " estabelecimento exército governo grupo hospital instituto juízo ministério movimento observatório"
        " parlamento partido presídio primeiro segundo terceiro quarto quinto sexto regimento senado serviço sindicato"
        " supremo tribunal kgb fsb gknb knb sbu nkvd fbi",
        "a": "administração agência aliança assembleia associação brigada câmara campanha cadeia clínica coligação"
        " colónia comissão confederação corte defensoria delegacia direção embaixada esquadra federação fundação"
        " gendarmaria guarda igreja inspeção junta liga mesquita milícia ordem organização penitenciária polícia"
        " presidência prisão procuradoria provedoria rede primeira segunda terceira quarta quinta sexta secretaria"
        " sociedade unidade união universidade",
        "os": "serviços",
        "as": "autoridades forças",
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
# Whoever is in one of these is held there: elsewhere, it has to be said.
_DETENTION = re.compile(
    r"pris(ão|ões|ional)|cadeia|penitenciári|presídio|colónia|esquadra|delegacia|detenção|reclusão|internamento"
    r"|correcional|reformatório|calabouço|campo de|cela|pavilhão|corredor da morte|gulag",
    re.IGNORECASE,
)
# Verbs for the patterns of the tables, which agree with nothing: one, many.
_VERBS = {"foi": ("foi", "foram"), "recebeu": ("recebeu", "receberam"), "sofreu": ("sofreu", "sofreram")}
_ENDINGS = {("one", "m"): "o", ("one", "f"): "a", ("many", "m"): "os", ("many", "f"): "as"}
_PREPOSITIONS = {"de": "de", "dele": "de", "a": "a", "em": "em", "por": "por"}
# Forms in which a text of the case's own stands as it is.
_AS_IT_IS = frozenset({"figures", "seu", "reports", "bare", "pena", "past", "name", "neg", "does"})
# Forms that put a preposition before a text of the case's own.
_BEFORE = {"risco": "de", "ameaça": "com", "cond": "a", "tem": ""}
_REPORTED = re.compile(r"\bter(ão|á) (\w+)-(lhes?|se)\b")
# In Brazil: `teria se declarado`, `que lhe teria sido`.
_CONDITIONAL = re.compile(r"\bter(iam|ia) (\w+)-(lhes?|se)\b")
# What stands before a verb and draws its pronoun before it.
_DRAWS = re.compile(
    r"(?:^|\s)(?:que|não|nunca|nada|ninguém|já|ainda|também|quem|onde|cujo|cuja|há \w+ que)\s(?:\w+\s)?$"
)


def joined(preposition: str, text: str, *, name: bool = False) -> str:
    """A preposition with a text: do Tribunal, no hospital, pelas autoridades.

    `name`: of a place, whose article may have a capital: no Porto, do Cairo.
    """
    first, _, rest = text.partition(" ")
    if preposition in _CONTRACTED and rest and (first if not name else first.lower()) in _DEFINITE:
        return f"{_CONTRACTED[preposition][_DEFINITE.index(first.lower())]} {rest}"
    if preposition == "em" and re.match(r"(uma?|uns|umas)\s", text):
        return f"n{text}"
    return f"{preposition} {text}"


def with_article(text: str, kind: str) -> str:
    """A name of the case's own with the article of its first noun: a Procuradoria, o tribunal distrital de Osh.

    A court that has none is foreign, and stands behind the word for it: o tribunal «Osh City Court».
    """
    if kind not in _NAMES or _ARTICLE.match(text):
        return text
    article = _ARTICLES.get(re.split(r"[\s,]", text, maxsplit=1)[0].casefold())
    if article is None:
        return f"o tribunal «{text}»" if kind == "court" else text
    return f"{article} {text}"


def chamber(branch: str, noun: str = "a Secção") -> str:
    """The branch of a court by its number: a Secção 15; one that has a name keeps it."""
    if branch.isdecimal():
        return f"{noun} {branch}"
    found = with_article(branch, "name")
    return found if _ARTICLE.match(found) else f"{noun} {branch}"


def number(text: str) -> str:
    """One or many, by the article; without one a name is one, and a common noun what its last letter says."""
    if _MANY.match(text):
        return "many"
    if _ONE.match(text) or text[:1].isupper():
        return "one"
    return "many" if re.split(r"[\s,]", text, maxsplit=1)[0].endswith("s") else "one"


def gender(text: str) -> str:
    """By the article; without one it is not known."""
    match = re.match(r"(os?|um|uns|vários|alguns)\s|(as?|umas?|várias|algumas)\s", text)
    return "" if match is None else "m" if match[1] else "f"


def subject(phrase: str) -> str:
    """The number of a subject that a phrase names itself: `o julgamento de Nora Salem` has one."""
    text = re.sub(r"\{(When|when|h|since)\},? *", "", phrase)
    match = re.match(
        r"(?:\{!(\w+(?:am|ão))?[^}]*\}\s)?(?:((?:o|a|um|uma|nenhum|ninguém|isto)\b|\{who:(?:o-seu|a-sua)\})|"
        r"((?:os|as|todos)\b|\{who:(?:os-seus|as-suas)\}))?",
        text,
    )
    if match is None or not match[0]:
        return ""
    return "many" if match[1] or match[3] else "one" if match[2] else ""


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms by contraction, and those in which nouns and pronouns stand in different places."""
    if form in ("one", "many", "his.one", "his.many"):  # A slot that is only there for one, or for several.
        return "" if noun.number == form.removeprefix("his.") else None
    if noun.pronoun:
        return None
    if re.fullmatch(r"his\.(\S+)-(seus?|suas?)|his\.(dele|contra-ele)", form):
        return None  # Of somebody who has not been named: another pattern names them.
    if re.fullmatch(r"\S+-(seus?|suas?)", form):
        return f"{form.partition('-')[0]} "
    if form in ("lhe", "encl"):  # The pronoun at the verb: a noun stands behind.
        return ""
    if form.startswith("his."):  # Of somebody who has not been named: `a casa de Nora Salem`.
        form = form.removeprefix("his.")
        if form in _VERBS:
            return _VERBS[form][noun.number == "many"] if noun.number else None
        if form == "end":
            return _ENDINGS.get((noun.number, noun.gender))
    if form == "livre":
        return noun.find("from") if _ARTICLE.match(noun.find("dir") or "a ") else noun.find("in")
    if form == "busca":  # Where a search is made: `na casa dela`.
        found = noun.find("obj")
        return joined("em", found) if found else None
    name = noun.find("name")
    if name is None:
        return None
    return _of_name(noun, name, form, grammar)


def _of_name(noun: NounPhrase, name: str, form: str, grammar: Grammar) -> str | None:
    """The forms that are made of the one of a dictionary."""
    match form:
        case "motivo":
            return reason(name) if noun.own else name
        case "obj" if noun.own and noun.kind == "place":  # A building is searched; in a town, a home is.
            return name if _ARTICLE.match(name) else None
        case "junto" if noun.own:
            return None if _ARTICLE.match(name) else noun.find("in")
        case "obra" if noun.own:
            return joined("de", name)
        case "obj" | "ele" | "nome" | "dir":
            return name
        case "de" | "dele" | "de-quem" | "a" | "a-quem" | "em" | "por":
            return joined(_PREPOSITIONS[form.removesuffix("-quem")], name)
        case "por-isso":
            return joined("por", noun.find("seu") or name)
        case "sobre" | "para":
            return f"{form} {name}"
        case "contra" | "contra-ele":
            return f"contra {name}"
        case "a-dele":  # A relative whose possessive is not to be read of the addressee: à família dele.
            return joined("a", noun.find("obj") or name)
        case "casa" | "na-casa" | "da-casa" | "à-casa":
            house = f"{'as casas' if noun.number == 'many' else 'a casa'} {joined('de', name)}"
            if noun.own and not noun.person and noun.number == "one":
                house = f"a sede {joined('de', name)}"
            preposition = {"na-casa": "em", "da-casa": "de", "à-casa": "a"}.get(form, "")
            return joined(preposition, house) if preposition else house
        case "tribunal":
            return with_article(name, "court") if noun.own else name
        case "secção":
            return chamber(name, grammar.tables["generic"]["branch"])
        case "dentro" if noun.own:
            return noun.find("in") if _DETENTION.search(name) else None
        case "in" | "to" | "from" if noun.own:
            known = _countries(grammar.tag).get(name)
            if known:
                return known[form]
            preposition = {"in": "em", "to": "para", "from": "de"}[form]
            return joined(preposition, name, name=True)
        case "sem" if noun.own:
            return f"sem {name}"
        case "adv" if noun.kind == "detention":
            return name
        case "unidade" | "a-unidade":  # What the numbers of a treaty count, where the tables say nothing else.
            return "do artigo" if form == "unidade" else "o artigo"
    if noun.own and form in _BEFORE:
        return joined(_BEFORE[form], name) if _BEFORE[form] else name
    if noun.own and form in _AS_IT_IS:
        return name
    preposition, _, kind = form.partition("-")
    generic = grammar.tables["generic"].get(kind)
    return place(preposition, name, generic) if generic and preposition in ("em", "para", "de", "dir") else None


def reason(text: str) -> str:
    """Why: `por denunciar a corrupção`, `por causa de um artigo`."""
    if _REASON.match(text):
        return text
    verb = re.match(r"(?:não |se )?\w+[aeiô]r(?:em)?\b", text)
    return f"por {text}" if verb else f"por causa {joined('de', text)}"


def place(preposition: str, name: str, generic: str) -> str:
    """`na prisão de Evin`; a name with its own noun tells the kind itself: `na Prisão Central de Marwa`."""
    name = with_article(name, "place")
    whole = name if _ARTICLE.match(name) else f"{generic} {joined('de', name)}"
    return whole if preposition == "dir" else joined(preposition, whole)


@cache
def _countries(tag: str) -> Mapping[str, Mapping[str, str]]:
    """The countries of the tables by their names, with the article and without it."""
    found = {}
    for entry in tables(tag)["country"].values():
        found[re.sub("^(os?|as?) ", "", entry["name"])] = found[entry["name"]] = entry
    return found


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Nora Salem, jornalista,`: without an article."""
    return f"{name.get(form)}, {role.get('name')},"


def clitics(text: str, drawn: bool) -> str:
    """The pronoun before its verb where something draws it there: `que se encontra`, `não lhe foi dito`.

    Else it stands behind, and in the middle of a future: `ter-lhe-á negado`.
    """
    text = _CONDITIONAL.sub(r"\3 ter\1 \2" if drawn else r"ter\1 \3 \2", text)
    if not drawn:
        return _REPORTED.sub(r"ter-\3-\1 \2", text)
    text = _REPORTED.sub(r"\3 ter\1 \2", text)
    return re.sub(r"(\w+)-(se|lhes?|[oa]s?)\b", r"\2 \1", text, count=1)


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """A pronoun moves before its verb behind `que`, where `e que` joins clauses. No sentence begins with a figure."""
    drawn = form == "que"
    if not clause.own:
        drawn = drawn or bool(_DRAWS.search(tidy(clause.before) + " "))
        verb, after = clause.verb, clause.after
        whole = clitics(verb + after, drawn) if "-" in verb + after[:6] else verb + after
        clause = replace(clause, verb=whole, after="")
    more = clause.more
    text = plain_order(replace(clause, more=None), form, grammar)
    if more is not None:
        verb = more.verb + more.after
        verb = clitics(verb, drawn) if "-" in more.verb + more.after[:6] else verb
        whole = tidy(f"{more.before}{verb} {more.tail}")
        second = and_more(text, whole, grammar).removeprefix(f"{text} {grammar.option('and')} ")
        if re.search(r"\b(?:na|em) sua casa", text):  # Where somebody was arrested is not named a second time.
            second = re.sub(r"\b(?:na|em) sua casa", "no local", second)
        text += f" {'e que' if form == 'que' and second == whole else 'e'} {second}"
    return f"um total de {text}" if text[:1].isdigit() else text
