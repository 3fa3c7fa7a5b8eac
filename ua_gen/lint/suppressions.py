"""Comments in a case file that silence codes: `# ua-gen: ignore UA202, UA240 -- and why`.

A comment holds for its own line; on a line of its own, for the next line that is not a comment.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.casefile.loading import Loaded
from ua_gen.casefile.nodes import TextPlaces
from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.files.reading import LINE_BREAK
from ua_gen.lint.manuals import manuals
from ua_gen.lint.registry import RULES
from ua_gen.lint.selection import NOT_PUBLIC, can_be_silenced, unknown_code, why_not

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


def find_ignores(loaded: Loaded[Any]) -> tuple[Ignore, ...]:
    """The ignores in a sound file."""
    return tuple(_find(loaded)) if loaded.root and _MARK.search(loaded.text) else ()


def _find(loaded: Loaded[Any]) -> Iterator[Ignore]:
    assert loaded.root is not None
    name, lines = loaded.name, LINE_BREAK.split(loaded.text)
    texts, below = TextPlaces(loaded.root), _lines_below(lines)
    for number, line in enumerate(lines):
        match = _COMMENT.search(line)
        if not match or texts.have(number, match.start()):
            continue
        alone = not line[: match.start()].strip()
        target = below[number] if alone else number
        listed = _REASON.sub("", match[1])
        for code in _CODE.finditer(listed):
            column = match.start(1) + code.start() + 1
            yield Ignore(code[0], target + 1, Span(name, number + 1, column, column + len(code[0]), line))
        if not listed.strip():
            yield Ignore("", target + 1, Span(name, number + 1, match.start() + 1, match.end() + 1, line))


def _lines_below(lines: Sequence[str]) -> list[int]:
    """For each line the number of the next one that has more than a comment; at the end, its own."""
    below = list(range(len(lines)))
    for number in range(len(lines) - 2, -1, -1):
        following = lines[number + 1].lstrip()
        below[number] = number + 1 if following and not following.startswith("#") else below[number + 1]
    return below


def silence(diagnostics: Iterable[Diagnostic], ignores: Iterable[Ignore]) -> Iterator[Diagnostic]:
    """The diagnostics that no comment silences, and a complaint of every comment that silences none."""
    ignores = tuple(ignores)
    wanted = {(ignore.line, ignore.code) for ignore in ignores}
    silenced = set()
    for diagnostic in diagnostics:
        place = (diagnostic.span.line if diagnostic.span else 0, diagnostic.code)
        if place in wanted and can_be_silenced(diagnostic.code):
            silenced.add(place)
        else:
            yield diagnostic
    for ignore in ignores:
        if (ignore.line, ignore.code) not in silenced and not _may_be_needed(ignore.code):
            message, hint = _useless(ignore)
            yield Diagnostic("UA018", message, ignore.span, hint, Severity.WARNING)


def _may_be_needed(code: str) -> bool:
    """Whether it is reported on some days and not on others: a comment on it is not useless, as it will be needed."""
    return can_be_silenced(code) and code in RULES and RULES[code].depends_on_day


def _useless(ignore: Ignore) -> tuple[str, str]:
    if not ignore.code:
        return "this comment names no code to ignore", "write `# ua-gen: ignore UA202`"
    if ignore.code not in manuals():
        return f"there is no code `{ignore.code[:60]}`", unknown_code(ignore.code)
    if not can_be_silenced(ignore.code):
        hint = "delete this comment" if ignore.code in NOT_PUBLIC else why_not(ignore.code)
        return f"{ignore.code} cannot be silenced", hint
    return f"{ignore.code} is not reported in line {ignore.line}", "delete this comment"
