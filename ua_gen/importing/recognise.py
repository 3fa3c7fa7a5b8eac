"""From the lines of an appeal to what it says: captions part it, and what stands below each is read in its own way."""

import re
from collections.abc import Iterator, Sequence

from ua_gen.importing.captions import Caption, caption, captions, folded
from ua_gen.importing.dates import first_date
from ua_gen.importing.found import Appeal, Found
from ua_gen.importing.lines import Paragraph, TextLine, join
from ua_gen.importing.walk.head import Head
from ua_gen.importing.walk.marks import BARE, LONGEST_CAPTION, SECTIONS, WEB
from ua_gen.importing.walk.model_letter import ModelLetter
from ua_gen.importing.walk.parts import behind, doubt, joined_over_pages
from ua_gen.importing.walk.phrases import ordinal
from ua_gen.importing.walk.texts import commonest, source, web


def recognise(lines: Sequence[TextLine], language: str = "", form: str = "auto") -> Appeal:
    """What an appeal says. `language` decides where captions are in several."""
    return _Reader(lines, language, form).read()


class _Reader(Head, ModelLetter):
    def read(self) -> Appeal:
        found = self.appeal
        self._language()
        if self.form == "letter":
            self._whole_letter()
        else:
            self._body(self._head())
        self._finish()
        return found

    def _language(self) -> None:
        for paragraph in self.paragraphs:
            seen = {each.language for each in captions(paragraph.text) if each.kind not in ("fax", "phone")}
            for tag in seen:
                self.spoken[tag] += 12 // len(seen)
        if not self.appeal.language and self.spoken:
            (first, count), *others = self.spoken.most_common(2)
            self.appeal.language = first
            if others and others[0][1] == count:
                names = ", ".join(tag for tag, each in self.spoken.items() if each == count)
                self.appeal.ask("language", f"captions of several languages ({names}): is it `{first}`?")
        self.language = self.appeal.language or "en"

    def _body(self, start: int) -> None:
        section, held = "facts", []
        at: Caption | None = None
        for paragraph in self.paragraphs[start:]:
            for each, found in self._cut(paragraph, section):
                if found is None:
                    held.append(each)
                    continue
                self._close(section, held, at)
                held = []
                section, at, rest = self._open(found, each, section)
                if rest is not None:
                    held.append(rest)
        self._close(section, held, at)

    def _cut(self, paragraph: Paragraph, section: str) -> Iterator[tuple[Paragraph, Caption | None]]:
        """A paragraph, parted where a caption begins in it: at its beginning, or at the beginning of a line."""
        if self._is_repeated(paragraph):
            return
        if credit := [line for line in paragraph.lines if caption(line.text, ("photograph",))]:
            for line in credit:
                self._know(line)
            return
        found = self._caption(paragraph.text, section) or self._caption(paragraph.first.text, section)
        if found is not None:
            yield paragraph, found
            return
        for number in range(1, len(paragraph.lines)):
            tail = join(paragraph.lines[number:])
            inner = self._caption(tail.text, section) or self._caption(tail.first.text, section)
            if inner is not None and (
                inner.kind in SECTIONS or inner.kind in ("further", "which", "after", "diplomats", "named", "gender")
            ):
                yield join(paragraph.lines[:number]), None
                yield tail, inner
                return
        yield paragraph, None

    def _caption(self, text: str, section: str) -> Caption | None:
        for found in captions(text):
            if found.kind in ("title", "fax", "phone", "email", "salutation", "other", "notice"):
                continue
            if (
                found.kind in ("number", "update", "nth", "index", "date", "outcome", "named", "gender")
                and len(text) > LONGEST_CAPTION
            ):
                continue
            if found.kind in ("number", "update", "nth") and not BARE.search(found.values.get("number", "")):
                continue
            if found.kind == "further" and not WEB.search(text):
                continue
            if found.kind == "copies" and section not in (
                "send",
                "copies",
                "letter",
                "letter-text",
                "until",
                "languages",
                "people",
                "own",
                "write",
                "foot",
            ):
                continue
            if (
                found.kind in ("background", "people", "previous", "languages")
                and len(text) - found.end > LONGEST_CAPTION
            ):
                continue
            return found
        return None

    def _open(self, found: Caption, paragraph: Paragraph, section: str) -> tuple[str, Caption | None, Paragraph | None]:
        """Begins what a caption says; gives the section, and what of the paragraph stands behind the caption."""
        rest = behind(paragraph, found.end)
        lines = paragraph.lines
        for line in lines if rest is None else lines[: len(lines) - len(rest.lines) + 1]:
            self._know(line)
        match found.kind:
            case "write":
                self._languages(found.values.get("languages", ""), lines)
                return "write", found, rest
            case "send":
                if dated := first_date(found.values.get("date", "")):
                    self.appeal.deadline = Found(dated, lines)
                return "send", found, rest
            case "which":
                self._which(found, paragraph)
                return self._foot(paragraph, section)
            case "further" | "previous" | "online":
                return self._links(found.kind, paragraph, rest, section)
            case "diplomats" | "after" | "own" | "photograph" | "replies":
                return self._foot(paragraph, section)
            case "number" | "update" | "nth" | "index" | "date" | "outcome":
                self._head_paragraph(paragraph)
                return section if section != "facts" else "facts", None, None
            case "named":
                self._named(found, paragraph)
                return "foot", found, None
            case "gender":
                self._gender(found.values.get("gender", ""), lines)
                return "foot", found, None
            case "until":
                text = paragraph.text[found.end :]
                if dated := first_date(text):
                    self.appeal.deadline = Found(dated, lines)
                    return "foot", found, None
                return "until", found, rest
            case kind:
                self.caption_at = paragraph.first
                self.appeal.form = self.appeal.form or ("form" if kind in ("letter", "people", "languages") else "")
                return kind, found, rest

    def _foot(self, paragraph: Paragraph, section: str) -> tuple[str, Caption | None, Paragraph | None]:
        """What is the same in every document, and what stands in the same paragraph: numbers, links."""
        for line in paragraph.lines:
            self._know(line)
        for found in self._each(paragraph.text):
            if found.kind == "which":
                self._which(found, paragraph)
            elif link := web(found.values.get("address", "")):
                if found.kind == "further" and self.appeal.further is None:
                    self.appeal.further = Found(link, paragraph.lines)
                elif found.kind == "online" and self.appeal.online is None:
                    self.appeal.online = Found(link, paragraph.lines)
        self._ended(folded(paragraph.text), paragraph.first)
        return "foot", None, None

    def _each(self, text: str) -> Iterator[Caption]:
        """Captions at the beginning of each sentence of a paragraph."""
        for start in [0, *(match.end() for match in re.finditer(r"[.:。]\s*", text))]:
            if found := caption(text[start:], ("which", "further", "after", "diplomats", "replies", "online")):
                yield found

    def _links(
        self, kind: str, paragraph: Paragraph, rest: Paragraph | None, section: str
    ) -> tuple[str, Caption | None, Paragraph | None]:
        if kind == "previous":
            return "previous", None, rest
        for line in paragraph.lines:
            self._know(line)
        if link := web(paragraph.text):
            value = Found(link, paragraph.lines)
            if kind == "online":
                self.appeal.online = value
            elif self.appeal.further is None:
                self.appeal.further = value
        for found in self._each(paragraph.text):
            if found.kind == "which":
                self._which(found, paragraph)
        return ("foot" if section in ("send", "copies", "previous") else section), None, None

    def _which(self, found: Caption, paragraph: Paragraph) -> None:
        nth = ordinal(found.values.get("ordinal", ""), "ordinal", found.language)
        if nth:
            self.appeal.sequence = Found(nth + 1, paragraph.lines)
        if match := BARE.search(found.values.get("number", "")):
            self._number(match[1], paragraph.first)

    def _close(self, section: str, held: Sequence[Paragraph], at: Caption | None) -> None:
        """Reads what stands below a caption."""
        match section:
            case "facts":
                self._facts(held)
            case "write":
                self._requests(held, at is not None and not at.ours)
            case "send" | "copies":
                self._recipients(held, section == "copies")
            case "letter":
                self._letter(held)
            case "background":
                for paragraph in joined_over_pages(held):
                    self.appeal.background.append(Found(paragraph.text, paragraph.lines, doubt(paragraph)))
            case "languages":
                text = " ".join(paragraph.text for paragraph in held)
                lines = tuple(line for paragraph in held for line in paragraph.lines)
                self._languages(text, lines)
                self._know_all(held)
            case "until":
                for paragraph in held:
                    if self.appeal.deadline is None and (dated := first_date(paragraph.text)):
                        self.appeal.deadline = Found(dated, paragraph.lines)
                        self._know_all([paragraph])
            case "people":
                for paragraph in held:
                    for line in paragraph.lines:
                        self._person(line)
            case "previous":
                for paragraph in held:
                    self._previous(paragraph)

    def _finish(self) -> None:
        found = self.appeal
        countries = [who.country.value for who in found.recipients if who.country and who.country.lines]
        if found.country is None and countries:
            first = next(who.country for who in found.recipients if who.country and who.country.lines)
            found.country = Found(first.value, first.lines, "from the addresses only")
        if not found.people:
            named = [value.value for who in found.recipients for value in (who.name, who.office) if value]
            found.commonest = commonest(self.lines, [*named, "Amnesty International"])
        for line in self.lines:
            if re.search(r"(?<!\w)Amnesty International(?!\w)|Международная Амнистия", line.text):
                said = "Amnesty International" if "Amnesty" in line.text else "Международная Амнистия"
                found.commonest = found.commonest
                found.questions.setdefault(
                    "action.issuer", [f"is {said} the organisation that issues it? ({source(line)})"]
                )
                break
