"""Tables of a DOCX: which cell stands in which row and column once merges are undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tradelint.parsers.docx_names import (
    ALTERNATE,
    AUTHOR,
    DEL,
    DELTEXT,
    INS,
    SDT,
    SDTCONTENT,
    TBLPR,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    T,
    w,
)
from tradelint.parsers.docx_story import Aside, Change, Grid, GridCell, Line, Node
from tradelint.parsers.docx_styles import Styles, children, is_fill, whole

WRAPPERS = frozenset([SDT, SDTCONTENT, ALTERNATE, w("customXml"), w("smartTag"), w("ins"), w("moveTo"), w("hyperlink")])
SHADING, CELL_DELETED = w("shd"), w("cellDel")
GRIDSPAN, GRIDBEFORE, VMERGE, HMERGE = w("gridSpan"), w("gridBefore"), w("vMerge"), w("hMerge")
# Word allows 63 columns; a larger span is a writer's mistake or an attack.
WIDEST = 1_000

Blocks = Callable[[Any, bool], list[Node]]


def unwrap(node: Any, wanted: str, choose: Callable[[Any], Any]) -> Iterator[Any]:
    """The children of one kind, also those inside content controls, custom XML and the chosen alternative."""
    for child in node:
        if child.tag == wanted:
            yield child
        elif child.tag == ALTERNATE:
            chosen = choose(child)
            if chosen is not None:
                yield from unwrap(chosen, wanted, choose)
        elif child.tag in WRAPPERS:
            yield from unwrap(child, wanted, choose)


class TableReader:
    """Reads one table; `blocks` reads the content of a cell and is told whether its background is coloured."""

    def __init__(self, blocks: Blocks, choose: Callable[[Any], Any], styles: Styles, shaded: bool) -> None:
        self._blocks = blocks
        self._choose = choose
        self._styles = styles
        self._shaded = shaded
        self._grid = Grid()
        self._open: dict[int, GridCell] = {}

    def read(self, table: Any) -> Grid:
        """The table as a grid of cells."""
        properties = table.find(TBLPR)
        if properties is not None:
            style, shade = properties.find(w("tblStyle")), properties.find(w("shd"))
            self._shaded |= style is not None and self._styles.paints(style.get(VAL, ""))
            self._shaded |= shade is not None and is_fill(shade)
        row = 0
        for node in unwrap(table, TR, self._choose):
            row += self._row(node, row)
        return self._grid

    def _row(self, node: Any, row: int) -> int:
        """Add a row; returns 1, or 0 when the row was deleted."""
        properties = node.find(TRPR)
        column = 0
        if properties is not None:
            deleted, before = properties.find(DEL), properties.find(GRIDBEFORE)
            if deleted is not None:
                self._grid.items.append(Change("deleted", _row_text(node), 0, 0, deleted.get(AUTHOR)))
                return 0
            column = min(whole(before.get(VAL)), WIDEST) if before is not None else 0
        before_row, self._open = self._open, {}
        left: GridCell | None = None
        first = len(self._grid.items)
        for cell in unwrap(node, TC, self._choose):
            column, left = self._cell(cell, row, column, left, before_row)
        inserted = properties.find(INS) if properties is not None else None
        if inserted is not None:
            _mark_inserted(self._grid.items[first:], inserted.get(AUTHOR))
        return 1

    def _cell(
        self, node: Any, row: int, column: int, left: GridCell | None, above: dict[int, GridCell]
    ) -> tuple[int, GridCell | None]:
        """Add a cell, or stretch the one it continues; returns the next column and the cell to its left."""
        properties = children(next(node.iterchildren(TCPR), None))
        span, down, across, shaded = _cell_properties(properties)
        change = properties.get(CELL_DELETED)
        if change is not None:
            self._grid.items.append(Change("deleted", _cell_text(node), 0, 0, change.get(AUTHOR)))
            return column, left
        nodes = self._blocks(node, self._shaded or shaded)
        if across == "continue" and left is not None:
            left.column_span = min(left.column_span + span, WIDEST)
            left.nodes += nodes
            return column + span, left
        upper = above.get(column)
        if down == "continue" and upper is not None:
            upper.row_span += 1
            self._open[column] = upper
            self._keep(nodes)
            return column + span, None
        cell = GridCell(row, column, nodes, 1, span)
        self._grid.items.append(cell)
        if down:
            self._open[column] = cell
        return column + span, cell

    def _keep(self, nodes: list[Node]) -> None:
        """What stands in the covered part of a merged cell is not shown, but it is there."""
        if any(not isinstance(node, Line) or node.text.strip() for node in nodes):
            self._grid.asides.append(Aside("hidden", "text in a covered part of a merged cell", nodes))


def _cell_properties(properties: dict[str, Any]) -> tuple[int, str, str, bool]:
    """Columns covered, vertical and horizontal merge ("restart", "continue" or ""), whether it is coloured."""
    if not properties:
        return 1, "", "", False
    span, down, across, shade = map(properties.get, (GRIDSPAN, VMERGE, HMERGE, SHADING))
    return (
        max(1, min(whole(span.get(VAL)), WIDEST)) if span is not None else 1,
        down.get(VAL, "continue") if down is not None else "",
        across.get(VAL, "continue") if across is not None else "",
        shade is not None and is_fill(shade),
    )


def _mark_inserted(items: list[GridCell | Change], author: str | None) -> None:
    """A row that was inserted as a whole; its text may be marked once more, which is enough."""
    for item in items:
        lines = [node for node in item.nodes if isinstance(node, Line)] if isinstance(item, GridCell) else []
        for line in lines:
            if line.text.strip() and not line.changes:
                line.changes.append(Change("inserted", line.text, 0, len(line.text), author))


def _row_text(row: Any) -> str:
    return "\t".join(_cell_text(cell) for cell in row.iter(TC))


def _cell_text(cell: Any) -> str:
    return "".join(node.text or "" for node in cell.iter(T, DELTEXT))
