"""Which colours can be read, and what on them."""

import pytest

from ua_gen.model import colours


# What the contrast checkers of WCAG 2.1 say: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
@pytest.mark.parametrize(("colour", "ratio"), [("#ffffff", 1), ("#000000", 21), ("#ff0000", 4), ("#767676", 4.54)])
def test_the_contrast_with_white_paper(colour: str, ratio: float) -> None:
    assert colours.contrast(colour) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    "colour", ["#ffff00", "#ffee88", "#a3320b", "#114488", "#777777", "#7f7f7f", "#ffffff", "#000000"]
)
def test_text_in_a_colour_and_on_it_can_be_read(colour: str) -> None:
    assert colours.contrast(colours.ink(colour)) >= colours.READABLE
    assert colours.contrast(colour, colours.on(colour)) >= 4.2, "even on the greys between, the better of the two"
