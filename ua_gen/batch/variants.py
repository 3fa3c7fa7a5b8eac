"""Letters that say the same in another order, for identical ones by the thousand are thrown away unread."""

import hashlib
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

from ua_gen.model import Case
from ua_gen.reader import Loaded

MOST = 8  # Orders of one letter: pages are laid out once for each, and shared by all senders who have it.
SMALL = 6  # Requests whose orders are few enough to be gone through.


def variants(loaded: Loaded[Case], recipient: str, seed: str) -> list[Loaded[Case]]:
    """The case with the requests to a recipient in at most MOST orders, the same ones each time.

    Requests stand beside each other, so that any order of them is right; events stay in the order of time. A model
    letter is one text, and has no other order.
    """
    case = loaded.value
    if not seed or case is None or case.letter:
        return [loaded]
    own = [number for number, asked in enumerate(case.requests) if not asked.to or recipient in asked.to]
    found = []
    for order in _orders(own, f"{seed}\0{recipient}"):
        requests = list(case.requests)
        for place, number in zip(own, order, strict=True):
            requests[place] = case.requests[number]
        found.append(replace(loaded, value=case.model_copy(update={"requests": tuple(requests)})))
    return found


def choice(seed: str, line: int, count: int) -> int:
    """Which of `count` variants the sender in a line of the list gets."""
    return int.from_bytes(_digest(f"{seed}\0{line}")[:8]) % count


def _orders(places: Sequence[int], seed: str) -> list[tuple[int, ...]]:
    if len(places) <= SMALL:
        every = itertools.permutations(places)
        return sorted(every, key=lambda order: _digest(f"{seed}\0{order}"))[:MOST]
    chance = random.Random(_digest(seed))  # Chance that is the same each time.
    return [tuple(chance.sample(places, len(places))) for _ in range(MOST)]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
