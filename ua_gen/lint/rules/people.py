"""Rules on the people of a case: one spelling for each name, in the scripts that letters need, and their gender."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from ua_gen import languages
from ua_gen.action.related.names import distance
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, Observation, Place, RuleContext, cross_file_rule, rule
from ua_gen.lint.rules.common import name_of
from ua_gen.lint.rules.spelling import WORD, Context, Spellings, fold, inflected, named, plain, words

_LONGEST = 200  # Characters of a name. Traces take with its square.
_ENOUGH = 25_000  # Comparisons of a word with a name. A case with five people needs a few hundred.


@rule("UA255", "misspelt-name", Severity.WARNING)
def misspelt_name(view: RuleContext) -> Iterator[Finding]:
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
    people = named(view.case)
    spellings: dict[str, Spellings] = {}
    small: set[str] | None = None
    compared = 0
    for given in view.texts:
        if given.field in _NAMES:
            continue
        known = spellings.get(given.tag)
        if known is None:
            known = spellings[given.tag] = Spellings(people, given.tag)
        if known.candidates is None:
            continue
        context = Context(given.text)
        for written in dict.fromkeys(known.candidates.findall(given.text)):
            word = plain(written)
            if word in known.right:
                continue
            compared += len(known.by_initial.get(word[0], ()))
            if compared > _ENOUGH:
                return
            meant = known.meant(word, context, given.tag)
            if meant is None:
                continue
            if small is None:  # Words that also occur without a capital: they are no names, but begin a sentence.
                small = {found for text in view.texts for found in WORD.findall(text.text) if found[0].islower()}
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


def _names_written(view: RuleContext) -> Iterator[tuple[Place, Any]]:
    case = view.case
    number = case.action.number or ""
    for index, person in enumerate(case.people):
        for tag, name in person.name.root.items():
            yield (
                ("people", index, "name", tag),
                _Written(case.country, number, person.id, tag, name, person.also_known_as),
            )


@cross_file_rule("UA256", "name-differs-between-files", Severity.WARNING, collect=_names_written)
def name_differs_between_files(notes: Sequence[Observation]) -> Iterator[tuple[Observation, str, str]]:
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
    written: dict[_Key, list[Observation]] = {}
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
    parts = words(name)
    if len(parts) < 2 or len(name) > _LONGEST:
        return
    for index, word in enumerate(parts):
        if len(word) >= 4:
            others = (country, tag, *parts[:index], "", *parts[index + 1 :])
            folded = fold(word)
            yield (*others, folded)
            for place in range(1, len(folded)):
                yield (*others, folded[:place] + folded[place + 1 :])


def _one_person(one: Sequence[Observation], other: Sequence[Observation]) -> bool:
    """Whether two similar names seem to be those of one person, spelt in two ways by mistake."""
    a, b = one[0].what, other[0].what
    if {note.span.path for note in one} & {note.span.path for note in other}:
        return False  # A file that has both knows that they are two.
    if any(b.name in note.what.also for note in one) or any(a.name in note.what.also for note in other):
        return False
    ours, theirs = words(a.name), words(b.name)
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    if len(ours) != len(theirs) or len(differing) != 1:
        return False  # They differ in capitals or hyphens only.
    [(left, right)] = differing
    if fold(left) == fold(right):
        return True
    if inflected(left, right, a.tag) or inflected(right, left, a.tag):
        return False
    same = a.id == b.id or bool(a.number and a.number == b.number)
    return (same or min(len(left), len(right)) >= 6) and distance(left, right, 1) <= 1


@rule("UA257", "name-without-script", Severity.WARNING)
def name_without_script(view: RuleContext) -> Iterator[Finding]:
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
    for somebody in named(view.case):
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
def gender_missing(view: RuleContext) -> Iterator[Finding]:
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
        if person.kind == "person" and "gender" not in person.model_fields_set:
            message = (
                f"no gender of {name_of(view.case, person)}, which sentences in {languages.language(tag).english} need"
            )
            hint = "add `gender: male` or `female`, or `neutral` if it must not be told"
            yield ("people", index), message, hint


def _needs_gender(tag: str) -> bool:
    return tag in languages.tags() and {"male", "female"} <= set(languages.language(tag).agreement)
