"""Words and names in one language, and the record of what the language lacks."""

import datetime
import unicodedata
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from ua_gen.languages import Language, MissingPhrase, language
from ua_gen.model import Case, Person, Recipient, Section, Sender
from ua_gen.model.dates import PartialDate
from ua_gen.model.values import Lines, Text
from ua_gen.wording.gaps import Gap, Why
from ua_gen.wording.origins import Origin


class Words:
    """What can be said at all: phrases, texts of a file, dates. `base` is the language of texts that name none."""

    # The phrases that may be said, whole groups of them or single ones; None: all.
    phrases: ClassVar[frozenset[str] | None] = None

    def __init__(self, base: str, language: Language, day: datetime.date, original: Language | None = None) -> None:
        self.base = base
        self.language = language
        self.day = day
        self.original = original
        self.archive = False  # It is made for the file only: see `archive_notice`.
        self.others: Sequence[Words] = ()  # What is said of the cases that a publication names.
        self.missing: dict[Gap, None] = {}  # Sets that keep their order.
        self.omitted: dict[Gap, None] = {}
        self.borrowed: dict[Gap, None] = {}
        self.origins: dict[Origin, None] = {}

    @property
    def invented(self) -> bool:
        """It is an example: every page says so."""
        return False

    @property
    def archive_notice(self) -> str:
        """What marks a copy for the file, of a document that must not be sent any more."""
        return self.t("notice.archive") if self.archive else ""

    @property
    def reading_notice(self) -> str:
        """What marks a sheet that only tells its reader what the letter says."""
        if self.original is None:
            return ""
        return self.t("notice.reading", language=self.language.own_name(self.original.tag))

    def t(self, key: str, agreement: str = "neutral", /, **values: str) -> str:
        """The fixed phrase `key`, such as `letter.ask`. Raises LookupError for one that is not for this document."""
        self._check(key)
        try:
            return self.said(self.language.text(key, agreement, **values), phrase=key)
        except MissingPhrase:
            self.missing[Gap(phrase=key)] = None
            return ""

    def count(self, key: str, number: int) -> str:
        self._check(key)
        try:
            return self.language.count(key, number)
        except MissingPhrase:
            self.missing[Gap(phrase=key)] = None
            return ""

    def _check(self, key: str) -> None:
        if self.phrases is not None and not {key, key.partition(".")[0]} & self.phrases:
            raise LookupError(f"a document that asks for nothing does not say `{key}`")

    def own(self, text: Text | None) -> str | None:
        """A text that is used where it exists, or None.

        In a sheet that tells the sender what a letter in another language says, it is used only if the letter
        has it too.
        """
        if text is None or (self.original and self.original.tag not in text.languages):
            return None
        return text.get(self.language.tag)

    def optional(self, text: Text | None, *path: str | int) -> str:
        """A piece that its sentence can do without: where this language lacks it, it is left out, and noted."""
        if text is None:
            return ""
        found = self.own(text)
        if found is None:
            self.left_out(path)
        return self.said(found or "", path)

    def free(self, text: Text | None, *path: str | int) -> str:
        """A text of the case that must exist in this language. None gives an empty text."""
        if text is None:
            return ""
        found = text.get(self.language.tag)
        if found is None:
            self.lacks(path)
        return self.said(found or "", path)

    def proper_name(self, text: Text, *path: str | int) -> str:
        """A name or an office: this language's wording if there is one, else that of the case's language."""
        found = text.get(self.language.tag)
        return self.said(self.language.isolate(found or self.borrow(text, *path)), path)

    def borrow(self, text: Text, *path: str | int) -> str:
        """The spelling of another language. It is noted where it is not in this one's script."""
        found = text.best(self.base)
        if not (self.language.script == "Latn" and _latin(found)):
            self.borrowed[Gap(path)] = None
        return found

    def lines(self, lines: Lines) -> list[str]:
        """The lines of an address, in this language's spelling if there is one."""
        return [self.language.isolate(line) for line in lines.best(self.language.tag, self.base)]

    def said(self, text: str, path: tuple[str | int, ...] = (), phrase: str = "") -> str:
        """The text, noted with what it came of: see `Origin`."""
        self.origins[Origin(text, path, phrase)] = None
        return text

    def left_out(self, path: tuple[str | int, ...], why: Why = "text") -> None:
        self.omitted[Gap(path, why=why)] = None

    def lacks(self, path: tuple[str | int, ...], why: Why = "text") -> None:
        """Notes something without which the document must not be made."""
        self.missing[Gap(path, why=why)] = None

    @property
    def full_stop(self) -> str:
        return self.language.full_stop

    def sentence(self, text: str) -> str:
        """A date or a list that stands alone before other sentences."""
        text = self.language.capitalised(text)
        return text if text.endswith(tuple(".。!?")) else text + self.full_stop

    def with_mark(self, greeting: str) -> str:
        """A greeting or salutation with the mark that ends it in this language: `Dear Minister,`."""
        done = not greeting or greeting.endswith((",", "!", ":", ".", "،", "，", "：", "！"))
        return greeting if done else greeting + self.language.salutation_mark

    def date(self, date: PartialDate | datetime.date, *, alone: bool = False) -> str:
        return self.language.date(date.year, date.month, date.day, alone=alone)

    def upper(self, text: str) -> str:
        return self.language.upper(text)

    def number(self, number: int) -> str:
        """A number in figures, grouped as the language groups them: `4,470`."""
        return self.language.number(number)


def _latin(text: str) -> bool:
    """Whether all its letters are Latin ones: such a name is spelt alike in most languages that are written so."""
    return all(unicodedata.name(each, "").startswith("LATIN") for each in text if each.isalpha())


def home(sender: Sender | None, section: Section | None) -> str | None:
    """The country from which something is sent: the sender's, or that of the office that hands it out."""
    return (sender.country if sender else None) or (section.country if section else None)


class CaseWords(Words):
    """What can be said of one case: its people, its issuer, its sources."""

    def __init__(
        self,
        case: Case,
        language: Language,
        day: datetime.date,
        recipient: Recipient | None = None,
        sender: Sender | None = None,
        original: Language | None = None,
        section: Section | None = None,
    ) -> None:
        super().__init__(case.language, language, day, original)
        self.case = case
        self.recipient = recipient
        self.sender = sender
        self.section = section

    @property
    def invented(self) -> bool:
        return self.case.invented

    @property
    def discreet(self) -> bool:
        """The section wants letters not to name the organisation that issues the action."""
        return self.recipient is not None and self.section is not None and not self.section.mention_issuer

    def source(self, text: Text | None, *path: str | int) -> str:
        """Who says something. It may be a description, so it is not borrowed from another language as the issuer's
        name is, but left out: then the sentence says only that it is reported."""
        if text == self.case.action.issuer:
            return "" if self.discreet else self.issuer
        return self.optional(text, *path)

    def people(self, ids: Sequence[str] = ()) -> list[Person]:
        wanted = set(ids)
        return [person for person in self.case.people if not ids or person.id in wanted]

    def names(self, people: Sequence[Person] | None = None, form: str = "name") -> str:
        """The names, joined: `A, B and C`. `form`: of a language of frames, another than that of a dictionary."""
        wanted = {person.id for person in people or ()}
        several = enumerate(self.case.people)
        return self.language.join(
            [self._name(index, form) for index, person in several if not people or person.id in wanted]
        )

    def _name(self, index: int, form: str) -> str:
        """The name of somebody; of a group that has none, what it is: `the 120 families of the old harbour`."""
        person = self.case.people[index]
        if (person.name.is_made or form != "name") and self.language.engine == 2:
            from ua_gen.wording.facts import FactsReader
            from ua_gen.wording.realisation.grammar import grammar
            from ua_gen.wording.realisation.parties import mentions

            party = FactsReader(self).party([person.id])
            found = mentions(grammar(self.language.tag), party, {}).full.find(form)
            if found is not None:
                return found.rstrip(" ,،")  # An apposition closes with a comma in a sentence only.
        return self.proper_name(person.name, "people", index, "name")

    @cached_property
    def issuer(self) -> str:
        return self.proper_name(self.case.action.issuer, "action", "issuer")

    def country_line(self, country: str) -> str:
        """The country in capitals, for the post of the country where the letter is posted; empty inside it."""
        return "" if self.sender and self.sender.country == country else self.postal_country(country)

    def postal_country(self, country: str) -> str:
        """A country as the last line of an address.

        It is what the Universal Postal Union's rules on addresses ask for: in capitals, in the language of the sender
        or in another that the sender's post reads.
        """
        sender = self.sender
        try:
            reads = language(sender.language or "en") if sender else language("en")
        except KeyError:
            reads = language("en")
        if reads.script != "Latn":
            reads = language("en")
        return self.language.isolate(reads.upper(reads.country(country)))
