"""However a run is ended, and wherever one stands: nothing unfinished is left, and what is said helps to go on."""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import hear_signals
from helpers.specimen import DAY, ON_THAT_DAY, SOMEBODY, case_text

from ua_gen.casefile.loading import read_case_text

SLOW = "{% for i in range(90000) %}{% for j in range(90000) %}x{% endfor %}{% endfor %}"
PROGRAM = [sys.executable, "-P", "-c", f"{ON_THAT_DAY}\nfrom ua_gen.cli import main\nmain()"]
SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A case, a list of senders, a template that takes for ever, and a folder for temporary files."""
    (tmp_path / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    rows = [f"Nemo Sample {number},Road {number},GB" for number in range(3000)]
    (tmp_path / "senders.csv").write_text("\n".join(["name,address,country", *rows]), "utf-8")
    (tmp_path / "t" / "slow").mkdir(parents=True)
    (tmp_path / "t/slow/document.yaml").write_text(
        "{title: S, per: case, pages: 1, appeal: true, fits: [[12, 1.3, 1]]}"
    )
    (tmp_path / "t/slow/slow.txt").write_text(SLOW)
    (tmp_path / "temporary").mkdir()
    return tmp_path


@contextlib.contextmanager
def begun(place: Path, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A run that goes on, and does not outlast its test."""
    process = subprocess.Popen(
        [*PROGRAM, *arguments, "--date", str(DAY)],
        cwd=place,
        env=os.environ | {"TMPDIR": str(place / "temporary")},
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_signals,
    )
    with process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def until(found: "os.PathLike[str]", pattern: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while not any(Path(found).glob(pattern)):
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < end
        time.sleep(0.02)


def empties(folder: Path) -> bool:
    end = time.monotonic() + 10
    while any(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)
    return not any(folder.iterdir())


@pytest.mark.parametrize("name", [*SIGNALS, "SIGKILL"])
def test_nothing_is_left_in_the_temporary_folder(name: str, place: Path) -> None:
    with begun(place, "render", "case.yaml", "--templates", "t", "-d", "slow", "-f", "txt", "-o", "out") as process:
        until(place / "temporary", "ua-gen-*", process)
        time.sleep(0.5)  # By then it is at the template.
        os.killpg(process.pid, getattr(signal, name))
        said = process.communicate(timeout=20)[1]
    assert process.returncode == (-signal.SIGKILL if name == "SIGKILL" else 130)
    assert said.strip().endswith(b"" if name == "SIGKILL" else b"Interrupted.")
    assert empties(place / "temporary")


@pytest.mark.parametrize(
    ("name", "jobs"),
    [("SIGTERM", "1"), ("SIGHUP", "2"), *(pytest.param(n, j, marks=pytest.mark.slow) for n in SIGNALS for j in "12")],
)
def test_a_print_run_tells_how_to_go_on(name: str, jobs: str, place: Path) -> None:
    wish = ["batch", "case.yaml", "--senders", "senders.csv", "-o", "run", "-l", "en", "--yes", "--split", "50"]
    with begun(place, *wish, "-j", jobs) as process:
        until(place, "run/*.pdf", process)
        os.killpg(process.pid, getattr(signal, name))
        began = time.monotonic()
        said = process.communicate(timeout=30)[1]
    assert process.returncode == 130, said
    assert b"Interrupted. What is finished is whole; the same command with --resume makes the rest." in said
    assert time.monotonic() - began < 15
    assert sorted(found.name for found in (place / "run").glob(".*")) == [".ua-gen-parts", ".ua-gen-run.json"]


def test_who_does_not_hear_that_it_is_hung_up_on_goes_on(place: Path) -> None:
    wish = ["render", "case.yaml", "-f", "txt", "-l", "en", "-o", "out", "--date", str(DAY)]
    code = f"import os, signal\nos.kill(os.getpid(), signal.SIGHUP)\nfrom ua_gen.cli import main\nmain({wish!r})"
    code = f"import signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\n{code}"
    ran = subprocess.run([sys.executable, "-P", "-c", code], cwd=place, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert list((place / "out").rglob("*.txt"))


@pytest.mark.parametrize(
    "wish",
    [
        ["render", "{}/case.yaml", "-f", "txt", "-l", "en", "-o", "{}/out"],
        ["render", "{}/case.yaml", "-f", "pdf", "-l", "en", "-o", "{}/out", "-j", "2"],
        ["validate", "{}/case.yaml", "--output-format", "sarif"],
        ["list", "{}/case.yaml"],
        ["update", "{}/case.yaml"],
        ["batch", "{}/case.yaml", "--senders", "{}/senders.csv", "-o", "{}/run", "-l", "en", "-f", "txt", "-j", "2"],
    ],
    ids=lambda wish: wish[0] + wish[-1],
)
def test_a_folder_that_has_gone_matters_only_to_what_needs_it(wish: list[str], place: Path) -> None:
    (place / "gone").mkdir()
    words = [word.format(place) for word in wish] + (["--range", "1-20"] if wish[0] == "batch" else [])
    started = ["sh", "-c", f'rmdir "{place}/gone" && exec "$@"', "sh", *PROGRAM, *words, "--date", str(DAY)]
    ran = subprocess.run(started, cwd=place / "gone", capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize(
    ("wish", "code", "said"),
    [
        (["render", "case.yaml"], 1, b"no such file"),
        (["render", "{}/case.yaml", "-f", "txt", "-o", "out"], 2, b"the folder that it is to be in has gone"),
    ],
)
def test_and_then_it_is_said(wish: list[str], code: int, said: bytes, place: Path) -> None:
    (place / "gone").mkdir()
    words = [word.format(place) for word in wish]
    started = ["sh", "-c", f'rmdir "{place}/gone" && exec "$@"', "sh", *PROGRAM, *words, "--date", str(DAY)]
    ran = subprocess.run(started, cwd=place / "gone", capture_output=True, check=False)
    assert (ran.returncode, said in ran.stderr) == (code, True), ran.stderr


def test_what_would_take_minutes_to_be_laid_out_is_refused_at_once() -> None:
    long = {"en": "Nothing has been heard of it since. " * 1000}
    case = read_case_text(case_text(SOMEBODY | {"letter": long}), "case.yaml")
    [found] = case.diagnostics
    assert found.code == "UA106"
    assert "30,000 are the most" in found.message
    assert found.span
    assert "letter" in found.span.source or "en" in found.span.source


LOST = """
import os, signal, weakref
import ua_gen.files.atomic as atomic
write = atomic.write_atomic
class Thing: pass
def lose(*_):
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1000): pass
def written(path, *given, **named):
    write(path, *given, **named)
    thing = Thing()
    kept = weakref.ref(thing, lose)
    del thing  # What is raised in here is only told.
atomic.write_atomic = written
from ua_gen.cli import main
main()
"""


def test_a_signal_that_python_loses_is_heard_before_the_next_document(place: Path) -> None:
    wish = ["render", "case.yaml", "-f", "txt", "-f", "html", "-l", "en", "-l", "ru", "-o", "out", "--date", str(DAY)]
    program = [sys.executable, "-P", "-c", f"{ON_THAT_DAY}\n{LOST}", *wish]
    ran = subprocess.run(program, cwd=place, capture_output=True, check=False, preexec_fn=hear_signals)
    assert b"Exception ignored" in ran.stderr
    assert ran.stderr.endswith(b"Interrupted.\n")
    assert ran.returncode == 130
    assert len([path for path in (place / "out").rglob("*.*") if path.is_file()]) == 1


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_is_heard_while_the_program_is_still_loaded(name: str, place: Path) -> None:
    code = f"""
import os, signal, sys
class Slow:
    def find_spec(self, name, *_):
        if name == "click":
            os.kill(os.getpid(), signal.{name})
sys.meta_path.insert(0, Slow())
from ua_gen.cli import main
main(["--version"])
"""
    program = [sys.executable, "-P", "-c", code]
    ran = subprocess.run(program, cwd=place, capture_output=True, check=False, preexec_fn=hear_signals)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, b"", b"Interrupted.\n")


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_when_all_is_done_changes_nothing(name: str, place: Path) -> None:
    code = f"""
import atexit, os, signal
atexit.register(lambda: os.kill(os.getpid(), signal.{name}))
from ua_gen.cli import main
main()
"""
    program = [sys.executable, "-P", "-c", code, "--version"]
    ran = subprocess.run(program, cwd=place, capture_output=True, check=False, preexec_fn=hear_signals)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_what_a_killed_run_left_unfinished_goes_with_the_next(place: Path) -> None:
    letters = place / "out" / "case"
    letters.mkdir(parents=True)
    for name in (".ua-gen-0a1b2c3d", ".ua-gen-11111111", ".ua-gen-notes", ".ua-gen-22222222"):
        (letters / name).write_text("Dear")
        os.utime(letters / name, (10**9, 10**9))
    (letters / ".ua-gen-33333333").symlink_to(place / "case.yaml")
    os.utime(letters / ".ua-gen-22222222", (4 * 10**9, 4 * 10**9))  # Of a run that has begun since.
    with (letters / ".ua-gen-11111111").open("rb") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)  # Of one that is at work.
        wish = ["render", "case.yaml", "-f", "txt", "-l", "en", "-o", "out", "--date", str(DAY)]
        subprocess.run([*PROGRAM, *wish], cwd=place, capture_output=True, check=True)
    left = sorted(path.name for path in letters.glob(".*"))
    assert left == [".ua-gen-11111111", ".ua-gen-22222222", ".ua-gen-33333333", ".ua-gen-notes"]
    assert list(letters.glob("*.txt"))


@pytest.mark.parametrize("target", ["victim", "nowhere"])
def test_the_usual_output_folder_is_no_link_that_came_with_the_files(target: str, place: Path) -> None:
    (place / "victim").mkdir()
    (place / "out").symlink_to(place / target, target_is_directory=True)
    wish = ["render", "case.yaml", "-f", "txt", "-l", "en", "--date", str(DAY)]
    ran = subprocess.run([*PROGRAM, *wish], cwd=place, capture_output=True, check=False)
    assert ran.returncode == 2
    assert b"error[UA503]: out is a link" in ran.stderr
    assert not list((place / "victim").iterdir())
    if target == "victim":  # Whoever names it means it.
        subprocess.run([*PROGRAM, *wish, "-o", "out"], cwd=place, capture_output=True, check=True)
        assert list((place / "victim").rglob("*.txt"))
