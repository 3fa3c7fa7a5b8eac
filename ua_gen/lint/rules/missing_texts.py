"""Rules on what letters cannot say in a language to write in, or leave out, for want of texts."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Literal, cast

from ua_gen import languages
from ua_gen.casefile.validation import path_name
from ua_gen.diagnostics import Severity
from ua_gen.languages import Language
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import english, joined
from ua_gen.model import Case, Recipient
from ua_gen.wording import Gap, Wording


@rule("UA261", "unwritable-letter", Severity.WARNING, of_documents=True)
def unwritable_letter(view: RuleContext) -> Iterator[Finding]:
    """A language to write in, in which a letter cannot be written because texts are missing.

    Why: no language is ever put in the place of another, so the letter falls back to the next of `write_in`, or cannot
    be made at all.

    Wrong:

        requests:
          - ask: release-unless-charged
          - text: {en: return the books that were taken from her library}

    Right:

        requests:
          - ask: release-unless-charged
          - text:
              en: return the books that were taken from her library
              ru: вернуть изъятые из её библиотеки книги

    Note: stock events and requests exist in every language and need no translation.
    """
    for number, tag in enumerate(view.case.write_in):
        if tag not in languages.tags():
            continue
        name = english(tag)
        those = addressees(view)
        gaps = _heard(view, tag).missing
        lacking = [recipient for recipient in those if gaps[recipient.id]]
        if lacking:
            which = "no letter" if lacking == those else f"no letter to {joined(r.id for r in lacking)}"
            found = tuple(dict.fromkeys(gap for recipient in lacking for gap in gaps[recipient.id]))
            yield ("write_in", number), *_told(view, found, tag, f"{which} can be written in {name}")


# No letter names hundreds of people, and no action goes to hundreds of officials. A file that says so is no case to be
# written for, but it must not keep the others waiting: the wording names everybody in every sentence.
_MOST_LETTERS, _MOST_NAMES = 50, 5000


def addressees(view: RuleContext) -> list[Recipient]:
    """Those who get letters."""
    case = view.case
    if len(case.people) * (len(case.events) + len(case.requests) + len(case.people)) > _MOST_NAMES:
        return []
    return [recipient for recipient in case.recipients if recipient.role == "to"][:_MOST_LETTERS]


def _heard(view: RuleContext, tag: str) -> "Heard":
    key = ("heard", tag)
    if key not in view.cache:
        view.cache[key] = listen(view.case, tag, view.day, addressees(view))
    return cast("Heard", view.cache[key])


def _told(view: RuleContext, gaps: Sequence[Gap], tag: str, what: str) -> tuple[str, str]:
    shown = [
        f"`{gap.phrase}` of its catalogue"
        if gap.phrase
        else f"`{path_name(gap.path)}` (line {view.loaded.span(*gap.path).line})"
        for gap in gaps
    ]
    more = f" and {len(shown) - 12} more" if len(shown) > 12 else ""
    hint = f"add `{tag}: …` beside the text in each of these places, or take `{tag}` out of `write_in`"
    return f"{what} without {', '.join(shown[:12])}{more}", hint


# The fixed sentences of a letter composed from the facts, and of one with a text of its own.
_FIXED = (
    ("letter.name", "letter.address", "letter.ask", "letter.ask-one", "letter.reply"),
    ("letter.name", "letter.address"),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the letters of a case lack in a language: by the recipient's id, what the letter cannot be made without,
    and what letters leave out."""

    missing: dict[str, tuple[Gap, ...]]
    left_out: tuple[Gap, ...]


def listen(case: Case, tag: str, day: datetime.date, recipients: Sequence[Recipient]) -> Heard:
    """What letters to these recipients would lack.

    The wording itself is asked, as the template asks it, only that nothing is dated, joined or filled in on the way.
    """
    missing: dict[str, tuple[Gap, ...]] = {}
    left_out: dict[Gap, None] = {}
    shared: tuple[Gap, ...] | None = None
    made: dict[tuple[int, ...], Wording] = {}  # By what is asked, for it takes the most time.
    for recipient in recipients:
        say = Wording(case, _listener(tag), day, recipient)
        asked = tuple(n for n, request in enumerate(case.requests) if not request.to or recipient.id in request.to)
        if asked in made and say.language.engine == 2:
            say.take_letter_of(made[asked])
        made.setdefault(asked, say)
        if shared is None:
            composed = case.letter or say.language.engine == 2
            for key in _FIXED[bool(composed)] + ("notice.invented",) * case.invented:
                say.t(key)
            _ = say.subject
            if not say.model_letter:
                _ = say.concern, say.letter_facts
            shared = tuple(say.missing)
        if not case.letter:
            _ = say.requests
        _ = say.recipient_lines, say.salutation, say.closing
        if say.copies:
            say.t("letter.copies", copies="")
        missing[recipient.id] = tuple(dict.fromkeys((*shared, *say.missing)))
        left_out |= say.omitted
    return Heard(missing, tuple(left_out))


class _Listener(Language):
    """A language that says nothing beautiful: it only finds out whether it could, which takes a tenth of the time."""

    def text(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
        return _raw(self.tag, key, agreement)

    def count(self, key: str, number: int) -> str:
        return _count(self.tag, key)

    def date(self, year: int, month: int | None = None, day: int | None = None, *, alone: bool = False) -> str:
        return "-"

    def join(self, items: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
        return " ".join(items)

    def country(self, code: str) -> str:
        return code

    def isolate(self, text: str) -> str:
        return text


@cache
def _listener(tag: str) -> Language:
    language = languages.language(tag)
    return _Listener(**{field.name: getattr(language, field.name) for field in fields(language)})


@cache
def _raw(tag: str, key: str, agreement: str) -> str:
    return languages.language(tag).raw(key, agreement)


@cache
def _count(tag: str, key: str) -> str:
    return languages.language(tag).count(key, 1)


@rule("UA268", "left-out", Severity.WARNING, of_documents=True)
def left_out(view: RuleContext) -> Iterator[Finding]:
    """An event, or a piece of one, that letters in a language to write in leave out because it has no text there.

    Why: the letter in that language can be made, but tells less than the others.

    Wrong:

        events:
          - text: {en: colleagues who asked after her were sent away}
            date: 2026-01-06
            source: ua

    Right:

        events:
          - text:
              en: colleagues who asked after her were sent away
              ru: коллегам, которые о ней справлялись, велели уйти
            date: 2026-01-06
            source: ua

    Note: an event that is only for the case sheet has `letter: false`. Of a language in which no letter can be made,
    UA261 says what it needs first.
    """
    lacking: dict[Gap, list[str]] = {}
    for tag in view.case.write_in:
        if tag in languages.tags() and addressees(view):
            heard = _heard(view, tag)
            if not all(heard.missing.values()):
                for gap in heard.left_out:
                    lacking.setdefault(gap, []).append(tag)
    for gap, tags in lacking.items():
        names = " and ".join(english(tag) for tag in tags)
        event = gap.path[0] == "events" and gap.path[-1] == "text"
        hint = f"add {joined(f'{tag}: …' for tag in tags)}"
        what = "this event" if event else f"`{path_name(gap.path)}`"
        or_else = ", or `letter: false` to leave it out everywhere" if event else ""
        match gap.why:
            case "stock":  # UA287 says it.
                continue
            case "past":
                message, hint = f"{what} has passed: letters leave it out", "tell what happened on that day"
            case "form":
                forms = joined(f"{tag}: {{name: …, in: …}}" for tag in tags)
                message, hint = f"letters in {names} put {what} in brackets: it lacks a form", f"add {forms}"
            case "frame":
                message = f"letters in {names} cannot tell {what}: they leave it out"
                hint = f"tell it in a `text` ({joined(f'{tag}: …' for tag in tags)})"
            case _:
                message, hint = f"letters in {names} leave {what} out", hint + or_else
        yield gap.path, message, hint
