"""Everything that a template can say about one case in one language, to one recipient, from one sender."""

from ua_gen.wording.campaign import CampaignWords
from ua_gen.wording.outcome import OutcomeWords
from ua_gen.wording.publications import PressWords, StatementWords
from ua_gen.wording.sheet import Target
from ua_gen.wording.solidarity import SolidarityWords
from ua_gen.wording.words import CaseWords, Gap, Words

__all__ = ["CaseWords", "Gap", "PressWords", "SolidarityWords", "StatementWords", "Target", "Wording", "Words"]


class Wording(CampaignWords, OutcomeWords):
    """What templates see as `say`. Every value is a plain text, or a list of plain texts.

    Nothing is substituted in silence: what this language lacks is noted in `missing` (such a document must
    not be made), `omitted` (free text about events that exists in other languages only) and `borrowed`
    (names given in another language's spelling).
    """
