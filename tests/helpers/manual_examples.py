"""The examples of manuals as files."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BASE = (ROOT / "tests" / "base-case.yaml").read_text("utf-8")


def fields(text: str) -> dict[str, str]:
    """A case file, or a fragment of one, cut before each line that begins a top-level field."""
    parts = re.split(r"^(?=\w+:)", text, flags=re.MULTILINE)
    found: dict[str, str] = {}
    for part in parts[1:]:
        name = part.split(":")[0]
        found[name] = found.get(name, "") + part
    return {"": parts[0], **found}


def written_out(fragment: str) -> list[str]:
    """The files that an example stands for: the base case with the fields that the example replaces."""
    return ["".join({**fields(BASE), **fields(part + "\n")}.values()) for part in re.split("(?m)^---\n", fragment)]
