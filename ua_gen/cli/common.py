"""What several commands share: options, and how diagnostics are shown."""

import contextlib
import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ua_gen import clock
from ua_gen.cli import terminal
from ua_gen.cli.words import Several, SmallLetters
from ua_gen.diagnostics import Diagnostic, Misuse
from ua_gen.files.paths import is_regular_file

if TYPE_CHECKING:
    from ua_gen.model import Section, Sender


class Day(click.ParamType[datetime.date]):
    """A date on the command line."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if type(value) is datetime.date:
            return value
        from pydantic_core import PydanticCustomError

        from ua_gen.model.dates import parse_day

        try:
            return parse_day(str(value))
        except PydanticCustomError as error:
            context = error.context or {}
            self.fail(f"{context['message']}: {context['hint']}", param, ctx)


def non_empty_path(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """A file or folder to write to. Raises Misuse if it has an empty name."""
    if value == "":  # A variable of a script that was never set does not mean the folder where one happens to be.
        raise Misuse(f"the name after {parameter.opts[-1]} is empty", "is a variable not set?")
    return value


date_option = click.option(
    "--date",
    type=Day(),
    default=None,
    callback=lambda context, parameter, value: clock.days(value),
    show_default="today",
    help="The date on letters. Status and deadline are judged at that day and today; of a case that is closed now, an "
    "earlier day makes copies for the archive.",
)
FOLDER = click.Path(exists=True, file_okay=False)  # Of templates.
sender_option = click.option("--sender", type=click.Path(), help="YAML file with your name and address. Default: "
    "sender.yaml in your configuration folder (`ua-gen doctor` says where); without one, lines to fill in by hand."
)  # fmt: skip
to_option = click.option("--to", metavar="RECIPIENT", cls=Several, multiple=True, type=SmallLetters(),
    help="Only to the recipient with this id. May be repeated.")  # fmt: skip
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")


def user_folder() -> Path | None:
    """The user's folder for configuration; None for somebody who has no place of their own.

    Where nobody knows it, or a variable holds a name that is not whole, it would lie in the folder where one stands:
    among the files of strangers.
    """
    folder = Path(click.get_app_dir("ua-gen"))
    return folder if folder.is_absolute() else None


def here() -> Path | None:
    """The folder where one stands; None if it has gone, which matters only to what needs it."""
    try:
        return Path.cwd()
    except OSError:
        return None


def workers(jobs: int) -> int:
    """How many processes may work. Python starts none where the folder one stands in has gone: this one works alone."""
    return jobs if here() else 1


def sender_file(given: str | None) -> Path | None:
    """The file of the sender that is meant, or that is used without being asked for."""
    if given:
        return Path(given)
    folder = user_folder()
    return folder / "sender.yaml" if folder and is_regular_file(folder / "sender.yaml") else None


def own_sender(given: str | None) -> "Sender | None":
    """The sender in that file. Raises Problems."""
    from ua_gen.api import load_sender

    path = sender_file(given)
    return load_sender(path) if path else None


def section(files: Iterable[Path]) -> "Section | None":
    """The section's profile, of the first of the configurations that has one. Raises Misuse."""
    from ua_gen.cli.config import section_table

    for config in files:
        if found := section_table(config):
            from ua_gen.cli.section import check_section

            return check_section(*found, str(config))
    return None


def echo_error(text: str) -> None:
    """Says one line on standard error. It may name files: what a terminal would take for commands is made visible."""
    from ua_gen.cli.reporters import visible

    _say(terminal.line(visible(text), terminal.width(err=True)))


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Tells diagnostics to people."""
    from ua_gen.cli.reporters import as_text

    for diagnostic in diagnostics:
        _say(as_text(diagnostic, style, terminal.width(err=True)))


def _say(text: str) -> None:
    # If nobody can hear it the work goes on: the exit code tells how it went.
    with contextlib.suppress(OSError):
        click.echo(text, err=True, color=terminal.colours)


def style(text: str, colour: str) -> str:
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour, bold=True)


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """1 for what is wrong with files; 2 where the machine, and not the files, stands in the way (UA5xx)."""
    return 2 if any(diagnostic.code.startswith("UA5") for diagnostic in diagnostics) else 1


def require_absent(name: str) -> None:
    """Raises Misuse if a file of this name would have to be overwritten."""
    path = Path(name)
    if path.is_dir():
        raise Misuse(f"{name} is a folder", "give the name of the file to write")
    if path.exists() or path.is_symlink():
        raise Misuse(f"{name} exists already", "choose another name with --output, or move it away first")
