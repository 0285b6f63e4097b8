"""`refund`: how much a platform order can give back at most, and how much of it is at risk."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import click
from tradelint.cli.output import write
from tradelint.cli.settings import Amount as AmountType

ROWS = (("claim", "claimed"), ("paid", "paid on platform"), ("covered", "covered"), ("limit", "supplier's limit"))


@click.command()
@click.option("--total", type=AmountType(), required=True, help="The price of the order, paid on and off the platform.")
@click.option("--paid", type=AmountType(), help="What went through the platform.")
@click.option("--covered", type=AmountType(), help="The covered amount on the order page.")
@click.option("--limit", type=AmountType(), help="The supplier's Trade Assurance limit.")
@click.option(
    "--open", "open_", type=AmountType(), multiple=True, help="Another open order of the supplier; repeatable."
)
@click.option("--claim", type=AmountType(), help="What is asked back.")
@click.option("--currency", default="USD", show_default=True, help="The currency of all amounts.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def command(format_: str, currency: str, open_: tuple[Decimal, ...], **amounts: Decimal | None) -> int:
    """Compute the refund cap and the exposure of a Trade Assurance order.

    \b
    tradelint refund --total 15000 --paid 15000 --covered 15000 --limit 10000 --claim 15000
    """
    from tradelint.refund import Amount, Cover, refund_of

    def money(value: Decimal | None) -> Amount | None:
        return None if value is None else Amount(value, currency)

    total = amounts["total"]
    assert total is not None
    cover = Cover(
        Amount(total, currency),
        money(amounts["paid"]),
        money(amounts["covered"]),
        money(amounts["limit"]),
        tuple(Amount(value, currency) for value in open_),
        money(amounts["claim"]),
    )
    write(_json(cover, refund_of(cover)) if format_ == "json" else _text(cover, refund_of(cover)))
    return 0


def _text(cover: Any, refund: Any) -> str:
    from tradelint.refund import NOT_COVERED
    from tradelint.reports.templates import template

    rows = [(title, getattr(cover, name)) for name, title in ROWS]
    if cover.open_orders:
        rows.append(("left of the limit", refund.remaining))
    return (
        str(
            template("refund.txt.j2").render(
                total=cover.total,
                rows=[{"name": f"{title:<18}", "amount": amount} for title, amount in rows if amount is not None],
                most=refund.most or "not known",
                bound_by=", ".join(dict(ROWS)[name] for name in refund.bound_by),
                exposure=refund.exposure or "not known",
                unknown=", ".join(dict(ROWS)[name] for name in refund.unknown),
                not_covered="; ".join(NOT_COVERED),
            )
        )
        + "\n"
    )


def _json(cover: Any, refund: Any) -> str:
    from tradelint.goods import plain

    def value(amount: Any) -> str | None:
        return plain(amount.value) if amount is not None else None

    return (
        json.dumps(
            {
                "schema_version": 1,
                "currency": cover.total.currency,
                "total": value(cover.total),
                "refund_max": value(refund.most),
                "bound_by": list(refund.bound_by),
                "exposure": value(refund.exposure),
                "limit_remaining": value(refund.remaining),
                "unknown": list(refund.unknown),
            },
            indent=2,
        )
        + "\n"
    )
