"""The face and the policies of an office: `[section]` in ua-gen.toml."""

import base64
import datetime
import io
import os
import re
import socket
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Run, SetClock
from helpers.all_languages import DAY as THAT_DAY
from helpers.all_languages import fields_in
from helpers.specimen import (
    ALL_LANGUAGES,
    DAY,
    FULL,
    SECTION,
    SOMEBODY,
    TWO_PEOPLE,
    case_text,
    loaded,
    made,
    section,
    words,
)
from PIL import Image

from ua_gen import Diagnostic, Problems, render
from ua_gen.action.gate import Terms, judge
from ua_gen.action.related import Neighbours
from ua_gen.clock import Days
from ua_gen.files.images import ImageError, logo_address
from ua_gen.languages import language as get_language
from ua_gen.model import Section
from ua_gen.templating import Templates

SQUARE = """\
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">
<title>Logo</title>{}</svg>"""
RECT = '<rect width="9" height="9" fill="#0a7b3c"/>'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case and a picture for a logo, in which commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.yaml").write_text(case_text(TWO_PEOPLE | {"invented": False}), "utf-8")
    Image.new("RGB", (30, 20), (10, 120, 60)).save(tmp_path / "logo.png")
    Image.new("RGB", (30, 20), (10, 120, 60)).save(tmp_path / "logo.jpg")
    (tmp_path / "logo.svg").write_text(SQUARE.format(RECT), "utf-8")
    return tmp_path


@pytest.fixture
def run(run: Run) -> Run:
    """Runs `ua-gen` with the office's configuration, named: one that lies there may have come with the case."""
    return lambda *arguments: run(*(["--config", "ua-gen.toml"] if Path("ua-gen.toml").exists() else []), *arguments)


def configure(office: Path, text: str) -> None:
    (office / "ua-gen.toml").write_text(text, "utf-8")


WHOLE = """\
[section]
name = "Example Section"
address = ["7 Example Row", "Bristol BS1"]
country = "GB"
email = "office@example.org"
web = "www.example.org"
logo = "logo.png"
colour = "#114488"
replies = "replies@example.org"
mention-issuer = true
after-deadline = "ask"
"""


def rendered(run: Run, office: Path, kind: str = "html", document: str = "urgent-action") -> bytes:
    ran = run("render", "case.yaml", "-d", document, "-l", "en", "-f", kind, "--date", DAY, "-o", "-")
    assert ran.code == 0, ran.err
    return ran.out


def test_the_face_of_the_office_is_on_its_documents(run: Run, office: Path) -> None:
    configure(office, WHOLE)
    page = rendered(run, office).decode()
    letterhead = page.partition('<div class="letterhead')[2].partition('<div class="head')[0]
    head = " ".join(re.sub(r"<[^>]*>", " ", letterhead).split())
    assert "Example Section 7 Example Row · Bristol BS1 · United Kingdom office@example.org · www.example.org" in head
    assert "--accent: #114488" in page
    assert "Please send a copy of any reply to: replies@example.org" in page
    shown = " ".join(word.text for word in words(rendered(run, office, "pdf")))
    for line in ("Example Section", "7 Example Row · Bristol BS1 · United Kingdom", "office@example.org · www."):
        assert line in shown
    assert "replies@example.org" in rendered(run, office, "txt").decode()
    for document in ("outcome", "petition"):
        wish: dict[str, Any] = {"section": section(), "document": document}
        data = TWO_PEOPLE | ({"status": [{"state": "died", "since": "2026-03-12"}]} if document == "outcome" else {})
        to = "minister" if document == "petition" else None
        assert '<div class="letterhead' in made(data, "html", to=to, **wish).decode()


def test_a_pale_colour_is_that_of_banners_and_its_captions_are_black(run: Run, office: Path) -> None:
    """The yellow of a section: a field with black words; as the ink of captions nobody could read it."""
    configure(office, WHOLE.replace("#114488", "#ffff00"))
    page = rendered(run, office).decode()
    assert ("--accent: #111111" in page, "--field: #ffff00" in page, "--on-field: #111111" in page) == (True,) * 3
    assert (1.0, 1.0, 0.0) in _colours(rendered(run, office, "pdf"))
    configure(office, WHOLE)
    page = rendered(run, office).decode()
    assert ("--field: #114488" in page, "--on-field: #ffffff" in page) == (True, True)


def test_there_is_no_colour_of_a_campaign_where_nobody_is_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'class="banner field sans"' in made(TWO_PEOPLE, "html", document="urgent-action").decode()
    monkeypatch.setattr("ua_gen.wording.urgent_action.all_have_died", lambda case, day: True)
    page = made(TWO_PEOPLE, "html", document="urgent-action").decode()
    assert 'class="banner field mourning sans"' in page
    assert ".banner.mourning { background: #111; color: #fff }" in page


def test_the_deadline_stands_below_the_headline() -> None:
    page = made(TWO_PEOPLE, "html", document="urgent-action").decode()
    strip = re.search(r'<p class="deadline sans">(.*?)</p>', page)
    assert strip
    assert re.search(
        r"until</span> <strong>\d+\W+\w+\W+2026</strong>", strip[1].replace("&nbsp;", " ").replace("\u00a0", " ")
    )
    assert page.index(strip[0]) < page.index('class="targets"')


def test_without_a_section_there_is_no_letterhead_and_no_other_colour(run: Run, office: Path) -> None:
    page = rendered(run, office).decode()
    assert '<div class="letterhead' not in page
    assert "--accent: #a3320b" in page
    assert "any reply" not in page


def test_replies_go_to_the_office_if_nothing_else_is_said() -> None:
    page = made(TWO_PEOPLE, "txt", document="urgent-action", section=section(replies=None)).decode()
    assert "any reply to: office@example.org" in page


@pytest.mark.parametrize("kind", ["png", "jpg", "svg"])
def test_a_logo_is_on_the_page_with_the_name_for_those_who_cannot_see_it(kind: str, run: Run, office: Path) -> None:
    configure(office, WHOLE.replace("logo.png", f"logo.{kind}"))
    page = rendered(run, office).decode()
    mime = {"png": "png", "jpg": "jpeg", "svg": r"svg\+xml"}[kind]
    found = re.search(rf'<img src="data:image/{mime};base64,([^"]*)" alt="Example Section">', page)
    assert found
    content = base64.b64decode(found[1])
    assert b"<rect" in content if kind == "svg" else Image.open(io.BytesIO(content)).size == (30, 20)
    with_logo, without = (
        rendered(run, office, "pdf"),
        made(SOMEBODY, "pdf", document="urgent-action", section=section()),
    )
    if kind == "svg":
        assert _colours(with_logo) - _colours(without) >= {(0.039, 0.482, 0.235)}
    else:
        assert (_images(with_logo), _images(without)) == (1, 0)


def _images(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return sum(1 for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image")


def _colours(data: bytes) -> set[tuple[float, ...]]:
    found = set()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
        for stream in [*pdf.pages, *streams]:
            for operands, operator in pikepdf.parse_content_stream(stream):
                if str(operator) in ("rg", "scn", "sc") and len(operands) == 3:
                    found.add(tuple(round(float(value), 3) for value in operands))
    return found


OUTSIDE = {
    "an image of the network": '<image href="http://example.org/x.png" width="9" height="9"/>',
    "an image of the machine": '<image href="file:///usr/share/pixmaps/x.png" width="9" height="9"/>',
    "an image beside it": '<image href="logo.png" width="9" height="9"/>',
    "a picture that is a part": '<g id="a"/><image href="#a" xlink:href="logo.png" width="9" height="9"/>',
    "a style sheet": '<style>@import url("http://example.org/x.css");</style>',
    "somebody else's symbol": '<use href="http://example.org/x.svg#a"/>',
}


@pytest.mark.parametrize("content", OUTSIDE.values(), ids=OUTSIDE)
def test_a_logo_that_refers_to_something_else_fetches_nothing(
    content: str, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda self, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *address, **_: asked.append(address) or [])
    (office / "logo.svg").write_text(SQUARE.format(RECT + content), "utf-8")
    face = section(logo=str(office / "logo.svg"))
    data, page = (made(SOMEBODY, kind, document="urgent-action", section=face) for kind in ("pdf", "html"))
    assert (asked, _images(data)) == ([], 0)
    assert (0.039, 0.482, 0.235) in _colours(data), "what is drawn in it is shown"
    drawn = base64.b64decode(re.findall(rb'src="data:image/svg\+xml;base64,(.*?)"', page)[0])
    assert re.search(rb"href|example|<image|<use|@import", drawn.replace(b"http://www.w3.org", b"")) is None


def test_a_logo_that_cannot_be_drawn_is_told(office: Path) -> None:
    (office / "logo.svg").write_text(SQUARE.format('<g id="a"><use href="#a"/></g>'), "utf-8")
    with pytest.raises(Problems, match=r"UA502.*the logo of the section, or a drawing in the template: save it anew"):
        made(SOMEBODY, "pdf", document="urgent-action", section=section(logo=str(office / "logo.svg")))


SPEAKING = """\
<?xml version="1.0"?><?xml-stylesheet href="canary"?><!-- Created with canary -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/canary" xmlns:x="canary"
 xmlns:xlink="http://www.w3.org/1999/xlink" inkscape:export-filename="/home/canary/logo.png" onload="canary()"
 data-name="canary" width="9" height="9"><title>canary</title><desc>canary</desc><metadata><canary/></metadata>
<script>canary()</script><x:y>canary</x:y>canary<g id="a" ONCLICK="canary()"><rect width="9" height="9" fill="url(#b)"/>
canary</g><a href="javascript:canary()"><circle r="3" style="fill: red"/></a><use xlink:href="#a"/>
<image href="file:///home/canary.png"/><image xlink:href="data:text/html,canary"/><rect fill="url(canary.svg#b)"/>
<style>/* canary */ .a { fill: blue }</style><style>.b { background: url(canary) }</style>
<style>@im<x>port 'canary'</x></style><style>@im\\port 'canary'</style>
<foreignObject><body>canary</body></foreignObject><set attributeName="href" to="canary"/>
<text>Words <tspan>of a</tspan> logo<desc>canary</desc>!</text></svg>
"""


def test_of_a_drawing_only_what_is_drawn_is_shown(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SPEAKING, "utf-8")
    drawn = base64.b64decode(logo_address(tmp_path / "logo.svg").partition(",")[2]).decode()
    assert "canary" not in drawn.lower()
    kept = (
        'xmlns="http://www.w3.org/2000/svg"',
        'id="a"',
        'fill="url(#b)"',
        '<circle r="3" style="fill: red"',
        '<use xlink:href="#a"',
    )
    for part in (*kept, ".a { fill: blue }", "<text>Words <tspan>of a</tspan> logo!</text>"):
        assert part in drawn


def test_a_photograph_in_a_drawing_is_cleared(tmp_path: Path) -> None:
    photograph = io.BytesIO()
    Image.new("RGB", (9, 9), "#123456").save(photograph, "JPEG", comment=b"SECRETCOMMENT")
    address = f"data:image/jpeg;base64,{base64.b64encode(photograph.getvalue()).decode()}"
    (tmp_path / "logo.svg").write_text(SQUARE.format(f'<image width="9" height="9" href="{address}"/>'), "utf-8")
    drawn = base64.b64decode(logo_address(tmp_path / "logo.svg").partition(",")[2]).decode()
    found = re.search('href="data:image/jpeg;base64,([^"]*)"', drawn)
    assert found
    assert b"SECRET" not in base64.b64decode(found[1])


DOCTYPE = "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + SQUARE.format("&a;")
NO_DRAWINGS = {
    "entities": DOCTYPE.encode(),
    "entities in UTF-16": ('<?xml version="1.0" encoding="utf-16"?>' + DOCTYPE).encode("utf-16"),
    "a DOCTYPE alone": b"<!DOCTYPE svg>" + SQUARE.format("").encode(),
    "another kind": b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
    "a kind that ends so": b"<notsvg/>",
    "an unknown encoding": b"<?xml version='1.0' encoding='x'?><svg/>",
    "depth": SQUARE.format("<g>" * 2000 + "</g>" * 2000).encode(),
}


@pytest.mark.parametrize("data", NO_DRAWINGS.values(), ids=NO_DRAWINGS)
def test_what_is_no_drawing_is_no_logo(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_bytes(data)
    with pytest.raises(ImageError, match="is not an SVG picture"):
        logo_address(tmp_path / "logo.svg")


def test_a_drawing_is_a_file_that_is_not_too_large(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.svg")
    with pytest.raises(ImageError, match="is not a file"):
        logo_address(tmp_path / "pipe.svg")
    (tmp_path / "large.svg").write_bytes(SQUARE.format(" " * 2_000_000).encode())
    with pytest.raises(ImageError, match="too large"):
        logo_address(tmp_path / "large.svg")


BAD = {
    "an unknown key": ("nmae", 'nmae = "X"', "did you mean `name`?"),
    "no name": ("name", "", "[section] has no `name`"),
    "not a colour": ("colour", 'name = "X"\ncolour = "red"', "write it like `#a3320b`"),
    "not a flag": ("mention-issuer", 'name = "X"\nmention-issuer = "maybe"', "`true`"),
    "not a policy": ("after-deadline", 'name = "X"\nafter-deadline = "sometimes"', "one of: never, ask, agreed"),
    "a list for a text": ("name", 'name = ["X"]', ""),
    "a number for a text": ("email", 'name = "X"\nemail = 7', ""),
    "a text for a list": ("address", 'name = "X"\naddress = "7 Example Row"', ""),
    "a table for a text": ("web", 'name = "X"\n[section.web]\na = 1', ""),
    "a long address": ("address", 'name = "X"\naddress = ["1","2","3","4","5","6","7"]', ""),
    "a country by name": ("country", 'name = "X"\ncountry = "Britain"', ""),
    "no e-mail address": ("email", 'name = "X"\nemail = "office"', "is not an e-mail address"),
    "no logo there": ("logo", 'name = "X"\nlogo = "lgoo.png"', "`lgoo.png` cannot be read"),
    "a folder": ("logo", 'name = "X"\nlogo = "."', ""),
    "no picture": ("logo", 'name = "X"\nlogo = "case.yaml"', "not a PNG or JPEG picture"),
    "no SVG": ("logo", 'name = "X"\nlogo = "broken.svg"', "is not an SVG picture"),
    "an SVG that grows": ("logo", 'name = "X"\nlogo = "bomb.svg"', "is not an SVG picture"),
}


@pytest.mark.parametrize(("key", "lines", "told"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_named_by_its_key(key: str, lines: str, told: str, run: Run, office: Path) -> None:
    (office / "broken.svg").write_text("<svg><rect</svg>", "utf-8")
    entities = '<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">'
    (office / "bomb.svg").write_text(f"<!DOCTYPE svg [{entities}]>{SQUARE.format('&b;')}", "utf-8")
    configure(office, f"[section]\n{lines}\n")
    ran = run("render", "case.yaml", "-f", "txt", "-l", "en", "--date", DAY, "-o", "out")
    assert (ran.code, (office / "out").exists()) == (2, False), ran.err
    assert f"`{key}`" in ran.err
    assert "ua-gen.toml" in ran.err
    assert told in ran.err
    assert "Traceback" not in ran.err


def test_a_section_is_a_table(run: Run, office: Path) -> None:
    for text in ('section = "Bristol"\n', '[[section]]\nname = "X"\n'):
        configure(office, text)
        ran = run("render", "case.yaml", "-f", "txt", "-l", "en", "--date", DAY, "-o", "out")
        assert ran.code == 2
        assert "`section` must be a table" in ran.err


def test_a_configuration_without_a_section_still_sets_flags(run: Run, office: Path) -> None:
    configure(office, f'{WHOLE}[render]\nformat = ["txt"]\nlang = ["en"]\n')
    ran = run("render", "case.yaml", "--date", DAY, "-o", "out", "--to", "minister")
    assert ran.code == 0, ran.err
    assert [path.name for path in (office / "out").rglob("*.*")] == ["letter-minister-en.txt"]


# --- policies --------------------------------------------------------------------------------------------------------


ISSUERS = {"Latn": "Committee Sample", "Cyrl": "Комитет Пример", "Arab": "لجنة المثال", "Hans": "范例委员会"}


@pytest.mark.parametrize("tag", ALL_LANGUAGES)
def test_letters_need_not_name_the_organisation_that_issues_the_action(tag: str, set_clock: SetClock) -> None:
    """It regards the person, it speaks, and a request names it: none of that may slip through."""
    set_clock("2026-02-01")
    issuer = ISSUERS[get_language(tag).script]
    fields = fields_in(tag, ("male",))
    fields["action"] |= {"issuer": issuer}
    fields["people"][0] |= {"considered": {"as": "prisoner-of-conscience"}}
    fields["events"] += [{"type": "charged", "date": "2026-01-14", "according_to": issuer}]
    fields["requests"] = [{"ask": "note-prisoner-of-conscience"}, {"ask": "release-unconditionally"}]
    case = loaded(fields)

    def shown(document: str, mention: bool) -> str:
        office = Section(name="X", mention_issuer=mention)
        to = None if document.startswith("urgent") else "minister"
        return " ".join(made(case, "txt", tag, document=document, section=office, day=THAT_DAY, to=to).decode().split())

    for document in ("letter", "group-letter", "petition"):
        assert issuer in shown(document, True), document
        assert issuer not in shown(document, False), document
    for document in ("fax-cover", "envelope"):
        assert issuer not in shown(document, False), document
    assert issuer in shown("urgent-action-classic", False), "the sheet is for members"


@pytest.mark.parametrize(
    ("policy", "flag", "found"),
    [
        ("never", False, ["UA222"]),
        ("never", True, ["UA222"]),
        ("ask", False, ["UA222"]),
        ("ask", True, []),
        ("agreed", False, []),
        ("agreed", True, []),
    ],
)
def test_what_becomes_of_appeals_after_the_deadline(policy: Any, flag: bool, found: list[str]) -> None:
    terms = Terms(flag, Section(name="X", after_deadline=policy))

    def refusals(day: datetime.date) -> tuple[Diagnostic, ...]:
        return judge(Templates().documents["letter"], [loaded(FULL)], Days(day, day), Neighbours(), terms).refused

    refused = refusals(datetime.date(2026, 4, 22))
    assert [diagnostic.code for diagnostic in refused] == found
    if policy == "never":
        assert "--after-deadline" not in refused[0].hint, "no way around it is named"
    assert [each.code for each in refusals(datetime.date(2026, 3, 1))] == ["UA223"]


def test_the_policy_of_the_configuration_is_in_force(run: Run, office: Path) -> None:
    late = ["render", "case.yaml", "-f", "txt", "-l", "en", "--to", "minister", "--date", "2026-04-22", "-o", "out"]
    configure(office, '[section]\nname = "X"\nafter-deadline = "never"\n')
    assert run(*late, "--after-deadline").code == 1
    configure(office, '[section]\nname = "X"\nafter-deadline = "agreed"\n')
    assert run(*late).code == 0


def test_a_policy_does_not_reach_over_the_state_of_the_person() -> None:
    freed = SOMEBODY | {"status": [{"state": "released", "since": "2026-03-15"}]}
    with pytest.raises(Problems) as problems:
        render(loaded(freed), formats=["txt"], date=DAY, section=Section(name="X", after_deadline="agreed"))
    assert [found.code for found in problems.value.diagnostics] == ["UA220"]


def test_the_section_of_the_tests_has_every_key_but_those_tried_apart() -> None:
    assert set(Section.model_fields) - set(SECTION) == {
        "logo", "letterhead", "colour", "mention_issuer", "after_deadline",
    }  # fmt: skip
