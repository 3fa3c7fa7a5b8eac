"""A newer document of an action, or its stop, in a file beside the case: appeals from the older are refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from specimen import DAY, MINIMAL, SOMEBODY, case_text

from ua_gen import Problems, render
from ua_gen.neighbours import Neighbours
from ua_gen.reader import read_case

ACTION = MINIMAL["action"] | {"number": "7/26", "kind": "update", "sequence": 2}
OLD = SOMEBODY | {"action": ACTION}
NEW = OLD | {"action": ACTION | {"kind": "update", "sequence": 3, "issued": "2026-03-15"}}


def put(folder: Path, **files: Any) -> Path:
    """Writes case files, given as data or as text. The case that is rendered is `old`."""
    for name, content in {"old": OLD, **files}.items():
        (folder / f"{name}.yaml").write_text(content if isinstance(content, str) else case_text(content), "utf-8")
    return folder / "old.yaml"


def found(path: Path, on: Any = DAY, **wish: Any) -> list[str]:
    import datetime

    day = datetime.date.fromisoformat(str(on))
    try:
        render(path, formats=["txt"], date=day, **wish)
    except Problems as problems:
        return [diagnostic.code for diagnostic in problems.diagnostics]
    return []


def changed(action: dict[str, Any], **more: Any) -> dict[str, Any]:
    return NEW | {"action": NEW["action"] | action} | more


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


def test_for_the_archive_the_older_is_made_as_of_its_day(tmp_path: Path) -> None:
    path = put(tmp_path, new=NEW)
    assert found(path, "2026-03-14") == []
    assert found(path, "2026-03-15") == ["UA229"]


@pytest.mark.parametrize(
    "other",
    [
        changed({"sequence": 2}),
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


@pytest.mark.parametrize("content", [b"number: 7/26\n  - [", b"\xff\xfe7\x00/\x002\x006\x00", b"number: 7/26\nstat: x"])
def test_a_file_that_cannot_be_read_is_not_passed_over_in_silence(content: bytes, tmp_path: Path, run: Run) -> None:
    path = put(tmp_path)
    (tmp_path / "broken.yaml").write_bytes(content)
    ran = run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 0
    assert ran.err.count("warning[UA228]") == 1
    assert f"{tmp_path / 'broken.yaml'}:1:1" in ran.err
    [made] = render(path, formats=["txt"], date=DAY)
    assert "UA228" in [warning.code for warning in made.warnings]


def test_a_file_that_has_not_the_number_needs_not_be_sound(tmp_path: Path) -> None:
    path = put(tmp_path, other="number: 8/26\n  - [", notes="# ua-gen: not a case\nnumber: 7/26\n")
    assert Neighbours().unread(read_case(path)) == []


def test_a_folder_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ua_gen import neighbours

    read: list[str] = []
    real = neighbours.read_text
    monkeypatch.setattr(neighbours, "read_text", lambda path, name: (read.append(name), real(path, name))[1])
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
