"""Calls made in a child process that gets only so much time and memory: for what comes from strangers."""

import atexit
import contextlib
import io
import json
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar

MEMORY = 400_000_000  # Bytes that the child may take for data. A page of photographs takes a quarter of it.
START = 60  # Seconds for the child to be there: a slow disk is not the template's fault.
KEPT = 500  # Objects that the child remembers, before another one takes its place.
GRACE = 1.5  # Seconds after which a child is killed that cannot be interrupted.
CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ua_gen.confined import serve; serve()"

T = TypeVar("T")


class Exceeded(Exception):
    """A call has taken too much of something."""

    def __init__(self, what: Literal["time", "memory"]) -> None:
        super().__init__(what)
        self.what = what


class TimeUp(BaseException):
    """In the child: the call has to end. No `except Exception` of anybody's stops it."""


class _Child:
    """The process, and what it has been told already."""

    def __init__(self) -> None:
        import subprocess

        self.owner = os.getpid()
        # Not by `multiprocessing`, which runs the program that called us once more, from its first line.
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-c", CHILD, json.dumps(sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
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
            kind, value = pickle.load(self.process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
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
            raise value
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


def call(function: Callable[..., T], *arguments: Any, seconds: float, told: Sequence[object] = ()) -> T:
    """What a function of a module gives, called in the child process; raises what it raises, or Exceeded.

    The same child serves all calls, until one exceeds its limits. `told` are objects among the arguments that come
    again and again, so that they are sent once.
    """
    global _child
    if _inside:  # The limits are in force already.
        return function(*arguments)
    with _lock:
        if _child is None or not _child.fit():
            _end()
            _child = _Child()
        return _child.ask((function, arguments), seconds, told)  # type: ignore[no-any-return]


def _end() -> None:
    global _child
    if _child:
        _child.end()
        _child = None


atexit.register(_end)


def serve() -> None:
    """The child: answers calls until nobody asks any more."""
    global _inside
    _inside = True
    _limit_memory()
    _refuse_the_world()
    # What a library might say goes nowhere, instead of into the answers.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever asked hears it, and ends this process.
    known: dict[int, object] = {}
    while True:
        unpickler = _Unpickler(questions)
        unpickler.known = known
        try:
            first, second = unpickler.load()
        except EOFError:
            return
        if isinstance(first, int):
            known[first] = second
            continue
        seconds, place = second
        if place:
            os.chdir(place)
        answer = _answer(first, seconds)
        try:
            data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        except MemoryError:
            data = pickle.dumps(("exceeded", "memory"))
        answers.write(data)
        answers.flush()


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


def _refuse_the_world() -> None:
    """A second wall: should somebody get out of the templates' sandbox, no connection and no program awaits them."""
    refused = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "ftplib.")

    def hook(event: str, _: object) -> None:
        if event.startswith(refused):
            raise PermissionError(f"{event} is not for templates")

    sys.addaudithook(hook)
