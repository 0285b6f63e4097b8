"""Arithmetic as the arbiter: which columns and which readings make quantity x price = amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product

from tradelint.facts.line_cells import Priced
from tradelint.facts.line_roles import Basis
from tradelint.facts.line_types import PriceBasis
from tradelint.facts.numbers_currency import decimals_of
from tradelint.facts.numbers_units import units
from tradelint.facts.values import Money, Quantity
from tradelint.facts.vocabulary import entries
from tradelint.levels import Confidence
from tradelint.text import Span

MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings of one row that were chosen, and whether they multiply; `trivial` is a product with one.

    `forgotten` says that the amount is quantity x price as if the price were for one: the columns are right and the
    stated basis was left out.
    """

    quantity: Quantity | None
    price: Money | None
    amount: Money | None
    basis: PriceBasis | None
    factor: Decimal
    agrees: bool | None
    trivial: bool = False
    rounded: bool = False
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Options:
    """What one row offers for the three columns."""

    quantities: tuple[Quantity, ...]
    prices: tuple[Priced, ...]
    amounts: tuple[Priced, ...]
    header_basis: Basis | None = None
    per_carton: Decimal | None = None
    discount: Decimal | None = None


def line_tolerance(quantity: Decimal, currency: str | None) -> Decimal:
    """How far a line may be off: half the smallest coin, more from 1,000 pieces on (AMT001)."""
    smallest = Decimal(1).scaleb(-decimals_of(currency))
    return smallest / 2 * max(Decimal(1), abs(quantity) / 1000)


def multiplies(quantity: Decimal, price: Decimal, amount: Decimal, currency: str | None = None) -> bool:
    """Whether the amount is the product of the two, within the tolerance of a line."""
    return abs(quantity * price - amount) <= line_tolerance(quantity, currency)


def rounded(quantity: Decimal, price: Decimal, amount: Decimal) -> bool:
    """Whether the amount would be the product with the price as it was before rounding to the digits shown."""
    exponent = price.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return places >= 2 and quantity != 0 and abs(amount / quantity - price) <= Decimal(1).scaleb(-places) / 2


def choose(options: Options) -> Choice:
    """The readings of a row that multiply; without any, the first of each."""
    fallback: Choice | None = None
    for quantity, priced, amount in _combinations(options):
        choice = _tried(quantity, priced, amount.money if amount else None, options)
        if choice.agrees and not choice.rounded:
            return choice
        fallback = fallback or choice
    return fallback or Choice(None, None, None, None, Decimal(1), None)


def _combinations(options: Options) -> Iterator[tuple[Quantity | None, Priced | None, Priced | None]]:
    quantities: Sequence[Quantity | None] = options.quantities[:3] or (None,)
    prices: Sequence[Priced | None] = options.prices[:3] or (None,)
    amounts: Sequence[Priced | None] = options.amounts[:3] or (None,)
    return product(quantities, prices, amounts)


def _tried(quantity: Quantity | None, priced: Priced | None, amount: Money | None, options: Options) -> Choice:
    price = priced.money if priced else None
    stated = (priced.basis if priced else None) or options.header_basis
    basis, factor = price_basis(stated, price, quantity, options.per_carton)
    kept = 1 - (options.discount or Decimal(0)) / 100
    for q, p, a in product(_values(quantity), _values(price), _values(amount)):
        if q is None or p is None or a is None:
            continue
        currency = amount.currency if amount else None
        for share in dict.fromkeys((factor, Decimal(1))):
            if multiplies(q / share, p * kept, a, currency) and (share == factor or _loose(basis)):
                trivial = q / share in (0, 1) or p in (0, 1)
                assert quantity is not None and price is not None and amount is not None
                return Choice(
                    _settled(quantity, q), _settled_money(price, p), _settled_money(amount, a),
                    basis, share, True, trivial,
                )  # fmt: skip
    loose = _rounded(quantity, price, amount, factor)
    known = all(part is not None and _value(part) is not None for part in (quantity, price, amount))
    forgotten = factor != 1 and _rounded(quantity, price, amount, Decimal(1), strict=True)
    return Choice(
        quantity, price, amount, basis, factor, loose if known else None, rounded=loose, forgotten=forgotten
    )  # fmt: skip


def _rounded(
    quantity: Quantity | None, price: Money | None, amount: Money | None, factor: Decimal, strict: bool = False
) -> bool:
    if quantity is None or price is None or amount is None:
        return False
    if quantity.value is None or price.amount is None or amount.amount is None:
        return False
    if strict:
        return multiplies(quantity.value / factor, price.amount, amount.amount, amount.currency)
    return rounded(quantity.value / factor, price.amount, amount.amount)


def _loose(basis: PriceBasis | None) -> bool:
    """A unit that merely follows from the quantity's leaves the factor open."""
    return basis is None or not basis.stated


def _value(part: Quantity | Money | None) -> Decimal | None:
    if part is None:
        return None
    return part.value if isinstance(part, Quantity) else part.amount


def _values(part: Quantity | Money | None) -> tuple[Decimal | None, ...]:
    if part is None:
        return (None,)
    value = _value(part)
    return (value,) if value is not None else part.readings or (None,)


def _settled(quantity: Quantity, value: Decimal) -> Quantity:
    if quantity.value is not None:
        return quantity
    return replace(quantity, value=value, ambiguous=False, confidence=Confidence.MEDIUM)


def _settled_money(money: Money, value: Decimal) -> Money:
    if money.amount is not None:
        return money
    return replace(money, amount=value, ambiguous=False, confidence=Confidence.MEDIUM)


def price_basis(
    stated: Basis | None, price: Money | None, quantity: Quantity | None, per_carton: Decimal | None
) -> tuple[PriceBasis | None, Decimal]:
    """(what the price is for, how many counted units one price unit holds)."""
    if price is None:
        return None, Decimal(1)
    counted = quantity.unit if quantity else None
    if stated is None:
        if quantity is None or not quantity.raw_unit:
            return None, Decimal(1)
        return PriceBasis(Decimal(1), counted, quantity.raw_unit, Span(price.span.end, price.span.end), False), Decimal(
            1
        )
    unit = units().get(stated.unit or "")
    if stated.unit == "thousand" and counted == "metre" and stated.raw.upper().endswith("M"):
        unit = units()["metre"]
    own = unit.pieces if unit and unit.pieces else None
    factor = stated.count * (own or 1) if own and own > 1 else stated.count
    name = unit.base if unit and own and own > 1 else unit.id if unit else None
    basis = PriceBasis(factor, name, stated.raw, Span(price.span.end, price.span.end), True)
    return basis, _held(basis, stated, unit.id if unit else None, counted, per_carton)


def _held(
    basis: PriceBasis, stated: Basis, unit: str | None, counted: str | None, per_carton: Decimal | None
) -> Decimal:
    """Counted units in one price unit: 12 for a price per dozen and pieces counted, 1 where both are the same."""
    if counted is None or unit is None or unit == counted:
        return stated.count
    if basis.unit in ("piece", "pair") and basis.factor > 1:
        own = units()[counted].pieces
        return basis.factor / own if own else basis.factor
    weights = {str(e["id"]): Decimal(str(e["grams"])) for e in entries("units") if e.get("grams")}
    if unit in weights and counted in weights:
        return stated.count * weights[unit] / weights[counted]
    if unit == "piece" and units()[counted].pieces:
        return stated.count / (units()[counted].pieces or 1)
    if unit in ("carton", "case", "box", "pack") and counted in ("piece", "set", "pair") and per_carton:
        return stated.count * per_carton
    if unit in ("piece", "set", "pair") and counted in ("carton", "case", "box", "pack") and per_carton:
        return stated.count / per_carton
    return stated.count
