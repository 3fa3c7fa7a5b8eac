"""The configuration: a file whose keys are the names of flags, and whose values become their defaults."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Misuse

FILE = "ua-gen.toml"


def find_config(start: Path, user_folder: Path) -> Path | None:
    """`ua-gen.toml` in `start` or the nearest folder above it, else in the user's own folder."""
    candidates = [*(folder / FILE for folder in (start, *start.parents)), user_folder / FILE]
    for path in candidates:
        try:
            if path.is_file():
                return path
        except OSError:  # A folder that may not be looked into cannot hold our configuration.
            continue
    return None


def read_config(path: Path, flags: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Defaults for each command, in the form of Click's `default_map`.

    `flags` names, for each command, its flags and the parameter that each of them sets. A key outside a table
    holds for every command that has the flag. Raises Misuse if the file is not sound. Paths in it are relative
    to its folder.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Misuse(f"{path} cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise Misuse(f"{path} is not TOML: {error}") from None
    defaults: dict[str, dict[str, Any]] = {command: {} for command in flags}
    everywhere = {key: value for key, value in data.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for key, value in everywhere.items():
        commands = [command for command, names in flags.items() if key in names]
        if not commands:
            raise _unknown(path, key, [name for names in flags.values() for name in names])
        for command in commands:
            defaults[command][flags[command][key]] = _absolute(key, value, path.parent)
    for command, table in tables.items():
        if command not in flags:
            raise _unknown(path, f"[{command}]", [f"[{name}]" for name in flags])
        for key, value in table.items():
            if key not in flags[command]:
                raise _unknown(path, key, list(flags[command]))
            defaults[command][flags[command][key]] = _absolute(key, value, path.parent)
    return defaults


def _absolute(key: str, value: Any, folder: Path) -> Any:
    if key in ("sender", "templates", "output", "words"):
        if isinstance(value, list):
            return [str(folder / item) for item in value]
        return value if value == "-" else str(folder / value)
    return value


def _unknown(path: Path, key: str, known: list[str]) -> Misuse:
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(sorted(set(known)))}"
    return Misuse(f"{path}: unknown key `{key}`", hint)
