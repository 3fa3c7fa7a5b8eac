"""Characters that stand somewhere on a page, put together: to words, rows, columns, and lines in the order of reading.

Longer than most: each step hands the next one what it needs and nothing else.
"""

import itertools
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from ua_gen.importing.lines import TextLine, made
from ua_gen.importing.sources.plain import begun

SAME_ROW = 0.35  # Of the size of type: baselines that differ by less are one.
WORD = 0.17  # Of the size: a wider gap is a blank, where a page has none of its own;
WIDE_WORD = 0.32  # where it has.
PART = 1.45  # Of the size: a wider gap parts what stands beside each other.
STEP = 1.75  # Of the usual step from line to line: a wider one ends what stands in columns.
LINE = 0.9  # Of the size: rows that are nearer stand beside each other.
OTHER = 1.25  # Times as large, or as small.
ALIKE = 3  # Rows in which something begins at one place: a column begins there, however close.
PAGE = 10_000  # Points: more than a page is high.
LEFTWARD = {"R", "AL"}


@dataclass(frozen=True, slots=True)
class Character:
    """Where a character stands: from left to right, on which baseline. Measures are points, from the bottom."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(slots=True)
class Segment:
    """A part of a row with nothing wide in it."""

    characters: list[Character]
    text: str = ""
    left: float = field(init=False)
    right: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        shown = [each for each in self.characters if each.text.strip()]
        self.left, self.right = min(each.left for each in shown), max(each.right for each in shown)
        self.base, self.size = median(each.base for each in shown), median(each.size for each in shown)
        self.bold = sum(each.bold for each in shown) > 0.6 * len(shown)


def laid_out(characters: Iterable[Character], page: int) -> list[TextLine]:
    """The lines of a page in the order of reading, with columns parted and paragraphs begun."""
    found = _with_marks(_once(characters))
    if not any(each.text.strip() for each in found):
        return []
    rtl = _runs_leftward("".join(each.text for each in found))
    spaced = sum(each.text.isspace() for each in found) > 0.05 * len(found)
    rows = [_segments(row, WIDE_WORD if spaced else WORD, rtl) for row in _rows(found)]
    rows = [row for row in rows if row]
    rows = _parted_where_others_begin(rows, rtl)
    usual = _usual_step(rows)
    lines: list[TextLine] = []
    columns = itertools.count(1)
    number = 0
    for band, parted in _bands(rows, usual):
        parts = _columns(band)[:: -1 if rtl else 1] if parted else [band]
        for part in parts:
            column = next(columns) + 1000 * page if len(parts) > 1 else 0
            before: Segment | None = None
            held: list[TextLine] = []
            for row in part:
                text = "    ".join(segment.text for segment in row)
                first = row[0]
                number += 1
                gap = max((before.base - first.base) / (usual or 1) - 1, 0) if before else 1.0
                step = first.size / before.size if before else 1.0
                gap = gap / max(step, 1)
                look = {"size": round(first.size, 1), "bold": all(segment.bold for segment in row)}
                place = {"column": column, "down": page * PAGE - first.base, "left": 0 if rtl else first.left}
                held.append(made(text, f"p{page}:{number}", gap=round(gap, 2), **look, **place))
                before = first
            lines += [line for line in held if line.text]
    return _begun(lines)


def _begun(lines: Sequence[TextLine]) -> list[TextLine]:
    """Where paragraphs begin, in each column by itself: how long a full line is differs."""
    found: list[TextLine] = []
    for _, group in itertools.groupby(lines, key=lambda line: line.column):
        found += _by_size(begun(list(group)))
    return found


def _by_size(lines: Sequence[TextLine]) -> list[TextLine]:
    result = []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        other = before is not None and abs(before.size - line.size) > 0.12 * max(before.size, line.size)
        result.append(replace(line, new=True) if other else line)
    return result


def _once(characters: Iterable[Character]) -> list[Character]:
    """Without what is drawn twice to look bold. A ligature is several characters in one box, one after the other."""
    found: list[Character] = []
    seen: dict[tuple[str, int, int], int] = {}
    for number, each in enumerate(characters):
        key = (each.text, round(each.left), round(each.base))
        before = seen.get(key)
        if before is not None and number - before > 1 and not each.text.isspace():
            continue
        seen[key] = number
        found.append(each)
    return found


def _rows(characters: Sequence[Character]) -> list[list[Character]]:
    rows: list[list[Character]] = []
    for each in sorted(characters, key=lambda each: -each.base):
        if rows and abs(rows[-1][0].base - each.base) < SAME_ROW * max(each.size, rows[-1][0].size * 0.6):
            rows[-1].append(each)
        else:
            rows.append([each])
    return rows


def _with_marks(characters: Sequence[Character]) -> list[Character]:
    """Marks above and below letters put behind those that they stand at, wherever in the file they are drawn."""
    marked = [each for each in characters if _is_mark(each)]
    letters = [each for each in characters if not _is_mark(each)]
    if not marked:
        return letters
    marks: dict[int, str] = {}
    for mark in marked:
        middle = (mark.left + mark.right) / 2
        near = [n for n, each in enumerate(letters) if abs(each.base - mark.base) < each.size and each.text.strip()]
        if near:
            best = min(near, key=lambda n: _distance(letters[n], middle))
            marks[best] = marks.get(best, "") + mark.text
    return [replace(each, text=each.text + marks.get(n, "")) for n, each in enumerate(letters)]


def _is_mark(character: Character) -> bool:
    return unicodedata.category(character.text[0]) == "Mn"


def _distance(character: Character, middle: float) -> float:
    """How far a character is from where a mark stands; within it, how far from its middle, but little."""
    aside = max(character.left - middle, middle - character.right, 0)
    return aside + abs((character.left + character.right) / 2 - middle) / 100


def _runs_leftward(text: str) -> bool:
    leftward = sum(unicodedata.bidirectional(each) in LEFTWARD for each in text)
    return leftward > sum(unicodedata.bidirectional(each) == "L" for each in text) / 2


def _segments(row: Sequence[Character], word: float, rtl: bool) -> list[Segment]:
    """The parts of a row, from left to right, each with its text."""
    ordered = sorted((each for each in row), key=lambda each: (each.left, each.right))
    shown = [each for each in ordered if each.text.strip()]
    if not shown:
        return []
    parts: list[list[Character]] = [[]]
    edge = shown[0].left
    for each in ordered:
        if each.text.strip():
            if parts[-1] and each.left - edge > PART * each.size:
                parts.append([])
            edge = max(edge, each.right) if parts[-1] else each.right
        if parts[-1] or each.text.strip():
            parts[-1].append(each)
    segments = [Segment(part) for part in parts if any(each.text.strip() for each in part)]
    for segment in segments:
        segment.text = _text(segment.characters, word, rtl)
    return segments


def _text(characters: Sequence[Character], word: float, rtl: bool) -> str:
    """What characters say, given from left to right as seen. `rtl`: the page runs to the left."""
    leftward = any(unicodedata.bidirectional(each.text[0]) in LEFTWARD for each in characters)
    shown = [each for each in characters if each.text.strip()]
    gaps = [after.left - each.right for each, after in itertools.pairwise(shown)]
    threshold = word
    if len(shown) > 4 and not leftward:
        wide = sum(gap > word * each.size for gap, each in zip(gaps, shown, strict=False))
        if wide > 0.6 * len(gaps):  # Letters are spaced out.
            threshold = 1.7 * median(gaps) / median(each.size for each in shown)
    pieces: list[str] = []
    before: Character | None = None
    blank = False
    for each in characters:
        if not each.text.strip():
            blank = True
            continue
        if before is not None:
            gap = (each.left - before.right) / max(each.size, before.size)
            if gap > threshold or (blank and threshold <= max(word, WIDE_WORD)):
                pieces.append(" ")
        pieces.append(each.text)
        before, blank = each, False
    if not leftward:
        return "".join(pieces)
    return "".join(_logical(pieces) if rtl else _turned(pieces))


def _logical(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces as seen, of a text that runs to the left, in the order in which they are read."""
    for kind, group in itertools.groupby(reversed(_classed(pieces, "R")), key=lambda each: each[1]):
        found = [piece for piece, _ in group]
        yield from reversed(found) if kind == "L" else (MIRRORED.get(piece, piece) for piece in found)


def _turned(pieces: Sequence[str]) -> Iterator[str]:
    for kind, group in itertools.groupby(_classed(pieces, "L"), key=lambda each: each[1]):
        found = [piece for piece, _ in group]
        yield from reversed(found) if kind == "R" else found


MIRRORED = {"(": ")", ")": "(", "[": "]", "]": "[", "«": "»", "»": "«", "<": ">", ">": "<"}


def _classed(pieces: Sequence[str], around: str) -> list[tuple[str, str]]:
    """Each piece with the direction that it has: what has none takes that of both its neighbours, or of all around."""
    kinds = []
    for piece in pieces:
        kind = unicodedata.bidirectional(piece[0])
        kinds.append("R" if kind in LEFTWARD else "L" if kind in ("L", "EN", "AN") else "")
    for place, piece in enumerate(pieces[:-1]):  # A sign of a number belongs to it.
        if piece in "+-" and kinds[place + 1] == "L" and not kinds[place]:
            kinds[place] = "L"
    result = []
    for place, kind in enumerate(kinds):
        if not kind:
            before = next((each for each in reversed(kinds[:place]) if each), around)
            after = next((each for each in kinds[place:] if each), around)
            kind = before if before == after else around
        result.append((pieces[place], kind))
    return result


def _parted_where_others_begin(rows: list[list[Segment]], rtl: bool) -> list[list[Segment]]:
    """Columns may be closer than a word: where those of other rows begin, a word that begins there begins one too."""
    starts: dict[int, int] = {}
    for row in rows:
        for segment in row[1:]:
            starts[round(segment.left)] = starts.get(round(segment.left), 0) + 1
    places = [place for place, count in starts.items() if count >= ALIKE]
    if not places:
        return rows
    return [[part for segment in row for part in _cut(segment, places, rtl)] for row in rows]


def _cut(segment: Segment, places: Sequence[int], rtl: bool) -> Iterator[Segment]:
    inside = [place for place in places if segment.left + segment.size < place < segment.right - segment.size]
    for place in inside:
        for number, each in enumerate(segment.characters):
            before = segment.characters[number - 1] if number else None
            if abs(each.left - place) < 0.8 and each.text.strip() and before is not None:
                free = each.left - max(other.right for other in segment.characters[:number] if other.text.strip())
                if free > 0.5 * each.size:
                    for part in (segment.characters[:number], segment.characters[number:]):
                        made_of = Segment(list(part))
                        made_of.text = _text(made_of.characters, WIDE_WORD, rtl)
                        yield from _cut(made_of, places, rtl)
                    return
    yield segment


def _usual_step(rows: Sequence[Sequence[Segment]]) -> float:
    """From line to line of a paragraph: nearly the smallest step, for many pages have more gaps than lines."""
    steps = []
    for number, row in enumerate(rows):
        for segment in row:
            near = (each for other in rows[max(number - 6, 0) : number][::-1] for each in other)
            above = (each for each in near if _overlap(each, segment))
            if (each := next(above, None)) and 0.95 * segment.size < each.base - segment.base < 2.2 * segment.size:
                steps.append(each.base - segment.base)
    steps.sort()
    return steps[len(steps) // 8] if steps else 14.0


def _overlap(one: Segment, other: Segment) -> bool:
    return one.left < other.right and other.left < one.right


Row = list[Segment]


def _bands(rows: Sequence[Row], usual: float) -> Iterator[tuple[list[Row], bool]]:
    """Rows that stand in columns together, with True, or below each other.

    Columns begin with a row that has several parts, or with two rows of which one stands beside the other, higher by
    less than a line. They end where a row crosses what has been free between them, or far below.
    """
    band: list[Row] = []
    parted = False
    for row in rows:
        if not band:
            band, parted = [row], len(row) > 1
            continue
        far = band[-1][0].base - row[0].base > STEP * usual or _other_size(band, row)
        if parted and not far and len(_spans([*band, row])) > 1:
            band.append(row)
        elif parted or far:
            yield band, parted
            band, parted = [row], len(row) > 1
        elif len(row) == 1 and not _is_beside(band[-1], row):
            band.append(row)
        else:
            count = _in_columns(band, row)
            if band[: len(band) - count]:
                yield band[: len(band) - count], False
            band, parted = [*band[len(band) - count :], row], count > 0 or len(row) > 1
    if band:
        yield band, parted


def _is_beside(above: Row, row: Row) -> bool:
    """Whether a row is lower than the one before by less than a line, and stands beside it."""
    near = above[0].base - row[0].base < LINE * max(above[0].size, row[0].size)
    return near and (above[-1].right < row[0].left or row[-1].right < above[0].left)


def _spans(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """From where to where on a line something stands, in any of the rows."""
    found: list[tuple[float, float]] = []
    least = 0.5 * median(segment.size for row in rows for segment in row)
    for left, right in sorted((segment.left, segment.right) for row in rows for segment in row):
        if found and left - found[-1][1] <= least:
            found[-1] = found[-1][0], max(found[-1][1], right)
        else:
            found.append((left, right))
    return found


def _other_size(band: Sequence[Row], row: Row) -> bool:
    """Whether a row is set in another size of type than what stands just above it: that is another part of the page."""
    for segment in row:
        above = next((each for other in reversed(band) for each in other if _overlap(each, segment)), segment)
        if not 1 / OTHER < segment.size / above.size < OTHER:
            return True
    return False


def _in_columns(band: Sequence[Row], row: Row) -> int:
    """How many of the last rows of a band stand within a column of the next row, nearer to it than to those above."""
    wanted = max(len(row), 2)
    count = 0
    while count < len(band):
        above = band[len(band) - count - 1]
        below = band[len(band) - count] if count else row
        near = above[0].base - below[0].base <= 1.62 * above[0].size
        if len(above) > 1 or not near or len(_spans([above, *band[len(band) - count :], row])) < wanted:
            break
        count += 1
    while count and len(band) > count:
        first = band[len(band) - count]
        below = band[len(band) - count + 1] if count > 1 else row
        if band[len(band) - count - 1][0].base - first[0].base > 1.05 * (first[0].base - below[0].base):
            break
        count -= 1
    return count


def _columns(band: Sequence[Row]) -> list[list[Row]]:
    """The columns of a band from left to right, each as rows: parted where nothing of the band stands."""
    edges = [(one[1] + other[0]) / 2 for one, other in itertools.pairwise(_spans(band))]
    columns: list[list[Row]] = [[] for _ in range(len(edges) + 1)]
    for row in band:
        cells: list[Row] = [[] for _ in columns]
        for segment in row:
            cells[sum(edge < segment.left for edge in edges)].append(segment)
        for column, cell in zip(columns, cells, strict=True):
            if cell:
                column.append(cell)
    return [column for column in columns if column]
