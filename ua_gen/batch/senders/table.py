"""A list as a table: rows of cells, each of which knows its place."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from ua_gen.diagnostics import Diagnostic, Problems, Span

MAX_ROWS = 200_000  # Ten times the largest list that we have heard of.
MAX_COLUMNS = 500  # Outlook exports 92, a supporter database seldom 200.

MAX_PERSONAL = 300  # Characters of a personal line: many more do not stay on the page.
SHORTEN = "shorten it to a sentence or two"

Cells = tuple[str, ...]
Record = tuple[int, Cells]  # Its first line, or the number of the row, and its cells.

Lacking = Callable[[Collection[str]], Collection[str]]  # Those of some characters that no font has.


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file that are not empty, with the headings among them, and what cannot be a row.

    `at` tells the place of a cell, or of a row where the column is None; `where` names the place in a message where a
    place in text means nothing. Columns count from 0. `hidden` are the lines of rows that are not shown, `struck` those
    of rows in which a cell is struck out, with its column. Where cells are `aligned`, no separator too many can have
    moved them.
    """

    name: str
    records: list[Record]
    at: Callable[[int, int | None], Span]
    where: Callable[[int, int | None], str]
    diagnostics: list[Diagnostic]
    broken: list[tuple[Record, Diagnostic]]
    delimiter: str = ","
    hidden: frozenset[int] = frozenset()
    struck: Mapping[int, int] = field(default_factory=dict)
    aligned: bool = False


def refuse(name: str, message: str, hint: str) -> NoReturn:
    """The file is not a list of senders at all."""
    raise Problems([Diagnostic("UA604", message, Span(name), hint)])


def check_size(name: str, rows: int, columns: int) -> None:
    """Refuses a table that nobody can mean."""
    if rows > MAX_ROWS:
        refuse(name, f"more than {MAX_ROWS:,} rows", "is this the list you meant? Split it if it is")
    if columns > MAX_COLUMNS:
        refuse(name, f"more than {MAX_COLUMNS} columns", "is this the list you meant? Leave out the columns not needed")


def filled(cells: Cells) -> bool:
    """Whether a row has anything in it."""
    return any(cell and not cell.isspace() for cell in cells)


def too_long(line: str) -> str:
    """What is wrong with a personal line that no letter has room for; empty for all others."""
    length = len(" ".join(line.split()))
    return f"a personal line of {length} characters: there is room for {MAX_PERSONAL}" if length > MAX_PERSONAL else ""


def rare(texts: Iterable[str]) -> set[str]:
    """The characters of some texts of which not every font has all: those that are neither Latin nor Cyrillic."""
    return {
        each
        for text in texts
        if not text.isascii()
        for each in text
        if each > "\u024f" and not "\u0400" <= each < "\u0530"
    }
