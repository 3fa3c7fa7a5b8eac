"""Waiting for files to change. Folders are watched, not files, for editors replace those."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from ua_gen.diagnostics import Misuse
from ua_gen.preview.reading import Watched

STEP = 30  # Milliseconds of quiet after which a save is done: some programs empty a file before they write it.
DEBOUNCE = 150  # Milliseconds after which it is told all the same.
TICK = 1000  # Milliseconds after which files are looked at, whatever was told: on some disks nothing is.
EXTRA = "preview"  # Of the package: what `pip install ua-gen[preview]` brings.


def require(*modules: str) -> None:
    """Raises Misuse where the libraries of the extra are not installed."""
    from importlib.util import find_spec

    if missing := [name for name in modules if find_spec(name) is None]:
        message = f"this needs more than ua-gen itself: {', '.join(missing)}"
        raise Misuse(message, "pip install 'ua-gen[preview]'; in a clone: pip install '.[preview]'")


async def changes(watched: Callable[[], Watched]) -> AsyncIterator[bool]:
    """True where something that matters has changed, False where it is time to look; `watched` may grow meanwhile."""
    from watchfiles import awatch

    while True:
        now = watched()
        if not now.folders:
            await asyncio.sleep(TICK / 1000)
            yield False
            continue
        async for found in awatch(
            *now.folders, watch_filter=lambda _, path: watched().concerns(Path(path)),
            step=STEP, debounce=DEBOUNCE, rust_timeout=TICK, yield_on_timeout=True, recursive=False,
        ):  # fmt: skip
            yield bool(found)
            if watched().folders != now.folders:
                break


def saves(watched: Callable[[], Watched], stop: threading.Event) -> Iterator[None]:
    """At once, and then each time that something has changed, for those who wait in no event loop.

    What changes while the caller works is told when it has done. `watched` is asked anew each time: it may grow.
    """
    from watchfiles import watch

    seen = watched().stamp()
    yield
    while not stop.is_set():
        now = watched()
        for _ in watch(
            *now.folders, watch_filter=lambda _, path: True, stop_event=stop,
            step=STEP, debounce=DEBOUNCE, rust_timeout=TICK, yield_on_timeout=True, recursive=False,
        ):  # fmt: skip
            stamp = now.stamp()
            if stamp != seen:
                break
        now = watched()
        if now.stamp() != seen:
            seen = now.stamp()
            yield
