"""The endings of Kyrgyz words: of our tables and of figures by rule, and of no name that may be spoken otherwise."""

import pytest
from helpers.model_cases import own, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Item, Own
from ua_gen.wording.realisation.rules import ky


@pytest.mark.parametrize(
    ("word", "cases"),
    [
        ("түрмө", ("түрмөнү", "түрмөгө", "түрмөнүн", "түрмөдө", "түрмөдөн")),
        ("түрмөсү", ("түрмөсүн", "түрмөсүнө", "түрмөсүнүн", "түрмөсүндө", "түрмөсүнөн")),
        ("бийлик", ("бийликти", "бийликке", "бийликтин", "бийликте", "бийликтен")),
        ("сот", ("сотту", "сотко", "соттун", "сотто", "соттон")),
        ("бөлүмдөрү", ("бөлүмдөрүн", "бөлүмдөрүнө", "бөлүмдөрүнүн", "бөлүмдөрүндө", "бөлүмдөрүнөн")),
        ("коркутуу", ("коркутууну", "коркутууга", "коркутуунун", "коркутууда", "коркутуудан")),
        ("кыйноо", ("кыйноону", "кыйноого", "кыйноонун", "кыйноодо", "кыйноодон")),
        ("көрсөтүү", ("көрсөтүүнү", "көрсөтүүгө", "көрсөтүүнүн", "көрсөтүүдө", "көрсөтүүдөн")),
        ("жумушчу", ("жумушчуну", "жумушчуга", "жумушчунун", "жумушчуда", "жумушчудан")),
        ("окуучусу", ("окуучусун", "окуучусуна", "окуучусунун", "окуучусунда", "окуучусунан")),
        ("баш оору", ("баш ооруну", "баш ооруга", "баш оорунун", "баш ооруда", "баш оорудан")),
        ("тери оорусу", ("тери оорусун", "тери оорусуна", "тери оорусунун", "тери оорусунда", "тери оорусунан")),
        ("лагерь", ("лагерди", "лагерге", "лагердин", "лагерде", "лагерден")),
        ("полиция", ("полицияны", "полицияга", "полициянын", "полицияда", "полициядан")),
        ("күйөөсү", ("күйөөсүн", "күйөөсүнө", "күйөөсүнүн", "күйөөсүндө", "күйөөсүнөн")),
    ],
)  # fmt: skip
def test_a_word_of_the_tables_is_declined(word: str, cases: tuple[str, ...]) -> None:
    assert tuple(ky.declined(word, case) for case in ("acc", "dat", "gen", "loc", "abl")) == cases


@pytest.mark.parametrize("word", ["№ 47", "COVID-19", "", "БКХЗ"])
def test_what_has_no_vowel_or_no_letter_at_its_end_is_not_declined(word: str) -> None:
    assert word == "" or ky.declined(word, "acc") is None


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("Ош", ("Ошто", "Ошко", "Оштон", "Оштун")),
        ("Базар-Коргон", ("Базар-Коргондо", "Базар-Коргонго", "Базар-Коргондон", "Базар-Коргондун")),
        ("Ысык-Көл", ("Ысык-Көлдө", "Ысык-Көлгө", "Ысык-Көлдөн", "Ысык-Көлдүн")),
        ("Кара-Суу", ("Кара-Сууда", "Кара-Сууга", "Кара-Суудан", "Кара-Суунун")),
        ("Казань", ("Казанда", "Казанга", "Казандан", "Казандын")),
        ("Нарын түрмөсү", ("Нарын түрмөсүндө", "Нарын түрмөсүнө", "Нарын түрмөсүнөн", "Нарын түрмөсүнүн")),
        ("№ 47 колония", ("№ 47 колонияда", "№ 47 колонияга", "№ 47 колониядан", "№ 47 колониянын")),
        ("Алматы", ("Алматыда", "Алматыга", "Алматыдан", "Алматынын")),
        ("Булак-Башы", (None, None, None, None)),  # Of a kind with Алматы by its letters, and not by its endings.
        ("Кёльн", (None, None, None, None)),
        ("СИЗО", (None, None, None, None)),
        ("Evin", (None, None, None, None)),
        ("Миграция бюросу", (None, None, None, None)),
    ],
)  # fmt: skip
def test_the_name_of_a_place_is_declined_where_its_ending_is_safe(name: str, cases: tuple[str | None, ...]) -> None:
    assert tuple(ky.named(name, case) for case in ("loc", "dat", "abl", "gen")) == cases


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("Карим Одех", ("Карим Одехти", "Карим Одехке", "Карим Одехтин")),
        ("Айсулуу Асан кызы", ("Айсулуу Асан кызын", "Айсулуу Асан кызына", "Айсулуу Асан кызынын")),
        ("Болот уулу", ("Болот уулун", "Болот уулуна", "Болот уулунун")),
        ("Саакашвили", ("Саакашвилини", "Саакашвилиге", "Саакашвилинин")),
        ("Зеленский", ("Зеленскийди", "Зеленскийге", "Зеленскийдин")),
        ("Karim Odeh", (None, None, None)),
        ("А. Б.", (None, None, None)),
    ],
)
def test_the_name_of_a_person_is_declined_where_it_is_spoken_as_it_is_written(
    name: str, cases: tuple[str | None, ...]
) -> None:
    assert tuple(ky.person(name, case) for case in ("acc", "dat", "gen")) == cases


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "бирден"), (3, "үчтөн"), (6, "алтыдан"), (10, "ондон"), (20, "20дан"), (40, "40тан"), (50, "50дөн"),
        (69, "69дан"), (70, "70тен"), (90, "90дон"), (100, "100дөн"), (1500, "1500дөн"), (4000, "4000ден"),
        (2_000_000, "2\xa0000\xa0000дон"),
    ],
)  # fmt: skip
def test_more_than_a_figure_has_the_ending_that_is_read(number: int, text: str) -> None:
    people = value("group", "people", more_than=number)
    assert form(people, "name") == f"{text} ашык адам"


def form(item: Item, form: str) -> str | None:
    return grammar("ky").noun(item, "path", {}).find(form)


@pytest.mark.parametrize(
    ("item", "name", "wanted"),
    [
        (value("agent", "police"), "gen", "полиция кызматкерлеринин"),
        (value("agent", "authorities"), "abl", "бийликтен"),
        (value("place", "village", name=own(ky="Арал")), "in", "Арал айылында"),
        (value("place", "village", name=own(ky="Арал")), "at", "Арал айылындагы"),
        (value("place", "city", name=own(ky={"name": "Ош", "in": "Ошто"})), "in", "Ошто"),
        (value("place", "prison", in_=own(ky="Нарын")), "to", "Нарындагы түрмөгө"),
        (value("place", "prison", in_=own(ky="Булак-Башы")), "to", "Булак-Башы деген жердеги түрмөгө"),
        (value("place", "prison", in_=own(ky={"name": "Ош", "in": "Ошто"})), "from", "Оштогу түрмөдөн"),
        (value("place", "prison", in_=value("place", "village", name=own(ky="Арал"))), "in", "Арал айылындагы түрмөдө"),
        (value("place", "prison", name=own(ky="Нарын борбордук түрмөсү")), "in", "Нарын борбордук түрмөсүндө"),
        (value("law", "press-law"), "by", "басма сөз жөнүндөгү мыйзамга ылайык"),
        (value("charge", "treason"), "under", "«мамлекетке чыккынчылык» деген айып боюнча"),
        (value("group", "residents", of=own(ky="Арал"), n=7), "acc", "Аралдын жети тургунун"),
        (value("group", "residents", of=own(ky={"name": "Арал", "gen": "Аралдын"})), "dat", "Аралдын тургундарына"),
        (value("group", "women", of=value("place", "village", name=own(ky="Арал"))), "name", "Арал айылындагы аялдар"),
        (value("sentence", "fine", amount=own(ky="он миң сом")), "verb", "он миң сом өлчөмүндөгү айыпка жыккан"),
        (value("term", "years", n=16), "verb", "16 жылга эркинен ажыраткан"),  # A sentence may be given as a term.
        (value("term", "years", n=16), "acc", "16 жыл эркинен ажыратуу жазасын"),
        (
            value("court", "revolutionary-court", of=own(ky="Шираз"), branch=own(ky="15")),
            "gen",
            "Шираз революциялык сотунун 15-бөлүмүнүн",
        ),
        (
            value("standard", "iccpr", article=own(ky="7")),
            "dat",
            "Жарандык жана саясий укуктар жөнүндө эл аралык пакттын 7-беренесине",
        ),
        (value("condition", "hearing-loss"), "ill", None),
        (own(ky="Миграция бюросу"), "gen", None),
        (own(ky="Нарын шаардык соту"), "dat", "Нарын шаардык сотуна"),
    ],
)
def test_a_form_is_made_of_our_words_and_of_no_other(item: Item, name: str, wanted: str | None) -> None:
    assert form(item, name) == wanted


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [
        ("charge", "under", "«ӨЗ СӨЗ» деген айып боюнча"),
        ("charge", "laid", "«ӨЗ СӨЗ» деген айып"),
        ("charge", "over", "«ӨЗ СӨЗ» боюнча"),
        ("condition", "ill", "ӨЗ СӨЗ"),
        ("care", "now", "ӨЗ СӨЗ берилбей жатат"),
        ("needs", "without", "ӨЗ СӨЗ жок"),
        ("how", "own", "ӨЗ СӨЗ"),
        ("harm", "gen", None),
        ("court", "dat", "ӨЗ СӨЗ деген сотко"),
        ("place", "in", "ӨЗ СӨЗ деген жерде"),
    ],
)
def test_a_text_of_the_cases_own_stands_where_it_needs_no_ending(kind: str, name: str, wanted: str | None) -> None:
    assert grammar("ky").noun(own(ky="ӨЗ СӨЗ"), "path", {}, kind).find(name) == wanted


def test_an_article_of_the_law_is_not_called_an_accusation() -> None:
    article = grammar("ky").noun(own(ky="Кылмыш-жаза кодексинин 330-беренеси"), "path", {}, "charge")
    assert article.find("under") == "Кылмыш-жаза кодексинин 330-беренеси боюнча"
    assert article.find("laid") == "Кылмыш-жаза кодексинин 330-беренеси боюнча айып"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (own(ky="John Smith"), "John Smith аттуу уулун"),
        (own(ky={"name": "John Smith", "acc": "John Smithти"}), "уулу John Smithти"),
        (own(ky="Жон Смит"), "уулу Жон Смитти"),
        (own(ky="Асан Осмонов"), "уулу Асан Осмоновду"),
    ],
)
def test_a_relative_whose_name_has_no_such_form_is_told_of_by_name(name: Own, wanted: str) -> None:
    his = {"his": NounPhrase({"his": "анын"})}
    assert grammar("ky").noun(value("relative", "son", name=name), "path", his).find("acc") == f"анын {wanted}"
