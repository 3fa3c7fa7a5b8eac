"""Trees to checked objects: what is wrong with a value, at its place and in our own words."""

import typing
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from ua_gen.casefile.nodes import Node
from ua_gen.diagnostics import Diagnostic, quote, suggest
from ua_gen.model.values import HIDDEN, check_tag, is_in_file

Model = TypeVar("Model", bound=BaseModel)
Path_ = tuple[str | int, ...]
READABLE = 24  # Words in a hint: four lines of a terminal.
PARTS = ("street", "postcode", "postal_code", "zip", "zipcode", "zip_code", "post_code", "house")  # Of an address.
SAID_BY = {"requests": "ask", "events": "type"}  # The field of each that names a stock entry.
USUAL = 12  # Of a longer list.


def check(model: type[Model], root: Node) -> tuple[Model | None, list[Diagnostic]]:
    """The object that a tree describes, or None, and all complaints about it."""
    if root.kind != "mapping":
        hint = f"a {model.__name__.lower()} file consists of lines like `country: KG`, with a space after the colon"
        return None, [Diagnostic("UA103", "this is not a map of fields", root.span, hint)]
    data = root.plain()
    try:
        return model.model_validate(data, context={"language": _language(data)}), []
    except ValidationError as error:
        return None, [
            _in_our_words(model, root, details)
            for details in error.errors(include_url=False)
            # A list of broken items is not an empty list, though pydantic counts only the sound ones.
            if not (details["type"] == "too_short" and details["input"])
        ]


def _language(data: dict[str, Any]) -> str:
    """The language of texts that do not name theirs; English while the file's own is not sound."""
    try:
        return check_tag(data.get("language") or "")
    except (PydanticCustomError, TypeError, AttributeError):
        return "en"


def _in_our_words(model: type[BaseModel], root: Node, error: ErrorDetails) -> Diagnostic:
    """A complaint of pydantic's in our words. It goes by the error's type, never by its English."""
    path: Path_ = tuple(filter(is_in_file, error["loc"]))
    in_key = path[-1:] == ("[key]",) and error["type"] != "extra_forbidden"  # So pydantic points at the key of a map.
    path = _in_file(root, path[:-1] if in_key else path)
    key, node = root.find(path)
    if key and in_key:
        node = key
    span = node.span
    name = quote(path_name(path))
    context: dict[str, Any] = error.get("ctx") or {}

    def diagnostic_at(code: str, message: str, hint: str = "") -> Diagnostic:
        return Diagnostic(code, message, span, hint)

    match error["type"]:
        case "missing":
            key, node = root.find(path[:-1])
            span = (key or node).span
            given = {str(key.value) for key, _ in node.pairs()}
            close = suggest(str(path[-1]), sorted(given - {*_fields(model, path[:-1])}), "is `{}` meant to be it?")
            return diagnostic_at(
                "UA101", f"{quote(path[-1])} is missing{_where(path[:-1])}", close or purpose(model, path)
            )
        case "extra_forbidden":
            span = key.span if key else node.span
            fields = _fields(model, path[:-1])
            if "address" in fields and str(path[-1]) in PARTS:
                hint = "it is a part of `address`, whose lines are a list: `[12 Sample Lane, Bristol BS1 5XX]`"
                return diagnostic_at("UA102", f"unknown field {quote(path[-1])}{_where(path[:-1])}", hint)
            hint = suggest(str(path[-1]), fields) or _some("fields here", fields, "tells what each takes")
            return diagnostic_at("UA102", f"unknown field {quote(path[-1])}{_where(path[:-1])}", hint)
        case _ if node.kind == "scalar" and node.value is None:
            return diagnostic_at(
                "UA107", f"{name} is empty", _needed(model, path) or "write a value, or delete the field"
            )
        case "literal_error" | "104" if node.kind == "scalar":
            stock = str(context["hint"]).split("\0") if error["type"] == "104" else literals(model, path)
            message = (
                str(context.get("message"))
                if error["type"] == "104"
                else f"{quote(node.value)} is not a value of {name}"
            )
            meant = f"did you mean {quote(stock[0])}?" if len(stock) == 1 else suggest(str(node.value), stock)
            return diagnostic_at("UA104", message, meant or _some("one of", stock))
        case "literal_error":
            hint = _some("one of", literals(model, path))
            return diagnostic_at("UA103", f"{name} must be one word, not {_kind(node)}", hint)
        case "108" if found := HIDDEN.search(span.source, span.column - 1):  # As it is, not by its number in a text.
            span = replace(span, column=found.start() + 1, end_column=found.end() + 1)
            return diagnostic_at("UA108", str(context["message"]), str(context["hint"]))
        case kind if kind.isdigit():
            return diagnostic_at(f"UA{kind}", str(context["message"]), str(context["hint"]))
        case "tuple_type":
            hint = "write `[…]`, or each item in a line of its own after `- `"
            return diagnostic_at("UA103", f"{name} must be a list, not {_kind(node)}", hint)
        case "model_type" | "model_attributes_type" | "dict_type":
            hint = "write its fields in lines of their own below, indented: `name: value`"
            if node.kind == "scalar" and len(path) == 2 and path[0] in SAID_BY:
                word = " ".join(str(node.value).split())
                hint = f"write `{SAID_BY[path[0]]}: {word}`, or `text: …` for words of your own"
            return diagnostic_at("UA103", f"{name} must be a map of fields, not {_kind(node)}", hint)
        case "int_parsing" | "int_parsing_size" | "int_type" | "int_from_float":
            return diagnostic_at("UA103", f"{name} must be a whole number, not {_kind(node)}", purpose(model, path))
        case "too_short":
            return diagnostic_at("UA107", f"{name} is empty", purpose(model, path))
        case "too_long":
            return diagnostic_at("UA106", f"{name} is too long", f"at most {context['max_length']}")
        case "greater_than_equal":
            return diagnostic_at("UA106", f"{name} must be at least {context['ge']}", purpose(model, path))
        case "less_than_equal":
            return diagnostic_at("UA106", f"{name} must be at most {context['le']}", purpose(model, path))
        case _:
            return diagnostic_at("UA106", f"{_kind(node)} is not a value of {name}")


def _some(what: str, words: Sequence[str], stock: str = "lists all") -> str:
    """The words that may stand somewhere; of more than can be read, the first, which are the usual ones."""
    if len(words) <= READABLE:
        return f"{what}: {', '.join(words)}"
    return f"{what}: {', '.join(words[:USUAL])} …; `ua-gen stock` {stock}"


def _in_file(root: Node, path: Path_) -> Path_:
    """A path without the languages that the file leaves out: a text of its own language is no map."""
    found: Path_ = ()
    for step in path:
        if isinstance(step, int) or root.find(found)[1].kind == "mapping":
            found += (step,)
    return found


def _where(path: Path_) -> str:
    return f" in {quote(path_name(path))}" if path else ""


def path_name(path: Path_) -> str:
    """A path as one writes it: `recipients[1].name`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _kind(node: Node) -> str:
    return {"mapping": "a map", "list": "a list"}.get(node.kind) or quote(node.value)


def _field(model: type[BaseModel], name: str) -> FieldInfo | None:
    for key, field in model.model_fields.items():
        if name == (field.alias or key):
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


def literals(model: type[BaseModel], path: Path_) -> list[str]:
    return [str(value) for value in typing.get_args(_annotation(model, path))]


def _declared(model: type[BaseModel], path: Path_) -> FieldInfo | None:
    inner = _annotation(model, path[:-1])
    return _field(inner, str(path[-1])) if isinstance(inner, type) and issubclass(inner, BaseModel) else None


def purpose(model: type[BaseModel], path: Path_) -> str:
    field = _declared(model, path)
    return (field.description or "") if field else ""


def _needed(model: type[BaseModel], path: Path_) -> str:
    """What a field is for that may not be left out."""
    field = _declared(model, path)
    return (field.description or "") if field and field.is_required() else ""
