"""The checklist items of the chapter `packaging`."""

from __future__ import annotations

from collections.abc import Iterator

from tradelint.checklist.item import Item
from tradelint.facts import Facts


def items(facts: Facts) -> Iterator[Item]:
    """The items of this chapter."""
    yield from ()
