"""All that tables, captions and prose of a paper say about its goods, read once for lines and totals."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.line_build import build_lines
from tradelint.facts.line_captions import caption_lines
from tradelint.facts.line_grid import Grid, table_grids, text_grids, word_grid
from tradelint.facts.line_header import Column
from tradelint.facts.line_prose import prose_lines
from tradelint.facts.line_tables import GridReading, is_goods, read_grid
from tradelint.facts.line_types import LineItem
from tradelint.facts.values import Convention, convention_of
from tradelint.text import Document


@dataclass(frozen=True)
class Goods:
    """The goods lines, and the readings of the tables that they (and total rows) come from."""

    lines: tuple[LineItem, ...]
    readings: tuple[GridReading, ...]
    convention: Convention


# The goods of the document read last: lines and totals are asked for one after the other.
_last: list[tuple[Document, Convention | None, Goods]] = []


def read_goods(document: Document, convention: Convention | None = None) -> Goods:
    """Read a document's goods lines and the tables they stand in."""
    if _last and _last[0][0] is document and _last[0][1] == convention:
        return _last[0][2]
    goods = _read(document, convention or convention_of(document))
    _last[:] = [(document, convention, goods)]
    return goods


def _read(document: Document, convention: Convention) -> Goods:
    readings = [r for r in _best(document, convention) if is_goods(r, document.text)]
    lines = [line for reading in readings for line in build_lines(document, reading, convention)]
    taken = tuple(item.span for reading in readings for item in reading.items)
    if not any(line.quantity or line.unit_price for line in lines):
        captions = caption_lines(document, convention, taken)
        lines += captions or prose_lines(document, convention, taken)
    lines.sort(key=lambda line: line.span)
    return Goods(tuple(lines), tuple(readings), convention)


def _best(document: Document, convention: Convention) -> list[GridReading]:
    """The reading of the tables, of the words on the page, or of aligned text, whichever multiplies best."""
    tables = _read_all(document, table_grids(document), convention)
    words = word_grid(document)
    if words is not None:
        placed = read_grid(document.text, words, convention)
        return placed if _score(placed) > _score(tables) else tables
    return tables + _texts(document, convention)


def _texts(document: Document, convention: Convention) -> list[GridReading]:
    """Lines between tables; where they can be cut in two ways, the better one."""
    best: list[GridReading] = []
    for grids in ([g for g in text_grids(document) if g.strict], [g for g in text_grids(document) if not g.strict]):
        found = _read_all(document, tuple(grids), convention)
        if _score(found) > _score(best):
            best = found
    return best


def _read_all(document: Document, grids: tuple[Grid, ...], convention: Convention) -> list[GridReading]:
    found: list[GridReading] = []
    known: tuple[Column, ...] = ()
    for grid in grids:
        readings = read_grid(document.text, grid, convention, known if _goes_on(grid, known) else ())
        known = readings[-1].columns if readings and grid.strict else ()
        found.extend(readings)
    return found


def _goes_on(grid: Grid, known: tuple[Column, ...]) -> bool:
    """Whether a table without a header has the columns of the table before."""
    if not known or not grid.strict:
        return False
    width = max((piece.right for row in grid.rows for piece in row.pieces), default=0)
    return width == max(column.right for column in known)


def _score(readings: list[GridReading]) -> float:
    return sum(reading.score for reading in readings)
