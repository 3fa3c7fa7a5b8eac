"""The gate: whether a document may still be made, as the case stands on the date that it bears, and today."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ua_gen.action.closing import closed, no_outcome, said, stop
from ua_gen.casefile.loading import PUBLICATIONS, Loaded
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.model import (
    DEAD,
    Case,
    Section,
    standing,
)

if TYPE_CHECKING:  # Rules ask the gate, too, and need no templates.
    from ua_gen.templating import Document


class Questions(NamedTuple):
    """What is asked before a document is made, besides whether its action has been stopped."""

    over: bool = False  # Whether status, events, outcome or another document of the action close the case.
    deadline: bool = False  # Whether its date lies between issue and deadline.
    message: bool = False  # Whether messages to the person or the family reach them, in these languages.
    outcome: bool = False  # Whether there is anything to tell of how it ended.


# The only difference between documents. What speaks for somebody or to somebody is asked whether the case is closed.
ASKED = {
    "appeal": Questions(over=True, deadline=True),
    "publication": Questions(over=True),  # The public is told of a case for longer than officials are written to.
    "message": Questions(over=True, message=True),  # So are the person and the family.
    "outcome": Questions(outcome=True),
    "other": Questions(),  # It sees nothing that could be sent to anybody.
}


def purpose(document: "Document") -> str:
    """What a document is for: one of ASKED."""
    if document.per == "solidarity":
        return "message"
    if document.appeal:
        return "publication" if document.per in PUBLICATIONS else "appeal"
    return "outcome" if document.tells_outcome else "other"


class Beside(Protocol):
    """What the files beside a case say of it: see `ua_gen.action.related`."""

    def stopped(self, loaded: Loaded[Case]) -> list[Diagnostic]: ...

    def closed_elsewhere(
        self, loaded: Loaded[Case], day: datetime.date, today: datetime.date | None = None
    ) -> list[Diagnostic]: ...

    def newer(self, loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]: ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What else decides: what the office has agreed to, and the languages that were asked for."""

    after_deadline: bool = False
    section: Section | None = None
    languages: tuple[str, ...] = ()
    resumed: bool = False  # A run that was begun to be sent goes on: its letters bear the day on which it was begun.


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a document may not be made; or, of one that bears a date of before, what has closed its case since."""

    refused: tuple[Diagnostic, ...] = ()
    since: tuple[Diagnostic, ...] = ()  # It can be made for the archive only, and must say so.


def judge(
    document: "Document", cases: Sequence[Loaded[Case]], days: Days, beside: Beside, terms: Terms = Terms()
) -> Verdict:
    """The one judgement on every document, of the case or the cases that it is about. They are whole: what is not for
    the public closes as well.

    A case is judged as of the date of the document, and as of today: what is known by now closes it whatever the date.
    """
    if stopped := [found for case in cases for found in stop(case) or beside.stopped(case)]:
        return Verdict(refused=tuple(dict.fromkeys(stopped)))
    asked = ASKED[purpose(document)]
    refused = [found for case in cases for found in _on(case, days.day, days.day, days.known, asked, beside, terms)]
    if refused:
        return Verdict(refused=tuple(dict.fromkeys(refused)))
    # Deadlines are kept by the clock of the place.
    posted = max(days.day, days.real)
    since: list[Diagnostic] = []
    for case in cases:
        then = terms
        if days.is_past and not terms.resumed and case.value and days.day <= case.value.action.last_day:
            # The office agrees to letters after the deadline, and not to such as seem to be of before.
            then = replace(terms, after_deadline=False, section=None)
        since += _on(case, days.known, posted, days.known, asked, beside, then)
    found = tuple(dict.fromkeys(since))
    return Verdict(since=found) if days.is_past else Verdict(refused=found)


def _on(
    loaded: Loaded[Case],
    day: datetime.date,
    posted: datetime.date,
    known: datetime.date,
    asked: Questions,
    beside: Beside,
    terms: Terms,
) -> list[Diagnostic]:
    """Why a document may not be made of a case by what was known on `day`, if it is `posted` then."""
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    if asked.message and (unreached := _message(loaded, case, terms.languages)):
        return unreached
    if asked.outcome:
        return no_outcome(loaded, day)
    found: list[Diagnostic] = []
    if asked.over:
        found += closed(loaded, day) or elsewhere(loaded, day, known, beside)
    if asked.message:
        found += [] if found else _dead(loaded, case, day)
    # Where nothing may be asked any more, a word on the deadline would only sound like a way around it.
    if asked.deadline and not found:
        found += _dates(loaded, case, posted, terms.after_deadline, terms.section)
    return found


def elsewhere(loaded: Loaded[Case], day: datetime.date, known: datetime.date, beside: Beside) -> list[Diagnostic]:
    """Why nothing may be asked on `day` by what another document of the action says, or is (UA220, UA229, UA249).

    What it dates after `known`, the last day of which anything may be known, is a slip, and counts.
    """
    return beside.closed_elsewhere(loaded, day, known) or beside.newer(loaded, day)


def for_the_archive(since: Sequence[Diagnostic]) -> list[Diagnostic]:
    """UA239: that what is made bears the mark of the archive, and why."""
    hint = "file it; nobody may be sent it"
    return [
        Diagnostic("UA239", f"made for the archive, and marked so: {found.message}", found.span, hint, Severity.WARNING)
        for found in since
    ]


def is_agreed(after_deadline: bool, section: Section | None) -> bool:
    """Whether appeals may be made after the deadline: the office has agreed for good, or for this once."""
    policy = section.after_deadline if section else "ask"
    return policy == "agreed" or (after_deadline and policy == "ask")


def _message(loaded: Loaded[Case], case: Case, languages: Sequence[str]) -> list[Diagnostic]:
    """Why no message to the person or the family may be made, or not in these languages (UA224, UA227)."""
    if case.solidarity is None:
        message = "the case does not say that messages reach the person or the family"
        return [loaded.diagnostic_at("UA224", message, hint="if they do, add `solidarity` with the languages that do")]
    known = case.solidarity.languages
    for tag in languages if known else ():
        if tag not in known:
            message = f"the case does not say that messages in the language `{tag}` reach anybody"
            hint = f"choose with --lang: {', '.join(known)}"
            return [loaded.diagnostic_at("UA227", message, "solidarity", "languages", hint=hint)]
    return []


def _dead(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    """Of those whose death the action is about, and who can be written to no more (UA220)."""
    if case.solidarity is None or case.solidarity.to == "family":
        return
    names = {person.id: person.name.best("en", case.language) for person in case.people}
    for person, (index, status) in standing(case, day).items():
        if status.state in DEAD:
            message = f"{said(status.state, [names[person]])} ({status.since})"
            hint = "a message can only go to the family: `to: family`"
            yield loaded.diagnostic_at("UA220", message, "status", index, "state", hint=hint)


def _dates(
    loaded: Loaded[Case], case: Case, day: datetime.date, after_deadline: bool, section: Section | None
) -> Iterator[Diagnostic]:
    action = case.action
    agreed = is_agreed(after_deadline, section)
    if day < action.issued:
        message = f"a letter of {day} cannot know of an action that was issued on {action.issued}"
        yield loaded.diagnostic_at("UA223", message, "action", "issued", hint="choose a later --date")
    if day > action.last_day and not agreed:
        message = f"the deadline was {action.last_day}; the letter would be dated {day}"
        hint = "ask the section office first; if it agrees: --after-deadline"
        if section and section.after_deadline == "never":
            hint = "the section sends nothing after the deadline"
        yield loaded.diagnostic_at("UA222", message, "action", "deadline" if action.deadline else "issued", hint=hint)
