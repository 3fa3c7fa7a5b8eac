"""Files as text: read with a limit, decoded, and whether a line may hold what is not for the public."""

import contextlib
import os
import re
from itertools import islice
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems, Span, suggest
from ua_gen.files.kinds import IMPORTED, is_utf_16, kind_of_file
from ua_gen.files.marks import may_mark
from ua_gen.files.paths import is_pipe

MAX_BYTES = 1_000_000  # A long case file is 30 kB. A megabyte of YAML is a mistake or an attack.
MOST_BESIDE = 2000  # Names among which one is looked for that may be meant.
# In a text that may hold what is not to be repeated, even where it cannot be read. What seems to be a comment, in a
# line without quotation marks, counts only if it looks like a field.
MAY_BE_SECRET = re.compile(r"visib|\bvi\w[\w-]*[\"']?[ \t]*:|stop", re.IGNORECASE)  # It may be misspelt.
IN_REMARK = re.compile(r"visibility\W*:|(state|kind)\W*:\W*stop")
REMARK = re.compile(r"(?:^|(?<=\s))#.*")
LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # What YAML 1.1 counts as the end of a line.


def read_bytes(
    path: Path, name: str, most: int, hint: str = "is this the file you meant?", *, text: bool = False
) -> bytes:
    """The content of a file of at most `most` bytes. Raises Problems (UA001, UA003; UA004 for what is to be `text`)."""
    here = Span(name)
    try:
        if is_pipe(path):
            hint = "save what comes out of it as a file in a folder of its own, and name that"
            raise Problems([Diagnostic("UA001", "this is a pipe or a device, not a file", here, hint)])
        with path.open("rb") as file:
            data = file.read(most + 1)
    except IsADirectoryError:
        raise Problems([Diagnostic("UA001", "this is a folder, not a file", here)]) from None
    except (OSError, ValueError) as error:
        raise Problems([_unreadable(error, path, here)]) from None
    if text and (kind := kind_of_file(data)):
        hint = "`ua-gen import` writes a draft of a case from it"
        hint = hint if kind in IMPORTED else "`ua-gen new` writes a case to begin with: copy its facts into that"
        raise Problems([Diagnostic("UA004", f"this is {kind}, not a text file in YAML", here, hint)])
    if len(data) > most:
        raise Problems([Diagnostic("UA003", f"larger than {most // 1_000_000} MB", here, hint)])
    return data


def read_text(path: Path, name: str) -> str:
    """The text of a UTF-8 file. Raises Problems (UA001 to UA004); `name` is the path as the user gave it."""
    hint = "is this the file you meant? A case file is seldom longer than 30 kB"
    return decode(read_bytes(path, name, MAX_BYTES, hint, text=True), name)


def decode(data: bytes, name: str) -> str:
    """The text of UTF-8. Raises Problems (UA002) with the place of the first byte that is not."""
    if is_utf_16(data):
        hint = "save the file as UTF-8; in most editors: Save as, encoding (Notepad calls UTF-16 “Unicode”)"
        raise Problems([Diagnostic("UA002", "not UTF-8, but UTF-16", Span(name), hint)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = len(LINE_BREAK.findall(before)) + 1
        start = LINE_BREAK.split(before)[-1]
        whole = data.decode("utf-8", "replace")
        text = "" if may_be_secret(whole) else LINE_BREAK.split(whole)[line - 1]
        span = Span(name, line, len(start) + 1, len(start) + 2, text)
        hint = "save the file as UTF-8; in most editors: Save as, encoding"
        raise Problems([Diagnostic("UA002", f"not UTF-8: byte 0x{data[error.start]:02x}", span, hint)]) from None


def may_be_secret(text: str) -> bool:
    """Whether nobody can tell which lines of a text that cannot be read may be quoted."""
    text = text.replace("\0", "")  # UTF-16 has a zero beside each letter.
    return any(map(_line_may_be_secret, LINE_BREAK.split(text)))


def _line_may_be_secret(line: str) -> bool:
    if not _is_marked(line):
        return False
    remark = None if "'" in line or '"' in line else REMARK.search(line)
    return not remark or _is_marked(line[: remark.start()]) or bool(IN_REMARK.search(remark[0]))


def _is_marked(line: str) -> bool:
    return bool(MAY_BE_SECRET.search(line)) or may_mark(line)


def _unreadable(error: OSError | ValueError, path: Path, here: Span) -> Diagnostic:
    match error:
        case FileNotFoundError():
            hint = suggest(path.name, _beside(path)) or "check the spelling and the folder you are in"
            return Diagnostic("UA001", "no such file", here, hint)
        case PermissionError():
            return Diagnostic("UA001", "you may not read this file", here, "check its permissions")
        case _:
            reason = getattr(error, "strerror", None) or str(error)
            return Diagnostic("UA001", f"cannot be read: {reason}", here)


def _beside(path: Path) -> list[str]:
    """Files that stand where one was looked for, with the same ending."""
    with contextlib.suppress(OSError):
        with os.scandir(path.parent) as entries:
            names = [entry.name for entry in islice(entries, MOST_BESIDE)]
        ending = path.suffix.lower()
        return sorted(name for name in names if name.lower().endswith(ending) and not name.startswith("."))
    return []
