"""`ua-gen translate`: the texts of a case that a language lacks, beside their originals, ready to be filled in."""

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen.cli.common import date_option, echo_error, non_empty_path, require_absent
from ua_gen.cli.words import LanguageTag
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse

if TYPE_CHECKING:
    from ua_gen.casefile.loading import Loaded
    from ua_gen.model import Case


NAME_FORMS = "   # or its forms, as sentences need them: {name: …, gen: …, in: …}"
LISTS = ("address", "return_to")  # Fields that are lists of lines.


@click.command()
@click.argument("case", type=click.Path())
@click.option("-l", "--lang", "tag", metavar="TAG", type=LanguageTag(), required=True,
    help="The language to translate into.")  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default="-",
    show_default=True,
    callback=non_empty_path,
    help="File to write; `-` is standard output.",
)
@date_option
def translate(case: str, tag: str, output: str, date: Days) -> None:
    """Write what has to be translated for a language: each text that is missing, beside its original.

    Stock events and requests need no translation. The last lines are the entry for `translations`: its fingerprint
    belongs to the originals as they are now, so that a later change of one of them shows that the translation is out
    of date.
    """
    from ua_gen.api import load
    from ua_gen.files.atomic import write_atomic
    from ua_gen.languages import language
    from ua_gen.languages.lookup import known_language

    known_language(tag)
    loaded = load(case)
    if loaded.value is None or tag == loaded.value.language:
        raise Misuse(f"{case} is written in {language(tag).english}", "choose another language with --lang")
    text = skeleton(loaded, loaded.value, tag, date.day)
    if output == "-":
        click.echo(text, nl=False)
        return
    require_absent(output)
    write_atomic(Path(output), text.encode(), fresh=True)
    echo_error(f"wrote {output}")


def skeleton(loaded: "Loaded[Case]", case: "Case", tag: str, day: datetime.date) -> str:
    """YAML: a list of the missing texts with their places, and the entry for `translations`."""
    from ua_gen.action.fingerprint import is_current, whole_fingerprint
    from ua_gen.casefile.texts import texts
    from ua_gen.casefile.validation import path_name
    from ua_gen.cli.reporters import visible
    from ua_gen.languages import language
    from ua_gen.model.arguments import stock_places

    # A stock word such as `by: police` is no text to be translated. Other forms of a name are for one language alone.
    stock = stock_places(case)
    given = [one for one in texts(case) if not one.form and one.at not in stock]
    there = {one.at for one in given if one.tag == tag}
    originals: dict[tuple[str | int, ...], list[str]] = {}
    names = {one.at for one in given if one.is_name}
    for one in given:
        if one.tag == case.language and one.at not in there:
            originals.setdefault(one.at, []).append(one.text)
    english = language(tag).english
    # A line break in the name of the file would end the comment.
    lines = [
        "# ua-gen: not a case",
        f"# What {visible(loaded.name)} lacks in {english}. Write each text into the case file, beside its original.",
    ]
    entry = case.translations.get(tag)
    if entry and entry.of and not is_current(entry.of, case, tag, given):
        lines.append(
            "# The originals have changed since the texts that are there were translated: read those again, too."
        )
    if not originals:
        lines.append("# Nothing is missing.")
    for at, text in originals.items():
        written, empty = (text, "[]") if at[-1] in LISTS else (text[0], "''")
        lines += [
            f"- at: {path_name(at)}   # line {loaded.span(*at).line}",
            f"  {case.language}: {json.dumps(written, ensure_ascii=False)}",
            f"  {tag}: {empty}{NAME_FORMS if at in names else ''}",
        ]
    of = whole_fingerprint(case, tag, given)
    by = json.dumps(entry.by if entry else "your name", ensure_ascii=False)
    lines += ["# translations:", f"#   {tag}: {{by: {by}, date: {day}, reviewed: false, of: {of}}}"]
    return "\n".join(lines) + "\n"
