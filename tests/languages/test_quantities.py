"""How many: each noun that can be many stands with a number, about how many, and words such as several."""

import re
from collections.abc import Iterator

import pytest

from ua_gen import stock
from ua_gen.languages.frames import COUNTED, tables
from ua_gen.languages.notation import parse
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Own, Value

TAGS = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "uk",
    "ky",
    "kk",
    "uz",
    "uz-Cyrl",
    "fa",
    "ar",
    "tg",
    "tk",
    "zh-Hans",
    "tr",
)
NUMBERS = ("n", "about", "at_least", "more_than", "nearly", "up_to")
WORDS = ("several", "dozens", "hundreds", "thousands", "all")
ONE = {"family", "community", "defence-team", "victims-family", "man", "woman"}
ALL_BY_THEMSELVES = {"those-at-risk", "others-like"}
NEVER_COUNTED = {"parents", "grandparents", "parents-in-law"}  # There are two of them, or all.
CASES = {
    "en": "name",
    "de": "name acc dat gen",
    "fr": "name de",
    "es": "name a de",
    "it": "name a di da",
    "pt": "name a de por",
    "ru": "name acc gen dat ins",
    "uk": "name acc gen dat ins",
    "ky": "name acc dat gen",
    "kk": "name acc dat gen com",
    "uz": "name acc dat gen com",
    "tk": "name acc dat gen com",
    "uz-Cyrl": "name acc dat gen com",
    "fa": "name",
    "tg": "name acc",
    "tr": "name acc dat gen com",
    "ar": "name gen obj",
    "zh-Hans": "name",
}


def nouns(tag: str) -> Iterator[tuple[str, str]]:
    """The nouns that can be many; of the third tier those that the language has."""
    many = {entry for section in ("relative", "associate") for entry in stock_many(section)}
    for section in COUNTED:
        for name in stock.values(section):
            told = stock.values(section)[name].tier in stock.TIERS or name in tables(tag)[section]
            if told and name not in ONE | NEVER_COUNTED and (section == "group" or name in many):
                yield section, name


def stock_many(section: str) -> list[str]:
    return list(stock._table("parties")[section]["many"])


def said(tag: str, section: str, name: str, form: str, **args: int | Value) -> str:
    owner = NounPhrase({"name": "Amir"}, "one", "m", person=True, own=True, rule=grammar(tag).form)
    his = tables(tag)["pronouns"].get("m") or tables(tag)["pronouns"]["any"]
    context = {"his": NounPhrase({**his}, "one", "m", pronoun=True, rule=grammar(tag).form), "owner": owner}
    return grammar(tag).value(Value(section, name, args), "who", context).get(form)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("quantity", NUMBERS)
def test_each_noun_stands_with_a_number_in_each_case(tag: str, quantity: str) -> None:
    for section, name in nouns(tag):
        for form in CASES[tag].split():
            text = said(tag, section, name, form, **{quantity: 40})
            assert grammar(tag).language.figures("40") in text, (section, name, form, text)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("word", WORDS)
def test_each_noun_stands_with_a_word_for_how_many_in_each_case(tag: str, word: str) -> None:
    entry = tables(tag)["count"][word]
    words = [text.strip(" ’") for text in (entry.values() if isinstance(entry, dict) else [entry])]
    for section, name in nouns(tag):
        if word == "all" and name in ALL_BY_THEMSELVES:
            continue
        for form in CASES[tag].split():
            text = said(tag, section, name, form, count=Value("count", word))
            bare = [re.sub(r"^des (?=\w)", "", each) for each in words]  # « le sort de dizaines de familles »
            assert any(each in text for each in (*words, *bare)), (section, name, form, text)


@pytest.mark.parametrize("tag", TAGS)
def test_the_patterns_of_quantities_can_be_read(tag: str) -> None:
    for section in COUNTED:
        for name, entry in tables(tag)[section].items():
            for form, value in entry.items():
                for pattern in [value] if isinstance(value, str) else value:
                    assert parse(pattern), (section, name, form)


@pytest.mark.parametrize(
    ("tag", "noun", "form", "args", "text"),
    [
        ("en", "families", "name", {"nearly": 300}, "nearly 300 families of Marwa"),
        ("en", "families", "name", {"count": "several"}, "several families of Marwa"),
        ("en", "residents", "name", {"count": "hundreds"}, "hundreds of residents of Marwa"),
        ("de", "families", "dat", {"count": "several"}, "mehreren Familien aus Marwa"),
        ("de", "children", "dat", {"count": "hundreds"}, "hunderten Kindern aus Marwa"),
        ("de", "prisoners", "name", {"count": "all"}, "alle Gefangenen in Marwa"),
        ("de", "prisoners", "name", {"count": "dozens"}, "dutzende Gefangene in Marwa"),
        ("fr", "residents", "name", {"count": "thousands"}, "des milliers d’habitants de Marwa"),
        ("fr", "families", "de", {"count": "dozens"}, "de dizaines de familles de Marwa"),
        ("fr", "families", "name", {"count": "all"}, "toutes les familles de Marwa"),
        ("es", "families", "a", {"count": "several"}, "a varias familias de Marwa"),
        ("es", "families", "de", {"count": "all"}, "de todas las familias de Marwa"),
        ("es", "students", "name", {"about": 40}, "unos 40 estudiantes de Marwa"),
        ("es", "people", "a", {"about": 40}, "a unas 40 personas de Marwa"),
        ("es", "people", "name", {"at_least": 3}, "al menos tres personas de Marwa"),
        ("es", "residents", "a", {"n": 120}, "a 120 habitantes de Marwa"),
        ("es", "prisoners", "name", {"count": "all"}, "todos los presos en Marwa"),
        ("it", "families", "a", {"count": "several"}, "a diverse famiglie di Marwa"),
        ("it", "families", "di", {"count": "all"}, "di tutte le famiglie di Marwa"),
        ("it", "families", "di", {"n": 120}, "delle 120 famiglie di Marwa"),
        ("it", "students", "name", {"about": 40}, "circa 40 studenti di Marwa"),
        ("it", "people", "a", {"at_least": 3}, "ad almeno tre persone di Marwa"),
        ("it", "residents", "da", {"about": 300}, "dai circa 300 abitanti di Marwa"),
        ("it", "prisoners", "name", {"count": "all"}, "tutti i prigionieri a Marwa"),
        ("pt", "families", "a", {"count": "several"}, "a várias famílias de Marwa"),
        ("pt", "families", "de", {"count": "all"}, "de todas as famílias de Marwa"),
        ("pt", "students", "name", {"about": 40}, "cerca de 40 estudantes de Marwa"),
        ("pt", "people", "name", {"at_least": 3}, "pelo menos três pessoas de Marwa"),
        ("pt", "residents", "a", {"n": 120}, "aos 120 habitantes de Marwa"),
        ("pt", "prisoners", "name", {"count": "all"}, "todos os reclusos em Marwa"),
        ("pt", "families", "por", {"n": 120}, "pelas 120 famílias de Marwa"),
        ("ru", "families", "name", {"count": "several"}, "несколько семей из Марвы"),
        ("ru", "families", "dat", {"count": "several"}, "нескольким семьям из Марвы"),
        ("ru", "families", "ins", {"count": "dozens"}, "десятками семей из Марвы"),
        ("ru", "families", "acc", {"count": "all"}, "все семьи из Марвы"),
        ("ru", "students", "acc", {"count": "hundreds"}, "сотни студентов Марвы"),
        ("ru", "students", "acc", {"count": "all"}, "всех студентов Марвы"),
        ("ru", "students", "dat", {"more_than": 40}, "более чем 40 студентам Марвы"),
        ("ru", "people", "gen", {"count": "all"}, "всех людей из Марвы"),
        ("ru", "villagers", "name", {"n": 3}, "3 сельских жителя из Марвы"),
        ("ru", "detainees", "name", {"n": 3}, "3 задержанных в Марве"),
        ("uk", "families", "name", {"count": "several"}, "кілька родин з Марви"),
        ("uk", "families", "ins", {"count": "dozens"}, "десятками родин з Марви"),
        ("uk", "families", "acc", {"count": "all"}, "усі родини з Марви"),
        ("uk", "families", "name", {"n": 22}, "22 родини з Марви"),
        ("uk", "students", "acc", {"count": "all"}, "усіх студентів Марви"),
        ("uk", "people", "dat", {"more_than": 40}, "понад 40 людям з Марви"),
        ("uk", "residents", "gen", {"n": 21}, "21 жителя Марви"),
        ("uk", "detainees", "name", {"n": 3}, "3 затримані в Марві"),
        ("ar", "families", "name", {"n": 2}, " أسرتان من مروة"),
        ("ar", "students", "name", {"n": 3}, "ثلاثة طلاب من مروة"),
        ("ar", "students", "gen", {"n": 2}, " طالبين من مروة"),
        ("ar", "students", "name", {"n": 105}, "105 طلاب من مروة"),
        ("ar", "students", "name", {"n": 40}, "40 طالبًا من مروة"),
        ("ar", "people", "name", {"n": 100}, "100 شخص من مروة"),
        ("ar", "people", "name", {"about": 40}, "نحو 40 شخصًا من مروة"),
        ("ar", "students", "gen", {"at_least": 3}, "ما لا يقل عن ثلاثة طلاب من مروة"),
        ("ar", "women", "name", {"n": 3}, "ثلاث نساء من مروة"),
        ("ar", "families", "name", {"count": "several"}, "عدة أسر من مروة"),
        ("ar", "teachers", "gen", {"count": "all"}, "جميع المعلمين من مروة"),
        ("ar", "residents", "name", {}, "سكان مروة"),
        ("ar", "teachers", "gen", {}, "معلمين من مروة"),
        ("ky", "families", "name", {"count": "several"}, "Marwa деген жердеги бир нече үй-бүлө"),
        ("ky", "families", "acc", {"count": "all"}, "Marwa деген жердеги бардык үй-бүлөлөрдү"),
        ("kk", "families", "name", {"count": "several"}, "Marwa деген жердегі бірнеше отбасы"),
        ("kk", "families", "acc", {"count": "all"}, "Marwa деген жердегі барлық отбасыларды"),
        ("uz", "families", "name", {"count": "several"}, "Marwadagi bir necha oila"),
        ("tk", "families", "name", {"count": "several"}, "Marwadaky birnäçe maşgala"),
        ("tk", "families", "acc", {"more_than": 40}, "Marwadaky 40-dan gowrak maşgalany"),
        ("tk", "people", "dat", {"nearly": 20}, "Marwadaky 20-ä golaý adama"),
        ("tk", "people", "name", {"more_than": 3}, "Marwadaky üçden gowrak adam"),
        ("uz-Cyrl", "families", "name", {"count": "several"}, "Marwaдаги бир неча оила"),
        ("uz", "families", "acc", {"more_than": 40}, "Marwadagi 40 tadan ortiq oilani"),
        ("uz-Cyrl", "families", "acc", {"more_than": 40}, "Marwaдаги 40 тадан ортиқ оилани"),
        ("uz", "people", "dat", {"nearly": 40}, "Marwadagi 40\u00a0ga yaqin kishiga"),
        ("uz-Cyrl", "people", "dat", {"nearly": 40}, "Marwaдаги 40\u00a0га яқин кишига"),
        ("uz", "people", "name", {"more_than": 3}, "Marwadagi uchdan ortiq kishi"),
        ("uz-Cyrl", "people", "name", {"more_than": 3}, "Marwaдаги учдан ортиқ киши"),
        ("zh-Hans", "families", "name", {"n": 120}, "Marwa的120户居民"),
        ("zh-Hans", "families", "name", {"count": "all"}, "Marwa的全体家庭"),
        ("zh-Hans", "students", "name", {"at_least": 3}, "Marwa的至少三名学生"),
        ("zh-Hans", "people", "name", {"about": 40}, "Marwa的约40人"),
        ("zh-Hans", "women", "name", {"n": 2}, "Marwa的两名妇女"),
        ("zh-Hans", "residents", "name", {"count": "dozens"}, "Marwa的数十名居民"),
        ("tr", "families", "name", {"count": "several"}, "Marva’daki birkaç aile"),
        ("tr", "families", "acc", {"more_than": 40}, "Marva’daki 40’tan fazla aileyi"),
        ("tr", "people", "dat", {"nearly": 40}, "Marva’daki 40’a yakın kişiye"),
        ("tr", "people", "name", {"more_than": 4}, "Marva’daki dörtten fazla kişi"),
        ("tr", "residents", "name", {"count": "all"}, "Marva’nın bütün sakinleri"),
        ("fa", "families", "name", {"nearly": 300}, "نزدیک به ۳۰۰ خانواده از Marwa"),
        ("fa", "residents", "name", {"count": "all"}, "همهٔ ساکنان Marwa"),
        ("fa", "students", "name", {"n": 3}, "سه دانشجو از Marwa"),
        ("tg", "families", "name", {"nearly": 300}, "қариб 300 оила аз Marwa"),
        ("tg", "residents", "name", {"count": "all"}, "ҳамаи сокинони Marwa"),
        ("tg", "students", "name", {"n": 3}, "се донишҷӯ аз Marwa"),
        ("tg", "students", "acc", {"n": 3}, "се донишҷӯ аз Marwa-ро"),
    ],
)
def test_what_is_counted_stands_in_its_case(
    tag: str, noun: str, form: str, args: dict[str, int | str], text: str
) -> None:
    town = {
        "ru": {"name": "Марва", "of": "Марвы", "gen": "Марвы", "in": "в Марве", "from": "из Марвы"},
        "uk": {"name": "Марва"},
        "ar": {"name": "مروة"},
        "tr": {"name": "Marva"},
    }
    of = Own({tag: town.get(tag, {"name": "Marwa"})})
    given = {key: Value("count", each) if isinstance(each, str) else each for key, each in args.items()}
    assert said(tag, "group", noun, form, of=of, **given) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("tag", "form", "args", "text"),
    [
        ("en", "name", {"count": "dozens"}, "dozens of his friends"),
        ("de", "dat", {"count": "several"}, "mehreren seiner Freundinnen und Freunde"),
        ("de", "dat", {"count": "all"}, "allen seinen Freundinnen und Freunden"),
        ("fr", "name", {"count": "several"}, "plusieurs de ses amis"),
        ("fr", "name", {"count": "all"}, "tous ses amis"),
        ("es", "a", {"count": "several"}, "a varios de sus amigos"),
        ("es", "name", {"count": "all"}, "todos sus amigos"),
        ("es", "name", {"n": 2}, "dos de sus amigos"),
        ("it", "a", {"count": "several"}, "a diversi dei suoi amici"),
        ("it", "name", {"count": "all"}, "tutti i suoi amici"),
        ("it", "name", {"count": "dozens"}, "decine dei suoi amici"),
        ("it", "name", {"n": 1}, "uno dei suoi amici"),
        ("pt", "a", {"count": "several"}, "a vários dos seus amigos"),
        ("pt", "name", {"count": "all"}, "todos os seus amigos"),
        ("pt", "obj", {"n": 2}, "dois dos amigos dele"),
        ("ru", "name", {"n": 3}, "трое его друзей"),
        ("ru", "by", {"n": 2}, "по словам двоих его друзей"),
        ("ru", "dat", {"count": "dozens"}, "десяткам его друзей"),
        ("uk", "name", {"n": 3}, "троє його друзів"),
        ("uk", "by", {"n": 2}, "за словами двох його друзів"),
        ("uk", "ins", {"count": "all"}, "усіма його друзями"),
        ("ar", "name", {"n": 3}, "ثلاثة من أصدقائه"),
        ("ar", "name", {"count": "all"}, "جميع أصدقائه"),
        ("ar", "name", {}, "أصدقاؤه"),
        ("ar", "gen", {}, "أصدقائه"),
        ("ar", "obj", {}, "أصدقاءه"),
        ("ky", "name", {"nearly": 20}, "20га жакын досу"),
        ("ky", "acc", {"more_than": 40}, "40тан ашык досун"),
        ("ky", "name", {"up_to": 6}, "алтыга чейин досу"),
        ("kk", "name", {"nearly": 20}, "20-ға жуық досы"),
        ("kk", "acc", {"more_than": 40}, "оның 40-тан астам досын"),
        ("kk", "com", {"up_to": 6}, "алтыға дейін досымен"),
        ("tk", "name", {"nearly": 20}, "20-ä golaý dosty"),
        ("tk", "acc", {"more_than": 40}, "onuň 40-dan gowrak dostuny"),
        ("tk", "com", {"up_to": 6}, "alta çenli dosty bilen"),
        ("uz", "name", {"nearly": 20}, "20 nafarga yaqin doʻsti"),
        ("uz-Cyrl", "name", {"nearly": 20}, "20 нафарга яқин дўсти"),
        ("uz", "com", {"up_to": 6}, "olti nafargacha doʻsti bilan"),
        ("uz-Cyrl", "com", {"up_to": 6}, "олти нафаргача дўсти билан"),
        ("zh-Hans", "name", {"n": 3}, "他的三名朋友"),
        ("zh-Hans", "its", {"count": "several"}, "其数名朋友"),
        ("zh-Hans", "name", {"count": "all"}, "他的全体朋友"),
        ("tr", "name", {"nearly": 4}, "dörde yakın arkadaşı"),
        ("tr", "acc", {"more_than": 40}, "40’tan fazla arkadaşını"),
        ("tr", "com", {"up_to": 6}, "en fazla altı arkadaşıyla"),
        ("fa", "name", {"count": "several"}, "چند نفر از دوستانش"),
        ("fa", "name", {"count": "all"}, "همهٔ دوستانش"),
        ("tg", "name", {"count": "several"}, "чанд нафар аз дӯстонаш"),
        ("tg", "acc", {"n": 2}, "ду нафар аз дӯстонашро"),
        ("tg", "name", {"count": "all"}, "ҳамаи дӯстонаш"),
    ],
)
def test_some_of_those_who_are_near_to_somebody(tag: str, form: str, args: dict[str, int | str], text: str) -> None:
    given = {key: Value("count", each) if isinstance(each, str) else each for key, each in args.items()}
    assert said(tag, "associate", "friends", form, **given) == text
