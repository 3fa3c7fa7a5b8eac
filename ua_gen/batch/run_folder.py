"""The folder of a run: what is done already, so that an interrupted run goes on, and never two in one folder."""

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from ua_gen.batch.manifest import LISTS
from ua_gen.batch.worker import Entry, TaskResult
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.files.atomic import LINKS, UNFINISHED, Place, cannot_write, write_atomic
from ua_gen.files.paths import is_inside, is_regular_file

STATE = ".ua-gen-run.json"
PARTS = ".ua-gen-parts"
LOCK = ".ua-gen-lock"


class Folder:
    """A folder while a run works in it. What is in it only its owner may read."""

    def __init__(self, path: Path, identity: Mapping[str, str], kinds: int) -> None:
        """`kinds`: how many kinds of letters the run has."""
        self.path = path
        self.identity = dict(identity)
        self.kinds = kinds
        self.finished = False
        self.place = Place(path, None)  # Held while the run works in it.
        self.lists: dict[str, str] = {}  # Of a finished run, the sums of the lists of its letters.

    def check(self, resume: bool) -> dict[str, Any] | None:
        """What is noted of the run that is here. Raises Problems, UA511 or UA512, where the folder is not for this one,
        and Misuse where there is nothing to go on with.
        """
        known = stored(self.path)
        if known is None and resume:
            hint = "leave out --resume to begin a run, or name the --output of the one that was interrupted"
            raise Misuse(f"there is nothing to resume in {self.path}", hint)
        if known is not None and not resume:
            done = "a finished run" if known["finished"] else "an unfinished run"
            hint = "choose another --output" if known["finished"] else "--resume goes on with it"
            raise Problems([Diagnostic("UA511", f"{self.path} holds {done}", None, hint)])
        if known is not None and not known["identity"]:
            hint = "begin anew with another --output"
            message = f"{self.path / STATE} is damaged: what the run was begun with is not known"
            raise Problems([Diagnostic("UA512", message, None, hint)])
        if known is not None and (other := _difference(known["identity"], self.identity)):
            hint = "go on with what it was begun with, or begin anew with another --output"
            raise Problems([Diagnostic("UA512", f"the run in {self.path} was begun with {other}", None, hint)])
        return known

    @contextlib.contextmanager
    def open(self, resume: bool) -> Iterator["Folder"]:
        """Raises Problems: UA503, or UA511 to UA513 where the folder is not for this run."""
        try:
            self.place = Place.open(self.path, private=True)
        except OSError as error:
            raise Problems([cannot_write(self.path, error)]) from None
        with self.place:
            try:
                lock = _lock(self.place)
            except OSError as error:
                raise Problems([cannot_write(self.path, error)]) from None
            if lock is None:
                hint = "wait for it, or choose another --output"
                raise Problems([Diagnostic("UA513", f"another run is at work in {self.path}", None, hint)])
            try:
                self._begin(resume)
                yield self
            finally:
                # Removed while it is held: whoever opened it meanwhile sees that it is gone, and takes another.
                with contextlib.suppress(OSError):
                    self.place.remove(LOCK)
                lock.close()

    def _begin(self, resume: bool) -> None:
        known = self.check(resume)
        if (self.path / PARTS).is_symlink():
            raise Problems([cannot_write(self.path / PARTS, OSError(errno.ELOOP, ""))])
        self._sweep()
        self.finished = bool(known and known["finished"])
        if known is None:
            self._forget_parts()
            self._store()
        else:
            self.lists = known["lists"]

    def write(self, name: str, data: bytes | Iterable[bytes], sync: bool = True) -> None:
        """Writes a file of the run, into the folder that it began in. Raises Problems (UA503)."""
        write_atomic(self.path / name, data, private=True, sync=sync, root=self.place)

    def _sweep(self) -> None:
        """Removes what a run that was killed had not finished writing."""
        if self.place.handle is None:
            for path in self.path.rglob(".ua-gen-????????"):
                if UNFINISHED.fullmatch(path.name) and path.is_file():
                    path.unlink(missing_ok=True)
            return
        for _, _, names, handle in os.fwalk(".", dir_fd=self.place.handle):
            for name in filter(UNFINISHED.fullmatch, names):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(name, dir_fd=handle)

    def _store(self) -> None:
        state = {"format": 1, "finished": self.finished, "identity": self.identity, "lists": self.lists}
        self.write(STATE, json.dumps(state, indent=1).encode())

    def _forget_parts(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.place.named(PARTS), dir_fd=self.place.handle)

    def _part(self, number: int) -> Path:
        return self.path / PARTS / f"{number:06}.json"

    def keep(self, number: int, made: TaskResult) -> None:
        """Writes what came of a task, and then that it is done."""
        many = len(made.files) > 3
        for name, data in made.files:
            self.write(name, data, sync=not many)
        if many and hasattr(os, "sync"):  # Once for all, not for each of thousands of files.
            os.sync()
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in made.files}
        part = json.dumps({"files": sums, "entries": made.entries}, separators=(",", ":"))
        self.write(f"{PARTS}/{self._part(number).name}", part.encode())

    def has(self, number: int) -> bool:
        """Whether a task is done, and its files are as they were."""
        part = self._read(number)
        return part is not None and not self._spoilt(part["files"])

    def spoilt(self, count: int) -> list[str]:
        """Of a finished run of so many tasks: which of its files are gone or not as they were."""
        found = self._spoilt(self.lists) if self.lists else list(LISTS)
        for number in range(count):
            part = self._read(number)
            found += self._spoilt(part["files"]) if part else [f"{PARTS}/{self._part(number).name}"]
        return found

    def _spoilt(self, sums: Mapping[str, str]) -> list[str]:
        found = []
        for name, expected in sums.items():
            path = self.path / name
            try:
                sound = is_inside(path, self.path) and is_regular_file(path) and _sum(path) == expected
            except OSError:
                sound = False
            if not sound:
                found.append(name)
        return found

    def entries(self, count: int) -> Iterator[Entry]:
        """The letters of all tasks, in order."""
        for number in range(count):
            part = self._read(number)
            if part is None:
                message = f"{self._part(number)} is gone or damaged"
                raise Problems([Diagnostic("UA503", message, None, "--resume makes it anew")])
            yield from (Entry(*entry) for entry in part["entries"])

    def _read(self, number: int) -> dict[str, Any] | None:
        """What a task noted when it was done; None where it did not, or where the note is not whole."""
        found = _json(self._part(number))
        if not isinstance(found, dict) or not isinstance(found.get("entries"), list):
            return None
        files = found.get("files")
        named = isinstance(files, dict) and all(isinstance(each, str) for each in files.values())
        return found if named and all(map(self._is_entry, found["entries"])) else None

    def _is_entry(self, found: Any) -> bool:
        kinds = tuple(Entry.__annotations__.values())
        if not isinstance(found, list) or len(found) != len(kinds):
            return False
        # `set` is a text as well.
        fits = all(type(each) is (int if kind is int else str) for each, kind in zip(found, kinds, strict=True))
        return fits and 0 <= Entry(*found).base < self.kinds

    def finish(self) -> None:
        """Notes that nothing is left to be done. What came of each task stays known, to be compared with."""
        self.finished = True
        self.lists = {name: _sum(self.path / name) for name in LISTS}
        self._store()

    def abandon(self) -> None:
        """Forgets a run that has made nothing, so that another can begin here."""
        with contextlib.suppress(FileNotFoundError):
            self.place.remove(STATE)
        self._forget_parts()


def stored(folder: Path) -> dict[str, Any] | None:
    """What a run noted in a folder, or None. Of a note that is damaged only what is left of it."""
    if not os.path.lexists(folder / STATE):
        return None
    found = _json(folder / STATE)
    known = found if isinstance(found, dict) else {}
    identity, lists = _texts(known.get("identity")), _texts(known.get("lists"))
    return {"identity": identity, "finished": known.get("finished") is True, "lists": lists}


def _texts(found: Any) -> dict[str, str]:
    return {key: value for key, value in found.items() if isinstance(value, str)} if isinstance(found, dict) else {}


def _json(path: Path) -> Any:
    """What a file of ours holds; None where it cannot be read, for whatever has become of it."""
    try:
        return json.loads(path.read_bytes()) if is_regular_file(path) else None
    except (OSError, ValueError, RecursionError):
        return None


def _difference(known: Mapping[str, str], own: Mapping[str, str]) -> str:
    """What is not as it was, for people; empty if nothing."""
    found = []
    for key in own:
        if known.get(key) != own[key]:
            before, now = known.get(key) or "nothing", own[key] or "nothing"
            found.append(f"{key} {before}, now {now}" if len(before + now) < 60 else _another(key))
    return "; ".join(found)


def _another(key: str) -> str:
    return f"other {key}" if key.endswith("s") and key != "list of senders" else f"another {key}"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _lock(place: Place) -> IO[bytes] | None:
    """A file that only one process can hold, and that the system lets go of however the process ends."""
    while True:
        # A link would have the file made wherever it leads.
        flags = os.O_RDWR | os.O_CREAT | LINKS | getattr(os, "O_NONBLOCK", 0)
        file = os.fdopen(os.open(place.named(LOCK), flags, 0o600, dir_fd=place.handle), "r+b", buffering=0)
        try:
            _hold(file)
        except OSError:
            file.close()
            return None
        try:
            if os.fstat(file.fileno()).st_ino == os.stat(place.named(LOCK), dir_fd=place.handle).st_ino:
                return file
        except OSError:  # Whoever held it has just removed it.
            pass
        file.close()


if sys.platform == "win32":
    import msvcrt

    def _hold(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
