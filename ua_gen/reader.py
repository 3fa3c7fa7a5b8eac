"""Files to checked objects: every problem of a file at once, each at its place and in our own words."""

import difflib
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ua_gen.diagnostics import Diagnostic, Severity, Span, has_errors
from ua_gen.model import Case, Sender
from ua_gen.source import Node, parse, read_text

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Model]):
    """What came of a file: `value` is None where there are errors. `name` is the path as the user gave it."""

    name: str
    value: Model | None
    diagnostics: tuple[Diagnostic, ...]
    root: Node | None = None
    text: str = ""

    def span(self, *path: str | int) -> Span:
        """The place of the value at `path`, or of the deepest part of it that the file has."""
        if self.root is None:
            return Span(self.name)
        return self.root.find(path)[1].span if path else Span(self.name, 1, 1, 1, self.text.split("\n", 1)[0])

    def key_span(self, *path: str | int) -> Span:
        """The place of the field's name at `path`."""
        key, node = self.root.find(path) if self.root else (None, None)
        return key.span if key else node.span if node else Span(self.name)

    def complain(
        self, code: str, message: str, *path: str | int, hint: str = "", severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        return Diagnostic(code, message, self.span(*path), hint, severity)


def read_case(path: Path, name: str | None = None) -> Loaded[Case]:
    """The case in a file. `name` is how messages call the file; default: the path.

    Raises Problems where the file cannot be read as text.
    """
    return _read(Case, read_text(path, name or str(path)), name or str(path))


def read_sender(path: Path, name: str | None = None) -> Loaded[Sender]:
    """The sender in a file. Raises Problems where the file cannot be read as text."""
    return _read(Sender, read_text(path, name or str(path)), name or str(path))


def read_case_text(text: str, name: str) -> Loaded[Case]:
    """The case in a text, for callers that hold it in memory."""
    return _read(Case, text, name)


def _read(model: type[Model], text: str, name: str) -> Loaded[Model]:
    root, diagnostics = parse(text, name)
    if root is None:
        return Loaded(name, None, tuple(diagnostics), None, text)
    value = None
    if root.kind != "mapping":
        hint = f"a {model.__name__.lower()} file consists of fields: `name: value`"
        diagnostics.append(Diagnostic("UA103", "this is not a map of fields", root.span, hint))
    else:
        data = root.plain()
        language = data.get("language")
        try:
            value = model.model_validate(data, context={"language": language if isinstance(language, str) else "en"})
        except ValidationError as error:
            diagnostics += [_translate(model, root, details) for details in error.errors(include_url=False)]
    diagnostics.sort(
        key=lambda diagnostic: (diagnostic.span.line, diagnostic.span.column) if diagnostic.span else (0, 0)
    )
    return Loaded(name, None if has_errors(diagnostics) else value, tuple(diagnostics), root, text)


def _translate(model: type[BaseModel], root: Node, error: ErrorDetails) -> Diagnostic:
    """A complaint of pydantic's in our words. It goes by the error's type, never by its English."""
    path: Path_ = tuple(step for step in error["loc"] if step != "[key]")
    key, node = root.find(path)
    context: dict[str, Any] = error.get("ctx") or {}
    match error["type"]:
        case "missing":
            key, node = root.find(path[:-1])
            where = _where(path[:-1])
            hint = _suggest(str(path[-1]), [str(k.value) for k, _ in node.pairs()], "is `{}` meant to be it?")
            return Diagnostic(
                "UA101", f"`{path[-1]}` is missing{where}", (key or node).span, hint or _purpose(model, path)
            )
        case "extra_forbidden":
            fields = _fields(model, path[:-1])
            hint = _suggest(str(path[-1]), fields) or f"fields here: {', '.join(fields)}"
            span = key.span if key else node.span
            return Diagnostic("UA102", f"unknown field `{path[-1]}`{_where(path[:-1])}", span, hint)
        case "literal_error":
            allowed = _literals(model, path)
            hint = _suggest(str(error["input"]), allowed) or f"one of: {', '.join(allowed)}"
            return Diagnostic("UA104", f"`{_shown(error['input'])}` is not a value of `{_name(path)}`", node.span, hint)
        case "104":
            allowed = str(context["hint"]).split("\0")
            hint = _suggest(str(error["input"]), allowed) or f"one of: {', '.join(allowed)}"
            return Diagnostic("UA104", str(context["message"]), node.span, hint)
        case kind if kind.isdigit():
            place = _inside(node, error["input"])
            return Diagnostic(f"UA{kind}", str(context["message"]), place.span, str(context["hint"]))
        case "string_type" | "model_type" | "tuple_type" | "dict_type" | "model_attributes_type":
            wanted = {"string_type": "a text", "tuple_type": "a list", "dict_type": "a map"}
            what = wanted.get(error["type"], "a map of fields")
            given = "nothing" if error["input"] is None else _kind(error["input"])
            hint = "write `[…]`, or each item in a line of its own after `- `" if what == "a list" else ""
            return Diagnostic("UA103", f"`{_name(path)}` must be {what}, not {given}", node.span, hint)
        case "int_parsing" | "int_type" | "int_from_float":
            return Diagnostic("UA103", f"`{_name(path)}` must be a whole number", node.span)
        case "too_short":
            return Diagnostic("UA107", f"`{_name(path)}` is empty", node.span, _purpose(model, path))
        case "too_long":
            return Diagnostic("UA106", f"`{_name(path)}` is too long: at most {context['max_length']}", node.span)
        case "greater_than_equal" | "less_than_equal":
            limit = context.get("ge", context.get("le"))
            bound = "at least" if "ge" in context else "at most"
            return Diagnostic("UA106", f"`{_name(path)}` must be {bound} {limit}", node.span)
        case _:
            return Diagnostic("UA106", f"`{_shown(error['input'])}` is not a value of `{_name(path)}`", node.span)


def _inside(node: Node, value: Any) -> Node:
    """The one item of a text by language, or of a list, that a complaint about the whole is about."""
    if node.kind == "scalar" or node.plain() == value:
        return node
    for child in [*(value for _, value in node.pairs()), *node.items()]:
        if child.plain() == value:
            return child
    return node


def _where(path: Path_) -> str:
    return f" in `{_name(path)}`" if path else ""


def _name(path: Path_) -> str:
    """A path as one writes it: `recipients[1].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _kind(value: Any) -> str:
    return "a map" if isinstance(value, dict) else "a list" if isinstance(value, list) else f"`{_shown(value)}`"


def _shown(value: Any) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def _suggest(word: str, words: Sequence[str], question: str = "did you mean `{}`?") -> str:
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return question.format(close[0]) if close else ""


def _field(model: type[BaseModel], name: str) -> Any:
    for key, field in model.model_fields.items():
        if name in (key, field.alias):
            return field
    return None


def _annotation(model: type[BaseModel], path: Path_) -> Any:
    """The declared type at a path: through lists and maps to the models inside."""
    current: Any = model
    for step in path:
        if isinstance(current, type) and issubclass(current, BaseModel):
            field = _field(current, str(step))
            current = field.annotation if field else None
        else:
            current = next((arg for arg in reversed(typing.get_args(current)) if arg is not Ellipsis), None)
        while type(None) in typing.get_args(current) or typing.get_origin(current) is typing.Annotated:
            current = typing.get_args(current)[0]
    return current


def _fields(model: type[BaseModel], path: Path_) -> list[str]:
    inner = _annotation(model, path)
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        return [field.alias or name for name, field in inner.model_fields.items()]
    return []


def _literals(model: type[BaseModel], path: Path_) -> list[str]:
    return [str(value) for value in typing.get_args(_annotation(model, path))]


def _purpose(model: type[BaseModel], path: Path_) -> str:
    inner = _annotation(model, path[:-1])
    field = _field(inner, str(path[-1])) if isinstance(inner, type) and issubclass(inner, BaseModel) else None
    return (field.description or "") if field else ""
