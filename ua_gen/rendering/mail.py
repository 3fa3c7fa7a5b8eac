"""Drafts of e-mails, and links that open one: a letter's text, ready to be sent by the sender's own program."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

LONGEST_NAME = 200  # Characters: whatever is longer is no name.
LONGEST_LINE = 78  # RFC 5322, 2.1.1.
WORD = 39  # Bytes of text in an encoded word, so that a line with one has at most 76 characters (RFC 2047, 2).
ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
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
    # Every letter passes through here for its links, hardly any for a draft: the library for it is slow to import.
    import hashlib
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=78, utf8=False))
    # Outlook opens as a draft what has this; others ignore it.
    top = ["X-Unsent: 1"]
    # Python folds a long name without the quotation marks that it needs, so that its commas would part addresses, and
    # makes encoded words that are too long.
    if sender:
        top.append(_mailbox("From", sender_name, Address(addr_spec=sender).addr_spec))
    top.append(_mailbox("To", name, Address(addr_spec=to).addr_spec))
    top.append(_unstructured("Subject", subject))
    message.set_content(body, subtype="plain", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = language
    if attachment:
        file_name, data = attachment
        message.add_attachment(data, maintype="application", subtype="pdf", filename=file_name)
        # Python would choose the boundary by chance, and the same letter would be another file each time.
        message.set_boundary("part-" + hashlib.sha256(body.encode() + data).hexdigest()[:24])
    return "".join(f"{line}\r\n" for line in top).encode("ascii") + message.as_bytes()


def _mailbox(field: str, name: str, address: str) -> str:
    """A header with one address (RFC 5322, 3.4), folded. The name is in quotation marks, or encoded, if it must be."""
    name = "".join(each for each in _header(name) if unicodedata.category(each) != "Cc")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME - 1] + "…"
    if not name:
        return f"{field}: {address}"
    quoted = name if ATOMS.fullmatch(name) else '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    # Some programs take `=?` for the beginning of an encoded word, even in quotation marks.
    if name.isascii() and "=?" not in name and len(field) + len(quoted) < LONGEST_LINE - 2:
        line = f"{field}: {quoted} <{address}>"
        return line if len(line) <= LONGEST_LINE else f"{field}: {quoted}\r\n <{address}>"
    return "\r\n ".join((f"{field}: {next(words := _encoded(name))}", *words, f"<{address}>"))


def _unstructured(field: str, text: str) -> str:
    """A header with a text (RFC 5322, 3.6.5), folded."""
    text = _header(text)
    if text.isascii() and text.isprintable() and "=?" not in text and len(field) + len(text) < LONGEST_LINE - 1:
        return f"{field}: {text}"
    return f"{field}: " + "\r\n ".join(_encoded(text))


def _encoded(name: str) -> Iterator[str]:
    """Encoded words (RFC 2047), which together are the name; no character is parted by their ends."""
    part = b""
    for character in name:
        data = character.encode()
        if len(part) + len(data) > WORD:
            yield f"=?utf-8?b?{b64encode(part).decode()}?="
            part = b""
        part += data
    yield f"=?utf-8?b?{b64encode(part).decode()}?="


def _header(text: str) -> str:
    """One line: what stands in a header can begin no other header."""
    return " ".join(text.split())


def link(to: str, subject: str, body: str) -> str:
    """A `mailto:` address (RFC 6068) that opens a letter in the mail program. It may be too long: see LONGEST_LINK."""
    lines = "\r\n".join(body.rstrip("\n").split("\n"))
    return f"mailto:{quote(to, safe='@+')}?subject={quote(_header(subject), safe='')}&body={quote(lines, safe='')}"
