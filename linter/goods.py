"""The goods lines in the shape of the machine-readable result: decimal strings, ISO currencies, places."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tradelint.facts import Facts, LineItem
from tradelint.facts.line_types import Words
from tradelint.facts.values import Money, Quantity


def goods_lines(facts: Facts) -> tuple[dict[str, Any], ...]:
    """One object per line, in line order; a field is null where the line does not say it."""
    return tuple(_line(line, facts) for line in facts.lines)


def _line(line: LineItem, facts: Facts) -> dict[str, Any]:
    price, amount = line.unit_price, line.amount
    currency = (amount and amount.currency) or (price and price.currency) or facts.amounts.currency
    return {
        "description": _words(line.description),
        "sku": _words(line.sku),
        "material": _words(line.material),
        "dimensions": _words(line.dimensions),
        "colour": _words(line.colour),
        "hs_code": _words(line.hs_code),
        "origin": _words(line.origin),
        "quantity": _quantity(line.quantity),
        "unit": line.quantity.unit or line.quantity.raw_unit or None if line.quantity else None,
        "unit_price": _money(price),
        "price_basis": line.price_basis.raw if line.price_basis and line.price_basis.stated else None,
        "amount": _money(amount),
        "currency": currency,
        "cartons": _quantity(line.cartons),
        "net_weight": _quantity(line.net_weight),
        "gross_weight": _quantity(line.gross_weight),
        "cbm": _quantity(line.cbm),
        "confidence": line.confidence.value,
        "place": str(line.place),
    }


def plain(number: Decimal) -> str:
    """A decimal without grouping or exponent."""
    return format(number, "f")


def _words(words: Words | None) -> str | None:
    return words.value if words else None


def _quantity(quantity: Quantity | None) -> str | None:
    return plain(quantity.value) if quantity and quantity.value is not None else None


def _money(money: Money | None) -> str | None:
    return plain(money.amount) if money and money.amount is not None else None
