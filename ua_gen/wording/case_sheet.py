"""What the case sheet of an Urgent Action says."""

from dataclasses import dataclass

from ua_gen.languages.phrases import english_phrases
from ua_gen.model import Recipient
from ua_gen.wording import sentences
from ua_gen.wording.letter import LetterWords


@dataclass(frozen=True, slots=True)
class Target:
    """A recipient as the case sheet shows one."""

    id: str
    lines: tuple[str, ...]
    contacts: tuple[str, ...]
    email: str  # The one of the contacts that is an e-mail address.
    salutation: str


class SheetWords(LetterWords):
    """The blocks of a case sheet. It shows addresses and salutations as letters do."""

    @property
    def headline(self) -> str:
        return self.free(self.case.title, "title")

    @property
    def summary(self) -> str:
        return self.free(self.case.summary, "summary")

    @property
    def number_line(self) -> str:
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
    def after_deadline(self) -> str:
        """What to do when it has passed, by the policy of the section."""
        policy = self.section.after_deadline if self.section else "ask"
        if policy == "agreed":
            return ""
        return self.t("sheet.after-never" if policy == "never" else "sheet.after-deadline", date=self.deadline)

    @property
    def replies_to(self) -> str:
        """Where the section wants copies of replies."""
        section = self.section
        address = section and (section.replies or section.email)
        return self.t("urgent.replies", address=self.language.isolate(address)) if address else ""

    @property
    def facts(self) -> list[str]:
        """What happened, as paragraphs: the latest event first, then the others from the oldest on."""
        events = [(index, event) for index, event in enumerate(self.case.events) if not event.background]
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
        contacts = {
            kind: self.t(f"sheet.{kind}", **{kind: self.language.isolate(value)})
            for kind in ("phone", "fax", "email")
            if (value := getattr(recipient, kind))
        }
        salutation = self._salutation(recipient) if recipient.role == "to" else ""
        shown = self.t("sheet.salutation", salutation=salutation) if salutation else ""
        lines = tuple(self._address_lines(recipient))
        return Target(recipient.id, lines, tuple(contacts.values()), contacts.get("email", ""), shown)

    @property
    def which_update(self) -> str:
        """The sixth document of an action is its fifth update. Beyond the twentieth they are not counted."""
        action = self.case.action
        ordinal = f"ordinal.{action.sequence - 1}"
        if ordinal not in english_phrases() or not action.number:
            return ""
        return self.t("sheet.which-update", ordinal=self.t(ordinal), number=self.language.isolate(action.number))

    @property
    def further_information(self) -> str:
        address = self.case.action.further_information
        return self.t("sheet.further-information", address=self.language.isolate(address)) if address else ""

    @property
    def background(self) -> list[str]:
        """What earlier documents told, and the paragraphs of additional information."""
        events = [(index, event) for index, event in enumerate(self.case.events) if event.background]
        told = sentences.tell(self, events)
        return told + [self.free(text, "background", index) for index, text in enumerate(self.case.background)]
