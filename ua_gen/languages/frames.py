"""The frames and tables of a language: the phrases that tell events and requests, and the words that fill them.

The English frames stand in `frames.yaml`, by group, name and mode; those of the other languages in `<tag>/frames.po`,
under the same keys: `event.arrested.past|active`. The words, with the forms that each language needs, stand in
`<tag>/tables.yaml`, the countries in `<tag>/countries.yaml`. `docs/language-engine.md` tells how they are written.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ua_gen.compiled import fresh, read_yaml
from ua_gen.compiled import sources as sources_of
from ua_gen.languages import HERE
from ua_gen.languages.data import read_data
from ua_gen.languages.notation import Phrase, parse

NOT_NEEDED = "-"  # The translation of a frame that a language can do without.
COUNTED = ("group", "relative", "associate")  # The sections of the tables whose nouns stand with a number.


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell an event: its label, and the phrase."""

    label: str
    phrase: Phrase


@cache
def english() -> Mapping[str, Mapping[str, str]]:
    """The English frames by key and label."""
    data = read_yaml(HERE / "frames.yaml")
    found: dict[str, Mapping[str, str]] = {}
    for group, entries in data.items():
        for name, value in entries.items():
            if isinstance(value, str):
                found[f"{group}.{name}"] = {"plain": value}
            elif all(isinstance(inner, str) for inner in value.values()):
                found[f"{group}.{name}"] = value
            else:
                found |= {f"{group}.{name}.{mode}": inner for mode, inner in value.items()}
    return found


def sources(tag: str) -> Mapping[str, Mapping[str, str]]:
    """The phrases of a language as they are written, by key and label; without those that are not translated."""
    if tag == "en":
        return english()
    found: dict[str, dict[str, str]] = {}
    for context, text in _catalogue(tag).items():
        key, _, label = context.partition("|")
        found.setdefault(key, {})[label] = text
    return found


def _catalogue(tag: str) -> Mapping[str, str]:
    po = HERE / tag / "frames.po"
    compiled = fresh(po)
    if compiled is None:
        if not any(each.exists() for each in sources_of(po) if each.name == po.name):
            return {}
        from ua_gen.languages.compile import compile_frames

        compiled = compile_frames(po)
    found: dict[str, str] = json.loads(compiled)
    return found


class Frames(Mapping[str, Sequence[Frame]]):
    """By key, such as `event.arrested.past`, the frames by the alphabet of labels, each key read when it is asked for.

    Those that a language does without (`-`) are not among them.
    """

    def __init__(self, sources: Mapping[str, Mapping[str, str]]) -> None:
        self._sources = sources
        self._read: dict[str, Sequence[Frame]] = {}

    def __getitem__(self, key: str) -> Sequence[Frame]:
        if key not in self._read:
            labels = self._sources[key].items()
            self._read[key] = tuple(Frame(name, parse(text)) for name, text in sorted(labels) if text != NOT_NEEDED)
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


@cache
def frames(tag: str) -> Frames:
    """The frames of a language."""
    return Frames(sources(tag))


@cache
def tables(tag: str) -> Mapping[str, Any]:
    """The words of a language, by section, and what it declares: systems, styles, dates."""
    found: dict[str, Any] = _table(tag, "tables") or {}
    if "systems" in found:  # The numbers of alternatives are keys, and in JSON all keys are texts.
        found["systems"] = {
            sign: {int(size): features for size, features in systems.items()}
            for sign, systems in found["systems"].items()
        }
    for section in COUNTED if "quantities" in found else ():
        found[section] = {name: _quantified(entry, found["quantities"]) for name, entry in found[section].items()}
    if groups := _table(tag, "countries"):
        found["country"] = {name: forms for group in groups for name, forms in _countries(group)}
    return found


def _table(tag: str, name: str) -> Any:
    path = HERE / tag / f"{name}.yaml"
    there = any(each.exists() for each in sources_of(path) if each.name == path.name)
    return read_data(path) if there else None


def _quantified(entry: Any, quantities: Mapping[str, Sequence[str]]) -> Any:
    """The forms of a noun, with a pattern for each quantity where one pattern stands for all: `{#} families`.

    `{#}` stands for the quantities of the form that the pattern is of, or of `name`; `{#of}` for the list `of`.
    """
    if not isinstance(entry, dict):
        return entry
    return {form: _each_quantity(form, value, quantities) for form, value in entry.items()}


def _each_quantity(form: str, value: str | Sequence[str], quantities: Mapping[str, Sequence[str]]) -> Any:
    patterns = [value] if isinstance(value, str) else value
    found: list[str] = []
    for pattern in patterns:
        before, mark, rest = pattern.partition("{#")
        name, _, after = rest.partition("}")
        words = quantities.get(name or form, quantities["name"]) if mark else ()
        found += [f"{before}{each}{after}" for each in words] if mark else [pattern]
    return found if len(found) > len(patterns) else value


def _countries(group: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The countries of a group by code: its forms, made of the name without its `ending`, and forms of their own."""
    for code, entry in group["names"].items():
        own = {"name": entry} if isinstance(entry, str) else entry
        stem = own["name"].removesuffix(group.get("ending", ""))
        forms = {form: text.replace("{}", stem) for form, text in group.get("forms", {}).items()}
        yield code, own | forms if isinstance(entry, str) else forms | own
