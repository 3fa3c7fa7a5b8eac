"""A newer document of an action, or its stop, in a file beside the case: appeals from the older are refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, SetClock
from helpers.related import ACTION, NEW, OLD, changed, found, list_opened, put, unnumbered
from helpers.specimen import DAY, MINIMAL, case_text

from ua_gen import Problems, load, render
from ua_gen.action.related import Neighbours
from ua_gen.casefile.loading import read_case
from ua_gen.diagnostics import Severity


def test_a_newer_document_is_named_at_the_sequence_of_the_older(tmp_path: Path, run: Run) -> None:
    path = put(tmp_path, new=NEW)
    ran = run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 1
    line = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "sequence" in line)
    first = ran.err.splitlines()[0]
    assert first.startswith(f"{path}:{line}:13: error[UA229]: new.yaml is a newer document of this action")
    assert "2026-03-15" in ran.err
    assert not (tmp_path / "out").exists()
    assert found(tmp_path / "new.yaml") == []


@pytest.mark.parametrize("document", ["letter", "urgent-action", "urgent-action-classic", "petition", "envelope"])
def test_it_is_refused_for_every_appeal(document: str, tmp_path: Path) -> None:
    assert found(put(tmp_path, new=NEW), documents=[document], after_deadline=True) == ["UA229"]


def test_for_the_archive_the_older_is_made_as_of_its_day(tmp_path: Path, set_clock: SetClock) -> None:
    path = put(tmp_path, new=NEW)
    set_clock("2026-03-20")
    assert found(path, "2026-03-14") == []
    assert found(path, "2026-03-15") == ["UA229"]
    set_clock("2026-03-14")  # Somewhere on earth the newer has been issued.
    assert found(path, "2026-03-14") == ["UA229"]
    set_clock("2026-03-13")
    assert found(path, "2026-03-13") == []


@pytest.mark.parametrize(
    "other",
    [
        changed({"sequence": 2, "issued": "2026-03-10"}),
        changed({"sequence": 1}),
        changed({"number": "8/26"}),
        changed({"number": "17/26"}),
        changed({}, country="KZ", people=[{"id": "other", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]),
        {name: value for name, value in NEW.items() if name != "action"} | {"action": MINIMAL["action"]},
    ],
    ids=["same", "older", "number", "longer-number", "others", "no-number"],
)
def test_another_action_is_no_newer_document(other: dict[str, Any], tmp_path: Path) -> None:
    assert found(put(tmp_path, other=other)) == []


@pytest.mark.parametrize(
    "other",
    [
        changed({}, country="KZ"),
        changed({}, country="KZ", people=[OLD["people"][0] | {"id": "renamed"}]),
        changed({}, people=[{"id": "other", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]),
        changed({"number": " 7 / 26 "}),
        changed({"kind": "outcome"}),
        json.dumps(NEW).replace("7/26", "7\\/26"),
        case_text(NEW).replace("7/26", '"\\x37/26"').replace("'\"", '"').replace("\"'", '"'),
    ],
    ids=["country", "name", "people", "spaces", "outcome", "escaped", "character"],
)
def test_the_same_action_is_known_in_whatever_form(other: Any, tmp_path: Path) -> None:
    assert found(put(tmp_path, other=other)) == ["UA229"]


def test_only_files_in_the_same_folder_count(tmp_path: Path) -> None:
    for name in ("below", ".git"):
        (tmp_path / name).mkdir()
        put(tmp_path / name, new=NEW)
    assert found(put(tmp_path)) == []
    (tmp_path / "new.yml").write_text(case_text(NEW), "utf-8")
    assert found(tmp_path / "old.yaml") == ["UA229"]


def test_what_is_only_drafted_replaces_nothing(tmp_path: Path) -> None:
    path = put(tmp_path, new="# ua-gen: draft -- what is new?\n" + case_text(NEW))
    assert found(path) == []
    assert Neighbours().unread(read_case(path)) == []


@pytest.mark.parametrize("on", ["2026-03-10", DAY, "2027-01-01"])
def test_a_stop_beside_the_case_stops_it_on_every_day(on: Any, tmp_path: Path, run: Run) -> None:
    """Its reason is not told, and no flag undoes it."""
    why = [{"state": "stopped", "since": "2026-03-15", "note": "They were threatened."}]
    stop = changed({"kind": "stop"}, status=why, background=["They were threatened."])
    path = put(tmp_path, stop=stop)
    ran = run("render", path, "--date", on, "--after-deadline", "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "UA221" in ran.err
    assert "stop.yaml" in ran.err
    assert "threat" not in ran.err
    assert not (tmp_path / "out").exists()
    assert found(path, on, documents=["outcome"]) == ["UA221"]


def test_a_stop_with_a_lower_sequence_stops_too(tmp_path: Path) -> None:
    assert found(put(tmp_path, stop=changed({"kind": "stop", "sequence": 1}))) == ["UA221"]
    by_state = changed({"sequence": 1}, status=[{"state": "stopped", "since": "2026-03-12"}])
    assert found(put(tmp_path, stop=by_state)) == ["UA221"]


@pytest.mark.parametrize(
    ("content", "severity"),
    [
        (b"number: 7/26\nstat: x", "error"),
        (b"number: 8/26\n\xff", "warning"),
        (b"number: 7/26\n  - [", "error"),
        (b"number: 7/26\nx: [", "error"),
        (b"\xff\xfe7\x00/\x002\x006\x00", "error"),
        (b"action: {number: 7/26, kind: stop}\nstat: x", "error"),
        (b"status: [{state: 'stopped'}]\naction: {number: UA 07/2026}", "error"),
        (b"action: {kind: stop}\npeople: [{id: sample}]\nstat: x", "error"),
    ],
)
def test_a_file_that_cannot_be_read_is_not_passed_over_in_silence(
    content: bytes, severity: str, tmp_path: Path, run: Run
) -> None:
    """Where it may be the stop of this very action nothing is made before somebody has looked."""
    path = put(tmp_path, old=OLD | {"people": [OLD["people"][0] | {"id": "sample"}]})
    (tmp_path / "broken.yaml").write_bytes(content)
    assert found(path) == (["UA228"] if severity == "error" else [])
    quiet = ["-q"] if severity == "error" else []
    ran = run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out", *quiet)
    assert ran.code == (severity == "error")
    assert ran.err.count(f"{severity}[UA228]") == 1
    assert f"{tmp_path / 'broken.yaml'}:1:1" in ran.err
    assert (tmp_path / "out").exists() == (severity == "warning")
    if severity == "error":
        assert found(path, documents=["outcome"]) == ["UA228"]
    else:
        [made] = render(path, formats=["txt"], date=DAY)
        assert "UA228" in [warning.code for warning in made.warnings]
    for how in (["--json"], ["--links", "-l", "en"]):
        listed = run("list", path, *how, "--date", DAY)
        assert f"{severity}[UA228]" in listed.err
        assert listed.code == (severity == "error")
    assert json.loads(run("list", path, "--json", "--date", DAY).text)[0]["closed"] == (severity == "error")


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path)
    monkeypatch.setattr(Path, "iterdir", lambda self: (_ for _ in ()).throw(PermissionError(13, "no")))
    [told] = Neighbours().unclear(read_case(path))
    assert (told.code, told.severity, told.span and told.span.path) == ("UA228", Severity.ERROR, str(tmp_path))
    assert found(path) == ["UA228"]


@pytest.mark.parametrize(
    "number",
    [
        "UA 7/26", "UA7/26", "07/26", "7/2026", "\uff17/\uff12\uff16", "7\u221526", "7\u204426", "7\uff0f26", "7-26",
        "7\u201326", "UA 7/26 Update 1", "No. 7/26",
        "\u0667/\u0662\u0666", "7/26-2", "7\\26",
        "UA 7.26", "7_26", "7 of 2026", "No. 7 (2026)", "UA 1/7/26", "2026-03 UA 7/26", "EX 01/001/2026, UA 7/26",
        "26/7",
    ],
)  # fmt: skip
def test_a_number_is_known_in_every_spelling(number: str, tmp_path: Path) -> None:
    assert found(put(tmp_path, stop=changed({"kind": "stop", "number": number}))) == ["UA221"]
    mine = OLD | {"action": ACTION | {"number": number}}
    assert "UA221" in found(put(tmp_path, old=mine, stop=changed({"kind": "stop"})))


@pytest.mark.parametrize("number", ["7\u200b/26", "7/2\u20606"])
def test_a_file_with_invisible_characters_in_its_number_is_not_passed_over(number: str, tmp_path: Path) -> None:
    path = put(tmp_path, stop=changed({"kind": "stop", "number": number}))
    assert [(told.code, told.severity) for told in Neighbours().unclear(read_case(path))] == [("UA228", Severity.ERROR)]


@pytest.mark.parametrize("number", ["18/26", "7/31", "62/71", "135/10", "UA 9/27"])
def test_another_number_is_another_action(number: str, tmp_path: Path) -> None:
    for kind in ("stop", "outcome", "update"):
        assert found(put(tmp_path, other=changed({"kind": kind, "number": number}))) == []


@pytest.mark.parametrize("number", ["17/26", "7/27", "7/260", "70/26", "7/62", "62/7", "6/26", "UA 7.25", "1/26"])
def test_a_number_with_a_slip_is_in_doubt_where_people_and_country_are_the_same(number: str, tmp_path: Path) -> None:
    stop = changed({"kind": "stop", "number": number})
    path = put(tmp_path, stop=stop)
    [told] = Neighbours().stopped(read_case(path))
    line = next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if "number" in line)
    assert (told.code, told.severity, told.span and told.span.line) == ("UA249", Severity.ERROR, line)
    assert told.message.startswith("stop.yaml stops what may be this action: it has nearly the same number")
    assert "a folder of its own" in told.hint
    assert found(path) == ["UA249"]
    assert found(put(tmp_path, stop=stop | {"country": "KZ"})) == []
    assert found(put(tmp_path, stop=stop | {"people": SOMEBODY_ELSE})) == []
    assert found(put(tmp_path, stop=changed({"number": number}))) == [], "no more than what closes"
    assert found(put(tmp_path, stop=changed({"number": number, "kind": "outcome"}))) == ["UA249"]


@pytest.mark.parametrize("number", ["726", "seven", "UA seven of 2026"])
def test_a_stop_with_a_number_that_says_nothing_holds_for_its_people(number: str, tmp_path: Path) -> None:
    stop = changed({"kind": "stop", "number": number})
    assert found(put(tmp_path, stop=stop)) == ["UA221"]
    assert found(put(tmp_path, stop=stop | {"people": SOMEBODY_ELSE})) == []
    assert found(put(tmp_path, stop=changed({"number": number}))) == [], "no more than a stop"


def test_an_outcome_and_a_second_update_of_the_same_sequence_are_newer(tmp_path: Path) -> None:
    assert found(put(tmp_path, other=changed({"kind": "outcome", "sequence": 1}))) == ["UA229"]
    assert found(put(tmp_path, other=changed({"kind": "outcome", "sequence": 1, "issued": "2026-03-09"}))) == ["UA229"]
    assert found(put(tmp_path, other=changed({"sequence": 2}))) == ["UA229"]
    assert found(put(tmp_path, old=changed({"kind": "outcome"}), other=changed({"sequence": 4})), documents=["letter"])


def test_a_case_is_judged_where_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, stop=changed({"kind": "stop"}))
    monkeypatch.chdir(tmp_path)
    loaded = load("old.yaml")
    monkeypatch.chdir("/")
    with pytest.raises(Problems, match="UA221"):
        render(loaded, formats=["txt"], date=DAY)


def test_a_stop_is_written_where_it_is_looked_for(tmp_path: Path, run: Run) -> None:
    for name, stop in (("case.txt", "case-stop.yaml"), (".case.yaml", "case-stop.yaml"), ("case.yml", "case-stop.yml")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_text(case_text(OLD), "utf-8")
        assert run("update", folder / name, "--stop", "--date", "2026-03-15").code == 0
        assert (folder / stop).is_file()
        assert found(folder / name) == ["UA221"]


SOMEBODY_ELSE = [{"id": "other", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]


def test_without_a_number_an_action_is_known_by_its_country_and_people(tmp_path: Path) -> None:
    stop = unnumbered(changed({"kind": "stop"}))
    for old in (OLD, unnumbered(OLD)):
        assert found(put(tmp_path, old=old, other=stop)) == ["UA221"]
        assert found(put(tmp_path, old=old, other=unnumbered(NEW))) == ["UA229"]
        assert found(put(tmp_path, old=old, other=stop | {"people": [OLD["people"][0] | {"id": "renamed"}]})) == [
            "UA221"
        ]
        assert found(put(tmp_path, old=old, other=stop | {"country": "KZ"})) == ["UA249"]
        assert found(put(tmp_path, old=old, other=stop | {"people": SOMEBODY_ELSE})) == []
        assert found(put(tmp_path, old=old, other=unnumbered(NEW, issued="2025-01-15"))) == [], "an action of last year"
    assert found(put(tmp_path, old=unnumbered(OLD), other=changed({"kind": "stop"}))) == ["UA221"]


def test_an_action_is_known_by_the_index_of_the_document_before(tmp_path: Path) -> None:
    old = unnumbered(OLD, index="EUR 58/012/2026")
    stop = unnumbered(changed({"kind": "stop", "previous": "EUR 58/12/2026"}), issued="2026-03-15")
    assert found(put(tmp_path, old=old, other=stop | {"people": SOMEBODY_ELSE})) == ["UA221"]
    other = stop | {"action": stop["action"] | {"previous": "EUR 58/013/2026"}, "people": SOMEBODY_ELSE}
    assert found(put(tmp_path, old=old, other=other)) == []
    assert (
        found(put(tmp_path, old=unnumbered(old, index="to follow"), other=unnumbered(other, previous="to follow")))
        == []
    )


def test_accents_and_fillers_make_no_other_name(tmp_path: Path) -> None:
    def named(name: str, id_: str, case: dict[str, Any]) -> dict[str, Any]:
        return unnumbered(case) | {"people": [{"id": id_, "name": {"en": "Kim", "ru": name}}]}

    old, stop = named("Жуман\u0438\u0306", "a", OLD), named("жуманй", "b", changed({"kind": "stop"}))
    stop["people"][0]["name"]["en"] = "Jim"
    assert found(put(tmp_path, old=old, stop=stop)) == ["UA221"]


def test_a_case_is_judged_where_a_link_is_and_where_it_leads(tmp_path: Path) -> None:
    real, today = tmp_path / "real", tmp_path / "today"
    real.mkdir()
    today.mkdir()
    put(real)
    (today / "current.yaml").symlink_to("../real/old.yaml")
    assert found(today / "current.yaml") == []
    put(real, stop=changed({"kind": "stop"}))
    assert found(today / "current.yaml") == ["UA221"]
    (real / "stop.yaml").unlink()
    (today / "stop.yaml").write_text(case_text(changed({"kind": "stop"})), "utf-8")
    assert found(today / "current.yaml") == ["UA221"]


def test_a_link_out_of_the_folder_is_told_and_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not looked into may be a stop. If the case itself is there, that folder is looked into anyway."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "here").mkdir()
    path = put(tmp_path / "here")
    secret = tmp_path / "elsewhere" / "secret.yaml"
    secret.write_text(case_text(changed({"number": "91/26"}, people=SOMEBODY_ELSE)), "utf-8")
    (tmp_path / "here" / "link.yaml").symlink_to(secret)
    opened = list_opened(monkeypatch)
    assert found(path) == ["UA228"]
    assert opened == [str(path)]
    [told] = Neighbours().unclear(read_case(path))
    assert told.span
    assert (told.code, told.severity, told.span.path) == ("UA228", Severity.ERROR, str(tmp_path / "here" / "link.yaml"))
    put(tmp_path / "elsewhere")
    (tmp_path / "here" / "current.yaml").symlink_to(tmp_path / "elsewhere" / "old.yaml")
    path.unlink()
    assert found(tmp_path / "here" / "current.yaml") == []


def test_a_line_in_a_text_makes_no_publication_of_a_stop(tmp_path: Path) -> None:
    stop = case_text(changed({"kind": "stop"}))
    assert found(put(tmp_path, stop=stop + 'background:\n  - "text\nkind: statement"\n')) == ["UA221"]
    assert found(put(tmp_path, stop=stop + "background:\n  - [\nkind: statement\n")) == ["UA228"]


def test_a_file_that_has_not_the_number_needs_not_be_sound(tmp_path: Path) -> None:
    path = put(tmp_path, other="number: 8/26\n  - [", notes="# ua-gen: not a case\nnumber: 7/26\n")
    assert Neighbours().unread(read_case(path)) == []


def test_a_folder_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = list_opened(monkeypatch)
    for number in range(20):
        put(tmp_path, **{f"case-{number}": OLD | {"action": ACTION | {"number": f"{number + 50}/26"}}})
    render(sorted(str(path) for path in tmp_path.glob("*.yaml")), formats=["txt"], date=DAY)
    assert len(read) == 21


def test_a_publication_is_not_made_of_an_older_document(tmp_path: Path) -> None:
    put(tmp_path, new=NEW)
    release = {"format": 1, "kind": "press-release", "language": "en", "title": "T", "issued": "2026-03-10",
               "issuer": "X", "case": "old.yaml", "lead": "L"}  # fmt: skip
    (tmp_path / "release.yaml").write_text(case_text(release), "utf-8")
    assert found(tmp_path / "release.yaml") == ["UA229"]
    assert found(tmp_path / "release.yaml", "2026-03-12") == []


def test_the_list_has_no_days_left_for_what_is_replaced(tmp_path: Path, run: Run) -> None:
    put(tmp_path, new=NEW)
    rows = json.loads(run("list", tmp_path, "--json", "--date", DAY).text)
    assert {Path(row["file"]).name: row["closed"] for row in rows} == {"old.yaml": True, "new.yaml": False}


def test_no_links_open_letters_of_what_is_replaced(tmp_path: Path, run: Run) -> None:
    path = put(tmp_path)
    assert "mailto:" in run("list", path, "--links", "--date", DAY).text
    put(tmp_path, new=NEW)
    ran = run("list", path, "--links", "--date", DAY)
    assert (ran.code, ran.text) == (1, "")
