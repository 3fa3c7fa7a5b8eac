"""Spoilt files by the ten thousand: whatever they hold, there must be a diagnostic, soon, and no other file.

    PYTHONPATH=tests python benchmarks/fuzz.py [INPUTS] [SEED] [KIND...]

Real cases, publications, translations, lists of senders and templates are spoilt by chance, read, checked, and, where
they are still sound, made into documents. Prints what raised anything but Problems or Misuse, what took longer than a
second, and what wrote a file; and keeps those inputs in the folder `found`. Kinds: case, publication, sender, list,
template.
"""

import collections
import datetime
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from specimen import FULL, SENDER, SOMEBODY, TWO_PEOPLE, case_text

from ua_gen import Misuse, Problems
from ua_gen.action import fingerprint
from ua_gen.action.next_document import draft
from ua_gen.api import prepare
from ua_gen.batch.senders import read_senders, rejected_csv
from ua_gen.casefile.loading import Loaded, read_file, read_sender
from ua_gen.cli.reporters import as_text
from ua_gen.languages import language, tags
from ua_gen.lint import runner
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job
from ua_gen.rendering.produce import render_all
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import BUILT_IN, Templates

ROOT = Path(__file__).parent.parent
DAYS = [datetime.date(2026, 3, 20), datetime.date(2010, 9, 20), datetime.date(2200, 1, 1), datetime.date(1, 1, 1)]
SLOW = 1.0  # Seconds for a file of 50 kB or less.
ODD = """\
null|~|true|NO|0|-1|1e999|.nan|012|0x1F|1_000|2010-02-30|2010-13|9999-12-31|0000-00-00|12:30:00|7 years|999 months|life
ru|EN|zh-Hant-TW|KG|UK|XX|a@b|a@example.org|x@пример.рф|+996 312 68 20 44|www.example.org|javascript:alert(1)|../../x
file:///etc/passwd|{{ 7*7 }}|{% for x in y %}|{# |#}|<b>x</b>|]]>|<!--|-->|&amp;|&#0;|%s|{0}|{name}|\\|'|"|`|$(id)|;|=1
!!python/object|&a|*a|<<: *a|>-|? |- - -|---|...|%YAML 9.9|# ua-gen: draft|# ua-gen: not a case|# ua-gen: ignore UA101
[key]|as_|root|died|stopped|first|update|outcome|stop|everybody|minister|head-of-state|release-unconditionally|[]|{}|[[]]
say.case|slot('signature')|loop.index|{% block body %}|{% endblock %}|{{ super() }}|{% extends "!letter/letter.html" %}
""".replace("\n", "|").split("|")
ODD += [
    "\t",
    "\r\n",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\ufeff",
    "\ufffe",
    "\ue000",
    "\U000e0001",
    "\u200d",
]
ODD += [
    "e" + "\u0301" * 50,
    "😀",
    "👩‍👩‍👧",
    "ﷺ",
    "ا",
    "写",
    "İ",
    "ß",
    "ǅ",
    "ﬁ",
    "a" * 3000,
    "a " * 1000,
    "\n" * 100,
    "[" * 30,
]


def spoil(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A copy with one to six changes."""
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        at = chance.randrange(len(data) + 1)
        odd = chance.choice(ODD).encode()
        lines = data.split(b"\n")
        row = chance.randrange(len(lines))
        match chance.randrange(11):
            case 0:
                data = data[:at] + odd + data[at:]
            case 1:
                data = data[:at] + odd + data[at + chance.randrange(20) :]
            case 2:
                data = data[:at] + data[at + chance.choice([1, 2, 10, 200]) :]
            case 3:
                data = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
            case 4:
                lines[row : row + 1] = []
                data = b"\n".join(lines)
            case 5:
                lines[row:row] = [lines[row]] * chance.choice([1, 1, 2, 50])
                data = b"\n".join(lines)
            case 6:
                lines[row] = b" " * chance.randrange(5) + lines[row].lstrip()
                data = b"\n".join(lines)
            case 7 | 8:  # The value of a field, which most often leaves the file sound.
                name, colon, _ = lines[row].partition(b": ")
                lines[row] = name + colon + (b'"%b"' % odd.replace(b'"', b"'") if chance.random() < 0.5 else odd)
                data = b"\n".join(lines)
            case 9:
                other = chance.choice(others).split(b"\n")
                begin = chance.randrange(len(other))
                lines[row:row] = other[begin : begin + chance.randrange(8)]
                data = b"\n".join(lines)
            case 10:
                data = data[: max(at, 1)]
    return data


def workbook(rows: list[list[str]]) -> bytes:
    letters = "ABCDEFGH"
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{letters[c]}{r}" t="inlineStr"><is><t>{v}</t></is></c>' for c, v in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook {space} xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/a.xml"/></Relationships>',
        "xl/worksheets/a.xml": f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return out.getvalue()


ROWS = [
    ["Name", "Street", "Postcode", "Town", "Country", "E-mail", "Language", "Privacy"],
    ["Kim Sample", "1 High Street", "LS1 1AA", "Leeds", "United Kingdom", "kim@example.org", "en", "full"],
    ["Анна Пример", "ул. Ленина, 5", "720000", "Бишкек", "Кыргызстан", "", "ru", "initials"],
    ["Zoë O'Neill", "Straße 12 ß", "10115", "Berlin", "DE", "zoe@example.org", "de", "anonymous"],
]


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    found: dict[str, list[tuple[str, bytes]]] = {
        "case": [],
        "publication": [],
        "sender": [],
        "list": [],
        "template": [],
    }
    for path in sorted((ROOT / "cases").glob("*.yaml")):
        kind = "publication" if path.read_bytes().startswith(b"kind:") or b"\nkind:" in path.read_bytes() else "case"
        found[kind].append((path.name, path.read_bytes()))
    for data in (SOMEBODY, SOMEBODY, FULL, TWO_PEOPLE):
        found["case"].append(("case.yaml", case_text(data).encode()))
    found["sender"].append(("sender.yaml", case_text(SENDER).encode()))
    for delimiter, encoding in ((",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (",", "utf-8"), (";", "cp1251")):
        text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in ROWS)
        found["list"].append(("list.csv", text.encode(encoding, "replace")))
    found["list"].append(("list.yaml", case_text({"senders": [SENDER, SENDER]}).encode()))
    found["list"].append(("list.xlsx", workbook(ROWS)))
    for path in sorted(BUILT_IN.glob("*/*")):
        found["template"].append((f"{path.parent.name}/{path.name}", path.read_bytes()))
    return found


class Fuzzer:
    """One run: where its files are, and what was found."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.chance = random.Random(seed)
        self.sound: collections.Counter[str] = collections.Counter()
        self.codes: collections.Counter[str] = collections.Counter()
        for path in (ROOT / "cases").glob("*.yaml"):
            (folder / path.name).write_bytes(path.read_bytes())
        self.templates = Templates()
        self.calm = read_file(self._put("calm.yaml", case_text(SOMEBODY).encode()))
        self.now = self.files()

    def files(self) -> set[Path]:
        return set(self.folder.rglob("*"))

    def _put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def show(self, problems: tuple[object, ...]) -> None:
        for diagnostic in problems[:20]:
            self.codes[diagnostic.code] += 1  # type: ignore[attr-defined]
            shown = as_text(diagnostic)  # type: ignore[arg-type]
            assert all(character.isprintable() or character == "\n" for character in shown), shown

    def made(self, loaded: Loaded, kind: str) -> None:
        """What is made of a file that is still sound."""
        self.sound[kind] += 1
        day = self.chance.choice(DAYS[:2])
        known = [name for name, each in self.templates.documents.items() if each.per not in ("embassy",)]
        names = () if kind == "publication" else (self.chance.choice(["letter", "letter", self.chance.choice(known)]),)
        tongues = (self.chance.choice(["en", "ru", *tags()]),)
        wish = RenderRequest(day, day, names, tongues, after_deadline=True, translation=self.chance.choice(["", "en"]))
        jobs, refused = prepare([loaded], wish, self.templates)
        self.show(tuple(refused))
        form = self.chance.choice(["txt", "html", "eml"])
        for made in render_all(jobs[:2], [form], self.templates):
            self.show(made.diagnostics if isinstance(made, Problems) else made.warnings)
        if kind == "case" and self.chance.random() < 0.2:
            fingerprint.fingerprint(loaded.value, "ru")
            again = draft(loaded, loaded.value, self.chance.choice(["update", "stop"]), day, "new.yaml")
            self.show(again.diagnostics)

    def try_case(self, path: Path) -> None:
        loaded = read_file(path)
        self.show(loaded.diagnostics)
        if loaded.value is None:
            return
        kind = "publication" if getattr(loaded.value, "kind", None) else "case"
        if kind == "case":
            self.show(runner.check(loaded, self.chance.choice(DAYS)))
        self.made(loaded, kind)

    try_publication = try_case

    def try_sender(self, path: Path) -> None:
        loaded = read_sender(path)
        self.show(loaded.diagnostics)
        if loaded.value:
            self.sound["sender"] += 1
            letter, tongue = self.templates.documents["letter"], language(self.chance.choice(["en", "ru", *tags()]))
            job = Job(self.calm, letter, tongue, DAYS[0], self.calm.value.recipients[0], loaded.value)
            for form in ("txt", "html", "eml"):
                for made in render_all([job], [form], self.templates):  # type: ignore[list-item]
                    self.show(made.diagnostics if isinstance(made, Problems) else made.warnings)

    def try_list(self, path: Path) -> None:
        listed = read_senders(path, path.name)
        self.show(listed.diagnostics)
        self.sound["list"] += bool(listed.rows)
        rejected_csv(listed)

    def try_template(self, path: Path) -> None:
        own = self.folder / "own"
        name = path.parent.name
        documents = [name] if name != "shared" else ["letter", "urgent-action", "petition"]
        templates = Templates([own])
        for document in documents:
            found = templates.documents.get(document)
            if found is None:
                continue  # Not a document, but a sheet of labels.
            if found.per in ("statement", "press-release"):
                continue
            job = Job(self.calm, found, language("en"), DAYS[0], None)
            if found.per == "recipient":
                job = replace(job, recipient=self.calm.value.recipients[0])
            compose(job, templates, self.chance.choice(["html", "txt"]))
            self.sound["template"] += 1

    def inputs(self, kinds: list[str]) -> Iterator[tuple[str, str, bytes]]:
        corpus = seeds()
        weights = {"case": 5, "publication": 2, "sender": 2, "list": 9, "template": 2}
        while True:
            [kind] = self.chance.choices(kinds, [weights[kind] for kind in kinds])
            name, data = self.chance.choice(corpus[kind])
            yield kind, name, spoil(data, self.chance, [other for _, other in corpus[kind]])

    def run(self, count: int, kinds: list[str]) -> int:
        bad = 0
        tried: collections.Counter[str] = collections.Counter()
        began = time.monotonic()
        slowest = 0.0
        for number, (kind, name, data) in enumerate(self.inputs(kinds)):
            if number == count:
                break
            place = f"own/{name}" if kind == "template" else "spoilt" + Path(name).suffix
            path = self._put(place, data)
            before = self.files() if number % 50 == 0 else None
            tried[kind] += 1
            start = time.process_time()
            wrong = ""
            target: Callable[[Path], None] = getattr(self, f"try_{kind}")
            try:
                target(path)
            except Problems as problems:
                self.show(problems.diagnostics)
            except Misuse:
                pass
            except Exception:
                wrong = traceback.format_exc(limit=-6)
            took = time.process_time() - start
            slowest = max(slowest, took)
            if took > SLOW and len(data) < 50_000 and number > 50:
                wrong = wrong or f"took {took:.1f} s"
            if before is not None and self.files() - before:
                wrong = wrong or f"wrote {self.files() - before}"
            path.unlink()
            if wrong:
                bad += 1
                kept = Path("found") / f"{kind}-{bad}-{Path(name).name}"
                kept.parent.mkdir(exist_ok=True)
                kept.write_bytes(data)
                print(f"--- {kept} (input {number})\n{wrong}", flush=True)
            if number and number % 5000 == 0:
                print(f"{number} inputs, {time.monotonic() - began:.0f} s", flush=True)
        print(
            f"inputs: {dict(tried)}; still sound: {dict(self.sound)}; codes: {len(self.codes)}; slowest {slowest:.2f} s"
        )
        print(f"{sum(tried.values())} inputs in {time.monotonic() - began:.0f} s: {bad} bad")
        return bad


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        bad = Fuzzer(Path(folder), seed).run(count, sys.argv[3:] or list(seeds()))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
