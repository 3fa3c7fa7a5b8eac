"""Two documents of one action in files beside each other."""

from pathlib import Path
from typing import Any

import pytest

from helpers.specimen import DAY, MINIMAL, SOMEBODY, case_text
from ua_gen import Problems, render

ACTION = MINIMAL["action"] | {"number": "7/26", "kind": "update", "sequence": 2}
OLD = SOMEBODY | {"action": ACTION}
NEW = OLD | {"action": ACTION | {"kind": "update", "sequence": 3, "issued": "2026-03-15"}}


def put(folder: Path, **files: Any) -> Path:
    """Writes case files, given as data or as text. The case that is rendered is `old`."""
    for name, content in {"old": OLD, **files}.items():
        (folder / f"{name}.yaml").write_text(content if isinstance(content, str) else case_text(content), "utf-8")
    return folder / "old.yaml"


def found(path: Path, on: Any = DAY, **wish: Any) -> list[str]:
    import datetime

    day = datetime.date.fromisoformat(str(on))
    try:
        render(path, formats=["txt"], date=day, **wish)
    except Problems as problems:
        return [diagnostic.code for diagnostic in problems.diagnostics]
    return []


def changed(action: dict[str, Any], **more: Any) -> dict[str, Any]:
    return NEW | {"action": NEW["action"] | action} | more


def unnumbered(case: dict[str, Any], **action: Any) -> dict[str, Any]:
    return case | {"action": {name: value for name, value in case["action"].items() if name != "number"} | action}


def list_opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    from ua_gen.action.related import folder

    opened: list[str] = []
    real = folder.read_text
    monkeypatch.setattr(folder, "read_text", lambda path, name: (opened.append(name), real(path, name))[1])
    return opened
