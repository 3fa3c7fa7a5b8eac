"""The plan of a letter: what is told, in which order and in which paragraph. It knows no language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ua_gen import stock
from ua_gen.wording.realisation.realiser import given, mode_of
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Request

# The topics of events that share a paragraph, in the order of the letter.
PARAGRAPHS = (
    ("background",),
    ("arrest", "return", "land"),
    ("treatment", "health"),
    ("threats", "others", "impunity"),
    ("law",),
)
# The main harm of a letter by its event: how the letter opens. A frame that tells the harm is right for each event of
# its kind, if it has the mode. What is not here opens with worry, and with a state that is established.
OPENINGS = {
    "health": ("now", ("not-seen-by-doctor", "denied-medical-care")),
    "illness": (
        "", ("health-failing", "life-in-danger", "needs-care", "hospitalised", "suffers-from", "on-hunger-strike"),
    ),
    "execution": ("", ("execution",)),
    "disappearance": ("", ("forcibly-disappeared", "whereabouts-unknown")),
    "eviction": ("past", ("evicted",)),
    "threats": ("", ("threatened",)),
    "safety": ("", ("attacked", "attempted-killing", "harassed", "followed", "named-on-list", "at-risk-of")),
    "death": ("past", ("killed", "died-in-custody", "died", "executed")),
    "torture": ("past", ("tortured", "ill-treated", "beaten")),
    "arrest": ("past", ("arrested", "detained")),
    "sentence": ("past", ("sentenced",)),
}  # fmt: skip
ONE_MEANING = ("arrest",)  # Who was arrested or detained was taken into custody, neither more nor less.
SAID = ("whereabouts-unknown",)  # Each opening of its kind that tells something says this.
ILLNESS = "suffers-from"
TELL_ILLNESS = (ILLNESS, "health-failing", "life-in-danger", "needs-care")  # In a sentence of their own.
STORY = 6  # So many events, and no more, are told by date alone, whatever their topics …
LONG_STORY = 12  # … and so many, if each has a date.
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
SHORT = 5  # So many events, and no more, share a paragraph for the sake of one that would stand alone.
LAST = ("faces-penalty",)  # Behind the trial that it may follow.
ONCE = ("charged", "convicted", "sentenced", "killed", "executed", "died", "died-in-custody")  # Not twice to anybody.
HELD = ("held", "imprisoned")  # What is still so, as most letters have it to tell.
TAKEN = ("arrested", "detained", "abducted")  # What began on the same day …
TRIAL = "trial"
LASTING = (*HELD, "whereabouts-unknown")  # … as what goes on.
LAW = "law"  # The topic of what the rest is contrary to: it stands behind all of it.


@dataclass(frozen=True)
class Opening:
    """How the letter begins: the kind of harm, the event that it is, and a state that is established."""

    kind: str
    lead: Event | None
    state: Event | None


@dataclass(frozen=True)
class Plan:
    """The order of a letter. `state` is what is still so, and stands before the law that it breaks.

    `implied` are the fields of the case that others tell too: a fact that says less than another of its kind, the day
    since which somebody is held who was arrested on it.
    """

    opening: Opening
    paragraphs: Sequence[Sequence[Event]]
    state: Event | None
    implied: frozenset[str]
    duties: Sequence[Duty]
    requests: Sequence[Request]


def plan(facts: Facts) -> Plan:
    """The plan of the letter that tells these facts."""
    state = next((event for event in facts.events if _is_state(event)), None)
    lead = _lead(facts.events)
    bare = [event for event in facts.events if _is_implied(event, facts.events)]
    left = [_since_then(event, facts.events) for event in facts.events if event not in bare]
    implied = frozenset().union(*map(given, facts.events)) - frozenset().union(*map(given, left))
    # Without a law, what is still so is the end of its story.
    before_law = next(
        (event for event in left if facts.duties and state is not None and event.path == state.path), None
    )
    left = [event for event in left if event is not before_law]
    lead = lead and next((event for event in left if event.path == lead.path), lead)
    told = [each for event in left for each in _apart(event, facts.dead)]
    paragraphs: list[Sequence[Event]] = []
    if any(not event.type for event in told):  # A text of one's own leans on its neighbours: nothing is moved.
        paragraphs.append(list(told))
    for topics in PARAGRAPHS if not paragraphs else ():
        events = _in_order([event for event in told if _topic(event) in topics])
        if events:
            paragraphs.insert(_place(events, paragraphs), events)
    # What befell others, or one of several, must not be said of all who are named first.
    lead = None if lead is not None and lead.about is not None else lead
    opening = Opening(_kind(lead), lead, state)
    if facts.dead:
        opening = Opening("death", lead if opening.kind == "death" else None, None)
    return Plan(opening, _joined(_in_time(paragraphs)), before_law, implied, facts.duties, facts.requests)


def _topic(event: Event) -> str:
    entry = stock.events().get(event.type)
    return entry.topic if entry is not None else "arrest"


def _is_state(event: Event) -> bool:
    return event.type in HELD and event.about is None and event.source is None and mode_of(event) == "now"


def _is_implied(event: Event, events: Sequence[Event]) -> bool:
    """Whether an event says nothing but that it was, and another of its type says more of the same people."""
    bare = Event(event.type, event.path, source=event.source, about=event.about, ongoing=event.ongoing)
    return (
        event.type in ONCE
        and event == bare
        and any(
            other is not event
            and replace(other, path="", args={}, date=None, lead=False) == replace(event, path="")
            and (other.args or other.date)
            for other in events
        )
    )


def _since_then(event: Event, events: Sequence[Event]) -> Event:
    """What is still so, without the day since which it is so, where that is the day of the arrest that is told.

    Where it also says in which place somebody is held, the day stays: they may have been brought there later.
    """
    days = [other.date for other in events if other.type in TAKEN and other.about is None and other.source is None]
    if event.type not in LASTING or event.since not in days or "place" in event.args:
        return event
    return replace(event, since=None, ongoing=True)


def _lead(events: Sequence[Event]) -> Event | None:
    chosen = next((event for event in events if event.lead), None)
    if chosen is not None:
        return chosen
    known = stock.events()
    harms = [(known[event.type].harm, event) for event in events if event.about is None and event.type in known]
    gravest = max((harm for harm, _ in harms), default=0)
    return next((event for harm, event in harms if harm == gravest and harm), None)


def _kind(lead: Event | None) -> str:
    if lead is None:
        return "default"
    fits = (kind for kind, (mode, types) in OPENINGS.items() if lead.type in types and mode in ("", mode_of(lead)))
    return next(fits, "default")


def tells_exactly(plan: Plan) -> bool:
    """Whether the opening says just what its event says; that of torture, say, is as true of other ill-treatment.

    A story that does not begin with an arrest, or knows its day, has to tell it.
    """
    opening = plan.opening
    types = OPENINGS.get(opening.kind, ("", ()))[1]
    if opening.lead is None:
        return False
    begins = bool(plan.paragraphs) and plan.paragraphs[0][0] is opening.lead
    same = begins and opening.kind in ONE_MEANING and opening.lead.date is None
    return same or types == (opening.lead.type,) or opening.lead.type in SAID


def _apart(event: Event, dead: bool) -> Sequence[Event]:
    """An event, and before it the illness that it speaks of, if it only mentions one."""
    if "condition" not in event.args or event.type in TELL_ILLNESS:
        return [event]
    illness = Event(
        ILLNESS,
        event.path,
        {"condition": event.args["condition"]},
        event.about,
        source=event.source,
        ongoing=not dead,
    )
    rest = {name: items for name, items in event.args.items() if name != "condition"}
    return [illness, replace(event, args=rest)]


def _in_order(events: Sequence[Event]) -> Sequence[Event]:
    """By date, what is announced last. An undated event stays behind the one that it follows in the file.

    Where one is told in a text of the case's own, which may lean on its neighbours, nothing is moved.
    """
    if any(event.text is not None for event in events):
        return list(events)
    found: list[tuple[Event, Span]] = []
    before: Span = (0, EARLIEST, EARLIEST)
    tried = any(event.type == TRIAL and event.expected is not None for event in events)
    for event in events:
        span = _span(event, before)
        if not _goes_on(event):
            before = span
        elif tried and _is_state(event):  # Who waits for a trial is held until then.
            span = (0, LATEST, LATEST)
        else:  # What is still so is told when all is told that was.
            span = max(span, (1, LATEST, LATEST))
        place = len(found)
        while place and (_after(found[place - 1][1], span) or _follows(found[place - 1][0], event)):
            place -= 1
        found.insert(place, (event, span))
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


def _span(event: Event, before: Span) -> Span:
    """When an event was; for one without a date, when the one before it was."""
    if event.type in LAST:
        return 2, LATEST, LATEST
    if event.expected is not None:
        day = event.expected if isinstance(event.expected, Day) else None
        return 1, *(_moments(day) if day is not None else (LATEST, LATEST))
    if _is_state(event) and event.since is None:
        return 3, LATEST, LATEST
    day = event.date or event.since
    return before if day is None else (0, *_moments(day))


def _moments(day: Day) -> tuple[Moment, Moment]:
    return (day.year, day.month or 1, day.day or 1), (day.year, day.month or 12, day.day or 31)


def _after(first: Span, second: Span) -> bool:
    """Whether the first was certainly after the second: what is only known to the month stays where the file has it."""
    return first[0] > second[0] or (first[0] == second[0] and first[1] > second[2])


def _in_time(paragraphs: Sequence[Sequence[Event]]) -> Sequence[Sequence[Event]]:
    """Short topics of which the second began before the end of the first are told as one, by date."""
    found: list[Sequence[Event]] = []
    for events in paragraphs:
        both = [*found[-1], *events] if found else []
        longest = LONG_STORY if all(event.date or _span(event, UNKNOWN)[0] for event in both) else STORY
        if both and len(both) <= longest and _overlap(found[-1], events):
            found[-1] = _in_order(both)
        else:
            found.append(events)
    return found


def _overlap(first: Sequence[Event], second: Sequence[Event]) -> bool:
    """Whether something of the first certainly happened after something of the second."""
    spans = [[_span(event, UNKNOWN) for event in events] for events in (first, second)]
    return any(_after(one, other) for one in spans[0] for other in spans[1] if one[0] == 0)


def _joined(paragraphs: Sequence[Sequence[Event]]) -> Sequence[Sequence[Event]]:
    """No paragraph of one sentence, unless it alone speaks of somebody else."""
    joined: list[list[Event]] = []
    for events in paragraphs:
        alone = bool(joined) and len(joined[-1]) == 1
        leads = alone and _topic(joined[-1][0]) == PARAGRAPHS[0][0]  # What was before goes on in what followed.
        if joined and (leads or ((len(events) == 1 or alone) and _alike([*joined[-1], *events]))):
            joined[-1] += events
        else:
            joined.append(list(events))
    return joined


def _place(events: Sequence[Event], paragraphs: Sequence[Sequence[Event]]) -> int:
    """Where a topic stands: behind the others, but before those that certainly began after all of it was over."""
    place = len(paragraphs)
    while place and _topic(events[0]) != LAW and _after_all(paragraphs[place - 1], events):
        place -= 1
    return place


def _after_all(later: Sequence[Event], earlier: Sequence[Event]) -> bool:
    """Whether each date of the one is certainly after each of the other, and both have dates throughout."""
    spans = [[_span(event, UNKNOWN) for event in events] for events in (later, earlier)]
    return all(_after(one, other) for one in spans[0] for other in spans[1])


def _alike(events: Sequence[Event]) -> bool:
    others = {event.about is not None for event in events}
    return len(events) <= SHORT and len(others) == 1
