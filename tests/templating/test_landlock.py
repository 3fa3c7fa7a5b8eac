"""The wall by the kernel: its structures as the kernel has them, and what code cannot do that has left Python."""

import os
import resource
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from helpers.workers import out_of_python

from ua_gen.templating import confined
from ua_gen.templating.confined import child, landlock

ABI = landlock.version()
SECRET = "canary-2b81"


def needs(abi: int) -> Any:
    return pytest.mark.skipif(abi > ABI, reason=f"this kernel has Landlock {ABI}, not {abi}")


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """A child of its own for each test: what has got out of Python stays out."""
    confined._end()
    yield
    confined._end()


def refused(code: str, reads: tuple[Path, ...] = ()) -> str:
    with pytest.raises(confined.CallFailed) as raised:
        confined.call(out_of_python, code, seconds=5, reads=reads)
    return str(raised.value)


# --- the kernel's own layout: include/uapi/linux/landlock.h ----------------------------------------------------------


@pytest.mark.parametrize(
    ("abi", "size", "files", "network", "scope"),
    [
        (1, 8, 0x1FFF, 0, 0),
        (2, 8, 0x3FFF, 0, 0),
        (3, 8, 0x7FFF, 0, 0),
        (4, 16, 0x7FFF, 3, 0),
        (5, 16, 0xFFFF, 3, 0),
        (6, 24, 0xFFFF, 3, 3),
        (9, 24, 0xFFFF, 3, 3),
    ],
)
def test_each_version_is_asked_for_what_it_knows(abi: int, size: int, files: int, network: int, scope: int) -> None:
    assert landlock.handled(abi) == (files, network, scope)
    assert landlock.ruleset(abi) == struct.pack("=QQQ", files, network, scope)[:size]


def test_a_rule_is_packed_and_gives_a_file_no_rights_of_folders() -> None:
    assert (
        landlock.rule(1, landlock.READING, 7, True) == struct.pack("<QI", 0b1100, 7) == b"\x0c" + bytes(7) + b"\7\0\0\0"
    )
    assert landlock.rule(1, landlock.READING, 7, False) == struct.pack("<Qi", 0b100, 7)
    assert landlock.rule(2, landlock.WRITING, 7, True)[:8] == struct.pack("<Q", 0b1_1011_1110)
    assert landlock.rule(3, landlock.WRITING, 7, True)[:8] == struct.pack("<Q", 0b100_0001_1011_1110)


def test_where_there_is_none_nothing_is_said_and_nothing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> int:
        raise OSError(38, "Function not implemented")

    landlock.version.cache_clear()
    monkeypatch.setattr(landlock, "_call", unknown)
    try:
        assert landlock.version() == 0
        assert landlock.enclose(["/usr"]) is False
    finally:
        landlock.version.cache_clear()


# --- what it keeps back ----------------------------------------------------------------------------------------------


@needs(1)
@pytest.mark.parametrize(
    "code",
    [
        "open({path!r}).read()",
        "__import__('os').read(__import__('os').open({path!r}, 0), 99)",
        "__import__('os').listdir({folder!r})",
        "__import__('mmap').mmap(__import__('os').open({path!r}, 0), 0, prot=1)[:]",
        "open('/proc/%d/environ' % __import__('os').getppid()).read()",
        "open('/etc/hostname').read()",
    ],
)
def test_nothing_is_read_but_what_was_named(code: str, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text(SECRET)
    assert "PermissionError: [Errno 13]" in refused(code.format(path=str(path), folder=str(tmp_path)))


@needs(1)
@pytest.mark.parametrize(
    "code",
    [
        "open({folder!r} + '/owned', 'w')",
        "open({path!r}, 'a')",
        "__import__('os').remove({path!r})",
        "__import__('os').mkdir({folder!r} + '/owned')",
        "__import__('os').rename({path!r}, {folder!r} + '/owned')",
        "__import__('os').symlink({path!r}, {folder!r} + '/owned')",
        "__import__('os').mkfifo({folder!r} + '/owned')",
    ],
)
def test_nothing_is_written_even_where_it_may_read(code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SECRET)
    assert "PermissionError: [Errno 13]" in refused(code.format(path=str(path), folder=str(tmp_path)), (tmp_path,))
    assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("a.txt", SECRET)]


@needs(2)
def test_nothing_is_linked_into_its_own_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SECRET)
    code = f"__import__('os').link({str(path)!r}, __import__('tempfile').gettempdir() + '/x')"
    assert "Error: [Errno" in refused(code, (tmp_path,))


@needs(3)
def test_nothing_is_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SECRET)
    assert "PermissionError: [Errno 13]" in refused(f"__import__('os').truncate({str(path)!r}, 0)", (tmp_path,))
    assert path.read_text() == SECRET


@needs(1)
def test_no_program_is_started() -> None:
    assert "PermissionError: [Errno 13]" in refused("__import__('subprocess').run(['/bin/true'])")
    assert confined.call(out_of_python, "__import__('os').system('true')", seconds=5) != 0


@needs(4)
@pytest.mark.parametrize("code", ["connect(('127.0.0.1', 9))", "bind(('127.0.0.1', 0))"])
def test_no_connection_is_made_or_waited_for(code: str) -> None:
    assert "PermissionError: [Errno 13]" in refused(f"__import__('socket').socket().{code}")  # Not: nobody listens.


@needs(6)
def test_no_other_process_is_signalled() -> None:
    assert "PermissionError: [Errno 1]" in refused("__import__('os').kill(__import__('os').getppid(), 0)")


def test_what_it_may_read_it_reads_and_its_folder_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SECRET)
    assert confined.call(out_of_python, f"open({str(path)!r}).read()", seconds=5, reads=[path]) == SECRET
    code = "open(__import__('tempfile').gettempdir() + '/x', 'w').write('x')"
    first = confined.call(os.getpid, seconds=5)
    assert confined.call(out_of_python, code, seconds=5) == 1
    assert confined.call(os.getpid, seconds=5, reads=[path]) == first, "it sees that already"
    assert confined.call(os.getpid, seconds=5, reads=[path, tmp_path]) != first, "this it did not see"


def test_its_limits_are_for_good() -> None:
    for name in ("RLIMIT_DATA", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE", "RLIMIT_AS"):
        soft, hard = confined.call(resource.getrlimit, getattr(resource, name), seconds=5)
        assert soft == hard != resource.RLIM_INFINITY, name
    assert confined.call(resource.getrlimit, resource.RLIMIT_FSIZE, seconds=5)[1] == child.FILE


def test_a_child_that_has_worked_long_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    first = confined.call(os.getpid, seconds=5)
    assert confined._child
    confined._child.worked = confined.LIFE
    assert confined.call(os.getpid, seconds=5) != first


@needs(1)
def test_nobody_works_in_a_folder_that_is_read_for_modules(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    code = "from ua_gen.templating.confined.sight import readable; import os; print(os.getcwd() in readable())"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout == "False\n"


def test_doctor_tells_whether_there_is_a_wall(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "version", lambda: 6)
    assert "ok Strangers' templates: walled off by the kernel (Landlock 6)" in run("doctor").text
    monkeypatch.setattr(confined, "version", lambda: 0)
    assert "? Strangers' templates: not walled off by the kernel" in run("doctor").text
