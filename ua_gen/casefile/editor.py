"""Changes of a YAML file in its text: comments, order, quoting and line ends stay as they were written.

Each change is made twice, in the text and in the plain data. Whoever asks for the result gets it only if reading the
new text gives the new data: a way of writing that was not thought of is refused, never spoiled.
"""

import copy
import json
import re
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from ua_gen.casefile.extents import Extents
from ua_gen.casefile.nodes import Node
from ua_gen.casefile.parser import EMPTY, parse
from ua_gen.files.reading import LINE_BREAK

Path_ = tuple[str | int, ...]

PLAIN = re.compile(r"[A-Za-z0-9](?:[\w ./+-]*\w)?", re.ASCII)  # What needs no quotation marks anywhere.
# A comment that is about its own line must not come to be about another.
OF_ITS_LINE = re.compile(r"#[ \t]*ua-gen:")


class Editor(Extents):
    """The text of a file while it is being changed. Places are those of the text as it was read."""

    def __init__(self, root: Node, text: str, name: str) -> None:
        super().__init__(root, text)
        self.name = name
        self.data: Any = copy.deepcopy(root.plain())
        self.changes: list[tuple[int, int, str]] = []
        first = re.search("\r\n|\r|\n", text)
        self.line_end = first[0] if first else "\n"

    def result(self) -> str:
        """The changed text. Raises Problems (UA021) if it does not say what it should."""
        pieces: list[str] = []
        done = 0
        for start, end, new in sorted(self.changes, key=itemgetter(0, 1)):  # Of several at one place, in their order.
            if start < done:
                raise self._refused(())
            pieces += self.text[done:start], new
            done = end
        text = "".join(pieces) + self.text[done:]
        root, diagnostics = parse(text, self.name)
        where = difference(self.data, root.plain()) if root and not diagnostics else ()
        if where is not None:
            raise self._refused(where)
        return text

    def is_block(self, *path: str | int) -> bool:
        """Whether a list or map has its parts in lines of their own, so that a comment can stand among them."""
        node = self._node(path)
        return node.kind != "scalar" and not node.event.flow_style

    def set(self, value: str, *path: str | int) -> None:
        """Replaces a text, or a map's field; a field that is not there yet is added."""
        key, node = self.root.find(path)
        if key is None or str(key.value) != path[-1]:
            self.add(value, None, *path)
            return
        if node.kind != "scalar":
            raise self._refused(path)
        start, end = self._start(node), self._end(node)
        end = start + len(self.text[start:end].rstrip())  # The line ends that a block keeps part it from what follows.
        space = " " if start == end else ""  # It was left empty: the colon needs a space.
        comment = "".join(f"  {comment}" for comment in self._in_head(node))
        self._change(start, end, space + _written(value, self._mark_of(node)) + comment)
        self._holder(path)[str(path[-1])] = value

    def add(self, value: str, after: str | None, *path: str | int) -> None:
        """Adds a field to a map: after that of the name `after`, or where sources are cited, before that, or last."""
        holder = self._node(path[:-1])
        pairs = holder.pairs()
        names = [str(key.value) for key, _ in pairs]
        if not pairs or str(path[-1]) in names:
            raise self._refused(path[:-1])
        index = names.index(after) if after in names else len(names) - 1
        if after is None and names[-1] == "source" and len(names) > 1:
            index -= 1
        node = pairs[index][1]
        if holder.event.flow_style:
            self._bracketed(holder, path[:-1])
            mark = self._mark(holder)
            bare = value == "true" or value.isdecimal()  # In JSON, too.
            written = _written(value, "" if bare else mark)
            self._change(self._end(node), None, f", {mark}{path[-1]}{mark}: {written}")
        else:
            self._line_below(self._end(node), f"{self._indent(holder)}{path[-1]}: {_written(value, '')}")
        self._holder(path)[str(path[-1])] = value

    def rename(self, name: str, *path: str | int) -> None:
        """Gives a field another name; its value stays as it is."""
        key, _ = self.root.find(path)
        assert key is not None
        mark = self._mark_of(key)
        self._change(self._start(key), self._end(key), f"{mark}{name}{mark}")
        holder = self._holder(path)
        holder[name] = holder.pop(str(path[-1]))

    def remove(self, *path: str | int) -> None:
        """Removes a field of a map. A comment beside it stays, in a line of its own."""
        holder = self._node(path[:-1])
        pairs = holder.pairs()
        index = [str(key.value) for key, _ in pairs].index(str(path[-1]))
        key, node = pairs[index]
        start, end = self._start_of_pair(holder, key), self._end(node)
        self._holder(path).pop(str(path[-1]))
        if len(pairs) == 1:
            raise self._refused(path)
        if holder.event.flow_style:
            self._bracketed(holder, path[:-1])
            self._change(*self._with_a_comma(holder, index), "")
            return
        line = self._line_start(start)
        if self.text[line:start].strip():  # `- index: …`: what stands before it belongs to what follows.
            if index + 1 == len(pairs):
                raise self._refused(path)
            self._change(start, end + len(self._until_pair(holder, pairs[index + 1], end)), "")
            return
        kept = [comment for comment in self._comments(key, node) if not OF_ITS_LINE.match(comment)]
        new = "".join(f"{self.text[line:start]}{comment}{self.line_end}" for comment in kept)
        self._change(line, self._below(end), new)

    def keep(self, indexes: Sequence[int], *path: str | int) -> None:
        """Removes all other items of a list, with the comments in lines of their own above each."""
        holder = self._node(path)
        items = holder.items()
        if not indexes:
            raise self._refused(path)
        if holder.event.flow_style:
            written = ", ".join(self.text[self._start(items[i]) : self._end(items[i])] for i in indexes)
            self._change(self._start(holder) + 1, self._end(holder) - 1, written)
        else:
            for index in range(len(items)):
                if index not in indexes:
                    end = self._end(items[index])
                    start = self._below(self._end(items[index - 1])) if index else self._dash(holder, items[0])
                    self._change(start, self._below(end), "")
        found = self._at(path)
        found[:] = [found[index] for index in indexes]

    def _dash(self, holder: Node, item: Node) -> int:
        """Where the line of a list's first item begins, or the first of the comments right above it."""
        line = self._line_start(self._start(item))
        if not re.fullmatch(r"[ \t]*-[ \t]+", self.text[line : self._start(item)]):
            raise self._refused_at(holder)
        while line and re.match(r"[ \t]*#", above := self.text[self._line_start(line - 1) : line]) and above.strip():
            line = self._line_start(line - 1)
        return line

    def append(self, value: dict[str, str], *path: str | int) -> None:
        """Adds a map of words to the end of a list."""
        holder, written = self._node(path), _written_map(value, self._mark(self.root))
        if not holder.items():
            self._change(self._start(holder) + 1, None, written)
        elif holder.event.flow_style:
            self._change(self._end(holder.items()[-1]), None, f", {written}")
        else:
            self._line_below(self._end(holder.items()[-1]), f"{self._indent(holder)}- {written}")
        self._at(path).append(value)

    def add_list(self, value: dict[str, str], after: str, name: str) -> None:
        """Adds a field with a list of one map of words below another field of the file."""
        end, mark = self._end(self._node((after,))), self._mark(self.root)
        written = _written_map(value, mark)
        if self.is_block():
            self._line_below(end, f"{self._indent(self.root)}{name}:", f"{self._indent(self.root)}  - {written}")
        else:
            self._change(end, None, f", {mark}{name}{mark}: [{written}]")
        self.data[name] = [value]

    def begin(self, lines: list[str]) -> None:
        """Writes comments at the beginning of the file; below a first line that tells editors of the schema."""
        place = self._next_line(0) if re.match(r"#[ \t]*yaml-language-server", self.text) else 0
        self._change(place, None, "".join(f"# {line}{self.line_end}" for line in lines))

    def comment_above(self, lines: list[str], *path: str) -> None:
        """Writes comments in lines of their own above a field of a block, or above the one that it is the first of."""
        for length in range(len(path), 0, -1):
            key, _ = self.root.find(path[:length])
            assert key is not None
            start = self._start_of_pair(self._node(path[: length - 1]), key)
            line = self._line_start(start)
            indent = self.text[line:start]
            if not indent.strip():
                self._change(line, None, "".join(f"{indent}# {said}{self.line_end}" for said in lines))
                return
        raise self._refused(path)

    def comment_in(self, lines: list[str], *path: str | int) -> None:
        """Writes comments below the last item of a block list."""
        holder = self._node(path)
        self._line_below(self._end(holder), *(f"{self._indent(holder)}# {said}" for said in lines))

    def comment_after(self, lines: list[str], name: str) -> None:
        """Writes comments below a field of the file, whose fields stand in lines; an empty one is an empty line."""
        indent = self._indent(self.root)
        self._line_below(self._end(self._node((name,))), *(f"{indent}# {said}" if said else "" for said in lines))

    def _at(self, path: Path_) -> Any:
        found = self.data
        for step in path:
            found = found[step]
        return found

    def _holder(self, path: Path_) -> Any:
        return self._at(path[:-1])

    def _change(self, start: int, end: int | None, new: str) -> None:
        self.changes.append((start, start if end is None else end, new))

    def _line_below(self, end: int, *lines: str) -> None:
        """Adds lines below the one in which something ends."""
        place = self._below(end)
        open_ended = place == len(self.text) and self._line_start(place) != place
        self._change(place, None, (self.line_end if open_ended else "") + "".join(x + self.line_end for x in lines))


def _written(value: str, mark: str) -> str:
    """A text as YAML, in the quotation marks that the old one had."""
    if mark == "'" and not LINE_BREAK.search(value):
        return "'" + value.replace("'", "''") + "'"
    if mark or not PLAIN.fullmatch(value) or value in EMPTY:
        return json.dumps(value, ensure_ascii=bool(LINE_BREAK.search(value)))
    return value


def _written_map(value: dict[str, str], mark: str) -> str:
    return "{" + ", ".join(f"{mark}{name}{mark}: {_written(text, mark)}" for name, text in value.items()) + "}"


def difference(wanted: Any, found: Any, path: Path_ = ()) -> Path_ | None:
    """The first place where two pieces of data differ; None where they are the same but for the ends of texts."""
    if isinstance(wanted, dict) and isinstance(found, dict) and wanted.keys() == found.keys():
        steps: Any = wanted
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        steps = range(len(wanted))
    elif isinstance(wanted, str) and isinstance(found, str):
        return None if wanted.rstrip() == found.rstrip() else path
    else:
        return None if wanted is None and found is None else path
    return next((d for step in steps if (d := difference(wanted[step], found[step], (*path, step))) is not None), None)
