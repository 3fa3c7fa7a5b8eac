"""Which codes a run reports."""

from collections.abc import Iterable
from dataclasses import dataclass

from ua_gen.diagnostics import Diagnostic, Misuse, suggest
from ua_gen.lint.manuals import manuals

NOT_PUBLIC = ("UA206", "UA276", "UA277")  # Of a file that is to be published.

# Those of the gate, and of what it rests on: whoever silenced one of these would have letters made for the dead.
GATE = frozenset(
    {*(f"UA22{digit}" for digit in range(10)), "UA237", "UA238", "UA239", "UA247", "UA249", "UA250", "UA253"}
)


def can_be_silenced(code: str) -> bool:
    """False for the codes of a file that cannot be read as a case: nothing else in it has been checked.

    Nor can what is not for the public be silenced, for whoever asks whether a file may be published, nor what keeps
    letters from being made.
    """
    return (code >= "UA2" and code not in NOT_PUBLIC and code not in GATE) or code == "UA018"


def why_not(code: str) -> str:
    """Why a code cannot be silenced, or the codes that begin with it."""
    if any(known.startswith(code) for known in GATE):
        return "it keeps letters from being made that could hurt somebody: correct the file"
    return "a file with such a mistake cannot be read, and nothing else in it is checked"


def unknown_code(code: str) -> str:
    """What to say of a code, or the beginning of one, that does not exist: `did you mean …?`"""
    return suggest(code, manuals()) or "`ua-gen explain` lists all codes"


@dataclass(frozen=True, slots=True)
class Selection:
    """The codes to report; none selected means all. `UA2` stands for every code that begins with it.

    What makes a file unreadable is always reported, for a run that hid it would call a file sound that nobody checked;
    so is what keeps letters from being made.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @classmethod
    def of(cls, select: Iterable[str], ignore: Iterable[str]) -> "Selection":
        """From lists such as `UA2,UA101`. Raises Misuse if there is no such code, or it cannot be ignored."""
        chosen, ignored = tuple(_codes(select)), tuple(_codes(ignore))
        for code in ignored:
            if code != "UA" and not any(can_be_silenced(known) for known in manuals() if known.startswith(code)):
                public = "leave out --public if the file is not to be published"
                hint = public if code in NOT_PUBLIC else why_not(code)
                raise Misuse(f"{code} cannot be ignored", hint)
        return cls(chosen, ignored)

    def __contains__(self, diagnostic: Diagnostic) -> bool:
        code = diagnostic.code
        if not can_be_silenced(code):
            return True
        return (not self.select or _stands_for(self.select, code)) and not _stands_for(self.ignore, code)


def _stands_for(given: Iterable[str], code: str) -> bool:
    """Whether one of these is the code, or a beginning of it that is no code itself: `UA2`, not `UA200` for UA2001."""
    return any(each == code or (code.startswith(each) and each not in manuals()) for each in given)


def _codes(lists: Iterable[str]) -> Iterable[str]:
    for part in (part.strip() for listed in lists for part in listed.split(",")):
        if part:
            if not any(known.startswith(part) for known in manuals()):
                raise Misuse(f"there is no code {part}", unknown_code(part))
            yield part
