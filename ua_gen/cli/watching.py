"""`--watch`: the same again with each save."""

import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from ua_gen import clock
from ua_gen.cli.common import echo_error, print_diagnostics, sender_file
from ua_gen.cli.interruptions import check
from ua_gen.diagnostics import Diagnostic, Misuse, Problems


def keep_making(
    make: Callable[[], Sequence[Diagnostic]],
    cases: Sequence[str],
    written: Collection[Path],
    sender: str | None,
    configurations: Sequence[Path],
    templates: Sequence[str],
) -> NoReturn:
    """Calls `make` now and whenever something has changed of which it makes things, until it is interrupted.

    `written` grows: what `make` has written is no change. What is wrong is told, and the next save awaited. Raises
    Misuse for what is wrong before anything was saved, and where the library for watching is not installed.
    """
    from ua_gen.preview.watching import require

    require("watchfiles")
    from ua_gen.casefile.discovery import case_files
    from ua_gen.preview.reading import Inputs, Watched, watched_files
    from ua_gen.preview.watching import saves

    inputs = Inputs(
        "", clock.days, lambda: None, sender_file(sender), tuple(configurations), tuple(map(Path, templates))
    )  # fmt: skip

    def watched() -> Watched:
        named = [Path(case).absolute() for case in cases if case]
        found = watched_files(case_files(cases)[0], inputs)
        # Of a folder, what will come to lie there as well.
        found |= replace(found, neighbours=frozenset(path for path in named if path.is_dir()))
        return replace(found, ignored=frozenset(path.absolute() for path in written))

    changes = saves(watched, threading.Event())
    next(changes)
    make()
    echo_error(f"Watching {', '.join(cases)}: save, and it is made anew. Ctrl-C ends it.")
    for _ in changes:
        check()
        echo_error("")
        try:
            make()
        except Misuse as error:
            echo_error(f"Error: {error.message}")
            if error.hint:
                echo_error(f"  {error.hint}")
        except Problems as problems:
            print_diagnostics(problems.diagnostics)
    raise KeyboardInterrupt
