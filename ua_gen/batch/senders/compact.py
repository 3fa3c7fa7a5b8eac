"""The sound rows of a list in little memory: all are kept until the last letter is made, and a list can be long."""

import pickle
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from ua_gen.model import Sender


class Row(NamedTuple):
    """A sound row. `line` is that of the file, or the number of the row."""

    line: int
    sender: Sender


class PackedRows:
    """Rows that are made anew each time they are asked for, from bytes that lie end to end: 0.1 kB for each.

    The bytes are pickles that never leave this object.
    """

    def __init__(self) -> None:
        self.lines, self._ends, self._packed = array("Q"), array("Q", [0]), bytearray()

    def add(self, line: int, sender: Sender) -> None:
        self.lines.append(line)
        self._packed += pickle.dumps(tuple(vars(sender).values()))
        self._ends.append(len(self._packed))

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, index: int) -> Row:
        number = range(len(self))[index]
        values = pickle.loads(memoryview(self._packed)[self._ends[number] : self._ends[number + 1]])
        return Row(self.lines[number], Sender.model_construct(**dict(zip(Sender.model_fields, values, strict=True))))
