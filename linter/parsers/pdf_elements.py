"""What a page is made of once its layout is known: running text and grids of cells."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from tradelint.parsers.pdf_lines import Segment
from tradelint.text import Layer


class Run(Struct, frozen=True):
    """Lines of text one below the other, between the edges of their column."""

    lines: tuple[Segment, ...]
    left: float
    right: float


class GridCell(Struct, frozen=True):
    """A cell: its lines from top to bottom; rows and columns count from 0."""

    row: int
    column: int
    lines: tuple[Segment, ...]
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


class Grid(Struct, frozen=True):
    """A table: cells in row order, the left and right edges of its columns, and whether lines are drawn around them."""

    cells: tuple[GridCell, ...]
    columns: tuple[tuple[float, float], ...]
    ruled: bool

    def rows(self) -> list[list[GridCell]]:
        """The cells row by row."""
        found: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return [sorted(found[row], key=lambda cell: cell.column) for row in sorted(found)]


Element = Run | Grid


class Text(Struct, frozen=True):
    """A paragraph or a heading: its lines, and where the column ends in which they stand."""

    lines: tuple[Segment, ...]
    right: float
    kind: Literal["paragraph", "heading"] = "paragraph"
    level: int = 0
    number: str | None = None
    layer: Layer = "body"

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(line.text for line in self.lines)


Piece = Text | Grid
