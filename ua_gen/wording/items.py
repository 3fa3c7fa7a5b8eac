"""What an event or a request takes, as items for the realiser: stock values, parties, names and numbers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from ua_gen import stock
from ua_gen.model import Event, Request
from ua_gen.model.arguments import (
    PARTIES,
    SOURCES,
    Stocked,
    allowed,
    attribute,
    each,
    not_taken,
    stock_value,
    stock_word,
)
from ua_gen.model.dates import PartialDate, Term
from ua_gen.model.names import Name, Word
from ua_gen.model.quantities import Count, Duration
from ua_gen.model.values import Text
from ua_gen.wording.gaps import Why
from ua_gen.wording.realisation import records
from ua_gen.wording.realisation.records import Day, Flag, Item, Own, Party, Value

if TYPE_CHECKING:
    from ua_gen.wording.base import CaseWords

Path = tuple[str | int, ...]

GENDERS: Mapping[str, records.Gender] = {"male": "m", "female": "f"}
# Of something that is no person, `neutral` is a gender of its own: it is not that nobody knows.
OF_THINGS: Mapping[str, records.Gender] = {**GENDERS, "neutral": "n"}
# Parameters that are names: another language's spelling serves where there is none. Descriptions have to be translated.
NAMES = frozenset({"name"})


def path_text(path: Path) -> str:
    """A place in a case as the records have it: `events.3.place`."""
    return ".".join(map(str, path))


def path_of(text: str) -> Path:
    """The same the other way."""
    return tuple(int(step) if step.isdecimal() else step for step in text.split("."))


class ItemReader:
    """Reads what a case gives for one language. `say` is asked for spellings, and told what is lacking."""

    def __init__(self, say: "CaseWords") -> None:
        self.say = say
        self.case = say.case
        self.tag = say.language.tag
        self.without_text: set[Path] = set()  # What this language has no text of.

    def why(self, path: Path) -> Why:
        """Why something is not told: for want of a text, or of a frame."""
        inside = any(lacking[: len(path)] == path for lacking in self.without_text)
        return "text" if inside else "frame"

    def _arguments(
        self, taken: Mapping[str, stock.Argument], entry: Event | Request, here: Path, implied: Mapping[str, Any]
    ) -> dict[str, tuple[Item, ...]]:
        args: dict[str, tuple[Item, ...]] = {}
        for name, argument in taken.items():
            found = getattr(entry, attribute(name), None)
            if found:
                args[name] = tuple(self._items(argument.kind, found, (*here, name)))
                if not args[name]:
                    del args[name]
            elif name in implied:
                words = implied[name] if isinstance(implied[name], list) else [implied[name]]
                args[name] = tuple(self._stock(argument.kind, word) for word in words)
        return args

    def _not_taken(self, entry: Event | Request, spec: stock.Event | stock.Request, here: Path) -> None:
        for field in not_taken(entry, spec):
            self.say.left_out((*here, field), "stock")

    def _items(self, kind: str, found: Any, here: Path) -> Iterable[Item]:
        if kind == "flag":
            return [Flag()]
        items = []
        for rest, one in each(found):
            item = self._item(kind, one, (*here, *rest))
            if isinstance(item, Own) and not item.texts:  # The others are told all the same.
                self.say.left_out((*here, *rest))
            else:
                items.append(item)
        return items

    def _stock(self, kind: str, word: str) -> Item:
        """A stock value by its word: that for which an older name of an event stands."""
        known = next(each for each in allowed(kind) if word in stock.values(each))
        return Value(known, word)

    def _item(self, kind: str, value: Any, here: Path, *, inside: bool = False) -> Item:
        """A value. `inside`: it is what another value takes, as the group whose relatives somebody is."""
        if kind == "request":
            return self._asked(value, here)
        if isinstance(value, Term):
            return _sentence(value) if kind == "sentence" or value.kind != "prison" else _term(value)
        if isinstance(value, Duration):
            return length("term" if kind == "term" else "duration", value)
        if isinstance(value, PartialDate):
            return day_of(value)
        if isinstance(value, Count):
            return self._counted(value)
        if isinstance(value, int):
            return value
        if isinstance(value, str) and not isinstance(value, Word):
            return self._line(kind, value)
        kinds = SOURCES if kind == "source" else allowed(kind)
        known = stock_value(value, kinds, self.case.language)
        if known is None:
            return self._own(kinds, value, here, borrow=kind in NAMES)
        if known.kind in PARTIES and not inside:
            return self._party(known, value, here)
        return Value(known.kind, known.name, self._given(known, value, here))

    def _given(self, known: stock.Value, value: Any, here: Path) -> dict[str, Item]:
        """What a stock value has been given: the name of a prison, the number of a ward."""
        args: dict[str, Item] = {}
        for name, one in value.given.items() if isinstance(value, Stocked) else ():
            if isinstance(one, Count):
                args |= self._count(one)
            else:
                args[name] = self._item(known.takes[name], one, (*here, name), inside=True)
        return args

    def _own(self, kinds: Sequence[str], value: Any, here: Path, *, borrow: bool = False) -> Own:
        """A text of one's own, or a value of the case's vocabulary."""
        word = stock_word(value, self.case.language)
        for kind in kinds:
            if word and word in self.case.vocabulary.get(kind, {}):
                return self._text(self.case.vocabulary[kind][word], ("vocabulary", kind, word))
        # What is no description, but the name of a place, is spelt as the file spells it.
        return self._text(value, here, borrow=borrow or kinds == ("place",))

    def _line(self, kind: str, value: str) -> Item:
        if kind == "country":
            return Value("country", value)
        # The number of an article is written in the figures of the language, unless it has letters: 19, 12bis.
        figures = value if any(map(str.isalpha, value)) else self.say.language.figures(value)
        text = self.say.language.isolate(figures)
        return Own({self.tag: {"name": text, "figures": text}})

    def _party(self, known: stock.Value, value: Any, here: Path) -> Party:
        given = self._given(known, value, here)
        return Party(noun=Value(known.kind, known.name, given), path=path_text(here))

    def _about(self, value: Any, here: Path) -> Party:
        found = [self._one_of_others(one, (*here, *rest)) for rest, one in each(value)]
        return found[0] if len(found) == 1 else Party(others=tuple(found), path=path_text(here))

    def _one_of_others(self, value: Any, here: Path) -> Party:
        known = stock_value(value, PARTIES, self.case.language)
        if known is not None:
            return self._party(known, value, here)
        return Party(noun=self._own(PARTIES, value, here), path=path_text(here))

    def _asked(self, value: Any, here: Path) -> Item:
        """What a body called for, or another government is to be asked for."""
        word = stock_word(value, self.case.language)
        if word in stock.request_names():
            return Value("request", stock.request_names()[word][0].name)
        return self._text(value, here)

    def _text(self, text: Text, here: Path, *, borrow: bool = False, note: bool = False) -> Own:
        """A text with its forms. `borrow`: another language's spelling serves; `note`: it is told if there is none."""
        number, gender = "", ""
        if isinstance(text, Name):
            number, gender = text.number or "", OF_THINGS.get(text.gender or "", "")
        word = text.root.get(self.tag)
        original = self.say.original
        if not borrow and original is not None and original.tag not in text.languages:
            word = None  # A sheet that tells what a letter says tells no more than the letter.
        if word is None and borrow:
            word = str(self.say.borrow(text, *here))
        if word is None:
            self.without_text.add(here)
            if note:
                self.say.left_out(here)
            return Own({}, number, gender)  # type: ignore[arg-type]
        forms = word.forms if isinstance(word, Word) else {"name": word}
        if isinstance(word, Word):  # What a noun agrees with may differ from language to language.
            number, gender = word.number or number, OF_THINGS.get(word.gender, gender)
        isolate = self.say.language.isolate
        stop = self.say.full_stop
        texts = {self.tag: {form: isolate(one.removesuffix(stop) if note else one) for form, one in forms.items()}}
        return Own(texts, number, gender)  # type: ignore[arg-type]

    def _own_sentence(self, text: Text | None) -> Own | None:
        """A sentence of one's own, if the language has it, and the letter that is read has it too."""
        found = self.say.own(text)
        return None if found is None else Own({self.tag: {"name": found.removesuffix(self.say.full_stop)}})

    def _count(self, count: Count | None) -> dict[str, Item]:
        if count is None:
            return {}
        if count.number is None:
            return {"count": Value("count", count.about)}
        return {count.about.replace("-", "_") or "n": count.number}

    def _counted(self, count: Count) -> Item:
        """A number that stands for itself: an exact one, or `about 200`."""
        return Value("number", count.about or "n", self._count(count)) if count.about else count.number or 0


def day_of(date: PartialDate) -> Day:
    return Day(date.year, date.month, date.day)


def length(kind: Literal["duration", "term"], duration: Duration) -> Value:
    """A length of time: how long something has been so, or a time in prison that is written as one."""
    if duration.number is None:
        return Value(kind, duration.unit)
    return Value(kind, duration.unit, {"more" if duration.more else "n": duration.number})


def _sentence(term: Term) -> Value:
    """A sentence: life, death, or a time in prison."""
    if term.kind != "prison":
        return Value("sentence", term.kind)
    return Value("sentence", "prison", {"term": _term(term)})


def _term(term: Term) -> Value:
    """A time in prison."""
    if term.years and term.months:
        return Value("term", "years-months", {"n": term.years, "m": term.months})
    unit, number = ("years", term.years) if term.years else ("months", term.months)
    return Value("term", "year") if (unit, number) == ("years", 1) else Value("term", unit, {"n": number})
