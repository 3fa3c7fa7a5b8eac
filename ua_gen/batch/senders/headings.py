"""What the columns of a list hold, told by their headings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import count, pairwise

from ua_gen.batch.senders import barred, vocabulary
from ua_gen.batch.senders.lookup import data, fold_key, variants
from ua_gen.batch.senders.table import Cells, Record
from ua_gen.diagnostics import Misuse, quote, suggest

IGNORE = "ignore"  # What a heading is mapped to so that its column is left out.
NAMES = ("name", "given", "family", "display-name", "sort-name")
POSTAL = ("street", "address", "one-line", "po-box", "line2", "line3", "line4", "town", "postcode")
PLACES = (*POSTAL, "postcode-suffix", "house", "region", "country")  # What belongs to one of several addresses.
LINE = "personal-line"  # With the tag of a language behind it where the heading tells it.
NUMBER = "number"  # What may be the house number, or count the rows.
OWN = "own"  # What this program has written beside rows.
LEFT_OUT = ("ignored", "forms-of-address", "kinds-of-senders")
FIRST = 12  # Rows among which the headings are looked for.
SAMPLE = 500  # Rows that are looked at to tell what a column holds.


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each field, from left to right, by the address that they belong to; and those left out.

    Of the latter, `unknown` are called as nothing that is known, `doubted` may hold the house number, and `strange` a
    part of an address whose others are known. `barred` tells of which kind a column is that keeps people from signing,
    `unclear` are those that may be one, and `silenced` those that the caller or this program knows to be about
    something else.
    """

    by_group: Mapping[str, Mapping[str, tuple[int, ...]]]
    left_out: tuple[int, ...]
    unknown: tuple[int, ...]
    doubted: tuple[int, ...]
    strange: tuple[int, ...]
    barred: Mapping[int, str]
    unclear: tuple[int, ...]
    silenced: frozenset[int]

    def of(self, field: str) -> tuple[int, ...]:
        """The columns of a field, those of the nearest address first."""
        return tuple(column for fields in self.by_group.values() for column in fields.get(field, ()))


def fields() -> tuple[str, ...]:
    """The names of the fields that a heading can be mapped to."""
    return (*data("headings.yaml")["fields"], *barred.kinds(), IGNORE)


@cache
def _known() -> dict[str, str]:
    headings = data("headings.yaml")
    known = {fold_key(word): IGNORE for key in LEFT_OUT for word in variants(headings[key])}
    known |= {fold_key(word): NUMBER for word in variants(headings["numbers"])}
    known |= {fold_key(word): OWN for word in headings["own"]}
    for field, lists in headings["fields"].items():
        known |= {fold_key(word): field for word in [field, *variants(lists)]}
    return known


@cache
def _affixes() -> list[tuple[str, str]]:
    """Words that tell an address, the longest first, with the address."""
    groups = data("headings.yaml")["groups"]
    found = [(fold_key(word), group) for group, lists in groups.items() for word in variants(lists)]
    return sorted(found, key=lambda pair: -len(pair[0]))


@cache
def _parts(word: str) -> tuple[tuple[str, str, str], ...]:
    """Each affix of a heading, its address, and the heading without it: `Rue (domicile) 2` is the home's `rue 2`."""
    bare = word.rstrip("0123456789")
    found = []
    for affix, group in _affixes():
        rests = word.removeprefix(affix), word.removesuffix(affix), bare.removesuffix(affix) + word[len(bare) :]
        found += [(affix, group, rest) for rest in rests if rest and rest != word]
    return tuple(found)


@cache
def recognise(heading: str) -> tuple[str, str] | None:
    """The address that a column belongs to, or "", and its field."""
    word = fold_key(heading)
    if known := _known().get(word):
        return "", known
    if kind := barred.heading(heading):
        return "", kind
    if found := next(((group, _known()[rest]) for _, group, rest in _parts(word) if rest in _known()), None):
        return found
    lines = (word.removeprefix(known) for known, field in _known().items() if field == LINE and word.startswith(known))
    tag = next((tag for rest in lines if (tag := vocabulary.tag(rest))), "")
    return ("", f"{LINE} {tag}") if tag else None


def is_one_of(heading: str, key: str) -> bool:
    """Whether a heading is in one of the lists of headings, such as `forms-of-address`, of any address."""
    word = fold_key(heading)
    return word in _listed(key) or any(rest in _listed(key) for _, _, rest in _parts(word))


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(map(fold_key, variants(data("headings.yaml")[key])))


def speaks(heading: str) -> bool:
    """Whether a heading may tell of a column of an address, even of an empty one."""
    return bool(heading.strip()) and recognise(heading) != ("", IGNORE)


def matcher(mapping: Mapping[str, str]) -> Callable[[str], tuple[str, str] | None]:
    """Recognises headings, first those that the caller has named. Raises Misuse at a field that there is not."""
    named = {}
    for heading, field in mapping.items():
        word = field.strip().casefold().replace("_", "-")
        word = word or IGNORE
        if word.startswith(f"{LINE} ") and (tag := vocabulary.tag(fold_key(word.removeprefix(LINE)))):
            word = f"{LINE} {tag}"
        elif word not in fields():
            hint = suggest(word, fields()) or f"there are: {', '.join(fields())}"
            raise Misuse(f"unknown field {quote(field)} for the heading {quote(heading)}", hint)
        named[fold_key(heading) or heading] = ("", word)
    return lambda heading: named.get(fold_key(heading) or heading) or recognise(heading)


def find(records: list[Record], mapping: Mapping[str, str]) -> tuple[int, Columns] | None:
    """Which record holds the headings, and the columns. None if there is no column for names.

    Raises Misuse if a heading is to be mapped that is not there.
    """
    match = matcher(mapping)
    best, names = _best(records, match)
    if best is None:
        return None
    _check_mapping(mapping, records[best][1])
    return (best, _columns(records[best][1], records[best + 1 :][:SAMPLE], match, mapping)) if names else None


def is_list(records: list[Record], match: Callable[[str], tuple[str, str] | None]) -> bool:
    """Whether records have headings with a column for names, and something below them."""
    best, names = _best(records, match)
    return best is not None and names and best + 1 < len(records)


def _best(records: list[Record], match: Callable[[str], tuple[str, str] | None]) -> tuple[int | None, bool]:
    """The record that most looks like headings, and whether it has a column for names."""

    def rate(cells: Cells) -> tuple[bool, int]:
        found = [pair[1] for pair in map(match, cells) if pair]
        return any(name in found for name in NAMES), len(set(found))

    rates = [rate(cells) for _, cells in records[:FIRST]]
    best = max(range(len(rates)), key=lambda number: (rates[number], -number), default=None)
    return best, best is not None and rates[best][0]


def _columns(
    cells: Cells, sample: list[Record], match: Callable[[str], tuple[str, str] | None], mapping: Mapping[str, str]
) -> Columns:
    together = _together(cells)
    named = {fold_key(heading) or heading for heading in mapping}
    by_group: dict[str, dict[str, list[int]]] = {group: {} for group in ("", *data("headings.yaml")["groups"])}
    unknown, left_out, own, unclear, kept_from, silenced = [], [], [], [], {}, set()
    for column, heading in zip(count(), cells, strict=False):
        word = fold_key(heading) or heading
        mapped = word in named
        found = match(heading) if mapped or word not in together else ("", together[word])
        if not heading.strip() or found is None:
            unknown.append(column)
        elif found[1] == OWN or (mapped and found[1] == IGNORE):
            silenced.add(column)
        elif found[1] == IGNORE:
            left_out.append(column)
        elif found[1] == barred.DOUBT:
            unclear.append(column)
        elif found[1] in barred.kinds():
            kept_from[column] = found[1]
        elif mapped and found[1] in PLACES:
            own.append((column, found[1]))
        else:
            by_group[found[0]].setdefault(found[1], []).append(column)
    # A column that the caller has named joins the address that its heading tells of, or the first that there is.
    there = [group for group, found in by_group.items() if any(field in found for field in POSTAL)] or [""]
    for column, field in own:
        groups = [group for _, group, _ in _parts(fold_key(cells[column])) if group in there]
        columns = by_group[[*groups, there[0]][0]].setdefault(field, [])
        columns.append(column)
        columns.sort()
    doubted = _house_numbers(by_group, sample)
    return Columns(
        {group: {field: tuple(columns) for field, columns in found.items()} for group, found in by_group.items()},
        tuple(sorted([*unknown, *left_out, *unclear, *doubted])),
        tuple(unknown),
        tuple(column for column, alone in doubted.items() if alone),
        tuple(_strange(cells, unknown, by_group)),
        kept_from,
        tuple(unclear),
        frozenset(silenced),
    )


def _together(cells: Cells) -> dict[str, str]:
    """What headings mean because of others beside them."""
    there = {fold_key(heading) for heading in cells}
    found: dict[str, str] = {}
    for rule in data("headings.yaml")["together"]:
        if all(fold_key(word) in there for word in variants([rule["beside"]])):
            found |= {fold_key(word): field for field, lists in rule["fields"].items() for word in variants([lists])}
    return found


def _house_numbers(by_group: dict[str, dict[str, list[int]]], sample: list[Record]) -> dict[int, bool]:
    """Makes columns such as `Nr.` house numbers where they are. The others, and whether no column has the numbers."""
    others: dict[int, bool] = {}
    for fields_ in by_group.values():
        for column in fields_.pop(NUMBER, ()):
            street = next((each for each in (column - 1, column + 1) if each in fields_.get("street", ())), None)
            if "house" not in fields_ and street is not None and _may_be_house_numbers(sample, column, street):
                fields_["house"] = [column]
            else:
                others[column] = False
    if not any("house" in fields_ for fields_ in by_group.values()):
        others = dict.fromkeys(others, True)
    return others


def _may_be_house_numbers(sample: list[Record], column: int, street: int) -> bool:
    """Whether cells neither count the rows nor stand beside streets that have their numbers already."""
    values = [(cells[column].strip(), cells[street]) for _, cells in sample if max(column, street) < len(cells)]
    values = [(value, beside) for value, beside in values if value]
    if sum(any(map(str.isdigit, beside)) for _, beside in values) > len(values) / 2:
        return False
    numbers = [int(value) for value, _ in values if value.isdecimal()]
    if len(numbers) < len(values) or not numbers:
        return True
    steps = [second - first for first, second in pairwise(numbers)]
    runs = steps.count(1) > 0.8 * len(steps) if steps else numbers == [1]
    return not (runs or (len(steps) >= 4 and min(steps) > 0))


def _strange(cells: Cells, left_out: list[int], by_group: dict[str, dict[str, list[int]]]) -> Iterator[int]:
    """Columns that nobody knows with the same word before or after their names as the columns of an address."""
    harmless = [fold_key(word) for word in variants(data("headings.yaml")["beside-addresses"])]
    known = (column for fields_ in by_group.values() for each in POSTAL for column in fields_.get(each, ()))
    affixed = [word for column in known if (word := fold_key(cells[column])) not in _known()]
    used = {affix for word in affixed for affix, _, rest in _parts(word) if rest in _known()}
    for column in left_out:
        rests = [rest for affix, _, rest in _parts(fold_key(cells[column])) if affix in used]
        # Of several affixes the longest counts. Short words are no part of others: `id` is none of `Middle`.
        if rests and not any(each == rests[0] or (len(each) > 3 and each in rests[0]) for each in harmless):
            yield column


def _check_mapping(mapping: Mapping[str, str], headings: Iterable[str]) -> None:
    there = {fold_key(heading) or heading: heading for heading in headings if heading.strip()}
    for heading in mapping:
        if (fold_key(heading) or heading) not in there:
            listed = ", ".join(map(quote, list(there.values())[:20]))
            hint = suggest(heading, there.values()) or f"there are: {listed}"
            raise Misuse(f"the list has no column {quote(heading)}", hint)
