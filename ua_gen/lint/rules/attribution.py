"""Rules on who says what: allegations, and the sources of facts."""

from collections.abc import Iterator

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule

# What those who are accused of it deny, or what hardly anybody sees.
ALLEGATIONS = frozenset(
    {
        "ill-treated",
        "tortured",
        "threatened",
        "attacked",
        "denied-lawyer",
        "denied-medical-care",
        "denied-family-visits",
        "held-incommunicado",
        "beaten",
        "attempted-killing",
        "died-in-custody",
        "forced-confession",
        "forcibly-disappeared",
        "harassed",
        "not-seen-by-doctor",
        "abducted",
        "disappeared",
        "killed",
    }
)


@rule("UA285", "unattributed-allegation", Severity.WARNING)
def unattributed_allegation(view: RuleContext) -> Iterator[Finding]:
    """An allegation, or something reported, of which the file does not say where it comes from.

    Why: the letter accuses somebody. When the official asks who says so, there must be an answer; and the next
    editor must be able to see whether it still holds.

    Wrong:

        events:
          - {type: tortured, date: 2026-01-06}

    Right:

        events:
          - {type: tortured, date: 2026-01-06, according_to: {en: her lawyer, ru: её адвоката}}

    Note: `according_to` is told in every letter, `source` in none. Allegations are torture, threats, a killing, the
    refusal of a lawyer, and the like.
    """
    for index, event in enumerate(view.case.events):
        if event.source or event.according_to or not (event.type in ALLEGATIONS or event.reported):
            continue
        what = f"`{event.type}` is an allegation" if event.type in ALLEGATIONS else "this is reported"
        field = "type" if event.type else "reported"
        hint = "add `source: …`, or `according_to: …`, which letters tell"
        yield ("events", index, field), f"{what}, but nothing says by whom it is made", hint


@rule("UA286", "uncited-source", Severity.WARNING)
def uncited_source(view: RuleContext) -> Iterator[Finding]:
    """A source that no event, no status and no outcome cites.

    Why: nobody can see what was taken from it. Often the fact that it stood for was deleted, or never written down.

    Wrong:

        sources:
          - {id: ua, title: Urgent Action 3/26, date: 2026-01-15}
          - {id: report, title: Report on libraries, date: 2026-01-12}

    Right:

        sources:
          - {id: ua, title: Urgent Action 3/26, date: 2026-01-15}
    """
    case = view.case
    cited = {part.source for parts in (case.events, case.status) for part in parts}
    cited |= {case.outcome.source} if case.outcome else set()
    for index, source in enumerate(case.sources):
        if source.id not in cited and not source.superseded:
            yield (
                ("sources", index, "id"),
                f"nothing cites `{source.id}`",
                f"add `source: {source.id}` to what it tells, or delete it",
            )
