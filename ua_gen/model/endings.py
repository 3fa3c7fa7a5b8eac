"""What events and an outcome tell of how a case ended, where its status does not say so."""

import datetime

from ua_gen.model.case import Case, Outcome
from ua_gen.model.events import Event, befell
from ua_gen.model.fields import CLOSED, DEAD, DEATHS
from ua_gen.model.standing import asks_of_a_death, standing

TAKEN = frozenset({"detained", "arrested", "abducted", "disappeared", "held-incommunicado"})
TAKEN |= {"forcibly-disappeared", "held", "imprisoned", "solitary-confinement"}
Span_ = tuple[datetime.date, datetime.date]


def unheeded(case: Case, day: datetime.date) -> dict[str, int]:
    """For each person the index of an event that closes the matter by `day`, or may, while their status is open.

    What certainly came after it, a state or an arrest, opens the matter again, but nothing does after a death. Of what
    has no date nobody knows what came after it. What is superseded counts for nothing.
    """
    ending = [
        (index, event)
        for index, event in enumerate(case.events)
        if closes(event) and (event.date is None or event.date.first <= day)
    ]
    if not ending:
        return {}
    now, finally_ = standing(case, day), standing(case, datetime.date.max)
    opened, told = _openings(case, day), _endings(case)
    known = dict.fromkeys(person.id for person in case.people)
    open_ = [person for person in known if person not in now or now[person][1].state not in CLOSED]
    earliest = max(opened[""], min((opened[person] for person in open_), default=datetime.date.max))
    found: dict[str, int] = {}
    for index, event in ending:
        if not _is_over(case, event, earliest):  # Nor is it over for anybody for whom it was opened later.
            continue
        for person in event.people or open_:
            if person not in known or person in found or (event.people and person not in open_):
                continue
            end = finally_[person][1].state if person in finally_ else ""
            if not _is_over(case, event, max(opened[""], opened[person])):
                continue
            if not _is_told(event, [*told[""], *told[person]], end):
                found[person] = index
    return found


def closes(event: Event) -> bool:
    """Whether an event closes the matter for those whom it befell: not what others met with, or what is announced."""
    return event.type in CLOSED | DEATHS and befell(event) and not event.superseded


def _is_over(case: Case, event: Event, opened: datetime.date) -> bool:
    """Whether an event still closes the matter for somebody for whom it was last opened on a day."""
    if event.type in DEATHS:
        return not (event.date and event.date.first <= case.action.issued and asks_of_a_death(case))
    return event.date is None or event.date.last >= opened


def _is_told(event: Event, told: list[tuple[str, Span_]], end: str) -> bool:
    """Whether the status that closes the case in the `end` tells of the same, and may know better from when on."""
    wanted = DEAD if event.type in DEATHS else CLOSED
    if end not in wanted or event.date is None:
        return end in wanted
    first, last = event.date.first, event.date.last
    return any(state in wanted and since <= last and first <= until for state, (since, until) in told)


def _openings(case: Case, day: datetime.date) -> dict[str, datetime.date]:
    """When somebody was last taken, or got into a state in which something can be asked; `""`: everybody did."""
    opened = dict.fromkeys(("", *(person.id for person in case.people)), datetime.date.min)
    facts = [(fact.since, fact.people) for fact in case.status if fact.state not in CLOSED and not fact.superseded]
    facts += [
        (fact.date, fact.people)
        for fact in case.events
        if fact.type in TAKEN and fact.date and befell(fact) and not fact.superseded
    ]
    for date, people in facts:
        for person in (people or ("",)) if date.first <= day else ():
            if person in opened:
                opened[person] = max(opened[person], date.first)
    return opened


def _endings(case: Case) -> dict[str, list[tuple[str, Span_]]]:
    """The states of each person that close the case, with the days between which they began; `""`: of everybody."""
    told: dict[str, list[tuple[str, Span_]]] = {"": [], **{person.id: [] for person in case.people}}
    for status in case.status:
        for person in (status.people or ("",)) if status.state in CLOSED and not status.superseded else ():
            if person in told:
                told[person].append((status.state, (status.since.first, status.since.last)))
    return told


def outcome_unheeded(case: Case) -> bool:
    """Whether an outcome is told, while no status says that anybody's case has ended."""
    if case.outcome is None or case.outcome == Outcome():
        return False
    return not any(status.state in CLOSED for _, status in standing(case, datetime.date.max).values())
