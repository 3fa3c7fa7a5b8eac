"""One JSON document for a run."""

import json
from typing import Any

from ua_gen.cli.reporters.run import Run
from ua_gen.diagnostics import Diagnostic, Span


def write(run: Run) -> str:
    errors = sum(diagnostic.is_error for diagnostic in run.diagnostics)
    document = {
        "count": {"files": len(run.files), "errors": errors, "warnings": len(run.diagnostics) - errors},
        "files": run.files,
        "diagnostics": [_diagnostic(diagnostic) for diagnostic in run.diagnostics],
    }
    # In ASCII, so that nothing in a file's name can break the document or reach a terminal.
    return json.dumps(document, indent=2) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    span = diagnostic.span or Span("")
    return {
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "end_column": span.end_column,
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "source": span.source,
    }
