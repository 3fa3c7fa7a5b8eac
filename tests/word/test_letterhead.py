"""Letterheads: what of a section's Word file goes into its letters, and all that does not."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import Run
from docx.oxml.ns import qn
from docx.shared import Mm
from helpers.specimen import DAY, FULL, case_text, loaded, section
from PIL import Image

from ua_gen.api import render
from ua_gen.diagnostics import Problems
from ua_gen.word import LetterheadError, write_letterhead
from ua_gen.word.letterhead import cleaned

SECRET = "qz-not-to-be-seen"


def with_a_head(macro: bool = False) -> bytes:
    """As sections have them: a picture and text in the head, and much that is nobody's business."""
    file = docx.Document()
    page = file.sections[0]
    page.left_margin = Mm(31)
    picture = io.BytesIO()
    Image.new("RGB", (30, 10), (200, 80, 20)).save(picture, "PNG")
    head = page.header.paragraphs[0]
    head.add_run().add_picture(picture, height=Mm(12))
    head.add_run("Example Section")
    link = page.part.relate_to(f"http://{SECRET}.example", "http://x/hyperlink", is_external=True)
    assert link
    page.footer.paragraphs[0].add_run("Sample Street 1")
    file.styles["Normal"].font.name = "Georgia"
    file.add_paragraph(SECRET)
    file.core_properties.author = SECRET
    out = io.BytesIO()
    file.save(out)
    return (
        changed(out.getvalue(), "[Content_Types].xml", b"wordprocessingml.document.main", b"x.macroEnabled.main")
        if macro
        else out.getvalue()
    )


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out.getvalue()


def letter(data: bytes, folder: Path, **wish: Any) -> tuple[Any, Any]:
    (folder / "letterhead.docx").write_bytes(data)
    own = section().model_copy(update={"letterhead": str(folder / "letterhead.docx")})
    [made] = render(loaded(FULL), formats="docx", languages="en", date=DAY, to=["minister"], section=own, **wish)
    return made, docx.Document(io.BytesIO(made.data))


def test_a_letter_has_the_head_foot_page_and_type_of_the_section(tmp_path: Path) -> None:
    made, file = letter(with_a_head(), tmp_path)
    [page] = file.sections
    assert (page.header.paragraphs[0].text, page.footer.paragraphs[0].text) == ("Example Section", "Sample Street 1")
    assert len(page.header.part.related_parts) == 1
    assert page.left_margin.mm == pytest.approx(31, abs=0.1)
    assert file.styles["Normal"].font.name == "Georgia"
    assert file.styles["UA Text"].base_style.name == "Normal"
    assert not [warning for warning in made.warnings if warning.code == "UA5003"]
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        for name in archive.namelist():
            assert SECRET.encode() not in archive.read(name), name


def test_the_request_list_keeps_its_dash_beside_the_lists_of_the_letterhead(tmp_path: Path) -> None:
    _, file = letter(with_a_head(), tmp_path)
    number = file.styles["UA Request"].element.pPr.numPr.numId.val
    numbering = file.part.numbering_part.element
    [num] = [each for each in numbering.num_lst if each.numId == number]
    [abstract] = numbering.xpath(f"w:abstractNum[@w:abstractNumId='{num.abstractNumId.val}']")
    assert [each.get(qn("w:val")) for each in abstract.iter(qn("w:lvlText"))] == ["–"]


def test_the_sample_is_a_letterhead_and_shows_every_style(run: Run, tmp_path: Path) -> None:
    ran = run("templates", "--letterhead", tmp_path / "own.docx")
    assert (ran.code, "letterhead = " in ran.out.decode()) == (0, True)
    data = (tmp_path / "own.docx").read_bytes()
    assert {"UA Text", "UA Request"} <= {each.text for each in docx.Document(io.BytesIO(data)).paragraphs}
    _, file = letter(data, tmp_path)
    assert file.sections[0].header.paragraphs[0].text == "Name, address and picture of the section"
    again = run("templates", "--letterhead", tmp_path / "own.docx")
    assert (again.code, "exists already" in again.err) == (2, True)
    assert run("templates", "--letterhead", tmp_path / "own.pdf").code == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not a sound Word file"),
        (b"%PDF-1.7", "not a sound Word file"),
        (with_a_head(macro=True), "may run programs"),
        (
            changed(with_a_head(), "word/styles.xml", b"<w:styles", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:styles"),
            "document type",
        ),
        (changed(with_a_head(), "word/styles.xml", b"</w:styles>", b""), "cannot be read"),
        (with_a_head() + b"0" * 5_000_001, "larger than 5 MB"),
    ],
    ids=["empty", "pdf", "macros", "doctype", "broken", "large"],
)
def test_what_is_no_letterhead_is_refused(data: bytes, said: str, tmp_path: Path) -> None:
    if not data:
        with pytest.raises(LetterheadError, match=said):
            cleaned(data)
        return
    with pytest.raises(Problems) as caught:
        letter(data, tmp_path)
    [found] = caught.value.diagnostics
    assert (found.code, said in found.message, "letterhead.docx" in found.message) == ("UA5005", True, True)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"0" * 31_000_000)
    with pytest.raises(Problems) as caught:
        letter(out.getvalue(), tmp_path)
    assert "unpacks to more than 30 MB" in caught.value.diagnostics[0].message


def test_links_fields_and_objects_of_a_head_stay_behind(tmp_path: Path) -> None:
    head = (
        b'<w:fldSimple w:instr="INCLUDETEXT qz"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE qz</w:instrText></w:r>'
        b'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>result</w:t></w:r>'
        b'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        b'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
        b'<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:object><w:t>qz</w:t></w:object></w:r>'
    )
    data = changed(
        with_a_head(), "word/header1.xml", b"Example Section</w:t></w:r>", b"Example Section</w:t></w:r>" + head
    )
    made, file = letter(data, tmp_path)
    text = file.sections[0].header._element.xml
    assert "shown" in text
    assert "result" in text
    assert " PAGE " in text
    assert "qz" not in text
    assert "UA5003" in {warning.code for warning in made.warnings}


def test_a_letterhead_that_is_not_there_is_told_by_the_configuration(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ua-gen.toml").write_text('[section]\nname = "Example"\nletterhead = "none.docx"\n', "utf-8")
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    ran = run("--config", tmp_path / "ua-gen.toml", "render", tmp_path / "case.yaml", "-f", "docx", "--date", DAY)
    assert (ran.code, "`letterhead`" in ran.err, "none.docx" in ran.err) == (2, True, True)


def test_a_letterhead_to_begin_with_is_the_same_every_time() -> None:
    assert write_letterhead("x") == write_letterhead("x")
