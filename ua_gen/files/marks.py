"""How people write that something is not for the public: rightly, with a slip, or in words of their own."""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

# Letters of other scripts that look like these: whoever types `visibility` on another keyboard sees no difference.
LOOKALIKES = str.maketrans("іїӏıιсѕеаорухԁһјвкмнтοαενρτυѵ", "iiiiicseaopyxdhjbkmhtoaevptuv")
ACCENTS = re.compile("[\u0300-\u036f]+")


def folded(text: str) -> str:
    """A text in small letters, without accents, with Latin letters for those that look alike."""
    text = text.casefold()
    if text.isascii():
        return text
    return ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold()).translate(LOOKALIKES)


# The name of the field in the languages of those who write cases, and what says that something is kept back.
VISIBILITY = frozenset(
    map(folded, (
        "visibility", "visible", "sichtbarkeit", "sichtbar", "visibilité", "visibilidad", "visibilità", "видимость",
        "видимість", "доступ", "көрүнүү", "көріну", "koʻrinish", "可见性", "الرؤية",
    ))
)  # fmt: skip
PRIVATE = frozenset(
    map(folded, (
        "private", "section", "secret", "secretly", "confidential", "privat", "privé", "privée", "privado",
        "privada", "vertraulich", "geheim", "confidentiel", "confidencial", "приватно", "приватный", "частный",
        "частно", "секретно", "секрет", "конфиденциально", "таємно", "купуя", "құпия", "maxfiy", "махфий",
        "私密", "保密", "سري",
    ))
)  # fmt: skip
# In a file that has none of these in it, nothing is marked in any way.
MAY_MARK = re.compile(r"\bvi|sibil|vsib|\\|" + "|".join(sorted({re.escape(word[:7]) for word in VISIBILITY | PRIVATE})))
ENOUGH = 0.8  # Of the letters of a word, in their order.
LONGEST = 30  # Letters of what can be a mark.
WORD = re.compile(r"[^\W_]+")
# A field within a text: what reads so was meant to stand below it, and would be told to whoever reads the text.
SLIPPED = re.compile(r"(?<![\w-])[\"']?([^\W\d]\w{5,})[\"']?[ \t]*[:：=][ \t]*[\"']?(\w+)")
# Alone in a line, with one word behind it: nobody writes so to an official.
SLIPPED_LINE = re.compile(
    r"^[ \t]*(?:- )?(?:sources?|superseded|as_of|verified_on|since|date|state|id):[ \t]+[\w-]+[ \t]*$", re.MULTILINE
)
ALONE = re.compile(
    r"(?:^[ \t]*-|^|[:,{\[?])[ \t]*[\"']?([^\W\d_]+)[\"']?[ \t]*(?=$|[,}\]:#])"
)  # A word that is all of it.
MARK_AT_END = re.compile(r"\w[:：=][ \t]*[\"']?\w+[\"']?\s*\Z")
KEY = re.compile(r"(?<![^\W\d_])([^\W\d_]{5,30}+)[\"'\]]*[ \t]*(?:[:：}\]]|$)")


@lru_cache(1000)
def means_visibility(word: str) -> bool:
    """Whether a word is `visibility`, or that with a slip, or that in another language."""
    word = folded(word[: LONGEST + 1]).strip()
    if word in VISIBILITY:
        return True
    # Of fewer letters nearly everything is like everything else.
    return 7 <= len(word) <= 14 and SequenceMatcher(None, word, "visibility").ratio() >= ENOUGH


def means_private(word: str) -> bool:
    """Whether a word by itself says that something is not for the public."""
    return len(word) <= LONGEST and folded(word).strip(" \t.!?*()[]\"'") in PRIVATE


def words(text: str) -> list[str]:
    return WORD.findall(text)


def slipped_field(text: str) -> int | None:
    """Where in a text a field begins that has slipped into it; None if it has none."""
    if ":" not in text and "：" not in text and "=" not in text:
        return None
    for found in SLIPPED.finditer(text):
        private, begins = means_private(found[2]), not text[: found.start()].rpartition("\n")[2].strip(" \t-")
        if means_visibility(found[1]) and (private or (begins and found[2].casefold() == "public")):
            return found.start()
    line = SLIPPED_LINE.search(text) if "\n" in text else None
    return line.end() - len(line[0].lstrip()) if line else None


def ends_in_mark(text: str) -> bool:
    """Whether a text ends in a mark from which only a comma was to part it: `a-call access:private`."""
    said = WORD.findall(text[-2 * LONGEST :])
    if len(said) < 2 or not means_private(said[-1]):
        return False
    return means_visibility(said[-2]) or bool(MARK_AT_END.search(text[-2 * LONGEST :]))


def may_mark(line: str) -> bool:
    """Whether a line of a text that cannot be read may say that something is not for the public."""
    line = folded(line)
    if not MAY_MARK.search(line):
        return False
    return any(map(means_visibility, KEY.findall(line))) or any(map(means_private, ALONE.findall(line)))
