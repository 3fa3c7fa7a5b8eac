"""WeasyPrint, entered only when it is needed: its libraries, its fonts, and what it tells in its log only."""

import contextlib
import ctypes.util
import io
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any

from ua_gen.diagnostics import Diagnostic, Problems

INSTALL = """\
Debian, Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; macOS: brew install pango; \
Windows: Pango from MSYS2. Text needs none of it: --format txt"""


@cache
def engine() -> ModuleType:
    """WeasyPrint. Raises Problems (UA501) where the libraries it needs are not installed."""
    with _no_library_search(), contextlib.redirect_stdout(io.StringIO()):
        try:
            import weasyprint
        except OSError as error:
            message = "PDF output needs the text library Pango, which is not installed here"
            detail = str(error).split(":")[0].splitlines()[0]
            raise Problems([Diagnostic("UA501", f"{message} ({detail})", None, INSTALL)]) from None
    return weasyprint  # type: ignore[no-any-return]


def load() -> None:
    """Loads all that laying out needs, which takes longer than a page. Raises Problems like `engine`."""
    fonts()


def versions() -> tuple[str, str, bool]:
    """Of WeasyPrint and of Pango, and whether HarfBuzz-Subset is there. Raises Problems like `engine`."""
    weasyprint = engine()
    from weasyprint.text.ffi import harfbuzz_subset, pango

    number = pango.pango_version()
    return (
        weasyprint.__version__,
        f"{number // 10000}.{number // 100 % 100}.{number % 100}",
        harfbuzz_subset is not None,
    )


@contextlib.contextmanager
def _no_library_search() -> Iterator[None]:
    """WeasyPrint asks for each library by Windows' name first, and for every name that Linux does not have,
    ctypes runs ldconfig and the C compiler: a third of the time of the import. The names that follow are found
    by the loader itself."""
    search = ctypes.util.find_library
    if sys.platform.startswith("linux"):
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


@cache
def fonts() -> Any:
    """One font configuration for the whole process: with one for each document, memory grows with their number."""
    engine()
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()


def family(base_font: object) -> str:
    """The family of a font, from its name in a PDF file."""
    return str(base_font).partition("+")[2].replace("-", " ").strip("'")


# How WeasyPrint begins to tell of pictures, style sheets and fonts that it could not use.
LACKING = ("Failed to load", "Failed to render", "Font-face", "Relative URI reference without")


@dataclass
class Log(logging.Handler):
    """Listens to WeasyPrint while it works: which glyphs and files are missing is told in its log only."""

    glyphs: dict[str, None] = field(default_factory=dict)
    lacking: dict[str, None] = field(default_factory=dict)  # Addresses, or names of fonts.

    def __post_init__(self) -> None:
        super().__init__()
        self.logger = logging.getLogger("weasyprint")

    __hash__ = logging.Handler.__hash__

    def __enter__(self) -> "Log":
        self.before = list(self.logger.handlers)
        self.logger.handlers = [self]
        return self

    def __exit__(self, *error: object) -> None:
        self.logger.handlers = self.before

    def emit(self, record: logging.LogRecord) -> None:
        if ".notdef" in str(record.msg) and isinstance(record.args, tuple):
            self.glyphs[str(record.args[0])] = None
        elif record.levelno >= logging.WARNING and str(record.msg).startswith(LACKING):
            self.lacking[str(record.args[0]) if isinstance(record.args, tuple) and record.args else ""] = None
        elif "Relative URI reference without" in (said := record.getMessage()):
            self.lacking[said.partition("url(")[2].partition(")")[0].strip("'\" ") or said] = None
