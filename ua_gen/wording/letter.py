"""What a letter says: the sender, the recipient, the concern, the facts, the requests.

Longer than most: each piece is what templates call by its name, and a few lines.
"""

from dataclasses import dataclass
from functools import cached_property

from ua_gen.languages.phrases import english_phrases, spoken_to_as
from ua_gen.model import Person, Recipient, all_have_died
from ua_gen.wording import sentences
from ua_gen.wording.base import CaseWords
from ua_gen.wording.composed import compose_letter
from ua_gen.wording.realisation.letter import Letter


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where in a letter the paragraphs stand that are right in more than one place."""

    designation_last: bool = False  # How the issuer regards somebody: after the facts, not before them.
    line_first: bool = False  # The sender's own sentence: before the facts, not after them.
    turn: int = 0  # Which of equally right words come first.


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a text, and the list that it may announce, each item with its mark at the end.

    `law` is what stands before it in the same paragraph: what is still so, and what it breaks.
    """

    text: str
    items: tuple[str, ...] = ()
    law: str = ""


class LetterWords(CaseWords):
    """The pieces of a letter to one recipient, from one sender."""

    turn = 0  # Which of equally right words come first: see `--vary`.

    @cached_property
    def _letters(self) -> dict[str, Letter]:
        return {}

    def take_letter_of(self, other: "LetterWords") -> None:
        """Says what a letter to somebody else says of whom the same is asked, without making it anew."""
        self._letters.update(other._letters)
        self.missing |= other.missing
        self.origins |= other.origins
        self.omitted |= other.omitted
        self.borrowed |= other.borrowed

    def _letter_in(self, voice: str) -> Letter:
        """The letter made of frames, in the voice of one writer (`letter`), of several (`group`), or of a petition."""
        if voice not in self._letters:
            self._letters[voice] = compose_letter(self, voice)
        return self._letters[voice]

    @property
    def greeted(self) -> str:
        """The salutation without its mark, for languages that repeat it; empty where nobody is addressed."""
        return self._salutation(self.recipient) if self.recipient is not None else ""

    @property
    def agreement(self) -> str:
        return sentences.agreement(self.case.people)

    @property
    def sender_lines(self) -> list[str]:
        """Name, address and e-mail of the sender, as far as the sender's privacy lets them be shown."""
        sender = self.sender
        if sender is None or sender.privacy == "anonymous":
            return []
        if sender.privacy == "initials":
            return [self.signature, *([self.language.isolate(sender.town)] if sender.town else [])]
        abroad = sender.country and self.recipient and sender.country != self.recipient.country
        country = [self.language.country(sender.country)] if sender.country and abroad else []
        own = [sender.name, *sender.address, *country, *([sender.email] if sender.email else [])]
        return [self.language.isolate(line) for line in own]

    @property
    def blank(self) -> bool:
        """Nobody is named as sender: the letter has lines to fill in by hand."""
        return self.sender is None

    @property
    def anonymous(self) -> bool:
        return self.sender is not None and self.sender.privacy == "anonymous"

    @property
    def replies(self) -> bool:
        """A reply can reach the sender."""
        sender = self.sender
        return sender is None or (sender.privacy == "full" and sender.reachable)

    @property
    def signature(self) -> str:
        sender = self.sender
        if sender is None or sender.privacy == "anonymous":
            return ""
        if sender.privacy == "initials":
            return self.language.isolate(sender.initials)
        return self.language.isolate(sender.name)

    @property
    def place_and_date(self) -> str:
        date = self.date(self.day)
        # With initials, the town stands below them instead.
        town = self.sender.town if self.sender and self.sender.privacy == "full" else None
        return self.t("letter.place-date", place=self.language.isolate(town), date=date) if town else date

    @property
    def recipient_lines(self) -> list[str]:
        """The postal address of the recipient, with the country as its last line."""
        return self._address_lines(self._recipient)

    def _address_lines(self, recipient: Recipient) -> list[str]:
        index = self.case.recipients.index(recipient)
        lines = [self.proper_name(recipient.office, "recipients", index, "office")]
        if recipient.name:
            lines.append(self.proper_name(recipient.name, "recipients", index, "name"))
        if recipient.address:
            lines += [self.said(line, ("recipients", index, "address")) for line in self.lines(recipient.address)]
        country = self.said(self.country_line(recipient.country), ("recipients", index, "country"))
        return [*lines, country] if country else lines

    @property
    def _recipient(self) -> Recipient:
        if self.recipient is None:
            raise ValueError("this document is addressed to nobody")
        return self.recipient

    @property
    def salutation(self) -> str:
        """With the mark that ends it in this language: `Dear Minister,`."""
        return self.marked_salutation(self._recipient)

    def marked_salutation(self, recipient: Recipient) -> str:
        return self.with_mark(self._salutation(recipient))

    def _salutation(self, recipient: Recipient) -> str:
        here = ("recipients", self.case.recipients.index(recipient))
        if recipient.salutation and (own := recipient.salutation.get(self.language.tag)):
            return self.said(own, (*here, "salutation"))
        key = f"salutation.{spoken_to_as(recipient.post)}"
        return self.said(self.t(key, recipient.gender), (*here, "post"), key)

    @property
    def closing(self) -> str:
        return self.closing_of("closing")

    def closing_of(self, group: str) -> str:
        """From one writer (`closing`) or from several (`group-closing`)."""
        salutation = self._salutation(self._recipient)
        here = ("recipients", self.case.recipients.index(self._recipient), "post")
        if salutation in self.language.closings:
            return self.said(self.language.closings[salutation], here)
        own = f"{group}.{self._recipient.post}"
        key = own if own in english_phrases() else f"{group}.official"
        return self.said(self.t(key, salutation=salutation), here, key)

    @property
    def subject(self) -> str:
        text = self.t("letter.subject", self.agreement, name=self.names(form=self.language.subject))
        return self.said(text, ("people", 0, "name"), "letter.subject")

    @property
    def concern(self) -> list[str]:
        """The opening paragraph: who it is about, and how the issuer regards them."""
        return self.concern_of("letter")

    def concern_of(self, voice: str) -> list[str]:
        """The opening paragraph in the voice of one writer (`letter`) or of several (`group`)."""
        return [self.language.space.join([self._opening(voice), *self.designations])]

    @property
    def opening(self) -> list[str]:
        """`concern` without how the issuer regards them, for a letter that tells it later: `stance`."""
        return [self._opening("letter")]

    @property
    def stance(self) -> list[str]:
        """How the issuer regards the people, as a paragraph that does not lean on the one before it."""
        told = sentences.designations(self, apart=True)
        return [self.language.space.join(told)] if told else []

    def _opening(self, voice: str) -> str:
        if self.language.engine == 2 and (made := self._letter_in(voice).opening).sentences:
            return made.text(self.language.space)
        about = "death" if all_have_died(self.case, self.day) else "concern"
        roles = [self.optional(person.role, "people", index, "role") for index, person in enumerate(self.case.people)]
        if len(roles) == 1 and roles[0]:
            opening = self.t(
                f"{voice}.{about}-role", self.agreement, name=self.names(), role=roles[0].removesuffix(self.full_stop)
            )
        elif any(roles):
            described = self.language.join(list(map(self._described, self.case.people, roles)))
            opening = self.t(f"{voice}.{about}", self.agreement, name=described)
        else:
            opening = self.t(f"{voice}.{about}", self.agreement, name=self.names())
        return opening + self.full_stop

    def _described(self, person: Person, role: str) -> str:
        name = self.names([person])
        return self.t("letter.person-role", name=name, role=role.removesuffix(self.full_stop)) if role else name

    @property
    def designations(self) -> list[str]:
        return sentences.designations(self)

    @property
    def personal_line(self) -> str:
        """The sender's own sentence, if it is in the language of the letter, and may tell who writes."""
        # Who wants to be unknown did not weigh, for each letter, what a sentence of their own gives away.
        return self.own(self.sender.personal_line if self.sender and not self.anonymous else None) or ""

    @property
    def model_letter(self) -> list[str]:
        """The paragraphs of the case's own model letter, if it has one in any language."""
        return self.free(self.case.letter, "letter").split("\n\n") if self.case.letter else []

    @property
    def letter_facts(self) -> list[str]:
        """What happened, and what law it breaks, as paragraphs: whole, for a letter that asks in words of its own."""
        law = self._law_before_asked("letter")
        return [*self.facts_before_asked, *([law] if law else [])]

    @property
    def facts_before_asked(self) -> list[str]:
        """The same without the law with which `asked` begins."""
        return self.facts_in("letter")

    def facts_in(self, voice: str) -> list[str]:
        """What happened, in the voice of one writer (`letter`) or of several (`group`): what `asked_in` follows."""
        if self.language.engine == 2:
            made = self._letter_in(voice)
            apart = [] if self._law_before_asked(voice) else [made.law]
            return [part.text(self.language.space) for part in (*made.facts, *apart) if part.sentences]
        events = [(index, event) for index, event in enumerate(self.case.events) if event.letter]
        return sentences.tell(self, events)

    def _law_before_asked(self, voice: str) -> str:
        """The law with which what is asked begins; empty where it stands in a paragraph of its own, or nowhere."""
        if self.language.engine != 2:
            return ""
        made = self._letter_in(voice)
        return "" if made.apart or not made.requests else made.law.text(self.language.space)

    @property
    def requests(self) -> list[str]:
        """What is asked of this recipient; in a document addressed to nobody, all that is asked."""
        if self.language.engine == 2:
            made = self._letter_in("letter").requests
            return [f"{each.text}{self.language.clause_comma}{each.tail}" if each.tail else each.text for each in made]
        asked = [
            sentences.request(self, index, request)
            for index, request in enumerate(self.case.requests)
            if self.recipient is None or not request.to or self.recipient.id in request.to
        ]
        return [text for text in asked if text]

    @property
    def asked(self) -> Asked:
        """What is asked, as a letter asks it."""
        return self.asked_in("letter")

    def asked_in(self, voice: str) -> Asked:
        """What is asked in the voice of one writer (`letter`), of several (`group`), or of a `petition`."""
        if self.language.engine == 2:
            made = self._letter_in(voice)
            if not made.requests:
                return Asked("")
            law = self._law_before_asked(voice)
            text = made.asked.text(self.language.space)
            return Asked(text, tuple(item.text for item in made.asked.items), law)
        requests = self.requests
        if len(requests) < 2:
            return Asked("".join(self.t(f"{voice}.ask-one", request=request) for request in requests))
        marks = [self.language.semicolon] * (len(requests) - 1) + [self.full_stop]
        items = (f"{request}{mark.rstrip()}" for request, mark in zip(requests, marks, strict=True))
        return Asked(self.t(f"{voice}.ask"), tuple(items))

    @property
    def reply(self) -> str:
        """The request for a reply."""
        return self.reply_in("letter")

    def reply_in(self, voice: str) -> str:
        if self.language.engine == 2:
            return self._letter_in(voice).reply.text(self.language.space)
        return self.t(f"{voice}.reply")

    @property
    def copies(self) -> str:
        """Who else gets the letter, as one text."""
        others = [recipient for recipient in self.case.recipients if recipient != self.recipient]
        named = [self._copy_line(recipient) for recipient in others if recipient.role == "copy"]
        country = self.sender.country if self.sender else None
        if country and (embassy := self.case.embassies.get(country)):
            named.append(self.proper_name(embassy.office, "embassies", country, "office"))
        return f"{self.language.semicolon} ".join(named)

    def _copy_line(self, recipient: Recipient) -> str:
        index = self.case.recipients.index(recipient)
        office = self.proper_name(recipient.office, "recipients", index, "office")
        if not recipient.name:
            return office
        name = self.proper_name(recipient.name, "recipients", index, "name")
        return self.t("letter.copy-line", office=office, name=name)
