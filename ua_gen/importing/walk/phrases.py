"""Phrases of letters and forms turned around: what begins and ends a letter, ordinals, languages, genders."""

import re
from functools import cache

from ua_gen import languages
from ua_gen.importing.captions import caption, data, folded
from ua_gen.importing.lines import Paragraph
from ua_gen.importing.sentences import begins
from ua_gen.languages.phrases import english_phrases

NTH = re.compile(r"(?<!\w)(\d{1,2})(?:st|nd|rd|th|e|ème|er|ª|º|\.)?(?!\w)")

ASKING = re.compile(
    r"(?:I|We)(?: therefore)?(?: respectfully)? (?:urge|ask|call on|call upon) "
    r"(?:you|your government|the authorities) to "
)


def _phrases(group: str) -> set[str]:
    found = set()
    for tag in languages.tags():
        for key in english_phrases():
            if key.startswith(f"{group}."):
                for form in ("male", "female", "neutral", "several"):
                    try:
                        found.add(folded(languages.language(tag).raw(key, form)).rstrip(" ,:!،，："))
                    except LookupError:
                        continue
    return found


@cache
def salutations() -> frozenset[str]:
    return frozenset(_phrases("salutation"))


@cache
def closings() -> frozenset[str]:
    return frozenset(each.rstrip(" ,.") for each in _phrases("closing"))


@cache
def titles() -> frozenset[str]:
    """What forms call themselves, without blanks: their letters may be spaced out."""
    named = [languages.language(tag).raw("sheet.title") for tag in languages.tags()]
    published = data("captions.yaml")["title"].values()
    others = [phrase for forms in published for each in forms.values() for phrase in each]
    return frozenset(spaced(each) for each in (*named, *others))


def spaced(text: str) -> str:
    """Text whose letters may be spaced out, without any blank."""
    return folded(text).replace(" ", "")


def ordinal(text: str, group: str, language: str) -> int:
    """The number of an ordinal in words or figures: of our phrases, or of published forms."""
    plain = folded(text).strip(" :")
    tags = (language, *languages.tags()) if language in languages.tags() else languages.tags()
    for number in range(20, 0, -1):
        for tag in tags:
            for kind in dict.fromkeys((group, "ordinal", "urgent-ordinal")):
                try:
                    word = folded(languages.language(tag).raw(f"{kind}.{number}"))
                except LookupError:
                    continue
                edge = "" if "\u2e80" <= word[:1] <= "\u9fff" else r"(?!\w)"
                if word and (plain == word or re.search(rf"(?<!\w){re.escape(word)}{edge}", plain)):
                    return number
    for words in data("words.yaml")["ordinals"].values():
        for number, word in enumerate(words, 1):
            if re.search(rf"(?<!\w){re.escape(str(word))}(?!\w)", plain):
                return number
    match = NTH.search(plain)
    return int(match[1]) if match and match[0] != match[1] else 0


def tags_in(text: str, language: str) -> tuple[str, ...]:
    """The languages that a text names, in its order. The reader's own is none of them."""
    plain = folded(text)
    named: list[tuple[int, int, str]] = []
    own = languages.language(language) if language in languages.tags() else None
    spoken = [(folded(own.language_name(tag)), tag) for tag in (language, *languages.tags())] if own else []
    first = dict(reversed(spoken))
    for name, tag in [*first.items(), *(each for each in _language_names() if each[0] not in first)]:
        for match in re.finditer(re.escape(name), plain):
            edges = plain[match.start() - 1 : match.start()], plain[match.end() : match.end() + 1]
            if name.isascii() and any(each.isalpha() for each in edges):
                continue
            joined = "\u2e80" <= name[0] <= "\u9fff" or edges[0] in "وب"  # Written without a blank before it.
            if not name.isascii() and edges[0].isalpha() and not joined:
                continue
            named.append((match.start(), -len(name), tag))
    found: list[str] = []
    reached = -1
    for start, length, tag in sorted(named):
        if start >= reached:
            reached = start - length
            if tag not in found:
                found.append(tag)
    return tuple(found)


@cache
def _language_names() -> tuple[tuple[str, str], ...]:
    """Names of languages, the longest first, with their tags: in ours, and as published forms have them."""
    from babel import Locale

    more = data("words.yaml")
    found: dict[str, str] = {}
    for tag in (*languages.tags(), *more["other_languages"]):
        for speaker in languages.tags():
            language = languages.language(speaker)
            for name in (language.language_name(tag), language.own_name(tag)):
                if name and name != tag and len(name) > 1:
                    found.setdefault(folded(name), tag)
        named = Locale.parse("pt").languages
        if called := named.get(tag.replace("-", "_")) or named.get(tag):
            found.setdefault(folded(str(called)), tag)
    found |= {folded(name): tag for tag, names in more["language_names"].items() for name in names}
    return tuple(sorted(found.items(), key=lambda each: -len(each[0])))


def gender_of(said: str) -> str:
    plain = folded(said).strip(" .,:;()")
    if not plain:
        return ""
    for tag in languages.tags():
        for gender in ("male", "female"):
            try:
                same = languages.language(tag).raw("preferred.male") == languages.language(tag).raw("preferred.female")
                if not same and plain == folded(languages.language(tag).raw(f"preferred.{gender}")):
                    return gender
            except LookupError:
                continue
    for gender, words in data("words.yaml")["genders"].items():
        if plain in {folded(str(word)) for word in words}:
            return str(gender)
    return ""


def phrase_of_asking(text: str, language: str) -> str:
    """What our letters ask with, if a text begins with it."""
    if language not in languages.tags():
        return ""
    found = languages.language(language)
    plain = folded(text)
    for key in english_phrases():
        if key.startswith("letter.ask"):
            for form in ("male", "female", "neutral", "several"):
                try:
                    phrase = folded(found.raw(key, form)).split("{")[0].rstrip(" :")
                except (KeyError, LookupError):
                    continue
                if len(phrase) > 5 and plain.startswith(phrase):
                    return phrase
    return ""


def without_ask(text: str, language: str) -> str:
    phrase = phrase_of_asking(text, language)
    if phrase:
        return text[len(phrase) :].lstrip(" :,")
    match = ASKING.match(text)
    return text[match.end() :] if match else text


def opens(text: str) -> bool:
    """Whether a sentence is one of those with which our letters begin."""
    plain = folded(text)
    for tag in languages.tags():
        for key in ("letter.concern", "letter.reply"):
            if key in english_phrases():
                try:
                    phrase = folded(languages.language(tag).raw(key)).split("{")[0].strip()
                except LookupError:
                    continue
                if len(phrase) > 12 and plain.startswith(phrase):
                    return True
    return False


def asks(text: str, language: str) -> bool:
    return begins(text, "asks") or bool(phrase_of_asking(text, language))


def is_salutation(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > 110 or not text or len(paragraph.lines) > 3:
        return False
    return (begins(text, "salutations") and text.rstrip()[-1:] in ",:!،，：،") or folded(text).rstrip(
        " ,:!،，："
    ) in salutations()


def may_be_salutation(paragraph: Paragraph, after: Paragraph) -> bool:
    text = paragraph.text
    short = len(paragraph.lines) == 1 and len(text) < 80 and text[-1:] in ",!:،，：" and not any(map(str.isdigit, text))
    return short and len(after.text) > 60 and caption(text) is None and not begins(text, "asks")


def is_closing(paragraph: Paragraph) -> bool:
    plain = folded(paragraph.text).rstrip(" ,.،")
    return (begins(paragraph.text, "closings") and len(plain) < 160) or plain in closings()
