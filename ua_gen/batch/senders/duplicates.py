"""Whether two senders are the same person, for one that is listed twice must not write twice; and who has a name."""

import re
from collections.abc import Iterable

from ua_gen.batch.senders.compact import Row
from ua_gen.batch.senders.lookup import fold_key
from ua_gen.model import Sender

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


# What is written without the letters of German and its neighbours.
_UMLAUT = re.compile("[äöüåø]")
_DIGIT = re.compile(r"\d")
_POSTCODE = re.compile(r"\b\d{4,6}\b ?")
_SPELLED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def identities(sender: Sender) -> tuple[list[str], list[str]]:
    """What is equal for two senders who are the same: what this one is, and what others were that it may not be.

    Names and addresses are compared as they are spelled alike, with `ü` both as `u` and as `ue`. Without an address
    the e-mail address takes its place; people who have only their name in common are not the same. Two addresses of
    which one has no postcode may be the same, two with different ones are not.
    """
    name = sender.name.lower()
    if not sender.address:
        own = [f"{spelled}@{sender.email.lower()}" for spelled in map("".join, _spelled(name))] if sender.email else []
        return own, own
    text = _SHORT.sub(lambda match: _SHORTER[match[0]], "\n".join(sender.address).lower())
    before, _, last = text.rpartition("\n")
    town = _POSTCODE.sub("", sender.town.lower()) if sender.town else ""
    if town and town not in last and town in before:  # The postcode stands below the town, as in Britain.
        before, _, above = before.rpartition("\n")
        last = f"{above} {last}"
    if not town or town not in last:
        own = ["|".join(each) for each in _spelled(name, before + last)]
        return own, own
    has_postcode = _DIGIT.search(last.replace(town, ""))
    own = []
    others = []
    for of_name, of_lines, of_last, of_town in _spelled(name, before, last, town):
        whole, bare = f"{of_name}|{of_lines}{of_last}", f"{of_name}|{of_lines}{of_town}"
        with_, without = f"?{bare}", f"!{bare}"
        own += [whole, with_ if has_postcode else without]
        others += [whole, without if has_postcode else with_]
    return own, others


def find(rows: Iterable[Row], name: str) -> list[int]:
    """The lines of those whose names have all these words, in any order, spelled alike."""
    wanted = _words(name)
    return [row.line for row in rows if wanted <= _words(row.sender.name) or wanted <= _words(row.sender.name, 1)]


def _words(name: str, way: int = 0) -> set[str]:
    return {_spelled(word)[-way][0] for word in name.lower().split()} - {""}


def _spelled(*texts: str) -> list[list[str]]:
    """Texts without accents and punctuation, in each way to spell them."""
    plain = [fold_key(text) for text in texts]
    if not _UMLAUT.search("\n".join(texts)):
        return [plain]
    return [plain, [fold_key(text.translate(_SPELLED)) for text in texts]]
