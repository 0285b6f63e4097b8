"""All that tables, captions and prose of a paper say about its goods, read once for lines and totals."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tradelint.facts.line_build import build_lines
from tradelint.facts.line_captions import caption_lines
from tradelint.facts.line_grid import Grid, exploded, table_grids, text_grids, transposed, word_grid
from tradelint.facts.line_header import Column, find_headers
from tradelint.facts.line_kinds import is_goods, is_packing, is_priced, take_sums_out
from tradelint.facts.line_packing import with_packing
from tradelint.facts.line_prose import prose_lines
from tradelint.facts.line_roles import read_header
from tradelint.facts.line_tables import GridReading, read_grid
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
    readings = [r for r in _best(document, convention) if is_goods(r)]
    priced = [r for r in readings if not is_packing(r)] if any(is_priced(r) for r in readings) else readings
    take_sums_out(priced)
    lines = [line for reading in priced for line in build_lines(document, reading, convention)]
    for reading in readings:
        if reading not in priced:
            lines = with_packing(lines, build_lines(document, reading, convention))
    taken = tuple(item.span for reading in readings for item in reading.items)
    if not any(line.quantity or line.unit_price for line in lines):
        captions = caption_lines(document, convention, taken)
        lines += captions or prose_lines(document, convention, taken)
    lines.sort(key=lambda line: line.span)
    return Goods(tuple(lines), tuple(readings), convention)


def _best(document: Document, convention: Convention) -> list[GridReading]:
    """The reading of the tables, of the words on the page, or of aligned text, whichever multiplies best."""
    words = word_grid(document)
    tables = table_grids(document)
    if words is not None:
        placed = read_grid(document.text, words, convention)
        drawn = _read_all(document, tables, convention)
        return placed if _score(placed) > _score(drawn) else drawn
    texts = text_grids(document)
    strict = _read_all(document, _ordered([*tables, *(g for g in texts if g.strict)]), convention)
    loose = _read_all(document, _ordered([*tables, *(g for g in texts if not g.strict)]), convention)
    return loose if _score(loose) > _score(strict) else strict


def _ordered(grids: list[Grid]) -> tuple[Grid, ...]:
    return tuple(sorted((g for g in grids if g.rows), key=lambda grid: grid.rows[0].span))


def _read_all(document: Document, grids: tuple[Grid, ...], convention: Convention) -> list[GridReading]:
    """Every grid; one without a header goes on with the columns of the one before."""
    found: list[GridReading] = []
    known: tuple[Column, ...] = ()
    for grid in grids:
        readings = max((read_grid(document.text, g, convention) for g in _turns(grid)), key=_score)
        if not readings and _fits(grid, known):
            readings = [r for r in read_grid(document.text, grid, convention, known) if _is_full(r)]
        if readings:
            known = readings[-1].columns if grid.strict and not _closed(readings[-1]) else ()
            found.extend(readings)
            continue
        last = find_headers(grid)[-1:] if grid.strict else []
        known = last[0].columns if last and last[0].after == len(grid.rows) else known
    return found


def _turns(grid: Grid) -> list[Grid]:
    """The grid as it stands, with the lines of its cells as rows, and turned where its headers stand on the left."""
    found = [grid]
    if grid.strict and any("\n" in piece.text for row in grid.rows for piece in row.pieces):
        found.append(exploded(grid))
    if grid.strict and _headed_left(grid):
        found.append(transposed(grid))
    return found


def _headed_left(grid: Grid) -> bool:
    """Whether the first column holds the header words of several items side by side."""
    labels = [row.pieces[0].text for row in grid.rows if row.pieces[0].left == 0]
    roles = {read_header(text).role for text in labels if not re.search(r"\d", text)}
    wide = max((piece.right for row in grid.rows for piece in row.pieces), default=0) >= 3
    return wide and len(roles & {"quantity", "unit_price", "amount"}) >= 2 and len(grid.rows) <= 40


def _fits(grid: Grid, known: tuple[Column, ...]) -> bool:
    """Whether a table without a header is as wide as the one before."""
    if not known or not grid.strict:
        return False
    width = max((piece.right for row in grid.rows for piece in row.pieces), default=0)
    return width == max(column.right for column in known)


def _is_full(reading: GridReading) -> bool:
    """Whether a reading with borrowed columns has two of the three figures in every item."""
    return bool(reading.items) and all(not item.poor for item in reading.items)


def _closed(reading: GridReading) -> bool:
    return any(body.label is not None and body.label.kind in ("total", "with_tax") for body in reading.totals)


def _score(readings: list[GridReading]) -> float:
    """How much speaks for readings; of two that multiply alike the one with drawn lines is better."""
    return sum(reading.score + 0.2 * reading.grid.ruled for reading in readings if is_goods(reading))
