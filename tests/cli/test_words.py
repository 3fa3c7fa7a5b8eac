"""Words on the command line are taken as they are meant: what is understood, and what is asked back."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from helpers.specimen import MINIMAL, OFFICIAL, SOMEBODY, case_text

from ua_gen.languages.lookup import intended

ON = ("--date", "2026-03-20")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one case, in which commands work."""
    (tmp_path / "appeal.yaml").write_text(case_text(SOMEBODY), "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def made(here: Path) -> Iterator[str]:
    return (path.name for path in sorted(here.joinpath("out").rglob("*.*")))


@pytest.mark.parametrize(
    ("flags", "names"),
    [
        (["-l", "EN,ru", "-f", "TXT"], ["letter-official-en.txt", "letter-official-ru.txt"]),
        (["-l", "en , ru,", "-f", "txt"], ["letter-official-en.txt", "letter-official-ru.txt"]),
        (["-l", "UZ_cyrl", "-f", "txt,html"], ["letter-official-uz-Cyrl.html", "letter-official-uz-Cyrl.txt"]),
        (["-l", "en", "-f", "txt", "--to", "Official"], ["letter-official-en.txt"]),
        (["-l", "en", "-f", "txt", "-d", "LETTER,Petition"], ["letter-official-en.txt", "petition-official-en.txt"]),
        (["-l", "en", "-f", "Pdf", "--paper", "Letter"], ["letter-official-en.pdf"]),
        (["-l", "en", "-f", "pdf", "--window", "DIN-B", "--paper", "A4"], ["letter-official-en.pdf"]),
        (["-l", "en", "-f", "pdf", "-d", "envelope", "--envelope", "C5"], ["envelope-official-en.pdf"]),
    ],
)
def test_names_are_understood_in_any_case_and_several_at_once(
    here: Path, run: Run, flags: list[str], names: list[str]
) -> None:
    ran = run("render", "appeal.yaml", *ON, *flags)
    assert ran.code == 0, ran.err
    assert list(made(here)) == names


def test_a_list_of_one_text_in_the_configuration_is_parted_as_well(here: Path, run: Run) -> None:
    (here / "own.toml").write_text('lang = "en,ru"\nformat = "TXT"\n')
    assert run("--config", "own.toml", "render", "appeal.yaml", *ON).code == 0
    assert list(made(here)) == ["letter-official-en.txt", "letter-official-ru.txt"]


def test_a_print_run_understands_them_too(here: Path, run: Run) -> None:
    (here / "list.csv").write_text("Name,Street,Postcode,Town,Country\nKim Sample,1 Road,BS1 5XX,Bristol,GB\n")
    flags = ("-l", "EN,RU", "-f", "TXT", "--paper", "A4", "--to", "OFFICIAL", "--yes")
    flags = (*flags, "--copies-to", "Recipients,embassies")
    ran = run("batch", "appeal.yaml", *ON, "--senders", "list.csv", "-o", "out", *flags)
    assert ran.code == 0, ran.err
    assert [name for name in made(here) if name.endswith("txt")] == [
        "appeal-official-en-001.txt",
        "appeal-official-ru-001.txt",
    ]


def test_so_does_the_matrix_of_languages(here: Path, run: Run) -> None:
    one_by_one = run("languages", "appeal.yaml", "-l", "de", "-l", "uz-Cyrl")
    assert run("languages", "appeal.yaml", "-l", "DE,uz_cyrl") == one_by_one
    assert "did you mean `en`?" in run("languages", "appeal.yaml", "-l", "en_GB").err


@pytest.mark.parametrize(
    ("tag", "question"),
    [
        ("kg", "did you mean `ky` or `ru`?"),  # The code of the country.
        ("tj", "did you mean `tg`?"),
        ("en_GB", "did you mean `en`?"),
        ("uz-Cyrl-UZ", "did you mean `uz-Cyrl`?"),
        ("zh-CN", "did you mean `zh-Hans`?"),
        ("German", "did you mean `de`?"),
        ("русский", "did you mean `ru`?"),
        ("ua", "did you mean `uk`?"),  # Ukraine has one language by law, though another is in use.
        ("klingon", ""),
        ("", ""),
    ],
)
def test_a_language_that_is_not_there_is_asked_back(tag: str, question: str) -> None:
    assert intended(tag) == question


def test_the_question_is_told(here: Path, run: Run) -> None:
    ran = run("render", "appeal.yaml", *ON, "-l", "kg")
    assert (ran.code, ran.err) == (2, "Error: no language `kg` here\n  did you mean `ky` or `ru`?\n")


@pytest.mark.parametrize(
    ("given", "what"),
    [("appeal.yaml", "a file"), ("not there.yaml", "a file"), ("folder", "a folder")],
)
def test_a_file_in_the_place_of_a_command_is_told_how_to_make_letters(
    here: Path, run: Run, given: str, what: str
) -> None:
    (here / "folder").mkdir()
    ran = run(given)
    assert ran.code == 2
    assert f"`{given}` is {what}, and no command" in ran.err
    assert f"ua-gen render {given if ' ' not in given else repr(given)}" in ran.err


def test_a_command_that_is_no_file_is_unknown_as_ever(here: Path, run: Run) -> None:
    assert "No such command 'foo'" in run("foo").err


@pytest.mark.parametrize("command", ["render", "validate", "list"])
def test_a_misspelt_file_is_asked_back(here: Path, run: Run, command: str) -> None:
    (here / ".appeal.yaml").touch()
    (here / "appeals.toml").touch()
    ran = run(command, "apeal.yaml")
    assert "apeal.yaml:1:1: error[UA001]: no such file\n" in ran.text + ran.err.replace("\r", "")
    assert "did you mean `appeal.yaml`?" in ran.text + ran.err


def zipped(*names: str, size: int = 10) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x" * size)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "a Word document"),
        (
            zipped("[Content_Types].xml", "word/document.xml", size=900_000),
            "a Word document",
        ),  # More than a case may have.
        (zipped("xl/workbook.xml"), "an Excel workbook"),
        (zipped("[Content_Types].xml", "odd.xml"), "an Office document"),
        (zipped("photographs/1.txt"), "a ZIP file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF file"),
        (b"{\\rtf1\\ansi Dear Minister", "an RTF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "a document of an old version of Word, Excel or Outlook"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
@pytest.mark.parametrize("command", ["render", "validate"])
def test_a_document_given_as_a_case_is_called_what_it_is(
    here: Path, run: Run, command: str, data: bytes, what: str
) -> None:
    (here / "appeal.docx").write_bytes(data)
    ran = run(command, "appeal.docx")
    assert f"appeal.docx:1:1: error[UA004]: this is {what}, not a text file in YAML\n" in ran.text + ran.err
    assert ran.code == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_named_once_and_not_shown(here: Path, run: Run, encoding: str) -> None:
    (here / "wide.yaml").write_bytes(case_text(MINIMAL).encode(encoding))
    ran = run("validate", "wide.yaml")
    assert ran.text.startswith("wide.yaml:1:1: error[UA002]: not UTF-8, but UTF-16\n  save the file as UTF-8")
    assert len(ran.text.splitlines()) == 2


def test_a_letter_that_lacks_a_text_stops_no_other(here: Path, run: Run) -> None:
    """Neither those in other languages, nor, where the language is left to the case, those to others."""
    prosecutor: dict[str, Any] = {**OFFICIAL, "id": "prosecutor", "post": "prosecutor-general"}
    requests = [{"ask": "access-to-lawyer"}, {"text": {"en": "let her read"}, "to": ["prosecutor"]}]
    data = {**SOMEBODY, "recipients": [*SOMEBODY["recipients"], prosecutor], "requests": requests, "write_in": ["ru"]}
    (here / "appeal.yaml").write_text(case_text(data), "utf-8")
    for flags, names in (
        (["-l", "ru,en"], ["letter-official-en.txt", "letter-official-ru.txt", "letter-prosecutor-en.txt"]),
        ([], ["letter-official-ru.txt"]),
    ):
        ran = run("render", "appeal.yaml", *ON, "-f", "txt", *flags)
        assert ran.code == 1
        assert ran.err.count("error[UA210]: no Russian text of `requests[1].text`") == 1
        assert list(made(here)) == names
        for path in list((here / "out").rglob("*.txt")):
            path.unlink()
