"""Rows of a table to senders: each row by itself, every problem of it at once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from ua_gen.checking import check
from ua_gen.diagnostics import Diagnostic, Severity, Span, quote
from ua_gen.model import Sender
from ua_gen.senders import address, words
from ua_gen.senders.delimited import typed
from ua_gen.senders.headings import NAMES, POSTAL, Columns
from ua_gen.senders.table import Cells, Table
from ua_gen.source import Node

MAX_LINES = 6  # Of an address, as in the model.
MAX_NAME = 100
MAX_GUESSES = 300  # Words of one list for which a country is guessed: each takes a moment, and nobody reads them all.
PIECES = (*POSTAL, "house", "region")

# What a spreadsheet makes of long numbers, and of `5-3`.
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


class Rows:
    """Makes senders of the rows of one table."""

    def __init__(self, table: Table, columns: Columns, width: int) -> None:
        self.table = table
        self.width = width
        self.guessed: set[str] = set()
        self.field_sets: dict[frozenset[str], set[str]] = {}
        self.columns = {
            field: columns.of(field)
            for field in (*NAMES, "middle", "second-family", "suffix", "email", "language", "privacy")
        }
        self.columns["personal_line"] = columns.of("personal-line")
        # The pieces of each address, in order of preference; a country without such a word is that of any of them.
        plain = columns.by_group.get("", {})
        self.addresses = [
            (
                [(name, found[name]) for name in PIECES if name in found],
                (*found.get("country", ()), *(plain.get("country", ()) if found is not plain else ())),
            )
            for found in columns.by_group.values()
            if found is plain or any(name in found for name in POSTAL)
        ]

    def sender(self, line: int, cells: Cells) -> tuple[Sender | None, list[Diagnostic]]:
        """The sender in a row, or None, and all complaints about the row."""
        row = _Row(self, line, cells)
        data = row.data()
        if not row.diagnostics:  # Nearly every row.
            try:
                return self._slim(Sender.model_validate(data, context={"language": data.get("language", "en")})), []
            except ValidationError:
                pass
        root = _node(data, row.places, (line, next(iter(self.name_columns()), None)), _Places(self.table))
        sender, complaints = check(Sender, root)
        found = [*row.diagnostics, *(self._with_place(complaint) for complaint in complaints)]
        return (None if any(complaint.is_error for complaint in found) else sender), found

    def _slim(self, sender: Sender) -> Sender:
        """The same sender in less memory: those who have the same fields share pydantic's set of their names."""
        names = frozenset(sender.__pydantic_fields_set__)
        shared = self.field_sets.setdefault(names, sender.__pydantic_fields_set__)
        object.__setattr__(sender, "__pydantic_fields_set__", shared)
        return sender

    def name_columns(self) -> Iterator[int]:
        """The columns of names, that of the full name first."""
        return (column for field in ("name", "family", "given") for column in self.columns[field])

    def _with_place(self, complaint: Diagnostic) -> Diagnostic:
        span = complaint.span
        where = self.table.where(span.line, span.column - 1) if span else ""
        return replace(complaint, message=complaint.message + where) if where else complaint


class _Row:
    """A row while it is read."""

    def __init__(self, rows: Rows, line: int, cells: Cells) -> None:
        self.rows = rows
        self.line = line
        self.cells = cells
        self.diagnostics: list[Diagnostic] = []
        self.places: dict[str, Any] = {}

    def complain(self, code: str, message: str, column: int, hint: str, severity: Severity = Severity.ERROR) -> None:
        table = self.rows.table
        message += table.where(self.line, column)
        self.diagnostics.append(Diagnostic(code, message, table.at(self.line, column), hint, severity))

    def first(self, columns: tuple[int, ...]) -> address.Piece | None:
        """The first of these cells that has anything in it, and its column."""
        cells = self.cells
        for column in columns:
            if column < len(cells) and (text := typed(cells[column].strip())):
                return text, column
        return None

    def data(self) -> dict[str, Any]:
        """The fields of a sender, as a sender file would have them. Complains of what cannot be one."""
        width = self.rows.width
        if len(self.cells) > width and any(cell.strip() for cell in self.cells[width:]):
            hint = "is there a separator inside a cell? Such a cell needs quotation marks"
            self.complain("UA607", f"{len(self.cells)} cells under {width} headings", width, hint)
        data: dict[str, Any] = {}
        self._put(data, "name", self._name())
        self._address(data)
        email = self.first(self.rows.columns["email"])
        if email and " ::: " in email[0]:  # So Google joins several in one cell.
            email = email[0].split(" ::: ", 1)[0].removeprefix("* "), email[1]
        self._put(data, "email", email)
        language = self.first(self.rows.columns["language"])
        self._put(data, "language", language and (words.language(language[0]) or language[0], language[1]))
        privacy = self.first(self.rows.columns["privacy"])
        self._put(data, "privacy", privacy and (privacy[0].lower(), privacy[1]))
        self._put(data, "personal_line", self.first(self.rows.columns["personal_line"]))
        return data

    def _put(self, data: dict[str, Any], field: str, piece: address.Piece | None) -> None:
        if piece:
            data[field], self.places[field] = piece

    def _name(self) -> address.Piece | None:
        columns = self.rows.columns
        whole = self.first(columns["name"])
        given, family = self.first(columns["given"]), self.first(columns["family"])
        if whole and (given is None) != (family is None):
            # `Name` beside `Vorname` holds the family name alone, beside a nickname it holds all.
            part = given or family
            inside = part is not None and part[0].casefold() in whole[0].casefold()
            given, family = (given, whole) if given else (whole, family)
            whole = whole if inside else None
        if whole is None:
            parts = [given, *(self.first(columns["middle"]) for _ in [0] if given)]
            parts += [family, self.first(columns["second-family"]) if family else None]
            there = [part for part in parts if part]
            if not there:
                return None
            if len(there) == 2 and given and family and _HAN.fullmatch(given[0]) and _HAN.fullmatch(family[0]):
                whole = family[0] + given[0], family[1]
            else:
                suffix = self.first(columns["suffix"])
                whole = " ".join(part[0] for part in [*there, suffix] if part), there[0][1]
        name, column = whole
        if "@" in name or not any(map(str.isalpha, name)) or len(name) > MAX_NAME:
            hint = "have cells moved to other columns? Compare the row with its headings"
            self.complain("UA614", f"{quote(name)} is not a name", column, hint)
        return whole

    def _address(self, data: dict[str, Any]) -> None:
        pieces: dict[str, address.Piece] = {}
        country = None
        for columns, countries in self.rows.addresses:
            pieces = {name: piece for name, found in columns if (piece := self.first(found))}
            country = country or self.first(countries)
            if any(name in pieces for name in POSTAL):
                country = self.first(countries) or country
                break
        code = ""
        if country:
            code = words.country(country[0]) or ""
            if not code:
                near = self._near(country[0])
                hint = f"did you mean {quote(near)}?" if near else "write its name in English, or its code: `KG`"
                self.complain("UA610", f"{quote(country[0])} is not a country", country[1], hint)
            else:
                self._put(data, "country", (code, country[1]))
        for name in ("postcode", "house"):
            if name in pieces:
                pieces[name] = self._number(name, pieces[name], code), pieces[name][1]
        lines = address.lines(pieces, code)
        if not country and "address" in pieces and len(lines) > 1 and (found := words.country(lines[-1][0])):
            self._put(data, "country", (found, lines.pop()[1]))  # So ends an address that was put together.
        if len(lines) > MAX_LINES:
            hint = "put what belongs together in one line"
            message = f"an address of {len(lines)} lines: there is room for {MAX_LINES}"
            self.complain("UA613", message, lines[MAX_LINES][1], hint)
        elif lines:
            data["address"] = [line for line, _ in lines]
            self.places["address"] = [column for _, column in lines]
        self._put(data, "town", pieces.get("town"))

    def _near(self, word: str) -> str | None:
        """The country that was likely meant, for the first words of a list that are none."""
        guessed = self.rows.guessed
        if len(guessed) < MAX_GUESSES:
            guessed.add(word)
        return words.near(word) if word in guessed else None

    def _number(self, name: str, piece: address.Piece, country: str) -> str:
        """A postcode or house number without what a spreadsheet did to it."""
        text, column = piece
        if text.isalpha():
            return text
        if _NUMBER.fullmatch(text) or (name == "house" and _DATE.fullmatch(text)):
            hint = "format the column as text, and type the cell again"
            self.complain("UA611", f"a spreadsheet has made {quote(text)} of this", column, hint)
            return text
        if text.endswith((".0", ",0")) and text[:-2].isdigit():
            text = text[:-2]
        if name == "postcode" and country and text.isdecimal() and len(text) == address.digits(country) - 1:
            hint = "a spreadsheet takes a zero in front away; format the column as text"
            message = f"a postcode of {country} has {len(text) + 1} digits: read as `0{text}`"
            self.complain("UA612", message, column, hint, Severity.WARNING)
            text = "0" + text
        return text


class _Places:
    """The places of cells, for nodes."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def at(self, event: tuple[int, int | None]) -> Span:
        return self.table.at(*event)


def _node(data: Any, places: Any, event: tuple[int, int | None], builder: _Places) -> Node:
    """The fields of a row as the tree that the reader checks."""
    line = event[0]
    if isinstance(data, Mapping):
        pairs = {}
        for key, value in data.items():
            place = places[key]
            here = (line, place[0] if isinstance(place, list) else place)
            pairs[key] = Node(key, "scalar", here, builder), _node(value, place, here, builder)
        return Node(pairs, "mapping", event, builder)
    if isinstance(data, list):
        items = [_node(item, place, (line, place), builder) for item, place in zip(data, places, strict=True)]
        return Node(list(items), "list", event, builder)
    return Node(data, "scalar", event, builder)
