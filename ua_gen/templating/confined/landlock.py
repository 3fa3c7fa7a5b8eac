"""A wall by Linux: what this process and all that it starts may still reach, whatever code they run.

Three system calls of Landlock, by their numbers, for no library of Python has them. Source: the kernel's documentation,
“Landlock: unprivileged access control” (docs.kernel.org/userspace-api/landlock.html), and `uapi/linux/landlock.h`.
Each version (ABI) knows more rights: those that a kernel does not know are left out, as it is advised there.
"""

import ctypes
import os
import stat
import struct
import sys
from collections.abc import Iterable
from functools import cache

CREATE, ADD, RESTRICT = 444, 445, 446  # On every architecture but Alpha, and MIPS, to which they mean nothing.
VERSION = 1  # Flag of CREATE: asks for the version.
BENEATH = 1  # Kind of a rule: what lies below a place.
NO_NEW_PRIVILEGES = 38  # Of prctl.

EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_DIR, MAKE_REG, REFER, TRUNCATE, IOCTL_DEV = 1 << 7, 1 << 8, 1 << 13, 1 << 14, 1 << 15
BIND_TCP, CONNECT_TCP = 1 << 0, 1 << 1
ABSTRACT_SOCKET, SIGNAL = 1 << 0, 1 << 1

READING = READ_FILE | READ_DIR
WRITING = READING | WRITE_FILE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | TRUNCATE
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV  # What a place that is no folder can allow.


@cache
def version() -> int:
    """Of the kernel's Landlock; 0 where there is none, or a container does not let it be asked for."""
    if not sys.platform.startswith("linux") or os.uname().machine == "alpha" or sys.maxsize < 1 << 32:
        return 0
    try:
        return max(_call(CREATE, None, 0, VERSION), 0)
    except OSError:
        return 0


def handled(abi: int) -> tuple[int, int, int]:
    """All rights that a version can take away: to files, to the network, and to other processes."""
    files = (1 << 13) - 1
    for since, right in ((2, REFER), (3, TRUNCATE), (5, IOCTL_DEV)):
        files |= right if abi >= since else 0
    return files, BIND_TCP | CONNECT_TCP if abi >= 4 else 0, ABSTRACT_SOCKET | SIGNAL if abi >= 6 else 0


def ruleset(abi: int) -> bytes:
    """`struct landlock_ruleset_attr`, as long as the version knows it."""
    return struct.pack("=QQQ", *handled(abi))[: 8 if abi < 4 else 16 if abi < 6 else 24]


def rule(abi: int, rights: int, place: int, folder: bool) -> bytes:
    """`struct landlock_path_beneath_attr`, which is packed: rights to an open place and what is below it."""
    return struct.pack("=Qi", rights & handled(abi)[0] & (-1 if folder else OF_FILES), place)


def enclose(readable: Iterable[str], writable: Iterable[str] = (), clearable: Iterable[str] = ()) -> bool:
    """Takes all rights from this thread for ever, but for what lies below the places given. False: there is no wall.

    Below `clearable` places it may remove empty folders. It starts no program, makes and takes no TCP connection
    (ABI 4), and signals no other process (ABI 6). Places that are not there are passed over. To be called before there
    is a second thread.
    """
    if not (abi := version()):
        return False
    attributes = ruleset(abi)
    try:
        rules = _call(CREATE, attributes, len(attributes), 0)
    except OSError:
        return False
    try:
        for rights, places in ((READING, readable), (WRITING, writable), (REMOVE_DIR, clearable)):
            for place in dict.fromkeys(places):
                _allow(rules, abi, rights, place)
        library = ctypes.CDLL(None, use_errno=True)
        if library.prctl(NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))):
            return False
        _call(RESTRICT, rules, 0)
    except OSError:
        return False
    finally:
        os.close(rules)
    return True


def _allow(rules: int, abi: int, rights: int, place: str) -> None:
    try:
        opened = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except (OSError, ValueError):
        return
    try:
        folder = stat.S_ISDIR(os.fstat(opened).st_mode)
        _call(ADD, rules, BENEATH, rule(abi, rights, opened, folder), 0)
    finally:
        os.close(opened)


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A system call. Raises OSError."""
    system = ctypes.CDLL(None, use_errno=True).syscall
    system.restype = ctypes.c_long
    passed = (ctypes.c_long(each) if isinstance(each, int) else ctypes.c_char_p(each) for each in arguments)
    result: int = system(ctypes.c_long(number), *passed)
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
