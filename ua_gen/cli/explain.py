"""`ua-gen explain`: what a code means."""

import textwrap

import click

from ua_gen.cli.common import style
from ua_gen.diagnostics import Misuse, Severity

WIDTH = 100


@click.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Tell what a CODE, or its name, means, why it matters, and how to mend it; without one, list all codes."""
    from ua_gen.lint.manuals import manuals
    from ua_gen.lint.selection import unknown_code

    if code is None:
        width = max(len(listed.name) for listed in manuals().values())
        for listed in manuals().values():
            severity = style(f"{listed.severity:<7}", _colour(listed.severity))
            click.echo(f"{listed.code}  {severity}  {listed.name:<{width}}  {listed.what}")
        return
    manual = manuals().get(code.upper()) or next((each for each in manuals().values() if each.name == code), None)
    if manual is None:
        raise Misuse(f"there is no code {code}", unknown_code(code))
    click.echo(f"{style(manual.code, 'bold')}  {manual.name}  ({style(manual.severity, _colour(manual.severity))})")
    for heading, text, is_yaml in manual.parts():
        shown = f"{heading}\n\n{textwrap.indent(text, '    ')}" if is_yaml else textwrap.fill(heading + text, WIDTH)
        click.echo(f"\n{style(heading, 'bold')}{shown[len(heading) :]}")


def _colour(severity: Severity) -> str:
    return "red" if severity is Severity.ERROR else "yellow"
