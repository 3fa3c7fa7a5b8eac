"""The other documents of an action, in files beside its case: a newer one, or one that closes or stops it."""

import datetime
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ua_gen.action.related.folder import Document, File, Folder
from ua_gen.action.related.likeness import Action, Likeness, closed_by, compare, differences, ended_elsewhere
from ua_gen.action.related.unsound import Unsound
from ua_gen.casefile.discovery import is_backup
from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Diagnostic, Severity, Span
from ua_gen.files.paths import is_regular_file, leads_to
from ua_gen.model import Case, endings

LOOK = "look into it before anything is sent; if it is of another action, "
APART = LOOK + "move one of the two into a folder of its own"
ODD = "look into it before anything is sent; call it `….yaml` if it counts, and delete it if it does not"
NUMBER = LOOK + "give each a `number` of its own, or move one into a folder of its own"


@dataclass(frozen=True, slots=True)
class _Found:
    """Another document of the same action, surely or perhaps."""

    path: Path
    document: Document
    like: Likeness
    is_itself: bool = False  # It is what the file of the case holds by now.
    is_odd: bool = False  # It is not called like a case.

    @property
    def name(self) -> str:
        return f"{self.path.name}, as it is by now," if self.is_itself else self.path.name


@dataclass
class Neighbours:
    """What stands beside cases. Each folder is looked through once; what came to lie there later is not seen."""

    _folders: dict[str, Folder] = field(default_factory=dict)
    _found: dict[object, tuple[list[_Found], list[Diagnostic]]] = field(default_factory=dict)
    _known: dict[str, Document] = field(default_factory=dict)
    _named: Folder = field(default_factory=Folder)
    _places: set[str] = field(default_factory=set)

    def know(self, loaded: Loaded[Case]) -> None:
        """Takes a case that has just been read, so that it is not read a second time."""
        if loaded.value is not None and loaded.place:
            self._known[os.path.realpath(loaded.place)] = Document(Action.of(loaded.value))

    def name(self, loaded: Loaded[Case]) -> None:
        """Takes a case that the user named: wherever it is, it stands beside all others that are named with it."""
        real = os.path.realpath(loaded.path)
        if isinstance(loaded.value, Case) and loaded.place and real not in self._places:
            self._places.add(real)
            self._named.take(File.of(loaded.path, real, Action.of(loaded.value)))

    def name_unsound(self, path: Path) -> None:
        """Takes a file that the user named, of which only a glance tells what it may be."""
        try:
            real = os.path.realpath(path)
        except OSError:  # The folder where one stands has gone: nothing is beside the file.
            return
        if real not in self._places:
            self._places.add(real)
            self._named.look(path)

    def stopped(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA221 if a file beside the case stops its action: on every day, and why is not told.

        UA249 if one stops what may be the same action; UA228 if one may do so, but cannot be read.
        """
        stops = [found for found in self._look(loaded)[0] if found.document.action.stops and not found.like.deaths_only]
        for found in stops:
            if not found.like.why and not found.document.is_draft:
                hint = "send nothing more; ask the issuer if you must know why"
                return [
                    loaded.diagnostic_at(
                        "UA221", f"this action has been stopped: see {found.name}", "action", hint=hint
                    )
                ]
        doubts = [_doubt(loaded, found, "stops what may be this action") for found in stops]
        return doubts or [found for found in self.unclear(loaded) if found.is_error]

    def closed_elsewhere(
        self, loaded: Loaded[Case], day: datetime.date, today: datetime.date | None = None
    ) -> list[Diagnostic]:
        """UA220 or UA229 if another file of the action, or the same as it is by now, closes it on that day.

        UA249 if one closes what may be the same action. Dates after `today` are slips, and count; by default, those
        after `day`.
        """
        assert loaded.value is not None
        mine = Action.of(loaded.value)
        doubts = []
        for found in self._look(loaded)[0]:
            by = closed_by(mine, found.document.action, found.like, day, today or day)
            if by == "outcome" and not found.document.is_draft:
                if not found.like.why:
                    message = f"{found.name} is the outcome of this action: nothing is asked any more"
                    return [loaded.diagnostic_at("UA229", message, "action", hint="`-d outcome` makes its document")]
                doubts.append(_doubt(loaded, found, "is the outcome of what may be this action"))
            elif by == "state":
                if not found.like.why and not found.document.is_draft:
                    # Which state it is, and of whom, may not be for the public.
                    message = f"{found.name}, of the same action, says that nothing can be asked any more"
                    hint = "compare the two: write what is true into the one that is used, and move the other away"
                    return [loaded.diagnostic_at("UA220", message, "action", hint=hint)]
                doubts.append(_doubt(loaded, found, "says, perhaps of this action, that nothing can be asked any more"))
        return doubts

    def newer(self, loaded: Loaded[Case], day: datetime.date) -> list[Diagnostic]:
        """UA229 if a file beside the case is a later document of its action, issued by that day; UA249 if perhaps."""
        assert loaded.value is not None
        mine = Action.of(loaded.value)
        later = [
            found
            for found in self._look(loaded)[0]
            if not found.document.is_draft and found.document.action.follows(mine)
            if not found.like.closing_only and found.document.action.case.action.issued <= day
        ]
        sure = [found for found in later if not found.like.why]
        if not sure:
            return [_doubt(loaded, found, "is a newer document of what may be this action") for found in later]
        documents = [(found.document.action.case.action, found.name) for found in sure]
        newest, name = max(documents, key=lambda each: (each[0].sequence, each[1]))
        first = min(action.issued for action, _ in documents)
        message = f"{name} is a newer document of this action (sequence {newest.sequence}, issued on {newest.issued})"
        hint = f"use that one; for the archive, a --date before {first} makes the documents as of that day"
        return [loaded.diagnostic_at("UA229", message, "action", "sequence", hint=hint)]

    def unclear(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """UA228 for each file beside the case that might be a newer one or a stop, but cannot be read.

        It is an error where nothing may be made before somebody has looked: the file may be the stop of this action.
        UA249, a warning, for each that is the same document, but differs in what is known or asked.
        """
        return self._look(loaded)[1]

    def unread(self, loaded: Loaded[Case]) -> list[Diagnostic]:
        """The warnings among these."""
        return [found for found in self.unclear(loaded) if not found.is_error]

    def _look(self, loaded: Loaded[Case]) -> tuple[list[_Found], list[Diagnostic]]:
        if loaded.identity not in self._found:
            found: list[_Found] = []
            unclear: list[Diagnostic] = []
            for each in self._beside(loaded):
                (found if isinstance(each, _Found) else unclear).append(each)  # type: ignore[arg-type]
            self._found[loaded.identity] = found, unclear
        return self._found[loaded.identity]

    def _beside(self, loaded: Loaded[Case]) -> Iterator[_Found | Diagnostic]:
        """Every other document of the same action, and all that might be one but cannot be read."""
        if loaded.value is None or not (
            loaded.place or is_regular_file(loaded.path)
        ):  # A text in memory has no neighbours.
            return
        mine = Action.of(loaded.value)
        # Whoever reaches a case by a link may have the stop beside the link, or wherever it leads.
        places = {os.path.realpath(path.parent): path.parent for one in loaded.paths for path in leads_to(one)}
        places |= {os.path.realpath(folder): Path(folder) for folder in loaded.folders}
        own = {os.path.realpath(path) for path in loaded.paths}
        for real, place in places.items():
            folder = self._folders.get(real)
            if folder is None:
                folder = self._folders[real] = Folder.at(place, self._known)
            if not folder.is_listed:
                message = "this folder cannot be looked into: whether it has newer documents, or stops, is not known"
                yield Diagnostic("UA228", message, Span(str(place)), "check its permissions")
            for file in folder.likely(mine):
                if file.real in own:
                    yield from self._itself(loaded, file, mine)
                elif not file.leads_into(places):
                    yield from _judge(loaded, file, mine)
        for file in self._named.likely(mine):
            if file.real not in own and str(Path(file.real).parent) not in places:
                yield from _judge(loaded, file, mine)

    def _itself(self, loaded: Loaded[Case], file: File, mine: Action) -> Iterator[_Found | Diagnostic]:
        """The file of the case, if it holds something else by now than what was loaded."""
        if file.real in self._known or file.text == loaded.text or file.trouble or file.is_odd:
            return
        content = file.content()
        if isinstance(content, Document) and content.action.case != mine.case:
            yield _Found(file.path, content, Likeness(), is_itself=True)
        elif isinstance(content, Unsound):
            yield from _judge(loaded, file, mine)


def stopped_by(stop: Loaded[Case]) -> list[Path]:
    """The files beside a stop, in order of name, of which nothing is made because of it."""
    if stop.value is None:
        return []
    here, mine = Path(stop.name), Action.of(stop.value)
    own = os.path.realpath(here)
    found = []
    for file in Folder.at(here.parent, {}).likely(mine):
        content = None if file.trouble or file.is_odd or file.real == own else file.content()
        if isinstance(content, Document) and not content.is_draft:
            like = compare(content.action, mine)
            found += [file.path] if like and not like.why else []
    return found


def _judge(loaded: Loaded[Case], file: File, mine: Action) -> Iterator[_Found | Diagnostic]:
    """What a file means for a case: nothing, if it is of another action."""
    if file.trouble:
        message = f"{file.trouble}: it may stop an action beside it"
        hint = "put the file itself here, make it readable, or move it away"
        yield Diagnostic("UA228", message, Span(str(file.path)), hint)
        return
    content = file.content()
    if file.is_odd:
        yield from _judge_odd(file, mine)
    elif isinstance(content, Unsound):
        answer = content.may_stop(mine)
        if answer != "no" or not file.is_text:
            yield _unread(file.path, Severity.ERROR if answer == "yes" else Severity.WARNING)
    elif content and (like := compare(mine, content.action)):
        yield _Found(file.path, content, like)
        hint = "find out which of the two is right, and move the other away"
        if found := _copy(mine, content, like):
            message = f"{file.path.name} is the same document, but differs in its {', '.join(found)}"
            if bool(endings(mine.case, datetime.date.max)) != bool(endings(content.action.case, datetime.date.max)):
                message += ": one of the two says that nothing can be asked any more"
            yield loaded.diagnostic_at("UA249", message, "action", hint=hint, severity=Severity.WARNING)
        elif ended_elsewhere(mine, content.action, like):
            # What has ended may not be for the public.
            message = f"{file.path.name} tells that something has ended, and is newer than what this case knows: "
            hint = "look whether this case is still true; the letter may go if it is"
            yield loaded.diagnostic_at("UA249", message + like.why, "action", hint=hint, severity=Severity.WARNING)


def _judge_odd(file: File, mine: Action) -> Iterator[_Found | Diagnostic]:
    """What a file that is not called like a case means: nothing, unless it stops or closes. A backup is older."""
    content = file.content()
    if isinstance(content, Unsound):
        if content.is_closing and content.may_stop(mine) == "yes":
            yield _unread(file.path, Severity.ERROR)
    elif (
        content and (content.action.stops or not is_backup(file.path.name)) and (like := compare(mine, content.action))
    ):
        why = like.why or "it is not called like a case"
        yield _Found(file.path, content, replace(like, why=why, closing_only=True), is_odd=True)


def _copy(mine: Action, other: Document, like: Likeness) -> list[str]:
    """In which fields another copy of the document differs."""
    one, another = mine.case.action, other.action.case.action
    same = (one.kind, one.sequence, one.issued) == (another.kind, another.sequence, another.issued)
    if not same or like.why or like.closing_only or other.is_draft:
        return []
    return differences(mine.case, other.action.case)


def _doubt(loaded: Loaded[Case], found: _Found, what: str) -> Diagnostic:
    why = found.like.why or ("it is only a draft" if found.document.is_draft else "it is of this action")
    place = ("action", "number") if "number" in why else ("action",)
    hint = ODD if found.is_odd else APART if found.like.is_other else NUMBER
    return loaded.diagnostic_at("UA249", f"{found.name} {what}: {why}", *place, hint=hint)


def _unread(path: Path, severity: Severity) -> Diagnostic:
    message = "this file cannot be read: whether it is a newer document of an action beside it is not known"
    hint = f"nothing in it tells of a stop, so that the letter may go; `ua-gen validate {path}` tells what is wrong"
    if severity is Severity.ERROR:
        message = "this file cannot be read, and may stop an action beside it"
        hint = "nothing is made before somebody has mended it or moved it away; if it is something else, write "
        hint += f"`# ua-gen: not a case` into its first line; `ua-gen validate {path}` tells what is wrong with it"
    return Diagnostic("UA228", message, Span(str(path)), hint, severity)
