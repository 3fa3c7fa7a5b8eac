"""The files of a folder as they stand beside a case: each is glanced at once, and read whole where it may matter.

Longer than most: a glance must collect every clue that the comparison uses, so that both stand side by side.
"""

import codecs
import os
import re
import unicodedata
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ua_gen.action.related import numbers
from ua_gen.action.related.likeness import Action, people_clues
from ua_gen.action.related.names import forms, scripts
from ua_gen.action.related.unsound import LIKE_A_CASE, Unsound, of_text, of_tree
from ua_gen.casefile.discovery import is_backup, is_case_name, is_misnamed_case, may_hold_case
from ua_gen.casefile.loading import MAY_ASK, NOT_A_CASE, read_case_text
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.parser import FORBIDDEN, MAX_DEPTH, parse
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.files.paths import is_inside
from ua_gen.files.reading import MAX_BYTES, read_text

DRAFT = "UA020"  # What is only drafted has not been issued.
SEVERAL = "UA015"  # Several YAML documents in one file.
# In which a file may be that is not in UTF-8, the commonest first.
ENCODINGS = ("utf-8-sig", "latin-1", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "cp1251", "koi8-r", "cp500")
ENOUGH = 20_000  # Characters that tell whether a text is one.
MOST_BYTES = 16_000_000  # Of a file that is too large for a case: what can be looked through at once.
PEEK_BYTES = 64_000  # Of a file that is not called like a case: what tells whether it holds one.
BEGINS = re.compile(r"""["'{ ]{0,9}(?:format|language|country|action|people)["']?\s{0,9}:""")
SAYS_STOP = re.compile(r"(?<![^\W_])stop", re.IGNORECASE)
NUMBERS = frozenset({"number", "index", "previous"})
STOPPING = frozenset({"stop", "stopped"})
SCRIPT = "script "  # Begins a clue of a stop: in which the names of its people are written.


@dataclass(frozen=True, slots=True)
class Document:
    """A sound case beside another."""

    action: Action
    is_draft: bool = False


@dataclass(slots=True)
class File:
    """A file beside a case, as far as it has been read."""

    path: Path
    real: str
    trouble: str = ""  # Why nothing of it can be seen.
    text: str = ""
    is_text: bool = True  # It is UTF-8, and no larger than a case may be.
    is_odd: bool = False  # It is not called like a case.
    _content: Document | Unsound | None = None
    _is_read: bool = False

    @classmethod
    def of(cls, path: Path, real: str, action: Action) -> "File":
        """One that has been read, and is a sound case."""
        return cls(path, real, _content=Document(action), _is_read=True)

    def content(self) -> Document | Unsound | None:
        """What it holds; None for what is no business of ours."""
        if not self._is_read:
            self._content, self._is_read = self._read(), True
        return self._content

    def leads_into(self, folders: Container[str]) -> bool:
        """Whether it is a link that is not followed, but leads to a file in a folder that is looked into anyway."""
        if not self.trouble or not self.path.is_symlink() or not os.path.lexists(self.real):
            return False
        return str(Path(self.real).parent) in folders

    def _read(self) -> Document | Unsound | None:
        if not self.is_text:
            return of_text(self.text)
        if "\0" in self.text:
            return of_text(_seen(self.text.encode()))
        loaded = read_case_text(self.text, self.path.name)
        if loaded.value is not None:
            return Document(Action.of(loaded.value))
        if self.is_odd:
            return None if is_backup(self.path.name) else of_text(f"{self.path.name}\n{self.text}")
        root, told = parse(self.text, self.path.name)
        if not loaded.diagnostics:
            is_marked = NOT_A_CASE.match(self.text) or (root and set(LIKE_A_CASE).isdisjoint(_fields(root)))
            return None if is_marked and not _is_several(told) else of_text(self.text)
        if all(found.code == DRAFT for found in loaded.diagnostics):
            drafted = read_case_text(MAY_ASK.sub("drafted", self.text), self.path.name)
            return Document(Action.of(drafted.value), is_draft=True) if drafted.value else None
        return of_tree(root) if root and not _is_several(told) else of_text(self.text)


@dataclass
class Folder:
    """The files of a folder, by what tells of which action they are."""

    files: list[File] = field(default_factory=list)
    is_listed: bool = True
    _odd: set[int] = field(default_factory=set)  # Those that are looked into for every case.
    _by_clue: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def at(cls, place: Path, known: dict[str, Document]) -> "Folder":
        """Reads a folder. Of files that are known by their resolved place, nothing is read again."""
        folder = cls()
        try:
            paths = sorted(place.iterdir())
        except OSError:
            return cls(is_listed=False)
        for path in paths:
            if (ours := is_case_name(path.name)) or is_misnamed_case(path.name):
                folder._add(path, ours, known)
            elif may_hold_case(path.name):
                folder._add_odd(path)
        return folder

    def likely(self, mine: Action) -> Iterator[File]:
        """The files that may be of an action: no other has anything in common with it."""
        chosen = self._odd.union(*(self._by_clue.get(clue, ()) for clue in mine.clues))
        for clue in (clue for clue in self._by_clue if clue.startswith(SCRIPT)):
            if any(clue.removeprefix(SCRIPT) not in each.scripts for each in mine.people):
                chosen |= self._by_clue[clue]
        yield from (self.files[number] for number in sorted(chosen))

    def take(self, file: File) -> None:
        """Takes a file that has been read."""
        content = file.content()
        self._put(file, content.action.clues if isinstance(content, Document) else None)

    def look(self, path: Path) -> None:
        """Takes a file that is to be looked into."""
        if os.path.lexists(path):
            self._add(path, True, {})

    def _add(self, path: Path, ours: bool, known: dict[str, Document]) -> None:
        file = File(path, os.path.realpath(path))
        clues: Iterable[str] | None
        if file.real in known:
            file._content, file._is_read = known[file.real], True
            action = known[file.real].action
            clues = action.clues | {SCRIPT + each for each in action.scripts}
        else:
            _open(file)
            if not os.path.lexists(path) or (file.text and NOT_A_CASE.match(file.text)):
                return
            clues = None if file.trouble or not file.is_text else glance(file.text)
        if not ours and clues is None:
            return  # Called like a case by mistake, perhaps, but nothing speaks for it.
        self._put(file, clues)

    def _put(self, file: File, clues: Iterable[str] | None) -> None:
        self.files.append(file)
        if clues is None:
            self._odd.add(len(self.files) - 1)
        for clue in clues or ():
            self._by_clue.setdefault(clue, set()).add(len(self.files) - 1)

    def _add_odd(self, path: Path) -> None:
        """Adds a file that is not called like a case, but begins like one, or is called a stop."""
        file = File(path, os.path.realpath(path), is_odd=True)
        if _trouble(path):
            return
        try:
            with path.open("rb") as opened:
                data = opened.read(PEEK_BYTES)
        except (OSError, ValueError):
            return
        try:
            file.text = data.decode("utf-8-sig")
        except UnicodeDecodeError:  # Also where the glance ends within a letter.
            file.text = _seen(data)
        lines = (line.strip() for line in file.text.removeprefix("\ufeff").splitlines()[:200])
        first = next((line for line in lines if line and not line.startswith(("#", "---", "%"))), "")
        if NOT_A_CASE.match(file.text) or not (BEGINS.match(first) or SAYS_STOP.search(path.name)):
            return
        self._odd.add(len(self.files))
        self.files.append(file)


def _trouble(path: Path) -> str:
    """Why a file is not opened; empty for most."""
    try:
        if path.is_symlink() and not is_inside(path, path.parent):
            return "this link leads out of the folder, and is not followed"
        if not path.exists():
            return "this link leads nowhere"
        if path.is_dir():
            return "this is a folder with the name of a case file"
        return "" if path.is_file() else "this is a pipe or a device with the name of a case file"
    except (OSError, ValueError):
        return "this file cannot be looked at"


def _open(file: File) -> None:
    """Reads the text of a file, or as much of it as can be seen."""
    path = file.path
    file.trouble = _trouble(path)
    if file.trouble:
        return
    try:
        file.text = read_text(path, str(path))
    except Problems:
        file.is_text = False
        try:
            with path.open("rb") as opened:
                data = opened.read(MOST_BYTES + 1)
        except (OSError, ValueError):
            file.trouble = "this file cannot be read"
            return
        file.text = _seen(data)
        if len(data) > MOST_BYTES:
            file.trouble = "this file is too large to be looked through"


def _fields(root: Node) -> set[str]:
    return {str(key.value) for key, _ in root.pairs()}


def _is_several(told: Iterable[Diagnostic]) -> bool:
    """Whether a file holds several YAML documents: any of them may be the one that counts."""
    return any(found.code == SEVERAL for found in told)


def _seen(data: bytes) -> str:
    """What can be seen of bytes that are not the UTF-8 of a case: all readings that make sense, if any does."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", "replace")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    known = ENCODINGS if len(data) <= MAX_BYTES else ENCODINGS[:2]
    found = []
    for encoding in known:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_legible(text):
            found.append(text)
    return "\n".join(dict.fromkeys(found))


def _is_legible(text: str) -> bool:
    """Whether a text looks like one: nearly no control characters, and white space between its words."""
    start = text[:ENOUGH]
    odd = sum(unicodedata.category(each) in ("Cc", "Cn", "Co", "Cs") and not each.isspace() for each in start)
    return odd * 20 <= len(start) and sum(map(str.isspace, start)) * 50 >= len(start)


def glance(text: str) -> set[str] | None:
    """What tells of which action a case is, without reading it whole: at least all clues that its `Action` has.

    None where it is not quite the YAML of a case: then it must be read to know. Texts are taken as YAML gives them, so
    that it does not matter how they are written.
    """
    if FORBIDDEN.search(text):
        return None
    loader = yaml.CSafeLoader(text.removeprefix("\ufeff"))
    try:
        return _clues(iter(loader.get_event, None))
    except yaml.YAMLError:
        return None
    finally:
        loader.dispose()


def _clues(events: Iterator[Any]) -> set[str] | None:
    found: set[str] = set()
    written: set[str] = set()
    stops = False
    seen: list[str] = []
    keys: list[str | None] = []  # For each level, the field whose value is read; None where a field's name comes next.
    lists: list[bool] = []
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            if event.anchor is not None or event.tag is not None:
                return None
            if not lists:
                return None
            if not lists[-1] and keys[-1] is None:
                keys[-1] = event.value
                if len(lists) == 1:
                    seen.append(event.value)
                continue
            stops = stops or event.value.strip().casefold() in STOPPING
            if keys[0] == "people":
                known = forms(event.value)
                found.update(people_clues(event.value.strip(), known))
                written.update(*map(scripts, known))
            elif keys[0] == "action" and len(lists) == 2 and keys[1] in NUMBERS and event.value:
                found.update(numbers.clues(numbers.number(event.value)))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None or (lists and not lists[-1] and keys[-1] is None):
                return None
            if len(lists) >= MAX_DEPTH:  # No case is so deep, and libyaml takes the longer for each level.
                return None
            lists.append(kind is yaml.SequenceStartEvent)
            keys.append(None)
            continue
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            lists.pop()
            keys.pop()
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            continue
        elif kind is yaml.AliasEvent:
            return None
        if lists and not lists[-1]:
            keys[-1] = None
    whole = documents == 1 and len(set(seen)) == len(seen) and {"action", "people", "country"} <= set(seen)
    if stops:
        found |= {SCRIPT + each for each in written}
    return found if whole else None
