"""`ua-gen stock`: every word is found, and what is shown of it is what letters say."""

import json
import re

import pytest
from conftest import Run
from helpers.lacking import without_frames

from ua_gen import stock
from ua_gen.languages import tags


@pytest.mark.parametrize("tag", tags())
def test_of_each_word_that_letters_tell_the_sentence_is_shown(tag: str, run: Run) -> None:
    rows = {(row["group"], row["name"]): row for row in json.loads(run("stock", "-l", tag, "--json").out)}
    for group in ("event", "request"):
        said = {name: row["example"] for (of, name), row in rows.items() if of == group and "note" not in row}
        said |= {
            name: text for (of, _), row in rows.items() if of == group for name, text in row["old"].items() if text
        }
        known = stock.event_names() if group == "event" else stock.request_names()
        whole = {name for name, (entry, _) in known.items() if entry.tier in stock.TIERS or name in said}
        assert set(said) == whole
        assert [name for name, text in said.items() if not text or re.search("[{}]|  | [.,]", text)] == []
        if tag != "en":
            english = {row["english"] for row in rows.values()}
            assert [name for name, text in said.items() if text in english] == []


def test_the_sentence_is_in_the_language_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without_frames(monkeypatch, "tk", lambda key: key.startswith("event.wanted."))
    assert "Am 5. Januar 2026 wurde sie festgenommen.\n" in run("stock", "arrested", "-l", "de").text
    assert "(letters in Turkmen cannot tell it)" in run("stock", "wanted", "-l", "tk").text
    assert run("stock", "arrested", "-l", "xx").code == 2


def test_without_a_word_it_can_be_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ua_gen.cli.terminal.width", lambda: 80)
    without_frames(monkeypatch, "zh-Hans", lambda key: key.startswith("event.trial."))
    lines = run("stock", "-l", "zh-Hans").text.splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) < 750
    names = {line.split()[0] for line in lines if re.match(r"  \S", line)}
    assert {*stock.events(), *stock.requests(), *stock.posts(), "held-incommunicado", "protect-family"} <= names
    untold = lines.index("event, which letters in Chinese (simplified) cannot tell")
    shown = {name: next(n for n, line in enumerate(lines) if line.split()[:1] == [name]) for name in ("trial", "sued")}
    assert shown["sued"] < untold < shown["trial"]
    assert set(stock.kinds()) <= set(lines)
    assert "cannot tell" not in run("stock").text, "in English, letters tell all of it"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("arrested", ["arrested"]),
        ("held-incommunicado", ["held"]),
        ("Arrest", ["arrested", "not-told-reasons"]),
        ("judge", ["not-brought-before-judge", "bring-before-judge", "judge", "judge"]),
        ("agents", ["police", "riot-police"]),
        (
            "release",
            [
                "release-unconditionally",
                "release-unless-charged",
                "release-pending-review",
                "release-pending-trial",
                "release-health",
                "release-court-order",
                "without-charge",
            ],
        ),
    ],
)
def test_what_a_word_finds(word: str, found: list[str], run: Run) -> None:
    rows = json.loads(run("stock", word, "--json").out)
    assert [row["name"] for row in rows][: len(found)] == found


def test_of_a_value_it_is_told_how_to_give_it_more(run: Run) -> None:
    shown = run("stock", "place").text
    assert re.search(r"^  border +the border with \{country\}  \[country, name, of, in\]$", shown, re.MULTILINE)
    assert shown.endswith("[in brackets] what may be given with it: `{kind: city, name: …}`\n")
    arrested = run("stock", "arrested").text
    assert "\n* one or several: `[a, b]`\n" in arrested
    assert "\nagent  (`ua-gen stock agent` tells what each says)\n  police, riot-police, " in arrested
