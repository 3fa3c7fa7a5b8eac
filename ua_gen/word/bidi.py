"""Text parted where its direction changes: Word wants to be told run by run, and does not know isolates."""

import unicodedata
from collections.abc import Iterator

OPENING, CLOSING = "\u2066\u2067\u2068", "\u2069"
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\u200e", "\u200f"  # Marks: invisible letters of a direction, which every program knows.
LEFTWARD = {"R", "AL"}


def directed(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """Pieces of a text, each with whether it runs to the left.

    `rtl`: the direction of the text around. What is isolated has its own, and marks at its ends that keep it from what
    stands beside it; elsewhere a stretch of the other direction reaches from its first letter to its last.
    """
    depth, piece, isolated = 0, "", False
    for character in text:
        if character in OPENING or character in CLOSING:
            if depth == (0 if character in OPENING else 1) and piece:
                yield from _apart(piece, rtl) if depth else _stretches(piece, rtl, isolated)
                piece, isolated = "", bool(depth)
            depth = max(depth + (1 if character in OPENING else -1), 0)
        else:
            piece += character
    if piece:
        yield from _apart(piece, rtl) if depth else _stretches(piece, rtl, isolated)


def _strong(character: str) -> str:
    """`R`, `L`, or nothing for what has no direction of its own."""
    kind = unicodedata.bidirectional(character)
    return "R" if kind in LEFTWARD else "L" if kind == "L" else ""


def _apart(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """An isolated text: its direction is that of its first letter; figures alone run to the right."""
    leftward = next((kind == "R" for kind in map(_strong, text) if kind), False)
    if leftward == rtl:
        yield text, leftward
        return
    mark, own = (RIGHT_TO_LEFT, "R") if leftward else (LEFT_TO_RIGHT, "L")
    before, after = (mark if _strong(each) != own else "" for each in (text[0], text[-1]))
    yield before + text + after, leftward


def _stretches(text: str, rtl: bool, isolated: bool) -> Iterator[tuple[str, bool]]:
    """`isolated`: what stands before it was so, and must not draw figures to its side."""
    own, other = ("R", "L") if rtl else ("L", "R")
    if isolated and _strong(text[0]) != own:
        text = (RIGHT_TO_LEFT if rtl else LEFT_TO_RIGHT) + text
    done, stretch = 0, None  # A stretch against the direction around, from its first letter to behind its last.
    for place, character in enumerate(text):
        kind = _strong(character)
        if kind == other:
            stretch = (stretch[0] if stretch else place, place + 1)
        elif kind == own and stretch:
            yield from _parted(text, done, stretch, rtl)
            done, stretch = stretch[1], None
    if stretch:
        yield from _parted(text, done, stretch, rtl)
        done = stretch[1]
    if done < len(text):
        yield text[done:], rtl


def _parted(text: str, done: int, stretch: tuple[int, int], rtl: bool) -> Iterator[tuple[str, bool]]:
    if stretch[0] > done:
        yield text[done : stretch[0]], rtl
    yield text[slice(*stretch)], not rtl
