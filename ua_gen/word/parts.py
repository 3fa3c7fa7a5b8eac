"""A composed page of HTML as the parts of a Word document: paragraphs with their styles, tables, pictures."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "details", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "ul",
}  # fmt: skip
BOLD, ITALIC = {"b", "strong", "th"}, {"i", "em", "cite"}
# What has no words, and what is no part of the page.
UNSEEN = {"base", "col", "colgroup", "head", "link", "meta", "script", "style", "template", "title"}
PICTURES = {"audio", "canvas", "embed", "img", "object", "picture", "svg", "video"}
ABREAST = 3  # So many sign beside each other.
BLANKS = re.compile("[ \t\n\r\f]+")  # As HTML has it: not what keeps words together.


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph that look alike. Lines end in `\\n`."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    small: bool = False
    blank: bool = False  # Something to be filled in; the text says what.


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is the name without `UA`; `place` the id of something that stands apart, such as `address`."""

    style: str
    runs: tuple[Run, ...]
    place: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """Room for a signature."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each with its paragraphs. `heads`: so many rows stand again on each page. `form`: to be signed."""

    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    heads: int = 0
    form: bool = False
    ruled: bool = True


Part = Paragraph | Space | Table


@dataclass(frozen=True, slots=True)
class Page:
    """What a composed page holds, in its order, and what stands at the foot of each page."""

    title: str
    body: tuple[Part, ...]
    foot: tuple[Paragraph, ...]
    left_out: tuple[str, ...]  # Elements that Word files do not show.


@cache
def _classes() -> dict[str, Any]:
    text = (files("ua_gen.word") / "classes.yaml").read_bytes()
    return yaml.load(text, Loader=yaml.CSafeLoader)  # type: ignore[no-any-return]


def parts(html: str, document: str, letterhead: bool = False) -> Page:
    """The parts of a page. What its style sheet says is not looked at: elements and classes tell what a text is.

    `letterhead`: the pages have one of their own.
    """
    import tinyhtml5

    root = tinyhtml5.parse(html, namespace_html_elements=False)
    data = _classes()
    walker = _Walker(data["styles"], data["elements"], data["documents"].get(document, {}), frozenset(data["lines"]))
    walker.skipped |= {"letterhead"} if letterhead else set()
    body = root.find("body")
    walker.blocks(body, "")
    title = root.findtext("head/title") or ""
    return Page(
        _collapsed(title).strip(), tuple(walker.found), tuple(walker.foot), tuple(dict.fromkeys(walker.left_out))
    )


class _Walker:
    def __init__(
        self, styles: Mapping[str, str], elements: Mapping[str, str], own: Mapping[str, str], lines: frozenset[str]
    ) -> None:
        self.styles, self.elements, self.own, self.lines = {**styles, **own}, {**elements, **own}, own, lines
        self.found: list[Part] = []
        self.foot: list[Paragraph] = []
        self.left_out: list[str] = []
        self.caption = ""  # What the first thing to be filled in is.
        self.skipped = {"fold"}  # Classes that are not shown.
        self.by_hand = False  # What is to be filled in here is so on paper.

    def blocks(self, element: Any, style: str) -> None:
        """What an element holds; `style` is that of what it stands in."""
        if _hidden(element):
            return
        tag, classes = element.tag, (element.get("class") or "").split()
        own = next((self.styles[name] for name in classes if name in self.styles), "")
        if self.skipped.intersection(classes):
            return
        if tag in PICTURES:
            self.left_out.append(tag)
        elif "signature" in classes:
            self.found.append(Space())
            if "fill" in classes and self.caption:
                self.found.append(Paragraph("Signature", (Run(self.caption, blank=True),)))
        elif "foot" in classes:
            self.foot += self._paragraph(element, "Head")
        elif tag == "table":
            self._table(element)
        elif tag == "dl":
            self._pairs(element)
        elif "signatures" in classes:
            signed = [tuple(self._paragraph(each, "Signature Line")) for each in element]
            rows = (tuple(signed[place : place + ABREAST]) for place in range(0, len(signed), ABREAST))
            self.found.append(Table(tuple(rows), ruled=False))
        elif tag in ("ul", "ol"):
            for item in element:
                self.found += self._paragraph(item, "Note" if tag == "ol" else "Request")
        elif any(_is_block(child) for child in element):
            self.by_hand = "hand" in classes
            self._mixed(element, own or style)
            self.by_hand = False
        elif tag in ("p", "div"):
            below = bool(self.found) and isinstance(self.found[-1], Space)
            self.found += self._paragraph(element, own or style or ("Signature" if below else self.elements[tag]))
        else:
            self.found += self._paragraph(element, own or self.elements.get(tag, style or "Text"))

    def _mixed(self, element: Any, style: str) -> None:
        """An element with blocks in it, and perhaps words around them."""
        loose: list[Run] = []

        def flush() -> None:
            runs = _trimmed(loose)
            loose.clear()
            if runs:
                self.found.append(Paragraph(style or "Text", runs))

        loose += _words(element.text)
        for child in element:
            if _is_block(child):
                flush()
                self.blocks(child, style)
            elif not _hidden(child):
                loose += self._inline(child, Run(""))
            loose += _words(child.tail)
        flush()

    def _paragraph(self, element: Any, style: str) -> list[Paragraph]:
        """None where there is nothing in it."""
        runs = _trimmed(self._inline(element, Run("")))
        if not runs:
            return []
        if runs[0] == Run("", blank=True):  # A line to sign on, and what is written there below it.
            style, runs = "Signature Line", _trimmed(runs[1:])
        return [Paragraph(style, runs, element.get("id") or "")]

    def _inline(self, element: Any, look: Run) -> list[Run]:
        tag, classes = element.tag, (element.get("class") or "").split()
        if not isinstance(tag, str) or _hidden(element):
            return []
        if tag == "br":
            return [replace(look, text="\n")]
        if tag in PICTURES:
            self.left_out.append(tag)
            return []
        if "fill" in classes and tag == "span":
            return [Run("", blank=True)]
        look = replace(
            look,
            bold=look.bold or tag in BOLD or "number" in classes,
            italic=look.italic or tag in ITALIC,
            raised=look.raised or tag == "sup",
            small=look.small or "caption" in classes,
        )
        runs = _words(element.text, look)
        before = False  # Whether the last thing was an element, with nothing behind it.
        for child in element:
            inner = self._inline(child, look)
            in_line = bool(self.lines.intersection((child.get("class") or "").split()))
            if inner and inner[0].small and runs and runs[-1] == Run("", blank=True) and not self.by_hand:
                inner = self._captioned(inner, runs)
            elif inner and (in_line or (runs and runs[-1].text == "\n\n")):
                if runs and not runs[-1].text.endswith("\n"):
                    runs.append(replace(look, text="\n"))
            elif inner and before and not in_line:
                runs.append(replace(look, text=" " if runs and runs[-1].bold and not look.bold else " · "))
            runs += inner
            before = bool(inner) and not child.tail and child.tag == "span"
            tail = _words(child.tail, look)
            if in_line and inner and any(run.text.strip() for run in tail):
                runs.append(replace(look, text="\n"))
            runs += tail
        return runs

    def _captioned(self, caption: list[Run], runs: list[Run]) -> list[Run]:
        """What is to be filled in, with what it is called; several lines for it are one."""
        while runs and ((runs[-1].blank and not runs[-1].text) or runs[-1].text == "\n"):
            runs.pop()
        text = "".join(run.text for run in caption).strip()
        self.caption = self.caption or text
        line = [Run("\n")] if runs else []
        return [*line, Run(text, blank=True)]

    def _table(self, element: Any) -> None:
        rows, heads, form = [], 0, False
        for row in element.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            is_head = all(cell.tag == "th" for cell in cells)
            heads += is_head
            form = form or any(not "".join(cell.itertext()).strip() for cell in cells)
            rows.append(tuple(tuple(self._paragraph(cell, "Table Head" if is_head else "Table")) for cell in cells))
        self.found.append(Table(tuple(rows), heads, form))

    def _pairs(self, element: Any) -> None:
        """A list of captions and what belongs to them: a table of two columns."""
        rows = []
        captions: tuple[Paragraph, ...] = ()
        for each in element.iter():
            if each.tag == "dt":
                captions = tuple(self._paragraph(each, "Table Head"))
            elif each.tag == "dd":
                said = " ".join(run.text for paragraph in captions for run in paragraph.runs)
                empty = Run("", blank=True)
                runs = [replace(run, text=said) if run == empty else run for run in self._lines(each)]
                rows.append((captions, (Paragraph("Table", _trimmed(runs)),)))
        self.found.append(Table(tuple(rows)))

    def _lines(self, element: Any) -> list[Run]:
        """All words in an element, whatever blocks they stand in."""
        runs = self._inline(element, Run(""))
        return [run for run in runs if run.text or run.blank]


def _hidden(element: Any) -> bool:
    return not isinstance(element.tag, str) or element.get("hidden") is not None or element.tag in UNSEEN


def _is_block(element: Any) -> bool:
    return isinstance(element.tag, str) and (element.tag in BLOCKS or (element.tag == "img"))


def _words(text: str | None, look: Run = Run("")) -> list[Run]:
    return [replace(look, text=_collapsed(text))] if text else []


def _collapsed(text: str) -> str:
    return BLANKS.sub(" ", text)


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs without blanks and line ends at their beginning and end, and with one blank where several came together."""
    found: list[Run] = []
    for run in runs:
        text = run.text
        if not run.blank:
            before = found[-1].text if found and not found[-1].blank else ""
            if (not found or before.endswith((" ", "\n"))) and not (found and found[-1].blank):
                text = text.lstrip(" ")
            if text.startswith("\n"):
                if found and not found[-1].blank:
                    found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
                if not found:
                    text = text.lstrip("\n ")
        if text or run.blank:
            same = (
                found and not run.blank and not found[-1].blank and replace(found[-1], text="") == replace(run, text="")
            )
            if same:
                found[-1] = replace(found[-1], text=found[-1].text + text)
            else:
                found.append(replace(run, text=text))
    while found and not found[-1].blank and not found[-1].text.rstrip(" \n"):
        found.pop()
    if found and not found[-1].blank:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
    return tuple(found)
