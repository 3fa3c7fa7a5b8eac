"""Portuguese: rules of the language, and sentences that have gone wrong. Every person here is invented."""

import pytest
from helpers.generated import EVIN, KAIRO, PARTIES, WATCH
from helpers.model_cases import event, own, source, value

from ua_gen.languages import language
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Party, Request
from ua_gen.wording.realisation.rules import pt

OSH = own(pt="Osh")
PRISON = value("place", "prison", name=EVIN)
POLICE = {"by": value("agent", "police")}


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (pt.joined("por", "o Tribunal"), "pelo Tribunal"),
        (pt.joined("de", "a Procuradoria"), "da Procuradoria"),
        (pt.joined("de", "agentes"), "de agentes"),
        (pt.joined("a", "as autoridades"), "às autoridades"),
        (pt.joined("em", "os Países Baixos"), "nos Países Baixos"),
        (pt.joined("em", "uma prisão"), "numa prisão"),
        (pt.joined("em", "O Porto", name=True), "no Porto"),
        (pt.joined("de", "O Tempo"), "de O Tempo"),
        (pt.joined("de", "A. Silva", name=True), "de A. Silva"),
        (pt.joined("em", "Osh"), "em Osh"),
        (pt.joined("contra", "o Estado"), "contra o Estado"),
        (pt.with_article("tribunal distrital de Osh", "court"), "o tribunal distrital de Osh"),
        (pt.with_article("Procuradoria-Geral", "by"), "Procuradoria-Geral"),
        (pt.with_article("polícia de Osh", "by"), "a polícia de Osh"),
        (pt.with_article("forças de segurança", "by"), "as forças de segurança"),
        (pt.with_article("Human Rights Watch", "by"), "Human Rights Watch"),
        (pt.with_article("Osh City Court", "court"), "o tribunal «Osh City Court»"),
        (pt.chamber("15"), "a Secção 15"),
        (pt.number("uns polícias"), "many"),
        (pt.number("o Serviço de Migração"), "one"),
        (pt.number("Médicos Sem Fronteiras"), "one"),
        (pt.number("agentes da polícia"), "many"),
        (pt.gender("as testemunhas"), "f"),
        (pt.gender("o Comité"), "m"),
        (pt.gender("Amnistia Internacional"), ""),
        (pt.reason("um artigo"), "por causa de um artigo"),
        (pt.reason("a sua fé"), "por causa da sua fé"),
        (pt.reason("denunciar a corrupção"), "por denunciar a corrupção"),
        (pt.reason("pelo seu trabalho"), "pelo seu trabalho"),
        (pt.place("em", "Evin", "a prisão"), "na prisão de Evin"),
        (pt.place("para", "a Prisão Central de Marwa", "a prisão"), "para a Prisão Central de Marwa"),
        (language("pt").number(4470), "4470"),
        (language("pt").number(44700), "44\u00a0700"),
    ],
)
def test_articles_and_prepositions(got: str, wanted: str) -> None:
    assert got == wanted


@pytest.mark.parametrize(
    ("text", "drawn", "wanted"),
    [
        ("encontra-se na prisão", False, "encontra-se na prisão"),
        ("encontra-se na prisão", True, "se encontra na prisão"),
        ("recusaram-lhe o acesso", True, "lhe recusaram o acesso"),
        ("terá recusado-lhe o acesso", False, "ter-lhe-á recusado o acesso"),
        ("terá recusado-lhe o acesso", True, "lhe terá recusado o acesso"),
        ("terão declarado-se culpados", False, "ter-se-ão declarado culpados"),
    ],
)
def test_the_pronoun_stands_where_the_clause_wants_it(text: str, drawn: bool, wanted: str) -> None:
    assert pt.clitics(text, drawn) == wanted


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("{who:o-seu}julgamento {who:de} está marcado", "one"),
        ("{When}, {!foram|terão sido} retiradas", "many"),
        ("{When}, {!foi recusado|terá sido recusado} {h} {who:o-seu}pedido", "one"),
        ("as acusações {who:contra} não têm fundamento", "many"),
        ("{who} {who!foi|foram} vítima", ""),
    ],
)
def test_the_number_of_a_subject_that_a_phrase_names(phrase: str, wanted: str) -> None:
    assert pt.subject(phrase) == wanted


def plain(sentences: list[str]) -> list[str]:
    return [each.replace("\u00a0", " ") for each in sentences]


def said(*events: Event, party: str = "f") -> list[str]:
    """All sentences that tell events of a party, without an opening before them."""
    found = account(Facts(PARTIES[party], events), "pt", 5000)
    return plain([sentence.text for paragraph in found.paragraphs for _, sentence in paragraph])


# --- the golden sentences -------------------------------------------------------------------------------------------


def test_a_man() -> None:
    airport = {**POLICE, "place": value("place", "airport", of=OSH)}
    moved = event("transferred", 1, args={"place": PRISON}, date=Day(2026, 1, 6))
    held = event("held", 2, args={"kind": value("detention", "incommunicado")}, ongoing=True)
    assert said(event("arrested", 0, args=airport, date=Day(2026, 1, 5)), moved, held, party="m") == [
        "Em 5 de janeiro de 2026, agentes da polícia detiveram Karim Odeh no aeroporto de Osh.",
        "No dia seguinte, foi transferido para a prisão de Evin.",
        "Encontra-se em regime de incomunicabilidade.",
    ]


def test_a_woman() -> None:
    upheld = event("verdict-upheld", 0, args={"court": value("court", "supreme-court")}, date=Day(2026, 9, 11))
    tortured = event("tortured", 1, args={"place": PRISON}, date=Day(2026, 3), source=source("events.1", None))
    assert said(upheld, tortured) == [
        "Em 11 de setembro de 2026, o Supremo Tribunal confirmou a condenação de Nora Salem.",
        "Em março, Salem terá sido torturada na prisão de Evin.",
    ]


def test_somebody_of_unknown_gender() -> None:
    seized = {"by": value("agent", "military"), "place": value("place", "city", name=KAIRO)}
    life = {"sentence": value("sentence", "life"), "charges": value("charge", "murder")}
    sentenced = event("sentenced", 1, args={"court": value("court", "military-court", of=KAIRO), **life})
    assert said(event("arrested", 0, args=seized, date=Day(2026, 1, 5)), sentenced, party="u") == [
        "Em 5 de janeiro de 2026, militares detiveram Sam Okoye no Cairo.",
        "O Tribunal Militar do Cairo condenou Okoye a prisão perpétua por homicídio.",
    ]


def test_two() -> None:
    held = event("held", 0, args={"place": value("place", "police-station", of=OSH)}, since=Day(2026, 1, 5))
    beaten = event("beaten", 1, args=POLICE, source=source("events.1", WATCH))
    assert said(held, beaten, party="p") == [
        "Karim Odeh e Nora Salem encontram-se na esquadra de polícia de Osh desde 5 de janeiro de 2026.",
        "Segundo a Human Rights Watch, foram agredidos por agentes da polícia.",
    ]


def test_two_women() -> None:
    care = event("denied-medical-care", 0, ongoing=True, source=source("events.0", WATCH))
    assert said(care, party="pf") == [
        "Segundo a Human Rights Watch, Nora Salem e Lina Haddad não recebem os cuidados médicos de que necessitam."
    ]


def test_groups() -> None:
    evicted = event("evicted", 0, args={"by": value("agent", "security-forces")}, date=Day(2026, 5, 2))
    killed = event("killed", 1, about=Party(noun=value("group", "students", at_least=3), path="events.1.about"))
    held = event("arrested", 2, about=Party(noun=value("group", "people", about=40), path="events.2.about"))
    assert said(evicted, killed, held, party="g") == [
        "Em 2 de maio de 2026, as forças de segurança desalojaram à força as 120 famílias do Cairo.",
        "Pelo menos três estudantes foram mortos.",
        "Cerca de 40 pessoas foram detidas.",
    ]


def test_relatives() -> None:
    brother = Party(noun=value("relative", "brother", name=own(pt="Amir Salem")), path="events.0.about")
    bar = Party(noun=value("group", "members", of=own(pt="a Ordem dos Advogados")), path="events.1.about")
    threats = event("threatened", 0, args={"by": value("agent", "unknown")}, about=brother, date=Day(2026, 5, 3))
    assert said(threats, event("threatened", 1, about=bar)) == [
        "Em 3 de maio de 2026, desconhecidos ameaçaram o irmão de Nora Salem, Amir Salem.",
        "Membros da Ordem dos Advogados receberam ameaças.",
    ]


# --- pronouns --------------------------------------------------------------------------------------------------------


def test_what_befalls_somebody_who_has_been_named_is_told_in_the_passive() -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    moved = event("transferred", 1, args={"by": value("agent", "prison-staff"), "place": PRISON}, date=Day(2026, 1, 6))
    assert said(arrested, moved)[1] == "No dia seguinte, foi transferida por guardas prisionais para a prisão de Evin."


def test_a_pronoun_stands_behind_its_verb_and_before_it_behind_que() -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    lawyer = {"by": value("agent", "prison-staff")}
    assert said(arrested, event("denied-lawyer", 1, args=lawyer, ongoing=True))[1] == (
        "Guardas prisionais recusam-lhe o acesso a um advogado."
    )
    first = event("interrogated", 1, date=Day(2026, 1, 7), source=source("events.1", WATCH))
    denied = event("denied-lawyer", 2, args=lawyer, ongoing=True, source=source("events.2", WATCH))
    assert said(arrested, first, denied)[2].endswith("que guardas prisionais lhe recusam o acesso a um advogado.")


def test_a_reported_deed_is_told_in_the_compound_future() -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    stripped = event("citizenship-revoked", 1, date=Day(2026, 2, 1), source=source("events.1", None))
    assert said(arrested, stripped)[1] == "Em 1 de fevereiro, ter-lhe-á sido retirada a nacionalidade."


def test_a_state_that_is_only_reported_is_told_of_with_words() -> None:
    """`Não receberá` would be a future."""
    care = event("denied-medical-care", 0, ongoing=True, source=source("events.0", None))
    assert said(care) == ["Segundo relatos, Nora Salem não recebe os cuidados médicos de que necessita."]


def test_a_relative_as_an_object_is_not_taken_for_that_of_the_subject() -> None:
    arrested = event("arrested", 0, args=POLICE, date=Day(2026, 1, 5))
    brother = Party(noun=value("relative", "brother"), path="events.1.about")
    threats = event("threatened", 1, args={"by": value("agent", "unknown")}, about=brother)
    assert said(arrested, threats)[1] == "Desconhecidos ameaçaram o irmão dela."


def test_what_they_did_is_told_in_verbs() -> None:
    methods = tuple(value("method", name) for name in ("beaten", "electric-shocks", "threatened-with-death"))
    done = event("ill-treated", 0, args={**POLICE, "methods": methods}, date=Day(2026, 2, 3))
    assert said(done) == [
        "Em 3 de fevereiro de 2026, às mãos de agentes da polícia, Nora Salem foi espancada, recebeu choques elétricos"
        " e foi ameaçada de morte."
    ]
    assert said(done, party="u") == [
        "Em 3 de fevereiro de 2026, Sam Okoye sofreu espancamentos, choques elétricos e ameaças de morte às mãos de"
        " agentes da polícia."
    ]


# --- asking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("post", "wanted"),
    [("", "a Vossa Excelência"), ("minister", "a Vossa Excelência"), ("monarch", "a Vossa Majestade")],
)
def test_the_letter_speaks_to_a_post_in_its_form_of_address(post: str, wanted: str) -> None:
    facts = Facts(PARTIES["f"], (), (), (Request("halt-execution", "requests.0"),), post=post)
    assert f"Peço, por isso, {wanted} que impeça a execução de Nora Salem." in letter(facts, "pt").text()


def test_a_language_without_forms_of_address_has_none() -> None:
    assert grammar("es").spoken_to_as("monarch").you is None


def test_the_article_of_a_treaty() -> None:
    args = {"standard": (value("standard", "iccpr"),), "article": (own(pt="19"),)}
    right = {"right": (value("right", "freedom-of-expression"),)}
    found = letter(Facts(PARTIES["f"], (), (Duty("article", "duties.0", {**args, **right}),)), "pt").text()
    assert (
        "Nos termos do artigo 19.º do Pacto Internacional sobre os Direitos Civis e Políticos, toda a pessoa" in found
    )


def test_protection_against_what_is_not_contracted() -> None:
    asked = Request("protect", "requests.0", {"from": (value("danger", "threats"), value("danger", "reprisals"))})
    found = letter(Facts(PARTIES["f"], (), (), (asked,)), "pt").text()
    assert "proteger Nora Salem contra as ameaças e as represálias" in found
