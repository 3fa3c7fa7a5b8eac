"""Rules on what sentences agree with: whether those whom they tell of are one or many."""

from collections.abc import Iterator

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import name_of
from ua_gen.model.arguments import PARTIES, each, stock_value
from ua_gen.model.names import Name

AGREE = "say it beside the languages: `{en: …, number: many, gender: neutral}`"


@rule("UA279", "unknown-agreement", Severity.ERROR)
def unknown_agreement(view: RuleContext) -> Iterator[Finding]:
    """A group or an organisation of one’s own words of which nobody knows whether it is one or many.

    Why: verbs and pronouns agree with it, and what is guessed is wrong in half of all letters: “the people of Bodo was
    threatened”.

    Wrong:

        people:
          - {id: staff, kind: group, name: {en: the staff of the library, ru: работники библиотеки}}

    Right:

        people:
          - id: staff
            kind: group
            name: {en: the staff of the library, ru: работники библиотеки, number: many, gender: neutral}

    Note: a stock noun knows it: `group: {noun: residents, of: Bodo}`. The same is asked of a text in `about`.
    """
    for index, person in enumerate(view.case.people):
        if person.kind != "person" and person.group is None and person.name.number is None:
            yield ("people", index, "name"), f"is `{name_of(view.case, person)}` one or many?", AGREE
    for group, entries in (("events", view.case.events), ("requests", view.case.requests)):
        for index, entry in enumerate(entries):
            for rest, value in each(getattr(entry, "about", None)):
                known = stock_value(value, PARTIES, view.case.language)
                if known is None and isinstance(value, Name) and value.number is None:
                    yield (group, index, "about", *rest), "are these one or many?", AGREE
