"""Pages as pictures, drawn in a process of their own: a PDF file may be the work of a stranger's template.

The process sees the file and nothing else: on Linux the kernel takes all other rights from it, as from the process
that runs templates. Should the library fall over a page, the preview goes on.
"""

import contextlib
import io
import json
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO, Any

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.templating.confined.landlock import enclose

POINTS = 0.75  # In a CSS pixel.
MOST_DOTS = 20_000_000  # Of a picture.
SECONDS = 10.0  # For one file.
MEMORY = 1_000_000_000  # Bytes.
LONGEST = 200_000_000  # Bytes of an answer.
QUESTION = struct.Struct("!dQ")  # Dots to a CSS pixel, and how many bytes of PDF follow.
PICTURE = struct.Struct("!ddQ")  # Width and height in CSS pixels, and how many bytes of PNG follow.
COUNT = struct.Struct("!Q")
CHILD = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from ua_gen.preview.drawing import serve; serve(0, 1)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, and its size in CSS pixels."""

    data: bytes
    width: float
    height: float


class Drawer:
    """The process. It is begun when there is something to draw, and begun anew when it has failed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def draw(self, pdf: bytes, scale: float) -> list[Picture]:
        """The pages of a PDF file, `scale` dots to a CSS pixel. Raises Problems (UA405) where they cannot be drawn."""
        with self._lock:
            try:
                return self._draw(pdf, scale)
            except (OSError, EOFError):
                self.end()
        hint = "`ua-gen render` makes the PDF file itself"
        raise Problems([Diagnostic("UA405", "the pages cannot be drawn on the screen", None, hint)])

    def _draw(self, pdf: bytes, scale: float) -> list[Picture]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", CHILD, json.dumps(sys.path)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        process = self._process
        assert process.stdin
        assert process.stdout
        timer = threading.Timer(SECONDS, process.kill)
        timer.daemon = True
        timer.start()
        try:
            process.stdin.write(QUESTION.pack(scale, len(pdf)) + pdf)
            process.stdin.flush()
            (count,) = COUNT.unpack(_read(process.stdout, COUNT.size))
            found = []
            for _ in range(min(count, 1000)):
                width, height, size = PICTURE.unpack(_read(process.stdout, PICTURE.size))
                found.append(Picture(_read(process.stdout, size), width, height))
            return found
        finally:
            timer.cancel()

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):
                    if pipe:
                        pipe.close()
            self._process.wait()
            self._process = None


def _read(stream: IO[bytes], size: int) -> bytes:
    """Raises EOFError if there is less."""
    data = stream.read(size) if size <= LONGEST else b""
    if len(data) < size:
        raise EOFError
    return data


def serve(questions: int, answers: int) -> None:
    """The process itself: draws until nobody asks any more."""
    import pypdfium2
    from PIL import Image

    Image.preinit()
    assert pypdfium2
    _limit()
    enclose([])
    with open_(questions, "rb") as asked, open_(answers, "wb") as answered:
        while len(head := asked.read(QUESTION.size)) == QUESTION.size:
            scale, size = QUESTION.unpack(head)
            pictures = draw(asked.read(size), scale)
            answered.write(COUNT.pack(len(pictures)))
            for picture in pictures:
                answered.write(PICTURE.pack(picture.width, picture.height, len(picture.data)) + picture.data)
            answered.flush()


def open_(descriptor: int, mode: str) -> IO[bytes]:
    return io.open(descriptor, mode)  # noqa: UP020  It is no path.


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (("RLIMIT_DATA", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            resource.setrlimit(getattr(resource, name), (most, most))


def draw(pdf: bytes, scale: float) -> list[Picture]:
    """As Drawer.draw, in this process."""
    import pypdfium2

    found = []
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            width, height = (side / POINTS for side in page.get_size())
            dots = min(scale, (MOST_DOTS / max(width * height, 1)) ** 0.5)
            picture = page.render(scale=dots / POINTS).to_pil()
            if _is_grey(picture):  # Most letters: a third of the work, and half the size.
                picture = picture.convert("L")
            data = io.BytesIO()
            picture.save(data, "PNG", compress_level=1)
            found.append(Picture(data.getvalue(), width, height))
    finally:
        document.close()
    return found


def _is_grey(picture: Any) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()[:3]
    return not (ImageChops.difference(red, green).getbbox() or ImageChops.difference(green, blue).getbbox())
