"""Everything that a template can say about one case in one language, to one recipient, from one sender."""

from ua_gen.wording.sheet import SheetWords, Target
from ua_gen.wording.words import Gap

__all__ = ["Gap", "Target", "Wording"]


class Wording(SheetWords):
    """What templates see as `say`. Every value is a plain text, or a list of plain texts.

    Nothing is substituted in silence: what this language lacks is noted in `missing` (such a document must
    not be made), `omitted` (free text about events that exists in other languages only) and `borrowed`
    (names given in another language's spelling).
    """
