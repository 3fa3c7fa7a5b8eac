"""German: its rules of case and order, and sentences that its frames make of invented facts."""

import pytest
from helpers.generated import PARTIES
from helpers.model_cases import SALEM, own, value

from ua_gen import stock
from ua_gen.languages.frames import frames, tables
from ua_gen.wording.realisation.clauses import Clause
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Event, Facts, Flag, Party, Request, Source
from ua_gen.wording.realisation.rules import de


@pytest.mark.parametrize(
    ("text", "case", "number", "gender", "wanted"),
    [
        ("Polizisten", "dat", "many", "", "Polizisten"),
        ("Sicherheitskräfte", "dat", "many", "", "Sicherheitskräften"),
        ("Angehörige des Geheimdienstes", "dat", "many", "", "Angehörigen des Geheimdienstes"),
        ("die örtlichen Behörden", "gen", "many", "", "der örtlichen Behörden"),
        ("bewaffnete Männer", "gen", "many", "", "von bewaffneten Männern"),
        ("die 120 Familien aus Osch", "dat", "many", "", "den 120 Familien aus Osch"),
        ("etwa 40 Bewohnerinnen und Bewohner", "dat", "many", "", "etwa 40 Bewohnerinnen und Bewohnern"),
        ("seine Eltern", "dat", "many", "", "seinen Eltern"),
        ("ihre Kinder", "gen", "many", "", "ihrer Kinder"),
        ("der UN-Menschenrechtsausschuss", "gen", "one", "m", "des UN-Menschenrechtsausschusses"),
        ("das Oberste Gericht", "dat", "one", "n", "dem Obersten Gericht"),
        ("ein religiöses Gericht", "dat", "one", "n", "einem religiösen Gericht"),
        ("die Afrikanische Kommission", "gen", "one", "f", "der Afrikanischen Kommission"),
        ("ihr Arbeitgeber", "acc", "one", "m", "ihren Arbeitgeber"),
        ("ihr Arbeitgeber", "acc", "one", "", None),
        ("jemand aus ihrem Freundeskreis", "acc", "one", "", "jemanden aus ihrem Freundeskreis"),
    ],
)
def test_the_words_of_the_tables_are_declined(text: str, case: str, number: str, gender: str, wanted: str) -> None:
    assert de.declined(text, case, number, gender) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("wegen eines Artikels", "aufgrund eines Artikels"),
        ("wegen Artikeln über Korruption", "aufgrund von Artikeln über Korruption"),
        ("aus religiösen Gründen", "aus religiösen Gründen"),
    ],
)
def test_a_reason_beside_a_charge_does_not_say_wegen_twice(text: str, wanted: str) -> None:
    assert de.because(text) == wanted


@pytest.mark.parametrize(
    ("role", "form", "wanted"),
    [
        ("Anwalt", "gen", "des Anwalts Karim Odeh"),
        ("Anwalt", "dat", "dem Anwalt Karim Odeh"),
        ("Journalist", "gen", "des Journalisten Karim Odeh"),
        ("Student", "acc", "den Studenten Karim Odeh"),
        ("Theologe", "von", "vom Theologen Karim Odeh"),
        ("Diplomat", "gen", None),
    ],
)
def test_what_a_man_is_stands_before_his_name(role: str, form: str, wanted: str | None) -> None:
    name, what = NounPhrase({"name": "Karim Odeh"}, "one", "m"), NounPhrase({"name": role})
    assert de.titled(name, what, form, grammar("de")) == wanted


def said(party: str, *events: Event) -> str:
    found = letter(Facts(PARTIES[party], events), "de")
    assert not found.untold
    return " ".join(each.text for part in found.paragraphs if part.kind == "facts" for each in part.sentences)


def event(type: str, source: Source | None = None, **more: object) -> Event:
    args = {name: item if isinstance(item, tuple) else (item,) for name, item in more.pop("args", {}).items()}  # type: ignore[attr-defined]
    return Event(type, "events.0", args, source=source, **more)  # type: ignore[arg-type]


WATCH = Source(own("one", de="Human Rights Watch"), "events.0.according_to")
REPORTED = Source(None, "events.0.reported")


@pytest.mark.parametrize(
    ("party", "fact", "wanted"),
    [
        (
            "f",
            event("arrested", args={"although": value("although", "ill")}, date=Day(2026, 1, 12)),
            "Am 12. Januar 2026 wurde Nora Salem festgenommen, obwohl sie schwer krank ist.",
        ),
        (
            "p",
            event("arrested", WATCH, args={"although": value("although", "ill")}, date=Day(2026, 1, 12)),
            "Human Rights Watch berichtet, dass Karim Odeh und Nora Salem am 12. Januar 2026 festgenommen wurden, "
            "obwohl sie schwer krank sind.",
        ),
        (
            "u",
            event("threatened", args={"with": value("threat", "death"), "if": value("threat-if", "speak")}),
            "Sam Okoye wurde mit dem Tod bedroht, falls Okoye darüber spricht.",
        ),
        (
            "g",
            event("attempted-killing", WATCH, args={"by": value("agent", "armed-men")}),
            "Human Rights Watch berichtet, dass bewaffnete Männer versuchten, die 120 Familien aus Kairo zu töten.",
        ),
        (
            "f",
            event("home-searched", args={"by": value("agent", "police"), "how": value("raid", "searched")}),
            "Polizisten durchsuchten die Wohnung von Nora Salem.",
        ),
        (
            "pf",
            event("home-searched", REPORTED, args={"how": value("raid", "raided")}),
            "Die Wohnungen von Nora Salem und Lina Haddad wurden Berichten zufolge gestürmt.",
        ),
        (
            "m",
            event(
                "denied-lawyer", args={"by": value("agent", "authorities"), "own_choice": Flag()}, since=Day(2026, 5, 3)
            ),
            "Die Behörden verweigern Karim Odeh seit dem 3. Mai 2026 den Zugang zu einem Rechtsbeistand eigener Wahl.",
        ),
        (
            "g",
            event("homes-destroyed", args={"by": value("agent", "military"), "how": value("destruction", "burned")}),
            "Soldaten brannten die Häuser der 120 Familien aus Kairo nieder.",
        ),
        (
            "u",
            event("impunity", args={"what": value("crime", "killing"), "step": value("step", "charged")}, ongoing=True),
            "Bislang ist niemand wegen der Tötung von Okoye angeklagt worden.",
        ),
        (
            "f",
            event("body-found", args={"body": value("body", "iachr"), "finding": value("finding", "arbitrary")}),
            "Die Interamerikanische Menschenrechtskommission stellte fest, dass ihre Inhaftierung willkürlich ist.",
        ),
    ],
)
def test_sentences(party: str, fact: Event, wanted: str) -> None:
    assert said(party, fact) == wanted


def test_hearsay_of_a_plural_that_the_phrase_names_itself() -> None:
    clause = Clause(before="alle Punkte ", verb="wurden", tail="fallen gelassen", report_tail="fallen gelassen worden")
    assert de.clause(clause, "soll", grammar("de")) == "alle Punkte sollen fallen gelassen worden sein"


@pytest.mark.parametrize(
    ("form", "wanted"),
    [
        ("", "Polizisten nahmen Nora Salem fest, obwohl sie krank ist"),
        ("last", "Polizisten Nora Salem festnahmen, obwohl sie krank ist"),
    ],
)
def test_what_follows_the_clause_stands_behind_its_verb(form: str, wanted: str) -> None:
    clause = Clause(
        before="Polizisten ", verb="nahmen", after=f" Nora Salem{de.LATE}, obwohl sie krank ist", tail="fest"
    )
    assert de.clause(clause, form, grammar("de")) == wanted


def test_a_role_stands_before_the_name_in_the_genitive() -> None:
    facts = Facts(Party((SALEM,)), (Event("attacked", "events.0", date=Day(2026, 5, 3)),))
    opening = letter(facts, "de").paragraphs[0].sentences[0].text
    assert opening == "ich mache mir große Sorgen um die Sicherheit der Journalistin Nora Salem."


def test_every_event_request_and_value_of_tiers_1_and_2_has_its_german() -> None:
    told, words = frames("de"), tables("de")
    lacking = [
        f"event.{name}.{mode}"
        for name, each in stock.events().items()
        for mode in each.modes
        if each.tier in stock.TIERS and not told.get(f"event.{name}.{mode}")
    ]
    lacking += [
        name for name, each in stock.requests().items() if each.tier in stock.TIERS and not told.get(f"request.{name}")
    ]
    lacking += [
        f"{kind}.{name}"
        for kind in stock.kinds()
        for name, each in stock.values(kind).items()
        if each.tier in stock.TIERS and name not in words.get(kind, {})
    ]
    assert lacking == []


@pytest.mark.parametrize("name", list(stock.requests()))
def test_every_request_is_asked_for_each_party(name: str) -> None:
    kinds = {
        "restriction": "travel-ban",
        "crime": "torture",
        "right": "education",
        "standard": "cat",
        "law": "press-law",
    }
    request = stock.requests()[name]
    args = {need: (value(request.args[need].kind, kinds[request.args[need].kind]),) for need in request.needs}
    for party in PARTIES.values():
        found = letter(Facts(party, (), (), (Request(name, "requests.0", args),)), "de")
        assert not found.untold
