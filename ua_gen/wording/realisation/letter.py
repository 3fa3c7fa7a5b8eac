"""A letter from its plan: paragraphs of sentences, what they told, and what the language left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ua_gen.wording.realisation.clauses import ordered, render
from ua_gen.wording.realisation.discourse import Discourse, source_key
from ua_gen.wording.realisation.grammar import Grammar, grammar
from ua_gen.wording.realisation.nouns import DEFAULT, Missing, NounPhrase
from ua_gen.wording.realisation.parties import key_of, mentions
from ua_gen.wording.realisation.planner import Plan, plan
from ua_gen.wording.realisation.realiser import Realised, Realiser, given, mode_of
from ua_gen.wording.realisation.records import Event, Facts, Request


@dataclass
class Paragraph:
    """Sentences that stand together. `items` are a list that its last sentence announces."""

    kind: str
    sentences: list[Realised] = field(default_factory=list)
    items: list[Realised] = field(default_factory=list)

    @property
    def told(self) -> frozenset[str]:
        return frozenset().union(*(each.told for each in (*self.sentences, *self.items)))


@dataclass(frozen=True)
class Letter:
    """The body of a letter. `untold`: the fields that it leaves out; `bracketed`: names without the form they need."""

    paragraphs: Sequence[Paragraph]
    told: frozenset[str]
    untold: frozenset[str]
    bracketed: frozenset[str]

    def text(self, space: str = " ") -> str:
        """The paragraphs as plain text, for tests and for the specimen."""
        return "\n\n".join(
            "\n".join(
                [space.join(each.text for each in paragraph.sentences), *(f"– {i.text}" for i in paragraph.items)]
            )
            for paragraph in self.paragraphs
        )


def letter(facts: Facts, tag: str, salutation: str = "") -> Letter:
    """The letter that tells these facts in a language. `salutation` is for languages that repeat it."""
    return _Writer(facts, grammar(tag), salutation).letter(plan(facts))


class _Writer:
    def __init__(self, facts: Facts, grammar: Grammar, salutation: str) -> None:
        self.facts = facts
        self.grammar = grammar
        self.salutation = salutation
        self.discourse = Discourse(grammar, mentions(grammar, facts.party, {}))
        self.realiser = Realiser(self.discourse)

    def letter(self, plan: Plan) -> Letter:
        paragraphs = [self._opening(plan)]
        self.discourse.must_name = bool(self.grammar.option("name-in-facts", True))
        for events in plan.paragraphs:
            paragraphs += self._facts(events)
        paragraphs += self._law(plan)
        reply = self.realiser.phrase("letter.reply", "", {})
        if reply is not None:
            paragraphs.append(Paragraph("reply", [reply]))
        paragraphs = [each for each in paragraphs if each.sentences or each.items]
        told = frozenset().union(*(each.told for each in paragraphs))
        wanted = wanted_of(self.facts)
        bracketed = frozenset().union(*(s.bracketed for each in paragraphs for s in each.sentences))
        return Letter(paragraphs, told & wanted, wanted - told, bracketed)

    def _opening(self, plan: Plan) -> Paragraph:
        opening = plan.opening
        found = self.realiser.opening(opening.kind, opening.lead, opening.state)
        if found is None:
            found = self.realiser.opening("default", None, opening.state)
        return Paragraph("opening", [found] if found is not None else [])

    # --- facts --------------------------------------------------------------------------------------------------------

    def _facts(self, events: Sequence[Event]) -> list[Paragraph]:
        """A paragraph, or two where established facts follow a run of reports."""
        self.discourse.new_paragraph()
        paragraphs = [Paragraph("facts")]
        waiting = list(events)
        was_hedged = False
        while waiting:
            event = waiting.pop(0)
            if was_hedged and event.source is None and paragraphs[-1].sentences:
                paragraphs.append(Paragraph("facts"))
                self.discourse.new_paragraph()
            found = None
            partner = waiting[0] if waiting else None
            if partner is not None and self._coordinates(event, partner):
                found = self.realiser.tell(event, partner)
                if found is not None:
                    waiting.pop(0)
            if found is None:
                found = self.realiser.tell(event)
            if found is None:
                continue
            was_hedged = event.source is not None
            self._append(paragraphs[-1], found, event)
            if event.detail is not None and self.grammar.tag in event.detail.texts:
                detail = Event("detail", event.path, text=event.detail, source=event.source)
                told = self.realiser.tell(detail)
                if told is not None:
                    paragraphs[-1].sentences.append(replace(told, told=told.told | {f"{event.path}.detail"}))
        return paragraphs

    def _append(self, paragraph: Paragraph, found: Realised, event: Event) -> None:
        """A sentence, or the end of the one before where the language joins them: the penalty to the trial."""
        join = self.grammar.option("join-penalty")
        before = paragraph.sentences[-1] if paragraph.sentences else None
        if join and event.type == "faces-penalty" and before is not None and before.hedged == found.hedged:
            clause = found.text[:1].lower() + found.text[1:] if not self._opens_with_name(found) else found.text
            stop = self.grammar.language.full_stop
            text = before.text.removesuffix(stop) + join + clause
            paragraph.sentences[-1] = Realised(
                text, before.told | found.told, before.bracketed | found.bracketed, before.hedged
            )
        else:
            paragraph.sentences.append(found)

    def _opens_with_name(self, found: Realised) -> bool:
        full = self.discourse.party.full.find(DEFAULT) or ""
        again = self.discourse.party.again.find(DEFAULT) or ""
        return any(name and name[:1].isupper() and found.text.startswith(name) for name in (full, again))

    def _coordinates(self, event: Event, other: Event) -> bool:
        """Two neighbours with one subject, one source and no date of the second become one sentence."""
        party = (key_of(event.about) if event.about else "", key_of(other.about) if other.about else "")
        return (
            event.source is not None
            and source_key(event) == source_key(other)
            and party[0] == party[1]
            and mode_of(event) == mode_of(other) == "now"
            and other.date is None
            and event.text is None
            and other.text is None
            and event.detail is None
        )

    # --- law and requests ---------------------------------------------------------------------------------------------

    def _law(self, plan: Plan) -> list[Paragraph]:
        """What is still so, the law that it breaks, and what is asked for."""
        self.discourse.new_paragraph()
        self.discourse.must_name = True
        law = Paragraph("law")
        if plan.state is not None and (found := self.realiser.tell(plan.state)) is not None:
            law.sentences.append(found)
        law.sentences += [found for each in plan.duties if (found := self.realiser.duty(each)) is not None]
        asked = self._requests(plan.requests)
        style = self.grammar.option("requests", {})
        if not asked:
            return [law]
        if len(asked) >= int(style.get("list-from", 3)):
            return self._listed(law, asked, apart=bool(style.get("apart")))
        sentences = self._prose(asked)
        if style.get("apart"):
            return [law, Paragraph("requests", sentences)]
        law.sentences += sentences
        return [law]

    def _requests(self, requests: Sequence[Request]) -> list[Realised]:
        found = []
        named = False
        for request in requests:
            one = self.realiser.request(request, by_name=not named)
            if one is not None:
                text, told, names = one
                named = named or names
                if names:
                    self.discourse.named.add(self.discourse.party.key)
                found.append(Realised(text, told))
        return found

    def _listed(self, law: Paragraph, asked: Sequence[Realised], *, apart: bool) -> list[Paragraph]:
        marks = self.grammar.option("requests", {})
        between, last = marks.get("between", ";"), self.grammar.language.full_stop
        items = [
            replace(each, text=each.text + (last if number == len(asked) - 1 else between))
            for number, each in enumerate(asked)
        ]
        lead = self._letter_phrase("letter.ask-list", {})
        target = Paragraph("requests") if apart else law
        target.sentences.append(lead)
        target.items = items
        return [law, target] if apart else [law]

    def _prose(self, asked: Sequence[Realised]) -> list[Realised]:
        """One sentence for one or two requests, or one for each, as the language has it."""
        if self.grammar.option("requests", {}).get("one-sentence", True):
            if len(asked) == 1:
                return [self._letter_phrase("letter.ask-one", {"request": asked[0]})]
            found, rest = [], list(asked)
            while rest:
                pair, rest = rest[:2], rest[2:]
                key = "letter.ask-two" if len(pair) == 2 else "letter.ask-one"
                found.append(self._letter_phrase(key, dict(zip(("request", "second"), pair, strict=False))))
            return found
        keys = ["letter.ask-first", *["letter.ask-next"] * (len(asked) - 2), "letter.ask-last"][: len(asked)]
        if len(asked) > 1:
            keys[-1] = "letter.ask-last" if len(asked) > 2 else "letter.ask-next"
        return [self._letter_phrase(key, {"request": each}) for key, each in zip(keys, asked, strict=True)]

    def _letter_phrase(self, key: str, requests: dict[str, Realised]) -> Realised:
        nouns = {name: NounPhrase({DEFAULT: each.text}) for name, each in requests.items()}
        nouns["salutation"] = NounPhrase({DEFAULT: self.salutation} if self.salutation else {})
        told = frozenset().union(*(each.told for each in requests.values())) if requests else frozenset()
        for frame in self.grammar.frames.get(key, ()):
            try:
                text = ordered(render(self.grammar, frame, nouns.get), "", self.grammar)
            except Missing:
                continue
            mark = next((mark for mark in (":", ",") if frame.phrase.source.endswith(mark)), "")
            stop = mark or self.grammar.language.full_stop
            text = text.removesuffix(mark) + stop
            return Realised(text[:1].upper() + text[1:], told)
        raise LookupError(f"{self.grammar.tag}: no {key}")


def wanted_of(facts: Facts) -> frozenset[str]:
    """All that a letter has to tell: the fields of the case."""
    found = [given(event) for event in facts.events]
    found.append(frozenset(duty.path for duty in facts.duties))
    found.append(frozenset(request.path for request in facts.requests))
    found.append(frozenset(f"{each.path}.{name}" for each in facts.requests for name in each.args))
    people = facts.party.people
    found.append(frozenset(f"{person.path}.role" for person in people if person.role is not None))
    return frozenset().union(*found)
