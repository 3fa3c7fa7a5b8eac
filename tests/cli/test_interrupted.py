"""However a run is ended, and wherever one stands: nothing unfinished is left, and what is said helps to go on."""

import contextlib
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
