"""What ua-gen knows of each language: its data file, its catalogue, dates, numbers, lists."""

import dataclasses
import gettext
import re
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from helpers.specimen import ALL_LANGUAGES, DAY, OFFICIAL, PEOPLE, ROOT, SOMEBODY, WHOLE, loaded, wording

from ua_gen import languages
from ua_gen.compiled import read_yaml
from ua_gen.languages import HERE, Language, MissingPhrase, fill, language, update
from ua_gen.languages.compile import compile_po, whole_catalogue
from ua_gen.languages.phrases import AGREEMENT, FINER, Phrase, english_phrases, names
from ua_gen.wording import Wording

# Languages that were made of frames from the start have none of the phrases out of which sentences are put together.
FROM_THE_START = frozenset({"pt", "pt-BR"})
TOGETHER = frozenset({"event", "request", "hedge", "authority", "piece"})
TRANSLATED = [tag for tag in ALL_LANGUAGES if tag != "en"]
SPACE = "\u00a0"


def catalogue(tag: str) -> Catalog:
    """With what a variant has from the language beneath."""
    return whole_catalogue(HERE / tag / "catalogue.po")


# Phrases of single sentences, which a language that was made of frames from the start does not have.
SINGLE = {"uk": ("event.", "request.", "hedge.", "authority.", "piece.")}


def messages(tag: str) -> list[Message]:
    """The messages of a catalogue; without those that its language has no need of, as long as none is translated."""
    left = SINGLE.get(tag, ())
    return [m for m in catalogue(tag) if m.id and not (str(m.context).startswith(left) and not any(texts(m)))]


def key_of(message: Message) -> str:
    return str(message.context).partition("|")[0]


def texts(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def needed(tag: str, key: str) -> bool:
    return tag not in FROM_THE_START or key.split(".")[0] not in TOGETHER or key == "piece.because"


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


# --- the phrases -----------------------------------------------------------------------------------------------------


def values_given(key: str) -> set[str]:
    """The values that the program puts into a phrase, tried by letting it compose everything."""
    return GIVEN.get(key, set())


# A language that is not made of frames yet.
OF_PHRASES = next((tag for tag in reversed(ALL_LANGUAGES) if language(tag).engine < 2), "en")


def _given() -> dict[str, set[str]]:
    """What each phrase is given, noted while sentences of every kind are made."""
    given: dict[str, set[str]] = {}

    class Noting(Wording):
        def t(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
            given.setdefault(key, set()).update(values)
            return super().t(key, agreement, **values)

    for people in PEOPLE.values():
        for kind in (name for name in names("designation") if name != "because"):
            data = people | {
                "events": [{"type": event, **WHOLE} for event in names("event")],
                "requests": [{"ask": request} for request in names("request")],
                "people": [person | {"considered": {"as": kind}} for person in people["people"]],
            }
            say = Noting(wording(data).case, language(OF_PHRASES), DAY)
            assert all((say.designations, say.letter_facts, say.requests))
    for post in names("closing"):
        case = wording(SOMEBODY | {"recipients": [OFFICIAL | {"post": post}]}).case
        say = Noting(case, language("es"), DAY, case.recipients[0])
        assert all((say.closing, say.group_closing))
    return given


GIVEN = _given()


@pytest.mark.parametrize(
    "phrase",
    [english_phrases()[key] for key in GIVEN if key.split(".")[0] in ("event", "request", "designation")],
    ids=lambda phrase: phrase.key,
)
def test_a_phrase_asks_only_for_what_it_is_given(phrase: Phrase) -> None:
    asked = {name for text in phrase.forms.values() for name in placeholders(text)}
    assert asked <= values_given(phrase.key)


@pytest.mark.parametrize("phrase", english_phrases().values(), ids=lambda phrase: phrase.key)
def test_a_phrase_has_the_forms_of_its_kind(phrase: Phrase) -> None:
    kinds = [{""}, {"singular", "plural"}, {"male", "female", "neutral"}, set(AGREEMENT)]
    assert set(phrase.forms) in kinds
    assert all(text and text == text.strip() for text in phrase.forms.values())


# --- the catalogues --------------------------------------------------------------------------------------------------


def of_phrases(tag: str, key: str) -> bool:
    """Whether a phrase makes sentences that a language tells by its frames alone."""
    sections = ("event.", "request.", "hedge.", "authority.", "pronoun.", "piece.")
    return tag in MADE_OF_FRAMES and key.startswith(sections)


MADE_OF_FRAMES = [tag for tag in ALL_LANGUAGES if language(tag).engine == 2]


@pytest.mark.parametrize("tag", TRANSLATED)
class TestCatalogue:
    def test_has_a_text_for_every_phrase(self, tag: str) -> None:
        asked = [message for message in messages(tag) if needed(tag, key_of(message))]
        asked = [message for message in asked if not of_phrases(tag, message.context)]
        empty = [message.context for message in asked if not all(texts(message)) or message.fuzzy]
        assert empty == []

    def test_is_what_the_update_makes_of_the_phrases(self, tag: str) -> None:
        po = HERE / tag / "catalogue.po"
        assert po.read_bytes().decode() == update.updated(po, language(tag)).decode(), (
            "run: python -m ua_gen.languages.update"
        )

    def test_asks_only_for_what_the_program_gives(self, tag: str) -> None:
        wrong = []
        for message in messages(tag):
            key = key_of(message)
            if of_phrases(tag, key):
                continue
            originals = {name for text in english_phrases()[key].forms.values() for name in placeholders(text)}
            allowed = originals | values_given(key)
            wrong += [(message.context, name) for text in texts(message) for name in placeholders(text) - allowed]
        assert wrong == []

    @pytest.mark.slow
    def test_loses_nothing_that_the_original_tells(self, tag: str) -> None:
        """Who, when, where, by whom, for how long: what English says of the facts, every language says.

        A pronoun may be there instead of the name, or the other way round.
        """
        people = {"who", "whom", "name", "him", "his"}
        lost = []
        for message in messages(tag):
            if of_phrases(tag, message.context):
                continue
            original = message.id if isinstance(message.id, str) else message.id[-1]
            for text in (
                text for form, text in enumerate(texts(message)) if text and form not in self.alone(tag, message)
            ):
                names_ = placeholders(original) - people - placeholders(text)
                lost += [(message.context, name) for name in names_]
                if placeholders(original) & {"who", "whom", "name"} and key_of(message).split(".")[0] != "request":
                    lost += [] if placeholders(text) & people else [(message.context, "who")]
        assert lost == []

    def alone(self, tag: str, message: Message) -> set[int]:
        """Plural forms that serve for one number only: they may say it as a word."""
        form_of = gettext.c2py(catalogue(tag).plural_expr)
        used = [form_of(number) for number in range(1, 500)]
        return {form for form in used if used.count(form) == 1} if isinstance(message.id, tuple | list) else set()

    def test_compiles(self, tag: str) -> None:
        compiled = gettext.GNUTranslations(BytesIO(compile_po(HERE / tag / "catalogue.po")))
        assert compiled.pgettext("letter.ask", english_phrases()["letter.ask"].forms[""]) == language(tag).text(
            "letter.ask"
        )

    def test_that_is_compiled_is_not_older_than_its_source(self, tag: str) -> None:
        """Or its source counts: nobody must remember to compile."""
        assert language(tag)._translations is not None

    def test_has_no_stray_spaces(self, tag: str) -> None:
        stray = [m.context for m in messages(tag) for text in texts(m) if text != text.strip() or "  " in text]
        assert stray == []

    def test_says_every_phrase_in_every_agreement(self, tag: str) -> None:
        spoken = language(tag)
        for phrase in (
            each
            for each in map(english_phrases().__getitem__, dict.fromkeys(map(key_of, messages(tag))))
            if needed(tag, each.key)
        ):
            if of_phrases(tag, phrase.key):
                continue
            asked = {name for text in phrase.forms.values() for name in placeholders(text)}
            given = dict.fromkeys(asked | values_given(phrase.key), "x")
            if phrase.counts:
                assert spoken.count(phrase.key, 3)
            else:
                forms = (*(form for form in phrase.forms), *(FINER if "several" in phrase.forms else ()))
                assert all(spoken.text(phrase.key, form, **given) for form in forms)


def latin(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}|https?://\S+|www\.\S+", "", text))


@pytest.mark.parametrize("tag", [tag for tag in TRANSLATED if language(tag).script != "Latn"])
def test_phrases_in_another_script_have_no_latin_letters(tag: str) -> None:
    """An o that is a Latin o looks right and reads wrong: in a search, and when a voice reads it."""
    assert [(message.context, latin(text)) for message in messages(tag) for text in texts(message) if latin(text)] == []


@pytest.mark.parametrize("tag", [tag for tag in TRANSLATED if language(tag).script == "Cyrl"])
def test_the_names_in_the_data_file_have_none_either(tag: str) -> None:
    spoken = language(tag)
    said = [*spoken.language_names.values(), *spoken.countries.values(), *spoken.months, spoken.name]
    assert [word for word in said if latin(word)] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A catalogue to be changed."""
    po = tmp_path / "catalogue.po"
    po.write_bytes((HERE / "ru" / "catalogue.po").read_bytes())
    return po


def changed(po: Path, old: str, new: str) -> Path:
    text = po.read_text("utf-8")
    assert old in text
    po.write_text(text.replace(old, new, 1), "utf-8")
    return po


def test_an_unconfirmed_sentence_is_a_missing_sentence(copy: Path) -> None:
    changed(copy, 'msgctxt "letter.ask"', '#, fuzzy\nmsgctxt "letter.ask"')
    translations = gettext.GNUTranslations(BytesIO(compile_po(copy)))
    translations.add_fallback(languages._Missing())
    with pytest.raises(MissingPhrase, match=r"letter\.ask"):
        translations.pgettext("letter.ask", english_phrases()["letter.ask"].forms[""])


def test_a_sentence_with_another_placeholder_does_not_compile(copy: Path) -> None:
    asked = language("ru").text("letter.ask-one", request="{request}")
    changed(copy, f'msgstr "{asked}"', f'msgstr "{asked.replace("{request}", "{reqest}")}"')
    with pytest.raises(ValueError, match=r"catalogue\.po:\d+: no phrase has a value `\{reqest\}`"):
        compile_po(copy)


def test_a_phrase_whose_english_changed_keeps_its_translation_until_it_is_confirmed(copy: Path) -> None:
    english = english_phrases()["letter.ask"].forms[""]
    changed(copy, f'msgid "{english}"', 'msgid "I ask you:"')
    renewed = copy.with_name("renewed.po")
    renewed.write_bytes(update.updated(copy, language("ru")))
    with renewed.open("rb") as file:
        [message] = [message for message in read_po(file) if message.context == "letter.ask"]
    assert message.id == english
    assert message.string == language("ru").text("letter.ask")
    assert message.fuzzy


def test_a_new_language_begins_with_every_phrase_and_no_sentence(tmp_path: Path) -> None:
    new = dataclasses.replace(language("ru"), tag="kk", locale="kk", english="Kazakh")
    po = tmp_path / "catalogue.po"
    po.write_bytes(update.updated(po, new))
    with po.open("rb") as file:
        found = [message for message in read_po(file) if message.id]
    assert {key_of(message) for message in found} == set(english_phrases())
    assert not any("".join(texts(message)) for message in found)


def test_a_missing_phrase_is_never_said_in_english() -> None:
    empty = dataclasses.replace(language("ru"), tag="xx")
    object.__setattr__(empty, "_translations", languages._Missing())
    with pytest.raises(MissingPhrase, match=r"letter\.ask"):
        empty.text("letter.ask")
    with pytest.raises(MissingPhrase, match=r"term\.years"):
        empty.count("term.years", 2)
    with pytest.raises(MissingPhrase, match=r"letter\.nonsense"):
        language("en").text("letter.nonsense")


# --- the data files --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ALL_LANGUAGES)
class TestDataFile:
    def test_has_what_every_language_needs(self, tag: str) -> None:
        data = read_yaml(HERE / tag / "language.yaml")  # That of a variant is whole by the language beneath.
        needed = "name english locale script direction agreement reviewed dates salutation_mark quotes fonts packages"
        assert set(needed.split()) - set(data) == set()
        assert set(data) <= {field.name for field in dataclasses.fields(Language)}

    def test_names_fonts_for_text_and_headings_with_packages_that_have_them(self, tag: str) -> None:
        spoken = language(tag)
        assert {"serif", "sans"} <= set(spoken.fonts)
        families = {family for listed in spoken.fonts.values() for family in listed}
        assert families <= set(spoken.packages)

    def test_agrees_with_people_in_ways_that_there_are(self, tag: str) -> None:
        assert set(language(tag).agreement) <= {*AGREEMENT, *FINER}

    def test_has_a_tag_that_a_case_may_use(self, tag: str) -> None:
        assert loaded(PEOPLE["male"] | {"write_in": [tag]}).value

    def test_says_every_date(self, tag: str) -> None:
        spoken = language(tag)
        days = [spoken.date(2026, month, 1) for month in range(1, 13)]
        months = [spoken.date(2026, month) for month in range(1, 13)]
        assert len(set(days)) == len(set(months)) == 12
        figures = [[unicodedata.digit(c) for c in said if c.isdigit()] for said in (*days, *months, spoken.date(2026))]
        assert all("2026" in "".join(map(str, digits)) for digits in figures), "in whatever figures"
        assert [said for said in (*days, *months) if re.search(r"\{|\}|'", said)] == []

    def test_names_every_language_that_it_can_ask_for(self, tag: str) -> None:
        asked = {"ru", "en", "ky", "kk", "uz", "uz-Cyrl", "tg", "tk", "fr", "es", "de", "ar", "fa", "zh-Hans", "tr"}
        said = {other: language(tag).language_name(other) for other in asked | set(ALL_LANGUAGES)}
        assert [other for other, name in said.items() if name == other] == []

    def test_has_names_of_countries_for_readers_and_not_for_lists(self, tag: str) -> None:
        """Lists tell countries apart by what stands in brackets and after dashes; addresses and sentences do not."""
        codes = [code for code in language("en")._locale.territories if re.fullmatch("[A-V][A-Z]", code)]
        found = {code: language(tag).country(code) for code in codes if code not in ("CC", "UM")}
        assert {code: name for code, name in found.items() if re.search(r"[(（&]| [-–] |САР|SAR|ААА|ММҲ", name)} == {}
        assert len({found[code] for code in ("CD", "CG")}) == 2

    def test_names_countries(self, tag: str) -> None:
        said = [language(tag).country(code) for code in ("KG", "KZ", "UZ", "TJ", "TM", "RU", "BY", "GB", "DE", "FR")]
        assert len(set(said)) == 10
        assert [name for name in said if len(name) < 2 or (name.isascii() and name.isupper())] == []


@pytest.mark.parametrize(
    ("tag", "date", "said"),
    [
        ("en", (2010, 9, 1), f"1{SPACE}September 2010"),
        ("en", (2010, 9, 11), f"11{SPACE}September 2010"),
        ("en", (2010, 5, 21), f"21{SPACE}May 2010"),
        ("en", (2010, 5), "May 2010"),
        ("en", (2010,), "2010"),
        ("ru", (2010, 9, 1), f"1{SPACE}сентября 2010{SPACE}года"),
        ("ru", (2010, 3, 11), f"11{SPACE}марта 2010{SPACE}года"),
        ("ru", (2010, 5, 21), f"21{SPACE}мая 2010{SPACE}года"),
        ("ru", (2010, 5), f"мае 2010{SPACE}года"),
        ("ru", (2010,), f"2010{SPACE}году"),
    ],
)
def test_dates_are_those_of_letters(tag: str, date: tuple[int, ...], said: str) -> None:
    assert language(tag).date(*date) == said


@pytest.mark.parametrize(
    ("tag", "date", "said"),
    [
        ("en", (2010, 5), "May 2010"),
        ("ru", (2010, 5), f"май 2010{SPACE}года"),
        ("ru", (2010,), "2010"),
        ("ru", (2010, 5, 21), f"21{SPACE}мая 2010{SPACE}года"),
        ("ky", (2010, 2), "2010-жылдын февралы"),
        ("kk", (2010, 2), f"2010{SPACE}жылғы ақпан"),
        ("tk", (2010,), f"2010-njy{SPACE}ýyl"),
        ("uz", (2010, 2), "2010-yil fevral"),
        ("uz-Cyrl", (2010,), f"2010{SPACE}йил"),
        ("tr", (2010, 2), "Şubat 2010"),
    ],
)
def test_dates_that_stand_alone_do_not_have_the_form_that_sentences_need(
    tag: str, date: tuple[int, ...], said: str
) -> None:
    assert language(tag).date(*date, alone=True) == said


@pytest.mark.parametrize(
    ("number", "english", "russian"),
    [
        (1, "1 year", "1 году"),
        (2, "2 years", "2 годам"),
        (5, "5 years", "5 годам"),
        (11, "11 years", "11 годам"),
        (21, "21 years", "21 году"),
        (100, "100 years", "100 годам"),
        (111, "111 years", "111 годам"),
    ],
)
def test_numbers_have_their_plurals(number: int, english: str, russian: str) -> None:
    assert language("en").count("term.years", number) == english
    assert language("ru").count("term.years", number) == russian


@pytest.mark.parametrize(
    ("tag", "items", "said"),
    [
        ("en", ["A"], "A"),
        ("en", ["A", "B"], "A and B"),
        ("en", ["A", "B", "C"], "A, B and C"),
        ("ru", ["А", "Б", "В"], "А, Б и В"),
    ],
)
def test_lists_end_as_in_speech(tag: str, items: list[str], said: str) -> None:
    assert language(tag).join(items) == said


def test_lists_of_choices_end_in_or() -> None:
    assert language("en").join(["A", "B", "C"], "or") == "A, B or C"
    assert language("ru").join(["А", "Б", "В"], "or") == "А, Б или В"


@pytest.mark.parametrize(
    ("tag", "text", "tied"),
    [
        ("en", "on 2 September and 12 May", "on 2_September and 12_May"),
        ("en", "room 469 Frunze", "room 469 Frunze"),
        ("ru", "в Оше и на юге", "в_Оше и_на_юге"),
        ("ru", "к 7 годам", "к_7_годам"),
        ("ru", "она-то", "она-то"),
        ("ru", "кто-то и за что", "кто-то и_за_что"),
    ],
)
def test_lines_do_not_end_where_a_typist_would_not_end_them(tag: str, text: str, tied: str) -> None:
    assert language(tag).tie(text).replace(SPACE, "_") == tied


@pytest.mark.parametrize(
    ("phrase", "values", "said"),
    [
        ("{when} {who} died {where}", {"when": "", "who": "X", "where": ""}, "X died"),
        ("{when} {who} died {where}", {"when": "on 1 May", "who": "X", "where": "in Osh"}, "on 1 May X died in Osh"),
        ("a {x}, b", {"x": ""}, "a, b"),
        ("the verdict on {name}, {court}", {"name": "X", "court": ""}, "the verdict on X"),
        ("{when}, {who} died", {"when": "", "who": "X"}, "X died"),
        ("{x}: {y}", {"x": "a", "y": "b"}, "a: b"),
        ("Yours sincerely,", {}, "Yours sincerely,"),
        # What a case says is put in as it is, whatever it looks like.
        ("{x}", {"x": "{y} %(z)s {0.__class__}"}, "{y} %(z)s {0.__class__}"),
    ],
)
def test_pieces_that_are_not_given_leave_no_gap(phrase: str, values: dict[str, str], said: str) -> None:
    assert fill(phrase, values) == said


def test_english_comes_first_and_an_unknown_tag_is_no_language() -> None:
    assert languages.tags()[0] == "en"
    with pytest.raises(KeyError):
        language("xx")
    with pytest.raises(KeyError):
        language("../en")


@pytest.mark.parametrize(
    ("tag", "installed", "lacking"),
    [
        ("ru", {"Noto Serif", "Noto Sans"}, []),  # For Latin and Cyrillic, one family of each kind is enough.
        ("ru", {"DejaVu Serif"}, ["Linux Libertine O", "Noto Sans"]),
        ("ar", {"Linux Libertine O", "Noto Serif", "Noto Sans"}, ["Noto Naskh Arabic", "Noto Sans Arabic"]),
        ("zh-Hans", {"Noto Serif CJK JP"}, ["Noto Serif CJK SC", "Noto Sans CJK SC"]),
    ],
)
def test_a_language_says_which_of_its_fonts_are_missing(tag: str, installed: set[str], lacking: list[str]) -> None:
    assert language(tag).fonts_lacking(installed) == lacking


def test_every_font_has_a_package_that_the_set_up_installs() -> None:
    setup = (ROOT / "setup.sh").read_text("utf-8")
    fonts = re.search(r"^fonts='(.*)'$", setup, re.MULTILINE)
    assert fonts
    for tag in ALL_LANGUAGES:
        spoken = language(tag)
        families = {family for listed in spoken.fonts.values() for family in listed}
        assert families <= set(spoken.packages), tag
        assert set(spoken.packages.values()) <= set(fonts[1].split()), tag


def test_what_stands_before_a_value_runs_together_with_it() -> None:
    spoken = dataclasses.replace(language("en"), contractions={r"\bDate: (?=8)": "Date:"})
    assert spoken.text("sheet.date", date="8 May 2026") == "Date:8 May 2026"
    assert spoken.text("sheet.date", date="18 May 2026") == "Date: 18 May 2026"


def test_a_capital_of_i_keeps_its_dot_where_the_language_says_so() -> None:
    dotted = dataclasses.replace(language("en"), dotted_i=True)
    assert (dotted.upper("title"), dotted.capitalised("it is")) == ("TİTLE", "İt is")
    assert (language("en").upper("title"), language("en").capitalised("it is")) == ("TITLE", "It is")
