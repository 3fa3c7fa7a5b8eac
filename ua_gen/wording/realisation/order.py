"""When events happened, as far as it is known, and the order in which they are told."""

from collections.abc import Sequence

from ua_gen.wording.realisation.realiser import mode_of
from ua_gen.wording.realisation.records import Day, Event

ILLNESS = "suffers-from"
TELL_ILLNESS = (ILLNESS, "health-failing", "life-in-danger", "needs-care")  # In a sentence of their own.
LAST = ("faces-penalty",)  # Behind the trial that it may follow.
HELD = ("held", "imprisoned")  # What is still so, as most letters have it to tell.
TRIAL = "trial"
# What follows on what, where no date tells: a case that lists its facts by weight is told in the order of a trial.
STAGES = (
    ("wanted", "arrested", "detained", "abducted", "summoned"),
    ("property-taken", "interrogated", "forced-confession"),
    ("charged", "accused"),
    ("tried-in-absence", "unfair-trial", "pleaded-guilty"),
    ("convicted",),
    ("sentenced",),
    ("verdict-upheld", "appeal-rejected", "sentence-changed", "appeal-pending"),
    ("clemency-refused", "execution-ordered", "execution", "flogging"),
)


def in_order(events: Sequence[Event]) -> Sequence[Event]:
    """By date, what is announced last. An undated event stays behind the one that it follows in the file.

    Where one is told in a text of the case's own, which may lean on its neighbours, nothing is moved.
    """
    if any(event.text is not None for event in events):
        return list(events)
    found: list[tuple[Event, Span]] = []
    before: Span = (0, EARLIEST, EARLIEST)
    tried = any(event.type == TRIAL and event.expected is not None for event in events)
    for event in events:
        when = span(event, before)
        if not _goes_on(event):
            before = when
        elif tried and is_state(event):  # Who waits for a trial is held until then.
            when = (0, LATEST, LATEST)
        else:  # What is still so is told when all is told that was.
            when = max(when, (1, LATEST, LATEST))
        place = len(found)
        while place and (_after(found[place - 1][1], when) or _follows(found[place - 1][0], event)):
            place -= 1
        found.insert(place, (event, when))
    return [event for event, _ in found]


def _goes_on(event: Event) -> bool:
    """Whether an event is still so, and nobody says since when; an illness is told before what became of it."""
    known = event.since is not None or event.duration is not None or event.type in TELL_ILLNESS
    return mode_of(event) == "now" and not known


def _follows(later: Event, earlier: Event) -> bool:
    """Whether one is a later stage of a trial than the other, of those whom it is about, and no date says otherwise."""
    stages = [next((n for n, types in enumerate(STAGES) if each.type in types), None) for each in (earlier, later)]
    dated = any(each.date or each.since for each in (earlier, later))
    return None not in stages and not dated and stages[0] < stages[1] and earlier.about == later.about  # type: ignore[operator]


# When something happened: announced, behind that, or last of all as what is still so; the earliest day that it can
# have been, and the latest.
Moment = tuple[int, int, int]
Span = tuple[int, Moment, Moment]
EARLIEST, LATEST = (0, 0, 0), (9999, 0, 0)
UNKNOWN: Span = (0, EARLIEST, LATEST)


def span(event: Event, before: Span) -> Span:
    """When an event was; for one without a date, when the one before it was."""
    if event.type in LAST:
        return 2, LATEST, LATEST
    if event.expected is not None:
        day = event.expected if isinstance(event.expected, Day) else None
        return 1, *(_moments(day) if day is not None else (LATEST, LATEST))
    if is_state(event) and event.since is None:
        return 3, LATEST, LATEST
    day = event.date or event.since
    return before if day is None else (0, *_moments(day))


def _moments(day: Day) -> tuple[Moment, Moment]:
    return (day.year, day.month or 1, day.day or 1), (day.year, day.month or 12, day.day or 31)


def _after(first: Span, second: Span) -> bool:
    """Whether the first was certainly after the second: what is only known to the month stays where the file has it."""
    return first[0] > second[0] or (first[0] == second[0] and first[1] > second[2])


def overlap(first: Sequence[Event], second: Sequence[Event]) -> bool:
    """Whether something of the first certainly happened after something of the second."""
    spans = [[span(event, UNKNOWN) for event in events] for events in (first, second)]
    return any(_after(one, other) for one in spans[0] for other in spans[1] if one[0] == 0)


def after_all(later: Sequence[Event], earlier: Sequence[Event]) -> bool:
    """Whether each date of the one is certainly after each of the other, and both have dates throughout."""
    spans = [[span(event, UNKNOWN) for event in events] for events in (later, earlier)]
    return all(_after(one, other) for one in spans[0] for other in spans[1])


def is_state(event: Event) -> bool:
    return event.type in HELD and event.about is None and event.source is None and mode_of(event) == "now"
