"""The sentences of a case made of frames: whole letters, and accounts for other documents, with what they leave out.

For languages whose file says `engine: 2`. The others are worded by `sentences`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ua_gen.model import Event
from ua_gen.wording.facts import FactsReader
from ua_gen.wording.items import path_of, path_text
from ua_gen.wording.losses import untold
from ua_gen.wording.realisation import records
from ua_gen.wording.realisation.letter import Letter, account, letter
from ua_gen.wording.realisation.records import Facts, Request

if TYPE_CHECKING:
    from ua_gen.wording.base import CaseWords
    from ua_gen.wording.letter import LetterWords

PARTS = ("status", "events", "duties", "requests")  # Of a case: what is told as a whole, or not at all.


def compose_letter(say: "LetterWords", voice: str) -> Letter:
    """The letter to the recipient of `say`. What it leaves out is noted there."""
    reader = FactsReader(say)
    facts = reader.facts(say.recipient)
    if voice == "petition":
        facts = replace(facts, events=(), duties=())
    if say.original is not None:
        facts = _restricted(facts, say, voice)
    found = letter(facts, say.language.tag, say.greeted, voice, say.turn)
    for request in found.requests:  # Each of several that one sentence asks for.
        path = _first(request.told)
        say.said(request.text, path, _stock_word(say, path))
    for paragraph in (found.opening, *found.facts, found.law, found.asked, found.reply):
        for sentence in (*paragraph.sentences, *paragraph.items):
            path = _first(sentence.told)
            say.said(sentence.text, path, _stock_word(say, path) or f"{voice}.{paragraph.kind}")
    _note(say, reader, found.untold, found.bracketed, {each.path: each for each in facts.requests})
    return found


def compose_account(
    say: "CaseWords", events: Iterable[tuple[int, Event]], part: str = "events"
) -> list[list[tuple[Event, str]]]:
    """Paragraphs of sentences that tell events in the order given, each with its event.

    `part` is the list of the case that they come from: `status`, where they tell how a state began.
    """
    reader = FactsReader(say)
    sources: dict[str, Event] = {}
    told: list[records.Event] = []
    for index, event in events:
        found = reader.event(index, event, part)
        if found is not None:
            sources[found.path] = event
            told.append(found)
    facts = Facts(reader.party(), tuple(told), dead=reader.dead, year=say.day.year, country=say.case.country)
    accounted = account(facts, say.language.tag, say.language.paragraph)
    _note(say, reader, accounted.untold, accounted.bracketed, {})
    for paragraph in accounted.paragraphs:
        for record, sentence in paragraph:
            path = path_of(record.path)
            say.said(sentence.text, path, _stock_word(say, path))
    return [
        [(sources[event.path], sentence.text) for event, sentence in paragraph] for paragraph in accounted.paragraphs
    ]


def _first(told: frozenset[str]) -> tuple[str | int, ...]:
    """The first entry of the file that a sentence tells. That somebody is named in it is not what it came of."""
    paths = [path_of(each) for each in told if each]
    entries = [path[:2] for path in paths if path[0] in PARTS]
    return min(entries or [path[:2] for path in paths], key=lambda path: tuple(map(str, path)), default=())


def _stock_word(say: "CaseWords", path: tuple[str | int, ...]) -> str:
    """The stock event or request that an entry of the case names: what decides the sentence."""
    match path:
        case ("events", int(index)) if word := say.case.events[index].type:
            return f"event.{word}"
        case ("requests", int(index)) if word := say.case.requests[index].ask:
            return f"request.{word}"
    return ""


def _restricted(facts: Facts, say: "LetterWords", voice: str) -> Facts:
    """What a letter in another language has told, for the sheet that tells its sender what it says."""
    assert say.original is not None
    if say.original.engine == 2:
        other = type(say)(say.case, say.original, say.day, say.recipient, say.sender, None, say.section)
        told = compose_letter(other, voice).told
        return _only(facts, lambda path: path in told)
    left_out = {path_text(path) for path, _ in untold(say.case)}
    return _only(facts, lambda path: not {path, f"{path}.type", f"{path}.text"} & left_out)


def _only(facts: Facts, told: Callable[[str], bool]) -> Facts:
    def args(entry: records.Event | Request) -> Mapping[str, tuple[records.Item, ...]]:
        return {name: items for name, items in entry.args.items() if told(f"{entry.path}.{name}")}

    return replace(
        facts,
        events=tuple(replace(event, args=args(event)) for event in facts.events if told(event.path)),
        duties=tuple(duty for duty in facts.duties if told(duty.path)),
        requests=tuple(replace(asked, args=args(asked)) for asked in facts.requests if told(asked.path)),
    )


def _note(
    say: "CaseWords",
    reader: FactsReader,
    untold: frozenset[str],
    bracketed: frozenset[str],
    requests: Mapping[str, Request],
) -> None:
    """Notes what a language leaves out: of what is left out whole, only that."""
    for text in sorted(untold, key=_by_number):
        path = path_of(text)
        whole = path[:2] if path[0] in PARTS and len(path) > 1 else path
        if path != whole and path_text(whole) in untold:
            continue
        asked = requests.get(text)
        if asked is not None and not asked.optional:
            say.lacks((*path, "ask"), "frame")
        else:
            say.left_out(reader.written(path), reader.why(path))
    for text in sorted(bracketed, key=_by_number):
        path = path_of(text)
        say.left_out((*path, "name") if path[0] == "people" and len(path) == 2 else path, "form")


def _by_number(text: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple((isinstance(step, str), step if isinstance(step, int) else 0, str(step)) for step in path_of(text))
