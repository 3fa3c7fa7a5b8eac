"""The public copy of a case: its text without what is not for the public, and without its comments."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any, Literal

import yaml

from ua_gen.casefile.editor import Editor, difference
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.casefile.nodes import BLOCK
from ua_gen.casefile.parser import parse
from ua_gen.diagnostics import Diagnostic, Problems, Span
from ua_gen.files.images import ImageError, cleared_file
from ua_gen.files.reading import LINE_BREAK
from ua_gen.model import CLOSED, REASONS, Case, citing_nothing_told, closes, endings, is_told

# Before the first field of a file, with addresses in them: where tags are explained. They mean nothing here.
DIRECTIVES = re.compile(r"\A\s*(?:%[^\r\n]*\s*)+")
EDITORS = re.compile(r"^[ \t]*#[ \t]*yaml-language-server|\A(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+)*%", re.MULTILINE)
IGNORE = re.compile(r"#[ \t]*ua-gen:[ \t]*ignore[ \t:]+(UA\d{3,4}(?:(?:[ \t]*,)?[ \t]*UA\d{3,4})*)(?![\w-])")
COMMENT = re.compile(r"#[^\r\n\x85\u2028\u2029]*")
GONE = "\x00"  # Stands for a comment that has gone: no YAML file has it.
ALONE = re.compile(f"^[ \\t]*{GONE}(\r\n|\r|\n|\\Z)", re.MULTILINE)
BESIDE = re.compile(f"(?<![ \\t])[ \\t]*{GONE}")  # Each run of spaces is looked at once.
# Of a list the items that stay, of a field what it says instead, or nothing: it goes. Then its place.
Change = tuple[list[int] | str | None, tuple[str | int, ...]]
# What stands where people were named who are not the case's.
PERMITTED, CREDITED, TRANSLATED = "on file", "Private", "not named"
HINT = "write each field in a line of its own, `name: value`, and each item of a list after `- `"


def redact(loaded: Loaded[Case], case: Case, name: str) -> Loaded[Case]:
    """The public copy of a case, as a file of this name, with pictures by the names of `pictures`.

    Comments go, for anything may stand in them; only codes to be ignored stay. Raises Problems if a fact that is not
    for the public closes the action (UA023), or the text cannot be changed (UA021).
    """
    if place := _closed_in_secret(loaded, case):
        what = {"status": "a status", "events": "an event"}.get(str(place[0]), "something")
        message = f"this action is closed by {what} that is not for the public: no copy may go on without it"
        hint = "`ua-gen update --stop` drafts the document that stops it without giving a reason"
        raise Problems([Diagnostic("UA023", message, loaded.span(*place), hint)])
    changes = [*_replaced(loaded, case), *((public_name(file), place) for file, place in _photographs(case))]
    return _copied(loaded, case, name, changes)


def _closed_in_secret(loaded: Loaded[Case], case: Case) -> tuple[str | int, ...] | None:
    """Where something that is not for the public closes the case, or would be missed by whoever asks the gate of the
    copy."""
    for index, status in enumerate(case.status):
        if status.visibility != "public" and status.state in CLOSED and not status.superseded:
            return "status", index
    always = datetime.date.max
    for ending in endings(case, always):
        if not ending.is_public:
            return ending.place
    known = {person.id for person in case.people}
    for index, event in enumerate(case.events):  # Of nobody knows whom.
        hidden = event.visibility != "public" and closes(event)
        if hidden and not known.issuperset(event.people):
            return "events", index
    public = loaded.public().value
    return endings(case, always)[0].place if endings(case, always) and public and not endings(public, always) else None


def without_reasons(loaded: Loaded[Case], case: Case, name: str) -> Loaded[Case]:
    """The case as a stop may tell it: without what `redact` takes out, whatever closes the action, without pictures
    and without what was noted of any state. Raises Problems (UA021)."""
    gone: list[Change] = [(None, place[:-1]) for _, place in _photographs(case)]
    changes = [change for change in _replaced(loaded, case) if "photograph" not in change[1]]
    stop = case.model_copy(update={"action": case.action.model_copy(update={"kind": "stop"})})
    return _copied(loaded, stop, name, [*changes, *gone])


def _copied(loaded: Loaded[Case], case: Case, name: str, said: list[Change]) -> Loaded[Case]:
    text = loaded.text
    try:
        for changes in filter(None, (said, *_changes(case))):
            text = _changed(text, loaded.name, changes)
        text = _without_comments(text, loaded.name)
    except Problems as problems:  # By now no place is known for one that may be quoted.
        quiet = [replace(one, span=one.span and replace(one.span, source="")) for one in problems.diagnostics]
        raise Problems(quiet) from None
    copy = read_case_text(text, name)
    if copy.value is None:
        raise Problems(copy.diagnostics)
    return copy


# --- people who are named beside the case ----------------------------------------------------------------------------

Names = Literal["permission", "credit", "by"]


def named_beside(loaded: Loaded[Case], case: Case) -> Iterator[tuple[Names, tuple[str | int, ...]]]:
    """Where people are named who helped with a case: who permitted a photograph, took it, or translated."""
    for index, person in enumerate(case.people):
        if photograph := person.photograph:
            here = ("people", index, "photograph")
            if photograph.permission != PERMITTED:
                yield "permission", (*here, "permission")
            if photograph.credit != CREDITED and _names_relatives(photograph.credit, case):
                yield "credit", (*here, "credit")
    translations = loaded.root.find(("translations",)) if loaded.root and case.translations else (None, None)
    for key, entry in translations[1].pairs() if translations[1] else ():
        if entry.find(("by",))[1].value != TRANSLATED:
            yield "by", ("translations", str(key.value), "by")


def instead(loaded: Loaded[Case], case: Case) -> list[tuple[str, str]]:
    """The fields in which the public copy names somebody no more, as people call them, and what they say there."""
    return [(".".join(map(str, place)), str(word)) for word, place in _replaced(loaded, case)]


def _replaced(loaded: Loaded[Case], case: Case) -> list[Change]:
    words: dict[Names, str] = {"permission": PERMITTED, "credit": CREDITED, "by": TRANSLATED}
    return [(words[what], place) for what, place in named_beside(loaded, case)]


def _names_relatives(credit: str, case: Case) -> bool:
    """Whether a credit has a word for relatives, or part of the name of somebody in the case, which families share."""
    said = credit.casefold()
    words = set(re.findall(r"[^\W\d_](?:[^\W\d_]|[-'’‘ʻ](?=[^\W\d_]))*", said))
    if any(relative.search(said) for relative in _relatives()):
        return True
    own = {part for person in case.people for name in person.name.root.values() for part in name.casefold().split()}
    # Names change their ends: Askarov, Askarova.
    return any(word[:5] == part[:5] for word in words for part in own if len(part) >= 5 and len(word) >= 5) or bool(
        own & {word for word in words if len(word) > 2}
    )


@cache
def _relatives() -> tuple["re.Pattern[str]", ...]:
    data = yaml.load((files("ua_gen.languages") / "relatives.yaml").read_bytes(), Loader=yaml.CBaseLoader)
    found = []
    for tag, words in data.items():
        parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
        edges = ("", "") if tag.startswith("zh") else (r"(?<!\w)", r"(?!\w)")  # Chinese leaves no space between words.
        found.append(re.compile(f"{edges[0]}(?:{'|'.join(parts)}){edges[1]}"))
    return tuple(found)


# --- photographs -----------------------------------------------------------------------------------------------------


def public_name(file: str) -> str:
    """What a cleared picture is called beside the public copy."""
    path = PurePosixPath(file)
    return str(path.with_stem(f"{path.stem}-public"))


def pictures(loaded: Loaded[Case], case: Case) -> dict[str, bytes]:
    """The pictures that the public copy names, cleared, by their places beside it. Raises Problems (UA205)."""
    found: dict[str, bytes] = {}
    problems = []
    folder = loaded.path.parent
    for file, place in _photographs(case):
        try:
            found[public_name(file)] = cleared_file(folder / file, folder)
        except ImageError as error:
            problems.append(loaded.diagnostic_at("UA205", error.message, *place, hint=error.hint))
    if problems:
        raise Problems(problems)
    return found


def _photographs(case: Case) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    for index, person in enumerate(case.people):
        if person.photograph:
            yield person.photograph.file, ("people", index, "photograph", "file")


# --- facts -----------------------------------------------------------------------------------------------------------


def superseded(case: Case) -> Iterator[tuple[str, int]]:
    """The list and the index of every fact for the public that is known better by now."""
    for group in ("status", "events", "sources"):
        for index, fact in enumerate(getattr(case, group)):
            if fact.superseded and fact.visibility == "public":
                yield group, index


def _changes(case: Case) -> Iterator[list[Change]]:
    """What is to be changed in one pass each: first inside what stays, as long as nothing has moved."""
    unnamed = citing_nothing_told(case)
    sources = [i for i, one in enumerate(case.sources) if is_told(one) and one.id not in unnamed]
    gone = {source.id for source in case.sources} - {case.sources[index].id for index in sources}
    recipients = [index for index, one in enumerate(case.recipients) if one.visibility == "public"]
    unreached = {one.id for one in case.recipients} - {case.recipients[index].id for index in recipients}
    kept: dict[str, list[int]] = {}
    told: dict[str, list[Change]] = {field: [] for field in REASONS}
    for group in ("status", "events"):
        facts = getattr(case, group)
        kept[group] = [index for index, fact in enumerate(facts) if is_told(fact)]
        for index in kept[group]:
            stopped = group == "status" and (case.action.kind == "stop" or facts[index].state == "stopped")
            for field in REASONS:
                value = getattr(facts[index], field, None)
                if value is not None and (stopped or (field == "source" and value in gone)):
                    told[field].append((None, (group, index, field)))
    if case.outcome and case.outcome.source in gone:
        told["source"].append((None, ("outcome", "source")))
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
            yield [(indexes or None, (group,))]


def _changed(text: str, name: str, changes: Sequence[Change]) -> str:
    root, _ = parse(text, name)
    assert root is not None  # Each step has been read again before.
    edit = Editor(root, text, name)
    for new, path in changes:
        if new is None:
            edit.remove(*path)
        elif isinstance(new, str):
            edit.set(new, *path)
        else:
            edit.keep(new, *path)
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
    written = DIRECTIVES.sub("", BESIDE.sub("", ALONE.sub("", marked)))
    before, after = parse(text, name)[0], parse(written, name)[0]
    if before is None or after is None or difference(before.plain(), after.plain()) is not None:
        raise Problems([Diagnostic("UA021", "comments cannot be removed safely", Span(name), HINT)])
    return written


def _what_stays(found: "re.Match[str]") -> str:
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
