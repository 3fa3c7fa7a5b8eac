"""The fingerprint of the texts that a translation was made from: it tells whether they have changed since."""

import hashlib
import unicodedata
from collections.abc import Iterable

from ua_gen.casefile.texts import LocalizedText, texts
from ua_gen.model import Case

DIGITS = 8


def is_current(of: str, case: Case, tag: str, given: Iterable[LocalizedText]) -> bool:
    """Whether a translation with this fingerprint is up to date; also if it covers what is still to be translated."""
    return of.lower() in (fingerprint(case, tag, given), whole_fingerprint(case, tag, given))


def whole_fingerprint(case: Case, tag: str, given: Iterable[LocalizedText]) -> str:
    """The fingerprint as it will be when everything is translated."""
    missing = [one._replace(tag=tag) for one in given if one.tag == case.language]
    return fingerprint(case, tag, [*given, *missing])


def fingerprint(case: Case, tag: str, given: Iterable[LocalizedText] | None = None) -> str:
    """What `translations.<tag>.of` should be, if the translation is up to date; empty if nothing is translated.

    It covers every text in the file's language that has a text in the language `tag` beside it. Their order, their
    places, white space and the form of accents do not matter; a text added in the file's language alone does not
    either, for it is not out of date but missing. `given` are the case's texts, if the caller has them at hand.
    """
    originals: dict[tuple[str | int, ...], list[str]] = {}
    translated = set()
    for one in texts(case) if given is None else given:
        if one.tag == case.language:
            originals.setdefault(one.at, []).append(one.text)
        elif one.tag == tag:
            translated.add(one.at)
    covered = {_normal(" ".join(lines)) for at, lines in originals.items() if at in translated}
    if not covered:
        return ""
    return hashlib.sha256("\n".join(sorted(covered)).encode()).hexdigest()[:DIGITS]


def _normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
