"""Where the parts of a YAML file begin and end in its text, with their comments, commas and brackets."""

import re
from bisect import bisect_right
from typing import Any

from ua_gen.casefile.nodes import BLOCK, Node
from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.files.reading import LINE_BREAK

Path_ = tuple[str | int, ...]

FILLER = re.compile(r"(?:\s|,|(?<=\s)#[^\r\n\x85\u2028\u2029]*)*")  # Between the last item and the closing bracket.
COMMA = re.compile(r"\s*,")
REMARK = re.compile(r"(?<=\s)#[^\r\n\x85\u2028\u2029]*")


class Extents:
    """The extents of nodes in the text that they were read from, as offsets. What cannot be told for certain is refused
    with Problems (UA021).
    """

    def __init__(self, root: Node, text: str) -> None:
        self.root = root
        self.text = text
        self.starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def _node(self, path: Path_) -> Node:
        return self.root.find(path)[1]

    def _offset(self, mark: Any) -> int:
        return int(self.starts[mark.line] + mark.column) if mark.line < len(self.starts) else len(self.text)

    def _start(self, node: Node) -> int:
        return self._offset(node.event.start_mark)

    def _indent(self, holder: Node) -> str:
        return " " * int(holder.event.start_mark.column)

    def _mark(self, holder: Node) -> str:
        """The quotation marks that the first name of a map has: in JSON, all have them."""
        return self._mark_of(holder.pairs()[0][0])

    def _mark_of(self, node: Node) -> str:
        return self.text[self._start(node)] if node.event.style in ("'", '"') else ""

    def _end(self, node: Node) -> int:
        """Where a value ends. What libyaml tells of blocks is where the next thing begins."""
        start = self._start(node)
        if node.kind == "scalar":
            end = self._offset(node.event.end_mark)
            if node.event.style not in BLOCK:
                return end
            if "+" in LINE_BREAK.split(self.text[start:end], 1)[0].split("#")[0]:
                return end  # The empty lines below belong to it.
            return start + len(self.text[start:end].rstrip())
        parts = node.items() if node.kind == "list" else [value for _, value in node.pairs()]
        end = max([start, *(self._end(part) for part in parts[-1:])])
        bracket = self.text[start : start + 1]
        if not node.event.flow_style or bracket not in ("[", "{"):
            return end
        filler = FILLER.match(self.text, end if parts else start + 1)
        assert filler is not None
        if self.text[filler.end() : filler.end() + 1] != {"[": "]", "{": "}"}[bracket]:
            raise self._refused_at(node)
        return filler.end() + 1

    def _with_a_comma(self, holder: Node, index: int) -> tuple[int, int]:
        """The extent of a field in brackets with the comma behind it, or if it is the last, with that before it."""
        pairs = holder.pairs()
        start, end = self._start_of_pair(holder, pairs[index][0]), self._end(pairs[index][1])
        if index + 1 < len(pairs):
            between = self._until_pair(holder, pairs[index + 1], end)
            return start, end + (between.index(",") + 1 if "#" in between and "," in between else len(between))
        before = self._end(pairs[index - 1][1])
        if "#" not in self.text[before:start]:
            return before, end
        comma = COMMA.match(self.text, end)
        return start, comma.end() if comma else end  # The comma that is left before it does no harm.

    def _in_head(self, node: Node) -> list[str]:
        """The comment beside the mark of a text that begins in the next line."""
        block = getattr(node.event, "style", None) in BLOCK
        start = self._start(node)
        return REMARK.findall(self.text[start : self._next_line(start)]) if block else []

    def _comments(self, key: Node, node: Node) -> list[str]:
        """The comments between a name, its word, and the end of the line."""
        end = self._end(node)
        between, behind = self.text[self._end(key) : self._start(node)], self.text[end - 1 : self._below(end)]
        return [*REMARK.findall(between), *self._in_head(node), *REMARK.findall(behind, 1)]

    def _start_of_pair(self, holder: Node, key: Node) -> int:
        """Where a field begins: with its name, or with the question mark that YAML allows before it."""
        start = self._start(key)
        before = self.text[:start].rstrip()
        if before.endswith("?") and (not before[:-1] or before[-2] in " \t\r\n{,"):
            return len(before) - 1
        if not holder.event.flow_style and key.event.start_mark.column != holder.event.start_mark.column:
            raise self._refused_at(key)
        return start

    def _until_pair(self, holder: Node, pair: tuple[Node, Node], end: int) -> str:
        return self.text[end : self._start_of_pair(holder, pair[0])]

    def _bracketed(self, holder: Node, path: Path_) -> None:
        if self.text[self._start(holder)] != "{":  # `[type: detained]`: a map that is not seen to be one.
            raise self._refused(path)

    def _line_start(self, offset: int) -> int:
        return int(self.starts[bisect_right(self.starts, offset) - 1])

    def _next_line(self, offset: int) -> int:
        return int((*self.starts, len(self.text))[bisect_right(self.starts, offset)])

    def _below(self, end: int) -> int:
        """The line below a value: where it ends, if that is the beginning of a line, else the next."""
        return end if self._line_start(end) == end and end else self._next_line(end)

    def _refused(self, path: Path_) -> Problems:
        return self._refused_at(self._node(path))

    def _refused_at(self, node: Node) -> Problems:
        span: Span = node.span
        hint = "write each field in a line of its own, `name: value`, and each item of a list after `- `"
        return Problems([Diagnostic("UA021", "written in a way that cannot be changed safely", span, hint)])
