"""`ua-gen list`: the cases there are, and how many days are left for each."""

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli.common import date_option, own_sender, print_diagnostics, section, sender_option
from ua_gen.cli.words import LanguageTag
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse, has_errors

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.cli.config_search import InForce
    from ua_gen.model import Case
    from ua_gen.rendering.request import RenderRequest

COLUMNS = ("number", "title", "country", "deadline", "left", "status", "languages", "file")


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

    `left` is the number of days until the deadline; `closed` means that no appeal may be made any more.
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
    day = date.day if date.is_past else max(date.day, date.known)
    for loaded in read_cases(files):
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
        click.echo(_table(rows))
    print_diagnostics(dict.fromkeys(problems))
    if has_errors(problems):
        raise click.exceptions.Exit(1)


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


def _table(rows: list[dict[str, Any]]) -> str:
    """The rows under their headings, the title shortened where the terminal is narrow."""
    import shutil

    import wcwidth

    cells = [[heading.upper() for heading in COLUMNS], *map(_cells, rows)]
    widths = [max(wcwidth.wcswidth(row[column]) for row in cells) for column in range(len(COLUMNS))]
    room = max(shutil.get_terminal_size((140, 24)).columns, 80)
    title = COLUMNS.index("title")
    over = sum(widths) + 2 * (len(widths) - 1) - room
    widths[title] = max(widths[title] - max(over, 0), 16)
    lines = []
    for number, row in enumerate(cells):
        row[title] = _shortened(row[title], widths[title])
        padded = [
            " " * (width - wcwidth.wcswidth(cell)) + cell
            if COLUMNS[column] == "left"
            else cell + " " * (width - wcwidth.wcswidth(cell))
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        line = "  ".join(padded).rstrip()
        lines.append(click.style(line, bold=True) if number == 0 else _coloured(line, rows[number - 1]))
    return "\n".join(lines)


def _cells(row: dict[str, Any]) -> list[str]:
    from ua_gen.cli.reporters import visible

    left = "closed" if row["closed"] else str(row["days_left"])
    values = (row["number"] or "–", row["title"], row["country"], row["deadline"], left)
    more = (", ".join(row["status"]) or "–", " ".join(row["languages"]), row["file"])
    return [visible(str(value)) for value in (*values, *more)]


def _coloured(line: str, row: dict[str, Any]) -> str:
    if row["closed"]:
        return click.style(line, dim=True)
    return click.style(line, fg="yellow") if row["days_left"] < 7 else line


def _shortened(text: str, width: int) -> str:
    import wcwidth

    if wcwidth.wcswidth(text) <= width:
        return text
    text = text[: 4 * width]  # Each step below measures all that is left.
    while wcwidth.wcswidth(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"
