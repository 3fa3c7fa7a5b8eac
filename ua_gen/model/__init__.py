"""What files hold, checked: cases, senders, the office that issues documents, and its publications."""

from ua_gen.model.case import (
    DEFAULT_DAYS,
    Action,
    Case,
    Deed,
    Embassy,
    Outcome,
    Petition,
    Quotation,
    Recipient,
    Solidarity,
    Source,
    Translation,
    Words,
)
from ua_gen.model.endings import TAKEN, Ending, asked_of_the_dead, closes, endings, opened, state_of
from ua_gen.model.events import Event, Status, befell
from ua_gen.model.fields import AFTER_DEATH, CLOSED, DEAD, DEATHS, ENDED
from ua_gen.model.office import Section, Sender
from ua_gen.model.people import Person, Photograph
from ua_gen.model.publications import Chapter, Entry, Paragraph, PressRelease, Statement
from ua_gen.model.requests import Request
from ua_gen.model.standing import all_have_died, asks_of_a_death, death_threatens, is_over, standing
from ua_gen.model.visibility import REASONS, Public, citing_nothing_told, is_told, not_public, public, stops

__all__ = [
    "AFTER_DEATH",
    "CLOSED",
    "DEAD",
    "DEATHS",
    "DEFAULT_DAYS",
    "ENDED",
    "REASONS",
    "TAKEN",
    "Action",
    "Case",
    "Chapter",
    "Deed",
    "Embassy",
    "Ending",
    "Entry",
    "Event",
    "Outcome",
    "Paragraph",
    "Person",
    "Petition",
    "Photograph",
    "PressRelease",
    "Public",
    "Quotation",
    "Recipient",
    "Request",
    "Section",
    "Sender",
    "Solidarity",
    "Source",
    "Statement",
    "Status",
    "Translation",
    "Words",
    "all_have_died",
    "asked_of_the_dead",
    "asks_of_a_death",
    "befell",
    "citing_nothing_told",
    "closes",
    "death_threatens",
    "endings",
    "is_over",
    "is_told",
    "not_public",
    "opened",
    "public",
    "standing",
    "state_of",
    "stops",
]
