"""Who may ask the preview for anything: the page that the user opened, and nobody else on this machine or the web.

Every request is looked at before anything else is done with it. What keeps strangers out, and whom:

- other users of the machine: a token in the path, which cookies of other ports would not be;
- a website whose name leads to this machine (DNS rebinding): the header `Host`;
- a website that makes the browser ask (CSRF): `Origin` and `Sec-Fetch-Site`; only one request changes anything.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

TOKEN_BYTES = 32
HOSTS = ("127.0.0.1", "localhost", "[::1]")
OWN = ("same-origin", "none")  # Asked by our page, or by somebody who typed the address.
# On every answer. The page has files of its own for scripts and styles, and shows nothing of any other place.
HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Guard:
    """Lets through to `app` what the page of `token` at `port` asks for, with the token taken off the path.

    `tickets` are addresses that somebody may come to from anywhere, each once: see `browser`.
    """

    def __init__(self, app: App, token: str, port: int) -> None:
        self.app = app
        self.token = token
        self.hosts = {f"{host}:{port}".encode() for host in HOSTS}
        self.origins = {b"http://" + host for host in self.hosts}
        self.tickets: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] != "http":  # A WebSocket, of which there is none here.
            await send({"type": "websocket.close", "code": 1008})
        elif (path := self._path(scope)) is None:
            await _refuse(send)
        else:
            await self.app({**scope, "path": path, "raw_path": path.encode()}, receive, _with_headers(send))

    def new_ticket(self) -> str:
        ticket = secrets.token_urlsafe(TOKEN_BYTES)
        self.tickets.add(ticket)
        return ticket

    def _path(self, scope: Scope) -> str | None:
        """The path that is asked for, below the token; None for whoever may not ask."""
        headers: list[tuple[bytes, bytes]] = scope["headers"]
        if [value for name, value in headers if name == b"host"] not in [[host] for host in self.hosts]:
            return None
        if scope["method"] not in ("GET", "POST"):
            return None
        first, _, rest = scope["path"].removeprefix("/").partition("/")
        if scope["method"] == "GET" and not rest and self._is_ticket(first):
            return "/ticket"
        if not secrets.compare_digest(first.encode("utf-8", "surrogatepass"), self.token.encode()):
            return None
        origins = {value for name, value in headers if name == b"origin"}
        sites = {value.decode("latin-1") for name, value in headers if name == b"sec-fetch-site"}
        if not origins <= self.origins or not sites <= set(OWN):
            return None
        if scope["method"] == "POST" and not origins:  # Every browser says where a POST comes from.
            return None
        return f"/{rest}"

    def _is_ticket(self, word: str) -> bool:
        """Whether it is one. It is none any more."""
        known = [
            ticket
            for ticket in self.tickets
            if secrets.compare_digest(ticket.encode(), word.encode("utf-8", "replace"))
        ]
        self.tickets.difference_update(known)
        return bool(known)


def _with_headers(send: Send) -> Send:
    """Adds the headers that an answer does not have itself."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name.lower() for name, _ in message["headers"]}
            message = {**message, "headers": [*message["headers"], *_raw(HEADERS.items(), own)]}
        await send(message)

    return sending


def _raw(headers: Iterable[tuple[str, str]], own: set[bytes]) -> list[tuple[bytes, bytes]]:
    found = [(name.lower().encode(), value.encode()) for name, value in headers]
    return [(name, value) for name, value in found if name not in own]


async def _refuse(send: Send) -> None:
    """403, the same whatever was wrong: whoever guesses learns nothing."""
    sending = _with_headers(send)
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await sending({"type": "http.response.start", "status": 403, "headers": headers})
    await sending({"type": "http.response.body", "body": b"This preview is for the page that ua-gen opened.\n"})
