"""What a case file may say by stock: parties, places, times and arguments, and what is told of mistakes in them."""

import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Run
from helpers.lacking import without_frames
from helpers.specimen import ALL_LANGUAGES, OFFICIAL, case_text, loaded, one, text

from ua_gen import stock
from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.casefile.texts import texts
from ua_gen.lint import runner
from ua_gen.model.arguments import Stocked, each, sentences_in, stock_places, stock_value
from ua_gen.model.dates import PartialDate, Term
from ua_gen.model.names import Name
from ua_gen.model.quantities import Count, Duration

TYPED = Path(__file__).parent / "typed-case.yaml"
DAY = datetime.date(2026, 3, 20)


def case_of(events: str = "", **fields: Any) -> Loaded[Any]:
    """A case of one woman with these events, as they are written in a file."""
    data = one("female", events=yaml.load(events, Loader=yaml.BaseLoader) or []) | fields
    return read_case_text(case_text(data), "x.yaml")


def said(events: str = "", **fields: Any) -> list[tuple[str, str, str]]:
    """What `validate` says of it: code, place, message with its hint."""
    case = case_of(events, **fields)
    found = runner.check_all([case], DAY).get("x.yaml", ())
    return [
        (one.code, one.span.source.strip()[:40] if one.span else "", f"{one.message} ({one.hint})") for one in found
    ]


def of_code(code: str, events: str = "", **fields: Any) -> list[str]:
    return [message for found, _, message in said(events, **fields) if found == code]


# --- what is read ----------------------------------------------------------------------------------------------------


def test_forms_of_a_name_stand_below_its_language_and_its_number_beside() -> None:
    [event] = case_of(
        "[{type: sentenced, court: {en: the city courts, ru: {name: суды, dat: судам}, number: many}}]"
    ).value.events
    named = event.court
    assert isinstance(named, Name)
    assert (named.get("ru"), named.form("ru", "dat"), named.form("ru", "gen"), named.form("en", "name")) == (
        "суды", "судам", None, "the city courts",
    )  # fmt: skip
    assert (named.number, named.gender, named.languages) == ("many", None, ("en", "ru"))


def test_a_place_a_court_and_a_party_are_written_as_maps() -> None:
    [event] = case_of(
        "[{type: threatened, about: {relative: brother, name: Azat}, place: {kind: prison, name: Osh Prison, in: Osh},"
        " by: [police, {agent: ministry, field: interior}], times: 3, for: more than 2 weeks}]"
    ).value.events
    assert event.place == Stocked("place", "prison", {"name": Name({"en": "Osh Prison"}), "in": Name({"en": "Osh"})})
    assert event.about.name == "brother"
    agents = [stock_value(value, ("agent",), "en") for _, value in each(event.by)]
    assert [agent.name if agent else "" for agent in agents] == ["police", "ministry"]
    assert event.for_ == Duration("weeks", 2, True)
    assert event.times == "3"


def test_a_sentence_may_have_several_parts() -> None:
    [event] = case_of(
        "[{type: sentenced, sentence: [10 years, {sentence: lashes, number: 1000}, {sentence: fine, amount: 9 euros}]}]"
    ).value.events
    assert event.sentence[0] == Term("prison", 10)
    assert event.sentence[1].given == {"number": 1000}
    assert sentences_in(event.sentence) == {"prison", "lashes", "fine"}


@pytest.mark.parametrize(("written", "read"), [
    ("soon", "soon"), ("2026-05", PartialDate(2026, 5)), ("2026-05-18", PartialDate(2026, 5, 18)),
])  # fmt: skip
def test_what_is_announced_has_a_day_or_is_near(written: str, read: Any) -> None:
    [event] = case_of(f"[{{type: trial, expected: {written}}}]").value.events
    assert event.expected == read


def test_a_group_is_called_by_its_noun() -> None:
    group = {"noun": "residents", "of": "Bodo", "number": {"about": 69000}}
    case = case_of(people=[{"id": "bodo", "kind": "group", "gender": "neutral", "group": group}])
    [person] = case.value.people
    assert person.group.number == Count(69000, "about")
    assert person.name.get("en") == "about 69000 residents of Bodo"
    assert "people.name" not in {given.field for given in texts(case.value)}


def test_a_group_is_many() -> None:
    shown = text(one() | {"people": [{"id": "g", "kind": "group", "gender": "neutral", "group": {"noun": "villagers"}}],
                          "events": [{"type": "threatened", "date": "2026-01-05"}]}, "en")  # fmt: skip
    assert "villagers were threatened" in shown


def test_old_names_stand_for_the_same() -> None:
    assert stock.event("put-on-trial") is stock.event("trial")
    assert stock.event_names()["held-incommunicado"][1] == {"kind": "incommunicado"}
    assert stock.request("investigate-death").name == "investigate"


# --- mistakes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("{type: beaten, by: {agent: polise}}", "UA106", "did you mean `police`?"),
        ("{type: arrested, because: {reason: covering-trial, topic: war}}", "UA106", "does not take `topic`"),
        ("{type: arrested, because: {reason: protest, topc: war}}", "UA106", "it takes: topic"),
        ("{type: beaten, place: {ru: {nam: Ош}}}", "UA102", "`nam` is not a form of a name (one of: name, gen"),
        ("{type: beaten, place: {ru: {in: в Оше}}}", "UA101", "the form `name` is missing"),
        ("{type: held, for: some time}", "UA106", "write `3 weeks`"),
        ("{type: beaten, times: often}", "UA106", "write `3`, or one of: once"),
        ("{type: sentenced, sentence: 7 yers}", "UA106", "`7 yers` is not a sentence"),
        ("{type: homes-destroyed, number: {around: 40}}", "UA106", "at-least"),
        ("{type: sentenced, sentence: {sentence: lashes, number: many}}", "UA106", "`number`: this is not a number"),
        ("{type: beaten, by: {en: thugs, number: lots}}", "UA106", "one of: one, many"),
        ("{type: trial, courts: city-court}", "UA102", "did you mean `court`?"),
        # Keys like the steps by which a schema chooses between forms of a value.
        ("{type: beaten, by: {<text>: thugs}}", "UA106", "`<text>` is not the tag of a language"),
        ("{type: beaten, by: [police, {'-1': thugs}]}", "UA106", "`-1` is not the tag of a language"),
        ("{type: beaten, place: {ru: {<forms>: Ош, name: Ош}}}", "UA102", "`<forms>` is not a form of a name"),
    ],
)
def test_a_slip_is_told_with_what_to_write(written: str, code: str, words: str) -> None:
    [(found, place, message)] = said(f"[{written}]")
    assert (found, words in message) == (code, True), message
    assert place


def test_a_word_that_is_nearly_stock_is_told_wherever_one_may_stand() -> None:
    assert any("by-telephone" in message for message in of_code("UA248", "[{type: threatened, how: by-telefone}]"))
    assert any("diabetes" in message for message in of_code("UA248", "[{type: suffers-from, condition: diabets}]"))
    [message] = of_code("UA248", "[{type: threatened, how: by-carrier-pigeon}]")
    assert "there are: by-telephone" in message
    assert "write a text: `{en: …}`" in message
    assert of_code("UA248", "[{type: threatened, how: {en: by-carrier-pigeon}, by: the neighbours}]") == []


def test_an_argument_that_an_event_does_not_have_is_told_with_those_that_it_has() -> None:
    [message] = [one for one in of_code("UA287", "[{type: beaten, court: Osh City Court}]") if "does not tell" in one]
    assert "it takes: by, place, occasion, because" in message
    [message] = [
        one for one in of_code("UA287", requests=[{"ask": "halt-execution", "restrictions": "travel-ban"}])
        if "does not tell" in one
    ]  # fmt: skip
    assert "`restrictions`" in message
    found = said("[{type: charged, date: 2026-01-05, place: Osh}]", recipients=[OFFICIAL], write_in=["de", "kk"])
    assert [code for code, place, _ in found if "place" in str(place)] == ["UA287"], "once, for all languages"


def test_what_a_sentence_cannot_do_without_is_asked_for() -> None:
    [message] = of_code("UA288", "[{type: at-risk-of}, {type: at-risk-of, harm: torture}]")
    assert "`at-risk-of` says nothing without `harm`" in message
    asked = [{"ask": "investigate"}, {"ask": "investigate-death"}, {"ask": "investigate", "what": "death"}]
    assert len(of_code("UA288", requests=asked)) == 1


def test_number_is_asked_for_where_verbs_depend_on_it() -> None:
    group = {"id": "g", "kind": "group", "gender": "neutral", "name": "the staff of the library"}
    assert len(of_code("UA279", people=[group])) == 1
    assert of_code("UA279", people=[group | {"name": {"en": "the staff", "number": "many"}}]) == []
    assert of_code("UA279", people=[group | {"group": {"noun": "staff"}}]) == []
    assert len(of_code("UA279", "[{type: beaten, about: the man next door}]")) == 1
    assert of_code("UA279", "[{type: beaten, about: [family, {relative: brother}]}]") == []


def test_an_executions_threat_is_told_before_it_is_spoken_of() -> None:
    asked = [{"ask": "no-executions"}, {"ask": "bring-to-justice", "no_death": "true"}]
    assert len(of_code("UA284", requests=asked)) == 2
    for threat in ("{type: faces-penalty, sentence: death}", "{type: execution, expected: soon}",
                   "{type: held, kind: death-row}", "{type: at-risk-of, harm: [death-penalty]}",
                   "{type: charged, charges: apostasy, penalty: death}"):  # fmt: skip
        assert of_code("UA284", f"[{threat}]", requests=asked) == [], threat


def test_reparation_for_the_dead_is_for_somebody() -> None:
    status = [{"state": "died", "since": "2026-01-05"}]
    asked = [{"ask": "investigate", "what": "death"}, {"ask": "reparation"}]
    [message] = of_code("UA284", status=status, requests=asked)
    assert "say for whom: `about: family`" in message
    assert of_code("UA284", status=status, requests=[asked[0], asked[1] | {"about": "family"}]) == []


@pytest.mark.parametrize("wrong", [
    "Free her now!", "any appeal must be heard elsewhere", "release her. She has done nothing", "She must be released",
    "Release her", "please release her", "release her!",
])  # fmt: skip
def test_a_text_that_does_not_complete_the_sentence_is_told(wrong: str) -> None:
    [message] = of_code("UA278", requests=[{"text": {"en": wrong}}])
    assert message.startswith(f"“I respectfully ask you to {wrong[:40]}")


@pytest.mark.parametrize("right", [
    "release her", "release her.", "move her from Prison No. 47 to St. Petersburg", "let Mr. Example go",
    "hear the witnesses (among them Prof. Example) and publish what they say",
])  # fmt: skip
def test_a_text_that_completes_the_sentence_is_not(right: str) -> None:
    assert of_code("UA278", requests=[{"text": {"en": right, "de": "Frau Muster freizulassen"}}]) == []


# --- what letters do with what they cannot tell -----------------------------------------------------------------------


def test_what_no_frame_tells_is_said_once_for_each_field(monkeypatch: pytest.MonkeyPatch) -> None:
    events = (
        "[{type: fled, date: 2026-01-05}, {type: denied-lawyer, date: 2026-01-06, times: 3},"
        " {type: interrogated, date: 2026-01-07, times: 2, detail: for hours}]"
    )
    without_frames(monkeypatch, "tk", lambda key: key.startswith("event.fled."))
    without_frames(monkeypatch, "tk", lambda key: key.startswith("event."), " {times}")
    told = [one[1:] for one in said(events, recipients=[OFFICIAL], write_in=["tk"]) if one[0] == "UA268"]
    tell = "letters in Turkmen cannot tell `events[{}`: they leave it out (tell it in a `text` (`tk: …`))"
    assert told == [
        ("- type: fled", tell.format("0].type")),
        ("times: '3'", tell.format("1].times")),
        ("times: '2'", tell.format("2].times")),
        ("detail: for hours", "letters in Turkmen leave `events[2].detail` out (add `tk: …`)"),
    ]


def test_what_a_stock_sentence_does_not_take_is_told_as_well() -> None:
    place = "{en: Osch}"
    events = f"[{{type: deported, date: 2026-01-05, place: {place}, by: military}}, {{type: fled, court: city-court}}]"
    [message] = of_code("UA287", events)
    assert message.startswith("the sentence on `fled` does not tell the `court`")
    assert of_code("UA248", "[{type: arrested, place: Osch, by: military}]") == []


def test_a_letter_that_leaves_something_out_says_so(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    without_frames(monkeypatch, "tk", lambda key: key.startswith("event.tortured."), "[: {methods}]")
    data = one("female", events=[{"type": "tortured", "date": "2026-01-05", "methods": ["beaten"]}])
    (tmp_path / "case.yaml").write_text(case_text(data), "utf-8")
    result = run("render", str(tmp_path / "case.yaml"), "--date", "2026-03-20", "-l", "tk", "-f", "txt", "-o", "-")
    assert "gynama" in result.text
    assert "UA213" in result.err
    assert "`events[0].methods` cannot be told in Turkmen" in result.err


@pytest.mark.parametrize(("type", "field", "sentence", "wrong"), [
    ("deported", {"expected": "2026-05-01"}, "", "deported"),
    ("deported", {"about": {"relative": "brother"}}, "Her brother was deported.", "Specimen was"),
    ("denied-lawyer", {"since": "2026-01-01"}, "has been denied access to a lawyer since 1 January", "was denied"),
    ("denied-lawyer", {"ongoing": "true"}, "is being denied access to a lawyer.", "was denied"),
])  # fmt: skip
def test_nothing_is_told_as_past_and_of_them_that_is_not(
    type: str, field: dict[str, Any], sentence: str, wrong: str
) -> None:
    """`was deported`, of somebody who is to be deported, would be false."""
    said = " ".join(text(one("female", events=[{"type": type, **field}]), "en").split())
    assert sentence in said
    assert wrong not in said


def test_what_is_still_so_is_told_as_present_and_of_those_whom_it_is_about() -> None:
    kept = [{"type": "denied-lawyer", "since": "2026-01-01"}, {"type": "denied-family-visits", "ongoing": "true"}]
    said = text(one("female", events=[*kept, {"type": "threatened", "about": {"relative": "brother"}}]), "en")
    said = " ".join(said.split())
    assert "has been denied access to a lawyer since 1 January" in said
    assert "is being denied family visits" in said
    assert "Her brother has been threatened" in said


def test_what_a_value_takes_may_have_the_name_of_another_kind() -> None:
    """In whatever order the two are written."""
    for written in ("{group: {en: weavers}, topic: rights-of}", "{topic: rights-of, group: {en: weavers}}"):
        [event] = case_of(f"[{{type: protested, against: {written}}}]").value.events
        assert event.against.kind == "topic"
        assert event.against.given["group"].get("en") == "weavers"


def test_a_hedge_that_cannot_name_its_source_stays_a_hedge() -> None:
    data = one("female", events=[{"type": "tortured", "according_to": {"en": "the guards", "number": "many"}}])
    assert "gelip gowşan habarlara görä" in text(data, "tk").lower()
    assert "The guards say" in text(data, "en")


def test_a_request_that_no_frame_asks_makes_no_letter_unless_it_is_optional(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_frames(monkeypatch, "tk", lambda key: key == "request.drop-charges")
    asked = {"ask": "drop-charges", "charges": ["treason"]}
    for extra, code in (({}, 1), ({"optional": "true"}, 0)):
        data = one("female", requests=[{"ask": "fair-trial"}, asked | extra])
        (tmp_path / "case.yaml").write_text(case_text(data), "utf-8")
        result = run("render", str(tmp_path / "case.yaml"), "--date", "2026-03-20", "-l", "tk", "-f", "txt", "-o", "-")
        assert result.code == code, result.err
        assert ("error[UA210]: `requests[1].ask` cannot be asked in Turkmen" in result.err) is bool(code)
        assert ("warning[UA213]: `requests[1]" in result.err) is not bool(code)


def test_the_same_said_in_new_words_makes_the_same_letter() -> None:
    old = [{"ask": "protect-family"}, {"ask": "investigate-torture"}]
    new = [
        {"ask": "protect", "about": "family", "from": ["threats", "reprisals"]},
        {"ask": "investigate", "what": "torture"},
    ]
    past = [{"type": "held-incommunicado", "date": "2026-01-05"}, {"type": "put-on-trial", "date": "2026-01-06"}]
    now = [{"type": "held", "kind": "incommunicado", "date": "2026-01-05"}, {"type": "trial", "date": "2026-01-06"}]
    for language in ALL_LANGUAGES:
        assert text(one(requests=old, events=past), language) == text(one(requests=new, events=now), language)


# --- what is not for the public, and what goes to the prisoner -------------------------------------------------------


def test_a_relative_in_a_private_fact_is_told_nowhere(tmp_path: Path, run: Run) -> None:
    data = one("female", events=[
        {"type": "threatened", "about": {"relative": "brother", "name": "Azat Hidden"},
         "by": {"en": "Hiddenites", "number": "lots"}, "visibility": "private"},
    ])  # fmt: skip
    path = tmp_path / "case.yaml"
    path.write_text(case_text(data), "utf-8")
    shown = run("validate", str(path), "--date", "2026-03-20")
    assert "UA106" in shown.text
    assert "Hidden" not in shown.text + shown.err
    del data["events"][0]["by"]
    path.write_text(case_text(data), "utf-8")
    assert "Hidden" not in run("redact", str(path)).text
    assert "Hidden" not in str(texts(loaded(data).value))


def test_a_message_to_the_prisoner_sees_nothing_of_it() -> None:
    from ua_gen.languages import language
    from ua_gen.wording import SolidarityWords

    case = read_case(TYPED).value
    assert case is not None
    say = SolidarityWords(case, language("en"), DAY, None)
    emptied = say.case
    assert (emptied.events, emptied.requests, getattr(emptied, "duties", ())) == ((), (), ())
    assert all(person.short is None and person.group is None and person.role is None for person in emptied.people)


# --- texts -----------------------------------------------------------------------------------------------------------


def test_every_text_is_found_at_its_place_in_the_file() -> None:
    case = read_case(TYPED)
    assert case.value is not None
    assert case.root is not None
    for given in texts(case.value):
        node = case.root.find(given.path)[1]
        if node.kind == "mapping":  # A text of the file's own language needs no map.
            raise AssertionError(given)
        assert given.text == " ".join(str(node.value).split()), given
    fields = {given.field for given in texts(case.value)}
    assert {"people.short", "events.detail", "events.place.in", "events.about.name", "people.name.gen"} <= fields


def test_translate_asks_for_texts_and_not_for_stock_words(run: Run) -> None:
    asked = run("translate", str(TYPED), "-l", "de", "-o", "-").text
    assert "at: events[0].because[2]" in asked
    assert "at: events[0].detail" in asked
    assert "{name: …, gen: …, in: …}" in asked
    for word in ("treason", "security-service", "without-warrant", "surgery", "people[1].name"):
        assert word not in asked
    case = read_case(TYPED).value
    assert ("events", 0, "by", 0) in stock_places(case)


def test_an_update_carries_everything(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(TYPED.read_text("utf-8"), "utf-8")
    updated = run("update", str(path), "--date", "2026-03-20", "-o", "-").text
    before, after = (yaml.safe_load(text_) for text_ in (path.read_text("utf-8"), updated))
    kept = [{key: value for key, value in event.items() if key != "background"} for event in after["events"]]
    assert kept == before["events"]
    assert after["requests"] == before["requests"]
    assert after["duties"] == before["duties"]


# --- the command -----------------------------------------------------------------------------------------------------


def test_stock_lists_a_word_with_what_it_takes(run: Run) -> None:
    shown = run("stock", "held").text
    assert "kind: detention" in shown
    assert "without-trial" in shown
    assert "also held-incommunicado" in shown
    assert "journalist" in run("stock", "journalist").text


def test_stock_lists_everything(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import json

    without_frames(monkeypatch, "tk", lambda key: key.startswith("event.beaten."))
    rows = json.loads(run("stock", "-l", "tk", "--json").text)
    assert {row["name"] for row in rows if row["group"] == "event"} == set(stock.events())
    assert {row["name"] for row in rows if row["group"] == "request"} == set(stock.requests())
    in_letters = {row["name"]: row["in_letters"] for row in rows if row["group"] in ("event", "request")}
    assert [in_letters[name] for name in ("arrested", "held", "beaten", "halt-execution")] == [True, True, False, True]
    assert "letters in Turkmen cannot tell it" in run("stock", "beaten", "-l", "tk").text
    monkeypatch.setattr("ua_gen.wording.examples.event_example", lambda name, tag: "" if name == "held" else "X")
    assert "letters tell it only as held-incommunicado" in run("stock", "held", "-l", "tk").text
    assert {row["group"] for row in rows} >= {"post", "agent", "relative", "group", "reason"}


def test_stock_says_where_a_word_is_none(run: Run) -> None:
    result = run("stock", "zzzz")
    assert result.code == 2
    assert "no stock entry has `zzzz`" in result.err


# --- values of one's own ---------------------------------------------------------------------------------------------

KINDS_HINT = (
    "one of: agent, body, field, place, court, occasion, measure, reason, topic, target, profession, aim …; "
    "`ua-gen stock` lists all"
)
OWN = "{language: en, vocabulary: {reason: {reading-circle: {en: holding a reading circle, ru: кружок}}}}\n"


def test_a_section_keeps_values_of_its_own_beside_its_cases(tmp_path: Path, run: Run) -> None:
    events = [{"type": "arrested", "because": "reading-circle"}]
    path = tmp_path / "case.yaml"
    path.write_text(case_text(one("female", events=events)), "utf-8")
    assert "`reading-circle` is none of the words" in run("validate", str(tmp_path), "--date", "2026-03-20").text
    (tmp_path / "vocabulary.yaml").write_text(OWN, "utf-8")
    case = read_case(path)
    assert case.value is not None, case.diagnostics
    assert case.value.vocabulary["reason"]["reading-circle"].get("ru") == "кружок"
    assert "vocabulary.reason.reading-circle" not in {given.field for given in texts(case.value)}, (
        "it is in another file"
    )
    shown = run("validate", str(tmp_path), "--date", "2026-03-20")
    assert "none of the words" not in shown.text
    assert "vocabulary.yaml" not in shown.text


@pytest.mark.parametrize(("slip", "code"), [
    ("{language: en, vocabulary: {raeson: {a-b: {en: x}}}}", "UA104"),
    ("{language: en, vocabulary: {<stock>: {a-b: {en: x}}}}", "UA104"),
    ("{language: en, vocabulary: {reason: {a-b: {en: [x]}}}}", "UA103"),
    ("{vocabulary: {reason: {a-b: x}}}", "UA101"),
])  # fmt: skip
def test_what_is_wrong_with_them_is_told_in_their_own_file(slip: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(one("female")), "utf-8")
    (tmp_path / "vocabulary.yaml").write_text(slip, "utf-8")
    case = read_case(tmp_path / "case.yaml")
    assert case.value is None
    [found] = case.diagnostics
    assert (found.code, Path(found.span.path if found.span else "").name) == (code, "vocabulary.yaml")
    assert found.hint.isprintable()
    assert code != "UA104" or found.hint in ("did you mean `reason`?", KINDS_HINT)
