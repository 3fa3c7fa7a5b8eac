"""`ua-gen preview`: a case in the browser while it is written."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ua_gen import clock
from ua_gen.cli.common import FOLDER, date_option, echo_error, section, sender_file, sender_option
from ua_gen.cli.words import LanguageTag, SmallLetters
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse

if TYPE_CHECKING:
    from ua_gen.cli.config_search import InForce

LIBRARIES = ("starlette", "uvicorn", "watchfiles", "pypdfium2")


@click.command()
@click.argument("case", metavar="CASE", type=click.Path())
@click.option("-d", "--document", metavar="NAME", default="", help="What to show first.", show_default="letter")
@click.option("-l", "--lang", "language", metavar="TAG", type=LanguageTag(), default="", help="Language to show first.")
@click.option("--to", metavar="RECIPIENT", type=SmallLetters(), default="", help="Recipient to show first.")
@sender_option
@date_option
@click.option("--after-deadline", is_flag=True, help="The section office agreed to appeals after the deadline.")
@click.option("--templates", "folders", metavar="DIR", multiple=True, type=FOLDER,
    help="Folder with templates of your own, searched before the built-in ones. May be repeated.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="any that is free",
    help="Port on this machine.")  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Open no browser, but say the address.")
@click.option("--editor", metavar="COMMAND", default="", envvar="UA_GEN_EDITOR", show_envvar=True,
    help="Opens your editor at a line, such as `code -g {file}:{line}:{column}`.")  # fmt: skip
@click.pass_obj
def preview(
    config: "InForce",
    case: str,
    document: str,
    language: str,
    to: str,
    sender: str | None,
    date: Days,
    after_deadline: bool,
    folders: tuple[str, ...],
    port: int,
    no_browser: bool,
    editor: str,
) -> None:
    """Show a case in the browser while you write it.

    The pages of every document and language stand on the left, what is wrong on the right, anew with each save. A click
    on a sentence shows the line that says it. CASE may be a folder: then its cases are listed first.

    Only this machine can reach the preview, and only the browser that it opens. Ctrl-C ends it.
    """
    from ua_gen.preview.watching import require

    require(*LIBRARIES)
    if not Path(case).exists():
        raise Misuse(f"there is no {case}", "`ua-gen new case.yaml` writes a case to start from")
    from ua_gen.preview.browser import open_in_browser
    from ua_gen.preview.choices import Choice
    from ua_gen.preview.editor import Editor
    from ua_gen.preview.reading import Inputs
    from ua_gen.preview.serving import serve
    from ua_gen.rendering.plan import known_document
    from ua_gen.templating import Templates

    templates = Templates([Path(folder) for folder in folders])
    if document:
        known_document(document, templates)
    first = Choice(document=document, language=language, to=to, date=date.day if date.day != date.real else None)
    inputs = Inputs(
        case,
        clock.days,
        lambda: section(config.files),
        sender_file(sender),
        tuple(config.files),
        tuple(Path(folder) for folder in folders),
        after_deadline,
        replace(first, case=-1) if Path(case).is_dir() else first,
    )
    inputs.section()  # What is wrong with it is told now.

    def tell(address: str, opened: bool) -> None:
        if opened:
            echo_error(f"Preview of {case} in the browser. Ctrl-C ends it.")
        else:
            echo_error(f"Preview of {case}; Ctrl-C ends it. The address is for you alone:")
            echo_error(address)

    serve(inputs, Editor(editor), port, None if no_browser else open_in_browser, tell)
