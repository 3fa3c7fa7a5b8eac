"""The other documents of an action, in files beside its case: a newer one, or one that stops it."""

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span
from ua_gen.files import is_case_name
from ua_gen.model import Case, stops
from ua_gen.places import is_file, lies_in
from ua_gen.reader import Loaded, read_case_text
from ua_gen.source import MAX_BYTES, read_text

# The figures of a number such as `7/26`, after `_plain`; and two that follow each other in one.
DIGITS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
PAIR = re.compile(r"(?<!\d)(\d{1,9})(?=\s*[/\\._-]\s*(\d{1,9})(?!\d))")
NUMBERED = re.compile(r"""number["']?\s{0,9}:[^\n,}]{0,30}\d\s{0,9}[/\\._-]\s{0,9}\d""")
STOP = re.compile(r"""kind["']?\s*:\s*["']?stop\b|state["']?\s*:\s*["']?stopped\b""")
LATER = re.compile("stop|sequence|outcome|update")
DRAFT = "UA020"  # What is only drafted has not been issued.
MARKS = frozenset({"Mn", "Me", "Cf"})  # Accents, and characters that nobody sees.
FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # Nobody sees these either, but they are called letters.
SLASHES = dict.fromkeys("\u2044\u2215\u29f8\u2571", "/")  # Those that look like one, beside those that NFKC knows.

Number = tuple[int, ...] | str
Broken = Literal["no YAML", "no case", "other"]  # The last is sound, but says that it is not a case, or only drafted.


@dataclass(frozen=True, slots=True)
class _Action:
    """What of a case tells whether it is of an action, and what it means for the other documents of it."""

    number: Number
    indexes: frozenset[Number]  # Of the document and of the one before it.
    country: str
    people: frozenset[str]
    sequence: int
    issued: datetime.date
    stops: bool
    ends: bool  # It is the outcome.

    def follows(self, mine: "_Action") -> bool:
        """Whether it is a later document of the same action."""
        if self.ends != mine.ends:
            return self.ends and self.issued >= mine.issued
        return (self.sequence, self.issued) > (mine.sequence, mine.issued) and self.sequence >= mine.sequence


@dataclass(slots=True)
class _File:
    """A file beside a case."""

    path: Path
    text: str | None = None  # Only where it is likely to be read as a case.
    problem: Diagnostic | None = None  # Why it cannot be read as text.
    pairs: frozenset[tuple[int, int]] = frozenset()  # The numbers in it, two by two.
    hides: bool = False  # It may write any character as its number.
    may_stop: bool = False
    numbered: bool = False  # It seems to have a number, which may be that of another action.
    read: "_Action | Broken | None" = None


@dataclass
class _Folder:
    """The files of a folder, and which of them have a number, or a word, in their text."""

    files: list[_File] = field(default_factory=list)
    always: set[int] = field(default_factory=set)  # Those that are looked into for every case.
    by_pair: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    problem: Diagnostic | None = None


@dataclass
class Neighbours:
    """What stands beside cases. Each folder is looked through once, and only likely files are read as cases."""

    _folders: dict[Path, _Folder] = field(default_factory=dict)
    _found: dict[str, list[tuple[Path, _Action | Diagnostic]]] = field(default_factory=dict)

    def stopped(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA221 if a file beside the case stops its action: on every day, and why is not told.

        UA228 if one may do so, but cannot be read.
        """
        for path, other in self._look(loaded):
            if isinstance(other, _Action) and other.stops:
                hint = "send nothing more; ask the issuer if you must know why"
                return [loaded.complain("UA221", f"this action has been stopped: see {path.name}", "action", hint=hint)]
        return [found for found in self.unclear(loaded) if found.is_error]

    def newer(self, loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
        """UA229 if a file beside the case is a later document of its action, issued by that day."""
        assert loaded.value is not None
        mine = _action(loaded.value)
        later = [
            (other.sequence, path.name, other.issued)
            for path, other in self._look(loaded)
            if isinstance(other, _Action) and other.follows(mine) and other.issued <= day
        ]
        if not later:
            return []
        sequence, name, issued = max(later)
        first = min(issued for _, _, issued in later)
        message = f"{name} is a newer document of this action (sequence {sequence}, issued on {issued})"
        hint = f"use that one; for the archive, a --date before {first} makes the documents as of that day"
        return [loaded.complain("UA229", message, "action", "sequence", hint=hint)]

    def unclear(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA228 for each file beside the case that might be a newer one or a stop, but cannot be read.

        It is an error where nothing may be made before somebody has looked: the file may be the stop of this action.
        """
        return [other for _, other in self._look(loaded) if isinstance(other, Diagnostic)]

    def unread(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA228, the warnings alone."""
        return [found for found in self.unclear(loaded) if not found.is_error]

    def _look(self, loaded: Loaded[Case]) -> list[tuple[Path, _Action | Diagnostic]]:
        if loaded.name not in self._found:
            self._found[loaded.name] = list(self._beside(loaded))
        return self._found[loaded.name]

    def _beside(self, loaded: Loaded[Case]) -> Iterator[tuple[Path, _Action | Diagnostic]]:
        """Every other document of the same action, and all that might be one but cannot be read."""
        here = loaded.path
        if loaded.value is None or not is_file(here):  # A text in memory has no neighbours.
            return
        mine, real = _action(loaded.value), here.resolve()
        # Whoever reaches a case by a link may have the stop beside the link, or beside the case.
        for place in (here.parent, *([real.parent] if here.parent.resolve() != real.parent else [])):
            folder = self._folder(place)
            if folder.problem:
                yield place, folder.problem
            for file in _likely(folder, mine):
                if file.path.resolve() != real and (found := _judge(file, mine)):
                    yield file.path, found

    def _folder(self, place: Path) -> _Folder:
        if place not in self._folders:
            folder = self._folders[place] = _Folder()
            try:
                paths = sorted(path for path in place.iterdir() if is_case_name(path.name))
            except OSError:
                paths = []
                message = "this folder cannot be looked into: whether it has newer documents, or stops, is not known"
                folder.problem = Diagnostic(
                    "UA228", message, Span(str(place)), "check its permissions", Severity.WARNING
                )
            for path in paths:
                if is_file(path):
                    _add(folder, path)
        return self._folders[place]


def stopped_by(stop: Loaded[Case]) -> list[Path]:
    """The files beside a stop, in order of name, of which nothing is made because of it."""
    here = Path(stop.name)
    if stop.value is None:
        return []
    mine = _action(stop.value)
    found = []
    for path in sorted(path for path in here.parent.iterdir() if is_case_name(path.name)):
        if is_file(path) and lies_in(path, here.parent) and path.resolve() != here.resolve():
            other = _read(_File(path))
            if isinstance(other, _Action) and _same(other, mine):
                found.append(path)
    return found


def _add(folder: _Folder, path: Path) -> None:
    """Glances at a file: which numbers and words it has, if it can be a newer document or a stop."""
    file, number = _File(path), len(folder.files)
    folder.files.append(file)
    if path.is_symlink() and not lies_in(path, path.parent):
        message = "this link leads out of the folder, and is not followed: whether it is a newer document is not known"
        hint = "put the file itself here"
        file.problem = Diagnostic("UA228", message, Span(str(path)), hint, Severity.WARNING)
        folder.always.add(number)
        return
    try:
        text = read_text(path, str(path))
    except Problems:
        file.problem = _unread(path)
        text = _in_spite(path)
    plain = _plain(text)
    file.pairs = frozenset((_whole(first), _whole(second)) for first, second in PAIR.findall(plain))
    file.hides = "\\" in text  # It may write any character as its number.
    file.may_stop = STOP.search(plain) is not None
    file.numbered = NUMBERED.search(plain) is not None
    for pair in file.pairs:
        folder.by_pair.setdefault(pair, set()).add(number)
    if file.hides or file.problem:
        folder.always.add(number)
    elif LATER.search(plain):  # Else it is neither a stop nor a later document, or has a number to be known by.
        file.text = text
        for word in set(re.findall(r"\w+", plain)):
            folder.by_word.setdefault(word, []).append(number)


def _likely(folder: _Folder, mine: _Action) -> Iterator[_File]:
    """The files that may be of the same action, as far as can be seen without reading them as cases."""
    numbers = [mine.number, *mine.indexes]
    if any(map(_is_word, numbers)):  # Nobody knows how it is written elsewhere.
        yield from folder.files
        return
    chosen = set(folder.always)
    for number in numbers:
        if isinstance(number, tuple):
            chosen |= folder.by_pair.get(number[:2], set())  # type: ignore[arg-type]
    for word in _words(mine):
        chosen.update(folder.by_word.get(word, ()))
    yield from (folder.files[number] for number in sorted(chosen))


def _words(mine: _Action) -> set[str]:
    """Of each name and id of the people the longest word: a file that is for one of them has at least one of these."""
    words = (re.findall(r"\w+", name) for name in mine.people)
    return {max(found, key=len) for found in words if found}


def _judge(file: _File, mine: _Action) -> _Action | Diagnostic | None:
    """What a file means for a case: the document that it is, or that it cannot be read; None if nothing."""
    named = any(_has(file, number) for number in (mine.number, *mine.indexes))
    if file.problem:
        return _unread(file.path, Severity.ERROR) if named else file.problem
    if file.read is None:
        file.read = _read(file)
    if isinstance(file.read, _Action):
        return file.read if _same(mine, file.read) else None
    if file.read == "other":
        return None
    # Of a broken file no more is known than what stands in its text.
    if named:
        severity = Severity.ERROR if file.may_stop or file.read == "no YAML" else Severity.WARNING
        return _unread(file.path, severity)
    if file.may_stop and not file.numbered and not file.hides:
        return _unread(file.path, Severity.ERROR)
    return _unread(file.path) if file.hides or _is_word(mine.number) else None


def _read(file: _File) -> _Action | Broken:
    try:
        text = file.text if file.text is not None else read_text(file.path, str(file.path))
    except Problems:  # It could be read a moment ago.
        return "no YAML"
    loaded = read_case_text(text, str(file.path))
    if loaded.value is not None:
        return _action(loaded.value)
    if all(found.code == DRAFT for found in loaded.diagnostics):  # Or it says that it is not a case.
        return "other"
    return "no YAML" if loaded.root is None else "no case"


def _in_spite(path: Path) -> str:
    """What can be seen of a file that is not UTF-8 or too large: enough to find a number in it."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES).replace(b"\0", b"").decode("latin-1")
    except (OSError, ValueError):
        return ""


def _action(case: Case) -> _Action:
    action = case.action
    names = {" ".join(_plain(text).split()) for person in case.people for text in person.name.root.values()}
    return _Action(
        number=_number(action.number or ""),
        # An index without numbers, such as `to follow`, means nothing.
        indexes=frozenset(
            index for text in (action.index, action.previous) if isinstance(index := _number(text or ""), tuple)
        ),
        country=case.country,
        people=frozenset(names | {person.id for person in case.people}),
        sequence=action.sequence,
        issued=action.issued,
        stops=action.kind == "stop" or next(stops(case), None) is not None,
        ends=action.kind == "outcome",
    )


def _same(mine: _Action, other: _Action) -> bool:
    """Whether a document is of an action: by its number, its index or that of the one before, or by its people."""
    country, people = mine.country == other.country, not mine.people.isdisjoint(other.people)
    if not mine.indexes.isdisjoint(other.indexes) or (mine.number and _agree(mine.number, other.number)):
        return country or people
    if isinstance(mine.number, tuple) and isinstance(other.number, tuple):
        return False
    if mine.number and other.number:  # One of them says no more than that it is some number.
        return country and people and other.stops
    # Without a number, an older one is of another action, unless it is a stop: then rather no letter than a wrong one.
    return country and people and (other.stops or other.issued >= mine.issued)


def _agree(one: Number, other: Number) -> bool:
    """Whether two numbers are the same, whatever else stands with one of them: `7/26`, and `UA 7.26, update 2`."""
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    few, many = sorted((Counter(one), Counter(other)), key=Counter.total)
    return few <= many


def _has(file: _File, number: Number) -> bool:
    return isinstance(number, tuple) and file.pairs.issuperset(pairwise(number))


def _is_word(number: Number) -> bool:
    return isinstance(number, str) and number != ""


def _number(text: str) -> Number:
    """A number as it is compared: `UA 07/2026` is (7, 26). One without two numbers in it is compared as it is."""
    plain = _plain(text)
    found = DIGITS.findall(plain)
    return tuple(map(_whole, found)) if len(found) > 1 else "".join(plain.split())


def _whole(digits: str) -> int:
    """A number, of a year the last two digits."""
    number = int(digits)
    return number % 100 if 1900 <= number <= 2099 else number


def _plain(text: str) -> str:
    """A text in small letters without accents, invisible characters, and the many forms of one character."""
    if not text.isascii():
        text = text.translate({ord(each): _plainly(each) for each in set(text) if not each.isascii()})
    return text.casefold()


@cache
def _plainly(character: str) -> str:
    # One by one, for over all of a text normalisation may take for ever.
    if character in FILLERS:
        return ""
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    plain = unicodedata.normalize("NFKD", SLASHES.get(character, character))
    return "".join(SLASHES.get(each, each) for each in plain if unicodedata.category(each) not in MARKS)


def _unread(path: Path, severity: Severity = Severity.WARNING) -> Diagnostic:
    message = "this file cannot be read: whether it is a newer document of an action beside it is not known"
    if severity is Severity.ERROR:
        message = "this file cannot be read, and may stop an action beside it"
    hint = f"`ua-gen validate {path}` tells what is wrong with it"
    return Diagnostic("UA228", message, Span(str(path)), hint, severity)
