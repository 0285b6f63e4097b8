"""The checklist items of the chapter `amounts`: quantity, unit price, total, amount in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from tradelint.checklist.item import Item, State, absent
from tradelint.facts import Facts, LineItem
from tradelint.facts.goods_terms import GoodsTerm, find_price_terms, find_quantity_terms, find_total, find_waiting
from tradelint.facts.values import Money, Quantity
from tradelint.goods import plain
from tradelint.levels import Confidence, lowest
from tradelint.text import Span


def items(facts: Facts) -> Iterator[Item]:
    """Quantity and unit price per line, the total, and the total in words."""
    yield _quantity(facts)
    yield _unit_price(facts)
    yield _total(facts)
    yield _in_words(facts)


def _quantity(facts: Facts) -> Item:
    found = [line.quantity for line in facts.lines if line.quantity is not None]
    values = _per_line(facts, lambda line: _number(line.quantity))
    known = [q for q in found if q.value is not None and q.value > 0]
    if not known:
        return _worded("quantity", facts, find_quantity_terms(facts.reading), found[0].span if found else None)
    units = {q.unit or q.raw_unit for q in known}
    unit = units.pop() if len(units) == 1 else None
    total = facts.amounts.total_quantity
    whole = total.value if total and total.value is not None else None
    if whole is None and unit and len(known) == len(facts.lines):
        whole = sum((q.value for q in known if q.value is not None), start=Decimal(0))
    fields: dict[str, Any] = {
        "lines": values,
        "total": plain(whole) if whole is not None else None,
        "unit": unit or None,
    }
    value = _common(values, unit) or "; ".join(_counted(q) for q in known)
    return Item(
        "quantity", "stated", value, _cover([q.span for q in known]), lowest(*(q.confidence for q in known)), fields
    )


def _unit_price(facts: Facts) -> Item:
    found = [line.unit_price for line in facts.lines if line.unit_price is not None]
    values = _per_line(facts, lambda line: _amount(line.unit_price))
    known = [m for m in found if m.amount is not None and m.amount > 0]
    if not known:
        return _worded("unit_price", facts, find_price_terms(facts.reading), found[0].span if found else None)
    currency = next((m.currency for m in known if m.currency), None) or facts.amounts.currency
    value = _common(values, currency) or "; ".join(_shown(m, currency) for m in known)
    confidence = lowest(*(m.confidence for m in known))
    return Item("unit_price", "stated", value, _cover([m.span for m in known]), confidence, {"lines": values})


def _total(facts: Facts) -> Item:
    total = facts.amounts.total
    if total is None or total.amount is None:
        captions = facts.reading.captioned("total")
        blank = next((c for c in captions if facts.reading.is_blank(c.value)), None)
        if total is not None:
            return Item("total_amount", "weak", total.raw, total.span, total.confidence)
        if blank is not None:
            holed = facts.reading.is_placeholder(blank.value)
            return Item("total_amount", "absent", "placeholder" if holed else "blank", blank.label)
        return _said_total(facts) or _only_line(facts)
    currency = total.currency or facts.amounts.currency
    before = facts.reading.fold_of(Span(max(0, total.span.start - 12), total.span.start))
    state: State = "stated" if total.amount > 0 and not ABOUT.search(before) else "weak"
    fields = {"value": plain(total.amount), "currency": currency}
    return Item("total_amount", state, _shown(total, currency), total.span, total.confidence, fields)


ABOUT = re.compile(r"\b(?:approx(?:imately)?|about|circa|ca|around|estimated)\.?\s*$|[约大概]\s*$", re.IGNORECASE)


def _only_line(facts: Facts) -> Item:
    """Where one line is all that is sold, its amount is the total."""
    amounts = [line.amount for line in facts.lines if not line.optional]
    only = amounts[0] if len(amounts) == 1 and not facts.amounts.charges else None
    if only is None or only.amount is None or only.amount <= 0:
        return absent("total_amount")
    currency = only.currency or facts.amounts.currency
    fields = {"value": plain(only.amount), "currency": currency}
    return Item("total_amount", "stated", _shown(only, currency), only.span, Confidence.MEDIUM, fields)


def _said_total(facts: Facts) -> Item | None:
    """A total in a sentence or a line of its own that no goods lead to."""
    said = None if facts.lines else find_total(facts.reading)
    if said is None or said.amount is None:
        return None
    currency = said.currency or facts.amounts.currency
    fields = {"value": plain(said.amount), "currency": currency}
    return Item("total_amount", "stated", _shown(said, currency), said.span, Confidence.MEDIUM, fields)


def _in_words(facts: Facts) -> Item:
    if not facts.amounts.in_words:
        blank = next((c for c in facts.reading.captioned("amount_in_words") if facts.reading.is_blank(c.value)), None)
        if blank is not None:
            holed = facts.reading.is_placeholder(blank.value)
            return Item("amount_in_words", "absent", "placeholder" if holed else "blank", blank.label)
        return absent("amount_in_words")
    words = facts.amounts.in_words[0]
    amount = plain(words.amount) if words.amount is not None else None
    state: State = "stated" if amount else "weak"
    value = f"{words.currency or ''} {amount}".strip() if amount else words.raw
    return Item(
        "amount_in_words", state, value, words.span, words.confidence, {"value": amount, "currency": words.currency}
    )


def _counted(quantity: Quantity) -> str:
    """`500 sets`; a packing that starts with a figure stands in brackets: `60 (4 x 5L carton)`."""
    unit = quantity.raw_unit or quantity.unit or ""
    number = plain(quantity.value) if quantity.value is not None else quantity.raw
    return f"{number} ({unit})" if unit[:1].isdigit() else f"{number} {unit}".strip()


def _worded(name: str, facts: Facts, terms: tuple[GoodsTerm, ...], column: Span | None) -> Item:
    """Without a figure on the goods lines: what captions and sentences say, else the column that nobody filled in."""
    figured = [term for term in terms if term.quantity or term.price]
    for term in figured[:1] or terms[:1]:
        state: State = "stated" if figured else "weak"
        return Item(name, state, _figure_of(term) or term.words, term.span, term.confidence, _fields_of(term))
    if column is not None:
        return Item(name, "weak", facts.document.quote(column), column)
    return _unfilled(name, facts)


def _figure_of(term: GoodsTerm) -> str:
    return _counted(term.quantity) if term.quantity else _shown(term.price, None) if term.price else ""


def _fields_of(term: GoodsTerm) -> dict[str, Any]:
    if term.quantity is None:
        return {"lines": []}
    return {"lines": [], "total": _number(term.quantity), "unit": term.quantity.unit or term.quantity.raw_unit or None}


def _unfilled(name: str, facts: Facts) -> Item:
    """A caption of its own that waits for the figure."""
    waiting = find_waiting(facts.reading, name)
    if waiting is None:
        return absent(name)
    holed = any(hole.span.overlaps(waiting.value) for hole in facts.reading.placeholders) if waiting.value else False
    return Item(name, "absent", "placeholder" if holed else "blank", waiting.label)


def _per_line(facts: Facts, read: Callable[[LineItem], str | None]) -> list[str | None]:
    return [read(line) for line in facts.lines]


def _common(values: list[str | None], suffix: str | None) -> str | None:
    known = {value for value in values if value}
    return f"{known.pop()} {suffix or ''}".strip() if len(known) == 1 else None


def _number(quantity: Quantity | None) -> str | None:
    return plain(quantity.value) if quantity and quantity.value is not None else None


def _amount(money: Money | None) -> str | None:
    return plain(money.amount) if money and money.amount is not None else None


def _shown(money: Money, currency: str | None) -> str:
    amount = plain(money.amount) if money.amount is not None else money.raw
    return f"{money.currency or currency or ''} {amount}".strip()


def _cover(spans: list[Span]) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if len(spans) < 2 else spans[0]
