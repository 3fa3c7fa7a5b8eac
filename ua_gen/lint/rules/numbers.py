"""Rules on the numbers of an action: its UA number, its index, and which document of the action it is."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ua_gen import languages
from ua_gen.diagnostics import Severity, quote, suggest
from ua_gen.languages.phrases import english_phrases
from ua_gen.lint.registry import Finding, Observation, Place, RuleContext, cross_file_rule, rule

REGIONS = ("ACT", "AFR", "AMR", "ASA", "DOC", "EUR", "FIN", "IOR", "MDE", "NWS", "ORG", "POL")
FIRST_YEAR = 1973  # Of the first Urgent Action ever.

_NUMBER = re.compile(r"(?!0+/)[0-9]{1,3}/[0-9]{2}")
_NEARLY_NUMBER = re.compile(
    r"(?:(?:FU\s*)?UA\W*)?(?:([0-9]{1,3})\s*[/.\-–—]\s*(?:19|20)?([0-9]{2})|([0-9]{2})([0-9]{2}))", re.IGNORECASE
)
_INDEX = re.compile(r"[A-Z]{3} [0-9]{2}/[0-9]{3,5}/[0-9]{4}")
_NEARLY_INDEX = re.compile(
    r"([A-Z]{3})[\s./-]*([0-9]{1,2})[\s./-]+([0-9]{1,5})[\s./-]+((?:19|20)?[0-9]{2})", re.IGNORECASE
)
_REGION = re.compile(r"([A-Z]+)[\s./-]*[0-9]", re.IGNORECASE)


@rule("UA230", "ua-number")
def ua_number(view: RuleContext) -> Iterator[Finding]:
    """A UA number that is not a serial number, a slash, and two digits of a year.

    Why: the number is how everybody who receives the action finds what belongs together. It is the number of the
    first document of the action, and all updates repeat it.

    Wrong:

        action: {number: UA 3/2026, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/26, issued: 2026-01-15, issuer: Example Committee}
    """
    number = view.case.action.number
    if number and not _NUMBER.fullmatch(number):
        near = _NEARLY_NUMBER.fullmatch(number)
        likely = "/".join(filter(None, near.groups())) if near else ""
        hint = f"did you mean `{likely}`?" if _NUMBER.fullmatch(likely) else "serial number/year: `135/10`"
        yield ("action", "number"), f"{quote(number)} is not a UA number", hint


@rule("UA231", "ua-number-year")
def ua_number_year(view: RuleContext) -> Iterator[Finding]:
    """A UA number of a year in which the action cannot have begun.

    Why: the number keeps the year of the first document of the action. It cannot be later than the year in which
    this document was issued, and for the first document it is the same year.

    Wrong:

        action: {number: 3/27, kind: update, sequence: 2, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/25, kind: update, sequence: 2, issued: 2026-01-15, issuer: Example Committee}

    Note: a first document issued in January may have a number of the year before.
    """
    action = view.case.action
    if not action.number or not _NUMBER.fullmatch(action.number):
        return
    digits = int(action.number[-2:])
    year = action.issued.year - (action.issued.year - digits) % 100
    place = ("action", "number")
    if year < FIRST_YEAR:
        message = f"UA {action.number} began in {year + 100}, but this document was issued on {action.issued}"
        yield place, message, "correct the number or the day of issue"
    elif action.kind == "first" and not (
        year == action.issued.year or (year == action.issued.year - 1 and action.issued.month == 1)
    ):
        message = f"UA {action.number} began in {year}, but its first document was issued on {action.issued}"
        likely = f"{action.number[:-2]}{action.issued.year % 100:02}"
        yield place, message, f"did you mean `{likely}`? If this is an update: `kind: update`, with its `sequence`"


@rule("UA232", "index-form")
def index_form(view: RuleContext) -> Iterator[Finding]:
    """An index that is nearly, but not quite, of the form `EUR 58/015/2010`.

    Why: archives and web addresses are found by the index. One space too few, and a search finds nothing.

    Wrong:

        action: {number: 3/26, index: EUR58/1234/2026, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/26, index: EUR 58/1234/2026, issued: 2026-01-15, issuer: Example Committee}

    Note: region, space, two digits for the country, serial number of three to five digits, year.
    """
    index = view.case.action.index
    if index and not _INDEX.fullmatch(index) and _region(index) in REGIONS:
        likely = _likely_index(index)
        hint = f"did you mean `{likely}`?" if likely else "region, country/serial number/year: `EUR 58/015/2010`"
        yield ("action", "index"), f"{quote(index)} is not an index", hint


def _region(index: str) -> str:
    begins = _REGION.match(index)
    return begins[1].upper() if begins else ""


def _likely_index(index: str) -> str:
    near = _NEARLY_INDEX.fullmatch(index)
    if not near:
        return ""
    region, country, serial, year = near.groups()
    if len(year) == 2:
        year = f"19{year}" if int(year) >= FIRST_YEAR % 100 else f"20{year}"
    return f"{region.upper()} {country:0>2}/{serial:0>3}/{year}"


@rule("UA233", "unknown-index", Severity.WARNING)
def unknown_index(view: RuleContext) -> Iterator[Finding]:
    """An index of a region, or of a form, that is not known.

    Why: it is likely a slip. The regions are ACT, AFR, AMR, ASA, DOC, EUR, FIN, IOR, MDE, NWS, ORG and POL.

    Wrong:

        action: {number: 3/26, index: EUS 58/1234/2026, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/26, index: EUR 58/1234/2026, issued: 2026-01-15, issuer: Example Committee}

    Note: an organisation that numbers its documents in another way can silence this rule.
    """
    index = view.case.action.index
    if not index:
        return
    region = _region(index)
    if region and region not in REGIONS:
        hint = suggest(region, REGIONS) or f"one of: {', '.join(REGIONS)}"
        yield ("action", "index"), f"no region has the letters `{region}`", hint
    elif not region:
        hint = "region, country/serial number/year: `EUR 58/015/2010`"
        yield ("action", "index"), f"{quote(index)} is not an index of a known form", hint


@rule("UA234", "index-year")
def index_year(view: RuleContext) -> Iterator[Finding]:
    """An index of another year than that in which the document was issued.

    Why: unlike the UA number, the index is that of this very document. It is easily left as in the last update.

    Wrong:

        action: {number: 3/26, index: EUR 58/1234/2025, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/26, index: EUR 58/1234/2026, issued: 2026-01-15, issuer: Example Committee}
    """
    action = view.case.action
    if action.index and _INDEX.fullmatch(action.index) and int(action.index[-4:]) != action.issued.year:
        message = f"the index is of {action.index[-4:]}, but the document was issued on {action.issued}"
        hint = f"compare with the source: `{action.index[:-4]}{action.issued.year}`?"
        yield ("action", "index"), message, hint


@rule("UA235", "sequence-and-kind")
def sequence_and_kind(view: RuleContext) -> Iterator[Finding]:
    """A first document with another sequence than 1, or an update with sequence 1.

    Why: the case sheet counts the updates from it: the sixth document of an action is its fifth update.

    Wrong:

        action: {number: 3/26, kind: update, issued: 2026-01-15, issuer: Example Committee}

    Right:

        action: {number: 3/26, kind: update, sequence: 2, issued: 2026-01-15, issuer: Example Committee}
    """
    action = view.case.action
    if action.kind == "first" and action.sequence != 1:
        message = f"the first document of an action cannot be number {action.sequence} of its sequence"
        yield ("action", "sequence"), message, "`kind: update`, or `sequence: 1`"
    if action.kind == "update" and action.sequence == 1:
        given = "sequence" in action.model_fields_set
        message = "an update is at least the second document of its action, but `sequence` is 1"
        hint = "write `sequence: 2` for the first update, 3 for the second"
        yield ("action", "sequence" if given else "kind"), message, hint


def _index_country(view: RuleContext) -> Iterator[tuple[Place, Any]]:
    index = view.case.action.index
    if index and _INDEX.fullmatch(index) and index[4:6] != "01":
        yield ("action", "index"), (index[:6], view.case.country)


@rule("UA2012", "counted-otherwise", Severity.WARNING)
def counted_otherwise(view: RuleContext) -> Iterator[Finding]:
    """A text that speaks of an update which, by the `sequence` of the action, has not been issued yet.

    Why: `sequence` counts all documents of an action, and the first of them is no update: the fifth update has
    `sequence: 6`. With 5, the case sheet says that it is the fourth.

    Wrong:

        title: {en: "Fifth update: lawyer jailed", ru: Адвокат в тюрьме}
        action: {number: 3/26, kind: update, sequence: 5, issued: 2026-01-15, issuer: Example Committee}

    Right:

        title: {en: "Fifth update: lawyer jailed", ru: Адвокат в тюрьме}
        action: {number: 3/26, kind: update, sequence: 6, issued: 2026-01-15, issuer: Example Committee}
    """
    sequence = view.case.action.sequence
    titles = [(view.case.language, source.title) for source in view.case.sources]
    for tag, text in [*((given.tag, given.text) for given in view.told.texts), *titles]:
        told = _update_told(text, tag) if tag in languages.tags() else None
        if told and told[0] > sequence - 1:
            count, words = told
            message = f"by its `sequence`, this is document {sequence} of the action, but a text says “{words}”"
            place = ("action", *(["sequence"] if "sequence" in view.case.action.model_fields_set else []))
            yield place, message, f"if so, write `sequence: {count + 1}`: the first document is no update"
            return


def _update_told(text: str, tag: str) -> tuple[int, str] | None:
    """Which update a text speaks of, and in which words."""
    pattern, ordinals = _updates(tag)
    found = pattern.search(text)
    return (ordinals[found[1].casefold()], found[0]) if found else None


@cache
def _updates(tag: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """How a language counts updates, as our own sentence on them does."""
    language = languages.language(tag)
    keys = [key for key in english_phrases() if key.startswith("ordinal.")]
    ordinals = {language.raw(key).casefold(): int(key.removeprefix("ordinal.")) for key in keys}
    word = re.match(r"\s*\w+", language.raw("sheet.which-update").partition("{ordinal}")[2])
    longest = sorted(ordinals, key=len, reverse=True)  # Where no blank parts words, the twentieth begins as the second.
    return re.compile(f"({'|'.join(map(re.escape, longest))}){word[0] if word else ''}", re.IGNORECASE), ordinals


@cross_file_rule("UA236", "index-country", Severity.WARNING, collect=_index_country)
def index_country(notes: Sequence[Observation]) -> Iterator[tuple[Observation, str, str]]:
    """The same region and country number in the indexes of cases from different countries.

    Why: the two digits after the region stand for one country. Where two countries have the same ones, one of the
    indexes, or one of the countries, is wrong. Only what the files of one run say is compared.

    Wrong:

        country: KG
        ---
        country: UZ
        action: {number: 4/26, index: EUR 58/1240/2026, issued: 2026-01-16, issuer: Example Committee}

    Right:

        country: KG
        ---
        country: UZ
        action: {number: 4/26, index: EUR 62/1240/2026, issued: 2026-01-16, issuer: Example Committee}

    Note: `01` stands for the whole region and is never compared.
    """
    countries: dict[str, Counter[str]] = {}
    first: dict[tuple[str, str], Observation] = {}
    for note in notes:
        series, country = note.what
        countries.setdefault(series, Counter())[country] += 1
        first.setdefault(note.what, note)
    for note in notes:
        series, country = note.what
        [(usual, _)] = countries[series].most_common(1)
        if country != usual:
            message = f"`{series}` stands here for {country}, but in {first[series, usual].span.path} for {usual}"
            yield note, message, "correct the index or the country of one of them"
