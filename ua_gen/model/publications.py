"""Publications that speak of several cases, or of one in words of their own: statements and press releases."""

from typing import Literal

from pydantic import Field

from ua_gen.model.case import Quotation, Source
from ua_gen.model.dates import PartialDate
from ua_gen.model.fields import Country, Email, FileName, Flag, Format, Id, Part
from ua_gen.model.values import Line, Tag, Text


class Signatory(Part):
    """An organisation that signs a statement."""

    name: Text = Field(description="Its name.")
    city: Text | None = Field(None, description="Where it has its seat.")


class Paragraph(Part):
    """A paragraph, with the sources that its notes name."""

    text: Text = Field(description="The paragraph.")
    sources: tuple[Id, ...] = Field((), description="Ids of the sources.")


class Entry(Part):
    """A case that a statement speaks of. What is said of it comes from its own file."""

    case: FileName = Field(description="The case file, beside this one: `kg-askarov.yaml`.")
    text: tuple[Paragraph, ...] = Field((), description="What to say after the facts of the case.")


class Chapter(Part):
    """What a statement says of one country."""

    country: Country = Field(description="ISO 3166-1: `KG`.")
    text: tuple[Paragraph, ...] = Field((), description="Paragraphs on the country.")
    entries: tuple[Entry, ...] = Field((), max_length=200, description="The cases, one for each person or group.")


class Recommendation(Part):
    """What a statement asks of one addressee."""

    to: Text = Field(description="The addressee: `To the authorities of Kyrgyzstan`.")
    items: tuple[Text, ...] = Field(min_length=1, description="What is asked, each in the imperative.")


class Statement(Part):
    """A statement of one or several organisations on cases that have files of their own."""

    format: Format = Field(description="Version of this file format.")
    kind: Literal["statement"] = Field(description="What this file is.")
    language: Tag = Field(description="The language of the texts that do not name theirs.")
    title: Text = Field(description="The title.")
    issued: PartialDate = Field(description="When it was issued, as far as is known.")
    invented: Flag = Field(False, description="It is an example; every page says so.")
    known_as: tuple[Line, ...] = Field(
        (), description="How the case files name it: what they have from it needs no note and no attribution in it."
    )
    signatories: tuple[Signatory, ...] = Field(min_length=1, description="The organisations.")
    preamble: tuple[Paragraph, ...] = Field((), description="Opening paragraphs.")
    call: Text | None = Field(None, description="What the statement calls for, in bold type.")
    countries: tuple[Chapter, ...] = Field((), max_length=250, description="The situation, country by country.")
    recommendations: tuple[Recommendation, ...] = Field((), description="What is asked of whom.")
    sources: tuple[Source, ...] = Field((), description="What the paragraphs were taken from.")


class Contact(Part):
    """Somebody whom the press can ask."""

    name: Text = Field(description="The name.")
    role: Text | None = Field(None, description="Who it is.")
    phone: Line | None = Field(None, description="Telephone number.")
    email: Email | None = Field(None, description="E-mail address.")


class PressRelease(Part):
    """A press release on a case that has a file of its own."""

    format: Format = Field(description="Version of this file format.")
    kind: Literal["press-release"] = Field(description="What this file is.")
    language: Tag = Field(description="The language of the texts that do not name theirs.")
    title: Text = Field(description="The headline.")
    issued: PartialDate = Field(description="The day of publication.")
    invented: Flag = Field(False, description="It is an example; every page says so.")
    embargo: Line | None = Field(None, description="Not to be published before: a day and an hour.")
    issuer: Text = Field(description="The organisation that issues it.")
    place: Text | None = Field(None, description="The place of the date line.")
    index: Line | None = Field(None, description="Its index.")
    case: FileName = Field(description="The case file, beside this one: `kg-askarov.yaml`.")
    lead: Text = Field(description="The first paragraph: what is demanded of whom, and what is about to happen.")
    quotations: tuple[Quotation, ...] = Field((), description="What somebody said, with name and title.")
    background: tuple[Text, ...] = Field((), description="Paragraphs. Default: the facts that the case file tells.")
    demands: tuple[Text, ...] = Field((), description="What else is demanded: whole sentences.")
    contacts: tuple[Contact, ...] = Field((), description="Whom the press can ask.")
    sources: tuple[Source, ...] = Field((), description="What it was taken from.")
