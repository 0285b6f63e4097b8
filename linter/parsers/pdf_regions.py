"""A page as a whole: drawn tables, and the text above, beside and below them, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from tradelint.parsers.pdf_bands import united
from tradelint.parsers.pdf_elements import Element
from tradelint.parsers.pdf_grids import RuledGrid, collinear, find_grids, inside
from tradelint.parsers.pdf_layout import Area, lay_out
from tradelint.parsers.pdf_lines import Line, pick
from tradelint.parsers.pdf_ruled import elements_of
from tradelint.parsers.pdf_rules import Drawing
from tradelint.parsers.pdf_words import PdfWord

Box = tuple[float, float, float, float]
# Things beside each other are columns of their own when this many points are between them.
APART = 6.0
DEEPEST = 5
# Tables without vertical lines look for this many horizontal ones at most: the longest.
MOST_RULES = 2_000


def lay_out_page(lines: Sequence[Line], drawing: Drawing) -> list[Element]:
    """The elements of a page in reading order."""
    if not lines:
        return []
    area = Area(tuple(_rules(drawing)), min(line.left for line in lines), max(line.right for line in lines))
    return _Regions(find_grids(drawing, lines), area).lay_out(lines, area, 0)


def _rules(drawing: Drawing) -> list[tuple[float, float, float]]:
    """The horizontal lines and edges of areas, from top to bottom."""
    edges = ((y, left, right) for left, top, right, bottom in drawing.areas for y in (top, bottom))
    rules = collinear([*drawing.across, *edges])
    if len(rules) > MOST_RULES:
        drawing.cut = True
        rules = sorted(sorted(rules, key=lambda rule: rule[1] - rule[2])[:MOST_RULES])
    return rules


@dataclass
class _Regions:
    """Lays out lines around the drawn grids among them."""

    grids: list[RuledGrid]
    area: Area

    def lay_out(self, lines: Sequence[Line], area: Area, depth: int, within: Box | None = None) -> list[Element]:
        if not self.grids:
            return lay_out(lines, area)
        grids = self._outermost(within)
        free = pick(lines, lambda word: not any(inside(word, grid.box) for grid in grids))
        found: list[Element] = []
        for strip in _strips(grids):
            top, bottom = min(grid.ys[0] for grid in strip), max(grid.ys[-1] for grid in strip)
            found.extend(lay_out([line for line in free if line.middle < top], area))
            beside = [line for line in free if top <= line.middle <= bottom]
            found.extend(self._strip(strip, beside, lines, area, depth))
            free = [line for line in free if line.middle > bottom]
        return found + lay_out(free, area)

    def _outermost(self, within: Box | None) -> list[RuledGrid]:
        """The grids that lie in no other, or those that lie in a cell."""
        grids = [grid for grid in self.grids if within is None or _holds(within, grid.box)]
        return [grid for grid in grids if not any(g is not grid and _holds(g.box, grid.box) for g in grids)]

    def _strip(
        self, grids: list[RuledGrid], beside: list[Line], lines: Sequence[Line], area: Area, depth: int
    ) -> list[Element]:
        """Grids and text that stand next to each other: column after column."""
        ranges = [(grid.xs[0], grid.xs[-1]) for grid in grids]
        ranges += [(segment.left, segment.right) for line in beside for segment in line.segments]
        columns = united([(left - APART / 2, right + APART / 2) for left, right in ranges])
        if len(columns) < 2:
            return self._column(grids, beside, lines, area, depth)
        found: list[Element] = []
        for left, right in columns:
            chosen = [grid for grid in grids if left <= grid.xs[0] < right]
            texts = pick(beside, partial(_starts_in, left, right))
            found.extend(self._column(chosen, texts, lines, area.narrowed(left, right), depth))
        return found

    def _column(
        self, grids: list[RuledGrid], beside: list[Line], lines: Sequence[Line], area: Area, depth: int
    ) -> list[Element]:
        found: list[Element] = []
        for grid in grids:
            top = grid.ys[0]
            found.extend(lay_out([line for line in beside if line.middle < top], area))
            beside = [line for line in beside if line.middle >= top]
            found.extend(self._table(grid, lines, depth))
        return found + lay_out(beside, area)

    def _table(self, grid: RuledGrid, lines: Sequence[Line], depth: int) -> list[Element]:
        inner = any(g is not grid and _holds(grid.box, g.box) for g in self.grids)

        def in_frame(held: list[Line], box: Box) -> list[Element]:
            area = self.area.narrowed(box[0], box[2])
            return self.lay_out(held, area, depth + 1, box) if inner and depth < DEEPEST else lay_out(held, area)

        return elements_of(grid, grid.share_out(lines), inner, in_frame)


def _starts_in(left: float, right: float, word: PdfWord) -> bool:
    return left <= word.left < right


def _holds(outer: Box, box: Box) -> bool:
    return outer[0] - 1 <= box[0] and outer[1] - 1 <= box[1] and box[2] <= outer[2] + 1 and box[3] <= outer[3] + 1


def _strips(grids: Sequence[RuledGrid]) -> list[list[RuledGrid]]:
    """Grids whose heights overlap, together, from top to bottom."""
    found: list[list[RuledGrid]] = []
    bottom = 0.0
    for grid in sorted(grids, key=lambda grid: grid.ys[0]):
        if found and grid.ys[0] < bottom - 3:
            found[-1].append(grid)
        else:
            found.append([grid])
            bottom = 0.0
        bottom = max(bottom, grid.ys[-1])
    return found
