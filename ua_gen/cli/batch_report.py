"""What `ua-gen batch` tells of a run: its size before it begins, its end, and the rows that were left out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen.cli.common import echo_error, print_diagnostics
from ua_gen.diagnostics import Diagnostic, Misuse, Severity

if TYPE_CHECKING:
    from ua_gen.batch.manifest import Count
    from ua_gen.batch.plan import RunPlan
    from ua_gen.batch.run_folder import Folder
    from ua_gen.batch.senders.result import Listed
    from ua_gen.batch.worker import DiagnosticCounts


ASK = 500  # Letters that are made without a question.
SHOWN = 10  # Files that are named in one line.
REJECTED = "rejected-rows.csv"


def is_spoilt(run: "Folder", order: "RunPlan") -> bool:
    """Whether files of a finished run are gone or changed. Says which."""
    if not (found := run.spoilt(len(order.files()))):
        return False
    names = ", ".join(found[:SHOWN]) + (", …" if len(found) > SHOWN else "")
    echo_error(f"{in_words(len(found), 'file')} of the finished run missing or changed, to be made anew: {names}")
    return True


def write_rejected(run: "Folder", listed: "Listed") -> None:
    from ua_gen.batch.senders import rejected_csv

    run.write(REJECTED, rejected_csv(listed))
    echo_error(f"{in_words(len(listed.rejected), 'row')} left out: {run.path / REJECTED}")


def in_words(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def summarise(order: "RunPlan", transit_days: int, listed: "Listed") -> None:
    senders = in_words(len(order.rows), "sender")
    echo_error(f"{in_words(order.total, 'letter')} from a list of {senders}, dated {order.setting.day}:")
    for kind, count in zip(order.posting.kinds, order.counts, strict=True):
        if count:
            echo_error(f"  {count:,} to {kind.base.recipient} ({kind.case}, {kind.base.language})")
    if order.choice.most and (silent := order.posting.silent()):
        echo_error(f"  {in_words(silent, 'sender')} left out by --max-per-recipient")
    setting = order.setting
    sets = [batch.series.set for batch in order.batches()]
    whole = 0 if setting.one_file_each else len(setting.formats) - ("eml" in setting.formats)
    parts = [in_words(sets.count("letter") * whole, "file") if whole else "a file each"]
    addressed = in_words(sets.count("letter"), "file")
    parts += [f"{addressed} of envelopes {setting.page.envelope}"] if setting.envelopes else []
    parts += [f"{addressed} of labels {setting.labels.name}"] if setting.labels else []
    second = f", and a second set in {in_words(sets.count('copy') * whole, 'file')}" if whole else ", and a second set"
    echo_error(f"  in {', '.join(parts)}{second if order.choice.copies else ''}")
    for kind in order.notes:
        echo_error(f"  notes to the embassies that {kind.shown or kind.case} has in the countries of senders")
    for case, deadline, last in order.last_days:
        travels = f"; the post travels {transit_days} days: last day to post {last}" if transit_days else ""
        echo_error(f"  {case}: deadline {deadline}{travels}")
    if emails := order.shown_emails():
        show = "1 sender shows" if emails == 1 else f"{emails:,} senders show"
        how = f': --map "{listed.email_heading}=ignore" leaves it out' if listed.email_heading else ""
        echo_error(f"  {show} the office that they write to their e-mail address{how}")


def ask_before(total: int) -> None:
    unasked = Misuse(f"{total:,} letters are not made without a question", "add --yes, or try it with --sample 5")
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise unasked
    try:
        wanted = click.confirm("Make them?", default=False, err=True)
    except click.Abort as ending:
        if isinstance(ending.__context__, EOFError):  # Of a terminal that nobody can type into.
            echo_error("")
            raise unasked from None
        raise
    if not wanted:
        raise click.exceptions.Exit(0)


def report_end(said: "DiagnosticCounts", counted: "Count", folder: Path, order: "RunPlan", quiet: bool) -> None:
    from dataclasses import replace

    from ua_gen.batch.worker import EXAMPLES

    shown: list[Diagnostic] = []
    for diagnostic, (count, lines) in said.found.items():
        if count < order.total or diagnostic.code == "UA407":  # That is about a row even if it is the only one.
            rows = ", ".join(map(str, lines)) + (", …" if len(lines) == EXAMPLES and count > EXAMPLES else "")
            told = f"{diagnostic.message} ({in_words(count, 'letter')}; row {rows})"
            diagnostic = replace(diagnostic, message=told)
        if diagnostic.severity is Severity.ERROR or not quiet:
            shown.append(diagnostic)
    print_diagnostics(shown)
    for number, what in ((counted.missing, "letter"), (counted.unaddressed, "envelope, label or note")):
        if number:
            some = (
                in_words(number, what) if number == 1 or what == "letter" else f"{number:,} envelopes, labels or notes"
            )
            echo_error(f"{some} could not be made: `problem` in {folder / 'manifest.csv'} says which.")
    if not quiet:
        echo_error(f"wrote {folder / 'manifest.csv'}")
