"""The address of a row: which of its addresses, in which lines, with which country, and what it lacks."""

import re
from typing import Any

from ua_gen.batch.senders import address, vocabulary
from ua_gen.batch.senders.headings import POSTAL
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.batch.senders.row_cells import RowCells, is_spoilt_number
from ua_gen.diagnostics import Severity, quote
from ua_gen.lint.rules.addresses import has_postcodes

# What an address needs one of, where the list has columns for the first of them.
PARTS = (("street", "address", "po-box", "line2", "line3"), ("town", "address", "line4"))
PIECES = (*POSTAL, "postcode-suffix", "house", "region")
MAX_GUESSES = 300  # Words of one list for which a country is guessed: each takes a moment, and nobody reads them all.


class RowAddress(RowCells):
    """A row as a postal address."""

    def _address(self, data: dict[str, Any]) -> None:
        pieces: address.Pieces = {}
        country = None
        for number, (columns, countries) in enumerate(self.rows.addresses):
            pieces = {name: found for name, cells in columns if (found := self._pieces(name, cells))}
            if any(name in pieces for name in POSTAL):
                country = self._country(countries) or country
                self._note_others(number + 1)
                break
            country = country or self._country(countries)
        if whole := pieces.pop("one-line", None):
            line, end = _one_line(*whole[0])
            pieces["address"], country = [line], end or country
        code = self._code(country) if country else ""
        if country and code:
            self._put(data, "country", (code, country[1]))
        for name in ("postcode", "house", "line2"):
            if name in pieces:
                pieces[name] = [(self._number(name, piece, code), piece[1]) for piece in pieces[name]]
        suffix = pieces.pop("postcode-suffix", None)
        if suffix and "postcode" in pieces and "-" not in pieces["postcode"][0][0]:
            text, column = pieces["postcode"][0]
            pieces["postcode"] = [(f"{text}-{suffix[0][0].zfill(4)}", column)]
        self._check_pieces(pieces, code)
        if "region" in pieces and self._is_needless(pieces, code):
            del pieces["region"]
        if not country and any(text.isdecimal() for text, _ in pieces.get("postcode", ())) and "town" in pieces:
            self.rows.ordered[self.line] = address.place_as_listed(pieces)
        lines = address.lines(pieces, code)
        last = self._ends_in(lines, pieces)
        if last and (last == code or not country):  # So ends an address that was put together.
            self._put(data, "country", (last, lines.pop()[1]))
        if len(lines) > address.MAX_LINES:
            hint = "put what belongs together in one line"
            message = f"an address of {len(lines)} lines: there is room for {address.MAX_LINES}"
            self.diagnostic_at("UA613", message, lines[address.MAX_LINES][1], hint)
        elif lines:
            data["address"] = [line for line, _ in lines]
            self.places["address"] = [column for _, column in lines]
        self._put(data, "town", pieces["town"][-1] if "town" in pieces else None)

    def _check_pieces(self, pieces: address.Pieces, code: str) -> None:
        """Complains of what a spreadsheet has spoilt, and notes what an address lacks."""
        for found in pieces.values():
            for text, column in found:
                if is_spoilt_number(text):
                    self._spoilt(text, column)
        if not pieces:
            return
        whole = "\n" in pieces["street"][0][0] if "street" in pieces else False  # All of it in one cell.
        if not whole and any(part.isdisjoint(pieces) for part in self.rows.parts):
            self.rows.partial.append(self.line)
        elif self.rows.coded and "postcode" not in pieces and has_postcodes(code) and not _has_postcode(pieces):
            self.rows.uncoded.append(self.line)

    def _is_needless(self, pieces: address.Pieces, code: str) -> bool:
        """Whether a region is not to be written: it is said already, or the country has none in its addresses."""
        region, column = pieces["region"][0]
        town = pieces["town"][-1][0] if "town" in pieces else ""
        if not address.shows_region(code):
            if fold_key(region) != fold_key(town):
                self.rows.regions.setdefault(code, {})[self.line] = column
            return True
        if vocabulary.is_part_of(region, code):
            self.rows.repeated.setdefault(region, {})[self.line] = column
            return True
        if address.is_beside_town(code):
            return False
        if not address.repeats(region, town):
            return False
        if fold_key(region) != fold_key(town):
            self.rows.repeated.setdefault(region, {})[self.line] = column
        return True

    def _ends_in(self, lines: list[address.Piece], pieces: address.Pieces) -> str:
        """The country that the cell of an address ends in; empty for nearly all."""
        if len(lines) < 2 or any(map(str.isdigit, lines[-1][0])):
            return ""
        text, column = lines[-1]
        if any(column == piece[1] for name in ("town", "region") for piece in pieces.get(name, ())):
            return ""
        found = vocabulary.country(text) or ""
        return "" if len(lines) < 3 and address.is_city_state(found) else found

    def _pieces(self, name: str, columns: tuple[int, ...]) -> list[address.Piece]:
        """What an address has of a piece: of some there can be several, of others the first counts."""
        if name not in address.SEVERAL or len(columns) < 2:
            piece = self.first(columns)
            return [piece] if piece else []
        found: list[address.Piece] = []
        if name == "town":  # The parts of a town before it, wherever their columns stand.
            columns = tuple(sorted(columns, key=lambda column: column not in self.rows.parts_of_towns))
        for text, column in self.every(columns):
            key = fold_key(text)
            if not any(key in fold_key(other) for other, _ in found):  # Programs give the whole beside its parts.
                found = [each for each in found if name == "house" or fold_key(each[0]) not in key]
                found.append((text, column))
        if found[1:]:
            self._note_together(found, name)
        return found

    def _note_together(self, found: list[address.Piece], name: str) -> None:
        """Asks which of two towns is the town, and notes columns of one heading that are read together."""
        headings = {column: self.rows.headings[column].strip() for _, column in found}
        towns = [piece for piece in found if name == "town" and piece[1] not in self.rows.parts_of_towns]
        if towns[1:]:
            said = " or ".join(quote(text) for text, _ in towns)
            same = len({fold_key(headings[column]) for _, column in towns}) == 1
            own = "call the column of a part of the town `Suburb` or `Ortsteil`, or delete one"
            hint = own if same else f'--map "{headings[towns[0][1]]}=line3" prints it above the town'
            self.diagnostic_at("UA608", f"two columns hold a town: is it {said}?", towns[1][1], hint)
            return
        alike = tuple(c for c in headings if [*map(fold_key, headings.values())].count(fold_key(headings[c])) > 1)
        if alike:
            self.rows.joined.setdefault(alike, []).append(self.line)

    def _note_others(self, number: int) -> None:
        """Notes an address that stands behind the one that counts."""
        for columns, _ in self.rows.addresses[number:]:
            for name, cells in columns:
                if name in POSTAL and next(self.every(cells), None):
                    self.rows.others.setdefault(cells[0], []).append(self.line)
                    break

    def _country(self, columns: tuple[int, ...]) -> address.Piece | None:
        found = list(self.every(columns))
        for text, column in found[1:]:  # `Country` and `Country code` agree, as a rule.
            if vocabulary.country(text) != vocabulary.country(found[0][0]):
                self.rows.left_out.setdefault(column, (found[0][1], []))[1].append(self.line)
        return found[0] if found else None

    def _code(self, country: address.Piece) -> str:
        """The code of a country; empty, with a complaint, for what is none."""
        if not (code := vocabulary.country(country[0]) or ""):
            if both := vocabulary.several(country[0]):
                message = f"{quote(country[0])} is the name of {len(both)} countries"
                hint = "write " + " or ".join(f"`{each}` ({vocabulary.country_name(each)})" for each in both)
            else:
                near = self._near(country[0])
                message = f"{quote(country[0])} is not a country"
                hint = f"did you mean {quote(near)}?" if near else "write its name in English, or its code: `KG`"
            self.diagnostic_at("UA610", message, country[1], hint)
        return code

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
        if not text.isdecimal() and vocabulary.dates().fullmatch(text.casefold()):
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


def _has_postcode(pieces: address.Pieces) -> bool:
    """Whether the postcode may stand in another cell."""
    lines = [
        line
        for name in ("street", "address", "line4")
        for text, _ in pieces.get(name, ())
        for line in text.splitlines()
    ]
    return any(map(str.isdigit, " ".join([*lines[1:], *(text for text, _ in pieces.get("town", ()))])))


def _one_line(text: str, column: int) -> tuple[address.Piece, address.Piece | None]:
    """The lines of an address that Mailchimp has put in one, two spaces between them, and the country at its end."""
    start, _, last = text.rpartition(" ")
    end = (last, column) if re.fullmatch("[A-Z]{2}", last) and vocabulary.country(last) else None
    return (re.sub(" {2,}", "\n", start if end else text), column), end
