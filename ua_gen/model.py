"""A case: what is known of one action for one person or group, and what is asked of whom."""

import datetime
import re
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

from ua_gen import phrases
from ua_gen.diagnostics import quote
from ua_gen.values import (
    Day,
    Line,
    Lines,
    PartialDate,
    Plain,
    Tag,
    Term,
    Text,
    check_country,
    in_schema,
    invalid,
    plain,
)

# The states in which nobody can be asked any more to release, protect or try the person.
Closed = Literal[
    "released",
    "conditionally-released",
    "pardoned",
    "charges-dropped",
    "deported",
    "died",
    "killed",
    "executed",
    "stopped",
]
CLOSED = frozenset(get_args(Closed))
State = Literal[
    "at-risk",
    "detained",
    "on-trial",
    "imprisoned",
    "house-arrest",
    "disappeared",
    "abducted",
    Closed,
]
Gender = Literal["male", "female", "neutral"]
FLAG = "true|True|TRUE|false|False|FALSE"  # All that YAML 1.2 takes for truth values.
ID = "[a-z0-9]+(-[a-z0-9]+)*"
PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([a-z0-9]+(-[a-z0-9]+)*\.)+(?!(arpa|invalid|local|localhost|onion|test)$)[a-z]{2,}"
)
WEB = r"(https?://)?[^\s/.:@]+(\.[^\s/.:@]+)+(/\S*)?"
DEFAULT_DAYS = 42  # Both published specimens close exactly six weeks after they were issued.


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
        raise invalid("106", f"format {quote(value)} is not one that this program reads", "write `format: 1`")
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


@dataclass(frozen=True, slots=True)
class Stock:
    """Allows the names of a group of phrases, such as every stock `event`."""

    group: str
    article: str

    def check(self, value: Any) -> str:
        text = plain(value)
        if text not in phrases.names(self.group):
            raise invalid("104", f"{quote(text)} is not {self.article}", "\0".join(phrases.names(self.group)))
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "enum": list(phrases.names(self.group))}


Flag = Annotated[bool, BeforeValidator(_flag), in_schema(FLAG, "boolean")]
Format = Annotated[Line, AfterValidator(_format), WithJsonSchema({"enum": [1, "1"]})]
Id = Annotated[Line, AfterValidator(_identifier), in_schema(ID, "integer", "boolean", maxLength=60, minimum=0)]
Country = Annotated[Line, AfterValidator(check_country), in_schema("[A-Z]{2}")]
Web = Annotated[Line, AfterValidator(_web), in_schema(WEB)]
Email = Annotated[Line, AfterValidator(_email), in_schema(r"[^\s@]+@[^\s@]+")]
Sequence = Annotated[
    int, BeforeValidator(_whole), Field(ge=1, le=99), in_schema("0{0,7}[1-9][0-9]?", "integer", minimum=1, maximum=99)
]
EventType = Annotated[str, Stock("event", "a stock event")]
Ask = Annotated[str, Stock("request", "a stock request")]
Post = Annotated[str, Stock("salutation", "a post with a stock salutation")]
Considered = Annotated[str, Stock("designation", "a designation")]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Action(_Part):
    """The Urgent Action that the case belongs to."""

    number: Line | None = Field(None, description="UA number, serial/year of the first UA: `135/10`.")
    kind: Literal["first", "update", "outcome", "stop"] = Field("first", description="What this document is.")
    sequence: Sequence = Field(1, description="1 for the first UA; 6 for its fifth update.")
    index: Line | None = Field(None, description="Index of this document: `EUR 58/015/2010`.")
    issued: Day = Field(description="The day of issue.")
    deadline: Day | None = Field(None, description=f"Last day for appeals. Default: {DEFAULT_DAYS} days after issue.")
    issuer: Text = Field(description="The organisation that issues the action.")
    further_information: Web | None = Field(None, description="Web address of the previous or fuller document.")

    @property
    def last_day(self) -> datetime.date:
        return self.deadline or self.issued + datetime.timedelta(days=DEFAULT_DAYS)


class Status(_Part):
    """What became of the person, from a day on. The newest status at the date of a letter decides."""

    state: State = Field(description="The state from that day on.")
    since: PartialDate = Field(description="The day, or as much of it as is known.")
    as_of: Day | None = Field(None, description="When it was last known to be so.")
    people: tuple[Id, ...] = Field((), description="Ids of those it is true of. Default: everybody.")
    place: Text | None = Field(None, description="Where.")
    note: Text | None = Field(None, description="What else must be known.")
    source: Id | None = Field(None, description="Id of the source.")


class Designation(_Part):
    """How an organisation regards the person."""

    as_: Considered = Field(alias="as", description="The designation.")
    by: Text | None = Field(None, description="The organisation. Default: the action's issuer.")
    because: Text | None = Field(None, description="Goes on after a comma: `targeted for …`.")
    since: PartialDate | None = Field(None, description="From when.")
    until: PartialDate | None = Field(None, description="Until when, if it was withdrawn.")


class Person(_Part):
    """The person, or one of the people, that the action is for."""

    id: Id = Field(description="A short name for use in this file.")
    name: Text = Field(description="The one spelling used in documents, for each language or script.")
    also_known_as: tuple[Line, ...] = Field((), description="Other spellings that are found elsewhere.")
    gender: Gender = Field("neutral", description="Decides agreement; never guessed from a name.")
    role: Text | None = Field(None, description="Follows the name after a comma: `a human rights lawyer`.")
    considered: Designation | None = Field(None, description="How an organisation regards the person.")


class Event(_Part):
    """Something that happened: a stock event, which every language can tell, or a sentence of one's own.

    With both, the text is used in the languages that have it, and the stock event in the others.
    """

    type: EventType | None = Field(None, description="A stock event.")
    text: Text | None = Field(None, description="A sentence, with its date in it; begin with a small letter.")
    date: PartialDate | None = Field(None, description="When: 2010, 2010-06 or 2010-06-15.")
    people: tuple[Id, ...] = Field((), description="Ids of those it happened to. Default: everybody.")
    place: Text | None = Field(None, description="Where, as the name stands in a dictionary: `Osh`.")
    by: Text | None = Field(None, description="By whom: `police` or another stock word, or a text.")
    court: Text | None = Field(None, description="The court: `Nooken District Court`.")
    charges: tuple[Text, ...] = Field((), description="The charges.")
    sentence: Term | None = Field(None, description="`life`, `death`, `7 years`, `2 years 6 months`.")
    confiscation: Flag = Field(False, description="The sentence includes the confiscation of property.")
    reported: Flag = Field(False, description="It is reported, not established. Every language says so.")
    according_to: Text | None = Field(None, description="Who says so. Every language names them.")
    letter: Flag = Field(True, description="`false`: told in the case sheet, left out of the letters.")
    source: Id | None = Field(None, description="Id of the source.")


class Request(_Part):
    """What is asked for: a stock request, which every language has, or a text of one's own.

    With both, the text is used in the languages that have it, and the stock request in the others.
    """

    ask: Ask | None = Field(None, description="A stock request.")
    text: Text | None = Field(None, description="Goes on after `I respectfully ask you to`.")
    because: Text | None = Field(None, description="Goes on after a comma, in the languages that have it.")
    to: tuple[Id, ...] = Field((), description="Ids of the recipients it is for. Default: all.")


class Recipient(_Part):
    """An official to write to."""

    id: Id = Field(description="A short name, used in file names.")
    role: Literal["to", "copy"] = Field("to", description="`to`: gets letters. `copy`: gets copies of them.")
    post: Post = Field(description="Decides the stock salutation.")
    office: Text = Field(description="The office, as it stands in the address.")
    name: Text | None = Field(None, description="The office-holder.")
    gender: Gender = Field("neutral", description="Of the office-holder, where a salutation needs it.")
    address: Lines | None = Field(None, description="Lines of the postal address, without the country.")
    country: Country = Field(description="Country of the address, ISO 3166-1: `KG`.")
    because: Line | None = Field(None, description="Why somebody outside the country of the case is written to.")
    phone: Line | None = Field(None, description="Telephone number.")
    fax: Line | None = Field(None, description="Fax number.")
    email: Email | None = Field(None, description="E-mail address.")
    salutation: Text | None = Field(None, description="Default: the stock salutation of the post.")
    verified_on: Day | None = Field(None, description="When the office-holder was last checked.")


class Embassy(_Part):
    """The case country's diplomatic mission in a sender's country."""

    office: Text = Field(description="Whom to write to: `Ambassador of Kyrgyzstan`.")
    name: Text | None = Field(None, description="The head of mission.")
    gender: Gender = Field("neutral", description="Of the head of mission.")
    address: Lines = Field(description="Lines of the postal address.")
    email: Email | None = Field(None, description="E-mail address.")
    verified_on: Day | None = Field(None, description="When it was last checked.")


class Solidarity(_Part):
    """A message to the person or the family. It uses nothing of the case but what stands here."""

    to: Literal["person", "family", "organisation"] = Field("person", description="Who gets the message.")
    languages: tuple[Tag, ...] = Field((), description="The languages that reach them.")
    name: Text | None = Field(None, description="The name on the envelope. Default: the person's.")
    address: Lines | None = Field(None, description="Lines of the postal address.")
    country: Country | None = Field(None, description="Country of the address.")
    greeting: Text | None = Field(None, description="The first line of the message.")
    message: Text | None = Field(None, description="The message: no word on the case, no politics.")
    religious: Flag = Field(False, description="Religious cards are welcome.")
    mention_issuer: Flag = Field(False, description="The organisation may be named.")
    own_address: Flag = Field(False, description="Senders may give their own address.")


class Translation(_Part):
    """Where the texts in a language come from."""

    by: Line = Field(description="Who translated.")
    date: Day | None = Field(None, description="When.")
    reviewed: Flag = Field(False, description="A native reader has reviewed it.")
    machine: Flag = Field(False, description="Made by a machine.")
    of: Line | None = Field(None, description="Fingerprint of the texts it was made from.")


class Source(_Part):
    """A document that facts were taken from."""

    id: Id = Field(description="A short name for use in this file.")
    publisher: Line | None = Field(None, description="Who published it.")
    title: Plain = Field(description="Its title.")
    date: PartialDate | None = Field(None, description="When it was published.")
    index: Line | None = Field(None, description="Its index or number.")
    url: Web | None = Field(None, description="Its web address.")


class Case(_Part):
    """One action for one person or group."""

    format: Format = Field(description="Version of this file format.")
    language: Tag = Field(description="The language of the texts that do not name theirs.")
    country: Country = Field(description="Where it happens, ISO 3166-1: `KG`.")
    title: Text = Field(description="The headline: at most seven words that name the harm.")
    summary: Text = Field(description="Two sentences: who, what, and what the issuer says of it.")
    invented: Flag = Field(False, description="The case is an example; every page says so.")
    action: Action = Field(description="The Urgent Action: its number, its day of issue, its issuer.")
    status: tuple[Status, ...] = Field((), description="What became of the person, oldest first.")
    people: tuple[Person, ...] = Field(min_length=1, description="Whom the action is for.")
    events: tuple[Event, ...] = Field((), description="What happened, oldest first.")
    background: tuple[Text, ...] = Field((), description="Paragraphs of additional information.")
    requests: tuple[Request, ...] = Field((), description="What is asked for.")
    write_in: tuple[Tag, ...] = Field((), description="Languages to write in, the best first.")
    recipients: tuple[Recipient, ...] = Field((), description="Whom to write to.")
    embassies: dict[Country, Embassy] = Field({}, description="Diplomatic missions, by the sender's country.")
    solidarity: Solidarity | None = Field(None, description="A message to the person or the family.")
    letter: Text | None = Field(None, description="A model letter: replaces what is composed from the facts.")
    translations: dict[Tag, Translation] = Field({}, description="Where the texts in each language come from.")
    sources: tuple[Source, ...] = Field((), description="What the facts were taken from.")


class Sender(_Part):
    """The person who writes."""

    name: Line = Field(description="Full name.")
    address: tuple[Line, ...] = Field((), max_length=6, description="Lines of the address, without the country.")
    town: Line | None = Field(None, description="Stands before the date, and with the initials.")
    country: Country | None = Field(None, description="ISO 3166-1: `GB`.")
    email: Email | None = Field(None, description="E-mail address for a reply.")
    language: Tag | None = Field(None, description="The language you read; names the country on the envelope.")
    privacy: Literal["full", "initials", "anonymous"] = Field(
        "full", description="What the letter shows of you: all, initials and town, or nothing."
    )
    personal_line: Text | None = Field(None, description="A sentence of your own, in the language of the letter.")
