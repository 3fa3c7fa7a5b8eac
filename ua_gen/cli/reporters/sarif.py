"""SARIF 2.1.0, which code scanning services read. https://docs.oasis-open.org/sarif/sarif/v2.1.0/"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import ua_gen
from ua_gen.cli.reporters.run import Run
from ua_gen.diagnostics import Diagnostic


def write(run: Run) -> str:
    codes = sorted({diagnostic.code for diagnostic in run.diagnostics})
    driver = {"name": "ua-gen", "version": ua_gen.__version__, "rules": [_rule(code) for code in codes]}
    document = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": [{"location": {"uri": _uri(run, name)}} for name in run.files],
                "results": [_result(run, diagnostic, codes) for diagnostic in run.diagnostics],
            }
        ],
    }
    return json.dumps(document) + "\n"


def _rule(code: str) -> dict[str, Any]:
    from ua_gen.lint.manuals import manuals  # With all rules: only this format needs them.

    manual = manuals()[code]
    return {
        "id": code,
        "name": manual.name,
        "shortDescription": {"text": manual.what},
        "fullDescription": {"text": f"{manual.what} {manual.why}"},
        "help": {"text": manual.text(), "markdown": manual.markdown()},
        "defaultConfiguration": {"level": str(manual.severity)},
    }


def _result(run: Run, diagnostic: Diagnostic, codes: list[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": codes.index(diagnostic.code),
        "level": str(diagnostic.severity),
        "message": {"text": f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message},
    }
    if span := diagnostic.span:
        region = {"startLine": span.line, "startColumn": span.column, "endColumn": span.end_column}
        place = {"artifactLocation": {"uri": _uri(run, span.path)}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result


def _uri(run: Run, name: str) -> str:
    place = run.place(name)
    # A name may hold bytes that are not UTF-8; Python keeps them as surrogates.
    return Path(place).as_uri() if Path(place).is_absolute() else quote(place, errors="surrogateescape")
