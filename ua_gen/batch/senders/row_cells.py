"""The cells of a row while it is read, with what is wrong with them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ua_gen.batch.senders import address
from ua_gen.batch.senders.csv_list import typed
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.batch.senders.table import Cells
from ua_gen.diagnostics import Diagnostic, Severity, quote

if TYPE_CHECKING:
    from ua_gen.batch.senders.rows import Rows

NOTHING = frozenset(["n/a", "n.a.", "-", "--", "---", "–", "—", "?"])
# What a spreadsheet makes of long numbers, and of formulas that fail.
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_ERROR = re.compile(r"#([^\s#]{1,12}[!?]|N/?A|NV|N/D|Н/Д)")


class RowCells:
    """A row by the columns of its cells."""

    def __init__(self, rows: "Rows", line: int, cells: Cells) -> None:
        self.rows = rows
        self.line = line
        self.cells = cells
        self.diagnostics: list[Diagnostic] = []
        self.places: dict[str, Any] = {}
        self.nobody = False  # A total, or a line of text.

    def diagnostic_at(
        self, code: str, message: str, column: int, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        table = self.rows.table
        message += table.where(self.line, column)
        self.diagnostics.append(Diagnostic(code, message, table.at(self.line, column), hint, severity))

    def every(self, columns: tuple[int, ...]) -> Iterator[address.Piece]:
        """What stands in these cells, each with its column; those that have nothing in them are passed over."""
        cells = self.cells
        for column in columns:
            if column < len(cells) and (text := typed(cells[column].strip())):
                if len(text) < 5 and text.casefold() in NOTHING:
                    continue
                if text[0] != "#" or not _ERROR.fullmatch(text.upper()):
                    yield text, column
                else:
                    self._spoilt(text, column)

    def first(self, columns: tuple[int, ...]) -> address.Piece | None:
        """The first of these cells that has anything in it. Notes others that say something else: one alone counts."""
        if len(columns) < 2:  # As in nearly every list.
            return next(self.every(columns), None) if columns else None
        found = list(self.every(columns))
        for text, column in found[1:]:
            if fold_key(text) != fold_key(found[0][0]):
                self.rows.left_out.setdefault(column, (found[0][1], []))[1].append(self.line)
        return found[0] if found else None

    def _spoilt(self, text: str, column: int) -> None:
        hint = "correct the formula" if text[0] == "#" else "format the column as text, and type the cell again"
        self.diagnostic_at("UA611", f"a spreadsheet has made {quote(text)} of this", column, hint)

    def _put(self, data: dict[str, Any], field: str, piece: address.Piece | None) -> None:
        if piece:
            data[field], self.places[field] = piece


def is_spoilt_number(text: str) -> bool:
    return text[0].isdigit() and _NUMBER.fullmatch(text) is not None
