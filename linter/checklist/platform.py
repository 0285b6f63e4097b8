"""The checklist items of the chapter `platform`."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item
from tradelint.facts import Facts


def items(facts: Facts) -> Iterator[Item]:
    """The platform order number."""
    number = facts.platform.order_number
    if number is None:
        return
    if number.blank:
        yield Item("ta_order_number", "absent", number.blank, number.span, number.confidence)
    else:
        yield Item(
            "ta_order_number", "stated" if number.usual else "weak", number.value, number.span, number.confidence
        )
