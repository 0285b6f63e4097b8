"""`check`: lint files and folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import click
from tradelint.cli.output import Output, output_of, output_options
from tradelint.cli.settings import Resolver, settings_options
from tradelint.config import Config
from tradelint.config_load import Loaded
from tradelint.errors import UsageError
from tradelint.findings import Record, Report


@click.command()
@click.argument("paths", nargs=-1)
@output_options
@settings_options
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Seconds per file.")
@click.option("--allow-empty", is_flag=True, help="Nothing to check is no failure.")
@click.option("--stdin-filename", metavar="NAME", help="The name of what is read from standard input (-).")
@click.option("--no-cache", is_flag=True, help="Accepted; there is no cache.")
def command(paths: tuple[str, ...], **options: Any) -> int:
    """Lint trade contracts and proforma invoices.

    PATHS are files or folders; `-` reads standard input. Every file gets a record, also one that could not be read.

    \b
    tradelint check pi.pdf contract.docx
    tradelint check deals/ --format jsonl --fail-on warning
    """
    output = output_of(options, paths)
    report = run(paths, options, output)
    output.publish(report)
    return int(report.exit_code) if report.records or not options["allow_empty"] else 0


def config_of(options: dict[str, Any], **extra: Any) -> Config:
    """The configuration that the flags stand for in the current folder."""
    return Resolver(options, **extra).here.config


def run(paths: tuple[str, ...], options: dict[str, Any], output: Output) -> Report:
    """Lint everything behind `paths`. Raises UsageError for a path that does not exist."""
    from tradelint import __version__
    from tradelint.discovery import choose, tasks_of
    from tradelint.findings import report_of
    from tradelint.workers import Pool, Task

    if not paths:
        raise UsageError("name the files or folders to check, for example: tradelint check pi.pdf")
    resolver = Resolver(options, keep_text=output.shows_text)
    grouped: list[tuple[Loaded, Iterable[Task]]] = []
    if paths == ("-",):
        name = options["stdin_filename"] or "standard input"
        loaded = resolver.of(name)
        grouped.append((loaded, [Task(name, sys.stdin.buffer.read(loaded.config.limits.file + 1))]))
    else:
        chosen = choose(paths)
        if not chosen.paths and not options["allow_empty"]:
            passed = f" ({chosen.passed_over} files of other types)" if chosen.passed_over else ""
            raise NothingToCheck(f"nothing to check in {', '.join(paths)}{passed}; --allow-empty accepts that")
        papers = [path for path in chosen.paths if os.path.realpath(path) not in output.places]
        grouped += [(loaded, tasks_of(tuple(group))) for loaded, group in groupby(papers, resolver.of)]
    records: list[Record] = []
    for loaded, tasks in grouped:
        with Pool(loaded.config, options["jobs"], options["timeout"]) as pool:
            records += (record for answer in pool.map(tasks) for record in answer.records)
    return report_of(tuple(records), resolver.here.config, __version__)


class NothingToCheck(UsageError):
    """The folders hold no paper."""

    from tradelint.errors import ExitCode

    exit_code = ExitCode.INCOMPLETE
