"""`ua-gen import`: what it writes, tells and refuses."""

import json
import textwrap
from pathlib import Path

import pytest
from conftest import Run, in_a_process
from helpers.appeals import as_text, document, published
from hypothesis import given, settings
from hypothesis import strategies as st

from ua_gen.importing import import_appeal
from ua_gen.importing.draft import draft, scalar
from ua_gen.importing.lines import TextLine, tidy
from ua_gen.importing.recognise import recognise
from ua_gen.importing.report import report
from ua_gen.importing.sources import plain

SHEET = published()["en"]["sheet"]
FORM = published()["en"]["form"]


@pytest.fixture
def appeal(tmp_path: Path) -> Path:
    (tmp_path / "ua.txt").write_text(as_text(SHEET), "utf-8")
    return tmp_path / "ua.txt"


def test_a_draft_is_written_beside_the_document(appeal: Path, run: Run) -> None:
    ran = run("import", appeal)
    assert (ran.code, ran.text) == (0, "")
    text = appeal.with_suffix(".yaml").read_text("utf-8")
    assert text.startswith("# ua-gen: draft -- imported from ua.txt; compare every line with it\n")
    assert "recognised 39 fields, 1 unsure, 1 missing; 0 lines unused" in ran.err
    assert "action.number" in ran.err
    assert f"wrote {appeal.with_suffix('.yaml')}" in ran.err
    checked = run("validate", appeal.with_suffix(".yaml"))
    assert checked.code == 1
    assert "error[UA020]" in checked.text
    assert {line.partition("[")[2][:5] for line in checked.text.splitlines() if "error[" in line} == {"UA020", "UA101"}
    made = run("render", appeal.with_suffix(".yaml"), "-o", appeal.parent / "out")
    assert (made.code, (appeal.parent / "out").exists()) == (1, False)


def test_nothing_is_overwritten_unasked(appeal: Path, run: Run) -> None:
    target = appeal.with_suffix(".yaml")
    target.write_text("mine", "utf-8")
    ran = run("import", appeal)
    assert (ran.code, "exists already" in ran.err, target.read_text()) == (2, True, "mine")
    assert run("import", appeal, "--force").code == 0
    assert target.read_text("utf-8") != "mine"
    appeal.rename(appeal.with_name("other.yaml"))
    ran = run("import", appeal.with_name("other.yaml"), "--force")
    assert (ran.code, "is the document itself" in ran.err) == (2, True)


def test_the_report_is_written_as_text_and_as_json(appeal: Path, run: Run) -> None:
    ran = run("import", appeal, "-o", "-", "--report", appeal.parent / "report.json")
    assert ran.code == 0
    assert ran.out.startswith(b"# ua-gen: draft")
    told = json.loads((appeal.parent / "report.json").read_text("utf-8"))
    assert set(told) == {"fields", "missing", "unused"}
    index = next(each for each in told["fields"] if each["field"] == "action.index")
    assert index == {"field": "action.index", "value": "AFR 99/003/2014", "place": "line 1", "sure": True}
    assert told["missing"] == ["action.issuer"]
    ran = run("import", appeal, "-o", appeal.parent / "b.yaml", "--report", "-")
    assert "recognised" in ran.text
    assert ran.err.count("\n") == 3


def test_what_is_no_appeal_is_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "list.txt").write_text("milk\nbread\n", "utf-8")
    ran = run("import", tmp_path / "list.txt")
    assert (ran.code, "error[UA705]" in ran.err, (tmp_path / "list.yaml").exists()) == (1, True, False)
    assert run("import", tmp_path / "nothing.pdf").code == 1
    assert run("import", tmp_path / "list.txt", "--pages", "4-2").code == 2


def test_the_draft_is_the_same_every_time_and_tells_no_place(tmp_path: Path) -> None:
    (tmp_path / "ua.html").write_bytes(document(FORM, "html"))
    code = "import sys; from ua_gen.cli import main; main(['import', sys.argv[1], '-o', '-'])"
    said = {in_a_process(code, str(tmp_path / "ua.html"), cwd=tmp_path, PYTHONHASHSEED=seed).text for seed in "12"}
    assert len(said) == 1
    assert str(tmp_path) not in next(iter(said))


def test_what_asks_in_another_way_is_asked_and_what_is_stock_is_taken() -> None:
    text = import_appeal(as_text(SHEET).encode(), "ua.txt").text
    assert (
        "# source: Calling for the immediate and unconditional release of Grace Muster\n  - ask: release-uncond" in text
    )
    assert text.count("write it so that it goes on after") == 2
    assert "reported: “reportedly”" in text
    assert "gender: female" in text


def test_what_ends_an_action_is_asked() -> None:
    appeal = dict(SHEET) | {"headline": "UPDATE: RELEASED", "foot": "No further action is requested."}
    text = import_appeal(as_text(appeal).encode(), "ua.txt").text
    assert "does this end the action?" in text


@pytest.mark.parametrize(
    "text", ["135/10", "NO", "true", "a: b", "x #y", "- x", "'q'", "{a}", "@x", "1e3", "~", "2010-09-15"]
)
def test_texts_are_quoted_where_yaml_would_take_them_for_something_else(text: str) -> None:
    assert scalar(text) == json.dumps(text)


WORDS = st.lists(
    st.sampled_from(["water", "bread", "street", "Monday", "letter", "house", "with", "seven", "12", "из", "книга"]),
    min_size=3,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5), st.integers(20, 90), st.booleans(), st.randoms(use_true_random=False))
def test_no_word_is_lost_and_none_is_added(
    paragraphs: list[list[str]], width: int, blank: bool, chance: object
) -> None:
    """Whatever stands between head and requests: each word is in the draft, or in what is told as unused."""
    told = [" ".join(words).capitalize() + "." for words in paragraphs]
    appeal = dict(SHEET) | {"facts": told}
    text = as_text(appeal)
    text = "\n".join(textwrap.fill(each, width, break_on_hyphens=False) for each in text.split("\n"))
    if blank:
        text = text.replace(" ", "\u00a0", 7)
    lines = plain.lines(text)
    found = recognise(lines)
    made = draft(found, "ua.txt").text
    unused = " ".join(words for _, words in report(found, lines, ()).unused)
    kept = f"{' '.join(made.split())} {unused}"
    for each in told:
        for word in tidy(each).split():
            assert word in kept, word
    source = _joined(lines)
    for fact in found.facts:
        assert all(word in source for word in fact.text.value.split())


def _joined(lines: list[TextLine]) -> str:
    return " ".join(line.text for line in lines)


def test_a_letter_alone_is_read_only_when_it_is_called_one(tmp_path: Path, run: Run) -> None:
    """Nothing of it is a summary or a headline: those are asked."""
    text = (
        "Mary Example\n12 Sample Lane\nBristol BS1 5XX\n\nMinister of Justice\nKim Muster\n1 Sample Street\nNairobi\n"
        "Kenya\n\n7 March 2026\n\nDear Minister,\n\nI am writing to you about Sam Beispiel.\n\nOn 2 March 2026 two men "
        "took him from his shop.\n\nI urge you to release him immediately and unconditionally.\n\nYours sincerely,\n"
    )
    (tmp_path / "letter.txt").write_text(text, "utf-8")
    ran = run("import", tmp_path / "letter.txt", "--form", "letter", "-o", "-")
    assert ran.code == 0, ran.err
    said = ran.text
    assert "office: Minister of Justice\n    name: Kim Muster" in said
    assert "issued: 2026-03-07" in said
    assert "- ask: release-unconditionally" in said
    assert "two men took him from his shop." in said
    assert "I am writing to you" not in said
    assert "I am writing to you about Sam Beispiel." in ran.err
    assert "Mary Example" not in said
