"""The frames of languages: how they are written, and what the checker finds in them."""

import pytest

from ua_gen.languages import checker, frames
from ua_gen.languages.notation import Agreeing, Bracket, Finite, NotationError, Slot, parse

TAGS = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "uk",
    "ky",
    "kk",
    "uz",
    "uz-Cyrl",
    "fa",
    "ar",
    "tg",
    "tk",
    "zh-Hans",
    "tr",
)


def test_a_phrase_is_read_in_all_its_parts() -> None:
    phrase = parse("{When}, {who} {who!was|were} {h} seen{who~|s}[ in {where:of}] +fest/festgenommen")
    assert phrase.pieces[0] == Slot("When")
    assert Finite("who", ("was", "were")) in phrase.flat
    assert Agreeing("who", ("", "s")) in phrase.flat
    assert any(isinstance(piece, Bracket) for piece in phrase.pieces)
    assert phrase.tail == ("fest", "festgenommen")
    assert phrase.slots == {"When", "who", "h", "where"}
    assert parse("{Who} is {he:obj}").pieces[0] == Slot("who", capital=True)
    assert parse("{his} Prozess {!soll|solle}").finite == Finite("", ("soll", "solle"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a [b {c}]]", "inside a bracket"),
        ("a] b", "not opened"),
        ("[a {b}", "not closed"),
        ("[a] b", "no slot in the bracket"),
        ("{who", "other half"),
        ("{who~}", "two alternatives"),
        ("{~a|b}", "is no slot"),
        ("{1who}", "is no slot"),
        ("{who!a|b} {who!a|b}", "more than one finite verb"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(text: str, fault: str) -> None:
    with pytest.raises(NotationError, match=fault):
        parse(text)


# --- checker --------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", TAGS)
def test_the_frames_of_a_language_have_no_fault(tag: str) -> None:
    assert checker.faults(tag) == []


@pytest.mark.parametrize(
    ("tag", "key", "text", "fault"),
    [
        (
            "de",
            "event.arrested.past",
            "{agent} {agent!nahm|nahmen} {who:acc} {h} {zeit} +fest/fest",
            "nothing fills zeit",
        ),
        ("de", "event.arrested.past", "{agent} nahm {who:acc} {h} fest", "has a finite verb"),
        ("de", "event.threatened.past", "{who} {who!kam|kamen|komme|kommen} {h}", "looks like a fact"),
        (
            "de",
            "event.arrested.past",
            "die Behörden {!nahmen|hätten} {who:acc} {h} +fest/festgenommen",
            "names somebody",
        ),
        ("ru", "event.killed.past", "{h} {who} были убиты", "nothing agrees with"),
        ("ru", "event.killed.past", "{h} {who} уби{who~т|та|то|ты|тые}", "5 alternatives is not declared"),
        ("en", "event.killed.past", "{who} {who!was|were} killed", "no place for the hedge"),
        ("en", "event.killed.past", "{who} {who!was|were} {h} killed.", "no full stop"),
        ("en", "event.killed.past", "{who} {who!was|were} {h}  killed", "no double spaces"),
        ("en", "event.killed.past", "Somebody {h} killed {who:obj}", "no capital"),
        ("en", "event.killed.past", "{who} {who!was|were} {h} [killed", "not closed"),
    ],
)
def test_the_checker_sees_what_is_wrong(
    tag: str, key: str, text: str, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    phrases = {**frames.sources(tag), key: {**frames.sources(tag)[key], "wrong": text}}
    monkeypatch.setattr(checker, "sources", lambda tag: phrases)
    found = [line for line in checker.faults(tag) if "|wrong" in line]
    assert any(fault in line for line in found), found


def test_the_checker_misses_an_argument_that_no_frame_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    phrases = {**frames.sources("de"), "event.killed.past": {"plain": "{who} {who!wurde|wurden} {h} getötet"}}
    monkeypatch.setattr(checker, "sources", lambda tag: phrases)
    (line,) = (line for line in checker.faults("de") if "event.killed.past: no frame tells" in line)
    assert "agent" in line
    assert "where" in line
