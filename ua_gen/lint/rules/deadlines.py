"""Rules on deadlines: before the issue, near, past, or far."""

import datetime
from collections.abc import Iterator

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import appeals, deadline_place, is_open
from ua_gen.model import CLOSED, DEFAULT_DAYS, standing

NEAR = datetime.timedelta(days=7)


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
