"""Rules on what ends a case: events and outcomes that its status does not tell of, or an appeal that came after."""

from collections.abc import Iterator
from operator import itemgetter

from ua_gen.action.closing import contradictions, said
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import appeals, name_of
from ua_gen.model import CLOSED, DEATHS, TAKEN, Case, Event, Status, befell, state_of

FREED = frozenset({"released", "conditionally-released", "pardoned", "acquitted", "charges-dropped"})


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
        happened = said(state_of(event), names)
        message = f"{happened} ({event.date}), before this appeal was issued ({case.action.issued})"
        hint = f"add to `status`: `- {{state: {state_of(event)}, since: {event.date}}}`; or what came after it"
        yield ("events", index, "type"), message, hint


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
            if not befell(event):
                continue
            freed = event.type in FREED | DEATHS and event.date and event.date.first <= case.action.issued
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
            elif end is None or end[1].type not in DEATHS:
                end = None
        if end is None or end[1].date is None:
            return None
        index, event = end
        for status in (status for who in ids for status in self.states.get(who, ())):
            if status.state in CLOSED if event.type in DEATHS else status.since.last >= end[1].date.first:
                return None
        return index
