"""The endings of Kazakh words: of our tables and of figures by rule, and of no name that may be spoken otherwise."""

import pytest
from helpers.model_cases import own, value

from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.records import Item, Own
from ua_gen.wording.realisation.rules import kk

CASES = ("acc", "dat", "gen", "loc", "abl", "com")


@pytest.mark.parametrize(
    ("word", "cases"),
    [
        ("түрме", ("түрмені", "түрмеге", "түрменің", "түрмеде", "түрмеден", "түрмемен")),
        ("түрмесі", ("түрмесін", "түрмесіне", "түрмесінің", "түрмесінде", "түрмесінен", "түрмесімен")),
        ("билік", ("билікті", "билікке", "биліктің", "билікте", "биліктен", "билікпен")),
        ("соты", ("сотын", "сотына", "сотының", "сотында", "сотынан", "сотымен")),
        ("адам", ("адамды", "адамға", "адамның", "адамда", "адамнан", "адаммен")),
        ("қамау", ("қамауды", "қамауға", "қамаудың", "қамауда", "қамаудан", "қамаумен")),
        ("тінту", ("тінтуді", "тінтуге", "тінтудің", "тінтуде", "тінтуден", "тінтумен")),
        ("оқу", ("оқуды", "оқуға", "оқудың", "оқуда", "оқудан", "оқумен")),
        ("жұмысшы", ("жұмысшыны", "жұмысшыға", "жұмысшының", "жұмысшыда", "жұмысшыдан", "жұмысшымен")),
        ("оқушысы", ("оқушысын", "оқушысына", "оқушысының", "оқушысында", "оқушысынан", "оқушысымен")),
        ("кісі", ("кісіні", "кісіге", "кісінің", "кісіде", "кісіден", "кісімен")),
        ("отбасы", ("отбасын", "отбасына", "отбасының", "отбасында", "отбасынан", "отбасымен")),
        ("лагерь", ("лагерьді", "лагерьге", "лагерьдің", "лагерьде", "лагерьден", "лагерьмен")),
        ("склероз", ("склерозды", "склерозға", "склероздың", "склерозда", "склероздан", "склерозбен")),
        ("есеп", ("есепті", "есепке", "есептің", "есепте", "есептен", "есеппен")),
    ],
)  # fmt: skip
def test_a_word_of_the_tables_is_declined(word: str, cases: tuple[str, ...]) -> None:
    assert tuple(kk.declined(word, case) for case in CASES) == cases


@pytest.mark.parametrize("word", ["№ 47", "COVID-19", "БҚХЗ"])
def test_what_has_no_vowel_or_no_letter_at_its_end_is_not_declined(word: str) -> None:
    assert kk.declined(word, "acc") is None


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        # Met in print, with the book: women’s names, and what ends in ұлы or қызы.
        ("Аида Касымова", ("Аида Касымованы", "Аида Касымоваға", "Аида Касымованың")),
        ("Ирина Достоевская", ("Ирина Достоевскаяны", "Ирина Достоевскаяға", "Ирина Достоевскаяның")),
        ("Айсұлу Асан қызы", ("Айсұлу Асан қызын", "Айсұлу Асан қызына", "Айсұлу Асан қызының")),
        ("Қасым-Жомарт Кемелұлы", ("Қасым-Жомарт Кемелұлын", "Қасым-Жомарт Кемелұлына", "Қасым-Жомарт Кемелұлының")),
        # All vowels of one kind: whatever decides, root or ending, it is the same.
        ("Азимжан Аскаров", ("Азимжан Аскаровты", "Азимжан Аскаровқа", "Азимжан Аскаровтың")),
        # The root decides, not the ending: Батырбековті, Козубаевқа. It has to be given.
        ("Амангелді Батырбеков", (None, None, None)),
        ("Аброр Козубаев", (None, None, None)),
        ("Бобур Ғаниев", (None, None, None)),
        ("Нора Салем", (None, None, None)),
        ("Karim Odeh", (None, None, None)),
        ("А. Б.", (None, None, None)),
    ],
)  # fmt: skip
def test_the_name_of_a_person_is_declined_where_there_is_no_doubt(name: str, cases: tuple[str | None, ...]) -> None:
    assert tuple(kk.named(name, case) for case in ("acc", "dat", "gen")) == cases


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("Ош", ("Ошта", "Ошқа", "Оштан", "Оштың")),
        ("Бішкек", ("Бішкекте", "Бішкекке", "Бішкектен", "Бішкектің")),
        ("Жалал-Абад", ("Жалал-Абадта", "Жалал-Абадқа", "Жалал-Абадтан", "Жалал-Абадтың")),
        ("Наманган", ("Наманганда", "Наманганға", "Наманганнан", "Наманганның")),
        ("Алматы", ("Алматыда", "Алматыға", "Алматыдан", "Алматының")),
        ("Нарын түрмесі", ("Нарын түрмесінде", "Нарын түрмесіне", "Нарын түрмесінен", "Нарын түрмесінің")),
        ("№ 47 колония", ("№ 47 колонияда", "№ 47 колонияға", "№ 47 колониядан", "№ 47 колонияның")),
        ("Бұлақбасы", (None, None, None, None)),  # Of a kind with Алматы by its letters, and not by its endings.
        ("Каир", (None, None, None, None)),
        ("Нью-Йорк", (None, None, None, None)),
        ("Минск", (None, None, None, None)),
        ("СИЗО", (None, None, None, None)),
        ("Evin", (None, None, None, None)),
    ],
)  # fmt: skip
def test_the_name_of_a_place_is_declined_where_its_ending_is_safe(name: str, cases: tuple[str | None, ...]) -> None:
    assert tuple(kk.named(name, case) for case in ("loc", "dat", "abl", "gen")) == cases


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Нора Салем", "Нора Салеммен"), ("Карим Одех", "Карим Одехпен"), ("Аброр Козубаев", "Аброр Козубаевпен"),
        ("Айнұр Қараз", "Айнұр Қаразбен"), ("Ухань", "Уханьмен"), ("Karim Odeh", None), ("СИЗО", None),
    ],
)  # fmt: skip
def test_what_means_with_stands_behind_any_name_for_its_vowel_never_changes(name: str, wanted: str | None) -> None:
    assert kk.with_(name) == wanted


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "бірден"), (3, "үштен"), (6, "алтыдан"), (10, "оннан"), (20, "20-дан"), (30, "30-дан"), (40, "40-тан"),
        (50, "50-ден"), (60, "60-тан"), (69, "69-дан"), (70, "70-тен"), (80, "80-нен"), (90, "90-нан"),
        (100, "100-ден"), (1500, "1500-ден"), (4000, "4000-нан"), (2_000_000, "2\xa0000\xa0000-нан"),
    ],
)  # fmt: skip
def test_more_than_a_figure_has_the_ending_that_is_read(number: int, text: str) -> None:
    people = value("group", "people", more_than=number)
    assert form(people, "name") == f"{text} астам адам"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (10, "онға"), (20, "20-ға"), (30, "30-ға"), (40, "40-қа"), (50, "50-ге"), (60, "60-қа"), (70, "70-ке"),
        (80, "80-ге"), (90, "90-ға"), (100, "100-ге"),
    ],
)  # fmt: skip
def test_nearly_a_figure_is_in_harmony(number: int, text: str) -> None:
    assert form(value("group", "people", nearly=number), "name") == f"{text} жуық адам"


def form(item: Item, form: str) -> str | None:
    return grammar("kk").noun(item, "path", {}).find(form)


@pytest.mark.parametrize(
    ("item", "name", "wanted"),
    [
        (value("agent", "police"), "gen", "полиция қызметкерлерінің"),
        (value("agent", "authorities"), "abl", "биліктен"),
        (value("place", "village", name=own(kk="Арал")), "in", "Арал ауылында"),
        (value("place", "village", name=own(kk="Арал")), "at", "Арал ауылындағы"),
        (value("place", "city", name=own(kk="Каир")), "in", "Каир қаласында"),
        (value("place", "city", name=own(kk={"name": "Ош", "in": "Ошта"})), "in", "Ошта"),
        (value("place", "prison", in_=own(kk="Нарын")), "to", "Нарындағы түрмеге"),
        (value("place", "prison", in_=own(kk="Каир")), "to", "Каир деген жердегі түрмеге"),
        (value("place", "prison", in_=own(kk={"name": "Каир", "in": "Каирде"})), "from", "Каирдегі түрмеден"),
        (value("place", "prison", in_=value("place", "village", name=own(kk="Арал"))), "in", "Арал ауылындағы түрмеде"),
        (value("place", "prison", name=own(kk="Нарын орталық түрмесі")), "in", "Нарын орталық түрмесінде"),
        (value("law", "press-law"), "by", "баспасөз туралы заңға сәйкес"),
        (value("charge", "treason"), "under", "«мемлекетке опасыздық жасау» деген айып бойынша"),
        (value("group", "residents", of=own(kk="Арал"), n=7), "acc", "Аралдың жеті тұрғынын"),
        (value("group", "women", of=value("place", "village", name=own(kk="Арал"))), "name", "Арал ауылындағы әйелдер"),
        (value("sentence", "fine", amount=own(kk="он мың сом")), "verb", "он мың сом мөлшерінде айыппұл салған"),
        (value("term", "years", n=16), "verb", "16 жылға бас бостандығынан айырған"),  # A sentence given as a term.
        (value("term", "years", n=16), "acc", "16 жылға бас бостандығынан айыру жазасын"),
        (
            value("court", "revolutionary-court", of=own(kk="Шираз"), branch=own(kk="15")),
            "gen",
            "Шираз революциялық сотының 15-бөлімінің",
        ),
        (
            value("standard", "iccpr", article=own(kk="7")),
            "dat",
            "Азаматтық және саяси құқықтар туралы халықаралық пактінің 7-бабына",
        ),
        (value("standard", "iccpr"), "gen", "Азаматтық және саяси құқықтар туралы халықаралық пактінің"),
        (value("condition", "hearing-loss"), "ill", None),
        (own(kk="Көші-қон бөлімшелері"), "gen", "Көші-қон бөлімшелерінің"),
        (own(kk="Көші-қон қызметі"), "gen", "Көші-қон қызметінің"),
        (own(kk="Талдықорған"), "gen", "Талдықорғанның"),
        (own(kk="Interpol"), "gen", None),
        (own(kk="Нарын қалалық соты"), "dat", "Нарын қалалық сотына"),
    ],
)
def test_a_form_is_made_of_our_words_and_of_no_other(item: Item, name: str, wanted: str | None) -> None:
    assert form(item, name) == wanted


@pytest.mark.parametrize(
    ("kind", "name", "wanted"),
    [
        ("charge", "under", "«ӨЗ СӨЗІ» деген айып бойынша"),
        ("charge", "laid", "«ӨЗ СӨЗІ» деген айып"),
        ("condition", "ill", "ӨЗ СӨЗІ"),
        ("care", "now", "ӨЗ СӨЗІ берілмей отыр"),
        ("needs", "without", "ӨЗ СӨЗІ жоқ жағдайда"),
        ("how", "own", "ӨЗ СӨЗІ"),
        ("harm", "gen", None),
        ("harm", "about", "ӨЗ СӨЗІ"),
        ("court", "dat", "ӨЗ СӨЗІ деген сотқа"),
        ("place", "in", "ӨЗ СӨЗІ деген жерде"),
    ],
)
def test_a_text_of_the_cases_own_stands_where_it_needs_no_ending(kind: str, name: str, wanted: str | None) -> None:
    assert grammar("kk").noun(own(kk="ӨЗ СӨЗІ"), "path", {}, kind).find(name) == wanted


def test_an_article_of_the_law_is_not_called_an_accusation() -> None:
    article = grammar("kk").noun(own(kk="Қылмыстық кодекстің 174-бабы"), "path", {}, "charge")
    assert article.find("under") == "Қылмыстық кодекстің 174-бабы бойынша"
    assert article.find("laid") == "Қылмыстық кодекстің 174-бабы бойынша айып"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        (own(kk="John Smith"), "John Smith есімді ұлын"),
        (own(kk={"name": "John Smith", "acc": "John Smith-ті"}), "ұлы John Smith-ті"),
        (own(kk="Нора Салем"), "Нора Салем есімді ұлын"),
        (own(kk="Асан Жапаров"), "ұлы Асан Жапаровты"),
    ],
)
def test_a_relative_whose_name_has_no_such_form_is_told_of_by_name(name: Own, wanted: str) -> None:
    his = {"his": NounPhrase({"his": "оның"})}
    assert grammar("kk").noun(value("relative", "son", name=name), "path", his).find("acc") == f"оның {wanted}"


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("оны кінәлі деп таныған", "үкім шығарған", "оны кінәлі деп танып"),
        ("оны ұрып-соққан", "өлтірген", "оны ұрып-соғып"),
        ("дәлел тапқан", "айыптаған", "дәлел тауып"),
        ("оны өлтірген", "кеткен", "оны өлтіріп"),
        ("адвокат жібермеген", "көмек көрсетпеген", "адвокат жібермей"),
        ("оны камераға қамаған", "ұрып-соққан", "оны камераға қамап"),
        ("адвокат жіберілмей отыр", "рұқсат берілмей отыр", "адвокат жіберілмей"),
        ("оны ұстап отыр", "тергеп отыр", "оны ұстап"),
        ("оны ұрып-соққан", "ұйықтатпаған", None),  # Nor would it be told what is negated.
        ("оны қамауға алған", "қамауда отыр", None),
        ("қамауда отыр", "қамауда отыр", None),
    ],
)
def test_of_two_verbs_the_first_is_a_converb(first: str, second: str, wanted: str | None) -> None:
    assert kk.converb(first, second) == wanted
