"""What one goods line says: description, quantity, price and packing, each with its own span."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tradelint.facts.values import Money, Percent, Quantity
from tradelint.levels import Confidence
from tradelint.text import Place, Span


@dataclass(frozen=True, slots=True)
class Words:
    """A reading in the document's own words, on one line."""

    value: str
    span: Span
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class PriceBasis:
    """What the unit price is for: `factor` units of `unit` (1 piece, 12 for a dozen, 1000 for "per 1,000 pcs").

    `unit` is an id of units.toml, the counted unit where a factor is known (a price per dozen: piece, 12);
    `raw` is what the paper writes. `span` is empty where the basis follows from the quantity's unit alone.
    """

    factor: Decimal
    unit: str | None
    raw: str
    span: Span
    stated: bool = True


@dataclass(frozen=True, slots=True)
class LineItem:
    """One goods line. None means that the line does not say.

    `agrees` is whether quantity x price = amount (None when one of them is missing); `factor` the number of counted
    units that one price unit holds in that product. `net_weight`, `gross_weight` and `cbm` are the line's
    own, the `..._per_carton` those of one carton. `charge` is the kind of charge (freight, tooling, other) that a line
    with a quantity and a price is; empty for goods. `listed` marks
    a line of a price list, which orders no quantity. `rounded` says that the amount fits the price only as it was
    before rounding. `section` is the heading row above the line, `formula` the
    spreadsheet formula of the amount, `calculated` False where its value was never stored.
    """

    span: Span
    confidence: Confidence
    place: Place
    number: Words | None = None
    description: Words | None = None
    sku: Words | None = None
    material: Words | None = None
    dimensions: Words | None = None
    colour: Words | None = None
    hs_code: Words | None = None
    origin: Words | None = None
    quantity: Quantity | None = None
    unit_price: Money | None = None
    price_basis: PriceBasis | None = None
    amount: Money | None = None
    discount: Percent | None = None
    tax: Percent | None = None
    cartons: Quantity | None = None
    per_carton: Quantity | None = None
    net_weight: Quantity | None = None
    gross_weight: Quantity | None = None
    cbm: Quantity | None = None
    net_weight_per_carton: Quantity | None = None
    gross_weight_per_carton: Quantity | None = None
    cbm_per_carton: Quantity | None = None
    carton_size: Words | None = None
    free_of_charge: bool = False
    optional: bool = False
    charge: str = ""
    listed: bool = False
    agrees: bool | None = None
    rounded: bool = False
    factor: Decimal = Decimal(1)
    table: int | None = None
    section: str | None = None
    formula: str | None = None
    calculated: bool = True

    @property
    def expected(self) -> Decimal | None:
        """What the amount must be: quantity by price unit times unit price; None when one of them is missing."""
        if self.quantity is None or self.quantity.value is None or self.unit_price is None:
            return None
        if self.unit_price.amount is None:
            return None
        return self.quantity.value / self.factor * self.unit_price.amount


__all__ = ["LineItem", "PriceBasis", "Words"]
