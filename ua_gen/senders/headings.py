"""What the columns of a list hold, told by their headings."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count

from ua_gen.diagnostics import Misuse, quote, suggest
from ua_gen.senders.data import alike, data, variants
from ua_gen.senders.table import Cells, Record

IGNORE = "ignore"  # What a heading is mapped to so that its column is left out.
NAMES = ("name", "given", "family")
POSTAL = ("street", "address", "po-box", "line2", "line3", "line4", "town", "postcode")
FIRST = 12  # Rows among which the headings are looked for.


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each field, from left to right, by the address that they belong to; and those left out."""

    by_group: Mapping[str, Mapping[str, tuple[int, ...]]]
    left_out: tuple[int, ...]

    def of(self, field: str) -> tuple[int, ...]:
        """The columns of a field, those of the nearest address first."""
        return tuple(column for fields in self.by_group.values() for column in fields.get(field, ()))


def fields() -> tuple[str, ...]:
    """The names of the fields that a heading can be mapped to."""
    return (*data("headings.yaml")["fields"], IGNORE)


@cache
def _known() -> dict[str, str]:
    headings = data("headings.yaml")
    known = {alike(word): IGNORE for word in variants(headings["ignored"])}
    for field, lists in headings["fields"].items():
        known |= {alike(word): field for word in [field, *variants(lists)]}
    return known


@cache
def _affixes() -> list[tuple[str, str]]:
    """Words that tell an address, the longest first, with the address."""
    groups = data("headings.yaml")["groups"]
    found = [(alike(word), group) for group, lists in groups.items() for word in variants(lists)]
    return sorted(found, key=lambda pair: -len(pair[0]))


@cache
def recognise(heading: str) -> tuple[str, str] | None:
    """The address that a column belongs to, or "", and its field."""
    word = alike(heading)
    if field := _known().get(word):
        return "", field
    for affix, group in _affixes():
        for rest in (word.removeprefix(affix), word.removesuffix(affix)):
            if rest != word and (field := _known().get(rest)):
                return group, field
    return None


def matcher(mapping: Mapping[str, str]) -> Callable[[str], tuple[str, str] | None]:
    """Recognises headings, first those that the caller has named. Raises Misuse at a field that there is not."""
    named = {}
    for heading, field in mapping.items():
        word = field.strip().casefold().replace("_", "-")
        if word not in fields():
            hint = suggest(word, fields()) or f"there are: {', '.join(fields())}"
            raise Misuse(f"unknown field {quote(field)} for the heading {quote(heading)}", hint)
        named[alike(heading) or heading] = ("", word)
    return lambda heading: named.get(alike(heading) or heading) or recognise(heading)


def find(records: list[Record], mapping: Mapping[str, str]) -> tuple[int, Columns] | None:
    """Which record holds the headings, and the columns. None if there is no column for names.

    Raises Misuse if a heading is to be mapped that is not there.
    """
    match = matcher(mapping)

    def rate(cells: Cells) -> tuple[bool, int]:
        found = [pair[1] for pair in map(match, cells) if pair]
        return any(name in found for name in NAMES), len(set(found))

    rates = [rate(cells) for _, cells in records[:FIRST]]
    best = max(range(len(rates)), key=lambda number: (rates[number], -number), default=None)
    if best is None:
        return None
    _check_mapping(mapping, records[best][1])
    return (best, _columns(records[best][1], match)) if rates[best][0] else None


def _columns(cells: Cells, match: Callable[[str], tuple[str, str] | None]) -> Columns:
    by_group: dict[str, dict[str, list[int]]] = {group: {} for group in ("", *data("headings.yaml")["groups"])}
    left_out = []
    for column, heading in zip(count(), cells, strict=False):
        found = match(heading) if heading.strip() else None
        if found is None:
            left_out.append(column)
        elif found[1] != IGNORE:
            by_group[found[0]].setdefault(found[1], []).append(column)
    return Columns(
        {group: {field: tuple(columns) for field, columns in found.items()} for group, found in by_group.items()},
        tuple(left_out),
    )


def _check_mapping(mapping: Mapping[str, str], headings: Iterable[str]) -> None:
    there = {alike(heading) or heading: heading for heading in headings if heading.strip()}
    for heading in mapping:
        if (alike(heading) or heading) not in there:
            listed = ", ".join(map(quote, list(there.values())[:20]))
            hint = suggest(heading, there.values()) or f"there are: {listed}"
            raise Misuse(f"the list has no column {quote(heading)}", hint)
