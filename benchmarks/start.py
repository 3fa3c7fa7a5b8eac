"""How long a first letter takes: `ua-gen --help`, and one PDF letter against a bare script that lays out its HTML.

    python benchmarks/start.py [ROUNDS]

The bare script imports WeasyPrint and writes the same HTML at the same size of type, nothing else. The two are run
in turn, each in a process of its own; the table gives medians, and their ratio, which is what can be compared
between machines.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CASE = Path(__file__).parent.parent / "cases" / "kg-askarov.yaml"
WANTED = [str(CASE), "--date", "2010-09-20", "-l", "ru", "--to", "interior-minister", "-q"]
BARE = """
import sys
from weasyprint import HTML
HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent"})
    return time.perf_counter() - start


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        page, out = f"{folder}/letter.html", f"{folder}/letter.pdf"
        ours = [sys.executable, "-m", "ua_gen", "render", *WANTED]
        subprocess.run([*ours, "-f", "html", "-o", page], check=True)
        commands = {
            "ua-gen --help": [sys.executable, "-m", "ua_gen", "--help"],
            "one text letter": [*ours, "-f", "txt", "-o", f"{folder}/letter.txt"],
            "one PDF letter": [*ours, "-o", out],
            "bare WeasyPrint": [sys.executable, "-c", BARE, page, out],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(seconds(command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    bare = medians["bare WeasyPrint"]
    print(f"| cold start, median of {rounds} | seconds | to bare WeasyPrint |\n|---|---|---|")
    for name, median in medians.items():
        print(f"| {name} | {median:.2f} | {median / bare:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
