"""Templates: listing, copying, replacing and adding them, and telling whose line is at fault."""

import os
from pathlib import Path
from typing import Any

import jinja2
import pytest
from conftest import Run
from helpers.specimen import FULL, LANGUAGES, MINIMAL, ROOT, SOMEBODY, case_text, made, text

from ua_gen import Diagnostic, Misuse, Problems
from ua_gen.templating import BUILT_IN, Templates, wrap

SHEET = "urgent-action-classic"
ON = ("--date", "2026-03-20", "-l", "en")


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def document(folder: Path, name: str, **changes: str) -> None:
    """Describes a new document in a folder."""
    about = {"title": "A document", "per": "case", "pages": "1", "appeal": "false", "fits": "[[12, 1.3, 1]]"} | changes
    put(folder, f"{name}/document.yaml", "".join(f"{key}: {value}\n" for key, value in about.items()))


# --- what there is ---------------------------------------------------------------------------------------------------


def test_the_built_in_documents_lie_at_the_top_of_the_repository() -> None:
    assert BUILT_IN == ROOT / "templates"
    assert {"letter", SHEET} <= set(Templates().documents)


@pytest.mark.parametrize("name", Templates().documents)
def test_every_document_exists_for_the_page_and_as_text(name: str) -> None:
    found = Templates().documents[name]
    assert found.title
    assert all(Templates().has(name, kind) for kind in ("html", "txt"))


def test_they_are_listed(run: Run) -> None:
    ran = run("templates")
    assert ran.code == 0
    lines = ran.text.splitlines()
    for name, found in Templates().documents.items():
        [line] = [line for line in lines if line.split()[0] == name]
        assert line.endswith(found.title)
    assert len(lines) == len(Templates().documents)


def test_the_list_tells_which_are_ones_own(run: Run, own: Path) -> None:
    changed = put(own, "letter/letter.txt", "mine")
    document(own, "note")
    note = put(own, "note/note.txt", "mine")
    said = run("templates", "--templates", own).text
    assert "built in" not in said
    assert f"txt: {changed}" in said
    assert f"txt: {note}" in said
    assert run("templates", "letter").text.count("built in") == 2


def test_what_there_is_not_cannot_be_listed(run: Run) -> None:
    ran = run("templates", "leter")
    assert ran.code == 2
    assert "did you mean `letter`?" in ran.err


# --- a copy to change ------------------------------------------------------------------------------------------------


def test_a_copy_makes_what_its_original_makes(run: Run, own: Path) -> None:
    ran = run("templates", "letter", SHEET, "--copy-to", own)
    assert ran.code == 0
    for name in ("letter", SHEET):
        original = {path.name: path.read_bytes() for path in (BUILT_IN / name).iterdir()}
        assert {path.name: path.read_bytes() for path in (own / name).iterdir()} == original
    assert text(SOMEBODY, templates=[own]) == text(SOMEBODY)
    assert made(FULL, "html", document=SHEET, templates=[own]) == made(FULL, "html", document=SHEET)


def test_a_copy_replaces_nothing(run: Run, own: Path) -> None:
    kept = put(own, "letter/letter.txt", "mine")
    ran = run("templates", "letter", "--copy-to", own)
    assert ran.code == 2
    assert "exists already" in ran.err
    assert kept.read_text("utf-8") == "mine"
    ran = run("templates", "--copy-to", own)
    assert ran.code == 2
    assert "which document" in ran.err


# --- templates of one's own ------------------------------------------------------------------------------------------


def test_ones_own_template_replaces_the_built_in_one_of_its_name(own: Path) -> None:
    put(own, "letter/letter.txt", "{{ say.subject }}\n")
    assert text(SOMEBODY, templates=[own]) == "The case of Kim Sample\n"
    assert made(SOMEBODY, "html", templates=[own]) == made(SOMEBODY, "html"), "and only that file"


def test_ones_own_template_may_build_on_the_one_that_it_replaces(own: Path) -> None:
    put(
        own,
        "letter/letter.html",
        '{% extends "!letter/letter.html" %}{% block body %}<p>Above all.</p>{{ super() }}{% endblock %}',
    )
    page = made(SOMEBODY, "html", templates=[own]).decode()
    assert "<p>Above all.</p>" in page
    assert page.replace("<p>Above all.</p>", "").split() == made(SOMEBODY, "html").decode().split()


def test_the_first_folder_with_a_template_has_it(own: Path, tmp_path: Path) -> None:
    put(own, "letter/letter.txt", "first")
    put(tmp_path / "second", "letter/letter.txt", "second")
    put(tmp_path / "second", f"{SHEET}/{SHEET}.txt", "second")
    folders = [own, tmp_path / "second"]
    assert text(SOMEBODY, templates=folders) == "first"
    assert text(SOMEBODY, document=SHEET, templates=folders) == "second"


@pytest.mark.skipif(os.name == "nt", reason="there all names are text")
def test_its_folder_may_have_any_name(own: Path) -> None:
    folder = Path(os.fsdecode(bytes(own) + b"/\xff"))
    put(folder, "letter/letter.txt", "mine")
    assert text(SOMEBODY, templates=[folder]) == "mine"


def test_a_template_is_compiled_once_and_anew_when_it_has_changed(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = jinja2.Environment.compile

    def counted(self: Any, source: Any, name: Any = None, *more: Any, **named: Any) -> Any:
        compiled.append(name)
        return compile_(self, source, name, *more, **named)

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    for words in ("one", "one", "two"):
        put(own, "letter/letter.txt", words)
        assert Templates([own], run_confined=True).run("letter", "txt", {}) == words
    assert compiled == ["letter/letter.txt"] * 2


def test_a_piece_that_documents_share_can_be_replaced_too(own: Path) -> None:
    put(own, "shared/notice.css", "/* mine */")
    assert "/* mine */" in made(SOMEBODY, "html", templates=[own]).decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_document_is_made_like_the_built_in_ones(language: str, own: Path, run: Run, tmp_path: Path) -> None:
    document(own, "reminder", title="Reminder", per="recipient", pages="1", appeal="true")
    put(own, "reminder/reminder.txt", "{{ say.salutation }}\n{{ say.deadline }}\n")
    put(
        own,
        "reminder/reminder.html",
        '{% extends "shared/document.html" %}{% block title %}{{ say.subject }}{% endblock %}'
        "{% block body %}<h1>{{ say.salutation }}</h1>{% endblock %}",
    )
    case = tmp_path / "case.yaml"
    case.write_text(case_text(SOMEBODY), "utf-8")
    wish = ["-d", "reminder", "-l", language, "-f", "txt", "-f", "pdf", "--templates", own, "-o", tmp_path / "out"]
    ran = run("render", case, "--date", "2026-03-20", *wish)
    assert ran.code == 0, ran.err
    assert {path.name for path in (tmp_path / "out" / "case").iterdir()} == {
        f"reminder-official-{language}.txt",
        f"reminder-official-{language}.pdf",
    }


# --- mistakes in templates -------------------------------------------------------------------------------------------


def complaint(own: Path, kind: str = "txt") -> Diagnostic:
    with pytest.raises(Problems) as failed:
        made(SOMEBODY, kind, templates=[own])  # type: ignore[arg-type]
    [found] = failed.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("template", "code", "line", "words"),
    [
        ("one\n{% if %}\n", "UA301", 2, "Expected an expression"),
        ("one\n\n  {{ say.nonsense }}\n", "UA302", 3, "nonsense"),
        ("{{ nonsense }}", "UA302", 1, "'nonsense' is undefined"),
        ("one\n{{ 1 // 0 }}", "UA302", 2, "ZeroDivisionError"),
        ('one\n{% include "none.txt" %}', "UA302", 2, "none.txt"),
        ("one\n{{ case.model_copy() }}{{ ''.__class__.__mro__ }}", "UA302", 2, ""),
        ("one\n{{ case.people.append(1) }}", "UA302", 2, ""),
    ],
)
def test_a_mistake_is_told_with_its_line(template: str, code: str, line: int, words: str, own: Path) -> None:
    path = put(own, "letter/letter.txt", template)
    found = complaint(own)
    assert found.code == code
    assert words in found.message
    assert found.span
    assert (found.span.path, found.span.line) == (str(path), line)
    assert found.span.source == template.split("\n")[line - 1]


def test_a_mistake_in_a_block_is_told_with_the_line_of_the_override(own: Path) -> None:
    template = '{% extends "!letter/letter.html" %}\n{% block body %}\n<p>{{ say.nonsense }}</p>\n{% endblock %}\n'
    path = put(own, "letter/letter.html", template)
    found = complaint(own, "html")
    assert found.span
    assert (found.code, found.span.path, found.span.line) == ("UA302", str(path), 3)


def test_a_template_reaches_no_file_outside_its_folders(own: Path) -> None:
    put(own.parent, "secret.txt", "secret")
    for name in ("../secret.txt", str(own.parent / "secret.txt"), "letter/../../secret.txt", "!../README.md"):
        put(own, "letter/letter.txt", f'{{% include "{name}" %}}')
        assert complaint(own).code == "UA302"


def test_a_template_cannot_get_at_python(own: Path) -> None:
    for attempt in (
        "{{ say.__class__ }}",
        "{{ say.t.__globals__ }}",
        "{{ ''.format.__self__.__class__ }}",
        "{{ '{0.__class__}'.format(say) }}",
        "{{ case.__init__ }}",
    ):
        put(own, "letter/letter.txt", attempt)
        assert complaint(own).code == "UA302", attempt


@pytest.mark.parametrize(
    "wrong",
    [
        {"per": "person"},
        {"pages": "many"},
        {"fits": "[]"},
        {"fits": "[[12]]"},
        {"fits": "12"},
    ],
)
def test_a_document_that_is_described_wrongly_is_told(wrong: dict[str, str], own: Path) -> None:
    document(own, "note", **wrong)
    put(own, "note/note.txt", "x")
    with pytest.raises(Problems) as failed:
        made(MINIMAL, "txt", document="note", templates=[own])
    [found] = failed.value.diagnostics
    assert found.code == "UA303"
    [field] = wrong
    assert field in found.message
    assert found.span
    assert found.span.path == str(own / "note" / "document.yaml")


def test_all_that_a_description_lacks_is_told_at_once(own: Path) -> None:
    put(own, "note/document.yaml", "titel: Note\npages: many\n")
    with pytest.raises(Problems) as failed:
        _ = Templates([own]).documents
    said = [found.message for found in failed.value.diagnostics]
    assert [words for words in ("titel", "title", "per", "appeal", "fits", "pages") if f"`{words}`" in " ".join(said)]
    assert len(said) == 6
    assert failed.value.diagnostics[0].hint == "did you mean `title`?"


@pytest.mark.parametrize(("given", "meant"), [("own/letter", "own"), (".", "own"), ("other", "")])
def test_a_folder_in_which_there_is_nothing_to_use_is_told(
    given: str, meant: str, own: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    put(own, "letter/letter.txt", "x")
    put(own.parent, "other/notes/letter.txt", "x")
    put(own.parent, "case.yaml", case_text(SOMEBODY))
    for command in (("templates",), ("render", "case.yaml", *ON)):
        ran = run(*command, "--templates", given)
        assert ran.code == 2
        assert f"no template in `{given}` replaces a built-in one, or adds a document" in ran.err
        assert (f"did you mean `{meant}`?" if meant else "--copy-to DIR") in ran.err


def test_a_description_that_is_no_yaml_is_told_at_its_place(own: Path) -> None:
    path = put(own, "note/document.yaml", "title: Note\nper: [case\n")
    put(own, "note/note.txt", "x")
    with pytest.raises(Problems) as failed:
        made(MINIMAL, "txt", document="note", templates=[own])
    assert [found.span.path for found in failed.value.diagnostics if found.span] == [str(path)]


def test_a_document_without_a_template_of_the_format_is_told(own: Path) -> None:
    document(own, "note")
    put(own, "note/note.txt", "x")
    assert text(MINIMAL, document="note", templates=[own]) == "x"
    with pytest.raises((Problems, Misuse)) as failed:
        made(MINIMAL, "html", document="note", templates=[own])
    assert "note/note.html" in str(failed.value)


# --- text ------------------------------------------------------------------------------------------------------------


def test_what_a_case_says_is_never_taken_for_markup() -> None:
    person = {"id": "p", "name": {"en": "<b>Kim</b> & {{ 7 * 7 }}"}}
    page = made(SOMEBODY | {"people": [person]}, "html").decode()
    assert "&lt;b&gt;Kim&lt;/b&gt; &amp; {{ 7 * 7 }}" in page.replace("\u00a0", " ")
    assert "<b>Kim" not in page
    assert "<b>Kim</b> & {{ 7 * 7 }}" in text(SOMEBODY | {"people": [person]})


@pytest.mark.parametrize(
    ("given", "first", "rest", "lines"),
    [
        ("one two three", "", "", ["one two", "three"]),
        ("one two three", "- ", "  ", ["- one", "  two", "  three"]),
        ("1\u00a0May 2010", "", "", ["1 May", "2010"]),
        ("one\ntwo", "", "", ["one", "two"]),
        ("", "", "", [""]),
        # A Chinese character is two columns wide.
        ("写信写信写信", "", "", ["写信写信", "写信"]),
    ],
)
def test_lines_are_broken_by_columns(given: str, first: str, rest: str, lines: list[str]) -> None:
    assert wrap(given, 8, first, rest).split("\n") == lines
