"""What pages refer to: what a template names and cannot have stops it, and links lead to websites and addresses."""

import base64
import io
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Ran, Run
from helpers.specimen import DAY, SOMEBODY, case_text, loaded, sender
from PIL import Image

from ua_gen import Problems
from ua_gen.batch.labels import write_labels
from ua_gen.languages import language
from ua_gen.languages.phrases import english_phrases
from ua_gen.model.stationery import sheets
from ua_gen.rendering.job import Job
from ua_gen.rendering.series import Pages, write_series
from ua_gen.templating import Templates, confined
from ua_gen.wording import ReportWords, SolidarityWords, without_appeal

ON = ("--date", str(DAY), "-l", "en")
FRAME = "{{% extends '!letter/letter.html' %}}\n{{% block body %}}\n{{{{ super() }}}}\n{}\n{{% endblock %}}"
SVG = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
PICTURE = io.BytesIO()
Image.new("RGB", (9, 9), "#2a7").save(PICTURE, "PNG")


def template(folder: Path, body: str) -> None:
    own = folder / "own" / "letter"
    own.mkdir(parents=True, exist_ok=True)
    (own / "letter.html").write_text(FRAME.format(body), "utf-8")


@pytest.fixture
def folder(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (own.parent / "case.yaml").write_text(case_text(SOMEBODY), "utf-8")
    monkeypatch.chdir(own.parent)
    return own.parent


def made(run: Run, kind: str) -> Ran:
    return run("render", "case.yaml", *ON, "-f", kind, "--templates", "own")


def in_a_print_run() -> list[Pages | Problems]:
    templates, case = Templates([Path("own")]), loaded(SOMEBODY)
    assert case.value
    job = Job(case, templates.documents["letter"], language("en"), DAY, case.value.recipients[0])
    jobs = [replace(job, sender=sender(name=name)) for name in ("Kim Sample", "Jo Writer")]
    return write_series(jobs, templates, io.BytesIO())


# --- files that cannot be had ----------------------------------------------------------------------------------------

NAMING = {
    "a picture": "<img alt=x src='{}'>",
    "a style sheet": "<link rel=stylesheet href='{}'>",
    "an import": "<style>@import '{}';</style>",
    "an import by address": "<style>@import url({});</style>",
    "a font": "<style>@font-face {{{{ font-family: x; src: url({}) }}}} p {{{{ font-family: x }}}}</style>",
    "a background": "<p style='background: url({})'>x</p>",
    "a background of the page": "<style>@page {{{{ background: url({}) }}}}</style>",
    "a mark of a list": "<ul style='list-style: disc url({})'><li>x</ul>",
    "generated content": "<style>p::before {{{{ content: url({}) }}}}</style>",
    "a border": "<p style='border: 1px solid; border-image: url({}) 1'>x</p>",
    "an object": "<object data='{}'>x</object>",
    "an embedded thing": "<embed src='{}'>",
}
ABSENT = {
    "absent": "crest.png",
    "absent in a folder": "art/crest.png",
    "above": "../../crest.png",
    "a folder": "art",
    "with a blank": "our%20crest.png",
}


@pytest.mark.parametrize("way", NAMING)
@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_what_is_not_there_is_told_with_its_line(kind: str, way: str, folder: Path, run: Run) -> None:
    template(folder, NAMING[way].format("crest.png").replace("{{", "{").replace("}}", "}"))
    ran = made(run, kind)
    assert re.search(r"(?m)^own.letter.letter\.html:4:\d+: error\[UA502\]: the template asks for `crest\.png`", ran.err)
    assert ran.code == 2
    assert not (folder / "out").exists()


@pytest.mark.parametrize("name", ABSENT.values(), ids=ABSENT)
@pytest.mark.parametrize("kind", ["pdf", "html"])
def test_wherever_it_is_not(kind: str, name: str, folder: Path, run: Run) -> None:
    template(folder, f"<img alt=x src='{name}'>")
    (folder / "own" / "letter" / "art").mkdir()
    ran = made(run, kind)
    assert re.search(r"(?m)^own.letter.letter\.html:4:\d+: error\[UA502\]", ran.err), ran.err
    assert not (folder / "out").exists()


BROKEN = {
    "a picture": ("crest.png", b"\x89PNG\r\n\x1a\nno more of it", "<img alt=x src='crest.png'>"),
    "a photograph": ("crest.jpg", b"\xff\xd8\xff\xe0 no more", "<p style='background: url(crest.jpg)'>x</p>"),
    "a drawing": ("crest.svg", b"<svg <<<", "<img alt=x src='crest.svg'>"),
    "a font": (
        "x.ttf",
        b"\0\1\0\0",
        "<style>@font-face {{ font-family: x; src: url(x.ttf) }} p {{ font-family: x }}</style>",
    ),
    "a text": ("crest.png", b"hello", "<img alt=x src='crest.png'>"),
    "an empty file": ("crest.png", b"", "<img alt=x src='crest.png'>"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_told(what: str, folder: Path, run: Run) -> None:
    name, content, body = BROKEN[what]
    template(folder, body.replace("{{", "{").replace("}}", "}"))
    (folder / "own" / "letter" / name).write_bytes(content)
    ran = made(run, "pdf")
    assert "error[UA502]" in ran.err, ran.err
    assert not (folder / "out").exists()


def test_a_broken_picture_in_the_page_itself_is_told_too(folder: Path, run: Run) -> None:
    template(folder, f"<img alt=x src='data:image/png;base64,{base64.b64encode(PICTURE.getvalue()[:30]).decode()}'>")
    ran = made(run, "pdf")
    assert "own/letter/letter.html:4:17: error[UA502]: the template asks for `data:image/png;base64,…`" in ran.err


def test_a_file_that_a_style_sheet_names_is_told_there(folder: Path, run: Run) -> None:
    template(folder, "<link rel=stylesheet href=house.css>")
    (folder / "own" / "letter" / "house.css").write_text("p { color: #111 }\nh1 { background: url(bar.png) }\n")
    ran = made(run, "pdf")
    assert "own/letter/house.css:2:22: error[UA502]: the template asks for `bar.png`" in ran.err


def test_one_process_runs_a_template_and_lays_out_its_pages(folder: Path, run: Run) -> None:
    template(folder, "x")
    confined._end()
    assert made(run, "html").code == 0
    first = confined._child
    assert made(run, "pdf").code == 0
    assert confined._child is first


def test_what_is_there_is_shown(folder: Path, run: Run) -> None:
    template(folder, "<link rel=stylesheet href=../house.css><img alt=x src=art/crest.png>")
    (folder / "own" / "letter" / "art").mkdir()
    (folder / "own" / "letter" / "art" / "crest.png").write_bytes(PICTURE.getvalue())
    (folder / "own" / "house.css").write_text("h1 { background: url(letter/art/crest.png) }\n")
    assert made(run, "pdf").code == 0
    with pikepdf.open(folder / "out" / "case" / "letter-official-en.pdf") as pdf:
        assert any(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in pdf.objects)
    assert all(isinstance(pages, Pages) for pages in in_a_print_run())


@pytest.mark.parametrize("way", ["a picture", "an import", "a font", "a background"])
def test_print_runs_and_labels_are_told_the_same(way: str, folder: Path) -> None:
    body = NAMING[way].format("crest.png").replace("{{", "{").replace("}}", "}")
    template(folder, body)
    for refused in in_a_print_run():
        assert isinstance(refused, Problems)
        assert [(found.code, found.span and found.span.line) for found in refused.diagnostics] == [("UA502", 4)]
    (folder / "own" / "label").mkdir()
    (folder / "own" / "label" / "label.html").write_text(f"<html lang=en><title>x</title>\n{body}<p id=address>x</p>")
    templates, case = Templates([Path("own")]), loaded(SOMEBODY)
    assert case.value
    job = Job(case, templates.documents["letter"], language("en"), DAY, case.value.recipients[0])
    [refused] = write_labels([job], sheets()["L7163"], templates, io.BytesIO())
    assert isinstance(refused, Problems)
    assert [(found.code, found.span and found.span.line) for found in refused.diagnostics] == [("UA502", 2)]


ALONE = {
    "one of several sizes": "<img alt=x src='data:,' srcset='data:image/png;base64,AAAA 1x, big.png 2x'>",
    "a source": "<picture><source srcset=big.png><img alt=x src='data:,'></picture>",
    "a frame": "<iframe src=big.png></iframe>",
    "a script": "<script src=big.png></script>",
    "a picture in a drawing": "<svg><image href=big.png /></svg>",
    "a shape of another drawing": "<svg><use xlink:href='big.png#a'/></svg>",
    "the network": "<img alt=x src='https://example.org/big.png'>",
    "another machine": "<img alt=x src='//example.org/big.png'>",
    "the disk": "<img alt=x src='file:///tmp/big.png'>",
    "a link to a file": "<a href=big.png>x</a>",
    "a sound": "<audio src=big.png></audio>",
    "a picture of a film": "<video poster=big.png></video>",
    "an icon": "<link rel=icon href=big.png>",
}


@pytest.mark.parametrize("body", ALONE.values(), ids=ALONE)
def test_an_html_file_names_no_other_file(body: str, folder: Path, run: Run) -> None:
    template(folder, body)
    (folder / "own" / "letter" / "big.png").write_bytes(PICTURE.getvalue())
    ran = made(run, "html")
    assert re.search(r"own.letter.letter\.html:4:\d+: error\[UA502\]: the template asks for `[^`]*big\.png", ran.err)
    assert not (folder / "out").exists()


HIDDEN = {
    "an escaped function": r'<p style="background:\75rl(big.png)">x</p>',
    "another escaped function": r'<p style="background:u\72 l(big.png)">x</p>',
    "an escaped rule": r'<style>@im\port "big.png";</style>',
    "a rule before a comment": '<style>@import/**/"big.png";</style>',
    "a rule in data": "<link rel=stylesheet href=\"data:text/css,@import 'big.png'\">",
    "a rule in data in data": "<style>@import 'data:text/css;base64,QGltcG9ydCAnYmlnLnBuZyc='</style>",
    "a source": '<p style="background:src(&quot;big.png&quot;)">x</p>',
    "a set of pictures": '<p style="background:image-set(&quot;big.png&quot; 1x)">x</p>',
    "another set": '<style>p { background: -webkit-image-set("big.png" 1x) }</style>',
    "what a function will know one day": '<style>p { background: paint-from("big.png") }</style>',
    "a variable": "<style>p { --x: url(big.png) }</style>",
    "a filling": '<svg><rect fill="url(big.png#a)"/></svg>',
    "a filter": "<svg><g filter='url(&quot;big.png#a&quot;)'></g></svg>",
    "a mask in a style": "<svg><g style='mask: url(big.png#a)'></g></svg>",
    "a style of a drawing": "<svg><style>g { fill: url(big.png#a) }</style></svg>",
    "a reference that is set": '<svg><a><set attributeName="href" to="big.png"/></a></svg>',
    "references that follow each other": '<svg><image><animate attributeName="href" values="big.png"/></image></svg>',
    "a drawing in data": f'<img alt=x src="{SVG}">'.format("<image href='big.png'/>"),
    "a table": "<table background=big.png></table>",
    "a button": "<input type=image src=big.png>",
    "an applet": "<applet code=big.png></applet>",
    "a page in a page": "<iframe srcdoc='big.png'></iframe>",
    "a page as data": "<object data='data:text/html,big.png'></object>",
    "a drawing as a page": "<embed src='data:image/svg+xml,big.png'>",
    "a script": "<script>'big.png'</script>",
    "a command": "<p onclick='big.png'>x</p>",
    "an old comment": "<!--[if IE]><img src=big.png><![endif]-->",
    "where it goes on": "<meta http-equiv=refresh content='0;url=big.png'>",
    "a base": "<base href='big.png'>",
    "an element of tomorrow": "<p><sandwich filling=big.png></sandwich></p>",
    "an attribute of tomorrow": "<p filling=big.png>x</p>",
    "what is only shown without scripts": "<noscript><img src=big.png></noscript>",
    "a part of a drawing that is a page": "<svg><foreignObject><img alt=x src=big.png></foreignObject></svg>",
}


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize("body", HIDDEN.values(), ids=HIDDEN)
def test_whatever_it_is_hidden_in(body: str, kind: str, folder: Path, run: Run) -> None:
    template(folder, f"{{% raw %}}{body}{{% endraw %}}")
    ran = made(run, kind)
    assert re.search(r"(?m)^own.letter.letter\.html:[14]:\d+: error\[UA502\]: the template asks for ", ran.err), ran.err
    assert ran.code == 2
    assert not (folder / "out").exists()


SENT = {
    "a form": "<form action='https://example.org/'><p>x</p></form>",
    "a button": "<form><button formaction='https://example.org/'>x</button></form>",
    "a script": "<p><a href='javascript:x'>x</a></p>",
    "a page": "<p><a href='data:text/html,x'>x</a></p>",
    "an area": "<map name=m><area href='vbscript:x' coords='0,0,9,9'></map>",
    "a link of a drawing": "<svg><a href='javascript:x'><text>x</text></a></svg>",
    "nowhere": "<p><a href='http://'>x</a></p>",
    "nowhere in particular": "<p><a href='https:///path'>x</a></p>",
    "a port of nowhere": "<p><a href='https://:443/'>x</a></p>",
    "an attachment": "<p><a href='mailto:kim@example.org?subject=x&amp;attach=/etc/passwd'>x</a></p>",
    "another attachment": "<p><a href='MAILTO:kim@example.org?Attachment=x'>x</a></p>",
    "somebody hidden": "<p><a href='mailto:kim@example.org?bcc=jo@example.org'>x</a></p>",
    "somebody hidden by an escape": "<p><a href='mailto:kim@example.org?%62cc=jo@example.org'>x</a></p>",
    "somebody hidden in a line": "<p><a href='mailto:kim@example.org?subject=x%0D%0Abcc:jo@example.org'>x</a></p>",
}


@pytest.mark.parametrize("kind", ["html", "pdf"])
@pytest.mark.parametrize("body", SENT.values(), ids=SENT)
def test_nothing_is_sent_and_nobody_led_astray(body: str, kind: str, folder: Path, run: Run) -> None:
    template(folder, body)
    ran = made(run, kind)
    assert re.search(r"(?m)^own.letter.letter\.html:[14]:\d+: error\[UA306\]: the template links to ", ran.err), ran.err
    assert not (folder / "out").exists()


LACKING = {
    "a shape": "<svg><use href='{}#a'/></svg>",
    "a picture in a drawing": "<svg width=9 height=9><image href='{}' width=9 height=9 /></svg>",
    "a picture of a film": "<video poster={}></video>",
    "a frame": "<iframe src={}></iframe>",
    "a better source": "<picture><source srcset='{} 2x'><img alt=x src=there.png></picture>",
    "a better size": "<img alt=x srcset='{} 2x' src=there.png>",
    "a cursor": "<p style='cursor: url({})'>x</p>",
    "a mask": "<p style='mask-image: url({})'>x</p>",
    "a drawing": "<img alt=x src=names.svg>",
    "a style sheet": "<link rel=stylesheet href=names.css>",
    "an icon": "<link rel=icon href={}>",
}
NAMES = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><{} /></svg>"""


@pytest.mark.parametrize("body", LACKING.values(), ids=LACKING)
def test_a_page_that_would_lack_something_is_not_made(body: str, folder: Path, run: Run) -> None:
    template(folder, body.format("crest.png"))
    (folder / "own" / "letter" / "there.png").write_bytes(PICTURE.getvalue())
    (folder / "own" / "letter" / "names.css").write_text("p { cursor: url(crest.png) }")
    (folder / "own" / "letter" / "names.svg").write_text(NAMES.format("image href='crest.png' width='9' height='9'"))
    ran = made(run, "pdf")
    assert re.search(r"error\[UA502\]: the template asks for `crest\.png", ran.err), ran.err
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "part",
    [
        "use href='crest.svg#a'",
        "rect width='9' height='9' mask='url(crest.svg#a)'",
        "rect width='9' height='9' style='fill: url(crest.svg#a)'",
        "g filter='url(crest.svg#a)'",
        "linearGradient href='crest.svg#a'",
    ],
)
def test_nor_one_with_a_drawing_that_lacks_it(part: str, folder: Path, run: Run) -> None:
    for body in ("<img alt=x src=names.svg>", f'<img alt=x src="data:image/svg+xml,{NAMES.format(part)}">'):
        template(folder, body.replace('svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">',
            "svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>").replace("#", "%23"))  # fmt: skip
        (folder / "own" / "letter" / "names.svg").write_text(NAMES.format(part))
        ran = made(run, "pdf")
        assert re.search(r"error\[UA502\]: the template asks for `crest\.svg#a`", ran.err), ran.err
        assert not (folder / "out").exists()


WHOLE = """<style>@charset "utf-8"; @namespace svg url(http://www.w3.org/2000/svg);
@media (min-width: 1px) {{ p:not(.a):nth-child(2n) > a[href^="x"] {{ color: rgb(0 0 0 / 50%) }} }}
@page :first {{ @top-left {{ content: counter(page) "url(x)" }} }}
p {{ background: linear-gradient(red, transparent); text-indent: calc(1mm * var(--x, 1)) }}</style>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" role="img" aria-label="x">
<title>x</title><defs><linearGradient id="a"><stop offset="0" stop-color="red"/></linearGradient>
<clipPath id="c"><circle r="3"/></clipPath></defs><g transform="translate(1,1)" clip-path="url(#c)">
<rect width="9" height="9" fill="url(#a)"/><use href="#a"/></g></svg>
<img alt="x" src="data:image/png;base64,{}" width="9" style="float: right">
<p data-x="y" lang="de" dir="ltr">x<br><em>y</em></p>
<table border="1"><colgroup><col span="2"></colgroup><tr><th scope="row">x</th><td colspan="2">y</td></tr></table>
<p><a href="mailto:kim@example.org?subject=a%20b&amp;body=c%0D%0Ad&amp;cc=jo@example.org" target="_blank">x</a></p>
<!-- if somebody asks [if] --><details open><summary>x</summary></details>"""


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_page_has_what_pages_have(kind: str, folder: Path, run: Run) -> None:
    template(folder, WHOLE.format(base64.b64encode(PICTURE.getvalue()).decode()).replace("{{", "{").replace("}}", "}"))
    ran = made(run, kind)
    assert (ran.code, ran.err) == (0, f"wrote out/case/letter-official-en.{kind}\n")


def test_a_drawing_in_the_page_shows_pictures_beside_it(folder: Path, run: Run) -> None:
    template(folder, LACKING["a picture in a drawing"].format("there.png"))
    (folder / "own" / "letter" / "there.png").write_bytes(PICTURE.getvalue())
    assert made(run, "pdf").code == 0
    with pikepdf.open(folder / "out" / "case" / "letter-official-en.pdf") as pdf:
        assert any(isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" for item in pdf.objects)


def test_an_html_file_has_what_it_brings_along(folder: Path, run: Run) -> None:
    body = "<img alt=x src='data:image/png;base64,AA'>"
    body += "<a href='https://example.org'>x</a><a href='#top'>x</a><a href=tel:1>x</a>"
    template(folder, body + '<p style="background: url(&quot;data:image/png;base64,AA&quot;)">url(x) @import "y"</p>')
    assert made(run, "html").code == 0


# --- links -----------------------------------------------------------------------------------------------------------

LEADING = {
    "a program": "javascript:alert(1)",
    "a program in capitals": "JavaScript:alert(1)",
    "a program with a tab": "java&#9;script:alert(1)",
    "a program after a blank": " javascript:alert(1)",
    "a file": "file:///etc/passwd",
    "a page in itself": "data:text/html,x",
    "a file beside it": "other.pdf",
    "a file above": "../other.pdf",
    "another machine": "//example.org/x",
    "another machine, as Windows has it": "\\\\example.org\\x",
    "a number": "tel:+1",
    "a server of files": "ftp://example.org/x",
    "a command of a program": "ms-word:ofe|u|https://example.org",
}


@pytest.mark.parametrize("address", LEADING.values(), ids=LEADING)
def test_a_link_in_a_pdf_leads_to_a_website_or_an_address(address: str, folder: Path, run: Run) -> None:
    template(folder, f"<p><a href='{address}'>x</a></p>")
    ran = made(run, "pdf")
    assert re.search(r"letter\.html:[14]:\d+: error\[UA306\]: the template links to", ran.err), ran.err
    assert ran.code == 1
    assert not (folder / "out").exists()
    for refused in in_a_print_run():
        assert isinstance(refused, Problems)
        assert [found.code for found in refused.diagnostics] == ["UA306"]


@pytest.mark.parametrize(
    "body",
    [
        "<form action='https://example.org/'><input style='appearance: auto'></form>",
        "<form action='javascript:x'><button style='appearance: auto'>x</button></form>",
        "<map name=m><area href='javascript:x' coords='0,0,9,9'></map><p><a href='javascript:x'>y</a></p>",
    ],
)
def test_a_pdf_sends_nothing_and_runs_nothing(body: str, folder: Path, run: Run) -> None:
    template(folder, body)
    ran = made(run, "pdf")
    assert "letter.html:4:" in ran.err
    assert "error[UA306]" in ran.err
    assert not (folder / "out").exists()


def test_other_links_are_kept(folder: Path, run: Run) -> None:
    links = ["https://example.org/a", "http://example.org/b", "mailto:kim@example.org?subject=x"]
    template(folder, "".join(f"<a href='{link}'>x</a> " for link in links) + "<a href='#end'>x</a><p id=end>y</p>")
    assert made(run, "pdf").code == 0
    with pikepdf.open(folder / "out" / "case" / "letter-official-en.pdf") as pdf:
        found: list[Any] = [note for page in pdf.pages for note in page.get("/Annots", ())]
        assert [str(note.A.URI) for note in found if "/A" in note] == links


# --- documents that ask for nothing ----------------------------------------------------------------------------------

DEAD = SOMEBODY | {
    "status": [{"state": "detained", "since": "2026-01-10"}, {"state": "died", "since": "2026-03-12"}],
    "letter": "Dear Sir, free her.",
    "petition": {"title": "Free her", "text": "We ask for it."},
    "embassies": {"DE": {"office": "Embassy of Elsewhere", "address": ["9 Sample Row"]}},
}
SEEN = {
    "the case": "{{ [case.recipients, case.requests, case.embassies, case.petition, case.letter, case.solidarity] }}",
    "the case of its words": "{{ say.case.recipients | length }}{{ say.case.requests | length }}{{ say.recipient }}",
    "a loop": "{% for r in case.recipients %}{{ r.office }}{% endfor %}",
    "a macro": "{% macro to(c) %}{% for r in c.recipients %}{{ r.office }}{% endfor %}{% endmacro %}{{ to(case) }}",
}
REFUSED = {
    "requests": "{{ say.requests }}",
    "targets": "{{ say.targets }}",
    "copies": "{{ say.copies }}",
    "the letter": "{{ say.model_letter }}",
    "the petition": "{{ say.petition_text }}",
    "embassies": "{{ say.embassy_lines }}",
    "a letter's model": "{{ say.model.salutation }}",
    "a slot": "{{ slot('salutation') }}",
    "a slot of copies": "{{ slot('copies') }}",
    "the subject": "{{ say.subject }}",
    "a link": "{{ mailto('official') }}",
    **{
        f"the built-in {name}": f"{{% {how} '!{name}/{name}.txt' %}}"
        for how in ("include", "extends")
        for name in ("letter", "petition", "group-letter", "fax-cover", "envelope", "embassy-copy", "urgent-action")
    },
    "an import": "{% import '!letter/letter.txt' as x with context %}{{ x }}",
}


def note(folder: Path, text: str, name: str = "note") -> None:
    own = folder / "own" / name
    own.mkdir(parents=True)
    if name == "note":
        (own / "document.yaml").write_text("{title: Note, per: case, pages: 1, appeal: false, fits: [[12, 1.3, 1]]}")
    (own / f"{name}.txt").write_text(text)
    (own / f"{name}.html").write_text(f"<html lang=en><title>x</title><p>{text}</p>")
    (folder / "case.yaml").write_text(case_text(DEAD), "utf-8")


@pytest.mark.parametrize("name", ["note", "outcome", "test-page"])
@pytest.mark.parametrize("text", SEEN.values(), ids=SEEN)
def test_a_document_that_asks_for_nothing_sees_nobody_to_write_to(name: str, text: str, folder: Path, run: Run) -> None:
    note(folder, text, name)
    command = ("render", "case.yaml", *ON, "--templates", "own", "-d", name, "-f", "txt", "-f", "html", "-o", "out")
    command += ("--window", "din-b") if name == "test-page" else ()
    assert run(*command).code == 0
    for path in (folder / "out").rglob("*.*"):
        said = path.read_text()
        assert not any(word in said for word in ("Official", "Sample Row", "Embassy", "Free", "free", "ask")), said


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_nor_can_it_say_what_a_letter_says(text: str, folder: Path, run: Run) -> None:
    note(folder, text)
    for kind in ("txt", "html"):
        ran = run("render", "case.yaml", *ON, "--templates", "own", "-d", "note", "-f", kind, "-o", "out")
        assert (ran.code, (folder / "out").exists()) == (1, False)
        assert "error[UA302]" in ran.err


@pytest.mark.parametrize("per", ["recipient", "embassy", "statement", "press-release"])
def test_what_speaks_to_somebody_asks_for_something(per: str, folder: Path, run: Run) -> None:
    note(folder, "x")
    about = f"{{title: Note, per: {per}, pages: 1, appeal: false, fits: [[12, 1.3, 1]]}}"
    (folder / "own" / "note" / "document.yaml").write_text(about)
    ran = run("render", "case.yaml", *ON, "--templates", "own", "-d", "note")
    assert "document.yaml:1:" in ran.err
    assert "error[UA303]" in ran.err


ASKS = ("letter", "request", "salutation", "closing", "group", "group-closing", "petition", "fax", "embassy")
ASKS += ("solidarity", "statement", "press")
CALLS = {
    f"{room}.{name}"
    for room, names in {
        "sheet": "write-in own-language send-by salutation copies-to diplomats after-deadline after-never email",
        "urgent": "act languages own-language until online replies",
    }.items()
    for name in names.split()
}


@pytest.mark.parametrize("of", ["ru", "en"])
def test_no_phrase_of_an_appeal_is_said_by_what_asks_for_nothing(of: str) -> None:
    case = loaded(DEAD).value
    assert case
    reports = ReportWords(without_appeal(case), language(of), DAY)
    message = SolidarityWords(case, language(of), DAY, None)
    for key in english_phrases():
        asks = key in CALLS or key.partition(".")[0] in ASKS
        for say in (reports, message):
            refused = False
            try:
                say.t(key)
            except LookupError as error:  # Also of what it would need to be filled with.
                refused = f"does not say `{key}`" in str(error)
            if say is message:
                assert refused != key.startswith(("solidarity.", "notice.")), key
            else:
                assert refused == asks or (refused and key.startswith(("sheet.", "urgent."))), key


@pytest.mark.parametrize("per", ["case", "solidarity"])
@pytest.mark.parametrize(
    "text",
    [
        "{{ t('letter.ask') }}",
        "{{ say.t('letter.ask-one', request='stop') }}",
        "{{ t('request.fair-trial') }}",
        "{{ t('sheet.write-in', languages='x') }}",
        "{{ say.count('petition.count', 2) }}",
        "{{ language.text('letter.ask') }}",
        "{{ say.language.raw('letter.reply') }}",
        "{{ language.pgettext('letter.reply', 'x') }}",
    ],
)
def test_nor_by_a_template_of_such_a_document(text: str, per: str, folder: Path, run: Run) -> None:
    note(folder, f"\n{text}")
    about = f"{{title: Note, per: {per}, pages: 1, appeal: false, fits: [[12, 1.3, 1]]}}"
    (folder / "own" / "note" / "document.yaml").write_text(about)
    free = SOMEBODY | {"solidarity": {"to": "person", "languages": ["en"], "address": ["9 Sample Row"]}}
    (folder / "case.yaml").write_text(case_text(free if per == "solidarity" else DEAD), "utf-8")
    for kind, line in (("txt", 2), ("html", 2)):
        ran = run("render", "case.yaml", *ON, "--templates", "own", "-d", "note", "-f", kind, "-o", "out")
        assert re.search(rf"(?m)^own.note.note\.{kind}:{line}:\d+: error\[UA302\]", ran.err), ran.err
        assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ say }}",
        "{{ t }}",
        "{{ slot }}",
        "{{ [say] }}",
        "{{ say ~ '' }}",
        "{{ t | upper }}",
        "{{ '%s' | format(slot) }}",
        "{{ [1] | map('string') }}",
    ],
)
def test_what_has_no_text_is_not_shown(text: str, folder: Path, run: Run) -> None:
    note(folder, f"\n{text}")
    for kind in ("txt", "html"):
        ran = run("render", "case.yaml", *ON, "--templates", "own", "-d", "note", "-f", kind, "-o", "out")
        assert re.search(rf"(?m)^own.note.note\.{kind}:\d+:\d+: error\[UA302\].*has no text", ran.err), ran.err
        assert not (folder / "out").exists()
