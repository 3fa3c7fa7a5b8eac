"""Rules on scripts: letters that look like those of another, texts in another than that of their language."""

import re
from collections.abc import Iterator
from functools import cache

from ua_gen import languages, stock
from ua_gen.casefile.texts import LocalizedText
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import english, joined, scalars

_LATIN, _CYRILLIC = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ", "\u0400-\u052f"
_SCRIPTS = {
    "Latn": _LATIN,
    "Cyrl": _CYRILLIC,
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Armn": "\u0530-\u058f",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Hebr": "\u0590-\u05ff",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "Deva": "\u0900-\u097f",
    "Beng": "\u0980-\u09ff",
    "Thai": "\u0e00-\u0e7f",
    "Mymr": "\u1000-\u109f",
    "Ethi": "\u1200-\u139f",
    "Khmr": "\u1780-\u17ff",
    "Hans": "\u3400-\u9fff",
    "Hant": "\u3400-\u9fff",
    "Jpan": "\u3040-\u30ff\u3400-\u9fff",
    "Kore": "\u1100-\u11ff\u3400-\u9fff\uac00-\ud7af",
}
_NAMES = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Grek": "Greek",
    "Armn": "Armenian",
    "Geor": "Georgian",
    "Hebr": "Hebrew",
    "Arab": "Arabic",
    "Deva": "Devanagari",
    "Beng": "Bengali",
    "Thai": "Thai",
    "Mymr": "Burmese",
    "Ethi": "Ethiopic",
    "Khmr": "Khmer",
    "Hans": "Chinese",
    "Hant": "Chinese",
    "Jpan": "Japanese",
    "Kore": "Korean",
}
_BOTH = ("sr", "bs", "sh", "ku", "mn")  # Languages written in more than one script, with tags that do not say in which.
# Each letter that has a double in the other script.
_TO_CYRILLIC = dict(zip("ABCEHIJKMOPSTXYaceijkopsxyhëï", "АВСЕНІЈКМОРЅТХУасеіјкорѕхуһёї", strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}
_SEAM = re.compile(f"[{_CYRILLIC}](?:[{_LATIN}]|(?<=[{_LATIN}].))")
_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}]+")
_INFLECTED = re.compile(f"[A-Z]{{2,}}[{_CYRILLIC}]{{1,3}}")  # `SMSки`: an abbreviation with a Russian ending.
# One-letter words of Russian typed on the wrong keyboard, and an English article or pronoun likewise.
_PERHAPS_LONE = re.compile('[ "](?:[acoky] [а-яё]|[аАіІ] [A-Za-z])')  # For a whole file; six times as fast.
_LONE = re.compile(r"(?<![\w'’.-])(?:[acoky](?= [а-яё])|(?<=[A-Za-z,] )[аАіІ](?= [A-Za-z]))")


@rule("UA266", "look-alike-letters", Severity.WARNING)
def look_alike_letters(view: RuleContext) -> Iterator[Finding]:
    """A Latin letter within a Cyrillic word, or the reverse, that looks like the right one.

    Why: nobody can see it, but a search does not find the name, a reader's voice spells it out, and a mail to such an
    address never arrives.

    Wrong:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Oбразцова}
            gender: female

    Right:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            gender: female

    Note: the first letter of the wrong surname is a Latin O.
    """
    text = view.loaded.text
    if "\\" not in text and not _SEAM.search(text) and not _PERHAPS_LONE.search(text):
        return
    for path, value in scalars(view.loaded.root):
        if value.isascii():
            continue
        for match in _WORD.finditer(value):
            word = match[0]
            if _SEAM.search(word) and not _INFLECTED.fullmatch(word) and (right := _all_one_script(word)):
                yield path, *_swapped(word, right)
        for match in _LONE.finditer(value):
            yield path, *_swapped(match[0], _TO_CYRILLIC.get(match[0]) or _TO_LATIN[match[0]])


@cache
def _runs(script: str) -> re.Pattern[str]:
    return re.compile(f"[{_SCRIPTS[script]}]+")


def _swapped(word: str, right: str) -> tuple[str, str]:
    wrong = next(letter for letter, other in zip(word, right, strict=True) if letter != other)
    alien, own = ("Latin", "Cyrillic") if wrong in _TO_CYRILLIC else ("Cyrillic", "Latin")
    alone = "" if len(word) == 1 else f" in `{word}`"
    message = f"the `{wrong}`{alone} is a {alien} letter (U+{ord(wrong):04X}) where a {own} one is meant"
    return message, f"type `{right}` with {own} letters"


def _all_one_script(word: str) -> str | None:
    """The word with the letters of the scarcer script replaced by their doubles, if all of them have doubles."""
    choices = []
    for alien, doubles in ((_runs("Latn"), _TO_CYRILLIC), (_runs("Cyrl"), _TO_LATIN)):
        letters = "".join(alien.findall(word))
        if all(letter in doubles for letter in letters):
            choices.append((len(letters), "".join(doubles.get(letter, letter) for letter in word)))
    return min(choices)[1] if choices else None


_ADDRESSES = ("recipients.address", "embassies.address", "solidarity.address", "petition.return_to")
# Proper names may stay as their bearers write them: `ru: Human Rights Watch`.
_PROPER = (
    "action.issuer",
    "people.name",
    "people.considered.by",
    "events.by",
    "events.according_to",
    "recipients.name",
    "embassies.name",
    "solidarity.name",
)
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_LETTERS = re.compile(r"[^\W\d_]+")


@rule("UA267", "wrong-script")
def wrong_script(view: RuleContext) -> Iterator[Finding]:
    """A text in another script than its language is written in: Cyrillic under `en`, Latin under `ru`.

    Why: the text stands in the wrong place, or was never translated, and a letter would change language in the middle.

    Wrong:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            gender: female
            role: {en: библиотекарь, ru: librarian}

    Right:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            gender: female
            role: {en: librarian, ru: библиотекарь}

    Note: names of people and organisations, abbreviations and addresses may stand in another script.
    """
    tags: dict[str, None] = {}
    for given in view.texts:
        script = script_of(given.tag)
        if (script == "Latn" and given.text.isascii()) or script is None or given.field in _ADDRESSES:
            continue
        found = _other_script(given, script)
        if found and not (given.tag == view.case.language and _is_stock_word(given)):
            tags = tags or dict.fromkeys((view.case.language, *(other.tag for other in view.texts)))
            fitting = [tag for tag in tags if script_of(tag) == found]
            hint = f"does it belong under {joined(fitting)}?" if fitting else "put it under the tag of its language"
            message = f"this {english(given.tag)} text (`{given.tag}`) is in {_NAMES[found]} letters"
            yield given.path, message, hint


@cache
def _stock_words() -> frozenset[str]:
    return frozenset(name for kind in stock.kinds() for name in stock.values(kind))


def _is_stock_word(given: LocalizedText) -> bool:
    """Whether it is a word of the stock, such as `by: police`: it looks like a text of the file's language."""
    return given.field.startswith(("events.", "requests.", "duties.")) and given.text in _stock_words()


def _other_script(given: LocalizedText, script: str) -> str | None:
    """The script that most of a text is in, if less than a fifth of it is in its own."""
    text = given.text
    own = sum(map(len, _runs(script).findall(text)))
    if own * 2 > len(text):
        return None
    text = _LETTERS.sub(
        lambda match: "" if len(match[0]) <= 6 and match[0].isupper() else match[0], _without_links(text)
    )
    letters = sum(map(len, _LETTERS.findall(text)))
    if letters < 3 or own * 5 >= letters:
        return None
    counts = {other: sum(map(len, _runs(other).findall(text))) for other in _SCRIPTS if other != script}
    most = max(counts, key=lambda other: counts[other])
    if counts[most] * 2 <= letters or (most == "Latn" and given.field in _PROPER):
        return None
    return most


def _without_links(text: str) -> str:
    # Word by word: an expression for the whole of an address begins anew at each letter of a long word.
    return re.sub(r"\S+", lambda word: "" if "@" in word[0][1:-1] else _LINK.sub("", word[0]), text)


@cache
def script_of(tag: str) -> str | None:
    """The script that a language is written in, by ISO 15924; None where it may be one of several, or is not known."""
    language, *subtags = tag.split("-")
    named = next((subtag for subtag in subtags if len(subtag) == 4), None)
    if named is None and tag in languages.tags():
        named = languages.language(tag).script
    if named is None and language not in _BOTH:
        from babel.core import get_global

        likely: str = get_global("likely_subtags").get(language, "")
        named = next((subtag for subtag in likely.split("_")[1:] if len(subtag) == 4), None)
    return named if named in _SCRIPTS else None
