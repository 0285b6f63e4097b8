"""The totals of a paper: subtotal, charges, total, deposit and balance, the amount in words, the currencies."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tradelint.facts.amount_words import AmountInWords
from tradelint.facts.line_types import LineItem
from tradelint.facts.values import Convention, Figure, Money, Percent, Quantity
from tradelint.levels import Confidence
from tradelint.text import Document, Span

ChargeKind = Literal["freight", "insurance", "tooling", "tax", "bank_charge", "discount", "other"]


@dataclass(frozen=True, slots=True)
class Charge:
    """A charge beside the goods; a discount has a positive `amount` that is to be taken off.

    `included` marks one that the paper shows for information only or has inside its prices.
    """

    kind: ChargeKind
    label: str
    span: Span
    amount: Money | None = None
    percent: Percent | None = None
    included: bool = False
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Subtotal:
    """A sum over some lines: `first` and `last` are positions in the tuple of lines (last is included)."""

    amount: Money
    first: int
    last: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A deposit or a balance: its amount, and its percentage where one stands with it."""

    span: Span
    amount: Money | None = None
    percent: Percent | None = None
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class Formula:
    """A spreadsheet formula of an amount or a total; `calculated` is False where its value was never stored."""

    span: Span
    formula: str
    calculated: bool


@dataclass(frozen=True, slots=True)
class AmountFacts:
    """What the paper says about its money. None or empty means that it does not say.

    `lines_total` is the sum of the line amounts as read (None unless every line that is not free has one);
    `totals` are all grand totals that the paper states, `total` the one that counts. `total_net_of_tax` and
    `total_with_tax` are set where the paper tells them apart; `tax_included` where it says so (含税).
    `doubtful` are the figures that can be read in two ways or are grouped wrongly.
    """

    currency: str | None = None
    lines_total: Decimal | None = None
    subtotal: Money | None = None
    subtotals: tuple[Subtotal, ...] = ()
    charges: tuple[Charge, ...] = ()
    total: Money | None = None
    totals: tuple[Money, ...] = ()
    total_net_of_tax: Money | None = None
    total_with_tax: Money | None = None
    tax_included: bool | None = None
    total_quantity: Quantity | None = None
    total_cartons: Quantity | None = None
    total_net_weight: Quantity | None = None
    total_gross_weight: Quantity | None = None
    total_cbm: Quantity | None = None
    deposit: Part | None = None
    balance: Part | None = None
    in_words: tuple[AmountInWords, ...] = ()
    currencies: tuple[str, ...] = ()
    formulas: tuple[Formula, ...] = ()
    doubtful: tuple[Figure, ...] = ()
    convention: Convention = Convention()


def read_amounts(
    document: Document,
    convention: Convention | None = None,
    lines: tuple[LineItem, ...] | None = None,
) -> AmountFacts:
    """The amounts of a document; `lines` are read again when they are not given."""
    return AmountFacts()
