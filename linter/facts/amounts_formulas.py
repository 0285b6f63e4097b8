"""Spreadsheet formulas of amounts and sums: sums that leave lines out, typed-over formulas, values never calculated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tradelint.facts.amounts_rows import Statement
from tradelint.facts.line_totals import SUMS
from tradelint.facts.line_types import LineItem
from tradelint.levels import Confidence
from tradelint.text import Cell, Document, Span

ADDRESS = re.compile(r"([A-Z]{1,3})(\d{1,7})")
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")
SUM = re.compile(r"=\s*\+?\s*SUM\s*\(([^()]*)\)", re.I)
PLUS = re.compile(r"=\s*\+?\s*\$?[A-Z]{1,3}\$?\d{1,7}(?:\s*\+\s*\$?[A-Z]{1,3}\$?\d{1,7})+")
PRODUCT = re.compile(
    r"=\s*(?:PRODUCT\s*\()?\$?([A-Z]{1,3})\$?(\d{1,7})\s*[*,;:]\s*\$?([A-Z]{1,3})\$?(\d{1,7})\s*\)?", re.I
)
LONGEST_RANGE = 20_000

FaultKind = Literal["range", "typed", "stale", "crossed", "uncalculated"]


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """What is wrong with a formula in a sheet.

    `range`: a sum in `cell` leaves out the goods `lines` (positions) in the cells `left_out`. `typed`: a figure stands
    where the other lines, or the lines above a total (then `lines` is empty), have formulas. `stale`: the stored value
    of a line's product is not what its own cells give. `uncalculated`: a sum without a stored value.
    """

    kind: FaultKind
    span: Span
    cell: str
    formula: str = ""
    lines: tuple[int, ...] = ()
    left_out: tuple[str, ...] = ()
    confidence: Confidence = Confidence.HIGH


def formula_faults(
    document: Document, lines: tuple[LineItem, ...], statements: list[Statement]
) -> tuple[FormulaFault, ...]:
    """The faults of a sheet's formulas in text order; empty for papers without formulas."""
    faults: list[FormulaFault] = []
    for table in document.tables:
        cells = [cell for cell in table.cells if ADDRESS.fullmatch(cell.place.cell or "")]
        if any(cell.formula for cell in cells):
            faults += _Sheet(cells, lines, statements).faults()
    return tuple(sorted(faults, key=lambda fault: fault.span))


def _address(cell: Cell) -> tuple[str, int]:
    match = ADDRESS.fullmatch(cell.place.cell or "")
    return (match[1], int(match[2])) if match else ("", 0)


class _Sheet:
    """The cells of one table with the goods lines and sums that stand in it."""

    def __init__(self, cells: list[Cell], lines: tuple[LineItem, ...], statements: list[Statement]) -> None:
        self.rows: dict[int, list[Cell]] = {}
        for cell in cells:
            self.rows.setdefault(_address(cell)[1], []).append(cell)
        self.lines = lines
        found = ((index, self._row_of(line.span)) for index, line in enumerate(lines))
        self.line_rows = {row: index for index, row in found if row}
        sums = ((s, self._row_of(s.span)) for s in statements if s.kind in SUMS)
        self.sums = [(s, row) for s, row in sums if row]
        self.stated_rows = {self._row_of(s.span) for s in statements}

    def _row_of(self, span: Span) -> int:
        return next((row for row, cells in self.rows.items() if any(span.overlaps(c.span) for c in cells)), 0)

    def faults(self) -> Iterator[FormulaFault]:
        """Every fault in this table."""
        for index, line in enumerate(self.lines):
            yield from self._stale(index, line)
        yield from self._typed()
        for statement, row in self.sums:
            for cell in self.rows[row]:
                yield from self._sum(statement, cell)

    def _stale(self, index: int, line: LineItem) -> Iterator[FormulaFault]:
        """A product of two cells of its own row with another value: an old one, or the product of the wrong cells."""
        product = PRODUCT.fullmatch(line.formula or "")
        if line.agrees is False and product and product[2] == product[4] and line.calculated and line.amount:
            row = int(product[2])
            if self.line_rows.get(row) == index:
                column = self._amount_column(row)
                factors = {self._column_at(row, fact.span) for fact in (line.quantity, line.unit_price) if fact}
                kind: FaultKind = "stale" if {product[1], product[3]} == factors else "crossed"
                yield FormulaFault(kind, line.amount.span, f"{column}{row}", line.formula or "", (index,))

    def _typed(self) -> Iterator[FormulaFault]:
        """Figures typed into a column of formulas: of a line among lines, or of the total under them."""
        columns = {self._amount_column(row) for row in self.line_rows} - {""}
        if len(columns) != 1:
            return
        column = columns.pop()
        amounts = {row: self._cell(row, column) for row in self.line_rows}
        formulas = [row for row, cell in amounts.items() if cell and cell.formula]
        typed = [(row, cell) for row, cell in amounts.items() if cell and cell.number and not cell.formula]
        if len(formulas) < 2 or len(formulas) <= len(typed):
            return
        for row, cell in typed:
            line = self.lines[self.line_rows[row]]
            if line.quantity and line.unit_price and not line.free_of_charge:
                yield FormulaFault("typed", cell.span, cell.place.cell or "", lines=(self.line_rows[row],))
        for statement, row in self.sums:
            sum_cell = self._cell(row, column)
            if sum_cell and sum_cell.number and not sum_cell.formula and not typed and statement.kind == "total":
                yield FormulaFault("typed", sum_cell.span, sum_cell.place.cell or "")

    def _column_at(self, row: int, span: Span) -> str:
        return next((_address(cell)[0] for cell in self.rows[row] if span.overlaps(cell.span)), "")

    def _amount_column(self, row: int) -> str:
        line = self.lines[self.line_rows[row]]
        for cell in self.rows[row]:
            same = line.amount is not None and line.amount.span.overlaps(cell.span)
            if same or (line.formula is not None and cell.formula == line.formula):
                return _address(cell)[0]
        return ""

    def _cell(self, row: int, column: str) -> Cell | None:
        return next((cell for cell in self.rows[row] if _address(cell)[0] == column), None)

    def _sum(self, statement: Statement, cell: Cell) -> Iterator[FormulaFault]:
        formula = cell.formula or ""
        if not formula:
            return
        column, row = _address(cell)
        if statement.kind == "total" and not cell.calculated and formula == statement.formula:
            yield FormulaFault("uncalculated", statement.span, cell.place.cell or "", formula)
        covered = _covered(formula, column)
        if not covered & set(self.line_rows) or covered & (self.stated_rows - {row}):
            return
        due = [r for r in self.line_rows if r < row and r > self._section_start(statement) and self._counts(r, column)]
        missing = [r for r in sorted(due) if r not in covered]
        if missing:
            indexes = tuple(self.line_rows[r] for r in missing)
            cells = tuple(f"{column}{r}" for r in missing)
            at = cell.span if cell.calculated else statement.span
            yield FormulaFault("range", at, cell.place.cell or "", formula, indexes, cells)

    def _section_start(self, statement: Statement) -> int:
        """The row of the subtotal above a subtotal; a total counts from the top."""
        if statement.kind != "subtotal":
            return 0
        own = self._row_of(statement.span)
        return max((row for _, row in self.sums if row < own), default=0)

    def _counts(self, row: int, column: str) -> bool:
        line = self.lines[self.line_rows[row]]
        cell = self._cell(row, column)
        filled = cell is not None and bool(cell.number or cell.formula)
        return filled and not (line.free_of_charge or line.optional)


def _covered(formula: str, column: str) -> set[int]:
    """The rows of its own column that a sum adds up; empty for any other formula."""
    match = SUM.fullmatch(formula.strip())
    body = match[1] if match else formula.strip()[1:] if PLUS.fullmatch(formula.strip()) else ""
    rows: set[int] = set()
    for part in re.split(r"[,;+]", body.upper()):
        reference = REFERENCE.fullmatch(part.strip())
        if reference is None or reference[1] != column or (reference[3] or column) != column:
            return set()
        first, last = int(reference[2]), int(reference[4] or reference[2])
        if not 0 <= last - first <= LONGEST_RANGE:
            return set()
        rows.update(range(first, last + 1))
    return rows
