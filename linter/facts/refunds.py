"""The facts of the chapter `refunds`."""

from __future__ import annotations

from dataclasses import dataclass

from tradelint.facts.reading import Reading


@dataclass(frozen=True)
class RefundsFacts:
    """What the paper says in this chapter."""


def read(reading: Reading) -> RefundsFacts:
    """Read the chapter."""
    return RefundsFacts()
