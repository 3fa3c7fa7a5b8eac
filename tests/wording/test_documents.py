"""The documents around a letter as they come out, whole, and what each of them must and must not say."""

import datetime
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import pikepdf
import pytest
from conftest import GOLDEN, Golden, Run, SetClock, tool
from helpers.specimen import (
    ASKAROV_DAY,
    DAY,
    FULL,
    LANGUAGES,
    MINIMAL,
    OUTCOME,
    PRESS,
    ROOT,
    SOMEBODY,
    STATEMENT,
    TWO_PEOPLE,
    askarov,
    case_text,
    loaded,
    made,
    one,
    published,
    section,
    sender,
    text,
    two,
    wording,
    words,
)
from helpers.tidy import assert_no_empty_elements, assert_tidy

from ua_gen import Diagnostic, Misuse, Problems, languages, render
from ua_gen.model import ENDED
from ua_gen.rendering.produce import Format
from ua_gen.templating import Templates

Make = Callable[[Format, str, Path], bytes]

ENDS = [
    {"state": "released", "since": "2026-05-20", "people": ["aida"], "place": {"en": "Osh", "ru": "Ош"}},
    {"state": "died", "since": "2026-05-25", "people": ["bolot"]},
]
ENDED_FULL = TWO_PEOPLE | {"status": [*TWO_PEOPLE["status"], *ENDS], "outcome": OUTCOME}
ENDED_MINIMAL = MINIMAL | {"status": [{"state": "released", "since": "2026-03-25"}]}
AFTER = datetime.date(2026, 6, 1)
FAMILY = {"to": "family", "religious": True, "mention_issuer": True, "own_address": True, "country": "KG"}


def of(data: Any, document: str, **wish: Any) -> Make:
    return lambda kind, language, folder: made(data, kind, language, document=document, **wish)


def of_askarov(document: str, day: datetime.date = ASKAROV_DAY, **wish: Any) -> Make:
    return lambda kind, language, folder: made(askarov(), kind, language, document=document, day=day, **wish)


def of_publication(data: Any) -> Make:
    def make(kind: Format, language: str, folder: Path) -> bytes:
        [only] = render(published(data, folder), formats=[kind], languages=[language], date=DAY, section=section())
        return only.data

    return make


MINISTER = {"to": "minister", "sender": sender(personal_line=None)}
LETTERLESS = SOMEBODY | {"solidarity": {}}
DOCUMENTS: dict[str, Make] = {
    "urgent-action-full": of(FULL, "urgent-action", section=section()),
    "urgent-action-somebody": of(SOMEBODY, "urgent-action"),
    "urgent-action-minimal": of(MINIMAL, "urgent-action"),
    "urgent-action-askarov": of_askarov("urgent-action"),
    "outcome-full": of(ENDED_FULL, "outcome", day=AFTER, section=section()),
    "outcome-minimal": of(ENDED_MINIMAL, "outcome", day=AFTER),
    "outcome-askarov": of_askarov("outcome", datetime.date(2020, 8, 1)),
    "solidarity-own": of(
        FULL | {"solidarity": FULL["solidarity"] | {"languages": ["ru", "en"]}}, "solidarity", sender=sender()
    ),
    "solidarity-family": of(SOMEBODY | {"solidarity": FAMILY}, "solidarity", sender=sender(personal_line=None)),
    "solidarity-minimal": of(LETTERLESS, "solidarity"),
    "petition-full": of(FULL, "petition", to="minister", section=section()),
    "petition-somebody": of(SOMEBODY, "petition"),
    "petition-askarov": of_askarov("petition", to="interior-minister", section=section()),
    "group-letter-full": of(TWO_PEOPLE, "group-letter", **MINISTER),
    "group-letter-blank": of(SOMEBODY, "group-letter"),
    "embassy-copy-full": of(FULL, "embassy-copy", sender=sender()),
    "embassy-copy-elsewhere": of(FULL, "embassy-copy", sender=sender(country="FR")),
    "embassy-copy-blank": of(SOMEBODY, "embassy-copy"),
    "fax-cover-full": of(FULL, "fax-cover", **MINISTER),
    "fax-cover-blank": of(FULL, "fax-cover", to="minister"),
    "envelope-full": of(FULL, "envelope", **MINISTER),
    "envelope-blank": of(SOMEBODY, "envelope"),
    "statement": of_publication(STATEMENT),
    "press-release": of_publication(PRESS),
    "test-page": of(SOMEBODY, "test-page", window="din-b"),
}
FILES = {
    f"{name}-{language}.{kind}": (name, kind, language)
    for name in DOCUMENTS
    for language in LANGUAGES
    for kind in ("txt", "html")
}


@pytest.mark.parametrize("name", FILES)
def test_the_document_is_the_approved_one(name: str, golden: Golden, tmp_path: Path) -> None:
    document, kind, language = FILES[name]
    golden.holds(f"documents/{name}", DOCUMENTS[document](kind, language, tmp_path).decode())


def test_every_approved_document_is_still_made(golden: Golden) -> None:
    golden.holds_only("documents", FILES)


@pytest.mark.parametrize("document", Templates().documents)
def test_each_document_is_approved_and_shown(document: str) -> None:
    approved = {path.name for folder in ("documents", "letters", "sheets") for path in (GOLDEN / folder).iterdir()}
    apart = {"letter": "letters", "urgent-action-classic": "sheets"}  # Which have files of their own.
    assert document in apart or any(name.startswith(f"{document}-") for name in approved)
    assert document == "test-page" or f"`{document}`" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DOCUMENTS)
class TestWhateverIsInIt:
    def test_text_is_tidy(self, name: str, language: str, tmp_path: Path) -> None:
        assert_tidy(DOCUMENTS[name]("txt", language, tmp_path).decode(), language)

    def test_pages_are_tidy(self, name: str, language: str, tmp_path: Path) -> None:
        page = DOCUMENTS[name]("html", language, tmp_path).decode()
        assert_no_empty_elements(page)
        assert (
            re.findall(r"<(dt|dd|dl|td|th|div)[^>]*>\s*</\1>", re.sub(r"<td></td>|<div class=.*?></div>", "", page))
            == []
        )


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("urgent-action-full", 2),
        ("urgent-action-minimal", 1),
        ("urgent-action-askarov", 2),
        ("outcome-full", 1),
        ("group-letter-full", 1),
        ("petition-askarov", 1),
        ("embassy-copy-full", 1),
        ("solidarity-own", 1),
        ("press-release", 1),
    ],
)
def test_a_document_has_as_many_pages_as_it_should(name: str, wanted: int, tmp_path: Path) -> None:
    assert pages(DOCUMENTS[name]("pdf", "ru", tmp_path)) == wanted


LONG = {"en": "So it was told, and told again. " * 40}


@pytest.mark.parametrize(
    ("document", "changes", "room"),
    [
        ("urgent-action", {"background": [LONG] * 14}, "2 pages"),
        (
            "outcome",
            {"status": [{"state": "released", "since": "2026-03-15"}], "outcome": {"text": [LONG] * 14}},
            "2 pages",
        ),
        ("group-letter", {"events": [{"text": LONG}] * 4}, "one page"),
        ("petition", {"petition": {"text": {"en": LONG["en"] * 3}}}, "one page"),
        ("solidarity", {"solidarity": {"message": {"en": LONG["en"] * 5}}}, "one page"),
    ],
)
def test_what_is_too_long_is_reported_with_how_much_must_go(document: str, changes: Any, room: str) -> None:
    [found] = refused(SOMEBODY | changes, document, kind="pdf")
    assert found.code == "UA403"
    assert re.fullmatch(
        rf"the {document} (to official )?in English is \d+ mm \(about \d+ lines\) too long for {room}, even at 10 pt",
        found.message,
    )
    assert found.hint


def refused(
    data: Any, document: str, language: str = "en", kind: Format = "txt", day: datetime.date = DAY, **wish: Any
) -> list[Diagnostic]:
    """Why a document cannot be made."""
    with pytest.raises(Problems) as problems:
        made(data, kind, language, document=document, day=day, **wish)
    return list(problems.value.diagnostics)


def codes(data: Any, document: str, **wish: Any) -> list[str]:
    return [found.code for found in refused(data, document, **wish)]


# --- urgent action ---------------------------------------------------------------------------------------------------


def urgent(data: Any = TWO_PEOPLE, language: str = "en", **wish: Any) -> str:
    return text(data, language, document="urgent-action", **wish)


def numbered(sequence: int, language: str = "en") -> str:
    action = FULL["action"] | {"sequence": sequence, "kind": "first" if sequence == 1 else "update"}
    return urgent(FULL | {"action": action}, language).split("\n\n")[1].replace("\n", " ")


def test_the_third_document_of_an_action_is_its_third_and_not_its_second_update() -> None:
    assert numbered(3) == "Third UA: 7/26 | Index: EX 01/002/2026 | Kyrgyzstan | Date: 10 March 2026"
    assert numbered(1).startswith("First UA: 7/26 |")
    assert numbered(3, "ru").startswith("Третья Срочная акция № 7/26 |")


def test_beyond_the_twentieth_documents_are_not_counted() -> None:
    assert numbered(20).startswith("Twentieth UA: 7/26 |")
    assert numbered(21).startswith("Further information on UA: 7/26 |")


def block(shown: str, caption: str) -> str:
    """What stands below a caption, up to the next empty line."""
    return shown.partition(f"\n{caption}\n")[2].partition("\n\n")[0]


def test_people_are_named_with_their_own_pronouns_or_those_of_their_gender() -> None:
    assert block(urgent(), "NAME AND PRONOUNS") == "Aida Specimen (she/her)\nBolot Muster (he/him)"
    assert block(urgent(language="ru"), "ИМЯ И МЕСТОИМЕНИЯ") == "Аида Образцова (она)\nБолот Мустер (он/его)"
    own = one("male", people=[one("male")["people"][0] | {"pronouns": {"en": "they/them"}}])
    assert block(urgent(own), "NAME AND PRONOUNS") == "Bolot Muster (they/them)"
    assert block(urgent(own, "ru"), "ИМЯ И МЕСТОИМЕНИЯ") == "Болот Мустер (он/его)", "in a language that has none"
    assert block(urgent(one("neutral")), "NAME AND PRONOUNS") == "Kim Sample", "never guessed"


def test_it_says_until_when_in_what_languages_and_after_what_it_follows() -> None:
    shown = urgent()
    assert block(shown, "PREVIOUS DOCUMENT OF THIS ACTION") == "EX 01/001/2026, www.example.org/ua/7"
    assert block(shown, "LANGUAGES TO WRITE IN").startswith(
        "Russian, Kyrgyz and English. You may also write in your own"
    )
    assert block(shown, "PLEASE WRITE AS SOON AS YOU CAN, AND UNTIL").startswith("21 April 2026\nAfter 21 April")
    assert block(shown, "AND COPIES TO") == "President, Roza Example, KYRGYZSTAN"
    assert block(urgent(language="ru"), "НА КАКИХ ЯЗЫКАХ ПИСАТЬ").startswith("По-русски, по-кыргызски и по-английски.")


def test_what_the_case_does_not_have_has_no_caption() -> None:
    shown = urgent(MINIMAL)
    for caption in ("LANGUAGES", "PREVIOUS", "COPIES", "ADDITIONAL", "WRITE IN YOUR OWN", "online", "replies"):
        assert caption not in shown, caption


def test_the_model_letter_is_the_one_to_the_first_addressee() -> None:
    shown = urgent()
    assert shown.index("WRITE IN YOUR OWN WORDS") < shown.index("Dear Minister Example,") < shown.index("ADDITIONAL")
    assert "give the books back" in shown, "what is asked of the minister"
    president, prosecutor = TWO_PEOPLE["recipients"][2], TWO_PEOPLE["recipients"][1]
    asked = [{"ask": "fair-trial", "to": ["prosecutor"]}, {"ask": "medical-care", "to": ["other"]}]
    others = TWO_PEOPLE | {"recipients": [president, prosecutor, prosecutor | {"id": "other"}], "requests": asked}
    assert "Dear Prosecutor General," in urgent(others), "not to the president, who only gets copies"
    model, _, variants = urgent(others).partition("Yours sincerely,")
    assert ("fair" in model, "medical" in model) == (True, False)
    assert "medical" in variants, "and nothing that is asked of somebody else is lost"
    assert "I write about two librarians." in urgent(FULL), "its own letter"


def test_the_code_to_act_online_can_be_read_aloud_and_scanned() -> None:
    page = made(FULL, "html", document="urgent-action").decode()
    [code] = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert "<title>Act online: www.example.org/act/7</title>" in code
    import segno

    drawn = segno.make_qr("https://www.example.org/act/7", error="m")
    assert re.search(r' d="([^"]*)"', code)[1] in drawn.svg_inline(scale=1, border=0)  # type: ignore[index]
    assert "<svg" not in made(SOMEBODY, "html", document="urgent-action").decode()


def test_addresses_open_the_letter_in_a_mail_program() -> None:
    page = made(SOMEBODY, "html", document="urgent-action").decode()
    [link] = re.findall(r'<a href="(mailto:[^"]*)">([^<]*)</a>', page)
    assert link[1] == "Email: official@example.org"
    assert link[0].startswith("mailto:official@example.org?subject=The%20case%20of%20Kim%20Sample&amp;body=")


def test_a_link_that_would_be_cut_off_opens_a_letter_with_address_and_subject() -> None:
    [made_] = render(loaded(TWO_PEOPLE), documents=["urgent-action"], languages=["ru"], formats=["html"], date=DAY)
    found = [warning for warning in made_.warnings if warning.code == "UA219"]
    assert [re.sub(r"[\d,]+", "N", warning.message) for warning in found] == [
        f"the link to the letter to `{name}` in Russian would have N characters" for name in ("minister", "prosecutor")
    ]
    assert "-f eml" in found[0].hint
    links = re.findall(r'href="([^"]*)"', made_.data.decode())
    assert [unquote(each) for each in links] == [
        f"mailto:{name}@example.org?subject={text_}"
        for name in ("minister", "prosecutor")
        for text_ in [wording(TWO_PEOPLE, "ru", to=name).subject]
    ]
    for kind in ("txt", "pdf"):
        [other] = render(loaded(TWO_PEOPLE), documents=["urgent-action"], languages=["ru"], formats=[kind], date=DAY)
        assert "UA219" not in {warning.code for warning in other.warnings}, "nobody clicks on paper"


# --- outcome ---------------------------------------------------------------------------------------------------------


def outcome(data: Any = ENDED_FULL, language: str = "en", day: datetime.date = AFTER, **wish: Any) -> str:
    return text(data, language, document="outcome", day=day, **wish)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outcome_gives_no_address_and_asks_for_nothing(language: str) -> None:
    shown = outcome(language=language).casefold()
    say = languages.language(language)
    for secret in ("@", "+996", "example street", "примерная", "minister", "министр", "bishkek", "бишкек"):
        assert secret not in shown, secret
    for asked in ("give the books back", "вернуть книги", "unconditionally", "безоговорочно"):
        assert asked not in shown, asked
    assert "dear" not in shown
    assert "уважаем" not in shown
    assert say.text("outcome.closed").casefold() in shown.replace("\n", " ")


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outcome_tells_each_end(state: str, language: str) -> None:
    case = one("female", status=[{"state": state, "since": "2026-03-25"}])
    shown = outcome(case, language)
    name = {"en": "Aida Specimen", "ru": "Аида Образцова"}[language]
    title, happened = shown.split("\n\n")[1], shown.split("\n\n")[2]
    assert name.upper() in title.replace("\n", " ")
    # In Russian it may be declined.
    assert name[:9] in happened.replace("\n", " ") or "Аид" in happened
    assert languages.language(language).date(2026, 3, 25).replace("\u00a0", " ") in happened.replace("\n", " ")
    other = outcome(one("male", status=case["status"]), language).replace("Болот Мустер", name)
    if language == "ru" and state not in ("disappeared", "charges-dropped"):
        assert other != shown, "he and she are told apart"


UNTITLED = ENDED_FULL | {"outcome": {name: value for name, value in OUTCOME.items() if name != "title"}}


def test_several_people_may_have_come_to_different_ends(set_clock: SetClock) -> None:
    set_clock(AFTER)
    shown = outcome(UNTITLED)
    assert "URGENT ACTION: OUTCOME\nAIDA SPECIMEN HAS BEEN RELEASED. BOLOT MUSTER HAS DIED." in shown
    assert "On 20 May 2026, Aida Specimen was released in Osh. On 25 May 2026, Bolot" in shown
    together = two(status=[{"state": "released", "since": "2026-05-20"}])
    assert "Aida Specimen and Bolot Muster were released" in outcome(together)
    assert "BOLOT MUSTER HAS DIED" not in outcome(UNTITLED, day=datetime.date(2026, 5, 24)), "not before it happened"


@pytest.mark.parametrize(
    ("language", "number"),
    [
        ("en", "nearly 4,470"),
        ("ru", "почти 4 470"),
        ("de", "fast 4.470"),
        ("fr", "près de 4 470"),
        ("zh-Hans", "近4,470"),
    ],
)
def test_counts_are_written_as_the_language_writes_them(language: str, number: str) -> None:
    case = one(status=[{"state": "released", "since": "2026-03-25"}])
    case |= {"outcome": {"actions": [{"what": "letters", "number": 4470, "about": "nearly"}]}}
    assert number in re.sub("[\u202f\u00a0]", " ", outcome(case, language))


def test_while_nothing_has_ended_there_is_no_outcome() -> None:
    [found] = refused(TWO_PEOPLE, "outcome")
    assert (found.code, found.message) == (
        "UA225",
        "on 2026-03-20 nothing has become of the case that an outcome could tell",
    )
    assert found.span
    assert found.span.source.strip().startswith("- state: detained")
    assert codes(SOMEBODY, "outcome") == ["UA225"]


def test_a_stopped_action_has_no_outcome_and_its_reason_is_not_told() -> None:
    stop = {"state": "stopped", "since": "2026-03-15", "note": {"en": "They were threatened.", "ru": "Им угрожали."}}
    case = SOMEBODY | {"status": [{"state": "released", "since": "2026-03-12"}, stop]}
    [found] = refused(case, "outcome")
    assert found.code == "UA221"
    assert "threatened" not in f"{found.message}{found.hint}{found.span and found.span.source}"
    by_kind = ENDED_MINIMAL | {"action": MINIMAL["action"] | {"kind": "stop"}}
    assert codes(by_kind, "outcome", day=AFTER) == ["UA221"]


def test_whom_the_press_can_ask_is_named_as_the_language_has_it(tmp_path: Path) -> None:
    contacts = [{"name": {"en": "Asel Example", "ru": "Асель Примерова"}, "email": "press@example.org"}, {"name": "Jo"}]
    path = published(PRESS | {"contacts": contacts}, tmp_path)
    [made] = render(path, formats=["txt"], languages=["ru"], date=DAY)
    assert "Асель Примерова, press@example.org" in made.data.decode()
    assert "contacts[1].name" in " ".join(warning.message for warning in made.warnings if warning.code == "UA212")


# --- solidarity ------------------------------------------------------------------------------------------------------


def message(data: Any = SOMEBODY, language: str = "en", **changes: Any) -> str:
    """The message of a case with these values of `solidarity`."""
    wish = {name: changes.pop(name) for name in ("sender", "day", "templates", "section") if name in changes}
    return text(data | {"solidarity": changes}, language, document="solidarity", **wish)


ALLOWED = {"Aida Specimen", "Bolot Muster", "KG", "en", "ru", "true", "false", "person", "1"}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)]


SECRETS = sorted(
    {
        text
        for name, value in (FULL | {"solidarity": {}, "people": []}).items()
        for text in _texts(value) + _texts([{k: v for k, v in p.items() if k != "name"} for p in FULL["people"]])
        if len(text) > 3 and name != "solidarity"
    }
    - ALLOWED
    - {"aida", "bolot", "male", "female", "Аида Образцова"}
)
EVERYTHING = """\
{% for name in ("headline", "summary", "facts", "letter_facts", "background", "requests", "issuer", "outcome_title",
    "targets", "number_line", "index", "issued", "deadline", "petition_title", "model", "copies") %}
{{ say[name] if say[name] is defined else "" }}
{% endfor %}
{% for name in ("title", "summary", "events", "background", "requests", "recipients", "embassies", "petition",
    "outcome", "letter", "sources", "status", "translations", "people", "action", "write_in") %}
{{ say.case[name] if say.case[name] is defined else "" }}
{% endfor %}
{{ say.others }}{{ say.section }}{{ say.recipient }}
"""


def test_a_template_of_messages_can_show_nothing_of_the_case(tmp_path: Path) -> None:
    """Somebody's own template may try what it likes: a word on the case could harm the prisoner."""
    assert len(SECRETS) > 60
    assert "Librarians held for lending books" in SECRETS
    assert "Example Committee" in SECRETS
    (tmp_path / "solidarity").mkdir()
    (tmp_path / "solidarity" / "solidarity.txt").write_text(EVERYTHING, "utf-8")
    solidarity = {"languages": ["en"], "country": "KG"}
    wish: dict[str, Any] = {"templates": [tmp_path], "section": section(), "sender": None}
    shown = message(FULL, **solidarity, **wish)
    assert "Aida Specimen" in shown
    assert [secret for secret in SECRETS if secret in shown] == []
    assert "Example Committee" in message(FULL, **solidarity, mention_issuer=True, **wish)


@pytest.mark.parametrize("name", ["case", "section", "logo", "mailto('minister')", "picture(0)"])
def test_nor_are_other_ways_open_to_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "solidarity").mkdir()
    (tmp_path / "solidarity" / "solidarity.txt").write_text("{{ " + name + " }}", "utf-8")
    found = refused(FULL | {"solidarity": {}}, "solidarity", templates=[tmp_path], section=section())
    assert [diagnostic.code for diagnostic in found] == ["UA302"]


def test_a_message_says_nothing_that_the_case_does_not_switch_on() -> None:
    plain = message(section=section(), sender=sender(personal_line=None))
    assert "pray" not in plain
    assert "Example Committee" not in plain
    assert "Leeds" not in plain
    assert "Writer" not in plain, "the given name is enough"
    assert plain.rstrip().endswith("\nMary-Ann")
    assert "pray" in message(religious=True)
    assert "Example Committee" in message(mention_issuer=True)
    own = message(own_address=True, sender=sender(personal_line=None))
    assert own.startswith("Mary-Ann Writer\n4 Specimen Road\nLeeds LS1\nUnited Kingdom\n")
    assert own.rstrip().endswith("\nMary-Ann Writer")


def test_what_a_censor_takes_amiss_is_told_where_the_message_is_made(run: Run, tmp_path: Path) -> None:
    words = {"languages": ["en"], "message": {"en": "The court will hear you."}}
    house = {"to": "family", "address": {"en": ["2 Example Street", "Osh 723500"]}, "country": "KG"}
    case = case_text(SOMEBODY | {"solidarity": words | house})
    path = tmp_path / "case.yaml"
    arguments = ("render", path, "-f", "txt", "-o", tmp_path / "out", "--date", str(DAY))
    path.write_text(case, "utf-8")
    told = run(*arguments, "-d", "solidarity").err
    assert [code for code in ("UA292", "UA294") if code in told] == ["UA292", "UA294"]
    assert "`court` is a word on the case" in told
    assert "UA29" not in run(*arguments, "-l", "en").err, "other documents say nothing of it"
    assert "UA29" not in run(*arguments, "-d", "solidarity", "-q").err
    path.write_text(case.replace("hear you.\n", "hear you.  # ua-gen: ignore UA292\n"), "utf-8")
    told = run(*arguments, "-d", "solidarity").err
    assert [code for code in ("UA292", "UA294", "UA018") if code in told] == ["UA294"]


def test_who_wants_to_be_initials_or_nobody_is_so_here_too() -> None:
    for own_address in (False, True):
        initials = message(own_address=own_address, sender=sender(privacy="initials", personal_line=None))
        assert initials.rstrip().endswith("\nM.-A. W.")
        nobody = message(own_address=own_address, sender=sender(privacy="anonymous", personal_line=None))
        for shown in (initials, nobody):
            assert [part for part in ("Mary", "Writer", "Leeds", "@") if part in shown] == []


def test_a_message_may_go_to_the_family_or_by_way_of_an_organisation() -> None:
    to_person, to_family = message(), message(to="family")
    assert to_person.startswith("Kim Sample\n\n")
    assert "Dear Kim Sample," in to_person
    assert "family of Kim Sample" in to_family
    assert to_family.split("\n\n")[3] != to_person.split("\n\n")[3]
    passed_on = message(to="organisation", name={"en": "Prison Fund", "ru": "Фонд"}, address=["9 Example Lane"])
    assert passed_on.splitlines()[:3] == ["Prison Fund", "For Kim Sample", "9 Example Lane"]


def test_the_country_stands_on_the_envelope_as_the_sender_s_post_reads_it() -> None:
    assert "\nKYRGYZSTAN\n" in message(language="ru", country="KG", sender=sender(personal_line=None))
    at_home = message(language="ru", country="KG", sender=sender(country="KG", personal_line=None))
    assert "KYRGYZSTAN" not in at_home


def test_a_message_goes_in_a_language_that_reaches_them() -> None:
    [found] = refused(FULL, "solidarity", language="en")
    assert (found.code, found.message) == (
        "UA227",
        "the case does not say that messages in the language `en` reach anybody",
    )
    assert found.hint == "choose with --lang: ru"
    assert found.span
    assert found.span.source.strip() == "- ru"
    [only] = render(loaded(FULL), documents=["solidarity"], formats=["txt"], date=DAY)
    assert only.name == "specimen/solidarity-ru.txt"
    assert message(language="ru"), "a case that names no language leaves the choice"


def test_a_message_in_none_of_our_languages_is_refused_at_its_place() -> None:
    with pytest.raises(Problems) as problems:
        render(
            loaded(FULL | {"solidarity": {"languages": ["fo"]}}), documents=["solidarity"], formats=["txt"], date=DAY
        )
    [found] = problems.value.diagnostics
    assert found.code == "UA215"
    assert found.span
    assert found.span.source.strip() == "- fo"


@pytest.mark.parametrize("state", ["released", "died", "killed"])
def test_nobody_gets_a_message_in_prison_who_is_free_or_dead(state: str) -> None:
    case = LETTERLESS | {"status": [{"state": state, "since": "2026-03-15"}]}
    assert codes(case, "solidarity") == ["UA220"]
    assert codes(case | {"status": [{"state": "stopped", "since": "2026-03-15"}]}, "solidarity") == ["UA221"]


def test_of_a_death_that_the_action_is_about_only_the_family_hears() -> None:
    case = SOMEBODY | {
        "status": [{"state": "died", "since": "2026-03-01"}],
        "requests": [{"ask": "investigate-death"}],
    }
    [found] = refused(case | {"solidarity": {}}, "solidarity")
    assert (found.code, found.hint) == ("UA220", "a message can only go to the family: `to: family`")
    assert "family of Kim Sample" in message(case, to="family")


def test_without_solidarity_there_is_no_message() -> None:
    assert codes(SOMEBODY, "solidarity") == ["UA224"]


# --- petition --------------------------------------------------------------------------------------------------------


def petition(data: Any = FULL, kind: Format = "txt", **wish: Any) -> str:
    return made(data, kind, document="petition", to=data["recipients"][0]["id"], **wish).decode()


def test_a_petition_has_the_rows_that_were_asked_for() -> None:
    for rows, wanted in ((0, 10), (3, 3), (45, 45)):
        assert petition(kind="html", rows=rows).count("<tr><td") == wanted
        assert petition(rows=rows).count(". ____") == wanted


def test_rows_fill_the_page_or_take_no_page_more_than_they_need() -> None:
    def sheets(rows: int) -> list[str]:
        return printed(made(FULL, "pdf", document="petition", to="minister", rows=rows)).rstrip("\f").split("\f")

    [full] = sheets(0)
    assert re.search(r"^ *10$", full, re.MULTILINE)
    [ten] = sheets(10)
    assert re.search(r"^ *10$", ten, re.MULTILINE)
    assert not re.search(r"^ *11$", ten, re.MULTILINE)


def test_an_empty_page_gets_more_than_ten_rows() -> None:
    [sheet] = printed(made(SOMEBODY, "pdf", document="petition", to="official")).rstrip("\f").split("\f")
    assert re.search(r"^ *12$", sheet, re.MULTILINE)


def test_the_head_of_the_table_stands_on_each_page() -> None:
    shown = printed(made(FULL, "pdf", document="petition", to="minister", rows=45))
    sheets = shown.rstrip("\f").split("\f")
    assert len(sheets) == 2, "no more sheets of paper than rows in small type need"
    for sheet in sheets:
        assert ("Give the books back" in sheet, "used for nothing else" in sheet) == (True, True)
        signed = re.search(r"^ *\d+$", sheet, re.MULTILINE)
        assert not signed or re.search(r"Name\s+.*Email\s+Date\s+Signature", sheet)
    assert sheets[0].count("Give the books back") == 1


def printed(data: bytes) -> str:
    """What is printed in a PDF, as it is laid out."""
    done = subprocess.run([tool("pdftotext"), "-layout", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


def test_a_petition_asks_of_people_only_what_the_case_says() -> None:
    heads = [re.findall(r'<th scope="col">(.*?)</th>', petition(case, "html")) for case in (SOMEBODY, FULL)]
    assert heads == [
        ["No.", "Name", "Town or country", "Signature"],
        ["No.", "Name", "Town or country", "Email", "Date", "Signature"],
    ]


def test_a_petition_goes_back_to_the_address_in_the_file_or_else_to_the_section() -> None:
    assert "by 10 April 2026 to: Example Committee, 5\nExample Lane" in petition(section=section())
    back = "Please return this sheet by 21 April 2026"
    assert f"{back} to: Example Section, 7 Example\nRow, Bristol BS1" in petition(SOMEBODY, section=section())
    assert f"{back}.\n" in petition(SOMEBODY)


def test_a_petition_says_what_becomes_of_the_names() -> None:
    assert "goes to the addressee of the petition and is used for nothing else" in petition(SOMEBODY).replace("\n", " ")


# --- letter of a group, note to an embassy ---------------------------------------------------------------------------


def group(**wish: Any) -> str:
    return text(TWO_PEOPLE, document="group-letter", to="minister", **wish)


def test_a_group_writes_as_we() -> None:
    shown = group(sender=sender())
    assert "We are writing to you about Aida Specimen" in shown
    assert "We therefore respectfully urge you" in " ".join(shown.split())
    assert "We would be grateful for a reply" in shown
    assert re.findall(r"\b(I|my|me)\b", shown) == []


def test_a_group_s_letter_is_signed_by_those_who_are_named_or_by_hand() -> None:
    assert re.findall(r"____\n(.*)", group(sender=sender())) == ["Mary-Ann Writer", "John Reader"]
    for privacy in ("initials", "anonymous"):
        shown = group(sender=sender(privacy=privacy))
        assert "John Reader" not in shown
        assert re.findall(r"____\n(.*)", shown) == ["Name"] * 6
    assert re.findall(r"____\n(.*)", group())[-6:] == ["Name"] * 6
    assert group().index("Name of the group") < group().index("Address: ____") < group().index("20 March 2026")


def embassy(language: str = "en", **wish: Any) -> str:
    return text(FULL, language, document="embassy-copy", **wish)


def test_a_note_goes_to_the_embassy_in_the_sender_s_country() -> None:
    shown = embassy(sender=sender())
    assert "\nAmbassador of Kyrgyzstan\nAzat Example\n2 Example Square\nLondon W1\n" in shown
    assert "accredited" not in shown
    assert "- Bakyt Example, Minister of Internal Affairs;\n- Prosecutor General.\n" in shown
    assert "President" not in shown, "who only gets copies"
    for secret in ("lending", "release", "detained"):
        assert secret not in shown, "the letter is enclosed; the note does not repeat it"


def test_without_a_sender_it_is_the_embassy_in_the_country_of_the_section() -> None:
    assert "\nAmbassador of Kyrgyzstan\nAzat Example\n" in embassy(sender=None, section=section())


def test_a_note_to_the_embassy_goes_by_e_mail_too() -> None:
    [draft] = render(loaded(FULL), documents=["embassy-copy"], formats=["eml"], sender=sender(), date=DAY)
    assert b"To: Azat Example <embassy@example.org>" in draft.data
    office = section(country="GB")
    [draft] = render(loaded(FULL), documents="embassy-copy", formats="eml", section=office, date=DAY)
    assert b"To: Azat Example <embassy@example.org>" in draft.data


@pytest.mark.parametrize("who", [None, sender(country="FR"), sender(country=None)])
def test_where_the_embassy_is_not_known_its_address_is_filled_in_by_hand(who: Any) -> None:
    shown = embassy(sender=who)
    assert "Head of the diplomatic mission\nCountry: Kyrgyzstan\n____" in shown
    assert "Fill in the address of the mission that is accredited to your country." in shown
    assert "London" not in shown


def test_a_note_is_in_a_language_that_the_sender_reads() -> None:
    case = loaded(FULL)
    for who, tag in ((sender(language="ru"), "ru"), (sender(language="en"), "en"), (None, "en")):
        [only] = render(case, documents=["embassy-copy"], formats=["txt"], sender=who, date=DAY)
        assert only.job.language.tag == tag


# --- fax cover and envelope ------------------------------------------------------------------------------------------


def test_a_fax_needs_a_number() -> None:
    [found] = refused(FULL, "fax-cover", to="prosecutor")
    assert (found.code, found.message) == ("UA226", "`prosecutor` has no fax number")
    assert found.span
    assert found.span.source.strip() == "- id: prosecutor"
    assert "Fax number: +996 312 00 00 02\n" in text(FULL, document="fax-cover", to="minister")


def test_a_fax_knows_no_grey_and_no_pictures() -> None:
    page = made(TWO_PEOPLE | {"invented": False}, "html", document="fax-cover", to="minister").decode()
    own = page.partition("@page { margin: 20mm 22mm }")[2].partition("@media screen")[0]
    assert "<img" not in page
    assert re.findall(r"#(?!000\b)[0-9a-f]{3,6}\b", own) == []


@pytest.mark.parametrize(
    ("name", "size"), [("dl", (220, 110)), ("c5", (229, 162)), ("c4", (324, 229)), ("us-10", (241.3, 104.8))]
)
@pytest.mark.parametrize("language", ["ru", "ar"])
def test_an_envelope_has_its_size_and_leaves_room_for_the_stamp(
    name: str, size: tuple[float, float], language: str, tmp_path: Path
) -> None:
    data = made(TWO_PEOPLE, "pdf", language, document="envelope", to="minister", sender=sender(), envelope=name)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert [round(float(edge) / 72 * 25.4, 1) for edge in pdf.pages[0].mediabox[2:]] == list(size)
    boxes = words(data)
    width, height = size
    # The Universal Postal Union keeps free, for stamps and marks, 40 by 74 mm of the upper right corner.
    assert [box for box in boxes if box.right > width - 74 and box.top < 40] == []
    assert [
        box for box in boxes if box.left < 8 or box.right > width - 8 or box.top < 5 or box.bottom > height - 2
    ] == []
    sender_s = [box for box in boxes if box.text in ("Mary-Ann", "Writer", "Leeds")]
    assert max(box.right for box in sender_s) < 60


def test_an_unknown_envelope_is_refused() -> None:
    with pytest.raises(Misuse, match="no envelope `d1` here"):
        made(SOMEBODY, "txt", document="envelope", envelope="d1")


# --- statement -------------------------------------------------------------------------------------------------------


def statement(
    folder: Path, changes: Any = MappingProxyType({}), language: str = "en", day: datetime.date = DAY, **cases: Any
) -> str:
    path = published(STATEMENT | dict(changes), folder, **cases)
    [only] = render(path, formats=["txt"], languages=[language], date=day)
    return only.data.decode()


CITED = TWO_PEOPLE | {
    "sources": [*FULL["sources"], {"id": "same", "title": "The Osh Paper", "url": "https://www.example.org/paper"}],
    "events": [TWO_PEOPLE["events"][0], TWO_PEOPLE["events"][3] | {"source": "same"}, TWO_PEOPLE["events"][1]],
}


def test_notes_are_numbered_in_the_order_of_reading_and_shared(tmp_path: Path) -> None:
    shown = statement(tmp_path, full=CITED)
    assert "Libraries are closing. [1, 2]" in shown
    assert "Two are held. [2]" in shown
    flowing = " ".join(shown.split())
    assert "police officers detained Aida Specimen in Osh. [3]" in flowing
    assert "be confiscated. [2]" in flowing, "the same source of another file"
    assert "They appealed. [1]" in flowing
    assert shown.partition("\nNOTES\n")[2].split("\n")[1:4] == [
        "1. Reading Circle, A survey, RC 1/26, February 2026",
        "2. The Osh Paper, https://www.example.org/paper",
        "3. Example Committee, Statement, EX 01/002/2026, 10 March 2026,",
    ]
    assert sorted(
        {int(number) for numbers in re.findall(r"\[([\d, ]+)\]", shown) for number in numbers.split(", ")}
    ) == [
        1,
        2,
        3,
    ]


def test_what_is_only_reported_stays_a_report(tmp_path: Path) -> None:
    assert "were reportedly charged" in " ".join(statement(tmp_path).split())
    assert "по имеющимся сведениям" in " ".join(statement(tmp_path, language="ru").split())


def test_a_statement_tells_only_what_had_happened_by_then(tmp_path: Path) -> None:
    update = TWO_PEOPLE["action"] | {"kind": "update", "sequence": 4, "issued": "2026-03-19"}
    events = [*TWO_PEOPLE["events"], {"type": "transferred", "date": "2026-03-19"}]
    later = TWO_PEOPLE | {"action": update, "events": events}
    assert "19 March" not in statement(tmp_path, full=later), "issued on 18 March"
    assert "19 March" in statement(tmp_path, {"issued": "2026-03-19"}, full=later)
    assert "19 March" in statement(tmp_path, {"issued": "2026-03"}, full=later), "on whatever day of the month"


def test_a_case_that_is_not_there_is_named_with_the_one_that_is(tmp_path: Path) -> None:
    countries = [{"country": "KG", "entries": [{"case": "ful.yaml"}]}]
    with pytest.raises(Problems) as problems:
        statement(tmp_path, {"countries": countries})
    [found] = problems.value.diagnostics
    assert (found.code, found.message, found.hint) == (
        "UA204",
        "there is no case file `ful.yaml`",
        "did you mean `full.yaml`?",
    )
    assert found.span
    assert found.span.source.strip() == "- case: ful.yaml"


def test_a_source_that_is_not_there_is_an_error_of_the_file(run: Run, tmp_path: Path) -> None:
    preamble = [STATEMENT["preamble"][0] | {"sources": ["survey", "papr"]}]
    path = published(STATEMENT | {"preamble": preamble}, tmp_path)
    ran = run("validate", path, "--date", DAY)
    assert ran.code == 1
    assert "error[UA202]: no source has the id `papr`" in ran.text
    made_ = run("render", path, "-f", "txt", "-o", tmp_path / "out", "--date", DAY)
    assert (made_.code, "UA202" in made_.err) == (1, True)
    with pytest.raises(Problems):
        render(path, formats=["txt"], date=DAY)


def test_a_statement_on_somebody_who_is_free_is_made_as_of_its_day_only(
    run: Run, tmp_path: Path, set_clock: SetClock
) -> None:
    set_clock("2026-04-02")
    freed = SOMEBODY | {"status": [{"state": "released", "since": "2026-04-01"}]}
    path = published(STATEMENT, tmp_path, somebody=freed)
    late = run("render", path, "-f", "txt", "-o", tmp_path / "out", "--date", "2026-04-02")
    assert late.code == 1
    assert "error[UA220]: Kim Sample has been released (2026-04-01)" in late.err
    assert not (tmp_path / "out").exists()
    of_its_day = run("render", path, "-f", "txt", "-o", tmp_path / "out", "--date", "2026-03-18")
    assert of_its_day.code == 0, of_its_day.err


def test_a_statement_is_not_made_of_a_case_nor_a_letter_of_a_statement(tmp_path: Path) -> None:
    assert codes(SOMEBODY, "statement") == ["UA217"]
    path = published(STATEMENT, tmp_path)
    with pytest.raises(Problems) as problems:
        render(path, documents=["letter"], formats=["txt"], date=DAY)
    [found] = problems.value.diagnostics
    assert found.code == "UA217"
    assert found.hint.endswith("for a statement: statement")


# --- press release ---------------------------------------------------------------------------------------------------


def press(folder: Path, changes: Any = MappingProxyType({}), language: str = "en") -> str:
    [only] = render(published(PRESS | dict(changes), folder), formats=["txt"], languages=[language], date=DAY)
    return only.data.decode()


def test_a_press_release_tells_the_facts_of_the_case_unless_it_has_words_of_its_own(tmp_path: Path) -> None:
    facts = "On 5 January 2026, police officers detained Aida Specimen in Osh."
    assert facts in " ".join(press(tmp_path).split())
    assert "were reportedly charged" in " ".join(press(tmp_path).split())
    own = press(tmp_path, {"background": [{"en": "It began in January.", "ru": "Это началось в январе."}]})
    assert "It began in January." in own
    assert "detained" not in own


def test_a_press_release_has_its_head_its_quotation_and_whom_to_ask(tmp_path: Path) -> None:
    shown = press(tmp_path)
    assert shown.splitlines()[2:5] == [
        "PRESS RELEASE: Example Committee",
        "Bristol, 18 March 2026 | Index: EX 01/004/2026",
        "Not for publication before 18 March 2026, 06:00",
    ]
    assert "    “A book is not a weapon”\n    Kim Sample, a reader\n" in shown
    assert shown.endswith("\n\nKim Sample, press office, +44 20 7946 0000\n")
