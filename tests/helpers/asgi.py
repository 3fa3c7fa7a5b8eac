"""The preview's server without a socket: requests as ASGI, and what is answered."""

import asyncio
import atexit
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.specimen import DAY
from ua_gen.clock import Days
from ua_gen.preview.drawing import Drawer
from ua_gen.preview.editor import Editor
from ua_gen.preview.guard import Guard
from ua_gen.preview.reading import Inputs
from ua_gen.preview.server import application
from ua_gen.preview.session import Session

PORT = 4711
TOKEN = "token-of-the-page"
HOST = ("host", f"127.0.0.1:{PORT}")
OURS = (HOST, ("sec-fetch-site", "same-origin"))
POSTS = (*OURS, ("origin", f"http://127.0.0.1:{PORT}"), ("content-type", "application/json"))

Headers = tuple[tuple[str, str], ...]
Message = dict[str, Any]


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()

    def messages(self) -> Iterator[Message]:
        """Those of a stream of events."""
        for line in self.text.split("\n\n"):
            if line.startswith("data: "):
                yield json.loads(line.removeprefix("data: "))


class Started:
    """A stand-in for a program that was started."""

    def __init__(self, command: list[str], **_: Any) -> None:
        self.command = command
        STARTED.append(command)

    def wait(self, seconds: float) -> int:
        return 0


STARTED: list[list[str]] = []


# One for all tests: to begin the process takes longer than to draw.
DRAWER = Drawer()
atexit.register(DRAWER.end)


def inputs(path: Path, **more: Any) -> Inputs:
    """As of the day on which the invented cases are open."""
    return Inputs(str(path), lambda date: Days(date or DAY, DAY), lambda: None, **more)


def server(path: Path, editor: str = "", **more: Any) -> tuple[Guard, Session]:
    """Made in a running event loop."""
    session = Session(inputs(path, **more), bool(editor))
    return application(session, TOKEN, PORT, Editor(editor, Started), lambda: None), session  # type: ignore[arg-type]


async def ask(
    app: Guard,
    path: str,
    headers: Headers = OURS,
    method: str = "GET",
    body: bytes = b"",
    until: Callable[[Answer], bool] | None = None,
    type: str = "http",
) -> Answer:
    """What is answered; `until` it is enough, for answers without an end."""
    answer, asked, enough = Answer(), False, asyncio.Event()
    path, _, query = path.partition("?")

    async def receive() -> Message:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": body, "more_body": False}
        await enough.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")
            if until is not None and until(answer):
                enough.set()
        else:
            answer.status = message.get("code", 0)

    scope = {
        "type": type, "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode("utf-8", "replace"), "query_string": query.encode(), "root_path": "",
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    await asyncio.wait_for(app(scope, receive, send), 30)
    return answer


def answered(
    path: Path, asked: str, headers: Headers = OURS, method: str = "GET", body: bytes = b"", **more: Any
) -> Answer:
    """One request to a server of its own."""

    async def run() -> Answer:
        app, _ = server(path, **more)
        return await ask(app, asked, headers, method, body)

    return asyncio.run(run())
