"""Texts that a template may show but not look into, and the filter that breaks texts into lines."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

# Latin, Greek and Cyrillic letters, figures and marks, each one column wide on a terminal.
ONE_COLUMN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e]*"
)

UNBROKEN = 1_000_000  # Columns: more than a text may have.
CALLED = (FunctionType, MethodType, BuiltinFunctionType, partial)


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


def shown(value: Any) -> Any:
    """What is written for the value of `{{ … }}`. Raises TypeError for what has no text but its place in memory."""
    kind = type(value)
    if kind is Slot:
        return value._shown()
    if kind in CALLED or all(getattr(kind, name) is getattr(object, name) for name in ("__str__", "__repr__")):
        raise TypeError(f"a {kind.__name__} has no text: show a part of it, or what it gives")
    return value


@pass_context
def wrapped(context: Context, text: Any, width: int = 72, first: str = "", rest: str = "") -> Any:
    """`wrap` for templates. Of an e-mail they break no line: how wide it will be shown, nobody knows."""
    return wrap(text, UNBROKEN if context.get("mail") else width, first, rest)


def wrap(text: Any, width: int = 72, first: str = "", rest: str = "") -> Any:
    """Text broken into lines of at most `width` columns, or a slot that will be. `first` and `rest` begin the lines.

    Counts columns as terminals do, so that Chinese and combining letters come out right.
    """
    if isinstance(text, Slot):
        return text._changed(Wrapping(width, first, rest))
    return _wrap(text, width, first, rest)


# What no line of Chinese is broken in: a character, or a word in other letters, with the marks that belong to it.
_UNIT = re.compile(r"[“‘（《]*(?:[^\s\u2e80-\uffef“”‘’（《）》，。、；：！？]+[年月日]?|\S?)[”’）》，。、；：！？]*\s*")
_HAN = re.compile("[\u3400-\u9fff]")


def _wrap(text: str, width: int, first: str, rest: str) -> str:
    room = width - max(len(first), len(rest))
    # Where every character is one column wide, the standard library breaks the same lines ten times as fast.
    breaker: Callable[..., list[str]]
    if ONE_COLUMN.fullmatch(text):
        breaker = textwrap.wrap
    elif _HAN.search(text):
        breaker = _wrap_han
    else:
        from wcwidth import wrap as breaker
    # A name that has a hyphen is not broken there.
    broken = (breaker(paragraph, room, break_on_hyphens=False) for paragraph in text.split("\n"))
    lines = [line for found in broken for line in found or [""]]
    marked = [(first if number == 0 else rest) + line for number, line in enumerate(lines)]
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in marked)


def _wrap_han(text: str, width: int, break_on_hyphens: bool = False) -> list[str]:
    """Lines of Chinese, which may end behind each character, but not in a name in other letters or before a comma."""
    from wcwidth import wcswidth, wrap

    lines: list[str] = []
    line = ""
    for unit in _UNIT.findall(text):
        if line and wcswidth((line + unit).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += unit
        if wcswidth(line.rstrip()) > width:  # A link that is longer than its line.
            *full, line = wrap(line, width, break_on_hyphens=break_on_hyphens)
            lines += full
    return [*lines, line.rstrip()] if line.strip() else lines
