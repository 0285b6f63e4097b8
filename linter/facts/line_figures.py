"""The figures of an item: what its cells offer as quantity, unit price and amount, with the columns beside them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from tradelint.facts.line_arbiter import Options
from tradelint.facts.line_cells import (
    Priced,
    cell_number,
    currency_only,
    is_empty,
    read_moneys,
    read_percent,
    read_quantities,
)
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Piece
from tradelint.facts.line_groups import ItemRow
from tradelint.facts.line_header import Column
from tradelint.facts.line_roles import Basis, find_basis
from tradelint.facts.numbers_units import unit_of
from tradelint.facts.values import Convention, Money, Quantity, find_money, find_quantities
from tradelint.text import Span


class Figures:
    """Reads cells once, whatever the columns are tried as."""

    def __init__(self, text: str, columns: tuple[Column, ...], convention: Convention) -> None:
        self.text = text
        self.columns = columns
        self.convention = convention
        self._quantities: dict[tuple[int, int], tuple[Quantity, ...]] = {}
        self._moneys: dict[tuple[int, int], tuple[Priced, ...]] = {}

    def options(self, item: ItemRow, triple: tuple[int, ...]) -> Options:
        """What a row offers in the three columns (-1 for a column that is missing)."""
        q, p, a = triple
        quantities = self.quantities(item, q)
        if not quantities:
            quantities = self._beside_price(item, p) or self._in_unit_column(item, q)
        prices, amounts = self.moneys(item, p), self.moneys(item, a)
        if a < 0 and len(prices) > 1:
            prices, amounts = prices[:1], prices[1:]
        basis = self.columns[p].header.basis if p >= 0 else None
        return Options(quantities, prices, amounts, basis, self._per_carton(item), self._discount(item))

    def quantities(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        """The quantities in a cell, read once."""
        key = (item.span.start, index)
        if key not in self._quantities:
            self._quantities[key] = self._read_quantities(item, index)
        return self._quantities[key]

    def _read_quantities(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        pieces = item.cells.get(index) if index >= 0 else None
        if not pieces:
            return ()
        header = self.columns[index].header
        found = [*read_quantities(merged(self.text, pieces), header, self.convention)]
        for piece in _glued(pieces):
            found += [replace(q, span=pieces[0].span) for q in read_quantities(piece, header, self.convention)]
        return tuple(self._with_unit(item, q, pieces) for q in found)

    def _with_unit(self, item: ItemRow, quantity: Quantity, pieces: list[Piece]) -> Quantity:
        """The unit from another line of the cell or from the unit column, where the figure has none."""
        if quantity.unit is not None and quantity.raw_unit:
            return quantity
        for piece in pieces[1:]:
            unit = unit_of(fold(piece.text).text.strip())
            if unit is not None:
                return replace(quantity, unit=unit.id, raw_unit=piece.text.strip())
        for index, column in enumerate(self.columns):
            if column.role in ("unit", "") and item.cells.get(index):
                raw = " ".join(item.cells[index][0].text.split())
                unit = unit_of(raw)
                if raw and not is_empty(raw) and (unit or (column.role and not quantity.raw_unit)):
                    return replace(quantity, unit=unit.id if unit else None, raw_unit=raw)
        return quantity

    def _beside_price(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        """The quantity that shares its cell with the price: `2,000 pcs x USD 1.85`."""
        pieces = item.cells.get(index) if index >= 0 else None
        if not pieces:
            return ()
        piece = merged(self.text, pieces)
        moneys = find_money(piece.text, self.convention, piece.span.start)
        found = find_quantities(piece.text, self.convention, piece.span.start)
        return tuple(q for q in found if moneys and q.span.end <= moneys[0].span.start)

    def _in_unit_column(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        """Figure and unit that stand so close that they fell into the column of the unit."""
        if index < 0 or item.cells.get(index):
            return ()
        for number, column in enumerate(self.columns):
            if column.role == "unit" and item.cells.get(number):
                piece = item.cells[number][0]
                if re.match(r"\s*\d", piece.text):
                    return find_quantities(piece.text, self.convention, piece.span.start)
        return ()

    def moneys(self, item: ItemRow, index: int) -> tuple[Priced, ...]:
        """The amounts in a cell, read once."""
        key = (item.span.start, index)
        if key not in self._moneys:
            self._moneys[key] = self._read_moneys(item, index)
        return self._moneys[key]

    def _read_moneys(self, item: ItemRow, index: int) -> tuple[Priced, ...]:
        pieces = item.cells.get(index) if index >= 0 else None
        if not pieces:
            return self._behind_quantity(item, index)
        header = self.columns[index].header
        found = [*read_moneys(merged(self.text, pieces), header, self.convention)]
        for piece in _glued(pieces):
            again = read_moneys(piece, header, self.convention)
            found += [Priced(replace(p.money, span=pieces[0].span), p.basis) for p in again]
        basis = self._basis_below(pieces) if found and found[0].basis is None else None
        return tuple(Priced(self._with_currency(item, p.money, pieces), p.basis or basis) for p in found)

    def _behind_quantity(self, item: ItemRow, index: int) -> tuple[Priced, ...]:
        """A price that stands so close to the quantity that it fell into its column: `1,000 sets USD 3.10`."""
        if index < 0 or self.columns[index].role not in ("unit_price", "unit_price?"):
            return ()
        pieces = [p for i, c in enumerate(self.columns) if c.role == "quantity" for p in item.cells.get(i, ())]
        moneys = [m for p in pieces for m in find_money(p.text, self.convention, p.span.start)]
        return (Priced(moneys[0]),) if len(pieces) == len(moneys) == 1 else ()

    def _basis_below(self, pieces: list[Piece]) -> Basis | None:
        """What the price is for, where the cell goes on with it in further lines ("per 1,000", "pcs")."""
        return find_basis(fold(" ".join(piece.text for piece in pieces[1:])).text) if len(pieces) > 1 else None

    def _with_currency(self, item: ItemRow, money: Money, pieces: list[Piece]) -> Money:
        """The currency of another line of the cell or of the currency column, where the figure has none."""
        if money.currency is not None and not money.currency_inferred:
            return money
        beside = [p for i, c in enumerate(self.columns) if c.role in ("currency", "") for p in item.cells.get(i, ())]
        for piece in (*pieces, *beside):
            codes = currency_only(piece.text)
            if len(codes) == 1:
                return replace(money, currency=codes[0], currency_candidates=codes, currency_inferred=False)
        return money

    def _per_carton(self, item: ItemRow) -> Decimal | None:
        for index, column in enumerate(self.columns):
            if column.role == "per_carton" and item.cells.get(index):
                found = read_quantities(merged(self.text, item.cells[index]), column.header, self.convention)
                return found[0].value if found else None
        return None

    def _discount(self, item: ItemRow) -> Decimal | None:
        for index, column in enumerate(self.columns):
            if column.role == "discount" and item.cells.get(index):
                percent = read_percent(item.cells[index][0], self.convention)
                return percent.value if percent and 0 < percent.value < 100 else None
        return None


def _glued(pieces: list[Piece]) -> list[Piece]:
    """A figure whose last digits were wrapped onto the next line, put together again; arithmetic decides."""
    figured = [piece for piece in pieces if re.search(r"\d", piece.text)]
    if len(figured) != 2 or not re.match(r"\s*[\d.,]+", figured[1].text) or cell_number(figured[0]) is not None:
        return []
    first = re.sub(r"[A-Za-z\s]+$", "", figured[0].text)
    text = first.rstrip() + figured[1].text.strip()
    return [replace(figured[0], text=text)]


def merged(text: str, pieces: list[Piece]) -> Piece:
    """Several pieces of one cell as one piece; where other cells stand between them, the first with a figure."""
    if len(pieces) == 1:
        return pieces[0]
    numeric = next((p for p in pieces if p.cell is not None and p.cell.number is not None), None)
    contiguous = all(
        not text[a.span.end : b.span.start].strip() and a.span.end <= b.span.start for a, b in pairwise(pieces)
    )
    if not contiguous or (numeric is not None and len(pieces) > 2):
        figured = next((p for p in pieces if re.search(r"\d", p.text)), None)
        return numeric or figured or pieces[0]
    span = Span(pieces[0].span.start, pieces[-1].span.end)
    return Piece(span, text[span.start : span.end], pieces[0].left, pieces[-1].right)
