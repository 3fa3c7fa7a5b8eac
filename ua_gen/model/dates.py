"""Dates and terms of imprisonment as case files write them: a day, or as much of it as is known."""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    GetJsonSchemaHandler,
)
from pydantic_core import CoreSchema, core_schema

from ua_gen.diagnostics import quote
from ua_gen.model.values import in_schema, invalid, plain

DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
YEARS = range(1800, 2200)  # Whatever lies outside is a slip of the pen.
TERM = r"life|death|([1-9][0-9]{0,2}) years?( ([1-9][0-9]{0,2}) months?)?|([1-9][0-9]{0,2}) months?"


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
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text := plain(value))
        if not match:
            hint = "write 2010-06-15, or 2010-06 or 2010 if no more is known"
            raise invalid("105", f"{quote(text)} is not a date", hint)
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
        # An unquoted year is a number to YAML.
        years = {"minimum": YEARS[0], "maximum": YEARS[-1]}
        return {"type": ["string", "integer"], "pattern": f"^{_YEAR}(-{_MONTH}(-{_DAY})?)?$", **years}


def _check_day(year: int, month: int, day: int) -> datetime.date:
    if year not in YEARS:
        raise invalid("105", f"the year {year:04} cannot be meant", "a date is year-month-day: 2010-09-15")
    if not 1 <= month <= 12:
        raise invalid("105", f"there is no month {month}", "a date is year-month-day: 2010-09-15")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise invalid("105", f"there is no day {day} in month {month} of {year}", f"that month has {days} days")
    return datetime.date(year, month, day)


def parse_day(value: Any) -> datetime.date:
    """A whole date: 2010-06-15."""
    if isinstance(value, datetime.date):
        return value
    text = plain(value)
    if not re.fullmatch(DATE, text):
        raise invalid("105", f"{quote(text)} is not a date", "write it as year-month-day: 2010-09-15")
    return _check_day(*map(int, text.split("-")))


# What an editor can check of a date: all but the length of months.
_YEAR, _MONTH, _DAY = "(1[89]|2[01])[0-9]{2}", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"
Day = Annotated[datetime.date, BeforeValidator(parse_day), in_schema(f"{_YEAR}-{_MONTH}-{_DAY}")]


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
        text = plain(value)
        match = re.fullmatch(TERM, text)
        if not match:
            hint = "write `life`, `death`, `7 years` or `2 years 6 months`"
            raise invalid("106", f"{quote(text)} is not a sentence", hint)
        if text in ("life", "death"):
            return cls(text)  # type: ignore[arg-type]
        years, months = int(match[1] or 0), int(match[3] or match[4] or 0)
        return cls("prison", years, months)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({TERM})$"}
