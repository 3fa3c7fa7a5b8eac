"""Word files: whole, private, the same every time, and in the order that Word demands."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
import tinyhtml5
from conftest import Run, in_a_process, told_by
from docx.oxml.ns import qn
from helpers import all_languages
from helpers.all_languages import fields_in
from helpers.everything import WORD, statement
from helpers.specimen import ALL_LANGUAGES, DAY, FULL, MINIMAL, OUTCOME, case_text, loaded, sender
from lxml import etree

from ua_gen.api import render
from ua_gen.diagnostics import Problems
from ua_gen.languages import language
from ua_gen.model.stationery import windows
from ua_gen.word.bidi import directed
from ua_gen.word.elements import ORDER
from ua_gen.word.parts import Paragraph, Table, _classes, parts
from ua_gen.word.writer import locale

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MM = 1440 / 25.4


OWN_WORDS = {key: value for key, value in FULL.items() if key != "letter"}


def letter(tag: str = "en", **wish: Any) -> bytes:
    """A letter in any language."""
    date = all_languages.DAY
    wish = {"formats": "docx", "languages": tag, "date": date, "to": ["minister"], **wish}
    case = {key: value for key, value in fields_in(tag, ("female",)).items() if key not in ("status", "outcome")}
    return render(loaded(case | {"embassies": FULL["embassies"]}), **wish)[0].data


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def xml(data: bytes, name: str = "word/document.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def text(data: bytes) -> str:
    """What a reader sees, without marks of direction, and with what is to be filled in."""
    found = []
    for each in xml(data).iter(f"{W}t", f"{W}br", f"{W}noBreakHyphen", f"{W}p"):
        found.append({"t": each.text or "", "noBreakHyphen": "\u2011"}.get(etree.QName(each).localname, "\n"))
    return re.sub("[\u200e\u200f]", "", "".join(found))


def all_documents(tag: str) -> dict[str, bytes]:
    """Every document that there is for Word of one case, in a language."""
    found = {}
    for name in sorted(WORD - {"outcome", "statement", "press-release", "solidarity"}):
        found[name] = letter(tag, documents=name)
    return found


@pytest.mark.parametrize("tag", ALL_LANGUAGES)
def test_a_letter_has_every_word_of_its_page_in_every_language(tag: str) -> None:
    for who in (None, sender()):
        page, made = letter(tag, formats="html", sender=who), letter(tag, sender=who)
        body = tinyhtml5.parse(page.decode(), namespace_html_elements=False).find("body")
        said = re.sub("[\u2066-\u2069\u00ad]", "", " ".join(body.itertext())).split()
        shown = text(made).replace("[", " ").replace("]", " ").split()
        if who is None:  # What it is called below is what the signature is to be filled in with, too.
            said.append(language(tag).text("letter.name"))
        assert sorted(" ".join(said).split()) == sorted(shown)


@pytest.mark.parametrize("tag", ["en", "ar", "zh-Hans", "ru"])
def test_elements_stand_in_the_order_of_the_schema(tag: str) -> None:
    """Word refuses files in which they do not."""
    made = all_documents(tag)
    made["window"] = letter(tag, window="din-b", sender=sender())
    seen = set()
    for name, data in made.items():
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts_of_it = [part for part in archive.namelist() if part.endswith(".xml") and part.startswith("word/")]
        for root in (xml(data, part) for part in parts_of_it):
            for parent, order in ORDER.items():
                places = {qn(f"w:{child}"): number for number, child in enumerate(order.split())}
                for each in root.iter(qn(parent)):
                    numbers = [places[child.tag] for child in each]
                    assert numbers == sorted(numbers), (name, etree.tostring(each))
                    assert parent in ("w:sectPr",) or len(set(numbers)) == len(numbers), etree.tostring(each)
                    seen.add(parent)
    assert seen == set(ORDER)


@pytest.mark.parametrize("name", sorted(WORD))
def test_nothing_tells_of_whoever_made_it_and_nothing_leads_out_of_it(name: str, tmp_path: Path) -> None:
    data = document(name, tmp_path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {0}
        assert not [
            part for part in archive.namelist() if part.startswith(("docProps/app", "docProps/thumb", "custom"))
        ]
        for part in archive.namelist():
            root = etree.fromstring(archive.read(part))
            if part.endswith(".rels"):
                assert not root.xpath("//*[@TargetMode='External']")
            assert "rsid" not in archive.read(part).decode()
    core = xml(data, "docProps/core.xml")
    assert {etree.QName(each).localname for each in core} == {"title", "language"}
    settings = {etree.QName(each).localname for each in xml(data, "word/settings.xml")}
    assert {"removePersonalInformation", "removeDateAndTime"} <= settings


def document(name: str, folder: Path) -> bytes:
    """A document of a name, in a language in which it can be said."""
    wish: dict[str, Any] = {"documents": name, "formats": "docx", "languages": "en", "date": DAY}
    if name == "outcome":
        ended = MINIMAL | {
            "status": [{"state": "released", "since": "2026-03-11"}],
            "outcome": OUTCOME | {"issued": "2026-03-12"},
        }
        ended["outcome"].pop("source")
        return render(loaded(ended), **wish)[0].data
    if name == "statement":
        (folder / "case.yaml").write_text(case_text(FULL), "utf-8")
        (folder / "statement.yaml").write_text(case_text(statement()), "utf-8")
        return render(folder / "statement.yaml", **wish)[0].data
    if name == "press-release":
        pytest.skip("as a statement")
    if name == "solidarity":
        wish["languages"] = "ru"
    return render(loaded(FULL), to=["minister"], **wish)[0].data


def test_the_same_letter_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    code = (
        "import datetime, hashlib; from ua_gen.api import render;"
        f"day = datetime.date({DAY.year}, {DAY.month}, {DAY.day});"
        "made = render('case.yaml', formats='docx', languages='ru', date=day, to=['minister']);"
        "print(hashlib.sha256(made[0].data).hexdigest())"
    )
    hashes = {in_a_process(code, cwd=tmp_path, PYTHONHASHSEED=seed).text for seed in ("1", "2")}
    assert len(hashes) == 1
    assert hashes != {""}


def test_an_unknown_sender_is_something_to_fill_in() -> None:
    controls = list(xml(letter("ru")).iter(f"{W}sdt"))
    titles = [each.find(f"{W}sdtPr/{W}alias").get(f"{W}val") for each in controls]
    name, address = (language("ru").text(key) for key in ("letter.name", "letter.address"))
    assert titles == [name, address, name]
    assert all(each.find(f"{W}sdtPr/{W}showingPlcHdr") is not None for each in controls)
    assert len({each.find(f"{W}sdtPr/{W}id").get(f"{W}val") for each in controls}) == 3
    assert not list(xml(letter("ru", sender=sender())).iter(f"{W}sdt"))


def test_arabic_runs_to_the_left_and_latin_words_in_it_do_not() -> None:
    data = letter("ar", sender=sender())
    root = xml(data)
    paragraphs = [each for each in root.iter(f"{W}p") if "".join(each.itertext()).strip()]
    assert all(each.find(f"{W}pPr/{W}bidi") is not None for each in paragraphs)
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    for run in root.iter(f"{W}r"):
        said = "".join(each.text or "" for each in run.iter(f"{W}t"))
        latin, arabic = re.search("[A-Za-z]", said), re.search("[\u0600-\u06ff]", said)
        assert not (latin and arabic)
        if latin or arabic:
            assert (run.find(f"{W}rPr/{W}rtl") is not None) == bool(arabic), said
    language_of_it = xml(data, "word/styles.xml").find(f".//{W}docDefaults//{W}lang")
    assert language_of_it.get(f"{W}bidi") == "ar-EG"


@pytest.mark.parametrize(
    ("written", "rtl", "pieces"),
    [
        ("only words", False, [("only words", False)]),
        ("", True, []),
        ("كتبت Aida Specimen رسالة", True, [("كتبت ", True), ("Aida Specimen", False), (" رسالة", True)]),
        ("\u206612 Sample Lane\u2069", True, [("\u200e12 Sample Lane", False)]),
        ("\u2066+996 312\u2069", True, [("\u200e+996 312\u200e", False)]),
        ("\u2066Bristol\u2069، 30 يونيو", True, [("Bristol", False), ("\u200f، 30 يونيو", True)]),
        ("by \u2068آيدا\u2069 (1)", False, [("by ", False), ("آيدا", True), ("\u200e (1)", False)]),
        ("a (ب) c", False, [("a (", False), ("ب", True), (") c", False)]),
    ],
)
def test_text_is_parted_where_its_direction_changes(written: str, rtl: bool, pieces: list[tuple[str, bool]]) -> None:
    assert list(directed(written, rtl)) == pieces


@pytest.mark.parametrize(
    ("tag", "called"),
    [
        ("en", "en-GB"),
        ("de", "de-DE"),
        ("ky", "ky-KG"),
        ("uz", "uz-Latn-UZ"),
        ("uz-Cyrl", "uz-Cyrl-UZ"),
        ("tk", "tk-TM"),
    ],
)
def test_spelling_checkers_know_the_language(tag: str, called: str) -> None:
    assert locale(language(tag))["val"] == called


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("window", windows())
def test_the_address_stands_in_the_window(window: str, tag: str) -> None:
    place = windows()[window]
    data = letter(tag, window=window, paper=place.paper, sender=sender())
    frames = [each for each in xml(data).iter(f"{W}framePr") if each.get(f"{W}hRule") == "exact"]
    measures = [[int(each.get(f"{W}{key}")) / MM for key in ("x", "y", "w", "h")] for each in frames]
    box = place.text
    assert any(m == pytest.approx([box.left, box.top, box.width, box.height], abs=0.05) for m in measures)
    assert len(frames) == (3 if place.line else 2)
    # What the frames hang on, and the text, stand below all of them, wherever the program begins to count.
    [hinge] = [each for each in opened(data).paragraphs if not each.text and each.style.name == "UA Return"]
    top = opened(data).sections[0].top_margin.mm
    down = top + hinge.paragraph_format.space_before.mm
    assert all(y + height < down for _, y, _, height in measures)
    assert down + hinge.paragraph_format.line_spacing.mm + 7 == pytest.approx(place.subject, abs=0.1)


def test_an_address_that_is_too_tall_for_a_window_is_refused() -> None:
    recipients = [FULL["recipients"][0] | {"address": [f"Line {number}" for number in range(7)]}]
    case = loaded(OWN_WORDS | {"recipients": recipients, "requests": FULL["requests"][:1]})
    with pytest.raises(Problems) as caught:
        render(case, formats="docx", languages="en", date=DAY, window="us-10", paper="letter")
    [found] = caught.value.diagnostics
    assert (found.code, found.span and found.span.source) == ("UA404", "  - Line 0")


@pytest.mark.parametrize("name", ["envelope", "urgent-action", "urgent-action-classic", "test-page"])
def test_what_has_a_fixed_layout_is_no_word_file(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    extra = ["--window", "din-b"] if name == "test-page" else []
    ran = run(
        "render",
        tmp_path / "case.yaml",
        "--date",
        DAY,
        "-l",
        "en",
        "-d",
        name,
        "-f",
        "docx",
        *extra,
        "-o",
        tmp_path / "out",
    )
    assert (ran.code, "error[UA5001]" in ran.err, "--format pdf" in ran.err) == (2, True, True)
    assert not (tmp_path / "out").exists()


def test_a_sheet_to_be_read_is_a_file_of_its_own_that_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    ran = run("render", tmp_path / "case.yaml", "--date", DAY, "-l", "ru", "--translation", "en", "-f", "docx",
        "--to", "minister", "-o", tmp_path / "out")  # fmt: skip
    assert ran.code == 0
    names = sorted(path.name for path in (tmp_path / "out" / "case").iterdir())
    assert names == ["letter-minister-ru-read-in-en-not-to-post.docx", "letter-minister-ru.docx"]
    _, first, *_ = opened((tmp_path / "out" / "case" / names[0]).read_bytes()).paragraphs
    assert (first.style.name, language("en").text("notice.reading", language="Russian")) == ("UA Notice", first.text)


def test_one_word_file_may_go_to_standard_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    ran = run("render", tmp_path / "case.yaml", "--date", DAY, "-l", "en", "-f", "docx", "--to", "minister", "-o", "-")
    assert (ran.code, ran.out[:2]) == (0, b"PK")


def test_parts_of_all_documents_have_styles_that_there_are() -> None:
    styles = {each.find(f"{W}name").get(f"{W}val") for each in xml(letter(), "word/styles.xml").iter(f"{W}style")}
    data = _classes()
    own_ways = [style for ways in data["documents"].values() for style in ways.values()]
    named = {*data["styles"].values(), *data["elements"].values(), *own_ways}
    own = {"Signature", "Signature Line", "Table", "Table Head", "Note", "Request", "Text", "Head"}
    assert {f"UA {name}" for name in named | own} <= styles


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a<br>b</p>", [("Text", "a\nb")]),
        ("<p>  many \n blanks\u00a0kept </p>", [("Text", "many blanks\u00a0kept")]),
        (
            "<div>loose <b>words</b><p>a paragraph</p>more</div>",
            [("Text", each) for each in ("loose words", "a paragraph", "more")],
        ),
        ("<p class=unknown>x</p><h2>y</h2><li>z</li>", [("Text", "x"), ("Heading 2", "y"), ("Request", "z")]),
        ("<p hidden>no</p><style>no</style><script>no</script><p></p>", []),
        ('<p class="recipient"><span class="line">a</span><span class="line">b</span></p>', [("Recipient", "a\nb")]),
        ("<div class=head><span>a</span><span>b</span></div>", [("Head", "a · b")]),
    ],
)
def test_a_page_of_whatever_template_becomes_parts(html: str, found: list[tuple[str, str]]) -> None:
    page = parts(f"<!doctype html><html><head><title>t</title></head><body>{html}</body></html>", "letter")
    assert not [part for part in page.body if isinstance(part, Table)]
    paragraphs = [part for part in page.body if isinstance(part, Paragraph)]
    assert [(part.style, "".join(run.text for run in part.runs)) for part in paragraphs] == found


def test_a_template_of_ones_own_is_told_that_its_style_sheet_is_not_used(own: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(FULL), "utf-8")
    folder = tmp_path / "mine" / "letter"
    folder.mkdir(parents=True)
    (folder / "letter.html").write_text('<body><p>Only this.</p><img src="x.png" alt=""></body>', "utf-8")
    ran = run("render", tmp_path / "case.yaml", "--date", DAY, "-l", "en", "-f", "docx", "--to", "minister",
        "--templates", tmp_path / "mine", "-o", tmp_path / "letter.docx")  # fmt: skip
    assert ran.code == 0, ran.err
    assert "letter.html:1:1: warning[UA5002]" in ran.err
    assert "warning[UA5003]" in ran.err
    assert text((tmp_path / "letter.docx").read_bytes()).split() == ["Only", "this."]


def test_a_long_text_is_told_and_made() -> None:
    events = [{"date": f"2026-03-0{day}", "text": {"en": "He was asked to leave. " * 40}} for day in range(1, 9)]
    told = []
    for case in (loaded(OWN_WORDS | {"events": events}), loaded(OWN_WORDS)):
        [made] = render(case, formats="docx", languages="en", date=DAY, to=["minister"])
        told.append("UA5004" in {each.code for each in made.warnings})
    assert told == [True, False]


def test_table_rows_of_a_petition_repeat_their_head() -> None:
    [table] = opened(letter("en", documents="petition", rows=30)).tables
    assert len(table.rows) == 31
    heads = [row for row in table._tbl.tr_lst if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert heads == [table._tbl.tr_lst[0]]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")
@pytest.mark.parametrize("tag", ["en", "ru", "ar", "zh-Hans"])
def test_libreoffice_shows_a_page_with_the_address_in_its_window(tag: str, tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(letter(tag, window="din-b", sender=sender()))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "letter.docx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    told = told_by("pdftotext", "-bbox", tmp_path / "letter.pdf", "-")
    assert told.count("<page ") == 1
    box = windows()["din-b"].text
    places = {word: (float(x) * 25.4 / 72, float(y) * 25.4 / 72) for x, y, word in
        re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', told)}  # fmt: skip
    x, y = places["720000"]
    assert box.left < x < box.left + box.width
    assert box.top < y < box.top + box.height
    if tag != "ar":
        assert min(x for word, (x, y) in places.items() if word == "Bishkek") == pytest.approx(box.left, abs=1.5)
