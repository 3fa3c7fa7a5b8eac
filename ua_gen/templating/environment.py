"""What a template may see and use: its neighbours on the path, what a case says, and nothing of the machinery."""

import datetime
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from types import FunctionType, MemberDescriptorType
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Namespace
from pydantic import BaseModel, RootModel

from ua_gen.files.paths import is_inside
from ua_gen.languages import Language
from ua_gen.templating.slots import shown, wrapped

PACKAGE = Path(str(files("ua_gen")))
# In the wheel the templates lie inside the package, in a checkout beside it.
BUILT_IN = next(path for path in (PACKAGE / "data" / "templates", PACKAGE.parent / "templates") if path.is_dir())

LONGEST = 5_000_000  # Bytes of a template.
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
            if not any(is_inside(path, folder) for folder in folders) or path.stat().st_size > LONGEST:
                raise jinja2.TemplateNotFound(template)
            return path.read_text("utf-8"), str(path), lambda: True
        except (StopIteration, OSError, jinja2.TemplateNotFound):
            raise jinja2.TemplateNotFound(template) from None


class _Compiled(jinja2.BytecodeCache):
    """Templates are compiled once in a process, however many ask for them one after the other; when changed, anew."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[str, Any]] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return f"{filename}|{name}"  # Jinja's own is of UTF-8, which the name of a folder need not be.

    def load_bytecode(self, bucket: Bucket) -> None:
        checksum, code = self._known.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.checksum, bucket.code


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
        datetime.date: "day isocalendar isoformat isoweekday month weekday year",
        LoopContext: "changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0",
        Cycler: "current next reset",
        BlockReference: "super",
    }.items()
}
# Phrases are said by `t`, which knows what a document may say and notes what the language lacks.
UNSAID = frozenset(("text", "raw", "count", "pgettext", "npgettext"))
OWN = {"languages", "model", "wording"}  # The packages with kinds that templates are shown.


def _is_own(kind: type) -> bool:
    root, _, package = kind.__module__.partition(".")
    return root == "ua_gen" and package.partition(".")[0] in OWN


@cache
def shows(kind: type, name: str) -> bool:
    """Whether templates may use an attribute of values of a kind, if it is one that each of them has."""
    if name.startswith("_") or (issubclass(kind, Language) and name in UNSAID):
        return False
    for known, names in SHOWN.items():
        if issubclass(kind, known):
            return name in names or name in getattr(kind, "_fields", ())
    found = next((vars(part)[name] for part in kind.__mro__ if _is_own(part) and name in vars(part)), None)
    if issubclass(kind, BaseModel):  # Every model can also read files and unpickle code.
        chosen = issubclass(kind, RootModel) and name in ("get", "best")
        return name in kind.model_fields or isinstance(found, property) or chosen
    return isinstance(found, (property, cached_property, FunctionType, MemberDescriptorType))


class _Forgetful(jinja2.Template):
    """What a template imports is run anew for each document: else it could tell in one what it has kept of another."""

    def _get_default_module(self, ctx: Any = None) -> TemplateModule:
        self._module = None
        return super()._get_default_module(ctx)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Templates see what a case says, and nothing of the machinery that read it, nor of what was made before."""

    template_class = _Forgetful

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        kind: type = getattr(type(obj), "stands_for", type(obj))
        if shows(kind, attr):
            return True
        # What a template has made itself, and what words keep of what they are about.
        return not attr.startswith("_") and (
            kind in (Namespace, TemplateModule) or (_is_own(kind) and attr in getattr(obj, "__dict__", ()))
        )


_compiled = _Compiled()


def environment(folders: Sequence[Path]) -> jinja2.Environment:
    """What templates on a search path are run in."""
    made = _Sandbox(
        loader=_Loader(folders),
        undefined=jinja2.StrictUndefined,
        autoescape=jinja2.select_autoescape(["html"], default=False),
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=_compiled,
    )
    made.filters["wrap"] = wrapped
    # Chance would make the same letter another one each time.
    del made.filters["random"], made.globals["lipsum"]
    return made
