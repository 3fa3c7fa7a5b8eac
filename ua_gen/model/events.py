"""What happened, and what became of people: the facts of a case."""

from typing import Annotated

from pydantic import Field

from ua_gen.model.arguments import PARTIES, SOURCES, AskedBy, Length, Of, One, Several, Takes
from ua_gen.model.dates import Day, PartialDate
from ua_gen.model.fields import MANY_IDS, SEEN_BY, EventType, Flag, Id, Part, State, Visibility, Whole
from ua_gen.model.names import Name
from ua_gen.model.quantities import Count, Duration, Expected, Times
from ua_gen.model.values import Text


class Status(Part):
    """What became of the person, from a day on. The newest status at the date of a letter decides."""

    state: State = Field(description="The state from that day on.")
    since: PartialDate = Field(description="The day, or as much of it as is known.")
    as_of: Day | None = Field(None, description="When it was last known to be so.")
    people: tuple[Id, ...] = Field(
        (), max_length=MANY_IDS, description="Ids of those it is true of. Default: everybody."
    )
    place: Annotated[One, Takes("place")] | None = Field(
        None, description="Where: `Osh`, or `{kind: prison, name: Evin}`."
    )
    note: Text | None = Field(None, description="What else must be known.")
    source: Id | None = Field(None, description="Id of the source.")
    superseded: Flag = Field(False, description="Known better by now: kept for the record, told nowhere.")
    visibility: Visibility = Field("public", description=SEEN_BY)


class Event(Part):
    """Something that happened: a stock event, which every language can tell, or a sentence of one's own.

    With both, the text is used in the languages that have it, and the stock event in the others; `detail` only adds to
    it. What each stock event takes is in `ua_gen/stock/events.yaml`; `ua-gen stock` lists it.
    """

    type: EventType | None = Field(None, description="A stock event.")
    text: Text | None = Field(None, description="A sentence, with its date in it; begin with a small letter.")
    detail: Text | None = Field(None, description="A sentence that adds to the stock event.")
    date: PartialDate | None = Field(None, description="When: 2010, 2010-06 or 2010-06-15.")
    since: PartialDate | None = Field(None, description="From when on it has been so, if it still is.")
    for_: Duration | None = Field(None, alias="for", description="How long it has been so: `3 weeks`, `weeks`.")
    ongoing: Flag = Field(False, description="It is still so.")
    expected: Expected | None = Field(None, description="When it is to happen: a day, `soon`, `any-time`, `next-days`.")
    times: Times | None = Field(None, description="How often, or when about: `3`, `twice`, `recent-weeks`.")
    people: tuple[Id, ...] = Field(
        (), max_length=MANY_IDS, description="Ids of those it happened to. Default: everybody."
    )
    about: Annotated[Several, Takes(*PARTIES, many=True)] | None = Field(
        None, description="To whom it happened, if not to the people of the case: `{relative: brother, name: …}`."
    )
    lead: Flag = Field(False, description="The main harm: letters open with it.")
    by: Annotated[Several, Of("event", "by")] | None = Field(
        None, description="By whom: `police` or another stock word, or a text."
    )
    because: Annotated[Several, Of("event", "because")] | None = Field(
        None, description="Why: `{reason: protest, topic: corruption}` or another stock reason, or a text."
    )
    occasion: Annotated[Several, Of("event", "occasion")] | None = Field(
        None, description="What was going on: `on-way-home`."
    )
    with_: Annotated[Several, Of("event", "with")] | None = Field(
        None, alias="with", description="With whom: `{relative: brother}`; of a threat, with what: `death`."
    )
    although: Annotated[One, Of("event", "although")] | None = Field(
        None, description="What makes it worse: `child`, `peaceful`."
    )
    denied_by: Annotated[Several, Of("event", "denied_by")] | None = Field(None, description="Who denies it.")
    how: Annotated[Several, Of("event", "how")] | None = Field(
        None, description="How: `on-bail`, `by-telephone` … by the type of the event."
    )
    kind: Annotated[One, Of("event", "kind")] | None = Field(
        None, description="How somebody is held: `pre-trial`, `incommunicado`."
    )
    law: Annotated[One, Of("event", "law")] | None = Field(
        None, description="Under which law: `{law: penal-code, article: 117}`, or a text."
    )
    measure: Annotated[One, Of("event", "measure")] | None = Field(None, description="Of what: `arrest`, `eviction`.")
    from_: Annotated[Several, Of("event", "from")] | None = Field(
        None, alias="from", description="From where, from whom."
    )
    to: Annotated[Several, Of("event", "to")] | None = Field(
        None, description="Where to, to what end, or to whom, by the type of the event."
    )
    what: Annotated[Several, Of("event", "what")] | None = Field(
        None, description="What it was, by the type of the event: `computers`, `killing`."
    )
    penalty: Annotated[Several, Of("event", "penalty")] | None = Field(
        None, description="What a charge is punished with, as in `sentence`."
    )
    topic: Annotated[Several, Of("event", "topic")] | None = Field(None, description="About what.")
    unfair: Annotated[Several, Of("event", "unfair")] | None = Field(
        None, description="Why the trial was unfair: `no-lawyer`, `closed`."
    )
    degree: Annotated[One, Of("event", "degree")] | None = Field(
        None, description="How grave it is: `grave`, `critical`."
    )
    methods: Annotated[Several, Of("event", "methods")] | None = Field(
        None, description="What was done: `beaten`, `{method: made-to-stand, for: 4 days}`."
    )
    method: Annotated[One, Of("event", "method")] | None = Field(None, description="How an execution is carried out.")
    against: Annotated[Several, Of("event", "against")] | None = Field(None, description="Against whom or what.")
    step: Annotated[One, Of("event", "step")] | None = Field(
        None, description="What nobody has been: `charged`, `brought-to-justice`."
    )
    body: Annotated[One, Of("event", "body")] | None = Field(
        None, description="Which body: `human-rights-committee`, or a text."
    )
    finding: Annotated[One, Of("event", "finding")] | None = Field(
        None, description="What a body found: `arbitrary`, `tortured`."
    )
    injury: Annotated[Several, Of("event", "injury")] | None = Field(None, description="Which injuries.")
    cause: Annotated[Several, Of("event", "cause")] | None = Field(None, description="What injured somebody.")
    after: Annotated[One, Of("event", "after")] | None = Field(None, description="After what somebody died.")
    of_: Annotated[One, Of("event", "of")] | None = Field(None, alias="of", description="Of what somebody died.")
    if_: Annotated[One, Of("event", "if")] | None = Field(
        None, alias="if", description="What a threat depends on: `stop-work`."
    )
    abuses: Annotated[Several, Of("event", "abuses")] | None = Field(
        None, description="To what somebody is subjected: `surveillance`, `raids`."
    )
    harm: Annotated[Several, Of("event", "harm")] | None = Field(
        None, description="What is feared: `torture`, `execution`."
    )
    condition: Annotated[Several, Of("event", "condition")] | None = Field(None, description="Illnesses: `diabetes`.")
    care: Annotated[Several, Of("event", "care")] | None = Field(
        None, description="Medical care: `specialist`, `surgery`."
    )
    refused: Annotated[One, Of("event", "refused")] | None = Field(None, description="Why care is refused.")
    hardships: Annotated[Several, Of("event", "hardships")] | None = Field(
        None, description="What is wrong with the conditions: `overcrowded`, `cold`."
    )
    in_favour_of: Annotated[One, Of("event", "in_favour_of")] | None = Field(
        None, description="Who gains by an eviction."
    )
    about_what: Annotated[One, Of("event", "about_what")] | None = Field(
        None, description="On which project nobody was consulted."
    )
    offered: Annotated[Several, Of("event", "offered")] | None = Field(None, description="What housing was offered.")
    needs: Annotated[Several, Of("event", "needs")] | None = Field(
        None, description="What is lacking: `food`, `clean-water`."
    )
    effect: Annotated[Several, Of("event", "effect")] | None = Field(
        None, description="What a law would do: `{effect: restrict, right: freedom-of-association}`."
    )
    standard: Annotated[Several, Of("event", "standard")] | None = Field(
        None, description="Contrary to which standard: `{standard: iccpr, article: 19}`."
    )
    right: Annotated[Several, Of("event", "right")] | None = Field(None, description="Which right.")
    demand: Annotated[Several, Of("event", "demand")] | None = Field(None, description="For what people stand up.")
    place: Annotated[One, Of("event", "place")] | None = Field(
        None, description="Where: `Osh`, or `{kind: prison, name: Evin, in: Tehran}`."
    )
    court: Annotated[One, Of("event", "court")] | None = Field(
        None, description="The court: `{kind: district-court, of: Osh}`, or a text."
    )
    charges: Annotated[Several, Of("event", "charges")] = Field(
        (), description="The charges: `treason` or other stock charges, or texts."
    )
    sentence: Annotated[Several, Of("event", "sentence")] | None = Field(
        None, description="`life`, `7 years`; or several: `{sentence: lashes, number: 1000}`."
    )
    confiscation: Flag = Field(False, description="The sentence includes the confiscation of property.")
    term: Length | None = Field(None, description="How long a sentence may be: `7 years`.")
    amount: Name | None = Field(None, description="How much money: `500 euros`.")
    until: PartialDate | None = Field(None, description="Until when.")
    deadline: PartialDate | None = Field(None, description="The day by which people must have left.")
    within: Duration | None = Field(None, description="Within what time: `5 days`.")
    told: PartialDate | None = Field(None, description="When people were told of it.")
    number: Count | None = Field(None, description="How many: `200`, `{about: 200}`.")
    kilograms: Whole | None = Field(None, description="How much weight somebody has lost.")
    age: Whole | None = Field(None, description="How old somebody was: `15`.")
    lashes: Whole | None = Field(None, description="How many lashes: `50`.")
    polluted: Annotated[Several, Of("event", "polluted")] | None = Field(
        None, description="What was polluted: `water`, `land`."
    )
    request: Annotated[One, AskedBy()] | None = Field(
        None, description="What a body called for: a stock request, or a text."
    )
    seen: Flag = Field(False, description="It was seen, not heard, that somebody was alive.")
    own_choice: Flag = Field(False, description="There is a lawyer, but not one that the person chose.")
    up_to: Flag = Field(False, description="The term is the longest possible.")
    postponed: Flag = Field(False, description="The trial was put off.")
    in_absence: Flag = Field(False, description="The person was not there.")
    retrial: Flag = Field(False, description="A new trial was ordered.")
    severe: Flag = Field(False, description="It is severe.")
    ended: Flag = Field(False, description="It is over.")
    by_force: Flag = Field(False, description="Force was used.")
    to_be_signed: Flag = Field(False, description="The head of state is expected to sign it.")
    in_force: Flag = Field(False, description="The law is in force.")
    party: Flag = Field(False, description="The country is a party to the standard.")
    reported: Flag = Field(False, description="It is reported, not established. Every language says so.")
    according_to: Annotated[One, Takes(*SOURCES)] | None = Field(
        None, description="Who says so: `{relative: relatives}`, or a text. Every language names them."
    )
    letter: Flag = Field(True, description="`false`: told in the case sheet, left out of the letters.")
    background: Flag = Field(False, description="Told by an earlier document: additional information by now.")
    source: Id | None = Field(None, description="Id of the source.")
    superseded: Flag = Field(False, description="Known better by now: kept for the record, told nowhere.")
    visibility: Visibility = Field("public", description=SEEN_BY)


def befell(event: Event) -> bool:
    """Whether something has happened to people of the case: not to others, and not only announced."""
    return event.about is None and event.expected is None
