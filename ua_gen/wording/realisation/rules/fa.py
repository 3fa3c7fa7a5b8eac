"""Persian: what is put before and behind names, the number of agents, and the Solar Hijri calendar.

Nothing is declined, and no name of the case's own ever takes an ending: only words of ours do.
"""

import re
from datetime import date, timedelta

from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, NounPhrase
from ua_gen.wording.realisation.records import Day

# The first word of several people. The ending alone tells nothing: سازمان, زندان and تهران are one.
_MANY = re.compile(
    r"(مأموران|نگهبانان|سربازان|نیروهای?|افراد|افرادی|مقام‌ها|مقام‌های|مقامات|مسئولان|بستگان|اعضای?|کارکنان|وکلای?|"
    r"شاهدان|کارشناسان|مدافعان|فعالان|روزنامه‌نگاران|همکاران|دوستان|مردان|زنان|شماری|گروهی از|برخی|دو|سه|چهار|پنج|"
    r"\S+‌های?)( |$)"
)
# The first word of a body: its reports are quoted, and it is no «او».
_BODY = re.compile(
    r"(سازمان|کمیته|کمیتهٔ|کمیسیون|دیده‌بان|عفو|کانون|مرکز|انجمن|خبرگزاری|بنیاد|مؤسسهٔ?|دفتر|شورای?|جنبش|شبکهٔ?|ائتلاف|"
    r"فدراسیون|اتحادیهٔ?|روزنامهٔ?|نشریهٔ?|کمپین|ادارهٔ?|وزارت|گروه|حزب|شرکت|دانشگاه|کارزار|کمیساریای|نهاد|بنگاه)( |$)"
)
_ISOLATES = "\u2066\u2067\u2068\u2069"  # Around names in Latin letters.
# The noun that a place has by its kind, unless its name brings one.
_NOUNS = {
    "prison": "زندان",
    "remand": "بازداشتگاه",
    "centre": "بازداشتگاه",
    "camp": "اردوگاه",
    "airport": "فرودگاه",
    "hospital": "بیمارستان",
    "clinic": "درمانگاه",
    "station": "کلانتری",
    "barracks": "پادگان",
    "base": "پایگاه",
    "checkpoint": "ایست بازرسی",
    "school": "مدرسهٔ",
    "hotel": "هتل",
    "university": "دانشگاه",
    "worship": "عبادتگاه",
    "building": "ساختمان",
    "court": "دادگاه",
    "village": "روستای",
    "region": "منطقهٔ",
    "district": "ناحیهٔ",
    "neighbourhood": "محلهٔ",
    "settlement": "شهرک",
}
_NOUN = re.compile(
    r"(زندان|ندامتگاه|بازداشتگاه|کلونی|کولونی|مستعمره|کانون|اردوگاه|فرودگاه|بیمارستان|آسایشگاه|درمانگاه|بهداری|کلانتری|"
    r"پاسگاه|ادارهٔ?|حوزهٔ?|پادگان|پایگاه|ایست|مدرسهٔ?|دبیرستان|دبستان|هتل|مهمان‌سرای?|دانشگاه|دانشکدهٔ?|مسجد|کلیسای?|"
    r"کنیسهٔ?|معبد|ساختمان|عمارت|دادگاه|دیوان|شعبهٔ?|دادسرای?|روستای?|استان|منطقهٔ?|ناحیهٔ?|شهرستان|محلهٔ?|شهرک|شهر|بند|"
    r"مرکز|مجتمع|محل|منزل|خانهٔ?|دفتر|مقر|آپارتمان)( |$)"
)
_HOLDS = re.compile(r"(زندان|ندامتگاه|بازداشتگاه|کلونی|کولونی|مستعمره|کانون|اردوگاه|کلانتری|پاسگاه|بیمارستان|بند)( |$)")
_SEARCHED = re.compile(r"(منزل|خانهٔ?|دفتر|ساختمان|محل|مقر|آپارتمان|مدرسهٔ?|مسجد|کلیسای?|روستای?)( |$)")
_WHY = re.compile(
    r"(به (دلیل|خاطر|سبب|علت|جرم|اتهام|تلافی|نام|دلایل)|پس از|در پی|بر اثر|بر سر|بر اساس|برای|از ترس|در )"
)
_PLACES = {"in": "در", "to": "به", "from": "از"}
_CHARGES = {"under": ("به اتهام", "به اتهام‌های"), "faced": ("اتهام", "اتهام‌های")}
_BEFORE = {"for": "به دلیل", "because": "به دلیل", "cause": "به دلیل", "after": "پس از", "died": "بر اثر"}
# What a text of the case's own is as it stands.
_AS_IT_IS = frozenset(
    {"own", "serving", "suffering", "theirs", "case", "very", "does", "with", "by", "done", "do", "the"}
)
# The verbs of requests, in the second person of the polite plural.
_ASKED = re.compile(r"\b(کن|ده|بازگردان|بشناس|بگیر|بگذار|بخواه|دار|باش|بشمار|بدان)ید\b")
# Behind a noun in each of its endings: what joins it to a name, where a pronoun is an ending of its own.
_JOINTS = {"his.sh": " ", "his.ash": "ٔ ", "his.yash": "ی ", "his.iash": " "}
_FIRST_YEAR, _LAST_YEAR = 1343, 1472  # For which the cycle of leap years is that of the official calendar.
_LEAP = frozenset({1, 5, 9, 13, 17, 22, 26, 30})  # Of 33 years.


def number(text: str) -> str:
    """One or many, by the first word."""
    return "many" if _MANY.match(text) else "one"


def gender(text: str) -> str:
    """`n` for a body, which «او» cannot stand for: by its first word, or where it is in Latin letters."""
    return "n" if _BODY.match(text) or text.strip(_ISOLATES).isascii() else ""


def with_article(text: str, kind: str) -> str:
    """A court that is named in Latin letters is called one: دادگاه Osh City Court."""
    return f"دادگاه {text}" if kind == "court" and text.strip(_ISOLATES).isascii() else text


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """What stands before a name, or behind a noun of ours."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form.startswith("his"):
        return _owner(noun, name, form)
    if form == "home":
        body = not noun.person and noun.gender == "n"
        return f"{'دفتر' if body else 'منازل' if noun.number == 'many' else 'منزل'} {name}"
    if form in _CHARGES:
        return f"{_CHARGES[form][isinstance(noun, Joined)]} {name}"
    if form in _NOUNS:
        return name if _NOUN.match(name) else f"{_NOUNS[form]} {name}"
    if form in ("in", "to", "from", "release", "obj"):
        return _place(noun, name, form)
    if noun.kind == "method" and form in ("have", "ra-have"):
        done = noun.find("did" if form == "have" else "ra")
        return None if done is None else re.sub("ند$", "ه‌اند", done)
    match form:
        case "about" | "hit" | "given":
            return name
        case "by":
            return f"{'به گزارش' if noun.gender == 'n' else 'به گفتهٔ'} {name}"
        case "they":
            return "آنان" if noun.number == "many" else name
        case "third":
            return _ASKED.sub(r"\1د", name)
        case "unit":
            return "مادهٔ"
        case "contact" if noun.own:
            return f"تماس {name}"
        case "ez" if noun.own:
            return linked(name)
        case "is" if noun.own:
            return name if name.startswith("در ") else None
        case "way" if noun.own:
            return None if name.startswith("در ") else name
    if form in _BEFORE and (noun.own or noun.kind != "method"):
        return name if _WHY.match(name) else f"{_BEFORE[form]} {name}"
    return name if noun.own and form in _AS_IT_IS else None


def _owner(noun: NounPhrase, name: str, form: str) -> str | None:
    """A name behind what is owned: `خانواده` and `ٔ نورا سالم`."""
    match form:
        case "his" | "his.he":
            return name
        case "his.nd":
            return "ند" if noun.number == "many" else ""
    joint = _JOINTS.get(form)
    return None if joint is None else f"{joint}{name}"


def _place(noun: NounPhrase, name: str, form: str) -> str | None:
    """A place that is only named, or a country: در اوش، به مسکو."""
    if form == "obj":
        return name if noun.own and _SEARCHED.match(name) else None
    if form == "release":
        form = "from" if _HOLDS.match(name) else "in"
    preposition = _PLACES[form]
    return name if name.startswith(f"{preposition} ") else f"{preposition} {name}"


def linked(text: str) -> str:
    """A common noun before its owner: رایانه‌های، گذرنامهٔ، خودروی."""
    if text.endswith(("ا", "و")):
        return f"{text}ی"
    return f"{text}ٔ" if text.endswith("ه") and text[-2:-1] not in ("ا", "و") else text


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """«است» joins a noun of ours that ends in ا, and the pronoun: بدرفتاری‌هاست، اعتصاب غذاست، اوست."""
    text = plain_order(clause, form, grammar)
    return text if clause.own else re.sub(r"(ها|غذا|\bاو) است\b", r"\1ست", text)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`نورا سالم، روزنامه‌نگار،`: behind the name, and never before it."""
    return f"{name.get(form)}، {role.get('name')}،"


# --- calendar ---------------------------------------------------------------------------------------------------------


def calendar(day: Day) -> Day | None:
    """A day in the Solar Hijri calendar: 12 January 2026 is 22 Dey 1404. Months and years begin on other days there.

    The official calendar of Iran and Afghanistan begins its year at the equinox; from 1964 to 2093 that makes a cycle
    of 33 years with eight leap years.
    """
    if day.month is None or day.day is None:
        return None
    given = date(day.year, day.month, day.day)
    year = day.year - 621
    if given < _new_year(year):
        year -= 1
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    gone = (given - _new_year(year)).days
    month, rest = divmod(gone, 31) if gone < 186 else divmod(gone - 186, 30)
    return Day(year, month + (1 if gone < 186 else 7), rest + 1)


def _new_year(year: int) -> date:
    """The first day of a year, counted from that of 1404."""
    return date(2025, 3, 21) + timedelta(365 * (year - 1404) + _leap_years(year) - _leap_years(1404))


def _leap_years(before: int) -> int:
    cycles, rest = divmod(before, 33)
    return cycles * len(_LEAP) + sum(each < rest for each in _LEAP)
