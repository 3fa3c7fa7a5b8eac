"""Pages as pictures, from a process that nothing can be done with."""

import io
from collections.abc import Iterator

import pytest
from helpers.specimen import TWO_PEOPLE, loaded
from PIL import Image

from ua_gen import clock
from ua_gen.api import render
from ua_gen.diagnostics import Problems
from ua_gen.preview import drawing
from ua_gen.preview.drawing import Drawer


@pytest.fixture
def drawer() -> Iterator[Drawer]:
    found = Drawer()
    yield found
    found.end()


def pdf() -> bytes:
    day = clock.datetime.date(2026, 3, 20)
    return render(loaded(TWO_PEOPLE), languages=["en"], to=["minister"], date=day)[0].data


def test_a_page_is_drawn_as_sharp_as_the_screen(drawer: Drawer) -> None:
    for scale in (1.0, 2.0):
        (picture,) = drawer.draw(pdf(), scale)
        assert (round(picture.width), round(picture.height)) == (794, 1123), "A4 in CSS pixels"
        with Image.open(io.BytesIO(picture.data)) as drawn:
            assert drawn.format == "PNG"
            assert abs(drawn.width - 794 * scale) <= 2
            assert drawn.convert("L").getextrema() == (0, 255), "there is something on it"


def test_the_same_page_is_the_same_picture(drawer: Drawer) -> None:
    """So what has not changed is not exchanged."""
    assert drawer.draw(pdf(), 1.0) == drawer.draw(pdf(), 1.0)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"x" * 1000, b"%PDF-1.7\n" + b"\xff" * 5000])
def test_what_is_no_pdf_is_told_and_the_next_is_drawn(data: bytes, drawer: Drawer) -> None:
    with pytest.raises(Problems) as caught:
        drawer.draw(data, 1.0)
    assert [found.code for found in caught.value.diagnostics] == ["UA405"]
    assert drawer.draw(pdf(), 1.0)


def test_one_that_takes_too_long_is_ended(drawer: Drawer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawer.draw(pdf(), 1.0)
    monkeypatch.setattr(drawing, "SECONDS", 0.0)
    with pytest.raises(Problems):
        drawer.draw(pdf(), 3.0)
    monkeypatch.setattr(drawing, "SECONDS", 20.0)
    assert drawer.draw(pdf(), 1.0)
