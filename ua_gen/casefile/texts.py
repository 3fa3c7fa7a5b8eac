"""Every text of a case that is given by language, with its place in the file."""

import typing
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from ua_gen.model import Case, public
from ua_gen.model.values import Lines, Text


class LocalizedText(NamedTuple):
    """A text in one language, or one line of an address.

    `field` is its place without numbers and languages: `events.text`; `at` the place of the value for all languages;
    `path` that of this text.
    """

    field: str
    at: tuple[str | int, ...]
    path: tuple[str | int, ...]
    tag: str
    text: str


def texts(case: Case) -> tuple[LocalizedText, ...]:
    """All that may be told, in the order of the fields. What is not for the public needs no translation."""
    found: list[LocalizedText] = []
    told = public(case)
    _look(told.value, "", (), found)
    return tuple(_in_file(given, told.kept) for given in found) if told.kept else tuple(found)


def _in_file(given: LocalizedText, kept: Mapping[str, Sequence[int]]) -> LocalizedText:
    """The text with its place among all the items of its list."""
    name, *rest = given.at
    if name not in kept:
        return given
    first = (str(name), kept[str(name)][int(rest[0])])
    return given._replace(at=(*first, *given.at[2:]), path=(*first, *given.path[2:]))


def _look(value: Any, field: str, here: tuple[str | int, ...], found: list[LocalizedText]) -> None:
    if isinstance(value, Text):
        for tag, text in value.root.items():
            found.append(LocalizedText(field, here, (*here, tag), tag, text))
    elif isinstance(value, Lines):
        for tag, lines in value.root.items():
            found += [LocalizedText(field, here, (*here, tag, number), tag, line) for number, line in enumerate(lines)]
    elif isinstance(value, BaseModel):
        for name in _fields(type(value)):
            inner = getattr(value, name)
            if inner is not None:
                _look(inner, f"{field}.{name}" if field else name, (*here, name), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _look(item, field, (*here, number), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _look(item, field, (*here, key), found)


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that hold texts, or parts that do: most hold none, and every case is looked through."""
    return tuple(name for name, field in model.model_fields.items() if _holds_texts(field.annotation))


def _holds_texts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation in (Text, Lines) or bool(_fields(annotation))
    return any(_holds_texts(argument) for argument in typing.get_args(annotation))
