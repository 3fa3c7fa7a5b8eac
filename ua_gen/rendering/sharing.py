"""Which senders share a document: what its template looked at is noted, and what only fills a slot is not."""

import datetime
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from markupsafe import Markup, escape

from ua_gen.diagnostics import Problems, UaGenError
from ua_gen.model import Case, Sender
from ua_gen.model.dates import PartialDate
from ua_gen.pdf.slot_places import SLOT
from ua_gen.rendering.compose import ComposedText, compose, run_confined
from ua_gen.rendering.job import Job
from ua_gen.templating import Slot, Templates, Wrapping, shows
from ua_gen.wording import Wording, in_slot, without_appeal

Kind = Literal["html", "txt"]
Texts = Mapping[str, str]  # Of slots, by their names: `sender_lines-0`.
Look = tuple[tuple[str, ...], tuple[str, ...]]  # The fields of the sender that were looked at, and the slots.


class Unshared(UaGenError):
    """The document of this sender can be shared with nobody's."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document composed for one sender, with its slots marked, and what was looked at for it."""

    composed: ComposedText | Problems
    key: tuple[Hashable, ...]  # The names of what was looked at, the names of the slots, and the values of both.
    texts: Texts
    pieces: tuple[tuple[str, tuple[Wrapping, ...]], ...]  # The slots as they are shown, and what is done to them.
    parts: tuple[str, ...]  # Of a text: what stands before, between and after its slots.

    def shown(self, texts: Texts) -> int:
        """How many characters of HTML the slots of a sender take."""
        return sum([len(escape(texts[name])) for name, _ in self.pieces])

    def filled(self, texts: Texts) -> str:
        """The text with the slots of another sender."""
        shown = [self.parts[0]]
        for (name, changes), part in zip(self.pieces, self.parts[1:], strict=True):
            text = texts[name]
            for change in changes:
                text = change(text)
            shown += (text, part)
        return "".join(shown)


@dataclass(eq=False)
class LetterGroup:
    """The jobs that differ in their senders only, and what their templates have looked at so far."""

    job: Job
    wording: "_SlotWording"
    looks: dict[Look, None] = field(default_factory=dict)
    plain: bool | None = None  # Whether the template captures nothing of what it shows.

    @classmethod
    def of(cls, job: Job) -> "LetterGroup":
        case = cast(Case, job.case.value)
        if isinstance(case, Case) and not job.document.appeal:
            case = without_appeal(case)
        parts = (case, job.language, job.day, job.recipient, job.sender, job.original, job.section)
        wording = _SlotWording(*parts)
        wording.archive = job.archive
        return cls(job, wording)

    def has(self, job: Job) -> bool:
        """Whether a job differs from this family's in nothing but the sender, though it may be a copy of it."""
        own = self.job
        same = replace(job, case=own.case, sender=own.sender) == own and (job.sender is None) == (own.sender is None)
        # Of a file that was read twice the nodes are never equal, but the text is.
        return same and all(getattr(job.case, part) == getattr(own.case, part) for part in ("name", "text", "value"))

    def keys(self, sender: Sender | None) -> list[tuple[tuple[Hashable, ...], Texts]]:
        """The keys by which a sender's document may be known, each with the texts of its slots."""
        found: list[tuple[tuple[Hashable, ...], Texts]] = []
        for fields, slots in self.looks:
            try:
                shapes, texts = self._slots(slots, sender)
            except Unshared:
                return []
            found.append(((fields, slots, tuple(_known(getattr(sender, name)) for name in fields), shapes), texts))
        return found

    def _slots(self, slots: tuple[str, ...], sender: Sender | None) -> tuple[tuple[Hashable, ...], Texts]:
        shapes: list[Hashable] = []
        texts: dict[str, str] = {}
        for slot in slots:
            value = self.wording.slot(slot, sender)
            shapes.append(_shape(value))
            texts |= {name: text for name, text in _names(slot, value) if text}
        return tuple(shapes), texts

    def draft(self, job: Job, templates: Templates, kind: Kind) -> Draft:
        """Raises Unshared."""
        if templates.untrusted:
            draft, look = run_confined(job, templates, kind, _drafted)
        else:
            if self.plain is None:
                self.plain = templates.shows_slots_plainly(job.document.name, kind)
            if not self.plain:
                raise Unshared
            draft, look = _draft(self.wording, job, templates, kind)
        self.looks[look] = None
        return draft


def _drafted(templates: Templates, job: Job, kind: Kind) -> tuple[Draft, Look]:
    if not templates.shows_slots_plainly(job.document.name, kind):
        raise Unshared
    return _draft(LetterGroup.of(job).wording, job, templates, kind)


def _draft(wording: "_SlotWording", job: Job, templates: Templates, kind: Kind) -> tuple[Draft, Look]:
    seen: dict[str, Any] = {}
    view = _View(job.sender, seen) if job.sender else None
    slots = _Slots(wording, job.sender, kind)
    composed = _composed(replace(job, sender=cast(Sender, view)), templates, kind, slots)
    look = (tuple(seen), tuple(slots.shapes))
    key = (*look, tuple(map(_known, seen.values())), tuple(slots.shapes.values()))
    draft = Draft(composed, key, slots.texts, tuple(slots.pieces), slots.parts(composed))
    # A template can tell a slot from a text, by asking for its type: then it is not the same document.
    if not _alike(draft, _composed(job, templates, kind), kind):
        raise Unshared
    return draft, look


class _SlotWording(Wording):
    """What slots say for one sender after the other."""

    _dates: tuple[object, str] | None = None

    def said(self, text: str, path: tuple[str | int, ...] = (), phrase: str = "") -> str:
        """Nothing is noted: of thousands of senders that would be kept."""
        return text

    def slot(self, name: str, sender: Sender | None) -> str | list[str]:
        self.sender = sender
        value = in_slot(self, name)
        if self.missing or self.omitted or self.borrowed:
            self.missing, self.omitted, self.borrowed = {}, {}, {}
            raise Unshared
        if not isinstance(value, str) and not (isinstance(value, list) and all(isinstance(i, str) for i in value)):
            raise Unshared
        return value

    def date(self, date: PartialDate | datetime.date, *, alone: bool = False) -> str:
        if alone:
            return super().date(date, alone=True)
        if self._dates is None or self._dates[0] != date:
            self._dates = (date, super().date(date))
        return self._dates[1]


class _View:
    """A sender that notes which of its fields are looked at."""

    stands_for = Sender  # To the sandbox: it shows what a sender shows.

    def __init__(self, sender: Sender, seen: dict[str, Any]) -> None:
        self._sender = sender
        self._seen = seen

    def __getattr__(self, name: str) -> Any:
        if not shows(Sender, name):  # Every model can also read files and unpickle code.
            raise AttributeError(f"a sender has no `{name}`")
        value = self._seen[name] = getattr(self._sender, name)
        return value

    def _compared(self, *_: object) -> Any:
        raise Unshared

    __eq__ = __hash__ = __str__ = __repr__ = _compared


class _Slots:
    """The function `slot` of templates, that notes which slots there are, and gives marks in place of their texts."""

    def __init__(self, wording: _SlotWording, sender: Sender | None, kind: Kind) -> None:
        self._wording, self._sender, self._kind = wording, sender, kind
        self.shapes: dict[str, Hashable] = {}
        self.texts: dict[str, str] = {}
        self.pieces: list[tuple[str, tuple[Wrapping, ...]]] = []

    def __call__(self, slot: str) -> Any:
        value = self._wording.slot(slot, self._sender)
        self.shapes[slot] = _shape(value)
        shown = []
        for name, text in _names(slot, value):
            if text:
                self.texts[name] = text
                shown.append(Slot(self._put(name, text)))
            else:
                shown.append(cast(Any, ""))
        return shown if isinstance(value, list) else shown[0]

    def parts(self, composed: ComposedText | Problems) -> tuple[str, ...]:
        """What of a text is around its slots. Raises Unshared unless each that was shown is there, in its place."""
        if isinstance(composed, Problems):
            return ()
        if self._kind == "html":
            found, expected = SLOT.findall(composed.text), [name for name, _ in self.pieces]
        else:
            found, expected = composed.text.split(MARK)[1::2], [str(number) for number in range(len(self.pieces))]
        if found != expected:
            raise Unshared
        return tuple(composed.text.split(MARK)[::2]) if self._kind == "txt" else ()

    def _put(self, name: str, text: str) -> Callable[[tuple[Wrapping, ...]], str]:
        def put(changes: tuple[Wrapping, ...]) -> str:
            self.pieces.append((name, changes))
            if self._kind == "html":
                if changes:
                    raise Unshared
                return Markup("<!--slot:{}-->").format(name) + escape(text)
            return f"{MARK}{len(self.pieces) - 1}{MARK}"

        return put


MARK = "\ue000"  # In no text: the reader refuses characters for private use.


def _shape(value: str | list[str]) -> Hashable:
    return bool(value) if isinstance(value, str) else tuple(map(bool, value))


def _names(slot: str, value: str | list[str]) -> list[tuple[str, str]]:
    if isinstance(value, str):
        return [(slot, value)]
    return [(f"{slot}-{number}", text) for number, text in enumerate(value)]


def _known(value: Any) -> Hashable:
    """What a sender's field is compared by: plain data, that can come from another process."""
    return value if value is None or isinstance(value, (str, bool, tuple)) else repr(value)


def _composed(
    job: Job, templates: Templates, kind: Kind, slots: Callable[[str], Any] | None = None
) -> ComposedText | Problems:
    try:
        return compose(job, templates, kind, slots)
    except Problems as problems:
        return problems


def _alike(draft: Draft, plain: ComposedText | Problems, kind: Kind) -> bool:
    """Whether a document with slots is the same as the one without."""
    composed = draft.composed
    if isinstance(composed, Problems) or isinstance(plain, Problems):
        return getattr(composed, "diagnostics", None) == getattr(plain, "diagnostics", ())
    text = SLOT.sub("", composed.text) if kind == "html" else draft.filled(draft.texts)
    return (text, composed.warnings) == (plain.text, plain.warnings)
