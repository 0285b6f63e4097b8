"""What a worker may still do once it parses strangers' bytes: compute, within limits, and answer.

Each protection is put up where the system has it; `confine` returns those that are up, and `tradelint doctor` prints
them. The parent's deadline and its power to kill the worker hold everywhere.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

OPEN_FILES = 32
# Of the seconds on the clock that a file may take, the share that may be computing.
CPU_SHARE = 0.75
DIE_WITH_PARENT = 1
# Audit events of what no reader does: connect, start programs, change the file system, signal other processes.
DENIED = frozenset(
    [
        "ctypes.dlopen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system",
        "pty.spawn", "subprocess.Popen", "os.chmod", "os.chown", "os.kill", "os.killpg", "os.link", "os.mkdir",
        "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime", "signal.pthread_kill",
        "urllib.Request", "webbrowser.open", "winreg.OpenKey", "winreg.CreateKey", "tempfile.mkstemp",
        "tempfile.mkdtemp", "shutil.copyfile", "shutil.move", "shutil.rmtree", "shutil.unpack_archive",
    ]
)  # fmt: skip
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
PROTECTIONS = {
    "deadline": "a file that takes too long is stopped",
    "memory": "memory is capped",
    "cpu": "computing time is capped",
    "no-files": "files cannot be written",
    "open-files": f"at most {OPEN_FILES} files are open",
    "audit": "sockets, programs and file changes are refused",
    "landlock": "the kernel refuses writing, TCP and reading outside the program's own folders",
    "parent": "workers end with their parent",
    "silence": "readers cannot write to the terminal",
}


def confine(memory: int, keep: int, parent: int) -> tuple[str, ...]:
    """Put up every protection that this system has; returns their names (see PROTECTIONS).

    `memory` is what may be allocated from now on, in bytes; `keep` the only descriptor that stays open; `parent` the
    process id that this one must not outlive, 0 when it may not be tied to it.
    """
    steps: dict[str, Callable[[], bool]] = {
        "silence": lambda: _silence(keep),
        "parent": lambda: _end_with(parent),
        "memory": lambda: limit_memory(memory),
        "no-files": lambda: _limit("RLIMIT_FSIZE", 0),
        "open-files": lambda: _limit("RLIMIT_NOFILE", OPEN_FILES),
        "cpu": lambda: has_limits(),
        "landlock": _landlock,
        "audit": _audit,
    }
    _limit("RLIMIT_CORE", 0)
    return ("deadline", *(name for name, put_up in steps.items() if put_up()))


def has_limits() -> bool:
    """Whether the system knows limits per process; Windows does not."""
    return find_spec("resource") is not None


def _silence(keep: int) -> bool:
    """Close what was inherited, and give readers in C nowhere to write to when they fail.

    An inherited end of another worker's line would keep that line open after the parent has gone.
    """
    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it too and ends its workers
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    if os.name == "posix":
        os.closerange(3, keep)
        os.closerange(keep + 1, max(256, null + 1))
    return True


def _end_with(parent: int) -> bool:
    if not parent or not sys.platform.startswith("linux"):
        return False
    import ctypes

    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it went before the call
        os._exit(1)
    return True


def _limit(name: str, value: int) -> bool:
    """Set a limit of the process for good; False where the system has none."""
    if not has_limits():
        return False
    import resource

    with contextlib.suppress(ValueError, OSError, AttributeError):
        resource.setrlimit(getattr(resource, name), (value, value))
        return True
    return False


def limit_memory(memory: int) -> bool:
    """Cap the address space; what the program itself takes is known on Linux only."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except OSError:
        return False
    return _limit("RLIMIT_AS", pages * os.sysconf("SC_PAGE_SIZE") + memory)


def limit_cpu(timeout: float) -> None:
    """Give the next file its computing time: a share of the seconds that it may take by the clock.

    The kernel ends a process that computes longer (SIGXCPU), even one whose parent was stopped.
    """
    if not has_limits():
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = math.ceil(used.ru_utime + used.ru_stime + max(1.0, CPU_SHARE * timeout))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.RLIM_INFINITY))


def _landlock() -> bool:
    from tradelint import landlock

    try:
        return landlock.restrict(own_folders()) > 0
    except OSError:
        return False


def own_folders() -> tuple[Path, ...]:
    """Where Python, the installed packages and the system's libraries lie: all that a worker has to read."""
    folders = {Path(sys.prefix), Path(sys.base_prefix), *(Path(path) for path in sys.path if path)}
    for name in ("tradelint", "tradelint.rules", "tradelint.templates"):
        spec = find_spec(name)
        folders.update(Path(path) for path in (spec.submodule_search_locations or ()) if spec)  # type: ignore[union-attr]
    system = (Path(path) for path in ("/usr", "/lib", "/lib64", os.devnull, "/dev/urandom"))
    return tuple(sorted(path for path in {*folders, *system} if path.exists() and path != Path.cwd()))


def _audit() -> bool:
    roots = tuple(str(path.resolve()) for path in own_folders())

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING and path != os.devnull:
                raise PermissionError("a reader tried to write a file")
        elif event.startswith("socket.") or event in DENIED:
            if event == "ctypes.dlopen" and _is_own(arguments[0], roots):
                return
            raise PermissionError(f"a reader tried what no reader does ({event})")

    sys.addaudithook(refuse)
    return True


def _is_own(library: object, roots: tuple[str, ...]) -> bool:
    """Whether a library is part of an installed package (or is this program itself)."""
    return library is None or (isinstance(library, str) and os.path.realpath(library).startswith(roots))
