"""Signals that end a run, heard from its first moment to its last, and never lost."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last.

_heard: list[int] = []


@contextlib.contextmanager
def listening(to_the_end: bool) -> Iterator[None]:
    """Whoever ends us or hangs up means what Ctrl-C means: what is unfinished goes, and we say how to go on.

    `to_the_end`: the process does nothing else. What is said when all is done changes its ending no more.
    """
    before = {}
    _heard.clear()
    for name in NAMES:
        number = getattr(signal, name, None)
        # What is not heard, as after `nohup`, stays so. In a thread nobody may ask for signals.
        if number and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            with contextlib.suppress(ValueError):
                before[number] = signal.signal(number, _hear)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_IGN if to_the_end else handler)


def _hear(number: int, _: FrameType | None) -> None:
    _heard.append(number)
    raise KeyboardInterrupt


def check() -> None:
    """Raises KeyboardInterrupt if it was raised before, where Python lets no exception out, as in a finalizer."""
    if _heard:
        raise KeyboardInterrupt
