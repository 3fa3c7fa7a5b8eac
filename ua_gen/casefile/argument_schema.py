"""The JSON Schema of what events and requests take. Each kind of value stands once, among the definitions."""

from collections.abc import Sequence
from typing import Any

from ua_gen import stock
from ua_gen.model.arguments import MOST, english
from ua_gen.model.dates import TERM, PartialDate
from ua_gen.model.names import Name
from ua_gen.model.quantities import DURATION, Count
from ua_gen.model.values import ANYTHING, WHOLE

NAME = "Name"  # Its definition in the schema.


def expanded(takes: Sequence[str], many: bool, definitions: dict[str, Any]) -> dict[str, Any]:
    """The JSON Schema of an argument. Each kind stands once among the definitions."""
    one = {"anyOf": [_name(definitions, "sentence" in takes), *(_stocked(kind, definitions) for kind in takes)]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one, "maxItems": MOST}]} if many else one


def _name(definitions: dict[str, Any], sentence: bool = False) -> dict[str, Any]:
    if NAME not in definitions:
        definitions[NAME] = Name.__get_pydantic_json_schema__(None, None)  # type: ignore[arg-type]
    if not sentence:
        return {"$ref": f"#/$defs/{NAME}"}
    if "Sentence" not in definitions:
        words = [name for name in stock.values("sentence") if "{" not in english("sentence", name)]
        term = {"type": "string", "pattern": f"^({TERM}|{'|'.join(words)})$"}
        definitions["Sentence"] = {"anyOf": [term, definitions[NAME]["anyOf"][1]]}
    return {"$ref": "#/$defs/Sentence"}


def _stocked(kind: str, definitions: dict[str, Any]) -> dict[str, Any]:
    label = f"stock-{kind}"
    if label not in definitions:
        definitions[label] = {}
        together: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for value in stock.values(kind).values():
            together.setdefault(tuple(value.takes.items()), []).append(value.name)
        definitions[label] |= {"anyOf": [_object(kind, names, takes, definitions) for takes, names in together.items()]}
    return {"$ref": f"#/$defs/{label}"}


def _object(
    kind: str, names: list[str], takes: tuple[tuple[str, str], ...], definitions: dict[str, Any]
) -> dict[str, Any]:
    fields = {name: _of_parameter(one, definitions) for name, one in takes}
    key = stock.key(kind)
    return {
        "type": "object",
        "properties": {key: {"enum": names}} | fields,
        "required": [key],
        "additionalProperties": False,
    }


def _of_parameter(kind: str, definitions: dict[str, Any]) -> dict[str, Any]:
    match kind:
        case "name" | "text" | "amount":
            return _name(definitions)
        case "line":
            return ANYTHING
        case "country":
            return {"type": "string", "pattern": "^([A-Z]{2})$"}
        case "term":
            return {"type": "string", "pattern": f"^({TERM}|{DURATION})$"}
        case "duration":
            return {"type": "string", "pattern": f"^({DURATION})$"}
        case "number":
            return {"type": ["string", "integer"], "pattern": f"^({WHOLE})$", "minimum": 1, "maximum": 999_999_999}
        case "count":
            return Count.__get_pydantic_json_schema__(None, None)  # type: ignore[arg-type]
        case "date":
            return PartialDate.__get_pydantic_json_schema__(None, None)  # type: ignore[arg-type]
    return expanded((kind,), False, definitions)
