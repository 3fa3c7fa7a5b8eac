"""Files beside a case that are no sound case: whether one may still be meant to stop its action."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

import yaml

from ua_gen.action.related import names
from ua_gen.action.related.likeness import Action
from ua_gen.action.related.names import Name, forms
from ua_gen.action.related.numbers import Number, agree, digits, number, plain
from ua_gen.casefile.nodes import Node
from ua_gen.languages.word_lists import KINDS
from ua_gen.model import CLOSED, Sender

LIKE_A_CASE = frozenset({"action", "people", "status", "country", "recipients", "requests"})
# Of the beginning of a case, where its `action` is missing.
HEAD = frozenset({"format", "language", "country", "title", "summary", "invented"})
# What the files of other programs have: of containers, builds, sites and the like. And ours, but for cases.
FOREIGN = frozenset(
    re.findall(
        r"\w+",
        "apiVersion build dependencies deploy devDependencies entries env extends hooks hosts image images include "
        "inputs jobs linters nav networks on openapi packages pipeline plugins repos runs script services site_name "
        "stages steps swagger tasks theme updates volumes",
    )
)
OF_A_TEMPLATE = frozenset({"per", "pages"})
FIELD = re.compile(r"""^[ \t]*(?:- )?["']?(\w[\w-]{0,60})["']?[ \t]{0,9}:""", re.MULTILINE)
HAS_FIELD = re.compile(rf"""\b(?:{"|".join(sorted(LIKE_A_CASE))})["']?\s{{0,9}}:""")
NUMBER = re.compile(r"""\bnumber["']?\s{0,9}:\s{0,9}["']?([^\n,}"']{1,60})""")
PAIR = re.compile(r"(?<!\d)(\d{1,9})(?=[^\d\n]{1,6}(\d{1,9})(?!\d))")
DATE = re.compile(r"(?<![\d/-])(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?\.\d\d?\.(?:19|20)\d\d)(?![\d/-])")
ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST = 40  # Of words that are compared: what is longer is no part of a name.
NOTE = 4  # Words, from which on a file that has no fields says something.
FEW = 6  # Words: what is longer is prose, in which a word may stand for anything.


@dataclass(frozen=True, slots=True)
class Unsound:
    """What can be seen of such a file."""

    is_whole: bool  # It is YAML: nothing of it is missing.
    is_seen: bool  # There are words in it: it is neither empty nor gibberish.
    is_foreign: bool  # It is clearly something else: a list, or a file of another program.
    is_cut: bool  # It begins as cases do, and has no `action`.
    is_open: bool  # It says that it is the first document, or an update.
    is_closing: bool  # It has a word of those that say that nothing is asked any more.
    country: str
    numbers: frozenset[Number]  # Which it gives as its number.
    pairs: frozenset[tuple[int, int]]  # Of figures that follow each other.
    people: tuple[Name, ...]  # Whom it names as people.
    words: frozenset[str]  # Its words.
    sounds: frozenset[str]

    def may_stop(self, mine: Action) -> Literal["yes", "perhaps", "no"]:
        """Whether it may stop an action: it may where it has the number or a name of the action, or speaks of an end,
        and nothing in it says that it is something else; or where nothing can be seen of it."""
        numbered, named = self._has(mine), self._names(mine)
        if self.is_foreign:
            return "perhaps" if named or self._is_given(mine) else "no"
        if not self.is_seen:
            return "yes"
        if self.is_open and not self.is_closing:
            return "perhaps" if numbered or named else "no"
        if numbered or named:
            return "yes"
        if any(isinstance(each, tuple) for each in self.numbers) or self._is_for_others(mine):
            return "no"
        if self.is_closing or (self.is_cut and self.country in ("", mine.case.country.casefold())):
            return "yes"
        return "no" if self.is_whole else "perhaps"

    def _is_given(self, mine: Action) -> bool:
        return any(agree(each, given) for each in _known(mine) for given in self.numbers)

    def _has(self, mine: Action) -> bool:
        return self._is_given(mine) or any(
            all(pair in self.pairs or pair[::-1] in self.pairs for pair in pairwise(each))
            for each in _known(mine)
            if isinstance(each, tuple)
        )

    def _is_for_others(self, mine: Action) -> bool:
        """Whether it names people, each in a script in which those of the action are known as well."""
        return bool(self.people) and all(
            somebody.scripts & names.scripts(each) for somebody in mine.people for each in self.people
        )

    def _names(self, mine: Action) -> bool:
        """Whether it names somebody of the action: as a person, or by two words of the name, wherever they stand."""
        own = [name for somebody in mine.people for name in (*somebody.names, *somebody.also)]
        if any(names.alike(one, another) for one in own for another in self.people):
            return True
        return any(sum(map(self._says, name)) >= min(2, len(name)) for name in own)

    def _says(self, word: str) -> bool:
        return word in self.words or any(
            clue in self.sounds for clue in names.clues([(word,)]) if len(clue) > 1 and len(word) > 1
        )


def of_text(text: str) -> Unsound:
    """What can be seen of what is not YAML, or not even text."""
    found = plain(ESCAPE.sub(_character, text.replace("\\/", "/")))
    given = (number(each) for each in NUMBER.findall(found))
    keys = set(FIELD.findall(found))
    country = re.search(r"""^country["']?[ \t]*:[ \t]*["']?(\w\w)\b""", found, re.MULTILINE)
    like_a_case = HAS_FIELD.search(found) is not None
    words, sounds = _words(found)
    return Unsound(
        is_whole=False,
        is_seen=WORD.search(found) is not None and (len(found.split()) >= NOTE or ":" in found),
        is_foreign=not like_a_case and not {each.casefold() for each in FOREIGN}.isdisjoint(keys),
        is_cut=len(keys & HEAD) > 1 and not re.search(r"\baction\b", found),
        is_open=False,
        is_closing=_closing().search(found) is not None,
        country=country[1] if country else "",
        numbers=frozenset(each for each in given if each),
        pairs=_pairs(found),
        people=(),
        words=words,
        sounds=sounds,
    )


def of_tree(root: Node) -> Unsound:
    """What can be seen of YAML that is no sound case: its texts, as they are meant."""
    values = [plain(str(scalar.value or "")).strip() for scalar in root.scalars()]
    every = {plain(str(key.value)).strip() for key, _ in _pairs_in(root)}
    given = (number(text) for text in _under(root, "number"))
    listed = [value for key, value in root.pairs() if str(key.value).strip().casefold() == "people"]
    keys = _keys(root)
    text = "\n".join([*values, *every])
    short = [value for value in (*values, *every) if len(value.split()) <= FEW]
    kind = plain(str(root.find(("action", "kind"))[1].value or "")).strip() if "action" in keys else ""
    country = plain(str(root.find(("country",))[1].value or "")).strip() if "country" in keys else ""
    words, sounds = _words(text)
    return Unsound(
        is_whole=True,
        is_seen=(WORD.search(text) is not None or PAIR.search(text) is not None) and not _says_nothing(root),
        is_foreign=_is_foreign(root, keys),
        is_cut=(len(keys & HEAD) > 1 or keys == {"format"}) and "action" not in keys,
        is_open=kind in ("first", "update"),
        is_closing=any(_closing().search(value) for value in short),
        country=country,
        numbers=frozenset(each for each in given if each),
        pairs=_pairs(text),
        people=tuple(name for node in listed for text in _under(node, "name") for name in forms(text)),
        words=words,
        sounds=sounds,
    )


def _says_nothing(root: Node) -> bool:
    """Whether a file is a word or two, such as `null` or what a full disk left of a name, or one endless word."""
    words = str(root.value or "").split() if root.kind == "scalar" else []
    return root.kind == "scalar" and (len(words) < NOTE or max(map(len, words)) > LONGEST)


def _keys(root: Node) -> set[str]:
    """The fields of a file, or of the entries in its list."""
    rows = root.items() if root.kind == "list" else [root]
    return {str(key.value) for row in rows for key, _ in row.pairs()}


def _is_foreign(root: Node, keys: set[str]) -> bool:
    if not keys.isdisjoint(LIKE_A_CASE - {"country"}):
        return False
    if root.kind == "list":  # Of senders, for example.
        rows = root.items()
        return bool(rows) and all("name" in {str(key.value) for key, _ in row.pairs()} for row in rows)
    values = [value for _, value in root.pairs()]
    is_vocabulary = bool(values) and all(
        value.pairs() and {str(key.value) for key, _ in value.pairs()} <= set(KINDS) for value in values
    )
    is_sender = "name" in keys and keys <= set(Sender.model_fields)
    return is_vocabulary or is_sender or not keys.isdisjoint(FOREIGN) or keys >= OF_A_TEMPLATE


def _known(mine: Action) -> list[Number]:
    return [each for each in (mine.number, *mine.indexes) if each]


@cache
def _closing() -> "re.Pattern[str]":
    """The words that say that nothing is asked any more, in every language."""
    data = yaml.load((files("ua_gen.languages") / "stop_words.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    found = [rf"\b(?:{'|'.join(sorted(CLOSED))})\b"]
    for tag, words in data.items():
        parts = [re.escape(plain(word.rstrip("*"))) + (r"\w*" if word.endswith("*") else "") for word in words]
        joined = "|".join(parts)
        found.append(joined if tag.startswith("zh") else rf"(?<!\w)(?:{joined})(?!\w)")
    return re.compile("|".join(found))


def _pairs_in(root: Node) -> Iterator[tuple[Node, Node]]:
    """Every field of a file, wherever it is."""
    for key, value in root.pairs():
        yield key, value
        yield from _pairs_in(value)
    for item in root.items():
        yield from _pairs_in(item)


def _under(root: Node, field: str) -> Iterator[str]:
    """The texts that stand in a field, wherever it is."""
    for key, value in root.pairs():
        if str(key.value).strip().casefold() == field:
            yield from (str(scalar.value or "") for scalar in value.scalars())
        else:
            yield from _under(value, field)
    for item in root.items():
        yield from _under(item, field)


def _pairs(text: str) -> frozenset[tuple[int, int]]:
    found = (number(f"{first}/{second}") for first, second in PAIR.findall(digits(DATE.sub(" ", text))))
    return frozenset((each[0], each[1]) for each in found if isinstance(each, tuple))


def _words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    words = {word for form in forms(text) for word in form if len(word) <= LONGEST}
    return frozenset(words), frozenset(clue for word in words for clue in names.clues([(word,)]))


def _character(escape: re.Match[str]) -> str:
    point = int(escape[1] or escape[2] or escape[3], 16)
    return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else ""
