"""What all letters of a run have in common, as plain data that goes to other processes and machines."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ua_gen.model import Section, Sender
from ua_gen.model.stationery import Sheet
from ua_gen.rendering.job import A4, PageSettings

Format = Literal["pdf", "txt", "eml"]
Set = Literal["letter", "copy", "envelope", "label", "embassy"]
EMBASSY = "embassy"  # In the place of the recipient of a note to the embassy in the sender's country.


class LetterKind(NamedTuple):
    """A letter but for its sender."""

    case: int  # The number of its case.
    recipient: str
    language: str
    archive: bool = False  # It is for the file only.


class Letter(NamedTuple):
    """One letter of a run. `number` counts from 1 in the order of posting, `sender` is a place in the list, from 0."""

    number: int
    base: int
    sender: int


@dataclass(frozen=True, slots=True)
class RunConfig:
    """What is the same for every letter of a run."""

    version: str  # Of ua-gen.
    cases: tuple[tuple[str, str], ...]  # Names and texts of the case files.
    bases: tuple[LetterKind, ...]  # Of letters, and behind them those of the notes to embassies.
    templates: tuple[str, ...]  # Folders, besides the built-in one.
    day: datetime.date
    formats: tuple[Format, ...] = ("pdf",)
    page: PageSettings = A4
    section: Section | None = None
    one_file_each: bool = False
    envelopes: bool = False  # Of the size that the page settings name.
    labels: Sheet | None = None
    first_label: int = 1  # The first that is still on the first sheet.
    vary: str = ""
    content: str = ""  # The sum of all templates: who has made letters with others loads these anew.


@dataclass(frozen=True, slots=True)
class Task:
    """The letters of one file, and their senders: line in the list and sender, by the place in it."""

    setting: RunConfig
    set: Literal["letter", "copy"]
    folder: str  # For files of single letters.
    stem: str  # The name of the file without its ending.
    several: bool  # In the folder are letters of one sender to several recipients or in several languages.
    letters: tuple[Letter, ...]
    senders: Mapping[int, tuple[int, Sender]]
    first_label: int = 1
    notes: tuple[Letter, ...] = ()  # To embassies: the numbers and senders of letters, each with the base of its note.
