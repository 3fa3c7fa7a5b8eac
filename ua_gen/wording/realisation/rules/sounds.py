"""How a text begins to the ear: what elision, articles and conjunctions go by."""

import unicodedata

_LOOKED_THROUGH = '«“"„\u202f\u00a0 '  # Quotation marks, and the spaces inside them.


def sound(text: str) -> str:
    """The text in small letters without accents, from its first letter on."""
    text = text.lstrip(_LOOKED_THROUGH)
    for letter, plain in (("Œ", "O"), ("œ", "o"), ("Æ", "A"), ("æ", "a")):
        text = text.replace(letter, plain)
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).lower()
