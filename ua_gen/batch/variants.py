"""Letters that say the same in another order, for identical ones by the thousand are thrown away unread."""

import hashlib
import itertools
import random
from collections.abc import Sequence
from dataclasses import replace

from ua_gen.casefile.loading import Loaded
from ua_gen.model import Case
from ua_gen.wording import Arrangement

MOST = 8  # Orders of one letter: pages are laid out once for each, and shared by all senders who have it.
SMALL = 6  # Requests whose orders are few enough to be gone through.

Variant = tuple[Loaded[Case], Arrangement]


def variants(loaded: Loaded[Case], recipient: str, seed: str) -> list[Variant]:
    """The case with the requests to a recipient, and the paragraphs, in at most MOST orders, the same ones each time.

    Requests stand beside each other, so that any order of them is right; events stay in the order of time. How the
    issuer regards somebody, and the sender's own sentence, lean on nothing before them, and stand before the facts or
    after them. A model letter is one text, and has no other order.
    """
    case = loaded.value
    if not seed or case is None or case.letter:
        return [(loaded, Arrangement())]
    own = [number for number, asked in enumerate(case.requests) if not asked.to or recipient in asked.to]
    facts = any(event.letter for event in case.events)
    regarded = (False, True) if facts and any(person.considered for person in case.people) else (False,)
    arrangements = [Arrangement(last, first) for last in regarded for first in ((False, True) if facts else (False,))]
    found = []
    for turn, (order, arrangement) in enumerate(_orders(own, arrangements, f"{seed}\0{recipient}")):
        requests = list(case.requests)
        for place, number in zip(own, order, strict=True):
            requests[place] = case.requests[number]
        found.append(
            (
                replace(loaded, value=case.model_copy(update={"requests": tuple(requests)})),
                replace(arrangement, turn=turn),
            )
        )
    return found


def choice(seed: str, line: int, count: int) -> int:
    """Which of `count` variants the sender in a line of the list gets."""
    return int.from_bytes(_digest(f"{seed}\0{line}")[:8]) % count


def _orders(
    places: Sequence[int], arrangements: Sequence[Arrangement], seed: str
) -> list[tuple[tuple[int, ...], Arrangement]]:
    """Each once, every arrangement among the first ones."""
    if len(places) <= SMALL:
        every = itertools.permutations(places)
        orders = sorted(every, key=lambda order: _digest(f"{seed}\0{order}"))[:MOST]
    else:
        chance = random.Random(_digest(seed))  # Chance that is the same each time.
        orders = [tuple(chance.sample(places, len(places))) for _ in range(MOST)]
    count, kinds = len(orders), len(arrangements)
    numbers = range(min(MOST, count * kinds))
    return [(orders[n % count], arrangements[(n // count + n % count) % kinds]) for n in numbers]


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
