"""Rules on the tone of what goes into a letter: no insults, no accusations, no orders, no slogans, no shouting."""

import re
from collections.abc import Iterator
from typing import cast

from ua_gen.casefile.texts import LocalizedText
from ua_gen.diagnostics import Severity
from ua_gen.languages.word_lists import KINDS
from ua_gen.lint.registry import Finding, RuleContext, rule

# The texts of a case that letters repeat word for word.
_IN_LETTERS = frozenset(
    ("events.text", "requests.text", "requests.because", "people.role", "people.considered.because", "letter")
)


def _letter_texts(view: RuleContext) -> Iterator[LocalizedText]:
    events = view.case.events
    for given in view.texts:
        if given.field in _IN_LETTERS:
            number = given.at[1] if given.field == "events.text" else None
            if not (isinstance(number, int) and not events[number].letter):
                yield given


def _found(view: RuleContext, kind: str, what: str, hint: str) -> Iterator[Finding]:
    assert kind in KINDS
    for given in _letter_texts(view):
        for hit in view.words.hits(given.tag, given.text):
            if hit.kind == kind:
                yield given.path, what.format(f"`{hit.words}`"), hint


@rule("UA295", "insult", Severity.WARNING)
def insult(view: RuleContext) -> Iterator[Finding]:
    """A word of contempt in a text that goes into letters.

    Why: a letter assumes that its reader is open to reason. An insult ends the reading, and the prisoner may pay for
    it.

    Wrong:

        events:
          - {text: she was detained by order of a tyrant, date: 2026-01-05, source: ua}
        write_in: [en]

    Right:

        events:
          - {text: she was detained by order of the governor, date: 2026-01-05, source: ua}
        write_in: [en]

    Note: the words are in `ua_gen/languages/<tag>/tone.yaml`. A file of your own in the same form, by language, adds to
    them: `ua-gen validate --words FILE`, or `words` in your own `ua-gen.toml`. Words in quotation marks are taken for
    somebody else's.
    """
    yield from _found(view, "insults", "{} is an insult to the reader of a letter", "say what happened, and no more")


@rule("UA296", "accusation", Severity.WARNING)
def accusation(view: RuleContext) -> Iterator[Finding]:
    """An accusation against the reader or the government, in a text that goes into letters.

    Why: whoever is accused defends themselves, and does not act. Concern is expressed, and responsibility is for an
    investigation to find.

    Wrong:

        letter: Your regime is holding Aida Specimen. Release her.
        write_in: [en]

    Right:

        letter: I am concerned about Aida Specimen, and ask you to release her.
        write_in: [en]
    """
    yield from _found(view, "accusations", "{} accuses the reader of a letter", "say what concerns you, or what to ask")


@rule("UA297", "slogan", Severity.WARNING)
def slogan(view: RuleContext) -> Iterator[Finding]:
    """Political slogans and jargon in a text that goes into letters.

    Why: a letter for one person's rights takes no side in a country's politics; a slogan makes it part of a campaign
    that its reader opposes.

    Wrong:

        requests:
          - {text: release Aida Specimen and end the dictatorship}
        write_in: [en]

    Right:

        requests:
          - {text: release Aida Specimen}
        write_in: [en]
    """
    yield from _found(view, "slogans", "{} is a political slogan", "leave politics out of letters")


@rule("UA298", "shouting", Severity.WARNING)
def shouting(view: RuleContext) -> Iterator[Finding]:
    """Words in capitals, or several exclamation marks, in a text that goes into letters.

    Why: capitals are read as shouting, and shouting is not answered.

    Wrong:

        requests:
          - {text: release her NOW!!}
        write_in: [en]

    Right:

        requests:
          - {text: release her immediately}
        write_in: [en]

    Note: names of people of the case may stand in capitals, and so may abbreviations.
    """
    for given in _letter_texts(view):
        shouted = _shouted(view, given)
        if shouted:
            yield given.path, f"`{shouted}` shouts at the reader of a letter", "write it in small letters"
        marks = _MARKS.search(given.text)
        if marks:
            yield given.path, f"`{marks[0]}` shouts at the reader of a letter", "end the sentence with a full stop"


@rule("UA299", "order", Severity.WARNING)
def order(view: RuleContext) -> Iterator[Finding]:
    """An order or a threat to the reader, in a text that goes into letters.

    Why: an official who is ordered about by a stranger puts the letter away; one who is asked can say yes.

    Wrong:

        letter: We demand the release of Aida Specimen.
        write_in: [en]

    Right:

        letter: I respectfully ask you to release Aida Specimen.
        write_in: [en]
    """
    yield from _found(view, "orders", "{} gives the reader of a letter an order", "ask: `I respectfully ask you to …`")


_MARKS = re.compile(r"[!?]*!!+[!?]*|\?!|!\?")
_CAPITALS = re.compile("[A-ZÀ-ÞЀ-Я]{2}")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile("[IVXLCDM]+")
_LONG = 6  # Letters of a word alone: shorter ones are abbreviations more often than not.


def _shouted(view: RuleContext, given: LocalizedText) -> str:
    """The first words in capitals that are neither abbreviations nor names; empty if there are none."""
    if not _CAPITALS.search(given.text):
        return ""
    stressed = view.words.words(given.tag, "shouted")
    quiet = view.words.words(given.tag, "abbreviations") | _names(view)
    return next((" ".join(words) for words in _in_capitals(given.text) if _loud(words, stressed, quiet)), "")


def _in_capitals(text: str) -> Iterator[list[str]]:
    """The words in capitals, those that stand side by side together."""
    words: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if not word.isupper() or text[end : match.start()].strip():
            yield words
            words = []
        if word.isupper():
            words.append(word)
        end = match.end()
    yield words


def _loud(words: list[str], stressed: frozenset[str], quiet: frozenset[str]) -> bool:
    words = [word for word in words if word not in quiet and not _ROMAN.fullmatch(word)]
    if any(word in stressed for word in words):
        return True
    longest = max(map(len, words), default=0)
    # `UNHCR OSCE` are two abbreviations; two words of which one is long are not.
    return longest >= _LONG or (len(words) > 1 and longest >= 5 and sum(map(len, words)) >= 10)


def _names(view: RuleContext) -> frozenset[str]:
    """The words of all names of the case, in capitals, for names may be set so."""
    if "names" not in view.cache:
        spelled = [other for person in view.case.people for other in person.also_known_as]
        given = [one.text for one in view.texts if one.field in ("people.name", "recipients.name", "action.issuer")]
        view.cache["names"] = frozenset(word for text in (*given, *spelled) for word in _WORD.findall(text.upper()))
    return cast(frozenset[str], view.cache["names"])
