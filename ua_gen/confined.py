"""Calls made in a child process that gets only so much time and memory: for what comes from strangers."""

import atexit
import base64
import contextlib
import dataclasses
import importlib
import io
import json
import os
import pickle
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import IO, Any, Literal, TypeVar

MEMORY = 400_000_000  # Bytes that the child may take for data. A page of photographs takes a quarter of it.
START = 60  # Seconds for the child to be there: a slow disk is not the template's fault.
KEPT = 500  # Objects that the child remembers, before another one takes its place.
GRACE = 1.5  # Seconds after which a child is killed that cannot be interrupted.
CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ua_gen.confined import serve; serve(sys.argv[2])"
LONGEST_ANSWER = 200_000_000  # Bytes.

# What an answer may be made of, beside plain data, and where each is. Whoever takes the child over writes its answers:
# what is read here builds nothing else, and runs nothing.
ANSWERS = {
    "Diagnostic": "ua_gen.diagnostics",
    "Problems": "ua_gen.diagnostics",
    "Severity": "ua_gen.diagnostics",
    "Span": "ua_gen.diagnostics",
    "Composed": "ua_gen.compose",
    "Fit": "ua_gen.templates.document",
    "Wrapping": "ua_gen.templates.slots",
    "Printed": "ua_gen.pdf",
    "TooLong": "ua_gen.pdf.fitting",
    "OutsideWindow": "ua_gen.pdf.window",
    "MissingGlyphs": "ua_gen.pdf",
    "Draft": "ua_gen.series.keys",
    "Unshared": "ua_gen.series.keys",
}

T = TypeVar("T")


class Exceeded(Exception):
    """A call has taken too much of something."""

    def __init__(self, what: Literal["time", "memory"]) -> None:
        super().__init__(what)
        self.what = what


class Failed(Exception):
    """A call has raised what is none of the answers: only its name and its text come back."""

    def __init__(self, kind: str, text: str = "") -> None:
        super().__init__(f"{kind}: {text}" if text else kind)
        self.kind = kind


class TimeUp(BaseException):
    """In the child: the call has to end. No `except Exception` of anybody's stops it."""


class _Child:
    """The process, and what it has been told already."""

    def __init__(self) -> None:
        import subprocess

        self.owner = os.getpid()
        # Its files lie in a folder of its own: killed, it could not remove them.
        self.folder = ""
        with contextlib.suppress(OSError):
            self.folder = os.path.realpath(tempfile.mkdtemp(prefix="ua-gen-"))
        # Not by `multiprocessing`, which runs the program that called us once more, from its first line.
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", CHILD, json.dumps(sys.path), self.folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.ready: set[Callable[[], object]] = set()  # What it has been made ready by.
        self.told: dict[int, object] = {}  # Kept alive, so that no other object gets the same number.
        self.ask(None, START)

    def ask(self, call: Any, seconds: float, told: Sequence[object] = ()) -> Any:
        """The answer to a call. Raises Exceeded. The child is gone after any failure."""
        message = io.BytesIO()
        pickler = _Pickler(message, pickle.HIGHEST_PROTOCOL)
        pickler.numbers = {id(item): number for number, item in self.told.items()}
        for item in told:
            if id(item) not in pickler.numbers:
                number = len(self.told)
                self.told[number] = item
                pickle.dump((number, item), message, pickle.HIGHEST_PROTOCOL)
                pickler.numbers[id(item)] = number
        pickler.dump((call, (seconds, _place())))
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.process.kill()

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
            raise Exceeded("time" if late.is_set() else "memory") from None
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()
        if kind == "exceeded":
            self.end()
            raise Exceeded(value)
        if kind == "raised":
            raise value if isinstance(value, Exception) else Failed("answer", "it cannot be understood")
        return value

    def fit(self) -> bool:
        """Whether it can be asked once more."""
        return self.owner == os.getpid() and self.process.poll() is None and len(self.told) < KEPT

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


class _Unpickler(pickle.Unpickler):
    known: dict[int, object]

    def persistent_load(self, number: Any) -> object:
        return self.known[number]


_child: _Child | None = None
_lock = threading.Lock()
_inside = False


def call(
    function: Callable[..., T],
    *arguments: Any,
    seconds: float,
    told: Sequence[object] = (),
    ready: Callable[[], object] | None = None,
) -> T:
    """What a function of a module gives, called in the child process; raises what it raises, or Exceeded.

    The same child serves all calls, until one exceeds its limits. `told` are objects among the arguments that come
    again and again, so that they are sent once. `ready` is called once in each child, and may take longer.
    """
    global _child
    if _inside:  # The limits are in force already.
        return function(*arguments)
    with _lock:
        if _child is None or not _child.fit():
            _end()
            _child = _Child()
        if ready and ready not in _child.ready:
            _child.ask((ready, ()), START)
            _child.ready.add(ready)
        return _child.ask((function, arguments), seconds, told)  # type: ignore[no-any-return]


def _end() -> None:
    global _child
    if _child:
        _child.end()
        _child = None


atexit.register(_end)


def serve(folder: str) -> None:
    """The child: answers calls until nobody asks any more. It may write into the folder, if there is one."""
    global _inside
    _inside = True
    # What a library might say goes nowhere, instead of into the answers.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    tempfile.tempdir = folder or None
    _limit_memory()
    _refuse_the_world(folder)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever asked hears it, and ends this process.
    known: dict[int, object] = {}
    while True:
        unpickler = _Unpickler(questions)
        unpickler.known = known
        try:
            first, second = unpickler.load()
        except EOFError:
            _clear(folder)
            return
        if isinstance(first, int):
            known[first] = second
            continue
        seconds, place = second
        if place:
            os.chdir(place)
        answer = _answer(first, seconds)
        try:
            data = _written(answer)
        except MemoryError:
            data = _written(("exceeded", "memory"))
        answers.write(len(data).to_bytes(8) + data)
        answers.flush()


def _clear(folder: str) -> None:
    """Whoever asked has gone, perhaps without having been able to remove it. By names only, see below."""
    for path in (*sorted(Path(folder).rglob("*"), reverse=True), Path(folder)) if folder else ():
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _written(answer: tuple[str, Any]) -> bytes:
    kind, value = answer
    try:
        flat = _flat(value)
    except (TypeError, RecursionError):
        kind = "raised"
        error = value if isinstance(value, Exception) else TypeError(f"{type(value).__name__} is no answer")
        flat = ["Failed", type(error).__name__, str(error)[:1000]]
    return json.dumps([kind, flat]).encode()


def _flat(value: Any) -> Any:
    """An answer as plain data: whatever has parts is a list that begins with its kind. Raises TypeError."""
    kind = type(value)
    if value is None or kind in (str, int, float, bool):
        return value
    if kind is bytes:
        return ["bytes", base64.b64encode(value).decode()]
    if kind in (list, tuple, frozenset):
        return [kind.__name__, *map(_flat, value)]
    if kind is dict:
        return ["dict", *(_flat(each) for item in value.items() for each in item)]
    if ANSWERS.get(kind.__name__) != kind.__module__:
        if isinstance(value, str):  # One that knows that it is HTML.
            return str.__str__(value)
        raise TypeError(f"{kind.__name__} is no answer")
    if isinstance(value, Enum):
        return [kind.__name__, value.value]
    if isinstance(value, Exception):
        return [kind.__name__, *map(_flat, value.__reduce__()[1])]
    return [kind.__name__, *(_flat(getattr(value, each.name)) for each in dataclasses.fields(value))]


PLAIN: Mapping[str, Callable[..., Any]] = {
    "bytes": base64.b64decode,
    "list": lambda *items: list(items),
    "tuple": lambda *items: items,
    "frozenset": lambda *items: frozenset(items),
    "dict": lambda *items: dict(zip(items[::2], items[1::2], strict=True)),
    "Failed": Failed,
}


def read_answer(stream: IO[bytes]) -> tuple[str, Any]:
    """The next answer. Raises EOFError if there is none, or what is there is none."""
    size = int.from_bytes(stream.read(8))
    data = stream.read(size) if 0 < size <= LONGEST_ANSWER else b""
    if not data or len(data) < size:
        raise EOFError
    try:
        kind, flat = json.loads(data)
        return kind, _built(flat)
    except (TypeError, ValueError, LookupError, AttributeError, RecursionError):
        raise EOFError from None


def _built(flat: Any) -> Any:
    if not isinstance(flat, list):
        return flat
    kind, *parts = flat
    make = PLAIN.get(kind) or getattr(importlib.import_module(ANSWERS[kind]), kind)
    return make(*map(_built, parts))


def _answer(question: Any, seconds: float) -> tuple[str, Any]:
    if question is None:
        return "done", None
    function, arguments = question
    try:
        with _alarm(seconds):
            return "done", function(*arguments)
    except MemoryError:
        return "exceeded", "memory"
    except TimeUp:
        return "exceeded", "time"
    except Exception as error:
        return "raised", error


@contextlib.contextmanager
def _alarm(seconds: float) -> Any:
    """Interrupts what takes longer, so that the place where it was can be told. Windows cannot: there it is killed."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise TimeUp

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for limit in (resource.RLIMIT_DATA, resource.RLIMIT_CORE):
        with contextlib.suppress(ValueError, OSError):
            most = resource.getrlimit(limit)[1]
            wanted = MEMORY if limit == resource.RLIMIT_DATA else 0
            resource.setrlimit(limit, (wanted if most < 0 else min(wanted, most), most))


REFUSED = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile", "pty.",
    "os.kill", "signal.pthread_kill", "ctypes.", "ftplib.", "smtplib.", "webbrowser.", "winreg.", "_winapi.",
    "sqlite3.", "os.chown", "os.link", "os.symlink", "os.setxattr", "os.removexattr", "os.chflags", "shutil.",
)  # fmt: skip
# What changes the disk: how many names each is given, and where the folders begin that these may be relative to.
CHANGING = {
    "os.chmod": (1, 2), "os.mkdir": (1, 2), "os.remove": (1, 1), "os.rename": (2, 2), "os.rmdir": (1, 1),
    "os.truncate": (1, 2), "os.utime": (1, 3),
}  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _refuse_the_world(folder: str) -> None:
    """A second wall: should somebody get out of the templates' sandbox, no connection and no program awaits them, and
    no file to write to but in the folder."""
    import ctypes.util  # noqa: F401  WeasyPrint's room needs it, and to import it is among what is refused.

    def own(path: Any) -> bool:
        if isinstance(path, int):  # A file that is open already.
            return True
        real = os.path.realpath(os.fsdecode(path))
        return bool(folder) and (real == folder or real.startswith(folder + os.sep))

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            allowed = not (arguments[2] or 0) & WRITING or own(arguments[0])
        elif event in CHANGING:
            count, rest = CHANGING[event]
            allowed = all(map(own, arguments[:count])) and all(place == -1 for place in arguments[rest:])
        else:
            allowed = not event.startswith(REFUSED)
        if not allowed:
            raise PermissionError(f"{event} is not for templates")

    sys.addaudithook(hook)
