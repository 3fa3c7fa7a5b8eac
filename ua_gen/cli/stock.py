"""`ua-gen stock`: what can be told without a word of one's own, and how it is written in a case file."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli.words import LanguageTag
from ua_gen.diagnostics import Misuse, suggest

if TYPE_CHECKING:
    from ua_gen.stock import Argument, Event, Request

Row = dict[str, Any]
MANY = 3  # Entries found, above which their values would be too much to read.


@click.command()
@click.argument("word", required=False)
@click.option("-l", "--lang", "tag", metavar="TAG", type=LanguageTag(), default="en", show_default=True,
    help="Language of the examples.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for scripts.")
def stock(word: str | None, tag: str, as_json: bool) -> None:
    """List the stock events, requests, posts, parties and values, with what each takes and an example.

    With a WORD, only what it is the name of, or stands in: `ua-gen stock doctor`. Case files may have all of it. What
    letters cannot tell of it yet, they leave out; `ua-gen validate` warns of that.
    """
    from ua_gen.languages.lookup import known_language

    known_language(tag)
    rows = list(_rows(tag))
    if word:
        wanted = word.casefold()
        found = [row for row in rows if wanted == row["name"]] or [row for row in rows if wanted in _said(row)]
        if not found:
            names = sorted({row["name"] for row in rows})
            raise Misuse(f"no stock entry has `{word}`", suggest(wanted, names) or "`ua-gen stock` lists them all")
        # Of an event or a request, also what it takes.
        entries = [row for row in found if row["group"] in ("event", "request")]
        kinds = {kind.rstrip("*") for row in entries for kind in row["takes"].values()} if len(found) <= MANY else set()
        rows = [*found, *(row for row in rows if row["group"] in kinds and row not in found)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    group = ""
    for row in rows:
        if row["group"] != group:
            click.echo(f"{'' if not group else chr(10)}{row['group']}")
            group = row["group"]
        click.echo("\n".join(_lines(row)))


def _said(row: Row) -> str:
    return f"{row['name']} {row['example']} {' '.join(row['old'])}".casefold()


def _lines(row: Row) -> Iterator[str]:
    yield f"  {row['name']:<28}  {row['example']}"
    takes = ", ".join(f"{name}: {kind}" for name, kind in row["takes"].items())
    if takes:
        yield f"  {'':<28}  takes {takes}"
    if row["old"]:
        yield f"  {'':<28}  also {', '.join(row['old'])}"
    if row.get("in_letters") is False:
        yield f"  {'':<28}  letters cannot tell it yet"


def _rows(tag: str) -> Iterator[Row]:
    from ua_gen import stock as known

    for event in known.events().values():
        said = _in(tag, f"event.{event.name}", event.example)
        yield _row("event", event.name, event.tier, said, event.args, event.old) | _told(event)
    for asked in known.requests().values():
        said = _in(tag, f"request.{asked.name}", asked.example)
        yield _row("request", asked.name, asked.tier, said, asked.args, asked.old) | _told(asked)
    for post in known.posts().values():
        yield _row("post", post.name, post.tier, _in(tag, f"salutation.{post.name}", post.example))
    for kind in known.kinds():
        for value in known.values(kind).values():
            yield _row(kind, value.name, value.tier, value.english) | {"takes": dict(value.takes)}


def _row(
    group: str, name: str, tier: int, example: str, args: Mapping[str, "Argument"] = {}, old: Mapping[str, Any] = {}
) -> Row:
    takes = {argument.name: argument.kind + "*" * argument.many for argument in args.values()}
    return {"group": group, "name": name, "tier": tier, "example": example, "takes": takes, "old": list(old)}


def _told(entry: "Event | Request") -> Row:
    """Whether letters have any sentence for it."""
    from ua_gen import stock as known
    from ua_gen.languages.phrases import names

    group = "event" if isinstance(entry, known.Event) else "request"
    return {"in_letters": not {*names(group)}.isdisjoint({entry.name, *entry.old})}


def _in(tag: str, key: str, english: str) -> str:
    """What another language says, as far as it has a phrase for it today; English is an example in full."""
    from ua_gen.languages import MissingPhrase, language

    if tag == "en":
        return english
    try:
        return language(tag).raw(key)
    except MissingPhrase:
        return english
