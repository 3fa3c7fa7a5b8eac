"""What the papers around a letter say: petition, letter of a group, note to an embassy, fax cover, envelope."""

from ua_gen.wording.base import home
from ua_gen.wording.letter import Asked
from ua_gen.wording.urgent_action import UrgentWords

BLANK_SIGNATORIES = 6  # Lines to sign on a group's letter that names nobody.


class CampaignWords(UrgentWords):
    """Pieces that only these documents have. What is asked, and of whom, is as in a letter."""

    # --- petition

    @property
    def petition_title(self) -> str:
        petition = self.case.petition
        return self.free(petition.title, "petition", "title") if petition and petition.title else self.headline

    @property
    def petition_text(self) -> list[str]:
        petition = self.case.petition
        text = self.free(petition.text, "petition", "text") if petition and petition.text else self.summary
        return text.split("\n\n")

    @property
    def columns(self) -> list[str]:
        """The captions of the table to sign."""
        more = self.case.petition.columns if self.case.petition else ()
        asked = [self.t("letter.date") if column == "date" else self.t(f"petition.{column}") for column in more]
        return [self.t("letter.name"), self.t("petition.town"), *asked, self.t("letter.signature")]

    @property
    def return_lines(self) -> list[str]:
        """The address to which the sheets go back."""
        petition, section = self.case.petition, self.section
        if petition and petition.return_to:
            return [self.said(line, ("petition", "return_to")) for line in self.lines(petition.return_to)]
        return [self.language.isolate(line) for line in (section.name, *section.address)] if section else []

    @property
    def return_notice(self) -> str:
        """What stands before that address, or all that is said of the return if there is none."""
        petition = self.case.petition
        date = self.date(petition.return_by if petition and petition.return_by else self.case.action.last_day)
        return self.t("petition.return-by" if self.return_lines else "petition.return-date", date=date)

    # --- the letter of a group

    @property
    def group_concern(self) -> list[str]:
        return self.concern_of("group")

    @property
    def group_facts(self) -> list[str]:
        return self.facts_in("group")

    @property
    def group_asked(self) -> Asked:
        return self.asked_in("group")

    @property
    def group_reply(self) -> str:
        return self.reply_in("group")

    @property
    def petition_asked(self) -> Asked:
        return self.asked_in("petition")

    @property
    def group_closing(self) -> str:
        return self.closing_of("group-closing")

    @property
    def signatories(self) -> list[str]:
        """Who signs; empty texts are lines for names by hand."""
        named = self.sender.signatories if self.sender and self.sender.privacy == "full" else ()
        return [self.language.isolate(name) for name in named] or [""] * BLANK_SIGNATORIES

    # --- the note to an embassy

    @property
    def embassy_lines(self) -> list[str]:
        """The address of the case country's mission in the sender's country; empty if the case does not have it."""
        country = home(self.sender, self.section)
        embassy = self.case.embassies.get(country) if country else None
        if not country or embassy is None:
            return []
        here = ("embassies", country)
        lines = [self.proper_name(embassy.office, *here, "office")]
        if embassy.name:
            lines.append(self.proper_name(embassy.name, *here, "name"))
        return [*lines, *(self.said(line, (*here, "address")) for line in self.lines(embassy.address))]

    @property
    def embassy_salutation(self) -> str:
        return self.t("salutation.ambassador") + self.language.salutation_mark

    @property
    def offices(self) -> list[str]:
        """The addressees of the letters, each in one line."""
        return [self._copy_line(recipient) for recipient in self.case.recipients if recipient.role == "to"]

    # --- fax cover and envelope

    @property
    def fax(self) -> str:
        return self.language.isolate(self._recipient.fax or "")

    @property
    def sender_address(self) -> list[str]:
        """Where the post brings back what it cannot deliver; nothing where the sender does not want to be known."""
        sender = self.sender
        if sender is None or sender.privacy != "full":
            return []
        abroad = sender.country and self.recipient and sender.country != self.recipient.country
        country = [self.postal_country(sender.country)] if sender.country and abroad else []
        return [*(self.language.isolate(line) for line in (sender.name, *sender.address)), *country]

    @property
    def return_address(self) -> str:
        """The same in one small line, without the country: the window has no room for it."""
        sender = self.sender
        if sender is None or sender.privacy != "full":
            return ""
        return " · ".join(self.language.isolate(line) for line in (sender.name, *sender.address))

    @property
    def return_short(self) -> str:
        """Name and town, for where all of it does not stand in one line."""
        sender = self.sender
        if sender is None or sender.privacy != "full":
            return ""
        town = [sender.town] if sender.town else list(sender.address[-1:])
        return " · ".join(self.language.isolate(line) for line in (sender.name, *town))
