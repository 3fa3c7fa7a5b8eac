"""Documents as folders of templates: where they are found, what they are, and how a template is run."""

import re
import textwrap
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.source import LINE_BREAK, parse, read_text
from ua_gen.values import plain

# Latin, Greek and Cyrillic letters, figures and marks, each one column wide on a terminal.
ONE_COLUMN = re.compile(
    "[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u202f-\u205e]*"
)

PACKAGE = Path(str(files("ua_gen")))
# In the wheel the templates lie inside the package, in a checkout beside it.
BUILT_IN = next(path for path in (PACKAGE / "data" / "templates", PACKAGE.parent / "templates") if path.is_dir())


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
    per: Literal["recipient", "case"]  # One for each recipient, or one for the case.
    pages: int  # At most so many.
    appeal: bool  # Asks for something, so that status and deadline decide whether it may be made.
    fits: tuple[Fit, ...]  # From the most comfortable to the smallest that is still readable.
    folder: Path


class _Loader(jinja2.FileSystemLoader):
    """`letter/letter.html` is the first on the path, `!letter/letter.html` always the built-in one.

    So an override can extend what it overrides, without extending itself for ever.
    """

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        if template.startswith("!"):
            return jinja2.FileSystemLoader(BUILT_IN).get_source(environment, template[1:])
        return super().get_source(environment, template)


class Templates:
    """The documents on a search path: folders of the user's, the first one first, then the built-in ones."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        self.folders = (*folders, BUILT_IN)
        self.environment = ImmutableSandboxedEnvironment(
            loader=_Loader(self.folders),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(["html"], default=False),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
            auto_reload=False,
        )
        self.environment.filters.update(FILTERS)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents by name. A folder of the user's needs a `document.yaml` only for a new document."""
        found: dict[str, Document] = {}
        for folder in self.folders:
            for path in sorted(folder.glob("*/document.yaml")):
                found.setdefault(path.parent.name, _read_document(path))
        return found

    def has(self, document: str, kind: str) -> bool:
        """Whether a document exists as `html` or `txt`."""
        return any((folder / document / f"{document}.{kind}").is_file() for folder in self.folders)

    def origin(self, name: str) -> Path:
        """The file that a template's name means."""
        return next(folder / name for folder in self.folders if (folder / name).is_file())

    def run(self, document: str, kind: Literal["html", "txt"], values: Mapping[str, Any]) -> str:
        """The document's text. Raises Problems (UA301, UA302) with the place in the template at fault."""
        name = f"{document}/{document}.{kind}"
        try:
            return self.environment.get_template(name).render(values)
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
            self._fail(error, "UA302", f"template: {message or 'it cannot be run'}", name)

    def _fail(self, error: Exception, code: str, message: str, name: str) -> NoReturn:
        folders = tuple(str(folder) for folder in self.folders)
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(folders)]
        # Without our own code, which may be below the same folder in a checkout.
        frames = [frame for frame in frames if not frame.filename.endswith(".py")]
        span = _span(frames[-1].filename, frames[-1].lineno) if frames else Span(name)
        hint = "`ua-gen templates` lists the templates" if code == "UA302" and not frames else ""
        raise Problems([Diagnostic(code, message, span, hint)]) from None


def _span(path: str, line: int | None) -> Span:
    try:
        lines = LINE_BREAK.split(Path(path).read_text("utf-8"))
    except (OSError, ValueError):
        lines = []
    line = line or 1
    source = lines[line - 1] if line <= len(lines) else ""
    indent = len(source) - len(source.lstrip())
    return Span(path, line, indent + 1, max(len(source.rstrip()), indent) + 1, source)


def _read_document(path: Path) -> Document:
    root, found = parse(read_text(path, str(path)), str(path))
    if root is None or found:
        raise Problems(found)
    values = root.plain() if root.kind == "mapping" else {}

    def value(key: str, convert: Callable[[Any], T], wanted: str) -> T:
        try:
            return convert(values[key])
        except (LookupError, TypeError, ValueError):
            message = f"`{key}` must be {wanted}" if key in values else f"`{key}` is missing"
            raise Problems([Diagnostic("UA303", message, root.find((key,))[1].span, f"write {wanted}")]) from None

    def fits(rows: list[list[str]]) -> tuple[Fit, ...]:
        if not rows:
            raise ValueError
        return tuple(Fit(*map(float, row)) for row in rows)

    per: dict[str, Literal["recipient", "case"]] = {"recipient": "recipient", "case": "case"}
    return Document(
        name=path.parent.name,
        title=value("title", plain, "a text"),
        per=value("per", per.__getitem__, "`recipient` or `case`"),
        pages=value("pages", int, "a number"),
        appeal=value("appeal", {"true": True, "false": False}.__getitem__, "`true` or `false`"),
        fits=value("fits", fits, "a list of [points, line height, space]"),
        folder=path.parent,
    )


def wrap(text: str, width: int = 72, first: str = "", rest: str = "") -> str:
    """Text broken into lines of at most `width` columns. `first` and `rest` begin the lines.

    Counts columns as terminals do, so that Chinese and combining letters come out right.
    """
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
