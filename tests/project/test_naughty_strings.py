"""Strings that have broken programs: in every field each is printed as itself, or refused at its place."""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.specimen import DAY, FULL, SENDER, case_text

from ua_gen import Problems
from ua_gen.api import render
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.casefile.parser import parse
from ua_gen.model import Sender
from ua_gen.pdf import MissingGlyphs, write_pdf
from ua_gen.templating import Fit

CONTROLS = [f"a{chr(number)}b" for number in (0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 28, 31, 127, 128, 133, 144, 155, 159)]
HIDDEN = [
    f"a{chr(number)}b"
    for number in (
        *(0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x17B4, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029),
        *(0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2060, 0x2061, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x3000),
        *(0xFE0F, 0xFEFF, 0xFFF9, 0xFFFC, 0xFFFD, 0xFFFE, 0xFFFF, 0xE000, 0xF8FF, 0xE0001, 0xE0041, 0x10FFFF, 0x1FFFF),
    )
]
SURROGATES = ["a\ud800b", "a\udfffb", "\ud83d\ude00", "\udcff"]
SCRIPTS = [
    "Zażółć gęślą jaźń", "Ţhïš ïŝ å ţéśţ", "Ελληνικά", "русский язык Ёё", "Қазақ тілі әғқңөұүһі", "Ўзбек ғқҳ", "Тоҷикӣ ӯҳҷғқӣ",
    "türkmençe ňýžş", "Tiếng Việt ằẵặ", "العربية", "فارسی می‌خواهم", "עברית", "中文汉字", "繁體中文", "日本語かな", "한국어", "हिन्दी क्षत्रिय",
    "ไทย", "ქართული", "հայերեն", "አማርኛ", "ᠮᠣᠩᠭᠣᠯ", "ܐܪܡܝܐ", "मनीष منش", "The quick (בגד) fox", "İıŞş", "ß ẞ ǅ ﬁ ﬀ ﷺ", "ÅÅÅ", "e\u0301 é",
]  # fmt: skip
MARKS = [
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮", "a" + "\u0301" * 60, "😀", "👩‍👩‍👧‍👦", "👋🏿", "🇰🇬", "❤️", "1️⃣", "𝒜𝓫𝔠", "𐍈", "田中さんにあげて下さい", "ﾌﾞﾙ", "‪‫", "❝quoted❞",
    "Ω≈ç√∫˜µ≤≥÷", "⁰⁴⁵₀₁₂", "½ ⅓ ¾", "١٢٣", "۱۲۳", "１２３", "∀∂∈ℝ∧∪≡∞ ↑↗↨↻⇣", "®™©℠", "☃", "\u2026", "…—–‐‑", "“a” ‘b’ «c» „d“",
]  # fmt: skip
MARKUP = [
    "<b>bold</b>", "</p></body></html>", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<style>*{}</style>",
    "<!-- x", "-->", "]]>", "<![CDATA[x]]>", "<?php x ?>", "<svg/onload=alert(1)>", "&lt;b&gt;", "&amp;", "&#0;", "&#x41;", "&nbsp;",
    "\" onclick=\"x", "' onclick='x", "javascript:alert(1)", "<a href='file:///etc/passwd'>x</a>", "} body { display: none", "\\3c b",
    "@import url(x)", "url(file:///etc/passwd)", "<slot>", "<!--slot:signature-->", "<p id=address>",
]  # fmt: skip
CODE = [
    "{{ 7 * 7 }}", "{% raw %}", "{# x #}", "{{ say.case.__class__ }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%s %d %n", "%(name)s", "{0}",
    "{name}", "{}", "{who} {of_whom}", "$HOME", "$(reboot)", "`reboot`", "; rm -rf /", "| cat", "&& x", "' OR 1=1 --", "DROP TABLE letters;",
    "=1+1", "=HYPERLINK(\"x\")", "+1+1", "-1+1", "@SUM(A1)", "\\n", "\\u202e", "\\", "\\\\", "\\input{x}", "%0d%0aBcc: x",
    "__proto__", "eval(x)",
]  # fmt: skip
PATHS = [
    "../../etc/passwd",
    "..\\..\\x",
    "/dev/null",
    "C:\\x",
    "\\\\host\\x",
    "file:///etc/passwd",
    "con",
    "NUL",
    "~",
    ".",
    "..",
    "a/b",
]
VALUES = [
    "null", "~", "true", "false", "yes", "no", "NO", "on", "None", "undefined", "NaN", ".nan", "Infinity", "0", "-0", "1e999", "0x1F", "012",
    "1_000", "1,000.00", "0b1", "2010-02-30", "12:30:00", "9" * 60, "[]", "{}", "[a", "{a", "- a", "a: b", "# a", "a # b", "&a", "*a", "!a",
    "!!str a", "%a", "@a", "`a", "|", ">", "'a", '"a', "---", "...", "<<", "=", "?", "? a", ":", ",",
]  # fmt: skip
LONG = ["word " * 60 + "end", "w" * 300, "ы" * 300, "写" * 200]
STRINGS = [*CONTROLS, *HIDDEN, *SURROGATES, *SCRIPTS, *MARKS, *MARKUP, *CODE, *PATHS, *VALUES, *LONG]

SOME = [
    pytest.param(string, marks=() if number % 12 == 0 else pytest.mark.slow) for number, string in enumerate(STRINGS)
]
SPACE = re.compile("[\\s\u00ad]+")


def squeezed(text: str) -> str:
    return SPACE.sub("", unicodedata.normalize("NFC", text))


def visible(page: str) -> str:
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", "", page, flags=re.DOTALL))


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every text in English of a case."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "en" and isinstance(item, str):
                yield (*path, key)
            elif isinstance(item, dict | list):
                yield from places(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))


def replaced(value: Any, path: tuple[str | int, ...], text: str) -> Any:
    if not path:
        return text
    if isinstance(value, dict):
        return value | {path[0]: replaced(value[path[0]], path[1:], text)}
    return [replaced(item, path[1:], text) if index == path[0] else item for index, item in enumerate(value)]


# A message to the prisoner may not repeat what is said of the case: it has other words.
FIELDS = [path for path in places(FULL) if path[0] != "solidarity"]
BASE = {name: value for name, value in FULL.items() if name != "letter"}
DOCUMENTS = ("letter", "urgent-action", "urgent-action-classic", "petition")


def quoted(text: str) -> str:
    """As it would be written by somebody who knows YAML."""
    return '"' + "".join(f"\\U{ord(character):08X}" for character in text) + '"'


def written(values: dict[tuple[str | int, ...], str]) -> str:
    data: Any = FULL
    for number, path in enumerate(values):
        data = replaced(data, path, f"@@{number}@@")
    text = case_text(data)
    for number, value in enumerate(values.values()):
        text = text.replace(f"'@@{number}@@'", quoted(value))
    assert "@@" not in text
    return text


@pytest.mark.parametrize("string", SOME, ids=ascii)
def test_in_every_text_of_a_case_it_is_itself_or_refused(string: str) -> None:
    """Each text is the string between two words that tell which text it is."""
    values = {path: f"q{number}x {string} x{number}q" for number, path in enumerate(FIELDS)}
    found: Loaded[Any] = read_case_text(written(values), "case.yaml")
    if found.value is None:
        assert {diagnostic.code for diagnostic in found.diagnostics} <= {"UA011", "UA106", "UA107", "UA108"}
        assert all(diagnostic.span and diagnostic.span.line > 1 for diagnostic in found.diagnostics)
        assert string not in SCRIPTS
        return
    if len(string) > 100:  # Two pages are two pages; what is too long is told elsewhere.
        return
    told = 0
    for document in DOCUMENTS:
        try:
            all_made = render(found, documents=[document], formats=["txt", "html"], languages=["en"], date=DAY)
        except Problems as problems:  # So few letters are Latin ones that it is not English.
            if {diagnostic.code for diagnostic in problems.diagnostics} != {"UA267"}:
                raise
            return
        for made in all_made:
            text = visible(made.data.decode()) if made.name.endswith("html") else made.data.decode()
            for number, inside in re.findall(r"[qQ](\d+)x(.*?)x\1q", squeezed(text)):
                told += 1
                marks = inside.replace("***", "")  # Of lines that are not to be posted.
                assert squeezed(string) in (inside, marks), (document, FIELDS[int(number)])
    assert told > 20


SENDERS = ("name", "town", "personal_line")


@pytest.mark.parametrize("string", SOME, ids=ascii)
def test_in_every_text_of_a_sender_it_is_itself_or_refused(string: str) -> None:
    from ua_gen.casefile.validation import check

    given = SENDER | {"name": "@@0@@", "town": "@@1@@", "personal_line": "@@2@@", "address": ["@@3@@"]}
    text = case_text(given)
    for number in range(4):
        text = text.replace(f"'@@{number}@@'", quoted(f"q{number}x {string} x{number}q"))
    root, complaints = parse(text, "sender.yaml")
    sender = None
    if root is not None:
        sender, complaints = check(Sender, root)
    if sender is None:
        assert {diagnostic.code for diagnostic in complaints} <= {"UA011", "UA106", "UA107", "UA108"}
        return
    found = read_case_text(case_text(BASE), "case.yaml")
    made = render(found, formats=["txt", "html", "eml"], languages=["en"], date=DAY, to=["minister"], sender=sender)
    for each in made[:2]:
        text = visible(each.data.decode()) if each.name.endswith("html") else each.data.decode()
        known = re.findall(r"q(\d)x(.*?)x\1q", squeezed(text))
        assert {number for number, _ in known} == {"0", "1", "2", "3"}
        assert {inside for _, inside in known} == {squeezed(string)}
    headers = made[2].data.partition(b"\r\n\r\n")[0]
    assert not re.search(rb"^Bcc|^x:", headers, re.MULTILINE | re.IGNORECASE)


def test_on_paper_too(tmp_path: Any) -> None:
    """As far as there are fonts; for the others there is an error."""
    from conftest import told_by

    kept = [string for string in STRINGS if string.isprintable() and 1 < len(squeezed(string)) < 100]
    kept = [string for string in kept if not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in string)]
    while True:
        page = "".join(f"<p>{html.escape(string)}</p>" for string in kept)
        document = (
            f"<!DOCTYPE html><html lang=en><title>x</title><style>p {{ margin: 0; white-space: pre }}</style>{page}"
        )
        try:
            printed = write_pdf(document, [Fit(10, 1.3, 1)], 100, [tmp_path])
            break
        except MissingGlyphs as error:
            less = [string for string in kept if not set(string) & set("".join(error.characters))]
            assert len(less) < len(kept)
            kept = less
    assert len(kept) > 100
    path = tmp_path / "strings.pdf"
    path.write_bytes(printed.data)
    said = squeezed(unicodedata.normalize("NFKC", told_by("pdftotext", "-raw", path, "-")))
    missing = [string for string in kept if squeezed(unicodedata.normalize("NFKC", string)) not in said]
    assert [string for string in missing if string.isascii()] == []
    assert len(missing) < 12, missing  # Marks that a font puts together in another order.


@pytest.mark.parametrize("local", ["wri\ufb01ter", "wr\U0001f600iter", "имя"])
def test_an_address_that_few_programs_can_send_to(local: str) -> None:
    address = f"{local}@пример.рф"
    found = read_case_text(case_text(BASE), "case.yaml")
    sender = Sender.model_validate(SENDER | {"email": address}, context={"language": "en"})
    wish: dict[str, Any] = {"formats": ["eml"], "languages": ["en"], "date": DAY, "to": ["minister"]}
    [made] = render(found, sender=sender, **wish)
    assert b"From:" not in made.data, "the mail program knows it best"
    recipients = [FULL["recipients"][0] | {"email": address}]
    requests = [{"ask": "release-unconditionally"}]
    found = read_case_text(case_text(BASE | {"recipients": recipients, "requests": requests}), "case.yaml")
    with pytest.raises(Problems, match="UA218") as refused:
        render(found, **wish)
    [diagnostic] = refused.value.diagnostics
    assert diagnostic.span
    assert address in diagnostic.span.source


def test_a_domain_in_another_script_is_written_as_mail_wants_it() -> None:
    found = read_case_text(case_text(BASE), "case.yaml")
    sender = Sender.model_validate(SENDER | {"email": "kim@пример.рф"}, context={"language": "en"})
    [made] = render(found, formats=["eml"], languages=["en"], date=DAY, to=["minister"], sender=sender)
    assert b"<kim@xn--e1afmkfd.xn--p1ai>" in made.data
