"""Drafts of e-mails, and links that open one: a letter's text, ready to be sent by the sender's own program."""

from urllib.parse import quote

LONGEST_LINK = 1800  # Characters: programs and browsers cut longer links off, some from 2,000 on.


def sendable(address: str) -> str:
    """An address as headers can carry it, or nothing: what stands before `@` has no form in ASCII."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}" if local.isascii() else ""
    except UnicodeError:
        return ""


def draft(
    *,
    to: str,
    name: str,
    sender: str,
    sender_name: str,
    subject: str,
    body: str,
    language: str,
    attachment: tuple[str, bytes] | None = None,
) -> bytes:
    """An `.eml` file that mail programs open as a draft, the same bytes for the same letter.

    `to` and `sender` are addresses as `sendable` gives them, `sender` may be empty; `attachment` is a file's name and
    content, a PDF. It has no date and no id: both are the mail program's to give, when the letter is sent.
    """
    # Every letter passes through this room for its links, hardly any for a draft: the library for it is slow to import.
    import hashlib
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=78, utf8=False))
    message["X-Unsent"] = "1"  # Outlook opens as a draft what has this; others ignore it.
    if sender:
        message["From"] = Address(_header(sender_name), addr_spec=sender)
    message["To"] = Address(_header(name), addr_spec=to)
    message["Subject"] = _header(subject)
    message.set_content(body, subtype="plain", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = language
    if attachment:
        file_name, data = attachment
        message.add_attachment(data, maintype="application", subtype="pdf", filename=file_name)
        # Python would choose the boundary by chance, and the same letter would be another file each time.
        message.set_boundary("part-" + hashlib.sha256(body.encode() + data).hexdigest()[:24])
    return message.as_bytes()


def _header(text: str) -> str:
    """One line: what stands in a header can begin no other header."""
    return " ".join(text.split())


def link(to: str, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068) that opens a letter in the mail program. It may be too long: see LONGEST_LINK."""
    lines = "\r\n".join(body.rstrip("\n").split("\n"))
    return f"mailto:{quote(to, safe='@+')}?subject={quote(_header(subject), safe='')}&body={quote(lines, safe='')}"
