"""The head of an appeal: number, index, date, country, headline."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ua_gen.importing import recipients
from ua_gen.importing.captions import caption, captions, data, folded
from ua_gen.importing.dates import dates
from ua_gen.importing.found import Found
from ua_gen.importing.lines import Paragraph, TextLine, join
from ua_gen.importing.walk.base import Walk
from ua_gen.importing.walk.marks import BARE, INDEX, LONGEST_CAPTION, LONGEST_TITLE, PAGE
from ua_gen.importing.walk.phrases import ordinal, spaced, titles
from ua_gen.importing.walk.texts import as_sentence, capitals, is_as_large, is_date_line, source, without_labels

UA = re.compile(
    r"(?<!\w)(?:UA|AU|СА|Срочная акция|Срочной акции)\s*[:№#]?\s*(?:№\s*)?(\d{1,4}\s?[/.]\s?\d{2})(?!\d)", re.IGNORECASE
)
HEAD = ("title", "number", "update", "nth", "index", "date", "notice", "outcome")
UPDATE = (
    "fu ua",
    "further information",
    "action complémentaire",
    "informations complémentaires",
    "más información sobre",
    "weitere informationen zu",
    "informação adicional sobre",
    "дополнение к",
)


class Head(Walk):
    """What stands above the first sentence."""

    def _head(self) -> int:
        """Reads what stands above the first sentence; gives the number of the paragraph behind the headline."""
        title = next((n for n, each in enumerate(self.paragraphs[:14]) if self._is_title(each)), None)
        end = 0
        for number, paragraph in enumerate(self.paragraphs[:14]):
            if title is None and number > 3 and len(paragraph.text) > LONGEST_TITLE:
                break
            if title is not None and number > title:
                break
            if self._head_paragraph(paragraph):
                end = number + 1
        if title is None:
            return self._headline(end)
        after = self._after_title(self.paragraphs[title])
        if after:
            self.paragraphs.insert(title + 1, after)
        start = self._headline(title + 1)
        # Some forms have the number below the headline.
        while start < len(self.paragraphs) and self._head_paragraph(self.paragraphs[start]):
            start += 1
        return start

    def _is_title(self, paragraph: Paragraph) -> bool:
        first = paragraph.first.text
        return any(
            each.kind == "title" and first[each.end :].strip(" :") == "" for each in captions(first, ("title",))
        ) or (spaced(first) in titles())

    def _after_title(self, paragraph: Paragraph) -> Paragraph | None:
        self._know(paragraph.first)
        rest = paragraph.lines[1:]
        return join([replace(rest[0], new=True), *rest[1:]]) if rest else None

    def _head_paragraph(self, paragraph: Paragraph) -> bool:
        """Number, index, date and country, in whatever order one or more lines have them. False: there is none."""
        any_found = False
        for line in paragraph.lines:
            any_found = self._head_line(line) or any_found
        several = any_found and len(paragraph.lines) > 1 and len(paragraph.text) < LONGEST_CAPTION
        if several and self.appeal.index is None and (match := INDEX.search(paragraph.text)):  # Over two lines.
            written = f"{match[1]} {match[2]}/{match[3]}/{match[4]}"
            self.appeal.index = Found(written, paragraph.lines)
            self._know_all([paragraph])
        if several and self.appeal.issued is None:
            dated = list(dates(paragraph.text))
            if len(dated) == 1:
                self.appeal.issued = Found(dated[0].day, paragraph.lines)
                self._know_all([paragraph])
        return any_found

    def _head_line(self, line: TextLine) -> bool:
        found, text = self.appeal, line.text
        notice = caption(text, ("notice",)) or caption(text.strip("* "), ("notice",))
        if notice or PAGE.match(text):
            self._know(line)
            return True
        left = text
        taken = False
        if len(text) > LONGEST_CAPTION:
            return False
        if match := UA.search(text) or (caption(text, ("number", "update", "nth", "outcome")) and BARE.search(text)):
            self._number(match[1], line)
            self._sequence_of(text[: match.start()] + " " + text[match.end() :], line)
            left = left.replace(match[0], " ")
            taken = True
        if match := INDEX.search(text):
            written = f"{match[1]} {match[2]}/{match[3]}/{match[4]}"
            if found.index is None:
                found.index = Found(written, (line,))
            left = left.replace(match[0], " ")
            taken = True
        dated = list(dates(text, "")) if len(text) < 120 else []
        if dated and (taken or caption(text, ("date",)) or is_date_line(text)):
            if found.issued is None:
                found.issued = Found(dated[0].day, (line,))
            left = left.replace(text[dated[0].start : dated[0].end], " ")
            taken = True
        for part in re.split(r"\s{2,}|[|·•\t]|(?<=\s)[-–—](?=\s)", without_labels(left)):
            if code := recipients.country_code(part.strip(" :,.")):
                if found.country is None:
                    found.country = Found(code, (line,))
                taken = True
        if not taken and (each := caption(text, HEAD)) and each.end >= len(text) - 1 and each.kind != "title":
            taken = True
        if taken:
            self._know(line)
        return taken

    def _number(self, written: str, line: TextLine) -> None:
        value = written.replace(" ", "").replace(".", "/")
        found = self.appeal
        if found.number is None:
            found.number = Found(value, (line,))
        elif found.number.value != value:
            found.ask("action", f"two numbers: {found.number.value} and {value}; which is it?")

    def _sequence_of(self, text: str, line: TextLine) -> None:
        plain = folded(text)
        if self.appeal.sequence is None and (nth := ordinal(plain, "urgent-ordinal", self.language)):
            self.appeal.sequence = Found(nth, (line,))
        elif self.appeal.sequence is None and any(word in plain for word in UPDATE):
            self.appeal.questions.setdefault("action.sequence", [])
        self._ended(plain, line)

    def _ended(self, plain: str, line: TextLine) -> None:
        if any(str(word) in plain for word in data("words.yaml")["ended"]) or caption(plain, ("outcome",)):
            self.appeal.questions.setdefault("action.kind", [f"does this end the action? ({source(line)})"])

    def _headline(self, start: int) -> int:
        """The headline: by the largest type, by capitals, or what stands by itself above the first sentence."""
        window = self.paragraphs[start : start + 6]
        while window and (self._head_paragraph(window[0]) and not self._could_be_title(window[0])):
            start, window = start + 1, window[1:]
        if not window:
            return start
        first = window[0]
        lines = list(first.lines)
        taken: list[TextLine] = []
        if all(capitals(line.text) for line in lines[:1]):
            taken = [line for line in lines if capitals(line.text)]
            taken = lines[: len(taken)] if taken == lines[: len(taken)] else lines[:1]
            number = start + 1
            rest = lines[len(taken) :]
            while (
                not rest
                and number < len(self.paragraphs)
                and all(capitals(x.text) for x in self.paragraphs[number].lines)
            ):
                if caption(self.paragraphs[number].text) or len(taken) > 3:
                    break
                taken += self.paragraphs[number].lines
                number += 1
            if rest:
                self.paragraphs[number - 1] = join([replace(rest[0], new=True), *rest[1:]])
                number -= 1
            self._take_title(taken)
            return number
        if len(first.text) <= LONGEST_TITLE and not first.text.endswith((".", "。")) and not caption(first.text):
            number = start + 1
            while number < len(self.paragraphs) and len(lines) < 4 and is_as_large(self.paragraphs[number], lines):
                lines += self.paragraphs[number].lines
                number += 1
            self._take_title(lines)
            return number
        return start

    def _could_be_title(self, paragraph: Paragraph) -> bool:
        return paragraph.first.size > 15 and not INDEX.search(paragraph.text)

    def _take_title(self, lines: Sequence[TextLine]) -> None:
        paragraph = join(lines)
        text = paragraph.text
        if capitals(text):
            self.appeal.ask("title", f"the source has it in capitals: which words keep theirs? ({source(lines[0])})")
            text = as_sentence(text)
            self.appeal.title = Found(text, tuple(lines), "it was in capitals")
        else:
            self.appeal.title = Found(text, tuple(lines))
        self._ended(folded(text), lines[0])

    def _is_repeated(self, paragraph: Paragraph) -> bool:
        """A running head, the number of a page, the headline once more: nothing new."""
        was, self.repeating = self.repeating, True
        title = self.appeal.title
        headline = folded(join(title.lines).text) if title else ""
        part = len(paragraph.text) > 6 and capitals(paragraph.text) and folded(paragraph.text) in headline
        if PAGE.match(paragraph.text) or (headline and folded(paragraph.text) == headline) or part:
            self._know_all([paragraph])
            return True
        if self._is_title(paragraph):
            rest = join(paragraph.lines[1:]) if len(paragraph.lines) > 1 else None
            self._know(paragraph.first)
            if rest is None or folded(rest.text) == headline:
                self._know_all([paragraph])
                return True
        known = {folded(line.text) for line in self.appeal.known.values()}
        # The name of a country alone is in a running head only among its other parts.
        if all(folded(line.text) in known for line in paragraph.lines) and (
            was or any(map(str.isdigit, paragraph.text))
        ):
            self._know_all([paragraph])
            return True
        self.repeating = False
        return False
