"""The command line in bad surroundings: however a run ends, it says so, and nothing half-written is left behind."""

import concurrent.futures
import datetime
import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import FIRST, Ran, Run, hear_signals
from helpers.input import CASES, case_with
from helpers.specimen import SOMEBODY, case_text

from ua_gen import api
from ua_gen.diagnostics import Problems
from ua_gen.files import atomic
from ua_gen.pdf import PdfFile
from ua_gen.rendering import produce, workers
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import BUILT_IN, Fit, Templates

PROGRAM = [sys.executable, "-W", "error", "-m", "ua_gen"]
DAY = ("--date", "2010-09-20")
CASE = CASES / "kg-askarov.yaml"
LETTER = f"ua-gen render case.yaml {' '.join(DAY)} -f txt -l en --to president"
ESCAPE = "\x1b]0;owned\x07\x1b[31m"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Each test in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def case(here: Path) -> str:
    (here / "case.yaml").write_bytes(CASE.read_bytes())
    return "case.yaml"


@pytest.fixture
def open_case(here: Path) -> str:
    """Templates of one's own make nothing for the archive."""
    (here / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    return "case.yaml"


def shell(command: str, **environment: str) -> Ran:
    """Runs a shell command in which `ua-gen` is the program."""
    program = " ".join(f"'{part}'" for part in PROGRAM)
    script = f'ua-gen() {{ {program} "$@"; }}; {command}'
    done = subprocess.run(
        ["bash", "-c", script], env=os.environ | environment, capture_output=True, check=False, timeout=120
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def left_behind(folder: Path) -> list[str]:
    """Files that were begun and never finished."""
    return [str(path) for path in folder.rglob(".ua-gen*")]


def assert_no_traceback(ran: Ran) -> None:
    assert "Traceback" not in ran.err
    assert "a mistake in ua-gen itself" not in ran.err
    assert "Exception ignored" not in ran.err


# Bad files


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        (b"", "UA010", "bad.yaml:1:1"),
        (b"title: 'x\n", "UA011", "bad.yaml:1:8"),
        (b"\xff", "UA002", "bad.yaml:1:1"),
        (b"a: 1\na: 2\n", "UA012", "bad.yaml:2:1"),
        (b"[" * 100_000, "UA014", "bad.yaml:1:26"),
        (b"- a\n", "UA103", "bad.yaml:1:1"),
        (b"# " + 1_000_000 * b"x", "UA003", "bad.yaml:1:1"),
    ],
)
@pytest.mark.parametrize("command", ["render", "list", "validate"])
def test_a_bad_file_ends_with_1_and_is_named(
    run: Run, here: Path, command: str, text: bytes, code: str, place: str
) -> None:
    (here / "bad.yaml").write_bytes(text)
    ran = run(command, "bad.yaml")
    assert ran.code == 1
    assert f"{place}: error[{code}]" in ran.err + ran.text
    assert sorted(path.name for path in here.iterdir()) == ["bad.yaml"]


@pytest.mark.parametrize("command", ["render", "list", "validate", "languages"])
def test_a_file_that_is_not_there_ends_with_1(run: Run, command: str) -> None:
    ran = run(command, "nowhere.yaml")
    assert ran.code == 1
    assert "nowhere.yaml:1:1: error[UA001]: no such file" in ran.err + ran.text


@pytest.mark.parametrize("command", ["render", "list", "validate"])
def test_an_empty_name_does_not_mean_the_folder_one_is_in(run: Run, case: str, command: str) -> None:
    ran = run(command, "")
    assert ran.code == 1
    assert "error[UA001]: the name of the file is empty" in ran.err + ran.text


def test_good_files_are_made_beside_bad_ones(run: Run, case: str, here: Path) -> None:
    (here / "bad.yaml").write_text("title: [", "utf-8")
    ran = run("render", ".", *DAY, "-f", "txt", "-l", "en", "--to", "president")
    assert ran.code == 1
    assert "bad.yaml:1:9: error[UA011]" in ran.err
    assert (here / "out" / "case" / "letter-president-en.txt").is_file()


def test_every_error_of_every_file_is_told_in_one_run(run: Run, here: Path) -> None:
    (here / "a.yaml").write_text(case_with(country="kg", language="english"), "utf-8")
    (here / "b.yaml").write_text(case_with(titel="x"), "utf-8")
    ran = run("render", "a.yaml", "b.yaml", "c.yaml")
    assert ran.code == 1
    places = [line.split(": ")[0] for line in ran.err.splitlines() if ": error[" in line]
    assert sorted(places) == ["a.yaml:2:11", "a.yaml:3:10", "b.yaml:8:1", "c.yaml:1:1"]


# Wrong use


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rendr", "case.yaml"], "No such command 'rendr'. Did you mean 'render'?"),
        (["render", "case.yaml", "--forma", "txt"], "No such option '--forma'. Did you mean '--format'?"),
        (["render"], "Missing argument 'CASE...'"),
        (["render", "case.yaml", "-d", "lettr"], "no document `lettr`\n  did you mean `letter`?"),
        (["render", "case.yaml", *DAY, "-l", "rus"], "no language `rus` here\n  did you mean `ru`?"),
        (["render", "case.yaml", *DAY, "--to", "presidnt"], "no recipient `presidnt`\n  did you mean `president`?"),
        (["render", "case.yaml", "--date", "2010-9-1"], "`2010-9-1` is not a date: write it as year-month-day: 2010-0"),
        (["render", "case.yaml", "--date", "20100901"], "`20100901` is not a date"),
        (["render", "case.yaml", "--date", "2010-W37-3"], "`2010-W37-3` is not a date"),
        (["render", "case.yaml", "--date", "2010-02-30"], "there is no day 30 in month 2 of 2010: that month has 28"),
        (["list", "case.yaml", "--date", "0001-01-01"], "the year 0001 cannot be meant"),
        (["new", "--date", "9999-12-31"], "the year 9999 cannot be meant"),
        (["render", "case.yaml", "--templates", "nowhere"], "Directory 'nowhere' does not exist"),
        (["templates", "--templates", "nowhere"], "Directory 'nowhere' does not exist"),
        (["--config", "nowhere.toml", "list"], "File 'nowhere.toml' does not exist"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_was_meant(run: Run, case: str, arguments: list[str], said: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == b""


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("sendr = 'x'", "unknown key `sendr`\n  did you mean `sender`?"),
        ("[rendr]\nx = 1", "unknown key `[rendr]`\n  did you mean `[render]`?"),
        ("[render]\nlagn = 'ru'", "unknown key `lagn`\n  did you mean `lang`?"),
        ("lang =", "is not TOML: Invalid value (at "),
        ("lang = 5", "`lang` must be a list of texts\n  write lang = "),
        ("lang = ['ru', 5]", "`lang` must be a list of texts"),
        ("sender = 5", "`sender` must be one text, number or date"),
        ("sender = ['a']", "`sender` must be one text, number or date"),
        ("jobs = 1.5", "`jobs` must be one text, number or date"),
        ("jobs = 'many'", "'many' is not a valid integer range"),
        ("quiet = 'perhaps'", "`quiet` must be true or false"),
        ("date = 2010-09-20T12:00:00", "`2010-09-20 12:00:00` is not a date"),
        ("paper = 'a5'", "'a5' is not one of 'a4', 'letter'"),
        ("templates = 'nowhere'", "nowhere' does not exist"),
        ("lang = '\xff'", "is not UTF-8"),
        (f"jobs = {'9' * 5000}", "has a number that is too large"),
        (f"jobs = 0x{'f' * 5000}", "`jobs` is too large a number"),
        (f"[section]\nname = 0x{'f' * 5000}", "`name` is too large a number"),
        (f"lang = {'[' * 5000}", "is nested too deeply"),
        (f"lang = {'[' * 200}{']' * 200}", "`lang` must be a list of texts"),
        (f"[section]\nname = {'{a=' * 5000}", "is nested too deeply"),
    ],
)
def test_a_bad_configuration_ends_with_2_and_names_the_key(
    run: Run, case: str, here: Path, toml: str, said: str
) -> None:
    (here / "ua-gen.toml").write_text(toml, "latin-1")
    ran = run("--config", "ua-gen.toml", "render", case)
    assert ran.code == 2
    assert said in ran.err
    assert_no_traceback(ran)


@pytest.mark.parametrize("toml", ["lang = 'en'", "lang = ['en']", "date = '2010-09-20'", "[render]\ndate = 2010-09-20"])
def test_a_configuration_may_be_written_in_several_ways(run: Run, case: str, here: Path, toml: str) -> None:
    (here / "ua-gen.toml").write_text(toml, "utf-8")
    given = () if "date" in toml else DAY
    assert run("--config", "ua-gen.toml", "render", case, "-f", "txt", "--to", "president", *given).code == 0


def test_a_configuration_that_is_a_folder_is_none(run: Run, case: str, here: Path) -> None:
    (here / "ua-gen.toml").mkdir()
    assert run("list", case).code == 0


@pytest.mark.parametrize(
    ("sender", "said"),
    [
        (None, "sender.yaml:1:1: error[UA001]: no such file"),
        ("nam: Jo", "sender.yaml:1:1: error[UA102]: unknown field `nam`"),
        ("name: Jo\ncountry: UK", "sender.yaml:2:10: error[UA106]: `UK` is not a country code"),
        ("name: [", "sender.yaml:1:8: error[UA011]"),
        ("", "sender.yaml:1:1: error[UA010]: the file is empty"),
    ],
)
def test_a_bad_sender_ends_with_1_and_makes_nothing(
    run: Run, case: str, here: Path, sender: str | None, said: str
) -> None:
    if sender is not None:
        (here / "sender.yaml").write_text(sender, "utf-8")
    ran = run("render", case, *DAY, "-f", "txt", "--sender", "sender.yaml")
    assert ran.code == 1
    assert said in ran.err
    assert not (here / "out").exists()


# Templates of somebody else's


@pytest.mark.parametrize(
    ("template", "code", "place", "said"),
    [
        ("a\n{% if %}\n", "UA301", "letter.txt:2:1", "Expected an expression"),
        ("a\n{{ x y }}\n", "UA301", "letter.txt:2:1", "expected token"),
        ("a\n  {{ nothing }}\n", "UA302", "letter.txt:2:3", "'nothing' is undefined"),
        ("a\n\n{{ case.nothing }}\n", "UA302", "letter.txt:3:1", "has no attribute 'nothing'"),
        ("a\n{% include 'no.txt' %}\n", "UA302", "letter.txt:2:1", "template not found: no.txt"),
        ("a\n{{ 1 / 0 }}\n", "UA302", "letter.txt:2:1", "division by zero"),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "UA302", "letter.txt:1:1", "recursion"),
        ("{% include '../../secret.txt' %}", "UA302", "letter.txt:1:1", "template not found: ../../secret.txt"),
        ("{{ ''.__class__.__mro__ }}", "UA302", "letter.txt:1:1", "is unsafe"),
    ],
)
def test_a_broken_template_is_named_with_its_line(
    run: Run, open_case: str, here: Path, template: str, code: str, place: str, said: str
) -> None:
    (here / "secret.txt").write_text("secret", "utf-8")
    (here / "own" / "letter").mkdir(parents=True)
    (here / "own" / "letter" / "letter.txt").write_text(template, "utf-8")
    ran = run("render", open_case, "--date", "2026-03-20", "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert f"{place}: error[{code}]" in ran.err
    assert said in ran.err
    assert_no_traceback(ran)
    assert not (here / "out").exists()


def test_a_template_that_is_not_utf8(run: Run, open_case: str, here: Path) -> None:
    (here / "own" / "letter").mkdir(parents=True)
    (here / "own" / "letter" / "letter.txt").write_bytes(b"a\xff")
    ran = run("render", open_case, "--date", "2026-03-20", "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert "letter/letter.txt:1:1: error[UA302]: the template is not UTF-8" in ran.err


GOOD = {"title": "Mine", "per": "case", "pages": "1", "appeal": "true", "fits": "[[12, 1.3, 1]]"}


@pytest.mark.parametrize(
    ("wrong", "code", "place", "said"),
    [
        ({"per": None}, "UA303", "1:1", "`per` is missing: it must be one of: recipient, case"),
        ({"per": "prisoner"}, "UA303", "2:6", "`per` must be one of: recipient, case, embassy, solidarity"),
        ({"per": "[case]"}, "UA303", "2:6", "`per` must be one of: recipient, case, embassy, solidarity"),
        ({"pages": "two"}, "UA303", "3:8", "`pages` must be how many pages it may have at most, from 1 to 999"),
        ({"pages": "0"}, "UA303", "3:8", "`pages` must be how many pages"),
        ({"pages": "1000000"}, "UA303", "3:8", "`pages` must be how many pages"),
        ({"apeal": "true"}, "UA303", "6:1", "there is no key `apeal`"),
        ({"apeal": "true"}, "UA303", "6:1", "did you mean `appeal`?"),
        ({"fits": "[[nan, 1, 1]]"}, "UA303", "5:7", "`fits` must be a list of"),
        ({"fits": "[[12, 1, inf]]"}, "UA303", "5:7", "`fits` must be a list of"),
        ({"fits": "[[1e99, 1, 1]]"}, "UA303", "5:7", "`fits` must be a list of"),
        ({"per": "recipient", "appeal": "false"}, "UA303", "4:9", "a document `per: recipient` asks for something"),
        ({"per": "embassy", "appeal": "false"}, "UA303", "4:9", "a document `per: embassy` asks for something"),
        ({"appeal": "yes"}, "UA303", "4:9", "`appeal` must be `true` or `false`"),
        ({"fits": "[12, 1.3]"}, "UA303", "5:7", "`fits` must be a list of [points, line height, space]"),
        ({"fits": "[[12, big, 1]]"}, "UA303", "5:7", "`fits` must be a list of"),
        ({"title": "[a"}, "UA011", "", "the bracket that begins in line 1 is not closed"),
        ({"title": "\0"}, "UA011", "1:8", "the character U+0000 may not stand in YAML"),
        ({"title": "!!python/object/apply:os.system [touch x]"}, "UA016", "1:8", "has no meaning here"),
    ],
)
def test_a_broken_description_of_a_document_is_named_with_its_place(
    run: Run, here: Path, wrong: dict[str, str | None], code: str, place: str, said: str
) -> None:
    folder = here / "own" / "mine"
    folder.mkdir(parents=True)
    text = "".join(f"{key}: {value}\n" for key, value in (GOOD | wrong).items() if value is not None)
    (folder / "document.yaml").write_text(text, "utf-8")
    ran = run("templates", "--templates", "own")
    assert ran.code == 1
    assert f"own/mine/document.yaml:{place}" in ran.err
    assert f"error[{code}]: " in ran.err
    assert said in ran.err
    assert_no_traceback(ran)


def test_a_good_description_of_a_document(run: Run, here: Path) -> None:
    (here / "own" / "mine").mkdir(parents=True)
    text = "".join(f"{key}: {value}\n" for key, value in GOOD.items())
    (here / "own" / "mine" / "document.yaml").write_text(text.replace("Mine", '"Mine"'), "utf-8")
    assert "mine" in run("templates", "--templates", "own").text


# Places that cannot be written to


def reason(path: Path) -> str:
    with pytest.raises(Problems) as problems:
        atomic.write_atomic(path, b"new")
    (diagnostic,) = problems.value.diagnostics
    assert diagnostic.code == "UA503"
    return diagnostic.message.removeprefix(f"{path} cannot be written: ")


def test_a_file_is_written_whole_with_the_usual_permissions(here: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write_atomic(here / "new" / "folder" / "file", b"data")
    finally:
        os.umask(before)
    path = here / "new" / "folder" / "file"
    assert path.read_bytes() == b"data"
    assert path.stat().st_mode & 0o777 == 0o640
    assert left_behind(here) == []


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no space is left on the disk"),
        (errno.EDQUOT, "your share of the disk is used up"),
        (errno.EACCES, "you may not write there"),
        (errno.EROFS, "the disk is read-only"),
        (errno.EIO, os.strerror(errno.EIO)),
    ],
)
@pytest.mark.parametrize("step", ["mkdir", "open", "fsync", "fchmod", "replace"])
def test_whenever_writing_fails_the_old_file_stays_and_nothing_else_does(
    here: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    path = here / "file"
    path.write_bytes(b"old")
    monkeypatch.setattr(Path if step == "mkdir" else os, step, fail)
    found = reason(path)
    monkeypatch.undo()
    assert found == said
    assert path.read_bytes() == b"old"
    assert [found.name for found in here.iterdir()] == ["file"]


def test_an_interrupted_write_leaves_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    (here / "file").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        atomic.write_atomic(here / "file", b"new")
    assert (here / "file").read_bytes() == b"old"
    assert left_behind(here) == []


def test_a_file_in_the_place_of_a_folder_and_the_other_way_round(here: Path) -> None:
    (here / "file").write_bytes(b"old")
    (here / "folder").mkdir()
    assert reason(here / "file" / "x") == "a part of its path is a file, not a folder"
    assert reason(here / "file" / "x" / "y") == "a part of its path is a file, not a folder"
    assert reason(here / "folder") == "there is a folder of that name"
    assert reason(here / (300 * "x") / "y") == "its name is too long"
    assert reason(Path("a\0b")) != ""
    assert (here / "file").read_bytes() == b"old"
    assert left_behind(here) == []


@pytest.mark.parametrize("place", ["case.yaml", "case.yaml/sub", "/dev/full", "/proc/none"])
def test_an_output_folder_that_can_be_none_ends_with_2(run: Run, case: str, here: Path, place: str) -> None:
    ran = run("render", case, *DAY, "-f", "txt", "-l", "en", "--to", "president", "-o", place)
    assert ran.code == 2
    assert "error[UA503]" in ran.err
    assert "choose another place" in ran.err
    assert (here / case).read_bytes() == CASE.read_bytes()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to_or_looked_into(run: Run, case: str, here: Path) -> None:
    (here / "locked").mkdir(0o500)
    ran = run("render", case, *DAY, "-f", "txt", "-l", "en", "--to", "president", "-o", "locked")
    assert ran.code == 2
    assert "you may not write there" in ran.err


def test_a_disk_that_is_full_in_the_midst_of_a_file(case: str, here: Path) -> None:
    """A limit on the size of files stands in for a disk: the system refuses the write in the same way."""

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    old = here / "out" / "case" / "letter-president-en.txt"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    arguments = ["render", case, *DAY, "-f", "txt", "-l", "en", "--to", "president"]
    done = subprocess.run([*PROGRAM, *arguments], preexec_fn=limited, capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    assert b"error[UA503]" in done.stderr
    assert old.read_bytes() == b"old"
    assert left_behind(here) == []


def test_a_copy_of_templates_into_a_file_ends_with_2(run: Run, case: str) -> None:
    ran = run("templates", "letter", "--copy-to", case)
    assert ran.code == 2
    assert_no_traceback(ran)


def test_cases_of_the_same_name_are_told_before_anything_is_written(run: Run, case: str, here: Path) -> None:
    for folder in ("a", "b"):
        (here / folder).mkdir()
        (here / folder / "case.yaml").write_bytes(CASE.read_bytes())
    ran = run("render", "a/case.yaml", "b/case.yaml", *DAY, "-f", "txt", "-l", "en", "--to", "president")
    assert ran.code == 2
    assert "a/case.yaml and b/case.yaml would both be written to case/letter-president-en.txt" in ran.err
    assert not (here / "out").exists()


# Streams


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("ua-gen list case.yaml >&-", 0),
        (f"ua-gen render case.yaml {' '.join(DAY)} -f txt 2>&-", 0),
        ("ua-gen render bad.yaml 2>&- >&-", 1),
        ("ua-gen list case.yaml <&-", 0),
        (f"{LETTER} -o - >&-", 2),
        (f"{LETTER} -o - >/dev/full", 2),
        ("ua-gen list case.yaml >/dev/full", 2),
        ("ua-gen new - >/dev/full", 2),
        ("ua-gen --help >/dev/full", 2),
        ("ua-gen render bad.yaml 2>/dev/full", 1),
        ("ua-gen new - | head -c 0; exit ${PIPESTATUS[0]}", 0),
        ("ua-gen --help | head -c 0; exit ${PIPESTATUS[0]}", 0),
        (f"{LETTER} -o - | head -c 0; exit ${{PIPESTATUS[0]}}", 0),
        ("ua-gen render bad.yaml 2>&1 >/dev/null | head -c 0; exit ${PIPESTATUS[0]}", 1),
    ],
)
def test_streams_that_are_closed_full_or_no_longer_read(case: str, here: Path, command: str, code: int) -> None:
    (here / "bad.yaml").write_text(case_with(country="kg"), "utf-8")
    ran = shell(command)
    assert ran.code == code
    assert_no_traceback(ran)
    assert code != 2 or "standard output" in ran.err
    assert left_behind(here) == []


def test_a_letter_does_not_take_the_place_of_a_stream_that_is_closed(case: str, here: Path) -> None:
    """Else what libraries say to standard error would be written into it."""
    code = "import os; os.fsync = os._exit; from ua_gen.cli import main; main()"  # The file's number as exit code
    command = LETTER.replace("ua-gen", f"'{sys.executable}' -c '{code}'")
    assert shell(f"{command} -o closed <&- >&- 2>&-").code > 2


def test_a_listener_who_has_gone_does_not_stop_the_work(case: str, here: Path) -> None:
    shell(f"ua-gen render case.yaml {' '.join(DAY)} -f txt 2>&1 | head -c 0")
    assert len(list((here / "out" / "case").iterdir())) == 2


def test_a_full_standard_output_is_named(case: str) -> None:
    assert "Error: standard output cannot be used: No space left on device" in shell("ua-gen list >/dev/full").err


# Interruption


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=pytest.mark.slow)])
def test_ctrl_c_ends_with_130_and_leaves_no_half_written_file(here: Path, jobs: str) -> None:
    folder = here / "many"
    folder.mkdir()
    for number in range(40):
        (folder / f"case-{number}.yaml").write_bytes(CASE.read_bytes())
    with subprocess.Popen(
        [*PROGRAM, "render", "many", *DAY, "-j", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=hear_signals,
    ) as process:
        assert process.stderr is not None
        line = b""
        while b"wrote" not in line:  # So that it is in the midst of its work.
            line = process.stderr.readline()
            assert line, "it ended before it was interrupted"
        os.killpg(process.pid, signal.SIGINT)  # As a terminal does: to all of its processes.
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Interrupted." in err
    assert b"Traceback" not in err
    assert left_behind(here) == []
    for path in (here / "out").rglob("*.pdf"):
        assert path.read_bytes().rstrip().endswith(b"%%EOF")


@pytest.fixture
def _hearing() -> Iterator[None]:
    """A test that runs in the background hears no Ctrl-C."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_hearing")
def test_workers_do_not_hear_ctrl_c() -> None:
    """It reaches every process of a terminal; the one that started the others stops them, in silence."""
    code = "import time; print('up', flush=True); time.sleep(0.5)"
    with workers.deaf_to_interrupts():
        worker = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    with worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == b"up\n"
        worker.send_signal(signal.SIGINT)
    assert worker.returncode == 0
    with pytest.raises(KeyboardInterrupt):  # We ourselves hear it as before.
        signal.raise_signal(signal.SIGINT)


def test_pages_that_nobody_takes_any_more_are_not_laid_out(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []

    def lay_out(*page: object) -> PdfFile:
        laid_out.append(page)
        time.sleep(0.01)
        return PdfFile(b"", Fit(12, 1.3, 1), frozenset())

    class Pool(ThreadPoolExecutor):
        def submit(self, *call: Any, **named: Any) -> Any:
            assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # As the workers it starts will be
            return super().submit(*call, **named)

    monkeypatch.setattr(concurrent.futures, "ProcessPoolExecutor", lambda *_: Pool(1))
    monkeypatch.setattr(produce, "write_pdf", lay_out)
    templates = Templates()
    wish = RenderRequest(datetime.date(2010, 9, 20), FIRST, languages=("en",))
    jobs, _ = api.prepare([api.load(case)], wish, templates)
    made = produce.render_all(50 * jobs, ["pdf"], templates, processes=2)
    next(made)
    made.close()  # type: ignore[attr-defined]
    assert len(laid_out) < 100


# Homes and languages of machines


@pytest.mark.parametrize("home", [None, "/nonexistent", "/dev/null"])
def test_no_home_is_needed(case: str, home: str | None) -> None:
    setting = "unset HOME XDG_CONFIG_HOME" if home is None else f"export HOME={home} XDG_CONFIG_HOME={home}"
    ran = shell(f"{setting}; ua-gen render case.yaml {' '.join(DAY)} -f txt -l ru --to president -o -")
    assert ran.code == 0
    assert "Президент" in ran.text
    assert_no_traceback(ran)


ASCII = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("environment", [ASCII, {"PYTHONIOENCODING": "cp1252"}], ids=["ascii", "cp1252"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"render case.yaml {' '.join(DAY)} -f txt -l ru --to president -o -", 0),
        ("list кейс.yaml", 0),
        ("list --json кейс.yaml", 0),
        ("translate case.yaml -l ru", 0),
        ("validate bad.yaml", 1),
    ],
)
def test_a_terminal_without_cyrillic_is_no_reason_to_fail(
    case: str, here: Path, environment: dict[str, str], command: str, code: int
) -> None:
    (here / "кейс.yaml").write_bytes(CASE.read_bytes())
    (here / "bad.yaml").write_text(case_with(титул="Права"), "utf-8")
    ran = shell(f"ua-gen {command}", **environment)
    assert ran.code == code
    assert_no_traceback(ran)
    if "-o -" in command:
        assert "Президент" in ran.text  # A letter is UTF-8 wherever it is made.


def test_a_name_that_is_not_utf8(here: Path) -> None:
    name = os.fsdecode(b"case-\xff.yaml")
    Path(name).write_bytes(CASE.read_bytes())
    for command in ("list", "list --json", "validate"):
        ran = shell(f"ua-gen {command} case-*.yaml", PYTHONIOENCODING="utf-8:strict")
        assert ran.code == 0
        assert_no_traceback(ran)
        ran.out.decode()
    ran = shell(f"ua-gen render case-*.yaml {' '.join(DAY)} -f txt -l en --to president")
    assert ran.code == 0
    assert [path.name for path in (here / "out").iterdir()] == [os.fsdecode(b"case-\xff")]


def test_a_folder_that_has_vanished() -> None:
    ran = shell("mkdir gone; cd gone; rmdir ../gone; ua-gen list ../case.yaml")
    assert ran.code in (1, 2)
    assert_no_traceback(ran)


# What a terminal would obey


@pytest.fixture
def hostile(here: Path) -> Path:
    """A case whose name, fields and texts hold commands to a terminal, as far as YAML lets them."""
    path = here / f"a{ESCAPE}.yaml"
    quoted = '"x\\e]0;owned\\a\\e[31m\\u202e"'
    path.write_text(case_with(title=quoted, **{quoted: "x"}, write_in=f"[{quoted}]", letter="a\u202eb"), "utf-8")
    return path


@pytest.mark.parametrize("arguments", [["render"], ["list"], ["validate"], ["validate", "--output-format", "concise"]])
def test_nothing_of_a_file_reaches_the_terminal_raw(run: Run, hostile: Path, arguments: list[str]) -> None:
    for colours in ("never", "always"):
        ran = run("--color", colours, *arguments, hostile.name)
        shown = ran.text + ran.err
        assert ran.code == 1
        assert "\\u001b]0;owned" in shown
        assert "\x1b]" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
        assert "\x1b[31mx" not in shown


def test_names_of_files_reach_the_terminal_visibly(run: Run, here: Path) -> None:
    (here / f"a{ESCAPE}.yaml").write_bytes(CASE.read_bytes())
    ran = run("--color", "always", "render", f"a{ESCAPE}.yaml", *DAY, "-f", "txt", "-l", "en", "--to", "president")
    assert ran.code == 0
    assert "\x1b]" not in ran.err
    assert "wrote out/a_]0;owned" in ran.err


CONTROLS = ["\x1b]0;owned\x07", "\x9b31m", "\u202e", "\u2066", "x\ninjected: true\n#"]


@pytest.mark.parametrize("name", CONTROLS)
def test_names_of_files_and_folders_are_shown_visibly_by_every_command(name: str, run: Run, here: Path) -> None:
    case, own = f"{name}.yaml", here / f"{name}-own"
    (here / case).write_bytes(CASE.read_bytes())
    shutil.copytree(BUILT_IN / "letter", own / "letter")
    (here / f"{name}-sender.yaml").write_text("name: Mary Example\n", "utf-8")
    (here / f"{name}.toml").write_text(f"sender = {json.dumps(f'{name}-sender.yaml')}\n", "utf-8")
    told = [
        run("list", case, "--links", "-l", "en", *DAY),
        run("list", case, "--json", *DAY),
        run("list", case, *DAY),
        run("templates", "--templates", own),
        run("templates", "letter", "--copy-to", f"{name}-copy"),
        run("--config", f"{name}.toml", "doctor"),
        run("translate", case, "-l", "ky"),
        run("update", case, "-o", "-", *DAY),
    ]
    for ran in told:
        assert ran.code in (0, 1, 2), ran.err
        assert {each for each in ran.text + ran.err if not each.isprintable()} <= {
            "\n",
            "\t",
            "\u00a0",
            "\u200c",
        }  # Persian parts of words are joined by U+200C.
        assert "\ninjected" not in ran.text
    assert json.loads(told[1].text)[0]["file"] == case
    assert run("update", case, "--stop", "-o", "stop.yaml", *DAY).code == 0
    assert run("validate", "stop.yaml", *DAY).code == 0


@pytest.mark.parametrize("command", ["render", "batch", "update", "redact", "translate"])
def test_an_output_with_an_empty_name_is_wrong_use(command: str, run: Run, case: str, here: Path) -> None:
    more = {"batch": ["--senders", "list.csv"], "translate": ["-l", "ky"]}
    before = sorted(here.rglob("*"))
    ran = run(command, case, *more.get(command, []), "-o", "")
    assert (ran.code, ran.out) == (2, b"")
    assert "is empty" in ran.err
    assert sorted(here.rglob("*")) == before


def test_words_of_the_command_line_reach_the_terminal_visibly(run: Run, case: str) -> None:
    for arguments in (["-d", ESCAPE], ["-l", ESCAPE], ["--to", ESCAPE], ["--date", ESCAPE], ["--sender", ESCAPE]):
        ran = run("--color", "always", "render", case, *arguments)
        assert ran.code in (1, 2)
        assert "\x1b]" not in ran.err


# Size


@pytest.mark.parametrize(
    "text",
    [
        "people: [" + 20_000 * "x," + "]\n",
        "".join(f"f{number}: x\n" for number in range(3000)),
        "title: {" + ", ".join(f"x{number}: y" for number in range(20_000)) + "}\n",
        "background: [" + 50_000 * "x, " + "]\n",
        'title: "' + 900_000 * " " + 'x"\n',
        'title: "' + 300_000 * "\\n " + 'x"\n',
        'recipients: [{email: "' + 300_000 * "a." + '"}]\n',
        'sources: [{url: "' + 400_000 * "a." + ':"}]\n',
    ],
)
def test_a_big_file_takes_seconds_not_minutes(here: Path, run: Run, text: str) -> None:
    (here / "big.yaml").write_text(text, "utf-8")
    before = time.perf_counter()
    assert run("list", "big.yaml").code == 1
    assert time.perf_counter() - before < 30


LONG = 150_000
MINIMAL_TEXT = case_text(SOMEBODY)
PRIVATE = "visibility: private, foo: 1"


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("validate", "a: x\n " + "- " * (LONG // 2) + "': b\n"),
        ("validate", MINIMAL_TEXT + f"background: ['{'x' * LONG}', '{'http:' * (LONG // 5)}']\n"),
        ("validate", MINIMAL_TEXT + f"background: ['{'„' * LONG}', '{'«' * LONG}', '{'“' * LONG}']\n"),
        ("validate", MINIMAL_TEXT + f"background: [{'prisoner of ' * (LONG // 12)}]\n"),
        ("validate", MINIMAL_TEXT.replace("Kim Sample", "Sample Kim " * (LONG // 11))),
        ("validate", MINIMAL_TEXT.replace("Example Committee", f'"a\\n\\nx{chr(0x2003) * LONG}y"', 1)),
        ("redact", MINIMAL_TEXT + "# x" + " " * LONG + "x\n" + "background:\n  - x" + " " * LONG + "\n"),
        ("redact", MINIMAL_TEXT + "# ua-gen: ignore UA202" + " " * LONG + "x\n"),
        ("list", MINIMAL_TEXT.replace("Reader held", "a " * (LONG // 2))),
        ("render", MINIMAL_TEXT.replace("Reader held", "a " * (LONG // 2))),
        ("render", MINIMAL_TEXT.replace("Reader held", "x" * LONG)),
        ("validate", MINIMAL_TEXT + "status:\n" + "".join(f"- {{note: s{n} x, {PRIVATE}}}\n" for n in range(1900))),
        ("validate", MINIMAL_TEXT + "x:\n" + "".join(f"- t{n} # ua-gen: draft\n" for n in range(LONG // 25))),
    ],
    ids=range(13),
)
def test_a_small_file_takes_no_time_whatever_is_in_it(here: Path, run: Run, command: str, text: str) -> None:
    (here / "long.yaml").write_text(text, "utf-8")
    more = {"redact": ["-o", "-"], "render": ["-f", "txt", "-o", "out", "--date", "2026-03-20"]}.get(command, [])
    run("validate", "long.yaml", "--select", "UA0")  # What is read once for all.
    before = time.perf_counter()
    run(command, "long.yaml", *more)
    assert time.perf_counter() - before < 4  # With its square it takes a minute.


@pytest.mark.parametrize("case", ["case.yaml", "none.yaml"])
def test_a_case_is_read_once_however_often_it_is_named(here: Path, run: Run, case: str) -> None:
    (here / "case.yaml").write_text(MINIMAL_TEXT + "".join(f"# {number}\n" for number in range(20_000)), "utf-8")
    chapter = f"  - country: KG\n    entries: [{f'{{case: {case}}}, ' * 200}]\n"
    head = "format: 1\nkind: statement\nlanguage: en\ntitle: T\nissued: 2026-03-10\nsignatories: [{name: X}]\n"
    (here / "statement.yaml").write_text(f"{head}countries:\n{chapter * 20}", "utf-8")
    before = time.perf_counter()
    ran = run("validate", "statement.yaml", "--output-format", "concise")
    assert time.perf_counter() - before < 10
    assert ran.text.count("UA204") == (case == "none.yaml")
    (here / "statement.yaml").write_text(f"{head}countries:\n{chapter.replace('entries: [', 'entries: [{case: a}, ')}")
    assert "is too long" in run("validate", "statement.yaml").text


BOMBS = {
    "deep": ("[" * 100_000, "UA014"),
    "laughs": ("b0: &b0 [x]\n" + "".join(f"b{n}: &b{n} [{f'*b{n - 1}, ' * 9}]\n" for n in range(1, 12)), "UA013"),
    "itself": ("&a [*a]\n", "UA013"),
    "an object": ("!!python/object/apply:os.system [touch owned]\n", "UA016"),
    "large": ("# " + "x" * 1_000_001, "UA003"),
    "not YAML": ("en: {insults: [", "UA011"),
}


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--words", "--labels"])
@pytest.mark.parametrize("name", [*BOMBS, "none", "a pipe"])
def test_words_and_labels_of_ones_own_have_the_limits_of_cases(here: Path, case: str, name: str, option: str) -> None:
    text, code = BOMBS.get(name, ("", "UA001"))
    if name == "a pipe":
        os.mkfifo(here / "own.yaml")
    elif text:
        (here / "own.yaml").write_text(text, "utf-8")
    (here / "list.csv").write_text("name,city\nKim Sample,Bern\n")
    given = ["validate", case] if option == "--words" else ["batch", case, "--senders", "list.csv", "-o", "out"]
    ran = subprocess.run([*PROGRAM, *given, option, "own.yaml"], capture_output=True, text=True, timeout=30)
    assert ran.returncode == 1
    assert f"own.yaml:{'1:26' if name == 'deep' else ''}" in ran.stderr + ran.stdout
    assert f"error[{code}]" in ran.stderr + ran.stdout


@pytest.mark.parametrize("text", ["- x", "paper: [a4]", "paper: {}", "x", "first: 15"])
def test_labels_of_another_form(here: Path, run: Run, case: str, text: str) -> None:
    sound = {"paper": "a4", "grid": "[3, 7]", "first": "[7, 15]", "size": "[63, 38]", "step": "[66, 38]"}
    field, _, value = text.partition(": ")
    lines = [f"{key}: {value if key == field else known}" for key, known in sound.items()] if value else [text]
    (here / "own.yaml").write_text("\n".join(lines))
    (here / "list.csv").write_text("name,city\nKim Sample,Bern\n")
    ran = run("batch", case, "--senders", "list.csv", "-o", "out", "--labels", "own.yaml")
    assert ran.code == 2
    assert "labels `own`" in ran.err
