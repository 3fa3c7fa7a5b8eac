"""`ua-gen languages`: what there is in each language, and which letters of a case can be written in it."""

import datetime
import json
from functools import cache
from typing import TYPE_CHECKING, Any

import click

from ua_gen.diagnostics import Problems

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.languages import Language
    from ua_gen.model import Case
    from ua_gen.templating import Templates


@click.command()
@click.argument("case", required=False, type=click.Path())
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for scripts.")
def languages(case: str | None, as_json: bool) -> None:
    """Show the languages there are: how many phrases each has, and who has reviewed them.

    With a CASE, show also whether its letters can be written in each language, and what is missing or left out.
    """
    from ua_gen import languages as known
    from ua_gen.api import load

    loaded = load(case) if case else None
    rows = [_row(known.language(tag), loaded) for tag in known.tags()]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    width = max(len(row["english"]) for row in rows)
    for row in rows:
        reviewed = f"reviewed: {row['reviewed']}" if row["reviewed"] else "reviewed by no native reader yet"
        click.echo(f"{row['tag']:<8}  {row['english']:<{width}}  {row['phrases']:>4}  {reviewed}")
        for line in (*row.get("missing", ()), *row.get("left_out", ())):
            click.echo(f"{'':<8}  {line}")


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


def _of_case(language: "Language", loaded: "Loaded[Case]") -> dict[str, Any]:
    """What the letters of a case lack in a language: what forbids them, and what they would leave out."""
    from ua_gen.rendering.compose import compose
    from ua_gen.rendering.job import Job

    templates = _templates()
    case = loaded.public().value  # Nobody else is written to.
    assert case is not None
    missing: dict[str, None] = {}
    left_out: dict[str, None] = {}
    for recipient in case.recipients:
        if recipient.role != "to":
            continue
        job = Job(loaded, templates.documents["letter"], language, _day(case), recipient)
        try:
            warnings = compose(job, templates, "txt").warnings
        except Problems as problems:
            missing |= dict.fromkeys(f"cannot be written: {found.message}" for found in problems.diagnostics)
        else:
            left_out |= dict.fromkeys(found.message for found in warnings if found.code in ("UA212", "UA213"))
    return {"missing": list(missing), "left_out": list(left_out)}


def _day(case: "Case") -> datetime.date:
    """Any day will do to see what can be said; that of issue is one on which everything was true."""
    return case.action.issued
