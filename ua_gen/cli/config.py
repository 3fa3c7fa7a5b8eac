"""The configuration: files whose keys are the names of flags, and whose values become their defaults."""

import datetime
import os
import stat
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Misuse, suggest
from ua_gen.files.paths import is_pipe, is_regular_file

FILE = "ua-gen.toml"
PATHS = ("sender", "templates", "output", "words", "copy-to", "senders")  # Flags that name files and folders.
LARGEST = 10**9  # Far more than any number here.
LONGEST = 100_000  # Bytes of a file.
OWN_TABLES = ("section", "labels")  # Beside one for each command.
TABLES = ("[section]", "[labels.NAME]")

# What these commands mean by a flag of that name is something else than what letters are made with.
OWN = {("translate", "lang"), ("translate", "output"), ("update", "output"), ("redact", "output")}


# A configuration that lies where somebody works may have come with the files. So it sets, for each command, what can
# change neither who is written to, nor what is said, where it is written or what counts as passed (first column); all
# else (second column) is for the user to set: in a file in their own folder, in one that they trust, or with --config.
DECIDED = {
    "render": (
        "format lang window envelope rows paper",
        "document translation to sender date after-deadline attach test-page templates output jobs watch quiet",
    ),
    "preview": ("lang", "document to sender date after-deadline templates port no-browser editor"),
    "batch": (
        "format lang window envelopes duplex paper",
        "senders map encoding skip-bad-rows output to date after-deadline transit-days group-by split one-file-each "
        "copies copies-to labels first-label find vary max-per-recipient sample range row templates jobs executor yes "
        "resume quiet",
    ),
    "validate": ("output-format strict public", "select ignore exit-zero words layout date quiet"),
    "explain": ("", ""),
    "schema": ("", ""),
    "new": ("", "kind date schema force"),
    "import": ("", "output language form report pages force"),
    "list": ("json lang", "links sender date"),
    "languages": ("json lang", ""),
    "translate": ("lang", "output date"),
    "update": ("", "outcome stop date output"),
    "redact": ("", "output"),
    "templates": ("", "templates copy-to letterhead"),
    "stock": ("json lang", ""),
    "doctor": ("", ""),
}
STRICTER = ("strict", "public")  # Such a file may switch these on, never off.


def find_config(start: Path, home: Path | None) -> Path | None:
    """`ua-gen.toml` in `start` or the nearest folder above it, if not above the user's home or on another disk."""
    for folder in (start, *start.parents):
        if is_regular_file(folder / FILE):
            return folder / FILE
        if folder == home or _disk(folder) != _disk(folder.parent):
            return None
    return None


def _disk(folder: Path) -> int | None:
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def doubt(path: Path, users: Collection[int]) -> str:
    """Why a file that was found may be somebody else's work; nothing if it is of one of these users, or any if none.

    In a folder that anybody may write to, whoever owns the file there, another may put one in its place.
    """
    try:
        file, folder = path.lstat(), path.parent.stat()
        above = [each for each in path.parent.parents if _is_open(each.stat(), "replace")]
    except OSError as error:
        return f"it cannot be looked at: {error.strerror or error}"
    if stat.S_ISLNK(file.st_mode):
        return "it is a link"
    if os.name != "posix":  # Who may do what is told otherwise there.
        return ""
    if users and file.st_uid not in users:
        return "somebody else owns it"
    if file.st_mode & stat.S_IWOTH:
        return "anybody may write to it"
    if _is_open(folder, "add"):
        return "anybody may write to its folder"
    return f"anybody may write to {above[0]}" if above else ""


def _is_open(folder: os.stat_result, to: str) -> bool:
    """Whether anybody may `add` something to a folder, or, as not in /tmp, also `replace` what others have there."""
    anybody = bool(folder.st_mode & stat.S_IWOTH)
    return anybody and (to == "add" or not folder.st_mode & stat.S_ISVTX)


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
    """The sheets of labels of a configuration by name: tables such as `[labels.office]`. Raises Misuse."""
    table = _toml(path).get("labels", {})
    if not isinstance(table, dict) or not all(isinstance(entry, dict) for entry in table.values()):
        raise Misuse(f"{path}: `labels` must be tables", "write [labels.name] in a line of its own, its keys below")
    return table


def _toml(path: Path) -> dict[str, Any]:
    if is_pipe(path):
        raise Misuse(f"{path} is a pipe or a device, not a file")
    try:
        with path.open("rb") as file:
            text = file.read(LONGEST + 1)
        if len(text) > LONGEST:
            raise Misuse(f"{path} is too large for a configuration", f"at most {LONGEST:,} bytes are read")
        data = tomllib.loads(text.decode("utf-8-sig"))
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


def trusted(path: Path) -> list[str]:
    """The files that the user's own configuration names under `trust`, as they are written there."""
    given = _toml(path).get("trust", [])
    names = given if isinstance(given, list) else [given]
    for name in names:
        if not isinstance(name, str) or Path(name).name != FILE:
            raise Misuse(f"{path}: `trust` must name files {FILE}", f'write trust = ["/folder/of/the/office/{FILE}"]')
    return names


Defaults = dict[str, dict[str, Any]]  # For each command, in the form of Click's `default_map`.
Flags = Mapping[str, Mapping[str, Flag]]  # For each command its flags, and what each of them sets.


def read_config(path: Path, flags: Flags) -> Defaults:
    """What a configuration sets that is the user's own, or that they have named.

    A key outside a table holds for every command that has the flag, and means the same by it. Raises Misuse if the
    file is not sound. Paths in it are relative to its folder.
    """
    defaults: Defaults = {}
    for command, key, value in _settings(path, flags):
        flag = flags[command][key]
        defaults.setdefault(command, {})[flag.parameter] = _value(path, key, flag, value)
    return defaults


def read_found(path: Path, flags: Flags) -> tuple[Defaults, list[str], list[str]]:
    """What a configuration sets that may have come with the files, the keys that it may set, and the others.

    Raises Misuse if the file is not sound.
    """
    defaults: Defaults = {}
    obeyed: dict[str, None] = {}
    special = [key for key in _toml(path) if key in (*OWN_TABLES, "trust")]
    others = dict.fromkeys(f"[{key}]" if key in OWN_TABLES else key for key in special)
    for command, key, value in _settings(path, flags):
        harmless = key in DECIDED[command][0].split() and (key not in STRICTER or value is not False)
        (obeyed if harmless else others)[key] = None
        if harmless:
            flag = flags[command][key]
            defaults.setdefault(command, {})[flag.parameter] = _value(path, key, flag, value)
    return defaults, list(obeyed), list(others)


def _settings(path: Path, flags: Flags) -> Iterator[tuple[str, str, Any]]:
    """Each command with a key that a configuration sets for it, and the value: what a command's own table says last."""
    data = {key: value for key, value in _toml(path).items() if key not in (*OWN_TABLES, "trust")}
    everywhere = {key: value for key, value in data.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in data.items() if isinstance(value, dict)}
    for key, value in everywhere.items():
        commands = [command for command, names in flags.items() if key in names]
        if not commands:
            raise _unknown(path, key, [*TABLES, "trust", *(name for names in flags.values() for name in names)])
        # A list is for the commands that take one: `--lang` of `render` does, that of `translate` does not.
        fitting = [command for command in commands if flags[command][key].is_list or not isinstance(value, list)]
        for command in fitting or commands:
            if (command, key) not in OWN or len(commands) == 1:
                yield command, key, value
    for command, table in tables.items():
        if command not in flags:
            raise _unknown(path, f"[{command}]", [*TABLES, *(f"[{name}]" for name in flags)])
        for key, value in table.items():
            if key not in flags[command]:
                raise _unknown(path, key, list(flags[command]))
            yield command, key, value


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
