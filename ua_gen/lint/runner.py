"""The linter: runs every rule on case files, and gives their diagnostics in the order of the files."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from ua_gen.casefile.loading import Loaded
from ua_gen.casefile.withholding import Withheld, withhold_all
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.languages.word_lists import BUILT_IN, WordLists
from ua_gen.lint import publications, rules
from ua_gen.lint.registry import CROSS_FILE_RULES, NEVER, RULES, CrossFileRule, Observation, Rule, RuleContext
from ua_gen.lint.suppressions import Ignore, find_ignores, silence
from ua_gen.model import Case

__all__ = ["CROSS_FILE_RULES", "RULES", "CrossFileRule", "Rule", "cautions", "check", "check_all", "errors"]

assert rules.MODULES  # To import them is to register them.

ERRORS = tuple(rule for rule in RULES.values() if rule.severity is Severity.ERROR)

More = Callable[[Loaded[Case]], Iterable[Diagnostic]]


def check(
    loaded: Loaded[Case], day: datetime.date, words: WordLists = BUILT_IN, *, real: datetime.date = NEVER
) -> tuple[Diagnostic, ...]:
    """All that is to be said of a case file, in the order of the file: what its reader found, and what rules find.

    It is judged at a day; `real` is the day that it is, after which nothing can be dated.
    """
    return check_all([loaded], day, words, real=real).get(loaded.name, ())


def errors(loaded: Loaded[Any], days: Days) -> tuple[Diagnostic, ...]:
    """What forbids that documents are made of a file. Rules that only warn are not asked, for that costs time."""
    found = list(loaded.diagnostics)
    if isinstance(loaded.value, Case):
        found += _run(ERRORS, RuleContext(loaded, loaded.value, days.day, real=days.real))
    elif loaded.value is not None:
        found += publications.check(loaded)
    return tuple(diagnostic for diagnostic in _kept(loaded, found) if diagnostic.is_error)


def cautions(loaded: Loaded[Case], day: datetime.date, per: str) -> tuple[Diagnostic, ...]:
    """The warnings that nobody should miss who makes documents of a case for this, such as `solidarity`."""
    asked = [rule for rule in RULES.values() if rule.before == per]
    found = _run(asked, RuleContext(loaded, loaded.value, day)) if asked and loaded.value else []
    return tuple(diagnostic for diagnostic in _kept(loaded, found) if diagnostic in found)


def _run(asked: Iterable[Rule], view: RuleContext) -> list[Diagnostic]:
    return [diagnostic for rule in asked for diagnostic in rule.run(view)]


def _kept(loaded: Loaded[Any], found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(silence(dict.fromkeys(found), find_ignores(loaded)), key=_place)


def check_all(
    cases: Iterable[Loaded[Any]],
    day: datetime.date,
    words: WordLists = BUILT_IN,
    more: More | None = None,
    published: bool = False,
    *,
    real: datetime.date = NEVER,
) -> dict[str, tuple[Diagnostic, ...]]:
    """All that is to be said of case files, and of what they say together, by the name of each file that is a case.

    `words` are the lists of words that do not belong in a letter; `more` finds what rules cannot, such as the layout.
    Both are asked only where the file could be read, for they need a whole case. `published`: nothing may stand in the
    files that is not for the public. The files are taken one at a time and none is kept.
    """
    found: dict[str, list[Diagnostic]] = {}
    ignores: dict[str, tuple[Ignore, ...]] = {}
    secret: dict[str, Withheld | None] = {}
    notes: dict[str, list[Observation]] = {code: [] for code in CROSS_FILE_RULES}
    for loaded in cases:
        if loaded.value is None and not loaded.diagnostics:
            continue  # It says that it is not a case.
        here = found.setdefault(loaded.name, [])
        here += loaded.diagnostics
        if loaded.value is not None:
            ignores[loaded.name] = find_ignores(loaded)
            secret[loaded.name] = loaded.secret
            here += publications.secrets(loaded) if published else ()
            if not isinstance(loaded.value, Case):
                here += publications.check(loaded)
                continue
            view = RuleContext(loaded, loaded.value, day, words, real)
            for rule in RULES.values():
                here += rule.run(view)
            here += more(loaded) if more else ()
            for code, cross_file_rule in CROSS_FILE_RULES.items():
                notes[code] += cross_file_rule.notes(view)
    for code, cross_file_rule in CROSS_FILE_RULES.items():
        for diagnostic in cross_file_rule.run(notes[code]):
            found[diagnostic.span.path if diagnostic.span else ""].append(diagnostic)
    kept = {name: silence(dict.fromkeys(here), ignores.get(name, ())) for name, here in found.items()}
    return {name: tuple(sorted(withhold_all(here, secret.get(name)), key=_place)) for name, here in kept.items()}


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    span = diagnostic.span
    return (span.line, span.column, diagnostic.code) if span else (0, 0, diagnostic.code)
