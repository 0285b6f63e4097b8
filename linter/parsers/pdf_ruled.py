"""Drawn grids as tables: which rows belong together, what is only a frame, rows without a line between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace
from tradelint.parsers.pdf_elements import Element, Grid, GridCell
from tradelint.parsers.pdf_grids import RuledCell, RuledGrid
from tradelint.parsers.pdf_lines import Line, Segment, line_of, merge
from tradelint.parsers.pdf_looks import is_figure
from tradelint.parsers.pdf_tables import build_grid
from tradelint.parsers.pdf_votes import is_item_table

Box = tuple[float, float, float, float]
Held = dict[RuledCell, list[Line]]
# Lays out the lines in a frame: (lines, its rectangle) -> elements.
LayOut = Callable[[list[Line], Box], list[Element]]


def elements_of(grid: RuledGrid, held: Held, is_frame: bool, lay_out: LayOut) -> list[Element]:
    """The tables in a drawn grid and the text in its frames, from top to bottom.

    `is_frame` says that something else than text stands in one of its cells, so that its lines only divide the page.
    """
    found: list[Element] = []
    for rows in _alike(grid):
        cells = [cell for cell in grid.cells if cell.row in rows and cell in held]
        if is_frame or _is_frame(cells, held):
            for cell in cells:
                found.extend(lay_out(held[cell], grid.box_of(cell)))
        else:
            found.extend(_table(grid, cells, held, lay_out))
    return found


def _alike(grid: RuledGrid) -> list[range]:
    """Runs of rows whose vertical lines fit together: those of each are among those of the others."""
    runs: list[range] = []
    borders: set[int] = set()
    open_until = 0
    for row in range(len(grid.ys) - 1):
        here = {c.column for c in grid.cells if c.row <= row < c.row + c.row_span} - {0}
        fits = bool(runs) and (here <= borders or borders <= here or row < open_until)
        if fits:
            runs[-1] = range(runs[-1].start, row + 1)
            borders |= here
        else:
            runs.append(range(row, row + 1))
            borders = here
        open_until = max(open_until, *(c.row + c.row_span for c in grid.cells if c.row == row), 0)
    return runs


def _is_frame(cells: Sequence[RuledCell], held: Held) -> bool:
    """Whether one of the cells holds a table of its own."""
    if len({cell.column for cell in cells}) > 1 and max((len(held[c]) for c in cells), default=0) < 3:
        return False
    return all(c.column == 0 for c in cells) or any(is_item_table(held[c]) for c in cells)


def _table(grid: RuledGrid, cells: list[RuledCell], held: Held, lay_out: LayOut) -> list[Element]:
    """A table; rows at its ends that are one single cell stand outside it."""
    rows = sorted({cell.row for cell in cells})
    full = {row for row in rows if _is_full(grid, [cell for cell in cells if cell.row == row])}
    inner = [row for row in rows if row not in full]
    if not inner:
        return [e for cell in cells for e in lay_out(held[cell], grid.box_of(cell))]
    found = [e for c in cells if c.row < inner[0] for e in lay_out(held[c], grid.box_of(c))]
    kept = [cell for cell in cells if inner[0] <= cell.row <= inner[-1]]
    found.append(_grid(grid, kept, held))
    return found + [e for c in cells if c.row > inner[-1] for e in lay_out(held[c], grid.box_of(c))]


def _is_full(grid: RuledGrid, cells: list[RuledCell]) -> bool:
    return len(cells) == 1 and cells[0].column_span == len(grid.xs) - 1


def _grid(grid: RuledGrid, cells: list[RuledCell], held: Held) -> Grid:
    rows = range(cells[0].row, cells[-1].row + 1)
    first, last = min(cell.column for cell in cells), max(cell.column + cell.column_span for cell in cells)
    drawn = [c for c in grid.cells if c.row in rows and first <= c.column and c.column + c.column_span <= last]
    borders = sorted({cell.column for cell in drawn} | {cell.column + cell.column_span for cell in drawn})
    columns = [(grid.xs[a], grid.xs[b]) for a, b in pairwise(borders)]
    found: list[GridCell] = []
    shift = 0
    order = {row: number for number, row in enumerate(sorted({cell.row for cell in cells}))}
    for row, number in order.items():
        here = [cell for cell in cells if cell.row == row]
        split = _split_row(here, columns, borders, held)
        if split is not None:
            found.extend(replace(cell, row=cell.row + number + shift) for cell in split)
            shift += max(cell.row for cell in split)
            continue
        for cell in here:
            lines = tuple(merge(line.segments) for line in held[cell])
            column = borders.index(cell.column)
            width = borders.index(cell.column + cell.column_span) - column
            height = sum(row <= other < row + cell.row_span for other in order)
            found.append(GridCell(number + shift, column, lines, height, width))
    return Grid(tuple(_spread(found)), tuple(columns), True)


def _spread(cells: list[GridCell]) -> list[GridCell]:
    """Cells over several rows shared out to these where each of their lines stands beside a figure: merged totals."""
    found: list[GridCell] = []
    for cell in cells:
        rows = range(cell.row, cell.row + cell.row_span)
        beside = [c for c in cells if c.row in rows and c.column > cell.column]
        if len(rows) < 2 or len(cell.lines) != len(rows) or {c.row for c in beside} != set(rows):
            found.append(cell)
        elif all(is_figure(c.text) for c in beside):
            parts = zip(rows, cell.lines, strict=True)
            found.extend(replace(cell, row=row, lines=(line,), row_span=1) for row, line in parts)
        else:
            found.append(cell)
    return sorted(found, key=lambda cell: (cell.row, cell.column))


def _split_row(
    cells: list[RuledCell], columns: list[tuple[float, float]], borders: list[int], held: Held
) -> tuple[GridCell, ...] | None:
    """The rows between two drawn lines where only the columns are drawn; None where it is one row."""
    if len(cells) < 3 or any(cell.row_span > 1 for cell in cells):
        return None
    if sum(len(held[cell]) > 1 for cell in cells) < 2:
        return None
    lines = _across(cells, held)
    if not is_item_table(lines):
        return None
    rows = build_grid(lines, columns, (), items=True).cells
    return rows if max(cell.row for cell in rows) > 0 else None


def _across(cells: list[RuledCell], held: Held) -> list[Line]:
    """The lines of cells side by side as lines that run across all of them."""
    rows: dict[int, list[Segment]] = {}
    for cell in cells:
        for line in held[cell]:
            segment = merge(line.segments)
            rows.setdefault(segment.line, []).append(segment)
    return [line_of(rows[number]) for number in sorted(rows)]
