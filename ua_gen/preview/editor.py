"""The user's own editor, opened at a line of a file of the preview."""

import asyncio
import shlex
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from ua_gen.diagnostics import Misuse

FIELDS = {"file", "line", "column"}
HINT = "write it like 'code -g {file}:{line}:{column}', or 'gnome-text-editor {file}'"
HEARD = 0.5  # Seconds within which a program that cannot work says so.


class Editor:
    """A command with places for `{file}`, `{line}` and `{column}`. It is run as it is, not by a shell."""

    def __init__(self, command: str, start: Callable[..., "subprocess.Popen[bytes]"] = subprocess.Popen) -> None:
        """An empty command is none. Raises Misuse for one that names no file, or cannot be read."""
        self.words = _words(command)
        self._start = start

    def __bool__(self) -> bool:
        return bool(self.words)

    async def open(self, name: str, line: int, column: int) -> str:
        """Opens a file, and gives what went wrong, or nothing."""
        if not self.words:
            return "no editor is named: start the preview with --editor"
        values = {"file": str(Path(name).absolute()), "line": str(line), "column": str(column)}
        try:
            process = self._start(
                [word.format(**values) for word in self.words],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return f"{self.words[0]} cannot be started: {error.strerror or error}"
        try:
            code = await asyncio.wait_for(asyncio.to_thread(process.wait, HEARD), HEARD * 2)
        except (subprocess.TimeoutExpired, TimeoutError):
            return ""
        return f"{self.words[0]} ended with {code}" if code else ""


def _words(command: str) -> Sequence[str]:
    try:
        words = shlex.split(command)
        named = [word.format(**dict.fromkeys(FIELDS, "\0")) for word in words]
    except (ValueError, LookupError, AttributeError):
        raise Misuse(f"this is no command for an editor: {command}", HINT) from None
    if words and not any("{file}" in word for word in words):
        raise Misuse(f"the command for the editor names no file: {command}", HINT)
    if named and "\0" in named[0]:
        raise Misuse(f"the command for the editor begins with no program: {command}", HINT)
    return words
