"""Drafts of e-mails, and links that open one: a letter's text, ready to be sent by the sender's own program."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

LONGEST_NAME = 200  # Characters: whatever is longer is no name.
LONGEST_LINE = 78  # RFC 5322, 2.1.1.
WORD = 39  # Bytes of text in an encoded word, so that a line with one has at most 76 characters (RFC 2047, 2).
ATOMS = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+( [\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
LONGEST_LINK = 1800  # Characters: programs and browsers cut longer links off, Windows opens none above 2,046.
FLOWING = 72  # Columns of a line in a text that flows.
# Where such a line may end: behind a blank, and between characters that fill a square each.
BREAK = re.compile(
    "(?<= )(?! )|(?<=[\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef])(?![，。、；：！？）》”」…])(?!$)"
)


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
    direction: str = "ltr",
    copies: Sequence[tuple[str, str]] = (),
    attachment: tuple[str, bytes] | None = None,
) -> bytes:
    """An `.eml` file that mail programs open as a draft, the same bytes for the same letter.

    `to` and `sender` are addresses as `sendable` gives them, `sender` may be empty; `copies` are names and addresses of
    those who get one. `body` has each paragraph in one line. `attachment` is a file's name and content, a PDF. The
    draft has no date and no id: both are the mail program's to give, when the letter is sent.
    """
    # Every letter passes through here for its links, hardly any for a draft: the library for it is slow to import.
    import hashlib
    from email.headerregistry import Address
    from email.message import EmailMessage, MIMEPart
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP.clone(max_line_length=78, utf8=False))
    # Outlook opens as a draft what has this; others ignore it.
    top = ["X-Unsent: 1"]
    # Python folds a long name without the quotation marks that it needs, so that its commas would part addresses, and
    # makes encoded words that are too long.
    if sender:
        top.append(_mailbox("From", sender_name, Address(addr_spec=sender).addr_spec))
    top.append(_mailbox("To", name, Address(addr_spec=to).addr_spec))
    if copies:
        boxes = [_mailbox("Cc", name, Address(addr_spec=address).addr_spec) for name, address in copies]
        top.append(",\r\n".join([boxes[0], *(f" {box.removeprefix('Cc: ')}" for box in boxes[1:])]))
    top.append(_unstructured("Subject", subject))
    flowing = {"format": "flowed", "delsp": "yes"}
    message.set_content(flowed(body), subtype="plain", charset="utf-8", cte="quoted-printable", params=flowing)
    shown = web_page(body, subject, language, direction)
    message.add_alternative(shown, subtype="html", charset="utf-8", cte="quoted-printable")
    parts: list[MIMEPart] = [message]
    data = b""
    if attachment:
        file_name, data = attachment
        message.add_attachment(data, maintype="application", subtype="pdf", filename=file_name)
        parts = [message, *message.iter_parts()][:2]
    message["Content-Language"] = language
    # Python would choose the boundaries by chance, and the same letter would be another file each time.
    for number, part in enumerate(parts):
        part.set_boundary(f"part-{number}-" + hashlib.sha256(body.encode() + data).hexdigest()[:24])
    return "".join(f"{line}\r\n" for line in top).encode("ascii") + message.as_bytes()


def flowed(text: str) -> str:
    """Lines as RFC 3676 has them: a blank at the end of one says that the next belongs to it, and is no part of it.

    Programs that know it fill the width of a window, others show short lines.
    """
    lines = []
    for line in text.split("\n"):
        pieces = [""]
        for word in BREAK.split(line.rstrip()):
            if pieces[-1] and _columns(pieces[-1]) + _columns(word) > FLOWING:
                pieces.append("")
            pieces[-1] += word
        for number, piece in enumerate(pieces, 1):
            stuffed = " " if piece.startswith((" ", ">", "From ")) else ""
            lines.append(stuffed + piece + (" " if number < len(pieces) else ""))
    return "\n".join(lines)


def _columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


def web_page(text: str, title: str, language: str, direction: str) -> str:
    """The same text as HTML: paragraphs, and lists of lines that begin with a dash."""
    parts = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        lines = [escape(line) for line in block.split("\n")]
        if all(line.startswith("- ") for line in lines):
            parts.append("<ul>" + "".join(f"<li>{line[2:]}</li>" for line in lines) + "</ul>")
        else:
            parts.append("<p>" + "<br>\n".join(lines) + "</p>")
    head = f'<head><meta charset="utf-8"><title>{escape(_header(title))}</title></head>'
    body = "\n".join(parts)
    return f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n{head}\n<body>\n{body}\n</body>\n</html>\n'


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


def link(to: str, subject: str, body: str, copies: Sequence[str] = ()) -> str:
    """A `mailto:` address (RFC 6068) that opens a letter in the mail program. It may be too long: see LONGEST_LINK."""
    lines = "\r\n".join(body.rstrip("\n").split("\n"))
    fields = {"cc": ",".join(quote(copy, safe="@") for copy in copies), "subject": quote(_header(subject), safe="")}
    fields["body"] = quote(lines, safe="")
    whole = "&".join(f"{name}={value}" for name, value in fields.items() if value or name == "subject")
    return f"mailto:{quote(to, safe='@+')}?{whole}"
