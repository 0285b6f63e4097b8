"""What sort of deal a paper is about, where ordinary expectations do not fit: services, frames, home sales, bulk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from tradelint.facts import Facts
from tradelint.facts.product_types import GoodsLine

OrderKind = Literal["services", "frame", "domestic", "unpacked"]
# Categories of products.toml that are poured, pumped or driven on board.
UNPACKED = frozenset(["energy", "vehicle"])
READABLE = frozenset(["en", "zh"])


def order_kinds(facts: Facts) -> frozenset[OrderKind]:
    """The kinds that the paper shows beyond doubt; an ordinary sale of goods has none."""
    return frozenset(_kinds(facts))


def _kinds(facts: Facts) -> Iterator[OrderKind]:
    if is_services(facts):
        yield "services"
    if is_frame(facts):
        yield "frame"
    if is_domestic(facts):
        yield "domestic"
    if is_unpacked(facts):
        yield "unpacked"


def is_services(facts: Facts) -> bool:
    """Whether every line sells work, a licence or access, and none of them goods."""
    lines = facts.product.lines
    return bool(lines) and all(_is_service(facts, line) for line in lines)


def _is_service(facts: Facts, line: GoodsLine) -> bool:
    if any(_is_service_code(code.digits) for code in line.hs_codes):
        return True
    if line.categories or line.materials or line.sizes:
        return False
    return bool(line.description and facts.reading.hits("order_kinds.intangible", line.description.span))


def _is_service_code(digits: str) -> bool:
    """The Services Accounting Codes of India stand in columns of HS codes: six digits that begin with 99."""
    return len(digits) == 6 and digits.startswith("99")


def is_frame(facts: Facts) -> bool:
    """Whether single orders are to follow that fix quantities and dates."""
    if facts.kind.name not in ("sales_contract", "purchase_order"):
        return False
    if facts.reading.hits("order_kinds.frame_strong"):
        return True
    return len({hit.raw.casefold() for hit in facts.reading.hits("order_kinds.frame_weak")}) >= 2


def is_domestic(facts: Facts) -> bool:
    """Whether seller and buyer sit in one country."""
    seller, buyer = facts.parties.of("seller"), facts.parties.of("buyer")
    countries = {party.country for party in (seller, buyer) if party is not None and party.country}
    return seller is not None and buyer is not None and bool(seller.country and buyer.country) and len(countries) == 1


def is_unpacked(facts: Facts) -> bool:
    """Whether the goods travel in bulk or on their own wheels."""
    if facts.reading.hits("order_kinds.unpacked"):
        return True
    categories = set(facts.product.categories)
    return bool(categories) and categories <= UNPACKED


def is_readable(facts: Facts) -> bool:
    """Whether the paper's main language is one that is read; in another one nothing can be called absent."""
    return not facts.languages or facts.languages[0] in READABLE
