"""The public copy of a case: its text without what is not for the public, and without its comments."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.edit import Editor, difference
from ua_gen.model import CLOSED, REASONS, Case, citing_nothing_public
from ua_gen.reader import Loaded, read_case_text
from ua_gen.source import BLOCK, LINE_BREAK, parse

# The line for editors, with a bare name of a file or an address: a path may have the name of a user or a folder in it.
SCHEMA = re.compile(r"#[ \t]*yaml-language-server:[ \t]*\$schema=(?:https?://[^\s@#]+|[\w-][\w.-]*)[ \t]*")
IGNORE = re.compile(r"#[ \t]*ua-gen:[ \t]*ignore[ \t:]+(UA\d{3}(?:(?:[ \t]*,)?[ \t]*UA\d{3})*)(?![\w-])")
COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
GONE = "\x00"  # Stands for a comment that has gone: no YAML file has it.
ALONE = re.compile(f"^[ \\t]*{GONE}(\r\n|\r|\n|\\Z)", re.MULTILINE)
BESIDE = re.compile(f"(?<![ \\t])[ \\t]*{GONE}")  # Each run of spaces is looked at once.
Change = tuple[list[int], tuple[str | int, ...]]  # The items of a list that stay, and its place; none: it goes.
HINT = "write each field in a line of its own, `name: value`, and each item of a list after `- `"


def redact(loaded: Loaded[Case], case: Case, name: str) -> Loaded[Case]:
    """The public copy of a case, as a file of this name.

    Comments go, for anything may stand in them; only codes to be ignored and the place of the schema stay. Raises
    Problems if a fact that is not for the public closes the action (UA023), or the text cannot be changed (UA021).
    """
    for index, status in enumerate(case.status):
        if status.visibility != "public" and status.state in CLOSED and not status.superseded:
            message = "this action is closed by a status that is not for the public: no copy may go on without it"
            hint = "`ua-gen update --stop` drafts the document that stops it without giving a reason"
            raise Problems([Diagnostic("UA023", message, loaded.span("status", index), hint)])
    text = loaded.text
    for changes in filter(None, _changes(case)):
        text = _changed(text, loaded.name, changes)
    text = _without_comments(text, loaded.name)
    copy = read_case_text(text, name)
    if copy.value is None:
        raise Problems(copy.diagnostics)
    return copy


def _changes(case: Case) -> Iterator[list[Change]]:
    """What is to be changed in one pass each: first inside what stays, as long as nothing has moved."""
    unnamed = citing_nothing_public(case)
    sources = [i for i, one in enumerate(case.sources) if one.visibility == "public" and one.id not in unnamed]
    gone = {source.id for source in case.sources} - {case.sources[index].id for index in sources}
    recipients = [index for index, one in enumerate(case.recipients) if one.visibility == "public"]
    unreached = {one.id for one in case.recipients} - {case.recipients[index].id for index in recipients}
    kept: dict[str, list[int]] = {}
    told: dict[str, list[Change]] = {field: [] for field in REASONS}
    for group in ("status", "events"):
        facts = getattr(case, group)
        kept[group] = [index for index, fact in enumerate(facts) if fact.visibility == "public"]
        for index in kept[group]:
            stopped = group == "status" and (case.action.kind == "stop" or facts[index].state == "stopped")
            for field in REASONS:
                value = getattr(facts[index], field, None)
                if value is not None and (stopped or (field == "source" and value in gone)):
                    told[field].append(([], (group, index, field)))
    if case.outcome and case.outcome.source in gone:
        told["source"].append(([], ("outcome", "source")))
    yield from told.values()
    kept["requests"] = []
    fewer: list[Change] = []
    for index, request in enumerate(case.requests):
        left = [place for place, to in enumerate(request.to) if to not in unreached]
        if left or not request.to:
            kept["requests"].append(index)
            if len(left) < len(request.to):
                fewer.append((left, ("requests", index, "to")))
    yield fewer
    kept |= {"recipients": recipients, "sources": sources}
    for group, indexes in kept.items():
        if len(indexes) < len(getattr(case, group)):
            yield [(indexes, (group,))]


def _changed(text: str, name: str, changes: Sequence[Change]) -> str:
    root, _ = parse(text, name)
    assert root is not None  # Each step has been read again before.
    edit = Editor(root, text, name)
    for indexes, path in changes:
        if indexes:
            edit.keep(indexes, *path)
        else:
            edit.remove(*path)
    return edit.result()


def _without_comments(text: str, name: str) -> str:
    """The text without comments. Raises Problems (UA021) if anything else would be lost, or one would stay."""
    text = text.removeprefix("\ufeff")
    starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]
    pieces: list[str] = []
    done = 0
    for start, end in _outside(text, starts):
        pieces += [text[done:start], COMMENT.sub(_what_stays, text[start:end])]
        done = end
    marked = "".join(pieces) + text[done:]
    written = BESIDE.sub("", ALONE.sub("", marked))
    before, after = parse(text, name)[0], parse(written, name)[0]
    if before is None or after is None or difference(before.plain(), after.plain()) is not None:
        raise Problems([Diagnostic("UA021", "comments cannot be removed safely", Span(name), HINT)])
    return written


def _what_stays(found: "re.Match[str]") -> str:
    if SCHEMA.fullmatch(found[0]):
        return found[0]
    ignored = IGNORE.match(found[0])
    return f"# ua-gen: ignore {ignored[1]}" if ignored else GONE


def _outside(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """The parts of a YAML text that are no texts themselves: all comments are there."""
    done = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if not isinstance(event, yaml.ScalarEvent):
            continue
        start = _offset(event.start_mark, starts, text)
        if event.style in BLOCK:  # What stands beside its mark is a comment, too.
            head = LINE_BREAK.search(text, start)
            yield done, head.start() if head else len(text)
            done = _offset(event.end_mark, starts, text) if head else len(text)
        else:
            yield done, start
            done = _offset(event.end_mark, starts, text)
    yield done, len(text)


def _offset(mark: Any, starts: list[int], text: str) -> int:
    return int(starts[mark.line] + mark.column) if mark.line < len(starts) else len(text)
