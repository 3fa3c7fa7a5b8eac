"""German: its rules of case and order, and sentences that its frames make of invented facts."""

import re

import pytest
from helpers.generated import PARTIES, needed
from helpers.model_cases import SALEM, own, value

from ua_gen import stock
from ua_gen.languages.frames import frames, tables
from ua_gen.wording.realisation.clauses import Clause
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Flag, Party, Request, Source
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


def test_a_role_of_one_word_loses_its_indefinite_article() -> None:
    name, what = NounPhrase({"name": "Nora Salem"}, "one", "f"), NounPhrase({"name": "eine Bloggerin"})
    assert de.titled(name, what, "gen", grammar("de")) == "der Bloggerin Nora Salem"


# --- names in the case's own words -----------------------------------------------------------------------------------


def named(text: str) -> NounPhrase:
    return grammar("de").own(own(de=text), "events.0.by")


@pytest.mark.parametrize(
    ("text", "nom", "dat", "gen"),
    [
        ("Bezirksgericht Osch", "das Bezirksgericht Osch", "dem Bezirksgericht Osch", "des Bezirksgerichts Osch"),
        ("Oberster Gerichtshof", "der Oberste Gerichtshof", "dem Obersten Gerichtshof", "des Obersten Gerichtshofs"),
        ("Das Innenministerium", "das Innenministerium", "dem Innenministerium", "des Innenministeriums"),
        ("die Staatsanwaltschaft", "die Staatsanwaltschaft", "der Staatsanwaltschaft", "der Staatsanwaltschaft"),
        ("Zentrale Wahlkommission", "die Zentrale Wahlkommission", "der Zentralen Wahlkommission", None),
        ("Strafkolonie Nr. 47", "die Strafkolonie Nr. 47", "der Strafkolonie Nr. 47", "der Strafkolonie Nr. 47"),
        ("Evin-Gefängnis", "das Evin-Gefängnis", "dem Evin-Gefängnis", "des Evin-Gefängnisses"),
        ("Nooken District Court", "das Gericht „Nooken District Court“", "dem Gericht „Nooken District Court“", None),
        ("ihre Familie", "ihre Familie", "ihrer Familie", "ihrer Familie"),
        ("ihre Anwältinnen", "ihre Anwältinnen", "ihren Anwältinnen", "ihrer Anwältinnen"),
        ("maskierte Männer", "maskierte Männer", "maskierten Männern", "von maskierten Männern"),
        ("sein Anwalt", "sein Anwalt", "seinem Anwalt", "seines Anwalts"),
        ("sein Großonkel", "sein Großonkel", None, None),
        (
            "eine lokale Zeitschrift",
            "eine lokale Zeitschrift",
            "einer lokalen Zeitschrift",
            "einer lokalen Zeitschrift",
        ),
        ("eine Angehörige", "eine Angehörige", None, None),
        ("Human Rights Watch", "Human Rights Watch", "Human Rights Watch", "von Human Rights Watch"),
        ("Die Zeit", "Die Zeit", "Die Zeit", "von Die Zeit"),
        ("der Präsident", "der Präsident", None, None),
    ],
)
def test_a_generic_noun_tells_the_article_and_the_cases_of_a_name(
    text: str, nom: str, dat: str | None, gen: str | None
) -> None:
    name = named(text)
    assert (name.find("nom"), name.find("dat")) == (nom, dat)
    assert gen is None or name.find("gen") == gen


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sicherheitskräfte", "many"),
        ("die Behörden", "many"),
        ("die Behörde", "one"),
        ("zwei Polizisten", "many"),
        ("ihre Familie", "one"),
        ("Amnesty International", "one"),
        ("die Verantwortlichen", ""),
    ],
)
def test_a_generic_noun_tells_the_number_of_a_name(text: str, number: str) -> None:
    assert named(text).number == number


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Osch", ("in Osch", "nach Osch", "aus Osch")),
        (
            "Zentralgefängnis Marwa",
            ("im Zentralgefängnis Marwa", "ins Zentralgefängnis Marwa", "aus dem Zentralgefängnis Marwa"),
        ),
        ("Polizeiwache Osch", ("auf der Polizeiwache Osch", "auf die Polizeiwache Osch", "von der Polizeiwache Osch")),
        ("der Flughafen Osch", ("am Flughafen Osch", "zum Flughafen Osch", "vom Flughafen Osch")),
        ("Tahrir-Platz", ("auf dem Tahrir-Platz", "auf den Tahrir-Platz", "vom Tahrir-Platz")),
        ("Westjordanland", ("im Westjordanland", "ins Westjordanland", "aus dem Westjordanland")),
        ("Evin prison", ("im Gefängnis Evin", "ins Gefängnis Evin", "aus dem Gefängnis Evin")),
        (
            "Vereinigte Arabische Emirate",
            (
                "in den Vereinigten Arabischen Emiraten",
                "in die Vereinigten Arabischen Emirate",
                "aus den Vereinigten Arabischen Emiraten",
            ),
        ),
        ("die Niederlande", ("in den Niederlanden", "in die Niederlande", "aus den Niederlanden")),
        ("die Berge", (None, None, None)),
    ],
)
def test_a_place_in_the_cases_own_words_has_its_preposition(text: str, wanted: tuple[str | None, ...]) -> None:
    assert tuple(named(text).find(form) for form in ("in", "to", "from")) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("zwei Jahre und sechs Monate Haft", "zu zwei Jahren und sechs Monaten Haft"),
        ("200 Peitschenhiebe", "zu 200 Peitschenhieben"),
        ("eine hohe Geldstrafe", "zu einer hohen Geldstrafe"),
        ("lebenslange Haft", "zu lebenslanger Haft"),
        ("Todesstrafe", "zum Tode"),
        ("Verbannung", None),
    ],
)
def test_a_sentence_in_the_cases_own_words_follows_zu(text: str, wanted: str | None) -> None:
    assert named(text).find("zu") == wanted


@pytest.mark.parametrize(
    ("role", "gender", "form", "wanted"),
    [
        ("Leiterin der Organisation Licht", "f", "gen", "von Nora Salem, Leiterin der Organisation Licht,"),
        ("eine bekannte Bloggerin", "f", "gen", "von Nora Salem, einer bekannten Bloggerin,"),
        ("ein Abgeordneter", "m", "name", "Nora Salem, ein Abgeordneter,"),
        ("Lehrkraft", "", "name", "Nora Salem, Lehrkraft,"),
    ],
)
def test_a_long_role_or_one_of_unknown_gender_follows_the_name(role: str, gender: str, form: str, wanted: str) -> None:
    name = NounPhrase({"name": "Nora Salem"}, "one", gender, person=True, rule=grammar("de").form)
    assert de.titled(name, NounPhrase({"name": role}), form, grammar("de")) == wanted


def test_the_people_of_a_place_are_declined_though_they_are_written_as_a_person() -> None:
    assert (
        grammar("de").own(own(de="die Menschen in Bodo"), "people.0", person=True).find("gen") == "der Menschen in Bodo"
    )


@pytest.mark.parametrize("name", list(tables("de")["standard"]))
def test_the_name_of_a_standard_is_whole_and_declined(name: str) -> None:
    found = grammar("de").value(value("standard", name), "duties.0", {})
    nominative, dat, gen = (found.find(form) or "" for form in ("name", "dat", "gen"))
    assert nominative.startswith(("der ", "die ", "das "))
    assert not re.search(r"(Behandlung|grausame|Personen)$", nominative), "it goes on"
    assert not re.match(r"(der|den|dem|des) [A-ZÄÖÜ]\w+e ", dat), (
        "an adjective after an article in the dative ends in -en"
    )
    assert not re.match(r"(der|des) [A-ZÄÖÜ]\w+e ", gen)


def test_only_a_treaty_has_states_that_are_parties_to_it() -> None:
    without = {"udhr", "defenders", "undrip", "mandela", "bangkok", "constitution", "il"}
    assert not [name for name in without if "rel" in tables("de")["standard"][name]]


def said(party: str, *events: Event) -> str:
    facts = Facts(PARTIES[party], events)
    found = letter(facts, "de")
    assert not found.untold
    told = " ".join(each.text for part in found.paragraphs if part.kind == "facts" for each in part.sentences)
    if told:
        return told
    # The opening of the letter has told all of it.
    return " ".join(each.text for paragraph in account(facts, "de", 0).paragraphs for _, each in paragraph)


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
            "Human Rights Watch berichtet, dass bewaffnete Männer versuchten, die Familien zu töten.",
        ),
        (
            "f",
            event("home-searched", args={"by": value("agent", "police"), "how": value("raid", "searched")}),
            "Die Polizei durchsuchte die Wohnung von Nora Salem.",
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
            "Soldaten brannten die Häuser der Familien nieder.",
        ),
        (
            "u",
            event("impunity", args={"what": value("crime", "killing"), "step": value("step", "charged")}, ongoing=True),
            "Bislang ist niemand wegen der Tötung von Okoye angeklagt worden.",
        ),
        (
            "f",
            event("acquitted", args={"court": own(de="Bezirksgericht Osch"), "charges": value("charge", "murder")}),
            "Das Bezirksgericht Osch sprach Nora Salem vom Anklagepunkt „Mord“ frei.",
        ),
        (
            "f",
            event("sentenced", args={"court": own(de="Oberstes Gericht"), "sentence": value("term", "years", n=7)}),
            "Das Oberste Gericht verurteilte Nora Salem zu sieben Jahren Haft.",
        ),
        (
            "m",
            event(
                "arrested",
                args={
                    "because": value("reason", "speech"),
                    "charges": (value("charge", "riot"), value("charge", "sedition")),
                },
            ),
            "Karim Odeh wurde wegen einer Rede unter den Vorwürfen „Massenunruhen“ und „Aufwiegelung“ festgenommen.",
        ),
        (
            "f",
            event(
                "suffers-from",
                args={"condition": (value("condition", "broken-bone"), value("condition", "pain"))},
                ongoing=True,
            ),
            "Nora Salem hat einen Knochenbruch und starke Schmerzen.",
        ),
        (
            "g",
            event("evicted", args={"place": value("place", "home")}),
            "Die 120 Familien aus Kairo wurden aus ihren Wohnungen vertrieben.",
        ),
        (
            "m",
            event("fled", REPORTED, args={"from": value("flight", "country")}),
            "Karim Odeh musste Berichten zufolge aus dem Land fliehen.",
        ),
        (
            "f",
            event("home-searched", args={"by": own(de="Innenministerium"), "how": value("raid", "raided")}),
            "Das Innenministerium stürmte die Wohnung von Nora Salem.",
        ),
        (
            "f",
            event("body-found", args={"body": value("body", "iachr"), "finding": value("finding", "arbitrary")}),
            "Die Interamerikanische Menschenrechtskommission stellte fest, dass ihre Inhaftierung willkürlich ist.",
        ),
        (
            "g",
            event(
                "arrested", args={"because": value("reason", "protest"), "occasion": value("occasion", "at-protest")}
            ),
            "Die Familien wurden wegen ihrer Teilnahme an einer friedlichen Demonstration bei dieser "
            "Demonstration festgenommen.",
        ),
        (
            "u",
            event("arrested", args={"because": value("reason", "strike")}),
            "Sam Okoye wurde wegen der Teilnahme an einem Streik festgenommen.",
        ),
        (
            "pf",
            event("suffers-from", args={"condition": value("condition", "head-injury")}),
            "Nora Salem und Lina Haddad erlitten Kopfverletzungen.",
        ),
        (
            "m",
            event("suffers-from", args={"condition": value("condition", "hiv")}),
            "Karim Odeh hatte eine HIV-Infektion.",
        ),
        (
            "p",
            event(
                "at-risk-of",
                args={
                    "harm": (value("harm", "torture"), value("harm", "arrest")),
                    "degree": value("degree", "serious"),
                },
                ongoing=True,
            ),
            "Für Karim Odeh und Nora Salem besteht die ernste Gefahr von Folter und anderen Misshandlungen sowie einer "
            "Festnahme.",
        ),
        (
            "m",
            event("on-hunger-strike", args={"because": value("reason", "conditions-of")}, ongoing=True),
            "Karim Odeh befindet sich aus Protest gegen die Haftbedingungen im Hungerstreik.",
        ),
        (
            "pf",
            event("denied-family-visits", since=Day(2026, 5, 3)),
            "Nora Salem und Lina Haddad dürfen seit dem 3. Mai 2026 keinen Familienbesuch empfangen.",
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


@pytest.mark.parametrize(
    ("subject", "verb", "wanted"),
    [
        ("der Oberste Gerichtshof ", "verurteilte", "im Mai verurteilte sie der Oberste Gerichtshof zum Tode"),
        ("Unbekannte ", "verurteilten", "im Mai verurteilten Unbekannte sie zum Tode"),
    ],
)
def test_sie_stands_before_a_subject_whose_article_shows_that_it_is_one(subject: str, verb: str, wanted: str) -> None:
    clause = Clause(front="im Mai", before=subject, verb=verb, after=" sie zum Tode")
    assert de.clause(clause, "", grammar("de")) == wanted


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
    args = {need: needed(stock.requests()[name].args[need].kind) for need in stock.requests()[name].needs}
    for party in PARTIES.values():
        found = letter(Facts(party, (), (), (Request(name, "requests.0", args),)), "de")
        assert not found.untold


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        ({}, "bitte Sie daher, umgehend den Aufenthaltsort von Sam Okoye mitzuteilen."),
        (
            {"fate": (Flag(),)},
            "bitte Sie daher, umgehend Auskunft über das Schicksal und den Verbleib von Sam Okoye zu geben.",
        ),
    ],
)
def test_where_somebody_is_is_asked_with_one_mention_of_the_name(args: dict[str, tuple[Flag]], wanted: str) -> None:
    request = Request("reveal-whereabouts", "requests.0", args)
    asked = letter(Facts(PARTIES["u"], (), (), (request,)), "de").text()
    assert wanted in asked


def test_the_article_of_a_treaty_is_told_as_the_case_has_it() -> None:
    args = {
        "standard": (value("standard", "iccpr"),),
        "article": (own(de="14"),),
        "right": (value("right", "fair-trial"),),
    }
    duty = Duty("article", "duties.0", {**args, "country": (value("country", "NL"),)})
    law = letter(Facts(PARTIES["f"], (), (duty,), ()), "de").law.sentences[0].text
    assert law == (
        "Nach Artikel 14 des Internationalen Pakts über bürgerliche und politische Rechte, zu dessen Vertragsstaaten "
        "die Niederlande gehören, hat jeder Mensch das Recht auf ein faires Gerichtsverfahren."
    )
