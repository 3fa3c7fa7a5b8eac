"""Everything that a template can say about one case in one language, to one recipient, from one sender."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ua_gen.languages import Language, MissingPhrase, language
from ua_gen.model import Case, Person, Recipient, Sender
from ua_gen.phrases import phrases
from ua_gen.values import PartialDate, Text
from ua_gen.wording import sentences


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a language lacks: a text of the case at `path`, or a `phrase` of the catalogue."""

    path: tuple[str | int, ...] = ()
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A recipient as the case sheet shows one."""

    lines: tuple[str, ...]
    contacts: tuple[str, ...]
    salutation: str


class Wording:
    """What templates see as `say`. Every value is a plain text, or a list of plain texts.

    Nothing is substituted in silence: what this language lacks is noted in `missing` (such a document must
    not be made), `omitted` (free text about events that exists in other languages only) and `borrowed`
    (names given in another language's spelling).
    """

    def __init__(
        self,
        case: Case,
        language: Language,
        day: datetime.date,
        recipient: Recipient | None = None,
        sender: Sender | None = None,
        original: Language | None = None,
    ) -> None:
        self.case = case
        self.language = language
        self.day = day
        self.recipient = recipient
        self.sender = sender
        self.original = original
        self.missing: dict[Gap, None] = {}  # Sets that keep their order.
        self.omitted: dict[Gap, None] = {}
        self.borrowed: dict[Gap, None] = {}

    # --- words -----------------------------------------------------------------------------------------

    def t(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
        """The fixed phrase `key`, such as `letter.ask`."""
        try:
            return self.language.text(key, agreement, **values)
        except MissingPhrase:
            self.missing[Gap(phrase=key)] = None
            return ""

    def count(self, key: str, number: int) -> str:
        try:
            return self.language.count(key, number)
        except MissingPhrase:
            self.missing[Gap(phrase=key)] = None
            return ""

    def own(self, text: Text | None) -> str | None:
        """A text that is used where it exists, or None.

        In a sheet that tells the sender what a letter in another language says, it is used only if the letter
        has it too.
        """
        if text is None or (self.original and self.original.tag not in text.languages):
            return None
        return text.get(self.language.tag)

    def optional(self, text: Text | None, *path: str | int) -> str:
        """A piece that its sentence can do without: where this language lacks it, it is left out, and noted."""
        if text is None:
            return ""
        found = self.own(text)
        if found is None:
            self.left_out(path)
        return found or ""

    def free(self, text: Text | None, *path: str | int) -> str:
        """A text of the case that must exist in this language. None gives an empty text."""
        if text is None:
            return ""
        found = text.get(self.language.tag)
        if found is None:
            self.missing[Gap(path)] = None
        return found or ""

    def proper_name(self, text: Text, *path: str | int) -> str:
        """A name or an office: this language's wording if there is one, else that of the case's language."""
        found = text.get(self.language.tag)
        if found is None:
            self.borrowed[Gap(path)] = None
        return self.language.isolate(found or text.best(self.case.language))

    def left_out(self, path: tuple[str | int, ...]) -> None:
        self.omitted[Gap(path)] = None

    def source(self, text: Text | None, *path: str | int) -> str:
        """Who says something. It may be a description, so it is not borrowed from another language as the issuer's
        name is, but left out: then the sentence says only that it is reported."""
        return self.issuer if text == self.case.action.issuer else self.optional(text, *path)

    @property
    def full_stop(self) -> str:
        return self.language.full_stop

    def date(self, date: PartialDate | datetime.date) -> str:
        return self.language.date(date.year, date.month, date.day)

    def upper(self, text: str) -> str:
        return self.language.upper(text)

    # --- people ----------------------------------------------------------------------------------------

    def people(self, ids: Sequence[str] = ()) -> list[Person]:
        return [person for person in self.case.people if not ids or person.id in ids]

    def names(self, people: Sequence[Person] | None = None) -> str:
        """The names, joined: `A, B and C`."""
        return self.language.join(
            [
                self.proper_name(person.name, "people", index, "name")
                for index, person in enumerate(self.case.people)
                if not people or person in people
            ]
        )

    @property
    def agreement(self) -> str:
        return sentences.agreement(self.case.people)

    @cached_property
    def issuer(self) -> str:
        return self.proper_name(self.case.action.issuer, "action", "issuer")

    # --- the letter ------------------------------------------------------------------------------------

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
        return sender is None or (sender.privacy == "full" and bool(sender.address or sender.email))

    @property
    def signature(self) -> str:
        sender = self.sender
        if sender is None or sender.privacy == "anonymous":
            return ""
        if sender.privacy == "initials":
            words = sender.name.split()
            initials = " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in words)
            return self.language.isolate(initials)
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
            address = recipient.address.best(self.language.tag, self.case.language)
            lines += [self.language.isolate(line) for line in address]
        country = self.country_line(recipient.country)
        return [*lines, country] if country else lines

    def country_line(self, country: str) -> str:
        """The country in capitals, for the post of the country where the letter is posted; empty inside it.

        It is what the Universal Postal Union's rules on addresses ask for: the last line, in capitals, in the
        language of the sender or in another that the sender's post reads.
        """
        sender = self.sender
        if sender and sender.country == country:
            return ""
        try:
            reads = language(sender.language or "en") if sender else language("en")
        except KeyError:
            reads = language("en")
        if reads.script != "Latn":
            reads = language("en")
        return self.language.isolate(reads.upper(reads.country(country)))

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
        text = self._salutation(recipient)
        ended = text.endswith((",", "!", ":", ".", "،", "，", "："))
        return text if ended or not text else text + self.language.salutation_mark

    def _salutation(self, recipient: Recipient) -> str:
        if recipient.salutation and (own := recipient.salutation.get(self.language.tag)):
            return own
        return self.t(f"salutation.{recipient.post}", recipient.gender)

    @property
    def closing(self) -> str:
        own = f"closing.{self._recipient.post}"
        key = own if own in phrases() else "closing.official"
        return self.t(key, salutation=self._salutation(self._recipient))

    @property
    def subject(self) -> str:
        return self.t("letter.subject", self.agreement, name=self.names())

    @property
    def concern(self) -> list[str]:
        """The opening paragraph: who it is about, and how the issuer regards them."""
        roles = [self.optional(person.role, "people", index, "role") for index, person in enumerate(self.case.people)]
        if len(roles) == 1 and roles[0]:
            opening = self.t("letter.concern-role", self.agreement, name=self.names(), role=roles[0].removesuffix("."))
        elif any(roles):
            described = [
                self.t("letter.person-role", name=self.names([person]), role=role) if role else self.names([person])
                for person, role in zip(self.case.people, roles, strict=True)
            ]
            opening = self.t("letter.concern", self.agreement, name=self.language.join(described))
        else:
            opening = self.t("letter.concern", self.agreement, name=self.names())
        parts = [opening + self.full_stop, *self.designations]
        return [self.language.space.join(parts)]

    @property
    def designations(self) -> list[str]:
        found = (sentences.designation(self, index) for index in range(len(self.case.people)))
        return [sentence for sentence in found if sentence]

    @property
    def personal_line(self) -> str:
        """The sender's own sentence, if it is in the language of the letter."""
        return self.own(self.sender.personal_line if self.sender else None) or ""

    @property
    def reading_notice(self) -> str:
        """What marks a sheet that only tells its reader what the letter says."""
        if self.original is None:
            return ""
        return self.t("notice.reading", language=self.language.own_name(self.original.tag))

    @property
    def model_letter(self) -> list[str]:
        """The paragraphs of the case's own model letter, if it has one in any language."""
        return self.free(self.case.letter, "letter").split("\n\n") if self.case.letter else []

    @property
    def letter_facts(self) -> list[str]:
        """What happened, oldest first, as paragraphs for a letter."""
        events = [(index, event) for index, event in enumerate(self.case.events) if event.letter]
        return sentences.tell(self, events)

    @property
    def requests(self) -> list[str]:
        """What is asked of this recipient; in a document addressed to nobody, all that is asked."""
        return [
            sentences.request(self, index, asked)
            for index, asked in enumerate(self.case.requests)
            if self.recipient is None or not asked.to or self.recipient.id in asked.to
        ]

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

    # --- the case sheet --------------------------------------------------------------------------------

    @property
    def headline(self) -> str:
        return self.free(self.case.title, "title")

    @property
    def summary(self) -> str:
        return self.free(self.case.summary, "summary")

    @property
    def number(self) -> str:
        """`UA: 135/10`, or the caption of further information on it."""
        action = self.case.action
        if not action.number:
            return ""
        kind = "first" if action.sequence == 1 else "update"
        return self.t(f"sheet.number-{kind}", number=self.language.isolate(action.number))

    @property
    def index(self) -> str:
        index = self.case.action.index
        return self.t("sheet.index", index=self.language.isolate(index)) if index else ""

    @property
    def country(self) -> str:
        return self.language.country(self.case.country)

    @property
    def issued(self) -> str:
        return self.date(self.case.action.issued)

    @property
    def deadline(self) -> str:
        return self.date(self.case.action.last_day)

    @property
    def facts(self) -> list[str]:
        """What happened, as paragraphs: the latest event first, then the others from the oldest on."""
        events = list(enumerate(self.case.events))
        latest = sentences.tell(self, events[-1:])
        return [*latest, *sentences.tell(self, events[:-1])]

    @property
    def languages(self) -> str:
        """`Russian, Kyrgyz, English or your own language`."""
        names = [self.language.language_name(tag) for tag in self.case.write_in]
        return self.language.join([*names, self.t("sheet.own-language")], "or")

    @property
    def targets(self) -> list[Target]:
        return [self._target(recipient) for recipient in self.case.recipients if recipient.role == "to"]

    @property
    def copy_targets(self) -> list[Target]:
        return [self._target(recipient) for recipient in self.case.recipients if recipient.role == "copy"]

    def _target(self, recipient: Recipient) -> Target:
        contacts = [
            self.t(f"sheet.{kind}", **{kind: self.language.isolate(value)})
            for kind in ("phone", "fax", "email")
            if (value := getattr(recipient, kind))
        ]
        salutation = self._salutation(recipient) if recipient.role == "to" else ""
        shown = self.t("sheet.salutation", salutation=salutation) if salutation else ""
        return Target(tuple(self._address_lines(recipient)), tuple(contacts), shown)

    @property
    def which_update(self) -> str:
        """The sixth document of an action is its fifth update. Beyond the twentieth they are not counted."""
        action = self.case.action
        ordinal = f"ordinal.{action.sequence - 1}"
        if ordinal not in phrases() or not action.number:
            return ""
        return self.t("sheet.which-update", ordinal=self.t(ordinal), number=self.language.isolate(action.number))

    @property
    def further_information(self) -> str:
        address = self.case.action.further_information
        return self.t("sheet.further-information", address=self.language.isolate(address)) if address else ""

    @property
    def background(self) -> list[str]:
        return [self.free(text, "background", index) for index, text in enumerate(self.case.background)]
