"""The folder of a run: what is done already, so that an interrupted run goes on, and never two in one folder."""

import contextlib
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from ua_gen.batch.manifest import LISTS
from ua_gen.batch.work import Entry, Made
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.output import UNFINISHED, cannot_write, make_folder, write_whole

STATE = ".ua-gen-run.json"
PARTS = ".ua-gen-parts"
LOCK = ".ua-gen-lock"
BLOCK = 1 << 20


class Folder:
    """A folder while a run works in it. What is in it only its owner may read."""

    def __init__(self, path: Path, identity: Mapping[str, str]) -> None:
        self.path = path
        self.identity = dict(identity)
        self.finished = False
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
            done = "a finished run" if known.get("finished") else "an unfinished run"
            hint = "choose another --output" if known.get("finished") else "--resume goes on with it"
            raise Problems([Diagnostic("UA511", f"{self.path} holds {done}", None, hint)])
        if known is not None and (other := _difference(known.get("identity", {}), self.identity)):
            hint = "go on with what it was begun with, or begin anew with another --output"
            raise Problems([Diagnostic("UA512", f"the run in {self.path} was begun with {other}", None, hint)])
        return known

    @contextlib.contextmanager
    def open(self, resume: bool) -> Iterator["Folder"]:
        """Raises Problems: UA503, or UA511 to UA513 where the folder is not for this run."""
        try:
            make_folder(self.path, private=True)
            lock = _lock(self.path / LOCK)
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
                (self.path / LOCK).unlink()
            lock.close()

    def _begin(self, resume: bool) -> None:
        known = self.check(resume)
        self._sweep()
        self.finished = bool(known and known.get("finished"))
        if known is None:
            self._forget_parts()
            self._store()
        elif isinstance(lists := known.get("lists"), dict):
            self.lists = lists

    def _sweep(self) -> None:
        """Removes what a run that was killed had not finished writing."""
        for path in self.path.rglob(".ua-gen-????????"):
            if UNFINISHED.fullmatch(path.name) and path.is_file():
                path.unlink(missing_ok=True)

    def _store(self) -> None:
        state = {"format": 1, "finished": self.finished, "identity": self.identity, "lists": self.lists}
        data = json.dumps(state, indent=1)
        write_whole(self.path / STATE, data.encode(), private=True)

    def _forget_parts(self) -> None:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.path / PARTS)

    def _part(self, number: int) -> Path:
        return self.path / PARTS / f"{number:06}.json"

    def keep(self, number: int, made: Made) -> None:
        """Writes what came of a task, and then that it is done."""
        many = len(made.files) > 3
        for name, data in made.files:
            write_whole(self.path / name, data, private=True, sync=not many)
        if many and hasattr(os, "sync"):  # Once for all, not for each of thousands of files.
            os.sync()
        sums = {name: hashlib.sha256(data).hexdigest() for name, data in made.files}
        part = json.dumps({"files": sums, "entries": made.entries}, separators=(",", ":"))
        write_whole(self._part(number), part.encode(), private=True)

    def has(self, number: int) -> bool:
        """Whether a task is done, and its files are as they were."""
        part = self._read(number)
        try:
            return part is not None and not self._spoilt(part["files"])
        except (KeyError, AttributeError):
            return False

    def spoilt(self, count: int) -> list[str]:
        """Of a finished run of so many tasks: which of its files are gone or not as they were."""
        found = self._spoilt(self.lists) if self.lists else list(LISTS)
        for number in range(count):
            part = self._read(number)
            try:
                found += self._spoilt(part["files"]) if part else [f"{PARTS}/{self._part(number).name}"]
            except (KeyError, AttributeError):
                found.append(f"{PARTS}/{self._part(number).name}")
        return found

    def _spoilt(self, sums: Mapping[str, str]) -> list[str]:
        found = []
        for name, expected in sums.items():
            try:
                sound = _sum(self.path / name) == expected
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
                raise Problems([Diagnostic("UA503", f"{self._part(number)} is gone", None, "--resume makes it anew")])
            yield from (Entry(*entry) for entry in part["entries"])

    def _read(self, number: int) -> dict[str, Any] | None:
        try:
            found = json.loads(self._part(number).read_bytes())
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def finish(self) -> None:
        """Notes that nothing is left to be done. What came of each task stays known, to be compared with."""
        self.finished = True
        self.lists = {name: _sum(self.path / name) for name in LISTS}
        self._store()

    def abandon(self) -> None:
        """Forgets a run that has made nothing, so that another can begin here."""
        (self.path / STATE).unlink(missing_ok=True)
        self._forget_parts()


def stored(folder: Path) -> dict[str, Any] | None:
    """What a run noted in a folder, or None."""
    try:
        found = json.loads((folder / STATE).read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        found = None
    return found if isinstance(found, dict) else {"identity": {}}


def _difference(known: Mapping[str, str], own: Mapping[str, str]) -> str:
    """What is not as it was, for people; empty if nothing."""
    found = []
    for key in own:
        if known.get(key) != own[key]:
            before, now = known.get(key) or "nothing", own[key] or "nothing"
            found.append(f"{key} {before}, now {now}" if len(before + now) < 60 else f"other {key}")
    return "; ".join(found)


def _sum(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            whole.update(block)
    return whole.hexdigest()


def _lock(path: Path) -> IO[bytes] | None:
    """A file that only one process can hold, and that the system lets go of however the process ends."""
    while True:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b")
        try:
            _hold(file)
        except OSError:
            file.close()
            return None
        try:
            if os.fstat(file.fileno()).st_ino == path.stat().st_ino:
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
