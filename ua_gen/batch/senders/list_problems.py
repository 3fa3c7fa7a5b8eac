"""What can be wrong with a list as a whole, or with its columns, as diagnostics."""

from collections.abc import Iterable, Sequence

from ua_gen.batch.senders import barred, headings
from ua_gen.batch.senders.table import Cells, Record, Table
from ua_gen.diagnostics import Diagnostic, Severity, Span, quote
from ua_gen.files.damage import Damage


def nobody(name: str) -> Diagnostic:
    return Diagnostic("UA601", "the list has nobody in it", Span(name), "is the file the one that was exported?")


def no_headings(table: Table) -> Diagnostic:
    line, cells = table.records[0]
    seen = ", ".join(quote(cell) for cell in cells[:6] if headings.recognise(cell))
    hint = "the first row names the columns: `name`, `street`, `postcode`, `town`, `country`; map other headings"
    message = f"no column holds names; those that are known: {seen}" if seen else "no row of headings is found"
    return Diagnostic("UA605", message, Span(table.name, line), hint)


def strange_columns(table: Table, line: int, cells: Cells, columns: Sequence[int]) -> Diagnostic:
    names = ", ".join(quote(cells[column]) for column in columns)
    hint = (
        f'say what it holds with --map "{cells[columns[0]].strip()}=country", or another field; `ignore` leaves it out'
    )
    message = f"columns stand among those of an address and are not known: {names}"
    if len(columns) == 1:
        message = f"a column stands among those of an address and is not known: {names}"
    return Diagnostic("UA608", message, table.at(line, columns[0]), hint)


def unclear_column(table: Table, line: int, cells: Cells, column: int) -> Diagnostic:
    heading = cells[column].strip()
    message = f"{quote(heading)} may say who has died or is not to be written for, and is not understood"
    return Diagnostic("UA615", message, table.at(line, column), barred.unclear_hint(heading))


def is_flagged(records: Iterable[Record], cells: Cells, column: int) -> bool:
    """Whether a column that nobody knows has nothing but answers, marks or days in it, and may be about anything."""
    if column < len(cells) and (barred.is_harmless(cells[column]) or barred.is_of_channels(cells[column])):
        return False
    return barred.looks_like_flags(values[column].strip() for _, values in records if column < len(values))


def flag_column(table: Table, line: int, cells: Cells, column: int) -> Diagnostic:
    heading = cells[column].strip() if column < len(cells) else ""
    what = "has only answers, marks or days, and is not understood: it may say who is not to be written for"
    message = f"{quote(heading) if heading else f'column {column + 1}, which has no heading,'} {what}"
    hint = barred.unclear_hint(heading) if heading else "give it a heading that says what it holds, or delete it"
    return Diagnostic("UA615", message, table.at(line, column), hint)


def doubtful_column(table: Table, line: int, cells: Cells, column: int) -> Diagnostic:
    heading = cells[column].strip()
    hint = f'--map "{heading}=house" if it is the number of the house, --map "{heading}=ignore" if not'
    message = f"{quote(heading)} is left out: it may count the rows instead of houses"
    return Diagnostic("UA608", message, table.at(line, column), hint, Severity.WARNING)


def left_out_columns(table: Table, line: int, cells: Cells, columns: Sequence[int]) -> Diagnostic:
    names = [quote(cells[column]) if cells[column].strip() else f"number {column + 1}" for column in columns]
    columns_ = "a column is" if len(names) == 1 else "columns are"
    hint = (
        "map their headings: to fields if they belong to the address; "
        "to `deceased`, `do_not_write` or `consent` if they say who is not to be written for"
    )
    message = f"{columns_} left out: {', '.join(names)}"
    return Diagnostic("UA608", message, Span(table.name, line), hint, Severity.WARNING)


def damaged_word(found: Damage, span: Span, where: str = "") -> Diagnostic:
    message = f"{quote(found.word)} seems to be damaged: {found.what}{where}"
    return Diagnostic("UA618", message, span, found.hint, Severity.ERROR if found.is_lost else Severity.WARNING)


def unprintable(character: str, span: Span, where: str = "") -> Diagnostic:
    message = f"no installed font has the character {quote(character)} (U+{ord(character):04X}){where}"
    return Diagnostic("UA401", message, span, "delete it, or install a font that has it")
