"""Arabic: what attaches to its noun, the case that shows, the verb before its subject, and `و` between sentences.

Longer than most: each part needs the others to be put in order.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, and_more, plain_order
from ua_gen.wording.realisation.clauses import without_subject as _without
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.grammar import agreement as agreement_of
from ua_gen.wording.realisation.nouns import DEFAULT, Joined, Missing, NounPhrase

_LETTERS = "ء-ي"
COLLECTIVE = "c"  # The gender of several that are no people: families, which agree as one woman, but have homes.
_FOREIGN_ORGANISATION = re.compile(r"(هيومن|الأمم المتحدة|فرانس|رويترز|فريدوم|فرونت|\u2066?[A-Z])")
_MANY = re.compile(
    r"(أفراد|أقارب|أقرباء|جنود|رجال|شهود|خبراء|محامو|نشطاء|ناشطات|صحفيات|محاميات|أطباء|زملاء|سكان|أهالي|أبناء|أعضاء"
    r"|أصدقاء|جيران|طلاب|عمال|حراس|ضباط|عناصر|مسؤولو|موظفو|ممثلو|مراقبو|بعض|عدد من|عدة)(ه|ها|هما|هم|هن)?\b"
)
# What stands before a number, and makes the verb before it a masculine one.
_ABOUT = re.compile(r"(نحو|قرابة|ما|أكثر|جميع|كل|عدد|بعض|أحد)\b")
_ADDRESS = {
    "معالي": "معاليكم", "سيادة": "سيادتكم", "سعادة": "سعادتكم", "فخامة": "فخامتكم", "دولة": "دولتكم",
    "صاحب الجلالة": "جلالتكم", "صاحبة الجلالة": "جلالتكم", "صاحب السمو": "سموكم", "صاحبة السمو": "سموكم",
    "السيد": "سيادتكم", "السيدة": "سيادتكم",
}  # fmt: skip
# Before the subject stands a preposition with a pronoun (`ala.p`), behind it one with a name (`ala.n`).
_PREPOSITIONS = {"ala": "على", "ila": "إلى", "an": "عن"}
_SUFFIX = {"هو": "ه", "هي": "ها", "هما": "هما", "هم": "هم", "هن": "هن"}
_GENERIC = {
    "prison": "سجن", "remand-prison": "سجن", "military-prison": "سجن", "police-station": "مركز شرطة",
    "hospital": "مستشفى", "prison-hospital": "مستشفى", "psychiatric-hospital": "مستشفى", "camp": "مخيم",
    "airport": "مطار", "detention-centre": "مركز احتجاز", "immigration-centre": "مركز احتجاز",
    "juvenile-centre": "دار", "labour-camp": "معسكر", "checkpoint": "نقطة تفتيش", "military-base": "قاعدة",
    "barracks": "ثكنة", "school": "مدرسة", "university": "جامعة", "hotel": "فندق", "prison-clinic": "عيادة",
    "village": "قرية", "town": "بلدة", "region": "منطقة", "district": "حي", "neighbourhood": "حي",
    "settlement": "مستوطنة", "court": "محكمة",
}  # fmt: skip
# The nouns with which a name tells itself of what kind it is: سجن مروة المركزي needs no second سجن.
_TELLING = re.compile(
    r"(ال)?(سجن|سجون|مستعمرة|معتقل|مركز|مخفر|قسم|مستشفى|مخيم|مطار|معسكر|قاعدة|ثكنة|مدرسة|جامعة|كلية|فندق|عيادة|قرية"
    r"|بلدة|مدينة|منطقة|إقليم|محافظة|ولاية|حي|مستوطنة|محكمة|نقطة|حاجز|دار|مصحة|إصلاحية|مديرية|مجمع|مبنى)\b"
)

# A verb in the passive, whose subject is what was done: أنه انتُزع منه اعتراف.
_IMPERSONAL = re.compile(r"(?:ل[ام] )?[ء-ي]{1,3}ُ")

_INSTEAD = {"arrest": "in", "release": "from"}  # The form of a place that stands for one that it has not.


@cache
def _words(kind: str) -> frozenset[str]:
    """A list of words of the tables: what ends as a plural and is none, nouns whose gender does not show."""
    return frozenset(tables("ar")["words"][kind])


def attached(prefix: str, text: str) -> str:
    """A preposition of one letter with its noun: للمحكمة, لأسرتها, بـ«القتل»."""
    if prefix == "ل" and text.startswith("ال"):
        return "ل" + text[2:] if text.startswith("الل") else "لل" + text[2:]  # Never three times the same letter.
    if not re.match(f"[{_LETTERS}]", text):
        return f"{prefix}ـ{text}"
    return prefix + text


def _bare(word: str) -> str:
    return word.removeprefix("ال")


def oblique(text: str) -> str:
    """Behind a verb and a preposition: مسلحين, رجال مسلحين, موظفي السجن. Everything else shows no case.

    Only the noun that a text begins with, and what agrees with it right behind it, stand in that case.
    """
    words = text.split(" ")
    for number, word in enumerate(words):
        bare = _bare(word)
        plural = bare.endswith("ون") and len(bare) > 4 and bare[0] != "ي" and bare not in _words("no-plural")
        construct = number == 0 and len(words) > 1 and bare.endswith("و") and len(bare) > 3
        if plural or bare in _words("dual"):
            words[number] = word[:-2] + "ين"
        elif construct and bare not in _words("no-construct"):
            words[number] = word[:-1] + "ي"
        elif number > 0:
            break
    return " ".join(words)


def gender(text: str) -> str:
    """Of an authority, a court, a source by its first word: ة and ات are feminine, and some words besides."""
    first = _bare(text.split(" ")[0])
    if first in _words("masculine"):
        return "m"
    if first.endswith(("ة", "ات")) or first in _words("feminine") or _FOREIGN_ORGANISATION.match(text):
        return "f"
    return "f" if re.fullmatch(r"(أسر|عائل|منظم|نقاب|شقيق|والد|زوج|ابن)ت(ه|ها|هما|هم|هن)", first) else "m"


def number(text: str) -> str:
    """`many`, where the first word is known to be a plural of people; else one."""
    first = _bare(text.split(" ")[0])
    if _MANY.match(_bare(text)) or (first.endswith("ون") and first not in _words("no-plural")):
        return "many"
    return "one"


def agreement(noun: NounPhrase, sign: str) -> tuple[str, ...]:
    """A verb (`!`) before its subject is a singular, of the gender of the noun right behind it."""
    if sign == "!" and not noun.pronoun:
        if isinstance(noun, Joined):
            return agreement(noun.parts[0], sign)
        text = noun.find(DEFAULT) or ""
        if not noun.person and _ABOUT.match(text.strip()):
            return ("m",)
        of_verb = "f" if noun.gender == COLLECTIVE else noun.gender or ("" if noun.person else gender(text.strip()))
        return (of_verb,) if of_verb else ()
    if noun.gender == COLLECTIVE:
        return (COLLECTIVE, "f")
    if noun.person or noun.pronoun or (noun.gender and noun.number):
        found = agreement_of(noun)
        return found if noun.person or noun.pronoun else (*found, *agreement(noun, "!"))
    if noun.kind == "place" and not _building(noun):
        return ()  # A town is not searched.
    own = noun.gender or gender(noun.find(DEFAULT) or "")
    return ("mp", own) if noun.number == "many" and own == "m" else (own,)  # A second verb behind them: وفتّشوا.


def counted(number: int) -> int:
    """The counted noun goes by the last two figures: one, two, three to ten, eleven to 99, and round hundreds."""
    if number < 3:
        return max(number, 1) - 1
    rest = number % 100
    return 2 if 3 <= rest <= 10 else 3 if rest > 10 else 4


def _building(noun: NounPhrase) -> bool:
    """Whether a place of the case's own is a building: by the noun that it begins with."""
    found = _TELLING.match(noun.find(DEFAULT) or "") if noun.own else None
    return found is not None and found[2] not in ("قرية", "بلدة", "مدينة", "منطقة", "إقليم", "محافظة", "ولاية", "حي")


def with_article(text: str, kind: str) -> str:
    """A court that has no Arabic name stands in quotation marks behind the word for it."""
    return _court(text) if kind == "court" else text


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Forms by what attaches, and by the case that shows."""
    if form in _INSTEAD and not noun.pronoun:
        return noun.find(_INSTEAD[form] if not noun.own else "in")
    name = noun.find(DEFAULT)
    if name is None or noun.pronoun:
        return None
    if noun.kind == "salutation":
        return _address(name) if form == "kum" else None
    if form == "v":
        return name
    if form == "same":  # The doer of two verbs, who is named with the first.
        return ""
    if form == "clitic" or form.endswith(".p"):
        return None if form.startswith("his.") else ""
    if form.endswith(".n") and form[:-2] in _PREPOSITIONS:
        return f"{_PREPOSITIONS[form[:-2]]} {noun.get('gen')}"
    if form == "gen":
        return name if noun.person or noun.kind == "place" else oblique(name)
    if form == "obj" and noun.own and noun.kind == "place" and not _building(noun):
        return None
    make = _FORMS.get(form) if form != "min" or noun.own else None
    if make is not None:
        return make(noun)
    if form in ("in", "to", "from") and noun.own:
        return f"{ {'in': 'في', 'to': 'إلى', 'from': 'من'}[form] } {noun.get('gen')}"
    if form == "def":
        return noun.find("gen") if noun.person else None
    kind = form.removeprefix("k-")
    return name if _TELLING.match(name) else f"{_GENERIC[kind]} {name}" if kind in _GENERIC else None


def _hands(noun: NounPhrase) -> str:
    one = noun.number == "one" and not isinstance(noun, Joined)
    return f"على {'يد' if one else 'أيدي'} {noun.get('gen')}"


def _crimes(noun: NounPhrase, two: str) -> str:
    """One charge, two, or more: تهمة «…», تهمتي «…» و«…», تهم «…» و«…» و«…»."""
    size = len(noun.parts) if isinstance(noun, Joined) else 1
    return f"{'تهمة' if size == 1 else two if size == 2 else 'تهم'} {noun.get(DEFAULT)}"


_FORMS: Mapping[str, Callable[[NounPhrase], str]] = {
    "obj": lambda noun: noun.get("gen"),
    "suf": lambda noun: f" {noun.get('gen')}",
    "his": lambda noun: f" {noun.get('gen')}",
    "li": lambda noun: attached("ل", noun.get("gen")),
    "bi": lambda noun: attached("ب", noun.get("gen")),
    "hands": _hands,
    "crime": lambda noun: _crimes(noun, "تهمتي"),
    "crime-nom": lambda noun: _crimes(noun, "تهمتا"),
    "his.bi": lambda noun: noun.get("bi"),
    "his.li": lambda noun: noun.get("li"),
    "his.obj": lambda noun: f" {noun.get('gen')}",
    "his.home": lambda noun: f"{'منازل' if noun.number == 'many' and not noun.dual else 'منزل'} {noun.get('gen')}",
    "his.accounts": lambda noun: f"الحسابات المصرفية {noun.get('li')}",
    "his.name": lambda noun: f"{'أسماء' if noun.number == 'many' else 'اسم'} {noun.get('gen')}",
    "his.name-gen": lambda noun: noun.get("his.name"),
    "court": lambda noun: _court(noun.get(DEFAULT)),
    "branch": lambda noun: _branch(noun.get(DEFAULT)),
    "corps": lambda noun: noun.get("gen").removeprefix("أفراد من "),
    "min": lambda noun: f"من {noun.get('gen')}",
    "pen": lambda noun: f"عقوبة {noun.get(DEFAULT)}",
    "upto": lambda noun: f"عقوبة قد تصل إلى {noun.get(DEFAULT)}",
}


def _court(name: str) -> str:
    return name if re.match(f"[{_LETTERS}]", name) else f"المحكمة «{name}»"


def _branch(name: str) -> str:
    return f"الدائرة {name}" if re.search(r"\d", name) else name


def _address(salutation: str) -> str | None:
    """How the letter speaks to somebody of that salutation: معاليكم, سيادتكم."""
    return next((found for start, found in _ADDRESS.items() if salutation.startswith(f"{start} ")), None) or next(
        (found for start, found in _ADDRESS.items() if salutation.startswith(start)), None
    )


def definite(role: str) -> bool:
    """Whether what somebody is can stand before the name: الصحفية, مدير المنظمة; not صحفية, not عضو في حزب."""
    words = role.split(" ")
    if words[0].startswith("ال"):
        return True
    for word in words[1:]:
        if word in _words("preposition") or word.startswith(("لل", "بال")):
            return False
        if word.startswith("ال"):
            return True
    return False


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """الصحفية نورا سالم; what is indefinite stands behind the name: نورا سالم، وهي صحفية،."""
    what, who = role.get(DEFAULT), name.get(form)
    if definite(what):
        return f"{what} {who}"
    is_ = {"m": "وهو ", "f": "وهي "}.get(name.gender, "")
    return f"{who}، {is_}{what}،"


_JOINTS = (
    (re.compile(r"ءُ(?=ه(?:ما|م|ن|ا)?(?![ء-ي]))"), "ؤ"),
    (re.compile(r"ءِ(?=ه(?:ما|م|ن|ا)?(?![ء-ي]))"), "ئ"),
    (re.compile(r"ء[ُِ]"), "ء"),
    (re.compile(r"(?<![ء-ي])([وف]?(?:إل|عل|لد))ى(?=ه(?:ما|م|ن|ا)?(?![ء-ي]))"), r"\1ي"),
    (re.compile(r"ى(?=ه(?:ما|م|ن|ا)?(?![ء-ي]))"), "ا"),
    (re.compile(r"ة(?=ه(?:ما|م|ن|ا)?(?![ء-ي]))"), "ت"),
)


def spelt(text: str) -> str:
    """What changes where a pronoun attaches: إليها, أخلاها, محاكمتها; إخلاؤها and إخلائها, by the mark on its ء."""
    for joint, whole in _JOINTS:
        text = joint.sub(whole, text)
    return text


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """The order of the frame; behind أن (`an`) its subject comes first."""
    text = plain_order(replace(clause, more=None), form, grammar)
    if clause.more is not None:
        joined = and_more(text, plain_order(clause.more, form, grammar), grammar)
        text += f" و{joined.removeprefix(f'{text} و ')}"
    text = spelt(text)
    if form != "an":
        return text
    if clause.own:
        raise Missing("", "an")
    if _opens_with_who(clause):
        first, space, rest = text.partition(" ")
        return f"أن{_SUFFIX[first]}{space}{rest}" if first in _SUFFIX else f"أن {text}"
    who = clause.controller
    if who is None and _IMPERSONAL.match(text):
        return f"أنه {text}"
    if who is None or not who.pronoun or not who.find("suf"):
        raise Missing("", "an")
    return f"أن{who.get('suf')} {text}"


def without_subject(clause: Clause, subject: NounPhrase) -> Clause | None:
    """What is said of a pronoun has it in the verb; before a noun it is left out."""
    if not subject.pronoun:
        return None
    return _without(clause, subject) if _opens_with_who(clause) else clause


def _opens_with_who(clause: Clause) -> bool:
    """A sentence of a noun and what it is: نورا سالم محتجزة."""
    return clause.subject is not None and clause.subject.name == "who" and not clause.subject.form


def goes_on(text: str, after: str) -> str:
    """Every sentence but the first is joined to the one before it."""
    if not after or text.startswith(("كما ", "ثم ")):
        return text
    return f"ف{text}" if after == "opening" and text.startswith("في ") else f"و{text}"
