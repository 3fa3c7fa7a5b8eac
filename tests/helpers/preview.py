"""A preview in a process of its own, at a port of this machine."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import hear_signals

from helpers.specimen import ON_THAT_DAY

PROGRAM = ON_THAT_DAY + "import sys\nfrom ua_gen.cli import main\nmain(sys.argv[1:])"


@contextmanager
def preview(case: Path, *arguments: str) -> Iterator[tuple["subprocess.Popen[str]", int, str]]:
    """A preview in a process of its own, with its port and its token."""
    process = subprocess.Popen(
        [sys.executable, "-W", "error", "-c", PROGRAM, "preview", str(case), "--no-browser", *arguments],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=hear_signals if os.name == "posix" else None,
    )  # fmt: skip
    try:
        assert process.stderr
        line = ""
        while not (found := re.match(r"http://[\d.]+:(\d+)/([\w-]{43})/", line)):
            line = process.stderr.readline()
            assert line, "it has ended"
        yield process, int(found[1]), found[2]
    finally:
        process.kill()
        process.communicate()
