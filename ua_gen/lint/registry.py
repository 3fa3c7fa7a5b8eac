"""What a rule is, what it sees of a case, and the registry of all rules by their codes.

A rule is a generator function with its manual as docstring (see `ua_gen.lint.manuals` for the form). It yields
where in the case, what is wrong, and what to do:

    @rule("UA201", "duplicate-id")
    def duplicate_id(view: RuleContext) -> Iterator[Finding]:
        yield ("people", 1, "id"), "a second entry of `people` has the id `a`", "give it another id"

A rule on all the cases of a run together has two halves: `collect` notes, of each case, what is to be compared, with
its place; the rule compares what was noted of all of them. A case itself is not kept: there may be ten thousand.

    def _indexes(view: RuleContext) -> Iterator[tuple[Place, Any]]:
        if view.case.action.index:
            yield ("action", "index"), view.case.action.index

    @cross_file_rule("UA2nnn", "index-twice", collect=_indexes)
    def index_twice(notes: Sequence[Note]) -> Iterator[tuple[Note, str, str]]:
        ...
        yield note, f"`{note.what}` is also in {other.span.path}", "correct one of the two"
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ua_gen.casefile.loading import Loaded
from ua_gen.casefile.texts import LocalizedText, texts
from ua_gen.casefile.withholding import neutral
from ua_gen.clock import latest
from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.languages.word_lists import BUILT_IN, WordLists
from ua_gen.model import Case

NEVER = datetime.date.max  # The day that it is, for whoever does not ask whether something lies ahead of it.
# A letter pair, the family of the code, and two or three figures: the families of three figures are nearly full.
CODE = r"UA\d{3,4}"

Place = tuple[str | int, ...]
Finding = tuple[Place, str, str]  # Where in the case, what, and what to do.


@dataclass(frozen=True)
class RuleContext:
    """A case as rules see it: with its file, the day at which it is judged, and the words that letters avoid."""

    loaded: Loaded[Case]
    case: Case
    day: datetime.date
    words: WordLists = BUILT_IN
    real: datetime.date = NEVER  # The day that it is.
    cache: dict[Any, Any] = field(default_factory=dict)  # What one rule has found out, and another may use.

    @property
    def known(self) -> datetime.date:
        """The last day of which anything may be known."""
        return self.day if self.real == NEVER else latest(self.real)

    @property
    def told(self) -> "RuleContext":
        """The same without what is not for the public: for rules on what documents say."""
        return self._less or self

    @cached_property
    def _less(self) -> "RuleContext | None":
        loaded = self.loaded.public()
        if loaded.value is None or loaded.value is self.case:
            return None
        return RuleContext(loaded, loaded.value, self.day, self.words, self.real)

    @cached_property
    def texts(self) -> tuple[LocalizedText, ...]:
        """Every text of the case that is given by language, found once for all rules."""
        return texts(self.case)


@dataclass(frozen=True, slots=True)
class Observation:
    """Something that one case says, and where; kept to be compared with what the other cases of a run say."""

    what: Any
    span: Span


Check = Callable[[RuleContext], Iterator[Finding]]
Collect = Callable[[RuleContext], Iterator[tuple[Place, Any]]]
Compare = Callable[[Sequence[Observation]], Iterator[tuple[Observation, str, str]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule on one case."""

    code: str
    name: str
    severity: Severity
    check: Check
    of_documents: bool = False  # It asks what documents say, and sees no more of a case than they do.
    before: str = ""  # Its warnings are told also by whoever makes documents for this (`per`).
    depends_on_day: bool = False  # It finds on some days what it does not find on others.

    def run(self, view: RuleContext) -> Iterator[Diagnostic]:
        """What the rule finds. What it would not find without what is not for the public is told by its place alone."""
        view = view.told if self.of_documents else view
        may_tell = self._of_the_public(view) if view.loaded.secret and view.told is not view else None
        for path, message, hint in self.check(view):
            if _superseded(view.case, path):
                continue
            if may_tell is not None:  # A hint may list what there is: that of the public names nobody else.
                hint = may_tell.get((_entry(view, path), message), hint)
            found = view.loaded.diagnostic_at(self.code, message, *path, hint=hint, severity=self.severity)
            yield found if may_tell is None or (_entry(view, path), message) in may_tell else neutral(found)

    def _of_the_public(self, view: RuleContext) -> dict[tuple[Span, str], str]:
        """The hints of what the rule finds without what is not for the public, by entry and message."""
        return {(_entry(view.told, path), message): hint for path, message, hint in self.check(view.told)}


@dataclass(frozen=True, slots=True)
class CrossFileRule:
    """A rule on all the cases of a run together."""

    code: str
    name: str
    severity: Severity
    collect: Collect
    check: Compare

    def notes(self, view: RuleContext) -> Iterator[Observation]:
        for path, what in self.collect(view.told):
            yield Observation(what, view.told.loaded.span(*path))

    def run(self, notes: Sequence[Observation]) -> Iterator[Diagnostic]:
        for note, message, hint in self.check(notes):
            yield Diagnostic(self.code, message, note.span, hint, self.severity)


def _entry(view: RuleContext, path: Place) -> Span:
    """Where the entry stands that something is said of: places inside it may count what is not for the public."""
    return view.loaded.span(*path[:2])


def _superseded(case: Case, path: Place) -> bool:
    """Whether a place is in a fact that is kept for the record: nobody has to mend that."""
    match path:
        case ("events", int(index), *_):
            return case.events[index].superseded
        case ("status", int(index), *_):
            return case.status[index].superseded
    return False


RULES: dict[str, Rule] = {}
CROSS_FILE_RULES: dict[str, CrossFileRule] = {}


def rule(
    code: str,
    name: str,
    severity: Severity = Severity.ERROR,
    *,
    of_documents: bool = False,
    before: str = "",
    depends_on_day: bool = False,
) -> Callable[[Check], Check]:
    """Registers a rule. Codes are never renamed and never used again for something else (tests/golden/codes.txt)."""

    def register(check: Check) -> Check:
        _free(code)
        RULES[code] = Rule(code, name, severity, check, of_documents, before, depends_on_day)
        return check

    return register


def cross_file_rule(
    code: str, name: str, severity: Severity = Severity.ERROR, *, collect: Collect
) -> Callable[[Compare], Compare]:
    """Registers a rule on all the cases of a run together."""

    def register(check: Compare) -> Compare:
        _free(code)
        CROSS_FILE_RULES[code] = CrossFileRule(code, name, severity, collect, check)
        return check

    return register


def _free(code: str) -> None:
    if code in RULES or code in CROSS_FILE_RULES:
        raise ValueError(f"two rules have the code {code}")
