"""Numbers of actions and of documents: the same one in whatever spelling, and one that may be a slip for another."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise

DIGITS = re.compile(r"(?<!\d)\d{1,9}(?!\d)")
UPDATE = re.compile(r"\b(?:update|addendum)\W{0,3}\d{1,2}\b")  # Which document it is, not which action.
# Letters that look like figures, in what has figures beside them, or stands before or after a stroke with figures.
LIKE_FIGURES = re.compile(r"(?<![^\W_])(?=[oоil|]*\d|[oоil|]+/\d)[\doоil|]+(?![^\W_])|(?<=\d/)[oоil|]+(?![^\W_])")
FIGURES = str.maketrans("oоil|", "00111")
MARKS = frozenset({"Mn", "Me", "Cf"})  # Accents, and characters that nobody sees.
FILLERS = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")  # Nobody sees these either, but they are called letters.
MOST = 12  # Figures of a number that are compared.

Number = tuple[int, ...] | str


def number(text: str) -> Number:
    """A number as it is compared: `UA 07/2026` is (7, 26). One without two figures in it is compared as it is."""
    text = digits(" ".join(plain(text).split()))
    found = DIGITS.findall(UPDATE.sub("", text))[:MOST]
    return tuple(map(_whole, found)) if len(found) > 1 else text.replace(" ", "")


def digits(text: str) -> str:
    """A text in small letters, with figures for letters that were typed for them: `0l2` is 012."""
    return LIKE_FIGURES.sub(lambda found: found[0].translate(FIGURES), text)


def agree(one: Number, other: Number) -> bool:
    """Whether two numbers are the same, in whatever order, and whatever else stands with one of them.

    `7/26` is `2026-7`, and `EX 01/001/2026, UA 7.26`.
    """
    if isinstance(one, str) or isinstance(other, str):
        return one == other != ""
    few, many = sorted((Counter(one), Counter(other)), key=Counter.total)
    return few <= many


def nearly(one: Number, other: Number) -> bool:
    """Whether a slip makes one of the other: a digit too many, too few or wrong, or two that changed places."""
    if isinstance(one, str) or isinstance(other, str):
        return False
    written = [f"{first}/{second}" for first, second in pairwise(one)]
    slips = [f"{a}/{b}" for first, second in pairwise(other) for a, b in ((first, second), (second, first))]
    return any(_is_slip(right, slip) for right in written for slip in slips)


def clues(found: Number) -> Iterator[str]:
    """What two numbers that agree have in common at least."""
    if isinstance(found, str):
        yield f"as {found}"
    else:
        yield from {f"{first}/{second}" for first, second in combinations(sorted(found), 2)}


def plain(text: str) -> str:
    """A text in small letters without accents, invisible characters, and the many forms of one character."""
    if not text.isascii():
        text = text.translate({ord(each): _plainly(each) for each in set(text) if not each.isascii()})
    return text.casefold()


@cache
def _plainly(character: str) -> str:
    # One by one, for over all of a text normalisation may take for ever.
    if character in FILLERS:
        return ""
    if unicodedata.category(character) == "Pd" or character == "\u2212":
        return "-"
    plainer = unicodedata.normalize("NFKD", character)
    return "".join(each for each in plainer if unicodedata.category(each) not in MARKS)


def _whole(digits: str) -> int:
    """A figure, of a year the last two digits."""
    found = int(digits)
    return found % 100 if 1900 <= found <= 2099 else found


def _is_slip(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    if len(short) < len(long):
        return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    wrong = [place for place in range(len(long)) if long[place] != short[place]]
    if len(wrong) == 2 and short[wrong[0]] == long[wrong[1]] and short[wrong[1]] == long[wrong[0]]:
        return True  # Also with the stroke between them, as in `71/26` for `17/26` or `1/726`.
    return len(wrong) <= 1
