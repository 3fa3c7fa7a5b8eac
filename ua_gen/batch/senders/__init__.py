"""A list of supporters for a print run, CSV, XLSX or YAML: checked senders, and every row that is none, with why."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ua_gen.batch.senders import csv_list, headings, xlsx_list, yaml_list
from ua_gen.batch.senders.compact import PackedRows
from ua_gen.batch.senders.duplicates import identities
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
from ua_gen.batch.senders.rows import Refused, Rows
from ua_gen.batch.senders.table import Cells, Record, Table
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Severity, Span
from ua_gen.files.reading import read_bytes
from ua_gen.model import Sender

TOO_LARGE = "is this the list you meant? Split it if it is"
SHOWN = 5  # Problems of a kind that are shown each by itself.
_QUOTED = re.compile(r"`[^`]*`|line \d+")
KEPT_FROM = ("UA616", "UA617")  # Why people must not sign, which is nothing that anybody has done wrong.
LINE = "original line"  # The headings of the columns with a row's line, and
REASON = "problem"  # with what is wrong; reading such a list again passes them over.


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of a list. `name` is the path as the user gave it.

    `reasons` say why for each of `rejected`, and `delimiter` is what parts the cells of the file. `kept_from` counts,
    by the reason in words, those of the rejected who have died or want no post: a run goes on without them.
    """

    name: str
    headings: tuple[str, ...]
    rows: PackedRows
    rejected: tuple[tuple[int, tuple[str, ...]], ...]
    diagnostics: tuple[Diagnostic, ...]
    reasons: tuple[str, ...] = ()
    delimiter: str = ","
    digest: str = ""  # The SHA-256 of the file as it was read.
    kept_from: Mapping[str, int] = field(default_factory=dict)

    @property
    def bad(self) -> int:
        """How many rows cannot be used as they are: not those of people who must not sign."""
        return len(self.rejected) - sum(self.kept_from.values())


def read_senders(
    path: Path,
    name: str,
    mapping: Mapping[str, str] | None = None,
    encoding: str = "",
    electronic: bool = False,
) -> Listed:
    """The senders in a list. `mapping` names the fields of columns whose headings are not known.

    Countries and headings may be in any language of ua-gen. `encoding` is that of a CSV file, if it cannot be told.
    Where letters go by e-mail as well (`electronic`), those sign neither who want no e-mail.
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
        return _summed(_from_yaml(content, name, electronic), content)
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
        return _summed(_from_table(table, mapping, electronic), content)
    table = csv_list.read_csv(content, name, lambda cells: sum(map(bool, map(match, cells))), encoding)
    return _summed(_from_table(table, mapping, electronic), content)


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


@dataclass(slots=True)
class _Result:
    """A list while its rows come in."""

    at: Callable[[int, int | None], Span]
    where: Callable[[int, int | None], str]
    column: int | None = None  # That of names.
    rows: PackedRows = field(default_factory=PackedRows)
    without: list[int] = field(default_factory=list)  # The lines of senders without an address.
    rejected: list[tuple[int, Cells, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    kept_from: Counter[str] = field(default_factory=Counter)
    refused: dict[str, Refused] = field(default_factory=dict)  # By what tells them: see `identities`.

    def keep_out(self, refused: Iterable[Refused]) -> None:
        """Takes note of who must not sign. Another row with the same person is refused too: one of them is wrong."""
        for each in refused:
            self.kept_from[each.reason] += 1
            if each.person.name:
                self.refused |= dict.fromkeys(identities(each.person)[0], each)

    def add(self, line: int, cells: Cells, sender: Sender | None, found: list[Diagnostic]) -> None:
        if sender:
            own, others = identities(sender)
            if not self.refused.keys().isdisjoint(others):
                out = next(self.refused[each] for each in others if each in self.refused)
                self.kept_from[out.reason] += 1
                hint = "which row is right? If they are two people, give each something that tells them apart"
                message = (
                    f"the same name and address as in line {out.line}{self.where(out.line, self.column)}: {out.reason}"
                )
                message = f"no letter from this row: {message}"
                found = [*found, Diagnostic("UA617", message, self.at(line, self.column), hint, Severity.WARNING)]
                sender = None
            elif first := next((self.seen[each] for each in others if each in self.seen), None):
                hint = "nobody gets two letters: delete one of the two, or give each their own address"
                message = f"the same name and address as in line {first}{self.where(line, self.column)}"
                found = [*found, Diagnostic("UA609", message, self.at(line, self.column), hint)]
                sender = None
            else:
                self.seen |= dict.fromkeys(own, line)
        self.diagnostics += found
        if sender:
            self.rows.add(line, sender)
            if not sender.address:
                self.without.append(line)
        else:
            self.rejected.append((line, cells, _why(found)))

    def note_addresses(self, partial: Iterable[int]) -> None:
        """Warns of senders without an address, or with a part of one."""
        there = set(self.rows.lines)
        self._note(self.without, "without an address", "give theirs, if the letters are to be answered by post")
        part = "with a part of an address: the street or the town is missing"
        self._note([line for line in partial if line in there], part, "complete the address")

    def note_lines(self, unsaid: Iterable[int]) -> None:
        """Warns of personal lines whose language is only concluded."""
        there = set(self.rows.lines)
        what = "with a personal line that does not say its language: it goes into letters of every language so written"
        hint = "add a column `language`, or name the column of the lines `personal line ru`"
        self._note([line for line in unsaid if line in there], what, hint)

    def _note(self, lines: Sequence[int], what: str, hint: str) -> None:
        if lines:
            rows = ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5:,} more" if len(lines) > 5 else "")
            senders = f"1 sender {what} (row" if len(lines) == 1 else f"{len(lines):,} senders {what} (rows"
            span = self.at(lines[0], None)
            self.diagnostics.append(Diagnostic("UA101", f"{senders} {rows})", span, hint, Severity.WARNING))

    def listed(self, name: str, headings: Cells, delimiter: str = ",") -> Listed:
        self.diagnostics = list(_grouped(self.diagnostics))
        self.diagnostics.sort(key=lambda found: (found.span.line, found.span.column) if found.span else (0, 0))
        self.rejected.sort(key=lambda row: row[0])
        rejected = tuple((line, cells) for line, cells, _ in self.rejected)
        reasons = tuple(why for _, _, why in self.rejected)
        return Listed(
            name, headings, self.rows, rejected, tuple(self.diagnostics), reasons, delimiter, kept_from=self.kept_from
        )


def _grouped(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Of many that are alike but for the cell that they quote the first few, and how many more there are."""
    kinds: dict[tuple[str, Severity, str], list[Diagnostic]] = {}
    for each in found:
        kinds.setdefault((each.code, each.severity, _QUOTED.sub("", each.message)), []).append(each)
    for kind in kinds.values():
        yield from kind[:SHOWN]
        if more := kind[SHOWN:]:
            lines = len({each.span.line for each in more if each.span})
            rows = "1 more row" if lines == 1 else f"{lines:,} more rows"
            yield replace(more[0], message=f"and {rows} with a problem like the {SHOWN} before", hint="")


def _why(found: Iterable[Diagnostic]) -> str:
    return "; ".join(f"{each.code}: {each.message}" for each in found if each.is_error or each.code in KEPT_FROM)


def _from_table(table: Table, mapping: Mapping[str, str], electronic: bool) -> Listed:
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
    result = _Result(table.at, table.where, next(rows.name_columns()), diagnostics=list(table.diagnostics))
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
    rest.reverse()
    while rest:  # Each row is let go once it is read: cells take more room than senders.
        line, values = rest.pop()
        result.add(line, values, *_read(rows, line, values))
    for (line, values), problem in table.broken:
        result.add(line, values, None, [problem])
    result.note_addresses(rows.partial)
    result.note_lines(rows.unsaid)
    return result.listed(name, cells, table.delimiter)


def _read(rows: Rows, line: int, cells: Cells) -> tuple[Sender | None, list[Diagnostic]]:
    if found := rows.kept_out.get(line):
        return None, found
    return _hidden(rows.table, line) if line in rows.table.hidden else rows.sender(line, cells)


def _hidden(table: Table, line: int) -> tuple[None, list[Diagnostic]]:
    message = f"the row is hidden{table.where(line, None)}, perhaps by a filter"
    hint = "show it if the person is to sign, or delete it"
    return None, [Diagnostic("UA614", message, table.at(line, None), hint)]


def _used(records: Iterable[Record], column: int) -> bool:
    return any(column < len(cells) and cells[column].strip() for _, cells in records)


def _from_yaml(content: bytes, name: str, electronic: bool) -> Listed:
    fields, entries, outside, refused = yaml_list.read_yaml(content, name, electronic)
    if not entries:
        raise Problems([*outside, nobody(name)])
    result = _Result(lambda line, _: Span(name, line), lambda *_: "", diagnostics=outside)
    result.keep_out(refused)
    for line, cells, sender, found in entries:
        result.add(line, cells, sender, found)
    result.note_addresses([])
    return result.listed(name, fields)
