"""Tajik: the object with its -ро, what stands before and behind names, and the number of agents.

Nothing is declined, and a name never changes: the ezafe stands on the common noun before it, and only the object has an
ending, which is written by rule.
"""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase

# The first word of several people. The ending alone tells nothing: созмон, зиндон and Тоҷикистон are one.
_MANY = re.compile(
    r"(кормандон|ҳарбиён|сарбозон|афсарон|посбонон|сарҳадбонон|афрод|одамон|ашхос|шахсон|мақомот|мансабдорон|масъулон|"
    r"наздикон|хешовандон|волидон|фарзандон|аъзо|шоҳидон|коршиносон|ҳомиён|фаъолон|рӯзноманигорон|ҳамкорон|дӯстон|"
    r"ҳамсоягон|мардон|занон|сокинон|адвокатон|пизишкон|духтурон|зиндониён|баъзе|чанд|як гурӯҳ|ду|се|чор|чаҳор|панҷ|"
    r"\S+ҳо)(и|аш|ашон|яш|яшон)?( |$)",
    re.IGNORECASE,
)
# The first word of a body: it reports, and is no «ӯ».
_BODY = re.compile(
    r"((ду|се|чор|панҷ|шаш|ҳафт|ҳашт|нӯҳ|даҳ|чанд|якчанд) )?"
    r"(созмон|ташкилот|кумита|комитет|комиссия|дидбон|авф|марказ|анҷуман|ассотсиатсия|агентӣ|агентии|хадамот|бунёд|фонд|муассиса|"
    r"институт|дафтар|шӯро|ҷунбиш|ҳаракат|шабака|эътилоф|федератсия|иттиҳод|иттифоқ|иттиҳодия|рӯзнома|нашрия|маҷалла|радио|"
    r"телевизион|вазорат|идора|гурӯҳ|ҳизб|ширкат|донишгоҳ|суд|додгоҳ|прокуратура|ҳукумат|комиссариат|намояндагӣ|"
    r"намояндагии)(и|ҳои)?( |$)",
    re.IGNORECASE,
)
_ISOLATES = "\u2066\u2067\u2068\u2069"  # Around names in Latin letters.
# The noun that a place has by its kind, unless its name brings one.
_NOUNS = {
    "city": "шаҳри",
    "prison": "маҳбаси",
    "remand": "боздоштгоҳи тафтишотии",
    "centre": "боздоштгоҳи",
    "juvenile": "муассисаи",
    "camp": "урдугоҳи",
    "airport": "фурудгоҳи",
    "hospital": "беморхонаи",
    "clinic": "шифохонаи",
    "station": "шуъбаи полиси",
    "barracks": "казармаи",
    "base": "пойгоҳи",
    "checkpoint": "нуқтаи назоратии",
    "school": "мактаби",
    "hotel": "меҳмонхонаи",
    "university": "донишгоҳи",
    "worship": "ибодатгоҳи",
    "building": "бинои",
    "court": "суди",
    "village": "деҳаи",
    "region": "вилояти",
    "district": "ноҳияи",
    "neighbourhood": "маҳаллаи",
    "settlement": "шаҳраки",
}
_HOLDING = r"маҳбас|зиндон|колония|боздоштгоҳ|изолятор|муассиса|урдугоҳ|лагер|шуъба|раёсат|беморхона|камера|тавқифгоҳ"
_SEARCHABLE = r"хона|манзил|дафтар|бино|иморат|ҷо|қароргоҳ|мактаб|масҷид|калисо|деҳа|идора|таҳририя"
_PLACE = (
    rf"{_HOLDING}|{_SEARCHABLE}|фурудгоҳ|шифохона|госпитал|клиника|казарма|пойгоҳ|нуқта|литсей|гимназия|меҳмонхона|донишгоҳ|донишкада|"
    r"институт|академия|куништ|маъбад|ибодатгоҳ|суд|додгоҳ|трибунал|шаҳр|шаҳрак|вилоят|ноҳия|музофот|минтақа|маҳалла|марказ|"
    r"маҷмаа|ҷазира|водӣ|водии|кишвар|ҷумҳурӣ|ҷумҳурии|кӯча|хиёбон|майдон"
)
_NOUN, _HOLDS, _SEARCHED = (
    re.compile(rf"({words})(и|ҳои)?( |$)", re.IGNORECASE) for words in (_PLACE, _HOLDING, _SEARCHABLE)
)
_WHY = re.compile(
    r"(барои|бо (сабаби|сабабҳои|баҳонаи|айби)|бинобар|пас аз|дар (натиҷаи|пайи)|ба (хотири|қасди)|аз (рӯи|тарси)|"
    r"чун|зеро) "
)
_PLACES = {"in": "дар", "to": "ба", "from": "аз"}
_BEFORE = {"for": "барои", "because": "бо сабаби", "cause": "бо сабаби", "after": "пас аз", "died": "дар натиҷаи"}
# What a text of the case's own is as it stands.
_AS_IT_IS = frozenset(
    {"own", "serving", "suffering", "theirs", "case", "very", "does"}
    | {"with", "by", "done", "do", "the", "past", "nominal"}
)
# The verbs of requests, in the second person of the polite plural.
_ASKED = re.compile(
    r"\b(на)?(намо|кун|диҳ|гир|баргардон|гузор|гузарон|соз|боздор|бардор|баро|барор|каш|супор|дор|андеш|фирист|зан|ор|бар|ҳисоб)ед\b"
)


def number(text: str) -> str:
    """One or many, by the first word."""
    return "many" if _MANY.match(text) else "one"


def gender(text: str) -> str:
    """`n` for a body, which «ӯ» cannot stand for: by its first word, or where it is in Latin letters."""
    return "n" if _BODY.match(text) or text.strip(_ISOLATES).isascii() else ""


def with_article(text: str, kind: str) -> str:
    """A court that is named in Latin letters is called one: суди Osh City Court."""
    return f"суди {text}" if kind == "court" and text.strip(_ISOLATES).isascii() else text


def accusative(text: str) -> str:
    """The object: Аида Қосимоваро, Далери Имомалиро; with a hyphen behind quotation marks, figures, Latin letters."""
    text = text.rstrip(" ,")
    if text.endswith("ӣ"):
        return f"{text[:-1]}иро"
    return f"{text}ро" if re.search(r"[а-яёғӣқӯҳҷ]$", text, re.IGNORECASE) else f"{text}-ро"


def linked(text: str) -> str:
    """A common noun before its owner: хонаи, созмони ҷамъиятии, ҷои, дифои."""
    if text.endswith("ӣ"):
        return f"{text[:-1]}ии"
    if text.endswith(("й", "ъ")):
        return f"{text[:-1]}и"
    return f"{text}и" if re.search(r"[а-яёғқӯҳҷ]$", text, re.IGNORECASE) else f"{text}-и"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """What stands before a name, or behind a noun of ours."""
    if form == "acc" or form.endswith("-acc"):
        object_ = noun.find(form.removesuffix("acc").removesuffix("-") or "name")
        return None if object_ is None or noun.pronoun else accusative(object_)
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form.startswith("his"):
        return _owner(noun, name, form)
    if form == "home":
        body = not noun.person and noun.gender == "n"
        return f"{'дафтари' if body else 'хонаҳои' if noun.number == 'many' else 'хонаи'} {name}"
    if form in ("under", "faced", "guilty"):
        return _charge(noun, name, form)
    if form in _NOUNS:
        return name if _NOUN.match(name) else f"{_NOUNS[form]} {name}"
    if form in ("in", "to", "from", "release", "obj"):
        return _place(noun, name, form)
    match form:
        case "about" | "hit" | "nominal":
            return name
        case "by":
            return f"{'ба иттилои' if noun.gender == 'n' or _BODY.match(name) else 'ба гуфтаи'} {name}"
        case "third":
            return _third(name)
        case "unit":
            return "моддаи"
        case "contact" if noun.own:
            return f"тамоси {name}"
        case "meet" if noun.own:
            return f"{name} дар тамос бош"
        case "ez" if noun.own:
            return linked(name)
        case "is" if noun.own:
            return name if name.startswith("дар ") else None
        case "way" if noun.own:
            return None if name.startswith("дар ") else name
    if form in _BEFORE and (noun.own or noun.kind != "method"):
        return name if _WHY.match(name) else f"{_BEFORE[form]} {name}"
    return name if noun.own and form in _AS_IT_IS else None


def _charge(noun: NounPhrase, name: str, form: str) -> str | None:
    """«бо айби терроризм»; «дар терроризм айбдор карданд», which only a charge of the stock can be told by."""
    several = isinstance(noun, Joined)
    if form == "under":
        return f"{'бо айбҳои' if several else 'бо айби'} {name}"
    if form == "faced":
        return f"{'айбҳои' if several else 'айби'} {name}"
    parts = noun.parts if isinstance(noun, Joined) else (noun,)
    return None if any(part.own or "«" in name for part in parts) else f"дар {name}"


def _third(text: str) -> str:
    """What is asked of the reader as it is asked of a third: «озод намояд»."""
    return _ASKED.sub(lambda found: f"{found[0][:-2]}{'яд' if found[0][-3] == 'о' else 'ад'}", text)


def _owner(noun: NounPhrase, name: str, form: str) -> str | None:
    """A name behind what is owned: `бародар` and `и Нора Салем`."""
    match form:
        case "his" | "his.he":
            return name
        case "his.acc":
            return accusative(name)
        case "his.and":
            return "анд" if noun.number == "many" else ""
        case "his.ad":
            return "анд" if noun.number == "many" else "ад"
        case "his.ash" | "his.yash":
            return f"и {name}"
        case "his.ashro" | "his.yashro":
            return f"и {accusative(name)}"
    return None


def _place(noun: NounPhrase, name: str, form: str) -> str | None:
    """A place that is only named, or a country: дар Ош, ба Москва."""
    if form == "obj":
        return name if noun.own and _SEARCHED.match(name) else None
    if form == "release":
        form = "from" if _HOLDS.match(name) else "in"
    preposition = _PLACES[form]
    return name if name.startswith(f"{preposition} ") else f"{preposition} {name}"


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`Нора Салем, рӯзноманигор,`: behind the name, and never before it."""
    return f"{name.get(form)}, {role.get('name')},"
