"""Where `render` writes what it has made: into a folder, a file or standard output."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ua_gen.cli.common import echo_error
from ua_gen.diagnostics import Misuse

if TYPE_CHECKING:
    from ua_gen.rendering.produce import Format, Rendered

OTHERS = (".doc", ".odt", ".rtf", ".md", ".htm", ".msg")  # What people would like to have.
FORMATS = ("pdf", "txt", "html", "eml", "docx")


def place_for(output: str, names: list[str], formats: "tuple[Format, ...]") -> Path | None:
    """A folder or a file to write to, or None for standard output."""
    if Path(output).suffix.lower() in OTHERS and not Path(output).is_dir():
        raise Misuse(f"ua-gen makes no {Path(output).suffix} files", f"it makes: {', '.join(FORMATS)}")
    if output == "-" or _is_file(Path(output)):
        if len(names) > 1:
            raise Misuse(
                f"{len(names)} documents cannot all go to {output}",
                "choose one with --to, --lang and --format",
            )
        if output == "-":
            if sys.stdout is None:
                raise Misuse("standard output is closed", "name a folder or a file with --output")
            ending = names[0].rpartition(".")[2] if names else ""
            if ending in ("pdf", "docx") and sys.stdout.isatty():
                hint = f"add `> letter.{ending}`, or --format txt"
                raise Misuse(f"a {ending.upper()} file on the terminal would be gibberish", hint)
            return None
        suffix = Path(output).suffix.lower()
        if names and not names[0].endswith(suffix):
            raise Misuse(f"{output} is to hold {formats[0]}", f"name it .{formats[0]}, or add --format {suffix[1:]}")
    return Path(output)


def _is_file(place: Path) -> bool:
    """Whether an output names a file, by its ending; else it is a folder."""
    return place.suffix.lower().lstrip(".") in FORMATS and not place.is_dir()


def write(made: "Rendered", place: Path | None, named: bool, quiet: bool) -> Path:
    """Gives the file. `named`: the user has named the place, which may be a link then. Else it may have come with the
    files."""
    from ua_gen.files.atomic import write_atomic

    if place is None:
        sys.stdout.buffer.write(made.data)
        return Path()
    if _is_file(place):
        path = place
        write_atomic(path, made.data)
    else:
        path = place / made.name
        write_atomic(path, made.data, root=place if named else Path())
    if not quiet:
        echo_error(f"wrote {path}")
    return path
