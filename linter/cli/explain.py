"""`explain`: one rule with its reason, source, examples and fix."""

from __future__ import annotations

import click
from tradelint.cli.output import write


@click.command()
@click.argument("rule")
def command(rule: str) -> int:
    """Explain RULE, a code (PAY003) or a name (deposit-above-threshold)."""
    from tradelint import registry
    from tradelint.reports.pages import explanation

    write(explanation(registry.find(rule)))
    return 0
