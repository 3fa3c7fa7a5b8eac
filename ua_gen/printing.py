"""Jobs made into files' contents: composed, laid out where the format wants it, checked for what went wrong."""

import contextlib
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from ua_gen.compose import Composed, Job, compose
from ua_gen.diagnostics import Diagnostic, Problems, Severity
from ua_gen.languages import Language, tags
from ua_gen.languages import language as get_language
from ua_gen.pdf import MissingGlyphs, Printed, TooLong, print_pdf
from ua_gen.source import Node
from ua_gen.templates import Templates

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Format = Literal["pdf", "txt", "html"]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document. `name` is its place below the output folder, with `/`: `case/letter-minister-ru.pdf`."""

    name: str
    data: bytes
    job: Job
    warnings: tuple[Diagnostic, ...] = ()


def file_name(job: Job, kind: Format) -> str:
    return str(PurePosixPath(job.folder, f"{job.name}.{kind}"))


def check_names(jobs: Sequence[Job], formats: Sequence[Format]) -> None:
    """Raises Problems (UA504) if two documents would become the same file, on any file system."""
    taken: dict[str, Job] = {}
    found = []
    for job in jobs:
        for kind in formats:
            name = file_name(job, kind)
            other = taken.setdefault(name.casefold(), job)
            if other is not job:
                message = f"{other.case.name} and {job.case.name} would both be written to {name}"
                hint = "rename one of the files, or render them into two folders"
                found.append(Diagnostic("UA504", message, None, hint))
    if found:
        raise Problems(found)


def produce(
    jobs: Sequence[Job], formats: Sequence[Format], templates: Templates, processes: int = 1
) -> Iterator[Rendered | Problems]:
    """Each job in each format, in order: the document, or why it cannot be made.

    With `processes` above one, pages are laid out by so many worker processes.
    """
    for kind in formats:
        if kind == "pdf" and processes > 1 and len(jobs) > 1:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # Spawned, not forked: WeasyPrint's libraries do not survive a fork.
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(min(processes, len(jobs)), context) as pool:
                try:
                    yield from _produce(jobs, kind, templates, pool)
                finally:  # Interrupted, or nobody takes the pages any more: those not yet begun are not begun.
                    pool.shutdown(cancel_futures=True)
        else:
            yield from _produce(jobs, kind, templates, None)


def _produce(
    jobs: Sequence[Job], kind: Format, templates: Templates, pool: "Executor | None"
) -> Iterator[Rendered | Problems]:
    waiting: list[tuple[Job, Composed, Future[Printed]] | Problems] = []
    for job in jobs:
        try:
            composed = compose(job, templates, "txt" if kind == "txt" else "html")
        except Problems as problems:
            waiting.append(problems)
            if pool is None:
                yield problems
            continue
        if kind != "pdf":
            yield Rendered(file_name(job, kind), composed.text.encode(), job, composed.warnings)
            continue
        pages = (composed.text, job.document.fits, job.document.pages, _roots(job, templates))
        if pool is None:
            yield _finish(job, composed, lambda pages=pages: print_pdf(*pages))  # type: ignore[misc]
        else:
            with _deaf_to_interrupts():
                waiting.append((job, composed, pool.submit(print_pdf, *pages)))
    if pool is not None:
        for item in waiting:
            yield item if isinstance(item, Problems) else _finish(item[0], item[1], item[2].result)


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl-C: whoever started them does, and stops them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _roots(job: Job, templates: Templates) -> tuple[Path, ...]:
    return (*templates.folders, Path(job.case.name).parent)


def _finish(job: Job, composed: Composed, laid_out: Callable[[], Printed]) -> Rendered | Problems:
    try:
        printed = laid_out()
    except TooLong as error:
        return Problems([_too_long(job, error)])
    except MissingGlyphs as error:
        return Problems([_missing_glyph(job, character) for character in error.characters])
    except Problems as problems:
        return problems
    warnings = (*composed.warnings, *_foreign_fonts(job.language, printed.fonts))
    return Rendered(file_name(job, "pdf"), printed.data, job, warnings)


def _too_long(job: Job, error: TooLong) -> Diagnostic:
    room = "one page" if job.document.pages == 1 else f"{job.document.pages} pages"
    lines = "1 line" if error.lines == 1 else f"about {error.lines} lines"
    millimetres = max(1, round(error.millimetres))  # A signature alone on its page has no line to be measured.
    message = f"the {job.title} is {millimetres} mm ({lines}) too long for {room}, even at {error.fit.size:g} pt"
    case = job.case.value
    if case and case.letter and job.document.per == "recipient":
        return job.case.complain("UA403", message, "letter", job.language.tag, hint="shorten the letter")
    hint = "shorten the texts, or keep events out of letters with `letter: false`"
    return job.case.complain("UA403", message, *(("events",) if case and case.events else ()), hint=hint)


def _missing_glyph(job: Job, character: str) -> Diagnostic:
    shown = f"`{character}` (U+{ord(character):04X})"
    packages = ", ".join(dict.fromkeys(job.language.packages.values()))
    fonts = f"fonts for {job.language.english}: {packages}"
    hint = f"is it the character you meant? If so, install a font that has it ({fonts})"
    node = _find(job.case.root, character) if job.case.root else None
    span = node.span if node else None
    return Diagnostic("UA401", f"no installed font has the character {shown} of the {job.title}", span, hint)


def _find(node: Node, character: str) -> Node | None:
    """The first text of a file that has a character."""
    if node.kind == "scalar":
        return node if character in str(node.value) else None
    children = [*(value for _, value in node.pairs()), *node.items()]
    return next((found for child in children if (found := _find(child, character))), None)


def _foreign_fonts(language: Language, used: frozenset[str]) -> list[Diagnostic]:
    """A warning if pages are set in type that no language asks for: its own is not installed."""
    own = tuple(family for families in language.fonts.values() for family in families)
    strange = [name for name in sorted(used) if not name.startswith(own)]
    if strange:  # A sender's name may be in another script: then that script's own type is right.
        known = tuple(family for tag in tags() for families in get_language(tag).fonts.values() for family in families)
        strange = [name for name in strange if not name.startswith(known)]
    if not strange:
        return []
    message = f"some of the {language.english} pages is set in {', '.join(strange)}, instead of {own[0]} and its kin"
    packages = " ".join(dict.fromkeys(language.packages.values()))
    return [Diagnostic("UA402", message, None, f"install {packages}", Severity.WARNING)]
