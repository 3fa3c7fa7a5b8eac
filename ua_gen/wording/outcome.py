"""What the document says that closes an action: what became of the people, and what was done for them."""

from dataclasses import dataclass

from ua_gen.model import ENDED, Deed, Event, Status, standing
from ua_gen.wording import sentences
from ua_gen.wording.case_sheet import SheetWords

# The event that tells how a state began, where its name is another.
BEGAN = {"commuted": "sentence-commuted"}


@dataclass(frozen=True, slots=True)
class Count:
    """What people did, in figures."""

    caption: str
    number: str


class OutcomeWords(SheetWords):
    """The blocks of an outcome. Nothing in it is asked of anybody."""

    @property
    def ended(self) -> dict[int, tuple[Status, tuple[str, ...]]]:
        """The states that the people ended in, by their number in the case, with the ids of those who are in them."""
        found: dict[int, tuple[Status, tuple[str, ...]]] = {}
        for person, (index, status) in standing(self.case, self.day).items():
            if status.state in ENDED:
                found[index] = (status, (*found.get(index, (status, ()))[1], person))
        return found

    @property
    def outcome_title(self) -> str:
        outcome = self.case.outcome
        if outcome and outcome.title:
            return self.free(outcome.title, "outcome", "title")
        parts = []
        for status, ids in self.ended.values():
            people = self.people(ids)
            parts.append(self.t(f"became.{status.state}", sentences.agreement(people), name=self.names(people)))
        return self.language.space.join(part + self.full_stop for part in parts) if len(parts) > 1 else "".join(parts)

    @property
    def outcome_number(self) -> str:
        number = self.case.action.number
        return self.t("outcome.number", number=self.language.isolate(number)) if number else ""

    @property
    def outcome_index(self) -> str:
        index = self.case.outcome and self.case.outcome.index
        return self.t("sheet.index", index=self.language.isolate(index)) if index else ""

    @property
    def outcome_date(self) -> str:
        outcome = self.case.outcome
        return self.date(outcome.issued if outcome and outcome.issued else self.day)

    @property
    def what_happened(self) -> list[str]:
        """How each of them got into the present state, and what the file says of it."""
        told = []
        for index, (status, ids) in self.ended.items():
            event = Event.model_construct(
                type=BEGAN.get(status.state, status.state), date=status.since, people=ids, place=status.place
            )
            told.append(sentences.state_sentence(self, event, ("status", index)))
            if status.note:
                told.append(self.optional(status.note, "status", index, "note"))
        first = self.language.space.join(sentence for sentence in told if sentence)
        texts = self.case.outcome.text if self.case.outcome else ()
        more = [self.free(text, "outcome", "text", number) for number, text in enumerate(texts)]
        return [paragraph for paragraph in (first, *more) if paragraph]

    @property
    def history(self) -> list[str]:
        """What had happened before, oldest first."""
        return sentences.tell(self, list(enumerate(self.case.events)))

    @property
    def counts(self) -> list[Count]:
        deeds = self.case.outcome.actions if self.case.outcome else ()
        return [self._count(deed) for deed in deeds]

    def _count(self, deed: Deed) -> Count:
        what = self.t(f"did.{deed.what}")
        if deed.to:
            what = self.t(f"did.to-{deed.to}", what=what)
        if deed.country:
            what = self.t("did.from", what=what, country=self.language.country(deed.country))
        number = self.number(deed.number)
        return Count(what, self.t(f"did.{deed.about}", number=number) if deed.about else number)

    @property
    def quotation(self) -> str:
        quotation = self.case.outcome.quotation if self.case.outcome else None
        if quotation is None:
            return ""
        text = self.optional(quotation.text, "outcome", "quotation", "text")
        return self.language.quote(text) if text else ""

    @property
    def speaker(self) -> str:
        quotation = self.case.outcome.quotation if self.case.outcome else None
        if quotation is None:
            return ""
        name = self.proper_name(quotation.by, "outcome", "quotation", "by")
        role = self.optional(quotation.role, "outcome", "quotation", "role")
        return self.t("outcome.said-by", name=name, role=role) if role else name

    @property
    def thanks(self) -> str:
        return self.language.space.join(
            (self.t("outcome.thanks", self.agreement, name=self.names()), self.t("outcome.closed"))
        )

    @property
    def tags(self) -> list[str]:
        tags = self.case.outcome.tags if self.case.outcome else ()
        found = (self.optional(tag, "outcome", "tags", number) for number, tag in enumerate(tags))
        return [tag for tag in found if tag]
