"""How a phrase of a catalogue is written, and how it is read.

    text                    stands as it is
    {who} {who:acc}         a slot: a noun phrase in the language's default form, or in another that it has
    {Who}                   the same with a capital, behind a full stop inside a phrase (not `{When}`, see below)
    {who~a|b}               agrees with the noun phrase of a slot: participle, adjective, simple verb
    {who!a|b}               the finite verb, which agrees with its subject; at most one in a phrase
    {!a|b}                  the finite verb of a subject that the phrase itself names: as a fact | as a report
    [ … ]                   is there only if each slot inside it is filled
    +a/b                    at the very end: what ends the clause, as a fact / as a report (`+fest/festgenommen`)
    {When} {when}           the two places where a date may stand: opening the sentence, or inside it

How many alternatives `~` and `!` may have, and what they stand for, is declared in the tables of a language.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache


class NotationError(ValueError):
    """A phrase that cannot be read. The message says what is wrong, and where."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a noun phrase."""

    name: str
    form: str = ""
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Agreeing:
    """A word that agrees with the noun phrase in the slot `name`."""

    name: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finite:
    """The finite verb. `name` is the slot of its subject, or empty where the phrase names its subject itself."""

    name: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bracket:
    """A part that is there only if each slot in it is filled."""

    pieces: tuple["Piece", ...]


Piece = str | Slot | Agreeing | Finite | Bracket


@dataclass(frozen=True)
class Phrase:
    """A phrase as it was read. `tail` are the plain and the report ending of its clause."""

    source: str
    pieces: tuple[Piece, ...]
    tail: tuple[str, str] = ("", "")

    @cached_property
    def flat(self) -> tuple[Piece, ...]:
        """All pieces, those in brackets too."""
        return tuple(_flat(self.pieces))

    @cached_property
    def slots(self) -> frozenset[str]:
        """The names of all slots; `{When}` and `{when}` are two."""
        return frozenset(piece.name for piece in self.flat if isinstance(piece, Slot | Agreeing | Finite)) - {""}

    @cached_property
    def filled(self) -> frozenset[str]:
        """The names of the slots where a noun phrase stands, not only an ending that agrees with it."""
        return frozenset(piece.name for piece in self.flat if isinstance(piece, Slot))

    @cached_property
    def finite(self) -> Finite | None:
        return next((piece for piece in self.flat if isinstance(piece, Finite)), None)

    @cached_property
    def dated_first(self) -> bool:
        """It begins with `{when}`: a language that has one place for its dates, the first."""
        return isinstance(self.pieces[0], Slot) and self.pieces[0].name == "when"

    @cached_property
    def dated_inside(self) -> bool:
        """A date belongs to what stands before its verb, and stays there: `the trial in March 2020 was unfair`."""
        before = self.pieces[1 : next((n for n, each in enumerate(self.pieces) if isinstance(each, Finite)), 0)]
        return any(isinstance(piece, Slot) and piece.name == "when" for piece in before)

    @cached_property
    def opens_with(self) -> Slot | None:
        """The slot that the phrase begins with, but for the places of dates and hedges."""
        for piece in self.pieces:
            if isinstance(piece, Slot):
                if piece.name in ("When", "when", "h"):
                    continue
                return piece
            if isinstance(piece, str) and not piece.strip(" ,，"):
                continue
            break
        return None


def _flat(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Bracket):
            yield from _flat(piece.pieces)
        else:
            yield piece


_TOKEN = re.compile(r"\{[^{}\[\]]*\}|\[|\]|[^\[\]{}]+|.", re.DOTALL)
_INSIDE = re.compile(
    r"(?P<name>[A-Za-z][\w-]*)?(?::(?P<form>[\w.-]+)|(?P<sign>[~!])(?P<alternatives>[^~!]*))?", re.DOTALL
)
_TAIL = re.compile(r"\s*\+(?P<plain>[^+/\[\]{}]*)/(?P<report>[^+/\[\]{}]*)$")


@lru_cache(maxsize=8192)
def parse(source: str) -> Phrase:
    """The phrase that a text writes. Raises NotationError."""
    text, tail = source, ("", "")
    if match := _TAIL.search(source):
        text, tail = source[: match.start()], (match["plain"].strip(), match["report"].strip())
    pieces: list[Piece] = []
    bracket: list[Piece] | None = None
    for match in _TOKEN.finditer(text):
        token, at = match[0], match.start()
        if token == "[":
            if bracket is not None:
                raise NotationError(f"a bracket inside a bracket, at character {at + 1}: {source}")
            bracket = []
        elif token == "]":
            if bracket is None:
                raise NotationError(f"a bracket is closed that was not opened, at character {at + 1}: {source}")
            if not any(isinstance(piece, Slot) for piece in bracket):
                raise NotationError(f"no slot in the bracket that ends at character {at + 1}: {source}")
            pieces.append(Bracket(tuple(bracket)))
            bracket = None
        elif token in ("{", "}"):
            raise NotationError(f"a brace without its other half, at character {at + 1}: {source}")
        else:
            piece = _inside(token, source) if token.startswith("{") else token
            (pieces if bracket is None else bracket).append(piece)
    if bracket is not None:
        raise NotationError(f"a bracket is not closed: {source}")
    phrase = Phrase(source, tuple(pieces), tail)
    if sum(isinstance(piece, Finite) for piece in phrase.flat) > 1:
        raise NotationError(f"more than one finite verb (`!`): {source}")
    return phrase


def _inside(token: str, source: str) -> Piece:
    match = _INSIDE.fullmatch(token[1:-1])
    if not match or (match["name"] is None and match["sign"] != "!"):
        raise NotationError(f"`{token}` is no slot: {source}")
    name, sign = match["name"] or "", match["sign"]
    if sign:
        alternatives = tuple(match["alternatives"].split("|"))
        if len(alternatives) < 2:
            raise NotationError(f"`{token}` needs two alternatives at least: {source}")
        return Agreeing(name, alternatives) if sign == "~" else Finite(name, alternatives)
    if name[0].isupper() and name != "When":
        return Slot(name[0].lower() + name[1:], match["form"] or "", capital=True)
    return Slot(name, match["form"] or "")
