"""The data files of a language, that of a variant with the language beneath it."""

import json
from pathlib import Path
from typing import Any

from ua_gen import compiled


def read_data(path: Path) -> Any:
    """What a data file says: compiled, or in a checkout that was changed since, put together now."""
    if compiled.fresh(path) is None and compiled.base(path.parent) is not None:
        from ua_gen.languages.compile import compile_yaml

        return json.loads(compile_yaml(path))
    return compiled.read_yaml(path)
