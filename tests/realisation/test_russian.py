"""Russian: the rules that make forms, and sentences whose grammar they carry. Every case is invented."""

from collections.abc import Sequence

import pytest
from helpers.model_cases import event, own, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.parties import mentions
from ua_gen.wording.realisation.records import Day, Event, Facts, Flag, Party, Person, Request, Source, Value
from ua_gen.wording.realisation.rules import ru, ru_heads

BERGEN = Person("bergen", own(ru="Анна Бергенова"), "f", path="people.0")
ODEH = Person("odeh", own(ru="Карим Одех"), "m", path="people.1")
LANG = Person(
    "lang",
    own(ru={"name": "Саша Ланг", "gen": "Саши Ланг", "acc": "Сашу Ланг", "dat": "Саше Ланг", "ins": "Сашей Ланг"}),
    path="people.0",
)
HER, HIM, THEM = Party((BERGEN,)), Party((ODEH,)), Party((BERGEN, ODEH))
MARWA = own(ru={"name": "Марва", "in": "в Марве", "of": "Марвы", "from": "из Марвы", "to": "в Марву"})
TREASON = value("charge", "treason")
ABUSES = (value("abuse", "surveillance"), value("abuse", "threats"))


def told(party: Party, *events: Event) -> Sequence[str]:
    """The sentences of the facts, of which nothing may be left out."""
    facts = Facts(party, events)
    found = letter(facts, "ru")
    assert not found.untold
    told = [each.text for part in found.paragraphs if part.kind in ("facts", "law") for each in part.sentences]
    # Or the opening of the letter has told all of it.
    return told or [each.text for paragraph in account(facts, "ru", 0).paragraphs for _, each in paragraph]


def asked(party: Party, name: str, **args: object) -> str:
    request = Request(name, "requests.0", {key: (item,) for key, item in args.items()})  # type: ignore[misc]
    found = letter(Facts(party, requests=(request,)), "ru")
    assert not found.untold
    return found.paragraphs[-2].sentences[-1].text


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (ru.about("пытках"), "о пытках"),
        (ru.about("исчезновениях"), "об исчезновениях"),
        (ru.about("условиях труда"), "об условиях труда"),
        (ru.about("её убийстве"), "о её убийстве"),
        (ru.about("их убийстве"), "об их убийстве"),
        (ru.with_("угрозами"), "с угрозами"),
        (ru.with_("слежкой"), "со слежкой"),
        (ru.with_("сетью"), "с сетью"),
        (ru.with_("Всеобщей декларацией"), "со Всеобщей декларацией"),
        (ru.number("фонд «Рассвет»"), "one"),
        (ru.number("хроникёры"), ""),
        (ru.person("Чингиз Чойбеков", "ins", "m"), "Чингизом Чойбековым"),
        (ru.person("Айгуль Токтобаева", "acc", "f"), "Айгуль Токтобаеву"),
        (ru.person("Любовь Токтобаева", "acc", "f"), None),
        (ru.person("Пётр Усманов", "gen", "m"), "Петра Усманова"),
        (ru.person("Андрей Белый", "gen", "m"), None),
        (ru.number("правозащитный центр «Рассвет»"), "one"),
        (ru.number("сотрудники милиции"), "many"),
        (ru.number("Нурлан Усманов"), "one"),
        (ru.number("суд и прокуратура Оша"), ""),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


@pytest.mark.parametrize(
    ("name", "case", "wanted"),
    [
        ("газета «Рассвет»", "ins", "газетой «Рассвет»"),
        ("движение «Рассвет»", "prep", "движении «Рассвет»"),
        ("колхоз «Рассвет»", "gen", None),
        ("Ошский городской суд", "ins", "Ошским городским судом"),
        ("Высший административный суд", "gen", "Высшего административного суда"),
        ("Министерство внутренних дел", "gen", "Министерства внутренних дел"),
        ("Генеральная прокуратура", "acc", "Генеральную прокуратуру"),
        ("Нарынское УВД", "gen", "Нарынского УВД"),
        ("сотрудники милиции Ленинского района", "acc", "сотрудников милиции Ленинского района"),
        ("Вооружённые силы Судана", "ins", "Вооружёнными силами Судана"),
        ("совместное заявление семи организаций", "dat", "совместному заявлению семи организаций"),
        ("её адвокат Нурлан Усманов", "gen", "её адвоката Нурлана Усманова"),
        ("её адвокат Айгуль Усманова", "gen", "её адвоката Айгуль Усмановой"),
        ("следователь Усманов", "ins", "следователем Усмановым"),
        ("её адвокат Нора Салем", "gen", None),
        ("сама Нора Салем", "gen", "самой Норы Салем"),
        ("бывшая коллега", "gen", "бывшей коллеги"),
        ("несколько независимых организаций", "gen", "нескольких независимых организаций"),
        ("трое адвокатов", "dat", None),
        ("суд и прокуратура Оша", "gen", None),  # Both would have to be declined.
        ("адвокат, который ведёт дело", "gen", None),
    ],
)
def test_a_name_of_the_case_is_declined_by_its_head(name: str, case: str, wanted: str | None) -> None:
    assert ru_heads.declined(name, case) == wanted


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ош", ("в Оше", "в Ош", "из Оша", "Оша")),
        ("Бишкек", ("в Бишкеке", "в Бишкек", "из Бишкека", "Бишкека")),
        ("Бухара", ("в Бухаре", "в Бухару", "из Бухары", "Бухары")),
        ("Алматы", ("в Алматы", "в Алматы", "из Алматы", "Алматы")),
        ("Франция", ("во Франции", "во Францию", "из Франции", "Франции")),
        ("колония № 21", ("в колонии № 21", "в колонию № 21", "из колонии № 21", "колонии № 21")),
        ("площадь Ала-Тоо", ("на площади Ала-Тоо", "на площадь Ала-Тоо", "с площади Ала-Тоо", "площади Ала-Тоо")),
        ("СИЗО-1", ("в СИЗО-1", "в СИЗО-1", "из СИЗО-1", "СИЗО-1")),
        ("Елец", (None, None, None, None)),
        ("Нижний Новгород", (None, None, None, None)),
        ("дача", (None, None, None, None)),
    ],
)  # fmt: skip
def test_a_place_stands_with_its_preposition(name: str, forms: Sequence[str | None]) -> None:
    assert tuple(ru_heads.place(name, form, True) for form in ("in", "to", "from", "of")) == forms


@pytest.mark.parametrize(
    ("charge", "wanted"),
    [
        ("незаконное хранение оружия", "в незаконном хранении оружия"),
        ("взяточничество", "во взяточничестве"),
        ("покушение на участие в захвате", "в покушении на участие в захвате"),
        ("массовые беспорядки", "в массовых беспорядках"),
        ("хранение и распространение листовок", None),
        ("статья 205", None),
    ],
)
def test_a_charge_of_the_case_is_declined_by_its_noun(charge: str, wanted: str | None) -> None:
    assert ru_heads.accusation(charge) == wanted


def test_charges_that_cannot_be_declined_stand_in_quotation_marks() -> None:
    charges = (own(ru="дача взятки"), own(ru="статья 205"))
    (sentence,) = told(HER, event("convicted", args={"court": value("court", "supreme-court"), "charges": charges}))
    assert sentence == ("Верховный суд осудил её по обвинениям, сформулированным как «дача взятки» и «статья 205».")


def test_a_source_of_the_case_is_declined() -> None:
    paper = Source(own(ru="совместное заявление семи организаций"), "events.0.according_to")
    lawyer = Source(own(ru="её адвокат Нурлан Усманов"), "events.0.according_to")
    assert list(told(HER, event("beaten", source=paper))) == [
        "Согласно совместному заявлению семи организаций, её избивали."
    ]
    again = event("denied-lawyer", 1, source=Source(paper.who, "events.1.according_to"))
    _, second = told(HER, event("beaten", source=paper), again)
    assert second == "Там же говорится, что к ней не допустили адвоката."
    assert list(told(HER, event("beaten", source=lawyer))) == ["По словам её адвоката Нурлана Усманова, её избивали."]


def noun(entry: Value) -> NounPhrase:
    return grammar("ru").noun(entry, "events.0.x", {})


@pytest.mark.parametrize(
    ("entry", "form", "wanted"),
    [
        (value("charge", "espionage"), "for", "по обвинению в шпионаже"),
        (value("charge", "bribery"), "for", "по обвинению во взяточничестве"),
        (value("charge", "article", number=own(ru="330")), "for", "по статье 330 Уголовного кодекса"),
        (value("abuse", "surveillance"), "with", "со слежкой"),
        (value("topic", "enforced-disappearances"), "about", "о насильственных исчезновениях"),
        (value("agent", "police"), "acc", "сотрудников полиции"),
        (value("agent", "prosecutor"), "acc", "прокуратуру"),
        (value("agent", "authorities"), "by", "по данным властей"),
        (value("group", "journalists"), "by", "по словам журналистов"),
        (value("group", "students", n=1), "name", "1 студент"),
        (value("group", "students", n=23), "name", "23 студента"),
        (value("group", "students", n=23), "acc", "23 студентов"),
        (value("group", "families", n=2, of=MARWA), "acc", "2 семьи из Марвы"),
        (value("group", "students", n=21), "acc", "21 студента"),
        (value("group", "families", n=121), "acc", "121 семью"),
        (value("group", "refugees", n=31), "dat", "31 беженцу"),
        (value("group", "people", about=40), "gen", "около 40 человек"),
        (value("place", "prison", name=own(ru="Эвин"), in_=MARWA), "from", "из тюрьмы Эвин в Марве"),
        (value("court", "city-court", of=MARWA), "to", "в городской суд Марвы"),
        (value("sentence", "suspended", term=value("term", "years", n=2)), "dat", "двум годам лишения свободы условно"),
        (value("sentence", "lashes", number=21), "name", "21 удар плетью"),
        (value("duration", "weeks", n=2), "name", "уже две недели"),
        (value("duration", "days", n=5), "within", "в течение пяти дней"),
        (value("condition", "asthma", since=Day(2024)), "severe", "тяжёлая астма с 2024 года"),
        (value("standard", "udhr"), "with", "со Всеобщей декларацией прав человека"),
    ],
)
def test_values(entry: Value, form: str, wanted: str) -> None:
    assert noun(entry).find(form) == wanted


@pytest.mark.parametrize(
    ("party", "events", "wanted"),
    [
        (
            HER,
            (event("attacked", args={"by": value("agent", "unknown"), "how": value("attack", "stabbed")}),),
            "Неизвестные ранили её ножом.",
        ),
        (
            HER,
            (event("killed", args={"by": value("agent", "military"), "how": value("killing", "at-protest")}),),
            "Военные убили её, открыв огонь по участникам протеста.",
        ),
        (
            HIM,
            (event("faces-penalty", ongoing=True, args={"term": value("term", "years", n=7)}),),
            "Ему грозит семь лет лишения свободы.",
        ),
        (
            HIM,
            (
                event(
                    "faces-penalty", ongoing=True, args={"term": value("term", "years", n=7), "up_to": Flag()}
                ),
            ),
            "Ему грозит до семи лет лишения свободы.",
        ),
        (
            Party((LANG,)),
            (event("convicted", args={"court": value("court", "supreme-court"), "charges": TREASON}),),
            "Верховный суд осудил Сашу Ланг по обвинению в государственной измене.",
        ),
        (
            THEM,
            (event("execution", expected=Day(2026, 6, 5), args={"method": value("execution", "hanging")}),),
            "Их казнь через повешение назначена на 5 июня 2026 года.",
        ),
        (
            HER,
            (
                event(
                    "tortured",
                    args={
                        "by": value("agent", "police"),
                        "to": value("torture-aim", "confess"),
                        "methods": (value("method", "electric-shocks"), value("method", "denied-water")),
                    },
                ),
            ),
            "Сотрудники полиции пытали её, добиваясь признания: её мучили электрическим током и держали без воды.",
        ),
        (
            HER,
            (
                event(
                    "homes-destroyed", args={"by": value("agent", "military"), "how": value("destruction", "burned")}
                ),
            ),
            "Военные предали огню её дом.",
        ),
        (
            HIM,
            (event("unfair-trial", args={"unfair": (value("unfair", "closed"), value("unfair", "no-lawyer"))}),),
            "Над ним состоялся несправедливый суд: слушания проходили за закрытыми дверями, и у него не было адвоката.",
        ),
        (
            Party((LANG,)),
            (event("unfair-trial", args={"unfair": value("unfair", "no-lawyer")}),),
            "Над Сашей Ланг состоялся несправедливый суд: у Саши Ланг не было адвоката.",
        ),
        (
            HER,
            (
                event(
                    "home-searched",
                    args={
                        "by": value("agent", "police"),
                        "how": value("raid", "forced-open"),
                        "place": value("place", "home"),
                        "occasion": value("occasion", "without-warrant"),
                    },
                ),
            ),
            "Сотрудники полиции без ордера взломали дверь и провели обыск у неё дома.",
        ),
        (
            HER,
            (event("home-searched", args={"how": value("raid", "raided"), "place": value("place", "home")}),),
            "У неё дома провели рейд.",
        ),
        (
            HER,
            (
                event(
                    "at-risk-of",
                    ongoing=True,
                    args={
                        "harm": (value("harm", "torture"), value("harm", "unfair-trial")),
                        "by": value("agent", "police"),
                    },
                ),
            ),
            "Со стороны сотрудников полиции ей грозят пытки, другое жестокое обращение и несправедливый суд.",
        ),
        (
            HIM,
            (
                event(
                    "at-risk-of",
                    ongoing=True,
                    args={"harm": value("harm", "torture"), "degree": value("degree", "grave")},
                ),
            ),
            "Ему угрожает серьёзная опасность пыток и другого жестокого обращения.",
        ),
        (
            HER,
            (event("injured", args={"injury": value("injury", "hospital"), "cause": value("attack", "beaten")}),),
            "В результате избиения она получила травмы, потребовавшие лечения в больнице.",
        ),
        (
            HIM,
            (event("health-failing", ongoing=True, args={"degree": value("health", "critical")}),),
            "Он находится в критическом состоянии.",
        ),
        (
            HER,
            (event("protection-requested", args={"from": value("agent", "police")}),),
            "Она обратилась к сотрудникам полиции с просьбой о защите.",
        ),
        (
            Party((LANG,)),
            (
                event(
                    "last-contact", args={"with": value("relative", "mother"), "how": value("medium", "telephone")}
                ),
            ),
            "Матери в последний раз удалось связаться с Сашей Ланг по телефону.",
        ),
        (
            HER,
            (event("subjected-to", ongoing=True, args={"abuses": ABUSES}),),
            "Она сталкивается со слежкой и угрозами.",
        ),
        (
            HER,
            (event("detained", times=value("times", "twice"), args={"by": value("agent", "border-guards")}),),
            "Пограничники дважды задержали её.",
        ),
        (
            HER,
            (event("detained", times=value("times", "repeatedly"), args={"by": value("agent", "border-guards")}),),
            "Пограничники неоднократно задерживали её.",
        ),
    ],
)  # fmt: skip
def test_sentences(party: Party, events: Sequence[Event], wanted: str) -> None:
    assert list(told(party, *events)) == [wanted]


def test_that_somebody_is_held_is_told_where_the_place_does_not_tell_it() -> None:
    prison, town = value("place", "prison", name=own(ru="Эвин")), value("place", "city", name=MARWA)
    for place, kind, wanted in (
        (prison, None, "в тюрьме Эвин"),
        (town, None, "в заключении в Марве"),
        (own(ru="Ош"), None, "в заключении в Оше"),
        (own(ru="СИЗО-1"), None, "в СИЗО-1"),
        (own(ru="Ош"), "pre-trial", "под стражей в Оше"),
        (prison, "incommunicado", "в тюрьме Эвин без связи с внешним миром"),
    ):
        args = {"place": place, **({"kind": value("detention", kind)} if kind else {})}
        sentence = told(HER, event("held", since=Day(2026, 5, 3), args=args))[-1]
        assert sentence in (f"С 3 мая 2026 года {who} держат {wanted}." for who in ("Анну Бергенову", "её"))


def test_the_second_of_a_month_has_another_preposition() -> None:
    for day, wanted in ((2, "Со 2 мая"), (3, "С 3 мая"), (22, "С 22 мая")):
        (sentence,) = told(HER, event("on-hunger-strike", since=Day(2026, 5, day)))
        assert sentence == f"{wanted} 2026 года она держит голодовку."


def test_a_hedge_stands_with_every_source() -> None:
    police = Source(value("agent", "police"), "events.0.according_to")
    (sentence,) = told(HER, event("beaten", source=police, date=Day(2026, 1, 12)))
    assert sentence == "По данным сотрудников полиции, 12 января 2026 года её избивали."


def test_a_second_fact_of_a_source_cannot_be_taken_for_the_words_of_the_person() -> None:
    mother = Party(noun=value("relative", "mother"), path="mother")
    sources = [Source(mother, f"events.{number}.according_to") for number in range(2)]
    assert list(told(HER, event("beaten", source=sources[0]), event("denied-lawyer", 1, source=sources[1]))) == [
        "По словам её матери, её избивали.",
        "Её мать добавляет, что к ней не допустили адвоката.",
    ]


def test_an_organisation_is_declined_by_the_noun_before_its_name() -> None:
    dawn = Party(noun=own("one", "f", ru="газета «Рассвет»"), path="people.0")
    closed = event("organisation-closed", args={"court": value("court", "city-court", of=MARWA)})
    assert list(told(dawn, closed)) == ["Городской суд Марвы закрыл её."]
    searched = letter(Facts(dawn, (event("threatened"),)), "ru").text()
    assert "Меня глубоко тревожит, что газете «Рассвет» угрожали." in searched


def test_the_name_of_a_relative_has_the_case_of_the_relative() -> None:
    brother = Party(noun=value("relative", "brother", name=own(ru="Амир Бергенов")), path="events.0.about")
    threat = event("threatened", args={"by": value("agent", "unknown")}, about=brother)
    for name, wanted in (("Айгуль Усманова", "Айгуль Усмановой"), ("Нурлан Усманов", "Нурлану Усманову")):
        lawyer = Party(noun=value("associate", "lawyer", name=own(ru=name)), path="events.0.about")
        assert list(told(HER, event("threatened", about=lawyer))) == [f"Её адвокату {wanted} угрожали."]
    assert list(told(HER, threat)) == ["Неизвестные угрожали её брату Амиру Бергенову."]
    assert list(told(Party((LANG,)), threat)) == ["Неизвестные угрожали брату Саши Ланг Амиру Бергенову."]


def test_a_group_that_stands_again_has_the_forms_that_a_rule_makes() -> None:
    residents = Party(noun=value("group", "residents", about=300, of=MARWA), path="people.0")
    who = mentions(grammar("ru"), residents, {})
    assert who.full.find("n-ins") == "примерно 300 жителями Марвы"
    assert who.again.find("n-ins") == "жителями"
    assert who.again.find("acc") == "жителей"


def test_a_request_asks_for_no_more_than_is_given() -> None:
    assert asked(HER, "access-to-family").endswith("разрешить Анне Бергеновой регулярно видеться с родными.")
    mother = Party(noun=value("relative", "mother"), path="requests.0.with")
    calls = value("visit", "calls")
    request = Request("access-to-family", "requests.0", {"with": (mother,), "how": (calls,)})
    text = letter(Facts(HER, requests=(request,)), "ru").text()
    assert "разрешить Анне Бергеновой регулярно говорить по телефону с матерью." in text
    assert asked(HER, "protect", by=value("agent", "prisoners")).endswith(
        "защитить Анну Бергенову от других заключённых."
    )
