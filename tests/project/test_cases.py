"""The cases of the repository: sound on their day and today, fit to be written for, and true to their sources."""

import datetime
import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from conftest import SetClock
from helpers.specimen import ALL_LANGUAGES, ROOT, made

from ua_gen import Problems, Severity, render
from ua_gen.action.gate import standing
from ua_gen.casefile.loading import read_case
from ua_gen.casefile.texts import texts
from ua_gen.lint import runner
from ua_gen.model import CLOSED, Case, Person

TODAY = datetime.date(2026, 11, 21)
SHEET = "urgent-action-classic"
READ = {path.stem: read_case(path) for path in sorted((ROOT / "cases").glob("*.yaml"))}
CASES = {name: loaded for name, loaded in READ.items() if loaded.value or loaded.diagnostics}

# Who is meant, and how it ended: the state and its day as the sources give them.
WHO = {
    "kg-askarov": ("Azimzhan Askarov", "Азимжан Аскаров", "male", "died 2020-07-25"),
    "kg-ismailova": ("Tolekan Ismailova", "Толекан Исмаилова", "female", "at-risk 2010-10-13"),
    "kz-zhovtis": ("Yevgeni Zhovtis", "Евгений Жовтис", "male", "released 2012-02-17"),
    "specimen": ("Aida Specimen", "Аида Образцова", "female", "released 2026-06-15"),
    "tj-dzhuraev": ("Solidzhon Dzhuraev", "Солиджон Джураев", "male", "at-risk 2010-02"),
    "tm-amanklychev-khadzhiev": ("Annakurban Amanklychev", "Аннакурбан Аманклычев", "male", "released 2013-02-16"),
    "tm-muradova": ("Ogulsapar Muradova", "Огулсапар Мурадова", "female", "died 2006-09-14"),
    "tm-tukhbatullin": ("Farid Tukhbatullin", "Фарид Тухбатуллин", "male", "at-risk 2017-10-29"),
    "uz-ikramov": ("Surat Ikramov", "Сурат Икрамов", "male", "died 2021-05-03"),
    "uz-juma": ("Yusuf Dzhumaev", "Юсуф Джумаев", "male", "released 2011-05-18"),
    "uz-mamatkhanov": ("Ganikhon Mamatkhanov", "Ганихон Маматханов", "male", "released 2017-10-16"),
    "uz-zainabitdinov": ("Saidzhakhon Zainabitdinov", "Саиджахон Зайнабитдинов", "male", "released 2008-02-04"),
}

# What happened, by the day or month on which it did.
HAPPENED = {
    "kg-askarov": {"detained": "2010-06-15", "sentenced": "2010-09-15"},
    "kz-zhovtis": {"sentenced": "2009-09", "verdict-upheld": "2009-10"},
    "tm-amanklychev-khadzhiev": {"sentenced": "2006-08"},
    "tm-muradova": {"convicted": "2006-08"},
    "uz-juma": {"arrested": "2001-10-23"},
    "uz-mamatkhanov": {"arrested": "2009-10", "sentenced": "2009-11"},
    "uz-zainabitdinov": {"detained": "2005-05-21", "sentenced": "2006-01"},
}

OVER = [name for name in WHO if "released" in WHO[name][3] or name == "kg-askarov"]  # The action, and what it was for.

every_case = pytest.mark.parametrize("name", CASES)


@pytest.fixture(autouse=True)
def _today(set_clock: SetClock) -> None:
    set_clock(TODAY)


def case_of(name: str) -> Case:
    case = CASES[name].value
    assert case is not None, CASES[name].diagnostics
    return case


def own_day(name: str) -> datetime.date:
    """A day on which the action was open."""
    return case_of(name).action.issued + datetime.timedelta(days=5)


def letters(name: str, language: str) -> Iterator[str]:
    """The letters of a case in a language, each in one line."""
    for recipient in case_of(name).recipients:
        if recipient.role == "to":
            letter = made(CASES[name], "txt", language, to=recipient.id, day=own_day(name))
            yield re.sub(r"\s+", " ", letter.decode())


def sheet(name: str, language: str) -> str:
    """The case sheet in one line."""
    return re.sub(r"\s+", " ", made(CASES[name], "txt", language, document=SHEET, day=own_day(name)).decode())


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as document:
        return len(document.pages)


# --- fit to be written for -------------------------------------------------------------------------------------------


def test_every_case_is_known() -> None:
    assert set(CASES) == set(WHO)


@every_case
def test_nothing_is_to_be_said_of_it_on_its_day(name: str) -> None:
    assert [str(found) for found in runner.check(CASES[name], own_day(name))] == []


@every_case
def test_nothing_is_to_be_said_of_it_today(name: str) -> None:
    assert [str(found) for found in runner.check(CASES[name], TODAY)] == []


def test_nothing_is_to_be_said_of_all_together() -> None:
    found = runner.check_all(CASES.values(), TODAY)
    assert [str(diagnostic) for diagnostics in found.values() for diagnostic in diagnostics] == []


@every_case
@pytest.mark.parametrize("language", ["en", pytest.param("ru", marks=pytest.mark.slow)])
def test_letters_take_one_page_and_the_case_sheet_no_more_than_two(name: str, language: str) -> None:
    for recipient in case_of(name).recipients:
        if recipient.role == "to":
            assert pages(made(CASES[name], "pdf", language, to=recipient.id, day=own_day(name))) == 1
    assert pages(made(CASES[name], "pdf", language, document=SHEET, day=own_day(name))) <= 2


@pytest.mark.slow
@every_case
def test_a_letter_can_be_written_in_every_language(name: str) -> None:
    first = case_of(name).recipients[0].id
    for language in ALL_LANGUAGES:
        assert made(CASES[name], "txt", language, to=first, day=own_day(name))


@every_case
def test_today_no_appeal_is_made(name: str) -> None:
    with pytest.raises(Problems) as refused:
        render(CASES[name], formats=["txt"], languages=["en"], date=TODAY)
    assert {found.code for found in refused.value.diagnostics if found.severity is Severity.ERROR} <= {"UA220", "UA222"}


# --- true to the sources ---------------------------------------------------------------------------------------------


@every_case
def test_it_is_about_whom_it_says(name: str) -> None:
    english, russian, gender, ended = WHO[name]
    person: Person = case_of(name).people[0]
    assert (person.name.get("en"), person.name.get("ru"), person.gender) == (english, russian, gender)
    _, newest = standing(case_of(name), TODAY)[person.id]
    assert f"{newest.state} {newest.since}" == ended


def test_two_are_in_one_case() -> None:
    assert [person.name.get("en") for person in case_of("tm-amanklychev-khadzhiev").people] == [
        "Annakurban Amanklychev",
        "Sapardurdy Khadzhiev",
    ]


@pytest.mark.parametrize("name", HAPPENED)
def test_it_happened_when_it_did(name: str) -> None:
    told = {event.type: str(event.date) for event in case_of(name).events if event.type and event.date}
    assert HAPPENED[name].items() <= told.items()


@every_case
def test_every_fact_has_a_source(name: str) -> None:
    case = case_of(name)
    assert [event for event in case.events if not event.source] == []
    assert [status for status in case.status if not status.source] == []


@every_case
def test_whoever_is_written_to_is_in_the_country_of_the_case(name: str) -> None:
    """A page on one of these cases sent its letters to the government of Azerbaijan."""
    assert {recipient.country for recipient in case_of(name).recipients} == {case_of(name).country}
    assert re.findall("azerb|азерб|aserb", CASES[name].text, re.IGNORECASE) == []


@every_case
def test_no_address_is_made_up(name: str) -> None:
    """Only one of the sources has addresses, and it is about Kyrgyzstan."""
    given = [
        recipient.id
        for recipient in case_of(name).recipients
        if recipient.address or recipient.email or recipient.fax or recipient.phone
    ]
    assert given == [] or case_of(name).country == "KG"


def test_muradova_is_a_woman() -> None:
    told = [*letters("tm-muradova", "en"), sheet("tm-muradova", "en")]
    assert all(re.search(r"\bshe\b.*\bher\b", text, re.IGNORECASE) for text in told)
    assert [text for text in told if re.search(r"\b(he|him|his)\b", text, re.IGNORECASE)] == []


def test_of_muradova_only_the_death_is_asked_about() -> None:
    assert [request.ask for request in case_of("tm-muradova").requests] == ["investigate-death", "publish-findings"]
    for letter in letters("tm-muradova", "ru"):
        assert "была осуждена" in letter
        assert "расследование её смерти" in letter


def test_the_accusation_of_juma_is_told_as_an_accusation() -> None:
    """It is in no letter and in no Urgent Action; the outcome tells whose it was, and that it was called untrue."""
    spoken = [text for text in texts(case_of("uz-juma")) if re.search("jihad|джихад", text.text)]
    assert {text.at for text in spoken} == {("outcome", "text", 1)}
    for language in ("en", "ru"):
        for told in (*letters("uz-juma", language), sheet("uz-juma", language)):
            assert not re.search("jihad|джихад", told), "no letter repeats it to those who made it"
    outcome = made(CASES["uz-juma"], "txt", "en", document="outcome", day=TODAY).decode()
    [told] = [part for part in re.sub(r"\s+", " ", outcome).split(". ") if "jihad" in part]
    assert told.startswith("The National Security Service had accused him of calling for jihad")
    assert "Amnesty International believed that this was untrue" in re.sub(r"\s+", " ", outcome)


def test_the_first_detention_of_juma_ended_before_the_second_began() -> None:
    states = [(status.state, str(status.since)) for status in case_of("uz-juma").status]
    assert states == [
        ("detained", "2001-10-23"),
        ("released", "2002-01"),
        ("detained", "2007-12"),
        ("imprisoned", "2008-04"),
        ("released", "2011-05-18"),
    ]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", OVER)
def test_what_became_of_it_can_be_told(name: str, language: str) -> None:
    assert pages(made(CASES[name], "pdf", language, document="outcome", day=TODAY)) <= 2


def test_the_outcome_of_zainabitdinov_has_the_numbers_and_his_words() -> None:
    told = re.sub(r"\s+", " ", made(CASES["uz-zainabitdinov"], "txt", "en", document="outcome", day=TODAY).decode())
    for fact in (
        "4 February 2008",
        "family: nearly 10,000",
        "United Kingdom): 4,470",
        "United Kingdom): 260",
        "from: 20",
    ):
        assert fact in told
    assert "“YOU ARE THE HERO!”" in told


@pytest.mark.parametrize("name", OVER)
def test_who_is_free_or_dead_is_not_written_for(name: str) -> None:
    newest = {status.state for _, status in standing(case_of(name), TODAY).values()}
    assert newest <= CLOSED
    with pytest.raises(Problems) as refused:
        render(CASES[name], formats=["txt"], languages=["en"], date=TODAY, after_deadline=True)
    assert "UA220" in {found.code for found in refused.value.diagnostics}
