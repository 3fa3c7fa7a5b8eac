"""The other documents of an action, in files beside its case: a newer one, or one that stops it."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span
from ua_gen.files import is_case_name
from ua_gen.model import Case, stops
from ua_gen.reader import Loaded, read_case_text
from ua_gen.source import read_text

NUMBER = re.compile(r"\d+\s*/\s*\d+")
DRAFT = "UA020"  # What is only drafted has not been issued.


@dataclass(frozen=True, slots=True)
class _File:
    """A file beside a case, and the numbers in its text; None: they may be written in a way that hides them."""

    path: Path
    numbers: frozenset[str] | None = None
    unreadable: bool = False


@dataclass
class Neighbours:
    """What stands beside cases. Each folder is looked through once, and only likely files are read as cases."""

    _folders: dict[Path, list[_File]] = field(default_factory=dict)
    _found: dict[str, tuple[list[Case], list[str], list[Diagnostic]]] = field(default_factory=dict)

    def stopped(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA221 if a file beside the case stops its action: on every day, and why is not told."""
        cases, names, _ = self._look(loaded)
        for case, name in zip(cases, names, strict=True):
            if case.action.kind == "stop" or next(stops(case), None) is not None:
                hint = "send nothing more; ask the issuer if you must know why"
                return [loaded.complain("UA221", f"this action has been stopped: see {name}", "action", hint=hint)]
        return []

    def newer(self, loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
        """UA229 if a file beside the case is a later document of its action, issued by that day."""
        cases, names, _ = self._look(loaded)
        assert loaded.value is not None
        mine = loaded.value.action.sequence
        later = [
            (case.action.sequence, name, case.action.issued)
            for case, name in zip(cases, names, strict=True)
            if case.action.sequence > mine and case.action.issued <= day
        ]
        if not later:
            return []
        sequence, name, issued = max(later)
        first = min(issued for _, _, issued in later)
        message = f"{name} is a newer document of this action (sequence {sequence}, issued on {issued})"
        hint = f"use that one; for the archive, a --date before {first} makes the documents as of that day"
        return [loaded.complain("UA229", message, "action", "sequence", hint=hint)]

    def unread(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA228, a warning, for each file beside the case that might be a newer one, but cannot be read."""
        return self._look(loaded)[2]

    def _look(self, loaded: Loaded[Case]) -> tuple[list[Case], list[str], list[Diagnostic]]:
        if loaded.name not in self._found:
            cases: list[Case] = []
            names: list[str] = []
            unread: list[Diagnostic] = []
            for path, case in self._beside(loaded):
                if isinstance(case, Diagnostic):
                    unread.append(case)
                else:
                    cases.append(case)
                    names.append(path.name)
            self._found[loaded.name] = cases, names, unread
        return self._found[loaded.name]

    def _beside(self, loaded: Loaded[Case]) -> Iterator[tuple[Path, Case | Diagnostic]]:
        """Every other document of the same action, and every file that might be one but cannot be read."""
        case, here = loaded.value, Path(loaded.name)
        number = _plain(case.action.number or "") if case else ""
        if case is None or not number or not _is_file(here):  # A text in memory has no neighbours.
            return
        for file in self._folder(here.parent):
            if file.path.name == here.name:
                continue
            if file.unreadable:
                yield file.path, _unread(file.path)
            elif file.numbers is None or number in file.numbers or not NUMBER.fullmatch(number):
                other = _read(file.path)
                if other is None:
                    yield file.path, _unread(file.path)
                elif other.value is not None and _same(case, other.value):
                    yield file.path, other.value
                elif any(found.code != DRAFT for found in other.diagnostics) and other.value is None:
                    yield file.path, _unread(file.path)

    def _folder(self, folder: Path) -> list[_File]:
        if folder not in self._folders:
            try:
                paths = sorted(path for path in folder.iterdir() if is_case_name(path.name))
            except OSError:
                paths = []
            self._folders[folder] = [_glance(path) for path in paths if _is_file(path)]
        return self._folders[folder]


def _glance(path: Path) -> _File:
    try:
        text = read_text(path, str(path))
    except Problems:
        return _File(path, unreadable=True)
    hidden = "\\" in text  # It may write any character as its number.
    return _File(path, None if hidden else frozenset(_plain(number) for number in NUMBER.findall(text)))


def _read(path: Path) -> Loaded[Case] | None:
    try:
        return read_case_text(read_text(path, str(path)), str(path))
    except Problems:
        return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _same(case: Case, other: Case) -> bool:
    """Whether two cases are of one action: by its number, and by the country or somebody whom both are for."""
    if _plain(case.action.number or "") != _plain(other.action.number or ""):
        return False
    return case.country == other.country or not _people(case).isdisjoint(_people(other))


def _people(case: Case) -> set[str]:
    names = {text.casefold() for person in case.people for text in person.name.root.values()}
    return names | {person.id for person in case.people}


def _plain(number: str) -> str:
    return "".join(number.split()).casefold()


def _unread(path: Path) -> Diagnostic:
    message = "this file cannot be read: whether it is a newer document of an action beside it is not known"
    hint = f"`ua-gen validate {path}` tells what is wrong with it"
    return Diagnostic("UA228", message, Span(str(path)), hint, Severity.WARNING)
