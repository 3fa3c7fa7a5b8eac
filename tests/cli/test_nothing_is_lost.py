"""Every file is whole or absent, whatever ends the run; and whatever ends it is said in a sentence."""

import contextlib
import multiprocessing
import os
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from helpers import workers
from helpers.specimen import DAY, OFFICIAL, SOMEBODY, case_text, loaded

from ua_gen import Problems, render
from ua_gen.cli import main
from ua_gen.files import atomic
from ua_gen.rendering import produce

CASE = SOMEBODY | {"recipients": [OFFICIAL | {"id": name} for name in ("a", "b", "c")]}
# Each command that writes files: its arguments, and the file that the tests look at.
WRITES: dict[str, tuple[list[str], str]] = {
    "render": (["render", "case.yaml", "-f", "txt", "-l", "en", "--to", "a"], "out/case/letter-a-en.txt"),
    "update": (["update", "case.yaml"], "case-2.yaml"),
    "new": (["new", "new.yaml"], "new.yaml"),
    "translate": (["translate", "case.yaml", "-l", "ky", "-o", "words.yaml"], "words.yaml"),
    "redact": (["redact", "case.yaml"], "case-public.yaml"),
}
OVERWRITE = {"render": WRITES["render"], "new": ([*WRITES["new"][0], "--force"], "new.yaml")}
STEPS = ("open", "fdopen", "fsync", "fchmod", "replace", "link")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").write_text(case_text(CASE), "utf-8")
    return tmp_path


def in_a_child(arguments: list[str], before: Callable[[], Any] = lambda: None) -> int:
    """How a command ends in a copy of this process, where `before` is done first: its exit code, negative if killed."""
    child = os.fork()
    if child == 0:
        code = 99
        try:
            with open(os.devnull, "w") as nowhere:  # noqa: PTH123
                os.dup2(nowhere.fileno(), 1)
                os.dup2(nowhere.fileno(), 2)
            before()
            main([*arguments, *([] if "redact" in arguments else ["--date", str(DAY)])])
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


WHOLE: dict[str, bytes] = {}


def whole(arguments: list[str], name: str) -> bytes:
    """What the command writes if nothing happens; the file is taken away again."""
    if name not in WHOLE:
        assert in_a_child(arguments) == 0
        WHOLE[name] = Path(name).read_bytes()
        Path(name).unlink()
        shutil.rmtree("out", ignore_errors=True)
    return WHOLE[name]


def left_over() -> list[str]:
    return [path.name for path in Path().rglob("*") if path.is_file() and path.name.startswith(".ua-gen-")]


def at(step: str, deed: Callable[[], Any], *, after: bool) -> Callable[[], None]:
    """Does something at a step of the writing of a file."""

    def arrange() -> None:
        real = getattr(os, step)

        def step_(*arguments: Any, **more: Any) -> Any:
            if not after:
                deed()
            try:
                return real(*arguments, **more)
            finally:
                deed()

        setattr(os, step, step_)

    return arrange


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_a_file_is_whole_or_absent(step: str, after: bool, folder: Path) -> None:
    for command, (arguments, name) in WRITES.items():
        data = whole(arguments, name)
        code = in_a_child(arguments, at(step, die, after=after))
        unused = step == ("link" if command == "render" else "replace")
        assert (command, code) == (command, 0 if unused else -signal.SIGKILL)
        path = Path(name)
        assert not path.exists() or path.read_bytes() == data
        assert path.exists() == (unused or (after and step in ("replace", "link")))
        path.unlink(missing_ok=True)
        for rest in left_over():
            for found in Path().rglob(rest):
                found.unlink()
        assert in_a_child(arguments) == 0, "and nothing stands in the way of the next run"
        path.unlink()


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_what_was_there_is_there(step: str, folder: Path) -> None:
    for arguments, name in OVERWRITE.values():
        data = whole(arguments, name)
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"before")
        in_a_child(arguments, at(step, die, after=False))
        assert path.read_bytes() == (data if step == "link" else b"before")


def full_disk() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))


def gone() -> None:
    shutil.rmtree("out", ignore_errors=True)


@pytest.mark.parametrize("command", WRITES)
def test_on_a_full_disk_nothing_is_begun(command: str, folder: Path) -> None:
    arguments, name = WRITES[command]
    assert len(whole(arguments, name)) > 100
    assert in_a_child(arguments, full_disk) == 2
    assert not Path(name).exists()
    assert left_over() == []


@pytest.mark.parametrize("command", OVERWRITE)
def test_on_a_full_disk_what_was_there_is_there(command: str, folder: Path) -> None:
    arguments, name = OVERWRITE[command]
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(b"before")
    assert in_a_child(arguments, full_disk) == 2
    assert Path(name).read_bytes() == b"before"
    assert left_over() == []


@pytest.mark.parametrize("step", ["fsync", "fchmod", "replace"])
def test_a_folder_that_vanishes_is_said_in_a_sentence(step: str, folder: Path, run: Run) -> None:
    assert in_a_child(WRITES["render"][0], at(step, gone, after=False)) == 2
    assert not Path("out").exists()


def test_two_runs_at_once_into_one_folder(folder: Path) -> None:
    arguments = ["render", "case.yaml", "-f", "txt", "-f", "html", "-l", "en"]
    assert in_a_child(arguments) == 0
    wanted = {path: path.read_bytes() for path in Path("out").rglob("*.*")}
    assert len(wanted) == 6
    shutil.rmtree("out")
    for pid in [_started(arguments) for _ in range(4)]:
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert {path: path.read_bytes() for path in Path("out").rglob("*.*")} == wanted


def _started(arguments: list[str]) -> int:
    child = os.fork()
    if child == 0:
        os._exit(in_a_child(arguments))
    return child


@pytest.mark.parametrize("command", [command for command in WRITES if command != "render"])
def test_a_file_that_comes_there_at_the_last_moment_is_not_overwritten(command: str, folder: Path) -> None:
    arguments, name = WRITES[command]
    code = in_a_child(arguments, at("fsync", lambda: Path(name).write_bytes(b"another"), after=False))
    assert code == 2
    assert Path(name).read_bytes() == b"another"
    assert left_over() == []


def test_where_files_cannot_be_linked_they_are_moved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: Any, **more: Any) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    atomic.write_atomic(folder / "a.txt", b"a", fresh=True)
    assert (folder / "a.txt").read_bytes() == b"a"
    assert left_over() == []


# --- a folder that is swapped for a link while it is written to ------------------------------------------------------


@pytest.fixture
def away(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which nothing may appear."""
    return tmp_path_factory.mktemp("away")


def swapped(name: str, away: Path) -> None:
    if not Path(name).is_symlink():
        Path(name).rename(f"{name}-before")
        Path(name).symlink_to(away, target_is_directory=True)


@pytest.mark.parametrize("swap", ["out", "out/case"])
@pytest.mark.parametrize("step", ["mkdir", "fdopen", "fsync", "replace"])
def test_nothing_is_written_through_a_link_that_comes_between(
    step: str, swap: str, folder: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out/case").mkdir(parents=True)
    place = atomic.Place.open(Path("out"))
    real = getattr(os, step)

    def step_(*arguments: Any, **more: Any) -> Any:
        if step != "mkdir":
            swapped(swap, away)
            return real(*arguments, **more)
        try:
            return real(*arguments, **more)
        finally:
            swapped(swap, away)

    monkeypatch.setattr(os, step, step_)
    refused = step == "mkdir" and swap == "out/case"
    with place, pytest.raises(Problems) if refused else contextlib.nullcontext():
        atomic.write_atomic(Path("out/case/a.txt"), b"a", root=place)
    monkeypatch.undo()
    os.chdir(folder)
    assert list(away.iterdir()) == []
    written = [path for path in folder.rglob("a.txt") if not path.parent.is_symlink()]
    assert [path.read_bytes() for path in written] == ([] if refused else [b"a"])
    assert left_over() == []


def test_however_often_it_is_swapped(folder: Path, away: Path) -> None:
    """Somebody swaps a folder of the output for a link and back as fast as they can."""
    Path("out/case").mkdir(parents=True)
    Path("link").symlink_to(away, target_is_directory=True)
    over = threading.Event()

    def swap() -> None:
        while not over.is_set():
            with contextlib.suppress(OSError):
                Path("out/case").rename("out/real")
                Path("link").rename("out/case")
                Path("out/case").rename("link")
                Path("out/real").rename("out/case")

    other = threading.Thread(target=swap)
    other.start()
    try:
        for number in range(300):
            with contextlib.suppress(Problems):
                atomic.write_atomic(Path(f"out/case/{number}.txt"), b"x", sync=False, root=Path("out"))
    finally:
        over.set()
        other.join()
    assert list(away.iterdir()) == []
    assert list(Path("out").rglob("*.txt"))


# --- how a run ends --------------------------------------------------------------------------------------------------


def laid_out_by(deed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, processes: int = 2) -> Problems:
    monkeypatch.setattr(produce, "write_pdf", deed)
    with pytest.raises(Problems) as failed:
        render(loaded(CASE), languages=["en"], date=DAY, processes=processes)
    return failed.value


def test_a_worker_that_is_killed_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    [found] = laid_out_by(workers.killed, monkeypatch).diagnostics
    assert found.code == "UA505"
    assert "--jobs" in found.hint


@pytest.mark.parametrize("processes", [1, 2])
def test_too_little_memory_is_said_to_be(processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    found = laid_out_by(workers.starved, monkeypatch, processes).diagnostics
    assert {diagnostic.code for diagnostic in found} == {"UA506"}


def test_in_whatever_the_memory_ends(folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from ua_gen.rendering import plan

    monkeypatch.setattr(plan, "compose", workers.starved)
    ran = run("render", "case.yaml", "--date", DAY)
    assert ran.code == 2
    assert "error[UA506]" in ran.err
    assert "mistake in ua-gen" not in ran.err


@contextlib.contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_interrupted_nobody_waits_for_pages_that_are_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(produce, "write_pdf", workers.asleep)
    began = time.monotonic()
    with _interrupted(2), pytest.raises(KeyboardInterrupt):
        render(loaded(CASE), languages=["en"], date=DAY, processes=2)
    while multiprocessing.active_children() and time.monotonic() - began < 20:  # Python waits for them when it ends.
        time.sleep(0.05)
    assert multiprocessing.active_children() == []
    assert time.monotonic() - began < 20


# --- the configuration -----------------------------------------------------------------------------------------------


NAMED = ("--config", "ua-gen.toml")


def test_letters_settings_do_not_reach_translations(folder: Path, run: Run) -> None:
    Path("ua-gen.toml").write_text('lang = "en"\noutput = "letters"\n', "utf-8")
    assert run(*NAMED, "translate", "case.yaml").code == 2, "which language is not said"
    ran = run(*NAMED, "translate", "case.yaml", "-l", "ky", "--date", DAY)
    assert (ran.code, b"# translations:" in ran.out) == (0, True)
    assert not Path("letters").exists()
    assert run(*NAMED, "render", "case.yaml", "--date", DAY, "-f", "txt").code == 0
    assert len(list(Path("letters").rglob("*-en.txt"))) == 3
    Path("ua-gen.toml").write_text('[translate]\nlang = "ky"\noutput = "words.yaml"\n', "utf-8")
    assert run(*NAMED, "translate", "case.yaml", "--date", DAY).code == 0
    assert Path("words.yaml").is_file()


@pytest.mark.parametrize(
    "text", ['output = "a\\u0000b"', 'templates = ["a\\u0000b"]', '[section]\nname = "X"\nlogo = "a\\u0000.png"']
)
def test_a_null_character_in_the_configuration_is_wrong_use(text: str, folder: Path, run: Run) -> None:
    Path("ua-gen.toml").write_text(text, "utf-8")
    ran = run(*NAMED, "render", "case.yaml", "--date", DAY, "-f", "txt")
    assert (ran.code, "U+0000" in ran.err, "Traceback" in ran.err) == (2, True, False)


@pytest.mark.parametrize("number", ["1_0", "1e1", "0x0a", "１０", "10.0"])
def test_a_sequence_is_written_in_digits(number: str, folder: Path, run: Run) -> None:
    action = SOMEBODY["action"] | {"sequence": number}
    Path("case.yaml").write_text(case_text(SOMEBODY | {"action": action}).replace("'", ""), "utf-8")
    assert "error[UA103]" in run("validate", "case.yaml").text
