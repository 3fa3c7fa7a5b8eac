"""Which recipients of several cases are one office: what one gets is counted together."""

from ua_gen.model import Recipient
from ua_gen.model.values import Text


class Offices:
    """Numbers for the offices that are written to: the same one may be a recipient of several cases."""

    def __init__(self) -> None:
        self._known: list[Recipient] = []

    def number(self, recipient: Recipient) -> int:
        alike = (number for number, known in enumerate(self._known) if _same_office(known, recipient))
        number = next(alike, len(self._known))
        if number == len(self._known):
            self._known.append(recipient)
        return number


def _same_office(one: Recipient, other: Recipient) -> bool:
    """Whether both have one country, office and, where both name somebody, name, in any language."""
    if one is other:
        return True
    named = not (one.name and other.name) or _shares(one.name, other.name)
    return one.country == other.country and _shares(one.office, other.office) and named


def _shares(one: Text, other: Text) -> bool:
    texts = [
        {(tag, " ".join((each.get(tag) or "").split()).casefold()) for tag in each.languages} for each in (one, other)
    ]
    return bool(texts[0] & texts[1])
