"""Those who write: a person, a group, or the office that issues documents."""

from typing import Literal

from pydantic import Field

from ua_gen.model import colours
from ua_gen.model.fields import Colour, Country, Email, Flag, Part, Web
from ua_gen.model.initials import initials
from ua_gen.model.values import Line, Tag, Text


class Sender(Part):
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
    signatories: tuple[Line, ...] = Field((), max_length=12, description="Who signs the letter of a group.")
    personal_line: Text | None = Field(None, description="A sentence of your own, in the language of the letter.")

    @property
    def reachable(self) -> bool:
        """Whether a reply can be sent."""
        return bool(self.address or self.email)

    @property
    def initials(self) -> str:
        """`M.-A. W.`"""
        return initials(self.name)


class Section(Part):
    """The office that issues documents: what they show of it, and how it wants them."""

    name: Line = Field(description="Its name.")
    address: tuple[Line, ...] = Field((), max_length=6, description="Lines of its address, without the country.")
    country: Country | None = Field(None, description="ISO 3166-1: `GB`.")
    email: Email | None = Field(None, description="E-mail address.")
    web: Web | None = Field(None, description="Web address.")
    logo: Line | None = Field(None, description="A picture, PNG, JPEG or SVG, beside the configuration.")
    letterhead: Line | None = Field(None, description="A Word file beside the configuration, for -f docx.")
    colour: Colour | None = Field(
        None,
        description="Of captions, rules and banners: `#ffff00`. Too pale for captions, it is that of banners alone.",
    )
    replies: Line | None = Field(None, description="Where copies of replies go. Default: its e-mail address.")
    mention_issuer: Flag = Field(True, description="Letters may name the organisation that issues the action.")
    after_deadline: Literal["never", "ask", "agreed"] = Field(
        "ask", description="Appeals after the deadline: refused, made with --after-deadline, or made."
    )

    @property
    def ink(self) -> str | None:
        """Its colour as text on white paper."""
        return colours.ink(self.colour) if self.colour else None

    @property
    def on_colour(self) -> str | None:
        """The colour of text on a field of its colour."""
        return colours.on(self.colour) if self.colour else None
