"""Which files a run reads: the named ones, and the readable ones in named folders."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from tradelint.config_load import Loaded
from tradelint.errors import UnreadableError, UsageError
from tradelint.history import Commit, since
from tradelint.ignored import GitIgnore, by_nature, left_out
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
# What `review` calls its copies: the paper itself lies beside them.
COPY = ".reviewed."
# Folders of programs. A folder of papers may be called "build" or "dist".
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages"})
FILE_CAP = 64 * 2**20
LFS = b"version https://git-lfs.github.com/spec/"
WILD = re.compile(r"[*?\[]")
# A folder with more papers is an archive, not a contract with its annexes.
MOST_NEIGHBOURS = 50


@dataclass(frozen=True)
class Verdict:
    """Whether a file is read, and why: it is named, or what speaks against it."""

    path: Path
    taken: bool
    reason: str


@dataclass(frozen=True)
class Chosen:
    """The files of a run, in order, and how many a folder walk passed over or an exclusion took out."""

    paths: tuple[Path, ...]
    passed_over: int = 0
    excluded: int = 0


def choose(
    paths: tuple[str, ...],
    settings: Callable[[Path], Loaded] | None = None,
    *,
    force_exclude: bool = False,
    gitignore: bool = True,
) -> Chosen:
    """The files behind the arguments. Raises UsageError for a path that does not exist, naming the nearest.

    `settings` gives the settings of a file; with `force_exclude` their patterns hold for named files too.
    """
    found = tuple(verdicts(paths, settings, force_exclude=force_exclude, gitignore=gitignore))
    out = [verdict for verdict in found if not verdict.taken]
    excluded = sum(verdict.reason.startswith(("excluded", "not among")) for verdict in out)
    return Chosen(tuple(dict.fromkeys(v.path for v in found if v.taken)), len(out) - excluded, excluded)


def verdicts(
    paths: tuple[str, ...],
    settings: Callable[[Path], Loaded] | None = None,
    *,
    force_exclude: bool = False,
    gitignore: bool = True,
) -> Iterator[Verdict]:
    """What becomes of every file that is named or lies in a named folder, in a stable order."""
    ignore = GitIgnore() if gitignore else None
    for path in _expanded(paths):
        if path.is_dir():
            for file, reason in _walk(path, ignore, settings):
                why = reason or _unfit(file) or (left_out(file, settings(file)) if settings else "")
                yield Verdict(file, not why, why or "in a folder")
        else:
            why = left_out(path, settings(path)) if settings and force_exclude else ""
            why = why or (by_nature(path) if force_exclude else "")
            yield Verdict(path, not why, why or "named")


def _expanded(paths: tuple[str, ...]) -> Iterator[Path]:
    """The paths, with patterns that no shell has expanded; one that fits nothing is an error."""
    for name in paths:
        path = Path(name)
        if os.path.lexists(path):
            yield path
            continue
        fitting = sorted(glob.glob(name, recursive=True)) if WILD.search(name) else []  # noqa: PTH207
        if not fitting:
            raise UsageError(f"no such file or folder: {name}{_nearest(path)}")
        yield from map(Path, fitting)


def _unfit(file: Path) -> str:
    if file.suffix.lower() not in SUFFIXES:
        return f"no type of paper ({file.suffix or 'no suffix'})"
    return by_nature(file)


def _walk(
    folder: Path, ignore: GitIgnore | None, settings: Callable[[Path], Loaded] | None
) -> Iterator[tuple[Path, str]]:
    """(regular file below a folder, why it is left out), in a stable order; links to folders are not followed."""
    for root, folders, files in os.walk(folder, followlinks=False):
        here = Path(root)
        heeded = ignore if settings is None or settings(here).settings.respect_gitignore else None
        folders[:] = sorted(f for f in folders if not _is_passed_by(here / f, heeded))
        for name in sorted(files):
            file = here / name
            if file.is_file():
                yield file, "ignored by git" if heeded and heeded.ignores(file) else ""


def _is_passed_by(folder: Path, ignore: GitIgnore | None) -> bool:
    if folder.name.startswith(".") or folder.name in SKIPPED_FOLDERS or (folder / "pyvenv.cfg").is_file():
        return True
    return ignore is not None and ignore.ignores(folder, folder=True)


def changed_since(paths: tuple[Path, ...], ref: str) -> tuple[Path, ...]:
    """The files that differ from where `ref` and the current state went apart, new ones among them."""
    commits: dict[Path, Commit] = {}
    changed = []
    for path in paths:
        folder = path.parent.resolve()
        if folder not in commits:
            commits[folder] = since(folder, ref)
        try:
            data = _bytes(path)
        except UnreadableError:
            changed.append(path)
            continue
        if commits[folder].is_changed(path, data):
            changed.append(path)
    return tuple(changed)


def is_pointer(path: Path) -> bool:
    """Whether a file is only a Git LFS pointer to its content."""
    try:
        with path.open("rb") as file:
            return file.read(len(LFS)) == LFS
    except OSError:
        return False


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
