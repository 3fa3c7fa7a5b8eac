"""The two-page case sheet as it comes out, whole."""

import re
from typing import Any

import pytest
from conftest import Golden
from helpers.specimen import ASKAROV_DAY, FULL, LANGUAGES, MINIMAL, SOMEBODY, askarov, made, text
from helpers.tidy import assert_no_empty_elements, assert_tidy

from ua_gen import languages
from ua_gen.rendering.produce import Format

SHEET = "urgent-action-classic"


def askarov_sheet(kind: Format, language: str) -> bytes:
    return made(askarov(), kind, language, document=SHEET, day=ASKAROV_DAY)


def full_sheet(kind: Format, language: str) -> bytes:
    return made(FULL, kind, language, document=SHEET)


def minimal_sheet(kind: Format, language: str) -> bytes:
    return made(MINIMAL, kind, language, document=SHEET)


SHEETS = {"askarov": askarov_sheet, "full": full_sheet, "minimal": minimal_sheet}
FILES = {
    f"{name}-{language}.{kind}": (make, kind, language)
    for name, make in SHEETS.items()
    for language in LANGUAGES
    for kind in ("txt", "html")
}


@pytest.mark.parametrize("name", FILES)
def test_the_sheet_is_the_approved_one(name: str, golden: Golden) -> None:
    make, kind, language = FILES[name]
    golden.holds(f"sheets/{name}", make(kind, language).decode())


def test_every_approved_sheet_is_still_made(golden: Golden) -> None:
    golden.holds_only("sheets", FILES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", [MINIMAL, SOMEBODY, FULL], ids=["minimal", "somebody", "full"])
class TestWhateverIsInIt:
    def test_text_is_tidy(self, case: dict[str, Any], language: str) -> None:
        assert_tidy(text(case, language, document=SHEET), language)

    def test_pages_are_tidy(self, case: dict[str, Any], language: str) -> None:
        assert_no_empty_elements(made(case, "html", language, document=SHEET).decode())


CAPTIONS = (
    "sheet.number-first number|sheet.number-update number|sheet.index index|sheet.fax fax|sheet.phone phone|"
    "sheet.email email|sheet.salutation salutation|sheet.further-information address|sheet.which-update number ordinal|"
    "sheet.write-in languages|sheet.send-by date|sheet.copies-to|sheet.additional-information"
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("caption", CAPTIONS.split("|"))
class TestCaptions:
    """A caption stands where there is something to stand over, and nowhere else."""

    def beginning(self, caption: str, language: str) -> str:
        key, *names = caption.split()
        phrase = languages.language(language).text(key, **dict.fromkeys(names, "\x00"))
        return max(phrase.split("\0"), key=len).strip()

    def test_is_there_in_a_full_case(self, caption: str, language: str) -> None:
        case = FULL
        if caption.startswith("sheet.number-first"):
            case = FULL | {"action": FULL["action"] | {"sequence": 1, "kind": "first"}}
        assert self.beginning(caption, language).casefold() in plain(text(case, language, document=SHEET))

    def test_is_not_there_in_a_minimal_case(self, caption: str, language: str) -> None:
        assert self.beginning(caption, language).casefold() not in plain(text(MINIMAL, language, document=SHEET))


def plain(shown: str) -> str:
    return re.sub(r"\s+", " ", shown).casefold()
