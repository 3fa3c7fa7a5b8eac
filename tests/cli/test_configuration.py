"""Which configuration is in force: what came with the files can do no harm."""

import os
import re
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import Run
from helpers.specimen import ROOT, SOMEBODY, case_text

from ua_gen.cli import _flags, cli
from ua_gen.cli.config import DECIDED, STRICTER
from ua_gen.cli.config_search import _users, in_force

ON = ("--date", "2026-03-20")
LETTER = ("-l", "en", "-f", "txt", "-o", "-")
DEAD = SOMEBODY | {
    "people": [{"id": "other", "name": {"en": "Lee Example", "ru": "Ли Образцов"}}],
    "action": SOMEBODY["action"] | {"number": "9/26"},
    "status": [{"state": "detained", "since": "2026-02-01"}, {"state": "died", "since": "2026-03-12"}],
}

posix = pytest.mark.skipif(os.name != "posix", reason="who may do what is told otherwise here")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case, and one of somebody else who has died, as they come out of an archive."""
    folder = tmp_path / "received"
    folder.mkdir()
    (folder / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    (folder / "dead.yaml").write_text(case_text(DEAD), "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own configuration, still empty."""
    for name in ("HOME", "XDG_CONFIG_HOME", "APPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    path = Path(click.get_app_dir("ua-gen")) / "ua-gen.toml"
    path.parent.mkdir(parents=True)
    path.write_text("", "utf-8")
    return path


def found(text: str, folder: Path = Path()) -> None:
    (folder / "ua-gen.toml").write_text(text, "utf-8")


# --- the table -------------------------------------------------------------------------------------------------------

OPTIONS = {
    name: {long.removeprefix("--"): each for each in command.params for long in each.opts if long.startswith("--")}
    for name, command in cli.commands.items()
}


@pytest.mark.parametrize("command", cli.commands)
def test_of_every_flag_it_is_decided_whether_a_found_configuration_may_set_it(command: str) -> None:
    harmless, others = (column.split() for column in DECIDED[command])
    assert sorted(harmless + others) == sorted(OPTIONS[command]), "each flag in one of the two columns"


def test_no_decision_is_left_of_what_is_gone() -> None:
    assert set(DECIDED) == set(cli.commands)
    assert set(STRICTER) <= {key for harmless, _ in DECIDED.values() for key in harmless.split()}


def test_the_readme_names_what_a_found_configuration_may_set() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    part = page.partition("only what can do no harm:")[2].partition(".")[0]
    assert set(re.findall(r"`(.*?)`", part)) == {key for harmless, _ in DECIDED.values() for key in harmless.split()}


HARMFUL = [
    pytest.param(command, key, id=f"{command} {key}") for command, row in DECIDED.items() for key in row[1].split()
]


def defaults(command: str) -> dict[str, Any]:
    """What the configurations set for a command."""
    return in_force(None, _flags()).defaults.get(command, {})


@pytest.mark.parametrize(("command", "key"), HARMFUL)
def test_what_could_do_harm_is_told_and_not_obeyed(command: str, key: str, run: Run, here: Path) -> None:
    """Whatever its value is: also one that the flag would never take."""
    for value in ("true", "[1, 2]", '"nowhere"', "2026-03-13"):
        for text in (f"{key} = {value}\n", f"[{command}]\n{key} = {value}\n"):
            found(text)
            assert defaults(command) == {}
            ran = run(command, "--help")
            assert ran.code == 0, "a volunteer who got a folder is not kept from working"
            shown = "[labels]" if text.startswith("labels") else key  # There is a table of that name.
            told = f"Not obeyed in {here / 'ua-gen.toml'}, which may have come with the files: {shown}. If it is yours:"
            assert ran.err.startswith(told)


HARMLESS = {
    "format": '["txt"]', "lang": '"ru"', "window": '"din-b"', "envelope": '"c5"', "envelopes": '"c5"', "rows": "9",
    "duplex": "true", "paper": '"letter"', "output-format": '"concise"', "strict": "true", "public": "true",
    "json": "true",
}  # fmt: skip


@pytest.mark.parametrize(
    ("command", "key"), [(command, key) for command, row in DECIDED.items() for key in row[0].split()]
)
def test_what_can_do_no_harm_is_obeyed_and_told(command: str, key: str, run: Run, here: Path) -> None:
    found(f"[{command}]\n{key} = {HARMLESS[key]}\n")
    assert list(defaults(command)) == [OPTIONS[command][key].name]
    assert run(command, "--help").err == f"Configuration: {here / 'ua-gen.toml'} sets {key}\n"


def test_a_found_configuration_makes_checks_stricter_never_laxer(run: Run, here: Path, own: Path) -> None:
    own.write_text("[validate]\nstrict = true\npublic = true\n", "utf-8")
    found("[validate]\nstrict = false\npublic = false\n")
    assert defaults("validate") == {"strict": True, "public": True}
    assert "may have come with the files: strict, public. " in run("validate", "case.yaml", *ON).err


# --- harm that was tried ---------------------------------------------------------------------------------------------


def test_it_does_not_turn_back_the_day(run: Run, here: Path) -> None:
    found("date = 2026-03-11\n")
    ran = run("render", "dead.yaml", *LETTER)
    assert (ran.code, ran.out) == (1, b"")
    assert "dead.yaml:" in ran.err
    assert "error[UA220]" in ran.err


def test_it_does_not_hide_what_is_wrong(run: Run, here: Path) -> None:
    (here / "broken.yaml").write_text(case_text(SOMEBODY | {"country": "ZZ"}), "utf-8")
    clean = run("validate", ".", *ON)
    found('[validate]\nexit-zero = true\nquiet = true\nignore = ["UA1"]\nselect = ["UA9"]\n')
    ran = run("validate", ".", *ON)
    assert (ran.code, ran.out) == (clean.code, clean.out) == (1, clean.out)
    assert ran.err.endswith(clean.err)
    assert "files: exit-zero, quiet, ignore, select. " in ran.err


def test_it_reads_no_file_and_writes_none(run: Run, here: Path) -> None:
    (here / "secret.txt").write_text("PATIENCE=a-word-that-is-nowhere-else\n", "utf-8")
    found('words = "secret.txt"\nsender = "secret.txt"\n[render]\noutput = "../elsewhere/letter.txt"\n')
    assert "a-word-that" not in run("validate", "case.yaml", *ON).err
    ran = run("render", "case.yaml", *ON, "-l", "en", "-f", "txt", "-q")
    assert (ran.code, "a-word-that" in ran.err) == (0, False)
    assert "Not obeyed in " in ran.err, "also to those who want quiet"
    assert not (here.parent / "elsewhere").exists()
    assert (here / "out" / "case" / "letter-official-en.txt").is_file()


def test_it_brings_no_document_of_its_own(run: Run, here: Path) -> None:
    (here / "t" / "plea").mkdir(parents=True)
    (here / "t" / "plea" / "document.yaml").write_text("title: Plea\nper: case\npages: 1\nappeal: false\n", "utf-8")
    (here / "t" / "plea" / "plea.txt").write_text("Dear Minister, release her.\n", "utf-8")
    found('[render]\ntemplates = ["t"]\ndocument = ["plea"]\n')
    ran = run("render", "dead.yaml", *ON, *LETTER)
    assert (ran.code, ran.out, "error[UA220]" in ran.err) == (1, b"", True)


def test_it_speaks_for_no_office(run: Run, here: Path) -> None:
    """Its replies would go to whoever wrote it, and its policy open the gate after the deadline."""
    policy = 'replies = "us@example.com"\nafter-deadline = "agreed"\n'
    found(f'[section]\nname = "Not We"\n{policy}[labels.a]\npaper = "a4"\n')
    late = ("--date", "2026-06-20")
    ran = run("render", "case.yaml", *late, *LETTER)
    assert (ran.code, "error[UA222]" in ran.err) == (1, True)
    assert "may have come with the files: [section], [labels]. " in ran.err
    assert b"us@example.com" not in run("render", "case.yaml", *ON, *LETTER, "-d", "urgent-action").out
    assert run("--config", "ua-gen.toml", "render", "case.yaml", *late, *LETTER).code == 0, "named, it is obeyed"


def test_it_does_not_put_the_users_own_out_of_force(run: Run, here: Path, own: Path) -> None:
    own.write_text('[section]\nname = "Our Own"\nafter-deadline = "never"\n[render]\nformat = ["txt"]\n', "utf-8")
    found('paper = "letter"\n[section]\nname = "Not We"\n')
    assert defaults("render") == {"formats": ["txt"], "paper": "letter"}
    page = run("render", "case.yaml", *ON, "-l", "en", "-d", "urgent-action", "-o", "-").text
    assert "Our Own" in page
    assert run("render", "case.yaml", "--date", "2026-06-20", "--after-deadline").code == 1


def test_an_unsound_one_is_named(run: Run, here: Path) -> None:
    found("papr = 'a4'\n")
    ran = run("list", "case.yaml")
    assert (ran.code, "did you mean `paper`?" in ran.err, str(here / "ua-gen.toml") in ran.err) == (2, True, True)
    found("#" * 100_001)
    assert "is too large for a configuration" in run("list", "case.yaml").err


# --- whose it is -----------------------------------------------------------------------------------------------------


def test_what_it_sets_is_told_beside_the_result_and_not_in_it(run: Run, here: Path) -> None:
    plain = run("render", "case.yaml", *ON, *LETTER)
    found('paper = "letter"\nlang = "en"\n')
    ran = run("render", "case.yaml", *ON, *LETTER, "-q")
    assert (ran.code, ran.out) == (0, plain.out)
    assert ran.err == f"Configuration: {here / 'ua-gen.toml'} sets paper, lang\n"


def test_the_users_own_says_nothing(run: Run, here: Path, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.write_text('quiet = true\n[section]\nname = "Our Own"\n', "utf-8")
    case = here / "case.yaml"
    assert run("render", case, *ON, *LETTER).err == ""
    monkeypatch.chdir(own.parent)
    assert run("render", case, *ON, *LETTER).err == "", "also where it is found"


def test_a_file_that_is_trusted_is_obeyed_in_full(run: Run, here: Path, own: Path) -> None:
    found('date = 2026-06-20\nquiet = true\n[section]\nname = "Office"\nafter-deadline = "agreed"\n')
    own.write_text(f"trust = ['{here / 'ua-gen.toml'}']\n[section]\nname = 'Our Own'\n", "utf-8")
    ran = run("render", "case.yaml", *LETTER)
    assert (ran.code, ran.err) == (0, f"Configuration: {here / 'ua-gen.toml'}, which you trust\n")
    assert "20 June 2026" in ran.text
    assert "Section: Office\n" in run("doctor").text
    assert f"Configuration: {here / 'ua-gen.toml'}, which you trust\n" in run("doctor").text


def test_trust_is_the_users_own_and_of_whole_files(run: Run, here: Path, own: Path) -> None:
    found(f"trust = ['{here / 'ua-gen.toml'}']\nquiet = true\n")
    assert "may have come with the files: trust, quiet. " in run("list", "case.yaml").err
    own.write_text(f"trust = ['{here}']\n", "utf-8")
    ran = run("list", "case.yaml")
    assert (ran.code, "`trust` must name files ua-gen.toml" in ran.err) == (2, True)


def test_no_configuration_at_all(run: Run, here: Path, own: Path) -> None:
    own.write_text('paper = "no such paper"\n', "utf-8")
    found("neither TOML\n")
    assert run("--no-config", "render", "case.yaml", *ON, *LETTER).err == ""
    assert run("--no-config", "--config", "ua-gen.toml", "list").code == 2


@posix
@pytest.mark.parametrize("users", [{0, 77}, {4711}], ids=["another's", "mine"])
def test_a_file_that_somebody_else_owns_is_not_obeyed(
    users: set[int], run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found("paper = 'letter'\n")
    real = Path.lstat

    def owned(path: Path) -> os.stat_result:
        was = real(path)
        return os.stat_result((*was[:4], 4711, *was[5:10])) if path.name == "ua-gen.toml" else was

    monkeypatch.setattr(Path, "lstat", owned)
    monkeypatch.setattr("ua_gen.cli.config_search._users", lambda: users)
    err = run("render", "case.yaml", *ON, *LETTER).err
    assert ("somebody else owns it" in err) is (4711 not in users)
    assert ("sets paper" in err) is (4711 in users)


@posix
def test_whose_files_are_as_good_as_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUDO_UID", "4711")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert _users() == {0, 4711}
    monkeypatch.setenv("SUDO_UID", "0x1")
    assert _users() == {0}
    monkeypatch.setenv("SUDO_UID", "4711")
    monkeypatch.setattr(os, "geteuid", lambda: 33)
    assert _users() == {0, 33}, "what anybody may say of themselves does not count"


@posix
@pytest.mark.parametrize(
    ("what", "mode", "why"),
    [
        ("ua-gen.toml", 0o666, "anybody may write to it"),
        (".", 0o777, "anybody may write to its folder"),
        (".", 0o1777, "anybody may write to its folder"),
        ("..", 0o777, "anybody may write to "),
        ("..", 0o1777, ""),
        (".", 0o775, ""),
    ],
)
def test_where_anybody_may_write_nothing_is_obeyed(
    what: str, mode: int, why: str, run: Run, here: Path, own: Path
) -> None:
    found("paper = 'letter'\n")
    for trust in ("", f"trust = ['{here / 'ua-gen.toml'}']\n"):
        own.write_text(trust, "utf-8")
        (here / what).chmod(mode)
        err = run("render", "case.yaml", *ON, *LETTER).err
        (here / what).chmod(0o700)
        assert ("Configuration: " in err) is not bool(why)
        assert why in err


@posix
def test_a_link_is_not_obeyed_but_where_it_leads_may_be_trusted(run: Run, here: Path, own: Path) -> None:
    office = here.parent / "office"
    office.mkdir()
    found("output = 'made'\n[render]\nformat = ['txt']\nlang = ['en']\n", office)
    (here / "ua-gen.toml").symlink_to(office / "ua-gen.toml")
    ran = run("list", "case.yaml", *ON)
    assert f"Not obeyed: {here / 'ua-gen.toml'}, for it is a link." in ran.err
    own.write_text("trust = ['../../../office/ua-gen.toml']\n".replace("../../..", str(here.parent)), "utf-8")
    assert run("render", "case.yaml", *ON).code == 0
    assert (office / "made" / "case").is_dir(), "its paths begin where it really is"


def test_what_lies_above_home_is_nobodys(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found("paper = 'letter'\n", here.parent)
    assert "sets paper" in run("list", "case.yaml", *ON).err
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    assert run("list", "case.yaml", *ON).err == ""
    found("paper = 'letter'\n")
    assert "sets paper" in run("list", "case.yaml", *ON).err


@posix
@pytest.mark.parametrize("variable", ["", "near", "."])
def test_a_folder_beside_the_files_is_never_the_users_own(
    variable: str, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", variable)
    for folder in (here / "ua-gen", here / "near" / "ua-gen"):
        folder.mkdir(parents=True)
        found("output = 'made'\n", folder)
        (folder / "sender.yaml").write_text("name: Not Me\n", "utf-8")
    ran = run("render", "case.yaml", *ON, *LETTER)
    assert (ran.code, ran.err, "Not Me" in ran.text) == (0, "", False)
    assert "nobody knows your home here" in run("doctor").text


@posix
def test_a_working_folder_that_is_gone_has_no_configuration(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here.parent / "gone").mkdir()
    monkeypatch.chdir(here.parent / "gone")
    (here.parent / "gone").rmdir()
    assert run("render", here / "case.yaml", *ON, *LETTER).code == 0
