"""The gate: whether an appeal may still be made, as the case stands on the day that the letter is dated."""

import datetime
from collections.abc import Iterator, Sequence

from ua_gen.diagnostics import Diagnostic
from ua_gen.model import DEAD, ENDED, Case, Section, is_over, standing, stops
from ua_gen.reader import Loaded

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


def refusals(
    loaded: Loaded[Case], day: datetime.date, after_deadline: bool = False, section: Section | None = None
) -> list[Diagnostic]:
    """Why no appeal may be made on `day` (UA220 to UA223); empty if it may. The section may have its own policy."""
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    # Where nothing may be asked any more, a word on the deadline would only sound like a way around it.
    return [*_status(loaded, case, day)] or [*_dates(loaded, case, day, after_deadline, section)]


def is_agreed(after_deadline: bool, section: Section | None) -> bool:
    """Whether appeals may be made after the deadline: the office has agreed for good, or for this once."""
    policy = section.after_deadline if section else "ask"
    return policy == "agreed" or (after_deadline and policy == "ask")


def closed(loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
    """Why nothing may be asked for the people of a case on `day`, whatever the deadline (UA220, UA221)."""
    return list(_status(loaded, loaded.value, day)) if loaded.value else list(loaded.diagnostics)


def no_message(loaded: Loaded[Case], day: datetime.date, languages: Sequence[str] = ()) -> list[Diagnostic]:
    """Why no message to the prisoner or the family may be made, or not in these languages.

    UA220, UA221, UA224, UA227.
    """
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    if case.solidarity is None:
        message = "the case does not say that messages reach the person or the family"
        return [loaded.complain("UA224", message, hint="if they do, add `solidarity` with the languages that do")]
    if refused := closed(loaded, day):
        return refused
    if case.solidarity.to != "family" and (refused := list(_dead(loaded, case, day))):
        return refused
    known = case.solidarity.languages
    for tag in languages if known else ():
        if tag not in known:
            message = f"the case does not say that messages in the language `{tag}` reach anybody"
            hint = f"choose with --lang: {', '.join(known)}"
            return [loaded.complain("UA227", message, "solidarity", "languages", hint=hint)]
    return []


def _dead(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    """Of those whose death the action is about, and who can be written to no more (UA220)."""
    names = {person.id: person.name.best("en", case.language) for person in case.people}
    for person, (index, status) in standing(case, day).items():
        if status.state in DEAD:
            message = f"{said(status.state, [names[person]])} ({status.since})"
            hint = "a message can only go to the family: `to: family`"
            yield loaded.complain("UA220", message, "status", index, "state", hint=hint)


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
        return [loaded.complain("UA225", message, *(("status",) if case.status else ()), hint=hint)]
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
    return [loaded.complain("UA221", "this action has been stopped", *path, hint=hint)]


def _status(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    if stopped := stop(loaded):
        yield from stopped
        return
    if case.action.kind == "outcome":
        hint = "`-d outcome` makes the document, which thanks those who wrote"
        yield loaded.complain(
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
        yield loaded.complain("UA220", message, "status", index, "state", hint=hint)


def _dates(
    loaded: Loaded[Case], case: Case, day: datetime.date, after_deadline: bool, section: Section | None
) -> Iterator[Diagnostic]:
    action = case.action
    agreed = is_agreed(after_deadline, section)
    if day < action.issued:
        message = f"a letter of {day} cannot know of an action that was issued on {action.issued}"
        yield loaded.complain("UA223", message, "action", "issued", hint="choose a later --date")
    if day > action.last_day and not agreed:
        message = f"the deadline was {action.last_day}; the letter would be dated {day}"
        hint = "ask the section office first; if it agrees: --after-deadline"
        if section and section.after_deadline == "never":
            hint = "the section sends nothing after the deadline"
        yield loaded.complain("UA222", message, "action", "deadline" if action.deadline else "issued", hint=hint)
