"""What letters say of a stock event or request, as an example: of a woman, on a day, with no more than it needs.

What befalls no single person is told of several.
"""

import datetime
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from ua_gen import stock
from ua_gen.languages import language
from ua_gen.languages.phrases import names
from ua_gen.model import Case
from ua_gen.model.arguments import allowed
from ua_gen.wording import Wording
from ua_gen.wording.facts import FactsReader
from ua_gen.wording.realisation.discourse import Discourse
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.parties import mentions
from ua_gen.wording.realisation.realiser import Realised, Realiser
from ua_gen.wording.sentences import event_sentence, request

SOMEBODY = "N. N."
DAY = datetime.date(2026, 1, 5)
WHEN = {"past": {"date": "2026-01-05"}, "now": {"ongoing": "true"}, "ahead": {"expected": "2026-05-18"}}  # By mode.
GROUPS = {"group": "families", "organisation": "organisations"}  # By whom something can befall.
PLAIN = {"sentence": "7 years", "request": "release-unconditionally", "flag": "true"}  # Of kinds without a stock.


def event_example(name: str, tag: str) -> str:
    """The sentence for a stock event; empty where letters cannot tell it."""
    event, implied = stock.event_names()[name]
    given: dict[str, Any] = {"type": name} | WHEN[event.modes[0]]
    if language(tag).engine == 2:
        given |= _needed(event, implied)
        # What needs nothing in particular may need something all the same.
        more = ({each.name: _value(each.kind)} for each in event.args.values() if stock.values(allowed(each.kind)[0]))
        return next(filter(None, (_told(tag, given | each, event.of) for each in chain([{}], more))), "")
    if name not in names("event"):
        return ""
    if "sentence" in event.args:
        given["sentence"] = "7 years"
    say = _words(tag, events=[{key: value for key, value in given.items() if key != "ongoing"}])
    return event_sentence(say, 0, say.case.events[0], named=True)


def request_example(name: str, tag: str) -> str:
    """What is asked, after *I ask you to*; empty where letters cannot ask it."""
    if language(tag).engine == 2:
        reader = FactsReader(_words(tag, requests=[{"ask": name} | _needed(*stock.request_names()[name])]))
        asked = reader.request(0, reader.case.requests[0])
        found = None if asked is None else _speaker(reader).request(asked, by_name=False)
        return _text(None if found is None else found[0])
    if name not in names("request"):
        return ""
    say = _words(tag, requests=[{"ask": name}])
    return request(say, 0, say.case.requests[0])


def _told(tag: str, given: Mapping[str, Any], of: Sequence[str]) -> str:
    group = GROUPS[of[0]] if of and "person" not in of else None
    told_of = {"people": [{"id": "g", "kind": "group", "group": {"noun": group}}]} if group else {}
    reader = FactsReader(_words(tag, events=[given], **told_of))
    event = reader.event(0, reader.case.events[0])
    return _text(None if event is None else _speaker(reader).tell(event))


def _speaker(reader: FactsReader) -> Realiser:
    """One who has named the person already: a pronoun will do."""
    known = grammar(reader.tag)
    discourse = Discourse(known, mentions(known, reader.party(), {}))
    discourse.named.add(discourse.party.key)
    discourse.must_name = False
    return Realiser(discourse)


def _text(found: Realised | None) -> str:
    return "" if found is None else found.text


def _needed(entry: stock.Event | stock.Request, implied: Mapping[str, Any]) -> dict[str, Any]:
    """A stock value for each argument without which there is no sentence."""
    wanted = [need.partition(" or ")[0] for need in entry.needs] + ["sentence"] * ("sentence" in entry.args)
    return {name: _value(entry.args[name].kind) for name in wanted if name not in implied}


def _value(kind: str) -> Any:
    """A value of a kind: the first of the stock that can stand alone, or the first with what it takes."""
    if kind in PLAIN:
        return PLAIN[kind]
    known = stock.values(allowed(kind)[0]).values()
    plain = next((value.name for value in known if "{" not in value.english), None)
    if plain is not None:
        return plain
    first = next(iter(known))
    return {stock.key(first.kind): first.name} | {name: _value(takes) for name, takes in first.takes.items()}


def _words(tag: str, **facts: object) -> Wording:
    case = {
        "format": "1",
        "language": tag,
        "country": "KG",
        "title": SOMEBODY,
        "summary": SOMEBODY,
        "action": {"issued": str(DAY), "issuer": "…"},
        "people": [{"id": "somebody", "name": SOMEBODY, "gender": "female"}],
    }
    checked = Case.model_validate(case | facts, context={"language": tag})
    return Wording(checked, language(tag), DAY)
