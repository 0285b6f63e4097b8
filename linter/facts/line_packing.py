"""Packing tables beside the priced one: their cartons, weights and volumes joined to the goods lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tradelint.facts.fold import folded
from tradelint.facts.line_types import LineItem

FIELDS = (
    "cartons", "per_carton", "net_weight", "gross_weight", "cbm", "net_weight_per_carton",
    "gross_weight_per_carton", "cbm_per_carton", "carton_size",
)  # fmt: skip


def with_packing(lines: list[LineItem], packing: list[LineItem]) -> list[LineItem]:
    """The lines with what the packing rows of the same model, name or number say and they do not."""
    return [_joined(line, _same(line, packing)) for line in lines]


def _same(line: LineItem, packing: list[LineItem]) -> LineItem | None:
    for key in ("sku", "description", "number"):
        own = _key(line, key)
        found = [row for row in packing if own and own == _key(row, key)]
        if len(found) == 1:
            return found[0]
    return None


def _key(line: LineItem, name: str) -> str:
    words = getattr(line, name)
    return folded(words.value) if words is not None else ""


def _joined(line: LineItem, row: LineItem | None) -> LineItem:
    if row is None:
        return line
    added: dict[str, Any] = {name: getattr(row, name) for name in FIELDS if getattr(line, name) is None}
    return replace(line, **added)
