"""Files beside a case that are no sound case: whether one may still be meant to stop its action."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ua_gen.action.related import names
from ua_gen.action.related.likeness import Action
from ua_gen.action.related.names import Name, forms
from ua_gen.action.related.numbers import Number, agree, number, plain
from ua_gen.casefile.nodes import Node
from ua_gen.model import CLOSED

# What says that nothing is asked any more: as a text of its own, and anywhere.
CLOSING = rf"stop\w*|outcome|{'|'.join(sorted(CLOSED - {'stopped'}))}"
IS_CLOSING = re.compile(rf"(?:{CLOSING})\b")
HAS_CLOSING = re.compile(rf"\b(?:{CLOSING})\b")
LIKE_A_CASE = frozenset({"action", "people", "status", "country", "recipients", "requests"})
HAS_FIELD = re.compile(rf"""\b(?:{"|".join(sorted(LIKE_A_CASE))})["']?\s{{0,9}}:""")
NUMBER = re.compile(r"""\bnumber["']?\s{0,9}:\s{0,9}["']?([^\n,}"']{1,60})""")
PAIR = re.compile(r"(?<!\d)(\d{1,9})(?=[^\d\n]{1,6}(\d{1,9})(?!\d))")
ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8}))", re.IGNORECASE)
LONGEST = 40  # Of words that are compared: what is longer is no part of a name.


@dataclass(frozen=True, slots=True)
class Unsound:
    """What can be seen of such a file."""

    is_whole: bool  # It is YAML: nothing of it is missing.
    is_like_a_case: bool
    is_closing: bool  # It has a word of those that say that nothing is asked any more.
    numbers: frozenset[Number]  # Which it gives as its number.
    pairs: frozenset[tuple[int, int]]  # Of figures that follow each other.
    people: tuple[Name, ...]  # Whom it names as people.
    words: frozenset[str]  # The sounds of its words.

    def may_stop(self, mine: Action) -> Literal["yes", "perhaps", "no"]:
        """Whether it may stop an action. In what is broken, any likeness counts."""
        numbered = self._has(mine)
        other = any(isinstance(each, tuple) for each in self.numbers) and not numbered
        named = self._names(mine)
        if self.is_whole:
            clearly_other = not numbered and not named and (other or self._is_for_others(mine))
            if self.is_closing and (numbered or named or (self.is_like_a_case and not clearly_other)):
                return "yes"
            return "perhaps" if numbered else "no"
        if numbered or (self.is_closing and (named or (self.is_like_a_case and not other))):
            return "yes"
        return "no" if other and not named else "perhaps"

    def _has(self, mine: Action) -> bool:
        known = [each for each in (mine.number, *mine.indexes) if each]
        if any(agree(each, given) for each in known for given in self.numbers):
            return True
        return any(
            all(pair in self.pairs or pair[::-1] in self.pairs for pair in pairwise(each))
            for each in known
            if isinstance(each, tuple)
        )

    def _is_for_others(self, mine: Action) -> bool:
        """Whether it names people, each in a script in which those of the action are known as well."""
        return bool(self.people) and all(
            somebody.scripts & names.scripts(each) for somebody in mine.people for each in self.people
        )

    def _names(self, mine: Action) -> bool:
        own = [name for somebody in mine.people for name in (*somebody.names, *somebody.also)]
        if self.is_whole and self.people:
            return any(names.alike(one, another) for one in own for another in self.people)
        sounds = {clue for name in own for clue in names.clues([name]) if len(clue) > 1}
        return not sounds.isdisjoint(self.words)


def of_text(text: str) -> Unsound:
    """What can be seen of what is not YAML, or not even text."""
    found = plain(ESCAPE.sub(_character, text.replace("\\/", "/")))
    numbers = (number(each) for each in NUMBER.findall(found))
    return Unsound(
        is_whole=False,
        is_like_a_case=HAS_FIELD.search(found) is not None,
        is_closing=HAS_CLOSING.search(found) is not None,
        numbers=frozenset(each for each in numbers if each),
        pairs=_pairs(found),
        people=(),
        words=_sounds(found),
    )


def of_tree(root: Node) -> Unsound:
    """What can be seen of YAML that is no sound case: its texts, as they are meant."""
    values = [plain(str(scalar.value or "")).strip() for scalar in root.scalars()]
    keys = {plain(str(key.value)).strip() for key, _ in root.pairs()}
    given = (number(text) for text in _under(root, "number"))
    listed = [value for key, value in root.pairs() if str(key.value).strip().casefold() == "people"]
    text = "\n".join(values)
    return Unsound(
        is_whole=True,
        is_like_a_case=not keys.isdisjoint(LIKE_A_CASE),
        is_closing=any(IS_CLOSING.fullmatch(value) for value in values),
        numbers=frozenset(each for each in given if each),
        pairs=_pairs(text),
        people=tuple(name for node in listed for text in _under(node, "name") for name in forms(text)),
        words=_sounds(text),
    )


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
    found = (number(f"{first}/{second}") for first, second in PAIR.findall(text))
    return frozenset((each[0], each[1]) for each in found if isinstance(each, tuple))


def _sounds(text: str) -> frozenset[str]:
    words = {word for form in forms(text) for word in form if len(word) <= LONGEST}
    return frozenset(clue for word in words for clue in names.clues([(word,)]))


def _character(escape: re.Match[str]) -> str:
    point = int(escape[1] or escape[2] or escape[3], 16)
    return chr(point) if point < 0x110000 and not 0xD800 <= point < 0xE000 else ""
