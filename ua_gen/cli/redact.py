"""`ua-gen redact`: the copy of a case that may be published."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen import clock
from ua_gen.cli.common import echo_error, non_empty_path, print_diagnostics, require_absent
from ua_gen.diagnostics import Problems, Severity

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.model import Case


@click.command()
@click.argument("case", type=click.Path())
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=non_empty_path,
    help="File to write; `-` is standard output. Default: beside the case, with `public` at the end of its name.",
)
def redact(case: str, output: str | None) -> None:
    """Write the public copy of a case: without the facts whose `visibility` is `section` or `private`.

    Gone with them are the sources that nothing else cites, the requests to officials who are left out, why an action
    was stopped, and what is superseded. Who permitted the use of a photograph, who translated, and credits that seem to
    name the family are replaced by words that name nobody; a line says so of each. All comments go, too, for anything
    may stand in them: only `# ua-gen: ignore CODES` stays.

    Photographs are written beside the copy, with `-public` at the end of their names and without anything that a camera
    has noted in them. Nothing is overwritten. The copy is a new file, which `validate --public` accepts; the case is
    not touched.

    Of a file with errors there is no copy: what names a person with a slip would stay in it.

    Titles, summaries, background, letters and what else stands about people are always for the public.
    """
    from ua_gen.action.public_copy import instead, pictures
    from ua_gen.action.public_copy import redact as redact_
    from ua_gen.api import load
    from ua_gen.files.atomic import write_atomic
    from ua_gen.lint import runner

    loaded = load(case)
    assert loaded.value is not None
    if found := runner.errors(loaded, clock.days(None)):
        raise Problems(found)
    _check_beside(loaded)
    path = Path(case)
    name = output or str(path.with_name(f"{path.stem}-public{path.suffix}"))
    if name != "-":
        require_absent(name)
    copy = redact_(loaded, loaded.value, name)
    cleared = pictures(loaded, loaded.value)
    said = instead(loaded, loaded.value)
    if name == "-":
        click.echo(copy.text.encode(), nl=False)
        for picture in cleared:
            echo_error(f"{picture} is named, but not written: with --output FILE it is, beside the file")
    else:
        folder = Path(name).parent
        for picture in cleared:
            require_absent(str(folder / picture))
        for picture, data in cleared.items():
            write_atomic(folder / picture, data, fresh=True, root=folder)
            echo_error(f"wrote {folder / picture}, without what the camera noted in it")
        write_atomic(Path(name), copy.text.encode(), fresh=True)
        echo_error(f"wrote {name}; all comments are gone but those that ua-gen itself reads")
    for place, word in said:
        echo_error(f"  {place} says `{word}` there, and names nobody")


def _check_beside(loaded: "Loaded[Case]") -> None:
    """Raises Problems (UA221) where a file beside the case stops it: nobody may go on with a copy. Of what is in doubt,
    or closes it otherwise, a warning tells. A stop itself is there to be published."""
    from ua_gen.action.closing import stop
    from ua_gen.action.gate import elsewhere
    from ua_gen.action.related import Neighbours

    if stop(loaded):
        return
    neighbours, days = Neighbours(), clock.days()
    stopped = neighbours.stopped(loaded)
    if sure := [found for found in stopped if found.code == "UA221"]:
        raise Problems(sure)
    found = stopped or elsewhere(loaded, days.known, days.known, neighbours)
    print_diagnostics(replace(each, severity=Severity.WARNING) for each in found)
