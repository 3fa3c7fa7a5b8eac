"""The figures that a page of Persian shows: 4, 6 and 7 are not those of Urdu."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from conftest import SetClock
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from helpers.all_languages import DAY, fields_in
from helpers.specimen import loaded

from ua_gen import render

FAMILY = "Noto Naskh Arabic"
FIGURES = ("uni06F4", "uni06F6", "uni06F7")  # And as Urdu writes them, in the same font.
OF_URDU = ("uni06F4.locl", "uni0666", "uni06F7.locl")


def outline(font: TTFont, name: str) -> str:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return repr(pen.value)


def installed() -> TTFont:
    match = shutil.which("fc-match")
    if match is None:
        pytest.skip("fc-match is not here")
    path = subprocess.run(
        [match, "-f", "%{family}\n%{file}", FAMILY], capture_output=True, text=True, check=True
    ).stdout
    family, _, file = path.partition("\n")
    if FAMILY not in family:
        pytest.skip(f"{FAMILY} is not here")
    return TTFont(Path(file))


def outlines_in(pdf: bytes) -> set[str]:
    """The outlines of all glyphs that a document brings along."""
    found = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Dictionary) and "/FontFile2" in each:
                font = TTFont(io.BytesIO(each.FontFile2.read_bytes()))
                found |= {outline(font, name) for name in font.getGlyphOrder()}
    return found


def test_persian_figures_are_not_those_of_urdu(set_clock: SetClock) -> None:
    set_clock("2026-02-01")
    font = installed()
    events = [{"type": "sentenced", "date": "2024-06-17", "sentence": "17 years"}]
    fields = fields_in("fa", ("female",)) | {"events": events}
    [letter] = render(loaded(fields), languages=["fa"], date=DAY, to=["minister"])
    there = outlines_in(letter.data)
    assert [name for name in FIGURES if outline(font, name) not in there] == []
    assert [name for name in OF_URDU if outline(font, name) in there] == []
