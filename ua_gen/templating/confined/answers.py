"""Answers of the child as plain data, and what may be built of them."""

import base64
import dataclasses
import importlib
import json
from collections.abc import Callable, Mapping
from enum import Enum
from typing import IO, Any

from ua_gen.diagnostics import UaGenError

LONGEST_ANSWER = 200_000_000  # Bytes.

# What an answer may be made of, beside plain data, and where each is. Whoever takes the child over writes its answers:
# what is read here builds nothing else, and runs nothing.
ANSWERS = {
    "Diagnostic": "ua_gen.diagnostics",
    "Problems": "ua_gen.diagnostics",
    "Severity": "ua_gen.diagnostics",
    "Span": "ua_gen.diagnostics",
    "ComposedText": "ua_gen.rendering.compose",
    "Origin": "ua_gen.wording.origins",
    "Fit": "ua_gen.templating.document",
    "Wrapping": "ua_gen.templating.slots",
    "PdfFile": "ua_gen.pdf",
    "Line": "ua_gen.pdf.lines",
    "DoesNotFit": "ua_gen.pdf.fitting",
    "InkOutside": "ua_gen.pdf.ink",
    "Misplaced": "ua_gen.pdf.ink",
    "OutsideWindow": "ua_gen.pdf.window",
    "SenderTooLong": "ua_gen.pdf.window",
    "MissingGlyphs": "ua_gen.pdf",
    "LetterheadError": "ua_gen.word.layout",
    "TextLine": "ua_gen.importing.lines",
    "NotRead": "ua_gen.importing.lines",
    "WordFile": "ua_gen.word.layout",
    "Draft": "ua_gen.rendering.sharing",
    "Unshared": "ua_gen.rendering.sharing",
}


class CallFailed(UaGenError):
    """A call has raised what is none of the answers: only its name and its text come back."""

    def __init__(self, kind: str, text: str = "") -> None:
        super().__init__(f"{kind}: {text}" if text else kind)
        self.kind = kind


def written(answer: tuple[str, Any]) -> bytes:
    kind, value = answer
    try:
        flat = _flat(value)
    except (TypeError, RecursionError):
        kind = "raised"
        error = value if isinstance(value, Exception) else TypeError(f"{type(value).__name__} is no answer")
        flat = ["CallFailed", type(error).__name__, str(error)[:1000]]
    return json.dumps([kind, flat]).encode()


def _flat(value: Any) -> Any:
    """An answer as plain data: whatever has parts is a list that begins with its kind. Raises TypeError."""
    kind = type(value)
    if value is None or kind in (str, int, float, bool):
        return value
    if kind is bytes:
        return ["bytes", base64.b64encode(value).decode()]
    if kind in (list, tuple, frozenset):
        return [kind.__name__, *map(_flat, value)]
    if kind is dict:
        return ["dict", *(_flat(each) for item in value.items() for each in item)]
    if ANSWERS.get(kind.__name__) != kind.__module__:
        if isinstance(value, str):  # One that knows that it is HTML.
            return str.__str__(value)
        raise TypeError(f"{kind.__name__} is no answer")
    if isinstance(value, Enum):
        return [kind.__name__, value.value]
    if isinstance(value, Exception):
        return [kind.__name__, *map(_flat, value.__reduce__()[1])]
    return [kind.__name__, *(_flat(getattr(value, each.name)) for each in dataclasses.fields(value))]


PLAIN: Mapping[str, Callable[..., Any]] = {
    "bytes": base64.b64decode,
    "list": lambda *items: list(items),
    "tuple": lambda *items: items,
    "frozenset": lambda *items: frozenset(items),
    "dict": lambda *items: dict(zip(items[::2], items[1::2], strict=True)),
    "CallFailed": CallFailed,
}


def read_answer(stream: IO[bytes]) -> tuple[str, Any]:
    """The next answer. Raises EOFError if there is none, or what is there is none."""
    size = int.from_bytes(stream.read(8))
    data = stream.read(size) if 0 < size <= LONGEST_ANSWER else b""
    if not data or len(data) < size:
        raise EOFError
    try:
        kind, flat = json.loads(data)
        return kind, _built(flat)
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
        raise EOFError from None


def _built(flat: Any) -> Any:
    if not isinstance(flat, list):
        return flat
    kind, *parts = flat
    make = PLAIN.get(kind) or getattr(importlib.import_module(ANSWERS[kind]), kind)
    return make(*map(_built, parts))
