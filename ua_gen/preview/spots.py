"""Which part of a page came of which line of the file: the texts that were said, found again where they stand."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.casefile.loading import Loaded
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.validation import path_name
from ua_gen.pdf import Line
from ua_gen.wording import Origin

IDEOGRAPHS = 0x2E80  # From there on, words are written without blanks between them.
MOST_LINES = 14  # Of the file, that are shown for a text.
# Phrases that are parts of sentences: whole ones are noted as well.
PARTS = frozenset({"pronoun", "piece", "authority", "term", "hedge", "ordinal", "urgent-ordinal"})
# Those that ask for several things: what stands between these is theirs.
AROUND = re.compile(r"(letter|group|petition)\.(ask|requests)")
# The field that decides whether a phrase is said, where the words do not know it.
DECIDED_BY = {
    "letter.ask": "requests", "letter.ask-one": "requests", "letter.requests": "requests", "group.ask": "requests",
    "group.requests": "requests", "petition.ask": "requests", "petition.requests": "requests",
    "notice.invented": "invented", "urgent": "action", "sheet": "action", "outcome": "outcome",
    "solidarity": "solidarity", "petition": "petition",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file, from `line` to `end`, counted from 1, and the name of the field that stands there."""

    file: str
    line: int
    column: int
    end: int
    field: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """A text on the pages: its boxes (page, left, top, width, height), where it came from, and its phrase."""

    text: str
    boxes: tuple[tuple[int, float, float, float, float], ...]
    place: Place | None
    phrase: str


def spots(lines: Sequence[Line], files: Sequence[tuple[Loaded[Any], Sequence[Origin]]]) -> list[Spot]:
    """The texts of some files on the pages, in the order in which they are read. `files` have what was said of each.

    Of texts in one another the longest counts: of a sentence, not the name in it.
    """
    page = _Page(lines)
    said = [
        (folded, part, origin, loaded)
        for loaded, origins in files
        for origin in origins
        if not (origin.phrase.partition(".")[0] in PARTS and not origin.path)
        for part in origin.text.split("\n\n")
        if (folded := _folded(part))
    ]
    said.sort(key=lambda one: (bool(AROUND.match(one[2].phrase)), -len(one[0]), not one[2].path))
    found: dict[int, Spot] = {}
    for folded, part, origin, loaded in said:
        around = bool(AROUND.match(origin.phrase))
        for ranges in page.find(folded, around):
            boxes = tuple(box for start, end in ranges for box in page.boxes(start, end))
            found[ranges[0][0]] = Spot(" ".join(part.split()), boxes, place_of(loaded, origin), origin.phrase)
    return [spot for _, spot in sorted(found.items())]


def place_of(loaded: Loaded[Any], origin: Origin) -> Place | None:
    path = origin.path or _deciding(loaded, origin.phrase)
    if not path or loaded.root is None:
        return None
    key, node = loaded.root.find(path)
    first = (key or node).span
    end = max(first.line, _last_line(node))
    return Place(first.path, first.line, first.column, end, path_name(path), ())


def quoted(place: Place, loaded: Loaded[Any]) -> Place:
    """The place with its lines as the file has them, but for those that are not for everybody."""
    hidden = loaded.secret.lines if loaded.secret else frozenset()
    lines = loaded.text.splitlines()
    last = min(place.end, place.line + MOST_LINES - 1, len(lines))
    while last > place.line and not lines[last - 1].strip():
        last -= 1
    shown = tuple("…" if number in hidden else lines[number] for number in range(place.line - 1, last))
    return Place(place.file, place.line, place.column, max(last, place.line), place.field, shown)


def _deciding(loaded: Loaded[Any], phrase: str) -> tuple[str | int, ...]:
    field = DECIDED_BY.get(phrase) or DECIDED_BY.get(phrase.partition(".")[0], "")
    return (field,) if field and loaded.root is not None and loaded.root.find((field,))[0] is not None else ()


def _last_line(node: Node) -> int:
    """The line, counted from 1, in which a value ends. What libyaml tells of blocks is where the next thing begins."""
    marks = [scalar.event.end_mark for scalar in node.scalars()][-1:] or [node.event.start_mark]
    return int(marks[0].line) + (1 if marks[0].column else 0)


class _Page:
    """The letters of pages, with where they stand."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.letters: list[str] = []
        self.places: list[tuple[int, int]] = []  # The line and the character that each letter is of.
        for number, line in enumerate(lines):
            for index, character in enumerate(line.text):
                for letter in _folded(character):
                    self.letters.append(letter)
                    self.places.append((number, index))
        self.text = "".join(self.letters)
        self.taken = bytearray(len(self.letters))

    def find(self, folded: str, around: bool = False) -> Iterator[list[tuple[int, int]]]:
        """Where a text stands, and not as a part of one that was found before. It is taken then.

        Each time the ranges of its letters: one, or with `around` all that is left of it by others.
        """
        start = self.text.find(folded)
        while start >= 0:
            end = start + len(folded)
            ranges = list(self._free(start, end))
            if ranges and (around or ranges == [(start, end)]) and self._parted(start) and self._parted(end):
                self.taken[start:end] = b"\1" * len(folded)
                yield ranges
            start = self.text.find(folded, start + 1)

    def _free(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a range that nothing has taken yet."""
        while start < end:
            if self.taken[start]:
                start += 1
                continue
            stop = next((index for index in range(start, end) if self.taken[index]), end)
            yield start, stop
            start = stop

    def _parted(self, index: int) -> bool:
        """Whether no word goes on across this place."""
        if index in (0, len(self.places)) or ord(self.text[index]) >= IDEOGRAPHS:
            return True
        (line, before), (other, behind) = self.places[index - 1], self.places[index]
        return line != other or behind - before > 1

    def boxes(self, start: int, end: int) -> Iterator[tuple[int, float, float, float, float]]:
        """A box in each line, around what stands there of the letters, with the marks between them."""
        pieces: dict[int, list[int]] = {}
        for number, index in self.places[start:end]:
            pieces.setdefault(number, []).append(index)
        numbers = list(pieces)
        for number, indexes in pieces.items():
            line = self.lines[number]
            first = 0 if number != numbers[0] else indexes[0]
            last = len(line.text) - 1 if number != numbers[-1] else self._with_mark(line.text, indexes[-1])
            edges = line.edges[first : last + 1]
            left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
            yield line.page, line.left + left, line.top, right - left, line.height

    @staticmethod
    def _with_mark(text: str, index: int) -> int:
        """With the full stop, or what else stands behind a word."""
        while index + 1 < len(text) and not text[index + 1].isspace() and not text[index + 1].isalnum():
            index += 1
        return index


def _folded(text: str) -> str:
    """Letters, digits and their marks alone, in small letters: blanks and signs may differ on the page."""
    kept: Iterable[str] = (each for each in text.casefold() if each.isalnum() or unicodedata.category(each)[0] == "M")
    return "".join(kept)
