"""What is made of a wish: cases × documents × recipients × languages, in order, each once."""

from typing import Any

import pytest
from helpers.specimen import (
    ASKAROV_DAY,
    DAY,
    FULL,
    MINIMAL,
    OFFICIAL,
    SOMEBODY,
    TWO_PEOPLE,
    askarov,
    loaded,
    one,
    sender,
    text,
)

from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Misuse, Problems
from ua_gen.rendering.plan import plan
from ua_gen.rendering.produce import check_names
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

SHEET = "urgent-action-classic"
TEMPLATES = Templates()


def planned(*cases: Any, **wish: Any) -> list[str]:
    """The names of the documents that are planned, for cases that have nothing against it."""
    jobs, diagnostics = plan([_loaded(case) for case in cases], RenderRequest(DAY, DAY, **wish), TEMPLATES)
    assert diagnostics == []
    return [job.name for job in jobs]


def refused(*cases: Any, **wish: Any) -> list[tuple[str, str]]:
    """The codes and messages of what stands in the way, where nothing can be made."""
    jobs, diagnostics = plan([_loaded(case) for case in cases], RenderRequest(DAY, DAY, **wish), TEMPLATES)
    assert jobs == []
    return [(diagnostic.code, diagnostic.message) for diagnostic in diagnostics]


def _loaded(case: Any) -> Loaded[Any]:
    return case if isinstance(case, Loaded) else loaded(case)


# --- documents and recipients ----------------------------------------------------------------------------------------


def test_without_a_wish_there_is_a_letter_to_everybody_who_is_written_to() -> None:
    assert planned(TWO_PEOPLE) == ["letter-minister-ru", "letter-prosecutor-ru"]


def test_one_who_gets_copies_gets_a_letter_if_asked_for_by_name() -> None:
    assert planned(TWO_PEOPLE, to=("president",)) == ["letter-president-ru"]
    assert planned(TWO_PEOPLE, to=("president", "minister")) == ["letter-minister-ru", "letter-president-ru"]


def test_the_sheet_is_one_for_the_case() -> None:
    assert planned(TWO_PEOPLE, documents=(SHEET,)) == [f"{SHEET}-en"]
    assert planned(TWO_PEOPLE, documents=(SHEET,), to=("minister",)) == [f"{SHEET}-en"]


def test_everything_that_is_wished_is_crossed_in_the_order_of_the_wish() -> None:
    assert planned(TWO_PEOPLE, documents=(SHEET, "letter"), languages=("en", "ru")) == [
        f"{SHEET}-en",
        f"{SHEET}-ru",
        "letter-minister-en",
        "letter-minister-ru",
        "letter-prosecutor-en",
        "letter-prosecutor-ru",
    ]


def test_a_wish_that_is_repeated_is_one_wish() -> None:
    wish = {"documents": ("letter", "letter"), "languages": ("en", "en"), "to": ("minister", "minister")}
    assert planned(TWO_PEOPLE, **wish) == ["letter-minister-en"]


def test_a_case_without_recipients_has_no_letters() -> None:
    assert planned(MINIMAL) == []
    assert planned(MINIMAL, documents=(SHEET,)) == [f"{SHEET}-en"]


def test_of_several_cases_each_has_its_own_recipients() -> None:
    assert planned(TWO_PEOPLE, SOMEBODY, to=("official", "minister")) == ["letter-minister-ru", "letter-official-en"]


# --- the best language -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("write_in", "best"),
    [
        (["ru", "en"], "ru"),
        (["en", "ru"], "en"),
        (["xh", "ru", "en"], "ru"),  # ua-gen does not have the first.
        ([], "en"),  # The language of the file.
    ],
)
def test_a_letter_is_in_the_first_language_to_write_in(write_in: list[str], best: str) -> None:
    assert planned(one(write_in=write_in)) == [f"letter-official-{best}"]


def test_a_language_that_cannot_say_all_that_is_asked_is_passed_over() -> None:
    """Of that recipient: another letter may well be written in it."""
    case = one(
        write_in=["ru", "en"],
        recipients=[OFFICIAL, OFFICIAL | {"id": "judge"}],
        requests=[{"ask": "retrial"}, {"text": "open the library", "to": ["judge"]}],
    )
    assert planned(case) == ["letter-official-ru", "letter-judge-en"]


def test_a_language_that_lacks_an_event_is_passed_over_for_one_that_says_everything() -> None:
    events = [{"text": "his books were burned"}]
    assert planned(one(write_in=["ru", "en"], events=events)) == ["letter-official-en"]
    assert planned(one(write_in=["ru", "fr"], events=events)) == ["letter-official-ru"], "neither says it"


def test_where_no_language_can_say_it_all_that_is_missing_is_told() -> None:
    case = one(write_in=["ru"], requests=[{"text": "open the library"}, {"text": "give back the books"}])
    assert refused(case) == [
        ("UA210", f"no Russian text of `requests[{n}].text`, which the letter needs") for n in (0, 1)
    ]


def test_where_ua_gen_has_none_of_the_languages_it_says_so() -> None:
    [(code, message)] = refused(one(write_in=["xh", "zu"]))
    assert (code, message) == ("UA215", "ua-gen has none of the languages to write in: xh, zu")


def test_a_language_that_is_wished_is_never_changed_for_another() -> None:
    with pytest.raises(Problems) as failed:
        text(one(requests=[{"text": "open the library"}]), "ru")
    assert [found.code for found in failed.value.diagnostics] == ["UA210"]


# --- a sheet that tells the sender what the letter says --------------------------------------------------------------


def test_with_each_letter_may_come_what_it_says_in_a_language_of_the_sender() -> None:
    assert planned(TWO_PEOPLE, to=("minister",), translation="en") == [
        "letter-minister-ru",
        "letter-minister-ru-read-in-en",
    ]


def test_a_letter_in_the_language_of_the_sender_needs_none() -> None:
    assert planned(TWO_PEOPLE, to=("minister",), languages=("en", "ru"), translation="en") == [
        "letter-minister-en",
        "letter-minister-ru",
        "letter-minister-ru-read-in-en",
    ]
    assert planned(TWO_PEOPLE, documents=(SHEET,), languages=("ru",), translation="en") == [f"{SHEET}-ru"]


# --- wishes that cannot be meant -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wish", "message", "hint"),
    [
        ({"documents": ("leter",)}, "no document `leter`", "did you mean `letter`?"),
        ({"documents": ("xyz",)}, "no document `xyz`", "there are: embassy-copy, envelope, "),
        ({"languages": ("xx",)}, "no language `xx` here", "there are: en, "),
        ({"translation": "xx"}, "no language `xx` here", "there are: en, "),
        ({"to": ("ministr",)}, "no recipient `ministr`", "did you mean `minister`?"),
        ({"to": ("xyz",)}, "no recipient `xyz`", "there are: minister, prosecutor, president"),
    ],
)
def test_what_there_is_not_cannot_be_wished(wish: dict[str, Any], message: str, hint: str) -> None:
    with pytest.raises(Misuse) as misuse:
        plan([loaded(FULL)], RenderRequest(DAY, DAY, **wish), TEMPLATES)
    assert misuse.value.message == message
    assert misuse.value.hint.startswith(hint)


def test_a_file_that_could_not_be_read_is_told_and_the_others_are_planned() -> None:
    from ua_gen.casefile.loading import read_case_text

    broken = read_case_text("format: 1\n", "broken.yaml")
    jobs, diagnostics = plan([broken, loaded(SOMEBODY)], RenderRequest(DAY, DAY), TEMPLATES)
    assert [job.name for job in jobs] == ["letter-official-en"]
    assert {str(diagnostic.span).partition(":")[0] for diagnostic in diagnostics} == {"broken.yaml"}


# --- names of files --------------------------------------------------------------------------------------------------


def test_two_documents_never_become_one_file() -> None:
    """Not even on file systems that take capitals for small letters."""
    cases = [loaded(SOMEBODY, name) for name in ("a/case.yaml", "b/Case.yaml", "b/other.yaml")]
    jobs, _ = plan(cases, RenderRequest(DAY, DAY), TEMPLATES)
    with pytest.raises(Problems) as collision:
        check_names(jobs, ["txt", "pdf"])
    assert [(found.code, found.message) for found in collision.value.diagnostics] == [
        ("UA504", f"a/case.yaml and b/Case.yaml would both be written to Case/letter-official-en.{kind}")
        for kind in ("txt", "pdf")
    ]
    check_names([jobs[0], jobs[2]], ["txt", "pdf"])


def test_the_example_makes_what_its_head_says() -> None:
    jobs, diagnostics = plan([askarov()], RenderRequest(ASKAROV_DAY, DAY, sender=sender()), TEMPLATES)
    assert [job.title for job in jobs] == [
        "letter to interior-minister in Russian",
        "letter to general-prosecutor in Russian",
    ]
    assert [job.folder for job in jobs] == ["kg-askarov"] * 2
    assert diagnostics == []
