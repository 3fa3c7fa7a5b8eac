"""The small values that case files are made of: texts in several languages, partial dates, prison terms."""

import calendar
import datetime
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    RootModel,
    ValidationInfo,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"
DATE = r"\d{4}-\d{2}-\d{2}"

# Characters that change what a reader sees without being seen themselves: controls, and the bidirectional
# embeddings and overrides that Unicode's report 9 calls explicit formatting (isolates are harmless).
HIDDEN = frozenset("\u202a\u202b\u202c\u202d\u202e\ufeff\ufffe\uffff")


def invalid(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """A complaint in our own words. `kind` is the diagnostic's code without its `UA`."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def clean(text: str) -> str:
    """Text with line breaks and runs of spaces made single spaces; an empty line still parts paragraphs."""
    for character in text:
        if (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\r\t") or character in HIDDEN:
            name = f"U+{ord(character):04X}"
            raise invalid("108", f"the invisible character {name} may not stand in a text", "delete it")
    paragraphs = (re.sub(r"[ \t\r\n]+", " ", part).strip() for part in re.split(r"\n[ \t\r]*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _plain(value: Any) -> str:
    if not isinstance(value, str):
        kind = "a map" if isinstance(value, dict) else "a list" if isinstance(value, list) else "nothing"
        raise invalid("103", f"a text is expected here, not {kind}")
    text = clean(value)
    if not text:
        raise invalid("107", "this is empty", "write the text, or delete the field")
    return text


def _line(value: str) -> str:
    return re.sub(r"\s*\n\s*", " ", value)


Plain = Annotated[str, BeforeValidator(_plain)]
Line = Annotated[str, BeforeValidator(_plain), AfterValidator(_line)]


def check_tag(tag: str) -> str:
    """The tag of a language in its canonical form. Raises if it cannot be one."""
    if not re.fullmatch(TAG, tag):
        hint = "write it like `ru`, `uz-Cyrl` or `zh-Hans`"
        raise invalid("106", f"`{tag}` is not the tag of a language", hint)
    return tag


Tag = Annotated[str, BeforeValidator(_plain), AfterValidator(check_tag)]


class _ByLanguage(RootModel[dict[str, Any]]):
    """A value for each language; a value alone is in the language of the file."""

    model_config = ConfigDict(frozen=True)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.root)

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))


def _tags(value: dict[Any, Any]) -> Iterator[tuple[str, Any]]:
    if not value:
        raise invalid("107", "this is empty", "write a text, or one for each language")
    for tag, item in value.items():
        yield check_tag(str(tag)), item


class Text(_ByLanguage):
    """A text in one or more languages."""

    root: dict[str, str]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, cls):
            return value.root
        if isinstance(value, dict):
            return {tag: _plain(text) for tag, text in _tags(value)}
        return {_language(info): _plain(value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        text = {"type": "string", "minLength": 1}
        return _either(text, "A text in the language of the file, or one text for each language.")

    def get(self, language: str) -> str | None:
        return self.root.get(language)

    def best(self, *languages: str) -> str:
        """The text in the first of these languages that it has, else in the first it was written in."""
        return next((self.root[tag] for tag in languages if tag in self.root), next(iter(self.root.values())))


class Lines(_ByLanguage):
    """Lines, such as those of an address, in one or more languages."""

    root: dict[str, tuple[str, ...]]

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, cls):
            return value.root
        if isinstance(value, dict):
            return {tag: _lines(lines) for tag, lines in _tags(value)}
        return {_language(info): _lines(value)}

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        lines = {"type": "array", "items": {"type": "string", "minLength": 1}, "minItems": 1, "maxItems": 7}
        return _either(lines, "Lines in the language of the file, or lines for each language.")

    def best(self, *languages: str) -> tuple[str, ...]:
        """The lines in the first of these languages that they exist in, else as they were first written."""
        return next((self.root[tag] for tag in languages if tag in self.root), next(iter(self.root.values())))


def _lines(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple):
        raise invalid("103", "a list of lines is expected here", "write `[first line, second line]`")
    if not 1 <= len(value) <= 7:
        raise invalid("106", f"an address has 1 to 7 lines, not {len(value)}")
    return tuple(_line(_plain(line)) for line in value)


def _language(info: ValidationInfo) -> str:
    return str((info.context or {}).get("language", "en"))


def _either(one: dict[str, Any], description: str) -> dict[str, Any]:
    many = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "patternProperties": {f"^{TAG}$": one},
    }
    return {"anyOf": [one, many], "description": description}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, or only its month or year, as far as it is known. Written as in ISO 8601: 2010, 2010-06, 2010-06-15."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", _plain(value))
        if not match:
            hint = "write 2010-06-15, or 2010-06 or 2010 if no more is known"
            raise invalid("105", f"`{value}` is not a date", hint)
        date = cls(*(int(part) if part else None for part in match.groups()))  # type: ignore[arg-type]
        _check_day(date.year, date.month or 1, date.day or 1)
        return date

    @property
    def first(self) -> datetime.date:
        """The earliest day that it can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> datetime.date:
        """The latest day that it can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse, serialization=core_schema.to_string_ser_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}


def _check_day(year: int, month: int, day: int) -> datetime.date:
    if not 1 <= month <= 12:
        raise invalid("105", f"there is no month {month}", "a date is year-month-day: 2010-09-15")
    if not year or not 1 <= day <= calendar.monthrange(year, month)[1]:
        raise invalid("105", f"there is no day {day} in month {month} of {year}")
    return datetime.date(year, month, day)


def parse_day(value: Any) -> datetime.date:
    """A whole date: 2010-06-15."""
    if isinstance(value, datetime.date):
        return value
    text = _plain(value)
    if not re.fullmatch(DATE, text):
        raise invalid("105", f"`{text}` is not a date", "write it as year-month-day: 2010-09-15")
    return _check_day(*map(int, text.split("-")))


def _day_schema(schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
    return {"type": "string", "format": "date", "pattern": f"^{DATE}$"}


class _DaySchema:
    __get_pydantic_json_schema__ = staticmethod(_day_schema)


Day = Annotated[datetime.date, BeforeValidator(parse_day), _DaySchema()]


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence: `life`, `death`, or a time such as `7 years`, `6 months`, `2 years 6 months`."""

    kind: Literal["life", "death", "prison"]
    years: int = 0
    months: int = 0

    @classmethod
    def parse(cls, value: Any) -> Self:
        if isinstance(value, cls):
            return value
        text = _plain(value)
        if text in ("life", "death"):
            return cls(text)  # type: ignore[arg-type]
        match = re.fullmatch(r"(?:(\d{1,3}) years?)? ?(?:(\d{1,3}) months?)?", text)
        if not match or not any(map(int, filter(None, match.groups()))):
            raise invalid(
                "106", f"`{text}` is not a sentence", "write `life`, `death`, `7 years` or `2 years 6 months`"
            )
        years, months = (int(part or 0) for part in match.groups())
        return cls("prison", years, months)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^(life|death|\d{1,3} years?( \d{1,3} months?)?|\d{1,3} months?)$",
        }
