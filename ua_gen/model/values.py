"""The small values that case files are made of: texts in several languages, partial dates, prison terms."""

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    RootModel,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ua_gen.diagnostics import quote

WHOLE = "[1-9][0-9]{0,8}"
TAG = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?"

# Letters and signs by their category in Unicode that nobody can see: fillers, and vowels that are never written.
BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0]")
# Characters that change what a reader sees, or what a search finds, without being seen themselves: controls, all that
# Unicode calls format characters (Cf), choosers of rare variants, other ends of lines. Allowed are the joiners and
# marks of direction, which Persian, Arabic, Hebrew and the scripts of India need (U+200C to U+200F), and the few that
# can be seen, such as the Arabic sign of a number.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u202a-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff9-\ufffb\ufffe\uffff\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\u2028\u2029]"
    f"|{BLANK.pattern}"
)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # Every font may print something else for these.
SPACES = re.compile("[ \t\r\n]+")


def invalid(kind: str, message: str, hint: str = "") -> PydanticCustomError:
    """A complaint in our own words. `kind` is the diagnostic's code without its `UA`."""
    return PydanticCustomError(kind, "{message}", {"message": message, "hint": hint})


def clean(text: str) -> str:
    """Text with line breaks and runs of spaces made single spaces; an empty line still parts paragraphs."""
    # Nearly every text: nothing to look for.
    if "  " not in text and text.isprintable() and (text.isascii() or not BLANK.search(text)):
        return text.strip()
    if hidden := [*HIDDEN.finditer(text)]:
        raise invalid("108", *_hidden(text, hidden[0].start(), {each[0] for each in hidden}))
    if private := PRIVATE.search(text):
        hint = "write it with a character of its own"
        raise invalid(
            "108", f"the character U+{ord(private[0]):04X} is for private use: it means nothing by itself", hint
        )
    paragraphs = (SPACES.sub(" ", part).strip() for part in re.split(r"\n[ \t\r]*\n", text))
    return "\n\n".join(part for part in paragraphs if part)


def _hidden(text: str, at: int, characters: set[str]) -> tuple[str, str]:
    """What is wrong with a text that has invisible characters, and what to do: each by its name, the first by place."""
    import unicodedata

    named = []
    for each in sorted(characters):
        name = unicodedata.name(each, "").lower()
        named.append(f"U+{ord(each):04X}" + (f" ({name})" if name else ""))
    before = HIDDEN.sub("", text[:at]).split()
    place = f"; the first is behind {quote(before[-1])}" if before else ""
    if len(named) == 1:
        return f"the invisible character {named[0]} may not stand in a text", f"delete it{place}"
    return f"the invisible characters {', '.join(named)} may not stand in a text", f"delete them{place}"


def plain(value: Any) -> str:
    """The text that every value of a file is at first. Raises if it is something else, or empty."""
    if isinstance(value, dict | list):
        kind = "a map" if isinstance(value, dict) else "a list"
        hint = "write one text, in quotation marks if it begins with a bracket"
        raise invalid("103", f"a text is expected here, not {kind}", hint)
    text = clean(value or "")
    if not text:
        raise invalid("107", "this is empty", "write the text, or delete the field")
    return text


def _line(value: str) -> str:
    return " ".join(part for line in value.split("\n") if (part := line.strip())) if "\n" in value else value


def in_schema(pattern: str, *types: str, **more: Any) -> WithJsonSchema:
    """How editors are told of a text: a pattern for all of it, and what else YAML takes such a text for, unquoted."""
    return WithJsonSchema({"type": ["string", *types] if types else "string", "pattern": f"^({pattern})$", **more})


# To YAML an unquoted 469 is a number and an unquoted true a truth value. Here they are texts.
ANYTHING = {"type": ["string", "number", "boolean"], "pattern": "\\S"}

LONGEST = 30_000  # Characters of a text: ten pages. Of much more, to find that it fits no letter takes minutes.


def _short(text: str) -> str:
    if len(text) > LONGEST:
        hint = "part it into paragraphs, each a text of its own; is a quotation mark not closed?"
        raise invalid("106", f"a text of {len(text):,} characters, where {LONGEST:,} are the most", hint)
    return text


Plain = Annotated[str, BeforeValidator(plain), AfterValidator(_short), WithJsonSchema(ANYTHING)]
Line = Annotated[str, BeforeValidator(plain), AfterValidator(_line), WithJsonSchema(ANYTHING)]


@lru_cache(1024)
def check_tag(tag: str) -> str:
    """The tag of a language. Raises if it is none, or not the one that everybody uses (`rus` for `ru`)."""
    names, other, meant = _codes("language")
    language = tag.partition("-")[0]
    # A language of three letters may well be one of the many that Babel has no name for.
    known = language not in other if len(language) == 3 else language in names
    if not known or not re.fullmatch(TAG, tag):
        hint = _meant(tag, meant) or "write it like `ru`, `uz-Cyrl` or `zh-Hans`"
        raise invalid("106", f"{quote(tag)} is not the tag of a language", hint)
    return tag


def check_country(code: str) -> str:
    """The code of a country. Raises if there is none such."""
    names, _, meant = _codes("territory")
    if code not in names or not re.fullmatch("[A-Z]{2}", code):
        hint = _meant(code, meant) or "two capital letters of ISO 3166: `KG`"
        raise invalid("106", f"{quote(code)} is not a country code", hint)
    return code


def _meant(word: str, meant: Mapping[str, str]) -> str:
    """A hint at the code for a name, for a code from another list, or for a code in other letters."""
    code = meant.get(word.casefold().replace("-", "_"))
    return f"did you mean `{code.replace('_', '-')}`?" if code else ""


@cache
def _codes(kind: str) -> tuple[frozenset[str], frozenset[str], Mapping[str, str]]:
    """The codes that there are, codes from other lists, and which code is meant by a name or by other letters."""
    from babel import Locale
    from babel.core import get_global

    english = Locale("en")
    names: Mapping[str, str] = english.languages if kind == "language" else english.territories
    if kind == "territory":
        names = {code: name for code, name in names.items() if re.fullmatch("[A-Z]{2}", code)}
    aliases: Mapping[str, str] = {
        alias: code if isinstance(code, str) else code[0]
        for alias, code in get_global("language_aliases" if kind == "language" else "territory_aliases").items()
        if isinstance(code, str) or len(code) == 1
    }
    meant = {alias.casefold(): code for alias, code in aliases.items()}
    meant |= {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}
    return frozenset(names), frozenset(aliases), meant


Tag = Annotated[str, BeforeValidator(plain), AfterValidator(check_tag), in_schema(TAG)]


class _ByLanguage(RootModel[dict[str, Any]]):
    """A value for each language; a value alone is in the language of the file."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.root)

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, cls):
            return value.root
        if isinstance(value, dict):
            if not value:
                raise invalid("107", "this is empty", "write a text, or one for each language")
            return value
        return {(info.context or {}).get("language", "en"): value}


class Text(_ByLanguage):
    """A text in one or more languages."""

    root: dict[Tag, Plain]

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return either(ANYTHING, "A text in the language of the file, or one text for each language.")

    def get(self, language: str) -> str | None:
        return self.root.get(language)

    def best(self, *languages: str) -> str:
        """The text in the first of these languages that it has, else in the first it was written in."""
        return next((self.root[tag] for tag in languages if tag in self.root), next(iter(self.root.values())))


def _few(lines: Any) -> Any:
    if not isinstance(lines, list | tuple):
        raise invalid("103", "a list of lines is expected here", "write `[first line, second line]`")
    if not 1 <= len(lines) <= 7:
        hint = "put what belongs together in one line" if lines else "write the lines, or delete the field"
        raise invalid("106", f"an address has 1 to 7 lines, not {len(lines)}", hint)
    return lines


class Lines(_ByLanguage):
    """Lines, such as those of an address, in one or more languages."""

    root: dict[Tag, Annotated[tuple[Line, ...], BeforeValidator(_few)]]

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        lines = {"type": "array", "items": ANYTHING, "minItems": 1, "maxItems": 7}
        return either(lines, "Lines in the language of the file, or lines for each language.")

    def best(self, *languages: str) -> tuple[str, ...]:
        """The lines in the first of these languages that they exist in, else as they were first written."""
        return next((self.root[tag] for tag in languages if tag in self.root), next(iter(self.root.values())))


def branch(which: Callable[[Any], int], *schemas: CoreSchema) -> CoreSchema:
    """The schema, of several, whose number `which` tells of a value.

    pydantic puts the branch among the steps to a place. It is a number below zero there, which no step of a file can
    be: its keys are texts, whatever stands in them, and its items count from 0.
    """
    choices = {-1 - number: schema for number, schema in enumerate(schemas)}
    return core_schema.tagged_union_schema(choices, discriminator=lambda value: -1 - which(value))


def is_in_file(step: str | int) -> bool:
    """Whether a step to a place is one of the file, not a branch of the schema."""
    return isinstance(step, str) or step >= 0


def either(one: dict[str, Any], description: str) -> dict[str, Any]:
    many = {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "patternProperties": {f"^{TAG}$": one},
    }
    return {"anyOf": [one, many], "description": description}
