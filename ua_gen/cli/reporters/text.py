"""Diagnostics as text that people read: the line at fault, and the place in it."""

import json
from collections.abc import Sequence
from typing import Any

from ua_gen.cli.reporters.run import Run, Style, plain
from ua_gen.cli.terminal import PLAIN, wrapped
from ua_gen.diagnostics import Diagnostic, Severity

ROOM = 96  # Columns of source text shown around the place,
LEAST = 30  # and in a terminal that has not so many.


def write(run: Run) -> str:
    return "".join(f"{as_text(diagnostic, run.style, run.columns)}\n" for diagnostic in run.diagnostics)


def as_text(diagnostic: Diagnostic, style: Style = plain, columns: int | None = None) -> str:
    """A diagnostic with its line of source, for people, whose terminal has so many columns."""
    colour = "red" if diagnostic.severity is Severity.ERROR else "yellow"
    label = style(f"{diagnostic.severity}[{diagnostic.code}]", colour)
    place = f"{style(visible(str(diagnostic.span)), 'bold')}: " if diagnostic.span else ""
    lines = [wrapped(f"{place}{label}: {visible(diagnostic.message)}", columns)]
    span = diagnostic.span
    if span and span.source.strip():
        number = str(span.line)
        margin = " " * len(number)
        room = min(ROOM, max((columns or PLAIN) - len(number) - 6, LEAST))
        source, before, width = _excerpt(span.source, span.column - 1, span.end_column - 1, room)
        hint = visible(diagnostic.hint)
        start = f" {margin} | "
        beside = columns is None or len(start) + before + width + len(hint) < columns
        caret = " " * before + style("^" * width + (f" {hint}" if hint and beside else ""), colour)
        lines += [f" {margin} |", f" {number} | {source}", f"{start}{caret}"]
        if hint and not beside:
            lines.append(wrapped(style(hint, colour), columns, start, start))
    elif diagnostic.hint:
        lines.append(wrapped(visible(diagnostic.hint), columns, "  "))
    return "\n".join(lines)


def _excerpt(source: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line around a place, the columns before the place in it, and the columns of the place."""
    import wcwidth

    left = max(0, min(start - room // 2, len(source) - room)) if len(source) > room else 0
    right = min(len(source), left + room)
    lead = "…" if left else ""
    before = lead + visible(source[left:start])
    at = visible(source[start : min(end, right)])
    shown = before + at + visible(source[max(start, min(end, right)) : right]) + ("…" if right < len(source) else "")
    return shown.rstrip(), max(wcwidth.wcswidth(before), 0), max(wcwidth.wcswidth(at), 1)


def visible(text: str) -> str:
    """Text from a file as a terminal may show it: tabs as spaces, and control characters as what they are."""
    if text.isprintable():
        return text
    text = text.replace("\t", "    ")
    return "".join(character if character.isprintable() else _escaped(character) for character in text)


def visible_json(value: Any) -> str:
    """JSON as a terminal may show it. What it would obey is written by its number, and means the same."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return "".join(each if each.isprintable() or each == "\n" else json.dumps(each)[1:-1] for each in text)


def _escaped(character: str) -> str:
    return " " if character in "\u00a0\u202f\u3000" else f"\\u{ord(character):04x}"


def count(diagnostics: Sequence[Diagnostic], files: int) -> str:
    """`2 errors and 1 warning in 3 files.`"""
    errors = sum(diagnostic.is_error for diagnostic in diagnostics)
    warnings = len(diagnostics) - errors
    parts = [_plural(errors, "error")] if errors else []
    parts += [_plural(warnings, "warning")] if warnings else []
    return f"{' and '.join(parts) or 'No problems'} in {_plural(files, 'file')}."


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
