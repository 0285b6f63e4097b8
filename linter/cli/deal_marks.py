"""Marked copies of all papers of a deal, and one sheet that lists every mark."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from tradelint.cli.output import write_bytes, write_file
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record, Report

if TYPE_CHECKING:
    from tradelint.review import Order

SHEET = "marks.csv"


def check_folder(folder: Path, force: bool) -> None:
    """Raise UsageError where marked copies cannot go: no folder, or one with files in it, unless `force`."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder for the marked copies")
    if not folder.exists() and not folder.parent.is_dir():
        raise UsageError(f"no such folder: {folder.parent}")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise UsageError(f"{folder} is not empty; --force writes into it all the same")


def mark_all(report: Report, options: dict[str, Any], folder: Path) -> Iterator[str]:
    """Write a marked copy of each file of the deal and the sheet into `folder`; one line about each.

    A finding between two papers is marked in both.
    """
    from tradelint.config import Config
    from tradelint.discovery import task_of
    from tradelint.reports import Look, render
    from tradelint.workers import Pool

    folder.mkdir(exist_ok=True)
    used: set[str] = set()
    read = {record.path: None for record in report.records if record.status != "unreadable"}
    with Pool(Config(as_of=report.as_of), 1, options["timeout"]) as pool:
        for answer in pool.map(
            replace(task_of(Path(path)), job="annotate", order=_order(path, report)) for path in read
        ):
            if answer.marked is None:
                yield f"{answer.path}: not marked: {answer.failure.hint if answer.failure else 'nothing came back'}"
                continue
            target = folder / _copy_name(answer.path, answer.marked.suffix, used)
            write_bytes(target, answer.marked.data)
            yield f"{target}: marked"
            yield from answer.marked.remarks
    write_file(folder / SHEET, render(report, "csv", Look()))
    yield f"{folder / SHEET}: every mark on one sheet"


def _order(path: str, report: Report) -> Order:
    from tradelint.review import Order, Paper

    records = [record for record in report.records if record.path == path]
    return Order(tuple(Paper(r.part, _marks(r, report), r.languages) for r in records), report.as_of)


def _marks(record: Record, report: Report) -> tuple[Finding, ...]:
    """The findings of a paper, and the other side of those that stand with another paper."""
    others = (f for other in report.records if other.path != record.path for f in other.findings)
    return (*record.findings, *(mirrored for finding in others for mirrored in _mirrored(finding, record)))


def _mirrored(finding: Finding, record: Record) -> Iterator[Finding]:
    for related in finding.related:
        if related.path == record.path and related.span is not None:
            yield replace(
                finding, path=record.path, part=record.part, span=related.span, quote=related.quote, place=related.place
            )


def _copy_name(path: str, suffix: str, used: set[str]) -> str:
    """The file's own name; numbered where two folders hold a file of one name."""
    stem, number = PurePath(path).stem, 1
    name = f"{stem}{suffix}"
    while name.casefold() in used:
        number += 1
        name = f"{stem}-{number}{suffix}"
    used.add(name.casefold())
    return name
