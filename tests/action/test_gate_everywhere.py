"""The gate holds in every command, document and format there is: whoever adds one adds it here, or fails."""

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import Run, SetClock
from helpers.gate import ASKS_NOTHING, OPEN, OVER, PUBLICATIONS, STOPPED, WHY, files, state
from helpers.specimen import DAY, SENDER, TWO_PEOPLE, case_text, sender

import ua_gen
from ua_gen import Problems, render
from ua_gen.cli import cli
from ua_gen.cli.render import FORMATS
from ua_gen.rendering.produce import Format
from ua_gen.templating import Templates

READS_NO_CASE = {"import", "explain", "schema", "new", "languages", "templates", "stock", "doctor"}
LATE = {"action": TWO_PEOPLE["action"] | {"deadline": "2026-03-15"}}


@pytest.fixture
def flags(tmp_path: Path) -> list[str]:
    """Everything that could be thought to help."""
    path = tmp_path / "sender" / "sender.yaml"
    path.parent.mkdir()
    path.write_text(case_text(SENDER), "utf-8")
    kinds = [argument for name in FORMATS for argument in ("-f", name)]
    return ["--after-deadline", "--attach", "-l", "en", "--window", "din-b", "--sender", str(path), *kinds]


def test_the_command_and_the_interface_have_the_same_formats() -> None:
    assert get_args(Format) == FORMATS


def test_where_nothing_has_happened_each_is_made(tmp_path: Path) -> None:
    """Otherwise the refusals below would prove nothing."""
    for name, path in files(tmp_path, {}, {}):
        if name != "outcome":
            assert render(
                path, documents=[name], formats=["txt"], languages=["en"], sender=sender(), date=DAY, window="din-b"
            )


def refused_everywhere(path: Path, name: str, code: str, flags: list[str], run: Run, tmp_path: Path) -> None:
    """Neither the command nor the interface makes a document, with every flag there is, on the day or another."""
    out = tmp_path / "out"
    for date in ([], ["--date", "2026-03-18"], ["--date", "2026-04-20"]):
        ran = run("render", path, "-d", name, *flags, *date, "-o", out)
        assert (name, ran.code, ran.out) == (name, 1, b"")
        assert code in ran.err, (name, date)
    with pytest.raises(Problems, match=code):
        render(path, documents=[name], formats=get_args(Format), languages=["en"], window="din-b", after_deadline=True)
    assert not list(out.rglob("*"))


@pytest.mark.parametrize("what", OVER)
def test_no_document_speaks_for_somebody_who_is_beyond_it(
    what: str, flags: list[str], run: Run, tmp_path: Path, set_clock: SetClock
) -> None:
    set_clock(DAY)
    case, beside, code = OVER[what]
    for name, path in files(tmp_path, case, beside):
        if name not in ASKS_NOTHING:
            refused_everywhere(path, name, code, flags, run, tmp_path)


# Every command that makes documents, and every function of the interface. The others make none.
MAKES = {"render", "list", "batch", "preview"}  # Of the last see tests/preview/test_gate.py.
MAKES_NONE = {"validate", "translate", "update", "redact", *READS_NO_CASE}


def test_every_way_in_is_looked_at() -> None:
    assert set(cli.commands) == MAKES | MAKES_NONE
    functions = {name for name in ua_gen.__all__ if callable(getattr(ua_gen, name)) and name.islower()}
    assert functions == {"load", "load_sender", "render", "validate"}


@pytest.mark.parametrize("what", OVER)
@pytest.mark.parametrize("kind", ["pdf", "txt", "eml"])
def test_no_print_run_does(kind: str, what: str, run: Run, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(DAY)
    case, beside, code = OVER[what]
    assert dict(files(tmp_path, case, beside))
    (tmp_path / "list.csv").write_text("name\nMary Example\n", "utf-8")
    ran = run("batch", tmp_path / "case.yaml", "--senders", tmp_path / "list.csv", "-o", tmp_path / "run", "-f", kind,
        "--envelopes", "dl", "--labels", "L7160", "--after-deadline", "-l", "en", "-y")  # fmt: skip
    assert (ran.code, code in ran.err) == (1, True), ran.err
    assert not (tmp_path / "run").exists()


def test_after_the_deadline_only_publications_and_messages_are_made(flags: list[str], run: Run, tmp_path: Path) -> None:
    for name, path in files(tmp_path, LATE, {}):
        if name in ASKS_NOTHING | PUBLICATIONS | {"solidarity"}:
            continue
        ran = run("render", path, "-d", name, *flags[1:], "--date", DAY, "-o", tmp_path / "out")
        assert (name, ran.code, "UA222" in ran.err) == (name, 1, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("day", ["2026-03-10", "2026-03-20", "2030-01-01"])
@pytest.mark.parametrize("what", STOPPED)
def test_nothing_at_all_is_made_of_a_stopped_action(
    what: str, day: str, flags: list[str], run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    for name, path in files(tmp_path, *STOPPED[what]):
        ran = run("render", path, "-d", name, *flags, "--date", day, "-o", out)
        assert (name, ran.code, ran.out) == (name, 1, b"")
        assert "UA221" in ran.err, name
        assert WHY.lower() not in ran.err.lower()
        with pytest.raises(Problems) as refused:
            render(
                path,
                documents=[name],
                formats=get_args(Format),
                languages=["en"],
                window="din-b",
                sender=sender(),
                date=datetime.date.fromisoformat(day),
                after_deadline=True,
            )
        assert WHY.lower() not in str(refused.value).lower()
    assert not out.exists()


@pytest.mark.parametrize("said", ["appeal: false", "per: case", "outcome: true", "fax: true", "mail: false"])
@pytest.mark.parametrize("name", ["letter", "embassy-copy"])
def test_a_folder_makes_no_built_in_document_one_that_the_gate_lets_pass(
    name: str, said: str, tmp_path: Path, run: Run
) -> None:
    folder = tmp_path / "own" / name
    folder.mkdir(parents=True)
    path = folder / "document.yaml"
    path.write_text(f"pages: 2\n{said}\n", "utf-8")
    ran = run("templates", name, "--templates", tmp_path / "own")
    assert ran.code == 1
    key = said.partition(":")[0]
    assert f"{path}:2:{len(key) + 3}: error[UA303]: `{key}` of the built-in {name} cannot be changed" in ran.err
    path.write_text("pages: 2\n", "utf-8")
    assert run("templates", name, "--templates", tmp_path / "own").code == 0
    changed = Templates([tmp_path / "own"]).documents[name]
    assert changed == replace(Templates().documents[name], pages=2, folder=folder)


def test_a_document_of_ones_own_is_refused_for_a_stopped_action(tmp_path: Path) -> None:
    folder = tmp_path / "own" / "notice"
    folder.mkdir(parents=True)
    description = "{title: Notice, per: case, pages: 1, appeal: false, fits: [[12, 1.3, 1]]}"
    (folder / "document.yaml").write_text(description, "utf-8")
    (folder / "notice.txt").write_text("{{ case.status }}", "utf-8")
    for what, (case, beside) in STOPPED.items():
        *_, (_, path) = files(tmp_path, case, beside)
        path = tmp_path / "case.yaml"
        with pytest.raises(Problems, match="UA221"):
            render(path, documents=["notice"], formats=["txt"], date=DAY, templates=[tmp_path / "own"])
        assert what


@pytest.mark.parametrize("what", [*OVER, *STOPPED])
def test_no_link_opens_a_letter(what: str, run: Run, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(DAY)
    case, beside, *_ = {**OVER, **STOPPED}[what]
    assert dict(files(tmp_path, case, beside))
    for date in ([], ["--date", "2026-03-11"]):  # Links are for sending: none is for the archive.
        ran = run("list", tmp_path / "case.yaml", "--links", "-l", "en", *date)
        assert (ran.code, ran.out) == (1, b"")
    if what != "ahead":
        assert json.loads(run("list", tmp_path / "case.yaml", "--json").text)[0]["closed"]


# What rules find, as changes of a case: the gate looks at the whole of it, and may be misled by what is wrong.
WRONG: dict[str, dict[str, Any]] = {
    "UA253": {"status": [{"state": "died", "since": "2026-03-12"}, {"state": "imprisoned", "since": "2026-03-14"}]},
    "UA202": state("released", people=["nobody"]),
    "UA203": {"requests": [*OPEN["requests"], {"to": ["minister"]}]},
}


@pytest.mark.parametrize("code", WRONG)
def test_nothing_is_made_of_a_file_with_errors(code: str, flags: list[str], run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name, path in files(tmp_path, WRONG[code], {}):
        ran = run("render", path, "-d", name, *flags, "--date", DAY, "-o", out)
        assert (name, ran.code, ran.out) == (name, 1, b"")
        assert f"error[{code}]" in ran.err, name
    assert not out.exists()
    ran = run("list", tmp_path / "case.yaml", "--links", "-l", "en", "--date", DAY)
    assert (ran.code, ran.out, code in ran.err) == (1, b"", True)


def test_files_with_errors_do_not_keep_the_others_from_being_made(run: Run, tmp_path: Path) -> None:
    assert dict(files(tmp_path, WRONG["UA202"], {"other.yaml": OPEN | {"action": OPEN["action"] | {"number": "9/26"}}}))
    cases = [tmp_path / "case.yaml", tmp_path / "other.yaml"]
    ran = run("render", *cases, "-l", "en", "-f", "txt", "--date", DAY, "-o", tmp_path / "out")
    assert ran.code == 1
    assert {path.parent.name for path in (tmp_path / "out").rglob("*.txt")} == {"other"}
    links = run("list", *cases, "--links", "-l", "en", "--date", DAY)
    assert links.code == 1
    assert {line.split("\t")[0] for line in links.text.splitlines()} == {str(tmp_path / "other.yaml")}


# --- why an action was stopped ---------------------------------------------------------------------------------------

# Every command that reads cases, with all its ways to speak. CASE is the file.
READS: dict[str, list[list[str]]] = {
    "render": [["CASE"], ["CASE", "-d", "outcome"], ["CASE", "-o", "-", "-f", "txt"]],
    "validate": [
        *(["CASE", "--output-format", name] for name in ("text", "concise", "json", "github", "sarif", "junit")),
        ["CASE", "--strict"],
        ["CASE", "--public"],
        ["CASE", "--layout"],
    ],
    "list": [["CASE"], ["CASE", "--json"], ["CASE", "--links"]],
    "translate": [["CASE", "-l", "ky"], ["CASE", "-l", "ru"]],
    "update": [["CASE", "-o", "-"], ["CASE", "--outcome", "-o", "-"], ["CASE", "--stop", "-o", "-"]],
    "redact": [["CASE", "-o", "-"]],
    "batch": [["CASE", "--senders", "LIST", "-o", "OUT"]],
}


def test_every_command_is_looked_at() -> None:
    assert set(cli.commands) == READS.keys() | READS_NO_CASE | {"preview"}  # See tests/preview/test_gate.py.


def flow(case: dict[str, Any]) -> str:
    return json.dumps(case, ensure_ascii=False)


@pytest.mark.parametrize("form", [case_text, flow], ids=["lines", "one-line"])
@pytest.mark.parametrize("what", ["by-kind", "by-state"])
@pytest.mark.parametrize("command", READS)
def test_no_command_tells_why_an_action_was_stopped(
    command: str, what: str, form: Any, run: Run, tmp_path: Path
) -> None:
    """Not even where there is something to be said of that very line."""
    case, _ = STOPPED[what]
    status = [*case["status"], {"state": "at-risk", "since": "2026-01-01", "people": ["nobody"]}]
    status[0 if what == "by-kind" else 1] |= {
        "people": ["unknown"],
        "note": f"TERRORIST {WHY}!!!",
        "source": "zmrzlina",
    }
    dated = ["--date", str(DAY)] if any(option.name == "date" for option in cli.commands[command].params) else []
    for sound in (True, False):
        path = tmp_path / ("sound.yaml" if sound else "not.yaml")
        path.write_text(form(OPEN | case | ({} if sound else {"status": status})), "utf-8")
        for arguments in READS[command]:
            (tmp_path / "list.csv").write_text("name\nMary Example\n", "utf-8")
            meant = {"CASE": str(path), "LIST": str(tmp_path / "list.csv"), "OUT": str(tmp_path / "out")}
            ran = run(command, *(meant.get(word, word) for word in arguments), *dated)
            assert ran.code in (0, 1), ran.err
            told = (ran.text + ran.err).lower()
            assert WHY.lower() not in told, arguments
            assert "threatened" not in told
