"""Everything that a template can say about one case in one language, to one recipient, from one sender."""

from typing import Any

from ua_gen.wording.campaign import CampaignWords
from ua_gen.wording.letter import Arrangement
from ua_gen.wording.outcome import OutcomeWords
from ua_gen.wording.publications import PressWords, StatementWords
from ua_gen.wording.sheet import Target
from ua_gen.wording.solidarity import SolidarityWords
from ua_gen.wording.words import CaseWords, Gap, Words, home

__all__ = [
    "Arrangement", "CaseWords", "Gap", "PressWords", "SolidarityWords", "StatementWords", "Target", "Wording", "Words",
    "home", "in_slot",
]  # fmt: skip

# What templates may ask for by `slot`: what may differ from sender to sender, and what stands beside it in a letter.
SLOTS = (
    "sender_lines", "sender_address", "signature", "place_and_date", "return_address", "return_short",
    "personal_line", "signatories", "recipient_lines", "salutation", "closing", "copies", "agreement",
)  # fmt: skip


class Wording(CampaignWords, OutcomeWords):
    """What templates see as `say`. Every value is a plain text, or a list of plain texts.

    Nothing is substituted in silence: what this language lacks is noted in `missing` (such a document must
    not be made), `omitted` (free text about events that exists in other languages only) and `borrowed`
    (names given in another language's spelling).
    """


def in_slot(say: Words, name: str) -> Any:
    """What fills the slot of a name. Raises AttributeError where there is no such slot."""
    if name not in SLOTS:
        raise AttributeError(f"there is no slot `{name}`: there are {', '.join(SLOTS)}")
    return getattr(say, name)
