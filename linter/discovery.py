"""Which files a run reads: the named ones, and the readable ones in named folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from tradelint.errors import UnreadableError, UsageError
from tradelint.workers import Task

# What a folder walk takes up. Notes and README files are papers only when they are named.
SUFFIXES = frozenset(
    [
        ".pdf",
        ".docx",
        ".docm",
        ".dotx",
        ".doc",
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".odt",
        ".rtf",
        ".eml",
        ".msg",
        ".txt",
        ".md",
        ".html",
        ".htm",
    ]
)
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "build", "dist"})
LOCK_FILES = ("~$", ".~lock.")
# What `review` calls its copies: the paper itself lies beside them.
COPY = ".reviewed."
FILE_CAP = 64 * 2**20


@dataclass(frozen=True)
class Chosen:
    """The files of a run, in order, and how many a folder walk passed over."""

    paths: tuple[Path, ...]
    passed_over: int = 0


# A folder with more papers is an archive, not a contract with its annexes.
MOST_NEIGHBOURS = 50


def choose(paths: tuple[str, ...]) -> Chosen:
    """The files behind the arguments. Raises UsageError for a path that does not exist, naming the nearest."""
    chosen: dict[Path, None] = {}
    passed_over = 0
    for name in paths:
        path = Path(name)
        if not os.path.lexists(path):
            raise UsageError(f"no such file or folder: {name}{_nearest(path)}")
        if not path.is_dir():
            chosen[path] = None
            continue
        for file in _walk(path):
            if file.suffix.lower() in SUFFIXES and not file.name.startswith(LOCK_FILES) and COPY not in file.name:
                chosen[file] = None
            else:
                passed_over += 1
    return Chosen(tuple(chosen), passed_over)


def _walk(folder: Path) -> Iterator[Path]:
    """Regular files below a folder in a stable order; links to folders and hidden folders are not followed."""
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in SKIPPED_FOLDERS)
        yield from (Path(root) / file for file in sorted(files) if (Path(root) / file).is_file())


def _nearest(path: Path) -> str:
    try:
        there = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = get_close_matches(path.name, there, 1)
    return f"; did you mean {path.parent / near[0]}?" if near else ""


def task_of(path: Path, job: str = "lint", neighbours: tuple[str, ...] = ()) -> Task:
    """The bytes of a file for a worker; what can't be opened becomes a task that says so."""
    try:
        return Task(str(path), _bytes(path), job, neighbours=neighbours)
    except UnreadableError as error:
        return Task(str(path), b"", job, error)


def tasks_of(paths: tuple[Path, ...]) -> Iterator[Task]:
    """The tasks of a run, one after the other; each knows what else of the run lies in its folder."""
    folders: dict[Path, list[str]] = {}
    for path in paths:
        folders.setdefault(path.parent, []).append(path.name)
    for path in paths:
        names = folders[path.parent]
        others = tuple(name for name in names if name != path.name) if len(names) <= MOST_NEIGHBOURS else ()
        yield task_of(path, neighbours=others)


def _bytes(path: Path) -> bytes:
    """The content of a regular file; devices, pipes and the like are refused before they can block."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise UnreadableError("corrupt", f"cannot be opened ({error.strerror})", "check its permissions") from error
    with os.fdopen(descriptor, "rb") as file:
        kind = os.fstat(descriptor)
        if not stat.S_ISREG(kind.st_mode):
            raise UnreadableError("unsupported", "is no regular file", "name the document itself")
        if kind.st_size > FILE_CAP:
            raise UnreadableError("limit", f"the file has {kind.st_size / 2**20:.0f} MB", "split it")
        return file.read(FILE_CAP)
