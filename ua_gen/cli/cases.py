"""The cases that a command is given, each file once."""

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ua_gen.diagnostics import Diagnostic, Misuse

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded


def load_files(cases: tuple[str, ...]) -> "tuple[list[Loaded[Any]], list[Diagnostic]]":
    """The cases and publications in files, and what is wrong with the others. Raises Misuse if there are none."""
    from ua_gen.casefile.discovery import case_files
    from ua_gen.casefile.loading import read_files

    files, problems = case_files(cases)
    loaded: list[Loaded[Any]] = []
    for case in read_files(files):
        if case.value is None:
            problems += case.diagnostics
        else:
            loaded.append(case)
    loaded = _once(loaded)
    if not loaded and not problems:
        raise Misuse(f"no case files in {', '.join(cases)}", "a case file ends in .yaml or .yml")
    return loaded, problems


def _once(loaded: "list[Loaded[Any]]") -> "list[Loaded[Any]]":
    """Each file once: of one that is named twice, in whichever way, nobody wants everything twice.

    Where the others are is kept: a stop beside any of them holds.
    """
    same: dict[str, list[Loaded[Any]]] = {}
    for case in loaded:
        same.setdefault(os.path.realpath(case.place or case.name), []).append(case)
    return [replace(first, links=tuple(case.place for case in others)) for first, *others in same.values()]
