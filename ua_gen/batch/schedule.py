"""Which letters a run has, in which order they are posted, and in which files they come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ua_gen.batch.config import Letter, LetterKind
from ua_gen.diagnostics import Diagnostic, Misuse, Problems

KEYS = ("recipient", "language", "sender", "country", "case")


class Kind(NamedTuple):
    """What is to be known of a base so that letters can be sorted by it."""

    base: LetterKind
    case: str  # A short name of the case.
    country: str  # Of the recipient's address.
    office: int | None = None  # A number for the office written to, which may be in several cases.
    shown: str = ""  # The name of the case in the manifest, if `case` is that of another one too.


class RowRange:
    """Which rows of the list write a kind of letter: `count` of them from `start` on, and round again."""

    def __init__(self, start: int, count: int, rows: int) -> None:
        self.start, self.count, self.rows = start, count, rows
        self.wrapped = max(start + count - rows, 0)

    def has(self, row: int) -> bool:
        return (row - self.start) % self.rows < self.count

    def before(self, row: int) -> int:
        """How many of its rows come before a row of the list."""
        return min(row, self.wrapped) + min(max(row - self.start, 0), self.count - self.wrapped)


@dataclass(frozen=True, slots=True)
class FileSeries:
    """Letters that are posted together. `first` is the number of the first."""

    name: str
    bases: tuple[int, ...]
    by_sender: bool  # All letters of a sender together; else all of a kind.
    first: int = 1
    set: Literal["letter", "copy"] = "letter"


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A part of a series, small enough for one file."""

    series: FileSeries
    number: int  # Of the file in its series, from 1.
    letters: tuple[Letter, ...]

    @property
    def stem(self) -> str:
        return f"{self.series.name}-{self.number:03}"


class Schedule:
    """The letters of a run in order."""

    def __init__(self, kinds: Sequence[Kind], rows: int, group_by: Sequence[str], most: int = 0) -> None:
        """`most` letters to one recipient; 0: from every sender. Raises Misuse, and Problems (UA504)."""
        self.kinds, self.rows = kinds, rows
        self.windows = _row_ranges(kinds, rows, most)
        self.series = _series(kinds, group_by, [window.count for window in self.windows])
        self._of = {base: series for series in self.series for base in series.bases}
        self.total = sum(window.count for window in self.windows)

    def number(self, base: int, row: int) -> int:
        """The number of a letter in the run."""
        series = self._of[base]
        if series.by_sender:
            earlier = sum(self.windows[other].before(row) for other in series.bases)
            return series.first + earlier + sum(
                self.windows[other].has(row) for other in series.bases[: series.bases.index(base)]
            )  # fmt: skip
        whole = series.bases[: series.bases.index(base)]
        return series.first + sum(self.windows[other].count for other in whole) + self.windows[base].before(row)

    def silent(self) -> int:
        """How many rows of the list write no letter."""
        return sum(not any(window.has(row) for window in self.windows) for row in range(self.rows))

    def copies(self) -> FileSeries:
        """All letters once more, those of each sender together."""
        return FileSeries("copies", tuple(range(len(self.kinds))), True, set="copy")

    def letters(self, series: FileSeries) -> Iterator[Letter]:
        if series.by_sender:
            places = ((base, row) for row in range(self.rows) for base in series.bases)
        else:
            places = ((base, row) for base in series.bases for row in range(self.rows))
        wanted = ((base, row) for base, row in places if self.windows[base].has(row))
        if series.set == "copy":
            return (Letter(self.number(base, row), base, row) for base, row in wanted)
        return (Letter(number, base, row) for number, (base, row) in enumerate(wanted, series.first))

    def batches(self, series: FileSeries, split: int, chosen: Callable[[Letter], bool] | None) -> Iterator[PrintFile]:
        """The files of a series. Letters that are not chosen are left out."""
        part: list[Letter] = []
        number = 1
        for letter in filter(chosen, self.letters(series)) if chosen else self.letters(series):
            part.append(letter)
            if len(part) == split:
                yield PrintFile(series, number, tuple(part))
                part, number = [], number + 1
        if part:
            yield PrintFile(series, number, tuple(part))


def _row_ranges(kinds: Sequence[Kind], rows: int, most: int) -> list[RowRange]:
    """Where one recipient gets no letter from everybody, the senders take turns from recipient to recipient."""
    offices: dict[object, list[int]] = {}
    for number, kind in enumerate(kinds):
        offices.setdefault(kind.base[:2] if kind.office is None else kind.office, []).append(number)
    windows = [RowRange(0, rows, rows) for _ in kinds]
    if not most:
        return windows
    start = 0
    for numbers in offices.values():
        for place, number in enumerate(numbers):  # Languages, and cases, of one recipient share what it gets.
            count = min(most // len(numbers) + (place < most % len(numbers)), rows)
            windows[number] = RowRange(start % max(rows, 1), count, rows)
            start += count
    return windows


def _series(kinds: Sequence[Kind], group_by: Sequence[str], counts: Sequence[int]) -> list[FileSeries]:
    if unknown := [key for key in group_by if key not in KEYS]:
        raise Misuse(f"letters cannot be grouped by `{unknown[0]}`", f"there are: {', '.join(KEYS)}")
    keys = [key for key in dict.fromkeys(group_by) if key != "sender"]
    groups: dict[tuple[tuple[str, ...], int], list[int]] = {}
    for number, kind in enumerate(kinds):
        parts = tuple(part for key in keys for part in _parts(kind, key))
        # Two files of one name in two folders are two cases.
        case = kind.base.case if {"recipient", "case"} & {*keys} else -1
        groups.setdefault((parts, case), []).append(number)
    found = []
    first = 1
    for (parts, _), bases in groups.items():
        name = "-".join(dict.fromkeys(parts)) or "letters"
        found.append(FileSeries(name, tuple(bases), "sender" in group_by, first))
        first += sum(counts[base] for base in bases)
    names = [series.name.casefold() for series in found]
    if double := next((series.name for series in found if names.count(series.name.casefold()) > 1), None):
        message = f"two series of letters would both be written to {double}"
        raise Problems([Diagnostic("UA504", message, None, "rename one of the case files, or make two runs")])
    return found


def _parts(kind: Kind, key: str) -> tuple[str, ...]:
    match key:
        case "recipient":  # An office has its name within a case only.
            return kind.case, kind.base.recipient
        case "case":
            return (kind.case,)
        case "country":
            return (kind.country,)
    return (kind.base.language,)
