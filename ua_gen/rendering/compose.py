"""One document composed: its words put into its template, as HTML to be laid out or as plain text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

from markupsafe import Markup, escape

from ua_gen.casefile.loading import Loaded
from ua_gen.casefile.validation import path_name
from ua_gen.diagnostics import Diagnostic, Problems, Severity
from ua_gen.languages import Language
from ua_gen.model import Embassy, Recipient
from ua_gen.model.stationery import envelopes, windows
from ua_gen.pdf import check_alone
from ua_gen.rendering.browser import fitted
from ua_gen.rendering.job import Job, face
from ua_gen.rendering.mail import LONGEST_LINK, link
from ua_gen.rendering.pictures import logo, picture, pictures, qr_code
from ua_gen.templating import Templates
from ua_gen.wording import (
    Gap,
    Origin,
    PressWords,
    ReportWords,
    SolidarityWords,
    StatementWords,
    Wording,
    Words,
    in_slot,
    untold,
    without_appeal,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ComposedText:
    """A document's text, and what its reader should know of how it came about."""

    text: str
    warnings: tuple[Diagnostic, ...]
    origins: tuple[tuple[Origin, ...], ...] = field(default=(), compare=False)  # Of its file, and of those it names.


def compose(
    job: Job, templates: Templates, kind: Literal["html", "txt"], slot: Callable[[str], Any] | None = None
) -> ComposedText:
    """Raises Problems where the document cannot be said whole in its language (UA210), or a template fails.

    `slot` gives templates what differs from sender to sender, by its name in `say`; by default, that itself.
    """
    if job.case.value is None:
        raise Problems(job.case.diagnostics)
    if templates.untrusted:
        return run_confined(job, templates, kind, _compose)
    if job.document.needs_fax and job.recipient and not job.recipient.fax:
        place = ("recipients", job.case.value.recipients.index(job.recipient))
        message = f"`{job.recipient.id}` has no fax number"
        raise Problems([job.case.diagnostic_at("UA226", message, *place, hint="add `fax`, or write by post")])
    say = words(job)
    long_links: list[Diagnostic] = []
    values = {
        "say": say,
        "t": say.t,
        "slot": slot or _slots(say),
        "language": job.language,
        "paper": job.page.paper,
        "document": job.document.name,
        "qr": qr_code,
        "window": windows()[job.page.window] if job.page.window else None,
        "envelope": envelopes()[job.page.envelope],
        "rows": job.page.rows,
        "arrangement": job.arrangement,
        "mail": job.mail,
        "browser": job.links and kind == "html",
        "typeset": lambda text: _typeset(job.language, text),
    }
    if not isinstance(say, SolidarityWords):  # Even the name of the office could harm a prisoner.
        values["section"] = face(job)
        values["logo"] = logo(job)
    if isinstance(say, Wording):
        values["case"] = say.case
        if job.document.appeal:  # What asks for nothing is made even of the dead: no letter may come with it.
            values["mailto"] = lambda recipient: _mail_link(job, recipient, templates, long_links)
        values["picture"] = lambda person: picture(job, person)
    text = templates.run(job.document.name, kind, values)
    if job.links and kind == "html":
        text = fitted(text, job)
        check_alone(text, templates.roots(job.document.name))
    told = [(job.case, say), *zip(job.named, say.others, strict=True)]
    if missing := [found for file, heard in told for found in _missing(job, file, tuple(heard.missing))]:
        raise Problems(missing)
    found = [warning for file, heard in told for warning in _gaps(job, file, heard)]
    found += [*_warnings(job), *(long_links if job.links else ())]
    return ComposedText(text, (*job.notes, *found), tuple(tuple(heard.origins) for _, heard in told))


def run_confined(
    job: Job, templates: Templates, kind: Literal["html", "txt"], function: Callable[[Templates, Job, Any], T]
) -> T:
    """What a function gives for strangers' templates, in the process that sees of the disk theirs and no case's."""
    with_pictures = replace(job, pictures=pictures(job))
    return templates.run_confined(job.document.name, kind, function, with_pictures, kind, shared=job.parts)


def _compose(templates: Templates, job: Job, kind: Literal["html", "txt"]) -> ComposedText:
    return compose(job, templates, kind)


def words(job: Job) -> Words:
    """All that the document may say: of a case, of its `solidarity` alone, or of a publication."""
    say = _words(job)
    say.archive = job.archive
    if isinstance(say, Wording):
        say.turn = job.arrangement.turn
    return say


def _words(job: Job) -> Words:
    value: Any = job.case.value
    cases = [loaded.value for loaded in job.named if loaded.value]
    match job.document.per:
        case "statement":
            return StatementWords(value, cases, job.language, job.day)
        case "press-release":
            return PressWords(value, cases, job.language, job.day)
        case "solidarity":
            return SolidarityWords(value, job.language, job.day, job.sender, job.original)
    kind, case = (Wording, value) if job.document.appeal else (ReportWords, without_appeal(value))
    return kind(case, job.language, job.day, job.recipient, job.sender, job.original, face(job))


def _slots(say: Words) -> Callable[[str], Any]:
    # No partial: that has attributes of its own, and one of them is a way around the sandbox.
    return lambda name: in_slot(say, name)


def _typeset(language: Language, text: str) -> Markup:
    """Text for HTML, with its no-break spaces."""
    return escape(language.tie(text))


def _mail_link(job: Job, recipient: str, templates: Templates, long_links: list[Diagnostic]) -> str:
    """A `mailto:` address that opens the letter to a recipient, or, where that would be too long, one without text."""
    address, found = mail_link(job, recipient, templates)
    long_links += found
    return address


def mail_link(job: Job, recipient: str, templates: Templates) -> tuple[str, list[Diagnostic]]:
    """The `mailto:` address, empty where the letter cannot be said in the language, and what is to be known of it.

    One that would be too long for mail programs has addresses and subject alone (UA219).
    """
    case: Any = job.case.value
    to = next(candidate for candidate in case.recipients if candidate.id == recipient)
    letter = replace(job, document=templates.documents["letter"], recipient=to, original=None).mailed()
    try:
        body = compose(letter, templates, "txt").text
    except Problems:
        return "", []
    say = words(letter)
    if not to.email or not isinstance(say, Wording):
        return "", []
    copies = [other.email for other, _ in copied(letter) if other.email]
    whole = link(to.email, say.subject, body, copies)
    if len(whole) <= LONGEST_LINK:
        return whole, []
    message = f"the link to the letter to `{recipient}` in {job.language.english} would have {len(whole):,} characters"
    hint = "it opens an e-mail with address and subject alone: paste the text of `-f txt`, or use `-f eml`"
    return link(to.email, say.subject, "", copies), [Diagnostic("UA219", message, None, hint, Severity.WARNING)]


def copied(job: Job) -> Iterator[tuple[Recipient | Embassy, tuple[str | int, ...]]]:
    """Those who, as the letter to a recipient says, get a copy of it, and where the case has them."""
    case: Any = job.case.value
    for index, other in enumerate(case.recipients if job.recipient else ()):
        if other.role == "copy" and other != job.recipient:
            yield other, ("recipients", index)
    country = job.sender.country if job.sender and job.recipient else None
    if country in case.embassies:
        yield case.embassies[country], ("embassies", str(country))


def _missing(job: Job, file: Loaded[Any], gaps: Sequence[Gap]) -> list[Diagnostic]:
    language = job.language.english
    found = []
    for gap in gaps:
        if gap.phrase:
            message = f"the {language} catalogue has no `{gap.phrase}`, which the {job.document.name} needs"
            hint = f"choose another --lang, or translate it: languages/{job.language.tag}/catalogue.po"
            found.append(Diagnostic("UA211", message, None, hint))
            continue
        message = f"no {language} text of `{path_name(gap.path)}`, which the {job.document.name} needs"
        hint = f"add `{job.language.tag}: …` beside the texts in other languages"
        if gap.why == "frame":
            message = f"`{path_name(gap.path)}` cannot be asked in {language}: the {job.document.name} cannot be made"
            hint = "ask it in a `text`, or say `optional: true`"
        found.append(Diagnostic("UA210", message, file.span(*gap.path), hint))
    return found


def _gaps(job: Job, file: Loaded[Any], say: Words) -> list[Diagnostic]:
    language = job.language.english
    found = []
    for gap in say.borrowed:
        message = f"`{path_name(gap.path)}` has no {language} spelling: the one of the file's language is used"
        hint = f"add `{job.language.tag}: …`"
        found.append(Diagnostic("UA212", message, file.span(*gap.path), hint, Severity.WARNING))
    for gap in () if job.original else say.omitted:  # The warning on the letter itself has said so.
        message, hint = _left_out(job, gap)
        found.append(
            Diagnostic(
                "UA2131" if gap.why == "form" else "UA213", message, file.span(*gap.path), hint, Severity.WARNING
            )
        )
    old = job.language.engine == 1 and not job.original
    for path, lost in untold(say.case) if old and isinstance(say, Wording) else ():
        message = f"`{lost}` cannot be told yet: the {job.document.name} leaves it out"
        hint = "tell it in a `text` of your own"
        found.append(Diagnostic("UA213", message, file.span(*path), hint, Severity.WARNING))
    return found


def _left_out(job: Job, gap: Gap) -> tuple[str, str]:
    """What is left out, and what to do about it."""
    language, name, tag = job.language.english, path_name(gap.path), job.language.tag
    title = job.document.name  # Not to whom it goes: it is said once, not once for each recipient.
    match gap.why:
        case "frame":
            return f"`{name}` cannot be told in {language}: the {title} leaves it out", "tell it in a `text`"
        case "form":
            hint = f"give its forms: `{tag}: {{name: …, in: …}}`"
            return f"`{name}` lacks a form that {language} needs: it stands in brackets", hint
        case "stock":
            hint = "tell it in an event of its own, or in a `text`"
            return f"`{name}` is nothing that the stock sentence tells: the {title} leaves it out", hint
        case "past":
            return f"`{name}` has passed: the {title} leaves it out", "tell what happened on that day"
    return f"`{name}` has no {language} text: the {title} leaves it out", f"add `{tag}: …`"


def _warnings(job: Job) -> list[Diagnostic]:
    language = job.language.english
    found = []
    line = job.sender.personal_line if job.sender and job.document.personal else None
    if line and job.sender and job.sender.privacy == "anonymous":
        message = f"your personal line may tell who you are, and you write anonymously: the {job.title} leaves it out"
        hint = "delete the line; or, if it may be read, write with `privacy: initials`"
        found.append(Diagnostic("UA214", message, None, hint, Severity.WARNING))
    elif line and job.language.tag not in line.languages:
        message = f"your personal line is not in {language}: the {job.title} leaves it out"
        found.append(Diagnostic("UA214", message, None, "", Severity.WARNING))
    if not job.language.reviewed:
        message = f"no native reader has reviewed the {language} phrases yet"
        hint = "let somebody who knows the language read it before you sign or publish it"
        found.append(Diagnostic("UA216", message, None, hint, Severity.WARNING))
    return found
