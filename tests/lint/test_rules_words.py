"""The rules on words: languages, messages of solidarity, length and tone, each at its exact place."""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Run
from helpers.specimen import (
    ASKAROV_DAY,
    DAY,
    FULL,
    OFFICIAL,
    ROOT,
    SOMEBODY,
    TWO_PEOPLE,
    askarov,
    case_text,
    loaded,
    one,
)

from ua_gen import languages
from ua_gen.action.fingerprint import fingerprint
from ua_gen.casefile.loading import read_case_text, read_table
from ua_gen.casefile.texts import texts
from ua_gen.casefile.validation import path_name
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.languages.word_lists import KINDS, WordLists, word_lists
from ua_gen.lint import runner
from ua_gen.lint.rules import missing_texts
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job
from ua_gen.rendering.layout_check import check_layout
from ua_gen.templating import Templates

BASE = (ROOT / "tests" / "base-case.yaml").read_text("utf-8")
BASE_DAY = datetime.date(2026, 1, 20)
OURS = re.compile("UA26[0-9]|UA29[0-9]")
HERE = "▶"  # Stands before the place of the finding, and is not part of the file.


def with_fields(fragment: str) -> str:
    """The base case with the top-level fields of a fragment in the place of its own."""
    new = re.findall(r"^(\w+):", fragment.replace(HERE, ""), re.MULTILINE)
    kept = [part for part in re.split(r"^(?=\w)", BASE, flags=re.MULTILINE) if part.partition(":")[0] not in new]
    return "".join(kept) + fragment.strip("\n") + "\n"


def found(text: str, day: datetime.date = BASE_DAY, words: WordLists | None = None) -> list[Diagnostic]:
    """What the rules on words say of a sound case."""
    case = read_case_text(text, "case.yaml")
    assert case.value is not None, case.diagnostics
    told = runner.check(case, day, words) if words else runner.check(case, day)
    return [diagnostic for diagnostic in told if OURS.fullmatch(diagnostic.code)]


def codes(fragment: str) -> list[str]:
    return [diagnostic.code for diagnostic in found(with_fields(fragment))]


def check_place(code: str, fragment: str, parts: tuple[str, ...]) -> None:
    """The one finding of this code stands at the mark, and says all the parts in its message or hint."""
    marked = with_fields(fragment)
    before = marked[: marked.index(HERE)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    [diagnostic] = [one for one in found(marked.replace(HERE, "")) if one.code == code]
    assert diagnostic.span is not None
    assert (diagnostic.span.line, diagnostic.span.column) == (line, column), str(diagnostic)
    said = f"{diagnostic.severity}: {diagnostic.message} ({diagnostic.hint})"
    assert not [part for part in parts if part not in said], said


# --- each rule at its place ------------------------------------------------------------------------------------------

PLACES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "a country's code as a language": (
        "UA260",
        "write_in: [ru, ▶kg, en]",
        ("warning", "`kg` is Kongo, which is not a language of Kyrgyzstan", "`ky`, `ru`"),
    ),
    "a script that is none": ("UA260", "write_in: [ru, ▶uz-Cyrx, en]", ("`Cyrx` in `uz-Cyrx` is no script", "`uz`")),
    "a region that is none": ("UA260", "write_in: [ru, ▶pt-XX]", ("`XX` in `pt-XX` is no region",)),
    "a country's code over a text": (
        "UA260",
        "title: {en: Librarian held, kg: ▶Китепканачы кармалды}",
        ("`kg` is Kongo",),
    ),
    "texts missing for a language": (
        "UA261",
        """
requests:
  - {text: return her books}
  - {ask: access-to-lawyer}
  - {text: read them}
write_in: [▶ru, en]
""",
        (
            "warning",
            "no letter can be written in Russian without `requests[0].text` (line ",
            "), `requests[2].text` (line ",
            "add `ru: …`",
        ),
    ),
    "a text missing for one recipient": (
        "UA261",
        """
requests:
  - {ask: access-to-lawyer}
  - {text: hear her appeal, to: [judge]}
recipients:
  - {id: minister, post: minister, office: {en: Minister, ru: Министр}, country: KG}
  - {id: judge, post: judge, office: {en: Judge, ru: Судья}, country: KG}
  - {id: president, role: copy, post: head-of-state, office: {en: President, ru: Президент}, country: KG}
write_in: [en, ▶ru]
""",
        ("no letter to `judge` can be written in Russian without `requests[1].text` (line",),
    ),
    "a language that is not there": (
        "UA262",
        "write_in: [ru, ▶tet, en]",
        ("warning", "ua-gen cannot write letters in Tetum (`tet`)", "`ru`"),
    ),
    "an old translation": (
        "UA263",
        "translations:\n  ru: {by: A. Reader, reviewed: true, of: ▶0a1b2c3d}",
        ("warning", "the English texts have changed since they were translated into Russian", "write `of: 8738ea0f`"),
    ),
    "an unreviewed translation": (
        "UA264",
        "translations:\n  ru: {by: A. Reader, reviewed: ▶false}",
        ("warning", "no native reader has reviewed the Russian texts"),
    ),
    "a machine's translation": (
        "UA265",
        "translations:\n  ru: {by: a service, machine: ▶true}",
        ("warning", "a machine made the Russian texts"),
    ),
    "a Latin letter in a Russian name": (
        "UA266",
        "people:\n  - {id: specimen, name: {en: Aida Specimen, ru: ▶Аида Образцoва}, gender: female}",
        ("warning", "the `o` in `Образцoва` is a Latin letter (U+006F)", "type `Образцова` with Cyrillic letters"),
    ),
    "a Cyrillic letter in a mail address": (
        "UA266",
        "sources:\n  - {id: ua, title: Urgent Action, url: ▶www.ехample.org}",
        ("the `е` in `ехample` is a Cyrillic letter (U+0435)", "type `example` with Latin letters"),
    ),
    "a Latin preposition": (
        "UA266",
        "title: {en: Librarian held, ru: ▶Встреча c адвокатом}",
        ("the `c` is a Latin letter (U+0063)", "type `с` with Cyrillic letters"),
    ),
    "Russian under English": (
        "UA267",
        "title: {en: ▶Библиотекарь под стражей, ru: Библиотекарь под стражей}",
        ("error", "this English text (`en`) is in Cyrillic letters", "does it belong under `ru`?"),
    ),
    "English under Russian": (
        "UA267",
        "summary: {en: A librarian is held., ru: ▶A librarian is held.}",
        ("error", "this Russian text (`ru`) is in Latin letters", "`en`"),
    ),
    "an event in one language": (
        "UA268",
        "events:\n  - {text: ▶her colleagues were sent away, date: 2026-01-06, source: ua}",
        ("warning", "letters in Russian leave this event out", "add `ru: …`, or `letter: false`"),
    ),
    "a court in one language": (
        "UA268",
        "events:\n  - {type: convicted, court: ▶Osh City Court, date: 2026-01-06, source: ua}",
        ("letters in Russian leave `events[0].court` out", "add `ru: …`"),
    ),
    "a message that nobody there can read": (
        "UA269",
        "solidarity:\n  languages: [ru, ky]\n  message: ▶We think of you.",
        ("warning", "the message is not in Russian or Kyrgyz", "add `ru: …`"),
    ),
    "a charge in a message": (
        "UA290",
        """
events:
  - {type: charged, date: 2026-01-06, source: ua, charges: [{en: mass riots, ru: массовые беспорядки}]}
solidarity:
  message: {ru: ▶Мы знаем про массовых беспорядках.}
""",
        ("error", "`массовых`, `беспорядках` repeats a charge of the case: `массовые беспорядки`"),
    ),
    "a court in a message": (
        "UA290",
        """
events:
  - {type: convicted, date: 2026-01-06, source: ua, court: {en: Osh City Court, ru: Ошский городской суд}}
solidarity:
  message: {en: ▶We wrote to the Osh court.}
""",
        ("`Osh`, `court` repeats the court of the case: `Osh City Court`",),
    ),
    "the number of the action in a message": (
        "UA290",
        "solidarity:\n  message: ▶We wrote for 3/26.",
        ("`3/26` tells which case it is", "leave the case out"),
    ),
    "the issuer in a message": (
        "UA291",
        "solidarity:\n  message: {ru: ▶Вам пишет Комитет примеров.}",
        ("error", "`Комитет примеров` names the organisation", "`mention_issuer: true`"),
    ),
    "a telling part of the issuer's name in a message": (
        "UA291",
        """
action: {issued: 2026-01-15, issuer: {en: Amnesty International, ru: Международная Амнистия}}
solidarity:
  greeting: {ru: ▶Привет от Амнистии}
""",
        ("`Амнистии` names the organisation",),
    ),
    "an official in a message": (
        "UA291",
        "solidarity:\n  message: {ru: ▶Мы написали Мустеру.}",
        ("error", "`Мустеру` names an official", "leave names out"),
    ),
    "somebody else in a message": (
        "UA291",
        """
people:
  - {id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}, gender: female}
  - {id: other, name: {en: Bolot Sample, ru: Болот Примеров}, gender: male}
solidarity:
  name: {en: Aida Specimen, ru: Аида Образцова}
  message: {ru: ▶"Аида, мы пишем и Примерову."}
""",
        ("error", "`Примерову` names somebody else"),
    ),
    "religion in a message": (
        "UA292",
        "solidarity:\n  message: {ru: ▶Мы молимся за Вас.}",
        ("warning", "`молимся` is a word on religion", "`religious: true`"),
    ),
    "politics in a message": (
        "UA292",
        "solidarity:\n  message: {en: ▶Our government knows you.}",
        ("`government` is a word on politics",),
    ),
    "a long model letter": (
        "UA293",
        'letter:\n  en: ▶"' + "A point.\\n\\n" * 40 + 'The end."\nwrite_in: [en]',
        ("warning", "the letter to `minister` in English is about", "lines too long for one page", "`--layout`"),
    ),
    "an insult": (
        "UA295",
        "letter: {en: Release her., ru: ▶Ваши палачи её мучают.}",
        ("warning", "`палачи` is an insult", "say what happened"),
    ),
    "an accusation": (
        "UA296",
        "requests:\n  - {ask: medical-care, because: {en: ▶for you are lying about her health}}",
        ("warning", "`you are lying` accuses"),
    ),
    "the family's address without its name": (
        "UA294",
        "solidarity:\n  to: family\n  address: ▶[2 Example Street, Osh 714000]\n  country: KG",
        ("warning", "the address of the family", "add `name: …`"),
    ),
    "an organisation's address without its name": (
        "UA294",
        "solidarity:\n  to: organisation\n  address: ▶[2 Example Street, Osh 714000]\n  country: KG",
        ("warning", "the address of an organisation", "add `name: …`"),
    ),
    "a slogan": (
        "UA297",
        "requests:\n  - {text: {en: release her, ru: ▶освободить её; да здравствует свобода}}",
        ("warning", "`да здравствует` is a political slogan"),
    ),
    "shouting": (
        "UA298",
        "events:\n  - {text: {en: ▶she was NEVER charged, ru: ей не предъявили обвинений}, date: 2026, source: ua}",
        ("warning", "`NEVER` shouts", "small letters"),
    ),
    "exclamation marks": ("UA298", "letter: {en: Please write., ru: ▶Освободите её!!}", ("`!!` shouts", "full stop")),
    "an order": (
        "UA299",
        "letter: {en: ▶We demand her release., ru: Прошу.}",
        ("warning", "`We demand` gives", "ask:"),
    ),
}


@pytest.mark.parametrize("name", PLACES)
def test_a_finding_stands_at_its_place(name: str) -> None:
    check_place(*PLACES[name])


def test_every_rule_on_words_is_tested_at_its_place() -> None:
    assert {code for code in runner.RULES if OURS.fullmatch(code)} == {code for code, _, _ in PLACES.values()}


def test_the_example_case_is_without_errors_and_its_translation_up_to_date() -> None:
    told = [one for one in runner.check(askarov(), ASKAROV_DAY) if OURS.fullmatch(one.code)]
    assert not [str(one) for one in told if one.is_error]
    assert askarov().value.translations["ru"].of  # type: ignore[union-attr]
    # What is true of it: languages that are not all there, and no native reader yet.
    assert {one.code for one in told} <= {"UA261", "UA262", "UA264", "UA268"}


# --- languages -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["ru", "ky", "uz-Cyrl", "zh-Hans", "pt-BR", "kaa", "ckb"])
def test_a_language_that_there_is_is_known(tag: str) -> None:
    assert "UA260" not in codes(f"write_in: [{tag}, en]")


def test_a_doubtful_tag_is_named_once() -> None:
    fragment = "write_in: [kg, en]\ntitle: {en: Librarian held, kg: Китепканачы}\nsummary: {en: A., kg: Б.}"
    assert codes(fragment).count("UA260") == 1


def without(data: Any, path: tuple[str | int, ...]) -> Any:
    """A copy of plain data that lacks what is at a path."""
    step, *rest = path
    if isinstance(data, dict):
        return {
            key: without(value, tuple(rest)) if key == step else value
            for key, value in data.items()
            if rest or key != step
        }
    return [without(value, tuple(rest)) if number == step else value for number, value in enumerate(data)]


def lacking() -> Iterator[tuple[str, dict[str, Any]]]:
    """Cases that each lack one Russian text, of every field that can lack one."""
    example = yaml.load((ROOT / "cases" / "kg-askarov.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    no_requests = FULL | {"requests": [], "letter": {"en": "One.", "ru": "Раз."}}
    for name, data in (("full", FULL), ("two", TWO_PEOPLE), ("askarov", example), ("letter", no_requests)):
        case = loaded(data).value
        assert case
        # The forms of a name go with it.
        for at in dict.fromkeys(given.at for given in texts(case) if given.tag == "ru" and "ru" not in given.at):
            yield f"{name}: {path_name(at)}", without(data, (*at, "ru"))


@pytest.mark.parametrize(("name", "data"), [pytest.param(*case, id=case[0]) for case in lacking()])
def test_what_a_letter_lacks_is_what_its_composition_would_miss(name: str, data: dict[str, Any]) -> None:
    """The rule asks the wording by itself, to be quick; the composition is what counts."""
    case = loaded(data)
    assert case.value
    addressees = [recipient for recipient in case.value.recipients if recipient.role == "to"]
    heard = missing_texts.listen(case.value, "ru", DAY, addressees)
    templates = Templates()
    document = templates.documents["letter"]
    left_out = set()
    for recipient in addressees:
        missed = set()
        try:
            composed = compose(Job(case, document, languages.language("ru"), DAY, recipient), templates, "txt")
            left_out |= {place(one) for one in composed.warnings if one.code in ("UA213", "UA2131")}
        except Problems as problems:
            missed = {place(one) for one in problems.diagnostics if one.is_error}
        assert {path_name(gap.path) for gap in heard.missing[recipient.id]} == missed
    if not any(heard.missing.values()):
        assert {path_name(gap.path) for gap in heard.left_out} == left_out


def place(diagnostic: Diagnostic) -> str:
    """The place in the case that a message of the composition names."""
    [name] = re.findall(r"`([a-z_]+(?:[.\[].*?)?)`", diagnostic.message)
    return str(name)


def test_a_gap_in_a_catalogue_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    missing_texts._raw.cache_clear()
    raw = languages.Language.raw

    def gappy(self: languages.Language, key: str, agreement: str = "neutral") -> str:
        if key == "letter.subject" and self.tag == "ru":
            raise languages.MissingPhrase(key)
        return raw(self, key, agreement)

    monkeypatch.setattr(languages.Language, "raw", gappy)
    [diagnostic] = [one for one in found(BASE) if one.code == "UA261"]
    missing_texts._raw.cache_clear()
    assert "no letter can be written in Russian without `letter.subject` of its catalogue" in diagnostic.message


def test_where_no_letter_can_be_written_nothing_is_said_of_its_events() -> None:
    event = "events:\n  - {text: her colleagues were sent away, date: 2026-01-06, source: ua}"
    assert codes(event) == ["UA268"]
    assert codes(f"{event}\nrequests:\n  - {{text: return her books}}") == ["UA261"]


def test_an_event_for_the_case_sheet_may_be_in_one_language() -> None:
    event = "events:\n  - {text: her colleagues were sent away, letter: false, date: 2026-01-06, source: ua}"
    assert codes(event) == []


# --- translations ----------------------------------------------------------------------------------------------------


def of(data: dict[str, Any]) -> str:
    case = loaded(data).value
    assert case
    return fingerprint(case, "ru")


def test_a_fingerprint_is_short_and_steady() -> None:
    assert re.fullmatch("[0-9a-f]{8}", of(FULL))
    # Written down, because files hold it: a change of how it is made would call every translation old.
    assert of(one()) == "85a94e80"


def test_a_fingerprint_is_of_the_originals_only() -> None:
    changed = FULL | {"title": {"en": FULL["title"]["en"], "ru": "Другой заголовок"}}
    assert of(changed) == of(FULL)


@pytest.mark.parametrize(
    "path",
    [
        ("title",),
        ("people", 0, "name"),
        ("events", 1, "charges", 0),
        ("background", 1),
        ("requests", 0, "because"),
        ("recipients", 0, "salutation"),
        ("solidarity", "message"),
        ("letter",),
        ("embassies", "GB", "office"),
    ],
    ids=lambda path: path_name(path),
)
def test_every_text_that_is_translated_counts(path: tuple[str | int, ...]) -> None:
    changed = yaml.safe_load(yaml.safe_dump(FULL))
    part = changed
    for step in path:
        part = part[step]
    part["en"] += " indeed"
    assert of(changed) != of(FULL)


def test_a_line_of_an_address_counts() -> None:
    changed = yaml.safe_load(yaml.safe_dump(FULL))
    changed["recipients"][0]["address"]["en"][0] = "3 Example Street"
    assert of(changed) != of(FULL)


def test_order_white_space_and_accents_do_not_count() -> None:
    title = {"en": "Café  reader\n held", "ru": "Читатель"}
    same = {"en": unicodedata.normalize("NFD", "Café reader held"), "ru": "Читатель"}
    assert of(FULL | {"title": title}) == of(FULL | {"title": same})
    turned = {name: FULL[name] for name in reversed(FULL)} | {"background": FULL["background"][::-1]}
    assert of(turned) == of(FULL)


def test_a_text_in_the_language_of_the_file_alone_is_not_covered() -> None:
    assert of(FULL | {"background": [*FULL["background"], {"en": "It has a garden."}]}) == of(FULL)
    translated = {"en": "It has a garden.", "ru": "При ней есть сад."}
    assert of(FULL | {"background": [*FULL["background"], translated]}) != of(FULL)


def test_who_translates_only_some_of_it_is_not_told_that_the_rest_has_changed(run: Run, tmp_path: Path) -> None:
    """What `translate` offers is of everything: it holds while the originals are as they were."""
    path, words = tmp_path / "case.yaml", tmp_path / "words.yaml"
    path.write_text(case_text(SOMEBODY | {"title": {"en": "Held"}, "summary": {"en": "S."}}), "utf-8")
    assert run("translate", path, "-l", "de", "-o", words, "--date", DAY).code == 0
    offered = words.read_text("utf-8")
    assert offered.startswith("# ua-gen: not a case\n")
    [of] = re.findall(r"of: (\w+)", offered)
    entry = {"de": {"by": "A", "date": DAY, "reviewed": True, "of": of}}
    some = SOMEBODY | {"title": {"en": "Held", "de": "In Haft"}, "summary": {"en": "S."}, "translations": entry}
    assert not [found for found in runner.check(loaded(some), DAY) if found.code == "UA263"]
    changed = some | {"title": {"en": "Free", "de": "In Haft"}}
    assert [found.code for found in runner.check(loaded(changed), DAY) if found.code == "UA263"] == ["UA263"]
    path.write_text(case_text(some), "utf-8")
    assert "have changed since" not in run("translate", path, "-l", "de").text


def test_addresses_are_offered_in_the_form_that_they_have_in_a_case(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY | {"recipients": [OFFICIAL | {"address": ["1 Road", "Osh 7"]}]}), "utf-8")
    said = run("translate", path, "-l", "de").text
    assert '  en: ["1 Road", "Osh 7"]\n  de: []\n' in said
    assert "  de: ''\n" in said


def test_where_nothing_is_translated_there_is_no_fingerprint() -> None:
    case = loaded(FULL).value
    assert case
    assert fingerprint(case, "ky") == ""
    assert "UA263" not in codes("translations:\n  ky: {by: A. Reader, reviewed: true, of: 0a1b2c3d}")


def test_the_right_fingerprint_in_capitals_is_right() -> None:
    assert codes("translations:\n  ru: {by: A. Reader, reviewed: true, of: 8738EA0F}") == []


def test_a_reviewed_machine_translation_is_a_translation() -> None:
    assert codes("translations:\n  ru: {by: a service, machine: true, reviewed: true}") == []


def test_a_translation_of_nothing_needs_no_review() -> None:
    assert codes("translations:\n  ky: {by: A. Reader}") == []


# --- letters and scripts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("russian", "word", "right"),
    [
        ("Азимжан Аскарoв", "Аскарoв", "Аскаров"),
        ("Cуд приговорил её", "Cуд", "Суд"),
        ("в Ocтровской колонии", "Ocтровской", "Островской"),
        ("допрос в MВД", "MВД", "МВД"),
        ("её pодные", "pодные", "родные"),
    ],
)
def test_a_latin_letter_in_a_russian_word(russian: str, word: str, right: str) -> None:
    [diagnostic] = found(with_fields(f"title: {{en: Librarian held, ru: {russian}}}"))
    assert diagnostic.code == "UA266"
    assert f"`{word}`" in diagnostic.message
    assert f"`{right}`" in diagnostic.hint


@pytest.mark.parametrize(
    ("english", "word", "right"),
    [("Azimzhan Asкarov", "Asкarov", "Askarov"), ("Вishkek court", "Вishkek", "Bishkek"), ("the сase", "сase", "case")],
)
def test_a_cyrillic_letter_in_an_english_word(english: str, word: str, right: str) -> None:
    [diagnostic] = found(with_fields(f"title: {{en: {english}, ru: Библиотекарь под стражей}}"))
    assert diagnostic.code == "UA266"
    assert f"`{word}`" in diagnostic.message
    assert f"`{right}`" in diagnostic.hint


@pytest.mark.parametrize(
    "russian",
    [
        "Азимжан Аскаров",
        "правозащитница из группы Human Rights Watch",
        "сообщения в WhatsApp и SMSки",
        "PDF-файл и IT-специалист",
        "статья 274 УК, XIX век, COVID-19",
        "письмо на адрес info@example.org и www.example.org",
        "витамин C и витамин А",
        "пункт a) и пункт б)",
        "VIPовский зал и послание VIPа",
        "жzлм",
    ],
)
def test_no_false_alarm_over_letters(russian: str) -> None:
    assert codes(f"title: {{en: Librarian held, ru: '{russian}'}}") == []


@pytest.mark.parametrize(
    "fragment",
    [
        "action: {issued: 2026-01-15, issuer: {en: Amnesty International, ru: Amnesty International}}",
        "summary: {en: A librarian is held., ru: 'ОБСЕ, МВД и Freedom House против: www.example.org/a/long/address'}",
        "summary: {en: 'See info@пример.рф.', ru: Читатель под стражей.}",
        "background: [{en: 'The word воздух means air.', ru: 'Воздух — это air.'}]",
        "recipients:\n  - {id: minister, post: minister, office: {en: Minister, ru: Министр}, country: KG, "
        "address: [ул. Примерная 1, Бишкек 720000]}",
        "title: {en: UN, ru: UN}",
        "title: {en: OSCE and UNHCR, ru: 'OSCE, UNHCR'}",
        "title: {en: Human Rights Watch and others, ru: Human Rights Watch и другие}",
        "title: {en: Librarian held, sr: Bibliotekarka, bs: Библиотекарка}",
        "title: {en: '1937', ru: '1937'}",
        "title: {en: Librarian held, sr: Библиотекарка, sr-Latn: Bibliotekarka}",
        "title: {en: Librarian held, uz: Kutubxonachi, uz-Cyrl: Кутубхоначи, zh-Hans: 图书管理员被拘留}",
        "title: {en: Librarian held, ar: أمينة مكتبة محتجزة, ky: Китепканачы кармалды}",
    ],
)
def test_what_may_stand_in_another_script(fragment: str) -> None:
    assert "UA267" not in codes(fragment)


@pytest.mark.parametrize(
    ("fragment", "letters"),
    [
        ("title: {en: Librarian held, uz: Кутубхоначи ҳибсда}", "Cyrillic"),
        ("title: {en: Librarian held, uz-Cyrl: Kutubxonachi hibsda}", "Latin"),
        ("title: {en: Librarian held, ar: Librarian held}", "Latin"),
        ("title: {en: Librarian held, ru: A librarian is held for lending many книг}", "Latin"),
        ("title: {en: أمينة مكتبة محتجزة, ru: Библиотекарь}", "Arabic"),
        ("action: {issued: 2026-01-15, issuer: {en: Комитет примеров, ru: Комитет примеров}}", "Cyrillic"),
        ("people:\n  - {id: specimen, name: Аида Образцова}", "Cyrillic"),
    ],
)
def test_what_may_not(fragment: str, letters: str) -> None:
    [diagnostic] = [one for one in found(with_fields(fragment)) if one.code == "UA267"]
    assert f"in {letters} letters" in diagnostic.message


def test_a_word_of_the_stock_is_no_text_of_the_files_language() -> None:
    """In a file whose own language is Russian, `with: death` is a value, and `how: with a pigeon` is a text."""
    fragment = """
language: ru
title: Библиотекарь под стражей
summary: Библиотекаря держат под стражей.
events:
  - {type: threatened, date: 2026-01-05, by: unknown, with: death, how: by-telephone, source: ua}
  - {type: detained, date: 2026-01-05, because: {reason: protest, topic: war}, source: ua}
  - {type: threatened, date: 2026-01-06, how: with a pigeon, source: ua}
"""
    wrong = [one for one in found(with_fields(fragment)) if one.code == "UA267"]
    assert [one.span.line for one in wrong if one.span] == [
        number for number, line in enumerate(with_fields(fragment).splitlines(), 1) if "pigeon" in line
    ]


# --- messages to the prisoner ----------------------------------------------------------------------------------------

CHARGED = """
events:
  - type: charged
    date: 2026-01-06
    charges: [{en: storage of extremist literature, ru: хранение экстремистской литературы}]
    court: {en: Osh City Court, ru: Ошский городской суд}
    source: ua
"""


@pytest.mark.parametrize(
    "message",
    [
        "{en: 'Dear Aida, in our garden the first roses are out. I read a lot; my daughter has learned to swim.'}",
        "{en: 'We keep lending each other books, and think of you every day. Have courage.'}",
        "{en: 'I teach literature, and my pupils ask after you.'}",
        "{en: 'Please do not feel that you have to answer. It is a wonderful evening by the sea.'}",
        "{ru: 'Дорогая Аида! У нас распустились первые розы. Судьба свела меня с Вашими стихами.'}",
        "{ru: 'Сегодня в библиотеке было много детей. В заключение желаю Вам здоровья и сил.'}",
        "{ru: 'Мы думаем о Вас каждый день. Отвечать не обязательно. Роза в саду зацвела.'}",
        "{ru: 'Задержка поезда была недолгой, и мы успели к ужину; казна наша пуста, но мы веселы.'}",
    ],
)
def test_a_message_of_everyday_things(message: str) -> None:
    assert codes(f"{CHARGED}solidarity:\n  message: {message}") == []


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("{en: Extremist literature is not a crime.}", "UA290"),
        ("{ru: 'Мы знаем, что хранение литературы — не грех.'}", "UA290"),
        ("{ru: 'Ошский суд далеко от нас.'}", "UA290"),
        ("{en: The Minister of Internal Affairs has our letters.}", "UA291"),
        ("{ru: Министру внутренних дел мы написали.}", "UA291"),
        ("{en: We hope that you will soon leave prison.}", "UA292"),
        ("{en: Your trial is a scandal.}", "UA292"),
        ("{ru: Ваш адвокат говорил с нами.}", "UA292"),
        ("{ru: С Рождеством и с Новым годом!}", "UA292"),
        ("{ru: 'На выборах победила оппозиция.'}", "UA292"),
    ],
)
def test_a_message_that_says_too_much(message: str, code: str) -> None:
    assert code in codes(f"{CHARGED}solidarity:\n  message: {message}")


def test_what_the_file_switches_on_may_be_said() -> None:
    message = "message: {en: The Example Committee and all of us pray for you.}"
    assert codes(f"solidarity:\n  {message}") == ["UA291", "UA292"]
    assert codes(f"solidarity:\n  religious: true\n  mention_issuer: true\n  {message}") == []


def test_the_family_may_have_the_name_of_others() -> None:
    people = """
people:
  - {id: father, name: {en: Aman Specimen, ru: Аман Образцов}, gender: male}
  - {id: son, name: {en: Emil Specimen, ru: Эмиль Образцов}, gender: male}
"""
    assert codes(f"{people}solidarity:\n  name: Aman Specimen\n  message: Dear Mr Specimen, be well.") == []
    assert codes(f"{people}solidarity:\n  message: 'Dear Aman Specimen and Emil Specimen, be well.'") == []


# --- tone ------------------------------------------------------------------------------------------------------------

POLITE = [
    "she was beaten, tortured and threatened with death in the police station",
    "he was charged with murder, terrorism and the attempted overthrow of the government",
    "the UN, OSCE, UNICEF and the NKVD archives are named in the file; article XVII is not",
    "the officers called her “a traitor and a fascist” and told her: “You must confess”",
    "cruel, inhuman or degrading treatment is forbidden by law",
    "as the minister responsible for prisons, you can help; must they wait? I trust you. Must we?",
    "the KGB NKVD OGPU files were opened",
    "AIDA SPECIMEN is a librarian, and B. MUSTER knows it",
    "he took part in an anti-fascist rally",
    "Is it true?",
    "he is held in a strict-regime colony, and the regime of visits is severe",
    "a criminal case was opened; criminal charges followed",
    "she had bruises on her face, and her killers were never found",
]
POLITE_RU = [
    "её избили и пытали, угрожая убийством, в отделении милиции",
    "ему предъявили обвинение в терроризме, бандитизме, убийстве и реабилитации нацизма",
    "КГБ, ГКНБ, СИЗО-1 и ОБСЕ упомянуты в деле; статья XVII — нет",
    "сотрудники кричали ей: «Предательница, фашистка, ты должна сознаться!»",
    "обращение было жестоким, бесчеловечным и унижающим достоинство",
    "АИДА ОБРАЗЦОВА работает в библиотеке",
    "он отбывает наказание в колонии строгого режима",
    "она родилась в Тиране и работала в театре",
    "убийца журналиста не найден, преступление не раскрыто",
    "Вы, как министр, отвечаете за тюрьмы; прошу Вас о помощи",
]


@pytest.mark.parametrize("text", POLITE)
def test_polite_english(text: str) -> None:
    assert codes(f"letter:\n  en: >-\n    {text}\n  ru: Прошу.") == []


@pytest.mark.parametrize("text", POLITE_RU)
def test_polite_russian(text: str) -> None:
    assert codes(f"letter:\n  ru: >-\n    {text}\n  en: Please.") == []


RUDE = [
    ("en", "You are idiots.", "UA295", "idiots"),
    ("en", "The shameless guards beat him.", "UA295", "shameless"),
    ("en", "There is blood on your hands.", "UA296", "blood on your hands"),
    ("en", "Your regime tortures.", "UA296", "Your regime"),
    ("en", "It was a show trial.", "UA296", "show trial"),
    ("en", "Down with the minister!", "UA297", "Down with"),
    ("en", "This fascist law must go.", "UA297", "fascist"),
    ("en", "RELEASE HIM TODAY.", "UA298", "RELEASE HIM TODAY"),
    ("en", "He is INNOCENT.", "UA298", "INNOCENT"),
    ("en", "Why?!", "UA298", "?!"),
    ("en", "You must act.", "UA299", "You must"),
    ("en", "I demand an answer.", "UA299", "I demand"),
    ("ru", "Вы подонки.", "UA295", "подонки"),
    ("ru", "Это сделали садисты в форме.", "UA295", "садисты"),
    ("ru", "Вы лжёте.", "UA296", "Вы лжёте"),
    ("ru", "Преступный режим держит её в тюрьме.", "UA296", "Преступный режим"),
    ("ru", "Долой тюрьмы.", "UA297", "Долой"),
    ("ru", "Свободу политзаключённым.", "UA297", "Свободу политзаключённым"),
    ("ru", "СВОБОДУ Аиде Образцовой.", "UA298", "СВОБОДУ"),
    ("ru", "Она НЕВИНОВНА.", "UA298", "НЕВИНОВНА"),
    ("ru", "Требуем освободить её.", "UA299", "Требуем"),
    ("ru", "Вы обязаны её отпустить.", "UA299", "Вы обязаны"),
]


@pytest.mark.parametrize(("tag", "text", "code", "word"), RUDE)
def test_rude_words(tag: str, text: str, code: str, word: str) -> None:
    other = {"en": "ru: Прошу.", "ru": "en: Please."}[tag]
    told = found(with_fields(f"letter: {{{tag}: '{text}', {other}}}"))
    assert [(one.code, f"`{word}`" in one.message) for one in told if one.code == code] == [(code, True)]


def test_a_letter_that_becomes_two_in_small_letters_does_not_confuse() -> None:
    [diagnostic] = found(with_fields("letter: {en: 'İzmir is far from here, you idiots', ru: Прошу.}"))
    assert "`idiots`" in diagnostic.message


def test_only_what_goes_into_letters_is_judged() -> None:
    event = "date: 2026-01-06, source: ua, text: {en: a thug beat her, ru: её избил подонок}"
    assert codes(f"events:\n  - {{{event}}}") == ["UA295", "UA295"]
    assert codes(f"events:\n  - {{letter: false, {event}}}") == []
    assert codes("background: [{en: He calls them thugs., ru: Он зовёт их подонками.}]") == []


def test_every_language_file_of_words_is_sound() -> None:
    lists = WordLists()
    for tag in languages.tags():
        if (languages.HERE / tag / "tone.yaml").exists():
            for kind in KINDS:
                entries = lists.entries(tag, kind)
                assert entries, (tag, kind)
                assert len(set(entries)) == len(entries), (tag, kind)


def test_words_of_ones_own(tmp_path: Path, run: Run) -> None:
    (tmp_path / "case.yaml").write_text(with_fields("letter: {en: That knave., ru: Этот плут.}"), "utf-8")
    (tmp_path / "words.yaml").write_text("en: {insults: [knave*]}\nru: {insults: [плут]}", "utf-8")
    options = ("--date", "2026-01-20", "--output-format", "concise", "--select", "UA295")
    assert run("validate", tmp_path / "case.yaml", *options).text == ""
    told = run("validate", tmp_path / "case.yaml", *options, "--words", tmp_path / "words.yaml").text
    assert re.findall(r":(\d+: \w+)\[UA295\] `(\w+)`", told) == [("14: warning", "knave"), ("31: warning", "плут")]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        ("- knave", "has no word lists"),
        ("en: [knave]", "each language has lists"),
        ("en: {insults: knave}", "each language has lists"),
        ("en: {swearing: [knave]}", "no list is called `swearing`"),
        ("en: {insults: ['*']}", "`*` is no word"),
        ("en: {insults: [kn*]}", "`kn*` is no word"),
        ("en: {insults: [{a: b}]}", "is no word"),
    ],
)
def test_a_file_of_words_that_is_not_sound(content: str, part: str, tmp_path: Path) -> None:
    (tmp_path / "words.yaml").write_text(content, "utf-8")
    with pytest.raises(Misuse, match=re.escape(part)):
        word_lists(read_table(tmp_path / "words.yaml"), tmp_path / "words.yaml")


# --- length ----------------------------------------------------------------------------------------------------------


def story(tag: str, characters: int, paragraph: int) -> str:
    """So much of real sentences, in paragraphs of one length."""
    case = askarov().value
    assert case
    whole = " ".join(given.text for given in texts(case) if given.tag == tag and given.field == "background")
    words = (whole + " ") * 3
    return "\n\n".join(
        words[start : min(start + paragraph, characters)].strip() for start in range(0, characters, paragraph)
    )


@pytest.mark.parametrize("tag", ["en", "ru"])
@pytest.mark.parametrize("paragraph", [150, 600])
def test_an_estimate_speaks_only_of_letters_that_are_too_long(tag: str, paragraph: int) -> None:
    templates = Templates()
    told = {False: 0, True: 0}
    for characters in range(1600, 5200, 200):
        letter = story(tag, characters, paragraph)
        case = read_case_text(case_text(one(letter={tag: letter}, write_in=[tag])), "case.yaml")
        estimated = any(one.code == "UA293" for one in runner.check(case, DAY))
        told[estimated] += 1
        if estimated and told[True] == 1:  # The shortest of those that it calls too long.
            assert [one.code for one in check_layout(case, DAY, templates)] == ["UA403"]
    assert min(told.values()) > 3


def test_the_layout_measures_each_letter(tmp_path: Path, run: Run) -> None:
    letter = {"en": story("en", 6000, 400), "ru": "Прошу."}
    (tmp_path / "case.yaml").write_text(case_text(one(letter=letter, write_in=["ru", "en"])), "utf-8")
    options = ("--date", str(DAY), "--output-format", "concise", "--select", "UA293,UA4")
    estimated = run("validate", tmp_path / "case.yaml", *options)
    assert (estimated.code, estimated.text.count("UA293"), estimated.text.count("UA403")) == (0, 1, 0)
    measured = run("validate", tmp_path / "case.yaml", *options, "--layout")
    assert (measured.code, measured.text.count("UA293"), measured.text.count("UA403")) == (1, 0, 1)
    line = (tmp_path / "case.yaml").read_text("utf-8").splitlines().index("letter:") + 2
    assert re.search(
        rf":{line}:7: error.*to official in English is \d\d mm \(about \d+ lines\) too long", measured.text
    )


def test_a_letter_composed_from_facts_can_be_too_long() -> None:
    events = [{"text": {"en": story("en", 700, 700), "ru": "было так"}, "date": "2026-01"}] * 7
    told = [one for one in found(case_text(one(events=events, write_in=["ru", "en"])), DAY) if one.code == "UA293"]
    assert [one.message.partition(" is ")[0] for one in told] == ["the letter to `official` in English"]
    kept = [event | {"letter": False} for event in events]
    assert found(case_text(one(events=kept, write_in=["ru", "en"])), DAY) == []
