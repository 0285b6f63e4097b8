"""What speaks for reading lines row by row, and what for reading them column after column."""

from __future__ import annotations

from collections.abc import Sequence

from tradelint.parsers.pdf_lines import Line, Segment
from tradelint.parsers.pdf_looks import is_figure, is_label, opens_label


def is_item_table(lines: Sequence[Line]) -> bool:
    """Whether lines are a table of goods: three columns or more, figures in two of them, no captions before those."""
    rows = 0
    for line in lines:
        figures = 0
        for before, segment in zip((None, *line.segments), line.segments, strict=False):
            if is_figure(segment.text) and not (before is not None and is_label(before.text) and ":" in before.text):
                figures += 1
        rows += figures >= 2 and len(line.segments) >= 3
    return rows >= 1 and 4 * rows >= sum(len(line.segments) > 1 for line in lines)


def independence(lines: Sequence[Line], x: float) -> float:
    """How much speaks for reading what stands left and right of `x` one after the other, and not row by row."""
    votes, heads = 0.0, 0
    alone = [0, 0]
    for line in lines:
        left = [s for s in line.segments if s.right <= x]
        right = [s for s in line.segments if s.left >= x]
        if left and right:
            if not votes and is_label(left[0].text) and is_label(right[0].text) and len(left) == len(right) == 1:
                heads += 1
            votes += _vote(left[-1], right[0])
        elif left or right:
            alone[0 if left else 1] += 1
    if heads and min(alone) == 0 and votes <= 2:
        votes += 3
    return votes + (1 if min(alone) > 1 else 0)


def _vote(left: Segment, right: Segment) -> float:
    if right.text[0] in ":：":
        return -3.0
    if opens_label(right.text):
        return 2.0
    if left.text.rstrip().endswith((":", "：")):
        return -3.0
    if is_label(left.text):
        return -2.0
    if is_figure(right.text):
        return -1.0
    return -1.0 if is_figure(left.text) else 0.0
