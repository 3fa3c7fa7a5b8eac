"""Rules on words that were damaged on their way into the file."""

from collections.abc import Iterator

from ua_gen.diagnostics import Severity, quote
from ua_gen.files.damage import LOST, Damage, damages
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.lint.rules.common import scalars

NAMES = frozenset(["name", "address", "office", "return_to"])  # Where no question is asked.


def _found(view: RuleContext) -> Iterator[tuple[Place, Damage]]:
    if not any(True for _ in damages(view.loaded.text)):  # As in nearly every file, by a look at the whole of it.
        return
    for path, value in scalars(view.loaded.root):
        for found in damages(value, is_text=NAMES.isdisjoint(path)):
            yield path, found


@rule("UA2031", "damaged-word", Severity.WARNING)
def damaged_word(view: RuleContext) -> Iterator[Finding]:
    """A word that was read in a wrong encoding, in which question marks stand for letters, or with signs as in HTML.

    Why: it is printed as it is here, in a letter to an office or above a prisoner's name.

    Wrong:

        people:
          - id: specimen
            name: {en: Aida MÃ¼ller, ru: Аида Мюллер}
            gender: female

    Right:

        people:
          - id: specimen
            name: {en: Aida Müller, ru: Аида Мюллер}
            gender: female

    Note: what it may have been is said, and never put there unasked.
    """
    yield from ((path, *_said(found)) for path, found in _found(view) if not found.is_lost)


@rule("UA2032", "lost-letter")
def lost_letter(view: RuleContext) -> Iterator[Finding]:
    """A letter that some program could not read, and put U+FFFD in its place: a question mark in a diamond.

    Why: nobody can tell from the file which letter it was.

    Wrong:

        people:
          - id: specimen
            name: {en: Aida M�ller, ru: Аида Мюллер}
            gender: female

    Right:

        people:
          - id: specimen
            name: {en: Aida Müller, ru: Аида Мюллер}
            gender: female
    """
    if LOST in view.loaded.text:
        yield from ((path, *_said(found)) for path, found in _found(view) if found.is_lost)


def _said(found: Damage) -> tuple[str, str]:
    return f"{quote(found.word)} seems to be damaged: {found.what}", found.hint
