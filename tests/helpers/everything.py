"""All that ua-gen can be asked to do, as lists of arguments, and a process that does it in other surroundings."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from helpers.appeals import as_text, published
from helpers.specimen import FULL, MINIMAL, ON_THAT_DAY, SENDER, case_text
from ua_gen.templating import Templates

ON = ("--date", "2026-03-20", "-l", "en")
KINDS = {document.name: document.per for document in Templates().documents.values()}
FORMATS = ("pdf", "txt", "html", "eml", "docx")
WORD = {document.name for document in Templates().documents.values() if document.docx}

# Runs each list of arguments in one process, and writes how each ended, and what it said, to a file.
SCRIPT = f"""
import json, sys
from pathlib import Path
commands, report = json.loads(Path(sys.argv[1]).read_text("utf-8")), Path(sys.argv[2])
{ON_THAT_DAY}
from ua_gen.cli import main
ends = []
for command in commands:
    try:
        main(command)
    except SystemExit as ending:
        ends.append(ending.code)
report.write_text(json.dumps(ends))
"""


def statement(**changes: object) -> dict[str, object]:
    return {
        "format": 1,
        "kind": "statement",
        "language": "en",
        "title": "A statement",
        "issued": "2026-03-10",
        "signatories": [{"name": "Example Committee"}],
        "countries": [{"country": "KG", "entries": [{"case": "case.yaml"}]}],
        **changes,
    }


def lay_out_files(folder: Path) -> None:
    """The files that the commands below are about."""
    folder.mkdir(parents=True, exist_ok=True)
    ended = MINIMAL | {
        "status": [{"state": "released", "since": "2026-03-11"}],
        "outcome": {"title": "Free", "issued": "2026-03-12", "text": ["He is free."]},
    }
    files = {"case": FULL, "ended": ended, "statement": statement(), "sender": SENDER}
    for name, data in files.items():
        (folder / f"{name}.yaml").write_text(case_text(data), "utf-8")
    (folder / "appeal.txt").write_text(as_text(published()["en"]["sheet"]), "utf-8")
    (folder / "list.csv").write_text("name,town\nMary Example,Leeds\nJohn Sample,York\n", "utf-8")
    (folder / "own" / "letter").mkdir(parents=True)
    (folder / "own" / "letter" / "letter.txt").write_text("{{ say.subject }}\n", "utf-8")
    (folder / "own" / "letter" / "letter.html").write_text(
        '{% extends "!letter/letter.html" %}{% block body %}{{ super() }}{% endblock %}', "utf-8"
    )


def rendering(out: str, *more: str, formats: Sequence[str] = FORMATS) -> Iterator[list[str]]:
    """Every document in every format that it has."""
    for name, per in KINDS.items():
        if per == "press-release":
            continue  # As a statement, to the last step.
        case = {"statement": "statement.yaml"}.get(per, "ended.yaml" if name == "outcome" else "case.yaml")
        for kind in formats:
            if (kind == "eml" and name != "letter") or (kind == "docx" and name not in WORD):
                continue
            extra = ["--to", "minister"] if per == "recipient" else []
            extra += ["--window", "din-b"] if name == "test-page" else []
            extra += ["--sender", "sender.yaml"] if "--sender" not in more else []
            on = (*ON[:-1], "ru") if per == "solidarity" else ON  # The only language that reaches her.
            yield ["render", case, *on, "-d", name, "-f", kind, *extra, *more, "-o", out]


def commands(out: str, formats: Sequence[str] = FORMATS) -> dict[str, list[list[str]]]:
    """By the name of the command. All of them end well."""
    return {
        "render": [
            *rendering(out, formats=formats),
            [
                "render",
                "case.yaml",
                *ON,
                "-f",
                formats[0],
                "--templates",
                "own",
                "--to",
                "minister",
                "-o",
                f"{out}/own",
            ],
            ["render", "case.yaml", *ON, "-f", formats[0], "-j", "2", "-o", f"{out}/two"],
        ],
        "preview": [["preview", "--help"]],  # It goes on until it is interrupted: see tests/preview.
        "validate": [
            ["validate", "case.yaml", "--exit-zero"],
            ["validate", "case.yaml", "--output-format", "sarif", "--exit-zero"],
        ],
        "list": [["list", "case.yaml"], ["list", "case.yaml", "--json"], ["list", "case.yaml", "--links", *ON]],
        "explain": [["explain", "UA101"], ["explain"]],
        "schema": [["schema"]],
        "import": [["import", "appeal.txt", "-o", "-"]],
        "new": [["new", "-"], ["new", f"{out}/new.yaml"]],
        "languages": [["languages"], ["languages", "case.yaml"]],
        "translate": [["translate", "case.yaml", "-l", "ru", "-o", "-"]],
        "update": [["update", "case.yaml", "-o", "-"]],
        "redact": [["redact", "case.yaml", "-o", "-"]],
        "batch": [
            ["batch", "case.yaml", *ON, "--senders", "list.csv", "-f", kind, "-o", f"{out}/run-{kind}"]
            for kind in formats
            if kind not in ("html", "docx")
        ],
        "templates": [["templates"], ["templates", "letter", "--copy-to", f"{out}/copy"]],
        "stock": [["stock"], ["stock", "arrested", "-l", "ru"], ["stock", "--json"]],
        "doctor": [["doctor"]],
    }


def run_all(
    wanted: Sequence[Sequence[str]],
    folder: Path,
    notes: Path,
    environment: Mapping[str, str | None] | None = None,
    before: Sequence[str] = (),
    after: str = "",
) -> tuple[list[int], str, str]:
    """How each ended, and all that was said. `before` are words before the program, `after` is for its shell."""
    environment = dict(os.environ) | (environment or {})
    for number, name in ((0, "commands"), (1, "report")):
        (notes / name).write_text(json.dumps(wanted) if not number else "[]", "utf-8")
        (notes / name).chmod(0o666)
    program = [*before, sys.executable, "-c", SCRIPT, str(notes / "commands"), str(notes / "report")]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {after}', "sh", *program],
        cwd=folder,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        check=False,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
    said = done.stderr.decode("utf-8", "replace")
    return json.loads((notes / "report").read_text()), done.stdout.decode("utf-8", "replace"), said
