"""Facts and requests of a case as sentences in one language, with agreement, dates and attribution."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ua_gen.languages import phrases
from ua_gen.model import Event, Person, Request
from ua_gen.model.arguments import each, stock_word
from ua_gen.model.dates import PartialDate, Term
from ua_gen.wording.composed import compose_account
from ua_gen.wording.gaps import Gap
from ua_gen.wording.losses import PRINTED, cannot_ask, phrase_of, text_of

if TYPE_CHECKING:
    from ua_gen.wording.base import CaseWords

# What is asked instead of a request that names the issuer, where a section does not want it named.
DISCREET = {"note-prisoner-of-conscience": "recognise-prisoner-of-conscience"}


def agreement(people: Sequence[Person]) -> str:
    """Which of phrases.AGREEMENT, or more exactly FINER, these people call for."""
    if any(person.kind == "group" and person.name.number != "one" for person in people):
        return "several"
    if len(people) == 1:
        return people[0].gender
    women = all(person.gender == "female" for person in people)
    if len(people) == 2:
        return "two-women" if women else "two"
    return "women" if women else "several"


def tell(say: "CaseWords", events: Iterable[tuple[int, Event]]) -> list[str]:
    """Paragraphs that tell the events (each with its index in the case) in the order given."""
    return [
        say.language.space.join(sentence for _, sentence in paragraph) for paragraph in tell_each(say, list(events))
    ]


def tell_each(say: "CaseWords", events: Sequence[tuple[int, Event]]) -> list[list[tuple[Event, str]]]:
    """Paragraphs of sentences, each with the event that it tells.

    An event of free text is left out where it has no text in this language; `say.left_out` notes it.
    """
    if say.language.engine == 2:
        return compose_account(say, events)
    paragraphs: list[list[tuple[Event, str]]] = []
    current = ""
    for index, event in events:
        if not paragraphs or len(current) > say.language.paragraph:
            paragraphs.append([])
            current = ""
        # A pronoun is for those whom this paragraph has named: it may have begun with one of several, or with a text.
        named = bool(current) and all(say.names([person]) in current for person in say.case.people)
        sentence = event_sentence(say, index, event, named)
        if sentence:
            current = say.language.space.join(filter(None, (current, sentence)))
            paragraphs[-1].append((event, sentence))
    return [paragraph for paragraph in paragraphs if paragraph]


def event_sentence(say: "CaseWords", index: int, event: Event, named: bool) -> str:
    """One event as a sentence. `named`: the paragraph has named everybody already, a pronoun will do."""
    here = ("events", index)
    text = say.own(event.text)
    if text is None and event.type is None:
        say.left_out((*here, "text"))
        return ""
    if text is None and phrase_of(event, say.case.language) is None:
        return ""  # `untold` says so.
    clause = text or _clause(say, event, named, here)
    clause = clause.removesuffix(say.full_stop)
    sentence = _attributed(say, event, clause, here)
    whole = capitalised(sentence) + ("" if sentence.endswith(tuple(".。!?！？؟")) else say.full_stop)
    return say.said(whole, here, "" if text else f"event.{event.type}")


def state_sentence(say: "CaseWords", event: Event, here: tuple[str, int]) -> str:
    """How a state of `status` at `here` began, as a sentence: `event` is the stock event for it."""
    if say.language.engine == 2:
        told = compose_account(say, [(here[1], event)], here[0])
        return say.language.space.join(text for paragraph in told for _, text in paragraph)
    return say.said(capitalised(_clause(say, event, False, here)) + say.full_stop, here, f"event.{event.type}")


def _clause(say: "CaseWords", event: Event, named: bool, here: tuple[str, int]) -> str:
    people = say.people(event.people)
    form = agreement(people)
    name = say.names(people)
    known = named and len(people) == len(say.case.people)
    known_court = text_of(event.court, PRINTED["court"], say.case.language)
    known_place = text_of(event.place, PRINTED["place"], say.case.language)
    court = say.optional(known_court, *here, "court")
    place = say.proper_name(known_place, *here, "place") if known_place else ""
    named_charges = (
        say.optional(text_of(charge, PRINTED["charges"], say.case.language), *here, "charges", *rest)
        for rest, charge in each(event.charges)
    )
    charges = say.language.join([say.language.quote(charge) for charge in named_charges if charge])
    values = {
        "name": name,
        "who": _pronoun(say, "who", form, name, known),
        "his": say.t("pronoun.his", form),
        "when": _when(say, event.date),
        "where": say.t("piece.where", place=place) if place else "",
        "to_place": say.t("piece.to-place", place=place) if place else "",
        "by": _by(say, event.by, (*here, "by")),
        "before_court": say.t("piece.before-court", court=court) if court else "",
        "by_court": say.t("piece.by-court", court=court) if court else "",
        "charges": say.t("piece.charges", charges=charges) if charges else "",
        "of_charges": say.t("piece.of-charges", charges=charges) if charges else "",
        "term": term(say, event.sentence) if isinstance(event.sentence, Term) else "",
        "confiscation": say.t("piece.confiscation", form) if event.confiscation else "",
    }
    found = phrase_of(event, say.case.language)
    return say.t(f"event.{found[0] if found else event.type}", form, **values)


def _pronoun(say: "CaseWords", case: str, form: str, name: str, known: bool = True) -> str:
    """The pronoun for somebody who is `known` to the reader, else the name.

    In the catalogues a hyphen means that there is no pronoun, and the name is repeated; a full stop, that nothing is
    said, as where the verb tells who it is.
    """
    pronoun = say.t(f"pronoun.{case}", form) if known else "-"
    return {"-": name, ".": ""}.get(pronoun, pronoun)


def _when(say: "CaseWords", date: PartialDate | None) -> str:
    if date is None:
        return ""
    key = "piece.on-day" if date.day else "piece.in-month" if date.month else "piece.in-year"
    return say.t(key, date=say.date(date))


def _by(say: "CaseWords", by: Any, here: tuple[str | int, ...]) -> str:
    word = stock_word(by, say.case.language)
    if word in phrases.names("authority"):
        return say.t(f"authority.{word}")
    authority = say.optional(text_of(by, ("agent",), say.case.language), *here)
    return say.t("piece.by", authority=authority) if authority else ""


def term(say: "CaseWords", sentence: Term) -> str:
    """`to life imprisonment`, `to 7 years in prison`: as it follows `was sentenced`."""
    if sentence.kind != "prison":
        return say.t(f"term.{sentence.kind}")
    parts = [
        say.count(f"term.{unit}", number)
        for unit, number in (("years", sentence.years), ("months", sentence.months))
        if number
    ]
    length = parts[0] if len(parts) == 1 else say.t("term.and", years=parts[0], months=parts[1])
    return say.t("term.prison", term=length)


def _attributed(say: "CaseWords", event: Event, clause: str, here: tuple[str, int]) -> str:
    source = say.source(text_of(event.according_to, PRINTED["according_to"], say.case.language), *here, "according_to")
    clause = capitalised(clause) if say.language.clause_capital and _hedged(event) else clause
    if source and event.according_to == say.case.action.issuer and not event.reported:
        return say.t("hedge.believes", source=source, clause=clause)
    if source:
        key = "hedge.reported-by" if event.reported else "hedge.according-to"
        return say.t(key, source=source, clause=clause)
    # Where the source cannot be named in this language, it stays a report all the same.
    return say.t("hedge.reported", clause=clause) if _hedged(event) else clause


def _hedged(event: Event) -> bool:
    return event.reported or event.according_to is not None


def designations(say: "CaseWords", apart: bool = False) -> list[str]:
    """`… considers her to be a prisoner of conscience`: what holds at the date, of people regarded alike together.

    They have just been named, unless it stands `apart`.
    """
    together: dict[tuple[object, ...], list[int]] = {}
    for index, person in enumerate(say.case.people):
        considered = person.considered
        if considered is None or (considered.since and considered.since.first > say.day):
            continue
        if considered.until and considered.until.last <= say.day:
            continue
        if say.discreet and considered.by in (None, say.case.action.issuer):
            continue
        # A reason is written to agree with one person.
        alone = index if considered.because else None
        together.setdefault((considered.as_, considered.by and tuple(considered.by.root.items()), alone), []).append(
            index
        )
    return [_designation(say, indexes, apart) for indexes in together.values()]


def _designation(say: "CaseWords", indexes: Sequence[int], apart: bool) -> str:
    """Of some of the people: named again unless they are all, and have just been named."""
    people = [say.case.people[index] for index in indexes]
    considered = people[0].considered
    assert considered
    here = ("people", indexes[0], "considered")
    by = say.proper_name(considered.by, *here, "by") if considered.by else say.issuer
    form, name = agreement(people), say.names(people)
    everybody = len(people) == len(say.case.people) and not apart
    values = {"by": by, "name": name, "who": _pronoun(say, "who", form, name, everybody)}
    values["whom"] = _pronoun(say, "him", form, name, everybody)
    statement = say.t(f"designation.{considered.as_}", form, **values)
    if because := say.optional(considered.because, *here, "because"):
        statement = say.t("piece.because", statement=statement, because=because.removesuffix(say.full_stop))
    return say.said(capitalised(statement) + say.full_stop, here, f"designation.{considered.as_}")


def request(say: "CaseWords", index: int, asked: Request) -> str:
    """A request in the form that follows `I respectfully ask you to`."""
    here = ("requests", index)
    own = say.own(asked.text)
    if own is None and asked.ask is None:
        own = say.free(asked.text, *here, "text")
    if own is not None:
        return say.said(own.removesuffix(say.full_stop), here)
    asks = phrase_of(asked, say.case.language)
    if lost := cannot_ask(asked, say.case.language):
        if not asked.optional:
            say.missing[Gap(phrase=f"request.{asked.ask}" + (f" with `{lost}`" if lost != "ask" else ""))] = None
        return ""
    ask = asks[0] if asks else ""
    people = say.case.people
    form = agreement(people)
    name = say.names(people)
    him = _pronoun(say, "him", form, name)
    values = {"name": name, "him": him, "his": say.t("pronoun.his", form), "by": say.issuer}
    text = say.t(f"request.{DISCREET.get(ask, ask) if say.discreet else ask}", form, **values)
    because = say.own(asked.because)
    if because:
        text = say.t("piece.because", statement=text, because=because.removesuffix(say.full_stop))
    return say.said(text, here, f"request.{ask}")


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
