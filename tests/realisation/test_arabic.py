"""Arabic: rules of the language, and sentences of every kind of party. Every person here is invented."""

from dataclasses import replace

import pytest
from helpers.generated import HADDAD, ODEH, PARTIES, SALEM
from helpers.model_cases import event, own, source, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Event, Facts, Flag, Party, Request
from ua_gen.wording.realisation.rules import ar


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (ar.attached("ل", "المحكمة"), "للمحكمة"),
        (ar.attached("ل", "أسرتها"), "لأسرتها"),
        (ar.attached("ل", "اللجنة"), "للجنة"),
        (ar.attached("ل", "اللاجئين"), "للاجئين"),
        (ar.attached("ل", "120 أسرة"), "لـ120 أسرة"),
        (ar.attached("ل", "\u2066Kim\u2069"), "لـ\u2066Kim\u2069"),
        (ar.attached("ب", "«القتل»"), "بـ«القتل»"),
        (ar.attached("ب", "السجن المؤبد"), "بالسجن المؤبد"),
        (ar.oblique("عضو البرلمان"), "عضو البرلمان"),
        (ar.oblique("القانون"), "القانون"),
        (ar.oblique("شؤون الأسرة"), "شؤون الأسرة"),
        (ar.oblique("موظفو السجن"), "موظفي السجن"),
        (ar.oblique("مسلحون"), "مسلحين"),
        (ar.oblique("مسلحون مجهولون"), "مسلحين مجهولين"),
        (ar.oblique("رجال مسلحون"), "رجال مسلحين"),
        (ar.oblique("ضابطان"), "ضابطين"),
        (ar.oblique("سكان الحي"), "سكان الحي"),
        (ar.gender("النيابة العامة"), "f"),
        (ar.gender("أفراد من الشرطة"), "m"),
        (ar.gender("الشرطة"), "f"),
        (ar.gender("أسرتها"), "f"),
        (ar.gender("قضاة"), "m"),
        (ar.gender("مجلس الأمن"), "m"),
        (ar.gender("هيومن رايتس ووتش"), "f"),
        (ar.gender("منظمة العفو الدولية"), "f"),
        (ar.gender("\u2066Amnesty International\u2069"), "f"),
        (ar.number("مراقبون"), "many"),
        (ar.number("أقاربها"), "many"),
        (ar.number("المحكمة العليا"), "one"),
        (ar.number("القانون"), "one"),
        (ar.spelt("محاكمةها"), "محاكمتها"),
        (ar.spelt("إلىها وعلىهم"), "إليها وعليهم"),
        (ar.spelt("أخلىها"), "أخلاها"),
        (ar.spelt("إخلاءُها وإخلاءِها وإخلاءُ الأسر"), "إخلاؤها وإخلائها وإخلاء الأسر"),
        (ar.spelt("المنتدى هو"), "المنتدى هو"),
        (ar.definite("الصحفية"), True),
        (ar.definite("مدير المنظمة"), True),
        (ar.definite("صحفية"), False),
        (ar.definite("عضو في الحزب"), False),
        (ar.definite("مدافع عن حقوق الإنسان"), False),
        (ar.with_article("\u2066Osh City Court\u2069", "court"), "المحكمة «\u2066Osh City Court\u2069»"),
        (ar.with_article("محكمة أوش", "court"), "محكمة أوش"),
        (ar.oblique("فحص يجريه أطباء مستقلون"), "فحص يجريه أطباء مستقلون"),
        (ar.counted(1), 0),
        (ar.counted(2), 1),
        (ar.counted(10), 2),
        (ar.counted(40), 3),
        (ar.counted(100), 4),
        (ar.counted(102), 4),
        (ar.counted(105), 2),
        (ar.counted(112), 3),
        (ar.goes_on("في مايو، اعتُقلت.", ""), "في مايو، اعتُقلت."),
        (ar.goes_on("في مايو، اعتُقلت.", "opening"), "ففي مايو، اعتُقلت."),
        (ar.goes_on("وُجّهت إليها تهم.", "fact"), "ووُجّهت إليها تهم."),
        (ar.goes_on("كما ذكروا أنها مريضة.", "fact"), "كما ذكروا أنها مريضة."),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


@pytest.mark.parametrize(
    ("salutation", "wanted"),
    [
        ("معالي الوزير", "معاليكم"),
        ("فخامة الرئيس", "فخامتكم"),
        ("صاحب الجلالة", "جلالتكم"),
        ("السيد مدير السجن المحترم", "سيادتكم"),
        ("سعادة قائد الشرطة", "سعادتكم"),
        ("حضرات السادة المحترمين", None),
    ],
)
def test_the_letter_speaks_to_somebody_as_its_salutation_does(salutation: str, wanted: str | None) -> None:
    assert NounPhrase({"name": salutation}, rule=grammar("ar").form, kind="salutation").find("kum") == wanted


EVIN = value("place", "prison", name=own(ar="إيفين"))
OSH = own(ar="أوش")
POLICE = {"by": value("agent", "police")}
STUDENTS = Party(noun=value("group", "students", at_least=3), path="events.1.about")
FORTY = Party(noun=value("group", "people", about=40), path="events.2.about")
BROTHER = Party(noun=value("relative", "brother", name=own(ar="أمير سالم")), path="events.0.about")
BAR = Party(noun=value("group", "members", of=own(ar="نقابة المحامين")), path="events.1.about")
HOMES = value("place", "homes", in_=own(ar="الميناء القديم"))
WATCH = own("one", ar="هيومن رايتس ووتش")


# The golden sentences of the book: a man, a woman, somebody of unknown gender, two, two women, a group, a relative.
@pytest.mark.parametrize(
    ("party", "events", "wanted"),
    [
        (
            Party((ODEH,)),
            [
                event(
                    "arrested", 0, args={**POLICE, "place": value("place", "airport", name=OSH)}, date=Day(2026, 1, 5)
                ),
                event("transferred", 1, args={"place": EVIN}, date=Day(2026, 1, 6)),
                event("held", 2, args={"kind": value("detention", "incommunicado")}, ongoing=True),
            ],
            [
                "في 5 يناير 2026، اعتقل أفراد من الشرطة كريم عودة في مطار أوش.",
                "وفي اليوم التالي، نُقل إلى سجن إيفين.",
                "ولا يزال محتجزًا بمعزل عن العالم الخارجي.",
            ],
        ),
        (
            Party((SALEM,)),
            [
                event(
                    "verdict-upheld",
                    0,
                    date=Day(2026, 9, 11),
                    args={"court": value("court", "supreme-court"), "what": value("verdict", "sentence")},
                ),
                event("tortured", 1, args={"place": EVIN}, date=Day(2026, 3), source=source("events.1", None)),
            ],
            [
                "في 11 سبتمبر 2026، أيّدت المحكمة العليا الحكم الصادر بحق نورا سالم.",
                "وبحسب تقارير، تعرّضت نورا سالم للتعذيب في سجن إيفين في مارس.",
            ],
        ),
        (
            PARTIES["u"],
            [
                event(
                    "arrested",
                    0,
                    date=Day(2026, 1, 5),
                    args={"by": value("agent", "military"), "place": value("place", "city", name=own(ar="القاهرة"))},
                ),
                event(
                    "sentenced",
                    1,
                    args={
                        "court": own(ar="المحكمة العسكرية"),
                        "sentence": value("sentence", "life"),
                        "charges": value("charge", "murder"),
                    },
                ),
            ],
            [
                "في 5 يناير 2026، اعتقل عدد من الجنود سام أوكوي في القاهرة.",
                "وحكمت المحكمة العسكرية على أوكوي بالسجن المؤبد بتهمة «القتل».",
            ],
        ),
        (
            PARTIES["p"],
            [
                event("held", 0, args={"place": value("place", "police-station", of=OSH)}, since=Day(2026, 1, 5)),
                event("beaten", 1, args=POLICE, source=source("events.1", WATCH)),
            ],
            [
                "كريم عودة ونورا سالم محتجزان في مركز شرطة أوش منذ 5 يناير 2026.",
                "وبحسب هيومن رايتس ووتش، ضربهما أفراد من الشرطة.",
            ],
        ),
        (
            Party((SALEM, HADDAD)),
            [
                event("arrested", 0),
                event("denied-medical-care", 1, ongoing=True, source=source("events.1")),
                event(
                    "needs-care", 2, args={"care": value("care", "surgery")}, ongoing=True, source=source("events.2")
                ),
            ],
            [
                "اعتُقلت نورا سالم ولينا حداد.",
                "وأفاد أقاربهما بأنهما لا تتلقيان الرعاية الطبية اللازمة.",
                "وأضافوا أنهما تحتاجان إلى عملية جراحية.",
            ],
        ),
        (
            Party(noun=value("group", "families", n=120), path="people.0"),
            [
                event(
                    "evicted", 0, args={"by": value("agent", "security-forces"), "place": HOMES}, date=Day(2026, 5, 2)
                ),
                event("killed", 1, about=STUDENTS),
                event("arrested", 2, about=FORTY),
            ],
            [
                "في 2 مايو 2026، أخلت قوات الأمن قسرًا 120 أسرة من منازلها في الميناء القديم.",
                "وقُتل ما لا يقل عن ثلاثة طلاب.",
                "واعتُقل نحو 40 شخصًا.",
            ],
        ),
        (
            Party((SALEM,)),
            [
                event("threatened", 0, args={"by": value("agent", "unknown")}, about=BROTHER, date=Day(2026, 5, 3)),
                event("threatened", 1, about=BAR),
            ],
            [
                "في 3 مايو 2026، هدّد مجهولون أمير سالم، شقيق نورا سالم.",
                "وتلقّى أعضاء في نقابة المحامين تهديدات.",
            ],
        ),
    ],
    ids=["man", "woman", "unknown", "two", "two-women", "group", "relative"],
)
def test_golden_sentences(party: Party, events: list[Event], wanted: list[str]) -> None:
    found = account(Facts(party, tuple(events), addressee="EG"), "ar", 4000)
    assert [said.text.replace("\u00a0", " ") for part in found.paragraphs for _, said in part] == wanted
    assert not found.untold


@pytest.mark.parametrize(
    ("country", "month"),
    [("EG", "يناير"), ("SY", "كانون الثاني"), ("DZ", "جانفي"), ("KG", "يناير"), ("", "يناير/كانون الثاني")],
)
def test_a_month_has_the_name_of_the_country_that_the_letter_goes_to(country: str, month: str) -> None:
    facts = Facts(Party((SALEM,)), (event("abducted", date=Day(2026, 1, 12)),), addressee=country)
    assert f"ففي 12\u00a0{month} 2026، اختُطفت" in letter(facts, "ar").text()


THREE = Party((ODEH, SALEM, HADDAD))


@pytest.mark.parametrize(
    ("party", "wanted"),
    [
        (PARTIES["m"], "كريم عودة محتجز منذ عام 2025. ويخوض إضرابًا عن الطعام."),
        (PARTIES["f"], "نورا سالم محتجزة منذ عام 2025. وتخوض إضرابًا عن الطعام."),
        (PARTIES["p"], "كريم عودة ونورا سالم محتجزان منذ عام 2025. ويخوضان إضرابًا عن الطعام."),
        (PARTIES["pf"], "نورا سالم ولينا حداد محتجزتان منذ عام 2025. وتخوضان إضرابًا عن الطعام."),
        (THREE, "كريم عودة ونورا سالم ولينا حداد محتجزون منذ عام 2025. ويخوضون إضرابًا عن الطعام."),
        (PARTIES["u"], "سام أوكوي رهن الاحتجاز منذ عام 2025. وأوكوي في إضراب عن الطعام."),
    ],
)
def test_two_are_neither_one_nor_many(party: Party, wanted: str) -> None:
    events = (event("held", 0, since=Day(2025)), event("on-hunger-strike", 1, ongoing=True))
    found = account(Facts(party, events), "ar", 4000)
    assert " ".join(said.text for part in found.paragraphs for _, said in part) == wanted


@pytest.mark.parametrize(
    ("wanted", "fact"),
    [
        ("اعتقل أفراد من الشرطة نورا سالم.", event("arrested", args=POLICE)),
        ("اعتدى رجال مسلحون بالضرب على نورا سالم.", event(
            "attacked", args={"by": value("agent", "armed-men"), "how": value("attack", "beaten")})),
        ("تعرّضت نورا سالم للتعذيب بالضرب والخنق على أيدي رجال مسلحين.", event("tortured", args={
            "by": value("agent", "armed-men"), "methods": (value("method", "beaten"), value("method", "suffocated"))})),
        ("اعتُقلت نورا سالم بتهمة «القتل».", event("arrested", args={"charges": value("charge", "murder")})),
        ("تواجه نورا سالم، في حال إدانتها، عقوبة الإعدام.", event(
            "faces-penalty", ongoing=True, args={"term": value("term", "death")})),
        ("تواجه نورا سالم، في حال إدانتها، عقوبة قد تصل إلى السجن المؤبد.", event(
            "faces-penalty", ongoing=True, args={"term": value("term", "life"), "up_to": Flag()})),
        ("طلبت نورا سالم الحماية من الشرطة.", event("protection-requested", args={"from": value("agent", "police")})),
        ("لم تُبلَّغ نورا سالم بأسباب اعتقالها.", event(
            "not-told-reasons", args={"measure": value("measure", "arrest")})),
        ("فتّش أفراد من الشرطة منزلها في أوش.", event("home-searched", args={**POLICE, "place": OSH})),
        ("فتّش أفراد من الشرطة مكتب المنظمة.", event("home-searched", args={
            **POLICE, "place": value("place", "office-of", organisation=own(ar="المنظمة"))})),
        ("لم يفحص طبيب نورا سالم في مستشفى أوش.", event("not-seen-by-doctor", ongoing=True, args={
            "place": own(ar="مستشفى أوش")})),
        ("تعرّضت وثائقها للمصادرة.", event("property-taken", args={
            "what": value("property", "documents"), "how": value("taking", "seized")})),
        ("أُجبرت نورا سالم على التوقيع على إفادة.", event(
            "forced-confession", args={"what": value("confession", "statement")})),
    ],
)  # fmt: skip
def test_sentences_of_a_woman(wanted: str, fact: Event) -> None:
    found = letter(Facts(Party((SALEM,)), (replace(fact, path="events.0"),)), "ar")
    said = [each.text for part in found.facts for each in part.sentences] or [found.opening.sentences[0].text]
    assert said[0].removeprefix("و") == wanted


def test_what_is_asked_of_several_at_once_agrees_with_them() -> None:
    asked = (Request("release-unconditionally", "requests.0"), Request("medical-care", "requests.1"))
    found = letter(Facts(PARTIES["pf"], (), (), asked), "ar", "معالي الوزيرة")
    assert found.asked.text(" ") == "ولذلك، أرجو من معاليكم ما يلي:"
    assert [item.text for item in found.asked.items] == [
        "الإفراج عن نورا سالم ولينا حداد فورًا ودون قيد أو شرط؛",
        "ضمان حصولهما دون تأخير على الرعاية الطبية التي تحتاجان إليها.",
    ]


JUDGE = {"by": value("agent", "judge")}
WATER = {"polluted": value("nature", "water")}
ARGS = {"polluted": WATER, "eviction-ordered": JUDGE, "travel-banned": JUDGE, "pardoned": JUDGE}


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        # The verb has its subject in it where that of both is the same person.
        ("interrogated", "beaten", ["ففي 12 يناير 2026، استُجوب كريم عودة وتعرّض للضرب."]),
        # Else it would be the judge who died.
        (
            "pardoned",
            "died",
            ["ففي 12 يناير 2026، أصدر أحد القضاة عفوًا عن كريم عودة.", "وفي اليوم نفسه، تُوفي عودة."],
        ),
        # Another subject is told, and nobody twice in one sentence.
        (
            "summoned",
            "travel-banned",
            ["ففي 12 يناير 2026، استُدعي كريم عودة للاستجواب ومنعه أحد القضاة من مغادرة البلاد."],
        ),
        (
            "eviction-ordered",
            "pardoned",
            ["ففي 12 يناير 2026، أمر أحد القضاة بإخلاء كريم عودة.", "وفي اليوم نفسه، أصدر أحد القضاة عفوًا عنه."],
        ),
        # A pronoun in the second clause means whom the first told of.
        (
            "polluted",
            "asylum-refused",
            ["ففي 12 يناير 2026، تلوّثت المياه.", "وفي اليوم نفسه، رُفض طلب اللجوء المقدم منه."],
        ),
    ],
)
def test_a_verb_has_its_subject_in_it_where_it_is_not_mistaken(first: str, second: str, wanted: list[str]) -> None:
    day = Day(2026, 1, 12)
    facts = [event(type, n, args=ARGS.get(type, {}), date=day) for n, type in enumerate((first, second))]
    found = letter(Facts(Party((ODEH,)), tuple(facts), addressee="EG"), "ar")
    assert [said.text.replace("\u00a0", " ") for part in found.facts for said in part.sentences] == wanted


@pytest.mark.parametrize(
    ("wanted", "first", "second"),
    [
        ("اعتقل أفراد من الشرطة نورا سالم وفتّشوا منزلها.", event("arrested", 0, args=POLICE),
         event("home-searched", 1, args=POLICE)),
        ("أدانت المحكمة العليا نورا سالم بتهمة «القتل» وحكمت عليها بالسجن المؤبد.", event("convicted", 0, args={
            "court": value("court", "supreme-court"), "charges": value("charge", "murder")}),
         event("sentenced", 1, args={
            "court": value("court", "supreme-court"), "sentence": value("term", "life")})),
        ("دمّرت سلطات المدينة منزلها وأخلتها قسرًا.", event(
            "homes-destroyed", 0, args={"by": value("agent", "municipality")}),
         event("evicted", 1, args={"by": value("agent", "municipality")})),
    ],
)  # fmt: skip
def test_the_doer_of_two_verbs_is_named_once(wanted: str, first: Event, second: Event) -> None:
    """The second verb comes behind its subject, and agrees with it in number too."""
    day = Day(2026, 1, 12)
    events = (replace(first, date=day), replace(second, date=day))
    text = letter(Facts(Party((SALEM,)), events, addressee="EG"), "ar").text()
    assert f"ففي 12\u00a0يناير 2026، {wanted}" in text


def test_behind_that_stands_a_verb_without_a_subject_of_its_own() -> None:
    """The pronoun of the matter: أفاد محاميها بأنه انتُزع منها اعتراف."""
    fact = event("forced-confession", source=source("events.0", own("one", ar="محاميها")))
    assert (
        "أفاد محاميها بأنه انتُزع من نورا سالم اعتراف بالإكراه."
        in letter(Facts(Party((SALEM,)), (fact,), addressee="EG"), "ar").text()
    )
