"""Renews the pictures of the README: `python docs/pictures.py`. Needs pdftoppm (poppler-utils)."""

import datetime
import subprocess
from pathlib import Path
from typing import Any

import ua_gen

HERE = Path(__file__).parent
CASES = HERE.parent / "cases"
SENDER = ua_gen.Sender(
    name="Mary Example",
    address=("12 Sample Lane", "Bristol BS1 5XX"),
    town="Bristol",
    country="GB",
    email="mary@example.org",
    signatories=("Mary Example", "Peter Sample", "Asha Specimen"),
)
SECTION = ua_gen.Section(
    name="Example Section",
    address=("1 Example Street", "Bristol BS1 5XX"),
    country="GB",
    email="actions@example.org",
    web="www.example.org",
)
ASKAROV = datetime.date(2010, 9, 20)
SPECIMEN = datetime.date(2026, 3, 20)

# Each picture: its place, the case file, the day, and what is wished of it.
PICTURES: dict[str, tuple[str, datetime.date, dict[str, Any]]] = {
    "letter-ru": ("kg-askarov", ASKAROV, {"languages": ["ru"], "to": ["interior-minister"]}),
    "gallery/letter": ("kg-askarov", ASKAROV, {"to": ["interior-minister"], "window": "din-b"}),
    "gallery/urgent-action": ("specimen", SPECIMEN, {"documents": ["urgent-action"], "section": SECTION}),
    "gallery/urgent-action-classic": ("kg-askarov", ASKAROV, {"documents": ["urgent-action-classic"]}),
    "gallery/outcome": ("uz-zainabitdinov", datetime.date(2008, 3, 1), {"documents": ["outcome"]}),
    "gallery/solidarity": ("specimen", SPECIMEN, {"documents": ["solidarity"], "languages": ["ru"]}),
    "gallery/petition": ("specimen", SPECIMEN, {"documents": ["petition"], "to": ["minister"], "section": SECTION}),
    "gallery/group-letter": ("kg-askarov", ASKAROV, {"documents": ["group-letter"], "to": ["general-prosecutor"]}),
    "gallery/embassy-copy": ("specimen", SPECIMEN, {"documents": ["embassy-copy"]}),
    "gallery/statement": ("joint-statement-2010", datetime.date(2010, 10, 10), {}),
    "gallery/press-release": ("press-release-askarov-2016", datetime.date(2016, 7, 6), {}),
    "gallery/fax-cover": ("kg-askarov", ASKAROV, {"documents": ["fax-cover"], "to": ["interior-minister"]}),
    "gallery/envelope": ("kg-askarov", ASKAROV, {"documents": ["envelope"], "to": ["interior-minister"]}),
}


def main() -> None:
    (HERE / "gallery").mkdir(exist_ok=True)
    for place, (case, day, wish) in PICTURES.items():
        asked = {"languages": ["en"], "sender": SENDER, **wish}
        [rendered] = ua_gen.render(CASES / f"{case}.yaml", date=day, **asked)
        resolution = "40" if place.startswith("gallery/") else "72"
        command = ["pdftoppm", "-r", resolution, "-f", "1", "-l", "1", "-singlefile", "-png", "-", str(HERE / place)]
        subprocess.run(command, input=rendered.data, check=True)


if __name__ == "__main__":
    main()
