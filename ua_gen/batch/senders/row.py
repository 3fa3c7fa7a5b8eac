"""One row of a list: its cells as name, address and the rest of a sender, with every problem in its place."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ua_gen.batch.senders import address, vocabulary
from ua_gen.batch.senders.list_problems import damaged_word, unprintable
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.batch.senders.row_address import RowAddress
from ua_gen.batch.senders.row_cells import NOTHING, is_spoilt_number
from ua_gen.batch.senders.table import SHORTEN, too_long
from ua_gen.diagnostics import Severity, Span, quote
from ua_gen.files.damage import Damage, damages

MAX_NAME = 100
LINE_BESIDE = "a line of text beside the list"
_EMAIL = re.compile(r"[^\s<>;,|:]+@[^\s<>;,|]+")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")


class Row(RowAddress):
    """A row while it is read."""

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
        self._check_printed(data)
        return data

    def _check_printed(self, data: dict[str, Any]) -> None:
        """UA618 and UA401, of what is printed."""
        lines = [data.get("name", ""), *data.get("address", ())]
        whole = "\n".join(lines)
        if any(True for _ in damages(whole)) or not self.rows.unprintable.isdisjoint(whole):
            columns = [self.places.get("name"), *self.places.get("address", ())]
            for text, column in zip(lines, columns, strict=True):
                self._tell_of(text, damages(text), column)
        for tag, text in data.get("personal_line", {}).items():
            self._tell_of(text, damages(text, is_text=True), self.places["personal_line"][tag])

    def _tell_of(self, text: str, damaged: Iterable[Damage], column: int) -> None:
        def place(word: str) -> tuple[Span, str]:
            """Of a name and of a line with several pieces, that of the piece that has the word."""
            cells = enumerate(self.cells)
            own = next((each for each, cell in cells if each in self.rows.used and word in cell), column)
            own = column if column < len(self.cells) and word in self.cells[column] else own
            return self.rows.table.at(self.line, own), self.rows.table.where(self.line, own)

        self.diagnostics += [damaged_word(each, *place(each.word)) for each in damaged]
        missing = sorted(self.rows.unprintable.intersection(text))
        self.diagnostics += [unprintable(each, *place(each)) for each in missing]

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

    def _name(self) -> address.Piece | None:
        columns = self.rows.columns
        whole, given, family = (self._part(columns[field]) for field in ("name", "given", "family"))
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
            if len(there) > 1 and (total := _total(there)):  # With its number in the next column.
                self._no_name(*total, "a total")
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
        if is_spoilt_number(name):
            self._spoilt(name, column)
            return whole
        lettered = any(map(str.isalpha, name))
        if (self.rows.footed or vocabulary.is_footer(name) or not lettered) and self._alone():
            return None
        if "@" in name or not lettered or len(name) > MAX_NAME:
            hint = "have cells moved to other columns? Compare the row with its headings"
            self.diagnostic_at("UA614", f"{quote(name)} is not a name", column, hint)
        return self._signed(name, given[0] if given else ""), column

    def _signed(self, name: str, given: str) -> str:
        """The name, with the form of address that makes it one of several people; notes all such names."""
        forms = (vocabulary.signed(name, form, bool(given)) for form in self._told(self.rows.forms))
        signed = next(filter(None, forms), "")
        people = [*self.rows.columns["given"], *self.rows.columns["family"]]
        account = people and not self._told(people) and name in map(vocabulary.turned, self._told(self.rows.of_several))
        if (
            signed
            or account
            or vocabulary.is_several(name, given)
            or any(map(vocabulary.is_kind_of_several, self._told(self.rows.kinds)))
        ):
            self.rows.several[self.line] = signed or name
        return signed or name

    def _told(self, columns: Sequence[int]) -> list[str]:
        """What stands in these cells."""
        return [text for each in columns if each < len(self.cells) and (text := self.cells[each].strip())]

    def _part(self, columns: tuple[int, ...]) -> address.Piece | None:
        """A part of the name. Columns of one heading have a piece of it each."""
        if len(columns) > 1 and (alike := self.rows.alike.get(columns[0])):
            pieces = list(self.every(alike))
            if len({fold_key(text) for text, _ in pieces}) > 1:
                self.rows.joined.setdefault(alike, []).append(self.line)
                return " ".join(text for text, _ in pieces), pieces[0][1]
        return self.first(columns)

    def _alone(self) -> bool:
        """Whether a row has only a text that is no sender, as programs write below a list. Complains of it."""
        there = [(cell.strip(), column) for column, cell in enumerate(self.cells) if cell.strip()]
        text, column = there[0]
        looks = vocabulary.no_name(text)
        foot = len(there) == 1 and (self.rows.footed or vocabulary.is_footer(text) or column not in self.rows.used)
        if looks == "a total" or (foot and any(map(str.isalpha, text))):
            self.rows.footed = self.rows.footed or vocabulary.is_footer(text) or self._is_foot(looks)
            self.nobody = True
            looks = "a total" if looks == "a total" else LINE_BESIDE
            message = f"{quote(text)} is not a sender: it looks like {looks}"
            self.diagnostic_at("UA614", message, column, "delete the row", self._below(looks, column))
        return self.nobody

    def _is_foot(self, looks: str) -> bool:
        """Whether a total begins what a program writes below a list: the title of the report follows."""
        return looks == "a total" and self.rows.has_footer

    def _below(self, looks: str, column: int) -> Severity:
        """What a program writes below its lists costs nobody the run."""
        beside = looks == "a total" or column not in self.rows.used
        return Severity.WARNING if self.rows.footed or (self.rows.has_footer and beside) else Severity.ERROR

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
        self.rows.footed = self.rows.footed or self._is_foot(looks)
        severity = self._below(looks, column) if looks == "a total" else Severity.ERROR
        self.diagnostic_at("UA614", message, column, "delete the row, or give the name", severity)

    def _filed(self, part: address.Piece | None) -> address.Piece | None:
        """How a program shows or files a person. Beside a part of the name only if it is that person, in full."""
        filed = self.first(self.rows.columns["filed"])
        if filed and part and (part[0].casefold() not in filed[0].casefold() or vocabulary.is_household(filed[0])):
            return None
        return filed


def _total(parts: list[address.Piece]) -> address.Piece | None:
    """The word for a total, where the other parts of a name are but its number."""
    named = [part for part in parts if any(map(str.isalpha, part[0]))]
    return named[0] if len(named) == 1 and vocabulary.no_name(named[0][0]) == "a total" else None
