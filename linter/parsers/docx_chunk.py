"""Files that were inserted whole into a DOCX (`w:altChunk`): HTML, text, RTF or another DOCX, read by their reader."""

from __future__ import annotations

from dataclasses import replace

from tradelint.errors import UnreadableError
from tradelint.parsers.docx_story import Grid, GridCell, Line, Node
from tradelint.parsers.source import Source
from tradelint.text import Block, Document, Table

# A path cannot hold this character, so it counts how deep files are inserted into files.
INSIDE = "\0"
DEEPEST = 3
SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}


def read_chunk(source: Source, name: str, media_type: str, data: bytes) -> list[Node]:
    """What an inserted file says. Raises UnreadableError when its format has no reader."""
    from tradelint.parsers import read  # the readers know this one, so it can only know them when it runs

    if source.path.count(INSIDE) >= DEEPEST:
        raise UnreadableError("limit", "files are inserted too deep", "save the document again as one file")
    suffix = SUFFIXES.get(media_type, "") if not name.lower().endswith((".htm", ".html", ".txt")) else ""
    limits = replace(source.limits, package=source.limits.package // 2, members=source.limits.members // 2)
    inserted = Source(data, f"{source.path}{INSIDE}/{name}{suffix}", limits)
    return [node for document in read(inserted) for node in nodes_of(document)]


def nodes_of(document: Document) -> list[Node]:
    """The lines and grids of a document that was read already."""
    tables = {table.span.start: table for table in document.tables}
    end = 0
    found: list[Node] = []
    for block in document.blocks:
        if block.span.start < end:
            continue
        table = tables.get(block.span.start) if block.kind == "cell" else None
        if table is not None:
            found.append(_grid(document, table))
            end = table.span.end
        else:
            found.append(_line(document, block))
    return found


def _line(document: Document, block: Block) -> Line:
    text = document.text[block.span.start : block.span.end]
    return Line(text, block.number, block.level if block.kind == "heading" else 0)


def _grid(document: Document, table: Table) -> Grid:
    return Grid(
        [
            GridCell(
                cell.row,
                cell.column,
                [Line(document.text[cell.span.start : cell.span.end])],
                cell.row_span,
                cell.column_span,
            )
            for cell in table.cells
        ]
    )
