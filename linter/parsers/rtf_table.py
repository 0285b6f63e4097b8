"""Rows of an RTF table: columns are told by the right edges of the cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from tradelint.parsers.html_table import Slot

# Edges closer than this (in twips, 1/20 point) are the same edge.
NEAR = 60
WIDEST = 200


@dataclass(slots=True)
class RtfCell:
    """What a row's definition says of one cell."""

    edge: int = 0
    joins_left: bool = False
    joins_up: bool = False


@dataclass(slots=True)
class RtfRow:
    """The texts of a row and the definitions of its cells."""

    texts: list[str] = field(default_factory=list)
    cells: list[RtfCell] = field(default_factory=list)


def lay_out(rows: list[RtfRow]) -> list[list[tuple[str, Slot]]]:
    """The cells of each row with their columns and spans."""
    edges: list[int] = []
    for edge in sorted({cell.edge for row in rows for cell in row.cells}):
        if not edges or edge - edges[-1] > NEAR:
            edges.append(edge)
    found: list[list[tuple[str, Slot]]] = []
    for row in rows:
        placed: list[tuple[str, Slot]] = []
        start = 0
        for index, text in enumerate(row.texts[:WIDEST]):
            cell = row.cells[index] if index < len(row.cells) else None
            stop = _column(edges, cell.edge) + 1 if cell is not None else start + 1
            if cell is not None and cell.joins_left and placed:
                words, slot = placed[-1]
                placed[-1] = (words or text, Slot(None, slot.column, 1, max(stop - slot.column, 1)))
            elif not (cell is not None and cell.joins_up and not text):
                placed.append((text, Slot(None, start, 1, max(stop - start, 1))))
            start = max(stop, start + 1)
        found.append(placed)
    return found


def _column(edges: list[int], edge: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - edge)) if edges else 0
