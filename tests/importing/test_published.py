"""What is found in appeals as they are published: in six languages, two forms and ten kinds of document."""

from collections import Counter

import pytest
from helpers.appeals import KINDS, STRICT, compared, document, imported, lines_of, published

from ua_gen.casefile.loading import read_case_text
from ua_gen.importing.draft import draft
from ua_gen.importing.report import report

FLOOR = 0.95  # Of the fields of each language, form and kind. Of all together it is 0.999.
SLOW = tuple(kind for kind in KINDS if kind.startswith("pdf"))
EVERY = [
    pytest.param(tag, form, kind, marks=[pytest.mark.slow] if kind in SLOW and tag not in ("en", "ru") else [])
    for tag, forms in published().items()
    for form in forms
    for kind in KINDS
]


@pytest.mark.parametrize(("tag", "form", "kind"), EVERY)
def test_nearly_all_is_found_and_nothing_is_wrong(tag: str, form: str, kind: str) -> None:
    appeal = published()[tag][form]
    found = imported(document(appeal, kind))
    seen = list(compared(appeal, found))
    bad = [each for each in seen if each[1] != each[2]]
    assert [each for each in bad if each[0] in STRICT and each[2] is not None] == []
    assert len(bad) <= (1 - FLOOR) * len(seen), bad


@pytest.mark.parametrize("tag", published())
@pytest.mark.parametrize("form", ["sheet", "form"])
def test_a_draft_asks_and_has_no_other_error(tag: str, form: str) -> None:
    """What is missing in it is missing in the source: who issues it, and in what way it goes on."""
    found = imported(document(published()[tag][form], "html"))
    loaded = read_case_text(draft(found, "appeal.html").text, "draft.yaml")
    codes = Counter(each.code for each in loaded.diagnostics if each.is_error)
    assert set(codes) <= {"UA020", "UA101"}
    assert codes["UA101"] == 1
    said = [each.message for each in loaded.diagnostics]
    assert any("compare every line" in each for each in said)
    assert any("how does it stand today" in each for each in said)


@pytest.mark.parametrize("tag", published())
@pytest.mark.parametrize("form", ["sheet", "form"])
def test_every_line_is_in_the_draft_or_told_as_unused(tag: str, form: str) -> None:
    data = document(published()[tag][form], "txt")
    lines, found = lines_of(data), imported(data)
    told = report(found, lines, ()).unused
    used = {line.place for _, value in found.values() for line in value.lines}
    known = {line.place for line in found.known.values()}
    known |= {line.place for value in found.left for line in value.lines}  # Told as a sentence, where it begins.
    assert {line.place for line in lines} == used | known | {place for place, _ in told}
    # A caption is no value: its line is known, and has no other words than it.
    assert not {place for place, _ in told} & used or form == "form"


def test_in_german_another_number_than_the_first_is_asked() -> None:
    appeal = dict(published()["de"]["sheet"])
    appeal["foot"] = "Dies ist die erste Aktualisierung der UA 99/13."
    found = imported(document(appeal, "txt"))
    assert found.number
    assert found.number.value == "101/13"
    assert found.questions["action"] == ["two numbers: 101/13 and 99/13; which is it?"]
