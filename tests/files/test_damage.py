"""Words that were damaged on their way are known, and sound ones of many languages are left alone."""

import pytest
from babel import Locale

from ua_gen.files.damage import damages, misread

TAGS = "de fr es it pt pl cs hu ro hr tr sv da fi is lt vi ru uk ky kk tg uz az sq el nl ca ar fa zh ja ko he ka hy hi"


def sound() -> list[str]:
    names = (name for tag in TAGS.split() for name in Locale(tag).territories.values())
    return sorted({word for name in names for word in name.split() if not word.isascii()})


@pytest.mark.parametrize("page", ["cp1252", "cp1250", "cp1251", "cp1254", "mac_roman", "cp437", "latin-1"])
def test_words_that_were_read_in_a_wrong_encoding_are_known(page: str) -> None:
    made = []
    for word in sound():
        try:
            made.append((word, word.encode().decode(page)))
        except UnicodeDecodeError:
            continue
    missed = [word for word, wrong in made if not list(damages(wrong))]
    assert len(made) > 1000
    assert len(missed) < len(made) / 100, missed[:20]


def test_sound_words_are_left_alone() -> None:
    assert [word for word in sound() if list(damages(word))] == []


@pytest.mark.parametrize(
    "word", ["“CAFÉ”", "CAFÉ”", "ANDRÉ’S", "d’église", "JOSÉ®", "ÄÖÜ", "(?)", "AT&T;", "R&D", "Её", "Ці", "Ві"]
)
def test_what_looks_much_like_it_is_sound(word: str) -> None:
    assert list(damages(word)) == []


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Kim MÃ¼ÃŸig", "MÃ¼ÃŸig", "Müßig"),
        ("5, rue ÃŽle", "ÃŽle", "Île"),
        ("Âlvaro Oâ€™Hara", "Oâ€™Hara", "O’Hara"),
        ("РўРѕРјСЃРє", "РўРѕРјСЃРє", "Томск"),
        ("Ñåðãåé", "Ñåðãåé", "Сергей"),
        ("Mary &amp; Jo", "&amp;", "&"),
        ("Zo&euml; Kim", "Zo&euml;", "Zoë"),
    ],
)
def test_what_a_word_may_have_been_is_said(text: str, word: str, meant: str) -> None:
    (found,) = damages(text)
    assert found.word == word
    assert f"it may be `{meant}`" in found.what


def test_question_marks_end_words_of_a_text_and_no_names() -> None:
    assert [found.word for found in damages("Why? Zo? M?ller https://example.org/?a=b")] == ["Why?", "Zo?", "M?ller"]
    assert [found.word for found in damages("Why? Zo? M?ller", is_text=True)] == ["M?ller"]


def test_a_letter_that_is_lost() -> None:
    (found,) = damages("Zo\ufffd Kim")
    assert (found.word, found.is_lost, misread("Zoë")) == ("Zo\ufffd", True, "")
