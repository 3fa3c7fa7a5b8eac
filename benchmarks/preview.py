"""How long after a save the preview shows it: until the new picture is in the browser, and until a mistake is told.

    python benchmarks/preview.py [ROUNDS]

With Chromium and Playwright (`sh setup.sh browser`), the time ends when the new picture is decoded and in the page;
without them, when the server's message is there. Each save changes a name, so that everything is made anew.
"""

import http.client
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

DOCUMENTS = ("letter", "urgent-action")


@contextmanager
def preview(case: Path) -> Iterator[str]:
    """Its address."""
    command = [sys.executable, "-m", "ua_gen", "preview", str(case), "--no-browser"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr
        yield next(line.strip() for line in process.stderr if line.startswith("http"))
    finally:
        process.terminate()
        process.wait()


class Save:
    """A case that is changed again and again."""

    def __init__(self, path: Path) -> None:
        subprocess.run([sys.executable, "-m", "ua_gen", "new", str(path)], check=True, stderr=subprocess.DEVNULL)
        self.path, self.text, self.number = path, path.read_text("utf-8"), 0

    def good(self) -> None:
        self.number += 1
        self.path.write_text(self.text.replace("Aida Specimen", f"Aida Specimen{chr(97 + self.number % 26)}"), "utf-8")

    def broken(self) -> None:
        self.path.write_text(self.text.replace("people:", "people: [", 1), "utf-8")


def in_the_browser(address: str, save: Save, rounds: int, document: str) -> tuple[list[float], list[float]] | None:
    """Seconds from each save to its picture, and from each mistake to its message; None without a browser."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not (chromium := shutil.which("chromium")):
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        page.goto(f"{address}#language=en&document={document}")
        page.wait_for_selector(".leaf img")
        id_ = "() => document.querySelector('.leaf img').dataset.id"

        def shown() -> None:
            page.wait_for_function("old => document.querySelector('.leaf img').dataset.id !== old", arg=before)

        def told() -> None:
            page.wait_for_selector("body[data-state=broken]")

        good, bad = [], []
        for _ in range(rounds):
            before = page.evaluate(id_)
            good.append(timed(save.good, shown))
            bad.append(timed(save.broken, told))
            before = page.evaluate(id_)
            save.good()
            shown()
        browser.close()
    return good, bad


def by_messages(address: str, save: Save, rounds: int, document: str) -> tuple[list[float], list[float]]:
    found = re.match(r"http://([^/]+)(/.*)", address)
    assert found
    connection = http.client.HTTPConnection(found[1], timeout=60)
    connection.request("GET", f"{found[2]}events?language=en&scale=1.5&document={document}")
    answer = connection.getresponse()

    def until(kind: str, sound: bool = True) -> None:
        while True:
            line = answer.readline().decode()
            message: dict[str, Any] = json.loads(line[6:]) if line.startswith("data: ") else {}
            if message.get("kind") == kind and message.get("sound", True) == sound:
                return

    until("view")
    good, bad = [], []
    for _ in range(rounds):
        good.append(timed(save.good, lambda: until("view")))
        bad.append(timed(save.broken, lambda: until("reading", False)))
        save.good()
        until("view")
    connection.close()
    return good, bad


def timed(begin: Callable[[], None], wait: Callable[[], None]) -> float:
    time.sleep(1)  # Saves by hand, not by a script: see `CROWDED` in ua_gen/preview/session.py.
    began = time.perf_counter()
    begin()
    wait()
    return time.perf_counter() - began


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print("| after a save | median, s | slowest, s |\n|---|---|---|")
    for document in DOCUMENTS:
        with tempfile.TemporaryDirectory() as folder:
            save = Save(Path(folder, "case.yaml"))
            with preview(save.path) as address:
                found = in_the_browser(address, save, rounds, document)
                where = "its picture in the browser" if found else "its picture ready (no browser here)"
                good, bad = found or by_messages(address, save, rounds, document)
        for what, times in ((f"`{document}`: {where}", good), ("broken YAML: told with its line", bad)):
            print(f"| {what} | {statistics.median(times):.2f} | {max(times):.2f} |")


if __name__ == "__main__":
    main()
