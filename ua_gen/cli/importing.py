"""`ua-gen import`: an existing appeal, of whatever form, becomes the draft of a case."""

import re
import sys
from pathlib import Path

import click

from ua_gen.cli.common import echo_error, non_empty_path, require_absent
from ua_gen.cli.words import LanguageTag, choice
from ua_gen.diagnostics import Misuse

FORMS = ("auto", "sheet", "letter")


@click.command("import")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option(
    "-o",
    "--output",
    metavar="CASE.yaml|-",
    callback=non_empty_path,
    help="File to write; `-` is standard output. Default: beside FILE, with `.yaml` for its ending.",
)
@click.option("-l", "--language", metavar="TAG", type=LanguageTag(), default="",
    help="The language of FILE. Default: that of most of its captions.")  # fmt: skip
@click.option("--form", type=choice(FORMS), default="auto", show_default=True,
    help="What FILE is: an Urgent Action of whichever form, or `letter` for a letter alone.")  # fmt: skip
@click.option("--report", metavar="FILE|-", callback=non_empty_path,
    help="Write the report there as well; as JSON, if its name ends in .json.")  # fmt: skip
@click.option("--pages", metavar="1-4", default="", help="Pages of a PDF file to read. Default: all.")
@click.option("--force", is_flag=True, help="Overwrite the file to write.")
def import_(
    file: str, output: str | None, language: str, form: str, report: str | None, pages: str, force: bool
) -> None:
    """Make the draft of a case from an existing Urgent Action: PDF, DOCX, ODT, HTML, e-mail or text.

    Each value of the draft is a copy of words of FILE, or follows from them. Standard error tells for each where it
    stands and whether it is sure, and repeats every line that is in no field. What only you can know is asked in
    comments `# ua-gen: draft`; until they are answered and deleted, no letter is made of the draft.

    \b
    ua-gen import ua.pdf
    ua-gen validate ua.yaml                      what is still to be answered
    """
    from ua_gen.files.atomic import write_atomic
    from ua_gen.files.reading import read_bytes
    from ua_gen.importing import import_appeal
    from ua_gen.importing.reading import MOST

    if file == "-" and output is None:
        output = "-"
    target = output or str(Path(file).with_suffix(".yaml"))
    for name in (target, report or "-"):
        if name != "-" and not force:
            require_absent(name)
    if target != "-" and file != "-" and Path(target).resolve() == Path(file).resolve():
        raise Misuse(f"{target} is the document itself", "name another file with --output")
    data = sys.stdin.buffer.read(MOST + 1) if file == "-" else read_bytes(Path(file), file, MOST)
    name = "standard input" if file == "-" else Path(file).name
    made = import_appeal(data, name, language=language, form=form, pages=_pages(pages))  # type: ignore[arg-type]
    if target == "-":
        click.echo(made.text.encode(), nl=False)
    else:
        write_atomic(Path(target), made.text.encode())
    if report == "-":
        click.echo(made.report.text(), nl=False)
    elif report:
        text = made.report.json() if report.lower().endswith(".json") else made.report.text()
        write_atomic(Path(report), text.encode())
    if report is None:
        for line in made.report.text().splitlines():
            echo_error(line)
    else:
        echo_error(made.report.summary)
    if target != "-":
        questions = made.text.count("# ua-gen: draft --")
        echo_error(f"wrote {target}: answer its {questions} comments `ua-gen: draft`, and delete each; then")
        echo_error(f"  ua-gen validate {target}")


def _pages(text: str) -> tuple[int, ...]:
    """`1-4,7` as numbers. Raises Misuse."""
    found: list[int] = []
    for part in filter(None, (each.strip() for each in text.split(","))):
        match = re.fullmatch(r"([1-9]\d{0,3})(?:-([1-9]\d{0,3}))?", part)
        if not match or int(match[2] or match[1]) < int(match[1]):
            raise Misuse(f"`{text}` names no pages", "write them like `1-4` or `1,3`")
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return tuple(found)
