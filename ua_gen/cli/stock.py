"""`ua-gen stock`: what can be told without a word of one's own, and how it is written in a case file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import style
from ua_gen.cli.words import LanguageTag
from ua_gen.diagnostics import Misuse, suggest

if TYPE_CHECKING:
    from ua_gen.stock import Event, Request

Row = dict[str, Any]
ENTRIES = ("event", "request", "post")  # The other groups are kinds of values: so many that they are told by name only.
MANY = 3  # Events and requests found, above which the values that they take would be too much to read.
NAME = 24  # The width of the column of names; the few that are longer have a line of their own.
INDENT = " " * (NAME + 4)


@click.command()
@click.argument("word", required=False)
@click.option("-l", "--lang", "tag", metavar="TAG", type=LanguageTag(), default="en", show_default=True,
    help="Language of the sentences.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON array of everything, for scripts.")
def stock(word: str | None, tag: str, as_json: bool) -> None:
    """List the stock events, requests, posts and values of case files, and the sentence that each makes.

    With a WORD, only what has it in its name or its sentence, with what it takes: `ua-gen stock arrested`. The WORD may
    also be `event`, `request`, `post`, or a kind of value: `ua-gen stock place`.

    Case files may have all of it. What the letters of a language cannot tell, they leave out, and `ua-gen validate`
    warns.
    """
    from ua_gen.languages import language
    from ua_gen.languages.lookup import known_language

    known_language(tag)
    rows = list(_rows(tag))
    found = _found(rows, word) if word else rows
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if word:
        _echo_in_full(rows, found)
    else:
        _echo_overview(rows, language(tag).english)


def _echo_overview(rows: Sequence[Row], language: str) -> None:
    """Every event, request and post with its sentence, those that letters tell first; of the values some names."""
    groups = [*dict.fromkeys(row["group"] for row in rows)]
    old = [row | {"name": name, "example": said} for row in rows for name, said in row["old"].items() if said]
    for row in old:
        row.pop("note", None)
    told = sorted([*rows, *old], key=lambda row: (groups.index(row["group"]), "note" in row))
    for (group, is_told), of in groupby(told, lambda row: (str(row["group"]), "note" not in row)):
        listed = list(of)
        click.echo(style(group, "bold") + ("" if is_told else f", which letters in {language} cannot tell"))
        if group in ENTRIES:
            click.echo("\n".join(line for row in listed for line in _lines(row)))
        else:
            click.echo(_named(listed[:6], ", …" if len(listed) > 6 else ""))
        click.echo()
    click.echo(_filled("`ua-gen stock arrested` tells what an event takes, `ua-gen stock place` all places.", "", ""))


def _echo_in_full(rows: Sequence[Row], found: Sequence[Row]) -> None:
    """What was found with what it takes; of few, also the names of the values that they take."""
    from ua_gen.stock import key

    for group, of in groupby(found, lambda row: str(row["group"])):
        click.echo(style(group, "bold"))
        click.echo("\n".join(line for row in of for line in (*_lines(row), *_details(row))))
        click.echo()
    if values := [row for row in found if row["takes"] and row["group"] not in ENTRIES]:
        example = values[0]
        given = f"{{{key(example['group'])}: {example['name']}, {next(iter(example['takes']))}: …}}"
        click.echo(_filled(f"[in brackets] what may be given with it: `{given}`", "", ""))
    if any(kind.endswith("*") for row in found for kind in row["takes"].values()):
        click.echo("* one or several: `[a, b]`")
    entries = [row for row in found if row["group"] in ENTRIES]
    if len(entries) > MANY:
        return
    kinds = dict.fromkeys(kind.rstrip("*") for row in entries for kind in row["takes"].values())
    for kind in kinds:
        if listed := [row for row in rows if row["group"] == kind]:
            click.echo(f"\n{style(kind, 'bold')}  (`ua-gen stock {kind}` tells what each says)")
            click.echo(_named(listed))


def _found(rows: Sequence[Row], word: str) -> list[Row]:
    """The event or request of that name, a whole group, or all that has the word in it."""
    wanted = word.casefold()
    found = [row for row in rows if "in_letters" in row and wanted in (row["name"], *row["old"])]
    if not found and (listed := [row for row in rows if wanted in (row["group"], f"{row['group']}s")]):
        # The name of a kind may be a word of events and requests as well: `release`.
        found = [row for row in rows if row["group"] in ENTRIES and wanted in row["name"].split("-")]
        found += [row for row in listed if row not in found]
    found = found or [row for row in rows if wanted in _said(row)]
    if not found:
        names = sorted({row["name"] for row in rows} | {row["group"] for row in rows})
        raise Misuse(f"no stock entry has `{word}`", suggest(wanted, names) or "`ua-gen stock` lists them all")
    return found


def _said(row: Row) -> str:
    return " ".join([row["name"], row["example"], row["english"], *row["old"], *row["old"].values()]).casefold()


def _named(rows: Sequence[Row], more: str = "") -> str:
    return _filled(", ".join(row["name"] for row in rows) + more, "  ", "  ")


def _lines(row: Row) -> Iterator[str]:
    """The name, and beside it what it says; of a value also what it takes."""
    name = f"  {row['name']:<{NAME}}"
    if len(row["name"]) > NAME:
        yield name
        name = f"  {'':<{NAME}}"
    takes = f"  [{', '.join(row['takes'])}]" if row["takes"] and row["group"] not in ENTRIES else ""
    yield _filled(row["example"] + takes, f"{name}  ", INDENT)


def _details(row: Row) -> Iterator[str]:
    if row.get("note"):
        yield f"{INDENT}({row['note']})"
    if row["takes"] and row["group"] in ENTRIES:
        # An argument may be called as its kind is: no need to say it twice.
        takes = (name if name == kind else f"{name}:{terminal.BOUND}{kind}" for name, kind in row["takes"].items())
        yield _filled(f"takes {', '.join(takes)}", INDENT, f"{INDENT}  ")
    for name, said in row["old"].items():
        yield _filled(f"also {name}{': ' if said else ''}{said}", INDENT, f"{INDENT}  ")


def _filled(text: str, first: str, others: str) -> str:
    return terminal.wrapped(text, terminal.width(), first, others)


def _rows(tag: str) -> Iterator[Row]:
    from ua_gen import stock as known
    from ua_gen.languages import language
    from ua_gen.wording.examples import event_example, request_example

    spoken = language(tag).english
    for event in known.events().values():
        said = {name: event_example(name, tag) for name in (event.name, *event.old)}
        yield _entry("event", event, said, spoken)
    for asked in known.requests().values():
        said = {name: request_example(name, tag) for name in (asked.name, *asked.old)}
        yield _entry("request", asked, said, spoken)
    for post in known.posts().values():
        yield _row("post", post.name, post.tier, post.example, _salutation(tag, post.name))
    for kind in known.kinds():
        for value in known.values(kind).values():
            yield _row(kind, value.name, value.tier, value.english) | {"takes": dict(value.takes)}


def _row(group: str, name: str, tier: int, english: str, said: str = "") -> Row:
    """An entry. `english` is an example in full, which stands for what the language does not say."""
    return {
        "group": group,
        "name": name,
        "tier": tier,
        "example": said or english,
        "english": english,
        "takes": {},
        "old": {},
    }


def _entry(group: str, entry: "Event | Request", said: Mapping[str, str], language: str) -> Row:
    """An event or a request, with what letters say under its name and under older ones, some of which say more."""
    row = _row(group, entry.name, entry.tier, entry.example, said[entry.name])
    row["takes"] = {argument.name: argument.kind + "*" * argument.many for argument in entry.args.values()}
    row["old"] = {name: said[name] for name in entry.old}
    told = [name for name, text in said.items() if text]
    row["in_letters"] = bool(told)
    if not said[entry.name]:
        row["note"] = (
            f"letters tell it only as {' or '.join(told)}" if told else f"letters in {language} cannot tell it"
        )
    return row


def _salutation(tag: str, post: str) -> str:
    from ua_gen.languages import MissingPhrase, language
    from ua_gen.languages.phrases import spoken_to_as

    try:
        return language(tag).raw(f"salutation.{spoken_to_as(post)}")
    except MissingPhrase:
        return ""
