"""Whether two documents are of one action: by number, index, country and people, surely or perhaps."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ua_gen.action.related import names, numbers
from ua_gen.action.related.names import Name
from ua_gen.action.related.numbers import Number, agree, nearly, number
from ua_gen.model import (
    CLOSED,
    DEAD,
    Case,
    Ending,
    Event,
    Person,
    Status,
    asks_of_a_death,
    closes,
    endings,
    is_over,
    opened,
    standing,
    state_of,
    stops,
)
from ua_gen.model.dates import PartialDate

Of = Literal["people", "person"]


@dataclass(frozen=True)
class Action:
    """What of a case tells whether it is of an action, and what it means for the other documents of it."""

    case: Case
    number: Number
    indexes: frozenset[Number]  # Of the document and of the one before it.
    people: tuple["Somebody", ...]

    @classmethod
    def of(cls, case: Case) -> "Action":
        texts = (case.action.index, case.action.previous)
        # An index without numbers, such as `to follow`, means nothing.
        indexes = frozenset(index for text in texts if isinstance(index := number(text or ""), tuple))
        return cls(case, number(case.action.number or ""), indexes, tuple(map(Somebody.of, case.people)))

    @cached_property
    def clues(self) -> frozenset[str]:
        """Of which every document of the same action has at least one, surely or perhaps."""
        found = {clue for each in (self.number, *self.indexes) if each for clue in numbers.clues(each)}
        for somebody in self.people:
            found |= set(people_clues(somebody.id, (*somebody.names, *somebody.also)))
        return frozenset(found)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """In which the names of its people are written, where it may be the stop of another document."""
        return frozenset().union(*(each.scripts for each in self.people)) if self.stops else frozenset()

    @property
    def stops(self) -> bool:
        return self.case.action.kind == "stop" or next(stops(self.case), None) is not None

    @property
    def is_outcome(self) -> bool:
        return self.case.action.kind == "outcome"

    def follows(self, mine: "Action") -> bool:
        """Whether it is a later document of the same action."""
        own, other = self.case.action, mine.case.action
        if self.is_outcome != mine.is_outcome:
            return self.is_outcome and own.issued >= other.issued
        return (own.sequence, own.issued) > (other.sequence, other.issued) and own.sequence >= other.sequence


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person, by the names in every language of the file, and by those that are found elsewhere."""

    id: str
    names: tuple[Name, ...]
    also: tuple[Name, ...]

    @classmethod
    def of(cls, person: Person) -> "Somebody":
        known = [name for text in person.name.root.values() for name in names.forms(text)]
        also = [name for text in person.also_known_as for name in names.forms(text)]
        return cls(person.id, tuple(dict.fromkeys(known)), tuple(dict.fromkeys(also)))

    def is_(self, other: "Somebody") -> bool:
        """Whether both have one name, in whatever order of its words."""
        return any(names.equal(one, another) for one in self.names for another in other.names)

    def is_fully(self, other: "Somebody") -> bool:
        """Whether both have one name of several words."""
        return any(len(one) > 1 and names.equal(one, another) for one in self.names for another in other.names)

    @property
    def scripts(self) -> frozenset[str]:
        return frozenset().union(*map(names.scripts, (*self.names, *self.also)))

    def may_be(self, other: "Somebody") -> bool:
        """In two documents of one action, which have the same ids."""
        return self.id == other.id or self.may_be_called(other)

    def may_be_called(self, other: "Somebody") -> bool:
        """In documents that may have nothing to do with each other: ids such as `p` are everybody's."""
        return any(
            names.alike(one, another)
            for one in (*self.names, *self.also)
            for another in (*other.names, *other.also)
            # A nickname is not compared with the parts of whole names: too many share one.
            if min(len(one), len(another)) > 1
            or len(one) == len(another)
            or (one in self.names and another in other.names)
        )


def people_clues(id_: str, known: Iterable[Name]) -> Iterator[str]:
    """What stands for somebody among the clues."""
    yield f"id {id_}"
    yield from (f"name {clue}" for clue in names.clues(known))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a document is like one of an action. `why` is empty where it is surely of that action."""

    why: str = ""
    closing_only: bool = False  # It counts only where nothing may be made any more: else it is of another action.
    deaths_only: bool = False
    is_other: bool = False  # Its number says that it is another action; but that may be a slip, and death is for all.


def compare(mine: Action, other: Action) -> Likeness | None:
    """How another document is like a document of this action; None where it is of another action."""
    country = mine.case.country == other.case.country
    pairs = [(one, another) for one in mine.people for another in other.people]
    same = any(one.is_(another) for one, another in pairs)
    if not mine.indexes.isdisjoint(other.indexes) or agree(mine.number, other.number):
        if country or same or any(one.may_be(another) for one, another in pairs):
            return Likeness()
        its = other.case.action.number or other.case.action.index
        return Likeness(f"it has the same number, {its}", closing_only=True)
    numbered = isinstance(mine.number, tuple) and isinstance(other.number, tuple)
    if not country:
        # People are deported, and country codes mistaken; but many in other countries are called alike.
        if numbered or not any(one.is_fully(another) for one, another in pairs):
            return None
        whom = f"it is for somebody of the same name, {_named(other, pairs)}, in another country ({other.case.country})"
        return Likeness(whom, closing_only=True, is_other=True)
    if not any(one.may_be_called(another) for one, another in pairs):
        return _unknown(mine, other)
    whom = f"{'is' if same else 'may be'} for the same person, {_named(other, pairs)}"
    if numbered:
        if nearly(mine.number, other.number):
            why = f"it has nearly the same number, {other.case.action.number}, and {whom}"
            return Likeness(why, closing_only=True, is_other=True)
        return Likeness(f"it {whom}", closing_only=True, is_other=True, deaths_only=True)
    late = other.case.action.issued >= mine.case.action.issued
    # Without a number, an older one is of another action, unless it is a stop: then rather no letter than a wrong one.
    return Likeness("" if same else f"it {whom}", closing_only=bool(mine.number and other.number) or not late)


def _named(other: Action, pairs: list[tuple[Somebody, Somebody]]) -> str:
    """The name of the one of another document who may be somebody of this one."""
    found = next((one for is_ in (Somebody.is_, Somebody.may_be_called) for mine, one in pairs if is_(mine, one)), None)
    person = next((each for each in other.case.people if found and each.id == found.id), other.case.people[0])
    return person.name.best("en", other.case.language)


def _unknown(mine: Action, other: Action) -> Likeness | None:
    """A stop for somebody whose names no script of this action's people can be compared with."""
    numbered = isinstance(mine.number, tuple) and isinstance(other.number, tuple)
    if not other.stops or (numbered and not nearly(mine.number, other.number)):
        return None
    if all(one.scripts & another.scripts for one in mine.people for another in other.people):
        return None
    return Likeness("it is for somebody in the same country whose name is only in another script", closing_only=True)


def closed_by(
    mine: Action, other: Action, alike: Likeness, day: datetime.date, today: datetime.date
) -> Literal["outcome", "state", ""]:
    """How another document of the action closes it on a day.

    Dates after today are slips: what they say is true by now. What began between the two days was not known on `day`.
    """
    issued = other.case.action.issued
    counts = not alike.deaths_only and (alike.is_other or not alike.closing_only or issued >= mine.case.action.issued)
    if other.is_outcome and counts and not day < issued <= today:
        return "outcome"
    over = [*endings(other.case, day), *_slips(other.case, today)]
    if alike.is_other:
        shared = _shared(mine, other)
        over = [each for each in over if each.what in DEAD and not shared.isdisjoint(each.people)]
    is_open = any(
        not _is_answered(mine, other, person, ending, day)
        for ending in over
        for person in ending.people
        if not alike.is_other or person in shared
    )
    return "state" if is_open else ""


def ended_elsewhere(mine: Action, other: Action, alike: Likeness) -> bool:
    """Whether a document of another action for the same person tells of an end that is newer than what the case knows
    of that person: the case may be overtaken."""
    if not alike.is_other:
        return False
    newest = standing(mine.case, datetime.date.max)
    for ending in endings(other.case, datetime.date.max):
        who = [each for each in other.people if each.id in ending.people]
        for each in mine.people:
            if not any(map(each.may_be_called, who)):
                continue
            known = newest[each.id][1].since.last if each.id in newest else mine.case.action.issued
            if (ending.since.first if ending.since else datetime.date.max) > known:
                return True
    return False


def _shared(mine: Action, other: Action) -> set[str]:
    """The ids of those in a document of another action who may be of this one."""
    return {each.id for each in other.people if any(map(each.may_be_called, mine.people))}


def _slips(case: Case, today: datetime.date) -> Iterator[Ending]:
    """What closes a case by a date that lies ahead: it is mistaken, and what it says is true by now."""
    everybody = tuple(person.id for person in case.people)
    facts: list[tuple[str, int, Status | Event]] = [("status", *item) for item in enumerate(case.status)]
    facts += [("events", *item) for item in enumerate(case.events)]
    for group, index, fact in facts:
        since: PartialDate | None = fact.since if isinstance(fact, Status) else fact.date
        what = str(fact.state) if isinstance(fact, Status) else state_of(fact)
        ends = closes(fact) if isinstance(fact, Event) else fact.state in CLOSED and not fact.superseded
        if ends and since and since.first > today:
            yield Ending((group, index), what, since, fact.people or everybody)


def _is_answered(mine: Action, other: Action, person: str, ending: Ending, day: datetime.date) -> bool:
    """Whether the case goes on in spite of it: it is not about that person any more, who was taken again, or it asks
    for what a death leaves to ask."""
    who = [each for each in other.people if each.id == person]
    same = [each.id for each in mine.people if any(map(each.may_be, who))]
    if not same:  # An action goes on without somebody, but one that is for others, too, may name its people anew.
        same = [each.id for each in mine.people if not any(map(each.may_be, other.people))]
    case, known = mine.case, standing(mine.case, day)
    states = [known[each][1] for each in same if each in known]
    if ending.what in DEAD:
        told = any(each.state in DEAD and not is_over(case, each) for each in states)
        told |= any(
            state_of(each) in DEAD and closes(each) and not (each.people and set(same).isdisjoint(each.people))
            for each in case.events
        )
        return not same or (asks_of_a_death(case) and told)
    if ending.place[0] == "events":  # It is answered by what would answer it in the same file.
        since = opened(case, day)
        return all(each.state not in CLOSED for each in states) and all(since[each] > ending.last for each in same)
    return len(states) == len(same) and all(
        each.state not in CLOSED and each.since.first > ending.last for each in states
    )


def differences(mine: Case, other: Case) -> list[str]:
    """In which fields that letters rest on two copies of a document differ, whatever the words of their texts."""
    return [
        name
        for name in ("status", "events", "recipients", "requests")
        if _rests_on(mine, name) != _rests_on(other, name)
    ]


def _rests_on(case: Case, name: str) -> list[tuple[object, ...]]:
    match name:
        case "status":
            return [(each.state, each.since, each.people, each.superseded) for each in case.status]
        case "events":
            return [(each.type, each.date, each.people, each.sentence, each.superseded) for each in case.events]
        case "recipients":
            return [(each.id, each.post, each.country, each.email, each.role) for each in case.recipients]
        case _:
            return [(each.ask, each.to) for each in case.requests]
