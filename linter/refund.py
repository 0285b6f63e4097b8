"""How much a Trade Assurance order can give back at most, and how much of it is at risk.

A refund is never more than the claim, than what was paid through the platform, than the amount that the order covers,
and than what is left of the supplier's limit, which all open orders of that supplier share. Figures that are not known
are left out and named. Amounts of different currencies are never compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal

Bound = Literal["claim", "paid", "covered", "limit"]
ZERO = Decimal(0)


class CurrencyMismatchError(ValueError):
    """Amounts in two currencies without a configured rate between them."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: `value` in units of `currency` (ISO 4217)."""

    value: Decimal
    currency: str = "USD"

    def __str__(self) -> str:
        return f"{self.currency} {self.value:,.2f}"


@dataclass(frozen=True, slots=True)
class Cover:
    """What is known of an order and its cover; None where it is not known.

    `total` is the price of the order with everything that is paid for it, on and off the platform; `paid` what went (or
    will go) through the platform, `covered` the amount that the order page calls covered, `limit` the supplier's limit,
    `open_orders` the covered amounts of the supplier's other open orders, of all buyers; `claim` what is asked back.
    """

    total: Amount
    paid: Amount | None = None
    covered: Amount | None = None
    limit: Amount | None = None
    open_orders: tuple[Amount, ...] = ()
    claim: Amount | None = None


@dataclass(frozen=True, slots=True)
class Refund:
    """The cap of a refund and the exposure of the buyer.

    `most` is the largest refund, None where nothing that bounds it is known; `bound_by` names what holds it there.
    `exposure` is the part of the order's price that no decision of the platform can give back; None where neither the
    payment nor the cover nor the limit is known. `remaining` is what is left of the supplier's limit. `unknown` names
    the figures that were not given.
    """

    most: Amount | None
    bound_by: tuple[Bound, ...]
    exposure: Amount | None
    remaining: Amount | None
    unknown: tuple[Bound, ...]


def refund_of(cover: Cover) -> Refund:
    """The refund cap and the exposure. Raises CurrencyMismatchError, and ValueError for a negative amount."""
    _check(cover)
    currency = cover.total.currency
    remaining = limit_remaining(cover.limit, cover.open_orders)
    bounds: dict[Bound, Amount | None] = {
        "claim": cover.claim, "paid": cover.paid, "covered": cover.covered, "limit": remaining,
    }  # fmt: skip
    known = {name: amount.value for name, amount in bounds.items() if amount is not None}
    secured = [known[name] for name in ("paid", "covered", "limit") if name in known]
    most = min(known.values(), default=None)
    return Refund(
        most=None if most is None else Amount(most, currency),
        bound_by=tuple(name for name, value in known.items() if value == most),
        exposure=Amount(max(ZERO, cover.total.value - min(secured)), currency) if secured else None,
        remaining=remaining,
        unknown=tuple(name for name in bounds if name not in known),
    )


def limit_remaining(limit: Amount | None, open_orders: Iterable[Amount]) -> Amount | None:
    """What the open orders leave of a supplier's limit, never below nothing; None for an unknown limit."""
    if limit is None:
        return None
    return Amount(max(ZERO, limit.value - sum((order.value for order in open_orders), ZERO)), limit.currency)


def lots(total: Amount, remaining: Amount) -> int | None:
    """Into how many orders, one after the other, a price must be split to fit the limit; None where nothing is left."""
    if remaining.value <= 0:
        return None
    return int((total.value / remaining.value).to_integral_value(ROUND_CEILING))


def _check(cover: Cover) -> None:
    for amount in _amounts(cover):
        if amount.currency != cover.total.currency:
            raise CurrencyMismatchError(f"{amount} can't be compared with {cover.total} without a rate")
        if amount.value < 0:
            raise ValueError(f"{amount} is negative")


def _amounts(cover: Cover) -> Iterator[Amount]:
    yield cover.total
    yield from (a for a in (cover.paid, cover.covered, cover.limit, cover.claim) if a is not None)
    yield from cover.open_orders


# What the platform does not refund, whatever the order says (help page on what is not covered).
NOT_COVERED = (
    "after-sales service and warranty",
    "charges at destination",
    "disputes about freight",
    "breaches that the buyer has accepted",
    "properties that the order does not specify",
)
