"""Documents of strangers: what each is, what is refused, and what the process that reads them may not do."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import weasyprint
from conftest import Run
from helpers.appeals import as_docx, as_text, document, published
from PIL import Image

from ua_gen.diagnostics import Problems
from ua_gen.importing import import_appeal
from ua_gen.importing.reading import kind_of, read_lines
from ua_gen.templating import confined

SHEET = published()["en"]["sheet"]


def refused(data: bytes, **wish: Any) -> tuple[str, str]:
    with pytest.raises(Problems) as caught:
        read_lines(data, "appeal", **wish)
    [found] = caught.value.diagnostics
    return found.code, f"{found.message}; {found.hint}"


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name.replace("__", "/"), data, packing)
    return out.getvalue()


ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:text>{}</office:text></office:body></office:document-content>"""

ENTITIES = b"<!DOCTYPE x [<!ENTITY a 'b'>]><a>&a;</a>"


def odt(*paragraphs: str) -> bytes:
    body = "".join(f"<text:p>{each}</text:p>" for each in paragraphs)
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ODT.format(body).encode()}
    return packed(**members)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7", "pdf"),
        (as_docx(SHEET, False), "docx"),
        (odt("x"), "odt"),
        (b"<!DOCTYPE html><p>x", "html"),
        (b"<p>x</p>", "html"),
        (b"From: a@example.org\r\nSubject: x\r\n\r\nText", "eml"),
        (b"URGENT ACTION\n\nDate: 5 July 2017\nFrom: nobody", "txt"),
        ("Señor".encode("utf-16"), "txt"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ""),
        (b"{\\rtf1", ""),
        (b"\x89PNG\r\n\x1a\n", ""),
        (packed(Index__Document=b"", **{"Index/Document.iwa": b""}), ""),
    ],
)
def test_a_document_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of(data) == kind


def test_every_kind_is_read_in_the_process_with_limits() -> None:
    wanted = None
    for kind in ("txt", "html", "eml", "docx", "pdf"):
        made = import_appeal(document(SHEET, kind), f"appeal.{kind}")
        fields = {
            name: value for name, value, *_ in made.report.fields if not name.startswith(("events", "background"))
        }
        wanted = wanted or fields
        assert fields == wanted, kind
    lines = [f"<text:span>{line}</text:span>" for line in as_text(SHEET).split("\n")]
    made = import_appeal(odt(*lines), "appeal.odt")
    found = {name: value for name, value, *_ in made.report.fields}
    assert (found["action.number"], found["recipients[0].office"]) == ("12/14", "Inspector General of Police")


def test_what_is_not_read_says_what_to_do() -> None:
    code, said = refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assert (code, "save it as DOCX" in said) == ("UA701", True)
    code, said = refused(b"\x89PNG\r\n\x1a\n")
    assert (code, "a picture" in said) == ("UA701", True)


def test_a_scan_is_told_with_its_page() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (300, 400), "white").save(picture, "PDF")
    assert refused(picture.getvalue())[0] == "UA702"
    assert "page 1 has no characters" in refused(picture.getvalue())[1]


def test_an_encrypted_file_is_told() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(weasyprint.HTML(string="<p>x").write_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    code, said = refused(out.getvalue())
    assert (code, "encrypted" in said) == ("UA702", True)


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nnot really",
        packed(word__document=b"x"),
        as_docx(SHEET, False)[:3000],
        packed(**{"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": ENTITIES}),
    ],
    ids=["pdf", "no text", "cut off", "entities"],
)
def test_what_is_broken_is_told(data: bytes) -> None:
    assert refused(data)[0] == "UA702"


def test_pages_are_chosen_and_those_that_are_not_there_are_told() -> None:
    data = weasyprint.HTML(
        string="<p>one<p style='break-before: page'>two<p style='break-before: page'>three"
    ).write_pdf()
    assert [line.text for line in read_lines(data, "x", (1, 3))] == ["one", "three"]
    assert "pages 1 to 3" in refused(data, pages=(4,))[1]


def test_more_pages_than_an_appeal_has_are_refused() -> None:
    data = weasyprint.HTML(string="<p>page<div style='break-before: page'>" * 41).write_pdf()
    assert "more than 40 pages" in refused(data)[1]


# --- hostile ones ---------------------------------------------------------------------------------------------------


def test_bombs_are_stopped_and_whoever_asked_lives() -> None:
    styles = b"<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    rels = b"<Relationships><Relationship Type='x/officeDocument' Target='word/document.xml'/></Relationships>"
    large = b"<a>" + b" " * 40_000_000 + b"</a>"
    bomb = packed(**{"word/document.xml": large, "_rels/.rels": rels, "word/styles.xml": styles})
    assert len(bomb) < 100_000
    assert refused(bomb)[0] == "UA702"
    assert refused(b"x" * 20_000_001)[0] == "UA703"
    assert refused(b"word " * 100_000)[0] == "UA703"
    deep = "<div>" * 3_000 + "x"
    assert read_lines(f"<p>before</p>{deep}".encode(), "x")[0].text == "before"
    assert read_lines(b"still here", "x")[0].text == "still here"


def _opens(path: str) -> str:
    import pypdfium2.raw

    assert pypdfium2.raw
    try:
        return Path(path).read_text()
    except OSError as error:
        return type(error).__name__


def _loads() -> str:
    import ctypes

    try:
        ctypes.CDLL("libc.so.6").getpid()
    except PermissionError as error:
        return type(error).__name__
    return "loaded"


def _writes(path: str) -> str:
    try:
        Path(path).write_text("x")
    except (OSError, PermissionError) as error:
        return type(error).__name__
    return "written"


def test_the_process_that_has_pdfium_loads_nothing_more_and_writes_nothing(tmp_path: Path) -> None:
    wish: dict[str, Any] = {"seconds": 5, "library": "pypdfium2.raw"}
    assert confined.call(_loads, **wish) == "PermissionError"
    assert confined.call(_writes, str(tmp_path / "new"), **wish) == "PermissionError"
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "secret").write_text("secret")
    if confined.version():
        assert confined.call(_opens, str(tmp_path / "secret"), **wish) == "PermissionError"


def test_without_the_library_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    code, said = refused(b"%PDF-1.7")
    assert (code, "ua-gen[pdf-import]" in said) == ("UA704", True)
