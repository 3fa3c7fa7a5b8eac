"""What a message to the prisoner or the family says. It sees nothing of the case but what is allowed here."""

import datetime

from ua_gen.languages import Language
from ua_gen.model import Action, Case, Sender, Solidarity
from ua_gen.model.names import Name
from ua_gen.model.values import Text
from ua_gen.wording import sentences
from ua_gen.wording.base import CaseWords


class SolidarityWords(CaseWords):
    """Greeting, message and address. `self.case` is emptied of everything that could harm the person."""

    phrases = frozenset(("solidarity", "notice"))

    def __init__(
        self,
        case: Case,
        language: Language,
        day: datetime.date,
        sender: Sender | None,
        original: Language | None = None,
    ) -> None:
        super().__init__(_allowed(case), language, day, None, sender, original)

    @property
    def _message(self) -> Solidarity:
        if self.case.solidarity is None:
            raise ValueError("the case has no `solidarity`")
        return self.case.solidarity

    @property
    def form(self) -> str:
        return sentences.agreement(self.case.people) if self._message.to != "family" else "several"

    @property
    def greeting(self) -> str:
        own = self.own(self._message.greeting)
        if own:
            return self.with_mark(self.said(own, ("solidarity", "greeting")))
        if self._message.to == "family":
            return self.t("solidarity.greeting-family", name=self.names())
        names = self.names(form=self.language.greeting)
        return self.t("solidarity.greeting", sentences.agreement(self.case.people), name=names)

    @property
    def message(self) -> list[str]:
        if self._message.message:
            return self.free(self._message.message, "solidarity", "message").split("\n\n")
        key = "solidarity.message-family" if self._message.to == "family" else "solidarity.message"
        parts = [self.t(key, self.form)]
        if self._message.religious:
            parts.append(self.t("solidarity.religious", self.form))
        if self._message.mention_issuer:
            parts.append(self.t("solidarity.issuer", issuer=self.issuer))
        return parts

    @property
    def closing(self) -> str:
        return self.t("solidarity.closing")

    @property
    def address_lines(self) -> list[str]:
        """To whom it goes, and where."""
        message = self._message
        name = self.proper_name(message.name, "solidarity", "name") if message.name else self.names()
        lines = [name]
        if message.to == "organisation":
            lines.append(self.t("solidarity.pass-on", name=self.names()))
        if message.address:
            lines += [self.said(line, ("solidarity", "address")) for line in self.lines(message.address)]
        country = self.country_line(message.country) if message.country else ""
        return [*lines, country] if country else lines

    @property
    def sender_lines(self) -> list[str]:
        """The sender's own address, only where the case says that it does no harm."""
        sender = self.sender
        if sender is None or sender.privacy != "full" or not self._message.own_address:
            return []
        country = [self.language.country(sender.country)] if sender.country else []
        return [self.language.isolate(line) for line in (sender.name, *sender.address, *country)]

    @property
    def signature(self) -> str:
        """The given name is enough between strangers; a full name may be a risk."""
        sender = self.sender
        if sender is None or sender.privacy == "anonymous":
            return ""
        if sender.privacy == "initials":
            return self.language.isolate(sender.initials)
        return self.language.isolate(sender.name if self._message.own_address else sender.name.split()[0])

    @property
    def blank(self) -> bool:
        return self.sender is None

    @property
    def date_line(self) -> str:
        return self.date(self.day)


def _allowed(case: Case) -> Case:
    """The case with only the names of the people, the `solidarity`, and the issuer if it may be named."""
    people = tuple(
        person.model_copy(
            update={
                "also_known_as": (),
                "role": None,
                "considered": None,
                "photograph": None,
                "pronouns": None,
                "short": None,
            }
            | {"group": None}
        )
        for person in case.people
    )
    mentions = case.solidarity is not None and case.solidarity.mention_issuer
    nothing, nobody = Text.model_construct(root={case.language: ""}), Name.model_construct(root={case.language: ""})
    return Case.model_construct(
        format=case.format,
        language=case.language,
        country=case.country,
        title=nothing,
        summary=nothing,
        invented=case.invented,
        people=people,
        solidarity=case.solidarity,
        action=Action.model_construct(issuer=case.action.issuer if mentions else nobody),  # type: ignore[call-arg]
    )
