"""What every code means: the manuals of rules are their docstrings, those of all other codes stand in manuals.md.

Both have one form. The first paragraph tells what is found; then, in this order, paragraphs and blocks that begin
with `Why:`, `Wrong:`, `Right:` and perhaps `Note:`. `Wrong:` and `Right:` are each followed by an indented fragment of
a case file, whose fields replace those of tests/base-case.yaml; `---` in it parts two files of one repository. The
tests judge the fragments on 2026-01-20. Only a code that no case file alone can cause has no fragments.
"""

import functools
import inspect
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import CODE, CROSS_FILE_RULES, RULES, CrossFileRule, Rule

_PART = re.compile(r"^(Why|Wrong|Right|Note):", re.MULTILINE)
_HEADING = re.compile(rf"^# ({CODE}) ([a-z0-9-]+) \((error|warning)\)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Manual:
    """The manual of one code."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    wrong: str = ""
    right: str = ""
    note: str = ""

    def parts(self) -> Iterator[tuple[str, str, bool]]:
        """Heading, text, and whether it is a fragment of a case file, in the order of reading."""
        yield "", self.what, False
        yield "Why: ", self.why, False
        if self.wrong:
            yield "Wrong:", self.wrong, True
            yield "Right:", self.right, True
        if self.note:
            yield "Note: ", self.note, False

    def text(self) -> str:
        return "\n\n".join(
            f"{head}\n\n{textwrap.indent(text, '    ')}" if is_yaml else f"{head}{text}"
            for head, text, is_yaml in self.parts()
        )

    def markdown(self) -> str:
        return "\n\n".join(
            f"{head}\n\n```yaml\n{text}\n```" if is_yaml else f"{head}{text}" for head, text, is_yaml in self.parts()
        )


def read_manual(code: str, name: str, severity: Severity, text: str) -> Manual:
    """The manual in a text. Raises ValueError if it lacks a part or has one twice."""
    what, *rest = _PART.split(inspect.cleandoc(text))
    parts = dict(zip(rest[::2], map(inspect.cleandoc, rest[1::2]), strict=True))
    if not what.strip() or "Why" not in parts or ("Wrong" in parts) != ("Right" in parts):
        raise ValueError(f"the manual of {code} lacks a part")
    if list(parts) != sorted(rest[::2], key=("Why", "Wrong", "Right", "Note").index):
        raise ValueError(f"the manual of {code} has its parts in another order than Why, Wrong, Right, Note")
    flowing = {part.lower(): " ".join(text.split()) for part, text in parts.items() if part in ("Why", "Note")}
    examples = {part.lower(): text.strip("\n") for part, text in parts.items() if part in ("Wrong", "Right")}
    return Manual(code, name, severity, " ".join(what.split()), **flowing, **examples)


@functools.cache
def manuals() -> dict[str, Manual]:
    """Every manual, by its code, in the order of codes."""
    from ua_gen.lint import rules as registered

    assert registered.MODULES
    _, *rest = _HEADING.split((files("ua_gen.lint") / "manuals.md").read_text("utf-8"))
    found = [
        read_manual(code, name, Severity(severity), text)
        for code, name, severity, text in zip(rest[::4], rest[1::4], rest[2::4], rest[3::4], strict=True)
    ]
    rules: tuple[Rule | CrossFileRule, ...] = (*RULES.values(), *CROSS_FILE_RULES.values())
    for rule in rules:
        found.append(read_manual(rule.code, rule.name, rule.severity, rule.check.__doc__ or ""))
    by_code = {manual.code: manual for manual in sorted(found, key=lambda manual: manual.code)}
    if len(by_code) < len(found):
        raise ValueError("two manuals have the same code")
    return by_code
