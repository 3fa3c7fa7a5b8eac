"""A list of senders in YAML: each entry is a sender file of its own."""

import codecs
import math
from collections.abc import Iterator
from typing import Any

import yaml

from ua_gen.batch.senders import barred
from ua_gen.batch.senders.list_problems import damaged_word, unprintable
from ua_gen.batch.senders.rows import Refused
from ua_gen.batch.senders.table import SHORTEN, Cells, Lacking, check_size, rare, refuse, too_long
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.parser import parse
from ua_gen.casefile.validation import check
from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span, has_errors, quote
from ua_gen.files.damage import damages
from ua_gen.files.reading import decode
from ua_gen.model import Sender

MAX_BYTES = 10_000_000

Entry = tuple[int, Cells, Sender | None, list[Diagnostic]]


def read_yaml(
    content: bytes, name: str, electronic: bool = False, lacking: Lacking | None = None
) -> tuple[tuple[str, ...], list[Entry], list[Diagnostic], list[Refused]]:
    """Headings, entries with their first lines, what is wrong outside of them, who must not sign. Raises Problems."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # As a list in CSV may be.
        content = content.decode("utf-16", "replace").encode()
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
    entries: list[Entry] = []
    refused: list[Refused] = []
    for item, said, start, end in zip(items, contents, starts, [*starts[1:], math.inf], strict=False):
        kept_from, reason = _kept_from(item, electronic)
        item = _without(item)
        sender, found = check(Sender, item)
        # Two entries may begin in one line: a complaint about the form of that line is one about the last of them.
        found = [*(diagnostic for diagnostic in diagnostics if start <= _line(diagnostic) < end), *found]
        lines = sender.personal_line.root.values() if sender and sender.personal_line else ()
        if message := next(filter(None, map(too_long, lines)), ""):
            found.append(Diagnostic("UA106", message, item.find(("personal_line",))[1].span, SHORTEN))
        found += _printed(item, lacking)
        cells = tuple(said.get(heading, "") for heading in headings)
        if reason:
            refused.append(Refused(start, reason, _person(item)))
            sender, found = None, kept_from
        else:
            found = [*kept_from, *found]
        entries.append((start, cells, None if has_errors(found) else sender, found))
    return headings, entries, outside, refused


def _kept_from(item: Node, electronic: bool) -> tuple[list[Diagnostic], str]:
    """What an entry says of people who must not sign, and for which reason they must not; empty for nearly all."""
    found: list[Diagnostic] = []
    reason = ""
    for key, value in item.pairs():
        field = str(key.value)
        kind = "" if field in Sender.model_fields else barred.heading(field)
        text = _cell(value.plain())
        if kind == barred.DOUBT:
            message = f"{quote(field)} may say who has died or is not to be written for, and is not understood"
            found.append(Diagnostic("UA615", message, key.span, "name it `deceased`, `do_not_write` or `consent`"))
            continue
        if kind == barred.NO_EMAIL and not electronic:
            continue
        why = barred.says(kind, text) if kind else ""
        if not why and field != "personal_line" and (kind := barred.mark(text)):
            why = barred.kinds()[kind].reason
        if not why and field not in Sender.model_fields and (kind := barred.status(text)):
            why = barred.kinds()[kind].reason
        if why:
            reason = reason or why
            said = f"{quote(field)} is {quote(text)}" if text else f"{quote(field)} is empty"
            message = f"no letter from this row: {why} ({said})"
            found.append(
                Diagnostic("UA616", message, value.span, "correct it if it means something else", Severity.WARNING)
            )
    return found, reason


def _printed(item: Node, lacking: Lacking | None) -> Iterator[Diagnostic]:
    """UA618 and UA401, of what is printed."""
    for key, value in item.pairs():
        if key.value in ("name", "address", "town", "signatories", "personal_line"):
            for node in [value, *value.items(), *(line for _, line in value.pairs())]:
                text = str(node.value or "") if node.kind == "scalar" else ""
                yield from (damaged_word(each, node.span) for each in damages(text, key.value == "personal_line"))
                if lacking and (some := rare([text])):
                    yield from (unprintable(each, node.span) for each in sorted(lacking(some)))


def _without(item: Node) -> Node:
    """An entry without the fields that say who must not sign: a sender has none of these."""
    if item.kind != "mapping":
        return item
    pairs = {str(key.value): (key, value) for key, value in item.pairs()}
    kept = {name: pair for name, pair in pairs.items() if name in Sender.model_fields or not barred.heading(name)}
    return Node(kept, "mapping", item.event, item.builder)


def _person(item: Node) -> Sender:
    entry = item.plain() if item.kind == "mapping" else {}
    address = entry.get("address") or []
    lines = address if isinstance(address, list) else [address]
    return Sender.model_construct(
        name=barred.unmarked(_cell(entry.get("name"))),
        address=tuple(map(_cell, lines)),
        town=_cell(entry.get("town")),
        email=_cell(entry.get("email")),
    )


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
