"""The facts of a case as records for the realiser: the model of the file in the terms of one language.

Nothing is worded here. What a language has no text for is noted in the words that ask; what it has no frame for, the
realiser finds out.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ua_gen import stock
from ua_gen.languages.phrases import spoken_to_as
from ua_gen.model import Event, Person, Recipient, Request, Status, all_have_died, death_threatens, standing
from ua_gen.model.arguments import Stocked, attribute, each, stock_word
from ua_gen.model.dates import PartialDate
from ua_gen.model.requests import Duty
from ua_gen.model.values import Text
from ua_gen.wording.items import GENDERS, OF_THINGS, ItemReader, Path, day_of, length, path_text
from ua_gen.wording.realisation import records
from ua_gen.wording.realisation.order import ILLNESS
from ua_gen.wording.realisation.records import Day, Facts, Flag, Item, Own, Party, Source, Value

# The states of `status` that go on, with the event that tells them.
GOING_ON = {"detained": "held", "on-trial": "", "imprisoned": "imprisoned"}


class FactsReader(ItemReader):
    """Reads the facts of a case for one language."""

    def written(self, path: Path) -> Path:
        """The place in the file of something untold: what the name of an event stands for is its type."""
        if path[0] == "people" and len(path) > 2 and path[2] in ("of", "in", "number"):
            path = (*path[:2], "group", *path[2:])
        part: Any = self.case
        for depth, step in enumerate(path):
            if isinstance(part, Stocked) or (isinstance(part, tuple) and not isinstance(step, int)):
                return path[:depth]
            part = part[step] if isinstance(step, int) else getattr(part, step, getattr(part, attribute(step), None))
            if part is None:
                break
        if part:
            if path[0] == "events" and len(path) == 2:
                return (*path, "type" if part.type else "text")
            return path
        return (*path[:2], "ask" if path[0] == "requests" else "type")

    def facts(self, recipient: Recipient | None) -> Facts:
        """All that a letter to a recipient tells."""
        events = [self.event(index, event) for index, event in enumerate(self.case.events) if event.letter]
        told = [event for event in events if event is not None]
        told += self.states(told)
        requests = [
            self.request(index, request)
            for index, request in enumerate(self.case.requests)
            if recipient is None or not request.to or recipient.id in request.to
        ]
        duties = tuple(self.duty(index, duty) for index, duty in enumerate(self.case.duties))
        addressee = recipient.country if recipient is not None else ""
        post = spoken_to_as(recipient.post) if recipient is not None else ""
        asked = tuple(filter(None, requests))
        return Facts(
            self.party(), tuple(told), duties, asked, self.dead, self.say.day.year, self.case.country, addressee,
            post,
        )  # fmt: skip

    @cached_property
    def dead(self) -> bool:
        """None of the people of the case is alive."""
        return all_have_died(self.case, self.say.day)

    # --- parties ----------------------------------------------------------------------------------------------------

    def party(self, ids: Sequence[str] = ()) -> Party:
        """The people of the case, or some of them."""
        wanted = [(index, each) for index, each in enumerate(self.case.people) if not ids or each.id in ids]
        if len(wanted) == 1 and wanted[0][1].kind != "person":
            index, person = wanted[0]
            return Party(noun=self._group(person, ("people", index)), path=f"people.{index}")
        return Party(tuple(self._person(person, ("people", index)) for index, person in wanted))

    def _person(self, person: Person, here: Path) -> records.Person:
        noun = self._group(person, here) if person.kind != "person" else None
        short = self._text(person.short, (*here, "short"), borrow=True) if person.short else None
        role = self._text(person.role, (*here, "role"), note=True) if person.role else None
        name = self._text(person.name, (*here, "name"), borrow=True)
        return records.Person(
            person.id, name, GENDERS.get(person.gender, ""), short, role if role and role.texts else None,
            path_text(here), noun,
        )  # fmt: skip

    def _group(self, person: Person, here: Path) -> Value | Own:
        """Several people, or an organisation: a stock noun, or a name of its own."""
        group = person.group
        if group is None or not person.name.is_made:
            name = self._text(person.name, (*here, "name"), borrow=True)
            number = name.number or ("one" if person.kind == "organisation" else "many")
            return Own(name.texts, number, name.gender or OF_THINGS.get(person.gender, ""))
        args: dict[str, Item] = {}
        for field, text in (("of", group.of), ("in", group.in_)):
            if text is not None:
                args[field] = self._text(text, (*here, "group", field), borrow=True)
        return Value("group", group.noun, args | self._count(group.number))

    # --- events -----------------------------------------------------------------------------------------------------

    def event(self, index: int, event: Event, part: str = "events") -> records.Event | None:
        """A fact as a record; None for one that this language cannot tell, or that has passed by. That is noted."""
        here: Path = (part, index)
        text = self._own_sentence(event.text)
        if event.type is None and text is None:
            self.say.left_out((*here, "text"))
            return None
        if isinstance(event.expected, PartialDate) and event.expected.last < self.say.day:
            self.say.left_out((*here, "expected"), "past")
            return None
        name, args, ongoing = "", dict[str, tuple[Item, ...]](), event.ongoing
        if event.type is not None:
            spec, implied = stock.event_names()[event.type]
            name, args = spec.name, self._arguments(spec.args, event, here, implied)
            undated = event.since is None and event.for_ is None
            ongoing = ongoing or (spec.modes == ("now",) and undated)
            if name == ILLNESS and event.date is None and undated:  # Nobody recovers by the want of a date.
                ongoing = not self.dead
            if text is None:
                self._not_taken(event, spec, here)
        if any(isinstance(one, Value) and one.name in ("death", "life") for one in args.get("sentence", ())):
            args.pop("up_to", None)  # There is nothing up to death.
        about = None
        if event.about is not None:
            about = self._about(event.about, (*here, "about"))
        elif event.people and len(self.say.people(event.people)) < len(self.case.people):
            about = self.party(event.people)
        if event.text is not None and text is None:
            self.say.left_out((*here, "text"))
        detail = self._own_sentence(event.detail)
        if event.detail is not None and detail is None:
            self.say.left_out((*here, "detail"))
        return records.Event(
            name, path_text(here), args, about,
            date=_known_day(event.date), since=_known_day(event.since),
            duration=length("duration", event.for_) if event.for_ else None,
            expected=_expected(event.expected), ongoing=ongoing,
            times=_times(event.times), source=self._source(event, here), lead=event.lead, text=text, detail=detail,
        )  # fmt: skip

    def _source(self, event: Event, here: Path) -> Source | None:
        if event.according_to is None:
            return Source(None, path_text((*here, "reported"))) if event.reported else None
        path = path_text((*here, "according_to"))
        issuer = isinstance(event.according_to, Text) and event.according_to == self.case.action.issuer
        if issuer and self.say.discreet:
            return Source(None, path)
        who = self._item("source", event.according_to, (*here, "according_to")) if not issuer else self.issuer()
        if isinstance(who, Own) and not who.texts:
            # Where the source cannot be named in this language, it stays a report all the same.
            self.say.left_out((*here, "according_to"))
            return Source(None, path)
        return Source(who, path)  # type: ignore[arg-type]

    def issuer(self) -> Own:
        """The organisation that issues the action: one, as organisations are."""
        own = self._text(self.case.action.issuer, ("action", "issuer"), borrow=True)
        return Own(own.texts, own.number or "one", own.gender)

    def states(self, told: Sequence[records.Event]) -> list[records.Event]:
        """What is still so by `status`, unless an event tells it: `has been imprisoned since 2010`."""
        if any(event.type in ("held", "imprisoned") and (event.since or event.ongoing) for event in told):
            return []
        now = standing(self.case, self.say.day)
        together: dict[int, tuple[Status, list[str]]] = {}
        for id, (index, status) in now.items():
            together.setdefault(index, (status, []))[1].append(id)
        found = []
        for index, (status, ids) in together.items():
            if GOING_ON.get(status.state):
                found.append(self._state(index, status, ids))
        return found

    def _state(self, index: int, status: Status, ids: Sequence[str]) -> records.Event:
        here: Path = ("status", index)
        args: dict[str, tuple[Item, ...]] = {}
        if status.place is not None:
            args["place"] = (self._item("place", status.place, (*here, "place")),)
        about = self.party(ids) if len(ids) < len(self.case.people) else None
        type, since = _custody(self.case.status, index)
        return records.Event(type, path_text(here), args, about, since=day_of(since))

    # --- law and requests ---------------------------------------------------------------------------------------------

    def duty(self, index: int, duty: Duty) -> records.Duty:
        """The law that is broken."""
        here: Path = ("duties", index)
        args: dict[str, tuple[Item, ...]] = {}
        if duty.standard is not None:
            args["standard"] = (self._item("standard", duty.standard, (*here, "standard")),)
        if duty.article is not None:
            args["article"] = (self._line("line", duty.article),)
        for field, kind, given in (("right", "right", duty.right), ("forbids", "harm", duty.forbids)):
            if given is not None:
                args[field] = tuple(self._items(kind, given, (*here, field)))
        if duty.party:
            args["country"] = (Value("country", self.case.country),)
        return records.Duty(_sentence_of(duty, self.case.language), path_text(here), args)

    def request(self, index: int, request: Request) -> records.Request | None:
        """What is asked for; None for a text that this language lacks. That is noted."""
        here: Path = ("requests", index)
        text = self._own_sentence(request.text)
        if text is None and request.ask is None:
            if request.optional:
                self.say.left_out((*here, "text"))
            else:
                self.say.lacks((*here, "text"))
            return None
        name, args = "", {}
        if request.ask is not None:
            ask = "recognise-prisoner-of-conscience" if self._discreet(request.ask) else request.ask
            spec, implied = stock.request_names()[ask]
            name, args = spec.name, self._arguments(spec.args, request, here, implied)
            if text is None:
                self._not_taken(request, spec, here)
            if name == "note-prisoner-of-conscience":
                args["issuer"] = (self.issuer(),)
            if name == "fair-trial" and death_threatens(self.case):  # Nobody asks for a trial that may end so.
                args["no_death"] = (Flag(),)
        about = self._about(request.about, (*here, "about")) if request.about is not None else None
        if about is None and request.ask is not None and "about" in implied:
            about = Party(noun=Value("relative", str(implied["about"])), path=path_text((*here, "about")))
        if about is None and self.dead and name and stock.requests()[name].death == "family":
            about = Party(noun=Value("relative", "family"), path=path_text(here))
        because = self._own_sentence(request.because)
        if request.because is not None and because is None and text is None:
            self.say.left_out((*here, "because"))
        return records.Request(name, path_text(here), args, about, text, request.optional, because)

    def _discreet(self, ask: str) -> bool:
        """A request that names the issuer, where a section does not want it named."""
        return ask == "note-prisoner-of-conscience" and self.say.discreet


def _sentence_of(duty: Duty, language: str) -> str:
    """The sentence on the law that has room for what is given."""
    if duty.standard is None:
        if duty.right is not None:
            return "no-prison-for" if duty.no_prison else "violates-right"
        forbidden = [stock_word(one, language) for _, one in each(duty.forbids)]
        bans = {"torture": "torture-ban", "forced-eviction": "eviction-ban"}
        return bans.get(forbidden[0], "") if len(forbidden) == 1 else ""
    if duty.right is None:
        return "standard-forbids"
    return "article" if duty.article is not None else "standard-right"


def _expected(expected: PartialDate | str | None) -> Day | Value | None:
    return Value("expected", expected) if isinstance(expected, str) else _known_day(expected)


def _known_day(date: PartialDate | None) -> Day | None:
    return None if date is None else day_of(date)


def _times(times: str | None) -> Value | None:
    if times is None:
        return None
    return Value("times", "n", {"n": int(times)}) if times.isdecimal() else Value("times", times)


def _custody(states: Sequence[Status], index: int) -> tuple[str, PartialDate]:
    """The event that tells a custody, and since when it has gone on without a break, whatever was noted of it since.

    Of somebody who was detained first and convicted later, it says no more than that they have been held since.
    """
    state = states[index]
    type = GOING_ON[state.state]
    for earlier in reversed(states[:index]):
        if earlier.superseded:
            continue
        if earlier.state not in GOING_ON or earlier.people != state.people:
            break
        state = earlier
        if state.state == "detained":
            type = "held"
    return type, state.since
