"""`ua-gen update`: the next document of an action, drafted in a new file beside its case."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen import clock
from ua_gen.casefile.discovery import is_case_name
from ua_gen.cli.common import Day, echo_error, non_empty_path, require_absent
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse, Problems

if TYPE_CHECKING:
    from ua_gen.action.next_document import Kind
    from ua_gen.casefile.loading import Loaded
    from ua_gen.model import Case


@click.command()
@click.argument("case", type=click.Path())
@click.option("--outcome", is_flag=True, help="Draft the outcome, which closes the action and asks for nothing.")
@click.option("--stop", is_flag=True, help="Stop the action: from that day on nothing more is to be sent.")
@click.option(
    "--date",
    type=Day(),
    default=None,
    callback=lambda context, parameter, value: clock.days(value),
    show_default="today",
    help="The day of issue of the next document.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    callback=non_empty_path,
    help="File to write; `-` is standard output. Default: beside the case, with the number of the document, or with "
    "`outcome` or `stop`, at the end of its name.",
)
def update(case: str, outcome: bool, stop: bool, date: Days, output: str | None) -> None:
    """Draft the next document of an action from the case of the last: an update, the outcome, or the stop.

    The draft is a new file, in which comments, order and languages of the case are kept; the case is not touched.
    Number in the series, index of the previous document and dates are carried on; what has been told becomes
    background. News, state and index are asked for, in comments `# ua-gen: draft`: `validate` reports each, and
    nothing is rendered, until they are answered and deleted. A stop asks for nothing and holds at once; it has nothing
    of the case but what the public may know, and no comments.
    """
    from ua_gen.action.next_document import draft
    from ua_gen.action.public_copy import without_reasons
    from ua_gen.action.related import Neighbours
    from ua_gen.api import load
    from ua_gen.files.atomic import write_atomic
    from ua_gen.lint import runner

    if outcome and stop:
        raise Misuse("an action is closed by --outcome or by --stop, not by both", "give one of them")
    kind: Kind = "outcome" if outcome else "stop" if stop else "update"
    loaded = load(case)
    assert loaded.value is not None
    # What is only in doubt keeps nobody from drafting, least of all a stop: nothing is sent by that.
    stopped = [found for found in Neighbours().stopped(loaded) if found.code == "UA221"]
    if found := runner.errors(loaded, date) or tuple(stopped):
        raise Problems(found)
    name = output or str(beside(Path(case), loaded.value.action.sequence, kind))
    if name != "-":
        require_absent(name)
    told = without_reasons(loaded, loaded.value, loaded.name) if kind == "stop" else loaded
    assert told.value is not None
    drafted = draft(told, told.value, kind, date.day, name)
    if name == "-":
        click.echo(drafted.text.encode(), nl=False)
        return
    write_atomic(Path(name), drafted.text.encode(), fresh=True)
    if not drafted.diagnostics:
        echo_error(f"wrote {name}")
        if kind == "stop":
            _tell_stopped(case, drafted)
        return
    echo_error(f"wrote {name}; answer each of these there, then delete its comment:")
    for asked in drafted.diagnostics:
        if asked.span:
            echo_error(f"  {asked.span.path}:{asked.span.line}: {asked.message.partition(': ')[2]}")


def _tell_stopped(case: str, stop: "Loaded[Case]") -> None:
    """Says for which files the stop holds. One that holds for none is what nobody would notice."""
    from ua_gen.action.related import stopped_by

    files = stopped_by(stop)
    if files:
        echo_error(f"  from now on nothing is made of {', '.join(map(str, files))}")
    if not any(path.resolve() == Path(case).resolve() for path in files):
        echo_error(f"  it does not hold for {case}: a stop holds for the files in its folder. Move it there.")


def beside(case: Path, sequence: int, kind: str) -> Path:
    """Where the next document is written: `kg-askarov.yaml` or `kg-askarov-6.yaml` to `kg-askarov-7.yaml`.

    Whatever the case is called, the name is one that is looked at where a folder is looked through.
    """
    stem = re.sub(rf"(?<=.)-{sequence}\Z", "", case.stem)
    ending = str(sequence + 1) if kind == "update" else kind
    name = f"{stem}-{ending}{case.suffix}".lstrip(".")
    return case.with_name(name if is_case_name(name) else f"{name.removesuffix(case.suffix)}.yaml")
