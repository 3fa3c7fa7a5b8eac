"""The words of letters: facts with their hedges, agreement, dates and terms, requests, salutations, addresses."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Golden
from helpers.specimen import (
    ALL_LANGUAGES,
    DAY,
    FULL,
    LANGUAGES,
    MINIMAL,
    NAMES,
    OFFICIAL,
    PEOPLE,
    SOMEBODY,
    TWO_PEOPLE,
    WHOLE,
    everywhere,
    facts,
    loaded,
    made,
    one,
    sender,
    text,
    two,
    wording,
)

from ua_gen import Problems, languages, render
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.languages import phrases
from ua_gen.languages.phrases import names
from ua_gen.model import Case
from ua_gen.rendering.produce import Format

SHEET = "urgent-action-classic"
OF_FRAMES = frozenset(tag for tag in ALL_LANGUAGES if languages.language(tag).engine == 2)
EVENTS = names("event")
REQUESTS = names("request")

PIECES = {  # And the values of a phrase that tell it.
    "date": "when",
    "place": "where to_place",
    "by": "by",
    "court": "before_court by_court",
    "charges": "charges of_charges",
    "sentence": "term",
    "confiscation": "confiscation",
}


def telling(*events: dict[str, Any], of: dict[str, Any] | None = None) -> dict[str, Any]:
    return (of or one()) | {"events": list(events)}


# --- all phrases, for reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_the_stock_sentences_are_the_approved_ones(language: str, golden: Golden) -> None:
    """Every event, designation, request and salutation as letters say it, for those who can judge the language."""
    lines = []
    for (who, people), event in itertools.product(PEOPLE.items(), EVENTS):
        lines.append(f"event {event}, {who}: {facts(telling({'type': event, **WHOLE}, of=people), language)}")
        lines.append(f"event {event}, {who}, alone: {facts(telling({'type': event}, of=people), language)}")
    for (who, people), designation in itertools.product(PEOPLE.items(), names("designation")):
        if designation != "because":
            considered = [person | {"considered": {"as": designation}} for person in people["people"]]
            said = wording(people | {"people": considered}, language).designations
            lines.append(f"designation {designation}, {who}: {' '.join(said)}")
    for (who, people), request in itertools.product(PEOPLE.items(), REQUESTS):
        [said_] = wording(people | {"requests": [{"ask": request}]}, language).requests
        lines.append(f"request {request}, {who}: {said_}")
    for (who, people), state in itertools.product(PEOPLE.items(), ("detained", "died")):
        said = wording(people | {"status": [{"state": state, "since": "2026-01-05"}]}, language)
        lines.append(f"opening {state}, {who}: {' '.join((*said.opening, *said.group_concern))}")
    for post, gender in itertools.product(names("salutation"), ("male", "female", "neutral")):
        lines.append(f"salutation {post}, {gender}: {salutation(post, gender, language)}")
    golden.holds(f"phrases/{language}.txt", "\n".join([*sorted(lines), ""]))


def salutation(post: str, gender: str, language: str) -> str:
    return wording(one(recipients=[OFFICIAL | {"post": post, "gender": gender}]), language, to="official").salutation


def test_there_is_one_list_for_each_language(golden: Golden) -> None:
    golden.holds_only("phrases", [f"{tag}.txt" for tag in ALL_LANGUAGES])


# --- every stock event -----------------------------------------------------------------------------------------------


GUARDS = everywhere("two of the guards", "двое охранников")
ISSUER = MINIMAL["action"]["issuer"]
HEDGES: list[dict[str, Any]] = [
    {"reported": True},
    {"according_to": GUARDS},
    {"according_to": GUARDS, "reported": True},
    {"according_to": ISSUER},
    {"according_to": ISSUER, "reported": True},
]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("language", ALL_LANGUAGES)
class TestEveryStockEvent:
    """As letters tell it. Of languages whose sentences are made of frames, more is in `tests/realisation`."""

    def said(self, event: str, language: str, who: str, **details: Any) -> str:
        return facts(telling({"type": event, **details}, of=PEOPLE[who]), language)

    def test_is_one_tidy_sentence_whatever_is_known_of_it(self, language: str, who: str) -> None:
        said = [
            self.said(event, language, who, **details) for event in EVENTS for details in everything_to_know_of(event)
        ]
        assert [sentence for sentence in said if not tidy(sentence, language)] == []

    def test_names_everybody_whom_it_happened_to(self, language: str, who: str) -> None:
        if language in OF_FRAMES:
            pytest.skip("the letter has named them, and goes on with a pronoun where a name has no form")
        wanted = [NAMES[gender][language] for gender in (("female", "male") if who == "several" else (who,))]
        said = [self.said(event, language, who, **WHOLE) for event in EVENTS]
        assert [sentence for sentence in said if not all(name in sentence for name in wanted)] == []

    def test_keeps_each_kind_of_hedge(self, language: str, who: str) -> None:
        for event in EVENTS:
            plain = self.said(event, language, who, **WHOLE)
            said = [self.said(event, language, who, **WHOLE, **hedge) for hedge in HEDGES]
            # Made of frames, what somebody says and what is reported by somebody are the same.
            kinds = 4 if language in OF_FRAMES else 6
            assert len({plain, *said}) == kinds, "no hedge is like another, nor like none"
            for hedge, sentence in zip(HEDGES, said, strict=True):
                source = hedge.get("according_to", {language: ""})[language]
                # In the stem, for a language may decline it.
                assert source.casefold()[-6:] in sentence.casefold(), "perhaps as its first word"


def everything_to_know_of(event: str) -> Iterator[dict[str, Any]]:
    """Each choice of the pieces that the phrase for an event has a place for."""
    asked = set(re.findall(r"\{(\w+)\}", phrases.english_phrases()[f"event.{event}"].forms["male"]))
    used = [piece for piece, values in PIECES.items() if asked & set(values.split())]
    for count in range(len(used) + 1):
        for pieces in itertools.combinations(used, count):
            if event == "sentenced" and "sentence" not in pieces:
                continue
            yield {piece: WHOLE[piece] for piece in pieces}
            if "by" in pieces:
                yield {piece: WHOLE[piece] for piece in pieces} | {"by": GUARDS}


def tidy(said: str, language: str) -> bool:
    """Whether it is one sentence, in which nothing shows that a piece of it was not known."""
    said = re.sub("[\u2066-\u2069]", "", said)  # What keeps a name together that runs the other way.
    whole = re.fullmatch(rf"[^\W_].*[^\s.,;:(]{re.escape(languages.language(language).full_stop)}", said)
    gaps = re.findall(r"[{}|]|  | [,.;:)]|\( |[,;:][,.;:]|\(\)|None", said)
    return bool(whole) and not gaps and said.count("(") == said.count(")")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hedge", [{"reported": True}, {"according_to": {"en": "a guard", "ru": "охранник"}}])
def test_texts_of_ones_own_keep_their_hedge_too(hedge: dict[str, Any], language: str) -> None:
    event = {"text": {"en": "he was told to sign.", "ru": "его заставили подписать."}}
    plain = facts(telling(event), language)
    said = facts(telling(event | hedge), language)
    assert plain in ("He was told to sign.", "Его заставили подписать.")
    assert plain[1:].removesuffix(".") in said
    assert len(said) > len(plain) + 15


# --- who is meant ----------------------------------------------------------------------------------------------------

DETAINED = {"type": "detained", "date": "2026-01-05"}
CONVICTED = {"type": "convicted", "date": "2026-02-01"}


@pytest.mark.parametrize(
    ("who", "language", "said"),
    [
        ("male", "en", "On 5 January 2026, Bolot Muster was detained. On 1 February, he was convicted."),
        ("female", "en", "On 5 January 2026, Aida Specimen was detained. On 1 February, she was convicted."),
        ("neutral", "en", "On 5 January 2026, Kim Sample was detained. On 1 February, Kim Sample was convicted."),
        (
            "several",
            "en",
            "On 5 January 2026, Aida Specimen and Bolot Muster were detained. On 1 February, they were convicted.",
        ),
        ("male", "ru", "5 января 2026 года его задержали. 1 февраля его признали виновным."),
        ("female", "ru", "5 января 2026 года её задержали. 1 февраля её признали виновной."),
        ("several", "ru", "5 января 2026 года их задержали. 1 февраля их признали виновными."),
    ],
)
def test_after_the_name_comes_a_pronoun_if_there_is_one(who: str, language: str, said: str) -> None:
    assert facts(telling(DETAINED, CONVICTED, of=PEOPLE[who]), language).replace("\u00a0", " ") == said


@pytest.mark.parametrize("language", [tag for tag in ALL_LANGUAGES if tag not in OF_FRAMES])
@pytest.mark.parametrize("who", PEOPLE)
def test_each_paragraph_names_the_person_first(who: str, language: str) -> None:
    told = wording(telling(*[{"type": event, **WHOLE} for event in EVENTS], of=PEOPLE[who]), language).letter_facts
    assert len(told) > 1
    first = NAMES["female" if who == "several" else who][language]
    assert [paragraph for paragraph in told if first not in re.split(r"\.\s|。", paragraph)[0]] == []


def test_a_paragraph_is_never_much_longer_than_its_measure() -> None:
    told = wording(telling(*[{"type": event, **WHOLE} for event in EVENTS]), "tg").letter_facts
    assert all(len(paragraph) < 620 for paragraph in told)
    assert all(len(paragraph) > 420 for paragraph in told[:-1])


def test_some_of_several_people_are_named_and_never_only_they() -> None:
    case = telling(
        DETAINED, {"type": "released", "people": ["bolot"]}, {"type": "convicted", "people": ["aida"]}, of=two()
    )
    assert facts(case).replace("\u00a0", " ") == (
        "On 5 January 2026, Aida Specimen and Bolot Muster were detained. Bolot Muster was released. "
        "Aida Specimen was convicted."
    )


def test_they_are_not_all_until_all_are_named() -> None:
    case = telling({"type": "detained", "people": ["aida"]}, {"type": "convicted"}, {"type": "pardoned"}, of=two())
    assert facts(case) == ("Aida Specimen was detained. Aida Specimen and Bolot Muster were convicted and pardoned.")


def test_a_text_of_ones_own_does_not_stand_for_the_name() -> None:
    """Who `he` is after it, cannot be known: it may have spoken of somebody else."""
    case = telling({"text": "the lawyer Azat Example was beaten"}, {"type": "convicted"})
    assert facts(case) == "The lawyer Azat Example was beaten. Bolot Muster was convicted."


@pytest.mark.parametrize(
    ("people", "names_"),
    [(1, "Aida Specimen"), (2, "Aida Specimen and Bolot Muster"), (3, "Aida Specimen, Bolot Muster and Kim Sample")],
)
def test_names_are_joined_as_in_speech(people: int, names_: str) -> None:
    three = [*two()["people"], one("neutral")["people"][0] | {"id": "kim"}]
    assert wording(SOMEBODY | {"people": three[:people]}).subject.endswith(names_)


# --- when, and how long ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "english", "russian"),
    [
        ("2026-01-05", "On 5 January 2026, Bolot", "5 января 2026 года его"),
        ("2026-12-31", "On 31 December 2026, Bolot", "31 декабря 2026 года его"),
        ("2026-01", "In January 2026, Bolot", "В январе 2026 года его"),
        ("2026-05", "In May 2026, Bolot", "В мае 2026 года его"),
        ("2026", "In 2026, Bolot", "В 2026 году его"),
        (None, "I am writing to you about Bolot Muster, who was taken into custody.", "Его"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(date: str | None, english: str, russian: str) -> None:
    case = telling({"type": "detained"} | ({"date": date} if date else {}))
    assert facts(case, "en").replace("\u00a0", " ").startswith(english)
    assert facts(case, "ru").replace("\u00a0", " ").startswith(russian)


@pytest.mark.parametrize(
    ("sentence", "english", "russian"),
    [
        ("1 year", "to one year in prison", "к одному году лишения свободы"),
        ("2 years", "to two years in prison", "к двум годам лишения свободы"),
        ("5 years", "to five years in prison", "к пяти годам лишения свободы"),
        ("11 years", "to 11 years in prison", "к 11 годам лишения свободы"),
        ("21 years", "to 21 years in prison", "к 21 году лишения свободы"),
        ("100 years", "to 100 years in prison", "к 100 годам лишения свободы"),
        ("101 years", "to 101 years in prison", "к 101 году лишения свободы"),
        ("1 month", "to one month in prison", "к одному месяцу лишения свободы"),
        ("11 months", "to 11 months in prison", "к 11 месяцам лишения свободы"),
        ("1 year 1 month", "to one year and one month in prison", "к одному году и одному месяцу лишения свободы"),
        ("2 years 6 months", "to two years and six months in prison", "к двум годам и шести месяцам лишения свободы"),
        ("life", "to life imprisonment", "к пожизненному лишению свободы"),
        ("death", "to death", "к смертной казни"),
    ],
)
def test_a_term_is_told_in_its_right_number(sentence: str, english: str, russian: str) -> None:
    case = telling({"type": "sentenced", "sentence": sentence})
    assert facts(case, "en") == f"I am writing to you about Bolot Muster, who was sentenced {english}."
    assert facts(case, "ru") == f"Его приговорили {russian}."


@pytest.mark.parametrize(
    ("by", "english", "russian"),
    [
        ("police", "Police officers", "Сотрудники полиции задержали его."),
        ("unknown", "Unknown persons", "Неизвестные задержали его."),
        # Nobody knows whether these are one or many: in Russian they stand in brackets, and there is a warning.
        ({"en": "the mayor's guards", "ru": "охрана мэра"}, "The mayor's guards", "Его задержали (охрана мэра)."),
        # A word for police in another language is a text like any other; its noun is one that the language knows.
        ({"en": "police", "ru": "милиция"}, "Police", "Милиция задержала его."),
    ],
)
def test_who_did_it_is_a_stock_word_or_a_text(by: Any, english: str, russian: str) -> None:
    case = telling({"type": "detained", "by": by})
    assert facts(case, "en") == f"{english} detained Bolot Muster."
    assert facts(case, "ru") == russian


# --- how the issuer regards the person -------------------------------------------------------------------------------


def considered(**changes: Any) -> list[str]:
    person = one()["people"][0] | {"considered": {"as": "at-risk"} | changes}
    return wording(one(people=[person]), day=DAY).designations


@pytest.mark.parametrize(
    ("changes", "holds"),
    [
        ({}, True),
        ({"since": "2026-03-20"}, True),
        ({"since": "2026-03-21"}, False),
        ({"since": "2026-03"}, True),
        ({"since": "2026-04"}, False),
        ({"until": "2026-03-21"}, True),
        ({"until": "2026-03-20"}, False),
        ({"until": "2026-03"}, True),
        ({"until": "2026-02"}, False),
    ],
)
def test_a_designation_is_told_while_it_holds(changes: dict[str, str], holds: bool) -> None:
    assert considered(**changes) == (["Example Committee considers him to be at risk."] if holds else [])


def test_a_designation_says_whose_it_is_and_why() -> None:
    assert considered(by="the Court", because="targeted for reading.") == [
        "The Court considers him to be at risk, targeted for reading."
    ]


def test_people_who_are_regarded_alike_are_told_of_together() -> None:
    people = [person | {"considered": {"as": "prisoner-of-conscience"}} for person in two()["people"]]
    assert wording(two(people=people)).designations == [
        "Example Committee considers them to be prisoners of conscience."
    ]


def test_of_several_people_each_is_named_with_their_own_designation() -> None:
    first, second = two()["people"]
    people = [
        first | {"considered": {"as": "prisoner-of-conscience"}},
        second | {"considered": {"as": "at-risk"}},
    ]
    assert wording(two(people=people)).designations == [
        "Example Committee considers Aida Specimen to be a prisoner of conscience.",
        "Example Committee considers Bolot Muster to be at risk.",
    ]


def test_a_reason_is_told_of_the_one_person_whom_it_is_about() -> None:
    regarded = {"as": "prisoner-of-conscience", "because": {"en": "targeted for reading", "ru": "за чтение"}}
    people = [person | {"considered": regarded} for person in two()["people"]]
    assert wording(two(people=people)).designations == [
        "Example Committee considers Aida Specimen to be a prisoner of conscience, targeted for reading.",
        "Example Committee considers Bolot Muster to be a prisoner of conscience, targeted for reading.",
    ]


# --- what is asked ---------------------------------------------------------------------------------------------------

ASKED = one(
    recipients=[OFFICIAL, OFFICIAL | {"id": "judge"}],
    requests=[
        {"ask": "fair-trial", "to": ["judge"]},
        {"text": {"en": "open the library.", "ru": "открыть библиотеку."}},
        {"ask": "medical-care", "to": ["official"]},
    ],
)


def test_a_letter_asks_what_is_asked_of_its_recipient_and_nothing_else() -> None:
    opened, care = "open the library", "ensure that Bolot Muster receives, without delay, the medical care he needs"
    trial = "ensure that Bolot Muster is given a trial that meets international standards of fairness"
    assert wording(ASKED, to="official").requests == [opened, care]
    assert wording(ASKED, to="judge").requests == [trial, opened]
    everything = [trial, opened, care.replace("Bolot Muster", "he")]
    assert wording(ASKED).requests == everything, "the case sheet, which goes to nobody, has all"


def test_where_death_threatens_a_fair_trial_is_one_without_it() -> None:
    """The sentence of older files said so in every case, also where it could not be meant."""
    threatened = ASKED | {"events": [{"type": "faces-penalty", "sentence": "death", "ongoing": True}]}
    assert "without recourse to the death penalty" in wording(threatened, to="judge").requests[0]


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("language", ALL_LANGUAGES)
def test_every_stock_request_goes_on_after_i_ask_you_to(language: str, who: str) -> None:
    requests = wording(PEOPLE[who] | {"requests": [{"ask": request} for request in REQUESTS]}, language).requests
    assert len(requests) == len(REQUESTS)
    assert [said for said in requests if not re.fullmatch(r"[\u2066\u2068]?[^\W\d_].*[^\s.,;:]", said)] == []
    assert [said for said in requests if re.findall(r"[{}|]|  | [,.;:]|[,;:][,.;:]|None", said)] == []
    # In Kyrgyz, who considers somebody stands first.
    named = (*(NAMES[gender][language] for gender in NAMES), MINIMAL["action"]["issuer"]["en"])
    capital = [said for said in requests if said[0] != said[0].lower() and not said.startswith(named)]
    assert capital == [] or language == "de", "it goes on (in German perhaps with a noun)"


def test_a_request_has_its_reason_where_the_language_has_it() -> None:
    case = one(requests=[{"ask": "retrial", "because": {"en": "for the first one was not fair"}}])
    stock = "ensure that Bolot Muster is given a new trial that meets international standards of fairness"
    stopped = one(requests=[{"ask": "retrial", "because": "for the first one was not fair."}])
    assert wording(stopped).requests == [f"{stock}, for the first one was not fair"]
    assert wording(case).requests == [f"{stock}, for the first one was not fair"]
    assert wording(case, "ru").requests == [
        "назначить новое рассмотрение дела Болота Мустера в соответствии с международными нормами"
        " справедливого судебного разбирательства"
    ]


# --- texts and stock sentences in several languages ------------------------------------------------------------------


def test_a_text_is_preferred_in_its_language_and_the_stock_sentence_serves_the_others() -> None:
    case = one(
        events=[{"type": "tortured", "text": {"en": "he was beaten for two days"}}],
        requests=[{"ask": "drop-charges", "text": {"en": "let him go back to his books"}}],
    )
    english, russian = wording(case, "en"), wording(case, "ru")
    assert (english.letter_facts, english.requests) == (
        ["He was beaten for two days."],
        ["let him go back to his books"],
    )
    assert "пыт" in russian.letter_facts[0], "the stock event, tortured"
    assert "обвинения" in russian.requests[0], "the stock request, to drop the charges"
    assert [*english.missing, *english.omitted, *russian.missing] == []
    assert [gap.path for gap in russian.omitted] == [("events", 0, "text")], "it tells less, and says so"


def line_of(case: dict[str, Any], words: str) -> int:
    [line] = [number for number, line in enumerate(loaded(case).text.splitlines(), 1) if words in line]
    return line


def test_a_request_without_a_text_in_the_language_is_an_error_at_its_place() -> None:
    case = one(requests=[{"ask": "retrial"}, {"text": "open the library"}])
    with pytest.raises(Problems) as refused:
        text(case, "ru")
    [found] = refused.value.diagnostics
    assert (found.code, found.severity) == ("UA210", Severity.ERROR)
    assert found.message == "no Russian text of `requests[1].text`, which the letter needs"
    assert found.span
    assert (found.span.line, found.span.source.strip()) == (line_of(case, "open the"), "- text: open the library")


def test_an_event_without_a_text_in_the_language_is_left_out_with_a_warning_at_its_place() -> None:
    case = one(events=[{"type": "detained"}, {"text": "his books were burned"}])
    [letter] = render(loaded(case), languages=["ru"], formats=["txt"], date=DAY)
    assert "задержали" in letter.data.decode()
    assert "burned" not in letter.data.decode()
    [found] = [warning for warning in letter.warnings if warning.code == "UA213"]
    assert found.severity is Severity.WARNING
    assert "`events[1].text` has no Russian text" in found.message
    assert found.span
    assert found.span.line == line_of(case, "burned")


def test_a_name_is_borrowed_from_the_language_of_the_file_with_a_warning_at_its_place() -> None:
    case = one(people=[{"id": "p", "name": {"en": "Bolot Muster"}, "gender": "male"}])
    [letter] = render(loaded(case), languages=["ru"], formats=["txt"], date=DAY)
    assert "Bolot Muster" in letter.data.decode()
    [found] = [warning for warning in letter.warnings if warning.code == "UA212"]
    assert found.severity is Severity.WARNING
    assert found.span
    assert found.span.line == line_of(case, "Bolot Muster")


NOTE = {"ask": "note-prisoner-of-conscience"}
PERSON = one()["people"][0]
IN_ENGLISH_ONLY: list[tuple[str, dict[str, Any], str]] = [
    # Without these a document would not say what it is there to say.
    ("title", {"title": "Reader held"}, "UA210"),
    ("summary", {"summary": "A reader is held."}, "UA210"),
    ("background[0]", {"background": ["The library is old."]}, "UA210"),
    ("requests[0].text", {"requests": [{"text": "open it"}]}, "UA210"),
    ("letter", {"letter": "I write."}, "UA210"),
    # Names stay what they are.
    ("people[0].name", {"people": [PERSON | {"name": "Bolot"}]}, "UA212"),
    ("action.issuer", {"action": MINIMAL["action"] | {"issuer": "Committee"}, "requests": [NOTE]}, "UA212"),
    ("recipients[0].office", {"recipients": [OFFICIAL | {"office": "Head"}]}, "UA212"),
    ("events[0].place", {"events": [{"type": "detained", "place": "Osh"}]}, "UA212"),
    # A sentence can do without these.
    ("people[0].role", {"people": [PERSON | {"role": "a reader"}]}, "UA213"),
    ("events[0].text", {"events": [{"text": "his books were burned"}]}, "UA213"),
    ("events[0].court", {"events": [{"type": "convicted", "court": "Osh City Court"}]}, "UA213"),
    ("events[0].charges[0]", {"events": [{"type": "charged", "charges": ["lending"]}]}, "UA213"),
    ("events[0].by", {"events": [{"type": "detained", "by": "the mayor's guards"}]}, "UA213"),
    ("events[0].according_to", {"events": [{"type": "detained", "according_to": "a guard"}]}, "UA213"),
]


@pytest.mark.parametrize(("path", "change", "code"), IN_ENGLISH_ONLY, ids=[path for path, *_ in IN_ENGLISH_ONLY])
def test_of_a_text_in_another_language_one_is_always_told(path: str, change: dict[str, Any], code: str) -> None:
    """It is never put into the letter in silence, nor lost in silence."""
    found = {said for document in ("letter", SHEET) for said in told_of(one() | change, document)}
    codes = {said.code for said in found if f"`{path}`" in said.message}
    assert codes - {"UA2131"} == {code}, "and a name without its form stands in brackets"
    assert all(said.span for said in found if f"`{path}`" in said.message)


def told_of(case: dict[str, Any], document: str) -> tuple[Diagnostic, ...]:
    """Why a Russian document cannot be made, or what is to be known of it."""
    try:
        [russian] = render(loaded(case), documents=[document], languages=["ru"], formats=["txt"], date=DAY)
    except Problems as refused:
        return refused.diagnostics
    return russian.warnings


def test_what_is_left_out_leaves_a_whole_sentence() -> None:
    event = {"type": "convicted", "court": "Osh City Court", "charges": ["lending"], "by": "the mayor's guards"}
    assert facts(telling(event), "ru") == "Его признали виновным."


@pytest.mark.parametrize("reported", [True, False])
def test_a_report_whose_source_cannot_be_named_stays_a_report(reported: bool) -> None:
    said = facts(telling({"type": "detained", "according_to": "a guard", "reported": reported}), "ru")
    assert said == "По имеющимся сведениям, его задержали."


def test_a_personal_line_in_another_language_is_left_out_with_a_warning() -> None:
    own = sender(personal_line={"en": "I am a reader."})
    [letter] = render(loaded(one()), languages=["ru"], formats=["txt"], sender=own, date=DAY)
    assert "reader" not in letter.data.decode()
    assert "UA214" in [warning.code for warning in letter.warnings]
    [letter] = render(loaded(one()), languages=["en"], formats=["txt"], sender=own, date=DAY)
    assert "I am a reader." in letter.data.decode()
    assert letter.warnings == ()


@pytest.mark.parametrize("kind", ["txt", "html", "eml"])
@pytest.mark.parametrize("privacy", ["full", "initials", "anonymous"])
def test_who_writes_anonymously_is_not_known_by_a_line_of_their_own(privacy: str, kind: Format) -> None:
    own = sender(personal_line={"en": "I taught at the school in Bern."}, privacy=privacy)
    [letter] = render(loaded(one()), languages=["en"], formats=[kind], sender=own, date=DAY)
    assert ("taught" in letter.data.decode()) == (privacy != "anonymous")
    told = [warning.message for warning in letter.warnings if warning.code == "UA214"]
    assert ["anonymously" in message for message in told] == [True] * (privacy == "anonymous")


@pytest.mark.parametrize(
    ("sequence", "english", "russian"),
    [
        (2, "This is the first update of UA 7/26.", "первое"),
        (6, "This is the fifth update of UA 7/26.", "пятое"),
        (21, "This is the twentieth update of UA 7/26.", "двадцатое"),
        (1, "", ""),
        (22, "", ""),
    ],
)
def test_the_second_document_of_an_action_is_its_first_update(sequence: int, english: str, russian: str) -> None:
    case = MINIMAL | {"action": MINIMAL["action"] | {"number": "7/26", "sequence": sequence}}
    assert wording(case, "en").which_update == english
    assert russian in wording(case, "ru").which_update
    assert bool(wording(case, "ru").which_update) is bool(russian)


# --- to whom ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "gender", "english", "russian"),
    [
        ("official", "male", "Dear Sir,", "Уважаемый господин!"),
        ("official", "female", "Dear Madam,", "Уважаемая госпожа!"),
        ("official", "neutral", "Dear Sir or Madam,", "Уважаемые дамы и господа!"),
        ("minister", "male", "Dear Minister,", "Уважаемый господин Министр!"),
        ("minister", "female", "Dear Minister,", "Уважаемая госпожа Министр!"),
        ("head-of-state", "female", "Your Excellency,", "Ваше Превосходительство, госпожа Президент!"),
        ("monarch", "male", "Your Majesty,", "Ваше Величество!"),
    ],
)
def test_the_salutation_is_the_posts_and_agrees_with_its_holder(
    post: str, gender: str, english: str, russian: str
) -> None:
    assert salutation(post, gender, "en") == english
    assert salutation(post, gender, "ru") == russian


@pytest.mark.parametrize("language", ALL_LANGUAGES)
@pytest.mark.parametrize("post", names("salutation"))
def test_every_post_is_greeted_in_every_language(post: str, language: str) -> None:
    for gender in ("male", "female", "neutral"):
        said = salutation(post, gender, language)
        assert said.endswith(languages.language(language).salutation_mark)
        assert re.findall(r"[{}]|  |[,!.]{2}", said) == []


@pytest.mark.parametrize(
    ("own", "english", "russian"),
    [
        ({"en": "Dear Mr Example", "ru": "Уважаемый Бакыт"}, "Dear Mr Example,", "Уважаемый Бакыт!"),
        ({"en": "Dear Mr Example:", "ru": "Уважаемый Бакыт,"}, "Dear Mr Example:", "Уважаемый Бакыт,"),
        ({"en": "Dear Mr Example"}, "Dear Mr Example,", "Уважаемый господин!"),
    ],
)
def test_a_salutation_of_ones_own_is_used_in_the_languages_that_have_it(
    own: dict[str, str], english: str, russian: str
) -> None:
    case = one(recipients=[OFFICIAL | {"gender": "male", "salutation": own}])
    assert wording(case, "en", to="official").salutation == english
    assert wording(case, "ru", to="official").salutation == russian


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"country": "GB", "language": "en"}, "KYRGYZSTAN"),
        ({"country": "KG", "language": "en"}, None),
        ({"country": None, "language": "en"}, "KYRGYZSTAN"),
        ({"country": "GB", "language": None}, "KYRGYZSTAN"),
        # The post of no country need read Cyrillic; and where ua-gen lacks a language, English serves every post.
        ({"country": "DE", "language": "ru"}, "KYRGYZSTAN"),
        ({"country": "DE", "language": "is"}, "KYRGYZSTAN"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_country_stands_last_for_the_post_of_the_senders_country(
    changes: dict[str, Any], line: str | None, language: str
) -> None:
    lines = wording(SOMEBODY, language, to="official", sender=sender(**changes)).recipient_lines
    office = {"en": "Head of Department", "ru": "Начальник управления"}[language]
    assert lines == [office, *([line] if line else [])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_sender_may_be_anywhere(language: str) -> None:
    assert wording(SOMEBODY, language, to="official").recipient_lines[-1] == "KYRGYZSTAN"


def test_the_address_is_in_the_language_of_the_letter_if_it_is_known_so() -> None:
    assert wording(FULL, "ru", to="minister").recipient_lines == [
        "Министр внутренних дел",
        "Бакыт Примеров",
        "ул. Примерная, 1",
        "Бишкек 720000",
        "KYRGYZSTAN",
    ]
    only_english = one(recipients=[OFFICIAL | {"address": ["1 Example Street"]}])
    assert wording(only_english, "ru", to="official").recipient_lines[1] == "1 Example Street"


@pytest.mark.parametrize(
    ("to", "country", "copies"),
    [
        ("minister", None, "Roza Example, President"),
        ("prosecutor", None, "Roza Example, President"),
        ("minister", "FR", "Roza Example, President"),
        ("minister", "GB", "Roza Example, President; Ambassador of Kyrgyzstan"),
        ("president", "GB", "Ambassador of Kyrgyzstan"),
        ("president", None, ""),
    ],
)
def test_copies_go_to_others_and_to_the_embassy_where_the_sender_lives(
    to: str, country: str | None, copies: str
) -> None:
    writer = sender(country=country) if country else None
    assert wording(TWO_PEOPLE, to=to, sender=writer).copies == copies


# --- from whom -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "lines", "signature", "place"),
    [
        (
            {},
            ["Mary-Ann Writer", "4 Specimen Road", "Leeds LS1", "United Kingdom", "writer@example.org"],
            "Mary-Ann Writer",
            "Leeds, 20 March 2026",
        ),
        ({"privacy": "initials"}, ["M.-A. W.", "Leeds"], "M.-A. W.", "20 March 2026"),
        ({"privacy": "initials", "town": None}, ["M.-A. W."], "M.-A. W.", "20 March 2026"),
        ({"privacy": "anonymous"}, [], "", "20 March 2026"),
        (
            {"country": "KG"},
            ["Mary-Ann Writer", "4 Specimen Road", "Leeds LS1", "writer@example.org"],
            "Mary-Ann Writer",
            "Leeds, 20 March 2026",
        ),
    ],
)
def test_the_letter_shows_of_its_sender_what_privacy_allows(
    changes: dict[str, Any], lines: list[str], signature: str, place: str
) -> None:
    say = wording(SOMEBODY, to="official", sender=sender(**changes))
    assert (say.sender_lines, say.signature, say.place_and_date.replace("\u00a0", " ")) == (lines, signature, place)


@pytest.mark.parametrize("privacy", ["initials", "anonymous"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["txt", "html"])
def test_nothing_more_of_a_sender_who_hides_reaches_the_letter(privacy: str, language: str, kind: Any) -> None:
    hidden = [
        "Mary",
        "Ann",
        "Writer",
        "Specimen Road",
        "LS1",
        "writer@",
        *(["Leeds"] if privacy == "anonymous" else []),
    ]

    page = made(SOMEBODY, kind, language, sender=sender(privacy=privacy)).decode()
    assert [word for word in hidden if word in page] == []


@pytest.mark.parametrize(
    ("changes", "replies"),
    [
        ({}, True),
        ({"email": None}, True),
        ({"address": None}, True),
        ({"email": None, "address": None}, False),
        ({"privacy": "initials"}, False),
        ({"privacy": "anonymous"}, False),
    ],
)
def test_a_reply_is_asked_for_where_one_can_arrive(changes: dict[str, Any], replies: bool) -> None:
    asked = "I would be grateful for a reply"
    assert (asked in text(SOMEBODY, sender=sender(**changes))) is replies
    assert asked in text(SOMEBODY), "on a blank letter there is room for an address"


# --- the opening -----------------------------------------------------------------------------------------------------


def test_the_letter_opens_with_whom_it_is_about() -> None:
    person = one()["people"][0]
    opening = "I am writing to express my deep concern about Bolot Muster"
    assert wording(one()).concern == [f"{opening}."]
    assert wording(one(people=[person | {"role": "a reader."}])).concern == [f"{opening}, a reader."]


def test_of_several_people_each_has_a_role() -> None:
    first, second = two()["people"]
    opening = wording(two(people=[first | {"role": "a librarian."}, second])).concern
    assert opening[0].endswith("about Aida Specimen, a librarian, and Bolot Muster.")


@pytest.mark.parametrize(
    ("language", "greeting", "said"),
    [("es", "Querida Aida:", "Querida Aida:"), ("en", "Dear Aida:", "Dear Aida:"), ("en", "Dear Aida", "Dear Aida,"),
     ("zh-Hans", "亲爱的Aida：", "亲爱的Aida："), ("ru", "Дорогая Аида!", "Дорогая Аида!")],
)  # fmt: skip
def test_a_greeting_of_one_s_own_ends_once(language: str, greeting: str, said: str) -> None:
    message = {"greeting": {language: greeting}, "message": {language: "x"}, "languages": [language]}
    shown = text(one(solidarity=message), language, document="solidarity")
    assert said in shown.split("\n")


def test_about_the_dead_nobody_is_concerned() -> None:
    """The letter is about the death; but not before it, and not while one of them is alive."""
    first, second = two()["people"]

    def opening(status: dict[str, Any], of: dict[str, Any]) -> str:
        return " ".join(wording(of | {"status": [{"since": "2026-01-12", **status}]}).concern)

    assert opening({"state": "died"}, one()) == "I am writing to you about the death of Bolot Muster."
    role = one(people=[one()["people"][0] | {"role": "a reader."}])
    assert opening({"state": "killed"}, role) == "I am writing to you about the death of Bolot Muster, a reader."
    assert opening({"state": "executed"}, two()).startswith("I am writing to you about the deaths of ")
    for status in ({"state": "died", "people": [first["id"]]}, {"state": "died", "since": "2026-12-31"}):
        assert "my deep concern about" in opening(status, {**two(), "people": [first, second]})


def test_a_case_with_a_letter_of_its_own_has_that_and_nothing_of_ours() -> None:
    say = wording(FULL, to="minister")
    assert say.model_letter == ["I write about two librarians.", "Please release them."]
    shown = text(FULL, to="minister")
    assert "I respectfully ask" not in shown
    assert "Reading Circle" not in shown


def test_the_kinds_of_agreement_are_those_of_the_people() -> None:
    case = loaded(two()).value
    assert isinstance(case, Case)
    assert set(PEOPLE) == set(phrases.AGREEMENT), "these tests try every agreement"
