"""JSON Schema of the kinds of files, for editors: the declaration of the model, in the form that they like best.

It says all that a schema can say of a value alone. What remains to `ua-gen validate` is whether a day is in the
calendar, whether a country, a language or an e-mail address can exist, and what the rules say of the whole.
"""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from ua_gen.casefile.argument_schema import expanded
from ua_gen.model import Case, PressRelease, Sender, Statement, Words

KINDS: dict[str, type[BaseModel]] = {
    "case": Case,
    "sender": Sender,
    "statement": Statement,
    "press-release": PressRelease,
    "vocabulary": Words,
}


def schema(kind: str) -> dict[str, Any]:
    """The schema of files of a kind, one of KINDS."""
    return _schema(KINDS[kind], f"A {kind} file of ua-gen")


def _schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    generated = _tidied(model.model_json_schema(by_alias=True))
    definitions: dict[str, Any] = {}
    generated = _with_arguments(generated, definitions)
    if definitions:
        generated.setdefault("$defs", {}).update(definitions)
    return {"$schema": GenerateJsonSchema.schema_dialect, "title": title, **generated}


def _with_arguments(schema: Any, definitions: dict[str, Any]) -> Any:
    """With what events and requests take spelt out: their lists stand once, among the definitions."""
    if isinstance(schema, list):
        return [_with_arguments(item, definitions) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if isinstance(schema.get("takes"), list):
        kept = {key: value for key, value in schema.items() if key not in ("takes", "many")}
        return expanded(schema["takes"], schema["many"], definitions) | kept
    return {key: _with_arguments(value, definitions) for key, value in schema.items()}


def _tidied(schema: Any, names: bool = False) -> Any:
    """Without the titles and the defaults that pydantic makes up; `names`: the keys here are fields of a file."""
    if isinstance(schema, list):
        return [_tidied(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    tidied = {
        key: _tidied(value, names=not names and key in ("properties", "$defs"))
        for key, value in schema.items()
        if names or (key != "title" and not (key == "default" and value in (None, [], {})))
    }
    if "patternProperties" in tidied and not names:
        tidied["additionalProperties"] = False
    return tidied
