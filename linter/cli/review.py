"""`review`: a copy of one paper with the findings marked on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tradelint.cli.copies import check_target, config_of, save
from tradelint.cli.one import only_file, refuse
from tradelint.cli.output import write
from tradelint.cli.settings import settings_options
from tradelint.discovery import COPY, task_of
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record
from tradelint.review import Marked, Order, Paper
from tradelint.workers import Pool, Task


@click.command()
@click.argument("file")
@click.option("--output", "-o", metavar="COPY", help="Where the copy goes; NAME.reviewed.EXT beside FILE without it.")
@click.option("--suggest", is_flag=True, help="Add the missing clauses to a Word file, as tracked insertions.")
@click.option("--force", is_flag=True, help="Write over COPY, and mark a paper that is signed.")
@settings_options
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True)
def command(file: str, output: str | None, suggest: bool, force: bool, timeout: float, **options: Any) -> int:
    """Mark up a copy of FILE: Word comments, PDF highlights with notes, Excel cell notes.

    FILE itself is never changed. What cannot carry marks (text, HTML, old Excel) becomes a page with the text and the
    findings side by side. Exit codes: 0 the copy is written; 1 it is, and there are findings at or above --fail-on;
    2 the copy could not be written or was refused; 3 FILE could not be read, or not whole.

    \b
    tradelint review contract.docx -o contract.reviewed.docx --suggest
    """
    from tradelint import __version__
    from tradelint.findings import report_of

    path = only_file(file)
    if output is not None:
        check_target(Path(output), path, force)
    config = config_of(options, Path(file))
    task = task_of(path)
    with Pool(config, 1, timeout) as pool:
        records = _linted(pool, task)
        papers = tuple(Paper(record.part, _shown(record), record.languages) for record in records)
        marked = _marked(pool, task, Order(papers, config.as_of, suggest, force))
    target = _target(path, output, marked.suffix)
    check_target(target, path, force)
    save(target, marked.data)
    report = report_of(records, config, __version__)
    write("".join(f"{line}\n" for line in (_summary(records, target), *marked.remarks, *_unread(records))))
    return int(report.exit_code)


def _linted(pool: Pool, task: Task) -> tuple[Record, ...]:
    answer = next(iter(pool.map([task])))
    if all(record.status == "unreadable" for record in answer.records):
        raise refuse(answer)
    return answer.records


def _marked(pool: Pool, task: Task, order: Order) -> Marked:
    """The marked copy. Raises UsageError for a signed paper, UnreadableError for one that cannot be marked."""
    answer = next(iter(pool.map([replace(task, job="annotate", order=order)])))
    if answer.marked is not None:
        return answer.marked
    if answer.failure is not None and answer.failure.code == "signed":
        raise UsageError(f"{answer.path}: {answer.failure.hint}")
    raise refuse(answer)


def _target(path: Path, output: str | None, suffix: str) -> Path:
    """Where the copy goes: the name that was asked for, with the ending of what it holds."""
    if output is None:
        return path.with_name(f"{path.stem}{COPY.rstrip('.')}{suffix}")
    target = Path(output)
    return target if target.suffix.lower() == suffix.lower() else target.with_suffix(suffix)


def _shown(record: Record) -> tuple[Finding, ...]:
    """The findings to mark: not those that somebody has accepted with a reason."""
    return tuple(finding for finding in record.findings if finding.status != "waived")


def _summary(records: tuple[Record, ...], target: Path) -> str:
    count = sum(len(_shown(record)) for record in records)
    return f"{target}: {count} note{'' if count == 1 else 's'}" if count else f"{target}: nothing was found"


def _unread(records: tuple[Record, ...]) -> list[str]:
    return [f"not read: {gap.place}: {gap.hint}" for record in records for gap in record.gaps]
