"""Blocks of lines about those to write to: office, name, address, country, and what is labelled.

Longer than most: a block has no form but the order of its lines, and each rule looks at what the others have left.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from ua_gen import languages
from ua_gen.importing.captions import LABELS, caption, data, folded
from ua_gen.importing.found import Found, Recipient
from ua_gen.importing.lines import TextLine, join

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
HIDDEN_EMAIL = re.compile(r"\[email.{0,3}protected\]|\(at\)|\[at\]", re.IGNORECASE)
NUMBER = re.compile(r"\+?\d[\d\s().\-/]{4,}\d(?:\s?(?:ext|доб|poste|int)\.?\s?\d+)?", re.IGNORECASE)
CAPITALISED = re.compile(r"^[^\W\d_]")
LONGEST_NAME = 6  # Words.
LONGEST_LINE = 130  # Characters of what may be a line of a block.
SPLIT = re.compile(r"[,،、，]\s*")


def blocks(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """The lines of each recipient, parted by columns, gaps, labels and bold type."""
    gaps = sorted({round(line.gap, 1) for line in lines[1:]})
    small = gaps[0] if gaps else 0
    wide = small + 0.55
    held: list[TextLine] = []
    for line in lines:
        before = held[-1] if held else None
        if before is not None:
            labelled, label = _label(before.text), _label(line.text)
            other = line.column != before.column
            goes_on = other and _breaks_off(held, line)
            new = (
                (other and not goes_on)
                or (line.gap > wide and not label and not goes_on)
                or (labelled and not label and line.new and not _goes_on(before, line))
            )
            new = new or (line.bold and not before.bold and not label)
            if new:
                yield held
                held = []
        held.append(line)
    if held:
        yield held


def _breaks_off(held: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a block goes on at the head of the next column: it has hardly begun, and no office begins there."""
    if post(line.text) or line.bold or caption(line.text, ("copies",)) is not None:
        return False
    return not any(map(_ends, held)) and (len(held) < 3 or _ends(line))


def _ends(line: TextLine) -> bool:
    """Whether a line is one of those that stand at the end of a block: with a country, or with a label."""
    return _label(line.text) or bool(country_code(line.text.rpartition(",")[2].strip()))


def _label(text: str) -> bool:
    found = caption(text, tuple(LABELS))
    return found is not None or bool(EMAIL.fullmatch(text)) or text.startswith("@")


def _goes_on(before: TextLine, line: TextLine, lines: int = 1) -> bool:
    """Whether a line goes on with the labelled one before: an address or a salutation that was too long for it."""
    if EMAIL.search(before.text) is None and (found := caption(before.text, ("email",))) is not None:
        said = _said(found.values)
        return bool(EMAIL.fullmatch(said + line.text.replace(" ", ""))) or EMAIL.search(line.text) is not None
    found = caption(before.text, ("salutation",))
    return found is not None and line.gap < max(before.gap, 0) + 0.3 and len(line.text.split()) <= 4 and lines < 3


def _said(values: dict[str, str]) -> str:
    return next(iter(values.values()), "")


def recipient(lines: Sequence[TextLine], copy: bool, country: str) -> Recipient:
    """What a block says of somebody. `country`: of the case, for an address that names none."""
    lines = _parted(lines)
    who = Recipient(copy)
    plain: list[TextLine] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        if not (found := _labelled(line)):
            plain.append(line)
            continue
        kind, said, doubt = found
        used = [line]
        while number < len(lines) and (not said or not _label(lines[number].text)):
            if said and not _goes_on(line, lines[number], len(used)):
                break
            after = lines[number]
            number += 1
            used.append(after)
            whole = kind == "email" and said and not EMAIL.search(said)
            before = replace(used[-2], text=said)
            said = said + after.text if whole or not said else join([before, after]).text
            if len(used) > 3 or (kind == "email" and EMAIL.search(said)):
                break
        _take(who, kind, said, tuple(used), doubt)
    _take_unlabelled(who, plain, country)
    return who


def _parted(lines: Sequence[TextLine]) -> Sequence[TextLine]:
    """A block that runs on from line to line is parted at its commas."""
    if len(lines) > 1 and not any(_runs_on(line.text) for line in lines):
        return lines
    whole = join(lines).text
    if len(SPLIT.findall(whole)) < 2:
        return lines
    found, start = [], 0
    for part in filter(str.strip, SPLIT.split(whole)):
        place = whole.find(part, start)
        start = place + len(part)
        line = lines[0]
        reached = 0
        for each in lines:
            line = each
            reached += len(each.text) + 1
            if reached > place:
                break
        found.append(replace(line, text=part, new=False, gap=0))
    return found


def _runs_on(text: str) -> bool:
    """Whether a line goes on behind a comma at its end, or has a label behind one."""
    if _label(text):
        return False
    return text.endswith(",") or any(caption(part, tuple(LABELS)) is not None for part in SPLIT.split(text)[1:])


def is_block(lines: Sequence[TextLine]) -> bool:
    """Whether lines can be about somebody to write to: one line alone must name a post, or be parted by commas."""
    return (
        len(lines) > 1 or bool(post(lines[0].text)) or len(SPLIT.findall(lines[0].text)) >= 2 or _label(lines[0].text)
    )


def _labelled(line: TextLine) -> tuple[str, str, str] | None:
    """The kind of what a line holds by its label, or by its form, what it says, and whether that is in doubt."""
    found = caption(line.text, tuple(LABELS))
    if found is not None:
        said = _said(found.values)
        return found.kind, said, ""
    if line.text.startswith("@"):
        return "other", line.text, ""
    if EMAIL.fullmatch(line.text) or all(EMAIL.fullmatch(part) for part in re.split(r"[;,]\s*|\s+", line.text) if part):
        return "email", line.text, ""
    if HIDDEN_EMAIL.search(line.text):
        return "email", line.text, ""
    return None


def _take(who: Recipient, kind: str, said: str, lines: tuple[TextLine, ...], doubt: str) -> None:
    if kind == "email":
        taken = EMAIL.findall(said.replace("mailto:", ""))
        if not taken and EMAIL.fullmatch(said.replace(" ", "")):
            taken = [said.replace(" ", "")]
        who.email += [Found(each.rstrip("."), lines) for each in taken]
        if said and not taken:
            who.others.append(Found(said, lines, "no e-mail address can be read here"))
    elif kind in ("fax", "phone"):
        numbers = [match[0].strip() for match in NUMBER.finditer(said)]
        numbers = [part.strip() for each in numbers for part in re.split(r"\s+/\s+", each)]
        target = who.fax if kind == "fax" else who.phone
        target += [Found(each, lines, doubt) for each in numbers]
        if said and not numbers:
            who.others.append(Found(said, lines, "no number can be read here"))
    elif kind == "salutation":
        who.salutation = Found(said.rstrip(",，،：:!"), lines, "two languages?" if "/" in said else "")
    else:
        who.others.append(Found(said, lines))


def _take_unlabelled(who: Recipient, lines: list[TextLine], country: str) -> None:
    """Office, name, address and country, by the order of lines and by words of posts."""
    lines = [line for line in lines if line.text.strip()]
    if not lines:
        return
    heavy = next((number for number, line in enumerate(lines) if not line.bold), 0)
    lines = [*_heading(lines[:heavy]), *_take_country(who, lines[heavy:], country, 0 if heavy else 1)]
    if not lines:
        return
    place = next((number for number, line in enumerate(lines[:3]) if post(line.text)), None)
    if place is None:
        rest = lines[1:]
        who.office = Found(lines[0].text, (lines[0],), "by its place only")
        if rest and _one_office(lines[0], rest[0]):
            who.office = Found(join([lines[0], rest[0]]).text, (lines[0], rest[0]), "by its place only")
            rest = rest[1:]
    else:
        office, rest = lines[place], [*lines[:place], *lines[place + 1 :]]
        if place == 0 and len(lines) > 1 and _one_office(office, lines[1]):
            who.office = Found(join([office, lines[1]]).text, (office, lines[1]))
            rest = lines[2:]
        else:
            who.office = Found(office.text, (office,))
    who.post = post(who.office.value)
    before = place or 0
    for number, line in enumerate(rest[: max(before, 1)]):
        if who.name is None and _is_name(line.text, len(rest) - number):
            who.name = Found(line.text, (line,), "" if place is not None else "by its place only")
            rest = [each for each in rest if each is not line]
            break
    who.address = [Found(line.text, (line,)) for line in rest]


def _heading(lines: Sequence[TextLine]) -> list[TextLine]:
    """Lines in bold type at the head of a block are one, but for a name that stands above the office."""
    if len(lines) < 2 or (post(lines[1].text) and not post(lines[0].text)):
        return list(lines)
    return [replace(lines[0], text=join(lines).text)]


def _one_office(line: TextLine, after: TextLine) -> bool:
    """Whether an office goes on in the next line: that begins small, or this ends in a word that joins."""
    first, second = line.text, after.text
    if line.soft or (second[:1].islower() and not any(map(str.isdigit, second))):
        return True
    return bool(
        re.search(r"(?:\b(?:of|the|and|for|de|des|du|la|le|y|et|und|der|für|do|da|dos|e|и|по)|[-&])$", first.casefold())
    )


def _take_country(who: Recipient, lines: list[TextLine], country: str, least: int) -> list[TextLine]:
    """Takes the country out of the last two lines; so many at the head are none of an address."""
    for number in range(len(lines) - 1, max(len(lines) - 3, least - 1), -1):
        last = lines[number]
        if code := country_code(last.text):
            who.country = Found(code, (last,))
            return lines[:number] + lines[number + 1 :]
        head, comma, tail = last.text.rpartition(",")
        if comma and (code := country_code(tail.strip())):
            who.country = Found(code, (last,))
            return [*lines[:number], replace(last, text=head.strip()), *lines[number + 1 :]]
        words = last.text.rsplit(" ", 1)
        if len(words) == 2 and words[1].isupper() and len(words[1]) > 3 and (code := country_code(words[1])):
            who.country = Found(code, (last,))
            return [*lines[:number], replace(last, text=words[0].rstrip(" ,-")), *lines[number + 1 :]]
    if country:
        who.country = Found(country, (), "the address names no country: it is that of the case")
    return lines


def _is_name(text: str, left: int) -> bool:
    """Whether a line can be the name of somebody: some words, no figure, none of a street or a building."""
    words = text.split()
    if not words or len(words) > LONGEST_NAME or any(each.isdigit() for each in text):
        return False
    plain = {each.strip(".,()").casefold() for each in words} | {each.casefold() for each in words}
    if plain & _address_words() or (left < 2 and len(words) < 2):
        return False
    if len(words) == 1 and text.isascii():
        return False
    if any(mark in text for mark in (",", "،", "，", ";", ":")):
        return False
    big = [each for each in words if not each[:1].islower()]
    return len(big) >= min(2, len(words)) and bool(CAPITALISED.match(text))


def post(text: str) -> str:
    """The stock post of an office, by its words; empty where none is known."""
    plain = folded(text)
    for name, words in data("words.yaml")["posts"].items():
        if any(re.search(rf"(?<!\w){re.escape(folded(word))}(?!\w)", plain) for word in words):
            return str(name)
    return ""


@cache
def _address_words() -> frozenset[str]:
    return frozenset(str(each).casefold() for each in data("words.yaml")["addresses"])


@cache
def country_code(name: str) -> str:
    """The code of a country that a text names, in any of our languages; empty for what is none."""
    return _countries().get(folded(name).strip(" .,()"), "")


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for tag in languages.tags():
        language = languages.language(tag)
        for code, name in Locale.parse(language.locale).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(folded(str(name)), code)
        for code, name in language.countries.items():
            found[folded(str(name))] = code
    for code, name in Locale.parse("pt").territories.items():
        if len(code) == 2 and code.isalpha():
            found.setdefault(folded(str(name)), code)
    return found | {folded(name): code for name, code in data("words.yaml")["countries"].items()}
