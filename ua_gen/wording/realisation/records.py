"""What the realiser is given: the facts of a case as plain records, in no language.

Each record says where in the case it stands (`path`, such as `events.3`). What a letter told, and what it left out, is
reported as such paths: `events.3.place`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Number = Literal["one", "many", ""]
Gender = Literal["m", "f", "n", ""]
Mode = Literal["past", "now", "ahead"]


class Day(NamedTuple):
    """A date, or a month or a year of which no more is known."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Own:
    """A text of the case's own: by language its forms, of which `name` is the one of a dictionary.

    `{"ru": {"name": "Ош", "in": "в Оше"}}`. Number and gender are empty where the case does not tell them.
    """

    texts: Mapping[str, Mapping[str, str]]
    number: Number = ""
    gender: Gender = ""


@dataclass(frozen=True)
class Value:
    """A value of the stock: its kind (a section of the tables of a language), its name, and what it takes itself.

    `Value("place", "prison", {"name": …, "in": …})`, `Value("term", "years", {"n": 7})`. Numbers are counted, days are
    dates, parties are mentioned.
    """

    kind: str
    name: str
    args: Mapping[str, "Item"] = field(default_factory=dict)


@dataclass(frozen=True)
class Flag:
    """Something that is so, and needs no words of its own: `in_absence`."""


@dataclass(frozen=True)
class Person:
    """Somebody of the case. `short` is what a second mention calls somebody whose gender is not known.

    `noun` is a group or an organisation that stands among people.
    """

    id: str
    name: Own
    gender: Gender = ""
    short: Own | None = None
    role: Own | None = None
    path: str = ""
    noun: "Value | Own | None" = None


@dataclass(frozen=True)
class Party:
    """Whom something befell, or who says something: people of the case, or somebody else.

    Either `people`, or a `noun`: a stock group or relative (`Value("group", "families", {"n": 120, …})`), an
    organisation, or a description of the case's own; or several `others`. `of` are those whose relative it is.
    """

    people: tuple[Person, ...] = ()
    noun: "Value | Own | None" = None
    of: "Party | None" = None
    path: str = ""
    others: "tuple[Party, ...]" = ()


Item = Value | Own | Party | Day | Flag | int


@dataclass(frozen=True)
class Source:
    """To whom a fact is owed. Without `who` it is reported, and no more is said."""

    who: Value | Own | Party | None = None
    path: str = ""


@dataclass(frozen=True)
class Event:
    """A fact: a stock event with its arguments by the names of `stock/events.yaml`, each one or several items.

    `text` is a sentence of the case's own instead of the stock's; `detail` one that follows it.
    """

    type: str
    path: str
    args: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    about: Party | None = None
    date: Day | None = None
    since: Day | None = None
    duration: Value | None = None
    expected: Day | Value | None = None  # A value where no day is known: `soon`.
    ongoing: bool = False
    times: Value | None = None
    source: Source | None = None
    lead: bool = False
    text: Own | None = None
    detail: Own | None = None


@dataclass(frozen=True)
class Duty:
    """A sentence on the law: its name in the catalogue, and what it takes: `standard`, `article`, `right`."""

    name: str
    path: str
    args: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Request:
    """What is asked for: a stock request with its arguments, or a text that completes *I ask you to*."""

    name: str
    path: str
    args: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    about: Party | None = None
    text: Own | None = None
    optional: bool = False
    because: Own | None = None


@dataclass(frozen=True)
class Facts:
    """All that a letter tells."""

    party: Party
    events: tuple[Event, ...] = ()
    duties: tuple[Duty, ...] = ()
    requests: tuple[Request, ...] = ()
    dead: bool = False  # None of the people is alive: the letter is about a death.
    year: int | None = None  # Of the letter: a date of another year is told with it in each paragraph.
    country: str = ""  # Its code: some countries have a calendar of their own.
    addressee: str = ""  # The country that it goes to: where a language has names of months of its own.
    post: str = ""  # As whom the addressee is spoken to: some languages have a form of address for a post.
