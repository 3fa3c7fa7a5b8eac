"""Renews the pictures of the README: `python docs/pictures.py`. Needs pdftoppm (poppler-utils)."""

import datetime
import subprocess
from pathlib import Path

import ua_gen

HERE = Path(__file__).parent
SENDER = ua_gen.Sender(
    name="Mary Example",
    address=("12 Sample Lane", "Bristol BS1 5XX"),
    town="Bristol",
    country="GB",
    email="mary@example.org",
)


def main() -> None:
    case = ua_gen.load(HERE.parent / "cases" / "kg-askarov.yaml")
    day = datetime.date(2010, 9, 20)
    letters = ua_gen.render(case, languages=["ru"], to=["interior-minister"], sender=SENDER, date=day)
    sheets = ua_gen.render(case, documents=["urgent-action-classic"], languages=["en"], date=day)
    for name, rendered in {"letter-ru": letters[0], "urgent-action-classic-en": sheets[0]}.items():
        command = ["pdftoppm", "-r", "72", "-f", "1", "-l", "1", "-singlefile", "-png", "-", str(HERE / name)]
        subprocess.run(command, input=rendered.data, check=True)


if __name__ == "__main__":
    main()
