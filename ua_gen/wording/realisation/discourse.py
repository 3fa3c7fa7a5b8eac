"""What a letter has said so far, which decides how it goes on: who was named, which date and which source came last."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from ua_gen import stock
from ua_gen.languages.frames import Frame
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import DEFAULT, NounPhrase
from ua_gen.wording.realisation.parties import Mentions, mentions
from ua_gen.wording.realisation.records import Day, Event, Party, Value

ADDS = ("treatment", "health", "threats")  # Topics in which one fact is added to another.
LAST_RESORT = "z-"  # How the label of a hedge begins that names its source without the form it needs.
ANYBODY: "Mapping[str, str]" = {"a": "one", "b": "many"}  # Where a paragraph begins, nobody knows who goes on.
NEAR = 6  # So many days after a date are told as days later; what is further away gets a date of its own.


@dataclass
class Discourse:
    """The state of one letter in one language. `party` are the people of the case."""

    grammar: Grammar
    party: Mentions
    named: set[str] = field(default_factory=set)
    must_name: bool = True
    last_party: str = ""
    last_date: Day | None = None
    last_year: int | None = None
    year: int | None = None  # In which the letter is written.
    dated: bool = False  # A day was told: it stood in both calendars, where a country has one of its own.
    dead: bool = False  # None of the people of the case is alive: nothing of theirs goes on.
    relative: bool = False  # The last date was told by the one before it: `the next day`. Never twice running.
    after: str = ""  # What was told last, `opening` or `fact`: a language may join the next sentence to it.
    fronted: int = 0  # How many sentences running have begun with a date.
    added: int = 0  # How many of this paragraph have begun with a word like `also`.
    source: str = ""  # Of the sentence before in the same paragraph.
    began: str = ""  # The word with which its attribution began.
    subjects: Mapping[str, str] = field(default_factory=lambda: ANYBODY)  # Of that sentence: whose, and its number.
    other: NounPhrase | None = None  # The subject of that sentence, where it was none of the people of the case.
    rotation: dict[str, int] = field(default_factory=dict)

    def new_paragraph(self) -> None:
        """Where a run of one source ends."""
        self.source = self.began = ""
        self.subjects, self.other = ANYBODY, None
        self.fronted = self.added = 0
        if self.year is not None and self.last_year != self.year:
            self.last_year = None  # Here a day without its year would be taken for one of this year.

    # --- parties ----------------------------------------------------------------------------------------------------

    def mention(self, about: Party | None) -> Mentions:
        """The party that an event befell."""
        if about is None:
            return self.party
        context = self.party.context(self.party.key in self.named)
        if about.of is not None:
            context = mentions(self.grammar, about.of, {}).context(False)
        return mentions(self.grammar, about, context)

    def ways(self, who: Mentions) -> Sequence[NounPhrase]:
        """How it may be mentioned here, the best first."""
        named = who.key in self.named
        fresh = self.must_name if who is self.party else self.last_party != who.key
        other = [who.pronoun] if who.pronoun is not None else [who.again]
        last = [who.described] if who.described is not None else []
        if not named:
            return [who.full, *last]
        if fresh:  # A group is told in full once: `about 300 residents of Bodo`, then `the residents`.
            again = [who.again] if not who.person and not who.again.pronoun else []
            return [*again, who.full, *other, *last]
        return [*other, who.again, who.full, *last]

    def points_elsewhere(self, who: Mentions) -> bool:
        """Whether the pronoun of a group would be taken for those who did something to it: `they`."""
        before = self.other
        if who.person or before is None or who.again.pronoun or before.number != who.full.number:
            return False
        return not (before.gender and who.full.gender and before.gender != who.full.gender)

    def told_of(self, who: Mentions, by_name: bool) -> None:
        """Remembers of whom a sentence spoke, so that no pronoun is mistaken."""
        if by_name:
            self.named.add(who.key)
        if who is self.party:
            self.must_name = False
        else:
            self.must_name = True
        self.last_party = who.key

    def told_of_others(self) -> None:
        """After a text of the case's own, nobody knows who a pronoun would be."""
        self.must_name = True
        self.last_party = ""

    def mistaken(self, key: str, number: str, speaker: str | None = None) -> bool:
        """Whether a subject that is left out would be taken for the one before it, or for who says it.

        `speaker` is the number of who says it.
        """
        before = self.subjects if speaker is None else {"source": speaker}
        return any(each == number for of, each in before.items() if of != key)

    def adds(self, event: Event, who: Mentions) -> str:
        """The word that opens a sentence which adds to the one before on the same people: `also`. Empty: there is none.

        For languages in which the pronoun cannot open it. What has a place in time adds nothing: it follows.
        """
        words = self.grammar.option("adds", ())
        entry = stock.events().get(event.type)
        more = entry is not None and entry.topic in ADDS and not (event.date or event.expected)
        return words[self.added] if more and who.key in self.subjects and self.added < len(words) else ""

    # --- dates ------------------------------------------------------------------------------------------------------

    def when(self, event: Event, opening: bool) -> NounPhrase | None:
        """When something happened: the date, or how it lies to the date that was told last."""
        if isinstance(event.expected, Value):
            return self.grammar.value(event.expected, f"{event.path}.expected", {})
        if event.expected is not None:
            return self._dated(event.expected, "when", f"{event.path}.expected")
        if event.date is None:
            return None
        path = f"{event.path}.date"
        if self.subjects is not ANYBODY and _same_month(self.last_date, event.date):
            same = self.grammar.tables["dates"].get("same-month")
            if same is not None:
                return NounPhrase({DEFAULT: same}, path=path)
        days = _apart(self.last_date, event.date)
        # What is a day or more later can be said at the beginning of a sentence only.
        if days == 0 or (opening and days is not None and not self.relative):
            return NounPhrase({DEFAULT: self.grammar.days_later(days)}, path=path)
        return self._dated(event.date, "when", path)

    def same_period(self, event: Event) -> bool:
        """Whether it was in the year or month that the sentence before has named, which nobody names again."""
        period = event.date is not None and event.date.day is None and event.date == self.last_date
        return period and self.subjects is not ANYBODY

    def since(self, event: Event) -> NounPhrase | None:
        """Since when something is so, or for how long."""
        if event.since is not None:
            return self._dated(event.since, "since", f"{event.path}.since")
        if event.duration is not None:
            return self.grammar.value(event.duration, f"{event.path}.for", {})
        return None

    def _dated(self, day: Day, function: str, path: str) -> NounPhrase:
        return self.grammar.dated(day, path, self.grammar.year_of(day) != self.last_year, function, not self.dated)

    def told_date(self, event: Event, told: frozenset[str], fronted: bool) -> None:
        """Remembers the date that was told."""
        if event.date is not None:
            self.relative = bool(fronted and not self.relative and _apart(self.last_date, event.date))
        for name, day in (("date", event.date), ("since", event.since), ("expected", event.expected)):
            if isinstance(day, Day) and f"{event.path}.{name}" in told:
                self.last_year = self.grammar.year_of(day)
                self.dated = self.dated or day.day is not None
                self.last_date = day if name == "date" else None
        if event.text is not None:  # Nobody knows which dates it told.
            self.last_year = self.last_date = None

    def told_at_first(self, events: Sequence[Event | None], told: frozenset[str]) -> None:
        """Remembers whether the opening, which may be made a second time, told a day of these events."""
        self.dated = False
        for event in filter(None, events):
            days = (("date", event.date), ("since", event.since), ("expected", event.expected))
            told_days = [day for name, day in days if f"{event.path}.{name}" in told]
            self.dated = self.dated or any(isinstance(day, Day) and day.day is not None for day in told_days)

    @contextmanager
    def told_year(self, event: Event) -> Iterator[None]:
        """While the same sentence goes on, the year of its first fact needs no second telling."""
        before, day = self.last_year, event.date or event.since
        self.last_year = self.grammar.year_of(day) if day is not None else before
        try:
            yield
        finally:
            self.last_year = before

    # --- sources ----------------------------------------------------------------------------------------------------

    def hedges(self, event: Event) -> Sequence[Sequence[Frame | None]]:
        """The ways to say to whom a fact is owed, in turn; one that is nothing where it is established.

        Those that are there where none of the first fits stand by themselves: a party is named again before that.
        """
        if event.source is None:
            return [[None]]
        turns = [self._in_turn("source" if event.source.who is not None else "reported")]
        if source_key(event) == self.source:  # Where no form of a run fits, the whole attribution is said again.
            turns.insert(0, self._in_turn("run"))
        if self.began in self.grammar.option("not-twice", ()):
            turns = [sorted(turn, key=lambda frame: _first_word(frame) == self.began) for turn in turns]
        last = [frame for turn in turns for frame in turn if frame.label.startswith(LAST_RESORT)]
        return [*([frame for frame in turn if frame not in last] for turn in turns), last]

    def _in_turn(self, kind: str) -> Sequence[Frame]:
        """The variants of a hedge, beginning behind the one that was used last."""
        variants = self.grammar.frames.get(f"hedge.{kind}", ())
        start = self.rotation.get(kind, 0) % max(len(variants), 1)
        return [*variants[start:], *variants[:start]]

    def told_source(self, event: Event, hedge: Frame | None) -> None:
        """Remembers the attribution, so that the next differs."""
        key = source_key(event)
        if hedge is not None:
            for kind in ("run", "source", "reported"):
                variants = self.grammar.frames.get(f"hedge.{kind}", ())
                if hedge in variants:
                    self.rotation[kind] = list(variants).index(hedge) + 1
        self.source = key
        self.began = _first_word(hedge) if hedge is not None else ""


def _first_word(hedge: Frame) -> str:
    first = hedge.phrase.pieces[0]
    return first.partition(" ")[0] if isinstance(first, str) else ""


def source_key(event: Event) -> str:
    """What two facts of one source have in common."""
    if event.source is None:
        return ""
    who = event.source.who
    if isinstance(who, Party):  # Wherever in the file they are named, the same relatives are the same.
        return repr((who.noun, who.others, tuple(person.id for person in who.people)))
    return "reported" if who is None else repr(who)


def _same_month(last: Day | None, month: Day) -> bool:
    """Whether a month is that of the day that was told last."""
    return last is not None and last.day is not None and month == Day(last.year, last.month)


def _apart(last: Day | None, day: Day) -> int | None:
    """The days between two dates, if they are so few that they are counted."""
    if last is None or not (last.month and last.day and day.month and day.day):
        return None
    days = (date(day.year, day.month, day.day) - date(last.year, last.month, last.day)).days
    return days if 0 <= days <= NEAR else None
