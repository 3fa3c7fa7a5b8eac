"""Whether two senders are the same person: one that is listed twice must not write twice."""

import re

from ua_gen.model import Sender
from ua_gen.senders.data import alike

# Words that are written in full as often as not. Deliberately few: a wrong guess here costs somebody their letter.
_SHORT = re.compile(r"straße|strasse|\b(street|avenue|road|улица|проспект)\b")
_SHORTER = {
    "straße": "str",
    "strasse": "str",
    "street": "st",
    "avenue": "ave",
    "road": "rd",
    "улица": "ул",
    "проспект": "пр",
}


def identity(sender: Sender) -> tuple[str, str] | None:
    """The same for senders whose name and address are spelled alike. None if there is too little to go by.

    Without an address the e-mail address takes its place; people who have only their name in common are not the same.
    """
    if sender.address:
        text = _SHORT.sub(lambda match: _SHORTER[match[0]], "\n".join(sender.address).lower())
        return alike(sender.name), alike(text)
    return (alike(sender.name), "@" + sender.email.lower()) if sender.email else None
