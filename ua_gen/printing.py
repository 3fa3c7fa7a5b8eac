"""Jobs made into files' contents: composed, laid out where the format wants it, checked for what went wrong."""

import contextlib
import signal
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from ua_gen import confined
from ua_gen.compose import Composed, Job, compose, words
from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span, quote
from ua_gen.languages import Language, tags
from ua_gen.languages import language as get_language
from ua_gen.mail import draft, sendable
from ua_gen.model import Case
from ua_gen.pdf import MissingGlyphs, OutsideWindow, Printed, TooLong, print_pdf
from ua_gen.source import Node
from ua_gen.stationery import windows
from ua_gen.templates import Templates
from ua_gen.wording import Wording

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
    return str(PurePosixPath(job.folder, f"{job.name}.{kind}"))


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
            for job in jobs:
                try:
                    yield _mail(job, templates, attach)
                except Problems as problems:
                    yield problems
        elif kind == "pdf" and processes > 1 and len(jobs) > 1:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # Spawned, not forked: WeasyPrint's libraries do not survive a fork.
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(min(processes, len(jobs)), context) as pool:
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
        pages = (composed.text, job.document.fits, job.pages, roots(job, templates), window)
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


def _mail(job: Job, templates: Templates, attach: bool) -> Rendered:
    """The draft of an e-mail to the recipient. Raises Problems, UA218 where the recipient has no e-mail address."""
    recipient = job.recipient
    if recipient is None:
        message = f"the {job.title} is addressed to nobody, so that no e-mail can be made of it"
        raise Problems([Diagnostic("UA218", message, None, "choose --format pdf, or a letter")])
    if recipient.email is None:
        place = ("recipients", job.case.value.recipients.index(recipient)) if job.case.value else ()
        hint = "add `email`, or write by post: --format pdf"
        raise Problems([job.case.complain("UA218", f"`{recipient.id}` has no e-mail address", *place, hint=hint)])
    to = sendable(recipient.email)
    if not to:
        case: Any = job.case.value
        number = case.recipients.index(recipient)
        message = f"{quote(recipient.email)} has letters before the @ that few mail programs can send to"
        raise Problems(
            [job.case.complain("UA218", message, "recipients", number, "email", hint="write by post: --format pdf")]
        )
    composed = compose(replace(job, window=""), templates, "txt")
    attachment, warnings = None, composed.warnings
    if attach:
        printed = next(_produce([job], "pdf", templates, None))
        if isinstance(printed, Problems):
            raise printed
        attachment = (PurePosixPath(printed.name).name, printed.data)
        warnings = printed.warnings
    return Rendered(file_name(job, "eml"), as_mail(job, composed.text, attachment), job, warnings)


def as_mail(job: Job, body: str, attachment: tuple[str, bytes] | None = None) -> bytes:
    """The draft of an e-mail with a letter's text to a recipient who has an address."""
    say, recipient = words(job), job.recipient
    assert isinstance(say, Wording)
    assert recipient
    sender = job.sender if job.sender and job.sender.privacy == "full" else None
    return draft(
        to=sendable(recipient.email or ""),
        name=recipient.name.best(job.language.tag, say.base) if recipient.name else "",
        sender=sendable(sender.email) if sender and sender.email else "",
        sender_name=sender.name if sender else "",
        subject=say.subject,
        body=body,
        language=job.language.tag,
        attachment=attachment,
    )


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


def roots(_: Job, templates: Templates) -> tuple[Path, ...]:
    """The folders that a document may show images from. A case's photographs come to it as texts, cleared."""
    return templates.folders


def print_apart(title: str, template: str, *pages: Any) -> Printed:
    """As `print_pdf`, for a page that a stranger's template made: with limits. Raises Problems (UA405) as well."""
    try:
        return confined.call(print_pdf, *pages, seconds=SECONDS)
    except (TooLong, OutsideWindow, MissingGlyphs, Problems):
        raise
    except confined.Exceeded as error:
        if error.what == "time":
            message = f"the pages of the {title} are not laid out after {SECONDS} seconds"
        else:
            message = f"the pages of the {title} take more than {confined.MEMORY // 1_000_000} MB of memory"
        hint = "does the template write too many or too large elements? Let it write less"
    except Exception as error:  # WeasyPrint trusts its style sheets more than we do.
        message = f"the pages of the {title} cannot be laid out ({type(error).__name__})"
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


def too_long(job: Job, error: TooLong) -> Diagnostic:
    """UA403."""
    room = "one page" if job.pages == 1 else f"{job.pages} pages"
    lines = "1 line" if error.lines == 1 else f"about {error.lines} lines"
    millimetres = max(1, round(error.millimetres))  # A signature alone on its page has no line to be measured.
    message = f"the {job.title} is {millimetres} mm ({lines}) too long for {room}, even at {error.fit.size:g} pt"
    case = job.case.value if isinstance(job.case.value, Case) else None
    if case and case.letter and job.document.per == "recipient":
        return job.case.complain("UA403", message, "letter", job.language.tag, hint="shorten the letter")
    hint = "shorten the texts, or keep events out of letters with `letter: false`"
    return job.case.complain("UA403", message, *(("events",) if case and case.events else ()), hint=hint)


def outside(job: Job, error: OutsideWindow) -> Diagnostic:
    """UA404."""
    side = "tall" if error.side == "height" else "wide"
    message = f"the address of the {job.title} is {error.millimetres:.0f} mm too {side} for the window `{job.window}`"
    place: tuple[str | int, ...] = ()
    if job.recipient and isinstance(job.case.value, Case):
        place = ("recipients", job.case.value.recipients.index(job.recipient), "address")
    return job.case.complain("UA404", message, *place, hint="shorten it, or choose another --window")


def missing_glyph(job: Job, character: str) -> Diagnostic:
    """UA401, at the first place of the case that has the character."""
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


def foreign_fonts(language: Language, used: frozenset[str]) -> list[Diagnostic]:
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
