"""Envelopes, their windows, sheets of labels: where on paper an address must stand. All measures are millimetres."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from ua_gen.diagnostics import Misuse, quote


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: its left and upper edge, width and height."""

    left: float
    top: float
    width: float
    height: float

    def holds(self, other: "Box", tolerance: float = 0) -> bool:
        return (
            other.left >= self.left - tolerance
            and other.top >= self.top - tolerance
            and other.left + other.width <= self.left + self.width + tolerance
            and other.top + other.height <= self.top + self.height + tolerance
        )


@dataclass(frozen=True, slots=True)
class Window:
    """The layout of a letter for a window envelope."""

    name: str
    title: str
    paper: Literal["a4", "letter"]
    box: Box  # What the window shows.
    text: Box  # Where the address may stand in it.
    line: float  # The height, at its top, of the line with the sender's address; 0 without one.
    folds: tuple[float, ...]
    hole: float | None
    subject: float  # Where the text of the letter begins.
    sender: Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """An envelope without a window, and where the address begins."""

    name: str
    title: str
    width: float
    height: float
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels: where the first is, their size, and how far it is from one to the next."""

    name: str
    title: str
    paper: Literal["a4", "letter"]
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    def places(self) -> list[tuple[float, float]]:
        """The left upper corners of all labels, in the order of reading."""
        return [
            (self.left + column * self.across, self.top + row * self.down)
            for row in range(self.rows)
            for column in range(self.columns)
        ]


PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


@cache
def _data() -> dict[str, dict[str, dict[str, Any]]]:
    text = (files("ua_gen.model") / "stationery.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)  # type: ignore[no-any-return]


@cache
def windows() -> Mapping[str, Window]:
    """All window layouts by name."""
    return {name: _window(name, entry) for name, entry in _data()["windows"].items()}


def _window(name: str, entry: dict[str, Any]) -> Window:
    box = Box(*entry["box"])
    left, top, right, bottom = entry["inset"]
    line = entry["return"]
    text = Box(box.left + left, box.top + line + top, box.width - left - right, box.height - line - top - bottom)
    folds, hole = tuple(entry["folds"]), entry.get("hole")
    return Window(name, entry["title"], entry["paper"], box, text, line, folds, hole, entry["text"], entry["sender"])


@cache
def envelopes() -> Mapping[str, Envelope]:
    """All envelopes by name."""
    return {
        name: Envelope(name, entry["title"], *entry["size"], *entry["address"])
        for name, entry in _data()["envelopes"].items()
    }


@cache
def sheets() -> Mapping[str, Sheet]:
    """All sheets of labels by name."""
    return {name: sheet(name, entry) for name, entry in _data()["labels"].items()}


def sheet(name: str, entry: Any) -> Sheet:
    """A sheet from its measures, in the form of stationery.yaml. Raises Misuse where they cannot be."""
    if not isinstance(entry, dict):
        raise Misuse(f"labels `{name}` have no measures", "compare ua_gen/model/stationery.yaml")
    fields = ("title", "paper", "grid", "first", "size", "step")
    if unknown := [key for key in entry if key not in fields]:
        raise Misuse(f"labels `{name}`: unknown key {quote(unknown[0])}", f"there are: {', '.join(fields)}")
    if missing := [key for key in fields[1:] if key not in entry]:
        raise Misuse(f"labels `{name}`: `{missing[0]}` is missing", "compare ua_gen/model/stationery.yaml")
    if str(entry["paper"]) not in PAPERS:
        raise Misuse(f"labels `{name}`: `paper` must be one of: {', '.join(PAPERS)}")
    pairs = [_pair(name, key, entry[key]) for key in fields[2:]]
    (columns, rows), (left, top), (width, height), (across, down) = pairs
    if min(columns, rows) < 1 or columns != int(columns) or rows != int(rows) or min(width, height) < 10:
        raise Misuse(f"labels `{name}`: `grid` must count columns and rows, `size` be at least 10 mm")
    paper = PAPERS[entry["paper"]]
    ends = (left + (columns - 1) * across + width, top + (rows - 1) * down + height)
    if min(left, top) < 0 or any(end > room + 0.5 for end, room in zip(ends, paper, strict=True)):
        found = f"{ends[0]:.1f} by {ends[1]:.1f} mm of paper that has {paper[0]:g} by {paper[1]:g}"
        raise Misuse(f"labels `{name}` do not fit on the sheet: they reach to {found}")
    if (columns > 1 and across < width - 0.01) or (rows > 1 and down < height - 0.01):
        raise Misuse(f"labels `{name}` would lie on each other", "`step` is from one left upper corner to the next")
    title = str(entry.get("title", name))
    return Sheet(name, title, entry["paper"], int(columns), int(rows), left, top, width, height, across, down)


def _pair(name: str, key: str, value: Any) -> tuple[float, float]:
    try:
        first, second = map(float, value if isinstance(value, list | tuple) else ())
    except (TypeError, ValueError):
        raise Misuse(f"labels `{name}`: `{key}` must be two numbers", f"write `{key}: [1, 2]`") from None
    if not all(map(math.isfinite, (first, second))):
        raise Misuse(f"labels `{name}`: `{key}` must be two numbers", f"write `{key}: [1, 2]`")
    return first, second
