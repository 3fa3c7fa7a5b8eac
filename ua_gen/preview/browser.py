"""Opening the browser, so that nobody else on the machine learns the address."""

import contextlib
import shutil
import tempfile
import webbrowser
from collections.abc import Callable
from pathlib import Path

PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Preview</title>\
<meta http-equiv="refresh" content="0;url={0}"><a href="{0}">Preview</a></html>\n'


def open_in_browser(address: str) -> bool:
    """Opens an address in the user's browser, if it is one with windows: the terminal stays ours."""
    browser = webbrowser.get()
    return type(browser) is not webbrowser.GenericBrowser and browser.open(address)


class Opener:
    """A file that leads to an address and that only the user can read: arguments of programs everybody can see.

    The address is for one use. The file goes when it has served, and at the latest with the preview.
    """

    def __init__(self, address: str, open_: Callable[[str], bool]) -> None:
        self.address = address
        self._open = open_
        self._folder = ""

    def open(self) -> bool:
        """Whether there was a browser to open."""
        self._folder = tempfile.mkdtemp(prefix="ua-gen-preview-")  # With rights for the user alone.
        path = Path(self._folder, "preview.html")
        path.touch(0o600, exist_ok=False)
        path.write_text(PAGE.format(self.address), "utf-8")
        with contextlib.suppress(webbrowser.Error):
            if self._open(path.as_uri()):
                return True
        self.remove()
        return False

    def remove(self) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = ""
