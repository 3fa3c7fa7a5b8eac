"""A file as it is by now: read, checked, and all that what is made of it depends on."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR
from typing import Any

from ua_gen.action.closing import closed
from ua_gen.action.gate import elsewhere
from ua_gen.action.related import Neighbours
from ua_gen.casefile.discovery import case_files, is_case_name, may_hold_case
from ua_gen.casefile.loading import VOCABULARY, Loaded, named_cases, read_file, read_sender
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.lint import runner
from ua_gen.model import Case, Section, Sender
from ua_gen.preview.choices import Choice

FIRST = Choice()
Stamp = tuple[str | tuple[str, int, int, int], ...]  # Of a day and of files: whether anything has changed.


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the preview was asked for. What may change meanwhile is asked anew each time."""

    path: str
    days: Callable[[datetime.date | None], Days]
    section: Callable[[], Section | None]
    sender: Path | None = None
    configurations: tuple[Path, ...] = ()
    templates: tuple[Path, ...] = ()
    after_deadline: bool = False
    first: Choice = FIRST

    def files(self) -> tuple[list[Path], list[Diagnostic]]:
        """The files there are to choose from."""
        return case_files([self.path])

    @property
    def is_folder(self) -> bool:
        return Path(self.path).is_dir()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held at one moment. `loaded` is None where it cannot be read as text."""

    path: Path
    loaded: Loaded[Any] | None
    problems: tuple[Diagnostic, ...]
    stamp: Stamp
    watched: "Watched"
    sender: Sender | None = None
    section: Section | None = None

    @property
    def is_sound(self) -> bool:
        return self.loaded is not None and self.loaded.value is not None


@dataclass(frozen=True, slots=True)
class Watched:
    """The files that something is made of, whether or not they are there, and the folders that the gate looks into."""

    files: frozenset[Path]
    neighbours: frozenset[Path]
    templates: frozenset[Path]
    ignored: frozenset[Path] = frozenset()  # What we write ourselves.

    @property
    def folders(self) -> frozenset[Path]:
        """Whose changes are told: editors replace files, so that it is no use to watch those themselves."""
        found = {path.parent for path in self.files} | self.neighbours | self.templates
        return frozenset(path for path in found if path.is_dir())

    def concerns(self, path: Path) -> bool:
        """Whether it matters that something has changed."""
        if path in self.ignored:
            return False
        if path in self.files or path.parent in self.templates:
            return True
        return path.parent in self.neighbours and (is_case_name(path.name) or may_hold_case(path.name))

    def stamp(self) -> tuple[tuple[str, int, int, int], ...]:
        found = set(self.files)
        for folder in self.neighbours | self.templates:
            found.update(path for path in _listed(folder) if self.concerns(path))
        return tuple(sorted(each for path in found for each in _seen(path)))

    def __or__(self, other: "Watched") -> "Watched":
        return Watched(
            self.files | other.files,
            self.neighbours | other.neighbours,
            self.templates | other.templates,
            self.ignored | other.ignored,
        )


def read(path: Path, inputs: Inputs, before: Reading | None = None) -> Reading:
    """The file as it is now, with all that is to be said of it; the same as `before` where nothing has changed."""
    days = inputs.days(inputs.first.date)
    if before is not None and (str(days.real), *before.watched.stamp()) == before.stamp:
        return before
    watched = _watched(path, None, inputs)
    stamp: Stamp = (str(days.real), *watched.stamp())
    try:
        loaded = read_file(path, str(path))
    except Problems as problems:
        return Reading(path, None, problems.diagnostics, stamp, watched)
    found = list(runner.check_all([loaded], days.day, real=days.real).get(loaded.name, ()))
    if loaded.value is None and not found:
        hint = "delete its comment `# ua-gen: not a case`"
        found = [Diagnostic("UA019", "the file says that it is not a case", loaded.span(), hint)]
    sender = None
    if inputs.sender is not None:
        sent = _sender(inputs.sender)
        sender, found = sent.value, [*found, *sent.diagnostics]
    watched = _watched(path, loaded, inputs)
    after: Stamp = (str(days.real), *watched.stamp())
    if not set(stamp) <= set(after):  # Changed while it was read: it is read once more.
        after = ()
    return Reading(path, loaded, tuple(found), after, watched, sender, inputs.section())


def watched_files(paths: Iterable[Path], inputs: Inputs) -> Watched:
    """What is made of some files depends on this."""
    found = Watched(frozenset(), frozenset(), frozenset())
    for path in paths:
        try:
            loaded: Loaded[Any] | None = read_file(path)
        except Problems:
            loaded = None
        found |= _watched(path, loaded, inputs)
    return found


def _watched(path: Path, loaded: Loaded[Any] | None, inputs: Inputs) -> Watched:
    path = path.absolute()
    folder = path.parent
    given = (*inputs.configurations, *([inputs.sender] if inputs.sender else []))
    files = {path, folder / VOCABULARY, *(each.absolute() for each in given)}
    files.update(_shown(loaded, folder))
    folders = {folder for root in inputs.templates for folder in (root, *root.rglob("*")) if folder.is_dir()}
    return Watched(frozenset(files), frozenset({folder}), frozenset(each.absolute() for each in folders))


def _shown(loaded: Loaded[Any] | None, folder: Path) -> Iterator[Path]:
    """The photographs of a case, and the cases that a publication names."""
    if loaded is None or loaded.value is None:
        return
    if isinstance(loaded.value, Case):
        yield from (folder / person.photograph.file for person in loaded.value.people if person.photograph)
        return
    try:
        named: Sequence[Loaded[Case]] = named_cases(loaded)
    except Problems:
        return
    for case in named:
        yield case.path
        yield from _shown(case, case.path.parent)


def _sender(path: Path) -> Loaded[Sender]:
    try:
        return read_sender(path, str(path))
    except Problems as problems:
        return Loaded(str(path), None, problems.diagnostics)


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _seen(path: Path) -> Iterator[tuple[str, int, int, int]]:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return
    if not S_ISDIR(found.st_mode):  # What is in those is no neighbour.
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino


def is_closed(loaded: Loaded[Any], days: Days) -> bool:
    """Whether nothing may be asked in a case any more: for the list of cases."""
    if not isinstance(loaded.value, Case):
        return False
    neighbours = Neighbours()
    over = closed(loaded, days.day) or neighbours.stopped(loaded) or loaded.value.action.last_day < days.day
    return bool(over or elsewhere(loaded, days.day, days.known, neighbours))
