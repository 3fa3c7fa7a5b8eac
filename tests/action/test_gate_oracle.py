"""The gate against ten lines that say the same in another way: none of thousands is open that should be shut."""

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from helpers.specimen import MINIMAL, loaded

from ua_gen import Diagnostic
from ua_gen.action.gate import judge
from ua_gen.casefile.loading import Loaded
from ua_gen.clock import Days
from ua_gen.model import Case
from ua_gen.templating import Templates

LETTER = Templates().documents["letter"]
DEAD = ("died", "killed", "executed")
FREE = ("released", "conditionally-released", "pardoned", "acquitted", "charges-dropped", "deported")
HELD = ("detained", "imprisoned", "house-arrest", "on-trial", "at-risk", "disappeared")
TAKEN = ("detained", "arrested", "abducted", "disappeared", "held-incommunicado")
HARMLESS = ("charged", "interrogated", "sentenced", "transferred")
ISSUED, DEADLINE = datetime.date(2026, 3, 10), datetime.date(2026, 6, 21)
ONE = datetime.timedelta(days=1)


class Fact(NamedTuple):
    """A state or an event of somebody, between two days; without them, on some day."""

    is_status: bool
    what: str
    date: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True)
class Files:
    """The files beside a case: the days of which others are, or say that it is closed, and whether one is a stop."""

    issued: Sequence[datetime.date]
    closed: Sequence[datetime.date]
    stop: bool

    def stopped(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        return [Diagnostic("UA221", "stopped")] if self.stop else []

    def closed_elsewhere(
        self, loaded: Loaded[Case], day: datetime.date, today: datetime.date | None = None
    ) -> list[Diagnostic]:
        return [Diagnostic("UA220", "closed")] if any(closed <= day for closed in self.closed) else []

    def newer(self, loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
        return [Diagnostic("UA229", "newer")] if any(issued <= day for issued in self.issued) else []


def shut(facts: Sequence[Fact], files: Files, day: datetime.date) -> bool:
    """The oracle: whether nothing may be asked by what is known on a day."""
    told = [fact for fact in facts if fact.first <= day]
    opening = [fact for fact in told if fact.date and fact.what in (HELD if fact.is_status else TAKEN)]
    dead = any(fact.what in DEAD for fact in told)
    free = any(  # Only a state takes back a state.
        end.what in FREE and not any(fact.first > end.last for fact in opening if fact.is_status or not end.is_status)
        for end in told
    )
    return dead or free or files.stop or any(told <= day for told in (*files.issued, *files.closed))


def chance_fact(chance: random.Random, now: datetime.datetime) -> Fact:
    """Anything that may have become of somebody, told as exactly as it is known, somewhere on earth."""
    is_status = chance.random() < 0.5
    closing = chance.random() < 0.35
    what = chance.choice(FREE + DEAD if closing else HELD if is_status else TAKEN + HARMLESS)
    there = now + datetime.timedelta(hours=chance.uniform(-10, 14))
    day = there.date() - chance.choice([0, 0, 1, 3, 20, 60, 120]) * ONE
    form = chance.choice(["day", "day", "month", "year", *(() if is_status else ("none",))])
    if form == "day":
        return Fact(is_status, what, str(day), day, day)
    if form == "month":
        month = day.replace(day=1)
        return Fact(is_status, what, f"{day:%Y-%m}", month, (month + 31 * ONE).replace(day=1) - ONE)
    if form == "year":
        return Fact(is_status, what, str(day.year), day.replace(month=1, day=1), day.replace(month=12, day=31))
    return Fact(is_status, what, "", datetime.date.min, datetime.date.max)


def written(facts: Sequence[Fact]) -> dict[str, Any]:
    status = [{"state": fact.what, "since": fact.date} for fact in facts if fact.is_status]
    events = [{"type": f.what} | ({"date": f.date} if f.date else {}) for f in facts if not f.is_status]
    action = MINIMAL["action"] | {"issued": str(ISSUED), "deadline": str(DEADLINE)}
    return MINIMAL | {"action": action, "status": status, "events": events}


def compared(chance: random.Random) -> tuple[bool, bool]:
    """One chance case: whether the gate lets an unmarked letter pass, and whether the oracle would."""
    now = datetime.datetime(2026, 3, 12) + datetime.timedelta(hours=chance.uniform(0, 24 * 95))
    real = (now + datetime.timedelta(hours=chance.uniform(-10, 14))).date()
    day = chance.choice([real, real, real - chance.randint(1, 60) * ONE, real + chance.randint(1, 60) * ONE])
    facts = [chance_fact(chance, now) for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 4]))]
    near = [real + chance.randint(-30, 30) * ONE]
    issued, closed = (near if chance.random() < 0.1 else [] for _ in range(2))
    files = Files(issued, closed, chance.random() < 0.05)
    case = loaded(written(facts))
    assert case.value, case.diagnostics
    verdict = judge(LETTER, [case], Days(day, real), files)
    late = max(day, real) > DEADLINE or day < ISSUED
    if not verdict.refused and verdict.since:  # Marked: only what was open as of its day is.
        known = [fact for fact in facts if fact.is_status]
        assert day < real, (facts, files, day, real)
        assert not shut(known, files, day), (facts, files, day, real)
        assert ISSUED <= day <= DEADLINE
    is_open = not verdict.refused and not verdict.since
    may_be = not (late or shut(facts, files, day) or shut(facts, files, real + ONE))
    assert not is_open or may_be, (facts, files, day, real)
    return is_open, may_be


def test_of_some_hundred_cases_none_is_open_that_should_be_shut() -> None:
    look(300)


@pytest.mark.slow
def test_of_ten_thousand_cases_none_is_open_that_should_be_shut() -> None:
    look(10_000)


def look(count: int) -> None:
    """Compares, and counts what is shut though the oracle would have it open: a needless refusal is a fault as well."""
    chance = random.Random(26)
    found = [compared(chance) for _ in range(count)]
    opened, needless = sum(is_open for is_open, _ in found), sum(may and not is_open for is_open, may in found)
    assert opened > count / 10, "else nothing is proved"
    assert needless <= count / 1000
