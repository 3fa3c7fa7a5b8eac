"""A web page as lines: its blocks are paragraphs, its cells columns, and what is hidden is no text."""

import itertools
from typing import Any

from ua_gen.importing.lines import TextLine, made

BLOCKS = {
    "address", "article", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section",
    "summary", "details", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
UNSEEN = {
    "aside", "button", "footer", "head", "iframe", "nav", "noscript", "script", "select", "style", "svg", "template",
    "textarea", "title",
}  # fmt: skip
BOLD = {"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt"}
SIZES = {"h1": 24.0, "h2": 18.0, "h3": 14.0}
DEEPEST = 300


def lines(text: str) -> list[TextLine]:
    """The lines of a page. Adjacent `<span>`s with nothing between them are lines: so addresses are written."""
    import tinyhtml5

    walker = _Walker()
    walker.walk(tinyhtml5.parse(text, namespace_html_elements=False), False, 0.0, False, 0, 0)
    walker.end_line()
    return walker.found


class _Walker:
    def __init__(self) -> None:
        self.found: list[TextLine] = []
        self.text = ""
        self.bold = True
        self.size = 0.0
        self.new, self.item, self.column = True, False, 0
        self.paragraph = 0
        self.columns = itertools.count(1)

    def end_line(self) -> None:
        if self.text.strip():
            if self.new:
                self.paragraph += 1
            line = made(self.text, f"par {self.paragraph}", new=self.new, gap=1.0 if self.new else 0.0, size=self.size,
                bold=self.bold, item=self.item, column=self.column)  # fmt: skip
            if line.text:
                self.found.append(line)
                self.new = False
        self.text, self.bold, self.size = "", True, 0.0

    def say(self, text: str | None, bold: bool, size: float) -> None:
        if text:
            self.text += text
            if text.strip():
                self.bold = self.bold and bold
                self.size = max(self.size, size)

    def walk(self, element: Any, bold: bool, size: float, item: bool, column: int, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in UNSEEN or depth > DEEPEST or _is_hidden(element):
            return
        if tag == "br":
            self.end_line()
            return
        block = tag in BLOCKS
        if block:
            self.end_line()
            self.new = True
            item = tag == "li" or (item and tag not in ("td", "div"))
        if tag in ("td", "th") and len([each for each in element.itertext() if each.strip()]) > 0:
            column = next(self.columns)
        bold, size = bold or tag in BOLD, SIZES.get(tag, size)
        self.item, self.column = item, column
        self.say(_blanks(element.text), bold, size)
        before = False
        for child in element:
            apart = before and child.tag == "span" and bool("".join(child.itertext()).strip())
            if apart:
                self.end_line()
            self.walk(child, bold, size, item, column, depth + 1)
            self.item, self.column = item, column
            before = child.tag == "span" and not child.tail and bool("".join(child.itertext()).strip())
            self.say(_blanks(child.tail), bold, size)
        if block:
            self.end_line()
            self.new = True


def _blanks(text: str | None) -> str:
    return " ".join(text.replace("\xa0", " ").split(" ")).replace("\n", " ") if text else ""


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or "display:none" in style or "visibility:hidden" in style
