"""`ua-gen schema`: what editors need to complete and check files."""

import json

import click

from ua_gen.cli.words import choice


@click.command()
@click.argument("kind", type=choice(("case", "sender", "statement", "press-release", "vocabulary")), default="case")
def schema(kind: str) -> None:
    """Print the JSON Schema of case files, or of another kind of file, for editors.

    \b
    ua-gen schema > ua-gen-case.schema.json

    A file that begins with `# yaml-language-server: $schema=ua-gen-case.schema.json` is then completed and checked
    in editors that use the YAML language server, such as Visual Studio Code with its YAML extension.
    """
    from ua_gen.casefile.json_schema import schema as schema_of

    click.echo(json.dumps(schema_of(kind), ensure_ascii=False, indent=2))
