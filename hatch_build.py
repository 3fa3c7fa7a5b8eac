"""Compiles the language catalogues when the package is built, for wheels and for editable installs alike."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # Loaded by path: while the package is being built, its dependencies are not installed yet.
        compiling = runpy.run_path(str(Path(self.root, "ua_gen", "languages", "compile.py")))
        languages = Path(self.root, "ua_gen", "languages")
        for name, compiled in (("catalogue.po", compiling["compile_po"]), ("frames.po", compiling["compile_frames"])):
            for po in sorted(languages.glob(f"*/{name}")):
                po.with_suffix(".mo").write_bytes(compiled(po))
