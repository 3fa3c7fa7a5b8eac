"""Letters to be edited in Word: a composed page of HTML made into a DOCX file. It imports python-docx, late."""

from ua_gen.word.layout import LARGEST_LETTERHEAD, Layout, LetterheadError, WordFile, address_line
from ua_gen.word.parts import parts

__all__ = [
    "LARGEST_LETTERHEAD",
    "Layout",
    "LetterheadError",
    "WordFile",
    "address_line",
    "load",
    "write_docx",
    "write_letterhead",
]


def load() -> None:
    """Imports what writing needs, which takes longest the first time."""
    import tinyhtml5  # noqa: F401

    import ua_gen.word.letterhead
    import ua_gen.word.writer  # noqa: F401


def write_docx(html: str, layout: Layout, letterhead: bytes = b"") -> WordFile:
    """A Word file of a composed page, the same bytes for the same page. Raises LetterheadError.

    `letterhead`: a Word file of somebody else's, to be read in a process with limits.
    """
    from ua_gen.word.archive import blank
    from ua_gen.word.letterhead import Letterhead, cleaned
    from ua_gen.word.writer import written

    base = cleaned(letterhead) if letterhead else Letterhead(blank(), ())
    page = parts(html, layout.document, bool(letterhead))
    return WordFile(written(page, layout, base.data, bool(letterhead)), page.left_out, base.left_out)


def write_letterhead(name: str) -> bytes:
    """A Word file to make a letterhead from: its head has a name, its text a line in each style."""
    from ua_gen.word.writer import sample

    return sample(name)
