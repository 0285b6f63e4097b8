"""Bands of a page: lines of running text, and lines whose segments stand in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tradelint.parsers.pdf_lines import Line, Segment, line_of, merge, with_marker
from tradelint.parsers.pdf_looks import is_bullet, is_figure, is_label, is_ornament, marker, opens_label
from tradelint.parsers.pdf_votes import is_item_table

Edges = tuple[float, float]
# White space between two lines of one band, in font boxes: usually, and where the lines share their columns.
NEAR, NEAR_ALIGNED = 1.7, 3.5
# A line that stands in one column only continues a band when it is this near.
NEAR_SINGLE = 0.8
ALIGNED = 3.0
# Lines that overlap by more than this share of their height are cells of one row.
REACH = 0.3
# The space behind a sentence in justified text, in font boxes, and the words of a line above that shows there is text.
WIDEST_STOP, FEWEST_WORDS = 1.2, 6
STOPS = (".", ";", "!", "?", "。", "；")


@dataclass
class Band:
    """Lines one below the other; `columns` are the x-ranges that their segments cover.

    `beside` tells that a line reaches up to the height of the one before it, in another column.
    """

    lines: list[Line] = field(default_factory=list)
    columns: list[Edges] = field(default_factory=list)
    most: int = 0
    beside: bool = False

    @property
    def is_text(self) -> bool:
        """Whether no line has more than one segment, and none stands beside another."""
        return self.most < 2 and not self.beside

    def add(self, line: Line) -> None:
        """Add a line below the others."""
        if self.lines and self.is_text and self._is_prose(line):
            line = line_of([merge(line.segments)])
        self.lines.append(line)
        self.most = max(self.most, len(line.segments))
        if len(line.segments) * 2 > self.most or self.most < 2:
            self.columns = united([*self.columns, *((s.left, s.right) for s in line.segments)])

    def accepts(self, line: Line) -> bool:
        """Whether a line belongs to the band."""
        if self.is_text:
            return (len(line.segments) == 1 or self._is_prose(line)) and not self._stands_beside(line)
        if self._reaches_up(line):
            return True
        space = (line.top - self.lines[-1].bottom) / max(min(line.height, self.lines[-1].height), 1.0)
        if len(line.segments) == 1:
            return not is_ornament(line.segments[0].text) and self._accepts_single(line.segments[0], space)
        shared = sum(self._is_aligned(segment) for segment in line.segments)
        if space > (NEAR_ALIGNED if shared > 1 and 5 * shared >= 3 * len(line.segments) else NEAR):
            return False
        if self._is_pair_below_items(line):
            return False
        return self._keeps_columns(line, shared)

    def _accepts_single(self, segment: Segment, space: float) -> bool:
        if any(segment.left < a[1] - ALIGNED and segment.right > b[0] + ALIGNED for a, b in self._neighbours()):
            return False
        if space < NEAR_SINGLE:
            return True
        if space > NEAR or not self._is_aligned(segment):
            return False
        return segment.left > self.columns[0][1] or is_label(segment.text)

    def _is_prose(self, line: Line) -> bool:
        """Whether a line with a wide space in it fills the same column as the line above: the end of a sentence."""
        last = self.lines[-1]
        if len(line.segments) != 2 or len(last.segments[0].words) < FEWEST_WORDS:
            return False
        left, right = line.segments
        alike = abs(line.left - last.left) < ALIGNED and abs(line.right - last.right) < ALIGNED
        return alike and left.text.endswith(STOPS) and right.left - left.right < WIDEST_STOP * left.height

    def accepts_first(self, line: Line, after: Line) -> bool:
        """Whether a line alone belongs to the row below it: the start of a high cell, the name of a group of goods."""
        if self.is_text or len(line.segments) != 1 or len(after.segments) < 2:
            return False
        segment, space = line.segments[0], (after.top - line.bottom) / line.height
        if line.top - self.lines[-1].bottom > NEAR_ALIGNED * line.height or not self._is_row(after):
            return False
        if self._is_group(segment, after):
            return space < NEAR
        touched = sum(left < segment.right and segment.left < right for left, right in self.columns)
        return touched == 1 and space < 0.5

    def _is_row(self, line: Line) -> bool:
        """Whether most segments of a line stand in the columns of the band."""
        rows = sum(self._is_aligned(s) for s in line.segments)
        if rows > 1 and 5 * rows >= 3 * len(line.segments):
            return True
        return len(line.segments) > 2 and _fit([(s.left, s.right) for s in line.segments], self.columns)

    def _is_group(self, segment: Segment, after: Line) -> bool:
        if not is_item_table([after]) or abs(segment.left - self.columns[0][0]) > ALIGNED or is_label(segment.text):
            return False
        return segment.right - segment.left < 0.5 * (self.columns[-1][1] - self.columns[0][0])

    def _reaches_up(self, line: Line) -> bool:
        """Whether a line begins well above the end of the last one: cells of one row at different heights."""
        return line.top < self.lines[-1].bottom - REACH * min(line.height, self.lines[-1].height)

    def _stands_beside(self, line: Line) -> bool:
        last = self.lines[-1]
        return self._reaches_up(line) and (line.left > last.right or line.right < last.left)

    def _neighbours(self) -> list[tuple[Edges, Edges]]:
        return list(zip(self.columns, self.columns[1:], strict=False))

    def _is_aligned(self, segment: Segment) -> bool:
        """Whether a segment shares an edge or the middle with a segment of the band."""
        for line in self.lines[-4:]:
            for other in line.segments:
                if abs(segment.left - other.left) < ALIGNED or abs(segment.right - other.right) < ALIGNED:
                    return True
                if abs(segment.left + segment.right - other.left - other.right) < 2 * ALIGNED:
                    return True
        return False

    def _is_pair_below_items(self, line: Line) -> bool:
        """Whether a caption and its value follow a table of many columns: they are no row of it."""
        if len(line.segments) != 2 or len(self.columns) < 4 or not is_item_table(self.lines):
            return False
        label, value = line.segments
        return opens_label(label.text) and ":" in label.text.replace("：", ":") and not is_figure(value.text)

    def _holds_two(self, line: Line) -> bool:
        """Whether two segments of a line fall into one column."""
        inside = [[a < s.right and s.left < b for s in line.segments].count(True) for a, b in self.columns]
        return max(inside) > 1

    def _keeps_columns(self, line: Line, shared: int) -> bool:
        count, columns = len(line.segments), len(self.columns)
        if count > columns + 1 and count >= 4 and shared < 0.6 * min(count, len(self.lines[-1].segments)):
            return False
        if shared == 0 and ((columns >= 4 and count == 2) or (count >= 3 and self._holds_two(line))):
            return False
        joined = united([*self.columns, *((s.left, s.right) for s in line.segments)])
        if len(joined) >= max(2, min(columns, count)):
            return True
        return count < columns and self._is_aligned(line.segments[-1])


def united(ranges: Sequence[Edges]) -> list[Edges]:
    """Overlapping ranges as one, from left to right."""
    found: list[Edges] = []
    for left, right in sorted(ranges):
        if found and left < found[-1][1] + 0.5:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found


def find_bands(lines: Sequence[Line]) -> list[Band]:
    """The bands of some lines, from top to bottom."""
    found: list[Band] = []
    for band in _started(lines):
        # A rule made of signs between a table's head and its rows is dropped, as one that is drawn would be.
        if len(found) > 1 and _is_rule(found[-1]) and not is_item_table(found[-2].lines) and _is_same(found[-2], band):
            found.pop()
        if found and _is_same(found[-1], band):
            for line in band.lines:
                found[-1].add(line)
        else:
            found.append(band)
    return found


def _is_rule(band: Band) -> bool:
    return band.is_text and all(is_ornament(line.segments[0].text) for line in band.lines)


def _is_same(above: Band, band: Band) -> bool:
    """Whether a band of columns goes on with the one above it, as the rows of a table do with its head."""
    if above.is_text or band.is_text or not 2 < len(band.columns) <= len(above.columns) <= len(band.columns) + 2:
        return False
    if band.lines[0].top - above.lines[-1].bottom > NEAR_ALIGNED * band.lines[0].height:
        return False
    if len(above.columns) > len(band.columns) and is_item_table(above.lines):
        return False
    return _fit(band.columns, above.columns)


def _fit(columns: Sequence[Edges], others: Sequence[Edges]) -> bool:
    """Whether each column lies over one column of the others, and none over the same."""
    homes = [[i for i, (a, b) in enumerate(others) if min(b, right) > max(a, left)] for left, right in columns]
    return all(len(home) == 1 for home in homes) and len({home[0] for home in homes}) == len(homes)


def _started(lines: Sequence[Line]) -> list[Band]:
    bands: list[Band] = []
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        if not bands or not (bands[-1].accepts(line) or (after and bands[-1].accepts_first(line, after))):
            started = Band()
            if bands and bands[-1].is_text:
                _take_heads(bands, started, line)
            bands.append(started)
        bands[-1].add(line)
    return bands


def _take_heads(bands: list[Band], started: Band, line: Line) -> None:
    """Lines that reach down into the first line of a band are part of it: high cells of a head."""
    above = bands[-1]
    taken = []
    while above.lines and above.lines[-1].bottom > line.top + REACH * line.height:
        taken.append(above.lines.pop())
    for head in reversed(taken):
        started.add(head)
        started.beside = True
    if not above.lines:
        bands.pop()


def with_numbers(line: Line) -> Line:
    """A line whose clause number or bullet stands apart from its words, as one segment with them."""
    segments = line.segments
    if len(segments) not in (2, 3) or not _is_marker(segments[0].text):
        return line
    return Line((with_marker(segments[:2]), *segments[2:]), line.top, line.bottom)


def _is_marker(text: str) -> bool:
    """Whether a text is nothing but a clause number ("3.5", "3.5 (a)") or a bullet."""
    if is_bullet(text):
        return len(text) <= 2
    numbered = marker(text)
    return numbered is not None and (numbered.after >= len(text) or _is_marker(text[numbered.after :]))
