"""The data files of this package, and the form in which words are compared with those in them."""

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

# Letters that are not a letter and an accent to Unicode, though they are to whoever types them.
# The apostrophes of Oʻzbekiston are letters as well, and are typed in every way there is.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"} | dict.fromkeys("ʻʼʽʹʾʿˈ", ""))


@cache
def data(name: str) -> Any:
    """What a data file beside this module holds."""
    return yaml.load((files("ua_gen.batch.senders") / name).read_bytes(), Loader=yaml.CSafeLoader)


def fold_key(text: str) -> str:
    """Text without case, accents, spaces and punctuation: equal for what is spelled alike."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    # Marks that stand for vowels in Indic and other scripts are no accents, but no heading is in these scripts.
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)))


def variants(lists: Any) -> list[str]:
    """All words of a list whose entries hold several each, parted by commas."""
    return [word.strip() for entry in lists for word in str(entry).split(", ")]
