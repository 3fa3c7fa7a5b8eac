"""Jobs made into files' contents: composed, laid out where the format wants it, checked for what went wrong."""

import contextlib
import multiprocessing
import os
import signal
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from ua_gen.compose import Composed, Job, compose, words
from ua_gen.diagnostics import Diagnostic, Problems, Span, quote
from ua_gen.mail import draft, sendable
from ua_gen.model import Embassy, Recipient
from ua_gen.model.stationery import Box, windows
from ua_gen.pdf import MissingGlyphs, OutsideWindow, Printed, SenderTooLong, TooLong, load, print_pdf
from ua_gen.printing.complaints import foreign_fonts, missing_glyph, outside, sender_too_long, too_long
from ua_gen.printing.rows import with_rows
from ua_gen.templating import Fit, Templates, confined
from ua_gen.wording import Wording, home

if TYPE_CHECKING:
    from concurrent.futures import Executor, ProcessPoolExecutor

Format = Literal["pdf", "txt", "html", "eml"]
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
    return str(PurePosixPath(job.folder, f"{job.name}.{'txt' if kind == 'eml' and job.original else kind}"))


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


def produce(
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
        elif kind == "pdf" and processes > 1 and len(jobs) > 1:
            from concurrent.futures import ProcessPoolExecutor

            # Spawned, not forked: WeasyPrint's libraries do not survive a fork.
            context = multiprocessing.get_context("spawn")
            with safe_path(), ProcessPoolExecutor(min(processes, len(jobs)), context, begin_worker) as pool:
                try:
                    yield from _produce(jobs, kind, templates, pool)
                except BaseException:  # Interrupted, or nobody takes the pages any more: nobody waits for them.
                    _end(pool)
                    raise
        else:
            yield from _produce(jobs, kind, templates, None)


def _produce(
    jobs: Sequence[Job], kind: Format, templates: Templates, pool: "Executor | None"
) -> Iterator[Rendered | Problems]:
    waiting: list[tuple[Job, Composed, Future[Printed]] | Problems] = []
    for job in jobs:
        try:
            if kind == "pdf" and job.document.rows and not templates.foreign:
                job = with_rows(job, templates)
            composed = compose(replace(job, links=kind == "html"), templates, "txt" if kind == "txt" else "html")
        except Problems as problems:
            waiting.append(problems)
            if pool is None:
                yield problems
            continue
        if kind != "pdf":
            yield Rendered(file_name(job, kind), composed.text.encode(), job, composed.warnings)
            continue
        window = windows()[job.window].text if job.window else None
        pages = (composed.text, job.document.fits, job.pages, templates.roots(job.document.name), window)
        printing: Callable[..., Printed] = print_pdf
        if templates.foreign:
            printing = partial(print_apart, job.title, template_file(job, templates))
        if pool is None:
            yield _finish(job, composed, partial(printing, *pages))
        else:
            waiting.append((job, composed, _submit(pool, printing, pages)))
    if pool is not None:
        for item in waiting:
            yield item if isinstance(item, Problems) else _finish(item[0], item[1], item[2].result)


def _submit(pool: "Executor", printing: Callable[..., Printed], pages: tuple[Any, ...]) -> Future[Printed]:
    try:
        with deaf_to_interrupts():
            return pool.submit(printing, *pages)
    except BrokenExecutor as error:
        failed: Future[Printed] = Future()
        failed.set_exception(error)
        return failed


def _end(pool: "ProcessPoolExecutor") -> None:
    """Ends the processes of a pool, whatever they are at."""
    # Before Python 3.14 there is no other way to them.
    workers = list((getattr(pool, "_processes", None) or {}).values())
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()


def not_by_mail(job: Job) -> Diagnostic | None:
    """UA218 where a document cannot go by e-mail to whom it is for."""
    found = _addressee(job)
    if not job.document.mail or found is None:
        message = f"the {job.title} is nothing that is sent by e-mail"
        if job.document.mail:
            message = f"the {job.title} is addressed to nobody, so that no e-mail can be made of it"
        return Diagnostic("UA218", message, None, "choose --format pdf, or a letter")
    addressee, place = found
    if addressee.email is None:
        hint = "add `email`, or write by post: --format pdf"
        whose = f"`{job.recipient.id}`" if job.recipient else "the embassy"
        return job.case.complain("UA218", f"{whose} has no e-mail address", *place, hint=hint)
    if not sendable(addressee.email):
        message = f"{quote(addressee.email)} has letters before the @ that few mail programs can send to"
        return job.case.complain("UA218", message, *place, "email", hint="write by post: --format pdf")
    return None


def _mail(job: Job, templates: Templates, attach: bool) -> Rendered:
    """The draft of an e-mail to whom the document is for. Raises Problems."""
    if problem := not_by_mail(job):
        raise Problems([problem])
    composed = compose(replace(job, window=""), templates, "txt")
    attachment, warnings = None, composed.warnings
    if attach:
        printed = next(_produce([job], "pdf", templates, None))
        if isinstance(printed, Problems):
            raise printed
        attachment = (PurePosixPath(printed.name).name, printed.data)
        warnings = printed.warnings
    return Rendered(file_name(job, "eml"), as_mail(job, composed.text, attachment), job, warnings)


def _addressee(job: Job) -> tuple[Recipient | Embassy, tuple[str | int, ...]] | None:
    """Whom a document is for, and where the case has them; None for a document that is for nobody."""
    case: Any = job.case.value
    if job.recipient:
        return job.recipient, ("recipients", case.recipients.index(job.recipient))
    country = home(job.sender, job.section)
    if job.document.per == "embassy" and country in case.embassies:
        return case.embassies[country], ("embassies", str(country))
    return None


def as_mail(job: Job, body: str, attachment: tuple[str, bytes] | None = None) -> bytes:
    """The draft of an e-mail with a letter's text to somebody who has an address."""
    say, found = words(job), _addressee(job)
    assert isinstance(say, Wording)
    assert found
    addressee, _ = found
    sender = job.sender if job.sender and job.sender.privacy == "full" else None
    return draft(
        to=sendable(addressee.email or ""),
        name=addressee.name.best(job.language.tag, say.base) if addressee.name else "",
        sender=sendable(sender.email) if sender and sender.email else "",
        sender_name=sender.name if sender else "",
        subject=say.subject,
        body=body,
        language=job.language.tag,
        attachment=attachment,
    )


def begin_worker() -> None:
    """In a new worker process: it ends with the one that started it, and not before, whoever hangs up."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Workers wait for work for ever, with names and addresses in their memory, even where nobody can give them any."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def safe_path() -> Iterator[None]:
    """Processes that are started in here look for no modules where we stand: that may be a stranger's folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHONSAFEPATH"]
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


@contextlib.contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl-C: whoever started them does, and stops them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def print_apart(
    title: str,
    template: str,
    html: str,
    fits: Sequence[Fit],
    most: int,
    roots: Sequence[Path],
    window: Box | None = None,
) -> Printed:
    """As `print_pdf`, for a page that a stranger's template made: with limits. Raises Problems (UA405) as well.

    The first of the `roots` lies in another of them: so the process that ran the template sees it already.
    """
    try:
        return confined.call(print_pdf, html, fits, most, roots, window, seconds=SECONDS, ready=load, reads=roots[1:])
    except (TooLong, OutsideWindow, SenderTooLong, MissingGlyphs, Problems):
        raise
    except confined.Exceeded as error:
        if error.what == "time":
            message = f"the pages of the {title} are not laid out after {SECONDS} seconds"
        else:
            message = f"the pages of the {title} take more than {confined.MEMORY // 1_000_000} MB of memory"
        hint = "does the template write too many or too large elements? Let it write less"
    except confined.Failed as error:  # WeasyPrint trusts its style sheets more than we do.
        message = f"the pages of the {title} cannot be laid out ({error.kind})"
        hint = "is the template's HTML or CSS nested too deeply, or has it odd numbers? Make it simpler"
    raise Problems([Diagnostic("UA405", message, Span(template), hint)])


def template_file(job: Job, templates: Templates) -> str:
    """The file of the template that a page is made with."""
    return str(templates.origin(f"{job.document.name}/{job.document.name}.html"))


def _finish(job: Job, composed: Composed, laid_out: Callable[[], Printed]) -> Rendered | Problems:
    try:
        printed = laid_out()
    except TooLong as error:
        return Problems([too_long(job, error)])
    except OutsideWindow as error:
        return Problems([outside(job, error)])
    except SenderTooLong:
        return Problems([sender_too_long(job)])
    except MissingGlyphs as error:
        return Problems([missing_glyph(job, character) for character in error.characters])
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
