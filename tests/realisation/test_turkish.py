"""The endings of Turkish words and names: harmony, the n behind a possessive ending, the apostrophe; i with its dot."""

from dataclasses import replace

import pytest
from helpers.generated import HADDAD, ODEH, PARTIES
from helpers.model_cases import SALEM, event, own, told, value

from ua_gen.languages import language
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.records import Day, Duty, Facts, Item, Party, Request
from ua_gen.wording.realisation.rules import tr

CASES = ("acc", "dat", "gen", "loc", "abl")


@pytest.mark.parametrize(
    ("name", "case", "wanted"),
    [
        # Met in print, with the book.
        ("Kasımova", "gen", "Kasımova’nın"),
        ("Askarov", "gen", "Askarov’un"),
        ("Oş", "loc", "Oş’ta"),
        ("Bişkek", "loc", "Bişkek’te"),
        ("İstanbul", "loc", "İstanbul’da"),
        ("Kırgızistan", "gen", "Kırgızistan’ın"),
        ("Erdoğan", "dat", "Erdoğan’a"),
        ("Dündar", "gen", "Dündar’ın"),
        ("Türkiye", "gen", "Türkiye’nin"),
        ("Van", "loc", "Van’da"),
        ("Zonguldak", "dat", "Zonguldak’a"),
        ("Karim Odeh", "acc", "Karim Odeh’i"),
        ("Ünal", "dat", "Ünal’a"),
        # Names of bodies take no apostrophe; those of laws do.
        ("İstanbul 26. Ağır Ceza Mahkemesi", "loc", "İstanbul 26. Ağır Ceza Mahkemesinde"),
        ("Adalet Bakanlığı", "dat", "Adalet Bakanlığına"),
        ("Devlet Ulusal Güvenlik Komitesi", "gen", "Devlet Ulusal Güvenlik Komitesinin"),
        ("Evin Cezaevi", "abl", "Evin Cezaevinden"),
        ("Ceza Kanunu", "gen", "Ceza Kanunu’nun"),
        ("Avrupa İnsan Hakları Sözleşmesi", "dat", "Avrupa İnsan Hakları Sözleşmesi’ne"),
        # Spoken otherwise than they are written, or nobody knows.
        ("Bilal", "acc", None),
        ("Kemal", "dat", None),
        ("Saadat", "gen", None),
        ("Human Rights Watch", "gen", None),
        ("Bordeaux", "loc", None),
        ("Shakespeare", "gen", None),
        ("BM", "loc", None),
        ("SIZO-1", "loc", None),
    ],
)
def test_a_name_takes_its_endings_where_it_is_spoken_as_it_is_written(name: str, case: str, wanted: str | None) -> None:
    assert tr.named(name, case) == wanted


@pytest.mark.parametrize(
    ("word", "cases"),
    [
        ("cezaevi", ("cezaevini", "cezaevine", "cezaevinin", "cezaevinde", "cezaevinden")),
        ("kişi", ("kişiyi", "kişiye", "kişinin", "kişide", "kişiden")),
        ("gazeteci", ("gazeteciyi", "gazeteciye", "gazetecinin", "gazetecide", "gazeteciden")),
        ("çocuk", ("çocuğu", "çocuğa", "çocuğun", "çocukta", "çocuktan")),
        ("annesi", ("annesini", "annesine", "annesinin", "annesinde", "annesinden")),
        ("protokol", ("protokolü", "protokole", "protokolün", "protokolde", "protokolden")),
        ("tehdit", ("tehdidi", "tehdide", "tehdidin", "tehditte", "tehditten")),
    ],
)
def test_a_word_of_ours_in_its_cases(word: str, cases: tuple[str, ...]) -> None:
    assert tuple(tr.declined(word, case) for case in CASES) == cases


@pytest.mark.parametrize(
    ("year", "text"),
    [
        (2026, "2026’da"), (2025, "2025’te"), (2020, "2020’de"), (2000, "2000’de"), (2003, "2003’te"),
        (2010, "2010’da"), (2009, "2009’da"), (1940, "1940’ta"), (1990, "1990’da"), (1900, "1900’de"),
    ],
)  # fmt: skip
def test_the_ending_of_a_year_follows_how_it_is_read(year: int, text: str) -> None:
    assert grammar("tr").date(Day(year), "when", True) == text


def test_months_take_the_ending_where_no_year_follows() -> None:
    assert grammar("tr").date(Day(2026, 10, 3), "since", True) == "3 Ekim 2026’dan beri"
    assert grammar("tr").date(Day(2026, 8, 3), "when", False) == "3 Ağustos’ta"
    assert grammar("tr").date(Day(2026, 12, 15), "until", False) == "15 Aralık’a kadar"


def form(item: Item, form: str) -> str | None:
    return grammar("tr").noun(item, "path", {}).find(form)


@pytest.mark.parametrize(
    ("item", "name", "wanted"),
    [
        (value("agent", "security-service", name=own(tr="İç Güvenlik")), "dat", "İç Güvenlik görevlilerine"),
        (value("place", "city", name=own(tr="Oş")), "in", "Oş’ta"),
        (value("place", "city", name=own(tr="Bordeaux")), "in", "Bordeaux kentinde"),
        (value("place", "remand-prison", number=1), "in", "1 No’lu Tutukevinde"),
        (value("place", "prison", name=own(tr="Evin Cezaevi")), "in", "Evin Cezaevinde"),
        (value("place", "prison", in_=own(tr="Van")), "to", "Van’daki cezaevine"),
        (value("court", "criminal-court", of=own(tr="Marva")), "loc", "Marva Ceza Mahkemesinde"),
        (value("charge", "treason"), "crime", "“vatana ihanet” suçundan"),
        (value("law", "press-law"), "gen", "basın kanununun"),
        (value("standard", "constitution"), "dat", "Anayasa’ya"),
        (value("term", "years", n=4), "upto", "dört yıla kadar hapis cezasına"),
        (value("sentence", "fine", amount=own(tr="10.000 lira")), "to", "10.000 lira para cezasına"),
        (value("harm", "execution"), "forbid", "idam cezasını"),
        (value("relative", "mother"), "com", "annesiyle"),
        (own(tr="Ceza Kanunu’nun 330. maddesi"), "under", None),
    ],
)  # fmt: skip
def test_a_form_is_made_by_rule(item: Item, name: str, wanted: str | None) -> None:
    assert form(item, name) == wanted


@pytest.mark.parametrize(
    ("kind", "form", "wanted"),
    [
        ("place", "in", "Bordeaux adlı yerde"),
        ("place", "at", "Bordeaux adlı yerdeki"),
        ("court", "gen", "Bordeaux adlı mahkemenin"),
        ("agent", "gen", None),
    ],
)
def test_a_place_or_a_court_that_takes_no_ending_is_called_what_it_is(kind: str, form: str, wanted: str | None) -> None:
    assert grammar("tr").noun(own(tr="Bordeaux"), "path", {}, kind).find(form) == wanted


def test_an_article_of_the_law_is_not_called_an_accusation() -> None:
    article = grammar("tr").noun(own(tr="Ceza Kanunu’nun 159. maddesi"), "path", {}, "charge")
    assert article.find("under") == "Ceza Kanunu’nun 159. maddesi uyarınca"
    assert article.find("laid") == "Ceza Kanunu’nun 159. maddesi uyarınca yöneltilen suçlamanın"


def test_several_are_shown_by_the_verb_only_where_no_word_says_who() -> None:
    party = Party((ODEH, SALEM))
    first = event("detained", date=Day(2026, 1, 12))
    second = event("beaten", 1, date=Day(2026, 1, 14))
    assert told("tr", first, second, party=party) == [
        "Karim Odeh ve Nora Salem, 12 Ocak 2026’da gözaltına alındı.",
        "İki gün sonra dövüldüler.",
    ]


def test_who_is_left_out_is_not_taken_for_the_court() -> None:
    verdict = event("convicted", date=Day(2026, 1, 12), args={"court": value("court", "supreme-court")})
    found = told("tr", event("detained", date=Day(2026, 1, 10)), verdict, event("released", 2, date=Day(2026, 3, 1)))
    assert found[-1] == "Salem, 1 Mart’ta serbest bırakıldı."


def test_an_agent_stands_before_a_word_that_would_be_taken_for_its_own() -> None:
    args = {"by": value("agent", "prosecutor"), "charges": value("charge", "terrorism")}
    charge = event("charged", 1, date=Day(2026, 2, 3), args=args)
    found = told("tr", event("detained", date=Day(2026, 1, 12)), charge)
    assert found[-1] == "3 Şubat’ta savcılık, hakkında “terör” suçlamasıyla dava açtı."


def test_two_who_are_named_share_what_stands_behind_them() -> None:
    asked = Request("drop-charges", "requests.0")
    text = letter(Facts(Party((SALEM, HADDAD)), (), (), (asked,)), "tr").text()
    assert "Nora Salem ve Lina Haddad hakkındaki bütün suçlamaların düşürülmesini" in text


def test_a_sentence_begins_with_a_dotted_capital() -> None:
    asked = Request("investigate", "requests.0", {"what": (value("crime", "torture"),)})
    text = letter(Facts(PARTIES["f"], (), (Duty("torture-ban", "duties.0"),), (asked,)), "tr").text()
    assert "\n\nİşkence hiçbir koşulda meşru görülemez." in text
    assert language("tr").capitalised("işkence") == "İşkence"
    assert language("tr").capitalised("ırmak") == "Irmak"
    assert language("tr").upper("Kırgızistan, Oş ili") == "KIRGIZİSTAN, OŞ İLİ"
    assert replace(language("en"), dotted_i=True).upper("title") == "TİTLE"
    assert language("en").upper("title") == "TITLE"
