"""Of what the texts of a document came: fields of the case, and phrases of the language."""

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """A text that was said, the field of the file that decided it, and the phrase that it was said with.

    Either may be empty: what is the same in every letter comes of no field, and words of the case's own of no phrase.
    """

    text: str
    path: Path = ()
    phrase: str = ""
