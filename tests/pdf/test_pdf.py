"""PDF files, looked into: size, text, tags, fonts, metadata, and that nothing in them tells where they were made."""

import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import in_a_process, told_by, tool
from helpers.specimen import (
    ASKAROV,
    ASKAROV_DAY,
    DAY,
    FULL,
    LANGUAGES,
    ROOT,
    SOMEBODY,
    TWO_PEOPLE,
    askarov,
    case_text,
    loaded,
    made,
    one,
    sender,
    text,
)

from ua_gen import Problems, languages, render
from ua_gen.templating import Templates

POINTS = {"a4": (210 / 25.4 * 72, 297 / 25.4 * 72), "letter": (612.0, 792.0)}
SHEET = "urgent-action-classic"


def askarov_pdf(language: str = "en", document: str = "letter", **wish: Any) -> bytes:
    to = "interior-minister" if document == "letter" else None
    return made(askarov(), "pdf", language, document=document, to=to, day=ASKAROV_DAY, **wish)


@pytest.fixture(scope="module", params=[(d, tag) for d in ("letter", SHEET) for tag in LANGUAGES], ids="-".join)
def pdf(request: pytest.FixtureRequest) -> bytes:
    """The example case as every document in every language."""
    document, language = request.param
    return askarov_pdf(language, document)


@pytest.fixture
def file(pdf: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    return path


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def words_of(data: bytes, folder: Path, *options: str) -> str:
    """What somebody reads who reads the pages from beginning to end."""
    path = folder / "read.pdf"
    path.write_bytes(data)
    return told_by("pdftotext", "-enc", "UTF-8", *options, path, "-")


def closed_up(shown: str) -> str:
    """Text without what pages and text files set differently: white space, marks of lists, capitals of headings."""
    return re.sub(r"[\s\u00ad–_-]+", "", shown).casefold()


def sizes(data: bytes) -> set[float]:
    """The sizes of type on the first page, in points, as its content stream sets them."""
    with opened(data) as document:
        found = set()
        scale = 1.0
        for operands, operator in pikepdf.parse_content_stream(document.pages[0]):
            if str(operator) == "Tf":
                scale = float(operands[1])
            elif str(operator) == "Tm":
                found.add(round(abs(float(operands[3])) * scale, 2))
        # The whole page is set in CSS pixels and then scaled to points.
        return {round(size * 0.75, 2) for size in found}


# --- pages -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_one_page_of_the_paper(paper: Any, language: str) -> None:
    with opened(askarov_pdf(language, paper=paper)) as document:
        boxes = [[float(number) for number in page.MediaBox] for page in document.pages]
    assert boxes == [pytest.approx([0, 0, *POINTS[paper]], abs=0.01)]


def test_a_case_sheet_that_would_be_crowded_flows_over_two_pages(tmp_path: Path) -> None:
    """The Russian one fills its first page in small type: on two that flow, its type is as large as the English."""
    data = askarov_pdf("ru", SHEET)
    with opened(data) as document:
        assert len(document.pages) == 2
    assert max(sizes(data)) >= 11
    case = askarov().value
    assert case
    assert closed_up(case.title.get("ru") or "") not in closed_up(words_of(data, tmp_path, "-f", "2"))


@pytest.mark.parametrize("language", ["en"])
def test_the_case_sheet_is_two_pages_the_second_under_the_same_heading(language: str, tmp_path: Path) -> None:
    data = askarov_pdf(language, SHEET)
    with opened(data) as document:
        assert len(document.pages) == 2
    case = askarov().value
    assert case is not None
    title = case.title.get(language)
    assert title
    second = closed_up(words_of(data, tmp_path, "-f", "2"))
    head = closed_up(words_of(data, tmp_path, "-l", "1"))[: second.index(closed_up(title))]
    assert second.startswith(head + closed_up(title)), "number, index, country and date, then the headline"
    assert closed_up(case.action.number or "") in head


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [SOMEBODY, TWO_PEOPLE, FULL], ids=["minimal", "two people", "own letter"])
@pytest.mark.parametrize("document", ["letter", SHEET])
def test_every_word_of_the_text_is_on_the_pages(
    case: dict[str, Any], language: str, document: str, tmp_path: Path
) -> None:
    """Nothing is clipped, covered or dropped on the way from the words to the page."""
    wish: dict[str, Any] = {"document": document, "sender": sender()}
    if document == "letter":
        wish["to"] = case["recipients"][0]["id"]
    page = closed_up(words_of(made(case, "pdf", language, **wish), tmp_path))
    missing = [word for word in text(case, language, **wish).replace("|", "").split() if closed_up(word) not in page]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_reads_from_top_to_bottom_as_its_text_does(language: str, tmp_path: Path) -> None:
    wish: dict[str, Any] = {"to": "minister", "sender": sender()}
    page = closed_up(words_of(made(TWO_PEOPLE, "pdf", language, **wish), tmp_path))
    notice, sender_, date, *paragraphs = re.split(r"\n\n+", text(TWO_PEOPLE, language, **wish).strip())
    # The date stands below the address on the page, above it in the text.
    recipient, subject, *rest = paragraphs
    place = 0
    for paragraph in (notice, sender_, recipient, date, subject, *rest):
        found = page.find(closed_up(paragraph), place)
        assert found >= 0, paragraph
        place = found + len(closed_up(paragraph))
    assert page[place:] == ""


def test_a_blank_letter_has_captions_for_what_is_filled_in_by_hand(tmp_path: Path) -> None:
    shown = words_of(made(SOMEBODY, "pdf", "en"), tmp_path).splitlines()
    assert [line for line in shown if line in ("Name", "Address")] == ["Name", "Address"]


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def overlapping(data: bytes, folder: Path) -> list[tuple[str, str]]:
    """Words of a page that are printed over each other."""
    found = []
    for page in words_of(data, folder, "-bbox").split("<page ")[1:]:
        # A box is as high as the type; what is printed is lower, so that lines may stand close.
        words = []
        for match in WORD.finditer(page):
            left, top, right, bottom = map(float, match.groups()[:4])
            words.append((left + 0.5, top + (bottom - top) * 0.3, right - 0.5, bottom - (bottom - top) * 0.3, match[5]))
        for one_, other in itertools.combinations(words, 2):
            if one_[0] < other[2] and other[0] < one_[2] and one_[1] < other[3] and other[1] < one_[3]:
                found.append((one_[4], other[4]))
    return found


WIDE = {
    "name": "Mary-Ann Theodora Writer-Example",
    "address": ["Four Hundred and Four, The Long Specimen Road, Upper"] * 6,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("who", ["blank", "named", "wide"])
def test_nothing_on_a_letter_is_printed_over_anything_else(who: str, paper: Any, language: str, tmp_path: Path) -> None:
    """Neither the notices at the top of an invented case, nor those of a sheet that is not to be posted."""
    letter, sheet = render(
        loaded(TWO_PEOPLE),
        languages=[language],
        translation={"en": "ru", "ru": "en"}[language],
        to=["minister"],
        sender={"blank": None, "named": sender(), "wide": sender(**WIDE)}[who],
        paper=paper,
        date=DAY,
    )
    assert overlapping(letter.data, tmp_path) == overlapping(sheet.data, tmp_path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_a_case_sheet_is_printed_over_anything_else(language: str, tmp_path: Path) -> None:
    assert overlapping(made(FULL, "pdf", language, document=SHEET), tmp_path) == []
    assert overlapping(askarov_pdf(language, SHEET), tmp_path) == []


# --- accessibility ---------------------------------------------------------------------------------------------------


def test_it_is_sound(file: Path) -> None:
    told_by("qpdf", "--check", file)


def test_it_says_that_it_is_tagged_and_in_which_language(pdf: bytes, request: pytest.FixtureRequest) -> None:
    _, language = request.node.callspec.params["pdf"]
    with opened(pdf) as document:
        root = document.Root
        assert str(root.Lang) == language
        assert bool(root.MarkInfo.Marked) is True
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        assert "/StructTreeRoot" in root
        with document.open_metadata() as meta:
            assert meta["pdfuaid:part"] == "1"
            assert meta["dc:title"] == str(document.docinfo["/Title"])


def test_its_title_is_what_it_is_about(tmp_path: Path) -> None:
    with opened(askarov_pdf("en")) as letter, opened(askarov_pdf("ru", SHEET)) as sheet:
        assert str(letter.docinfo["/Title"]) == "The case of Azimzhan Askarov"
        assert str(sheet.docinfo["/Title"]) == "Правозащитник приговорён к пожизненному заключению"


def test_its_structure_is_in_the_order_of_reading(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(askarov_pdf("en"))
    structure = told_by("pdfinfo", "-struct-text", path)
    order = ["Minister of Internal Affairs", "The case of Azimzhan", "Dear Minister", "respectfully", "Yours sincerely"]
    places = [structure.find(words) for words in order]
    assert -1 not in places
    assert places == sorted(places)


def test_all_fonts_are_in_the_file_and_can_be_read_as_text(file: Path) -> None:
    lines = told_by("pdffonts", file).splitlines()[2:]
    assert lines
    # The columns before the object's number: embedded, subset, mapped to Unicode.
    assert {tuple(line.split()[-5:-2]) for line in lines} == {("yes", "yes", "yes")}


def test_it_is_set_in_the_fonts_of_its_language(pdf: bytes, request: pytest.FixtureRequest) -> None:
    _, language = request.node.callspec.params["pdf"]
    wanted = {
        family.replace(" ", "") for families in languages.language(language).fonts.values() for family in families
    }
    with opened(pdf) as document:
        used = {
            str(item.BaseFont).partition("+")[2].replace("-", "")
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"
        }
    assert used
    assert {font for font in used if not font.startswith(tuple(wanted))} == set()


# --- no traces -------------------------------------------------------------------------------------------------------


def bytes_of(data: bytes) -> Iterator[bytes]:
    """Everything in a file, with its compressed parts unpacked."""
    yield data
    with opened(data) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                yield item.read_bytes()
            else:
                yield item.unparse(resolved=False)
        yield document.trailer.unparse()


def test_the_title_is_all_that_it_tells_of_itself(pdf: bytes) -> None:
    with opened(pdf) as document:
        assert set(document.docinfo.keys()) == {"/Title"}
        with document.open_metadata() as meta:
            told = {str(name).rpartition("}")[2] for name in meta}
    assert told <= {"title", "part", "language", "format"}


def test_nothing_in_it_tells_who_made_it_where_when_and_with_what(pdf: bytes) -> None:
    import getpass
    import socket

    traces = ["WeasyPrint", "pydyf", "Producer", "CreationDate", "ModDate", "CreatorTool", "/tmp/", "file:", "specimen"]
    traces += [str(Path.home()), str(Path.cwd()), str(ROOT), "kg-askarov"]
    # A shorter name of a user or computer may stand in any file by chance.
    traces += [name for name in (getpass.getuser(), socket.gethostname()) if len(name) > 5]
    for part in bytes_of(pdf):
        readable = part + part.decode("utf-16-be", "ignore").encode("utf-8", "ignore")
        assert [trace for trace in traces if trace.encode() in readable] == []


MAKE = """
import datetime, hashlib, sys, ua_gen
for made in ua_gen.render(sys.argv[1], documents=["letter", "urgent-action-classic"], formats=["pdf", "txt", "html"],
                          languages=["en", "ru"], date=datetime.date(2010, 9, 20), processes=int(sys.argv[2])):
    print(made.name, hashlib.sha256(made.data).hexdigest())
"""


def test_the_bytes_are_the_same_wherever_and_whenever_it_is_made(tmp_path: Path) -> None:
    """Other process, home, folder, time zone, language of the system and order of hashes; and two workers."""
    (tmp_path / "elsewhere").mkdir()
    case = tmp_path / "elsewhere" / "kg-askarov.yaml"
    case.write_bytes(ASKAROV.read_bytes())
    here = in_a_process(MAKE, ASKAROV, "1", cwd=ROOT, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")
    there = in_a_process(
        MAKE,
        case,
        "2",
        cwd=tmp_path,
        PYTHONHASHSEED="2",
        TZ="Asia/Bishkek",
        LC_ALL="C",
        HOME=str(tmp_path),
        SOURCE_DATE_EPOCH="1",
    )
    assert here.err == there.err == ""
    assert len(here.text.splitlines()) == 18
    assert here.text == there.text


# --- text of every length --------------------------------------------------------------------------------------------

SENTENCE = "and then the fourth of the guards took the book away and put it on the shelf beside the door"


def telling(sentences: int) -> dict[str, Any]:
    """A case that tells so many events."""
    return one(events=[{"text": f"this was day {number}: {SENTENCE}"} for number in range(1, sentences + 1)])


def test_a_longer_letter_is_set_smaller_and_never_below_ten_points() -> None:
    body = []
    for sentences in itertools.count(0, 4):
        try:
            body.append(max(sizes(made(telling(sentences), "pdf", "en"))))
        except Problems:
            break
    assert body[0] == 12
    assert body[-1] == 10
    assert body == sorted(body, reverse=True)
    assert len(set(body)) >= 4, "it falls in steps"


def test_fits_only_ever_get_tighter() -> None:
    """The search for the largest fit halves its way through them, which is right only if each takes less room."""
    for document in Templates().documents.values():
        for looser, tighter in itertools.pairwise(document.fits):
            assert (tighter.size, tighter.leading, tighter.space) <= (looser.size, looser.leading, looser.space)
            assert tighter.size * tighter.leading <= looser.size * looser.leading
        assert document.fits[-1].size >= 10


def too_long(sentences: int) -> str:
    with pytest.raises(Problems) as refused:
        made(telling(sentences), "pdf", "en")
    [diagnostic] = refused.value.diagnostics
    assert diagnostic.code == "UA403"
    assert str(diagnostic.span).startswith("specimen.yaml:")
    assert diagnostic.span
    assert diagnostic.span.source.startswith("- text: 'this was day 1"), "it points at the events"
    return diagnostic.message


def test_too_long_a_letter_is_refused_with_how_much_too_long() -> None:
    message = too_long(60)
    found = re.fullmatch(
        r"the letter to official in English is (\d+) mm \(about (\d+) lines\) too long for one page, even at 10 pt",
        message,
    )
    assert found, message
    millimetres, lines = map(int, found.groups())
    assert lines == pytest.approx(millimetres / (10 * 1.22 * 25.4 / 72), abs=1.5), "lines of that size and leading"


def test_more_text_is_told_to_be_more_too_long() -> None:
    measures = [int(re.findall(r"(\d+) mm", too_long(sentences))[0]) for sentences in (45, 50, 55, 60)]
    steps = [after - before for before, after in itertools.pairwise(measures)]
    # Five more sentences of somewhat less than a line each at 10 points.
    assert all(18 <= step <= 26 for step in steps), measures


def test_a_letter_that_is_too_long_is_not_written(run: Any, tmp_path: Path) -> None:
    case = tmp_path / "long.yaml"
    case.write_text(case_text(telling(60)), "utf-8")
    ran = run("render", case, "--date", "2026-03-20", "-l", "en", "-o", tmp_path / "out")
    assert ran.code == 1
    assert "UA403" in ran.err
    assert list(tmp_path.rglob("*.pdf")) == []


# --- characters ------------------------------------------------------------------------------------------------------

NOWHERE = "\u0378"  # Assigned to no letter, so that no font has it.


@pytest.mark.parametrize("field", ["name", "event", "address"])
def test_a_character_that_no_font_has_is_refused_at_its_place(field: str) -> None:
    case = one(events=[{"text": "he was held"}])
    word = f"Re{NOWHERE}d"
    if field == "name":
        case["people"] = [case["people"][0] | {"name": {"en": f"Bolot {word}"}}]
    elif field == "event":
        case["events"] = [{"text": f"he was {word}"}]
    else:
        case["recipients"] = [case["recipients"][0] | {"address": ["1 Example Street", word]}]
    read = loaded(case)
    with pytest.raises(Problems) as refused:
        made(read, "pdf", "en")
    [diagnostic] = refused.value.diagnostics
    assert diagnostic.code == "UA401"
    assert f"`{NOWHERE}` (U+0378)" in diagnostic.message
    [(number, line)] = [(n, line) for n, line in enumerate(read.text.splitlines(), 1) if NOWHERE in line]
    assert diagnostic.span
    assert (diagnostic.span.line, diagnostic.span.source) == (number, line)
    assert diagnostic.span.column <= line.index(word) + 1 < diagnostic.span.end_column


def test_a_character_that_no_font_has_in_the_senders_name_is_refused_too() -> None:
    with pytest.raises(Problems) as refused:
        made(SOMEBODY, "pdf", "en", sender=sender(name=f"Mary {NOWHERE}"))
    assert [(diagnostic.code, diagnostic.span) for diagnostic in refused.value.diagnostics] == [("UA401", None)]


def test_letters_of_central_asian_languages_are_all_there(tmp_path: Path) -> None:
    names = "Өмүрбек Ңурлан Ғани Қайрат Ұлан Һәсән Ҷамшед Ӣсо Ўткир Ҳасан oʻzbek Gülşat Ýazgül ňže"
    data = made(SOMEBODY, "pdf", "en", sender=sender(name=names))
    assert closed_up(names) in closed_up(words_of(data, tmp_path))


# --- images and style sheets -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a.png", "http://127.0.0.1:9/a.png", "file:///etc/passwd", "ftp://example.org/a.css"],
)
def test_pages_ask_for_nothing_from_elsewhere(address: str, tmp_path: Path) -> None:
    own = tmp_path / "letter"
    own.mkdir()
    (own / "letter.html").write_text(
        f'{{% extends "!letter/letter.html" %}}{{% block body %}}<img alt="x" src="{address}">{{% endblock %}}', "utf-8"
    )
    with pytest.raises(Problems) as refused:
        made(SOMEBODY, "pdf", "en", templates=[tmp_path])
    assert [diagnostic.code for diagnostic in refused.value.diagnostics] == ["UA502"]


def test_pages_have_images_from_the_folder_of_their_template(tmp_path: Path) -> None:
    own = tmp_path / "letter"
    own.mkdir()
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (own / "mark.svg").write_text(picture, "utf-8")
    (own / "letter.html").write_text(
        '{% extends "!letter/letter.html" %}{% block body %}{{ super() }}'
        f'<img alt="a black square" src="{(own / "mark.svg").as_uri()}">{{% endblock %}}',
        "utf-8",
    )
    assert made(SOMEBODY, "pdf", "en", templates=[tmp_path]) != made(SOMEBODY, "pdf", "en")


def test_the_tools_are_there() -> None:
    for name in ("pdftotext", "pdffonts", "pdfinfo", "qpdf"):
        assert tool(name)


def test_a_page_made_by_the_api_is_the_one_that_the_command_writes(run: Any, tmp_path: Path) -> None:
    ran = run("render", ASKAROV, "--date", ASKAROV_DAY, "-l", "en", "--to", "interior-minister", "-o", tmp_path)
    assert ran.code == 0, ran.err
    [by_api] = render(ASKAROV, languages=["en"], to=["interior-minister"], date=ASKAROV_DAY)
    assert (tmp_path / by_api.name).read_bytes() == by_api.data
