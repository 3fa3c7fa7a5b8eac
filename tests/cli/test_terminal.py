"""What is read in a terminal: as wide as it is, and no word in two lines. Elsewhere, each line is as long as it is."""

import contextlib
import os
import re
import struct
import sys
from pathlib import Path

import pytest
from conftest import Run
from helpers.specimen import SOMEBODY, case_text
from wcwidth import wcswidth

from ua_gen.cli.terminal import BOUND, line, table, wrapped

ROOT = Path(__file__).parents[2]
LONG = "the minister, the prosecutor and whoever else may have something to say of it"


# --- lines -----------------------------------------------------------------------------------------------------------


def test_a_line_is_broken_between_words() -> None:
    assert wrapped(LONG, 40) == "the minister, the prosecutor and\n  whoever else may have something to say\n  of it"
    assert wrapped(LONG, 40, "> ", "> ").splitlines()[1:] == ["> whoever else may have something to say", "> of it"]
    assert line(f"  {LONG}", 50).splitlines() == [
        "  the minister, the prosecutor and whoever else",
        "    may have something to say of it",
    ]


def test_where_there_is_no_terminal_it_is_whole() -> None:
    assert wrapped(LONG, None, "* ") == f"* {LONG}"


def test_a_name_that_is_longer_than_a_line_stays_whole() -> None:
    name = "/home/mary/" + "folder/" * 12 + "case.yaml"
    assert wrapped(f"wrote {name} for you", 40) == f"wrote\n  {name}\n  for you"
    assert wrapped(name, 40) == name


def test_colours_go_on_in_the_next_line() -> None:
    shown = wrapped(f"\x1b[31m{LONG}\x1b[0m", 40)
    assert [part[:5] for part in shown.splitlines()] == ["\x1b[31m", "  \x1b[3", "  \x1b[3"]
    assert re.sub(r"\x1b\[\d*m", "", shown) == wrapped(LONG, 40)


def test_characters_that_take_two_columns_are_counted_so() -> None:
    chinese = "我写信给您是关于图书管理员的案件，她于二〇二六年一月五日在奥什被警察逮捕。"
    lines = wrapped(chinese, 40, rest="").splitlines()
    assert "".join(lines) == chinese
    assert max(map(wcswidth, lines)) in (39, 40)


def test_a_space_may_be_bound() -> None:
    assert wrapped(f"{'a' * 30} because:{BOUND}reason*", 44, rest="").splitlines()[1] == "because: reason*"


def test_a_table_is_as_wide_as_the_terminal() -> None:
    rows = [("en", "English", LONG), ("zh-Hans", "中文", LONG)]
    assert table(rows, None).splitlines() == [f"en       English  {LONG}", f"zh-Hans  中文     {LONG}"]
    lines = table(rows, 60).splitlines()
    assert max(map(wcswidth, lines)) <= 60
    assert (
        " ".join(re.sub("^(en|zh-Hans)  +(English|中文)|^ +", "", each).strip() for each in lines) == f"{LONG} {LONG}"
    )


# --- commands --------------------------------------------------------------------------------------------------------


def on_terminal(arguments: list[str], folder: Path, columns: int = 80, **environment: str) -> str:
    """What a command writes on a terminal of so many columns."""
    import fcntl
    import pty
    import termios

    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 30, columns, 0, 0))
        os.chdir(folder)
        kept = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        os.execve(sys.executable, [sys.executable, "-m", "ua_gen", *arguments], kept | environment)
    told = b""
    with contextlib.suppress(OSError):  # So the end of a terminal is told on Linux.
        while part := os.read(terminal, 65536):
            told += part
    os.waitpid(child, 0)
    return told.decode().replace("\r\n", "\n")


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", text)


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    action = SOMEBODY["action"] | {"deadline": "2036-04-21", "issued": "2026-03-15"}
    title = "A title that is so long that no line of a terminal has room for all of it, as happens"
    (tmp_path / "case.yaml").write_text(case_text(SOMEBODY | {"action": action, "title": title}), "utf-8")
    (tmp_path / "broken.yaml").write_text("format: [", "utf-8")
    return tmp_path


COMMANDS = [
    ["list", "."],
    ["languages"],
    ["languages", "case.yaml", "-l", "ky,de"],
    ["templates"],
    ["stock", "arrested"],
    ["stock", "place", "-l", "zh-Hans"],
    ["explain"],
    ["explain", "UA222"],
    ["doctor"],
    ["render", "case.yaml", "-l", "ky", "-f", "txt"],
    ["validate", "broken.yaml"],
]


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_nothing_breaks_inside_a_word(command: list[str], shelf: Path) -> None:
    shown = bare(on_terminal(command, shelf))
    assert "Traceback" not in shown
    for each in shown.splitlines():
        assert wcswidth(each) <= 80 or re.fullmatch(r" *[!-~]+", each), each
    words = bare(on_terminal(command, shelf, 2000)).split()
    if command[0] not in ("validate", "render"):  # Which quote as much of a line as there is room for.
        assert [word for word in shown.split() if word not in words and word.isascii()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
def test_colours_are_for_terminals_and_for_those_who_want_them(shelf: Path) -> None:
    assert "\x1b[" in on_terminal(["list", "case.yaml"], shelf)
    assert "\x1b[" not in on_terminal(["list", "case.yaml"], shelf, NO_COLOR="1")
    assert "\x1b[" not in on_terminal(["--color", "never", "languages", "case.yaml"], shelf)


@pytest.mark.parametrize(
    "command",
    ["render", "batch", "list", "stock", "validate", "languages", "templates", "update", "translate", "redact", "new"],
)
def test_help_has_no_line_wider_than_eighty_columns(command: str, shelf: Path) -> None:
    shown = bare(on_terminal([command, "--help"], shelf))
    assert [each for each in shown.splitlines() if len(each) > 80] == []


@pytest.mark.parametrize(("arguments", "wanted"), [(["--color", "always"], True), (["--color", "never"], False)])
def test_what_stops_a_command_at_once_is_in_the_colours_asked_for(
    arguments: list[str], wanted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run(*arguments, "render", "nosuch.yaml")
    assert ran.code
    assert ("\x1b[" in ran.err) is wanted
