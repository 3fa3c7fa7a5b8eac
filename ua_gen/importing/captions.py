"""Captions of appeals turned around: from a text to what follows it, in our languages and those of published forms."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ua_gen import languages
from ua_gen.languages import MissingPhrase
from ua_gen.languages.phrases import english_phrases

# What the phrases of our catalogues say, by the kind of what follows.
PHRASES = {
    "sheet.title": "title", "sheet.number-first": "number", "sheet.number-update": "update", "sheet.index": "index",
    "sheet.date": "date", "sheet.write-in": "write", "sheet.send-by": "send", "sheet.fax": "fax",
    "sheet.phone": "phone", "sheet.email": "email", "sheet.salutation": "salutation", "sheet.copies-to": "copies",
    "sheet.diplomats": "diplomats", "sheet.after-deadline": "after", "sheet.after-never": "after",
    "sheet.which-update": "which", "sheet.further-information": "further",
    "sheet.additional-information": "background", "urgent.which": "nth", "urgent.act": "letter",
    "urgent.languages": "languages", "urgent.own-language": "own", "urgent.until": "until", "urgent.people": "people",
    "urgent.previous": "previous", "urgent.online": "online", "urgent.photograph": "photograph",
    "urgent.replies": "replies", "outcome.number": "outcome", "notice.invented": "notice", "notice.archive": "notice",
    "notice.reading": "notice",
}  # fmt: skip
LABELS = {"fax", "phone", "email", "salutation", "other"}
# What may stand after the caption, in the same paragraph, without a colon between them.
OPEN = {"until", "languages", "people", "previous", "diplomats", "after", "own", "which", "number", "update", "nth"}
SIGNS = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
    | {"İ": "i", "ı": "i"}  # Small letters of Turkish capitals: with the dot and without it.
)
# What the last slot of a phrase holds, where it is not all that follows.
GREEDY = {
    **dict.fromkeys(LABELS, ".*"),
    "write": "[^:：]+",
    "number": r"\S+",
    "update": r"\S+",
    "nth": r"\S+",
    "outcome": r"\S+",
}
SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption that was found: what `kind` follows, in which language it is, what its slots hold, where it ends."""

    kind: str
    language: str
    values: dict[str, str]
    end: int
    ours: bool  # Of our own catalogues.


@dataclass(frozen=True, slots=True)
class _Pattern:
    kind: str
    language: str
    expression: re.Pattern[str]
    length: int
    ours: bool


@cache
def data(name: str) -> dict[str, Any]:
    """A data file of this package."""
    found: dict[str, Any] = yaml.load((files("ua_gen.importing") / name).read_bytes(), Loader=yaml.CSafeLoader)
    return found


def caption(text: str, kinds: Sequence[str] = ()) -> Caption | None:
    """The caption that a text begins with: the longest, of these kinds or of any."""
    return next(captions(text, kinds), None)


def captions(text: str, kinds: Sequence[str] = ()) -> Iterator[Caption]:
    """All captions that a text may begin with, the longest first."""
    plain = folded(text)
    for pattern in _patterns():
        if (kinds and pattern.kind not in kinds) or not (found := pattern.expression.match(plain)):
            continue
        end = found.end()
        if end < len(plain) and plain[end - 1].isalnum() and plain[end].isalnum() and not _is_east_asian(plain[end]):
            continue
        if not _closes(plain, end, pattern.kind):
            continue
        values = {name: text[slice(*found.span(name))].strip() for name in found.groupdict()}
        yield Caption(pattern.kind, pattern.language, values, end, pattern.ours)


def folded(text: str) -> str:
    """Text as captions are compared: as long as it was, without capitals, with plain signs."""
    lowered = "".join(each.lower() if len(each.lower()) == 1 else each for each in text)
    return lowered.translate(SIGNS).replace("\u00a0", " ").replace("\u202f", " ")


def _closes(text: str, end: int, kind: str) -> bool:
    """Whether a caption ends where its pattern does: at a colon, or the end of the text."""
    if kind in OPEN or end >= len(text):
        return True
    return text[end - 1] in ":：" or text[end:].lstrip()[:1] in ("", ":", "：", "-", ".", "|")


@cache
def _patterns() -> tuple[_Pattern, ...]:
    found: dict[tuple[str, str, str], _Pattern] = {}

    def add(kind: str, tag: str, phrase: str, ours: bool) -> None:
        expression, length = _expression(phrase, kind)
        found.setdefault((kind, tag, expression), _Pattern(kind, tag, re.compile(expression), length, ours))

    for tag in languages.tags():
        language = languages.language(tag)
        for key, kind in PHRASES.items():
            if key not in english_phrases():
                continue
            try:
                add(kind, tag, language.raw(key), True)
            except MissingPhrase:
                continue
    for kind, forms in data("captions.yaml").items():
        for by_language in forms.values():
            for tag, phrases in by_language.items():
                for phrase in phrases:
                    add(kind, tag, phrase, False)
    return tuple(sorted(found.values(), key=lambda each: (-each.length, not each.ours)))


def _expression(phrase: str, kind: str) -> tuple[str, int]:
    """A regular expression of a phrase, and how many letters of it are fixed."""
    parts = SLOT.split(folded(phrase).strip())
    made = ""
    for number, part in enumerate(parts):
        last = number >= len(parts) - 2 and not parts[-1].strip(" .:：。")
        if number % 2:
            what = (GREEDY.get(kind, ".+") if last else ".+?") if kind != "which" or not last else r"\S+"
            if number == 1 and not parts[0]:  # What a phrase begins with is no longer than a date.
                what = r"(?:\d|[^\W\d_]{1,12}\.? ?\d).{0,30}?" if part == "date" else ".{1,32}?"
            name = part if f"(?P<{part}>" not in made else f"{part}_{number}"
            made += f"(?P<{name}>{what})"
            continue
        fixed = part.rstrip(" .:：。") if number == len(parts) - 1 else part
        made += _loose(fixed)
        if fixed[-1:].isalnum() and not _is_east_asian(fixed[-1]):
            made += r"(?!\w)"
    if not parts[-1].strip() and len(parts) > 1 and kind not in GREEDY:
        return made, sum(len(part.strip(" :：.")) for part in parts[::2])
    return made + r"\s?[:：]?", sum(len(part.strip(" :：.")) for part in parts[::2])


def _loose(text: str) -> str:
    """Fixed words, with blanks as they come."""
    # The joiner that Persian has within words is not in every document.
    found = "".join(r"\s*" if each.isspace() else "\u200c?" if each == "\u200c" else re.escape(each) for each in text)
    found = re.sub(r"(?:\\s\*)+", lambda _: r"\s*", found)
    return re.sub(r"(?:\\s\*)?([:：])", r"\\s?[:：]", found)


def _is_east_asian(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"
