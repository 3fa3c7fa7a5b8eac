"""Tajik: the object, what stands before and behind names, the number of agents, and sentences of each kind of party."""

import re

import pytest
from helpers.generated import ODEH, OKOYE
from helpers.model_cases import RELATIVES, SALEM, event, own, source, told, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Duty, Facts, Flag, Item, Party, Request
from ua_gen.wording.realisation.rules import tg

OSH = own(tg="Ош")
PLACE = {"place": value("place", "prison", name=own(tg="Эвин"))}
POLICE = value("agent", "police")
WATCH = own(tg="созмони «Дидбони ҳуқуқи башар»")


def accounted(facts: Facts) -> list[str]:
    """The sentences of its events, one after the other."""
    return [sentence.text for paragraph in account(facts, "tg", 9999).paragraphs for _, sentence in paragraph]


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Далери Имомалӣ", "Далери Имомалиро"),
        ("Муҳаммадҷонова", "Муҳаммадҷоноваро"),
        ("Далер Шарифов", "Далер Шарифовро"),
        ("Ризоев", "Ризоевро"),
        ("Сэм Окойе", "Сэм Окойеро"),
        ("созмони «Озодӣ»", "созмони «Озодӣ»-ро"),
        ("колонияи № 47", "колонияи № 47-ро"),
        ("Nora Salem", "Nora Salem-ро"),
    ],
)
def test_the_object_has_its_ending_and_the_name_does_not_change(text: str, wanted: str) -> None:
    assert tg.accusative(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("хона", "хонаи"),
        ("созмони ҷамъиятӣ", "созмони ҷамъиятии"),
        ("дифоъ", "дифои"),
        ("ҷой", "ҷои"),
        ("компютерҳо", "компютерҳои"),
        ("мошини «Нива»", "мошини «Нива»-и"),
    ],
)
def test_a_common_noun_before_its_owner(text: str, wanted: str) -> None:
    assert tg.linked(text) == wanted


@pytest.mark.parametrize(
    "text", ["кормандони полис", "Нерӯҳои амниятӣ", "наздикони ӯ", "се шоҳид", "аъзои ҳизб", "мақомоти шаҳр"]
)
def test_several_agents_are_told_by_their_first_word(text: str) -> None:
    assert tg.number(text) == "many"


@pytest.mark.parametrize(
    "text", ["Созмони маҳбасҳо", "Суди Олӣ", "зиндони Эвин", "Ҳукумати Тоҷикистон", "яке аз шоҳидон"]
)
def test_the_ending_of_a_name_does_not_tell_its_number(text: str) -> None:
    assert tg.number(text) == "one"


@pytest.mark.parametrize(
    ("item", "form", "wanted"),
    [
        (value("place", "prison", name=own(tg="Эвин")), "in", "дар маҳбаси Эвин"),
        (value("place", "prison", name=own(tg="маҳбаси марказии Марва")), "to", "ба маҳбаси марказии Марва"),
        (value("place", "prison", name=own(tg="колонияи № 47")), "release", "аз колонияи № 47"),
        (value("place", "police-station", of=OSH), "from", "аз шуъбаи полиси Ош"),
        (value("place", "village", name=own(tg="Гулдара")), "in", "дар деҳаи Гулдара"),
        (value("place", "city", name=OSH, in_=own(tg="Қирғизистон")), "release", "дар шаҳри Ош дар Қирғизистон"),
        (value("place", "city", name=own(tg="шаҳри Душанбе")), "in", "дар шаҳри Душанбе"),
        (value("court", "city-court", of=OSH), "name", "Суди шаҳри Ош"),
        (value("court", "military-court", branch=own(tg="15"), of=OSH), "name", "шуъбаи 15-и суди ҳарбии Ош"),
        (value("court", "court", name=own(tg="Додгоҳи олӣ")), "name", "Додгоҳи олӣ"),
        (value("reason", "exposing", topic=value("topic", "corruption")), "for", "барои фош кардани фасод"),
        (value("reason", "unknown"), "for", "бо сабабҳои номаълум"),
        (value("charge", "treason"), "under", "бо айби хиёнат ба давлат"),
        (value("charge", "treason"), "guilty", "дар хиёнат ба давлат"),
        (value("sentence", "lashes", number=74), "name", "74 зарбаи тозиёна"),
        (value("term", "years", n=12), "name", "12 соли маҳрумият аз озодӣ"),
        (value("duration", "weeks", n=3), "name", "се ҳафта боз"),
        (own(tg="Москва"), "to", "ба Москва"),
        (own(tg="мақолаи худ"), "for", "барои мақолаи худ"),
        (own(tg="пас аз тазоҳурот"), "for", "пас аз тазоҳурот"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name(item: Item, form: str, wanted: str) -> None:
    assert grammar("tg").noun(item, "path", {}).find(form) == wanted


@pytest.mark.parametrize(
    ("entry", "of_her", "of_them", "of_name"),
    [
        ("brother", "бародараш", "бародарашон", "бародари Нора Салем"),
        ("family", "оилааш", "оилаашон", "оилаи Нора Салем"),
        ("grandchildren", "набераҳояш", "набераҳояшон", "набераҳои Нора Салем"),
        ("grandmother", "бибиаш", "бибиашон", "бибии Нора Салем"),
    ],
)
def test_an_owner_stands_behind_a_noun_of_ours(entry: str, of_her: str, of_them: str, of_name: str) -> None:
    known = grammar("tg")
    name = NounPhrase({"name": "Нора Салем"}, "one", person=True, own=True, rule=known.form)
    owners = {of_her: known.tables["pronouns"]["any"], of_them: known.tables["pronouns"]["many"]}
    for wanted, forms in owners.items():
        owner = NounPhrase(forms, pronoun=True)
        assert known.noun(value("relative", entry), "path", {"his": owner}).find("name") == wanted
    assert known.noun(value("relative", entry), "path", {"his": name}).find("name") == of_name


def test_a_report_of_a_body_and_the_words_of_people() -> None:
    beaten = event("beaten", source=source("events.0", WATCH))
    assert told("tg", beaten, party=Party((ODEH,))) == [
        "Ба иттилои созмони «Дидбони ҳуқуқи башар», ӯро лату кӯб карданд."
    ]
    beaten = event("beaten", source=source("events.0", own(tg="яке аз шоҳидон")))
    assert told("tg", beaten, party=Party((ODEH,))) == ["Ба гуфтаи яке аз шоҳидон, ӯро лату кӯб карданд."]


def test_what_a_body_asks_of_the_state_stands_in_the_third_person() -> None:
    called = event(
        "body-called",
        args={"body": value("body", "human-rights-committee"), "request": value("request", "halt-execution")},
    )
    assert told("tg", called) == [
        "Кумитаи ҳуқуқи инсони Созмони Милали Муттаҳид давлатро даъват кард, ки иҷрои ҳукми қатли ӯро боздорад."
    ]


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ("restore-citizenship", "шаҳрвандии ӯро баргардонад"),
        ("search", "барои ёфтани ӯ тамоми чораҳоро андешад"),
        ("release-unconditionally", "ӯро фавран ва бидуни ҳеҷ шарт озод намояд"),
        ("inform-family", "наздикони ӯро аз рафти парванда мунтазам огоҳ кунад"),
    ],
)
def test_what_lawyers_ask_a_court_for_stands_in_the_third_person(request_: str, wanted: str) -> None:
    args = {
        "by": value("associate", "lawyer"),
        "court": value("court", "supreme-court"),
        "request": value("request", request_),
    }
    sentences = told("tg", event("detained", 0, date=Day(2026, 1, 12)), event("petition-filed", 1, args=args))
    assert sentences[1] == f"Адвокаташ аз Суди Олӣ хоҳиш кард, ки {wanted}."


def test_every_request_has_a_third_person() -> None:
    """The verbs of requests are a closed list: one that is not in it would be asked of the reader."""
    for key, frames in grammar("tg").frames.items():
        for frame in frames:
            if key.startswith("request."):
                assert not re.search(r"ед\b", tg._third(frame.phrase.source)), (key, frame.label)


def test_methods_are_told_with_the_verbs_that_each_takes() -> None:
    methods = (value("method", "beaten"), value("method", "kept-in-cold"))
    assert told("tg", event("ill-treated", args={"methods": methods})) == [
        "Ӯро лату кӯб карданд ва дар хунукӣ нигоҳ доштанд."
    ]
    methods = (value("method", "beaten"), value("method", "electric-shocks"))
    assert told("tg", event("ill-treated", args={"methods": methods}, source=source("events.0"))) == [
        "Ба гуфтаи наздиконаш, ӯро лату кӯб карданд ва ба ӯ зарбаи барқ заданд."
    ]


def test_a_charge_of_the_stock_and_one_of_the_cases_own() -> None:
    charged = event("charged", args={"charges": (value("charge", "espionage"), value("charge", "treason"))})
    assert told("tg", charged) == ["Ӯро дар ҷосусӣ ва хиёнат ба давлат айбдор карданд."]
    charged = event("charged", args={"charges": own(tg="фитна"), "by": value("agent", "prosecutor")})
    assert told("tg", charged) == ["Прокуратура ба ӯ айби «фитна» эълон кард."]


def test_a_home_is_broken_into_burned_down_or_damaged() -> None:
    def raid(how: str, **more: object) -> list[str]:
        return told("tg", event("home-searched", args={"how": value("raid", how), **more}))

    assert raid("broken-into", by=POLICE) == ["Кормандони полис маҷбуран ба хонааш даромаданд."]
    assert raid("set-on-fire", by=POLICE) == ["Кормандони полис хонаашро сӯзонида хароб карданд."]
    assert raid("damaged", by=POLICE) == ["Кормандони полис ба хонааш зарар расонданд."]


# --- each kind of party -----------------------------------------------------------------------------------------------


def test_a_man() -> None:
    events = (
        event("arrested", 0, args={"by": POLICE, "place": value("place", "airport", name=OSH)}, date=Day(2026, 1, 5)),
        event("transferred", 1, args=PLACE, date=Day(2026, 1, 6)),
    )
    assert told("tg", *events, party=Party((ODEH,))) == [
        "5 январи соли 2026 кормандони полис ӯро дар фурудгоҳи Ош боздошт карданд.",
        "Рӯзи дигар ӯро ба маҳбаси Эвин гузарониданд.",
    ]
    held = event("held", args={**PLACE, "kind": value("detention", "incommunicado")}, ongoing=True)
    assert accounted(Facts(Party((ODEH,)), (*events, held)))[-1] == (
        "Ӯ то ҳол дар маҳбаси Эвин бе ягон робита бо олами берун дар ҳабс аст."
    )


def test_a_verdict_a_report_and_a_sentence() -> None:
    upheld = event("verdict-upheld", args={"court": value("court", "supreme-court")}, date=Day(2025, 9, 11))
    assert told("tg", upheld, party=Party((ODEH,))) == ["11 сентябри соли 2025 Суди Олӣ ҳукми ӯро бетағйир гузошт."]
    sentenced = event(
        "sentenced",
        args={
            "court": value("court", "military-court"),
            "charges": value("charge", "murder"),
            "sentence": value("sentence", "life"),
        },
    )
    assert told("tg", sentenced, party=Party((OKOYE,))) == [
        "Суди ҳарбӣ ӯро бо айби одамкушӣ ба ҳабси якумрӣ маҳкум кард."
    ]


def test_two_people() -> None:
    two = Party((ODEH, SALEM))
    events = (
        event("beaten", 0, args={"by": POLICE}, source=source("events.0", WATCH)),
        event("denied-medical-care", 1, ongoing=True, source=source("events.1", RELATIVES)),
    )
    assert accounted(Facts(two, (event("followed", 2), *events))) == [
        "Карим Авда ва Нора Салемро таъқиб карданд.",
        "Ба иттилои созмони «Дидбони ҳуқуқи башар», кормандони полис онҳоро лату кӯб карданд.",
        "Наздиконашон мегӯянд, ки ба онҳо ёрии тиббии зарурӣ намерасонанд.",
    ]


def test_groups() -> None:
    students = Party(noun=value("group", "students", at_least=3), path="events.0.about")
    assert told("tg", event("killed", about=students)) == ["Ҳадди ақал се донишҷӯ кушта шуданд."]
    people = Party(noun=value("group", "people", about=40), path="events.0.about")
    assert told("tg", event("detained", args={"by": POLICE}, about=people)) == [
        "Кормандони полис тақрибан 40 нафарро боздошт карданд."
    ]
    members = Party(
        noun=value("group", "members", of=own(tg="иттифоқи касаба"), count=value("count", "several")), path="x"
    )
    assert told("tg", event("beaten", about=members)) == ["Чанд узви иттифоқи касабаро лату кӯб карданд."]


def test_a_relative_with_a_name() -> None:
    brother = Party(noun=value("relative", "brother", name=own(tg="Амир Салем")), path="events.0.about")
    arrested = event("arrested", args={"by": value("agent", "unknown")}, about=brother, date=Day(2026, 5, 3))
    assert told("tg", arrested, event("followed", 1))[:1] == [
        "3 майи соли 2026 афроди ношинос бародараш Амир Салемро боздошт карданд."
    ]


# --- letters ----------------------------------------------------------------------------------------------------------


def test_one_request_is_asked_for_in_a_sentence_and_its_reason_stands_last() -> None:
    request = Request("halt-execution", "requests.0", because=own(tg="зеро ӯ кӯдак аст"))
    text = letter(Facts(Party((SALEM,)), (), (), (request,)), "tg").text()
    assert "аз Шумо хоҳиш мекунам, ки иҷрои ҳукми қатли Нора Салемро боздоред, зеро ӯ кӯдак аст." in text


def test_an_article_of_the_law_and_who_is_party_to_it() -> None:
    duty = Duty(
        "article",
        "duties.0",
        {
            "standard": (value("standard", "iccpr"),),
            "article": (19,),
            "right": (value("right", "freedom-of-expression"),),
            "country": (value("country", "TJ"),),
        },
    )
    text = letter(Facts(Party((SALEM,)), (), (duty,), (Request("halt-execution", "requests.0"),)), "tg").text()
    assert (
        "Тибқи моддаи 19-и Паймони байналхалқӣ доир ба ҳуқуқи шаҳрвандӣ ва сиёсӣ, ки Тоҷикистон ширкаткунандаи он аст, "
        "ҳар кас ҳуқуқ ба озодии баён дорад."
    ) in text


def test_a_penalty_and_what_it_is_for() -> None:
    penalty = event("faces-penalty", args={"term": value("term", "years", n=7), "up_to": Flag()}, ongoing=True)
    assert told("tg", penalty) == ["Ба ӯ то ҳафт соли маҳрумият аз озодӣ таҳдид мекунад."]
