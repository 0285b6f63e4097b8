"""Stretches of text already taken: whether a span touches one of them, found by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from tradelint.text import Span


class SpanSet:
    """A set of characters kept as sorted stretches; empty spans touch nothing."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Take the characters of a span; stretches that it touches become one."""
        if not len(span):
            return
        first, last = bisect_left(self._ends, span.start), bisect_right(self._starts, span.end)
        start = min([span.start, *self._starts[first : first + 1]]) if first < last else span.start
        end = max([span.end, *self._ends[last - 1 : last]]) if first < last else span.end
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]

    def overlaps(self, span: Span) -> bool:
        """Whether at least one character of the span is taken."""
        index = bisect_right(self._ends, span.start)
        return index < len(self._starts) and self._starts[index] < span.end

    def holds(self, offset: int) -> bool:
        """Whether the character at an offset is taken."""
        return self.overlaps(Span(offset, offset + 1))
