"""What a sound case must satisfy: the register of rules, and the running of them."""

import datetime

from ua_gen.diagnostics import Diagnostic
from ua_gen.model import Case
from ua_gen.reader import Loaded
from ua_gen.rules import structure
from ua_gen.rules.register import RULES, Rule, View

__all__ = ["RULES", "Rule", "check"]

MODULES = (structure,)  # Importing a module of rules puts them into the register.


def check(loaded: Loaded[Case], day: datetime.date) -> tuple[Diagnostic, ...]:
    """All that is to be said of a case file, in the order of the file: what its reader found, and what rules find.

    Rules are asked only where the file could be read, for they need a whole case.
    """
    found = list(loaded.diagnostics)
    if loaded.value is not None:
        view = View(loaded, loaded.value, day)
        for rule in RULES.values():
            found += rule.run(view)
    return tuple(sorted(dict.fromkeys(found), key=_place))


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    span = diagnostic.span
    return (span.line, span.column, diagnostic.code) if span else (0, 0, diagnostic.code)
