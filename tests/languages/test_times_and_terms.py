"""For how long, for how many years and months, and what is announced without a day."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from ua_gen.languages.frames import Frame, frames, tables
from ua_gen.wording.realisation.clauses import ordered, render
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import Missing, NounPhrase
from ua_gen.wording.realisation.records import Day, Value

TAGS = ("en", "de", "fr", "es", "it", "pt", "ru", "uk", "ky", "kk", "uz", "uz-Cyrl", "ar", "tg", "tk", "zh-Hans", "tr")
# The events that may happen at any time, in a frame of their own.
ANY_TIME = ("execution", "deportation", "evicted", "trial", "transferred")


def said(tag: str, kind: str, name: str, form: str, **args: int) -> str:
    return grammar(tag).value(Value(kind, name, args), "for", {}).get(form)


@pytest.mark.parametrize(
    ("tag", "name", "form", "args", "text"),
    [
        ("en", "weeks", "name", {"n": 1}, "for one week"),
        ("en", "years", "name", {"more": 2}, "for more than two years"),
        ("en", "years", "name", {"more": 1}, "for more than one year"),
        ("de", "weeks", "name", {"n": 1}, "seit einer Woche"),
        ("de", "days", "span", {"n": 1}, "einen Tag"),
        ("de", "years", "name", {"more": 2}, "seit mehr als zwei Jahren"),
        ("de", "years", "name", {"more": 1}, "seit mehr als einem Jahr"),
        ("de", "months", "within", {"n": 18}, "18 Monaten"),
        ("fr", "weeks", "name", {"n": 1}, "depuis une semaine"),
        ("fr", "years", "name", {"more": 2}, "depuis plus de deux ans"),
        ("fr", "hours", "name", {"more": 1}, "depuis plus d’une heure"),
        ("fr", "days", "de", {"n": 30}, "de 30 jours"),
        ("fr", "days", "de", {"n": 1}, "d’un jour"),
        ("es", "weeks", "name", {"n": 1}, "desde hace una semana"),
        ("es", "years", "name", {"more": 2}, "desde hace más de dos años"),
        ("es", "days", "de", {"n": 30}, "de 30 días"),
        ("es", "months", "lapso", {}, "meses"),
        ("it", "weeks", "name", {"n": 1}, "da una settimana"),
        ("it", "hours", "name", {"n": 1}, "da un’ora"),
        ("it", "hours", "bare", {"more": 2}, "più di due ore"),
        ("it", "years", "name", {"more": 2}, "da oltre due anni"),
        ("pt", "weeks", "name", {"n": 1}, "há uma semana"),
        ("pt", "years", "name", {"more": 2}, "há mais de dois anos"),
        ("pt", "days", "de", {"n": 30}, "de 30 dias"),
        ("ru", "weeks", "name", {"n": 1}, "уже одну неделю"),
        ("ru", "years", "name", {"more": 2}, "уже более двух лет"),
        ("ru", "weeks", "during", {"more": 1}, "более одной недели"),
        ("ru", "months", "name", {"more": 21}, "уже более 21 месяца"),
        ("zh-Hans", "weeks", "name", {"n": 3}, "三周以来"),
        ("zh-Hans", "years", "name", {"more": 2}, "两年多以来"),
        ("zh-Hans", "months", "neg", {}, "已有数月"),
        ("zh-Hans", "days", "bare", {"n": 30}, "30天"),
        ("ar", "years", "name", {"n": 2}, "منذ  سنتين"),
        ("ar", "weeks", "name", {"n": 3}, "منذ ثلاثة أسابيع"),
        ("ar", "days", "bare", {"n": 40}, "40 يومًا"),
        ("ky", "years", "name", {"more": 2}, "эки жылдан ашык убакыттан бери"),
        ("ky", "weeks", "name", {"n": 1}, "бир жумадан бери"),
        ("kk", "years", "name", {"more": 2}, "екі жылдан астам уақыттан бері"),
        ("kk", "weeks", "name", {"n": 1}, "бір аптадан бері"),
        ("uz", "years", "name", {"more": 2}, "ikki yildan ortiq vaqtdan beri"),
        ("tk", "years", "name", {"more": 2}, "iki ýyldan gowrak wagt bäri"),
        ("uz-Cyrl", "years", "name", {"more": 2}, "икки йилдан ортиқ вақтдан бери"),
        ("tr", "years", "name", {"more": 2}, "iki yıldan uzun süredir"),
        ("tr", "weeks", "name", {}, "haftalardır"),
        ("en", "months", "name", {}, "for months"),
    ],
)
def test_for_how_long(tag: str, name: str, form: str, args: dict[str, int], text: str) -> None:
    assert said(tag, "duration", name, form, **args) == text


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("unit", ["hours", "days", "weeks", "months", "years"])
def test_what_has_lasted_longer_is_told_in_each_form(tag: str, unit: str) -> None:
    for form in tables(tag)["duration"][unit]:
        assert said(tag, "duration", unit, form, more=40) != said(tag, "duration", unit, form, n=40), form


@pytest.mark.parametrize(
    ("tag", "form", "n", "m", "text"),
    [
        ("en", "name", 2, 6, "two years and six months in prison"),
        ("en", "serving", 1, 1, "a prison sentence of one year and one month"),
        ("de", "name", 2, 6, "zwei Jahre und sechs Monate Haft"),
        ("de", "acc", 1, 1, "ein Jahr und einen Monat Haft"),
        ("de", "dat", 1, 1, "einem Jahr und einem Monat Haft"),
        ("de", "strafe", 2, 6, "eine Haftstrafe von zwei Jahren und sechs Monaten"),
        ("fr", "name", 2, 6, "deux ans et six mois d’emprisonnement"),
        ("fr", "peine", 1, 1, "une peine d’un an et un mois d’emprisonnement"),
        ("fr", "peine", 2, 6, "une peine de deux ans et six mois d’emprisonnement"),
        ("es", "name", 2, 6, "dos años y seis meses de prisión"),
        ("es", "bare", 1, 1, "un año y un mes"),
        ("it", "name", 2, 6, "due anni e sei mesi di carcere"),
        ("it", "bare", 1, 1, "un anno e un mese"),
        ("pt", "name", 2, 6, "dois anos e seis meses de prisão"),
        ("pt", "bare", 1, 1, "um ano e um mês"),
        ("ru", "name", 2, 6, "два года и шесть месяцев лишения свободы"),
        ("ru", "dat", 1, 1, "одному году и одному месяцу лишения свободы"),
        ("ru", "bare-gen", 5, 3, "пяти лет и трёх месяцев"),
        ("ar", "name", 3, 6, "السجن لمدة ثلاث سنوات وستة أشهر"),
        ("ky", "dat", 2, 6, "эки жыл алты айга"),
        ("ky", "pen", 1, 1, "бир жыл бир ай эркинен ажыратуу жазасы"),
        ("kk", "dat", 2, 6, "екі жыл алты айға"),
        ("kk", "pen", 1, 1, "бір жыл бір айға бас бостандығынан айыру жазасы"),
        ("tr", "upto", 2, 6, "iki yıl altı aya kadar hapis cezasına"),
        ("tr", "name", 1, 1, "bir yıl bir ay hapis cezası"),
        ("uz", "dat", 2, 6, "ikki yil olti oyga"),
        ("tk", "dat", 2, 6, "iki ýyl alty aýa"),
        ("uz-Cyrl", "dat", 2, 6, "икки йил олти ойга"),
        ("uz", "verb", 1, 1, "bir yil bir oyga ozodlikdan mahrum qilgan"),
        ("tk", "verb", 1, 1, "bir ýyl bir aý azatlykdan mahrum etdi"),
        ("uz-Cyrl", "verb", 1, 1, "бир йил бир ойга озодликдан маҳрум қилган"),
    ],
)
def test_years_and_months(tag: str, form: str, n: int, m: int, text: str) -> None:
    assert said(tag, "term", "years-months", form, n=n, m=m) == text


@pytest.mark.parametrize("tag", TAGS)
def test_years_and_months_have_each_form_that_years_have(tag: str) -> None:
    terms = tables(tag)["term"]
    assert set(terms["years"]) == set(terms["years-months"])


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "ein Jahr Haft"),
        ("fr", "un an d’emprisonnement"),
        ("es", "un año de prisión"),
        ("it", "un anno di carcere"),
        ("pt", "um ano de prisão"),
        ("en", "one year in prison"),
        ("ru", "один год лишения свободы"),
    ],
)
def test_one_year_is_one(tag: str, text: str) -> None:
    assert said(tag, "term", "years", "name", n=1) == text


# --- announced without a day ----------------------------------------------------------------------


def told(tag: str, frame: Frame, expected: NounPhrase) -> str:
    """What a frame says of Karim Odeh; raises Missing where it does not apply."""
    rule = grammar(tag).form
    case = {"acc": "Карима Одеха", "gen": "Карима Одеха", "dat": "Кариму Одеху"} if tag == "ru" else {}
    case = {"acc": "Карим Одехти", "gen": "Карим Одехтин"} if tag == "ky" else case
    case = {"acc": "Карим Одехті", "gen": "Карим Одехтің"} if tag == "kk" else case
    name = "Карим Одех" if tag in ("ru", "ky", "kk") else "Карім Оде" if tag == "uk" else "Karim Odeh"
    who = NounPhrase({"name": name, **case}, "one", "m", person=True, own=True, rule=rule)
    his = NounPhrase(
        {**(grammar(tag).tables["pronouns"].get("m") or grammar(tag).tables["pronouns"]["any"])}, "one", "m"
    )
    slots = {"who": who, "he": who, "his": his, "expected": expected, "when": expected}
    if (you := grammar(tag).you) is not None:
        slots["you"] = you
    return ordered(render(grammar(tag), frame, slots.get), "", grammar(tag))


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("event", ANY_TIME)
def test_at_any_time_is_told_by_frames_that_only_fit_it(tag: str, event: str) -> None:
    any_time = grammar(tag).value(Value("expected", "any-time"), "expected", {})
    words = any_time.get("any")
    day = grammar(tag).dated(Day(2026, 5, 3), "expected", year=True)
    own = [frame for frame in frames(tag)[f"event.{event}.ahead"] if frame.label.startswith("plain-any-time")]
    found = []
    for frame in own:
        with pytest.raises(Missing):
            told(tag, frame, day)
        try:
            found.append(told(tag, frame, any_time))
        except Missing:
            continue
    assert found
    assert all(words in text for text in found), found
    others = [frame for frame in frames(tag)[f"event.{event}.ahead"] if frame not in own]
    for frame in others:
        try:
            assert words not in told(tag, frame, any_time), frame.label
        except Missing:
            continue


@pytest.mark.parametrize(
    ("tag", "event", "text"),
    [
        ("en", "execution", "Karim Odeh is due to be executed soon"),
        ("de", "execution", "Karim Odeh soll demnächst hingerichtet werden"),
        ("fr", "execution", "l’exécution de Karim Odeh est prévue prochainement"),
        ("es", "execution", "la ejecución de Karim Odeh está prevista para fecha próxima"),
        ("it", "execution", "l’esecuzione di Karim Odeh è fissata a breve"),
        ("pt", "execution", "a execução de Karim Odeh está marcada para breve"),
        ("ar", "execution", "من المقرر تنفيذ حكم الإعدام بحق Karim Odeh قريبًا"),
        ("ru", "execution", "казнь Карима Одеха назначена на ближайшее время"),
        ("uk", "execution", "страту Каріма Оде призначено на найближчий час"),
        ("ru", "deportation", "в ближайшее время Карима Одеха должны выслать из страны"),
        ("ky", "deportation", "Карим Одех жакын арада депортацияланганы турат"),
    ],
)
def test_soon_stands_where_a_date_would(tag: str, event: str, text: str) -> None:
    soon = grammar(tag).value(Value("expected", "soon"), "expected", {})
    found = []
    for frame in frames(tag)[f"event.{event}.ahead"]:
        try:
            found.append(told(tag, frame, soon))
        except Missing:
            continue
    assert text in [each.replace(" ", " ").strip() for each in found], found


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", ["soon", "any-time"])
def test_an_execution_that_is_announced_without_a_day_opens_the_letter(tag: str, name: str) -> None:
    expected = grammar(tag).value(Value("expected", name), "expected", {})
    words = next(iter(expected.patterns.values())) if name == "any-time" else ""  # type: ignore[attr-defined]
    found = []
    for frame in frames(tag)["opening.execution"]:
        if frame.label.startswith("told") and "expected" in frame.phrase.filled:
            try:
                found.append(told(tag, frame, expected))
            except Missing:
                continue
    assert any(str(words) in text for text in found)


def test_the_number_of_a_day_has_a_form_where_a_rule_makes_one() -> None:
    """`{d:il}`: an article is another before what is read as a vowel."""
    rules = SimpleNamespace(form=lambda noun, form, grammar: f"l’{noun.forms['name']}" if form == "il" else None)
    dates = {"when": {"day": "{d:il} {month}"}, "months": {"name": tables("en")["dates"]["months"]["name"]}}
    changed = replace(grammar("en"), rules=rules, tables={**tables("en"), "dates": dates})  # type: ignore[arg-type]
    assert changed.date(Day(2026, 5, 8), "when", True) == "l’8 May"


def test_the_numbers_of_a_date_have_the_forms_of_other_numbers() -> None:
    """`3rd March 2026`: what stands behind a number, by rule, stands there in a date too."""
    english = grammar("en")
    dates = {**english.tables["dates"], "when": {"day": "on the {d}{d:th} day of {y}"}}
    other = replace(english, tables={**english.tables, "dates": dates, "counted": {"th": ["st", "th"]}})
    assert other.date(Day(2026, 3, 1), "when", True) == "on the 1st day of 2026"
    assert other.date(Day(2026, 3, 14), "when", True) == "on the 14th day of 2026"
