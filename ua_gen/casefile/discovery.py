"""Which files are meant by the paths that a user gives."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Span
from ua_gen.files.paths import is_inside

SUFFIXES = (".yaml", ".yml")
MISNAMED = (".yaml.txt", ".yml.txt", ".yaml.stop", ".yml.stop", ".json")
# Parts of names that are meant for YAML, and ends of names that tell nothing of what is in a file.
LIKE_YAML = frozenset({"yaml", "yml", "yam", "yalm", "ymal", "json"})
SAYS_NOTHING = frozenset({"", "txt", "text", "md", "stop", "new", "copy", "part", "tmp", "bak", "old", "orig", "save"})
BACKUP = re.compile(r"~\d*~?$|\.(?:bak|old|orig|save|sw[a-p])\d*$|^#.*#$", re.IGNORECASE)


def is_case_name(name: str) -> bool:
    """Whether files of that name in a folder are looked into: hidden ones belong to other programs."""
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def is_misnamed_case(name: str) -> bool:
    """Whether a file may be a case although it is not called so: editors add `.txt`, and JSON is YAML, too."""
    return not name.startswith(".") and name.lower().endswith(MISNAMED)


def may_hold_case(name: str) -> bool:
    """Whether it is worth while to look whether a file is a case, although it is called neither so nor nearly so."""
    if name.startswith("._"):  # A file of macOS beside another.
        return False
    _, *parts = re.split(r"[.~#]+", name.strip().strip("#.~").lower())
    words = [part.split()[0] if part.strip() else "" for part in parts]
    if not LIKE_YAML.isdisjoint(words):
        return True
    last = words[-1] if words else ""
    return not name.startswith(".") and (last in SAYS_NOTHING or last.isdecimal())


def is_backup(name: str) -> bool:
    """Whether a file is, by its name, what another one was before."""
    return BACKUP.search(name.strip()) is not None


def case_files(paths: Iterable[str]) -> tuple[list[Path], list[Diagnostic]]:
    """Files as they are given, and in folders every YAML file, in order of name; and what cannot be looked into.

    Folders and files whose name begins with a dot are left out. Links to folders are not followed: they may lead
    round in circles.
    """
    found: list[Path] = []
    problems: list[Diagnostic] = []
    for given in paths:
        path = Path(given)
        if given and path.is_dir():
            found += sorted(_inside(path, problems))
        elif given:
            found.append(path)
        else:  # A variable of a script that was never set does not mean the folder where one happens to be.
            problems.append(Diagnostic("UA001", "the name of the file is empty", None, "is a variable not set?"))
    return list(dict.fromkeys(found)), problems


def _inside(folder: Path, problems: list[Diagnostic]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        message = f"this folder cannot be looked into: {error.strerror}"
        problems.append(Diagnostic("UA001", message, Span(str(Path(error.filename))), "check its permissions"))

    for root, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(root, name)
            # A pipe or a device would be waited for for ever; a link that leads nowhere is somebody's mistake.
            if is_case_name(name) and (path.is_file() or path.is_symlink()):
                if path.is_symlink() and path.is_file() and not is_inside(path, folder):
                    message = "this link leads out of the folder, and is not followed"
                    hint = "put the file itself here, or name it on the command line"
                    problems.append(Diagnostic("UA001", message, Span(str(path)), hint))
                    continue
                yield path
