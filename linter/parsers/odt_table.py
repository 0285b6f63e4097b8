"""Tables of an OpenDocument text: repeated rows and cells unfolded, covered cells left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tradelint.parsers.docx_story import Aside, Grid, GridCell, Line, Node
from tradelint.parsers.docx_styles import whole
from tradelint.parsers.odt_names import table
from tradelint.parsers.odt_styles import Styles

GROUPS = frozenset(table(name) for name in ("table-header-rows", "table-rows", "table-row-group"))
# Repeats beyond a page's worth only pad an empty area.
MOST_REPEATS = 200
Blocks = Callable[[Any, bool], list[Node]]


def read_table(node: Any, blocks: Blocks, styles: Styles, shaded: bool) -> Grid:
    """A table as a grid; `blocks` reads a cell and is told whether its background is coloured."""
    grid = Grid()
    shaded |= styles.fills("table", node.get(table("style-name"), ""))
    row = 0
    for line in _rows(node):
        for _ in range(_repeats(line, "number-rows-repeated")):
            _read_row(grid, line, row, blocks, styles, shaded)
            row += 1
    return grid


def _rows(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == table("table-row"):
            yield child
        elif child.tag in GROUPS:
            yield from _rows(child)


def _read_row(grid: Grid, line: Any, row: int, blocks: Blocks, styles: Styles, shaded: bool) -> None:
    shaded |= styles.fills("table-row", line.get(table("style-name"), ""))
    hidden = line.get(table("visibility"), "visible") != "visible"
    column = 0
    for node in line:
        repeats = _repeats(node, "number-columns-repeated")
        if node.tag == table("covered-table-cell"):
            _keep(grid, blocks(node, shaded), "text in a covered part of a merged cell")
            column += repeats
            continue
        if node.tag != table("table-cell"):
            continue
        across, down = _span(node, "number-columns-spanned"), _span(node, "number-rows-spanned")
        filled = shaded or styles.fills("table-cell", node.get(table("style-name"), ""))
        for _ in range(repeats):
            nodes = blocks(node, filled)
            if hidden:
                _keep(grid, nodes, "text in a hidden row")
            else:
                grid.items.append(GridCell(row, column, nodes, down, across))
            column += 1


def _repeats(node: Any, name: str) -> int:
    return max(1, min(whole(node.get(table(name), "1")), MOST_REPEATS))


def _span(node: Any, name: str) -> int:
    return max(1, min(whole(node.get(table(name), "1")), 1_000))


def _keep(grid: Grid, nodes: list[Node], reason: str) -> None:
    if any(not isinstance(node, Line) or node.text.strip() for node in nodes):
        grid.asides.append(Aside("hidden", reason, nodes))
