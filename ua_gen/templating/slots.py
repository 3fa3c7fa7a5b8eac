"""Texts that a template may show but not look into, and the filter that breaks texts into lines."""

import datetime
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType
from typing import Any

from jinja2 import Undefined

# Latin, Greek and Cyrillic letters, figures and marks, each one column wide on a terminal.
ONE_COLUMN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e]*"
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What the filter `wrap` does to a text."""

    width: int
    first: str
    rest: str

    def __call__(self, text: str) -> str:
        return _wrap(text, self.width, self.first, self.rest)


class Slot:
    """A text that a template may show as it is or wrapped, but not look into: it differs from sender to sender.

    `put` is called where the text is shown, with what is done to it there, and gives what stands for it.
    """

    def __init__(self, put: Callable[[tuple[Wrapping, ...]], str], changes: tuple[Wrapping, ...] = ()) -> None:
        self._put = put
        self._changes = changes

    def _changed(self, change: Wrapping) -> "Slot":
        return Slot(self._put, (*self._changes, change))

    def _shown(self) -> str:
        return self._put(self._changes)

    def _looked_into(self, *_: object) -> Any:
        raise TypeError("the text of a slot is not known to the template")

    __str__ = __eq__ = __hash__ = __format__ = _looked_into


# What has a text, beside what has a `__str__` of ours, or is a piece of a template.
PLAIN = (str, int, float, NoneType, datetime.date, Undefined)


def shown(value: Any) -> Any:
    """What is written for the value of `{{ … }}`. Raises TypeError for what has no text: its place in memory is none."""
    if isinstance(value, PLAIN):
        return value
    if type(value) is Slot:
        return value._shown()
    if not _has_text(value):
        raise TypeError(f"what is to be shown, of the kind {type(value).__name__}, has no text: show a part of it")
    return value


def _has_text(value: Any) -> bool:
    if isinstance(value, (list, tuple, set, frozenset)) and not hasattr(value, "_fields"):
        return all(map(_has_text, value))
    if isinstance(value, dict):
        return all(map(_has_text, value.values()))
    if isinstance(value, PLAIN) or hasattr(type(value), "__html__"):
        return True
    own = next(part for part in type(value).__mro__ if "__str__" in vars(part))
    return own.__module__.partition(".")[0] == "ua_gen" and type(value) is not Slot


def wrap(text: Any, width: int = 72, first: str = "", rest: str = "") -> Any:
    """Text broken into lines of at most `width` columns, or a slot that will be. `first` and `rest` begin the lines.

    Counts columns as terminals do, so that Chinese and combining letters come out right.
    """
    if isinstance(text, Slot):
        return text._changed(Wrapping(width, first, rest))
    return _wrap(text, width, first, rest)


def _wrap(text: str, width: int, first: str, rest: str) -> str:
    room = width - max(len(first), len(rest))
    # Where every character is one column wide, the standard library breaks the same lines ten times as fast.
    if ONE_COLUMN.fullmatch(text):
        breaker = textwrap.wrap
    else:
        from wcwidth import wrap as breaker
    lines = [line for paragraph in text.split("\n") for line in breaker(paragraph, room) or [""]]
    for number in range(1, len(lines)):  # In Chinese, no line begins with what ends a phrase.
        rest_of_line = lines[number].lstrip("，。、；：！？）》”")
        lines[number - 1] += lines[number][: len(lines[number]) - len(rest_of_line)]
        lines[number] = rest_of_line
    marked = [(first if number == 0 else rest) + line for number, line in enumerate(lines)]
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in marked)
