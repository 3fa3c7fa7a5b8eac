"""What of a case the sentences that there are today do not tell, so that letters leave it out and say so.

This is the one place that knows it: whoever asks what is lost asks here, and what learns to tell it changes here.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from ua_gen import stock
from ua_gen.languages.phrases import english_phrases, names
from ua_gen.model import Case, Event, Request
from ua_gen.model.arguments import Stocked, attribute, each, own_text, stock_word
from ua_gen.model.dates import Term
from ua_gen.model.values import Text

Path = tuple[str | int, ...]

# What today's sentences tell of an event, and what of an event or a request is said about it, not in it.
TOLD = frozenset({"type", "text", "date", "people", "place", "by", "court", "charges", "sentence", "confiscation"})
TOLD |= {"reported", "according_to"}
ASKED = frozenset({"ask", "text", "because", "to"})
ABOUT = frozenset({"letter", "background", "source", "superseded", "visibility", "optional"})
# With one of these, a sentence in the past, about the people of the case, would say something else.
ANOTHER = frozenset({"expected", "since", "for_", "ongoing", "about"})


def phrase_of(entry: Event | Request, language: str) -> tuple[str, frozenset[str]] | None:
    """The stock sentence of today that tells an event or a request, and the arguments that are told by its choice."""
    group = "event" if isinstance(entry, Event) else "request"
    name = entry.type if isinstance(entry, Event) else entry.ask
    given = entry.model_fields_set
    if name is None or (not given.isdisjoint(ANOTHER) and _says_another(entry, language)):
        return None
    known = stock.event_names() if isinstance(entry, Event) else stock.request_names()
    spec, _ = known[name]
    for old, implied in spec.old.items() if name == spec.name else ():
        if all(
            _words(getattr(entry, attribute(field), None), language) == _listed(value)
            for field, value in implied.items()
        ):
            return old, frozenset(implied)
    return (name, frozenset()) if name in _told_today(group) else None


def _says_another(entry: Event | Request, language: str) -> bool:
    return any(getattr(entry, field, None) for field in ANOTHER) and not _told_by_name(entry, language)


@cache
def _told_today(group: str) -> frozenset[str]:
    return frozenset(names(group))


def _told_by_name(entry: Event | Request, language: str) -> bool:
    """`protect` about the family is a sentence of today."""
    return isinstance(entry, Request) and entry.ask == "protect" and _words(entry.about, language) == ["family"]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def _words(value: Any, language: str) -> list[str]:
    return [
        one.name if isinstance(one, Stocked) and not one.given else stock_word(one, language) for _, one in each(value)
    ]


def text_of(value: Any, kinds: tuple[str, ...], language: str) -> Text | None:
    """A value as far as a sentence of today can print it: its text, unless that is the name of a stock value."""
    if value is None:
        return None
    word = stock_word(value, language)
    return None if "-" in word and any(word in stock.values(kind) for kind in kinds) else own_text(value)


PRINTED = {
    "place": ("place",),
    "court": ("court",),
    "charges": ("charge",),
    "according_to": ("relative", "associate", "agent", "body"),
}


# Each field of an event, and the placeholders of a sentence of today through which it is told.
TOLD_BY = {
    "place": ("where", "to_place"),
    "by": ("by",),
    "court": ("by_court", "before_court"),
    "charges": ("charges", "of_charges"),
    "sentence": ("term",),
    "confiscation": ("confiscation",),
}


@cache
def _has_room(phrase: str, field: str) -> bool:
    """Whether the sentence of a stock event tells a field at all."""
    sentence = english_phrases()[f"event.{phrase}"].english("male")
    return field not in TOLD_BY or any(f"{{{slot}}}" in sentence for slot in TOLD_BY[field])


def untold(case: Case) -> Iterator[tuple[Path, str]]:
    """The places of what letters leave out, and the names of the fields."""
    for index, event in enumerate(case.events):
        yield from _of_event(case, event, ("events", index))
    for index, request in enumerate(case.requests):
        if request.ask and request.optional and not _whole(case, request.text) and cannot_ask(request, case.language):
            yield ("requests", index, "ask"), request.ask
    for index, status in enumerate(case.status):
        if status.place is not None and text_of(status.place, PRINTED["place"], case.language) is None:
            yield ("status", index, "place"), "place"
    if case.duties:
        yield ("duties",), "duties"


def _of_event(case: Case, event: Event, here: Path) -> Iterator[tuple[Path, str]]:
    if event.type is None or event.superseded or event.visibility != "public":
        return
    if event.detail is not None:
        yield (*here, "detail"), "detail"
    if _whole(case, event.text):
        return
    found = phrase_of(event, case.language)
    if found is None:
        yield (*here, "type"), event.type
        return
    phrase, by_name = found
    for field in event.model_fields_set:
        name = field.removesuffix("_")
        if field in ABOUT or name in by_name or field == "detail" or not getattr(event, field):
            continue
        printed = field in TOLD and _has_room(phrase, field)
        if not printed or not _printed(field, getattr(event, field), case.language):
            yield (*here, name), name


def _whole(case: Case, text: Text | None) -> bool:
    """Whether letters in every language to write in have a text of the author's own instead."""
    return text is not None and set(case.write_in or (case.language,)) <= set(text.languages)


def _printed(field: str, value: Any, language: str) -> bool:
    if field == "sentence":
        return isinstance(value, Term)
    if field == "by":
        word = stock_word(value, language)
        return word in names("authority") or text_of(value, ("agent",), language) is not None
    if field in PRINTED:
        return all(text_of(one, PRINTED[field], language) is not None for _, one in each(value))
    return True


def cannot_ask(request: Request, language: str) -> str:
    """What today's sentence for a request would lose of it; empty where it says it whole."""
    if request.ask in _told_today("request") and request.model_fields_set <= ASKED | ABOUT:
        return ""
    found = phrase_of(request, language)
    if found is None:
        return "ask" if request.about is None else "about"
    fields = request.model_fields_set - ASKED - ABOUT
    lost = [field for field in fields if field.removesuffix("_") not in found[1] and getattr(request, field)]
    return lost[0].removesuffix("_") if lost else ""
