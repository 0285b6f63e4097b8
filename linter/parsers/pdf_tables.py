"""Rows and columns of a table whose columns are seen from how its lines are set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tradelint.parsers.pdf_elements import Grid, GridCell
from tradelint.parsers.pdf_lines import Line, Segment, merge, sub_segment
from tradelint.parsers.pdf_looks import is_figure
from tradelint.parsers.pdf_rows import Placed, RowFinder
from tradelint.parsers.pdf_words import PdfWord

Column = tuple[float, float]
# A space between words that is wider than this share of the font's box, and than the usual space by this factor, may
# part two narrow columns.
TIGHT_GAP, WIDER = 0.3, 1.2
# An overlap of a point or less is none.
HAIR = 1.0


def find_columns(lines: Sequence[Line]) -> list[Column]:
    """The columns of some lines: those of the fullest line, widened and added to by what the others hold."""
    most = max(len(line.segments) for line in lines)
    fullest = [line for line in lines if len(line.segments) == most]
    columns = [(s.left, s.right) for s in fullest[0].segments]
    for line in sorted(lines, key=lambda line: -len(line.segments)):
        for segment in line.segments:
            _widen(columns, segment, line)
    return columns


def _widen(columns: list[Column], segment: Segment, line: Line) -> None:
    touched = touching(columns, segment)
    if len(touched) == 1:
        left, right = columns[touched[0]]
        columns[touched[0]] = min(left, segment.left), max(right, segment.right)
    elif not touched and _is_new(columns, segment, line):
        columns.append((segment.left, segment.right))
        columns.sort()


def _is_new(columns: Sequence[Column], segment: Segment, line: Line) -> bool:
    """Whether a segment between two columns is one more column; the caption of a total is none."""
    if line.segments[0] is not segment or len(line.segments) != 2 or len(columns) < 3:
        return True
    return is_figure(segment.text) or not is_figure(line.segments[1].text) or segment.left < columns[0][0]


def touching(columns: Sequence[Column], segment: Segment | PdfWord) -> list[int]:
    """The columns that a segment overlaps by more than a hair."""
    start, end = segment.left + HAIR, segment.right - HAIR
    return [i for i, (left, right) in enumerate(columns) if left < end and start < right]


@dataclass
class _Row:
    cells: dict[int, list[Segment]] = field(default_factory=dict)
    spans: dict[int, int] = field(default_factory=dict)
    last: float = 0.0

    def add(self, column: int, span: int, segment: Segment) -> None:
        self.cells.setdefault(column, []).append(segment)
        self.spans[column] = max(self.spans.get(column, 1), span)


def build_grid(
    lines: Sequence[Line], columns: list[Column], separators: Sequence[float] = (), *, items: bool, ruled: bool = False
) -> Grid:
    """The grid of some lines; `separators` are the heights of drawn lines between rows.

    `items` says that a row is known by its figures, as in a table of goods, and not by its first cell.
    """
    space = max(TIGHT_GAP, WIDER * _usual_space(lines))
    placed = [_place_line(line, columns, space) for line in lines]
    starts = RowFinder(lines, placed, len(columns), separators, items).starts()
    rows: list[_Row] = []
    for index, cells in enumerate(placed):
        if starts[index]:
            rows.append(_Row())
        for column, span, segment in cells:
            rows[-1].add(column, span, segment)
    return Grid(tuple(_cells(rows)), tuple(columns), ruled)


def _cells(rows: list[_Row]) -> list[GridCell]:
    found = []
    for number, row in enumerate(rows):
        for column in sorted(row.cells):
            segments = row.cells[column]
            found.append(GridCell(number, column, stacked(segments), 1, row.spans[column]))
    return found


def stacked(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Segments of one cell as lines from top to bottom."""
    lines: list[list[Segment]] = []
    for segment in segments:
        last = lines[-1][-1] if lines else None
        if last is not None and abs(segment.middle - last.middle) < 0.4 * min(segment.height, last.height):
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return tuple(merge(sorted(line, key=lambda s: s.left)) for line in lines)


def _usual_space(lines: Sequence[Line]) -> float:
    """The usual space between words that stand together, in font boxes."""
    spaces = [
        (word.left - before.right) / min(before.height, word.height)
        for line in lines
        for segment in line.segments
        for before, word in pairwise(segment.words)
    ]
    return median(spaces) if spaces else 0.0


def _place_line(line: Line, columns: Sequence[Column], space: float) -> Placed:
    """(column, columns spanned, segment) for every segment of a line."""
    found: Placed = []
    for segment in line.segments:
        for part in _parts(segment, columns, space):
            column, span = _column_of(part, columns)
            found.append((column, span, part))
    return found


def _parts(segment: Segment, columns: Sequence[Column], space: float) -> list[Segment]:
    """A segment cut between narrow columns, where a wider space than `space` falls on their border."""
    touched = touching(columns, segment)
    if len(touched) < 2:
        return [segment]
    homes = [touching(columns, word) for word in segment.words]
    if any(len(home) != 1 for home in homes):
        return [segment]
    parts, begin = [], 0
    for index in range(1, len(homes) + 1):
        if index < len(homes):
            before, word = segment.words[index - 1], segment.words[index]
            gap = (word.left - before.right) / min(before.height, word.height)
            if homes[index] == homes[index - 1]:
                continue
            if gap < space:
                return [segment]
        parts.append(sub_segment(segment, segment.words[begin:index]))
        begin = index
    return parts


def _column_of(segment: Segment, columns: Sequence[Column]) -> tuple[int, int]:
    """The column of a segment and how many it spans."""
    touched = touching(columns, segment)
    if not touched:
        return min(sum(right < segment.left for _, right in columns), len(columns) - 1), 1
    if len(touched) == 1:
        return touched[0], 1
    full = [i for i in touched if _share(columns[i], segment) > 0.5]
    if len(full) > 1:
        return full[0], full[-1] - full[0] + 1
    if full and full[0] == touched[0] and not is_figure(segment.text):
        return touched[0], touched[-1] - touched[0] + 1
    return max(touched, key=lambda i: _overlap(columns[i], segment)), 1


def _overlap(column: Column, segment: Segment) -> float:
    return min(column[1], segment.right) - max(column[0], segment.left)


def _share(column: Column, segment: Segment) -> float:
    return _overlap(column, segment) / max(column[1] - column[0], 1.0)
