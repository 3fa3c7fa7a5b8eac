"""What all tests share: the golden files, the command line, and the tools that look into PDF files."""

import compileall
import datetime
import difflib
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

pytest.register_assert_rewrite("helpers")  # So that a failure in one shows what was found.

# Always the same examples, for chance must not decide whether a change passes. New ones are sought with
# `--hypothesis-profile=default`, and by `benchmarks/fuzz.py`.
settings.register_profile("steady", derandomize=True, database=None)
settings.load_profile("steady")

GOLDEN = Path(__file__).parent / "golden"

CONNECTING = {"connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo"}
connections: list[str] = []  # What a test has tried, whatever became of the error.


on_loopback = False  # Set by the fixture `loopback` alone: see there.


def _refuse_connections(event: str, arguments: tuple[object, ...]) -> None:
    """No test and nothing that it calls asks the network for anything. Processes of one machine may talk."""
    room, _, what = event.partition(".")
    if room != "socket" or what not in CONNECTING:
        return
    if isinstance(arguments[0], socket.socket) and arguments[0].family == getattr(socket, "AF_UNIX", None):
        return
    address = arguments[:1] if what == "getaddrinfo" else arguments[1]
    if on_loopback and isinstance(address, tuple) and address[0] == "127.0.0.1":
        return
    connections.append(f"{what} {arguments[1:]}")
    raise PermissionError(f"a test asks the network: {connections[-1]}")


sys.addaudithook(_refuse_connections)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files anew instead of comparing with them"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Compiled once: where Python is told to keep no bytecode, hundreds of processes would each compile it anew."""
    if not hasattr(config, "workerinput"):  # Not once more in each worker of pytest-xdist.
        compileall.compile_dir(Path(__file__).parent.parent / "ua_gen", quiet=2)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow proofs are run without measuring: they take the same lines as the other tests, thousands of times."""
    for item in items:
        if item.get_closest_marker("slow"):
            item.add_marker(pytest.mark.no_cover)


@dataclass(frozen=True)
class Golden:
    """Files of what comes out, read and approved once. Any difference fails, and shows itself."""

    update: bool

    def holds(self, name: str, text: str) -> None:
        """The golden file `name` must exist and hold exactly this text."""
        path = GOLDEN / name
        if self.update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        if not path.is_file():
            pytest.fail(f"there is no golden file {name}: look at what comes out, then run with --update-golden")
        approved = path.read_bytes().decode()
        if approved != text:
            lines = difflib.unified_diff(
                approved.splitlines(), text.splitlines(), f"golden/{name}", "what comes out now", lineterm=""
            )
            pytest.fail("\n".join(lines) or f"{name} differs in its line ends only", pytrace=False)

    def holds_only(self, folder: str, names: Iterable[str]) -> None:
        """The folder must have these golden files and no others, so that none is forgotten when its test goes."""
        wanted = set(names)
        found = {
            path.relative_to(GOLDEN / folder).as_posix() for path in (GOLDEN / folder).rglob("*") if path.is_file()
        }
        if self.update:
            for name in found - wanted:
                (GOLDEN / folder / name).unlink()
            return
        assert found == wanted


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(request.config.getoption("--update-golden"))


@pytest.fixture(autouse=True)
def _nobody_in_particular(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Whose computer it is must not matter: no configuration, no sender file, no colours, a terminal of one width."""
    home = tmp_path_factory.getbasetemp() / "nobody"
    home.mkdir(exist_ok=True)
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    monkeypatch.setenv("COLUMNS", "140")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


SINCE = datetime.date(2026, 1, 1)  # Tests name many days, but none of before is today.
FIRST = datetime.date(2026, 3, 20)  # Between issue and deadline of every invented case.

SetClock = Callable[[str | datetime.date], None]


@pytest.fixture(autouse=True)
def set_clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Sets what day it is. Until a test does so, it is the day that a command or a function is given, but FIRST
    where that is before SINCE, and today where it is given none. In processes of their own it is the real day.
    """
    from ua_gen import clock

    def follow(date: datetime.date | None = None) -> clock.Days:
        day = date or datetime.date.today()
        return clock.Days(day, day if day >= SINCE else FIRST)

    def set_(day: str | datetime.date) -> None:
        real = datetime.date.fromisoformat(str(day))
        monkeypatch.setattr(clock, "days", lambda date=None: clock.Days(date or real, real))

    monkeypatch.setattr(clock, "days", follow)
    return set_


@pytest.fixture
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder for templates of one's own, with nothing beside it and nothing beside the folder that it is in.

    It is the same one in all tests: the process in which strangers' templates are run is made for a folder, and takes
    longer to begin than a letter to be made.
    """
    world = tmp_path_factory.getbasetemp() / "world"
    own = world / "inbox" / "own"
    own.mkdir(parents=True, exist_ok=True)
    for folder in (own, own.parent, world):
        for path in folder.iterdir():
            if path.is_symlink() or not path.is_dir():
                path.unlink()
            elif not own.is_relative_to(path):
                shutil.rmtree(path)
    return own


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    """An error that somebody swallows is found all the same."""
    connections.clear()
    yield
    assert connections == []


@pytest.fixture
def loopback() -> Iterator[None]:
    """The one exception: `ua-gen preview` listens on this machine, and its tests ask it there. Nothing else may."""
    global on_loopback
    on_loopback = True
    try:
        yield
    finally:
        on_loopback = False


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


Run = Callable[..., Ran]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `ua-gen` with these arguments in this process."""
    from ua_gen.cli import main

    def run_(*arguments: str | Path) -> Ran:
        capfdbinary.readouterr()
        with pytest.raises(SystemExit) as ending:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        code = ending.value.code
        return Ran(code if isinstance(code, int) else 0, out, err.decode())

    return run_


def in_a_process(code: str, *arguments: str | Path, cwd: Path, **environment: str) -> Ran:
    """Runs a piece of Python in a process of its own, with warnings as errors."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        cwd=cwd,
        env=os.environ | environment,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def hear_signals() -> None:
    """For `preexec_fn`: what runs in the background, or after `nohup`, hears none of these; a test may run so."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def tool(name: str) -> str:
    """A program that looks into PDF files. A machine without it skips the test; the build server must have it."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is not installed on the build server")
        pytest.skip(f"{name} is not installed")
    return found


def told_by(name: str, *arguments: str | Path) -> str:
    """What a tool says."""
    done = subprocess.run([tool(name), *map(str, arguments)], capture_output=True, check=True, timeout=60)
    return done.stdout.decode()
