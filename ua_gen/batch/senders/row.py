"""One row of a list: its cells as name, address and the rest of a sender, with every problem in its place."""

import re
from typing import TYPE_CHECKING, Any

from ua_gen.batch.senders import address, vocabulary
from ua_gen.batch.senders.csv_list import typed
from ua_gen.batch.senders.headings import POSTAL
from ua_gen.batch.senders.table import SHORTEN, Cells, too_long
from ua_gen.diagnostics import Diagnostic, Severity, quote

if TYPE_CHECKING:
    from ua_gen.batch.senders.rows import Rows

MAX_LINES = 6  # Of an address, as in the model.
MAX_NAME = 100
# What an address needs one of, where the list has columns for the first of them.
PARTS = (("street", "address", "po-box", "line2", "line3"), ("town", "address", "line4", "postcode"))
NOTHING = frozenset(["n/a", "n.a.", "-", "--", "---", "–", "—", "?"])
PIECES = (*POSTAL, "postcode-suffix", "house", "region")
MAX_GUESSES = 300  # Words of one list for which a country is guessed: each takes a moment, and nobody reads them all.
# What a spreadsheet makes of long numbers, and of formulas that fail.
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?[eE]\+?[0-9]+")
_ERROR = re.compile(r"#([^\s#]{1,12}[!?]|N/?A|NV|N/D|Н/Д)")
_EMAIL = re.compile(r"[^\s<>;,|:]+@[^\s<>;,|]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


class Row:
    """A row while it is read."""

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
