"""Which documents are wanted: cases × documents × recipients × languages, made into a list of jobs."""

import datetime
import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ua_gen import languages
from ua_gen.compose import Job, Paper, compose
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.gate import refusals
from ua_gen.model import Case, Recipient, Sender
from ua_gen.reader import Loaded
from ua_gen.templates import Document, Templates


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asks for. Empty `languages`: the best language of each letter; empty `to`: every addressee."""

    day: datetime.date
    documents: tuple[str, ...] = ("letter",)
    languages: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    sender: Sender | None = None
    after_deadline: bool = False
    paper: Paper = "a4"
    translation: str = ""  # A language in which the sender can read what the letters say.


def plan(cases: Sequence[Loaded[Case]], wish: Wish, templates: Templates) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs, and why others cannot be done. Raises Misuse for a document, language or recipient unknown here."""
    documents = [known_document(name, templates) for name in dict.fromkeys(wish.documents)]
    wanted = [known_language(tag) for tag in dict.fromkeys(wish.languages)]
    reader = known_language(wish.translation) if wish.translation else None
    _check_recipients(cases, wish.to)
    jobs: list[Job] = []
    diagnostics: list[Diagnostic] = []
    for loaded in cases:
        case = loaded.value
        if case is None:
            diagnostics += loaded.diagnostics
            continue
        refused = refusals(loaded, wish.day, wish.after_deadline) if any(d.appeal for d in documents) else []
        diagnostics += refused
        for document in documents:
            if document.appeal and refused:
                continue
            for recipient in _recipients(case, document, wish.to):
                first = languages.language("en")
                job = Job(loaded, document, first, wish.day, recipient, wish.sender, wish.paper)
                try:
                    chosen = [replace(job, language=tag) for tag in wanted] or [_best(job, templates)]
                except Problems as problems:
                    diagnostics += problems.diagnostics
                else:
                    jobs += [sheet for job in chosen for sheet in (job, *_to_read(job, reader))]
    return jobs, list(dict.fromkeys(diagnostics))


def _to_read(job: Job, reader: languages.Language | None) -> Iterator[Job]:
    """The sheet that tells the sender of a letter what it says, if the sender asked for one."""
    if reader and job.recipient and reader != job.language:
        yield replace(job, language=reader, original=job.language)


def known_document(name: str, templates: Templates) -> Document:
    """The document of a name. Raises Misuse if there is none."""
    if name not in templates.documents:
        hint = _suggest(name, list(templates.documents)) or f"there are: {', '.join(templates.documents)}"
        raise Misuse(f"no document `{name}`", hint)
    return templates.documents[name]


def known_language(tag: str) -> languages.Language:
    """The language of a tag. Raises Misuse if ua-gen does not have it."""
    try:
        return languages.language(tag)
    except KeyError:
        hint = _suggest(tag, languages.tags()) or f"there are: {', '.join(languages.tags())}"
        raise Misuse(f"no language `{tag}` here", hint) from None


def _check_recipients(cases: Sequence[Loaded[Case]], wanted: Sequence[str]) -> None:
    known = [recipient.id for loaded in cases if loaded.value for recipient in loaded.value.recipients]
    for name in wanted:
        if known and name not in known:
            hint = _suggest(name, known) or f"there are: {', '.join(dict.fromkeys(known))}"
            raise Misuse(f"no recipient `{name}`", hint)


def _suggest(word: str, words: Sequence[str]) -> str:
    close = difflib.get_close_matches(word, words, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


def _recipients(case: Case, document: Document, wanted: Sequence[str]) -> Iterator[Recipient | None]:
    """Everybody with the role `to`; somebody who gets copies only if asked for by name."""
    if document.per == "case":
        yield None
        return
    for recipient in case.recipients:
        if recipient.id in wanted if wanted else recipient.role == "to":
            yield recipient


def _best(job: Job, templates: Templates) -> Job:
    """The job in the first language to write in that can say all of it.

    For a document of the case itself, that is the language of the file. Raises Problems with what the first
    languages lack if there is none.
    """
    case = job.case.value
    assert case is not None
    choice = case.write_in if job.document.per == "recipient" and case.write_in else (case.language,)
    problems: list[Diagnostic] = []
    for tag in (tag for tag in choice if tag in languages.tags()):
        candidate = replace(job, language=languages.language(tag))
        try:
            compose(candidate, templates, "txt")
        except Problems as found:
            if any(diagnostic.code not in ("UA210", "UA211") for diagnostic in found.diagnostics):
                raise
            problems += found.diagnostics
        else:
            return candidate
    if not problems:
        message = f"ua-gen has none of the languages to write in: {', '.join(choice)}"
        hint = f"choose one with --lang: {', '.join(languages.tags())}"
        problems = [job.case.complain("UA215", message, "write_in", hint=hint)]
    raise Problems(problems)
