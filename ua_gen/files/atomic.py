"""Files written whole: beside their place first, then moved there in one step."""

import contextlib
import errno
import os
import re
import secrets
import stat
from collections.abc import Iterable
from pathlib import Path

from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.files.paths import is_inside

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

REASONS = {
    errno.ENOSPC: "no space is left on the disk",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EROFS: "the disk is read-only",
    errno.ENOENT: "the folder that it is to be in has gone",
    errno.ENOTDIR: "a part of its path is a file, not a folder",
    errno.EEXIST: "a part of its path is a file, not a folder",
    errno.EISDIR: "there is a folder of that name",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "a link is in its place, or in its path",
}
HINT = "make room there, or choose another place"


PREFIX = ".ua-gen-"  # Of files not yet whole, before the letters by which they differ.
UNFINISHED = re.compile(re.escape(PREFIX) + "[a-z0-9_]{8}")


# Where the system has them, folders are held by descriptors, and files named in them: on Windows they are not.
HELD = os.open in os.supports_dir_fd and os.mkdir in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
LINKS = getattr(os, "O_NOFOLLOW", 0)  # Are not followed.
CLEARED: set[tuple[int, int]] = set()  # Folders in which nothing of a killed run is left, by their places on the disk.


class Place:
    """A folder that files are written to. It is held: what takes its name meanwhile, such as a link, gets nothing."""

    def __init__(self, path: Path, handle: int | None) -> None:
        self.path = path
        self.handle = handle

    @classmethod
    def open(cls, path: Path, private: bool = False) -> "Place":
        """The folder that the user named, made if need be; links that lead to it are the user's. Raises OSError."""
        make_folder(path, private)
        return cls(path, os.open(path, FOLDER) if HELD else None)

    def close(self) -> None:
        if self.handle is not None:
            os.close(self.handle)
            self.handle = None

    def __enter__(self) -> "Place":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def named(self, name: str) -> str:
        """What a file in it is called where `handle` is given with it."""
        return name if self.handle is not None else str(self.path / name)

    def inside(self, name: str, private: bool = False) -> "Place":
        """A folder in this one, made if need be. Raises OSError if it is anything else, such as a link."""
        path = self.path / name
        if name in ("", ".", ".."):
            raise OSError(errno.ENOTDIR, REASONS[errno.ENOTDIR])
        with contextlib.suppress(FileExistsError):
            os.mkdir(self.named(name), 0o700 if private else 0o777, dir_fd=self.handle)
        if self.handle is None:
            if not is_inside(path, self.path):
                raise OSError(errno.ELOOP, REASONS[errno.ELOOP])
            return Place(path, None)
        try:
            return Place(path, os.open(name, FOLDER | LINKS, dir_fd=self.handle))
        except NotADirectoryError:
            if stat.S_ISLNK(os.stat(name, dir_fd=self.handle, follow_symlinks=False).st_mode):
                raise OSError(errno.ELOOP, REASONS[errno.ELOOP]) from None
            raise

    def write(
        self, name: str, data: bytes | Iterable[bytes], private: bool = False, sync: bool = True, fresh: bool = False
    ) -> None:
        """Writes a file in it, or leaves what was there as it was. Raises OSError or ValueError."""
        temporary, handle = self._temporary()
        try:
            with os.fdopen(handle, "wb") as file:
                file.writelines([data] if isinstance(data, bytes) else data)
                file.flush()
                if not private:  # As temporary files are from the start.
                    self._open_to_others(temporary, file.fileno())
                if sync:
                    os.fsync(file.fileno())
            if not (fresh and self._linked(temporary, name)):
                os.replace(self.named(temporary), self.named(name), src_dir_fd=self.handle, dst_dir_fd=self.handle)
                temporary = ""
        finally:
            if temporary:
                with contextlib.suppress(OSError):
                    self.remove(temporary)

    def remove(self, name: str) -> None:
        """Removes a file in it. Raises OSError."""
        os.unlink(self.named(name), dir_fd=self.handle)

    def _temporary(self) -> tuple[str, int]:
        """A new file, locked as long as it is open."""
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | LINKS | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
        while True:
            name = f"{PREFIX}{secrets.token_hex(4)}"
            with contextlib.suppress(FileExistsError):
                handle = os.open(self.named(name), flags, 0o600, dir_fd=self.handle)
                _lock(handle)
                self._clear(handle)
                return name, handle

    def _clear(self, fresh: int) -> None:
        """Removes what runs that were killed left unfinished: files older than a new one that nobody has locked.

        Once for each folder, for it may have many files.
        """
        place = os.fstat(self.handle) if self.handle is not None and fcntl else None
        if place is None or (place.st_dev, place.st_ino) in CLEARED:
            return
        CLEARED.add((place.st_dev, place.st_ino))
        begun = os.fstat(fresh)
        for name in filter(UNFINISHED.fullmatch, os.listdir(self.handle)):  # noqa: PTH208 (of a descriptor)
            with contextlib.suppress(OSError):
                left = os.stat(name, dir_fd=self.handle, follow_symlinks=False)
                if not stat.S_ISREG(left.st_mode) or left.st_uid != begun.st_uid or left.st_mtime >= begun.st_mtime:
                    continue
                opened = os.open(name, os.O_RDWR | LINKS | os.O_NONBLOCK, dir_fd=self.handle)
                try:
                    if _lock(opened) and os.path.samestat(left, os.fstat(opened)):
                        self.remove(name)
                finally:
                    os.close(opened)

    def _open_to_others(self, name: str, handle: int) -> None:
        mode = 0o666 & ~_umask()
        if hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        else:
            os.chmod(self.named(name), mode)  # noqa: PTH101 (a name beside a descriptor, not a path)

    def _linked(self, temporary: str, name: str) -> bool:
        """Gives a file its name in one step, which fails if there is one; false where there is no such step."""
        try:
            os.link(self.named(temporary), self.named(name), src_dir_fd=self.handle, dst_dir_fd=self.handle)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            return False
        return True


def write_atomic(
    path: Path,
    data: bytes | Iterable[bytes],
    private: bool = False,
    sync: bool = True,
    *,
    fresh: bool = False,
    root: "Path | Place | None" = None,
) -> None:
    """Writes a file, or leaves what was there as it was. Raises Problems (UA503) where it cannot be written.

    `private`: only its owner may read it and the folders that are made for it. Without `sync` a power failure may
    still leave an empty file. `fresh`: nothing is overwritten, even if it came there a moment ago. `root`: the folder
    that the user named for output, or that is held for it; no link in it is followed.
    """
    try:
        with contextlib.ExitStack() as held:
            if isinstance(root, Place):
                place, parts = root, path.relative_to(root.path).parts
            else:
                start = path.parent if root is None else root
                place, parts = held.enter_context(Place.open(start, private)), path.relative_to(start).parts
            for part in parts[:-1]:
                place = held.enter_context(place.inside(part, private))
            place.write(path.name, data, private, sync, fresh)
    except FileExistsError as error:
        reason = REASONS[errno.EEXIST] if error.filename2 is None else "there is a file of that name by now"
        raise Problems([Diagnostic("UA503", f"{path} cannot be written: {reason}", None, HINT)]) from None
    except (OSError, ValueError) as error:
        raise Problems([cannot_write(path, error)]) from None


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


def _lock(handle: int) -> bool:
    """Locks an open file until it is closed; false where somebody else has, or where there are no such locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (AttributeError, OSError):
        return False
    return True


def _umask() -> int:
    """The permissions that new files do not get. There is no way to read it but to set it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
