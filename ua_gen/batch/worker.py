"""The work of a run: the letters of one file made, in whichever process or on whichever machine it happens."""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from ua_gen import __version__
from ua_gen.batch.config import EMBASSY, Letter, RunConfig, Set, Task
from ua_gen.batch.labels import write_labels
from ua_gen.batch.variants import choice, variants
from ua_gen.casefile.loading import read_case_text
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.languages import language
from ua_gen.model import Sender
from ua_gen.rendering.compose import compose
from ua_gen.rendering.email_drafts import as_mail
from ua_gen.rendering.job import Job
from ua_gen.rendering.page_cache import PageCache
from ua_gen.rendering.produce import Rendered, render_all
from ua_gen.rendering.series import Pages, series_texts, write_series
from ua_gen.templating import Templates

PART = "\f"  # Between the letters of a text file: printers begin a new sheet there.
NOBODY = Sender(name="Nobody", privacy="anonymous")
EXAMPLES = 5  # Lines of the list that are named for a complaint about many letters.

Tick = Callable[[], None]


class Entry(NamedTuple):
    """Where a letter is. `problem` has the codes of what stood in the way of one that is nowhere."""

    number: int
    set: Set
    file: str
    page: int
    pages: int
    line: int  # Of the sender, in the list.
    base: int
    fingerprint: str
    problem: str = ""
    place: int = 0  # Of a label on its sheet, from 1 in the order of reading.


@dataclass
class DiagnosticCounts:
    """What is to be said of letters: each complaint once, with how many it is about and the lines of the first."""

    found: dict[Diagnostic, tuple[int, tuple[int, ...]]] = field(default_factory=dict)

    def add(self, diagnostic: Diagnostic, count: int, lines: Sequence[int]) -> None:
        before, known = self.found.get(diagnostic, (0, ()))
        self.found[diagnostic] = before + count, tuple(dict.fromkeys((*known, *lines)))[:EXAMPLES]


@dataclass(frozen=True, slots=True)
class TaskResult:
    """What came of a task: files with their names below the output folder, and where each letter is."""

    files: tuple[tuple[str, bytes], ...]
    entries: tuple[Entry, ...]
    said: DiagnosticCounts


def make_letters(task: Task, on_progress: Tick | None = None) -> TaskResult:
    """Makes the letters of a task. The same task gives the same bytes everywhere. `tick` is called for each letter.

    Raises Misuse where another version of ua-gen is to work for this one, and Problems where nothing can be made.
    """
    if task.setting.version != __version__:
        message = f"this is ua-gen {__version__}, and the run was begun by {task.setting.version}"
        raise Misuse(message, "install the same version everywhere")
    work = _TaskRunner(task, _workshop(task.setting), on_progress or (lambda: None))
    for kind in task.setting.formats:
        if task.setting.one_file_each or kind == "eml":
            work.single(kind)
        elif kind == "pdf":
            work.print()
        else:
            work.text()
    if task.set == "letter" and (task.setting.envelopes or task.setting.labels):
        work.address()
    if task.notes:
        work.note()
    return TaskResult(tuple(work.files), tuple(work.entries), work.said)


class WorkerState:
    """What is made once for all letters of a run: cases, templates, jobs without senders."""

    def __init__(self, setting: RunConfig) -> None:
        self.setting = setting
        self.templates = Templates([Path(folder) for folder in setting.templates])
        self.texts = PageCache(self.templates)
        cases = [read_case_text(text, name) for name, text in setting.cases]
        self.jobs: list[list[Job]] = []
        for base in setting.bases:
            loaded = cases[base.case]
            case = loaded.value
            assert case
            if base.recipient == EMBASSY:  # The note names those who are written to.
                written = [other.recipient for other in setting.bases if other.case == base.case]
                those = tuple(each for each in case.recipients if each.id in written)
                loaded = replace(loaded, value=case.model_copy(update={"recipients": those}))
            job = Job(
                loaded,
                self.templates.documents["embassy-copy" if base.recipient == EMBASSY else "letter"],
                language(base.language),
                setting.day,
                next((each for each in case.recipients if each.id == base.recipient), None),
                page=setting.page,
                section=setting.section,
                archive=base.archive,
            )
            orders = variants(loaded, base.recipient, setting.vary if job.recipient else "")
            self.jobs.append([replace(job, case=order, arrangement=arrangement) for order, arrangement in orders])
        self._fingerprints: dict[tuple[int, int], str] = {}

    def variant(self, base: int, line: int) -> int:
        count = len(self.jobs[base])
        return choice(self.setting.vary, line, count) if count > 1 else 0

    def fingerprint(self, base: int, variant: int) -> str:
        """Of all that a letter says but for what it says of its sender."""
        key = base, variant
        if key not in self._fingerprints:
            try:
                text = compose(replace(self.jobs[base][variant], sender=NOBODY), self.templates, "txt").text
            except Problems:
                text = ""
            self._fingerprints[key] = hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""
        return self._fingerprints[key]


@lru_cache(maxsize=1)
def _workshop(setting: RunConfig) -> WorkerState:
    return WorkerState(setting)


class _TaskRunner:
    """A task on its way."""

    def __init__(self, task: Task, shop: WorkerState, on_progress: Tick) -> None:
        self.task, self.shop, self.on_progress = task, shop, on_progress
        self.files: list[tuple[str, bytes]] = []
        self.entries: list[Entry] = []
        self.said = DiagnosticCounts()
        self.failed: set[Letter] = set()
        self.heard: set[tuple[Diagnostic, int]] = set()

    def jobs(self, letters: Iterable[Letter], ticking: bool = True) -> Iterator[Job]:
        for letter in letters:
            line, sender = self.task.senders[letter.sender]
            yield replace(self.shop.jobs[letter.base][self.shop.variant(letter.base, line)], sender=sender)
            if ticking:
                self.on_progress()

    def print(self) -> None:
        """One file for printing."""
        out = io.BytesIO()
        templates = self.shop.templates
        # What a press has at hand shows in the bytes: each file begins with an empty one, whoever made what before.
        press = PageCache(templates)
        duplex = self.task.setting.page.duplex
        found = write_series(self.jobs(self.task.letters), templates, out, duplex=duplex, press=press)
        self._whole(f"{self.task.stem}.pdf", self.task.set, self.task.letters, found, out.getvalue())

    def text(self) -> None:
        """One text file, with the letters on pages of their own."""
        texts: list[str] = []
        found: list[Pages | Problems] = []
        for made in series_texts(self.jobs(self.task.letters), self.shop.templates, self.shop.texts):
            if isinstance(made, Problems):
                found.append(made)
            else:
                texts.append(made.text)
                found.append(Pages(len(texts), 1, made.warnings))
        self._whole(f"{self.task.stem}.txt", self.task.set, self.task.letters, found, PART.join(texts).encode())

    def single(self, kind: str) -> None:
        """Each letter in a file of its own, which is named by the sender's line in the list."""
        for letter, (data, found) in zip(self.task.letters, self._singles(kind), strict=True):
            line, _ = self.task.senders[letter.sender]
            base = self.task.setting.bases[letter.base]
            more = f"-{base.case + 1}-{base.recipient}-{base.language}" if self.task.several else ""
            name = f"{self.task.folder}/{line:06}{more}.{kind}"
            self._enter(letter, self.task.set, name, found)
            if data:
                self.files.append((name, data))

    def address(self) -> None:
        """Envelopes or labels for the letters that could be made, in the same order."""
        setting, templates = self.task.setting, self.shop.templates
        letters = [letter for letter in self.task.letters if letter not in self.failed]
        if setting.envelopes:
            document = templates.documents["envelope"]
            jobs = (replace(job.unfolded(), document=document) for job in self.jobs(letters, False))
            out = io.BytesIO()
            found = write_series(jobs, templates, out, press=PageCache(templates))
            self._whole(f"{self.task.stem}-envelopes.pdf", "envelope", letters, found, out.getvalue())
        if setting.labels:
            out = io.BytesIO()
            found = write_labels(self.jobs(letters, False), setting.labels, templates, out, self.task.first_label)
            self._whole(f"{self.task.stem}-labels.pdf", "label", letters, found, out.getvalue())

    def note(self) -> None:
        """Notes to the embassies in the senders' countries, to go with copies of the letters."""
        numbers = {letter.number for letter in self.failed}
        notes = [letter for letter in self.task.notes if letter.number not in numbers and self._embassy(letter)]
        if notes:
            out = io.BytesIO()
            templates = self.shop.templates
            found = write_series(self.jobs(notes, False), templates, out, press=PageCache(templates))
            self._whole(f"{self.task.stem}-embassies.pdf", "embassy", notes, found, out.getvalue())

    def _embassy(self, letter: Letter) -> bool:
        """Whether the case knows an embassy in the country of the sender, so that the letter names it."""
        _, sender = self.task.senders[letter.sender]
        case = self.shop.jobs[letter.base][0].case.value
        return case is not None and sender.country in case.embassies

    def _singles(self, kind: str) -> Iterator[tuple[bytes, Pages | Problems]]:
        templates = self.shop.templates
        jobs = self.jobs(self.task.letters)
        if kind == "pdf":
            for job in jobs:
                made = next(iter(render_all([job], ["pdf"], templates)))
                if isinstance(made, Rendered):
                    yield made.data, Pages(1, 1, made.warnings)
                else:
                    yield b"", made
            return
        mails = (job.mailed() for job in jobs) if kind == "eml" else jobs
        for letter, text in zip(self.task.letters, series_texts(mails, templates, self.shop.texts), strict=True):
            if isinstance(text, Problems):
                yield b"", text
                continue
            data = text.text.encode()
            if kind == "eml":
                data = as_mail(next(self.jobs([letter], False)), text.text)
            yield data, Pages(1, 1, text.warnings)

    def _whole(
        self, name: str, kind: Set, letters: Sequence[Letter], found: Sequence[Pages | Problems], data: bytes
    ) -> None:
        for letter, place in zip(letters, found, strict=True):
            self._enter(letter, kind, name, place)
        if any(isinstance(place, Pages) for place in found):
            self.files.append((name, data))

    def _enter(self, letter: Letter, kind: Set, name: str, found: Pages | Problems) -> None:
        line, _ = self.task.senders[letter.sender]
        mark = self.shop.fingerprint(letter.base, self.shop.variant(letter.base, line))
        if isinstance(found, Pages):
            heard: Sequence[Diagnostic] = found.warnings
            where = (name, found.first, found.count)
            entry = Entry(letter.number, kind, *where, line, letter.base, mark, place=found.place)
        else:
            self.failed.add(letter)
            heard = found.diagnostics
            codes = " ".join(dict.fromkeys(each.code for each in heard if each.is_error))
            entry = Entry(letter.number, kind, "", 0, 0, line, letter.base, mark, codes)
        self.entries.append(entry)
        if kind == "copy":  # Of the same letter in the first set it has been said.
            return
        for diagnostic in heard:
            if (diagnostic, letter.number) not in self.heard:
                self.heard.add((diagnostic, letter.number))
                self.said.add(diagnostic, 1, (line,))
