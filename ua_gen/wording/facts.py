"""The facts of a case as records for the realiser: the model of the file in the terms of one language.

Nothing is worded here. What a language has no text for is noted in the words that ask; what it has no frame for, the
realiser finds out.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ua_gen import stock
from ua_gen.model import DEAD, Event, Person, Recipient, Request, Status, death_threatens, standing
from ua_gen.model.arguments import PARTIES, SOURCES, Stocked, allowed, attribute, each, stock_value, stock_word
from ua_gen.model.dates import PartialDate, Term
from ua_gen.model.names import Name, Word
from ua_gen.model.quantities import Count, Duration
from ua_gen.model.requests import Duty
from ua_gen.model.values import Text
from ua_gen.wording.gaps import Why
from ua_gen.wording.realisation import records
from ua_gen.wording.realisation.records import Day, Facts, Flag, Item, Own, Party, Source, Value

if TYPE_CHECKING:
    from ua_gen.wording.base import CaseWords

Path = tuple[str | int, ...]

GENDERS: Mapping[str, records.Gender] = {"male": "m", "female": "f"}
# Of something that is no person, `neutral` is a gender of its own: it is not that nobody knows.
OF_THINGS: Mapping[str, records.Gender] = {**GENDERS, "neutral": "n"}
# The states of `status` that go on, with the event that tells them.
GOING_ON = {"detained": "held", "on-trial": "", "imprisoned": "imprisoned"}
# Parameters that are names: another language's spelling serves where there is none. Descriptions have to be translated.
NAMES = frozenset({"name"})
UNITS = {"years": "year", "months": "month"}


def path_text(path: Path) -> str:
    """A place in a case as the records have it: `events.3.place`."""
    return ".".join(map(str, path))


def path_of(text: str) -> Path:
    """The same the other way."""
    return tuple(int(step) if step.isdecimal() else step for step in text.split("."))


class FactsReader:
    """Reads the facts of a case for one language. `say` is asked for spellings, and told what is lacking."""

    def __init__(self, say: "CaseWords") -> None:
        self.say = say
        self.case = say.case
        self.tag = say.language.tag
        self.without_text: set[Path] = set()  # What this language has no text of.

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

    def why(self, path: Path) -> Why:
        """Why something is not told: for want of a text, or of a frame."""
        inside = any(lacking[: len(path)] == path for lacking in self.without_text)
        return "text" if inside else "frame"

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
        return Facts(self.party(), tuple(told), duties, tuple(filter(None, requests)), self._dead(), self.say.day.year)

    def _dead(self) -> bool:
        known = standing(self.case, self.say.day)
        return all(person.id in known and known[person.id][1].state in DEAD for person in self.case.people)

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
        text = self._sentence(event.text)
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
            ongoing = ongoing or (spec.modes == ("now",) and event.since is None and event.for_ is None)
        about = None
        if event.about is not None:
            about = self._about(event.about, (*here, "about"))
        elif event.people and len(self.say.people(event.people)) < len(self.case.people):
            about = self.party(event.people)
        if event.text is not None and text is None:
            self.say.left_out((*here, "text"))
        detail = self._sentence(event.detail)
        if event.detail is not None and detail is None:
            self.say.left_out((*here, "detail"))
        return records.Event(
            name, path_text(here), args, about,
            date=_day(event.date), since=_day(event.since),
            duration=self._duration(event.for_) if event.for_ else None,
            expected=_expected(event.expected), ongoing=ongoing,
            times=_times(event.times), source=self._source(event, here), lead=event.lead, text=text, detail=detail,
        )  # fmt: skip

    def _arguments(
        self, taken: Mapping[str, stock.Argument], entry: Event | Request, here: Path, implied: Mapping[str, Any]
    ) -> dict[str, tuple[Item, ...]]:
        args: dict[str, tuple[Item, ...]] = {}
        for name, argument in taken.items():
            found = getattr(entry, attribute(name), None)
            if found:
                args[name] = tuple(self._items(argument.kind, found, (*here, name)))
                if not args[name]:
                    del args[name]
            elif name in implied:
                words = implied[name] if isinstance(implied[name], list) else [implied[name]]
                args[name] = tuple(self._stock(argument.kind, word) for word in words)
        return args

    def _items(self, kind: str, found: Any, here: Path) -> Iterable[Item]:
        if kind == "flag":
            return [Flag()]
        items = []
        for rest, one in each(found):
            item = self._item(kind, one, (*here, *rest))
            if isinstance(item, Own) and not item.texts:  # The others are told all the same.
                self.say.left_out((*here, *rest))
            else:
                items.append(item)
        return items

    def _stock(self, kind: str, word: str) -> Item:
        """A stock value by its word: that for which an older name of an event stands."""
        known = next(each for each in allowed(kind) if word in stock.values(each))
        return Value(known, word)

    def _item(self, kind: str, value: Any, here: Path, *, inside: bool = False) -> Item:
        """A value. `inside`: it is what another value takes, as the group whose relatives somebody is."""
        if kind == "request":
            return self._asked(value, here)
        if isinstance(value, Term):
            return _sentence(value) if kind == "sentence" or value.kind != "prison" else _term(value)
        if isinstance(value, Duration):
            return _served(value) if kind == "term" else self._duration(value)
        if isinstance(value, PartialDate):
            return _day(value) or Day(value.year)
        if isinstance(value, Count):
            return self._counted(value)
        if isinstance(value, int):
            return value
        if isinstance(value, str) and not isinstance(value, Word):
            return self._line(kind, value)
        kinds = SOURCES if kind == "source" else allowed(kind)
        known = stock_value(value, kinds, self.case.language)
        if known is None:
            return self._own(kinds, value, here, borrow=kind in NAMES)
        if known.kind in PARTIES and not inside:
            return self._party(known, value, here)
        return Value(known.kind, known.name, self._given(known, value, here))

    def _given(self, known: stock.Value, value: Any, here: Path) -> dict[str, Item]:
        """What a stock value has been given: the name of a prison, the number of a ward."""
        args: dict[str, Item] = {}
        for name, one in value.given.items() if isinstance(value, Stocked) else ():
            if isinstance(one, Count):
                args |= self._count(one)
            elif not isinstance(one, tuple):
                args[name] = self._item(known.takes[name], one, (*here, name), inside=True)
            elif one:
                args[name] = self._item(known.takes[name], one[0], (*here, name), inside=True)
        return args

    def _own(self, kinds: Sequence[str], value: Any, here: Path, *, borrow: bool = False) -> Own:
        """A text of one's own, or a value of the case's vocabulary."""
        word = stock_word(value, self.case.language)
        for kind in kinds:
            if word and word in self.case.vocabulary.get(kind, {}):
                return self._text(self.case.vocabulary[kind][word], ("vocabulary", kind, word))
        # What is no description, but the name of a place, is spelt as the file spells it.
        return self._text(value, here, borrow=borrow or kinds == ("place",))

    def _line(self, kind: str, value: str) -> Item:
        if kind == "country":
            return Value("country", value)
        text = self.say.language.isolate(value)
        return Own({self.tag: {"name": text, "figures": text}})

    def _party(self, known: stock.Value, value: Any, here: Path) -> Party:
        given = self._given(known, value, here)
        return Party(noun=Value(known.kind, known.name, given), path=path_text(here))

    def _about(self, value: Any, here: Path) -> Party:
        found = [self._one_of_others(one, (*here, *rest)) for rest, one in each(value)]
        return found[0] if len(found) == 1 else Party(others=tuple(found), path=path_text(here))

    def _one_of_others(self, value: Any, here: Path) -> Party:
        known = stock_value(value, PARTIES, self.case.language)
        if known is not None:
            return self._party(known, value, here)
        return Party(noun=self._own(PARTIES, value, here), path=path_text(here))

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
        return records.Event(type, path_text(here), args, about, since=_day(since))

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
        return records.Duty(_sentence_of(duty), path_text(here), args)

    def request(self, index: int, request: Request) -> records.Request | None:
        """What is asked for; None for a text that this language lacks. That is noted."""
        here: Path = ("requests", index)
        text = self._sentence(request.text)
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
            if name == "note-prisoner-of-conscience":
                args["issuer"] = (self.issuer(),)
            if name == "fair-trial" and death_threatens(self.case):  # Nobody asks for a trial that may end so.
                args["no_death"] = (Flag(),)
        about = self._about(request.about, (*here, "about")) if request.about is not None else None
        if about is None and request.ask is not None and "about" in implied:
            about = Party(noun=Value("relative", str(implied["about"])), path=path_text((*here, "about")))
        because = self._sentence(request.because)
        if request.because is not None and because is None and text is None:
            self.say.left_out((*here, "because"))
        return records.Request(name, path_text(here), args, about, text, request.optional, because)

    def _discreet(self, ask: str) -> bool:
        """A request that names the issuer, where a section does not want it named."""
        return ask == "note-prisoner-of-conscience" and self.say.discreet

    def _asked(self, value: Any, here: Path) -> Item:
        """What a body called for, or another government is to be asked for."""
        word = stock_word(value, self.case.language)
        if word in stock.request_names():
            return Value("request", stock.request_names()[word][0].name)
        return self._text(value, here)

    # --- values -------------------------------------------------------------------------------------------------------

    def _text(self, text: Text, here: Path, *, borrow: bool = False, note: bool = False) -> Own:
        """A text with its forms. `borrow`: another language's spelling serves; `note`: it is told if there is none."""
        number, gender = "", ""
        if isinstance(text, Name):
            number, gender = text.number or "", OF_THINGS.get(text.gender or "", "")
        word = text.root.get(self.tag)
        if word is None and borrow:
            word = str(self.say.borrow(text, *here))
        if word is None:
            self.without_text.add(here)
            if note:
                self.say.left_out(here)
            return Own({}, number, gender)  # type: ignore[arg-type]
        forms = word.forms if isinstance(word, Word) else {"name": word}
        if isinstance(word, Word):  # What a noun agrees with may differ from language to language.
            number, gender = word.number or number, OF_THINGS.get(word.gender, gender)
        isolate = self.say.language.isolate
        stop = self.say.full_stop
        texts = {self.tag: {form: isolate(one.removesuffix(stop) if note else one) for form, one in forms.items()}}
        return Own(texts, number, gender)  # type: ignore[arg-type]

    def _sentence(self, text: Text | None) -> Own | None:
        """A sentence of one's own, if the language has it, and the letter that is read has it too."""
        found = self.say.own(text)
        return None if found is None else Own({self.tag: {"name": found.removesuffix(self.say.full_stop)}})

    def _duration(self, duration: Duration) -> Value:
        return _length("duration", duration)

    def _count(self, count: Count | None) -> dict[str, Item]:
        if count is None:
            return {}
        if count.number is None:
            return {"count": Value("count", count.about)}
        return {count.about.replace("-", "_") or "n": count.number}

    def _counted(self, count: Count) -> Item:
        """A number that stands for itself: an exact one, or `about 200`."""
        return Value("number", count.about or "n", self._count(count)) if count.about else count.number or 0


def _sentence_of(duty: Duty) -> str:
    """The sentence on the law that has room for what is given."""
    if duty.standard is None:
        if duty.right is not None:
            return "no-prison-for" if duty.no_prison else "violates-right"
        forbidden = {stock_word(one, "en") or getattr(one, "name", "") for _, one in each(duty.forbids)}
        return "eviction-ban" if "eviction" in forbidden else "torture-ban"
    if duty.right is None:
        return "standard-forbids"
    return "article" if duty.article is not None else "standard-right"


def _day(date: PartialDate | None) -> Day | None:
    return None if date is None else Day(date.year, date.month, date.day)


def _expected(expected: PartialDate | str | None) -> Day | Value | None:
    return Value("expected", expected) if isinstance(expected, str) else _day(expected)


def _times(times: str | None) -> Value | None:
    if times is None:
        return None
    return Value("times", "n", {"n": int(times)}) if times.isdecimal() else Value("times", times)


def _length(kind: str, duration: Duration) -> Value:
    if duration.number is None:
        return Value(kind, duration.unit)
    return Value(kind, duration.unit, {"more" if duration.more else "n": duration.number})


def _served(duration: Duration) -> Value:
    """A time in prison that is written as a length of time."""
    return _length("term", duration)


def _sentence(term: Term) -> Value:
    """A sentence: life, death, or a time in prison."""
    if term.kind != "prison":
        return Value("sentence", term.kind)
    return Value("sentence", "prison", {"term": _term(term)})


def _term(term: Term) -> Value:
    """A time in prison."""
    if term.years and term.months:
        return Value("term", "years-months", {"n": term.years, "m": term.months})
    unit, number = ("years", term.years) if term.years else ("months", term.months)
    return Value("term", "year") if (unit, number) == ("years", 1) else Value("term", unit, {"n": number})


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
