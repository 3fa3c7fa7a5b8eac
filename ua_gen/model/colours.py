"""What can be read on a colour, and in it on white paper."""

BLACK, WHITE = "#111111", "#ffffff"
READABLE = 4.5  # The least contrast of a text: Web Content Accessibility Guidelines 2.1, success criterion 1.4.3.


def contrast(colour: str, other: str = WHITE) -> float:
    """Between two colours like `#a3320b`, from 1 to 21: the contrast ratio of WCAG 2.1."""
    lights = sorted((_light(colour), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def ink(colour: str) -> str:
    """The colour as text on white paper: black where it is too pale to be read."""
    return colour if contrast(colour) >= READABLE else BLACK


def on(colour: str) -> str:
    """Black or white, whichever is read better on a field of this colour."""
    return max(WHITE, BLACK, key=lambda text: contrast(colour, text))


def _light(colour: str) -> float:
    """Relative luminance, from 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
