"""Goods without prices: one finding for a table that has none, one for each line that lacks its own."""

from __future__ import annotations

import tradelint

HEAD = "# PROFORMA INVOICE\n\n| No | Goods | Qty | Unit price (USD) | Amount (USD) |\n|---|---|---|---|---|\n"


def messages(*rows: str) -> list[str]:
    report = tradelint.lint((HEAD + "\n".join(rows)).encode(), name="proforma.md")
    return [f.message for f in report.findings if f.code == "AMT009"]


def test_a_table_without_any_price_is_one_finding() -> None:
    rows = [f"| {n} | Oak board {n}0 mm | {n}00 pcs | - | - |" for n in range(1, 9)]
    assert messages(*rows) == ["none of the 8 lines has a price"]


def test_single_lines_without_a_price_are_named() -> None:
    priced = "| 1 | Oak board | 100 pcs | 5.00 | 500.00 |"
    open_lines = [f"| {n} | Oak lath {n} mm | 50 pcs | - | - |" for n in (2, 3, 4)]
    assert messages(priced, *open_lines) == [f"line {n} has no price" for n in (2, 3, 4)]
