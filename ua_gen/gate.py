"""The gate: whether an appeal may still be made, as the case stands on the day that the letter is dated."""

import datetime
from collections.abc import Iterator

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
    newest: dict[str, tuple[int, Status]] = {}
    dated = sorted(enumerate(case.status), key=lambda item: item[1].since.first)
    for index, status in dated:
        if status.since.first <= day:
            for person in case.people:
                if not status.people or person.id in status.people:
                    newest[person.id] = (index, status)
    return newest


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
    for person in case.people:
        index, status = standing(case, day).get(person.id, (-1, None))
        if status is not None and status.state in CLOSED:
            told.setdefault(index, []).append(person.name.best("en", case.language))
    for index, names in told.items():
        status = case.status[index]
        source = next((source for source in case.sources if source.id == status.source), None)
        publisher = source.publisher or source.title if source else status.source
        said = SAID[status.state]
        if len(names) > 1:
            said = {"has": "have", "is": "are"}[said.partition(" ")[0]] + " " + said.partition(" ")[2]
        message = f"{' and '.join(names)} {said} ({status.since}"
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
