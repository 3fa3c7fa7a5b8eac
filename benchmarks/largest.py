"""How long the largest case that is allowed takes: to be checked, and its letter as text and as PDF.

    python benchmarks/largest.py            every dimension of a case at its limit, and all at once
    python benchmarks/largest.py recipients only that one

A letter is to take under 2 seconds as text and 10 as PDF (which may say that it is too long), a check under 3.
"""

import datetime
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import yaml

from ua_gen.api import render
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.diagnostics import Problems
from ua_gen.files.reading import MAX_BYTES
from ua_gen.lint import runner

DAY = datetime.date(2026, 3, 20)
LIMITS = {"validate": 3.0, "txt": 2.0, "pdf": 10.0}
CASE: dict[str, Any] = {
    "format": 1,
    "language": "en",
    "country": "KG",
    "title": "Librarians held for lending books",
    "summary": "They lend books. They must be free.",
    "action": {"number": "7/26", "issued": "2026-03-10", "issuer": "Example Committee"},
    "people": [{"id": "p0", "name": "Ada Specimen", "gender": "female"}],
    "requests": [{"ask": "release-unconditionally"}],
    "recipients": [
        {"id": "r0", "post": "minister", "office": "Minister of Justice", "country": "KG", "address": ["1 Road"]}
    ],
}


def person(number: int) -> dict[str, Any]:
    return {"id": f"p{number}", "name": f"Ada Specimen {_word(number)}", "gender": "female", "role": "a librarian"}


def recipient(number: int) -> dict[str, Any]:
    office = f"Office of Region {_word(number)}"
    return {"id": f"r{number}", "post": "official", "office": office, "country": "KG", "address": [f"{number} Road"]}


def request(number: int) -> dict[str, Any]:
    return {"text": f"open the library of {_word(number)} again", "to": ["r0"]}


def event(number: int) -> dict[str, Any]:
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number)
    return {"type": "detained", "date": str(day), "place": f"Town {_word(number)}", "people": ["p0"], "source": "s0"}


def status(number: int) -> dict[str, Any]:
    day = datetime.date(2015, 1, 1) + datetime.timedelta(days=number)
    return {"state": ("detained", "at-risk")[number % 2], "since": str(day), "people": ["p0"], "source": "s0"}


def source(number: int) -> dict[str, Any]:
    return {"id": f"s{number}", "title": f"Report on {_word(number)}", "publisher": "Example Press"}


def paragraph(number: int) -> str:
    return f"Of the library of {_word(number)} nothing has been heard since its books were taken away."


DIMENSIONS: dict[str, tuple[Callable[[int], Any], int]] = {
    "people": (person, 500),
    "recipients": (recipient, 500),
    "requests": (request, 500),
    "background": (paragraph, 500),
    "events": (event, 500),
    "status": (status, 500),
    "sources": (source, 500),
}


def _word(number: int) -> str:
    """A word for a number, so that no two are alike."""
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in f"{number:04}").capitalize()


def filled(*names: str) -> dict[str, Any]:
    """The case with these at their limits."""
    case = dict(CASE)
    for name in names:
        make, most = DIMENSIONS[name]
        case[name] = [make(number) for number in range(most)]
    if ("events" in case or "status" in case) and "sources" not in case:
        case["sources"] = [source(0)]
    return case


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in DIMENSIONS:
        yield name, filled(name)
    everybody = filled("people", "events")
    names = [one["id"] for one in everybody["people"]][:30]
    yield "people in events", everybody | {"events": [one | {"people": names} for one in everybody["events"]]}
    asked = filled("recipients", "requests")
    to = [one["id"] for one in asked["recipients"]][:30]
    yield "recipients in requests", asked | {"requests": [one | {"to": to} for one in asked["requests"]]}
    yield "text", CASE | {"background": ["Nothing has been heard of it since. " * 50] * 500}
    yield "one text", CASE | {"letter": {"en": "Nothing has been heard of it since. " * 27_000}}
    yield "one word", CASE | {"summary": "a" * 950_000}
    yield (
        "private",
        filled("recipients", "sources", "events")
        | {"events": [one | {"visibility": "private"} for one in filled("events")["events"]]},
    )
    yield "all", filled(*DIMENSIONS)


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def timed(work: Callable[[], Any]) -> tuple[float, str]:
    began = time.perf_counter()
    try:
        work()
        said = ""
    except Problems as problems:
        said = ", ".join(sorted({found.code for found in problems.diagnostics}))
    return time.perf_counter() - began, said


def main(chosen: list[str]) -> None:
    render(read_case_text(yaml.safe_dump(CASE), "warm.yaml"), languages=["en"], formats=["pdf"], date=DAY)
    print(f"{'':24}{'kB':>6}" + "".join(f"{name:>10}" for name in LIMITS))
    slow = False
    for name, case in cases():
        if chosen and name not in chosen:
            continue
        text = yaml.dump(case, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=10_000)
        assert len(text.encode()) <= MAX_BYTES, name

        def read(text: str = text) -> Loaded[Any]:
            return read_case_text(text, "case.yaml")

        took: dict[str, tuple[float, str]] = {"validate": timed(lambda: runner.check(read(), DAY))}
        for kind in ("txt", "pdf"):
            wish: dict[str, Any] = {"to": ["r0"], "formats": [kind], "languages": ["en"], "date": DAY}
            took[kind] = timed(lambda wish=wish: render(read(), **wish))  # type: ignore[misc]
        slow |= any(took[each][0] > most for each, most in LIMITS.items())
        said = " ".join(dict.fromkeys(word for _, word in took.values() if word))
        print(
            f"{name:24}{len(text) // 1000:>6}" + "".join(f"{took[each][0]:>9.2f}s" for each in LIMITS), said, flush=True
        )
    sys.exit(slow)


if __name__ == "__main__":
    main(sys.argv[1:])
