"""The gate: whether a document may still be made, as the case stands on the date that it bears, and today."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ua_gen.casefile.loading import PUBLICATIONS, Loaded
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.model import (
    CLOSED,
    DEAD,
    ENDED,
    Case,
    Event,
    Section,
    Status,
    closes,
    is_over,
    outcome_unheeded,
    standing,
    stops,
    unheeded,
)

if TYPE_CHECKING:  # Rules ask the gate, too, and need no templates.
    from ua_gen.templating import Document

Place = tuple[str | int, ...]

# What each state means for somebody about to sign an appeal.
SAID = {
    "released": "has been released",
    "conditionally-released": "has been conditionally released",
    "pardoned": "has been pardoned",
    "acquitted": "has been acquitted",
    "charges-dropped": "is no longer charged",
    "deported": "has been deported",
    "died": "has died",
    "killed": "has been killed",
    "executed": "has been executed",
    "died-in-custody": "has died in custody",
}
# Of an event that closes the matter, the state that says so in `status`, where it has another name.
STATES = {"died-in-custody": "died"}


def said(state: str, names: Sequence[str]) -> str:
    """What became of these people: `A and B have been released`."""
    verb, _, rest = SAID[state].partition(" ")
    return f"{' and '.join(names)} {verb if len(names) == 1 else {'has': 'have', 'is': 'are'}[verb]} {rest}"


def state_of(event: Event) -> str:
    """The state in which people are after an event that closes the matter."""
    return STATES.get(str(event.type), str(event.type))


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
    since = [found for case in cases for found in _on(case, days.known, posted, days.known, asked, beside, terms)]
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


def closed(loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
    """Why nothing may be asked for the people of a case on `day`, whatever the deadline.

    UA220 and UA221 where the status or the kind of the document says so, UA238 where an event or the outcome does, and
    UA202 where something says so of nobody knows whom.
    """
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    return [*_status(loaded, case, day)] or [*_untold(loaded, day)] or [*_of_nobody(loaded, case)]


def _of_nobody(loaded: Loaded[Case], case: Case) -> Iterator[Diagnostic]:
    """UA202 for each state or event that would close the case, of somebody whom the file does not have."""
    known = {person.id for person in case.people}
    facts: list[tuple[str, int, Status | Event]] = [("status", *item) for item in enumerate(case.status)]
    facts += [("events", *item) for item in enumerate(case.events)]
    for group, index, fact in facts:
        closing = fact.state in CLOSED and not fact.superseded if isinstance(fact, Status) else closes(fact)
        if closing and not known.issuperset(fact.people):
            message = "nobody can tell of whom this is true, and no appeal may be made before it is known"
            hint = "correct the ids in `people`"
            if fact.visibility == "public":
                yield loaded.diagnostic_at("UA202", message, group, index, "people", hint=hint)
            else:
                yield Diagnostic("UA202", message, loaded.span(group, index), hint)


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


def no_outcome(loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
    """Why there is nothing to tell of how the action ended (UA221, UA225)."""
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    if stopped := stop(loaded):
        return stopped
    if any(status.visibility != "public" for _, status in standing(case, day).values()):
        message = "no outcome may be told of this case"
        return [Diagnostic("UA225", message, loaded.span("status"), "ask the issuer")]
    told = loaded.public().value or case
    if not {status.state for _, status in standing(told, day).values()} & ENDED:
        message = f"on {day} nothing has become of the case that an outcome could tell"
        hint = "add to `status` what happened: `{state: released, since: …, source: …}`"
        return [loaded.diagnostic_at("UA225", message, *(("status",) if case.status else ()), hint=hint)]
    return []


def stop(loaded: Loaded[Case]) -> list[Diagnostic]:
    """UA221 if the action has been stopped: then nothing is made of it, on whatever day. No flag undoes that."""
    case = loaded.value
    if case is None:
        return []
    index = next(stops(case), None)
    if case.action.kind != "stop" and index is None:
        return []
    # Who asked for it, and why, may put somebody in danger: nothing of it is repeated.
    path = ("status", index, "state") if index is not None else ("action", "kind")
    hint = "send nothing more; ask the issuer if you must know why"
    return [loaded.diagnostic_at("UA221", "this action has been stopped", *path, hint=hint)]


def _status(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    if stopped := stop(loaded):
        yield from stopped
        return
    if case.action.kind == "outcome":
        hint = "`-d outcome` makes the document, which thanks those who wrote"
        yield loaded.diagnostic_at(
            "UA220", "this document closes the action: nothing is asked any more", "action", "kind", hint=hint
        )
        return
    # What the public does not know of keeps from asking as well as what it does.
    yield from [*_over(loaded, case, day)] or [*_over(loaded.public(), loaded.public().value or case, day)]


def _over(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    """UA220 for each status by which nothing can be asked any more."""
    told: dict[int, list[str]] = {}
    newest = standing(case, day)
    for person in case.people:
        index, status = newest.get(person.id, (-1, None))
        if status is not None and is_over(case, status):
            told.setdefault(index, []).append(person.name.best("en", case.language))
    for index, names in told.items():
        status = case.status[index]
        if status.visibility != "public":
            message = "no appeal may be made for this case any more"
            yield Diagnostic("UA220", message, loaded.span("status", index), "ask the issuer")
            continue
        source = next((source for source in case.sources if source.id == status.source), None)
        publisher = source.publisher or source.title if source else status.source
        known = publisher and not (source and source.visibility != "public")
        message = f"{said(status.state, names)} ({status.since}"
        message += f"; source: {publisher})" if known else ")"
        hint = "send no appeal; `-d outcome` tells what became of it"
        hint += f"; for the archive, `--date {case.action.issued}` makes the documents as of that day"
        yield loaded.diagnostic_at("UA220", message, "status", index, "state", hint=hint)


def _untold(loaded: Loaded[Case], day: datetime.date) -> Iterator[Diagnostic]:
    """UA238 for what closes the case while its status does not say so."""
    public = loaded.public()
    for seen in (loaded, public) if public.value is not loaded.value else (loaded,):
        found = [*contradictions(seen.value, day)] if seen.value else []
        for place, message, hint in found:
            yield _discreet(seen, place) or seen.diagnostic_at("UA238", message, *place, hint=hint)
        if found:
            return


def _discreet(loaded: Loaded[Case], place: Place) -> Diagnostic | None:
    """What is said of an event that is not for the public."""
    match place:
        case ("events", int(index), *_) if loaded.value and loaded.value.events[index].visibility != "public":
            message = "no appeal may be made for this case any more"
            return Diagnostic("UA238", message, loaded.span("events", index), "ask the issuer")
    return None


def contradictions(case: Case, day: datetime.date) -> Iterator[tuple[Place, str, str]]:
    """Each event, and an outcome, by which the case is closed on `day` while its status is open: where it stands, what
    is wrong, and what to do."""
    if case.action.kind not in ("first", "update"):
        return
    names = {person.id: person.name.best("en", case.language) for person in case.people}
    told: dict[int, list[str]] = {}
    for person, index in unheeded(case, day).items():
        told.setdefault(index, []).append(names[person])
    for index, who in sorted(told.items()):
        event = case.events[index]
        message = f"{said(str(event.type), who)} ({event.date or 'no date is told'}), and `status` does not say so"
        hint = f"add to `status`: `- {{state: {state_of(event)}, since: {event.date or '…'}}}`; or what came after it; "
        hint += "give the day where more than one order is possible"
        yield ("events", index, "type"), message, hint
    if outcome_unheeded(case):
        message = "the outcome is told, and `status` says of nobody that the case has ended"
        hint = "add to `status` what became of them, and write `kind: outcome`; or delete `outcome`"
        yield ("outcome",), message, hint


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
