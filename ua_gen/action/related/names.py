"""Whether two names may be one person's: in any order, script, case, with any accents, apostrophes and hyphens."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product

from ua_gen.action.related.numbers import plain

APOSTROPHES = re.compile("['’‘ʻʼ`´′ʹʿʾˈꞌ＇]")
HYPHENS = re.compile("[-\u2010-\u2015\u00b7\u30fb]")
WORD = re.compile(r"[^\W_]+")

# What belongs to many names: with one of these in common, two people have nothing in common.
PARTICLES = frozenset(
    re.findall(
        r"\w+",
        "abd abdel abdul abu ad al as az ben bin bint da de del der di do dos du e el ibn kizi kyzy la le ogli oglu "
        "ogly qizi ugli ul uly uulu van von y zu",
    )
)
# What stands for several people of one family.
TOGETHER = frozenset(
    "the and brother brothers sister sisters family siblings frères frère sœurs soeurs hermanos hermanas brüder братья "
    "братьев сестры сестёр семья семьи".translate(str.maketrans("èüё", "eue")).split()
)
# Letters as they are written in Latin ones, after `plain`.
CYRILLIC = (
    "аa бb вv гg ґg ғg ҕg дd еe єe жzh җj зz иi іi їi кk қk ҡk ҝk лl мm нn ңn ҥn оo өo пp рr сs ҫs тt уu ұu үu ўu фf "
    "хkh ҳh һh цts чch ҷj ҹch шsh щsch ъ ыi ь эe юyu яya әa"
)
# Of Arabic and Persian only what is always written: `v` and `y` may be vowels, and `h` is often mute.
ARABIC = (
    "بb پp تt ثs جj چch خkh دd ذz رr زz ژzh سs شsh صs ضz طt ظz غg فf ڤv قk كk کk گg ڭg لl مm نn ںn "
    "ا آ أ إ ٱ ء ئ ؤ ع ح ه ة ۀ ھ ە و ۆ ۇ ي ى ی ې ۍ"
)
ARMENIAN = (
    "աa բb գg դd եe զz էe ըe թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւu փp "
    "քk օo ֆf"
)
GEORGIAN = "აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh"
LATIN = "łl øo đd ıi æae œoe əa"
LETTERS = str.maketrans({each[0]: each[1:] for each in f"{CYRILLIC} {ARABIC} {ARMENIAN} {GEORGIAN} {LATIN}".split()})
SOUNDED = frozenset({"LATIN", "CYRILLIC", "ARABIC", "ARMENIAN", "GEORGIAN"})  # The scripts that can be compared.
IS_ARABIC = re.compile("[\u0600-\u06ff]")
IS_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]{3,}")

# What two ways to write one name in Latin letters differ in. Longer ones first.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("dsch|dzh|chzh|dj|zh|j", "j"),
        ("shch|sch|sh|^hs", "s"),
        ("tsch|tch|ch|ts|tz|dz", "c"),
        ("kh|ks|x", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("ou|oo|ue", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("(?<=[oe])(?:ff|f|w)$", "v"),
        ("w", "v"),
        ("iy|ij|yi|ee|y", "i"),
        ("i*u[iu]*", "u"),
        ("ie", "e"),
        ("ck|qu|q", "k"),
        ("i*ong(?![aeiou])", "un"),
        ("ng(?![aeiou])", "n"),
        (r"(.)\1+", r"\1"),
    )
)
# Letters that sound otherwise in some languages, as they are read there: German, Chinese, Turkish against Spanish.
READINGS = (
    (re.compile("(?<!d)j"), "y"),
    (re.compile("x"), "s"),
    (re.compile("c(?![ehiyz])"), "k"),
)
# What is added to a name: by its bearer's language, sex and courtesy.
ENDINGS = re.compile(
    "(?<=...)(?:[oe]v(?:a|i|ic|na)?|zod[ae]?|zade?h?a?|ogl[iu]|ugli|uli|kizi|kij|[jc][oa]n|bek|hon|han)$|(?<=....)i$"
)
ARABIC_ENDINGS = re.compile("(?<=...)(?:زاده|وفا|ۆف|وف|يف|یف|ی|ي)$")
ROUGH = str.maketrans({"c": "s", "j": "s", "z": "s", "b": "p", "f": "p", "d": "t", "g": "k", "o": "a"})
Name = tuple[str, ...]


def forms(text: str) -> list[Name]:
    """A name as its words, in small letters: with what hyphens join as one word, and as several."""
    text = APOSTROPHES.sub("", plain(APOSTROPHES.sub("", text)))
    found = [tuple(WORD.findall(HYPHENS.sub(" ", text)))]
    if HYPHENS.search(text):
        found.append(tuple(WORD.findall(HYPHENS.sub("", text))))
    return [name for name in found if name]


def equal(one: Name, other: Name) -> bool:
    """Whether two names have the same words, in whatever order."""
    return sorted(one) == sorted(other)


def alike(one: Name, other: Name) -> bool:
    """Whether two names may be of one person: two of their words, or all of the shorter one, sound alike."""
    one, other = _telling(one), _telling(other)
    if _share_key("".join(one), "".join(other)) and _sound_alike("".join(one), "".join(other)):
        return True
    few, many = sorted((one, other), key=len)
    left = list(many)
    certain = matched = 0
    for word in sorted(few, key=len, reverse=True):  # Initials take what is left.
        found = next((each for each in left if _sound_alike(word, each)), None)
        if found is not None:
            left.remove(found)
            matched += 1
            certain += len(word) > 1 and (_share_key(word, found) or IS_HAN.match(word) is not None)
    return certain > 0 and matched >= min(2, len(few))


def clues(names: Iterable[Name]) -> Iterator[str]:
    """What two names that are alike have at least one of in common."""
    for name in names:
        told = _telling(name)
        yield from _keys("".join(told))
        for word in told:
            if IS_HAN.match(word):  # One sign may be another one.
                yield from (f"{place} {sign}" for place, sign in enumerate(word))
            elif len(word) > 1:
                yield from _keys(word)


@lru_cache(65536)
def scripts(name: Name) -> frozenset[str]:
    """The scripts of a name; all that can be compared by their sound count as one."""
    letters = {letter for word in name for letter in word if letter.isalpha()}
    found = {"LATIN" if each.isascii() else unicodedata.name(each, "").partition(" ")[0] for each in letters}
    return frozenset("SOUNDED" if each in SOUNDED else each for each in found)


def distance(one: str, other: str, limit: int) -> int:
    """How many letters must be changed, added or left out; more than `limit` counts as `limit` + 1."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above, row[0] = row[0], number
        for place, another in enumerate(other, 1):
            above, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, above + (letter != another))
        if min(row) > limit:
            return limit + 1
    return row[-1]


def _telling(name: Name) -> Name:
    """The words of a name without those that belong to many, as long as two are left."""
    name = tuple(word for word in name if word not in TOGETHER) or name
    told = tuple(word for word in name if word not in PARTICLES)
    return told if len(told) > 1 else name


@lru_cache(65536)
def _sound_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:  # An initial.
        return any(a[:1] == b[:1] for a in _sounds(one) for b in _sounds(other))
    if IS_ARABIC.search(one) or IS_ARABIC.search(other):  # Vowels are not written.
        return _share_key(one, other)
    if IS_HAN.fullmatch(one) and IS_HAN.fullmatch(other):  # A sign has an old form and a simple one.
        return len(one) == len(other) and distance(one, other, 1) <= 1
    return any(_near(a, b) for a in _sounds(one) for b in _sounds(other))


def _near(one: str, other: str) -> bool:
    """Whether two sounds may be one: but for a slip or two, or for vowels, and consonants that are spoken alike."""
    shorter = min(len(one), len(other))
    if one == other or (shorter >= 4 and distance(one, other, 2) <= (2 if shorter >= 8 else 1)):
        return True
    if shorter < 4 or _bare(one) != _bare(other):
        return False
    return distance(one.translate(ROUGH), other.translate(ROUGH), 2) <= (2 if shorter >= 5 else 1)


@lru_cache(65536)
def _sounds(word: str) -> tuple[str, ...]:
    """A word in Latin letters, without what ways to write it differ in: in every reading, with endings and without."""
    bases = {word, ARABIC_ENDINGS.sub("", word)} if IS_ARABIC.search(word) else {word}
    found: dict[str, None] = {}
    for base in sorted(bases, key=len, reverse=True):
        latin = base.translate(LETTERS)
        for chosen in product((False, True), repeat=len(READINGS)):
            text = latin
            for (pattern, reading), is_chosen in zip(READINGS, chosen, strict=True):
                text = pattern.sub(reading, text) if is_chosen else text
            for pattern, sound in SOUNDS:
                text = pattern.sub(sound, text)
            found[text] = None
    for text in list(found):
        found[ENDINGS.sub("", text)] = None
    return tuple(found)


@lru_cache(65536)
def _keys(word: str) -> frozenset[str]:
    """The consonants that every script writes: one is the same for all words that sound alike but for a slip."""
    return frozenset(map(_bare, _sounds(word)))


def _share_key(one: str, other: str) -> bool:
    return not _keys(one).isdisjoint(_keys(other))


@lru_cache(65536)
def _bare(sound: str) -> str:
    bare = re.sub("[aeiouvh]", "", sound.translate(ROUGH))
    return re.sub(r"(.)\1+", r"\1", bare) or sound
