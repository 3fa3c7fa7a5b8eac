"""What an appeal was found to say: values, each with the lines that it was taken from."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from ua_gen.importing.lines import TextLine

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, its lines, and, if it is not sure, why."""

    value: T
    lines: tuple[TextLine, ...]
    doubt: str = ""


@dataclass(slots=True)
class Request:
    """What is asked: the source's words; `ask` is the stock request that says the same, `near` one that may."""

    text: Found[str]
    ask: str = ""
    near: str = ""
    to: tuple[int, ...] = ()  # Numbers of recipients, if not of all.


@dataclass(slots=True)
class Recipient:
    """A block of lines about somebody to write to."""

    copy: bool
    office: Found[str] | None = None
    post: str = ""
    name: Found[str] | None = None
    address: list[Found[str]] = field(default_factory=list)
    country: Found[str] | None = None
    phone: list[Found[str]] = field(default_factory=list)
    fax: list[Found[str]] = field(default_factory=list)
    email: list[Found[str]] = field(default_factory=list)
    salutation: Found[str] | None = None
    others: list[Found[str]] = field(default_factory=list)  # What a case has no field for.


@dataclass(slots=True)
class Person:
    """Somebody whom a form names."""

    name: Found[str]
    gender: str = ""
    pronouns: str = ""


@dataclass(slots=True)
class Sentence:
    """A sentence of the facts, with the whole date in it, if there is one, and the word that says it is reported."""

    text: Found[str]
    date: datetime.date | None = None
    hedge: str = ""


@dataclass(slots=True)
class Appeal:
    """All that was found in one document."""

    language: str = ""
    form: str = ""  # sheet or form
    number: Found[str] | None = None
    index: Found[str] | None = None
    issued: Found[datetime.date] | None = None
    deadline: Found[datetime.date] | None = None
    country: Found[str] | None = None
    sequence: Found[int] | None = None
    title: Found[str] | None = None
    summary: Found[str] | None = None
    issuer: Found[str] | None = None
    facts: list[Sentence] = field(default_factory=list)
    background: list[Found[str]] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    write_in: Found[tuple[str, ...]] | None = None
    recipients: list[Recipient] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    previous: Found[str] | None = None
    further: Found[str] | None = None
    online: Found[str] | None = None
    left: list[Found[str]] = field(default_factory=list)  # What the writer of a model letter says: no facts.
    commonest: tuple[tuple[str, int], ...] = ()  # Names, for the one that is asked.
    questions: dict[str, list[str]] = field(default_factory=dict)  # By field: what only a person can decide.
    known: dict[str, TextLine] = field(
        default_factory=dict
    )  # Lines that are captions, or said already, by their places.

    def ask(self, where: str, question: str) -> None:
        asked = self.questions.setdefault(where, [])
        if question not in asked:
            asked.append(question)

    def values(self) -> Iterator[tuple[str, Found[Any]]]:
        """All values with the names of their fields, in the order of a case file."""
        for name, value in (
            ("country", self.country), ("title", self.title), ("summary", self.summary),
            ("action.number", self.number), ("action.sequence", self.sequence), ("action.index", self.index),
            ("action.issued", self.issued), ("action.deadline", self.deadline), ("action.issuer", self.issuer),
            ("action.further_information", self.further), ("action.previous", self.previous),
            ("action.online", self.online),
        ):  # fmt: skip
            if value is not None:
                yield name, value
        for number, person in enumerate(self.people):
            yield f"people[{number}].name", person.name
        for number, sentence in enumerate(self.facts):
            yield f"events[{number}]", sentence.text
        for number, text in enumerate(self.background):
            yield f"background[{number}]", text
        for number, request in enumerate(self.requests):
            yield f"requests[{number}]", request.text
        if self.write_in:
            yield "write_in", self.write_in
        for number, who in enumerate(self.recipients):
            yield from _of_recipient(f"recipients[{number}]", who)


def _of_recipient(name: str, who: Recipient) -> Iterator[tuple[str, Found[Any]]]:
    for field_name in ("office", "name", "country", "salutation"):
        value = getattr(who, field_name)
        if value is not None:
            yield f"{name}.{field_name}", value
    for field_name in ("address", "phone", "fax", "email", "others"):
        for value in getattr(who, field_name):
            yield f"{name}.{field_name}", value
