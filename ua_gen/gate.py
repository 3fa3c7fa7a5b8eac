"""The gate: whether an appeal may still be made, as the case stands on the day that the letter is dated."""

import datetime
from collections.abc import Iterator, Sequence

from ua_gen.diagnostics import Diagnostic
from ua_gen.model import CLOSED, Case, Status
from ua_gen.reader import Loaded

# What each state means for somebody about to sign an appeal.
SAID = {
    "released": "has been released",
    "conditionally-released": "has been conditionally released",
    "pardoned": "has been pardoned",
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


def refusals(loaded: Loaded[Case], day: datetime.date, after_deadline: bool = False) -> list[Diagnostic]:
    """Why no appeal may be made on `day` (UA220 to UA223); empty if it may."""
    case = loaded.value
    if case is None:
        return list(loaded.diagnostics)
    # Where nothing may be asked any more, a word on the deadline would only sound like a way around it.
    return [*_status(loaded, case, day)] or [*_dates(loaded, case, day, after_deadline)]


def standing(case: Case, day: datetime.date) -> dict[str, tuple[int, Status]]:
    """The newest status of each person on a day, by the person's id, with its index in the file.

    A day known only as a month or year counts from its first day: rather no letter than a wrong one.
    """
    known = {person.id for person in case.people}
    newest: dict[str, tuple[int, Status]] = {}
    for index, status in sorted(enumerate(case.status), key=_since, reverse=True):
        if status.since.first <= day:
            for person in known.intersection(status.people) if status.people else known.difference(newest):
                newest.setdefault(person, (index, status))
            if len(newest) == len(known):
                break
    return {person.id: newest[person.id] for person in case.people if person.id in newest}


def _since(item: tuple[int, Status]) -> tuple[datetime.date, int]:
    """Of two that begin on the same day, the later in the file counts as the newer."""
    index, status = item
    return status.since.first, index


def _status(loaded: Loaded[Case], case: Case, day: datetime.date) -> Iterator[Diagnostic]:
    if case.action.kind == "stop" or any(status.state == "stopped" for _, status in standing(case, day).values()):
        # Who asked for it, and why, may put somebody in danger: nothing of it is repeated.
        index = next((i for i, status in enumerate(case.status) if status.state == "stopped"), None)
        path = ("status", index, "state") if index is not None else ("action", "kind")
        hint = "send nothing more; ask the issuer if you must know why"
        yield loaded.complain("UA221", "this action has been stopped", *path, hint=hint)
        return
    if case.action.kind == "outcome":
        hint = "an outcome thanks those who wrote; nothing more is asked"
        yield loaded.complain(
            "UA220", "this document closes the action: nothing is asked any more", "action", "kind", hint=hint
        )
        return
    told: dict[int, list[str]] = {}
    newest = standing(case, day)
    for person in case.people:
        index, status = newest.get(person.id, (-1, None))
        if status is not None and status.state in CLOSED:
            told.setdefault(index, []).append(person.name.best("en", case.language))
    for index, names in told.items():
        status = case.status[index]
        source = next((source for source in case.sources if source.id == status.source), None)
        publisher = source.publisher or source.title if source else status.source
        message = f"{said(status.state, names)} ({status.since}"
        message += f"; source: {publisher})" if publisher else ")"
        hint = f"send no appeal; for the archive, `--date {case.action.issued}` makes the documents as of that day"
        yield loaded.complain("UA220", message, "status", index, "state", hint=hint)


def _dates(loaded: Loaded[Case], case: Case, day: datetime.date, after_deadline: bool) -> Iterator[Diagnostic]:
    action = case.action
    if day < action.issued:
        message = f"a letter of {day} cannot know of an action that was issued on {action.issued}"
        yield loaded.complain("UA223", message, "action", "issued", hint="choose a later --date")
    if day > action.last_day and not after_deadline:
        message = f"the deadline was {action.last_day}; the letter would be dated {day}"
        hint = "ask the section office first; if it agrees: --after-deadline"
        yield loaded.complain("UA222", message, "action", "deadline" if action.deadline else "issued", hint=hint)
