"""An e-mail as lines: its text, of the two forms of it that one has the one that says more; its subject comes first."""

import email
import email.policy
from email.message import EmailMessage

from ua_gen.importing.lines import TextLine, made
from ua_gen.importing.sources import html, plain


def lines(data: bytes) -> list[TextLine]:
    """The lines of a message. Attachments are not read: they are files of their own."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    found: list[TextLine] = []
    page, text = (_body(message, kind) for kind in ("html", "plain"))
    as_page, as_text = (html.lines(page) if page else []), (plain.lines(text) if text else [])
    found = as_page if _length(as_page) > 0.9 * _length(as_text) else as_text
    subject = str(message.get("Subject", ""))
    if subject and not any(subject.casefold() == line.text.casefold() for line in found[:20]):
        found = [made(subject, "subject", new=True), *found]
    return found


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except (LookupError, UnicodeError, ValueError):
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _length(lines: list[TextLine]) -> int:
    return sum(len(line.text) for line in lines)
