"""What a choice shows of a file: its pages as pictures with their spots, or its text; or why there are none."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from typing import Any

from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.model import Case
from ua_gen.preview.choices import Choice
from ua_gen.preview.drawing import Drawer
from ua_gen.preview.reading import Inputs, Reading
from ua_gen.preview.spots import Spot, quoted, spots
from ua_gen.rendering.compose import ComposedText, compose
from ua_gen.rendering.job import Job, PageSettings
from ua_gen.rendering.prepare import prepare
from ua_gen.rendering.produce import lay_out_with_lines, render_all
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates

KEPT = 200  # Pictures and frames; the oldest go.


class Store:
    """What the page fetches by its id: pictures and frames. An id is of what it names, and stays while that does.

    `drawer` makes the pictures.
    """

    def __init__(self, drawer: Drawer | None = None) -> None:
        self.drawer = drawer or Drawer()
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    def keep(self, data: bytes) -> str:
        id = hashlib.sha256(data).hexdigest()
        self._kept[id] = data
        self._kept.move_to_end(id)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return id

    def get(self, id: str) -> bytes | None:
        return self._kept.get(id)


@dataclass(frozen=True, slots=True)
class Page:
    """A picture by its id, its size in CSS pixels, and whether it is of the sheet that tells what a letter says."""

    picture: str
    width: float
    height: float
    is_translation: bool


@dataclass(frozen=True, slots=True)
class View:
    """What is to be shown. Without jobs nothing may or can be made, and `problems` say why."""

    problems: tuple[Diagnostic, ...]
    jobs: tuple[Job, ...] = ()
    misuse: Misuse | None = None
    instead: str = ""  # The document that is shown where the one that was asked for may not be made.
    is_past: bool = False
    pages: tuple[Page, ...] = ()
    spots: tuple[Spot, ...] = ()
    text: str = ""
    mail: dict[str, str] = field(default_factory=dict)
    frame: str = ""


def look(reading: Reading, choice: Choice, inputs: Inputs, store: Store) -> View:
    """Makes what is chosen of a file, as `ua-gen render` would. Bad files and choices are told, not raised."""
    assert reading.loaded is not None
    try:
        templates = Templates(list(inputs.templates))
        days = inputs.days(choice.date)
        jobs, refused = prepare([reading.loaded], _request(reading, choice, inputs, days), templates)
        instead = ""
        if not jobs and refused and reading.is_sound:
            jobs, instead = _outcome(reading, choice, inputs, days, templates)
    except Misuse as misuse:
        return View((), misuse=misuse)
    except Problems as problems:
        return View(problems.diagnostics)
    view = View(tuple(refused), tuple(jobs), None, instead, days.is_past)
    try:
        return _shown(reading, choice, view, templates, store) if jobs else view
    except Problems as problems:
        return replace(view, problems=(*view.problems, *problems.diagnostics), jobs=(), instead="")


def _request(reading: Reading, choice: Choice, inputs: Inputs, days: Days, document: str = "") -> RenderRequest:
    value: Any = reading.loaded.public().value if reading.loaded else None
    to = choice.to or next((each.id for each in getattr(value, "recipients", ()) if each.role == "to"), "")
    documents = tuple(filter(None, (document or choice.document,)))
    return RenderRequest(
        day=days.day,
        real=days.real,
        documents=documents,
        languages=tuple(filter(None, (choice.language,))),
        to=(to,) if to and isinstance(value, Case) and not document else (),
        sender=reading.sender if choice.sender else None,
        after_deadline=inputs.after_deadline,
        page=PageSettings(choice.paper, choice.window),
        translation=choice.translation,
        section=reading.section,
    )


def _outcome(
    reading: Reading, choice: Choice, inputs: Inputs, days: Days, templates: Templates
) -> tuple[list[Job], str]:
    """What became of the people, where nothing may be asked for them any more; nothing where that cannot be told."""
    assert reading.loaded is not None
    try:
        jobs, _ = prepare([reading.loaded], _request(reading, choice, inputs, days, "outcome"), templates)
    except (Misuse, Problems):
        return [], ""
    return jobs, "outcome" if jobs else ""


def _shown(reading: Reading, choice: Choice, view: View, templates: Templates, store: Store) -> View:
    """Raises Problems where what may be made cannot be."""
    job, loaded = view.jobs[0], reading.loaded
    assert loaded is not None
    if choice.show == "text":
        composed = compose(job, templates, "txt")
        return _with(view, [composed], text=composed.text)
    if choice.show == "web":
        composed = compose(replace(job, links=True), templates, "html")
        return _with(view, [composed], frame=store.keep(composed.text.encode()))
    if choice.show == "mail":
        made = next(iter(render_all([job], ("eml",), templates)))
        if isinstance(made, Problems):
            raise made
        message = message_from_bytes(made.data, policy=policy.default)
        body = message.get_body(("plain",))
        heads = {name: str(message[name]) for name in ("To", "Cc", "Subject") if message[name]}
        return replace(
            view,
            problems=(*view.problems, *made.warnings),
            mail=heads,
            text=str(body.get_content()) if body else "",
        )
    pages: list[Page] = []
    found: list[Spot] = []
    all_composed = []
    for each in view.jobs:
        composed, printed = lay_out_with_lines(each, templates)
        all_composed.append(composed)
        files = list(zip((each.case, *each.named), composed.origins, strict=False))
        for spot in spots(printed.lines, files):
            place = (
                spot.place and quoted(spot.place, loaded)
                if spot.place and spot.place.file == loaded.name
                else spot.place
            )
            boxes = tuple((box[0] + len(pages), *box[1:]) for box in spot.boxes)
            found.append(replace(spot, place=place, boxes=boxes))
        for picture in store.drawer.draw(printed.data, choice.scale):
            pages.append(Page(store.keep(picture.data), picture.width, picture.height, each.original is not None))
    return _with(view, all_composed, pages=tuple(pages), spots=tuple(found))


def _with(view: View, composed: Sequence[ComposedText], **changes: Any) -> View:
    warnings = (warning for each in composed for warning in each.warnings)
    return replace(view, problems=tuple(dict.fromkeys([*view.problems, *warnings])), **changes)
