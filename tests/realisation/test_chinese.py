"""Simplified Chinese: what stands before and behind names, how clauses close up, and the golden sentences."""

import pytest
from helpers.generated import HADDAD, ODEH, OKOYE, SALEM
from helpers.model_cases import RELATIVES, event, own, source, told, value

from ua_gen.wording.realisation.clauses import Clause, ordered
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Day, Facts, Flag, Item, Own, Party, Request
from ua_gen.wording.realisation.rules import zh_hans


def zh(number: str = "", gender: str = "", *, name: str) -> Own:
    return own(number, gender, **{"zh-Hans": name})


OSH, POLICE, WATCH = zh(name="奥什"), value("agent", "police"), zh(name="人权观察")
LAWYER = Party(noun=value("associate", "lawyer"), path="lawyer")
EVIN = {"place": value("place", "prison", name=zh(name="埃温"))}


def accounted(facts: Facts) -> list[str]:
    """The sentences of its events, one after the other."""
    return [sentence.text for paragraph in account(facts, "zh-Hans", 9999).paragraphs for _, sentence in paragraph]


# --- rules ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["博多村的居民", "约40人", "他的亲属", "三名学生", "120户", "独立观察人士"])
def test_several_are_told_by_their_last_word(text: str) -> None:
    assert zh_hans.number(text) == "many"


@pytest.mark.parametrize("text", ["检察机关", "人权观察", "奥什市法院", "一名记者兼律师"])
def test_what_does_not_end_so_is_one(text: str) -> None:
    assert zh_hans.number(text) == "one"


@pytest.mark.parametrize(
    ("item", "form", "wanted"),
    [
        (value("place", "prison", name=zh(name="埃温")), "in", "在埃温监狱"),
        (value("place", "prison", name=zh(name="马尔瓦中央监狱")), "to", "至马尔瓦中央监狱"),
        (value("place", "prison", name=zh(name="埃温"), in_=zh(name="德黑兰")), "from", "从德黑兰埃温监狱"),
        (value("place", "prison", name=zh(name="埃温")), "release", "从埃温监狱"),
        (value("place", "city", name=OSH), "release", "在奥什"),
        (value("place", "police-station", of=OSH), "in", "在奥什警察局"),
        (value("place", "village", name=zh(name="博多")), "in", "在博多村"),
        (value("place", "region", name=zh(name="费尔干纳州")), "in", "在费尔干纳州"),
        (value("place", "remand-prison", number=1), "in", "在第1看守所"),
        (value("court", "revolutionary-court", branch=zh(name="15"), of=OSH), "name", "奥什革命法院第15分庭"),
        (value("reason", "protest"), "for", "因参加和平抗议"),
        (value("reason", "protest"), "as", "其参加和平抗议"),
        (value("reason", "political-opinion"), "for", "因其政治观点"),
        (value("reason", "political-opinion"), "held", "其系因其政治观点而被关押"),
        (zh(name="因为写文章"), "for", "因写文章"),
        (zh(name="由于写文章"), "as", "写文章"),
        (zh(name="以自然保护为名"), "for", "以自然保护为名"),
        (value("charge", "murder"), "crime", "“谋杀”罪"),
        (value("condition", "diabetes"), "has", "患有糖尿病"),
        (value("condition", "asthma"), "severe", "患有严重的哮喘"),
        (value("condition", "pain"), "has", "承受着剧烈疼痛"),
        (value("term", "years", n=12), "name", "有期徒刑十二年"),
        (value("term", "years", n=2), "max", "两年有期徒刑"),
        (value("term", "years-months", n=1, m=6), "name", "有期徒刑一年六个月"),
        (value("sentence", "lashes", number=1000), "name", "鞭刑1000下"),
        (value("standard", "iccpr", article=zh(name="19")), "name", "《公民权利和政治权利国际公约》第19条"),
        (value("reason", "work-as", profession=value("profession", "journalist")), "for", "因其作为记者的工作"),
    ],
)
def test_what_stands_before_and_behind_a_name(item: Item, form: str, wanted: str) -> None:
    assert grammar("zh-Hans").noun(item, "path", {}, "charges").find(form) == wanted


@pytest.mark.parametrize(
    ("who", "wanted"),
    [
        (WATCH, ["据人权观察报告", "人权观察表示", "人权观察还表示"]),
        (zh(name="Human Rights Watch"), ["据Human Rights Watch报告"]),
        (zh(name="一名目击者"), ["据一名目击者反映", "一名目击者表示"]),
        (zh(name="内务部发言人"), ["据内务部发言人称"]),
        (zh(name="七个人权组织的联合声明"), ["据七个人权组织的联合声明", "七个人权组织的联合声明指出"]),
        (POLICE, ["据警方称", "警方表示"]),
    ],
)
def test_whose_words_they_are(who: Item, wanted: list[str]) -> None:
    noun = grammar("zh-Hans").noun(who, "path", {})
    assert [noun.find(form) for form in ("by", "says", "also")][: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("entry", "of_her", "of_name", "source_"),
    [
        ("brother", "她的兄弟", "诺拉·萨利姆的兄弟", "据其兄弟反映"),
        ("relatives", "她的亲属", "诺拉·萨利姆的亲属", "据其亲属反映"),
    ],
)
def test_what_is_owned_stands_behind_its_owner(entry: str, of_her: str, of_name: str, source_: str) -> None:
    known = grammar("zh-Hans")
    name = NounPhrase({"name": "诺拉·萨利姆"}, "one", person=True, own=True, rule=known.form)
    she = NounPhrase(known.tables["pronouns"]["f"], "one", "f", pronoun=True)
    relative = value("relative", entry)
    assert known.noun(relative, "path", {"his": she}).find("name") == of_her
    assert known.noun(relative, "path", {"his": she}).find("by") == source_
    assert known.noun(relative, "path", {"his": name}).find("name") == of_name


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("警察 在 奥什 逮捕了 Nora Salem ，", "警察在奥什逮捕了Nora Salem"),
        ("她被关押在马尔瓦马尔瓦中央监狱", "她被关押在马尔瓦中央监狱"),
        ("他的律师和他的家人受到威胁", "他的律师和家人受到威胁"),
        ("他的律师和她的家人受到威胁", "他的律师和她的家人受到威胁"),
        ("这是“Golos Svobody” 基金会", "这是“Golos Svobody”基金会"),
    ],
)
def test_a_clause_closes_up(text: str, wanted: str) -> None:
    assert ordered(Clause(before=text), "", grammar("zh-Hans")) == wanted


@pytest.mark.parametrize(
    ("first", "more", "wanted"),
    [
        ("有罪", "判处她死刑", "有罪，并判处她死刑"),
        ("判定她有罪", "判处她死刑", "判定她有罪，并判处死刑"),
        ("判定她有罪", "判处他死刑", "判定她有罪，并判处他死刑"),
        ("有罪", "已有数周未见", "有罪，已有数周未见"),
        ("她至今未见律师", "至今未见家人", "她至今未见律师，也未见家人"),
    ],
)
def test_a_second_clause_follows_with_and_unless_it_is_a_state(first: str, more: str, wanted: str) -> None:
    assert ordered(Clause(before=first, more=Clause(before=more)), "", grammar("zh-Hans")) == wanted


def test_whose_lawyer_it_is_is_not_said_with_every_report() -> None:
    noun = grammar("zh-Hans").noun(zh("one", name="其律师"), "path", {})
    assert [noun.find(form) for form in ("by", "also", "more")] == ["据其律师反映", "律师还表示", "据律师反映"]


def test_what_somebody_is_stands_before_the_name() -> None:
    known = grammar("zh-Hans")
    name = NounPhrase({"name": "诺拉·萨利姆"})
    assert zh_hans.titled(name, NounPhrase({"name": "记者"}), "name", known) == "记者诺拉·萨利姆"
    long = NounPhrase({"name": "曾任律师，现为记者"})
    assert zh_hans.titled(name, long, "name", known) == "诺拉·萨利姆（曾任律师，现为记者）"


def test_several_methods_and_sentences_have_marks_of_their_own() -> None:
    methods = (value("method", "beaten"), value("method", "electric-shocks"), value("method", "kept-awake"))
    assert told("zh-Hans", event("ill-treated", args={"methods": methods})) == [
        "诺拉·萨利姆遭殴打、遭电击并被剥夺睡眠。"
    ]
    sentences = (value("sentence", "prison", term=value("term", "years", n=10)), value("sentence", "fine"))
    args = {"sentence": sentences, "court": value("court", "supreme-court")}
    assert told("zh-Hans", event("sentenced", 1, args=args), event("followed", 0)) == [
        "最高法院判处诺拉·萨利姆有期徒刑十年，并处罚款。",
        "她遭到跟踪。",
    ]


def test_a_home_stands_behind_whose_it_is() -> None:
    """其家中 before the verb would be the agent's own home."""
    home = {"by": POLICE, "place": value("place", "home")}
    assert told("zh-Hans", event("arrested", args=home)) == ["警察在诺拉·萨利姆家中将她逮捕。"]
    assert told("zh-Hans", event("arrested", args={"by": POLICE})) == ["警察逮捕了诺拉·萨利姆。"]


def test_a_reason_is_told_of_whom_it_befell_not_of_the_agent() -> None:
    why = {"because": value("reason", "protest")}
    assert told("zh-Hans", event("arrested", args=why)) == ["诺拉·萨利姆因参加和平抗议被捕。"]
    assert told("zh-Hans", event("arrested", args={**why, "by": POLICE})) == ["诺拉·萨利姆因参加和平抗议被警察逮捕。"]


def test_several_illnesses_are_had_together_where_one_verb_has_them() -> None:
    def ill(*names: str) -> list[str]:
        condition = tuple(value("condition", name) for name in names)
        return told("zh-Hans", event("suffers-from", args={"condition": condition}, ongoing=True))

    assert ill("asthma", "diabetes") == ["诺拉·萨利姆患有哮喘和糖尿病。"]
    assert ill("asthma", "hearing-loss") == ["诺拉·萨利姆患有哮喘，听力受损。"]


def test_what_the_victim_was_doing_is_not_told_of_the_agent() -> None:
    home = {"occasion": value("occasion", "on-way-home")}
    assert told("zh-Hans", event("beaten", args=home)) == ["诺拉·萨利姆在回家途中遭到殴打。"]
    assert told("zh-Hans", event("beaten", args={**home, "by": POLICE})) == ["警察在诺拉·萨利姆回家途中殴打了她。"]


def test_what_belongs_to_two_belongs_to_both_names_at_once() -> None:
    found = letter(Facts(Party((ODEH, SALEM)), (), (), (Request("reveal-whereabouts", "requests.0"),)), "zh-Hans")
    assert found.requests[0].text == "立即公布卡里姆·奥德和诺拉·萨利姆的下落"


def test_nobody_is_he_or_she_whose_gender_is_not_known() -> None:
    events = (
        event("arrested", 0, args={"by": POLICE}, date=Day(2026, 1, 5)),
        event("transferred", 1, args={**EVIN, "by": POLICE}, date=Day(2026, 1, 6)),
        event("home-searched", 2, args={"by": POLICE}),
    )
    sentences = told("zh-Hans", *events, party=Party((OKOYE,)))
    assert sentences == [
        "2026年1月5日，警察逮捕了萨姆·奥科耶。",
        "次日，警察将其转移至埃温监狱。",
        "警察搜查了其住所。",
    ]


# --- golden sentences of the book -------------------------------------------------------------------------------------


def test_a_man() -> None:
    events = (
        event("arrested", 0, args={"by": POLICE, "place": value("place", "airport", name=OSH)}, date=Day(2026, 1, 5)),
        event("transferred", 1, args={**EVIN, "by": POLICE}, date=Day(2026, 1, 6)),
    )
    assert told("zh-Hans", *events, party=Party((ODEH,))) == [
        "2026年1月5日，警察在奥什机场逮捕了卡里姆·奥德。",
        "次日，警察将他转移至埃温监狱。",
    ]
    held = event("held", args={**EVIN, "kind": value("detention", "incommunicado")}, ongoing=True)
    assert accounted(Facts(Party((ODEH,)), (*events, held)))[-1] == "他仍被关押在埃温监狱，与外界完全隔绝。"


def test_a_woman() -> None:
    events = (
        event("verdict-upheld", 0, args={"court": value("court", "supreme-court")}, date=Day(2026, 9, 11)),
        event("tortured", 1, args=EVIN, date=Day(2026, 3), source=source("events.1", None)),
    )
    assert accounted(Facts(Party((SALEM,)), events)) == [
        "2026年9月11日，最高法院维持了对诺拉·萨利姆的原判。",
        "据报，她3月在埃温监狱遭受酷刑。",
    ]


def test_somebody_of_unknown_gender() -> None:
    soldiers = {"by": value("agent", "military"), "place": value("place", "city", name=zh(name="开罗"))}
    sentence = {
        "court": value("court", "military-court"),
        "charges": value("charge", "murder"),
        "sentence": value("sentence", "life"),
    }
    events = (event("arrested", 0, args=soldiers, date=Day(2026, 1, 5)), event("sentenced", 1, args=sentence))
    assert told("zh-Hans", *events, party=Party((OKOYE,))) == [
        "2026年1月5日，军人在开罗逮捕了萨姆·奥科耶。",
        "军事法院以“谋杀”罪判处其无期徒刑。",
    ]
    hearing = event("trial", 2, text=zh(name="庭审持续了一小时"), source=source("events.2", LAWYER))
    assert accounted(Facts(Party((OKOYE,)), (*events, hearing)))[-1] == "据其律师反映，庭审持续了一小时。"


def test_two_people() -> None:
    two = Party((ODEH, SALEM))
    events = (
        event("held", 0, args={"place": value("place", "police-station", of=OSH)}, since=Day(2026, 1, 5)),
        event("beaten", 1, args={"by": POLICE}, source=source("events.1", WATCH)),
    )
    assert accounted(Facts(two, events)) == [
        "自2026年1月5日起，卡里姆·奥德和诺拉·萨利姆一直被关押在奥什警察局。",
        "据人权观察报告，警察殴打了他们。",
    ]


def test_two_women() -> None:
    two = Party((SALEM, HADDAD))
    events = (
        event("followed", 0, source=source("events.0", WATCH)),
        event("denied-medical-care", 1, ongoing=True, source=source("events.1", RELATIVES)),
        event("trial", 2, text=zh(name="信件已无法送达"), source=source("events.2", RELATIVES)),
    )
    assert accounted(Facts(two, events))[1:] == [
        "亲属表示，她们至今未能获得所需的医疗救治。",
        "亲属还表示，信件已无法送达。",
    ]


def test_groups() -> None:
    families = Party(noun=value("group", "families", n=120, of=zh(name="旧港")), path="people.0")
    evicted = event(
        "evicted",
        args={"by": value("agent", "security-forces"), "place": value("place", "homes")},
        date=Day(2026, 5, 2),
    )
    assert accounted(Facts(families, (evicted,))) == ["2026年5月2日，安全部队将旧港的120户居民强行逐出家园。"]
    students = Party(noun=value("group", "students", at_least=3), path="events.0.about")
    assert told("zh-Hans", event("killed", about=students)) == ["至少三名学生丧生。"]
    people = Party(noun=value("group", "people", about=40), path="events.0.about")
    assert told("zh-Hans", event("arrested", about=people)) == ["约40人被捕。"]


def test_a_relative_with_a_name_and_members_of_an_organisation() -> None:
    brother = Party(noun=value("relative", "brother", name=zh(name="阿米尔·萨利姆")), path="events.0.about")
    threatened = event("threatened", args={"by": value("agent", "unknown")}, about=brother, date=Day(2026, 5, 3))
    assert told("zh-Hans", event("followed", 1), threatened)[1:] == [
        "2026年5月3日，身份不明者对她的兄弟阿米尔·萨利姆发出威胁。"
    ]
    members = Party(noun=value("group", "members", of=zh(name="律师协会")), path="x")
    assert told("zh-Hans", event("threatened", about=members)) == ["律师协会的成员受到威胁。"]


# --- what is lost where it is not told --------------------------------------------------------------------------------


def test_a_penalty_is_told_without_a_word_twice() -> None:
    args = {
        "term": value("term", "years", n=7),
        "up_to": Flag(),
        "charges": zh(name="传播虚假信息罪"),
    }
    assert told("zh-Hans", event("faces-penalty", args=args, ongoing=True)) == [
        "一旦被判犯有“传播虚假信息罪”，诺拉·萨利姆可能被判处最高七年有期徒刑。"
    ]
