"""What several commands share: options, and how diagnostics are shown."""

import datetime
from collections.abc import Iterable, Sequence
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
        click.echo(as_text(diagnostic, _style), err=err)


def _style(text: str, colour: str) -> str:
    return click.style(text, bold=True) if colour == "bold" else click.style(text, fg=colour, bold=True)


def case_paths(paths: Sequence[str]) -> list[Path]:
    """The files that are meant: files as they are, and in folders every `.yaml` and `.yml`, in order of name."""
    found: list[Path] = []
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml") and file.is_file())
            found += [
                file for file in inside if not any(part.startswith(".") for part in file.parts[len(path.parts) :])
            ]
        else:
            found.append(path)
    return list(dict.fromkeys(found))
