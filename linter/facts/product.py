"""The facts of the chapter `product`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.line_items import LineItem
from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class ProductFacts:
    """What the paper says in this chapter."""


def read(reading: Reading, lines: tuple[LineItem, ...]) -> ProductFacts:
    """Read the chapter."""
    return ProductFacts()
