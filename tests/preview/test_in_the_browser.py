"""End to end, in Chromium: a save changes the picture, a click leads to the line, and everybody can use it.

Left out where there is no Chromium, or no Playwright: `sh setup.sh browser` installs both. `.ci/run` demands them.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.preview import preview
from helpers.specimen import SENDER, TWO_PEOPLE, case_text

DEMANDED = os.environ.get("UA_GEN_TEST_BROWSER") == "demanded"
CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
try:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import Browser, Page, sync_playwright
except ImportError:
    CHROMIUM = None
if CHROMIUM is None and not DEMANDED:
    pytest.skip("Chromium or Playwright is not installed: `sh setup.sh browser`", allow_module_level=True)

pytestmark = [pytest.mark.usefixtures("loopback"), pytest.mark.slow]
ALONE = (  # It asks nothing of anybody but us.
    "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)  # fmt: skip
TEXT = case_text(TWO_PEOPLE | {"write_in": ["en", "ru"]})
DEAD = TWO_PEOPLE | {
    "action": TWO_PEOPLE["action"] | {"number": "9/26"},
    "status": [*TWO_PEOPLE["status"], {"state": "died", "since": "2026-03-15"}],
}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    assert CHROMIUM, "demanded, and not installed"
    rootless = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=[*ALONE, *rootless])
        yield found
        found.close()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def open_(browser: "Browser", case: Path) -> Iterator[Open]:
    """Opens the preview of the case at a fragment of its address. No page may complain, nor ask anybody else."""
    complaints: list[str] = []
    with preview(case.parent, "--editor", "true {file} {line}") as (process, port, token):

        def opened(fragment: str, wide: int = 1200, scheme: Any = "light") -> Page:
            context = browser.new_context(viewport={"width": wide, "height": 800}, color_scheme=scheme)
            context.grant_permissions(["clipboard-read", "clipboard-write"])
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            ours = f"http://127.0.0.1:{port}/{token}/"
            page.on("request", lambda asked: None if asked.url.startswith(ours) else complaints.append(asked.url))
            page.goto(f"{ours}#{fragment}")
            page.process = process  # type: ignore[attr-defined]
            return page

        yield opened
        for context in browser.contexts:
            context.close()
    assert complaints == []


def pictures(page: "Page") -> list[str]:
    return page.eval_on_selector_all(".leaf img", "all => all.map(each => each.dataset.id)")  # type: ignore[no-any-return]


def changed(page: "Page", before: list[str]) -> list[str]:
    page.wait_for_function("old => (document.querySelector('.leaf img')?.dataset.id ?? old) !== old", arg=before[0])
    return pictures(page)


def shown(page: "Page") -> "Page":
    page.wait_for_selector(".spot", state="attached")
    return page


def test_a_save_brings_a_new_picture_and_nothing_moves(open_: Open, case: Path) -> None:
    page = shown(open_("case=0&language=en"))
    before = pictures(page)
    page.evaluate("document.getElementById('pages').scrollTop = 300")
    case.write_text(TEXT.replace("Aida Specimen", "Aida Otherwise"), "utf-8")
    after = changed(page, before)
    assert after != before
    assert page.evaluate("document.getElementById('pages').scrollTop") == 300
    drawn = page.evaluate("document.querySelector('.leaf img').naturalWidth")
    assert drawn >= 794, "it was loaded"
    assert page.locator(".spot[aria-label*='Aida Otherwise']").count()


def test_a_click_leads_to_the_line(open_: Open, case: Path) -> None:
    page = shown(open_("case=0&language=en"))
    line = next(number for number, text in enumerate(TEXT.splitlines(), 1) if "office:" in text)
    page.locator(".spot").filter(has=page.locator("xpath=self::*[contains(@aria-label,'Minister')]")).first.click()
    place = f"case.yaml:{line}:"
    page.wait_for_selector("#source:not([hidden])")
    assert place in page.inner_text("#source")
    page.wait_for_function("() => document.querySelector('#source [role=status]').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()").startswith(place)
    assert str(line) in page.inner_text("#source pre")
    assert page.locator(".spot.lit").count() == 1
    page.click("text=Open in editor")
    page.wait_for_function("() => document.querySelector('#source [role=status]').textContent === 'Opened'")


def test_a_problem_lights_what_its_line_says(open_: Open, case: Path) -> None:
    page = shown(open_("case=0&language=ru"))
    page.wait_for_selector(".problem")
    with_place = page.locator(".problem", has_text="case.yaml:")
    if with_place.count():
        with_place.first.click()
        page.wait_for_selector("#source:not([hidden])")
    page.keyboard.press("n")
    assert page.locator(".problem[aria-current=true]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#source[hidden]").count() == 1


def test_what_is_broken_is_told_over_the_last_good_pages(open_: Open, case: Path) -> None:
    page = shown(open_("case=0&language=en"))
    before = pictures(page)
    case.write_text(TEXT.replace("people:", "people: [", 1), "utf-8")
    page.wait_for_selector("body[data-state=broken]")
    band = page.inner_text(".band")
    assert re.match(r"Line \d+ is broken\. These pages are from \d", band)
    assert pictures(page) == before
    assert page.locator(".problem.error").count() == 1
    case.write_text(TEXT, "utf-8")
    page.wait_for_selector("body[data-state=sound]")
    assert page.locator(".band").count() == 0


def test_choices_stay_with_reload_and_back(open_: Open) -> None:
    page = shown(open_("case=0&language=en"))
    before = pictures(page)
    page.select_option("select[name=language]", "ru")
    russian = changed(page, before)
    page.reload()
    assert pictures(shown(page)) == russian
    page.go_back()
    assert changed(page, russian) == before


def test_the_keyboard_does_everything(open_: Open) -> None:
    page = shown(open_("case=0&language=en"))
    page.locator(".spot").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#source:not([hidden])")
    page.keyboard.press("]")
    page.wait_for_function("() => location.hash.includes('document=')")
    page.keyboard.press("}")
    page.wait_for_function("() => location.hash.includes('language=ru')")
    page.keyboard.press("+")
    page.wait_for_function("() => location.hash.includes('zoom=1.1')")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1


def test_a_closed_case_shows_why_and_what_became_of_it(open_: Open, case: Path) -> None:
    (case.parent / "dead.yaml").write_text(case_text(DEAD), "utf-8")
    page = open_("case=1&language=en")
    page.wait_for_selector("body[data-state=refused]")
    assert "died" in page.inner_text(".band")
    page.wait_for_selector(".leaf")
    page.goto(page.url.partition("#")[0] + "#case=1&language=en&date=2026-03-12")
    page.wait_for_selector(".band.doubt")
    assert "not to be sent" in page.inner_text(".band.doubt")


def test_when_it_ends_the_page_says_so_and_keeps_what_it_shows(open_: Open) -> None:
    import signal

    page = shown(open_("case=0&language=en"))
    before = pictures(page)
    page.process.send_signal(signal.SIGINT)  # type: ignore[attr-defined]
    page.wait_for_selector("body[data-state=ended]")
    assert "The preview has ended" in page.inner_text(".band")
    assert pictures(page) == before


def test_a_hostile_case_is_text(open_: Open, case: Path) -> None:
    evil = '<img src="https://evil.example/x" onerror="document.title=1"><script>document.title=2</script>'
    case.write_text(case_text(TWO_PEOPLE | {"title": {"en": evil, "ru": "Имя"}}), "utf-8")
    page = shown(open_("case=0&language=en"))
    assert page.inner_text("#title") == evil
    assert page.title() == evil
    page.goto(page.url.partition("#")[0] + "#case=-1")
    page.wait_for_selector(".cases a")
    assert evil in page.inner_text(".cases")


VIEWS = (
    "case=-1", "case=0&language=en", "case=0&language=ar", "case=0&language=ru&translation=en",
    "case=0&show=text&language=ar", "case=0&show=mail&language=en", "case=0&show=web&language=en", "case=1&language=en",
    "case=2", "case=0&language=en&date=2026-03-12",
)  # fmt: skip


@pytest.mark.parametrize(("wide", "scheme"), [(1200, "light"), (1200, "dark"), (390, "light"), (390, "dark")])
def test_everybody_can_use_it(wide: int, scheme: str, open_: Open, case: Path) -> None:
    """By axe-core, in every state, wide and narrow, light and dark; nothing is wider than the window."""
    (case.parent / "dead.yaml").write_text(case_text(DEAD), "utf-8")
    (case.parent / "wrong.yaml").write_text(TEXT.replace("people:", "people: [", 1), "utf-8")
    (case.parent / "zz-me.yaml").write_text("# ua-gen: not a case\n" + case_text(SENDER), "utf-8")
    page = open_("case=-1", wide, scheme)
    page.wait_for_selector(".cases a")
    for view in VIEWS:
        page.goto(page.url.partition("#")[0] + f"#{view}")
        page.wait_for_function("() => document.body.dataset.state !== 'waiting'")
        page.wait_for_timeout(700)
        if page.locator(".spot").count():
            page.locator(".spot").first.focus()
            page.keyboard.press("Enter")
        narrow = page.locator(".panes button[data-pane=problems]")
        for pane in ("pages", "problems") if narrow.is_visible() else ("pages",):
            if narrow.is_visible():
                page.click(f".panes button[data-pane={pane}]")
            found = Axe().run(page)
            assert found.violations_count == 0, (view, found.generate_report())
            assert page.evaluate("document.documentElement.scrollWidth") <= wide, view
    page.click("#more summary")
    sheet = page.locator("#more .sheet").bounding_box()
    assert sheet
    assert 0 <= sheet["x"] < sheet["x"] + sheet["width"] <= wide
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert Axe().run(page).violations_count == 0
