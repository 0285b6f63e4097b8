"""The goods lines of a paper: from tables, aligned text, captions and prose, with arithmetic as the arbiter."""

from __future__ import annotations

from tradelint.facts.line_build import build_lines
from tradelint.facts.line_goods import Goods, read_goods
from tradelint.facts.line_types import LineItem, PriceBasis, Words
from tradelint.facts.values import Convention
from tradelint.text import Document


def read_line_items(document: Document, convention: Convention | None = None) -> tuple[LineItem, ...]:
    """The goods lines of a document in text order; empty when it has none."""
    return read_goods(document, convention).lines


__all__ = ["Goods", "LineItem", "PriceBasis", "Words", "build_lines", "read_goods", "read_line_items"]
