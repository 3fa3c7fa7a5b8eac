"""Rows of a table to senders: each row by itself, every problem of it at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from ua_gen.batch.senders import address, barred, vocabulary
from ua_gen.batch.senders.csv_list import typed
from ua_gen.batch.senders.headings import LINE, POSTAL, Columns
from ua_gen.batch.senders.table import SHORTEN, Cells, Record, Table, too_long
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.validation import check
from ua_gen.diagnostics import Diagnostic, Severity, Span, has_errors, quote
from ua_gen.model import Sender

MAX_LINES = 6  # Of an address, as in the model.
MAX_NAME = 100
# What an address needs one of, where the list has columns for the first of them.
PARTS = (("street", "address", "po-box", "line2", "line3"), ("town", "address", "line4", "postcode"))
NOTHING = frozenset(["n/a", "n.a.", "-", "--", "---", "–", "—", "?"])
SIDE = ("email", "language")  # What a letter by post does without.
PIECES = (*POSTAL, "postcode-suffix", "house", "region")
MAX_GUESSES = 300  # Words of one list for which a country is guessed: each takes a moment, and nobody reads them all.

AT_ONCE = 50  # Rows that are looked through for marks together.
STATUS = 40  # Characters of a cell that may be all of a status.
MISREAD = "correct the cell if it means something else"
ABOUT = 'if the column is about something else, say so: --map "{}="'

# What a spreadsheet makes of long numbers, and of formulas that fail.
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_ERROR = re.compile(r"#([^\s#]{1,12}[!?]|N/?A|NV|N/D|Н/Д)")
_EMAIL = re.compile(r"[^\s<>;,|:]+@[^\s<>;,|]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


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
        self.told = [*self.unread, *columns.of("region")]  # `State code` may be one of the entry.
        self.partial: list[int] = []  # The lines of rows with only a part of an address.
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
        self.parts = [frozenset(part) for part in PARTS if part[0] in there]

    def sender(self, line: int, cells: Cells) -> tuple[Sender | None, list[Diagnostic]]:
        """The sender in a row, or None, and all complaints about the row."""
        row = _Row(self, line, cells)
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
        self.partial.clear()  # Of those who sign alone.
        self.unsaid.clear()

    def _keep_out(self, line: int, cells: Cells, found: list[tuple[str, int]]) -> None:
        data = _Row(self, line, cells).data()
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
        hint = MISREAD if column in self.used or not heading else ABOUT.format(heading)
        return Diagnostic("UA616", message, self.table.at(line, column), hint, Severity.WARNING)

    def _side(self, data: dict[str, Any], row: "_Row") -> Iterator[Diagnostic]:
        """Takes away what is of no use in fields that nobody's letter depends on, and warns of it."""
        for field in SIDE:
            if field in data:
                _, complaints = check(Sender, self._tree({"name": "Kim", field: data[field]}, row))
                for found in map(self._with_place, complaints):
                    yield replace(found, message=f"{found.message}: left out", severity=Severity.WARNING)
                if complaints:
                    del data[field]

    def _tree(self, data: dict[str, Any], row: "_Row") -> Node:
        places = {"name": None} | row.places
        return _node(data, places, (row.line, next(iter(self.name_columns()), None)), _Places(self.table))

    def name_columns(self) -> Iterator[int]:
        """The columns of names, that of the full name first."""
        return (column for field in ("name", "family", "given", "filed") for column in self.columns[field])

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
        self.nobody = False  # A total, or a line of text.

    def diagnostic_at(
        self, code: str, message: str, column: int, hint: str, severity: Severity = Severity.ERROR
    ) -> None:
        table = self.rows.table
        message += table.where(self.line, column)
        self.diagnostics.append(Diagnostic(code, message, table.at(self.line, column), hint, severity))

    def first(self, columns: tuple[int, ...]) -> address.Piece | None:
        """The first of these cells that has anything in it, and its column."""
        cells = self.cells
        for column in columns:
            if column < len(cells) and (text := typed(cells[column].strip())):
                if len(text) < 5 and text.casefold() in NOTHING:
                    continue
                if text[0] != "#" or not _ERROR.fullmatch(text.upper()):
                    return text, column
                self._spoilt(text, column)
        return None

    def _spoilt(self, text: str, column: int) -> None:
        hint = "correct the formula" if text[0] == "#" else "format the column as text, and type the cell again"
        self.diagnostic_at("UA611", f"a spreadsheet has made {quote(text)} of this", column, hint)

    def data(self) -> dict[str, Any]:
        """The fields of a sender, as a sender file would have them. Complains of what cannot be one."""
        width = self.rows.width
        if not self.rows.table.aligned and len(self.cells) > width and any(cell.strip() for cell in self.cells[width:]):
            hint = "is there a separator inside a cell? Such a cell needs quotation marks"
            self.diagnostic_at("UA607", f"{len(self.cells)} cells under {width} headings", width, hint)
        data: dict[str, Any] = {}
        name = self._name()
        if name is None and (self.nobody or self._alone() or self._unnamed()):
            return data
        self._put(data, "name", name)
        self._address(data)
        email = self.first(self.rows.columns["email"])
        if email and len(several := _EMAIL.findall(email[0])) > 0 and several[0] != email[0]:
            if len(several) > 1 and " ::: " not in email[0]:  # So Google joins them.
                message = f"{len(several)} e-mail addresses in one cell: {quote(several[0])} is used"
                self.diagnostic_at("UA106", message, email[1], "leave one", Severity.WARNING)
            email = several[0], email[1]
        self._put(data, "email", email)
        language = self.first(self.rows.columns["language"])
        self._put(data, "language", language and (vocabulary.language(language[0]) or language[0], language[1]))
        privacy = self.first(self.rows.columns["privacy"])
        self._put(data, "privacy", privacy and (privacy[0].lower(), privacy[1]))
        if signatories := self.first(self.rows.columns["signatories"]):
            data["signatories"] = [line.strip() for line in signatories[0].splitlines() if line.strip()]
            self.places["signatories"] = [signatories[1]] * len(data["signatories"])
        self._line(data)
        return data

    def _line(self, data: dict[str, Any]) -> None:
        """The personal line: in the language that is told, or in all that are written as it is."""
        lines: dict[str, address.Piece] = {}
        if line := self.first(self.rows.columns["personal_line"]):
            tags = vocabulary.written_in(vocabulary.script(line[0]))
            told = data.get("language")
            if told and (told in tags or vocabulary.is_foreign(told)):
                tags = (told,)
            elif not told and tags:
                self.rows.unsaid.append(self.line)
            lines = dict.fromkeys(tags or ("en",), line)
        lines |= {tag: line for tag, columns in self.rows.lines.items() if (line := self.first(columns))}
        for text, column in dict.fromkeys(lines.values()):
            if message := too_long(text):
                self.diagnostic_at("UA106", message, column, SHORTEN)
        if lines:
            data["personal_line"] = {tag: text for tag, (text, _) in lines.items()}
            self.places["personal_line"] = {tag: column for tag, (_, column) in lines.items()}

    def _put(self, data: dict[str, Any], field: str, piece: address.Piece | None) -> None:
        if piece:
            data[field], self.places[field] = piece

    def _name(self) -> address.Piece | None:
        columns = self.rows.columns
        whole = self.first(columns["name"])
        given, family = self.first(columns["given"]), self.first(columns["family"])
        if given and family:
            whole = None
        elif whole and (part := given or family):
            # `Name` beside `Vorname` holds the family name alone, beside a nickname it holds all.
            if part[0].casefold() not in whole[0].casefold():
                given, family = (given, whole) if given else (whole, family)
                whole = None
        elif not whole:
            whole = self._filed(given or family)
        if whole is None:
            middle = self.first(columns["middle"]) if given else None
            second = self.first(columns["second-family"]) if family else None
            parts = [given, middle, family, second]
            there = [part for part in parts if part]
            if not there:
                return None
            if len(there) == 2 and given and family and _HAN.fullmatch(given[0]) and _HAN.fullmatch(family[0]):
                whole = family[0] + given[0], family[1]
            else:
                suffix = self.first(columns["suffix"])
                whole = " ".join(part[0] for part in [*there, suffix] if part), there[0][1]
        name, column = whole = vocabulary.turned(whole[0]), whole[1]
        if looks := vocabulary.no_name(name):
            self._no_name(name, column, looks)
            return None
        lettered = any(map(str.isalpha, name))
        if (self.rows.footed or vocabulary.is_footer(name) or not lettered) and self._alone():
            return None
        if "@" in name or not lettered or len(name) > MAX_NAME:
            hint = "have cells moved to other columns? Compare the row with its headings"
            self.diagnostic_at("UA614", f"{quote(name)} is not a name", column, hint)
        return whole

    def _alone(self) -> bool:
        """Whether a row has only a text that is no sender, as programs write below a list. Complains of it."""
        there = [(cell.strip(), column) for column, cell in enumerate(self.cells) if cell.strip()]
        text, column = there[0]
        looks = vocabulary.no_name(text)
        foot = len(there) == 1 and (self.rows.footed or vocabulary.is_footer(text) or column not in self.rows.used)
        if looks == "a total" or (foot and any(map(str.isalpha, text))):
            self.rows.footed = self.rows.footed or vocabulary.is_footer(text)
            self.nobody = True
            looks = "a total" if looks == "a total" else "a line of text beside the list"
            self.diagnostic_at(
                "UA614", f"{quote(text)} is not a sender: it looks like {looks}", column, "delete the row"
            )
        return self.nobody

    def _unnamed(self) -> bool:
        """Whether the name is a sign that there is none. Complains of it."""
        for column in self.rows.name_columns():
            if column < len(self.cells) and (text := self.cells[column].strip()) and text.casefold() in NOTHING:
                self._no_name(text, column, "a mark that there is no name")
                return True
        return False

    def _no_name(self, text: str, column: int, looks: str) -> None:
        self.nobody = True
        message = f"{quote(text)} is not a name: it looks like {looks}"
        self.diagnostic_at("UA614", message, column, "delete the row, or give the name")

    def _filed(self, part: address.Piece | None) -> address.Piece | None:
        """How a program shows or files a person. Beside a part of the name only if it is that person, in full."""
        filed = self.first(self.rows.columns["filed"])
        if filed and part and (part[0].casefold() not in filed[0].casefold() or vocabulary.is_household(filed[0])):
            return None
        return filed

    def _address(self, data: dict[str, Any]) -> None:
        pieces: dict[str, address.Piece] = {}
        country = None
        for columns, countries in self.rows.addresses:
            pieces = {name: piece for name, found in columns if (piece := self.first(found))}
            country = country or self.first(countries)
            if any(name in pieces for name in POSTAL):
                country = self.first(countries) or country
                break
        if whole := pieces.pop("one-line", None):
            pieces["address"], end = _one_line(*whole)
            country = end or country
        code = ""
        if country:
            code = vocabulary.country(country[0]) or ""
            if not code:
                near = self._near(country[0])
                hint = f"did you mean {quote(near)}?" if near else "write its name in English, or its code: `KG`"
                self.diagnostic_at("UA610", f"{quote(country[0])} is not a country", country[1], hint)
            else:
                self._put(data, "country", (code, country[1]))
        for name in ("postcode", "house", "line2"):
            if name in pieces:
                pieces[name] = self._number(name, pieces[name], code), pieces[name][1]
        suffix = pieces.pop("postcode-suffix", None)
        if suffix and "postcode" in pieces and "-" not in pieces["postcode"][0]:
            pieces["postcode"] = f"{pieces['postcode'][0]}-{suffix[0].zfill(4)}", pieces["postcode"][1]
        if pieces and any(part.isdisjoint(pieces) for part in self.rows.parts):
            self.rows.partial.append(self.line)
        lines = address.lines(pieces, code)
        if not country and "address" in pieces and len(lines) > 1 and (found := vocabulary.country(lines[-1][0])):
            self._put(data, "country", (found, lines.pop()[1]))  # So ends an address that was put together.
        if len(lines) > MAX_LINES:
            hint = "put what belongs together in one line"
            message = f"an address of {len(lines)} lines: there is room for {MAX_LINES}"
            self.diagnostic_at("UA613", message, lines[MAX_LINES][1], hint)
        elif lines:
            data["address"] = [line for line, _ in lines]
            self.places["address"] = [column for _, column in lines]
        self._put(data, "town", pieces.get("town"))

    def _near(self, word: str) -> str | None:
        """The country that was likely meant, for the first words of a list that are none."""
        guessed = self.rows.guessed
        if len(guessed) < MAX_GUESSES:
            guessed.add(word)
        return vocabulary.near(word) if word in guessed else None

    def _number(self, name: str, piece: address.Piece, country: str) -> str:
        """A postcode or house number without what a spreadsheet did to it."""
        text, column = piece
        if text.isalpha():
            return text
        if not text.isdecimal() and (_NUMBER.fullmatch(text) or vocabulary.dates().fullmatch(text.casefold())):
            self._spoilt(text, column)
            return text
        if text.endswith((".0", ",0")) and text[:-2].isdigit():
            text = text[:-2]
        if name == "postcode" and country and text.isdecimal() and len(text) == address.digits(country) - 1:
            hint = "a spreadsheet takes a zero in front away; format the column as text"
            message = f"a postcode of {country} has {len(text) + 1} digits: read as `0{text}`"
            self.diagnostic_at("UA612", message, column, hint, Severity.WARNING)
            text = "0" + text
        return text


def _one_line(text: str, column: int) -> tuple[address.Piece, address.Piece | None]:
    """The lines of an address that Mailchimp has put in one, two spaces between them, and the country at its end."""
    start, _, last = text.rpartition(" ")
    end = (last, column) if re.fullmatch("[A-Z]{2}", last) and vocabulary.country(last) else None
    return (re.sub(" {2,}", "\n", start if end else text), column), end


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
