"""Goods lines of one grid: header, rows, and the columns that multiply."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product

from tradelint.facts.line_arbiter import choose
from tradelint.facts.line_figures import Figures
from tradelint.facts.line_grid import Grid
from tradelint.facts.line_groups import Grouping, ItemRow, classified
from tradelint.facts.line_header import Column, HeaderRows, find_headers
from tradelint.facts.line_rows import BodyRow, body_columns, is_value
from tradelint.facts.values import Convention

QUANTITY_LIKE = ("quantity", "cartons", "measure", "weight", "net_weight", "gross_weight", "cbm", "")
PRICE_LIKE = ("unit_price", "unit_price?", "")
AMOUNT_LIKE = ("amount", "with_tax", "unit_price?", "")
ROLES = ("quantity", "unit_price", "amount")
SAMPLE = 60

Triple = tuple[int, int, int]


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
            points += 0.3 * any(item.cells.get(i) for i, c in enumerate(self.columns) if c.role == "description")
        return points + 0.3 * len(self.totals)


def read_grid(text: str, grid: Grid, convention: Convention, known: tuple[Column, ...] = ()) -> list[GridReading]:
    """The tables of goods in a grid; `known` columns serve a grid that goes on with the table before."""
    headers = [HeaderRows(0, 0, known, 0.0)] if known else find_headers(grid)
    readings: list[GridReading] = []
    for index, header in enumerate(headers):
        end = headers[index + 1].first if index + 1 < len(headers) else len(grid.rows)
        reading = _read_body(text, grid, header, end, convention)
        if reading.items or reading.totals:
            readings.append(reading)
    return readings


def _read_body(text: str, grid: Grid, header: HeaderRows, end: int, convention: Convention) -> GridReading:
    """The rows between one header and the next, with the roles that arithmetic confirms."""
    columns = body_columns(grid, header, end)
    bodies = classified(grid.rows[header.after : end], columns, header, grid.strict)
    items, totals = Grouping(text, grid, columns, bodies).read()
    columns = _Resolver(Figures(text, columns, convention), items[:SAMPLE]).resolved()
    figures = Figures(text, columns, convention)
    for item in items:
        item.choice = choose(figures.options(item, _by_header(columns)))
    reading = GridReading(grid, columns, items, totals)
    reading.confirmed = sum(1 for i in items if i.choice and i.choice.agrees and not i.choice.trivial)
    reading.disagreeing = sum(1 for i in items if i.choice and i.choice.agrees is False)
    return reading


def _by_header(columns: tuple[Column, ...]) -> Triple:
    roles = [column.role for column in columns]
    found = [roles.index(role) if role in roles else -1 for role in ROLES]
    return found[0], found[1], found[2]


class _Resolver:
    """Finds the three columns for which most rows multiply; header words decide where nothing does."""

    def __init__(self, figures: Figures, sample: list[ItemRow]) -> None:
        self.figures = figures
        self.columns = figures.columns
        self.sample = sample

    def resolved(self) -> tuple[Column, ...]:
        """The columns with their final roles."""
        groups = [
            [i for i, c in enumerate(self.columns) if c.role in kinds and self._filled(i)] or [-1]
            for kinds in (QUANTITY_LIKE, PRICE_LIKE, AMOUNT_LIKE)
        ]
        groups[0] = [*groups[0], *self._sums_of_sizes()]
        if not any(column.role in ("amount", "with_tax") for column in self.columns):
            groups[2] += [i for i in groups[1] if i >= 0 and i not in groups[2]]
        best, most = _by_header(self.columns), float("-inf")
        if not {column.role for column in self.columns} & {"unit_price", "unit_price?", "amount", "with_tax"}:
            return self._given(best)
        for q, p, a in product(*groups):
            solid = [index for index in (q, p, a) if index >= 0]
            if len(set(solid)) == len(solid):
                score = self._agreement((q, p, a)) + self._prior((q, p, a))
                if score > most:
                    best, most = (q, p, a), score
        return self._given(best)

    def _sums_of_sizes(self) -> list[int]:
        """Of several columns headed like amounts, those without a currency may add up the pieces of all sizes."""
        amounts = [i for i, c in enumerate(self.columns) if c.role == "amount" and self._filled(i)]
        return [i for i in amounts if not self.columns[i].header.currencies] if len(amounts) > 1 else []

    def _filled(self, index: int) -> bool:
        """Whether a column holds figures; one that no header names must hold little else."""
        pieces = [piece for item in self.sample for piece in item.cells.get(index, ())]
        figured = [p for p in pieces if (p.cell is not None and p.cell.formula) or re.search(r"\d", p.text)]
        if self.columns[index].role:
            return bool(figured)
        return bool(figured) and sum(is_value(piece.text) for piece in figured) * 2 > len(pieces)

    def _agreement(self, triple: Triple) -> float:
        if -1 in triple:
            return 0.0
        score = 0.0
        for item in self.sample:
            choice = choose(self.figures.options(item, triple))
            if choice.agrees is None:
                continue
            weight = 0.2 if choice.trivial or choice.rounded else 1.0
            score += weight if choice.agrees else -0.2
        return score

    def _prior(self, triple: Triple) -> float:
        """What header words say; it gives way to two rows that multiply otherwise."""
        score = 0.0
        for index, role in zip(triple, ROLES, strict=True):
            if index < 0:
                continue
            own = self.columns[index].role
            near = own.startswith(role) or (role, own) == ("quantity", "amount")
            score += 0.9 if own == role else 0.3 if near else 0.1 if own else 0.05
            score -= 0.01 * index
        return score

    def _given(self, triple: Triple) -> tuple[Column, ...]:
        wanted = dict(zip(triple, ROLES, strict=True))
        taken = {wanted[index] for index in triple if index >= 0}
        columns = []
        for index, column in enumerate(self.columns):
            role = column.role
            if index in wanted:
                role = wanted[index]
            elif role in taken:
                role = f"other {role}"
            elif role.endswith("?"):
                role = ""
            columns.append(replace(column, role=role))
        return tuple(columns)
