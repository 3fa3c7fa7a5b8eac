"""Why nothing may be asked, or told, of a case by what it says itself: stopped, closed, or ended by what it tells."""

import datetime
from collections.abc import Iterator, Sequence

from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Diagnostic
from ua_gen.model import CLOSED, ENDED, Case, Event, Status, asked_of_the_dead, closes, endings, standing, stops

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
}


def said(state: str, names: Sequence[str]) -> str:
    """What became of these people: `A and B have been released`."""
    verb, _, rest = SAID[state].partition(" ")
    return f"{' and '.join(names)} {verb if len(names) == 1 else {'has': 'have', 'is': 'are'}[verb]} {rest}"


def closed(loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
    """Why nothing may be asked for the people of a case on `day`, whatever the deadline.

    UA220 and UA221 where the status or the kind of the document says so, UA238 where an event or the outcome does,
    UA202 where something says so of nobody knows whom, and UA220 where more is asked for the dead than may be.
    """
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    for found in (_status(loaded, case, day), _untold(loaded, day), _of_nobody(loaded, case)):
        if listed := [*found]:
            return listed
    return [*_own_words(loaded, case, day)]


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
    known = {person.id: person.name.best("en", case.language) for person in case.people}
    found = endings(case, day)
    ended = {person for ending in found for person in ending.people}
    going_on = [name for person, name in known.items() if person not in ended]
    for ending in found:
        match ending.place:
            case ("status", int(index)):
                status, names = case.status[index], [known[person] for person in ending.people]
            case _:
                continue
        if status.visibility != "public":
            message = "no appeal may be made for this case any more"
            yield Diagnostic("UA220", message, loaded.span("status", index), "ask the issuer")
            continue
        source = next((source for source in case.sources if source.id == status.source), None)
        publisher = source.publisher or source.title if source else status.source
        is_told = publisher and not (source and source.visibility != "public")
        message = f"{said(status.state, names)} ({status.since}"
        message += f"; source: {publisher})" if is_told else ")"
        hint = "send no appeal; `-d outcome` tells what became of it"
        if going_on:
            hint = f"for {' and '.join(going_on)} go on with `ua-gen update`: take {' and '.join(names)} out of its "
            hint += "`people`, and of what it tells and asks; until then send no appeal"
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
    for ending in endings(case, day):
        match ending.place:
            case ("events", index):
                who, since = [names[person] for person in ending.people], ending.since
                message = f"{said(ending.what, who)} ({since or 'no date is told'}), and `status` does not say so"
                hint = f"add to `status`: `- {{state: {ending.what}, since: {since or '…'}}}`; or what came after it; "
                hint += "give the day where more than one order is possible"
                yield ("events", index, "type"), message, hint
            case ("outcome",):
                message = "the outcome is told, and `status` says of nobody that the case has ended"
                hint = "add to `status` what became of them, and write `kind: outcome`; or delete `outcome`"
                yield ("outcome",), message, hint


def _own_words(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    """UA220 for each text of one's own by which a case about a death may ask more than may be asked after it."""
    if not asked_of_the_dead(case, day):
        return
    places: list[Place] = [
        ("requests", index, field)
        for index, request in enumerate(case.requests)
        for field in ("text", "because")
        if getattr(request, field) is not None
    ]
    petition = case.petition
    places += [("petition", field) for field in ("title", "text") if petition and getattr(petition, field) is not None]
    places += [("letter",)] if case.letter is not None else []
    for place in places:
        message = "after a death only what every language has words for is asked: nobody can tell what this text asks"
        hint = "delete it; what is known belongs into `events` or `background`"
        yield loaded.diagnostic_at("UA220", message, *place, hint=hint)
