"""Clauses: a frame with its slots filled, not yet put in order and not yet a sentence."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from ua_gen.languages.frames import Frame
from ua_gen.languages.notation import Agreeing, Bracket, Finite, Phrase, Piece, Slot
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Missing, NounPhrase

# Slots that just close up where there is nothing to put in them. A comma behind one belongs to it.
ADJUNCTS = frozenset(
    {"When", "when", "where", "from", "since", "how", "why", "occasion", "h", "times", "with", "held-since"}
)
FORMS = {"where": "in", "held-where": "in", "from": "from"}  # The form that a slot asks for when it names none.
EMPTY = "\x00"

Bindings = Callable[[str], NounPhrase | None]


@dataclass(frozen=True)
class Clause:
    """What stands before the finite verb, the verb, what follows it, and the ending that closes the clause.

    `front` is an adjunct that opens the sentence: the date. `more` is a second clause, without the subject of both.
    """

    before: str = ""
    verb: str = ""
    after: str = ""
    tail: str = ""
    report_tail: str = ""
    front: str = ""
    subject: Slot | None = None  # The slot that it opens with.
    told: frozenset[str] = frozenset()
    names: bool = False  # It names the party in full.
    object_pronoun: bool = False  # The first thing behind the verb is a pronoun.
    controller: NounPhrase | None = None  # The subject of the finite verb.
    number: str = ""  # Of the subject of the finite verb, or of one that the phrase names itself.
    undated: bool = False  # Nobody knows when or where it happened, and it may go on.
    own: bool = False  # A sentence of the case's own, which cannot be put in another order.
    more: "Clause | None" = None

    def all_told(self) -> frozenset[str]:
        return self.told | (self.more.all_told() if self.more else frozenset())


def render(grammar: Grammar, frame: Frame | Phrase, bindings: Bindings, *, report: bool = False) -> Clause:
    """The clause that a frame makes. Raises Missing where the frame does not apply."""
    phrase = frame.phrase if isinstance(frame, Frame) else frame
    told: set[str] = set()
    parts: list[list[str]] = [[], [], []]
    place = 0
    names = False
    first_behind: bool | None = None

    def slot(piece: Slot, optional: bool) -> str:
        nonlocal names, first_behind
        noun = bindings(piece.name)
        form = piece.form or FORMS.get(piece.name, "")
        if piece.name == "his":
            form = f"his.{form}" if form else "his"
        text = noun.find(form or "name") if noun is not None else None
        if noun is None or text is None:
            if optional or piece.name not in ADJUNCTS:
                raise Missing(noun.path if noun else piece.name, form or "name")
            return EMPTY
        told.update(noun.paths)
        if piece.name == "who" and not noun.pronoun:
            names = True
        if place == 2 and first_behind is None:
            behind, beside = grammar.option("behind-verb", ()), grammar.option("not-behind-verb", ())
            first_behind = noun.pronoun and form in behind and text not in beside
        return grammar.language.capitalised(text) if piece.capital else text

    def text(piece: Piece, optional: bool = False) -> str:
        if isinstance(piece, str):
            return piece
        if isinstance(piece, Slot):
            return slot(piece, optional)
        if isinstance(piece, Agreeing | Finite):
            controller = bindings(piece.name) if piece.name else None
            if piece.name and controller is None:
                raise Missing(piece.name, "name")
            return grammar.alternative(piece, controller, report)
        raise TypeError(piece)

    for piece in phrase.pieces:
        if isinstance(piece, Finite):
            parts[1].append(text(piece))
            place = 2
        elif isinstance(piece, Bracket):
            so_far = set(told)
            inner: list[list[str]] = [[], [], []]
            was = place
            try:
                for each in piece.pieces:
                    if isinstance(each, Finite):
                        inner[1].append(text(each))
                        place = 2
                    else:
                        inner[place].append(text(each, True))
            except Missing:
                told.intersection_update(so_far)
                place = was
                parts[place].append(EMPTY)
            else:
                for whole, some in zip(parts, inner, strict=True):
                    whole += some
        else:
            if isinstance(piece, str) and place == 2 and first_behind is None and piece.strip(" ,"):
                first_behind = False
            parts[place].append(text(piece))
    if report and not phrase.finite and not phrase.tail[1]:
        raise Missing("", "report")
    subject = bindings(phrase.finite.name) if phrase.finite and phrase.finite.name else None
    number = subject.number if subject is not None else ""
    if subject is None and (named := grammar.rule("subject")) is not None:
        number = named(phrase.source)
    before, verb, after = ("".join(part) for part in parts)
    return Clause(
        before=before, verb=verb, after=after, tail=phrase.tail[1 if report else 0], report_tail=phrase.tail[1],
        subject=phrase.opens_with, told=frozenset(told), names=names, object_pronoun=bool(first_behind),
        number=number, controller=subject,
    )  # fmt: skip


_EMPTY = re.compile(f"(^|[,،、，]) *{EMPTY}[,،、，]?| ?{EMPTY}")
_CLOSE = re.compile(r"\s+(?=[,;.،؛。])")
_COMMAS = re.compile(r"([,،，])(\s*\1)+")


def tidy(text: str) -> str:
    """A clause whose empty pieces leave no double spaces and no stray commas behind."""
    text = _EMPTY.sub(r"\1", text) if EMPTY in text else text
    text = _CLOSE.sub("", text)
    text = _COMMAS.sub(r"\1", text)
    text = re.sub(" {2,}", " ", text)
    return text.strip(" ,،，")


def plain_order(clause: Clause, form: str, grammar: Grammar) -> str:
    """The order of languages whose verb stays where it is."""
    text = tidy(f"{clause.front}{clause.before}{clause.verb}{clause.after} {clause.tail}")
    if clause.more is not None:
        more = clause.more
        text = and_more(text, f"{more.before}{more.verb}{more.after} {more.tail}", grammar)
    return text


def and_more(text: str, more: str, grammar: Grammar) -> str:
    """A clause and a second one with its subject, whose auxiliary is not said twice: was found guilty and sentenced.

    Nor is a pronoun that is the object of both, where the language leaves out the second (`object-once`).
    """
    more = tidy(more)
    for pronoun in grammar.option("object-once", ()):
        if f" {pronoun} " in text:
            more = re.sub(rf"^((?:\S+ )?){pronoun} ", r"\1", more, count=1)
    participle = grammar.option("participle", "")  # Only before one is it an auxiliary.
    for auxiliary in grammar.option("auxiliaries", ()):
        rest = more.removeprefix(f"{auxiliary} ")
        if rest != more and f" {auxiliary} " in f" {text} " and re.match(participle, rest):
            more = rest
            break
    return f"{text} {grammar.option('and')} {more}"


def ordered(clause: Clause, form: str, grammar: Grammar) -> str:
    """The text of a clause in one of the language's forms: as a main clause (``), or as a hedge asks for it."""
    rule = grammar.rule("clause") or plain_order
    return str(rule(clause, form, grammar))


def without_subject(clause: Clause, subject: NounPhrase, space: str = " ") -> Clause | None:
    """The clause that follows another with the same subject, or None if it does not open with it.

    `space` is what stands between words: nothing in Chinese.
    """
    text = subject.find(clause.subject.form or "name") if clause.subject is not None else None
    before = tidy(clause.before)
    if text is None or not (before == text or before.startswith(f"{text}{space}".lstrip())):
        return None
    space = " " if clause.before.endswith(" ") else ""  # Before a verb that comes last.
    return replace(clause, before=before[len(text) :] + space)
