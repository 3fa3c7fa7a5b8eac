"""What is asked for, and the law that it rests on."""

from typing import Annotated

from pydantic import Field

from ua_gen.model.arguments import PARTIES, AskedBy, Of, One, Several, Takes
from ua_gen.model.fields import MANY_IDS, Ask, Country, Flag, Id, Part
from ua_gen.model.values import Line, Text


class Duty(Part):
    """The law that is broken: it stands between the facts and the requests."""

    standard: Annotated[One, Takes("standard")] | None = Field(
        None, description="`iccpr` or another stock standard, or a text."
    )
    article: Line | None = Field(None, description="The article.")
    right: Annotated[Several, Takes("right", many=True)] | None = Field(None, description="Which right it protects.")
    forbids: Annotated[Several, Takes("harm", many=True)] | None = Field(None, description="What it forbids.")
    party: Flag = Field(False, description="The country is a party to it.")
    no_prison: Flag = Field(False, description="Nobody may be imprisoned for using the right.")


class Request(Part):
    """What is asked for: a stock request, which every language has, or a text of one's own.

    With both, the text is used in the languages that have it, and the stock request in the others. What each stock
    request takes is in `ua_gen/stock/requests.yaml`; `ua-gen stock` lists it.
    """

    ask: Ask | None = Field(None, description="A stock request.")
    text: Text | None = Field(None, description="Goes on after `I respectfully ask you to`.")
    because: Text | None = Field(None, description="Goes on after a comma, in the languages that have it.")
    about: Annotated[Several, Takes(*PARTIES, many=True)] | None = Field(
        None, description="For whom, if not for the people of the case: `family`, `{group: protesters}`."
    )
    reason: Annotated[Several, Of("request", "reason")] | None = Field(
        None, description="Why somebody is held: a stock reason."
    )
    charges: Annotated[Several, Of("request", "charges")] | None = Field(None, description="Which charges.")
    restrictions: Annotated[Several, Of("request", "restrictions")] | None = Field(
        None, description="Which restrictions: `travel-ban`."
    )
    how: Annotated[Several, Of("request", "how")] | None = Field(
        None, description="How: `calls`, `visits`; `repeal`, `amend`."
    )
    with_: Annotated[Several, Of("request", "with")] | None = Field(
        None, alias="with", description="With whom: `{relative: children}`."
    )
    from_: Annotated[Several, Of("request", "from")] | None = Field(
        None, alias="from", description="From what: `threats`."
    )
    by: Annotated[Several, Of("request", "by")] | None = Field(None, description="By whom.")
    care: Annotated[Several, Of("request", "care")] | None = Field(None, description="Which care: `surgery`.")
    place: Annotated[One, Of("request", "place")] | None = Field(None, description="Where.")
    what: Annotated[Several, Of("request", "what")] | None = Field(
        None, description="What: `killing`, `ill-treatment`; `asylum`."
    )
    standard: Annotated[Several, Of("request", "standard")] | None = Field(
        None, description="Under which standard: `{standard: iccpr, article: 19}`."
    )
    right: Annotated[Several, Of("request", "right")] | None = Field(None, description="Which right.")
    law: Annotated[One, Of("request", "law")] | None = Field(None, description="Which law.")
    country: Country | None = Field(None, description="Which country, ISO 3166-1: `KG`.")
    request: Annotated[One, AskedBy()] | None = Field(
        None, description="What to ask of it: a stock request, or a text."
    )
    others_like: Flag = Field(False, description="And all others who are held for the same reason.")
    fair_trial: Flag = Field(False, description="And tried fairly.")
    with_charges: Flag = Field(False, description="And what the charges are.")
    fate: Flag = Field(False, description="And what has become of the person.")
    public: Flag = Field(False, description="In public.")
    lawyer: Flag = Field(False, description="With a lawyer of the person’s choice.")
    appeal: Flag = Field(False, description="With the right to appeal.")
    civilian_court: Flag = Field(False, description="Before a civilian court.")
    no_confession: Flag = Field(False, description="Without statements made under torture.")
    no_death: Flag = Field(False, description="Without recourse to the death penalty.")
    abolition: Flag = Field(False, description="With a view to abolishing the death penalty.")
    own_wishes: Flag = Field(False, description="In accordance with the person’s own wishes.")
    unshackled: Flag = Field(False, description="Without shackles.")
    at_once: Flag = Field(False, description="At once.")
    linked_to_work: Flag = Field(False, description="Considering that it may be linked to the person’s work.")
    gave_orders: Flag = Field(False, description="Also those who gave the orders.")
    party: Flag = Field(False, description="The country is a party to the standard.")
    or_amend: Flag = Field(False, description="Or amend it.")
    open_to_all: Flag = Field(False, description="By a procedure open to all.")
    consent: Flag = Field(False, description="And seek free, prior and informed consent.")
    consulted: Flag = Field(False, description="Until the people have been consulted.")
    humanitarian: Flag = Field(False, description="On humanitarian grounds.")
    until_examined: Flag = Field(False, description="Until independent experts have examined it.")
    until_housing: Flag = Field(False, description="Until there is adequate housing elsewhere.")
    optional: Flag = Field(False, description="Left out, with notice, of letters in a language that cannot say it.")
    to: tuple[Id, ...] = Field((), max_length=MANY_IDS, description="Ids of the recipients it is for. Default: all.")
