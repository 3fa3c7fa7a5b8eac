"""What stands below captions: facts, requests, those to write to, languages, people."""

import re
from collections.abc import Sequence

from ua_gen.importing import recipients
from ua_gen.importing.captions import Caption
from ua_gen.importing.dates import dates
from ua_gen.importing.found import Found, Person, Recipient, Request, Sentence
from ua_gen.importing.lines import Paragraph, TextLine
from ua_gen.importing.sentences import hedge, said_by_stock, sentences
from ua_gen.importing.walk.base import Walk
from ua_gen.importing.walk.marks import INDEX
from ua_gen.importing.walk.parts import before_caption, captions_inside, doubt, items, joined_over_pages, lines_of
from ua_gen.importing.walk.phrases import gender_of, tags_in
from ua_gen.importing.walk.texts import web


class Below(Walk):
    """What stands below captions."""

    def _facts(self, held: Sequence[Paragraph]) -> None:
        held = [paragraph for paragraph in joined_over_pages(held) if paragraph.text]
        while held and len(held[0].text) < 25 and not held[0].text.endswith((".", "。", "؟", "!")):
            held = held[1:]
        if held and self.appeal.summary is None:
            first, *held = held
            self.appeal.summary = Found(first.text, first.lines, doubt(first))
        for paragraph in held:
            self._tell(paragraph)

    def _tell(self, paragraph: Paragraph) -> None:
        for text in sentences(paragraph.text):
            self._fact(text, paragraph)

    def _fact(self, text: str, paragraph: Paragraph) -> None:
        dated = list(dates(text, self.language))
        day = dated[0].day if len(dated) == 1 else None
        value = Found(text, lines_of(text, paragraph), doubt(paragraph))
        self.appeal.facts.append(Sentence(value, day, hedge(text, self.language)))

    def _requests(self, held: Sequence[Paragraph], foreign: bool, to: tuple[int, ...] = ()) -> None:
        for text, lines in items(held):
            said = text.rstrip(" ;.,；。؛،")
            if not said or any(said == each.text.value for each in self.appeal.requests):
                self._know_all([Paragraph(lines, text)])
                continue
            ask, near = said_by_stock(said, self.language)
            request = Request(Found(said, lines), ask, near, to)
            self.appeal.requests.append(request)
            if foreign and not ask:
                self.appeal.questions.setdefault(f"requests[{len(self.appeal.requests) - 1}]", []).append(
                    "write it so that it goes on after “I respectfully ask you to”"
                )

    def _recipients(self, held: Sequence[Paragraph], copy: bool) -> None:
        lines: list[TextLine] = []
        for paragraph in held:
            if len(paragraph.text) > 600 and "@" not in paragraph.text:
                continue
            lines += paragraph.lines
        # Columns that begin above a caption in another one are not governed by it.
        country = self.appeal.country.value if self.appeal.country else ""
        at = self.caption_at
        for block in recipients.blocks(lines):
            if not recipients.is_block(block) or (len(block) == 1 and len(block[0].text) > 250):
                continue
            first = block[0]
            # What stands in another column, above the caption, is not governed by it.
            above = at is not None and first.column and at.column not in (0, first.column) and first.down < at.down
            who = recipients.recipient(block, copy and not above, country)
            if who.office is None and not (who.email or who.fax or who.phone):
                continue
            self._add(who)

    def _add(self, who: Recipient) -> None:
        if who.office is None and self.appeal.recipients:  # Contacts that were parted from their block.
            last = self.appeal.recipients[-1]
            last.email += who.email
            last.fax += who.fax
            last.phone += who.phone
            last.others += who.others
            last.salutation = last.salutation or who.salutation
            return
        self.appeal.recipients.append(who)

    def _languages(self, text: str, lines: tuple[TextLine, ...]) -> None:
        tags = tags_in(text, self.language)
        if tags and self.appeal.write_in is None:
            self.appeal.write_in = Found(tags, lines)

    def _person(self, line: TextLine) -> None:
        text = line.text.strip()
        match = re.fullmatch(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*,?\s*(?:\d{1,3})?", text)
        name, said = (match[1], match[2]) if match else (text, "")
        if not name or len(name) > 90:
            return
        for each in re.split(r"[;；]\s*", name) if not match else [name]:
            gender = gender_of(said)
            self.appeal.people.append(Person(Found(each.strip(" ,"), (line,)), gender, "" if gender else said))

    def _named(self, found: Caption, paragraph: Paragraph) -> None:
        text = found.values.get("name", "")
        gender = ""
        for caption_of_gender in captions_inside(text, "gender"):
            gender = gender_of(caption_of_gender.values.get("gender", ""))
            text = text[: caption_of_gender.end]
        for each in re.split(r"[;,]\s*|\s+(?:and|et|y|und|e|и)\s+", before_caption(text, "gender")):
            match = re.fullmatch(r"(.+?)\s*\(([^()]+)\)", each.strip())
            name, said = (match[1], match[2]) if match else (each.strip(), "")
            if name:
                self.appeal.people.append(Person(Found(name, paragraph.lines), gender_of(said) or gender))

    def _gender(self, said: str, lines: tuple[TextLine, ...]) -> None:
        gender = gender_of(said.split()[0].strip(".,;") if said.split() else "")
        for person in self.appeal.people:
            if gender and not person.gender:
                person.gender = gender
        if gender:
            for line in lines:
                self._know(line)

    def _previous(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        taken = False
        if self.appeal.previous is None and (match := INDEX.search(text)):
            self.appeal.previous = Found(f"{match[1]} {match[2]}/{match[3]}/{match[4]}", paragraph.lines)
            taken = True
        if self.appeal.further is None and (link := web(text)):
            self.appeal.further = Found(link, paragraph.lines)
            taken = True
        if taken:
            self._know_all([paragraph])
