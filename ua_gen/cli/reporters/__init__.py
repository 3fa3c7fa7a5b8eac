"""What a run has found, in the formats that people and machines read: one module for each, and the table of all."""

from collections.abc import Callable

from ua_gen.cli.reporters import concise, github, json, junit, sarif, text
from ua_gen.cli.reporters.run import Run
from ua_gen.cli.reporters.text import as_text, count, visible, visible_json

__all__ = ["FORMATS", "Run", "as_text", "count", "visible", "visible_json"]

FORMATS: dict[str, Callable[[Run], str]] = {
    "text": text.write,
    "concise": concise.write,
    "json": json.write,
    "github": github.write,
    "sarif": sarif.write,
    "junit": junit.write,
}
