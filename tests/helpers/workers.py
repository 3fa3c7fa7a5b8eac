"""What happens to processes that lay out pages: found by name in the processes themselves."""

import os
import signal
import time
from typing import Any

from ua_gen.templating.confined import child


def killed(*pages: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def starved(*pages: Any) -> None:
    raise MemoryError


def asleep(*pages: Any) -> None:
    time.sleep(60)


def raise_it(error: Exception) -> None:
    raise error


rested: list[None] = []


def rest() -> None:
    time.sleep(0.5)
    rested.append(None)


def rests() -> int:
    return len(rested)


def out_of_python(code: str) -> Any:
    """In the child: what code gives that has got out of all that Python could tell of, as code in a library would."""
    child.REFUSED, child.CHANGING, child.WRITING = (), {}, 0
    return eval(code)
