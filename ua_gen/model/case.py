"""A case: what is known of one action for one person or group, and what is asked of whom."""

import datetime
from typing import Literal

from pydantic import Field

from ua_gen.model.dates import Day, PartialDate
from ua_gen.model.events import Event, Status
from ua_gen.model.fields import (
    SEEN_BY,
    Amount,
    Column,
    Country,
    Did,
    Email,
    Flag,
    Format,
    Gender,
    Id,
    Key,
    Kind,
    Part,
    Post,
    Sequence,
    Visibility,
    Web,
)
from ua_gen.model.names import Name
from ua_gen.model.people import Person
from ua_gen.model.requests import Duty, Request
from ua_gen.model.values import Line, Lines, Plain, Tag, Text

DEFAULT_DAYS = 42  # Both published specimens close exactly six weeks after they were issued.


class Action(Part):
    """The Urgent Action that the case belongs to."""

    number: Line | None = Field(None, description="UA number, serial/year of the first UA: `135/10`.")
    kind: Literal["first", "update", "outcome", "stop"] = Field("first", description="What this document is.")
    sequence: Sequence = Field(1, description="1 for the first UA; 6 for its fifth update.")
    index: Line | None = Field(None, description="Index of this document: `EUR 58/015/2010`.")
    issued: Day = Field(description="The day of issue.")
    deadline: Day | None = Field(None, description=f"Last day for appeals. Default: {DEFAULT_DAYS} days after issue.")
    issuer: Name = Field(description="The organisation that issues the action.")
    further_information: Web | None = Field(None, description="Web address of the previous or fuller document.")
    previous: Line | None = Field(None, description="Index of the previous document: `EUR 58/012/2010`.")
    online: Web | None = Field(None, description="Web address where people can act online.")

    @property
    def last_day(self) -> datetime.date:
        return self.deadline or self.issued + datetime.timedelta(days=DEFAULT_DAYS)


class Recipient(Part):
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
    visibility: Visibility = Field("public", description=SEEN_BY)


class Embassy(Part):
    """The case country's diplomatic mission in a sender's country."""

    office: Text = Field(description="Whom to write to: `Ambassador of Kyrgyzstan`.")
    name: Text | None = Field(None, description="The head of mission.")
    gender: Gender = Field("neutral", description="Of the head of mission.")
    address: Lines = Field(description="Lines of the postal address.")
    email: Email | None = Field(None, description="E-mail address.")
    verified_on: Day | None = Field(None, description="When it was last checked.")


class Solidarity(Part):
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


class Deed(Part):
    """A number of things that people did for the person."""

    what: Did = Field(description="What was counted.")
    number: Amount = Field(description="How many.")
    about: Literal["nearly", "more-than"] | None = Field(None, description="If the number is not exact.")
    to: Literal["person", "family", "authorities"] | None = Field(None, description="Whom they were sent to.")
    country: Country | None = Field(None, description="Where they came from, if not from everywhere.")


class Quotation(Part):
    """Somebody's own words."""

    text: Text = Field(description="The words, without quotation marks.")
    by: Text = Field(description="The speaker's name.")
    role: Text | None = Field(None, description="Who the speaker is.")


class Outcome(Part):
    """How the action ended, besides what `status` says of it."""

    title: Text | None = Field(None, description="The headline. Default: what became of the person.")
    issued: Day | None = Field(None, description="The day of issue. Default: the date of the document.")
    index: Line | None = Field(None, description="Index of the outcome document.")
    text: tuple[Text, ...] = Field((), description="Paragraphs on what happened.")
    actions: tuple[Deed, ...] = Field((), description="What people did, in numbers.")
    quotation: Quotation | None = Field(None, description="What somebody said of it.")
    tags: tuple[Text, ...] = Field((), description="Keywords.")
    source: Id | None = Field(None, description="Id of the source.")


class Petition(Part):
    """A petition on the case. Its demands are the requests of the case."""

    title: Text | None = Field(None, description="Default: the title of the case.")
    text: Text | None = Field(None, description="At most a hundred words. Default: the summary of the case.")
    columns: tuple[Column, ...] = Field((), description="What to ask of people besides name, town and signature.")
    return_by: Day | None = Field(None, description="When the sheets must be back. Default: the deadline.")
    return_to: Lines | None = Field(None, description="Address for the sheets. Default: that of the section.")


class Translation(Part):
    """Where the texts in a language come from."""

    by: Line = Field(description="Who translated.")
    date: Day | None = Field(None, description="When.")
    reviewed: Flag = Field(False, description="A native reader has reviewed it.")
    machine: Flag = Field(False, description="Made by a machine.")
    of: Line | None = Field(None, description="Fingerprint of the texts it was made from.")


class Source(Part):
    """A document that facts were taken from."""

    id: Id = Field(description="A short name for use in this file.")
    publisher: Line | None = Field(None, description="Who published it.")
    title: Plain = Field(description="Its title.")
    date: PartialDate | None = Field(None, description="When it was published.")
    index: Line | None = Field(None, description="Its index or number.")
    url: Web | None = Field(None, description="Its web address.")
    superseded: Flag = Field(False, description="Replaced by a newer document: to be cited no more.")
    visibility: Visibility = Field("public", description=SEEN_BY)


# Values beside the stock ones, by kind and name, with their phrases: `reason: {reading-circle: {en: …, de: …}}`.
Vocabulary = dict[Kind, dict[Key, Name]]


class Words(Part):
    """A file `vocabulary.yaml`: values that all cases beside it may use."""

    language: Tag = Field(description="The language of the texts that do not name theirs.")
    vocabulary: Vocabulary = Field(description="Values of your own, by kind and name, with their phrases.")


class Case(Part):
    """One action for one person or group."""

    format: Format = Field(description="Version of this file format.")
    language: Tag = Field(description="The language of the texts that do not name theirs.")
    country: Country = Field(description="Where it happens, ISO 3166-1: `KG`.")
    title: Text = Field(description="The headline: at most seven words that name the harm.")
    summary: Text = Field(description="Two sentences: who, what, and what the issuer says of it.")
    invented: Flag = Field(False, description="The case is an example; every page says so.")
    action: Action = Field(description="The Urgent Action: its number, its day of issue, its issuer.")
    status: tuple[Status, ...] = Field((), max_length=500, description="What became of the person, oldest first.")
    people: tuple[Person, ...] = Field(min_length=1, max_length=500, description="Whom the action is for.")
    events: tuple[Event, ...] = Field((), max_length=500, description="What happened, oldest first.")
    background: tuple[Text, ...] = Field((), max_length=500, description="Paragraphs of additional information.")
    duties: tuple[Duty, ...] = Field((), max_length=50, description="The law that is broken.")
    requests: tuple[Request, ...] = Field((), max_length=500, description="What is asked for.")
    write_in: tuple[Tag, ...] = Field((), description="Languages to write in, the best first.")
    recipients: tuple[Recipient, ...] = Field((), max_length=500, description="Whom to write to.")
    embassies: dict[Country, Embassy] = Field({}, description="Diplomatic missions, by the sender's country.")
    solidarity: Solidarity | None = Field(None, description="A message to the person or the family.")
    outcome: Outcome | None = Field(None, description="How the action ended.")
    petition: Petition | None = Field(None, description="A petition on the case.")
    letter: Text | None = Field(None, description="A model letter: replaces what is composed from the facts.")
    vocabulary: Vocabulary = Field({}, description="Values of your own, as in `vocabulary.yaml`: by kind and name.")
    translations: dict[Tag, Translation] = Field({}, description="Where the texts in each language come from.")
    sources: tuple[Source, ...] = Field((), max_length=500, description="What the facts were taken from.")
