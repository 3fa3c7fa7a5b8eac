"""What must hold in statements and press releases, and in whatever is to be published."""

from collections.abc import Iterator
from typing import Any

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.model import Paragraph, Statement, not_public
from ua_gen.reader import Loaded, named_cases
from ua_gen.rules.structure import unknown


def check(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """UA204 for cases that cannot be read, UA202 for sources that the file does not have."""
    try:
        named_cases(loaded)
    except Problems as problems:
        yield from (found for found in problems.diagnostics if found.span and found.span.path == loaded.name)
    if isinstance(loaded.value, Statement):
        known = {source.id for source in loaded.value.sources}
        public = dict.fromkeys(source.id for source in loaded.value.sources if source.visibility == "public")
        for path, paragraph in _paragraphs(loaded.value):
            for place, name in enumerate(paragraph.sources):
                if name not in known:
                    message, hint = unknown(name, public, "source")
                    yield loaded.complain("UA202", message, *path, "sources", place, hint=hint)


def secrets(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """UA206 for each fact of a case or publication that is not for the public."""
    for group, index in not_public(loaded.value):
        fact = getattr(loaded.value, group)[index]
        message = f"{group}[{index}] is `{fact.visibility}`, and this file is to be published"
        hint = "`ua-gen redact` writes a copy without it"
        yield Diagnostic("UA206", message, loaded.span(group, index, "visibility"), hint)


def _paragraphs(statement: Statement) -> Iterator[tuple[tuple[str | int, ...], Paragraph]]:
    for number, paragraph in enumerate(statement.preamble):
        yield ("preamble", number), paragraph
    for number, chapter in enumerate(statement.countries):
        for place, paragraph in enumerate(chapter.text):
            yield ("countries", number, "text", place), paragraph
        for index, entry in enumerate(chapter.entries):
            for place, paragraph in enumerate(entry.text):
                yield ("countries", number, "entries", index, "text", place), paragraph
