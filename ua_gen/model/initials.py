"""The initials of a name, as somebody signs who does not want to be known."""

import re
import unicodedata

# What is no part of a name and has no initial, before it and behind it.
TITLES = frozenset([
    "dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "rev", "revd", "herr", "frau", "mme", "mlle",
    "monsieur", "madame", "sra", "señor", "señora", "ing", "mag", "dipl", "г-н", "г-жа", "д-р", "проф", "господин",
    "госпожа",
])  # fmt: skip
AFTER = frozenset([
    "jr", "sr", "jun", "sen", "phd", "md", "esq", "ba", "ma", "bsc", "msc", "mba", "obe", "mbe", "cbe", "kc", "qc",
    "ii", "iii", "iv",
])  # fmt: skip
# What stands whole: between two people, and beside the name of a family.
BETWEEN = frozenset(["&", "+", "and", "und", "et", "y", "и", "і", "en", "og", "och", "ve", "و"])
HOUSEHOLDS = frozenset(["family", "familie", "famille", "familia", "famiglia", "семья"])
_PREFIX = re.compile(r"^[a-zà-ÿ]+['’ʼ](?=\w)")  # `d’Artagnan`


def initials(name: str) -> str:
    """`M.-A. W.` of Marie-Anne Weber, `M. & J. S.` of Mary & John Smith, `A. K.` of ʻAilani Kaʻōʻō."""
    whole, *after = unicodedata.normalize("NFC", name).split(",")
    words = " ".join([whole, *(part for part in after if not _is_after(part))]).split()
    while len(words) > 1 and _is_after(words[-1]):
        words.pop()
    named = [word for word in words if _plain(word) not in TITLES] or words
    found: list[str] = []
    for place, word in enumerate(named):
        if _plain(word) in HOUSEHOLDS and len(named) > 1:
            found.append(word)
        elif _plain(word) not in BETWEEN or len(named) == 1:
            found.append(_short(word))
        elif found and place + 1 < len(named):
            found.append(word)
    return " ".join(filter(None, found))


def _short(word: str) -> str:
    """`M.-A.` of a word with a hyphen. Empty for one without a letter."""
    parts = (_first(_PREFIX.sub("", part)) for part in re.split("[-‐‑]", word))
    return "-".join(f"{part}." for part in parts if part)


def _first(word: str) -> str:
    """The first letter with its marks: vowel signs and accents belong to it, quotation marks and an ʻokina do not."""
    place = next((n for n, each in enumerate(word) if unicodedata.category(each) in ("Lu", "Ll", "Lt", "Lo")), None)
    if place is None:
        return ""
    end = place + 1
    while end < len(word) and unicodedata.category(word[end]) in ("Mn", "Mc"):
        end += 1
    return word[place:end]


def _plain(word: str) -> str:
    return word.casefold().strip(".()")


def _is_after(part: str) -> bool:
    return _plain(part.strip()) in AFTER or _plain(part.strip().replace(".", "")) in AFTER
