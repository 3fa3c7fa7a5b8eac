"""What statements and press releases say: words of their own, and the facts of the cases that they name."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ua_gen.languages import Language
from ua_gen.model import Case, Event, Paragraph, PressRelease, Source, Statement
from ua_gen.model.arguments import own_text
from ua_gen.model.dates import PartialDate
from ua_gen.wording import sentences
from ua_gen.wording.base import Words
from ua_gen.wording.case_sheet import SheetWords


@dataclass(frozen=True, slots=True)
class Sentence:
    """Some text, and the numbers of the notes that belong to it."""

    text: str
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What a statement says of one case."""

    name: str
    paragraphs: list[list[Sentence]]


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """What a statement says of one country."""

    country: str
    paragraphs: list[list[Sentence]]
    entries: list[EntryWords]


@dataclass(frozen=True, slots=True)
class Demands:
    """What a statement asks of one addressee."""

    to: str
    items: list[str]


def known(case: Case, issued: PartialDate) -> list[tuple[int, Event]]:
    """The events of a case that a publication can know of, each with its number."""
    return [
        (index, event)
        for index, event in enumerate(case.events)
        if event.date is None or event.date.first <= issued.last
    ]


class StatementWords(Words):
    """The blocks of a statement, with notes numbered from one on, in the order in which they are met."""

    def __init__(self, statement: Statement, cases: Sequence[Case], language: Language, day: datetime.date) -> None:
        super().__init__(statement.language, language, day)
        self.statement = statement
        self.others = [SheetWords(case, language, day) for case in cases]
        self._notes: dict[str, int] = {}
        # Made once, in the order of reading: that is what the numbers of the notes go by.
        self.preamble = self._paragraphs(statement.preamble, "preamble")
        self.chapters = self._chapters()

    @property
    def invented(self) -> bool:
        return self.statement.invented or any(case.invented for case in self.others)

    @property
    def title(self) -> str:
        return self.free(self.statement.title, "title")

    @property
    def issued(self) -> str:
        return self.date(self.statement.issued, alone=True)

    @property
    def kicker(self) -> str:
        return self.t("statement.kicker-joint" if len(self.statement.signatories) > 1 else "statement.kicker")

    @property
    def signatories(self) -> list[tuple[str, str]]:
        """Each organisation and its city."""
        return [
            (
                self.proper_name(signatory.name, "signatories", number, "name"),
                self.proper_name(signatory.city, "signatories", number, "city") if signatory.city else "",
            )
            for number, signatory in enumerate(self.statement.signatories)
        ]

    @property
    def call(self) -> str:
        return self.free(self.statement.call, "call")

    @property
    def recommendations(self) -> list[Demands]:
        return [
            Demands(
                self.free(recommendation.to, "recommendations", number, "to"),
                [
                    self.free(item, "recommendations", number, "items", place)
                    for place, item in enumerate(recommendation.items)
                ],
            )
            for number, recommendation in enumerate(self.statement.recommendations)
        ]

    @property
    def notes(self) -> list[str]:
        """The sources, in the order of their numbers."""
        return list(self._notes)

    def _chapters(self) -> list[ChapterWords]:
        found, cases = [], iter(self.others)
        for number, chapter in enumerate(self.statement.countries):
            here = ("countries", number)
            paragraphs = self._paragraphs(chapter.text, *here, "text")
            entries = []
            for place, entry in enumerate(chapter.entries):
                told = self._facts(next(cases))
                told.paragraphs.extend(self._paragraphs(entry.text, *here, "entries", place, "text"))
                entries.append(told)
            found.append(ChapterWords(self.language.country(chapter.country), paragraphs, entries))
        return found

    def _facts(self, say: Words) -> EntryWords:
        assert isinstance(say, SheetWords)
        roles = [say.optional(person.role, "people", index, "role") for index, person in enumerate(say.case.people)]
        name = say.names()
        heading = say.t("outcome.said-by", name=name, role=roles[0]) if len(roles) == 1 and roles[0] else name
        sources = {source.id: source for source in say.case.sources}
        events = [(index, self._in_own_voice(event)) for index, event in known(say.case, self.statement.issued)]
        told = []
        for paragraph in sentences.tell_each(say, events):
            cited = [self._numbers(sources, [event.source]) for event, _ in paragraph]
            # Where the next sentence has the same note, that one is enough.
            last = [here != after for here, after in zip(cited, [*cited[1:], ()], strict=True)]
            notes = [here if stands else () for here, stands in zip(cited, last, strict=True)]
            told.append([Sentence(text, here) for (_, text), here in zip(paragraph, notes, strict=True)])
        return EntryWords(heading, told)

    def _in_own_voice(self, event: Event) -> Event:
        """An event without its attribution, if that is to this very statement."""
        source = own_text(event.according_to)
        own = source is not None and any(source.get(tag) in self.statement.known_as for tag in source.languages)
        return event.model_copy(update={"according_to": None}) if own else event

    def _paragraphs(self, paragraphs: Sequence[Paragraph], *here: str | int) -> list[list[Sentence]]:
        return [
            [
                Sentence(
                    self.free(paragraph.text, *here, number, "text"),
                    self._numbers({source.id: source for source in self.statement.sources}, paragraph.sources),
                )
            ]
            for number, paragraph in enumerate(paragraphs)
        ]

    def _numbers(self, sources: Mapping[str, Source], ids: Iterable[str | None]) -> tuple[int, ...]:
        known = [sources[wanted] for wanted in ids if wanted is not None and wanted in sources]
        cited = [self.cite(source) for source in known if source.title not in self.statement.known_as]
        return tuple(self._notes.setdefault(text, len(self._notes) + 1) for text in cited)

    def cite(self, source: Source) -> str:
        """Publisher, title, index, date, address, as far as they are known."""
        date = self.date(source.date, alone=True) if source.date else ""
        parts = (source.publisher, source.title, source.index, date, source.url)
        return self.language.comma.join(self.language.isolate(part) for part in parts if part)


class PressWords(Words):
    """The blocks of a press release."""

    def __init__(self, release: PressRelease, cases: Sequence[Case], language: Language, day: datetime.date) -> None:
        super().__init__(release.language, language, day)
        self.release = release
        self.others = [SheetWords(case, language, day) for case in cases]

    @property
    def invented(self) -> bool:
        return self.release.invented or any(case.invented for case in self.others)

    @property
    def title(self) -> str:
        return self.free(self.release.title, "title")

    @property
    def issuer(self) -> str:
        return self.proper_name(self.release.issuer, "issuer")

    @property
    def index(self) -> str:
        return self.t("sheet.index", index=self.language.isolate(self.release.index)) if self.release.index else ""

    @property
    def embargo(self) -> str:
        until = self.release.embargo
        return self.t("press.embargo", date=self.language.isolate(until)) if until else ""

    @property
    def date_line(self) -> str:
        date = self.date(self.release.issued, alone=True)
        if self.release.place is None:
            return date
        return self.t("letter.place-date", place=self.proper_name(self.release.place, "place"), date=date)

    @property
    def lead(self) -> str:
        return self.free(self.release.lead, "lead")

    @property
    def quotations(self) -> list[tuple[str, str]]:
        """Each quotation and its speaker, with the speaker's title."""
        found = []
        for number, quotation in enumerate(self.release.quotations):
            here = ("quotations", number)
            name = self.proper_name(quotation.by, *here, "by")
            role = self.free(quotation.role, *here, "role")
            speaker = self.t("outcome.said-by", name=name, role=role) if role else name
            found.append((self.language.quote(self.free(quotation.text, *here, "text")), speaker))
        return found

    @property
    def background(self) -> list[str]:
        if self.release.background:
            return [self.free(text, "background", number) for number, text in enumerate(self.release.background)]
        return [
            paragraph
            for case in self.others
            if isinstance(case, SheetWords)
            for paragraph in sentences.tell(
                case, [each for each in known(case.case, self.release.issued) if each[1].letter]
            )
        ]

    @property
    def demands(self) -> list[str]:
        return [self.free(text, "demands", number) for number, text in enumerate(self.release.demands)]

    @property
    def contacts(self) -> list[str]:
        found = []
        for number, contact in enumerate(self.release.contacts):
            role = self.optional(contact.role, "contacts", number, "role")
            parts = (role, contact.phone, contact.email)
            name = self.proper_name(contact.name, "contacts", number, "name")
            found.append(self.language.comma.join([name, *map(self.language.isolate, filter(None, parts))]))
        return found
