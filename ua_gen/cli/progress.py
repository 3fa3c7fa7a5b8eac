"""How far a print run is: one line that grows on a terminal, a line for each file elsewhere."""

import contextlib
import os
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING

import click

from ua_gen.cli.common import echo_error

if TYPE_CHECKING:
    from ua_gen.batch.config import Task
    from ua_gen.batch.worker import TaskResult

WIDTH = 30  # Columns of the bar.
PAUSE = 0.1  # Seconds from one picture to the next.


class Progress:
    """Told of letters and files as they come. It names files and numbers, never a sender."""

    def __init__(self, files: Mapping[str, int], quiet: bool) -> None:
        self.total = sum(files.values())
        self.files = len(files)
        self.finished = 0  # Files.
        self.whole = 0  # Letters in finished files.
        self.found = 0  # Those of them that an earlier run had made.
        self.begun = 0  # Letters of the file that is being made here, in all formats.
        self.quiet = quiet
        self.bar = sys.stderr is not None and sys.stderr.isatty() and not quiet
        self.start = time.monotonic()
        self.shown = 0.0

    def __enter__(self) -> "Progress":
        self._show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self._show()
            with contextlib.suppress(OSError):
                click.echo(err=True)

    def on_progress(self) -> None:
        """A letter is begun."""
        self.begun += 1
        if self.bar and time.monotonic() - self.shown > PAUSE:
            self._show()

    def done(self, task: "Task", made: "TaskResult | None") -> None:
        """A file is written, or was there."""
        count = len(task.letters)
        failed = {each.number for each in made.entries if each.problem and each.set == task.set} if made else set()
        self.finished += 1
        self.whole += count
        self.begun = 0
        self.found += count if made is None else 0
        if self.bar:
            self._show()
        elif not self.quiet:
            some = f"{count - len(failed):,} of " if failed else ""
            letters = f"{some}{count:,} {'letter' if count == 1 else 'letters'}"
            what = "made before" if made is None else "made"
            echo_error(f"{task.stem}: {letters} {what} ({self.finished}/{self.files})")

    def line(self, now: float, columns: int = 200) -> str:
        """`[####------] 1,200 of 3,000 letters, 510 a second, 0:04 left`, or as much of it as has room."""
        bar, told = self._parts(now)
        # A line that is as wide as the terminal may begin another one, which would not be cleared.
        return f"{bar} {told}" if len(bar) + len(told) + 1 < columns else told[: columns - 1]

    def _parts(self, now: float) -> tuple[str, str]:
        at = min(self.whole + self.begun, self.total)
        rate = (at - self.found) / max(now - self.start, 0.001)
        filled = WIDTH * at // max(self.total, 1)
        bar, told = f"[{'#' * filled}{'-' * (WIDTH - filled)}]", f"{at:,} of {self.total:,} letters"
        if rate <= 0:
            return bar, told
        left = round((self.total - at) / rate)
        hours, minutes = divmod(left // 60, 60)
        clock = f"{hours}:{minutes:02}:{left % 60:02}" if hours else f"{minutes}:{left % 60:02}"
        return bar, f"{told}, {rate:,.0f} a second, {clock} left"

    def _show(self) -> None:
        if self.bar:
            self.shown = time.monotonic()
            # If nobody sees it the work goes on. The line is cleared to its end: the last one may have been longer.
            with contextlib.suppress(OSError):
                columns = os.get_terminal_size(sys.stderr.fileno()).columns or 80  # 0: unknown.
                click.echo(f"\r{self.line(self.shown, columns)}\033[K", err=True, nl=False)
