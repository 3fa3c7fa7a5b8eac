"""Turkish: endings by the harmony of vowels, the n behind a possessive ending, and the apostrophe behind proper names.

The names of bodies take their endings at once (`Ağır Ceza Mahkemesinde`), those of people, places and laws behind an
apostrophe (`Oş’ta`, `Ceza Kanunu’nun`), as the Turkish Language Association writes them. A name that may be spoken
otherwise than it is written takes none: its forms are for the case to give.
Longer than most: endings, their sounds and the apostrophe are one subject, and none is of use without the others.
"""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase

_HIGH = dict(zip("aıoueiöüâîû", "ııuuiiüüıiu", strict=True))
_LOW = {vowel: "a" if vowel in "aıouâû" else "e" for vowel in _HIGH}
_VOICELESS = frozenset("fstkçşhp")
# Each case behind a vowel, a consonant and a possessive ending; `I` and `A` agree with the last vowel, `D`
# with the sound before it.
_SUFFIXES = {
    "acc": ("yI", "I", "nI"),
    "dat": ("yA", "A", "nA"),
    "gen": ("nIn", "In", "nIn"),
    "loc": ("DA", "DA", "nDA"),
    "abl": ("DAn", "DAn", "nDAn"),
}
# Words whose last vowel is a back one, and whose endings have front vowels.
_SOFT = frozenset(
    (
        "festival",
        "hakikat",
        "hâl",
        "ihlal",
        "ihmal",
        "iptal",
        "işgal",
        "kabul",
        "kontrol",
        "petrol",
        "protokol",
        "rol",
        "saat",
    )
)
# Words whose last consonant softens before a vowel, beside all longer ones in -k.
_SOFTENING = {
    "kitap": "kitab",
    "talep": "taleb",
    "sebep": "sebeb",
    "ilaç": "ilac",
    "yurt": "yurd",
    "dört": "dörd",
    "tehdit": "tehdid",
}
_HARD = frozenset(("hukuk", "park", "bank", "mülk"))  # And those in -k whose k stays.
# Common nouns that end like what is owned, and are not.
_UNOWNED_WORDS = """
    kişi ordu komşu eski köylü yetkili görevli hükümlü tutuklu gönüllü silahlı sorumlu yaralı özgürlükçü
    kullanıcı korku duygu sorgu kuşku belirti gösteri seri dergi tepki etki yetki baskı saldırı çağrı bildiri
    öneri ölü suçlu borçlu işkenceci kuyu deri sürgü karşı dayı koru ölçü örgü vergi sergi ilgi bilgi yargı
    kaygı kamu engelli yerli
"""
_UNOWNED = frozenset(_UNOWNED_WORDS.split())
_AGENT = re.compile(r"[cç][ıiuü]$")  # `gazeteci`, who does something.
_PLURAL = re.compile(r"(lar|ler)[ıi]?$")
# The words at the end of a body’s name: it is of somebody, or of something, and has no apostrophe before its endings.
_BODIES_WORDS = """
    ajansı akademisi bakanlığı bankası barosu başkanlığı başsavcılığı belediyesi birimi birliği bölümü bürosu
    büyükelçiliği cephesi cezaevi dairesi delegasyonu departmanı derneği divanı dispanseri elçiliği enstitüsü
    evi fakültesi federasyonu genelkurmayı gazetesi grubu hapishanesi hareketi hastanesi havaalanı havalimanı
    heyeti hükümeti hükûmeti idaresi kampı karakolu kışlası kliniği koleji kolonisi komisyonu komitesi
    komiserliği komutanlığı konfederasyonu konseyi konsolosluğu kurulu kurumu kuvvetleri lisesi mahkemesi
    meclisi merkezi misyonu müdürlüğü müsteşarlığı müzesi ofisi okulu ordusu oteli örgütü parlamentosu partisi
    polisi programı projesi radyosu sarayı savcılığı sekreterliği sendikası senatosu servisi şirketi şubesi
    takımı televizyonu teşkilatı tesisi topluluğu tugayı tutukevi üniversitesi üssü vakfı valiliği yayınevi
    yurdu yüksekokulu raportörü komiseri temsilciliği temsilcisi görevlileri güçleri askerleri birlikleri
    üyeleri çalışanları yetkilileri hapishaneleri
"""
_BODIES = frozenset(_BODIES_WORDS.split())
# And of the name of a law or a place, which has one.
_APART_WORDS = """
    adaları adası anayasası anlaşması antlaşması beyannamesi bildirgesi bulvarı bölgesi caddesi cumhuriyeti dağı
    devletleri emirlikleri eyaleti ili ilkeleri ilçesi kanunu kararnamesi kenti kuralları köyü limanı mahallesi
    meydanı nehri parkı protokolü sokağı statüsü sözleşmesi toprakları tüzüğü yasası yönetmeliği şartı şehri
"""
_APART = frozenset(_APART_WORDS.split())
# What shows that a name is foreign, and may be spoken otherwise than it is written; or that its endings are soft.
_FOREIGN = re.compile(r"[qwxåäëøæœßñãõðþłžšćčřáàéèêíìóòôúù]|[csztpgk]h|ck|oo|ee|ou|ea|ie|oi|ae|ai$|(al|at|âl)$")
_SAFE = frozenset(("Murat", "Bulat", "Azat", "Ünal", "Vural", "Önal", "Almatı"))
_NAME = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# What a text of the case’s own needs, by the slot: it has no form but that of a dictionary.
_OWN = {
    "care": {
        "now": "{} sağlanmıyor", "past": "{} sağlanmadı", "refuse": "{} sağlamadı", "refusing": "{} sağlamıyor",
        "ensure": "{} sağlanmasını",
    },
    "sentence": {"to": "{} cezasına", "upto": "{} cezasına"},
    "degree": {"very": "{}", "risk": "{}"},
    "what": {"to": "{}"},
    "effect": {"does": "{}"},
    "with": {"with": "{} ile"},
    "needs": {"without": "{} olmadan"},
    "refused": {"because": "{} gerekçesiyle"},
}  # fmt: skip
_CHARGE = {
    "under": "{} suçlamasıyla",
    "under-many": "{} suçlamalarıyla",
    "crime": "{} suçundan",
    "crime-many": "{} suçlarından",
    "committing": "{} suçunu işlemekle",
    "committing-many": "{} suçlarını işlemekle",
    "laid": "{} suçlamasının",
    "laid-many": "{} suçlamalarının",
}
_ARTICLE = {"under": "uyarınca", "crime": "uyarınca", "laid": "uyarınca yöneltilen suçlamanın"}
# What a name stands before; a pronoun is in the ending.
_BEFORE = {
    "concerning": "hakkında", "concerned": "hakkındaki", "against": "aleyhine", "behalf": "adına",
    "over": "üzerinde", "over-adj": "üzerindeki",
}  # fmt: skip
_PLACES = {"in": "loc", "to": "dat", "from": "abl", "of": "gen", "whose": "gen", "release": "abl"}
# The class of each word that a figure may end with, by what its endings are; see `counted` in the tables.
_READ = (
    (8, 0, 1, 2, 2, 3, 4, 1, 0, 5),  # sıfır, bir, iki …
    (8, 5, 1, 5, 6, 1, 6, 3, 0, 8),  # –, on, yirmi …
)


def counted(number: int) -> int:
    """Which endings a figure takes, by the word that is read last: `40’tan` is kırktan, `2026’da` altıda.

    Numbers up to ten are words, and have forms of their own.
    """
    if number <= 10:
        return 9
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0"))
    if zeros < 2:
        return _READ[zeros][int(digits[-1 - zeros])]
    return 7 if zeros == 2 else 0 if zeros < 6 else 5 if zeros < 9 else 8  # yüz, bin, milyon, milyar


def lower(text: str) -> str:
    """Small letters, with the dot on i and without it."""
    return text.replace("İ", "i").replace("I", "ı").lower()


def declined(text: str, case: str) -> str | None:
    """A Turkish word of ours in a case: `cezaevinde`. The words of the tables are spoken as they are written."""
    stem = text.rstrip("”")
    last = lower(stem.split()[-1]) if stem.split() else ""
    if not last or not last[-1].isalpha() or not any(letter in _HIGH for letter in last):
        return None
    owned = _owned(last)
    soft = stem
    if case in ("acc", "dat", "gen") and not owned and stem == text:
        for hard, softened in _SOFTENING.items():
            if last.endswith(hard):
                soft = stem[: -len(hard)] + softened
        syllables = sum(letter in _HIGH for letter in last)
        if last.endswith("k") and last[-2] in _HIGH and syllables > 1 and last not in _HARD:
            soft = stem[:-1] + "ğ"
        elif last.endswith("nk") and last not in _HARD:
            soft = stem[:-1] + "g"
    return soft + ("”" if stem != text else "") + _suffix(last, case, owned)


def _owned(last: str) -> bool:
    """Whether a word ends in the possessive ending of the third person."""
    if last in _UNOWNED or _AGENT.search(last) or last[-1] not in "ıiuü" or len(last) < 3:
        return False
    return (last.endswith(("sı", "si", "su", "sü")) and last[-3] in _HIGH) or last[-2] not in _HIGH


def _suffix(last: str, case: str, owned: bool) -> str:
    """The ending of a case behind a word in small letters."""
    vowel = next(letter for letter in reversed(last) if letter in _HIGH)
    high, low = _HIGH[vowel], _LOW[vowel]
    if last in _SOFT:
        high, low = "ü" if high == "u" else "i", "e"
    suffix = _SUFFIXES[case][2 if owned else 0 if last[-1] in _HIGH else 1]
    sound = "d" if owned or last[-1] not in _VOICELESS else "t"
    return suffix.replace("I", high).replace("A", low).replace("D", sound)


def _with(text: str) -> str:
    """Words of ours with `ile`: `annesiyle`, `avukatla`; a name stands before it."""
    last = text.split()[-1]
    if not last[:1].islower():
        return f"{text} ile"
    vowel = next(letter for letter in reversed(last) if letter in _HIGH)
    return f"{text}{'y' if last[-1] in _HIGH else ''}l{'e' if last in _SOFT else _LOW[vowel]}"


def named(name: str, case: str) -> str | None:
    """A proper name in a case, or None where it may be spoken otherwise than it is written.

    `Kasımova’nın`, `Oş’ta`, `Devlet Ulusal Güvenlik Komitesinin`, `Ceza Kanunu’nun`.
    """
    words = name.split()
    if not words or not words[-1][-1].isalpha():
        return None
    last = words[-1]
    small = lower(last)
    if last[0].islower():
        return declined(name, case)
    if small in _APART:
        return f"{name}’{_suffix(small, case, True)}"
    if small in _BODIES or (len(words) > 1 and _PLURAL.search(small) and small[-1] in "ıi"):
        return name + _suffix(small, case, True)
    if last in ("Örgüt", "Mahkeme", "Komite", "Kurum", "Parti", "Meclis"):
        return name + _suffix(small, case, False)
    if not _NAME.fullmatch(last) or not any(letter in _HIGH for letter in small):
        return None
    if last not in _SAFE and (_FOREIGN.search(small) or (len(last) > 1 and last.isupper())):
        return None
    return f"{name}’{_suffix(small, case, False)}"


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if re.search(r"(lar|ler)[ıi]?$", text) else "one"


def agreement(noun: NounPhrase, sign: str) -> tuple[str, ...]:
    """What agrees shows several only where the word for them is left out: `Aileler çıkarıldı`, but `Çıkarıldılar`.

    `many` is for what each of several has: `evlerinden`.
    """
    if noun.number == "many":
        return ("left", "many") if noun.pronoun else ("many", "one")
    return ("one",) if noun.number == "one" else ()


def subject(phrase: str) -> str:
    """A court, or somebody who does it, stands in the nominative: who is left out behind it might be taken for it."""
    return "one" if re.search(r"\{(agent|court|body)\}(?! tarafından)", phrase) else ""


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of our own words, and of names where they are safe; and what some kinds of words have besides."""
    if form == "his.many":  # Nothing, and only there for several.
        return "" if noun.number == "many" else None
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form == "his.of":  # Before what is owned.
        owner = noun.find("gen")
        return None if owner is None else f"{owner} "
    form = form.removeprefix("his.")
    if form == "com":
        return f"{name} ile" if noun.own or noun.person or not name[-1:].islower() else _with(name)
    if form in _BEFORE:
        return f"{name} {_BEFORE[form]}"
    if form == "his":
        return noun.find("gen")
    if form == "own":
        return name if noun.own else None
    if noun.kind == "charge":
        return _charge(noun, name, form)
    if noun.own and form in _OWN.get(noun.kind, {}):
        return _OWN[noun.kind][form].format(name)
    if form == "about":  # What is feared has another name where it has happened.
        return name
    if form == "forbid":
        return _cased(noun, noun.get("about"), "acc")
    if form in ("theirs", "whole"):  # `whole`: the first of several, of which the last takes the ending.
        return name
    if form.startswith("last-"):
        return noun.find(form.removeprefix("last-"))
    if form == "theirs-in":
        return _cased(noun, noun.get("theirs"), "loc")
    if form == "at":
        inside = noun.find("in")
        return None if inside is None else f"{inside}ki"
    found = _cased(noun, name, _PLACES.get(form, form))
    if found is None and noun.own and (form in _PLACES or (noun.kind == "court" and form in _SUFFIXES)):
        what = "mahkeme" if noun.kind == "court" else "yer"  # `Bordeaux adlı yerde`: the name itself takes no ending.
        return declined(f"{name} adlı {what}", _PLACES.get(form, form))
    return found


def _cased(noun: NounPhrase, text: str, case: str) -> str | None:
    """Words in a case: a word that a name has brought with it is not said twice."""
    if case not in _SUFFIXES:
        return None
    if noun.person or noun.own:
        return named(text, case)
    text = re.sub(r"\b(\w+) \1$", r"\1", text, flags=re.IGNORECASE)
    return named(text, case) if text.split()[-1][:1].isupper() else declined(text, case)


def _charge(noun: NounPhrase, name: str, form: str) -> str | None:
    """`“terör” suçlamasıyla`; an article of the law is no accusation: `Ceza Kanunu’nun 330. maddesi uyarınca`."""
    plain = noun.given("name")
    if noun.own and plain is not None and plain.endswith(("maddesi", "fıkrası", "bendi")):
        tail = _ARTICLE.get(form.removesuffix("-many"))
        return None if tail is None else f"{plain} {tail}"
    pattern = _CHARGE.get(form)
    return None if pattern is None else pattern.format(name)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`gazeteci Aida Kasımova`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"
