"""A list of senders in YAML: each entry is a sender file of its own."""

import math
from typing import Any

from ua_gen.checking import check
from ua_gen.diagnostics import Diagnostic, Problems, Span, has_errors
from ua_gen.model import Sender
from ua_gen.senders.table import Cells, check_size, refuse
from ua_gen.source import decode, parse

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
    headings = tuple(Sender.model_fields)
    entries = []
    for item, start, end in zip(items, starts, [*starts[1:], math.inf], strict=False):
        sender, found = check(Sender, item)
        # Two entries may begin in one line: a complaint about the form of that line is one about the last of them.
        found = [*(diagnostic for diagnostic in diagnostics if start <= _line(diagnostic) < end), *found]
        fields = item.plain() if item.kind == "mapping" else {}
        cells = tuple(_cell(fields.get(heading)) for heading in headings)
        entries.append((start, cells, None if has_errors(found) else sender, found))
    return headings, entries, outside


def _line(diagnostic: Diagnostic) -> int:
    return (diagnostic.span or Span("")).line


def _cell(value: Any) -> str:
    """A field as a cell. Of texts in several languages only the first: a cell has room for one."""
    if isinstance(value, dict):
        return next((text for text in value.values() if isinstance(text, str)), "")
    if isinstance(value, list):
        return "\n".join(str(line or "") for line in value)
    return str(value or "")
