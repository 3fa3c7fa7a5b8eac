"""Ukrainian: the rules that make forms, and sentences whose grammar they carry. Every case is invented."""

from collections.abc import Sequence

import pytest
from helpers.model_cases import event, own, value

from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.records import Day, Event, Facts, Party, Person, Request, Source
from ua_gen.wording.realisation.rules import uk, uk_heads, uk_names
from ua_gen.wording.realisation.rules.uk_sounds import euphony

BERGEN = Person("bergen", own(uk="Анна Бергенова"), "f", path="people.0")
ODEH = Person("odeh", own(uk="Карім Оде"), "m", path="people.1")
LANG = {"name": "Саша Ланг", "gen": "Саші Ланг", "acc": "Сашу Ланг", "dat": "Саші Ланг", "ins": "Сашею Ланг"}
HER, HIM, THEM = Party((BERGEN,)), Party((ODEH,)), Party((BERGEN, ODEH))
ANY = Party((Person("lang", own(uk=LANG), path="people.0"),))
TREASON = value("charge", "treason")
SUPREME = value("court", "supreme-court")


def told(party: Party, *events: Event) -> Sequence[str]:
    """The sentences of the facts, of which nothing may be left out."""
    facts = Facts(party, events)
    found = letter(facts, "uk")
    assert not found.untold
    told = [each.text for part in found.paragraphs if part.kind in ("facts", "law") for each in part.sentences]
    # Or the opening of the letter has told all of it.
    return told or [each.text for paragraph in account(facts, "uk", 0).paragraphs for _, each in paragraph]


def asked(party: Party, name: str, **args: object) -> str:
    request = Request(name, "requests.0", {key: (item,) for key, item in args.items()})  # type: ignore[misc]
    found = letter(Facts(party, requests=(request,)), "uk")
    assert not found.untold
    return found.paragraphs[-2].sentences[-1].text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Її затримали в Києві", "Її затримали в Києві"),
        ("Він живе у Оші", "Він живе в Оші"),
        ("Суд в Києві", "Суд у Києві"),
        ("В серпні її звільнили", "У серпні її звільнили"),
        ("У Оші спокійно", "В Оші спокійно"),
        ("Вона в в’язниці", "Вона у в’язниці"),
        ("Вона в Львові", "Вона у Львові"),
        ("рішення в справі", "рішення у справі"),
        ("вона, в свою чергу", "вона, у свою чергу"),
        ("били і не давали спати", "били й не давали спати"),
        ("суд і прокуратура", "суд і прокуратура"),
        ("вона й її мати", "вона і її мати"),
        ("у хабарництві і в шахрайстві", "у хабарництві й у шахрайстві"),
        ("удома і в Оші", "удома й в Оші"),
        ("затримали, й відтоді", "затримали, і відтоді"),
        ("про громадянські і політичні права", "про громадянські і політичні права"),
        ("Вас з надією", "Вас із надією"),
        ("побачень з рідними", "побачень із рідними"),
        ("вона з села", "вона із села"),
        ("вона із Оша", "вона з Оша"),
        ("звільнили з школи", "звільнили зі школи"),
        ("поїзд з Львова", "поїзд зі Львова"),
        ("з 3 жовтня", "з 3 жовтня"),
        ("термін з 7 жовтня", "термін із 7 жовтня"),
        ("в 1999 році", "в 1999 році"),
        ("надати їй всю допомогу", "надати їй усю допомогу"),
        ("про усе це", "про все це"),
        ("виїзд з-за кордону", "виїзд з-за кордону"),
        ("група В суду", "група В суду"),
    ],
)
def test_what_sounds_well(text: str, wanted: str) -> None:
    assert euphony(text) == wanted
    assert euphony(wanted) == wanted


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (uk.person("Аїда Касимова", "acc", "f"), "Аїду Касимову"),
        (uk.person("Аїда Касимова", "dat", "f"), "Аїді Касимовій"),
        (uk.person("Ольга Бондаренко", "dat", "f"), "Ользі Бондаренко"),
        (uk.person("Петро Бондаренко", "gen", "m"), "Петра Бондаренка"),
        (uk.person("Андрій Зеленський", "ins", "m"), "Андрієм Зеленським"),
        (uk.person("Марія Левицька", "gen", "f"), "Марії Левицької"),
        (uk.person("Азімжан Аскаров", "ins", "m"), "Азімжаном Аскаровим"),
        (uk.person("Ірина Петрівна Ткач", "gen", "f"), "Ірини Петрівни Ткач"),
        (uk.person("Іван Петрович Ткач", "ins", "m"), "Іваном Петровичем Ткачем"),
        (uk.person("Дар’я Гай", "dat", "f"), "Дар’ї Гай"),
        (uk.person("Карім Оде", "gen", "m"), "Каріма Оде"),
        (uk.person("Іван Чорний", "gen", "m"), None),  # An adjective, or not.
        (uk.person("Хуан Пачеко", "gen", "m"), None),
        (uk.person("Nora Salem", "gen", "f"), None),
        (uk.person("Сем Окоє", "gen", ""), None),
        (uk_names.vocative("Аїда Касимова", "f"), "Аїдо Касимова"),
        (uk_names.vocative("Петро Іванович Бондаренко", "m"), "Петре Івановичу Бондаренко"),
        (uk_names.vocative("Марія Левицька", "f"), "Маріє Левицька"),
        (uk_names.vocative("Андрій Ткач", "m"), "Андрію Ткач"),
        (uk_names.vocative("Олег", "m"), "Олегу"),
        (uk_names.vocative("Nora Salem", "f"), None),
        (uk_names.vocative("Сем Окоє", ""), None),
        (uk.counted(21), 0),
        (uk.counted(12), 2),
        (uk.counted(3), 1),
        (uk.number("правозахисний центр «Світанок»"), "one"),
        (uk.number("співробітники поліції"), "many"),
        (uk.number("хронікери"), ""),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


@pytest.mark.parametrize(
    ("name", "case", "wanted"),
    [
        ("газета «Світанок»", "ins", "газетою «Світанок»"),
        ("слідчий ізолятор Оша", "prep", "слідчому ізоляторі Оша"),
        ("Ошський міський суд", "ins", "Ошським міським судом"),
        ("Міністерство внутрішніх справ", "gen", "Міністерства внутрішніх справ"),
        ("Генеральна прокуратура", "acc", "Генеральну прокуратуру"),
        ("Державний комітет національної безпеки", "gen", "Державного комітету національної безпеки"),
        ("колишні співробітники міліції", "acc", "колишніх співробітників міліції"),
        ("Збройні сили Судану", "ins", "Збройними силами Судану"),
        ("спільна заява семи організацій", "ins", "спільною заявою семи організацій"),
        ("її адвокат Азімжан Аскаров", "gen", "її адвоката Азімжана Аскарова"),
        ("її адвокат Петро Бондаренко", "gen", None),  # A man’s name, or a woman’s.
        ("сама Нора Левицька", "gen", "самої Нори Левицької"),
        ("кілька незалежних організацій", "gen", "кількох незалежних організацій"),
        ("суд і прокуратура Оша", "gen", None),  # Both would have to be declined.
        ("адвокат, який веде справу", "gen", None),
        ("колгосп «Світанок»", "gen", None),
    ],
)
def test_a_name_of_the_case_is_declined_by_its_head(name: str, case: str, wanted: str | None) -> None:
    assert uk_heads.declined(name, case) == wanted


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ош", ("в Оші", "до Оша", "з Оша", "Оша")),
        ("Бішкек", (None, None, None, None)),  # A vowel may drop out.
        ("Бухара", ("в Бухарі", "до Бухари", "з Бухари", "Бухари")),
        ("Рига", ("в Ризі", "до Риги", "з Риги", "Риги")),
        ("Алмати", ("в Алмати", "до Алмати", "з Алмати", "Алмати")),
        ("Франція", ("в Франції", "до Франції", "з Франції", "Франції")),
        ("колонія № 21", ("в колонії № 21", "до колонії № 21", "з колонії № 21", "колонії № 21")),
        ("площа Ала-Тоо", ("на площі Ала-Тоо", "на площу Ала-Тоо", "з площі Ала-Тоо", "площі Ала-Тоо")),
        ("районна школа", ("в районній школі", "до районної школи", "з районної школи", "районної школи")),
        ("Київ", (None, None, None, None)),
        ("дача", (None, None, None, None)),
    ],
)  # fmt: skip
def test_a_place_stands_with_its_preposition(name: str, forms: Sequence[str | None]) -> None:
    assert tuple(uk_heads.place(name, form, True) for form in ("in", "to", "from", "of")) == forms


@pytest.mark.parametrize(
    ("charge", "wanted"),
    [
        ("незаконне зберігання зброї", "в незаконному зберіганні зброї"),
        ("хабарництво", "в хабарництві"),
        ("масові заворушення", "в масових заворушеннях"),
        ("підготовка й поширення листівок", None),
        ("стаття 205", None),
    ],
)
def test_a_charge_of_the_case_is_declined_by_its_noun(charge: str, wanted: str | None) -> None:
    assert uk_heads.accusation(charge) == wanted


def test_charges_that_cannot_be_declined_stand_in_quotation_marks() -> None:
    charges = (own(uk="дача хабаря"), own(uk="стаття 205"))
    (sentence,) = told(HER, event("convicted", args={"court": SUPREME, "charges": charges}))
    assert sentence == "Верховний суд засудив її за обвинуваченнями, сформульованими як «дача хабаря» й «стаття 205»."


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (own(uk="спільна заява семи організацій"), "Згідно зі спільною заявою семи організацій, її били."),
        (own(uk="її адвокат Азімжан Аскаров"), "За словами її адвоката Азімжана Аскарова, її били."),
        (own(uk="газета «Світанок»"), "За даними газети «Світанок», її били."),
    ],
)
def test_a_source_of_the_case_is_declined(source: object, text: str) -> None:
    assert list(told(HER, event("beaten", source=Source(source, "events.0.according_to")))) == [text]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("party", "text"),
    [
        (HIM, "12 січня 2026 року Верховний суд визнав його винним у державній зраді."),
        (HER, "12 січня 2026 року Верховний суд визнав її винною в державній зраді."),
        (THEM, "12 січня 2026 року Верховний суд визнав їх винними в державній зраді."),
        (ANY, "12 січня 2026 року Верховний суд засудив Сашу Ланг за обвинуваченням у державній зраді."),
    ],
)
def test_who_is_found_guilty(party: Party, text: str) -> None:
    found = told(party, event("convicted", date=Day(2026, 1, 12), args={"court": SUPREME, "charges": TREASON}))
    assert list(found) == [text]


@pytest.mark.parametrize(
    ("party", "text"),
    [
        (HIM, "Як повідомляє його адвокат, його здоров’я погіршується."),
        (THEM, "За словами їхнього адвоката, їхнє здоров’я погіршується."),
        (ANY, "За словами адвоката, здоров’я Саші Ланг погіршується."),
    ],
)
def test_a_possessive_has_its_endings(party: Party, text: str) -> None:
    lawyer = Source(Party(noun=value("associate", "lawyer"), path="lawyer"), "events.0.according_to")
    (sentence,) = told(party, event("health-failing", ongoing=True, source=lawyer))
    assert sentence.replace("Як повідомляє його адвокат", "За словами його адвоката") == text.replace(
        "Як повідомляє його адвокат", "За словами його адвоката"
    )


def test_an_agent_agrees_with_its_verb() -> None:
    agents = {"prosecutor": "прокуратура висунула", "government": "уряд висунув", "police": "поліцейські висунули"}
    for agent, said in agents.items():
        (sentence,) = told(HER, event("charged", args={"by": value("agent", agent), "charges": TREASON}))
        assert said in sentence.lower()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("respect-rights", "поважати й захищати її право на свободу вираження поглядів."),
        ("no-shackles", "не застосовувати до неї кайданів."),
        ("retrial", "призначити новий розгляд її справи відповідно до міжнародних норм справедливого судочинства."),
    ],
)
def test_requests(name: str, text: str) -> None:
    args = {"right": value("right", "freedom-of-expression")} if name == "respect-rights" else {}
    request = Request(name, "requests.1", {key: (item,) for key, item in args.items()})
    first = Request("release-unconditionally", "requests.0")
    found = letter(Facts(HER, requests=(first, request)), "uk")
    assert found.paragraphs[-2].sentences[-1].text == f"Прошу також {text}"
    assert asked(HER, "search") == "Тому прошу Вас зробити все можливе, щоб знайти Анну Бергенову."
