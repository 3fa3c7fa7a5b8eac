"""What must hold in statements and press releases, and in whatever is to be published."""

from collections.abc import Iterator
from typing import Any

from ua_gen.action.public_copy import EDITORS, named_beside, superseded
from ua_gen.casefile.loading import Loaded, named_cases
from ua_gen.casefile.withholding import withhold
from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span
from ua_gen.files.images import ImageError, traces
from ua_gen.files.reading import LINE_BREAK
from ua_gen.lint.rules.common import joined
from ua_gen.lint.rules.structure import unknown
from ua_gen.model import Case, Paragraph, Statement, not_public

NAMING = {
    "permission": "this tells who permitted the use of a photograph",
    "credit": "this credit may name the family",
    "by": "this names a translator",
}


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
                    yield loaded.diagnostic_at("UA202", message, *path, "sources", place, hint=hint)


def secrets(loaded: Loaded[Any]) -> Iterator[Diagnostic]:
    """What must not be in a file that is to be published: UA206 for each fact that is not for the public, and more."""
    for group, index in not_public(loaded.value):
        fact = getattr(loaded.value, group)[index]
        message = f"{group}[{index}] is `{fact.visibility}`, and this file is to be published"
        hint = "`ua-gen redact` writes a copy without it"
        yield Diagnostic("UA206", message, loaded.span(group, index, "visibility"), hint)
    if isinstance(loaded.value, Case):
        yield from _of_pictures(loaded, loaded.value)
        yield from _left_behind(loaded, loaded.value)


def _of_pictures(loaded: Loaded[Any], case: Case) -> Iterator[Diagnostic]:
    """UA276 for each photograph that tells more than it shows."""
    folder = loaded.path.parent
    for index, person in enumerate(case.people):
        if person.photograph:
            try:
                found = traces(folder / person.photograph.file, folder)
            except ImageError:  # There is a rule on that.
                continue
            if found:
                message = f"the file of this photograph also has {joined(found)}"
                hint = "`ua-gen redact` writes the picture without that beside the public copy"
                yield loaded.diagnostic_at("UA276", message, "people", index, "photograph", "file", hint=hint)


def _left_behind(loaded: Loaded[Any], case: Case) -> Iterator[Diagnostic]:
    """UA277 for what stands in a file for those who work on it."""
    hint = "`ua-gen redact` writes a copy without it"
    for what, place in named_beside(loaded, case):
        message = f"{NAMING[what]}, and this file is to be published"
        severity = Severity.WARNING if what == "credit" else Severity.ERROR  # Found by its words: it may be right.
        yield loaded.diagnostic_at("UA277", message, *place, hint=hint, severity=severity)
    for group, index in superseded(case):
        message = f"{group}[{index}] is superseded, and this file is to be published"
        yield loaded.diagnostic_at("UA277", message, group, index, "superseded", hint=hint)
    if found := EDITORS.search(loaded.text):
        line = len(LINE_BREAK.findall(loaded.text, 0, found.end()))
        text = LINE_BREAK.split(loaded.text)[line]
        message = "this line tells an address or a path, and this file is to be published"
        span = Span(loaded.name, line + 1, 1, len(text) + 1, text)
        yield withhold(Diagnostic("UA277", message, span, hint), loaded.secret)


def _paragraphs(statement: Statement) -> Iterator[tuple[tuple[str | int, ...], Paragraph]]:
    for number, paragraph in enumerate(statement.preamble):
        yield ("preamble", number), paragraph
    for number, chapter in enumerate(statement.countries):
        for place, paragraph in enumerate(chapter.text):
            yield ("countries", number, "text", place), paragraph
        for index, entry in enumerate(chapter.entries):
            for place, paragraph in enumerate(entry.text):
                yield ("countries", number, "entries", index, "text", place), paragraph
