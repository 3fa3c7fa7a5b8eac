"""YAML as a tree of nodes that know their places, and the places of its texts."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ua_gen.diagnostics import Span

BLOCK = ("|", ">")  # The styles of texts that begin in the line after their mark.


class Places(Protocol):
    """Tells the place of what a node was made of."""

    def at(self, event: Any) -> Span: ...


@dataclass(slots=True, eq=False)  # Not frozen: a case has hundreds, and frozen ones take twice as long to make.
class Node:
    """A piece of YAML and its place: a scalar's text, a list's items, or a mapping's (key, value) pairs by key."""

    value: "str | list[Node] | dict[str, tuple[Node, Node]] | None"
    kind: str  # scalar | list | mapping
    event: Any
    builder: Places
    lost: "tuple[tuple[Node, Node], ...]" = ()  # Fields that it cannot have: without a name, or a second time.

    @property
    def span(self) -> Span:
        # Made when it is asked for: few places are ever told.
        return self.builder.at(self.event)

    def plain(self) -> Any:
        """The same as plain dicts, lists, strings, and None for a value left empty."""
        if self.kind == "mapping":
            return {key: value.plain() for key, (_, value) in self._mapping().items()}
        if self.kind == "list":
            return [item.plain() for item in self.items()]
        return self.value

    def pairs(self) -> "list[tuple[Node, Node]]":
        return list(self._mapping().values())

    def _mapping(self) -> "dict[str, tuple[Node, Node]]":
        return self.value if self.kind == "mapping" else {}  # type: ignore[return-value]

    def items(self) -> "list[Node]":
        return self.value if self.kind == "list" else []  # type: ignore[return-value]

    def scalars(self) -> "Iterator[Node]":
        """Every name and text in it, in the order of the file."""
        if self.kind == "scalar":
            yield self
        for key, value in self.pairs():
            yield key
            yield from value.scalars()
        for item in self.items():
            yield from item.scalars()

    def nodes(self) -> "Iterator[Node]":
        """Itself and all that is in it, also what a sound file could not have, such as a field's second time."""
        yield self
        for key, value in (*self.pairs(), *self.lost):
            yield from key.nodes()
            yield from value.nodes()
        for item in self.items():
            yield from item.nodes()

    def find(self, path: tuple[str | int, ...]) -> "tuple[Node | None, Node]":
        """The key (None for a list's item) and the value at `path`, or of its deepest part that is there."""
        key, node = None, self
        for step in path:
            if isinstance(step, int) and step < len(node.items()):
                key, node = None, node.items()[step]
                continue
            pair = node._mapping().get(str(step))
            if pair is None:
                break
            key, node = pair
        return key, node


class TextPlaces:
    """Where the names and texts of a file are: what stands in one of them is no comment."""

    def __init__(self, root: Node) -> None:
        events = [scalar.event for scalar in root.scalars()]
        self._begin = [(event.start_mark.line, event.start_mark.column) for event in events]
        self._end = [(event.end_mark.line, event.end_mark.column) for event in events]

    def have(self, line: int, column: int) -> bool:
        """Whether a place, counted from 0, is in one of them."""
        index = bisect_right(self._begin, (line, column)) - 1
        return index >= 0 and (line, column) < self._end[index]
