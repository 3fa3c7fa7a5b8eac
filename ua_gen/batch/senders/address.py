"""The lines of an address from its pieces, in the order that its country has."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ua_gen.batch.senders.lookup import data

Piece = tuple[str, int]  # A text and the column that it comes from.
STREET = ("street", "house")
PLACE = ("postcode", "town", "region")


@dataclass(frozen=True, slots=True)
class Order:
    """How a country orders an address."""

    street: str
    place: tuple[str, ...]


@cache
def order(country: str) -> Order:
    table = data("addresses.yaml")
    street = table["default"]["street"]
    if country in table["house-first"]:
        street = "{house} {street}"
    elif country in table["house-after-comma"]:
        street = "{street}, {house}"
    own = next((line for line, countries in table["lines"].items() if country in countries), None)
    return Order(street, (own,) if own else tuple(table["default"]["lines"]))


@cache
def digits(country: str) -> int:
    """How many digits every postcode of the country has. 0 where they are not so."""
    return next((number for number, countries in data("addresses.yaml")["digits"].items() if country in countries), 0)


def lines(pieces: Mapping[str, Piece], country: str) -> list[Piece]:
    """The lines of an address without the country, each with the column of its first piece.

    Where the country is not given, the pieces of a line stay in the order of the list's columns.
    """
    if country:
        known = order(country)
        street, place = known.street, known.place
    else:
        street, place = _as_listed(pieces, STREET), (_as_listed(pieces, PLACE),)
    found = [*_cell(pieces.get("address"))] if "street" not in pieces else []
    head, *more = _cell(pieces.get("street")) or [("", -1)]
    if "house" in pieces:
        line = fill(street, {**pieces, "street": head})
        head = (line, head[1] if head[0] else pieces["house"][1])
    found += [head, *more] if head[0] else more
    for name in ("po-box", "line2", "line3", "line4"):
        found += _cell(pieces.get(name))
    for pattern in place:
        if line := fill(pattern, pieces):
            found.append((line, next(pieces[name][1] for _, name in _parts(pattern) if name in pieces)))
    return found


def _as_listed(pieces: Mapping[str, Piece], names: tuple[str, ...]) -> str:
    there = sorted((pieces[name][1], name) for name in names if name in pieces)
    return " ".join(f"{{{name}}}" for _, name in there)


def _cell(piece: Piece | None) -> list[Piece]:
    """The lines of a cell: some hold a whole address with line breaks."""
    if piece is None:
        return []
    if "\n" not in piece[0] and "\r" not in piece[0]:
        return [piece]
    return [(line.strip(), piece[1]) for line in piece[0].splitlines() if line.strip()]


def fill(pattern: str, pieces: Mapping[str, Piece]) -> str:
    """The pattern with the pieces put in; a piece that is not there takes the punctuation before it along."""
    line = ""
    for before, name in _parts(pattern):
        if text := pieces.get(name, ("", 0))[0]:
            line += (before if line else "") + " ".join(text.split())
    return line


@cache
def _parts(pattern: str) -> list[tuple[str, str]]:
    """The names in a pattern, each with the punctuation before it."""
    return re.findall(r"([^{}]*)\{(\w+)\}", pattern)
