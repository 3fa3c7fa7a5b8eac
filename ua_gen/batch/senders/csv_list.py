"""CSV as real programs write it: any of the usual delimiters, and an error in one row costs only that row."""

import contextlib
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator

from ua_gen.batch.senders.encoding import decode
from ua_gen.batch.senders.table import MAX_COLUMNS, MAX_ROWS, Cells, Table, check_size, filled, refuse
from ua_gen.diagnostics import Diagnostic, Span

MAX_BYTES = 64_000_000  # 100,000 rows of a full export have 40 MB.
MAX_LINE = 200_000  # Characters.
MAX_BROKEN = 20  # Rows with a quotation mark too many or too few, after which the file is given up.
DELIMITERS = (",", ";", "\t", "|")
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # What a spreadsheet takes for the beginning of one.
CONTROLS = ("\t", "\r", "\n")
ENDS = (*DELIMITERS, "\r", "\n")  # After these, where the file is opened with another delimiter, a cell begins.
BLANK = "".join(DELIMITERS) + " \r\n"
_INSIDE = re.compile(rf"(?<![,;|\s\"])([,;|\s\"]+)(?=[{re.escape(''.join(FORMULA))}])")
_KEPT = re.compile(_INSIDE.pattern.replace("(?=", "'(?="))

_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)


def read_csv(content: bytes, name: str, known: Callable[[Cells], int], encoding: str = "") -> Table:
    """The table in a CSV file. `known` counts the headings that are known among cells. Raises Problems."""
    text, diagnostics = decode(content, name, encoding)
    # Rows of nothing, to the last one that a spreadsheet has.
    text = text[: text.find("\n", len(text.rstrip(BLANK))) + 1 or None]
    if text.count("\n") + text.count("\r") > 5 * MAX_ROWS:
        check_size(name, MAX_ROWS + 1, 0)
    lines = list(io.StringIO(text, newline=""))
    if max(map(len, lines), default=0) > MAX_LINE:
        refuse(name, f"a line of more than {MAX_LINE:,} characters", "is this a CSV file, with line breaks?")
    first = 0
    if lines and (said := _SEPARATOR.fullmatch(lines[0])):  # Excel's own way to say it.
        first, delimiter = 1, said[1]
    else:
        delimiter = _delimiter(lines, known)
    places = _Places(name, lines, delimiter)
    table = Table(name, [], places.at, lambda line, column: "", diagnostics, [], delimiter)
    widest = 0
    for line, cells, error in _records(lines, first, delimiter):
        if error:
            hint = "write a quotation mark inside a cell twice, and close the cell with one"
            table.broken.append(((line, cells), Diagnostic("UA606", error, places.at(line, None), hint)))
        elif filled(cells):
            if len(cells) > MAX_COLUMNS:
                cells = cells[: max(column for column, cell in enumerate(cells) if cell.strip()) + 1]
            table.records.append((line, cells))
            widest = max(widest, len(cells))
    check_size(name, len(table.records), widest)
    return table


def _delimiter(lines: list[str], known: Callable[[Cells], int]) -> str:
    """The one that parts the most headings that are known; of equals, the one that makes the most columns."""
    start = [line for line in lines[:60] if line.strip()][:12]

    def found(delimiter: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        with contextlib.suppress(csv.Error):
            rows += csv.reader(start, delimiter=delimiter)
        return max((known(tuple(row)) for row in rows), default=0), min(map(len, rows), default=0)

    return max(DELIMITERS, key=found)


def _records(lines: list[str], first: int, delimiter: str) -> Iterator[tuple[int, Cells, str]]:
    """Each row with its first line, and what is wrong with it, in which case its line is its only cell."""
    broken = 0
    while first < len(lines):
        start = first
        reader = csv.reader(_from(lines, first), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                yield start + 1, tuple(cells), ""
                start = first + reader.line_num
            return
        except csv.Error as error:
            broken += 1
            unclosed = "end of data" in str(error) or "limit" in str(error)
            what = "a quotation mark is opened and not closed" if unclosed else "a quotation mark inside a cell"
            if broken > MAX_BROKEN:
                yield start + 1, (lines[start].rstrip("\r\n"),), f"{what}; the rest of the file was not read"
                return
            yield start + 1, (lines[start].rstrip("\r\n"),), what
        first = start + 1


def _from(lines: list[str], first: int) -> Iterable[str]:
    return (lines[number] for number in range(first, len(lines)))


class _Places:
    """Where the cells of a CSV file are. Of a line only the cell in question is ever shown: the rest is private."""

    def __init__(self, name: str, lines: list[str], delimiter: str) -> None:
        self.name = name
        self.lines = lines
        self.delimiter = delimiter

    def at(self, line: int, column: int | None) -> Span:
        if column is None:
            return Span(self.name, line)
        row, start, end = self._find(line - 1, column)
        source = self.lines[row].rstrip("\r\n")
        end = max(min(end, len(source)), start)
        return Span(self.name, row + 1, start + 1, end + 1, " " * start + source[start:end])

    def _find(self, row: int, column: int) -> tuple[int, int, int]:
        """Line, start and end of a cell, of its first line only. A cell that is missing is the end of its row."""
        first, begin, position, quoted = row, 0, 0, False
        for row in range(first, len(self.lines)):
            text = self.lines[row].rstrip("\r\n")
            for position, character in enumerate(text):
                if character == '"':
                    quoted = not quoted
                elif character == self.delimiter and not quoted:
                    if column == 0:
                        return first, begin, position if row == first else len(self.lines[first])
                    column, first, begin = column - 1, row, position + 1
            position = len(text)
            if not quoted:
                break
        return (row, position, position) if column else (first, begin, len(self.lines[first]))


def write_csv(records: Iterable[Cells], delimiter: str) -> bytes:
    """Rows as a CSV file that a spreadsheet shows as text: it would run a cell that begins like a formula.

    Every cell is in quotation marks, for one without is parted where another delimiter is expected.
    """
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
        [[escape_formula(cell) for cell in cells] for cells in records]
    )
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def escape_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, nor any part of it, with whatever delimiter it is opened."""
    cell = _INSIDE.sub(lambda found: f"{found[0]}'" if _ends(found[1]) else found[0], cell)
    return f"'{cell}" if cell[:1] in CONTROLS or cell.lstrip().startswith(FORMULA) else cell


def _ends(between: str) -> bool:
    return any(character in ENDS for character in between)


def typed(cell: str) -> str:
    """A cell as it was meant: without the signs by which spreadsheets keep their hands off it."""
    if cell[:2] == '="' and cell[-1:] == '"' and '"' not in cell[2:-1]:
        return cell[2:-1]
    cell = _KEPT.sub(lambda found: found[1] if _ends(found[1]) else found[0], cell)
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip().startswith(FORMULA) else cell
