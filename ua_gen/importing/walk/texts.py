"""Small looks at a text: capitals, a date alone, a web address, the names that occur most."""

import re
from collections import Counter
from collections.abc import Sequence

from ua_gen.importing.dates import dates
from ua_gen.importing.lines import Paragraph, TextLine
from ua_gen.importing.walk.marks import LONGEST_TITLE, WEB


def without_labels(text: str) -> str:
    """Head lines without the words that say what each part is."""
    return re.sub(r"(?:^|(?<=\s))[^\s:：|]{1,14}\s?[:：]", "  ", text)


def is_date_line(text: str) -> bool:
    found = next(dates(text), None)
    return found is not None and len(text) - (found.end - found.start) < 24


def capitals(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    cased = [each for each in letters if each.lower() != each.upper()]
    return len(cased) > 3 and sum(each.isupper() for each in cased) > 0.9 * len(cased)


def as_sentence(text: str) -> str:
    return text[:1] + text[1:].lower().replace("i\u0307", "i")  # What becomes of a Turkish İ.


def is_as_large(paragraph: Paragraph, lines: Sequence[TextLine]) -> bool:
    """Whether a headline goes on, in the same large type."""
    size = lines[0].size
    return (
        size > 0
        and all(abs(line.size - size) < 0.4 for line in paragraph.lines)
        and len(paragraph.text) < LONGEST_TITLE
        and (lines[0].bold and paragraph.first.bold and size > 14)
    )


def web(text: str) -> str:
    match = WEB.search(text)
    return match[0].rstrip(".,;)") if match else ""


def source(line: TextLine) -> str:
    words = line.text.split()
    said = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    return f"source: “{said}”, {line.place}"


def commonest(lines: Sequence[TextLine], others: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """The names that occur most: words with capitals within sentences, none of `others`. To be proposed only."""
    text = " ".join(line.text for line in lines)
    names = re.findall(r"(?<=[a-zа-яё,] )((?:[A-ZА-ЯЁ][\w-]*[a-zа-яё] ){1,2}[A-ZА-ЯЁ][\w-]*[a-zа-яё])(?!\w)", text)
    known = {word for other in others for word in other.casefold().split()}
    counted = Counter(name for name in names if not known.issuperset(name.casefold().split()))
    return tuple((name, count) for name, count in counted.most_common(3))
