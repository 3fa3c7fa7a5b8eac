"""What is ordered: cases, a list of senders, and how. All of it is checked before the first page is made."""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ua_gen import __version__
from ua_gen.action.gate import is_agreed
from ua_gen.batch.config import EMBASSY, Letter, LetterKind, RunConfig, Task
from ua_gen.batch.offices import Offices
from ua_gen.batch.schedule import Kind, PrintFile, Schedule
from ua_gen.batch.senders.compact import PackedRows
from ua_gen.batch.senders.result import Listed
from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Diagnostic, Misuse, Problems, has_errors
from ua_gen.files.paths import is_inside, is_regular_file, safe_name
from ua_gen.model import Case, Sender
from ua_gen.rendering.email_drafts import copies_by_post, not_by_mail
from ua_gen.rendering.prepare import prepare
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

SPLIT = 2500  # Letters in a file: few enough that a page that all share costs nothing, and that memory stays small.


@dataclass(frozen=True, slots=True)
class Subset:
    """Which letters of the whole run are made. Empty: all."""

    range: tuple[int, int] | None = None  # Numbers of letters, both included.
    rows: tuple[int, ...] = ()  # Lines of the list.
    sample: int = 0  # So many of those, from all parts of them.
    copies: bool = False
    most: int = 0  # Letters to one recipient.
    group_by: tuple[str, ...] = ("recipient", "language")
    split: int = SPLIT


@dataclass(frozen=True, slots=True)
class RunPlan:
    """A run that can be made."""

    setting: RunConfig
    choice: Subset
    posting: Schedule
    rows: PackedRows
    identity: dict[str, str]
    last_days: tuple[tuple[str, datetime.date, datetime.date], ...]  # Of each case: name, deadline, last day to post.
    notes: tuple[Kind, ...] = ()  # To embassies, one for each case.
    counts: tuple[int, ...] = field(default=())  # Letters of each kind that are chosen.

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Of letters, and behind them of notes, as the bases of the run."""
        return (*self.posting.kinds, *self.notes)

    def files(self) -> dict[str, int]:
        """The names of files for printing without their endings, and how many letters each has."""
        return {batch.stem: len(batch.letters) for batch in self.batches()}

    def batches(self) -> Iterator[PrintFile]:
        series = [*self.posting.series, *([self.posting.copies()] if self.choice.copies else [])]
        chosen = _chosen(self)
        for each in series:
            yield from self.posting.batches(each, self.choice.split, chosen)

    def tasks(self) -> Iterator[Task]:
        first_label = self.setting.first_label
        for batch in self.batches():
            senders = {letter.sender: self.rows[letter.sender] for letter in batch.letters}
            series = batch.series
            several = series.by_sender and len(series.bases) > 1
            several = several or len({letter.base for letter in batch.letters}) > 1
            letters = tuple(batch.letters)
            notes = tuple(self._notes(letters)) if series.set == "letter" else ()
            yield Task(self.setting, series.set, series.name, batch.stem, several, letters, senders, first_label, notes)
            first_label = 1  # One sheet has been begun.

    def shown_emails(self) -> int:
        """How many of the senders whose letters are made show their e-mail addresses in them."""
        numbers = {letter.sender for batch in self.batches() for letter in batch.letters}
        senders = (self.rows[number].sender for number in numbers)
        return sum(bool(sender.email) and sender.privacy == "full" for sender in senders)

    def _notes(self, letters: Sequence[Letter]) -> Iterator[Letter]:
        """A note for the first letter that a sender writes for a case."""
        kinds, windows = self.posting.kinds, self.posting.windows
        bases = {note.base.case: len(kinds) + number for number, note in enumerate(self.notes)}
        for letter in letters if bases else ():
            case = kinds[letter.base].base.case
            earlier = (base for base in range(letter.base) if kinds[base].base.case == case)
            if case in bases and not any(windows[base].has(letter.sender) for base in earlier):
                yield letter._replace(base=bases[case])


def plan_run(
    cases: Sequence[Loaded[Any]],
    listed: Listed,
    setting: RunConfig,
    choice: Subset,
    *,
    languages: Sequence[str] = (),
    to: Sequence[str] = (),
    after_deadline: bool = False,
    transit_days: int = 0,
    real: datetime.date,
    archive: bool = True,
    copies_to: Sequence[str] = (),
) -> tuple[RunPlan, list[Diagnostic]]:
    """The run, with warnings. `setting` comes without its bases and cases.

    `real` is the day that it is: letters of a date before are posted now. What has happened since, or has come to lie
    beside the cases, keeps them from being made, but for copies for the archive where those may be made.
    `copies_to` are those that letters name as getting copies: `embassies` in the sender's country, and `recipients`.
    Raises Problems where a case, the day or a recipient stands in the way of any letter, and Misuse.
    """
    templates = Templates([Path(folder) for folder in setting.templates])
    documents = ("letter", *(["embassy-copy"] if "embassies" in copies_to else []))
    if "recipients" in copies_to:
        to = _with_copies(cases, to)
    request = RenderRequest(
        setting.day, real, documents, tuple(languages), tuple(to), Sender(name="Nobody"), after_deadline,
        page=setting.page, section=setting.section, archive=archive,
    )  # fmt: skip
    jobs, problems = prepare(cases, request, templates)
    filed = {job.case.name for job in jobs if job.archive}
    warnings = [problem for problem in dict.fromkeys(problems) if not problem.is_error]
    warnings += dict.fromkeys(note for job in jobs for note in job.notes)
    by_post = set(setting.formats) != {"eml"}
    if by_post and transit_days:
        for loaded in (loaded for loaded in cases if loaded.name not in filed):
            problems += _too_late(loaded, setting, max(setting.day, real), transit_days, after_deadline)
    notes = {
        job.case.identity: job
        for job in reversed(jobs)
        if not job.recipient and job.case.value and job.case.value.embassies
    }
    jobs = [job for job in jobs if job.recipient]
    if "eml" in setting.formats:
        problems += filter(None, map(not_by_mail, jobs))
        warnings += dict.fromkeys(found for job in jobs for found in copies_by_post(job))
    if has_errors(problems):
        raise Problems(dict.fromkeys(problems))
    if not jobs:
        raise Misuse("nothing to make", "the case has no recipients")
    stems = [safe_name(Path(loaded.name).stem) for loaded in cases]
    numbers = {loaded.identity: number for number, loaded in enumerate(cases)}
    offices, shown = Offices(), _shown(stems)
    kinds = [
        Kind(
            LetterKind(number, job.recipient.id, job.language.tag, job.archive),
            stems[number],
            job.recipient.country,
            offices.number(job.recipient),
            shown[number],
        )
        for job in jobs
        if job.recipient
        for number in [numbers[job.case.identity]]
    ]
    noted = [
        Kind(LetterKind(number, EMBASSY, job.language.tag, job.archive), stems[number], "", None, shown[number])
        for identity, job in notes.items()
        for number in [numbers[identity]]
    ]
    whole = replace(
        setting,
        version=__version__,
        cases=tuple((loaded.name, loaded.text) for loaded in cases),
        bases=tuple(kind.base for kind in [*kinds, *noted]),
    )
    posting = Schedule(kinds, len(listed.rows), choice.group_by, choice.most)
    days = tuple(
        (stem, loaded.value.action.last_day, loaded.value.action.last_day - datetime.timedelta(days=transit_days))
        for stem, loaded in zip(stems, cases, strict=True)
        if isinstance(loaded.value, Case)
    )
    order = RunPlan(whole, choice, posting, listed.rows, {}, days, tuple(noted))
    counts = [0] * len(kinds)
    for batch in order.batches():
        for letter in batch.letters if batch.series.set == "letter" else ():
            counts[letter.base] += 1
    return replace(order, counts=tuple(counts)), warnings


def _with_copies(cases: Sequence[Loaded[Any]], to: Sequence[str]) -> Sequence[str]:
    """The recipients that are chosen, and those that get copies."""
    found = [recipient for loaded in cases if isinstance(loaded.value, Case) for recipient in loaded.value.recipients]
    chosen = to or [recipient.id for recipient in found if recipient.role == "to"]
    return [*chosen, *(recipient.id for recipient in found if recipient.role == "copy")]


def _shown(stems: Sequence[str]) -> list[str]:
    """For each case that shares the name of its file with another, that with its number among these.

    The folders would tell them apart, too; but their names are nobody's business.
    """
    seen: Counter[str] = Counter()
    found = []
    for stem in stems:
        seen[stem] += 1
        found.append(f"{stem} ({seen[stem]})" if stems.count(stem) > 1 else "")
    return found


def _chosen(order: RunPlan) -> Callable[[Letter], bool] | None:
    choice, total = order.choice, order.posting.total
    tests: list[Callable[[Letter], bool]] = []
    if choice.range:
        first, last = choice.range
        if first > total:
            raise Misuse(f"the run has {total:,} letters, and --range begins with {first:,}")
        tests.append(lambda letter: first <= letter.number <= last)
    if choice.rows:
        places = {line: place for place, line in enumerate(order.rows.lines)}
        if unknown := [line for line in choice.rows if line not in places]:
            raise Misuse(f"the list has no sound row in line {unknown[0]}", "lines count from 1, with the headings")
        wanted = {places[line] for line in choice.rows}
        tests.append(lambda letter: letter.sender in wanted)
    if choice.sample:
        numbers: Sequence[int] = range(1, total + 1)
        if tests:
            among = (letter for series in order.posting.series for letter in order.posting.letters(series))
            numbers = [letter.number for letter in among if all(test(letter) for test in tests)]
        count = min(choice.sample, len(numbers))
        sample = {numbers[index * len(numbers) // count] for index in range(count)}
        tests = [lambda letter: letter.number in sample]
    return (lambda letter: all(test(letter) for test in tests)) if tests else None


def _too_late(
    loaded: Loaded[Any], setting: RunConfig, posted: datetime.date, transit_days: int, after_deadline: bool
) -> list[Diagnostic]:
    """UA208: a letter that is posted on that day arrives after the deadline."""
    case = loaded.value
    if not isinstance(case, Case) or is_agreed(after_deadline, setting.section):
        return []
    last = case.action.last_day - datetime.timedelta(days=transit_days)
    if posted <= last or posted > case.action.last_day:  # Of what is past its deadline the gate tells.
        return []
    message = f"posted on {posted}, a letter that travels {transit_days} days misses the deadline"
    message += f", {case.action.last_day}"
    hint = f"the last day to post it was {last}: write e-mails (--format eml), or ask the office (--after-deadline)"
    return [
        loaded.diagnostic_at("UA208", message, "action", "deadline" if case.action.deadline else "issued", hint=hint)
    ]


def identify(order: RunPlan, senders: str, given: dict[str, Any], folders: Sequence[Path]) -> RunPlan:
    """The run with what must be the same for it to go on where it was interrupted, by names that people understand.

    `senders` is the sum of the list.
    """
    setting, choice = order.setting, order.choice
    templates = hashlib.sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if is_regular_file(path) and is_inside(path, folder)):
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").hexdigest()
            templates.update(f"{path.relative_to(folder).as_posix()}\0{content}\0".encode())
    plain = {each.name: getattr(setting, each.name) for each in fields(setting) if each.name != "content"}
    page = plain.pop("page")
    plain |= {each.name: getattr(page, each.name) for each in fields(page) if each.name != "rows"}
    plain |= {each.name: getattr(choice, each.name) for each in fields(choice)}
    texts = plain.pop("cases")
    names = [Path(name).stem for name, _ in texts]
    section = plain.pop("section")
    plain.pop("templates")
    bases: tuple[LetterKind, ...] = plain.pop("bases")
    recipients = ", ".join(f"{base.recipient} ({base.language})" for base in bases)
    known = {
        "cases": _sum(json.dumps([names, [text for _, text in texts]]).encode()),
        "list of senders": senders,
        "templates": templates.hexdigest(),
        "recipients": recipients,
        "archive": ", ".join(dict.fromkeys(names[base.case] for base in bases if base.archive)),
        "section": _sum(section.model_dump_json().encode()) if section else "",
    }
    known["date"] = str(plain.pop("day"))
    known |= {
        key.replace("_", " "): str(value) if not isinstance(value, bool) else ("yes" if value else "no")
        for key, value in (plain | given).items()
    }
    return replace(order, identity=known, setting=replace(setting, content=known["templates"]))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
