"""Files written whole: beside their place first, then moved there in one step."""

import contextlib
import os
import tempfile
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file, or leaves what was there as it was. Raises Problems (UA503) where it cannot be written."""
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".ua-gen-", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 (a descriptor's name, not a path of ours)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        reason = error.strerror or str(error)
        message = f"{path} cannot be written: {reason}"
        raise Problems([Diagnostic("UA503", message, None, "choose another place with --output")]) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    """The permissions that new files do not get. There is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
