"""HTML in a browser: on small screens and large ones, and printed from there. Measured in Chromium if there is one."""

import datetime
import json
import re
import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

import pytest
from conftest import tool
from helpers.specimen import FULL, SOMEBODY, askarov, made

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
SIZES = (390, 1200)  # CSS pixels: of a telephone, and of a window on a desk.
CLOSED = datetime.date(2010, 9, 20)
INVENTED = FULL | {"invented": True}


def page(data: Any = INVENTED, document: str = "letter", language: str = "en", **wish: Any) -> str:
    return made(data, "html", language, document=document, **wish).decode()


PAGES = {
    "letter": lambda: page(to="minister"),
    "letter in Arabic": lambda: page(SOMEBODY | {"invented": True}, language="ar"),
    "letter for a window": lambda: page(window="din-b", to="minister"),
    "copy for the archive": lambda: page(askarov(), day=CLOSED, to="interior-minister"),
    "urgent-action": lambda: page(document="urgent-action"),
    "urgent-action-classic": lambda: page(document="urgent-action-classic"),
    "petition": lambda: page(document="petition", to="minister"),
    "group-letter": lambda: page(document="group-letter", to="minister"),
    "embassy-copy": lambda: page(document="embassy-copy"),
    "fax-cover": lambda: page(document="fax-cover", to="minister"),
    "envelope": lambda: page(document="envelope", to="minister"),
}


def test_a_page_takes_the_width_of_its_screen() -> None:
    assert '<meta name="viewport" content="width=device-width">' in page(to="minister")


def test_a_page_that_is_laid_out_for_paper_has_nothing_for_browsers(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    monkeypatch.setattr("ua_gen.rendering.produce.write_pdf", lambda html, *rest: seen.append(html) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        made(INVENTED, "pdf", to="minister")
    assert "@media" not in seen[0]
    assert "viewport" not in seen[0]


def test_the_code_of_an_address_can_be_scaled() -> None:
    drawn = re.search(r"<svg[^>]*>", page(document="urgent-action"))
    assert drawn
    assert re.search(r'viewBox="0 0 \d+ \d+"', drawn[0])
    assert "width=" not in drawn[0]


def test_printed_it_has_the_size_of_type_of_its_length() -> None:
    """Not that of a short letter: a long one would need two pages."""
    sizes = [
        re.search(r"@media print \{ html \{ --size: ([\d.]+)pt", shown)
        for shown in (page(SOMEBODY), page(askarov(), language="ky", day=CLOSED, to="interior-minister"))
    ]
    short, long = (float(size[1]) for size in sizes if size)
    assert (short, long < short) == (12, True)


def measured(pages: dict[str, str], folder: Path) -> dict[tuple[str, int], dict[str, Any]]:
    """What Chromium measures of pages, each at the width of a telephone and of a window."""
    frames = "".join(
        f'<iframe data-of="{name}" width="{width}" height="700" srcdoc="{escape(html)}"></iframe>'
        for name, html in pages.items()
        for width in SIZES
    )
    (folder / "all.html").write_text(f"<body>{frames}<script>{MEASURE}</script>", "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder / 'profile'}"]
    command += ["--virtual-time-budget=5000", "--dump-dom", (folder / "all.html").as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    found = re.search(r'<pre id="measured">(.*?)</pre>', shown, re.DOTALL)
    assert found
    return {(each["of"], each["width"]): each for each in json.loads(found[1].replace("&gt;", ">"))}


MEASURE = """
addEventListener("load", () => {
  const all = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, root = page.documentElement;
    const box = element => { const {left, right, top, bottom} = element.getBoundingClientRect();
      return {left, right, top, bottom} };
    // The boxes of whatever has words of its own. A table to sign may be scrolled by itself.
    const words = [...page.body.querySelectorAll("*")].filter(element =>
      [...element.childNodes].some(node => node.nodeType == 3 && node.data.trim()) &&
      element.offsetParent && !element.closest(".signed"));
    return {of: frame.dataset.of, width: +frame.width, wide: root.scrollWidth,
      notices: [...page.querySelectorAll(".invented, .reading")].map(box),
      words: words.map(element => ({...box(element), text: element.textContent.trim().slice(0, 30)}))};
  });
  const told = document.createElement("pre");
  told.id = "measured";
  told.textContent = JSON.stringify(all);
  document.body.append(told);
});
"""


@needs_chromium
def test_in_chromium_all_is_on_the_screen_and_nothing_over_anything(tmp_path: Path) -> None:
    found = measured({name: make() for name, make in PAGES.items()}, tmp_path)
    assert len(found) == len(PAGES) * len(SIZES)
    for (name, width), page in found.items():
        assert page["wide"] <= width, (name, width)
        assert page["notices"], name
        for box in page["notices"]:
            assert box["left"] >= 0, (name, width)
            assert box["top"] >= 0, (name, width)
        margin = 15 if name != "envelope" else 0
        leaves = page["words"]
        assert min(box["left"] for box in leaves) >= margin, (name, width)
        assert max(box["right"] for box in leaves) <= width - margin, (name, width)
        for number, one in enumerate(leaves):
            for other in leaves[number + 1 :]:
                across = min(one["right"], other["right"]) - max(one["left"], other["left"])
                down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
                assert min(across, down) < 2, (name, width, one, other)


@needs_chromium
def test_printed_from_chromium_every_page_bears_its_notice(tmp_path: Path) -> None:
    source = page(askarov(), "urgent-action", day=CLOSED)
    (tmp_path / "page.html").write_text(source, "utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", (tmp_path / "page.html").as_uri()]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    told = subprocess.run(
        [tool("pdftotext"), tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = told.rstrip("\f\n").split("\f")
    assert len(pages) == 2
    assert all("Copy for the archive, not to be sent." in each for each in pages)
