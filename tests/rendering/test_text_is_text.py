"""Whatever stands in a field of a case or a sender stands in the letter as itself: never as markup, code or style."""

import html
import re
from typing import Any

import pytest
from helpers.specimen import DAY, SOMEBODY, loaded

from ua_gen.api import render
from ua_gen.model import Sender

STRINGS = [
    "<b>bold</b> & <i>more</i>",
    "</p></body></html>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>* { display: none }</style>",
    '" onclick="alert(1)',
    "{{ 7 * 7 }} {% raw %} {# note #}",
    "{{ say.case.__class__.__mro__ }}",
    "{name} {who} {0} {} %s %(name)s",
    "$(reboot) `reboot` ; rm -rf / && true || false",
    "../../etc/passwd file:///etc/passwd",
    '=HYPERLINK("http://example.org")',
    "-- ' OR 1=1; DROP TABLE letters",
    "&lt;b&gt; &amp; &#60; &nbsp;",
    "null",
    "NaN",
    "#hash: tag - dash ? question",
    "Ω≈ç√∫˜µ≤≥÷ 1⁄2 ½",
    "Zażółć gęślą jaźń",
    "Ţhïš ïš å ţēšţ",
    "O'Brien “quoted” ‘again’ «anew»",
    "100 % of 50 ° at 5 €",
]
FIELDS: dict[str, Any] = {
    "name": lambda text: {"people": [{"id": "p", "name": text}]},
    "role": lambda text: {"people": [{"id": "p", "name": "Kim Sample", "role": text}]},
    "event": lambda text: {"events": [{"text": text}]},
    "request": lambda text: {"requests": [{"text": text}, {"ask": "fair-trial"}]},
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold().rstrip(".")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", STRINGS)
def test_a_text_of_the_case_is_printed_as_it_is(text: str, field: str) -> None:
    case = loaded(SOMEBODY | {"title": "x", "summary": "x"} | FIELDS[field](text))
    plain, page = render(case, languages=["en"], formats=["txt", "html"], date=DAY)
    assert squeezed(text) in squeezed(plain.data.decode())
    visible = re.sub(r"<style>.*?</style>|<[^>]+>", "", page.data.decode(), flags=re.DOTALL)
    assert squeezed(text) in squeezed(html.unescape(visible))


@pytest.mark.parametrize("text", STRINGS)
def test_a_sender_is_printed_as_given(text: str) -> None:
    sender = Sender(name=text, address=(text,), town="Leeds", personal_line={"en": text})
    plain, page = render(loaded(SOMEBODY), languages=["en"], formats=["txt", "html"], sender=sender, date=DAY)
    visible = re.sub(r"<style>.*?</style>|<[^>]+>", "", page.data.decode(), flags=re.DOTALL)
    for said in (plain.data.decode(), html.unescape(visible)):
        assert squeezed(said).count(squeezed(text)) >= 3
