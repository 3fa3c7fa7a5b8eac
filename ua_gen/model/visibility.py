"""What of a case the public may see: the case without its other facts, and where those stand."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.model.case import Case, Recipient, Source
from ua_gen.model.events import Status
from ua_gen.model.publications import Paragraph, PressRelease, Statement
from ua_gen.model.requests import Request

GROUPS = ("status", "events", "recipients", "sources")
# Who asked that an action be stopped, and why, may put somebody in danger.
REASONS = ("note", "place", "source")


@dataclass(frozen=True, slots=True)
class Public:
    """A file as documents see it, and for each list that has lost items, the indexes of those that are left."""

    value: Any
    kept: Mapping[str, Sequence[int]]


def not_public(value: Any) -> Iterator[tuple[str, int]]:
    """The list and the index of every fact that is not for the public."""
    for group in GROUPS:
        for index, fact in enumerate(getattr(value, group, ())):
            if fact.visibility != "public":
                yield group, index


def stops(case: Case) -> Iterator[int]:
    """The indexes of the status entries that stop the action. They hold on every day, for everybody."""
    for index, status in enumerate(case.status):
        if status.state == "stopped" and not status.superseded:
            yield index


def without_reasons(case: Case) -> tuple[Status, ...]:
    """The status entries as they may be told: of a stop, that it is one, and since when."""
    if case.action.kind != "stop" and not any(status.state == "stopped" for status in case.status):
        return case.status
    return tuple(
        status.model_copy(update=dict.fromkeys(REASONS))
        if case.action.kind == "stop" or status.state == "stopped"
        else status
        for status in case.status
    )


def cited(case: Case) -> set[str]:
    """The sources that something cites which the public may be told."""
    parts: tuple[Any, ...] = (
        *case.events,
        *without_reasons(case),
        *([case.outcome] if case.outcome else ()),
    )
    return {part.source for part in parts if part.source and is_told(part)}


def citing_nothing_told(case: Case) -> set[str]:
    """The sources that are cited, but only by what is not told."""
    every: tuple[Any, ...] = (*case.events, *case.status)
    return {part.source for part in every if part.source} - cited(case)


def public(value: Case | Statement | PressRelease) -> Public:
    """A case or publication with nothing in it but what may be told. A template cannot reach what is not there."""
    return _public_case(value) if isinstance(value, Case) else _public_publication(value)


def is_told(fact: Any) -> bool:
    """Whether documents may tell of something: it is for the public, and not superseded."""
    return getattr(fact, "visibility", "public") == "public" and not getattr(fact, "superseded", False)


def _public_case(case: Case) -> Public:
    unnamed = citing_nothing_told(case)
    told = without_reasons(case)
    case = case.model_copy(update={"status": told}) if told != case.status else case
    sources = [i for i, source in enumerate(case.sources) if _is_public(source) and source.id not in unnamed]
    known = {case.sources[index].id for index in sources}
    hidden = {source.id for source in case.sources} - known
    recipients = [index for index, recipient in enumerate(case.recipients) if _is_public(recipient)]
    unreached = {recipient.id for recipient in case.recipients} - {case.recipients[i].id for i in recipients}
    requests = [index for index, request in enumerate(case.requests) if not request.to or set(request.to) - unreached]
    kept = {
        "status": [index for index, status in enumerate(case.status) if is_told(status)],
        "events": [index for index, event in enumerate(case.events) if is_told(event)],
        "recipients": recipients,
        "sources": sources,
        "requests": requests,
    }
    changed: dict[str, Any] = {
        name: tuple(getattr(case, name)[index] for index in indexes)
        for name, indexes in kept.items()
        if len(indexes) < len(getattr(case, name))
    }
    kept = {name: indexes for name, indexes in kept.items() if name in changed}
    for name in ("status", "events"):
        facts = changed.get(name, getattr(case, name))
        if any(fact.source in hidden for fact in facts):
            changed[name] = tuple(_uncited(fact, hidden) for fact in facts)
    if case.outcome and case.outcome.source in hidden:
        changed["outcome"] = _uncited(case.outcome, hidden)
    if any(unreached.intersection(request.to) for request in case.requests):
        requests_left = changed.get("requests", case.requests)
        changed["requests"] = tuple(_addressed(request, unreached) for request in requests_left)
    return Public(case.model_copy(update=changed) if changed else case, kept)


def _public_publication(value: Statement | PressRelease) -> Public:
    sources = [index for index, source in enumerate(value.sources) if _is_public(source)]
    if len(sources) == len(value.sources):
        return Public(value, {})
    hidden = {source.id for source in value.sources} - {value.sources[index].id for index in sources}
    changed: dict[str, Any] = {"sources": tuple(value.sources[index] for index in sources)}
    if isinstance(value, Statement):
        changed["preamble"] = _noted(value.preamble, hidden)
        changed["countries"] = tuple(
            chapter.model_copy(
                update={
                    "text": _noted(chapter.text, hidden),
                    "entries": tuple(
                        entry.model_copy(update={"text": _noted(entry.text, hidden)}) for entry in chapter.entries
                    ),
                }
            )
            for chapter in value.countries
        )
    return Public(value.model_copy(update=changed), {"sources": sources})


def _is_public(fact: Recipient | Source) -> bool:
    return fact.visibility == "public"


def _uncited(part: Any, hidden: set[str]) -> Any:
    return part.model_copy(update={"source": None}) if part.source in hidden else part


def _addressed(request: Request, unreached: set[str]) -> Request:
    return request.model_copy(update={"to": tuple(name for name in request.to if name not in unreached)})


def _noted(paragraphs: Sequence[Paragraph], hidden: set[str]) -> tuple[Paragraph, ...]:
    return tuple(
        paragraph.model_copy(update={"sources": tuple(name for name in paragraph.sources if name not in hidden)})
        for paragraph in paragraphs
    )
