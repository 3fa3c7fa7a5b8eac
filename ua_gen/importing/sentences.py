"""Sentences: where they end, which are hedged, which ask, and which stock request says the same."""

import re
from collections.abc import Iterator
from functools import cache

from ua_gen import languages, stock
from ua_gen.importing.captions import data, folded
from ua_gen.languages import MissingPhrase
from ua_gen.languages.phrases import english_phrases

# Before a point that ends no sentence. One letter alone is an initial.
SHORT = {
    "mr", "mrs", "ms", "dr", "no", "nos", "art", "st", "vs", "etc", "e.g", "i.e", "p", "pp", "col", "gen", "lt", "prof",
    "rev", "approx", "fig", "inc", "ltd", "jr", "sr", "m", "mme", "mlle", "cf", "env", "sra", "dña", "núm", "pág", "av",
    "nr", "bzw", "ca", "z.b", "u.a", "d.h", "hr", "fr", "abs", "г", "гг", "ул", "д", "им", "т.д", "т.п", "др", "стр",
    "ст",
}  # fmt: skip
END = re.compile(r"(?<=[.!?؟…])[\"”’»)\]]*\s+(?=[\"“‘«(\[]*[^\W\d_a-zа-я]|[\"“‘«(\[]*\d)|(?<=[。！？])[”』」]?")
WORDS = re.compile(r"[^\W\d_]+")
ALIKE, NEAR, APART = 0.85, 0.62, 0.1
MORE = 8  # So many stems more than the stock request: the source asks for something that it does not.
STEM = 5
PEOPLE = {
    "him",
    "her",
    "his",
    "them",
    "their",
    "he",
    "she",
    "they",
    "it",
    "its",
    "the",
    "a",
    "an",
    "and",
    "to",
    "of",
    "for",
    "that",
    "be",
    "is",
    "on",
    "in",
}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph, word for word."""
    start = 0
    for found in END.finditer(text):
        before = text[start : found.start()]
        if not before.strip():
            continue
        last = before.rstrip('"”’»)]').split()[-1] if before.split() else ""
        bare = last.rstrip(".").lstrip('("“«').casefold()
        if last.endswith(".") and (
            bare in SHORT or (len(bare) == 1 and bare.isalpha()) or re.fullmatch(r"\d{1,2}", bare)
        ):
            continue
        yield text[start : found.end()].strip()
        start = found.end()
    if text[start:].strip():
        yield text[start:].strip()


def hedge(text: str, language: str) -> str:
    """The first word of a sentence that says that it is only reported."""
    plain = folded(text)
    found = ((match.start(), word) for word in data("words.yaml")["hedges"].get(language, ())
        if (match := re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", plain)))  # fmt: skip
    return min(found, default=(0, ""))[1]


def begins(text: str, words: str) -> bool:
    """Whether a text begins with one of a list of words, in any language."""
    plain = folded(text).lstrip("¡¿\"'( ")
    listed = data("words.yaml")[words]
    every = listed if isinstance(listed, list) else [word for each in listed.values() for word in each]
    return any(plain.startswith(folded(str(word))) and not plain[len(str(word)) :][:1].isalpha() for word in every)


def said_by_stock(text: str, language: str) -> tuple[str, str]:
    """The stock request that says what a text does, or else one that may; both empty where there is none."""
    stems = _stems(_without_names(text, language))
    scored = sorted(((_likeness(stems, each), name) for name, each in _stock(language)), reverse=True)
    best: dict[str, float] = {}
    for score, name in scored:
        best.setdefault(name, score)
    if not best:
        return "", ""
    (first, score), *others = best.items()
    second = others[0][1] if others else 0.0
    fewest = min(len(each) for name, each in _stock(language) if name == first)
    if score >= ALIKE and score - second >= APART and len(stems) - fewest < MORE:
        return first, first
    return "", first if score >= NEAR and score - second > 0.02 else ""


def _without_names(text: str, language: str) -> str:
    """A request without the names in it, and without the word that only says that it is one."""
    first, *others = text.split() or [""]
    # In German, nouns are written as names are.
    kept = [word for word in others if language == "de" or not word[:1].isupper()]
    said = {folded(word) for word in data("words.yaml")["calling"]}
    return " ".join([*([] if folded(first) in said else [first]), *kept])


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


@cache
def _stock(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """What each stock request says in a language, as stems of its words. Only what needs no argument can be known."""
    found = []
    for name, request in stock.requests().items():
        if request.needs:
            continue
        texts = [request.example] if language == "en" and request.example else []
        key = f"request.{name}"
        if key in english_phrases() and language in languages.tags():
            for form in ("male", "female", "several"):
                try:
                    texts.append(languages.language(language).raw(key, form))
                except (MissingPhrase, KeyError):
                    continue
        found += [(name, _stems(re.sub(r"\{\w+\}", "", text))) for text in texts]
    return tuple((name, stems) for name, stems in found if stems)


def _stems(text: str) -> frozenset[str]:
    words = (word for word in WORDS.findall(folded(text)) if word not in PEOPLE)
    return frozenset(word[:STEM] for word in words)


def event_like(text: str, language: str) -> str:
    """A stock event that a sentence may tell: proposed where one alone has all its words in it. Empty otherwise."""
    stems = _stems(text)
    scored: dict[str, float] = {}
    for name, each in _events(language):
        share = len(stems & each) / len(each)
        scored[name] = max(scored.get(name, 0), share * len(each) ** 0.1 if share > 0.8 else 0)
    ranked = sorted(((score, name) for name, score in scored.items() if score), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.01):
        return ""
    return ranked[0][1]


@cache
def _events(language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = []
    for name, event in stock.events().items():
        texts = [event.example] if language == "en" and event.example else []
        key = f"event.{name}"
        if key in english_phrases() and language in languages.tags():
            for form in ("male", "female"):
                try:
                    texts.append(languages.language(language).raw(key, form))
                except (MissingPhrase, KeyError):
                    continue
        found += [(name, _stems(re.sub(r"\{\w+\}", "", text))) for text in texts]
    return tuple((name, stems) for name, stems in found if len(stems) >= 1)
