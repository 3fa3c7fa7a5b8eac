"""`ua-gen new`: a commented file to start from."""

import datetime
from importlib.resources import files
from pathlib import Path

import click

from ua_gen.cli.common import date_option, echo_error
from ua_gen.cli.words import choice
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse

SCHEMA = "ua-gen-{}.schema.json"
KINDS = ("case", "statement", "press-release")


def starter(day: datetime.date, schema: str = "", kind: str = "case") -> str:
    """The text of a starting file, with dates around `day`; `schema` is where editors find the JSON Schema."""
    schema = schema or SCHEMA.format(kind)
    text = (files("ua_gen.data") / ("new.yaml" if kind == "case" else f"new-{kind}.yaml")).read_text("utf-8")
    month_ago = day - datetime.timedelta(days=30)
    values = {
        "SCHEMA": " ".join(schema.split()),
        "YY": f"{day:%y}",
        "TODAY": day.isoformat(),
        "DEADLINE": (day + datetime.timedelta(days=42)).isoformat(),
        "MONTH_AGO": month_ago.isoformat(),
        "MONTH": f"{month_ago:%Y-%m}",
    }
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


@click.command()
@click.argument("file", default="", type=click.Path())
@click.option("--kind", type=choice(KINDS), default="case", show_default=True, help="What to begin.")
@date_option
@click.option(
    "--schema",
    metavar="PATH|URL",
    default="",
    show_default="ua-gen-case.schema.json",
    help="Where editors find the JSON Schema; the first line of the file tells them.",
)
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
def new(file: str, kind: str, date: Days, schema: str, force: bool) -> None:
    """Write a commented case of an invented person to start from, or a statement or press release on one.

    FILE is `case.yaml` if not given, or `statement.yaml`, `press-release.yaml`; `-` writes to standard output.

    So that an editor completes and checks the file, write the schema beside it: ua-gen schema > ua-gen-case.schema.json
    (or, for a statement, ua-gen schema statement > ua-gen-statement.schema.json).
    """
    from ua_gen.files.atomic import write_atomic

    file = file or f"{kind}.yaml"
    text = starter(date.day, schema, kind)
    if file == "-":
        click.echo(text, nl=False)
        return
    path = Path(file)
    if path.is_dir():
        raise Misuse(f"{file} is a folder", "give the name of the file to write")
    if path.exists() and not force:
        raise Misuse(f"{file} exists already", "choose another name, or replace it with --force")
    write_atomic(path, text.encode(), fresh=not force)
    case = path.with_name("case.yaml")  # The one that statements and press releases to start from speak of.
    if kind == "case" or case.exists():
        echo_error(f"wrote {file}; now try: ua-gen render {file}")
    else:
        echo_error(f"wrote {file}; it speaks of {case}: now try `ua-gen new {case}`, then `ua-gen render {file}`")
