"""What the commands about a single file share."""

from __future__ import annotations

from pathlib import Path

from tradelint.config import Config
from tradelint.errors import TradelintError, UnreadableError, UsageError
from tradelint.workers import Answer, Pool


def answer_for(name: str, job: str, config: Config | None = None, timeout: float = 20.0) -> Answer:
    """What a worker makes of one file. Raises UsageError for a folder or a path that does not exist."""
    from tradelint.discovery import task_of

    path = only_file(name)
    with Pool(config or Config(), 1, timeout, reads_only=job == "extract") as pool:
        return next(iter(pool.map([task_of(path, job)])))


def only_file(name: str) -> Path:
    """The path of one file. Raises UsageError for a folder or a path that does not exist."""
    from tradelint.discovery import choose

    (path,) = choose((name,)).paths if not Path(name).is_dir() else (None,)
    if path is None:
        raise UsageError(f"{name} is a folder; name one file in it")
    return path


def refuse(answer: Answer) -> TradelintError:
    """The one clear line for a file of which nothing could be read."""
    gap = answer.failure
    if gap is None:
        gap = answer.records[0].gaps[0]
    return UnreadableError(gap.code, f"{answer.path}: {gap.hint}", gap.hint)
