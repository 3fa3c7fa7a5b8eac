"""The command line: where files go, what is said on which stream, how each command ends, what it helps with."""

import datetime
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from conftest import GOLDEN, Golden, Ran, Run, in_a_process
from helpers.specimen import (
    ASKAROV,
    ASKAROV_DAY,
    LANGUAGES,
    MINIMAL,
    OFFICIAL,
    ROOT,
    SENDER,
    SOMEBODY,
    TWO_PEOPLE,
    case_text,
)
from helpers.tidy import assert_tidy

from ua_gen import __version__, pdf
from ua_gen.cli import cli
from ua_gen.cli.new import starter

SHEET = "urgent-action-classic"
ON = ("--date", "2026-03-20")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    return path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands work in."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# --- help ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", cli.commands)
def test_every_command_helps(name: str, run: Run) -> None:
    ran = run(name, "--help")
    assert ran.code == 0
    assert ran.err == ""
    assert ran.text.startswith(f"Usage: ua-gen {name}")
    command = cli.commands[name]
    assert command.help
    assert run("-h").text.count(f"\n  {name} ") == 1, "and is listed"


PARAMETERS = [
    pytest.param(option, id=f"{name} {option.opts[0]}")
    for name, command in (("ua-gen", cli), *cli.commands.items())
    for option in command.params
    if isinstance(option, click.Option)
]


@pytest.mark.parametrize("option", PARAMETERS)
def test_every_option_helps(option: click.Option) -> None:
    assert option.help
    assert not option.help[0].islower()
    assert option.help.endswith(".")
    assert option.opts[-1].startswith("--"), "each has a long name"


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").text == f"ua-gen {__version__}\n"


def test_as_a_module_it_is_the_same_program() -> None:
    done = subprocess.run([sys.executable, "-m", "ua_gen", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"ua-gen {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["rendr"], "No such command 'rendr'"),
        (["render"], "Missing argument 'CASE...'"),
        (["render", "{case}", "--lng", "ru"], "No such option '--lng'"),
        (["render", "{case}", "--date", "20.9.2010"], "`20.9.2010` is not a date"),
        (["render", "{case}", "--date", "2010-02-30"], "there is no day 30 in month 2 of 2010"),
        (["render", "{case}", "-f", "doc"], "'doc' is not one of 'pdf', 'txt', 'html'"),
        (["render", "{case}", "-d", "leter"], "did you mean `letter`?"),
        (["render", "{case}", "-l", "xx"], "no language `xx` here"),
        (["render", "{case}", "--to", "offical"], "did you mean `official`?"),
        (["render", "{case}", "--templates", "none"], "none"),
        (["render", "{case}", "-j", "0"], "0 is not in the range"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_wrong(arguments: list[str], said: str, case: Path, run: Run) -> None:
    ran = run(*(argument.format(case=case) for argument in arguments))
    assert (ran.code, ran.out) == (2, b"")
    assert said in ran.err
    assert "Traceback" not in ran.err


# --- where files go --------------------------------------------------------------------------------------------------


def test_files_lie_in_a_folder_for_each_case(run: Run, here: Path) -> None:
    ran = run(
        "render", ASKAROV, "--date", ASKAROV_DAY, "-d", "letter", "-d", SHEET, "-l", "en", "-l", "ru", "-f", "txt"
    )
    assert ran.code == 0
    assert files(here) == sorted(
        f"out/kg-askarov/{name}-{language}.txt"
        for name in ("letter-interior-minister", "letter-general-prosecutor", SHEET)
        for language in LANGUAGES
    )
    assert [line for line in ran.err.splitlines() if line.startswith("wrote ")] == [
        f"wrote {Path('out', 'kg-askarov', f'{name}-{language}.txt')}"
        for name in ("letter-interior-minister", "letter-general-prosecutor", SHEET)
        for language in LANGUAGES
    ]
    assert ran.out == b"", "results are files; what is said of them goes to standard error"


def test_a_folder_may_be_chosen(run: Run, case: Path, here: Path) -> None:
    assert run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "deep/er").code == 0
    assert files(here) == ["deep/er/case/letter-official-en.txt"]


def test_one_document_may_go_to_a_file_of_any_name(run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "letters/to-him.txt")
    assert ran.code == 0
    assert files(here) == ["letters/to-him.txt"]


def test_one_document_may_go_to_standard_output(run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "-")
    assert ran.code == 0
    assert ran.text.startswith("Name: ____")
    assert "wrote" not in ran.err
    assert files(here) == []


def test_a_pdf_goes_to_standard_output_byte_by_byte(run: Run, case: Path, here: Path) -> None:
    assert run("render", case, *ON, "-l", "en", "-o", "it.pdf").code == 0
    assert run("render", case, *ON, "-l", "en", "-o", "-").out == (here / "it.pdf").read_bytes()


@pytest.mark.parametrize("place", ["-", "one.txt"])
def test_several_documents_do_not_go_to_one_place(place: str, run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en", "-l", "ru", "-f", "txt", "-o", place)
    assert (ran.code, ran.out) == (2, b"")
    assert f"2 documents cannot all go to {place}" in ran.err
    assert files(here) == []


def test_a_file_is_named_for_what_it_holds(run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "letter.pdf")
    assert ran.code == 2
    assert "letter.pdf is to hold txt" in ran.err
    assert files(here) == []


def test_a_folder_may_be_named_like_a_file(run: Run, case: Path, here: Path) -> None:
    Path("old.pdf").mkdir()
    assert run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "old.pdf").code == 0
    assert files(here) == ["old.pdf/case/letter-official-en.txt"]


def test_files_that_would_become_one_are_found_before_anything_is_made(run: Run, here: Path) -> None:
    for folder in ("a", "b"):
        Path(folder).mkdir()
        Path(folder, "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    ran = run("render", "a/case.yaml", "b/case.yaml", *ON, "-l", "en", "-f", "txt")
    assert "UA504" in ran.err
    assert "a/case.yaml and b/case.yaml" in ran.err.replace("\\", "/")
    assert ran.code in (1, 2)
    assert files(here) == ["a/case.yaml", "b/case.yaml"]


def test_a_place_that_cannot_be_written_to_ends_with_2(run: Run, case: Path, here: Path) -> None:
    Path("out").write_text("in the way", "utf-8")
    ran = run("render", case, *ON, "-l", "en", "-f", "txt")
    assert ran.code == 2
    assert "UA503" in ran.err
    assert files(here) == ["out"]


def test_a_document_that_is_made_anew_replaces_the_old_one(run: Run, case: Path, here: Path) -> None:
    made = here / "out" / "case" / "letter-official-en.txt"
    assert run("render", case, *ON, "-l", "en", "-f", "txt").code == 0
    first = made.read_bytes()
    made.write_bytes(b"old")
    assert run("render", case, *ON, "-l", "en", "-f", "txt").code == 0
    assert made.read_bytes() == first
    assert files(here) == ["out/case/letter-official-en.txt"], "and nothing else is left beside it"


def test_a_document_that_cannot_be_made_leaves_the_old_one(run: Run, case: Path, here: Path) -> None:
    assert run("render", case, *ON, "-l", "en", "-f", "txt").code == 0
    made = here / "out" / "case" / "letter-official-en.txt"
    before = made.read_bytes()
    case.write_text(case_text(SOMEBODY | {"requests": [{"text": {"ru": "открыть"}}]}), "utf-8")
    assert run("render", case, *ON, "-l", "en", "-f", "txt").code == 1
    assert made.read_bytes() == before


def test_what_can_be_made_is_made_beside_what_cannot(run: Run, case: Path, here: Path) -> None:
    asked = SOMEBODY | {
        "recipients": [OFFICIAL, OFFICIAL | {"id": "judge"}],
        "requests": [{"ask": "fair-trial", "to": ["official"]}, {"text": "open it", "to": ["judge"]}],
    }
    case.write_text(case_text(asked), "utf-8")
    ran = run("render", case, *ON, "-l", "ru", "-f", "txt")
    assert ran.code == 1
    assert "UA210" in ran.err
    assert files(here) == ["out/case/letter-official-ru.txt"]


def test_two_jobs_make_what_one_makes(run: Run, here: Path) -> None:
    Path("two.yaml").write_text(case_text(TWO_PEOPLE), "utf-8")
    assert run("render", "two.yaml", *ON, "-l", "en", "-l", "ru", "-f", "pdf", "-o", "one").code == 0
    assert run("render", "two.yaml", *ON, "-l", "en", "-l", "ru", "-f", "pdf", "-o", "two", "-j", "2").code == 0
    assert len(files(here / "one")) == 4
    for name in files(here / "one"):
        assert (here / "one" / name).read_bytes() == (here / "two" / name).read_bytes()
    assert files(here / "one") == files(here / "two")


def test_quiet_says_nothing_but_errors(run: Run, case: Path, here: Path) -> None:
    case.write_text(case_text(SOMEBODY | {"people": [{"id": "p", "name": "Kim"}]}), "utf-8")
    loud = run("render", case, *ON, "-l", "ru", "-f", "txt")
    assert "warning[UA212]" in loud.err
    quiet = run("render", case, *ON, "-l", "ru", "-f", "txt", "-q")
    assert (quiet.code, quiet.err) == (0, "")
    failed = run("render", case, "--date", "2030-01-01", "-l", "ru", "-f", "txt", "-q")
    assert failed.code == 1
    assert "error[UA222]" in failed.err


def test_a_warning_on_many_documents_is_said_once(run: Run, case: Path, here: Path) -> None:
    borrowed = SOMEBODY | {"people": [{"id": "p", "name": "Kim"}], "recipients": [OFFICIAL, OFFICIAL | {"id": "b"}]}
    case.write_text(case_text(borrowed), "utf-8")
    assert run("render", case, *ON, "-l", "ru", "-f", "txt", "-f", "html").err.count("UA212") == 1
    untold = borrowed | {"people": [{"id": "p", "name": {"en": "Kim", "ru": "Ким"}, "role": {"en": "a poet"}}]}
    case.write_text(case_text(untold), "utf-8")
    both = run("render", case, *ON, "-l", "ru", "-f", "txt", "-d", "letter", "-d", "group-letter")
    assert (both.code, both.err.count("UA213")) == (0, 1)


def test_colours_are_for_those_who_want_them(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = ("render", case, "--date", "2030-01-01", "-f", "txt")
    assert "\x1b[" not in run(*late).err, "nobody looks: the stream is no terminal"
    assert "\x1b[" in run("--color", "always", *late).err
    assert "\x1b[" not in run("--color", "never", *late).err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run(*late).err


# --- the sender ------------------------------------------------------------------------------------------------------


def test_the_sender_is_the_one_that_is_given(run: Run, case: Path, here: Path) -> None:
    Path("me.yaml").write_text(case_text(SENDER), "utf-8")
    ran = run("render", case, *ON, "-l", "en", "-f", "txt", "--sender", "me.yaml", "-o", "-")
    assert ran.text.startswith("Mary-Ann Writer\n4 Specimen Road\n")


def test_else_the_one_in_the_users_folder(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "config"
    monkeypatch.setattr(click, "get_app_dir", lambda name: str(folder))
    assert run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "-").text.startswith("Name: ____")
    folder.mkdir()
    (folder / "sender.yaml").write_text("name: Mary\nprivacy: initials\n", "utf-8")
    assert run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "-").text.startswith("M.\n")
    assert str(folder / "sender.yaml") in run("doctor").text


def test_a_sender_file_that_is_wrong_is_told(run: Run, case: Path, here: Path) -> None:
    Path("me.yaml").write_text("name: Mary\ncountry: England\n", "utf-8")
    ran = run("render", case, *ON, "-f", "txt", "--sender", "me.yaml")
    assert ran.code == 1
    assert ran.err.startswith("me.yaml:2:10: error[UA106]")
    assert run("render", case, *ON, "-f", "txt", "--sender", "none.yaml").code == 1


# --- the configuration -----------------------------------------------------------------------------------------------


def test_the_configuration_gives_flags_their_defaults(run: Run, case: Path, here: Path) -> None:
    text = 'date = "2026-03-20"\n[render]\nformat = ["txt"]\nlang = ["en"]\noutput = "made"\n'
    Path("ua-gen.toml").write_text(text, "utf-8")
    assert run("--config", "ua-gen.toml", "render", case).code == 0
    assert files(here / "made") == ["case/letter-official-en.txt"]
    assert run("--config", "ua-gen.toml", "render", case, "-l", "ru", "-o", "-").text.startswith("Имя"), (
        "and flags have the last word"
    )


def test_the_paths_of_a_configuration_begin_where_it_is(
    run: Run, case: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("ua-gen.toml").write_text('[render]\nformat = ["txt"]\nlang = ["en"]\noutput = "made"\n', "utf-8")
    (here / "in" / "side").mkdir(parents=True)
    monkeypatch.chdir(here / "in" / "side")
    assert run("--config", "../../ua-gen.toml", "render", case, *ON).code == 0
    assert files(here) == ["made/case/letter-official-en.txt", "ua-gen.toml"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fromat = 'txt'\n", "did you mean `format`?"),
        ("[rendr]\n", "did you mean `[render]`?"),
        ("[render]\nlnag = 'ru'\n", "did you mean `lang`?"),
        ("[render\n", "is not TOML"),
    ],
)
def test_a_wrong_configuration_ends_with_2(text: str, said: str, run: Run, case: Path, here: Path) -> None:
    Path("ua-gen.toml").write_text(text, "utf-8")
    ran = run("render", case, *ON, "-f", "txt")
    assert ran.code == 2
    assert said in ran.err


# --- new -------------------------------------------------------------------------------------------------------------

NEW_DAY = datetime.date(2026, 3, 10)
NEW_FILES = [
    "case.yaml",
    *(f"{name}-{language}.txt" for name in ("letter-minister", "letter-prosecutor") for language in LANGUAGES),
    f"{SHEET}-en.txt",
]


def test_the_case_to_start_from_is_the_approved_one(golden: Golden) -> None:
    golden.holds("new/case.yaml", starter(NEW_DAY))


@pytest.mark.parametrize("name", NEW_FILES[1:])
def test_what_the_case_to_start_from_makes_is_approved(name: str, golden: Golden, run: Run, here: Path) -> None:
    assert run("new", "case.yaml", "--date", NEW_DAY).code == 0
    document, language = (SHEET, "en") if name.startswith(SHEET) else ("letter", name[-6:-4])
    ran = run("render", "case.yaml", "--date", NEW_DAY, "-d", document, "-l", language, "-f", "txt")
    assert ran.code == 0
    assert "error" not in ran.err
    golden.holds(f"new/{name}", (here / "out" / "case" / name).read_bytes().decode())


def test_there_are_no_others(golden: Golden) -> None:
    golden.holds_only("new", NEW_FILES)


def test_every_page_of_the_case_to_start_from_says_that_it_is_invented() -> None:
    for name in NEW_FILES[1:]:
        shown = (GOLDEN / "new" / name).read_bytes().decode()
        assert shown.startswith(("Specimen:", "Образец:"))
        assert_tidy(shown, name.removesuffix(".txt")[-2:])


@pytest.mark.parametrize("day", ["2026-01-31", "2024-02-29", "2026-12-31", "2030-07-01"])
def test_the_case_to_start_from_is_sound_on_whatever_day_it_is_written(day: str, run: Run, here: Path) -> None:
    assert run("new", "--date", day).code == 0
    assert files(here) == ["case.yaml"]
    ran = run("render", "case.yaml", "--date", day, "-f", "txt")
    assert ran.code == 0
    assert files(here / "out") == ["case/letter-minister-ru.txt", "case/letter-prosecutor-ru.txt"]


@pytest.mark.parametrize("kind", ["statement", "press-release"])
def test_a_publication_to_start_from_is_sound_beside_the_case(kind: str, run: Run, here: Path) -> None:
    assert run("new", "--date", NEW_DAY).code == 0
    assert run("new", "--kind", kind, "--date", NEW_DAY).code == 0
    assert run("validate", f"{kind}.yaml", "--date", NEW_DAY).code == 0
    ran = run("render", f"{kind}.yaml", "--date", NEW_DAY, "-l", "en", "-l", "ru", "-f", "txt")
    assert ran.code == 0
    for tag, says in (("en", "Specimen:"), ("ru", "Образец:")):
        assert (here / "out" / kind / f"{kind}-{tag}.txt").read_text("utf-8").startswith(says)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--rows", "4"], "--rows is of no use for: letter"),
        (["--attach"], "--attach is of no use without e-mails"),
        (["--window", "din-b", "-d", "petition"], "--window is of no use for: petition"),
        (["-o", "letter.odt"], "ua-gen makes no .odt files"),
    ],
)
def test_a_flag_that_would_do_nothing_is_refused(flags: list[str], said: str, run: Run, here: Path) -> None:
    assert run("new", "--date", NEW_DAY).code == 0
    ran = run("render", "case.yaml", "--date", NEW_DAY, *flags)
    assert ran.code == 2
    assert said in ran.err
    assert files(here) == ["case.yaml"]


def test_new_writes_to_standard_output_too(run: Run, here: Path) -> None:
    ran = run("new", "-", "--date", NEW_DAY)
    assert (ran.text, ran.err) == (starter(NEW_DAY), "")
    assert files(here) == []


def test_new_replaces_nothing_unless_told_to(run: Run, here: Path) -> None:
    Path("case.yaml").write_text("mine", "utf-8")
    refused = run("new", "case.yaml")
    assert refused.code == 2
    assert "exists already" in refused.err
    assert "--force" in refused.err
    assert Path("case.yaml").read_text("utf-8") == "mine"
    assert run("new", "case.yaml", "--force", "--date", NEW_DAY).code == 0
    assert Path("case.yaml").read_text("utf-8") == starter(NEW_DAY)
    assert run("new", here).code == 2


# --- list ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(here: Path) -> Path:
    """Four cases: two that are open, one that is too late, one whose person is free."""

    def put(name: str, deadline: str, number: str, **changes: Any) -> None:
        action = MINIMAL["action"] | {"deadline": deadline, "number": number}
        path = here / "shelf" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case_text(SOMEBODY | {"action": action, "write_in": ["ru", "en"]} | changes), "utf-8")

    put("later.yaml", "2026-04-21", "1/26")
    put("sub/soon.yml", "2026-03-22", "2/26")
    put("late.yaml", "2026-03-15", "3/26")
    put("free.yaml", "2026-05-01", "4/26", status=[{"state": "released", "since": "2026-03-18"}])
    put(".hidden/draft.yaml", "2026-04-01", "5/26")
    (here / "shelf" / "notes.txt").write_text("no case", "utf-8")
    return here / "shelf"


def listed(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    return list(json.loads(ran.text))


def test_the_nearest_deadline_comes_first_and_what_is_closed_last(run: Run, shelf: Path) -> None:
    rows = listed(run("list", "shelf", *ON, "--json"))
    assert [(row["number"], row["days_left"], row["closed"], row["status"]) for row in rows] == [
        ("2/26", 2, False, []),
        ("1/26", 32, False, []),
        ("3/26", -5, True, []),
        ("4/26", 42, True, ["released"]),
    ]
    assert rows[0]["file"] == str(Path("shelf", "sub", "soon.yml"))
    assert rows[0]["languages"] == ["ru", "en"]
    assert rows[0]["country"] == "Kyrgyzstan"
    assert rows[0]["title"] == "Reader held"


def test_where_the_office_has_agreed_nothing_is_closed_by_its_deadline(here: Path, run: Run, case: str) -> None:
    (here / "ua-gen.toml").write_text('[section]\nname = "X"\nafter-deadline = "agreed"\n', "utf-8")
    ran = run("--config", "ua-gen.toml", "list", case, "--json", "--date", "2026-04-22")
    assert json.loads(ran.text)[0]["closed"] is False


@pytest.mark.parametrize(
    ("day", "left", "closed"), [("2026-04-20", 1, False), ("2026-04-21", 0, False), ("2026-04-22", -1, True)]
)
def test_on_its_last_day_a_case_is_still_open(day: str, left: int, closed: bool, run: Run, shelf: Path) -> None:
    [row] = listed(run("list", "shelf/later.yaml", "--date", day, "--json"))
    assert (row["days_left"], row["closed"]) == (left, closed)


def test_no_days_are_left_where_somebody_may_have_been_released_since(run: Run, here: Path) -> None:
    status = [{"state": "imprisoned", "since": "2026-03-12"}, {"state": "released", "since": "2026-03"}]
    Path("month.yaml").write_text(case_text(SOMEBODY | {"status": status}), "utf-8")
    [row] = listed(run("list", "month.yaml", "--json", "--date", "2026-03-20"))
    assert (row["closed"], row["status"]) == (True, ["released"])


def test_each_case_is_listed_in_two_lines(run: Run, shelf: Path) -> None:
    ran = run("list", "shelf", *ON)
    lines = ran.text.splitlines()
    assert [line[:9].strip() for line in lines[::2]] == ["2 days", "32 days", "closed", "closed"]
    assert [line[11:].split(" · ")[0] for line in lines[1::2]] == ["2/26", "1/26", "3/26", "4/26"]
    assert [line.index("2026-") > 11 for line in lines[1::2]] == [True] * 4
    assert lines[1].startswith(" " * 11)
    assert lines[1].endswith(f" · {Path('shelf/sub/soon.yml')}")
    assert all(line == line.rstrip() for line in lines)
    # All of them are for one person: that the freed one may be another's is told, not that anything is wrong.
    assert set(re.findall(r"(\w+)\[(UA\d+)\]", ran.err)) == {("warning", "UA249")}


def test_a_file_that_cannot_be_read_does_not_hide_the_others(run: Run, shelf: Path) -> None:
    (shelf / "broken.yaml").write_text("format: [", "utf-8")
    ran = run("list", "shelf", *ON, "--json")
    assert ran.code == 1
    assert len(json.loads(ran.text)) == 4, "standard output is one JSON document all the same"
    broken = [line for line in ran.err.splitlines() if "broken.yaml" in line]
    name = Path("shelf") / "broken.yaml"
    assert broken[0].startswith(f"{name}:1:10: error[UA011]: ")
    assert broken[0].endswith(f"; see `ua-gen validate {name}`")
    assert len(broken) == 1


def test_of_a_file_with_many_errors_the_first_is_told_and_how_many_there_are(run: Run, shelf: Path) -> None:
    (shelf / "broken.yaml").write_text('format: "1"\nformat: "1"\n', "utf-8")
    [line] = [line for line in run("list", "shelf", *ON).err.splitlines() if "UA228" not in line and "; see" in line]
    assert re.search(r"broken\.yaml:2:1: error\[UA012\]: .*, and \d more; see `ua-gen validate ", line)


def test_days_that_are_few_have_another_colour(run: Run, shelf: Path) -> None:
    def colours(day: str) -> list[str]:
        shown = run("--color", "always", "list", "shelf", "--date", day).text
        return re.findall(r"^\x1b\[(\d+)m +(closed|\d+(?= days))", shown, re.MULTILINE)

    assert colours("2026-03-20") == [("31", "2"), ("32", "32"), ("2", "closed"), ("2", "closed")]
    assert colours("2026-03-10")[:2] == [("31", "5"), ("33", "12")]


def test_where_there_is_nothing_to_list_it_says_so(run: Run, here: Path) -> None:
    ran = run("list", ".")
    assert (ran.code, ran.out) == (2, b"")
    assert "no case files in ." in ran.err


# --- doctor ----------------------------------------------------------------------------------------------------------


def test_where_everything_is_there_the_doctor_is_content(run: Run, here: Path) -> None:
    ran = run("doctor")
    assert ran.code == 0
    assert f"ua-gen {__version__}, Python {sys.version.split()[0]}" in ran.text
    assert "ok PDF: WeasyPrint " in ran.text
    assert "English (en): " in ran.text
    assert "Russian (ru): " in ran.text
    assert "not there: letters have lines to fill in by hand" in ran.text
    assert "Configuration: none" in ran.text
    assert ran.err == ""


def test_the_doctor_tells_which_configuration_is_in_force(run: Run, here: Path) -> None:
    Path("ua-gen.toml").write_text('paper = "letter"\nquiet = true\n', "utf-8")
    ran = run("doctor")
    assert f"\nConfiguration: {here / 'ua-gen.toml'} sets paper\nNot obeyed in {here / 'ua-gen.toml'}" in ran.text
    assert ran.err == ""
    assert run("--config", "ua-gen.toml", "doctor").text.endswith("\nConfiguration: ua-gen.toml\n")
    assert "Configuration: none" in run("--no-config", "doctor").text


@pytest.fixture
def without_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a computer on which only pip has installed: the libraries are not there."""
    import builtins

    real = builtins.__import__

    def fail(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == "weasyprint":
            print("Could not import some external libraries.")  # noqa: T201 (so does WeasyPrint, on standard output)
            raise OSError("cannot load library 'libpango-1.0-0': error 0x7e")
        return real(name, *rest)

    pdf.engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", fail)


@pytest.mark.parametrize(("content", "said"), [(None, "no such file"), ("nme: x\n", "UA102")])
def test_the_doctor_looks_into_the_sender_that_is_in_force(
    content: str | None, said: str, run: Run, here: Path
) -> None:
    (here / "ua-gen.toml").write_text('[render]\nsender = "me.yaml"\n', "utf-8")
    if content:
        (here / "me.yaml").write_text(content, "utf-8")
    ran = run("--config", here / "ua-gen.toml", "doctor")
    assert ran.code == 2
    assert f"-- {here / 'me.yaml'}:1:1: error[" in ran.text
    assert said in ran.text
    (here / "me.yaml").write_text("name: Kim Sample\n", "utf-8")
    assert run("--config", "ua-gen.toml", "doctor").code == 0


def test_a_code_is_explained_by_its_name_too(run: Run) -> None:
    assert run("explain", "after-deadline").text == run("explain", "ua222").text


@pytest.mark.parametrize("arguments", [["-d", "urgent-action", "--translation", "ky"], ["--translation", "en"]])
def test_a_translation_of_nothing_is_wrong_use(arguments: list[str], run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en", "-f", "txt", *arguments)
    assert ran.code == 2
    assert "--translation is of no use for" in ran.err
    assert not (here / "out").exists()


def test_a_case_that_is_named_twice_is_made_once(run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, here / "sub" / ".." / case.name, *ON, "-l", "en", "-f", "txt")
    assert ran.code == 1, "there is no such folder"
    ran = run("render", case, Path(case).resolve(), *ON, "-l", "en", "-f", "txt")
    assert (ran.code, ran.err.count("wrote ")) == (0, 1)


def test_a_file_is_known_by_its_ending_in_capitals_too(run: Run, case: Path, here: Path) -> None:
    assert run("render", case, *ON, "-l", "en", "-f", "txt", "-o", "Letter.TXT").code == 0
    assert (here / "Letter.TXT").is_file()


@pytest.mark.parametrize("kind", ["statement", "press-release"])
def test_who_begins_a_publication_is_told_of_its_case(kind: str, run: Run, here: Path) -> None:
    assert "now try `ua-gen new case.yaml`, then `ua-gen render" in run("new", "--kind", kind).err
    assert run("new", "case.yaml").code == 0
    assert f"now try: ua-gen render {kind}.yaml" in run("new", "--kind", kind, "--force").err
    assert run("render", f"{kind}.yaml", "-f", "txt").code == 0


@pytest.mark.usefixtures("without_pango")
def test_without_pango_the_doctor_ends_with_2_and_says_how_to_get_it(run: Run) -> None:
    ran = run("doctor")
    assert ran.code == 2
    assert "-- PDF output needs the text library Pango, which is not installed here" in ran.text
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in ran.text
    assert "--format txt" in ran.text
    assert "Could not import" not in ran.text
    assert "English (en)" in ran.text, "and looks at the rest all the same"


@pytest.mark.usefixtures("without_pango")
def test_without_pango_a_pdf_ends_with_2_and_says_how_to_get_it(run: Run, case: Path, here: Path) -> None:
    ran = run("render", case, *ON, "-l", "en")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err.count("error[UA501]") == 1
    assert "libpango-1.0-0" in ran.err
    assert files(here) == []


@pytest.mark.parametrize("kind", ["txt", "html"])
def test_text_and_html_need_no_pango(kind: str, case: Path, tmp_path: Path) -> None:
    poison = tmp_path / "poison" / "weasyprint.py"
    poison.parent.mkdir()
    poison.write_text("raise OSError('cannot load library')\n", "utf-8")
    code = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ua_gen.cli import main; main()"
    ran = in_a_process(code, poison.parent, "render", case, *ON, "-l", "en", "-f", kind, "-o", "-", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert "Kim Sample" in ran.text


# --- how runs end ----------------------------------------------------------------------------------------------------


def test_a_mistake_of_ours_is_one_line_and_no_traceback(
    run: Run, case: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ua_gen.action import gate
    from ua_gen.rendering import plan

    def wrong(*_: Any) -> Any:
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr(plan, "judge", wrong)
    assert gate.judge is not wrong
    ran = run("render", case, *ON, "-f", "txt")
    assert ran.code == 2
    assert "a mistake in ua-gen itself: ZeroDivisionError: a slip (test_commands.py:" in ran.err
    assert "Traceback" not in ran.err


def test_an_interrupted_run_ends_with_130(run: Run, case: Path, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ua_gen.rendering import plan

    def interrupt(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(plan, "judge", interrupt)
    assert run("render", case, *ON, "-f", "txt").code == 130


def test_a_reader_who_goes_away_is_no_mistake(case: Path, tmp_path: Path) -> None:
    """`ua-gen … | head -1`"""
    command = [sys.executable, "-m", "ua_gen", "render", case, *ON, "-l", "en", "-f", "html", "-o", "-"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read().decode()
    process.stderr.close()
    assert (process.wait(60), "Traceback" in said, "Exception" in said) == (0, False, False)


def test_what_a_first_user_does_works(run: Run, here: Path) -> None:
    """The commands that `ua-gen new` and the case's first lines name."""
    said = run("new", "case.yaml")
    assert "ua-gen render case.yaml" in said.err
    assert run("render", "case.yaml").code == 0
    assert files(here / "out") == ["case/letter-minister-ru.pdf", "case/letter-prosecutor-ru.pdf"]
    assert ROOT.is_dir()
