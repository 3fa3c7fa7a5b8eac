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
