"""What a language lacks, as a value: it is noted where something is said, and told by whoever makes the document."""

from dataclasses import dataclass
from typing import Literal

Why = Literal["text", "frame", "form", "past", "stock"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a language lacks: a text of the case at `path`, or a `phrase` of the catalogue.

    `why`: there is no `text` in the language; no `frame` of it tells the field; a name lacks a `form` that a frame
    needs, and stands in brackets; the day that was announced is `past`; or the `stock` event or request takes no such
    field, in any language.
    """

    path: tuple[str | int, ...] = ()
    phrase: str = ""
    why: Why = "text"
