"""Letters for window envelopes: the address in the window and nothing else, the folds where they should be."""

import io
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, tool
from helpers.specimen import DAY, OFFICIAL, SOMEBODY, Word, case_text, loaded, made, sender, words
from PIL import Image

from ua_gen import Misuse, Problems
from ua_gen.model.stationery import Box, Window, envelopes, windows

WINDOWS = windows()
SHEETS = {"a4": (210, 297), "letter": (215.9, 279.4)}
# What each layout is folded for: the inside of a DL envelope, and of an American No. 10.
INSIDE = {"a4": (218, 108), "letter": (238, 102)}
OFFICES = {"en": "Head of Department", "ru": "Начальник управления", "ar": "رئيس الإدارة"}
LINES = {"en": "Department for Prisons", "ru": "Управление тюрем", "ar": "إدارة السجون"}


def addressed(number: int, width: int = 1) -> dict[str, Any]:
    """A case with one recipient whose address has so many lines beside the office and the country."""
    lines = {tag: [" ".join([line] * width)] * number for tag, line in LINES.items()}
    return SOMEBODY | {"recipients": [OFFICIAL | {"office": OFFICES, "address": lines}]}


def room(window: Window, language: str) -> int:
    """How many lines of an address the window shows, as large as they are printed."""
    size, leading = (10, 1.1) if window.text.height < 25 else (11, 1.3)
    return int((window.text.height + 0.05) // (size * leading * (1.23 if language == "ar" else 1) * 25.4 / 72))


def letter(window: Window, language: str, data: dict[str, Any], **wish: Any) -> bytes:
    writer = wish.pop("writer", sender(personal_line=None))
    return made(data, "pdf", language, sender=writer, paper=window.paper, window=window.name, **wish)


def plain(word: str) -> str:
    """A word, whichever way round it was read from the page."""
    return min(word, word[::-1])


def touches(word: Word, box: Box) -> bool:
    """Whether a word shows in a box, were it by a hair."""
    across = word.right > box.left and word.left < box.left + box.width
    return across and word.bottom > box.top and word.top < box.top + box.height


@pytest.mark.parametrize("size", ["short", "long"])
@pytest.mark.parametrize("language", ["en", pytest.param("ru", marks=pytest.mark.slow), "ar"])
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_window_shows_the_address_and_nothing_else(window: Window, language: str, size: str) -> None:
    number = 1 if size == "short" else room(window, language) - 2
    shown = words(letter(window, language, addressed(number)))
    address = [OFFICES[language], *[LINES[language]] * number, "KYRGYZSTAN"]
    expected = sorted(plain(word) for line in address for word in line.split())
    inside = [word for word in shown if touches(word, window.text)]
    assert sorted(plain(word.text) for word in inside) == expected
    # The boxes of words are as high as the type may be, which is more than the letters are.
    assert [word for word in inside if not _holds(window.text, word, 1.5)] == []
    around = [word for word in shown if touches(word, window.box) and word not in inside]
    returned = {"Mary-Ann", "Writer", "·", "4", "Specimen", "Road", "Leeds", "LS1"} if window.line else set()
    assert {word.text for word in around} == returned
    assert all(word.bottom <= window.box.top + window.line + 1.5 for word in around)


def _holds(box: Box, word: Word, above: float) -> bool:
    right, bottom = box.left + box.width, box.top + box.height
    return (
        box.left - 1 < word.left and word.right < right + 1 and box.top - above < word.top and word.bottom < bottom + 1
    )


@pytest.mark.parametrize("language", ["ru", "ar"])
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_letter_begins_below_the_window(window: Window, language: str) -> None:
    """The sender and the date stand beside the window or below it, the subject where the norm wants it."""
    shown = words(letter(window, language, addressed(1)))
    title = {"ru": "Дело", "ar": "الموضوع"}[language]
    subject = next(word for word in shown if title in (word.text.strip(":"), word.text.strip(":")[::-1]))
    assert abs(subject.top - window.subject) < 3
    assert window.subject > window.box.top + window.box.height
    year = next(word for word in shown if word.text == "2026")
    assert window.box.top + window.box.height < year.bottom < subject.top + 1
    email = next(word for word in shown if "writer@example.org" in word.text)
    right = email.left > SHEETS[window.paper][0] / 2
    assert ("right" if right else "left") == window.sender
    assert email.bottom < year.bottom


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_an_address_that_the_window_would_hide_is_refused(window: Window, language: str) -> None:
    data = loaded(addressed(room(window, language) - 1), "long.yaml")
    with pytest.raises(Problems) as problems:
        letter(window, language, data)  # type: ignore[arg-type]
    [found] = problems.value.diagnostics
    assert found.code == "UA404"
    assert "mm too tall for the window" in found.message
    assert found.span
    assert data.text.splitlines()[found.span.line - 2].strip() == "address:"
    assert "--window" in found.hint


def test_a_line_that_is_too_wide_is_broken_and_a_word_that_is_too_wide_refused() -> None:
    window = WINDOWS["din-b"]
    broken = [word for word in words(letter(window, "en", addressed(1, 5))) if touches(word, window.text)]
    assert len(broken) == 3 + 15 + 1
    endless = SOMEBODY | {"recipients": [OFFICIAL | {"address": ["Departmentforprisons" * 4]}]}
    with pytest.raises(Problems) as problems:
        letter(window, "en", endless)
    assert "mm too wide for the window `din-b`" in problems.value.diagnostics[0].message


def test_who_does_not_want_to_be_known_has_no_line_above_the_address() -> None:
    window = WINDOWS["din-b"]
    for writer in (
        None,
        sender(privacy="initials", personal_line=None),
        sender(privacy="anonymous", personal_line=None),
    ):
        shown = words(letter(window, "en", addressed(1), writer=writer))
        assert [word.text for word in shown if touches(word, window.box) and not touches(word, window.text)] == []


RETURNED = {"din-b", "din-a", "swiss-left", "swiss-right"}
LONG = {
    "street": ("Maximiliane von Hohenstein", ["Georg-August-Zinn-Straße 104a, Hinterhaus", "65183 Wiesbaden"]),
    "much": (
        "Dr. Jean-Baptiste de la Rochefoucauld-Montmorency",
        ["128 avenue du Général Charles de Gaulle", "Résidence Les Jardins du Luxembourg, Bâtiment C", "92200 Neuilly"],
    ),
    "word": (
        "Llewellyn Price",
        ["Ty Newydd", "Lôn", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"],
    ),
}


@pytest.mark.parametrize("which", LONG)
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_a_long_sender_stands_on_nothing_else(window: Window, which: str) -> None:
    name, address = LONG[which]
    town = address[-1].split()[-1]
    writer = sender(personal_line=None, name=name, address=address, town=town)
    shown = words(letter(window, "en", addressed(1), writer=writer))
    subject = next(number for number, word in enumerate(shown) if word.top > window.subject - 2)
    date = next(word for word in shown if word.text == "2026")
    inside = [word.text for word in shown if touches(word, window.text)]
    assert inside == ["Head", "of", "Department", "Department", "for", "Prisons", "KYRGYZSTAN"]
    above = [word for word in shown if touches(word, window.box) and not touches(word, window.text)]
    assert bool(above) == (window.name in RETURNED)
    assert len({round(word.top) for word in above}) <= 1, "in one line"
    assert {word.text for word in above} <= {*name.split(), *" ".join(address).split(), town, "·"}
    own = [word for word in shown[:subject] if word not in above and word.text in " ".join(address).split()]
    assert {word.text for word in own} == set(" ".join(address).split())
    for word in own:
        assert 20 < word.left < word.right < SHEETS[window.paper][0] - 20
        assert word.bottom < date.top or word.text == town


def test_a_sender_without_any_room_is_told(tmp_path: Path) -> None:
    writer = sender(personal_line=None, address=["Llanfair" * 12])
    with pytest.raises(Problems) as problems:
        letter(WINDOWS["din-b"], "en", addressed(1), writer=writer)
    [found] = problems.value.diagnostics
    assert found.code == "UA407"
    assert "Llanfair" not in found.message
    (tmp_path / "letter").mkdir()
    (tmp_path / "letter" / "letter.html").write_text('{% extends "!letter/letter.html" %}', "utf-8")
    with pytest.raises(Problems, match="UA407"):  # With a stranger's template, in the process with limits.
        letter(WINDOWS["din-b"], "en", addressed(1), writer=writer, templates=[tmp_path])
    assert letter(WINDOWS["french"], "en", addressed(1), writer=sender(personal_line=None))


# --- sheets and envelopes, by calculation ----------------------------------------------------------------------------


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_folded_sheet_goes_into_its_envelope_with_the_window_on_its_first_panel(window: Window) -> None:
    width, height = SHEETS[window.paper]
    wide, high = INSIDE[window.paper]
    assert width <= wide
    panels = [lower - upper for upper, lower in pairwise((0, *window.folds, height))]
    assert [panel for panel in panels if panel > high] == []
    first = Box(0, 0, width, panels[0])
    assert first.holds(window.box)
    assert window.box.holds(window.text)
    # The sheet slips by what the envelope is larger; what is kept free of text must be more than half of that.
    assert window.hole in (None, height / 2)


# As the norms and makers give them: left, top, width and height of the zone of the address, folds, subject.
NORMS: dict[str, tuple[tuple[float, ...], tuple[float, ...], float]] = {
    "din-b": ((20, 45, 85, 45), (105, 210), 98.5),
    "din-a": ((20, 27, 85, 45), (87, 192), 79.4),
    "swiss-left": ((20, 35.5, 100, 45), (105, 210), 89),
    "swiss-right": ((112, 45, 90, 45), (105, 210), 98.5),
    "french": ((100, 35, 100, 45), (99, 198), 95),
    "british-dl": ((20, 46, 90, 35), (99, 198), 95),
    "us-10": ((12.7, 51.9, 88.9, 22.2), (93, 186), 87),
}


def test_the_measures_are_those_of_the_norms() -> None:
    found = {
        name: ((box.left, box.top, box.width, box.height), window.folds, window.subject)
        for name, window in WINDOWS.items()
        for box in [window.box]
    }
    assert found == NORMS


def test_every_envelope_takes_an_address_of_seven_lines() -> None:
    for envelope in envelopes().values():
        assert envelope.width - envelope.left - 12 > 85
        assert envelope.height - envelope.top > 7 * 12 * 1.35 * 25.4 / 72
        assert envelope.top >= 40, "the Universal Postal Union's zone for stamps and postmarks"


# --- what pdftotext cannot see ---------------------------------------------------------------------------------------

INCH = 100  # Points to the inch of the pictures that are looked into.


class Ink:
    """A page as a picture, to look for lines in."""

    def __init__(self, data: bytes) -> None:
        command = [tool("pdftoppm"), "-r", str(INCH), "-gray", "-singlefile", "-"]
        drawn = subprocess.run(command, input=data, capture_output=True, check=True)
        self.picture = Image.open(io.BytesIO(drawn.stdout))

    def down(self, x: float) -> list[float]:
        """Where lines cross a vertical at x millimetres from the left."""
        column = round(x / 25.4 * INCH)
        return self._lines([int(self.picture.getpixel((column, y))) for y in range(self.picture.height)])  # type: ignore[arg-type]

    def across(self, y: float) -> list[float]:
        row = round(y / 25.4 * INCH)
        return self._lines([int(self.picture.getpixel((x, row))) for x in range(self.picture.width)])  # type: ignore[arg-type]

    def _lines(self, points: list[int]) -> list[float]:
        dark = [place for place, light in enumerate(points) if light < 225]
        return [(place + 0.5) / INCH * 25.4 for place in dark if place - 1 not in dark]


def near(found: list[float], wanted: list[float]) -> bool:
    return len(found) == len(wanted) and all(abs(a - b) < 1 for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_marks_to_fold_at_are_at_the_left_edge(window: Window, language: str) -> None:
    ink = Ink(letter(window, language, addressed(1)))
    assert near(ink.down(7.5), sorted([*window.folds, *([window.hole] if window.hole else [])]))
    assert near(ink.down(11.5), [window.hole] if window.hole else []), "the mark for the punch is longer"


def test_a_letter_without_a_window_has_no_marks() -> None:
    assert Ink(made(addressed(1), "pdf")).down(7.5) == []


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS)
def test_the_test_page_has_its_frames_where_the_window_is(window: Window) -> None:
    ink = Ink(made(SOMEBODY, "pdf", document="test-page", window=window.name, paper=window.paper))
    box, text = window.box, window.text
    frames = [box.left, text.left, text.left + text.width, box.left + box.width]
    assert near(ink.across(text.top + text.height - 2), frames)
    frames = [box.top, text.top, text.top + text.height, box.top + box.height]
    assert near([y for y in ink.down(text.left + text.width - 2) if y < box.top + box.height + 1], frames)
    assert near(ink.down(2), list(window.folds))


# --- wrong use -------------------------------------------------------------------------------------------------------


def test_a_window_is_for_its_paper(run: Run, tmp_path: Any) -> None:
    with pytest.raises(Misuse, match="the window `us-10` is for paper of the size `letter`"):
        made(addressed(1), "txt", window="us-10")
    with pytest.raises(Misuse, match="no window `din-c` here"):
        made(addressed(1), "txt", window="din-c")
    (tmp_path / "case.yaml").write_text(case_text(addressed(1)), "utf-8")
    ran = run("render", tmp_path / "case.yaml", "--window", "din-b", "--paper", "letter", "--date", DAY, "-o", tmp_path)
    assert ran.code == 2
    assert "--paper a4" in ran.err


def test_a_test_page_is_for_a_window(run: Run, tmp_path: Any) -> None:
    (tmp_path / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    for flags in (["--test-page"], ["-d", "test-page"]):
        ran = run("render", tmp_path / "case.yaml", *flags, "--date", DAY, "-o", tmp_path / "out")
        assert ran.code == 2
        assert "a test page is for the window of an envelope" in ran.err
        assert "din-b" in ran.err
    ran = run(
        "render", tmp_path / "case.yaml", "--test-page", "--window", "din-b", "--date", DAY, "-o", tmp_path / "out"
    )
    assert (ran.code, (tmp_path / "out" / "case" / "test-page-en.pdf").is_file()) == (0, True), ran.err


def test_text_and_e_mail_have_no_window() -> None:
    assert made(addressed(1), "txt", window="din-b") == made(addressed(1), "txt")
