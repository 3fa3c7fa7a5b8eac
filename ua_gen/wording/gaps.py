"""What a language lacks, as a value: it is noted where something is said, and told by whoever makes the document."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a language lacks: a text of the case at `path`, or a `phrase` of the catalogue."""

    path: tuple[str | int, ...] = ()
    phrase: str = ""
