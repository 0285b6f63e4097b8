"""`evidence`: what a claim on a deal would need, and what of it is there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Day
from tradelint.errors import ExitCode, UsageError


@click.command()
@click.argument("folder")
@click.option("--format", "format_", type=click.Choice(["text", "markdown", "json"]), default="text")
@click.option("--as-of", type=Day(), help="The day taken for today.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=20.0, show_default=True, help="Seconds per file.")
def command(folder: str, format_: str, as_of: date | None, timeout: float) -> int:
    """List what a claim on the deal in FOLDER would need: clauses with their places, reports, photos, messages.

    \b
    tradelint evidence deals/acme/
    """
    from tradelint.config import Config
    from tradelint.discovery import choose, task_of
    from tradelint.evidence import evidence_of
    from tradelint.reports import evidence
    from tradelint.workers import Pool

    if not Path(folder).is_dir():
        raise UsageError(f"{folder} is no folder")
    papers = choose((folder,)).paths
    others = sorted(str(p) for p in Path(folder).rglob("*") if p.is_file() and p not in papers and _shows(p, folder))
    with Pool(Config(as_of=as_of or date.today(), keep_text=True), 1, timeout) as pool:
        records = [record for answer in pool.map(task_of(path) for path in papers) for record in answer.records]
    write(evidence.render(evidence_of(records, others), records, folder, format_))
    return int(ExitCode.INCOMPLETE if any(r.status in ("incomplete", "unreadable") for r in records) else ExitCode.OK)


def _shows(path: Path, folder: str) -> bool:
    """Hidden files and lock files are no evidence."""
    return not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
