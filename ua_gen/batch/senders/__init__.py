"""A list of supporters for a print run, CSV, XLSX or YAML: checked senders, and every row that is none, with why."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ua_gen.batch.senders import csv_list, headings, vocabulary, xlsx_list, yaml_list
from ua_gen.batch.senders.encoding import check_encoding
from ua_gen.batch.senders.list_problems import (
    doubtful_column,
    flag_column,
    is_flagged,
    left_out_columns,
    no_headings,
    nobody,
    strange_columns,
    unclear_column,
)
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.batch.senders.result import ListBuilder, Listed
from ua_gen.batch.senders.rows import Rows
from ua_gen.batch.senders.table import Cells, Lacking, Record, Table, rare
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Span
from ua_gen.files.reading import read_bytes
from ua_gen.model import Sender

TOO_LARGE = "is this the list you meant? Split it if it is"
LINE = "original line"  # The headings of the columns with a row's line, and
REASON = "problem"  # with what is wrong; reading such a list again passes them over.


def read_senders(
    path: Path,
    name: str,
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
    electronic: bool = False,
    by_post: bool = True,
    lacking: Lacking | None = None,
) -> Listed:
    """The senders in a list. `mapping` names the fields of columns whose headings are not known.

    Countries and headings may be in any language of ua-gen. `encoding` is that of a CSV file, if it cannot be told.
    Where letters go by e-mail as well (`electronic`), those sign neither who want no e-mail; where they go by post,
    gaps in addresses are told. `lacking` tells which characters no font has, where letters are printed here.
    Raises Problems where the file as a whole is of no use, and Misuse where `mapping` names a heading or a field that
    there is not, or no encoding is called so.
    """
    if encoding:
        check_encoding(encoding)
    mapping = mapping or {}
    suffix = path.suffix.lower()
    if suffix in (".yaml", ".yml"):
        if encoding:
            raise Misuse("a list in YAML is in UTF-8", "save it so, and leave out --encoding")
        if mapping:
            raise Misuse("a list in YAML has no headings to be mapped", "name its fields as in a sender file")
        content = read_bytes(path, name, yaml_list.MAX_BYTES, TOO_LARGE)
        return _summed(_from_yaml(content, name, electronic, by_post, lacking), content)
    match = headings.matcher(mapping)
    content = read_bytes(path, name, csv_list.MAX_BYTES, TOO_LARGE)
    packed = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    if packed or suffix in (".xlsx", ".xlsm"):
        if encoding:
            raise Misuse("a workbook says its encoding itself", "leave out --encoding")
        if len(content) > xlsx_list.MAX_BYTES:
            hint = TOO_LARGE
            raise Problems(
                [Diagnostic("UA003", f"larger than {xlsx_list.MAX_BYTES // 1_000_000} MB", Span(name), hint)]
            )
        table = xlsx_list.read_xlsx(content, name, lambda rows: headings.is_list(rows, match))
        return _summed(_from_table(table, mapping, electronic, by_post, lacking), content)
    table = csv_list.read_csv(content, name, lambda cells: sum(map(bool, map(match, cells))), encoding)
    return _summed(_from_table(table, mapping, electronic, by_post, lacking), content)


def _summed(listed: Listed, content: bytes) -> Listed:
    return replace(listed, digest=hashlib.sha256(content).hexdigest())


def rejected_csv(listed: Listed) -> bytes:
    """The rows that were rejected, in the layout of their list, with their lines and why in two columns more.

    Both are passed over when such a list is read again, and then replaced. The line stays that of the first list.
    """
    width = max([len(listed.headings), *(len(cells) for _, cells in listed.rejected)])
    own = {fold_key(LINE): -1, fold_key(REASON): -1}
    own |= {fold_key(each): column for column, each in enumerate(listed.headings) if fold_key(each) in own}
    kept = [column for column in range(width) if column not in own.values()]

    def wide(cells: Cells) -> Cells:
        return tuple(cells[column] if column < len(cells) else "" for column in kept)

    lines = [(*wide(listed.headings), LINE, REASON)]
    for (line, cells), why in zip(listed.rejected, listed.reasons, strict=True):
        before = cells[own[fold_key(LINE)]] if 0 <= own[fold_key(LINE)] < len(cells) else ""
        lines.append((*wide(cells), before or str(line), why))
    return csv_list.write_csv(lines, listed.delimiter)


def _from_table(
    table: Table, mapping: Mapping[str, str], electronic: bool, by_post: bool, lacking: Lacking | None
) -> Listed:
    name = table.name
    if not table.records:
        raise Problems([*table.diagnostics, nobody(name)])
    found = headings.find(table.records, mapping)
    if found is None:
        raise Problems([*table.diagnostics, no_headings(table)])
    number, columns = found
    line, cells = table.records[number]
    if number + 1 == len(table.records) and not table.broken:
        raise Problems([*table.diagnostics, nobody(name)])
    width = max(column for column, cell in enumerate(cells) if cell.strip()) + 1
    rows = Rows(table, columns, cells, width, electronic)
    result = ListBuilder(table.at, table.where, next(rows.name_columns()), diagnostics=list(table.diagnostics))
    rest = table.records
    del rest[: number + 1]
    if strange := [column for column in columns.strange if _used(rest, column)]:
        raise Problems([*table.diagnostics, strange_columns(table, line, cells, strange)])
    if unclear := [column for column in columns.unclear if _used(rest, column)]:
        raise Problems([*table.diagnostics, *(unclear_column(table, line, cells, column) for column in unclear)])
    if flagged := [column for column in columns.unknown if is_flagged(rest, cells, column)]:
        raise Problems([*table.diagnostics, *(flag_column(table, line, cells, column) for column in flagged)])
    doubted = [column for column in columns.doubted if _used(rest, column)]
    result.diagnostics += [doubtful_column(table, line, cells, column) for column in doubted]
    left_out = [column for column in columns.left_out if headings.speaks(cells[column]) or _used(rest, column)]
    if left_out := [column for column in left_out if column not in doubted]:
        result.diagnostics.append(left_out_columns(table, line, cells, left_out))
    rows.keep_out(rest)
    result.diagnostics += rows.remarks
    result.keep_out(rows.refused)
    if lacking and (some := rare(cell for _, values in rest for cell in values)):
        rows.unprintable = frozenset(lacking(some))
    rest.reverse()
    while rest:  # Each row is let go once it is read: cells take more room than senders.
        line, values = rest.pop()
        result.add(line, values, *_read(rows, line, values))
    for (line, values), problem in table.broken:
        result.add(line, values, None, [problem])
    if by_post:
        result.note_addresses(rows.partial, rows.uncoded, rows.ordered)
    result.note_columns(rows, cells)
    result.note_several(rows.several)
    result.note_lines(rows.unsaid)
    email = next((cells[column].strip() for column in rows.columns["email"]), "")
    return result.listed(name, cells, table.delimiter, email)


def _read(rows: Rows, line: int, cells: Cells) -> tuple[Sender | None, list[Diagnostic]]:
    if found := rows.kept_out.get(line):
        return None, found
    table = rows.table
    if line in table.hidden:
        message = f"the row is hidden{table.where(line, None)}, perhaps by a filter"
        hint = "show it if the person is to sign, or delete it"
        return None, [Diagnostic("UA614", message, table.at(line, None), hint)]
    if line in table.struck:
        column = table.struck[line]
        message = f"the row is struck out{table.where(line, column)}: is the person to sign?"
        hint = "take the line through it away if they are, or delete the row"
        return None, [Diagnostic("UA614", message, table.at(line, column), hint)]
    return rows.sender(line, cells)


def _used(records: Iterable[Record], column: int) -> bool:
    return any(column < len(cells) and cells[column].strip() for _, cells in records)


def _from_yaml(content: bytes, name: str, electronic: bool, by_post: bool, lacking: Lacking | None) -> Listed:
    fields, entries, outside, refused = yaml_list.read_yaml(content, name, electronic, lacking)
    if not entries:
        raise Problems([*outside, nobody(name)])
    result = ListBuilder(lambda line, _: Span(name, line), lambda *_: "", diagnostics=outside)
    result.keep_out(refused)
    for line, cells, sender, found in entries:
        result.add(line, cells, sender, found)
    if by_post:
        result.note_addresses([], [], {})
    people = ((line, sender) for line, _, sender, _ in entries if sender)
    result.note_several({line: s.name for line, s in people if s.signatories or vocabulary.is_several(s.name)})
    return result.listed(name, fields)
