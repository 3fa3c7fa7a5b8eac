"""The endings of Kyrgyz words: those of our tables by rule, and of no name that may be spoken otherwise."""

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
        (value("place", "prison", in_=own(ky="Нарын")), "to", "Нарын шаарындагы түрмөгө"),
        (value("place", "prison", in_=own(ky={"name": "Ош", "in": "Ошто"})), "from", "Оштогу түрмөдөн"),
        (value("place", "prison", in_=value("place", "village", name=own(ky="Арал"))), "in", "Арал айылындагы түрмөдө"),
        (value("place", "prison", name=own(ky="Нарын борбордук түрмөсү")), "in", "Нарын борбордук түрмөсүндө"),
        (value("law", "press-law"), "by", "басма сөз жөнүндөгү мыйзамга ылайык"),
        (value("charge", "treason"), "under", "«мамлекетке чыккынчылык» деген айып боюнча"),
        (value("group", "residents", of=own(ky="Арал"), n=7), "acc", "Арал шаарынын жети тургунун"),
        (value("group", "residents", of=own(ky={"name": "Арал", "gen": "Аралдын"})), "dat", "Аралдын тургундарына"),
        (value("group", "women", of=value("place", "village", name=own(ky="Арал"))), "name", "Арал айылындагы аялдар"),
        (value("sentence", "fine", amount=own(ky="он миң сом")), "verb", "он миң сом өлчөмүндөгү айыпка жыккан"),
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
        ("condition", "ill", "ӨЗ СӨЗ"),
        ("care", "now", "ӨЗ СӨЗ берилбей жатат"),
        ("needs", "without", "ӨЗ СӨЗ жок"),
        ("how", "own", "ӨЗ СӨЗ"),
        ("harm", "gen", None),
    ],
)
def test_a_text_of_the_cases_own_stands_where_it_needs_no_ending(kind: str, name: str, wanted: str | None) -> None:
    assert grammar("ky").noun(own(ky="ӨЗ СӨЗ"), "path", {}, kind).find(name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (own(ky="Жон Смит"), "Жон Смит аттуу уулун"),
        (own(ky={"name": "Жон Смит", "acc": "Жон Смитти"}), "уулу Жон Смитти"),
        (own(ky="Асан Осмонов"), "уулу Асан Осмоновду"),
    ],
)
def test_a_relative_whose_name_has_no_such_form_is_told_of_by_name(name: Own, wanted: str) -> None:
    his = {"his": NounPhrase({"his": "анын"})}
    assert grammar("ky").noun(value("relative", "son", name=name), "path", his).find("acc") == f"анын {wanted}"
