"""The list of all letters of a run: where each is, from which row of the list, and what it says, by its fingerprint."""

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ua_gen.batch.schedule import Kind
from ua_gen.batch.senders.csv_list import escape_formula
from ua_gen.batch.worker import Entry

LISTS = ("manifest.csv", "manifest.json")
FIELDS = (
    "letter", "set", "file", "page", "pages", "row", "case", "recipient", "language", "fingerprint", "problem", "place",
)  # fmt: skip


class Count(NamedTuple):
    """Of a run: letters that are in files, letters that could not be made, envelopes and labels that could not."""

    made: int
    missing: int
    unaddressed: int


def write_manifests(
    write: Callable[[str, Iterable[bytes]], None], entries: Callable[[], Iterable[Entry]], kinds: Sequence[Kind]
) -> Count:
    """Writes manifest.csv and manifest.json with `write`. Gives how many letters there are, each counted once.

    Nothing of a sender stands in them but the number of the row. `entries` gives them all, each time it is called.
    """
    made: set[int] = set()
    missing: set[int] = set()
    unaddressed = 0

    def records() -> Iterator[dict[str, Any]]:
        for entry in entries():
            kind = kinds[entry.base]
            values = (*entry[:6], kind.shown or kind.case, kind.base.recipient, kind.base.language)
            yield dict(zip(FIELDS, (*values, entry.fingerprint, entry.problem, entry.place), strict=True))

    for entry in entries():
        if entry.set in ("letter", "copy"):
            (missing if entry.problem else made).add(entry.number)
        else:
            unaddressed += bool(entry.problem)
    for name, lines in zip(LISTS, (_csv(records()), _json(records())), strict=True):
        write(name, lines)
    return Count(len(made), len(missing), unaddressed)


def _csv(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)  # See `write_csv`.
    yield b"\xef\xbb\xbf"  # So that spreadsheets know that it is UTF-8.
    for values in itertools.chain([FIELDS], (record.values() for record in records)):
        writer.writerow([escape_formula(str(value)) for value in values])
        yield line.getvalue().encode("utf-8", "replace")
        line.seek(0)
        line.truncate()


def _json(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    yield b'{"format": 1, "letters": ['
    between = "\n"
    for record in records:
        yield (between + json.dumps(record, ensure_ascii=False)).encode("utf-8", "replace")
        between = ",\n"
    yield b"\n]}\n"
