"""Print runs: every letter once, on its page, in its file, whatever happens on the way."""

import contextlib
import csv
import datetime
import io
import json
import os
import random
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Ran, Run, told_by
from helpers.interrupting import interrupt_at
from helpers.specimen import DAY, OFFICIAL, SOMEBODY, case_text, loaded

from ua_gen.batch import variants as orders
from ua_gen.batch import worker
from ua_gen.batch.config import LetterKind, RunConfig
from ua_gen.batch.run_folder import LOCK, PARTS, STATE
from ua_gen.batch.schedule import Kind, Schedule
from ua_gen.diagnostics import Misuse
from ua_gen.model.stationery import sheet, sheets

ASKS = ["fair-trial", "protect-from-torture", "access-to-lawyer"]
MINISTER = OFFICIAL | {
    "id": "minister",
    "post": "minister",
    "office": {"en": "Minister of Justice", "ru": "Министр юстиции"},
    "address": ["1 Example Street", "Bishkek 720000"],
    "email": "minister@example.org",
}
CASE = SOMEBODY | {
    "requests": [{"ask": ask} for ask in ASKS],
    "recipients": [OFFICIAL | {"address": ["2 Example Street", "Bishkek 720000"]}, MINISTER],
    "write_in": ["en"],
}
HEADINGS = "Name,Street,Postcode,Town,Country,E-mail,Language,Privacy,Personal line"
ON = ("--date", str(DAY))


def row(number: int, **changes: str) -> str:
    given = {
        "name": f"Sender N{number}x",
        "street": f"{number} Sample Street",
        "postcode": "LS1 4AB",
        "town": f"Town{number}",
        "country": "GB" if number % 3 else "DE",
        "email": f"p{number}@example.org",
        "language": "en",
        "privacy": "",
        "line": "",
    } | changes
    return ",".join(f'"{value}"' for value in given.values())


def listing(path: Path, count: int, *more: str) -> Path:
    lines = [HEADINGS, *(row(number) for number in range(count)), *more]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(CASE), "utf-8")
    return path


Make = Callable[..., Ran]


@pytest.fixture
def make(run: Run, case: Path, tmp_path: Path) -> Make:
    """Makes a run of so many senders, or of a list, in the folder `out`."""

    def make_(senders: int | Path, *arguments: str, out: str = "out", day: tuple[str, ...] = ON) -> Ran:
        path = listing(tmp_path / "list.csv", senders) if isinstance(senders, int) else senders
        return run("batch", case, "--senders", path, "-o", tmp_path / out, *day, *arguments)

    return make_


@pytest.fixture
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Characters that no font has are found by nobody but the printer, as those of a template's own would be."""
    monkeypatch.setattr("ua_gen.cli.batch_inputs._lacking", lambda: None)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "manifest.json").read_bytes())["letters"]
    return found


def words_of(path: Path, page: int) -> str:
    return told_by("pdftotext", "-f", str(page), "-l", str(page), "-enc", "UTF-8", path, "-")


# --- every letter once -----------------------------------------------------------------------------------------------


def test_each_sender_writes_each_recipient_once(make: Make, tmp_path: Path) -> None:
    ran = make(7, "--split", "3")
    assert ran.code == 0, ran.err
    out = tmp_path / "out"
    letters = manifest(out)
    assert [letter["letter"] for letter in letters] == list(range(1, 15))
    assert {(letter["row"], letter["recipient"]) for letter in letters} == {
        (line, name) for line in range(2, 9) for name in ("official", "minister")
    }
    assert len({letter["fingerprint"] for letter in letters}) == 2
    assert sorted({letter["file"] for letter in letters}) == [
        f"case-{name}-en-00{number}.pdf" for name in ("minister", "official") for number in (1, 2, 3)
    ]
    for letter in letters:
        text = words_of(out / letter["file"], letter["page"])
        assert f"Sender N{letter['row'] - 2}x\n" in text
        assert len(set(re.findall(r"Sender N\d+x", text))) == 1
        assert ("Minister of Justice" in text) == (letter["recipient"] == "minister")
    for name in {letter["file"] for letter in letters}:
        with pikepdf.open(out / name) as file:
            assert len(file.pages) == sum(letter["file"] == name for letter in letters)


def test_the_table_of_letters_says_the_same_as_the_data(make: Make, tmp_path: Path) -> None:
    make(3, "-f", "txt", "-f", "pdf")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out" / "manifest.csv").read_text("utf-8-sig"))))
    assert rows == [{key: str(value) for key, value in letter.items()} for letter in manifest(tmp_path / "out")]
    assert len(rows) == 12


def test_the_table_runs_no_formula(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "=cmd.yaml"
    path.write_text(case_text(CASE), "utf-8")
    ran = run("batch", path, "--senders", listing(tmp_path / "l.csv", 1), "-o", tmp_path / "out", *ON, "-f", "txt")
    assert ran.code == 0
    for line in csv.reader(io.StringIO((tmp_path / "out" / "manifest.csv").read_text("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line)


@pytest.mark.parametrize(
    ("keys", "order", "stems"),
    [
        ("recipient,language", ["0o", "1o", "2o", "0m", "1m", "2m"], ["case-official-en", "case-minister-en"]),
        ("sender", ["0o", "0m", "1o", "1m", "2o", "2m"], ["letters"]),
        ("country", ["0o", "1o", "2o", "0m", "1m", "2m"], ["KG"]),
        ("country,sender", ["0o", "0m", "1o", "1m", "2o", "2m"], ["KG"]),
    ],
)
def test_letters_come_in_the_order_of_posting(
    keys: str, order: list[str], stems: list[str], make: Make, tmp_path: Path
) -> None:
    assert make(3, "--group-by", keys, "-f", "txt").code == 0
    letters = manifest(tmp_path / "out")
    assert [f"{letter['row'] - 2}{letter['recipient'][0]}" for letter in letters] == order
    assert list(dict.fromkeys(letter["file"] for letter in letters)) == [f"{stem}-001.txt" for stem in stems]


def test_an_unknown_key_of_order_is_refused(make: Make) -> None:
    ran = make(1, "--group-by", "colour")
    assert ran.code == 2
    assert "cannot be grouped by `colour`" in ran.err


def test_two_cases_of_one_name_are_refused(run: Run, tmp_path: Path) -> None:
    paths = []
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        paths.append(tmp_path / folder / "case.yaml")
        paths[-1].write_text(case_text(CASE), "utf-8")
    senders = listing(tmp_path / "l.csv", 2)
    ran = run("batch", *paths, "--senders", senders, "-o", tmp_path / "out", *ON)
    assert ran.code == 2
    assert "UA504" in ran.err


@pytest.mark.parametrize("by_sender", [False, True])
@pytest.mark.parametrize("most", [0, 1, 3, 5, 7, 20])
def test_numbers_of_letters_follow_their_order(by_sender: bool, most: int) -> None:
    bases = [LetterKind(0, "a", "en"), LetterKind(0, "a", "ru"), LetterKind(0, "b", "en"), LetterKind(1, "a", "en")]
    kinds = [Kind(base, f"case{base.case}", "KG") for base in bases]
    posting = Schedule(kinds, 7, ("sender", "case") if by_sender else ("recipient",), most)
    letters = [letter for series in posting.series for letter in posting.letters(series)]
    assert [letter.number for letter in letters] == list(range(1, posting.total + 1))
    assert [posting.number(letter.base, letter.sender) for letter in letters] == [letter.number for letter in letters]
    assert sorted(posting.letters(posting.copies())) == sorted(letters)
    if most:
        to_a = [letter for letter in letters if letter.base in (0, 1)]
        assert len(to_a) == min(most, 14)


def test_a_recipient_gets_no_more_than_wanted_and_the_senders_take_turns(make: Make, tmp_path: Path) -> None:
    make(6, "--max-per-recipient", "3", "-f", "txt")
    letters = manifest(tmp_path / "out")
    assert [letter["recipient"] for letter in letters] == ["official"] * 3 + ["minister"] * 3
    assert len({letter["row"] for letter in letters}) == 6


def two_cases(folder: Path, **changes: Any) -> list[Path]:
    """Two cases of one name in two folders."""
    paths = [folder / part / "case.yaml" for part in ("a", "b")]
    for path, title in zip(paths, ("First", "Second"), strict=True):
        path.parent.mkdir()
        path.write_text(case_text(CASE | {"title": title} | changes), "utf-8")
    return paths


def test_an_office_has_its_limit_over_all_cases(run: Run, tmp_path: Path) -> None:
    senders = listing(tmp_path / "l.csv", 9)
    more = ("-f", "txt", "--group-by", "language", "--max-per-recipient", "3")
    ran = run("batch", *two_cases(tmp_path), "--senders", senders, "-o", tmp_path / "out", *ON, *more)
    assert ran.code == 0, ran.err
    assert "3 senders left out by --max-per-recipient" in ran.err
    letters = manifest(tmp_path / "out")
    for name in ("official", "minister"):
        assert [letter["case"] for letter in letters if letter["recipient"] == name] == [
            "case (1)",
            "case (1)",
            "case (2)",
        ]
    assert len({letter["row"] for letter in letters}) == 6


def test_one_case_is_one_case_however_its_path_is_written(run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "d1").mkdir()
    twice = [case, tmp_path / "d1" / ".." / case.name, tmp_path]
    ran = run("batch", *twice, "--senders", listing(tmp_path / "l.csv", 2), "-o", tmp_path / "out", *ON, "-f", "txt")
    assert ran.code == 0, ran.err
    assert len(manifest(tmp_path / "out")) == 4


@pytest.mark.usefixtures("unchecked")
def test_rows_are_named_once_and_letters_counted_once(make: Make, tmp_path: Path) -> None:
    bad = listing(tmp_path / "list.csv", 2, row(2, name="Kim \U0001a000"), row(3, line="I teach in Leeds."))
    ran = make(bad, "--copies", "-f", "pdf", "-f", "txt", "--envelopes", "DL", "--labels", "L7160")
    assert ran.err.count("(1 letter; row 4)") == 2, "once for each recipient"
    assert "2 letters could not be made" in ran.err
    assert "case-official-en-001: 3 of 4 letters made (1/3)" in ran.err
    assert "in 4 files, 2 files of envelopes dl, 2 files of labels L7160, and a second set in 2 files" in ran.err


def test_hints_name_no_flag_that_is_not_here(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    status = [{"state": "released", "since": "2026-03-15", "source": "s"}]
    sources = [{"id": "s", "title": "A report", "url": "https://example.org/"}]
    path.write_text(case_text(CASE | {"status": status, "sources": sources}), "utf-8")
    ran = run("batch", path, "--senders", listing(tmp_path / "l.csv", 2), "-o", tmp_path / "out", *ON)
    assert "`ua-gen render -d outcome`" in ran.err


@pytest.mark.parametrize("name", ["3474", "3475"])
def test_labels_have_no_text_where_no_printer_prints(name: str, make: Make, tmp_path: Path) -> None:
    assert make(24, "--to", "minister", "-f", "txt", "--labels", name).code == 0
    told = told_by("pdftotext", "-bbox", tmp_path / "out" / "case-minister-en-001-labels.pdf", "-")
    words = [[float(value) * 25.4 / 72 for value in re.findall(r'[xy]M\w+="([\d.]+)"', line)]
             for line in told.splitlines() if "<word" in line]  # fmt: skip
    assert min(left for left, *_ in words) >= 5
    assert min(top for _, top, *_ in words) >= 4.9
    places = [letter["place"] for letter in manifest(tmp_path / "out") if letter["set"] == "label"]
    assert places == list(range(1, 25))


def edges_of(path: Path) -> list[tuple[str, list[float]]]:
    """The words of a PDF file with their edges in millimetres: left, top, right, bottom."""
    told = told_by("pdftotext", "-bbox", path, "-")
    lines = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', told)
    return [(word, [float(value) * 25.4 / 72 for value in edges]) for *edges, word in lines]


def test_labels_begin_where_the_first_sheet_is_used_up_to(make: Make, tmp_path: Path) -> None:
    ran = make(5, "-f", "txt", "--labels", "L7163", "--first-label", "12", "--split", "4")
    assert ran.code == 0, ran.err
    labels = [letter for letter in manifest(tmp_path / "out") if letter["set"] == "label"]
    places = [(letter["file"][-14:-11], letter["page"], letter["place"]) for letter in labels]
    # Of the first file alone: the sheet of the others is a fresh one.
    assert places[:5] == [("001", 1, 12), ("001", 1, 13), ("001", 1, 14), ("001", 2, 1), ("002", 1, 1)]
    assert {place for _, _, place in places[5:]} == {1, 2, 3, 4}
    words = edges_of(tmp_path / "out" / labels[0]["file"])
    x, y = sheets()["L7163"].places()[11]
    assert x < words[0][1][0] < x + 99.1
    assert y < words[0][1][1] < y + 38.1
    for arguments, said in ((["--labels", "L7163", "--first-label", "15"], "has 14"), (["--first-label", "2"], "add")):
        ran = make(5, *arguments, out="wrong")
        assert (ran.code, said in ran.err) == (2, True), ran.err


@pytest.mark.parametrize("name", list(sheets()))
def test_an_address_stands_in_the_middle_of_its_label(name: str, make: Make, tmp_path: Path) -> None:
    assert make(40, "-f", "txt", "--labels", name, "--to", "minister").code == 0
    sheet_, insets = sheets()[name], 5
    words = edges_of(tmp_path / "out" / "case-minister-en-001-labels.pdf")
    place = len(sheet_.places()) // 2  # One of the middle, which no edge of the paper makes smaller.
    x, y = sheet_.places()[place]
    own = [edges for _, edges in words if x <= edges[0] < x + sheet_.width and y <= edges[1] < y + sheet_.height]
    above, below = min(edges[1] for edges in own) - y, y + sheet_.height - max(edges[3] for edges in own)
    assert abs(above - below) < insets, (above, below)


def test_some_letters_again(make: Make, tmp_path: Path) -> None:
    make(20, "--vary", "x")
    whole = {letter["letter"]: letter for letter in manifest(tmp_path / "out")}
    assert make(20, "--vary", "x", "--range", "12-15", out="again").code == 0
    again = manifest(tmp_path / "again")
    assert [letter["letter"] for letter in again] == [12, 13, 14, 15]
    for letter in again:
        before = whole[letter["letter"]]
        assert {**letter, "page": 0, "file": ""} == {**before, "page": 0, "file": ""}
        assert words_of(tmp_path / "again" / letter["file"], letter["page"]) == words_of(
            tmp_path / "out" / before["file"], before["page"]
        )
    assert make(20, "--row", "5", "-f", "txt", out="row").code == 0
    assert [letter["row"] for letter in manifest(tmp_path / "row")] == [5, 5]
    among = ("--sample", "2", "--range", "10-19")
    assert make(20, *among, "-f", "txt", out="among").code == 0
    assert [letter["letter"] for letter in manifest(tmp_path / "among")] == [10, 15]
    assert make(20, "--sample", "1", "--row", "5", "-f", "txt", out="one").code == 0
    assert [letter["letter"] for letter in manifest(tmp_path / "one")] == [4]
    others = ("--copies", "--split", "3", "--vary", "x", "--labels", "l7160", "--duplex", "-f", "txt", "-f", "pdf")
    assert make(20, *others, "--range", "12", out="others").code == 0
    numbers = {(letter["letter"], letter["row"], letter["recipient"]) for letter in manifest(tmp_path / "others")}
    assert numbers == {(12, whole[12]["row"], whole[12]["recipient"])}, "the numbers depend on none of these"
    assert make(20, "--sample", "4", "-f", "txt", out="sample").code == 0
    assert [letter["letter"] for letter in manifest(tmp_path / "sample")] == [1, 11, 21, 31]


@pytest.mark.parametrize(
    ("given", "numbers"), [("38-", [38, 39, 40]), ("-2", [1, 2]), ("– 2", [1, 2]), ("7", [7]), ("39–50", [39, 40])]
)
def test_a_range_may_be_open(given: str, numbers: list[int], make: Make, tmp_path: Path) -> None:
    assert make(20, f"--range={given}", "-f", "txt").code == 0
    assert [letter["letter"] for letter in manifest(tmp_path / "out")] == numbers


def test_letters_of_somebody_are_found_by_their_name_which_is_nowhere_written(make: Make, tmp_path: Path) -> None:
    people = ["Jürgen Müßig", "Kim Sample", "Kim van Sample"]
    path = listing(tmp_path / "list.csv", 5, *(row(n, name=name) for n, name in enumerate(people, 5)))
    for name, rows in [("muessig", [7]), ("Müßig Jurgen", [7]), ("SAMPLE, Kim", [8, 9]), ("van sample", [9])]:
        ran = make(path, "--find", name, "-f", "txt", out=f"out-{name}")
        assert ran.code == 0, ran.err
        assert f"`{name}` is in row {', '.join(map(str, rows))}" in ran.err
        assert sorted({letter["row"] for letter in manifest(tmp_path / f"out-{name}")}) == rows
        kept = b"".join(data for file, data in files(tmp_path / f"out-{name}").items() if not file.endswith(".txt"))
        assert b"sig" not in kept
        assert b"Sample" not in kept
    assert make(path, "--find", "van sample", "--row", "2", "-f", "txt", out="both").code == 0
    assert {letter["row"] for letter in manifest(tmp_path / "both")} == {2, 9}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--range", "41"], "the run has 40 letters"),
        (["--range", "5-2"], "the smaller one first"),
        (["--range", "x"], "no number and no range"),
        (["--row", "99"], "no sound row in line 99"),
        (["--range", "1", "--row", "3"], "nothing to make"),
        (["--map", "x"], "not of the form"),
        (["--map", "Name=nme"], "did you mean `name`"),
        (["--labels", "L9999"], "no labels `L9999`"),
        (["--labels", "l7161"], "did you mean `L716"),
        (["--envelopes", "c7"], "no envelope `c7`"),
        (["--range", "-"], "'-' is no number and no range such as `120-135` or `120-`"),
        (["--find", "Nobody Sample"], "no sender in the list is called `Nobody Sample`"),
        (["--envelopes", "us10"], "did you mean `us-10`"),
        (["--executor", "nowhere:at_all"], "cannot be had"),
        (["--executor", "builtins:dict"], "not a concurrent.futures.Executor"),
    ],
)
def test_wrong_use_is_told(arguments: list[str], said: str, make: Make, tmp_path: Path) -> None:
    ran = make(20, *arguments)
    assert ran.code == 2, ran.err
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not list(tmp_path.glob("out/*.pdf"))


def test_that_e_mail_addresses_are_printed_is_said(make: Make, tmp_path: Path) -> None:
    path = listing(tmp_path / "list.csv", 5, row(5, email=""), row(6, privacy="initials"))
    ran = make(path, "-f", "txt")
    assert (
        '  5 senders show the office that they write to their e-mail address: --map "E-mail=ignore" leaves' in ran.err
    )
    assert b"p3@example.org" in files(tmp_path / "out")["case-minister-en-001.txt"]
    for chosen in (["--range", "2-3"], ["--row", "3", "--row", "4"], ["--sample", "2", "--range", "2-3"]):
        said = make(path, "-f", "txt", *chosen, out=f"some{chosen[1]}{len(chosen)}").err
        assert "  2 senders show the office" in said
    assert "  1 sender shows the office" in make(path, "-f", "txt", "--row", "3", out="one").err
    ran = make(path, "-f", "txt", "--map", "E-mail=ignore", out="without")
    assert "e-mail address" not in ran.err
    assert b"p3@example.org" not in files(tmp_path / "without")["case-minister-en-001.txt"]


@pytest.mark.parametrize("suffix", [".csv", ".yaml"])
def test_a_character_that_no_font_has_is_found_before_a_page_is_made(suffix: str, make: Make, tmp_path: Path) -> None:
    path = tmp_path / f"list{suffix}"
    csv_list = "Name,Street,Town,Country\n王小明,Ring 5,Bern,CH\nKim 🪻 Sample,Ring 5,Bern,CH\n"
    entries = "- {name: 王小明, town: Bern}\n- {name: Kim 🪻 Sample}\n"
    path.write_text(csv_list if suffix == ".csv" else entries, "utf-8")
    ran = make(path)
    assert ran.code == 1
    place = f"list{suffix}:{'3:1' if suffix == '.csv' else '2:10'}"
    assert f"{place}: error[UA401]: no installed font has the character" in ran.err
    assert "(U+1FABB)" in ran.err
    assert not list(tmp_path.glob("out/*"))
    assert make(path, "-f", "txt", out="text").code == 0
    assert make(path, "--skip-bad-rows", "--sample", "1", out="others").code == 0


def test_those_who_get_copies_are_written_to_where_the_letter_names_them(run: Run, tmp_path: Path) -> None:
    case = CASE | {
        "embassies": {"GB": {"office": "Embassy of Kyrgyzstan", "address": ["9 Embassy Road", "London W1 1AA"]}},
        "recipients": [*CASE["recipients"], MINISTER | {"id": "ombudsman", "office": "Ombudsman", "role": "copy"}],
    }
    path = tmp_path / "case.yaml"
    path.write_text(case_text(case), "utf-8")
    senders = listing(tmp_path / "list.csv", 4)  # The second and the third are in Britain, but for the first.
    given = ("batch", path, "--senders", senders, *ON, "-f", "txt", "--split", "2")
    assert run(*given, "-o", tmp_path / "plain").code == 0
    assert {letter["set"] for letter in manifest(tmp_path / "plain")} == {"letter"}
    ran = run(*given, "-o", tmp_path / "out", "--copies-to", "embassies", "--copies-to", "recipients")
    assert ran.code == 0, ran.err
    letters = manifest(tmp_path / "out")
    assert [letter["row"] for letter in letters if letter["recipient"] == "ombudsman"] == [2, 3, 4, 5]
    notes = [letter for letter in letters if letter["set"] == "embassy"]
    # Once for each sender, in the order of the first letters, whoever gets those.
    assert [(note["letter"], note["row"], note["recipient"]) for note in notes] == [
        (2, 3, "embassy"),
        (3, 4, "embassy"),
    ]
    for note in notes:
        text = words_of(tmp_path / "out" / note["file"], note["page"])
        assert "9 Embassy Road" in text
        assert f"Sender N{note['row'] - 2}x" in text
        assert "Minister of Justice" in text
    ran = run(*given, "-o", tmp_path / "one", "--copies-to", "embassies", "--to", "official")
    (first, *_) = (letter for letter in manifest(tmp_path / "one") if letter["set"] == "embassy")
    assert "Minister of Justice" not in words_of(tmp_path / "one" / first["file"], first["page"])


# --- the list --------------------------------------------------------------------------------------------------------


def test_a_bad_row_at_the_end_is_found_before_a_page_is_made(make: Make, tmp_path: Path) -> None:
    path = listing(tmp_path / "list.csv", 30, row(30, name="555 1234"), row(3))
    ran = make(path)
    assert ran.code == 1
    assert "list.csv:32:" in ran.err
    assert "UA614" in ran.err
    assert "UA609" in ran.err
    assert "2 rows of 32 cannot be used" in ran.err
    assert not (tmp_path / "out").exists()
    ran = make(path, "--skip-bad-rows", "-f", "txt")
    assert ran.code == 0
    assert len(manifest(tmp_path / "out")) == 60
    with (tmp_path / "out" / "rejected-rows.csv").open(encoding="utf-8-sig", newline="") as rejected:
        assert [line[0] for line in csv.reader(rejected)] == ["Name", "555 1234", "Sender N3x"]


def test_who_has_died_or_wants_no_post_is_left_out_without_a_question(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "Kim Sample,GB,,\nJo Sample,GB,1,\nAl Sample,GB,,2020-01-02\n"
    path.write_text(f"Name,Country,Do not mail,Deceased / Closed\n{rows}", "utf-8")
    ran = make(path, "-f", "txt", "--yes")
    assert ran.code == 0
    assert "list.csv:3:14: warning[UA616]: no letter from this row: the person wants no post" in ran.err
    assert "1 row left out: the person has died\n" in ran.err
    assert {letter["row"] for letter in manifest(tmp_path / "out")} == {2}
    with (tmp_path / "out" / "rejected-rows.csv").open(encoding="utf-8-sig", newline="") as rejected:
        assert [line[0] for line in csv.reader(rejected)] == ["Name", "Jo Sample", "Al Sample"]
    assert make(path, "-f", "txt", "--row", "3", out="b").code == 2
    assert "1 row left out: the person has died\n" in make(path, "-f", "txt", "--quiet", out="c").err
    path.write_text("Name,Country,Do not email\nKim Sample,GB,1\nJo Sample,GB,0\n", "utf-8")
    assert make(path, "-f", "txt", "--yes", out="post").code == 0
    assert {letter["row"] for letter in manifest(tmp_path / "post")} == {2, 3}
    assert "1 row left out: the person wants no e-mail\n" in make(path, "-f", "eml", "--yes", out="mail").err
    path.write_text("Name,Country,Spouse deceased\nKim Sample,GB,1\n", "utf-8")
    ran = make(path, "-f", "txt", out="d")
    assert (ran.code, (tmp_path / "d").exists()) == (1, False)
    assert "list.csv:1:14: error[UA615]: `Spouse deceased` may say who has died" in ran.err
    assert make(path, "-f", "txt", "--map", "Spouse deceased=", out="e").code == 0


def test_headings_can_be_mapped(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Wer,Land\nKim Sample,GB\n", "utf-8")
    assert make(path).code == 1
    assert make(path, "--map", "Wer=name", "-f", "txt").code == 0


def test_the_encoding_of_a_list_can_be_named(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Name,Town,Country\nAna Muñoz,Bern,CH\n".encode("cp1252"))
    ran = make(path, "-f", "txt")
    assert ran.code == 1
    assert "list.csv:2:1: error[UA603]" in ran.err
    assert "--encoding cp1252" in ran.err
    assert not (tmp_path / "out").exists()
    assert make(path, "-f", "txt", "--encoding", "cp1252").code == 0
    assert "Ana Muñoz" in next((tmp_path / "out").glob("*.txt")).read_text("utf-8")
    ran = make(path, "-f", "txt", "--encoding", "klingon")
    assert ran.code == 2
    assert "no encoding is called `klingon`" in ran.err


def test_a_list_in_yaml(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "list.yaml"
    path.write_text("- name: Kim Sample\n  country: GB\n- name: Jo Other\n", "utf-8")
    assert make(path, "-f", "txt").code == 0
    assert [letter["row"] for letter in manifest(tmp_path / "out")] == [1, 3, 1, 3]


# --- what may be sent ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["2026-04-22", "2026-03-01"])
def test_the_gate_holds_for_print_runs(day: str, make: Make, tmp_path: Path) -> None:
    ran = make(3, day=("--date", day))
    assert ran.code == 1
    assert "UA222" in ran.err or "UA223" in ran.err
    assert not (tmp_path / "out").exists()


def test_nothing_is_printed_for_somebody_released(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    status = [{"state": "released", "since": "2026-03-15", "source": "s"}]
    sources = [{"id": "s", "title": "A report", "url": "https://example.org/"}]
    path.write_text(case_text(CASE | {"status": status, "sources": sources}), "utf-8")
    ran = run("batch", path, "--senders", listing(tmp_path / "l.csv", 2), "-o", tmp_path / "out", *ON)
    assert ran.code == 1
    assert "UA220" in ran.err


def test_the_post_must_arrive_before_the_deadline(make: Make, tmp_path: Path) -> None:
    ran = make(3, "--transit-days", "20", "-f", "txt")
    assert ran.code == 0
    assert "the post travels 20 days: last day to post 2026-04-01" in ran.err
    late = ("--date", "2026-04-02")
    ran = make(3, "--transit-days", "20", out="late", day=late)
    assert ran.code == 1
    assert "UA208" in ran.err
    assert "the last day to post it was 2026-04-01" in ran.err
    assert make(3, "--transit-days", "20", "-f", "eml", out="mail", day=late).code == 0
    assert make(3, "--transit-days", "20", "--after-deadline", "-f", "txt", out="agreed", day=late).code == 0


def test_many_letters_are_not_made_without_a_question(make: Make, tmp_path: Path) -> None:
    ran = make(251, "-f", "txt")
    assert ran.code == 2
    assert "502 letters are not made without a question" in ran.err
    assert "--yes" in ran.err
    assert not (tmp_path / "out").exists()
    assert make(251, "-f", "txt", "--yes").code == 0
    assert make(250, "-f", "txt", out="few").code == 0


@pytest.mark.usefixtures("unchecked")
def test_a_letter_that_cannot_be_made_is_missed(make: Make, tmp_path: Path) -> None:
    path = listing(tmp_path / "list.csv", 3, row(3, name="Kim \U0001a000"), row(4))
    ran = make(path, "--labels", "L7163")
    assert ran.code == 1
    assert "UA401" in ran.err
    assert "2 letters could not be made" in ran.err
    letters = [letter for letter in manifest(tmp_path / "out") if letter["set"] == "letter"]
    assert [(letter["row"], letter["page"], letter["problem"]) for letter in letters[:5]] == [
        (2, 1, ""), (3, 2, ""), (4, 3, ""), (5, 0, "UA401"), (6, 4, ""),
    ]  # fmt: skip
    labels = [letter["row"] for letter in manifest(tmp_path / "out") if letter["set"] == "label"]
    assert labels == [2, 3, 4, 6] * 2


# --- formats ---------------------------------------------------------------------------------------------------------


def test_text_and_mail(make: Make, tmp_path: Path) -> None:
    from email import message_from_bytes, policy

    assert make(4, "-f", "txt", "-f", "eml").code == 0
    out = tmp_path / "out"
    for letter in manifest(out):
        if letter["file"].endswith(".txt"):
            text = (out / letter["file"]).read_text("utf-8").split("\f")[letter["page"] - 1]
        else:
            mail: Any = message_from_bytes((out / letter["file"]).read_bytes(), policy=policy.default)
            assert mail["To"].addresses[0].addr_spec == f"{letter['recipient']}@example.org"
            assert mail["From"].addresses[0].addr_spec == f"p{letter['row'] - 2}@example.org"
            text = mail.get_body(("plain",)).get_content()
        assert f"Sender N{letter['row'] - 2}x" in text
        assert len(set(re.findall(r"Sender N\d+x", text))) == 1


def test_mail_needs_an_address(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    official = {name: value for name, value in CASE["recipients"][0].items() if name != "email"}
    path.write_text(case_text(CASE | {"recipients": [official]}))
    ran = run("batch", path, "--senders", listing(tmp_path / "l.csv", 2), "-o", tmp_path / "o", *ON, "-f", "eml")
    assert ran.code == 1
    assert "UA218" in ran.err
    path.write_text(case_text(CASE | {"recipients": [official | {"email": "министр@example.org"}]}))
    ran = run("batch", path, "--senders", listing(tmp_path / "l.csv", 2), "-o", tmp_path / "o", *ON, "-f", "eml")
    assert ran.code == 1
    assert "UA218" in ran.err
    assert "letters before the @" in ran.err
    assert not (tmp_path / "o").exists()


def test_a_file_for_each_letter_is_named_by_its_row(make: Make, tmp_path: Path) -> None:
    assert make(2, "--one-file-each", "--group-by", "sender").code == 0
    out = tmp_path / "out"
    assert sorted(letter["file"] for letter in manifest(out)) == [
        f"letters/00000{line}-1-{name}-en.pdf" for line in (2, 3) for name in ("minister", "official")
    ]
    for letter in manifest(out):
        assert f"Sender N{letter['row'] - 2}x" in words_of(out / letter["file"], 1)


def test_privacy_holds_for_each_row(make: Make, tmp_path: Path) -> None:
    path = listing(tmp_path / "list.csv", 1, row(1, privacy="initials"), row(2, privacy="anonymous"))
    make(path, "-f", "txt")
    texts = (tmp_path / "out" / "case-official-en-001.txt").read_text("utf-8").split("\f")
    assert ["Sender N" in text for text in texts] == [True, False, False]
    assert "S. N." in texts[1]


def test_a_personal_line_is_on_its_sender_s_letters_only(make: Make, tmp_path: Path) -> None:
    path = listing(tmp_path / "list.csv", 3, row(3, line="I teach in Leeds."), row(4))
    make(path)
    out = tmp_path / "out"
    for letter in manifest(out):
        assert ("I teach in Leeds." in words_of(out / letter["file"], letter["page"])) == (letter["row"] == 5)


def test_on_both_sides_each_letter_begins_on_a_fresh_sheet(make: Make, tmp_path: Path) -> None:
    make(3, "--duplex")
    assert [letter["page"] for letter in manifest(tmp_path / "out")] == [1, 3, 5] * 2


def test_the_second_set_has_every_letter_sorted_by_sender(make: Make, tmp_path: Path) -> None:
    make(3, "--copies")
    out = tmp_path / "out"
    copies = [letter for letter in manifest(out) if letter["set"] == "copy"]
    assert [(letter["row"], letter["recipient"]) for letter in copies] == [
        (line, name) for line in (2, 3, 4) for name in ("official", "minister")
    ]
    first = {letter["letter"]: letter for letter in manifest(out) if letter["set"] == "letter"}
    for copy in copies:
        own = first[copy["letter"]]
        assert words_of(out / copy["file"], copy["page"]) == words_of(out / own["file"], own["page"])


def test_envelopes_follow_the_letters(make: Make, tmp_path: Path) -> None:
    make(3, "--envelopes", "c5")
    out = tmp_path / "out"
    for letter in manifest(out):
        if letter["set"] == "envelope":
            text = words_of(out / letter["file"], letter["page"])
            assert f"Sender N{letter['row'] - 2}x" in text
            assert ("Minister of Justice" in text) == (letter["recipient"] == "minister")
    with pikepdf.open(out / "case-minister-en-001-envelopes.pdf") as file:
        assert [round(float(value)) for value in file.pages[2].mediabox] == [0, 0, round(229 / 25.4 * 72), 459]
        assert file.pages[2].Contents.read_bytes().startswith(b"/F"), "laid out once for all"


def boxes(path: Path, word: str) -> list[tuple[int, float, float]]:
    """Page, left and upper edge of a word, in millimetres."""
    found, page = [], 0
    for line in told_by("pdftotext", "-bbox", path, "-").splitlines():
        page += "<page " in line
        if match := re.search(rf'xMin="([\d.]+)" yMin="([\d.]+)".*>{word}<', line):
            found.append((page, float(match[1]) * 25.4 / 72, float(match[2]) * 25.4 / 72))
    return found


@pytest.mark.parametrize("name", sorted(sheets()))
def test_labels_lie_where_they_are_cut(name: str, make: Make, tmp_path: Path) -> None:
    own = sheets()[name]
    count = own.columns * own.rows + 2
    senders = tmp_path / "list.csv"
    senders.write_text("\n".join([HEADINGS, *(row(number, country="GB") for number in range(count))]), "utf-8")
    assert make(senders, "--to", "minister", "-f", "txt", "--labels", name).code == 0
    path = tmp_path / "out" / "case-minister-en-001-labels.pdf"
    found = boxes(path, "Minister")
    assert [page for page, _, _ in found] == [1] * (count - 2) + [2, 2]
    first = found[0]
    assert abs(first[1] - own.left - max(3, 5 - own.left)) < 0.5
    assert 0 < first[2] - own.top < own.height / 2
    for (left, top), (_, x, y) in zip([*own.places(), *own.places()[:2]], found, strict=True):
        assert abs(x - first[1] - (left - own.left)) < 0.5
        assert abs(y - first[2] - (top - own.top)) < 0.5
    with pikepdf.open(path) as file:
        size = (215.9, 279.4) if own.paper == "letter" else (210, 297)
        assert [float(value) * 25.4 / 72 for value in file.pages[0].mediabox][2:] == pytest.approx(size, abs=0.1)
        moves = re.findall(rb"q 1 0 0 1 ([\d.]+) ([\d.]+) cm", file.pages[0].Contents.read_bytes())
        corners = [(float(x) * 25.4 / 72, size[1] - float(y) * 25.4 / 72 - own.height) for x, y in moves]
        for corner, place in zip(corners, own.places(), strict=True):
            assert corner == pytest.approx(place, abs=0.1)
        form = next(iter(file.pages[0].Resources.XObject.values()))
        assert [float(value) * 25.4 / 72 for value in form.BBox][2:] == pytest.approx((own.width, own.height), abs=0.1)
    assert [letter["page"] for letter in manifest(tmp_path / "out") if letter["set"] == "label"][-3:] == [1, 2, 2]


MEASURES = {"paper": "a4", "grid": [2, 4], "first": [10, 20], "size": [90, 60], "step": [95, 62]}


def test_labels_of_one_s_own(make: Make, run: Run, case: Path, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(json.dumps(MEASURES), "utf-8")
    assert make(2, "--labels", str(tmp_path / "own.yaml")).code == 0
    config = tmp_path / "ua-gen.toml"
    lines = [f"{key} = {json.dumps(value)}" for key, value in MEASURES.items()]
    config.write_text("\n".join(["[labels.office]", *lines]), "utf-8")
    senders = listing(tmp_path / "l.csv", 2)
    ran = run("--config", config, "batch", case, "--senders", senders, "-o", tmp_path / "b", *ON, "--labels", "office")
    assert ran.code == 0, ran.err
    name = "case-minister-en-001-labels.pdf"
    assert (tmp_path / "b" / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"size": [200, 60]}, "do not fit"),
        ({"step": [50, 62]}, "on each other"),
        ({"grid": [0, 4]}, "must count"),
        ({"grid": "x"}, "two numbers"),
        ({"first": [float("nan"), 1]}, "two numbers"),
        ({"paper": "a5"}, "must be one of"),
        ({"colour": 1}, "unknown key"),
        ({"step": None}, "`step`"),
    ],
)
def test_labels_that_cannot_be_are_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(Misuse, match=re.escape(said)):
        sheet("own", MEASURES | changes)


def test_an_address_too_large_for_a_label_is_told(run: Run, tmp_path: Path) -> None:
    long = OFFICIAL | {"address": [f"Line number {number} of a long address" for number in range(7)]}
    path = tmp_path / "case.yaml"
    path.write_text(case_text(CASE | {"recipients": [long]}), "utf-8")
    senders = listing(tmp_path / "l.csv", 2)
    ran = run("batch", path, "--senders", senders, "-o", tmp_path / "o", *ON, "-f", "txt", "--labels", "5160")
    assert ran.code == 1
    assert "UA406" in ran.err


# --- the same letters in another order -------------------------------------------------------------------------------


def test_the_order_of_requests_differs_and_is_the_same_again(make: Make, tmp_path: Path) -> None:
    make(40, "--vary", "spring", "-f", "txt", "--to", "minister")
    make(40, "--vary", "spring", "-f", "txt", "--to", "minister", out="again")
    make(40, "--vary", "autumn", "-f", "txt", "--to", "minister", out="other")
    name = "case-minister-en-001.txt"
    text, again, other = ((tmp_path / out / name).read_text("utf-8") for out in ("out", "again", "other"))
    assert text == again
    assert text != other
    asked = [tuple(line for line in letter.splitlines() if line.startswith("- ")) for letter in text.split("\f")]
    assert 3 <= len(set(asked)) <= orders.MOST
    plain = {frozenset(re.sub("[;.]$", "", line) for line in lines) for lines in asked}
    assert len(plain) == 1, "each letter asks the same"
    marks = [letter["fingerprint"] for letter in manifest(tmp_path / "out")]
    said = [letter.partition("Dear ")[2].partition("Yours")[0] for letter in text.split("\f")]
    assert len(set(marks)) == len(set(zip(marks, said, strict=True))) == len(set(said)), "it tells what is said"


def test_paragraphs_change_places_where_all_is_right_in_either(run: Run, tmp_path: Path) -> None:
    """How the issuer regards somebody and the sender's own sentence: before the facts, or after them."""
    path = tmp_path / "case.yaml"
    considered = SOMEBODY["people"][0] | {"considered": {"as": "prisoner-of-conscience"}}
    events = [
        {"type": kind, "date": day, "source": "s"}
        for kind, day in (("detained", "2026-01-05"), ("arrested", "2026-01-07"))
    ]
    sources = [{"id": "s", "title": "A report", "url": "https://example.org/"}]
    data = CASE | {"people": [considered], "events": events, "sources": sources}
    path.write_text(case_text(data), "utf-8")
    senders = listing(tmp_path / "l.csv", 0, *(row(number, line="I teach in Leeds.") for number in range(30)))
    for out in ("out", "again"):
        ran = run("batch", path, "--senders", senders, "-o", tmp_path / out, *ON, "-f", "txt", "--vary", "x")
        assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == files(tmp_path / "again")
    name = str(SOMEBODY["people"][0]["name"]["en"])
    orders_seen = set()
    for letter in (tmp_path / "out" / "case-minister-en-001.txt").read_text("utf-8").split("\f"):
        flat = " ".join(letter.split())
        places = {what: flat.index(what) for what in (
            "I am writing", "a prisoner of conscience", "5 January", "Two days later", "I teach", "respectfully urge",
            "grateful",
        )}  # fmt: skip
        order = sorted(places, key=places.__getitem__)
        orders_seen.add(tuple(order))
        fixed = [what for what in order if what not in ("a prisoner of conscience", "I teach")]
        assert fixed == ["I am writing", "5 January", "Two days later", "respectfully urge", "grateful"]
        assert order[-2:] == ["respectfully urge", "grateful"]
        if places["a prisoner of conscience"] > places["Two days later"]:
            assert re.search(rf"considers {name} to be", flat), "it is far from the name"
    assert len(orders_seen) == 4


def test_orders_are_few_and_only_of_what_the_recipient_is_asked() -> None:
    many = [{"text": f"do thing {number}", "to": ["minister"]} for number in range(9)]
    case = loaded(CASE | {"requests": [{"ask": "fair-trial", "to": ["official"]}, *many]})
    found = orders.variants(case, "minister", "seed")
    assert len(found) == orders.MOST
    for each, _ in found:
        assert each.value
        assert each.value.requests[0].ask == "fair-trial"
        assert sorted(map(repr, each.value.requests)) == sorted(map(repr, case.value.requests))
    assert {each.value.requests for each, _ in orders.variants(case, "official", "seed")} == {case.value.requests}
    assert [each for each, _ in orders.variants(case, "minister", "")] == [case]


# --- how far it is ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal there")
@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 0), (b"y\n", 0), (b"\x03", 130), (b"\x04", 2)])
def test_on_a_terminal_it_asks_and_shows_a_bar(answer: bytes, code: int, case: Path, tmp_path: Path) -> None:
    import pty

    senders = listing(tmp_path / "l.csv", 300)
    arguments = [part for part in command(case, senders, tmp_path / "out", "-f", "txt") if part not in ("-q", "--yes")]
    child, terminal = pty.fork()
    if child == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Whoever runs the tests in the background does not hear it.
        os.execv(sys.executable, arguments)
    told, asked, patience = b"", False, 60
    with contextlib.suppress(OSError):  # So the end of a terminal is told on Linux.
        while True:
            if not select.select([terminal], [], [], 1)[0]:
                patience -= 1
                if not patience:
                    os.kill(child, signal.SIGKILL)
                    break
                if asked and answer == b"\x03":  # Python misses an interrupt just before it waits for a line, and
                    os.write(terminal, answer)  # whoever typed it types it again.
                continue
            part = os.read(terminal, 4096)
            if not part:
                break
            told += part  # The question may come in pieces.
            if b"[y/N]" in told and not asked:
                asked = True
                os.write(terminal, answer)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code
    assert b"600 letters from a list of 300 senders" in told
    assert bool(re.search(rb"600 of 600 letters.* a second.*0:00:00", told)) == (answer == b"y\n")
    assert (tmp_path / "out").exists() == (answer == b"y\n")
    assert told.count(b"Interrupted") == (code == 130)
    assert (b"add --yes" in told) == (code == 2)
    assert b"Traceback" not in told


# --- privacy ---------------------------------------------------------------------------------------------------------


def test_files_are_for_their_owner_only(make: Make, tmp_path: Path) -> None:
    make(3, "--one-file-each", "--skip-bad-rows", "-f", "pdf", "-f", "txt", "--labels", "5160", out="a/b")
    out = tmp_path / "a" / "b"
    for path in [out.parent, out, *out.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_nothing_of_the_list_is_told_or_noted(make: Make, tmp_path: Path) -> None:
    ran = make(12, "--one-file-each", "-f", "pdf", "-f", "txt", "-f", "eml", "--labels", "5160")
    out = tmp_path / "out"
    told = ran.err + "".join(str(path) for path in out.rglob("*"))
    told += "".join((out / name).read_text("utf-8-sig") for name in ("manifest.csv", "manifest.json", STATE))
    for word in ("Sender N", "Sample Street", "LS1", "Town", "example.org"):
        assert word not in told


# --- interruptions ---------------------------------------------------------------------------------------------------


def command(case: Path, senders: Path, out: Path, *arguments: str) -> list[str]:
    own = [sys.executable, "-m", "ua_gen", "batch", str(case), "--senders", str(senders), "-o", str(out)]
    return [*own, *ON, "-q", "--yes", *arguments]


def killed(arguments: list[str], after: float, number: int = signal.SIGKILL) -> int:
    """Ends a run after so many seconds, unless it is done before. Gives how it ended."""
    process = subprocess.Popen(arguments, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return process.wait(after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, number)
        return process.wait(60)


def workers_of(group: int) -> list[int]:
    """The processes of a group that are still there."""
    told = told_by("ps", "-eo", "pid,pgid,stat").splitlines()[1:]
    found = (line.split() for line in told)
    return [int(pid) for pid, other, state in found if int(other) == group and not state.startswith("Z")]


@pytest.mark.skipif(sys.platform == "win32", reason="no groups of processes there")
def test_the_workers_of_a_killed_run_end_too(case: Path, tmp_path: Path) -> None:
    senders = listing(tmp_path / "l.csv", 2000)
    arguments = command(case, senders, tmp_path / "out", "-j", "2", "--split", "50", "-f", "txt")
    process = subprocess.Popen(arguments, start_new_session=True)
    while len(workers_of(process.pid)) < 4 and process.poll() is None:  # One of them is Python's own.
        time.sleep(0.05)
    process.kill()
    process.wait()
    for _ in range(200):
        if not workers_of(process.pid):
            break
        time.sleep(0.05)
    assert workers_of(process.pid) == []


def check_kills(case: Path, tmp_path: Path, kills: int, seed: int, *arguments: str) -> None:
    """However often and wherever a run is killed, what it leaves in the end is the same."""
    chance = random.Random(seed)
    senders = listing(tmp_path / "senders.csv", 40)
    start = time.monotonic()
    subprocess.run(command(case, senders, tmp_path / "whole", *arguments), check=True, timeout=120)
    took = time.monotonic() - start
    whole = files(tmp_path / "whole")
    done, number = 0, 0
    while done < kills:
        number += 1
        out = tmp_path / f"killed{number}"

        def begun(out: Path = out) -> list[str]:
            return command(case, senders, out, *arguments, *(["--resume"] if (out / STATE).exists() else []))

        while done < kills and killed(begun(), chance.uniform(0.3, 1) * took) != 0:
            done += 1
        ended = subprocess.run(begun(), check=False, capture_output=True, timeout=120)
        assert ended.returncode == 0, ended.stderr
        assert files(out) == whole


@pytest.mark.parametrize(
    "arguments",
    [
        ("-f", "txt", "--split", "2"),
        pytest.param(("--split", "9", "--labels", "5160", "-j", "2"), marks=pytest.mark.slow),
    ],
)
def test_a_killed_run_goes_on_without_a_letter_lost_or_doubled(
    arguments: tuple[str, ...], case: Path, tmp_path: Path
) -> None:
    check_kills(case, tmp_path, 3, 7, *arguments)


@pytest.mark.slow
def test_a_run_killed_two_hundred_times(case: Path, tmp_path: Path) -> None:
    check_kills(case, tmp_path, 200, 1, "-f", "txt", "-f", "eml", "--split", "3")


def test_a_finished_run_is_looked_through_and_what_is_gone_or_changed_is_made_anew(make: Make, tmp_path: Path) -> None:
    out = tmp_path / "out"
    bad = listing(tmp_path / "list.csv", 4, row(4, name="555 1234"))
    arguments = ("-f", "txt", "--split", "2", "--skip-bad-rows")
    assert make(bad, *arguments).code == 0
    whole = files(out)
    ran = make(bad, *arguments, "--resume")
    assert (ran.code, files(out)) == (0, whole)
    assert "its files are as they were: nothing is left to be done" in ran.err
    (out / "case-official-en-002.txt").unlink()
    (out / "case-minister-en-001.txt").write_bytes(b"x")
    (out / "manifest.csv").unlink()
    (out / "rejected-rows.csv").unlink()
    ran = make(bad, *arguments, "--resume")
    assert (ran.code, files(out)) == (0, whole)
    told = "3 files of the finished run missing or changed, to be made anew: manifest.csv, case-official-en-002.txt, "
    assert f"{told}case-minister-en-001.txt\n" in ran.err
    assert "case-official-en-001: 2 letters made before" in ran.err
    assert "case-official-en-002: 2 letters made (" in ran.err
    (out / PARTS / "000000.json").write_bytes(b"{}")
    assert make(bad, *arguments, "--resume").code == 0
    assert files(out) == whole


def test_where_no_run_is_there_is_nothing_to_resume(make: Make, tmp_path: Path) -> None:
    ran = make(2, "-f", "txt", "--resume")
    assert ran.code == 2
    assert "nothing to resume" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("unchecked")
def test_a_run_that_made_nothing_is_in_nobody_s_way(make: Make, tmp_path: Path) -> None:
    bad = listing(tmp_path / "list.csv", 0, row(0, name="Kim \U0001a000"))
    ran = make(bad)
    assert ran.code == 1
    assert "2 letters could not be made" in ran.err
    assert [letter["problem"] for letter in manifest(tmp_path / "out")] == ["UA401", "UA401"]
    assert not (tmp_path / "out" / STATE).exists()
    assert make(2).code == 0
    assert len(manifest(tmp_path / "out")) == 4


def test_a_folder_that_is_taken_is_told_before_the_question(make: Make) -> None:
    assert make(2, "-f", "txt").code == 0
    ran = make(300, "-f", "txt")
    assert ran.code == 2
    assert "UA511" in ran.err
    assert "letters from a list" not in ran.err
    assert "without a question" not in ran.err


def test_an_interrupted_run_says_how_to_go_on(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(9, "--split", "2", "-f", "txt", out="whole")
    with monkeypatch.context() as patch:
        interrupt_at(3, patch)
        ran = make(9, "--split", "2", "-f", "txt")
    assert ran.code == 130
    assert ran.err.count("Interrupted.") == 1
    assert "--resume" in ran.err
    out = tmp_path / "out"
    assert len(list(out.glob("*.txt"))) == 3
    ran = make(9, "--split", "2", "-f", "txt")
    assert ran.code == 2
    assert "UA511" in ran.err
    assert "unfinished" in ran.err
    damaged = out / "case-official-en-002.txt"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    (out / ".ua-gen-abcd1234").write_bytes(b"half a file")
    ran = make(9, "--split", "2", "-f", "txt", "--resume")
    assert ran.code == 0
    assert [line.split()[3] for line in ran.err.splitlines() if line.startswith("case-")][:3] == ["made"] * 3
    assert "case-official-en-001: 2 letters made before" in ran.err
    assert "case-official-en-002: 2 letters made (" in ran.err
    assert files(out) == files(tmp_path / "whole")
    assert make(9, "--split", "2", "-f", "txt", "--resume").code == 0
    assert "finished run" in make(9, "--split", "2", "-f", "txt").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--split", "3"], "split 2, now 3"),
        (["--duplex"], "duplex no, now yes"),
        (["--date", "2026-03-21"], "date 2026-03-20, now 2026-03-21"),
        (["--vary", "x"], "vary nothing, now x"),
        (["--to", "minister"], "recipients"),
    ],
)
def test_another_run_does_not_go_on_with_this_one(
    arguments: list[str], said: str, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        make(5, "--split", "2", "-f", "txt")
    ran = make(5, "--split", "2", "-f", "txt", "--resume", *arguments)
    assert ran.code == 2
    assert "UA512" in ran.err
    assert said in ran.err


def test_another_list_or_case_does_not_go_on(
    make: Make, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        make(5, "--split", "2", "-f", "txt")
    assert "another list of senders" in make(6, "--split", "2", "-f", "txt", "--resume").err
    case.write_text(case_text(CASE | {"title": "Another"}), "utf-8")
    assert "other cases" in make(5, "--split", "2", "-f", "txt", "--resume").err


def at(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sets the clock."""
    from ua_gen import clock

    today = datetime.date.fromisoformat(day)
    monkeypatch.setattr(clock, "days", lambda date=None: clock.Days(date or today, today))


def test_the_date_is_that_of_the_first_letters(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        make(5, "--split", "2", "-f", "txt")
    at("2026-03-25", monkeypatch)
    assert make(5, "--split", "2", "-f", "txt", "--resume", day=()).code == 0
    assert "20 March 2026" in (tmp_path / "out" / "case-minister-en-003.txt").read_text("utf-8")


UPDATE = CASE["action"] | {"kind": "update", "sequence": 9, "issued": "2026-03-24"}


@pytest.mark.parametrize(
    ("day", "more", "beside", "code"),
    [
        ("2027-01-01", [], None, "UA222"),
        ("2026-03-25", ["--transit-days", "30"], None, "UA208"),
        ("2026-03-25", [], CASE | {"action": UPDATE}, "UA229"),
        ("2026-03-22", [], CASE | {"action": UPDATE}, ""),
        ("2026-03-23", [], CASE | {"action": UPDATE}, "UA229"),  # Somewhere it is the twenty-fourth already.
        ("2026-03-25", [], CASE | {"action": UPDATE | {"kind": "stop"}}, "UA221"),
    ],
)
def test_what_has_happened_since_keeps_the_rest_of_a_run_from_being_made(
    day: str, more: list[str], beside: Any, code: str, make: Make, case: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        at("2026-03-20", patch)
        make(5, "--split", "2", "-f", "txt", day=())
    begun = files(tmp_path / "out")
    if beside:
        case.with_name("later.yaml").write_text(case_text(beside), "utf-8")
    at(day, monkeypatch)
    ran = make(5, "--split", "2", "-f", "txt", "--resume", *more, day=())
    assert ran.code == (1 if code else 0)
    assert code in ran.err
    if code:
        assert files(tmp_path / "out") == begun
    assert (tmp_path / "out" / "case-minister-en-003.txt").exists() == (not code)


@pytest.mark.parametrize(
    "state",
    [
        "", "[]", "{}", "nonsense", '{"identity": []}', '{"identity": {"date": []}}', '{"finished": 1}', "[" * 100_000,
        "1" * 5000, '{"identity": {"date": "2026-13-99"}}', "\0",
    ],
)  # fmt: skip
def test_a_note_of_a_run_that_is_damaged_is_told(
    state: str, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        make(5, "--split", "2", "-f", "txt")
    (tmp_path / "out" / STATE).write_text(state, "utf-8")
    for day in (ON, ()):
        at("2026-03-20", monkeypatch)
        ran = make(5, "--split", "2", "-f", "txt", "--resume", day=day)
        assert ran.code == 2
        assert "error[UA512]" in ran.err
        assert "damaged" in ran.err or "begun with" in ran.err
    assert "UA511" in make(5, "--split", "2", "-f", "txt").err


ENTRY = [1, "letter", "case-minister-en-001.txt", 1, 1, 2, 0, "x", "", 0]


@pytest.mark.parametrize(
    "part",
    [
        "", "[]", "{}", "nonsense", "[" * 100_000, '{"files": [], "entries": []}', '{"files": {"a": 1}, "entries": []}',
        '{"files": {}, "entries": {}}', '{"files": {}, "entries": [[]]}', '{"files": {}, "entries": [1]}',
        json.dumps({"files": {}, "entries": [[*ENTRY, 1]]}), json.dumps({"files": {}, "entries": [["1", *ENTRY[1:]]]}),
        json.dumps({"files": {}, "entries": [[*ENTRY[:6], 99, *ENTRY[7:]]]}),
        json.dumps({"files": {}, "entries": [[*ENTRY[:6], -1, *ENTRY[7:]]]}),
        json.dumps({"files": {"/etc/passwd": "x"}, "entries": []}), json.dumps({"files": {"\0": "x"}, "entries": []}),
    ],
)  # fmt: skip
def test_what_a_task_noted_is_made_anew_where_it_is_damaged(
    part: str, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(5, "--split", "2", "-f", "txt", out="whole")
    with monkeypatch.context() as patch:
        interrupt_at(2, patch)
        make(5, "--split", "2", "-f", "txt")
    (tmp_path / "out" / PARTS / "000001.json").write_text(part, "utf-8")
    ran = make(5, "--split", "2", "-f", "txt", "--resume")
    assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_two_runs_do_not_work_in_one_folder(make: Make, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    (tmp_path / "out").mkdir()
    with (tmp_path / "out" / LOCK).open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ran = make(2, "-f", "txt")
        assert ran.code == 2
        assert "UA513" in ran.err
    assert make(2, "-f", "txt").code == 0, "what a run that was killed left behind holds nobody up"
    assert not (tmp_path / "out" / LOCK).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such limits there")
def test_a_full_disk_is_told_and_the_run_goes_on_later(case: Path, tmp_path: Path) -> None:
    import resource

    senders = listing(tmp_path / "l.csv", 60)
    limits = (12_000, 12_000)
    arguments = command(case, senders, tmp_path / "out", "-f", "txt", "--split", "20", "--to", "minister")
    ran = subprocess.run(
        arguments, capture_output=True, text=True, check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
    )  # fmt: skip
    assert ran.returncode == 2, ran.stderr
    assert "UA503" in ran.stderr
    assert "--resume" in ran.stderr
    assert not [path for path in files(tmp_path / "out") if path.endswith(".txt")]
    subprocess.run([*arguments, "--resume"], check=True, timeout=120)
    subprocess.run(command(case, senders, tmp_path / "whole", *arguments[-6:]), check=True, timeout=120)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


# --- who makes them --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_run_is_the_same_bytes_however_many_make_it(make: Make, tmp_path: Path) -> None:
    arguments = ("--split", "4", "--vary", "x", "--labels", "L7160", "--envelopes", "dl")
    assert make(9, *arguments).code == 0
    assert make(9, *arguments, out="again").code == 0
    assert make(9, *arguments, "-j", "2", out="two").code == 0
    assert files(tmp_path / "out") == files(tmp_path / "again") == files(tmp_path / "two")


EXECUTOR = """
from concurrent.futures import Executor, Future
import pickle

class Backwards(Executor):
    '''Takes only what can be sent elsewhere, and gives back what came from there.'''
    def submit(self, function, *given):
        future = Future()
        function, given = pickle.loads(pickle.dumps((function, given)))
        try:
            future.set_result(pickle.loads(pickle.dumps(function(*given))))
        except Exception as error:
            future.set_exception(error)
        return future
"""


def test_any_executor_does(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere_here.py").write_text(EXECUTOR, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert make(5, "--split", "2", "-f", "txt").code == 0
    ran = make(5, "--split", "2", "-f", "txt", "--executor", "elsewhere_here:Backwards", out="other")
    assert ran.code == 0, ran.err
    assert files(tmp_path / "out") == files(tmp_path / "other")


def test_nothing_where_one_stands_takes_the_place_of_what_is_installed(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "wave.py").write_text("raise SystemExit('a stranger')\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    ran = make(3, "--executor", "wave:open", "-f", "txt")
    assert (ran.code, "a stranger" in ran.err) == (2, False)
    assert "cannot be had: TypeError" in ran.err


def test_a_configuration_does_not_choose_the_executor(run: Run, case: Path, tmp_path: Path) -> None:
    config = tmp_path / "ua-gen.toml"
    config.write_text('[batch]\nexecutor = "os:abort"\n', "utf-8")
    senders = listing(tmp_path / "l.csv", 1)
    ran = run("--config", config, "batch", case, "--senders", senders, "-o", tmp_path / "out", *ON)
    assert ran.code == 2
    assert "cannot be set in the configuration" in ran.err


def test_another_version_does_not_work_for_this_one() -> None:
    setting = RunConfig("0.0", (), (), (), datetime.date(2026, 1, 1))
    with pytest.raises(Misuse, match="the run was begun by 0"):
        worker.make_letters(worker.Task(setting, "letter", "x", "x", False, (), {}))


def test_a_worker_that_is_lost_is_told(make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lost_here.py").write_text(
        "from concurrent.futures import BrokenExecutor, Executor, Future\n"
        "class Lost(Executor):\n"
        "    def submit(self, *given):\n"
        "        future = Future()\n"
        "        future.set_exception(BrokenExecutor('gone'))\n"
        "        return future\n",
        "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    ran = make(3, "--executor", "lost_here:Lost", "-f", "txt")
    assert ran.code == 2
    assert "UA505" in ran.err
    assert "--resume" in ran.err


@pytest.mark.slow
def test_dask_makes_the_same(make: Make, tmp_path: Path) -> None:
    """In a process of its own: a cluster talks to itself over the network of the machine, as no test may."""
    pytest.importorskip("distributed")
    (tmp_path / "cluster_here.py").write_text(
        "from dask.distributed import Client, LocalCluster\n"
        "def executor():\n"
        "    cluster = LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)\n"
        "    return Client(cluster).get_executor()\n",
        "utf-8",
    )
    agreed = "--after-deadline"  # The day on which the process lives is a real one.
    assert make(5, "--split", "2", agreed).code == 0
    arguments = ["batch", "case.yaml", "--senders", "list.csv", "-o", "dask", *ON, "--split", "2", agreed]
    done = subprocess.run(
        [sys.executable, "-m", "ua_gen", *arguments, "--executor", "cluster_here:executor"],
        cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    assert files(tmp_path / "out") == files(tmp_path / "dask")


# --- many ------------------------------------------------------------------------------------------------------------


# What a process starts with counts as its own: one as large as the tests themselves would be measured, not the run.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)  # In KiB on Linux.
"""


@pytest.mark.slow
def test_a_hundred_thousand_letters_in_little_memory(case: Path, tmp_path: Path) -> None:
    senders = listing(tmp_path / "l.csv", 100_000)
    made = subprocess.run(
        [sys.executable, "-c", MEASURE, *command(case, senders, tmp_path / "out", "--to", "minister")],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    assert int(made.stdout) < 250_000
    letters = manifest(tmp_path / "out")
    assert [letter["row"] for letter in letters] == list(range(2, 100_002))
    for letter in random.Random(1).sample(letters, 20):
        assert f"Sender N{letter['row'] - 2}x\n" in words_of(tmp_path / "out" / letter["file"], letter["page"])


def test_templates_that_have_changed_are_loaded_anew(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own" / "letter").mkdir(parents=True)
    for number in "12":
        (tmp_path / "own" / "letter" / "letter.txt").write_text(f"text {number}\n", "utf-8")
        assert make(2, "-f", "txt", "--templates", "own", out=f"out{number}").code == 0
        assert f"text {number}" in next((tmp_path / f"out{number}").glob("*.txt")).read_text("utf-8")
