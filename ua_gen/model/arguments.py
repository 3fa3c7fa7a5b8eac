"""What events and requests take: a stock value, one with details of its own, or a text of one's own.

    by: police                                   a stock value, which every language tells
    by: {agent: ministry, field: interior}       one that takes something
    by: {en: officers of the drug squad, de: …}  a text of one's own, for each language

Which words are stock values is in `ua_gen.stock`. A word that is none is a text in the language of the file.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter, ValidationError, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ua_gen import stock
from ua_gen.diagnostics import quote, suggest
from ua_gen.model.dates import TERM, PartialDate, Term
from ua_gen.model.names import Name
from ua_gen.model.quantities import DURATION, Count, Duration
from ua_gen.model.values import Text, branch, check_country, invalid, plain

PARTIES = ("relative", "associate", "group")
SOURCES = ("relative", "associate", "group", "body", "agent")
AGENTS = ("agent", "relative", "associate", "group", "body")
MOST = 50  # Values in one argument.


@dataclass(frozen=True, slots=True)
class Stocked:
    """A stock value written as a map, with what it takes: `{kind: prison, name: Evin, in: Tehran}`."""

    kind: str
    name: str
    given: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.kind, self.name, tuple(self.given)))


Value = Name | Stocked | Term  # A `sentence` may be a term.
One = Value
Several = Value | tuple[Value, ...]


def stock_word(value: Any, language: str) -> str:
    """The word of a value that is written as one word of the file's language; empty for any other."""
    return value.root.get(language, "") if isinstance(value, Text) and len(value.root) == 1 else ""


def stock_value(value: Any, kinds: Sequence[str], language: str) -> stock.Value | None:
    """The stock value that is meant, or None for a text of one's own, or a value of the case's vocabulary."""
    if isinstance(value, Stocked):
        return stock.values(value.kind)[value.name]
    word = stock_word(value, language)
    return next((stock.values(kind)[word] for kind in kinds if word in stock.values(kind)), None)


def each(value: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The values of an argument, one or several, each with the rest of its place in the file."""
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield (number,), one
    elif value is not None:
        yield (), value


def own_text(value: Any) -> Text | None:
    """A value as far as it is a text: what sentences can print that know no stock values."""
    return value if isinstance(value, Text) else None


def stock_places(case: Any) -> frozenset[tuple[str | int, ...]]:
    """Where a case has a stock word, such as `by: police`: it looks like a text, and every language has it."""
    found: set[tuple[str | int, ...]] = set()
    for group, word, known in (("events", "type", stock.event_names()), ("requests", "ask", stock.request_names())):
        for index, entry in enumerate(getattr(case, group)):
            spec = known.get(getattr(entry, word))
            args = spec[0].args if spec else {}
            kinds = {name: allowed(argument.kind) for name, argument in args.items()}
            kinds |= {"about": PARTIES, "according_to": SOURCES}
            for given in entry.model_fields_set & {attribute(one) for one in kinds}:
                for rest, value in each(getattr(entry, given)):
                    if stock_value(value, kinds[given.removesuffix("_")], case.language):
                        found.add((group, index, given.removesuffix("_"), *rest))
    return frozenset(found)


@cache
def _taken_by_some() -> Mapping[type, frozenset[str]]:
    return {
        kind: frozenset(name for entry in known.values() for name in entry.args)
        for kind, known in ((stock.Event, stock.events()), (stock.Request, stock.requests()))
    }


def not_taken(entry: Any, spec: stock.Event | stock.Request) -> Iterator[str]:
    """What an event or a request of a case gives that others take and its own does not, in the file's words."""
    for given in sorted(entry.model_fields_set):
        field = given.removesuffix("_")
        if field in _taken_by_some()[type(spec)] and field not in spec.args and getattr(entry, given):
            yield field


KEYWORDS = frozenset({"with", "from", "if", "of", "for", "in"})  # Python keeps these for itself.


def attribute(field: str) -> str:
    """How the model calls a field of a file."""
    return f"{field}_" if field in KEYWORDS else field


def sentences_in(value: Any) -> set[str]:
    """The kinds of the sentences that a value tells of: `prison`, `life`, `death`, `fine` …"""
    known = [one for _, one in each(value) if not isinstance(one, Text)]
    found = {one.kind if isinstance(one, Term) else one.name for one in known}
    return found | {"death"} if "stoning" in found else found


def _length(value: Any) -> Any:
    if isinstance(value, Term | Duration):
        return value
    return Term.parse(value) if re.fullmatch(TERM, plain(value)) else Duration.parse(value)


def _number(value: Any) -> Any:
    return Count.parse(value).number or invalid("106", "this is not a number", "write it in figures: `1000`")


PLAIN = {
    "line": plain,
    "country": lambda value: check_country(plain(value)),
    "term": _length,
    "duration": Duration.parse,
    "number": _number,
    "count": Count.parse,
    "date": PartialDate.parse,
}


def _fits(value: Mapping[str, Any], kind: str) -> bool:
    """Whether a map names a value of a kind, and has nothing that it does not take."""
    key = stock.key(kind)
    found = stock.values(kind).get(str(value[key])) if not isinstance(value[key], dict | list) else None
    return found is not None and set(value) - {key} <= set(found.takes)


def _parse(value: Mapping[str, Any], info: ValidationInfo, kind: str) -> Stocked:
    key = stock.key(kind)
    known = stock.values(kind)
    name = plain(value[key])
    if name not in known:
        hint = suggest(name, known) or f"there are: {', '.join(list(known)[:12])}{' …' if len(known) > 12 else ''}"
        raise invalid("106", f"{quote(name)} is not a stock value of `{key}`", f"{hint}; or write a text of your own")
    takes = known[name].takes
    given = {}
    for field_, one in value.items():
        if field_ == key:
            continue
        if field_ not in takes:
            hint = f"it takes: {', '.join(takes)}" if takes else "it takes nothing more"
            raise invalid("106", f"`{name}` does not take {quote(str(field_))}", hint)
        given[field_] = _parameter(takes[field_], field_, one, info.context)
    return Stocked(kind, name, given)


def _parameter(kind: str, name: str, value: Any, context: Any) -> Any:
    """What a stock value takes. A mistake is told at the place of the whole value, with the name of the parameter."""
    try:
        return PLAIN[kind](value) if kind in PLAIN else _adapter(kind).validate_python(value, context=context)
    except PydanticCustomError as error:
        said = error.context or {}
    except ValidationError as error:
        said = error.errors(include_url=False)[0].get("ctx", {})
    raise invalid("106", f"`{name}`: {said.get('message', 'this cannot be read')}", str(said.get("hint", "")))


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(Name if kind in ("name", "text", "amount") else Annotated[Any, Takes(kind)])


def kinds_of(of: str, field: str) -> tuple[tuple[str, ...], bool]:
    """The kinds of values that a field of events or requests takes, whatever their type, and whether several."""
    entries: Iterable[Any] = stock.events().values() if of == "event" else stock.requests().values()
    found = [entry.args[field] for entry in entries if field in entry.args]
    kinds = dict.fromkeys(kind for argument in found for kind in allowed(argument.kind))
    return tuple(kinds), any(argument.many for argument in found)


def allowed(kind: str) -> tuple[str, ...]:
    """The kinds of values that may stand where one of a kind is expected."""
    return {"party": PARTIES, "agent": AGENTS}.get(kind, (kind,))


@dataclass(frozen=True, slots=True)
class Takes:
    """Allows values of these kinds, one or, with `many`, several."""

    kinds: tuple[str, ...]
    many: bool

    def __init__(self, *kinds: str, many: bool = False) -> None:
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "many", many)

    @classmethod
    def of(cls, what: str, field: str) -> "Takes":
        kinds, many = kinds_of(what, field)
        return cls(*kinds, many=many)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        keys = {stock.key(kind): kind for kind in self.kinds}

        def parse(value: Any, info: ValidationInfo) -> Any:
            meant = [keys[key] for key in value if key in keys]
            # `{group: …, topic: rights-of}`: what one value takes may have the name of another kind.
            return _parse(value, info, next((kind for kind in meant if _fits(value, kind)), meant[0]))

        def which(value: Any) -> int:
            if isinstance(value, Stocked):
                return 2
            return isinstance(value, dict) and any(key in keys for key in value)

        stocked = core_schema.with_info_plain_validator_function(parse)
        one = branch(which, self._text(handler), stocked, core_schema.any_schema())
        if not self.many:
            return one
        several = core_schema.tuple_variable_schema(one, max_length=MOST)
        return branch(lambda value: isinstance(value, list | tuple), one, several)

    def _text(self, handler: GetCoreSchemaHandler) -> CoreSchema:
        name = handler.generate_schema(Name)
        if "sentence" not in self.kinds:
            return name
        term = core_schema.no_info_plain_validator_function(_sentence)
        return branch(lambda value: isinstance(value, dict | Name), term, name)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"takes": list(self.kinds), "many": self.many}


@dataclass(frozen=True, slots=True)
class Of:
    """Allows what events, or requests, take under a name. The lists are read only when the first file is."""

    what: str
    field: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return Takes.of(self.what, self.field).__get_pydantic_core_schema__(source, handler)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return Takes.of(self.what, self.field).__get_pydantic_json_schema__(schema, handler)


@dataclass(frozen=True, slots=True)
class AskedBy:
    """Allows a stock request, or a text of one's own: what a body called for."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler.generate_schema(Name)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"takes": [], "many": False}


class _Length:
    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_length)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^({TERM}|{DURATION})$"}


Length = Annotated[Term | Duration, _Length]


def _sentence(value: Any) -> Any:
    """A sentence in one word or a term; anything else is a text of one's own, and needs its language."""
    if isinstance(value, Term):
        return value
    text = plain(value)
    if text in stock.values("sentence") and text not in ("life", "death") and "{" not in english("sentence", text):
        return Stocked("sentence", text)
    return Term.parse(text)


def english(kind: str, name: str) -> str:
    return stock.values(kind)[name].english.replace("{his}", "")
