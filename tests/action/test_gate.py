"""The gate: no appeal for somebody who is free or dead, none for an action that is over, whatever the format."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from helpers.specimen import ASKAROV, ASKAROV_DAY, DAY, LANGUAGES, MINIMAL, SOMEBODY, case_text, loaded, one, two

from ua_gen import Diagnostic, Problems, render
from ua_gen.action.gate import Terms, judge
from ua_gen.action.related import Neighbours
from ua_gen.clock import Days
from ua_gen.lint.selection import GATE
from ua_gen.model import CLOSED
from ua_gen.templating import Templates

SHEET = "urgent-action-classic"
FORMATS = ["txt", "html", "pdf"]


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


LETTER = Templates().documents["letter"]


def refused(case: dict[str, Any], on: datetime.date | str = DAY, **terms: Any) -> list[Diagnostic]:
    """Why no appeal may be made of a case on a day."""
    today = on if isinstance(on, datetime.date) else day(on)
    return list(judge(LETTER, [loaded(case)], Days(today, today), Neighbours(), Terms(**terms)).refused)


def codes(case: dict[str, Any], on: datetime.date | str = DAY, **wish: Any) -> list[str]:
    return [diagnostic.code for diagnostic in refused(case, on, **wish)]


# --- the example case, whose person has died -------------------------------------------------------------------------


@pytest.mark.parametrize("document", ["letter", SHEET])
@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_asks_for_a_man_who_has_died(kind: str, document: str, run: Run, tmp_path: Path) -> None:
    ran = run("render", ASKAROV, "--date", "2026-11-21", "-d", document, "-f", kind, "-o", tmp_path / "out")
    assert ran.code == 1
    assert ran.out == b""
    lines = ASKAROV.read_text("utf-8").splitlines()
    line = next(number for number, line in enumerate(lines, 1) if "state: died" in line)
    first = ran.err.splitlines()[0]
    assert first.startswith(f"{ASKAROV}:{line}:12: error[UA220]: ")
    assert "Azimzhan Askarov has died (2020-07-25; source: 24.kg news agency)" in first
    assert "--date 2010-09-15" in ran.err
    assert not (tmp_path / "out").exists()


def test_not_after_the_deadline_either_if_the_office_agreed(run: Run, tmp_path: Path) -> None:
    ran = run("render", ASKAROV, "--date", "2026-11-21", "--after-deadline", "-f", "txt", "-o", tmp_path)
    assert (ran.code, "UA220" in ran.err, "--after-deadline" in ran.err) == (1, True, False)
    assert list(tmp_path.iterdir()) == []


def test_the_clock_is_asked_where_no_date_is_given(run: Run, tmp_path: Path) -> None:
    assert run("render", ASKAROV, "-f", "txt", "-o", tmp_path).code == 1
    with pytest.raises(Problems) as by_api:
        render(ASKAROV, formats=["txt"])
    assert [diagnostic.code for diagnostic in by_api.value.diagnostics] == ["UA220"]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_api_refuses_as_the_command_does(kind: Any) -> None:
    with pytest.raises(Problems) as by_api:
        render(ASKAROV, formats=[kind], date=day("2026-11-21"), after_deadline=True)
    [found] = by_api.value.diagnostics
    assert found.code == "UA220"
    assert found.message == "Azimzhan Askarov has died (2020-07-25; source: 24.kg news agency)"
    assert found.span
    assert found.span.source.strip() == "- state: died"


def test_as_of_its_day_everything_is_made(run: Run, tmp_path: Path) -> None:
    ran = run("render", ASKAROV, "--date", ASKAROV_DAY, "-d", "letter", "-d", SHEET, "-f", "txt", "-o", tmp_path)
    assert ran.code == 0, ran.err
    assert len(list(tmp_path.rglob("*.txt"))) == 3


# --- days ------------------------------------------------------------------------------------------------------------

DATED = MINIMAL | {"action": MINIMAL["action"] | {"issued": "2026-03-10", "deadline": "2026-04-21"}}


@pytest.mark.parametrize(
    ("on", "found"),
    [
        ("2026-03-09", ["UA223"]),
        ("2026-03-10", []),
        ("2026-04-21", []),
        ("2026-04-22", ["UA222"]),
        ("2027-04-22", ["UA222"]),
    ],
)
def test_a_letter_is_dated_between_issue_and_deadline(on: str, found: list[str]) -> None:
    assert codes(DATED, on) == found


@pytest.mark.parametrize(("on", "found"), [("2026-04-21", []), ("2026-04-22", ["UA222"])])
def test_without_a_deadline_there_are_six_weeks(on: str, found: list[str]) -> None:
    assert codes(MINIMAL, on) == found
    assert "deadline" not in MINIMAL["action"]


def test_after_the_deadline_only_if_the_office_agreed() -> None:
    assert codes(DATED, "2026-04-22", after_deadline=True) == []
    assert codes(DATED, "2026-03-09", after_deadline=True) == ["UA223"], "it does not help before the issue"


def test_a_late_letter_is_refused_at_the_deadline_with_the_way_on() -> None:
    [found] = refused(DATED, "2026-04-22")
    assert found.message == "the deadline was 2026-04-21; the letter would be dated 2026-04-22"
    assert "--after-deadline" in found.hint
    assert found.span
    assert found.span.source.strip() == "deadline: '2026-04-21'"
    [found] = refused(MINIMAL, "2026-04-22")
    assert found.span
    assert found.span.source.strip() == "issued: '2026-03-10'"


def since(state: str, date: str, **more: Any) -> dict[str, Any]:
    return one(status=[{"state": "detained", "since": "2026-01"}, {"state": state, "since": date, **more}])


@pytest.mark.parametrize("state", sorted(CLOSED - {"stopped"}))
def test_from_the_day_of_a_closing_state_on_nothing_is_asked(state: str) -> None:
    assert codes(since(state, "2026-03-20"), "2026-03-18") == []
    assert codes(since(state, "2026-03-20"), "2026-03-19") == ["UA220"], "somewhere it is the twentieth already"
    assert codes(since(state, "2026-03-20"), "2026-03-20") == ["UA220"]
    assert codes(since(state, "2026-03-20"), "2026-03-21", after_deadline=True) == ["UA220"]


@pytest.mark.parametrize("state", ["at-risk", "detained", "on-trial", "imprisoned", "house-arrest", "disappeared"])
def test_in_any_other_state_everything_may_be_asked(state: str) -> None:
    assert codes(since(state, "2026-03-15")) == []


@pytest.mark.parametrize(
    ("date", "on", "found"),
    [
        ("2026-03", "2026-03-10", ["UA220"]),
        ("2026-04", "2026-03-30", []),
        ("2026-04", "2026-03-31", ["UA220"]),
        ("2026-04", "2026-04-01", ["UA220"]),
        ("2026", "2026-03-10", ["UA220"]),
        ("2027", "2026-03-20", []),
    ],
)
def test_a_day_that_is_not_known_counts_as_the_earliest(date: str, on: str, found: list[str]) -> None:
    assert codes(since("released", date), on) == found


def test_the_newest_state_decides_in_whatever_order_they_stand() -> None:
    freed, held = {"state": "released", "since": "2026-03-11"}, {"state": "detained", "since": "2026-03-15"}
    assert codes(one(status=[freed, held])) == []
    assert codes(one(status=[held, freed])) == [], "set free, then taken again"
    assert codes(one(status=[held, freed | {"since": "2026-03-16"}])) == ["UA220"]
    assert codes(one(status=[held, freed | {"since": "2026-03-15"}])) == ["UA220"], "of one day, the later in the file"


@pytest.mark.parametrize("more", [{}, {"visibility": "private"}, {"visibility": "section"}])
@pytest.mark.parametrize(
    ("closing", "since_", "opening", "found"),
    [
        ("released", "2026-03", "2026-03-12", ["UA220"]),
        ("released", "2026", "2026-03-12", ["UA220"]),
        ("released", "2026-03", "2026-03", ["UA220"]),
        ("released", "2026-03-12", "2026-03", ["UA220"]),
        ("released", "2026-03-12", "2026-03-12", ["UA220"]),
        ("released", "2026-03-11", "2026-03-12", []),
        ("released", "2026-02", "2026-03-01", []),
        ("released", "2025", "2026", []),
        ("died", "2026-03", "2026-03-12", ["UA220"]),
        ("executed", "2026", "2026-03-12", ["UA220"]),
    ],
)
def test_only_what_certainly_began_after_it_opens_a_closed_case(
    closing: str, since_: str, opening: str, found: list[str], more: dict[str, Any]
) -> None:
    """Imprisoned on the twelfth, released in the same month: nobody knows on which day, and it may be the later."""
    status = [{"state": "imprisoned", "since": opening}, {"state": closing, "since": since_} | more]
    assert codes(one(status=status)) == found
    assert codes(one(status=status[::-1])) == found, "in whatever order they stand"


def test_each_of_several_has_a_state_of_their_own_that_counts() -> None:
    status = [
        {"state": "released", "since": "2026-03", "people": ["aida"]},
        {"state": "imprisoned", "since": "2026-03-12"},
    ]
    [found] = refused(two(status=status))
    assert found.message == "Aida Specimen has been released (2026-03)"


# --- several people --------------------------------------------------------------------------------------------------


def test_while_one_of_several_is_free_nothing_is_asked_for_all() -> None:
    """The letter would ask to release her too. The file has to be changed first."""
    [found] = refused(two(status=[{"state": "released", "since": "2026-03-15", "people": ["aida"]}]))
    assert (found.code, found.message) == ("UA220", "Aida Specimen has been released (2026-03-15)")


def test_several_who_share_their_fate_are_named_together() -> None:
    [found] = refused(two(status=[{"state": "pardoned", "since": "2026-03-15"}]))
    assert found.message == "Aida Specimen and Bolot Muster have been pardoned (2026-03-15)"


def test_several_with_fates_of_their_own_are_told_one_by_one() -> None:
    case = two(
        status=[
            {"state": "died", "since": "2026-03-15", "people": ["bolot"], "source": "paper"},
            {"state": "released", "since": "2026-03", "people": ["aida"]},
        ],
        sources=[{"id": "paper", "title": "The Osh Paper"}],
    )
    assert [found.message for found in refused(case)] == [
        "Aida Specimen has been released (2026-03)",
        "Bolot Muster has died (2026-03-15; source: The Osh Paper)",
    ]


# --- actions that are over -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after_deadline", [False, True])
@pytest.mark.parametrize("on", ["2026-03-20", "2026-12-31"])
def test_a_stopped_action_is_stopped_for_good(on: str, after_deadline: bool) -> None:
    by_kind = DATED | {"action": DATED["action"] | {"kind": "stop"}}
    by_state = DATED | {"status": [{"state": "stopped", "since": "2026-03-15"}]}
    assert codes(by_kind, on, after_deadline=after_deadline) == ["UA221"]
    assert codes(by_state, on, after_deadline=after_deadline) == ["UA221"]


def test_why_an_action_was_stopped_is_not_told(run: Run, tmp_path: Path) -> None:
    """It may put somebody in danger. The line that is quoted is the one that says that it was stopped, no other."""
    case = SOMEBODY | {
        "status": [
            {
                "since": "2026-03-15",
                "state": "stopped",
                "note": "They were threatened.",
                "place": "Osh",
                "source": "kin",
            }
        ],
        "sources": [{"id": "kin", "publisher": "The family", "title": "A call from the family"}],
    }
    path = tmp_path / "stopped.yaml"
    path.write_text(case_text(case), "utf-8")
    for kind in FORMATS:
        ran = run("render", path, "--date", "2026-03-20", "--after-deadline", "-f", kind, "-o", tmp_path / "out")
        assert ran.code == 1
        assert "UA221" in ran.err
        assert [word for word in ("family", "threat", "Osh", "kin", "--after-deadline") if word in ran.err] == []
    assert not (tmp_path / "out").exists()


def test_an_outcome_asks_nothing_any_more() -> None:
    closing = DATED | {"action": DATED["action"] | {"kind": "outcome"}}
    [found] = refused(closing)
    assert (found.code, found.message) == (
        "UA220",
        "this document closes the action: nothing is asked any more",
    )
    assert codes(closing, "2026-04-22", after_deadline=True) == ["UA220"]


def test_each_reason_of_the_calendar_is_told_once_for_all_letters() -> None:
    case = SOMEBODY | {"recipients": [SOMEBODY["recipients"][0], SOMEBODY["recipients"][0] | {"id": "other"}]}
    with pytest.raises(Problems) as late:
        render(loaded(case), documents=["letter", SHEET], languages=LANGUAGES, formats=["txt"], date=day("2027-01-01"))
    assert [found.code for found in late.value.diagnostics] == ["UA222"]


def test_a_document_that_asks_nothing_may_always_be_made(tmp_path: Path) -> None:
    folder = tmp_path / "notice"
    folder.mkdir()
    (folder / "document.yaml").write_text(
        "{title: Notice, per: case, pages: 1, appeal: false, fits: [[12, 1.3, 1]]}", "utf-8"
    )
    (folder / "notice.txt").write_text("{{ say.headline }}\n", "utf-8")
    made = render(ASKAROV, documents=["notice"], formats=["txt"], date=day("2026-11-21"), templates=[tmp_path])
    assert [item.data for item in made] == [b"Human rights defender jailed for life\n"]


def test_one_case_that_is_over_does_not_keep_the_others_from_being_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    ran = run("render", ASKAROV, path, "--date", "2026-03-20", "-l", "en", "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "UA220" in ran.err
    assert [made.relative_to(tmp_path / "out").as_posix() for made in (tmp_path / "out").rglob("*.txt")] == [
        "open/letter-official-en.txt"
    ]


# --- nothing opens it ------------------------------------------------------------------------------------------------

HELD = {"state": "detained", "since": "2026-01-05"}
DEAD_AND_ALIVE = SOMEBODY | {
    "status": [{"state": "died", "since": "2026-03-12"}, {"state": "detained", "since": "2026-03-14"}]
}


@pytest.mark.parametrize(
    ("died", "later"), [("2026-03-12", "2026-03-14"), ("2026", "2026-03-14"), ("2026", "2026-03"), ("2025", "2026-03")]
)
@pytest.mark.parametrize("state", ["died", "killed", "executed"])
def test_after_a_death_nothing_opens_it_again(state: str, died: str, later: str) -> None:
    status = [{"state": state, "since": died}, {"state": "detained", "since": later}]
    assert codes(one(status=status)) == ["UA220"]
    assert codes(one(status=status[::-1])) == ["UA220"]


@pytest.mark.parametrize("code", sorted(GATE & {"UA237", "UA238", "UA247", "UA250", "UA253"}))
def test_what_the_gate_rests_on_cannot_be_silenced(code: str, run: Run, tmp_path: Path) -> None:
    wrong: dict[str, dict[str, Any]] = {
        "UA237": {"status": [{"state": "died", "since": "2027-03-12"}]},
        "UA238": {"events": [{"type": "released", "date": "2026"}], "status": [HELD]},
        "UA247": {"events": [{"type": "released", "date": "2026-03-01"}]},
        "UA250": {"status": [{"state": "died", "since": "2026-03-01"}]},
        "UA253": DEAD_AND_ALIVE,
    }
    path = tmp_path / "case.yaml"
    ignored = "".join(f"{line} # ua-gen: ignore {code}\n" for line in case_text(SOMEBODY | wrong[code]).splitlines())
    path.write_text(ignored, "utf-8")
    ran = run("validate", path, "--date", DAY, "--select", "UA101", "--output-format", "concise")
    assert (ran.code, f"error[{code}]" in ran.text) == (1, True)
    assert f"{code} cannot be silenced" in run("validate", path, "--date", DAY).text
    for arguments in (["--ignore", code], ["--ignore", "UA240", "--ignore", f"UA241,{code}"]):
        refused = run("validate", path, "--date", DAY, *arguments)
        assert refused.code == 2
        assert f"{code} cannot be ignored" in refused.err
        assert "it keeps letters from being made that could hurt somebody" in refused.err
    assert run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out").code == 1
    assert not (tmp_path / "out").exists()


def test_whoever_ignores_all_codes_that_begin_so_is_told_those_of_the_gate(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(DEAD_AND_ALIVE), "utf-8")
    ran = run("validate", path, "--date", DAY, "--ignore", "UA2")
    assert (ran.code, "UA253" in ran.text) == (1, True)


def test_a_release_of_somebody_unknown_keeps_from_asking(run: Run, tmp_path: Path) -> None:
    """A slip in an id, silenced: it may be any of them who is free."""
    status = [HELD, {"state": "released", "since": "2026-03-12", "people": ["aidaa"]}]
    [found] = refused(two(status=status))
    assert (found.code, found.span and found.span.source.strip()) == ("UA202", "- aidaa")
    assert codes(two(status=[status[0], status[1] | {"superseded": True}])) == []


# --- what events and the outcome say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "status", "found"),
    [
        ({"type": "released", "date": "2026"}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-03"}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-03-12"}, [HELD], ["UA238"]),
        ({"type": "released"}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-01-05"}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-01-04"}, [HELD], []),
        ({"type": "released", "date": "2025"}, [HELD], []),
        ({"type": "released", "date": "2025"}, [], ["UA238"]),
        ({"type": "released", "date": "2026", "reported": True}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026", "superseded": True}, [HELD], []),
        ({"type": "released", "date": "2026", "people": ["bolot"]}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-03-12"}, [HELD, HELD | {"since": "2026-03-13"}], []),
        ({"type": "released", "date": "2026-03"}, [HELD, HELD | {"since": "2026-03-13"}], ["UA238"]),
        ({"type": "released", "date": "2026-03-21"}, [HELD], ["UA238"]),
        ({"type": "released", "date": "2026-03-22"}, [HELD], []),
        ({"type": "died", "date": "2025-12-01"}, [HELD], ["UA238"]),
        ({"type": "executed"}, [HELD], ["UA238"]),
        ({"type": "deported", "date": "2026-02-01"}, [HELD], ["UA238"]),
        ({"type": "sentence-commuted", "date": "2026-02-01"}, [HELD], []),
        ({"type": "transferred", "date": "2026-02-01"}, [HELD], []),
    ],
)
def test_what_events_say_closes_as_well(event: dict[str, Any], status: list[Any], found: list[str]) -> None:
    assert codes(two(events=[event], status=status)) == found


def test_somebody_taken_again_is_still_asked_for() -> None:
    events = [{"type": "released", "date": "2026-02"}, {"type": "arrested", "date": "2026-03-02"}]
    assert codes(one(events=events, status=[HELD])) == []
    assert codes(one(events=[events[0], events[1] | {"date": "2026-02-20"}], status=[HELD])) == ["UA238"]


def test_an_ending_of_one_of_two_names_her() -> None:
    [found] = refused(two(events=[{"type": "acquitted", "date": "2026-03", "people": ["aida"]}], status=[HELD]))
    assert found.message == "Aida Specimen has been acquitted (2026-03), and `status` does not say so"
    assert found.span
    assert found.span.source.strip() == "- type: acquitted"


@pytest.mark.parametrize("visibility", ["section", "private"])
def test_an_ending_that_the_public_does_not_know_of_is_not_told(visibility: str) -> None:
    event = {"type": "released", "date": "2026", "visibility": visibility}
    [found] = refused(two(events=[event], status=[HELD]))
    assert (found.code, found.message) == ("UA238", "no appeal may be made for this case any more")


def test_an_outcome_that_is_told_closes_as_well() -> None:
    [found] = refused(one(outcome={"title": "Free"}, status=[HELD]))
    assert (found.code, found.span and found.span.source.strip()) == ("UA238", "title: Free")
    assert codes(one(outcome={}, status=[HELD])) == []
    assert codes(one(outcome={"title": "Free"}, status=[HELD, HELD | {"state": "released"}])) == ["UA220"]


# --- what may be asked after a death ---------------------------------------------------------------------------------

ABOUT_A_DEATH = {"status": [{"state": "died", "since": "2026-02-01"}], "requests": [{"ask": "investigate-death"}]}


@pytest.mark.parametrize(
    ("more", "at"),
    [
        ({"requests": [{"ask": "investigate-death", "text": "release him now"}]}, "release him now"),
        ({"requests": [{"ask": "investigate-death", "because": "he is still held"}]}, "he is still held"),
        ({"petition": {"title": "Free him at once"}}, "Free him at once"),
        ({"petition": {"text": "Let him go home."}}, "Let him go home."),
        ({"letter": "Please release him."}, "Please release him."),
    ],
)
def test_after_a_death_no_words_of_ones_own_ask_for_more(more: dict[str, Any], at: str) -> None:
    case = one(**ABOUT_A_DEATH | more)
    [found] = refused(case)
    assert found.code == "UA220"
    assert found.span
    assert at in found.span.source
    assert "delete it" in found.hint
    by_event = {"events": [{"type": "killed", "date": "2026-02-01"}], "status": []}
    assert codes(one(**ABOUT_A_DEATH | more | by_event)) == ["UA220"]
    assert codes(one(**more | {"status": [HELD]})) == [], "of the living one may ask in words of one's own"


def test_after_a_death_what_every_language_has_words_for_may_be_asked() -> None:
    assert codes(one(**ABOUT_A_DEATH)) == []
    assert codes(one(**ABOUT_A_DEATH | {"petition": {"return_by": "2026-03-20"}})) == []
