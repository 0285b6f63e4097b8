"""`check`: lint files and folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from tradelint.cli.output import Output, output_of, output_options
from tradelint.cli.settings import Resolver, settings_options
from tradelint.config import Config
from tradelint.errors import UsageError
from tradelint.findings import Report
from tradelint.reports.visible import one_line

if TYPE_CHECKING:
    from tradelint.cli.lint import Linted


@click.command()
@click.argument("paths", nargs=-1)
@output_options
@settings_options
@click.option("--jobs", "-j", type=click.IntRange(1, 64), default=1, show_default=True, help="Worker processes.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Seconds per file.")
@click.option("--allow-empty", is_flag=True, help="Nothing to check is no failure.")
@click.option("--stdin-filename", metavar="NAME", help="The name of what is read from standard input (-).")
@click.option("--since", metavar="REF", help="Only papers that changed since this git commit or branch.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave these out of folders, as in .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Leave them out when they are named, too; for hooks.")
@click.option("--no-gitignore", is_flag=True, help="Take up what git ignores.")
@click.option("--baseline", metavar="FILE", help="Findings in this file are known.  [tradelint-baseline.json]")
@click.option("--no-baseline", is_flag=True, help="Show known findings as new.")
@click.option("--no-waivers", is_flag=True, help="Show waived findings as new.")
@click.option("--show-waived", is_flag=True, help="Show what is known or waived in full.")
@click.option("--no-progress", is_flag=True, help="No line about how far a long run is.")
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
    return int(report.exit_code)


def config_of(options: dict[str, Any], **extra: Any) -> Config:
    """The configuration that the flags stand for in the current folder."""
    return Resolver(options, **extra).here.config


def run(paths: tuple[str, ...], options: dict[str, Any], output: Output) -> Report:
    """Lint everything behind `paths`. Raises UsageError for a path that does not exist."""
    from tradelint import __version__
    from tradelint.cli.lint import lint_data, lint_files
    from tradelint.findings import report_of

    if not paths:
        raise UsageError("name the files or folders to check, for example: tradelint check pi.pdf")
    resolver = Resolver(options, keep_text=output.shows_text)
    if paths == ("-",):
        name = options["stdin_filename"] or "standard input"
        limit = resolver.of(name).config.limits.file
        linted = lint_data(name, sys.stdin.buffer.read(limit + 1), options, resolver)
    else:
        papers = papers_in(paths, options, resolver)
        linted = lint_files((p for p in papers if os.path.realpath(p) not in output.places), options, resolver)
    say(linted)
    return report_of(linted.records, resolver.here.config, __version__)


def papers_in(paths: tuple[str, ...], options: dict[str, Any], resolver: Resolver) -> tuple[Path, ...]:
    """The files behind `paths`. Raises NothingToCheck where there is none, and none is not what was asked for."""
    from tradelint.discovery import changed_since, choose

    chosen = choose(paths, resolver.of, force_exclude=options["force_exclude"], gitignore=not options["no_gitignore"])
    if chosen.paths and options["since"]:
        changed = changed_since(chosen.paths, options["since"])
        if not changed:
            click.echo(f"tradelint: none of {len(chosen.paths)} papers changed since {options['since']}", err=True)
        return changed
    if chosen.paths or options["allow_empty"]:
        return chosen.paths
    if chosen.excluded and options["force_exclude"]:
        click.echo(f"tradelint: {chosen.excluded} files, all excluded by the settings", err=True)
        return ()
    passed = f" ({chosen.passed_over} files of other types or ignored)" if chosen.passed_over else ""
    raise NothingToCheck(f"nothing to check in {', '.join(paths)}{passed}; --allow-empty accepts that")


def say(linted: Linted) -> None:
    """What is to be said of waivers and baselines goes to standard error, beside whatever format."""
    for note in linted.notes:
        click.echo(f"tradelint: {one_line(note.text)}", err=True)


class NothingToCheck(UsageError):
    """The folders hold no paper."""

    from tradelint.errors import ExitCode

    exit_code = ExitCode.INCOMPLETE
