"""Rules on the lines of addresses, and on postcodes as the countries in postcodes.yaml write them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.model.values import Lines


class _Postcodes(NamedTuple):
    pattern: re.Pattern[str]
    form: str
    example: str


@cache
def _postcodes() -> dict[str, _Postcodes]:
    data = yaml.load((files("ua_gen.lint.rules") / "postcodes.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    return {
        country: _Postcodes(
            re.compile(rf"(?<![\w/-])(?:{entry['pattern']})(?![\w/-])"), entry["form"], entry["example"]
        )
        for country, entry in data.items()
    }


def has_postcodes(country: str) -> bool:
    """Whether addresses in a country are known to have a postcode."""
    return country in _postcodes()


@rule("UA272", "postcode", Severity.WARNING)
def postcode(view: RuleContext) -> Iterator[Finding]:
    """An address without a postcode of the form that its country uses.

    Why: a letter with a wrong postcode goes astray or comes late, and nobody learns of it.

    Wrong:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            address: [1 Example Street, Bishkek 72000]
            country: KG

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            address: [1 Example Street, Bishkek 720000]
            country: KG

    Note: only countries in ua_gen/lint/rules/postcodes.yaml are looked at.
    """
    for place, lines, country in _addresses(view):
        known = _postcodes().get(country)
        if known is None:
            continue
        for tag, address in lines.root.items():
            if any(known.pattern.search(line) for line in address):
                continue
            wrong = _like_a_postcode(address)
            hint = f"in {country}: {known.form}, such as `{known.example}`"
            if wrong is None:
                yield (*place, tag), "this address has no postcode", hint
            else:
                number, shown = wrong
                yield _line(view, place, tag, number), f"`{shown}` is not a postcode in {country}", hint


LONE = re.compile(r"(?:№|nr?\.?|no\.?|#)?\s*\d{1,4}(?:\s*[/-]\s*\d{1,4})?\s*[^\W\d_]?", re.IGNORECASE)


@rule("UA2011", "lone-number", Severity.WARNING)
def lone_number(view: RuleContext) -> Iterator[Finding]:
    """A line of an address that is nothing but a short number.

    Why: in a list in brackets a comma parts the lines, so that the number of the house came into a line of its own:
    `[Frunze Street, 469, Bishkek 720040]` has three. The post may not find the house.

    Wrong:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            address: [Example Street, 469, Bishkek 720000]
            country: KG

    Right:

        recipients:
          - id: minister
            post: minister
            office: {en: Minister, ru: Министр}
            gender: male
            address: ["Example Street, 469", Bishkek 720000]
            country: KG
    """
    for place, lines, country in _addresses(view):
        known = _postcodes().get(country)
        for tag, address in lines.root.items():
            for number, line in enumerate(address):
                if LONE.fullmatch(line.strip()) and not (known and known.pattern.fullmatch(line.strip())):
                    one = f"{address[number - 1]}, {line}" if number else f"{line}, {' '.join(address[1:2])}"
                    hint = f'one line with a comma in it stands in quotation marks: "{one}"'
                    yield _line(view, place, tag, number), f"`{line}` is a line of its own in this address", hint


def _addresses(view: RuleContext) -> Iterator[tuple[Place, Lines, str]]:
    case = view.case
    for index, recipient in enumerate(case.recipients):
        if recipient.address:
            yield ("recipients", index, "address"), recipient.address, recipient.country
    for code, embassy in case.embassies.items():
        yield ("embassies", code, "address"), embassy.address, code
    if case.solidarity and case.solidarity.address:
        country = case.solidarity.country or case.country
        yield ("solidarity", "address"), case.solidarity.address, country


def _like_a_postcode(address: Sequence[str]) -> tuple[int, str] | None:
    """The last number of four digits or more that is no post box, and the number of its line."""
    for number, line in reversed(list(enumerate(address))):
        for found in reversed(list(re.finditer(r"(?<![\w/])\d{4,}(?![\w/])", line))):
            if not re.search(
                r"(box|b\.? ?p\.?|postfach|apartado|а/я|№|no\.?)\s*$",
                line[max(0, found.start() - 12) : found.start()],
                re.IGNORECASE,
            ):
                return number, found[0]
    return None


def _line(view: RuleContext, place: Place, tag: str, number: int) -> Place:
    """Where a line of an address stands: below its language, where the file names that."""
    node = view.loaded.root.find(place)[1] if view.loaded.root else None
    return (*place, number) if node and node.kind == "list" else (*place, tag, number)
