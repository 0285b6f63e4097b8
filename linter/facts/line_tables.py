"""Goods lines of one grid: header, rows, the columns that multiply, and the readings of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise, product

from tradelint.facts.line_arbiter import Choice, Options, choose
from tradelint.facts.line_cells import (
    Priced,
    currency_only,
    is_empty,
    is_range,
    read_moneys,
    read_percent,
    read_quantities,
)
from tradelint.facts.line_fold import fold
from tradelint.facts.line_grid import Grid, Piece, Row
from tradelint.facts.line_header import Column, HeaderRows, find_headers
from tradelint.facts.line_roles import word_pattern
from tradelint.facts.line_rows import BodyRow, body_columns, classify, place_pieces
from tradelint.facts.line_totals import TotalLabel, total_label
from tradelint.facts.numbers_units import unit_of
from tradelint.facts.values import Convention, Money, Quantity, find_money, find_quantities
from tradelint.text import Span

QUANTITY_LIKE = ("quantity", "cartons", "measure", "weight", "net_weight", "gross_weight", "")
PRICE_LIKE = ("unit_price", "unit_price?", "")
AMOUNT_LIKE = ("amount", "with_tax", "unit_price?", "")


@dataclass
class ItemRow:
    """An item: the pieces of its row by column, the rows that go on with it, and what was chosen."""

    body: BodyRow
    cells: dict[int, list[Piece]]
    more: list[BodyRow] = field(default_factory=list)
    section: str | None = None
    choice: Choice | None = None

    @property
    def poor(self) -> bool:
        """Whether it has fewer than two of quantity, price and amount."""
        choice = self.choice
        return choice is None or sum(p is not None for p in (choice.quantity, choice.price, choice.amount)) < 2

    @property
    def span(self) -> Span:
        """From its first to its last piece, without the merged cells above."""
        fresh = [p for p in self.body.row.pieces if not p.inherited] or list(self.body.row.pieces)
        return Span(min(p.span.start for p in fresh), max(p.span.end for p in fresh))


@dataclass
class GridReading:
    """What a grid says: its columns with their final roles, its items and its total rows."""

    grid: Grid
    columns: tuple[Column, ...]
    items: list[ItemRow]
    totals: list[BodyRow]
    confirmed: int = 0
    disagreeing: int = 0

    @property
    def score(self) -> float:
        """How much speaks for this reading: lines that multiply weigh most."""
        points = 0.0
        for item in self.items:
            choice = item.choice
            if choice is None:
                continue
            points += 4.0 if choice.agrees and not choice.trivial else 2.0 if choice.agrees else 0.0
            parts = sum(part is not None for part in (choice.quantity, choice.price, choice.amount))
            points += parts if parts > 1 else -0.5
        return points + 0.3 * len(self.totals)


def read_grid(text: str, grid: Grid, convention: Convention, known: tuple[Column, ...] = ()) -> list[GridReading]:
    """The tables of goods in a grid; `known` columns serve a grid that goes on with the table before."""
    headers = [HeaderRows(0, 0, known, 0.0)] if known else find_headers(grid)
    readings: list[GridReading] = []
    for index, header in enumerate(headers):
        end = headers[index + 1].first if index + 1 < len(headers) else len(grid.rows)
        body = _Body(text, grid, header, end, convention)
        reading = body.read()
        if reading.items or reading.totals:
            readings.append(reading)
    return readings


class _Body:
    """The rows between one header and the next."""

    def __init__(self, text: str, grid: Grid, header: HeaderRows, end: int, convention: Convention) -> None:
        self.text = text
        self.grid = grid
        self.header = header
        self.convention = convention
        self.rows = grid.rows[header.after : end]
        self.columns = body_columns(grid, header, end)
        self.read_quantities: dict[tuple[int, int], tuple[Quantity, ...]] = {}
        self.read_moneys: dict[tuple[int, int], tuple[Priced, ...]] = {}

    def read(self) -> GridReading:
        """Items and totals with the roles that arithmetic confirms."""
        bodies = self._classified()
        items, totals = self._grouped(bodies)
        self.columns = self._resolved(items)
        for item in items:
            item.choice = choose(self.options(item, self._triple()))
        reading = GridReading(self.grid, self.columns, items, totals)
        reading.confirmed = sum(1 for i in items if i.choice and i.choice.agrees and not i.choice.trivial)
        reading.disagreeing = sum(1 for i in items if i.choice and i.choice.agrees is False)
        return reading

    def _classified(self) -> list[BodyRow]:
        rows = [row for row in self.rows if not _is_numbering(row)]
        bodies = [
            classify(row, place_pieces(row, self.columns, self.grid.strict), self.columns, self.header) for row in rows
        ]
        for index in range(len(bodies)):
            self._wrapped_label(bodies, index)
        return bodies

    def _wrapped_label(self, bodies: list[BodyRow], index: int) -> None:
        """A total whose label goes on in the rows below ("Grand" over "Total") is one row."""
        body = bodies[index]
        roles = {self.columns[i].role for i in body.cells}
        if body.kind != "item" or roles & {"quantity", "unit_price"} or len(body.row.pieces) < 2:
            return
        first = body.row.pieces[0]
        joined, count = first.text, 0
        for below in bodies[index + 1 : index + 5]:
            piece = below.row.pieces[0] if len(below.row.pieces) == 1 else None
            if piece is None or piece.left >= first.right + 2 or abs(piece.left - first.left) > 20:
                break
            joined, count = joined + piece.text, count + 1
            label = total_label(joined)
            if label is not None:
                bodies[index] = replace(body, kind="total", label=label)
                for at in range(index + 1, index + 1 + count):
                    bodies[at] = replace(bodies[at], kind="end", label=None)

    # -- rows to items

    def _grouped(self, bodies: list[BodyRow]) -> tuple[list[ItemRow], list[BodyRow]]:
        items: list[ItemRow] = []
        totals: list[BodyRow] = []
        section: str | None = None
        waiting: list[BodyRow] = []
        names_first = self._names_first(bodies)
        for position, body in enumerate(bodies):
            if body.kind in ("header", "end"):
                continue
            if body.kind == "total":
                totals.append(body)
                if self._closes(body, bodies[position + 1 :]):
                    totals.extend(b for b in bodies[position + 1 :] if b.kind == "total")
                    break
                continue
            if body.kind == "item":
                if self._joins(items, body):
                    items[-1].more.append(body)
                    for index, pieces in body.cells.items():
                        items[-1].cells.setdefault(index, []).extend(pieces)
                    continue
                cells = {index: list(pieces) for index, pieces in body.cells.items()}
                items.append(ItemRow(body, cells, [], section))
                for above in waiting:
                    self._prepend(items[-1], above)
                waiting = []
                continue
            if self._is_section(body):
                section = " ".join(body.row.text.split())
            elif self._opens_item(body, items):
                items.append(ItemRow(body, {i: list(p) for i, p in body.cells.items()}, [], section))
            elif names_first or self._belongs_below(bodies, position) or not items:
                waiting.append(body)
            elif self._near(bodies, position, items, totals):
                items[-1].more.append(body)
        return items, totals

    def _closes(self, body: BodyRow, rest: list[BodyRow]) -> bool:
        """A grand total ends the table, unless whole items follow it."""
        if body.label is None or body.label.kind not in ("total", "with_tax", "subtotal"):
            return False
        if body.label.kind == "subtotal" or self.grid.strict:
            return not any(self._is_whole(b) for b in rest)
        following = [b for b in rest[:3] if b.kind != "end"]
        return not any(self._is_whole(b) for b in following)

    def _is_whole(self, body: BodyRow) -> bool:
        roles = {self.columns[i].role for i in body.cells}
        return body.kind == "item" and len(roles & {"quantity", "unit_price", "unit_price?", "amount"}) >= 2

    def _joins(self, items: list[ItemRow], body: BodyRow) -> bool:
        """Whether the values of a row belong to the item above, whose own row has none."""
        if not items or items[-1].body.kind == "item":
            return False
        numbered = any(self.columns[i].role == "number" for i in body.cells)
        return not numbered

    def _opens_item(self, body: BodyRow, items: list[ItemRow]) -> bool:
        """A row with a running number and a description but no value is an item that lacks them."""
        numbers = [p for i, ps in body.cells.items() if self.columns[i].role in ("number", "item") for p in ps]
        words = any(self.columns[i].role in ("description", "sku", "specification") for i in body.cells)
        return words and any(re.fullmatch(r"\s*\(?\d{1,3}[.)]?\s*", p.text) for p in numbers if not p.inherited)

    def _is_section(self, body: BodyRow) -> bool:
        pieces = [p for p in body.row.pieces if not p.inherited]
        if len(pieces) != 1 or not self.grid.strict:
            return False
        return pieces[0].right - pieces[0].left >= max(3, len(self.columns) - 2)

    def _names_first(self, bodies: list[BodyRow]) -> bool:
        """Whether every item has a row of words in front of its figures: the first one has, the last none behind."""
        kinds = [body.kind for body in bodies]
        places = [index for index, kind in enumerate(kinds) if kind == "item"]
        if self.grid.ruled or len(places) < 2 or places[0] == 0:
            return False
        between = all("more" in kinds[a:b] for a, b in pairwise(places))
        last = places[-1]
        below = last + 1 < len(bodies) and kinds[last + 1] == "more"
        trailing = below and (self.grid.strict or self._close(bodies, last + 1))
        return between and "more" in kinds[: places[0]] and not trailing

    def _close(self, bodies: list[BodyRow], position: int) -> bool:
        """Whether a row stands right under the one before."""
        row, above = bodies[position].row, bodies[position - 1].row
        if row.bottom:
            return row.page == above.page and row.top - above.bottom <= 1.5 * (row.bottom - row.top)
        return self.text.count("\n", above.span.end, row.span.start) < 2

    def _belongs_below(self, bodies: list[BodyRow], position: int) -> bool:
        """On a page: whether a row of words stands nearer to the item below than to what is above."""
        if position == 0 or position + 1 >= len(bodies) or not bodies[position].row.bottom:
            return False
        above, row, below = bodies[position - 1].row, bodies[position].row, bodies[position + 1]
        if below.kind not in ("item", "more") or above.page != row.page or below.row.page != row.page:
            return False
        return below.row.top - row.bottom < 0.6 * (row.top - above.bottom) and below.kind == "item"

    def _near(self, bodies: list[BodyRow], position: int, items: list[ItemRow], totals: list[BodyRow]) -> bool:
        """Whether a row of words still belongs to the item above: no total and no gap between them."""
        later = any(b.kind == "item" for b in bodies[position:])
        if self.grid.strict:
            return later or not totals
        if totals and totals[-1].row.span.start > items[-1].body.row.span.start:
            return False
        row, close = bodies[position].row, self._close(bodies, position)
        under = [c for c in self.columns if c.role in ("description", "specification", "item", "sku")]
        aligned = any(p.left < c.right and c.left < p.right for c in under for p in row.pieces)
        return (close and aligned) or (later and aligned)

    @staticmethod
    def _prepend(item: ItemRow, above: BodyRow) -> None:
        for index, pieces in above.cells.items():
            item.cells[index] = [*pieces, *item.cells.get(index, [])]

    # -- which columns multiply

    def options(self, item: ItemRow, triple: tuple[int, ...]) -> Options:
        """What a row offers in the three columns (-1 for a column that is missing)."""
        q, p, a = triple
        quantities = self._quantities(item, q)
        basis = self.columns[p].header.basis if p >= 0 else None
        if q < 0 and p >= 0:
            quantities = self._beside_price(item, p)
        prices, amounts = self._moneys(item, p), self._moneys(item, a)
        if a < 0 and len(prices) > 1:
            prices, amounts = prices[:1], prices[1:]
        return Options(quantities, prices, amounts, basis, self._per_carton(item), self._discount(item))

    def _beside_price(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        """The quantity that shares its cell with the price: `2,000 pcs x USD 1.85`."""
        piece = self.merged(item.cells[index]) if item.cells.get(index) else None
        if piece is None:
            return ()
        moneys = find_money(piece.text, self.convention, piece.span.start)
        found = find_quantities(piece.text, self.convention, piece.span.start)
        return tuple(q for q in found if moneys and q.span.end <= moneys[0].span.start)

    def _discount(self, item: ItemRow) -> Decimal | None:
        for index, column in enumerate(self.columns):
            if column.role == "discount" and item.cells.get(index):
                percent = read_percent(item.cells[index][0], self.convention)
                return percent.value if percent and 0 < percent.value < 100 else None
        return None

    def _quantities(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        """The quantities in a cell, read once."""
        key = (item.span.start, index)
        if key not in self.read_quantities:
            self.read_quantities[key] = self._new_quantities(item, index)
        return self.read_quantities[key]

    def _new_quantities(self, item: ItemRow, index: int) -> tuple[Quantity, ...]:
        pieces = item.cells.get(index) if index >= 0 else None
        if not pieces:
            return ()
        found = read_quantities(self.merged(pieces), self.columns[index].header, self.convention)
        return tuple(self._with_unit(item, q) for q in found)

    def _with_unit(self, item: ItemRow, quantity: Quantity) -> Quantity:
        """The unit of the unit column where the cell has none."""
        if quantity.unit is not None and quantity.raw_unit:
            return quantity
        for index, column in enumerate(self.columns):
            if column.role in ("unit", "") and item.cells.get(index):
                piece = item.cells[index][0]
                raw = " ".join(piece.text.split())
                unit = unit_of(raw)
                if unit is None and not column.role:
                    continue
                if raw and not is_empty(raw) and (unit or not quantity.raw_unit):
                    return replace(quantity, unit=unit.id if unit else None, raw_unit=raw)
        return quantity

    def _moneys(self, item: ItemRow, index: int) -> tuple[Priced, ...]:
        """The amounts in a cell, read once."""
        key = (item.span.start, index)
        if key not in self.read_moneys:
            self.read_moneys[key] = self._new_moneys(item, index)
        return self.read_moneys[key]

    def _new_moneys(self, item: ItemRow, index: int) -> tuple[Priced, ...]:
        pieces = item.cells.get(index) if index >= 0 else None
        if not pieces:
            return ()
        header = self.columns[index].header
        found = read_moneys(self.merged(pieces), header, self.convention)
        return tuple(Priced(self._with_currency(item, p.money), p.basis) for p in found)

    def _with_currency(self, item: ItemRow, money: Money) -> Money:
        """The currency of the currency column where the cell has none of its own."""
        if money.currency is not None and not money.currency_inferred:
            return money
        for index, column in enumerate(self.columns):
            for piece in item.cells.get(index, ()) if column.role in ("currency", "") else ():
                codes = currency_only(piece.text)
                if len(codes) == 1:
                    return replace(money, currency=codes[0], currency_candidates=codes, currency_inferred=False)
        return money

    def _per_carton(self, item: ItemRow) -> Decimal | None:
        for index, column in enumerate(self.columns):
            if column.role == "per_carton" and item.cells.get(index):
                found = read_quantities(self.merged(item.cells[index]), column.header, self.convention)
                return found[0].value if found else None
        return None

    def merged(self, pieces: list[Piece]) -> Piece:
        """The pieces of one cell as one, where only white space stands between them."""
        return merged(self.text, pieces)

    def _triple(self) -> tuple[int, int, int]:
        roles = [column.role for column in self.columns]
        first = [roles.index(role) if role in roles else -1 for role in ("quantity", "unit_price", "amount")]
        return first[0], first[1], first[2]

    def _resolved(self, items: list[ItemRow]) -> tuple[Column, ...]:
        """The columns with the roles for which most rows multiply; header words decide where nothing does."""
        sample = items[:60]
        groups = [
            [i for i, c in enumerate(self.columns) if c.role in kinds and self._filled(sample, i)] or [-1]
            for kinds in (QUANTITY_LIKE, PRICE_LIKE, AMOUNT_LIKE)
        ]
        best, most = self._triple(), float("-inf")
        if groups[1] == [-1] and groups[2] == [-1]:
            return self._given(best)
        for triple in product(*groups):
            solid = [index for index in triple if index >= 0]
            if len(set(solid)) == len(solid):
                score = self._agreement(sample, triple) + self._prior(triple)
                if score > most:
                    best, most = (triple[0], triple[1], triple[2]), score
        return self._given(best)

    def _filled(self, items: list[ItemRow], index: int) -> bool:
        return any(
            (piece.cell is not None and piece.cell.formula) or re.search(r"\d", piece.text)
            for item in items
            for piece in item.cells.get(index, ())
        )

    def _agreement(self, items: list[ItemRow], triple: tuple[int, ...]) -> float:
        if -1 in triple:
            return 0.0
        score = 0.0
        for item in items:
            choice = choose(self.options(item, triple))
            if choice.agrees is None:
                continue
            weight = 0.2 if choice.trivial or choice.rounded else 1.0
            score += weight if choice.agrees else -0.2
        return score

    def _prior(self, triple: tuple[int, ...]) -> float:
        """What header words say; it gives way to two rows that multiply otherwise."""
        score = 0.0
        for index, role in zip(triple, ("quantity", "unit_price", "amount"), strict=True):
            if index < 0:
                continue
            own = self.columns[index].role
            score += 0.9 if own == role else 0.3 if own.startswith(role) else 0.1 if own else 0.05
            score -= 0.01 * index
        return score

    def _given(self, triple: tuple[int, int, int]) -> tuple[Column, ...]:
        wanted = dict(zip(triple, ("quantity", "unit_price", "amount"), strict=True))
        columns = []
        for index, column in enumerate(self.columns):
            role = column.role
            if index in wanted:
                role = wanted[index]
            elif role in wanted.values() and role in {wanted[i] for i in triple if i >= 0}:
                role = f"other {role}"
            elif role.endswith("?"):
                role = ""
            columns.append(replace(column, role=role))
        return tuple(columns)


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
        reading.totals.sort(key=lambda body: body.row.span)


def merged(text: str, pieces: list[Piece]) -> Piece:
    """Several pieces of one cell as one piece."""
    if len(pieces) == 1:
        return pieces[0]
    numeric = next((p for p in pieces if p.cell is not None and p.cell.number is not None), None)
    first, last = pieces[0], pieces[-1]
    span = Span(first.span.start, last.span.end)
    contiguous = all(
        not text[a.span.end : b.span.start].strip() and a.span.end <= b.span.start for a, b in pairwise(pieces)
    )
    if not contiguous or (numeric is not None and len(pieces) > 2):
        return numeric or first
    raw = text[span.start : span.end]
    return Piece(span, raw, first.left, last.right)


def _is_numbering(row: Row) -> bool:
    """A row that only numbers the columns: (1) (2) (3)."""
    texts = [fold(piece.text).text.strip(" ().") for piece in row.pieces]
    return len(texts) > 3 and texts == [str(n) for n in range(1, len(texts) + 1)]


def is_goods(reading: GridReading, text: str) -> bool:
    """Whether a reading is a table of goods and no payment plan, price scale or statement of account."""
    headers = " ".join(column.header.text for column in reading.columns)
    if word_pattern("columns", "not_goods").search(fold(headers).text):
        return False
    if not reading.items:
        return bool(reading.totals)
    ranges = sum(_is_scale(item, reading.columns) for item in reading.items)
    return ranges * 2 <= len(reading.items) and (any(_speaks(i) for i in reading.items) or is_packing(reading))


def _is_scale(item: ItemRow, columns: tuple[Column, ...]) -> bool:
    """Whether the quantity of a row is a range: a scale of prices."""
    cells = [p for i, ps in item.cells.items() if columns[i].header.role == "quantity" for p in ps]
    return any(is_range(piece.text) for piece in cells)


def _speaks(item: ItemRow) -> bool:
    choice = item.choice
    return choice is not None and any(part is not None for part in (choice.quantity, choice.price, choice.amount))


def is_priced(reading: GridReading) -> bool:
    """Whether a table gives prices or amounts."""
    choices = [item.choice for item in reading.items if item.choice is not None]
    return any(choice.price is not None or choice.amount is not None for choice in choices)


PACKING = frozenset({"cartons", "per_carton", "net_weight", "gross_weight", "cbm", "weight"})


def is_packing(reading: GridReading) -> bool:
    """Whether a table gives cartons and weights and no prices."""
    roles = {column.role for column in reading.columns}
    return not is_priced(reading) and len(roles & PACKING) >= 2


def all_items(readings: list[GridReading]) -> Iterator[ItemRow]:
    """The items of several readings in order."""
    for reading in readings:
        yield from reading.items
