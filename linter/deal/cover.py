"""What the platform could give back of a deal at most, by what its papers say of payment, cover and limit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tradelint.deal.figures import total
from tradelint.deal.paper import Deal
from tradelint.refund import Amount, Cover, Refund, refund_of


def cover_of(deal: Deal, supplier_limit: Decimal | None) -> tuple[Cover, Refund] | None:
    """The cover and the refund of a deal on the platform; None for a deal that is not on it, or without a total.

    `supplier_limit` is the configured limit in the deal's own currency; amounts in other currencies are left out.
    """
    papers = (*deal.terms, *deal.of("platform order"))
    price = next((said for paper in papers if (said := total(paper))), None)
    if price is None or not any(paper.facts.platform.trade_assurance for paper in papers):
        return None
    amount, currency = price.value
    if currency is None:
        return None
    limit = supplier_limit if supplier_limit is not None else min(_limits(deal, currency), default=None)
    covered = min(_covered(deal, currency), default=None)
    cover = Cover(
        Amount(amount, currency),
        Amount(amount, currency) if _is_paid_there(deal) else None,
        Amount(covered, currency) if covered is not None else None,
        Amount(limit, currency) if limit is not None else None,
    )
    return cover, refund_of(cover)


def _is_paid_there(deal: Deal) -> bool:
    """Whether the papers say that the price is paid through the platform, and nothing beside it."""
    facts = [paper.facts.platform for paper in deal.papers]
    return any(f.paid_through for f in facts) and not any(f.off_platform or f.understated for f in facts)


def _limits(deal: Deal, currency: str) -> Iterator[Decimal]:
    for paper in deal.papers:
        for limit in paper.facts.platform.limits:
            if limit.amount is not None and limit.currency in (currency, None):
                yield limit.amount


def _covered(deal: Deal, currency: str) -> Iterator[Decimal]:
    for paper in deal.papers:
        for cover in paper.facts.platform.coverages:
            if cover.amount is not None and cover.currency in (currency, None):
                yield cover.amount
