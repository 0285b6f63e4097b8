"""The layout of a part of a page: columns of text one after the other, tables row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tradelint.parsers.pdf_bands import find_bands, united, with_numbers
from tradelint.parsers.pdf_elements import Element, Grid, Run
from tradelint.parsers.pdf_lines import Line, Segment, line_of, make_line, merge
from tradelint.parsers.pdf_looks import is_figure, is_label, opens_label, opens_line
from tradelint.parsers.pdf_tables import build_grid, find_columns
from tradelint.parsers.pdf_votes import independence, is_item_table

# Two columns without captions or figures are text when each holds this many characters a line, on average.
TEXT_WIDTH = 8
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Area:
    """What the layout must know of a page: the drawn horizontal lines, the edges of its text."""

    rules: tuple[tuple[float, float, float], ...]
    left: float
    right: float

    def narrowed(self, left: float, right: float) -> Area:
        """The same between other edges."""
        return Area(self.rules, left, right)

    def separators(self, lines: Sequence[Line]) -> list[float]:
        """The heights of the drawn lines that run along most of some lines."""
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        top, bottom = lines[0].top, lines[-1].bottom
        need = 0.5 * (right - left)
        return [y for y, x0, x1 in self.rules if top < y < bottom and min(x1, right) - max(x0, left) >= need]

    def dividers(self, lines: Sequence[Line]) -> list[float]:
        """The heights of the drawn lines that run across all of some lines."""
        left, right = min(line.left for line in lines) + 1, max(line.right for line in lines) - 1
        top, bottom = lines[0].top, lines[-1].bottom
        return [y for y, x0, x1 in self.rules if top < y < bottom and x0 <= left and x1 >= right]


def lay_out(lines: Iterable[Line], area: Area, depth: int = 0) -> list[Element]:
    """The elements of some lines, in reading order."""
    found: list[Element] = []
    for band in find_bands([with_numbers(line) for line in lines]):
        found.extend(_text(band.lines, area) if band.is_text else _columns(band.lines, area, depth))
    return found


def _text(lines: Sequence[Line], area: Area) -> list[Element]:
    segments = tuple(merge(line.segments) for line in lines)
    return [Run(segments, area.left, area.right)] if segments else []


def _columns(lines: Sequence[Line], area: Area, depth: int) -> list[Element]:
    if is_item_table(lines):
        return _table(lines, area, items=True)
    if (
        len(lines) == 1
        and len(lines[0].segments) > 2
        and not any(c in s.text for s in lines[0].segments for c in ":：")
    ):
        return _table(lines, area, items=False)
    if _is_captions_over_values(lines):
        return _table(lines, area, items=False)
    stop = _end_of_heads(lines)
    if 2 < stop < len(lines):
        return _columns(lines[:stop], area, depth) + _columns(lines[stop:], area, depth)
    for x in _borders(lines, area) if depth < DEEPEST else ():
        parts = _parts(lines, x, area.dividers(lines))
        if len(parts) > 1:
            return [element for part in parts for element in _columns(part, area, depth)]
        return _side_by_side(lines, x, area, depth)
    return _table(lines, area, items=False)


def _is_captions_over_values(lines: Sequence[Line]) -> bool:
    """Whether there are just two lines, one of captions and one of their values, in three columns or more."""
    if len(lines) != 2 or not 2 < len(lines[0].segments) == len(lines[1].segments):
        return False
    captions, values = lines[0].segments, lines[1].segments
    if any(opens_label(value.text) for value in values) or any(colon in c.text for c in captions for colon in ":："):
        return False
    return all(a.left < b.right and b.left < a.right for a, b in zip(captions, values, strict=True))


def _end_of_heads(lines: Sequence[Line]) -> int:
    """Where two blocks under captions of their own (`Seller:` and `Buyer:`) end and rows of pairs begin."""
    first = lines[0].segments
    if len(first) != 2 or not (is_label(first[0].text) and is_label(first[1].text)):
        return len(lines)
    x = (first[0].right + first[1].left) / 2
    for index, line in enumerate(lines[1:], 1):
        if line.segments[0].right <= x <= line.segments[-1].left and independence([line], x) < -1:
            return index
    return len(lines)


def _parts(lines: Sequence[Line], x: float, dividers: Sequence[float]) -> list[Sequence[Line]]:
    """Lines cut where a drawn line, or more white space than usual, runs across both columns and both start anew.

    The lines drawn above the names in a block of signatures cut nothing.
    """
    spaces = [(after.top - before.bottom) / max(after.segments[0].height, 1.0) for before, after in pairwise(lines)]
    usual = sorted(spaces)[len(spaces) // 2] if spaces else 0.0
    cuts = [0]
    for index, space in enumerate(spaces, 1):
        segments = lines[index].segments
        left, right = segments[0], segments[-1]
        heads = len(segments) == 2 and left.right <= x < right.right and is_label(right.text)
        headed = len(segments) == 1 and left.bold and right.right <= x
        divided = any(lines[index - 1].middle < y < lines[index].middle for y in dividers)
        if (divided and (left.bold or is_label(left.text))) or (
            (heads or headed) and is_label(left.text) and space > max(0.7, usual + 0.4)
        ):
            cuts.append(index)
    return [lines[start:stop] for start, stop in pairwise([*cuts, len(lines)])]


def _borders(lines: Sequence[Line], area: Area) -> list[float]:
    """The best place to cut lines into a left and a right part that are read one after the other."""
    ranges = united([(s.left, s.right) for line in lines for s in line.segments])
    gutters = [(a[1], b[0]) for a, b in pairwise(ranges)]
    scored = [(independence(lines, (left + right) / 2), right - left, left, right) for left, right in gutters]
    scored = [
        (votes or _by_width(lines, left, right, area), width, left, right) for votes, width, left, right in scored
    ]
    best = max(scored, default=(0.0, 0.0, 0.0, 0.0))
    return [(best[2] + best[3]) / 2] if best[0] > 0 else []


def _by_width(lines: Sequence[Line], left: float, right: float, area: Area) -> float:
    """A vote from the widths alone: two broad columns of text, of which the right one starts near the middle."""
    sides = [[s for line in lines for s in line.segments if s.right <= left + 1]]
    sides.append([s for line in lines for s in line.segments if s.left >= right - 1])
    height = lines[0].height
    if right - left < 1.2 * height or any(not side for side in sides):
        return 0.0
    if any(sum(len(s.text) for s in side) < TEXT_WIDTH * len(side) for side in sides):
        return 0.0
    share = (right - area.left) / max(area.right - area.left, 1.0)
    return 0.5 if share > 0.42 or right - left > 6 * height else 0.0


def _side_by_side(lines: Sequence[Line], x: float, area: Area, depth: int) -> list[Element]:
    left, right = _side(lines, lambda segment: segment.right <= x), _side(lines, lambda segment: segment.right > x)
    start = min(line.left for line in right)
    return lay_out(left, area.narrowed(area.left, start), depth + 1) + lay_out(
        right, area.narrowed(start, area.right), depth + 1
    )


def _side(lines: Sequence[Line], wanted: Callable[[Segment], bool]) -> list[Line]:
    """The part of the lines on one side; their segments are found again, as justified words may be in them."""
    found = []
    for line in lines:
        segments = [segment for segment in line.segments if wanted(segment)]
        if len(segments) > 2:
            words = [word for segment in segments for word in segment.words]
            found.append(make_line(words, segments[0].line, segments[0].page))
        elif segments:
            found.append(line_of(segments))
    return found


def _table(lines: Sequence[Line], area: Area, *, items: bool) -> list[Element]:
    """A table, and what stands in its last lines without being part of it."""
    lines, below = _trimmed(lines, items)
    found: list[Element] = []
    if len(lines) == 1 and _are_apart(lines[0]):
        found.extend(Run((segment,), segment.left, segment.right) for segment in lines[0].segments)
    elif lines:
        found.append(build_grid(lines, find_columns(lines), area.separators(lines), items=items))
    return found + _text(below, area)


def _are_apart(line: Line) -> bool:
    """Whether two segments on a line of their own have nothing to do with each other."""
    if len(line.segments) != 2:
        return False
    left, right = line.segments
    if is_label(left.text) or is_figure(right.text):
        return False
    ratio = max(left.height, right.height) / max(min(left.height, right.height), 0.1)
    return ratio > 1.25 or right.left - left.right > 14 * right.height


def _trimmed(lines: Sequence[Line], items: bool) -> tuple[Sequence[Line], Sequence[Line]]:
    """The lines of a table without those at its end that only stand below its first column."""
    end = len(lines)
    while end > 1 and _is_below(lines[end - 1], lines[:end], items):
        end -= 1
    return lines[:end], lines[end:]


def _is_below(line: Line, lines: Sequence[Line], items: bool) -> bool:
    if len(line.segments) > 1:
        return False
    segment = line.segments[0]
    first = [other.segments[0] for other in lines if len(other.segments) > 1]
    if not first or segment.left > max(s.right for s in first):
        return False
    gap = (line.top - lines[-2].bottom) / segment.height
    return opens_line(segment.text) or gap > 0.45 or (not items and not is_label(segment.text))


__all__ = ["Area", "Element", "Grid", "Run", "Segment", "lay_out"]
