"""`ua-gen render`: letters and documents from case files."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from ua_gen.cli.cases import load_files
from ua_gen.cli.common import (
    FOLDER,
    date_option,
    exit_code,
    non_empty_path,
    own_sender,
    print_diagnostics,
    quiet_option,
    section,
    sender_option,
    to_option,
    workers,
)
from ua_gen.cli.interruptions import check
from ua_gen.cli.words import LanguageTag, Several, SmallLetters, choice
from ua_gen.cli.writing import FORMATS, place_for, write
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, one_of

if TYPE_CHECKING:
    from ua_gen.rendering.job import Job, Paper
    from ua_gen.rendering.produce import Format

WINDOWS = "din-a, din-b, swiss-left, swiss-right, french, british-dl, us-10"
PAPERS = ("a4", "letter")


@click.command()
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=click.Path())
@click.option(
    "-d",
    "--document",
    "documents",
    metavar="NAME",
    cls=Several,
    multiple=True,
    default=(),
    show_default="letter; of a statement or press release that itself",
    help="What to make; `ua-gen templates` lists what there is. May be repeated.",
)
@click.option(
    "-f",
    "--format",
    "formats",
    cls=Several,
    multiple=True,
    type=choice(FORMATS),
    default=("pdf",),
    show_default="pdf",
    help="May be repeated. docx: to go on with in Word; it needs no Pango.",
)
@click.option(
    "-l",
    "--lang",
    "languages",
    metavar="TAG",
    cls=Several,
    multiple=True,
    type=LanguageTag(),
    help="Language, such as `ru`, or several: `ru,en`. May be repeated. Default: for each letter the first of the "
    "case's `write_in` in which it can be said whole, or else the one that tells most.",
)
@click.option(
    "--translation",
    metavar="TAG",
    type=LanguageTag(),
    default="",
    help="Add to each letter a sheet, not to be posted, that tells you in this language what it says.",
)
@to_option
@sender_option
@date_option
@click.option("--after-deadline", is_flag=True, help="The section office agreed to appeals after the deadline.")
@click.option("--attach", is_flag=True, help="With --format eml: attach the letter as PDF.")
@click.option("--window", metavar="NAME", type=SmallLetters(), default="",
    help="Place the address for a window envelope: " + WINDOWS + ".")  # fmt: skip
@click.option("--test-page", is_flag=True, help="Make a page that shows where the window and the folds are.")
@click.option("--envelope", metavar="NAME", type=SmallLetters(), default="dl", show_default=True,
    help="Size for --document envelope: dl, c5, c4, us-10.")  # fmt: skip
@click.option("--rows", type=click.IntRange(0, 1000), default=0, help="Rows to sign on a petition.",
    show_default="as many as fill the page of a PDF; else ten")  # fmt: skip
@click.option("--paper", type=choice(PAPERS), default="a4", show_default=True, help="Size of paper.")
@click.option("--templates", "folders", metavar="DIR", multiple=True, type=FOLDER,
    help="Folder with templates of your own, searched before the built-in ones. May be repeated.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="DIR|FILE|-",
    default="out",
    show_default=True,
    callback=non_empty_path,
    help="Folder to write to; or the file, or `-` for standard output, if it is one document.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes to lay out PDF.",
)
@click.option(
    "--watch", is_flag=True, help="Go on: make them anew each time that one of the files is saved. Ctrl-C ends it."
)
@quiet_option
@click.pass_context
def render(
    context: click.Context,
    cases: tuple[str, ...],
    documents: tuple[str, ...],
    formats: "tuple[Format, ...]",
    languages: tuple[str, ...],
    translation: str,
    to: tuple[str, ...],
    sender: str | None,
    date: Days,
    after_deadline: bool,
    attach: bool,
    window: str,
    test_page: bool,
    envelope: str,
    rows: int,
    paper: "Paper",
    folders: tuple[str, ...],
    output: str,
    jobs: int,
    watch: bool,
    quiet: bool,
) -> None:
    """Make letters and documents from case files.

    Files are written to OUTPUT/<case>/<document>-<recipient>-<language>.<format>.

    \b
    ua-gen render case.yaml                      letters to every recipient
    ua-gen render case.yaml -l en,ru -f pdf,txt  in two languages, PDF and text
    ua-gen render case.yaml -f docx              to go on with in Word
    ua-gen render case.yaml -d urgent-action     the two-page Urgent Action
    ua-gen render case.yaml --window din-b       for envelopes with a window
    ua-gen render case.yaml --watch              again with each save
    """
    from ua_gen.rendering.job import PageSettings
    from ua_gen.rendering.prepare import prepare
    from ua_gen.rendering.produce import file_name, render_all
    from ua_gen.rendering.request import RenderRequest
    from ua_gen.templating import Templates

    search = Templates([Path(folder) for folder in folders])
    written: list[Path] = []

    def once() -> list[Diagnostic]:
        """Makes everything, and gives what could not be made."""
        loaded, problems = load_files(cases)
        request = RenderRequest(
            day=date.day,
            real=date.real,
            documents=("test-page",) if test_page else tuple(one_of(name, search.documents) for name in documents),
            languages=languages,
            to=to,
            sender=own_sender(sender),
            after_deadline=after_deadline,
            page=PageSettings(paper, window, envelope, rows),
            translation=translation,
            section=section(context.obj.files),
            beside=tuple(dict.fromkeys(found.span.path for found in problems if found.span)),
        )
        wanted = tuple(dict.fromkeys(formats))
        work, refused = prepare(loaded, request, search, wanted)
        problems += refused
        _check_use(work, formats, rows=rows, attach=attach, window=window, translation=translation)
        named = context.get_parameter_source("output") is not ParameterSource.DEFAULT
        if not named and Path(output).is_symlink():
            message = f"{output} is a link, which may have come with the files"
            raise Problems(
                [Diagnostic("UA503", message, None, f"name where to write with --output, even if it is {output}")]
            )
        place = place_for(output, [file_name(job, kind) for job in work for kind in wanted], wanted)
        said: set[Diagnostic] = set()
        print_diagnostics(problems)
        failed = [problem for problem in problems if problem.is_error]
        for made in render_all(work, wanted, search, workers(jobs), attach):
            check()
            if isinstance(made, Problems):
                print_diagnostics(diagnostic for diagnostic in made.diagnostics if diagnostic not in said)
                said.update(made.diagnostics)
                failed += made.diagnostics
                continue
            if not quiet:
                # What a language leaves out is told once, though every document leaves it out.
                told = {warning: _of_no_document(warning, made.job.document.name) for warning in made.warnings}
                print_diagnostics(warning for warning, alike in told.items() if alike not in said)
                said.update(told.values())
            written.append(write(made, place, named, quiet))
        if not work and not failed:
            raise Misuse("nothing to make", "the case has no recipients; documents of the case itself need none")
        return failed

    if watch:
        from ua_gen.cli.watching import keep_making

        if output == "-":
            raise Misuse("--watch writes files", "name a folder or a file with --output")
        keep_making(once, cases, written, sender, context.obj.files, folders)
    if failed := once():
        raise click.exceptions.Exit(exit_code(failed))


def _of_no_document(warning: Diagnostic, name: str) -> Diagnostic:
    return replace(warning, message=warning.message.replace(f"the {name} leaves", "it leaves"))


def _check_use(
    work: "list[Job]", formats: "tuple[Format, ...]", *, rows: int, attach: bool, window: str, translation: str
) -> None:
    """Raises Misuse for a flag that nothing of what is asked for makes use of: it was meant to do something."""
    documents = {job.document.name: job.document for job in work}
    if not documents:
        return
    names = ", ".join(documents)
    if rows and not any(document.rows for document in documents.values()):
        raise Misuse(f"--rows is of no use for: {names}", "add --document petition")
    if attach and "eml" not in formats:
        raise Misuse("--attach is of no use without e-mails", "add --format eml")
    if translation and not any(job.original for job in work):
        languages = ", ".join(dict.fromkeys(job.language.english for job in work))
        raise Misuse(
            f"--translation is of no use for: {names}, in {languages}", "it is for letters in another language"
        )
    if window and not any(document.window for document in documents.values()):
        raise Misuse(f"--window is of no use for: {names}", "the letter is what goes into such envelopes")
