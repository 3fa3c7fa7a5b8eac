"""Where the slots of a laid-out page lie, and whether their text can be set there for certain."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.diagnostics import UaGenError

SLOT = re.compile(r"<!--slot:([\w-]+)-->")  # Stands before the text of a slot, and changes nothing of a layout.
# What a text's style, and that of the boxes around it, must be.
TEXT = {
    "text_transform": "none",
    "white_space": "normal",
    "letter_spacing": "normal",
    "word_spacing": 0,
    "visibility": "visible",
    "direction": "ltr",
    "text_decoration_line": "none",
}
BOX = {
    "opacity": 1,
    "overflow": "visible",
    "float": "none",
    "direction": "ltr",
    "text_overflow": "clip",
    "block_ellipsis": "none",
    "column_count": "auto",
    "column_width": "auto",
    "string_set": "none",
}


class CannotStamp(UaGenError):
    """The line cannot be set for certain without laying the page out."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the text of a slot stands: its box, and the blocks around it from the page inwards."""

    box: Any
    line: Any
    blocks: Sequence[Any]


def slot_places(page_box: Any, texts: Mapping[str, str]) -> Iterator[tuple[str, Place]]:
    """The slots of a page whose text stands whole in one line."""
    # WeasyPrint hides what is placed apart behind objects that pretend to be it.
    walk: list[tuple[Any, tuple[Any, ...], Any]] = [(page_box, (), None)]
    while walk:
        box, blocks, line = walk.pop()
        box = getattr(box, "_box", box)
        kind = type(box).__name__
        if kind == "TextBox":
            name = name_of(box.element)
            if line is not None and name and texts.get(name) == box.text:
                yield name, Place(box, line, blocks)
            continue
        if kind == "LineBox":
            line = box
        elif line is None:
            blocks = (*blocks, box)
        walk += [(child, blocks, line) for child in reversed(getattr(box, "children", ()))]


def name_of(element: Any) -> str:
    """The name of the slot that fills an element, or nothing."""
    if element is None or len(element) != 1 or isinstance(element[0].tag, str) or (element.text or "").strip():
        return ""
    match = SLOT.fullmatch(f"<!--{element[0].text}-->")
    return match[1] if match else ""


def is_plain(place: Place) -> bool:
    """Whether nothing but the paper and the text itself decides where the text stands and how it looks."""
    box, line = place.box, place.line
    inner = line
    while inner is not box:
        if len(inner.children) != 1 or type(inner).__name__ not in ("LineBox", "InlineBox"):
            return False
        (inner,) = inner.children
    page, *blocks = place.blocks
    return (
        abs(line.width - box.width) < 1e-6
        and not box.justification_spacing
        and all(box.style[name] == value for name, value in TEXT.items())
        and type(page).__name__ == "PageBox"
        and all(type(block).__name__ == "BlockBox" for block in blocks)
        and all(is_steady(block) for block in (*blocks, *inner_boxes(line, box)))
        and len(blocks[-1].children) == 1
        and not any(other.is_floated() for other in page.descendants())
    )


def inner_boxes(line: Any, box: Any) -> Iterator[Any]:
    """The boxes between a line and the text in it."""
    inner = line.children[0]
    while inner is not box:
        yield inner
        (inner,) = inner.children


def is_steady(block: Any) -> bool:
    """Whether a box neither follows the width of its contents, nor changes how they are drawn."""
    style = block.style
    if block.is_absolutely_positioned() and not is_placed(style):
        return False
    return (
        all(style[name] == value for name, value in BOX.items())
        and not (isinstance(style["width"], str) and style["width"] != "auto")
        and not block.transformation_matrix
    )


def is_placed(style: Any) -> bool:
    """Whether what is placed apart has its left upper corner and its width whatever is in it."""
    across = sum(style[name] != "auto" for name in ("left", "right", "width"))
    return across > 1 and bool(style["top"] != "auto")


def alignment(line: Any) -> float:
    """The share of the room left in a line that stands before its text."""
    style = line.style
    align = style["text_align_all"] if style["text_align_last"] == "auto" else style["text_align_last"]
    try:
        return {"start": 0.0, "left": 0.0, "center": 0.5, "end": 1.0, "right": 1.0}[align]
    except KeyError:
        raise CannotStamp from None
