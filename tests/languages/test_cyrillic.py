"""Uzbek in Cyrillic letters: word by word, and every frame and table with the same slots and keys as the Latin ones."""

import re

import pytest

from ua_gen.languages.cyrillic import cyrillic, phrase, table
from ua_gen.languages.frames import sources, tables
from ua_gen.wording.realisation.rules import uz, uz_cyrl

SLOT = re.compile(r"\{[^{}~!]*")


@pytest.mark.parametrize(
    ("latin", "wanted"),
    [
        ("Oʻsh shahrida gʻoyib", "Ўш шаҳрида ғойиб"),
        ("eʼlon eʼtiqod maʼlum sheʼri sanʼatkor", "эълон эътиқод маълум шеъри санъаткор"),
        ("etilgan keyin aeroport videoaloqa", "этилган кейин аэропорт видеоалоқа"),
        ("yer yetti yoki yosh yangi yuk", "ер етти ёки ёш янги юк"),
        ("yoʻl yoʻq tayyorlayotganida qayerda buyuk", "йўл йўқ тайёрлаётганида қаерда буюк"),
        ("politsiya konstitutsiya konvensiya aksiya stansiya", "полиция конституция конвенция акция станция"),
        ("adolatsiz shartsiz shafqatsiz", "адолатсиз шартсиз шафқатсиз"),  # t and s of two parts of a word are no ц.
        ("kompyuter intervyu lager lageri televideniye", "компьютер интервью лагерь лагери телевидение"),
        ("AQSH BMT OIV Choy CHILI", "АҚШ БМТ ОИВ Чой ЧИЛИ"),
        ("“X” degan", "«Х» деган"),
        ("COVID-19 yuqtirish", "COVID-19 юқтириш"),
    ],
)  # fmt: skip
def test_words_are_written_as_the_orthography_has_them(latin: str, wanted: str) -> None:
    assert cyrillic(latin) == wanted


def test_slots_stay_and_what_agrees_is_written_in_cyrillic_letters() -> None:
    assert phrase("{when} {who~oʻzi|oʻzlari} tanlagan[, {law:by}]") == "{when} {who~ўзи|ўзлари} танлаган[, {law:by}]"


def test_keys_and_comments_of_a_table_stay() -> None:
    line = '  police: {name: ["{of:at} xodimlari", xodim], number: many}  # gen: by rule'
    assert list(table(f"agent:\n{line}")) == [
        "agent:", '  police: {name: ["{of:at} ходимлари", ходим], number: many}  # gen: by rule'
    ]  # fmt: skip


def test_both_scripts_have_the_same_frames() -> None:
    """A reader may mend the words of one; what is told must be the same."""
    latin, other = sources("uz"), sources("uz-Cyrl")
    assert latin.keys() == other.keys()
    for key, labels in latin.items():
        assert labels.keys() == other[key].keys(), key
        for label, text in labels.items():
            assert SLOT.findall(text) == SLOT.findall(other[key][label]), (key, label)


def test_both_scripts_have_the_same_words() -> None:
    latin, other = tables("uz"), tables("uz-Cyrl")
    assert latin.keys() == other.keys()
    for kind, entries in latin.items():
        if isinstance(entries, dict):
            assert entries.keys() == other[kind].keys(), kind


def test_no_latin_letter_is_left_in_what_the_rules_add() -> None:
    script = uz_cyrl.CYRILLIC
    texts = [*script.suffixes.values(), *script.charge.values(), *script.article_charge.values(), script.law]
    texts += [text for forms in script.own.values() for text in forms.values()]
    assert [text for text in texts if re.search("[A-Za-z]", text)] == []
    latin = uz.LATIN
    assert {kind: list(forms) for kind, forms in script.own.items()} == {
        kind: list(forms) for kind, forms in latin.own.items()
    }
    assert [cyrillic(text) for text in latin.charge.values()] == list(script.charge.values())


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("Отабек", "Отабекка"), ("Чирчиқ", "Чирчиққа"), ("лагерь", "лагерга"), ("Тошкент", "Тошкентга")],
)
def test_the_dative_is_heard_in_the_last_letter(word: str, wanted: str) -> None:
    assert uz.declined(word, "dat", uz_cyrl.CYRILLIC) == wanted
