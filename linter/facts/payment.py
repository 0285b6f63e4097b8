"""The facts of the chapter `payment`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class PaymentFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> PaymentFacts:
    """Read the chapter."""
    return PaymentFacts()
