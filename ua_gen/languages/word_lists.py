"""Lists of words that do not belong in a letter, or in a message to a prisoner: ours and the user's own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ua_gen import languages
from ua_gen.compiled import read_yaml
from ua_gen.diagnostics import Misuse, quote

KINDS = (
    "insults",
    "accusations",
    "orders",
    "slogans",
    "shouted",
    "abbreviations",
    "case",
    "politics",
    "religion",
    "generic",
)
_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[.,;:!?…()]")
# What stands in quotation marks is told of somebody, or said by somebody else.
_CLOSING = {"«": re.compile("»"), "“": re.compile("”"), "„": re.compile("[“”]"), '"': re.compile('"')}
_OPENING = re.compile('[«“„"]')

Lists = Mapping[str, Mapping[str, Sequence[str]]]  # By language and kind.


class Hit(NamedTuple):
    """A word or phrase of a list, as it stands in a text."""

    kind: str
    words: str


@dataclass(frozen=True, eq=False)
class WordLists:
    """Word lists of all languages; `own` are the user's, which add to them.

    An entry is a word or a phrase; a star ends a word of which only the beginning is given. Compared by identity, so
    that what was found in a text can be remembered.
    """

    own: Lists = field(default_factory=dict)

    def entries(self, tag: str, kind: str) -> tuple[str, ...]:
        return (*_built_in(tag).get(kind, ()), *self.own.get(tag, {}).get(kind, ()))

    @lru_cache(maxsize=64)  # noqa: B019 (there is one for the whole run)
    def words(self, tag: str, kind: str) -> frozenset[str]:
        """The entries as a set, for lists of single words that are compared as they are written."""
        return frozenset(self.entries(tag, kind))

    @lru_cache(maxsize=512)  # noqa: B019
    def hits(self, tag: str, text: str) -> tuple[Hit, ...]:
        """What of the lists stands in a text of this language, outside quotation marks."""
        entries = self._index(tag)
        if not entries:
            return ()
        text = _unquoted(text)
        tokens = _TOKEN.findall(_normal(text))
        found = []
        for number, token in enumerate(tokens):
            for kind, patterns in entries.get(token[:3], ()):
                if _matches(patterns, tokens, number):
                    found.append((kind, number, number + len(patterns)))
        places = [match.span() for match in _TOKEN.finditer(text)] if found else []
        if len(places) != len(tokens):  # A rare letter, such as the Turkish İ, becomes two in small letters.
            return tuple(dict.fromkeys(Hit(kind, " ".join(tokens[start:end])) for kind, start, end in found))
        return tuple(
            dict.fromkeys(Hit(kind, text[places[start][0] : places[end - 1][1]]) for kind, start, end in found)
        )

    @lru_cache(maxsize=64)  # noqa: B019
    def _index(self, tag: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
        """The entries by the first three letters, which spares most of the comparisons."""
        index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for kind in KINDS:
            if kind in ("shouted", "abbreviations", "generic"):
                continue
            for entry in self.entries(tag, kind):
                patterns = tuple(_normal(entry).split())
                index.setdefault(patterns[0].rstrip("*")[:3], []).append((kind, patterns))
        return index


BUILT_IN = WordLists()


def _matches(patterns: Sequence[str], tokens: Sequence[str], start: int) -> bool:
    if start + len(patterns) > len(tokens):
        return False
    return all(
        tokens[start + number].startswith(pattern[:-1]) if pattern.endswith("*") else tokens[start + number] == pattern
        for number, pattern in enumerate(patterns)
    )


def _unquoted(text: str) -> str:
    """The text without what stands in quotation marks. A mark that is never closed is looked for only once."""
    pieces, done, place, unclosed = [], 0, 0, set()
    while opening := _OPENING.search(text, place):
        mark, place = opening[0], opening.end()
        closing = None if mark in unclosed else _CLOSING[mark].search(text, place)
        if closing is None:
            unclosed.add(mark)
            continue
        pieces += [text[done : opening.start()], " … "]
        done = place = closing.end()
    return "".join((*pieces, text[done:]))


def _normal(text: str) -> str:
    return text.lower().replace("ё", "е").replace("’", "'")


@cache
def _built_in(tag: str) -> Mapping[str, Sequence[str]]:
    if tag not in languages.tags():
        return {}
    path = languages.HERE / tag / "tone.yaml"
    return _checked(read_yaml(path, yaml.CBaseLoader), path) if path.exists() else {}


def word_lists(data: Any, path: Path) -> WordLists:
    """The word lists of a user's file: for each language, lists of the same kinds as in `languages/en/tone.yaml`.

    Raises Misuse if the data has another form.
    """
    if not isinstance(data, dict):
        raise Misuse(f"{path} has no word lists", "write `en: {insults: [word, another word, beginning*]}`")
    return WordLists({str(tag): _checked(lists, path) for tag, lists in data.items()})


def _checked(data: Any, path: Path) -> Mapping[str, Sequence[str]]:
    if not isinstance(data, dict) or not all(isinstance(words, list) for words in data.values()):
        raise Misuse(f"{path}: each language has lists of words", "write `en: {insults: [word, another word]}`")
    for kind, words in data.items():
        if kind not in KINDS:
            raise Misuse(f"{path}: no list is called {quote(kind)}", f"there are: {', '.join(KINDS)}")
        for word in words:
            first = word.split()[0] if isinstance(word, str) and word.split() else ""
            if len(first.rstrip("*")) < (3 if first.endswith("*") else 1) or not _TOKEN.match(first):
                raise Misuse(f"{path}: {quote(word)} is no word", "give at least three letters before a star")
    return data
