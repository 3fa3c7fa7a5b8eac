"""Whether two names may be one person's: in any order, script, case, with any accents, apostrophes and hyphens."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

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
LATIN = "łl øo đd ıi æae œoe əa"
LETTERS = str.maketrans({each[0]: each[1:] for each in f"{CYRILLIC} {ARABIC} {LATIN}".split()})
IS_ARABIC = re.compile("[\u0600-\u06ff]")

# What two ways to write one name in Latin letters differ in. Longer ones first.
SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("dzh|dj|zh|j", "j"),
        ("shch|sch|sh", "s"),
        ("tsch|tch|ch|ts|tz", "c"),
        ("kh|ks|x", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("ou|oo|ue", "u"),
        ("oe", "o"),
        ("ae", "a"),
        ("(?<=[oe])(?:ff|f|w)$", "v"),
        ("w", "v"),
        ("iy|ij|yi|ee|y", "i"),
        ("ie", "e"),
        ("ck|qu|q", "k"),
        (r"(.)\1+", r"\1"),
    )
)
SIBILANTS = str.maketrans({"c": "s", "j": "s", "z": "s"})
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
    if _key("".join(one)) == _key("".join(other)) and _sound_alike("".join(one), "".join(other)):
        return True
    few, many = sorted((one, other), key=len)
    left = list(many)
    certain = matched = 0
    for word in sorted(few, key=len, reverse=True):  # Initials take what is left.
        found = next((each for each in left if _sound_alike(word, each)), None)
        if found is not None:
            left.remove(found)
            matched += 1
            certain += len(word) > 1 and _key(word) == _key(found)
    return certain > 0 and matched >= min(2, len(few))


def clues(names: Iterable[Name]) -> Iterator[str]:
    """What two names that are alike have at least one of in common."""
    for name in names:
        told = _telling(name)
        yield _key("".join(told))
        yield from (_key(word) for word in told if len(word) > 1)


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
    told = tuple(word for word in name if word not in PARTICLES)
    return told if len(told) > 1 else name


def _sound_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:  # An initial.
        return _sound(one)[:1] == _sound(other)[:1]
    if IS_ARABIC.search(one) or IS_ARABIC.search(other):  # Vowels are not written.
        return _key(one) == _key(other)
    one, other = _sound(one), _sound(other)
    shorter = min(len(one), len(other))
    return one == other or (shorter >= 4 and distance(one, other, 2) <= (2 if shorter >= 8 else 1))


@lru_cache(65536)
def _sound(word: str) -> str:
    """A word in Latin letters, without what ways to write it differ in."""
    word = word.translate(LETTERS)
    for pattern, sound in SOUNDS:
        word = pattern.sub(sound, word)
    return word


@lru_cache(65536)
def _key(word: str) -> str:
    """The consonants that every script writes: the same for all words that sound alike but for a slip."""
    sound = _sound(word)
    bare = re.sub("[aeiouvh]", "", sound.translate(SIBILANTS))
    return re.sub(r"(.)\1+", r"\1", bare) or sound
