"""What `document.yaml` says of a document: what it is made for, how many pages it may have, at which sizes of type."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

from ua_gen.casefile.parser import parse
from ua_gen.diagnostics import Diagnostic, Problems, Span, quote, suggest
from ua_gen.files.reading import read_text
from ua_gen.model.values import plain

# What a document is made for, one each: a recipient of a case; the case; the embassy in the sender's country; the
# prisoner or the family, of whom such a document sees only the case's `solidarity`; a statement; a press release.
Per = Literal["recipient", "case", "embassy", "solidarity", "statement", "press-release"]
NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")  # Of a document: it becomes part of names of files.
MOST_PAGES = 999

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fit:
    """A size of type to try: points, line height, and a factor for the white space."""

    size: float
    leading: float
    space: float

    @property
    def style(self) -> str:
        """As a style sheet sets it, for templates to use."""
        return f"html {{ --size: {self.size}pt; --leading: {self.leading}; --space: {self.space} }}"


@dataclass(frozen=True, slots=True)
class Document:
    """What `document.yaml` says of a document. `name` is its folder's name."""

    name: str
    title: str
    per: Per  # What one is made for.
    pages: int  # At most so many.
    together: float  # The smallest type in which all is rather set on one page; 0: in none.
    appeal: bool  # Asks for something, so that the status decides whether it may be made.
    tells_outcome: bool  # Says what became of the people, who must have come to something.
    needs_fax: bool  # Made only for a recipient who has a fax number.
    mail: bool  # Something that can be sent by e-mail.
    personal: bool  # Shows the sender's own sentence.
    rows: bool  # Has rows to sign.
    window: bool  # Has its address where it shows in an envelope's window.
    docx: bool  # Can be made for Word.
    margins: tuple[float, ...]  # Of its pages there, in millimetres: top, right, bottom, left.
    fits: tuple[Fit, ...]  # From the most comfortable to the smallest that is still readable.
    folder: Path


# The keys of document.yaml: what each must be, and how that may be written.
KEYS = {
    "title": ("a text", "title: Reminder"),
    "per": (f"one of: {', '.join(get_args(Per))}", "per: recipient"),
    "pages": (f"how many pages it may have at most, from 1 to {MOST_PAGES}", "pages: 1"),
    "together": ("the smallest size of type in which one page is better than several", "together: 11"),
    "appeal": ("`true` or `false`: whether it asks for something", "appeal: true"),
    "fits": ("a list of [points, line height, space]", "fits: [[12, 1.35, 1], [11, 1.3, 0.8]]"),
    "outcome": ("`true` or `false`: whether it says what became of the people", "outcome: false"),
    "fax": ("`true` or `false`: whether only recipients with a fax number get it", "fax: false"),
    "mail": ("`true` or `false`: whether it can be sent by e-mail", "mail: true"),
    "personal": ("`true` or `false`: whether it shows the sender's own sentence", "personal: false"),
    "rows": ("`true` or `false`: whether it has rows to sign", "rows: false"),
    "window": ("`true` or `false`: whether its address shows in the window of an envelope", "window: false"),
    "docx": ("`true` or `false`: whether it can be made for Word", "docx: true"),
    "margins": ("four numbers of millimetres in Word: top, right, bottom, left", "margins: [22, 25, 18, 25]"),
}
NEEDED = ("title", "per", "pages", "appeal", "fits")
# What decides whether a document may be made, and for whom. Of a built-in one nobody's folder changes that.
SETTLED = {"per": "per", "appeal": "appeal", "outcome": "tells_outcome", "fax": "needs_fax", "mail": "mail"}


def read_document(path: Path, built_in: Document | None = None) -> Document:
    """What a `document.yaml` describes. Raises Problems (UA303) with all that is wrong with it.

    `built_in` is the document of the same name, which has what this one does not say.
    """
    root, found = parse(read_text(path, str(path)), str(path))
    if root is None or found:
        raise Problems(found)
    values = root.plain() if root.kind == "mapping" else {}

    def diagnostic_at(message: str, hint: str, span: Span) -> None:
        found.append(Diagnostic("UA303", message, span, hint))

    def value(key: str, convert: Callable[[Any], T], default: T) -> T:
        if key not in values:
            return default
        try:
            return convert(values[key])
        except (LookupError, TypeError, ValueError):
            wanted, example = KEYS[key]
            diagnostic_at(f"`{key}` must be {wanted}", f"write it like `{example}`", root.find((key,))[1].span)
            return default

    def flag(key: str, default: bool) -> bool:
        return value(key, {"true": True, "false": False}.__getitem__, default)

    if not NAME.fullmatch(path.parent.name):
        hint = "rename its folder: letters of English, digits and hyphens"
        diagnostic_at(f"{quote(path.parent.name)} cannot name a document", hint, root.span)
    for key in values:
        if key not in KEYS:
            named, told = root.find((key,))
            hint = suggest(key, KEYS) or f"there are: {', '.join(KEYS)}"
            diagnostic_at(f"there is no key {quote(key)}", hint, (named or told).span)
    for key in NEEDED if built_in is None else ():
        if key not in values:
            diagnostic_at(f"`{key}` is missing: it must be {KEYS[key][0]}", f"add `{KEYS[key][1]}`", root.span)
    kinds: dict[str, Per] = {name: name for name in get_args(Per)}
    usual = built_in or Document(
        name="", title="", per="case", pages=1, together=0, appeal=True, tells_outcome=False, needs_fax=False,
        mail=values.get("per") in ("recipient", "embassy"), personal=False, rows=False, window=False,
        docx=False, margins=(22, 25, 18, 25), fits=(), folder=path.parent,
    )  # fmt: skip
    document = Document(
        name=path.parent.name,
        title=value("title", plain, usual.title),
        per=value("per", kinds.__getitem__, usual.per),
        pages=value("pages", _pages, usual.pages),
        together=value("together", _size, usual.together),
        appeal=flag("appeal", usual.appeal),
        tells_outcome=flag("outcome", usual.tells_outcome),
        needs_fax=flag("fax", usual.needs_fax),
        mail=flag("mail", usual.mail),
        personal=flag("personal", usual.personal),
        rows=flag("rows", usual.rows),
        window=flag("window", usual.window),
        docx=flag("docx", usual.docx),
        margins=value("margins", _margins, usual.margins),
        fits=value("fits", _fits, usual.fits),
        folder=path.parent,
    )
    for key, name in SETTLED.items() if built_in else ():
        if getattr(document, name) != getattr(usual, name):
            hint = "leave it out, or give the document a name of its own"
            diagnostic_at(
                f"`{key}` of the built-in {path.parent.name} cannot be changed", hint, root.find((key,))[1].span
            )
    if not built_in and document.per not in ("case", "solidarity") and not document.appeal:
        hint = "write `appeal: true`: then nothing is sent for somebody who is beyond appeals"
        diagnostic_at(f"a document `per: {document.per}` asks for something", hint, root.find(("appeal",))[1].span)
    if found:
        raise Problems(found)
    return document


def _pages(value: Any) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", plain(value)):
        raise ValueError(value)
    return int(value)


def _size(value: Any) -> float:
    size = float(plain(value))
    if not 2 <= size <= 200:
        raise ValueError(value)
    return size


def _margins(numbers: list[str]) -> tuple[float, ...]:
    found = tuple(map(float, numbers))
    if len(found) != 4 or not all(0 <= number <= 90 for number in found):
        raise ValueError(numbers)
    return found


def _fits(rows: list[list[str]]) -> tuple[Fit, ...]:
    fits = tuple(Fit(*map(float, row)) for row in rows)
    if not 1 <= len(fits) <= 50 or not all(
        2 <= fit.size <= 200 and 0.5 <= fit.leading <= 9 and 0 <= fit.space <= 9 for fit in fits
    ):
        raise ValueError(rows)
    return fits
