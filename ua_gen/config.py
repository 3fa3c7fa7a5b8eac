"""The configuration: a file whose keys are the names of flags, and whose values become their defaults."""

import datetime
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Misuse, suggest
from ua_gen.places import is_file

FILE = "ua-gen.toml"
PATHS = ("sender", "templates", "output", "words", "copy-to", "senders")  # Flags that name files and folders.
LARGEST = 10**9  # Far more than any number here.
TABLES = ("[section]", "[labels.NAME]")  # Beside one for each command.

# What these commands mean by a flag of that name is something else than what letters are made with.
OWN = {("translate", "lang"), ("translate", "output"), ("update", "output"), ("redact", "output")}


def find_config(start: Path | None, user_folder: Path) -> Path | None:
    """`ua-gen.toml` in `start` or the nearest folder above it, else in the user's own folder."""
    near = (start, *start.parents) if start else ()
    return next(filter(is_file, (folder / FILE for folder in (*near, user_folder))), None)


@dataclass(frozen=True, slots=True)
class Flag:
    """What a flag sets, and what its value is: on or off, several texts, or one value."""

    parameter: str
    is_switch: bool
    is_list: bool


def section_table(path: Path) -> tuple[dict[str, Any], Path] | None:
    """The table `[section]` of a configuration, and the folder that paths in it are relative to; None without one."""
    table = _toml(path).get("section")
    if table is None:
        return None
    if not isinstance(table, dict):
        raise Misuse(f"{path}: `section` must be a table", "write [section] in a line of its own, and its keys below")
    return {key.replace("-", "_"): value for key, value in table.items()}, path.parent


def label_tables(path: Path) -> dict[str, dict[str, Any]]:
    """The sheets of labels of a configuration by name: tables such as `[labels.office]`."""
    table = _toml(path).get("labels", {})
    if not isinstance(table, dict) or not all(isinstance(entry, dict) for entry in table.values()):
        raise Misuse(f"{path}: `labels` must be tables", "write [labels.name] in a line of its own, its keys below")
    return table


def _toml(path: Path) -> dict[str, Any]:
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
        values = list(_values(data, ""))
    except OSError as error:
        raise Misuse(f"{path} cannot be read: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise Misuse(f"{path} is not UTF-8", "in most editors: Save as, encoding") from None
    except tomllib.TOMLDecodeError as error:
        raise Misuse(f"{path} is not TOML: {error}") from None
    except RecursionError:
        raise Misuse(f"{path} is nested too deeply", "is a bracket not closed?") from None
    except ValueError:  # Python does not read numbers of more than some thousand digits.
        raise Misuse(f"{path} has a number that is too large", "no flag takes one of more than a few digits") from None
    for key, value in values:
        if isinstance(value, str) and "\0" in value:  # Python refuses it in a path, and nothing can print it.
            raise Misuse(f"{path}: `{key}` has a character U+0000", "delete it")
        if isinstance(value, int) and abs(value) > LARGEST:
            raise Misuse(f"{path}: `{key}` is too large a number", "no flag takes one of more than a few digits")
    return data


def _values(value: Any, key: str) -> Iterator[tuple[str, Any]]:
    """Every value of a configuration that has no parts, with the key that it is under."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _values(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _values(item, key)
    else:
        yield key, value


def read_config(path: Path, flags: Mapping[str, Mapping[str, Flag]]) -> dict[str, dict[str, Any]]:
    """Defaults for each command, in the form of Click's `default_map`.

    `flags` names, for each command, its flags and what each of them sets. A key outside a table holds for every
    command that has the flag, and means the same by it. Raises Misuse if the file is not sound. Paths in it are
    relative to its folder.
    """
    data = {key: value for key, value in _toml(path).items() if key not in ("section", "labels")}
    defaults: dict[str, dict[str, Any]] = {command: {} for command in flags}
    everywhere = {key: value for key, value in data.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for key, value in everywhere.items():
        commands = [command for command, names in flags.items() if key in names]
        if not commands:
            raise _unknown(path, key, [*TABLES, *(name for names in flags.values() for name in names)])
        # A list is for the commands that take one: `--lang` of `render` does, that of `translate` does not.
        fitting = [command for command in commands if flags[command][key].is_list or not isinstance(value, list)]
        for command in fitting or commands:
            if (command, key) in OWN and len(commands) > 1:
                continue
            flag = flags[command][key]
            defaults[command][flag.parameter] = _value(path, key, flag, value)
    for command, table in tables.items():
        if command not in flags:
            raise _unknown(path, f"[{command}]", [*TABLES, *(f"[{name}]" for name in flags)])
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
    hint = suggest(key, known) or f"there are: {', '.join(sorted(set(known)))}"
    return Misuse(f"{path}: unknown key `{key}`", hint)
