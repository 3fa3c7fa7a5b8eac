"""What can be told without a word of one's own: stock events, requests, values, parties and posts, and what each takes.

It says what there is and how it may be combined. The sentences are in the languages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ua_gen.compiled import read_yaml

HERE = Path(__file__).parent
TIERS = (1, 2)  # What every language tells that is whole.
PLAIN_KINDS = (
    "name",
    "text",
    "line",
    "date",
    "duration",
    "term",
    "amount",
    "number",
    "count",
    "country",
    "flag",
    "request",
)
PARTIES = ("relative", "associate", "group", "organisation", "person")
# Where the key of a value written as a map is another word than its kind: `place: {kind: prison, name: Evin}`.
KEYS = {"place": "kind", "court": "kind"}
_SLOT = re.compile(r"{(\w+)}")
_GRAMMAR = frozenset({"he", "him", "his", "himself"})  # Slots for the person, not for something that is given.


@dataclass(frozen=True, slots=True)
class Argument:
    """What an event or a request takes under a name: values of a kind, one or several."""

    name: str
    kind: str
    many: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A stock event. `old` are older names of it, with the arguments that each stands for."""

    name: str
    tier: int
    topic: str
    harm: int
    modes: tuple[str, ...]
    args: Mapping[str, Argument]
    of: tuple[str, ...]
    needs: tuple[str, ...]
    old: Mapping[str, Mapping[str, Any]]
    example: str


@dataclass(frozen=True, slots=True)
class Request:
    """A stock request. `death` is what a death leaves of it; `penalty`: it speaks of the death penalty."""

    name: str
    tier: int
    topic: str
    args: Mapping[str, Argument]
    needs: tuple[str, ...]
    death: str
    penalty: bool
    old: Mapping[str, Mapping[str, Any]]
    example: str


@dataclass(frozen=True, slots=True)
class Value:
    """A stock value of a kind, with what it takes: by the name of each parameter, its kind."""

    kind: str
    name: str
    tier: int
    english: str
    takes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that recipients hold. `like`: the post whose salutation serves where a language has none for this.

    `known_as`: other words for it, which are no names of it.
    """

    name: str
    tier: int
    example: str
    like: str = ""
    many: bool = False
    known_as: tuple[str, ...] = ()


def _table(name: str) -> dict[str, Any]:
    table: dict[str, Any] = read_yaml(HERE / f"{name}.yaml", yaml.CBaseLoader)
    return table


def _arguments(entry: Mapping[str, Any]) -> dict[str, Argument]:
    return {
        name: Argument(name, kind.removesuffix("*"), kind.endswith("*")) for name, kind in entry.get("args", {}).items()
    }


@cache
def events() -> Mapping[str, Event]:
    """All stock events by name, in the order of the file."""
    return {
        name: Event(
            name,
            int(entry["tier"]),
            entry["topic"],
            int(entry["harm"]),
            tuple(entry["modes"]),
            _arguments(entry),
            tuple(entry["of"]),
            tuple(entry.get("needs", ())),
            entry.get("old", {}),
            entry["example"],
        )
        for name, entry in _table("events").items()
    }


@cache
def requests() -> Mapping[str, Request]:
    """All stock requests by name, in the order of the file."""
    return {
        name: Request(
            name,
            int(entry["tier"]),
            entry["topic"],
            _arguments(entry),
            tuple(entry.get("needs", ())),
            entry.get("death", ""),
            entry.get("penalty", "") == "true",
            entry.get("old", {}),
            entry["example"],
        )
        for name, entry in _table("requests").items()
    }


@cache
def posts() -> Mapping[str, Post]:
    """The posts that recipients hold."""
    return {
        name: Post(
            name,
            int(entry["tier"]),
            entry["example"],
            entry.get("like", ""),
            entry.get("many", "") == "true",
            tuple(entry.get("known_as", ())),
        )
        for name, entry in _table("posts").items()
    }


@cache
def _all_values() -> tuple[Mapping[str, Mapping[str, Value]], Mapping[str, str]]:
    table = _table("values")
    parameters: dict[str, str] = table.pop("parameters")
    extras: dict[str, dict[str, str]] = table.pop("extras")
    found = {
        kind: {value.name: value for value in _values(kind, tiers, parameters, extras.get(kind, {}))}
        for kind, tiers in table.items()
    }
    return found | _parties(extras), parameters


def _values(
    kind: str, tiers: Mapping[str, Any], parameters: Mapping[str, str], extras: Mapping[str, str]
) -> Iterator[Value]:
    for tier, entries in tiers.items():
        for entry in entries:
            name, english = next(iter(entry.items())) if isinstance(entry, dict) else (entry, entry.replace("-", " "))
            slots = [slot for slot in _SLOT.findall(english) if slot not in _GRAMMAR]
            yield Value(kind, name, int(tier), english, {slot: parameters[slot] for slot in slots} | dict(extras))


def _parties(extras: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Value]]:
    table = _table("parties")
    found: dict[str, dict[str, Value]] = {}
    for kind in ("relative", "associate"):
        words = [word for words in table[kind].values() for word in words]
        found[kind] = {word: Value(kind, word, 1, word.replace("-", " "), extras[kind]) for word in words}
    found["group"] = {
        noun: Value("group", noun, int(entry["tier"]), entry.get("english", noun.replace("-", " ")), extras["group"])
        for noun, entry in table["group"].items()
    }
    return found


@cache
def measures() -> Mapping[str, Any]:
    """The words of numbers, of how often, how long, and of what is announced without a day."""
    table = _table("parties")
    return {name: table[name] for name in ("number", "times", "duration", "expected")}


def kinds() -> tuple[str, ...]:
    """The kinds of values that there are lists of."""
    return tuple(_all_values()[0])


def values(kind: str) -> Mapping[str, Value]:
    """The stock values of a kind by name; none for a kind that is a text, a date or a number."""
    return _all_values()[0].get(kind, {})


def key(kind: str) -> str:
    """The word under which the name of a value stands where it is written as a map."""
    return KEYS.get(kind, kind)


@cache
def event_names() -> Mapping[str, tuple[Event, Mapping[str, Any]]]:
    """Every name of an event, old ones too, with the event and the arguments that the name stands for."""
    return _named(events())


@cache
def request_names() -> Mapping[str, tuple[Request, Mapping[str, Any]]]:
    """Every name of a request, old ones too, with the request and the arguments that the name stands for."""
    return _named(requests())


def _named(entries: Mapping[str, Any]) -> dict[str, tuple[Any, Mapping[str, Any]]]:
    names: dict[str, tuple[Any, Mapping[str, Any]]] = {name: (entry, {}) for name, entry in entries.items()}
    for entry in entries.values():
        names |= {old: (entry, implied) for old, implied in entry.old.items()}
    return names


def event(name: str) -> Event:
    """The event of a name, new or old."""
    return event_names()[name][0]


def request(name: str) -> Request:
    """The request of a name, new or old."""
    return request_names()[name][0]
