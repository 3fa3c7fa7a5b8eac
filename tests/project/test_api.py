"""The programming interface: four calls that print nothing, and an example in the documentation that runs."""

import datetime
import doctest
import os
import re
from pathlib import Path
from typing import Any

import pytest
from helpers.specimen import ASKAROV, ASKAROV_DAY, DAY, LANGUAGES, ROOT, SOMEBODY, TWO_PEOPLE, case_text, loaded, sender

import ua_gen
from ua_gen import Diagnostic, Misuse, Problems, Rendered, Section, api


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    return path


def test_the_example_of_the_documentation_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = doctest.testmod(ua_gen)
    assert result.attempted >= 4
    assert result.failed == 0


def test_everything_that_is_promised_is_there() -> None:
    assert set(ua_gen.__all__) == set(api.__all__)
    for name in ua_gen.__all__:
        assert getattr(ua_gen, name) is getattr(api, name)
        assert getattr(ua_gen, name).__doc__
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = ua_gen.nonsense


# --- load ------------------------------------------------------------------------------------------------------------


def test_load_gives_the_case(case: Path) -> None:
    found = ua_gen.load(case)
    assert isinstance(found.value, ua_gen.Case)
    assert found.value.people[0].name.get("en") == "Kim Sample"
    assert found.name == str(case)
    assert ua_gen.load(str(case)).value == found.value


def test_load_raises_every_error_at_once(case: Path) -> None:
    case.write_text(
        case.read_text("utf-8").replace("country: KG\n", "country: XX1\n").replace("title:", "titel:"), "utf-8"
    )
    with pytest.raises(Problems) as broken:
        ua_gen.load(case)
    assert {found.code for found in broken.value.diagnostics} >= {"UA101", "UA102", "UA106"}
    assert all(isinstance(found, Diagnostic) and found.span for found in broken.value.diagnostics)
    assert str(case) in str(broken.value)


def test_load_raises_where_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="UA001"):
        ua_gen.load(tmp_path / "none.yaml")


def test_load_sender_gives_the_sender(tmp_path: Path) -> None:
    path = tmp_path / "me.yaml"
    path.write_text("name: Mary Writer\ncountry: GB\npersonal_line: {en: I read.}\n", "utf-8")
    found = ua_gen.load_sender(path)
    assert (found.name, found.country, found.privacy) == ("Mary Writer", "GB", "full")
    path.write_text("nam: Mary\n", "utf-8")
    with pytest.raises(Problems, match="UA102"):
        ua_gen.load_sender(path)


# --- validate --------------------------------------------------------------------------------------------------------


def test_validate_gives_what_is_wrong_and_never_raises_for_it(case: Path, tmp_path: Path) -> None:
    def errors(path: Path) -> list[str]:
        return [found.code for found in ua_gen.validate(path, date=DAY) if found.is_error]

    assert errors(case) == []
    assert errors(tmp_path / "none.yaml") == ["UA001"]
    case.write_text("format: [", "utf-8")
    assert errors(case) == ["UA011"]


# --- render ----------------------------------------------------------------------------------------------------------


def test_render_gives_documents_in_memory(case: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    made = ua_gen.render(case, languages=LANGUAGES, formats=["txt", "html"], date=DAY)
    assert all(isinstance(item, Rendered) for item in made)
    assert [item.name for item in made] == [
        "case/letter-official-en.txt",
        "case/letter-official-ru.txt",
        "case/letter-official-en.html",
        "case/letter-official-ru.html",
    ]
    assert made[0].data.startswith(b"Name: ___")
    assert made[2].data.startswith(b"<!doctype html>")
    assert capfd.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == [case], "nothing is written"


@pytest.mark.parametrize("given", ["path", "text", "loaded", "list"])
def test_render_takes_a_case_in_any_form(given: str, case: Path) -> None:
    form: Any = {"path": case, "text": str(case), "loaded": ua_gen.load(case), "list": [case]}[given]
    [made] = ua_gen.render(form, formats=["txt"], date=DAY)
    assert made.name == "case/letter-official-en.txt"


def test_render_takes_many_cases(case: Path) -> None:
    made = ua_gen.render([case, loaded(TWO_PEOPLE, "two.yaml")], formats=["txt"], languages=["en"], date=DAY)
    assert [item.name.partition("/")[0] for item in made] == ["case", "two", "two"]


def test_render_raises_every_reason_at_once_and_makes_nothing(case: Path) -> None:
    wrong = SOMEBODY | {"requests": [{"text": "open it", "to": ["nobody"]}, {"to": ["official"]}]}
    with pytest.raises(Problems) as failed:
        ua_gen.render([case, loaded(wrong)], formats=["txt"], date=datetime.date(2030, 1, 1))
    assert {found.code for found in failed.value.diagnostics} >= {"UA202", "UA203", "UA222"}


def test_render_raises_misuse_for_a_call_that_is_wrong_in_itself(case: Path) -> None:
    with pytest.raises(Misuse, match="no document `leter`"):
        ua_gen.render(case, documents=["leter"], date=DAY)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"formats": ["doc"]}, "makes no doc files"),
        ({"paper": "A4"}, "no paper `A4` here"),
        ({"envelope": "", "documents": "envelope"}, "no envelope `` here"),
        ({"section": Section(name="X", logo="nowhere.png")}, "the logo of the section: `nowhere.png` cannot be read"),
        ({"documents": "petition", "rows": -3}, "a sheet has no -3 rows"),
    ],
)
def test_what_there_is_not_is_misuse_too(asked: dict[str, Any], said: str, case: Path, tmp_path: Path) -> None:
    (tmp_path / "own" / "letter").mkdir(parents=True)
    (tmp_path / "own" / "letter" / "letter.txt").write_text("{{ say.subject }}", "utf-8")
    for templates in ((), tmp_path / "own"):
        with pytest.raises(Misuse, match=re.escape(said)):
            ua_gen.render(case, **{"formats": "txt", "languages": "en", "date": DAY, "templates": templates, **asked})


def test_one_name_is_one_name_and_not_its_letters(case: Path) -> None:
    made = ua_gen.render(case, documents="letter", formats="txt", languages="en", to="official", date=DAY)
    assert [item.name for item in made] == ["case/letter-official-en.txt"]


def test_validate_checks_publications_too(tmp_path: Path) -> None:
    release = {"format": 1, "kind": "press-release", "language": "en", "title": "T", "issued": "2026-03-10",
               "issuer": "X", "case": "nowhere.yaml", "lead": "L"}  # fmt: skip
    path = tmp_path / "release.yaml"
    path.write_text(case_text(release), "utf-8")
    assert [found.code for found in ua_gen.validate(path, date=DAY)] == ["UA204"]


def test_what_the_public_may_not_see_cannot_be_taken_away_before_the_gate() -> None:
    """Else letters would be made for somebody whose death is not for the public yet."""
    died = {"state": "died", "since": "2026-03-15", "visibility": "private", "note": "Zmrzlina"}
    status = [*SOMEBODY.get("status", []), {"state": "detained", "since": "2026-01"}]
    case = loaded(SOMEBODY | {"status": status})
    [made] = ua_gen.render(case, formats=["txt"], languages=["en"], date=DAY)
    private = loaded(SOMEBODY | {"status": [*status, died]})
    for given in (private.public(), made.job.case):
        with pytest.raises(Misuse, match="only what the public may see"):
            ua_gen.render(given, formats=["txt"], languages=["en"], date=DAY)
    with pytest.raises(Problems, match="UA220"):
        ua_gen.render(private, formats=["txt"], languages=["en"], date=DAY)
    assert "Zmrzlina" in private.text
    assert private.public().text == ""


def test_warnings_travel_with_the_document_that_they_are_about() -> None:
    made = ua_gen.render(ASKAROV, formats=["txt"], languages=["en"], date=ASKAROV_DAY)
    assert [{warning.code for warning in item.warnings} for item in made] == [{"UA239"}, {"UA239"}]
    spelt = SOMEBODY | {"people": [{"id": "p", "name": "Kim"}]}
    [one] = ua_gen.render(loaded(spelt), formats=["txt"], languages=["ru"], date=DAY)
    assert "UA212" in [warning.code for warning in one.warnings]


def test_two_processes_make_the_same_files_in_the_same_order(case: Path) -> None:
    wish: dict[str, Any] = {
        "documents": ["letter", "urgent-action-classic"],
        "languages": LANGUAGES,
        "formats": ["pdf", "txt"],
        "sender": sender(),
        "date": DAY,
    }
    alone = ua_gen.render([case, loaded(TWO_PEOPLE, "two.yaml")], **wish)
    shared = ua_gen.render([case, loaded(TWO_PEOPLE, "two.yaml")], **wish, processes=2)
    assert len(alone) == 20
    assert [(item.name, item.data) for item in alone] == [(item.name, item.data) for item in shared]


def test_a_failure_in_another_process_is_told_as_in_this_one() -> None:
    unprintable = SOMEBODY | {"title": "x", "people": [{"id": "p", "name": "Kim \u0378"}]}
    cases = [loaded(unprintable, "a.yaml"), loaded(SOMEBODY, "b.yaml")]
    said = []
    for processes in (1, 2):
        with pytest.raises(Problems) as failed:
            ua_gen.render(cases, languages=["en"], date=DAY, processes=processes)
        said.append(failed.value.diagnostics)
    assert [found.code for found in said[0]] == ["UA401"]
    assert said[0] == said[1]


def test_the_folder_that_one_works_in_does_not_matter(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [here] = ua_gen.render(case, date=DAY)
    monkeypatch.chdir(tmp_path)
    [there] = ua_gen.render(case.name, date=DAY)
    assert (here.name, here.data) == (there.name, there.data)
    assert os.listdir(tmp_path) == ["case.yaml"]  # noqa: PTH208 (the folder as it is)
