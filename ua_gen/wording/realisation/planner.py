"""The plan of a letter: what is told, in which order and in which paragraph. It knows no language."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ua_gen import stock
from ua_gen.wording.realisation.order import (
    HELD,
    ILLNESS,
    TELL_ILLNESS,
    UNKNOWN,
    after_all,
    in_order,
    is_state,
    overlap,
    span,
)  # fmt: skip
from ua_gen.wording.realisation.realiser import given, mode_of
from ua_gen.wording.realisation.records import Duty, Event, Facts, Request

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
STORY = 6  # So many events, and no more, are told by date alone, whatever their topics …
LONG_STORY = 12  # … and so many, if each has a date.
SHORT = 5  # So many events, and no more, share a paragraph for the sake of one that would stand alone.
ONCE = ("charged", "convicted", "sentenced", "killed", "executed", "died", "died-in-custody")  # Not twice to anybody.
TAKEN = ("arrested", "detained", "abducted")  # What began on the same day …
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
    state = next((event for event in facts.events if is_state(event)), None)
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
        events = in_order([event for event in told if _topic(event) in topics])
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


def _in_time(paragraphs: Sequence[Sequence[Event]]) -> Sequence[Sequence[Event]]:
    """Short topics of which the second began before the end of the first are told as one, by date."""
    found: list[Sequence[Event]] = []
    for events in paragraphs:
        both = [*found[-1], *events] if found else []
        longest = LONG_STORY if all(event.date or span(event, UNKNOWN)[0] for event in both) else STORY
        if both and len(both) <= longest and overlap(found[-1], events):
            found[-1] = in_order(both)
        else:
            found.append(events)
    return found


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
    while place and _topic(events[0]) != LAW and after_all(paragraphs[place - 1], events):
        place -= 1
    return place


def _alike(events: Sequence[Event]) -> bool:
    others = {event.about is not None for event in events}
    return len(events) <= SHORT and len(others) == 1
