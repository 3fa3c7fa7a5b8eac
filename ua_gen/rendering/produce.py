"""Jobs made into files' contents: composed, laid out where the format wants it, checked for what went wrong."""

import multiprocessing
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.model.stationery import Box, windows
from ua_gen.pdf import DoesNotFit, InkOutside, MissingGlyphs, OutsideWindow, PdfFile, SenderTooLong, load, write_pdf
from ua_gen.rendering.compose import ComposedText, compose
from ua_gen.rendering.email_drafts import as_mail, copies_by_post, not_by_mail
from ua_gen.rendering.job import Job
from ua_gen.rendering.petition import with_rows
from ua_gen.rendering.problems import foreign_fonts, layout_problems
from ua_gen.rendering.word_files import as_word
from ua_gen.rendering.workers import begin_worker, end_pool, safe_path, submit
from ua_gen.templating import Fit, Templates, confined

if TYPE_CHECKING:
    from concurrent.futures import Executor

Format = Literal["pdf", "txt", "html", "eml", "docx"]
SECONDS = 5  # For the pages of a template of the user's. A full page takes a tenth of one.


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document. `name` is its place below the output folder, with `/`: `case/letter-minister-ru.pdf`."""

    name: str
    data: bytes
    job: Job
    warnings: tuple[Diagnostic, ...] = ()


def file_name(job: Job, kind: Format) -> str:
    """Its place below the output folder. A sheet to be read is no draft of an e-mail: somebody would send it."""
    name = f"{job.name}-not-to-post" if kind == "docx" and job.original else job.name
    return str(PurePosixPath(job.folder, f"{name}.{'txt' if kind == 'eml' and job.original else kind}"))


def check_names(jobs: Sequence[Job], formats: Sequence[Format]) -> None:
    """Raises Problems (UA504) if two documents would become the same file, on any file system."""
    taken: dict[str, Job] = {}
    found = []
    for job in jobs:
        for kind in formats:
            name = file_name(job, kind)
            other = taken.setdefault(unicodedata.normalize("NFC", name.casefold()), job)
            if other is not job:
                message = f"{other.case.name} and {job.case.name} would both be written to {name}"
                hint = "rename one of the files, or render them into two folders"
                found.append(Diagnostic("UA504", message, None, hint))
    if found:
        raise Problems(found)


def render_all(
    jobs: Sequence[Job], formats: Sequence[Format], templates: Templates, processes: int = 1, attach: bool = False
) -> Iterator[Rendered | Problems]:
    """Each job in each format, in order: the document, or why it cannot be made.

    With `processes` above one, pages are laid out by so many worker processes. `attach`: e-mails carry the PDF.
    """
    for kind in formats:
        if kind == "eml":
            yield from _produce([job for job in jobs if job.original and "txt" not in formats], "txt", templates, None)
            for job in (job for job in jobs if not job.original):
                try:
                    yield _mail(job, templates, attach)
                except Problems as problems:
                    yield problems
        elif kind == "docx":
            for job in jobs:
                try:
                    data, warnings = as_word(job, templates)
                    yield Rendered(file_name(job, kind), data, job, warnings)
                except Problems as problems:
                    yield problems
        elif kind == "pdf" and processes > 1 and len(jobs) > 1:
            from concurrent.futures import ProcessPoolExecutor

            # Spawned, not forked: WeasyPrint's libraries do not survive a fork.
            context = multiprocessing.get_context("spawn")
            with safe_path(), ProcessPoolExecutor(min(processes, len(jobs)), context, begin_worker) as pool:
                try:
                    yield from _produce(jobs, kind, templates, pool)
                except BaseException:  # Interrupted, or nobody takes the pages any more: nobody waits for them.
                    end_pool(pool)
                    raise
        else:
            yield from _produce(jobs, kind, templates, None)


def _produce(
    jobs: Sequence[Job], kind: Format, templates: Templates, pool: "Executor | None"
) -> Iterator[Rendered | Problems]:
    waiting: list[tuple[Job, ComposedText, Future[PdfFile]] | Problems] = []
    for job in jobs:
        try:
            job = _with_rows(job, templates) if kind == "pdf" else job
            composed = compose(replace(job, links=kind == "html"), templates, "txt" if kind == "txt" else "html")
        except Problems as problems:
            waiting.append(problems)
            if pool is None:
                yield problems
            continue
        if kind != "pdf":
            yield Rendered(file_name(job, kind), composed.text.encode(), job, composed.warnings)
            continue
        printing, pages = _printing(job, composed, templates)
        if pool is None:
            yield _finish(job, composed, partial(printing, *pages))
        else:
            waiting.append((job, composed, submit(pool, printing, pages)))
    if pool is not None:
        for item in waiting:
            yield item if isinstance(item, Problems) else _finish(item[0], item[1], item[2].result)


def _with_rows(job: Job, templates: Templates) -> Job:
    if not job.document.rows or templates.untrusted:
        return job
    with layout_problems(job):
        return with_rows(job, templates)


def _printing(job: Job, composed: ComposedText, templates: Templates) -> tuple[Callable[..., PdfFile], tuple[Any, ...]]:
    """What lays out a composed job, and with which arguments."""
    window = windows()[job.page.window].text if job.page.window else None
    roots, document = templates.roots(job.document.name), job.document
    pages = (composed.text, document.fits, job.pages, roots, window, document.together)
    if templates.untrusted:
        return partial(write_pdf_confined, job.title, template_file(job, templates)), pages
    return write_pdf, pages


def lay_out_with_lines(job: Job, templates: Templates) -> tuple[ComposedText, PdfFile]:
    """The pages of a job, as `render_all` makes them, with the places of their texts. Raises Problems."""
    job = _with_rows(job, templates)
    composed = compose(job, templates, "html")
    printing, pages = _printing(job, composed, templates)
    with layout_problems(job):
        printed = printing(*pages, with_lines=True)
    return replace(composed, warnings=(*composed.warnings, *foreign_fonts(job.language, printed.fonts))), printed


def _mail(job: Job, templates: Templates, attach: bool) -> Rendered:
    """The draft of an e-mail to whom the document is for. Raises Problems."""
    if problem := not_by_mail(job):
        raise Problems([problem])
    composed = compose(job.mailed(), templates, "txt")
    notes = tuple(copies_by_post(job))
    attachment, warnings = None, composed.warnings
    if attach:
        printed = next(_produce([job], "pdf", templates, None))
        if isinstance(printed, Problems):
            raise printed
        attachment = (PurePosixPath(printed.name).name, printed.data)
        warnings = printed.warnings
    return Rendered(file_name(job, "eml"), as_mail(job, composed.text, attachment), job, (*warnings, *notes))


def write_pdf_confined(
    title: str,
    template: str,
    html: str,
    fits: Sequence[Fit],
    most: int,
    roots: Sequence[Path],
    window: Box | None = None,
    together: float = 0,
    with_lines: bool = False,
) -> PdfFile:
    """As `write_pdf`, for a page that a stranger's template made: with limits. Raises Problems (UA405) as well.

    The first of the `roots` lies in another of them: so the process that ran the template sees it already.
    """
    try:
        return confined.call(
            write_pdf, html, fits, most, roots, window, together, with_lines,
            seconds=SECONDS, ready=load, reads=roots[1:],
        )  # fmt: skip
    except (DoesNotFit, OutsideWindow, SenderTooLong, InkOutside, MissingGlyphs, Problems):
        raise
    except confined.LimitExceeded as error:
        if error.what == "time":
            message = f"the pages of the {title} are not laid out after {SECONDS} seconds"
        else:
            message = f"the pages of the {title} take more than {confined.MEMORY // 1_000_000} MB of memory"
        hint = "does the template write too many or too large elements? Let it write less"
    except confined.CallFailed as error:  # WeasyPrint trusts its style sheets more than we do.
        message = f"the pages of the {title} cannot be laid out ({error.kind})"
        hint = "is the template's HTML or CSS nested too deeply, or has it odd numbers? Make it simpler"
    raise Problems([Diagnostic("UA405", message, Span(template), hint)])


def template_file(job: Job, templates: Templates) -> str:
    """The file of the template that a page is made with."""
    return str(templates.origin(f"{job.document.name}/{job.document.name}.html"))


def _finish(job: Job, composed: ComposedText, laid_out: Callable[[], PdfFile]) -> Rendered | Problems:
    try:
        with layout_problems(job):
            printed = laid_out()
    except Problems as problems:
        return problems
    except BrokenExecutor:
        message = "a process that lays out pages was ended from outside; perhaps the memory was used up"
        return Problems([Diagnostic("UA505", message, None, "try again with fewer --jobs")])
    except MemoryError:
        message = f"there is not enough memory for the {job.title}"
        return Problems([Diagnostic("UA506", message, None, "close other programs, or make fewer documents at a time")])
    warnings = (*composed.warnings, *foreign_fonts(job.language, printed.fonts))
    return Rendered(file_name(job, "pdf"), printed.data, job, warnings)
