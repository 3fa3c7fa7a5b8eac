"""One fact becomes one sentence: of all frames, the one that leaves the fewest given arguments untold.

Nothing is declared about when a frame applies. One whose slots cannot be filled in the form that they ask for does not.
A hedge is told, or the frame is refused; what else stays untold is in `Realised.untold`.
Longer than most: its parts share what is known of the sentence so far, and none is of use by itself.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain, product

from ua_gen import stock
from ua_gen.languages import Language
from ua_gen.languages.frames import Frame
from ua_gen.languages.notation import Slot, parse
from ua_gen.wording.realisation.clauses import EMPTY, Clause, ordered, render, tidy, without_subject
from ua_gen.wording.realisation.discourse import LAST_RESORT, Discourse, source_key
from ua_gen.wording.realisation.nouns import DEFAULT, Missing, Mistaken, NounPhrase
from ua_gen.wording.realisation.parties import Mentions, mentions, pronoun
from ua_gen.wording.realisation.records import Duty, Event, Flag, Item, Own, Party, Request, Value

# The slots that go by another name than the argument of the event.
ARGUMENTS = {"agent": "by", "where": "place", "why": "because"}
BRACKETED = ("place", "court", "by", "charges")  # What no frame has room for stands behind the sentence.
GOES_ON = ("treatment", "health", "threats", "others", "land")  # Topics of what may be so to this day.
DEADLY = 9  # The harm of what has ended a life.
ANCHORS = frozenset({"place", "from", "to", "occasion"})  # What tells of one time in the past as a date does.
_PRONOUN = re.compile("-(his|clitic|pronoun)$")  # How the label of a frame ends that wants a pronoun.
Given = frozenset[str]


@dataclass(frozen=True)
class Realised:
    """A sentence, the fields of the case that it told, and those that are only in brackets."""

    text: str
    told: frozenset[str] = frozenset()
    bracketed: frozenset[str] = frozenset()
    hedged: str = ""  # The key of its source.
    tail: str = ""  # What goes on after a comma: of a request, why it is made.


def mode_of(event: Event) -> str:
    """Whether something happened, is still so, or is announced."""
    if event.expected is not None:
        return "ahead"
    return "now" if event.ongoing or event.since is not None or event.duration is not None else "past"


def given(event: Event) -> Given:
    """The fields of an event that a letter has to tell."""
    found = {event.path, *(f"{event.path}.{name}" for name in event.args)}
    for name, items in event.args.items():
        for item in items:
            found |= _inner(item, f"{event.path}.{name}")
    for name, value in (("date", event.date), ("since", event.since), ("for", event.duration)):
        if value is not None:
            found.add(f"{event.path}.{name}")
    if event.expected is not None:
        found.add(f"{event.path}.expected")
    if event.times is not None:
        found.add(f"{event.path}.times")
    if event.about is not None:
        found |= inner_of(event.about)
    if event.text is not None:
        found.add(f"{event.path}.text")
    if event.detail is not None:
        found.add(f"{event.path}.detail")
    if event.source is not None:
        found.add(event.source.path)
    return frozenset(found)


def inner_of(party: Party) -> frozenset[str]:
    """The fields of a party that is no person: of which place they are, how many."""
    found = {party.path} if party.path else set()
    for other in party.others:
        found |= inner_of(other)
    return frozenset(found | (_inner(party.noun, party.path) if isinstance(party.noun, Value) else set()))


def _inner(item: Item, path: str) -> set[str]:
    if isinstance(item, Party):
        return set(inner_of(item))
    if not isinstance(item, Value):
        return set()
    found = set()
    for name, inner in item.args.items():
        if not isinstance(inner, Flag):
            found |= {f"{path}.{name}", *_inner(inner, f"{path}.{name}")}
    return found


@dataclass
class _Clausal(NounPhrase):
    """A clause in the slot of its hedge: each form is an order of its words."""

    clause: Clause = field(default_factory=Clause)
    discourse: Discourse | None = None

    def find(self, form: str) -> str | None:
        assert self.discourse is not None
        return ordered(self.clause, "" if form == DEFAULT else form, self.discourse.grammar)


@dataclass
class _Try:
    """A frame with a way to mention the party and a way to attribute the fact, and what came of it."""

    text: str
    told: frozenset[str]
    clause: Clause
    frames: tuple[Frame, ...]
    hedge: Frame | None
    way: NounPhrase
    fronted: bool
    subjects: Mapping[str, str]
    added: bool  # It opens with a word that says that it is one more.


class Realiser:
    """Tells the facts of one letter, one after the other."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.grammar = discourse.grammar
        self.arguments: dict[tuple[str, str, int, bool], NounPhrase | None] = {}  # Of the sentence that is being made.

    # --- events -----------------------------------------------------------------------------------------------------

    def tell(self, *events: Event) -> Realised | None:
        """The sentence of an event, or of two with one subject and one source. None if there is no way to tell it.

        Two are told in one only where nothing of them is lost by it.
        """
        first = events[0]
        self.arguments.clear()
        who = self.discourse.mention(first.about)
        best = self._best(events, who)
        if best is not None and events[1:] and not self._as_alone(best, events, who):
            return None
        wanted = frozenset().union(*map(given, events))
        bracketed: frozenset[str] = frozenset()
        if best is None or (events[1:] and wanted - best.told):
            return None
        self.discourse.told_of(who, by_name=best.clause.names)
        if best.clause.own:  # It may have spoken of somebody else.
            self.discourse.told_of_others()
        self.discourse.fronted = self.discourse.fronted + 1 if best.fronted else 0
        self.discourse.added += best.added
        for event in events:
            self.discourse.told_date(event, best.told, best.fronted)
        self.discourse.told_source(first, best.hedge)
        self.discourse.subjects = best.subjects
        named = best.clause.controller
        self.discourse.other = named if who.key not in best.subjects and named is not best.way else None
        apart = self._behind(events, wanted - best.told)
        best = replace(best, told=best.told | set(apart))
        bracketed |= set(apart)
        behind = "".join(f" ({name})" if self.grammar.language.space else f"（{name}）" for name in apart.values())
        text = sentence(f"{best.text.rstrip()}{behind}", self.grammar.language)
        if (goes_on := self.grammar.rule("goes_on")) and not (best.clause.own and best.hedge is None):
            text = goes_on(text, self.discourse.after)
        self.discourse.after = "fact"
        if best.way is who.described:  # Its name lacks the form that the sentence needs.
            bracketed |= who.full.paths
        if first.source is not None and best.hedge is not None and best.hedge.label.startswith(LAST_RESORT):
            bracketed |= {first.source.path}
        return Realised(text, best.told, bracketed, source_key(first))

    def _behind(self, events: Sequence[Event], untold: Given) -> Mapping[str, str]:
        """Names of places and courts for which no frame has room: they stand behind the sentence, in brackets."""
        found = {}
        for event in events:
            for path in sorted(untold):
                own = _named(event, path.removeprefix(f"{event.path}.").split("."))
                text = self.grammar.own(own, path).find(DEFAULT) if own is not None else None
                if text is not None:
                    found[path] = text
        return found

    def _best(self, events: Sequence[Event], who: Mentions) -> _Try | None:
        """The way that leaves the fewest given arguments untold; among equals the first."""
        wanted = frozenset().union(*map(given, events))
        best: _Try | None = None
        fewest = len(wanted) + 1
        frames = [(frame, self._lost(events[0], frame)) for frame in self._frames(events[0])]
        ways, turns = self.discourse.ways(who), self.discourse.hedges(events[0])
        for way, hedge in chain.from_iterable(product(ways, hedges) for hedges in turns):
            if way.pronoun and self.discourse.points_elsewhere(who):
                continue
            not_for_pronouns = ["name"]
            for frame, lost in frames:
                # What leaves too much untold is not even tried.
                if lost >= fewest or (way.pronoun and frame.label.startswith(tuple(not_for_pronouns))):
                    continue
                try:
                    one = self._try(events, frame, who, way, hedge)
                except Mistaken:
                    not_for_pronouns.append("u-")  # Its way round the gender would only hide who is meant.
                    continue
                except Missing:
                    continue
                untold = len(wanted - one.told)
                if untold < fewest:
                    best, fewest = one, untold
                if fewest == 0:
                    return best
        return best

    def _lost(self, event: Event, frame: Frame) -> int:
        """At least so many arguments of an event are untold by a frame: those for which it has no slot."""
        if frame is OWN:
            return 0
        return len(event.args.keys() - _arguments(frame.phrase.slots))

    def _as_alone(self, joined: _Try, events: Sequence[Event], who: Mentions) -> bool:
        """Whether each event is told in its best way; and who they are, as they must be mentioned here."""
        alone = [self._best([event], who) for event in events]
        if alone[0] is None or joined.way is not alone[0].way:
            return False
        now = mode_of(events[0]) == "now"  # States of one person are so well told in one breath that any frame will do.
        frames = zip(joined.frames, (one.frames[0] for one in alone if one is not None), strict=False)
        # Behind the first, a pronoun takes the place of a name: `active-his` is `active`.
        return now or all(_PRONOUN.sub("", one.label) == _PRONOUN.sub("", other.label) for one, other in frames)

    def _frames(self, event: Event) -> Sequence[Frame]:
        """A text of the case's own goes before the stock, which tells less where the text cannot be attributed."""
        frames = self.grammar.frames.get(f"event.{event.type}.{mode_of(event)}", ())
        if event.text is not None and self.grammar.tag in event.text.texts:
            return [OWN, *frames]
        return frames

    def _try(self, events: Sequence[Event], frame: Frame, who: Mentions, way: NounPhrase, hedge: Frame | None) -> _Try:
        """Raises Missing where it does not work."""
        event, discourse = events[0], self.discourse
        inside = hedge is not None and "clause" in hedge.phrase.slots
        form = _clause_form(hedge) if inside and hedge is not None else ""
        opens = not inside or (hedge is not None and _opens(hedge) and form in ("", "report"))
        front = opens and discourse.fronted < 2
        mid: NounPhrase | None = None
        if hedge is not None and not inside:
            if "h" not in frame.phrase.filled:
                raise Missing("", "h")
            wrapped = render(self.grammar, hedge, self._source(event))
            mid = NounPhrase({DEFAULT: _as_it_stands(wrapped)}, path=event.source.path if event.source else "")
        report = form.startswith("report")
        clause = self._clause(event, frame, who, way, front, mid, report)
        frames: tuple[Frame, ...] = (frame,)
        for other in events[1:]:
            if mid is not None:  # A hedge inside the first clause does not reach the second.
                raise Missing(event.path, "h")
            if self._has_list(clause, frame, way, discourse.when(event, front)):
                raise Missing(event.path, "list")
            if self.grammar.rule("without_subject") and not {"who", "his"} & set(frame.phrase.slots):
                raise Missing(event.path, "who")  # Whom a pronoun in the second clause would mean, the first tells.
            with discourse.told_year(event):
                more, its_frame = self._more(event, other, clause, who, way, report)
            of_party = clause.subject is None or clause.subject.name == "who"
            held = event.source is not None or event.date is not None or not of_party
            if not held and not _verb(clause, mode_of(event)) == _verb(more, mode_of(event)) != "":
                raise Missing(event.path, "verb")  # What no day, source or doer holds together, one verb does.
            clause, frames = replace(clause, more=more), (*frames, its_frame)
        told = clause.all_told().union(each.path for each in events)
        told |= {each.source.path for each in events[1:] if each.source is not None}  # It is that of the first.
        if inside and hedge is not None and event.source is not None:
            source = self._source(event)
            clausal = _Clausal(clause=clause, discourse=discourse)
            outer = render(self.grammar, hedge, lambda name: clausal if name == "clause" else source(name))
            text = ordered(outer, "", self.grammar)
            told |= {event.source.path}
        else:
            text = ordered(clause, "", self.grammar)
        added = False
        if way.pronoun and way.number == "many" and self._opens_wrongly(text):
            also = "" if clause.front or inside else discourse.adds(event, who)
            if not also:
                return self._try(events, frame, who, who.again, hedge) if not who.again.pronoun else self._never()
            added, clause = True, replace(clause, front=also)
            text = ordered(clause, "", self.grammar)
        if events[1:] and len(text) > self.grammar.language.paragraph // 2:  # Two short sentences read better.
            raise Missing(event.path, "length")
        date = discourse.when(event, front)
        fronted = date is not None and front and bool(clause.front or tidy(text).startswith(date.find(DEFAULT) or "\0"))
        subjects = self._subjects(event, clause, who, way, hedge)
        return _Try(text, told, clause, frames, hedge, way, fronted and not added, subjects, added)

    def _subjects(
        self, event: Event, clause: Clause, who: Mentions, way: NounPhrase, hedge: Frame | None
    ) -> Mapping[str, str]:
        """The subject of a sentence: that of its attribution, if it has one, else that of its clause.

        Raises Missing where the language leaves out a subject that would be taken for that of the sentence before.
        """
        named = clause.subject is not None and clause.subject.name == "who" and not clause.subject.form
        named = named or clause.controller is way
        finite = hedge.phrase.finite if hedge is not None else None
        speaker = self._source(event)(finite.name) if finite is not None else None
        if self.grammar.option("leaves-out-subject"):
            said_by = self._shown(speaker) if speaker is not None else None
            if speaker is not None and speaker.pronoun and self.discourse.mistaken("source", self._shown(speaker)):
                raise Missing(event.path, "source")
            if way.pronoun and named and self.discourse.mistaken(who.key, self._shown(way), said_by):
                raise Mistaken(event.path, "who")
        if speaker is not None:
            return {"source": self._shown(speaker)}
        return {who.key if named else "": self._shown(clause.controller) if clause.controller else clause.number}

    def _shown(self, noun: NounPhrase) -> str:
        """The number that a verb shows of a subject which is left out."""
        return "two" if noun.dual and "md" in self.grammar.tables["pronouns"] else noun.number

    def _has_list(self, clause: Clause, frame: Frame, who: NounPhrase, date: NounPhrase | None) -> bool:
        """Whether something is listed in a clause, which another that is joined to it would seem to continue."""
        text = ordered(clause, "", self.grammar)
        for slot in frame.phrase.flat:  # The names of several people have an *and* of their own.
            if isinstance(slot, Slot) and slot.name == "who":
                text = text.replace(who.find(slot.form or DEFAULT) or "\0", "")
        if date is not None:
            text = re.sub(f"{re.escape(date.find(DEFAULT) or EMPTY)}[,，]", "", text)
        return bool(re.search("[:,：，、]", text)) or f" {self.grammar.option('and')} " in f" {text} "

    def _opens_wrongly(self, text: str) -> bool:
        """It would begin with a plural that reads as the addressee: German `Sie`."""
        return sentence(text, self.grammar.language).startswith(tuple(self.grammar.option("not-first", ())))

    def _never(self) -> _Try:
        raise Missing("", "name")

    def _clause(
        self,
        event: Event,
        frame: Frame,
        who: Mentions,
        way: NounPhrase,
        front: bool,
        mid: NounPhrase | None,
        report: bool,
    ) -> Clause:
        if frame is OWN and event.text is not None:
            if report:
                raise Missing(event.path, "report")
            text = event.text.texts[self.grammar.tag][DEFAULT].rstrip(".。")
            every = frozenset(given(event)) - ({event.source.path} if event.source else set())
            return Clause(before=text, own=True, told=every, names=False)
        second = self.grammar.option("verb-second", False)
        front = front and not (second and frame.phrase.dated_inside)
        slots = frame.phrase.slots
        opens = second or "When" in slots or "when" not in slots or frame.phrase.dated_first
        opens = front and (opens or bool(self.grammar.option("later-inside")))
        same = self.discourse.same_period(event)
        when = None if same else self.discourse.when(event, opens)
        bind = self._binding(event, frame, who, way)

        def bindings(name: str) -> NounPhrase | None:
            if name == "h":
                return mid
            if name == "When":
                return when if opens and not second else None
            if name == "when":
                return None if opens and (second or "When" in slots) else when
            return bind(name)

        clause = render(self.grammar, frame, bindings, report=report)
        if second and opens and when is not None and "when" in slots:
            clause = replace(clause, front=when.get(""), told=clause.told | when.paths)
        if same:
            clause = replace(clause, told=clause.told | {f"{event.path}.date"})
        if not self.discourse.dead and event.source is None and mode_of(event) == "past":
            clause = replace(clause, undated=_may_go_on(event))
        return clause if event.about is None else replace(clause, told=clause.told | {event.about.path})

    def _more(
        self, first: Event, event: Event, before: Clause, who: Mentions, way: NounPhrase, report: bool
    ) -> tuple[Clause, Frame]:
        """A second clause with the subject of the first, and its frame. Raises Missing.

        Where verbs have their pronoun in them, the subject may be another, if it is told and not that of the first.
        """
        subject, told_of = before.subject, way
        name = ARGUMENTS.get(subject.name, subject.name) if subject is not None else ""
        first_of = way if name == "who" else before.controller
        attached = self.grammar.rule("without_subject")
        same = name == "who" or (name in event.args and event.args[name] == first.args.get(name))
        if not (same or (attached is not None and who.pronoun is not None)):
            raise Missing(event.path, "subject")
        if name != "who" or attached is not None:  # The first clause has just named whom it befell.
            way = who.pronoun or way
        dated = event.date is not None and event.date == first.date  # Both on one day, which is told once.
        undated = replace(event, date=None) if dated else event
        best: tuple[Clause, Frame] | None = None
        for frame in self._frames(event):
            try:
                clause = self._clause(undated, frame, who, way, False, None, report)
            except Missing:
                continue
            short: Clause | None = None
            if attached is not None:
                if _mistakable(first_of, told_of, clause.controller, way):
                    continue
                short = attached(clause, way)
            elif clause.subject == subject and subject is not None:
                noun = self._binding(event, frame, who, way)(subject.name)
                short = without_subject(clause, noun, self.grammar.language.space) if noun is not None else None
            if short is not None and (best is None or len(short.told) > len(best[0].told)):
                best = short, frame
        if best is None:
            raise Missing(event.path, "subject")
        if not dated:
            return best
        return replace(best[0], told=best[0].told | {f"{event.path}.date"}, undated=False), best[1]

    def _binding(self, event: Event, frame: Frame, who: Mentions, way: NounPhrase) -> "_Binding":
        return _Binding(self, event.path, event.args, who, way, frame, event)

    def _source(self, event: Event) -> "_Source":
        return _Source(self, event)

    # --- requests, duties, openings ----------------------------------------------------------------------------------

    def request(self, request: Request, by_name: bool) -> tuple[Realised, bool] | None:
        """What completes *I ask you to*, and whether it named the party. None if there is no way."""
        if request.text is not None and (own := request.text.texts.get(self.grammar.tag)):
            return Realised(own[DEFAULT].rstrip(".。"), frozenset({request.path})), False
        named = self.discourse.named
        if by_name and self.grammar.option("possessive-addresses"):
            self.discourse.named = named - {self.discourse.party.key}
        try:
            return self._request(request, by_name, named)
        finally:
            self.discourse.named = named

    def _request(self, request: Request, by_name: bool, named: Set[str]) -> tuple[Realised, bool] | None:
        """`named` are those whom the letter has named, of whom a possessive may not yet speak here."""
        self.arguments.clear()
        who = self.discourse.mention(request.about)
        other = who.pronoun or who.again
        ways = [who.full, other] if by_name or request.about is not None else [other, who.full]
        if who.key not in named:
            ways = [who.full]
        elif not who.person and ways[0] is who.full:  # A group is told in full once: then `the families`.
            ways.insert(0, who.again)
        if who.described is not None:
            ways.append(who.described)
        best: tuple[str, frozenset[str], bool] | None = None
        bracketed: frozenset[str] = frozenset()
        for way in ways:
            for frame in self.grammar.frames.get(f"request.{request.name}", ()):
                bind = _Binding(self, request.path, request.args, who, way, frame)
                try:
                    clause = render(self.grammar, frame, bind)
                except Missing:
                    continue
                text = ordered(clause, "request", self.grammar)
                told = clause.told | {request.path}
                if best is None or len(told) > len(best[1]):
                    named_here = clause.names or (bool(who.full.paths) and who.full.paths <= clause.told)
                    best = text, told, named_here
            if best is not None:
                bracketed = who.full.paths if way is who.described else bracketed
                break
        if best is None:
            return None
        text, told, names = best
        because = request.because.texts.get(self.grammar.tag) if request.because else None
        if because is None:
            return Realised(text, told, bracketed), names
        told |= {f"{request.path}.because"}
        return Realised(text, told, bracketed, tail=because[DEFAULT].rstrip(".。")), names

    def phrase(self, key: str, path: str, args: Mapping[str, tuple[Item, ...]]) -> Realised | None:
        """A sentence that is no event: a duty, a closing line. None if the language has none that fits."""
        self.arguments.clear()
        best: Realised | None = None
        for frame in self.grammar.frames.get(key, ()):
            bind = _Binding(self, path, args, self.discourse.party, self._now(), frame)
            try:
                clause = render(self.grammar, frame, bind)
            except Missing:
                continue
            told = clause.told | {path}
            if best is None or len(told) > len(best.told):
                best = Realised(sentence(ordered(clause, "", self.grammar), self.grammar.language), told)
        return best

    def duty(self, duty: Duty) -> Realised | None:
        return self.phrase(f"duty.{duty.name}", duty.path, duty.args)

    def _now(self) -> NounPhrase:
        who = self.discourse.party
        return self.discourse.ways(who)[0]

    def opening(self, kind: str, lead: Event | None, state: Event | None) -> Realised | None:
        """The first sentence: the main harm with its attribution, or worry and what is established."""
        self.arguments.clear()
        who = self.discourse.party
        best: Realised | None = None
        for frame in self.grammar.frames.get(f"opening.{kind}", ()):
            told_of = frame.label.startswith("told")
            hedged = told_of and lead is not None and lead.source is not None
            for hedge in chain(*self.discourse.hedges(lead)) if hedged and lead is not None else [None]:
                try:
                    found = self._opening(frame, hedge, who, lead if told_of else None, state)
                except Missing:
                    continue
                if best is None or len(found.told) > len(best.told):
                    best = found
        if best is not None:
            self.discourse.named.add(who.key)
            self.discourse.after = "opening"
            self.discourse.told_at_first((lead, state), best.told)
        return best

    def _opening(
        self, frame: Frame, hedge: Frame | None, who: Mentions, lead: Event | None, state: Event | None
    ) -> Realised:
        mid: NounPhrase | None = None
        if hedge is not None and lead is not None and lead.source is not None:
            if "clause" in hedge.phrase.slots or "h" not in frame.phrase.filled:
                raise Missing("", "h")
            named = who.key in self.discourse.named
            self.discourse.named.add(who.key)  # The opening names them before it says whose relatives speak.
            try:
                text = _as_it_stands(render(self.grammar, hedge, self._source(lead)))
            finally:
                if not named:
                    self.discourse.named.discard(who.key)
            mid = NounPhrase({DEFAULT: text}, path=lead.source.path)
        about = Event("", "opening") if lead is None else lead
        bind = _Binding(self, about.path, about.args, who, who.full, frame, about)
        behind = None if state is None else _Binding(self, state.path, state.args, who, who.full, frame, state)
        when = self.discourse.when(about, False)

        def bindings(name: str) -> NounPhrase | None:
            if name == "h":
                return mid
            if name in ("when", "When"):
                return when
            if name.startswith("held-"):
                return behind(name.removeprefix("held-")) if behind is not None else None
            return bind(name)

        clause = render(self.grammar, frame, bindings)
        text = ordered(clause, "", self.grammar)
        capital = not self.grammar.option("opening-small", False)
        language = self.grammar.language
        told = clause.told if lead is None else clause.told | {lead.path}
        if state is not None and any(path.startswith(f"{state.path}.") for path in told):
            told |= {state.path}
        return Realised(sentence(text, language) if capital else text + language.full_stop, told)


class _Binding:
    """What stands in the slots of a frame: the party, and the arguments of an event or request."""

    def __init__(
        self,
        realiser: Realiser,
        path: str,
        args: Mapping[str, tuple[Item, ...]],
        who: Mentions,
        way: NounPhrase,
        frame: Frame,
        event: Event | None = None,
    ) -> None:
        self.realiser, self.path, self.args, self.who, self.way, self.frame = realiser, path, args, who, way, frame
        self.event = event
        self.found: dict[str, NounPhrase | None] = {}

    def __call__(self, name: str) -> NounPhrase | None:
        if name not in self.found:
            self.found[name] = self._find(name)
        return self.found[name]

    def _shared(self, name: str) -> NounPhrase | None:
        """An argument, which is the same in each frame of a sentence that mentions the party alike."""
        key = (self.path, name, id(self.way), "who" in self.frame.phrase.filled)
        if key not in self.realiser.arguments:
            self.realiser.arguments[key] = self._argument(name)
        return self.realiser.arguments[key]

    def _find(self, name: str) -> NounPhrase | None:
        discourse = self.realiser.discourse
        if name == "who":
            return self.way
        if name == "you":
            return discourse.grammar.you
        if name in ("his", "he"):
            if name == "he" and self.way is self.who.described:
                return self.way
            named = self.way.pronoun or self.who.key in discourse.named or "who" in self.frame.phrase.filled
            found = self.who.possessive(named)
            return found if name == "his" or found.pronoun or not self.way.pronoun else self.who.again
        if name == "role" and self.who.roles:
            return self.who.roles["role.0"] if len(self.who.roles) == 1 else None
        if name == "since" and self.event is not None:
            return discourse.since(self.event)
        if name == "expected" and self.event is not None:
            return discourse.when(self.event, False) if self.event.expected is not None else None
        if name == "times" and self.event is not None and self.event.times is not None:
            return discourse.grammar.value(self.event.times, f"{self.path}.times", {})
        return self._shared(ARGUMENTS.get(name, name))

    def _argument(self, name: str) -> NounPhrase | None:
        items = self.args.get(name)
        if not items:
            return None
        grammar = self.realiser.grammar
        path = f"{self.path}.{name}"
        context = self.who.context(self.way.pronoun or self.who.key in self.realiser.discourse.named)
        his = self("his")
        if his is not None:
            context["his"] = his
        parts = []
        for item in items:
            if isinstance(item, Party):
                parts.append(mentions(grammar, item, context).full)
            elif isinstance(item, Value) and item.kind == "request":
                asked = self.realiser.request(Request(item.name, path), by_name=not self.way.pronoun)
                forms = {DEFAULT: asked[0].text} if asked else {}
                parts.append(NounPhrase(forms, path=path, rule=grammar.form, kind="request"))
            else:
                parts.append(grammar.noun(item, path, context, KINDS.get(name, name)))
        return parts[0] if len(parts) == 1 else grammar.joined(parts, path)


KINDS = {"charges": "charge"}


class _Source:
    """What stands in the slots of a hedge."""

    def __init__(self, realiser: Realiser, event: Event) -> None:
        self.realiser, self.event = realiser, event
        self.found: NounPhrase | None = None

    def __call__(self, name: str) -> NounPhrase | None:
        if name not in ("source", "they") or self.event.source is None or self.event.source.who is None:
            return None
        if self.found is None:
            self.found = self._noun(self.event.source.who)
        if name == "source":
            return self.found
        if self.found.number:
            return pronoun(self.realiser.grammar, self.found)
        sets = self.realiser.grammar.tables["pronouns"]
        key = self.found.gender or "any"
        return NounPhrase(sets[key], "", self.found.gender, pronoun=True) if key in sets else None

    def _noun(self, who: Value | Own | Party) -> NounPhrase:
        discourse = self.realiser.discourse
        party = discourse.party
        fresh = discourse.must_name or party.key not in discourse.named
        path = self.event.source.path if self.event.source else ""
        his = party.full if fresh and party.pronoun is None else party.possessive(party.key in discourse.named)
        context = {**party.context(party.key in discourse.named), "his": his}
        if isinstance(who, Party):
            return mentions(discourse.grammar, who, context).full
        return discourse.grammar.noun(who, path, context)


def _verb(clause: Clause, mode: str) -> str:
    """The verb of a clause; of what is still so, with the word behind it: `has` may be any verb, `has been` is one."""
    verb = clause.verb.strip()
    return f"{verb} {tidy(clause.after).partition(' ')[0]}" if verb and mode == "now" else verb


@cache
def _arguments(slots: frozenset[str]) -> frozenset[str]:
    """The arguments that stand in the slots of a frame."""
    return frozenset(ARGUMENTS.get(name, name) for name in slots)


def _mistakable(before: NounPhrase | None, told_of: NounPhrase, subject: NounPhrase | None, way: NounPhrase) -> bool:
    """Whether the subject of a second verb would be taken for that of the first, or be named a second time."""
    if before is told_of or subject is None:
        return False
    return subject is way or (before is not None and subject.find(DEFAULT) == before.find(DEFAULT))


def _may_go_on(event: Event) -> bool:
    """Whether nobody knows when or where something was that may be so to this day: threats, treatment, health."""
    entry = stock.events().get(event.type)
    goes_on = entry is not None and ("now" in entry.modes or entry.topic in GOES_ON) and entry.harm < DEADLY
    return goes_on and event.date is None and not event.args.keys() & ANCHORS


OWN = Frame("own", parse("{text}"))


def _as_it_stands(clause: Clause) -> str:
    """A hedge inside a clause, with the commas that it brings."""
    return f"{clause.before}{clause.verb}{clause.after}".replace(EMPTY, "").strip()


def _clause_form(hedge: Frame) -> str:
    """The form in which a hedge wants its clause."""
    return next(piece.form for piece in hedge.phrase.flat if isinstance(piece, Slot) and piece.name == "clause")


def _opens(hedge: Frame) -> bool:
    first = hedge.phrase.pieces[0]
    return isinstance(first, Slot) and first.name == "clause"


def _named(event: Event, steps: Sequence[str]) -> Own | None:
    """The name of a place, a court, an agent or a charge, or of the place that it is in, that stands at these steps."""
    items = event.args.get(steps[0], ()) if steps[0] in BRACKETED else ()
    item: object = items[0] if len(items) == 1 else None
    for step in steps[1:]:
        item = item.args.get(step) if isinstance(item, Value) else None
    return item if isinstance(item, Own) else None


def sentence(text: str, language: Language) -> str:
    """A clause as a sentence: with a capital, and a full stop."""
    text = language.capitalised(tidy(text.replace(EMPTY, "")))
    return text if text.endswith((".", "!", "?", "。")) else text + language.full_stop
