"""Cases that have been closed or stopped, with the files beside them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from helpers.specimen import TWO_PEOPLE, case_text
from ua_gen.templating import Templates

DOCUMENTS = Templates().documents
ASKS_NOTHING = {"outcome", "test-page"}  # All that may be made for somebody who is free or dead.
PUBLICATIONS = {"statement", "press-release"}
WHY = "Zmrzlina"  # The reason for which an action was stopped.
FAX = [person | {"fax": "+996 312 00 00 02"} for person in TWO_PEOPLE["recipients"]]
OPEN = TWO_PEOPLE | {"recipients": FAX, "solidarity": TWO_PEOPLE["solidarity"] | {"languages": ["ru", "en"]}}
STOP = OPEN["action"] | {"kind": "stop", "sequence": 4, "issued": "2026-03-15"}


def state(name: str, **more: Any) -> dict[str, Any]:
    return {"status": [*OPEN["status"], {"state": name, "since": "2026-03-15"} | more]}


SECRET: dict[str, Any] = {
    "note": f"{WHY} was threatened",
    "place": f"{WHY} city",
    "source": "zmrzlina",
}
SOURCES = {"sources": [*OPEN["sources"], {"id": "zmrzlina", "title": WHY, "publisher": WHY}]}


RELEASED = {"type": "released", "date": "2026-03"}
CLOSING = {"action": STOP | {"kind": "outcome"}, "status": state("died")["status"]}

# Every reason for which nothing may be asked: changes of the case, the files beside it, and the code that says so.
OVER: dict[str, tuple[dict[str, Any], dict[str, Any], str]] = {
    "died": (state("died"), {}, "UA220"),
    "released": (state("released", since="2026-03"), {}, "UA220"),
    "released-in-secret": (state("released", visibility="private", note=WHY), {}, "UA220"),
    "dead-and-alive": (
        {"status": [*state("died")["status"], {"state": "detained", "since": "2026-03-18"}]},
        {},
        "UA220",
    ),
    "closed": ({"action": OPEN["action"] | {"kind": "outcome"}}, {}, "UA220"),
    "event": ({"events": [*OPEN["events"], RELEASED]}, {}, "UA238"),
    "event-of-one": ({"events": [*OPEN["events"], {"type": "died", "people": ["aida"]}]}, {}, "UA238"),
    "outcome-told": ({"outcome": {"text": ["They are free."]}}, {}, "UA238"),
    "replaced": ({}, {"newer.yaml": OPEN | {"action": STOP | {"kind": "update"}}}, "UA229"),
    "outcome-beside": ({}, {"case-outcome.yaml": OPEN | CLOSING}, "UA229"),
    "ahead": (state("died", since="2027-03-15"), {}, "UA237"),
}
STOPPED: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "by-kind": ({"action": STOP} | SOURCES | {"status": [OPEN["status"][0] | SECRET]}, {}),
    "by-state": (state("stopped", **SECRET) | SOURCES, {}),
    "beside": ({}, {"stop.yaml": OPEN | {"action": STOP} | SOURCES | state("stopped", **SECRET)}),
}


def files(
    folder: Path, case: dict[str, Any], beside: dict[str, Any], form: Any = case_text
) -> Iterator[tuple[str, Path]]:
    """Writes a case, publications that name it, and what is beside them. Gives each document with its file."""
    (folder / "case.yaml").write_text(case_text(OPEN | case), "utf-8")
    for name, other in beside.items():
        (folder / name).write_text(case_text(other), "utf-8")
    common = {"format": 1, "language": "en", "title": "T", "issued": "2026-03-10"}
    statement = common | {
        "kind": "statement",
        "signatories": [{"name": "X"}],
        "countries": [{"country": "KG", "entries": [{"case": "case.yaml"}]}],
    }
    release = common | {"kind": "press-release", "issuer": "X", "case": "case.yaml", "lead": "L"}
    for name, publication in (("statement", statement), ("press-release", release)):
        (folder / f"{name}.yaml").write_text(case_text(publication), "utf-8")
    for name in DOCUMENTS:
        yield name, folder / f"{name if name in PUBLICATIONS else 'case'}.yaml"
