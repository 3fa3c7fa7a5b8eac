"""A diagnostic: what is wrong with something the user gave, where, and what to do. And the tree of exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is. Only an error stops a document from being made."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file. Lines and columns count from 1, columns in characters; `end_column` is exclusive.

    A place that covers several lines is given by the part of it that stands in its first line.
    `source` is the text of that line, kept so that a report can quote it.
    """

    path: str
    line: int = 1
    column: int = 1
    end_column: int = 1
    source: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint. `hint` says what to do about it; `span` is None where no file is at fault."""

    code: str
    message: str
    span: Span | None = None
    hint: str = ""
    severity: Severity = Severity.ERROR

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.severity}[{self.code}] {self.message}{hint}"


class UaGenError(Exception):
    """What every exception of ua-gen is. Those that callers meet come first; the others are turned into Problems.

    UaGenError
    ├── Problems           files are wrong, or a document cannot be made of them: the diagnostics say why
    ├── Misuse             the call is wrong, whatever the files hold
    ├── ImageError         a picture cannot be shown (ua_gen.files.images)
    ├── MissingPhrase      a language has no such phrase; a LookupError as well (ua_gen.languages)
    ├── LimitExceeded      a confined call took too long or too much memory (ua_gen.templating.confined)
    ├── CallFailed         a confined call raised what is no answer (ua_gen.templating.confined)
    ├── DoesNotFit         a page has too much on it (ua_gen.pdf)
    │   OutsideWindow      the address is not in the envelope's window
    │   InkOutside         a text stands off its place, or over another
    │   SenderTooLong      the sender's lines take too much room
    │   MissingGlyphs      no font has these characters
    │   CannotStamp        a slot cannot be set on a page for certain: the letter is laid out by itself
    └── Unshared           a letter shares no page with others (ua_gen.rendering)
    """


class Problems(UaGenError):
    """What was asked for cannot be done; `diagnostics` holds every reason, errors and warnings."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(map(str, self.diagnostics)))

    def __reduce__(self) -> tuple[type["Problems"], tuple[tuple[Diagnostic, ...]]]:
        return Problems, (self.diagnostics,)


class Misuse(UaGenError):
    """The call itself is wrong, whatever the files hold: an unknown document, language or recipient."""

    def __init__(self, message: str, hint: str = "") -> None:
        self.hint = hint
        super().__init__(f"{message} ({hint})" if hint else message)
        self.message = message


def quote(value: object) -> str:
    """A word from a file as messages show it: in one line, and not for ever."""
    text = " ".join(str(value).split())
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


def suggest(word: str, words: Iterable[str], question: str = "did you mean `{}`?", *, parts: bool = True) -> str:
    """A question that names the word that was likely meant; empty where none is near, as `released` to `arrested`.

    `parts`: a whole part of a known word is near it, as `housing` is to `provide-housing`.
    """
    from difflib import get_close_matches

    given, known = word.casefold(), {each.casefold(): each for each in words}
    close = [each for each in known if len(given) > 1 and each.startswith(given)]
    close = close or get_close_matches(given, known, n=1, cutoff=0.7 if len(given) > 4 else 0.6)
    close = close or [each for each in known if parts and len(given) > 4 and given in each.split("-")]  # `housing`
    return question.format(known[close[0]]) if close else ""


def one_of(name: str, names: Iterable[str]) -> str:
    """The one of the names that is meant, in whichever case it is written; else the given one."""
    return {each.casefold(): each for each in names}.get(name.casefold(), name)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.is_error for diagnostic in diagnostics)
