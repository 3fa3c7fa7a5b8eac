"""Names: what somebody or something is called, in several languages, in the forms that sentences need."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Self

from pydantic import GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic_core import CoreSchema, core_schema

from ua_gen.diagnostics import quote
from ua_gen.model.values import ANYTHING, TAG, Tag, Text, branch, either, invalid, plain

# The forms of a name that sentences may need, besides that of a dictionary (`name`): cases, and whole phrases of place.
FORMS = ("name", "gen", "dat", "acc", "ins", "loc", "abl", "voc", "in", "at", "to", "from", "of", "with", "about")
NUMBERS, GENDERS = ("one", "many"), ("male", "female", "neutral")
AGREEING = {"number": NUMBERS, "gender": GENDERS}  # What verbs and pronouns agree with, in one language or in all.


class Word(str):
    """A name as it stands in a dictionary, with its other forms: `Ош`, in: `в Оше`."""

    forms: Mapping[str, str]
    number: str = ""
    gender: str = ""

    @classmethod
    def of(cls, forms: Mapping[str, str]) -> Self:
        if "name" not in forms:
            raise invalid(
                "101", "the form `name` is missing", "`name` is the form of a dictionary: {name: Ош, in: в Оше}"
            )
        word = cls(forms["name"])
        word.forms = {form: text for form, text in forms.items() if form not in AGREEING}
        word.number, word.gender = (
            _one_of(field, forms[field], words) if field in forms else "" for field, words in AGREEING.items()
        )
        return word


def _form(name: Any) -> str:
    if name not in FORMS and name not in AGREEING:
        raise invalid("102", f"{quote(str(name))} is not a form of a name", f"one of: {', '.join(FORMS)}")
    return str(name)


class _Formed:
    """Allows a text, or a map of the forms of a name."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> CoreSchema:
        text = core_schema.no_info_plain_validator_function(
            lambda value: value if isinstance(value, Word) else plain(value)
        )
        forms = core_schema.dict_schema(core_schema.no_info_plain_validator_function(_form), text)
        word = core_schema.no_info_after_validator_function(Word.of, forms)
        return branch(lambda value: isinstance(value, dict), text, word)


class Name(Text):
    """What somebody or something is called, in one or more languages, in the forms that sentences need.

    `number` and `gender` stand beside the languages, or beside the forms of one of them: they are what verbs and
    pronouns agree with.
    """

    root: dict[Tag, Annotated[str, _Formed]]
    _number: str | None = PrivateAttr(None)
    _gender: str | None = PrivateAttr(None)
    _made: bool = PrivateAttr(False)

    @classmethod
    def made(cls, english: str) -> Self:
        """A name that no file gives: it is in no list of texts."""
        return cls.model_validate({"en": english or "-"}).elsewhere()

    def elsewhere(self) -> Self:
        """The same as a name that does not stand in the file."""
        other = self.model_copy()
        other._made = True
        return other

    @property
    def is_made(self) -> bool:
        return self._made

    @property
    def number(self) -> str | None:
        return self._number

    @property
    def gender(self) -> str | None:
        return self._gender

    def form(self, language: str, form: str) -> str | None:
        """A form of the name in a language, if the file gives it."""
        word = self.root.get(language)
        forms = word.forms if isinstance(word, Word) else {"name": word} if word else {}
        return forms.get(form)

    @model_validator(mode="wrap")
    @classmethod
    def _agreeing(cls, value: Any, handler: Callable[[Any], Self]) -> Self:
        said: dict[str, str] = {}
        if isinstance(value, dict) and ("number" in value or "gender" in value):
            said = {field: _one_of(field, value[field], words) for field, words in AGREEING.items() if field in value}
            value = {key: one for key, one in value.items() if key not in said}
        name = handler(value)
        if said:
            name._number, name._gender = said.get("number"), said.get("gender")
        return name

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        fields = dict.fromkeys(FORMS, ANYTHING) | {field: {"enum": list(words)} for field, words in AGREEING.items()}
        forms = {"type": "object", "properties": fields, "required": ["name"], "additionalProperties": False}
        described = either(ANYTHING, "A name in the language of the file, or for each language, or its forms in each.")
        [languages] = [one for one in described["anyOf"] if "patternProperties" in one]
        languages["patternProperties"] = {f"^{TAG}$": {"anyOf": [ANYTHING, forms]}}
        languages["properties"] = {field: {"enum": list(words)} for field, words in AGREEING.items()}
        languages["not"] = {"propertyNames": {"enum": list(AGREEING)}}
        return described


def _one_of(field: str, value: Any, words: tuple[str, ...]) -> str:
    if value not in words:
        said = quote(value) if isinstance(value, str) else "this"
        raise invalid("106", f"{said} is not a value of `{field}`", f"one of: {', '.join(words)}")
    return str(value)
