"""Plain text as lines: where paragraphs begin, by empty lines, by bullets, and by how full lines are."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ua_gen.importing.lines import TextLine, made

PARTED = re.compile(r"\t+|(?<=\S)\s{4,}(?=\S)")  # Columns of text that somebody has copied.
END = re.compile(r"[.!?:;。！？：；؟][\"”’»)]*$")
EXACT = 0.12  # Of a step from line to line, where that is measured: a wider gap parts paragraphs.
SENTENCE = re.compile(r"[.!?。！？؟][\"”’»)]*$")
NEAR = (6, 25)  # Lines around one that tell how it is spaced, and more where those are too few.
INDENT = 0.8  # Of the size of type.
FULL = 0.72  # Of the width: a shorter line ends its paragraph.


def lines(text: str) -> list[TextLine]:
    """The lines of a text, with the empty ones told as gaps."""
    found: list[TextLine] = []
    gap = 0
    for number, raw in enumerate(re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text), 1):
        if not raw.strip():
            gap += 1
            continue
        line = made(raw, f"line {number}", gap=gap)
        if line.text:
            found.append(line)
            gap = 0
    return begun(found)


def begun(found: Sequence[TextLine]) -> list[TextLine]:
    """Lines of which is told where paragraphs begin, by what stands between them.

    Where each line is followed by an empty one, that parts nothing: only more of them do, or a line that is not full.
    """
    width = _width(found)
    result: list[TextLine] = []
    for number, line in enumerate(found):
        before = found[number - 1] if number else None
        if line.new or before is None or line.column != before.column:
            result.append(replace(line, new=True))
            continue
        usual = _usual(found, number, width)
        # Where wider gaps part the paragraphs around, the end of a sentence at the end of a full line parts none.
        wider = usual > 0.4 and any(other.gap > usual + 0.4 for other in found[max(number - 15, 1) : number + 16])
        ended = _long(before) < FULL * width or (bool(END.search(before.text)) and not wider)
        new = line.gap > usual + (EXACT if line.size else 0.4) or (line.gap > 0.4 and ended)
        # A line that is not full and ends a sentence ends a paragraph, however near the next one is.
        new = new or (_long(before) < FULL * width and bool(SENTENCE.search(before.text)) and not before.item)
        new = new or _is_indented(before, line)
        new = new or (line.gap > 0.4 and line.text.isupper() != before.text.isupper())
        new = (
            new or (before.bold != line.bold and (line.size > 0 or line.gap >= usual)) or _is_alone(before, line, width)
        )
        result.append(replace(line, new=new))
    return result


def _is_indented(before: TextLine, line: TextLine) -> bool:
    """Whether a line begins further in than the one before, or that one, which ends a sentence or an item, did so."""
    if not line.left or not before.left:
        return False
    further = line.left - before.left
    return further > INDENT * line.size or (further < -INDENT * line.size and bool(END.search(before.text)))


def _usual(found: Sequence[TextLine], number: int, width: float) -> float:
    """The smallest gap, around a line, behind full lines in the middle of a sentence; 0 where there are none."""
    if size := found[number].size:  # Measured: between lines of a paragraph it is the smallest.
        alike = sorted(line.gap for line in found[1:] if abs(line.size - size) < 0.3)
        return alike[len(alike) // 10] if alike else 0
    for reach in NEAR:
        around = found[max(number - reach, 0) : number + reach + 1]
        pairs = ((one, two) for one, two in itertools.pairwise(around) if two is not found[number])
        gaps = Counter(two.gap for one, two in pairs if _long(one) >= FULL * width and not END.search(one.text))
        if sum(gaps.values()) >= 2:
            return min(gap for gap, count in gaps.items() if count >= 2 or len(gaps) == sum(gaps.values()))
    return 0


def _long(line: TextLine) -> float:
    """How long a line is: in characters, or about so in the type that it is set in."""
    return len(line.text) * (line.size or 1)


def _width(found: Sequence[TextLine]) -> float:
    """How long a full line is: nearly the longest."""
    lengths = sorted(map(_long, found))
    return max(lengths[int(len(lengths) * 0.9)] if lengths else 0, 40)


def _is_alone(before: TextLine, line: TextLine, width: float) -> bool:
    """Whether the line before is one by itself: a caption, or a line of an address."""
    return _long(before) < 0.5 * width and _long(line) < 0.5 * width and not before.item
