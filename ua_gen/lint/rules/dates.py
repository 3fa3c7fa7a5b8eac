"""Rules on days: the order of what happened, and what is dated after today."""

import datetime
from collections.abc import Iterator

from ua_gen.clock import latest
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.model import Case, Event
from ua_gen.model.dates import PartialDate


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
