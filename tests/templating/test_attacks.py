"""Files that mean harm: what they ask for is refused with a diagnostic, and no other file is read or written."""

import base64
import copy
import io
import json
import os
import pickle
import re
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import Ran, Run
from helpers.specimen import DAY, MINIMAL, OFFICIAL, ON_THAT_DAY, ROOT, SOMEBODY, case_text, loaded, sender
from helpers.workers import raise_it, rest, rests
from markupsafe import Markup
from PIL import Image

from ua_gen import Problems
from ua_gen.batch.labels import write_labels
from ua_gen.cli import cli
from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.files.images import ImageError, reencode
from ua_gen.files.paths import safe_name
from ua_gen.languages import language
from ua_gen.model.stationery import sheets
from ua_gen.pdf import DoesNotFit, InkOutside, Misplaced, MissingGlyphs, OutsideWindow
from ua_gen.pdf.fetcher import fetcher
from ua_gen.rendering.job import Job
from ua_gen.rendering.series import Pages, write_series
from ua_gen.templating import Fit, Templates, confined
from ua_gen.templating.confined import answers

CANARY = "canary-7f3a91"
ON = ("--date", str(DAY), "-l", "en")
PNG = io.BytesIO()
Image.new("RGB", (9, 9), "#123456").save(PNG, "PNG")
SVG = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{}</svg>"
GENTLE = "{% extends '!letter/letter.html' %}{% block body %}{{ super() }}"


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def world(own: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A disk with files that are nobody's business, and the folder of a stranger in which we work."""
    inbox = own.parent
    world = inbox.parent
    put(world / "secret.txt", CANARY)
    put(world / "secret.css", f"p::before {{ content: '{CANARY}' }}")
    put(world / "secret.svg", SVG.format(f"<text>{CANARY}</text>").partition(",")[2])
    put(world / "secret.yaml", case_text(SOMEBODY | {"title": CANARY, "summary": CANARY}))
    put(world / "secret" / "document.yaml", f"title: {CANARY}\n")
    put(world / "secret" / "secret.txt", CANARY)
    put(world / "secret.png", PNG.getvalue() + CANARY.encode())
    put(inbox / "case.yaml", case_text(SOMEBODY))
    put(inbox / "sender.yaml", f"# ua-gen: not a case\nname: {CANARY}\n")
    put(inbox / ".env", CANARY)
    monkeypatch.chdir(inbox)
    return world


def everything(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() and not path.is_symlink() else None
        for path in folder.rglob("*")
        if "out" not in path.relative_to(folder).parts[:2] and "__pycache__" not in path.parts
    }


def bytes_in(data: bytes) -> Iterator[bytes]:
    """A file's content, and, of a PDF file, everything that is packed in it."""
    yield data
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    try:
                        yield item.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        yield item.read_raw_bytes()
                else:
                    yield item.unparse()


@pytest.fixture
def attack(world: Path, run: Run) -> Callable[..., Ran]:
    """Runs a command and asserts what must hold however it ends: nothing is told, read or written that may not be."""

    def attack_(*arguments: str | Path) -> Ran:
        before = everything(world)
        began = time.monotonic()
        ran = run(*arguments)
        assert time.monotonic() - began < 10
        assert everything(world) == before
        said = ran.err + ran.out.decode("utf-8", "replace")
        assert CANARY not in said
        assert "Traceback" not in said
        assert "mistake in ua-gen" not in said
        assert all(character.isprintable() or character in "\n\t" for character in ran.err)
        for path in (world / "inbox" / "out").rglob("*"):
            assert path.name == safe_name(path.name)
            if path.is_file() and not path.is_symlink():
                assert not any(CANARY.encode() in data for data in bytes_in(path.read_bytes())), path
        return ran

    return attack_


def made_files(world: Path) -> list[str]:
    out = world / "inbox" / "out"
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


# --- templates that ask for other files ------------------------------------------------------------------------------

REACHING = {
    "up": "{% include '../secret.txt' %}",
    "up and up": "{% include '../../secret.txt' %}",
    "up from its folder": "{% include 'letter/../../../secret.txt' %}",
    "up from the built-in ones": "{% include '!../README.md' %}",
    "up in capitals": "{% include '%2E%2E/%2E%2E/secret.txt' %}",
    "up with a backslash": "{% include '..\\\\..\\\\secret.txt' %}",
    "an absolute path": "{% include 'WORLD/secret.txt' %}",
    "an address": "{% include 'file://WORLD/secret.txt' %}",
    "a name with an end of text": "{% include 'letter/letter.txt\\0' %}",
    "a link to a file": "{% include 'letter/link.txt' %}",
    "a link to a folder": "{% include 'away/secret.txt' %}",
    "an import": "{% import 'letter/link.txt' as x %}{{ x }}",
    "an import of names": "{% from '../../secret.txt' import x %}{{ x }}",
    "an ancestor": "{% extends 'letter/link.txt' %}",
    "an ancestor in a variable": "{% set x = '../../secret.txt' %}{% extends x %}",
    "a list of names": "{% include ['../../secret.txt', 'letter/link.txt'] %}",
    "an environment file": "{% include '../.env' %}",
    "a very long name": "{% include '" + "a" * 5000 + "' %}",
    "a pipe": "{% include 'letter/pipe' %}",
    "a pipe that is named a template": "{% include 'letter/pipe.txt' %}",
    "a folder": "{% include 'letter' %}",
    "a hidden file of its own": "{% include '.env' %}",
    "a hidden template of its own": "{% include '.hidden.txt' %}",
    "a file in a hidden folder": "{% include '.git/config.txt' %}",
    "a file that is no template": "{% include 'private.yaml' %}",
    "a file without an ending": "{% include 'private' %}",
}


def links(world: Path) -> Path:
    own = world / "inbox" / "own"
    (own / "letter").mkdir(exist_ok=True)
    (own / "letter" / "link.txt").symlink_to(world / "secret.txt")
    (own / "away").symlink_to(world, target_is_directory=True)
    for name in ("pipe", "pipe.txt"):
        os.mkfifo(own / "letter" / name)
    for name in (".env", ".hidden.txt", ".git/config.txt", "private.yaml", "private"):
        put(own / name, CANARY)
    return own


@pytest.mark.parametrize("template", [pytest.param(text, id=name) for name, text in REACHING.items()])
def test_a_template_reaches_no_file_outside_its_folders(template: str, world: Path, attack: Any) -> None:
    own = links(world)
    put(own / "letter" / "letter.txt", "{{ say.subject }}\n" + template.replace("WORLD", str(world)))
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert re.search(r"letter\.txt:[12]:\d+: error\[UA302\]", ran.err)
    assert made_files(world) == []


def test_what_may_be_missing_is_missing(world: Path, attack: Any) -> None:
    own = links(world)
    names = "'../../secret.txt', 'letter/link.txt', 'away/secret.txt'"
    put(own / "letter" / "letter.txt", f"{{% include [{names}] ignore missing %}}nothing")
    assert attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own").code == 0
    assert (world / "inbox" / "out" / "case" / "letter-official-en.txt").read_text() == "nothing"


def test_a_template_that_is_itself_a_link_is_none(world: Path, attack: Any) -> None:
    own = links(world)
    (own / "letter" / "letter.txt").symlink_to(world / "secret.txt")
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert (ran.code, made_files(world)) == (1, [])
    assert "UA302" in ran.err


def test_a_document_that_is_a_link_is_none(world: Path, attack: Any) -> None:
    (world / "inbox" / "own" / "secret").symlink_to(world / "secret", target_is_directory=True)
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "-d", "secret", "--templates", "own")
    assert ran.code == 2
    assert "no document `secret`" in ran.err


def test_a_document_that_is_a_pipe_is_none(world: Path, attack: Any) -> None:
    (world / "inbox" / "own" / "note").mkdir()
    os.mkfifo(world / "inbox" / "own" / "note" / "document.yaml")
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "-d", "note", "--templates", "own")
    assert ran.code == 2
    assert "no document `note`" in ran.err


def test_a_print_run_reads_no_file_outside_its_folders(world: Path, run: Run) -> None:
    own = links(world)
    put(own / "letter" / "letter.txt", "x")
    put(world / "inbox" / "list.csv", "name\nMary Example\n")
    command = ("batch", "case.yaml", *ON, "--senders", "list.csv", "-f", "txt", "--templates", "own", "-o")
    assert run(*command, "out/1").code == 0
    put(world / "secret.txt", CANARY + " has changed")
    assert run(*command, "out/2").code == 0
    states = [json.loads((world / "inbox" / "out" / name / ".ua-gen-run.json").read_text()) for name in "12"]
    assert states[0]["identity"] == states[1]["identity"]


def test_a_copy_of_a_document_has_no_other_files_in_it(world: Path, attack: Any) -> None:
    own = links(world)
    put(own / "letter" / "document.yaml", "title: x\nper: recipient\npages: 1\nappeal: true\nfits: [[12, 1, 1]]\n")
    for name in ("pipe", "pipe.txt"):
        (own / "letter" / name).unlink()
    ran = attack("templates", "letter", "--templates", "own", "--copy-to", "out/copy")
    assert ran.code == 0
    assert (world / "inbox" / "out" / "copy" / "letter" / "link.txt").is_symlink()


@pytest.mark.parametrize("name", ["con.x", "a b", "a\u202eb", "a\x1b[31m", "-x", "ä", "x" * 100])
def test_a_document_has_a_name_that_every_system_can_keep(name: str, world: Path, attack: Any) -> None:
    about = "title: x\nper: case\npages: 1\nappeal: false\nfits: [[12, 1, 1]]\n"
    put(world / "inbox" / "own" / name / "document.yaml", about)
    ran = attack("templates", "--templates", "own")
    assert ran.code == 1
    assert "document.yaml:1:1: error[UA303]" in ran.err


# --- pages that ask for other files ----------------------------------------------------------------------------------

ASKING = {
    "an image": "<img alt=x src='{}'>",
    "a style sheet": "<link rel=stylesheet href='{}'>",
    "a rule @import": "<style>@import '{}';</style>",
    "a font": "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style>",
    "a background": "<p style='background: url({})'>x</p>",
    "a list's mark": "<ul style='list-style-image: url({})'><li>x</ul>",
    "generated content": "<style>p::before {{ content: url({}) }}</style>",
    "a border": "<p style='border: 1px solid; border-image: url({}) 1'>x</p>",
    "an object": "<object data='{}'>x</object>",
    "an embedded thing": "<embed src='{}'>",
    "an attached file": "<link rel=attachment href='{}'>",
    "a link to an attached file": "<a rel=attachment href='{}'>x</a>",
    "a drawing's image": '<img alt=x src="' + SVG.format("<image href='{}' width='9' height='9'/>") + '">',
    "a drawing's use": '<img alt=x src="' + SVG.format("<use href='{}#a'/>") + '">',
    "an inner drawing": "<svg width='9' height='9'><image href='{}' width='9' height='9'/></svg>",
}
PLACES = {
    "a text": "file://WORLD/secret.txt",
    "a style sheet up": "file://WORLD/inbox/own/../../secret.css",
    "up in capitals": "file://WORLD/inbox/own/%2e%2e/%2E%2e/secret.svg",
    "beside the case": "file://WORLD/inbox/sender.yaml",
    "a picture beside the case": "file://WORLD/inbox/../secret.png",
    "a link": "file://WORLD/inbox/own/letter/link.svg",
    "a hidden file": "file://WORLD/inbox/own/.hidden.css",
    "a text among the templates": "file://WORLD/inbox/own/letter/notes.txt",
    "a text that is named a picture": "file://WORLD/inbox/own/letter/notes.png",
    "another machine": "file://example.org/share/secret.svg",
    "another machine, as Windows has it": "file:////example.org/share/secret.svg",
    "another machine, hidden": "file:///%5C%5Cexample.org%5Cshare%5Csecret.svg",
    "a device of Windows": "file:////%3F/UNC/example.org/share/secret.svg",
    "the network": "http://127.0.0.1:9/secret.svg",
    "the network, safely": "https://127.0.0.1:9/secret.css",
    "a server of files": "ftp://127.0.0.1:9/secret.svg",
    "no scheme of ours": "jar:file://WORLD/secret.svg!/x",
}
# Every way to ask once, for each place; and every place once, by each way.
ASKED = [*((way, "a text") for way in ASKING), *(("an image", place) for place in PLACES)]
ASKED += [*(("a style sheet", place) for place in PLACES), *(("an attached file", place) for place in PLACES)]


@pytest.mark.parametrize(("way", "place"), dict.fromkeys(ASKED))
def test_a_page_has_no_file_outside_the_folders_of_the_templates(
    way: str, place: str, world: Path, attack: Any
) -> None:
    own = world / "inbox" / "own"
    put(own / ".hidden.css", CANARY)
    for name in ("notes.txt", "notes.png"):
        put(own / "letter" / name, CANARY)
    (own / "letter" / "link.svg").symlink_to(world / "secret.svg")
    address = PLACES[place].replace("WORLD", str(world))
    put(own / "letter" / "letter.html", GENTLE + ASKING[way].format(address) + "{% endblock %}")
    ran = attack("render", "case.yaml", *ON, "--templates", "own")
    if "drawing" in way and ran.code == 0:  # WeasyPrint does not look there at all.
        return
    assert (ran.code, made_files(world)) == (2, [])
    assert "error[UA502]: the template asks for" in ran.err


def test_another_machine_is_not_asked_even_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "resolve", lambda path: pytest.fail(f"{path} was asked"))
    asked = fetcher(())
    for place in (place for name, place in PLACES.items() if "machine" in name or "Windows" in name):
        with pytest.raises(BaseException, match="which is not a file beside it"):
            asked.fetch(place)


def test_a_template_keeps_nothing_of_one_letter_for_the_next(world: Path, run: Run) -> None:
    own = world / "inbox" / "own" / "letter"
    tell = "{% macro tell(x) %}[{{ ns.seen }}]{% set ns.seen = ns.seen ~ x %}{% endmacro %}"
    put(own / "memory.txt", "{% set ns = namespace(seen='') %}" + tell)
    put(own / "letter.txt", "{% import 'letter/memory.txt' as m %}{{ m.tell(say.sender.name) }}{{ say.sender.name }}")
    put(world / "inbox" / "l.csv", "name\nKim Sample\nJo Writer\nBo Other\n")
    ran = run("batch", "case.yaml", "--senders", "l.csv", "--templates", "own", "-f", "txt", "-o", "out", *ON)
    assert ran.code == 0
    [made] = (world / "inbox" / "out").glob("*.txt")
    letters = made.read_text("utf-8").split("\f")
    assert [letter.count("Kim Sample") for letter in letters] == [1, 0, 0]
    assert all(letter.startswith("[]") for letter in letters)


@pytest.mark.parametrize("character", ["\\x1b]0;owned\\x07", "\\x9b31m", "\\u202egpj.exe", "\\x00"])
def test_a_template_commands_no_terminal(character: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", "{{ '" + character + "' }}")
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "-o", "-", "--templates", "own")
    assert (ran.code, ran.out) == (1, b"")
    assert "error[UA302]: the template writes the invisible character U+" in ran.err


def test_no_letter_comes_with_what_is_made_for_the_dead(world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "outcome" / "outcome.txt", "{{ mailto('official') }}")
    dead = SOMEBODY | {"status": [{"state": "died", "since": "2026-03-12"}]}
    put(world / "inbox" / "dead.yaml", case_text(dead))
    ran = attack("render", "dead.yaml", "-d", "outcome", *ON, "-f", "txt", "-o", "-", "--templates", "own")
    assert (ran.code, ran.out) == (1, b"")
    assert "'mailto' is undefined" in ran.err


def test_a_comment_in_a_photograph_written_into_a_page_stays_out(world: Path, attack: Any) -> None:
    written = io.BytesIO()
    Image.new("RGB", (9, 9), "#654321").save(written, "JPEG", comment=b"Zmrzlina was here")
    address = f"data:image/jpeg;base64,{base64.b64encode(written.getvalue()).decode()}"
    put(world / "inbox" / "own" / "letter" / "letter.html", f"{GENTLE}<img alt='' src='{address}'>{{% endblock %}}")
    assert attack("render", "case.yaml", *ON, "--templates", "own").code == 0
    [made] = (world / "inbox" / "out").rglob("*.pdf")
    assert not any(b"Zmrzlina" in data for data in bytes_in(made.read_bytes()))


@pytest.mark.parametrize("size", [(1, 39_000_000), (39_000_000, 1)])
def test_a_picture_of_one_row_is_too_large(size: tuple[int, int]) -> None:
    head = b"\x89PNG\r\n\x1a\n"
    for kind, data in ((b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0)), (b"IDAT", b""), (b"IEND", b"")):
        head += struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    with pytest.raises(ImageError, match="has too many points"):
        reencode(head, "x.png")


def test_what_was_typed_commands_no_terminal(run: Run) -> None:
    ran = run("redact", "case.yaml", "x\x1b]0;owned\x07")
    assert ran.code == 2
    assert ran.err.startswith("Usage: ua-gen redact [OPTIONS] CASE\nTry 'ua-gen redact --help' for help.\n\nError: ")
    assert "unexpected extra argument (x\\u001b]0;owned\\u0007)" in ran.err
    assert all(character.isprintable() or character == "\n" for character in ran.err)


def test_a_template_does_not_know_where_one_is(world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", "{{ say.day.strftime('%s') }}")
    assert "UA302" in attack("render", "case.yaml", *ON, "-f", "txt", "-o", "-", "--templates", "own").err


@pytest.mark.parametrize("name", ["a\x1b]0;x\x07b", "x\u202ey", "con", "x. ", "a\nb", "a:b"])
def test_print_runs_have_names_for_every_system_too(name: str, world: Path, run: Run) -> None:
    case = put(world / "inbox" / f"{name}.yaml", case_text(SOMEBODY))
    put(world / "inbox" / "l.csv", "name\nKim Sample\n")
    more = ("-f", "txt", "--group-by", "case", "--one-file-each")
    ran = run("batch", case, "--senders", "l.csv", "-o", "out", *ON, *more)
    assert ran.code == 0, ran.err
    made = [path.relative_to(world / "inbox" / "out").as_posix() for path in (world / "inbox" / "out").rglob("*.txt")]
    assert len(made) == 1
    for part in made[0].split("/"):
        assert part == safe_name(part)
    table = (world / "inbox" / "out" / "manifest.csv").read_text("utf-8-sig")
    assert all(character.isprintable() or character in "\r\n" for character in table)


@pytest.mark.parametrize("rel", ["attachment", "Attachment", "noopener attachment"])
@pytest.mark.parametrize("tag", ["<a rel='{}' href='{}'>x</a>", "<link rel='{}' href='{}'>"])
@pytest.mark.parametrize("place", ["data:text/plain,hello", "own/letter/z.css"])
def test_nothing_is_attached_for_that_is_written_with_the_time(
    place: str, tag: str, rel: str, world: Path, attack: Any
) -> None:
    own = world / "inbox" / "own"
    put(own / "letter" / "z.css", "p {}")
    address = place if place.startswith("data:") else (world / "inbox" / place).as_uri()
    put(own / "letter" / "letter.html", GENTLE + tag.format(rel, address) + "{% endblock %}")
    ran = attack("render", "case.yaml", *ON, "--templates", "own")
    assert (ran.code, made_files(world)) == (2, [])
    assert "as an attachment, which no document has" in ran.err


def test_a_photograph_of_a_template_tells_nothing_of_where_it_was_taken(world: Path, attack: Any) -> None:
    own = world / "inbox" / "own"
    photograph = io.BytesIO()
    Image.new("RGB", (9, 9), "#123456").save(photograph, "JPEG", comment=CANARY.encode())
    put(own / "letter" / "a.jpg", photograph.getvalue())
    image = f"<img alt=x src='{(own / 'letter' / 'a.jpg').as_uri()}'>"
    put(own / "letter" / "letter.html", GENTLE + image + "{% endblock %}")
    assert attack("render", "case.yaml", *ON, "--templates", "own").code == 0


def test_a_base_does_not_help(world: Path, attack: Any) -> None:
    page = (
        "<!DOCTYPE html><html lang=en><head><base href='file://{}/'><title>x</title></head><img alt=x src=secret.svg>"
    )
    put(world / "inbox" / "own" / "letter" / "letter.html", page.format(world))
    ran = attack("render", "case.yaml", *ON, "--templates", "own")
    assert ran.code == 2
    assert "UA502" in ran.err


def test_an_entity_is_no_way_either(world: Path, attack: Any) -> None:
    """An SVG file of the template's that asks for a file by XML's own means."""
    own = world / "inbox" / "own"
    entity = f"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{world}/secret.txt'>]>"
    put(own / "letter" / "a.svg", f"{entity}<svg xmlns='http://www.w3.org/2000/svg'><text>&x;</text></svg>")
    put(own / "letter" / "letter.html", GENTLE + f"<img alt=x src='file://{own}/letter/a.svg'>{{% endblock %}}")
    assert attack("render", "case.yaml", *ON, "--templates", "own").code == 2


# --- templates that want to run something, or never end --------------------------------------------------------------

NO_CODE = {
    "a class": "{{ ''.__class__.__mro__ }}",
    "a class by its filter": "{{ ''|attr('__class__') }}",
    "a class by its index": "{{ ''['__class__'] }}",
    "a class by a sum": "{{ ['']|sum(attribute='__class__') }}",
    "a class by format": "{{ '{0.__class__.__init__.__globals__}'.format(say) }}",
    "a class by format_map": "{{ '{x.__class__}'.format_map({'x': say}) }}",
    "a class by the filter format": "{{ '%s'|format(say.__class__) }}",
    "a class by a slot": "{{ slot('__class__') }}",
    "what is below a slot": "{{ slot('__dict__') }}",
    "the start of a cycler": "{{ cycler.__init__.__globals__ }}",
    "the start of a joiner": "{{ joiner.__init__.__globals__.os.system('touch owned') }}",
    "the start of a namespace": "{{ namespace.__init__.__globals__ }}",
    "lorem ipsum": "{{ lipsum.__globals__.os.popen('touch owned').read() }}",
    "lorem ipsum without end": "{{ lipsum(n=100000000) }}",
    "the template itself": "{{ self.__init__.__globals__ }}",
    "its own blocks": "{{ self._TemplateReference__context }}",
    "a macro's code": "{% macro f() %}{% endmacro %}{{ f.__globals__ }}",
    "a generator's frame": "{{ (say.requests|select).gi_frame }}",
    "a function's code": "{{ t.__func__.__code__ }}",
    "a file, as a case": "{{ case.parse_file('../secret.txt') }}",
    "code, as a case": "{{ case.parse_raw('cos', proto='pickle', allow_pickle=True) }}",
    "what a case can construct": "{{ case.model_construct() }}",
    "what a person can construct": "{{ case.people[0].parse_file('../secret.txt') }}",
    "what a text can construct": "{{ case.title.model_validate_json('{}') }}",
    "a tag that is not there": "{% do case %}",
    "debugging": "{% debug %}",
    "Python's open": "{{ open('../secret.txt').read() }}",
    "Python's import": "{{ __import__('os').system('touch owned') }}",
    "the configuration": "{{ config }}",
    "the function behind a slot": "{{ slot.func([1]|select, 'gi_frame') }}",
    "what a slot's function holds": "{{ slot.__closure__ }}",
    "what a partial is made of": "{{ mailto.args }}{{ picture.func }}{{ typeset.keywords }}",
    "a slot that is none": "{{ slot('case') }}",
    "what a slot is changed by": "{{ slot('signature')._changed }}",
    "a frame of a generator of the program": "{{ ([1]|map('upper')).gi_frame.f_builtins }}",
    "code of a function": "{{ t.im_func }}{{ qr.func_code }}",
    "pickles, as a sender": "{{ say.sender.parse_raw('cos', proto='pickle', allow_pickle=True) }}",
    "fields of a class": "{{ case.model_fields }}",
    "a text's class": "{{ case.title.parse_file('../secret.txt') }}",
    "bytes": "{{ 'x'.encode().fromhex }}",
    "a table of letters": "{{ 'x'.maketrans }}",
    "a class of a date": "{{ say.day.fromtimestamp(0) }}",
    "a class of our own": "{{ case.status[0].since.parse('2010') }}",
    "a macro's environment": "{% macro f() %}{% endmacro %}{{ f.arguments }}",
}


@pytest.mark.parametrize("template", [pytest.param(text, id=name) for name, text in NO_CODE.items()])
def test_a_template_runs_nothing(template: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", "one\n" + template)
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert re.search(r"letter\.txt:2:\d+: error\[UA30[12]\]", ran.err)
    assert made_files(world) == []


@pytest.mark.parametrize("template", ["{{ ['']|map(attribute='__class__')|list }}", "{{ ['']|groupby('__class__') }}"])
def test_what_is_not_to_be_had_is_undefined(template: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", template)
    assert attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own").code == 0
    made = (world / "inbox" / "out" / "case" / "letter-official-en.txt").read_text()
    assert "Undefined" in made
    assert "class" not in made


LOOP = "{% for i in range(100000) %}"
TOO_MUCH = {
    "a string": "{{ 'a' * 10**9 }}",
    "a string of a variable": "{% set n = 10**9 %}{{ 'a' * n }}",
    "a list": "{{ [0] * 10**9 }}",
    "a wide line": "{{ 'a'|center(10**9) }}",
    "a wide line by its method": "{{ 'a'.ljust(10**9) }}",
    "zeros": "{{ '1'.zfill(10**9) }}",
    "a wide format": "{{ '%999999999d' % 1 }}",
    "a wide format by its method": "{{ '{:999999999}'.format(1) }}",
    "an indent": "{{ 'a\nb'|indent(10**9) }}",
    "doubling": "{% set ns = namespace(x='a') %}" + LOOP + "{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "a long output": LOOP + "{{ 'x' * 1000 }}{% endfor %}",
    "a replacement": "{{ ('a' * 30000).replace('a', 'b' * 30000) }}",
}
NO_END = {
    "a loop": LOOP * 3 + "{% endfor %}" * 3,
    "a macro that calls itself twice": "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}"
    "{{ f(60) }}",
    "a comparison": "".join(
        f"{{% set {a} = [[1] * 100] * 1000 %}}{{% set {a} = [[{a}] * 1000] * 10000 %}}" for a in "ab"
    )
    + "{{ a == b }}",
}


@pytest.mark.parametrize("template", [pytest.param(text, id=name) for name, text in TOO_MUCH.items()])
def test_a_template_that_takes_too_much_is_ended(template: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", template)
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert re.search(r"own/letter/letter.txt:\d:1: error\[UA304\]: the template", ran.err)
    assert made_files(world) == []


@pytest.mark.parametrize("template", [pytest.param(text, id=name) for name, text in NO_END.items()])
def test_a_template_without_end_is_ended(
    template: str, world: Path, attack: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ua_gen.templating.SECONDS", 0.3)
    put(world / "inbox" / "own" / "letter" / "letter.txt", template)
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert re.search(r"own/letter/letter.txt:\d+:\d+: error\[UA304\]: the template is not done", ran.err)
    assert attack("render", "case.yaml", *ON, "-f", "html", "--templates", "own").code == 0, "and the next one is made"


DEEP = {
    "a macro that calls itself": "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
    "a template in itself": "{% include 'letter/letter.txt' %}",
    "its own ancestor": "{% extends 'letter/letter.txt' %}",
    "brackets": "{{ " + "(" * 20000 + ")" * 20000 + " }}",
    "denials": "{{ " + "not " * 20000 + "1 }}",
}


@pytest.mark.parametrize("template", [pytest.param(text, id=name) for name, text in DEEP.items()])
def test_a_template_that_is_too_deep_is_told(template: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.txt", template)
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "--templates", "own")
    assert ran.code == 1
    assert "error[UA302]" in ran.err


PAGES = {
    "a million lines": "{% for i in range(99999) %}" + "<div>x</div>" * 3 + "{% endfor %}",
    "a table": "<table>" + "{% for i in range(500) %}<tr>" + "<td>x" * 500 + "{% endfor %}</table>",
    "pages": "{% for i in range(99999) %}<p style='break-after: page'>x</p>{% endfor %}",
    "variables": "<style>:root { --a: x"
    + "".join(f"; --a{i}: var(--a{i - 1 if i else ''}) var(--a{i - 1 if i else ''})" for i in range(60))
    + " } p::before { content: var(--a59) }</style><p>x</p>",
}
ODD_PAGES = {
    "style without end": "<style>" + "p {" * 9000 + "</style>x",
    "sums in sums": f"<p style='width: {'calc(' * 5000}1px{')' * 5000}'>x</p>",
    "letters as large as a country": "<p style='font-size: 1e9px'>x</p>",
    "a wide selector": "<style>" + "div " * 20000 + "{}</style>x",
}


@pytest.mark.slow
@pytest.mark.parametrize("page", [pytest.param(text, id=name) for name, text in PAGES.items()])
def test_pages_without_end_are_ended(page: str, world: Path, attack: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ua_gen.rendering.produce.SECONDS", 1)
    put(world / "inbox" / "own" / "letter" / "letter.html", f"<!DOCTYPE html><html lang=en><title>x</title>{page}")
    ran = attack("render", "case.yaml", *ON, "--templates", "own")
    assert ran.code == 1
    assert "own/letter/letter.html:1:1: error[UA405]: the pages of the letter to official in English" in ran.err
    assert made_files(world) == []


@pytest.mark.parametrize("page", [pytest.param(text, id=name) for name, text in ODD_PAGES.items()])
def test_pages_that_cannot_be_laid_out_are_told(page: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "own" / "letter" / "letter.html", f"<!DOCTYPE html><html lang=en><title>x</title>{page}")
    ran = attack("render", "case.yaml", *ON, "--templates", "own")
    assert ran.code == 1
    assert re.search(r"error\[UA40[58]\]", ran.err)  # Letters that are too large can be laid out, off the page.


OUT_OF_THE_CHILD = {
    "a connection": "__import__('socket').socket().connect(('127.0.0.1', 9))",
    "a program": "__import__('os').system('true')",
    "another program": "__import__('subprocess').run(['true'])",
    "a program in its place": "__import__('os').execv('/bin/true', ['true'])",
    "a program by the C library": "__import__('ctypes').CDLL(None).system(b'true')",
    "another process": "__import__('os').kill(__import__('os').getppid(), 0)",
    "a file": "open('owned', 'w')",
    "a file that is there": "open('case.yaml', 'r+')",
    "a file by its number": "__import__('os').open('owned', 65)",
    "a file in another's folder": "open(__import__('tempfile').gettempdir() + '/../owned', 'w')",
    "a file that goes": "__import__('os').remove('case.yaml')",
    "a file out of an open folder": "__import__('os').remove('case.yaml', dir_fd=__import__('os').open('.', 0))",
    "a file that moves": "__import__('os').rename('case.yaml', 'x')",
    "a link": "__import__('os').symlink('case.yaml', 'x')",
    "a folder": "__import__('os').mkdir('x')",
}


@pytest.mark.parametrize("code", [pytest.param(text, id=name) for name, text in OUT_OF_THE_CHILD.items()])
def test_the_child_has_no_network_starts_no_programs_and_writes_nowhere(code: str, world: Path) -> None:
    before = everything(world)
    with pytest.raises(confined.CallFailed, match=r"PermissionError: ([\w.]+ is not for templates|\[Errno 13\])"):
        confined.call(eval, code, seconds=5)
    assert everything(world) == before


def test_the_child_has_a_folder_for_what_it_needs_which_goes_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    confined._end()
    code = "open(__import__('tempfile').mkdtemp() + '/x', 'w').write('x')"
    assert confined.call(eval, code, seconds=5) == 1
    assert len([*tmp_path.rglob("x")]) == 1
    with pytest.raises(confined.LimitExceeded, match="memory"):
        confined.call(os._exit, 1, seconds=5)
    assert [*tmp_path.iterdir()] == []
    confined.call(eval, code, seconds=5)
    child = confined._child
    assert child
    assert child.process.stdin
    child.process.stdin.close()  # As when we are killed.
    child.process.wait(10)
    assert [*tmp_path.iterdir()] == []
    confined._end()


class Owned:
    def __reduce__(self) -> Any:
        return os.mkdir, ("owned",)


def framed(data: bytes) -> bytes:
    return len(data).to_bytes(8) + data


@pytest.mark.parametrize(
    "answer",
    [
        pickle.dumps(("done", Owned())),
        framed(pickle.dumps(("done", Owned()))),
        framed(json.dumps(["done", ["mkdir", "owned"]]).encode()),
        framed(json.dumps(["done", ["Path", "owned"]]).encode()),
        framed(json.dumps(["done", ["Severity", "x"]]).encode()),
        framed(json.dumps(["done", [["Span"], 1]]).encode()),
        framed(json.dumps(["done", ["Span", 1, 2, 3, 4, 5, 6, 7]]).encode()),
        framed(b"[" * 100_000),
        framed(b"1" * 10_000),
        (10**15).to_bytes(8) + b"x",
        framed(b"\xff"),
        framed(b'["done"]'),
    ],
)
def test_an_answer_runs_nothing_whoever_wrote_it(answer: bytes, world: Path) -> None:
    with pytest.raises(EOFError):
        answers.read_answer(io.BytesIO(answer))
    assert not (world / "inbox" / "owned").exists()


def test_answers_come_back_as_they_were() -> None:
    span = Span("a.yaml", 1, 2, 3, "é\u2028")
    problem = Diagnostic("UA302", "x", span, "y", Severity.WARNING)
    for value in (None, True, 1.5, "x", b"\0\xff", [1], (1, (2,)), {"a": (1,)}, frozenset("ab"), problem, Fit(1, 2, 3)):
        assert confined.call(copy.copy, value, seconds=5) == value
    assert confined.call(copy.copy, Markup("<b>"), seconds=5) == "<b>"
    layout = (DoesNotFit(3.5, Fit(1, 2, 3)), MissingGlyphs(("x",)), OutsideWindow("width", 2))
    for error in (Problems([problem]), *layout, InkOutside((Misplaced("x", 1.5, True), Misplaced("y", over="z")))):
        with pytest.raises(type(error)) as raised:
            confined.call(raise_it, error, seconds=5)
        assert vars(raised.value) == vars(error)
    with pytest.raises(confined.CallFailed, match="TypeError: object is no answer"):
        confined.call(object, seconds=5)


def test_what_makes_the_child_ready_is_called_once_and_may_take_longer() -> None:
    confined._end()
    for _ in range(2):
        assert confined.call(os.getppid, seconds=0.2, ready=rest) == os.getpid()
    assert confined.call(rests, seconds=0.2) == 1


def test_the_child_is_the_same_until_it_must_be_ended() -> None:
    first = confined.call(os.getpid, seconds=5)
    assert first != os.getpid()
    assert confined.call(os.getpid, seconds=5) == first
    began = time.monotonic()
    with pytest.raises(confined.LimitExceeded, match="time"):
        confined.call(time.sleep, 60, seconds=0.1)
    assert time.monotonic() - began < confined.GRACE, "interrupted, not killed"
    deaf = "__import__('signal').pthread_sigmask(0, [14]) or __import__('time').sleep(60)"
    with pytest.raises(confined.LimitExceeded, match="time"):  # Deaf to the interrupt, it is killed.
        confined.call(eval, deaf, seconds=0.1)
    with pytest.raises(confined.LimitExceeded, match="memory"):
        confined.call(bytes, 10**9, seconds=5)
    with pytest.raises(confined.LimitExceeded, match="memory"):  # It went without a word.
        confined.call(os._exit, 1, seconds=5)
    with pytest.raises(confined.CallFailed, match="ZeroDivisionError"):
        confined.call(divmod, 1, 0, seconds=5)
    assert confined.call(os.getpid, seconds=5) != first


def in_series(own: Path, count: int = 1) -> list[Pages | Problems]:
    letter, case = Templates([own]).documents["letter"], loaded(SOMEBODY)
    assert case.value
    job = Job(case, letter, language("en"), DAY, case.value.recipients[0])
    jobs = [replace(job, sender=sender(name=f"Kim Sample the {number}th")) for number in range(count)]
    return write_series(jobs, Templates([own]), io.BytesIO())


def test_print_runs_share_pages_of_a_strangers_template_too(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = world / "inbox" / "own"
    put(own / "letter" / "letter.html", GENTLE + "{% endblock %}")
    asked: list[Any] = []
    call = confined.call

    def counted(*arguments: Any, **named: Any) -> Any:
        asked.append(arguments)
        return call(*arguments, **named)

    monkeypatch.setattr(confined, "call", counted)
    made = in_series(own, 50)
    assert [pages.first for pages in made if isinstance(pages, Pages)] == list(range(1, 51))
    assert len(asked) == 2, "composed once and laid out once"


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("{{ 'a' * 10**9 }}", "UA304"),
        ("{{ say.nonsense }}", "UA302"),
        (PAGES["variables"], "UA405"),
        (ODD_PAGES["sums in sums"], "UA405"),
        ("<img alt=x src='file:///etc/passwd'>", "UA502"),
    ],
    ids=["too much", "a mistake", "no end", "too deep", "another file"],
)
def test_print_runs_have_the_same_limits(page: str, code: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ua_gen.rendering.produce.SECONDS", 1)
    own = world / "inbox" / "own"
    put(own / "letter" / "letter.html", f"<!DOCTYPE html><html lang=en><title>x</title>{page}")
    [refused] = in_series(own)
    assert isinstance(refused, Problems)
    assert [diagnostic.code for diagnostic in refused.diagnostics] == [code]


@pytest.mark.parametrize(("page", "code"), [("{{ 'a' * 10**9 }}", "UA304"), (PAGES["a table"], "UA405")])
def test_labels_have_the_same_limits(page: str, code: str, world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ua_gen.rendering.produce.SECONDS", 1)
    own = world / "inbox" / "own"
    put(own / "label" / "label.html", f"<!DOCTYPE html><html lang=en><title>x</title>{page}")
    case = loaded(SOMEBODY)
    assert case.value
    job = Job(case, Templates([own]).documents["letter"], language("en"), DAY, case.value.recipients[0])
    [refused] = write_labels([job], sheets()["L7163"], Templates([own]), io.BytesIO())
    assert isinstance(refused, Problems)
    assert [diagnostic.code for diagnostic in refused.diagnostics] == [code]


# --- modules beside a case -------------------------------------------------------------------------------------------

BESIDE = ("multiprocessing", "click", "random", "pickle", "ua_gen", "weasyprint", "ctypes", "subprocess")
MAIN = "from ua_gen.cli import main; main()"
CALL = "import datetime, ua_gen; day = datetime.date(2026, 3, 20)"
CALL += "; ua_gen.render('case.yaml', date=day, processes=2, languages=['en', 'ru'])"
RUNS = {
    "render": (MAIN, "render", "case.yaml", *ON, "-l", "ru", "-j", "2"),
    "templates": (MAIN, "render", "case.yaml", *ON, "--templates", "own"),
    "batch": (MAIN, "batch", "case.yaml", *ON, "--senders", "list.csv", "-j", "2", "-o", "out"),
    "api": (CALL,),
}


@pytest.mark.parametrize("how", RUNS)
def test_a_module_beside_a_case_is_not_run(how: str, world: Path) -> None:
    inbox = world / "inbox"
    put(inbox / "list.csv", "name\nMary Example\nJohn Example\n")
    put(inbox / "own" / "letter" / "letter.html", GENTLE + "{% endblock %}")
    for name in BESIDE:
        put(inbox / f"{name}.py", "open('owned', 'w').close(); raise SystemExit")
    code, *arguments = RUNS[how]
    code = "    ".join(f"{ON_THAT_DAY}{code}".splitlines(keepends=True))
    # As the installed command: a script that lies somewhere else.
    script = put(world / "bin" / "script.py", f"if __name__ == '__main__':\n    {code}\n")
    command = [sys.executable, script, *arguments]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not (inbox / "owned").exists()


# --- cases that name other files -------------------------------------------------------------------------------------

NAMED = {
    "up": ("../secret.png", "UA106"),
    "an absolute path": ("/etc/passwd", "UA106"),
    "up from a folder": ("photos/../../secret.png", "UA106"),
    "a hidden file": (".env", "UA106"),
    "a drive": ("C:/secret.png", "UA106"),
    "a backslash": ("..\\secret.png", "UA106"),
    "an address": ("file:///etc/passwd", "UA106"),
    "a link": ("link.png", "UA205"),
    "a link to a folder": ("away/secret.png", "UA205"),
    "a pipe": ("pipe.png", "UA205"),
    "a folder": ("own", "UA205"),
    "a text": ("sender.yaml", "UA205"),
    "a drawing": ("drawing.svg", "UA205"),
    "a name that is too long": ("x" * 5000 + ".png", "UA205"),
}


@pytest.mark.parametrize(("name", "code"), [pytest.param(*value, id=key) for key, value in NAMED.items()])
@pytest.mark.parametrize("command", ["render", "validate"])
def test_a_photograph_is_beside_its_case(command: str, name: str, code: str, world: Path, attack: Any) -> None:
    inbox = world / "inbox"
    (inbox / "link.png").symlink_to(world / "secret.png")
    (inbox / "away").symlink_to(world, target_is_directory=True)
    os.mkfifo(inbox / "pipe.png")
    put(inbox / "drawing.svg", SVG.format("").partition(",")[2])
    photograph = {"file": name, "alt": "x", "credit": "x", "permission": "the family, 2026-01-10"}
    people = [{"id": "p", "name": "Kim Sample", "photograph": photograph}]
    put(inbox / "case.yaml", case_text(SOMEBODY | {"people": people}))
    extra = (*ON, "-f", "html", "-d", "urgent-action") if command == "render" else ("--date", str(DAY))
    ran = attack(command, "case.yaml", *extra)
    assert ran.code == 1
    assert re.search(rf"case\.yaml:\d+:\d+: error\[{code}\]", ran.err + ran.text)
    assert made_files(world) == []


CITED = {
    "up": ("../secret.yaml", "UA106"),
    "an absolute path": ("WORLD/secret.yaml", "UA106"),
    "a hidden file": (".env", "UA106"),
    "a link": ("link.yaml", "UA204"),
    "a link to a folder": ("away/secret.yaml", "UA204"),
    "a folder": ("own", "UA204"),
    "a pipe": ("pipe.yaml", "UA204"),
    "a sender": ("sender.yaml", "UA204"),
    "a name that is too long": ("x" * 5000 + ".yaml", "UA204"),
}


@pytest.mark.parametrize(("name", "code"), [pytest.param(*value, id=key) for key, value in CITED.items()])
def test_a_publication_names_cases_beside_it(name: str, code: str, world: Path, attack: Any) -> None:
    inbox = world / "inbox"
    (inbox / "link.yaml").symlink_to(world / "secret.yaml")
    (inbox / "away").symlink_to(world, target_is_directory=True)
    os.mkfifo(inbox / "pipe.yaml")
    statement = {
        "format": 1,
        "kind": "statement",
        "language": "en",
        "title": "x",
        "issued": "2026-03-10",
        "signatories": [{"name": "x"}],
        "countries": [{"country": "KG", "entries": [{"case": name.replace("WORLD", str(world))}]}],
    }
    put(inbox / "statement.yaml", case_text(statement))
    ran = attack("render", "statement.yaml", *ON, "-f", "txt")
    assert ran.code == 1
    assert re.search(rf"statement\.yaml:\d+:\d+: error\[{code}\]", ran.err)
    assert made_files(world) == []


@pytest.mark.parametrize("command", ["render", "validate", "list"])
def test_a_folder_is_not_left_by_a_link(command: str, world: Path, attack: Any) -> None:
    (world / "inbox" / "link.yaml").symlink_to(world / "secret.yaml")
    (world / "inbox" / "away").symlink_to(world / "secret", target_is_directory=True)
    (world / "inbox" / "sender.yaml").unlink()
    ran = attack(command, ".", *((*ON, "-f", "txt") if command == "render" else ()))
    assert ran.code == 1
    assert "link.yaml:1:1: error[UA001]: this link leads out of the folder" in ran.err + ran.text


@pytest.mark.parametrize(
    ("command", "name"), [("render", "case"), ("one-file-each", "case-official-en"), ("text", ".ua-gen-parts")]
)
def test_no_link_in_the_output_folder_is_followed(command: str, name: str, world: Path, run: Run) -> None:
    """The folder may come with the case, and have links of somebody else's."""
    inbox = world / "inbox"
    put(inbox / "list.csv", "name\nMary Example\n")
    (inbox / "out").mkdir()
    (inbox / "out" / name).symlink_to(world / "secret", target_is_directory=True)
    before = everything(world)
    more = ("-f", "txt", "-l", "en", "--date", str(DAY))
    if command == "render":
        ran = run("render", "case.yaml", *more)
    else:
        each = ["--one-file-each"] if command == "one-file-each" else []
        ran = run("batch", "case.yaml", "--senders", "list.csv", "-o", "out", *each, *more)
    assert everything(world) == before
    assert ran.code in (1, 2)
    assert "error[UA503]" in ran.err
    assert "a link is in its place, or in its path" in ran.err


@pytest.mark.parametrize("name", [".ua-gen-lock", ".ua-gen-run.json", "case-official-en-001.txt", "manifest.csv"])
def test_no_file_is_made_where_a_link_in_the_output_folder_leads(name: str, world: Path, run: Run) -> None:
    inbox = world / "inbox"
    put(inbox / "list.csv", "name\nMary Example\n")
    (inbox / "out").mkdir()
    (inbox / "out" / name).symlink_to(world / "made-by-a-link")
    run("batch", "case.yaml", "--senders", "list.csv", "-o", "out", "-f", "txt", "-l", "en", "--date", str(DAY))
    assert not (world / "made-by-a-link").exists()


def test_a_hint_lists_no_files_of_a_folder_that_a_link_leads_to(world: Path, attack: Any) -> None:
    inbox = world / "inbox"
    (inbox / "away").symlink_to(world, target_is_directory=True)
    put(world / "hushhush.yaml", "x: y")
    release = {"format": 1, "kind": "press-release", "language": "en", "title": "T", "issued": "2026-03-10",
               "issuer": "X", "case": "away/hushhus.yaml", "lead": "L"}  # fmt: skip
    put(inbox / "release.yaml", case_text(release))
    ran = attack("render", "release.yaml", "--date", str(DAY), "-f", "txt")
    assert ran.code == 1
    assert "hushhush" not in ran.err


IDS = ["../x", "a/b", "a\\b", "con.x", "nul ", "a\u202eb", "Ä", "x" * 61, "a.", ".a", "a:b", "-a", "a\x85b", "a\nb"]


@pytest.mark.parametrize("name", IDS)
def test_an_id_that_no_file_can_be_named_by_is_refused(name: str, world: Path, attack: Any) -> None:
    put(world / "inbox" / "case.yaml", case_text(MINIMAL | {"recipients": [OFFICIAL | {"id": name}]}))
    ran = attack("render", "case.yaml", *ON, "-f", "txt")
    assert (ran.code, made_files(world)) == (1, []) or made_files(world) == [f"case/letter-{name.strip()}-en.txt"]


@pytest.mark.parametrize("name", ["../letter", "letter/../letter", "!letter", "", "shared", "letter\0", "own"])
def test_a_document_is_a_name_and_no_path(name: str, world: Path, attack: Any) -> None:
    ran = attack("render", "case.yaml", *ON, "-f", "txt", "-d", name)
    assert ran.code == 2
    assert "no document" in ran.err


NAMES = {
    "the folder above": ("...yaml", "__"),
    "the folder itself": ("..yaml", "_"),
    "a device": ("con.yaml", "_con"),
    "a device with an ending": ("NUL.x.yaml", "_NUL.x"),
    "an end that Windows drops": ("x. .yaml", "x__"),
    "a mark that turns": ("a\u202efdp.yaml", "a_fdp"),
    "a command to the terminal": ("a\x1b[31m.yaml", "a_[31m"),
    "a line break": ("a\nb.yaml", "a_b"),
    "a backslash": ("a\\..\\b.yaml", "a_.._b"),
    "a stream": ("a:b.yaml", "a_b"),
    "a long one": ("x" * 250 + ".yaml", "x" * 100),
    "a long one in another script": ("я" * 120 + ".yaml", "я" * 50),
    "a name with spaces": ("my case.yaml", "my case"),
}


@pytest.mark.parametrize(("name", "folder"), [pytest.param(*value, id=key) for key, value in NAMES.items()])
def test_documents_lie_in_the_output_folder_whatever_their_case_is_called(
    name: str, folder: str, world: Path, attack: Any
) -> None:
    (world / "inbox" / "case.yaml").rename(world / "inbox" / name)
    assert attack("render", name, *ON, "-f", "txt").code == 0
    assert made_files(world) == [f"{folder}/letter-official-en.txt"]


@pytest.mark.parametrize("pair", [("Case", "case"), ("é", "e\u0301"), ("a:b", "a?b"), ("ß", "ss"), ("x.", "x_")])
def test_names_that_one_system_or_another_cannot_tell_apart(pair: tuple[str, str], world: Path, attack: Any) -> None:
    for number, name in enumerate(pair):
        put(world / "inbox" / str(number) / f"{name}.yaml", case_text(SOMEBODY))
    ran = attack("render", *(f"{number}/{name}.yaml" for number, name in enumerate(pair)), *ON, "-f", "txt")
    assert ran.code == 2
    assert "error[UA504]" in ran.err
    assert made_files(world) == []


# --- YAML that means harm --------------------------------------------------------------------------------------------

YAML = {
    "aliases of aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "UA013"),
    "a merge": ("a: &a {x: 1}\nb:\n  <<: *a\n", "UA013"),
    "an object of Python": ("!!python/object/apply:os.system ['touch owned']\n", "UA016"),
    "a name of Python": ("title: !!python/name:os.system x\n", "UA016"),
    "a tag": ("title: !include ../secret.txt\n", "UA016"),
    "a binary": ("title: !!binary aGVsbG8=\n", "UA016"),
    "depth": ("[" * 50_000, "UA014"),
    "depth in blocks": ("".join("  " * n + "a:\n" for n in range(400)), "UA014"),
    "size": ("# " + "x" * 1_000_001, "UA003"),
    "an end of text": ("title: a\0b\n", "UA011"),
    "a second document": (case_text(SOMEBODY) + "---\na: 1\n", "UA015"),
    "a directive": ("%TAG ! tag:example.org,2026:\n---\ntitle: !x y\n", "UA016"),
    "a key that is a map": ("? {a: b}\n: c\n", "UA017"),
    "a thousand keys alike": ("a: 1\n" * 1000, "UA012"),
    "bytes of another encoding": (b"title: \xff\xfe\n".decode("latin-1"), "UA1"),
}
COMMANDS = {
    "render": ("render", "bad.yaml", *ON, "-f", "txt"),
    "validate": ("validate", "bad.yaml"),
    "list": ("list", "bad.yaml"),
    "languages": ("languages", "bad.yaml"),
    "translate": ("translate", "bad.yaml", "-l", "ru", "-o", "-"),
    "update": ("update", "bad.yaml", "-o", "-"),
    "redact": ("redact", "bad.yaml", "-o", "-"),
    "batch": ("batch", "bad.yaml", *ON, "--senders", "list.csv", "-o", "run"),
    "sender": ("render", "case.yaml", *ON, "-f", "txt", "--sender", "bad.yaml"),
    "document": ("templates", "--templates", "own"),
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("text", "code"), [pytest.param(*value, id=key) for key, value in YAML.items()])
def test_yaml_that_means_harm_is_refused_by_every_command(
    text: str, code: str, command: str, world: Path, attack: Any
) -> None:
    put(world / "inbox" / "bad.yaml", text)
    put(world / "inbox" / "list.csv", "name\nMary Example\n")
    if command == "document":
        put(world / "inbox" / "own" / "note" / "document.yaml", text)
        code = "UA303" if code == "UA1" else code
    ran = attack(*COMMANDS[command])
    assert ran.code == 1
    assert re.search(rf"(bad|document)\.yaml:\d+:\d+: error\[{code}", ran.err + ran.text)
    assert made_files(world) == []


def test_every_command_that_reads_cases_is_among_them() -> None:
    reading = {name for name, command in cli.commands.items() if "case" in (command.help or "").casefold()}
    # The preview reads as `render` does, and ends only when it is interrupted: see tests/preview.
    assert reading - {"import", "new", "schema", "explain", "templates", "stock", "doctor", "preview"} <= set(COMMANDS)
