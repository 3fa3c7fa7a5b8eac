"""Rules on days: the order of what happened, and the deadline."""

import datetime
from collections.abc import Iterator
from operator import itemgetter

from ua_gen.action.gate import contradictions, said
from ua_gen.clock import latest
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.lint.rules.common import appeals, deadline_place, is_open, name_of
from ua_gen.model import CLOSED, DEAD, DEFAULT_DAYS, TAKEN, Case, Event, Status, standing
from ua_gen.model.dates import PartialDate

NEAR = datetime.timedelta(days=7)

FREED = frozenset({"released", "conditionally-released", "pardoned", "acquitted", "charges-dropped"})


@rule("UA240", "event-order", Severity.WARNING)
def event_order(view: RuleContext) -> Iterator[Finding]:
    """An event that stands after a later one.

    Why: letters tell what happened in the order of the file, and the case sheet takes the last event for the news.

    Wrong:

        events:
          - {type: charged, date: 2026-01-08, source: ua}
          - {type: detained, date: 2026-01-05, source: ua}

    Right:

        events:
          - {type: detained, date: 2026-01-05, source: ua}
          - {type: charged, date: 2026-01-08, source: ua}
    """
    latest: Event | None = None
    for index, event in enumerate(view.case.events):
        if event.date is None:
            continue
        if latest is not None and latest.date is not None and event.date.last < latest.date.first:
            message = f"this event of {event.date} stands after one of {latest.date}"
            yield ("events", index, "date"), message, "list events oldest first, or correct the date"
        else:
            latest = event


@rule("UA241", "event-after-issue")
def event_after_issue(view: RuleContext) -> Iterator[Finding]:
    """An event that happened after the document was issued.

    Why: a document cannot tell of what had not happened yet. Either a date is wrong, or news was added to an old
    document, whose readers would never learn that there is news.

    Wrong:

        events:
          - {type: charged, date: 2026-01-18, source: ua}
        sources:
          - {id: ua, title: Urgent Action 3/26, date: 2026-01-19}

    Right:

        events:
          - {type: charged, date: 2026-01-12, source: ua}

    Note: what became of the person after the issue belongs into `status`.
    """
    issued = view.case.action.issued
    for index, event in enumerate(view.case.events):
        if event.date and event.date.first > issued:
            message = f"this event of {event.date} happened after the document was issued ({issued})"
            hint = "correct the date, or issue an update: `kind: update`, its own `issued` and `sequence`"
            yield ("events", index, "date"), message, hint


@rule("UA242", "source-before-event", Severity.WARNING)
def source_before_event(view: RuleContext) -> Iterator[Finding]:
    """A source that was published before the event for which it is cited.

    Why: nobody can report what has not happened yet. Either date is wrong, or another source is meant.

    Wrong:

        sources:
          - {id: ua, publisher: Example Committee, title: Urgent Action 3/26, date: 2025-12-30}

    Right:

        sources:
          - {id: ua, publisher: Example Committee, title: Urgent Action 3/26, date: 2026-01-15}
    """
    published = {source.id: source.date for source in view.case.sources if source.date}
    facts = [
        *((("events", index, "source"), event.source, event.date) for index, event in enumerate(view.case.events)),
        *((("status", index, "source"), status.source, status.since) for index, status in enumerate(view.case.status)),
    ]
    for place, source, happened in facts:
        date = published.get(source or "")
        if date and happened and date.last < happened.first:
            message = f"`{source}` was published on {date}, before what it is cited for happened ({happened})"
            yield place, message, "correct a date, or cite the source that tells it"


@rule("UA243", "deadline-before-issue")
def deadline_before_issue(view: RuleContext) -> Iterator[Finding]:
    """A deadline that is not after the day of issue.

    Why: nobody could write in time, and every letter would be refused as too late.

    Wrong:

        action: {number: 3/26, issued: 2026-01-15, deadline: 2026-01-02, issuer: Example Committee}

    Right:

        action: {number: 3/26, issued: 2026-01-15, deadline: 2026-02-26, issuer: Example Committee}

    Note: without a deadline, 42 days after the day of issue are meant.
    """
    action = view.case.action
    if action.deadline and action.deadline <= action.issued and appeals(view.case):
        usual = action.issued + datetime.timedelta(days=DEFAULT_DAYS)
        message = f"the deadline {action.deadline} is not after the day of issue, {action.issued}"
        yield ("action", "deadline"), message, f"{DEFAULT_DAYS} days are usual: `{usual}`"


@rule("UA244", "deadline-near", Severity.WARNING, depends_on_day=True)
def deadline_near(view: RuleContext) -> Iterator[Finding]:
    """A deadline in less than seven days.

    Why: a letter sent by post would arrive too late. What goes by e-mail or fax may still do.

    Wrong:

        action: {number: 3/26, issued: 2026-01-01, deadline: 2026-01-23, issuer: Example Committee}
        status: [{state: detained, since: 2026-01-01}]
        events: []

    Right:

        action: {number: 3/26, issued: 2026-01-01, deadline: 2026-02-12, issuer: Example Committee}
        status: [{state: detained, since: 2026-01-01}]
        events: []
    """
    last = view.case.action.last_day
    if is_open(view) and last - view.day < NEAR:
        days = (last - view.day).days
        left = "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"
        hint = "send e-mail or fax, not post; or agree on a later deadline and issue an update"
        yield deadline_place(view.case), f"the deadline is {left} ({last})", hint


@rule("UA245", "deadline-past", Severity.WARNING, depends_on_day=True)
def deadline_past(view: RuleContext) -> Iterator[Finding]:
    """A deadline that is past, while the case still asks for appeals.

    Why: a late appeal can do harm: the situation may have changed, and the issuer no longer follows it every day. No
    more letters are made of this file.

    Wrong:

        action: {number: 98/25, issued: 2025-11-01, deadline: 2025-12-13, issuer: Example Committee}
        status: [{state: detained, since: 2025-10-20}]
        events: []

    Right:

        action: {number: 98/25, kind: outcome, sequence: 2, issued: 2025-12-20, issuer: Example Committee}
        status: [{state: released, since: 2025-12-18}]
        events: []
    """
    case, last = view.case, view.case.action.last_day
    if not appeals(case) or view.day <= last or last <= case.action.issued:
        return
    if any(status.state in CLOSED for _, status in standing(case, view.day).values()):
        return  # The action has ended in another way; nobody waits for its deadline.
    days = (view.day - last).days
    message = f"the deadline has been past since {last} ({days} day{'s' if days > 1 else ''})"
    yield deadline_place(case), message, "issue an update with a new deadline, or write into `status` how it ended"


@rule("UA246", "deadline-far", Severity.WARNING, depends_on_day=True)
def deadline_far(view: RuleContext) -> Iterator[Finding]:
    """A deadline more than six months away.

    Why: six weeks are usual. In half a year most cases change, and letters would go on as if nothing had happened.

    Wrong:

        action: {number: 3/26, issued: 2026-01-15, deadline: 2027-02-26, issuer: Example Committee}

    Right:

        action: {number: 3/26, issued: 2026-01-15, deadline: 2026-02-26, issuer: Example Committee}
    """
    last, day = view.case.action.last_day, view.day
    if is_open(view) and (day.year * 12 + day.month + 6, day.day) < (last.year * 12 + last.month, last.day):
        message = f"the deadline {last} is more than six months away"
        yield deadline_place(view.case), message, "is the year right? Six weeks after issue are usual"


@rule("UA247", "action-after-detention")
def action_after_detention(view: RuleContext) -> Iterator[Finding]:
    """An appeal issued after an event that ended the matter: a release, a pardon, a death.

    Why: the letters would ask for the release of somebody who is free, or for the health of somebody who has died.
    Where only an event tells of it and the status does not, nothing else would stop them.

    Wrong:

        events:
          - {type: detained, date: 2026-01-05, source: ua}
          - {type: released, date: 2026-01-09, source: ua}

    Right:

        action: {number: 3/26, kind: outcome, sequence: 2, issued: 2026-01-15, issuer: Example Committee}
        events:
          - {type: detained, date: 2026-01-05, source: ua}
          - {type: released, date: 2026-01-09, source: ua}
        status:
          - {state: released, since: 2026-01-09, source: ua}

    Note: somebody who was detained again, or is in danger although free, has a later event or `status` that says so.
    """
    case = view.case
    if not appeals(case):
        return
    told: dict[int, list[str]] = {}
    endings = _Endings(case)
    for person in case.people:
        index = endings.of(person.id)
        if index is not None:
            told.setdefault(index, []).append(name_of(case, person))
    for index, names in sorted(told.items()):
        event = case.events[index]
        happened = said(str(event.type), names)
        message = f"{happened} ({event.date}), before this appeal was issued ({case.action.issued})"
        hint = f"add to `status`: `- {{state: {event.type}, since: {event.date}}}`; or what came after it"
        yield ("events", index, "type"), message, hint


@rule("UA237", "date-in-the-future")
def date_in_the_future(view: RuleContext) -> Iterator[Finding]:
    """A state, an issue, an event, a source or a check that is dated after today.

    Why: the commonest slip is one in the year. A death that is dated next year would count for nothing until then, and
    letters for the dead would be made all the while.

    Wrong:

        status:
          - {state: detained, since: 2026-01-05, source: ua}
          - {state: released, since: 2027-01-12, source: ua}

    Right:

        status:
          - {state: detained, since: 2026-01-05, source: ua}
          - {state: released, since: 2026-01-12, source: ua}
        action: {number: 3/26, kind: outcome, sequence: 2, issued: 2026-01-15, issuer: Example Committee}

    Note: it is tomorrow already somewhere on earth, so that tomorrow's date is accepted. What is right, and lies ahead
    all the same, tells of a clock that is wrong: set that of the machine.
    """
    for place, date in _dated(view.case):
        if (date.first if isinstance(date, PartialDate) else date) > latest(view.real):
            message = f"{date} lies ahead: by the clock of this machine it is {view.real}"
            yield place, message, "is the year right? If the date is, the clock is wrong: set it"


def _dated(case: Case) -> Iterator[tuple[Place, PartialDate | datetime.date]]:
    """What can be told of only after its day."""
    yield ("action", "issued"), case.action.issued
    for index, status in enumerate(case.status):
        yield ("status", index, "since"), status.since
        if status.as_of:
            yield ("status", index, "as_of"), status.as_of
    for index, event in enumerate(case.events):
        if event.date:
            yield ("events", index, "date"), event.date
    for index, source in enumerate(case.sources):
        if source.date:
            yield ("sources", index, "date"), source.date
    for index, recipient in enumerate(case.recipients):
        if recipient.verified_on:
            yield ("recipients", index, "verified_on"), recipient.verified_on
    if case.outcome and case.outcome.issued:
        yield ("outcome", "issued"), case.outcome.issued


@rule("UA238", "ending-not-in-status", depends_on_day=True)
def ending_not_in_status(view: RuleContext) -> Iterator[Finding]:
    """An event that ended the matter, or may have, or an outcome that is told, while `status` says otherwise.

    Why: the status decides whether letters are made. Whoever writes down a release as an event alone believes that
    everything has been done. No letter is made before the two agree.

    Wrong:

        events:
          - {type: detained, date: 2026-01-05, source: ua}
          - {type: released, date: 2026, source: ua}

    Right:

        action: {number: 3/26, kind: outcome, sequence: 2, issued: 2026-01-15, issuer: Example Committee}
        events:
          - {type: detained, date: 2026-01-05, source: ua}
          - {type: released, date: 2026-01-09, source: ua}
        status:
          - {state: released, since: 2026-01-09, source: ua}

    Note: what is known only by its year or month may have been on its last day, and what has no date may have been
    today. Somebody who was freed and taken again has a `status` that certainly began after it. After a death there is
    none. An event that is not true any more has `superseded: true`.
    """
    told = {place for place, _, _ in action_after_detention(view)}
    for place, message, hint in contradictions(view.case, view.known):
        if place not in told:
            yield place, message, hint


class _Endings:
    """The events and states of a case sorted by those whom they concern: everybody, or some."""

    def __init__(self, case: Case) -> None:
        self.events: dict[str, list[tuple[int, Event]]] = {}
        self.states: dict[str, list[Status]] = {}
        for index, event in enumerate(case.events):
            freed = event.type in FREED | DEAD and event.date and event.date.first <= case.action.issued
            if freed or event.type in TAKEN:
                for person in event.people or ("",):
                    self.events.setdefault(person, []).append((index, event))
        for status in case.status:
            for person in status.people or ("",):
                self.states.setdefault(person, []).append(status)
        self.of_others = self._of("")

    def of(self, person: str) -> int | None:
        """The event that ended the matter for somebody, where no later event or status says otherwise."""
        return self._of(person) if person in self.events or person in self.states else self.of_others

    def _of(self, person: str) -> int | None:
        ids = ("", person) if person else ("",)
        end: tuple[int, Event] | None = None
        for index, event in sorted((item for who in ids for item in self.events.get(who, ())), key=itemgetter(0)):
            if event.type not in TAKEN:
                end = index, event
            elif end is None or end[1].type not in DEAD:
                end = None
        if end is None or end[1].date is None:
            return None
        index, event = end
        for status in (status for who in ids for status in self.states.get(who, ())):
            if status.state in CLOSED if event.type in DEAD else status.since.last >= end[1].date.first:
                return None
        return index
