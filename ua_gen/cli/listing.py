"""`ua-gen list`: the cases there are, and how many days are left for each."""

import datetime
import os
import shlex
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import date_option, own_sender, print_diagnostics, section, sender_option
from ua_gen.cli.words import LanguageTag
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Misuse, has_errors

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.cli.config_search import InForce
    from ua_gen.model import Case
    from ua_gen.rendering.request import RenderRequest

LEFT = 9  # Columns for the days that are left.
SOON = 7  # Fewer days are few,
NEXT = 14  # and fewer than these are soon few.


@click.command("list")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(), default=(".",))
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for scripts.")
@click.option("--links", is_flag=True, help="The links that open each letter in a mail program, one in a line.")
@click.option("-l", "--lang", "language", metavar="TAG", type=LanguageTag(), default="",
    help="Language of the letters that --links opens.")  # fmt: skip
@sender_option
@date_option
@click.pass_obj
def list_(
    config: "InForce",
    paths: tuple[str, ...],
    as_json: bool,
    links: bool,
    language: str,
    sender: str | None,
    date: Days,
) -> None:
    """Show the cases in files and folders, the nearest deadline first.

    Each in two lines: how many days are left until the deadline, and the title; the number, country, deadline, state,
    languages and file. `closed` means that no appeal may be made any more.
    """
    if links:
        from ua_gen.rendering.request import RenderRequest

        request = RenderRequest(
            date.day, date.real, ("letter",), (language,) if language else (),
            sender=own_sender(sender), section=section(config.files), archive=False,
        )  # fmt: skip
        _list_links(paths, request)
        return
    from ua_gen.action.closing import closed
    from ua_gen.action.gate import elsewhere, is_agreed
    from ua_gen.action.related import Neighbours
    from ua_gen.casefile.discovery import case_files
    from ua_gen.casefile.loading import read_cases

    rows: list[dict[str, Any]] = []
    files, problems = case_files(paths)
    if not files and not problems:
        raise Misuse(f"no case files in {', '.join(paths)}", "a case file ends in .yaml or .yml")
    neighbours, office = Neighbours(), section(config.files)
    cases: list[Loaded[Case]] = []
    broken: list[Loaded[Case]] = []
    day = date.day if date.is_past else max(date.day, date.known)
    for loaded in read_cases(files):
        if loaded.value is None and loaded.diagnostics and loaded.name not in paths:
            broken.append(loaded)
            continue
        problems += loaded.diagnostics
        if loaded.value is not None:
            rows.append(_row(loaded.public().value or loaded.value, loaded.name, date.day))
            rows[-1]["closed"] = bool(closed(loaded, day))
            neighbours.know(loaded)
            neighbours.name(loaded)
            cases.append(replace(loaded, root=None, text=""))  # The trees of all files together are large.
    for row, loaded in zip(rows, cases, strict=True):
        # Days are left for no case that is over, whether or not the public may know of it.
        over = neighbours.stopped(loaded) or elsewhere(loaded, day, date.known, neighbours)
        row["closed"] |= bool(over) or (row["days_left"] < 0 and not is_agreed(False, office))
        problems += (found for found in over if found.code == "UA249")
        problems += neighbours.unclear(loaded)
    rows.sort(key=lambda row: (row["closed"], row["deadline"], row["file"]))
    if as_json:
        from ua_gen.cli.reporters import visible_json

        click.echo(visible_json(rows))
    elif rows:
        click.echo("\n".join(_record(row, terminal.width()) for row in rows))
    print_diagnostics(dict.fromkeys(found for found in problems if not _said_again(found, broken)))
    print_diagnostics(map(_why_not, broken))
    if broken or has_errors(problems):
        raise click.exceptions.Exit(1)


def _said_again(found: Diagnostic, broken: "Sequence[Loaded[Case]]") -> bool:
    """Whether it says no more than that one of the broken files cannot be read."""
    if found.code != "UA228" or found.is_error or found.span is None:
        return False
    return os.path.realpath(found.span.path) in {os.path.realpath(loaded.place or loaded.name) for loaded in broken}


def _why_not(loaded: "Loaded[Case]") -> Diagnostic:
    """In one line, why a file of a folder cannot be listed."""
    first, *more = sorted((found for found in loaded.diagnostics if found.is_error), key=lambda found: found.code)
    also = f", and {len(more)} more" if more else ""
    message = f"{first.message}{also}; see `ua-gen validate {shlex.quote(loaded.name)}`"
    return replace(first, message=message, hint="", span=first.span and replace(first.span, source=""))


def _list_links(paths: tuple[str, ...], request: "RenderRequest") -> None:
    """Case file, recipient, language and link of every letter that can go by e-mail, parted by tabs."""
    from ua_gen.casefile.discovery import case_files
    from ua_gen.casefile.loading import read_cases
    from ua_gen.cli.reporters import visible
    from ua_gen.rendering.compose import mail_link
    from ua_gen.rendering.prepare import prepare
    from ua_gen.templating import Templates

    files, problems = case_files(paths)
    templates = Templates()
    loaded = [case for case in read_cases(files) if case.value is not None or case.diagnostics]
    jobs, refused = prepare(loaded, request, templates)
    problems += refused
    for job in jobs:
        problems += job.notes
        if job.recipient and job.recipient.email:
            link, found = mail_link(job, job.recipient.id, templates)
            problems += found
            if link:
                click.echo("\t".join((visible(job.case.name), job.recipient.id, job.language.tag, link)))
    # Links are for sending: of copies for the archive there are none.
    problems = [replace(found, hint=found.hint.partition("; for the archive")[0]) for found in problems]
    print_diagnostics(dict.fromkeys(problems))
    if has_errors(problems):
        raise click.exceptions.Exit(1)


def _row(case: "Case", file: str, day: datetime.date) -> dict[str, Any]:
    from ua_gen.languages import language
    from ua_gen.model import standing

    newest = [status for _, status in standing(case, day).values()]
    states = list(dict.fromkeys(status.state for status in newest))
    return {
        "number": case.action.number,
        "title": case.title.best("en", case.language),
        "country": language("en").country(case.country),
        "deadline": case.action.last_day.isoformat(),
        "days_left": (case.action.last_day - day).days,
        "status": states,
        "languages": list(case.write_in),
        "file": file,
    }


def _record(row: dict[str, Any], columns: int | None) -> str:
    """A case in two lines: how long it is open and what it is; where, until when, how it stands, and its file."""
    from ua_gen.cli.reporters import visible

    days = row["days_left"]
    left = "closed" if row["closed"] else "today" if days == 0 else f"{days} day{'s' * (days != 1)}"
    known = (row["number"], row["country"], row["deadline"], ", ".join(row["status"]), " ".join(row["languages"]))
    more = " · ".join(visible(value) for value in (*known, row["file"]) if value)
    indent = " " * (LEFT + 2)
    lines = [
        terminal.wrapped(click.style(visible(row["title"]), bold=True), columns, f"{left:>{LEFT}}  ", indent),
        terminal.wrapped(more, columns, indent, indent),
    ]
    if row["closed"]:
        return "\n".join(click.style(click.unstyle(line), dim=True) for line in lines)
    colour = "red" if days < SOON else "yellow" if days < NEXT else "green"
    lines[0] = click.style(lines[0][:LEFT], fg=colour) + lines[0][LEFT:]
    return "\n".join(lines)
