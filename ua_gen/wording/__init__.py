"""Everything that a template can say about one case in one language, to one recipient, from one sender."""

from typing import Any

from ua_gen.model import Case
from ua_gen.wording.base import CaseWords, Words, home
from ua_gen.wording.campaign import CampaignWords
from ua_gen.wording.case_sheet import Target
from ua_gen.wording.gaps import Gap
from ua_gen.wording.letter import Arrangement
from ua_gen.wording.losses import untold
from ua_gen.wording.origins import Origin
from ua_gen.wording.outcome import OutcomeWords
from ua_gen.wording.publications import PressWords, StatementWords
from ua_gen.wording.solidarity import SolidarityWords

__all__ = [
    "Arrangement", "CaseWords", "Gap", "Origin", "PressWords", "ReportWords", "SolidarityWords", "StatementWords",
    "Target", "Wording", "Words", "home", "in_slot", "untold", "without_appeal",
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


def without_appeal(case: Case) -> Case:
    """A case without all that is asked, and all to whom something could be sent.

    A document that asks for nothing is made even of the dead: nobody shall make it a letter.
    """
    nobody: dict[str, object] = {"recipients": (), "requests": (), "embassies": {}, "solidarity": None}
    return case.model_copy(update=nobody | {"petition": None, "letter": None})


def _refused(name: str) -> property:
    def refuse(_: object) -> None:
        raise AttributeError(f"a document that asks for nothing has no `{name}`: say `appeal: true` in document.yaml")

    return property(refuse)


# Of `say`: what makes a document a letter, a petition, or a sheet that asks for letters.
ASKING = (
    "recipient_lines", "salutation", "marked_salutation", "closing", "closing_of", "subject", "concern",
    "concern_of", "opening", "stance", "letter_facts", "facts_before_asked", "facts_in", "asked", "asked_in", "reply",
    "reply_in", "model_letter", "requests", "personal_line", "replies", "copies", "deadline", "after_deadline",
    "replies_to", "languages", "targets", "copy_targets", "model", "variants", "listed_languages",
    "copies_caption", "petition_title", "petition_text", "columns", "group_concern", "group_facts",
    "group_asked", "group_reply", "petition_asked", "group_closing", "signatories", "embassy_lines",
    "embassy_salutation", "offices", "fax",
)  # fmt: skip


# Of the phrases: those with which something is reported. Others, and such as will be added, are made for appeals.
REPORTING = frozenset(
    (
        "pronoun", "piece", "authority", "term", "hedge", "event", "designation", "ordinal", "urgent-ordinal",
        "preferred", "outcome", "became", "did", "test-page", "notice",
        "sheet.title", "sheet.number-first", "sheet.number-update", "sheet.index", "sheet.date", "sheet.which-update",
        "sheet.further-information", "sheet.additional-information",
        "urgent.which", "urgent.people", "urgent.person", "urgent.previous", "urgent.photograph",
    )
)  # fmt: skip


class ReportWords(Wording):
    """`say` of a document that asks for nothing, of a case `without_appeal`."""

    phrases = REPORTING

    @property
    def place_and_date(self) -> str:
        """The date: only a letter says where it is written."""
        return self.date(self.day)


for _name in ASKING:
    setattr(ReportWords, _name, _refused(_name))


def in_slot(say: Words, name: str) -> Any:
    """What fills the slot of a name. Raises AttributeError where there is no such slot."""
    if name not in SLOTS:
        raise AttributeError(f"there is no slot `{name}`: there are {', '.join(SLOTS)}")
    return getattr(say, name)
