"""How long, how many, how often, and when something is expected, as case files write it."""

import re
from dataclasses import dataclass
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ua_gen import stock
from ua_gen.diagnostics import quote
from ua_gen.model.dates import PartialDate
from ua_gen.model.values import WHOLE, in_schema, invalid, plain

DURATION = "(more than )?[1-9][0-9]{0,3} (hour|day|week|month|year)s?|hours|days|weeks|months|years"
COUNT_WORDS = ("several", "dozens", "hundreds", "thousands", "all")
COUNT_WITH = ("about", "at-least", "more-than", "up-to", "nearly")
TIMES = tuple(stock.measures()["times"])
SOON = tuple(stock.measures()["expected"])


@dataclass(frozen=True, slots=True)
class Duration:
    """How long: `3 weeks`, `more than 2 years`, or only `weeks`."""

    unit: str
    number: int | None = None
    more: bool = False

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        text = plain(value)
        if not re.fullmatch(DURATION, text):
            hint = "write `3 weeks`, `more than 2 years`, or `weeks` if no more is known"
            raise invalid("106", f"{quote(text)} is not a length of time", hint)
        *before, unit = text.split()
        return cls(f"{unit.removesuffix('s')}s", int(before[-1]) if before else None, before[:1] == ["more"])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({DURATION})$"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many: `40`, `{about: 40}`, or a word such as `several`."""

    number: int | None = None
    about: str = ""  # One of COUNT_WITH where the number is not exact, or one of COUNT_WORDS.

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        hint = f"write `40`, `{{about: 40}}` ({', '.join(COUNT_WITH)}), or one of: {', '.join(COUNT_WORDS)}"
        if isinstance(value, dict):
            if len(value) != 1 or not set(value) <= set(COUNT_WITH):
                raise invalid("106", "this is not a number", hint)
            [(about, number)] = value.items()
            return cls(cls.parse(number).number if number not in COUNT_WORDS else _no_number(hint), str(about))
        text = plain(value)
        if text in COUNT_WORDS:
            return cls(None, text)
        return cls(int(text)) if re.fullmatch(WHOLE, text) else _no_number(hint)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        number = {"type": ["string", "integer"], "pattern": f"^({WHOLE})$", "minimum": 1, "maximum": 999_999_999}
        about = {
            "type": "object",
            "properties": dict.fromkeys(COUNT_WITH, number),
            "additionalProperties": False,
            "minProperties": 1,
            "maxProperties": 1,
        }
        return {"anyOf": [number, {"enum": list(COUNT_WORDS)}, about]}


def _no_number(hint: str) -> Any:
    raise invalid("106", "this is not a number", hint)


def _times(value: Any) -> str:
    text = plain(value)
    if text not in TIMES and not re.fullmatch(WHOLE, text):
        raise invalid("106", f"{quote(text)} does not tell how often", f"write `3`, or one of: {', '.join(TIMES)}")
    return text


def _expected(value: Any) -> Any:
    if isinstance(value, str) and value.replace("-", "").isalpha() and value not in SOON:
        hint = f"write a day, or as much of it as is known, or one of: {', '.join(SOON)}"
        raise invalid("106", f"{quote(value)} does not tell when", hint)
    return value if value in SOON else PartialDate.parse(value)


Times = Annotated[
    str, BeforeValidator(_times), in_schema(f"{WHOLE}|{'|'.join(TIMES)}", "integer", minimum=1, maximum=999_999_999)
]


class _Expected:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_expected)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"anyOf": [PartialDate.__get_pydantic_json_schema__(schema, handler), {"enum": list(SOON)}]}


Expected = Annotated[PartialDate | str, _Expected]  # A day, or as much of it as is known; or `soon`, `any-time`.
