"""The configuration: a file whose keys are the names of flags, and whose values become their defaults."""

import datetime
import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Misuse

FILE = "ua-gen.toml"
PATHS = ("sender", "templates", "output", "words", "copy-to")  # Flags that name files and folders.


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


@dataclass(frozen=True, slots=True)
class Flag:
    """What a flag sets, and what its value is: on or off, several texts, or one value."""

    parameter: str
    is_switch: bool
    is_list: bool


def read_config(path: Path, flags: Mapping[str, Mapping[str, Flag]]) -> dict[str, dict[str, Any]]:
    """Defaults for each command, in the form of Click's `default_map`.

    `flags` names, for each command, its flags and what each of them sets. A key outside a table holds for every
    command that has the flag. Raises Misuse if the file is not sound. Paths in it are relative to its folder.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise Misuse(f"{path} is not UTF-8", "in most editors: Save as, encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise Misuse(f"{path} is not TOML: {error}") from None
    defaults: dict[str, dict[str, Any]] = {command: {} for command in flags}
    everywhere = {key: value for key, value in data.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for key, value in everywhere.items():
        commands = [command for command, names in flags.items() if key in names]
        if not commands:
            raise _unknown(path, key, [name for names in flags.values() for name in names])
        # A list is for the commands that take one: `--lang` of `render` does, that of `translate` does not.
        fitting = [command for command in commands if flags[command][key].is_list or not isinstance(value, list)]
        for command in fitting or commands:
            flag = flags[command][key]
            defaults[command][flag.parameter] = _value(path, key, flag, value)
    for command, table in tables.items():
        if command not in flags:
            raise _unknown(path, f"[{command}]", [f"[{name}]" for name in flags])
        for key, value in table.items():
            if key not in flags[command]:
                raise _unknown(path, key, list(flags[command]))
            flag = flags[command][key]
            defaults[command][flag.parameter] = _value(path, key, flag, value)
    return defaults


def _value(path: Path, key: str, flag: Flag, value: Any) -> Any:
    """The value as Click takes it. Click itself would choke on some that TOML can express."""
    if flag.is_switch:
        if not isinstance(value, bool):
            raise Misuse(f"{path}: `{key}` must be true or false")
        return value
    if flag.is_list:
        values = value if isinstance(value, list) else [value]  # One text is a list of one.
        if not all(isinstance(item, str) for item in values):
            raise Misuse(f"{path}: `{key}` must be a list of texts", f'write {key} = ["…", "…"]')
        return [_absolute(key, item, path.parent) for item in values]
    if isinstance(value, str):
        return _absolute(key, value, path.parent)
    if key in PATHS or isinstance(value, bool) or not isinstance(value, int | datetime.date):
        raise Misuse(f"{path}: `{key}` must be one text, number or date")
    return value


def _absolute(key: str, value: str, folder: Path) -> str:
    return str(folder / value) if key in PATHS and value not in ("", "-") else value


def _unknown(path: Path, key: str, known: list[str]) -> Misuse:
    close = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
    hint = f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(sorted(set(known)))}"
    return Misuse(f"{path}: unknown key `{key}`", hint)
