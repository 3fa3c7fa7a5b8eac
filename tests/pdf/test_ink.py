"""Text is on its page, in its box and over no other text: broken where it must be, measured always, else refused."""

import io
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, tool
from helpers.specimen import DAY, FULL, SOMEBODY, TWO_PEOPLE, case_text, made, sender, words

from ua_gen import Problems
from ua_gen.pdf import InkOutside, lay_out
from ua_gen.templating import Fit

ON = ("--date", str(DAY))
FITS = [Fit(11, 1.3, 1)]
WORD = "Unzertrennlichkeitsbeteuerungen" * 5
LINK = "https://example.org/" + "abcdefghij/KLMNOPQRST-" * 3 + "x" * 95
EMAIL = "the.office.of.the.minister.of.everything@ministry-of-the-interior.example.org"
PAPER = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


def laid_out(body: str, style: str = "") -> None:
    page = f"<!doctype html><html><head><style>@page {{ size: 100mm 100mm; margin: 10mm }} {style}</style></head>"
    lay_out(f"{page}<body>{body}</body></html>", FITS, 1, [Path(__file__).parent])


def misplaced(body: str, style: str = "") -> list[tuple[str, bool, str]]:
    with pytest.raises(InkOutside) as raised:
        laid_out(body, style)
    return [(each.text, each.off_page, each.over) for each in raised.value.found]


# --- what is measured ------------------------------------------------------------------------------------------------


def test_a_word_that_is_longer_than_its_box() -> None:
    assert misplaced(f"<p>{'m' * 40}</p>") == [("m" * 40, True, "")]
    assert misplaced(f"<p style='width: 20mm'>{'m' * 15}</p>") == [("m" * 15, False, "")]
    [(_, off, _)] = misplaced(f"<div style='display: flex; width: 30mm'><p>{'m' * 15}</p></div>")
    assert not off


def test_it_says_how_far() -> None:
    with pytest.raises(InkOutside) as raised:
        laid_out("<p style='position: absolute; left: 80mm; width: 40mm; white-space: nowrap'>" + "m" * 12 + "</p>")
    [found] = raised.value.found
    assert found.off_page
    assert 25 < found.millimetres < 50  # It begins 90 mm from the edge of a page that is 100 mm wide.


@pytest.mark.parametrize("edge", ["top: -20mm", "bottom: -20mm", "left: -15mm", "right: -15mm"])
def test_what_is_placed_off_the_page(edge: str) -> None:
    assert misplaced(f"<p style='position: fixed; {edge}'>mmm</p>") == [("mmm", True, "")]


def test_text_over_text() -> None:
    for style in ("position: absolute; top: 0", "margin-top: -2.3em"):
        [(text, off, over)] = misplaced(f"<p>one</p><p style='{style}'>two</p>")
        assert ({text, over}, off) == ({"one", "two"}, False)


def test_a_frame_over_text() -> None:
    """The frame of a notice that stands apart is in the way of what it crosses, even where no letters meet."""
    frame = "position: absolute; top: -5mm; left: 0; right: 0; border: 1mm solid; padding-bottom: 2mm"
    [(text, off, over)] = misplaced(f"<p>one</p><p style='{frame}'>two</p>")
    assert ({text, over}, off) == ({"one", "two"}, False)
    laid_out(f"<p>one</p><p style='{frame}'></p>")  # A line without a text is drawn where it is meant to be.


@pytest.mark.parametrize(
    "body",
    [
        "<p>one</p><p>two</p>",
        "<p style='line-height: 1'>gjÄ<br>gjÄ</p>",
        f"<p style='overflow-wrap: anywhere'>{'m' * 200}</p>",
        "<p>text<p style='position: absolute; top: 0; opacity: .2'>a watermark</p>",
        "<p>text<p style='position: absolute; top: 0; transform: rotate(40deg)'>a watermark</p>",
        "<p>text<p style='position: absolute; top: 0; visibility: hidden'>hidden</p>",
        "<p style='position: absolute; top: 20mm; border: 1mm solid'>framed</p>",
        "<ul style='list-style: none'><li style='position: relative; padding-left: 2em'>"
        "<span style='position: absolute; left: 0'>–</span>an item</li></ul>",
        "<p dir='rtl'>نص عربي قصير</p>",
        "<p>a<sup>2</sup> b<sub>3</sub></p>",
    ],
)
def test_what_is_in_its_place(body: str) -> None:
    laid_out(body)


# --- documents -------------------------------------------------------------------------------------------------------


def overlong(word: str) -> dict[str, Any]:
    """A case with a word that is longer than any line wherever somebody may write one."""
    official = {**FULL["recipients"][0], "email": EMAIL, "address": {"en": [word, "Bishkek 720000"]}}
    official |= {"office": {"en": f"Minister of {word}"}, "name": {"en": word}}
    return {
        **FULL,
        "title": {"en": f"About {word}"},
        "summary": {"en": f"See {word} for more."},
        "events": [{"text": {"en": f"in January 2026 she was told to read {word} aloud"}, "source": "statement"}],
        "background": [{"en": f"Background: {word}."}],
        "requests": [{"text": {"en": f"read {word} aloud"}}],
        "letter": None,
        "recipients": [official, {**official, "id": "other"}, {**official, "id": "third", "role": "copy"}],
    }


def within(data: bytes, paper: str) -> bool:
    """Whether the words of the first page are on it, as another program sees them."""
    width, height = PAPER[paper]
    found = words(data)
    return bool(found) and all(
        each.left > -0.5 and each.right < width + 0.5 and each.top > -0.5 and each.bottom < height + 0.5
        for each in found
    )


@pytest.mark.parametrize("word", [WORD, LINK], ids=["word", "link"])
@pytest.mark.parametrize(
    "document", ["letter", "urgent-action", "urgent-action-classic", "petition", "group-letter", "fax-cover"]
)
@pytest.mark.parametrize("paper", ["a4", pytest.param("letter", marks=pytest.mark.slow)])
def test_long_words_are_broken_in_their_boxes(document: str, word: str, paper: str) -> None:
    data = {key: value for key, value in overlong(word).items() if value is not None}
    wish: dict[str, Any] = {"document": document, "paper": paper, "sender": sender(name=word[:90])}
    if document not in ("urgent-action", "urgent-action-classic"):
        wish["to"] = "minister"
    assert within(made(data, "pdf", "en", **wish), paper)


def test_e_mail_addresses_stand_side_by_side_where_there_is_room_for_them() -> None:
    """Four of forty letters once stood in three columns, over each other."""
    email = "office.of.the.minister@ministry.example"
    official = {**SOMEBODY["recipients"][0], "email": email}
    data = {**SOMEBODY, "recipients": [{**official, "id": f"r{number}"} for number in range(4)]}
    for document in ("urgent-action", "urgent-action-classic"):
        found = [each for each in words(made(data, "pdf", "en", document=document)) if each.text == email]
        assert len(found) == 4, "none is broken"
        assert len({round(each.left) for each in found}) == 2


OWN = "{% extends '!letter/letter.html' %}{% block style %}{{ super() }} STYLE{% endblock %}"
UNBROKEN = "html { overflow-wrap: normal }"


def own_letter(folder: Path, style: str = UNBROKEN) -> Path:
    (folder / "letter").mkdir(parents=True)
    (folder / "letter/letter.html").write_text(OWN.replace("STYLE", style))
    return folder


def test_what_cannot_be_broken_is_refused_at_its_place(run: Run, tmp_path: Path) -> None:
    data = {
        **SOMEBODY,
        "recipients": [{**SOMEBODY["recipients"][0], "office": {"en": f"Head of {WORD}", "ru": "Глава"}}],
    }
    path = tmp_path / "case.yaml"
    path.write_text(case_text(data), "utf-8")
    folder = own_letter(tmp_path / "own")
    flags = ("-l", "en,ru", *ON, "--templates", folder, "-o", tmp_path / "out")
    ran = run("render", path, *flags)
    assert ran.code == 1
    [told] = [line for line in ran.err.splitlines() if "UA408" in line]
    line = next(number for number, text in enumerate(path.read_text().splitlines(), 1) if WORD in text)
    assert told.startswith(f"{path}:{line}:")
    assert "error[UA408]: in the letter to official in English, `Unzertrennlich" in told
    assert "mm off the page" in told
    assert [each.name for each in (tmp_path / "out").rglob("*.pdf")] == ["letter-official-ru.pdf"]


def test_a_template_that_sets_text_over_text_is_refused(tmp_path: Path) -> None:
    folder = own_letter(tmp_path / "own", ".text { margin-top: -2.2em }")
    with pytest.raises(Problems) as raised:
        made(SOMEBODY, "pdf", templates=[folder])
    assert {each.code for each in raised.value.diagnostics} == {"UA408"}
    assert "stands over" in raised.value.diagnostics[0].message


# --- print runs ------------------------------------------------------------------------------------------------------

LIST = "Name,Street,Postcode,Town,Country\nKim Sample,1 Road,BS1 5XX,Bristol,GB\n{},2 Road,BS1 5XX,Bristol,GB\n"


def batch(run: Run, folder: Path, *flags: object) -> Any:
    (folder / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    (folder / "list.csv").write_text(LIST.format(WORD[:95]))
    return run(
        "batch",
        folder / "case.yaml",
        "--senders",
        folder / "list.csv",
        "-o",
        folder / "out",
        *ON,
        "-l",
        "en",
        "-y",
        *flags,
    )


def test_a_long_name_in_a_list_is_broken(run: Run, tmp_path: Path) -> None:
    ran = batch(run, tmp_path, "--envelopes", "dl")
    assert ran.code == 0, ran.err
    data = (tmp_path / "out/case-official-en-001.pdf").read_bytes()
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as file:
        del file.pages[0]
        out = io.BytesIO()
        file.save(out)
    assert within(out.getvalue(), "a4")
    assert "".join(each.text for each in words(out.getvalue())).count(WORD[:60]) == 2  # Above the letter, and below it.


def test_every_layout_of_a_print_run_is_measured(run: Run, tmp_path: Path) -> None:
    """The name that does not fit costs its own letter, and the row is named."""
    ran = batch(run, tmp_path, "--templates", own_letter(tmp_path / "own"))
    assert ran.code == 1
    assert "error[UA408]: in the letter to official in English, `Unzertrennlich" in ran.err
    assert "(1 letter; row 3)" in ran.err
    manifest = (tmp_path / "out/manifest.csv").read_text().splitlines()
    assert ["UA408" in line for line in manifest[1:]] == [False, True]


# --- one page, or several --------------------------------------------------------------------------------------------


def pages(data: bytes) -> list[str]:
    import subprocess

    tool("pdftotext")
    shown = subprocess.run(["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True).stdout
    return shown.decode().split("\f")[:-1]


def test_what_fits_on_one_page_is_on_one() -> None:
    for document in ("urgent-action", "urgent-action-classic"):
        [page] = pages(made(SOMEBODY, "pdf", "en", document=document))
        assert page.count("Kyrgyzstan") == 1, "the head of the second page is not repeated in its middle"


def telling(events: int, paragraphs: int) -> dict[str, Any]:
    text = "On {} February she was moved to another cell, where eleven people share six beds and one window"
    told = [
        {"text": {"en": text.format(day)}, "date": f"2026-02-{day:02}", "source": "statement"}
        for day in range(1, events + 1)
    ]
    more = [{"en": "The library of Osh was founded in 1926 and has books in seven languages. " * 4}] * paragraphs
    data = {key: value for key, value in TWO_PEOPLE.items() if key not in ("events", "background")}
    return {**data, "events": told, "background": more}


def test_a_second_page_is_used_before_type_is_crushed() -> None:
    """The first page alone would need the smallest type, or none would do; the second has room."""
    import pikepdf

    for paper in ("a4", "letter"):
        data = made(telling(16, 3), "pdf", "en", document="urgent-action", paper=paper)
        first, second = pages(data)
        assert len(second.splitlines()) > 20
        assert "respectfully urge you to" in " ".join((first + second).split())
        with pikepdf.open(io.BytesIO(data)) as file:
            assert len(file.pages) == 2


def test_parts_have_pages_of_their_own_where_both_have_room() -> None:
    first, second = pages(made(telling(4, 7), "pdf", "en", document="urgent-action"))
    assert second.lstrip().startswith(first.lstrip().splitlines()[0].split("   ")[0].strip()), "with the head repeated"
    assert "ADDITIONAL INFORMATION" in second
