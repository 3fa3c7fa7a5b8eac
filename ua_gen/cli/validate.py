"""`ua-gen validate`: everything that is wrong with case files, at once."""

import datetime
import os
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import date_option, echo_error, here, style
from ua_gen.cli.words import choice
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse, has_errors

if TYPE_CHECKING:
    from ua_gen.lint.runner import More

FORMATS = ("text", "concise", "json", "github", "sarif", "junit")


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--output-format",
    type=choice(FORMATS),
    default="text",
    show_default=True,
    help="`text` quotes the lines at fault; `concise` has one line for each problem; the others are for machines.",
)
@click.option("--select", metavar="CODES", multiple=True, help="Report only these, such as `UA2,UA018`.")
@click.option("--ignore", metavar="CODES", multiple=True, help="Do not report these.")
@click.option("--strict", is_flag=True, help="Warnings are as bad as errors.")
@click.option("--exit-zero", is_flag=True, help="End with 0 whatever was found.")
@click.option("--words", metavar="FILE", type=click.Path(), help="YAML file with words of your own that do not belong "
    "in a letter, beside the built-in lists.")  # fmt: skip
@click.option(
    "--layout", is_flag=True, help="Lay out every letter, to know for certain that it fits on its page. Slow."
)
@click.option("--public", is_flag=True, help="The files are to be published: nothing in them may be for the section's "
    "eyes only, or private. `ua-gen redact` writes the public copy of a case.")  # fmt: skip
@date_option
@click.option("-q", "--quiet", is_flag=True, help="Report errors only, and no count.")
def validate(
    paths: tuple[str, ...],
    output_format: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    exit_zero: bool,
    words: str | None,
    layout: bool,
    public: bool,
    date: Days,
    quiet: bool,
) -> None:
    """Check case files, and in folders every .yaml and .yml.

    Ends with 1 if there are errors. The report goes to standard output, the count to standard error. `ua-gen explain
    CODE` tells more of a problem.

    In a file, `# ua-gen: ignore UA202` silences a code in its line; `# ua-gen: not a case`, in a comment before the
    first field, makes a YAML file be passed over; `# ua-gen: draft` keeps documents from being made of a case until it
    is deleted. What makes a file unreadable, UA001 to UA199, is always reported, and so is what keeps letters from
    being made for the dead or the free: UA220 to UA229, UA237 to UA239, UA247, UA250 and UA253.
    """
    from ua_gen.casefile.discovery import case_files
    from ua_gen.casefile.loading import read_files, read_table
    from ua_gen.cli import reporters
    from ua_gen.languages.word_lists import BUILT_IN, word_lists
    from ua_gen.lint import runner
    from ua_gen.lint.rules.length import ESTIMATE
    from ua_gen.lint.selection import Selection

    selection = Selection.of(select, ignore)
    files, problems = case_files(paths)
    if not files and not problems:
        raise Misuse(f"no case files in {', '.join(paths)}", "a case file ends in .yaml or .yml")
    lists = word_lists(read_table(Path(words)), Path(words)) if words else BUILT_IN
    checked = runner.check_all(
        read_files(files), date.day, lists, _layout(date.day) if layout else None, public, real=date.real
    )
    found = [
        diagnostic
        for diagnostic in chain(problems, *checked.values())
        if diagnostic in selection and (diagnostic.is_error or strict or not quiet)
        if not (layout and diagnostic.code == ESTIMATE)
    ]
    place = here() or Path(os.sep)
    root = Path(os.environ.get("GITHUB_WORKSPACE", place))
    run = reporters.Run(tuple(checked), tuple(found), place, root, strict, style, terminal.width())
    written = reporters.FORMATS[output_format](run)
    # For machines in UTF-8, whatever the terminal's encoding is.
    click.echo(written if output_format in ("text", "concise") else written.encode(), nl=False)
    if not quiet:
        echo_error(reporters.count(found, len(checked)))
    if (found if strict else has_errors(found)) and not exit_zero:
        raise click.exceptions.Exit(1)


def _layout(day: datetime.date) -> "More":
    """Lays out the letters of a case, with the templates that come with ua-gen."""
    from ua_gen.rendering.layout_check import check_layout
    from ua_gen.templating import Templates

    return partial(check_layout, day=day, templates=Templates())
