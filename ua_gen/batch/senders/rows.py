"""Rows of a table to senders: each row by itself, every problem of it at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ua_gen.batch.senders import barred, vocabulary
from ua_gen.batch.senders import headings as headings_
from ua_gen.batch.senders.headings import LINE, POSTAL, Columns
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.batch.senders.row import MAX_NAME, Row
from ua_gen.batch.senders.row_address import PARTS, PIECES
from ua_gen.batch.senders.table import Cells, Record, Table
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.validation import check
from ua_gen.diagnostics import Diagnostic, Severity, Span, has_errors, quote
from ua_gen.model import Sender

SIDE = ("email", "language")  # What a letter by post does without.

FOOTER = 12  # Rows at the end of a list among which a program's lines are looked for.
AT_ONCE = 50  # Rows that are looked through for marks together.
STATUS = 40  # Characters of a cell that may be all of a status.
MISREAD = "correct the cell if it means something else"
ABOUT = 'if the column is about something else, say so: --map "{}="'
SWITCH = (
    'correct the cell if it means something else: --map "{}=" would pass over what this column says of deaths and of '
    "wishes in every row"
)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row of somebody who must not sign, with the reason in words, and as much of the person as is told."""

    line: int
    reason: str
    person: Sender


class Rows:
    """Makes senders of the rows of one table."""

    def __init__(self, table: Table, columns: Columns, headings: Cells, width: int, electronic: bool = False) -> None:
        self.table = table
        self.headings = headings
        self.width = width
        self.guessed: set[str] = set()
        self.columns = {
            field: columns.of(field)
            for field in (
                "name",
                "given",
                "family",
                "middle",
                "second-family",
                "suffix",
                "email",
                "language",
                "privacy",
            )
        }
        self.columns["filed"] = (*columns.of("display-name"), *columns.of("sort-name"))
        self.columns["personal_line"] = columns.of(LINE)
        self.columns["signatories"] = columns.of("signatories")
        self.lines = {
            field.removeprefix(LINE).strip(): columns.of(field)
            for field in columns.by_group.get("", {})
            if field.startswith(f"{LINE} ")
        }
        # What tells a household or an organisation.
        self.forms, self.kinds, self.of_several = (
            [column for column, heading in enumerate(headings) if headings_.is_one_of(heading, key)]
            for key in ("forms-of-address", "kinds-of-senders", "names-of-several")
        )
        self.parts_of_towns = {
            column for column in columns.of("town") if headings_.is_one_of(headings[column], "parts-of-towns")
        }
        self.several: dict[int, str] = {}  # Names that are not of one person, by the lines of their rows.
        self.personal = [*self.columns["personal_line"], *(column for each in self.lines.values() for column in each)]
        self.unsaid: list[int] = []  # The lines of rows with a personal line that does not say its language.
        self.barred = {column: kind for column, kind in columns.barred.items() if electronic or kind != barred.NO_EMAIL}
        # What stands in these says nothing of post, but of somebody's death.
        self.aside = {
            column
            for column, heading in enumerate(headings)
            if barred.is_of_calls(heading) or (not electronic and barred.is_of_email(heading))
        }
        self.mails = [column for column in self.columns["email"] if not barred.is_of_email(headings[column])]
        self.ways = [column for column, heading in enumerate(headings) if barred.is_of_channels(heading)]
        self.silenced = columns.silenced | columns.barred.keys() | set(self.personal)
        self.refused: list[Refused] = []
        self.remarks: list[Diagnostic] = []  # On what may be of somebody else's death.
        self.kept_out: dict[int, list[Diagnostic]] = {}  # Why, by their lines.
        self.used = frozenset(
            column for fields in columns.by_group.values() for found in fields.values() for column in found
        )
        self.unread = [column for column in columns.left_out if column not in self.silenced]
        told = [*self.unread, *columns.of("region")]  # `State code` may be one of the entry.
        self.told = [each for each in told if each >= len(headings) or not barred.is_of_initials(headings[each])]
        self.partial: list[int] = []  # The lines of rows with only a part of an address.
        self.unprintable: frozenset[str] = frozenset()  # Characters that no font has.
        self.uncoded: list[int] = []  # Those of rows with an address that lacks its postcode.
        # What is not used though it stands in a column of a field: by the column that is, and the lines of rows.
        self.left_out: dict[int, tuple[int, list[int]]] = {}
        self.others: dict[int, list[int]] = {}  # A second address, by its first column.
        # Regions that addresses of a country do not show, by its code: the lines of rows, and columns.
        self.regions: dict[str, dict[int, int]] = {}
        self.repeated: dict[str, dict[int, int]] = {}  # Those that say no more than a town or the country.
        self.ordered: dict[int, str] = {}  # By the lines of rows, a place that no country puts in order.
        self.joined: dict[tuple[int, ...], list[int]] = {}  # Columns of one heading that are read together.
        self.alike = _alike(headings, [self.columns[field] for field in ("name", "given", "family")])
        self.has_footer = any(
            vocabulary.is_footer(texts[0])
            for _, cells in table.records[-FOOTER:]
            if len(texts := [cell.strip() for cell in cells if cell.strip()]) == 1
        )
        self.footed = False  # Whether the lines that a program writes below a list have begun.
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
        there = {name for found, _ in self.addresses for name, _ in found}
        self.coded = "postcode" in there
        self.parts = [frozenset(part) for part in PARTS if part[0] in there]

    def sender(self, line: int, cells: Cells) -> tuple[Sender | None, list[Diagnostic]]:
        """The sender in a row, or None, and all complaints about the row."""
        row = Row(self, line, cells)
        data = row.data()
        if not row.diagnostics:  # Nearly every row.
            try:
                return Sender.model_validate(data, context={"language": data.get("language", "en")}), []
            except ValidationError:
                pass
        if row.nobody:
            return None, row.diagnostics
        found = [*row.diagnostics, *self._side(data, row)]
        sender, complaints = check(Sender, self._tree(data, row))
        found += [self._with_place(complaint) for complaint in complaints]
        found = list(dict.fromkeys(found))  # A line in several languages is complained of in each.
        return (None if has_errors(found) else sender), found

    def keep_out(self, records: Sequence[Record]) -> None:
        """Finds the rows of those who must not sign, before the others are read."""

        def has_noes(column: int) -> bool:
            return any(barred.refuses(cells[column]) for _, cells in records if column < len(cells))

        self.mails = [column for column in self.mails if has_noes(column)]
        for start in range(0, len(records), AT_ONCE):
            some = records[start : start + AT_ONCE]
            marked = barred.may_be_marked("\n".join(["\n".join(cells) for _, cells in some]))
            if marked or self.barred or self.told or self.mails:
                for line, cells in some:
                    if found := self._kept_from(line, cells, marked):
                        self._keep_out(line, cells, found)
        for noted in (self.partial, self.uncoded, self.unsaid):
            noted.clear()  # Of those who sign alone.
        for told in (self.left_out, self.others, self.regions, self.repeated, self.ordered, self.joined):
            told.clear()

    def _keep_out(self, line: int, cells: Cells, found: list[tuple[str, int]]) -> None:
        data = Row(self, line, cells).data()
        person = Sender.model_construct(
            name=barred.unmarked(data.get("name", "")),
            address=tuple(data.get("address", ())),
            town=data.get("town"),
            email=data.get("email"),
        )
        self.refused.append(Refused(line, found[0][0], person))
        self.kept_out[line] = [self._kept(line, cells, *each) for each in dict.fromkeys(found)]

    def _kept_from(self, line: int, cells: Cells, marked: bool) -> list[tuple[str, int]]:
        """Why nobody may be written for in this row, and the columns that say so; nothing for nearly all rows."""
        kinds = barred.kinds()
        found = []
        for column, kind in self.barred.items():
            cell = cells[column] if column < len(cells) else ""
            if (reason := barred.says(kind, cell)) and (cell.strip() or sum(map(bool, cells)) > 1):
                found.append((reason, column))
        if marked and self.silenced:
            cells = tuple("" if column in self.silenced else cell for column, cell in enumerate(cells))
        if marked and barred.may_be_marked("\n".join(cells)):
            for column, cell in enumerate(cells):
                kind = barred.mark(cell, column in self.unread)
                if kind == barred.DOUBT:
                    self.remarks.append(self._remark(line, cell, column))
                elif kind and (column not in self.aside or (kind == "deceased" and any(map(str.isalpha, cell)))):
                    found.append((kinds[kind].reason, column))
        for column in self.told:
            kind = barred.status(cells[column]) if column < len(cells) and len(cells[column]) < STATUS else ""
            if kind and (kind == "deceased" or column not in self.aside):
                found.append((kinds[kind].reason, column))
        for columns, says_no in ((self.mails, barred.refuses), (self.ways, barred.is_no)):
            found += [
                (kinds["do-not-write"].reason, column)
                for column in columns
                if column < len(cells) and says_no(cells[column])
            ]
        return found

    def _remark(self, line: int, cell: str, column: int) -> Diagnostic:
        name = self.headings[column].strip() if column < len(self.headings) else ""
        text = quote(cell.strip()[:MAX_NAME])
        message = f"{quote(name or f'column {column + 1}')} is {text}: taken for the death of somebody else"
        message += self.table.where(line, column)
        hint = "if it is the person of this row who has died, delete the row"
        return Diagnostic("UA615", message, self.table.at(line, column), hint, Severity.WARNING)

    def _kept(self, line: int, cells: Cells, reason: str, column: int) -> Diagnostic:
        heading = self.headings[column].strip() if column < len(self.headings) else ""
        name = quote(heading or f"column {column + 1}")
        text = cells[column].strip() if column < len(cells) else ""
        says = f"{name} is {quote(text)}" if text else f"{name} is empty"
        message = f"no letter from this row: {reason} ({says}){self.table.where(line, column)}"
        hint = MISREAD if column in self.used or not heading else SWITCH.format(heading)
        hint = ABOUT.format(heading) if column in self.barred and heading else hint
        return Diagnostic("UA616", message, self.table.at(line, column), hint, Severity.WARNING)

    def _side(self, data: dict[str, Any], row: "Row") -> Iterator[Diagnostic]:
        """Takes away what is of no use in fields that nobody's letter depends on, and warns of it."""
        for field in SIDE:
            if field in data:
                _, complaints = check(Sender, self._tree({"name": "Kim", field: data[field]}, row))
                for found in map(self._with_place, complaints):
                    yield replace(found, message=f"{found.message}: left out", severity=Severity.WARNING)
                if complaints:
                    del data[field]

    def _tree(self, data: dict[str, Any], row: "Row") -> Node:
        places = {"name": None} | row.places
        return _node(data, places, (row.line, next(iter(self.name_columns()), None)), _Places(self.table))

    def name_columns(self) -> Iterator[int]:
        """The columns of names, that of the full name first."""
        return (column for field in ("name", "family", "given", "filed") for column in self.columns[field])

    def _with_place(self, complaint: Diagnostic) -> Diagnostic:
        span = complaint.span
        where = self.table.where(span.line, span.column - 1) if span else ""
        return replace(complaint, message=complaint.message + where) if where else complaint


def _alike(headings: Cells, fields: Sequence[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Of each field the columns that are called as the first, if there are any, by that one."""
    found: dict[int, tuple[int, ...]] = {}
    for first, *others in filter(None, fields):
        alike = [each for each in others if fold_key(headings[each]) == fold_key(headings[first])]
        found |= {first: (first, *alike)} if alike else {}
    return found


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
            first = list(place.values() if isinstance(place, dict) else place if isinstance(place, list) else [place])
            here = (line, first[0])
            pairs[key] = Node(key, "scalar", here, builder), _node(value, place, here, builder)
        return Node(pairs, "mapping", event, builder)
    if isinstance(data, list):
        items = [_node(item, place, (line, place), builder) for item, place in zip(data, places, strict=True)]
        return Node(list(items), "list", event, builder)
    return Node(data, "scalar", event, builder)
