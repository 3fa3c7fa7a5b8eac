"""What closes a case: its status, or what events and an outcome tell of its end where the status does not say so."""

import datetime
from dataclasses import dataclass

from ua_gen.model.case import Case, Outcome
from ua_gen.model.dates import PartialDate
from ua_gen.model.events import Event, Status, befell
from ua_gen.model.fields import CLOSED, DEAD, DEATHS
from ua_gen.model.standing import asks_of_a_death, is_over, standing

TAKEN = frozenset({"detained", "arrested", "abducted", "disappeared", "held-incommunicado"})
TAKEN |= {"forcibly-disappeared", "held", "imprisoned", "solitary-confinement"}
Span_ = tuple[datetime.date, datetime.date]


@dataclass(frozen=True, slots=True)
class Ending:
    """Something by which nothing can be asked any more for some of the people of a case."""

    place: tuple[str | int, ...]  # Of the state or the event; of the outcome.
    what: str  # The state, or that into which an event brought people; `outcome`.
    since: PartialDate | None  # None: nobody tells.
    people: tuple[str, ...]  # Their ids, in the order of the case.
    is_public: bool = True

    @property
    def last(self) -> datetime.date:
        """The latest day on which it can have happened."""
        return self.since.last if self.since else datetime.date.max


def endings(case: Case, day: datetime.date) -> list[Ending]:
    """All that closes a case on a day: none where everything may be asked. Nothing else decides this, for the case
    itself and for whatever stands beside it.

    Whether a document is an outcome or a stop is another matter.
    """
    found: dict[tuple[str, int], list[str]] = {}
    for person, (index, status) in standing(case, day).items():
        if is_over(case, status):
            found.setdefault(("status", index), []).append(person)
    for person, index in sorted(unheeded(case, day).items(), key=lambda item: item[1]):
        found.setdefault(("events", index), []).append(person)
    told = [_ending(case, place, people) for place, people in found.items()]
    if outcome_unheeded(case):
        assert case.outcome
        issued = PartialDate.parse(str(case.outcome.issued or case.action.issued))
        told.append(Ending(("outcome",), "outcome", issued, tuple(person.id for person in case.people)))
    return told


def _ending(case: Case, place: tuple[str, int], people: list[str]) -> Ending:
    fact: Status | Event = getattr(case, place[0])[place[1]]
    what, since = (fact.state, fact.since) if isinstance(fact, Status) else (state_of(fact), fact.date)
    return Ending(place, what, since, tuple(people), fact.visibility == "public")


def state_of(event: Event) -> str:
    """The state in which people are after an event that closes the matter."""
    return "died" if event.type in DEATHS - DEAD else str(event.type)


def opened(case: Case, day: datetime.date) -> dict[str, datetime.date]:
    """For each person the day on which the matter was last opened, by a state or by an arrest."""
    found = _openings(case, day)
    return {person.id: max(found[""], found[person.id]) for person in case.people}


def asked_of_the_dead(case: Case, day: datetime.date) -> bool:
    """Whether the case goes on although somebody has died: it asks for what may be asked then."""
    if not asks_of_a_death(case):
        return False
    dead = [event for event in case.events if event.type in DEATHS and befell(event) and not event.superseded]
    return bool(dead) or any(status.state in DEAD for _, status in standing(case, day).values())


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
