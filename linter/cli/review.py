"""`review`: a copy of one paper with the findings marked on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from tradelint.cli.copies import check_target, config_of
from tradelint.cli.one import only_file, refuse
from tradelint.cli.output import write, write_bytes
from tradelint.cli.settings import KINDS, Amount, Day
from tradelint.errors import UsageError
from tradelint.findings import Record


@click.command()
@click.argument("file")
@click.option("--output", "-o", metavar="COPY", help="Where the copy goes; NAME.reviewed.EXT beside FILE without it.")
@click.option("--suggest", is_flag=True, help="Add the missing clauses to a Word file, as tracked insertions.")
@click.option("--force", is_flag=True, help="Write over COPY, and mark a paper that is signed.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="never", help="Exit 1 at or above."
)
@click.option("--side", type=click.Choice(["buyer", "seller"]), default="buyer", help="Whose interest to look after.")
@click.option("--profile", type=click.Choice(["recommended", "strict"]), default="recommended")
@click.option("--kind", type=click.Choice(KINDS), help="Do not guess what kind of paper it is.")
@click.option("--as-of", type=Day(), help="The day taken for today.")
@click.option("--supplier-limit", type=Amount(), help="The supplier's Trade Assurance limit.")
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
    from tradelint.discovery import task_of
    from tradelint.findings import report_of
    from tradelint.review import Order, Paper
    from tradelint.workers import Pool

    path = only_file(file)
    if output is not None:
        check_target(Path(output), path, force)
    config = config_of(options)
    task = task_of(path)
    with Pool(config, 1, timeout) as pool:
        records = _linted(pool, task)
        papers = tuple(Paper(record.part, record.findings, record.languages) for record in records)
        marked = _marked(pool, task, Order(papers, config.as_of, suggest, force))
    target = _target(path, output, marked.suffix)
    check_target(target, path, force)
    try:
        write_bytes(target, marked.data)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
    report = report_of(records, config, __version__)
    write("".join(f"{line}\n" for line in (_summary(records, target), *marked.remarks, *_unread(records))))
    return int(report.exit_code)


def _linted(pool: Any, task: Any) -> tuple[Record, ...]:
    answer = next(iter(pool.map([task])))
    if all(record.status == "unreadable" for record in answer.records):
        raise refuse(answer)
    records: tuple[Record, ...] = answer.records
    return records


def _marked(pool: Any, task: Any, order: Any) -> Any:
    """The marked copy. Raises UsageError for a signed paper, UnreadableError for one that cannot be marked."""
    from dataclasses import replace

    answer = next(iter(pool.map([replace(task, job="annotate", order=order)])))
    if answer.marked is not None:
        return answer.marked
    if answer.failure.code == "signed":
        raise UsageError(f"{answer.path}: {answer.failure.hint}")
    raise refuse(answer)


def _target(path: Path, output: str | None, suffix: str) -> Path:
    """Where the copy goes: the name that was asked for, with the ending of what it holds."""
    if output is None:
        return path.with_name(f"{path.stem}.reviewed{suffix}")
    target = Path(output)
    return target if target.suffix.lower() == suffix.lower() else target.with_suffix(suffix)


def _summary(records: tuple[Record, ...], target: Path) -> str:
    count = sum(len(record.findings) for record in records)
    return f"{target}: {count} note{'' if count == 1 else 's'}" if count else f"{target}: nothing was found"


def _unread(records: tuple[Record, ...]) -> list[str]:
    return [f"not read: {gap.place}: {gap.hint}" for record in records for gap in record.gaps]
