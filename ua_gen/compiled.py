"""Data files of the package, read as JSON where that was made when it was built: it takes a twentieth of the time."""

import json
from pathlib import Path
from typing import Any

import yaml

SUFFIX = ".json"  # Of the compiled form, beside its source.


def read_yaml(path: Path, loader: type = yaml.CSafeLoader) -> Any:
    """What a YAML file holds. In a checkout the source may be newer than the compiled form: then it is what counts.

    Keys that are no texts are texts in the compiled form; whoever has such keys reads them as numbers again.
    """
    compiled = fresh(path)
    if compiled is not None:
        return json.loads(compiled)
    return yaml.load(path.read_bytes(), Loader=loader)


def fresh(path: Path) -> bytes | None:
    """The compiled form of a file, unless there is none, or it is older than its source."""
    compiled = path.with_suffix(SUFFIX)
    try:
        made = compiled.stat().st_mtime
    except FileNotFoundError:
        return None
    try:
        stale = path.stat().st_mtime > made
    except FileNotFoundError:  # A wheel has no sources of catalogues.
        stale = False
    return None if stale else compiled.read_bytes()
