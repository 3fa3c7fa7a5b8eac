"""Whom an action is for: people, groups and organisations."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, model_validator

from ua_gen import stock
from ua_gen.model.dates import PartialDate
from ua_gen.model.fields import Considered, FileName, Gender, Id, Part, Stock
from ua_gen.model.names import Name
from ua_gen.model.quantities import Count
from ua_gen.model.values import Line, Text


class Designation(Part):
    """How an organisation regards the person."""

    as_: Considered = Field(alias="as", description="The designation.")
    by: Text | None = Field(None, description="The organisation. Default: the action's issuer.")
    because: Text | None = Field(None, description="Goes on after a comma: `targeted for …`.")
    since: PartialDate | None = Field(None, description="From when.")
    until: PartialDate | None = Field(None, description="Until when, if it was withdrawn.")


class Photograph(Part):
    """A picture of the person, which may only be shown with somebody's permission."""

    file: FileName = Field(description="The picture, PNG or JPEG, beside the case file.")
    alt: Text = Field(description="What the picture shows, for those who cannot see it.")
    caption: Text | None = Field(None, description="Below the picture.")
    credit: Line = Field(description="Who took it, or who owns it.")
    permission: Line = Field(description="Who permitted its use, and when.")


class Group(Part):
    """A group of people by a stock noun."""

    noun: Annotated[str, Stock("group", "a stock noun for a group")] = Field(description="What they are: `residents`.")
    of: Name | None = Field(None, description="Of a place, a people, an organisation: `Bodo`.")
    in_: Name | None = Field(None, alias="in", description="Where they are.")
    number: Count | None = Field(None, description="How many: `69000`, `{about: 69000}`.")


def _in_english(group: Mapping[str, Any]) -> str:
    """What to call a group where nothing better is known: `about 300 residents of Bodo`."""
    noun, of, number = (group.get(field, "") for field in ("noun", "of", "number"))
    of = of.get("en") or next(iter(of.values()), "") if isinstance(of, dict) else of
    of = of.get("name", "") if isinstance(of, dict) else of
    about, count = next(iter(number.items()), ("", "")) if isinstance(number, dict) else ("", number)
    known = stock.values("group").get(str(noun))
    said = [str(about).replace("-", " "), str(count), known.english if known else str(noun), f"of {of}" if of else ""]
    return " ".join(filter(None, said))


def _named_or_a_group(schema: dict[str, Any]) -> None:
    schema["required"].remove("name")
    grouped = {"required": ["group"], "properties": {"group": {"not": {"type": "null"}}}}
    schema |= {"if": {"not": grouped}, "then": {"required": ["name"]}}


class Person(Part):
    """The person, or one of the people, that the action is for; or a group, or an organisation."""

    model_config = ConfigDict(json_schema_extra=_named_or_a_group)

    id: Id = Field(description="A short name for use in this file.")
    kind: Literal["person", "group", "organisation"] = Field("person", description="What it is.")
    name: Name = Field(description="The one spelling used in documents, for each language or script.")
    short: Name | None = Field(None, description="What to call somebody at the second mention: `Salem`.")
    group: Group | None = Field(None, description="A group by a stock noun: `{noun: residents, of: Bodo}`.")
    also_known_as: tuple[Line, ...] = Field((), description="Other spellings that are found elsewhere.")
    gender: Gender = Field("neutral", description="Decides agreement; never guessed from a name.")
    role: Name | None = Field(None, description="Follows the name after a comma: `a human rights lawyer`.")
    pronouns: Text | None = Field(None, description="As the person is spoken of: `they/them`.")
    considered: Designation | None = Field(None, description="How an organisation regards the person.")
    photograph: Photograph | None = Field(None, description="A picture of the person.")

    @model_validator(mode="before")
    @classmethod
    def _called(cls, value: Any) -> Any:
        """A group by a stock noun needs no name: languages say it in their own words."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("group"), dict):
            return value | {"name": Name.made(_in_english(value["group"]))}
        return value
