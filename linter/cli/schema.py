"""`schema`: the JSON Schemas of the machine-readable formats."""

from __future__ import annotations

import click
from tradelint.cli.output import write


@click.command()
@click.argument("what", type=click.Choice(["result"]), default="result")
def command(what: str) -> int:
    """Print the JSON Schema of the formats json and jsonl."""
    from tradelint.reports.result import schema

    write(schema())
    return 0
