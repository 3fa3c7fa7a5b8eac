"""Copies for the archive: what is closed by now can be made as of a day before, and says on its face what it is."""

import datetime
import os
import time
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, SetClock, told_by
from helpers.gate import ASKS_NOTHING, DOCUMENTS, OPEN, STOP, WHY, files, state
from helpers.interrupting import interrupt_at
from helpers.specimen import ALL_LANGUAGES, TWO_PEOPLE, case_text, sender

from ua_gen import Problems, clock, languages, render
from ua_gen.casefile.loading import read_case
from ua_gen.model import Section
from ua_gen.rendering.compose import LONGEST_LINK
from ua_gen.rendering.plan import plan
from ua_gen.rendering.produce import Format
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

BEFORE, TODAY = datetime.date(2026, 3, 12), datetime.date(2026, 3, 20)
BY_MAIL = {name: document.mail and document.per in ("recipient", "embassy") for name, document in DOCUMENTS.items()}
MARK = "Copy for the archive, not to be sent."

# What has closed the case between the two days.
SINCE: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "died": (state("died"), {}),
    "released-in-secret": (state("released", visibility="private", note=WHY), {}),
    "replaced": ({}, {"newer.yaml": OPEN | {"action": STOP | {"kind": "update"}}}),
    "outcome-beside": ({}, {"case-outcome.yaml": OPEN | {"action": STOP | {"kind": "outcome"}}}),
    "tomorrow": (state("died", since="2026-03-21"), {}),
}


def read(kind: str, data: bytes, folder: Path) -> str:
    """What somebody sees of a file, in one line."""
    if kind == "pdf":
        path = folder / "seen.pdf"
        path.write_bytes(data)
        return " ".join(told_by("pdftotext", "-layout", path, "-").split())
    if kind == "eml":
        body = message_from_bytes(data, policy=policy.default).get_body(("plain",))
        assert body
        return " ".join(body.get_content().split())
    return " ".join(data.decode().split())


@pytest.mark.parametrize("kind", ["txt", "html"])
@pytest.mark.parametrize("what", SINCE)
def test_every_document_bears_the_mark(what: str, kind: Format, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    for name, path in files(tmp_path, *SINCE[what]):
        if name not in ASKS_NOTHING:
            made = render(path, documents=[name], formats=[kind], languages=["en"], sender=sender(), date=BEFORE)
            assert made, name
            for each in made:
                assert MARK in read(kind, each.data, tmp_path), name
                assert any(found.code == "UA239" for found in each.warnings), name
                assert WHY not in str(each.warnings)


def test_every_page_and_every_e_mail_bears_it(tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    kinds: tuple[Format, ...] = ("pdf", "eml")
    for name, path in files(tmp_path, *SINCE["died"]):
        if name in ASKS_NOTHING:
            continue
        for kind in kinds:
            if kind == "eml" and not BY_MAIL[name]:
                continue
            made = render(path, documents=[name], formats=[kind], languages=["en"], sender=sender(), date=BEFORE)
            assert read(kind, made[0].data, tmp_path).count(MARK) >= 1, (name, kind)
    two_pages = render(tmp_path / "case.yaml", documents=["urgent-action"], languages=["en"], date=BEFORE)
    assert read("pdf", two_pages[0].data, tmp_path).count(MARK) == 2


@pytest.mark.parametrize("tag", ALL_LANGUAGES)
def test_it_is_said_in_the_language_of_the_document(tag: str, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | SINCE["died"][0] | {"letter": dict.fromkeys(ALL_LANGUAGES, "A.")}), "utf-8")
    wish: dict[str, Any] = {"documents": "envelope", "formats": "txt", "languages": tag, "to": "minister"}
    [made] = render(path, date=BEFORE, **wish)
    phrase = languages.language(tag).text("notice.archive")
    assert tag == "en" or phrase != MARK
    assert made.data.decode().replace("\n*** ", " ").startswith(f"*** {phrase}")


def test_a_link_and_a_sheet_to_be_read_bear_it_as_well(tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | SINCE["died"][0]), "utf-8")
    [page] = render(path, documents="urgent-action", formats="html", languages="en", date=BEFORE)
    links = [part.partition('"')[0] for part in page.data.decode().split('href="mailto:')[1:]]
    assert any("body=" in link for link in links) or all(len(link) < LONGEST_LINK for link in links)
    assert all("Copy%20for%20the%20archive" in link for link in links if "body=" in link)
    made = render(path, formats="txt", languages="ru", translation="en", to="minister", date=BEFORE)
    assert [MARK in each.data.decode() for each in made if each.job.original] == [True]


def test_what_is_open_today_is_an_ordinary_letter(tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN), "utf-8")
    [made] = render(path, formats="txt", languages="en", to="minister", date=BEFORE)
    assert MARK not in made.data.decode()
    assert "12 March 2026" in made.data.decode()


def test_a_deadline_that_is_past_today_makes_an_archive_copy_of_what_is_backdated(
    tmp_path: Path, set_clock: SetClock
) -> None:
    """The office agrees to letters after the deadline, not to such as seem to be of before."""
    set_clock("2026-05-30")
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN), "utf-8")
    wish: dict[str, Any] = {"formats": "txt", "languages": "en", "to": "minister"}
    for agreed in ({}, {"after_deadline": True}, {"section": Section(name="Example Section", after_deadline="agreed")}):
        assert MARK in render(path, date=BEFORE, **agreed, **wish)[0].data.decode()
    for day in ("2026-05-30", "2026-05-28"):
        [made] = render(path, date=datetime.date.fromisoformat(day), after_deadline=True, **wish)
        assert MARK not in made.data.decode(), "it bears a day on which the office had agreed"


def test_a_run_that_was_begun_before_the_deadline_goes_on_if_the_office_agreed(
    tmp_path: Path, set_clock: SetClock
) -> None:
    set_clock("2026-05-30")
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN), "utf-8")
    wish: dict[str, Any] = {"day": BEFORE, "real": datetime.date(2026, 5, 30), "archive": False, "languages": ("en",)}
    for agreed in (True, False):
        jobs, refused = plan([read_case(path)], RenderRequest(after_deadline=agreed, **wish), Templates())
        assert bool(jobs) == agreed
        assert [found.code for found in refused] == ([] if agreed else ["UA222"])


def test_links_to_send_advise_no_copy_for_the_archive(tmp_path: Path, run: Run, set_clock: SetClock) -> None:
    set_clock(TODAY)
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | state("died")), "utf-8")
    ran = run("list", path, "--links", "--date", BEFORE, "-l", "en")
    assert "error[UA220]" in ran.err
    assert "--date" not in ran.err
    assert "mailto" not in ran.text


def test_a_template_of_ones_own_makes_no_archive_copy(tmp_path: Path, set_clock: SetClock) -> None:
    """It could leave out the mark, or hide it."""
    folder = tmp_path / "own" / "letter"
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("{{ say.subject }}\n", "utf-8")
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | SINCE["died"][0]), "utf-8")
    wish: dict[str, Any] = {"formats": "txt", "languages": "en", "to": "minister", "templates": tmp_path / "own"}
    set_clock(BEFORE)
    path.write_text(case_text(OPEN), "utf-8")
    assert render(path, date=BEFORE, **wish)
    set_clock(TODAY)
    path.write_text(case_text(OPEN | SINCE["died"][0]), "utf-8")
    with pytest.raises(Problems) as refused:
        render(path, date=BEFORE, **wish)
    [found] = refused.value.diagnostics
    assert found.code == "UA209"
    assert found.span
    assert found.span.path == str(path)


def batch(run: Run, folder: Path, *more: str) -> Any:
    return run("batch", folder / "case.yaml", "--senders", folder / "list.csv", "-o", folder / "run", "-l", "en", "-y",
        "--to", "minister", *more)  # fmt: skip


def test_a_print_run_for_the_archive_is_marked_in_all_its_files(run: Run, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(TODAY)
    (tmp_path / "case.yaml").write_text(case_text(OPEN | SINCE["died"][0]), "utf-8")
    (tmp_path / "list.csv").write_text("name,town\nMary Example,Leeds\nJohn Sample,York\n", "utf-8")
    ran = batch(run, tmp_path, "--date", str(BEFORE), "-f", "pdf", "-f", "txt", "--envelopes", "dl",
        "--labels", "L7160", "--copies")  # fmt: skip
    assert (ran.code, "UA239" in ran.err) == (0, True), ran.err
    made = [path for path in (tmp_path / "run").iterdir() if path.suffix in (".pdf", ".txt")]
    assert len(made) >= 5
    for path in made:
        assert read(path.suffix[1:], path.read_bytes(), tmp_path).count(MARK) == 2, path.name


@pytest.mark.parametrize("date", [[], ["--date", str(BEFORE)]])
@pytest.mark.parametrize("what", SINCE)
def test_a_run_that_was_begun_for_sending_is_not_resumed_for_the_archive(
    what: str, date: list[str], run: Run, tmp_path: Path, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(BEFORE)
    (tmp_path / "case.yaml").write_text(case_text(OPEN), "utf-8")
    (tmp_path / "list.csv").write_text("name\nAmy A\nBen B\nCy C\nDan D\nEve E\n", "utf-8")
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        assert batch(run, tmp_path, "-f", "txt", "--split", "2", *date).code == 130
    begun = sorted(path.name for path in (tmp_path / "run").iterdir())
    case, beside = SINCE[what]
    (tmp_path / "case.yaml").write_text(case_text(OPEN | case), "utf-8")
    for name, other in beside.items():
        (tmp_path / name).write_text(case_text(other), "utf-8")
    set_clock(TODAY)
    ran = batch(run, tmp_path, "-f", "txt", "--split", "2", "--resume", *date)
    assert ran.code == 1
    assert "UA220" in ran.err or "UA229" in ran.err
    assert sorted(path.name for path in (tmp_path / "run").iterdir()) == begun


def test_a_run_for_the_archive_is_resumed_as_such(
    run: Run, tmp_path: Path, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(TODAY)
    (tmp_path / "case.yaml").write_text(case_text(OPEN | SINCE["died"][0]), "utf-8")
    (tmp_path / "list.csv").write_text("name\nAmy A\nBen B\nCy C\nDan D\nEve E\n", "utf-8")
    with monkeypatch.context() as patch:
        interrupt_at(1, patch)
        assert batch(run, tmp_path, "-f", "txt", "--split", "2", "--date", str(BEFORE)).code == 130
    set_clock(TODAY + datetime.timedelta(days=1))
    assert batch(run, tmp_path, "-f", "txt", "--split", "2", "--resume").code == 0
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "run").glob("*.txt"))]
    assert [text.count(MARK) for text in texts] == [2, 2, 1]


# --- the clock -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("today", ["1970-01-01", "2025-03-20", "2026-03-08"])
def test_a_clock_that_is_behind_the_files_is_told(today: str, run: Run, tmp_path: Path, set_clock: SetClock) -> None:
    set_clock(today)
    path = tmp_path / "case.yaml"
    path.write_text(case_text(TWO_PEOPLE), "utf-8")
    for date in ([], ["--date", "2026-03-20"]):
        ran = run("render", path, "-f", "txt", "-l", "en", "-o", tmp_path / "out", *date)
        assert ran.code == 1
        assert f"error[UA237]: 2026-03-10 lies ahead: by the clock of this machine it is {today}" in ran.err
        assert "the clock is wrong" in ran.err
    assert not (tmp_path / "out").exists()


def test_what_is_dated_tomorrow_is_known_today(tmp_path: Path, set_clock: SetClock) -> None:
    """In Bishkek it is the 21st while it is the 20th in Honolulu."""
    set_clock("2026-03-20")
    path = tmp_path / "case.yaml"
    path.write_text(case_text(OPEN | state("died", since="2026-03-21")), "utf-8")
    with pytest.raises(Problems) as refused:
        render(path, formats="txt", languages="en")
    assert [found.code for found in refused.value.diagnostics] == ["UA220"]
    path.write_text(case_text(OPEN | state("died", since="2026-03-22")), "utf-8")
    with pytest.raises(Problems) as refused:
        render(path, formats="txt", languages="en")
    assert [found.code for found in refused.value.diagnostics] == ["UA237"]


def test_the_day_is_that_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    days = clock.days(BEFORE)
    assert (days.day, days.real) == (BEFORE, clock.today())
    assert clock.days() == (days.real, days.real)
    assert clock.latest(datetime.date.max) == datetime.date.max


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be set here")
@pytest.mark.parametrize("zone", ["FOO+167", "FOO-167", "UTC", "Pacific/Kiritimati"])
def test_no_zone_is_more_than_a_day_away(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    before = os.environ.get("TZ")
    try:
        os.environ["TZ"] = zone
        time.tzset()
        assert abs(clock.today() - datetime.datetime.now(datetime.UTC).date()) <= datetime.timedelta(days=1)
    finally:
        os.environ.pop("TZ")
        os.environ.update({"TZ": before} if before is not None else {})
        time.tzset()


def test_a_file_that_is_no_zone_is_no_mistake_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    (tmp_path / "zone").write_text("root:x:0:0", "utf-8")
    for zone in (str(tmp_path / "zone"), f":{tmp_path}"):
        monkeypatch.setenv("TZ", zone)
        ran = run("languages")
        assert ran.code == 2
        assert "names a file that is no time zone" in ran.err
