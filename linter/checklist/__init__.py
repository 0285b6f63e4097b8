"""The checklist of the source articles, read off the facts: every item stated, weak or absent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tradelint.checklist import (
    amounts,
    hygiene,
    incoterms,
    legal,
    packaging,
    parties,
    payment,
    platform,
    product,
    quality,
    refunds,
    shipment,
)
from tradelint.checklist.item import NAMES, Item, State, absent
from tradelint.facts import Facts

CHAPTERS = (
    parties, hygiene, platform, product, amounts, incoterms, shipment, quality, packaging, payment, refunds, legal,
)  # fmt: skip


@dataclass(frozen=True)
class Checklist:
    """The items in the order of `NAMES`; `checklist["incoterm"]` is one of them."""

    items: tuple[Item, ...]

    def __getitem__(self, name: str) -> Item:
        return next(item for item in self.items if item.name == name)


def read(facts: Facts) -> Checklist:
    """The checklist of a paper; nothing is called absent when part of the text could not be read."""
    found = {item.name: item for chapter in CHAPTERS for item in chapter.items(facts)}
    unread = any(gap.code in UNREAD for gap in facts.document.gaps)
    items = (found.get(name) or absent(name) for name in NAMES)
    return Checklist(tuple(_unless_unread(item) if unread else item for item in items))


# Gaps behind which a missing term may stand.
UNREAD = frozenset({"image-only-page", "limit", "doubtful-text", "encrypted", "timeout", "not-calculated"})


def _unless_unread(item: Item) -> Item:
    if item.state != "absent" or item.value is not None:
        return item
    return replace(item, state="not_checked")


__all__ = ["NAMES", "Checklist", "Item", "State", "absent", "read"]
