"""A run over files: chosen, linted under the settings of each folder, with what was accepted before marked."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from tradelint import baseline, waivers
from tradelint.cli.progress import Progress
from tradelint.cli.settings import Resolver
from tradelint.config_load import Loaded, shown
from tradelint.discovery import tasks_of
from tradelint.errors import UsageError
from tradelint.findings import Record
from tradelint.history import commit_at
from tradelint.waivers import Book, Note
from tradelint.workers import Pool, Task


@dataclass
class Group:
    """The papers of a run that follow one settings file."""

    loaded: Loaded
    paths: tuple[Path, ...]
    book: Book
    records: tuple[Record, ...] = ()


@dataclass
class Linted:
    """What came of a run: groups in the order of the files, and what is to be said beside the findings."""

    groups: list[Group] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def records(self) -> tuple[Record, ...]:
        """All records in the order of the files."""
        return tuple(record for group in self.groups for record in group.records)


def lint_files(paths: Iterable[Path], options: dict[str, Any], resolver: Resolver) -> Linted:
    """Lint files; `options` are flags of `check`, of which those that are not given count as not set."""
    run = Linted()
    chosen = tuple(paths)
    with Progress(len(chosen), enabled=not options.get("no_progress")) as progress:
        for loaded, group in groupby(chosen, resolver.of):
            run.groups.append(_lint(loaded, tuple(group), options, progress))
    run.notes = list(notes_of(run, options))
    return run


def lint_data(name: str, data: bytes, options: dict[str, Any], resolver: Resolver) -> Linted:
    """Lint what was read from standard input."""
    loaded = resolver.of(name)
    group = Group(loaded, (Path(name),), book_for(loaded, options))
    run = Linted([group])
    _fill(group, [Task(name, data)], options, Progress(1, enabled=False))
    run.notes = list(notes_of(run, options))
    return run


def book_for(loaded: Loaded, options: dict[str, Any]) -> Book:
    """The waivers of some settings; none with --no-waivers."""
    book = waivers.book_of(loaded)
    return replace(book, waivers=()) if options.get("no_waivers") else book


def _lint(loaded: Loaded, paths: tuple[Path, ...], options: dict[str, Any], progress: Progress) -> Group:
    group = Group(loaded, paths, book_for(loaded, options))
    _fill(group, with_earlier(tasks_of(paths)), options, progress)
    return group


def _fill(group: Group, tasks: Iterable[Task], options: dict[str, Any], progress: Progress) -> None:
    config = replace(group.loaded.config, accepted_gaps=group.book.accepted_gaps)
    records: list[Record] = []
    with Pool(config, options.get("jobs") or 1, options.get("timeout") or 20.0) as pool:
        for answer in pool.map(tasks):
            records += (replace(record, fail_on=config.fail_on) for record in answer.records)
            progress.step(answer.path)
    group.records = tuple(map(group.book.applied, records))


def with_earlier(tasks: Iterable[Task]) -> Iterator[Task]:
    """Each task with the last committed version of its file, where that is another one."""
    for task in tasks:
        path = Path(task.path)
        commit = commit_at(path.parent.resolve()) if task.error is None else None
        yield replace(task, earlier=commit.earlier(path, task.data)) if commit is not None else task


def notes_of(run: Linted, options: dict[str, Any]) -> Iterator[Note]:
    """Mark the known findings, and say what became of waivers and baselines."""
    by_file: dict[Path, list[Group]] = {}
    for group in run.groups:
        by_file.setdefault(baseline_of(group.loaded, options), []).append(group)
    for path, groups in by_file.items():
        if not options.get("no_baseline") and (path.is_file() or options.get("baseline")):
            yield from _against(path, groups)
    said: set[str] = set()
    for group in run.groups:
        for note in group.book.remarks():
            if note.text not in said:
                said.add(note.text)
                yield note


def _against(path: Path, groups: list[Group]) -> Iterator[Note]:
    known = baseline.read(path)
    gone = 0
    for group in groups:
        group.records, fewer = baseline.applied(group.records, known, path.parent)
        gone += fewer
    if gone:
        are = "known finding is" if gone == 1 else "known findings are"
        yield Note("stale", f"{shown(path)}: {gone} {are} gone; tradelint baseline prune takes them out")


def baseline_of(loaded: Loaded, options: dict[str, Any]) -> Path:
    """Where the baseline stands. Raises UsageError for a named one that does not exist."""
    named = options.get("baseline")
    if named and not os.path.lexists(named):
        raise UsageError(f"no such baseline: {named}; tradelint baseline create writes one")
    return baseline.path_of(loaded, named)
