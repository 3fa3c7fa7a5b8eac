"""The kinds of values that fields take: ids, flags, addresses on the web, names of stock entries."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

from ua_gen import stock
from ua_gen.diagnostics import quote
from ua_gen.languages import phrases
from ua_gen.model.values import WHOLE, Line, check_country, in_schema, invalid, plain

# With no list longer than these, a case of a megabyte is checked in three seconds and its letter made in ten.
MANY_IDS = 30

SEEN_BY = "`section`, `private`: not for the public; in no document."

# The states in which nobody can be asked any more to release, protect or try the person.
Closed = Literal[
    "released",
    "conditionally-released",
    "pardoned",
    "acquitted",
    "charges-dropped",
    "deported",
    "died",
    "killed",
    "executed",
    "stopped",
]
CLOSED = frozenset(get_args(Closed))
DEAD = frozenset({"died", "killed", "executed"})
# What an outcome can tell of: who is in one of these states is no longer appealed for, or not for the same.
ENDED = (CLOSED - {"stopped"}) | {"commuted", "disappeared"}
DEATHS = DEAD | {"died-in-custody"}  # The events that tell of a death.
# What may still be asked for somebody who has died.
AFTER_DEATH = frozenset(
    {"investigate-death", "investigate-torture", "bring-to-justice", "reparation", "protect-family", "publish-findings"}
    | {"investigate"}
)
State = Literal[
    "at-risk",
    "detained",
    "on-trial",
    "imprisoned",
    "house-arrest",
    "disappeared",
    "abducted",
    "commuted",
    Closed,
]
Gender = Literal["male", "female", "neutral"]
Visibility = Literal["public", "section", "private"]
FLAG = "true|True|TRUE|false|False|FALSE"  # All that YAML 1.2 takes for truth values.
ID = "[a-z0-9]+(-[a-z0-9]+)*"
PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([a-z0-9]+(-[a-z0-9]+)*\.)+(?!(arpa|invalid|local|localhost|onion|test)$)[a-z]{2,}"
)
_PART = r"""[^/\\:*?"<>|.\s][^/\\:*?"<>|\n]*"""  # No part begins with a dot: there is no way up.
FILE = rf"{_PART}(/{_PART})*"  # A file beside the case, or in a folder below.
WEB = r"(https?://)?[^\s/.:@]+(\.[^\s/.:@]+)+(/\S*)?"


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    text = plain(value)
    if not re.fullmatch(FLAG, text):
        raise invalid("103", f"{quote(text)} is neither `true` nor `false`", "write `true` for yes, `false` for no")
    return text.lower() == "true"


def _whole(value: Any) -> str:
    # In digits only: Python would also read `1_0` and `6.0`.
    if not isinstance(value, str) or not re.fullmatch("-?[0-9]{1,9}", value.strip()):
        raise PydanticKnownError("int_parsing")
    return value


def _format(value: str) -> str:
    if value != "1":
        newer = re.fullmatch("[1-9][0-9]{0,5}", value)
        hint = "a newer ua-gen wrote it: install that" if newer else "write `format: 1`"
        raise invalid("106", f"format {quote(value)} is not one that this program reads", hint)
    return value


def _identifier(value: str) -> str:
    if not re.fullmatch(ID, value) or len(value) > 60:
        hint = "small letters and digits, joined by hyphens: `interior-minister`"
        raise invalid("106", f"{quote(value)} cannot be an id", hint)
    return value


def _web(value: str) -> str:
    if not re.fullmatch(WEB, value):
        raise invalid("106", f"{quote(value)} is not a web address", "write it like `www.example.org/page`")
    return value


def _colour(value: str) -> str:
    if not re.fullmatch("#[0-9a-fA-F]{6}", value):
        raise invalid("106", f"{quote(value)} is not a colour", "write it like `#a3320b`")
    return value


def _email(value: str) -> str:
    # Nearly every address is of this form, which is always right; for the others a library is loaded, which takes long.
    if len(value) <= 60 and PLAIN_EMAIL.fullmatch(value):
        return value
    from email_validator import EmailNotValidError, validate_email

    try:
        # The domain is not looked up: nothing here goes to the network. Reserved test domains are allowed.
        return str(validate_email(value, check_deliverability=False, test_environment=True).normalized)
    except EmailNotValidError:
        raise invalid("106", f"{quote(value)} is not an e-mail address", "compare with the source") from None


def _file(value: str) -> str:
    if not re.fullmatch(FILE, value):
        raise invalid("106", f"{quote(value)} is not the name of a file beside this one", "write it like `photo.jpg`")
    return value


@dataclass(frozen=True, slots=True)
class Stock:
    """Allows the names of a group of phrases, such as every stock `event`."""

    group: str
    article: str

    @property
    def names(self) -> Collection[str]:
        match self.group:
            case "event":
                return stock.event_names()
            case "request":
                return stock.request_names()
            case "salutation":
                return stock.posts()
            case "kind":
                return stock.kinds()
            case "group":
                return stock.values("group")
        return phrases.names(self.group)

    def check(self, value: Any) -> str:
        text = plain(value)
        if text not in self.names:
            meant = [name for name in self.names if self.group == "salutation" and text in stock.posts()[name].known_as]
            raise invalid("104", f"{quote(text)} is not {self.article}", "\0".join(meant or self.names))
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        if self.group == "kind":  # The keys of a map are told by a pattern.
            return {"type": "string", "pattern": f"^({'|'.join(self.names)})$"}
        return {"type": "string", "enum": list(self.names)}


Flag = Annotated[bool, BeforeValidator(_flag), in_schema(FLAG, "boolean")]
Format = Annotated[Line, AfterValidator(_format), WithJsonSchema({"enum": [1, "1"]})]
Id = Annotated[Line, AfterValidator(_identifier), in_schema(ID, "integer", "boolean", maxLength=60, minimum=0)]
Key = Annotated[Id, in_schema(ID, maxLength=60)]  # An id before a colon, where all is text to JSON.
Country = Annotated[Line, AfterValidator(check_country), in_schema("[A-Z]{2}")]
Web = Annotated[Line, AfterValidator(_web), in_schema(WEB)]
FileName = Annotated[Line, AfterValidator(_file), in_schema(FILE, "number", "boolean")]
Email = Annotated[Line, AfterValidator(_email), in_schema(r"[^\s@]+@[^\s@]+")]
Colour = Annotated[Line, AfterValidator(_colour), in_schema("#[0-9a-fA-F]{6}")]
Sequence = Annotated[
    int, BeforeValidator(_whole), Field(ge=1, le=99), in_schema("0{0,7}[1-9][0-9]?", "integer", minimum=1, maximum=99)
]
Amount = Annotated[int, BeforeValidator(_whole), Field(ge=1), in_schema(WHOLE, "integer", minimum=1)]
Whole = Annotated[
    int, BeforeValidator(_whole), Field(ge=1), in_schema(WHOLE, "integer", minimum=1, maximum=999_999_999)
]
EventType = Annotated[str, Stock("event", "a stock event")]
Kind = Annotated[str, Stock("kind", "a kind of stock value")]
Ask = Annotated[str, Stock("request", "a stock request")]
Did = Literal["letters", "petitions", "signatures", "emails", "faxes", "cards", "towns", "countries"]
Column = Literal["email", "postcode", "date"]
Post = Annotated[str, Stock("salutation", "a post with a stock salutation")]
Considered = Annotated[str, Stock("designation", "a designation")]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
