"""Comments in a case file that silence codes: `# ua-gen: ignore UA202, UA240 -- and why`.

A comment holds for its own line; on a line of its own, for the next line that is not a comment.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.rules.manuals import manuals
from ua_gen.rules.selection import can_be_silenced, unknown_code
from ua_gen.source import LINE_BREAK

_MARK = re.compile("ua-gen:[ \\t]*ignore")  # Hardly any file has it: most need no closer look.
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*ua-gen:[ \t]*ignore(?![^\s:])[ \t:]*(.*)$")
_REASON = re.compile(r"(?:^|[ \t])--(?:[ \t].*)?$")
_CODE = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code that a comment silences in one line; `span` is where the comment names it."""

    code: str
    line: int
    span: Span


def find_ignores(text: str, name: str) -> tuple[Ignore, ...]:
    """The ignores in the text of a sound YAML file."""
    return tuple(_find(text, name)) if _MARK.search(text) else ()


def _find(text: str, name: str) -> Iterator[Ignore]:
    lines = LINE_BREAK.split(text)
    scalars = [
        (_position(event.start_mark), _position(event.end_mark))
        for event in yaml.parse(text, Loader=yaml.CSafeLoader)
        if isinstance(event, yaml.ScalarEvent)
    ]
    for number, line in enumerate(lines):
        match = _COMMENT.search(line)
        if not match or any(start < (number, match.start()) < end for start, end in scalars):
            continue
        target = number
        if not line[: match.start()].strip():
            target = next(
                (later for later in range(number + 1, len(lines)) if not re.match(r"\s*(#|$)", lines[later])), number
            )
        listed = _REASON.sub("", match[1])
        for code in _CODE.finditer(listed):
            column = match.start(1) + code.start() + 1
            yield Ignore(code[0], target + 1, Span(name, number + 1, column, column + len(code[0]), line))
        if not listed.strip():
            yield Ignore("", target + 1, Span(name, number + 1, match.start() + 1, match.end() + 1, line))


def _position(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


def silence(diagnostics: Iterable[Diagnostic], ignores: Iterable[Ignore]) -> Iterator[Diagnostic]:
    """The diagnostics that no comment silences, and a complaint of every comment that silences none."""
    unused = {(ignore.line, ignore.code): ignore for ignore in ignores}
    wanted = dict(unused)
    for diagnostic in diagnostics:
        place = (diagnostic.span.line if diagnostic.span else 0, diagnostic.code)
        if place in wanted:
            unused.pop(place, None)
        else:
            yield diagnostic
    for ignore in unused.values():
        message, hint = _useless(ignore)
        yield Diagnostic("UA018", message, ignore.span, hint, Severity.WARNING)


def _useless(ignore: Ignore) -> tuple[str, str]:
    if not ignore.code:
        return "this comment names no code to ignore", "write `# ua-gen: ignore UA202`"
    if ignore.code not in manuals():
        return f"there is no code `{ignore.code[:60]}`", unknown_code(ignore.code)
    if not can_be_silenced(ignore.code):
        return f"{ignore.code} cannot be silenced", "a file with such a mistake cannot be read"
    return f"{ignore.code} is not reported in line {ignore.line}", "delete this comment"
