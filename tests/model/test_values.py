"""The small values: what each accepts, what it means, and what it says to everything else."""

import datetime
import re
import sys
import unicodedata

import pytest
from helpers.input import LINE, NEXT, case_with, places, pointed_at, read, sole

from ua_gen.model.dates import PartialDate, Term
from ua_gen.model.values import HIDDEN, Text, clean

# Texts


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  one \t two\n three ", "one two three"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("one\n \t\n\n\ntwo\n\n", "one\n\ntwo"),
        ("one\r\n\r\ntwo\r\nthree", "one\n\ntwo three"),
        ("a\u00a0b\u202fc", "a\u00a0b\u202fc"),  # No-break spaces are meant.
        ("می\u200cرود", "می\u200cرود"),  # Persian needs the joiner's opposite.
        ("क्\u200dष", "क्\u200dष"),
        ("\u200fאב\u200e", "\u200fאב\u200e"),  # Marks of direction do no harm outside themselves.
        ("\u0600١٢", "\u0600١٢"),  # The sign of a number is seen.
    ],
)
def test_text_is_made_of_single_spaces_and_paragraphs(written: str, text: str) -> None:
    assert clean(written) == text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ('"a\\x1b[31m"', "U+001B"),
        ('"a\\0b"', "U+0000"),
        ('"a\\x7f"', "U+007F"),
        ('"a\\x9b"', "U+009B"),
        ('"a\\u202eb"', "U+202E"),
        ("a\u202eb", "U+202E"),
        ("a\u202ab", "U+202A"),
        ("a\ufeffb", "U+FEFF"),
        ("a\u200bb", "U+200B"),
        ("a\u2060b", "U+2060"),
        ("a\u00adb", "U+00AD"),
        ("a\u3164b", "U+3164"),
        ("a\u2067b\u2069", "U+2067"),
        ("a\U000e0041b", "U+E0041"),
    ],
)
def test_what_changes_a_text_unseen_may_not_stand_in_it(typed: str, name: str) -> None:
    diagnostic = sole(read(case_with(title=typed)).diagnostics)
    raw = HIDDEN.search(typed)
    assert places([diagnostic]) == [("UA108", LINE["title"], 8 + (raw.start() if raw else 0))]
    assert re.fullmatch(
        rf"the invisible characters? {re.escape(name)}( \([a-z -]+\))?(, .*)? may not stand in a text",
        diagnostic.message,
    )
    assert diagnostic.hint.startswith("delete ")
    assert diagnostic.hint.endswith("; the first is behind `a`")


def test_invisible_characters_are_told_by_their_names() -> None:
    diagnostic = sole(read(case_with(title="Held for\u00ad lending\u200b books")).diagnostics)
    what = "U+00AD (soft hyphen), U+200B (zero width space)"
    assert diagnostic.message == f"the invisible characters {what} may not stand in a text"
    assert diagnostic.hint == "delete them; the first is behind `for`"
    assert places([diagnostic]) == [("UA108", LINE["title"], 16)]


def test_no_character_of_format_may_stand_in_a_text_but_those_that_scripts_need() -> None:
    seen = {0x070F, 0x08E2, 0x110BD, 0x110CD, *range(0x600, 0x606), 0x06DD, 0x0890, 0x0891}
    needed = {0x200C, 0x200D, 0x200E, 0x200F}
    formats = {number for number in range(sys.maxunicode + 1) if unicodedata.category(chr(number)) == "Cf"}
    fillers = {0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800}
    assert {number for number in formats | fillers if not HIDDEN.search(chr(number))} == seen | needed


def test_a_text_alone_is_in_the_language_of_the_file() -> None:
    case = read(case_with(language="ru", title="Осуждён")).value
    assert case is not None
    assert case.title == Text({"ru": "Осуждён"})


def test_the_best_text_is_the_first_that_exists() -> None:
    text = Text({"en": "Osh", "ru": "Ош"})
    assert [text.best("ru", "en"), text.best("ky", "ru"), text.best("ky")] == ["Ош", "Ош", "Osh"]
    assert text.get("ky") is None


@pytest.mark.parametrize(
    ("title", "code", "column", "at", "message"),
    [
        ("{en: a, english: b}", "UA106", 16, "english", "`english` is not the tag of a language"),
        ("{en: a, ru: }", "UA107", 20, "", "`title.ru` is empty"),
        ("{en: '', ru: b}", "UA107", 13, "''", "this is empty"),
        ("{en: [a], ru: b}", "UA103", 13, "[", "a text is expected here, not a list"),
        ("{en: a, ru: {b: c}}", "UA103", 20, "{", "a text is expected here, not a map"),
        ("[a]", "UA103", 8, "[", "a text is expected here, not a list"),
        ("{}", "UA107", 8, "{", "this is empty"),
        ("'  '", "UA107", 8, "'  '", "this is empty"),
        ("", "UA107", 7, "", "`title` is empty"),
    ],
)
def test_a_complaint_about_one_language_points_at_it(title: str, code: str, column: int, at: str, message: str) -> None:
    diagnostic = sole(read(case_with(title=title)).diagnostics)
    assert places([diagnostic]) == [(code, LINE["title"], column)]
    assert pointed_at(diagnostic) == at
    assert diagnostic.message == message
    assert diagnostic.hint


def test_every_wrong_language_of_a_text_is_reported() -> None:
    found = read(case_with(title="{english: a, en: [b], ru: }")).diagnostics
    assert places(found) == [("UA106", 4, 9), ("UA103", 4, 25), ("UA107", 4, 34)]


RECIPIENT = "[{{id: r, post: minister, office: M, country: KG, address: {}}}]"


@pytest.mark.parametrize(
    ("address", "code", "at", "message", "hint"),
    [
        ("Main Street 1", "UA103", "Main Street 1", "a list of lines is expected here", "write `[first line, sec"),
        ("{en: Main Street 1}", "UA103", "Main Street 1", "a list of lines is expected here", "write `[first line"),
        ("[]", "UA106", "[", "an address has 1 to 7 lines, not 0", "or delete the field"),
        ("[1, 2, 3, 4, 5, 6, 7, 8]", "UA106", "[", "an address has 1 to 7 lines, not 8", "in one line"),
        ("[a, [b], c]", "UA103", "[", "a text is expected here, not a list", "write one text"),
        ("{en: [a], rus: [b]}", "UA106", "rus", "`rus` is not the tag of a language", "did you mean `ru`?"),
        ("{en: [a, {b: c}]}", "UA103", "{", "a text is expected here, not a map", "write one text"),
        ("[a, ~]", "UA107", "~", "`recipients[0].address[1]` is empty", "or delete"),
    ],
)
def test_an_address_is_a_list_of_lines(address: str, code: str, at: str, message: str, hint: str) -> None:
    diagnostic = sole(read(case_with(recipients=RECIPIENT.format(address))).diagnostics)
    assert (diagnostic.code, pointed_at(diagnostic), diagnostic.message) == (code, at, message)
    assert hint in diagnostic.hint


def test_lines_of_an_address_stay_what_they_are() -> None:
    case = read(case_with(recipients=RECIPIENT.format("[0312682044, 012, 'Flat: 7', \"a\\nb\"]"))).value
    assert case is not None
    assert case.recipients[0].address is not None
    assert case.recipients[0].address.best("en") == ("0312682044", "012", "Flat: 7", "a b")


# Codes


@pytest.mark.parametrize("tag", ["en", "ru", "no", "uz-Cyrl", "zh-Hans", "en-GB", "uz-Cyrl-UZ", "ckb", "rmn"])
def test_tags_of_languages(tag: str) -> None:
    case = read(case_with(language=tag)).value
    assert case is not None
    assert case.language == tag


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("EN", "did you mean `en`?"),
        ("english", "did you mean `en`?"),
        ("Russian", "did you mean `ru`?"),
        ("rus", "did you mean `ru`?"),
        ("en_US", "did you mean `en-US`?"),
        ("zh-hans", "did you mean `zh-Hans`?"),
        ("iw", "did you mean `he`?"),
        ("ua", "write it like `ru`, `uz-Cyrl` or `zh-Hans`"),
        ("en-", "write it like `ru`, `uz-Cyrl` or `zh-Hans`"),
        ("'en ru'", "write it like `ru`, `uz-Cyrl` or `zh-Hans`"),
        ("éé", "write it like `ru`, `uz-Cyrl` or `zh-Hans`"),
    ],
)
def test_what_is_not_the_tag_of_a_language(typed: str, hint: str) -> None:
    diagnostic = sole(read(case_with(language=typed)).diagnostics)
    assert places([diagnostic]) == [("UA106", LINE["language"], 11)]
    assert diagnostic.message == f"`{typed.strip(chr(39))}` is not the tag of a language"
    assert diagnostic.hint == hint


@pytest.mark.parametrize("code", ["KG", "NO", "GB", "XK", "PS"])
def test_codes_of_countries(code: str) -> None:
    case = read(case_with(country=code)).value
    assert case is not None
    assert case.country == code


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("kg", "did you mean `KG`?"),
        ("no", "did you mean `NO`?"),
        ("Norway", "did you mean `NO`?"),
        ("united kingdom", "did you mean `GB`?"),
        ("UK", "did you mean `GB`?"),
        ("KGZ", "did you mean `KG`?"),
        ("SU", "two capital letters of ISO 3166: `KG`"),  # Whichever of its successors is meant
        ("XX", "two capital letters of ISO 3166: `KG`"),
        ("K", "two capital letters of ISO 3166: `KG`"),
        ("001", "two capital letters of ISO 3166: `KG`"),
    ],
)
def test_what_is_not_the_code_of_a_country(typed: str, hint: str) -> None:
    diagnostic = sole(read(case_with(country=typed)).diagnostics)
    assert places([diagnostic]) == [("UA106", LINE["country"], 10)]
    assert diagnostic.message == f"`{typed}` is not a country code"
    assert diagnostic.hint == hint


@pytest.mark.parametrize(
    ("field", "value", "at", "message"),
    [
        ("embassies", "{gb: {office: A, address: [b]}}", "gb", "`gb` is not a country code"),
        ("translations", "{rus: {by: A}}", "rus", "`rus` is not the tag of a language"),
        ("translations", "{'[key]': {by: A}}", "'[key]'", "`[key]` is not the tag of a language"),
    ],
)
def test_a_complaint_about_a_key_points_at_the_key(field: str, value: str, at: str, message: str) -> None:
    diagnostic = sole(read(case_with(**{field: value})).diagnostics)
    assert (diagnostic.code, pointed_at(diagnostic), diagnostic.message) == ("UA106", at, message)


# Dates

DAY_HINT = "a date is year-month-day: 2010-09-15"


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("2010-02-30", "there is no day 30 in month 2 of 2010", "that month has 28 days"),
        ("2012-02-30", "there is no day 30 in month 2 of 2012", "that month has 29 days"),
        ("2010-06-00", "there is no day 0 in month 6 of 2010", "that month has 30 days"),
        ("2010-13-01", "there is no month 13", DAY_HINT),
        ("2010-00-01", "there is no month 0", DAY_HINT),
        ("2010-31-12", "there is no month 31", DAY_HINT),
        ("0000-01-01", "the year 0000 cannot be meant", DAY_HINT),
        ("0210-01-01", "the year 0210 cannot be meant", DAY_HINT),
        ("9999-12-31", "the year 9999 cannot be meant", DAY_HINT),
        ("2010", "`2010` is not a date", "write it as year-month-day: 2010-09-15"),
        ("2010-1-1", "`2010-1-1` is not a date", "write it as year-month-day: 2010-09-15"),
        ("10-01-2010", "`10-01-2010` is not a date", "write it as year-month-day: 2010-09-15"),
        ("15.09.2010", "`15.09.2010` is not a date", "write it as year-month-day: 2010-09-15"),
        ("20100915", "`20100915` is not a date", "write it as year-month-day: 2010-09-15"),
        ("2010-09-15 12:00", "`2010-09-15 12:00` is not a date", "write it as year-month-day: 2010-09-15"),
        ("٢٠١٠-٠١-٠١", "`٢٠١٠-٠١-٠١` is not a date", "write it as year-month-day: 2010-09-15"),
        ("15 September 2010", "`15 September 2010` is not a date", "write it as year-month-day: 2010-09-15"),
    ],
)
def test_what_is_not_a_day(typed: str, message: str, hint: str) -> None:
    diagnostic = sole(read(case_with(action=f"{{issuer: A, issued: {typed}}}")).diagnostics)
    assert places([diagnostic]) == [("UA105", LINE["action"], 29)]
    assert (diagnostic.message, diagnostic.hint) == (message, hint)
    assert pointed_at(diagnostic) == typed


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2010", datetime.date(2010, 1, 1), datetime.date(2010, 12, 31)),
        ("2012-02", datetime.date(2012, 2, 1), datetime.date(2012, 2, 29)),
        ("2010-06-15", datetime.date(2010, 6, 15), datetime.date(2010, 6, 15)),
    ],
)
def test_a_date_is_as_exact_as_it_was_typed(typed: str, first: datetime.date, last: datetime.date) -> None:
    date = PartialDate.parse(typed)
    assert (str(date), date.first, date.last) == (typed, first, last)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("yesterday", "`yesterday` is not a date"),
        ("2010-9", "`2010-9` is not a date"),
        ("2010-13", "there is no month 13"),
        ("0000", "the year 0000 cannot be meant"),
        ("2011-02-29", "there is no day 29 in month 2 of 2011"),
        ("June 2010", "`June 2010` is not a date"),
    ],
)
def test_what_is_not_even_a_part_of_a_date(typed: str, message: str) -> None:
    diagnostic = sole(read(case_with(events=f"[{{type: detained, date: {typed}}}]")).diagnostics)
    assert places([diagnostic]) == [("UA105", NEXT, 33)]
    assert (diagnostic.message, pointed_at(diagnostic)) == (message, typed)
    assert diagnostic.hint


# Sentences of a court


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("life", Term("life")),
        ("death", Term("death")),
        ("7 years", Term("prison", 7)),
        ("1 year", Term("prison", 1)),
        ("18 months", Term("prison", 0, 18)),
        ("2 years 6 months", Term("prison", 2, 6)),
        ("'7 years '", Term("prison", 7)),
    ],
)
def test_sentences(typed: str, term: Term) -> None:
    case = read(case_with(events=f"[{{type: sentenced, sentence: {typed}}}]")).value
    assert case is not None
    assert case.events[0].sentence == term


@pytest.mark.parametrize("typed", ["7", "7 yrs", "0 years", "Life", "7 months 2 years", "seven years", "٧ years"])
def test_what_is_not_a_sentence(typed: str) -> None:
    diagnostic = sole(read(case_with(events=f"[{{type: sentenced, sentence: {typed}}}]")).diagnostics)
    assert places([diagnostic]) == [("UA106", NEXT, 38)]
    assert diagnostic.message == f"`{typed}` is not a sentence"
    assert diagnostic.hint == "write `life`, `death`, `7 years` or `2 years 6 months`"
