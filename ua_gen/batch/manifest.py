"""The list of all letters of a run: where each is, from which row of the list, and what it says, by its fingerprint."""

import csv
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ua_gen.batch.posting import Kind
from ua_gen.batch.work import Entry
from ua_gen.output import write_whole
from ua_gen.senders.delimited import harmless

FIELDS = ("letter", "set", "file", "page", "pages", "row", "case", "recipient", "language", "fingerprint", "problem")


def write_manifests(folder: Path, entries: Callable[[], Iterable[Entry]], kinds: Sequence[Kind]) -> int:
    """Writes manifest.csv and manifest.json. Gives how many letters could not be made.

    Nothing of a sender stands in them but the number of the row. `entries` gives them all, each time it is called.
    """
    missing = 0

    def records() -> Iterator[dict[str, Any]]:
        nonlocal missing
        missing = 0
        for entry in entries():
            missing += bool(entry.problem)
            base, case, _ = kinds[entry.base]
            values = (*entry[:6], case, base.recipient, base.language, entry.fingerprint, entry.problem)
            yield dict(zip(FIELDS, values, strict=True))

    write_whole(folder / "manifest.csv", _csv(records()), private=True)
    write_whole(folder / "manifest.json", _json(records()), private=True)
    return missing


def _csv(records: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    line = io.StringIO(newline="")
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)  # See `write_csv`.
    yield b"\xef\xbb\xbf"  # So that spreadsheets know that it is UTF-8.
    for values in itertools.chain([FIELDS], (record.values() for record in records)):
        writer.writerow([harmless(str(value)) for value in values])
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
