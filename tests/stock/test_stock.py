"""What the stock lists say is consistent: kinds, names, and what the files of today use."""

import re

import pytest

from ua_gen import stock
from ua_gen.languages import phrases
from ua_gen.wording.losses import TOLD_BY

NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
FIELD = re.compile("[a-z]+(_[a-z]+)*")
KINDS = {*stock.kinds(), *stock.PLAIN_KINDS, "party"}
# Tiers 1 and 2 of what 118 published appeals were found to tell, and what files of this format have always told.
EVERY = {"disappeared", "pardoned", "acquitted", "charges-dropped", "sentence-commuted", "executed", "appeal-rejected"}
EVERY |= {"sued", "died"}


def test_every_argument_takes_values_of_a_kind_that_there_is() -> None:
    entries = [*stock.events().values(), *stock.requests().values()]
    assert {
        (entry.name, arg.kind) for entry in entries for arg in entry.args.values() if arg.kind not in KINDS
    } == set()
    assert [arg for entry in entries for arg in entry.args if not FIELD.fullmatch(arg)] == []
    assert [
        entry.name for entry in entries if not set(" or ".join(entry.needs).split(" or ")) - {""} <= set(entry.args)
    ] == []


def test_every_parameter_of_a_value_is_of_a_kind_that_there_is() -> None:
    found = {kind for name in stock.kinds() for value in stock.values(name).values() for kind in value.takes.values()}
    assert found <= KINDS


def test_no_name_stands_twice() -> None:
    for entries, names in ((stock.events(), stock.event_names()), (stock.requests(), stock.request_names())):
        old = [name for entry in entries.values() for name in entry.old]
        assert len(names) == len(entries) + len(old)
        assert all(NAME.fullmatch(name) for name in names)
    lists = {kind: stock._table("values")[kind] for kind in stock.kinds() if kind in stock._table("values")}
    for kind, tiers in lists.items():
        entries_ = [entry for entries in tiers.values() for entry in entries]
        assert len(entries_) == len(stock.values(kind)), kind
        assert all(NAME.fullmatch(name) for name in stock.values(kind)), kind


def test_what_an_old_name_stands_for_is_taken() -> None:
    for _name, (event, implied) in stock.event_names().items():
        assert set(implied) <= set(event.args)
        for argument, value in implied.items():
            assert value in stock.values(event.args[argument].kind)
    for _name, (request, implied) in stock.request_names().items():
        assert set(implied) <= {*request.args, "about"}


@pytest.mark.parametrize(
    ("group", "names"),
    [("event", stock.event_names()), ("request", stock.request_names()), ("salutation", stock.posts())],
)
def test_every_name_of_today_goes_on_working(group: str, names: dict[str, object]) -> None:
    assert set(phrases.names(group)) - set(names) == set()


def test_every_authority_of_today_goes_on_working() -> None:
    assert set(phrases.names("authority")) - set(stock.values("agent")) == set()


@pytest.mark.parametrize("field", ["place", "by", "court", "charges", "sentence", "confiscation"])
def test_whatever_a_sentence_of_today_tells_its_event_takes(field: str) -> None:
    for name in phrases.names("event"):
        event = stock.event(name)
        sentence = phrases.english_phrases()[f"event.{name}"].english("male")
        if any(f"{{{slot}}}" in sentence for slot in TOLD_BY[field]):
            assert field in event.args, name


def test_there_is_what_published_appeals_tell_most() -> None:
    whole = [event for event in stock.events().values() if event.tier in stock.TIERS]
    assert len({event.name for event in whole} - EVERY - {"not-seen-by-doctor"}) == 86
    assert len([request for request in stock.requests().values() if request.tier == 1]) == 18


def test_examples_are_whole_and_ranks_and_modes_are_known() -> None:
    for event in stock.events().values():
        assert re.fullmatch(r"[A-Z].*\.", event.example), event.name
        assert event.harm in range(10)
        assert event.modes
        assert set(event.modes) <= {"past", "now", "ahead"}
        assert set(event.of) <= {"person", "group", "organisation"}
    for request in stock.requests().values():
        assert re.fullmatch(r".*\S", request.example), request.name
        assert request.death in ("", "goes-on", "family")
    for post in stock.posts().values():
        assert not post.like or post.like in phrases.names("salutation")
        assert post.like or post.name in phrases.names("salutation")
