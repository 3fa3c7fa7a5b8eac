"""Italian: rules of the language, and sentences that have gone wrong. Every person here is invented."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from helpers.generated import KAIRO, ODEH, PARTIES, WATCH
from helpers.model_cases import SALEM, event, own, source, told, value

from ua_gen.languages import language
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.records import Day, Duty, Facts, Flag, Party, Request
from ua_gen.wording.realisation.rules import it


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (it.joined("da", "il tribunale"), "dal tribunale"),
        (it.joined("in", "lo stadio"), "nello stadio"),
        (it.joined("di", "gli agenti"), "degli agenti"),
        (it.joined("su", "l’uso della forza"), "sull’uso della forza"),
        (it.joined("a", "i familiari"), "ai familiari"),
        (it.joined("da", "degli agenti"), "da agenti"),
        (it.joined("da", "alcuni agenti"), "da alcuni agenti"),
        (it.joined("a", "Aleppo"), "ad Aleppo"),
        (it.joined("a", "«attentato»"), "ad «attentato»"),
        (it.joined("di", "Ahmad"), "di Ahmad"),
        (it.joined("a", "L’Aquila", town=True), "all’Aquila"),
        (it.joined("a", "Il Cairo", town=True), "al Cairo"),
        (it.joined("a", "La Spezia", town=True), "alla Spezia"),
        (it.joined("di", "Il Cairo"), "di Il Cairo"),
        (it.the_day("5", "il"), "il 5"),
        (it.the_day("8", "il"), "l’8"),
        (it.the_day("8", "dal"), "dall’8"),
        (it.the_day("11", "al"), "all’11"),
        (it.the_day("1º", "il"), "il 1º"),
        (it.the_day("18", "dal"), "dal 18"),
        (it.conjunction("Emma"), "ed"),
        (it.conjunction("«eversione»"), "ed"),
        (it.conjunction("Amir"), "e"),
        (it.conjunction("Edi"), "e"),
        (language("it").join(["spionaggio", "«eversione»"]), "spionaggio ed «eversione»"),
        (language("it").number(4470), "4470"),
        (language("it").number(1234567), "1\u00a0234\u00a0567"),
        (it.with_article("tribunale distrettuale di Osh", "court"), "il tribunale distrettuale di Osh"),
        (it.with_article("Procura generale", "by"), "la Procura generale"),
        (it.with_article("Alta corte", "court"), "l’Alta corte"),
        (it.with_article("l'Alta corte", "court"), "l’Alta corte"),
        (it.with_article("forze di sicurezza", "by"), "le forze di sicurezza"),
        (it.with_article("Human Rights Watch", "by"), "Human Rights Watch"),
        (it.with_article("tribunale speciale", "charges"), "tribunale speciale"),
        (it.with_article("Nooken District Court", "court"), "il tribunale «Nooken District Court»"),
        (it.with_article("un tribunale militare", "court"), "un tribunale militare"),
        (it.chamber("15"), "la sezione 15"),
        (it.chamber("sezione penale"), "la sezione penale"),
        (it.number("degli agenti"), "many"),
        (it.number("poliziotti in borghese"), "many"),
        (it.number("l’Ufficio migrazione"), "one"),
        (it.number("Human Rights Watch"), "one"),
        (it.gender("la procura"), "f"),
        (it.gender("alcuni agenti"), "m"),
        (it.gender("l’esercito"), ""),
        (it.subject("{When} {who:la-sua}condanna {who:di} {!è|sarebbe} stata confermata"), "one"),
        (it.subject("{since} {who:le-sue}condizioni di salute"), "many"),
        (it.subject("{When} {agent} ha arrestato"), ""),
        (it.reason("un articolo"), "per un articolo"),
        (it.reason("a causa di un errore"), "a causa di un errore"),
        (it.place("in", "Evin", "prison"), "nel carcere di Evin"),
        (it.place("in", "Il Cairo", "prison"), "nel carcere del Cairo"),
        (it.place("a", "l’aeroporto Manas", "airport"), "all’aeroporto Manas"),
        (it.place("da", "penitenziario n. 3", "prison"), "dal penitenziario n. 3"),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


OSH = own(it="Osh")
EVIN = value("place", "prison", name=own(it="Evin"))
POLICE = {"by": value("agent", "police")}


def plain(sentences: Sequence[str]) -> list[str]:
    return [each.replace("\u00a0", " ") for each in sentences]


# --- the sentences of the book ---------------------------------------------------------------------------------------


def test_a_man() -> None:
    arrested = event("arrested", 0, args={**POLICE, "place": value("place", "airport", of=OSH)}, date=Day(2026, 1, 5))
    moved = event("transferred", 1, args={"place": EVIN}, date=Day(2026, 1, 6))
    assert plain(told("it", arrested, moved, party=PARTIES["m"])) == [
        "Il 5 gennaio 2026 la polizia ha arrestato Karim Odeh all’aeroporto di Osh.",
        "Il giorno successivo Odeh è stato trasferito nel carcere di Evin.",
    ]
    held = event("held", args={"place": EVIN, "kind": value("detention", "incommunicado")}, ongoing=True)
    found = told("it", held, party=PARTIES["m"])
    assert found == ["Karim Odeh si trova tuttora nel carcere di Evin senza contatti con l’esterno."]


def test_a_woman() -> None:
    upheld = {"court": value("court", "supreme-court"), "what": value("verdict", "conviction")}
    found = told(
        "it",
        event("verdict-upheld", 0, args=upheld, date=Day(2025, 9, 11)),
        event("tortured", 1, args={"place": EVIN}, date=Day(2026, 3), source=source("events.1", None)),
    )
    assert plain(found) == [
        "L’11 settembre 2025 la Corte suprema ha confermato la sua condanna.",
        "Nel marzo 2026 Nora Salem sarebbe stata torturata nel carcere di Evin.",
    ]


def test_somebody_of_unknown_gender() -> None:
    seized = {"by": value("agent", "military"), "place": value("place", "city", name=KAIRO)}
    life = {
        "court": value("court", "military-court"),
        "sentence": value("sentence", "life"),
        "charges": value("charge", "murder"),
    }
    found = told("it", event("arrested", 0, args=seized, date=Day(2026, 1, 5)), event("sentenced", 1, args=life),
                 party=PARTIES["u"])  # fmt: skip
    assert plain(found) == [
        "Il 5 gennaio 2026 alcuni soldati hanno arrestato Sam Okoye al Cairo.",
        "Un tribunale militare ha condannato Okoye all’ergastolo per omicidio.",
    ]


def test_two() -> None:
    held = event("held", 0, args={"place": value("place", "police-station", of=OSH)}, since=Day(2026, 1, 5))
    beaten = event("beaten", 1, args=POLICE, source=source("events.1", WATCH))
    found = plain(told("it", held, beaten, party=PARTIES["p"]))
    assert "Secondo Human Rights Watch, la polizia li ha picchiati." in found
    opening = letter(Facts(PARTIES["p"], (held,)), "it").text().replace("\u00a0", " ")
    assert "che si trovano nella stazione di polizia di Osh dal 5 gennaio 2026" in opening


def test_two_women() -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    denied = event("denied-medical-care", 1, ongoing=True, source=source("events.1"))
    found = told("it", arrested, denied, party=PARTIES["pf"])
    assert found[-1] == "Secondo i loro familiari, non ricevono le cure mediche di cui hanno bisogno."


def test_a_group() -> None:
    forces = {"by": value("agent", "security-forces")}
    found = told("it", event("evicted", 0, args=forces, date=Day(2026, 5, 2)), event("fled", 1), party=PARTIES["g"])
    assert plain(found) == [
        "Il 2 maggio 2026 le forze di sicurezza hanno sgomberato con la forza le famiglie.",
        "Le famiglie hanno dovuto fuggire.",
    ]


def test_a_relative() -> None:
    brother = Party(noun=value("relative", "brother", name=own(it="Amir Salem")), path="events.0.about")
    unknown = {"by": value("agent", "unknown")}
    assert plain(told("it", event("threatened", args=unknown, about=brother, date=Day(2026, 5, 3)))) == [
        "Il 3 maggio 2026 alcuni sconosciuti hanno minacciato suo fratello, Amir Salem."
    ]


# --- what has gone wrong, or would ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("relative", "wanted"),
    [
        ("brother", "Il fratello ha ricevuto minacce."),
        ("mother", "La madre ha ricevuto minacce."),
        ("uncle", "Lo zio ha ricevuto minacce."),
        ("family", "La sua famiglia ha ricevuto minacce."),
        ("parents", "I suoi genitori hanno ricevuto minacce."),
    ],
)
def test_no_sentence_begins_with_a_possessive_that_reads_as_the_addressee_s(relative: str, wanted: str) -> None:
    """`Suo fratello` with its capital would be the minister's."""
    about = Party(noun=value("relative", relative), path="events.0.about")
    assert told("it", event("threatened", args={}, about=about)) == [wanted]


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        ("m", "Gli è stata negata la grazia."),
        ("f", "Le è stata negata la grazia."),
        ("u", "A Okoye è stata negata la grazia."),
        ("p", "È stata negata loro la grazia."),
    ],
)
def test_whom_something_is_denied_stands_where_it_is_said(party: str, wanted: str) -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    assert told("it", arrested, event("clemency-refused", 1), party=PARTIES[party])[-1] == wanted


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        ("m", "l’ha picchiato"),
        ("f", "l’ha picchiata"),
        ("u", "ha picchiato Okoye"),
        ("p", "li ha picchiati"),
        ("pf", "le ha picchiate"),
    ],
)
def test_a_participle_agrees_with_the_pronoun_before_it_alone(party: str, wanted: str) -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    guards = {"by": value("agent", "prison-staff")}
    assert (
        wanted in told("it", arrested, event("beaten", 1, args=guards, date=Day(2026, 1, 9)), party=PARTIES[party])[-1]
    )


@pytest.mark.parametrize("kind", ["fled", "must-report", "denied-family-visits", "far-from-home"])
def test_what_somebody_had_to_do_is_never_what_they_should_have_done(kind: str) -> None:
    """`avrebbe dovuto fuggire` is what somebody failed to do: what is only reported has its attribution instead."""
    mode = {"ongoing": True} if kind == "far-from-home" else {}
    found = " ".join(told("it", event(kind, source=source("events.0", None), **mode)))
    assert not re.search(r"avrebbe(ro)? (dovuto|potuto)|\b(do|po)(v|t)rebbe", found), found
    assert re.search(r"[Ss]econdo|[Aa] quanto|avrebbe|sarebbe|troverebbe", found), found


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        ("m", ["disporre il rilascio immediato e incondizionato di Karim Odeh", "proteggerlo dalla tortura e da altri"
               " maltrattamenti", "consentirgli di lasciare il paese"]),
        ("pf", ["disporre il rilascio immediato e incondizionato di Nora Salem e Lina Haddad", "proteggerle dalla"
                " tortura e da altri maltrattamenti", "consentire loro di lasciare il paese"]),
        ("u", ["disporre il rilascio immediato e incondizionato di Sam Okoye", "garantire la sua protezione dalla"
               " tortura e da altri maltrattamenti", "consentire a Sam Okoye di lasciare il paese"]),
    ],
)  # fmt: skip
def test_pronouns_stand_at_the_end_of_an_infinitive(party: str, wanted: list[str]) -> None:
    asked = tuple(
        Request(name, f"requests.{number}")
        for number, name in enumerate(("release-unconditionally", "protect-from-torture", "let-leave"))
    )
    items = [item.text for part in letter(Facts(PARTIES[party], (), (), asked), "it").paragraphs for item in part.items]
    assert [item.rstrip(";.") for item in items] == wanted


def test_two_people_with_what_they_are() -> None:
    party = Party((replace(ODEH, role=own(it="avvocato")), replace(SALEM, role=own(it="giornalista"))))
    text = letter(Facts(party, (event("arrested", date=Day(2026, 1, 12)),)), "it").text()
    assert "di Karim Odeh, avvocato, e Nora Salem, giornalista" in text


def test_an_article_of_a_covenant() -> None:
    args = {"standard": (value("standard", "iccpr"),), "article": (own(it="19"),),
            "right": (value("right", "freedom-of-expression"),), "country": (value("country", "KG"),)}  # fmt: skip
    assert (
        "L’articolo 19 del Patto internazionale sui diritti civili e politici, di cui il Kirghizistan è Stato parte,"
        " garantisce a ogni persona il diritto alla libertà di espressione."
    ) in letter(Facts(PARTIES["f"], (), (Duty("article", "duties.0", args),)), "it").text().replace("\u00a0", " ")


def test_figures_that_begin_with_a_vowel_have_the_article_of_one() -> None:
    party = Party(noun=value("group", "residents", n=80, of=OSH), path="events.0.about")
    forces = {"by": value("agent", "security-forces")}
    found = told("it", event("evicted", args=forces, about=party))
    assert found == ["Le forze di sicurezza hanno sgomberato con la forza gli 80 abitanti di Osh."]


def test_what_a_catalogue_puts_together_runs_together() -> None:
    assert language("it").text("sheet.send-by", date="8\u00a0maggio 2026").startswith("Inviare gli appelli entro l’8")
    assert (
        language("it").text("sheet.send-by", date="18\u00a0maggio 2026").startswith("Inviare gli appelli entro il 18")
    )


def test_how_far_a_penalty_goes_is_joined_to_it() -> None:
    args: dict[str, object] = {"term": value("term", "life"), "up_to": Flag()}
    assert told("it", event("faces-penalty", args=args, ongoing=True)) == ["Nora Salem rischia fino all’ergastolo."]
