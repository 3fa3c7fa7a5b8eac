"""The lines of a document, whatever it was: the one thing that reading an appeal is told of its form."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ua_gen.diagnostics import UaGenError

# Marks that nobody sees, and that our own documents have around what runs the other way.
UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLANKS = re.compile(r"\s+")
BULLET = re.compile(r"^\s*(?:[-–—•*·▪■□○●◦‣➢➤►\uf0a7\uf0b7\u2043])\s+")
# A hyphen at the end of a line: of these characters it is only there because the line ends.
SOFT_ENDS = ("\u2010", "\u00ad")
HANGING = re.compile(r"[^\W_]-$")


class NotRead(UaGenError):
    """A document that cannot be read: it is broken, encrypted, too large, or a picture."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a document, in the order of reading. `place` says where it stands: `p1:38`, `line 45`, `par 12`."""

    text: str
    place: str
    gap: float = 0  # Empty lines above it.
    new: bool = False  # It begins a paragraph, as far as the form of the document tells.
    size: float = 0  # Of type, in points; 0: not known.
    bold: bool = False
    item: bool = False  # Of a list.
    column: int = 0  # Of a cell or a column beside others; 0: of none.
    down: float = 0  # How far down it stands, in points from the top of the first page; 0: not known.
    left: float = 0  # Where it begins, in points from the edge of the page; 0: not known.
    soft: bool = False  # Ends in a hyphen that belongs to the end of the line.


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together. `text` has them in one, `joined` what a hyphen at the end of a line has joined."""

    lines: tuple[TextLine, ...]
    text: str
    joined: tuple[str, ...] = ()

    @property
    def first(self) -> TextLine:
        return self.lines[0]


def tidy(text: str) -> str:
    """Text as it is compared and kept: composed letters, plain blanks, no marks that cannot be seen."""
    return BLANKS.sub(" ", UNSEEN.sub("", unicodedata.normalize("NFC", text))).strip()


def made(text: str, place: str, **more: object) -> TextLine:
    """A line of raw text: a bullet makes it an item, and is no part of it."""
    soft = text.rstrip().endswith(SOFT_ENDS)
    bullet = BULLET.match(text)
    if bullet:
        text, more = text[bullet.end() :], {**more, "item": True, "new": True}
    return TextLine(tidy(text), place, soft=soft, **more)  # type: ignore[arg-type]


def join(lines: Sequence[TextLine]) -> Paragraph:
    """Lines as one text. A hyphen that a line ends with stays, unless it is one of those that only end lines."""
    text, joined, soft_before = "", [], False
    for line in lines:
        before = text.rpartition(" ")[2]
        if not text:
            text = line.text
        elif soft_before:
            text = text.rstrip("\u2010") + line.text
        elif HANGING.search(text) and line.text[:1].isalpha():
            joined.append(before + line.text.partition(" ")[0])
            text += line.text
        elif (text.endswith("/") and _is_address(before)) or (_east_asian(text[-1]) and _east_asian(line.text[:1])):
            text += line.text
        else:
            text += " " + line.text
        soft_before = line.soft
    return Paragraph(tuple(lines), tidy(text), tuple(joined))


def paragraphs(lines: Iterable[TextLine]) -> Iterator[Paragraph]:
    """Lines put together to paragraphs, where they begin one."""
    held: list[TextLine] = []
    for line in lines:
        if held and line.new:
            yield join(held)
            held = []
        held.append(line)
    if held:
        yield join(held)


def shorter(line: TextLine, text: str) -> TextLine:
    """What is left of a line."""
    return replace(line, text=text)


def _is_address(word: str) -> bool:
    return "www." in word or "://" in word


def _east_asian(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"
