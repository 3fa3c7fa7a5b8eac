"""The endings of Uzbek words: the same behind every word, but for `-ga` behind k and q."""

import pytest
from helpers.model_cases import own, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Item
from ua_gen.wording.realisation.rules import uz, uz_cyrl

CASES = ("acc", "dat", "gen", "loc", "abl", "com")


@pytest.mark.parametrize(
    ("word", "cases"),
    [
        # Met in print, with the book.
        ("Otabek", ("Otabekni", "Otabekka", "Otabekning", "Otabekda", "Otabekdan", "Otabek bilan")),
        ("Chirchiq", ("Chirchiqni", "Chirchiqqa", "Chirchiqning", "Chirchiqda", "Chirchiqdan", "Chirchiq bilan")),
        ("Toshkent", ("Toshkentni", "Toshkentga", "Toshkentning", "Toshkentda", "Toshkentdan", "Toshkent bilan")),
        ("sudi", ("sudini", "sudiga", "sudining", "sudida", "sudidan", "sudi bilan")),
        ("bogʻ", ("bogʻni", "bogʻga", "bogʻning", "bogʻda", "bogʻdan", "bogʻ bilan")),
        ("“Ezgu”", ("“Ezgu”ni", "“Ezgu”ga", "“Ezgu”ning", "“Ezgu”da", "“Ezgu”dan", "“Ezgu” bilan")),
    ],
)  # fmt: skip
def test_every_word_takes_the_same_endings(word: str, cases: tuple[str, ...]) -> None:
    assert tuple(uz.declined(word, case) for case in CASES) == cases


@pytest.mark.parametrize("word", ["A. B.", "47", "COVID-19"])
def test_what_has_no_letter_at_its_end_takes_none(word: str) -> None:
    assert uz.declined(word, "acc") is None


def test_the_word_before_a_bracket_takes_the_ending() -> None:
    assert uz.declined("qoidalari (Bangkok qoidalari)", "dat") == "qoidalariga (Bangkok qoidalari)"


@pytest.mark.parametrize(
    ("number", "text"), [(3, "uchdan"), (10, "oʻndan"), (40, "40\u00a0dan"), (1500, "1500\u00a0dan")]
)
def test_an_ending_stands_apart_from_figures(number: int, text: str) -> None:
    assert form(value("group", "people", more_than=number), "name") == f"{text} ortiq kishi"


def form(item: Item, form: str) -> str | None:
    return grammar("uz").noun(item, "path", {}).find(form)


@pytest.mark.parametrize(
    ("item", "name", "wanted"),
    [
        (value("agent", "police"), "gen", "politsiya xodimlarining"),
        (value("place", "village", name=own(uz="Arslonbob")), "in", "Arslonbob qishlogʻida"),
        (value("place", "village", name=own(uz="Arslonbob")), "at", "Arslonbob qishlogʻidagi"),
        (value("place", "prison", in_=own(uz="Norin")), "to", "Norindagi qamoqxonaga"),
        (value("place", "prison", name=own(uz="Norin qamoqxonasi")), "in", "Norin qamoqxonasida"),
        (value("law", "press-law"), "by", "matbuot toʻgʻrisidagi qonunga muvofiq"),
        (value("charge", "treason"), "under", "“davlatga xiyonat” ayblovi boʻyicha"),
        (value("term", "years", n=16), "lose", "16 yilga ozodlikdan mahrum etilishi"),
        (value("sentence", "prison", term=value("term", "days", n=15)), "passive", "15 kunga qamoqqa olingan"),
        (value("standard", "constitution", article=own(uz="7")), "dat", "Konstitutsiyaning 7-moddasiga"),
        (value("condition", "gunshot-wound"), "ill", None),
        (value("harm", "execution"), "forbid", "oʻlim jazosini"),
        (value("relative", "son", name=own(uz="John Smith")), "acc", "oʻgʻli John Smithni"),
        (value("crime", "torture"), "reports", "qiynoq haqidagi xabarlarni"),
    ],
)  # fmt: skip
def test_a_form_is_made_by_rule(item: Item, name: str, wanted: str | None) -> None:
    his = {"his": NounPhrase({"his": "uning"})} if name == "acc" else {}
    found = grammar("uz").noun(item, "path", his).find(name)
    assert found == (f"uning {wanted}" if his and wanted else wanted)


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [
        ("charge", "under", "“OʻZ SOʻZI” ayblovi boʻyicha"),
        ("charge", "laid", "“OʻZ SOʻZI” ayblovi"),
        ("condition", "ill", "OʻZ SOʻZI bilan"),
        ("care", "now", "OʻZ SOʻZI berilmayapti"),
        ("how", "own", "OʻZ SOʻZI"),
        ("harm", "about", "OʻZ SOʻZI"),
        ("place", "in", "OʻZ SOʻZIda"),
    ],
)
def test_a_text_of_the_cases_own_takes_them_too(kind: str, name: str, wanted: str) -> None:
    assert grammar("uz").noun(own(uz="OʻZ SOʻZI"), "path", {}, kind).find(name) == wanted


def test_a_place_that_takes_no_ending_is_called_a_place() -> None:
    assert grammar("uz").noun(own(uz="SIZO-1"), "path", {}, "place").find("in") == "SIZO-1 degan joyda"


def test_an_article_of_the_law_is_not_called_an_accusation() -> None:
    article = grammar("uz").noun(own(uz="Jinoyat kodeksining 159-moddasi"), "path", {}, "charge")
    assert article.find("under") == "Jinoyat kodeksining 159-moddasi boʻyicha"
    assert article.find("laid") == "Jinoyat kodeksining 159-moddasi boʻyicha ayblov"


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("uni aybdor deb topgan", "hukm qilgan", "uni aybdor deb topib"),
        ("uni ushlagan", "olib ketgan", "uni ushlab"),
        ("uydan chiqqan", "ketgan", "uydan chiqib"),
        ("advokat qoʻymagan", "yordam koʻrsatmagan", "advokat qoʻymay"),
        ("uni kameraga qamagan", "kaltaklagan", "uni kameraga qamab"),
        ("advokat qoʻyilmayapti", "ruxsat berilmayapti", "advokat qoʻyilmay"),
        ("uni kaltaklagan", "uxlatmagan", None),  # Nor would it be told what is negated.
        ("uni hibsga olgan", "hibsda saqlanmoqda", None),
    ],
)
def test_of_two_verbs_the_first_is_a_converb(first: str, second: str, wanted: str | None) -> None:
    assert uz.converb(first, second) == wanted


def test_the_same_in_cyrillic_letters() -> None:
    assert uz.converb("уни ушлаган", "олиб кетган", uz_cyrl.CYRILLIC) == "уни ушлаб"
    assert uz.converb("адвокат қўйилмаяпти", "рухсат берилмаяпти", uz_cyrl.CYRILLIC) == "адвокат қўйилмай"
