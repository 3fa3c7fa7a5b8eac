"""The server on this machine: its port is taken first, then the browser is told of it, then it serves to its end."""

import asyncio
import contextlib
import secrets
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

from ua_gen.diagnostics import Misuse
from ua_gen.preview.browser import Opener
from ua_gen.preview.editor import Editor
from ua_gen.preview.guard import TOKEN_BYTES
from ua_gen.preview.reading import Inputs
from ua_gen.preview.server import application
from ua_gen.preview.session import Session

HOST = "127.0.0.1"  # This machine only. There is no flag for anything else.

SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


def bind(port: int) -> socket.socket:
    """A socket at a port of this machine; 0: any that is free. Raises Misuse where it is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if port and hasattr(socket, "SO_REUSEADDR") and not hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((HOST, port))
        found.listen(100)
    except OSError as error:
        found.close()
        hint = "leave out --port, and a free one is taken"
        raise Misuse(f"port {port} cannot be used: {error.strerror or error}", hint) from None
    return found


def serve(
    inputs: Inputs,
    editor: Editor,
    port: int,
    open_browser: Callable[[str], bool] | None,
    tell: Callable[[str, bool], None],
) -> None:
    """Shows the preview until it is interrupted; raises KeyboardInterrupt then.

    `open_browser` opens an address; None: nobody's. `tell` is told the address of the page, and whether it was opened.
    """
    taken = bind(port)
    try:
        asyncio.run(_serve(inputs, editor, taken, open_browser, tell))
    finally:
        taken.close()
    raise KeyboardInterrupt


async def _serve(
    inputs: Inputs,
    editor: Editor,
    taken: socket.socket,
    open_browser: Callable[[str], bool] | None,
    tell: Callable[[str, bool], None],
) -> None:
    number = taken.getsockname()[1]
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session = Session(inputs, bool(editor))
    opener: Opener | None = None

    def opened() -> None:
        if opener is not None:
            opener.remove()

    guard = application(session, token, number, editor, opened)
    config = uvicorn.Config(
        guard, http="h11", loop="asyncio", ws="none", lifespan="off", log_config=None, access_log=False,
        proxy_headers=False, server_header=False, date_header=False, timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=16_384, limit_concurrency=100,
    )  # fmt: skip
    server = _Server(config, session)
    if open_browser is not None:
        opener = Opener(f"http://{HOST}:{number}/{guard.new_ticket()}", open_browser)
    work = asyncio.create_task(session.run())
    serving = asyncio.create_task(server.serve([taken]))
    await asyncio.sleep(0)  # From here on the server hears of signals.
    try:
        fragment = inputs.first.fragment()
        tell(
            f"http://{HOST}:{number}/{token}/" + (f"#{fragment}" if fragment else ""),
            bool(opener and await asyncio.to_thread(opener.open)),
        )
        await asyncio.wait([work, serving], return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        session.close()
        work.cancel()
        await asyncio.gather(serving)
        if not server.interrupted:
            await work
    finally:
        work.cancel()
        opened()


class _Server(uvicorn.Server):
    """Which tells the page that it ends, before it does."""

    def __init__(self, config: uvicorn.Config, session: Session) -> None:
        super().__init__(config)
        self.session = session
        self.loop = asyncio.get_running_loop()
        self.interrupted = False

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        before = {}
        for name in SIGNALS if threading.current_thread() is threading.main_thread() else ():
            number = getattr(signal, name, None)  # Windows lacks the last.
            if number and signal.getsignal(number) is not signal.SIG_IGN:  # As after `nohup`.
                before[number] = signal.signal(number, self.handle_exit)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.interrupted = self.should_exit = True
        self.loop.call_soon_threadsafe(self.session.close)
