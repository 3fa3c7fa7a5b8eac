"""Rules on the people of a case: one spelling for each name, in the scripts that letters need, and their gender."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ua_gen import languages
from ua_gen.diagnostics import Severity
from ua_gen.model import Case
from ua_gen.rules.common import name_of
from ua_gen.rules.register import Finding, Note, Place, View, repository_rule, rule
from ua_gen.values import Text

_LETTER = r"[^\W\d_]"
_WORD = re.compile(rf"{_LETTER}+(?:['’ʻʼ‘`]{_LETTER}+)*")

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
_ENOUGH = 200_000  # Comparisons of a word with a name. A case with five people needs a few hundred.
_DECLINING = frozenset({"pl", "cs", "sk", "sl", "hr", "bs", "sr", "lt", "lv"})


class _Named(NamedTuple):
    """Somebody whose name the file gives. `alias` is the field, if any, that takes other spellings."""

    name: Text
    also: Sequence[str]
    place: Place
    alias: str


def _named(case: Case) -> list[_Named]:
    found = [
        _Named(person.name, person.also_known_as, ("people", index), f"people[{index}].also_known_as")
        for index, person in enumerate(case.people)
    ]
    found += [
        _Named(recipient.name, (), ("recipients", index), "")
        for index, recipient in enumerate(case.recipients)
        if recipient.name
    ]
    found += [
        _Named(embassy.name, (), ("embassies", code), "") for code, embassy in case.embassies.items() if embassy.name
    ]
    return found


def _plain(word: str) -> str:
    return word.casefold().replace("ё", "е")


def _words(text: str) -> list[str]:
    return [_plain(word) for word in _WORD.findall(text)]


@lru_cache(512)
def _beginning_with(letters: str) -> re.Pattern[str]:
    """Words of four letters or more that begin with one of these letters."""
    # The letters stand first, for this is what the search can skip to.
    return re.compile(rf"[{letters}](?<!{_LETTER}.){_LETTER}(?:['’ʻʼ‘`]?{_LETTER}){{2,}}", re.DOTALL)


@lru_cache(4096)
def _fold(word: str) -> str:
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


def _inflected(word: str, name: str, tag: str) -> bool:
    """Whether a word can be a form of a name: the name with something after it, or with another ending."""
    if word.startswith(name):
        return True
    if name.startswith(word) and len(name) - len(word) <= 3 and name[len(word)] in "aeiouyаеиоуыэюя":
        return True  # The name of a woman and that of her father or husband.
    return bool(_stems(word, tag) & _stems(name, tag))


def _distance(one: str, other: str, limit: int) -> int:
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


@lru_cache(16384)
def _mistakes(word: str, name: str, tag: str) -> int:
    """How many slips make a word, or a word without its ending, of a name: 1, 2, or 3 for more than that."""
    stems = [stem for stem in _stems(word, tag) if len(stem) >= min(len(name) - 1, 6)]
    if any(_distance(_fold(stem), _fold(name), 1) <= 1 for stem in stems):
        return 1
    return min((_distance(stem, name, 2) for stem in stems), default=3)


class _Spellings:
    """The words of which the names of a case consist, as texts in one language may spell them."""

    def __init__(self, named: Iterable[_Named], tag: str) -> None:
        self.names: list[tuple[_Named, str, list[str]]] = []
        self.right: set[str] = set()
        self.by_initial: dict[str, list[tuple[int, str, frozenset[str]]]] = {}
        for somebody in named:
            own = somebody.name.get(tag)
            for spelling in (own,) if own else tuple(somebody.name.root.values()):
                words = _words(spelling)
                self.right.update(words)
                for word in words:
                    if len(word) >= 4 and _script(word):
                        first = _fold(word)[:1]
                        for initial in {*_INITIALS.get(first, first), word[0]}:
                            self.by_initial.setdefault(initial, []).append((len(self.names), word, frozenset(word)))
                self.names.append((somebody, spelling, words))
            for spelling in somebody.also:
                self.right.update(_words(spelling))
        capitals = "".join(sorted(self.by_initial)).upper()
        self.candidates = _beginning_with(capitals) if capitals else None

    def meant(self, word: str, context: "_Context", tag: str) -> tuple[_Named, str] | None:
        """The name that a word of a text seems to be a misspelling of: whose, and the whole of it."""
        likely = [
            (number, right)
            for number, right, letters in self.by_initial.get(word[0], ())
            if len(letters.difference(word)) <= 3 and len(word) >= len(right) - 2  # Most words end here.
        ]
        if any(_inflected(word, right, tag) for _, right in likely):
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


class _Context:
    """The words of a text, looked at only if one of them is suspected."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def beside(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for one, other in pairwise(_words(self.text)):
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
        return found

    def has_beside(self, word: str, name: Sequence[str], right: str, tag: str) -> bool:
        """Whether another part of the name stands before or after a word."""
        parts = [part for part in name if part != right]
        return any(_inflected(other, part, tag) for other in self.beside.get(word, ()) for part in parts)


@rule("UA255", "misspelt-name", Severity.WARNING)
def misspelt_name(view: View) -> Iterator[Finding]:
    """A word in a text that is nearly a name that the file gives, but spelt in another way.

    Why: an official who searches the register for a name spelt in another way finds nobody. A name has one spelling
    in each language, and every letter uses it.

    Wrong:

        summary: Librarian Aida Specinem has been detained since a search of her library.

    Right:

        summary: Librarian Aida Specimen has been detained since a search of her library.

    Note: a declined form is no other spelling. Only names in Latin and Cyrillic letters are looked at. A spelling in
    `also_known_as` is never complained of; somebody else with a similar name can be excused by a comment.
    """
    named = _named(view.case)
    spellings: dict[str, _Spellings] = {}
    small: set[str] | None = None
    compared = 0
    for given in view.texts:
        if given.field in _NAMES:
            continue
        known = spellings.get(given.tag)
        if known is None:
            known = spellings[given.tag] = _Spellings(named, given.tag)
        if known.candidates is None:
            continue
        context = _Context(given.text)
        for written in dict.fromkeys(known.candidates.findall(given.text)):
            word = _plain(written)
            if word in known.right:
                continue
            compared += len(known.by_initial.get(word[0], ()))
            if compared > _ENOUGH:
                return
            meant = known.meant(word, context, given.tag)
            if meant is None:
                continue
            if small is None:  # Words that also occur without a capital: they are no names, but begin a sentence.
                small = {found for text in view.texts for found in _WORD.findall(text.text) if found[0].islower()}
            if written.lower() in small:
                continue
            somebody, spelling = meant
            hint = f"write it as in `{spelling}`"
            if somebody.alias:
                hint += f", or add the other spelling to `{somebody.alias}`"
            yield given.path, f"`{written}` is nearly, but not quite, the name of {spelling}", hint


_NAMES = frozenset(
    {
        "people.name",
        "recipients.name",
        "embassies.name",
        "recipients.address",
        "embassies.address",
        "solidarity.address",
        "petition.return_to",
    }
)


class _Written(NamedTuple):
    country: str
    number: str
    id: str
    tag: str
    name: str
    also: tuple[str, ...]


def _names_written(view: View) -> Iterator[tuple[Place, Any]]:
    case = view.case
    number = case.action.number or ""
    for index, person in enumerate(case.people):
        for tag, name in person.name.root.items():
            yield (
                ("people", index, "name", tag),
                _Written(case.country, number, person.id, tag, name, person.also_known_as),
            )


@repository_rule("UA256", "name-differs-between-files", Severity.WARNING, gather=_names_written)
def name_differs_between_files(notes: Sequence[Note]) -> Iterator[tuple[Note, str, str]]:
    """A person's name that another file about the same country spells in another way.

    Why: whoever collects what has been said of a person over the years searches for one spelling.

    Wrong:

        people: [{id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}, gender: female}]
        ---
        people: [{id: specimen, name: {en: Ayda Specimen, ru: Аида Образцова}, gender: female}]

    Right:

        people: [{id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}, gender: female}]
        ---
        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            also_known_as: [Ayda Specimen]
            gender: female

    Note: names count as the same if one word of them differs a little and the others are equal. A spelling that is in
    the other file's `also_known_as` is never complained of.
    """
    written: dict[_Key, list[Note]] = {}
    for note in notes:
        what: _Written = note.what
        written.setdefault((what.country, what.tag, what.name), []).append(note)
    # A name is compared with the first that it has a trace in common with: thousands of names take no longer.
    first_with: dict[int, _Key] = {}
    pairs: dict[tuple[_Key, _Key], None] = {}
    for key in written:
        for trace in _traces(key):
            other = first_with.setdefault(hash(trace), key)
            if other is not key:
                pairs[other, key] = None
    told = set()
    for first, second in pairs:
        rare, usual = (first, second) if len(written[first]) < len(written[second]) else (second, first)
        if rare not in told and _one_person(written[rare], written[usual]):
            told.add(rare)
            for note in written[rare]:
                message = f"`{rare[2]}` is spelt `{usual[2]}` in {written[usual][0].span.path}"
                hint = f"choose one spelling; add the other to `also_known_as` of `{note.what.id}`"
                yield note, message, hint


_Key = tuple[str, str, str]  # Country, language, name.


def _traces(key: _Key) -> Iterator[tuple[str, ...]]:
    """What two names that differ a little in one word have in common: each word with a letter left out."""
    country, tag, name = key
    words = _words(name)
    if len(words) < 2:
        return
    for index, word in enumerate(words):
        if len(word) >= 4:
            others = (country, tag, *words[:index], "", *words[index + 1 :])
            folded = _fold(word)
            yield (*others, folded)
            for place in range(1, len(folded)):
                yield (*others, folded[:place] + folded[place + 1 :])


def _one_person(one: Sequence[Note], other: Sequence[Note]) -> bool:
    """Whether two similar names seem to be those of one person, spelt in two ways by mistake."""
    a, b = one[0].what, other[0].what
    if {note.span.path for note in one} & {note.span.path for note in other}:
        return False  # A file that has both knows that they are two.
    if any(b.name in note.what.also for note in one) or any(a.name in note.what.also for note in other):
        return False
    words, others = _words(a.name), _words(b.name)
    differing = [pair for pair in zip(words, others, strict=False) if pair[0] != pair[1]]
    if len(words) != len(others) or len(differing) != 1:
        return False  # They differ in capitals or hyphens only.
    [(left, right)] = differing
    if _fold(left) == _fold(right):
        return True
    if _inflected(left, right, a.tag) or _inflected(right, left, a.tag):
        return False
    same = a.id == b.id or bool(a.number and a.number == b.number)
    return (same or min(len(left), len(right)) >= 6) and _distance(left, right, 1) <= 1


@rule("UA257", "name-without-script", Severity.WARNING)
def name_without_script(view: View) -> Iterator[Finding]:
    """A name that is given in no spelling in the script of a language to write in.

    Why: an official who reads Cyrillic may not be able to read the name at all, and cannot find it in the files. A
    program must not guess how somebody spells their name.

    Wrong:

        people: [{id: specimen, name: Aida Specimen, gender: female}]

    Right:

        people: [{id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}, gender: female}]
    """
    needed: dict[str, str] = {}
    for tag in view.case.write_in:
        if tag in languages.tags():
            needed.setdefault(languages.language(tag).script, tag)
    if not needed:
        return
    for somebody in _named(view.case):
        if somebody.place[0] == "embassies":
            continue
        has = {_script_of(spelling) for spelling in somebody.name.root.values()}
        for script, tag in needed.items():
            if script not in has and script in _SCRIPTS.values():
                language = languages.language(tag)
                message = f"`{somebody.name.best('en')}` has no spelling for letters in {language.english}"
                hint = f"add it as the person spells it: `name: {{…, {tag}: …}}`"
                yield (*somebody.place, "name"), message, hint


# The scripts of the languages that letters may be written in, as names of letters in Unicode begin.
_SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "CJK": "Hans",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "DEVANAGARI": "Deva",
    "THAI": "Thai",
    "HANGUL": "Kore",
    "HIRAGANA": "Jpan",
    "KATAKANA": "Jpan",
}


@lru_cache(4096)
def _script_of(name: str) -> str:
    for letter in name:
        if letter.isalpha():
            return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")
    return ""


@rule("UA258", "gender-missing", Severity.WARNING)
def gender_missing(view: View) -> Iterator[Finding]:
    """A person without `gender`, in a case for letters in a language whose sentences need it.

    Why: a gender is never guessed from a name; reports that guessed have called a woman "he". Without it letters
    speak of the person in roundabout ways.

    Wrong:

        people: [{id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}}]

    Right:

        people: [{id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}, gender: female}]

    Note: `gender: neutral` says that it is not known or must not be told, and is not complained of.
    """
    tag = next((tag for tag in view.case.write_in or (view.case.language,) if _needs_gender(tag)), None)
    if tag is None:
        return
    for index, person in enumerate(view.case.people):
        if "gender" not in person.model_fields_set:
            message = (
                f"no gender of {name_of(view.case, person)}, which sentences in {languages.language(tag).english} need"
            )
            hint = "add `gender: male` or `female`, or `neutral` if it must not be told"
            yield ("people", index), message, hint


def _needs_gender(tag: str) -> bool:
    return tag in languages.tags() and {"male", "female"} <= set(languages.language(tag).agreement)
