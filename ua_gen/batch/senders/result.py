"""What comes of a list: its senders, the rows that are rejected, and all that is to be said of both."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ua_gen.batch.senders import vocabulary
from ua_gen.batch.senders.compact import PackedRows
from ua_gen.batch.senders.duplicates import identities
from ua_gen.batch.senders.row import LINE_BESIDE
from ua_gen.batch.senders.rows import Refused, Rows
from ua_gen.batch.senders.table import Cells
from ua_gen.diagnostics import Diagnostic, Severity, Span, has_errors, quote
from ua_gen.model import Sender

SHOWN = 5  # Problems of a kind that are shown each by itself.
_QUOTED = re.compile(r"`[^`]*`|line \d+")
KEPT_FROM = ("UA614", "UA616", "UA617")  # Why people must not sign, which is nothing that anybody has done wrong.


@dataclass(frozen=True, slots=True)
class Listed:
    """What came of a list. `name` is the path as the user gave it.

    `reasons` say why for each of `rejected`, and `delimiter` is what parts the cells of the file. `kept_from` counts,
    by the reason in words, those of the rejected who have died or want no post: a run goes on without them.
    """

    name: str
    headings: tuple[str, ...]
    rows: PackedRows
    rejected: tuple[tuple[int, tuple[str, ...]], ...]
    diagnostics: tuple[Diagnostic, ...]
    reasons: tuple[str, ...] = ()
    delimiter: str = ","
    digest: str = ""  # The SHA-256 of the file as it was read.
    kept_from: Mapping[str, int] = field(default_factory=dict)
    email_heading: str = ""  # How the column of the addresses is called that are printed.

    @property
    def bad(self) -> int:
        """How many rows cannot be used as they are: not those of people who must not sign."""
        return len(self.rejected) - sum(self.kept_from.values())


@dataclass(slots=True)
class ListBuilder:
    """A list while its rows come in."""

    at: Callable[[int, int | None], Span]
    where: Callable[[int, int | None], str]
    column: int | None = None  # That of names.
    rows: PackedRows = field(default_factory=PackedRows)
    without: list[int] = field(default_factory=list)  # The lines of senders without an address.
    nowhere: list[int] = field(default_factory=list)  # Those of senders with an address, but no country.
    rejected: list[tuple[int, Cells, str]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    kept_from: Counter[str] = field(default_factory=Counter)
    refused: dict[str, Refused] = field(default_factory=dict)  # By what tells them: see `identities`.

    def keep_out(self, refused: Iterable[Refused]) -> None:
        """Takes note of who must not sign. Another row with the same person is refused too: one of them is wrong."""
        for each in refused:
            self.kept_from[each.reason] += 1
            if each.person.name:
                self.refused |= dict.fromkeys(identities(each.person)[0], each)

    def add(self, line: int, cells: Cells, sender: Sender | None, found: list[Diagnostic]) -> None:
        if sender:
            own, others = identities(sender)
            if not self.refused.keys().isdisjoint(others):
                out = next(self.refused[each] for each in others if each in self.refused)
                self.kept_from[out.reason] += 1
                hint = "which row is right? If they are two people, give each something that tells them apart"
                message = (
                    f"the same name and address as in line {out.line}{self.where(out.line, self.column)}: {out.reason}"
                )
                message = f"no letter from this row: {message}"
                found = [*found, Diagnostic("UA617", message, self.at(line, self.column), hint, Severity.WARNING)]
                sender = None
            elif first := next((self.seen[each] for each in others if each in self.seen), None):
                hint = "nobody gets two letters: delete one of the two, or give each their own address"
                message = f"the same name and address as in line {first}{self.where(line, self.column)}"
                found = [*found, Diagnostic("UA609", message, self.at(line, self.column), hint)]
                sender = None
            else:
                self.seen |= dict.fromkeys(own, line)
        elif not has_errors(found) and any(each.code == "UA614" for each in found):
            self.kept_from[LINE_BESIDE] += 1
        self.diagnostics += found
        if sender:
            self.rows.add(line, sender)
            if not sender.address:
                self.without.append(line)
            elif not sender.country:
                self.nowhere.append(line)
        else:
            self.rejected.append((line, cells, _why(found)))

    def note_addresses(self, partial: Iterable[int], coded: Iterable[int], ordered: Mapping[int, str]) -> None:
        """Warns of senders without an address, with a part of one, without a postcode or a country.

        `ordered` are places whose order is a guess, by the lines of their rows.
        """
        there = set(self.rows.lines)
        self._note(self.without, "without an address", "give theirs, if the letters are to be answered by post")
        part = "with a part of an address: the street or the town is missing"
        self._note([line for line in partial if line in there], part, "complete the address")
        hint = "complete the address, if the letters are to be answered by post"
        self._note([line for line in coded if line in there], "without a postcode", hint)
        hint = "add a column `country`: the office that answers is, as a rule, in another one"
        guess = next((ordered[line] for line in self.nowhere if line in ordered), "")
        also = f"; where the postcode stands is a guess, from the order of the columns: {quote(guess)}" if guess else ""
        self._note(self.nowhere, "without a country", hint, also)

    def note_columns(self, rows: Rows, headings: Cells) -> None:
        """Warns of what stands in columns of known fields and is not used, or not alone."""
        there = set(self.rows.lines)

        def note(column: int, lines: Iterable[int], message: str, hint: str) -> None:
            if kept := [line for line in lines if line in there]:
                span = self.at(kept[0], column)
                self.diagnostics.append(Diagnostic("UA608", message + _rows(kept), span, hint, Severity.WARNING))

        def named(column: int) -> str:
            return quote(headings[column].strip() or f"column {column + 1}")

        for column, (used, lines) in rows.left_out.items():
            message = f"{named(column)} is left out where it says something else than {named(used)}"
            note(column, lines, message, f'leave out the other with --map "{headings[used].strip()}=ignore"')
        if rows.others:
            lines = sorted({line for each in rows.others.values() for line in each})
            names = ", ".join(map(named, rows.others))
            hint = "the first address of a row is used: delete it where it is not that for letters"
            note(min(rows.others), lines, f"a second address is left out: {names}", hint)
        for columns, lines in rows.joined.items():
            message = f"{len(columns)} columns are called {named(columns[0])}: they are read together"
            note(columns[1], lines, message, "give the columns names of their own if this is not meant")
        if rows.regions:
            names = ", ".join(sorted(map(vocabulary.country_name, rows.regions)))
            where = {line: column for each in rows.regions.values() for line, column in each.items()}
            column = where[min(where)]
            hint = f'--map "{headings[column].strip()}=line3" prints it above the town all the same'
            note(column, sorted(where), f"the region is left out of addresses in {names}, which have none", hint)
        if rows.repeated:
            where = {line: column for each in rows.repeated.values() for line, column in each.items()}
            names = ", ".join(map(quote, list(rows.repeated)[:SHOWN])) + (", …" if len(rows.repeated) > SHOWN else "")
            message = f"the region is left out where it says no more than the town or the country: {names}"
            column = where[min(where)]
            hint = f'--map "{headings[column].strip()}=line3" prints it above the town all the same'
            note(column, sorted(where), message, hint)

    def note_several(self, names: Mapping[int, str]) -> None:
        """Warns of senders who are not one person, whose letters say `I` all the same."""
        if lines := [line for line in self.rows.lines if line in names]:
            there = list(dict.fromkeys(names[line] for line in lines))
            shown = ", ".join(map(quote, there[:SHOWN])) + (", …" if there[SHOWN:] else "")
            what = "1 sender seems" if len(lines) == 1 else f"{len(lines):,} senders seem"
            message = f"{what} to be several people or an organisation and will sign as one, with `I`: {shown}"
            hint = "give a row to each person who signs, or leave these out; `ua-gen render -d group-letter` says `we`"
            span = self.at(lines[0], None)
            self.diagnostics.append(Diagnostic("UA6001", message + _rows(lines), span, hint, Severity.WARNING))

    def note_lines(self, unsaid: Iterable[int]) -> None:
        """Warns of personal lines whose language is only concluded."""
        there = set(self.rows.lines)
        what = "with a personal line that does not say its language: it goes into letters of every language so written"
        hint = "add a column `language`, or name the column of the lines `personal line ru`"
        self._note([line for line in unsaid if line in there], what, hint)

    def _note(self, lines: Sequence[int], what: str, hint: str, also: str = "") -> None:
        if lines:
            senders = "1 sender" if len(lines) == 1 else f"{len(lines):,} senders"
            span = self.at(lines[0], None)
            self.diagnostics.append(
                Diagnostic("UA101", f"{senders} {what}{_rows(lines)}{also}", span, hint, Severity.WARNING)
            )

    def listed(self, name: str, headings: Cells, delimiter: str = ",", email_heading: str = "") -> Listed:
        self.diagnostics = list(_grouped(self.diagnostics))
        self.diagnostics.sort(key=lambda found: (found.span.line, found.span.column) if found.span else (0, 0))
        self.rejected.sort(key=lambda row: row[0])
        rejected = tuple((line, cells) for line, cells, _ in self.rejected)
        reasons = tuple(why for _, _, why in self.rejected)
        return Listed(
            name,
            headings,
            self.rows,
            rejected,
            tuple(self.diagnostics),
            reasons,
            delimiter,
            kept_from=self.kept_from,
            email_heading=email_heading,
        )


def _rows(lines: Sequence[int]) -> str:
    rows = ", ".join(map(str, lines[:5])) + (f" and {len(lines) - 5:,} more" if len(lines) > 5 else "")
    return f" (row {rows})" if len(lines) == 1 else f" (rows {rows})"


def _grouped(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Of many that are alike but for the cell that they quote the first few, and how many more there are."""
    kinds: dict[tuple[str, Severity, str], list[Diagnostic]] = {}
    for each in found:
        kinds.setdefault((each.code, each.severity, _QUOTED.sub("", each.message)), []).append(each)
    for kind in kinds.values():
        yield from kind[:SHOWN]
        if more := kind[SHOWN:]:
            lines = len({each.span.line for each in more if each.span})
            rows = "1 more row" if lines == 1 else f"{lines:,} more rows"
            yield replace(more[0], message=f"and {rows} with a problem like the {SHOWN} before", hint="")


def _why(found: Iterable[Diagnostic]) -> str:
    return "; ".join(f"{each.code}: {each.message}" for each in found if each.is_error or each.code in KEPT_FROM)
