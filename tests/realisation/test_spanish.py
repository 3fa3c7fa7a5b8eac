"""Spanish: rules of the language, and sentences that have gone wrong. Every person here is invented."""

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from helpers.generated import KAIRO, ODEH, PARTIES, WATCH
from helpers.model_cases import SALEM, event, own, source, told, value

from ua_gen.languages import language
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Flag, Party, Request
from ua_gen.wording.realisation.rules import es


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (es.joined("de", "el Tribunal"), "del Tribunal"),
        (es.joined("a", "el hospital"), "al hospital"),
        (es.joined("a", "El Cairo"), "a El Cairo"),
        (es.joined("de", "El Salvador"), "de El Salvador"),
        (es.joined("de", "la prisión"), "de la prisión"),
        (es.joined("en", "el hospital"), "en el hospital"),
        (es.conjunction("Ibrahim"), "e"),
        (es.conjunction("Hiatt"), "y"),
        (es.conjunction("«incitación»"), "e"),
        (es.conjunction("Íñigo"), "e"),
        (es.conjunction("Yves"), "e"),
        (es.conjunction("Yacine"), "y"),
        (es.conjunction("hielo"), "y"),
        (es.conjunction("ha perdido peso"), "y"),
        (language("es").join(["uno", "otro"], "or"), "uno u otro"),
        (language("es").join(["mujeres", "hombres"], "or"), "mujeres u hombres"),
        (language("es").number(4470), "4470"),
        (language("es").number(1234567), "1\u00a0234\u00a0567"),
        (es.with_article("tribunal de distrito de Osh", "court"), "el tribunal de distrito de Osh"),
        (es.with_article("Fiscalía", "by"), "la Fiscalía"),
        (es.with_article("fuerzas de seguridad", "by"), "las fuerzas de seguridad"),
        (es.with_article("KGB", "by"), "el KGB"),
        (es.with_article("Human Rights Watch", "by"), "Human Rights Watch"),
        (es.with_article("tribunal de excepción", "charges"), "tribunal de excepción"),
        (es.with_article("Nooken District Court", "court"), "el tribunal «Nooken District Court»"),
        (es.with_article("un tribunal militar", "court"), "un tribunal militar"),
        (es.chamber("15"), "la Sección 15"),
        (es.chamber("sala de lo penal"), "la sala de lo penal"),
        (es.number("unos policías"), "many"),
        (es.number("el Comité de Seguridad"), "one"),
        (es.number("Human Rights Watch"), "one"),
        (es.number("policías de paisano"), "many"),
        (es.number("vecina"), "one"),
        (es.gender("la Fiscalía"), "f"),
        (es.gender("unos policías"), "m"),
        (es.gender("Human Rights Watch"), ""),
        (es.subject("{When}, está previsto que el juicio comience"), "one"),
        (es.subject("{When}, se presentaron cargos"), ""),
        (es.subject("{When}, terminaron las audiencias"), "many"),
        (es.reason("un artículo"), "por un artículo"),
        (es.reason("denunciar la corrupción"), "por denunciar la corrupción"),
        (es.reason("debido a un error"), "debido a un error"),
        (es.ailment("asma"), "de su asma"),
        (es.ailment("dolores de espalda"), "de sus dolores de espalda"),
        (es.ailment("diabetes"), "de su diabetes"),
        (es.ailment("una fractura"), "de una fractura"),
        (es.place("en", "Evin", "prison"), "en la prisión de Evin"),
        (es.place("de", "el Hospital Central", "hospital"), "del Hospital Central"),
        (es.place("en", "colonia n.º 3", "prison"), "en la colonia n.º 3"),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


OSH = own(es="Osh")
EVIN = value("place", "prison", name=own(es="Evin"))
POLICE = {"by": value("agent", "police")}


def plain(sentences: Sequence[str]) -> list[str]:
    return [each.replace("\u00a0", " ") for each in sentences]


def law(party: str, *events: Event) -> list[str]:
    found = letter(Facts(PARTIES[party], events), "es")
    assert not found.untold
    return plain([each.text for part in (*found.facts, found.law) for each in part.sentences])


# --- the sentences of the book ---------------------------------------------------------------------------------------


def test_a_man() -> None:
    arrested = event("arrested", 0, args={**POLICE, "place": value("place", "airport", of=OSH)}, date=Day(2026, 1, 5))
    moved = event("transferred", 1, args={"place": EVIN}, date=Day(2026, 1, 6))
    assert plain(told("es", arrested, moved, party=PARTIES["m"])) == [
        "El 5 de enero de 2026, la policía detuvo a Karim Odeh en el aeropuerto de Osh.",
        "Al día siguiente lo trasladaron a la prisión de Evin.",
    ]
    held = event("held", args={"place": EVIN, "kind": value("detention", "incommunicado")}, ongoing=True)
    opening = letter(Facts(PARTIES["m"], (held,)), "es")
    assert "en régimen de incomunicación en la prisión de Evin" in opening.text()


def test_a_woman() -> None:
    upheld = {"court": value("court", "supreme-court"), "what": value("verdict", "conviction")}
    found = told(
        "es",
        event("verdict-upheld", 0, args=upheld, date=Day(2025, 9, 11)),
        event("tortured", 1, args={"place": EVIN}, date=Day(2026, 3), source=source("events.1", None)),
    )
    assert plain(found) == [
        "El 11 de septiembre de 2025, el Tribunal Supremo confirmó la condena de Nora Salem.",
        "Según informes, Nora Salem fue torturada en la prisión de Evin en marzo de 2026.",
    ]


def test_somebody_of_unknown_gender() -> None:
    seized = {"by": value("agent", "military"), "place": value("place", "city", name=KAIRO)}
    life = {
        "court": value("court", "military-court"),
        "sentence": value("sentence", "life"),
        "charges": value("charge", "murder"),
    }
    found = told("es", event("arrested", 0, args=seized, date=Day(2026, 1, 5)), event("sentenced", 1, args=life),
                 party=PARTIES["u"])  # fmt: skip
    assert plain(found) == [
        "El 5 de enero de 2026, militares detuvieron a Sam Okoye en El Cairo.",
        "Un tribunal militar condenó a Okoye a cadena perpetua por asesinato.",
    ]


def test_two() -> None:
    found = told("es", event("beaten", args=POLICE, source=source("events.0", WATCH)), party=PARTIES["p"])
    assert found == ["Según Human Rights Watch, la policía golpeó a Karim Odeh y a Nora Salem."]
    held = event("held", args={"place": value("place", "police-station", of=OSH)}, since=Day(2026, 1, 5))
    assert "en la comisaría de policía de Osh desde el 5 de enero de 2026" in letter(
        Facts(PARTIES["p"], (held,)), "es"
    ).text().replace("\u00a0", " ")


def test_two_women() -> None:
    found = told(
        "es",
        event("denied-medical-care", 0, ongoing=True, source=source("events.0")),
        event("arrested", 1, source=source("events.1")),
        party=PARTIES["pf"],
    )
    assert found == [
        "Según sus familiares, Nora Salem y Lina Haddad fueron detenidas.",
        "Sus familiares también indican que las dos mujeres no reciben la atención médica que necesitan.",
    ]


def test_a_group() -> None:
    forces = {"by": value("agent", "security-forces"), "place": value("place", "homes")}
    found = told(
        "es", event("evicted", 0, args=forces, date=Day(2026, 5, 2)), event("fled", 1), party=PARTIES["g"]
    )  # fmt: skip
    assert plain(found) == [
        "El 2 de mayo de 2026, las fuerzas de seguridad desalojaron por la fuerza a las familias de sus casas.",
        "Las familias tuvieron que huir.",
    ]


def test_relatives() -> None:
    brother = Party(noun=value("relative", "brother", name=own(es="Amir Salem")), path="events.0.about")
    unknown = {"by": value("agent", "unknown")}
    assert plain(told("es", event("threatened", args=unknown, about=brother, date=Day(2026, 5, 3)))) == [
        "El 3 de mayo de 2026, unos desconocidos amenazaron a su hermano, Amir Salem."
    ]


# --- the subject that is left out ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("party", "first", "wanted"),
    [
        ("f", {}, "Tuvo que huir."),
        ("f", {"court": value("court", "supreme-court")}, "Salem tuvo que huir."),
        ("pf", {}, "Tuvieron que huir."),
        ("pf", {"court": value("court", "supreme-court")}, "Tuvieron que huir."),
        ("u", {"court": value("court", "supreme-court")}, "Okoye tuvo que huir."),
    ],
)
def test_it_is_left_out_where_it_is_not_taken_for_the_one_before(
    party: str, first: dict[str, object], wanted: str
) -> None:
    acquitted = event("acquitted", 0, args=first, date=Day(2026, 1, 12))
    assert told("es", acquitted, event("fled", 1), party=PARTIES[party])[-1] == wanted


def test_soldiers_do_not_flee_where_two_women_did() -> None:
    """Behind several soldiers, several who fled would be the soldiers."""
    soldiers = {"by": value("agent", "military")}
    found = told(
        "es", event("arrested", 0, args=soldiers, date=Day(2026, 1, 12)), event("fled", 1), party=PARTIES["pf"]
    )
    assert found[-1] == "Las dos mujeres tuvieron que huir."
    one = told("es", event("arrested", 0, args=soldiers, date=Day(2026, 1, 12)), event("fled", 1), party=PARTIES["f"])
    assert one[-1] == "Tuvo que huir."


def test_who_is_spoken_of_is_not_who_says_it() -> None:
    """`Añade que ha perdido peso` says that the source has: whoever is meant is named, before the source is again."""
    types = ("forced-confession", "beaten", "fled")
    facts = [event(type, n, source=source(f"events.{n}", WATCH)) for n, type in enumerate(types)]
    assert told("es", *facts) == [
        "Según Human Rights Watch, Nora Salem fue obligada a confesar y golpeada.",
        "Human Rights Watch también indica que Nora Salem tuvo que huir.",
    ]
    assert told("es", *facts, party=PARTIES["pf"])[1:] == [
        "Añade que tuvieron que huir.",
    ]


# --- sentences -------------------------------------------------------------------------------------------------------


def test_a_date_stands_without_a_comma_behind_que() -> None:
    text = own(es="el 3 de febrero de 2026, el ayuntamiento dio un día a las familias")
    facts = (
        event("beaten", 0, source=source("events.0")),
        event("", 1, text=text, source=source("events.1")),
    )
    assert told("es", *facts)[-1].endswith("que el 3 de febrero de 2026 el ayuntamiento dio un día a las familias.")


def test_no_sentence_shows_the_gender_of_somebody_whose_gender_is_not_known() -> None:
    facts = (
        event("arrested", 0, date=Day(2026, 1, 12)),
        event("trial", 1, expected=Day(2026, 5, 18)),
        event("forced-confession", 2),
        event("beaten", 3),
        event("released", 4, args={"how": value("release", "on-bail")}),
        event("held", 5, ongoing=True),
    )
    text = letter(Facts(PARTIES["u"], facts), "es").text()
    assert not re.search(
        r"\b([Ll][oa]s? (golp|detuv|oblig)\w+|[ÉEée]l?la?\b(?= fue)|(deten|oblig|recl|liber)\w*[ai]d[oa])\b", text
    )


def test_a_role_stands_behind_its_name() -> None:
    party = Party((replace(ODEH, role=own(es="abogado")), replace(SALEM, role=own(es="periodista"))))
    text = letter(Facts(party, (event("arrested", date=Day(2026, 1, 12)),)), "es").text()
    assert "Karim Odeh, abogado, y Nora Salem, periodista" in text


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        (
            "f",
            [
                "ponga en libertad a Nora Salem de inmediato y sin condiciones;",
                "le permita hablar periódicamente por teléfono con sus hijos;",
                "no la envíe a Siria;",
                "ponga fin al hostigamiento contra ella;",
                "la ponga en libertad de inmediato y sin condiciones, así como a todas las demás personas recluidas por"
                " el mismo motivo.",
            ],
        ),
        (
            "u",
            [
                "ponga en libertad a Sam Okoye de inmediato y sin condiciones;",
                "le permita hablar periódicamente por teléfono con sus hijos;",
                "no envíe a Sam Okoye a Siria;",
                "ponga fin al hostigamiento contra Sam Okoye;",
                "ponga en libertad a Sam Okoye de inmediato y sin condiciones, así como a todas las demás personas "
                "recluidas por el mismo motivo.",
            ],
        ),
        (
            "g",
            [
                "ponga en libertad a las familias de inmediato y sin condiciones;",
                "les permita hablar periódicamente por teléfono con sus hijos;",
                "no las envíe a Siria;",
                "ponga fin al hostigamiento contra ellas;",
                "las ponga en libertad de inmediato y sin condiciones, así como a todas las demás personas recluidas"
                " por el mismo motivo.",
            ],
        ),
    ],
)
def test_requests_have_the_pronoun_at_the_verb(party: str, wanted: list[str]) -> None:
    children = Party(noun=value("relative", "children"), path="requests.1.with")
    asked = (
        Request("release-unconditionally", "requests.0"),
        Request("access-to-family", "requests.1", {"how": (value("visit", "calls"),), "with": (children,)}),
        Request("do-not-return", "requests.2", {"place": (value("place", "country", name=own(es="Siria")),)}),
        Request("end-crackdown", "requests.3", {"what": (value("persecution", "harassment"),)}),
        Request("release-unconditionally", "requests.4", {"others_like": (Flag(),)}),
    )
    items = [item.text for part in letter(Facts(PARTIES[party], (), (), asked), "es").paragraphs for item in part.items]
    assert items == wanted


def test_the_law_is_told_with_its_article() -> None:
    duty = Duty("article", "duties.0", {
        "standard": (value("standard", "iccpr"),), "article": (own(es="19"),),
        "right": (value("right", "freedom-of-expression"),), "country": (value("country", "NL"),),
    })  # fmt: skip
    assert (
        "En virtud del artículo 19 del Pacto Internacional de Derechos Civiles y Políticos, en el que los Países Bajos"
        " son Estado Parte, toda persona tiene derecho a la libertad de expresión."
    ) in letter(Facts(PARTIES["f"], (), (duty,)), "es").text()


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        (EVIN, "permanece en la prisión de Evin."),
        (own(es="la Prisión Central"), "permanece en la Prisión Central."),
        (value("place", "city", name=OSH), "permanece bajo custodia en Osh."),
        (own(es="Osh"), "permanece bajo custodia en Osh."),
        (value("place", "hospital", of=OSH), "permanece bajo custodia en el hospital de Osh."),
    ],
)
def test_no_town_alone_says_that_somebody_is_held(place: object, wanted: str) -> None:
    facts = Facts(PARTIES["u"], (event("held", args={"place": place}, ongoing=True, source=source("events.0")),))
    found = letter(facts, "es")
    assert wanted in found.text()
    assert not found.untold


def test_two_sentences_running_do_not_begin_with_según() -> None:
    """What relatives say, and behind it what is only reported."""
    found = told(
        "es", event("beaten", 0, source=source("events.0")), event("followed", 1, source=source("events.1", None))
    )
    assert found == ["Según sus familiares, Nora Salem fue golpeada.", "Alguien, al parecer, la siguió."]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        (Request("investigate", "r", {"what": (value("crime", "death"),)}), "sobre la muerte de Nora Salem."),
        (Request("investigate", "r", {"what": (value("crime", "attack"),)}), "sobre el ataque que sufrió Nora Salem."),
        (
            Request("protect", "r", about=Party(noun=value("relative", "family"), path="r.about")),
            "proteger a la familia de Nora Salem.",
        ),
        (Request("access-to-family", "r"), "permita a Nora Salem mantener un contacto periódico con sus familiares."),
    ],
)
def test_nobody_takes_the_family_that_is_asked_for_for_that_of_the_addressee(asked: Request, wanted: str) -> None:
    """`Le pido que proteja a su familia` may be read of the minister's."""
    beaten = event("beaten", args=POLICE, date=Day(2026, 1, 12))
    text = letter(Facts(PARTIES["f"], (beaten,), (), (asked,)), "es").asked.sentences[0].text
    assert text.endswith(wanted)


def test_what_two_suffered_has_its_verb() -> None:
    torture = Request("investigate", "requests.0", {"what": (value("crime", "torture"),)})
    for party, verb in (("f", "sufrió Nora Salem"), ("p", "sufrieron Karim Odeh y Nora Salem")):
        text = letter(Facts(PARTIES[party], (), (), (torture,)), "es").asked.sentences[0].text
        assert text.endswith(f"la tortura que, según las denuncias, {verb}.")
