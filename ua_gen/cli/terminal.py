"""What people read on a terminal, set to its width by rich. Where there is none, each line is as long as it is."""

import contextlib
import io
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100  # Columns: longer lines are hard to read.
BOUND = "\N{BRAILLE PATTERN BLANK}"  # A space that nothing breaks at: rich breaks at no-break spaces, too.
colours: bool | None = None  # As the command line says; click forgets it when a command ends, by a problem too.
LEAST = 20  # Columns that a text takes, however narrow the terminal is.
PLAIN = 10_000  # Columns where there is no terminal: no line has so many.


def width(err: bool = False) -> int | None:
    """How many columns to fill of the terminal; None where standard output, or standard error, is no terminal."""
    stream = sys.stderr if err else sys.stdout
    if stream is None or not stream.isatty():
        return None
    with contextlib.suppress(OSError):
        return min(os.get_terminal_size(stream.fileno()).columns or 80, WIDEST)  # 0: unknown.
    return 80


def wrapped(text: str, columns: int | None, first: str = "", rest: str = "  ") -> str:
    """A text in lines of so many columns, broken between words, which begin with `first` and `rest`.

    Colours stay. A word that is longer than a line stays whole, unless its script has no spaces.
    """
    if columns is None or (text.isascii() and len(first + text) <= columns):
        return (first + text).replace(BOUND, " ")
    from rich.text import Text

    console, room = _console(columns), max(columns - len(rest), LEAST)
    shown = Text.from_ansi(text)
    long = [
        found.span() for found in re.finditer(rf"[!-~]{{{room + 1},}} *", shown.plain)
    ]  # Addresses, names of files.
    parts = enumerate(shown.divide([edge for span in long for edge in span]))
    lines = [line for number, part in parts for line in ([part] if number % 2 else part.wrap(console, room))]
    for number, line in enumerate(line for line in lines if line.plain):
        line.rstrip()
        console.print(Text(rest if number else first) + line, no_wrap=True, overflow="ignore", crop=False)
    return _written(console)


def line(text: str, columns: int | None) -> str:
    """A line of a message, wrapped further in than it begins."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return wrapped(text.lstrip(" "), columns, indent, f"{indent}  ")


def table(rows: Sequence[Sequence[str]], columns: int | None, gap: int = 2) -> str:
    """Rows of cells below their headings, the first of the rows; what is too long is wrapped in the last column."""
    from rich.table import Table
    from rich.text import Text

    console = _console(columns or PLAIN)
    shown = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), show_header=False)
    for number in range(len(rows[0])):
        shown.add_column(no_wrap=number < len(rows[0]) - 1, overflow="fold")
    for row in rows:
        shown.add_row(*map(Text.from_ansi, row))
    console.print(shown, crop=False)
    return _written(console)


def _console(columns: int) -> "Console":
    from rich.console import Console

    # Click decides about colours when it is written out.
    return Console(
        file=io.StringIO(), width=columns, force_terminal=True, color_system="standard", legacy_windows=False,
        highlight=False, markup=False, emoji=False, _environ={},
    )  # fmt: skip


def _written(console: "Console") -> str:
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().replace(BOUND, " ").splitlines()
    return "\n".join(line.rstrip() for line in lines)
