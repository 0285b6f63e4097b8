"""Landlock, Linux's sandbox for unprivileged processes, by system calls: no library is needed and no privilege.

Numbers and layouts are those of the kernel's include/uapi/linux/landlock.h; each newer version of the interface (ABI)
knows more kinds of access.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION_FLAG = 1
PATH_BENEATH = 1
NO_NEW_PRIVILEGES = 38
READ_FILE, READ_DIR = 1 << 2, 1 << 3
# How many kinds of file access each ABI knows: execute, write, read, make, remove; then refer, truncate, ioctl.
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
BIND_TCP, CONNECT_TCP = 1 << 0, 1 << 1
NETWORK_SINCE = 4
ABSTRACT_SOCKETS, SIGNALS = 1 << 0, 1 << 1
SCOPES_SINCE = 6


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A system call; raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    given = [ctypes.c_long(a) if isinstance(a, int) else ctypes.c_char_p(a) for a in arguments]
    result = int(library.syscall(ctypes.c_long(number), *given))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def version() -> int:
    """The kernel's Landlock ABI; 0 where there is none."""
    if not sys.platform.startswith("linux"):
        return 0
    try:
        return _call(CREATE_RULESET, None, 0, VERSION_FLAG)
    except (OSError, AttributeError):
        return 0


def restrict(readable: Iterable[Path]) -> int:
    """From now on this process reads only below `readable`, writes and runs nothing, and opens no TCP connection.

    Returns the ABI in force, 0 where the kernel has none. Raises OSError when it has one and refuses.
    """
    abi = version()
    if not abi:
        return 0
    files = (1 << FILE_RIGHTS.get(abi, FILE_RIGHTS[5])) - 1
    attributes = struct.pack("=Q", files)
    if abi >= NETWORK_SINCE:
        attributes += struct.pack("=Q", BIND_TCP | CONNECT_TCP)
    if abi >= SCOPES_SINCE:
        attributes += struct.pack("=Q", ABSTRACT_SOCKETS | SIGNALS)
    ruleset = _call(CREATE_RULESET, attributes, len(attributes), 0)
    try:
        for path in readable:
            _allow(ruleset, path)
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        _call(RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)
    return abi


def _allow(ruleset: int, path: Path) -> None:
    rights = READ_FILE | READ_DIR if path.is_dir() else READ_FILE
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            _call(ADD_RULE, ruleset, PATH_BENEATH, struct.pack("=Qi", rights, descriptor), 0)
        finally:
            os.close(descriptor)


__all__ = ["restrict", "version"]
