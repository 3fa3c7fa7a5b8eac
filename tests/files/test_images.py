"""Photographs: shown with their words, cleared of what a camera wrote into them, refused where something is wrong."""

import base64
import io
import re
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Run
from helpers.specimen import DAY, TWO_PEOPLE, case_text
from PIL import Image

from ua_gen import Diagnostic, Problems, render, validate
from ua_gen.files.images import SIDE, data_address, reencode

PHOTOGRAPH = {
    "file": "aida.jpg",
    "alt": {"en": "A woman at a desk", "ru": "Женщина за столом"},
    "caption": {"en": "Aida in 2025", "ru": "Аида в 2025 году"},
    "credit": "Example Committee",
    "permission": "her family, 2026-01-10",
}


def pictured(**changes: Any) -> dict[str, Any]:
    """A case with a photograph of one of its two people; `changes` replace fields, None removes one."""
    photograph = {name: value for name, value in (PHOTOGRAPH | changes).items() if value is not None}
    aida, bolot = TWO_PEOPLE["people"]
    return TWO_PEOPLE | {"people": [aida | {"photograph": photograph}, bolot]}


def on_disk(folder: Path, **changes: Any) -> Path:
    path = folder / "case.yaml"
    path.write_text(case_text(pictured(**changes)), "utf-8")
    return path


def drawn(path: Path, size: tuple[int, int] = (60, 80), **more: Any) -> Path:
    image = Image.new("RGB", size, (200, 180, 160))
    image.paste((40, 60, 90), (0, 0, size[0] // 2, size[1] // 4))
    image.save(path, **more)
    return path


def sheet(path: Path, kind: Any, language: str = "en") -> bytes:
    [only] = render(path, documents=["urgent-action"], formats=[kind], languages=[language], date=DAY)
    return only.data


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("A woman at a desk", "Aida in 2025", "Photograph: Example Committee")),
        ("ru", ("Женщина за столом", "Аида в 2025 году", "Фото: Example Committee")),
    ],
)
def test_a_photograph_stands_on_the_sheet_with_its_words(language: str, words: tuple[str, ...], tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    page = sheet(on_disk(tmp_path), "html", language).decode()
    alt, caption, credit = words
    found = re.search(r'<img src="data:image/jpeg;base64,([^"]*)" alt="([^"]*)">(.*?)</div>', page)
    assert found
    assert Image.open(io.BytesIO(base64.b64decode(found[1]))).size == (60, 80)
    assert found[2] == alt
    assert re.findall("<span>(.*?)</span>", found[3]) == [caption, credit]
    with pikepdf.open(io.BytesIO(sheet(tmp_path / "case.yaml", "pdf", language))) as pdf:
        images = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"]
        assert [(int(image.Width), int(image.Height)) for image in images] == [(60, 80)]
        figures = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"]
        assert alt in [str(figure.get("/Alt")) for figure in figures]


def test_a_photograph_without_a_caption_has_only_its_credit(tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    page = sheet(on_disk(tmp_path, caption=None), "html").decode()
    assert re.findall(r"<img [^>]*>(.*?)</div>", page) == ["<span>Photograph: Example Committee</span>"]


def test_without_a_description_in_the_language_there_is_no_sheet(tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    with pytest.raises(Problems) as problems:
        sheet(on_disk(tmp_path, alt={"en": "A woman at a desk"}), "html", "ru")
    [found] = problems.value.diagnostics
    assert found.code == "UA210"
    assert "people[0].photograph.alt" in found.message


def test_where_and_with_what_it_was_taken_stays_out(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    exif[0x0132] = "2026:01:05 09:00:00"
    exif.get_ifd(0x8825).update({1: "N", 2: (40.0, 31.0, 48.0), 3: "E", 4: (72.0, 48.0, 0.0)})
    drawn(tmp_path / "aida.jpg", exif=exif, comment=b"SECRETCOMMENT", icc_profile=b"SECRETPROFILE")
    original = (tmp_path / "aida.jpg").read_bytes()
    assert b"SECRETCAMERA" in original
    assert b"SECRETCOMMENT" in original
    path = on_disk(tmp_path)
    for data in (_embedded(sheet(path, "html")), sheet(path, "pdf")):
        assert re.findall(rb"SECRET[A-Z]*|Exif|2026:01:05|GPS", data) == []
    with pikepdf.open(io.BytesIO(sheet(path, "pdf"))) as pdf:
        streams = [item.read_raw_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream)]
    assert re.findall(rb"SECRET[A-Z]*|Exif", b"".join(streams)) == []
    assert not Image.open(io.BytesIO(_embedded(sheet(path, "html")))).getexif()


def _embedded(page: bytes) -> bytes:
    found = re.search(rb'src="data:image/\w+;base64,([^"]*)"', page)
    assert found
    return base64.b64decode(found[1])


def test_texts_in_a_png_stay_out_too(tmp_path: Path) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Location", "SECRETPLACE")
    drawn(tmp_path / "aida.png", pnginfo=info)
    assert b"SECRETPLACE" in (tmp_path / "aida.png").read_bytes()
    assert b"SECRET" not in _embedded(sheet(on_disk(tmp_path, file="aida.png"), "html"))


def test_a_picture_taken_sideways_is_set_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn(tmp_path / "aida.jpg", exif=exif)
    assert Image.open(io.BytesIO(_embedded(sheet(on_disk(tmp_path), "html")))).size == (80, 60)


def test_a_large_picture_is_made_as_small_as_paper_needs(tmp_path: Path) -> None:
    drawn(tmp_path / "large.png", (3000, 2000))
    embedded = Image.open(io.BytesIO(base64.b64decode(data_address(tmp_path / "large.png").partition(",")[2])))
    assert embedded.size == (SIDE, round(SIDE * 2 / 3))


def test_a_picture_of_several_is_the_first_of_them(tmp_path: Path) -> None:
    several = [Image.new("RGB", (9, 9), color) for color in ("red", "blue")]
    several[0].save(tmp_path / "several.jpg", "MPO", save_all=True, append_images=several[1:])
    address = data_address(tmp_path / "several.jpg")
    assert address.startswith("data:image/jpeg;")
    assert Image.open(io.BytesIO(base64.b64decode(address.partition(",")[2]))).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGB", "RGBA", "I;16"])
def test_pictures_of_every_kind_are_drawn(mode: str, tmp_path: Path) -> None:
    Image.new(mode, (2000, 1000)).save(tmp_path / "a.png")
    embedded = Image.open(io.BytesIO(base64.b64decode(data_address(tmp_path / "a.png").partition(",")[2])))
    assert embedded.size == (SIDE, SIDE // 2)
    assert embedded.mode == ("RGBA" if "A" in mode else "RGB")


def wrong(folder: Path, **changes: Any) -> list[Diagnostic]:
    """What is said of a case by `validate`, and, the same, by `render`."""
    path = on_disk(folder, **changes)
    said = [found for found in validate(path, date=DAY) if found.is_error]
    with pytest.raises(Problems) as problems:
        sheet(path, "html")
    assert {found.code for found in problems.value.diagnostics} == {found.code for found in said}
    return said


def _not_a_picture(path: Path) -> None:
    path.write_text("not a picture", "utf-8")


def _broken(path: Path) -> None:
    data = drawn(path, (200, 200)).read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _gif(path: Path) -> None:
    Image.new("RGB", (9, 9)).save(path, "GIF")


def _huge(path: Path) -> None:
    Image.new("1", (8000, 8000)).save(path, "PNG")


def _passes(path: Path) -> None:
    """A JPEG whose last pass is there a hundred times, each of which is drawn over all its points."""
    drawn(path, (3000, 3000), progressive=True)
    data = path.read_bytes()
    last = data.rindex(b"\xff\xda")
    path.write_bytes(data[:-2] + data[last:-2] * 100 + data[-2:])


def _parts(path: Path) -> None:
    data = drawn(path).read_bytes()
    path.write_bytes(data[:2] + b"\xff\xfe\x00\x02" * 30_000 + data[2:])


def _zeros(path: Path) -> None:
    data = drawn(path).read_bytes()
    path.write_bytes(data[:2] + b"\0" * 30_000_000 + data[2:])


def _chunks(path: Path) -> None:
    data = drawn(path, format="PNG").read_bytes()
    path.write_bytes(data[:33] + b"\0\0\0\0teSt\xd0\x17\xe9\x83" * 100_000 + data[33:])


IN_PIECES = ("is in too many pieces", "open it in a program for pictures, and save it anew")


def _heavy(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40_000_001)


BAD = {
    "missing": (lambda path: None, "cannot be read: No such file or directory", "put it beside the file"),
    "a folder": (Path.mkdir, "is not a file", "put the picture itself beside the file"),
    "a text": (_not_a_picture, "is not a PNG or JPEG picture, or is broken", "save it as PNG or JPEG"),
    "broken": (_broken, "is not a PNG or JPEG picture, or is broken", "save it as PNG or JPEG"),
    "a GIF": (_gif, "is not a PNG or JPEG picture, or is broken", "save it as PNG or JPEG"),
    "of too many points": (_huge, "has too many points", "save it with at most 2,000 points a side"),
    "of too many passes": (_passes, *IN_PIECES),
    "of too many parts": (_parts, *IN_PIECES),
    "with much between its parts": (_zeros, *IN_PIECES),
    "a PNG of too many parts": (_chunks, *IN_PIECES),
    "too heavy": (_heavy, "is too large for a picture", "save it with at most 2,000 points a side"),
}


@pytest.mark.parametrize(("make", "message", "hint"), BAD.values(), ids=BAD)
def test_what_cannot_be_shown_is_told_at_its_place(make: Any, message: str, hint: str, tmp_path: Path) -> None:
    make(tmp_path / "aida.jpg")
    [found] = wrong(tmp_path)
    assert (found.code, found.message, found.hint) == ("UA205", f"`aida.jpg` {message}", hint)
    assert found.span
    assert found.span.source.strip() == "file: aida.jpg"


@pytest.mark.parametrize(
    "name", ["../aida.jpg", "/etc/passwd", "a/../../aida.jpg", "C:\\aida.jpg", "http://example.org/a.jpg", ".ssh"]
)
def test_a_picture_lies_beside_its_case(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "cases"
    folder.mkdir()
    drawn(tmp_path / "aida.jpg")
    [found] = wrong(folder, file=name)
    assert found.code == "UA106"
    assert "is not the name of a file beside this one" in found.message
    assert found.span
    assert found.span.source.strip().startswith("file: ")


@pytest.mark.parametrize("field", ["permission", "credit", "alt"])
def test_a_photograph_needs_permission_credit_and_description(field: str, tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    [found] = wrong(tmp_path, **{field: None})
    assert (found.code, found.message) == ("UA101", f"`{field}` is missing in `people[0].photograph`")
    assert found.span
    assert found.span.source.strip() == "photograph:"


def test_who_gave_permission_is_nobody_else_s_business(tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    path = on_disk(tmp_path)
    for kind in ("html", "txt"):
        assert b"her family" not in sheet(path, kind)


def test_letters_show_no_picture(run: Run, tmp_path: Path) -> None:
    drawn(tmp_path / "aida.jpg")
    ran = run("render", on_disk(tmp_path), "-f", "html", "-l", "en", "--to", "minister", "--date", DAY, "-o", "-")
    assert ran.code == 0
    assert b"<img" not in ran.out


# --- what is not seen ------------------------------------------------------------------------------------------------


def anew(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(reencode(path.read_bytes(), "a picture")[1]))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_was_erased_from_a_picture_is_not_in_it(mode: str, tmp_path: Path) -> None:
    """A program that erases leaves the points as they were, and only does not show them."""
    picture = Image.new("RGBA", (40, 40), (120, 120, 120, 255))
    picture.paste((200, 40, 40, 0), (0, 0, 20, 40))
    picture.paste((200, 40, 40, 3), (0, 0, 20, 10))
    picture.convert("LA").save(tmp_path / "a.png") if mode == "LA" else picture.save(tmp_path / "a.png")
    if mode == "PA":
        picture.quantize(8).save(tmp_path / "a.png")
    drawn = anew(tmp_path / "a.png")
    assert {drawn.getpixel((x, y)) for x in range(18) for y in range(40)} == {(0, 0, 0, 0)}
    assert all(abs(value - 120) <= 2 for value in drawn.getpixel((30, 30))[:3])  # type: ignore[index]
    assert drawn.getpixel((30, 30))[3] == 255  # type: ignore[index]


def test_of_what_shows_a_little_no_more_is_kept_than_shows(tmp_path: Path) -> None:
    picture = Image.new("RGBA", (256, 1))
    for x in range(256):
        picture.putpixel((x, 0), (x, x, x, 20))
    picture.save(tmp_path / "a.png")
    assert len({anew(tmp_path / "a.png").getpixel((x, 0)) for x in range(256)}) <= 21


def test_greys_of_16_bits_stay_greys(tmp_path: Path) -> None:
    picture = Image.new("I;16", (4, 1))
    picture.putdata([0, 0x3FFF, 0x4000, 0xFFFF])
    picture.save(tmp_path / "a.png")
    drawn = anew(tmp_path / "a.png")
    assert (drawn.mode, [drawn.getpixel((x, 0))[0] for x in range(4)]) == ("RGB", [0, 0x3F, 0x40, 0xFF])  # type: ignore[index]


def test_of_16_bits_only_the_very_shade_is_not_drawn(tmp_path: Path) -> None:
    picture = Image.new("I;16", (4, 1))
    picture.putdata([0x4000, 0x4001, 0x5000, 0x5001])
    picture.save(tmp_path / "a.png", transparency=0x5000)
    drawn = anew(tmp_path / "a.png")
    seen = [(0x40, 0x40, 0x40, 255), (0x40, 0x40, 0x40, 255), (0, 0, 0, 0), (0x50, 0x50, 0x50, 255)]
    assert [drawn.getpixel((x, 0)) for x in range(4)] == seen


def test_a_colour_that_is_not_drawn_stays_so(tmp_path: Path) -> None:
    picture = Image.new("RGB", (2, 1), (255, 0, 255))
    picture.putpixel((1, 0), (1, 2, 3))
    picture.save(tmp_path / "a.png", transparency=(255, 0, 255))
    drawn = anew(tmp_path / "a.png")
    assert [drawn.getpixel((x, 0)) for x in range(2)] == [(0, 0, 0, 0), (1, 2, 3, 255)]
