"""Workflow commands of GitHub Actions: each diagnostic becomes an annotation at its line.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
"""

from ua_gen.cli.reporters.run import Run
from ua_gen.cli.reporters.text import visible
from ua_gen.diagnostics import Diagnostic


def write(run: Run) -> str:
    return "".join(f"{_command(run, diagnostic)}\n" for diagnostic in run.diagnostics)


def _command(run: Run, diagnostic: Diagnostic) -> str:
    places = {}
    if span := diagnostic.span:
        places = {
            "file": run.place(span.path),
            "line": str(span.line),
            "endLine": str(span.line),
            "col": str(span.column),
            "endColumn": str(span.end_column),
        }
    properties = {**places, "title": diagnostic.code}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{diagnostic.message}\n{diagnostic.hint}" if diagnostic.hint else diagnostic.message
    return f"::{diagnostic.severity} {listed}::{_data(message)}"


def _data(text: str) -> str:
    lines = [visible(line) for line in text.split("\n")]
    return "%0A".join(line.replace("%", "%25") for line in lines)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
