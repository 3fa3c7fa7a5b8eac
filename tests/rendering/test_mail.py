"""Drafts of e-mails and links that open one: every script in the headers, no byte by chance, nothing smuggled in."""

import email
import email.policy
import email.utils
import io
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pikepdf
import pytest
from conftest import Run, SetClock
from helpers.all_languages import DAY as THAT_DAY
from helpers.all_languages import NAMES, case_in
from helpers.specimen import ALL_LANGUAGES, DAY, FULL, MINIMAL, SOMEBODY, TWO_PEOPLE, case_text, loaded, made, sender
from hypothesis import given, settings
from hypothesis import strategies as st

from ua_gen import Problems, Sender, render
from ua_gen.languages import language as get_language
from ua_gen.rendering.mail import LONGEST_LINK, draft, link


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    return str(body.get_content()).replace("\r\n", "\n")


def drafted(data: Any = SOMEBODY, language: str = "en", **wish: Any) -> EmailMessage:
    return read(made(data, "eml", language, **wish))


@pytest.mark.parametrize("tag", ALL_LANGUAGES)
def test_headers_and_text_are_right_in_every_script(tag: str, set_clock: SetClock) -> None:
    set_clock("2026-02-01")  # The person of that case is free from then on.
    name = NAMES[get_language(tag).script][1]
    writer = Sender(name=name, address=("1 Example Street",), country="GB", email="writer@example.org")
    case = case_in(tag, ("female",))
    mail, letter = (
        render(case, languages=[tag], formats=[kind], date=THAT_DAY, sender=writer)[0].data for kind in ("eml", "txt")
    )
    assert mail.isascii(), "whatever programs it passes through, they can read it"
    assert max(map(len, mail.split(b"\r\n"))) <= 78
    message = read(mail)
    assert message["From"].addresses[0].display_name == name
    assert message["From"].addresses[0].addr_spec == "writer@example.org"
    assert message["To"].addresses[0].addr_spec == "minister@example.org"
    assert message["Content-Language"] == tag
    assert NAMES[get_language(tag).script][0] in message["Subject"]
    assert text_of(message) == letter.decode()


def test_a_draft_is_opened_as_one_and_dated_by_the_program_that_sends_it() -> None:
    message = drafted(FULL, to="minister", sender=sender())
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Bakyt Example <minister@example.org>"
    assert str(message["From"]) == "Mary-Ann Writer <writer@example.org>"
    assert str(message["Subject"]) == "The case of Aida Specimen and Bolot Muster"
    assert (message["Date"], message["Message-ID"]) == (None, None)
    assert message.get_content_type() == "text/plain"


def test_the_attachment_is_the_pdf() -> None:
    wish: dict[str, Any] = {"to": "minister", "sender": sender()}
    message = drafted(FULL, "ru", attach=True, **wish)
    [attached] = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "letter-minister-ru.pdf"
    assert attached.get_content() == made(FULL, "pdf", "ru", **wish)
    assert text_of(message) == made(FULL, "txt", "ru", **wish).decode()


def test_the_same_letter_is_the_same_file() -> None:
    for attach in (False, True):
        first, second = (made(FULL, "eml", to="minister", sender=sender(), attach=attach) for _ in range(2))
        assert first == second
    other = made(FULL | {"letter": {"en": "Another letter.", "ru": "Другое."}}, "eml", to="minister", attach=True)
    assert _boundary(other) != _boundary(made(FULL, "eml", to="minister", attach=True))


def _boundary(data: bytes) -> str:
    return str(read(data).get_boundary())


@pytest.mark.parametrize("privacy", ["initials", "anonymous"])
def test_who_does_not_want_to_be_known_is_not_in_the_draft(privacy: str) -> None:
    writer = sender(privacy=privacy, personal_line=None)
    data = made(FULL, "eml", to="minister", sender=writer, attach=True)
    message = read(data)
    assert message["From"] is None
    [attached] = message.iter_attachments()
    secrets = ["Mary", "Writer", "Specimen Road", "writer@", "John Reader", *(["Leeds"] * (privacy == "anonymous"))]
    with pikepdf.open(io.BytesIO(attached.get_content())) as pdf:
        texts = [text_of(message), str(message), str(pdf.docinfo), str(pdf.open_metadata())]
    assert [(secret, text) for text in texts for secret in secrets if secret in text] == []


def test_somebody_without_an_address_gets_no_draft() -> None:
    with pytest.raises(Problems) as problems:
        render(loaded(_two()), formats=["eml"], languages=["en"], date=DAY)
    [found] = problems.value.diagnostics
    assert (found.code, found.message) == ("UA218", "`other` has no e-mail address")
    assert found.span
    assert found.span.source.strip() == "- id: other"
    assert "--format pdf" in found.hint


def _two() -> dict[str, Any]:
    [official] = SOMEBODY["recipients"]
    other = {name: value for name, value in official.items() if name != "email"} | {
        "id": "other",
        "fax": "+996 312 00 00 03",
    }
    return SOMEBODY | {"recipients": [official, other]}


def test_the_others_get_theirs_all_the_same(run: Run, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(_two()), "utf-8")
    ran = run("render", tmp_path / "case.yaml", "-f", "eml", "-l", "en", "--date", DAY, "-o", tmp_path / "out")
    assert ran.code == 1
    assert "error[UA218]" in ran.err
    assert [path.name for path in (tmp_path / "out").rglob("*.*")] == ["letter-official-en.eml"]


def test_a_document_for_nobody_in_particular_is_no_e_mail() -> None:
    with pytest.raises(Problems) as problems:
        made(MINIMAL, "eml", document="urgent-action")
    assert [found.code for found in problems.value.diagnostics] == ["UA218"]


HEADERS = ["X-Unsent", "From", "To", "Subject", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"]
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
EVIL = st.sampled_from(["\r\nBcc: x@example.org", "\nBcc: x@example.org\n\n", "\r\n\r\nx", "\u2028Bcc: x", "\x85x"])
TEXT = st.builds("{}{}{}".format, ANY, EVIL | ANY, ANY)


@settings(max_examples=80, deadline=None)
@given(name=TEXT, writer=TEXT, subject=TEXT, body=TEXT)
def test_nothing_in_a_name_or_a_subject_begins_another_header(name: str, writer: str, subject: str, body: str) -> None:
    data = draft(
        to="to@example.org", name=name, sender="from@example.org", sender_name=writer, subject=subject, body=body,
        language="en",
    )  # fmt: skip
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert sorted(message.keys()) == sorted([*HEADERS, "Content-Language"])
    assert [address.addr_spec for address in message["To"].addresses] == ["to@example.org"]
    assert [address.addr_spec for address in message["From"].addresses] == ["from@example.org"]


# --- links -----------------------------------------------------------------------------------------------------------


@settings(max_examples=100, deadline=None)
@given(subject=TEXT, body=TEXT)
def test_a_link_gives_back_what_was_put_into_it(subject: str, body: str) -> None:
    """As RFC 6068 wants it: line ends are CRLF, a space is %20 and never a plus sign."""
    address = link("to+letters@example.org", subject, body)
    assert address.isascii()
    assert re.fullmatch(r"mailto:to\+letters@example\.org\?subject=[\w.~%-]*&body=[\w.~%-]*", address)
    assert "%0A" not in address.replace("%0D%0A", "")
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "to+letters@example.org")
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields["subject"] == [" ".join(subject.split())]
    assert fields["body"][0].split("\r\n") == body.rstrip("\n").split("\n")


def test_an_address_cannot_add_to_its_link() -> None:
    assert link("a?bcc=b@example.org", "x", "y").startswith("mailto:a%3Fbcc%3Db@example.org?subject=x")


def listed(run: Run, *arguments: str | Path) -> list[list[str]]:
    ran = run("list", "--links", "--date", DAY, *arguments)
    assert ran.code == 0, ran.err
    return [line.split("\t") for line in ran.text.splitlines()]


LONG = {
    "latin": "Head of the Department, Ministry of Justice, " * 4,
    "cyrillic": "Начальник управления, Министерство юстиции, " * 4,
    "arabic": "رئيس الإدارة، وزارة العدل, " * 6,
    "mixed": 'Head "of" the Department, начальник, ' * 5,
    "chinese": "司法部长办公室" * 25,
    "emoji": "🕊" * 150,
    "one-word": "x" * 180,
    "commas": "a, b@example.com, c; d <e@example.com>, " * 4,
    "quotes": 'A "B" \\C\\ (D), ' * 10,
    "backslashes": "\\" * 60,
    "quotation-marks": '"' * 60,
    "encoded": "=?utf-8?q?a=2C_b=40example.com=2C?= " * 3,
    "short": "Doe, Jane",
    "short-encoded": "=?utf-8?q?a=2C_b=40example.com=2C?=",
    "ends-in-a-backslash": "a, b\\",
    "as-long-as-a-line": "Head of the Department, Ministry of Justice of the Republic, Osh",
    "domain": "minister@example.com, ",
}


def _name(data: bytes, field: str) -> str:
    """The name in a header. Between encoded words the newer parser leaves a space that does not belong there."""
    value = str(email.message_from_bytes(data)[field])
    if "=?utf-8?b?" in value:
        return str(make_header(decode_header(value.rpartition("<")[0].strip())))
    [address] = read(data)[field].addresses
    return str(address.display_name)


@pytest.mark.parametrize("name", LONG.values(), ids=LONG)
def test_a_long_name_with_commas_is_one_name(name: str) -> None:
    data = draft(
        to="to@example.org", name=name, sender="from@example.org", sender_name=name, subject=name, body="x",
        language="en",
    )  # fmt: skip
    assert data.isascii()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 78
    assert max((len(word) for word in re.findall(rb"=\?[^ ?]+\?[bq]\?[^? ]*\?=", data)), default=0) <= 75
    message = read(data)
    assert message["Subject"] == name.strip()
    for field, address in (("To", "to@example.org"), ("From", "from@example.org")):
        [found] = message[field].addresses
        assert found.addr_spec == address
        assert _name(data, field) == name.strip()
        # Older programs read it otherwise: the address alone, between the last brackets, outside of quotation marks.
        [(_, parsed)] = email.utils.getaddresses([str(email.message_from_bytes(data)[field])])
        assert parsed == address


def test_what_is_too_long_for_a_name_is_cut() -> None:
    long = "Head of Department, " * 100
    data = draft(to="to@example.org", name=long, sender="", sender_name="", subject="S", body="x", language="en")
    [found] = read(data)["To"].addresses
    assert (found.addr_spec, _name(data, "To")) == ("to@example.org", long[:199] + "…")


@settings(max_examples=200, deadline=None)
@given(name=st.text(st.sampled_from('aб ر中🕊,;:"\\()<>@.=?_ '), max_size=250))
def test_whatever_is_in_a_name_comes_back(name: str) -> None:
    data = draft(to="to@example.org", name=name, sender="", sender_name="", subject="S", body="x", language="en")
    [found] = read(data)["To"].addresses
    wanted = " ".join(name.split())
    assert found.addr_spec == "to@example.org"
    assert _name(data, "To") == (wanted if len(wanted) <= 200 else wanted[:199] + "…")


def test_links_are_listed_for_those_who_have_an_address(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(_two()), "utf-8")
    [row] = listed(run, path, "-l", "en")
    assert row[:3] == [str(path), "official", "en"]
    letter = made(_two(), "txt", to="official").decode()
    query = parse_qs(urlsplit(row[3]).query)
    assert query["body"] == [letter.rstrip("\n").replace("\n", "\r\n")]
    assert unquote(urlsplit(row[3]).path) == "official@example.org"
    assert [row[2] for row in listed(run, path)] == ["en"], "the language that letters are in"


def test_a_link_that_is_too_long_is_listed_with_a_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(TWO_PEOPLE), "utf-8")
    ran = run("list", "--links", path, "-l", "ru", "--date", DAY)
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.text.splitlines()]
    assert [row[1] for row in rows] == ["minister", "prosecutor"]
    assert all(len(row[3]) > LONGEST_LINK for row in rows)
    assert ran.err.count("warning[UA219]") == 2


def test_there_are_no_links_for_what_may_not_be_sent(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    ran = run("list", "--links", path, "--date", "2027-01-01")
    assert (ran.code, ran.out) == (1, b"")
    assert "error[UA222]" in ran.err
