"""What git knows of the papers of a run: which changed, and what stood in the last committed version.

Only object reads: no diff drivers, filters, hooks or fetches run, whatever the repository's own configuration asks for.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tradelint.errors import UsageError

SECONDS = 30
CAP = 64 * 2**20
POINTER = re.compile(rb"\noid sha256:([0-9a-f]{64})\n")
# Where git would look for another repository than that of the folder.
FOREIGN = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_PREFIX")
SAFE = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}


@dataclass(frozen=True)
class Blob:
    """A committed file: the id of its content and its size in bytes."""

    id: str
    size: int


@dataclass(frozen=True)
class Commit:
    """The files of one commit of a repository, by path from its top folder."""

    top: Path
    id: str
    blobs: dict[str, Blob]

    def blob_of(self, path: Path) -> Blob | None:
        """What the commit holds of a file on disk."""
        try:
            name = (path.parent.resolve() / path.name).relative_to(self.top).as_posix()
        except ValueError:
            return None
        return self.blobs.get(name)

    def is_changed(self, path: Path, data: bytes) -> bool:
        """Whether a file differs from the commit, or is not in it."""
        blob = self.blob_of(path)
        if blob is None or blob.id == _blob_id(data, len(blob.id)):
            return blob is None
        if blob.size < 1024:  # a Git LFS pointer stands for the content with its digest
            pointer = POINTER.search(self.content(blob))
            if pointer is not None:
                return pointer.group(1).decode() != hashlib.sha256(data).hexdigest()
        return True

    def content(self, blob: Blob) -> bytes:
        """The bytes of a committed file; empty where it is too large or cannot be had."""
        if blob.size > CAP:
            return b""
        return _git(self.top, "cat-file", "blob", blob.id) or b""

    def earlier(self, path: Path, data: bytes) -> bytes:
        """The committed version of a file that has changed since; empty where there is none."""
        blob = self.blob_of(path)
        return self.content(blob) if blob is not None and self.is_changed(path, data) else b""


@cache
def commit_at(folder: Path, ref: str = "HEAD") -> Commit | None:
    """A commit of the repository that a folder lies in; None without git, repository or commit."""
    top = _line(folder, "rev-parse", "--show-toplevel")
    commit = top and _line(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not top or not commit:
        return None
    listing = _git(Path(top), "ls-tree", "-r", "-l", "-z", "--full-tree", commit)
    return Commit(Path(top).resolve(), commit, dict(_entries(listing or b"")))


def since(folder: Path, ref: str) -> Commit:
    """The commit from which `ref` and the current state went apart. Raises UsageError for a ref that is none."""
    commit = _line(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not commit:
        raise UsageError(f"--since {ref}: {folder} lies in no git repository that knows it; in CI, fetch it first")
    base = _line(folder, "merge-base", commit, "HEAD") or commit
    found = commit_at(folder, base)
    if found is None:
        raise UsageError(f"--since {ref}: git cannot list its files")
    return found


def _entries(listing: bytes) -> Iterable[tuple[str, Blob]]:
    for line in listing.split(b"\0"):
        head, _, name = line.partition(b"\t")
        fields = head.split()
        if len(fields) == 4 and fields[1] == b"blob":
            yield os.fsdecode(name), Blob(fields[2].decode(), int(fields[3]))


def _blob_id(data: bytes, length: int) -> str:
    digest = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    digest.update(b"blob %d\0" % len(data))
    digest.update(data)
    return digest.hexdigest()


def _line(folder: Path, *arguments: str) -> str:
    return os.fsdecode(_git(folder, *arguments) or b"").strip()


def _git(folder: Path, *arguments: str) -> bytes | None:
    environment = {key: value for key, value in os.environ.items() if key not in FOREIGN}
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments],
            capture_output=True,
            env={**environment, **SAFE},
            timeout=SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
