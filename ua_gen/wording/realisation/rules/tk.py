"""Turkmen: endings agree with the last vowel of a word; what is owned has others, and so has a word of two syllables.

Sources: the rules of the standard orthography; forms of names met in the press are the examples of the tests. Of names
only those are declined that are spoken as they are written; all others need the forms that the case gives.
"""

import re

from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase, Patterned

_BACK = frozenset("aouy")
_VOWELS = _BACK | frozenset("äeiöü")
_ROUND = frozenset("oöuü")
# Each case behind a vowel, a consonant, and a possessive ending; `I` and `A` agree.
_SUFFIXES = {
    "acc": ("nI", "I", "nI"),
    "dat": ("", "A", "nA"),
    "gen": ("nIň", "Iň", "nIň"),
    "loc": ("dA", "dA", "ndA"),
    "abl": ("dAn", "dAn", "ndAn"),
}
_AGREE = {True: str.maketrans("IA", "ya"), False: str.maketrans("IA", "ie")}
_ROUNDED = str.maketrans("yi", "uü")
_FUSED = str.maketrans("aeiyä", "aääaä")  # The dative of what ends in a vowel: `arza`, `türmä`, `kaza`.
_SOFT = str.maketrans("kpçt", "gbjd")
# A consonant at the end of these is voiced before a vowel; so is k or p behind two syllables (`gulluk`, `mekdep`).
_VOICED = frozenset(["agaç", "borç", "güýç", "köp", "maksat", "umyt", "çäk"])
_AGENT_NOUN = re.compile(r"(ç[yi]|ýj[yi]|[iyuü]j[iy])$")  # `işçi`, `goraýjy`: no possessive ending.
_UNOWNED = frozenset({"kazy", "gozgalaňçy"})
_PLURAL = re.compile(r"(lar|ler)[yi]?$")
_NAME = re.compile(r"[A-ZÄÇŇÖŞÜÝŽ][abdefghijklmnoprstuwyzäçňöşüýž]+")
_FOREIGN = re.compile(r"sh|ch|th|ph|gh|kh|zh|ee|ou|ea|au|ei|ie|ck", re.IGNORECASE)
_WOMAN = re.compile(r"(ow|ew|in)a$")
# What a text of the case's own needs, by the slot: it has no form but that of a dictionary.
_OWN = {
    "condition": {"ill": "{} bilen"},
    "with": {"with": "{} bilen"},
    "needs": {"without": "{} bolmadyk ýagdaýda"},
    "care": {
        "now": "{} berilmeýär",
        "past": "{} berilmedi",
        "refuse": "{} bermekden",
        "ensure": "{} berilmegini",
        "need": "{} ýaly kömege",
    },
    "sentence": {"verb": "{} jezasyny belledi", "passive": "{} jezasyna höküm edildi"},
    "law": {"by": "{} boýunça"},
    "degree": {"risk": "{}", "very": "{}", "now": "{}", "past": "{} boldy"},
    "what": {"to": "{}"},
    "effect": {"would": "{}", "does": "{}"},
}
_CHARGE = {
    "under": "{} aýyplamasy boýunça",
    "under-many": "{} aýyplamalary boýunça",
    "over": "{} boýunça",
    "laid": "{} boýunça aýyplama",
    "laid-many": "{} boýunça aýyplamalar",
    "off": "{} aýyplamasyny",
    "off-many": "{} aýyplamalaryny",
}
_ARTICLE = {
    "under": "{} boýunça",
    "over": "{} boýunça",
    "laid": "{} boýunça aýyplama",
    "off": "{} boýunça aýyplamany",
}
_PLACES = {"in": "loc", "to": "dat", "from": "abl", "of": "name", "whose": "gen", "release": "abl"}
_NAMES = frozenset({"name", "place", "in", "of", "to", "from"})  # Which texts of a case are names of people or places.
_BRACKET = re.compile(r"(.+?)( \([^()]*\))")
# The last word that is read of a figure: of its units, and of its tens.
_READ = (
    ("nol", "bir", "iki", "üç", "dört", "bäş", "alty", "ýedi", "sekiz", "dokuz"),
    ("", "on", "ýigrimi", "otuz", "kyrk", "elli", "altmyş", "ýetmiş", "segsen", "togsan"),
)


def counted(number: int) -> int:
    """Which endings stand behind a number, by the last word that is read of it; up to ten it is a word itself.

    0 and 1: a word with a vowel of the front, of the back; 2 to 4: figures, of which the word ends in a consonant
    behind a vowel of the front, in such a vowel (`20-ä`), or has vowels of the back.
    """
    word = _last_read(number)
    back = _is_back(word)
    if number <= 10:
        return int(back)
    return 4 if back else 3 if word[-1] in _VOWELS else 2


def ordinal(digits: str) -> str:
    """The ending of an ordinal number in figures: `3-nji`, `9-njy`."""
    return "-njy" if _is_back(_last_read(int(digits))) else "-nji"


def _last_read(number: int) -> str:
    digits = str(number)
    zeros = len(digits) - len(digits.rstrip("0")) if number else 0
    if zeros < 2:
        return _READ[zeros][int(digits[-1 - zeros])]
    return "ýüz" if zeros == 2 else "müň" if zeros < 6 else "million" if zeros < 9 else "milliard"


def _is_back(text: str) -> bool:
    return next((letter in _BACK for letter in reversed(text.lower()) if letter in _VOWELS), True)


def named(name: str, case: str, short: bool = True) -> str | None:
    """A name in a case: by the common noun at its end; that of a person or place where it is spoken as it is written.

    In the dative a name that ends in a vowel looks as in the nominative, and is none that could be understood.
    """
    last = re.split(r"[\s-]", name)[-1]
    if _BRACKET.fullmatch(name) or (last.islower() and (last[-1] in "yi" or _PLURAL.search(last))):
        return declined(name, case)
    if not short or not _NAME.fullmatch(last) or case not in _SUFFIXES or _FOREIGN.search(last):
        return None
    vowels = [letter for letter in last.lower() if letter in _VOWELS]
    if last[-1] in _VOWELS:
        safe = case in ("loc", "abl") or (case != "dat" and bool(_WOMAN.search(last)))
        return _suffixed(name, case, owned=False) if safe and last[-1] not in "eä" else None
    if not vowels or (case == "gen" and len(vowels) == 1 and vowels[0] in _ROUND):
        return None
    if last[-1] in "kpçt" and case not in ("loc", "abl"):
        return None
    return _suffixed(name, case, owned=False)


def declined(text: str, case: str) -> str | None:
    """A Turkmen word of ours in a case: `bölümi`, `bölümine`. A short vowel at the end is a possessive ending.

    For the words of the tables: a name may be spoken otherwise than it is written.
    """
    if case == "com":
        return f"{text} bilen"
    if case == "regarding":
        return f"{text} barada"
    if case not in _SUFFIXES:
        return None
    if bracket := _BRACKET.fullmatch(text):
        found = declined(bracket[1], case)
        return None if found is None else f"{found}{bracket[2]}"
    if not text[-1:].isalpha() or not _VOWELS.intersection(text.lower()) or re.search(r"[A-ZÄÇŇÖŞÜÝŽ]{2}$", text):
        return None
    last = re.split(r"[\s-]", text)[-1]
    owned = last[-1] in "yi" and not _AGENT_NOUN.search(last) and last not in _UNOWNED
    return _suffixed(text, case, owned, last.islower())


def _suffixed(text: str, case: str, owned: bool, voiced: bool = False) -> str:
    """A word with the ending of a case. `owned`: behind a possessive ending; `voiced`: its last consonant may be."""
    last = re.split(r"[\s-]", text)[-1].lower()
    vowels = [letter for letter in last if letter in _VOWELS]
    agree = _AGREE[_is_back(text)]
    if last[-1] in _VOWELS:
        if case == "dat" and not owned:
            return text[:-1] + text[-1].translate(_FUSED)
        stem = text
        if last[-1] in "yi" and len(vowels) == 2 and vowels[0] in _ROUND:  # `sudy`, `suduny`
            stem = text[:-1] + text[-1].translate(_ROUNDED)
        elif last[-1] == "e" and case in ("acc", "gen"):  # `türme`, `türmäni`
            stem = text[:-1] + "ä"
        return stem + _SUFFIXES[case][2 if owned else 0].translate(agree)
    suffix = _SUFFIXES[case][1].translate(agree)
    if suffix[0] in _VOWELS:
        if voiced and (last in _VOICED or (len(vowels) > 1 and last[-1] in "kp")):
            text = text[:-1] + text[-1].translate(_SOFT)
        if case == "gen" and len(vowels) == 1 and vowels[0] in _ROUND:  # `sud`, `suduň`
            suffix = suffix.translate(_ROUNDED)
    return text + suffix


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if _PLURAL.search(text) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of our own words, and of names where they are safe; what some kinds of words have besides."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form in ("com", "regarding"):
        return declined(name, form)
    if form == "own":
        return name if noun.own else None
    if noun.kind == "request":
        return of_others(name) if form == "they" else None
    if form in ("th", "figures"):
        return _figures(name, form) if noun.own else None
    if form == "about":  # What is feared has another name where it has happened.
        return name
    if form == "forbid":
        return named(name, "acc") if noun.own else declined(noun.get("about"), "acc")
    if noun.kind == "charge":
        return _charge(noun, name, form)
    if noun.own and form in _OWN.get(noun.kind, {}):
        return _OWN[noun.kind][form].format(name)
    if noun.kind == "law" and form == "by":
        law = declined(name, "dat")
        return None if law is None else f"{law} laýyklykda"
    return _case(noun, name, form)


def _case(noun: NounPhrase, name: str, form: str) -> str | None:
    """A case of a word or name, or what a place has for it: in, to, from, what is there."""
    if not noun.own and noun.kind != "name":
        name = re.sub(r"\b(\w+) \1$", r"\1", name)  # `Marwa türmesi`, where the name has brought the word.
    if form == "at":
        inside = noun.find("in")
        return None if inside is None else f"{inside[:-1]}{'aky' if inside[-1] == 'a' else 'äki'}"
    if form == "his":
        form = "gen"
    if form in ("theirs", "whole"):  # `whole`: the first of several, of which the last takes the ending.
        return name
    if form == "theirs-in":
        return declined(noun.get("theirs"), "loc")
    last = form.startswith("last-")
    case = form.removeprefix("last-")
    case = _PLACES.get(case, case)
    if case == "name":
        return name
    if case not in _SUFFIXES:
        return None
    if noun.own and (form in _PLACES or last) and noun.given(case) is not None:
        return noun.given(case)
    if noun.own or noun.person or noun.kind == "name":
        found = named(name, case, noun.person or noun.kind in _NAMES)
        return found or (declined(f"{name} diýen ýer", case) if form in _PLACES else None)
    if isinstance(noun, Patterned) and noun.kind in ("relative", "associate") and "name" in noun.used:
        return _with_name(noun, name, case)
    return declined(name, case)


def _with_name(noun: Patterned, name: str, case: str) -> str | None:
    """`onuň ogly Farhady`; `onuň John atly ogluny`, where the name itself takes no ending."""
    own = noun.args["name"]
    bare = own.get("name")
    if found := own.find(case):
        return name.removesuffix(bare) + found
    whole = declined(name.removesuffix(bare).rstrip(), case)
    his = noun.args["his"].get("his") if "his" in noun.used else ""
    return None if whole is None else f"{his} {bare} atly {whole.removeprefix(his).strip()}".strip()


def _figures(name: str, form: str) -> str:
    """A number that the case gives as a text; what its ordinal has behind it."""
    if form == "figures":
        return name
    return ordinal(re.split(r"\D", name)[-1]) if name[-1:].isdecimal() else ""


def _charge(noun: NounPhrase, name: str, form: str) -> str | None:
    """`“terrorçylyk” aýyplamasy boýunça`; an article of the law is no accusation: `177-nji maddasy boýunça`."""
    form = form.replace("laid-acc", "laid")
    plain = noun.given("name")
    if noun.own and plain is not None and re.search(r"(maddasy|madda|bölegi|bendi)$", plain):
        pattern = _ARTICLE.get(form)
        return None if pattern is None else pattern.format(plain)
    pattern = _CHARGE.get(form)
    return None if pattern is None else pattern.format(name)


def of_others(request: str) -> str:
    """What is asked, as somebody else is asked for it: `boşatmagyny` for `boşatmagyňyzy`."""
    return re.sub(r"g([yi])ň[yi]z([yi])\b", r"g\1n\2", request)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`žurnalist Aýda Kasymowa`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"
