"""Documents as folders of templates: where they are found, what they are, and how a template is run."""

import itertools
import re
import traceback
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar

import jinja2
from jinja2 import meta, nodes

from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Span, quote
from ua_gen.files.paths import is_inside, is_regular_file
from ua_gen.files.reading import LINE_BREAK
from ua_gen.templating import confined
from ua_gen.templating.document import Document, Fit, read_document
from ua_gen.templating.environment import BUILT_IN, environment, shows
from ua_gen.templating.slots import Slot, Wrapping, wrap

__all__ = ["BUILT_IN", "Document", "Fit", "Slot", "Templates", "Wrapping", "exceeded", "shows", "wrap"]

# Statements the output of which does not go into the document as it comes, or not with its characters escaped.
CAPTURING = (nodes.AssignBlock, nodes.CallBlock, nodes.FilterBlock, nodes.Macro, nodes.ScopedEvalContextModifier)

# What commands a terminal, or makes a reader see something else than stands there.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]")
# What Python writes for a thing that has no text, where a filter has made one of it.
NO_TEXT = re.compile(" at 0x[0-9a-f]{6,}(>|&gt;)", re.IGNORECASE)
SECONDS = 5.0  # For one document. The built-in ones take a hundredth of a second.
LONGEST = 5_000_000  # Characters of a document.

T = TypeVar("T")


def _check_folder(folder: Path) -> None:
    """Raises Misuse if no template in a folder replaces or adds anything: mostly it is one level off."""

    def useful(folder: Path) -> bool:
        known = (folder / path.relative_to(BUILT_IN) for path in BUILT_IN.glob("*/*"))
        return any(map(is_regular_file, known)) or any(folder.glob("*/document.yaml"))

    if useful(folder):
        return
    below = sorted(path for path in folder.glob("*") if path.is_dir())
    near = next((path for path in (folder.parent, *below) if useful(path)), None)
    hint = f"did you mean {quote(near)}?" if near else "`ua-gen templates letter --copy-to DIR` makes one to start from"
    raise Misuse(f"no template in {quote(folder)} replaces a built-in one, or adds a document", hint)


@cache
def _built_in() -> Mapping[str, Document]:
    return {path.parent.name: read_document(path) for path in sorted(BUILT_IN.glob("*/document.yaml"))}


class Templates:
    """The documents on a search path: folders of the user's, the first one first, then the built-in ones.

    Templates of the user's may be a stranger's: what they are run for is done `apart`, unless it is already.
    """

    _numbers = itertools.count()

    def __init__(self, folders: Sequence[Path] = (), run_confined: bool = False) -> None:
        """Raises Misuse for a folder in which there is nothing to use."""
        for folder in folders if not run_confined else ():
            _check_folder(folder)
        self.folders = (*folders, BUILT_IN)
        self.untrusted = bool(folders) and not run_confined
        self._number = next(self._numbers)
        self.environment = environment(self.folders)

    def run_confined(
        self, document: str, kind: str, function: "Callable[..., T]", *arguments: Any, shared: Sequence[object] = ()
    ) -> T:
        """What a function of a module gives for these templates and the arguments, in a process with limits.

        Of the disk it sees the folders of templates, and what is installed. Raises what it raises, and Problems (UA302
        for what is no answer, UA304).
        """
        folders, here = tuple(self.folders[:-1]), str(self.origin(f"{document}/{document}.{kind}"))
        try:
            passed = (_apart, self._number, folders, function, *arguments)
            done: T = confined.call(*passed, seconds=SECONDS, shared=shared, reads=self.folders)
        except confined.LimitExceeded as error:
            raise Problems([exceeded(error.what, _span(here, 1))]) from None
        except confined.CallFailed as error:
            raise Problems([Diagnostic("UA302", f"template: {error}"[:200], _span(here, 1))]) from None
        return done

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All documents by name. A folder of the user's needs a `document.yaml` only for a new document."""
        built_in = _built_in()
        found: dict[str, Document] = {}
        for folder in self.folders[:-1]:
            for path in sorted(folder.glob("*/document.yaml")):
                name = path.parent.name
                if name not in found and is_regular_file(path) and is_inside(path, folder):
                    found[name] = read_document(path, built_in.get(name))
        return found | {name: document for name, document in built_in.items() if name not in found}

    def has(self, document: str, kind: str) -> bool:
        """Whether a document exists as `html` or `txt`."""
        return any((folder / document / f"{document}.{kind}").is_file() for folder in self.folders)

    def origin(self, name: str) -> Path:
        """The file that a template's name means, or would mean."""
        return next((folder / name for folder in self.folders if (folder / name).is_file()), Path(name))

    def roots(self, document: str) -> tuple[Path, ...]:
        """Where files are that a document's page names: first beside its template, then in all folders."""
        beside = self.origin(f"{document}/{document}.html").parent
        return (beside if beside.is_dir() else BUILT_IN, *self.folders)

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
        if hidden := HIDDEN.search(text):  # No field has any, see `values.HIDDEN`: it is the template that writes it.
            message = f"the template writes the invisible character U+{ord(hidden[0]):04X}"
            raise Problems([Diagnostic("UA302", message, _span(str(self.origin(name)), 1), "leave it out")])
        if NO_TEXT.search(text):
            message = "the template shows what is no value of the case, and has no text"
            raise Problems([Diagnostic("UA302", message, _span(str(self.origin(name)), 1), "show a part of it")])
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
    return Templates(folders, run_confined=True)


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
