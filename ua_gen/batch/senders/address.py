"""The lines of an address from its pieces, in the order that its country has."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ua_gen.batch.senders.lookup import data, fold_key, variants

Piece = tuple[str, int]  # A text and the column that it comes from.
Pieces = dict[str, list[Piece]]  # By their names, which are those of fields.
# Postcode and town, or town and what follows it, at the end of a line: `3 Example Road, Leeds LS1 4AP`.
_PLACE = (
    r"(?:^|[,;]\s*)(?:[A-Z]{{1,2}}-)?(?:\S*\d\S*\s+(?:[A-Z]{{2}}\s+)?)?(?i:{town})"
    r"(?:[\s,]+(?:\S*\d\S*|[A-Z]{{2,3}}|{region}))*\s*$"
)
_EAST_ASIAN = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
MAX_LINES = 6  # Of an address, as in the model.
STREET = ("street", "house")
PLACE = ("postcode", "town", "region")
SEVERAL = frozenset(
    ["street", "address", "house", "po-box", "line2", "line3", "line4", "town"]
)  # Cells of one address.


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
    own = next((pattern for pattern, countries in table["lines"].items() if country in countries), None)
    return Order(street, tuple(own.split(" / ")) if own else tuple(table["default"]["lines"]))


@cache
def own_script(country: str) -> tuple[str, ...]:
    """The lines of an address in the script of a country that writes it from the largest to the smallest."""
    pattern = data("addresses.yaml")["own-script"].get(country)
    return tuple(pattern.split(" / ")) if pattern else ()


def shows_region(country: str) -> bool:
    """Whether addresses of a country have its regions in them."""
    return not country or any("{region}" in pattern for pattern in order(country).place)


def is_beside_town(country: str) -> bool:
    """Whether the region belongs to the place even where it is called as the town."""
    return country in data("addresses.yaml")["region-beside-town"]


def repeats(region: str, town: str) -> bool:
    """Whether a region such as `Co. Dublin` says no more than the town, `Dublin 4`."""
    said = _bare(town)
    return bool(said) and _bare(region) == said


def _bare(name: str) -> list[str]:
    """The words of a place without those that say what it is, and without numbers."""
    words = map(fold_key, re.split(r"[\s,./()-]+", name))
    return [word for word in words if word and not word.isdigit() and word not in _kinds_of_regions()]


@cache
def _kinds_of_regions() -> frozenset[str]:
    return frozenset(map(fold_key, variants(data("addresses.yaml")["kinds-of-regions"])))


def is_city_state(country: str) -> bool:
    return country in data("addresses.yaml")["city-states"]


@cache
def digits(country: str) -> int:
    """How many digits every postcode of the country has. 0 where they are not so."""
    return next((number for number, countries in data("addresses.yaml")["digits"].items() if country in countries), 0)


def lines(pieces: Pieces, country: str) -> list[Piece]:
    """The lines of an address without the country, each with the column of its first piece.

    Where the country is not given, the pieces of a line stay in the order of the list's columns. So do lines of which
    no country says where they belong: a flat, a house's name, a part of the town.
    """
    one = {name: found[-1] for name, found in pieces.items()}
    if (patterns := own_script(country)) and _EAST_ASIAN.search("".join(text for text, _ in one.values())):
        return _from_the_largest(pieces, one, patterns)
    if country:
        known = order(country)
        street, place = known.street, known.place
    else:
        street, place = _as_listed(one, STREET), (_as_listed(one, PLACE),)
    found = [line for piece in pieces.get("address", ()) for line in _cell(piece)] if "street" not in pieces else []
    streets = [line for piece in pieces.get("street", ()) for line in _cell(piece)]
    if "house" in pieces:
        house = " ".join(text for text, _ in pieces["house"]), pieces["house"][0][1]
        head, *streets = streets or [("", house[1])]
        streets.insert(0, (fill(street, {"street": head, "house": house}), head[1]))
    others = [line for name in ("po-box", "line2", "line3") for piece in pieces.get(name, ()) for line in _cell(piece)]
    found += sorted([*streets, *others], key=lambda line: line[1])
    found += [line for piece in pieces.get("line4", ()) for line in _cell(piece)]
    found += pieces.get("town", [])[:-1]  # Of two, the part of the town stands before the town.
    lines = _with_place(found, _filled(place, one), one)
    if len(lines) > MAX_LINES and place[-1] == "{postcode}" and "postcode" in one and lines[-2][1] != lines[-1][1]:
        lines[-2:] = [(f"{lines[-2][0]} {lines[-1][0]}", lines[-2][1])]  # As may be done where room is short.
    return lines


def _filled(patterns: Sequence[str], one: Mapping[str, Piece]) -> list[Piece]:
    lines = ((fill(pattern, one), pattern) for pattern in patterns)
    return [(line, next(one[name][1] for _, name in _parts(pattern) if name in one)) for line, pattern in lines if line]


def _with_place(found: list[Piece], place: list[Piece], one: Mapping[str, Piece]) -> list[Piece]:
    """The lines with those of the place, which may stand in the last of them already: once, whichever says more."""
    town = one["town"][0] if "town" in one else ""
    pieces = {fold_key(one[name][0]) for name in PLACE if name in one}
    while town and len(found) > 1 and fold_key(found[-1][0]) in pieces:  # A line of the cell with one of them alone.
        found = found[:-1]
    last = found[-1][0] if found else ""
    if not town or town.casefold() not in last.casefold():
        return [*found, *place]
    region = re.escape(one["region"][0]) if "region" in one else "$"
    match = re.search(_PLACE.format(town=re.escape(town), region=region), last)
    if not match or not (match.start() or found[1:]):  # `London Road 5`
        return [*found, *place]
    before, there = last[: match.start()].rstrip(" ,;"), last[match.start() :].lstrip(" ,;")
    head = [*found[:-1], *([(before, found[-1][1])] if before else [])]
    said, known = _words(there), _words(" ".join(text for text, _ in place))
    if said <= known:
        return [*head, *place]
    return [*head, (there, found[-1][1])] if known <= said else [*found, *place]


def _words(text: str) -> set[str]:
    return {fold_key(word) for word in text.split()} - {""}


def _from_the_largest(pieces: Pieces, one: dict[str, Piece], patterns: tuple[str, ...]) -> list[Piece]:
    """An address in East Asian script. What the patterns do not name, such as a floor, follows the street."""
    if "address" in pieces and "street" not in pieces:
        return [line for piece in pieces["address"] for line in _cell(piece)] + _filled(patterns, one)
    for name in SEVERAL & pieces.keys():
        one[name] = "".join(" ".join(text.split()) for text, _ in pieces[name]), pieces[name][0][1]
    districts = tuple(data("addresses.yaml")["districts"])
    if {"region", "town"} <= one.keys() and one["region"][0].endswith(districts) > one["town"][0].endswith(districts):
        one |= {"region": one["town"], "town": one["region"]}
    lines = _filled(patterns, one)
    more = [
        line
        for name in ("line2", "line3", "po-box", "line4")
        for piece in pieces.get(name, ())
        for line in _cell(piece)
    ]
    place = next((n for n, pattern in enumerate(patterns) if "{street}" in pattern), 0)
    at = len(lines) if place == len(patterns) - 1 else min(1, len(lines))
    return [*lines[:at], *more, *lines[at:]]


def place_as_listed(pieces: Pieces) -> str:
    """Postcode, town and region of an address without a country: in the order of the list's columns."""
    one = {name: found[-1] for name, found in pieces.items()}
    return fill(_as_listed(one, PLACE), one)


def _as_listed(pieces: Mapping[str, Piece], names: tuple[str, ...]) -> str:
    there = sorted((pieces[name][1], name) for name in names if name in pieces)
    return " ".join(f"{{{name}}}" for _, name in there)


def _cell(piece: Piece) -> list[Piece]:
    """The lines of a cell: some hold a whole address with line breaks."""
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
