"""How fast letters are made by the thousand: by ua-gen's print runs, by Typst, and by WeasyPrint one after the other.

    python benchmarks/letters.py [ROUNDS]

All set the same letters, of the case in cases/, from senders that differ in every line; Typst in the same type and
the same blocks as one document. Each run is a process of its own, on one core where nothing else is said, and its
time is that of the whole process; the senders are made in it, too. The table has medians; on a machine that does other
work, the seconds of the processor are what can be compared. `.[bench]` installs Typst.
"""

import datetime
import io
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ua_gen.casefile.loading import read_case
from ua_gen.model import Sender
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job
from ua_gen.rendering.page_cache import PageCache
from ua_gen.rendering.plan import plan
from ua_gen.rendering.request import RenderRequest
from ua_gen.rendering.series import Pages, series_texts, write_series
from ua_gen.templating import Templates
from ua_gen.wording import Wording

ROOT = Path(__file__).parent.parent
DAY = datetime.date(2010, 9, 20)
CHUNK = 2500  # Letters in a file of a print run.
TEMPLATES = Templates()
GIVEN = (
    "Aisha Anna Björn Chloé David Élise Fiona Gábor Hannah Ivan Jane Květa Liam Marta Nadia Omar Priya Rosa Tomás Zoë"
)
FAMILY = "Abbott Brown Carvalho Duval Evans Fischer García Hughes Ivanova Jones Kovács Lewis Müller Novák O’Neill Patel"
STREET = (
    "Abbey Bridge Castle Church Garden High Hill King’s Market Mill New Park Queen’s River School Station Tower West"
)
TOWN = "Aberdeen Bath Cardiff Derby Exeter Glasgow Hull Leeds Norwich Oxford Perth Reading Stirling Truro Wells York"

TYPST = """\
#set page(paper: "a4", margin: (top: 22mm, bottom: 18mm, x: 25mm))
#set text(font: "Linux Libertine O", size: SIZEpt, lang: "en", number-type: "old-style", hyphenate: false)
#set par(leading: .58em, spacing: .75em)
#let letters = json("senders.json")
#let body = json("letter.json")
#for (number, letter) in letters.enumerate() {
  if number > 0 { pagebreak() }
  set align(left)
  block(width: 100%, height: 5.5em, align(right, text(number-type: "lining", letter.lines.join(linebreak()))))
  v(2mm)
  text(number-type: "lining", body.recipient.join(linebreak()))
  v(4mm)
  align(right, letter.date)
  v(4mm)
  strong(body.subject)
  v(2mm)
  par(body.salutation)
  for paragraph in body.paragraphs { v(.3em); par(paragraph) }
  for request in body.requests { v(.1em); pad(left: .35em, grid(columns: (1.15em, 1fr), "–", request)) }
  v(.3em)
  par(body.reply)
  v(.4em)
  par(body.closing)
  v(9mm)
  par(letter.signature)
  v(3mm)
  text(size: .86em, body.copies)
}
"""


def senders(first: int, count: int, personal: bool = False) -> Iterator[Sender]:
    for number in range(first, first + count):
        choose = random.Random(number)

        def pick(words: str, choose: random.Random = choose) -> str:
            return choose.choice(words.split())

        name = f"{pick(GIVEN)} {pick(GIVEN)} {pick(FAMILY)}"
        line = f"I am {choose.randrange(18, 90)} years old, live in {pick(TOWN)}, and this is letter {number}."
        yield Sender.model_validate(
            {
                "name": name,
                "address": [
                    f"{choose.randrange(1, 300)} {pick(STREET)} Street",
                    f"{pick(TOWN)} {pick(TOWN)[:2].upper()}{choose.randrange(1, 99)} {choose.randrange(1, 9)}AB",
                ],
                "town": pick(TOWN),
                "country": "GB",
                "email": f"{re.sub('[^a-z]', '', name.lower())}{number}@example.org",
                **({"personal_line": {"en": line}} if personal else {}),
            }
        )


def letter() -> Job:
    wish = RenderRequest(DAY, DAY, languages=("en",), to=("interior-minister",))
    jobs, _ = plan([read_case(ROOT / "cases" / "kg-askarov.yaml")], wish, TEMPLATES)
    return jobs[0]


def ours(count: int, personal: bool = False) -> int:
    job, press, size = letter(), PageCache(TEMPLATES), 0
    for first in range(0, count, CHUNK):
        size += _file(job, press, list(senders(first, min(CHUNK, count - first), personal)))
    return size


def _file(job: Job, press: PageCache, chunk: Sequence[Sender]) -> int:
    out = io.BytesIO()
    found = write_series((replace(job, sender=sender) for sender in chunk), TEMPLATES, out, press=press)
    assert all(isinstance(pages, Pages) for pages in found)
    return len(out.getvalue())


WORKER: list[Any] = []


def _chunk(first: int, count: int, personal: bool) -> int:
    if not WORKER:
        WORKER.extend((letter(), PageCache(TEMPLATES)))
    return _file(WORKER[0], WORKER[1], list(senders(first, count, personal)))


def ours_in_two(count: int, personal: bool = False) -> int:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    step = min(CHUNK, -(-count // 4))
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as pool:
        starts = range(0, count, step)
        files = [pool.submit(_chunk, first, min(step, count - first), personal) for first in starts]
        return sum(file.result() for file in files)


def weasyprint(count: int, personal: bool = False) -> int:
    from ua_gen.pdf import write_pdf

    job, size = letter(), 0
    for sender in senders(0, count, personal):
        one = replace(job, sender=sender)
        html = compose(one, TEMPLATES, "html").text
        size += len(write_pdf(html, job.document.fits, job.document.pages, TEMPLATES.folders).data)
    return size


def typst(count: int, personal: bool = False) -> int:
    import typst as compiler

    job = letter()
    case = job.case.value
    assert case is not None
    say = Wording(case, job.language, job.day, job.recipient, next(senders(0, 1)))
    letters = []
    for sender in senders(0, count):
        say.sender = sender
        letters.append({"lines": say.sender_lines, "date": say.place_and_date, "signature": say.signature})
    body = {
        "recipient": say.recipient_lines,
        "subject": say.subject,
        "salutation": say.salutation,
        "paragraphs": [*say.concern, *say.letter_facts, say.t("letter.ask")],
        "requests": [request + ";" for request in say.requests],
        "reply": say.t("letter.reply"),
        "closing": say.closing,
        "copies": say.t("letter.copies", copies=say.copies),
    }
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "senders.json").write_text(json.dumps(letters), "utf-8")
        Path(folder, "letter.json").write_text(json.dumps(body), "utf-8")
        main = Path(folder, "letters.typ")
        main.write_text(TYPST.replace("SIZE", "11.25"), "utf-8")
        data = compiler.compile(str(main))
    if "KEEP" in os.environ:
        Path(os.environ["KEEP"]).write_bytes(data)
    return len(data)


def texts(count: int, personal: bool = False) -> int:
    job = letter()
    jobs = (replace(job, sender=sender) for sender in senders(0, count, personal))
    return sum(len(found.text.encode()) for found in series_texts(jobs, TEMPLATES) if not isinstance(found, Exception))


def run(name: str, count: int, personal: bool, cores: int) -> tuple[float, float, int, float]:
    """Seconds, those of the processor, bytes, and the most memory in MB of one process or of its largest child."""
    command = [sys.executable, __file__, "run", name, str(count), str(int(personal)), str(cores)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert process.stdout
    size, memory = process.stdout.read().split()
    _, _, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_utime + usage.ru_stime, int(size), int(memory) / 1024


RUNS = [  # Title, function, letters, personal lines, cores, with what it is compared.
    ("WeasyPrint, one by one", "weasyprint", 150, False, 1, ""),
    ("Typst, one document", "typst", 3000, False, 1, ""),
    ("ua-gen", "ours", 60_000, False, 1, "weasyprint typst"),
    ("ua-gen, two processes", "ours_in_two", 60_000, False, 2, "ours"),
    ("WeasyPrint, one by one, with personal lines", "weasyprint", 150, True, 1, ""),
    ("ua-gen, two processes, with personal lines", "ours_in_two", 300, True, 2, "weasyprint"),
    ("ua-gen, text", "texts", 10_000, False, 1, ""),
]


def main(rounds: int) -> None:
    found: dict[tuple[str, bool], float] = {}
    columns = "seconds", "of the processor", "ms a letter", "bytes a letter", "memory, MB", "times as fast"
    print(f"| median of {rounds} | letters | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 2) + "|")
    results: list[list[tuple[float, float, int, float]]] = [[] for _ in RUNS]
    for _ in range(rounds):
        for (_, name, count, personal, cores, _), result in zip(RUNS, results, strict=True):
            result.append(run(name, count, personal, cores))
    for (title, name, count, personal, _, others), result in zip(RUNS, results, strict=True):
        seconds, busy, size, memory = (statistics.median(values) for values in zip(*result, strict=True))
        found[name, personal] = seconds / count
        ratios = ", ".join(
            f"{found[other, personal] / found[name, personal]:.1f} × {other}" for other in others.split()
        )
        each = f"{seconds / count * 1000:.2f} | {size / count:.0f}"
        print(f"| {title} | {count:,} | {seconds:.2f} | {busy:.2f} | {each} | {memory:.0f} | {ratios} |")


def inside(name: str, count: str, personal: str, cores: str) -> None:
    import resource

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: int(cores)])
    size = globals()[name](int(count), personal == "1")
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    print(size, max(resource.getrusage(which).ru_maxrss for which in who))


if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        inside(*sys.argv[2:])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
