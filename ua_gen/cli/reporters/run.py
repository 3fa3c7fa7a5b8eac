"""What there is to report: one run over some files."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ua_gen.diagnostics import Diagnostic

Style = Callable[[str, str], str]  # A text and a colour's name to the text as a terminal shows it.


def plain(text: str, colour: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Run:
    """The names of the files that were checked, and what was found in them.

    `folder` is the one that relative names start from, `root` the one that machines are told places from: the
    repository's. `strict` means that warnings fail the run.
    """

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    folder: Path
    root: Path
    strict: bool = False
    style: Style = plain
    columns: int | None = None  # Of the terminal that the report is for, if it is one.

    def fails(self, diagnostic: Diagnostic) -> bool:
        return self.strict or diagnostic.is_error

    def place(self, name: str) -> str:
        """A file's name as seen from the root, with forward slashes; the whole path where it is outside."""
        return _place(self.folder, self.root, name)


@lru_cache(maxsize=64)  # Many diagnostics are about the same file.
def _place(folder: Path, root: Path, name: str) -> str:
    path = Path(os.path.normpath(folder / name))
    return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
