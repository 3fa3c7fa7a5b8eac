"""What the Urgent Action of today says beside what the case sheet does: the model letter, the people, links."""

from dataclasses import dataclass, replace
from typing import Self

from ua_gen.languages.phrases import english_phrases
from ua_gen.model import Recipient
from ua_gen.model.standing import all_have_died
from ua_gen.wording.case_sheet import SheetWords
from ua_gen.wording.letter import Asked


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph: the number of its person in the case, and its words."""

    person: int
    alt: str
    caption: str
    credit: str


class UrgentWords(SheetWords):
    """The blocks of the two-page document with a model letter."""

    @property
    def which(self) -> str:
        """`Sixth UA: 135/10`. Beyond the twentieth they are not counted."""
        action = self.case.action
        ordinal = f"urgent-ordinal.{action.sequence}"
        if not action.number or ordinal not in english_phrases():
            return self.number_line
        return self.t("urgent.which", ordinal=self.t(ordinal), number=self.language.isolate(action.number))

    @property
    def model(self) -> "Self | None":
        """The words of the model letter: that to the first addressee. None if there is nobody to write to."""
        first = next((recipient for recipient in self.case.recipients if recipient.role == "to"), None)
        if first is None:
            return None
        return self._letter(first)

    def _letter(self, recipient: Recipient) -> Self:
        """The words of a letter to a recipient. What they lack, this document lacks."""
        letter = type(self)(self.case, self.language, self.day, recipient, None, self.original, self.section)
        letter.missing, letter.omitted, letter.borrowed = self.missing, self.omitted, self.borrowed
        letter.origins = self.origins
        return letter

    @property
    def variants(self) -> list[tuple[str, Asked]]:
        """What is asked instead in letters to other addressees, where that is not the same, each with the office."""
        model = self.model
        if model is None or self.case.letter:
            return []
        found = []
        for recipient in self.case.recipients:
            if recipient.role == "to" and recipient != model.recipient:
                letter = self._letter(recipient)
                if letter.requests and letter.requests != model.requests:
                    found.append((letter.recipient_lines[0], replace(letter.asked, law="")))
        return found

    @property
    def listed_languages(self) -> str:
        return self.language.join([self.language.language_name(tag) for tag in self.case.write_in])

    @property
    def copies_caption(self) -> str:
        """As the other captions, without a colon."""
        return self.t("sheet.copies-to").rstrip(":：\u00a0\u202f ")

    @property
    def named_people(self) -> list[str]:
        """Each person with the pronouns to use, as far as they are known: `Azimzhan Askarov (he/him)`."""
        return [self._named(index) for index in range(len(self.case.people))]

    def _named(self, index: int) -> str:
        person = self.case.people[index]
        name = self.names([person])
        pronouns = self.own(person.pronouns) or ""
        if not pronouns and person.gender in ("male", "female"):
            his, hers = self.t("preferred.male"), self.t("preferred.female")
            # Where they are the same word, it tells nothing.
            pronouns = {"male": his, "female": hers}[person.gender] if his != hers else ""
        return self.t("urgent.person", name=name, pronouns=pronouns) if pronouns else name

    @property
    def mourning(self) -> bool:
        """Whether none of the people is alive: no colour of a campaign, then."""
        return all_have_died(self.case, self.day)

    @property
    def previous(self) -> str:
        action = self.case.action
        links = [link for link in (action.previous, action.further_information) if link]
        return self.language.comma.join(self.language.isolate(link) for link in links)

    @property
    def online(self) -> str:
        address = self.case.action.online
        return self.t("urgent.online", address=self.language.isolate(address)) if address else ""

    @property
    def pictures(self) -> list[Picture]:
        found = []
        for index, person in enumerate(self.case.people):
            if photograph := person.photograph:
                here = ("people", index, "photograph")
                caption = self.optional(photograph.caption, *here, "caption")
                credit = self.t("urgent.photograph", credit=self.language.isolate(photograph.credit))
                found.append(Picture(index, self.free(photograph.alt, *here, "alt"), caption, credit))
        return found
