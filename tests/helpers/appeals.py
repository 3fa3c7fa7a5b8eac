"""Appeals as published ones are laid out: the text in `tests/importing/published.yaml`, in every form of document."""

import email.message
import email.policy
import html
import io
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import docx
import yaml

from ua_gen.importing.found import Appeal, Recipient
from ua_gen.importing.lines import TextLine
from ua_gen.importing.reading import _lines, kind_of
from ua_gen.importing.recognise import recognise

FILE = Path(__file__).parent.parent / "importing" / "published.yaml"
KINDS = ("txt", "txt-spaced", "html", "html-table", "eml", "docx", "docx-table", "pdf", "pdf-columns", "pdf-spaced")
# Among these nothing may be wrong: what is not sure is missing, or asked.
STRICT = ("number", "index", "issued", "deadline", "email", "fax", "phone", "name", "people")


@cache
def published() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def parts(appeal: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parts of an appeal in their order: `p` paragraphs, `b` captions, `i` items, `r` those to write to."""
    yield "p", appeal["head"]
    yield "b", appeal["title"]
    yield "h", appeal["headline"]
    yield "b", appeal["summary"]
    if "write" in appeal:
        yield from (("p", each) for each in appeal["facts"])
        yield "b", appeal["write"]
        yield "i", [f"{each};" for each in appeal["requests"][:-1]] + [appeal["requests"][-1] + "."]
        yield "b", appeal["send"]
        yield "r", [*appeal["blocks"], [appeal["copies"], *appeal["copy"]]]
        yield "p", appeal["foot"]
        yield "break", ""
        yield "b", appeal["title"]
        yield "h", appeal["headline"]
        yield "b", appeal["background"]
        yield from (("p", each) for each in appeal["more"])
        return
    yield "b", appeal["letter"]
    yield "r", appeal["blocks"]
    yield "p", appeal["salutation"]
    yield from (("p", each) for each in appeal["told"])
    yield "b", appeal["asking"]
    yield "i", [f"{each};" for each in appeal["requests"][:-1]] + [appeal["requests"][-1] + "."]
    yield "p", appeal["closing"]
    yield "break", ""
    yield "p", appeal["head"]
    yield "b", appeal["background"]
    yield from (("p", each) for each in appeal["more"])
    for name in ("languages", "until", "people"):
        caption, *rest = appeal[name]
        yield "b", caption
        yield from (("p", each) for each in rest)


def as_text(appeal: dict[str, Any], spaced: bool = False) -> str:
    lines: list[str] = []

    def say(text: str, first: str = "", rest: str = "") -> None:
        broken = textwrap.wrap(text, 88, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
        for line in broken:
            lines.extend([line, ""] if spaced else [line])

    for kind, what in parts(appeal):
        if kind == "i":
            for each in what:
                say(each, "" if spaced else "- ", "" if spaced else "  ")
        elif kind == "r":
            for block in what:
                for each in block:
                    say(each)
                lines.extend(["", ""] if spaced else [""])
            continue
        elif kind != "break":
            say(what)
        lines.extend(["", ""] if spaced else [""])
    return "\n".join(lines)


CSS = {
    "pdf": "body { font: 10.5pt 'Linux Libertine O' } h1 { font: bold 19pt sans-serif } "
    ".r { display: flex; gap: 6mm } .r p { flex: 1 }",
    "pdf-columns": "body { font: 9pt 'Noto Sans' } h1 { font-size: 15pt } .two { columns: 2; column-gap: 7mm } "
    "td { width: 33%; padding-right: 5mm; vertical-align: top }",
    "pdf-spaced": "body { font: 11pt 'Noto Serif'; line-height: 1.5 } h1 { font-size: 17pt } "
    "p { margin: .3em 0 } .r p { margin: 1em 0 }",
}


def as_html(appeal: dict[str, Any], kind: str) -> str:
    table = kind in ("html-table", "pdf-columns")
    out = []
    for name, what in parts(appeal):
        match name:
            case "p":
                out.append(f"<p>{html.escape(what)}</p>")
            case "b":
                out.append(f"<p><b>{html.escape(what)}</b></p>")
            case "h":
                out.append(f"<h1>{html.escape(what)}</h1>")
            case "i":
                items = "".join(f"<li>{html.escape(each)}</li>" for each in what)
                out.append(f"<ul>{items}</ul>")
            case "r":
                blocks = ["<br>".join(map(html.escape, block)) for block in what]
                cells = "".join(f"<td>{each}</td>" for each in blocks)
                rest = "".join(f"<p>{each}</p>" for each in blocks)
                out.append(f"<table><tr>{cells}</tr></table>" if table else f'<div class="r">{rest}</div>')
            case "break":
                out.append('<div style="break-before: page"></div>')
    style = f"@page {{ size: A4; margin: 18mm }} {CSS.get(kind, '')}"
    return f"<!doctype html><html><head><style>{style}</style></head><body>{''.join(out)}</body></html>"


def as_docx(appeal: dict[str, Any], table: bool) -> bytes:
    file = docx.Document()
    for name, what in parts(appeal):
        match name:
            case "p":
                file.add_paragraph(what)
            case "b":
                file.add_paragraph().add_run(what).bold = True
            case "h":
                file.add_heading(what, 1)
            case "i":
                for each in what:
                    file.add_paragraph(each, style="List Bullet")
            case "r" if table:
                cells = file.add_table(1, len(what)).rows[0].cells
                for cell, block in zip(cells, what, strict=True):
                    cell.paragraphs[0].add_run("\n".join(block))
            case "r":
                for block in what:
                    for each in block:
                        file.add_paragraph(each)
                    file.add_paragraph()
            case "break":
                file.add_page_break()
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def as_mail(appeal: dict[str, Any]) -> bytes:
    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = "Fwd: appeal"
    message["From"], message["To"] = "desk@example.org", "list@example.org"
    message.set_content(as_text(appeal))
    message.add_alternative(as_html(appeal, "html"), subtype="html")
    return message.as_bytes()


def document(appeal: dict[str, Any], kind: str) -> bytes:
    """The appeal in one of KINDS."""
    match kind.split("-"):
        case ["txt", *more]:
            return as_text(appeal, bool(more)).encode()
        case ["html", *_]:
            return as_html(appeal, kind).encode()
        case ["eml"]:
            return as_mail(appeal)
        case ["docx", *more]:
            return as_docx(appeal, bool(more))
    import weasyprint

    data: bytes = weasyprint.HTML(string=as_html(appeal, kind)).write_pdf()
    return data


def lines_of(data: bytes) -> list[TextLine]:
    """As `read_lines`, in this process: what reads is tried apart from its walls."""
    return _lines(data, kind_of(data), ())


def compared(appeal: dict[str, Any], found: Appeal) -> Iterator[tuple[str, Any, Any]]:
    """Each field that an import must find: its name, what it must be, and what it is; None where it is missing."""

    def value(field: Any) -> Any:
        return None if field is None else field.value

    expected = appeal["expected"]
    yield "language", expected["language"], found.language
    for name in ("number", "index", "country", "sequence", "further"):
        if name in expected:
            yield name, expected[name], value(getattr(found, name))
    for name in ("issued", "deadline"):
        yield name, expected[name], value(getattr(found, name))
    title = value(found.title)
    yield "title", expected["title"].casefold(), title and title.casefold()
    yield "summary", appeal["summary"], value(found.summary)
    write_in = value(found.write_in)
    yield "write_in", expected["write_in"], write_in and list(write_in)
    people = [[person.name.value, person.gender] for person in found.people]
    yield "people", expected["people"], people or None
    for number, wanted in enumerate(expected["recipients"]):
        who = found.recipients[number] if number < len(found.recipients) else Recipient(False)
        yield "copy", wanted.get("copy", False), who.copy
        for name in ("office", "name", "country", "salutation"):
            yield name, wanted.get(name), value(getattr(who, name))
        yield "address", wanted["address"], ", ".join(line.value for line in who.address) or None
        for name in ("phone", "fax", "email"):
            values = getattr(who, name)
            yield name, wanted.get(name), values[0].value if values else None
    yield "recipients", len(expected["recipients"]), len(found.recipients)
    texts = [request.text.value for request in found.requests]
    for number, text in enumerate(appeal["requests"]):
        yield "request", text, texts[number] if number < len(texts) else None
    told = " ".join(fact.text.value for fact in found.facts)
    for text in [*appeal.get("facts", ()), *appeal.get("told", ())[1:]]:
        yield "fact", text, text if text in told else None
    background = " ".join(text.value for text in found.background)
    yield "background", appeal["more"][0], appeal["more"][0] if appeal["more"][0] in background else None


def imported(data: bytes) -> Appeal:
    return recognise(lines_of(data))
