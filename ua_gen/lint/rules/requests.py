"""Rules on what is asked for: of whom, and whether it can be asked."""

from collections.abc import Iterator, Sequence

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import appeals, name_of
from ua_gen.model import CLOSED, DEAD, DEATHS, Case, Request, death_threatens, standing
from ua_gen.model.arguments import sentences_in

# What can be asked only for somebody who is held, and the states in which nobody is.
OF_THE_HELD = frozenset(
    {
        "release-unconditionally",
        "release-unless-charged",
        "release-pending-review",
        "humane-conditions",
        "move-nearer-home",
        "end-incommunicado",
        "access-to-family",
    }
)
FREE = (CLOSED - DEAD - {"stopped"}) | {"at-risk"}
TRIED = frozenset(
    {"put-on-trial", "trial", "tried-in-absence", "unfair-trial", "convicted", "sentenced", "verdict-upheld"}
) | {"appeal-rejected", "imprisoned"}
CHARGED = frozenset({"on-trial", "imprisoned"})
DESIGNATIONS = frozenset({"note-prisoner-of-conscience", "recognise-prisoner-of-conscience"})


@rule("UA280", "no-requests", Severity.WARNING)
def no_requests(view: RuleContext) -> Iterator[Finding]:
    """An appeal that asks for nothing.

    Why: an official who reads a letter to its end must know what to do.

    Wrong:

        requests: []

    Right:

        requests:
          - ask: release-unless-charged

    Note: a file that has a whole model letter of its own, or only a message of solidarity, need not have requests.
    """
    case = view.case
    if appeals(case) and not case.requests and not case.letter and (case.recipients or not case.solidarity):
        yield ("requests",), "this appeal asks for nothing", "add `requests: [{ask: …}]`"


@rule("UA281", "request-to-nobody")
def request_to_nobody(view: RuleContext) -> Iterator[Finding]:
    """A request that no recipient of letters gets, or a recipient of letters who gets no request.

    Why: the request would vanish without a word, or a letter would ask for nothing.

    Wrong:

        requests:
          - {ask: release-unless-charged, to: [president]}
        recipients:
          - {id: minister, post: minister, office: {en: Minister, ru: Министр}, country: KG, email: a@example.org}
          - {id: president, role: copy, post: head-of-state, office: {en: President, ru: Президент}, country: KG}

    Right:

        requests:
          - {ask: release-unless-charged, to: [minister]}
        recipients:
          - {id: minister, post: minister, office: {en: Minister, ru: Министр}, country: KG, email: a@example.org}
          - {id: president, role: copy, post: head-of-state, office: {en: President, ru: Президент}, country: KG}
    """
    case = view.case
    if not appeals(case) or not case.requests:
        return
    roles = {recipient.id: recipient.role for recipient in case.recipients}
    for index, request in enumerate(case.requests):
        known = [name for name in request.to if name in roles]
        if known and not any(roles[name] == "to" for name in known):
            who = " and ".join(f"`{name}`" for name in known)
            message = f"{who} only get{'s' if len(known) == 1 else ''} copies: no letter makes this request"
            yield (
                ("requests", index, "to", request.to.index(known[0])),
                message,
                "name a recipient of letters, or drop `role: copy`",
            )
    if case.letter:
        return
    if not all(request.to for request in case.requests):
        return  # Something is asked of everybody.
    asked = {name for request in case.requests for name in request.to}
    for index, recipient in enumerate(case.recipients):
        if recipient.role == "to" and recipient.id not in asked:
            message = f"nothing is asked of `{recipient.id}`"
            yield ("recipients", index, "id"), message, "add it to `to` of a request, or make it `role: copy`"


@rule("UA282", "repeated-request", Severity.WARNING)
def repeated_request(view: RuleContext) -> Iterator[Finding]:
    """A request that the same recipient gets twice.

    Why: the letter would repeat itself.

    Wrong:

        requests:
          - ask: access-to-lawyer
          - {ask: access-to-lawyer, to: [minister]}

    Right:

        requests:
          - ask: access-to-lawyer
    """
    everybody: dict[str, int] = {}  # Where what is said was first asked of all recipients, of each, of anybody.
    somebody: dict[tuple[str, str], int] = {}
    anybody: dict[str, int] = {}
    for index, request in enumerate(view.case.requests):
        found: dict[int, str] = {}
        for field, what in _said(request):
            before = [somebody[what, name] for name in request.to if (what, name) in somebody]
            before += [known[what] for known in (everybody if request.to else anybody,) if what in known]
            if before:
                found.setdefault(min(before), field)
            for name in request.to:
                somebody.setdefault((what, name), index)
            if not request.to:
                everybody.setdefault(what, index)
            anybody.setdefault(what, index)
        if found:
            first = min(found)
            hint = "delete one of the two, or give them different recipients"
            yield ("requests", index, found[first]), f"the same is asked in requests[{first}]", hint


def _said(request: Request) -> Iterator[tuple[str, str]]:
    """What a request asks, in a form to be compared, with the field that says it."""
    if request.ask:
        yield "ask", request.ask
    if request.text:
        for tag, text in request.text.root.items():
            yield "text", f"{tag}: {text.casefold().rstrip('. ')}"


@rule("UA283", "request-contradicts-status")
def request_contradicts_status(view: RuleContext) -> Iterator[Finding]:
    """A stock request that cannot be meant, as the case stood on the day of issue.

    Why: nobody can release who is free, investigate the death of the living, or charge who has been sentenced. Such
    a request was left over from an earlier document, or the status was.

    Wrong:

        status:
          - {state: at-risk, since: 2026-01-05, source: ua}
        requests:
          - ask: release-unconditionally

    Right:

        status:
          - {state: at-risk, since: 2026-01-05, source: ua}
        requests:
          - ask: protect-defender
    """
    case = view.case
    if not appeals(case):
        return  # What an outcome or a stop has kept of the last document's requests is asked of nobody.
    newest = standing(case, case.action.issued)
    if not all(person.id in newest for person in case.people):
        return  # Of somebody nothing is known; that is complained of already.
    states = [(name_of(case, person), newest[person.id][1].state) for person in case.people]
    for index, request in enumerate(case.requests):
        if request.ask is None:
            continue
        reason = _contradiction(request.ask, states, case)
        if reason:
            yield ("requests", index, "ask"), f"`{request.ask}`: {reason}", "delete the request, or correct the status"


def _contradiction(ask: str, standing: Sequence[tuple[str, str]], case: Case) -> str:
    """Why something cannot be asked for: true of all the people, since a request is for all of them."""
    states = {state for _, state in standing}
    are = f"{' and '.join(name for name, _ in standing)} {'is' if len(standing) == 1 else 'are'} "
    are += " and ".join(f"`{state}`" for state in sorted(states))
    if ask in OF_THE_HELD and states <= FREE | DEAD:
        return are if states & DEAD else f"{are}, not held"
    if ask == "release-unless-charged" and states <= CHARGED:
        return f"{are}, and so charged already"
    if ask == "investigate-death" and not states & DEAD and not any(event.type in DEATHS for event in case.events):
        return f"{are}, and no event tells of a death"
    return ""


def _is_over(case: Case) -> bool:
    """Whether everybody was evicted, as far as the events tell."""
    told = [event for event in case.events if event.type in ("evicted", "eviction-ordered", "at-risk-of")]
    last = next((event for event in reversed(told) if not event.about), None)
    return last is not None and last.type == "evicted" and last.expected is None and not any(e.expected for e in told)


@rule("UA284", "unfounded-request", Severity.WARNING)
def unfounded_request(view: RuleContext) -> Iterator[Finding]:
    """A stock request that rests on something of which the file does not tell.

    Why: an official who is asked to commute a sentence must find in the letter what sentence it was. Or the request
    is left over from another case.

    Wrong:

        requests:
          - ask: commute-death-sentence

    Right:

        requests:
          - ask: commute-death-sentence
        events:
          - {type: sentenced, sentence: death, date: 2026-01-12, source: ua}
    """
    case = view.case
    types = {event.type for event in case.events}
    sentences = {kind for event in case.events if event.sentence for kind in sentences_in(event.sentence)}
    states = {status.state for _, status in standing(case, case.action.issued).values()}
    for index, request in enumerate(case.requests):
        missing = ""
        if request.ask in ("commute-death-sentence", "halt-execution") and "death" not in sentences:
            missing, hint = "no event tells of a death sentence", "add `{type: sentenced, sentence: death, …}`"
        elif request.ask == "retrial" and not (types & TRIED or states & CHARGED):
            missing, hint = (
                "no event tells of a trial",
                "add `{type: sentenced, …}` or `convicted`; or ask `fair-trial`",
            )
        elif request.ask == "suspend-eviction" and _is_over(case):
            missing = "the eviction has taken place, and no event tells of another"
            hint = "ask `provide-housing` or `reparation`, or add `{type: at-risk-of, harm: forced-eviction, …}`"
        elif request.ask in DESIGNATIONS and not any(
            person.considered and person.considered.as_ == "prisoner-of-conscience" for person in case.people
        ):
            missing = "the file does not say that anybody is considered a prisoner of conscience"
            hint = "add to the person: `considered: {as: prisoner-of-conscience, since: …}`"
        elif request.ask == "no-executions" or request.no_death:
            field = "ask" if request.ask == "no-executions" else "no_death"
            if not death_threatens(case):
                hint = "leave it out, or tell in an event what threatens: `{type: faces-penalty, sentence: death, …}`"
                message = f"`{request.ask}` speaks of the death penalty, and nothing tells that it threatens"
                yield ("requests", index, field), message, hint
        elif request.ask == "reparation" and request.about is None and states and states <= DEAD:
            missing, hint = "nobody is alive who could get it", "say for whom: `about: family`"
        if missing:
            yield ("requests", index, "ask"), f"`{request.ask}`, but {missing}", hint
