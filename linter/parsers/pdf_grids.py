"""Tables with drawn lines: cells from where the lines meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tradelint.parsers.pdf_lines import Line, Segment, line_of, sub_segment
from tradelint.parsers.pdf_rules import Drawing
from tradelint.parsers.pdf_words import PdfWord

# Lines nearer than this are one line (double borders), and lines this near to each other meet.
SAME, MEETS = 2.5, 3.0
# A border counts where a line is drawn along this share of it.
DRAWN = 0.6
# Lines that reach this far beyond the last crossing line end at an open side of the table.
OPEN = 8.0
MOST_LINES, MOST_CELLS = 2_000, 20_000


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell between drawn lines; rows and columns count the lines of the whole grid."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class RuledGrid:
    """The positions of the lines from left to right and from top to bottom, and the cells between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def box_of(self, cell: RuledCell) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of a cell."""
        return (
            self.xs[cell.column],
            self.ys[cell.row],
            self.xs[cell.column + cell.column_span],
            self.ys[cell.row + cell.row_span],
        )

    def share_out(self, lines: Iterable[Line]) -> dict[RuledCell, list[Line]]:
        """The lines of each cell that has some; words outside the grid are left out."""
        home = self._homes()
        found: dict[RuledCell, list[Line]] = {}
        for line in lines:
            if not self.ys[0] <= line.middle <= self.ys[-1]:
                continue
            pieces: dict[RuledCell, list[Segment]] = {}
            for segment in line.segments:
                for cell, part in self._parts(segment, home):
                    pieces.setdefault(cell, []).append(part)
            for cell, segments in pieces.items():
                found.setdefault(cell, []).append(line_of(segments))
        return found

    def _homes(self) -> dict[tuple[int, int], RuledCell]:
        return {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }

    def _parts(self, segment: Segment, home: dict[tuple[int, int], RuledCell]) -> list[tuple[RuledCell, Segment]]:
        row = min(max(bisect_right(self.ys, segment.middle) - 1, 0), len(self.ys) - 2)
        owners: list[RuledCell | None] = []
        for word in segment.words:
            column = bisect_right(self.xs, (word.left + word.right) / 2) - 1
            owners.append(home[row, column] if 0 <= column < len(self.xs) - 1 else None)
        if owners.count(owners[0]) == len(owners):
            return [] if owners[0] is None else [(owners[0], segment)]
        return [
            (cell, sub_segment(segment, [w for w, owner in zip(segment.words, owners, strict=True) if owner is cell]))
            for cell in dict.fromkeys(owners)
            if cell is not None
        ]


def find_grids(drawing: Drawing, lines: Sequence[Line]) -> list[RuledGrid]:
    """The grids of two columns or more that hold words, from top to bottom."""
    across, down = collinear(drawing.across), collinear(drawing.down)
    if len(across) > MOST_LINES or len(down) > MOST_LINES:
        drawing.cut = True
        return []
    found = []
    for horizontal, vertical in _meeting(across, down):
        xs, ys = _edges(horizontal, vertical)
        if (len(xs) - 1) * (len(ys) - 1) > MOST_CELLS:
            drawing.cut |= any(ys[0] <= line.middle <= ys[-1] and line.right > xs[0] for line in lines)
            continue
        grid = _grid(xs, ys, horizontal, vertical)
        if grid is not None and len(grid.share_out(lines)) > 1:
            found.append(grid)
    return sorted(found, key=lambda grid: (grid.ys[0], grid.xs[0]))


def inside(word: PdfWord, box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a word lies in a rectangle."""
    return box[0] <= (word.left + word.right) / 2 <= box[2] and box[1] <= word.middle <= box[3]


Stroke = tuple[float, float, float]


def collinear(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch, as one."""
    rows: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if rows and stroke[0] - rows[-1][-1][0] <= SAME and stroke[0] - rows[-1][0][0] <= 2 * SAME:
            rows[-1].append(stroke)
        else:
            rows.append([stroke])
    found: list[Stroke] = []
    for row in rows:
        place = sum(at for at, _, _ in row) / len(row)
        for start, end in _united([(start, end) for _, start, end in row]):
            found.append((place, start, end))
    return found


def _united(ranges: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1] + MEETS:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _meeting(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that are joined by crossings."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    xs = [x for x, _, _ in down]
    for i, (y, left, right) in enumerate(across):
        for j in range(bisect_left(xs, left - MEETS), bisect_right(xs, right + MEETS)):
            if down[j][1] - MEETS <= y <= down[j][2] + MEETS:
                parent[root(len(across) + j)] = root(i)
    groups: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for i, stroke in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(stroke)
    for j, stroke in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(stroke)
    return [(h, v) for h, v in groups.values() if len(h) > 1 and v]


def _edges(across: list[Stroke], down: list[Stroke]) -> tuple[list[float], list[float]]:
    """The places of the vertical and of the horizontal lines of a grid."""
    return _with_open_sides(_places(down), across), _with_open_sides(_places(across), down)


def _grid(xs: list[float], ys: list[float], across: list[Stroke], down: list[Stroke]) -> RuledGrid | None:
    if len(xs) < 3 or len(ys) < 2:
        return None
    cells = _cells(xs, ys, _by_place(xs, down), _by_place(ys, across))
    if len({cell.column for cell in cells}) < 2:
        return None
    return RuledGrid(tuple(xs), tuple(ys), cells)


def _places(strokes: list[Stroke]) -> list[float]:
    found: list[float] = []
    for at in sorted(stroke[0] for stroke in strokes):
        if not found or at - found[-1] > SAME:
            found.append(at)
    return found


def _with_open_sides(places: list[float], crossing: list[Stroke]) -> list[float]:
    """The places of lines, and the ends of the lines that cross them where two or more reach further."""
    first = sorted(start for _, start, _ in crossing)
    last = sorted((end for _, _, end in crossing), reverse=True)
    if len(crossing) > 1 and first[1] < places[0] - OPEN:
        places = [first[0], *places]
    if len(crossing) > 1 and last[1] > places[-1] + OPEN:
        places = [*places, last[0]]
    return places


def _by_place(places: list[float], strokes: list[Stroke]) -> list[list[tuple[float, float]]]:
    found: list[list[tuple[float, float]]] = [[] for _ in places]
    for at, start, end in strokes:
        after = bisect_left(places, at)
        near = range(max(after - 1, 0), min(after + 1, len(places)))
        found[min(near, key=lambda i: abs(places[i] - at))].append((start, end))
    return found


def _is_drawn(ranges: list[tuple[float, float]], start: float, end: float) -> bool:
    covered = sum(max(0.0, min(stop, end) - max(begin, start)) for begin, stop in ranges)
    return covered >= DRAWN * (end - start)


def _cells(
    xs: list[float], ys: list[float], down: list[list[tuple[float, float]]], across: list[list[tuple[float, float]]]
) -> tuple[RuledCell, ...]:
    """The cells: fields of the grid are one cell where no line is drawn between them."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parent = list(range(columns * rows))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _is_drawn(down[column + 1], ys[row], ys[row + 1]):
                parent[root(here + 1)] = root(here)
            if row + 1 < rows and not _is_drawn(across[row + 1], xs[column], xs[column + 1]):
                parent[root(here + columns)] = root(here)
    fields: dict[int, list[tuple[int, int]]] = {}
    for index in range(columns * rows):
        fields.setdefault(root(index), []).append(divmod(index, columns))
    return _rectangles(list(fields.values()))


def _rectangles(groups: list[list[tuple[int, int]]]) -> tuple[RuledCell, ...]:
    """Cells around groups of fields; a group that is no rectangle is cut into its rows."""
    found = []
    for group in groups:
        rows, columns = {row for row, _ in group}, {column for _, column in group}
        if len(group) == len(rows) * len(columns):
            found.append(RuledCell(min(rows), min(columns), len(rows), len(columns)))
            continue
        for row in sorted(rows):
            found.extend(_pieces(row, sorted(column for r, column in group if r == row)))
    return tuple(sorted(found, key=lambda cell: (cell.row, cell.column)))


def _pieces(row: int, columns: list[int]) -> list[RuledCell]:
    found: list[RuledCell] = []
    for column in columns:
        last = found[-1] if found else None
        if last is not None and last.column + last.column_span == column:
            found[-1] = RuledCell(row, last.column, 1, last.column_span + 1)
        else:
            found.append(RuledCell(row, column, 1, 1))
    return found
