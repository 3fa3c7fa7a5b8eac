"""When a word may be another spelling of a name: transliterations, endings, and slips of a letter or two."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from ua_gen.action.related.names import distance
from ua_gen.lint.registry import Place
from ua_gen.model import Case
from ua_gen.model.values import Text

_LETTER = r"[^\W\d_]"
WORD = re.compile(rf"{_LETTER}+(?:['’ʻʼ‘`]{_LETTER}+)*")

# What two Latin transliterations of one name often differ in. Longer ones first.
_FOLDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("['’ʻʼ‘`]", ""),
        ("dzh|dj|zh|j", "j"),
        ("tsch|tch|ch", "c"),
        ("kh|gh", "h"),
        ("sch|sh", "s"),
        ("ph", "f"),
        ("w", "v"),
        ("ou|oo", "u"),
        ("iy|ij|yi|ee|y", "i"),
        ("ck|q", "k"),
        (r"(.)\1", r"\1"),
    )
)
# The letters with which another spelling of a name may begin, by the first letter of the folded one.
_INITIALS = {"j": "jdz", "h": "hkg", "f": "fp", "v": "vw", "i": "iyj", "k": "kqc", "u": "uo", "c": "ct", "е": "её"}

# Endings that names change for one another in languages that decline them.
_CYRILLIC = re.compile(
    "[аяуюыиеоьй]|[оеыи]й|[оеь]ю|[ыиоея]м|[ая]х|[ыи]х|[ая]ми|[ыи]ми|[ое]го|[ое]му|[ая]я|[ую]ю|[ое]е"
    "|и[яиюе]|ией|ием|ь[яиюе]|ь[ею]й|ьем|[ое]в[иі]|[ії]|ою|ею"
)
_LATIN = re.compile(
    "[aeiouyąęěėįųūāēīůéýíáõ]|[oei]m|iem|ie|ou|ow[ie]|ov[ié]|ové|i?e?go|i?e?mu|e[jm]|[yi]m|ymi|ami|[aá]ch|[aá]m"
    "|[aioeuy]s|[au]i|io|ju|oje|aus"
)
_FLEETING = re.compile("[еоё]([лкц])$")  # Павел, Павла
_DECLINING = frozenset({"pl", "cs", "sk", "sl", "hr", "bs", "sr", "lt", "lv"})


class Named(NamedTuple):
    """Somebody whose name the file gives. `alias` is the field, if any, that takes other spellings."""

    name: Text
    also: Sequence[str]
    place: Place
    alias: str


def named(case: Case) -> list[Named]:
    found = [
        Named(person.name, person.also_known_as, ("people", index), f"people[{index}].also_known_as")
        for index, person in enumerate(case.people)
    ]
    found += [
        Named(recipient.name, (), ("recipients", index), "")
        for index, recipient in enumerate(case.recipients)
        if recipient.name
    ]
    found += [
        Named(embassy.name, (), ("embassies", code), "") for code, embassy in case.embassies.items() if embassy.name
    ]
    return found


def plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def words(text: str) -> list[str]:
    return [plain(word) for word in WORD.findall(text)]


@lru_cache(512)
def _beginning_with(letters: str) -> re.Pattern[str]:
    """Words of four letters or more that begin with one of these letters."""
    # The letters stand first, for this is what the search can skip to.
    return re.compile(rf"[{letters}](?<!{_LETTER}.){_LETTER}(?:['’ʻʼ‘`]?{_LETTER}){{2,}}", re.DOTALL)


@lru_cache(4096)
def fold(word: str) -> str:
    """A word without what transliterations differ in: `Dzhumaev`, `Djumayev` and `Jumaev` become nearly the same."""
    if word[:1] < "\u0250" or "\u1e00" <= word[:1] < "\u1f00":
        word = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
        for pattern, sound in _FOLDS:
            word = pattern.sub(sound, word)
    return word


def _script(word: str) -> str:
    first = word[:1]
    if first < "\u0250" or "\u1e00" <= first < "\u1f00":
        return "Latn"
    return "Cyrl" if "\u0400" <= first < "\u0530" else ""


def _stems(word: str, tag: str) -> set[str]:
    """What a word may be without its ending, in languages that decline names."""
    fleeting = set()
    if _script(word) == "Cyrl":
        endings = _CYRILLIC
        fleeting = {_FLEETING.sub(r"\1", word)}
    elif tag.partition("-")[0] in _DECLINING:
        endings = _LATIN
    else:
        return {word}
    return {word} | fleeting | {word[:-n] for n in (1, 2, 3) if len(word) - n >= 3 and endings.fullmatch(word[-n:])}


def inflected(word: str, name: str, tag: str) -> bool:
    """Whether a word can be a form of a name: the name with something after it, or with another ending."""
    if word.startswith(name):
        return True
    if name.startswith(word) and len(name) - len(word) <= 3 and name[len(word)] in "aeiouyаеиоуыэюя":
        return True  # The name of a woman and that of her father or husband.
    return bool(_stems(word, tag) & _stems(name, tag))


@lru_cache(16384)
def _mistakes(word: str, name: str, tag: str) -> int:
    """How many slips make a word, or a word without its ending, of a name: 1, 2, or 3 for more than that."""
    stems = [stem for stem in _stems(word, tag) if len(stem) >= min(len(name) - 1, 6)]
    if any(distance(fold(stem), fold(name), 1) <= 1 for stem in stems):
        return 1
    return min((distance(stem, name, 2) for stem in stems), default=3)


class Spellings:
    """The words of which the names of a case consist, as texts in one language may spell them."""

    def __init__(self, people: Iterable[Named], tag: str) -> None:
        self.names: list[tuple[Named, str, list[str]]] = []
        self.right: set[str] = set()
        self.by_initial: dict[str, list[tuple[int, str, frozenset[str]]]] = {}
        for somebody in people:
            own = somebody.name.get(tag)
            for spelling in (own,) if own else tuple(somebody.name.root.values()):
                parts = words(spelling)
                self.right.update(parts)
                for word in dict.fromkeys(parts):
                    if len(word) >= 4 and _script(word):
                        first = fold(word)[:1]
                        for initial in {*_INITIALS.get(first, first), word[0]}:
                            self.by_initial.setdefault(initial, []).append((len(self.names), word, frozenset(word)))
                self.names.append((somebody, spelling, parts))
            for spelling in somebody.also:
                self.right.update(words(spelling))
        capitals = "".join(sorted(self.by_initial)).upper()
        self.candidates = _beginning_with(capitals) if capitals else None

    def meant(self, word: str, context: "Context", tag: str) -> tuple[Named, str] | None:
        """The name that a word of a text seems to be a misspelling of: whose, and the whole of it."""
        likely = [
            (number, right)
            for number, right, letters in self.by_initial.get(word[0], ())
            if len(letters.difference(word)) <= 3 and len(word) >= len(right) - 2  # Most words end here.
        ]
        if any(inflected(word, right, tag) for _, right in likely):
            return None
        for number, right in likely:
            if _script(word) != _script(right):
                continue
            mistakes = _mistakes(word, right, tag)
            somebody, spelling, own = self.names[number]
            # A short word, or one with two slips, may be another one altogether, unless the rest of the name is there.
            alone = mistakes == 1 and len(right) >= 6
            if alone or (mistakes <= (2 if len(right) >= 7 else 1) and context.has_beside(word, own, right, tag)):
                return somebody, spelling
        return None


class Context:
    """The words of a text, looked at only if one of them is suspected."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def beside(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one, other in pairwise(words(self.text)):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return found

    def has_beside(self, word: str, name: Sequence[str], right: str, tag: str) -> bool:
        """Whether another part of the name stands before or after a word."""
        parts = [part for part in name if part != right]
        return any(inflected(other, part, tag) for other in self.beside.get(word, ()) for part in parts)
