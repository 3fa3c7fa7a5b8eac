"""Documents as Word files, to be gone on with there: whether one can be made, how large its type is, and the file."""

from functools import partial
from pathlib import Path
from typing import cast

from ua_gen.diagnostics import Diagnostic, Problems, Severity, Span, quote
from ua_gen.model.stationery import windows
from ua_gen.pdf import OutsideWindow
from ua_gen.pdf.fitting import LETTERS, guess, length
from ua_gen.rendering.compose import compose, words
from ua_gen.rendering.job import Job
from ua_gen.rendering.problems import outside
from ua_gen.templating import Templates, confined
from ua_gen.word import LARGEST_LETTERHEAD, Layout, LetterheadError, WordFile, address_line, load, write_docx
from ua_gen.wording import Wording

SECONDS = 5  # For the page of a template of the user's. A full one takes a twentieth of one.
NUMBERED = 2  # Pages: what may have more bears their numbers.
LARGEST = 11.25  # Points: in Word, room to write is worth more than larger type.
ROOM = 1.12  # Times as Word sets it, to our pages: measured in LibreOffice on letters in ten languages.


def as_word(job: Job, templates: Templates) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """The Word file of a document, and what is to be known of it. Raises Problems (UA5001 where there is none).

    The size of type follows from the length of the text alone, not from laying it out: whoever has no Pango gets the
    same file.
    """
    if not job.document.docx:
        able = ", ".join(document.name for document in templates.documents.values() if document.docx)
        message = f"the {job.title} is no Word file: it has a fixed layout"
        raise Problems(
            [Diagnostic("UA5001", message, None, f"choose --format pdf, html or txt; for Word there are: {able}")]
        )
    composed = compose(job, templates, "html")
    _check_window(job)
    fits = tuple(fit for fit in job.document.fits if fit.size <= LARGEST) or job.document.fits
    letters = length(composed.text)
    chosen = guess(round(letters * ROOM), fits, job.document.pages)
    margins = cast("tuple[float, float, float, float]", job.document.margins)
    layout = Layout(
        job.document.name, margins, job.page.paper, job.page.window, job.language, fits[chosen],
        job.document.pages > NUMBERED,
    )  # fmt: skip
    letterhead = _letterhead(job)
    # Of strangers are templates, and what has been sent around as a letterhead.
    make = partial(_confined, job, templates) if templates.untrusted or letterhead else write_docx
    made = make(composed.text, layout, letterhead)
    smallest = fits[-1].size ** 2 * fits[-1].leading
    if letters * ROOM * smallest > LETTERS * job.pages:
        message = f"the {job.title} may be longer than {'a page' if job.pages == 1 else f'{job.pages} pages'} in Word"
        found = Diagnostic(
            "UA5004", message, None, "look at it there, and leave out what matters least", Severity.WARNING
        )
        return made.data, (*composed.warnings, *_notes(job, templates, made), found)
    return made.data, (*composed.warnings, *_notes(job, templates, made))


def _check_window(job: Job) -> None:
    """Raises Problems (UA404) for an address that has too many lines for the window of an envelope."""
    say = words(job)
    if not job.page.window or not job.document.window or not isinstance(say, Wording):
        return
    text = windows()[job.page.window].text
    surplus = len(say.recipient_lines) * address_line(text.height) * 25.4 / 72 - text.height
    if surplus > 0:
        raise Problems([outside(job, OutsideWindow("height", max(surplus, 1)))])


def _notes(job: Job, templates: Templates, made: WordFile) -> list[Diagnostic]:
    found = []
    if templates.untrusted and _is_own(job, templates):
        message = f"the {job.document.name} for Word has the words of your template, not its style sheet"
        hint = "change the look in Word, by the styles that begin with UA"
        found.append(Diagnostic("UA5002", message, Span(_template(job, templates)), hint, Severity.WARNING))
    if made.left_out:
        message = f"the {job.document.name} for Word leaves out: {', '.join(made.left_out)}"
        hint = "put pictures in by hand, or choose --format pdf"
        found.append(Diagnostic("UA5003", message, None, hint, Severity.WARNING))
    if made.left_behind:
        message = f"of the letterhead, letters leave out: {', '.join(made.left_behind)}"
        hint = "put it in as a picture, PNG or JPEG, in line with the text"
        found.append(Diagnostic("UA5003", message, None, hint, Severity.WARNING))
    return found


def _is_own(job: Job, templates: Templates) -> bool:
    return not templates.origin(f"{job.document.name}/{job.document.name}.html").is_relative_to(templates.folders[-1])


def _template(job: Job, templates: Templates) -> str:
    return str(templates.origin(f"{job.document.name}/{job.document.name}.html"))


def _letterhead(job: Job) -> bytes:
    """The Word file that the section has for its letters. Raises Problems (UA5005)."""
    if not job.section or not job.section.letterhead:
        return b""
    try:
        with Path(job.section.letterhead).open("rb") as file:
            return file.read(LARGEST_LETTERHEAD + 1)
    except OSError as error:
        raise Problems(
            [_bad_letterhead(job, f"it cannot be read: {error.strerror or error}", "is it there?")]
        ) from None


def _bad_letterhead(job: Job, message: str, hint: str) -> Diagnostic:
    name = Path(str(job.section and job.section.letterhead)).name
    return Diagnostic("UA5005", f"the letterhead {quote(name)}: {message}", None, hint)


def _confined(job: Job, templates: Templates, html: str, layout: Layout, letterhead: bytes) -> WordFile:
    """As `write_docx`, in a process with limits. Raises Problems (UA405, UA5005)."""
    try:
        passed = (write_docx, html, layout, letterhead)
        return confined.call(
            *passed, seconds=SECONDS, ready=load, reads=templates.folders if templates.untrusted else ()
        )
    except LetterheadError as error:
        raise Problems([_bad_letterhead(job, error.message, error.hint)]) from None
    except confined.LimitExceeded as error:
        limit = f"{SECONDS} seconds" if error.what == "time" else f"{confined.MEMORY // 1_000_000} MB of memory"
        message = f"the Word file of the {job.title} takes more than {limit}"
    except confined.CallFailed as error:
        message = f"the Word file of the {job.title} cannot be made ({error.kind})"
    if not templates.untrusted:
        raise Problems([_bad_letterhead(job, message, "make one anew: ua-gen templates --letterhead FILE")])
    hint = "is the template's HTML nested too deeply, or too long? Make it simpler"
    raise Problems([Diagnostic("UA405", message, Span(_template(job, templates)), hint)])
