"""A list of senders in YAML: each entry is a sender file of its own."""

import math
from typing import Any

import yaml

from ua_gen.checking import check
from ua_gen.diagnostics import Diagnostic, Problems, Span, has_errors
from ua_gen.model import Sender
from ua_gen.senders.table import SHORTEN, Cells, check_size, refuse, too_long
from ua_gen.source import Node, decode, parse

MAX_BYTES = 10_000_000

Entry = tuple[int, Cells, Sender | None, list[Diagnostic]]


def read_yaml(content: bytes, name: str) -> tuple[tuple[str, ...], list[Entry], list[Diagnostic]]:
    """Headings, entries with their first lines, and what is wrong outside of them. Raises Problems."""
    root, diagnostics = parse(decode(content, name), name)
    if root is None:
        raise Problems(diagnostics)
    if root.kind != "list":
        refuse(name, "not a list of senders", "begin each sender with `- name: …`, the other fields indented below it")
    items = root.items()
    check_size(name, len(items), 0)
    starts = [item.span.line for item in items]
    outside = [diagnostic for diagnostic in diagnostics if not starts or _line(diagnostic) < starts[0]]
    contents = [_cells(item) for item in items]
    fields = [field for field in Sender.model_fields if field != "personal_line"]
    headings = tuple(dict.fromkeys([*fields, *(heading for cells in contents for heading in cells)]))
    entries = []
    for item, said, start, end in zip(items, contents, starts, [*starts[1:], math.inf], strict=False):
        sender, found = check(Sender, item)
        # Two entries may begin in one line: a complaint about the form of that line is one about the last of them.
        found = [*(diagnostic for diagnostic in diagnostics if start <= _line(diagnostic) < end), *found]
        lines = sender.personal_line.root.values() if sender and sender.personal_line else ()
        if message := next(filter(None, map(too_long, lines)), ""):
            found.append(Diagnostic("UA106", message, item.find(("personal_line",))[1].span, SHORTEN))
        cells = tuple(said.get(heading, "") for heading in headings)
        entries.append((start, cells, None if has_errors(found) else sender, found))
    return headings, entries, outside


def _line(diagnostic: Diagnostic) -> int:
    return (diagnostic.span or Span("")).line


def _cells(item: Node) -> dict[str, str]:
    """All that an entry says, as cells by their headings; a list of senders with these cells says the same."""
    entry = item.plain()
    if not isinstance(entry, dict):
        return {"name": _cell(entry)}
    cells = {str(field): _cell(value) for field, value in entry.items() if field != "personal_line"}
    lines = entry.get("personal_line")
    if not isinstance(lines, dict):
        lines = {entry.get("language") or "en": lines} if lines else {}
    return cells | {f"personal_line {tag}": _cell(line) for tag, line in lines.items()}


def _cell(value: Any) -> str:
    if isinstance(value, list) and not any(isinstance(each, dict | list) for each in value):
        return "\n".join("" if each is None else str(each) for each in value)
    if isinstance(value, dict | list):  # Nothing that belongs there.
        return yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=math.inf).strip()
    return "" if value is None else str(value)
