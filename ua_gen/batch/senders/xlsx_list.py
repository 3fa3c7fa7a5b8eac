"""XLSX: the sheet that holds the list, after a look at how large the workbook is unpacked."""

import datetime
import io
from collections.abc import Callable, Mapping
from typing import Any

from ua_gen.batch.senders.table import Cells, Record, Table, check_size, filled, refuse
from ua_gen.batch.senders.zip_limits import SAVE, Marks, checked
from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span, quote

MAX_BYTES = 32_000_000  # 100,000 rows of eight columns have 4 MB.


def read_xlsx(content: bytes, name: str, is_list: Callable[[list[Record]], bool]) -> Table:
    """The table in a workbook: the one sheet that is shown and holds a list. Raises Problems."""
    content, marks = checked(content, name)
    import python_calamine

    tables: dict[str, Table] = {}
    shown = set()
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(marks) != len(workbook.sheet_names):
            marks = [Marks() for _ in workbook.sheet_names]
        for metadata, marked in zip(workbook.sheets_metadata, marks, strict=True):
            if metadata.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(metadata.name)
            if sheet.height or marked.failed:
                tables[metadata.name] = _table(name, metadata.name, sheet.start or (0, 0), sheet.to_python(), marked)
                if metadata.visible is python_calamine.SheetVisibleEnum.Visible:
                    shown.add(metadata.name)
    except (Problems, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # A panic of the library's is not an Exception.
        refuse(name, f"not a sound workbook: {' '.join(str(error).split())[:100]}", SAVE)
    return _chosen(name, tables, shown, is_list)


def _chosen(name: str, tables: dict[str, Table], shown: set[str], is_list: Callable[[list[Record]], bool]) -> Table:
    lists = [title for title, table in tables.items() if title in shown and is_list(table.records)]
    if len(lists) > 1:
        hint = "bring the rows together on one sheet, or save the sheet that is meant as a file of its own"
        refuse(name, f"lists on {len(lists)} sheets: {', '.join(map(quote, lists))}", hint)
    title = next(iter([*lists, *tables]), "")
    others = [f"{quote(each)} (hidden)" if each not in shown else quote(each) for each in tables if each != title]
    table = tables.get(title) or _table(name, "", (0, 0), [], Marks())
    if others:
        hint = "look whether it is the list that was meant"
        message = f"the sheet {quote(title)} is read, and left out: {', '.join(others)}"
        table.diagnostics.append(Diagnostic("UA608", message, Span(name), hint, Severity.WARNING))
    return table


def _table(name: str, title: str, start: tuple[int, int], rows: list[list[Any]], marks: Marks) -> Table:
    top, left = start
    check_size(name, top + len(rows), left + max(map(len, rows), default=0))
    before = ("",) * left
    records = [(line, before + tuple(map(_text, row))) for line, row in enumerate(rows, top + 1)]
    if marks.failed:  # The library shows them as empty.
        records = [(line, _with_failed(line, cells, marks.failed)) for line, cells in records]

    def where(line: int, column: int | None) -> str:
        place = f"{_letters(column)}{line}" if column is not None else f"{line}:{line}"
        return f" in {quote(f'{title}!{place}')}"

    def at(line: int, column: int | None) -> Span:
        return Span(name, line, (column or 0) + 1, (column or 0) + 1)

    there = [record for record in records if filled(record[1])]
    struck = {line: column - 1 for line, column in marks.struck.items()}
    return Table(name, there, at, where, [], [], hidden=frozenset(marks.hidden), struck=struck, aligned=True)


def _with_failed(line: int, cells: Cells, failed: Mapping[tuple[int, int], str]) -> Cells:
    return tuple(failed.get((line, column), cell) for column, cell in enumerate(cells, 1))


def _text(value: Any) -> str:
    """A cell's value as it was typed."""
    if type(value) is str:
        return value
    if type(value) is float and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
