"""Which files are meant by the paths that a user gives."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Span
from ua_gen.files.paths import is_inside

SUFFIXES = (".yaml", ".yml")
MISNAMED = (".yaml.txt", ".yml.txt", ".yaml.stop", ".yml.stop", ".json")


def is_case_name(name: str) -> bool:
    """Whether files of that name in a folder are looked into: hidden ones belong to other programs."""
    return not name.startswith(".") and name.lower().endswith(SUFFIXES)


def is_misnamed_case(name: str) -> bool:
    """Whether a file may be a case although it is not called so: editors add `.txt`, and JSON is YAML, too."""
    return not name.startswith(".") and name.lower().endswith(MISNAMED)


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
