"""What is not for the public, in files that are broken in any way: no message in any form repeats it."""

import time
from pathlib import Path

import pytest
from conftest import Run
from helpers.specimen import DAY, MINIMAL, case_text

from ua_gen.casefile.loading import read_case_text
from ua_gen.casefile.parser import parse
from ua_gen.casefile.withholding import find_withheld
from ua_gen.cli import validate
from ua_gen.diagnostics import Diagnostic
from ua_gen.files.marks import means_private, means_visibility, slipped_field
from ua_gen.files.reading import may_be_secret

SIGN = "Kvetinka"  # Stands in what is not for the public, and nowhere else.
CASE = case_text({name: value for name, value in MINIMAL.items() if name not in ("events", "sources")})


def said(text: str, run: Run, tmp_path: Path) -> str:
    """Everything that the commands say of a file, in every form."""
    path = tmp_path / "case.yaml"
    path.write_text(text, "utf-8")
    commands = [["validate", path, "--date", DAY, "--output-format", form] for form in validate.FORMATS]
    commands += [
        ["list", path, "--json"],
        ["redact", path, "-o", "-"],
        ["languages", path],
        ["translate", path, "-l", "ky"],
    ]
    commands += [["update", path, "--stop", "-o", "-"], ["render", path, "--date", DAY, "-o", tmp_path / "out"]]
    ran = [run(*command) for command in commands]
    assert ran[0].code == 1
    return "\n".join(one.text + one.err for one in ran).replace(str(tmp_path), "")


PRIVATE = "visibility: private"
ENTRIES = {
    # Of an entry that is marked as it should be: what else is broken in it.
    "a comma": f"- {{text: went home, with {SIGN}, date: 2026-01-05, {PRIVATE}}}",
    "a comma, one word": f"- {{text: went home, {SIGN}, date: 2026-01-05, {PRIVATE}}}",
    "no space": f"- {{text:{SIGN} went home, date: 2026-01-05, {PRIVATE}}}",
    "no space inside": f"- {{text: {{en:{SIGN}}}, {PRIVATE}}}",
    "a comma inside": f"- {{text: {{en: went home, {SIGN} too}}, {PRIVATE}}}",
    "no space in the id": f"- {{id:{SIGN.lower()}, text: x, {PRIVATE}}}",
    "an unknown field": f"- text: went home\n    {SIGN}: 1\n    {PRIVATE}",
    "a complex field": f"- ? {SIGN}\n    : 1\n    {PRIVATE}",
    "a field twice": f"- {SIGN}: 1\n    {SIGN}: 2\n    {PRIVATE}",
    "a language": f"- {{place: {{{SIGN}: 1}}, {PRIVATE}}}",
    "a short field": f"- {{Kve: 1, text: {SIGN}, {PRIVATE}}}",
    "a list as a name": f"- {{[{SIGN}]: 1, {PRIVATE}}}",
    "an anchor": f"- text: &{SIGN} x\n    {PRIVATE}",
    "an anchor above": f"- &{SIGN}\n    text: x\n    {PRIVATE}",
    "a tag": f"- text: !{SIGN} x\n    {PRIVATE}",
    "a tag above": f"- !{SIGN}\n    text: x\n    {PRIVATE}",
    "a tag on a line of its own": f"- {PRIVATE}\n    text:\n      !{SIGN}\n      x",
    "a field lower down": f"- {PRIVATE}\n    place: {{en: {{{SIGN}: {{a: 1}}}}}}",
    # Of one that is marked in another way.
    "misspelt": f"- {{text: {SIGN}, vsibility: private, x: 1}}",
    "no space in the mark": f"- {{text: {SIGN}, visibility:private}}",
    "nothing behind the mark": f"- {{text: {SIGN}, visibility}}",
    "nothing but the word": f"- {{text: {SIGN}, private}}",
    "two marks": f"- {{text: {SIGN}, visibility: public, visibility: private}}",
    "letters that look alike": f"- {{text: {SIGN}, vіsіbility: private, x: 1}}",
    "merged": f"- {{text: {SIGN}, <<: {{visibility: private}}, x: 1}}",
    "merged, below": f"- texxt: {SIGN}\n    <<: {{visibility: private}}",
    "a list for a mark, below": f"- texxt: {SIGN}\n    ? [visibility]\n    : private",
    "too far out": f"- texxt: {SIGN}\nvisibility: private",
    "a list for a mark": f"- ? [visibility]\n    : private\n    text: {SIGN}",
    "private": f"- {{text: {SIGN}, private: true}}",
    "secret": f"- {{text: {SIGN}, secret: yes}}",
    "keep secret": f"- {{text: {SIGN}, keep_secret: yes}}",
    "in Russian": f"- {{text: {SIGN}, видимость: раздел}}",
    "in German": f"- {{text: {SIGN}, Sichtbarkeit: privat}}",
    "another field": f"- {{text: {SIGN}, access: private}}",
    "among others": f"- {{text: {SIGN}, marks: [urgent, private]}}",
    "with words": f"- {{text: {SIGN}, who: for the section only}}",
    "a comma left out": f"- {{text: {SIGN}, source: {SIGN} visibility:private}}",
    "a comma and a colon left out": f"- {{text: {SIGN}, source: {SIGN} visibility private}}",
    "a comma left out before a word of one's own": f"- {{text: {SIGN}, source: {SIGN} access:private}}",
    "no": f"- {{text: {SIGN}, visibility: no}}",
    "in the text": f"- text: |\n      {SIGN} said so\n      {PRIVATE}",
    "in the text of a language": f"- text:\n      en: |\n        {SIGN} said so\n        visibilty: private",
    # And so that nothing of the file can be read.
    "an open bracket": f"- {{text: {SIGN}, vsibility: private",
    "an open bracket, no space": f"- {{text: {SIGN}, visibility:private",
    "an open bracket, another word": f"- {{text: [{SIGN}, secret: yes",
    "an open bracket, in Russian": f"- {{text: [{SIGN}, видимость: раздел",
    "an open bracket, look alike": f"- {{text: [{SIGN}, vіsіbility: x",
    "an open bracket, the word": f"- {{text: [{SIGN}, private}}",
}


@pytest.mark.parametrize("name", ENTRIES)
def test_nothing_of_it_is_repeated(name: str, run: Run, tmp_path: Path) -> None:
    found = said(f"{CASE}events:\n  {ENTRIES[name]}\n", run, tmp_path)
    assert [word for word in (SIGN.lower(), "`kve`") if word in found.lower()] == []


TWICE = {
    "the other is broken": "- {id: kvetinka, title: A, visibility: private}\n  - {id: kvetinka, titel: B}",
    "the other comes first": "- {id: kvetinka, titel: B}\n  - {id: kvetinka, title: A, visibility: private}",
    "neither is": "- {id: kvetinka, title: A, visibility: private}\n  - {id: kvetinka, title: B}",
    "no space": "- {id:kvetinka, title: A, visibility: private}\n  - {id: kvetinka, titel: B}",
}


@pytest.mark.parametrize("name", TWICE)
def test_an_id_that_another_entry_has_too_is_not_repeated(name: str, run: Run, tmp_path: Path) -> None:
    assert "kvetinka" not in said(f"{CASE}sources:\n  {TWICE[name]}\n", run, tmp_path)


def told(entry: str) -> list[Diagnostic]:
    return list(read_case_text(f"{CASE}events:\n  {entry}\n", "case.yaml").diagnostics)


@pytest.mark.parametrize(
    "entry",
    [
        "- {text: He was beaten in a secret place of the state, datum: 2026-01-05}",
        "- {text: The private section of the ward was closed, datum: 2026-01-05}",
        "- {according_to: State Section 5, text: x, datum: 2026-01-05}",
        "- {text: x, visibility: public, datum: 2026-01-05}",
        "- {text: {en: x, vi: y}, datum: 2026-01-05}",
        "- {text: x, responsibility: shared, datum: 2026-01-05}",
        "- {text: 'they said: private matters, whatever the section', datum: 2026-01-05}",
    ],
)
def test_what_is_for_the_public_is_told_as_ever(entry: str) -> None:
    found = next(one for one in told(entry) if "`datum`" in one.message)
    assert found.span
    assert found.span.source.strip() == entry
    assert not may_be_secret(entry.replace("visibility", "place").replace("vi:", "de:"))


def test_of_what_is_not_for_the_public_the_place_is_told() -> None:
    [found] = told(f"- {{type: detained, datum: 2026-01-05, {PRIVATE}}}")
    assert (found.code, found.span and (found.span.line, found.span.column, found.span.source)) == (
        "UA102",
        (CASE.count("\n") + 2, 22, ""),
    )
    assert "datum" not in str(found)


def test_its_missing_fields_are_named() -> None:
    """The words of the format tell of nobody."""
    found = read_case_text(f"{CASE}sources:\n  - {{id: a, {PRIVATE}}}\n", "case.yaml").diagnostics
    assert [(one.code, one.message) for one in found] == [("UA101", "`title` is missing in `sources[0]`")]


def test_a_credit_may_say_private() -> None:
    root, _ = parse("people:\n  - photograph: {credit: Private, file: a.png}\n", "case.yaml")
    assert root
    assert find_withheld(root) is None


@pytest.mark.parametrize("word", ["visibility", "Visibility", "visiblity", "vsibility", "vizibility", "vіsіbіlіty"])
def test_slips_of_the_name_are_known(word: str) -> None:
    assert means_visibility(word)


@pytest.mark.parametrize("word", ["responsibility", "possibility", "publicity", "solidarity", "ability"])
def test_other_words_are_not_taken_for_it(word: str) -> None:
    assert not means_visibility(word)
    assert not means_private(word)


@pytest.mark.parametrize("part", ["a", "ab ", "'", "visib ", " ", ": ", "]", "private, ", "é"])
def test_long_lines_are_looked_through_once(part: str) -> None:
    began = time.perf_counter()
    may_be_secret("visibx " + part * (500_000 // len(part)))
    slipped_field("a: " + part * (30_000 // len(part)) + "\n")
    assert time.perf_counter() - began < 5


# --- fields that have slipped into texts -----------------------------------------------------------------------------

SLIPPED = {
    "a line": ("- date: 2026-01-05\n    text: |\n      He said\n      visibility: private", 4, 7),
    "section": ("- date: 2026-01-05\n    text: >-\n      He said\n      visibility: section\n      and more", 4, 7),
    "the end of a line": ("- date: 2026-01-05\n    text: |\n      He said, visibility: private", 3, 16),
    "in quotation marks": ('- {date: 2026-01-05, text: "He said, visibility: private"}', 1, 40),
    "several lines in quotation marks": ("- date: 2026-01-05\n    text: 'He said\n      visibility: private'", 3, 7),
    "misspelt": ("- date: 2026-01-05\n    text: |\n      He said\n      visiblity: private", 4, 7),
    "public": ("- date: 2026-01-05\n    text: |\n      He said\n      visibility: public", 4, 7),
    "a source": ("- date: 2026-01-05\n    text: |\n      He said\n      source: a-call", 4, 7),
    "a day": ("- type: detained\n    text: |\n      He said\n      date: 2026-01-05\n      again", 4, 7),
}


@pytest.mark.parametrize("name", SLIPPED)
def test_a_field_that_slipped_into_a_text_is_an_error(name: str) -> None:
    entry, line, column = SLIPPED[name]
    [found] = [one for one in told(entry) if one.code == "UA025"]
    assert found.span
    assert (found.span.line - CASE.count("\n") - 1, found.span.column) == (line, column)
    assert found.message == "a field has slipped into this text"


@pytest.mark.parametrize(
    "text",
    [
        "The visibility: poor on that day",
        "He has three sources:\na call\nand a letter",
        "Source: the paper of 5 May says so",
        "date: it is not known",
        "in private: nothing",
        "low visibility = 20 metres",
        "his visibility: public, and that is why he was taken",
    ],
)
def test_a_text_with_a_colon_is_no_field(text: str) -> None:
    assert slipped_field(text) is None
