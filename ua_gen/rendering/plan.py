"""Which documents are wanted: cases × documents × recipients × languages, made into a list of jobs."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from ua_gen import languages
from ua_gen.action.gate import for_the_archive, judge
from ua_gen.action.related import Neighbours
from ua_gen.casefile.loading import PUBLICATIONS, Loaded, named_cases
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, suggest
from ua_gen.files.images import ImageError, logo_address
from ua_gen.languages.lookup import known_language
from ua_gen.model import Case, Recipient
from ua_gen.model.stationery import envelopes, windows
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job, Paper
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Document, Templates


def plan(
    cases: Sequence[Loaded[Any]], request: RenderRequest, templates: Templates
) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs, and why others cannot be done. Raises Misuse for a document, language or recipient unknown here."""
    _check_whole(cases)
    _check_section(request)
    documents = [known_document(name, templates) for name in dict.fromkeys(request.documents)]
    _check_stationery(request)
    wanted = [known_language(tag) for tag in dict.fromkeys(request.languages)]
    reader = known_language(request.translation) if request.translation else None
    _check_recipients(cases, request.to)
    jobs: list[Job] = []
    diagnostics: list[Diagnostic] = []
    neighbours = Neighbours()
    for loaded in cases:
        neighbours.name(loaded)
    for path in request.beside:
        neighbours.name_unsound(Path(path))
    for loaded in cases:
        for document in documents or [_usual(loaded, templates)]:
            job = Job(
                loaded,
                document,
                languages.language("en"),
                request.day,
                sender=request.sender,
                page=request.page,
                section=request.section,
            )
            try:
                expanded = list(_expand_recipients(job, loaded, request, templates, neighbours))
            except Problems as problems:
                diagnostics += problems.diagnostics
                continue
            for ready in expanded:
                try:
                    chosen = [replace(ready, language=tag) for tag in wanted] or [_best_language(ready, templates)]
                except Problems as problems:  # What one letter lacks is nothing to the others.
                    diagnostics += problems.diagnostics
                    continue
                jobs += [sheet for job in chosen for sheet in (job, *_translation_sheet(job, reader))]
    return jobs, list(dict.fromkeys(diagnostics))


def _expand_recipients(
    job: Job, loaded: Loaded[Any], request: RenderRequest, templates: Templates, neighbours: Neighbours
) -> Iterator[Job]:
    """The job for each of those whom its document is for. Raises Problems if it may not be made.

    `loaded` is the whole file: what the public may not see keeps documents from being made, too.
    """
    value: Any = job.case.value
    per = job.document.per
    if value is None:
        raise Problems(job.case.diagnostics)
    is_a = "case" if isinstance(value, Case) else value.kind
    if _kind(job.document) != is_a:
        message = f"this is a {is_a}, of which there is no `{job.document.name}`"
        hint = f"for a {is_a}: {', '.join(d.name for d in templates.documents.values() if _kind(d) == is_a)}"
        raise Problems([job.case.diagnostic_at("UA217", message, hint=f"choose with --document; {hint}")])
    judged = [loaded] if is_a == "case" else named_cases(loaded)
    if is_a != "case":
        job = replace(job, named=tuple(judged))
    verdict = judge(job.document, judged, request.days, neighbours, request.terms)
    if refused := verdict.refused or (() if request.archive else verdict.since):
        raise Problems(refused)
    if verdict.since:
        _check_mark(job, templates)
        job = replace(job, archive=True, notes=tuple(for_the_archive(verdict.since)))
    if job.document.appeal:
        job = replace(job, notes=(*job.notes, *(found for case in judged for found in neighbours.unread(case))))
    if per == "recipient":
        yield from (replace(job, recipient=recipient) for recipient in _recipients(value, request.to))
    else:
        yield job


def _usual(loaded: Loaded[Any], templates: Templates) -> Document:
    """What is made of a file if the user does not say."""
    kind = getattr(loaded.value, "kind", "letter")
    return known_document(kind, templates)


def _kind(document: Document) -> str:
    return document.per if document.per in PUBLICATIONS else "case"


def _check_mark(job: Job, templates: Templates) -> None:
    """Raises Problems (UA209) where a template of the user's could leave out the mark of the archive, or hide it."""
    if templates.untrusted:
        message = f"the {job.title} would be a copy for the archive, which must bear a mark: no --templates make it"
        raise Problems([Diagnostic("UA209", message, job.case.span(), "leave out --templates, or the --date")])


def _translation_sheet(job: Job, reader: languages.Language | None) -> Iterator[Job]:
    """The sheet that tells the sender of a letter what it says, if the sender asked for one."""
    if reader and reader != job.language and (job.recipient or job.document.per in ("embassy", "solidarity")):
        yield replace(job, language=reader, original=job.language)


def known_document(name: str, templates: Templates) -> Document:
    """The document of a name. Raises Misuse if there is none."""
    if name not in templates.documents:
        hint = suggest(name, list(templates.documents)) or f"there are: {', '.join(templates.documents)}"
        raise Misuse(f"no document `{name}`", hint)
    return templates.documents[name]


def _check_whole(cases: Sequence[Loaded[Any]]) -> None:
    """What the public may not see keeps appeals from being made: without it nobody knows whether they may be."""
    for loaded in cases:
        if loaded.is_public:
            message = (
                f"of {loaded.name} there is only what the public may see: whether an appeal may be made is not known"
            )
            raise Misuse(message, "give the case as `load` gave it, or its path")


def _check_section(request: RenderRequest) -> None:
    if request.section and request.section.logo:
        try:
            logo_address(Path(request.section.logo))
        except ImageError as error:
            raise Misuse(f"the logo of the section: {error.message}", error.hint) from None


def _check_stationery(request: RenderRequest) -> None:
    if request.page.rows < 0:
        raise Misuse(f"a sheet has no {request.page.rows} rows", "0 rows are as many as fill the page")
    if request.page.paper not in get_args(Paper):
        raise Misuse(f"no paper `{request.page.paper}` here", f"there are: {', '.join(get_args(Paper))}")
    page = request.page
    for kind, name, known in (("window", page.window, windows()), ("envelope", page.envelope, envelopes())):
        if name not in known and (name or kind == "envelope"):
            hint = suggest(name, list(known)) or f"there are: {', '.join(known)}"
            raise Misuse(f"no {kind} `{name}` here", hint)
    if "test-page" in request.documents and not request.page.window:
        raise Misuse("a test page is for the window of an envelope", f"add --window: {', '.join(windows())}")
    if request.page.window and windows()[request.page.window].paper != request.page.paper:
        paper = windows()[request.page.window].paper
        raise Misuse(f"the window `{request.page.window}` is for paper of the size `{paper}`", f"add --paper {paper}")


def _check_recipients(cases: Sequence[Loaded[Any]], wanted: Sequence[str]) -> None:
    told = [loaded.public().value for loaded in cases]
    known = [recipient.id for case in told if isinstance(case, Case) for recipient in case.recipients]
    for name in wanted:
        if known and name not in known:
            hint = suggest(name, known) or f"there are: {', '.join(dict.fromkeys(known))}"
            raise Misuse(f"no recipient `{name}`", hint)


def _recipients(case: Case, wanted: Sequence[str]) -> Iterator[Recipient]:
    """Everybody with the role `to`; somebody who gets copies only if asked for by name."""
    for recipient in case.recipients:
        if recipient.id in wanted if wanted else recipient.role == "to":
            yield recipient


def _best_language(job: Job, templates: Templates) -> Job:
    """The job in the first language to write in that can say all of it, or else in the one that says most.

    For a document of the case itself, that is the language of the file. Raises Problems with what the languages lack if
    it can be made in none.
    """
    value: Any = job.case.value
    choice: Sequence[str] = (value.language,)
    if job.document.per in ("recipient", "embassy") and value.write_in:
        choice = value.write_in
    if job.document.per == "embassy":  # It is read in the sender's country.
        own = (job.sender.language,) if job.sender and job.sender.language else ()
        choice = tuple(dict.fromkeys((*own, value.language, *choice)))
    place: tuple[str, ...] = ("write_in",) if job.document.per == "recipient" else ("language",)
    if job.document.per == "solidarity" and value.solidarity.languages:
        choice, place = value.solidarity.languages, ("solidarity", "languages")
    problems: list[Diagnostic] = []
    best: tuple[int, Job] | None = None
    for tag in (tag for tag in choice if tag in languages.tags()):
        candidate = replace(job, language=languages.language(tag))
        try:
            warnings = compose(candidate, templates, "txt").warnings
        except Problems as found:
            if any(diagnostic.code not in ("UA210", "UA211") for diagnostic in found.diagnostics):
                raise
            problems += found.diagnostics
        else:
            left_out = sum(warning.code == "UA213" for warning in warnings)
            if best is None or left_out < best[0]:
                best = left_out, candidate
            if not left_out:
                break
    if best is not None:
        return best[1]
    if not problems:
        message = f"ua-gen has none of the languages to write in: {', '.join(choice)}"
        hint = f"choose one with --lang: {', '.join(languages.tags())}"
        problems = [job.case.diagnostic_at("UA215", message, *place, hint=hint)]
    raise Problems(problems)
