"""Rules on translations: out of date, made by a machine, reviewed by nobody."""

from collections.abc import Iterator

from ua_gen.action.fingerprint import fingerprint, is_current
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import english


@rule("UA263", "stale-translation", Severity.WARNING)
def stale_translation(view: RuleContext) -> Iterator[Finding]:
    """A translation older than the texts that it was made from.

    Why: what was corrected in one language stands uncorrected in the other, and an official reads what is known to be
    wrong.

    Wrong:

        translations:
          ru: {by: A. Reader, date: 2026-01-15, reviewed: true, of: 0a1b2c3d}

    Right:

        translations:
          ru: {by: A. Reader, date: 2026-01-15, reviewed: true, of: 8738ea0f}

    Note: `of` is the fingerprint of all texts in the file's language that have a text in the other language beside
    them. The message names the right one; write it once the translation has been compared with them.
    """
    case = view.case
    for tag, translation in case.translations.items():
        if translation.of is None or tag == case.language:
            continue
        now = fingerprint(case, tag, view.texts)
        if now and not is_current(translation.of, case, tag, view.texts):
            message = f"the {english(case.language)} texts have changed since they were translated into {english(tag)}"
            hint = f"compare the two, then write `of: {now}` and the new date"
            yield ("translations", tag, "of"), message, hint


@rule("UA264", "unreviewed-translation", Severity.WARNING)
def unreviewed_translation(view: RuleContext) -> Iterator[Finding]:
    """A translation that no native reader has reviewed.

    Why: a slip in a letter to a minister can turn a request into an insult, and nobody here would notice.

    Wrong:

        translations:
          ru: {by: A. Writer, date: 2026-01-15}

    Right:

        translations:
          ru: {by: A. Writer, date: 2026-01-15, reviewed: true}
    """
    tags = {given.tag for given in view.texts}
    for tag, translation in view.case.translations.items():
        if tag in tags and not translation.reviewed and not translation.machine:
            message = f"no native reader has reviewed the {english(tag)} texts"
            yield ("translations", tag, "reviewed"), message, "`reviewed: true` once somebody has"


@rule("UA265", "machine-translation", Severity.WARNING)
def machine_translation(view: RuleContext) -> Iterator[Finding]:
    """A translation made by a machine that no native reader has reviewed.

    Why: machines translate fluently what they have not understood: a hedge is lost, a suspect becomes a culprit.

    Wrong:

        translations:
          ru: {by: a translation service, date: 2026-01-15, machine: true}

    Right:

        translations:
          ru: {by: a translation service, date: 2026-01-15, machine: true, reviewed: true}
    """
    tags = {given.tag for given in view.texts}
    for tag, translation in view.case.translations.items():
        if tag in tags and translation.machine and not translation.reviewed:
            message = f"a machine made the {english(tag)} texts, and no native reader has reviewed them"
            yield ("translations", tag, "machine"), message, "send nothing before somebody has; then `reviewed: true`"
