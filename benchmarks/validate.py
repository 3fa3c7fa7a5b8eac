"""How long `ua-gen validate` takes for a repository of cases, against a schema checker and a linter together.

    pip install check-jsonschema yamllint
    python benchmarks/validate.py [ROUNDS]

The files are made of the case in cases/ and of the one that `ua-gen new` writes, cut so that they have 5 kB on
average; names and numbers differ in each, so that nothing is found ready from the file before. All programs run in
turn, each in a process of its own, on the same files. Medians; the ratio is what can be compared between machines.
"""

import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DAY = "2010-09-20"
BIN = Path(sys.executable).parent
OURS = [sys.executable, "-m", "ua_gen", "validate", "-q", "--exit-zero", "--date", DAY]


def long_case() -> str:
    """The case in cases/ without its background and outcome, and with the first entry of each of its lists."""
    fields = re.split(r"^(?=\w+:)", (ROOT / "cases" / "kg-askarov.yaml").read_text("utf-8"), flags=re.MULTILINE)
    entries = [re.split(r"^(?=  - )", field, flags=re.MULTILINE) for field in fields]
    return "".join("".join(parts[:2]) for parts in entries if not re.match("background|outcome", parts[0]))


def short_case() -> str:
    made = subprocess.run(
        [sys.executable, "-m", "ua_gen", "new", "-", "--date", DAY], check=True, capture_output=True, encoding="utf-8"
    )
    return made.stdout


def write(folder: Path, count: int) -> Iterator[Path]:
    """`count` files that all differ in the names that stand everywhere in their texts."""
    patterns = ((long_case(), "Askarov", "Аскаров"), (short_case(), "Specimen", "Образцов"))
    for number in range(count):
        text, latin, cyrillic = patterns[number % 2]
        letters = random.Random(number).choices(range(26), k=8)  # Names as different as real ones.
        text = text.replace(latin, latin + "".join(chr(ord("a") + letter) for letter in letters))
        text = text.replace(cyrillic, cyrillic + "".join(chr(ord("а") + letter) for letter in letters))
        path = folder / f"case-{number:05}.yaml"
        path.write_text(re.sub(r"number: \d+/", f"number: {number + 1}/", text), "utf-8")
        yield path


def run(command: list[str]) -> tuple[float, float]:
    """Seconds and the most memory in MB. The programs may find something: what they say is not looked at."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "XDG_CONFIG_HOME": "/nonexistent"},
    )
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def compare(folder: Path, rounds: int) -> None:
    files = list(write(folder, 500))
    size = sum(file.stat().st_size for file in files) / len(files) / 1000
    schema = folder / "case.schema.json"
    schema.write_bytes(subprocess.run([*OURS[:3], "schema"], check=True, capture_output=True).stdout)
    names = [str(file) for file in files]
    commands = {
        "check-jsonschema": [str(BIN / "check-jsonschema"), "--schemafile", str(schema), *names],
        "yamllint": [str(BIN / "yamllint"), *names],
        "ua-gen validate": [*OURS, str(folder)],
        "ua-gen validate, one file": [*OURS, names[0]],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(run(command)[0])
    medians = {name: statistics.median(values) for name, values in times.items()}
    ours, both = medians["ua-gen validate"], medians["check-jsonschema"] + medians["yamllint"]
    print(f"| {len(files)} files of {size:.1f} kB, median of {rounds} | seconds | to ua-gen |\n|---|---|---|")
    for name, median in {**medians, "check-jsonschema and yamllint": both}.items():
        print(f"| {name} | {median:.2f} | {median / ours:.1f} |")


def grow(folder: Path) -> None:
    print("\n| files | seconds | ms a file | memory, MB |\n|---|---|---|---|")
    for count in (100, 1_000, 10_000):
        inside = folder / str(count)
        inside.mkdir()
        list(write(inside, count))
        seconds, memory = run([*OURS, str(inside)])
        print(f"| {count} | {seconds:.2f} | {seconds / count * 1000:.2f} | {memory:.0f} |")


def main(rounds: int) -> None:
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        compare(Path(first), rounds)
        grow(Path(second))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
