"""`ua-gen explain`: the manual of every code."""

import re

import pytest
from conftest import Run

from ua_gen.cli.reporters import FORMATS
from ua_gen.lint.manuals import manuals


def test_without_a_code_all_are_listed(run: Run) -> None:
    ran = run("explain")
    listed = [re.split(r"  +", line)[:3] for line in ran.text.splitlines()]
    assert listed == [[manual.code, str(manual.severity), manual.name] for manual in manuals().values()]
    assert ran.code == 0


@pytest.mark.parametrize("code", manuals())
def test_every_manual_is_shown_whole(code: str, run: Run) -> None:
    manual, shown = manuals()[code], run("explain", code).text
    assert shown.startswith(f"{code}  {manual.name}  ({manual.severity})\n\n{manual.what[:20]}")
    flowing = " ".join(shown.split())
    for text in (manual.what, f"Why: {manual.why}", manual.note and f"Note: {manual.note}"):
        assert text in flowing
    for example in filter(None, (manual.wrong, manual.right)):
        assert "\n".join(f"    {line}" if line else "" for line in example.splitlines()) in shown


def test_small_letters_do(run: Run) -> None:
    assert run("explain", "ua202").text == run("explain", "UA202").text


@pytest.mark.parametrize(
    ("code", "hint"), [("UA-202", "did you mean `UA202`?"), ("banana", "`ua-gen explain` lists all codes")]
)
def test_an_unknown_code_ends_with_2(code: str, hint: str, run: Run) -> None:
    ran = run("explain", code)
    assert (ran.code, ran.text, ran.err) == (2, "", f"Error: there is no code {code}\n  {hint}\n")


def test_the_formats_that_may_be_chosen_are_those_that_there_are(run: Run) -> None:
    from ua_gen.cli.validate import FORMATS as CHOICES

    assert tuple(FORMATS) == CHOICES
