"""What led earlier readers of appeals astray, each by itself."""

from typing import Any

import pytest
import weasyprint
from helpers.appeals import imported, lines_of

from ua_gen.importing import recipients
from ua_gen.importing.captions import caption
from ua_gen.importing.dates import first_date
from ua_gen.importing.layout import Character, laid_out
from ua_gen.importing.lines import TextLine, join, made, paragraphs, tidy
from ua_gen.importing.sentences import hedge, said_by_stock, sentences
from ua_gen.importing.sources import html, pdf, plain
from ua_gen.languages import language

CSS = "@page { size: A4; margin: 20mm } body { font: 11pt 'Linux Libertine O' } "


def page(body: str, css: str = "") -> list[TextLine]:
    data = weasyprint.HTML(string=f"<style>{CSS}{css}</style>{body}").write_pdf()
    return pdf.lines(data)


def texts(lines: Any) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(lines)]


# --- the order of a page --------------------------------------------------------------------------------------------


def test_lists_that_are_drawn_last_are_read_where_they_stand() -> None:
    found = texts(
        page("<p>Before the list.</p><ul><li>first item;</li><li>second item.</li></ul><p>After the list.</p>")
    )
    assert found == ["Before the list.", "first item;", "second item.", "After the list."]


LONG = "Each of these words stands in a column of its own, and is read before those of the next one. " * 4


def test_text_in_two_columns_is_read_down_the_first_and_then_the_second() -> None:
    found = " ".join(
        line.text for line in page(f"<p>{LONG}</p><p>{LONG.replace('Each', 'All')}</p>", "body { columns: 2 }")
    )
    assert found.replace("  ", " ") == tidy(LONG + LONG.replace("Each", "All"))


def test_what_crosses_both_columns_ends_them() -> None:
    cells = "<table><tr><td>left one<br>left two</td><td>right one<br>right two</td></tr></table>"
    found = [
        line.text for line in page(f"<p>{LONG}</p>{cells}<p>{LONG}</p>", "table { width: 100% } td { width: 50% }")
    ]
    middle = found[found.index("left one") :][:4]
    assert middle == ["left one", "left two", "right one", "right two"]


def test_a_caption_in_a_column_does_not_govern_the_next_one_above_it() -> None:
    blocks = [
        "<b>Minister of Justice</b><br>Kim Muster<br>1 Sample Street<br>Nairobi, Kenya<br>Email: one@example.ke",
        "<b>Attorney General</b><br>Jo Beispiel<br>2 Sample Street<br>Nairobi, Kenya<br>Email: two@example.ke",
    ]
    copy = "<br><br>And copies to:<br><b>President</b><br>3 Sample Street<br>Nairobi, Kenya<br>Email: three@example.ke"
    body = (
        "<p>UA: 12/14 Index: AFR 99/003/2014 Kenya Date: 7 March 2014</p><p><b>URGENT ACTION</b></p><h1>HELD</h1>"
        "<p>Somebody is held in Nairobi without any charge at all.</p>"
        "<p>PLEASE SEND APPEALS BEFORE 18 APRIL 2014 TO:</p>"
        f"<div class=r><p>{blocks[0]}{copy}</p><p>{blocks[1]}</p></div>"
    )
    found = imported(
        weasyprint.HTML(
            string=f"<style>{CSS}.r {{ display: flex; gap: 6mm }} .r p {{ flex: 1 }}</style>{body}"
        ).write_pdf()
    )
    told = {who.email[0].value: who.copy for who in found.recipients}
    assert told == {"one@example.ke": False, "two@example.ke": False, "three@example.ke": True}


def test_a_salutation_between_columns_and_the_letter_ends_those_to_write_to() -> None:
    body = (
        "<p>First UA: 12/20 Index: AFR 99/0003/2020 Kenya Date: 7 March 2020</p>"
        "<p><b>URGENT ACTION</b></p><h1>HELD</h1>"
        "<p>Somebody is held in Nairobi without any charge at all.</p>"
        "<p>WRITE AN APPEAL IN YOUR OWN WORDS OR USE THIS MODEL LETTER</p>"
        "<div class=r><p><b>Minister of Justice</b><br>1 Sample Street<br>Nairobi, Kenya</p>"
        "<p><b>Attorney General of the Republic</b><br>2 Sample Street<br>4th floor<br>Nairobi, Kenya"
        "<br>Email: two@example.ke</p></div><p>Dear Minister,</p>"
        "<p>On 2 March 2020 two men took Sam Muster from his shop, and nobody has seen him since.</p>"
        "<p>I urge you to find him.</p><p>Yours sincerely,</p>"
    )
    css = "<style>.r { display: flex; gap: 6mm } .r p { flex: 1 } p { margin: .3em 0 }</style>"
    found = imported(weasyprint.HTML(string=f"<style>{CSS}</style>{css}{body}").write_pdf())
    assert [who.office and who.office.value for who in found.recipients] == [
        "Minister of Justice", "Attorney General of the Republic",
    ]  # fmt: skip
    assert found.recipients[0].salutation
    assert len(found.facts) == 1


# --- characters -----------------------------------------------------------------------------------------------------


def characters(text: str, left: float = 50, base: float = 700, size: float = 10, step: float = 5) -> list[Character]:
    return [
        Character(each, left + number * step, left + number * step + step * 0.95, base, size, False)
        for number, each in enumerate(text)
    ]


def test_a_ligature_is_several_characters_in_one_box() -> None:
    word = characters("of")
    ligature = [Character(each, 55, 65, 700, 10, False) for each in "ffi"]
    rest = characters("cer", left=65)
    [line] = laid_out([*word[:1], *ligature, *rest], 1)
    assert line.text == "officer"


def test_what_is_drawn_twice_to_look_bold_is_read_once() -> None:
    word = characters("Minister")
    again = [Character(each.text, each.left + 0.2, each.right + 0.2, each.base, each.size, False) for each in word]
    assert [line.text for line in laid_out([*word, *again], 1)] == ["Minister"]


def test_spaced_out_letters_are_words() -> None:
    found = page("<p>URGENT ACTION</p>", "p { letter-spacing: .35em; word-spacing: .4em }")
    assert found[0].text.replace(" ", "") == "URGENTACTION"
    assert imported_title(found)


def imported_title(lines: list[TextLine]) -> bool:
    from ua_gen.importing.walk.phrases import spaced, titles

    return spaced(lines[0].text) in titles()


def test_columns_closer_than_a_word_begin_where_those_of_other_rows_do() -> None:
    rows = []
    for number, (first, second) in enumerate([("aaaa", "bbb"), ("aaa", "bbbb"), ("aa", "bb"), ("aaaaaaa", "bbb")]):
        base = 700 - 12 * number
        rows += characters(first, 50, base) + characters(second, 50 + 8 * 5 + 4, base)
    found = [line.text for line in laid_out(rows, 1)]
    assert found == ["aaaa", "aaa", "aa", "aaaaaaa", "bbb", "bbbb", "bb", "bbb"]


@pytest.mark.parametrize(
    ("lines", "joined", "told"),
    [
        (["seven co-", "defendants"], "seven co-defendants", ("co-defendants",)),
        (["from Bazar-", "Korgan"], "from Bazar-Korgan", ("Bazar-Korgan",)),
        (["hostage\u2010", "taking"], "hostagetaking", ()),
        (["demon\u00ad", "stration"], "demonstration", ()),
        (["in the years 2010 -", "2012"], "in the years 2010 - 2012", ()),
        (["www.example.org/en/", "library"], "www.example.org/en/library", ()),
        (["他们星期五", "被带走。"], "他们星期五被带走。", ()),
    ],
)
def test_hyphens_and_addresses_at_the_end_of_a_line(lines: list[str], joined: str, told: tuple[str, ...]) -> None:
    found = join([made(text, f"line {number}") for number, text in enumerate(lines, 1)])
    assert (found.text, found.joined) == (joined, told)


def test_marks_that_nobody_sees_are_no_part_of_a_text_and_joiners_are() -> None:
    assert tidy("\u2066+996\u2069\u00a0312\u200b \ufeff") == "+996 312"
    assert tidy("می\u200cخواهم") == "می\u200cخواهم"
    assert tidy("e\u0301") == "é"


# --- paragraphs -----------------------------------------------------------------------------------------------------


def test_in_double_spaced_text_empty_lines_part_nothing_but_where_there_are_more() -> None:
    full = "Every line of this text is followed by an empty one, as some programs write them so"
    text = f"{full}\n\n{full}\n\nand it ends here.\n\n\n\n{full}\n\n{full}\n\nand here.\n"
    assert [len(each.lines) for each in paragraphs(plain.lines(text))] == [3, 3]


def test_requests_without_bullets_end_at_their_signs() -> None:
    head = "UA: 12/14 Index: AFR 99/003/2014 Kenya Date: 7 March 2014\n\nURGENT ACTION\n\nHELD\n\n"
    head += "Somebody is held in Nairobi.\n\nPLEASE WRITE IMMEDIATELY in English:\n"
    text = " Calling for one thing, which takes\ntwo lines to say;\n Calling for another.\n"
    found = imported((head + text).encode())
    assert [each.text.value for each in found.requests] == [
        "Calling for one thing, which takes two lines to say", "Calling for another",
    ]  # fmt: skip


def test_adjacent_spans_are_lines_and_what_is_hidden_is_no_text() -> None:
    lines = html.lines(
        "<nav>menu</nav><p><span>One Street</span><span>Town</span> <span>two</span> words</p>"
        "<p style='display: none'>no</p><footer>no</footer><p>last<br>line</p>"
    )
    assert [line.text for line in lines] == ["One Street", "Town two words", "last", "line"]


# --- captions, dates ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "tag"),
    [
        ("PLEASE SEND APPEALS BEFORE 27 OCTOBER 2010 TO:", "send", "en"),
        ("ENVÍEN LLAMAMIENTOS, ANTES DEL 16 DE AGOSTO DE 2011, A:", "send", "es"),
        ("COMPLÉMENT D'INFORMATION", "background", "fr"),
        ("COMPLÉMENT D’INFORMATION", "background", "fr"),
        (
            "Просим также направлять копии дипломатическим представителям, аккредитованным в вашей стране.",
            "diplomats",
            "ru",
        ),
        ("请立即用俄语写信，呼吁有关当局：", "write", "zh-Hans"),
        ("Fax: +996 312 68 20 44", "fax", "en"),
    ],
)
def test_captions_are_known_in_every_spelling(text: str, kind: str, tag: str) -> None:
    found = caption(text)
    assert found
    assert found.kind == kind
    assert found.language == tag or kind == "fax"


@pytest.mark.parametrize(
    "text", ["Background noise was heard.", "Copies were made.", "Nothing here", "Fax machines are old"]
)
def test_the_words_of_a_caption_in_a_sentence_are_none(text: str) -> None:
    assert caption(text) is None or caption(text).kind in ("number",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5 July 2017", "2017-07-05"), ("July 5, 2017", "2017-07-05"), ("1er août 2012", "2012-08-01"),
        ("am 5. Juli 2013", "2013-07-05"), ("5 de julio de 2017", "2017-07-05"), ("2017年7月5日", "2017-07-05"),
        ("2 de outubro de 2015", "2015-10-02"), ("03/04/2010", None), ("31 February 2011", None),
        ("15 June", None), ("in June 2010", None), ("1 September 2010 и", "2010-09-01"),
    ],
)  # fmt: skip
def test_dates_are_read_whole_or_not_at_all(text: str, day: str | None) -> None:
    found = first_date(text)
    assert (found and found.isoformat()) == day


@pytest.mark.parametrize("tag", ["ar", "fa", "kk", "ky", "tg", "tk", "uz", "uz-Cyrl"])
def test_dates_of_our_letters_are_read_back(tag: str) -> None:
    for month in range(1, 13):
        written = language(tag).date(2026, month, 21)
        found = first_date(f"— {written}.")
        assert found
        assert (found.year, found.month, found.day) == (2026, month, 21)


# --- those to write to ----------------------------------------------------------------------------------------------


def block(*lines: str) -> Any:
    return recipients.recipient([made(text, f"line {n}") for n, text in enumerate(lines, 1)], False, "KG")


def test_an_address_on_two_lines_with_a_blank_is_one_and_a_hidden_one_is_missed() -> None:
    found = block("Minister of Justice", "1 Sample Street", "Osh, Kyrgyzstan", "Email: office@", "justice.example.kg")
    assert [each.value for each in found.email] == ["office@justice.example.kg"]
    found = block("Minister of Justice", "1 Sample Street", "Osh, Kyrgyzstan", "Email: [email protected]")
    assert found.email == []
    assert [each.doubt for each in found.others] == ["no e-mail address can be read here"]


def test_several_addresses_are_all_kept() -> None:
    found = block("Minister of Justice", "Osh, Kyrgyzstan", "Email: one@example.kg, two@example.kg; three@example.kg")
    assert [each.value for each in found.email] == ["one@example.kg", "two@example.kg", "three@example.kg"]


def test_a_salutation_in_two_languages_is_in_doubt() -> None:
    found = block("Secretary", "1 Sample Street", "Mexico", "Salutation: Dear Minister/Estimado Señor Secretario")
    assert found.salutation
    assert found.salutation.doubt == "two languages?"


def test_a_street_is_no_name() -> None:
    assert block("President", "Government House", "Bishkek 720003, Kyrgyzstan").name is None
    assert block("President", "Roza Example", "Government House", "Kyrgyzstan").name.value == "Roza Example"
    found = block("Roza Example", "President of the Republic", "Government House", "Kyrgyzstan")
    assert (found.name.value, found.office.value) == ("Roza Example", "President of the Republic")


def test_a_block_in_one_line_is_parted_at_its_commas() -> None:
    found = block("President, Roza Example, 1 Sample Street, Bishkek 720003, KYRGYZSTAN, Fax: +996 312 00 00 00")
    assert (found.office.value, found.name.value, found.country.value) == ("President", "Roza Example", "KG")
    assert [each.value for each in found.fax] == ["+996 312 00 00 00"]


# --- sentences ------------------------------------------------------------------------------------------------------


def test_sentences_end_where_they_do() -> None:
    text = "Mr. A. Muster was seen on 5. May by Dr. Sample. He is “well.” They say so! 他走了。他回来了。"
    assert list(sentences(text)) == [
        "Mr. A. Muster was seen on 5. May by Dr. Sample.", "He is “well.”", "They say so!", "他走了。", "他回来了。",
    ]  # fmt: skip
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_hedges_are_seen_and_stay() -> None:
    assert hedge("He was reportedly beaten.", "en") == "reportedly"
    assert hedge("Son frère aurait été battu.", "fr") == "aurait"
    assert hedge("He was beaten.", "en") == ""


def test_a_stock_request_is_assigned_only_where_nothing_is_lost() -> None:
    assert said_by_stock("release her immediately and unconditionally", "en")[0] == "release-unconditionally"
    more = "release her immediately and unconditionally, return passport, savings, library and all of its books"
    assert said_by_stock(more, "en")[0] == ""
    assert said_by_stock("plant a tree in every street of the city", "en") == ("", "")


def test_text_of_two_encodings_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert lines_of("Señor Muster".encode(encoding))[0].text == "Señor Muster"
