"""A letter from its plan: paragraphs of sentences, what they told, and what the language left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ua_gen.wording.realisation.asking import Asking, Paragraph
from ua_gen.wording.realisation.discourse import Discourse, source_key
from ua_gen.wording.realisation.grammar import Grammar, grammar
from ua_gen.wording.realisation.nouns import DEFAULT
from ua_gen.wording.realisation.order import LAST
from ua_gen.wording.realisation.parties import key_of, mentions
from ua_gen.wording.realisation.planner import Opening, Plan, plan, tells_exactly
from ua_gen.wording.realisation.realiser import Realised, Realiser, given, inner_of, mode_of
from ua_gen.wording.realisation.records import Event, Facts, Request


@dataclass(frozen=True)
class Letter:
    """The body of a letter.

    `law` is what is still so, and what it breaks; `asked` what is asked for, which goes on in the paragraph of the law
    unless the language begins a new one (`apart`); `requests` are the same, each as it completes *I ask you to*.
    `untold`: the fields that it leaves out; `bracketed`: names without the form they need.
    """

    opening: Paragraph
    facts: Sequence[Paragraph]
    law: Paragraph
    asked: Paragraph
    requests: Sequence[Realised]
    reply: Paragraph
    apart: bool
    told: frozenset[str]
    untold: frozenset[str]
    bracketed: frozenset[str]

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        """All of it, in order."""
        law = [self.law, self.asked]
        if not self.apart and self.asked.sentences:
            law = [Paragraph("law", [*self.law.sentences, *self.asked.sentences], self.asked.items)]
        return [each for each in (self.opening, *self.facts, *law, self.reply) if each.sentences or each.items]

    def text(self, space: str = " ") -> str:
        """The paragraphs as plain text, for tests and for the specimen."""
        return "\n\n".join(
            "\n".join([paragraph.text(space), *(f"– {i.text}" for i in paragraph.items)])
            for paragraph in self.paragraphs
        )


def letter(facts: Facts, tag: str, salutation: str = "", voice: str = "letter", turn: int = 0) -> Letter:
    """The letter that tells these facts in a language.

    `salutation` is for languages that repeat it. `voice`: one writer (`letter`), several (`group`), or those who sign a
    `petition`. Of variants that are equally right, another comes first with each `turn`.
    """
    writer = _Writer(facts, grammar(tag), salutation, voice, turn)
    duties = tuple(duty for duty in facts.duties if writer.realiser.duty(duty) is not None)
    return writer.letter(plan(replace(facts, duties=duties)))


@dataclass(frozen=True)
class Account:
    """Events told one by one, in paragraphs, each sentence with its event; and what they left out, as of a letter."""

    paragraphs: Sequence[Sequence[tuple[Event, Realised]]]
    untold: frozenset[str]
    bracketed: frozenset[str]


def account(facts: Facts, tag: str, longest: int) -> Account:
    """Paragraphs that tell the events one by one in the order given, for documents that are no letters.

    A new paragraph begins after `longest` characters. Where a detail of one's own follows an event, it is a sentence of
    the same event.
    """
    paragraphs = _Writer(facts, grammar(tag), "", "letter", 0).account(longest)
    sentences = [found for paragraph in paragraphs for _, found in paragraph]
    told = frozenset().union(*(found.told for found in sentences))
    wanted = frozenset().union(*(given(event) for event in facts.events))
    return Account(paragraphs, wanted - told, frozenset().union(*(found.bracketed for found in sentences)))


class _Writer:
    def __init__(self, facts: Facts, grammar: Grammar, salutation: str, voice: str, turn: int) -> None:
        self.facts = facts
        self.grammar = grammar = (
            grammar.of_country(facts.country).addressed_to(facts.addressee).spoken_to_as(facts.post)
        )
        self.salutation = salutation
        self.voice = voice
        self.discourse = Discourse(grammar, mentions(grammar, facts.party, {}))
        self.discourse.year, self.discourse.dead = facts.year, facts.dead
        self.discourse.rotation = dict.fromkeys(("source", "reported", "run"), turn)
        self.realiser = Realiser(self.discourse)

    def letter(self, plan: Plan) -> Letter:
        opening = self._opening(plan.opening)
        self.discourse.must_name = bool(self.grammar.option("name-in-facts", True))
        lead, state = plan.opening.lead, plan.opening.state
        done = lead if lead is not None and tells_exactly(plan) and _told_whole(lead, opening) else None
        if done is None and lead is not None and lead.date is not None:  # The facts tell it, with its date.
            opening = self._opening(replace(plan.opening, lead=replace(lead, date=None)))
        elif done is not None:
            self.discourse.told_date(done, opening.told, fronted=False)
        if state is not None and f"{state.path}.since" in opening.told and not _told_whole(state, opening):
            opening = self._opening(replace(plan.opening, state=None))  # The facts tell it, with the same day.
        lean = plan.opening.kind != "default" and bool(plan.duties)  # The law is told of what is still so.
        told_state = state is not None and not lean and _told_whole(state, opening)
        known = (done, state if told_state else None)
        paths = [each.path for each in known if each is not None]
        left = [[event for event in events if event.path not in paths] for events in plan.paragraphs]
        facts = [each for events in left for each in self._facts(events) if each.sentences]
        facts += self._apart(plan.requests)
        law = self._law(plan, with_state=not told_state)
        asking = Asking(self.realiser, self.voice, self.salutation)
        found = asking.requests(plan.requests)
        requests = [each for _, each in found]
        asked = asking.asked([each for request, each in found if not self._stands_apart(request)])
        replied = self.realiser.phrase(f"{self.voice}.reply", "", {})
        reply = Paragraph("reply", [replied] if replied is not None else [])
        paragraphs = (opening, *facts, law, asked)
        told = frozenset().union(*(each.told for each in paragraphs))
        told |= plan.implied.union(paths)
        wanted = wanted_of(self.facts)
        sentences = [*requests, *(sentence for each in paragraphs for sentence in each.sentences)]
        bracketed = frozenset().union(*(sentence.bracketed for sentence in sentences))
        apart = bool(self.grammar.option("requests", {}).get("apart"))
        return Letter(
            opening, facts, law, asked, requests, reply, apart, told & wanted, wanted - told, bracketed
        )  # fmt: skip

    def _opening(self, opening: Opening) -> Paragraph:
        self.discourse.dated = False  # No day stands before the opening, also where it is made a second time.
        kinds = (opening.kind, "default")
        if self.voice == "group":
            kinds = ("group-death" if opening.kind == "death" else "group", "group")
        for kind in kinds:
            lead = opening.lead if kind == opening.kind or kind == "group-death" else None
            found = self.realiser.opening(kind, lead, opening.state)
            if found is not None:
                return Paragraph("opening", [found])
        return Paragraph("opening")

    def account(self, longest: int) -> Sequence[Sequence[tuple[Event, Realised]]]:
        paragraphs: list[list[tuple[Event, Realised]]] = []
        length = longest + 1
        for event in self.facts.events:
            if length > longest:
                paragraphs.append([])
                self.discourse.new_paragraph()
                self.discourse.after = ""
                self.discourse.must_name = True
                length = 0
            for found in self._told(event):
                paragraphs[-1].append((event, found))
                length += len(found.text) + 1
        return [paragraph for paragraph in paragraphs if paragraph]

    def _told(self, event: Event) -> Sequence[Realised]:
        """The sentence of an event, and the detail of one's own that follows it."""
        found = self.realiser.tell(event)
        if found is None:
            return []
        if event.detail is None or self.grammar.tag not in event.detail.texts:
            return [found]
        detail = Event("detail", event.path, text=event.detail, source=event.source)
        told = self.realiser.tell(detail)
        return [found] if told is None else [found, replace(told, told=told.told | {f"{event.path}.detail"})]

    # --- facts --------------------------------------------------------------------------------------------------------

    def _facts(self, events: Sequence[Event]) -> list[Paragraph]:
        """A paragraph, or two where established facts follow a run of reports."""
        self.discourse.new_paragraph()
        paragraphs = [Paragraph("facts")]
        waiting = list(events)
        before = ""
        runs = False  # Two sentences running are owed to one source: a third would be taken for another of its reports.
        while waiting:
            event = waiting.pop(0)
            length = len(paragraphs[-1].text(" "))
            # The last one does not stand alone for the sake of a few words.
            long = length > self.grammar.language.paragraph * (1 if waiting else 1.5)
            ends = long or (runs and event.source is None)
            if ends and event.type not in LAST and paragraphs[-1].sentences:
                paragraphs.append(Paragraph("facts"))
                self.discourse.new_paragraph()
            found = None
            partner = waiting[0] if waiting else None
            if partner is not None and self._coordinates(event, partner):
                found = self.realiser.tell(event, partner)
                if found is not None:
                    waiting.pop(0)
            more: Sequence[Realised] = ()
            if found is None:
                sentences = self._told(event)
                if not sentences:
                    continue
                found, *more = sentences
            runs = event.source is not None and (runs or source_key(event) == before)
            before = source_key(event)
            self._append(paragraphs[-1], found, event)
            paragraphs[-1].sentences += more
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
        """Two neighbours with one subject and one source become one sentence, if both are so now, or were that day."""
        party = (key_of(event.about) if event.about else "", key_of(other.about) if other.about else "")
        lasting = event.source is not None or (event.since is None) == (other.since is None)
        modes = ("past", "now") if lasting else ("past",)
        return (
            source_key(event) == source_key(other)
            and party[0] == party[1]
            and mode_of(event) == mode_of(other) in modes
            and event.date == other.date
            and (other.since is None or other.since != event.since)
            and event.text is None
            and other.text is None
            and event.detail is None
        )

    def _stands_apart(self, request: Request) -> bool:
        """Whether the letter says it in a sentence of its own: that is no demand, as sympathy for victims is none."""
        return request.text is None and f"apart.{request.name}" in self.grammar.frames

    def _apart(self, requests: Sequence[Request]) -> list[Paragraph]:
        keys = [(f"apart.{each.name}", each) for each in requests if self._stands_apart(each)]
        found = [self.realiser.phrase(key, each.path, each.args) for key, each in keys]
        return [Paragraph("facts", [sentence]) for sentence in found if sentence is not None]

    # --- law and requests ---------------------------------------------------------------------------------------------

    def _law(self, plan: Plan, *, with_state: bool) -> Paragraph:
        """What is still so, unless the opening has told it, and the law that it breaks."""
        self.discourse.new_paragraph()
        self.discourse.must_name = True
        law = Paragraph("law")
        if plan.state is not None and with_state and (found := self.realiser.tell(plan.state)) is not None:
            law.sentences.append(found)
        law.sentences += [found for each in plan.duties if (found := self.realiser.duty(each)) is not None]
        return law


def _told_whole(event: Event, opening: Paragraph) -> bool:
    """Whether the opening has told all that the file says of an event: nobody says the same twice."""
    return event.detail is None and given(event) <= opening.told


def wanted_of(facts: Facts) -> frozenset[str]:
    """All that a letter has to tell: the fields of the case."""
    found = [given(event) for event in facts.events]
    found.append(frozenset(duty.path for duty in facts.duties))
    found.append(frozenset(f"{duty.path}.{name}" for duty in facts.duties for name in duty.args if name != "country"))
    found.append(frozenset(request.path for request in facts.requests))
    found.append(frozenset(f"{each.path}.{name}" for each in facts.requests for name in each.args if not each.text))
    found.append(frozenset(each.about.path for each in facts.requests if each.about is not None and not each.text))
    found.append(frozenset(f"{each.path}.because" for each in facts.requests if each.because and not each.text))
    people = facts.party.people
    found.append(frozenset(f"{person.path}.role" for person in people if person.role is not None))
    found.append(inner_of(facts.party))
    return frozenset().union(*found)
