"""Every text of a case that is given by language, with its place in the file."""

import typing
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from ua_gen.model import Case, public
from ua_gen.model.arguments import Stocked
from ua_gen.model.names import Name, Word
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
    form: str = ""  # Of a name: which other form than that of a dictionary it is.
    is_name: bool = False  # It may have other forms.


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
    if isinstance(value, Name) and value.is_made:
        return
    if isinstance(value, Text):
        for tag, text in value.root.items():
            path = (*here, tag, "name") if isinstance(text, Word) else (*here, tag)
            found.append(LocalizedText(field, here, path, tag, text, is_name=isinstance(value, Name)))
            # Other forms of a name stand below its language; each is a text of that language alone.
            for form, other in text.forms.items() if isinstance(text, Word) else ():
                if form != "name":
                    found.append(
                        LocalizedText(f"{field}.{form}", (*here, tag, form), (*here, tag, form), tag, other, form)
                    )
    elif isinstance(value, Lines):
        for tag, lines in value.root.items():
            found += [LocalizedText(field, here, (*here, tag, number), tag, line) for number, line in enumerate(lines)]
    elif isinstance(value, BaseModel):
        for attribute, name in _given(type(value), frozenset(value.model_fields_set)):
            if (inner := getattr(value, attribute)) is not None:
                _look(inner, f"{field}.{name}" if field else name, (*here, name), found)
    elif isinstance(value, Stocked):
        for name, inner in value.given.items():
            _look(inner, f"{field}.{name}", (*here, name), found)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _look(item, field, (*here, number), found)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _look(item, field, (*here, key), found)


@lru_cache(1024)
def _given(model: type[BaseModel], fields: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Of the fields of a model that hold texts, those that a file gives: of many, these are few, and often the same."""
    return tuple(field for field in _fields(model) if field[0] in fields)


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that hold texts, or parts that do, and how a file calls them: most hold none."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if _holds_texts(field.annotation))


def _holds_texts(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return issubclass(annotation, Text | Lines) or bool(_fields(annotation))
    return any(_holds_texts(argument) for argument in typing.get_args(annotation))
