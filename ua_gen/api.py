"""The programming interface: what `import ua_gen` gives. It prints nothing and never ends the process."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from ua_gen import clock
from ua_gen.casefile.loading import Loaded, kind_of, read_case, read_file, read_sender
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, Severity, Span, UaGenError, has_errors
from ua_gen.lint import runner
from ua_gen.model import Case, Section, Sender
from ua_gen.rendering.job import PageSettings, Paper
from ua_gen.rendering.prepare import prepare
from ua_gen.rendering.produce import Format, Rendered, render_all
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

__all__ = [
    "Case",
    "Diagnostic",
    "Loaded",
    "Misuse",
    "Problems",
    "Rendered",
    "Section",
    "Sender",
    "Severity",
    "Span",
    "UaGenError",
    "load",
    "load_sender",
    "render",
    "validate",
]


def load(path: str | Path) -> Loaded[Case]:
    """Reads a case file.

    Gives the case as `.value`, with the places of its parts in the file. Raises Problems, with every error in
    the file at once as `.diagnostics`, if it cannot be read or is not a sound case file.
    """
    loaded = read_case(Path(path), str(path))
    if loaded.value is None:
        raise Problems(loaded.diagnostics or [_no_case(loaded)])
    return loaded


def _no_case(loaded: Loaded[Case]) -> Diagnostic:
    """Of a file that is passed over where there are others."""
    if kind := kind_of(loaded.text):
        hint = "name a case; statements and press releases are for `render` and `validate`"
        return Diagnostic("UA217", f"this is a {kind}, not a case", loaded.span(), hint)
    hint = "delete its comment `# ua-gen: not a case`"
    return Diagnostic("UA019", "the file says that it is not a case", loaded.span(), hint)


def _load(path: str | Path) -> Loaded[Any]:
    """The case or publication in a file. Raises Problems."""
    loaded: Loaded[Any] = read_file(Path(path), str(path))
    return loaded if loaded.value is not None else load(path)


def load_sender(path: str | Path) -> Sender:
    """Reads a sender file. Raises Problems like `load`."""
    loaded = read_sender(Path(path), str(path))
    if loaded.value is None:
        raise Problems(loaded.diagnostics)
    return loaded.value


def validate(path: str | Path, *, date: datetime.date | None = None) -> tuple[Diagnostic, ...]:
    """Checks a file of a case or publication and gives all that is to be said of it, errors and warnings, in its order.

    `date` is the day at which status and deadline are judged; default: today. What is dated after today is an error
    whatever it is. Never raises for what a file holds.
    """
    try:
        loaded: Loaded[Any] = read_file(Path(path), str(path))
    except Problems as problems:
        return problems.diagnostics
    days = clock.days(date)
    return runner.check(loaded, days.day, real=days.real)


def render(
    cases: Loaded[Case] | str | Path | Sequence[Loaded[Case] | str | Path],
    *,
    documents: str | Iterable[str] = (),
    formats: Format | Iterable[Format] = ("pdf",),
    languages: str | Iterable[str] = (),
    translation: str = "",
    to: str | Iterable[str] = (),
    sender: Sender | None = None,
    date: datetime.date | None = None,
    after_deadline: bool = False,
    paper: Paper = "a4",
    window: str = "",
    envelope: str = "dl",
    rows: int = 0,
    attach: bool = False,
    section: Section | None = None,
    templates: str | Path | Iterable[str | Path] = (),
    processes: int = 1,
) -> list[Rendered]:
    """Makes documents of cases, in memory; writing them is up to the caller.

    cases: paths, or what `load` gave. documents: such as `urgent-action`; none: letters, and of a statement or
    press release that itself. formats: `pdf`, `txt`, `html`, `eml`, `docx`. languages: tags such as `ru`; none: for
    each letter the first of the case's `write_in` in which it can be said whole, else the one that tells most.
    translation: the tag of a language in which each letter comes a second time, as a sheet for the sender to read.
    to: ids of recipients; none: all with the role `to`. sender: None leaves lines to fill in by hand. date: the
    date on the letters; default: today. Cases are judged at that day and at today: of one that is closed by now, an
    earlier day makes copies for the archive, which bear a mark. after_deadline: the section office agreed. paper:
    `a4` or `letter`. window: of an envelope, such as `din-b`. envelope: the size of envelopes. rows: of a petition.
    attach: e-mails carry the PDF. section: the face and the policies of the office. templates: folders searched
    before the built-in ones. processes: how many lay out pages.

    Gives one Rendered for each document and format; `.data` is the file's content, `.name` a relative path.
    Raises Problems if any document cannot be made, and Misuse for anything asked for that there is not.
    """
    listed = [cases] if isinstance(cases, Loaded | str | Path) else list(cases)
    wanted = cast(tuple[Format, ...], tuple(dict.fromkeys(_several(formats))))
    for kind in wanted:
        if kind not in get_args(Format):
            raise Misuse(f"ua-gen makes no {kind} files", f"it makes: {', '.join(get_args(Format))}")
    loaded = [case if isinstance(case, Loaded) else _load(case) for case in listed]
    folders = [templates] if isinstance(templates, str | Path) else templates
    search = Templates([Path(folder) for folder in folders])
    days = clock.days(date)
    request = RenderRequest(
        day=days.day,
        real=days.real,
        documents=_several(documents),
        languages=_several(languages),
        to=_several(to),
        sender=sender,
        after_deadline=after_deadline,
        page=PageSettings(paper, window, envelope, rows),
        translation=translation,
        section=section,
    )
    jobs, diagnostics = prepare(loaded, request, search, wanted)
    if has_errors(diagnostics):
        raise Problems(diagnostics)
    made = list(render_all(jobs, wanted, search, processes, attach))
    failed = [diagnostic for item in made if isinstance(item, Problems) for diagnostic in item.diagnostics]
    if failed:
        raise Problems(dict.fromkeys(failed))
    return [item for item in made if isinstance(item, Rendered)]


def _several(names: str | Iterable[str]) -> tuple[str, ...]:
    """One name alone is one name, not its letters."""
    return (names,) if isinstance(names, str) else tuple(names)
