"""Files written whole: beside their place first, then moved there in one step."""

import contextlib
import errno
import os
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.places import lies_in

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
    errno.ELOOP: "a link is in its place, or in its path",
}
HINT = "make room there, or choose another place"


PREFIX = ".ua-gen-"  # Of files not yet whole, before the letters by which they differ.
UNFINISHED = re.compile(re.escape(PREFIX) + "[a-z0-9_]{8}")


def write_whole(
    path: Path,
    data: bytes | Iterable[bytes],
    private: bool = False,
    sync: bool = True,
    *,
    fresh: bool = False,
    root: Path | None = None,
) -> None:
    """Writes a file, or leaves what was there as it was. Raises Problems (UA503) where it cannot be written.

    `private`: only its owner may read it and the folders that are made for it. Without `sync` a power failure may
    still leave an empty file. `fresh`: nothing is overwritten, even if it came there a moment ago. `root`: the folder
    that the user named for output; a link in it does not lead out of it.
    """
    temporary: str | None = None
    try:
        if root and not lies_in(path.parent, root):
            raise OSError(errno.ELOOP, REASONS[errno.ELOOP])
        make_folder(path.parent, private)
        handle, temporary = tempfile.mkstemp(prefix=PREFIX, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines([data] if isinstance(data, bytes) else data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        if not private:  # As temporary files are from the start.
            os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 (a descriptor's name, not a path of ours)
        if not (fresh and _linked(temporary, path)):
            Path(temporary).replace(path)
            temporary = None
    except FileExistsError as error:
        reason = REASONS[errno.EEXIST] if error.filename2 is None else "there is a file of that name by now"
        raise Problems([Diagnostic("UA503", f"{path} cannot be written: {reason}", None, HINT)]) from None
    except (OSError, ValueError) as error:
        raise Problems([cannot_write(path, error)]) from None
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


def _linked(temporary: str, path: Path) -> bool:
    """Gives a file its name in one step, which fails if there is one; false where file systems have no such step."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        return False
    return True


def cannot_write(path: Path, error: Exception) -> Diagnostic:
    """UA503."""
    reason = REASONS.get(getattr(error, "errno", None) or 0) or getattr(error, "strerror", None) or str(error)
    return Diagnostic("UA503", f"{path} cannot be written: {reason}", None, HINT)


def make_folder(folder: Path, private: bool = False) -> None:
    """Makes a folder and those above it. What is there already stays as it is."""
    if private and not folder.is_dir():
        make_folder(folder.parent, private)
        folder.mkdir(mode=0o700, exist_ok=True)
    else:
        folder.mkdir(parents=True, exist_ok=True)


def _umask() -> int:
    """The permissions that new files do not get. There is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
