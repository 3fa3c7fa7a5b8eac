"""The state of a preview: which files there are, who looks at what, and what has to be made next.

Two tasks work side by side. One reads: as soon as something has changed it says what is wrong, which takes
hundredths of a second. The other draws what is looked at, then, while nobody changes anything, what may be looked at
next. The newest change wins: what it overtakes is not sent.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from ua_gen.diagnostics import Misuse
from ua_gen.preview.choices import Choice, everywhere, possible
from ua_gen.preview.looking import Store, View, look
from ua_gen.preview.reading import Inputs, Reading, Stamp, Watched, is_closed, read
from ua_gen.preview.told import Message, problems, reading_message, view_message
from ua_gen.preview.watching import changes
from ua_gen.templating import Templates

QUIET = 0.25  # Seconds without a save, where several came one after the other.
CROWDED = 0.6  # Seconds within which two saves are one after the other.
PATIENCE = 2.0  # Seconds after which it is drawn, however many saves go on coming.
KEPT = 60  # Views.


class Viewer:
    """One open page. Only the newest message of each kind waits for it."""

    def __init__(self, choice: Choice) -> None:
        self.choice = choice
        self.told: Stamp | None = None  # Of the reading that it was told of last.
        self.shown: Stamp | None = None
        self._waiting: dict[str, Message] = {}
        self._news = asyncio.Event()

    def tell(self, message: Message) -> None:
        self._waiting.pop(message["kind"], None)
        self._waiting[message["kind"]] = message
        self._news.set()

    async def next(self) -> Message:
        while not self._waiting:
            self._news.clear()
            await self._news.wait()
        return self._waiting.pop(next(iter(self._waiting)))


class Session:
    """Everything that a preview knows. Made and used in one event loop."""

    def __init__(self, inputs: Inputs, can_open: bool = False) -> None:
        self.inputs = inputs
        self.can_open = can_open
        self.store = Store()
        self.files: list[Path] = []  # To choose from: a file keeps its number.
        self.names: list[str] = []  # Of all files that anything was said of, for the editor.
        self.viewers: dict[Viewer, None] = {}
        self.layouts = 0  # How many views were drawn.
        self._readings: dict[int, Reading] = {}
        self._views: OrderedDict[tuple[Stamp, Any, Choice], View] = OrderedDict()
        self._changed = asyncio.Event()
        self._to_draw = asyncio.Event()
        self._saves: list[float] = []
        self._took = 0.0  # Seconds to draw what was drawn last: on a slow machine, more saves come meanwhile.
        self._watched = Watched(frozenset(), frozenset(), frozenset())
        self._list()

    # --- viewers ------------------------------------------------------------------------------------------------------

    def enter(self, choice: Choice) -> Viewer:
        """Somebody looks at something."""
        viewer = Viewer(choice)
        self.viewers[viewer] = None
        viewer.tell(self._start())
        self._changed.set()
        return viewer

    def leave(self, viewer: Viewer) -> None:
        self.viewers.pop(viewer, None)

    def close(self) -> None:
        """Tells everybody that it is over."""
        for viewer in self.viewers:
            viewer.tell({"kind": "ended"})

    def number(self, name: str) -> int:
        """Of a file, by which the page may ask for it to be opened."""
        if name not in self.names:
            self.names.append(name)
        return self.names.index(name)

    def _start(self) -> Message:
        return {
            "kind": "start",
            "folder": self.inputs.path if self.inputs.is_folder else "",
            "canOpen": self.can_open,
            "hasSender": self.inputs.sender is not None,
            **everywhere(),
        }

    # --- the work -----------------------------------------------------------------------------------------------------

    async def run(self) -> None:
        """Works until it is cancelled."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._watch())
                tasks.create_task(self._read())
                tasks.create_task(self._draw())
        finally:
            self.store.drawer.end()

    async def _watch(self) -> None:
        async for changed in changes(lambda: self._watched):
            if changed:
                self._saves = [*self._saves[-20:], _now()]
            self._changed.set()

    async def _read(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            if self.inputs.is_folder:
                await asyncio.to_thread(self._list)
            for number in dict.fromkeys(viewer.choice.case for viewer in self.viewers):
                if 0 <= number < len(self.files):
                    await self._read_one(number)
                elif number < 0:
                    await self._tell_list()
            self._watch_also()

    async def _read_one(self, number: int) -> None:
        if not self.files[number].exists():  # An editor may be about to put it back.
            await asyncio.sleep(QUIET)
        reading = await asyncio.to_thread(read, self.files[number], self.inputs, self._readings.get(number))
        self._readings[number] = reading
        templates = Templates(list(self.inputs.templates))
        for viewer in self.viewers:
            if viewer.choice.case == number and viewer.told != reading.stamp:
                viewer.told = reading.stamp
                viewer.tell(reading_message(reading, self.number, templates))
        self._to_draw.set()

    async def _draw(self) -> None:
        while True:
            await self._to_draw.wait()
            self._to_draw.clear()
            await self._calm()
            for viewer in list(self.viewers):
                await self._draw_for(viewer)
            await self._draw_ahead()

    async def _draw_for(self, viewer: Viewer) -> None:
        number = viewer.choice.case
        while (reading := self._readings.get(number)) is not None and viewer.shown != reading.stamp:
            if not reading.is_sound:  # Its last good pages stay.
                return
            view = await self._view(reading, viewer.choice)
            if self._readings.get(number) is reading:
                viewer.shown = reading.stamp
                viewer.tell(view_message(viewer.choice, view, reading, self.number))
                return
            await self._calm()  # It was overtaken.

    async def _view(self, reading: Reading, choice: Choice) -> View:
        key = (reading.stamp, self.inputs.days(choice.date), choice)
        if key not in self._views:
            self.layouts += 1
            began = _now()
            try:
                self._views[key] = await asyncio.to_thread(look, reading, choice, self.inputs, self.store)
            except Exception as error:  # The preview goes on: the next save may be without it.
                message = f"a mistake in ua-gen itself: {type(error).__name__}: {error}"
                return View((), misuse=Misuse(message, "please report it, and, if you may share it, the file"))
            self._took = min(_now() - began, 1.0)
            while len(self._views) > KEPT:
                self._views.popitem(last=False)
        return self._views[key]

    async def _draw_ahead(self) -> None:
        """While nothing else is to be done: the same in other languages, and to others. What is wrong there is told."""
        for viewer in list(self.viewers):
            reading = self._readings.get(viewer.choice.case)
            if reading is None or not reading.is_sound or viewer.choice.show != "pages":
                continue
            found: dict[str, list[Message]] = {}
            for label, choice in self._others(reading, viewer.choice):
                await asyncio.sleep(0.05)
                if self._to_draw.is_set() or self._changed.is_set() or viewer not in self.viewers:
                    return
                view = await self._view(reading, choice)
                errors = [one for one in view.problems if one.is_error and one not in reading.problems]
                if errors and not view.instead:
                    found[label] = problems(errors, self.number)
            if self._readings.get(viewer.choice.case) is reading:
                viewer.tell({"kind": "others", "found": [{"label": each, "problems": found[each]} for each in found]})

    def _others(self, reading: Reading, choice: Choice) -> Iterator[tuple[str, Choice]]:
        """What may be looked at next, each with how it is called."""
        assert reading.loaded is not None
        there_is = possible(reading.loaded, Templates(list(self.inputs.templates)))
        for tag in there_is["writeIn"]:
            if tag != choice.language:
                yield tag, replace(choice, language=tag)
        addressees = [each["id"] for each in there_is["recipients"] if each["role"] == "to"]
        for id in addressees if choice.document in ("", "letter") else ():
            if id != (choice.to or addressees[0]):
                yield id, replace(choice, to=id)

    async def _calm(self) -> None:
        """Waits while saves come one after the other: an editor that saves with every letter, a script."""
        began = _now()
        while len(self._saves) > 1 and self._saves[-1] - self._saves[-2] < CROWDED:
            left = self._saves[-1] + max(QUIET, self._took) - _now()
            if left <= 0 or _now() - began > PATIENCE:
                break
            await asyncio.sleep(left)

    # --- files --------------------------------------------------------------------------------------------------------

    def _list(self) -> None:
        found, _ = self.inputs.files()
        self.files += [path for path in found if path not in self.files]

    async def _tell_list(self) -> None:
        listed = await asyncio.to_thread(self._listed)
        for viewer in self.viewers:
            if viewer.choice.case < 0:
                viewer.tell({"kind": "list", "cases": listed})

    def _listed(self) -> list[Message]:
        days = self.inputs.days(self.inputs.first.date)
        found = []
        for number, path in enumerate(self.files):
            if not path.exists():
                continue
            reading = self._readings[number] = read(path, self.inputs, self._readings.get(number))
            value: Any = reading.loaded.public().value if reading.loaded else None
            if {one.code for one in reading.problems} == {"UA019"}:
                continue
            found.append(
                {
                    "number": number,
                    "name": str(path.relative_to(self.inputs.path)),
                    "title": value.title.best("en", value.language) if value is not None else "",
                    "errors": sum(one.is_error for one in reading.problems),
                    "warnings": sum(not one.is_error for one in reading.problems),
                    "closed": bool(reading.loaded and reading.is_sound and is_closed(reading.loaded, days)),
                }
            )
        return found

    def _watch_also(self) -> None:
        """All that anybody looks at depends on; of a folder, the files in it as well."""
        watched = Watched(frozenset(), frozenset(), frozenset())
        for reading in self._readings.values():
            watched |= reading.watched
        if self.inputs.is_folder:
            root = Path(self.inputs.path).absolute()
            watched |= Watched(frozenset(), frozenset({root}), frozenset())
        self._watched = watched


def _now() -> float:
    return asyncio.get_running_loop().time()
