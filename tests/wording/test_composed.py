"""Letters made of frames, from the file to the words: what is told, in which order, and what is said to be left out."""

import datetime
from typing import Any

import pytest
from helpers.specimen import DAY, OFFICIAL, ROOT, loaded, one, two, wording

from ua_gen import languages, render
from ua_gen.casefile.loading import read_case
from ua_gen.model import Case
from ua_gen.model.arguments import Stocked
from ua_gen.wording import Wording
from ua_gen.wording.facts import FactsReader
from ua_gen.wording.items import path_of, path_text
from ua_gen.wording.realisation.records import Event, Flag, Own, Party, Value

OF_FRAMES = [tag for tag in languages.tags() if languages.language(tag).engine == 2]
TYPED = ROOT / "tests" / "casefile" / "typed-case.yaml"
OSH = {"en": "Osh", "ru": {"name": "Ош", "in": "в Оше"}}


def paragraphs(data: dict[str, Any], language: str = "en", **wish: Any) -> list[str]:
    """The opening, the facts, and the law, without what is asked."""
    say = wording(data, language, **wish)
    return [*say.concern, *say.letter_facts]


def told(data: dict[str, Any], language: str = "en", **wish: Any) -> str:
    return " ".join(paragraphs(data, language, **wish)[1:])


def omitted(data: dict[str, Any], language: str) -> dict[str, str]:
    """The fields that a letter leaves out, with why."""
    say = wording(data, language)
    _ = say.concern, say.letter_facts, say.requests
    return {path_text(gap.path): gap.why for gap in say.omitted}


def case_of(data: dict[str, Any]) -> Case:
    case = loaded(data).value
    assert case is not None
    return case


def event_of(language: str = "en", **fields: Any) -> Event:
    case = case_of(one("female", events=[fields]))
    found = FactsReader(Wording(case, languages.language(language), DAY)).event(0, case.events[0])
    assert found is not None
    return found


# --- from the file to records ----------------------------------------------------------------------------------------


def test_each_argument_becomes_what_it_is() -> None:
    event = event_of(
        type="arrested",
        by=["police", {"agent": "ministry", "field": "interior"}, {"en": "the mayor’s guards"}],
        place={"kind": "prison", "name": OSH},
        because="protest",
        **{"with": {"relative": "brother", "name": "Azat Sample"}},
    )
    police, ministry, guards = event.args["by"]
    assert (police, ministry) == (
        Value("agent", "police"),
        Value("agent", "ministry", {"field": Value("field", "interior")}),
    )
    assert guards == Own({"en": {"name": "the mayor’s guards"}})
    [prison] = event.args["place"]
    assert isinstance(prison, Value)
    assert (prison.kind, prison.name, prison.args["name"]) == ("place", "prison", Own({"en": {"name": "Osh"}}))
    [brother] = event.args["with"]
    assert isinstance(brother, Party)
    assert brother.noun == Value("relative", "brother", {"name": Own({"en": {"name": "Azat Sample"}})})
    assert event.args["because"] == (Value("reason", "protest"),)


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("life", Value("sentence", "life")),
        ("1 year", Value("sentence", "prison", {"term": Value("term", "year")})),
        ("7 years", Value("sentence", "prison", {"term": Value("term", "years", {"n": 7})})),
        ("2 years 6 months", Value("sentence", "prison", {"term": Value("term", "years-months", {"n": 2, "m": 6})})),
    ],
)
def test_a_sentence_is_of_a_kind(sentence: str, item: Value) -> None:
    assert event_of(type="sentenced", sentence=sentence).args["sentence"] == (item,)


@pytest.mark.parametrize(
    ("number", "args"),
    [
        (40, {"n": 40}),
        ({"about": 40}, {"about": 40}),
        ({"at-least": 40}, {"at_least": 40}),
        ("several", {"count": Value("count", "several")}),
    ],
)
def test_how_many_is_exact_or_not(number: Any, args: dict[str, Any]) -> None:
    event = event_of(type="threatened", about={"group": "students", "number": number})
    assert event.about is not None
    assert event.about.noun == Value("group", "students", args)


def test_an_older_name_stands_for_its_arguments() -> None:
    event = event_of(type="held-incommunicado")
    assert (event.type, event.args) == ("held", {"kind": (Value("detention", "incommunicado"),)})


def test_what_is_only_ever_so_now_needs_no_word_for_it() -> None:
    assert event_of(type="at-risk-of", harm="torture").ongoing
    assert not event_of(type="tortured").ongoing
    assert event_of(type="faces-penalty", term="7 years", up_to="true").args["up_to"] == (Flag(),)


def test_forms_of_a_language_may_say_what_agrees_with_it() -> None:
    name = {
        "en": "the union",
        "de": {"name": "die Gewerkschaft", "gender": "female"},
        "number": "one",
        "gender": "neutral",
    }
    data = one("female", events=[{"type": "threatened", "about": name}])
    case = case_of(data)
    genders = {}
    for tag in ("en", "de"):
        event = FactsReader(Wording(case, languages.language(tag), DAY)).event(0, case.events[0])
        assert event is not None
        assert event.about is not None
        assert isinstance(event.about.noun, Own)
        genders[tag] = (event.about.noun.number, event.about.noun.gender)
    assert genders == {"en": ("one", "n"), "de": ("one", "f")}


def test_places_are_written_as_in_the_file() -> None:
    assert path_of(path_text(("events", 3, "place", "name"))) == ("events", 3, "place", "name")


# --- what is told, and in which order ---------------------------------------------------------------------------------


def test_a_state_is_told_unless_an_event_tells_it() -> None:
    state = [{"state": "detained", "since": "2026-01-05", "place": OSH}]
    assert "who has been held in Osh since 5 January 2026" in " ".join(paragraphs(one(status=state)))
    held = [{"type": "held", "ongoing": "true", "kind": "pre-trial"}]
    said = " ".join(paragraphs(one(status=state, events=held)))
    assert "since 5 January" not in said
    assert "pre-trial detention" in said
    # Another event that goes on does not hide it.
    assert "has been held in Osh" in " ".join(
        paragraphs(one(status=state, events=[{"type": "denied-lawyer", "ongoing": "true"}]))
    )


def test_custody_goes_on_from_its_beginning() -> None:
    states = [
        {"state": "detained", "since": "2026-01-05"},
        {"state": "imprisoned", "since": "2026-02-01"},
        {"state": "imprisoned", "since": "2026-03-01"},
    ]
    assert "held since 5 January 2026" in " ".join(paragraphs(one(status=states)))
    assert "imprisoned since 1 February 2026" in " ".join(paragraphs(one(status=states[1:])))


def test_what_befell_one_of_several_is_not_said_of_all() -> None:
    event = {"type": "arrested", "date": "2026-01-05", "people": ["aida"], "lead": "true"}
    opening, fact = paragraphs(two(events=[event]))
    assert "arrested" not in opening
    assert fact == "On 5 January 2026, Aida Specimen was arrested."


def test_nothing_is_told_twice() -> None:
    event = {"type": "threatened", "lead": "true"}
    assert paragraphs(one(events=[event])) == ["I am alarmed that Bolot Muster has been threatened."]
    more = event | {"detail": {"en": "they named the street where he lives"}}
    assert paragraphs(one(events=[more]))[1].endswith("They named the street where he lives.")


def test_a_month_stays_where_the_file_has_it() -> None:
    events = [
        {"type": "detained", "date": "2026-01-05"},
        {"type": "charged", "date": "2026-01"},
        {"type": "convicted", "date": "2025-12-31"},
    ]
    said = told(one(events=events))
    assert said.index("convicted") < said.index("detained") < said.index("charged")


def test_texts_of_ones_own_keep_the_order_of_the_file() -> None:
    events = [
        {"type": "convicted", "date": "2026-02-01"},
        {"text": {"en": "nobody told his family"}},
        {"type": "detained", "date": "2026-01-05"},
    ]
    said = told(one(events=events))
    assert said.index("convicted") < said.index("nobody told".capitalize()) < said.index("detained")
    assert "Bolot Muster was detained" in said, "he might be taken for somebody of the text"


def test_far_from_its_last_date_a_day_has_its_year() -> None:
    events = [
        {"type": "detained", "date": "2024-06-05"},
        {"type": "sentenced", "date": "2024-11-09", "sentence": "life"},
    ]
    status = [{"state": "imprisoned", "since": "2024-11-09"}]
    duties = [{"standard": "iccpr", "article": 9, "right": "liberty"}]
    assert "since 9 November 2024" in " ".join(paragraphs(one(events=events, status=status, duties=duties)))


@pytest.mark.parametrize("language", OF_FRAMES)
def test_what_was_announced_for_a_day_that_has_passed_is_left_out(language: str) -> None:
    data = one(events=[{"type": "trial", "expected": "2026-03-19"}])
    assert omitted(data, language) == {"events.0.expected": "past"}
    tomorrow = one(events=[{"type": "trial", "expected": "2026-03-21"}])
    assert omitted(tomorrow, language) == {}
    assert languages.language(language).figures("21") in told(tomorrow, language)


def test_of_the_dead_the_letter_is_about_a_death() -> None:
    dead = one(
        status=[{"state": "died", "since": "2026-01-12"}], events=[{"type": "died", "date": "2026-01-12", "place": OSH}]
    )
    assert paragraphs(dead)[0].startswith("I am writing to you about the death of Bolot Muster")


# --- nothing is lost --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OF_FRAMES)
def test_of_everything_that_can_be_told_nothing_is_lost_in_silence(language: str) -> None:
    """Each event of a case that uses every field is told, or it is said that it, or which of its fields, is not."""
    case = read_case(TYPED).value
    assert case is not None
    say = Wording(case, languages.language(language), DAY, case.recipients[0])
    assert say.concern
    assert say.letter_facts
    assert say.asked.items
    left_out = {
        path_text(gap.path[:2]) for gap in say.omitted if len(gap.path) == 3 and gap.path[2] in ("type", "text")
    }
    assert say.missing == {}
    assert len(left_out) <= 4, left_out
    for gap in say.omitted:  # Each is a place that the file has.
        part: Any = case
        for step in gap.path:
            if isinstance(part, Stocked):
                part = part.given[str(step)]
            else:
                part = part[step] if isinstance(step, int) else getattr(part, step, getattr(part, f"{step}_", None))
            assert part is not None, gap


COURT = {
    "type": "sentenced",
    "sentence": "life",
    "court": {"en": "Osh City Court", "ru": "Ошский городской суд", "ky": "Ош шаардык соту"},
}
GUARDS = {"type": "detained", "by": {"en": "the mayor’s guards", "ru": "охрана мэра", "ky": "мэрдин кароолдору"}}


@pytest.mark.parametrize("event", [COURT, GUARDS], ids=["court", "by"])
@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_a_name_without_the_form_it_needs_is_told_all_the_same(event: dict[str, Any], language: str) -> None:
    field = "court" if event is COURT else "by"
    data = two(events=[event])
    name = event[field][language]
    said = told(data, language)
    assert name[:4].casefold() in said.casefold()
    assert set(omitted(data, language)) <= {f"events.0.{field}"}
    if f"({name})" in said:
        assert omitted(data, language) == {f"events.0.{field}": "form"}


def test_a_source_of_which_no_form_is_known_stays_the_source() -> None:
    source = {"en": "two neighbours", "ru": "двое соседей"}
    data = one(events=[{"type": "detained", "according_to": source}])
    assert "соседей" in told(data, "ru")
    assert omitted(data, "ru").get("events.0.according_to", "form") == "form"


@pytest.mark.parametrize("language", OF_FRAMES)
def test_somebody_of_unknown_gender_whose_name_has_no_forms_is_told_of(language: str) -> None:
    events = [{"type": "detained", "date": "2026-01-05", "by": "police"}, {"type": "tortured", "reported": "true"}]
    data = one("neutral", events=events, requests=[{"ask": "release-unconditionally"}])
    left_out = {path: why for path, why in omitted(data, language).items() if why != "form"}
    assert left_out == {}
    assert wording(data, language).missing == {}
    assert len(told(data, language)) > 40


def test_one_of_several_values_that_has_no_text_does_not_take_the_others_with_it() -> None:
    data = one(events=[{"type": "charged", "charges": ["treason", {"en": "reading aloud"}]}])
    assert "Hochverrat" in told(data, "de")
    assert omitted(data, "de") == {"events.0.charges.1": "text"}


def test_it_is_said_once_and_not_once_for_each_recipient() -> None:
    data = one(
        events=[{"type": "detained", "by": {"en": "the mayor’s guards"}}],
        recipients=[OFFICIAL, OFFICIAL | {"id": "judge"}],
    )
    made = render(loaded(data), languages=["de"], formats=["txt"], date=DAY)
    warnings = {str(warning) for letter in made for warning in letter.warnings if warning.code == "UA213"}
    assert len(made) == 2
    assert len(warnings) == 1, warnings


# --- other voices, other documents ----------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OF_FRAMES)
def test_a_group_and_a_petition_have_voices_of_their_own(language: str) -> None:
    data = one(requests=[{"ask": "release-unconditionally"}, {"ask": "medical-care"}])
    say = wording(data, language)
    own = [(say.concern, say.asked, say.reply), (say.group_concern, say.group_asked, say.group_reply)]
    assert all(one_ != group for one_, group in zip(*own, strict=True))
    assert say.petition_asked.text not in ("", say.asked.text, say.group_asked.text)
    assert say.requests == wording(data, language).requests, "and leave the letter as it is"


def test_the_sheet_has_no_text_that_the_letter_lacks() -> None:
    """The charge has no Kazakh text, so the Kazakh letter tells none: neither does the sheet."""
    charges = [{"en": "extremist doodles"}, {"en": "singing", "kk": "ән айту"}]
    case = case_of(one("female", events=[{"type": "charged", "charges": charges}]))
    for original, doodles in ((None, True), ("kk", False), ("ru", False)):
        letter = languages.language(original) if original else None
        told = Wording(case, languages.language("en"), DAY, original=letter)
        assert ("doodles" in " ".join([*told.concern, *told.letter_facts])) is doodles, original


def test_what_the_stock_sentence_does_not_take_is_left_out_with_a_word() -> None:
    event = {"type": "charged", "place": OSH, "how": "on-bail"}
    asked = {"ask": "release-unconditionally", "place": OSH}
    assert omitted(one(events=[event], requests=[asked]), "en") == {
        "events.0.how": "stock",
        "events.0.place": "stock",
        "requests.0.place": "stock",
    }
    own = event | {"text": {"en": "she was charged in Osh"}}
    assert omitted(one(events=[own], requests=[{"ask": "halt-execution"}]), "en") == {}
    [letter] = render(loaded(one(events=[event])), languages=["en"], formats=["txt"], date=DAY)
    assert [str(each).partition(": ")[0] for each in letter.warnings if each.code == "UA213"]


@pytest.mark.parametrize("language", OF_FRAMES)
def test_a_letter_that_asks_in_words_of_its_own_has_the_law_too(language: str) -> None:
    """Templates of others have `letter_facts` and `requests`, not `asked`."""
    duties = [{"standard": "iccpr", "article": "19", "right": "freedom-of-expression"}]
    say = wording(one(events=[{"type": "detained"}], duties=duties, requests=[{"ask": "medical-care"}]), language)
    article = languages.language(language).figures("19")
    assert article in " ".join(say.letter_facts)
    assert len(say.letter_facts) - len(say.facts_before_asked) == bool(say.asked.law)
    assert (article in say.asked.law) is not (article in " ".join(say.facts_before_asked))


def test_the_best_language_is_the_first_that_says_everything_or_else_most() -> None:
    events = [{"type": "detained"}, {"text": {"en": "his books were burned", "de": "seine Bücher wurden verbrannt"}}]
    for write_in, best in (
        (["ru", "en", "de"], "en"),
        (["de", "en"], "de"),
        (["ru", "fr"], "ru"),
    ):
        [letter] = render(loaded(one(events=events, write_in=write_in)), formats=["txt"], date=DAY)
        assert letter.job.language.tag == best, write_in


def test_equal_words_take_turns() -> None:
    data = one(events=[{"type": "detained", "according_to": {"en": "two neighbours", "number": "many"}}])
    case = case_of(data)
    said = set()
    for turn in range(3):
        say = Wording(case, languages.language("en"), DAY)
        say.turn = turn
        said.add(" ".join(say.letter_facts))
    assert len(said) == 3
    assert all("neighbours" in each for each in said)


def test_the_day_of_the_letter_counts() -> None:
    data = one(events=[{"type": "trial", "expected": "2026-03-19"}])
    assert "due to open" in told(data, day=datetime.date(2026, 3, 12))
