"""Which configurations are in force: the user's own, one that they named, and what was found where they work."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ua_gen.cli.common import here, user_folder

if TYPE_CHECKING:
    from ua_gen.cli.config import Defaults, Flags


@dataclass(frozen=True, slots=True)
class InForce:
    """What the configurations set.

    `files` are those that are obeyed in full, the nearest first. `found` is the one that lies where the user works, if
    they have not named it: it sets `obeyed`, and not `others`; none of it counts where there is a `doubt`.
    """

    files: tuple[Path, ...] = ()
    defaults: "Defaults" = field(default_factory=dict)
    trusted: Path | None = None
    found: Path | None = None
    obeyed: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    doubt: str = ""

    def told(self) -> Iterator[str]:
        """What everybody is told, also those who asked for quiet: it decides what comes out, and is not their own."""
        if self.trusted:
            yield f"Configuration: {self.trusted}, which you trust"
        if self.doubt:
            yield f"Not obeyed: {self.found}, for {self.doubt}. If it is yours: --config {self.found}"
        if self.obeyed:
            yield f"Configuration: {self.found} sets {', '.join(self.obeyed)}"
        if self.others:
            yield (
                f"Not obeyed in {self.found}, which may have come with the files: {', '.join(self.others)}. "
                f"If it is yours: --config {self.found}, or `trust` in your own ua-gen.toml"
            )


def in_force(named: Path | None, flags: "Flags") -> InForce:
    """What is in force where somebody works, or of the configuration that they named. Raises Misuse."""
    from ua_gen.cli.config import FILE, doubt, find_config, read_config, read_found, trusted
    from ua_gen.files.paths import is_regular_file

    if named:
        return InForce((named,), read_config(named, flags))
    folder = user_folder()
    own = folder / FILE if folder and is_regular_file(folder / FILE) else None
    files = (own,) if own else ()
    defaults = read_config(own, flags) if own else {}
    place = here()
    found = find_config(place, _home()) if place else None
    if found is None or (own and own.resolve() == found.resolve()):
        return InForce(files, defaults)
    if own and _place(found) in [_place(own.parent / _expanded(name)) for name in trusted(own)]:
        found = _place(found)
        if why := doubt(found, ()):  # Of others, as theirs who keep it for an office; but not of anybody.
            return InForce(files, defaults, found=found, doubt=why)
        return InForce((found, *files), _over(defaults, read_config(found, flags)), trusted=found)
    if why := doubt(found, _users()):
        return InForce(files, defaults, found=found, doubt=why)
    harmless, obeyed, others = read_found(found, flags)
    return InForce(files, _over(defaults, harmless), None, found, tuple(obeyed), tuple(others))


def _over(defaults: "Defaults", nearer: "Defaults") -> "Defaults":
    """The defaults of two configurations, of which the nearer one has the last word."""
    return {name: defaults.get(name, {}) | nearer.get(name, {}) for name in (*defaults, *nearer)}


def _place(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _expanded(name: str) -> Path:
    try:
        return Path(name).expanduser()
    except RuntimeError:  # A home that nobody knows.
        return Path(name)


def _home() -> Path | None:
    """The user's home, above which nothing is theirs."""
    try:
        return _place(Path.home())
    except RuntimeError:
        return None


def _users() -> set[int]:
    """Whose files are as good as ours: our own, the administrator's, and for `sudo` those of the one who called it."""
    if os.name != "posix":
        return set()
    us = os.geteuid()
    caller = os.environ.get("SUDO_UID", "") if us == 0 else ""
    return {0, us, *([int(caller)] if caller.isdecimal() else [])}
