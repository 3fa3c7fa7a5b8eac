"""Assertions on HTML: no empty elements, no untidy spaces."""

import re

from ua_gen import languages
from ua_gen.languages import phrases


def assert_tidy(shown: str, language: str) -> None:
    """Nothing of the machinery shows: no gaps where something is not given, no stray spaces, no captions of nothing."""
    lines = shown.split("\n")
    assert lines[-1] == ""
    assert lines[-2] != "", "the text ends with one line end, not with empty lines"
    assert lines[0] != ""
    assert [line for line in lines if line != line.rstrip()] == [], "no spaces at the end of a line"
    assert [line for line in lines if re.search(r"\S {2}|\u00a0", line)] == [], "single spaces, and no others"
    assert re.findall(r"[{}]|None|Undefined|\bTrue\b|\bFalse\b|[ ][,;.]|,[.,;]|\.\.", shown) == []
    captions = re.findall(r".*[:：]\n(?:\n(?=\n)|\Z)", shown)
    assert captions == [], "a line that ends with a colon is followed by what it announces"
    # One empty line parts paragraphs. Two give room: before the subject, and for the signature.
    say = languages.language(language)
    roomy = [shown[: match.start()].split("\n")[-1] for match in re.finditer(r"\n\n\n", shown)]
    closings = [*say.closings.values(), *(say.text(f"closing.{post}") for post in phrases.names("closing"))]
    assert len([line for line in roomy if line not in closings]) <= 1, f"empty lines too many: {roomy}"
    assert "\n\n\n\n" not in shown


ELEMENT = re.compile(r"<(p|li|ul|h1|h2|span)((?: [^>]*)?)>\s*</\1>")


def assert_no_empty_elements(page: str) -> None:
    body = page.partition("<body>")[2]
    assert body
    assert [match[0] for match in ELEMENT.finditer(body) if 'class="fill"' not in match[2]] == []
    assert re.findall(r"[{}]|None|Undefined", body) == []
