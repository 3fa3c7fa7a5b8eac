"""How a document is laid out in Word, and what comes of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ua_gen.diagnostics import UaGenError

if TYPE_CHECKING:
    from ua_gen.languages import Language
    from ua_gen.templating import Fit

LARGEST_LETTERHEAD = 5_000_000  # Bytes.
LOW = 25  # Millimetres of a window in which an address is set closely.


class LetterheadError(UaGenError):
    """A file is no letterhead. The arguments are what is wrong with it and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document is laid out in Word."""

    document: str  # Its name.
    margins: tuple[float, float, float, float]  # Millimetres: top, right, bottom, left.
    paper: str
    window: str
    language: "Language"
    fit: "Fit"
    numbered: bool  # Pages bear their numbers.


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file, and what of the page and of the letterhead it does not show."""

    data: bytes
    left_out: tuple[str, ...]
    left_behind: tuple[str, ...] = ()  # Of the letterhead.


def address_line(height: float) -> float:
    """Points from line to line of an address, in a window of so many millimetres."""
    return 11 if height < LOW else 14.3
