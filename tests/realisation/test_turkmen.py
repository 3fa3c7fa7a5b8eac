"""The endings of Turkmen words, of names that are safe, and what its letters say of each kind of party."""

import pytest
from helpers.generated import HADDAD, ODEH, PARTIES
from helpers.model_cases import KASYMOVA, event, own, source, told, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Flag, Item, Party
from ua_gen.wording.realisation.rules import tk

CASES = ("acc", "dat", "gen", "loc", "abl")


@pytest.mark.parametrize(
    ("word", "cases"),
    [
        ("kazyýeti", "kazyýetini kazyýetine kazyýetiniň kazyýetinde kazyýetinden"),
        ("sudy", "suduny suduna sudunyň sudunda sudundan"),  # Two syllables, of which the first is rounded.
        ("ogly", "ogluny ogluna oglunyň oglunda oglundan"),
        ("öýi", "öýüni öýüne öýüniň öýünde öýünden"),
        ("köçesi", "köçesini köçesine köçesiniň köçesinde köçesinden"),  # Three: nothing is rounded.
        ("işgärleri", "işgärlerini işgärlerine işgärleriniň işgärlerinde işgärlerinden"),
        ("türme", "türmäni türmä türmäniň türmede türmeden"),
        ("arza", "arzany arza arzanyň arzada arzadan"),
        ("kazy", "kazyny kaza kazynyň kazyda kazydan"),
        ("aklawçy", "aklawçyny aklawça aklawçynyň aklawçyda aklawçydan"),
        ("aklawçysy", "aklawçysyny aklawçysyna aklawçysynyň aklawçysynda aklawçysyndan"),
        ("gulluk", "gullugy gulluga gullugyň gullukda gullukdan"),
        ("etmek", "etmegi etmege etmegiň etmekde etmekden"),
        ("sud", "sudy suda suduň sudda suddan"),
        ("adamlar", "adamlary adamlara adamlaryň adamlarda adamlardan"),
    ],
)
def test_endings_agree_with_the_word(word: str, cases: str) -> None:
    assert [tk.declined(word, case) for case in CASES] == cases.split()


@pytest.mark.parametrize("word", ["47", "BMG", "“Umyt”", "Hrw"])
def test_what_is_not_read_as_a_word_takes_no_ending(word: str) -> None:
    assert tk.declined(word, "acc") is None


def test_the_word_before_a_bracket_takes_the_ending() -> None:
    assert tk.declined("düzgünleri (Bangkok düzgünleri)", "dat") == "düzgünlerine (Bangkok düzgünleri)"


@pytest.mark.parametrize(
    ("name", "case", "wanted"),
    [
        # Met in print, with the book.
        ("Halykow", "acc", "Halykowy"),
        ("Halykow", "gen", "Halykowyň"),
        ("Allaşow", "acc", "Allaşowy"),
        ("Olloşukurowa", "acc", "Olloşukurowany"),
        ("Nepesgulyýew", "gen", "Nepesgulyýewiň"),
        ("Nepesgulyýew", "dat", "Nepesgulyýewe"),
        ("Berdimuhamedow", "dat", "Berdimuhamedowa"),
        ("Kärizow", "gen", "Kärizowyň"),
        ("Amanglyjow", "acc", "Amanglyjowy"),
        # By the rule.
        ("Aýda Kasymowa", "gen", "Aýda Kasymowanyň"),
        ("Aýda Kasymowa", "dat", None),  # It looks as the nominative does.
        ("Oş", "loc", "Oşda"),
        ("Oş", "gen", None),  # Rounded, and of one syllable.
        ("Aşgabat", "loc", "Aşgabatda"),
        ("Aşgabat", "acc", None),  # Its last consonant may be voiced.
        ("Nooken etrap kazyýeti", "gen", "Nooken etrap kazyýetiniň"),
        ("John Smith", "acc", None),
        ("Amnesty", "acc", None),
    ],
)
def test_a_name_takes_an_ending_where_that_is_safe(name: str, case: str, wanted: str | None) -> None:
    assert tk.named(name, case) == wanted


@pytest.mark.parametrize(
    ("number", "text"),
    [(3, "üçden"), (6, "altydan"), (10, "ondan"), (20, "20-den"), (40, "40-dan"), (100, "100-den"), (1000, "1000-den")],
)
def test_an_ending_stands_at_once_behind_a_word_and_apart_from_figures(number: int, text: str) -> None:
    assert form(value("group", "people", more_than=number), "name") == f"{text} gowrak adam"


@pytest.mark.parametrize(("number", "text"), [(2, "ikä"), (6, "alta"), (20, "20-ä"), (40, "40-a"), (300, "300-e")])
def test_a_number_has_a_dative(number: int, text: str) -> None:
    assert form(value("group", "people", up_to=number), "name") == f"{text} çenli adam"


@pytest.mark.parametrize(
    ("digits", "ending"),
    [("1", "-nji"), ("6", "-njy"), ("9", "-njy"), ("10", "-njy"), ("20", "-nji"), ("30", "-njy"), ("40", "-njy"),
     ("177", "-nji"), ("2026", "-njy"), ("2020", "-nji"), ("1000", "-nji")],
)  # fmt: skip
def test_an_ordinal_ends_as_the_word_that_is_read_asks(digits: str, ending: str) -> None:
    assert tk.ordinal(digits) == ending


@pytest.mark.parametrize(
    ("day", "year", "function", "text"),
    [
        (Day(2026, 10, 3), True, "when", "2026-njy ýylyň 3-nji oktýabrynda"),
        (Day(2026, 10, 5), False, "when", "5-nji oktýabrda"),
        (Day(2026, 10, 5), False, "since", "5-nji oktýabrdan bäri"),
        (Day(2026, 12, 15), False, "until", "15-nji dekabra çenli"),
        (Day(2026, 10), True, "when", "2026-njy ýylyň oktýabr aýynda"),
        (Day(2020), True, "when", "2020-nji ýylda"),
    ],
)
def test_a_date_is_of_ordinals(day: Day, year: bool, function: str, text: str) -> None:
    assert grammar("tk").date(day, function, year) == text


def form(item: Item, form: str) -> str | None:
    return grammar("tk").noun(item, "path", {}).find(form)


@pytest.mark.parametrize(
    ("item", "name", "wanted"),
    [
        (value("agent", "police"), "gen", "polisiýa işgärleriniň"),
        (value("agent", "security-service", name=own(tk="Gorag komiteti")), "name", "Gorag komitetiniň işgärleri"),
        (value("place", "village", name=own(tk="Arslanbap")), "in", "Arslanbap obasynda"),
        (value("place", "village", name=own(tk="Arslanbap")), "at", "Arslanbap obasyndaky"),
        (value("place", "city", name=own(tk="Oş")), "release", "Oş şäherinde"),
        (value("place", "prison", name=own(tk="Owadandepe")), "release", "Owadandepe türmesinden"),
        (value("place", "prison", in_=own(tk="Nookat")), "to", "Nookatdaky türmä"),
        (value("place", "prison", name=own(tk="Marwa türmesi")), "in", "Marwa türmesinde"),
        (value("place", "remand-prison", number=1), "in", "1-nji derňew izolýatorynda"),
        (value("law", "press-law"), "by", "metbugat hakyndaky kanuna laýyklykda"),
        (value("charge", "treason"), "under", "“döwlete dönüklik” aýyplamasy boýunça"),
        (value("charge", "treason"), "laid", "“döwlete dönüklik” boýunça aýyplama"),
        (value("term", "years", n=16), "lose", "16 ýyl azatlykdan mahrum edilip bilner"),
        (value("standard", "constitution", article=own(tk="9")), "dat", "Konstitusiýanyň 9-njy maddasyna"),
        (value("standard", "iccpr"), "gen", "Raýat we syýasy hukuklar hakyndaky halkara ylalaşygyň"),
        (value("harm", "execution"), "forbid", "ölüm jezasyny"),
        (value("crime", "torture"), "reports", "gynamalar baradaky habarlary"),
    ],
)  # fmt: skip
def test_a_form_is_made_by_rule(item: Item, name: str, wanted: str) -> None:
    assert form(item, name) == wanted


@pytest.mark.parametrize(
    ("name", "wanted"), [("Farid", "onuň ogly Faridi"), ("John Smith", "onuň John Smith atly ogluny")]
)
def test_a_relative_whose_name_takes_no_ending_is_one_of_that_name(name: str, wanted: str) -> None:
    his = {"his": NounPhrase({"his": "onuň"})}
    assert grammar("tk").noun(value("relative", "son", name=own(tk=name)), "path", his).find("acc") == wanted


def test_a_place_that_takes_no_ending_is_called_a_place() -> None:
    assert grammar("tk").noun(own(tk="SIZO-1"), "path", {}, "place").find("in") == "SIZO-1 diýen ýerde"


def test_an_article_of_the_law_is_not_called_an_accusation() -> None:
    article = grammar("tk").noun(own(tk="Jenaýat kodeksiniň 177-nji maddasy"), "path", {}, "charge")
    assert article.find("under") == "Jenaýat kodeksiniň 177-nji maddasy boýunça"
    assert article.find("off") == "Jenaýat kodeksiniň 177-nji maddasy boýunça aýyplamany"


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("ony azat etmegiňizi", "ony azat etmegini"),
        ("kanuny ýatyrmagyňyzy ýa-da üýtgetmegiňizi", "kanuny ýatyrmagyny ýa-da üýtgetmegini"),
        ("ony ibermezligiňizi", "ony ibermezligini"),
    ],
)
def test_somebody_else_is_asked_for_what_the_addressee_is_asked_for(asked: str, wanted: str) -> None:
    assert tk.of_others(asked) == wanted


# --- golden sentences: what the book has for each event, of each kind of party --------------------------------------

POLICE = {"by": value("agent", "police")}
RESIDENTS = Party(noun=value("group", "residents", of=value("place", "village", name=own(tk="Arslanbap"))), path="p")
OF_EACH = {
    "woman": Party((KASYMOVA,)),
    "man": Party((ODEH,)),
    "two women": Party((KASYMOVA, HADDAD)),
    "unknown": PARTIES["u"],
    "group": RESIDENTS,
}


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        ("woman", "2026-njy ýylyň 12-nji ýanwarynda polisiýa işgärleri ony tussag etdi."),
        ("man", "2026-njy ýylyň 12-nji ýanwarynda polisiýa işgärleri ony tussag etdi."),
        ("unknown", "2026-njy ýylyň 12-nji ýanwarynda polisiýa işgärleri ony tussag etdi."),
        ("two women", "2026-njy ýylyň 12-nji ýanwarynda polisiýa işgärleri olary tussag etdi."),
        ("group", "2026-njy ýylyň 12-nji ýanwarynda polisiýa işgärleri olary tussag etdi."),
    ],
)
def test_an_agent_is_the_subject_and_the_verb_is_last(who: str, wanted: str) -> None:
    assert told("tk", event("arrested", args=POLICE, date=Day(2026, 1, 12)), party=OF_EACH[who]) == [wanted]


@pytest.mark.parametrize(
    ("type", "more", "wanted"),
    [
        ("detained", {"date": Day(2026, 1, 12)}, "2026-njy ýylyň 12-nji ýanwarynda ol tutuldy."),
        ("charged", {"args": {"charges": value("charge", "treason")}},
         "Oňa “döwlete dönüklik” boýunça aýyplama bildirildi."),
        ("charged", {"args": {"charges": (value("charge", "treason"), value("charge", "espionage"))}},
         "Oňa “döwlete dönüklik” we “içalyçylyk” boýunça aýyplamalar bildirildi."),
        ("sentenced", {"args": {"sentence": value("sentence", "prison", term=value("term", "years", n=7)),
                               "court": own(tk="Oş şäher kazyýeti")}},
         "Oş şäher kazyýeti ony ýedi ýyl azatlykdan mahrum etdi."),
        ("tortured", {"source": source("e")}, "Hossarlarynyň sözlerine görä, ol gynamalara sezewar edildi."),
        ("beaten", {"source": source("e", None)}, "Gelip gowşan habarlara görä, ony urup-ýençdiler."),
        ("denied-medical-care", {"args": {"by": value("agent", "prison-staff"), "care": value("care", "any")},
                                 "ongoing": True},
         "Türme işgärleri oňa lukmançylyk kömegini bermekden ýüz öwürýär."),
        ("disappeared", {"date": Day(2026, 1, 12)}, "2026-njy ýylyň 12-nji ýanwarynda ol dereksiz ýitdi."),
        ("threatened", {"args": {"by": value("agent", "unknown"), "with": value("threat", "death")}},
         "Näbelli adamlar oňa öldürmek bilen haýbat atdy."),
        ("faces-penalty", {"args": {"term": value("term", "years", n=7), "up_to": Flag()}, "ongoing": True},
         "Ol ýedi ýyla çenli azatlykdan mahrum edilip bilner."),
        ("held", {"args": {"kind": value("detention", "incommunicado")}, "date": Day(2026, 2, 20)},
         "2026-njy ýylyň 20-nji fewralynda ol daşky dünýäden üzňelikde saklandy."),
    ],
)  # fmt: skip
def test_what_is_told_of_one_person(type: str, more: dict[str, object], wanted: str) -> None:
    assert wanted in told("tk", event(type, **more), event("released", 1, date=Day(2027, 1, 1)))
