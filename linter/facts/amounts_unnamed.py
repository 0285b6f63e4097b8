"""Charges whose names no list knows: lines between the goods and the total that make the total right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tradelint.facts.amounts_rows import Statement
from tradelint.facts.line_goods import Goods
from tradelint.facts.line_grid import Row
from tradelint.facts.line_types import LineItem
from tradelint.facts.values import Convention, Money, find_money
from tradelint.text import Span

LONGEST_NAME = 60
NAME = re.compile(r"[\s\-+•·*>]*(?:\d{1,2}[.)]\s)?(?P<name>[^:：=]*?)[\s:：=.…]*")


def unnamed_charges(rows: list[Row], total: Statement, missing: Decimal, goods: Goods) -> tuple[Statement, ...]:
    """The rows between the last goods line and `total` whose amounts add up to what the total is `missing`.

    Arithmetic decides: all of them together make the total right, or none of them is a charge.
    """
    if not goods.lines or missing <= 0:
        return ()
    start = max(line.span.end for line in goods.lines)
    found = tuple(_charges(rows, Span(start, max(start, total.span.start)), goods))
    amounts = [s.money.amount for s in found if s.money is not None and s.money.amount is not None]
    return found if amounts and sum(amounts, Decimal(0)) == missing else ()


def _charges(rows: list[Row], between: Span, goods: Goods) -> Iterator[Statement]:
    for row in rows:
        if row.pieces and between.contains(row.span):
            money = _lone_amount(row, goods.convention)
            name = _name(row, money) if money is not None else ""
            if money is not None and name:
                after = len(_above(goods.lines, row.span))
                yield Statement("other", name, row.span, money, None, (), None, False, after, False)


def _lone_amount(row: Row, convention: Convention) -> Money | None:
    """The only amount of a row, where the row ends in it."""
    moneys = [m for piece in row.pieces for m in find_money(piece.text, convention, piece.span.start)]
    ends = len(moneys) == 1 and row.pieces[-1].text.rstrip(" .").endswith(moneys[0].raw.strip())
    return moneys[0] if ends or (moneys and moneys[0].span.end >= row.span.end - 1 and len(moneys) == 1) else None


def _name(row: Row, money: Money) -> str:
    """The few words in front of the amount; a sentence is no name."""
    words = " ".join(p.text[: max(0, money.span.start - p.span.start)] for p in row.pieces)
    match = NAME.fullmatch(words)
    name = match["name"].strip() if match else ""
    return name if 3 <= len(name) <= LONGEST_NAME and re.search(r"[^\W\d_]{2}", name) else ""


def _above(lines: tuple[LineItem, ...], span: Span) -> tuple[LineItem, ...]:
    return tuple(line for line in lines if line.span.start < span.start)
