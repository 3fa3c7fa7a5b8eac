"""Calls made in a child process that gets only so much time, memory and sight: for what comes from strangers."""

import atexit
import contextlib
import io
import json
import os
import pickle
import shutil
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

from ua_gen.diagnostics import UaGenError
from ua_gen.templating.confined.answers import CallFailed, read_answer
from ua_gen.templating.confined.landlock import version
from ua_gen.templating.confined.sight import readable

__all__ = ["CallFailed", "LimitExceeded", "TimeUp", "call", "version"]

MEMORY = 400_000_000  # Bytes that the child may take for data. A page of photographs takes a quarter of it.
START = 60  # Seconds for the child to be there: a slow disk is not the template's fault.
KEPT = 500  # Objects that the child remembers, before another one takes its place.
LIFE = 600  # Seconds of work after which another one takes its place as well.
GRACE = 1.5  # Seconds after which a child is killed that cannot be interrupted.
CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from ua_gen.templating.confined.child import serve; serve(sys.argv[2], sys.argv[3])"
)

T = TypeVar("T")
Place = tuple[str, int, int]  # With its numbers on the disk: what takes its name later is another one.


class LimitExceeded(UaGenError):
    """A call has taken too much of something."""

    def __init__(self, what: Literal["time", "memory"]) -> None:
        super().__init__(what)
        self.what = what


class TimeUp(BaseException):
    """In the child: the call has to end. No `except Exception` of anybody's stops it."""


class _Child:
    """The process, and what it has been told already."""

    def __init__(self, reads: frozenset[Place], library: str = "") -> None:
        """It may read these files and folders, and what laying out needs. `library`: see `call`."""
        import subprocess

        self.owner = os.getpid()
        self.reads = reads
        self.library = library
        self.worked = 0.0
        # Its files lie in a folder of its own: killed, it could not remove them.
        self.folder = ""
        with contextlib.suppress(OSError):
            self.folder = os.path.realpath(tempfile.mkdtemp(prefix="ua-gen-"))
        # Not by `multiprocessing`, which runs the program that called us once more, from its first line.
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", CHILD, json.dumps(sys.path), self.folder, library],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Whoever kills all of ours at once leaves it time to remove its files.
        )
        self.ready: set[Callable[[], object]] = set()  # What it has been made ready by.
        self.shared: dict[int, object] = {}  # Kept alive, so that no other object gets the same number.
        with contextlib.suppress(OSError):  # If it has gone already, it does not answer either.
            assert self.process.stdin
            self.process.stdin.write(json.dumps([*readable(), *(path for path, *_ in reads)]).encode() + b"\n")
        self.ask(None, START)

    def ask(self, call: Any, seconds: float, shared: Sequence[object] = ()) -> Any:
        """The answer to a call. Raises LimitExceeded. The child is gone after any failure."""
        message = io.BytesIO()
        pickler = _Pickler(message, pickle.HIGHEST_PROTOCOL)
        pickler.numbers = {id(item): number for number, item in self.shared.items()}
        for item in shared:
            if id(item) not in pickler.numbers:
                number = len(self.shared)
                self.shared[number] = item
                pickle.dump((number, item), message, pickle.HIGHEST_PROTOCOL)
                pickler.numbers[id(item)] = number
        pickler.dump((call, (seconds, _place())))
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

        began = os.times().elapsed
        timer = threading.Timer(seconds + GRACE, stop)
        timer.daemon = True
        try:
            timer.start()
            assert self.process.stdin
            assert self.process.stdout
            self.process.stdin.write(message.getvalue())
            self.process.stdin.flush()
            kind, value = read_answer(self.process.stdout)
        except (OSError, EOFError):
            self.end()
            # Where memory runs out in a library that is not Python's, the process ends without a word.
            raise LimitExceeded("time" if late.is_set() else "memory") from None
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()
            self.worked += os.times().elapsed - began
        if kind == "exceeded":
            self.end()
            raise LimitExceeded(value)
        if kind == "raised":
            raise value if isinstance(value, Exception) else CallFailed("answer", "it cannot be understood")
        return value

    def fit(self) -> bool:
        """Whether it can be asked once more."""
        fresh = len(self.shared) < KEPT and self.worked < LIFE
        return self.owner == os.getpid() and self.process.poll() is None and fresh

    def end(self) -> None:
        if self.owner != os.getpid():  # Not ours: this process is itself a copy.
            return
        self.process.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.wait()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)


def _seen(path: Path) -> Place:
    path = path.resolve()
    try:
        found = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), found.st_dev, found.st_ino


def _place() -> str | None:
    """Where paths begin that are not absolute."""
    try:
        return str(Path().absolute())
    except OSError:
        return None


class _Pickler(pickle.Pickler):
    """Leaves out what the child has been told already."""

    numbers: dict[int, int]

    def persistent_id(self, item: Any) -> int | None:
        return self.numbers.get(id(item))


_child: _Child | None = None
_lock = threading.Lock()
is_child = False  # Set in the child itself.


def call(
    function: Callable[..., T],
    *arguments: Any,
    seconds: float,
    shared: Sequence[object] = (),
    ready: Callable[[], object] | None = None,
    reads: Iterable[Path] = (),
    library: str = "",
) -> T:
    """What a function of a module gives, called in the child process; raises what it raises, or LimitExceeded.

    The same child serves all calls, until one exceeds its limits. `told` are objects among the arguments that come
    again and again, so that they are sent once. `ready` is called once in each child, and may take longer. Of the disk
    the function may see `reads`, and whatever else the child was made for. `library` is a module that calls C by way of
    `ctypes`: a child of its own has it loaded before the walls stand, may write no file, and open hardly any.
    """
    global _child
    if is_child:  # The limits are in force already.
        return function(*arguments)
    seen = frozenset(map(_seen, reads))
    with _lock:
        if _child is None or not _child.fit() or not seen <= _child.reads or library != _child.library:
            _end()
            _child = _Child(seen, library)
        if ready and ready not in _child.ready:
            _child.ask((ready, ()), START)
            _child.ready.add(ready)
        return _child.ask((function, arguments), seconds, shared)  # type: ignore[no-any-return]


def _end() -> None:
    global _child
    if _child:
        _child.end()
        _child = None


atexit.register(_end)
