"""Rules on languages: tags, letters that cannot be written, translations out of date, letters of the wrong script."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any, Literal, cast

from ua_gen import languages
from ua_gen.diagnostics import Severity
from ua_gen.fingerprint import fingerprint
from ua_gen.languages import Language
from ua_gen.model import Case, Recipient
from ua_gen.reader import path_name
from ua_gen.rules.register import Finding, Place, View, rule
from ua_gen.source import Node
from ua_gen.texts import Given
from ua_gen.wording import Gap, Wording


def english(tag: str) -> str:
    """The English name of a language."""
    return languages.language(tag).english if tag in languages.tags() else languages.language("en").language_name(tag)


# --- tags ------------------------------------------------------------------------------------------------------------


@rule("UA260", "unknown-language", Severity.WARNING)
def unknown_language(view: View) -> Iterator[Finding]:
    """A tag that is the code of the country instead of its language, or has a language, script or region unknown to
    Unicode's register of locales.

    Why: texts under a wrong tag are in no language that a letter can be written in, and `write_in` would ask people to
    write in a language of another part of the world.

    Wrong:

        write_in: [ru, kg, en]

    Right:

        write_in: [ru, ky, en]

    Note: `kg` is Kongo, `am` Amharic, `ee` Ewe. A tag that is no language at all is UA106.
    """
    case = view.case
    places: list[tuple[str, Place]] = [(case.language, ("language",))]
    places += [(tag, ("write_in", number)) for number, tag in enumerate(case.write_in)]
    if case.solidarity:
        places += [(tag, ("solidarity", "languages", number)) for number, tag in enumerate(case.solidarity.languages)]
    places += [(tag, ("translations", tag)) for tag in case.translations]
    places += [(given.tag, given.path) for given in view.texts if given.tag not in languages.tags()]
    seen: set[str] = set()
    for tag, path in places:
        doubt = _doubt(tag, case.country)
        if doubt and tag not in seen:
            seen.add(tag)
            yield path, *doubt


@lru_cache(maxsize=1024)
def _doubt(tag: str, country: str) -> tuple[str, str] | None:
    """What is strange about a tag, and what to do."""
    if tag in languages.tags():
        return None
    from babel import Locale
    from babel.core import get_global

    locale = Locale.parse("en")
    language, *subtags = tag.split("-")
    spoken: Mapping[str, Any] = get_global("territory_languages").get(country, {})
    if language.upper() == country and language not in spoken:
        here = [f"`{code}`" for code, facts in spoken.items() if facts["official_status"] and "_" not in code]
        name, place = locale.languages.get(language, tag), locale.territories.get(country, country)
        return f"`{tag}` is {name}, which is not a language of {place}", f"those are {', '.join(here)}" if here else ""
    if language not in locale.languages:
        return f"`{tag}` is a language that Unicode's register does not know", "check its code in ISO 639"
    for subtag in subtags:
        if subtag not in (locale.scripts if len(subtag) == 4 else locale.territories):
            what = "script" if len(subtag) == 4 else "region"
            return f"`{subtag}` in `{tag}` is no {what} that Unicode's register knows", f"is `{language}` enough?"
    return None


# --- what can be written ---------------------------------------------------------------------------------------------


@rule("UA261", "unwritable-letter", Severity.WARNING)
def unwritable_letter(view: View) -> Iterator[Finding]:
    """A language to write in, in which a letter cannot be written because texts are missing.

    Why: no language is ever put in the place of another, so the letter falls back to the next of `write_in`, or cannot
    be made at all.

    Wrong:

        requests:
          - ask: release-unless-charged
          - text: {en: return the books that were taken from her library}

    Right:

        requests:
          - ask: release-unless-charged
          - text:
              en: return the books that were taken from her library
              ru: вернуть изъятые из её библиотеки книги

    Note: stock events and requests exist in every language and need no translation.
    """
    for number, tag in enumerate(view.case.write_in):
        if tag not in languages.tags():
            continue
        name = english(tag)
        those = addressees(view)
        gaps = _heard(view, tag).missing
        lacking = [recipient for recipient in those if gaps[recipient.id]]
        if lacking:
            which = "no letter" if lacking == those else f"no letter to {_joined(r.id for r in lacking)}"
            found = tuple(dict.fromkeys(gap for recipient in lacking for gap in gaps[recipient.id]))
            yield ("write_in", number), *_told(view, found, tag, f"{which} can be written in {name}")


# No letter names hundreds of people, and no action goes to hundreds of officials. A file that says so is no case to be
# written for, but it must not keep the others waiting: the wording names everybody in every sentence.
_MOST_LETTERS, _MOST_NAMES = 50, 5000


def addressees(view: View) -> list[Recipient]:
    """Those who get letters."""
    case = view.case
    if len(case.people) * (len(case.events) + len(case.requests) + len(case.people)) > _MOST_NAMES:
        return []
    return [recipient for recipient in case.recipients if recipient.role == "to"][:_MOST_LETTERS]


def _heard(view: View, tag: str) -> "Heard":
    key = ("heard", tag)
    if key not in view.memory:
        view.memory[key] = listen(view.case, tag, view.day, addressees(view))
    return cast("Heard", view.memory[key])


def _joined(items: Iterable[str]) -> str:
    return ", ".join(f"`{item}`" for item in items)


def _told(view: View, gaps: Sequence[Gap], tag: str, what: str) -> tuple[str, str]:
    shown = [
        f"`{gap.phrase}` of its catalogue"
        if gap.phrase
        else f"`{path_name(gap.path)}` (line {view.loaded.span(*gap.path).line})"
        for gap in gaps
    ]
    more = f" and {len(shown) - 12} more" if len(shown) > 12 else ""
    hint = f"add `{tag}: …` beside the text in each of these places, or take `{tag}` out of `write_in`"
    return f"{what} without {', '.join(shown[:12])}{more}", hint


# The fixed sentences of a letter composed from the facts, and of one with a text of its own.
_FIXED = (
    ("letter.name", "letter.address", "letter.ask", "letter.ask-one", "letter.reply"),
    ("letter.name", "letter.address"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the letters of a case lack in a language: by the recipient's id, what the letter cannot be made without,
    and what letters leave out."""

    missing: dict[str, tuple[Gap, ...]]
    left_out: tuple[Gap, ...]


def listen(case: Case, tag: str, day: datetime.date, recipients: Sequence[Recipient]) -> Heard:
    """What letters to these recipients would lack.

    The wording itself is asked, as the template asks it, only that nothing is dated, joined or filled in on the way.
    """
    missing: dict[str, tuple[Gap, ...]] = {}
    left_out: dict[Gap, None] = {}
    shared: tuple[Gap, ...] | None = None
    for recipient in recipients:
        say = Wording(case, _listener(tag), day, recipient)
        if shared is None:
            for key in _FIXED[bool(case.letter)] + ("notice.invented",) * case.invented:
                say.t(key)
            _ = say.subject
            if not say.model_letter:
                _ = say.concern, say.letter_facts
            shared = tuple(say.missing)
        if not case.letter:
            _ = say.requests
        _ = say.recipient_lines, say.salutation, say.closing
        if say.copies:
            say.t("letter.copies", copies="")
        missing[recipient.id] = tuple(dict.fromkeys((*shared, *say.missing)))
        left_out |= say.omitted
    return Heard(missing, tuple(left_out))


class _Listener(Language):
    """A language that says nothing beautiful: it only finds out whether it could, which takes a tenth of the time."""

    def text(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
        return _raw(self.tag, key, agreement)

    def count(self, key: str, number: int) -> str:
        return _count(self.tag, key)

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        return "-"

    def join(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        return " ".join(items)

    def country(self, code: str) -> str:
        return code

    def isolate(self, text: str) -> str:
        return text


@cache
def _listener(tag: str) -> Language:
    language = languages.language(tag)
    return _Listener(**{field.name: getattr(language, field.name) for field in fields(language)})


@cache
def _raw(tag: str, key: str, agreement: str) -> str:
    return languages.language(tag).raw(key, agreement)


@cache
def _count(tag: str, key: str) -> str:
    return languages.language(tag).count(key, 1)


@rule("UA262", "unsupported-language", Severity.WARNING)
def unsupported_language(view: View) -> Iterator[Finding]:
    """A language to write in that ua-gen does not have.

    Why: the case sheet asks people to write in it, but no letter can be made; letters are written in the next language
    of `write_in`.

    Wrong:

        write_in: [tet, en]

    Right:

        write_in: [ru, en]

    Note: it may well be right to keep the language, for those who write by hand. Then
    `# ua-gen: ignore UA262` says so.
    """
    for number, tag in enumerate(view.case.write_in):
        if tag not in languages.tags():
            kin = [known for known in languages.tags() if known.partition("-")[0] == tag.partition("-")[0]]
            others = _joined(kin or languages.tags())
            message = f"ua-gen cannot write letters in {english(tag)} (`{tag}`)"
            yield ("write_in", number), message, f"it has {others}; letters use the other languages of `write_in`"


@rule("UA268", "left-out", Severity.WARNING)
def left_out(view: View) -> Iterator[Finding]:
    """An event, or a piece of one, that letters in a language to write in leave out because it has no text there.

    Why: the letter in that language can be made, but tells less than the others.

    Wrong:

        events:
          - text: {en: colleagues who asked after her were sent away}
            date: 2026-01-06
            source: ua

    Right:

        events:
          - text:
              en: colleagues who asked after her were sent away
              ru: коллегам, которые о ней справлялись, велели уйти
            date: 2026-01-06
            source: ua

    Note: an event that is only for the case sheet has `letter: false`. Of a language in which no letter can be made,
    UA261 says what it needs first.
    """
    lacking: dict[Gap, list[str]] = {}
    for tag in view.case.write_in:
        if tag in languages.tags() and addressees(view):
            heard = _heard(view, tag)
            if not all(heard.missing.values()):
                for gap in heard.left_out:
                    lacking.setdefault(gap, []).append(tag)
    for gap, tags in lacking.items():
        names = " and ".join(english(tag) for tag in tags)
        event = gap.path[0] == "events" and gap.path[-1] == "text"
        hint = f"add {_joined(f'{tag}: …' for tag in tags)}"
        what = "this event" if event else f"`{path_name(gap.path)}`"
        or_else = ", or `letter: false` to leave it out everywhere" if event else ""
        yield gap.path, f"letters in {names} leave {what} out", hint + or_else


@rule("UA269", "unreachable-language", Severity.WARNING)
def unreachable_language(view: View) -> Iterator[Finding]:
    """A message to the prisoner or the family in none of the languages that reach them.

    Why: prison censors hold back what they cannot read, and the person may not be able to read it either.

    Wrong:

        solidarity:
          languages: [ru]
          message: {en: We are thinking of you.}

    Right:

        solidarity:
          languages: [ru]
          message: {ru: Мы думаем о Вас., en: We are thinking of you.}
    """
    solidarity = view.case.solidarity
    if solidarity is None or not solidarity.languages:
        return
    for name, text in (("greeting", solidarity.greeting), ("message", solidarity.message)):
        if text is not None and not any(tag in text.languages for tag in solidarity.languages):
            names = " or ".join(english(tag) for tag in solidarity.languages)
            yield ("solidarity", name), f"the {name} is not in {names}", f"add `{solidarity.languages[0]}: …`"


# --- translations ----------------------------------------------------------------------------------------------------


@rule("UA263", "stale-translation", Severity.WARNING)
def stale_translation(view: View) -> Iterator[Finding]:
    """A translation older than the texts that it was made from.

    Why: what was corrected in one language stands uncorrected in the other, and an official reads what is known to be
    wrong.

    Wrong:

        translations:
          ru: {by: A. Reader, date: 2026-01-15, reviewed: true, of: 0a1b2c3d}

    Right:

        translations:
          ru: {by: A. Reader, date: 2026-01-15, reviewed: true, of: 8738ea0f}

    Note: `of` is the fingerprint of all texts in the file's language that have a text in the other language beside
    them. The message names the right one; write it once the translation has been compared with them.
    """
    case = view.case
    for tag, translation in case.translations.items():
        if translation.of is None or tag == case.language:
            continue
        now = fingerprint(case, tag, view.texts)
        if now and translation.of.lower() != now:
            message = f"the {english(case.language)} texts have changed since they were translated into {english(tag)}"
            hint = f"compare the two, then write `of: {now}` and the new date"
            yield ("translations", tag, "of"), message, hint


@rule("UA264", "unreviewed-translation", Severity.WARNING)
def unreviewed_translation(view: View) -> Iterator[Finding]:
    """A translation that no native reader has reviewed.

    Why: a slip in a letter to a minister can turn a request into an insult, and nobody here would notice.

    Wrong:

        translations:
          ru: {by: A. Writer, date: 2026-01-15}

    Right:

        translations:
          ru: {by: A. Writer, date: 2026-01-15, reviewed: true}
    """
    tags = {given.tag for given in view.texts}
    for tag, translation in view.case.translations.items():
        if tag in tags and not translation.reviewed and not translation.machine:
            message = f"no native reader has reviewed the {english(tag)} texts"
            yield ("translations", tag, "reviewed"), message, "`reviewed: true` once somebody has"


@rule("UA265", "machine-translation", Severity.WARNING)
def machine_translation(view: View) -> Iterator[Finding]:
    """A translation made by a machine that no native reader has reviewed.

    Why: machines translate fluently what they have not understood: a hedge is lost, a suspect becomes a culprit.

    Wrong:

        translations:
          ru: {by: a translation service, date: 2026-01-15, machine: true}

    Right:

        translations:
          ru: {by: a translation service, date: 2026-01-15, machine: true, reviewed: true}
    """
    tags = {given.tag for given in view.texts}
    for tag, translation in view.case.translations.items():
        if tag in tags and translation.machine and not translation.reviewed:
            message = f"a machine made the {english(tag)} texts, and no native reader has reviewed them"
            yield ("translations", tag, "machine"), message, "send nothing before somebody has; then `reviewed: true`"


# --- scripts ---------------------------------------------------------------------------------------------------------

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
_RUNS = {script: re.compile(f"[{letters}]+") for script, letters in _SCRIPTS.items()}
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
def look_alike_letters(view: View) -> Iterator[Finding]:
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
    for path, value in _scalars(view.loaded.root):
        if value.isascii():
            continue
        for match in _WORD.finditer(value):
            word = match[0]
            if _SEAM.search(word) and not _INFLECTED.fullmatch(word) and (right := _all_one_script(word)):
                yield path, *_swapped(word, right)
        for match in _LONE.finditer(value):
            yield path, *_swapped(match[0], _TO_CYRILLIC.get(match[0]) or _TO_LATIN[match[0]])


def _swapped(word: str, right: str) -> tuple[str, str]:
    wrong = next(letter for letter, other in zip(word, right, strict=True) if letter != other)
    alien, own = ("Latin", "Cyrillic") if wrong in _TO_CYRILLIC else ("Cyrillic", "Latin")
    alone = "" if len(word) == 1 else f" in `{word}`"
    message = f"the `{wrong}`{alone} is a {alien} letter (U+{ord(wrong):04X}) where a {own} one is meant"
    return message, f"type `{right}` with {own} letters"


def _all_one_script(word: str) -> str | None:
    """The word with the letters of the scarcer script replaced by their doubles, if all of them have doubles."""
    choices = []
    for alien, doubles in ((_RUNS["Latn"], _TO_CYRILLIC), (_RUNS["Cyrl"], _TO_LATIN)):
        letters = "".join(alien.findall(word))
        if all(letter in doubles for letter in letters):
            choices.append((len(letters), "".join(doubles.get(letter, letter) for letter in word)))
    return min(choices)[1] if choices else None


def _scalars(node: Node | None, path: Place = ()) -> Iterator[tuple[Place, str]]:
    if node is None:
        return
    if node.kind == "scalar":
        yield path, str(node.value or "")
    for key, value in node.pairs():
        yield from _scalars(value, (*path, str(key.value)))
    for number, item in enumerate(node.items()):
        yield from _scalars(item, (*path, number))


_ADDRESSES = ("recipients.address", "embassies.address", "solidarity.address")
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
_LETTERS = re.compile(r"[^\W\d_]+")


@rule("UA267", "wrong-script")
def wrong_script(view: View) -> Iterator[Finding]:
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
        if found:
            tags = tags or dict.fromkeys((view.case.language, *(other.tag for other in view.texts)))
            fitting = [tag for tag in tags if script_of(tag) == found]
            hint = f"does it belong under {_joined(fitting)}?" if fitting else "put it under the tag of its language"
            message = f"this {english(given.tag)} text (`{given.tag}`) is in {_NAMES[found]} letters"
            yield given.path, message, hint


def _other_script(given: Given, script: str) -> str | None:
    """The script that most of a text is in, if less than a fifth of it is in its own."""
    text = given.text
    own = sum(map(len, _RUNS[script].findall(text)))
    if own * 2 > len(text):
        return None
    text = _LETTERS.sub(lambda match: "" if len(match[0]) <= 6 and match[0].isupper() else match[0], _links(text))
    letters = sum(map(len, _LETTERS.findall(text)))
    if letters < 3 or own * 5 >= letters:
        return None
    counts = {other: sum(map(len, runs.findall(text))) for other, runs in _RUNS.items() if other != script}
    most = max(counts, key=lambda other: counts[other])
    if counts[most] * 2 <= letters or (most == "Latn" and given.field in _PROPER):
        return None
    return most


def _links(text: str) -> str:
    return re.sub(r"\S+@\S+|(?:https?://|www\.)\S+", "", text)


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
    return named if named in _RUNS else None
