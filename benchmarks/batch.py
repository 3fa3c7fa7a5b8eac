"""How long whole print runs take, and how much memory: `ua-gen batch`, from the list to the manifest.

    python benchmarks/batch.py [ROUNDS]

Letters of the case in cases/ to one recipient, one from each row of a list of eight columns. Every run is a process of
its own with its workers, and its time that of the whole process; the table has medians. The memory is the largest of
any one process. A sample of one letter shows what reading, checking and planning take.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from senders import write_csv

ROOT = Path(__file__).parent.parent
FIXED = ("--date", "2010-09-20", "--to", "interior-minister", "-l", "en", "--yes", "--quiet")
RUNS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("read, checked, planned; one letter", 10_000, ("-f", "txt", "--sample", "1")),
    ("text", 10_000, ("-f", "txt")),
    ("PDF", 10_000, ()),
    ("PDF, requests in eight orders", 10_000, ("--vary", "x")),
    ("PDF and envelopes", 10_000, ("--envelopes", "dl")),
    ("PDF", 40_000, ()),
    ("PDF, two processes", 40_000, ("-j", "2")),
    ("PDF", 100_000, ()),
)


def run(senders: Path, out: Path, arguments: tuple[str, ...]) -> tuple[float, float]:
    """Seconds and megabytes."""
    case = ROOT / "cases" / "kg-askarov.yaml"
    own = [sys.executable, "-m", "ua_gen", "batch", str(case), "--senders", str(senders), "-o", str(out)]
    start = time.perf_counter()
    process = subprocess.Popen([*own, *FIXED, *arguments])
    _, process.returncode, usage = os.wait4(process.pid, 0)
    if process.returncode:
        sys.exit("the run failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"| median of {rounds} | senders | seconds | ms a letter | memory, MB |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in {count for _, count, _ in RUNS}:
            write_csv(folder / f"{count}.csv", count)
        found: list[list[tuple[float, float]]] = [[] for _ in RUNS]
        for number in range(rounds):
            for place, (_, count, arguments) in enumerate(RUNS):
                out = folder / f"{number}-{place}"
                found[place].append(run(folder / f"{count}.csv", out, arguments))
                subprocess.run(["rm", "-r", out], check=True)
    for (title, count, _), results in zip(RUNS, found, strict=True):
        seconds, memory = (statistics.median(values) for values in zip(*results, strict=True))
        print(f"| {title} | {count:,} | {seconds:.2f} | {seconds / count * 1000:.3f} | {memory:.0f} |")


if __name__ == "__main__":
    main()
