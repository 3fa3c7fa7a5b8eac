"""Drafts of e-mails and links that open one: every script in the headers, no byte by chance, nothing smuggled in."""

import email
import email.policy
import email.utils
import html
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
from helpers.specimen import (
    ALL_LANGUAGES,
    DAY,
    FULL,
    MINIMAL,
    SOMEBODY,
    TWO_PEOPLE,
    case_text,
    loaded,
    made,
    sender,
    wording,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from ua_gen import Problems, Sender, render
from ua_gen.languages import language as get_language
from ua_gen.rendering.mail import LONGEST_LINK, draft, flowed, link


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text_of(message: EmailMessage) -> str:
    """The text as programs show it that know how lines flow: what RFC 3676, 4.1 and 4.4, has them do."""
    body = message.get_body(("plain",))
    assert body
    kind = body["Content-Type"].params
    assert (kind["format"], kind["delsp"]) == ("flowed", "yes")
    shown = ""
    for line in str(body.get_content()).replace("\r\n", "\n").splitlines():
        line = line.removeprefix(" ")
        shown += line[:-1] if line.endswith(" ") else line + "\n"
    return shown


def html_of(message: EmailMessage) -> str:
    """What a browser shows of the other form."""
    body = message.get_body(("html",))
    assert body
    page = str(body.get_content()).replace("\r\n", "\n").partition("<body>")[2]
    page = re.sub(r"<br>\n", "\n", page.replace("<li>", "- ").replace("</li>", "\n").replace("</p>", "\n"))
    return html.unescape(re.sub("<[^>]*>", "", page))


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
    salutation = wording(case, tag, to="minister", day=THAT_DAY, sender=writer).salutation
    shown = text_of(message)
    assert salutation in shown.splitlines()
    body = salutation + letter.decode().partition(salutation)[2].rpartition(name)[0]
    # The letter's lines are broken, those of the mail are not; in Chinese a break is no blank.
    assert "".join(
        "".join(shown.partition(salutation)[1:]).rpartition("writer@")[0].rpartition(name)[0].split()
    ) == "".join(body.split())
    assert "".join(html_of(message).split()) == "".join(shown.split())


def test_a_draft_is_opened_as_one_and_dated_by_the_program_that_sends_it() -> None:
    message = drafted(FULL, to="minister", sender=sender())
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Bakyt Example <minister@example.org>"
    assert str(message["From"]) == "Mary-Ann Writer <writer@example.org>"
    assert str(message["Subject"]) == "The case of Aida Specimen and Bolot Muster"
    assert (message["Date"], message["Message-ID"]) == (None, None)
    assert text_of(message).startswith(
        "Specimen: the person and the events are invented.\n\nDear Minister Example,\n\nI "
    )
    assert "\n\nMary-Ann Writer\n" in text_of(message), "who writes, with the address for the reply, comes last"
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]


def test_the_attachment_is_the_pdf() -> None:
    wish: dict[str, Any] = {"to": "minister", "sender": sender()}
    message = drafted(FULL, "ru", attach=True, **wish)
    assert message.get_content_type() == "multipart/mixed"
    [attached] = message.iter_attachments()
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_filename() == "letter-minister-ru.pdf"
    assert attached.get_content() == made(FULL, "pdf", "ru", **wish)
    assert text_of(message) == text_of(drafted(FULL, "ru", **wish))


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
        texts = [text_of(message), html_of(message), str(message), str(pdf.docinfo), str(pdf.open_metadata())]
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


HEADERS = ["X-Unsent", "From", "To", "Subject", "Content-Type", "MIME-Version"]
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
    assert re.fullmatch(r"mailto:to\+letters@example\.org\?subject=[\w.~%-]*(&body=[\w.~%-]*)?", address)
    assert "%0A" not in address.replace("%0D%0A", "")
    parts = urlsplit(address)
    assert (parts.scheme, parts.path) == ("mailto", "to+letters@example.org")
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields["subject"] == [" ".join(subject.split())]
    assert fields.get("body", [""])[0].split("\r\n") == body.rstrip("\n").split("\n")


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
    query = parse_qs(urlsplit(row[3]).query)
    assert query["body"] == [text_of(drafted(_two(), to="official")).rstrip("\n").replace("\n", "\r\n")]
    assert unquote(urlsplit(row[3]).path) == "official@example.org"
    assert [row[2] for row in listed(run, path)] == ["en"], "the language that letters are in"


def test_a_link_that_is_too_long_is_listed_with_a_warning(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(TWO_PEOPLE), "utf-8")
    ran = run("list", "--links", path, "-l", "ru", "--date", DAY)
    assert ran.code == 0
    rows = [line.split("\t") for line in ran.text.splitlines()]
    assert [row[1] for row in rows] == ["minister", "prosecutor"]
    # Address and subject are in it, and nothing of the text: half a letter would be sent by somebody.
    assert [parse_qs(urlsplit(row[3]).query).keys() for row in rows] == [{"subject"}, {"subject"}]
    assert all(len(row[3]) < LONGEST_LINK for row in rows)
    assert ran.err.count("warning[UA219]: the link to the letter to `") == 2
    assert ran.err.count("paste the text of `-f txt`") == 2


# --- copies ----------------------------------------------------------------------------------------------------------


def _with_copies(*more: dict[str, Any]) -> dict[str, Any]:
    copy = {"role": "copy", "post": "official", "country": "KG"}
    return SOMEBODY | {"recipients": [*SOMEBODY["recipients"], *(copy | each for each in more)]}


COPIES = _with_copies(
    {
        "id": "speaker",
        "office": "Speaker",
        "name": {"en": "Doe, Jane", "ru": "Джейн До"},
        "email": "speaker@example.org",
    },
    {"id": "chair", "office": "Chair", "email": "chair@пример.example"},
)


def test_copies_that_the_letter_tells_of_are_addressed() -> None:
    message = drafted(COPIES)
    assert [(each.display_name, each.addr_spec) for each in message["Cc"].addresses] == [
        ("Doe, Jane", "speaker@example.org"),
        ("", "chair@xn--e1afmkfd.example"),
    ]
    assert "Doe, Jane" in text_of(message).rpartition("\n\n")[2]
    assert _name(made(COPIES, "eml", "ru"), "Cc").startswith("Джейн До")


def test_so_is_the_embassy_of_the_country_that_one_writes_from() -> None:
    case = SOMEBODY | {"embassies": {"GB": {"office": "Embassy", "address": ["1 Road"], "email": "gb@example.org"}}}
    assert [each.addr_spec for each in drafted(case, sender=sender(country="GB"))["Cc"].addresses] == ["gb@example.org"]
    assert drafted(case)["Cc"] is None


def test_a_copy_without_an_address_is_told_once(run: Run, tmp_path: Path) -> None:
    case = _with_copies({"id": "speaker", "office": {"en": "Speaker", "ru": "Спикер"}, "fax": "+996 312 62 50 12"})
    (tmp_path / "case.yaml").write_text(case_text(case), "utf-8")
    ran = run("render", tmp_path / "case.yaml", "-f", "eml", "-l", "en,ru", "--date", DAY, "-o", tmp_path / "out")
    assert ran.code == 0
    assert ran.err.count("warning[UA2013]: letters say that `speaker` gets a copy") == 1
    assert re.search(r"case\.yaml:\d+:\d+: warning\[UA2013\]", ran.err)
    assert "Cc:" not in (tmp_path / "out/case/letter-official-en.eml").read_text()


def test_a_link_has_the_copies_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(COPIES), "utf-8")
    [row, *_] = listed(run, path, "-l", "en")
    assert parse_qs(urlsplit(row[3]).query)["cc"] == ["speaker@example.org,chair@пример.example"]


# --- lines that flow -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "a " * 200,
        "https://example.org/" + "x" * 300,
        "这" * 100 + "。" + "那" * 80,
        "  two blanks  inside  and " * 9,
        "> quoted, or so it seems, " * 7,
        "From here on, nothing else. " * 7,
        "-- ",
        "",
    ],
)
def test_a_line_comes_back_from_its_pieces(line: str) -> None:
    pieces = flowed(line).split("\n")
    back = "".join(
        piece.removeprefix(" ").removesuffix(" " if number < len(pieces) else "")
        for number, piece in enumerate(pieces, 1)
    )
    assert back == line.rstrip() or " " + back == line.rstrip()
    assert not any(piece.startswith((">", "From ")) for piece in pieces)
    assert all(len(piece) <= 76 for piece in pieces) or " " not in line


def test_there_are_no_links_for_what_may_not_be_sent(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    ran = run("list", "--links", path, "--date", "2027-01-01")
    assert (ran.code, ran.out) == (1, b"")
    assert "error[UA222]" in ran.err
