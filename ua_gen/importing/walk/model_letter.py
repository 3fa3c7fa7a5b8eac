"""The model letter of a form: who it goes to, what it tells, what it asks of whom."""

from collections.abc import Sequence
from dataclasses import replace

from ua_gen.importing import recipients
from ua_gen.importing.captions import folded
from ua_gen.importing.dates import dates
from ua_gen.importing.found import Found, Request
from ua_gen.importing.lines import Paragraph, TextLine, join
from ua_gen.importing.sentences import begins, said_by_stock, sentences
from ua_gen.importing.walk.below import Below
from ua_gen.importing.walk.marks import PAGE
from ua_gen.importing.walk.parts import goes_on_asking, joined_over_pages, lines_of
from ua_gen.importing.walk.phrases import asks, is_closing, is_salutation, may_be_salutation, opens, without_ask
from ua_gen.importing.walk.texts import is_date_line

LONGEST_CALL = 160  # Characters of what only introduces a list.


def _with_salutation_apart(paragraph: Paragraph) -> list[Paragraph]:
    """A salutation with no room below it reads like the first line of the paragraph there."""
    head = join(paragraph.lines[:1])
    if len(paragraph.lines) > 1 and is_salutation(head) and head.text[-1:] in ",:!،，：":
        return [head, join(paragraph.lines[1:])]
    return [paragraph]


class ModelLetter(Below):
    """The model letter of a form."""

    def _letter(self, held: Sequence[Paragraph]) -> None:
        """Those to write to, then a letter from its salutation to its closing; behind it what is asked of others."""
        held = [part for each in held for part in _with_salutation_apart(each)]
        begin = next((n for n, each in enumerate(held) if is_salutation(each)), None)
        if begin is None:  # One that is in none of our lists: short, with its sign, above the first long paragraph.
            begin = next((n for n, each in enumerate(held[:-1]) if may_be_salutation(each, held[n + 1])), None)
        if begin is None:
            self._recipients(held, False)
            return
        salutation = held[begin]
        # Columns of those to write to that end above it, though they are read behind it.
        beside = [each for each in held[begin + 1 :] if each.first.column and each.first.down < salutation.first.down]
        self._recipients([*held[:begin], *beside], False)
        held = [*held[: begin + 1], *(each for each in held[begin + 1 :] if each not in beside)]
        first = next((who for who in self.appeal.recipients if not who.copy), None)
        if first is not None and first.salutation is None:
            text = salutation.text.rstrip(",，،：:! ")
            first.salutation = Found(text, salutation.lines, "two languages?" if "/" in text else "")
        self._know_all([salutation])
        end = next((n for n in range(begin + 1, len(held)) if is_closing(held[n])), len(held))
        self._letter_text(held[begin + 1 : end])
        if end < len(held):
            self._know_all([held[end]])
        self._variants(held[end + 1 :])

    def _whole_letter(self) -> None:
        """A letter by itself: those to write to and its date above the salutation, no head and no captions."""
        begin = next((n for n, each in enumerate(self.paragraphs) if is_salutation(each)), len(self.paragraphs))
        above: list[Paragraph] = []
        for paragraph in self.paragraphs[:begin]:
            if self.appeal.issued is None and is_date_line(paragraph.text):
                self.appeal.issued = Found(next(dates(paragraph.text)).day, paragraph.lines)
            else:
                above.append(paragraph)
        lines = [line for paragraph in above for line in paragraph.lines]
        # The sender's own address stands there as well: only a post tells who is written to.
        kept = [block for block in recipients.blocks(lines) if any(recipients.post(line.text) for line in block)]
        told = [join(block) for block in kept]
        self._letter([*told, *self.paragraphs[begin:]])

    def _letter_text(self, held: Sequence[Paragraph]) -> None:
        asking = False
        items: list[Paragraph] = []
        for paragraph in joined_over_pages(held):
            if paragraph.first.item or (asking and goes_on_asking(paragraph)):
                items.append(paragraph)
                continue
            if paragraph.text.endswith((":", "：")) and len(paragraph.text) < LONGEST_CALL:
                asking = True
                self._know_all([paragraph])
                continue
            for text in sentences(paragraph.text):
                if asks(text, self.language):
                    asking = True
                    self._ask(text, lines_of(text, paragraph))
                elif begins(text, "writer") or opens(text):
                    self.appeal.left.append(Found(text, lines_of(text, paragraph)))
                else:
                    self._fact(text, paragraph)
        self._requests(items, False)

    def _ask(self, text: str, lines: tuple[TextLine, ...]) -> None:
        """A sentence that asks. One that only introduces a list ends in a colon, or is the phrase of our letters."""
        if text.endswith((":", "：")):
            for line in lines:
                self._know(line)
            return
        said = without_ask(text, self.language).rstrip(" .。")
        ask, near = said_by_stock(said, self.language)
        self.appeal.requests.append(Request(Found(said, lines), ask, near))
        if not ask and said == text.rstrip(" .。"):
            self.appeal.ask(
                f"requests[{len(self.appeal.requests) - 1}]",
                "write it so that it goes on after “I respectfully ask you to”",
            )

    def _variants(self, held: Sequence[Paragraph]) -> None:
        """What a form asks of others than the first: below the office of each."""
        to: tuple[int, ...] = ()
        items: list[Paragraph] = []
        for paragraph in held:
            office = folded(paragraph.text).rstrip(" :：")
            known = [
                n for n, who in enumerate(self.appeal.recipients) if who.office and folded(who.office.value) == office
            ]
            if known:
                self._requests(items, False, to)
                to, items = (known[0],), []
                self._know_all([paragraph])
            elif paragraph.first.item or (to and goes_on_asking(paragraph)):
                items.append(paragraph)
            elif to and asks(paragraph.text, self.language):
                self._ask(paragraph.text, paragraph.lines)
                self.appeal.requests[-1:] = (
                    [replace(each, to=to) for each in self.appeal.requests[-1:]]
                    if not paragraph.text.endswith(":")
                    else self.appeal.requests[-1:]
                )
            elif PAGE.match(paragraph.text):
                self._know_all([paragraph])
        self._requests(items, False, to)
