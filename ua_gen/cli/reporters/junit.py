"""JUnit's XML, which CI servers show as a list of tests: each file is a test.

A file has at most one `failure`, for Jenkins and GitLab show only the first: it holds all that is wrong with the
file. Warnings that do not fail the run are output of the test.
"""

from collections import defaultdict

from ua_gen.cli.reporters.run import Run
from ua_gen.cli.reporters.text import visible
from ua_gen.diagnostics import Diagnostic

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def write(run: Run) -> str:
    found: dict[str, list[Diagnostic]] = defaultdict(list, {name: [] for name in run.files})
    for diagnostic in run.diagnostics:
        found[diagnostic.span.path if diagnostic.span else ""].append(diagnostic)
    failures = sum(any(map(run.fails, here)) for here in found.values())
    counts = f'tests="{len(found)}" failures="{failures}" errors="0" skipped="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="ua-gen validate" {counts}>',
        f'  <testsuite name="ua-gen validate" {counts}>',
        *(_case(run, name, here) for name, here in found.items()),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _case(run: Run, name: str, found: list[Diagnostic]) -> str:
    place = _attribute(run.place(name))
    start = f'    <testcase classname="ua-gen validate" name={place} file={place}'
    failing = [diagnostic for diagnostic in found if run.fails(diagnostic)]
    passing = [diagnostic for diagnostic in found if not run.fails(diagnostic)]
    inside = ""
    if failing:
        first = failing[0]
        inside += f"      <failure message={_attribute(first.message)} type={_attribute(first.code)}>"
        inside += f"{_listed(failing)}</failure>\n"
    if passing:
        inside += f"      <system-out>{_listed(passing)}</system-out>\n"
    return f"{start}>\n{inside}    </testcase>" if inside else f"{start}/>"


def _listed(found: list[Diagnostic]) -> str:
    return "\n".join(visible(str(diagnostic)) for diagnostic in found).translate(_ESCAPES)


def _attribute(text: str) -> str:
    return f'"{visible(text).translate(_ESCAPES)}"'
