"""Paragraphs as appeals part them: what stands behind a caption, the items of a list, what a page has broken."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ua_gen.importing.captions import Caption, caption
from ua_gen.importing.lines import Paragraph, TextLine, join
from ua_gen.importing.walk.marks import LONGEST_CAPTION, SECTIONS
from ua_gen.importing.walk.texts import capitals


def whole(found: Iterator[Paragraph]) -> Iterator[Paragraph]:
    """Paragraphs, with a caption that goes on in the next line put together."""
    held: Paragraph | None = None
    for paragraph in found:
        if held is not None:
            both = join([*held.lines, *paragraph.lines])
            one, other = caption(held.text), caption(both.text)
            # A caption that is none without its next line, and is whole with it.
            wrapped = one is None and other is not None and other.end >= len(both.text) - 1
            past = one is not None and other is not None and other.end > max(one.end, len(held.text))
            longer = past and other is not None and not other.values
            beside = held.first.column == paragraph.first.column and held.first.bold == paragraph.first.bold
            known = other is not None and other.kind in SECTIONS and len(both.text) < LONGEST_CAPTION
            if known and beside and (wrapped or longer):
                held = both
                continue
            yield held
        held = paragraph
    if held is not None:
        yield held


def behind(paragraph: Paragraph, end: int) -> Paragraph | None:
    """What stands in a paragraph behind so many characters."""
    text = paragraph.text[end:].lstrip(" :：-–")
    if not text:
        return None
    for number in range(len(paragraph.lines) - 1, -1, -1):
        lines = list(paragraph.lines[number:])
        surplus = len(join(lines).text) - len(text)
        if surplus >= 0:
            lines[0] = replace(lines[0], text=lines[0].text[surplus:].lstrip(" :：-–"), new=True)
            return join([line for line in lines if line.text])
    return paragraph


def joined_over_pages(held: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs, with one that breaks off at the end of a page or column put together with its rest."""
    found: list[Paragraph] = []
    for paragraph in held:
        before = found[-1] if found else None
        small = paragraph.text[:1].islower() and not paragraph.first.item
        if (
            before is not None
            and small
            and not re.search(r"[.!?:;。！？:]$", before.text)
            and not capitals(before.text)
        ):
            found[-1] = join([*before.lines, *paragraph.lines])
        else:
            found.append(paragraph)
    return found


def items(held: Sequence[Paragraph]) -> Iterator[tuple[str, tuple[TextLine, ...]]]:
    """The items of a list, by their bullets, or where there are none by the signs at their ends."""
    found: list[Paragraph] = []
    bullets = sum(paragraph.first.item for paragraph in held)
    for paragraph in held:
        before = found[-1] if found else None
        goes_on = before is not None and not paragraph.first.item and (
            paragraph.text[:1].islower() if bullets else not re.search(r"[;.；。؛]$", before.text)
        )  # fmt: skip
        if goes_on and before is not None and (bullets or not re.search(r"[;.；。؛]$", before.text)):
            found[-1] = join([*before.lines, *paragraph.lines])
        else:
            found.append(paragraph)
    for paragraph in found:
        if paragraph.first.item:
            yield paragraph.text, paragraph.lines
            continue
        start = 0
        for match in [*re.finditer(r"[;；؛]\s*", paragraph.text), None]:
            end = match.end() if match else len(paragraph.text)
            text = paragraph.text[start:end].strip()
            start = end
            if text:
                yield text, lines_of(text, paragraph)


def lines_of(text: str, paragraph: Paragraph) -> tuple[TextLine, ...]:
    """The lines of a paragraph that a part of its text stands in."""
    place = paragraph.text.find(text[:60])
    if place < 0:
        return paragraph.lines
    end, start, found = place + len(text), 0, []
    for line in paragraph.lines:
        stop = start + len(line.text)
        if start < end and stop > place:
            found.append(line)
        start = stop + 1
    return tuple(found) or paragraph.lines


def doubt(paragraph: Paragraph) -> str:
    return f"joined at the end of a line: {', '.join(paragraph.joined)}" if paragraph.joined else ""


def goes_on_asking(paragraph: Paragraph) -> bool:
    return paragraph.text[:1].islower() or paragraph.text.endswith(";")


def captions_inside(text: str, kind: str) -> Iterator[Caption]:
    for match in re.finditer(r"(?<=\s)\S", text):
        if found := caption(text[match.start() :], (kind,)):
            yield replace(found, end=match.start())
            return


def before_caption(text: str, kind: str) -> str:
    found = next(captions_inside(text, kind), None)
    return text if found is None else text[: found.end]
