"""What was recognised, where it stands, what is unsure, what is missing, and every line that was not used."""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ua_gen.importing.found import Appeal
from ua_gen.importing.lines import TextLine


@dataclass(frozen=True, slots=True)
class Report:
    """`fields`: name, value, place and doubt of each; `unused`: place and words of what is in no field."""

    fields: tuple[tuple[str, str, str, str], ...]
    missing: tuple[str, ...]
    unused: tuple[tuple[str, str], ...]

    @property
    def summary(self) -> str:
        unsure = sum(bool(doubt) for *_, doubt in self.fields)
        lines = "1 line" if len(self.unused) == 1 else f"{len(self.unused)} lines"
        return f"recognised {len(self.fields)} fields, {unsure} unsure, {len(self.missing)} missing; {lines} unused"

    def text(self) -> str:
        """For people."""
        width = max((len(name) for name, *_ in self.fields), default=0)
        found = [
            f"{name:<{width}}  {place:<12}  {_cut(value)}" + (f"  [unsure: {doubt}]" if doubt else "")
            for name, value, place, doubt in self.fields
        ]
        missing = ["", f"missing: {', '.join(self.missing)}"] if self.missing else []
        unused = ["", "not used:", *(f"{place:<12}  {words}" for place, words in self.unused)] if self.unused else []
        return "\n".join([*found, *missing, *unused, "", self.summary, ""])

    def json(self) -> str:
        """For programs."""
        fields = [
            {"field": name, "value": value, "place": place, "sure": not doubt, **({"why": doubt} if doubt else {})}
            for name, value, place, doubt in self.fields
        ]
        unused = [{"place": place, "text": words} for place, words in self.unused]
        return (
            json.dumps({"fields": fields, "missing": self.missing, "unused": unused}, ensure_ascii=False, indent=2)
            + "\n"
        )


def report(appeal: Appeal, lines: Sequence[TextLine], missing: Sequence[str]) -> Report:
    """The report on what was found in these lines."""
    fields = tuple((name, _said(value.value), _places(value.lines), value.doubt) for name, value in appeal.values())
    return Report(fields, tuple(missing), tuple(_unused(appeal, lines)))


def _unused(appeal: Appeal, lines: Sequence[TextLine]) -> Iterator[tuple[str, str]]:
    """Lines, and sentences of a model letter, that are in no field; word for word, in their order."""
    used = {line.place for _, value in appeal.values() for line in value.lines}
    known = {line.place for line in appeal.known.values()}
    left = {value.lines[0].place: value for value in appeal.left if value.lines}
    parts = {line.place for value in appeal.left for line in value.lines}
    for line in lines:
        if line.place in left:
            yield line.place, left[line.place].value
        elif line.place not in used and line.place not in known and line.place not in parts:
            yield line.place, line.text


def _said(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def _places(lines: Sequence[TextLine]) -> str:
    places = list(dict.fromkeys(line.place for line in lines))
    return f"{places[0]} …" if len(places) > 1 else "".join(places) or "-"


def _cut(text: str) -> str:
    return text if len(text) <= 70 else text[:69] + "…"
