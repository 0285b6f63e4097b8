"""Which lines of a table start a row and which go on with the row above."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from tradelint.parsers.pdf_lines import Line, Segment
from tradelint.parsers.pdf_looks import is_figure, is_label

# (column, columns spanned, segment) for every segment of a line.
Placed = list[tuple[int, int, Segment]]
# Lines of one cell stand closer than lines of different rows by at least this factor.
LOOSER = 1.25
# Lines of one cell are at most this many font boxes apart, from middle to middle.
WIDEST_TIGHT = 1.2
# Drawn lines between this share of neighbouring rows say that a row ends only where a line is drawn.
DENSE = 0.75


class RowFinder:
    """Groups lines by drawn lines and white space, then looks in each group for the lines that every row has."""

    def __init__(
        self, lines: Sequence[Line], placed: Sequence[Placed], columns: int, separators: Sequence[float], items: bool
    ) -> None:
        self.lines = lines
        self.placed = placed
        self.columns = columns
        self.items = items
        self.parted = [any(a.middle < y < b.middle for y in separators) for a, b in pairwise(lines)]
        self.loose = _loose(lines)
        self.last_figure = max((c for line in placed for c, _, s in line if is_figure(s.text)), default=-1)
        self.counted = self._is_counted()
        self.anchors = [self._is_anchor(index) for index in range(len(lines))]

    def starts(self) -> list[bool]:
        """For every line whether it starts a row."""
        starts = [False] * len(self.lines)
        seen = False
        for begin, end in self._groups():
            for index in self._rows_of(begin, end, seen):
                starts[index] = True
            seen = seen or any(self.anchors[begin:end])
        starts[0] = True
        return starts

    def _is_counted(self) -> bool:
        """Whether the first column holds running numbers."""
        firsts = [line[0] for line in self.placed if line and line[0][0] == 0]
        figures = sum(is_figure(segment.text) for _, _, segment in firsts)
        return figures > 1 and 2 * figures >= len(firsts)

    def _is_anchor(self, index: int) -> bool:
        cells = self.placed[index]
        if not cells:
            return False
        if not self.items:
            return cells[0][0] == 0 and not self._goes_on(index)
        figures = [column for column, _, segment in cells if is_figure(segment.text)]
        if self.counted and figures and figures[0] == 0:
            return True
        if figures and len(cells) > 1:
            return figures[-1] == self.last_figure or 2 * len(cells) > self.columns
        return len(cells) > 2 and cells[-1][0] == self.columns - 1 and cells[0][0] < 2 and self._after_figures(index)

    def _after_figures(self, index: int) -> bool:
        return any(is_figure(segment.text) for line in self.placed[:index] for _, _, segment in line)

    def _goes_on(self, index: int) -> bool:
        """Whether the first cell only ends the caption that the line above began."""
        if index == 0 or self.loose[index - 1] or self.parted[index - 1]:
            return False
        text, above = self.placed[index][0][2].text, self.placed[index - 1]
        opened = bool(above) and above[0][0] == 0 and not is_label(above[0][2].text)
        return opened and (text[0].islower() or text[0] == "(")

    def _groups(self) -> list[tuple[int, int]]:
        """Line ranges between drawn lines, and between wide spaces where few lines are drawn."""
        anchors = [index for index, anchor in enumerate(self.anchors) if anchor]
        between = [any(self.parted[a:b]) for a, b in pairwise(anchors)]
        dense = len(between) > 1 and sum(between) >= DENSE * len(between)
        cuts = [i + 1 for i, parted in enumerate(self.parted) if parted or (not dense and self.loose[i])]
        return list(pairwise([0, *cuts, len(self.lines)]))

    def _rows_of(self, begin: int, end: int, seen: bool) -> list[int]:
        """The lines of a group that start rows."""
        anchors = [index for index in range(begin, end) if self.anchors[index]]
        if not anchors:
            return [begin] if self._stands_alone(begin, end, seen) else []
        if len(anchors) == 1 and (begin > 0 or not self.items):
            return [begin if self._is_centred(begin, end, anchors[0]) else anchors[0]]
        head = [begin] if anchors[0] > begin else []
        captions = [index for index in range(anchors[0], end) if self._is_caption(index)]
        captions += [index for index in range(begin + 1, anchors[0]) if self.items and self._spans(index)]
        return sorted({*head, *anchors, *captions})

    def _is_centred(self, begin: int, end: int, anchor: int) -> bool:
        """Whether the lines of a group are one row whose short cells stand in its middle, or at its foot."""
        first, last = self.lines[begin].middle, self.lines[end - 1].middle
        off = abs(self.lines[anchor].middle - (first + last) / 2)
        return begin == 0 or off < 0.6 * self.lines[anchor].height or (self.items and anchor == end - 1)

    def _is_caption(self, index: int) -> bool:
        cells = self.placed[index]
        return self.items and len(cells) == 1 and (is_label(cells[0][2].text) or self._is_group(cells))

    def _spans(self, index: int) -> bool:
        """Whether a line is one cell that starts in the first column and reaches into the next."""
        cells = self.placed[index]
        return len(cells) == 1 and cells[0][0] == 0 and cells[0][1] > 1

    def _is_group(self, cells: Placed) -> bool:
        """Whether a cell alone is the name of a group of goods: it starts where the running numbers stand."""
        column, span, _ = cells[0]
        return column == 0 and (self.counted or span > 1)

    def _stands_alone(self, begin: int, end: int, seen: bool) -> bool:
        """Whether a group without the mark of a row is a row all the same: a head, a caption without a value."""
        if not seen or (begin and self.parted[begin - 1]):
            return True
        cells = self.placed[begin]
        return len(cells) > 1 or (bool(cells) and (is_label(cells[0][2].text) or self._is_group(cells)))


def _loose(lines: Sequence[Line]) -> list[bool]:
    pitches = [after.middle - before.middle for before, after in pairwise(lines)]
    height = median(line.segments[0].height for line in lines)
    tight = min((pitch for pitch in pitches if pitch >= 0.7 * height), default=0.0)
    tight = min(tight, WIDEST_TIGHT * height)
    return [pitch > LOOSER * tight for pitch in pitches]
