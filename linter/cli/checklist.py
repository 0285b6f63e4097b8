"""`checklist`: what one paper says of every term, and what it does not say."""

from __future__ import annotations

from typing import Any

import click
from tradelint.cli.one import answer_for, refuse
from tradelint.cli.output import write
from tradelint.cli.settings import KINDS, Day


@click.command()
@click.argument("file")
@click.option("--format", "format_", type=click.Choice(["text", "json", "markdown", "html"]), default="text")
@click.option("--kind", type=click.Choice(KINDS), help="Do not guess what kind of paper it is.")
@click.option("--as-of", type=Day(), help="The day taken for today.")
@click.option("--show-bank", is_flag=True, help="Print bank numbers whole.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True)
def command(file: str, format_: str, timeout: float, **options: Any) -> int:
    """Print the checklist of FILE: every term stated, weak or absent, with its value, words and place."""
    from tradelint import __version__
    from tradelint.config import Config
    from tradelint.errors import ExitCode
    from tradelint.findings import report_of
    from tradelint.reports import checklist

    config = Config(kind=options["kind"])
    answer = answer_for(file, "lint", config, timeout)
    if all(record.status == "unreadable" for record in answer.records):
        raise refuse(answer)
    report = report_of(answer.records, config, __version__)
    write(checklist.render(report, format_, show_bank=options["show_bank"]))
    incomplete = any(record.status == "incomplete" for record in answer.records)
    return int(ExitCode.INCOMPLETE if incomplete else ExitCode.OK)
