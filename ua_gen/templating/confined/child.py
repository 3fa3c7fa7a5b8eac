"""The child process: it answers calls within its limits, and does nothing else to the world."""

import contextlib
import importlib
import json
import os
import pickle
import select
import signal
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from ua_gen.templating import confined
from ua_gen.templating.confined import LIFE, MEMORY, START, TimeUp
from ua_gen.templating.confined.answers import written
from ua_gen.templating.confined.landlock import enclose

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
ADDRESSES = 8_000_000_000  # Bytes that the child may map: memory is counted above, files and libraries only here.
FILE = 100_000_000  # Bytes of a file that it may write.
FILES, FEW_FILES = 256, 16  # That it may have open; with a library of its own, which needs none.
LOADING = ("ctypes.dlopen", "ctypes.dlsym")  # What is loaded and found already needs neither.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class _Unpickler(pickle.Unpickler):
    known: dict[int, object]

    def persistent_load(self, number: Any) -> object:
        return self.known[number]


def serve(folder: str, library: str = "") -> None:
    """The child: answers calls until nobody asks any more. It may write into the folder, if there is one.

    With a library that is loaded here, it writes nothing.
    """
    confined.is_child = True
    # What a library might say goes nowhere, instead of into the answers.
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    tempfile.tempdir = folder or None
    readable = json.loads(questions.readline() or b"[]")
    import ctypes.util  # noqa: F401  The package pdf needs it, and to import it is among what is refused below.

    if library:
        importlib.import_module(library)
    _limit(bool(library))
    # By itself the child can remove its folder only if it may remove empty ones beside it.
    enclose(readable, [folder] if folder and not library else [], [str(Path(folder).parent)] if folder else [])
    _refuse_the_world("" if library else folder, ctypes_too=not library)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Whoever asked hears it, and ends this process.
    _watch(questions.fileno(), folder)
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
            data = written(answer)
        except MemoryError:
            data = written(("exceeded", "memory"))
        answers.write(len(data).to_bytes(8) + data)
        answers.flush()


def _watch(questions: int, folder: str) -> None:
    """Ends this process with the one that asks, even in the middle of a call: it may have been killed."""
    if not hasattr(select, "poll"):  # Windows
        return
    asking = select.poll()
    asking.register(questions, 0)  # Nothing but that the other end has been closed.

    def wait() -> None:
        asking.poll()
        for _ in range(5):  # Meanwhile the call goes on, and may make more.
            with contextlib.suppress(OSError):
                _clear(folder)
        os._exit(0)

    threading.stack_size(1 << 18)
    threading.Thread(target=wait, daemon=True).start()


def _clear(folder: str) -> None:
    """Whoever asked has gone, perhaps without having been able to remove it. By names only, see below."""
    for path in (*sorted(Path(folder).rglob("*"), reverse=True), Path(folder)) if folder else ():
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


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


def _limit(strict: bool) -> None:
    """Limits for good: soft and hard ones, so that nothing here can raise them again.

    Not of processes, of which a system counts all that its user has: threads are among them, and Pango starts one.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = {
        "RLIMIT_DATA": MEMORY,
        "RLIMIT_AS": ADDRESSES,
        "RLIMIT_CPU": LIFE + 2 * START,
        "RLIMIT_FSIZE": 0 if strict else FILE,
        "RLIMIT_NOFILE": FEW_FILES if strict else FILES,
        "RLIMIT_CORE": 0,
    }
    for name, most in wanted.items():
        with contextlib.suppress(AttributeError, ValueError, OSError):
            limit = getattr(resource, name)
            before = resource.getrlimit(limit)[1]
            most = most if before == resource.RLIM_INFINITY else min(most, before)
            resource.setrlimit(limit, (most, most))


def _refuse_the_world(folder: str, ctypes_too: bool) -> None:
    """A second wall: should somebody get out of the templates' sandbox, no connection and no program awaits them, and
    no file to write to but in the folder. The third is the kernel's, where it has one: see `landlock`."""

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
            allowed = not event.startswith(REFUSED) or (
                event.startswith("ctypes.") and not ctypes_too and event not in LOADING
            )
        if not allowed:
            raise PermissionError(f"{event} is not for templates")

    sys.addaudithook(hook)
