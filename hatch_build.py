"""Compiles the data of the package when it is built, for wheels and for editable installs alike."""

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DataHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        # Loaded by path: while the package is being built, its dependencies are not installed yet.
        package = Path(self.root, "ua_gen")
        runpy.run_path(str(package / "languages" / "compile.py"))["compile_all"](package)
