"""How long it takes to read, check and de-duplicate a list of supporters.

    python benchmarks/senders.py [ROUNDS]

CSV and XLSX of eight columns, all rows different and sound. Every round is a process of its own: medians of the time
for `read_senders` without the imports, and the memory that the process gains by it.
"""

import csv
import random
import statistics
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = ("First name", "Last name", "Street", "Postcode", "Town", "Country", "E-mail", "Language")
TOWNS = (("Wien", "Austria", "de"), ("Bishkek", "Kyrgyzstan", "ru"), ("Lyon", "FR", "fr"), ("Łódź", "Polen", "en"))

TIMED = """
import resource, sys, time
from pathlib import Path
from ua_gen.batch.senders import read_senders
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
listed = read_senders(Path(sys.argv[1]), "list")
took = time.perf_counter() - start
assert len(listed.rows) == int(sys.argv[2]), listed.diagnostics[:3]
print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def rows(count: int) -> Iterator[tuple[str, ...]]:
    chance = random.Random(1)
    for number in range(count):
        name = "".join(chance.choices("abcdefghiklmnoprstuvwyé", k=7)).title()
        town, country, language = TOWNS[number % len(TOWNS)]
        postcode = f"{chance.randrange(10_000, 99_999)}"
        yield name, f"Sample{number}", f"Straße {number % 300}", postcode, town, country, f"p{number}@ex.org", language


def write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(chain([HEADINGS], rows(count)))


def write_xlsx(path: Path, count: int) -> None:
    """The least that a workbook consists of."""
    office = "http://schemas.openxmlformats.org"
    main, relations = f"{office}/spreadsheetml/2006/main", f"{office}/package/2006/relationships"
    document = f"{office}/officeDocument/2006/relationships"
    cells = (
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for column, cell in enumerate(row)
        )
        + "</row>"
        for number, row in enumerate(chain([HEADINGS], rows(count)), 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{office}/package/2006/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{document}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{document}"><sheets><sheet name="List" sheetId="1" r:id="s"/>'
            "</sheets></workbook>",
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="s" Type="{document}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        # Row by row: a child process counts the memory that its parent ever had as its own.
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            sheet.writelines(row.encode() for row in cells)
            sheet.write(b"</sheetData></worksheet>")


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and megabytes."""
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'rows':>8}  {'format':6}  {'seconds':>7}  {'µs a row':>8}  {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for count in (10_000, 100_000):
            for suffix, write in ((".csv", write_csv), (".xlsx", write_xlsx)):
                path = Path(folder, f"list{suffix}")
                write(path, count)
                command = [sys.executable, "-c", TIMED, str(path), str(count)]
                runs = [run(command) for _ in range(rounds)]
                seconds, memory = (statistics.median(values) for values in zip(*runs, strict=True))
                print(f"{count:8,}  {suffix[1:]:6}  {seconds:7.2f}  {seconds / count * 1e6:8.1f}  {memory:5.0f}")


if __name__ == "__main__":
    main()
