"""`ua-gen redact`: the copy of a case that may be published."""

from pathlib import Path

import click

from ua_gen.cli.common import free, named, tell


@click.command()
@click.argument("case", type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=named,
    help="File to write; `-` is standard output. Default: beside the case, with `public` at the end of its name.",
)
def redact(case: str, output: str | None) -> None:
    """Write the public copy of a case: without the facts whose `visibility` is `section` or `private`.

    Gone with them are the sources that nothing else cites, the requests to officials who are left out, and why an
    action was stopped. All comments go, too, for anything may stand in them: only `# ua-gen: ignore CODES` and the
    line that tells editors of the schema stay, this if it has no path in it. The copy is a new file, which
    `validate --public` accepts, and from which the same documents are made; the case is not touched.

    Titles, summaries, background, letters and what stands about people are always for the public.
    """
    from ua_gen.api import load
    from ua_gen.output import write_whole
    from ua_gen.redaction import redact as redact_

    loaded = load(case)
    assert loaded.value is not None
    path = Path(case)
    name = output or str(path.with_name(f"{path.stem}-public{path.suffix}"))
    if name != "-":
        free(name)
    copy = redact_(loaded, loaded.value, name)
    if name == "-":
        click.echo(copy.text.encode(), nl=False)
        return
    write_whole(Path(name), copy.text.encode(), fresh=True)
    tell(f"wrote {name}; all comments are gone but those that ua-gen itself reads")
