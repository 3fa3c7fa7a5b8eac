"""The command line: words to calls. The only package that prints and ends the process."""

import os
import sys
from collections.abc import Sequence
from typing import Any

from ua_gen.cli.interruptions import listening


def main(arguments: Sequence[str] | None = None) -> None:
    """The program. Exit codes: 0 fine, 1 problems in the files given, 2 wrong use or cannot run, 130 interrupted.

    SIGTERM and SIGHUP interrupt as well, from here on: what takes long to import is imported later.
    """
    try:
        with listening(to_the_end=arguments is None):
            from ua_gen.cli.program import run

            run(arguments)
    except KeyboardInterrupt:  # Before there was anything to say more of, or while it was said.
        if sys.stderr is not None:
            os.write(2, b"Interrupted.\n")
        sys.exit(130)


def __getattr__(name: str) -> Any:
    # For those who have the commands without the program.
    if name not in ("cli", "_flags"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ua_gen.cli import program

    return getattr(program, name)
