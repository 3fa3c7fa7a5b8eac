"""What the page asks for: itself, the events of the session, pictures and frames by their ids; one request to open."""

import json
from collections.abc import AsyncIterator, Callable
from html import escape
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from ua_gen.preview.choices import Choice
from ua_gen.preview.editor import Editor
from ua_gen.preview.guard import Guard
from ua_gen.preview.session import Session

KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
ASSETS = {path.name: path.read_bytes() for path in (files("ua_gen") / "preview" / "page").iterdir() if path.is_file()}
# Of the HTML of a document: a page of nowhere, without scripts, that loads nothing. Only our own page may show it.
FRAME = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
MOST_VIEWERS = 20
LONGEST = 200  # Bytes of a request to open.
PING = 15.0  # Seconds: a connection over which nothing goes may be gone.


def application(session: Session, token: str, port: int, editor: Editor, opened: Callable[[], None]) -> Guard:
    """The server, as ASGI. `opened` is called when the page is asked for."""

    async def page(_: Request) -> Response:
        opened()
        return _asset("page.html")

    async def ticket(_: Request) -> Response:
        return Response(
            TICKET.replace("TOKEN", token).replace("CHOICE", escape(session.inputs.first.fragment())),
            media_type="text/html",
        )

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        return _asset(name) if name in ASSETS and name != "page.html" else _absent()

    async def events(request: Request) -> Response:
        try:
            choice = Choice.read(dict(request.query_params))
        except ValueError:
            return PlainTextResponse("There is nothing like that.", 400)
        if len(session.viewers) >= MOST_VIEWERS:
            return PlainTextResponse("Too many pages are open.", 429)
        return StreamingResponse(_stream(session, choice), media_type="text/event-stream")

    async def picture(request: Request) -> Response:
        data = session.store.get(request.path_params["id"])
        is_picture = data is not None and data.startswith(b"\x89PNG")
        return Response(data, media_type="image/png") if is_picture else _absent()

    async def frame(request: Request) -> Response:
        data = session.store.get(request.path_params["id"])
        if data is None or data.startswith(b"\x89PNG"):
            return _absent()
        return Response(data, media_type="text/html", headers={"Content-Security-Policy": FRAME})

    async def open_(request: Request) -> Response:
        try:
            file, line, column = await _numbers(request)
            name = session.names[file]
        except (ValueError, LookupError):
            return PlainTextResponse("There is no such place.", 400)
        problem = await editor.open(name, line, column)
        return JSONResponse({"problem": problem}, 500 if problem else 200)

    routes = [
        Route("/", page),
        Route("/ticket", ticket),
        Route("/assets/{name}", asset),
        Route("/events", events),
        Route("/picture/{id}", picture),
        Route("/frame/{id}", frame),
        Route("/open", open_, methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), token, port)


# Whoever comes from the file that opened the browser comes from elsewhere; from here, they come from us.
TICKET = """\
<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0;url=/TOKEN/#CHOICE"><title>Preview</title>
<a href="/TOKEN/#CHOICE">Preview</a></html>
"""


def _asset(name: str) -> Response:
    return Response(ASSETS[name], media_type=KINDS["." + name.rpartition(".")[2]])


def _absent() -> Response:
    return PlainTextResponse("There is nothing here.", 404)


async def _numbers(request: Request) -> tuple[int, int, int]:
    """The file, the line and the column of a request to open. Raises ValueError for anything else."""
    if request.headers.get("content-type") != "application/json":
        raise ValueError
    data = b""
    try:
        async for piece in request.stream():
            data += piece
            if len(data) > LONGEST:
                raise ValueError
    except ClientDisconnect:
        raise ValueError from None
    asked = json.loads(data)
    if not isinstance(asked, dict) or set(asked) != {"file", "line", "column"}:
        raise ValueError
    found = [asked[name] for name in ("file", "line", "column")]
    if any(type(each) is not int or not 0 <= each <= 10**6 for each in found):
        raise ValueError
    return found[0], max(found[1], 1), max(found[2], 1)


async def _stream(session: Session, choice: Choice) -> AsyncIterator[str]:
    """What there is to be told to one page, as server-sent events."""
    import asyncio

    viewer = session.enter(choice)
    try:
        while True:
            try:
                message = await asyncio.wait_for(viewer.next(), PING)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            yield f"data: {json.dumps(message, ensure_ascii=False)}\n\n"
            if message["kind"] == "ended":
                return
    finally:
        session.leave(viewer)
