"""`ua-gen templates`: which template comes from where, and a copy to start one's own from."""

import shutil
from pathlib import Path

import click

from ua_gen.cli import terminal
from ua_gen.cli.common import FOLDER, non_empty_path, require_absent
from ua_gen.diagnostics import Misuse, one_of


@click.command()
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1)
@click.option("--templates", "folders", metavar="DIR", multiple=True, type=FOLDER, help="Folder of your own.")
@click.option(
    "--copy-to",
    metavar="DIR",
    type=click.Path(),
    callback=non_empty_path,
    help="Copy the templates of the DOCUMENTs there, to be changed.",
)
@click.option(
    "--letterhead",
    metavar="FILE",
    type=click.Path(dir_okay=False),
    callback=non_empty_path,
    help="Write a Word file there to make the letterhead of your section from, for `render -f docx`.",
)
def templates(
    documents: tuple[str, ...], folders: tuple[str, ...], copy_to: str | None, letterhead: str | None
) -> None:
    """List the documents that can be made, and which of their templates are not the built-in ones.

    With the names of DOCUMENTs, say of each where all its templates are.

    A folder of your own, given to `render` with --templates, adds documents, or replaces the files of a built-in
    one. A template that replaces `letter/letter.html` can build on it: {% extends "!letter/letter.html" %}.
    """
    from ua_gen.cli.reporters import visible
    from ua_gen.rendering.plan import known_document
    from ua_gen.templating import BUILT_IN, Templates

    if letterhead:
        _write_letterhead(letterhead)
        return
    search = Templates([Path(folder) for folder in folders])
    named = [known_document(one_of(name, search.documents), search) for name in documents]
    chosen = named or list(search.documents.values())
    if copy_to:
        if not documents:
            raise Misuse("which document is to be copied?", f"name one: {', '.join(search.documents)}")
        for document in chosen:
            target = Path(copy_to) / document.name
            if target.exists():
                raise Misuse(f"{target} exists already", "choose another folder, or delete it first")
        for document in chosen:
            target = Path(copy_to) / document.name
            shutil.copytree(document.folder, target, symlinks=True)  # Where a link leads is nobody's template.
            said = f"copied to {target}; use it with: ua-gen render CASE -d {document.name} --templates {copy_to}"
            click.echo(visible(said))
        return
    columns, width = terminal.width(), max(len(document.name) for document in chosen)
    for document in chosen:
        first, rest = f"{document.name:<{width}}  ", f"{'':<{width}}  "
        click.echo(terminal.wrapped(visible(document.title), columns, first, rest))
        for kind in (kind for kind in ("html", "txt") if search.has(document.name, kind)):
            origin = search.origin(f"{document.name}/{document.name}.{kind}")
            news = not origin.is_relative_to(BUILT_IN)
            if news or named:
                where = visible(str(origin)) if news else "built in"
                click.echo(terminal.wrapped(f"{kind}: {where}", columns, rest, rest))


def _write_letterhead(name: str) -> None:
    from ua_gen.files.atomic import write_atomic
    from ua_gen.word import write_letterhead

    require_absent(name)
    if Path(name).suffix.lower() != ".docx":
        raise Misuse(f"{name} is to be a Word file", "let its name end in .docx")
    write_atomic(Path(name), write_letterhead("Name, address and picture of the section"))
    click.echo(f"wrote {name}; change its head, foot and styles in Word, and name it in ua-gen.toml:")
    click.echo(f'[section]\nname = "…"\nletterhead = "{Path(name).name}"')
