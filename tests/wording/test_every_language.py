"""Every document in every language, for a man, a woman, somebody of unknown gender, and two people."""

import datetime
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from conftest import GOLDEN, Golden, SetClock
from helpers.all_languages import DAY, NAMES, case_in, fields_in
from PIL import Image, ImageChops, ImageStat

from ua_gen import languages
from ua_gen.api import render
from ua_gen.casefile.loading import PUBLICATIONS
from ua_gen.model import Section, Sender
from ua_gen.model.dates import PartialDate, Term
from ua_gen.rendering.job import Paper
from ua_gen.rendering.produce import Format, Rendered
from ua_gen.templating import Templates
from ua_gen.wording import Wording, sentences


@pytest.fixture(autouse=True)
def _freed_by_now(set_clock: SetClock) -> None:
    """The person below is free from the first of February on: before, that cannot be known."""
    set_clock("2026-02-01")


DOCUMENTS = tuple(Templates().documents)
PEOPLE = {"a woman": ("female",), "a man": ("male",), "unknown": ("neutral",), "two": ("female", "male")}


LATER = datetime.date(2026, 2, 10)  # When they have been released.


def publication_in(tag: str, kind: str) -> dict[str, Any]:
    """A statement or a press release in the language itself, on the case in `case.yaml`."""
    language = languages.language(tag)
    text, name = language.text("letter.reply"), NAMES[language.script][0]
    begin = {"format": 1, "kind": kind, "language": tag, "title": language.text("sheet.title"), "issued": "2026-01-19"}
    if kind == "press-release":
        return begin | {
            "issuer": name,
            "place": name,
            "case": "case.yaml",
            "lead": text,
            "embargo": "2026-01-19",
            "quotations": [{"text": text, "by": name, "role": language.text("sheet.title")}],
            "demands": [text],
            "contacts": [{"name": name, "role": language.text("sheet.title"), "phone": "+44 20 7946 0000"}],
        }
    return begin | {
        "signatories": [{"name": name, "city": name}, {"name": NAMES[language.script][1]}],
        "preamble": [{"text": text, "sources": ["it"]}],
        "call": text,
        "countries": [{"country": "KG", "text": [{"text": text}], "entries": [{"case": "case.yaml"}]}],
        "recommendations": [{"to": text, "items": [text, text]}],
        "sources": [{"id": "it", "title": language.text("sheet.title"), "date": "2026-01"}],
    }


def made_in(
    tag: str, document: str, genders: tuple[str, ...], folder: Path, kind: Format, paper: Paper = "a4"
) -> Rendered:
    """The document in the language, from files in the folder."""
    case = folder / "case.yaml"
    case.write_text(yaml.safe_dump(fields_in(tag, genders), allow_unicode=True), "utf-8")
    per = Templates().documents[document].per
    if per in PUBLICATIONS:
        case = folder / "publication.yaml"
        case.write_text(yaml.safe_dump(publication_in(tag, per), allow_unicode=True), "utf-8")
    language = languages.language(tag)
    section = Section(name=NAMES[language.script][0], address=("1 Example Street",), email="office@example.org")
    sender = Sender(name=NAMES[language.script][1], address=("1 Example Street",), country="GB")
    [made] = render(
        case,
        documents=[document],
        formats=[kind],
        languages=[tag],
        date=LATER if document == "outcome" else DAY,
        sender=sender,
        section=section,
        paper=paper,
        window={"a4": "din-b", "letter": "us-10"}[paper] if document == "test-page" else "",
    )
    return made


@pytest.mark.parametrize(
    "genders",
    [pytest.param(PEOPLE[who], id=who, marks=() if who == "two" else pytest.mark.slow) for who in PEOPLE],
)
@pytest.mark.parametrize("tag", languages.tags())
def test_no_document_has_words_of_another_language(tag: str, genders: tuple[str, ...], tmp_path: Path) -> None:
    script = languages.language(tag).script
    for document in DOCUMENTS:
        text = made_in(tag, document, genders, tmp_path, "txt").data.decode()
        allowed = r"\S+@example\.org|www\.\S+|1 Example\s+Street|Bishkek|KYRGYZSTAN|UNITED KINGDOM|EUR|DIN 5008 B"
        if script != "Latn":
            assert re.findall(r"[A-Za-z]+", re.sub(allowed, "", text)) == [], document
        if script != "Cyrl":
            assert re.findall(r"[Ѐ-ӿ]+", text) == [], document
        untied = re.sub(r"\n +", "\n", text)
        assert not re.search(r"[{}]|\bNone\b|  [^ ]|[:：] *\n\n\n", untied), text


@pytest.mark.slow
@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("tag", languages.tags())
def test_every_document_is_an_accessible_pdf_in_the_language_s_own_type(
    tag: str, document: str, tmp_path: Path
) -> None:
    families = tuple(family for listed in languages.language(tag).fonts.values() for family in listed)
    files = []
    # Letters for people of every kind; of the other documents one on each size of paper, in turn for each kind.
    first = (languages.tags().index(tag) + DOCUMENTS.index(document)) % 2 * 2
    chosen = list(PEOPLE.items()) if document == "letter" else list(PEOPLE.items())[first : first + 2]
    for number, (name, genders) in enumerate(chosen):
        made = made_in(tag, document, genders, tmp_path, "pdf", "letter" if number % 2 else "a4")
        assert [warning.code for warning in made.warnings if warning.code == "UA402"] == []
        with pikepdf.open(io.BytesIO(made.data)) as pdf:
            assert (str(pdf.Root.Lang), bool(pdf.Root.MarkInfo.Marked)) == (tag, True)
            assert len(pdf.pages) <= Templates().documents[document].pages
            fonts = {str(font.BaseFont).partition("+")[2] for font in pdf.objects if _is_font(font)}
            strange = [font for font in fonts if not font.replace("-", " ").strip("'\"").startswith(families)]
            assert strange == [], name
        files.append(tmp_path / f"{document}-{tag}-{name.replace(' ', '-')}.pdf")
        files[-1].write_bytes(made.data)
    if validator := shutil.which("verapdf"):
        ran = subprocess.run(
            [validator, "--flavour", "ua1", *map(str, files)], capture_output=True, text=True, check=False
        )
        assert ran.returncode == 0, ran.stdout


def _is_font(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item


@pytest.mark.parametrize("tag", languages.tags())
def test_the_letters_dates_and_terms_of_a_language_are_the_approved_ones(tag: str, golden: Golden) -> None:
    """One man, one woman, two people; days, months and years; terms whose plurals differ: for a reader's eyes."""
    parts = []
    for name in ("a man", "a woman", "two"):
        [made] = render(case_in(tag, PEOPLE[name]), languages=[tag], formats=["txt"], date=DAY, to=["minister"])
        parts += [f"=== {name}\n", made.data.decode()]
    case = case_in(tag, PEOPLE["a man"]).value
    assert case is not None
    say = Wording(case, languages.language(tag), DAY)
    dates = ("2010-09-01", "2010-09-11", "2010-09-21", "2010-09", "2010")
    terms = (*(f"{number} years" for number in (1, 2, 5, 11, 21, 100)), "6 months", "2 years 6 months", "life", "death")
    parts += ["=== dates and terms\n", *(f"{text}: {say.date(PartialDate.parse(text))}\n" for text in dates)]
    parts += [f"{text}: {sentences.term(say, Term.parse(text))}\n" for text in terms]
    golden.holds(f"languages/{tag}.txt", "\n".join(part.rstrip("\n") for part in parts) + "\n")


@pytest.mark.slow
@pytest.mark.parametrize("tag", [tag for tag in languages.tags() if languages.language(tag).direction == "rtl"])
def test_a_page_from_right_to_left_looks_as_it_did(tag: str, golden: Golden, tmp_path: Path) -> None:
    """Compared with a kept picture, with tolerance: another version of a font moves a line by a hair."""
    [made] = render(case_in(tag, PEOPLE["a man"]), languages=[tag], date=DAY, to=["minister"])
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        pytest.skip("pdftoppm is not here")
    target = tmp_path / "page"
    command = [pdftoppm, "-r", "30", "-gray", "-singlefile", "-png", "-", str(target)]
    subprocess.run(command, input=made.data, check=True)
    kept = GOLDEN / "pages" / f"letter-{tag}.png"
    if golden.update:
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(target.with_suffix(".png").read_bytes())
    now, before = Image.open(target.with_suffix(".png")).convert("L"), Image.open(kept).convert("L")
    assert now.size == before.size
    small = (now.width // 6, now.height // 6)  # Squares of 5 mm: where the ink is, not how each letter is drawn.
    difference = ImageChops.difference(
        now.resize(small, Image.Resampling.BOX), before.resize(small, Image.Resampling.BOX)
    )
    assert ImageStat.Stat(difference).mean[0] < 1.5, "look at the page, then run with --update-golden"
    mirrored = now.transpose(Image.Transpose.FLIP_LEFT_RIGHT).resize(small, Image.Resampling.BOX)
    wrong = ImageChops.difference(mirrored, before.resize(small, Image.Resampling.BOX))
    assert ImageStat.Stat(wrong).mean[0] > 3, "the comparison itself would notice a page the wrong way round"
