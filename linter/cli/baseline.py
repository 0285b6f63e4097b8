"""`baseline`: adopt tradelint on an old archive: what is there is known, what is new counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Resolver, settings_options
from tradelint.config_load import shown
from tradelint.errors import UsageError
from tradelint.findings import Finding, Record


@click.group()
def command() -> None:
    """Known findings of an archive: create, update, prune, show. `check` never writes this file."""


def _options(command: Any) -> Any:
    command = click.option("--baseline", metavar="FILE", help="The baseline file.")(settings_options(command))
    command = click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, help="Worker processes.")(command)
    return click.argument("paths", nargs=-1)(command)


@command.command()
@_options
def create(paths: tuple[str, ...], **options: Any) -> int:
    """Write down every finding that is there today."""
    from tradelint import baseline

    path, _, records = _linted(paths, options)
    if path.exists():
        raise UsageError(f"{shown(path)} exists; tradelint baseline update renews it")
    made = baseline.updated(baseline.Baseline(), records, path.parent, _hint)
    baseline.write(path, made)
    return _said(path, made.size, records)


@command.command()
@_options
def update(paths: tuple[str, ...], **options: Any) -> int:
    """Write down what these papers have now: new findings become known, gone ones go."""
    from tradelint import baseline

    path, before, records = _linted(paths, options)
    made = baseline.updated(before, records, path.parent, _hint)
    baseline.write(path, made)
    return _said(path, made.size, records)


@command.command()
@_options
def prune(paths: tuple[str, ...], **options: Any) -> int:
    """Take out what was mended; nothing is added."""
    from tradelint import baseline

    path, before, records = _linted(paths, options)
    made = baseline.pruned(before, records, path.parent, _hint)
    baseline.write(path, made)
    write(f"{shown(path)}: {before.size - made.size} taken out\n")
    return _said(path, made.size, records)


@command.command()
@click.option("--baseline", metavar="FILE", help="The baseline file.")
def show(**options: Any) -> int:
    """List the known findings."""
    from tradelint import baseline
    from tradelint.reports.visible import one_line

    path = baseline.path_of(Resolver(options).here, options["baseline"])
    if not path.is_file():
        raise UsageError(f"there is no {shown(path)}; tradelint baseline create writes it")
    known = baseline.read(path)
    for paper in known.papers:
        for entry in paper.findings:
            write(one_line(f"{paper.path}: {entry.place}: {entry.rule} {entry.words}") + "\n")
    write(f"{known.size} known findings in {len(known.papers)} papers\n")
    return 0


def _linted(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[Path, Any, tuple[Record, ...]]:
    """(the file, what it holds, the records of the papers)."""
    from tradelint import baseline
    from tradelint.cli.lint import lint_files
    from tradelint.discovery import choose

    resolver = Resolver(options)
    path = baseline.path_of(resolver.here, options["baseline"])
    chosen = choose(paths or (str(path.parent),), resolver.of)
    before = baseline.read(path) if path.is_file() else baseline.Baseline()
    run = lint_files(chosen.paths, {**options, "no_baseline": True}, resolver)
    return path, before, run.records


def _hint(finding: Finding, record: Record) -> str:
    from tradelint.reports.visible import masked

    return masked(finding.message, record.secrets)[:120]


def _said(path: Path, size: int, records: tuple[Record, ...]) -> int:
    from tradelint.errors import ExitCode

    unread = sum(record.status in ("unreadable", "incomplete") for record in records)
    rest = f"; {unread} not read whole, which no baseline hides" if unread else ""
    write(f"{shown(path)}: {size} findings known in {len(records)} papers{rest}\n")
    return int(ExitCode.INCOMPLETE if unread else ExitCode.OK)
