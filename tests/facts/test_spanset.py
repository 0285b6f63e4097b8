"""Stretches of text are merged and found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tradelint.facts.spanset import SpanSet
from tradelint.text import Span

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda t: Span(t[0], t[0] + t[1])), max_size=12)


@given(spans, st.tuples(st.integers(0, 70), st.integers(1, 9)).map(lambda t: Span(t[0], t[0] + t[1])))
def test_it_agrees_with_asking_each_span(taken: list[Span], asked: Span) -> None:
    assert SpanSet(taken).overlaps(asked) is any(len(span) and span.overlaps(asked) for span in taken)
