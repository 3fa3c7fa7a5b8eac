"""`ua-gen batch`: letters by the thousand, from a list of senders."""

import contextlib
import datetime
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from ua_gen.cli.batch_inputs import batch_hints, envelope_size, executor_of, label_sheet, read_list, rows_of
from ua_gen.cli.batch_report import ASK, REJECTED, ask_before, is_spoilt, report_end, summarise, write_rejected
from ua_gen.cli.cases import load_files
from ua_gen.cli.common import (
    FOLDER,
    date_option,
    echo_error,
    exit_code,
    non_empty_path,
    print_diagnostics,
    quiet_option,
    section,
    to_option,
)
from ua_gen.cli.interruptions import check
from ua_gen.cli.progress import Progress
from ua_gen.cli.render import PAPERS, WINDOWS
from ua_gen.cli.words import LanguageTag, Several, SmallLetters, choice
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse, Problems

if TYPE_CHECKING:
    from ua_gen.batch.config import Format, Task
    from ua_gen.batch.worker import TaskResult
    from ua_gen.rendering.job import Paper


class Numbers(click.ParamType[tuple[int, int]]):
    """One number, or the first and the last of several; all from one on, or up to one."""

    name = "N-M"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        first, dash, last = str(value).replace("–", "-").partition("-")
        try:
            if not (first.strip() or last.strip()):
                raise ValueError
            found = int(first.strip() or 1), int((last.strip() or sys.maxsize) if dash else first)
        except ValueError:
            self.fail(f"{value!r} is no number and no range such as `120-135` or `120-`", param, ctx)
        if not 1 <= found[0] <= found[1]:
            self.fail(f"{value!r} is empty: numbers count from 1, the smaller one first", param, ctx)
        return found


class Mapped(click.ParamType[tuple[str, str]]):
    """A heading and the field that it stands for; none for a column that is not to be read."""

    name = "HEADING=FIELD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        heading, equals, name = str(value).rpartition("=")
        if not (heading.strip() and equals):
            self.fail(f"{value!r} is not of the form `Heading=field`", param, ctx)
        return heading.strip(), name.strip()


@click.command()
@click.argument("cases", metavar="CASE...", nargs=-1, required=True, type=click.Path())
@click.option("--senders", metavar="FILE", type=click.Path(), required=True,
    help="The list of those who write: CSV, XLSX or YAML.")  # fmt: skip
@click.option("--map", "mapping", type=Mapped(), multiple=True,
    help="What a column holds whose heading is not known: `--map \"Wohnort=town\"`, `--map \"RIP=deceased\"`, or "
    "nothing that matters: `--map \"Hat=\"`. May be repeated.")  # fmt: skip
@click.option("--encoding", metavar="NAME", default="",
    help="The encoding of a CSV list that does not tell it: `--encoding cp1254`.")  # fmt: skip
@click.option("--skip-bad-rows", is_flag=True,
    help=f"Leave out rows that cannot be used, and write them to {REJECTED} in the output folder.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    required=True,
    callback=non_empty_path,
    help="Folder for the letters of this run alone.",
)
@click.option("-f", "--format", "formats", cls=Several, multiple=True,
    type=choice(("pdf", "txt", "eml")), default=("pdf",),
    show_default="pdf", help="Files for printing, text, or a draft of an e-mail each. May be repeated.")  # fmt: skip
@click.option("-l", "--lang", "languages", metavar="TAG", cls=Several, multiple=True, type=LanguageTag(),
    help="Language of the letters, or several: `ru,en`. May be repeated, for letters in each. Default: for each "
    "recipient the first of the case's `write_in` in which the letter can be said whole, or else the one that tells "
    "most.")  # fmt: skip
@to_option
@date_option
@click.option("--after-deadline", is_flag=True, help="The section office agreed to appeals after the deadline.")
@click.option("--transit-days", metavar="N", type=click.IntRange(0, 365), default=0,
    help="How long the post travels. Letters that would miss the deadline are refused.")  # fmt: skip
@click.option("--group-by", metavar="KEYS", default="recipient,language", show_default=True,
    help="What is posted together, and so in one series of files: recipient, language, country (of the address), case; "
    "with sender, all letters of a sender follow each other.")  # fmt: skip
@click.option("--split", metavar="N", type=click.IntRange(1, 20_000), default=2500, show_default=True,
    help="At most so many letters in a file.")  # fmt: skip
@click.option("--one-file-each", is_flag=True, help="Each letter in a file of its own, named by the sender's row.")
@click.option("--duplex", is_flag=True, help="For printing on both sides: each letter begins on a fresh sheet.")
@click.option("--copies", is_flag=True,
    help="A second set for the file, in which all letters of a sender lie together.")  # fmt: skip
@click.option("--copies-to", cls=Several, multiple=True, type=choice(("embassies", "recipients")),
    help="Those too that letters name as getting copies: a note to the embassy in the sender's country, to go with a "
    "copy of the letter (--copies), and letters to the recipients with `role: copy`. May be repeated.")  # fmt: skip
@click.option("--paper", type=choice(PAPERS), default="a4", show_default=True, help="Size of paper.")
@click.option("--window", metavar="NAME", type=SmallLetters(), default="",
    help="Place the address for a window envelope: " + WINDOWS + ".")  # fmt: skip
@click.option("--envelopes", metavar="SIZE", default="",
    help="Print envelopes too, in the order of the letters: dl, c5, c4, us-10.")  # fmt: skip
@click.option("--labels", metavar="SHEET", default="",
    help="Print sheets of address labels too, in the order of the letters: L7160, L7163, 5160, 3474, 3475, one of the "
    "configuration's [labels.NAME], or a YAML file with measures.")  # fmt: skip
@click.option("--first-label", metavar="N", type=click.IntRange(1), default=1, show_default=True,
    help="The first label that is left on the first sheet, counted as one reads.")  # fmt: skip
@click.option("--vary", metavar="SEED", default="",
    help="Change the order of requests and of some paragraphs from sender to sender, for many identical letters count "
    "as one. The same word as SEED gives the same letters again.")  # fmt: skip
@click.option("--max-per-recipient", metavar="N", type=click.IntRange(1), default=None,
    help="At most so many letters to one office, of all cases together; the senders take turns.")  # fmt: skip
@click.option("--sample", metavar="N", type=click.IntRange(1), default=None,
    help="For a test print: N letters from all parts of the run, or of what --range and --row choose.")  # fmt: skip
@click.option("--range", "numbers", type=Numbers(), default=None,
    help="Only the letters with these numbers in the manifest: `--range 120-135`, `--range 120-`. They stay the "
    "same while the cases, the list, --lang, --to, --group-by and --max-per-recipient do.")  # fmt: skip
@click.option("--row", "rows", metavar="N", type=click.IntRange(1), multiple=True,
    help="Only letters of the sender in this line of the list (see the manifest). May be repeated.")  # fmt: skip
@click.option("--find", "names", metavar="NAME", multiple=True,
    help="Only letters of senders with this name, or these words of it, for a reprint: nobody's name is in the "
    "manifest. May be repeated.")  # fmt: skip
@click.option("--templates", "folders", metavar="DIR", multiple=True, type=FOLDER,
    help="Folder with templates of your own, searched before the built-in ones. May be repeated.")  # fmt: skip
@click.option("-j", "--jobs", type=click.IntRange(1, 256), default=1, show_default=True,
    help="Files that are made at the same time.")  # fmt: skip
@click.option("--executor", metavar="MODULE:CALLABLE", default="",
    help="Where to make them if not here: what this gives, called without arguments, is a "
    "`concurrent.futures.Executor`, such as Dask's `Client(…).get_executor()`.")  # fmt: skip
@click.option("-y", "--yes", is_flag=True, help=f"Do not ask before more than {ASK} letters.")
@click.option("--resume", is_flag=True, help="Go on with a run that was interrupted.")
@quiet_option
@click.pass_context
def batch(
    context: click.Context,
    cases: tuple[str, ...],
    senders: str,
    mapping: tuple[tuple[str, str], ...],
    encoding: str,
    skip_bad_rows: bool,
    output: str,
    formats: "tuple[Format, ...]",
    languages: tuple[str, ...],
    to: tuple[str, ...],
    date: Days,
    after_deadline: bool,
    transit_days: int,
    group_by: str,
    split: int,
    one_file_each: bool,
    duplex: bool,
    copies: bool,
    copies_to: tuple[str, ...],
    paper: "Paper",
    window: str,
    envelopes: str,
    labels: str,
    first_label: int,
    vary: str,
    max_per_recipient: int | None,
    sample: int | None,
    numbers: tuple[int, int] | None,
    rows: tuple[int, ...],
    names: tuple[str, ...],
    folders: tuple[str, ...],
    jobs: int,
    executor: str,
    yes: bool,
    resume: bool,
    quiet: bool,
) -> None:
    """Make letters by the thousand, one from each sender in a list to each recipient.

    The whole list is checked before anything is made. Files for printing come in the order of posting, with a
    manifest of where each letter is. Nothing of the list leaves this machine, unless you name an --executor
    elsewhere, and only you may read the files.

    \b
    ua-gen batch case.yaml --senders list.csv -o run      letters, 2500 to a file
      … -o test --sample 5        five of them, for a test print
      … -o run --duplex --labels L7160
      … -o run --resume           go on after an interruption
      … -o again --range 120-135  some again, after a paper jam
    """
    from ua_gen.batch.config import RunConfig
    from ua_gen.batch.execute import execute
    from ua_gen.batch.plan import Subset, identify, plan_run
    from ua_gen.batch.run_folder import Folder, stored
    from ua_gen.rendering.job import PageSettings
    from ua_gen.templating import Templates

    _not_from_config(context, "executor")
    folder = Path(output)
    begun = (stored(folder) or {}).get("identity", {}) if resume else {}
    if resume and context.get_parameter_source("date") is ParameterSource.DEFAULT:
        date = date._replace(day=_begun(begun, date.day))
    configurations = context.obj.files
    page = PageSettings(paper, window, envelope_size(envelopes) or "dl", duplex=duplex)
    setting = RunConfig(
        "", (), (), tuple(folders), date.day, tuple(dict.fromkeys(formats)), page, section(configurations),
        one_file_each, bool(envelopes), label_sheet(labels, configurations, first_label), first_label, vary,
    )  # fmt: skip
    keys = tuple(key.strip() for key in group_by.split(",") if key.strip())
    listed = read_list(senders, dict(mapping), encoding, setting.formats, skip_bad_rows, quiet)
    rows = (*rows, *rows_of(listed, names))
    choice = Subset(numbers, rows, sample or 0, copies, max_per_recipient or 0, keys, split)
    loaded, problems = load_files(cases)
    if problems:
        raise Problems(problems)
    with batch_hints():
        order, warnings = plan_run(
            loaded, listed, setting, choice,
            languages=languages, to=to, after_deadline=after_deadline, transit_days=transit_days, real=date.real,
            # What has been begun to be sent does not become a matter of the archive on its way.
            archive=not resume or bool(begun.get("archive")), copies_to=copies_to,
        )  # fmt: skip
    given = {"map": sorted(mapping), "encoding": encoding, "skip bad rows": skip_bad_rows}
    order = identify(order, listed.digest, given, Templates(list(map(Path, folders))).folders)
    if not quiet:
        print_diagnostics(warnings)
    if not order.total:
        raise Misuse("nothing to make", "no letter of the run is among those chosen with --range, --row and --find")
    run = Folder(folder, order.identity, len(order.kinds))
    run.check(resume)
    if not quiet:
        summarise(order, transit_days, listed)
    if order.total > ASK and not yes and not resume:
        ask_before(order.total)
    with run.open(resume):
        if listed.rejected:
            write_rejected(run, listed)
        if run.finished and not is_spoilt(run, order):
            echo_error(f"the run in {folder} is finished, and its files are as they were: nothing is left to be done")
            return
        del listed
        try:
            with executor_of(executor, jobs) as pool, Progress(order.files(), quiet) as progress:
                on_progress = None if pool else progress.on_progress

                def done(task: "Task", made: "TaskResult | None") -> None:
                    progress.done(task, made)
                    check()

                counted, said = execute(order, run, executor=pool, ahead=2 * jobs, on_progress=on_progress, done=done)
        except KeyboardInterrupt:
            echo_error("Interrupted. What is finished is whole; the same command with --resume makes the rest.")
            raise click.exceptions.Exit(130) from None
        except Problems as stopped:
            print_diagnostics(stopped.diagnostics)
            echo_error("The run has stopped. What is finished is whole; the same command with --resume makes the rest.")
            raise click.exceptions.Exit(exit_code(stopped.diagnostics)) from None
    report_end(said, counted, folder, order, quiet)
    if counted.missing or counted.unaddressed:
        raise click.exceptions.Exit(1)


def _not_from_config(context: click.Context, name: str) -> None:
    """A configuration that came with somebody's cases must not choose which program runs."""
    if context.get_parameter_source(name) is ParameterSource.DEFAULT_MAP:
        raise Misuse(f"`{name}` cannot be set in the configuration, for it names a program", f"give it as --{name}")


def _begun(identity: dict[str, str], date: datetime.date) -> datetime.date:
    """The date of the letters that there are already, for the others of the run."""
    with contextlib.suppress(ValueError):
        return datetime.date.fromisoformat(identity.get("date", ""))
    return date
