"""What several commands share: options, and how diagnostics are shown."""

import datetime
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from ua_gen.diagnostics import Diagnostic


class Day(click.ParamType[datetime.date]):
    """A date on the command line."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is not a date: write it as 2010-09-20", param, ctx)


date_option = click.option(
    "--date",
    type=Day(),
    default=lambda: datetime.date.today(),
    show_default="today",
    help="The day at which status and deadline are judged; the date on letters.",
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")


def user_folder() -> Path:
    """The user's folder for configuration."""
    return Path(click.get_app_dir("ua-gen"))


def show(diagnostics: Iterable[Diagnostic], err: bool = True) -> None:
    """Prints diagnostics for people."""
    from ua_gen.report import as_text

    for diagnostic in diagnostics:
        click.echo(as_text(diagnostic, style), err=err)


def style(text: str, colour: str) -> str:
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour, bold=True)
