"""What a table is: goods with prices, packing, or none of both; and the rows in it that are sums without a label."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from tradelint.facts.line_arbiter import Choice
from tradelint.facts.line_cells import is_range
from tradelint.facts.line_fold import fold
from tradelint.facts.line_groups import ItemRow
from tradelint.facts.line_header import Column
from tradelint.facts.line_roles import word_pattern
from tradelint.facts.line_tables import GridReading
from tradelint.facts.line_totals import SUMS, TotalLabel

PACKING = frozenset({"cartons", "per_carton", "net_weight", "gross_weight", "cbm", "weight"})
NAMES = frozenset({"description", "specification", "item", "sku", "material", "dimensions", "colour", "hs_code"})


def is_goods(reading: GridReading) -> bool:
    """Whether a reading is a table of goods and no payment plan, price scale or statement of account."""
    headers = " ".join(column.header.text for column in reading.columns)
    if word_pattern("columns", "not_goods").search(fold(headers).text):
        return False
    if not reading.items:
        return bool(reading.totals)
    ranges = sum(_is_scale(item, reading.columns) for item in reading.items)
    named = any(reading.columns[i].role in NAMES for item in reading.items for i in item.cells)
    return ranges * 2 <= len(reading.items) and (any(_speaks(i, named) for i in reading.items) or is_packing(reading))


def _is_scale(item: ItemRow, columns: tuple[Column, ...]) -> bool:
    """Whether the quantity of a row is a range: a scale of prices."""
    cells = [p for i, ps in item.cells.items() if columns[i].header.role == "quantity" for p in ps]
    return any(is_range(piece.text) for piece in cells)


def _speaks(item: ItemRow, named: bool) -> bool:
    """Whether a row prices something or, where a column names the goods, counts it; lots and dates alone are none."""
    choice = item.choice
    if choice is None:
        return False
    return choice.price is not None or choice.amount is not None or (named and choice.quantity is not None)


def is_priced(reading: GridReading) -> bool:
    """Whether a table gives prices or amounts."""
    choices = [item.choice for item in reading.items if item.choice is not None]
    return any(choice.price is not None or choice.amount is not None for choice in choices)


def is_packing(reading: GridReading) -> bool:
    """Whether a table gives cartons and weights and no prices."""
    roles = {column.role for column in reading.columns}
    return not is_priced(reading) and len(roles & PACKING) >= 2


@dataclass
class _Sums:
    """Running sums of amounts and quantities over the paper and since the last subtotal."""

    amount: Decimal = Decimal(0)
    quantity: Decimal = Decimal(0)
    count: int = 0

    def add(self, choice: Choice | None) -> None:
        """Count a line."""
        if choice is not None:
            self.amount += (choice.amount.amount if choice.amount else None) or 0
            self.quantity += (choice.quantity.value if choice.quantity else None) or 0
            self.count += 1

    def matches(self, choice: Choice | None) -> bool:
        """Whether a row without a price holds these sums."""
        if choice is None or choice.price is not None or choice.amount is None or not self.count:
            return False
        quantity = choice.quantity.value if choice.quantity else None
        return bool(choice.amount.amount) and choice.amount.amount == self.amount and quantity in (None, self.quantity)


def take_sums_out(readings: list[GridReading]) -> None:
    """A row without a price that holds the sums of the rows above is a total whatever it is called."""
    whole, section = _Sums(), _Sums()
    for reading in readings:
        kept: list[ItemRow] = []
        for item in reading.items:
            if whole.matches(item.choice) or section.matches(item.choice):
                kind = "total" if whole.matches(item.choice) else "subtotal"
                label = TotalLabel(kind, 0, 0, True)
                reading.totals.append(replace(item.body, kind="total", label=label))
                section = _Sums()
                continue
            whole.add(item.choice)
            section.add(item.choice)
            kept.append(item)
        reading.items = kept
        _take_charges_out(reading)
        reading.totals.sort(key=lambda body: body.row.span)


def _take_charges_out(reading: GridReading) -> None:
    """A row with an amount alone between a sum of the goods and the total is a charge, whatever its name."""
    sums = [b.row.span.start for b in reading.totals if b.label is not None and b.label.kind in SUMS]
    kept: list[ItemRow] = []
    for item in reading.items:
        choice = item.choice
        lone = choice is not None and choice.quantity is None and choice.price is None and choice.amount is not None
        summed = bool(sums) and item.span.start < max(sums)
        opened = summed and (min(sums) < item.span.start or _is_appended(reading, item))
        if lone and opened and not _goods_below(reading, item):
            reading.totals.append(replace(item.body, kind="total", label=TotalLabel("other", 0, 0, True)))
        else:
            kept.append(item)
    reading.items = kept


def _is_appended(reading: GridReading, item: ItemRow) -> bool:
    """Whether a row stands under complete lines without the running number, model or unit that they have."""
    used = {reading.columns[i].role for other in reading.items if not other.poor for i in other.cells}
    own = {reading.columns[i].role for i in item.cells}
    whole = [other for other in reading.items if other.choice and other.choice.price and other.choice.quantity]
    return bool(whole) and bool(used & {"number", "sku", "item"}) and not own & {"number", "sku", "item", "unit"}


def _goods_below(reading: GridReading, item: ItemRow) -> bool:
    return any(other.span.start > item.span.start and not other.poor for other in reading.items)
