"""Files written whole: beside their place first, then moved there in one step."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems

REASONS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "a part of its path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "its name is too long",
}
HINT = "make room there, or choose another place"


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
    except (OSError, ValueError) as error:
        reason = REASONS.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or str(error)
        raise Problems([Diagnostic("UA503", f"{path} cannot be written: {reason}", None, HINT)]) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _umask() -> int:
    """The permissions that new files do not get. There is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
