"""From a sentence on a page to the line that says it, in every language and document."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from helpers.asgi import DRAWER, inputs
from helpers.specimen import ALL_LANGUAGES, DAY, LANGUAGES, OUTCOME, TWO_PEOPLE, case_text, loaded

from ua_gen.pdf import write_pdf
from ua_gen.preview.choices import Choice
from ua_gen.preview.looking import Store, View, look
from ua_gen.preview.reading import read
from ua_gen.preview.spots import Spot
from ua_gen.rendering.compose import compose
from ua_gen.rendering.prepare import prepare
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

ASKED = ("release-unconditionally", "fair-trial", "medical-care")
CASE = TWO_PEOPLE | {
    "requests": [{"ask": name} for name in ASKED],
    "recipients": [
        {key: value for key, value in one.items() if key != "salutation"} for one in TWO_PEOPLE["recipients"]
    ],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "case.yaml"
    found.write_text(case_text(CASE), "utf-8")
    return found


def looked(path: Path, **chosen: Any) -> View:
    asked = inputs(path)
    return look(read(path, asked), Choice(scale=1.0, **chosen), asked, Store(DRAWER))


def field(spot: Spot) -> str:
    return spot.place.field if spot.place else ""


def found(view: View, start: str) -> Spot:
    return next(spot for spot in view.spots if spot.text.startswith(start))


def test_each_part_of_a_letter_leads_to_its_field(path: Path) -> None:
    view = looked(path, language="en")
    lines = path.read_text("utf-8").splitlines()
    fields = [field(spot) for spot in view.spots]
    for wanted in ("recipients[0].office", "recipients[0].address", "people[0].name", "recipients[0].post"):
        assert wanted in fields
    for part in ("events", "requests"):  # Also where a sentence asks for several things.
        told = {field(spot) for spot in view.spots if field(spot).startswith(f"{part}[")}
        assert len(told) > 2, part
    for spot in view.spots:
        if spot.place:
            assert spot.place.file == str(path)
            assert list(spot.place.lines) == lines[spot.place.line - 1 : spot.place.line - 1 + len(spot.place.lines)]
            assert spot.place.line <= spot.place.end <= len(lines)


def test_a_stock_phrase_is_named_with_the_field_that_chose_it(path: Path) -> None:
    view = looked(path, language="en")
    salutation = found(view, "Dear")
    assert salutation.phrase.startswith("salutation.")
    assert field(salutation) == "recipients[0].post"
    reply = found(view, "I would be grateful for a reply")
    assert (reply.phrase, reply.place) == ("letter.reply", None), "it is the same in every letter"
    event = next(spot for spot in view.spots if field(spot).startswith("events["))
    assert event.phrase.startswith("event.")


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_in_every_language_what_is_told_and_asked_is_found(language: str, path: Path) -> None:
    view = looked(path, language=language)
    assert view.pages
    fields = {field(spot).partition("[")[0] for spot in view.spots}
    assert {"recipients", "people", "events", "requests"} <= fields


@pytest.mark.parametrize("language", ["en", "ar"])
def test_boxes_lie_on_the_page_and_apart_from_each_other(language: str, path: Path) -> None:
    view = looked(path, language=language)
    page = view.pages[0]
    boxes = [(spot.text, *box) for spot in view.spots for box in spot.boxes]
    for text, number, left, top, width, height in boxes:
        assert number == 0
        assert 0 <= left < left + width <= page.width + 1, text
        assert 0 <= top < top + height <= page.height + 1, text
        assert width > 1
    for one in boxes:
        for other in boxes:
            if one[0] != other[0] and abs(one[3] - other[3]) < 2:
                across = min(one[2] + one[4], other[2] + other[4]) - max(one[2], other[2])
                assert across < 3, (one, other)


def test_where_two_sentences_meet_in_a_line_each_has_its_part(path: Path) -> None:
    """The second begins where the first ends, to a letter."""
    view = looked(path, language="en")
    spots = [spot for spot in view.spots if field(spot).startswith(("events[", "status["))]
    pairs = [(a, b) for a, b in pairwise(spots) if abs(a.boxes[-1][2] - b.boxes[0][2]) < 1]
    assert pairs
    for first, second in pairs:
        gap = second.boxes[0][1] - (first.boxes[-1][1] + first.boxes[-1][3])
        assert 0 <= gap < 8


OTHERS = ("urgent-action", "urgent-action-classic", "petition", "solidarity", "outcome", "embassy-copy")


@pytest.mark.parametrize("document", OTHERS)
def test_other_documents_have_their_places_too(document: str, path: Path) -> None:
    if document == "outcome":
        ended = CASE | {
            "outcome": OUTCOME | {"issued": "2026-03-12"},
            "status": [{"state": "released", "since": "2026-03-11"}],
        }
        path.write_text(case_text(ended), "utf-8")
    view = looked(path, document=document, language="ru" if document == "solidarity" else "en")
    assert view.pages, view.problems
    assert sum(spot.place is not None for spot in view.spots) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_tells_the_places_does_not_change_the_page(language: str, path: Path) -> None:
    templates = Templates()
    request = RenderRequest(DAY, DAY, ("letter",), (language,))
    job = prepare([loaded(CASE)], request, templates)[0][0]
    composed = compose(job, templates, "html")
    pages = (composed.text, job.document.fits, job.pages, templates.roots("letter"))
    plain, told = write_pdf(*pages), write_pdf(*pages, with_lines=True)
    assert plain.data == told.data, "to the last byte"
    assert told.lines
    assert not plain.lines
