"""Letters to be edited in Word: a composed page of HTML made into a DOCX file. It imports python-docx, late."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ua_gen.diagnostics import UaGenError
from ua_gen.word.parts import parts

if TYPE_CHECKING:
    from ua_gen.languages import Language
    from ua_gen.templating import Fit

__all__ = [
    "LARGEST_LETTERHEAD",
    "LOW",
    "Layout",
    "LetterheadError",
    "WordFile",
    "address_line",
    "load",
    "write_docx",
    "write_letterhead",
]


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


def load() -> None:
    """Imports what writing needs, which takes longest the first time."""
    import tinyhtml5  # noqa: F401

    import ua_gen.word.letterhead
    import ua_gen.word.writer  # noqa: F401


def write_docx(html: str, layout: Layout, letterhead: bytes = b"") -> WordFile:
    """A Word file of a composed page, the same bytes for the same page. Raises LetterheadError.

    `letterhead`: a Word file of somebody else's, to be read in a process with limits.
    """
    from ua_gen.word.archive import blank
    from ua_gen.word.letterhead import Letterhead, cleaned
    from ua_gen.word.writer import written

    base = cleaned(letterhead) if letterhead else Letterhead(blank(), ())
    page = parts(html, layout.document, bool(letterhead))
    return WordFile(written(page, layout, base.data, bool(letterhead)), page.left_out, base.left_out)


def write_letterhead(name: str) -> bytes:
    """A Word file to make a letterhead from: its head has a name, its text a line in each style."""
    from ua_gen.word.writer import sample

    return sample(name)


def address_line(height: float) -> float:
    """Points from line to line of an address, in a window of so many millimetres."""
    return 11 if height < LOW else 14.3
