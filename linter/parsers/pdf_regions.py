"""A page as a whole: drawn tables, and the text above, beside and below them, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradelint.parsers.pdf_bands import united
from tradelint.parsers.pdf_elements import Element
from tradelint.parsers.pdf_grids import RuledGrid, find_grids, inside
from tradelint.parsers.pdf_layout import Area, lay_out
from tradelint.parsers.pdf_lines import Marks
from tradelint.parsers.pdf_ruled import elements_of
from tradelint.parsers.pdf_rules import Drawing
from tradelint.parsers.pdf_words import PdfWord

Box = tuple[float, float, float, float]
# Things beside each other are columns of their own when this many points are between them.
APART = 6.0
DEEPEST = 5


def lay_out_page(words: list[PdfWord], drawing: Drawing, marks: Marks) -> list[Element]:
    """The elements of a page in reading order."""
    if not words:
        return []
    rules = [*drawing.across]
    for left, top, right, bottom in drawing.areas:
        rules += [(top, left, right), (bottom, left, right)]
    edges = min(word.left for word in words), max(word.right for word in words)
    area = Area(marks, tuple(sorted(set(rules))), *edges)
    return _Regions(find_grids(drawing, words), area).lay_out(words, area, 0)


@dataclass
class _Regions:
    """Lays out words around the drawn grids among them."""

    grids: list[RuledGrid]
    area: Area

    def lay_out(self, words: list[PdfWord], area: Area, depth: int, within: Box | None = None) -> list[Element]:
        grids = [grid for grid in self._outermost(within) if any(inside(w, grid.box) for w in words)]
        free = [word for word in words if not any(inside(word, grid.box) for grid in grids)]
        found: list[Element] = []
        for strip in _strips(grids):
            top = min(grid.ys[0] for grid in strip)
            bottom = max(grid.ys[-1] for grid in strip)
            found.extend(lay_out([w for w in free if w.middle < top], area))
            beside = [w for w in free if top <= w.middle <= bottom]
            found.extend(self._strip(strip, beside, words, area, depth))
            free = [w for w in free if w.middle > bottom]
        return found + lay_out(free, area)

    def _outermost(self, within: Box | None) -> list[RuledGrid]:
        """The grids that lie in no other, or those that lie in a cell."""
        grids = [grid for grid in self.grids if within is None or _holds(within, grid.box)]
        return [grid for grid in grids if not any(g is not grid and _holds(g.box, grid.box) for g in grids)]

    def _strip(
        self, grids: list[RuledGrid], beside: list[PdfWord], words: list[PdfWord], area: Area, depth: int
    ) -> list[Element]:
        """Grids and text that stand next to each other: column after column."""
        ranges = [(grid.xs[0], grid.xs[-1]) for grid in grids] + [(word.left, word.right) for word in beside]
        columns = united([(left - APART / 2, right + APART / 2) for left, right in ranges])
        if len(columns) > 1 and depth < DEEPEST:
            found: list[Element] = []
            for left, right in columns:
                chosen = [grid for grid in grids if left <= grid.xs[0] < right]
                texts = [word for word in beside if left <= word.left < right]
                found.extend(self._column(chosen, texts, words, area.narrowed(left, right), depth))
            return found
        return self._column(grids, beside, words, area, depth)

    def _column(
        self, grids: list[RuledGrid], beside: list[PdfWord], words: list[PdfWord], area: Area, depth: int
    ) -> list[Element]:
        found: list[Element] = []
        for grid in grids:
            top = grid.ys[0]
            found.extend(lay_out([w for w in beside if w.middle < top], area))
            beside = [w for w in beside if w.middle >= top]
            found.extend(self._table(grid, words, depth))
        return found + lay_out(beside, area)

    def _table(self, grid: RuledGrid, words: list[PdfWord], depth: int) -> list[Element]:
        held = grid.share_out(word for word in words if inside(word, grid.box))
        inner = any(g is not grid and _holds(grid.box, g.box) for g in self.grids)

        def in_frame(words: list[PdfWord], box: Box) -> list[Element]:
            area = self.area.narrowed(box[0], box[2])
            return self.lay_out(words, area, depth + 1, box) if inner and depth < DEEPEST else lay_out(words, area)

        return elements_of(grid, held, self.area.marks, inner, in_frame)


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
        bottom = max(bottom, grid.ys[-1]) if len(found[-1]) > 1 else grid.ys[-1]
    return found
