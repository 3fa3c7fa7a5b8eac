"""How far a print run is: on a terminal a bar, elsewhere a line for each file."""

import contextlib
import sys
import time
from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING

import click

from ua_gen.cli.common import echo_error

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from ua_gen.batch.config import Task
    from ua_gen.batch.worker import TaskResult

PAUSE = 0.1  # Seconds from one picture to the next.


class Progress:
    """Told of letters and files as they come. It names files and numbers, never a sender."""

    def __init__(self, files: Mapping[str, int], quiet: bool) -> None:
        self.total = sum(files.values())
        self.files = len(files)
        self.finished = 0  # Files.
        self.whole = 0  # Letters in finished files that were made now.
        self.begun = 0  # Letters of the file that is being made here, in all formats.
        self.quiet = quiet
        self.shown = 0.0
        self.bar = _bar() if sys.stderr is not None and sys.stderr.isatty() and not quiet else None

    def __enter__(self) -> "Progress":
        if self.bar:
            self.bar.add_task("", total=self.total)
            with contextlib.suppress(OSError):  # If nobody sees it the work goes on.
                self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self._show()
            with contextlib.suppress(OSError):
                self.bar.stop()

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
        self.begun = 0
        if made is None:
            self.total -= count
        else:
            self.whole += count
        if self.bar:
            self._show()
        elif not self.quiet:
            some = f"{count - len(failed):,} of " if failed else ""
            letters = f"{some}{count:,} {'letter' if count == 1 else 'letters'}"
            what = "made before" if made is None else "made"
            echo_error(f"{task.stem}: {letters} {what} ({self.finished}/{self.files})")

    def _show(self) -> None:
        if self.bar:
            self.shown = time.monotonic()
            [task] = self.bar.task_ids
            with contextlib.suppress(OSError):
                self.bar.update(
                    task, total=self.total, completed=min(self.whole + self.begun, self.total), refresh=True
                )


def _bar() -> "Bar":
    """`━━━━━━━━━━━━━━━━━━━━ 1,200 of 3,000 letters 510 a second 0:00:04`, in narrow terminals less bar."""
    from rich.console import Console
    from rich.progress import BarColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.progress import Task as Shown
    from rich.table import Column
    from rich.text import Text

    class Speed(ProgressColumn):
        def render(self, task: Shown) -> Text:
            return Text(f"{task.speed:,.0f} a second" if task.speed else "")

    context = click.get_current_context(silent=True)
    colours = not (context and context.color is False)
    letters = TextColumn("{task.completed:,.0f} of {task.total:,.0f} letters", table_column=Column(no_wrap=True))
    console = Console(stderr=True, color_system="auto" if colours else None, highlight=False)
    columns = (BarColumn(30), letters, Speed(Column(no_wrap=True)), TimeRemainingColumn())
    return Bar(*columns, console=console, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)
