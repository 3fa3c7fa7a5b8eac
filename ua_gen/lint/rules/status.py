"""Rules on what became of the people: whether an appeal may be made for them, and how fresh the news is."""

import datetime
from collections.abc import Iterator

from ua_gen.action.closing import said
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import appeals, is_open, name_of, over_a_year
from ua_gen.model import CLOSED, DEAD, Status, asks_of_a_death, standing


@rule("UA250", "appeal-for-closed-case")
def appeal_for_closed_case(view: RuleContext) -> Iterator[Finding]:
    """An appeal for somebody who, on the day of issue, had died, was free, or whose action had been stopped.

    Why: a request to release a dead prisoner hurts the family, and shows the official that nobody looked. What
    became of somebody after the issue is no fault of the file: `render` then refuses letters by itself.

    Wrong:

        status:
          - {state: detained, since: 2026-01-05, source: ua}
          - {state: released, since: 2026-01-12, source: ua}

    Right:

        action: {number: 3/26, kind: outcome, sequence: 2, issued: 2026-01-15, issuer: Example Committee}
        status:
          - {state: detained, since: 2026-01-05, source: ua}
          - {state: released, since: 2026-01-12, source: ua}

    Note: for somebody who has died, an appeal may still ask to investigate the death and to bring those responsible
    to justice, and for nothing else.
    """
    case = view.case
    if not appeals(case):
        return
    told: dict[int, list[str]] = {}
    newest = standing(case, case.action.issued)
    for person in case.people:
        index, status = newest.get(person.id, (-1, None))
        if status is None or status.state not in CLOSED or (status.state in DEAD and asks_of_a_death(case)):
            continue
        told.setdefault(index, []).append(name_of(case, person))
    for index, names in told.items():
        status = case.status[index]
        if status.state == "stopped":
            message = f"the action had been stopped when this appeal was issued ({case.action.issued})"
            yield ("status", index, "state"), message, "`kind: stop`; send nothing more"
            continue
        message = f"{said(status.state, names)} ({status.since}), before this appeal was issued"
        hint = "`kind: outcome`, which asks for nothing"
        if len(case.people) > len(names):
            hint += "; or take whom it no longer concerns out of `people`"
        yield ("status", index, "state"), f"{message} ({case.action.issued})", hint


@rule("UA251", "no-status", Severity.WARNING)
def no_status(view: RuleContext) -> Iterator[Finding]:
    """An appeal without `status`.

    Why: only the status keeps letters from being made for somebody who has been released or has died. Without one
    nobody can see who checked, and when.

    Wrong:

        status: []

    Right:

        status:
          - {state: detained, since: 2026-01-05, source: ua}
    """
    if appeals(view.case):
        newest = standing(view.case, datetime.date.max)
        missing = [name_of(view.case, person) for person in view.case.people if person.id not in newest]
        if missing:
            message = f"the file does not say what has become of {' and '.join(missing)}"
            yield ("status",), message, "add `status: [{state: detained, since: …, source: …}]`"


@rule("UA252", "stale-status", Severity.WARNING, depends_on_day=True)
def stale_status(view: RuleContext) -> Iterator[Finding]:
    """A status that nothing has confirmed for twelve months, in an action that is still open.

    Why: people are freed, moved and sentenced without anybody's telling the editors. A letter that asks for what
    has long happened makes the next one worthless.

    Wrong:

        action: {number: 3/24, kind: update, sequence: 4, issued: 2026-01-15, issuer: Example Committee}
        status:
          - {state: imprisoned, since: 2024-06-01}

    Right:

        action: {number: 3/24, kind: update, sequence: 4, issued: 2026-01-15, issuer: Example Committee}
        status:
          - {state: imprisoned, since: 2024-06-01, as_of: 2026-01-10}

    Note: a status counts as confirmed on the day it began, on its `as_of`, and on the day its source was published.
    Death needs no confirmation.
    """
    if not is_open(view):
        return
    published = {source.id: source.date.last for source in view.case.sources if source.date}
    for index, status in sorted({item[0]: item[1] for item in standing(view.case, view.day).values()}.items()):
        known = [status.since.last, status.as_of, published.get(status.source or "")]
        confirmed = max(day for day in known if day is not None)
        if status.state not in DEAD and over_a_year(confirmed, view.day):
            message = f"`{status.state}` was last confirmed on {confirmed}, more than twelve months ago"
            hint = f"ask the issuer; if it is still so, add `as_of: {view.day}` or cite a newer source"
            yield ("status", index, "state"), message, hint


@rule("UA253", "state-after-death")
def state_after_death(view: RuleContext) -> Iterator[Finding]:
    """A status that begins after the person's death.

    Why: the newest status decides. The file would count as open again, and letters for a dead person would be made.

    Wrong:

        status:
          - {state: died, since: 2025-12-20, source: ua}
          - {state: imprisoned, since: 2025-12-28, source: ua}
        requests:
          - ask: investigate-death

    Right:

        status:
          - {state: imprisoned, since: 2025-12-28, source: ua}
          - {state: died, since: 2026-01-03, source: ua}
        requests:
          - ask: investigate-death

    Note: what is known only by its year or month counts from its first day. Give the day where there is a doubt.
    """
    case = view.case
    names = {person.id: name_of(case, person) for person in case.people}
    dead: dict[str, Status] = {}
    all_dead = False
    for index, status in sorted(enumerate(case.status), key=lambda item: item[1].since.first):
        if status.superseded:
            continue
        if status.state in DEAD:
            for person in () if all_dead else status.people or names:
                dead.setdefault(person, status)
            all_dead = all_dead or not status.people
        elif status.state not in ("stopped", "pardoned", "charges-dropped"):
            who = next((person for person in status.people or dead if person in dead), "")
            if who in names:
                message = f"{names[who]} cannot be `{status.state}` since {status.since}"
                message += f" and have died before it ({dead[who].since})"
                yield ("status", index, "since"), message, "correct one of the two dates; give the day if it is known"


@rule("UA254", "status-order", Severity.WARNING)
def status_order(view: RuleContext) -> Iterator[Finding]:
    """A status that stands after a newer one, or two that begin on the same day.

    Why: the newest status decides, whatever the order of the file; a reader takes the last one for the newest. Of two
    that begin on the same day, the later in the file decides, which may not be meant.

    Wrong:

        status:
          - {state: imprisoned, since: 2026-01-12, source: ua}
          - {state: detained, since: 2026-01-05, source: ua}

    Right:

        status:
          - {state: detained, since: 2026-01-05, source: ua}
          - {state: imprisoned, since: 2026-01-12, source: ua}
    """
    of_all: Status | None = None  # The newest so far of those that are true of everybody, of each person, of anybody.
    of_each: dict[str, Status] = {}
    of_any: Status | None = None
    for index, status in enumerate(view.case.status):
        if status.superseded:
            continue
        before = of_any
        if status.people:
            mine = [of_each[person] for person in status.people if person in of_each]
            before = max([*mine, *([of_all] if of_all else [])], key=_first, default=None)
            of_each.update(dict.fromkeys(status.people, max(status, before or status, key=_first)))
        else:
            of_all = max(status, before or status, key=_first)
        of_any = max(status, of_any or status, key=_first)
        if before is None or _first(before) < _first(status):
            continue
        if before.since == status.since:
            message = f"`{before.state}` and `{status.state}` both begin on {status.since}"
            yield ("status", index, "since"), message, "give the days on which they began, or delete one of the two"
        elif _first(before) > status.since.last:  # Else the one known only by its month or year may be the newer.
            message = f"`{status.state}` since {status.since} stands after `{before.state}` since {before.since}"
            yield ("status", index, "since"), message, "list them oldest first, or correct a date"


def _first(status: Status) -> datetime.date:
    return status.since.first


@rule("UA259", "withdrawn-designation", Severity.WARNING, depends_on_day=True)
def withdrawn_designation(view: RuleContext) -> Iterator[Finding]:
    """A request, or an issue, that rests on a designation that has been withdrawn.

    Why: organisations withdraw and restore the name of prisoner of conscience. Letters leave a withdrawn one out,
    but what was asked because of it stays, and so do the words of the summary.

    Wrong:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            gender: female
            considered: {as: prisoner-of-conscience, since: 2026-01-05, until: 2026-01-10}

    Right:

        people:
          - id: specimen
            name: {en: Aida Specimen, ru: Аида Образцова}
            gender: female
            considered: {as: prisoner-of-conscience, since: 2026-01-05}
    """
    if not is_open(view):
        return
    for index, person in enumerate(view.case.people):
        considered = person.considered
        if considered and considered.until and considered.until.first <= view.day:
            message = f"{name_of(view.case, person)} was considered `{considered.as_}` only until {considered.until}"
            hint = "read summary, background and requests again, and delete `considered` if nothing rests on it"
            yield ("people", index, "considered", "until"), message, hint
