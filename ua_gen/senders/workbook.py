"""XLSX: the first sheet with anything in it, after a look at how large it is unpacked."""

import datetime
import io
from typing import Any

from ua_gen.diagnostics import Problems, Span, quote
from ua_gen.senders.table import Table, check_size, filled, refuse
from ua_gen.senders.unpacked import SAVE, check_unpacked

MAX_BYTES = 32_000_000  # 100,000 rows of eight columns have 4 MB.


def read_xlsx(content: bytes, name: str) -> Table:
    """The table in a workbook. Raises Problems."""
    check_unpacked(content, name)
    import python_calamine

    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for title in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(title)
            if sheet.height:
                return _table(name, title, sheet.start or (0, 0), sheet.to_python())
    except (Problems, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # A panic of the library's is not an Exception.
        refuse(name, f"not a sound workbook: {' '.join(str(error).split())[:100]}", SAVE)
    return _table(name, "", (0, 0), [])


def _table(name: str, title: str, start: tuple[int, int], rows: list[list[Any]]) -> Table:
    top, left = start
    check_size(name, top + len(rows), left + max(map(len, rows), default=0))
    before = ("",) * left
    records = [(line, before + tuple(map(_text, row))) for line, row in enumerate(rows, top + 1)]

    def where(line: int, column: int | None) -> str:
        place = f"{_letters(column)}{line}" if column is not None else f"{line}:{line}"
        return f" in {quote(f'{title}!{place}')}"

    def at(line: int, column: int | None) -> Span:
        return Span(name, line, (column or 0) + 1, (column or 0) + 1)

    return Table(name, [record for record in records if filled(record[1])], at, where, [], [])


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
