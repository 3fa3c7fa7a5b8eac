"""Documents as folders of templates: where they are found, what they are, and how a template is run."""

import datetime
import itertools
import re
import textwrap
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from types import FunctionType, MemberDescriptorType
from typing import Any, Literal, NoReturn, TypeVar, get_args

import jinja2
from jinja2 import meta, nodes
from jinja2.environment import TemplateModule
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace
from pydantic import BaseModel, RootModel

from ua_gen import confined
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Span, quote, suggest
from ua_gen.places import is_file, lies_in
from ua_gen.source import LINE_BREAK, parse, read_text
from ua_gen.values import plain

# Latin, Greek and Cyrillic letters, figures and marks, each one column wide on a terminal.
ONE_COLUMN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e]*"
)

PACKAGE = Path(str(files("ua_gen")))
# In the wheel the templates lie inside the package, in a checkout beside it.
BUILT_IN = next(path for path in (PACKAGE / "data" / "templates", PACKAGE.parent / "templates") if path.is_dir())


# What a document is made for, one each: a recipient of a case; the case; the embassy in the sender's country; the
# prisoner or the family, of whom such a document sees only the case's `solidarity`; a statement; a press release.
Per = Literal["recipient", "case", "embassy", "solidarity", "statement", "press-release"]
# Statements the output of which does not go into the document as it comes, or not with its characters escaped.
CAPTURING = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro, nodes.ScopedEvalContextModifier)

NAME = re.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,59}")  # Of a document: it becomes part of names of files.
SECONDS = 5.0  # For one document. The built-in ones take a hundredth of a second.
MOST_PAGES = 999
LONGEST = 5_000_000  # Characters of a document, and bytes of a template.

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fit:
    """A size of type to try: points, line height, and a factor for the white space."""

    size: float
    leading: float
    space: float


@dataclass(frozen=True, slots=True)
class Document:
    """What `document.yaml` says of a document. `name` is its folder's name."""

    name: str
    title: str
    per: Per  # What one is made for.
    pages: int  # At most so many.
    appeal: bool  # Asks for something, so that the status decides whether it may be made.
    tells_outcome: bool  # Says what became of the people, who must have come to something.
    needs_fax: bool  # Made only for a recipient who has a fax number.
    mail: bool  # Something that can be sent by e-mail.
    personal: bool  # Shows the sender's own sentence.
    rows: bool  # Has rows to sign.
    window: bool  # Has its address where it shows in an envelope's window.
    fits: tuple[Fit, ...]  # From the most comfortable to the smallest that is still readable.
    folder: Path


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What the filter `wrap` does to a text."""

    width: int
    first: str
    rest: str

    def __call__(self, text: str) -> str:
        return _wrap(text, self.width, self.first, self.rest)


class Slot:
    """A text that a template may show as it is or wrapped, but not look into: it differs from sender to sender.

    `put` is called where the text is shown, with what is done to it there, and gives what stands for it.
    """

    def __init__(self, put: Callable[[tuple[Wrapping, ...]], str], changes: tuple[Wrapping, ...] = ()) -> None:
        self._put = put
        self._changes = changes

    def _changed(self, change: Wrapping) -> "Slot":
        return Slot(self._put, (*self._changes, change))

    def _shown(self) -> str:
        return self._put(self._changes)

    def _looked_into(self, *_: object) -> Any:
        raise TypeError("the text of a slot is not known to the template")

    __str__ = __eq__ = __hash__ = __format__ = _looked_into


def shown(value: Any) -> Any:
    """What is written for the value of `{{ … }}`."""
    return value._shown() if type(value) is Slot else value


ENDINGS = (".html", ".txt", ".css")  # Of templates.


class _Loader(jinja2.FileSystemLoader):
    """`letter/letter.html` is the first on the path, `!letter/letter.html` always the built-in one.

    So an override can extend what it overrides, without extending itself for ever. Links out of a folder of the path
    are not followed, and what has not the ending of a template may lie there for other reasons.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__(folders)
        self._folders = folders

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        folders, name = (self._folders, template) if template[:1] != "!" else ((BUILT_IN,), template[1:])
        try:
            parts = split_template_path(name)
            if not name.endswith(ENDINGS) or any(part.startswith(".") for part in parts):
                raise jinja2.TemplateNotFound(template)
            path = next(path for folder in folders if (path := folder.joinpath(*parts)).is_file())
            if not any(lies_in(path, folder) for folder in folders) or path.stat().st_size > LONGEST:
                raise jinja2.TemplateNotFound(template)
            return path.read_text("utf-8"), str(path), lambda: True
        except (StopIteration, OSError, jinja2.TemplateNotFound):
            raise jinja2.TemplateNotFound(template) from None


# What templates may use of values that are not of our own kinds. Of any other nothing: functions, generators and frames
# lead to everything that there is.
SHOWN: Mapping[type, frozenset[str]] = {
    kind: frozenset(names.split())
    for kind, names in {
        str: "capitalize casefold center count endswith expandtabs find index isalnum isalpha isascii isdecimal "
        "isdigit islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip partition removeprefix "
        "removesuffix replace rfind rindex rjust rpartition rsplit rstrip split splitlines startswith strip striptags "
        "swapcase title unescape upper zfill",
        list: "count index",
        tuple: "count index",
        dict: "get items keys values",
        datetime.date: "day isocalendar isoformat isoweekday month strftime weekday year",
        LoopContext: "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0",
        Cycler: "current next reset",
        BlockReference: "super",
    }.items()
}
OWN = {"languages", "model", "stationery", "values", "wording"}  # The rooms with kinds that templates are shown.


def _check_folder(folder: Path) -> None:
    """Raises Misuse if no template in a folder replaces or adds anything: mostly it is one level off."""

    def useful(folder: Path) -> bool:
        known = (folder / path.relative_to(BUILT_IN) for path in BUILT_IN.glob("*/*"))
        return any(map(is_file, known)) or any(folder.glob("*/document.yaml"))

    if useful(folder):
        return
    below = sorted(path for path in folder.glob("*") if path.is_dir())
    near = next((path for path in (folder.parent, *below) if useful(path)), None)
    hint = f"did you mean {quote(near)}?" if near else "`ua-gen templates letter --copy-to DIR` makes one to start from"
    raise Misuse(f"no template in {quote(folder)} replaces a built-in one, or adds a document", hint)


def _is_own(kind: type) -> bool:
    package, _, room = kind.__module__.partition(".")
    return package == "ua_gen" and room.partition(".")[0] in OWN


@cache
def shows(kind: type, name: str) -> bool:
    """Whether templates may use an attribute of values of a kind, if it is one that each of them has."""
    if name.startswith("_"):
        return False
    for known, names in SHOWN.items():
        if issubclass(kind, known):
            return name in names or name in getattr(kind, "_fields", ())
    found = next((vars(part)[name] for part in kind.__mro__ if _is_own(part) and name in vars(part)), None)
    if issubclass(kind, BaseModel):  # Every model can also read files and unpickle code.
        chosen = issubclass(kind, RootModel) and name in ("get", "best")
        return name in kind.model_fields or isinstance(found, property) or chosen
    return isinstance(found, (property, cached_property, FunctionType, MemberDescriptorType))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates see what a case says, and nothing of the machinery that read it."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        kind: type = getattr(type(obj), "stands_for", type(obj))
        if shows(kind, attr):
            return True
        # What a template has made itself, and what words keep of what they are about.
        return not attr.startswith("_") and (
            kind in (Namespace, TemplateModule) or (_is_own(kind) and attr in getattr(obj, "__dict__", ()))
        )


class Templates:
    """The documents on a search path: folders of the user's, the first one first, then the built-in ones.

    Templates of the user's may be a stranger's: what they are run for is done `apart`, unless it is already.
    """

    _numbers = itertools.count()

    def __init__(self, folders: Sequence[Path] = (), apart: bool = False) -> None:
        """Raises Misuse for a folder in which there is nothing to use."""
        for folder in folders if not apart else ():
            _check_folder(folder)
        self.folders = (*folders, BUILT_IN)
        self.foreign = bool(folders) and not apart
        self._number = next(self._numbers)
        self.environment = _Sandbox(
            loader=_Loader(self.folders),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(["html"], default=False),
            finalize=shown,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
            auto_reload=False,
        )
        self.environment.filters.update(FILTERS)
        # Chance would make the same letter another one each time.
        del self.environment.filters["random"], self.environment.globals["lipsum"]

    def apart(
        self, document: str, kind: str, function: "Callable[..., T]", *arguments: Any, told: Sequence[object] = ()
    ) -> T:
        """What a function of a module gives for these templates and the arguments, in a process with limits.

        Raises what it raises, and Problems (UA304).
        """
        folders = tuple(self.folders[:-1])
        try:
            done: T = confined.call(_apart, self._number, folders, function, *arguments, seconds=SECONDS, told=told)
        except confined.Exceeded as error:
            name = f"{document}/{document}.{kind}"
            raise Problems([exceeded(error.what, _span(str(self.origin(name)), 1))]) from None
        except confined.Failed as error:
            raise Problems(
                [Diagnostic("UA302", f"template: {error}"[:200], _span(str(self.origin(name)), 1))]
            ) from None
        return done

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents by name. A folder of the user's needs a `document.yaml` only for a new document."""
        built_in = {path.parent.name: _read_document(path) for path in sorted(BUILT_IN.glob("*/document.yaml"))}
        found: dict[str, Document] = {}
        for folder in self.folders[:-1]:
            for path in sorted(folder.glob("*/document.yaml")):
                name = path.parent.name
                if name not in found and is_file(path) and lies_in(path, folder):
                    found[name] = _read_document(path, built_in.get(name))
        return found | {name: document for name, document in built_in.items() if name not in found}

    def has(self, document: str, kind: str) -> bool:
        """Whether a document exists as `html` or `txt`."""
        return any((folder / document / f"{document}.{kind}").is_file() for folder in self.folders)

    def origin(self, name: str) -> Path:
        """The file that a template's name means, or would mean."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), Path(name))

    def shows_slots_plainly(self, document: str, kind: str) -> bool:
        """Whether what a document shows can be told from what it holds back to look at: it captures no output."""
        names, seen = [f"{document}/{document}.{kind}"], set()
        while names:
            name = names.pop()
            seen.add(name)
            try:
                assert self.environment.loader
                tree = self.environment.parse(self.environment.loader.get_source(self.environment, name)[0])
            except (jinja2.TemplateError, UnicodeDecodeError, RecursionError):
                return False
            if any(tree.find_all(CAPTURING)) or any(each.name == "self" for each in tree.find_all(nodes.Name)):
                return False
            shown = [part for output in tree.find_all(nodes.Output) for part in output.nodes]
            if any(
                call not in shown for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") == "super"
            ):
                return False
            for other in meta.find_referenced_templates(tree):
                if other is None:
                    return False
                if other not in seen:
                    names.append(other)
        return True

    def run(self, document: str, kind: Literal["html", "txt"], values: Mapping[str, Any]) -> str:
        """The document's text. Raises Problems (UA301, UA302) with the place in the template at fault."""
        name = f"{document}/{document}.{kind}"
        try:
            text = self.environment.get_template(name).render(values)
        except Problems:  # Of a picture that the template shows.
            raise
        except (confined.TimeUp, MemoryError) as error:
            what = "time" if isinstance(error, confined.TimeUp) else "memory"
            raise Problems([exceeded(what, self._place(error) or _span(str(self.origin(name)), 1))]) from None
        except jinja2.TemplateSyntaxError as error:
            span = _span(error.filename or name, error.lineno)
            raise Problems([Diagnostic("UA301", f"template: {error.message}", span)]) from None
        except jinja2.TemplateNotFound as error:
            self._fail(error, "UA302", f"template not found: {error.name}", name)
        except UnicodeDecodeError as error:
            self._fail(error, "UA302", "the template is not UTF-8", name)
        except Exception as error:
            # Whatever a template of somebody else's does wrong, it is that template's line that must be named.
            message = error.message if isinstance(error, jinja2.TemplateError) else f"{type(error).__name__}: {error}"
            self._fail(error, "UA302", f"template: {(message or 'it cannot be run')[:200]}", name)
        if len(text) > LONGEST:
            raise Problems([exceeded("length", _span(str(self.origin(name)), 1))])
        return text

    def _fail(self, error: Exception, code: str, message: str, name: str) -> NoReturn:
        span = self._place(error)
        hint = "`ua-gen templates` lists the templates" if code == "UA302" and not span else ""
        raise Problems([Diagnostic(code, message, span or Span(name), hint)]) from None

    def _place(self, error: BaseException) -> Span | None:
        """The line of a template at which it was when an error was raised."""
        folders = tuple(str(folder) for folder in self.folders)
        found = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folders)]
        # Without our own code, which may be below the same folder in a checkout.
        found = [frame for frame in found if not frame.filename.endswith(".py")]
        return _span(found[-1].filename, found[-1].lineno) if found else None


def exceeded(what: str, span: Span) -> Diagnostic:
    """UA304."""
    message = {
        "time": f"the template is not done after {SECONDS:g} seconds",
        "memory": f"the template takes more than {confined.MEMORY // 1_000_000} MB of memory",
        "length": f"the template writes more than {LONGEST // 1_000_000} million characters",
    }[what]
    return Diagnostic("UA304", message, span, "does it repeat something too often, or call itself for ever?")


@lru_cache(1)
def _templates(_: int, folders: tuple[Path, ...]) -> Templates:
    return Templates(folders, apart=True)


def _apart(number: int, folders: tuple[Path, ...], function: Callable[..., T], *arguments: Any) -> T:
    return function(_templates(number, folders), *arguments)


def _span(path: str, line: int | None) -> Span:
    try:
        lines = LINE_BREAK.split(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        lines = []
    line = line or 1
    source = lines[line - 1] if line <= len(lines) else ""
    indent = len(source) - len(source.lstrip())
    return Span(path, line, indent + 1, max(len(source.rstrip()), indent) + 1, source)


# The keys of document.yaml: what each must be, and how that may be written.
KEYS = {
    "title": ("a text", "title: Reminder"),
    "per": (f"one of: {', '.join(get_args(Per))}", "per: recipient"),
    "pages": (f"how many pages it may have at most, from 1 to {MOST_PAGES}", "pages: 1"),
    "appeal": ("`true` or `false`: whether it asks for something", "appeal: true"),
    "fits": ("a list of [points, line height, space]", "fits: [[12, 1.35, 1], [11, 1.3, 0.8]]"),
    "outcome": ("`true` or `false`: whether it says what became of the people", "outcome: false"),
    "fax": ("`true` or `false`: whether only recipients with a fax number get it", "fax: false"),
    "mail": ("`true` or `false`: whether it can be sent by e-mail", "mail: true"),
    "personal": ("`true` or `false`: whether it shows the sender's own sentence", "personal: false"),
    "rows": ("`true` or `false`: whether it has rows to sign", "rows: false"),
    "window": ("`true` or `false`: whether its address shows in the window of an envelope", "window: false"),
}
NEEDED = ("title", "per", "pages", "appeal", "fits")
# What decides whether a document may be made, and for whom. Of a built-in one nobody's folder changes that.
SETTLED = {"per": "per", "appeal": "appeal", "outcome": "tells_outcome", "fax": "needs_fax", "mail": "mail"}


def _read_document(path: Path, built_in: Document | None = None) -> Document:
    """What a `document.yaml` describes. Raises Problems (UA303) with all that is wrong with it.

    `built_in` is the document of the same name, which has what this one does not say.
    """
    root, found = parse(read_text(path, str(path)), str(path))
    if root is None or found:
        raise Problems(found)
    values = root.plain() if root.kind == "mapping" else {}

    def complain(message: str, hint: str, span: Span) -> None:
        found.append(Diagnostic("UA303", message, span, hint))

    def value(key: str, convert: Callable[[Any], T], default: T) -> T:
        if key not in values:
            return default
        try:
            return convert(values[key])
        except (LookupError, TypeError, ValueError):
            wanted, example = KEYS[key]
            complain(f"`{key}` must be {wanted}", f"write it like `{example}`", root.find((key,))[1].span)
            return default

    def flag(key: str, default: bool) -> bool:
        return value(key, {"true": True, "false": False}.__getitem__, default)

    if not NAME.fullmatch(path.parent.name):
        hint = "rename its folder: letters of English, digits and hyphens"
        complain(f"{quote(path.parent.name)} cannot name a document", hint, root.span)
    for key in values:
        if key not in KEYS:
            named, told = root.find((key,))
            hint = suggest(key, KEYS) or f"there are: {', '.join(KEYS)}"
            complain(f"there is no key {quote(key)}", hint, (named or told).span)
    for key in NEEDED if built_in is None else ():
        if key not in values:
            complain(f"`{key}` is missing: it must be {KEYS[key][0]}", f"add `{KEYS[key][1]}`", root.span)
    kinds: dict[str, Per] = {name: name for name in get_args(Per)}
    usual = built_in or Document(
        name="", title="", per="case", pages=1, appeal=True, tells_outcome=False, needs_fax=False,
        mail=values.get("per") in ("recipient", "embassy"), personal=False, rows=False, window=False,
        fits=(), folder=path.parent,
    )  # fmt: skip
    document = Document(
        name=path.parent.name,
        title=value("title", plain, usual.title),
        per=value("per", kinds.__getitem__, usual.per),
        pages=value("pages", _pages, usual.pages),
        appeal=flag("appeal", usual.appeal),
        tells_outcome=flag("outcome", usual.tells_outcome),
        needs_fax=flag("fax", usual.needs_fax),
        mail=flag("mail", usual.mail),
        personal=flag("personal", usual.personal),
        rows=flag("rows", usual.rows),
        window=flag("window", usual.window),
        fits=value("fits", _fits, usual.fits),
        folder=path.parent,
    )
    for key, name in SETTLED.items() if built_in else ():
        if getattr(document, name) != getattr(usual, name):
            hint = "leave it out, or give the document a name of its own"
            complain(f"`{key}` of the built-in {path.parent.name} cannot be changed", hint, root.find((key,))[1].span)
    if not built_in and document.per in ("recipient", "embassy") and not document.appeal:
        hint = "write `appeal: true`: then nothing is sent for somebody who is beyond appeals"
        complain(f"a document `per: {document.per}` asks for something", hint, root.find(("appeal",))[1].span)
    if found:
        raise Problems(found)
    return document


def _pages(value: Any) -> int:
    if not re.fullmatch("[1-9][0-9]{0,2}", plain(value)):
        raise ValueError(value)
    return int(value)


def _fits(rows: list[list[str]]) -> tuple[Fit, ...]:
    fits = tuple(Fit(*map(float, row)) for row in rows)
    if not 1 <= len(fits) <= 50 or not all(
        2 <= fit.size <= 200 and 0.5 <= fit.leading <= 9 and 0 <= fit.space <= 9 for fit in fits
    ):
        raise ValueError(rows)
    return fits


def wrap(text: Any, width: int = 72, first: str = "", rest: str = "") -> Any:
    """Text broken into lines of at most `width` columns, or a slot that will be. `first` and `rest` begin the lines.

    Counts columns as terminals do, so that Chinese and combining letters come out right.
    """
    if isinstance(text, Slot):
        return text._changed(Wrapping(width, first, rest))
    return _wrap(text, width, first, rest)


def _wrap(text: str, width: int, first: str, rest: str) -> str:
    room = width - max(len(first), len(rest))
    # Where every character is one column wide, the standard library breaks the same lines ten times as fast.
    if ONE_COLUMN.fullmatch(text):
        breaker = textwrap.wrap
    else:
        from wcwidth import wrap as breaker
    lines = [line for paragraph in text.split("\n") for line in breaker(paragraph, room) or [""]]
    for number in range(1, len(lines)):  # In Chinese, no line begins with what ends a phrase.
        rest_of_line = lines[number].lstrip("，。、；：！？）》”")
        lines[number - 1] += lines[number][: len(lines[number]) - len(rest_of_line)]
        lines[number] = rest_of_line
    marked = [(first if number == 0 else rest) + line for number, line in enumerate(lines)]
    return "\n".join(line.replace("\u00a0", " ").rstrip() for line in marked)


FILTERS = {"wrap": wrap}
