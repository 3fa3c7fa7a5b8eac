"""Print runs: each page the same, to the pixel, as if it had been laid out for its sender alone."""

import base64
import datetime
import gc
import io
import itertools
import pickle
import random
import weakref
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from conftest import told_by
from helpers.specimen import ASKAROV_DAY, DAY, FULL, SOMEBODY, askarov, everywhere, loaded, one
from PIL import Image

from ua_gen import Problems, languages
from ua_gen.casefile.loading import Loaded
from ua_gen.model import Sender
from ua_gen.model.stationery import windows
from ua_gen.pdf import write_pdf
from ua_gen.pdf.slot_places import CannotStamp
from ua_gen.rendering import series
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job, PageSettings, Paper
from ua_gen.rendering.page_cache import PageCache
from ua_gen.rendering.series import Pages, series_texts, write_series
from ua_gen.rendering.sharing import _View
from ua_gen.templating import Templates

TEMPLATES = Templates()
PAPERS: tuple[Paper, ...] = ("a4", "letter")

# Whose lines are set on a page that was laid out for another: name, a line of the address, town.
SETTABLE = [
    ("Jane Example", "1 High Street", "Leeds"),
    ("AVATAR WAVE, Toffee fi fl ffi", "10 Avenue To Tyne, 1234567890", "Fjord"),
    ("Żółć Ěščřžýáíé Ñandú", "Straße 12 ß", "Öland"),
    ("Анна-Мария Ёлкина", "ул. Вавилова, д. 5", "Уфа"),
    ("e\u0301te\u0301 A\u0308 n\u0303 d\u0323\u0307", "x\u0304 y\u0306", "Zu\u0308rich"),
    ("O’Neill D'Arcy", "“Quoted” – dash — 3½ <&>", "Łódź"),
    ("Wolfeschlegelsteinhausenbergerdorff von und zu der Hohen Mark", "a", "X"),
    ("Ы", "1", "Б"),
    ("Бүбүкан Өмүрбекова Ң", "Көчөсү 7", "Өзгөн"),
    ("Mixed Анна Smith", "Иванов Street 7 Б", "Анна Town"),
    ("Ελένη Παπαδοπούλου", "Οδός 5", "Αθήνα"),
]
# Who needs another font, another direction, or another line.
UNSETTABLE = [
    ("李小龍", "香港 5", "HK"),
    ("محمد علي", "شارع 5", "Z"),
    ("דוד", "5", "Z"),
    ("A very" + " long" * 40, "a", "b"),
    ("Joined\u200dletters", "a", "b"),
]


def whom(name: str = "Jane Example", line: str = "1 High Street", town: str = "Leeds", **changes: Any) -> Sender:
    given = {"name": name, "address": [line], "town": town, "country": "GB", "email": "jane1234@example.org"}
    return Sender.model_validate(given | changes, context={"language": "en"})


def job(
    case: Loaded[Any] | dict[str, Any] = SOMEBODY,
    language: str = "en",
    paper: Paper = "a4",
    templates: Templates = TEMPLATES,
    day: datetime.date = DAY,
) -> Job:
    case = loaded(case) if isinstance(case, dict) else case
    document = templates.documents["letter"]
    return Job(case, document, languages.language(language), day, case.value.recipients[0], None, PageSettings(paper))


def jobs(base: Job, senders: Sequence[Sender | None]) -> list[Job]:
    return [replace(base, sender=each) for each in senders]


def written(wanted: Sequence[Job], templates: Templates = TEMPLATES, **how: Any) -> tuple[bytes, list[Any]]:
    out = io.BytesIO()
    found = write_series(iter(wanted), templates, out, **how)
    return out.getvalue(), found


def alone(wanted: Job, templates: Templates = TEMPLATES) -> bytes:
    """The PDF file of one letter by itself."""
    document = wanted.document
    window = windows()[wanted.page.window].text if wanted.page.window else None
    return write_pdf(
        compose(wanted, templates, "html").text, document.fits, document.pages, templates.folders, window
    ).data


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def stamped(data: bytes) -> list[bool]:
    """Of each page, whether it shows a page that it shares with others."""
    with opened(data) as file:
        return [page.Contents.read_bytes().startswith(b"/F") for page in file.pages if "/Contents" in page]


def pictures(data: bytes, folder: Path) -> list[bytes]:
    path = folder / "pages.pdf"
    path.write_bytes(data)
    for old in folder.glob("page-*"):
        old.unlink()
    told_by("pdftoppm", "-r", "110", "-gray", path, folder / "page")
    return [page.read_bytes() for page in sorted(folder.glob("page-*"))]


def check(wanted: Sequence[Job], folder: Path, templates: Templates = TEMPLATES) -> list[bool]:
    """That each page looks as if it had been made alone; and which are shared."""
    data, found = written(wanted, templates)
    count = found[0].count
    assert [(pages.first, pages.count) for pages in found] == [(n * count + 1, count) for n in range(len(wanted))]
    made: dict[str, list[int]] = {}  # Of a sender who comes twice, the pages are made alone once.
    with pikepdf.new() as single:
        for each in wanted:
            if repr(each.sender) not in made:
                with opened(alone(each, templates)) as file:
                    made[repr(each.sender)] = list(range(len(single.pages), len(single.pages) + len(file.pages)))
                    single.pages.extend(file.pages)
        kept = io.BytesIO()
        single.save(kept)
    once, together = pictures(kept.getvalue(), folder), pictures(data, folder)
    one_by_one = [once[page] for each in wanted for page in made[repr(each.sender)]]
    owners = [each.sender for each in wanted for _ in range(count)]
    different = [owner for owner, a, b in zip(owners, one_by_one, together, strict=True) if a != b]
    assert different == []
    return stamped(data)


# --- the same to the pixel -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "paper"),
    [
        ("en", "a4"), ("ky", "letter"),
        *(pytest.param(tag, paper, marks=pytest.mark.slow) for tag in ("ru", "fr", "de") for paper in PAPERS),
        pytest.param("en", "letter", marks=pytest.mark.slow), pytest.param("ky", "a4", marks=pytest.mark.slow),
    ],
)  # fmt: skip
def test_a_shared_page_looks_as_if_laid_out_for_its_sender(language: str, paper: Paper, tmp_path: Path) -> None:
    senders = [whom(*lines) for lines in SETTABLE]
    senders += [whom("Žofie", privacy="initials", town="Brno"), whom("Ян", privacy="initials", town="Ош")]
    senders += [*senders, *(whom(*lines) for lines in UNSETTABLE), whom("Last")]
    shared = check(jobs(job(askarov(), language, paper, day=ASKAROV_DAY), senders), tmp_path)
    assert sum(shared[: len(SETTABLE)]) >= len(SETTABLE) - 2, "all but the first, and the first of much shorter text"
    assert all(shared[len(SETTABLE) + 2 : 2 * len(SETTABLE) + 4])


@pytest.mark.parametrize("language", ["ar", "zh-Hans"])
def test_in_other_scripts_too(language: str, tmp_path: Path) -> None:
    base = job(one(action=FULL["action"] | {"issuer": everywhere("Example", "Пример")}), language)
    check(jobs(base, [whom("First"), whom("Jane"), whom("محمد علي"), whom("李小龍")]), tmp_path)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_any_name_is_set_as_weasyprint_sets_it(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose = random.Random(seed)
    letters = "".join(
        map(chr, itertools.chain(range(33, 127), range(0xC0, 0x180), range(0x400, 0x460), range(0x300, 0x30D)))
    )
    letters += " " * 40 + "AVTWYfi" * 5 + "’‘“”–—…«»№€½ﬁ"

    def word() -> str:
        return " ".join("".join(choose.choices(letters, k=choose.randrange(1, 40))).split()) or "x"

    wanted = jobs(job(), [whom("First"), *(whom(word(), word(), word()) for _ in range(60))])
    data, _ = written(wanted)
    assert sum(stamped(data)) > 40

    class Never:
        def __init__(self, *_: object) -> None:
            raise CannotStamp

    monkeypatch.setattr(series, "Stamp", Never)
    slow, _ = written(wanted)
    assert sum(stamped(slow)) == 0
    assert pictures(data, tmp_path) == pictures(slow, tmp_path)


@pytest.mark.parametrize("window", ["din-b", pytest.param("swiss-right", marks=pytest.mark.slow), "french"])
def test_with_a_window_too(window: str, tmp_path: Path) -> None:
    """Who needs smaller type has a page alone, and leaves none to the others."""
    wide = whom("Llewellyn Price", "Ty Newydd", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch")
    long = whom("Maximiliane von Hohenstein-Wittelsbach", "Georg-August-Zinn-Straße 104a, 3. OG links", "Wiesbaden")
    wide, long = (each.model_copy(update={"address": (*each.address, each.town)}) for each in (wide, long))
    senders = [long, wide, *(whom(*lines) for lines in SETTABLE), wide, long, whom("Last")]
    shared = check(jobs(replace(job(), page=PageSettings(window=window)), senders), tmp_path)
    assert sum(shared) >= len(SETTABLE) - 2


def override(folder: Path, html: str = "", txt: str = "") -> Templates:
    """Templates with the letter changed."""
    (folder / "letter").mkdir()
    for kind, text in (("html", html), ("txt", txt)):
        if text:
            (folder / "letter" / f"letter.{kind}").write_text(text, "utf-8")
    return Templates([folder])


@pytest.mark.slow
@pytest.mark.parametrize(
    "css",
    [
        ".date { text-transform: uppercase }",
        ".sender .line { letter-spacing: .05em }",
        ".sender .line { word-spacing: .3em }",
        ".sender { float: right }",
        ".sender .line { float: right; clear: right }",
        ".sender { display: flex; flex-direction: column; align-items: center }",
        ".sender { position: absolute; right: 0; background: #ddd }",
        ".sender .line { display: inline-block; width: 30%; background: #eee }",
        ".date { opacity: .4 }",
        ".date { transform: rotate(2deg) }",
        ".date { text-align: justify; text-align-last: justify }",
        ".date::first-letter { font-size: 2em }",
        ".date::before { content: 'At ' }",
        ".sender .line { text-decoration: underline }",
        ".sender .line { width: max-content; border: 1px solid }",
        ".sender { overflow: hidden; width: 20mm }",
        ".date { color: rgb(90 30 20 / 50%) }",
        ".date { visibility: hidden }",
        "@page { @bottom-center { content: string(who) } } .date { string-set: who content() }",
        ".date { text-indent: 9mm; direction: rtl }",
        ".sender .line { text-transform: lowercase; text-align: left }",
        ".signature { float: right; width: 130mm }",
    ],
)
def test_no_style_makes_a_shared_page_wrong(css: str, own: Path, tmp_path: Path) -> None:
    html = '{% extends "!letter/letter.html" %}{% block style %}{{ super() }}' + css + "{% endblock %}"
    templates = override(own, html)
    here = {"country": "KG", "email": None}
    senders = [
        whom("i", "1", "x", **here),
        whom("WAVE Müller", "A longer line than all others, 12345", "Łódź", **here),
        whom("I", "1", "X", **here),
        whom("Wolfeschlegelsteinhausen bergerdorff von und zu der Hohen Mark", **here),
    ]
    check(jobs(job(templates=templates), senders), tmp_path, templates)


def test_a_style_that_lets_a_name_run_off_the_page_is_refused_for_whom_it_does(own: Path) -> None:
    html = '{% extends "!letter/letter.html" %}{% block style %}{{ super() }}.sender { white-space: pre; columns: 2 }'
    templates = override(own, html + "{% endblock %}")
    senders = [whom("I", "1", "X"), whom("Wolfeschlegelsteinhausen bergerdorff von und zu der Hohen Mark")]
    _, (short, long) = written(jobs(job(templates=templates), senders), templates)
    assert not isinstance(short, Problems)
    assert isinstance(long, Problems)
    assert [each.code for each in long.diagnostics] == ["UA408"]


def test_a_style_that_changes_nothing_of_that_is_shared(own: Path, tmp_path: Path) -> None:
    html = (
        '{% extends "!letter/letter.html" %}{% block style %}{{ super() }}'
        ".date { color: #a3320b; font-size: 14pt; text-align: center; font-feature-settings: 'smcp' }"
        ".sender { background: #eee; padding: 2mm; text-align: left; font-style: italic }{% endblock %}"
    )
    templates = override(own, html)
    senders = [whom("First"), whom("WAVE Müller", "A longer line than all others, 12345", "Łódź")]
    assert check(jobs(job(templates=templates), senders), tmp_path, templates) == [False, True]


@pytest.mark.parametrize(
    "body",
    [
        "<p>I, {{ say.signature }}, write to you.</p>",
        "<p>I, {{ slot('signature') }}, write to you.</p>",
        "<p>{{ slot('signature') | upper }}</p>",
        "<p>{{ slot('signature') ~ '!' }}</p>",
        "<p>{{ slot('signature') | length }}</p>",
        "<p>{{ 'long' if slot('signature') == 'Jane' else 'short' }}</p>",
        "<p>{{ slot('sender_lines') | join(' · ') }}</p>",
        "<p title=\"{{ slot('signature') }}\">{{ slot('signature') }}</p>",
        "<p>{{ say.sender.name[0] }}</p>",
        "<p>{{ slot('sender_lines') | length }}{{ slot('place_and_date') }}</p>",
        "<p>{{ say.sender }}</p>",
        "<p>{{ slot('closing') }}</p><p>{{ slot('copies') }}</p>",
        "<p>{% set name %}<b>{{ slot('signature') }}</b>{% endset %}{{ name | upper }}</p>",
        "<p>{{ slot('agreement') }}{{ slot('recipient_lines')[0] }}</p>",
        "<title>{{ slot('signature') }}</title>",
        "{% set name %}{{ slot('signature') }}{% endset %}{{ 'Joan' if name == 'Jane' else 'Jim' }}",
        "{% set name %}{{ slot('signature') }}{% endset %}<p>{{ name }}</p>{{ 'Joan' if 'Jane' in name else 'Jim' }}",
        "{% autoescape false %}<p>{{ slot('signature') }}</p>{% endautoescape %}",
        "{% if slot('signature') is string %}<p>{{ slot('signature') }}</p>{% endif %}",
        "{% if slot('signature') is defined %}<p>{{ slot('signature') }}</p>{% endif %}",
        "{% macro it(name) %}{{ name }}{% endmacro %}{{ it(slot('signature')) | length }}",
        "{% filter upper %}<p>{{ slot('signature') }}</p>{% endfilter %}",
    ],
)
def test_a_template_may_use_the_sender_as_it_likes(body: str, own: Path, tmp_path: Path) -> None:
    html = '{% extends "shared/document.html" %}{% block body %}' + body + "{% endblock %}"
    templates = override(own, html, body)
    senders = [whom("First"), whom("Jane", "2 Street", "Łódź"), whom("Žofie <b>", "3 Street", "X")]
    wanted = jobs(job(templates=templates), senders)
    check(wanted, tmp_path, templates)
    assert list(series_texts(wanted, templates)) == [compose(each, templates, "txt") for each in wanted]


@pytest.mark.parametrize("name", ["parse_raw", "parse_file", "model_copy", "model_fields", "seen", "_sender", "_seen"])
def test_a_sender_has_nothing_but_its_fields(name: str, own: Path) -> None:
    templates = override(own, txt="{{ slot('signature') }}{{ say.sender." + name + " }}")
    [refused] = series_texts(jobs(job(templates=templates), [whom("Jane")]), templates)
    assert isinstance(refused, Problems)
    assert [diagnostic.code for diagnostic in refused.diagnostics] == ["UA302"]
    view = _View(whom("Jane"), {})
    with pytest.raises(AttributeError):
        view.parse_raw  # noqa: B018
    assert view.initials == "J."


def test_pictures_and_several_pages(own: Path, tmp_path: Path) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), (200, 80, 20)).save(picture, "PNG")
    address = "data:image/png;base64," + base64.b64encode(picture.getvalue()).decode()
    html = (
        '{% extends "!letter/letter.html" %}{% block body %}'
        f'<img src="{address}" style="width: 30mm; opacity: .5">'
        '<div style="width: 20mm; height: 5mm; background: linear-gradient(red, blue)"></div>'
        '{{ super() }}<p style="break-before: page">{{ slot("signature") }}</p>'
        '<div style="height: 9mm; border: 2mm dotted green; border-radius: 4mm"></div>{% endblock %}'
    )
    templates = override(own, html)
    base = replace(job(templates=templates), document=replace(TEMPLATES.documents["letter"], pages=2))
    assert check(jobs(base, [whom("First"), whom("Jane"), whom("李小龍")]), tmp_path, templates) == [
        *(False, False),
        *(True, True),
        *(False, False),
    ]
    _, found = written(jobs(base, [whom("First"), whom("Jane")]), templates, duplex=True)
    assert [(pages.first, pages.count) for pages in found] == [(1, 2), (3, 2)]


# --- what is shared --------------------------------------------------------------------------------------------------


@pytest.fixture
def layouts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that were laid out."""
    found = []
    lay_out = series.lay_out

    def counted(html: str, *rest: Any) -> Any:
        found.append(html)
        return lay_out(html, *rest)

    monkeypatch.setattr(series, "lay_out", counted)
    return found


def many(count: int, **changes: Any) -> list[Sender]:
    return [whom(f"Jane {number}", f"{number} Street", f"Town {number}", **changes) for number in range(count)]


def test_one_layout_does_for_all_who_see_the_same(layouts: list[str]) -> None:
    base, press = job(), PageCache(TEMPLATES)
    written(jobs(base, many(20)), press=press)
    assert len(layouts) == 1
    written(jobs(base, many(20)), press=press)
    assert len(layouts) == 1, "nor again for the next file"
    written(pickle.loads(pickle.dumps(jobs(base, many(20)))), press=press)
    assert len(layouts) == 1, "nor for jobs that came from another process"
    written(jobs(base, many(5, country="KG")), press=press)
    assert len(layouts) == 2, "the address needs no country"


def test_one_layout_does_for_countries_that_make_no_difference(layouts: list[str], tmp_path: Path) -> None:
    """Each sender's country is looked at, for there might be an embassy in it."""
    base = job({name: value for name, value in FULL.items() if name != "letter"})
    countries = ["FR", "IT", "ES", "GB", "FR", "IT", "GB", "DE"]
    wanted = jobs(base, [whom(f"Jane {number}", country=each) for number, each in enumerate(countries)])
    data, _ = written(wanted)
    different = {country for country in countries if country in base.case.value.embassies}
    assert len(layouts) == 1 + len(different)
    assert sum(stamped(data)) == len(wanted) - len(layouts)
    check(wanted, tmp_path)


def test_what_a_letter_says_of_its_sender_is_never_shared(tmp_path: Path) -> None:
    base = job({name: value for name, value in FULL.items() if name != "letter"})
    line = {"personal_line": {"en": "I am a librarian."}}
    senders: list[Sender | None] = []
    for country, language, privacy, extra in itertools.product(
        ("GB", "KG", "DE"), (None, "de"), ("full", "initials", "anonymous"), ({}, line, {"email": None, "address": []})
    ):
        given = {"country": country, "language": language, "privacy": privacy} | extra
        kept = {name: value for name, value in given.items() if value is not None}
        each = whom("Jane", **kept) if "email" not in given else whom("Jane", **kept, email=None)
        senders.append(each)
    senders += [None]
    senders *= 2
    wanted = jobs(base, senders)
    assert list(series_texts(wanted, TEMPLATES)) == [compose(each, TEMPLATES, "txt") for each in wanted]
    half = len(wanted) // 2
    data, _ = written(wanted)
    shared = stamped(data)
    assert sum(shared) >= half
    shown = pictures(data, tmp_path)
    assert [wanted[n].sender for n in range(half) if shown[n] != shown[n + half]] == []


def test_texts_are_composed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = jobs(job(), many(30))
    expected = [compose(each, TEMPLATES, "txt") for each in wanted]
    runs = []
    run = Templates.run
    monkeypatch.setattr(Templates, "run", lambda *given: runs.append(1) or run(*given))
    assert list(series_texts(wanted, TEMPLATES)) == expected
    assert len(runs) == 2, "once for all, once to see that it is the same"
    runs.clear()
    written(wanted)
    assert len(runs) == 2


def test_a_personal_line_is_each_sender_s_own(layouts: list[str], tmp_path: Path) -> None:
    senders = [whom("Jane", personal_line=f"I have {number} cats.") for number in range(4)]
    senders += [whom("Joan", personal_line="I have 3 cats.")]
    assert check(jobs(job(), senders), tmp_path) == [False] * 4 + [True]


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_file_is_sound_and_says_nothing_of_where_it_was_made(tmp_path: Path) -> None:
    wanted = jobs(job(askarov(), day=ASKAROV_DAY), many(300))
    data, found = written(wanted)
    assert [pages.first for pages in found] == list(range(1, 301))
    path = tmp_path / "run.pdf"
    path.write_bytes(data)
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", path)
    with opened(data) as file:
        assert len(file.pages) == 300
        assert "/Info" not in file.trailer
        assert "/Metadata" not in file.Root
        assert str(file.Root.Lang) == "en"
        assert all(
            b"/tmp" not in bytes(item.get_raw_stream_buffer())
            for item in file.objects
            if isinstance(item, pikepdf.Stream)
        )
    fonts = told_by("pdffonts", path).splitlines()[2:]
    assert len(fonts) == 2
    assert all(" yes yes yes " in line for line in fonts), "embedded, a subset, with Unicode"
    shown = told_by("pdftotext", "-f", "217", "-l", "217", "-enc", "UTF-8", path, "-")
    assert shown.startswith("Jane 216\n216 Street\n"), "in the order of reading"
    assert "Town 216, 20 September 2010" in shown


def test_the_same_letters_are_the_same_bytes() -> None:
    wanted = jobs(job(), [*many(3), whom("李小龍"), whom(privacy="initials")])
    assert written(wanted)[0] == written(wanted)[0]
    press = PageCache(TEMPLATES)
    written(wanted, press=press)
    data, _ = written(wanted, press=press)
    assert len(opened(data).pages) == 5


def test_a_letter_takes_few_bytes() -> None:
    base = job(askarov(), day=ASKAROV_DAY)
    sizes = [len(written(jobs(base, many(count)))[0]) for count in (100, 400)]
    assert (sizes[1] - sizes[0]) / 300 < 600


def test_on_both_sides_each_letter_begins_on_a_leaf_of_its_own() -> None:
    data, found = written(jobs(job(), many(3)), duplex=True)
    assert [(pages.first, pages.count) for pages in found] == [(1, 1), (3, 1), (5, 1)]
    with opened(data) as file:
        assert ["/Contents" in page for page in file.pages] == [True, False, True, False, True]


def test_letters_of_several_kinds_in_one_file() -> None:
    english, russian = job(FULL, "en"), job(FULL, "ru", "letter")
    order = [english, russian, english, russian, russian, english]
    data, found = written([replace(base, sender=whom(f"Jane {n}")) for n, base in enumerate(order)])
    assert all(isinstance(pages, Pages) for pages in found)
    with opened(data) as file:
        assert "/Lang" not in file.Root, "none is that of all pages"
        boxes = [[round(float(number)) for number in page.MediaBox] for page in file.pages]
    a4, letter = [0, 0, 595, 842], [0, 0, 612, 792]
    assert boxes == [a4, letter, a4, letter, letter, a4]
    assert stamped(data) == [False, False, True, True, True, True]


def test_an_empty_run_is_still_a_file(tmp_path: Path) -> None:
    data, found = written([])
    assert found == []
    with opened(data) as file:
        assert len(file.pages) == 0


# --- what cannot be made ---------------------------------------------------------------------------------------------


def codes(found: Sequence[Any]) -> list[str]:
    return [each.diagnostics[0].code if isinstance(each, Problems) else "" for each in found]


def test_a_letter_too_long_is_told_for_each_sender_and_laid_out_for_one(layouts: list[str]) -> None:
    texts = [{"text": everywhere(f"this was day {n} of what was told about it all", "это было")} for n in range(200)]
    wanted = jobs(job(one(events=texts)), many(5))
    data, found = written(wanted)
    assert codes(found) == ["UA403"] * 5
    assert len(opened(data).pages) == 0
    assert len(layouts) == 2, "and once more with another name"


@pytest.mark.slow
@pytest.mark.parametrize(("requests", "words"), [(6, 90), (9, 106), (18, 114), (18, 116), (19, 104), (20, 100)])
def test_a_name_that_decides_the_size_of_type_decides_it_in_a_run_too(
    requests: int, words: int, tmp_path: Path
) -> None:
    """How long a text is tells which size to try first, and where two are nearly as good, that may be the one."""
    told = [{"text": everywhere("so" + " it was told" * words, "так")}]
    asked = [{"text": everywhere("do this this this", "то")}] * requests
    names = ["J" * length for length in (1, 20, 40, 70, 50, 5, 80, 30)]
    check(jobs(job(one(events=told, requests=asked)), [whom(name, "1", "X") for name in names]), tmp_path)


def test_nothing_of_a_file_is_kept_when_it_is_finished() -> None:
    press = PageCache(TEMPLATES)
    out = io.BytesIO()
    kept = weakref.ref(out)
    write_series(jobs(job(), many(3)), TEMPLATES, out, press=press)
    del out
    gc.collect()
    assert kept() is None


def test_a_sender_whose_lines_take_too_much_room_is_alone_with_it(tmp_path: Path) -> None:
    long = whom("Long", " ".join(["very"] * 1200))
    _, found = written(jobs(job(), [long, whom("Jane"), long, whom("Joan")]))
    assert codes(found) == ["UA403", "", "UA403", ""]
    assert [pages.first for pages in found if isinstance(pages, Pages)] == [1, 2]


def test_a_name_that_no_font_has_is_told_and_hinders_nobody(tmp_path: Path) -> None:
    rare = whom("Jane \U0001a000", "1 Street")
    wanted = jobs(job(), [rare, whom("First"), rare, whom("Jane")])
    data, found = written(wanted)
    assert codes(found) == ["UA401", "", "UA401", ""]
    assert stamped(data) == [False, True]
    path = tmp_path / "run.pdf"
    path.write_bytes(data)
    assert "No syntax or stream encoding errors" in told_by("qpdf", "--check", path)


def test_what_the_language_lacks_is_told_for_each(layouts: list[str]) -> None:
    case = loaded(SOMEBODY | {"requests": [{"text": {"en": "give the books back"}}]})
    wanted = jobs(job(case, "ru"), many(3))
    _, found = written(wanted)
    assert codes(found) == ["UA210"] * 3
    assert codes(list(series_texts(wanted, TEMPLATES))) == ["UA210"] * 3
    with pytest.raises(Problems) as alone_:
        compose(wanted[0], TEMPLATES, "html")
    assert [each.diagnostics for each in found] == [alone_.value.diagnostics] * 3
    assert layouts == []


def test_a_broken_template_is_told_as_for_one_letter(own: Path) -> None:
    templates = override(own, "{{ say.nothing }}", "{{ say.nothing }}")
    wanted = jobs(job(templates=templates), many(2))
    for found in (written(wanted, templates)[1], list(series_texts(wanted, templates))):
        assert codes(found) == ["UA302"] * 2


def test_warnings_are_those_of_the_letter_alone() -> None:
    wanted = jobs(job(one(), "ru"), [*many(3), whom(personal_line="Only English.")])
    _, found = written(wanted)
    assert [pages.warnings for pages in found] == [compose(each, TEMPLATES, "html").warnings for each in wanted]
    assert {warning.code for warning in found[-1].warnings} >= {"UA214"}


def test_a_line_of_somebody_s_own_is_left_out_of_their_letters_only_if_they_are_anonymous() -> None:
    whose = [whom(personal_line="I am a reader.", privacy=privacy) for privacy in ("anonymous", "full", "initials")]
    wanted = jobs(job(one(), "en"), [*whose, whom(privacy="anonymous")])
    _, found = written(wanted)
    assert [[warning.code for warning in pages.warnings] for pages in found] == [["UA214"], [], [], []]
    told = ["I am a reader." in getattr(each, "text", "") for each in series_texts(wanted, TEMPLATES)]
    assert told == [False, True, True, False]
