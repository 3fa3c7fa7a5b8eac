"""Every code has a manual, and the examples in it are true."""

import datetime
import re

import pytest
from helpers.manual_examples import BASE, ROOT, written_out

import ua_gen
from ua_gen.casefile.loading import read_case_text
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.lint import runner
from ua_gen.lint.manuals import manuals, read_manual

DAY = datetime.date(2026, 1, 20)
WITH_EXAMPLES = [code for code, manual in manuals().items() if manual.wrong]


def reported(files: list[str]) -> list[Diagnostic]:
    """All that `validate` says of these files, and all that stands in the way of letters, in any of their languages."""
    cases = [read_case_text(text, f"{number}.yaml") for number, text in enumerate(files)]
    found = [diagnostic for here in runner.check_all(cases, DAY).values() for diagnostic in here]
    for loaded in cases:
        if loaded.value is not None:
            for languages in ((), *((tag,) for tag in loaded.value.write_in)):
                try:
                    made = ua_gen.render(loaded, languages=languages, formats=["txt"], date=DAY)
                except Problems as problems:
                    found += problems.diagnostics
                except Misuse:
                    continue  # A language that the program does not have: nobody can ask for letters in it.
                else:
                    # Those without a place are not about the file.
                    found += [warning for document in made for warning in document.warnings if warning.span]
    return found


def test_the_base_case_gives_nothing_to_complain_of() -> None:
    assert reported([BASE]) == []


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_wrong_example_is_found(code: str) -> None:
    said = reported(written_out(manuals()[code].wrong))
    assert code in {each.code for each in said}, "what is said of it instead:\n" + "\n".join(map(str, said))


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_right_example_is_not_found(code: str) -> None:
    said = [each for each in reported(written_out(manuals()[code].right)) if each.code == code]
    assert not said, "\n".join(map(str, said))


def test_a_rule_has_examples() -> None:
    assert {*runner.RULES, *runner.CROSS_FILE_RULES} <= set(WITH_EXAMPLES)


def test_every_code_in_the_source_has_a_manual_and_every_manual_a_code() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "ua_gen").rglob("*.py"))
    literal = set(re.findall(r'"(UA\d{3,4})"', source))
    by_kind = {f"UA{kind}" for kind in re.findall(r'invalid\(\s*"(\d{3,4})"', source)}
    assert literal | by_kind == set(manuals())


@pytest.mark.parametrize(
    "text",
    [
        "Why: it has no first line.",
        "What.",
        "What.\n\nWhy: so.\n\nWrong:\n\n    a: 1",
        "What.\n\nWhy: so.\n\nRight:\n\n    a: 1\n\nWrong:\n\n    a: 2",
        "What.\n\nWhy: so.\n\nWhy: again.",
    ],
)
def test_a_manual_without_its_parts_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="UA999"):
        read_manual("UA999", "name", runner.RULES["UA201"].severity, text)
