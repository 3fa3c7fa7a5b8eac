"""The command for the editor: run as it is, with a place in it."""

import asyncio
import sys
from pathlib import Path

import pytest

from ua_gen.diagnostics import Misuse
from ua_gen.preview.editor import Editor

NO_COMMANDS = (
    "code", "code -g {line}", "{file}", "code {file.__class__}", "code {files}", "code {", 'code "{file}',
    "code {0} {file}",
)  # fmt: skip


@pytest.mark.parametrize("command", NO_COMMANDS)
def test_what_is_no_command_with_a_file_is_refused(command: str) -> None:
    with pytest.raises(Misuse):
        Editor(command)


def test_no_command_is_no_editor() -> None:
    assert not Editor("")
    assert Editor("code {file}")


def test_no_shell_sees_the_name_of_a_file(tmp_path: Path) -> None:
    evil = tmp_path / "a; touch owned; $(touch owned) `touch owned`.yaml"
    evil.write_text("", "utf-8")
    script = "import sys, pathlib; pathlib.Path(sys.argv[1] + '.told').write_text(sys.argv[2])"
    editor = Editor(f'{sys.executable} -c "{script}" {{file}} {{line}}')
    assert asyncio.run(editor.open(str(evil), 3, 1)) == ""
    told = Path(f"{evil}.told")
    for _ in range(100):
        if told.exists() and told.read_text("utf-8"):
            break
        asyncio.run(asyncio.sleep(0.05))
    assert told.read_text("utf-8") == "3"
    assert not list(tmp_path.rglob("owned"))


def test_what_goes_wrong_is_told() -> None:
    assert "cannot be started" in asyncio.run(Editor("no-such-program-at-all {file}").open("x", 1, 1))
    failing = Editor(f'{sys.executable} -c "raise SystemExit(3)" {{file}}')
    assert asyncio.run(failing.open("x", 1, 1)).endswith("ended with 3")


def test_a_file_is_never_taken_for_a_flag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from helpers.asgi import STARTED, Started

    monkeypatch.chdir(tmp_path)
    STARTED.clear()
    asyncio.run(Editor("edit {file}", Started).open("--exec=evil", 1, 1))  # type: ignore[arg-type]
    assert [["edit", str(tmp_path / "--exec=evil")]] == STARTED
