"""`ua-gen languages`: what there is in each language, and which letters of a case can be written in it."""

import datetime
import json
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import style
from ua_gen.cli.words import LanguageTag, Several
from ua_gen.diagnostics import Problems

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.languages import Language
    from ua_gen.model import Case
    from ua_gen.templating import Templates


@click.command()
@click.argument("case", required=False, type=click.Path())
@click.option(
    "-l",
    "--lang",
    "wanted",
    metavar="TAG",
    cls=Several,
    multiple=True,
    type=LanguageTag(),
    help="Of which language to tell what a CASE lacks. May be repeated. Default: the case's `write_in`.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for scripts.")
def languages(case: str | None, wanted: tuple[str, ...], as_json: bool) -> None:
    """Show the languages there are: how many phrases each has, and who has reviewed them.

    With a CASE, show which of its documents can be made in each language: `whole`, `-2` where two things are left out,
    or `no`; and below, what is missing or left out.
    """
    from ua_gen import languages as known
    from ua_gen.api import load
    from ua_gen.languages.lookup import known_language

    loaded = load(case) if case else None
    for tag in wanted:
        known_language(tag)
    rows = [_row(known.language(tag), loaded) for tag in known.tags()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    columns = terminal.width()
    if not loaded:
        told = [(row["tag"], row["english"], row["phrases"], _reviewed(row)) for row in rows]
        click.echo(terminal.table(told, columns))
        return
    click.echo(terminal.table(_matrix(rows), columns, gap=1))
    chosen = wanted or (loaded.value.write_in if loaded.value else ())
    lines = [
        terminal.wrapped(message, columns, f"{row['tag']:<8}", " " * 8)
        for row in rows
        if row["tag"] in chosen
        for message in (*row["missing"], *row["left_out"])
    ]
    if lines:
        click.echo("\n".join(["", *lines]))


def _reviewed(row: dict[str, Any]) -> str:
    return f"reviewed: {row['reviewed']}" if row["reviewed"] else "reviewed by no native reader yet"


def _matrix(rows: Sequence[dict[str, Any]]) -> list[list[str]]:
    """Languages by documents, those alone that the case has; below their names what can be made of them."""
    names = [name for name in COLUMNS if any(row["documents"][name] for row in rows)]
    cells = [[row["tag"], row["english"], *(_cell(row["documents"][name]) for name in names)] for row in rows]
    return [["", "", *(style(name, "bold") for name in names)], *cells]


def _cell(said: str) -> str:
    return click.style(said, fg={"whole": "green", "no": "red"}.get(said, "yellow")) if said else ""


def _row(language: "Language", loaded: "Loaded[Case] | None") -> dict[str, Any]:
    from ua_gen.languages import MissingPhrase
    from ua_gen.languages.phrases import english_phrases

    there = 0
    for key, phrase in english_phrases().items():
        try:
            if phrase.counts:
                language.count(key, 1)
            else:
                for form in phrase.forms:
                    language.raw(key, form)
            there += 1
        except MissingPhrase:
            continue
    row: dict[str, Any] = {
        "tag": language.tag,
        "english": language.english,
        "name": language.name,
        "phrases": f"{100 * there // len(english_phrases())}%",
        "reviewed": language.reviewed,
    }
    return row | (_of_case(language, loaded) if loaded else {})


@cache
def _templates() -> "Templates":
    from ua_gen.templating import Templates

    return Templates()


# The documents of the matrix, by what stands above their columns.
COLUMNS = {
    "letter": "letter",
    "group": "group-letter",
    "petition": "petition",
    "urgent": "urgent-action",
    "outcome": "outcome",
    "solidarity": "solidarity",
}


def _of_case(language: "Language", loaded: "Loaded[Case]") -> dict[str, Any]:
    """What the documents of a case lack in a language: what forbids them, and what they would leave out.

    A cell of the matrix is `whole`, the number of things left out (`-2`), `no`, or empty where there is no such
    document.
    """
    missing: dict[str, None] = {}
    left_out: dict[str, None] = {}
    cells = {}
    for column, name in COLUMNS.items():
        lacking, omitted, made = _of_document(language, loaded, name)
        if name in ("letter", "outcome", "solidarity"):  # The others leave out what these do.
            missing |= dict.fromkeys(f"cannot be written: {message}" for message in lacking)
            left_out |= dict.fromkeys(omitted)
        cells[column] = "" if not made else "no" if lacking else f"-{len(omitted)}" if omitted else "whole"
    return {"documents": cells, "missing": list(missing), "left_out": list(left_out)}


def _of_document(language: "Language", loaded: "Loaded[Case]", name: str) -> tuple[list[str], list[str], bool]:
    """What forbids a document in a language, what it leaves out, and whether the case has such a document."""
    from ua_gen.rendering.compose import compose
    from ua_gen.rendering.job import Job

    templates = _templates()
    document = templates.documents[name]
    case = loaded.public().value  # Nobody else is written to.
    assert case is not None
    if (document.per == "solidarity" and case.solidarity is None) or (name == "outcome" and case.outcome is None):
        return [], [], False
    recipients = [each for each in case.recipients if each.role == "to"] if document.per == "recipient" else [None]
    lacking: dict[str, None] = {}
    omitted: dict[str, None] = {}
    for recipient in recipients:
        try:
            warnings = compose(Job(loaded, document, language, _day(case), recipient), templates, "txt").warnings
        except Problems as problems:
            lacking |= dict.fromkeys(found.message for found in problems.diagnostics)
        else:
            omitted |= dict.fromkeys(found.message for found in warnings if found.code in TOLD)
    return list(lacking), list(omitted), bool(recipients)


TOLD = ("UA212", "UA213", "UA2131")  # What a language lacks of a document that can be made.


def _day(case: "Case") -> datetime.date:
    """Any day will do to see what can be said; that of issue is one on which everything was true."""
    return case.action.issued
