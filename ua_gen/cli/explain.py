"""`ua-gen explain`: what a code means."""

import textwrap
from typing import TYPE_CHECKING

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import style
from ua_gen.diagnostics import Misuse, Severity

if TYPE_CHECKING:
    from ua_gen.lint.manuals import Manual


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a CODE, or its name, means, why it matters, and how to mend it; without one, list all codes."""
    from ua_gen.lint.manuals import manuals
    from ua_gen.lint.selection import unknown_code

    columns = terminal.width()
    if code is None:
        rows = [(each.code, _severity(each), each.name, each.what) for each in manuals().values()]
        click.echo(terminal.table(rows, columns))
        return
    manual = manuals().get(code.upper()) or next((each for each in manuals().values() if each.name == code), None)
    if manual is None:
        raise Misuse(f"there is no code {code}", unknown_code(code))
    click.echo(f"{style(manual.code, 'bold')}  {manual.name}  ({_severity(manual)})")
    for heading, text, is_yaml in manual.parts():
        shown = f"\n\n{textwrap.indent(text, '    ')}" if is_yaml else text
        heading = style(heading, "bold")
        click.echo()
        click.echo(heading + shown if is_yaml else terminal.wrapped(heading + shown, columns, rest=""))


def _severity(manual: "Manual") -> str:
    return style(manual.severity, "red" if manual.severity is Severity.ERROR else "yellow")
