"""Catalogues compiled: the `.po` that translators edit to the `.mo` that programs read."""

import datetime
import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

# Babel would write into each catalogue when it was compiled, and where on earth. Nobody asks for it.
UNDATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def _names(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return re.findall(r"\{(\w+)\}", text if isinstance(text, str) else " ".join(text))


def compile_po(path: Path) -> bytes:
    """The `.mo` form of a `.po` file.

    The same file gives the same bytes, whenever and wherever it is compiled.
    Fuzzy entries are left out: a sentence that its translator has not confirmed is a missing sentence.
    Raises ValueError where an entry's placeholders or plural forms do not fit its original.
    """
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    problems = [f"{path}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]
    # Which phrase is given which values, only the program knows; but a name that no phrase has is a slip for certain.
    known = {name for message in catalogue for name in _names(message.id)}
    problems += [
        f"{path}:{message.lineno}: no phrase has a value `{{{name}}}`"
        for message in catalogue
        for name in _names(message.string or "")
        if message.id and name not in known
    ]
    if problems:
        raise ValueError("\n".join(problems))
    return _compiled(catalogue)


def compile_frames(path: Path) -> bytes:
    """The `.mo` form of the frames of a language, which are checked by `ua_gen.languages.checker`.

    Babel takes `{who:acc}` for a format of Python's, which it is not; so none of its own checks is asked for.
    """
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    return _compiled(catalogue)


def _compiled(catalogue: Catalog) -> bytes:
    """The same bytes, whenever and wherever it is compiled, without what is fuzzy."""
    catalogue.creation_date = catalogue.revision_date = UNDATED
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
