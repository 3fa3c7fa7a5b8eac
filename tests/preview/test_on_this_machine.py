"""The real server, at a port of this machine: what it listens to, how the browser is opened, and how it ends."""

import http.client
import os
import signal
import socket
import stat
from pathlib import Path
from urllib.request import url2pathname

import pytest
from conftest import Run, in_a_process
from helpers.preview import preview
from helpers.specimen import ON_THAT_DAY, TWO_PEOPLE, case_text

from ua_gen.diagnostics import Misuse
from ua_gen.preview.browser import Opener
from ua_gen.preview.serving import bind

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(TWO_PEOPLE), "utf-8")
    return path


def asked(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest(method, path, skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are sent otherwise here")
def test_it_serves_the_page_and_refuses_everybody_else_until_it_is_interrupted(case: Path) -> None:
    with preview(case) as (process, port, token):
        there = f"/{token}/"
        assert asked(port, there)[0] == 200
        attacks = (
            asked(port, "/"), asked(port, "/x" * 100), asked(port, there[:-2] + "/"),
            asked(port, there, Host=f"evil.example:{port}"), asked(port, there, Host="127.0.0.1"),
            asked(port, there, Origin="https://evil.example"), asked(port, there, Sec_Fetch_Site="cross-site"),
            asked(port, f"{there}open", "POST"), asked(port, f"{there}open", "POST", Origin="null"),
        )  # fmt: skip
        assert [status for status, _ in attacks] == [403] * len(attacks)
        stream = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        stream.request("GET", f"{there}events?language=en&scale=1")
        answer = stream.getresponse()
        while b'"kind": "view"' not in answer.readline():
            pass
        process.send_signal(signal.SIGINT)
        rest = answer.read()
        assert b'{"kind": "ended"}' in rest, "the page is told"
        stream.close()
        out, err = process.communicate(timeout=20)
        assert (process.returncode, out) == (130, "")
        assert err.strip() == "Interrupted."


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="asks Linux who listens")
def test_it_listens_on_this_machine_only(case: Path) -> None:
    with preview(case) as (_, port, _token):
        sockets = [Path(f"/proc/net/{name}").read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
        fields = [line.split() for lines in sockets for line in lines]
        places = {each[1] for each in fields if each[3] == "0A" and each[1].endswith(f":{port:04X}")}
    assert places == {f"0100007F:{port:04X}"}, "127.0.0.1 and nothing else"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="asks Linux for arguments")
def test_no_argument_of_a_program_has_the_address(case: Path) -> None:
    with preview(case) as (process, _, token):
        assert token not in Path(f"/proc/{process.pid}/cmdline").read_text()
        assert token not in Path(f"/proc/{process.pid}/environ").read_text()


def test_a_port_that_is_taken_is_told(case: Path, run: Run) -> None:
    with bind(0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Misuse, match=str(port)):
            bind(port)
        ran = run("preview", case, "--no-browser", "--port", str(port))
    assert ran.code == 2
    assert f"port {port} cannot be used" in ran.err


def test_the_one_exception_of_the_tests_is_this_machine() -> None:
    """Whatever a test asks of another machine is refused in this module as everywhere."""
    with socket.socket() as other, pytest.raises(PermissionError):
        other.connect(("192.0.2.1", 80))
    import conftest

    conftest.connections.clear()


# --- the browser -----------------------------------------------------------------------------------------------------


def test_the_browser_is_opened_through_a_file_that_only_the_user_can_read() -> None:
    opened: list[str] = []
    opener = Opener("http://127.0.0.1:1/ticket", lambda address: not opened.append(address))
    assert opener.open()
    (address,) = opened
    assert address.startswith("file:")
    assert "ticket" not in address, "programs see each other's arguments"
    path = Path(url2pathname(address.removeprefix("file://")))
    assert "http://127.0.0.1:1/ticket" in path.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    opener.remove()
    assert not path.parent.exists()


def test_without_a_browser_the_file_goes_at_once() -> None:
    seen: list[Path] = []

    def none(address: str) -> bool:
        seen.append(Path(url2pathname(address.removeprefix("file://"))))
        return False

    assert not Opener("http://127.0.0.1:1/ticket", none).open()
    assert not seen[0].parent.exists()


# --- what it cannot do without ---------------------------------------------------------------------------------------

WITHOUT = """
import sys
sys.modules.update(dict.fromkeys({0!r}))
from ua_gen.cli import main
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("command", "missing"),
    [(("preview", "case.yaml"), ["uvicorn", "pypdfium2"]), (("render", "case.yaml", "--watch"), ["watchfiles"])],
)
def test_without_its_libraries_they_are_named(command: tuple[str, ...], missing: list[str], case: Path) -> None:
    ran = in_a_process(WITHOUT.format(missing), *command, cwd=case.parent)
    assert ran.code == 2
    assert ", ".join(missing) in ran.err
    assert "pip install 'ua-gen[preview]'" in ran.err
    assert "Traceback" not in ran.err


def test_without_the_libraries_everything_else_works(case: Path) -> None:
    code = ON_THAT_DAY + WITHOUT.format(["uvicorn", "starlette", "watchfiles", "pypdfium2"])
    letter = ("render", "case.yaml", "-f", "txt", "-l", "en", "--to", "minister", "-o", "-")
    ran = in_a_process(code, *letter, cwd=case.parent)
    assert ran.code == 0, ran.err


def test_what_is_not_there_is_told(tmp_path: Path, run: Run) -> None:
    ran = run("preview", tmp_path / "none.yaml")
    assert (ran.code, "there is no" in ran.err) == (2, True)
    assert run("preview", tmp_path, "--editor", "code").code == 2
    assert run("preview", tmp_path, "-d", "nothing").code == 2
    assert run("preview", tmp_path, "--host", "0.0.0.0").code == 2, "there is no such flag"
