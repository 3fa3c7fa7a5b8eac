"""The gate holds in the preview as in `render`: nothing that may not be made is shown, and no stop is explained."""

import json
from pathlib import Path
from typing import Any

import pytest
from helpers.asgi import DRAWER, inputs
from helpers.gate import ASKS_NOTHING, OPEN, OVER, STOPPED, WHY, files
from helpers.specimen import DAY, case_text

from ua_gen.preview.choices import Choice
from ua_gen.preview.looking import Store, View, look
from ua_gen.preview.reading import Reading, is_closed, read
from ua_gen.preview.told import reading_message, view_message
from ua_gen.templating import Templates


def looked(path: Path, **chosen: Any) -> tuple[Reading, View]:
    asked = inputs(path)
    reading = read(path, asked)
    return reading, look(reading, Choice(language="en", scale=1.0, **chosen), asked, Store(DRAWER))


def test_where_nothing_has_happened_each_is_shown(tmp_path: Path) -> None:
    """Otherwise the refusals below would prove nothing."""
    for name, path in files(tmp_path, {}, {}):
        if name in ("letter", "urgent-action", "petition"):
            assert looked(path, document=name)[1].pages


@pytest.mark.parametrize("what", OVER)
def test_nothing_is_shown_for_somebody_who_is_beyond_it(what: str, tmp_path: Path) -> None:
    case, beside, code = OVER[what]
    for name, path in files(tmp_path, case, beside):
        if name in ASKS_NOTHING:
            continue
        for show in ("pages", "text", "web", "mail"):
            reading, view = looked(path, document=name, show=show)
            found = [problem.code for problem in (*reading.problems, *view.problems) if problem.is_error]
            assert code in found, (name, show)
            assert {job.document.name for job in view.jobs} <= {"outcome"}, "what became of them, and nothing else"
            assert bool(view.jobs) == (view.instead == "outcome")


def test_of_somebody_who_has_died_the_outcome_is_shown(tmp_path: Path) -> None:
    case, beside, _ = OVER["died"]
    paths = dict(files(tmp_path, case, beside))
    reading, view = looked(paths["letter"], document="letter")
    assert view.instead == "outcome"
    assert view.pages
    assert any("died" in spot.text for spot in view.spots)
    assert is_closed(reading.loaded, inputs(paths["letter"]).days(None))  # type: ignore[arg-type]


@pytest.mark.parametrize("what", STOPPED)
def test_why_an_action_was_stopped_is_shown_nowhere(what: str, tmp_path: Path) -> None:
    case, beside = STOPPED[what]
    templates = Templates()
    for name, path in files(tmp_path, case, beside):
        reading, view = looked(path, document=name)
        messages = [
            reading_message(reading, lambda _: 0, templates),
            view_message(Choice(), view, reading, lambda _: 0),
        ]
        assert name in ASKS_NOTHING or not view.jobs
        assert WHY.lower() not in json.dumps(messages).lower()


def test_an_earlier_day_shows_copies_for_the_archive(tmp_path: Path) -> None:
    case, beside, _ = OVER["died"]
    path = dict(files(tmp_path, case, beside))["letter"]
    asked = inputs(path)
    reading = read(path, asked)
    choice = Choice(language="en", date=DAY.replace(day=12))
    view = look(reading, choice, asked, Store(DRAWER))
    assert view.jobs[0].archive
    message = view_message(choice, view, reading, lambda _: 0)
    assert (message["archive"], message["past"]) == (True, "2026-03-12")


def test_what_is_for_the_section_only_is_shown_nowhere(tmp_path: Path) -> None:
    secret = {"visibility": "section", "type": "beaten", "place": "Quiet Qz90"}
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | {"events": [*OPEN["events"], secret]}), "utf-8")
    for document in ("letter", "urgent-action", "urgent-action-classic"):
        reading, view = looked(path, document=document)
        assert view.pages
        message = view_message(Choice(), view, reading, lambda _: 0)
        assert "Qz90" not in json.dumps(message)
