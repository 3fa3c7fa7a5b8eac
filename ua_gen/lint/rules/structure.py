"""Rules on how the parts of a case hang together: ids, and references to them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from ua_gen.diagnostics import Severity, suggest
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.model import Case, Event, Outcome, Status, is_told

MANY = 40


def _ids(case: Case) -> dict[str, Sequence[str]]:
    return {
        "people": [person.id for person in case.people],
        "recipients": [recipient.id for recipient in case.recipients],
        "sources": [source.id for source in case.sources],
    }


def unknown(name: str, known: Collection[str], what: str) -> tuple[str, str]:
    """What is wrong with a reference, and the ids that there are."""
    first = list(islice(known, MANY))  # Nobody reads a longer list, and comparing with each takes its time.
    listed = (
        f"there are: {', '.join(first)}{', …' if len(known) > MANY else ''}" if known else f"the file has no {what}s"
    )
    return f"no {what} has the id `{name}`", suggest(name, first) or listed


@rule("UA201", "duplicate-id")
def duplicate_id(view: RuleContext) -> Iterator[Finding]:
    """Two people, recipients or sources with the same id.

    Why: everything that refers to the id would mean the first of the two, and letters would go to the wrong person.

    Wrong:

        sources:
          - {id: ua, title: First urgent action}
          - {id: ua, title: Second urgent action}

    Right:

        sources:
          - {id: ua, title: First urgent action}
          - {id: update, title: Second urgent action}
    """
    for group, ids in _ids(view.case).items():
        seen: set[str] = set()
        for index, name in enumerate(ids):
            if name in seen:
                yield (
                    (group, index, "id"),
                    f"a second entry of `{group}` has the id `{name}`",
                    "give it another id",
                )
            seen.add(name)


@rule("UA202", "unknown-reference")
def unknown_reference(view: RuleContext) -> Iterator[Finding]:
    """A request to a recipient, a fact about a person, or a citation of a source, that the file does not have.

    Why: the request would reach nobody, and the fact would be told of nobody or have no source.

    Wrong:

        events:
          - {type: detained, date: 2026-01-05, source: newspaper}

    Right:

        events:
          - {type: detained, date: 2026-01-05, source: ua}
    """
    case, ids = view.case, {group: dict.fromkeys(names) for group, names in _ids(view.case).items()}
    if case.outcome and case.outcome.source and case.outcome.source not in ids["sources"]:
        yield ("outcome", "source"), *unknown(case.outcome.source, ids["sources"], "source")
    for index, request in enumerate(case.requests):
        for place, name in enumerate(request.to):
            if name not in ids["recipients"]:
                yield ("requests", index, "to", place), *unknown(name, ids["recipients"], "recipient")
    groups: tuple[tuple[str, Sequence[Event | Status]], ...] = (("events", case.events), ("status", case.status))
    for group, parts in groups:
        for index, part in enumerate(parts):
            for place, name in enumerate(part.people):
                if name not in ids["people"]:
                    yield (group, index, "people", place), *unknown(name, ids["people"], "person")
            if part.source and part.source not in ids["sources"]:
                yield (group, index, "source"), *unknown(part.source, ids["sources"], "source")


@rule("UA203", "nothing-said")
def nothing_said(view: RuleContext) -> Iterator[Finding]:
    """An event without type and text, or a request without a stock request and text.

    Why: there is nothing that a letter could say.

    Wrong:

        requests:
          - {to: [minister]}

    Right:

        requests:
          - {ask: fair-trial, to: [minister]}
    """
    for index, event in enumerate(view.case.events):
        if event.type is None and event.text is None:
            yield ("events", index), "this event says nothing", "add `type: …`, a stock event, or `text: …`"
    for index, request in enumerate(view.case.requests):
        if request.ask is None and request.text is None:
            yield (
                ("requests", index),
                "this request asks for nothing",
                "add `ask: …`, a stock request, or `text: …`",
            )


@rule("UA207", "superseded-source", Severity.WARNING)
def superseded_source(view: RuleContext) -> Iterator[Finding]:
    """A fact that cites a source which the file says is superseded.

    Why: the issuer has replaced that document. What it says may have been corrected, and letters would repeat it.

    Wrong:

        sources:
          - {id: ua, title: First urgent action, date: 2026-01-10, superseded: true}

    Right:

        sources:
          - {id: ua, title: Second urgent action, date: 2026-01-14}

    Note: a fact that was true only for the old document can be kept for the record, with `superseded: true` of its
    own. Then it is told nowhere, and counts for nothing.
    """
    case = view.case
    old = {source.id for source in case.sources if source.superseded}
    parts: list[tuple[Place, Event | Status | Outcome]] = [
        *((("events", index), event) for index, event in enumerate(case.events)),
        *((("status", index), status) for index, status in enumerate(case.status)),
        *([(("outcome",), case.outcome)] if case.outcome else []),
    ]
    for path, part in parts:
        if part.source in old and is_told(part):
            hint = "cite the newer document, or keep the fact for the record with `superseded: true`"
            yield (*path, "source"), f"the source `{part.source}` is superseded", hint
