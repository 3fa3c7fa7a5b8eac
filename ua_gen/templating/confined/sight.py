"""What of the disk the child process has to see in order to lay out pages: Python, libraries and fonts."""

import ctypes
import mimetypes
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

# Libraries and fonts, as systems have them; the list by which libraries are found.
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/fonts")


@cache
def readable() -> tuple[str, ...]:
    """Files and folders that hold nothing of anybody's, but what is installed."""
    package = Path(str(files("ua_gen")))
    python = (sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix)
    # Where modules are found, unless that is where somebody works, or above it: what lies there is no module of ours.
    here = _here()
    modules = [path for path in sys.path if path and not (here and here.is_relative_to(Path(path).resolve()))]
    return (*SYSTEM, *python, *modules, str(package), *map(str, mimetypes.knownfiles), *_of_fonts())


def _here() -> Path | None:
    try:
        return Path().resolve()
    except OSError:
        return None


def _of_fonts() -> Iterator[str]:
    """What fontconfig reads: its own files, the folders of fonts, and what it remembers of them."""
    try:
        library = ctypes.CDLL("libfontconfig.so.1")
    except OSError:
        return
    for name in ("FcInitLoadConfig", "FcConfigGetConfigFiles", "FcConfigGetFontDirs", "FcConfigGetCacheDirs"):
        getattr(library, name).restype = ctypes.c_void_p
    library.FcStrListNext.restype = ctypes.c_char_p
    config = ctypes.c_void_p(library.FcInitLoadConfig())
    if not config:
        return
    for ask in (library.FcConfigGetConfigFiles, library.FcConfigGetFontDirs, library.FcConfigGetCacheDirs):
        places = ctypes.c_void_p(ask(config))
        while place := library.FcStrListNext(places):
            yield os.fsdecode(place)
        library.FcStrListDone(places)
    library.FcConfigDestroy(config)
