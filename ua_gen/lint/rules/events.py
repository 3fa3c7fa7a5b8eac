"""Rules on stock events: what is given for one must be what its sentence can tell."""

from collections.abc import Iterator

from ua_gen.diagnostics import Severity, suggest
from ua_gen.languages.phrases import english_phrases
from ua_gen.languages.phrases import names as phrase_names
from ua_gen.lint.registry import Finding, RuleContext, rule

# Each field of an event, and the placeholders of a stock sentence through which it is told.
TOLD_BY = {
    "place": ("where", "to_place"),
    "by": ("by",),
    "court": ("by_court", "before_court"),
    "charges": ("charges", "of_charges"),
    "sentence": ("term",),
    "confiscation": ("confiscation",),
}


@rule("UA248", "misspelt-authority", Severity.WARNING)
def misspelt_authority(view: RuleContext) -> Iterator[Finding]:
    """A word in `by` that is nearly one of those that every language knows, such as `police`.

    Why: what is none of them is printed as it is: “detained by polise”.

    Wrong:

        events:
          - {type: detained, date: 2026-01-05, by: polise, source: ua}

    Right:

        events:
          - {type: detained, date: 2026-01-05, by: police, source: ua}

    Note: `ua-gen schema` lists these words. Anything else is told in your own words, in each language.
    """
    stock = phrase_names("authority")
    for index, event in enumerate(view.case.events):
        word = event.by.get(view.case.language) if event.by and len(event.by.languages) == 1 else None
        if word and word not in stock and " " not in word and (meant := suggest(word, stock)):
            yield ("events", index, "by"), f"`{word}` is none of the words that every language knows", meant


@rule("UA287", "untold-detail", Severity.WARNING)
def untold_detail(view: RuleContext) -> Iterator[Finding]:
    """A detail of a stock event that its sentence has no place for, such as the place of a pardon.

    Why: whoever wrote it down expects to read it in the letter, and it is told nowhere.

    Wrong:

        events:
          - {type: verdict-upheld, date: 2026-01-06, sentence: 5 years, source: ua}

    Right:

        events:
          - {type: sentenced, date: 2026-01-06, sentence: 5 years, source: ua}
    """
    for index, event in enumerate(view.case.events):
        if event.type is None:
            continue
        sentence = english_phrases()[f"event.{event.type}"].english("male")
        for field, names in TOLD_BY.items():
            if getattr(event, field) and not any(f"{{{name}}}" in sentence for name in names):
                hint = "tell it in an event of its own, or in a `text`"
                yield ("events", index, field), f"the sentence on `{event.type}` does not tell the `{field}`", hint


@rule("UA288", "sentence-without-term", Severity.WARNING)
def sentence_without_term(view: RuleContext) -> Iterator[Finding]:
    """A stock event `sentenced` that does not say to what.

    Why: “was sentenced” alone sounds as if the letter hid something.

    Wrong:

        events:
          - {type: sentenced, date: 2026-01-06, source: ua}

    Right:

        events:
          - {type: sentenced, date: 2026-01-06, sentence: 2 years 6 months, source: ua}
    """
    for index, event in enumerate(view.case.events):
        if event.type == "sentenced" and event.sentence is None and event.text is None:
            hint = "add `sentence: 7 years`, `life` or `death`; or `type: convicted` if it is not known"
            yield ("events", index), "this sentence has no length", hint
