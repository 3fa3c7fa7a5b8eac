"""How somebody stands on a day: the status that counts, and whether anything can still be asked."""

import datetime
from collections.abc import Callable, Iterable

from ua_gen.model.arguments import each, sentences_in, stock_word
from ua_gen.model.case import Case
from ua_gen.model.events import Status
from ua_gen.model.fields import AFTER_DEATH, CLOSED, DEAD
from ua_gen.model.requests import Request


def asks_of_a_death(case: Case) -> bool:
    """Whether the case asks only for what may still be asked after a death: to investigate it, to do justice."""
    return bool(case.requests) and all(_after_a_death(request) for request in case.requests)


def _after_a_death(request: Request) -> bool:
    return request.ask in AFTER_DEATH or (request.ask == "protect" and request.about is not None)


def is_over(case: Case, status: Status) -> bool:
    """Whether nothing can be asked any more for somebody in this state.

    An action that was issued because of a death, and asks for nothing that a death ends, goes on.
    """
    because = status.state in DEAD and status.since.first <= case.action.issued and asks_of_a_death(case)
    return status.state in CLOSED and not because


def standing(case: Case, day: datetime.date) -> dict[str, tuple[int, Status]]:
    """The status of each person that counts on a day, by the person's id, with its index in the file.

    It is the newest, but a state that closes the case gives way only to one that certainly began after it: rather no
    letter than a wrong one. After a death nothing opens it. A day known only as a month or year counts from its first
    day. A superseded status counts for nothing.
    """
    told = [item for item in enumerate(case.status) if item[1].since.first <= day and not item[1].superseded]
    counting = _last(case, told, lambda status: status.since.first)
    closing = _last(case, (item for item in told if item[1].state in CLOSED), lambda status: status.since.last)
    for person, (index, status) in closing.items():
        _, newest = counting[person]
        if newest.state not in CLOSED and newest.since.first <= status.since.last:
            counting[person] = index, status
    for person, dead in _last(case, (item for item in told if item[1].state in DEAD), lambda s: s.since.last).items():
        if counting[person][1].state not in CLOSED:
            counting[person] = dead
    return {person.id: counting[person.id] for person in case.people if person.id in counting}


def all_have_died(case: Case, day: datetime.date) -> bool:
    """Whether none of the people is alive: what can be asked for is an investigation."""
    known = standing(case, day)
    return all(person.id in known and known[person.id][1].state in DEAD for person in case.people)


def _last(
    case: Case, told: Iterable[tuple[int, Status]], by: Callable[[Status], datetime.date]
) -> dict[str, tuple[int, Status]]:
    """The last status of each person, by a date of each; of two with the same date, the later in the file."""
    known = {person.id for person in case.people}
    last: dict[str, tuple[int, Status]] = {}
    for index, status in sorted(told, key=lambda item: (by(item[1]), item[0]), reverse=True):
        for person in known.intersection(status.people) if status.people else known.difference(last):
            last.setdefault(person, (index, status))
        if len(last) == len(known):
            break
    return last


def death_threatens(case: Case) -> bool:
    """Whether a case tells of a sentence of death, of an execution, or of a charge that carries it."""
    for event in case.events:
        if event.type in ("execution", "executed") or "death" in sentences_in(event.sentence) | sentences_in(
            event.penalty
        ):
            return True
        feared = {stock_word(one, case.language) for _, one in each(event.harm)}
        if feared & {"death-penalty", "execution"} or stock_word(event.kind, case.language) == "death-row":
            return True
    return any(status.state == "executed" for status in case.status)
