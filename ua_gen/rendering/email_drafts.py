"""Letters as drafts of e-mails: whether a document can go by mail, to whom, and the message itself."""

from collections.abc import Iterator
from typing import Any

from ua_gen.diagnostics import Diagnostic, Severity, quote
from ua_gen.model import Embassy, Recipient
from ua_gen.rendering.compose import copied, words
from ua_gen.rendering.job import Job
from ua_gen.rendering.mail import draft, sendable
from ua_gen.wording import Wording, home


def not_by_mail(job: Job) -> Diagnostic | None:
    """UA218 where a document cannot go by e-mail to whom it is for."""
    found = _addressee(job)
    if not job.document.mail or found is None:
        message = f"the {job.title} is nothing that is sent by e-mail"
        if job.document.mail:
            message = f"the {job.title} is addressed to nobody, so that no e-mail can be made of it"
        return Diagnostic("UA218", message, None, "choose --format pdf, or a letter")
    addressee, place = found
    if addressee.email is None:
        hint = "add `email`, or write by post: --format pdf"
        whose = f"`{job.recipient.id}`" if job.recipient else "the embassy"
        return job.case.diagnostic_at("UA218", f"{whose} has no e-mail address", *place, hint=hint)
    if not sendable(addressee.email):
        message = f"{quote(addressee.email)} has letters before the @ that few mail programs can send to"
        return job.case.diagnostic_at("UA218", message, *place, "email", hint="write by post: --format pdf")
    return None


def _addressee(job: Job) -> tuple[Recipient | Embassy, tuple[str | int, ...]] | None:
    """Whom a document is for, and where the case has them; None for a document that is for nobody."""
    case: Any = job.case.value
    if job.recipient:
        return job.recipient, ("recipients", case.recipients.index(job.recipient))
    country = home(job.sender, job.section)
    if job.document.per == "embassy" and country in case.embassies:
        return case.embassies[country], ("embassies", str(country))
    return None


def copies_by_post(job: Job) -> Iterator[Diagnostic]:
    """UA2013 for each of those who get a copy, as the letter says, and whom the e-mail does not reach."""
    for other, place in copied(job):
        if not (other.email and sendable(other.email)):
            who = f"`{other.id}`" if isinstance(other, Recipient) else "the embassy"
            message = f"letters say that {who} gets a copy, and there is no e-mail address for it"
            hint = "add `email`, or send the copy by post"
            yield job.case.diagnostic_at("UA2013", message, *place, hint=hint, severity=Severity.WARNING)


def _copies(job: Job, base: str) -> Iterator[tuple[str, str]]:
    """Name and address of those who get a copy."""
    for other, _ in copied(job):
        if other.email and (address := sendable(other.email)):
            yield other.name.best(job.language.tag, base) if other.name else "", address


def as_mail(job: Job, body: str, attachment: tuple[str, bytes] | None = None) -> bytes:
    """The draft of an e-mail with a letter's text to somebody who has an address."""
    say, found = words(job), _addressee(job)
    assert isinstance(say, Wording)
    assert found
    addressee, _ = found
    sender = job.sender if job.sender and job.sender.privacy == "full" else None
    return draft(
        to=sendable(addressee.email or ""),
        name=addressee.name.best(job.language.tag, say.base) if addressee.name else "",
        sender=sendable(sender.email) if sender and sender.email else "",
        sender_name=sender.name if sender else "",
        subject=say.subject,
        copies=list(_copies(job, say.base)),
        body=body,
        language=job.language.tag,
        direction=job.language.direction,
        attachment=attachment,
    )
