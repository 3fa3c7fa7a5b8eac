"""`ua-gen render`: letters and documents from case files."""

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ua_gen.cli.common import (
    FOLDER,
    date_option,
    echo_error,
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
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, one_of

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.rendering.job import Job, Paper
    from ua_gen.rendering.produce import Format, Rendered

WINDOWS = "din-a, din-b, swiss-left, swiss-right, french, british-dl, us-10"
OTHERS = (".doc", ".odt", ".rtf", ".md", ".htm", ".msg")  # What people would like to have.
FORMATS = ("pdf", "txt", "html", "eml", "docx")
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
    quiet: bool,
) -> None:
    """Make letters and documents from case files.

    Files are written to OUTPUT/<case>/<document>-<recipient>-<language>.<format>.

    \b
    ua-gen render case.yaml                          letters to every recipient
    ua-gen render case.yaml -l en,ru -f pdf,txt        in two languages, as PDF and as text
    ua-gen render case.yaml -f docx                    letters to go on with in Word
    ua-gen render case.yaml -d urgent-action           the two-page Urgent Action
    ua-gen render case.yaml --window din-b             for envelopes with a window
    """
    from ua_gen.rendering.job import PageSettings
    from ua_gen.rendering.prepare import prepare
    from ua_gen.rendering.produce import file_name, render_all
    from ua_gen.rendering.request import RenderRequest
    from ua_gen.templating import Templates

    search = Templates([Path(folder) for folder in folders])
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
    place = _place(output, [file_name(job, kind) for job in work for kind in wanted], wanted)
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
            print_diagnostics(warning for warning in made.warnings if warning not in said)
            said.update(made.warnings)
        _write(made, place, named, quiet)
    if failed:
        raise click.exceptions.Exit(exit_code(failed))
    if not work:
        raise Misuse("nothing to make", "the case has no recipients; documents of the case itself need none")


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


def load_files(cases: tuple[str, ...]) -> "tuple[list[Loaded[Any]], list[Diagnostic]]":
    """The cases and publications in files, and what is wrong with the others. Raises Misuse if there are none."""
    from ua_gen.casefile.discovery import case_files
    from ua_gen.casefile.loading import read_files

    files, problems = case_files(cases)
    loaded: list[Loaded[Any]] = []
    for case in read_files(files):
        if case.value is None:
            problems += case.diagnostics
        else:
            loaded.append(case)
    loaded = _once(loaded)
    if not loaded and not problems:
        raise Misuse(f"no case files in {', '.join(cases)}", "a case file ends in .yaml or .yml")
    return loaded, problems


def _once(loaded: "list[Loaded[Any]]") -> "list[Loaded[Any]]":
    """Each file once: of one that is named twice, in whichever way, nobody wants everything twice.

    Where the others are is kept: a stop beside any of them holds.
    """
    same: dict[str, list[Loaded[Any]]] = {}
    for case in loaded:
        same.setdefault(os.path.realpath(case.place or case.name), []).append(case)
    return [replace(first, links=tuple(case.place for case in others)) for first, *others in same.values()]


def _place(output: str, names: list[str], formats: "tuple[Format, ...]") -> Path | None:
    """A folder or a file to write to, or None for standard output."""
    if Path(output).suffix.lower() in OTHERS and not Path(output).is_dir():
        raise Misuse(f"ua-gen makes no {Path(output).suffix} files", f"it makes: {', '.join(FORMATS)}")
    if output == "-" or _is_file(Path(output)):
        if len(names) > 1:
            raise Misuse(
                f"{len(names)} documents cannot all go to {output}",
                "choose one with --to, --lang and --format",
            )
        if output == "-":
            if sys.stdout is None:
                raise Misuse("standard output is closed", "name a folder or a file with --output")
            ending = names[0].rpartition(".")[2] if names else ""
            if ending in ("pdf", "docx") and sys.stdout.isatty():
                hint = f"add `> letter.{ending}`, or --format txt"
                raise Misuse(f"a {ending.upper()} file on the terminal would be gibberish", hint)
            return None
        suffix = Path(output).suffix.lower()
        if names and not names[0].endswith(suffix):
            raise Misuse(f"{output} is to hold {formats[0]}", f"name it .{formats[0]}, or add --format {suffix[1:]}")
    return Path(output)


def _is_file(place: Path) -> bool:
    """Whether an output names a file, by its ending; else it is a folder."""
    return place.suffix.lower().lstrip(".") in FORMATS and not place.is_dir()


def _write(made: "Rendered", place: Path | None, named: bool, quiet: bool) -> None:
    """`named`: the user has named the place, which may be a link then. Else it may have come with the files."""
    from ua_gen.files.atomic import write_atomic

    if place is None:
        sys.stdout.buffer.write(made.data)
        return
    if _is_file(place):
        path = place
        write_atomic(path, made.data)
    else:
        path = place / made.name
        write_atomic(path, made.data, root=place if named else Path())
    if not quiet:
        echo_error(f"wrote {path}")
