"""What parties say of themselves: maker, trader, answering for the maker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tradelint.facts.reading import Fact, Reading
from tradelint.levels import Confidence
from tradelint.text import Span

ClaimKind = Literal["factory", "trader", "answers", "trading name"]
KINDS: tuple[tuple[str, ClaimKind], ...] = (
    ("factory_claim", "factory"),
    ("trader", "trader"),
    ("maker_answered_for", "answers"),
)


@dataclass(frozen=True, slots=True)
class Claim(Fact):
    """Words on what a party is: `factory` (own production), `trader`, `answers` for the maker, a `trading name`."""

    kind: ClaimKind = "factory"
    words: str = ""


def read_claims(reading: Reading, seller: Span | None) -> tuple[Claim, ...]:
    """The claims of a paper; `seller` is where the seller's name stands, whose own words may speak of trading."""
    found = [
        Claim(hit.span, Confidence.MEDIUM, kind, hit.raw)
        for name, kind in KINDS
        for hit in reading.hits(f"party_words.{name}")
        if not reading.negated(hit.span) and not (seller is not None and seller.contains(hit.span))
    ]
    if seller is not None:
        found += [
            Claim(hit.span, Confidence.MEDIUM, "trading name", hit.raw)
            for hit in reading.hits("party_words.trading_name", seller)
        ]
    return tuple(sorted(found, key=lambda claim: claim.span))
