"""What a page break cut in two, put together again: a sentence, a table."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from tradelint.parsers.pdf_elements import Grid, GridCell, Piece, Text
from tradelint.parsers.pdf_looks import is_figure, is_label, opens_line
from tradelint.parsers.pdf_paragraphs import STOPS, is_full, is_mid_sentence

# Columns of one table stand in the same place on both pages, up to this many points.
DRIFT = 6.0
# Drawn lines of one table, in the same way.
SAME = 1.5


def join_pages(before: list[Piece], after: list[Piece]) -> list[Piece]:
    """The pieces of a page behind those before it; the last and the first are joined where they are one."""
    last, first = (before[-1] if before else None), (after[0] if after else None)
    joined: Piece | None = None
    if isinstance(last, Text) and isinstance(first, Text):
        joined = _sentence(last, first)
    elif isinstance(last, Grid) and isinstance(first, Grid):
        joined = _table(last, first)
    return [*before, *after] if joined is None else [*before[:-1], joined, *after[1:]]


def _sentence(last: Text, first: Text) -> Text | None:
    if last.kind != "paragraph" or first.kind != "paragraph" or last.layer != first.layer:
        return None
    if last.text.rstrip().endswith(STOPS) or opens_line(first.text):
        return None
    end, start, right = last.lines[-1], first.lines[0], min(last.right, first.right)
    if is_mid_sentence(end, start, right) or is_full(end, start, right):
        return replace(last, lines=last.lines + first.lines)
    return None


def _table(last: Grid, first: Grid) -> Grid | None:
    moved = _moved(last, first)
    if moved is None or last.ruled != first.ruled:
        return None
    rows = last.rows()
    repeated = _repeated_head(rows, moved)
    if not repeated and not _is_alike(last, first):
        return None
    rest = moved[repeated:]
    if rest and not repeated and _goes_on(rows, rest[0]):
        rows[-1] = _with_lines(rows[-1], rest.pop(0))
    start = rows[-1][0].row + max(cell.row_span for cell in rows[-1])
    cells = [cell for row in rows for cell in row]
    for number, row in enumerate(rest):
        cells.extend(replace(cell, row=start + number) for cell in row)
    return replace(last, cells=tuple(cells))


def _moved(last: Grid, first: Grid) -> list[list[GridCell]] | None:
    """The rows of the second grid in the columns of the first; None where they do not fit."""
    homes: list[int] = []
    for left, right in first.columns:
        touched = [i for i, (a, b) in enumerate(last.columns) if min(b, right) - max(a, left) > 1]
        if len(touched) != 1 or (homes and touched[0] <= homes[-1]):
            return None
        homes.append(touched[0])
    if 2 * len(homes) < len(last.columns):
        return None
    return [[replace(cell, column=homes[cell.column]) for cell in row] for row in first.rows()]


def _is_alike(last: Grid, first: Grid) -> bool:
    if len(last.columns) != len(first.columns) or len(last.columns) < 2:
        return False
    for (a, b), (left, right) in zip(last.columns, first.columns, strict=True):
        edges = (abs(a - left), abs(b - right), abs(a + b - left - right) / 2)
        if min(edges) > DRIFT:
            return False
    return len(last.columns) > 2 or _has_same_lines(last, first) or any(is_figure(c.text) for c in first.rows()[0])


def _has_same_lines(last: Grid, first: Grid) -> bool:
    """Whether both parts are drawn, between lines at the same places."""
    if not (last.ruled and first.ruled):
        return False
    pairs = zip(last.columns, first.columns, strict=True)
    return all(abs(a - left) < SAME and abs(b - right) < SAME for (a, b), (left, right) in pairs)


def _repeated_head(rows: list[list[GridCell]], moved: list[list[GridCell]]) -> int:
    """How many rows at the start of the second part repeat the head of the first."""
    count = 0
    for row, again in zip(rows[:3], moved, strict=False):
        if [cell.text for cell in row] != [cell.text for cell in again]:
            break
        if any(is_figure(cell.text) for cell in row):
            break
        count += 1
    return count


def _goes_on(rows: Sequence[Sequence[GridCell]], row: Sequence[GridCell]) -> bool:
    """Whether the first row of a page only ends the last row of the page before."""
    if len(rows) < 2 or any(is_figure(cell.text) or is_label(cell.text) for cell in row):
        return False
    return 3 * len(row) <= len(rows[-1]) + 1 and {c.column for c in row} <= {c.column for c in rows[-1]}


def _with_lines(row: list[GridCell], more: Sequence[GridCell]) -> list[GridCell]:
    lines = {cell.column: cell.lines for cell in more}
    return [replace(cell, lines=cell.lines + lines.get(cell.column, ())) for cell in row]
