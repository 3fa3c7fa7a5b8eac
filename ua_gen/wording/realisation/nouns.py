"""Noun phrases: what fills the slots of a frame, in the form that the slot asks for.

A form is looked for when it is needed, not before: in what the case gives, in the tables of the language, by a rule of
the language. Where it is nowhere, `Missing` makes the frame inapplicable; another may need no form.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ua_gen.languages.notation import Bracket, Phrase, Piece, Slot, parse

DEFAULT = "name"

Rule = Callable[["NounPhrase", str], str | None]


class Missing(LookupError):
    """A noun phrase that a frame needs has no such form, no number or no gender. `path` is the field of the case."""

    def __init__(self, path: str, form: str) -> None:
        super().__init__(f"{path}: no `{form}`")
        self.path = path
        self.form = form


class Mistaken(Missing):
    """A subject that is left out would be taken for another."""


@dataclass
class NounPhrase:
    """Words that can fill a slot. `rule` makes forms that are not given.

    `path` is the field that it tells; `pronoun` says that it only points to what was named before. `dual`: of those
    that are `many`, just two, which some languages have a number of its own for.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    number: str = ""
    gender: str = ""
    path: str = ""
    pronoun: bool = False
    dual: bool = False
    rule: Rule | None = None
    kind: str = ""
    person: bool = False
    own: bool = False  # A text of the case's own, not one of the stock.
    quote: Callable[[str], str] | None = None  # Puts the form of a dictionary in quotation marks, as a charge is.

    def given(self, form: str) -> str | None:
        return self.forms.get(form)

    def find(self, form: str) -> str | None:
        """The form, or None if there is none."""
        found = self.given(form)
        if found is None and self.rule is not None and form != DEFAULT:
            found = self.rule(self, form)
        if found is None and form.startswith("titled"):  # Where nothing is known of what somebody is, the name alone.
            return self.find(form.removeprefix("titled").removeprefix(".") or DEFAULT)
        return self.quote(found) if found is not None and self.quote is not None and form == DEFAULT else found

    def get(self, form: str) -> str:
        """The form. Raises Missing."""
        found = self.find(form or DEFAULT)
        if found is None:
            raise Missing(self.path, form or DEFAULT)
        return found

    @property
    def paths(self) -> frozenset[str]:
        """The fields that are told with it."""
        return frozenset({self.path}) if self.path else frozenset()


@dataclass
class Patterned(NounPhrase):
    """Words of the tables: each form is a pattern, or several: the first is taken whose slots are filled."""

    patterns: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    args: Mapping[str, NounPhrase] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def given(self, form: str) -> str | None:
        choice = self.patterns.get(form)
        if choice is None:
            return None
        for pattern in (choice,) if isinstance(choice, str) else choice:
            try:
                text, told = fill(parse(str(pattern)), self.args)
            except Missing:
                continue
            self.used = set(told)
            return text
        return None

    @property
    def paths(self) -> frozenset[str]:
        inner = (self.args[name].paths for name in self.used)
        return super().paths.union(*inner)


@dataclass
class Joined(NounPhrase):
    """Several noun phrases in one slot: `A, B and C`."""

    parts: Sequence[NounPhrase] = ()
    join: Callable[[Sequence[str]], str] = " ".join
    others: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def given(self, form: str) -> str | None:
        other = self.others.get(form)
        if other == {}:  # One for all of them, by the rule of the language.
            return None
        found = [part.find(self._part(form, number)) for number, part in enumerate(self.parts)]
        return None if None in found else self.join([text for text in found if text is not None])

    def _part(self, form: str, number: int) -> str:
        """The form of one of them: the first and the last may have another than the rest."""
        other = self.others.get(form)
        if other is None:
            return form
        return other["first" if number == 0 else "last" if number == len(self.parts) - 1 else "rest"]

    @property
    def paths(self) -> frozenset[str]:
        return super().paths.union(*(part.paths for part in self.parts))


def fill(phrase: Phrase, args: Mapping[str, NounPhrase]) -> tuple[str, frozenset[str]]:
    """A pattern with its slots filled, and the names of these slots. Raises Missing. Patterns have no verbs."""
    told: set[str] = set()

    def text(piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Bracket):
            before = set(told)
            try:
                return "".join(map(text, piece.pieces))
            except Missing:
                told.intersection_update(before)
                return ""
        if not isinstance(piece, Slot):
            raise TypeError(f"a pattern of the tables agrees with nothing: {phrase.source}")
        if piece.name not in args:
            raise Missing(piece.name, piece.form)
        form = piece.form
        if piece.name == "his":
            form = f"his.{form}" if form else "his"
        found = args[piece.name].get(form)
        told.add(piece.name)
        return found[:1].upper() + found[1:] if piece.capital else found

    return "".join(map(text, phrase.pieces)), frozenset(told)
