"""Data files of the package, read as JSON where that was made when it was built: it takes a twentieth of the time."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SUFFIX = ".json"  # Of the compiled form, beside its source.
VARIANT = "variant_of: "  # How the data file of a language begins that is laid over another.


def read_yaml(path: Path, loader: type = yaml.CSafeLoader) -> Any:
    """What a YAML file holds. In a checkout the source may be newer than the compiled form: then it is what counts.

    Keys that are no texts are texts in the compiled form; whoever has such keys reads them as numbers again.
    """
    compiled = fresh(path)
    if compiled is not None:
        return json.loads(compiled)
    return yaml.load(path.read_bytes(), Loader=loader)


def fresh(path: Path, suffix: str = SUFFIX) -> bytes | None:
    """The compiled form of a file, unless there is none, or it is older than its source."""
    compiled = path.with_suffix(suffix)
    try:
        made = compiled.stat().st_mtime
    except FileNotFoundError:
        return None
    return None if any(_changed(each, made) for each in sources(path)) else compiled.read_bytes()


def sources(path: Path) -> tuple[Path, ...]:
    """What a file is made of: itself, and in the folder of a variant the same file of the language beneath."""
    beneath = base(path.parent)
    return (path,) if beneath is None else (path, beneath / path.name, path.parent / "language.yaml")


@cache
def base(folder: Path) -> Path | None:
    """The folder of the language that a language is a variant of, as the first line of its data file says."""
    try:
        with (folder / "language.yaml").open(encoding="utf-8") as file:
            first = file.readline()
    except FileNotFoundError:
        return None
    return folder.parent / first.removeprefix(VARIANT).strip() if first.startswith(VARIANT) else None


def _changed(path: Path, made: float) -> bool:
    try:
        return path.stat().st_mtime > made
    except FileNotFoundError:  # A wheel has no sources of catalogues.
        return False
