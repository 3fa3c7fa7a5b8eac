"""Where files are and may be: inside a folder whatever links say, and under names that every system can keep."""

import re
import stat
from collections.abc import Iterator
from pathlib import Path

# What one system or another takes for something else in a name: separators, devices, marks that turn the reading round.
UNSAFE = re.compile('[\x00-\x1f\x7f-\x9f<>:"/\\\\|?*\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", re.IGNORECASE)  # On Windows.
LONGEST = 100  # Bytes.
MOST_LINKS = 40  # One after the other, as many as systems follow.


def is_regular_file(path: Path) -> bool:
    """Whether there is a file; a name that no file can have means none."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_pipe(path: Path) -> bool:
    """Whether something is neither a file nor a folder: it would be waited for for ever, or has no place of its own."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file is in a folder or below it, whatever links lead to it."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # It has no place at all: a circle of links, a name that cannot be.
        return False


def leads_to(path: Path) -> Iterator[Path]:
    """The path itself and, if it is a link, every place to which it leads, up to the file."""
    for _ in range(MOST_LINKS):
        yield path
        try:
            path = path.parent / path.readlink()
        except (OSError, ValueError):
            return


def safe_name(name: str) -> str:
    """A name as near as can be that means a file or folder of its own on every system, and no other."""
    found = UNSAFE.sub("_", name)
    while len(found.encode("utf-8", "surrogatepass")) > LONGEST:
        found = found[:-1]
    found = re.sub(r"^[.\s]+|[.\s]+$", lambda edge: "_" * len(edge[0]), found) or "_"
    return f"_{found}" if DEVICES.fullmatch(found) else found
