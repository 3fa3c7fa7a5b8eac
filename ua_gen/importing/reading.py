"""The document that somebody has: what it is, by its content, and its lines, read in a process with limits."""

import importlib.util
from collections.abc import Sequence

from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.files.kinds import WEB_PAGE, kind_of_file
from ua_gen.importing.lines import NotRead, TextLine
from ua_gen.templating import confined

MOST = 20_000_000  # Bytes of a file.
MOST_CHARACTERS = 400_000
SECONDS = 20
SAVE = "open it in Word or LibreOffice and save it as DOCX, or as PDF"
KINDS = {
    "a PDF file": "pdf", "a Word document": "docx", "an OpenDocument text": "odt", "a web page": "html",
}  # fmt: skip
HEADERS = (b"from:", b"received:", b"return-path:", b"mime-version:", b"subject:", b"delivered-to:", b"date:", b"to:",
           b"message-id:", b"x-")  # fmt: skip


def kind_of(data: bytes) -> str:
    """`pdf`, `docx`, `odt`, `html`, `eml` or `txt`; empty for what is none of these."""
    kind = kind_of_file(data)
    if not kind and _is_mail(data):
        return "eml"
    if not kind and (b"<body" in data[:4000].lower() or data.lstrip().lower().startswith((b"<p", b"<div", *WEB_PAGE))):
        return "html"
    return KINDS.get(kind, "") if kind else "txt"


def _is_mail(data: bytes) -> bool:
    head = data[:4000].lower().replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    lines = head.split(b"\n")
    fields = sum(line.startswith(HEADERS) for line in lines)
    return fields >= 2 and lines[0].startswith((*HEADERS, b"from "))


def read_lines(data: bytes, name: str, pages: Sequence[int] = ()) -> list[TextLine]:
    """The lines of a document. Raises Problems (UA701 to UA704)."""
    here = Span(name)
    if len(data) > MOST:
        raise Problems([Diagnostic("UA703", f"larger than {MOST // 1_000_000} MB", here, "save its pictures smaller")])
    kind = kind_of(data)
    if not kind:
        message = f"this is {kind_of_file(data)}, which is not read"
        raise Problems([Diagnostic("UA701", message, here, SAVE)])
    if kind == "pdf" and importlib.util.find_spec("pypdfium2") is None:
        hint = "install it with: pip install 'ua-gen[pdf-import]'; or save the file as DOCX or text"
        raise Problems([Diagnostic("UA704", "to read PDF files, ua-gen needs pypdfium2", here, hint)])
    try:
        library = "pypdfium2.raw" if kind == "pdf" else ""
        lines = confined.call(_lines, data, kind, tuple(pages), seconds=SECONDS, library=library)
    except NotRead as error:
        raise Problems(
            [Diagnostic("UA702", f"this cannot be read: {error.message}", here, error.hint or SAVE)]
        ) from None
    except confined.LimitExceeded as error:
        limit = f"{SECONDS} seconds" if error.what == "time" else f"{confined.MEMORY // 1_000_000} MB of memory"
        hint = "is it the file you meant? Name some pages with --pages, or save it as text"
        raise Problems([Diagnostic("UA703", f"reading this takes more than {limit}", here, hint)]) from None
    except confined.CallFailed as error:
        raise Problems([Diagnostic("UA702", f"this cannot be read ({error.kind})", here, SAVE)]) from None
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        message = f"more than {MOST_CHARACTERS:,} characters"
        raise Problems([Diagnostic("UA703", message, here, "copy the appeal into a file of its own")])
    return lines


def _lines(data: bytes, kind: str, pages: tuple[int, ...]) -> list[TextLine]:
    """In the process with limits: nothing of the disk is needed."""
    from ua_gen.importing.sources import html, mail, office, pdf, plain

    match kind:
        case "pdf":
            return pdf.lines(data, pages)
        case "docx":
            return office.word_lines(data)
        case "odt":
            return office.odt_lines(data)
        case "eml":
            return mail.lines(data)
        case "html":
            return html.lines(_decoded(data))
    return plain.lines(_decoded(data))


def _decoded(data: bytes) -> str:
    """Text in whichever of the usual encodings it is: by its mark, as UTF-8, or as Windows has it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = b"windows-1251" in data[:2000].lower() or b"cp1251" in data[:2000].lower()
        return data.decode("cp1251" if declared else "cp1252", "replace")
