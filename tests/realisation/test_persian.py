"""Persian: what stands before and behind names, the number of agents, the calendar, and the golden sentences."""

from datetime import date, timedelta

import pytest
from helpers.generated import ODEH, OKOYE
from helpers.model_cases import RELATIVES, SALEM, event, own, source, told, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Duty, Facts, Flag, Item, Party, Request
from ua_gen.wording.realisation.rules import fa

OSH = own(fa="اوش")
PLACE = {"place": value("place", "prison", name=own(fa="اوین"))}
POLICE = value("agent", "police")
WATCH = own(fa="دیده‌بان حقوق بشر")


def accounted(facts: Facts) -> list[str]:
    """The sentences of its events, one after the other."""
    return [sentence.text for paragraph in account(facts, "fa", 9999).paragraphs for _, sentence in paragraph]


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["مأموران پلیس", "نیروهای امنیتی", "خانواده‌های زندانیان", "بستگان او", "سه شاهد"])
def test_several_agents_are_told_by_their_first_word(text: str) -> None:
    assert fa.number(text) == "many"


@pytest.mark.parametrize(
    "text", ["سازمان زندان‌ها", "دادگاه تهران", "زندان اوین", "دولت ایران", "دیوان عالی", "دادستانی"]
)
def test_the_ending_of_a_name_does_not_tell_its_number(text: str) -> None:
    assert fa.number(text) == "one"


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ((2026, 1, 12), (1404, 10, 22)),
        ((2026, 2, 20), (1404, 12, 1)),
        ((2025, 3, 20), (1403, 12, 30)),
        ((2025, 3, 21), (1404, 1, 1)),
        ((2024, 3, 20), (1403, 1, 1)),
        ((2021, 3, 21), (1400, 1, 1)),
        ((2022, 9, 16), (1401, 6, 25)),
        ((2013, 6, 14), (1392, 3, 24)),
        ((1979, 2, 11), (1357, 11, 22)),
    ],
)
def test_days_of_the_solar_hijri_calendar(day: tuple[int, int, int], wanted: tuple[int, int, int]) -> None:
    assert fa.calendar(Day(*day)) == Day(*wanted)


def test_the_days_of_the_calendar_follow_each_other() -> None:
    before = fa.calendar(Day(1964, 3, 21))
    assert before == Day(1343, 1, 1)
    day = date(1964, 3, 21)
    while day.year < 2093:
        day += timedelta(1)
        now = fa.calendar(Day(day.year, day.month, day.day))
        assert now is not None
        assert now.day is not None
        same_month = (now.year, now.month) == (before.year, before.month)
        assert now.day == (before.day or 0) + 1 if same_month else now.day == 1
        assert same_month or (before.day or 0) in ((31,) if (before.month or 0) < 7 else (29, 30))
        before = now


@pytest.mark.parametrize("day", [Day(2026), Day(2026, 3), Day(1900, 1, 1), Day(2100, 1, 1)])
def test_what_is_no_day_or_too_far_away_stays_in_the_usual_calendar(day: Day) -> None:
    assert fa.calendar(day) is None


@pytest.mark.parametrize(
    ("country", "wanted"),
    [
        ("IR", "در ۲۲ دی ۱۴۰۴ (۱۲ ژانویهٔ ۲۰۲۶) کریم عوده بازداشت شد. او از ۱ اسفند تحت تعقیب است."),
        ("AF", "در ۲۲ جدی ۱۴۰۴ (۱۲ ژانویهٔ ۲۰۲۶) کریم عوده بازداشت شد. او از ۱ حوت تحت تعقیب است."),
        ("KG", "در ۱۲ ژانویهٔ ۲۰۲۶ کریم عوده بازداشت شد. او از ۲۰ فوریه تحت تعقیب است."),
    ],
)
def test_only_the_first_day_stands_in_both_calendars_and_only_where_a_country_has_its_own(
    country: str, wanted: str
) -> None:
    events = (event("detained", date=Day(2026, 1, 12)), event("wanted", 1, since=Day(2026, 2, 20)))
    assert " ".join(accounted(Facts(Party((ODEH,)), events, country=country))) == wanted


def test_an_opening_that_tells_a_day_tells_it_in_both_calendars_and_the_next_sentence_in_one() -> None:
    events = (event("held", args=PLACE, since=Day(2026, 2, 20)), event("charged", 1, date=Day(2026, 3, 1)))
    text = letter(Facts(Party((ODEH,)), events, country="IR"), "fa").text()
    assert "که از ۱ اسفند ۱۴۰۴ (۲۰ فوریهٔ ۲۰۲۶) در زندان اوین در بازداشت است." in text
    assert text.count("(") == 1


def test_an_opening_whose_lead_the_facts_tell_keeps_its_day_in_both_calendars() -> None:
    arrested = event("arrested", args={"by": POLICE}, date=Day(2026, 2, 19))
    events = (arrested, event("held", 1, args=PLACE, since=Day(2026, 2, 20)))
    text = letter(Facts(Party((ODEH,)), events, country="IR"), "fa").text()
    assert "که از ۱ اسفند ۱۴۰۴ (۲۰ فوریهٔ ۲۰۲۶) در زندان اوین در بازداشت است." in text
    assert "در ۳۰ بهمن ۱۴۰۴ مأموران پلیس کریم عوده را بازداشت کردند." in text


def test_where_the_opening_leaves_its_day_to_the_first_fact_that_has_both_calendars() -> None:
    court = {"court": value("court", "military-court")}
    events = (
        event("convicted", args=court, date=Day(2025, 5, 5)),
        event("sentenced", 1, args={**court, "sentence": value("sentence", "life")}, date=Day(2025, 5, 5)),
    )
    text = letter(Facts(Party((ODEH,)), events, country="IR"), "fa").text()
    assert "می‌نویسم که به حبس ابد محکوم شد." in text
    assert "در ۱۵ اردیبهشت ۱۴۰۴ (۵ مهٔ ۲۰۲۵) دادگاه نظامی کریم عوده را مجرم شناخت و او را به حبس ابد محکوم کرد." in text


@pytest.mark.parametrize(
    ("item", "form", "wanted"),
    [
        (value("place", "prison", name=own(fa="اوین")), "in", "در زندان اوین"),
        (value("place", "prison", name=own(fa="زندان مرکزی مروه")), "to", "به زندان مرکزی مروه"),
        (value("place", "prison", name=own(fa="ندامتگاه فشافویه")), "release", "از ندامتگاه فشافویه"),
        (value("place", "police-station", of=OSH), "from", "از کلانتری اوش"),
        (value("place", "village", name=own(fa="گلدره")), "in", "در روستای گلدره"),
        (value("place", "city", name=OSH, in_=own(fa="قرقیزستان")), "release", "در اوش در قرقیزستان"),
        (value("court", "revolutionary-court", branch=own(fa="۱۵"), of=OSH), "name", "شعبهٔ ۱۵ دادگاه انقلاب اوش"),
        (value("court", "court", name=own(fa="کیفری یک")), "name", "دادگاه کیفری یک"),
        (value("reason", "articles", topic=value("topic", "corruption")), "for", "به دلیل مقاله‌هایی دربارهٔ فساد"),
        (value("reason", "unknown"), "for", "به دلایل نامعلوم"),
        (value("charge", "treason"), "under", "به اتهام «خیانت به کشور»"),
        (value("sentence", "lashes", number=74), "name", "۷۴ ضربه شلاق"),
        (value("term", "years", n=12), "name", "۱۲ سال حبس"),
        (value("duration", "weeks", n=3), "name", "سه هفته است که"),
        (value("duration", "weeks"), "open", "از هفته‌ها پیش"),
        (own(fa="مسکو"), "to", "به مسکو"),
        (own(fa="مقالهٔ خود"), "for", "به دلیل مقالهٔ خود"),
        (own(fa="پس از اعتراض"), "for", "پس از اعتراض"),
    ],
)  # fmt: skip
def test_what_stands_before_a_name(item: Item, form: str, wanted: str) -> None:
    assert grammar("fa").noun(item, "path", {}).find(form) == wanted


@pytest.mark.parametrize(
    ("entry", "of_her", "of_them", "of_name"),
    [
        ("brother", "برادرش", "برادرشان", "برادر نورا سالم"),
        ("family", "خانواده‌اش", "خانواده‌شان", "خانوادهٔ نورا سالم"),
        ("grandchildren", "نوه‌هایش", "نوه‌هایشان", "نوه‌های نورا سالم"),
        ("partner", "شریک زندگی‌اش", "شریک زندگی‌شان", "شریک زندگی نورا سالم"),
    ],
)
def test_an_owner_stands_behind_a_noun_of_ours(entry: str, of_her: str, of_them: str, of_name: str) -> None:
    known = grammar("fa")
    name = NounPhrase({"name": "نورا سالم"}, "one", person=True, own=True, rule=known.form)
    owners = {of_her: known.tables["pronouns"]["any"], of_them: known.tables["pronouns"]["many"]}
    for wanted, forms in owners.items():
        owner = NounPhrase(forms, pronoun=True)
        assert known.noun(value("relative", entry), "path", {"his": owner}).find("name") == wanted
    assert known.noun(value("relative", entry), "path", {"his": name}).find("name") == of_name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("رایانه‌ها", "رایانه‌های"), ("گذرنامه", "گذرنامهٔ"), ("خودرو", "خودروی"), ("راه", "راه"), ("مدارک", "مدارک")],
)
def test_a_common_noun_before_its_owner(text: str, wanted: str) -> None:
    assert fa.linked(text) == wanted


def test_a_report_of_a_body_and_the_words_of_people() -> None:
    beaten = event("beaten", source=source("events.0", WATCH))
    assert told("fa", beaten, party=Party((ODEH,))) == ["به گزارش دیده‌بان حقوق بشر، کریم عوده را کتک زده‌اند."]
    beaten = event("beaten", source=source("events.0", own(fa="یکی از شاهدان")))
    assert told("fa", beaten, party=Party((ODEH,))) == ["به گفتهٔ یکی از شاهدان، کریم عوده را کتک زده‌اند."]


def test_what_a_body_asks_of_the_state_stands_in_the_third_person() -> None:
    called = event(
        "body-called",
        args={"body": value("body", "human-rights-committee"), "request": value("request", "halt-execution")},
    )
    assert told("fa", called) == [
        "کمیتهٔ حقوق بشر سازمان ملل متحد از دولت خواست اجرای حکم اعدام نورا سالم را متوقف کند."
    ]


def test_methods_are_told_with_the_verbs_that_each_takes() -> None:
    methods = (value("method", "beaten"), value("method", "kept-in-cold"))
    assert told("fa", event("ill-treated", args={"methods": methods})) == [
        "نورا سالم را کتک زدند و در سرما نگه داشتند."
    ]
    methods = (value("method", "beaten"), value("method", "electric-shocks"))
    assert told("fa", event("ill-treated", args={"methods": methods}, source=source("events.0"))) == [
        "به گفتهٔ بستگانش، او را کتک زده‌اند و به او شوک الکتریکی داده‌اند."
    ]


@pytest.mark.parametrize(
    ("request_", "wanted"),
    [
        ("restore-citizenship", "تابعیت او را بازگرداند"),
        ("search", "برای یافتن او هر آنچه در توان دارد انجام دهد"),
        ("inform-family", "بستگان او را پیوسته در جریان روند پرونده بگذارد"),
    ],
)
def test_what_lawyers_ask_a_court_for_stands_in_the_third_person(request_: str, wanted: str) -> None:
    args = {
        "by": value("associate", "lawyer"),
        "court": value("court", "supreme-court"),
        "request": value("request", request_),
    }
    sentences = told("fa", event("detained", 0, date=Day(2026, 1, 12)), event("petition-filed", 1, args=args))
    assert sentences[1] == f"وکیلش از دیوان عالی کشور خواست {wanted}."


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        (value("medium", "telephone"), "از تماس تلفنی با مادرش محروم است."),
        (value("medium", "letter"), "از مکاتبه با مادرش محروم است."),
        (own(fa="پیامکی"), "از تماس پیامکی با مادرش محروم است."),
    ],
)
def test_contact_is_denied_with_the_word_that_each_way_has(how: Item, wanted: str) -> None:
    denied = event(
        "denied-contact", args={"with": Party(noun=value("relative", "mother"), path="x"), "how": how}, ongoing=True
    )
    assert told("fa", denied) == [f"نورا سالم {wanted}"]


def test_the_verb_to_be_joins_the_pronoun() -> None:
    purpose = event("purpose", args={"to": value("purpose", "silence")}, ongoing=True)
    assert told("fa", purpose) == ["هدف از این کار خاموش کردن صدای اوست."]


def test_a_home_is_broken_into_burned_down_or_damaged() -> None:
    def raid(how: str, **more: object) -> list[str]:
        return told("fa", event("home-searched", args={"how": value("raid", how), **more}))

    assert raid("broken-into", by=POLICE) == ["مأموران پلیس به‌زور وارد منزل نورا سالم شدند."]
    assert raid("broken-into") == ["به‌زور وارد منزل نورا سالم شدند."]
    assert raid("set-on-fire", by=POLICE) == ["مأموران پلیس منزل نورا سالم را با آتش ویران کردند."]
    assert raid("damaged", by=POLICE) == ["مأموران پلیس به منزل نورا سالم خسارت زدند."]
    assert raid("damaged") == ["به منزل نورا سالم خسارت وارد شد."]


# --- golden sentences of the book -------------------------------------------------------------------------------------


def test_a_man() -> None:
    events = (
        event("arrested", 0, args={"by": POLICE, "place": value("place", "airport", name=OSH)}, date=Day(2026, 1, 5)),
        event("transferred", 1, args=PLACE, date=Day(2026, 1, 6)),
    )
    assert told("fa", *events, party=Party((ODEH,))) == [
        "در ۵ ژانویهٔ ۲۰۲۶ مأموران پلیس کریم عوده را در فرودگاه اوش بازداشت کردند.",
        "روز بعد او به زندان اوین منتقل شد.",
    ]
    held = event("held", args={**PLACE, "kind": value("detention", "incommunicado")}, ongoing=True)
    assert accounted(Facts(Party((ODEH,)), (*events, held)))[-1] == (
        "او همچنان در زندان اوین بدون هیچ ارتباطی با دنیای بیرون در بازداشت است."
    )


def test_a_verdict_a_report_and_a_sentence() -> None:
    upheld = event("verdict-upheld", args={"court": value("court", "supreme-court")}, date=Day(2025, 9, 11))
    assert told("fa", upheld, party=Party((ODEH,))) == [
        "در ۱۱ سپتامبر ۲۰۲۵ دیوان عالی کشور حکم کریم عوده را تأیید کرد."
    ]
    tortured = event("tortured", args=PLACE, date=Day(2026, 3), source=source("events.0", None))
    assert told("fa", tortured, party=Party((ODEH,))) == [
        "بنا بر گزارش‌ها، کریم عوده در مارس ۲۰۲۶ در زندان اوین شکنجه شده است."
    ]
    sentenced = event(
        "sentenced",
        args={
            "court": value("court", "military-court"),
            "charges": value("charge", "murder"),
            "sentence": value("sentence", "life"),
        },
    )
    assert told("fa", sentenced, party=Party((OKOYE,))) == [
        "دادگاه نظامی سام اوکویه را به اتهام «قتل» به حبس ابد محکوم کرد."
    ]


def test_two_people() -> None:
    two = Party((ODEH, SALEM))
    events = (
        event("beaten", 0, args={"by": POLICE}, source=source("events.0", WATCH)),
        event("denied-medical-care", 1, ongoing=True, source=source("events.1", RELATIVES)),
    )
    assert accounted(Facts(two, (event("followed", 2), *events)))[1:] == [
        "به گزارش دیده‌بان حقوق بشر، مأموران پلیس آنها را کتک زده‌اند.",
        "بستگانشان می‌گویند که آنها از مراقبت‌های پزشکی لازم محروم هستند.",
    ]


def test_groups() -> None:
    residents = Party(noun=value("group", "residents", of=own(fa="بندر قدیم")), path="people.0")
    evicted = event(
        "evicted",
        args={"by": value("agent", "security-forces"), "place": value("place", "homes")},
        date=Day(2026, 5, 2),
        source=source("events.0", None),
    )
    assert told("fa", evicted, party=residents)[-1:] == [
        "بنا بر گزارش‌ها، نیروهای امنیتی در ۲ مهٔ ۲۰۲۶ این ساکنان را به‌زور از خانه‌هایشان بیرون رانده‌اند."
    ]
    students = Party(noun=value("group", "students", at_least=3), path="events.0.about")
    assert told("fa", event("killed", about=students)) == ["دست‌کم سه دانشجو کشته شدند."]
    people = Party(noun=value("group", "people", about=40), path="events.0.about")
    assert told("fa", event("detained", about=people)) == ["حدود ۴۰ نفر بازداشت شدند."]


def test_a_relative_with_a_name_and_members_of_an_organisation() -> None:
    brother = Party(noun=value("relative", "brother", name=own(fa="امیر سالم")), path="events.0.about")
    threatened = event("threatened", args={"by": value("agent", "unknown")}, about=brother, date=Day(2026, 5, 3))
    assert told("fa", event("followed", 1), threatened)[1:] == [
        "در ۳ مهٔ ۲۰۲۶ افراد ناشناس برادرش، امیر سالم، را تهدید کردند."
    ]
    members = Party(noun=value("group", "members", of=own(fa="کانون وکلا"), count=value("count", "several")), path="x")
    assert told("fa", event("threatened", about=members)) == ["چند عضو کانون وکلا تهدید شدند."]


# --- letters ----------------------------------------------------------------------------------------------------------


def test_one_request_is_asked_for_in_a_sentence_and_its_reason_stands_last() -> None:
    request = Request("halt-execution", "requests.0", because=own(fa="زیرا او کودک است"))
    text = letter(Facts(Party((SALEM,)), (), (), (request,)), "fa").text()
    assert "از شما می‌خواهم اجرای حکم اعدام نورا سالم را متوقف کنید، زیرا او کودک است." in text


def test_the_law_is_named_in_the_figures_of_the_language() -> None:
    duty = Duty(
        "article",
        "duties.0",
        {
            "standard": (value("standard", "iccpr"),),
            "article": (19,),
            "right": (value("right", "freedom-of-expression"),),
            "country": (value("country", "IR"),),
        },
    )
    text = letter(Facts(Party((SALEM,)), (), (duty,), (Request("halt-execution", "requests.0"),)), "fa").text()
    assert "بر اساس مادهٔ ۱۹ میثاق بین‌المللی حقوق مدنی و سیاسی، که ایران به آن پیوسته است، هر کس از حق " in text


def test_a_penalty_and_what_it_is_for() -> None:
    penalty = event("faces-penalty", args={"term": value("term", "years", n=7), "up_to": Flag()}, ongoing=True)
    assert told("fa", penalty) == ["در صورت محکومیت، نورا سالم با مجازات تا هفت سال حبس روبه‌روست."]
