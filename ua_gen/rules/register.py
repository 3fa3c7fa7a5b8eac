"""What a rule is, what it sees of a case, and the register of all rules by their codes."""

import datetime
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.model import Case
from ua_gen.reader import Loaded

Finding = tuple[tuple[str | int, ...], str, str]  # Where in the case, what, and what to do.


@dataclass(frozen=True, slots=True)
class View:
    """A case as rules see it: with its file, and the day at which it is judged."""

    loaded: Loaded[Case]
    case: Case
    day: datetime.date


Check = Callable[[View], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule. Its docstring is its manual: what it does, why, a wrong and a right example."""

    code: str
    name: str
    severity: Severity
    check: Check

    @property
    def manual(self) -> str:
        return inspect.cleandoc(self.check.__doc__ or "")

    def run(self, view: View) -> Iterator[Diagnostic]:
        for path, message, hint in self.check(view):
            yield view.loaded.complain(self.code, message, *path, hint=hint, severity=self.severity)


RULES: dict[str, Rule] = {}


def rule(code: str, name: str, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Registers a rule. Codes are never renamed and never used again for something else."""

    def register(check: Check) -> Check:
        if code in RULES:
            raise ValueError(f"two rules have the code {code}")
        RULES[code] = Rule(code, name, severity, check)
        return check

    return register
