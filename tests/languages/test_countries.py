"""The countries of the engine: every code has a name, and the forms that frames and tables ask for."""

from functools import cache

import pytest
from babel import Locale

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Item, Own, Value

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
# What Babel has names for and ISO 3166-1 is not: places that it reserves, groups of countries, made-up ones.
NOT_COUNTRIES = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


@cache
def codes() -> frozenset[str]:
    return (
        frozenset(code for code in map(str, Locale("en").territories) if len(code) == 2 and code.isalpha())
        - NOT_COUNTRIES
    )


def country(tag: str, code: str) -> NounPhrase:
    return grammar(tag).value(Value("country", code), "country", {})


def place(tag: str, code: str) -> NounPhrase:
    return grammar(tag).value(Value("place", "country", {"name": Value("country", code)}), "place", {})


@pytest.mark.parametrize("tag", TAGS)
def test_every_code_has_a_name_and_no_other(tag: str) -> None:
    assert frozenset(tables(tag)["country"]) == codes()


@pytest.mark.parametrize("tag", TAGS)
def test_every_country_is_a_place_and_has_each_form_that_the_tables_ask_for(tag: str) -> None:
    asked = {
        "en": "",
        "de": "acc dat gen von",
        "fr": "le de pays du-pays",
        "es": "de",
        "it": "di a",
        "pt": "de",
        "ru": "gen dat acc ins prep of",
        "uk": "gen dat acc ins of",
        "ky": "gen",
        "kk": "gen com",
        "uz": "gen com",
        "tk": "gen com",
        "uz-Cyrl": "gen com",
        "tr": "gen",
    }
    for code in codes():
        noun = country(tag, code)
        assert noun.number in ("one", "many"), code
        for form in ("name", "in", "to", "from", *asked.get(tag, "").split()):
            text = noun.get(form)
            assert text, (code, form)
            assert "{" not in text, (code, form)
        for form in ("in", "to", "from"):
            assert place(tag, code).get(form) == noun.get(form), (code, form)


@pytest.mark.parametrize(
    ("tag", "code", "form", "text"),
    [
        ("en", "CD", "in", "in the Democratic Republic of the Congo"),
        ("en", "NL", "from", "from the Netherlands"),
        ("en", "NO", "in", "in Norway"),
        ("en", "TR", "name", "Türkiye"),
        ("de", "NL", "in", "in den Niederlanden"),
        ("de", "US", "gen", "der USA"),
        ("de", "IR", "to", "in den Iran"),
        ("de", "TR", "from", "aus der Türkei"),
        ("de", "CF", "in", "in der Zentralafrikanischen Republik"),
        ("de", "AE", "dat", "den Vereinigten Arabischen Emiraten"),
        ("de", "KG", "gen", "Kirgisistans"),
        ("de", "BY", "gen", "von Belarus"),
        ("de", "PH", "in", "auf den Philippinen"),
        ("de", "KG", "von", "von Kirgisistan"),
        ("fr", "IR", "in", "en Iran"),
        ("fr", "IR", "de", "de l’Iran"),
        ("fr", "IR", "du-pays", "d’Iran"),
        ("fr", "ML", "to", "au Mali"),
        ("fr", "US", "from", "des États-Unis"),
        ("fr", "CU", "pays", "à Cuba"),
        ("fr", "HT", "from", "d’Haïti"),
        ("fr", "IL", "in", "en Israël"),
        ("fr", "CD", "de", "de la République démocratique du Congo"),
        ("es", "SV", "from", "de El Salvador"),
        ("es", "GB", "from", "del Reino Unido"),
        ("es", "IN", "in", "en la India"),
        ("es", "CD", "de", "de la República Democrática del Congo"),
        ("es", "US", "to", "a Estados Unidos"),
        ("es", "PH", "in", "en Filipinas"),
        ("es", "KG", "name", "Kirguistán"),
        ("it", "SV", "from", "da El Salvador"),
        ("it", "GB", "in", "nel Regno Unito"),
        ("it", "IR", "di", "dell’Iran"),
        ("it", "US", "to", "negli Stati Uniti"),
        ("it", "CU", "in", "a Cuba"),
        ("it", "KG", "from", "dal Kirghizistan"),
        ("it", "LK", "di", "dello Sri Lanka"),
        ("pt", "BR", "in", "no Brasil"),
        ("pt", "PT", "from", "de Portugal"),
        ("pt", "US", "to", "para os Estados Unidos"),
        ("pt", "CD", "de", "da República Democrática do Congo"),
        ("pt", "PH", "in", "nas Filipinas"),
        ("pt", "CU", "in", "em Cuba"),
        ("pt", "KG", "name", "o Quirguistão"),
        ("ru", "CU", "in", "на Кубе"),
        ("ru", "CU", "from", "с Кубы"),
        ("ru", "US", "in", "в США"),
        ("ru", "FR", "to", "во Францию"),
        ("ru", "CD", "ins", "Демократической республикой Конго"),
        ("ru", "KH", "gen", "Камбоджи"),
        ("ru", "NL", "in", "в Нидерландах"),
        ("ru", "PH", "from", "с Филиппин"),
        ("ru", "IL", "ins", "Израилем"),
        ("uk", "CU", "to", "на Кубу"),
        ("uk", "US", "from", "зі США"),
        ("uk", "KG", "in", "в Киргизстані"),
        ("uk", "KH", "gen", "Камбоджі"),
        ("uk", "IQ", "in", "в Іраку"),
        ("uk", "IL", "ins", "Ізраїлем"),
        ("uk", "TR", "dat", "Туреччині"),
        ("uk", "CN", "in", "в Китаї"),
        ("uk", "NL", "from", "з Нідерландів"),
        ("uk", "KR", "gen", "Південної Кореї"),
        ("ar", "CD", "in", "في جمهورية الكونغو الديمقراطية"),
        ("ar", "NO", "name", "النرويج"),
        ("ar", "PS", "to", "إلى فلسطين"),
        ("ar", "MM", "from", "من ميانمار"),
        ("ky", "KG", "in", "Кыргызстанда"),
        ("ky", "US", "gen", "АКШнын"),
        ("ky", "SA", "to", "Сауд Арабиясына"),
        ("ky", "EG", "from", "Египеттен"),
        ("ky", "ML", "gen", "Малинин"),
        ("ky", "IL", "in", "Израилде"),
        ("ky", "XK", "at", "Косоводогу"),
        ("kk", "RU", "from", "Ресейден"),
        ("kk", "US", "gen", "АҚШ-тың"),
        ("kk", "SA", "to", "Сауд Арабиясына"),
        ("kk", "AE", "in", "Біріккен Араб Әмірліктерінде"),
        ("kk", "BY", "at", "Беларусьтегі"),
        ("kk", "CL", "acc", "Чилиді"),
        ("kk", "IQ", "to", "Иракқа"),
        ("kk", "XK", "at", "Косоводағы"),
        ("uz", "KG", "at", "Qirgʻizistondagi"),
        ("tk", "KG", "at", "Gyrgyzystandaky"),
        ("tk", "BD", "at", "Bangladeşdäki"),
        ("tk", "IQ", "to", "Yraga"),
        ("tk", "TR", "gen", "Türkiýäniň"),
        ("tk", "AE", "in", "Birleşen Arap Emirliklerinde"),
        ("uz-Cyrl", "KG", "at", "Қирғизистондаги"),
        ("uz", "IQ", "to", "Iroqqa"),
        ("uz-Cyrl", "IQ", "to", "Ироққа"),
        ("uz", "AE", "in", "Birlashgan Arab Amirliklarida"),
        ("uz-Cyrl", "AE", "in", "Бирлашган Араб Амирликларида"),
        ("zh-Hans", "CD", "in", "在刚果民主共和国"),
        ("zh-Hans", "PS", "name", "巴勒斯坦"),
        ("zh-Hans", "NL", "to", "至荷兰"),
        ("tr", "KG", "gen", "Kırgızistan’ın"),
        ("tr", "US", "in", "Amerika Birleşik Devletleri’nde"),
        ("tr", "GQ", "to", "Ekvator Ginesi’ne"),
        ("tr", "GB", "from", "Birleşik Krallık’tan"),
        ("tr", "IQ", "at", "Irak’taki"),
        ("fa", "CD", "in", "در جمهوری دموکراتیک کنگو"),
        ("fa", "PS", "from", "از فلسطین"),
        ("fa", "HK", "to", "به هنگ‌کنگ"),
        ("tg", "CD", "in", "дар Ҷумҳурии Демократии Конго"),
        ("tg", "SA", "acc", "Арабистони Саудиро"),
        ("tg", "TJ", "from", "аз Тоҷикистон"),
    ],
)
def test_the_hard_ones(tag: str, code: str, form: str, text: str) -> None:
    assert country(tag, code).get(form) == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("en", "at the border with the Netherlands"),
        ("de", "an der Grenze zu den Niederlanden"),
        ("fr", "à la frontière avec les Pays-Bas"),
        ("es", "en la frontera con los Países Bajos"),
        ("pt", "na fronteira com os Países Baixos"),
        ("ru", "на границе с Нидерландами"),
        ("uk", "на кордоні з Нідерландами"),
        ("kk", "Нидерландпен шекарада"),
        ("uz", "Niderlandiya bilan chegarada"),
        ("tk", "Niderlandlar bilen serhetde"),
        ("uz-Cyrl", "Нидерландия билан чегарада"),
        ("zh-Hans", "在与荷兰的边境"),
        ("tr", "Hollanda sınırında"),
        ("fa", "در مرز با هلند"),
        ("tg", "дар сарҳад бо Нидерланд"),
        ("ar", "على الحدود مع هولندا"),
    ],
)
def test_a_country_stands_in_the_patterns_of_other_words(tag: str, text: str) -> None:
    border = grammar(tag).value(Value("place", "border", {"country": Value("country", "NL")}), "place", {})
    assert border.get("in") == text


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "im Gefängnis Evin im Iran"),
        ("fr", "à la prison d’Evin, en Iran,"),
        ("es", "en la prisión de Evin, en Irán,"),
        ("pt", "na prisão de Evin, no Irão,"),
        ("ky", "Ирандагы Evin түрмөсүндө"),
        ("kk", "Ирандағы Evin түрмесінде"),
        ("uz", "Erondagi Evin qamoqxonasida"),
        ("tk", "Eýrandaky Evin türmesinde"),
        ("uz-Cyrl", "Эрондаги Evin қамоқхонасида"),
        ("zh-Hans", "在伊朗Evin监狱"),
        ("tr", "İran’daki Evin Cezaevinde"),
        ("fa", "در زندان Evin در ایران"),
        ("tg", "дар маҳбаси Evin дар Эрон"),
        ("ar", "في سجن Evin في إيران"),
    ],
)
def test_a_country_stands_in_the_place_of_a_town(tag: str, text: str) -> None:
    args: dict[str, Item] = {"name": Own({tag: {"name": "Evin"}}), "in": Value("country", "IR")}
    assert grammar(tag).value(Value("place", "prison", args), "place", {}).get("in") == text
